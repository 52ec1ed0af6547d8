//! From what was seen to a schema.

use std::cell::RefCell;

use super::build::{Entries, entries, hoist, map, reference, texts};
use super::depends::{deciding, groups, may, must, names, shows};
use super::infer::{Sign, When, has_to_be, has_to_have_entry, may_be};
use super::observe::{FILE, Seen, Shape, join};
use super::{Made, Stock, words};
use crate::json::{self, Value};
use crate::read::SCHEMA;

/// Makes the schema of what was seen.
pub(super) fn emit(seen: &[Seen], stock: &Stock) -> Made {
    let emitter = Emitter {
        seen,
        stock,
        faults: RefCell::default(),
        used: RefCell::default(),
        several_shops: RefCell::default(),
        lines: words::lines(),
        defs: RefCell::default(),
    };
    let mut parts: Vec<&str> = Vec::new();
    for seen in seen {
        if !parts.contains(&seen.part.as_str()) {
            parts.push(&seen.part);
        }
    }
    emitter.basics();
    let mut root = Entries::new();
    for part in parts {
        let schema = emitter.part(part);
        if part == FILE {
            root = schema;
        } else {
            emitter.define(part, schema);
        }
    }
    let mut schema = entries(&[
        (
            "$schema",
            Value::text("https://json-schema.org/draft/2020-12/schema"),
        ),
        ("$id", Value::text("urn:dacu:campaign:1")),
    ]);
    schema.append(&mut root);
    emitter.shops(&mut schema);
    let mut defs = emitter.defs.take();
    hoist(&mut schema, &mut defs);
    defs.sort_by(|a, b| a.0.cmp(&b.0));
    schema.push(("$defs".to_owned(), Value::Map(defs)));
    emitter.unused();
    Made {
        schema: Value::Map(schema),
        faults: emitter.faults.take(),
    }
}

struct Emitter<'a> {
    seen: &'a [Seen],
    stock: &'a Stock,
    faults: RefCell<Vec<String>>,
    /// Lines of the tables that something is told by.
    used: RefCell<Vec<&'static str>>,
    /// Fields that the maps of a part need where there are several shops.
    several_shops: RefCell<Vec<(String, String)>>,
    lines: Vec<words::Line>,
    defs: RefCell<Entries>,
}

