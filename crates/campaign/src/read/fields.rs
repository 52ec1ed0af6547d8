//! Reading a map field by field.

use std::cell::RefCell;
use std::slice;

use pricing::{Instant, Money, Off, Window};

use super::notes::note;
use super::reader::Reader;
use super::values::{Kind, MAX_MONEY, next_word};
use super::words;
use crate::json::Value;
use crate::problem::Severity;
use crate::say::Slot;
use crate::text::Text;

/// The maps of a list, read one after the other and field by field.
///
/// Names of a map that nobody has asked for are reported when it is done with.
pub(super) struct Fields<'a> {
    pub(super) reader: &'a Reader<'a>,
    list: &'a [Value],
    /// How many maps of the list have been begun.
    begun: usize,
    /// The map that is being read.
    pub(super) value: &'a Value,
    asked: RefCell<Vec<&'static str>>,
}

/// Stands for the map before the first and after the last one.
static NO_MAP: Value = Value::Null;

impl<'a> Fields<'a> {
    #[inline(never)]
    pub(super) fn of(reader: &'a Reader<'a>, list: &'a [Value]) -> Self {
        Self {
            reader,
            list,
            begun: 0,
            value: &NO_MAP,
            asked: RefCell::new(Vec::new()),
        }
    }

    /// Goes to the next map, if there is one; what is no map is reported and passed over.
    #[inline(never)]
    pub(super) fn advance(&mut self) -> bool {
        self.finish();
        while let Some(value) = self.list.get(self.begun) {
            self.begun += 1;
            if self.reader.is_map(value) {
                self.value = value;
                return true;
            }
        }
        false
    }

    /// Reports what nobody has asked for.
    fn finish(&mut self) {
        for (name, _) in self.value.entries() {
            if !self.asked.borrow().contains(&name.as_str()) {
                self.unknown(name);
            }
        }
        self.asked.borrow_mut().clear();
        self.value = &NO_MAP;
    }

    /// The value of a field that may be left out. `null` counts as left out.
    #[inline(never)]
    pub(super) fn maybe(&self, name: &'static str) -> Option<&'a Value> {
        self.asked.borrow_mut().push(name);
        note!(self.reader, self.value, Asked(name));
        match self.value.get(name) {
            Some(Value::Null) => None,
            found => found,
        }
    }

    /// The value of a field that has to be there.
    #[inline(never)]
    pub(super) fn need(&self, name: &'static str) -> Option<&'a Value> {
        note!(self.reader, self.value, Needed(name));
        let found = self.maybe(name);
        if found.is_none() {
            self.error(name, "missing", "this field is missing");
        }
        found
    }

    /// Reports that a field is wrong, or the whole map where no name is given.
    #[inline(always)]
    pub(super) fn error(&self, name: &str, code: &'static str, words: &str) {
        self.error_with(name, code, words, &[]);
    }

    /// The same with values in the words.
    #[inline(always)]
    pub(super) fn error_with(&self, name: &str, code: &'static str, words: &str, values: &[Slot]) {
        self.reader
            .tell(Severity::Error, self.value, name, code, words, values);
    }

    /// Reports that someone should look at a field.
    #[cfg(feature = "prose")]
    pub(super) fn warn(&self, name: &str, code: &'static str, words: &str, values: &[Slot]) {
        self.reader
            .tell(Severity::Warning, self.value, name, code, words, values);
    }

    #[inline(never)]
    pub(super) fn id(&self, name: &'static str) -> &'a str {
        self.need(name).map_or("", |value| self.reader.id(value))
    }

    /// An id that no entry before this one has.
    #[inline(never)]
    pub(super) fn new_id<T: From<&'a str>>(&self, name: &'static str) -> T {
        let id = self.id(name);
        self.check_siblings(name, id);
        T::from(id)
    }

    fn check_siblings(&self, name: &'static str, id: &str) {
        for entry in &self.list[..self.begun - 1] {
            self.check_new(name, id, entry.get(name).and_then(Value::as_text));
        }
    }

    /// Reports an id that something else has.
    #[inline(never)]
    pub(super) fn check_new(&self, name: &str, id: &str, taken: Option<&str>) {
        if taken == Some(id) && !id.is_empty() {
            let values = [Slot::Text(id)];
            self.error_with(name, "duplicate", "`{0}` is already used", &values);
        }
    }

    /// The id of an entry of this kind.
    #[inline(never)]
    pub(super) fn refer<T: From<&'a str>>(&self, name: &'static str, kind: &Kind) -> T {
        let value = self.need(name);
        T::from(value.map_or("", |value| self.reader.refer(value, kind)))
    }

    /// The id of an entry of this kind, which no entry before this one has.
    #[inline(never)]
    pub(super) fn new_reference<T: From<&'a str>>(&self, name: &'static str, kind: &Kind) -> T {
        let value = self.need(name);
        let id = value.map_or("", |value| self.reader.refer(value, kind));
        self.check_siblings(name, id);
        T::from(id)
    }

