//! The editor's room: its panes, its bars, and what it says at the foot.

use leptos::html;
use leptos::prelude::*;
use pricing::Instant;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use super::super::icons::{icon, severity};
use super::super::words::Say;
use super::super::{Studio, canvas};
use super::words::{self as w, fill};
use super::{
    Dialog, Mode, Obstacle, Panel, diff, form, import, keep, outline, problems, templates,
};
use crate::studio::state::rfc3339;

/// The room.
pub fn editor(studio: Studio) -> impl IntoView {
    let editor = studio.editor;
    // Another campaign, or a file that has only just come, is another text.
    let file = studio.part(|state| state.campaign.clone());
    let come = Memo::new(move |_| studio.served(&file.get()));
    Effect::new(move |_| {
        file.track();
        if come.with(Option::is_some) {
            untrack(|| editor.turn_to(studio));
        }
    });
    // What may change depends on the moment.
    let at = studio.at;
    Effect::new(move |before: Option<Instant>| {
        let at = at.get();
        if before.is_some_and(|before| before != at) {
            editor.look_soon(studio);
        }
        at
    });
    let lang = studio.part(|state| state.lang);
    Effect::new(move |_| {
        lang.track();
        editor.mark(studio);
    });
    on_cleanup(move || {
        keep::save_now(studio);
        editor.close();
    });
    view! {
        <main class="edit" class:is-form=move || editor.mode.get() == Mode::Form>
            {outline::outline(studio)}
            <section class="pane middle" aria-label="JSON">
                {bar(studio)}
                {notices(studio)}
                {pane(studio)}
                {panel(studio)}
            </section>
            {live(studio)}
        </main>
        {move || {
            editor
                .dialog
                .get()
                .map(|dialog| match dialog {
                    Dialog::Import => import::dialog(studio).into_any(),
                    Dialog::Templates => templates::view::dialog(studio).into_any(),
                })
        }}
    }
}

fn bar(studio: Studio) -> impl IntoView {
    let editor = studio.editor;
    let path = move || editor.at.with(|(way, ..)| way.path());
    let mode = move |which: Mode, name: Say| {
        view! {
            <button
                aria-pressed=move || (editor.mode.get() == which).to_string()
                on:click=move |_| editor.mode.set(which)
            >
                {move || studio.say(name)}
            </button>
        }
    };
    let tool = move |drawing: &'static str, name: Say, then: fn(Studio)| {
        view! {
            <button
                class="btn bare tool"
                title=move || studio.say(name)
                aria-label=move || studio.say(name)
                on:click=move |_| then(studio)
            >
                {icon(drawing)}
                <span class="lbl">{move || studio.say(name)}</span>
            </button>
        }
    };
    view! {
        <div class="bar" role="toolbar" aria-label=move || studio.say(w::EDIT)>
            // Where the outline has no room, the file is still to be chosen.
            {outline::picker(studio)}
            <span class="seg" role="group" aria-label=move || studio.say(w::MODE)>
                {mode(Mode::Code, w::CODE)}
                {mode(Mode::Form, w::FORM)}
            </span>
            <span class="mono clip path" title=path>{path}</span>
            <span class="grow"></span>
            // Where the words have no room, the mark stays, and a screen reader still has the words.
            <span class="t3 kept" role="status" title=saved(studio)>
                {move || kept_mark(studio).map(severity)}
                <span class="kept-words">{saved(studio)}</span>
            </span>
            {tool("import", w::IMPORT, |studio| studio.editor.dialog.set(Some(Dialog::Import)))}
            {tool("grid", w::TEMPLATES, |studio| studio.editor.dialog.set(Some(Dialog::Templates)))}
            {tool("indent", w::FORMAT, |studio| {
                studio.editor.with_code(super::Code::format);
                studio.editor.look(studio);
            })}
            <button
                class="btn bare ico"
                title=move || [studio.say(w::UNDO), " · Ctrl Z"].concat()
                aria-label=move || studio.say(w::UNDO)
                disabled=move || editor.steps.get().0 == 0
                on:click=move |_| editor.undo(studio, false)
            >
                {icon("undo")}
            </button>
            <button
                class="btn bare ico"
                title=move || [studio.say(w::REDO), " · Ctrl Y"].concat()
                aria-label=move || studio.say(w::REDO)
                disabled=move || editor.steps.get().1 == 0
                on:click=move |_| editor.undo(studio, true)
            >
                {icon("redo")}
            </button>
            {publish(studio)}
        </div>
    }
    .into_any()
}

