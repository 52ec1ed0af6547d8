//! What stands around the rooms: the top bar, the foot, the list of keys.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::bundle::{Bundle, kilobytes};
use super::dialog::dialog;
use super::icons::{icon, mark, severity};
use super::state::{Lang, State, View};
use super::words::{self as w, KEYS, Say};
use super::{
    FileStatus, Studio, canvas, editor, explain, gallery, keys, palette, rail, scrubber, share,
    simulate,
};

/// The whole studio.
pub fn shell(studio: Studio) -> impl IntoView {
    let view = studio.part(|state| state.view);
    dress(studio);
    view! {
        <div
            class="app"
            class:no-insp=move || view.get() != View::Preview
            class:no-time=move || view.get() != View::Preview
            class:no-rail=move || matches!(view.get(), View::Edit | View::Simulate)
            class:is-drawer=move || studio.drawer.get()
            class:no-keys=move || !studio.single_keys.get()
        >
            {top(studio)}
            {move || (view.get() != View::Edit).then(|| rail::rail(studio))}
            {move || match view.get() {
                View::Preview => {
                    view! {
                        {scrubber::scrubber(studio)}
                        {canvas::canvas(studio)}
                        {explain::inspector(studio)}
                    }
                        .into_any()
                }
                View::Gallery => gallery::gallery(studio).into_any(),
                View::Edit => editor::editor(studio).into_any(),
                View::Simulate => simulate::simulate(studio).into_any(),
            }}
            {foot(studio)}
        </div>
        {move || studio.help.get().then(|| keys_sheet(studio))}
        {move || studio.sharing.get().then(|| share::sheet(studio))}
        {move || studio.palette.get().then(|| palette::palette(studio))}
    }
}

/// The document's own language, colours and title follow the state.
fn dress(studio: Studio) {
    let shade = studio.part(|state| state.shade);
    let lang = studio.part(|state| state.lang);
    Effect::new(move |_| {
        let Some(root) = document().document_element() else {
            return;
        };
        let _ = match shade.get() {
            Some(dark) => root.set_attribute("data-theme", if dark { "dark" } else { "light" }),
            None => root.remove_attribute("data-theme"),
        };
        let _ = root.set_attribute("lang", lang.get().locale().tag());
    });
    Effect::new(move |_| {
        let locale = studio.locale();
        let name = studio.loaded.with(|loaded| {
            let loaded = loaded.as_ref()?;
            Some(loaded.campaign().name.get(locale).to_owned())
        });
        let room = studio.say(match studio.state.with(|state| state.view) {
            View::Preview => w::PREVIEW,
            View::Gallery => w::GALLERY,
            View::Edit => editor::words::EDIT,
            View::Simulate => w::SIMULATE,
        });
        let parts = [name.as_deref().unwrap_or(""), room, "Dacu"];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        document().set_title(&parts.join(" · "));
    });
}

/// Whether the studio is dark now, by its own setting or the system's.
fn is_dark(studio: Studio) -> bool {
    let system = || {
        let query = window().match_media("(prefers-color-scheme: dark)");
        query.ok().flatten().is_some_and(|query| query.matches())
    };
    studio
        .state
        .with(|state| state.shade)
        .unwrap_or_else(system)
}

