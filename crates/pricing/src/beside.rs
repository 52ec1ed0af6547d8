//! What comes on top of the price: gifts (满赠), cashback (返现), points earned (送积分).
//!
//! They look at the cart as it will be paid, each by itself: nothing competes and no amount changes,
//! so the selection need not know of them. A coupon cannot grant one, because using it or not would
//! then be a choice that no payable decides.

use alloc::vec::Vec;

use crate::benefit::{self, Measure};
use crate::round::whole;
use crate::setting::Setting;
use crate::stack::{Journal, State};
use crate::why::Why;
use crate::{
    Benefit, Beside, GiftBy, GiftLadder, GiftTier, GiftUnits, Gives, Layer, Missing, Money, Off,
};

/// Whether an offer of this number has no turn of its own, but is asked when all turns are over.
pub(crate) fn is_one(setting: &Setting, rule: usize) -> bool {
    setting.offer(rule).layer >= Layer::BESIDE
}

/// What the offers that are ready give, in order of id; the journal learns why others do not.
pub(crate) fn all(setting: &Setting, state: &State, journal: &mut Journal) -> Vec<Beside> {
    let mut all = Vec::new();
    for rule in 0..setting.offers.len() {
        if is_one(setting, rule) && setting.is_ready(rule) {
            let measure = state.measure(setting, rule);
            let given = give(setting, rule, state);
            journal.tell(rule, &measure, given.as_ref().err().copied());
            if let Ok(beside) = given {
                journal.give(rule);
                all.push(beside);
            }
        }
    }
    all
}

/// What an offer gives if nothing but the cart stands between.
#[inline(never)]
pub(crate) fn give(setting: &Setting, rule: usize, state: &State) -> Result<Beside, Why> {
    let offer = setting.offer(rule);
    let measure = state.measure(setting, rule);
    if measure.lines == 0 {
        return Err(Why::OutOfScope);
    }
    if let Some(missing) = benefit::short_of(offer.threshold, &measure) {
        return Err(Why::Short(missing));
    }
    crate::requires::check(setting, rule, state)?;
    let mut beside = Beside {
        offer: offer.id.clone(),
        tier: None,
        base: measure.left.minor(),
        funder: offer.funder,
        gives: Gives::Points(0),
    };
    match &offer.benefit {
        Benefit::Gift(ladder) => {
            beside.base = have(ladder, &measure);
            let Some(at) = reached(ladder, beside.base).checked_sub(1) else {
                return Err(Why::Short(missing(ladder, &ladder.tiers[0], beside.base)));
            };
            beside.tier = Some(at);
            let quota = setting.seat(rule).quota;
            beside.gives = Gives::Gifts(gifts(ladder, at, beside.base, quota));
        }
        Benefit::Cashback { off } => {
            let back = cashback(*off, measure.left);
            if back.is_zero() {
                return Err(Why::NothingLeft);
            }
            beside.gives = Gives::Cashback(back);
        }
        Benefit::EarnPoints { each, points } => {
            if let Some(missing) = benefit::missing_amount(*each, measure.left) {
                return Err(Why::Short(missing));
            }
            let times = whole(measure.left) / whole(*each).max(1);
            beside.gives = Gives::Points(times.saturating_mul((*points).into()));
        }
        _ => return Err(Why::NothingLeft),
    }
    Ok(beside)
}

/// Money that comes back for goods that paid so much: never more than that.
pub(crate) fn cashback(off: Off, paid: Money) -> Money {
    benefit::amount_of(off, paid).min(paid)
}

/// Where the cart stands on a ladder of gifts: minor units, or units.
pub(crate) fn have(ladder: &GiftLadder, measure: &Measure) -> i64 {
    match ladder.by {
        GiftBy::Amount(base) => measure.on(base).minor(),
        GiftBy::Count => measure.units,
    }
}

/// How many steps of a ladder of gifts are reached.
pub(crate) fn reached(ladder: &GiftLadder, have: i64) -> usize {
    let mut reached = 0;
    for tier in &ladder.tiers {
        reached += usize::from(tier.least <= have);
    }
    reached
}

/// What is missing for a step that is not reached.
pub(crate) fn missing(ladder: &GiftLadder, tier: &GiftTier, have: i64) -> Missing {
    let missing = match ladder.by {
        GiftBy::Amount(_) => benefit::missing_amount(Money::new(tier.least), Money::new(have)),
        GiftBy::Count => benefit::missing_units(tier.least, have),
    };
    missing.unwrap_or(Missing::Units(0))
}

/// The gifts of a step, once for each full `least` as far as the ladder repeats; sets that the quota
/// no longer covers are short.
fn gifts(ladder: &GiftLadder, at: usize, have: i64, quota: Option<u32>) -> Vec<GiftUnits> {
    let tier = &ladder.tiers[at];
    let often = have / tier.least.max(1);
    let sets = u32::try_from(often).unwrap_or(u32::MAX).min(ladder.times);
    let given = quota.unwrap_or(u32::MAX).min(sets);
    let mut gifts = Vec::with_capacity(tier.gifts.len());
    for gift in &tier.gifts {
        gifts.push(GiftUnits {
            sku: gift.sku.clone(),
            units: gift.units.saturating_mul(given),
            short: gift.units.saturating_mul(sets - given),
        });
    }
    gifts
}