impl Emitter<'_> {
    fn fault(&self, words: String) {
        self.faults.borrow_mut().push(words);
    }

    fn define(&self, name: &str, schema: Entries) {
        self.defs
            .borrow_mut()
            .push((name.to_owned(), Value::Map(schema)));
    }

    /// Title and description, by the first of the keys that is in the table.
    fn told(&self, keys: &[String]) -> Entries {
        for key in keys {
            if let Some(line) = self.lines.iter().find(|line| line.key == key) {
                self.used.borrow_mut().push(line.key);
                return entries(&[
                    ("title", Value::text(line.title)),
                    ("description", Value::text(line.description)),
                ]);
            }
        }
        self.fault(format!("no words for {}", keys[0]));
        Entries::new()
    }

    fn unused(&self) {
        let used = self.used.take();
        for line in &self.lines {
            if !used.contains(&line.key) {
                self.fault(format!("nothing is told by {}", line.key));
            }
        }
    }

    /// Ids, moments and texts.
    fn basics(&self) {
        let basic = |name: &str, of: &[(&str, Value)]| {
            let mut schema = self.told(&[name.to_owned()]);
            schema.append(&mut entries(of));
            self.define(name, schema);
        };
        let pattern = |pattern: &str| {
            [
                ("type", Value::text("string")),
                ("pattern", Value::text(pattern)),
            ]
        };
        basic("id", &pattern("^[A-Za-z0-9._:-]{1,64}$"));
        basic("instant", &pattern(words::INSTANT));
        // Something to see, and nothing that cannot be seen.
        let unseen = words::UNSEEN;
        let seen = format!("^[^{unseen}]*[^ \\u00a0\\u3000{unseen}][^{unseen}]*$");
        for (name, most) in words::TEXTS {
            let mut string = entries(&pattern(&seen));
            string.push(("maxLength".to_owned(), Value::Int(*most as i64)));
            let mut languages = Entries::new();
            for tag in words::LANGUAGES {
                let mut of = self.told(&[(*tag).to_owned()]);
                of.append(&mut string.clone());
                languages.push(((*tag).to_owned(), Value::Map(of)));
            }
            let map = entries(&[
                ("type", Value::text("object")),
                ("properties", Value::Map(languages)),
                ("required", texts(&["zh-CN"])),
                ("additionalProperties", Value::Bool(false)),
            ]);
            let either = Value::List(vec![Value::Map(string), Value::Map(map)]);
            basic(name, &[("oneOf", either)]);
        }
    }

    /// A part: one closed map, or one for each word of the field that decides.
    fn part(&self, part: &str) -> Entries {
        let seen: Vec<&Seen> = self.seen.iter().filter(|seen| seen.part == part).collect();
        let told = self.told(&[part.to_owned()]);
        let Some((field, kinds)) = deciding(&seen) else {
            return self.closed(part, told, None, &seen);
        };
        let mut ways = Vec::new();
        for kind in kinds.split(' ') {
            let word = Value::text(kind);
            let mut of_kind = seen.clone();
            of_kind.retain(|seen| seen.is(field, &word));
            let keys = choice_keys(part, "", field, kind);
            let told = self.told(&keys);
            let name = format!("{part}_{kind}");
            let schema = self.closed(part, told, Some((field, kind)), &of_kind);
            self.define(&name, schema);
            ways.push(map(&[
                (
                    "if",
                    map(&[("properties", map(&[(field, map(&[("const", word)]))]))]),
                ),
                ("then", reference(&name)),
            ]));
        }
        let mut schema = told;
        let shapes = [Shape::Choice(kinds)];
        let property = self.property(part, "", field, &shapes, &seen);
        schema.append(&mut entries(&[
            ("type", Value::text("object")),
            ("properties", map(&[(field, property)])),
            ("required", texts(&[field])),
            ("allOf", Value::List(ways)),
        ]));
        schema
    }

    /// A map that has these fields and no other.
    fn closed(
        &self,
        part: &str,
        told: Entries,
        kind: Option<(&str, &str)>,
        seen: &[&Seen],
    ) -> Entries {
        let of_kind = kind.map_or("", |kind| kind.1);
        let mut properties = Entries::new();
        let mut required = Vec::new();
        let mut depends: Vec<(String, Vec<String>)> = Vec::new();
        let mut rules = Vec::new();
        for name in names(seen) {
            let mut shapes = Vec::new();
            for (known, shape) in seen.iter().flat_map(|seen| &seen.shapes) {
                if *known == name {
                    join(&mut shapes, shape.clone());
                }
            }
            let place = format!("{part}/{of_kind}.{name}");
            if !seen
                .iter()
                .any(|seen| seen.has(name) && seen.is_well_apart_from(name))
            {
                self.fault(format!("no probe has {place}"));
                continue;
            }
            match may_be(name, seen) {
                Ok(When::Always) => {}
                // It was asked for where something else was wrong.
                Ok(When::Never) => continue,
                Ok(when) => may(name, &when, &mut depends, &mut rules),
                Err(words) => self.fault(format!("{place}: {words}")),
            }
            match has_to_be(name, seen) {
                Ok(When::Always) => required.push(name),
                Ok(When::Never) => {}
                Ok(When::If(Sign::Shops)) => {
                    let needed = (part.to_owned(), name.to_owned());
                    self.several_shops.borrow_mut().push(needed);
                }
                Ok(When::Unless(Sign::First)) => {}
                Ok(when) => must(name, &when, &mut depends, &mut rules),
                Err(words) => self.fault(format!("{place}: {words}")),
            }
            // Where it is so always, it is told of the list itself.
            let entry = map(&[("minItems", Value::Int(1))]);
            let filled = map(&[("properties", map(&[(name, entry)]))]);
            match has_to_have_entry(name, seen) {
                Ok(When::Always | When::Never) => {}
                Ok(When::If(sign)) => {
                    rules.push(map(&[("if", shows(&sign)), ("then", filled)]));
                }
                Ok(When::Unless(sign)) => {
                    rules.push(map(&[("if", shows(&sign)), ("else", filled)]));
                }
                Err(words) => self.fault(format!("{place}: {words}")),
            }
            let property = match kind {
                Some((field, kind)) if field == name => map(&[("const", Value::text(kind))]),
                _ => self.property(part, of_kind, name, &shapes, seen),
            };
            properties.push((name.to_owned(), property));
        }
        groups(seen, &mut rules);
        let mut schema = told;
        schema.append(&mut entries(&[
            ("type", Value::text("object")),
            ("properties", Value::Map(properties)),
            ("required", texts(&required)),
            ("additionalProperties", Value::Bool(false)),
        ]));
        if required.is_empty() {
            schema.retain(|(name, _)| name != "required");
        }
        if !depends.is_empty() {
            let mut of = Entries::new();
            for (name, needs) in depends {
                let needs: Vec<&str> = needs.iter().map(String::as_str).collect();
                of.push((name, texts(&needs)));
            }
            schema.push(("dependentRequired".to_owned(), Value::Map(of)));
        }
        if !rules.is_empty() {
            schema.push(("allOf".to_owned(), Value::List(rules)));
        }
        schema
    }

    fn property(
        &self,
        part: &str,
        kind: &str,
        name: &str,
        shapes: &[Shape],
        seen: &[&Seen],
    ) -> Value {
        let mut keys = vec![format!("{part}.{name}"), format!(".{name}")];
        if !kind.is_empty() {
            keys.insert(0, format!("{part}/{kind}.{name}"));
        }
        let mut property = self.told(&keys);
        let mut of: Vec<Entries> = Vec::new();
        for shape in shapes {
            of.push(self.shape(part, kind, name, shape));
        }
        match of.len() {
            0 => property.append(&mut special(name)),
            1 => property.append(&mut of.remove(0)),
            _ => {
                let mut of: Vec<Value> = of.into_iter().map(Value::Map).collect();
                of.sort_by_key(json::write);
                property.push(("anyOf".to_owned(), Value::List(of)));
            }
        }
        let mut usual: Vec<&Value> = Vec::new();
        for (known, value) in seen.iter().flat_map(|seen| &seen.usual) {
            if *known == name && !usual.contains(&value) {
                usual.push(value);
            }
        }
        if let [usual] = usual[..] {
            property.push(("default".to_owned(), usual.clone()));
        }
        if let [Shape::Int(..) | Shape::Text(_) | Shape::Instant | Shape::Token(_)] = shapes
            && let Some(example) = self.stock.first(part, name)
        {
            property.push(("examples".to_owned(), Value::List(vec![example.clone()])));
        }
        Value::Map(property)
    }

    fn shape(&self, part: &str, kind: &str, name: &str, shape: &Shape) -> Entries {
        match shape {
            Shape::Int(least, most) => entries(&[
                ("type", Value::text("integer")),
                ("minimum", Value::Int(*least)),
                ("maximum", Value::Int(*most)),
            ]),
            Shape::Flag => entries(&[("type", Value::text("boolean"))]),
            Shape::Free => entries(&[("type", Value::text("string"))]),
            Shape::Token(said) => {
                let known = words::TOKENS.iter().find(|(of, _)| of == said);
                if known.is_none() {
                    self.fault(format!("no pattern for {said}"));
                }
                entries(&[
                    ("type", Value::text("string")),
                    ("pattern", Value::text(known.map_or("", |known| known.1))),
                ])
            }
            Shape::Id => entries(&[("$ref", Value::text("#/$defs/id"))]),
            Shape::Reference(what) => entries(&[
                ("$ref", Value::text("#/$defs/id")),
                (
                    "$comment",
                    Value::text(&format!("Names a {what} of this file.")),
                ),
            ]),
            Shape::Instant => entries(&[("$ref", Value::text("#/$defs/instant"))]),
            Shape::Choice(SCHEMA) => entries(&[("const", Value::text(SCHEMA))]),
            Shape::Choice(words) => {
                let mut choices = Vec::new();
                for word in words.split(' ') {
                    let keys = choice_keys(part, kind, name, word);
                    let mut choice = entries(&[("const", Value::text(word))]);
                    choice.append(&mut self.told(&keys));
                    choices.push(Value::Map(choice));
                }
                entries(&[("oneOf", Value::List(choices))])
            }
            Shape::Text(most) => {
                let known = words::TEXTS.iter().find(|(_, of)| of == most);
                if known.is_none() {
                    self.fault(format!("no name for a text of {most}"));
                }
                let name = known.map_or("", |known| known.0);
                entries(&[("$ref", Value::text(&format!("#/$defs/{name}")))])
            }
            Shape::Map(part) => entries(&[("$ref", Value::text(&format!("#/$defs/{part}")))]),
            Shape::List {
                most,
                some,
                entries: of,
            } => self.list(part, kind, name, (*most, *some), of),
        }
    }

    fn list(
        &self,
        part: &str,
        kind: &str,
        name: &str,
        (most, some): (usize, bool),
        of: &[Shape],
    ) -> Entries {
        let mut list = entries(&[("type", Value::text("array"))]);
        let mut items: Vec<Value> = Vec::new();
        for shape in of {
            items.push(Value::Map(self.shape(part, kind, name, shape)));
        }
        if items.len() == 1 {
            list.push(("items".to_owned(), items.remove(0)));
        } else if items.is_empty() {
            self.fault(format!("no probe has an entry of {part}.{name}"));
        } else {
            list.push(("items".to_owned(), map(&[("anyOf", Value::List(items))])));
        }
        if some {
            list.push(("minItems".to_owned(), Value::Int(1)));
        }
        list.push(("maxItems".to_owned(), Value::Int(most as i64)));
        // What all but the first have to have.
        if let [Shape::Map(of)] = of {
            let seen: Vec<&Seen> = self.seen.iter().filter(|seen| seen.part == *of).collect();
            for name in names(&seen) {
                if has_to_be(name, &seen) == Ok(When::Unless(Sign::First)) {
                    let needed = map(&[
                        ("prefixItems", Value::List(vec![Value::Bool(true)])),
                        ("items", map(&[("required", texts(&[name]))])),
                    ]);
                    list.push(("allOf".to_owned(), Value::List(vec![needed])));
                }
            }
        }
        list
    }

    /// What lists of the file need where there are several shops.
    fn shops(&self, root: &mut Entries) {
        let mut rules = Vec::new();
        for (part, name) in self.several_shops.take() {
            let mut found = None;
            for (list, shape) in self.seen.iter().flat_map(|seen| &seen.shapes) {
                if let Shape::List { entries, .. } = shape
                    && entries.contains(&Shape::Map(part.clone()))
                {
                    found = Some(*list);
                }
            }
            let Some(list) = found else {
                self.fault(format!(
                    "{part}.{name} depends on shops in no list of the file"
                ));
                continue;
            };
            let needed = map(&[("items", map(&[("required", texts(&[&name]))]))]);
            rules.push(map(&[
                (
                    "if",
                    map(&[(
                        "properties",
                        map(&[("shops", map(&[("minItems", Value::Int(2))]))]),
                    )]),
                ),
                ("then", map(&[("properties", map(&[(list, needed)]))])),
            ]));
        }
        if !rules.is_empty() {
            root.push(("allOf".to_owned(), Value::List(rules)));
        }
    }
}

/// What the reader passes over, because others read it.
fn special(name: &str) -> Entries {
    match name {
        "signature" => {
            let hex = |digits| {
                let pattern = Value::text(&format!("^[0-9a-f]{{{digits}}}$"));
                map(&[("type", Value::text("string")), ("pattern", pattern)])
            };
            entries(&[
                ("type", Value::text("object")),
                (
                    "properties",
                    map(&[("key", hex(64)), ("ed25519", hex(128))]),
                ),
                ("required", texts(&["key", "ed25519"])),
                ("additionalProperties", Value::Bool(false)),
            ])
        }
        _ => entries(&[("type", Value::text("string"))]),
    }
}

fn choice_keys(part: &str, kind: &str, name: &str, word: &str) -> Vec<String> {
    let mut keys = vec![format!("{part}.{name}={word}"), format!(".{name}={word}")];
    if !kind.is_empty() {
        keys.insert(0, format!("{part}/{kind}.{name}={word}"));
    }
    keys
}