fn top(studio: Studio) -> impl IntoView {
    let link = move |view: View, key: &'static str, name: Say, drawing: &'static str| {
        let href = move || {
            studio.state.with(|state| {
                let there = State {
                    view,
                    ..state.clone()
                };
                ["#", &there.to_hash()].concat()
            })
        };
        // While the clock runs or is pulled the address rests; whoever follows the link goes to the moment shown.
        let now = move |event: &web_sys::Event| {
            if let Some(Ok(link)) = event
                .current_target()
                .map(JsCast::dyn_into::<web_sys::Element>)
            {
                let _ = link.set_attribute("href", &untrack(href));
            }
        };
        let written = studio.written;
        let current = move || (studio.state.with(|state| state.view) == view).then_some("page");
        view! {
            <a
                href=move || {
                    written.track();
                    href()
                }
                aria-current=current
                on:pointerdown=move |event| now(&event)
                on:click=move |event| now(&event)
            >
                {icon(drawing)}
                <span>{move || studio.say(name)}</span>
                <span class="kbd" aria-hidden="true">{key}</span>
            </a>
        }
    };
    let crumb = move || {
        let locale = studio.locale();
        studio.loaded.with(|loaded| {
            let campaign = loaded.as_ref()?.campaign();
            Some(view! {
                <span class="clip">{campaign.name.get(locale).to_owned()}</span>
                <span class="tag mono">{format!("v{}", campaign.version)}</span>
            })
        })
    };
    view! {
        <header class="top">
            <button
                class="btn bare ico only-s"
                aria-label=move || studio.say(w::MENU)
                aria-expanded=move || studio.drawer.get().to_string()
                on:click=move |_| studio.drawer.update(|open| *open = !*open)
            >
                {icon("menu")}
            </button>
            <div class="brand">
                {mark()}
                <span>"Dacu"<small>{move || studio.say(w::STUDIO)}</small></span>
            </div>
            <h1 class="crumb">{crumb}</h1>
            <nav class="views" aria-label=move || studio.say(w::VIEWS)>
                {link(View::Preview, "1", w::PREVIEW, "phone")}
                {link(View::Gallery, "2", w::GALLERY, "grid")}
                {link(View::Edit, "3", editor::words::EDIT, "code")}
                {link(View::Simulate, "4", w::SIMULATE, "sliders")}
            </nav>
            <button
                class="cmd"
                aria-label=move || [studio.say(share::words::PALETTE), " ⌘K"].concat()
                on:click=move |_| studio.palette.set(true)
            >
                {icon("search")}
                <span class="clip">{move || studio.say(share::words::PALETTE)}</span>
                <kbd class="kbd">"⌘K"</kbd>
            </button>
            <button
                class="btn bare ico"
                title=move || studio.say(w::APPEARANCE)
                aria-label=move || studio.say(w::APPEARANCE)
                aria-pressed=move || is_dark(studio).to_string()
                on:click=move |_| {
                    let dark = untrack(|| is_dark(studio));
                    studio.change(|state| state.shade = Some(!dark));
                }
            >
                {move || icon(if is_dark(studio) { "sun" } else { "moon" })}
            </button>
            <button
                class="btn bare"
                title=move || studio.say(w::LANGUAGE)
                on:click=move |_| {
                    studio
                        .change(|state| {
                            state.lang = if state.lang == Lang::Zh { Lang::En } else { Lang::Zh };
                        });
                }
            >
                {move || studio.say(w::OTHER_LANGUAGE)}
            </button>
            <button class="btn pri share-open" on:click=move |_| studio.sharing.set(true)>
                {icon("share")}
                <span class="lbl">{move || studio.say(share::words::SHARE)}</span>
            </button>
        </header>
    }
    .into_any()
}

