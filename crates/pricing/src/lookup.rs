//! Numbers texts: the terms of a ruleset in the order in which they first come, ids and skus of a cart by
//! the first line that has them.
//!
//! Open addressing over numbers. A table answers one question and is never walked, so hashing leaves no
//! trace in any result.

use alloc::vec::Vec;

use crate::Line;
use crate::id::Text;

/// What a text names; the same text may name several things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Shop,
    Sku,
    Tag,
    Line,
}

#[derive(Clone, Debug)]
pub(crate) struct Lookup {
    /// Numbers from 1, at the place of their key or behind it; 0 where there is none.
    slots: Vec<u32>,
    entries: Vec<Entry>,
    /// For each kind, bits of its texts: of a text whose bit is missing there is no number. Most texts of
    /// a cart are in no scope, and need not be hashed to know that.
    bits: [u64; KINDS],
}

/// How many kinds there are.
const KINDS: usize = 4;

#[derive(Clone, Debug)]
struct Entry {
    key: Key,
    /// The text, where it is longer than its key.
    text: Option<Text>,
}

/// What is compared first of a text; of 16 bytes or less it is all there is to compare.
#[derive(Clone, Copy, Debug)]
struct Key {
    /// Its first bytes and its last, which may overlap.
    head: u64,
    tail: u64,
    /// How many bytes there are, and what they name.
    form: u64,
}

/// As many bytes as two words hold.
const WORDS: usize = 16;

impl Lookup {
    /// A table with room for so many texts.
    pub(crate) fn new(texts: usize) -> Self {
        Self {
            slots: vec![0; (texts * 2).next_power_of_two().max(4)],
            entries: Vec::with_capacity(texts),
            bits: [0; KINDS],
        }
    }

    /// How many different texts there are.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The number of a text, if it has one.
    #[inline(always)]
    pub(crate) fn find(&self, kind: Kind, text: &str) -> Option<usize> {
        if self.bits[kind as usize] & bit(text) == 0 {
            return None;
        }
        let slot = self.slot(kind, text);
        (self.slots[slot] as usize).checked_sub(1)
    }

    /// The number of a text; a new one if it has none yet.
    pub(crate) fn number(&mut self, kind: Kind, text: &Text) -> usize {
        let slot = self.slot(kind, text.as_str());
        if self.slots[slot] == 0 {
            let key = Key::of(kind, text.as_str());
            let bit = bit(text.as_str());
            let text = (text.as_str().len() > WORDS).then(|| text.clone());
            self.entries.push(Entry { key, text });
            self.bits[kind as usize] |= bit;
            self.slots[slot] = self.entries.len() as u32;
        }
        self.slots[slot] as usize - 1
    }

    /// Where the number of a text is, or would be.
    #[inline(never)]
    fn slot(&self, kind: Kind, text: &str) -> usize {
        let key = Key::of(kind, text);
        let mask = self.slots.len() - 1;
        let mut slot = (key.hash(text) >> 40) as usize & mask;
        while self.slots[slot] > 0 {
            let entry = &self.entries[self.slots[slot] as usize - 1];
            let same = entry.key.head == key.head
                && entry.key.tail == key.tail
                && entry.key.form == key.form;
            if same
                && entry
                    .text
                    .as_ref()
                    .is_none_or(|known| known.as_str() == text)
            {
                break;
            }
            slot = (slot + 1) & mask;
        }
        slot
    }
}

/// Lines by their ids, or by their skus.
pub(crate) struct Lines {
    kind: Kind,
    /// Half of a hash, above the number of the first line of its text from 1; 0 where there is none.
    slots: Vec<u64>,
}

impl Lines {
    /// A table with room for so many lines.
    pub(crate) fn new(kind: Kind, lines: usize) -> Self {
        Self {
            kind,
            slots: vec![0; (lines * 2).next_power_of_two()],
        }
    }

    /// The first line with the id or the sku of this one; all lines before it must have been told.
    #[inline(never)]
    pub(crate) fn first(&mut self, lines: &[Line], at: usize) -> usize {
        let text = self.text(&lines[at]);
        let hash = Key::of(self.kind, text).hash(text);
        let mask = self.slots.len() - 1;
        let mut slot = (hash >> 40) as usize & mask;
        loop {
            let found = self.slots[slot];
            if found == 0 {
                self.slots[slot] = hash << 32 | (at + 1) as u64;
                return at;
            }
            if found >> 32 == hash & u64::from(u32::MAX) {
                let first = found as u32 as usize - 1;
                if self.text(&lines[first]) == text {
                    return first;
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    fn text<'a>(&self, line: &'a Line) -> &'a str {
        match self.kind {
            Kind::Line => line.id.text().as_str(),
            _ => line.sku.text().as_str(),
        }
    }
}

/// One of 64 bits, by the length of a text and its last byte.
#[inline(always)]
fn bit(text: &str) -> u64 {
    let last = text.as_bytes().last().copied().unwrap_or_default();
    1 << ((text.len() * 8 + usize::from(last)) % 64)
}

impl Key {
    #[inline(always)]
    fn of(kind: Kind, text: &str) -> Self {
        let bytes = text.as_bytes();
        let (mut head, mut tail) = (0, 0);
        if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
            head = u64::from_le_bytes(*first);
            tail = u64::from_le_bytes(*last);
        } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
            head = u32::from_le_bytes(*first).into();
            tail = u32::from_le_bytes(*last).into();
        } else {
            for byte in bytes {
                head = head << 8 | u64::from(*byte);
            }
        }
        let form = (bytes.len() as u64) << 2 | kind as u64;
        Self { head, tail, form }
    }

