//! The form: the entry at the cursor as fields, made of the schema, for those who do not write JSON.
//!
//! Every field writes its own place in the text and nothing else, so the rest keeps its shape and
//! undo takes back one field at a time.

use campaign::json::Value;
use leptos::prelude::*;

use super::super::Studio;
use super::super::controls::{SMALL_ICON, icon_button};
use super::super::icons::icon;
use super::outline::SECTIONS;
use super::schema::{Field, Kind, Schema, start};
use super::way::{Step, Way};
use super::words::{self as w, fill};
use super::{diff, entry_of, fields, help, texts};
use crate::studio::state::Lang;

/// Maps within maps are open down to here; further down they open on a press.
const OPEN_DEPTH: usize = 3;

/// The form of what the cursor is in.
pub fn form(studio: Studio) -> impl IntoView {
    let editor = studio.editor;
    let entry = Memo::new(move |_| {
        let way = editor.at.with(|(way, ..)| entry_of(way));
        if way.0.is_empty() {
            Way::default().name("id")
        } else {
            way
        }
    });
    let known = Memo::new(move |_| {
        editor.schema.with(Option::is_some) && editor.root.with(|root| **root != Value::Null)
    });
    let body = move || {
        if !known.get() || !editor.shown.with(|shown| shown.parses) {
            return view! { <div class="note">{studio.say(w::NO_FORM)}</div> }.into_any();
        }
        let way = entry.get();
        let whole = matches!(way.0.get(1), Some(Step::Index(_)));
        if whole {
            return entry_form(studio, way).into_any();
        }
        section_form(studio, &way).into_any()
    };
    view! { <div class="form" tabindex="-1">{body}</div> }
}

/// Every field of the part of the file that a place belongs to.
fn section_form(studio: Studio, way: &Way) -> impl IntoView {
    let Some(Step::Name(name)) = way.0.first().cloned() else {
        return ().into_any();
    };
    let section = SECTIONS
        .iter()
        .find(|section| section.fields.contains(&name.as_str()))
        .unwrap_or(&SECTIONS[0]);
    let fields = studio.editor.schema.with_untracked(|schema| {
        let schema = schema.as_ref()?;
        let root = studio.editor.root.get_untracked();
        let mut fields = schema.fields(&[], &root);
        fields.retain(|field| section.fields.contains(&field.name.as_str()));
        let order = |field: &Field| section.fields.iter().position(|name| *name == field.name);
        fields.sort_by_key(order);
        Some(fields)
    });
    let fields = fields.unwrap_or_default();
    let say = section.say;
    view! {
        <h2>{move || studio.say(say)}</h2>
        {fields
            .into_iter()
            .map(|field| {
                let way = Way::default().name(&field.name);
                one(studio, way, field, 0)
            })
            .collect_view()}
    }
    .into_any()
}

/// One entry of a list, with its neighbours.
fn entry_form(studio: Studio, way: Way) -> impl IntoView {
    let editor = studio.editor;
    let title = {
        let way = way.clone();
        move || {
            editor
                .root
                .with(|root| way.of(root).map(texts::short).unwrap_or_default())
        }
    };
    let parent = way.parent().unwrap_or_default();
    let up = parent.clone();
    view! {
        <h2>
            <button class="btn bare s mono" on:click=move |_| editor.go(&up, false)>
                {parent.path()}
            </button>
            {icon("right")}
            <span class="clip">{title}</span>
        </h2>
        {map_fields(studio, way, 0)}
    }
}

