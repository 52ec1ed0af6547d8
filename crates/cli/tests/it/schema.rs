//! The JSON Schema: made whole, committed as made, and of one mind with the reader.

use std::sync::LazyLock;

use campaign::json::{self, Value};
use campaign::{Problem, Severity};
use jsonschema::Validator;

use crate::{dacu, out, root};

static MADE: LazyLock<campaign::schema::Made> = LazyLock::new(campaign::schema::make);

static VALIDATOR: LazyLock<Validator> = LazyLock::new(|| {
    let schema = serde(&MADE.schema);
    if let Err(error) = jsonschema::meta::validate(&schema) {
        panic!("{}: {error}", error.instance_path());
    }
    jsonschema::validator_for(&schema).expect("the schema compiles")
});

fn serde(value: &Value) -> serde_json::Value {
    serde_json::from_str(&json::write(value)).expect("JSON is JSON")
}

fn is_valid(document: &Value) -> bool {
    VALIDATOR.is_valid(&serde(document))
}

fn errors(document: &Value) -> Vec<Problem> {
    let mut problems = campaign::parse(&json::write(document)).problems;
    problems.retain(|problem| problem.severity == Severity::Error);
    problems
}

#[test]
fn every_field_has_words_and_a_probe() {
    assert_eq!(MADE.faults, [""; 0]);
}

#[test]
fn the_committed_schema_is_the_one_that_is_made() {
    let said = dacu(&["schema"]);
    assert_eq!(said.status.code(), Some(0));
    let file = root().join("public/campaigns/schema.json");
    if std::env::var_os("DACU_BLESS").is_some() {
        std::fs::write(&file, out(&said)).expect("the schema can be written");
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        committed == out(&said),
        "public/campaigns/schema.json is old; write it with `dacu schema`"
    );
}

#[test]
fn samples_name_the_schema_and_keep_to_it() {
    let mut seen = 0;
    for entry in std::fs::read_dir(root().join("public/campaigns")).expect("samples") {
        let file = entry.expect("a sample").path();
        let json = file
            .extension()
            .is_some_and(|extension| extension == "json");
        if !json || file.file_name().is_some_and(|name| name == "schema.json") {
            continue;
        }
        let text = std::fs::read_to_string(&file).expect("a text");
        let document = json::parse(&text).expect("JSON");
        let named = document.get("$schema").and_then(Value::as_text);
        assert_eq!(named, Some("./schema.json"), "{}", file.display());
        let found = VALIDATOR
            .iter_errors(&serde(&document))
            .next()
            .map(|error| format!("{}: {}: {error}", file.display(), error.instance_path()));
        assert_eq!(found, None);
        seen += 1;
    }
    assert!(seen >= 5);
}

#[test]
fn probes_are_well_for_both() {
    for probe in campaign::schema::probes() {
        assert_eq!(errors(&probe), [], "{}", json::write(&probe));
        let signed = |name: &str| name != "signature";
        let Value::Map(mut entries) = probe else {
            unreachable!()
        };
        entries.retain(|(name, _)| signed(name));
        let probe = serde(&Value::Map(entries));
        let found = VALIDATOR.iter_errors(&probe).next();
        assert!(found.is_none(), "{found:?}");
    }
}

/// Replaces the first place where `from` stands in a small campaign; both have to refuse it.
#[track_caller]
fn refused(from: &str, to: &str) {
    let text = json::write(&campaign::schema::probes()[0]);
    let changed = text.replacen(from, to, 1);
    assert!(changed != text, "`{from}` is not in the document");
    let document = json::parse(&changed).expect("still JSON");
    assert!(!errors(&document).is_empty(), "the reader takes {to}");
    assert!(!is_valid(&document), "the schema takes {to}");
}

