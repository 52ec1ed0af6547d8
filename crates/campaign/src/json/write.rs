//! Writing a value.

use super::Value;
use crate::say::push_int;

/// The value as JSON without white space, names in their order.
#[must_use]
pub fn write(value: &Value) -> String {
    let mut out = String::new();
    push_value(&mut out, value, false);
    out
}

/// The value as JSON without white space, names sorted by their bytes: one text for one meaning, to
/// hash and to compare.
#[must_use]
pub fn write_canonical(value: &Value) -> String {
    let mut out = String::new();
    push_value(&mut out, value, true);
    out
}

fn push_value(out: &mut String, value: &Value, sorted: bool) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Int(number) => push_int(out, *number),
        Value::Text(text) => push_text(out, text),
        Value::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                push_value(out, item, sorted);
            }
            out.push(']');
        }
        Value::Map(entries) => {
            out.push('{');
            let mut last: Option<&str> = None;
            for entry in entries {
                // The next name by bytes is found by looking: a sort costs a bundle more than
                // these few names cost time.
                let mut next = entry;
                if sorted {
                    let mut found = false;
                    for entry in entries {
                        let later = last.is_none_or(|last| *entry.0 > *last);
                        if later && (!found || entry.0 < next.0) {
                            next = entry;
                            found = true;
                        }
                    }
                }
                if last.is_some() {
                    out.push(',');
                }
                last = Some(&next.0);
                push_text(out, &next.0);
                out.push(':');
                push_value(out, &next.1, sorted);
            }
            out.push('}');
        }
    }
}

fn push_text(out: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push('"');
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= b' ' && !matches!(byte, b'"' | b'\\') {
            continue;
        }
        // Both ends are next to ASCII, so they are character boundaries.
        out.push_str(text.get(plain..at).unwrap_or(""));
        plain = at + 1;
        out.push('\\');
        let last = match byte {
            b'\n' => 'n',
            0..b' ' => {
                out.push_str("u00");
                out.push(char::from(HEX[usize::from(byte >> 4)]));
                char::from(HEX[usize::from(byte & 15)])
            }
            quoted => char::from(quoted),
        };
        out.push(last);
    }
    out.push_str(text.get(plain..).unwrap_or(""));
    out.push('"');
}
