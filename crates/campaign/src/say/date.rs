//! Dates, times and lengths of time.

use pricing::{Instant, Window};

use super::fill::{Slot, push};
use super::number::{push_digits, push_int};
use crate::civil::Civil;
use crate::model::Zone;
use crate::text::{Locale, Words};
use crate::words;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

fn push_date(out: &mut String, civil: &Civil, locale: Locale) {
    if locale == Locale::En {
        out.push_str(MONTHS[usize::from(civil.month.clamp(1, 12)) - 1]);
        out.push(' ');
    } else {
        push_int(out, i64::from(civil.month));
        out.push('月');
    }
    push_int(out, i64::from(civil.day));
    if locale != Locale::En {
        out.push('日');
    }
}

fn push_time(out: &mut String, civil: &Civil) {
    push_digits(out, u64::from(civil.hour), 2, false);
    out.push(':');
    push_digits(out, u64::from(civil.minute), 2, false);
}

#[inline(never)]
fn push_civil(out: &mut String, civil: &Civil, locale: Locale) {
    push_date(out, civil, locale);
    out.push_str(if locale == Locale::En { ", " } else { " " });
    push_time(out, civil);
}

/// A local date: `11月11日`, `Nov 11`.
#[must_use]
pub fn date(at: Instant, zone: &Zone, locale: Locale) -> String {
    let mut out = String::new();
    push_date(&mut out, &Civil::at(at, zone), locale);
    out
}

/// A local time of day: `20:00`.
#[must_use]
pub fn time(at: Instant, zone: &Zone) -> String {
    let mut out = String::new();
    push_time(&mut out, &Civil::at(at, zone));
    out
}

/// A local date and time of a start or an event: `11月10日 20:00`, `Nov 10, 20:00`.
#[must_use]
pub fn date_time(at: Instant, zone: &Zone, locale: Locale) -> String {
    let mut out = String::new();
    push_date_time(&mut out, at, zone, locale);
    out
}

/// Appends what [`date_time`] says.
#[inline(never)]
pub(super) fn push_date_time(out: &mut String, at: Instant, zone: &Zone, locale: Locale) {
    push_civil(out, &Civil::at(at, zone), locale);
}

/// A local date and time of an end. An end at midnight belongs to the day it closes: `11月12日
/// 24:00`, `Nov 12, 24:00`, as ISO 8601 writes the end of a day. English keeps it because
/// "midnight" names no day and `23:59` would be a minute less than promised.
#[must_use]
pub fn end_time(at: Instant, zone: &Zone, locale: Locale) -> String {
    let mut out = String::new();
    push_end_time(&mut out, at, zone, locale);
    out
}

/// Appends what [`end_time`] says.
#[inline(never)]
pub(super) fn push_end_time(out: &mut String, at: Instant, zone: &Zone, locale: Locale) {
    push_civil(out, &end(at, zone), locale);
}

/// The day that an end belongs to; its hour there may be 24.
#[inline(never)]
fn end(at: Instant, zone: &Zone) -> Civil {
    let civil = Civil::at(at, zone);
    if (civil.hour, civil.minute, civil.second) != (0, 0, 0) {
        return civil;
    }
    let mut closed = Civil::at(at.plus_ms(-1000), zone);
    closed.hour = 24;
    closed.minute = 0;
    closed
}

/// From a start to an end: `11月10日 20:00 – 11月12日 24:00`, and `11月11日 10:00–12:00` within
/// one day.
#[must_use]
pub fn span(window: Window, zone: &Zone, locale: Locale) -> String {
    let mut out = String::new();
    push_span(&mut out, &window, zone, locale);
    out
}

/// Appends what [`span`] says.
#[inline(never)]
pub(super) fn push_span(out: &mut String, window: &Window, zone: &Zone, locale: Locale) {
    let from = Civil::at(window.from, zone);
    let until = end(window.until, zone);
    push_civil(out, &from, locale);
    if (from.year, from.month, from.day) == (until.year, until.month, until.day) {
        out.push('–');
        push_time(out, &until);
    } else {
        out.push_str(" – ");
        push_civil(out, &until, locale);
    }
}

/// A length of time in its two largest units: `1 天 13 小时`, `57 分钟 44 秒`, `1 day 13 hours`.
/// What is left below a second is dropped.
#[must_use]
pub fn duration(ms: i64, locale: Locale) -> String {
    static UNITS: [(i64, Words, &str); 4] = [
        (86_400, words!("{0} 天", "{0} 天", "{0} days"), "1 day"),
        (3600, words!("{0} 小时", "{0} 小時", "{0} hours"), "1 hour"),
        (
            60,
            words!("{0} 分钟", "{0} 分鐘", "{0} minutes"),
            "1 minute",
        ),
        (1, words!("{0} 秒", "{0} 秒", "{0} seconds"), "1 second"),
    ];
    let mut rest = ms.max(0) / 1000;
    let mut out = String::new();
    let mut units = 0;
    for (seconds, words, one) in &UNITS {
        let number = rest / seconds;
        rest %= seconds;
        let last = *seconds == 1 && units == 0;
        if number == 0 && !last {
            // A gap ends it: "1 day 5 seconds" is more exact than anyone wants.
            if units > 0 {
                break;
            }
            continue;
        }
        if units > 0 {
            out.push(' ');
        }
        if locale == Locale::En && number == 1 {
            out.push_str(one);
        } else {
            push(&mut out, words, locale, &[Slot::Int(number)]);
        }
        units += 1;
        if units == 2 {
            break;
        }
    }
    out
}
