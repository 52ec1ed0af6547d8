//! The contract against the code: what one says and the other does not is a failure here.

use std::collections::BTreeSet;
use std::fs;

use super::{Contract, Element, custom_elements, declarations};
use crate::inputs;
use crate::shell::path;

type Names = BTreeSet<String>;

fn read(file: &str) -> String {
    fs::read_to_string(path(file)).expect(file)
}

fn contract() -> Contract {
    Contract::read().expect("a contract")
}

fn names<'a>(all: impl IntoIterator<Item = &'a str>) -> Names {
    all.into_iter().map(str::to_owned).collect()
}

/// What stands between `before` and the next `after`, wherever `before` is.
fn between<'a>(text: &'a str, before: &'a str, after: char) -> impl Iterator<Item = &'a str> {
    let found = text.split(before).skip(1);
    found.filter_map(move |rest| rest.split_once(after).map(|(name, _)| name))
}

/// What stands in quotation marks.
fn quoted(text: &str) -> Names {
    names(text.split('"').skip(1).step_by(2))
}

/// The code of a widget, without its tests and variants.
fn widget(element: &Element) -> String {
    let folder = format!("src/widgets/{}", element.kind().replace('-', "_"));
    code(&[&folder])
}

/// The code below some folders, without tests and variants.
fn code(folders: &[&str]) -> String {
    let mut text = String::new();
    for file in inputs::files(folders).expect("the sources") {
        let name = inputs::relative(&file);
        if name.ends_with(".rs") && !name.contains("test") && !name.contains("variants") {
            text += &fs::read_to_string(&file).expect("a source");
        }
    }
    assert!(!text.is_empty(), "{folders:?} has no code");
    text
}

/// A row of the table at the head of a widget's module.
fn row(element: &Element, title: &str) -> String {
    let folder = element.kind().replace('-', "_");
    let text = read(&format!("src/widgets/{folder}/mod.rs"));
    let begins = format!("//! | {title} | ");
    let row = text.lines().find_map(|line| line.strip_prefix(&begins));
    row.unwrap_or_else(|| panic!("{folder} has no row «{title}»"))
        .to_owned()
}

#[test]
fn every_widget_of_the_module_is_an_element() {
    let text = read("src/widgets/mod.rs");
    let (_, body) = text.split_once("pub fn named(").expect("the names");
    let (body, _) = body.split_once("_ =>").expect("the last name");
    assert_eq!(quoted(body), names(contract().widgets().map(Element::kind)));
}

#[test]
fn every_attribute_that_is_read_is_told_and_the_other_way_round() {
    let contract = contract();
    let options = read("src/runtime/page/options.rs");
    let (_, body) = options.split_once("match name {").expect("the options");
    let (body, _) = body.split_once("_ => {}").expect("the last option");
    let read: Names = body
        .lines()
        .filter_map(|line| line.trim().strip_prefix('"')?.split_once('"'))
        .map(|(name, _)| name.to_owned())
        .collect();
    let mut told = names(
        contract
            .page
            .iter()
            .map(|attribute| attribute.name.as_str()),
    );
    // There is one API; the attribute keeps its place for the next.
    told.remove("api");
    // The element's own business, which the module does not hear of.
    let elements = self::read("embed/elements.js");
    assert!(elements.contains("getAttribute(\"login-href\")"));
    told.remove("login-href");
    assert_eq!(read, told, "of the page");
    for element in contract.widgets() {
        let code = widget(element);
        let ways = ["attributes.get(\"", "attribute(\"", "attribute: \""];
        let read: Names = ways
            .iter()
            .flat_map(|way| between(&code, way, '"'))
            .map(str::to_owned)
            .collect();
        let told = names(
            element
                .attributes
                .iter()
                .map(|attribute| attribute.name.as_str()),
        );
        assert_eq!(read, told, "of {}", element.tag);
        let row = row(element, "attributes");
        for name in &told {
            assert!(
                row.contains(&format!("`{name}`")),
                "{}: {name}",
                element.tag
            );
        }
    }
}

#[test]
fn marks_are_those_that_elements_set() {
    let elements = read("embed/elements.js");
    let set: Names = between(&elements, "setAttribute(\"data-", '"')
        .map(|name| format!("data-{name}"))
        .collect();
    let contract = contract();
    let told = contract.marks.iter().map(|mark| mark.name.as_str());
    assert_eq!(set, names(told));
}

