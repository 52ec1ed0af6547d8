//! How far the next step is (凑单): one entry for every ladder or threshold within reach.

use crate::benefit::{self, Measure, amount_of, step_reached, tiers, times_reached};
use crate::multi::Progress;
use crate::ruleset::StageKind;
use crate::setting::Setting;
use crate::stack::Journal;
use crate::{Benefit, Missing, Money, NextTier, Off, Offer, Per, Threshold};

/// In the order in which offers have their turn, exclusive ones at their gate.
pub(crate) fn all(setting: &Setting, journal: &Journal) -> Vec<NextTier> {
    let mut all = Vec::new();
    for stage in setting.stages {
        for rule in &stage.members {
            let offer = setting.offer(*rule);
            let record = &journal.records[*rule];
            let measure = &record.measure;
            if offer.exclusive != (stage.kind == StageKind::Gate) || measure.lines == 0 {
                continue;
            }
            let mut next = NextTier {
                offer: offer.id.clone(),
                have: 0,
                reached: 0,
                missing: None,
                off_now: record.took,
                off_next: record.took,
            };
            let progress = record.progress.as_ref();
            if step(offer, measure, setting.freight, progress, &mut next) {
                all.push(next);
            }
        }
    }
    all
}

/// Fills in where the offer stands, if there is a step to reach; a threshold that is not met comes
/// before any ladder behind it. `off_next` stays as it is where there is no further step.
fn step(
    offer: &Offer,
    measure: &Measure,
    freight: Money,
    progress: Option<&Progress>,
    next: &mut NextTier,
) -> bool {
    next.missing = benefit::short_of(offer.threshold, measure);
    let met = next.missing.is_none();
    if met
        && let Some(progress) = progress
        && let Some(have) = progress.have
    {
        next.have = have;
        next.reached = progress.sets;
        if progress.missing > 0 {
            next.missing = Some(Missing::Units(progress.missing));
            next.off_next = progress.off_next;
        }
        return true;
    }
    if met && ladder(&offer.benefit, measure, next) {
        next.off_next = next.off_next.min(offer.most());
        return true;
    }
    let mut least = None;
    match offer.threshold {
        Threshold::None => return false,
        Threshold::Count { .. } => next.have = measure.units,
        Threshold::Amount {
            least: amount,
            base,
        } => {
            next.have = measure.on(base).minor();
            least = Some(amount);
        }
    }
    next.reached = usize::from(met);
    if !met {
        let off = match progress {
            Some(progress) => progress.off,
            None => at_threshold(offer, measure, least, freight),
        };
        next.off_next = off.min(offer.most());
    }
    true
}

/// Where the offer stands on its ladder, if the benefit is one.
fn ladder(benefit: &Benefit, measure: &Measure, next: &mut NextTier) -> bool {
    if let Benefit::PerEach {
        each,
        off,
        times,
        base,
    } = benefit
    {
        let have = measure.on(*base);
        let reached = times_reached(*each, *times, have);
        next.have = have.minor();
        next.reached = reached as usize;
        if times.is_none_or(|times| reached < times.into()) {
            next.missing = benefit::missing_amount(each.times(reached + 1), have);
            next.off_next = off.times(reached + 1);
        }
        return true;
    }
    let Some((tiers, have)) = tiers(benefit, measure) else {
        return false;
    };
    next.have = have;
    next.reached = step_reached(tiers, have);
    if let Some(tier) = tiers.get(next.reached) {
        next.missing = benefit::missing_step(benefit, tier, have);
        let value = match benefit {
            Benefit::TiersByCount { .. } => measure.left,
            _ => Money::new(tier.least),
        };
        next.off_next = amount_of(tier.off, value);
    }
    true
}

/// What an offer would take off a cart that just meets its threshold. Where the threshold does not
/// say what the lines are worth (it counts units), the lines are taken as they are.
fn at_threshold(offer: &Offer, measure: &Measure, least: Option<Money>, freight: Money) -> Money {
    let value = least.unwrap_or(measure.left);
    let (tiers, have) = match &offer.benefit {
        Benefit::Reduce { off, per } => {
            return match (off, per) {
                (Off::Amount(amount), Per::Unit) => amount.times(measure.units),
                (Off::Amount(amount), Per::Line) => amount.times(measure.lines),
                _ => amount_of(*off, value),
            };
        }
        Benefit::UnitPrice { price } => {
            return (value - price.times(measure.units)).at_least_zero();
        }
        Benefit::PerEach {
            each, off, times, ..
        } => return off.times(times_reached(*each, *times, value).max(1)),
        Benefit::Points { share, .. } => return crate::round::at_most(value, *share),
        Benefit::FreeFreight => return freight,
        Benefit::TiersByAmount { tiers, .. } => (tiers, value.minor()),
        Benefit::TiersByCount { tiers } => (tiers, measure.units),
        _ => return Money::ZERO,
    };
    match tiers.get(step_reached(tiers, have).max(1) - 1) {
        Some(tier) => amount_of(tier.off, value),
        None => Money::ZERO,
    }
}
