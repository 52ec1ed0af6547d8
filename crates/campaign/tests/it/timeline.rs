//! What is on, and what comes next.

use campaign::model::{Phase, PhaseKind, Zone};
use campaign::timeline::{
    Civil, day_start, next_change_after, next_day_start, next_phase, next_release, next_session,
    phase_at, released, session_at,
};
use pricing::{Instant, Window};

use super::{SAMPLES, at, sample};

#[test]
fn phases() {
    let campaign = sample("double11-2026");
    let check = |now: &str, on: Option<&str>, next: Option<&str>| {
        let now = at(now);
        assert_eq!(phase_at(&campaign, now).map(|phase| phase.id.as_str()), on);
        assert_eq!(
            next_phase(&campaign, now).map(|phase| phase.id.as_str()),
            next
        );
    };
    check("2026-10-31T23:59:59+08:00", None, Some("warm-up"));
    check("2026-11-01T00:00:00+08:00", Some("warm-up"), Some("live"));
    check(
        "2026-11-10T19:59:59.999+08:00",
        Some("warm-up"),
        Some("live"),
    );
    check("2026-11-10T20:00:00+08:00", Some("live"), Some("extension"));
    check(
        "2026-11-12T00:00:00+08:00",
        Some("extension"),
        Some("after"),
    );
    check("2026-11-12T16:00:00Z", Some("after"), None);
    check("2026-11-20T00:00:00+08:00", None, None);
}

#[test]
fn a_phase_nobody_would_see_is_no_next_phase() {
    let mut campaign = sample("double11-2026");
    let phase = |id: &str, from: i64, until: i64, precedence| Phase {
        id: id.to_owned(),
        kind: PhaseKind::Live,
        name: campaign::Text::new(id, None, None),
        window: Window {
            from: Instant::from_ms(from),
            until: Instant::from_ms(until),
        },
        precedence,
    };
    campaign.phases = vec![
        phase("whole", 0, 100, 0),
        phase("hidden", 20, 30, -1),
        phase("first", 50, 60, 0),
        phase("top", 55, 70, 5),
    ];
    let on = |now| phase_at(&campaign, Instant::from_ms(now)).map(|phase| phase.id.as_str());
    let next = |now| next_phase(&campaign, Instant::from_ms(now)).map(|phase| phase.id.as_str());
    assert_eq!((on(0), next(0)), (Some("whole"), Some("first")));
    assert_eq!((on(25), next(25)), (Some("whole"), Some("first")));
    assert_eq!((on(50), next(50)), (Some("first"), Some("top")));
    assert_eq!((on(69), next(69)), (Some("top"), None));
    assert_eq!((on(70), next(70)), (Some("whole"), None));
}

#[test]
fn sessions() {
    let sale = &sample("double11-2026").flash_sales[0];
    let check = |now: &str, on: Option<&str>, next: Option<&str>| {
        let now = at(now);
        assert_eq!(session_at(sale, now).map(|session| session.id.as_str()), on);
        assert_eq!(
            next_session(sale, now).map(|session| session.id.as_str()),
            next
        );
    };
    check("2026-11-10T12:00:00+08:00", None, Some("1110-2000"));
    check(
        "2026-11-11T10:00:00+08:00",
        Some("1111-1000"),
        Some("1111-1400"),
    );
    check("2026-11-11T12:00:00+08:00", None, Some("1111-1400"));
    check("2026-11-12T21:59:59+08:00", Some("1112-2000"), None);
    check("2026-11-12T22:00:00+08:00", None, None);
}

#[test]
fn releases() {
    let campaign = sample("double11-2026");
    let coupon = campaign
        .coupons
        .iter()
        .find(|coupon| coupon.id.as_str() == "coupon-80")
        .unwrap();
    let check = |now: &str, so_far: u32, next: Option<u32>| {
        let now = at(now);
        assert_eq!(released(coupon, now), Some(so_far));
        assert_eq!(next_release(coupon, now).map(|release| release.count), next);
    };
    check("2026-11-10T19:00:00+08:00", 0, Some(300));
    check("2026-11-10T20:00:00+08:00", 300, Some(150));
    check("2026-11-11T12:00:00+08:00", 450, Some(150));
    check("2026-11-11T20:00:00+08:00", 600, None);
}

