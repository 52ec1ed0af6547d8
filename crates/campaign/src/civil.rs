//! The calendar in integers: instants to local dates and back.
//!
//! The day arithmetic is Howard Hinnant's `days_from_civil`, exact for the years 0 to 9999 of the
//! proleptic Gregorian calendar.

use pricing::Instant;

use crate::model::Zone;
use crate::problem::prose;

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;
/// Days from 0000-03-01 to 1970-01-01.
const EPOCH: i64 = 719_468;
/// Days from 1970-01-01 to 9999-12-31.
const LAST_DAY: i64 = 2_932_896;

/// A local date and time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Civil {
    /// Year.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute, 0 to 59.
    pub minute: u8,
    /// Second, 0 to 59.
    pub second: u8,
    /// Day of the week: 0 is Sunday.
    pub weekday: u8,
}

impl Civil {
    /// The local date and time of an instant; the nearest one from the year 0 to 9999.
    #[must_use]
    #[inline(never)]
    pub fn at(instant: Instant, zone: &Zone) -> Self {
        let local = instant
            .ms()
            .saturating_add(i64::from(zone.offset_minutes) * MINUTE_MS)
            .clamp(-EPOCH * DAY_MS, LAST_DAY * DAY_MS)
            + EPOCH * DAY_MS;
        // From 0000-03-01, so nothing below is negative.
        let days = (local / DAY_MS) as u32;
        let seconds = (local % DAY_MS) as u32 / 1000;
        let day_of_era = days % 146_097;
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let month = if shifted_month < 10 {
            shifted_month + 3
        } else {
            shifted_month - 9
        };
        let year = year_of_era + days / 146_097 * 400 + u32::from(month <= 2);
        Self {
            year: year as i32,
            month: month as u8,
            day: (day_of_year - (153 * shifted_month + 2) / 5 + 1) as u8,
            hour: (seconds / 3600) as u8,
            minute: (seconds / 60 % 60) as u8,
            second: (seconds % 60) as u8,
            weekday: ((days + 3) % 7) as u8,
        }
    }
}

/// The instant at which the local day of `instant` began.
#[must_use]
pub fn day_start(instant: Instant, zone: &Zone) -> Instant {
    let offset = i64::from(zone.offset_minutes) * MINUTE_MS;
    let local = instant.ms().saturating_add(offset);
    Instant::from_ms(
        local
            .saturating_sub(local.rem_euclid(DAY_MS))
            .saturating_sub(offset),
    )
}

/// The instant at which the next local day begins.
#[must_use]
pub fn next_day_start(instant: Instant, zone: &Zone) -> Instant {
    day_start(instant, zone).plus_ms(DAY_MS)
}

/// Days from 1970-01-01 to a date that exists, after the year 0.
fn days_from_civil(year: u32, month: u32, day: u32) -> i64 {
    let year = year - u32::from(month <= 2);
    let year_of_era = year % 400;
    let shifted_month = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * shifted_month + 2) / 5 + day - 1;
    let days = year / 400 * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100
        + day_of_year;
    i64::from(days) - EPOCH
}

fn days_in_month(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Reads an RFC 3339 instant with an explicit offset: `2026-11-10T20:00:00+08:00`. Milliseconds
/// may follow the seconds.
///
/// # Errors
///
/// What is wrong with it, as the end of a sentence; empty without the feature `prose`.
pub fn parse_instant(text: &str) -> Result<Instant, &'static str> {
    const FORM: &str = prose!("not an instant; write it as 2026-11-10T20:00:00+08:00");
    let bytes = text.as_bytes();
    if !starts_like(bytes, b"0000-00-00T00:00:00") {
        return Err(FORM);
    }
    let (mut ms, mut at) = (0, 19);
    if starts_like(&bytes[at..], b".000") {
        ms = number(bytes, 20, 3);
        at = 23;
    }
    let Some(offset) = parse_offset(text.get(at..).unwrap_or("")) else {
        return Err(if bytes.len() == 19 {
            prose!("an instant without an offset; add one, such as +08:00")
        } else {
            FORM
        });
    };
    let year = number(bytes, 0, 4);
    let month = number(bytes, 5, 2);
    let day = number(bytes, 8, 2);
    let hour = number(bytes, 11, 2);
    let minute = number(bytes, 14, 2);
    let second = number(bytes, 17, 2);
    if !(2000..=2099).contains(&year) {
        return Err(prose!("a year outside 2000 to 2099"));
    }
    if !(1..=12).contains(&month) || !(1..=days_in_month(year, month)).contains(&day) {
        return Err(prose!("a date that does not exist"));
    }
    if hour == 24 {
        return Err(prose!(
            "hour 24; the end of a day is 00:00:00 of the next day"
        ));
    }
    if hour > 23 || minute > 59 || second > 59 {
        return Err(prose!("a time of day that does not exist"));
    }
    let seconds = i64::from(hour * 3600 + minute * 60 + second) - i64::from(offset) * 60;
    let ms = i64::from(ms) + seconds * 1000;
    Ok(Instant::from_ms(
        days_from_civil(year, month, day) * DAY_MS + ms,
    ))
}

/// Reads `+08:00`, `-03:30` or `Z` as minutes east of UTC.
pub(crate) fn parse_offset(text: &str) -> Option<i32> {
    if text == "Z" {
        return Some(0);
    }
    let bytes = text.as_bytes();
    if bytes.len() != 6 || !starts_like(&bytes[1..], b"00:00") {
        return None;
    }
    let (hours, minutes) = (number(bytes, 1, 2), number(bytes, 4, 2));
    if hours > 14 || minutes > 59 {
        return None;
    }
    let total = (hours * 60 + minutes) as i32;
    match bytes[0] {
        b'+' => Some(total),
        b'-' => Some(-total),
        _ => None,
    }
}

/// Reads a time of day, `20:00`, as minutes from midnight.
#[inline(never)]
pub(crate) fn parse_time(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    if bytes.len() != 5 || !starts_like(bytes, b"00:00") {
        return None;
    }
    let (hours, minutes) = (number(bytes, 0, 2), number(bytes, 3, 2));
    (hours < 24 && minutes < 60).then(|| i64::from(hours * 60 + minutes))
}

/// Whether the text starts like the form, in which `0` stands for any digit.
#[inline(never)]
fn starts_like(bytes: &[u8], form: &[u8]) -> bool {
    for (index, wanted) in form.iter().enumerate() {
        let fits = match bytes.get(index) {
            Some(byte) if *wanted == b'0' => byte.is_ascii_digit(),
            byte => byte == Some(wanted),
        };
        if !fits {
            return false;
        }
    }
    true
}

/// The number made by some digits, which have been checked.
#[inline(never)]
fn number(bytes: &[u8], start: usize, length: usize) -> u32 {
    let mut number = 0;
    for digit in &bytes[start..start + length] {
        number = number * 10 + u32::from(digit - b'0');
    }
    number
}
