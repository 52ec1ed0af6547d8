//! Where the sectors are, where the wheel stops, and how much lettering fits: integers only.
//!
//! Angles are milli-degrees, clockwise from the top; lengths are thousandths of the drawing's unit.

use campaign::model::{Draw, Sector};
use campaign::say;

/// A whole turn.
pub const TURN: i64 = 360_000;

/// Centre of the wheel.
const CENTRE: (i64, i64) = (180_000, 196_000);

/// Radius of the sectors.
pub const RADIUS: i64 = 133_000;

/// Part of a sector on each side where the pointer never stops, in hundredths.
const MARGIN: i64 = 10;

/// The same angle within the first turn.
#[must_use]
#[inline(never)]
pub fn within_turn(angle: i64) -> i64 {
    angle.rem_euclid(TURN)
}

/// Where a sector is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its first edge.
    pub from: i64,
    /// How wide it is.
    pub width: i64,
}

impl Span {
    /// Its middle.
    #[must_use]
    pub fn middle(self) -> i64 {
        self.from + self.width / 2
    }
}

/// Where the sectors of a wheel are: a sector's angle is its odds.
#[must_use]
#[inline(never)]
pub fn spans(sectors: &[Sector]) -> Vec<Span> {
    let mut spans = Vec::new();
    let (mut sum, mut from) = (0, 0);
    for sector in sectors {
        // Both edges are rounded from the running sum, so neighbours share an edge and the
        // last one closes the circle.
        sum += i64::from(sector.ppm);
        let until = angle(sum);
        spans.push(Span {
            from,
            width: until - from,
        });
        from = until;
    }
    spans
}

fn angle(ppm: i64) -> i64 {
    ppm * 9 / 25
}

/// The angle of the wheel that comes to stand under the pointer for a prize: anywhere in its
/// sectors but their margins, each place as likely as another. Nothing for a prize without sector.
#[must_use]
pub fn stop(draw: &Draw, prize: usize, entropy: u64) -> Option<i64> {
    // Where one can stop: a part of each of the prize's sectors.
    let mut parts = Vec::new();
    let mut sum = 0;
    for (at, span) in spans(&draw.sectors).iter().enumerate() {
        if draw.sectors[at].prize == prize {
            let margin = span.width * MARGIN / 100;
            let width = (span.width - 2 * margin).max(1);
            sum += width;
            parts.push(Span {
                from: span.from + margin,
                width,
            });
        }
    }
    // 64 random bits over at most 360 000 places: no place is favoured by more than 2^-45.
    let mut at = entropy.checked_rem(sum as u64)? as i64;
    for part in &parts {
        if at < part.width {
            return Some(part.from + at);
        }
        at -= part.width;
    }
    None
}

/// How far the wheel has turned when `stop` is under the pointer, at least `least` after `now`.
#[must_use]
pub fn landing(now: i64, stop: i64, least: i64) -> i64 {
    let earliest = now + least;
    earliest + within_turn(-stop - earliest)
}

/// Sine in millionths; off by less than five of them.
#[must_use]
pub fn sin(angle: i64) -> i64 {
    const ONE: i64 = 1_000_000;
    let angle = within_turn(angle);
    let half = angle % (TURN / 2);
    let quarter = half.min(TURN / 2 - half);
    let z = quarter * ONE / (TURN / 4);
    let q = z * z / ONE;
    // The odd polynomial of the seventh degree that is nearest to the quarter wave.
    let sum = 79_434 - q * 4_333 / ONE;
    let sum = -645_893 + q * sum / ONE;
    let sine = (z * (1_570_791 + q * sum / ONE) / ONE).min(ONE);
    if angle < TURN / 2 { sine } else { -sine }
}

/// The point at an angle and a distance from the centre.
#[must_use]
pub fn point(angle: i64, radius: i64) -> (i64, i64) {
    let part = |sine: i64| (radius * sine + 500_000).div_euclid(1_000_000);
    (
        CENTRE.0 + part(sin(angle)),
        CENTRE.1 - part(sin(angle + TURN / 4)),
    )
}

/// A number of thousandths as SVG and CSS read it: `296.55`, `-30.6`.
#[must_use]
#[inline(never)]
pub fn decimal(thousandths: i64) -> String {
    // Odds are written from ten-thousandths of a percent, with as few digits.
    let percent = say::odds((thousandths.unsigned_abs() * 10) as u32);
    let sign = if thousandths < 0 { "-" } else { "" };
    [sign, &percent[..percent.len() - 1]].concat()
}

/// A point as a path reads it, to a hundredth.
#[must_use]
pub fn place((x, y): (i64, i64)) -> String {
    let hundredth = |value: i64| decimal((value + 5).div_euclid(10) * 10);
    [&hundredth(x), " ", &hundredth(y)].concat()
}

/// The outline of a sector.
#[must_use]
pub fn outline(span: Span) -> String {
    // An arc that ends where it begins is nothing, so a lone sector is short of a whisker.
    let width = span.width.min(TURN - 10);
    [
        "M180 196L",
        &place(point(span.from, RADIUS)),
        "A133 133 0 ",
        if width > TURN / 2 { "1" } else { "0" },
        " 1 ",
        &place(point(span.from + width, RADIUS)),
        "Z",
    ]
    .concat()
}

/// How a sector is lettered; the last ones are for narrow ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lettering {
    /// Figure and label beside each other.
    Line,
    /// The figure above the label.
    Two,
    /// One character below the other.
    Column,
    /// Along the radius, without a picture.
    Radial,
}

/// The lettering that fits.
#[must_use]
pub fn lettering(width: i64, figure: &str, label: &str) -> Lettering {
    let fits = |text: i64, radius: i64, air: i64| text + air <= chord(width, radius);
    let on_line = if figure.is_empty() {
        fits(wide(label, 13), 102, 4)
    } else {
        fits(wide(figure, 22) + 2 + wide(label, 13), 99, 3)
    };
    if on_line {
        return Lettering::Line;
    }
    if !figure.is_empty() && fits(wide(figure, 15), 112, 3) && fits(wide(label, 12), 98, 3) {
        return Lettering::Two;
    }
    let cells = label.chars().count() + usize::from(!figure.is_empty());
    // The cell nearest to the hub has the least room.
    let last = [(14, 109), (14, 109), (14, 93), (12, 85), (12, 72)].get(cells);
    let upright = !label.is_ascii()
        && fits(wide(figure, 14), 109, 1)
        && last.is_some_and(|(size, radius)| fits(*size, *radius, 0));
    if upright {
        Lettering::Column
    } else {
        Lettering::Radial
    }
}

/// How wide a sector is at a radius.
#[must_use]
pub fn chord(width: i64, radius: i64) -> i64 {
    width.min(TURN / 3) * radius / 57_296
}

/// About how wide a text is: Latin letters and digits are a little over half their size.
#[must_use]
pub fn wide(text: &str, size: i64) -> i64 {
    text.chars()
        .map(|c| if c.is_ascii() { 56 } else { 100 })
        .sum::<i64>()
        * size
        / 100
}
