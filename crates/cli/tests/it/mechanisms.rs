//! `docs/MECHANISMS.md` names nothing that there is not.

use std::collections::HashSet;
use std::fs;

use campaign::json::{self, Value};

use crate::root;

/// Fields and words of the schema.
fn names(value: &Value, found: &mut HashSet<String>) {
    for (name, entry) in value.entries() {
        match name.as_str() {
            "properties" => found.extend(entry.entries().iter().map(|(field, _)| field.clone())),
            "enum" => found.extend(
                entry
                    .items()
                    .iter()
                    .filter_map(Value::as_text)
                    .map(str::to_owned),
            ),
            "const" => found.extend(entry.as_text().map(str::to_owned)),
            _ => {}
        }
        names(entry, found);
    }
    for item in value.items() {
        names(item, found);
    }
}

#[test]
fn every_name_in_the_table_is_one() {
    let read = |path: &str| fs::read_to_string(root().join(path)).expect(path);
    let schema = json::parse(&read("public/campaigns/schema.json")).expect("the schema");
    let mut known = HashSet::new();
    names(&schema, &mut known);
    let rules = lint::RULES.iter().copied().flatten();
    known.extend(rules.map(|rule| rule.id.to_owned()));
    for folder in ["public/campaigns", "public/campaigns/traps"] {
        for entry in fs::read_dir(root().join(folder)).expect(folder) {
            let path = entry.expect("a file").path();
            let stem = path.file_stem().and_then(|stem| stem.to_str());
            known.extend(stem.map(str::to_owned));
        }
    }
    let commands = crate::out(&crate::dacu(&["--help"])).to_owned();
    let text = read("docs/MECHANISMS.md");
    let quoted: Vec<&str> = text.split('`').skip(1).step_by(2).collect();
    assert!(quoted.len() > 200, "{}", quoted.len());
    for name in quoted {
        let there = match name.strip_prefix("dacu ") {
            Some(command) => {
                let first = command.split(' ').next().unwrap_or("");
                commands.contains(&format!("\n  {first} "))
            }
            None => known.contains(name) || name == "code",
        };
        assert!(there, "`{name}` is no field, word, rule, sample or command");
    }
}

/// Every sample that teaches one mechanism stands beside it.
#[test]
fn every_sample_is_named() {
    let text = fs::read_to_string(root().join("docs/MECHANISMS.md")).expect("the table");
    // The festivals and the plain pages for other markets show several mechanisms at once.
    let several = [
        "618-2026",
        "spring-2027",
        "evergreen",
        "eu-spring",
        "uk-bank-holiday",
        "schema",
        "README",
    ];
    for entry in fs::read_dir(root().join("public/campaigns")).expect("samples") {
        let path = entry.expect("a file").path();
        let stem = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or_default();
        let named = text.contains(&format!("`{stem}`"));
        assert!(named || several.contains(&stem) || path.is_dir(), "{stem}");
    }
}
