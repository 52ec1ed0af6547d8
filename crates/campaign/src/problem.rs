//! What is wrong with a file, and where.

use std::fmt;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file can be used; someone should look.
    Warning,
    /// The file cannot be used.
    Error,
}

/// One thing that is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where in the document: `coupons[3].threshold`; empty for the document as a whole.
    pub path: String,
    /// Line in the file, from 1.
    pub line: u32,
    /// Column in the line in characters, from 1.
    pub column: u32,
    /// How bad it is.
    pub severity: Severity,
    /// What kind of problem: `missing`, `type`, `range` … stable, for machines.
    pub code: &'static str,
    /// What is wrong, in one sentence without its place; without the feature `prose`, the code.
    pub message: String,
    /// What to do about it, as an order without a full stop.
    #[cfg(feature = "prose")]
    pub fix: String,
}

impl Problem {
    /// A problem of a document as a whole.
    pub(crate) fn of_document(code: &'static str, message: &str) -> Self {
        Self {
            path: String::new(),
            line: 1,
            column: 1,
            severity: Severity::Error,
            code,
            message: String::from(message),
            #[cfg(feature = "prose")]
            fix: String::from(crate::fix::of(code)),
        }
    }

    /// Input that cannot be used for a reason that no place in a file shows.
    #[must_use]
    pub fn of_input(message: &str) -> Self {
        Self::of_document("input", message)
    }
}

impl fmt::Display for Problem {
    /// `12:7 error coupons[3].threshold: …`, as compilers write it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Warning => " warning ",
            Severity::Error => " error ",
        };
        self.line.fmt(f)?;
        f.write_str(":")?;
        self.column.fmt(f)?;
        f.write_str(severity)?;
        if !self.path.is_empty() {
            f.write_str(&self.path)?;
            f.write_str(": ")?;
        }
        f.write_str(&self.message)
    }
}

/// The words of a message, which are left out without the feature `prose`.
#[cfg(feature = "prose")]
macro_rules! prose {
    ($words:expr) => {
        $words
    };
}
#[cfg(not(feature = "prose"))]
macro_rules! prose {
    ($words:expr) => {
        ""
    };
}
pub(crate) use prose;

/// The message of a problem: the words, or the code where there are none.
pub(crate) fn message(words: &str, code: &str) -> String {
    String::from(if words.is_empty() { code } else { words })
}

/// Line and column of a byte in a text, both from 1.
pub(crate) fn line_and_column(text: &str, at: usize) -> (u32, u32) {
    let mut line = 1;
    let mut column = 1;
    for byte in &text.as_bytes()[..at.min(text.len())] {
        if *byte == b'\n' {
            line += 1;
            column = 1;
        } else if !is_continuation(*byte) {
            column += 1;
        }
    }
    (line, column)
}

/// Whether a byte of UTF-8 goes on with a character.
fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

/// Puts a name before a path: `offers` before `[3].id` and before `id` alike. A hostile name must
/// not make a message of megabytes, so only its first characters are used.
#[cold]
pub(crate) fn step_by_name(path: &mut String, name: &str) {
    let (mut characters, mut end) = (0, 0);
    for (at, byte) in name.bytes().enumerate() {
        characters += usize::from(!is_continuation(byte));
        if characters > 40 {
            break;
        }
        end = at + 1;
    }
    prepend(path, name.get(..end).unwrap_or(""));
}

/// Puts the place in a list before a path.
#[cold]
pub(crate) fn step_by_index(path: &mut String, index: usize) {
    let mut step = String::from("[");
    crate::say::push_int(&mut step, index as i64);
    step.push(']');
    prepend(path, &step);
}

#[cold]
#[inline(never)]
fn prepend(path: &mut String, step: &str) {
    let dot = match path.bytes().next() {
        None | Some(b'[') => "",
        Some(_) => ".",
    };
    *path = [step, dot, path].concat();
}
