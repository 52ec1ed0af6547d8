//! The outline: the parts of the file, their entries, and where something is wrong.

use campaign::Severity;
use campaign::json::Value;
use leptos::prelude::*;

use super::super::Studio;
use super::super::icons::{icon, severity};
use super::super::words::Say;
use super::versions::Verdict;
use super::way::{Way, id};
use super::words as w;
use super::{Slot, entry_of, texts};
use crate::studio::state::CAMPAIGNS;

/// A part of the file: its name, its fields.
pub struct Section {
    /// What planners call it.
    pub say: Say,
    /// The fields of the file that belong to it, the one with its entries first.
    pub fields: &'static [&'static str],
}

const fn section(say: Say, fields: &'static [&'static str]) -> Section {
    Section { say, fields }
}

/// Every part, in the order of the file; each field of the file belongs to exactly one.
pub const SECTIONS: [Section; 14] = [
    section(
        w::SECTION_HEAD,
        &[
            "id",
            "version",
            "schema",
            "$schema",
            "name",
            "slogan",
            "channels",
            "time_zone",
            "currency",
            "preset",
            "shops",
            "published_at",
            "signature",
        ],
    ),
    section(w::SECTION_PHASES, &["phases", "timers"]),
    section(
        w::SECTION_PEOPLE,
        &["audiences", "personalisation", "minors"],
    ),
    section(
        w::SECTION_GOODS,
        &["products", "tags", "freight", "scarcity"],
    ),
    section(
        w::SECTION_OFFERS,
        &["offers", "promises", "ticked_by_default"],
    ),
    section(w::SECTION_COUPONS, &["coupons", "ladders"]),
    section(w::SECTION_FLASH, &["flash_sales"]),
    section(w::SECTION_DRAWS, &["draws", "draw_terms"]),
    section(
        w::SECTION_PLAYS,
        &[
            "invites",
            "assists",
            "sign_ins",
            "points_shop",
            "reviews",
            "group_fill",
        ],
    ),
    section(w::SECTION_EXPERIMENTS, &["experiments"]),
    section(
        w::SECTION_WORDS,
        &["theme", "copy", "faq", "notices", "popups", "share_card"],
    ),
    section(w::SECTION_ORGANISER, &["organiser", "analytics"]),
    section(w::SECTION_PLAN, &["goals", "budget", "costs"]),
    section(w::SECTION_SAMPLES, &["samples"]),
];

/// More entries than this are not listed one by one.
const LISTED: usize = 60;

/// The worst mark of what lies within ways, for each section and entry.
fn worst(studio: Studio, within: &[Way]) -> Option<&'static str> {
    let editor = studio.editor;
    let here = |way: &Way| within.iter().any(|around| way.is_within(around));
    let mut mark = None;
    editor.found.with(|found| {
        for one in found.iter() {
            if (mark.is_none() || one.severity == Severity::Error) && here(&Way::parse(&one.path)) {
                mark = Some(texts::mark(one.severity));
            }
        }
    });
    if mark == Some("er") {
        return mark;
    }
    let blocked = editor.differences.with(|differences| {
        differences
            .iter()
            .any(|one| one.verdict == Verdict::Blocked && here(&one.way))
    });
    if blocked { Some("blk") } else { mark }
}

/// The outline.
pub fn outline(studio: Studio) -> impl IntoView {
    let editor = studio.editor;
    let open = RwSignal::new(None::<usize>);
    // The part that the cursor is in opens by itself.
    let here = Memo::new(move |_| {
        let way = editor.at.with(|(way, ..)| way.clone());
        let name = way.0.first().cloned();
        SECTIONS.iter().position(|section| {
            let step = |field: &str| Some(super::Step::Name(field.to_owned())) == name;
            section.fields.iter().any(|field| step(field))
        })
    });
    Effect::new(move |_| {
        if let Some(section) = here.get() {
            open.set(Some(section));
        }
    });
    view! {
        <nav class="pane outline" aria-label=move || studio.say(w::OUTLINE)>
            <div class="phead">{picker(studio)}<span class="tag mono">"dacu/1"</span></div>
            <ul class="tree">
                {SECTIONS
                    .iter()
                    .enumerate()
                    .map(|(at, section)| part(studio, at, section, open, here))
                    .collect_view()}
            </ul>
            <span class="grow"></span>
            <div class="phead below">
                {count(studio, "er")}
                {count(studio, "blk")}
                {count(studio, "wa")}
                <span class="grow"></span>
                <button class="btn bare s" on:click=move |_| editor.next_problem(true)>
                    <kbd class="kbd">"F8"</kbd>
                    {move || studio.say(w::NEXT)}
                </button>
            </div>
        </nav>
    }
    .into_any()
}

/// How many of a kind there are.
pub fn counted(studio: Studio, kind: &str) -> usize {
    let editor = studio.editor;
    match kind {
        "blk" => editor.differences.with(|differences| {
            let blocked = differences.iter();
            blocked
                .filter(|one| one.verdict == Verdict::Blocked)
                .count()
        }),
        _ => editor.found.with(|found| {
            let marked = found.iter();
            marked
                .filter(|one| texts::mark(one.severity) == kind)
                .count()
        }),
    }
}

fn count(studio: Studio, kind: &'static str) -> impl IntoView {
    view! { <span class="sev">{mark(kind)}{move || counted(studio, kind)}</span> }
}

