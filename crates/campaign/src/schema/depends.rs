//! Which fields go with which: as JSON Schema says it.

use super::KINDS;
use super::build::{map, texts};
use super::infer::{Sign, When};
use super::observe::{Seen, Shape};
use crate::json::Value;

/// The field whose word decides which fields a map may have, and its words.
pub(super) fn deciding(seen: &[&Seen]) -> Option<(&'static str, &'static str)> {
    for field in KINDS {
        let mut found = None;
        for (known, shape) in seen.iter().flat_map(|seen| &seen.shapes) {
            if let Shape::Choice(words) = shape
                && *known == field
            {
                found = Some(*words);
            }
        }
        let Some(words) = found else { continue };
        let mut asked: Vec<Vec<&str>> = Vec::new();
        for word in words.split(' ') {
            let word = Value::text(word);
            let mut of_word = seen.to_vec();
            of_word.retain(|seen| seen.is(field, &word));
            let mut names = names(&of_word);
            names.sort_unstable();
            if !names.is_empty() && !asked.contains(&names) {
                asked.push(names);
            }
        }
        if asked.len() > 1 {
            return Some((field, words));
        }
    }
    None
}

/// Every field that was asked for, in the order of asking.
pub(super) fn names(seen: &[&Seen]) -> Vec<&'static str> {
    let mut names = Vec::new();
    for name in seen.iter().flat_map(|seen| &seen.asked) {
        if !names.contains(name) {
            names.push(*name);
        }
    }
    names
}

/// The rule that a field may be there only so.
pub(super) fn may(
    name: &str,
    when: &When,
    depends: &mut Vec<(String, Vec<String>)>,
    rules: &mut Vec<Value>,
) {
    let never = map(&[("properties", map(&[(name, Value::Bool(false))]))]);
    match when {
        When::Always | When::Never => {}
        When::If(Sign::Has(other)) => depend(depends, name, other),
        When::Unless(Sign::Has(other)) => {
            rules.push(map(&[("not", map(&[("required", texts(&[name, other]))]))]));
        }
        When::If(sign) => rules.push(map(&[("if", shows(sign)), ("else", never)])),
        When::Unless(sign) => rules.push(map(&[("if", shows(sign)), ("then", never)])),
    }
}

/// The rule that a field has to be there so.
pub(super) fn must(
    name: &str,
    when: &When,
    depends: &mut Vec<(String, Vec<String>)>,
    rules: &mut Vec<Value>,
) {
    let there = map(&[("required", texts(&[name]))]);
    match when {
        When::Always | When::Never => {}
        When::If(Sign::Has(other)) => depend(depends, other, name),
        When::If(sign) => rules.push(map(&[("if", shows(sign)), ("then", there)])),
        When::Unless(sign) => rules.push(map(&[("if", shows(sign)), ("else", there)])),
    }
}

fn depend(depends: &mut Vec<(String, Vec<String>)>, name: &str, needs: &str) {
    match depends.iter_mut().find(|(known, _)| known == name) {
        Some((_, known)) if known.iter().any(|known| known == needs) => {}
        Some((_, known)) => known.push(needs.to_owned()),
        None => depends.push((name.to_owned(), vec![needs.to_owned()])),
    }
}

/// The schema of maps in which a sign shows.
pub(super) fn shows(sign: &Sign) -> Value {
    let with = |name: &str, of: Value| {
        map(&[
            ("properties", map(&[(name, of)])),
            ("required", texts(&[name])),
        ])
    };
    match sign {
        Sign::Has(name) => map(&[("required", texts(&[name]))]),
        Sign::Is(name, value) => with(name, map(&[("const", value.clone())])),
        Sign::Inside(list, name) => {
            let entry = map(&[("required", texts(&[name]))]);
            with(list, map(&[("contains", entry)]))
        }
        // Both are told where the list is.
        Sign::First | Sign::Shops => Value::Bool(true),
    }
}

/// Fields of which there has to be one, and fields of which there may be one.
pub(super) fn groups(seen: &[&Seen], rules: &mut Vec<Value>) {
    let mut known: Vec<&str> = Vec::new();
    for group in seen.iter().flat_map(|seen| &seen.one_of) {
        if known.contains(group) {
            continue;
        }
        known.push(group);
        let names: Vec<&str> = group.split(' ').collect();
        if seen.iter().all(|seen| seen.one_of.contains(group)) {
            let one = |name: &&str| map(&[("required", texts(&[name]))]);
            let ways = names.iter().map(one).collect();
            rules.push(map(&[("oneOf", Value::List(ways))]));
        } else {
            not_both(&names, rules);
        }
    }
    for group in seen.iter().flat_map(|seen| &seen.not_both) {
        if !known.contains(group) {
            known.push(group);
            not_both(&group.split(' ').collect::<Vec<_>>(), rules);
        }
    }
}

fn not_both(names: &[&str], rules: &mut Vec<Value>) {
    for (index, name) in names.iter().enumerate() {
        for other in &names[..index] {
            rules.push(map(&[("not", map(&[("required", texts(&[other, name]))]))]));
        }
    }
}