/// The fields of a map: those that are there, and a choice of those that may be added.
fn map_fields(studio: Studio, way: Way, depth: usize) -> AnyView {
    let editor = studio.editor;
    let own = way.clone();
    let all = Memo::new(move |_| {
        editor.root.with(|root| {
            let map = own.of(root).cloned().unwrap_or(Value::Null);
            let fields = editor.schema.with(|schema| {
                let levels = Schema::levels(root, &own);
                schema.as_ref().map(|schema| schema.fields(&levels, &map))
            });
            let fields = fields.unwrap_or_default();
            let is_there = |field: &Field| map.get(&field.name).is_some();
            fields
                .into_iter()
                .map(|field| (is_there(&field), field))
                .collect::<Vec<(bool, Field)>>()
        })
    });
    // Rebuilt when fields come or go, not when a value changes: the focus stays where it is.
    let shown = Memo::new(move |_| {
        let all = all.get().into_iter();
        all.filter(|(there, field)| *there || field.required)
            .map(|(_, field)| field)
            .collect::<Vec<Field>>()
    });
    let more = Memo::new(move |_| {
        let all = all.get().into_iter();
        all.filter(|(there, field)| !there && !field.required)
            .map(|(_, field)| field)
            .collect::<Vec<Field>>()
    });
    let add = way.clone();
    view! {
        <For
            each=move || shown.get()
            key=|field| format!("{field:?}")
            children=move |field| {
                let way = way.name(&field.name);
                one(studio, way, field, depth)
            }
        />
        {move || {
            let more = more.get();
            let add = add.clone();
            (!more.is_empty())
                .then(|| {
                    let lang = studio.state.with(|state| state.lang);
                    let options = more
                        .iter()
                        .map(|field| {
                            let words = label(field, lang);
                            view! { <option value=field.name.clone()>{words}</option> }
                        })
                        .collect_view();
                    view! {
                        <label class="pick s addfield">
                            {icon("plus")}
                            <select
                                aria-label=studio.say(w::ADD_FIELD)
                                on:change=move |event| {
                                    let name = event_target_value(&event);
                                    if let Some(field) = more.iter().find(|field| field.name == name) {
                                        editor.set(studio, add.name(&name), Some(start(field)));
                                    }
                                }
                            >
                                <option value="">{studio.say(w::ADD_FIELD)}</option>
                                {options}
                            </select>
                            {icon("down")}
                        </label>
                    }
                })
        }}
    }
    .into_any()
}

/// A field's name and what planners call it.
pub fn label(field: &Field, lang: Lang) -> String {
    let title = help::title(field, lang);
    if title.is_empty() {
        field.name.clone()
    } else {
        [title, " ", &field.name].concat()
    }
}

/// One field with its label, its help and its problems.
fn one(studio: Studio, way: Way, field: Field, depth: usize) -> AnyView {
    let editor = studio.editor;
    let path = way.path();
    let id = ["f-", &path].concat();
    let wrong = {
        let way = way.clone();
        Memo::new(move |_| {
            let lang = studio.state.with(|state| state.lang);
            editor.found.with(|found| {
                let mut here = found.iter();
                let one = here.find(|one| Way::parse(&one.path) == way)?;
                Some((texts::mark(one.severity), one.message.get(lang).to_owned()))
            })
        })
    };
    let there = {
        let way = way.clone();
        Memo::new(move |_| editor.root.with(|root| way.of(root).is_some()))
    };
    let removable = !field.required && !matches!(way.0.last(), Some(Step::Index(_)));
    let gone = way.clone();
    let text = field.text.clone();
    let title = field.clone();
    let control = match field.kind {
        Kind::Map => nested(studio, way.clone(), depth),
        Kind::List => list(studio, way.clone(), depth),
        _ => fields::control(studio, way.clone(), field.clone(), id.clone()),
    };
    let inline = !matches!(field.kind, Kind::Map | Kind::List);
    view! {
        <div class="ff" class:is-map=!inline class:is-wrong=move || wrong.with(Option::is_some)>
            <div class="ff-head">
                <label for=inline.then(|| id.clone()) title=text.clone()>
                    <b>
                        {move || {
                            let lang = studio.state.with(|state| state.lang);
                            let name = help::title(&title, lang).to_owned();
                            if name.is_empty() { title.name.clone() } else { name }
                        }}
                    </b>
                    <span class="mono t3">{field.name.clone()}</span>
                    {field.required.then(|| view! { <i class="req">"*"</i> })}
                </label>
                {move || {
                    let gone = gone.clone();
                    (removable && there.get())
                        .then(|| {
                            view! {
                                <button
                                    class="btn bare ico s"
                                    title=studio.say(w::REMOVE)
                                    aria-label=studio.say(w::REMOVE)
                                    on:click=move |_| editor.set(studio, gone.clone(), None)
                                >
                                    {icon("x")}
                                </button>
                            }
                        })
                }}
            </div>
            {control}
            {inline.then(|| view! { <p class="ff-help">{text}</p> })}
            {move || {
                wrong.get().map(|(_, words)| view! { <p class="ff-bad" role="alert">{words}</p> })
            }}
        </div>
    }
    .into_any()
}

fn nested(studio: Studio, way: Way, depth: usize) -> AnyView {
    let open = RwSignal::new(depth < OPEN_DEPTH);
    view! {
        <div class="ff-map">
            {move || {
                if open.get() {
                    map_fields(studio, way.clone(), depth + 1)
                } else {
                    view! {
                        <button class="btn s" on:click=move |_| open.set(true)>
                            {icon("right")}
                        </button>
                    }
                        .into_any()
                }
            }}
        </div>
    }
    .into_any()
}