    /// It only ever saves comparisons: no result depends on it.
    #[inline(always)]
    fn hash(&self, text: &str) -> u64 {
        const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
        // A byte may be in the head and in the tail, and neither by any turn nor by the shift below may it meet
        // itself, or texts that differ in it alone would all go to one place.
        let mut hash = self.tail.rotate_left(31) ^ self.form;
        if text.len() > WORDS {
            // The head is the first of them.
            for word in text.as_bytes().as_chunks::<8>().0 {
                hash = (hash ^ u64::from_le_bytes(*word)).wrapping_mul(MIX);
                hash ^= hash >> 32;
            }
        } else {
            hash ^= self.head;
        }
        (hash ^ hash >> 29).wrapping_mul(MIX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Tag;

    /// Texts of every length that differ in one byte, or in what they name.
    #[test]
    fn tells_texts_apart() {
        let mut table = Lookup::new(2_000);
        let mut expected = 0;
        for bytes in 0..24 {
            for place in 0..=bytes {
                let mut text = vec![b'x'; bytes];
                if let Some(byte) = text.get_mut(place) {
                    *byte = b'y';
                }
                let text = Tag::new(core::str::from_utf8(&text).unwrap());
                for kind in [Kind::Sku, Kind::Tag] {
                    assert_eq!(table.number(kind, text.text()), expected, "{text:?}");
                    expected += 1;
                }
            }
        }
        assert_eq!(table.len(), expected);
    }

    /// Long texts whose keys are the same: many, so that some meet in a slot.
    #[test]
    fn tells_texts_apart_by_their_middle() {
        let mut table = Lookup::new(1_000);
        for at in 0..1_000 {
            let tag = Tag::new(&format!("beginning {at:03} end of it"));
            assert_eq!(table.number(Kind::Tag, tag.text()), at);
        }
    }

    /// Texts of every length, each of them a few lines apart.
    #[test]
    fn first_lines() {
        let text = |at: usize| "x".repeat(at % 30) + ["", "y", "another"][at / 30 % 3];
        let lines: Vec<Line> = (0..270)
            .map(|at| Line {
                sku: text(at % 90).as_str().into(),
                ..crate::trial::build::line(&text(at), 1, 1)
            })
            .collect();
        for kind in [Kind::Line, Kind::Sku] {
            let mut table = Lines::new(kind, lines.len());
            for at in 0..lines.len() {
                let same = |line: &Line| table.text(line) == table.text(&lines[at]);
                let expected = lines.iter().position(same);
                assert_eq!(Some(table.first(&lines, at)), expected);
            }
        }
    }

    /// Texts of any length that differ in three digits at any place go to different places of a table:
    /// to 790 of 2,048 by chance.
    #[test]
    fn spreads_texts() {
        for length in 3..=40 {
            for place in 0..=length - 3 {
                let mut found = [false; 2_048];
                for at in 0..1_000 {
                    let text = format!("{:x<place$}{at:03}{:y<1$}", "", length - 3 - place);
                    let hash = Key::of(Kind::Sku, &text).hash(&text);
                    found[(hash >> 40) as usize % found.len()] = true;
                }
                let places = found.iter().filter(|found| **found).count();
                assert!(
                    places > 600,
                    "{places} for {length} bytes, digits at {place}"
                );
            }
        }
    }

    /// Eight lengths with eight last bytes have a bit each, so most of what no offer names is not looked for.
    #[test]
    fn bits_tell_lengths_and_last_bytes() {
        let mut bits = 0;
        for length in 0..8 {
            for last in '0'..'8' {
                bits |= bit(&format!("{}{last}", "x".repeat(length)));
            }
        }
        assert_eq!(bits, u64::MAX);
    }

    #[test]
    fn numbers_each_text_once() {
        let mut table = Lookup::new(600);
        for round in 0..2 {
            for at in 0..300 {
                let tag = Tag::new(&format!("text {at}"));
                assert_eq!(table.find(Kind::Sku, tag.as_str()).is_some(), round == 1);
                assert_eq!(table.number(Kind::Tag, tag.text()), at * 2);
                assert_eq!(table.number(Kind::Sku, tag.text()), at * 2 + 1);
            }
        }
        assert_eq!(table.len(), 600);
        assert_eq!(table.find(Kind::Shop, "text 0"), None);
        assert_eq!(table.find(Kind::Tag, "text 300"), None);
    }
}
