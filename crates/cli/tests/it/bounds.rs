//! What a file may hold at most, at each edge: so much is read, and one more is a problem with its place.

use std::collections::BTreeSet;
use std::fs;

use campaign::json::{self, MAX_BYTES, MAX_DEPTH, MAX_ENTRIES, MAX_NAMES, Value};
use campaign::{Problem, parse};

use crate::root;

/// The problem with a place, if the reader tells of a limit there.
fn limit(document: &Value, path: &str) -> Option<(Problem, String)> {
    let text = json::write(document);
    let problems = parse(&text).problems.into_iter();
    let mut found = problems.filter(|one| one.code == "limit" && one.path == path);
    found.next().map(|problem| (problem, text))
}

/// What stands where a problem points.
fn at<'t>(text: &'t str, problem: &Problem) -> &'t str {
    let line = text.lines().nth(problem.line as usize - 1).unwrap_or("");
    let mut places = line.char_indices().skip(problem.column as usize - 1);
    places.next().map_or("", |(at, _)| &line[at..])
}

/// Every list of a document: the way to it, and its path as problems write it.
fn lists(value: &Value, path: &str, found: &mut Vec<String>) {
    if let Value::List(items) = value
        && !items.is_empty()
    {
        found.push(path.to_owned());
    }
    for (index, item) in value.items().iter().enumerate() {
        lists(item, &format!("{path}[{index}]"), found);
    }
    for (name, entry) in value.entries() {
        let dot = if path.is_empty() { "" } else { "." };
        lists(entry, &format!("{path}{dot}{name}"), found);
    }
}

/// The value at a path.
fn place<'v>(value: &'v mut Value, path: &str) -> &'v mut Value {
    let mut value = value;
    for step in path.split(['.', '[']).filter(|step| !step.is_empty()) {
        value = match value {
            Value::Map(entries) => {
                let entry = entries.iter_mut().find(|(name, _)| name == step);
                &mut entry.expect(path).1
            }
            Value::List(items) => {
                let index: usize = step.trim_end_matches(']').parse().expect(path);
                &mut items[index]
            }
            _ => panic!("{path}"),
        };
    }
    value
}

/// The most entries that the schema names for any list.
fn most_of_schema(schema: &Value, found: &mut BTreeSet<usize>) {
    if let Some(most) = schema.get("maxItems").and_then(Value::as_int) {
        found.insert(usize::try_from(most).expect("a length"));
    }
    let entries = schema.entries().iter().map(|(_, entry)| entry);
    for inner in schema.items().iter().chain(entries) {
        most_of_schema(inner, found);
    }
}

/// Every list of the format has one bound; the reader and the schema have the same, to the entry.
#[test]
fn every_list() {
    let text = fs::read_to_string(root().join("public/campaigns/schema.json")).expect("the schema");
    let mut bounds = BTreeSet::new();
    most_of_schema(&json::parse(&text).expect("JSON"), &mut bounds);
    let schema = serde_json::from_str(&text).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema compiles");
    let is_valid = |document: &Value| {
        let document = serde_json::from_str(&json::write(document)).expect("JSON is JSON");
        validator.is_valid(&document)
    };
    let largest = bounds.last().expect("a bound");
    let mut seen = BTreeSet::new();
    for mut probe in campaign::schema::probes() {
        if let Value::Map(entries) = &mut probe {
            entries.retain(|(name, _)| name != "signature");
        }
        let mut paths = Vec::new();
        lists(&probe, "", &mut paths);
        for path in paths {
            // One list of each part is enough, and what a list is of stands in its names.
            let part: String = path.chars().filter(|c| !c.is_ascii_digit()).collect();
            if !seen.insert(part) {
                continue;
            }
            let with = |count: usize| {
                let mut document = probe.clone();
                let Value::List(items) = place(&mut document, &path) else {
                    unreachable!()
                };
                let first = items[0].clone();
                items.resize(count, first);
                document
            };
            // Past all bounds it is past its own, and told which that is.
            let (problem, _) = limit(&with(largest + 1), &path).expect("a bound");
            let message = problem.message.split(' ').nth(2);
            let most: usize = message.and_then(|most| most.parse().ok()).expect("a count");
            assert!(limit(&with(most), &path).is_none(), "{path}: {most}");
            let (problem, text) = limit(&with(most + 1), &path).expect("a limit");
            assert_eq!(
                problem.message,
                format!("more than {most} entries"),
                "{path}"
            );
            assert!(at(&text, &problem).starts_with('['), "{path}: {problem}");
            let valid = [most, most + 1].map(|count| is_valid(&with(count)));
            assert_eq!(valid, [true, false], "{path}");
        }
    }
    assert!(seen.len() > 40, "{seen:?}");
}

/// The problem of a text that is no document the reader takes.
#[track_caller]
fn refused(text: &str, line: u32, column: u32, path: &str, message: &str) {
    let problems = parse(text).problems;
    let [problem] = &problems[..] else {
        panic!("{problems:?}")
    };
    assert_eq!(
        (problem.code, problem.line, problem.column),
        ("limit", line, column)
    );
    assert_eq!(
        (problem.path.as_str(), problem.message.as_str()),
        (path, message)
    );
    assert!(json::parse(text).is_err());
}