fn foot(studio: Studio) -> impl IntoView {
    let view = studio.part(|state| state.view);
    let key = move |keys: &'static [&'static str], what: Say| {
        view! {
            <span class="it">
                {keys
                    .iter()
                    .map(|key| {
                        let space = *key == "Space";
                        view! {
                            <kbd class="kbd">
                                {move || if space { studio.say(w::SPACE) } else { *key }}
                            </kbd>
                        }
                    })
                    .collect_view()}
                <span>{move || studio.say(what)}</span>
            </span>
        }
    };
    let ruleset = move || {
        studio.loaded.with(|loaded| {
            let hash = loaded.as_ref()?.campaign().ruleset.hash();
            let digits = crate::runtime::told::ruleset(hash);
            Some(view! {
                <span class="it" title=digits.clone()>
                    <span>{move || studio.say(w::RULESET)}</span>
                    <span class="mono">{format!("{}…{}", &digits[..4], &digits[12..])}</span>
                </span>
            })
        })
    };
    let trouble = move || {
        let open = studio.state.with(|state| state.campaign.clone());
        studio.files.with(|files| {
            let file = files.iter().find(|file| file.name == open)?;
            match file.status {
                FileStatus::Unreachable => Some(w::UNREACHABLE),
                FileStatus::Malformed(_) => Some(w::MALFORMED),
                _ => None,
            }
        })
    };
    let embed = move || match studio.bundle.get() {
        Bundle::Here(manifest) => kilobytes(manifest.total_brotli()) + " KB br",
        Bundle::Loading => "…".to_owned(),
        Bundle::Missing => studio.say(w::NO_BUNDLE).to_owned(),
    };
    view! {
        <footer class="foot">
            {move || match trouble() {
                Some(words) => {
                    view! { <span class="it">{severity("er")}<span>{studio.say(words)}</span></span> }
                        .into_any()
                }
                None => {
                    let words = if studio.playing.get() { w::CLOCK_RUNS } else { w::CLOCK_HELD };
                    view! {
                        <span class="it">
                            {severity("ok")}<span>{studio.say(words)}" ±0 ms"</span>
                        </span>
                    }
                        .into_any()
                }
            }}
            {move || (view.get() == View::Edit).then(|| editor::foot(studio))}
            {ruleset}
            <span class="it"><span>{move || studio.say(w::EMBED)}</span><span>{embed}</span></span>
            <span class="it note-line" role="status">{move || studio.note.get()}</span>
            <span class="keys">
                {move || match view.get() {
                    View::Preview => {
                        view! {
                            {key(&["Space"], w::KEY_PLAY)}
                            {key(&["J", "K"], w::KEY_CHANGES)}
                            {key(&["[", "]"], w::KEY_WIDTH)}
                        }
                            .into_any()
                    }
                    View::Gallery => key(&["/"], w::KEY_FILTER).into_any(),
                    View::Edit => {
                        view! {
                            {key(&["F8"], editor::words::NEXT_PROBLEM)}
                            {key(&["Ctrl", "Space"], editor::words::COMPLETE)}
                            {key(&["Ctrl", "D"], editor::words::COMPARE_SHORT)}
                        }
                            .into_any()
                    }
                    View::Simulate => {
                        view! {
                            {key(&["H"], simulate::words::KEY_HOST)}
                            {key(&["N"], simulate::words::KEY_NETWORK)}
                            {key(&["B"], simulate::words::KEY_BUYER)}
                        }
                            .into_any()
                    }
                }}
                <button class="it" on:click=move |_| studio.help.set(true)>
                    <kbd class="kbd">"?"</kbd>
                    <span>{move || studio.say(w::ALL_KEYS)}</span>
                </button>
            </span>
        </footer>
    }
    .into_any()
}

fn keys_sheet(studio: Studio) -> impl IntoView {
    let rows = KEYS
        .iter()
        .map(|(keys, what)| {
            let keys = keys
                .iter()
                .map(|key| view! { <kbd class="kbd">{*key}</kbd> })
                .collect_view();
            view! { <div><dt>{keys}</dt><dd>{move || studio.say(*what)}</dd></div> }
        })
        .collect_view();
    let body = view! {
        <label class="keys-set" title=move || studio.say(w::SINGLE_KEYS_HELP)>
            <input
                type="checkbox"
                prop:checked=move || studio.single_keys.get()
                on:change=move |event| keys::set_single_keys(studio, event_target_checked(&event))
            />
            <b>{move || studio.say(w::SINGLE_KEYS)}</b>
            <span class="t3">{move || studio.say(w::SINGLE_KEYS_HELP)}</span>
        </label>
        <dl class="keylist">{rows}</dl>
    };
    let close = move || studio.help.set(false);
    dialog(studio, "", w::ALL_KEYS, close, body.into_any())
}
