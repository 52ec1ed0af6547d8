//! How far the next step is (凑单): one entry for every ladder or threshold within reach.

use alloc::vec::Vec;

use crate::benefit::{self, Measure, off_of, step_reached, tiers, times_reached};
use crate::beside;
use crate::round::grains;
use crate::ruleset::StageKind;
use crate::setting::Setting;
use crate::stack::{Journal, Record};
use crate::why::Why;
use crate::{Benefit, Missing, Money, NextTier, Off, Offer, Per, Threshold};

/// In the order in which offers have their turn, exclusive ones at their gate; what comes beside the
/// price comes last.
pub(crate) fn all(setting: &Setting, journal: &Journal, freight: Money) -> Vec<NextTier> {
    let mut all = Vec::new();
    for stage in setting.stages {
        for rule in &stage.members {
            if setting.offer(*rule).exclusive == (stage.kind == StageKind::Gate) {
                add(setting, journal, *rule, freight, &mut all);
            }
        }
    }
    for rule in 0..setting.offers.len() {
        if beside::is_one(setting, rule) {
            add(setting, journal, rule, freight, &mut all);
        }
    }
    all
}

fn add(setting: &Setting, journal: &Journal, rule: usize, freight: Money, all: &mut Vec<NextTier>) {
    let record = &journal.records[rule];
    if record.measure.lines == 0 || !setting.is_ready(rule) {
        return;
    }
    let mut next = NextTier {
        offer: setting.id(rule),
        have: 0,
        reached: 0,
        missing: None,
        requires: None,
        off_now: record.took,
        off_next: record.took,
    };
    if step(setting, rule, record, freight, &mut next) {
        all.push(next);
    }
}

/// Fills in where the offer stands, if there is a step to reach; a threshold that is not met comes
/// before what a requirement lacks, and both before any ladder or set behind them. `off_next` stays as it
/// is where there is no further step.
fn step(
    setting: &Setting,
    rule: usize,
    record: &Record,
    freight: Money,
    next: &mut NextTier,
) -> bool {
    let offer = setting.offer(rule);
    let measure = &record.measure;
    next.missing = benefit::short_of(offer.threshold, measure);
    let met = next.missing.is_none();
    let mut least = None;
    if let Some(Why::Requires { at, missing, have }) = record.fate {
        next.requires = Some(at);
        next.have = have;
        next.missing = Some(missing);
    } else {
        if met && (sets(record, next) || ladder(offer, measure, next)) {
            next.off_next = next.off_next.min(offer.most());
            return true;
        }
        next.have = benefit::have_of(offer.threshold, measure);
        match offer.threshold {
            Threshold::None => return false,
            Threshold::Count { .. } => {}
            Threshold::Amount { least: amount, .. } => least = Some(amount),
        }
        next.reached = usize::from(met);
    }
    if next.missing.is_some() {
        let off = match &record.progress {
            Some(progress) => progress.off,
            None => at_threshold(setting, rule, measure, least, freight),
        };
        next.off_next = off.min(offer.most());
    }
    true
}

/// Where an offer that forms sets of units stands, if it is one.
fn sets(record: &Record, next: &mut NextTier) -> bool {
    let Some(progress) = &record.progress else {
        return false;
    };
    let Some(have) = progress.have else {
        return false;
    };
    next.have = have;
    next.reached = progress.sets;
    if progress.missing > 0 {
        next.missing = Some(Missing::Units(progress.missing));
        next.off_next = progress.off_next;
    }
    true
}

/// Where the offer stands on its ladder, if the benefit is one.
fn ladder(offer: &Offer, measure: &Measure, next: &mut NextTier) -> bool {
    let benefit = &offer.benefit;
    if let Benefit::Gift(gifts) = benefit {
        next.have = beside::have(gifts, measure);
        next.reached = beside::reached(gifts, next.have);
        if let Some(tier) = gifts.tiers.get(next.reached) {
            next.missing = Some(beside::missing(gifts, tier, next.have));
        }
        return true;
    }
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
            next.off_next = grains(off.times(reached + 1), offer.grain);
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
            Benefit::TiersByCount { .. } => measure.on(offer.rate_base),
            _ => Money::new(tier.least),
        };
        next.off_next = off_of(offer, tier.off, value);
    }
    true
}

/// What an offer would take off a cart that just meets its threshold. Where the threshold does not
/// say what the lines are worth (it counts units, or a requirement is what is short), they are taken as they are.
fn at_threshold(
    setting: &Setting,
    rule: usize,
    measure: &Measure,
    least: Option<Money>,
    freight: Money,
) -> Money {
    let offer = setting.offer(rule);
    let value = least.unwrap_or(measure.left);
    // A rate's share; just at the threshold nothing else has come off.
    let rated = least.unwrap_or(measure.on(offer.rate_base));
    let (tiers, have) = match &offer.benefit {
        Benefit::Reduce { off, per } => {
            return match (off, per) {
                (Off::Amount(amount), Per::Unit) => amount.times(measure.units),
                (Off::Amount(amount), Per::Line) => amount.times(measure.lines),
                _ => off_of(offer, *off, rated),
            };
        }
        Benefit::UnitPrice { price } => {
            let price = setting.unit_price(rule, *price);
            return (value - price.times(measure.units)).at_least_zero();
        }
        Benefit::Deposit { paid, counts_as } => {
            return (*counts_as - *paid).times(measure.units);
        }
        Benefit::OrderPrice { price } => return (value - *price).at_least_zero(),
        Benefit::PerEach {
            each, off, times, ..
        } => {
            let times = times_reached(*each, *times, value).max(1);
            return grains(off.times(times), offer.grain);
        }
        Benefit::Points { share, .. } => return crate::round::at_most(value, *share),
        Benefit::FreeFreight => return freight,
        Benefit::TiersByAmount { tiers, .. } => (tiers, value.minor()),
        Benefit::TiersByCount { tiers } => (tiers, measure.units),
        _ => return Money::ZERO,
    };
    match tiers.get(step_reached(tiers, have).max(1) - 1) {
        Some(tier) => off_of(offer, tier.off, rated),
        None => Money::ZERO,
    }
}
