//! Completion and help of the code pane, from the schema.

use campaign::json::{self, Value};
use leptos::prelude::*;

use super::super::Studio;
use super::schema::{self, Field, Kind, Schema};
use super::texts;
use super::words::{self as w, fill};
use super::{map, schema::start};
use crate::studio::state::Lang;

/// What fits where something is written: `{name, spine}` in, options out.
pub fn complete(studio: Studio, asked: &str) -> String {
    let (lang, root) = (
        studio.lang.get_untracked(),
        studio.editor.root.get_untracked(),
    );
    let options = studio.editor.schema.with_untracked(|schema| {
        let asked = json::parse(asked).ok()?;
        Some(options(schema.as_deref()?, &asked, &root, lang))
    });
    json::write(&Value::List(options.unwrap_or_default()))
}

fn options(schema: &Schema, asked: &Value, root: &Value, lang: Lang) -> Vec<Value> {
    let spine = Schema::spine(asked.get("spine").unwrap_or(&Value::Null));
    let Some((last, before)) = spine.split_last() else {
        return Vec::new();
    };
    if asked.get("name").and_then(Value::as_bool) == Some(true) {
        let written = last.step.clone();
        let known = |field: &Field| {
            let own = matches!(&written, Some(super::Step::Name(name)) if *name == field.name);
            last.map.get(&field.name).is_none() || own
        };
        return schema
            .fields(before, &last.map)
            .into_iter()
            .filter(known)
            .map(|field| {
                let value = match field.kind {
                    Kind::Choice | Kind::Text | Kind::Instant | Kind::Words => "\"\"".to_owned(),
                    _ => json::write(&start(&field)),
                };
                let boost = if field.required { 50 } else { 0 };
                map(vec![
                    ("label", Value::text(&field.name)),
                    ("detail", Value::text(title(&field, lang))),
                    ("type", Value::text("property")),
                    ("boost", Value::Int(boost)),
                    ("value", Value::Text(value)),
                    ("help", card(&field, root, None, lang)),
                ])
            })
            .collect();
    }
    let Some(field) = schema.place(&spine, &Value::Null) else {
        return Vec::new();
    };
    let option = |label: String, detail: &str| {
        map(vec![
            ("label", Value::Text(label)),
            ("detail", Value::text(detail)),
            ("type", Value::text("constant")),
        ])
    };
    let quoted = |word: &str| json::write(&Value::text(word));
    let mut options: Vec<Value> = field
        .choices
        .iter()
        .map(|choice| {
            let said = if lang == Lang::Zh {
                &choice.title
            } else {
                &choice.text
            };
            option(quoted(&choice.word), said)
        })
        .collect();
    if let Some(names) = &field.names {
        options.extend(
            schema::ids(root, names)
                .iter()
                .map(|id| option(quoted(id), names)),
        );
    }
    match field.kind {
        Kind::Bool => {
            for word in ["true", "false"] {
                options.push(option(word.to_owned(), title(&field, lang)));
            }
        }
        Kind::Instant => {
            // The instants that the file already has are the ones that edges have to meet.
            let mut known = Vec::new();
            instants(root, &mut known);
            known.sort();
            known.dedup();
            options.extend(known.iter().take(40).map(|at| option(quoted(at), "")));
        }
        _ => {}
    }
    if options.is_empty() {
        let samples = [&field.default, &field.example].into_iter().flatten();
        options.extend(samples.map(|value| option(json::write(value), title(&field, lang))));
    }
    options
}

fn instants(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Text(text) if campaign::civil::parse_instant(text).is_ok() => {
            found.push(text.clone());
        }
        Value::List(items) => items.iter().for_each(|item| instants(item, found)),
        Value::Map(entries) => entries.iter().for_each(|(_, item)| instants(item, found)),
        _ => {}
    }
}

