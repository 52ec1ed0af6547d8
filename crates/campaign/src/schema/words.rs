//! What every part, field and choice means, from the table in `words.md`.

/// The table: keys, titles in Chinese, descriptions in English.
const TABLE: &str = include_str!("words.md");

/// A line of the table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) key: &'static str,
    pub(super) title: &'static str,
    pub(super) description: &'static str,
}

/// Every line of the table.
pub(super) fn lines() -> Vec<Line> {
    let mut lines = Vec::new();
    for line in TABLE.lines() {
        let Some(rest) = line.strip_prefix("| `") else {
            continue;
        };
        if let Some((key, rest)) = rest.split_once("` | ")
            && let Some((title, rest)) = rest.split_once(" | ")
            && let Some(description) = rest.strip_suffix(" |")
        {
            lines.push(Line {
                key,
                title,
                description,
            });
        }
    }
    lines
}

/// A moment as the reader takes it; which days a month has is the reader's to say.
pub(super) const INSTANT: &str = "^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\
     T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{3})?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])$";

/// Characters that no text may hold, for a class of a pattern.
pub(super) const UNSEEN: &str = "\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u200b-\\u200f\
     \\u2028-\\u202e\\u2060\\u2066-\\u2069\\ufeff\\ufffd";

/// Texts by their names, and how many characters they may have.
pub(super) const TEXTS: &[(&str, usize)] = &[
    ("text", 80),
    ("long_text", 2_000),
    ("symbol", 8),
    ("figure", 6),
];

/// The languages of a text.
pub(super) const LANGUAGES: &[&str] = &["zh-CN", "zh-TW", "en"];

/// What does not fit is told in these words; what fits has this form.
pub(super) const TOKENS: &[(&str, &str)] = &[
    (
        "not an IANA zone, such as Asia/Shanghai",
        "^[A-Za-z0-9/_+-]{1,64}$",
    ),
    (
        "not an offset, such as +08:00",
        "^(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])$",
    ),
    ("not a currency code of ISO 4217, such as CNY", "^[A-Z]{3}$"),
    (
        "a picture is a relative address or starts with https://",
        "^(https://[A-Za-z0-9!#$%&*+,./:;=?@\\[\\]^_`{|}~-]{0,292}|\
         (?!//)[A-Za-z0-9!#$%&*+,./;=?@\\[\\]^_`{|}~-]{1,300})$",
    ),
    (
        "a commitment is a SHA-256 in 64 lower-case hexadecimal digits",
        "^[0-9a-f]{64}$",
    ),
    (
        "not a time of day, such as 20:00",
        "^([01][0-9]|2[0-3]):[0-5][0-9]$",
    ),
    (
        "not a day, such as 2026-10-01",
        "^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    ),
];
