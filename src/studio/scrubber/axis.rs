//! Time along a line: instants to places and back, the ticks under it, and what a pull snaps to.
//!
//! Places are fractions of the line's length, 0 at its start and 1 at its end, so that a line can
//! be drawn before its length in pixels is known.

use campaign::Campaign;
use campaign::model::Zone;
use campaign::timeline::{Civil, day_start, next_day_start};
use pricing::{Instant, Window};

use crate::studio::state::Range;

/// A pull within this many pixels of a change goes to the change.
pub const SNAP_PX: f64 = 6.0;

/// Labels of ticks stand at least this far apart, in pixels.
const LABEL_PX: f64 = 58.0;

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

/// Distances between ticks, smallest first.
const STEPS_MS: [i64; 13] = [
    MINUTE_MS,
    2 * MINUTE_MS,
    5 * MINUTE_MS,
    10 * MINUTE_MS,
    15 * MINUTE_MS,
    30 * MINUTE_MS,
    HOUR_MS,
    2 * HOUR_MS,
    3 * HOUR_MS,
    6 * HOUR_MS,
    12 * HOUR_MS,
    DAY_MS,
    2 * DAY_MS,
];

/// The stretch of time that the line shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    /// Its start.
    pub from: Instant,
    /// Its end.
    pub until: Instant,
}

/// A tick under the line.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where it stands.
    pub place: f64,
    /// `11-03`, `04`, `20:00`.
    pub label: String,
    /// Whether a longer unit begins here: a month among days, a day among hours.
    pub strong: bool,
}

impl Axis {
    /// The axis of a range: the whole campaign with half a day or more around it, or a stretch that
    /// begins at `from` and holds `at`.
    #[must_use]
    pub fn of(campaign: &Campaign, range: Range, from: Option<Instant>, at: Instant) -> Self {
        let Some(ms) = range.ms() else {
            return Self::whole(campaign.window(), &campaign.zone);
        };
        let from = from
            .filter(|from| *from <= at && at <= from.plus_ms(ms))
            .unwrap_or_else(|| at.plus_ms(-ms / 2));
        Self {
            from,
            until: from.plus_ms(ms),
        }
    }

    fn whole(window: Window, zone: &Zone) -> Self {
        let half_day = DAY_MS / 2;
        Self {
            from: day_start(window.from.plus_ms(-half_day), zone),
            until: next_day_start(window.until.plus_ms(half_day), zone),
        }
    }

    /// Its length in milliseconds, at least one.
    #[must_use]
    pub fn ms(&self) -> i64 {
        self.until.since(self.from).max(1)
    }

    /// Where an instant stands; outside 0 to 1 it is not on the line.
    #[must_use]
    // The cast loses nothing: spans of years are far below 2^52 ms.
    pub fn place(&self, at: Instant) -> f64 {
        at.since(self.from) as f64 / self.ms() as f64
    }

    /// The instant at a place, rounded to what a pixel can tell: whole minutes where a pixel is
    /// more than a minute, else whole seconds.
    #[must_use]
    // The cast loses nothing: spans of years are far below 2^52 ms.
    pub fn at(&self, place: f64, width_px: f64) -> Instant {
        let ms = (place.clamp(0.0, 1.0) * self.ms() as f64) as i64;
        let pixel = self.ms() as f64 / width_px.max(1.0);
        let unit = if pixel > MINUTE_MS as f64 {
            MINUTE_MS
        } else {
            1000
        };
        let at = self.from.ms().saturating_add(ms);
        Instant::from_ms(at - at.rem_euclid(unit))
            .max(self.from)
            .min(self.until)
    }

