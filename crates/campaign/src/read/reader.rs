//! What has been found wrong, and where.

use std::cell::{Cell, RefCell};

use crate::json::{Placed, Value};
use crate::problem::{
    Problem, Severity, line_and_column, message, prose, step_by_index, step_by_name,
};
use crate::say::Slot;

/// More problems than this are not collected: nobody reads them, and a hostile file could make
/// them cost a lot.
const MAX_PROBLEMS: usize = 100;

/// Reads the values of a file.
///
/// A reader never stops at a fault: it reports it with its place and goes on with a stand-in, so
/// that one run finds everything. Stand-ins never leave the crate: one error, and the campaign is
/// dropped as a whole.
pub(super) struct Reader<'a> {
    text: &'a str,
    pub(super) placed: &'a Placed,
    problems: RefCell<Vec<Problem>>,
    failed: Cell<bool>,
    #[cfg(feature = "schema")]
    notes: Option<&'a super::notes::Notes>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, placed: &'a Placed) -> Self {
        Self {
            text,
            placed,
            problems: RefCell::new(Vec::new()),
            failed: Cell::new(false),
            #[cfg(feature = "schema")]
            notes: None,
        }
    }

    /// The same reader, which notes what it asks.
    #[cfg(feature = "schema")]
    pub(super) fn noting(mut self, notes: &'a super::notes::Notes) -> Self {
        self.notes = Some(notes);
        self
    }

    /// Notes what is asked of a value, if anyone wants to know.
    #[cfg(feature = "schema")]
    pub(super) fn note(&self, value: &Value, note: super::notes::Note) {
        if let Some(notes) = self.notes {
            notes.add(value, note);
        }
    }

    pub(super) fn take_problems(&self) -> Vec<Problem> {
        self.problems.take()
    }

    /// Whether there has been an error.
    pub(super) fn has_failed(&self) -> bool {
        self.failed.get()
    }

    /// Reports that a value is wrong.
    #[inline(always)]
    pub(super) fn error(&self, value: &Value, code: &'static str, words: &str) {
        self.tell(Severity::Error, value, "", code, words, &[]);
    }

    /// Reports that a value is wrong, with values in the words.
    #[inline(always)]
    pub(super) fn error_with(
        &self,
        value: &Value,
        code: &'static str,
        words: &str,
        values: &[Slot],
    ) {
        self.tell(Severity::Error, value, "", code, words, values);
    }

    /// Reports something about a value, or about its entry of a name if one is given.
    #[cfg(feature = "prose")]
    #[cold]
    pub(super) fn tell(
        &self,
        severity: Severity,
        value: &Value,
        name: &str,
        code: &'static str,
        words: &str,
        values: &[Slot],
    ) {
        let mut text = String::new();
        crate::say::push_filled(&mut text, words, crate::Locale::En, values);
        self.push(severity, value, name, code, &text);
    }

    /// Reports something about a value, or about its entry of a name if one is given; the words are
    /// dropped where it is called, so that no one has to make them.
    #[cfg(not(feature = "prose"))]
    #[inline(always)]
    pub(super) fn tell(
        &self,
        severity: Severity,
        value: &Value,
        name: &str,
        code: &'static str,
        _words: &str,
        _values: &[Slot],
    ) {
        self.push(severity, value, name, code, "");
    }

    #[cold]
    #[inline(never)]
    fn push(&self, severity: Severity, value: &Value, name: &str, code: &'static str, words: &str) {
        if severity == Severity::Error {
            self.failed.set(true);
        }
        let mut problems = self.problems.borrow_mut();
        if problems.len() > MAX_PROBLEMS {
            return;
        }
        let mut path = String::new();
        let entry = value.get(name);
        if entry.is_none() && !name.is_empty() {
            step_by_name(&mut path, name);
        }
        let mut ordinal = 0;
        find(
            &self.placed.root,
            entry.unwrap_or(value),
            &mut ordinal,
            &mut path,
        );
        let (mut code, mut words) = (code, words);
        if problems.len() == MAX_PROBLEMS {
            path.clear();
            code = "limit";
            words = prose!("more problems than are listed here");
        }
        let offset = self.placed.offsets.get(ordinal).copied().unwrap_or(0);
        let (line, column) = line_and_column(self.text, offset as usize);
        #[cfg(feature = "prose")]
        let fix = if code == "missing" && !name.is_empty() {
            ["add `", name, "`"].concat()
        } else {
            String::from(crate::fix::of(code))
        };
        problems.push(Problem {
            path,
            line,
            column,
            severity,
            code,
            message: message(words, code),
            #[cfg(feature = "prose")]
            fix,
        });
    }

    /// Says something nearer about what to do, of the problem that has just been told.
    #[cfg(feature = "prose")]
    pub(super) fn mend(&self, code: &str, fix: String) {
        if let Some(last) = self.problems.borrow_mut().last_mut()
            && last.code == code
        {
            last.fix = fix;
        }
    }
}

/// Looks for a value in another, puts the way to it before the path, and counts the values that
/// start before it. Values are told apart by address, so that a reader can point at one without
/// carrying its place along.
fn find(root: &Value, target: &Value, ordinal: &mut usize, path: &mut String) -> bool {
    if std::ptr::eq(root, target) {
        return true;
    }
    *ordinal += 1;
    for (index, item) in root.items().iter().enumerate() {
        if find(item, target, ordinal, path) {
            step_by_index(path, index);
            return true;
        }
    }
    for (name, entry) in root.entries() {
        if find(entry, target, ordinal, path) {
            step_by_name(path, name);
            return true;
        }
    }
    false
}
