//! Controls of the form, one a kind of value.

use campaign::json::Value;
use campaign::model::Zone;
use campaign::timeline::Civil;
use leptos::prelude::*;

use super::super::Studio;
use super::super::icons::icon;
use super::schema::{Field, Kind, ids};
use super::texts;
use super::way::Way;
use super::words::{self as w, fill};
use crate::studio::state::Lang;

/// The languages of a text, in the order of the file.
const LANGUAGES: [&str; 3] = ["zh-CN", "zh-TW", "en"];

/// The control of a scalar.
pub fn control(studio: Studio, way: Way, field: Field, id: String) -> AnyView {
    let value = {
        let way = way.clone();
        Memo::new(move |_| {
            studio
                .editor
                .root
                .with(|root| way.of(root).cloned().unwrap_or(Value::Null))
        })
    };
    match field.kind {
        Kind::Bool => flag(studio, way, value, id),
        Kind::Choice => choice(studio, way, value, field, id),
        Kind::Money => money(studio, way, value, id),
        Kind::Int => whole(studio, way, value, &field, id),
        Kind::Instant => instant(studio, way, value, id),
        Kind::Words => words(studio, way, value, field.long, id),
        _ => match field.names {
            Some(names) => reference(studio, way, value, names, id),
            None => text(studio, way, value, false, id),
        },
    }
}

fn put(studio: Studio, way: &Way, value: Value) {
    studio.editor.set(studio, way.clone(), Some(value));
}

fn flag(studio: Studio, way: Way, value: Memo<Value>, id: String) -> AnyView {
    let option = move |on: bool, name| {
        let way = way.clone();
        view! {
            <button
                aria-pressed=move || (value.with(Value::as_bool) == Some(on)).to_string()
                on:click=move |_| put(studio, &way, Value::Bool(on))
            >
                {move || studio.say(name)}
            </button>
        }
    };
    view! {
        <span class="seg" role="group" id=id>
            {option(true, w::YES)}
            {option(false, w::NO)}
        </span>
    }
    .into_any()
}

fn select(
    studio: Studio,
    value: Memo<Value>,
    id: String,
    options: impl Fn() -> Vec<(String, String)> + Send + 'static,
    chosen: impl Fn(String) + 'static,
) -> AnyView {
    let now = move || value.with(|value| value.as_text().unwrap_or("").to_owned());
    let all = move || {
        let now = now();
        let mut options = options();
        // A word that is none of them stays in sight until another is chosen.
        if !options.iter().any(|(word, _)| *word == now) {
            let shown = if now.is_empty() {
                studio.say(w::NOT_SET).to_owned()
            } else {
                now.clone()
            };
            options.insert(0, (now.clone(), shown));
        }
        options
            .into_iter()
            .map(|(word, name)| {
                let on = word == now;
                view! { <option value=word selected=on>{name}</option> }
            })
            .collect_view()
    };
    view! {
        <span class="pick">
            <select id=id on:change=move |event| chosen(event_target_value(&event))>{all}</select>
            {icon("down")}
        </span>
    }
    .into_any()
}

fn choice(studio: Studio, way: Way, value: Memo<Value>, field: Field, id: String) -> AnyView {
    let options = move || {
        let lang = studio.state.with(|state| state.lang);
        field
            .choices
            .iter()
            .map(|choice| {
                let name = match lang {
                    Lang::Zh if !choice.title.is_empty() => {
                        [&choice.title, "  ", &choice.word].concat()
                    }
                    _ => choice.word.clone(),
                };
                (choice.word.clone(), name)
            })
            .collect()
    };
    select(studio, value, id, options, move |word| {
        put(studio, &way, Value::Text(word));
    })
}

fn reference(studio: Studio, way: Way, value: Memo<Value>, names: String, id: String) -> AnyView {
    let options = move || {
        let known = studio.editor.root.with(|root| ids(root, &names));
        known.into_iter().map(|id| (id.clone(), id)).collect()
    };
    select(studio, value, id, options, move |word| {
        put(studio, &way, Value::Text(word));
    })
}

/// An amount as people write it; the file keeps minor units.
fn money(studio: Studio, way: Way, value: Memo<Value>, id: String) -> AnyView {
    let editor = studio.editor;
    let exponent = Memo::new(move |_| editor.root.with(|root| texts::exponent(root)));
    let symbol = move || {
        editor.root.with(|root| {
            let symbol = root.get("currency").and_then(|c| c.get("symbol"));
            symbol.map(texts::short).unwrap_or_default()
        })
    };
    let bad = RwSignal::new(false);
    let shown = move || match value.get() {
        Value::Int(minor) => texts::amount(minor, exponent.get()).replace(',', ""),
        Value::Text(text) => text,
        _ => String::new(),
    };
    let stored = move || value.get().as_int();
    view! {
        <span class="field" class:is-bad=move || bad.get()>
            <span class="t3">{symbol}</span>
            {number(studio, way, id, "decimal", bad, shown, move |written| {
                texts::minor(written, exponent.get_untracked())
            })}
            <span class="mono t3 stored">{stored}</span>
        </span>
    }
    .into_any()
}

