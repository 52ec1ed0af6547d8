//! What a text of a file may hold.

use super::reader::Reader;
use crate::json::Value;
use crate::problem::prose;
use crate::say::Slot;

/// Longest name, label or heading, in characters.
pub(super) const SHORT: usize = 80;
/// Longest paragraph, in characters.
pub(super) const LONG: usize = 2_000;

/// Reports what is wrong with a text, if anything. Campaign texts are pasted from planning
/// documents, which carry characters that nobody sees and blanks that nobody has filled in.
pub(super) fn check(reader: &Reader, value: &Value, text: &str, most: usize) {
    let mut length = 0;
    let mut blank = true;
    let mut placeholder = Placeholder::default();
    for c in text.chars() {
        if let Some(what) = unseen(c) {
            let values = [Slot::Text(what), Slot::Character(c)];
            return reader.error_with(value, "character", "the text holds {0}, {1}", &values);
        }
        length += 1;
        blank &= matches!(c, ' ' | '\u{a0}' | '\u{3000}');
        placeholder.see(c);
    }
    if blank {
        reader.error(value, "empty", "the text is empty");
    } else if placeholder.found {
        let words = "the text holds a placeholder that has not been filled in";
        reader.error(value, "placeholder", words);
    } else if length > most {
        let values = [Slot::Int(most as i64)];
        let words = "the text is longer than {0} characters";
        reader.error_with(value, "limit", words, &values);
    }
}

/// What a character is, if nobody sees it.
fn unseen(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{fffd}' => prose!("a broken character"),
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {
            prose!("a character of no width")
        }
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            prose!("a character that turns the direction of writing")
        }
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' => {
            prose!("a control character")
        }
        _ => return None,
    })
}

/// Looks for an `[X]`, `【XX】` or `{x}`.
#[derive(Default)]
struct Placeholder {
    /// How many crosses stand since a bracket, counted from one; 0 outside of brackets.
    inside: u32,
    found: bool,
}

impl Placeholder {
    fn see(&mut self, c: char) {
        self.inside = match (c, self.inside) {
            ('[' | '【' | '［' | '{', _) => 1,
            ('x' | 'X' | 'Ｘ' | '×', 1..) => 2,
            (']' | '】' | '］' | '}', 2) => {
                self.found = true;
                0
            }
            _ => 0,
        };
    }
}
