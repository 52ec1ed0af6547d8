//! The element manifest that editors, catalogues and documentation tools read.

use serde_json::{Value, json};

use super::{Attribute, Contract, Detail, Element, Kind};

/// `custom-elements.json`, schema 2.1.0 of the Custom Elements Manifest.
pub fn custom_elements(contract: &Contract, module: &str) -> Value {
    let classes: Vec<Value> = contract
        .elements
        .iter()
        .map(|element| class(contract, element))
        .collect();
    let exports: Vec<Value> = contract
        .elements
        .iter()
        .map(|element| {
            json!({
                "kind": "custom-element-definition",
                "name": element.tag,
                "declaration": { "name": element.class(), "module": module },
            })
        })
        .collect();
    json!({
        "schemaVersion": "2.1.0",
        "modules": [{
            "kind": "javascript-module",
            "path": module,
            "declarations": classes,
            "exports": exports,
        }],
    })
}

fn class(contract: &Contract, element: &Element) -> Value {
    let attributes: Vec<Value> = contract.observed(element).map(attribute).collect();
    let members: Vec<Value> = contract
        .observed(element)
        .filter(|attribute| !attribute.is_native())
        .map(|attribute| {
            json!({
                "kind": "field",
                "name": attribute.property(),
                "attribute": attribute.name,
                "reflects": true,
                "type": { "text": kind(attribute) },
                "description": attribute.doc,
            })
        })
        .collect();
    let events: Vec<Value> = contract
        .events
        .iter()
        .filter(|event| element.events.contains(&event.name))
        .map(|event| {
            let detail = match &event.detail {
                Detail::Type(name) => name.clone(),
                Detail::Fields(fields) => {
                    let fields: Vec<String> = fields
                        .iter()
                        .map(|(name, of)| format!("{name}: {of}"))
                        .collect();
                    format!("{{ {} }}", fields.join("; "))
                }
            };
            json!({
                "name": format!("dacu-{}", event.name),
                "type": { "text": format!("CustomEvent<{detail}>") },
                "description": event.doc,
            })
        })
        .collect();
    let mut out = json!({
        "kind": "class",
        "customElement": true,
        "name": element.class(),
        "tagName": element.tag,
        "description": element.doc,
        "superclass": { "name": "HTMLElement" },
        "attributes": attributes,
        "members": members,
        "events": events,
    });
    // The campaign draws nothing: its content is the page's own.
    if element.tag != "dacu-campaign" {
        let variables: Vec<Value> = contract
            .brand
            .iter()
            .map(|variable| json!({ "name": variable.name, "description": variable.doc }))
            .collect();
        let parts: Vec<Value> = contract
            .parts
            .iter()
            .map(|part| json!({ "name": part.name, "description": part.doc }))
            .collect();
        out["slots"] = json!([{ "name": "", "description": contract.slot }]);
        out["cssParts"] = Value::Array(parts);
        out["cssProperties"] = Value::Array(variables);
    }
    out
}

fn attribute(attribute: &Attribute) -> Value {
    let mut out = json!({
        "name": attribute.name,
        "type": { "text": kind(attribute) },
        "description": attribute.doc,
    });
    if !attribute.is_native() {
        out["fieldName"] = json!(attribute.property());
    }
    if let Some(default) = &attribute.default {
        out["default"] = json!(default);
    }
    out
}

fn kind(attribute: &Attribute) -> String {
    match attribute.kind {
        Kind::Flag => "boolean".to_owned(),
        Kind::Number => "number".to_owned(),
        Kind::Text if attribute.values.is_empty() => "string".to_owned(),
        Kind::Text => {
            let values: Vec<String> = attribute
                .values
                .iter()
                .map(|value| format!("{value:?}"))
                .collect();
            values.join(" | ")
        }
    }
}
