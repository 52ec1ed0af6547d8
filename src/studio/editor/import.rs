//! The dialog for planning text: paste it, see what is wrong with it and what can be inserted.

use campaign::json::Value;
use leptos::prelude::*;

use super::super::Studio;
use super::super::dialog::dialog as sheet;
use super::super::icons::severity;
use super::super::words::Say;
use super::diff::put;
use super::paste::{Context, Fault, Pasted, read};
use super::texts;
use super::way::Way;
use super::words::{self as w, fill};

/// Where the pasted text is kept while it is open, so that closing loses nothing.
const KEPT: &str = "dacu-paste";

const fn fault(fault: Fault) -> Say {
    match fault {
        Fault::Pinyin => Say(
            "括号里的拼音，已略过",
            "Pronunciation in brackets, passed over",
        ),
        Fault::Blank => Say("没填的占位", "A blank that nobody filled in"),
        Fault::FullWidth => Say("全角字符，按半角读", "Full-width characters, read as ASCII"),
        Fault::Unseen => Say("看不见的字符，已去掉", "Characters nobody sees, left out"),
        Fault::Mojibake => Say("乱码：编码读错了", "Garbled: read in the wrong encoding"),
    }
}

/// Which list an entry goes into.
fn list(name: &str) -> Say {
    match name {
        "offers" => w::SECTION_OFFERS,
        "coupons" => w::SECTION_COUPONS,
        "products" => w::SECTION_GOODS,
        "phases" => w::SECTION_PHASES,
        "draws" => w::SECTION_DRAWS,
        _ => w::SECTION_FLASH,
    }
}

