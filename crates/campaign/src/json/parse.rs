//! Reading a document.

use super::Value;
use crate::problem::{Problem, line_and_column, message, prose, step_by_index, step_by_name};

/// Largest document, in bytes.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;
/// Deepest nesting of lists and maps.
pub const MAX_DEPTH: usize = 32;
/// Most entries of one list.
pub const MAX_ENTRIES: usize = 20_000;
/// Most names in one map.
pub const MAX_NAMES: usize = 1_000;

/// Reads one document.
///
/// # Errors
///
/// The first thing that is not JSON, or is beyond a limit, or is a number that is not whole, with
/// its path and position.
pub fn parse(text: &str) -> Result<Value, Problem> {
    parse_placed(text).map(|placed| placed.root)
}

/// A document whose values can be found again in its text.
pub(crate) struct Placed {
    /// The document.
    pub(crate) root: Value,
    /// Where each value starts, in document order.
    pub(crate) offsets: Vec<u32>,
}

/// Reads one document and remembers where its values start.
pub(crate) fn parse_placed(text: &str) -> Result<Placed, Problem> {
    let mut parser = Parser {
        text,
        at: 0,
        depth: 0,
        offsets: Vec::new(),
        fault: Problem::of_document(SYNTAX, ""),
    };
    match parser.document() {
        Some(root) => Ok(Placed {
            root,
            offsets: parser.offsets,
        }),
        None => Err(parser.fault),
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    offsets: Vec<u32>,
    /// Why reading stopped. Each level that the fault passes on its way out puts its own step
    /// before the path.
    fault: Problem,
}

const SYNTAX: &str = "syntax";
const LIMIT: &str = "limit";
const NUMBER: &str = "number";

/// A method that has set the fault gives nothing, and nothing is read after it.
impl Parser<'_> {
    fn document(&mut self) -> Option<Value> {
        if self.text.len() > MAX_BYTES {
            return self.fail(0, LIMIT, prose!("the file is larger than 2 MiB"));
        }
        // Without its own message a byte order mark is no value.
        #[cfg(feature = "prose")]
        if self.text.starts_with('\u{feff}') {
            let words = "the file starts with a byte order mark; save it as plain UTF-8";
            return self.fail(0, SYNTAX, words);
        }
        let root = self.value()?;
        self.space();
        if self.at < self.text.len() {
            return self.syntax(prose!("nothing may follow the document"));
        }
        Some(root)
    }

    #[cold]
    #[inline(never)]
    fn set_fault(&mut self, at: usize, code: &'static str, words: &'static str) {
        (self.fault.line, self.fault.column) = line_and_column(self.text, at);
        self.fault.code = code;
        self.fault.message = message(words, code);
        #[cfg(feature = "prose")]
        {
            self.fault.fix = String::from(crate::fix::of(code));
        }
    }

    fn fail<T>(&mut self, at: usize, code: &'static str, words: &'static str) -> Option<T> {
        self.set_fault(at, code, words);
        None
    }

    /// Stops where the next byte is not what it should be.
    fn syntax<T>(&mut self, words: &'static str) -> Option<T> {
        self.set_syntax_fault(words);
        None
    }

    #[cold]
    #[inline(never)]
    fn set_syntax_fault(&mut self, words: &'static str) {
        let end = self.text.len();
        if self.at >= end {
            self.set_fault(end, SYNTAX, prose!("the file ends too early"));
        } else {
            self.set_fault(self.at, SYNTAX, words);
        }
    }

    #[inline(never)]
    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    #[inline(never)]
    fn space(&mut self) {
        while matches!(self.peek(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
    }

    /// Passes over white space and then this byte, if it is there.
    #[inline(never)]
    fn eat(&mut self, byte: u8) -> bool {
        self.space();
        let found = self.peek() == byte;
        self.at += usize::from(found);
        found
    }

    /// Whether a list or map with so many entries has one more.
    #[inline(never)]
    fn goes_on(&mut self, close: u8, entries: usize) -> Option<bool> {
        let list = close == b']';
        if self.eat(close) {
            return Some(false);
        }
        if entries > 0 {
            if !self.eat(b',') {
                if list {
                    step_by_index(&mut self.fault.path, entries - 1);
                    return self.syntax(prose!("`,` or `]` is expected here"));
                }
                return self.syntax(prose!("`,` or `}` is expected here"));
            }
            self.space();
            if self.peek() == close {
                return self.syntax(prose!("no comma after the last entry"));
            }
        }
        let (most, words) = if list {
            (MAX_ENTRIES, prose!("a list of more than 20,000 entries"))
        } else {
            (MAX_NAMES, prose!("a map of more than 1,000 names"))
        };
        if entries == most {
            return self.fail(self.at, LIMIT, words);
        }
        Some(true)
    }

    fn value(&mut self) -> Option<Value> {
        self.space();
        self.offsets.push(self.at as u32);
        match self.peek() {
            open @ (b'{' | b'[') => {
                if self.depth == MAX_DEPTH {
                    let words = prose!("nested deeper than 32 levels");
                    return self.fail(self.at, LIMIT, words);
                }
                self.depth += 1;
                self.at += 1;
                let value = if open == b'{' {
                    self.map()
                } else {
                    self.list()
                };
                self.depth -= 1;
                value
            }
            b'"' => self.string().map(Value::Text),
            b'-' | b'0'..=b'9' => self.number().map(Value::Int),
            _ => self.word(),
        }
    }

    fn word(&mut self) -> Option<Value> {
        for (word, value) in [("true", Some(true)), ("false", Some(false)), ("null", None)] {
            if self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
                self.at += word.len();
                return Some(value.map_or(Value::Null, Value::Bool));
            }
        }
        self.syntax(prose!("a value is expected here"))
    }

    fn list(&mut self) -> Option<Value> {
        let mut items = Vec::new();
        while self.goes_on(b']', items.len())? {
            match self.value() {
                Some(item) => items.push(item),
                None => {
                    step_by_index(&mut self.fault.path, items.len());
                    return None;
                }
            }
        }
        Some(Value::List(items))
    }

    fn map(&mut self) -> Option<Value> {
        let mut entries: Vec<(String, Value)> = Vec::new();
        while self.goes_on(b'}', entries.len())? {
            let start = self.at;
            if self.peek() != b'"' {
                return self.syntax(prose!("a name in double quotes is expected here"));
            }
            let name = self.string()?;
            match self.entry(start, &name, &entries) {
                Some(value) => entries.push((name, value)),
                None => {
                    step_by_name(&mut self.fault.path, &name);
                    return None;
                }
            }
        }
        Some(Value::Map(entries))
    }

    /// The value after a name, which no other entry may have.
    fn entry(&mut self, start: usize, name: &str, others: &[(String, Value)]) -> Option<Value> {
        for (known, _) in others {
            if known == name {
                return self.fail(start, "duplicate", prose!("this name is given twice"));
            }
        }
        if !self.eat(b':') {
            return self.syntax(prose!("`:` is expected here"));
        }
        self.value()
    }

    fn number(&mut self) -> Option<i64> {
        let start = self.at;
        let negative = self.eat(b'-');
        let digits = self.at;
        // Counted downwards: the lowest i64 has no positive twin.
        let mut number: i64 = 0;
        let mut fits = true;
        while let digit @ b'0'..=b'9' = self.peek() {
            let digit = i64::from(digit - b'0');
            fits &= number >= (i64::MIN + digit) / 10;
            number = number.wrapping_mul(10).wrapping_sub(digit);
            self.at += 1;
        }
        if digits == self.at {
            return self.syntax(prose!("a digit is expected here"));
        }
        if self.text.as_bytes()[digits] == b'0' && self.at > digits + 1 {
            return self.fail(start, SYNTAX, prose!("a number may not start with 0"));
        }
        if matches!(self.peek(), b'.' | b'e' | b'E') {
            let words = prose!("not a whole number; amounts are whole numbers of the minor unit");
            return self.fail(start, NUMBER, words);
        }
        if !fits || !negative && number == i64::MIN {
            return self.fail(start, NUMBER, prose!("too large a number"));
        }
        Some(if negative { number } else { -number })
    }

    fn string(&mut self) -> Option<String> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let start = self.at;
            while !matches!(self.peek(), b'"' | b'\\' | 0..=0x1f) {
                self.at += 1;
            }
            // Both ends are next to ASCII, so they are character boundaries.
            out.push_str(self.text.get(start..self.at).unwrap_or(""));
            match self.peek() {
                b'"' => {
                    self.at += 1;
                    return Some(out);
                }
                b'\\' => out.push(self.escape()?),
                _ => {
                    let words = prose!("control characters in a text are written as escapes");
                    return self.syntax(words);
                }
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        const ESCAPES: &[u8] = b"\"\\/bfnrt";
        const MEANINGS: &[u8] = b"\"\\/\x08\x0c\n\r\t";
        let start = self.at;
        self.at += 1;
        let escaped = self.peek();
        self.at += 1;
        for (escape, meaning) in ESCAPES.iter().zip(MEANINGS) {
            if *escape == escaped {
                return Some(char::from(*meaning));
            }
        }
        if escaped != b'u' {
            self.at = start;
            return self.syntax(prose!("not an escape of JSON"));
        }
        let mut code = self.hex()?;
        if code >> 10 == 0xd800 >> 10 {
            let second =
                if self.peek() == b'\\' && self.text.as_bytes().get(self.at + 1) == Some(&b'u') {
                    self.at += 2;
                    self.hex()?
                } else {
                    0
                };
            if second >> 10 == 0xdc00 >> 10 {
                code = 0x10000 + ((code & 0x3ff) << 10) + (second & 0x3ff);
            }
        }
        match char::from_u32(code) {
            Some(c) => Some(c),
            None => self.fail(start, SYNTAX, prose!("half of a surrogate pair")),
        }
    }

    fn hex(&mut self) -> Option<u32> {
        let mut code = 0;
        for _ in 0..4 {
            let Some(digit) = char::from(self.peek()).to_digit(16) else {
                return self.syntax(prose!("four hexadecimal digits are expected here"));
            };
            code = code * 16 + digit;
            self.at += 1;
        }
        Some(code)
    }
}
