//! Writing a document in lines.

use super::{Value, write};

/// What fits into a line of this many bytes is written in one.
const WIDTH: usize = 120;

/// The document with line feeds, two spaces a level; short lists and maps in one line.
#[must_use]
pub fn write_pretty(root: &Value) -> String {
    let mut out = String::new();
    push(&mut out, root, 0, 0);
    out.push('\n');
    out
}

fn push(out: &mut String, value: &Value, depth: usize, before: usize) {
    let short = spaced(value);
    if 2 * depth + before + short.len() <= WIDTH && depth > 0 {
        out.push_str(&short);
        return;
    }
    match value {
        Value::List(items) if !items.is_empty() => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                line(out, index, depth + 1);
                push(out, item, depth + 1, 1);
            }
            line(out, 0, depth);
            out.push(']');
        }
        Value::Map(entries) if !entries.is_empty() => {
            out.push('{');
            for (index, (name, entry)) in entries.iter().enumerate() {
                line(out, index, depth + 1);
                let name = write(&Value::text(name));
                out.push_str(&name);
                out.push_str(": ");
                push(out, entry, depth + 1, name.len() + 3);
            }
            line(out, 0, depth);
            out.push('}');
        }
        _ => out.push_str(&short),
    }
}

fn line(out: &mut String, index: usize, depth: usize) {
    if index > 0 {
        out.push(',');
    }
    out.push('\n');
    for _ in 0..depth {
        out.push_str("  ");
    }
}

/// The value in one line, with spaces where people expect them.
fn spaced(value: &Value) -> String {
    let mut out = String::new();
    match value {
        Value::List(items) if !items.is_empty() => {
            for item in items {
                out += if out.is_empty() { "[" } else { ", " };
                out += &spaced(item);
            }
            out += "]";
        }
        Value::Map(entries) if !entries.is_empty() => {
            for (name, entry) in entries {
                out += if out.is_empty() { "{ " } else { ", " };
                out += &write(&Value::text(name));
                out += ": ";
                out += &spaced(entry);
            }
            out += " }";
        }
        _ => out = write(value),
    }
    out
}