/// An input that puts the number it reads into the file, and is `bad` where it reads none.
fn number(
    studio: Studio,
    way: Way,
    id: String,
    mode: &'static str,
    bad: RwSignal<bool>,
    shown: impl Fn() -> String + Send + Sync + 'static,
    read: impl Fn(&str) -> Option<i64> + 'static,
) -> impl IntoView {
    view! {
        <input
            id=id
            inputmode=mode
            autocomplete="off"
            aria-invalid=move || bad.get().to_string()
            prop:value=shown
            on:change=move |event| {
                let number = read(&event_target_value(&event));
                bad.set(number.is_none());
                if let Some(number) = number {
                    put(studio, &way, Value::Int(number));
                }
            }
        />
    }
}

fn whole(studio: Studio, way: Way, value: Memo<Value>, field: &Field, id: String) -> AnyView {
    let bad = RwSignal::new(false);
    let rate = field.name == "rate";
    let shown = move || {
        let number = value.get().as_int();
        number.map_or_else(String::new, |number| number.to_string())
    };
    // 8折 is 8000: what is paid, in basis points.
    let said = move || {
        let paid = value.get().as_int().filter(|_| rate)?;
        let tenths = paid / 100;
        let figure = format!("{}.{}", tenths / 10, tenths % 10);
        Some(fill(studio.say(w::PAID), figure.trim_end_matches(".0")))
    };
    view! {
        <span class="field" class:is-bad=move || bad.get()>
            {number(studio, way, id, "numeric", bad, shown, |written| {
                let plain: String = written
                    .chars()
                    .map(|c| super::fixes::ascii(c).unwrap_or(c))
                    .filter(|c| *c != ',')
                    .collect();
                plain.trim().parse().ok()
            })}
            <span class="t3">{said}</span>
        </span>
    }
    .into_any()
}

fn zone(root: &Value) -> Zone {
    let offset = root.get("time_zone").and_then(|zone| zone.get("offset"));
    let offset = offset.and_then(Value::as_text).unwrap_or("Z");
    let minutes = || {
        let number = |range: std::ops::Range<usize>| offset.get(range)?.parse::<i32>().ok();
        let minutes = number(1..3)? * 60 + number(4..6)?;
        Some(if offset.starts_with('-') {
            -minutes
        } else {
            minutes
        })
    };
    Zone {
        name: String::new(),
        offset_minutes: minutes().unwrap_or(0),
    }
}

/// A moment in the campaign's own zone.
fn instant(studio: Studio, way: Way, value: Memo<Value>, id: String) -> AnyView {
    let editor = studio.editor;
    let zone = Memo::new(move |_| editor.root.with(|root| zone(root)));
    let shown = move || {
        let at = campaign::civil::parse_instant(value.get().as_text()?).ok()?;
        let local = Civil::at(at, &zone.get());
        Some(format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
            local.year, local.month, local.day, local.hour, local.minute, local.second
        ))
    };
    let offset = move || {
        editor.root.with(|root| {
            let offset = root.get("time_zone").and_then(|zone| zone.get("offset"));
            offset.map(texts::short).unwrap_or_default()
        })
    };
    view! {
        <span class="field" title=move || fill(studio.say(w::IN_ZONE), offset())>
            <input
                id=id
                type="datetime-local"
                step="1"
                prop:value=shown
                on:change=move |event| {
                    let written = event_target_value(&event);
                    let seconds = if written.len() == 16 { ":00" } else { "" };
                    let text = [&written, seconds, &offset()].concat();
                    if campaign::civil::parse_instant(&text).is_ok() {
                        put(studio, &way, Value::Text(text));
                    }
                }
            />
            <span class="mono t3">{offset}</span>
        </span>
    }
    .into_any()
}

fn text(studio: Studio, way: Way, value: Memo<Value>, long: bool, id: String) -> AnyView {
    let shown = move || value.get().as_text().unwrap_or("").to_owned();
    let change = move |event: web_sys::Event| {
        put(studio, &way, Value::Text(event_target_value(&event)));
    };
    if long {
        return view! {
            <textarea id=id class="words" rows="3" prop:value=shown on:change=change></textarea>
        }
        .into_any();
    }
    view! {
        <span class="field">
            <input id=id autocomplete="off" prop:value=shown on:change=change />
        </span>
    }
    .into_any()
}

/// A text for all languages, or one a language.
fn words(studio: Studio, way: Way, value: Memo<Value>, long: bool, id: String) -> AnyView {
    let by_language = Memo::new(move |_| value.with(|value| matches!(value, Value::Map(_))));
    let shown = move || {
        if !by_language.get() {
            let (plain, split) = (way.clone(), way.clone());
            return view! {
                <div class="ff-words">
                    {text(studio, plain, value, long, id.clone())}
                    <button
                        class="btn bare s"
                        on:click=move |_| {
                            let written = value.get_untracked();
                            let map = Value::Map(vec![("zh-CN".to_owned(), written)]);
                            put(studio, &split, map);
                        }
                    >
                        {icon("globe")}
                        {move || studio.say(w::LANGUAGES)}
                    </button>
                </div>
            }
            .into_any();
        }
        LANGUAGES
            .map(|language| {
                let own = way.name(language);
                let part = Memo::new(move |_| {
                    value.with(|value| value.get(language).cloned().unwrap_or(Value::Null))
                });
                let id = if language == LANGUAGES[0] {
                    id.clone()
                } else {
                    [&id, language].concat()
                };
                view! {
                    <div class="ff-lang">
                        <span class="mono t3">{language}</span>
                        {text(studio, own, part, long, id)}
                    </div>
                }
            })
            .collect_view()
            .into_any()
    };
    view! { {shown} }.into_any()
}