#[test]
fn changes() {
    let campaign = sample("double11-2026");
    let check = |now: &str, next: Option<&str>| {
        assert_eq!(next_change_after(&campaign, at(now)), next.map(at));
    };
    check("2026-01-01T00:00:00Z", Some("2026-11-01T00:00:00+08:00"));
    check(
        "2026-11-01T00:00:00+08:00",
        Some("2026-11-10T20:00:00+08:00"),
    );
    check(
        "2026-11-10T20:00:00+08:00",
        Some("2026-11-10T22:00:00+08:00"),
    );
    check(
        "2026-11-11T00:00:00+08:00",
        Some("2026-11-11T10:00:00+08:00"),
    );
    check(
        "2026-11-11T12:00:00+08:00",
        Some("2026-11-11T14:00:00+08:00"),
    );
    check(
        "2026-11-12T22:00:00+08:00",
        Some("2026-11-13T00:00:00+08:00"),
    );
    check(
        "2026-11-13T00:00:00+08:00",
        Some("2026-11-20T00:00:00+08:00"),
    );
    check("2026-11-20T00:00:00+08:00", None);
}

#[test]
fn nothing_changes_between_changes() {
    for name in SAMPLES {
        let campaign = sample(name);
        let seen = |now: Instant| {
            let open = campaign
                .ruleset
                .offers()
                .iter()
                .map(|offer| offer.window.contains(now))
                .collect::<Vec<_>>();
            (
                phase_at(&campaign, now).map(|phase| phase.id.clone()),
                session_at(&campaign.flash_sales[0], now).map(|session| session.id.clone()),
                campaign
                    .coupons
                    .iter()
                    .map(|coupon| released(coupon, now))
                    .collect::<Vec<_>>(),
                open,
            )
        };
        let mut now = Instant::from_ms(0);
        let mut steps = 0;
        while let Some(next) = next_change_after(&campaign, now) {
            assert!(next > now);
            assert_eq!(seen(now), seen(next.plus_ms(-1)), "{name}");
            now = next;
            steps += 1;
        }
        assert!(steps > 10, "{name}");
    }
}

#[test]
fn the_calendar() {
    let zone = |offset_minutes| Zone {
        name: "x".to_owned(),
        offset_minutes,
    };
    let check = |text: &str, offset: i32, expected: (i32, u8, u8, u8, u8, u8, u8)| {
        let civil = Civil::at(at(text), &zone(offset));
        let got = (
            civil.year,
            civil.month,
            civil.day,
            civil.hour,
            civil.minute,
            civil.second,
            civil.weekday,
        );
        assert_eq!(got, expected, "{text}");
    };
    check("2026-11-11T00:00:00+08:00", 480, (2026, 11, 11, 0, 0, 0, 3));
    check("2026-11-11T00:00:00+08:00", 0, (2026, 11, 10, 16, 0, 0, 2));
    check("2028-02-29T23:59:59Z", 0, (2028, 2, 29, 23, 59, 59, 2));
    check("2028-02-29T23:59:59Z", 330, (2028, 3, 1, 5, 29, 59, 3));
    check("2027-02-06T00:00:00+08:00", 480, (2027, 2, 6, 0, 0, 0, 6));
    check("2000-01-01T00:00:00Z", -720, (1999, 12, 31, 12, 0, 0, 5));
    assert_eq!(
        at("1970-01-01T00:00:00Z".replacen("1970", "2000", 1).as_str()).ms(),
        946_684_800_000
    );
    for ms in [i64::MIN, i64::MIN / 2, -1, i64::MAX / 2, i64::MAX] {
        let civil = Civil::at(Instant::from_ms(ms), &zone(480));
        assert!((1..=12).contains(&civil.month) && (1..=31).contains(&civil.day));
    }

    let now = at("2026-11-11T03:04:05+08:00");
    assert_eq!(day_start(now, &zone(480)), at("2026-11-11T00:00:00+08:00"));
    assert_eq!(
        next_day_start(now, &zone(480)),
        at("2026-11-12T00:00:00+08:00")
    );
    assert_eq!(day_start(now, &zone(0)), at("2026-11-10T00:00:00Z"));
}

/// Every day of a century there and back.
#[test]
fn every_day_is_its_own() {
    let zone = Zone {
        name: "x".to_owned(),
        offset_minutes: 0,
    };
    let mut day = at("2000-01-01T00:00:00Z");
    let end = at("2099-12-31T00:00:00Z");
    while day < end {
        let civil = Civil::at(day, &zone);
        let text = format!(
            "{:04}-{:02}-{:02}T00:00:00Z",
            civil.year, civil.month, civil.day
        );
        assert_eq!(at(&text), day);
        day = day.plus_ms(86_400_000);
    }
}
