//! Where every value of a document stands in its text.

use super::{Value, parse_placed};
use crate::problem::{step_by_index, step_by_name};

/// The path of every value, as problems write it, with its line and column from 1; nothing for what
/// is no document.
#[must_use]
pub fn places(text: &str) -> Vec<(String, (u32, u32))> {
    let Ok(placed) = parse_placed(text) else {
        return Vec::new();
    };
    let mut paths = Vec::new();
    collect(&placed.root, String::new(), &mut paths);
    // Values are in the order of the document, so one walk over the text finds all of them.
    let mut found = Vec::with_capacity(paths.len());
    let (mut at, mut line, mut column) = (0, 1, 1);
    for (path, offset) in paths.into_iter().zip(&placed.offsets) {
        for byte in &text.as_bytes()[at..*offset as usize] {
            if *byte == b'\n' {
                (line, column) = (line + 1, 1);
            } else if byte & 0xc0 != 0x80 {
                column += 1;
            }
        }
        at = *offset as usize;
        found.push((path, (line, column)));
    }
    found
}

fn collect(value: &Value, path: String, paths: &mut Vec<String>) {
    paths.push(path.clone());
    for (index, item) in value.items().iter().enumerate() {
        let mut step = String::new();
        step_by_index(&mut step, index);
        collect(item, [path.as_str(), &step].concat(), paths);
    }
    for (name, entry) in value.entries() {
        let mut step = String::new();
        step_by_name(&mut step, name);
        let dot = if path.is_empty() { "" } else { "." };
        collect(entry, [path.as_str(), dot, &step].concat(), paths);
    }
}
