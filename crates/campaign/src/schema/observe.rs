//! What the reader asks of probe documents, map by map.

use std::collections::HashSet;

use crate::json::{Placed, Value};
use crate::read::notes::{Note, Notes};

/// What a value of a field is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Int(i64, i64),
    Flag,
    Free,
    Token(&'static str),
    Id,
    Reference(&'static str),
    Instant,
    Choice(&'static str),
    Text(usize),
    /// A map of this part.
    Map(String),
    List {
        most: usize,
        some: bool,
        entries: Vec<Shape>,
    },
}

/// What was asked of one map, and what there was of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) part: String,
    /// The way to it: places in lists and maps.
    pub(super) way: Vec<usize>,
    /// Whether it is the first of its list.
    pub(super) first: bool,
    /// Whether the file has several shops.
    pub(super) shops: bool,
    /// Fields that are unknown or missing.
    pub(super) wrong: Vec<String>,
    /// Whether fields do not go together, or a map inside of it is not in order.
    pub(super) broken: bool,
    pub(super) present: Vec<String>,
    /// Words and flags by field.
    pub(super) plain: Vec<(String, Value)>,
    /// Names in the maps of its lists: the list, and the name.
    pub(super) inside: Vec<(String, String)>,
    pub(super) asked: Vec<&'static str>,
    pub(super) needed: Vec<&'static str>,
    pub(super) one_of: Vec<&'static str>,
    pub(super) not_both: Vec<&'static str>,
    pub(super) usual: Vec<(&'static str, Value)>,
    pub(super) shapes: Vec<(&'static str, Shape)>,
}

impl Seen {
    pub(super) fn has(&self, name: &str) -> bool {
        self.present.iter().any(|known| known == name)
    }

    pub(super) fn asks(&self, name: &str) -> bool {
        self.asked.contains(&name)
    }

    pub(super) fn needs(&self, name: &str) -> bool {
        self.needed.contains(&name)
    }

    pub(super) fn is(&self, name: &str, value: &Value) -> bool {
        self.plain
            .iter()
            .any(|(known, found)| known == name && found == value)
    }

    /// What a condition can depend on, as one text.
    pub(super) fn key(&self) -> String {
        let mut key = format!("{} {} {}", self.part, self.first, self.shops);
        for (name, value) in &self.plain {
            let word = value.as_text().unwrap_or(match value.as_bool() {
                Some(true) => "true",
                _ => "false",
            });
            // Texts that people read decide nothing.
            if word.is_ascii() && word.len() < 24 {
                key.extend([" ", name, "=", word]);
            }
        }
        for (list, name) in &self.inside {
            key.extend([" ", list, "/", name]);
        }
        for names in [&self.asked, &self.needed, &self.one_of, &self.not_both] {
            key.push(';');
            key.extend(names.iter().flat_map(|name| [" ", name]));
        }
        for name in &self.present {
            key.extend([" ", name]);
        }
        key
    }

    /// Whether a list of it has to have an entry; nothing where it is no list.
    pub(super) fn needs_entry(&self, name: &str) -> Option<bool> {
        self.shapes.iter().find_map(|(known, shape)| match shape {
            Shape::List { some, .. } if *known == name => Some(*some),
            _ => None,
        })
    }

    /// Whether the map cannot do without this field as it is.
    pub(super) fn rests_on(&self, name: &str) -> bool {
        let one_of = |names: &&str| names.split(' ').any(|known| known == name);
        self.needs(name) || self.one_of.iter().any(one_of)
    }

    /// Whether nothing is wrong with it, apart from one field.
    pub(super) fn is_well_apart_from(&self, name: &str) -> bool {
        !self.broken && self.wrong.iter().all(|wrong| wrong == name)
    }

    /// Whether nothing is wrong with it, apart from fields that are missing.
    pub(super) fn only_lacks(&self) -> bool {
        !self.broken && self.wrong.iter().all(|wrong| !self.has(wrong))
    }

    /// Finds what is wrong with the fields that there are.
    fn judge(&mut self) {
        let there = |names: &&str| names.split(' ').filter(|name| self.has(name)).count();
        self.broken = self.one_of.iter().any(|names| there(names) != 1)
            || self.not_both.iter().any(|names| there(names) > 1);
        let unknown = self.present.iter().filter(|name| !self.asks(name)).cloned();
        let needed = self.needed.iter().map(|name| (*name).to_owned());
        let missing = needed.filter(|name| !self.has(name));
        self.wrong = unknown.chain(missing).collect();
    }
}

/// Everything that was seen, each once.
#[derive(Debug, Default)]
pub(super) struct Observed {
    pub(super) seen: Vec<Seen>,
    known: HashSet<String>,
}

impl Observed {
    /// Reads a probe and adds what was asked of its maps.
    pub(super) fn read_probe(&mut self, root: &Value) {
        for seen in maps(root) {
            self.known.insert(seen.key());
            self.seen.push(seen);
        }
    }

    /// Reads a changed document and adds what was asked of the map at the end of a way, of those around it
    /// and of those in it. Where a value is of another kind than it should be, only what was asked
    /// of it counts.
    pub(super) fn read(&mut self, root: Value, way: &[usize], sound: bool) {
        for mut seen in maps_on(root, way) {
            seen.broken |= !sound;
            if !sound || self.known.insert(seen.key()) {
                self.seen.push(seen);
            }
        }
    }
}

/// What was asked of every map of a document.
pub(super) fn maps(root: &Value) -> Vec<Seen> {
    maps_on(root.clone(), &[])
}

fn maps_on(root: Value, on: &[usize]) -> Vec<Seen> {
    let placed = Placed {
        root,
        offsets: Vec::new(),
    };
    let notes = Notes::default();
    crate::read::noted(&placed, &notes);
    let shops = placed.root.get("shops");
    let walk = Walk {
        notes: &notes,
        on,
        shops: shops.is_some_and(|shops| shops.items().len() > 1),
    };
    let mut seen = Vec::new();
    walk.map(&placed.root, FILE, &mut Vec::new(), &mut seen);
    seen
}

/// The part that is the whole document.
pub(super) const FILE: &str = "file";

/// The part that the maps of a field belong to. Maps that are read alike are one part.
pub(super) fn part_of(parent: &str, map: &Value, field: &str) -> String {
    match field {
        "scope" | "get_scope" => return "scope".to_owned(),
        "reward" | "helper_reward" | "inviter" | "invitee" | "days" => return "reward".to_owned(),
        "requires" => return "requirement".to_owned(),
        "early_access" if !parent.ends_with("repeat") => return field.to_owned(),
        "items" if parent.starts_with("flash_sale") => return "flash_sale_item".to_owned(),
        "windows" | "claim" | "balance" => return "window".to_owned(),
        _ => {}
    }
    let one = match field {
        "analytics" | "arrives" | "draw_terms" | "early_access" | "minors" | "odds" | "samples" => {
            field
        }
        _ => field.strip_suffix('s').unwrap_or(field),
    };
    match parent {
        FILE => one.to_owned(),
        "offer" => format!(
            "{}_{one}",
            map.get("kind").and_then(Value::as_text).unwrap_or("offer")
        ),
        "samples" => format!("sample_{one}"),
        _ => format!("{parent}_{one}"),
    }
}

struct Walk<'a> {
    notes: &'a Notes,
    /// Values beside this way are passed over.
    on: &'a [usize],
    shops: bool,
}

impl Walk<'_> {
    fn map(&self, map: &Value, part: &str, way: &mut Vec<usize>, all: &mut Vec<Seen>) {
        let mut seen = Seen {
            part: part.to_owned(),
            way: way.clone(),
            first: way.last().is_none_or(|place| *place == 0),
            shops: self.shops,
            wrong: Vec::new(),
            broken: false,
            present: Vec::new(),
            plain: Vec::new(),
            inside: Vec::new(),
            asked: Vec::new(),
            needed: Vec::new(),
            one_of: Vec::new(),
            not_both: Vec::new(),
            usual: Vec::new(),
            shapes: Vec::new(),
        };
        for note in self.notes.of(map) {
            match note {
                Note::Asked(name) => seen.asked.push(name),
                Note::Needed(name) => seen.needed.push(name),
                Note::OneOf(names) => seen.one_of.push(names),
                Note::NotBoth(names) => seen.not_both.push(names),
                Note::Usual(name, value) => seen.usual.push((name, value)),
                _ => {}
            }
        }
        let place = all.len();
        for (index, (name, value)) in map.entries().iter().enumerate() {
            if *value == Value::Null {
                continue;
            }
            seen.present.push(name.clone());
            if matches!(value, Value::Bool(_) | Value::Text(_)) {
                seen.plain.push((name.clone(), value.clone()));
            }
            for entry in value.items() {
                for (inner, _) in entry.entries() {
                    let pair = (name.clone(), inner.clone());
                    if !seen.inside.contains(&pair) {
                        seen.inside.push(pair);
                    }
                }
            }
            if let Some(name) = seen.asked.iter().find(|known| **known == name) {
                let part = part_of(part, map, name);
                way.push(index);
                for shape in self.shapes(value, &part, way, all) {
                    seen.shapes.push((name, shape));
                }
                way.pop();
            }
        }
        seen.judge();
        let below = all[place..].iter().any(|seen| !seen.is_well_apart_from(""));
        // What is asked inside of a map that is not in order says nothing.
        if !seen.is_well_apart_from("") {
            all.truncate(place);
        }
        seen.broken |= below;
        all.insert(place, seen);
    }

    /// What a value was asked to be; its maps are walked.
    fn shapes(
        &self,
        value: &Value,
        part: &str,
        way: &mut Vec<usize>,
        all: &mut Vec<Seen>,
    ) -> Vec<Shape> {
        if way.iter().zip(self.on).any(|(step, on)| step != on) {
            return Vec::new();
        }
        let notes = self.notes.of(value);
        let mut shapes = Vec::new();
        for note in &notes {
            let of_text = notes.iter().any(|note| matches!(note, Note::Text(_)));
            shapes.push(match note {
                Note::Int(least, most) => Shape::Int(*least, *most),
                Note::Flag => Shape::Flag,
                Note::Token(words) => Shape::Token(words),
                Note::Reference(what) => Shape::Reference(what),
                Note::Instant => Shape::Instant,
                Note::Choice(words) => Shape::Choice(words),
                Note::Text(most) => Shape::Text(*most),
                Note::Id if !notes.iter().any(|note| matches!(note, Note::Reference(_))) => {
                    Shape::Id
                }
                Note::Free if notes.len() == 1 => Shape::Free,
                Note::Map if !of_text => {
                    self.map(value, part, way, all);
                    Shape::Map(part.to_owned())
                }
                Note::List(most) => {
                    let mut entries = Vec::new();
                    for (index, item) in value.items().iter().enumerate() {
                        way.push(index);
                        for shape in self.shapes(item, part, way, all) {
                            join(&mut entries, shape);
                        }
                        way.pop();
                    }
                    Shape::List {
                        most: *most,
                        some: notes.contains(&Note::Some),
                        entries,
                    }
                }
                _ => continue,
            });
        }
        shapes
    }
}

/// Adds a shape to what a value may be; lists become one list.
pub(super) fn join(shapes: &mut Vec<Shape>, new: Shape) {
    if let Shape::List {
        most,
        some,
        entries,
    } = &new
    {
        for known in &mut *shapes {
            if let Shape::List {
                most: m,
                some: s,
                entries: e,
            } = known
            {
                assert!(m == most, "a list has two limits: {m} and {most}");
                *s &= some;
                for entry in entries {
                    join(e, entry.clone());
                }
                return;
            }
        }
    }
    if !shapes.contains(&new) {
        shapes.push(new);
    }
}
