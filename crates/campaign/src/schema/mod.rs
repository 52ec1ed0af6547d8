//! The JSON Schema (2020-12) of the campaign file, made of what the reader asks for.
//!
//! Nothing of the format is written down here a second time. The reader notes every field that it
//! asks a map for, with its kind, range, choices and limits, while it reads probe documents that take
//! every way through it; each probe is read again with each field taken away, added and flipped, and
//! from what was asked each time follows when a field may be there and when it has to be. What the
//! fields mean is in one table of words, in which no field may be missing and no line unused.
//!
//! The schema and the reader agree on form: fields, types, ranges, choices, limits of lists, and
//! which fields go together. Three things are the reader's alone: what one part says of another
//! (references, sums, order in time), what a text may say beyond its length and its characters, and
//! `null`, which the reader takes for a field that is left out and the schema does not take at all.
//!
//! What it is not: a validator. It is made by tools (`dacu schema`) and read by editors; a page has
//! nothing of it.

mod build;
mod depends;
mod emit;
mod infer;
mod observe;
mod words;

use std::collections::HashSet;

use crate::json::{self, Value};
use observe::{Observed, Seen, maps};

/// The probe documents: a map of what they share, and a list of what each adds.
const PROBES: &str = include_str!("probes.json");

/// The schema, and what is wrong with the making of it.
#[derive(Clone, Debug)]
pub struct Made {
    /// The schema.
    pub schema: Value,
    /// Fields without words, words without a field, conditions that cannot be told. None, or the
    /// tests of this crate fail.
    pub faults: Vec<String>,
}

/// Documents that take every way through the reader, and are in order.
#[must_use]
pub fn probes() -> Vec<Value> {
    let Ok(all) = json::parse(PROBES) else {
        unreachable!("the probes are no document")
    };
    let shared = all.get("shared").map_or(&[][..], Value::entries);
    let mut probes = Vec::new();
    for own in all.get("probes").map_or(&[][..], Value::items) {
        let mut entries = shared.to_vec();
        for (name, value) in own.entries() {
            match entries.iter_mut().find(|(known, _)| known == name) {
                Some((_, known)) => *known = value.clone(),
                None => entries.push((name.clone(), value.clone())),
            }
        }
        probes.push(Value::Map(entries));
    }
    probes
}

/// Makes the schema.
#[must_use]
pub fn make() -> Made {
    let probes = probes();
    let mut observed = Observed::default();
    let mut stock = Stock::default();
    for probe in &probes {
        observed.read_probe(probe);
        for seen in maps(probe) {
            stock.keep(&seen.part, at(probe, &seen.way));
        }
    }
    let plain = observed.seen.clone();
    let mut done = HashSet::new();
    for probe in &probes {
        changes(probe, &stock, &plain, &mut done, |changed, way, sound| {
            observed.read(changed, way, sound)
        });
    }
    emit::emit(&observed.seen, &stock)
}

/// The schema as it is committed: in lines that people can read and compare.
#[must_use]
pub fn json() -> String {
    json::write_pretty(&make().schema)
}

/// A value for every field of every part, from the probes.
#[derive(Debug, Default)]
struct Stock(Vec<(String, String, String, Value)>);

impl Stock {
    fn keep(&mut self, part: &str, map: &Value) {
        let kind = kind(map);
        for (name, value) in map.entries() {
            let known = |(p, k, n, _): &&(String, String, String, Value)| {
                p == part && *k == kind && n == name
            };
            if self.0.iter().find(known).is_none() {
                self.0
                    .push((part.to_owned(), kind.clone(), name.clone(), value.clone()));
            }
        }
    }

    /// Fields of maps like this one.
    fn of<'a>(
        &'a self,
        part: &'a str,
        kind: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a Value)> {
        self.0
            .iter()
            .filter(move |(p, k, _, _)| p == part && k == kind)
            .map(|(_, _, name, value)| (name.as_str(), value))
    }

    /// The first value of a field.
    fn first(&self, part: &str, name: &str) -> Option<&Value> {
        self.0
            .iter()
            .find(|(p, _, n, _)| p == part && n == name)
            .map(|(_, _, _, value)| value)
    }
}

