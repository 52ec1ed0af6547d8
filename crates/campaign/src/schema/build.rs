//! Pieces of a schema.

use crate::json::{self, Value};

/// Fields of a schema, in their order.
pub(super) type Entries = Vec<(String, Value)>;

/// Gives a name to what several maps say of a field in the same words.
pub(super) fn hoist(root: &mut Entries, defs: &mut Entries) {
    let mut uses: Vec<(String, String, usize)> = Vec::new();
    let mut count = |entries: &Entries| {
        for (name, property) in properties(entries) {
            let written = json::write(property);
            match uses.iter_mut().find(|(n, w, _)| n == name && *w == written) {
                Some((_, _, uses)) => *uses += 1,
                None => uses.push((name.clone(), written, 1)),
            }
        }
    };
    count(root);
    for (_, schema) in &*defs {
        if let Value::Map(entries) = schema {
            count(entries);
        }
    }
    let mut named: Vec<(String, String, String)> = Vec::new();
    for (name, written, uses) in uses {
        if uses < 2 || written.len() < 100 {
            continue;
        }
        let taken = |new: &str| {
            defs.iter().any(|(known, _)| known == new) || named.iter().any(|(_, _, n)| n == new)
        };
        let mut new = format!("field_{name}");
        let mut number = 2;
        while taken(&new) {
            new = format!("field_{name}_{number}");
            number += 1;
        }
        named.push((name, written, new));
    }
    let mut extra = Entries::new();
    let mut replace = |entries: &mut Entries| {
        let Some((_, Value::Map(properties))) =
            entries.iter_mut().find(|(name, _)| name == "properties")
        else {
            return;
        };
        for (name, property) in properties {
            let written = json::write(property);
            let known = named.iter().find(|(n, w, _)| n == name && *w == written);
            if let Some((_, _, new)) = known {
                let old = std::mem::replace(property, reference(new));
                if !extra.iter().any(|(known, _)| known == new) {
                    extra.push((new.clone(), old));
                }
            }
        }
    };
    replace(root);
    for (_, schema) in &mut *defs {
        if let Value::Map(entries) = schema {
            replace(entries);
        }
    }
    defs.append(&mut extra);
}

fn properties(entries: &Entries) -> &[(String, Value)] {
    let found = entries.iter().find(|(name, _)| name == "properties");
    found.map_or(&[], |(_, value)| value.entries())
}

pub(super) fn reference(name: &str) -> Value {
    map(&[("$ref", Value::text(&format!("#/$defs/{name}")))])
}

pub(super) fn texts(of: &[&str]) -> Value {
    Value::List(of.iter().map(|text| Value::text(text)).collect())
}

pub(super) fn entries(of: &[(&str, Value)]) -> Entries {
    of.iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect()
}

pub(super) fn map(of: &[(&str, Value)]) -> Value {
    Value::Map(entries(of))
}
