//! Numbers texts in the order in which they first come: the one look-up table of the engine, for
//! the terms of a ruleset and for the lines and skus of a cart.
//!
//! Open addressing over numbers. It answers one question and is never walked, so hashing leaves no
//! trace in any result.

use alloc::vec::Vec;

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
}

#[derive(Clone, Debug)]
struct Entry {
    key: u64,
    kind: Kind,
    text: Text,
}

impl Lookup {
    /// A table with room for so many texts.
    pub(crate) fn new(texts: usize) -> Self {
        Self {
            slots: vec![0; (texts * 2).next_power_of_two().max(4)],
            entries: Vec::with_capacity(texts),
        }
    }

    /// How many different texts there are.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The number of a text, if it has one.
    pub(crate) fn find(&self, kind: Kind, text: &str) -> Option<usize> {
        let slot = self.slot(key(kind, text), kind, text);
        (self.slots[slot] as usize).checked_sub(1)
    }

    /// The number of a text; a new one if it has none yet.
    pub(crate) fn number(&mut self, kind: Kind, text: &Text) -> usize {
        let key = key(kind, text.as_str());
        let slot = self.slot(key, kind, text.as_str());
        if self.slots[slot] == 0 {
            self.entries.push(Entry {
                key,
                kind,
                text: text.clone(),
            });
            self.slots[slot] = self.entries.len() as u32;
        }
        self.slots[slot] as usize - 1
    }

    /// Where the number of a text is, or would be.
    #[inline(never)]
    fn slot(&self, key: u64, kind: Kind, text: &str) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = (key >> 40) as usize & mask;
        while self.slots[slot] > 0 {
            let entry = &self.entries[self.slots[slot] as usize - 1];
            if entry.key == key && entry.kind == kind && entry.text.as_str() == text {
                break;
            }
            slot = (slot + 1) & mask;
        }
        slot
    }
}

/// A quick key, eight bytes a step. It only ever saves comparisons: no result depends on it.
#[inline(never)]
fn key(kind: Kind, text: &str) -> u64 {
    const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut key = kind as u64 ^ ((text.len() as u64) << 8);
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    for word in words {
        key = (key ^ u64::from_le_bytes(*word)).wrapping_mul(MIX);
        key ^= key >> 32;
    }
    for byte in rest {
        key = (key ^ u64::from(*byte)).wrapping_mul(MIX);
    }
    key.wrapping_mul(MIX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Tag;

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
