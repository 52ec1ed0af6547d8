//! What a text of a file may hold.

use super::reader::Reader;
use crate::json::Value;
use crate::say::Slot;

/// Longest name, label or heading, in characters.
pub(super) const SHORT: usize = 80;
/// Longest paragraph, in characters.
pub(super) const LONG: usize = 2_000;

/// Reports what is wrong with a text, if anything, and says whether it is well. Campaign texts are
/// pasted from planning documents, which carry characters that nobody sees and blanks that nobody
/// has filled in. What only looks lost or unfilled is for tools to refuse, before a page has the file.
pub(super) fn check(reader: &Reader, value: &Value, text: &str, most: usize) -> bool {
    let mut length = 0;
    let mut blank = true;
    let mut placeholder = Placeholder::default();
    #[cfg(feature = "prose")]
    let mut mojibake = Mojibake::default();
    for c in text.chars() {
        if let Some((code, what)) = unseen(c) {
            let values = [Slot::Text(what), Slot::Character(c)];
            reader.error_with(value, code, "the text holds {0}, {1}", &values);
            #[cfg(feature = "prose")]
            if code != "broken" {
                let seen = super::pasted::without(text, |c| unseen(c).is_some());
                super::pasted::write(reader, code, &seen);
            }
            return false;
        }
        length += 1;
        blank &= matches!(c, ' ' | '\u{a0}' | '\u{3000}');
        placeholder.see(c);
        #[cfg(feature = "prose")]
        {
            placeholder.see_bare(c);
            mojibake.see(c);
        }
    }
    #[cfg(feature = "prose")]
    if mojibake.found && !blank {
        let words = "the text was read in another encoding than it was written in";
        reader.error(value, "mojibake", words);
        if let Some(meant) = super::pasted::decoded(text) {
            super::pasted::write(reader, "mojibake", &meant);
        }
        return false;
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
    } else {
        return true;
    }
    false
}

/// The code and the words of a character that nobody sees.
#[cfg(feature = "prose")]
macro_rules! kind {
    ($code:literal, $words:literal) => {
        ($code, $words)
    };
}
#[cfg(not(feature = "prose"))]
macro_rules! kind {
    ($code:literal, $words:literal) => {
        ("character", "")
    };
}

/// What a character is, if nobody sees it: a code, and words. A page tells them by one code.
fn unseen(c: char) -> Option<(&'static str, &'static str)> {
    Some(match c {
        '\u{fffd}' => kind!("broken", "a broken character"),
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {
            kind!("invisible", "a character of no width")
        }
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            kind!(
                "direction",
                "a character that turns the direction of writing"
            )
        }
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' => {
            kind!("control_character", "a control character")
        }
        _ => return None,
    })
}

/// Looks for an `[X]`, `【XX】` or `{x}`, for an `XX元` and for a `____`.
#[derive(Default)]
struct Placeholder {
    /// How many crosses stand since a bracket, counted from one; 0 outside of brackets.
    inside: u32,
    #[cfg(feature = "prose")]
    bare: Bare,
    found: bool,
}

/// What stands for a number without brackets.
#[cfg(feature = "prose")]
#[derive(Default)]
struct Bare {
    /// How many crosses stand here in a row, small ones counted half; a capital alone stands for a
    /// number.
    crosses: u32,
    /// How many low lines stand here in a row.
    lines: u32,
    /// Whether a letter or a digit stands before.
    word: bool,
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

    #[cfg(feature = "prose")]
    fn see_bare(&mut self, c: char) {
        let bare = &mut self.bare;
        let unit = matches!(
            c,
            '元' | '折' | '件' | '月' | '日' | '年' | '%' | '％' | '份' | '张' | '張' | '名'
        );
        self.found |= unit && bare.crosses > 1;
        let cross = match c {
            'X' | 'Ｘ' => 2,
            'x' | '×' => 1,
            _ => 0,
        };
        // A letter before makes a size of it, such as 2XL, and a digit a product, such as 3×.
        bare.crosses = if cross == 0 || bare.crosses == 0 && bare.word {
            0
        } else {
            bare.crosses + cross
        };
        bare.lines = if c == '_' { bare.lines + 1 } else { 0 };
        self.found |= bare.lines == 3;
        bare.word = c.is_ascii_alphanumeric();
    }
}

/// Looks for UTF-8 that was read as Latin-1, `æ»¡` for 满, or as GBK.
#[cfg(feature = "prose")]
#[derive(Default)]
struct Mojibake {
    /// How many characters of a sequence are still to come.
    rest: u32,
    /// Whether one of them stands nowhere else.
    telling: bool,
    found: bool,
}

#[cfg(feature = "prose")]
impl Mojibake {
    fn see(&mut self, c: char) {
        // What UTF-8 has after its first byte, in Windows-1252 or in Latin-1. Some of it is plain
        // punctuation, which may well stand after an accent.
        let plain = matches!(
            c,
            '–' | '—' | '‘'..='‚' | '“'..='„' | '…' | '™' | '«' | '»' | '®' | '·' | '°'
        );
        let rest = plain
            || matches!(
                c,
                '\u{80}'
                    ..='\u{bf}'
                        | 'Œ'
                        | 'œ'
                        | 'Š'
                        | 'š'
                        | 'Ÿ'
                        | 'Ž'
                        | 'ž'
                        | 'ƒ'
                        | 'ˆ'
                        | '˜'
                        | '†'
                        | '‡'
                        | '•'
                        | '‰'
                        | '‹'
                        | '›'
                        | '€'
            );
        if self.rest > 0 && rest {
            self.telling |= !plain;
            self.rest -= 1;
            self.found |= self.rest == 0 && self.telling;
            return;
        }
        self.telling = false;
        self.rest = match c {
            'Â' | 'Ã' => 1,
            'à'..='ï' => 2,
            _ => 0,
        };
        // What the commonest of punctuation, and of what was lost, becomes in GBK.
        self.found |= matches!(c, '锟' | '锛' | '銆' | '鈥');
    }
}