/// What a place means: `{spine, value}` in, a card out.
pub fn explain(studio: Studio, asked: &str) -> String {
    let (lang, root) = (
        studio.lang.get_untracked(),
        studio.editor.root.get_untracked(),
    );
    let told = studio.editor.schema.with_untracked(|schema| {
        let asked = json::parse(asked).ok()?;
        let spine = Schema::spine(asked.get("spine")?);
        let last = spine.last()?;
        let value = match &last.step {
            Some(super::Step::Name(name)) => last.map.get(name).cloned(),
            _ => asked
                .get("value")
                .and_then(Value::as_text)
                .and_then(|text| json::parse(text).ok()),
        };
        let field = schema
            .as_deref()?
            .place(&spine, value.as_ref().unwrap_or(&Value::Null))?;
        Some(card(&field, &root, value.as_ref(), lang))
    });
    json::write(&told.unwrap_or(Value::Null))
}

/// A field's name for planners.
pub fn title(field: &Field, lang: Lang) -> &str {
    if lang == Lang::Zh { &field.title } else { "" }
}

/// The card about a field, as the code pane draws it.
fn card(field: &Field, root: &Value, value: Option<&Value>, lang: Lang) -> Value {
    let said = |value: &Value| match (field.kind, value) {
        (Kind::Money, Value::Int(minor)) => {
            let exponent = texts::exponent(root);
            format!("{minor} = {}", texts::amount(*minor, exponent))
        }
        (_, value) => json::write(value),
    };
    let choices = field.choices.iter().map(|choice| {
        let words = if lang == Lang::Zh {
            &choice.title
        } else {
            &choice.text
        };
        let chosen = value.and_then(Value::as_text) == Some(&choice.word);
        Value::List(vec![
            Value::text(&choice.word),
            Value::text(words),
            Value::Bool(chosen),
        ])
    });
    let mut foot = Vec::new();
    if let (Kind::Money, Some(value @ Value::Int(_))) = (field.kind, value) {
        foot.push(said(value));
    }
    if let Some(default) = &field.default {
        foot.push(fill(w::DEFAULT_IS.get(lang), said(default)));
    }
    if let Some(example) = &field.example {
        foot.push(fill(w::EXAMPLE_IS.get(lang), said(example)));
    }
    let tag = if field.required {
        w::REQUIRED.get(lang)
    } else {
        ""
    };
    map(vec![
        ("name", Value::text(&field.name)),
        ("title", Value::text(title(field, lang))),
        ("tag", Value::text(tag)),
        ("type", Value::text(field.kind.json())),
        ("text", Value::text(&field.text)),
        ("choices", Value::List(choices.collect())),
        ("foot", Value::Text(foot.join("　"))),
    ])
}

#[cfg(test)]
mod tests {
    use super::super::schema::tests::schema;
    use super::*;

    fn labels(asked: &str, root: &str) -> Vec<String> {
        let asked = json::parse(asked).expect("a question");
        let root = json::parse(root).expect("a document");
        options(&schema(), &asked, &root, Lang::Zh)
            .iter()
            .filter_map(|option| Some(option.get("label")?.as_text()?.to_owned()))
            .collect()
    }

    #[test]
    fn names_and_words_are_offered() {
        let names = labels(
            r#"{"name":true,"spine":[{"step":"coupons","map":{}},{"step":0,"map":{}},
                {"step":"thr","map":{"level":"shop","id":"c","thr":null}}]}"#,
            "{}",
        );
        assert!(names.contains(&"threshold".to_owned()), "{names:?}");
        assert!(
            !names.contains(&"id".to_owned()),
            "what is there is not offered"
        );
        let words = labels(
            r#"{"name":false,"spine":[{"step":"theme","map":{"theme":""}}]}"#,
            "{}",
        );
        assert_eq!(
            words,
            ["\"festive\"", "\"midyear\"", "\"spring\"", "\"calm\""]
        );
        let tags = labels(
            r#"{"name":false,"spine":[{"step":"products","map":{}},{"step":0,"map":{}},
                {"step":"tags","map":{"tags":[]}},{"step":0,"map":{}}]}"#,
            r#"{"tags":[{"tag":"tea"},{"tag":"home"}]}"#,
        );
        assert_eq!(tags, ["\"tea\"", "\"home\""]);
    }
}
