//! What each kind of benefit takes off, once it is known what the cart brings.
//!
//! One file a kind. A kind turns a [`Measure`] into a [`Cut`]; the layers know only cuts.

mod ladder;
mod per_each;
pub(crate) mod points;

pub(crate) use ladder::{missing_step, step_reached, tiers};
pub(crate) use per_each::times_reached;

use crate::round::half_up;
use crate::{Base, Benefit, Missing, Money, Off, Offer, Per, Threshold};

/// What the lines of an offer bring when its turn comes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Measure {
    pub(crate) lines: i64,
    pub(crate) units: i64,
    pub(crate) list: Money,
    pub(crate) after_item: Money,
    pub(crate) left: Money,
    /// What can be taken at most: what is left, less floors.
    pub(crate) room: Money,
}

impl Measure {
    pub(crate) fn on(&self, base: Base) -> Money {
        match base {
            Base::List => self.list,
            Base::AfterItem => self.after_item,
            Base::Remaining => self.left,
        }
    }
}

/// A reduction with every condition settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// Each unit costs at most this.
    UnitPrice(Money),
    /// Off each unit, rounded a unit.
    Unit(Off),
    /// Off each line, rounded a line.
    Line(Off),
    /// One amount, to be shared over the lines.
    Shared(Money),
    /// Off units that come together in sets, or in turn: `multi` looks at the units.
    Several,
    /// The freight.
    Freight,
}

/// A cut, and the step of a ladder it belongs to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Resolved {
    pub(crate) cut: Cut,
    pub(crate) tier: Option<usize>,
}

/// What is missing for the offer's threshold, if anything.
pub(crate) fn short_of(threshold: Threshold, measure: &Measure) -> Option<Missing> {
    match threshold {
        Threshold::None => None,
        Threshold::Amount { least, base } => missing_amount(least, measure.on(base)),
        Threshold::Count { least } => missing_units(least.into(), measure.units),
    }
}

pub(crate) fn missing_amount(least: Money, have: Money) -> Option<Missing> {
    (have < least).then(|| Missing::Amount(least - have))
}

pub(crate) fn missing_units(least: i64, have: i64) -> Option<Missing> {
    (have < least).then(|| Missing::Units(u32::try_from(least - have).unwrap_or(u32::MAX)))
}

/// Settles what `offer` takes, or what is missing for its threshold or its first step.
#[inline(never)]
pub(crate) fn resolve(offer: &Offer, measure: &Measure, points: u64) -> Result<Resolved, Missing> {
    if let Some(missing) = short_of(offer.threshold, measure) {
        return Err(missing);
    }
    let plain = |cut| Resolved { cut, tier: None };
    match &offer.benefit {
        Benefit::Reduce { off, per } => Ok(plain(match per {
            Per::Unit => Cut::Unit(*off),
            Per::Line => Cut::Line(*off),
            Per::Order => Cut::Shared(amount_of(*off, measure.left)),
        })),
        Benefit::UnitPrice { price } => Ok(plain(Cut::UnitPrice(*price))),
        Benefit::TiersByAmount { .. } | Benefit::TiersByCount { .. } => {
            ladder::resolve(offer, measure)
        }
        Benefit::PerEach { .. } => per_each::resolve(&offer.benefit, measure),
        Benefit::Points { worth, share } => Ok(plain(Cut::Shared(points::amount(
            *worth, *share, measure, offer, points,
        )))),
        Benefit::FreeFreight => Ok(plain(Cut::Freight)),
        benefit if counts_units(benefit) => Ok(plain(Cut::Several)),
        _ => Ok(plain(Cut::Shared(Money::ZERO))),
    }
}

/// Whether a benefit counts units, in multi-unit layers.
pub(crate) fn counts_units(benefit: &Benefit) -> bool {
    matches!(
        benefit,
        Benefit::Groups(_)
            | Benefit::BuyGet(_)
            | Benefit::Bundle(_)
            | Benefit::FirstAndFurther { .. }
    )
}

/// What a benefit itself asks for at first: a threshold where the offer has none of its own.
pub(crate) fn least(benefit: &Benefit) -> i64 {
    match benefit {
        Benefit::TiersByAmount { tiers, .. } | Benefit::TiersByCount { tiers } => {
            tiers.first().map_or(0, |tier| tier.least)
        }
        Benefit::PerEach { each, .. } => each.minor(),
        Benefit::Groups(groups) => groups.size.into(),
        Benefit::BuyGet(sets) => i64::from(sets.buy) + i64::from(sets.get),
        Benefit::Bundle(bundle) => {
            let mut units = 0;
            for part in &bundle.parts {
                units += i64::from(part.units);
            }
            units
        }
        _ => 0,
    }
}