#[test]
fn documents() {
    let sample =
        fs::read_to_string(root().join("public/campaigns/bargain.json")).expect("a sample");
    let padded = |bytes: usize| format!("{sample}{}", " ".repeat(bytes - sample.len()));
    assert!(parse(&padded(MAX_BYTES)).campaign.is_some());
    refused(
        &padded(MAX_BYTES + 1),
        1,
        1,
        "",
        "the file is larger than 2 MiB",
    );

    let deep = |levels: usize| format!("\n{}{}", "[".repeat(levels), "]".repeat(levels));
    assert!(json::parse(&deep(MAX_DEPTH)).is_ok());
    let path = "[0]".repeat(MAX_DEPTH);
    refused(
        &deep(MAX_DEPTH + 1),
        2,
        33,
        &path,
        "nested deeper than 32 levels",
    );
    refused(
        &deep(1_000_000),
        2,
        33,
        &path,
        "nested deeper than 32 levels",
    );

    let long = |entries: usize| format!("{{ \"a\": [{}0] }}", "0,".repeat(entries - 1));
    assert!(json::parse(&long(MAX_ENTRIES)).is_ok());
    let (column, words) = (
        9 + 2 * MAX_ENTRIES as u32,
        "a list of more than 20,000 entries",
    );
    refused(&long(MAX_ENTRIES + 1), 1, column, "a", words);
    refused(&long(100_000), 1, column, "a", words);

    let wide = |names: usize| {
        let entries: Vec<String> = (0..names).map(|at| format!("\"{at}\":0")).collect();
        format!("{{{}}}", entries.join(",\n"))
    };
    assert!(json::parse(&wide(MAX_NAMES)).is_ok());
    refused(
        &wide(MAX_NAMES + 1),
        1001,
        1,
        "",
        "a map of more than 1,000 names",
    );
}

/// A text of the most characters, and of one more, in place of one of the first probe.
#[track_caller]
fn text(path: &str, most: usize, code: &str, fill: &str) {
    let probe = campaign::schema::probes()
        .into_iter()
        .find(|probe| {
            let mut paths = Vec::new();
            texts(probe, "", &mut paths);
            paths.iter().any(|known| known == path)
        })
        .unwrap_or_else(|| panic!("no probe has {path}"));
    let with = |length: usize| {
        let mut document = probe.clone();
        *place(&mut document, path) = Value::Text(fill.repeat(length));
        let text = json::write_pretty(&document);
        let problems = parse(&text).problems.into_iter();
        let found = problems.filter(|one| one.path == path && one.code == code);
        let found = found.map(|problem| at(&text, &problem).to_owned());
        found.collect::<Vec<_>>()
    };
    assert_eq!(with(most), [""; 0], "{path}");
    let found = with(most + 1);
    assert!(
        matches!(&found[..], [one] if one.starts_with('"')),
        "{path}: {found:?}"
    );
}

fn texts(value: &Value, path: &str, found: &mut Vec<String>) {
    if value.as_text().is_some() {
        found.push(path.to_owned());
    }
    for (index, item) in value.items().iter().enumerate() {
        texts(item, &format!("{path}[{index}]"), found);
    }
    for (name, entry) in value.entries() {
        let dot = if path.is_empty() { "" } else { "." };
        texts(entry, &format!("{path}{dot}{name}"), found);
    }
}

#[test]
fn texts_and_ids() {
    text("name.zh-CN", 80, "limit", "满");
    text("draws[0].terms", 2_000, "limit", "满");
    text("id", 64, "id", "x");
    text("products[0].sku", 64, "id", "x");
}

#[test]
fn sessions_of_all_repeats() {
    let text =
        fs::read_to_string(root().join("public/campaigns/flash-sessions.json")).expect("a sample");
    let told = |starts: usize| {
        let mut document = json::parse(&text).expect("a document");
        let listed: Vec<Value> = (0..starts)
            .map(|at| {
                Value::Text(format!(
                    "2026-07-{:02}T{:02}:{:02}:00+08:00",
                    1 + at / 96,
                    at / 4 % 24,
                    at % 4 * 15
                ))
            })
            .collect();
        let sales = format!(
            r#"[{{ "id": "s", "name": "秒杀", "sessions": [], "repeats": [
            {{ "id": "a", "minutes": 5, "items": [{{ "sku": "{}", "price": 1 }}], "starts": {} }},
            {{ "id": "b", "minutes": 1, "items": [{{ "sku": "{0}", "price": 1 }}], "starts": ["2026-07-30T00:00:00+08:00"] }}] }}]"#,
            document.get("products").expect("products").items()[0]
                .get("sku")
                .and_then(Value::as_text)
                .expect("a sku"),
            json::write(&Value::List(listed)),
        );
        *place(&mut document, "flash_sales") = json::parse(&sales).expect("sales");
        limit(&document, "flash_sales[0].repeats[1]").map(|(problem, text)| {
            assert!(at(&text, &problem).starts_with('{'), "{problem}");
            problem.message
        })
    };
    assert_eq!(told(399), None);
    let words = "with it the file has more than 400 sessions or 4000 prices";
    assert_eq!(told(400).as_deref(), Some(words));
}
