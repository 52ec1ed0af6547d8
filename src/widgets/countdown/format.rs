//! Formats for countdowns: `HH:mm:ss`, `D 'days' HH:mm`, `mm分ss秒S`.
//!
//! Tokens are runs of `D`, `H`, `m`, `s` and `S` (fraction, one to three digits). Text between
//! single quotes is taken as it is, two single quotes are one, and everything that is not an
//! ASCII letter needs no quotes. Any other letter is an error: a format that silently loses or
//! replaces letters is how `Sale ends` becomes `7ale end2`.

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// `D`.
    Days,
    /// `H`.
    Hours,
    /// `m`.
    Minutes,
    /// `s`.
    Seconds,
    /// `S`.
    Fraction,
}

/// A piece of a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text as it is.
    Literal(String),
    /// A number of at least `width` digits (exactly, for a fraction).
    Number {
        /// Of what.
        unit: Unit,
        /// How many digits.
        width: u8,
    },
}

/// Reads a format.
///
/// # Errors
/// A sentence that names the letter or quote that is wrong.
pub fn parse(format: &str) -> Result<Vec<Piece>, String> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut chars = format.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\'' {
            let mut text = String::new();
            loop {
                match chars.next() {
                    Some('\'') if chars.peek() == Some(&'\'') => {
                        chars.next();
                        text.push('\'');
                    }
                    Some('\'') => break,
                    Some(c) => text.push(c),
                    None => return Err("a quoted text of the format does not end".to_owned()),
                }
            }
            // Outside quotes, '' is a quote.
            literal(&mut pieces, if text.is_empty() { "'" } else { &text });
            continue;
        }
        let unit = match c {
            'D' => Unit::Days,
            'H' => Unit::Hours,
            'm' => Unit::Minutes,
            's' => Unit::Seconds,
            'S' => Unit::Fraction,
            c if c.is_ascii_alphabetic() => {
                return Err([
                    "the format's letter ",
                    c.encode_utf8(&mut [0; 4]),
                    " is no unit (D, H, m, s, S); put text between single quotes",
                ]
                .concat());
            }
            c => {
                literal(&mut pieces, c.encode_utf8(&mut [0; 4]));
                continue;
            }
        };
        let mut width = 1;
        while chars.next_if_eq(&c).is_some() {
            width += 1;
        }
        let most = if unit == Unit::Fraction { 3 } else { 4 };
        if width > most {
            return Err([
                "the format repeats ",
                c.encode_utf8(&mut [0; 4]),
                " too often",
            ]
            .concat());
        }
        pieces.push(Piece::Number { unit, width });
    }
    Ok(pieces)
}

fn literal(pieces: &mut Vec<Piece>, text: &str) {
    match pieces.last_mut() {
        Some(Piece::Literal(before)) => before.push_str(text),
        _ => pieces.push(Piece::Literal(text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::super::state::{Precision, formatted, left};
    use super::*;

    #[track_caller]
    fn check(format: &str, ms: i64, expected: &str) {
        let pieces = parse(format).expect(format);
        let precision = if pieces.iter().any(|piece| {
            matches!(
                piece,
                Piece::Number {
                    unit: Unit::Fraction,
                    ..
                }
            )
        }) {
            Precision::Tenths
        } else {
            Precision::Seconds
        };
        let shown: String = formatted(left(ms, precision), &pieces)
            .into_iter()
            .map(|(text, _)| text)
            .collect();
        assert_eq!(shown, expected);
    }

    #[track_caller]
    fn check_error(format: &str, expected: &str) {
        assert_eq!(parse(format), Err(expected.to_owned()));
    }

    const DAY_AND_A_BIT: i64 = 86_400_000 + 2 * 3_600_000 + 3 * 60_000 + 4_500;

    #[test]
    fn tokens() {
        check("HH:mm:ss", 7_384_000, "02:03:04");
        check("D天HH时mm分ss秒", DAY_AND_A_BIT, "1天02时03分05秒");
        check("D 'days' H", DAY_AND_A_BIT, "1 days 2");
        check("ss.S", 4_520, "04.6");
        check("''D''", DAY_AND_A_BIT, "'1'");
        check("'it''s' ss", 4_000, "it's 04");
    }

    #[test]
    fn units_left_out_are_carried_down() {
        check("HH:mm:ss", DAY_AND_A_BIT, "26:03:05");
        check("mm:ss", DAY_AND_A_BIT, "1563:05");
        check("ss", 61_000, "61");
    }

    #[test]
    fn mistakes_are_named() {
        check_error(
            "Sale ends HH",
            "the format's letter a is no unit (D, H, m, s, S); put text between single quotes",
        );
        check_error("'Sale", "a quoted text of the format does not end");
        check_error("SSSS", "the format repeats S too often");
    }
}
