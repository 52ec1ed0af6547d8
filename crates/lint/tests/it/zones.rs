//! Local time by a fixed offset, beside what the IANA database says.

use campaign::civil::{Civil, day_start, next_day_start, parse_instant};
use campaign::model::Zone;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use lint::zones::{Clocks, offset};
use lint::{Market, Profile, Severity, Subject};
use pricing::Instant;

use crate::patch::patched;

const ZONES: [&str; 4] = [
    "Asia/Shanghai",
    "Europe/London",
    "America/New_York",
    "Pacific/Apia",
];
const HOUR: i64 = 3_600_000;

#[track_caller]
fn at(text: &str) -> Instant {
    parse_instant(text).unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

/// A zone as a file would write it for this instant.
fn fixed(name: &str, at: Instant) -> Zone {
    Zone {
        name: name.to_owned(),
        offset_minutes: Clocks::of(name).unwrap().offset_minutes(at),
    }
}

/// Every five hours and a bit for forty years, changes of clocks and the day that Apia left out
/// among them.
#[test]
fn with_the_offset_of_the_moment_local_time_is_right() {
    for name in ZONES {
        let zone = TimeZone::get(name).unwrap();
        let mut now = at("2000-01-01T00:00:00Z");
        let end = at("2040-01-01T00:00:00Z");
        let mut offsets = Vec::new();
        while now < end {
            let fixed = fixed(name, now);
            let ours = Civil::at(now, &fixed);
            let theirs = Timestamp::from_millisecond(now.ms())
                .unwrap()
                .to_zoned(zone.clone());
            let ours = (
                (ours.year, ours.month, ours.day, ours.weekday),
                (ours.hour, ours.minute, ours.second),
            );
            let theirs = (
                (
                    i32::from(theirs.year()),
                    theirs.month() as u8,
                    theirs.day() as u8,
                    theirs.weekday().to_sunday_zero_offset() as u8,
                ),
                (
                    theirs.hour() as u8,
                    theirs.minute() as u8,
                    theirs.second() as u8,
                ),
            );
            assert_eq!(ours, theirs, "{name} {}", now.ms());
            if !offsets.contains(&fixed.offset_minutes) {
                offsets.push(fixed.offset_minutes);
            }
            now = now.plus_ms(5 * HOUR + 7 * 60_000 + 11_000);
        }
        offsets.sort_unstable();
        let expected: &[i32] = match name {
            "Asia/Shanghai" => &[480],
            "Europe/London" => &[0, 60],
            "America/New_York" => &[-300, -240],
            // Across the date line and back to summer time.
            _ => &[-660, -600, 780, 840],
        };
        assert_eq!(offsets, expected, "{name}");
    }
}

/// Where the day of an instant starts and ends by the offset of the file, and by the database.
#[track_caller]
fn days(name: &str, now: &str, expected: (&str, &str), off: (i64, i64)) {
    let now = at(now);
    let fixed = fixed(name, now);
    let ours = (day_start(now, &fixed), next_day_start(now, &fixed));
    assert_eq!(ours, (at(expected.0), at(expected.1)), "{name}");
    let zoned = Timestamp::from_millisecond(now.ms())
        .unwrap()
        .to_zoned(TimeZone::get(name).unwrap());
    let start = zoned.start_of_day().unwrap();
    let next = zoned.tomorrow().unwrap().start_of_day().unwrap();
    let by_hours = |ours: Instant, theirs: jiff::Zoned| {
        (ours.ms() - theirs.timestamp().as_millisecond()) / HOUR
    };
    assert_eq!(
        (by_hours(ours.0, start), by_hours(ours.1, next)),
        off,
        "{name}"
    );
}

#[test]
fn days_start_and_end() {
    let none = (0, 0);
    days(
        "Asia/Shanghai",
        "2026-11-11T23:59:59+08:00",
        ("2026-11-11T00:00:00+08:00", "2026-11-12T00:00:00+08:00"),
        none,
    );
    // Both changes of a year: the day of a change starts or ends an hour off.
    days(
        "Europe/London",
        "2026-03-29T12:00:00+01:00",
        ("2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+01:00"),
        (-1, 0),
    );
    days(
        "Europe/London",
        "2026-03-29T00:30:00+00:00",
        ("2026-03-29T00:00:00+00:00", "2026-03-30T00:00:00+00:00"),
        (0, 1),
    );
    days(
        "Europe/London",
        "2026-10-25T12:00:00+00:00",
        ("2026-10-25T00:00:00+00:00", "2026-10-26T00:00:00+00:00"),
        (1, 0),
    );
    days(
        "America/New_York",
        "2026-11-01T00:30:00-04:00",
        ("2026-11-01T00:00:00-04:00", "2026-11-02T00:00:00-04:00"),
        (0, -1),
    );
    days(
        "America/New_York",
        "2026-03-08T12:00:00-04:00",
        ("2026-03-08T00:00:00-04:00", "2026-03-09T00:00:00-04:00"),
        (-1, 0),
    );
    // The last second before the date line moved, and the first after it: 2011-12-30 is not.
    days(
        "Pacific/Apia",
        "2011-12-29T23:59:59-10:00",
        ("2011-12-29T00:00:00-10:00", "2011-12-30T00:00:00-10:00"),
        none,
    );
    days(
        "Pacific/Apia",
        "2011-12-31T00:00:00+14:00",
        ("2011-12-31T00:00:00+14:00", "2012-01-01T00:00:00+14:00"),
        none,
    );
}

/// What the rule says of a change to the clean file: severity, path and words.
fn said(change: &str) -> Vec<(Severity, String, String)> {
    let text = patched(change);
    let parsed = campaign::parse(&text);
    let campaign = parsed
        .campaign
        .unwrap_or_else(|| panic!("{:#?}", parsed.problems));
    let profile = Profile {
        channel: campaign::model::Channel::H5,
        market: Market::Cn,
    };
    let findings = lint::lint(&Subject::new(&text, &campaign, profile));
    let of_rule = findings
        .into_iter()
        .filter(|finding| finding.rule.id == "T10");
    of_rule
        .map(|finding| (finding.severity, finding.path, finding.message.to_string()))
        .collect()
}

const LONDON: &str = r#""time_zone": { "name": "Europe/London", "offset": "+01:00" }, "coupons": [], "draws": [], "draw_terms": []"#;

#[test]
fn an_instant_at_the_wrong_offset_is_named() {
    // The phases are before and after 2026-10-25 01:00 UTC.
    let phases = |until: &str| {
        format!(
            r#"{{ {LONDON}, "phases": [{{ "id": "live", "kind": "live", "name": "例",
            "from": "2026-10-24T10:00:00+01:00", "until": "{until}" }}] }}"#
        )
    };
    let found = said(&phases("2026-10-25T10:00:00+01:00"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, Severity::Error);
    assert_eq!(found[0].1, "phases[0].until");
    assert_eq!(
        found[0].2,
        "clocks in Europe/London then stand at +00:00: what is written as 2026-10-25 10:00 is 2026-10-25 09:00 there"
    );
    // The instant is right, and the page would show it an hour off.
    let found = said(&phases("2026-10-25T10:00:00+00:00"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, Severity::Warning);
    assert_eq!(
        found[0].2,
        "the page shows 2026-10-25 11:00, and clocks in Europe/London, which then stand at +00:00, show 2026-10-25 10:00"
    );
    // The change itself, to the second.
    assert_eq!(said(&phases("2026-10-25T01:59:59+01:00")), []);
    assert_eq!(said(&phases("2026-10-25T02:00:00+01:00")).len(), 1);
}

#[test]
fn a_recurrence_across_a_change_needs_its_instants() {
    let repeats = |fields: &str| {
        format!(
            r#"{{ {LONDON}, "phases": [{{ "id": "live", "kind": "live", "name": "例",
            "from": "2026-10-20T00:00:00+01:00", "until": "2026-10-25T01:00:00+01:00" }}],
            "flash_sales": [{{ "id": "f", "name": "例", "repeats": [{{ "id": "r", {fields}, "minutes": 60,
            "items": [{{ "sku": "tea", "price": 5000 }}] }}] }}] }}"#
        )
    };
    let daily = |until: &str| {
        repeats(&format!(
            r#""from": "2026-10-22T00:00:00+01:00", "until": "{until}", "at": ["10:00", "20:00"]"#
        ))
    };
    assert_eq!(said(&daily("2026-10-25T00:00:00+01:00")), []);
    let found = said(&daily("2026-10-27T00:00:00+00:00"));
    let of_sessions = found
        .iter()
        .find(|(_, path, _)| path == "flash_sales[0].repeats[0].at");
    let (severity, _, words) = of_sessions.unwrap_or_else(|| panic!("{found:?}"));
    assert_eq!(*severity, Severity::Error);
    assert_eq!(
        words,
        "4 of its sessions are not at this time of day in Europe/London: 2026-10-25 10:00 is 2026-10-25 09:00 there"
    );
    // Told one by one they are what they are, and only the page is off.
    let found = said(&repeats(
        r#""starts": ["2026-10-24T10:00:00+01:00", "2026-10-25T10:00:00+00:00"]"#,
    ));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, Severity::Warning);
    assert_eq!(found[0].1, "flash_sales[0].repeats[0].starts[1]");
}

#[test]
fn offsets_as_files_write_them() {
    for (minutes, expected) in [
        (480, "+08:00"),
        (0, "+00:00"),
        (-210, "-03:30"),
        (840, "+14:00"),
    ] {
        assert_eq!(offset(minutes), expected);
    }
    assert!(Clocks::of("Mars/Olympus").is_none());
}
