//! Small things that several widgets say alike.

use campaign::{Campaign, Locale, Text, Words, say, timeline};
use pricing::Instant;

/// A time of day today, a date and time on any other day.
#[must_use]
#[inline(never)]
pub fn moment(campaign: &Campaign, at: Instant, now: Instant, locale: Locale) -> String {
    let zone = &campaign.zone;
    if timeline::day_start(at, zone) == timeline::day_start(now, zone) {
        say::time(at, zone)
    } else {
        say::date_time(at, zone, locale)
    }
}

/// Words as they stand.
#[must_use]
#[inline(never)]
pub fn plain(words: &Words, locale: Locale) -> String {
    words.get(locale).to_owned()
}

/// A text of the campaign file as it stands.
#[must_use]
#[inline(never)]
pub fn copy(text: &Text, locale: Locale) -> String {
    text.get(locale).to_owned()
}

/// A piece of words with slots in braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// What is said as it stands.
    Plain(&'a str),
    /// A slot, by the first letter of its name.
    Slot(u8),
}

/// Goes through words piece by piece.
pub fn pieces(words: &str, each: &mut dyn FnMut(Piece<'_>)) {
    let mut rest = words;
    while let Some((before, slot)) = cut(rest, b'{') {
        let Some((name, after)) = cut(slot, b'}') else {
            break;
        };
        each(Piece::Plain(before));
        each(Piece::Slot(name.bytes().next().unwrap_or(0)));
        rest = after;
    }
    each(Piece::Plain(rest));
}

/// What stands before and after the first `mark`, which is one of ASCII.
fn cut(text: &str, mark: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == mark)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// Words with each slot, such as `{from}`, filled by what `slot` says for its first letter.
#[must_use]
#[inline(never)]
pub fn weave(words: &str, slot: &dyn Fn(u8) -> String) -> String {
    let mut out = String::new();
    pieces(words, &mut |piece| match piece {
        Piece::Plain(words) => out.push_str(words),
        Piece::Slot(letter) => out.push_str(&slot(letter)),
    });
    out
}

/// Words with `{0}`, `{1}` replaced.
#[must_use]
#[inline(never)]
pub fn fill(words: &str, values: &[&str]) -> String {
    weave(words, &|digit| value(digit, values).to_owned())
}

/// The value of the slot with this digit; empty for a slot that has none.
#[must_use]
pub fn value<'a>(digit: u8, values: &[&'a str]) -> &'a str {
    let at = usize::from(digit.wrapping_sub(b'0'));
    values.get(at).copied().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_go_where_the_words_want_them() {
        for (words, expected) in [
            ("{0} 余 {1} 张", "10:02 余 9 张"),
            ("{1} left at {0}", "9 left at 10:02"),
            ("none", "none"),
            ("{7}", ""),
        ] {
            assert_eq!(fill(words, &["10:02", "9"]), expected);
        }
    }

    #[test]
    fn slots_are_known_by_their_first_letter() {
        let slot = |letter: u8| char::from(letter).to_uppercase().to_string();
        for (words, expected) in [
            ("{from} 开领", "F 开领"),
            ("From {from}, {quota} in all", "From F, Q in all"),
            ("a lone {brace", "a lone {brace"),
        ] {
            assert_eq!(weave(words, &slot), expected);
        }
    }
}
