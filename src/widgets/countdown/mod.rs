//! `<dacu-countdown>`: how long until the sale starts or ends.
//!
//! Shows the phase, the absolute date and the time left on the server's clock. It never restarts,
//! never goes below nothing, and does not count at all while the server's time is unknown.
//!
//! | | |
//! |---|---|
//! | attributes | `target` `campaign` (default) or `phase`; `precision` `seconds` (default), `tenths`, `milliseconds`; `format` such as `D天HH:mm:ss` for one line instead of tiles ([`format`]) |
//! | events | `dacu-finish` when what it counts to is reached; `dacu-phase` comes from the page |
//! | parts | `base` |
//! | variables | `--dacu-tile`, `--dacu-on-tile`, `--dacu-accent` |
//! | stability | stable |
//!
//! Screen readers hear milestones (a day, an hour, ten minutes, one minute, ten seconds, the end),
//! not every second.

pub mod format;
pub mod state;
#[cfg(feature = "variants")]
pub mod variants;

#[cfg(test)]
mod tests;

use self::format::Piece;
use self::state::{Left, Precision, State, Target, View, formatted, padded};
use super::Attributes;
use crate::runtime::page::{Digits, Page};
use crate::ui::node::El;
use crate::ui::{Local, Node, el};

/// The component. Where it is not `seen`, tenths and milliseconds are drawn once a second.
pub fn countdown(page: Page, attributes: &Attributes, seen: Local<bool>) -> super::View {
    let target = match attributes.get("target") {
        Some("phase") => Target::Phase,
        _ => Target::Campaign,
    };
    let calm = page.with(|model| model.calm);
    let (precision, digits) = match attributes.get("precision") {
        Some("tenths") if !calm => (Precision::Tenths, Digits::Tenths),
        Some("milliseconds") if !calm => (Precision::Milliseconds, Digits::Frames),
        _ => (Precision::Seconds, Digits::Seconds),
    };
    let pieces = attributes.get("format").and_then(|text| {
        format::parse(text)
            .map_err(|problem| page.complain("format", &problem))
            .ok()
    });
    page.run_digits(digits);
    let last = Local::new(None::<State>);
    Box::new(move || {
        seen.track();
        if digits != Digits::Seconds && seen.with(|seen| *seen) {
            page.track_time();
        } else {
            page.track_seconds();
        }
        let Some(view) = page.with(|model| state::view(model, target, precision)) else {
            return Node::Empty;
        };
        let before = last.with(|last| *last);
        last.change_quietly(|last| *last = Some(view.state));
        if view.state == State::Ended && before.is_some_and(|before| before != State::Ended) {
            page.emit("dacu-finish", "{}");
        }
        draw(&view, precision, pieces.as_deref())
    })
}

/// The drawing of a view; the gallery draws its variants with it too.
#[must_use]
pub fn draw(view: &View, precision: Precision, pieces: Option<&[Piece]>) -> Node {
    let mood = match view.state {
        State::NotStarted | State::Live => "",
        State::LastMinute => " dacu-count--urgent",
        State::Ended | State::TimeUnknown => " dacu-count--idle",
    };
    let inline = if pieces.is_some() {
        " dacu-count--inline"
    } else {
        ""
    };
    let label = match &view.phase {
        Some(phase) => [phase, " · ", &view.label].concat(),
        None => view.label.clone(),
    };
    let row = match pieces {
        Some(pieces) => line(view, pieces),
        None => tiles(view, precision),
    };
    let phase = el("span", "dacu-count__phase").text(label);
    let until = el("span", "dacu-count__until dacu-num").text(view.until.clone());
    let timer = el("div", ["dacu-count", mood, inline].concat()).attr("role", "timer");
    let timer = if pieces.is_some() {
        timer.child(phase).child(row).child(until)
    } else {
        timer
            .child(el("div", "dacu-count__top").child(phase).child(until))
            .child(row)
    };
    timer
        .maybe((!view.note.is_empty()).then(|| el("p", "dacu-count__say").text(view.note.clone())))
        .child(
            el("span", "dacu-sr")
                .attr("role", "status")
                .text(view.spoken),
        )
        .into()
}

fn tiles(view: &View, precision: Precision) -> El {
    let class = match precision {
        Precision::Milliseconds => "dacu-count__row dacu-count__row--ms",
        Precision::Seconds | Precision::Tenths => "dacu-count__row",
    };
    let mut row = el("div", class).attr("aria-hidden", "true");
    let numbers = view.left.map(|left| {
        let Left {
            days,
            hours,
            minutes,
            seconds,
            ..
        } = left;
        [days, hours, minutes, seconds]
    });
    for (at, unit) in view.units.iter().enumerate() {
        let digits = numbers.map_or_else(|| "––".to_owned(), |all| padded(all[at], 2));
        // Three figures of days take the room of three.
        let class = match numbers {
            Some(all) if all[at] > 99 => "dacu-pair dacu-pair--three",
            _ => "dacu-pair",
        };
        row = row
            .child(pair(class, &digits, true))
            .child(el("span", "dacu-count__unit").text(*unit));
    }
    let Some(left) = view.left else { return row };
    match precision {
        Precision::Seconds => row,
        Precision::Tenths => row.child(pair(
            "dacu-pair dacu-pair--one",
            &padded(left.ms / 100, 1),
            false,
        )),
        Precision::Milliseconds => {
            row.child(pair("dacu-pair dacu-pair--ms", &padded(left.ms, 3), false))
        }
    }
}

/// Figures on tiles. Where they turn, a new one slides in; what changes ten times a second would
/// never come to rest, and each slide is a layer that a tap's own frame has to wait for.
fn pair(class: &'static str, digits: &str, turn: bool) -> El {
    let mut pair = el("span", class);
    for digit in digits.chars() {
        // A new key makes the figure anew, which starts its slide.
        let (tile, key) = if turn {
            ("dacu-tile dacu-tile--turn", digit as u32)
        } else {
            ("dacu-tile", 0)
        };
        let figure = el("span", "").key(key).text(digit.to_string());
        pair = pair.child(el("span", tile).child(figure));
    }
    pair
}

fn line(view: &View, pieces: &[Piece]) -> El {
    let mut line = el("span", "dacu-mini").attr("aria-hidden", "true");
    for (text, is_number) in formatted(view.left.unwrap_or_default(), pieces) {
        line = line.child(match (is_number, view.left) {
            (true, Some(_)) => el("b", "").text(text),
            (true, None) => el("b", "").text("–"),
            (false, _) => el("u", "").text(text),
        });
    }
    line
}

/// Shared by every widget that shows a small clock: `HH:mm:ss` in tiles.
#[must_use]
pub fn mini(ms: i64) -> El {
    let left = state::left(ms, Precision::Seconds);
    let hours = left.days * 24 + left.hours;
    let mut row = el("span", "dacu-mini").attr("aria-hidden", "true");
    for (at, number) in [hours, left.minutes, left.seconds].into_iter().enumerate() {
        if at > 0 {
            row = row.child(el("i", "").text(":"));
        }
        row = row.child(el("b", "").text(padded(number, 2)));
    }
    row
}