#[test]
fn every_event_that_is_sent_is_told_and_the_other_way_round() {
    let contract = contract();
    let told = names(contract.events.iter().map(|event| event.name.as_str()));
    let code = code(&["src/runtime", "src/widgets"]);
    let mut sent: Names = ["emit(", "send("]
        .iter()
        .flat_map(|call| code.split(call).skip(1))
        .filter_map(|call| {
            let call = call.get(..call.find(';')?)?;
            Some(between(call, "\"dacu-", '"').next()?.to_owned())
        })
        .collect();
    // Named after the requests that the server has granted, when it says so.
    assert!(code.contains("&[\"dacu-\", request.kind()].concat()"));
    sent.remove("");
    let module = read("embed/experiments/index.js");
    assert!(module.contains("new CustomEvent('dacu-expose'"));
    sent.insert("expose".to_owned());
    sent.extend(names(["claim", "draw", "reserve", "task"]));
    assert_eq!(sent, told);
    for element in contract.widgets() {
        let row = row(element, "events");
        let said: Names = between(&row, "`dacu-", '`').map(str::to_owned).collect();
        for name in &element.events {
            assert!(said.contains(name), "{} does not say {name}", element.tag);
        }
        assert!(said.is_subset(&told), "{} says {said:?}", element.tag);
    }
    for element in &contract.elements {
        for name in &element.events {
            assert!(told.contains(name), "{} has {name}", element.tag);
        }
    }
    let heard: Names = contract
        .elements
        .iter()
        .flat_map(|element| element.events.iter().cloned())
        .collect();
    assert_eq!(heard, told, "every event comes from an element");
}

#[test]
fn a_quote_has_the_fields_that_are_told() {
    let contract = contract();
    let text = read("src/runtime/told.rs") + &read("src/widgets/cart/mod.rs");
    let written: Names = between(&text, "(\"", '"').map(str::to_owned).collect();
    let fields = contract
        .types
        .iter()
        .filter(|record| !record.name.starts_with("Cart"))
        .flat_map(|record| record.fields.keys());
    for field in fields {
        let name = field.trim_end_matches('?');
        let known = written.contains(name) || text.contains(&format!("\"{name}\""));
        assert!(known, "nothing writes {name}");
    }
}

#[test]
fn reasons_are_those_of_the_code() {
    let contract = contract();
    let union = |name: &str| {
        let found = contract.unions.iter().find(|union| union.name == name);
        names(found.expect(name).values.iter().map(String::as_str))
    };
    let told = read("src/runtime/told.rs");
    let (_, body) = told
        .split_once("match &unused.reason {")
        .expect("the reasons");
    let (body, _) = body.split_once("};").expect("the last reason");
    let unused: Names = between(body, "=> (\"", '"').map(str::to_owned).collect();
    assert_eq!(unused, union("UnusedReason"));

    let refusals = read("crates/protocol/src/refusal.rs");
    let (_, body) = refusals.split_once("static NAMES").expect("the names");
    let (body, _) = body.split_once("];").expect("the last name");
    let mut faults = quoted(body);
    let load = ["load", "start"].map(|file| read(&format!("src/runtime/page/{file}.rs")));
    let load = load.concat();
    faults.extend(between(&load, "(\"reason\", \"", '"').map(str::to_owned));
    faults.extend(between(&load, ".fault(\"", '"').map(str::to_owned));
    let airlock = read("embed/airlock.js");
    faults.extend(between(&airlock, "refuse(\"", '"').map(str::to_owned));
    faults.extend(between(&airlock, "setTimeout(fail, 0, \"", '"').map(str::to_owned));
    assert!(airlock.contains("15000, \"timeout\""));
    let elements = read("embed/elements.js");
    faults.extend(between(&elements, "airlock.fail(\"", '"').map(str::to_owned));
    faults.extend(between(&elements, "reason: \"", '"').map(str::to_owned));
    assert_eq!(faults, union("FaultReason"));
}

#[test]
fn the_module_exports_the_calls() {
    let contract = contract();
    let module = read("embed/module.js");
    let exports: Names = between(&module, "export const ", ' ')
        .map(str::to_owned)
        .collect();
    let mut told = names(contract.calls.iter().map(|call| call.name.as_str()));
    let elements = read("embed/elements.js");
    for call in &told {
        let made = format!("  {call}: (");
        assert!(elements.contains(&made), "elements.js does not make {call}");
    }
    told.extend(names(["configure", "version", "load", "on"]));
    assert_eq!(exports, told);
}

#[test]
fn brand_variables_are_those_of_the_tokens() {
    let tokens = read("style/tokens.css");
    let read: Names = between(&tokens, "var(--dacu-brand-", ',')
        .map(|name| format!("--dacu-brand-{}", name.trim_end_matches(')')))
        .collect();
    assert_eq!(
        read,
        names(
            contract()
                .brand
                .iter()
                .map(|variable| variable.name.as_str())
        )
    );
}

#[test]
fn types_and_manifest_name_every_element() {
    let contract = contract();
    let types = declarations(&contract);
    let manifest = custom_elements(&contract, "dacu.mjs").to_string();
    for element in &contract.elements {
        let class = element.class();
        assert!(
            types.contains(&format!("\"{}\": {class};", element.tag)),
            "{class}"
        );
        assert!(
            manifest.contains(&format!("\"tagName\":\"{}\"", element.tag)),
            "{class}"
        );
    }
    assert!(types.contains("get latency(): string;"), "{types}");
    assert!(types.contains("dark: boolean;"), "{types}");
    assert!(types.contains("\"server-now\"?: string;"), "{types}");
}