/// The mark of what [`saved`] says; nothing where there is nothing to say.
fn kept_mark(studio: Studio) -> Option<&'static str> {
    let editor = studio.editor;
    editor.kept.with(|kept| match kept {
        kept if kept.fault.is_some() => Some("er"),
        kept if kept.waits.is_some() => Some("wait"),
        kept => {
            let same = || editor.differences.with(|all| all.is_empty());
            (kept.at.is_some() || same()).then_some("ok")
        }
    })
}

fn saved(studio: Studio) -> impl Fn() -> String {
    let editor = studio.editor;
    move || {
        let kept = editor.kept.get();
        if let Some(fault) = &kept.fault {
            return fill(studio.say(w::UNSAVED), fault);
        }
        if kept.waits.is_some() {
            return studio.say(w::SAVING).to_owned();
        }
        match kept.at {
            Some(at) => fill(studio.say(w::SAVED_AT), clock(at)),
            None if editor.differences.with(|all| all.is_empty()) => studio.say(w::SAME).to_owned(),
            None => String::new(),
        }
    }
}

/// The designer's own time of an instant: `14:03:20`.
// The cast loses nothing: milliseconds are far below 2^53.
fn clock(at: Instant) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(at.ms() as f64));
    format!(
        "{:02}:{:02}:{:02}",
        date.get_hours(),
        date.get_minutes(),
        date.get_seconds()
    )
}

/// The button that gives the file away, or says what stands in the way.
fn publish(studio: Studio) -> impl IntoView {
    let editor = studio.editor;
    let obstacle = Memo::new(move |_| editor.obstacle());
    let say = move || {
        obstacle.with(|obstacle| match obstacle {
            Obstacle::None => studio.say(w::EXPORT),
            Obstacle::Errors => studio.say(w::HAS_ERRORS),
            Obstacle::Blocked(_) => studio.say(w::BLOCKED),
        })
    };
    let why = move || {
        obstacle.with(|obstacle| match obstacle {
            Obstacle::Blocked(path) => fill(studio.say(w::BLOCKED_BY), path),
            Obstacle::Errors => studio.say(w::HAS_ERRORS).to_owned(),
            Obstacle::None => studio.say(w::EXPORT_HELP).to_owned(),
        })
    };
    view! {
        <button
            class="btn publish"
            aria-disabled=move || obstacle.with(|o| *o != Obstacle::None).then_some("true")
            title=why
            on:click=move |_| match obstacle.get_untracked() {
                Obstacle::None => export(studio),
                Obstacle::Errors => {
                    editor.panel.set(Panel::Problems);
                    editor.next_problem(true);
                }
                Obstacle::Blocked(path) => {
                    editor.panel.set(Panel::Compare);
                    focus(".dr.blk button");
                    studio.tell_text(fill(studio.say(w::BLOCKED_BY), path));
                }
            }
        >
            {move || match obstacle.get() {
                Obstacle::None => icon("download").into_any(),
                Obstacle::Errors => severity("er").into_any(),
                Obstacle::Blocked(_) => outline::mark("blk"),
            }}
            <span class="lbl">{say}</span>
        </button>
    }
}

/// Downloads the draft under the campaign's own name.
fn export(studio: Studio) {
    let text = studio.editor.text.get_untracked();
    let id = studio.editor.root.with_untracked(|root| {
        let id = root.get("id").and_then(campaign::json::Value::as_text);
        id.unwrap_or("campaign").to_owned()
    });
    let options = web_sys::BlobPropertyBag::new();
    options.set_type("application/json");
    let parts = js_sys::Array::of1(&JsValue::from_str(&text));
    let link = || {
        let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
        let address = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
        let link = document().create_element("a").ok()?;
        link.set_attribute("href", &address).ok()?;
        link.set_attribute("download", &[&id, ".json"].concat())
            .ok()?;
        link.dyn_ref::<HtmlElement>()?.click();
        // The browser has taken it by the time of the next task.
        set_timeout(
            move || drop(web_sys::Url::revoke_object_url(&address)),
            std::time::Duration::from_secs(30),
        );
        Some(())
    };
    if link().is_some() {
        studio.tell(w::EXPORTED);
    }
}

