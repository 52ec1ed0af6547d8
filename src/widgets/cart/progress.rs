//! How far the next step is, as a bar to scale.

use std::cmp::Ordering;

use campaign::say;
use pricing::{Benefit, Layer, Missing, Money, NextTier, Off, Offer, Quote, Threshold};

use super::state::State;
use super::till::{Till, size, tiers};
use super::words::*;
use crate::ui::tier::{Mark, Stop, Tier, permille};

/// Labels closer than this, in thousandths of the bar, would run into each other.
const ROOM: i64 = 190;

/// Where the cart stands on the main reduction: ladders by amount before ladders by count before the
/// rest, and among them the one whose next step is nearest, then one whose top is reached. Coupons
/// and freight have their own places.
#[inline(never)]
pub(super) fn nearest<'a>(till: &Till<'a>, quote: &'a Quote) -> Option<&'a NextTier> {
    let mut best = None;
    let mut best_rank = (u8::MAX, 0);
    for next in &quote.next {
        let Some(offer) = till.offer(&next.offer) else {
            continue;
        };
        let kind = match offer.benefit {
            Benefit::TiersByAmount { .. } | Benefit::PerEach { .. } => 0,
            Benefit::TiersByCount { .. } => 2,
            _ if offer.layer.is_item() => continue,
            _ => 4,
        };
        // What comes beside the price takes nothing off it.
        if offer.layer == Layer::FREIGHT
            || offer.layer >= Layer::BESIDE
            || till.coupon(&next.offer).is_some()
        {
            continue;
        }
        let rank = match next.missing {
            Some(missing) => (kind, size(missing)),
            None => (kind + 1, 0),
        };
        if rank < best_rank {
            best_rank = rank;
            best = Some(next);
        }
    }
    best
}

/// The bar of a reduction. An offer without steps, or whose steps go on, has one: the next time it
/// gives something.
pub(super) fn bar(till: &Till, next: &NextTier, state: State) -> Option<Tier> {
    let offer = till.offer(&next.offer)?;
    let mut gap = Vec::new();
    self::gap(till, next, offer, &mut gap);
    let mut spoken = till.word(&PROGRESS);
    for (text, _) in &gap {
        spoken.push_str(text);
    }
    if state == State::Quoting {
        gap.clear();
        pieces(CALCULATING.get(till.locale), &[], &mut gap);
    }
    let once = [pricing::Tier {
        least: next.have + next.missing.map_or(0, size),
        off: Off::Amount(next.off_next),
    }];
    let (mut steps, mut reached) = (tiers(offer), next.reached);
    if steps.is_empty() {
        steps = &once;
        reached = usize::from(next.missing.is_none());
    }
    let last = steps.len() - 1;
    let end = steps[last].least;
    let mut stops = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        stops.push(Stop {
            at: if at == last {
                1000
            } else {
                permille(step.least, end)
            },
            mark: match at.cmp(&reached) {
                Ordering::Less => Mark::Reached,
                Ordering::Equal => Mark::Next,
                Ordering::Greater => Mark::Ahead,
            },
            gives: String::new(),
            asks: String::new(),
        });
    }
    // Labels as far as there is room, which goes to the end of the bar first, then to the next step,
    // then from the right.
    for turn in 0..steps.len() + 2 {
        let at = match turn {
            0 => last,
            1 => reached.min(last),
            _ => last + 2 - turn,
        };
        let mut free = true;
        for other in &stops {
            free &= other.gives.is_empty() || (other.at - stops[at].at).abs() >= ROOM;
        }
        if free {
            stops[at].gives = match steps[at].off {
                Off::Amount(amount) => till.figure(&STEP_OFF, amount),
                Off::Rate(rate) => say::zhe(rate, till.locale),
            };
            stops[at].asks = asks(till, offer, steps[at].least);
        }
    }
    Some(Tier {
        gap,
        fill: permille(next.have, end),
        stops,
        spoken,
    })
}

/// What a step asks: `满300`, `满3件`, `每满100`.
fn asks(till: &Till, offer: &Offer, step: i64) -> String {
    let (words, amount) = match (&offer.benefit, offer.threshold) {
        (Benefit::TiersByCount { .. }, _) => {
            return till.with(&STEP_UNITS, &say::count(step.unsigned_abs()));
        }
        (_, Threshold::Count { least }) => return till.count(&STEP_UNITS, least),
        (Benefit::TiersByAmount { .. }, _) => (&STEP_AT, Money::new(step)),
        (Benefit::PerEach { each, .. }, _) => (&STEP_EACH, *each),
        (_, Threshold::Amount { least, .. }) => (&STEP_AT, least),
        (_, Threshold::None) => return String::new(),
    };
    till.figure(words, amount)
}

/// `再买 ¥12.50 减 ¥50`.
fn gap(till: &Till, next: &NextTier, offer: &Offer, into: &mut Vec<(String, bool)>) {
    let shop = till.offer_shop(offer);
    if !shop.is_empty() {
        into.push(([shop, " "].concat(), false));
    }
    let (words, value) = match next.missing {
        None => (&AT_TOP, till.short(next.off_now)),
        Some(Missing::Amount(amount)) => (&BUY, till.money(amount)),
        Some(Missing::Units(units)) => (&BUY_UNITS, say::count(u64::from(units))),
    };
    pieces(words.get(till.locale), &[&value], into);
    if next.missing.is_none() {
        return;
    }
    let off = tiers(offer).get(next.reached).map(|tier| tier.off);
    let (words, value) = match (&offer.benefit, off) {
        (Benefit::FreeFreight, _) => (&FREIGHT_FREE, String::new()),
        (_, Some(Off::Rate(rate))) => (&PAYS, say::zhe(rate, till.locale)),
        _ => (&TAKES, till.short(next.off_next)),
    };
    pieces(words.get(till.locale), &[&value], into);
}
