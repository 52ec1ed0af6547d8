//! What limits the prizes of a draw, and what it commits to.

use pricing::Window;

use super::fields::{Fields, add};
use super::values::PRIZE;
use crate::model::{Prize, PrizeKind};

/// When a prize can be won: a published schedule inside the draw's own time.
#[inline(never)]
pub(super) fn windows(prize: &Fields, on: &Window) -> Vec<Window> {
    let mut windows: Vec<Window> = Vec::new();
    let mut fields = prize.maps("windows", 100);
    while fields.advance() {
        let window = fields.window();
        if window.from < on.from || window.until > on.until {
            fields.error("", "window", "it lies outside the time of the draw");
        } else if windows.last().is_some_and(|last| window.from < last.until) {
            fields.error("from", "window", "it begins before the one above has ended");
        }
        add(&mut windows, window);
    }
    windows
}

/// The prize that is given where the drawn one cannot be; there is always one to give.
#[inline(never)]
pub(super) fn consolation(draw: &Fields, prizes: &[Prize]) -> Option<usize> {
    let index = draw
        .reader
        .look_up(draw.value, draw.maybe("consolation")?, &PRIZE)?;
    let prize = prizes.get(index)?;
    let limited = prize.stock.or(prize.per_day).or(prize.per_buyer).is_some();
    if limited || !prize.windows.is_empty() || prize.kind == PrizeKind::Nothing {
        let words = "a consolation prize is something, and without stock, limits and schedule";
        draw.error("consolation", "limit", words);
    }
    Some(index)
}

/// The commitment to a seed.
#[inline(never)]
pub(super) fn commitment(draw: &Fields) -> String {
    if draw.maybe("commitment").is_none() {
        return String::new();
    }
    let words = "a commitment is a SHA-256 in 64 lower-case hexadecimal digits";
    let text = draw.token("commitment", "commitment", words, |text| {
        text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    });
    text.to_owned()
}
