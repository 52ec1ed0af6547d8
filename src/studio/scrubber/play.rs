//! The clock that runs: each frame of the screen sets the server's time anew.

use leptos::prelude::*;
use pricing::Instant;

use crate::studio::Studio;
use crate::studio::scrubber::bounds;

/// Where a run began, so that rounding does not add up over its frames.
#[derive(Clone, Copy)]
struct Run {
    began: f64,
    from: Instant,
    speed: u32,
    last: Instant,
}

/// Runs the clock whenever the studio plays, and stops it at the end of the axis.
pub fn run(studio: Studio) {
    Effect::new(move |_| {
        if studio.playing.get() {
            next(studio, None);
        }
    });
}

fn next(studio: Studio, run: Option<Run>) {
    request_animation_frame(move || {
        // The studio may be gone by now.
        if studio.playing.try_get_untracked() != Some(true) {
            return;
        }
        let Some(mono) = window().performance().map(|clock| clock.now()) else {
            return;
        };
        let at = studio.at.get_untracked();
        let speed = studio.state.with_untracked(|state| state.speed);
        // A pull on the handle or another speed begins a new run.
        let run = run
            .filter(|run| run.last == at && run.speed == speed)
            .unwrap_or(Run {
                began: mono,
                from: at,
                speed,
                last: at,
            });
        // The cast loses nothing: a run lasts minutes, not ages.
        let passed = ((mono - run.began) * f64::from(speed)) as i64;
        let (_, end) = bounds(studio);
        let now = run.from.plus_ms(passed).min(end);
        if now != at {
            studio.go_to(now);
        }
        if now >= end {
            studio.playing.set(false);
            return;
        }
        next(studio, Some(Run { last: now, ..run }));
    });
}
