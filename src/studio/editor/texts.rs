//! Values as planners read them.

use campaign::Severity;
use campaign::json::{self, Value};

/// The mark of a severity.
#[must_use]
pub const fn mark(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "er",
        Severity::Warning => "wa",
    }
}

/// An amount of minor units with its point: `1,234.50` of 123450 at two digits.
#[must_use]
pub fn amount(minor: i64, exponent: u32) -> String {
    let unit = 10_i64.pow(exponent.min(6));
    let whole = (minor / unit).abs().to_string();
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if minor < 0 { "-" } else { "" };
    if exponent == 0 {
        return [sign, &grouped].concat();
    }
    let width = exponent as usize;
    format!("{sign}{grouped}.{:0width$}", (minor % unit).abs())
}

/// Minor units of what a planner writes: `1,234.5` is 123450 at two digits. Nothing for what is no
/// amount or has more digits than the currency.
#[must_use]
pub fn minor(text: &str, exponent: u32) -> Option<i64> {
    let plain: String = text
        .chars()
        .map(|c| super::fixes::ascii(c).unwrap_or(c))
        .filter(|c| !matches!(c, ',' | '¥' | '￥' | '€' | '£' | '$' | ' ' | '元'))
        .collect();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(part) || part.len() > exponent as usize {
        return None;
    }
    let width = exponent as usize;
    format!("{whole}{part:0<width$}").parse().ok()
}

/// Digits after the point in a document's currency.
#[must_use]
pub fn exponent(root: &Value) -> u32 {
    let currency = root.get("currency").and_then(|c| c.get("exponent"));
    let exponent = currency.and_then(Value::as_int);
    exponent.and_then(|n| u32::try_from(n).ok()).unwrap_or(2)
}

/// A value in a few words: a text as it is, an instant short, an entry by its name.
#[must_use]
pub fn short(value: &Value) -> String {
    match value {
        Value::Text(text) => instant(text).unwrap_or_else(|| text.clone()),
        Value::Map(_) => {
            let name = value.get("zh-CN").or_else(|| value.get("name"));
            match name {
                Some(name) => short(name),
                None => super::way::id(value).map_or_else(|| json::write(value), str::to_owned),
            }
        }
        other => json::write(other),
    }
}

/// `11-10 20:00` of an instant.
fn instant(text: &str) -> Option<String> {
    campaign::civil::parse_instant(text).ok()?;
    Some([text.get(5..10)?, " ", text.get(11..16)?].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_go_there_and_back() {
        for (text, value) in [("0.00", 0), ("1,234.50", 123_450), ("0.05", 5)] {
            assert_eq!(amount(value, 2), text);
            assert_eq!(minor(text, 2), Some(value));
        }
        assert_eq!(minor("￥１９９．５元", 2), Some(19_950));
        assert_eq!(minor("199.999", 2), None);
        assert_eq!(minor("abc", 2), None);
        assert_eq!(minor("1,200", 0), Some(1_200));
    }

    #[test]
    fn values_are_short() {
        let value = json::parse(r#"{"name":{"zh-CN":"券"},"id":"c"}"#).unwrap();
        assert_eq!(short(&value), "券");
        assert_eq!(
            short(&Value::text("2026-11-10T20:00:00+08:00")),
            "11-10 20:00"
        );
    }
}
