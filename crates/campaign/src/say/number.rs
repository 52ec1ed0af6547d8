//! Numbers, amounts and rates, in integers all the way.

use pricing::{Money, Rate};

use crate::model::Currency;
use crate::text::Locale;

/// Appends a whole number.
#[inline(never)]
pub(crate) fn push_int(out: &mut String, number: i64) {
    if number < 0 {
        out.push('-');
    }
    push_digits(out, number.unsigned_abs(), 1, false);
}

/// Appends at least so many digits, in groups of three where asked.
#[inline(never)]
pub(super) fn push_digits(out: &mut String, number: u64, least: usize, grouped: bool) {
    let mut digits = [b'0'; 20];
    let mut at = digits.len();
    let mut rest = number;
    while rest > 0 {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    at = at.min(digits.len() - least);
    for (place, digit) in digits.iter().enumerate().skip(at) {
        if grouped && place > at && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(char::from(*digit));
    }
}

/// How a decimal ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tail {
    /// All digits: 300.00, 3.50.
    Full,
    /// All digits or none: 300, 3.50.
    WholeOrFull,
    /// No zeros at the end: 300, 3.5.
    Trimmed,
}

/// What stands before the point in `value / 10^places`, and what is left for after it.
fn split(value: u64, places: u8) -> (u64, u64) {
    let mut unit = 1;
    for _ in 0..places {
        unit *= 10;
    }
    (value / unit, value % unit)
}

/// Appends the point and what stands after it.
fn push_fraction(out: &mut String, mut rest: u64, mut places: u8, tail: Tail) {
    if tail == Tail::WholeOrFull && rest == 0 {
        return;
    }
    while tail == Tail::Trimmed && places > 0 && rest.is_multiple_of(10) {
        rest /= 10;
        places -= 1;
    }
    if places > 0 {
        out.push('.');
        push_digits(out, rest, usize::from(places), false);
    }
}

/// Appends `value / 10^places`.
#[inline(never)]
fn push_decimal(out: &mut String, value: u64, places: u8, tail: Tail, grouped: bool) {
    let (whole, rest) = split(value, places);
    push_digits(out, whole, 1, grouped);
    push_fraction(out, rest, places, tail);
}

/// Appends a count of things.
#[inline(never)]
pub(super) fn push_count(out: &mut String, number: u64) {
    push_digits(out, number, 1, true);
}

/// A count of things: `3,000`.
#[must_use]
pub fn count(number: u64) -> String {
    let mut out = String::new();
    push_count(&mut out, number);
    out
}

/// Appends a place in a row: `第二件`, `第 12 件`, `2nd`.
#[inline(never)]
pub(super) fn push_nth(out: &mut String, place: u32, locale: Locale) {
    const DIGITS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    if locale == Locale::En {
        push_count(out, place.into());
        out.push_str(match (place % 10, place % 100) {
            (1..=3, 11..=13) => "th",
            (1, _) => "st",
            (2, _) => "nd",
            (3, _) => "rd",
            _ => "th",
        });
        return;
    }
    out.push('第');
    match DIGITS.get((place as usize).wrapping_sub(1)) {
        Some(digit) => out.push_str(digit),
        None => {
            out.push(' ');
            push_count(out, place.into());
            out.push(' ');
        }
    }
    out.push('件');
}

/// An amount in parts, for prices whose figures differ in size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyParts {
    /// `-` as a true minus sign, or nothing.
    pub sign: &'static str,
    /// `¥`.
    pub symbol: String,
    /// `249`.
    pub whole: String,
    /// `.50`, with its point; empty for a currency without minor unit.
    pub fraction: String,
}

/// An amount in parts: `¥`, `249`, `.50`.
#[must_use]
pub fn money_parts(amount: Money, currency: &Currency, locale: Locale) -> MoneyParts {
    let (before, rest) = split(amount.minor().unsigned_abs(), currency.exponent);
    let mut whole = String::new();
    push_digits(&mut whole, before, 1, is_grouped(locale));
    let mut fraction = String::new();
    push_fraction(&mut fraction, rest, currency.exponent, Tail::Full);
    MoneyParts {
        sign: sign(amount),
        symbol: currency.symbol.clone(),
        whole,
        fraction,
    }
}

fn sign(amount: Money) -> &'static str {
    if amount < Money::ZERO { "\u{2212}" } else { "" }
}

