//! Ladders: full reduction by amount (满减, 阶梯) and by units (多件多折). The highest step reached
//! applies, alone.

use super::{Cut, Measure, Resolved, missing_amount, missing_units, off_scope};
use crate::{Benefit, Missing, Money, Offer, Tier};

/// The steps of a ladder and where the cart stands on it, if the benefit is one.
pub(crate) fn tiers<'a>(benefit: &'a Benefit, measure: &Measure) -> Option<(&'a [Tier], i64)> {
    match benefit {
        Benefit::TiersByAmount { tiers, base } => Some((tiers, measure.on(*base).minor())),
        Benefit::TiersByCount { tiers } => Some((tiers, measure.units)),
        _ => None,
    }
}

/// How many steps `have` has reached.
pub(crate) fn step_reached(tiers: &[Tier], have: i64) -> usize {
    let mut reached = 0;
    for tier in tiers {
        if tier.least <= have {
            reached += 1;
        }
    }
    reached
}

/// The steps of an offer's ladder that are reached.
pub(super) fn reached<'a>(offer: &'a Offer, measure: &Measure) -> &'a [Tier] {
    match tiers(&offer.benefit, measure) {
        Some((tiers, have)) => &tiers[..step_reached(tiers, have)],
        None => &[],
    }
}

/// What is missing for a step of this ladder.
pub(crate) fn missing_step(benefit: &Benefit, tier: &Tier, have: i64) -> Option<Missing> {
    match benefit {
        Benefit::TiersByCount { .. } => missing_units(tier.least, have),
        _ => missing_amount(Money::new(tier.least), Money::new(have)),
    }
}

/// Item layers take the step's rate off each line, order layers off the whole scope.
pub(super) fn resolve(offer: &Offer, measure: &Measure) -> Result<Resolved, Missing> {
    let Some((tiers, have)) = tiers(&offer.benefit, measure) else {
        return Err(Missing::Units(0));
    };
    let reached = step_reached(tiers, have);
    if reached == 0 {
        let missing = tiers
            .first()
            .and_then(|tier| missing_step(&offer.benefit, tier, have));
        return Err(missing.unwrap_or(Missing::Units(0)));
    }
    let off = tiers[reached - 1].off;
    let cut = if offer.layer.is_item() {
        Cut::Line(off)
    } else {
        Cut::Shared(off_scope(offer, off, measure))
    };
    Ok(Resolved {
        cut,
        tier: Some(reached - 1),
    })
}
