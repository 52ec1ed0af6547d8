//! The page's clock: samples, jumps, and when to look again.

use std::rc::Rc;

use campaign::timeline;
use pricing::Instant;
use protocol::{Reply, Request};

use super::{Digits, Page, whole};
use crate::runtime::clock::{Device, Sample};
use crate::runtime::fetch;
use crate::runtime::ticker::{mono_ms, wall_ms};

/// Samples taken in a row; coarse `Date` headers need a few to narrow each other.
pub(super) const SAMPLES: u32 = 3;

/// Between two samples of a row, in milliseconds: not a divisor of a second, so that whole-second
/// stamps are cut at different places.
const BETWEEN_MS: i64 = 270;

/// Stock older than this is asked for again, in milliseconds.
const LIVE_MS: i64 = 20_000;

/// Stock is asked for this long after it was found old, in milliseconds: a clock that is pulled makes it
/// old with every frame.
const RESTOCK_MS: i64 = 150;

/// What nobody sees waits until the clock has not been set for this long, in milliseconds: longer than a
/// pull on it halts before it goes on.
const REST_MS: i64 = 400;

/// A page without running digits still looks at its clock this often, in milliseconds.
const IDLE_MS: i64 = 30_000;

/// Running milliseconds are drawn this often: faster than the eye, half as often as most screens.
const FRAME_MS: i64 = 33;

impl Page {
    /// Samples the server's clock a few times: by the `Date` of the campaign file's own server,
    /// or by the API where that header cannot be read.
    pub(super) fn sync(&self) {
        self.take_sample(SAMPLES);
    }

    fn take_sample(&self, left: u32) {
        let Some(inner) = self.inner() else { return };
        let page = *self;
        let src = inner.options.borrow().src.clone();
        if inner.options.borrow().server_now.is_some() {
            page.sample_api(left);
            return;
        }
        fetch::date(
            &src,
            Box::new(move |dated| match dated {
                Some(sample) => page.sampled(sample, left),
                None => page.sample_api(left),
            }),
        );
    }

    fn sample_api(&self, left: u32) {
        if let Some(whole) = whole::get() {
            whole.ask_time(self, left);
        }
    }

    pub(super) fn ask_time(&self, left: u32) {
        let page = *self;
        let asked = mono_ms();
        self.transmit(
            None,
            Request::Time,
            Box::new(move |reply| {
                if let Ok(Reply::Time { now, resolution_ms }) = reply {
                    let sample = Sample {
                        asked,
                        server: now,
                        resolution_ms: i64::from(resolution_ms),
                        answered: mono_ms(),
                    };
                    page.sampled(sample, left);
                }
            }),
        );
    }

    /// Takes a sample in, and another in a while if there are to be more.
    pub(super) fn sampled(&self, sample: Sample, left: u32) {
        let Some(inner) = self.inner() else { return };
        inner.clock.borrow_mut().sample(sample);
        self.tick();
        if left > 1 && !inner.clock.borrow().is_frozen() {
            let page = *self;
            self.later(BETWEEN_MS, Rc::new(move || page.take_sample(left - 1)));
        }
    }

    /// Looks at the clock: updates what depends on it and says when to look next.
    pub(super) fn tick(&self) {
        let Some(inner) = self.inner() else { return };
        let mono = mono_ms();
        let jumped = inner.clock.borrow_mut().look(Device {
            mono,
            wall: wall_ms(),
        });
        let now = inner.clock.borrow().now(mono);
        let first = {
            let mut model = inner.model.borrow_mut();
            let first = model.now.is_none() && now.is_some();
            model.now = now;
            model.clock_error_ms = inner.clock.borrow().error_ms().unwrap_or(0);
            first
        };
        if let (Some(now), Some(whole)) = (now, whole::get()) {
            whole.pass(self, now, first);
        }
        let second = now.map(|now| now.ms().div_euclid(1_000));
        if inner.second.replace(second) != second {
            self.seconds.raise();
        }
        self.time.raise();
        self.schedule();
        if jumped && !inner.clock.borrow().is_frozen() {
            self.sync();
        }
    }