/// A list: its entries with their places to move to, and room for one more.
fn list(studio: Studio, way: Way, depth: usize) -> AnyView {
    let editor = studio.editor;
    let own = way.clone();
    let count = Memo::new(move |_| {
        editor
            .root
            .with(|root| own.of(root).map_or(0, |list| list.items().len()))
    });
    let item = {
        let way = way.clone();
        Memo::new(move |_| {
            editor.root.with(|root| {
                editor.schema.with(|schema| {
                    let entry = way.index(0);
                    let levels = Schema::levels(root, &entry);
                    let value = entry.of(root).cloned().unwrap_or(Value::Null);
                    schema.as_ref()?.place(&levels, &value)
                })
            })
        })
    };
    let add = way.clone();
    let row_way = way.clone();
    view! {
        <div class="ff-list">
            <For
                each=move || 0..count.get()
                key=|index| *index
                children=move |index| entry(studio, row_way.clone(), index, count, item, depth)
            />
            <button
                class="btn s"
                on:click=move |_| {
                    if let Some(field) = item.get_untracked() {
                        let at = count.get_untracked();
                        let value = blank(&field);
                        editor.edit(studio, &[diff::put(add.index(at), value, true)]);
                    }
                }
            >
                {icon("plus")}
                {move || studio.say(w::ADD)}
                <span class="t3">{move || fill(studio.say(w::ENTRIES), count.get())}</span>
            </button>
        </div>
    }
    .into_any()
}

/// A new entry: a map begins with the words that decide what else it has.
fn blank(field: &Field) -> Value {
    match field.kind {
        Kind::Map => Value::Map(Vec::new()),
        _ => start(field),
    }
}

fn entry(
    studio: Studio,
    list: Way,
    index: usize,
    count: Memo<usize>,
    item: Memo<Option<Field>>,
    depth: usize,
) -> AnyView {
    let editor = studio.editor;
    let way = list.index(index);
    let own = way.clone();
    let is_map = Memo::new(move |_| {
        editor
            .root
            .with(|root| matches!(own.of(root), Some(Value::Map(_))))
    });
    let open = RwSignal::new(false);
    let swap = move |list: Way, with: usize| {
        let root = editor.root.get_untracked();
        let at = |index: usize| list.index(index).of(&root).cloned();
        if let (Some(this), Some(other)) = (at(index), at(with)) {
            let edits = [
                diff::put(list.index(index), other, false),
                diff::put(list.index(with), this, false),
            ];
            editor.edit(studio, &edits);
        }
    };
    let (above, below, gone) = (list.clone(), list.clone(), way.clone());
    let title = way.clone();
    let body = way.clone();
    let scalar = way.clone();
    view! {
        <div class="fe" class:is-open=move || open.get()>
            <div class="fe-head">
                {move || {
                    let (title, scalar) = (title.clone(), scalar.clone());
                    if is_map.get() {
                        view! {
                            <button
                                class="fe-name"
                                aria-expanded=move || open.get().to_string()
                                on:click=move |_| open.update(|open| *open = !*open)
                            >
                                {move || icon(if open.get() { "down" } else { "right" })}
                                <span class="clip">
                                    {move || {
                                        editor
                                            .root
                                            .with(|root| title.of(root).map(texts::short).unwrap_or_default())
                                    }}
                                </span>
                            </button>
                        }
                            .into_any()
                    } else {
                        let id = ["f-", &scalar.path()].concat();
                        match item.get_untracked() {
                            Some(field) => fields::control(studio, scalar, field, id),
                            None => ().into_any(),
                        }
                    }
                }}
                {icon_button(studio, SMALL_ICON, "up", w::MOVE_UP, move || index == 0, move || {
                    swap(above.clone(), index - 1);
                })}
                {icon_button(
                    studio,
                    SMALL_ICON,
                    "down",
                    w::MOVE_DOWN,
                    move || index + 1 >= count.get(),
                    move || swap(below.clone(), index + 1),
                )}
                {icon_button(studio, SMALL_ICON, "trash", w::REMOVE, || false, move || {
                    editor.set(studio, gone.clone(), None);
                })}
            </div>
            {move || {
                (open.get() && is_map.get())
                    .then(|| {
                        view! { <div class="ff-map">{map_fields(studio, body.clone(), depth + 1)}</div> }
                    })
            }}
        </div>
    }
    .into_any()
}
