//! Putting values into words.

use pricing::{Instant, Money, Rate, Window};

use super::date::{push_date_time, push_end_time, push_span};
use super::number::{
    Tail, push_count, push_int, push_money, push_nth, push_odds, push_percent, push_zhe,
};
use super::offer::{push_bare, push_spoken};
use crate::model::{Campaign, Currency, Zone};
use crate::text::{Locale, Text, Words};
use crate::words;

/// A value that words have a place for. It is written where it stands, so a sentence is one text
/// from the start and not one for each of its parts.
#[derive(Clone, Copy)]
pub(crate) enum Slot<'a> {
    /// As it is, with a space where its Latin end meets an ideograph: `以 Europe/Berlin 为准`.
    Text(&'a str),
    /// As it is: `满200`.
    Tight(&'a str),
    /// A whole number without groups: `1000000`.
    Int(i64),
    /// A count of things: `3,000`.
    Count(u64),
    /// A place in a row: `第二件`; in English `2nd`.
    Nth(u32),
    /// `¥300`, but `¥299.50`.
    Money(Money, &'a Currency),
    /// `¥299.50`, always with all digits.
    FullMoney(Money, &'a Currency),
    /// An amount inside a title: `300`.
    Bare(Money, &'a Campaign),
    /// An amount inside a sentence: `300 元`.
    Spoken(Money, &'a Campaign),
    /// `直降 10 元`.
    Drop(Money, &'a Campaign),
    /// `8 折`, `20% off`.
    Zhe(Rate),
    /// `8 折`; in English `20%`, where `off` follows anyway.
    Rate(Rate),
    /// `20%` in every language.
    Percent(Rate),
    /// Odds in millionths: `3.4%`.
    Odds(u32),
    /// A start or an event.
    At(Instant, &'a Zone),
    /// An end.
    Until(Instant, &'a Zone),
    /// From a start to an end.
    Span(&'a Window, &'a Zone),
    /// Words that stand with spaces between them, for messages: `list, after_item`.
    #[cfg_attr(not(feature = "prose"), expect(dead_code))]
    Choices(&'static str),
    /// The number of a character, for messages: `U+200B`.
    #[cfg_attr(not(feature = "prose"), expect(dead_code))]
    Character(char),
}

impl Slot<'_> {
    fn push(&self, out: &mut String, locale: Locale) {
        match *self {
            Slot::Text(text) | Slot::Tight(text) => out.push_str(text),
            Slot::Int(number) => push_int(out, number),
            Slot::Count(number) => push_count(out, number),
            Slot::Nth(place) => push_nth(out, place, locale),
            Slot::Money(amount, currency) => {
                push_money(out, amount, currency, locale, Tail::WholeOrFull);
            }
            Slot::FullMoney(amount, currency) => {
                push_money(out, amount, currency, locale, Tail::Full);
            }
            Slot::Bare(amount, campaign) => push_bare(out, amount, campaign, locale),
            Slot::Spoken(amount, campaign) => push_spoken(out, amount, campaign, locale),
            Slot::Drop(amount, campaign) => {
                let words = &words!("直降 {0}", "直降 {0}", "{0} off");
                push(out, words, locale, &[Slot::Spoken(amount, campaign)]);
            }
            Slot::Rate(rate) if locale == Locale::En => push_percent(out, rate),
            Slot::Rate(rate) | Slot::Zhe(rate) => push_zhe(out, rate, locale),
            Slot::Percent(rate) => push_percent(out, rate),
            Slot::Odds(ppm) => push_odds(out, ppm),
            Slot::At(at, zone) => push_date_time(out, at, zone, locale),
            Slot::Until(at, zone) => push_end_time(out, at, zone, locale),
            Slot::Span(window, zone) => push_span(out, window, zone, locale),
            #[cfg(feature = "prose")]
            Slot::Choices(words) => out.push_str(&words.replace(' ', ", ")),
            #[cfg(feature = "prose")]
            Slot::Character(c) => out.push_str(&format!("U+{:04X}", u32::from(c))),
            #[cfg(not(feature = "prose"))]
            Slot::Choices(_) | Slot::Character(_) => {}
        }
    }
}

/// The words that are nothing but a value.
pub(super) const AS_IT_IS: &Words = &words!("{0}", "{0}", "{0}");

/// Appends a template, with `{0}`, `{1}` … replaced by the values; `{}` is the first one.
#[inline(never)]
pub(crate) fn push_filled(out: &mut String, template: &str, locale: Locale, values: &[Slot]) {
    let mut plain = 0;
    let mut slot = None;
    for (at, byte) in template.bytes().enumerate() {
        match (byte, slot) {
            (b'{', _) => {
                out.push_str(template.get(plain..at).unwrap_or(""));
                slot = Some(0);
            }
            (b'}', Some(index)) => {
                plain = at + 1;
                slot = None;
                if let Some(value) = values.get(index) {
                    if let Slot::Text(text) = value {
                        space(out, text);
                    }
                    value.push(out, locale);
                    if let Slot::Text(_) | Slot::Spoken(..) = value {
                        space(out, template.get(plain..).unwrap_or(""));
                    }
                }
            }
            (digit, Some(_)) => slot = Some(usize::from(digit.wrapping_sub(b'0'))),
            _ => {}
        }
    }
    out.push_str(template.get(plain..).unwrap_or(""));
}

/// Adds a space where an ideograph and a Latin letter or figure would meet.
#[inline(never)]
fn space(out: &mut String, next: &str) {
    // The second sort begins the three bytes of an ideograph; punctuation of full width begins with others.
    let sort = |byte: Option<&u8>| match byte {
        Some(byte) if byte.is_ascii_alphanumeric() => 1,
        Some(0xE4..=0xE9) => 2,
        _ => 0,
    };
    let text = out.as_bytes();
    let before = sort(text.last()) | (sort(text.iter().nth_back(2)) & 2);
    if before + sort(next.as_bytes().first()) == 3 {
        out.push(' ');
    }
}

/// Appends the words with the values in their places.
#[inline(never)]
pub(super) fn push(out: &mut String, words: &Words, locale: Locale, values: &[Slot]) {
    push_filled(out, words.get(locale), locale, values);
}

/// The words with the values in their places.
#[inline(never)]
pub(super) fn fill(words: &Words, locale: Locale, values: &[Slot]) -> String {
    let mut out = String::new();
    push(&mut out, words, locale, values);
    out
}

/// Adds a thing to a list, in marks: `甲、乙`, `"Jia", "Yi"`.
#[inline(never)]
pub(super) fn enlist(list: &mut String, thing: &Text, locale: Locale, marks: [&str; 2]) {
    if !list.is_empty() {
        list.push_str(words!("、", "、", ", ").get(locale));
    }
    list.push_str(marks[0]);
    list.push_str(thing.get(locale));
    list.push_str(marks[1]);
}