    /// Notes that the server's clock shows `now`: re-prices and tells when the campaign changed.
    pub(super) fn pass(&self, now: Instant, first: bool) {
        let Some(inner) = self.inner() else { return };
        let Some(campaign) = inner.model.borrow().campaign.clone() else {
            return;
        };
        // A new day brings new turns of draws.
        let midnight = timeline::next_day_start(now, &campaign.zone);
        let next = timeline::next_change_after(&campaign, now);
        let next = Some(next.map_or(midnight, |next| next.min(midnight)));
        // A clock that was set back over a change has to be noticed too, or an ended phase would stay ended.
        if inner.next_change.replace(next) == next && !first {
            self.refresh_live(now);
            return;
        }
        let phase = timeline::phase_at(&campaign, now).map(|phase| phase.id.clone());
        let before = inner.phase.replace(phase.clone());
        if before != phase || first {
            self.emit(
                "dacu-phase",
                &crate::runtime::told::texts(&[
                    ("phase", phase.as_deref().unwrap_or("")),
                    ("before", before.as_deref().unwrap_or("")),
                ]),
            );
        }
        self.requote();
        self.ask_me();
        self.ask_live();
    }

    fn refresh_live(&self, now: Instant) {
        let Some(inner) = self.inner() else { return };
        let stale = self.with(|model| {
            model
                .live
                .as_ref()
                .is_some_and(|live| !(0..=LIVE_MS).contains(&now.since(live.as_of)))
        });
        if stale && !inner.restock.is_set() {
            let page = *self;
            inner
                .restock
                .set(RESTOCK_MS, Rc::new(move || page.ask_live()));
        }
    }

    /// The clock is set: what nobody sees waits until it rests.
    pub(super) fn pulled(&self) {
        let Some(inner) = self.inner() else { return };
        let page = *self;
        let rest = move || {
            if page.inner().is_some_and(|inner| inner.unrested.take()) {
                page.rested.raise();
            }
        };
        inner.rest.set(REST_MS, Rc::new(rest));
    }

    /// Sets the alarm for the next visible change.
    pub(super) fn schedule(&self) {
        let Some(inner) = self.inner() else { return };
        let now = inner.clock.borrow().now(mono_ms());
        let Some(now) = now else { return };
        if inner.clock.borrow().is_frozen() {
            return;
        }
        let until_change = inner
            .next_change
            .get()
            .map_or(i64::MAX, |next| next.since(now));
        let hidden = crate::runtime::dom::document().hidden();
        let wait = if hidden {
            until_change
        } else {
            let digits = |digits: Digits| inner.digits[digits as usize].get() > 0;
            let step = if digits(Digits::Frames) {
                FRAME_MS
            } else if digits(Digits::Tenths) {
                100
            } else if digits(Digits::Seconds) {
                1_000
            } else {
                IDLE_MS
            };
            // One millisecond late, so that the clock has passed the boundary when it is read.
            until_change.min(step - now.ms().rem_euclid(step) + 1)
        };
        let page = *self;
        inner.alarm.set(wait, Rc::new(move || page.tick()));
    }

    /// Holds the server's clock as `server-now` says, or lets it go.
    pub(super) fn apply_clock(&self) {
        let Some(inner) = self.inner() else { return };
        let (at, running) = {
            let options = inner.options.borrow();
            (options.server_now, options.running)
        };
        let mut clock = inner.clock.borrow_mut();
        clock.forget();
        clock.freeze(at.filter(|_| !running));
        if let Some(at) = at.filter(|_| running) {
            let mono = mono_ms();
            clock.sample(Sample {
                asked: mono,
                server: at,
                resolution_ms: 0,
                answered: mono,
            });
        }
    }

    /// What the page's own API takes for the server's clock: the best estimate there is, and the
    /// device's clock, carried by the monotonic one, where there is none.
    pub(super) fn api_clock(&self) -> (Instant, u32) {
        let mono = mono_ms();
        let known = self
            .inner()
            .and_then(|inner| inner.clock.borrow().now(mono));
        (
            known.unwrap_or_else(|| Instant::from_ms(boot_wall_ms() + mono)),
            1,
        )
    }
}

/// What the device's wall clock showed when the monotonic one began, read once: a device clock
/// that is set later does not move it.
fn boot_wall_ms() -> i64 {
    thread_local! {
        static BOOT: i64 = wall_ms() - mono_ms();
    }
    BOOT.with(|boot| *boot)
}
