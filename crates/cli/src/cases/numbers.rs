//! Numbers that no amount can be: one of them spoils its own case, not the whole document.

/// The document with such numbers as texts, which each field then refuses by its path: the parser of
/// campaign files takes no document with a fraction in it.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c == '"' || c == '-' || c.is_ascii_digit()) {
        out += &rest[..at];
        rest = &rest[at..];
        let length = if rest.starts_with('"') {
            string(rest)
        } else {
            number(rest)
        };
        let (token, behind) = rest.split_at(length);
        rest = behind;
        let is_whole = token.starts_with('"') || token.parse::<i64>().is_ok();
        out += &if is_whole {
            token.to_owned()
        } else {
            format!("\"{token}\"")
        };
    }
    out + rest
}

/// The length of the string that a text begins with.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

/// The length of the number that a text begins with.
fn number(text: &str) -> usize {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E');
    text.find(|c| !is_part(c)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn whole_numbers_and_texts_stay() {
        let check = |text: &str, expected: &str| assert_eq!(quoted(text), expected);
        check("", "");
        check("[1, -2,0]", "[1, -2,0]");
        check("[1.5,-2.0e3, 1e9]", r#"["1.5","-2.0e3", "1e9"]"#);
        let words = r#"{ "a 1.5": "1.5 \" 2.5 \\", "b": 2.5 }"#;
        check(words, r#"{ "a 1.5": "1.5 \" 2.5 \\", "b": "2.5" }"#);
        check("99999999999999999999", r#""99999999999999999999""#);
        check(r#""open 1.5"#, r#""open 1.5"#);
        check("减1.5元", r#"减"1.5"元"#);
    }
}