#[test]
fn what_both_refuse() {
    for (from, to) in [
        ("\"dacu/1\"", "\"dacu/2\""),
        ("\"version\":1", "\"version\":0"),
        ("\"version\":1", "\"version\":\"1\""),
        ("\"version\":1", "\"verson\":1"),
        ("\"id\":\"double11-2026\"", "\"id\":\"双11\""),
        ("\"+08:00\"", "\"8\""),
        ("\"Asia/Shanghai\"", "\"北京\""),
        ("\"CNY\"", "\"yuan\""),
        ("\"festive\"", "\"red\""),
        ("[\"h5\"]", "[]"),
        ("[\"h5\"]", "\"h5\""),
        ("\"zh-CN\":\"好物灯市\",", ""),
        ("\"好物灯市\"", "\"\""),
        ("\"好物灯市\"", "\"好物\u{200b}灯市\""),
        ("\"好物灯市\"", "\"\u{3000} \""),
        ("\"kind\":\"live\"", "\"kind\":\"now\""),
        ("2026-11-01T00:00:00+08:00", "2026-11-01"),
        ("2026-11-01T00:00:00+08:00", "2026-11-01T24:00:00+08:00"),
        ("2026-11-01T00:00:00+08:00", "1999-11-01T00:00:00+08:00"),
        ("\"../art/festive/tea.svg\"", "\"javascript:alert(1)\""),
        ("\"price\":10000", "\"price\":-1"),
        ("\"price\":10000", "\"price\":true"),
        ("\"basis\":\"lowest_30_days\"", "\"basis\":\"always\""),
        ("\"slogan\"", "\"weather\":1,\"slogan\""),
        ("\"slogan\"", "\"notices\":{},\"slogan\""),
        (
            "\"slogan\"",
            "\"offers\":[{\"id\":\"o\",\"kind\":\"lottery\"}],\"slogan\"",
        ),
        (
            "\"slogan\"",
            "\"offers\":[{\"id\":\"o\",\"kind\":\"points\",\"worth\":1,\"price\":1}],\"slogan\"",
        ),
        (
            "\"slogan\"",
            "\"offers\":[{\"id\":\"o\",\"kind\":\"n_for_price\",\"count\":3}],\"slogan\"",
        ),
        (
            "\"slogan\"",
            "\"offers\":[{\"id\":\"o\",\"kind\":\"n_for_price\",\"count\":3,\"price\":1,\"off\":1}],\"slogan\"",
        ),
        (
            "\"slogan\"",
            "\"offers\":[{\"id\":\"o\",\"kind\":\"order_price\",\"price\":1,\"count\":3,\"base\":\"list\"}],\"slogan\"",
        ),
        (
            "\"slogan\"",
            "\"offers\":[{\"id\":\"o\",\"kind\":\"points\",\"worth\":1,\"from\":\"2026-11-01T00:00:00+08:00\"}],\"slogan\"",
        ),
        (
            "\"slogan\"",
            "\"coupons\":[{\"id\":\"c\",\"level\":\"shop\",\"name\":\"券\",\"amount\":1,\
             \"validity\":{\"days_from_claim\":7,\"until\":\"2026-11-13T00:00:00+08:00\"}}],\"slogan\"",
        ),
    ] {
        refused(from, to);
    }
}

/// What the reader says of the form of a file, which is what the schema tells too.
const FORM: [&str; 15] = [
    "this field is missing",
    "unknown field",
    " is expected, not ",
    "must be from ",
    "must be one of ",
    "exactly one of these is needed",
    " entries",
    "it needs at least one entry",
    "an id is 1 to 64",
    "not an ",
    "not a ",
    "a picture is ",
    "a commitment is ",
    "the text is empty",
    "either an amount or a count",
];

/// Holds the two against each other on one document.
#[track_caller]
fn agree(document: &Value) {
    let errors = errors(document);
    let form = errors
        .iter()
        .find(|problem| FORM.iter().any(|words| problem.message.contains(words)));
    let invalid = VALIDATOR
        .iter_errors(&serde(document))
        .next()
        .map(|error| format!("{}: {error}", error.instance_path()));
    let text = json::write(document);
    match (&form, &invalid) {
        (Some(problem), None) => panic!("only the reader refuses: {problem}\n{text}"),
        (None, Some(invalid)) if errors.is_empty() => {
            panic!("only the schema refuses: {invalid}\n{text}")
        }
        _ => {}
    }
}

/// The words that decide which fields a map has.
fn kind(map: &Value) -> String {
    let mut kind = String::new();
    for name in ["kind", "ends", "level", "place"] {
        kind += map.get(name).and_then(Value::as_text).unwrap_or("");
    }
    kind
}

fn at<'a>(root: &'a mut Value, way: &[usize]) -> &'a mut Value {
    let mut value = root;
    for index in way {
        value = match value {
            Value::List(items) => &mut items[*index],
            Value::Map(entries) => &mut entries[*index].1,
            _ => unreachable!(),
        };
    }
    value
}