    /// Appends the ids of entries of this kind.
    pub(super) fn refer_all<T: From<&'a str>>(
        &self,
        name: &'static str,
        most: usize,
        kind: &Kind,
        ids: &mut Vec<T>,
    ) {
        for value in self.items(name, most) {
            ids.push(T::from(self.reader.refer(value, kind)));
        }
    }

    /// A text for machines, which has to fit.
    #[inline(never)]
    pub(super) fn token(
        &self,
        name: &'static str,
        code: &'static str,
        words: &'static str,
        fits: fn(&str) -> bool,
    ) -> &'a str {
        let value = self.need(name);
        let text = value.map_or("", |value| {
            note!(self.reader, value, Token(words));
            self.reader.string(value)
        });
        if value.and_then(Value::as_text).is_some() && !fits(text) {
            self.error(name, code, words);
        }
        text
    }

    /// A short text, such as a name.
    #[inline(never)]
    pub(super) fn text(&self, name: &'static str) -> Text {
        self.text_of(self.need(name), words::SHORT)
    }

    /// A short text that may be left out.
    #[inline(never)]
    pub(super) fn maybe_text(&self, name: &'static str) -> Text {
        self.text_of(self.maybe(name), words::SHORT)
    }

    /// A text of at most `most` characters, if there is one.
    #[inline(never)]
    pub(super) fn text_of(&self, value: Option<&'a Value>, most: usize) -> Text {
        value.map_or_else(Text::default, |value| self.reader.text(value, most))
    }

    #[inline(never)]
    pub(super) fn money(&self, name: &'static str) -> Money {
        self.need(name)
            .map_or(Money::ZERO, |value| self.reader.money(value))
    }

    #[inline(never)]
    pub(super) fn maybe_money(&self, name: &'static str) -> Option<Money> {
        Some(self.reader.money(self.maybe(name)?))
    }

    /// An amount that may be left out for nothing.
    #[inline(never)]
    pub(super) fn money_or_zero(&self, name: &'static str) -> Money {
        note!(self.reader, self.value, Usual(name, Value::Int(0)));
        self.maybe(name)
            .map_or(Money::ZERO, |value| self.reader.money(value))
    }

    /// A reduction that is one of the fields: `rate`, or an amount of at least so much.
    #[inline(never)]
    pub(super) fn off(&self, names: &'static str, least: i64) -> Option<Off> {
        let (name, value) = self.one_of(names)?;
        Some(if name == "rate" {
            Off::Rate(self.reader.rate(value).complement())
        } else {
            Off::Amount(Money::new(self.reader.int(value, least, MAX_MONEY)))
        })
    }

    #[inline(never)]
    pub(super) fn int(&self, name: &'static str, least: i64, most: i64) -> i64 {
        self.need(name)
            .map_or(least, |value| self.reader.int(value, least, most))
    }

    #[inline(never)]
    pub(super) fn int_or(&self, name: &'static str, least: i64, most: i64, default: i64) -> i64 {
        note!(self.reader, self.value, Usual(name, Value::Int(default)));
        self.maybe(name)
            .map_or(default, |value| self.reader.int(value, least, most))
    }

    #[inline(never)]
    pub(super) fn count(&self, name: &'static str) -> u32 {
        self.need(name).map_or(1, |value| self.reader.count(value))
    }

    #[inline(never)]
    pub(super) fn maybe_count(&self, name: &'static str) -> Option<u32> {
        Some(self.reader.count(self.maybe(name)?))
    }

    #[inline(never)]
    pub(super) fn flag(&self, name: &'static str, default: bool) -> bool {
        note!(self.reader, self.value, Usual(name, Value::Bool(default)));
        self.maybe(name)
            .map_or(default, |value| self.reader.flag(value))
    }

    #[inline(never)]
    pub(super) fn instant(&self, name: &'static str) -> Instant {
        self.need(name)
            .map_or(Instant::MIN, |value| self.reader.instant(value))
    }

    /// Which of the words, with spaces between them, it is.
    #[inline(never)]
    pub(super) fn choice(&self, name: &'static str, words: &'static str) -> usize {
        self.need(name)
            .map_or(0, |value| self.reader.choice(value, words))
    }

    #[inline(never)]
    pub(super) fn choice_or(
        &self,
        name: &'static str,
        words: &'static str,
        default: usize,
    ) -> usize {
        #[cfg(feature = "schema")]
        if let Some(word) = words.split(' ').nth(default) {
            note!(self.reader, self.value, Usual(name, Value::text(word)));
        }
        self.maybe(name)
            .map_or(default, |value| self.reader.choice(value, words))
    }

    /// Which of the fields there is, and its value; reports unless it is exactly one.
    #[inline(never)]
    pub(super) fn one_of(&self, names: &'static str) -> Option<(&'static str, &'a Value)> {
        note!(self.reader, self.value, OneOf(names));
        let mut found = None;
        let mut there = 0;
        let mut rest = names;
        while let Some(name) = next_word(&mut rest) {
            if let Some(value) = self.maybe(name) {
                found = Some((name, value));
                there += 1;
            }
        }
        if there == 1 {
            return found;
        }
        let values = [Slot::Choices(names)];
        self.error_with("", "one_of", "exactly one of these is needed: {0}", &values);
        None
    }

    /// The fields `from` and `until` of this map.
    #[inline(never)]
    pub(super) fn window(&self) -> Window {
        let window = Window {
            from: self.instant("from"),
            until: self.instant("until"),
        };
        let both = window.from != Instant::MIN && window.until != Instant::MIN;
        if both && window.until <= window.from {
            self.error("until", "window", "it must end after it starts");
        }
        window
    }

    /// A map that has to be there.
    #[inline(never)]
    pub(super) fn map(&self, name: &'static str) -> Fields<'a> {
        self.map_of(self.need(name))
    }

    /// A map that may be left out.
    #[inline(never)]
    pub(super) fn maybe_map(&self, name: &'static str) -> Fields<'a> {
        self.map_of(self.maybe(name))
    }

    fn map_of(&self, value: Option<&'a Value>) -> Fields<'a> {
        Fields::of(self.reader, value.map_or(&[], slice::from_ref))
    }

    /// The entries of a list that may be left out.
    #[inline(never)]
    pub(super) fn items(&self, name: &'static str, most: usize) -> &'a [Value] {
        self.maybe(name)
            .map_or(&[], |value| self.reader.items(value, most))
    }

    /// The entries of a list that has to have one.
    #[inline(never)]
    pub(super) fn some_items(&self, name: &'static str, most: usize) -> &'a [Value] {
        let Some(value) = self.need(name) else {
            return &[];
        };
        note!(self.reader, value, Some);
        if matches!(value, Value::List(items) if items.is_empty()) {
            self.error(name, "empty", "it needs at least one entry");
        }
        self.reader.items(value, most)
    }

    /// The maps of a list that may be left out.
    #[inline(never)]
    pub(super) fn maps(&self, name: &'static str, most: usize) -> Fields<'a> {
        Fields::of(self.reader, self.items(name, most))
    }

    /// The maps of a list that has to have an entry.
    #[inline(never)]
    pub(super) fn some_maps(&self, name: &'static str, most: usize) -> Fields<'a> {
        Fields::of(self.reader, self.some_items(name, most))
    }
}

impl Drop for Fields<'_> {
    fn drop(&mut self) {
        self.finish();
    }
}

impl Fields<'_> {
    #[cfg(not(feature = "prose"))]
    fn unknown(&self, name: &str) {
        self.error(name, "unknown", "");
    }

    #[cfg(feature = "prose")]
    fn unknown(&self, name: &str) {
        let asked = self.asked.borrow();
        let Some(known) = nearest(name, asked.iter().copied()) else {
            return self.error(name, "unknown", "unknown field");
        };
        let values = [Slot::Text(known)];
        self.error_with(
            name,
            "unknown",
            "unknown field; did you mean `{0}`?",
            &values,
        );
        self.reader
            .mend("unknown", ["rename it to `", known, "`"].concat());
    }
}

/// The word that is nearest to one, if there is one near enough to be meant.
#[cfg(feature = "prose")]
pub(super) fn nearest<'w>(wrong: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    words
        .map(|word| (distance(wrong, word), word))
        .min()
        .filter(|(distance, word)| {
            *distance < word.len() && *distance <= (word.len() / 3).clamp(1, 2)
        })
        .map(|(_, word)| word)
}

/// How many letters have to be changed, added or taken away to make one name of the other;
/// anything long is far.
#[cfg(feature = "prose")]
fn distance(a: &str, b: &str) -> usize {
    const LONGEST: usize = 24;
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() > LONGEST || b.len() > LONGEST {
        return LONGEST;
    }
    let mut row = [0; LONGEST + 1];
    for (index, cell) in row.iter_mut().enumerate() {
        *cell = index;
    }
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = (diagonal + usize::from(x != y))
                .min(above + 1)
                .min(row[j] + 1);
            diagonal = above;
        }
    }
    row[b.len()]
}

/// Appends what has been read. A call, because a large value written in place is moved piece by
/// piece, which takes more room.
#[inline(never)]
pub(super) fn add<T>(list: &mut Vec<T>, item: T) {
    list.push(item);
}
