//! Which of two benefits is the better one for every cart.

use std::cmp::Ordering;

use pricing::{Benefit, Off, Tier};

/// How a new benefit compares with an old one, `Greater` for one that gives no less to any cart;
/// nothing where neither is.
pub(super) fn compare(old: &Benefit, new: &Benefit) -> Option<Ordering> {
    match (old, new) {
        (Benefit::Reduce { off: a, per: p }, Benefit::Reduce { off: b, per: q }) if p == q => {
            off(*a, *b)
        }
        (Benefit::UnitPrice { price: a }, Benefit::UnitPrice { price: b })
        | (Benefit::OrderPrice { price: a }, Benefit::OrderPrice { price: b }) => Some(a.cmp(b)),
        (
            Benefit::TiersByAmount { tiers: a, base: p },
            Benefit::TiersByAmount { tiers: b, base: q },
        ) if p == q => ladder(a, b),
        (Benefit::TiersByCount { tiers: a }, Benefit::TiersByCount { tiers: b }) => ladder(a, b),
        (
            Benefit::PerEach {
                each: a_each,
                off: a_off,
                times: a_times,
                base: p,
            },
            Benefit::PerEach {
                each: b_each,
                off: b_off,
                times: b_times,
                base: q,
            },
        ) if p == q => all(&[
            Some(a_each.cmp(b_each)),
            Some(b_off.cmp(a_off)),
            Some(
                b_times
                    .unwrap_or(u32::MAX)
                    .cmp(&a_times.unwrap_or(u32::MAX)),
            ),
        ]),
        (
            Benefit::Points {
                worth: a,
                share: a_share,
            },
            Benefit::Points {
                worth: b,
                share: b_share,
            },
        ) => all(&[
            Some(b.cmp(a)),
            Some(b_share.basis_points().cmp(&a_share.basis_points())),
        ]),
        (Benefit::Cashback { off: a }, Benefit::Cashback { off: b }) => off(*a, *b),
        // Other kinds have parts that trade against each other.
        _ => (old == new).then_some(Ordering::Equal),
    }
}

fn off(old: Off, new: Off) -> Option<Ordering> {
    match (old, new) {
        (Off::Amount(old), Off::Amount(new)) => Some(new.cmp(&old)),
        (Off::Rate(old), Off::Rate(new)) => Some(new.basis_points().cmp(&old.basis_points())),
        _ => None,
    }
}

/// A ladder is no worse than another if each step of that one is met by a step that is reached no
/// later and gives no less.
fn ladder(old: &[Tier], new: &[Tier]) -> Option<Ordering> {
    match (meets(new, old), meets(old, new)) {
        (true, true) => Some(Ordering::Equal),
        (true, false) => Some(Ordering::Greater),
        (false, true) => Some(Ordering::Less),
        (false, false) => None,
    }
}

fn meets(better: &[Tier], steps: &[Tier]) -> bool {
    steps.iter().all(|step| {
        better.iter().any(|met| {
            let gives = off(step.off, met.off);
            met.least <= step.least && gives.is_some_and(Ordering::is_ge)
        })
    })
}

/// What several comparisons come to: all the same way, or nothing.
fn all(parts: &[Option<Ordering>]) -> Option<Ordering> {
    let mut sum = Ordering::Equal;
    for part in parts {
        let part = (*part)?;
        if sum == Ordering::Equal {
            sum = part;
        } else if part != Ordering::Equal && part != sum {
            return None;
        }
    }
    Some(sum)
}
