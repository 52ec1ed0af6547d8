//! The time scrubber: a clock, a transport, and the campaign laid out along a line that one pulls.

use campaign::model::{PhaseKind, Zone};
use campaign::timeline::{self, Civil};
use campaign::{Campaign, Locale};
use leptos::prelude::*;
use pricing::Instant;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

use super::state::{Lang, Range};
use super::words as w;
use super::{Loaded, Studio};

pub mod axis;
pub mod changes;
mod lanes;
pub mod moment;
pub mod play;
mod transport;

use axis::Axis;

/// The stretch that the clock can be set to: the campaign with all that follows it.
#[must_use]
pub fn bounds(studio: Studio) -> (Instant, Instant) {
    studio.loaded.with_untracked(|loaded| {
        let Some(loaded) = loaded else {
            return (Instant::MIN, Instant::MAX);
        };
        let all = Axis::of(loaded.campaign(), Range::All, None, Instant::default());
        let last = loaded
            .changes()
            .last()
            .map_or(all.until, |change| change.at);
        (all.from, all.until.max(last.plus_ms(60_000)))
    })
}

/// Sets the clock, within its bounds.
pub fn go_to(studio: Studio, at: Instant) {
    let (from, until) = bounds(studio);
    studio.go_to(at.max(from).min(until));
}

/// Moves the clock by milliseconds.
pub fn step(studio: Studio, ms: i64) {
    go_to(studio, studio.at.get_untracked().plus_ms(ms));
}

/// Jumps to the next change, or the previous one.
pub fn jump(studio: Studio, forward: bool) {
    let now = studio.at.get_untracked();
    let target = studio.loaded.with_untracked(|loaded| {
        let all = loaded.as_ref()?.changes();
        if forward {
            changes::next(all, now).first().map(|change| change.at)
        } else {
            changes::previous(all, now)
        }
    });
    if let Some(at) = target {
        go_to(studio, at);
    }
}

/// Goes to the start of the phase that is on, or to just before its end.
pub fn phase_edge(studio: Studio, end: bool) {
    let now = studio.at.get_untracked();
    let target = studio.loaded.with_untracked(|loaded| {
        let campaign = loaded.as_ref()?.campaign();
        let window =
            timeline::phase_at(campaign, now).map_or(campaign.window(), |phase| phase.window);
        Some(if end {
            window.until.plus_ms(-1_000)
        } else {
            window.from
        })
    });
    if let Some(at) = target {
        go_to(studio, at);
    }
}

fn read<T>(studio: Studio, none: T, read: impl FnOnce(&Loaded) -> T) -> T {
    studio
        .loaded
        .with(|loaded| loaded.as_ref().map_or(none, read))
}

fn zone_of(studio: Studio) -> Zone {
    read(studio, None, |loaded| Some(loaded.campaign().zone.clone())).unwrap_or(Zone {
        name: String::new(),
        offset_minutes: 0,
    })
}

/// What a pull asks for: however often a pointer reports, the last of it is done once a frame, just
/// before the frame is drawn.
struct Latest<T: 'static>(StoredValue<Option<T>>);

impl<T> Clone for Latest<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Latest<T> {}

impl<T: Send + Sync + 'static> Latest<T> {
    fn new() -> Self {
        Self(StoredValue::new(None))
    }

    /// Does `then` with this in the next frame, unless something later comes before it.
    fn put(self, asked: T, then: impl FnOnce(T) + 'static) {
        let waits = self
            .0
            .try_update_value(|last| last.replace(asked).is_some());
        if waits == Some(false) {
            request_animation_frame(move || {
                if let Some(Some(last)) = self.0.try_update_value(Option::take) {
                    then(last);
                }
            });
        }
    }

    /// Takes back what has not been done.
    fn cancel(self) {
        self.0.set_value(None);
    }
}

/// The axis that is shown; changes with the range, and when the clock leaves it.
fn axis_of(studio: Studio) -> Memo<Axis> {
    let state = studio.state;
    Memo::new(move |before: Option<&Axis>| {
        let (range, from) = state.with(|state| (state.range, state.from));
        let at = studio.at.get();
        let none = Axis {
            from: Instant::from_ms(0),
            until: Instant::from_ms(1),
        };
        // A window that nobody has placed stays where it is until the clock leaves it.
        let holds = |from: &Instant| {
            range
                .ms()
                .is_some_and(|ms| *from <= at && at <= from.plus_ms(ms))
        };
        let from = from.filter(holds).or_else(|| {
            let before = before?;
            (range.ms() == Some(before.ms())).then_some(before.from)
        });
        read(studio, none, |loaded| {
            Axis::of(loaded.campaign(), range, from, at)
        })
    })
}

/// The scrubber.
pub fn scrubber(studio: Studio) -> impl IntoView {
    let axis = axis_of(studio);
    view! {
        <section class="time" aria-label=move || studio.say(w::TIMELINE)>
            {transport::transport(studio)}
            {lanes::lanes(studio, axis)}
        </section>
    }
}

/// Date and time to the second, and the milliseconds.
fn clock_text(at: Instant, zone: &Zone) -> (String, String) {
    let local = Civil::at(at, zone);
    let text = format!(
        "{:04}-{:02}-{:02} {:02}:{:02}:{:02}",
        local.year, local.month, local.day, local.hour, local.minute, local.second
    );
    (text, format!("{:03}", at.ms().rem_euclid(1000)))
}

fn time_text(at: Instant, zone: &Zone) -> String {
    let local = Civil::at(at, zone);
    format!("{:02}:{:02}:{:02}", local.hour, local.minute, local.second)
}

/// `+08:00 Shanghai`.
fn zone_text(zone: &Zone, locale: Locale) -> String {
    let sign = if zone.offset_minutes < 0 { '-' } else { '+' };
    let minutes = zone.offset_minutes.abs();
    let city = zone.name.rsplit('/').next().unwrap_or("");
    let city = if locale == Locale::ZhCn && city == "Shanghai" {
        "上海"
    } else {
        city
    };
    format!("{sign}{:02}:{:02} {city}", minutes / 60, minutes % 60)
}

fn capture(event: &PointerEvent) {
    let element = event
        .current_target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    if let Some(element) = element {
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}

pub(super) fn kind_class(kind: PhaseKind) -> &'static str {
    match kind {
        PhaseKind::WarmUp => "warm",
        PhaseKind::Live => "live",
        PhaseKind::Extension => "ext",
        PhaseKind::After => "after",
    }
}

/// The mark of a campaign's phase at an instant, and the phase's name.
pub(super) fn phase_mark(campaign: &Campaign, at: Instant, lang: Lang) -> (&'static str, String) {
    match timeline::phase_at(campaign, at) {
        Some(phase) => (
            kind_class(phase.kind),
            phase.name.get(lang.locale()).to_owned(),
        ),
        None if campaign.phases.iter().all(|phase| phase.window.until <= at) => {
            ("off", w::ENDED.get(lang).to_owned())
        }
        None => ("ever", w::NOT_YET.get(lang).to_owned()),
    }
}
