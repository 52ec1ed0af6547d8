//! The server's clock, as well as this page can know it.
//!
//! Each sample bounds the offset between the server's clock and this page's monotonic clock: a
//! server that stamped `s` (to a resolution `r`) on a reply sent for at `a` and received at `b`
//! had an offset between `s − b` and `s + r − a`. Samples that agree narrow the bound, which is how
//! a few HTTP `Date` headers of a whole second each give a clock much finer than a second. Time is
//! carried by the monotonic clock, so a changed device clock does not show; the wall clock is only
//! compared, because the monotonic one stands still while some devices sleep.

use pricing::Instant;

/// Wall and monotonic clock may differ by this much between two looks before one of them is
/// taken to have jumped, in milliseconds. Wall clocks are slewed by a few milliseconds a second.
const JUMP_MS: i64 = 750;

/// What the device's clocks say at one moment, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device {
    /// Since the page began; never set, may stand still in sleep.
    pub mono: i64,
    /// Since the Unix epoch; may be set at any time.
    pub wall: i64,
}

/// One answer to «what time is it?».
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Monotonic milliseconds when it was asked.
    pub asked: i64,
    /// What the server said.
    pub server: Instant,
    /// How coarse that is, in milliseconds.
    pub resolution_ms: i64,
    /// Monotonic milliseconds when the answer came.
    pub answered: i64,
}

/// An estimate of the server's clock with its bound.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// Lowest and highest offset that all samples allow.
    bound: Option<(i64, i64)>,
    last_look: Option<Device>,
    frozen: Option<Instant>,
}

impl Clock {
    /// Takes a sample in. A sample that contradicts the ones before starts the estimate anew: the
    /// server's clock was set, or the monotonic clock stood still.
    pub fn sample(&mut self, sample: Sample) {
        let low = sample.server.ms() - sample.answered;
        let high = sample.server.ms() + sample.resolution_ms - sample.asked;
        let narrowed = self
            .bound
            .map(|(l, h)| (l.max(low), h.min(high)))
            .filter(|(l, h)| l <= h);
        self.bound = Some(narrowed.unwrap_or((low, high)));
    }

    /// The server's time when the monotonic clock shows `mono`; nothing before the first sample.
    #[must_use]
    pub fn now(&self, mono: i64) -> Option<Instant> {
        if self.frozen.is_some() {
            return self.frozen;
        }
        self.bound
            .map(|(low, high)| Instant::from_ms(mono + low + (high - low) / 2))
    }

    /// How far off the estimate can be, in milliseconds.
    #[must_use]
    pub fn error_ms(&self) -> Option<i64> {
        self.bound.map(|(low, high)| (high - low) / 2)
    }

    /// Compares both device clocks with the last look; true if one of them has jumped since and
    /// the server should be asked again.
    pub fn look(&mut self, device: Device) -> bool {
        let before = self.last_look.replace(device);
        before.is_some_and(|before| {
            let mono = device.mono - before.mono;
            let wall = device.wall - before.wall;
            (wall - mono).abs() > JUMP_MS
        })
    }

    /// Holds the clock at an instant, or lets it go: the preview's time scrubber.
    pub fn freeze(&mut self, at: Option<Instant>) {
        self.frozen = at;
    }

    /// Whether the clock is held.
    #[must_use]
    pub fn is_frozen(&self) -> bool {
        self.frozen.is_some()
    }

    /// Forgets all samples.
    pub fn forget(&mut self) {
        self.bound = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(asked: i64, server: i64, resolution_ms: i64, answered: i64) -> Sample {
        Sample {
            asked,
            server: Instant::from_ms(server),
            resolution_ms,
            answered,
        }
    }

    #[track_caller]
    fn check(samples: &[Sample], mono: i64, now: i64, error: i64) {
        let mut clock = Clock::default();
        for sample in samples {
            clock.sample(*sample);
        }
        assert_eq!(clock.now(mono), Some(Instant::from_ms(now)));
        assert_eq!(clock.error_ms(), Some(error));
    }

    #[test]
    fn unknown_before_the_first_sample() {
        assert_eq!(Clock::default().now(5), None);
        assert_eq!(Clock::default().error_ms(), None);
    }

    #[test]
    fn one_sample_is_off_by_half_the_round_trip() {
        // Asked at 100, answered at 140, the server said 1 000 somewhere in between.
        check(&[sample(100, 1_000, 0, 140)], 140, 1_020, 20);
    }

    #[test]
    fn samples_that_agree_narrow_the_bound() {
        check(
            &[sample(0, 1_000, 0, 100), sample(200, 1_150, 0, 210)],
            210,
            1_155,
            5,
        );
    }

    #[test]
    fn coarse_dates_narrow_each_other() {
        // True offset 10 400: at 100 the server's clock is 10 500 and says 10 000, at 650 it is
        // 11 050 and says 11 000.
        check(
            &[
                sample(100, 10_000, 1_000, 100),
                sample(650, 11_000, 1_000, 650),
            ],
            1_000,
            11_625,
            275,
        );
    }

    #[test]
    fn a_contradiction_starts_anew() {
        check(
            &[sample(0, 1_000, 0, 10), sample(20, 301_000, 0, 40)],
            40,
            301_010,
            10,
        );
    }

    #[test]
    fn a_set_device_clock_is_noticed_and_changes_nothing() {
        let mut clock = Clock::default();
        clock.sample(sample(0, 1_000, 0, 0));
        let look = |mono, wall| Device { mono, wall };
        assert!(!clock.look(look(0, 50_000)));
        assert!(!clock.look(look(1_000, 51_010)));
        assert!(clock.look(look(2_000, 352_000)));
        assert_eq!(clock.now(2_000), Some(Instant::from_ms(3_000)));
        assert!(!clock.look(look(3_000, 353_000)));
    }

    #[test]
    fn sleep_is_noticed_because_the_wall_clock_ran_on() {
        let mut clock = Clock::default();
        assert!(!clock.look(Device { mono: 0, wall: 0 }));
        assert!(clock.look(Device {
            mono: 500,
            wall: 60_000
        }));
    }

    #[test]
    fn a_frozen_clock_stands() {
        let mut clock = Clock::default();
        clock.freeze(Some(Instant::from_ms(7)));
        assert_eq!(clock.now(1), Some(Instant::from_ms(7)));
        assert_eq!(clock.now(100), Some(Instant::from_ms(7)));
        clock.freeze(None);
        assert_eq!(clock.now(100), None);
    }
}
