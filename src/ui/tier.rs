//! The bar with the steps of a ladder, to scale.

use campaign::say;

use super::node::{El, el};

/// A ladder and where a cart stands on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier {
    /// What is missing, in pieces; those that are true stand out.
    pub gap: Vec<(String, bool)>,
    /// How far the cart is, in thousandths of the highest step.
    pub fill: i64,
    /// Steps, rising; the last one stands at the end of the bar.
    pub stops: Vec<Stop>,
    /// The bar in words.
    pub spoken: String,
}

/// A step of a ladder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Its place, in thousandths of the highest step.
    pub at: i64,
    /// How it stands.
    pub mark: Mark,
    /// What it gives: `减50`.
    pub gives: String,
    /// What it asks: `满300`.
    pub asks: String,
}

/// How a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The cart has reached it.
    Reached,
    /// It is the next.
    Next,
    /// It is further away.
    Ahead,
}

/// The bar, with a link beside what is missing.
#[must_use]
pub fn tier(tier: &Tier, link: Option<El>) -> El {
    let mut bar = el("div", "dacu-tier__bar")
        .attr("role", "img")
        .attr("aria-label", &tier.spoken)
        .child(el("i", "dacu-tier__fill").style("width", percent(tier.fill)));
    // The bar's own words say the same.
    let mut labels = el("div", "dacu-tier__labels").attr("aria-hidden", "true");
    for (at, stop) in tier.stops.iter().enumerate() {
        let (mark, label) = match stop.mark {
            Mark::Reached => (" dacu-tier__stop--on", " dacu-tier__label--on"),
            Mark::Next => (" dacu-tier__stop--next", ""),
            Mark::Ahead => ("", ""),
        };
        let (mark_end, label_end) = if at + 1 == tier.stops.len() {
            (" dacu-tier__stop--end", " dacu-tier__label--end")
        } else {
            ("", "")
        };
        let mark = ["dacu-tier__stop", mark, mark_end].concat();
        let label = ["dacu-tier__label", label, label_end].concat();
        bar = bar.child(el("i", mark).style("left", percent(stop.at)));
        labels = labels.child(
            el("p", label)
                .style("left", percent(stop.at))
                .child(el("b", "").text(&stop.gives))
                .text(&stop.asks),
        );
    }
    let gap = strong(el("span", ""), &tier.gap);
    el("div", "dacu-tier")
        .child(el("div", "dacu-tier__gap").child(gap).maybe(link))
        .child(bar)
        .child(labels)
}

/// Adds pieces of a sentence; those that are true stand out.
#[must_use]
#[inline(never)]
pub fn strong(into: El, pieces: &[(String, bool)]) -> El {
    let mut into = into;
    for (words, strong) in pieces {
        into = if *strong {
            into.child(el("b", "").text(words))
        } else {
            into.text(words)
        };
    }
    into
}

/// `part` of `whole` in thousandths, from 0 to 1000.
#[must_use]
pub fn permille(part: i64, whole: i64) -> i64 {
    if whole <= 0 {
        return 0;
    }
    // Carts are far below 10^15 minor units, so this does not overflow.
    part.clamp(0, whole) * 1_000 / whole
}

/// Thousandths as a CSS percentage: 575 is `57.5%`.
#[must_use]
pub fn percent(permille: i64) -> String {
    let permille = permille.unsigned_abs();
    [
        &say::count(permille / 10),
        ".",
        &say::count(permille % 10),
        "%",
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_to_scale() {
        for (part, whole, expected) in [
            (0, 500, "0.0%"),
            (287, 500, "57.4%"),
            (500, 500, "100.0%"),
            (900, 500, "100.0%"),
            (-5, 500, "0.0%"),
            (5, 0, "0.0%"),
        ] {
            assert_eq!(
                percent(permille(part, whole)),
                expected,
                "{part} of {whole}"
            );
        }
    }
}