/// Chinese shops write ¥1299; readers of English expect $1,299.
fn is_grouped(locale: Locale) -> bool {
    locale == Locale::En
}

/// Appends an amount with its symbol.
#[inline(never)]
pub(super) fn push_money(
    out: &mut String,
    amount: Money,
    currency: &Currency,
    locale: Locale,
    tail: Tail,
) {
    push_amount(out, amount, &currency.symbol, currency, locale, tail);
}

/// Appends an amount without its symbol and without `.00`.
#[inline(never)]
pub(super) fn push_figure(out: &mut String, amount: Money, currency: &Currency, locale: Locale) {
    push_amount(out, amount, "", currency, locale, Tail::WholeOrFull);
}

fn push_amount(
    out: &mut String,
    amount: Money,
    symbol: &str,
    currency: &Currency,
    locale: Locale,
    tail: Tail,
) {
    out.push_str(sign(amount));
    out.push_str(symbol);
    let minor = amount.minor().unsigned_abs();
    push_decimal(out, minor, currency.exponent, tail, is_grouped(locale));
}

/// An amount: `¥299.50`; `¥1,299.50` in English.
#[must_use]
pub fn money(amount: Money, currency: &Currency, locale: Locale) -> String {
    let mut out = String::new();
    push_money(&mut out, amount, currency, locale, Tail::Full);
    out
}

/// An amount without `.00`: `¥300`, but `¥299.50`.
#[must_use]
pub fn money_short(amount: Money, currency: &Currency, locale: Locale) -> String {
    let mut out = String::new();
    push_money(&mut out, amount, currency, locale, Tail::WholeOrFull);
    out
}

/// An amount without its symbol and without `.00`: `300`.
#[must_use]
pub fn figure(amount: Money, currency: &Currency, locale: Locale) -> String {
    let mut out = String::new();
    push_figure(&mut out, amount, currency, locale);
    out
}

/// A reduction as the trade says it. `off` is what is taken off: 2000 basis points are `8 折`,
/// or `20% off` in English. 15 percent off are `8.5 折`, and in traditional Chinese `85 折`.
#[must_use]
pub fn zhe(off: Rate, locale: Locale) -> String {
    let mut out = String::new();
    push_zhe(&mut out, off, locale);
    out
}

/// Appends a reduction with its unit.
#[inline(never)]
pub(super) fn push_zhe(out: &mut String, off: Rate, locale: Locale) {
    push_zhe_figure(out, off, locale);
    if locale != Locale::En {
        out.push(' ');
    }
    out.push_str(zhe_unit(locale));
}

/// What follows the figure of a reduction.
pub(super) fn zhe_unit(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "% off",
        _ => "折",
    }
}

/// Appends the figure before 折 or the percent sign: `8.5`, `15`.
#[inline(never)]
pub(super) fn push_zhe_figure(out: &mut String, off: Rate, locale: Locale) {
    let (rate, mut places) = match locale {
        Locale::En => (off, 2),
        _ => (off.complement(), 3),
    };
    let mut value = u64::from(rate.basis_points());
    // Taiwan leaves the point of two figures out: 85折.
    if locale == Locale::ZhTw && value >= 1_000 && value % 1_000 != 0 && value.is_multiple_of(100) {
        value /= 100;
        places = 0;
    }
    push_decimal(out, value, places, Tail::Trimmed, false);
}

/// Appends a rate in percent: `20%`, `12.5%`.
#[inline(never)]
pub(super) fn push_percent(out: &mut String, rate: Rate) {
    push_odds(out, u32::from(rate.basis_points()) * 100);
}

/// Appends odds.
#[inline(never)]
pub(super) fn push_odds(out: &mut String, ppm: u32) {
    push_decimal(out, u64::from(ppm), 4, Tail::Trimmed, false);
    out.push('%');
}

/// Odds from millionths, exactly: `3.4%`.
#[must_use]
pub fn odds(ppm: u32) -> String {
    let mut out = String::new();
    push_odds(&mut out, ppm);
    out
}

/// Six digits of a hash, as shoppers can compare them: `8F3C1A`.
#[must_use]
pub fn version_tag(hash: u64) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::new();
    for place in 0..6 {
        out.push(char::from(HEX[(hash >> (60 - 4 * place)) as usize & 15]));
    }
    out
}