/// Fields whose word may decide what else a map has.
const KINDS: [&str; 4] = ["kind", "ends", "level", "place"];

/// The words of the fields that may decide.
fn kind(map: &Value) -> String {
    let words = KINDS.map(|kind| map.get(kind).and_then(Value::as_text).unwrap_or_default());
    words.concat()
}

/// The value at the end of a way.
fn at<'a>(root: &'a Value, way: &[usize]) -> &'a Value {
    let mut value = root;
    for index in way {
        value = match value {
            Value::List(items) => &items[*index],
            Value::Map(entries) => &entries[*index].1,
            _ => unreachable!("a way leads through lists and maps"),
        };
    }
    value
}

/// The document with one field of one map taken away or flipped, and with each of its maps cut down
/// to what it rests on and one field taken away, added or flipped.
fn changes(
    root: &Value,
    stock: &Stock,
    plain: &[Seen],
    done: &mut HashSet<String>,
    mut read: impl FnMut(Value, &[usize], bool),
) {
    for seen in maps(root) {
        let map = at(root, &seen.way);
        // Once for each map, however many probes have it.
        if !done.insert(format!("{} {}", seen.key(), json::write(map))) {
            continue;
        }
        let alike = |other: &&Seen| {
            other.part == seen.part
                && KINDS
                    .iter()
                    .all(|kind| map.get(kind).is_none_or(|word| other.is(kind, word)))
        };
        let alike: Vec<&Seen> = plain.iter().filter(alike).collect();
        // All of it, what it rests on as it is, the same with its flags, what all like it rest on.
        let whole = map.entries().to_vec();
        let cut = |keep: &dyn Fn(&str, &Value) -> bool| {
            let mut cut = whole.clone();
            cut.retain(|(name, value)| keep(name, value));
            cut
        };
        let mut bases = vec![
            whole.clone(),
            cut(&|name, _| seen.rests_on(name)),
            cut(&|name, value| seen.rests_on(name) || value.as_bool().is_some()),
            cut(&|name, _| alike.iter().all(|other| other.rests_on(name))),
        ];
        bases.dedup();
        // What a field may be beside what it is in the probes: an amount or a map, a map or a list.
        for (index, (name, _)) in whole.iter().enumerate() {
            if done.insert(format!("{} {} {name}", seen.part, kind(map))) {
                let one = Value::Map(Vec::new());
                for value in [Value::Int(0), Value::List(vec![one.clone()]), one] {
                    let mut other = whole.clone();
                    other[index].1 = value;
                    read(with(root, &seen.way, Value::Map(other)), &seen.way, false);
                }
            }
        }
        let mut put = |entries| read(with(root, &seen.way, Value::Map(entries)), &seen.way, true);
        for entries in &bases {
            put(entries.clone());
            for (index, (_, value)) in entries.iter().enumerate() {
                let mut less = entries.clone();
                less.remove(index);
                put(less);
                if let Value::Bool(flag) = value {
                    let mut flipped = entries.clone();
                    flipped[index].1 = Value::Bool(!flag);
                    put(flipped);
                }
            }
            for (name, value) in stock.of(&seen.part, &kind(map)) {
                if entries.iter().any(|(known, _)| known == name) {
                    continue;
                }
                let mut more = entries.clone();
                more.push((name.to_owned(), value.clone()));
                put(more.clone());
                if let Value::Bool(flag) = value {
                    more.pop();
                    more.push((name.to_owned(), Value::Bool(!flag)));
                    put(more);
                }
            }
        }
    }
}

/// A copy of a document with another value at the end of the way.
fn with(root: &Value, way: &[usize], new: Value) -> Value {
    let mut copy = root.clone();
    let mut value = &mut copy;
    for index in way {
        value = match value {
            Value::List(items) => &mut items[*index],
            Value::Map(entries) => &mut entries[*index].1,
            _ => unreachable!("a way leads through lists and maps"),
        };
    }
    *value = new;
    copy
}
