//! The canonical form of RFC 8785, the JSON Canonicalization Scheme (JCS).

use super::Value;
use crate::say::push_int;

/// Largest magnitude of a number: JCS writes numbers as IEEE 754 doubles, and these are the whole
/// numbers that a double holds and tells from their neighbours.
pub const MAX_NUMBER: i64 = (1 << 53) - 1;

/// The value in the canonical form of RFC 8785: no white space, names sorted by their UTF-16 code
/// units, the shortest escapes. Whoever has a JCS writer, in any language, gets the same bytes.
///
/// Numbers are whole, as everywhere in this crate, and at most [`MAX_NUMBER`] in magnitude; nothing
/// for a value with a larger one, which other writers would round.
///
/// ```
/// let value = campaign::json::parse(r#"{ "b": [1, true], "a": "€\u000f" }"#).unwrap();
/// let canonical = campaign::json::write_jcs(&value).unwrap();
/// assert_eq!(canonical, "{\"a\":\"€\\u000f\",\"b\":[1,true]}");
/// ```
#[must_use]
pub fn write_jcs(value: &Value) -> Option<String> {
    let mut out = String::new();
    push(&mut out, value).then_some(out)
}

/// Appends a value; false if a number in it has no exact double.
fn push(out: &mut String, value: &Value) -> bool {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Int(number) => {
            if !(-MAX_NUMBER..=MAX_NUMBER).contains(number) {
                return false;
            }
            push_int(out, *number);
        }
        Value::Text(text) => push_text(out, text),
        Value::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                if !push(out, item) {
                    return false;
                }
            }
            out.push(']');
        }
        Value::Map(entries) => {
            let mut sorted: Vec<&(String, Value)> = entries.iter().collect();
            sorted.sort_by(|a, b| a.0.encode_utf16().cmp(b.0.encode_utf16()));
            out.push('{');
            for (index, (name, entry)) in sorted.into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                push_text(out, name);
                out.push(':');
                if !push(out, entry) {
                    return false;
                }
            }
            out.push('}');
        }
    }
    true
}

fn push_text(out: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            '\0'..='\u{1f}' => {
                let code = c as usize;
                out.push_str("\\u00");
                out.push(char::from(HEX[code >> 4]));
                out.push(char::from(HEX[code & 15]));
            }
            plain => out.push(plain),
        }
    }
    out.push('"');
}