/// An amount that `offer` cannot exceed on these lines, now or after more has been taken off them;
/// for those that count units see `multi`.
pub(crate) fn ceiling(offer: &Offer, measure: &Measure, points: u64) -> Money {
    let Ok(resolved) = resolve(offer, measure, points) else {
        return Money::ZERO;
    };
    let most = match resolved.cut {
        Cut::UnitPrice(_) => measure.room,
        Cut::Unit(off) => several(off, measure.left, measure.units),
        Cut::Line(off) => several(off, measure.left, measure.lines),
        // Compiling saw to it that no step gives less than the one below it where it begins.
        Cut::Shared(amount) => amount,
        Cut::Several | Cut::Freight => Money::ZERO,
    };
    most.min(measure.room).min(offer.most())
}

/// At most what `off` takes from each of `count` parts of `left`; each may round up by itself.
pub(crate) fn several(off: Off, left: Money, count: i64) -> Money {
    match off {
        Off::Amount(amount) => amount.times(count),
        Off::Rate(rate) => half_up(left, rate) + Money::new(count),
    }
}

/// A reduction of `amount`: by amount as it stands (the room will limit it), by rate rounded once.
pub(crate) fn amount_of(off: Off, amount: Money) -> Money {
    match off {
        Off::Amount(off) => off,
        Off::Rate(rate) => half_up(amount, rate),
    }
}

/// What a cut takes from `units` units worth `value` together, none below `unit_floor`.
///
/// Where `value` is no multiple of `units`, the first units carry one minor unit more; there are
/// at most two different units, so the cost does not depend on how many there are.
#[inline(never)]
pub(crate) fn from_units(cut: &Cut, value: Money, units: u32, unit_floor: Money) -> Money {
    crate::steps::count();
    let room = (value - unit_floor.times(units.into())).at_least_zero();
    match *cut {
        Cut::UnitPrice(price) => {
            let price = price.max(unit_floor);
            (value - price.times(units.into())).at_least_zero()
        }
        Cut::Unit(off) => {
            let count = i64::from(units);
            let (each, dearer) = (value.minor() / count, value.minor() % count);
            let one = |price: i64| {
                let price = Money::new(price);
                let room = (price - unit_floor).at_least_zero();
                amount_of(off, price).min(room)
            };
            let mut off = one(each).times(count - dearer);
            if dearer > 0 {
                off += one(each + 1).times(dearer);
            }
            off
        }
        Cut::Line(off) => amount_of(off, value).min(room),
        Cut::Shared(_) | Cut::Several | Cut::Freight => Money::ZERO,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Rate;

    #[track_caller]
    fn check(cut: Cut, value: i64, units: u32, floor: i64, expected: i64) {
        let off = from_units(&cut, Money::new(value), units, Money::new(floor));
        assert_eq!(off, Money::new(expected));
    }

    #[test]
    fn cuts_of_units() {
        let rate = |basis_points| Off::Rate(Rate::new(basis_points).unwrap());
        let amount = |minor| Off::Amount(Money::new(minor));
        check(Cut::UnitPrice(Money::new(50)), 300, 3, 0, 150);
        check(Cut::UnitPrice(Money::new(50)), 300, 3, 60, 120);
        check(Cut::UnitPrice(Money::new(150)), 300, 3, 0, 0);
        // Two units of 100 and one of 101: the price touches only the dearer one.
        check(Cut::UnitPrice(Money::new(100)), 301, 3, 0, 1);
        check(Cut::Unit(amount(30)), 300, 3, 0, 90);
        check(Cut::Unit(amount(300)), 300, 3, 0, 300);
        check(Cut::Unit(amount(30)), 300, 3, 80, 60);
        // A cent ten times: a unit rounds to nothing, a line to one.
        check(Cut::Unit(rate(1000)), 10, 10, 0, 0);
        check(Cut::Line(rate(1000)), 10, 10, 0, 1);
        check(Cut::Unit(rate(1300)), 3998, 2, 0, 520);
        // Units of 15 and 16 at half price: 8 + 8.
        check(Cut::Unit(rate(5000)), 31, 2, 0, 16);
        check(Cut::Line(amount(500)), 300, 3, 0, 300);
        check(Cut::Line(amount(500)), 300, 3, 90, 30);
    }
}