/// The mark of a kind of trouble, blocked changes among them.
pub fn mark(kind: &'static str) -> AnyView {
    if kind == "blk" {
        view! { <svg class="sv er" viewBox="0 0 14 14" aria-hidden="true"><use href="icons.svg#sv-blk"></use></svg> }
            .into_any()
    } else {
        severity(kind).into_any()
    }
}

/// The campaign file that is edited, and the others.
pub fn picker(studio: Studio) -> impl IntoView {
    let editor = studio.editor;
    let chosen = move || {
        let file = studio.state.with(|state| state.campaign.clone());
        let fresh = editor.slot.with(|slot| slot.fresh && slot.file == file);
        if fresh { ["+", &file].concat() } else { file }
    };
    let name = move |file: &'static str| {
        let locale = studio.locale();
        studio.files.with(|files| {
            let file = files.iter().find(|known| known.name == file);
            file.and_then(|file| file.title(locale))
        })
    };
    view! {
        <label class="pick file">
            <select
                aria-label=move || studio.say(w::FILE)
                prop:value=chosen
                on:change=move |event| {
                    let value = event_target_value(&event);
                    let file = value.trim_start_matches('+').to_owned();
                    let fresh = value.starts_with('+');
                    studio.change(|state| state.open(&file));
                    editor.turn_to_slot(studio, Slot { file, fresh });
                }
            >
                {move || {
                    editor
                        .slot
                        .with(|slot| slot.fresh.then(|| slot.file.clone()))
                        .map(|file| {
                            let words = [studio.say(w::NEW_FILE), " · ", &file].concat();
                            view! { <option value=["+", &file].concat()>{words}</option> }
                        })
                }}
                {CAMPAIGNS
                    .map(|file| {
                        view! {
                            <option value=file title=move || name(file)>
                                {file}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
            {icon("down")}
        </label>
    }
}

fn part(
    studio: Studio,
    at: usize,
    section: &'static Section,
    open: RwSignal<Option<usize>>,
    here: Memo<Option<usize>>,
) -> impl IntoView {
    let editor = studio.editor;
    let ways: Vec<Way> = section
        .fields
        .iter()
        .map(|field| Way::default().name(field))
        .collect();
    let list = ways[0].clone();
    let way = list.clone();
    let entries = Memo::new(move |_| {
        editor.root.with(|root| {
            let items = way.of(root).map_or(&[][..], Value::items);
            items
                .iter()
                .map(|item| {
                    let id = id(item).map(str::to_owned);
                    id.unwrap_or_else(|| texts::short(item))
                })
                .collect::<Vec<String>>()
        })
    });
    let ways_marked = ways.clone();
    let marked = Memo::new(move |_| worst(studio, &ways_marked));
    let is_open = Memo::new(move |_| open.get() == Some(at));
    let go = {
        let ways = ways.clone();
        move || {
            let first = editor
                .root
                .with_untracked(|root| ways.iter().find(|way| way.of(root).is_some()).cloned());
            editor.go(&first.unwrap_or_else(|| ways[0].clone()), false);
        }
    };
    let entry = move |(index, name): (usize, String)| {
        let way = list.index(index);
        let (own, to) = (way.clone(), way.clone());
        let on = Memo::new(move |_| editor.at.with(|(at, ..)| entry_of(at) == way));
        let marked = Memo::new(move |_| worst(studio, std::slice::from_ref(&own)));
        let title = name.clone();
        view! {
            <li>
                <button
                    class="row"
                    class:on=move || on.get()
                    aria-current=move || on.get().then_some("true")
                    title=title
                    on:click=move |_| editor.go(&to, false)
                >
                    <span class="clip">{name}</span>
                    {move || marked.get().map(mark)}
                </button>
            </li>
        }
    };
    view! {
        <li>
            <button
                class="row"
                class:on=move || here.get() == Some(at)
                aria-expanded=move || is_open.get().to_string()
                on:click=move |_| {
                    if open.get_untracked() == Some(at) && here.get_untracked() == Some(at) {
                        open.set(None);
                    } else {
                        open.set(Some(at));
                        go();
                    }
                }
            >
                {move || icon(if is_open.get() { "down" } else { "right" })}
                <span class="clip">{move || studio.say(section.say)}</span>
                {move || marked.get().map(mark)}
                <span class="mono">
                    {move || Some(entries.with(Vec::len)).filter(|count| *count > 0)}
                </span>
            </button>
            {move || {
                let entries = entries.get();
                (is_open.get() && !entries.is_empty())
                    .then(|| {
                        let entry = entry.clone();
                        let more = entries.len().saturating_sub(LISTED);
                        view! {
                            <ul class="sub">
                                {entries
                                    .into_iter()
                                    .enumerate()
                                    .take(LISTED)
                                    .map(entry)
                                    .collect_view()}
                                {(more > 0).then(|| view! { <li class="more">{format!("+{more}")}</li> })}
                            </ul>
                        }
                    })
            }}
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use campaign::json;

    #[test]
    fn every_field_of_the_file_has_its_part() {
        let schema = include_str!("../../../public/campaigns/schema.json");
        let schema = json::parse(schema).expect("a schema");
        let fields = schema.get("properties").expect("fields").entries();
        for (field, _) in fields {
            let count = SECTIONS
                .iter()
                .flat_map(|section| section.fields)
                .filter(|known| *known == field)
                .count();
            assert_eq!(count, 1, "{field}");
        }
    }
}