    /// The change nearest to a place, if it is within [`SNAP_PX`] on a line of this many pixels.
    #[must_use]
    pub fn snap(&self, place: f64, width_px: f64, changes: &[Instant]) -> Option<Instant> {
        changes
            .iter()
            .map(|at| ((self.place(*at) - place).abs() * width_px, *at))
            .filter(|(distance, _)| *distance <= SNAP_PX)
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, at)| at)
    }

    /// The ticks of a line of this many pixels.
    #[must_use]
    // The cast loses nothing: spans of years are far below 2^52 ms.
    pub fn ticks(&self, width_px: f64, zone: &Zone) -> Vec<Tick> {
        let room = (width_px / LABEL_PX).max(1.0);
        let least = self.ms() as f64 / room;
        let step = STEPS_MS
            .into_iter()
            .find(|step| *step as f64 >= least)
            .unwrap_or_else(|| {
                // Beyond the table: as many whole days as there is room for.
                ((least / DAY_MS as f64).ceil() as i64).max(1) * DAY_MS
            });
        let mut ticks = Vec::new();
        // Local midnights are multiples of every step up to a day.
        let mut at = day_start(self.from, zone);
        let mut before = None;
        while at <= self.until && ticks.len() < 400 {
            if at >= self.from {
                let local = Civil::at(at, zone);
                ticks.push(self.tick(at, local, before, step));
                before = Some(local);
            }
            at = at.plus_ms(step);
        }
        ticks
    }

    fn tick(&self, at: Instant, local: Civil, before: Option<Civil>, step: i64) -> Tick {
        let midnight = (local.hour, local.minute) == (0, 0);
        let new_month = before.is_none_or(|before| before.month != local.month);
        let label = if step >= DAY_MS || midnight {
            if new_month || step < DAY_MS {
                format!("{:02}-{:02}", local.month, local.day)
            } else {
                format!("{:02}", local.day)
            }
        } else {
            format!("{:02}:{:02}", local.hour, local.minute)
        };
        Tick {
            place: self.place(at),
            label,
            strong: if step >= DAY_MS {
                before.is_some() && new_month
            } else {
                midnight
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        campaign::civil::parse_instant(text).expect(text)
    }

    fn shanghai() -> Zone {
        Zone {
            name: "Asia/Shanghai".to_owned(),
            offset_minutes: 480,
        }
    }

    fn axis(from: &str, until: &str) -> Axis {
        Axis {
            from: at(from),
            until: at(until),
        }
    }

    #[test]
    fn places_and_instants_agree() {
        let day = axis("2026-11-11T00:00:00+08:00", "2026-11-12T00:00:00+08:00");
        let noon = at("2026-11-11T12:00:00+08:00");
        assert!((day.place(noon) - 0.5).abs() < 1e-9);
        assert_eq!(day.at(0.5, 960.0), noon);
        assert_eq!(day.at(-3.0, 960.0), day.from);
        assert_eq!(day.at(9.0, 960.0), day.until);
        // A pixel is 90 s, so a pull gives whole minutes; on an hour's line it gives seconds.
        assert_eq!(day.at(0.500_01, 960.0), noon);
        let hour = axis("2026-11-11T12:00:00+08:00", "2026-11-11T13:00:00+08:00");
        assert_eq!(hour.at(0.000_9, 960.0), at("2026-11-11T12:00:03+08:00"));
    }

    #[test]
    fn a_pull_snaps_to_the_nearest_change_within_six_pixels() {
        let line = axis("2026-11-11T00:00:00+08:00", "2026-11-12T00:00:00+08:00");
        let changes = [
            at("2026-11-11T20:00:00+08:00"),
            at("2026-11-11T20:05:00+08:00"),
        ];
        let place = |text| line.place(at(text));
        let snap = |text| line.snap(place(text), 1440.0, &changes);
        // On 1440 px a minute is a pixel.
        assert_eq!(snap("2026-11-11T19:54:00+08:00"), Some(changes[0]));
        assert_eq!(snap("2026-11-11T19:53:00+08:00"), None);
        assert_eq!(snap("2026-11-11T20:04:00+08:00"), Some(changes[1]));
        assert_eq!(snap("2026-11-11T20:11:30+08:00"), None);
        assert_eq!(line.snap(0.5, 1440.0, &[]), None);
    }

    #[track_caller]
    fn check(axis: Axis, width: f64, first: &[&str], strong: &[&str]) {
        let ticks = axis.ticks(width, &shanghai());
        let labels: Vec<&str> = ticks.iter().map(|tick| tick.label.as_str()).collect();
        assert_eq!(&labels[..first.len()], first);
        let found: Vec<&str> = ticks
            .iter()
            .filter(|tick| tick.strong)
            .map(|tick| tick.label.as_str())
            .collect();
        assert_eq!(found, strong);
        let apart = ticks
            .windows(2)
            .map(|two| (two[1].place - two[0].place) * width);
        assert!(
            apart.fold(f64::MAX, f64::min) >= LABEL_PX.min(width),
            "{labels:?}"
        );
    }

    #[test]
    fn ticks_are_as_fine_as_there_is_room() {
        let fortnight = axis("2026-10-30T00:00:00+08:00", "2026-11-13T00:00:00+08:00");
        check(
            fortnight,
            1000.0,
            &["10-30", "31", "11-01", "02"],
            &["11-01"],
        );
        check(fortnight, 500.0, &["10-30", "11-01", "03"], &["11-01"]);
        let day = axis("2026-11-10T22:30:00+08:00", "2026-11-11T22:30:00+08:00");
        check(day, 900.0, &["11-11", "02:00", "04:00"], &["11-11"]);
        let hour = axis("2026-11-11T19:30:00+08:00", "2026-11-11T20:30:00+08:00");
        check(hour, 900.0, &["19:30", "19:35", "19:40"], &[]);
        let year = axis("2026-01-01T00:00:00+08:00", "2027-01-01T00:00:00+08:00");
        check(
            year,
            600.0,
            &["01-01"],
            &[
                "02-06", "03-14", "04-19", "05-25", "06-30", "08-05", "09-10", "10-16", "11-21",
                "12-27",
            ],
        );
    }

    #[test]
    fn the_whole_campaign_has_room_around_it() {
        let window = Window {
            from: at("2026-11-01T00:00:00+08:00"),
            until: at("2026-11-13T00:00:00+08:00"),
        };
        let whole = Axis::whole(window, &shanghai());
        assert_eq!(whole.from, at("2026-10-31T00:00:00+08:00"));
        assert_eq!(whole.until, at("2026-11-14T00:00:00+08:00"));
    }
}
