//! What the reader asks of a file, noted while it reads: the JSON Schema is made of it.
//!
//! Only with the feature `schema`; without it the macro says nothing and nothing of this is built.

#[cfg(feature = "schema")]
pub(crate) use whole::{Note, Notes};

/// Notes what is asked of a value. The first is the reader, the second the value.
#[cfg(feature = "schema")]
macro_rules! note {
    ($reader:expr, $value:expr, $note:ident $(($($of:expr),+))?) => {
        $reader.note($value, $crate::read::notes::Note::$note $(($($of),+))?)
    };
}
#[cfg(not(feature = "schema"))]
macro_rules! note {
    ($reader:expr, $value:expr, $note:ident $(($($of:expr),+))?) => {};
}
pub(super) use note;

#[cfg(feature = "schema")]
mod whole {
    use std::cell::RefCell;
    use std::collections::HashMap;

    use crate::json::Value;

    /// One thing that the reader asks of a value. Names and words stand in one text with spaces
    /// between them, as they do where they are asked for.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub(crate) enum Note {
        /// A map may have this field.
        Asked(&'static str),
        /// A map has to have this field.
        Needed(&'static str),
        /// A map has to have exactly one of these fields.
        OneOf(&'static str),
        /// A map may not have both of these fields.
        NotBoth(&'static str),
        /// What holds where a field is left out.
        Usual(&'static str, Value),
        /// It is a map.
        Map,
        /// It is a list of at most so many entries.
        List(usize),
        /// The list has an entry.
        Some,
        /// A whole number in this range.
        Int(i64, i64),
        /// True or false.
        Flag,
        /// Any text.
        Free,
        /// A text for machines, with what is said of one that does not fit.
        Token(&'static str),
        /// An id.
        Id,
        /// The id of an entry of this kind.
        Reference(&'static str),
        /// A moment.
        Instant,
        /// One of these words.
        Choice(&'static str),
        /// A text in one or three languages, of at most so many characters.
        Text(usize),
    }

    /// Notes by the address of the value that they are about; a document stays where it is while it
    /// is read.
    #[derive(Debug, Default)]
    pub(crate) struct Notes(RefCell<HashMap<usize, Vec<Note>>>);

    impl Notes {
        pub(crate) fn add(&self, value: &Value, note: Note) {
            let mut notes = self.0.borrow_mut();
            let notes = notes.entry(address(value)).or_default();
            if !notes.contains(&note) {
                notes.push(note);
            }
        }

        /// What was noted about a value, in the order of asking.
        pub(crate) fn of(&self, value: &Value) -> Vec<Note> {
            self.0
                .borrow()
                .get(&address(value))
                .cloned()
                .unwrap_or_default()
        }
    }

    fn address(value: &Value) -> usize {
        std::ptr::from_ref(value) as usize
    }
}