/// What is found of earlier drafts, and other tabs.
fn notices(studio: Studio) -> impl IntoView {
    let editor = studio.editor;
    let found = move || {
        let kept = editor.kept.get();
        kept.found.first().map(|one| {
            view! {
                <div class="strip" role="alert">
                    {severity("in")}
                    <span class="clip">{fill(studio.say(w::RECOVER), when(one.at))}</span>
                    <span class="grow"></span>
                    <button class="btn s" on:click=move |_| keep::restore(studio, 0)>
                        {studio.say(w::RECOVER_DO)}
                    </button>
                    <button class="btn bare s" on:click=move |_| keep::drop_saved(studio, 0)>
                        {studio.say(w::RECOVER_DROP)}
                    </button>
                </div>
            }
        })
    };
    let other = move || {
        let kept = editor.kept.get();
        (kept.other && !kept.dismissed).then(|| {
            view! {
                <div class="strip wa" role="alert">
                    {severity("wa")}
                    <span class="clip">{studio.say(w::TWO_TABS)}</span>
                    <span class="grow"></span>
                    <button class="btn s" on:click=move |_| keep::take_theirs(studio)>
                        {studio.say(w::TAKE_THEIRS)}
                    </button>
                    <button
                        class="btn bare s"
                        on:click=move |_| editor.kept.update(|kept| kept.dismissed = true)
                    >
                        {studio.say(w::UNDERSTOOD)}
                    </button>
                </div>
            }
        })
    };
    let lost = move || {
        let fault = editor.kept.with(|kept| kept.fault.clone())?;
        Some(view! {
            <div class="strip er" role="alert">
                {severity("er")}
                <span class="clip" title=fault>{studio.say(w::UNSAVED_HELP)}</span>
                <span class="grow"></span>
                <button class="btn s" on:click=move |_| export(studio)>
                    {studio.say(w::EXPORT)}
                </button>
            </div>
        })
    };
    view! {
        {lost}
        {other}
        {found}
    }
}

/// The designer's own day and time of an instant.
// The cast loses nothing: milliseconds are far below 2^53.
fn when(at: Instant) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(at.ms() as f64));
    format!(
        "{:02}-{:02} {}",
        date.get_month() + 1,
        date.get_date(),
        clock(at)
    )
}

/// The code pane and, instead of it, the form.
fn pane(studio: Studio) -> impl IntoView {
    let editor = studio.editor;
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(node) = node.get() {
            editor.open(studio, node.into());
        }
    });
    let is_form = Memo::new(move |_| editor.mode.get() == Mode::Form);
    view! {
        <div class="codebox" class:is-away=move || is_form.get()>
            <div class="code" node_ref=node></div>
            {move || {
                editor
                    .failed
                    .get()
                    .then(|| {
                        view! {
                            <div class="note" role="alert">
                                {severity("er")} <b>{studio.say(w::NO_EDITOR)}</b>
                                {studio.say(w::NO_EDITOR_HELP)}
                            </div>
                        }
                    })
            }}
        </div>
        {move || is_form.get().then(|| form::form(studio))}
    }
}