/// The dialog.
pub fn dialog(studio: Studio) -> impl IntoView {
    let editor = studio.editor;
    let storage = || window().session_storage().ok().flatten();
    let kept = storage().and_then(|storage| storage.get_item(KEPT).ok().flatten());
    let text = RwSignal::new(kept.unwrap_or_default());
    let done = RwSignal::new(0_usize);
    let left_out = RwSignal::new(Vec::<usize>::new());
    let pasted = Memo::new(move |_| {
        let root = editor.root.get();
        text.with(|text| read(text, &Context { root: &root }))
    });
    let chosen = move || {
        let out = left_out.get();
        let count = pasted.with(|pasted| pasted.proposals.len());
        (0..count).filter(|at| !out.contains(at)).count()
    };
    let insert = move |_| {
        let out = left_out.get_untracked();
        let root = editor.root.get_untracked();
        let mut edits = Vec::new();
        let mut sizes: Vec<(&str, usize)> = Vec::new();
        let Pasted { proposals, .. } = pasted.get_untracked();
        for (at, one) in proposals.into_iter().enumerate() {
            if out.contains(&at) {
                continue;
            }
            let way = Way::default().name(one.list);
            let known = sizes.iter().position(|(name, _)| *name == one.list);
            let known = known.unwrap_or_else(|| {
                let list = way.of(&root);
                if list.is_none() {
                    edits.push(put(way.clone(), Value::List(Vec::new()), false));
                }
                sizes.push((one.list, list.map_or(0, |list| list.items().len())));
                sizes.len() - 1
            });
            edits.push(put(way.index(sizes[known].1), one.value, true));
            sizes[known].1 += 1;
        }
        let count = edits.iter().filter(|edit| edit.insert).count();
        editor.edit(studio, &edits);
        done.set(count);
        // What is left is what was not understood, so that the same is not inserted twice.
        let rest: Vec<String> = pasted
            .with_untracked(|pasted| pasted.rest.iter().map(|(_, line)| line.clone()).collect());
        keep(&rest.join("\n"));
        text.set(rest.join("\n"));
        left_out.set(Vec::new());
        studio.tell_text(fill(studio.say(w::PASTE_DONE), count));
    };
    let troubles = move || {
        let lang = studio.state.with(|state| state.lang);
        pasted.with(|pasted| {
            pasted
                .troubles
                .iter()
                .map(|one| {
                    let mark = if one.mended { "wa" } else { "er" };
                    view! {
                        <li>
                            {severity(mark)}
                            <span class="num t3">{one.line}</span>
                            <span class="mono clip">{one.words.clone()}</span>
                            <span>{fault(one.fault).get(lang)}</span>
                        </li>
                    }
                })
                .collect_view()
        })
    };
    let proposals = move || {
        let lang = studio.state.with(|state| state.lang);
        pasted.with(|pasted| {
            pasted
                .proposals
                .iter()
                .enumerate()
                .map(|(at, one)| {
                    let on = move || !left_out.with(|out| out.contains(&at));
                    view! {
                        <li>
                            <label>
                                <input
                                    type="checkbox"
                                    prop:checked=on
                                    on:change=move |event| {
                                        let on = event_target_checked(&event);
                                        left_out
                                            .update(|out| {
                                                out.retain(|known| *known != at);
                                                if !on {
                                                    out.push(at);
                                                }
                                            });
                                    }
                                />
                                <b>{list(one.list).get(lang)}</b>
                                <span class="clip">{one.words.clone()}</span>
                                <span class="mono t3 clip">{said(&one.value)}</span>
                            </label>
                        </li>
                    }
                })
                .collect_view()
        })
    };
    let rest = move || {
        pasted.with(|pasted| {
            pasted
                .rest
                .iter()
                .map(|(line, words)| {
                    view! { <li><span class="num t3">{*line}</span><span>{words.clone()}</span></li> }
                })
                .collect_view()
        })
    };
    let group = move |kind: &'static str, name: Say, count: Memo<usize>, body: AnyView| {
        view! {
            <section class=kind class:is-none=move || count.get() == 0>
                <h3>{move || studio.say(name)}<span class="num t3">{move || count.get()}</span></h3>
                <ul>{body}</ul>
            </section>
        }
    };
    let count = move |count: fn(&Pasted) -> usize| Memo::new(move |_| pasted.with(count));
    let body = view! {
        <p class="sheet-help">{move || studio.say(w::PASTE_HELP)}</p>
        <div class="paste">
            <textarea
                class="paste-text"
                data-first=""
                aria-label=move || studio.say(w::PASTE_HERE)
                placeholder=move || studio.say(w::PASTE_HERE)
                prop:value=move || text.get()
                on:input=move |event| {
                    let written = event_target_value(&event);
                    keep(&written);
                    text.set(written);
                    left_out.set(Vec::new());
                }
            ></textarea>
            <div class="paste-found">
                {group(
                    "found",
                    w::PASTE_FOUND,
                    count(|pasted| pasted.proposals.len()),
                    proposals.into_any(),
                )}
                {group(
                    "troubles",
                    w::PASTE_PROBLEMS,
                    count(|pasted| pasted.troubles.len()),
                    troubles.into_any(),
                )}
                {move || {
                    let none = pasted.with(|pasted| pasted.proposals.is_empty());
                    let words = if text.with(String::is_empty) { w::PASTE_EMPTY } else { w::PASTE_NOTHING };
                    none.then(|| view! { <p class="note">{studio.say(words)}</p> })
                }}
                {group("rest", w::PASTE_REST, count(|pasted| pasted.rest.len()), rest.into_any())}
            </div>
        </div>
        <div class="sheet-foot">
            <span class="t3" role="status">
                {move || {
                    let done = done.get();
                    (done > 0).then(|| fill(studio.say(w::PASTE_DONE), done))
                }}
            </span>
            <span class="grow"></span>
            <button class="btn pri" disabled=move || chosen() == 0 on:click=insert>
                {move || fill(studio.say(w::PASTE_INSERT), chosen())}
            </button>
        </div>
    };
    let close = move || editor.dialog.set(None);
    sheet(studio, "wide", w::PASTE_TITLE, close, body.into_any())
}

fn keep(text: &str) {
    if let Ok(Some(storage)) = window().session_storage() {
        let _ = storage.set_item(KEPT, text);
    }
}

/// An entry in a few words.
fn said(value: &Value) -> String {
    let kind = ["kind", "level", "sku"]
        .iter()
        .find_map(|name| value.get(name));
    let kind = kind.map(texts::short).unwrap_or_default();
    let id = super::way::id(value).unwrap_or_default();
    if id.is_empty() || id == kind {
        kind
    } else {
        format!("{kind} · {id}")
    }
}
