//! What one types into the clock: `11-12 20:00`, `20:00:05`, `+3s`, `-2h`, `next`, RFC 3339.

use campaign::model::Zone;
use campaign::timeline::{Civil, day_start};
use pricing::Instant;

use super::changes::{self, Change};

/// The instant that a text names, seen from `now`; nothing if it names none.
#[must_use]
pub fn read(text: &str, now: Instant, zone: &Zone, all: &[Change]) -> Option<Instant> {
    let text = text.trim();
    match text {
        "next" => return changes::next(all, now).first().map(|change| change.at),
        "prev" | "previous" => return changes::previous(all, now),
        _ => {}
    }
    if let Some(ms) = offset(text) {
        return Some(now.plus_ms(ms));
    }
    if let Ok(at) = campaign::civil::parse_instant(text) {
        return Some(at);
    }
    local(text, now, zone)
}

/// `+3s`, `-2h`, `+1d12h`, `+250ms`; the sign is needed.
fn offset(text: &str) -> Option<i64> {
    let (sign, mut rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-" | "−", rest) => (-1, rest),
        _ => return None,
    };
    if rest.is_empty() {
        return None;
    }
    let mut ms: i64 = 0;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        let number: i64 = rest[..end].parse().ok()?;
        let unit = &rest[end..];
        let (size, length) = [
            ("ms", 1),
            ("s", 1_000),
            ("m", 60_000),
            ("h", 3_600_000),
            ("d", 86_400_000),
        ]
        .into_iter()
        .find_map(|(name, size)| unit.starts_with(name).then_some((size, name.len())))?;
        ms = ms.checked_add(number.checked_mul(size)?)?;
        rest = &unit[length..];
    }
    Some(sign * ms)
}

/// A local date and time; what is left out at the front is as it is now.
fn local(text: &str, now: Instant, zone: &Zone) -> Option<Instant> {
    let today = Civil::at(now, zone);
    let (date, time) = match text.split_once([' ', 'T']) {
        Some((date, time)) => (Some(date), time.trim()),
        None if text.contains(':') => (None, text),
        None => (Some(text), "00:00"),
    };
    let numbers: Vec<u32> = date
        .into_iter()
        .flat_map(|date| date.split(['-', '/', '.']))
        .map(str::parse)
        .collect::<Result<_, _>>()
        .ok()?;
    let (year, month, day) = match numbers[..] {
        [] => (
            u32::try_from(today.year).ok()?,
            u32::from(today.month),
            u32::from(today.day),
        ),
        [month, day] => (u32::try_from(today.year).ok()?, month, day),
        [year, month, day] => (year, month, day),
        _ => return None,
    };
    let (time, ms) = time.split_once('.').unwrap_or((time, "0"));
    let ms: i64 = format!("{ms:0<3}").parse().ok().filter(|ms| *ms < 1000)?;
    let parts: Vec<i64> = time
        .split(':')
        .map(str::parse)
        .collect::<Result<_, _>>()
        .ok()?;
    let (hour, minute, second) = match parts[..] {
        [hour, minute] => (hour, minute, 0),
        [hour, minute, second] => (hour, minute, second),
        _ => return None,
    };
    // 24:00 is how planners write the end of a day.
    if !(0..60).contains(&minute) || !(0..60).contains(&second) || !(0..=24).contains(&hour) {
        return None;
    }
    let noon = format!("{year:04}-{month:02}-{day:02}T12:00:00Z");
    let noon = campaign::civil::parse_instant(&noon).ok()?;
    let utc = Zone {
        name: String::new(),
        offset_minutes: 0,
    };
    let midnight = day_start(noon, &utc).plus_ms(i64::from(zone.offset_minutes) * -60_000);
    Some(midnight.plus_ms(((hour * 60 + minute) * 60 + second) * 1000 + ms))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::test_model::{DOUBLE_11, at, campaign};

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let campaign = campaign(DOUBLE_11);
        let all = changes::changes(&campaign);
        let now = at("2026-11-11T19:59:57+08:00");
        assert_eq!(
            read(text, now, &campaign.zone, &all),
            expected.map(at),
            "{text}"
        );
    }

    #[test]
    fn moments() {
        check("11-12 20:00", Some("2026-11-12T20:00:00+08:00"));
        check("2026-11-12 20:00:01", Some("2026-11-12T20:00:01+08:00"));
        check("2026/11/12 20:00", Some("2026-11-12T20:00:00+08:00"));
        check("11-12 24:00", Some("2026-11-13T00:00:00+08:00"));
        check("11-12", Some("2026-11-12T00:00:00+08:00"));
        check("8:05", Some("2026-11-11T08:05:00+08:00"));
        check(" 20:00:00.5 ", Some("2026-11-11T20:00:00.500+08:00"));
        check("2026-11-11T12:00:00Z", Some("2026-11-11T20:00:00+08:00"));
        check("+3s", Some("2026-11-11T20:00:00+08:00"));
        check("-2h", Some("2026-11-11T17:59:57+08:00"));
        check("+1d2m", Some("2026-11-12T20:01:57+08:00"));
        check("+250ms", Some("2026-11-11T19:59:57.250+08:00"));
        check("next", Some("2026-11-11T20:00:00+08:00"));
        check("prev", Some("2026-11-11T16:00:00+08:00"));
    }

    #[test]
    fn what_is_no_moment() {
        for text in [
            "",
            "+",
            "+3",
            "3s",
            "soon",
            "11-31",
            "11-12 25:00",
            "11-12 20:60",
            "1-2-3-4",
            "+9999999999999999999d",
        ] {
            check(text, None);
        }
    }
}