fn panel(studio: Studio) -> impl IntoView {
    let editor = studio.editor;
    let tab = move |which: Panel, id: &'static str, name: Say| {
        let on = move || editor.panel.get() == which;
        view! {
            <button
                id=id
                role="tab"
                aria-selected=move || on().to_string()
                aria-controls="edit-panel"
                tabindex=move || if on() { "0" } else { "-1" }
                on:click=move |_| editor.panel.set(which)
                on:keydown=move |event| {
                    if matches!(event.key().as_str(), "ArrowLeft" | "ArrowRight") {
                        event.prevent_default();
                        let other = which == Panel::Compare;
                        editor.panel.set(if other { Panel::Problems } else { Panel::Compare });
                        focus(if other { "#edit-problems" } else { "#edit-compare" });
                    }
                }
            >
                {move || studio.say(name)}
            </button>
        }
    };
    let count = move || {
        let count = editor.found.with(|found| found.len());
        (count > 0).then_some(count)
    };
    view! {
        <div class="diff">
            <div class="phead">
                <span class="seg" role="tablist">
                    {tab(Panel::Compare, "edit-compare", w::COMPARE_SHORT)}
                    {tab(Panel::Problems, "edit-problems", w::PROBLEMS)}
                </span>
                {move || match editor.panel.get() {
                    Panel::Compare => diff::head(studio).into_any(),
                    Panel::Problems => {
                        view! {
                            <b>{move || studio.say(w::PROBLEMS)}</b>
                            <span class="num t3">{count}</span>
                        }
                            .into_any()
                    }
                }}
            </div>
            <div class="diffs" id="edit-panel" role="tabpanel" tabindex="-1">
                {move || match editor.panel.get() {
                    Panel::Compare => diff::differences(studio).into_any(),
                    Panel::Problems => problems::problems(studio).into_any(),
                }}
            </div>
        </div>
    }
    .into_any()
}

fn live(studio: Studio) -> impl IntoView {
    let editor = studio.editor;
    let shown = editor.shown;
    let state = move || {
        let shown = shown.get();
        let own = editor.draft.with(Option::is_some);
        if !shown.parses || !shown.live {
            ("wa", w::HELD)
        } else if own {
            ("ok", w::LIVE_DRAFT)
        } else {
            ("no", w::RUNNING_SHOWN)
        }
    };
    let rest = move || {
        let shown = shown.get();
        if !shown.parses {
            return studio.say(w::HELD_HELP).to_owned();
        }
        let mut parts = Vec::new();
        if shown.blocked > 0 {
            parts.push(fill(studio.say(w::NOT_DRAWN), shown.blocked));
        }
        if shown.wrong > 0 {
            parts.push(fill(studio.say(w::WRONG_PARTS), shown.wrong));
        }
        parts.join(" · ")
    };
    let moment = move || {
        let at = studio.at.get();
        studio.loaded.with(|loaded| {
            let text = rfc3339(at, &loaded.as_ref()?.campaign().zone);
            Some([text.get(5..10)?, " ", text.get(11..19)?].concat())
        })
    };
    view! {
        <section class="pane live" aria-label=move || studio.say(w::LIVE)>
            <div class="bar" role="status">
                {move || severity(state().0)}
                <span class="clip">{move || studio.say(state().1)}</span>
                <span class="t3 dimtxt clip" title=rest>{rest}</span>
                <span class="grow"></span>
                <span class="num t2 dimtxt">{moment}</span>
            </div>
            {canvas::device(studio)}
        </section>
    }
    .into_any()
}

/// The editor's part of the foot.
pub fn foot(studio: Studio) -> impl IntoView {
    let editor = studio.editor;
    let it = move |kind: &'static str, words: Say| {
        view! {
            <span class="it" class:is-none=move || outline::counted(studio, kind) == 0>
                {outline::mark(kind)}
                <span>{move || fill(studio.say(words), outline::counted(studio, kind))}</span>
            </span>
        }
    };
    let place = move || {
        let (_, line, column) = editor.at.get();
        fill(&fill(studio.say(w::AT_LINE), line), column)
    };
    view! {
        {it("er", w::ERROR_COUNT)}
        {it("blk", w::BLOCKED_COUNT)}
        <span class="it num">{place}</span>
        <span class="it num took">{move || fill(studio.say(w::TOOK), editor.took.get())}</span>
    }
}

/// Focuses an element that the last change may only just be making.
pub fn focus(selector: &'static str) {
    request_animation_frame(move || {
        let found = document().query_selector(selector).ok().flatten();
        if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            let _ = element.focus();
        }
    });
}