/// Calls with every copy of a document in which one value is another, or gone.
fn every_change(root: &Value, done: &mut Vec<String>, new: &[Value], call: &mut dyn FnMut(&Value)) {
    fn below(
        root: &mut Value,
        way: &mut Vec<usize>,
        path: &str,
        done: &mut Vec<String>,
        new: &[Value],
        call: &mut dyn FnMut(&Value),
    ) {
        let here = at(root, way).clone();
        let fresh = !done.iter().any(|known| known == path);
        if fresh {
            done.push(path.to_owned());
            for value in new {
                *at(root, way) = value.clone();
                call(root);
            }
            *at(root, way) = here.clone();
        }
        match &here {
            Value::List(items) => {
                if fresh && items.len() < 40 {
                    let more = items.iter().cycle().take(600).cloned().collect();
                    *at(root, way) = Value::List(more);
                    call(root);
                    *at(root, way) = here.clone();
                }
                for index in 0..items.len() {
                    way.push(index);
                    below(root, way, &format!("{path}[]"), done, new, call);
                    way.pop();
                }
            }
            Value::Map(entries) => {
                // What a field is depends on the words beside it.
                let kind = kind(&here);
                for (index, (name, _)) in entries.iter().enumerate() {
                    let path = format!("{path}({kind}).{name}");
                    if !done.contains(&path) {
                        let mut less = entries.clone();
                        less.remove(index);
                        *at(root, way) = Value::Map(less);
                        call(root);
                        *at(root, way) = here.clone();
                    }
                    way.push(index);
                    below(root, way, &path, done, new, call);
                    way.pop();
                }
            }
            _ => {}
        }
    }

    below(&mut root.clone(), &mut Vec::new(), "", done, new, call);
}

/// Probes without what only others read.
fn probes() -> Vec<Value> {
    let mut probes = campaign::schema::probes();
    for probe in &mut probes {
        if let Value::Map(entries) = probe {
            entries.retain(|(name, _)| name != "signature" && name != "$schema");
        }
    }
    probes
}

#[test]
fn reader_and_schema_agree_on_every_field_with_every_kind_of_value() {
    let new = [
        Value::Bool(true),
        Value::Int(-1),
        Value::Int(0),
        Value::Int(20_000),
        Value::Int(i64::MAX),
        Value::text("x"),
        Value::text("a b"),
        Value::text("2026-11-11T00:00:00+08:00"),
        Value::List(vec![]),
        Value::List(vec![Value::text("x")]),
        Value::Map(vec![]),
    ];
    let mut done = Vec::new();
    let mut documents = 0;
    for probe in probes() {
        every_change(&probe, &mut done, &new, &mut |document| {
            documents += 1;
            agree(document);
        });
    }
    assert!(documents > 5_000, "{documents}");
}

/// Every map of a document with the way to it, its path without places, and the words that decide
/// what it has.
fn every_map(root: &Value) -> Vec<(Vec<usize>, String, String)> {
    fn below(
        value: &Value,
        way: &mut Vec<usize>,
        path: &str,
        all: &mut Vec<(Vec<usize>, String, String)>,
    ) {
        for (index, item) in value.items().iter().enumerate() {
            way.push(index);
            below(item, way, path, all);
            way.pop();
        }
        if let Value::Map(entries) = value {
            all.push((way.clone(), path.to_owned(), kind(value)));
            for (index, (name, entry)) in entries.iter().enumerate() {
                way.push(index);
                below(entry, way, &format!("{path}.{name}"), all);
                way.pop();
            }
        }
    }
    let mut all = Vec::new();
    below(root, &mut Vec::new(), "", &mut all);
    all
}

/// Fields that do not go together, and fields of other kinds.
#[test]
fn reader_and_schema_agree_on_every_field_that_is_added() {
    let probes = probes();
    let mut fields: Vec<(String, String, Value)> = Vec::new();
    for probe in &probes {
        for (way, path, _) in every_map(probe) {
            for (name, value) in at(&mut probe.clone(), &way).entries() {
                if !fields.iter().any(|(p, n, _)| *p == path && n == name) {
                    fields.push((path.clone(), name.clone(), value.clone()));
                }
            }
        }
    }
    let mut documents = 0;
    let mut done = Vec::new();
    for probe in &probes {
        for (way, path, kind) in every_map(probe) {
            for (_, name, value) in fields.iter().filter(|(p, _, _)| *p == path) {
                let mut document = probe.clone();
                let Value::Map(entries) = at(&mut document, &way) else {
                    unreachable!()
                };
                let beside: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
                // With the same fields beside it, it is the same.
                let case = format!("{path} {kind} {name} {beside:?}");
                if beside.contains(&name.as_str()) || done.contains(&case) {
                    continue;
                }
                done.push(case);
                entries.push((name.clone(), value.clone()));
                documents += 1;
                agree(&document);
            }
        }
    }
    assert!(documents > 1_500, "{documents}");
}
