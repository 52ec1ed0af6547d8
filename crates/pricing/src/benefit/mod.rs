//! What each kind of benefit takes off, once it is known what the cart brings.
//!
//! One file a kind. A kind turns a [`Measure`] into a [`Cut`]; the layers know only cuts.

mod ladder;
mod per_each;
pub(crate) mod points;

pub(crate) use ladder::{missing_step, step_reached, tiers};
pub(crate) use per_each::times_reached;

use crate::round::{ONE, grains, half_up, reduction};
use crate::{Base, Benefit, Missing, Money, Off, Offer, Per, Threshold, Tier};

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

/// What a threshold is measured on now: minor units, or units; nothing where there is none.
pub(crate) fn have_of(threshold: Threshold, measure: &Measure) -> i64 {
    match threshold {
        Threshold::None => 0,
        Threshold::Amount { base, .. } => measure.on(base).minor(),
        Threshold::Count { .. } => measure.units,
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
    let cut = match &offer.benefit {
        Benefit::Reduce { off, per } => match per {
            Per::Unit => Cut::Unit(*off),
            Per::Line => Cut::Line(*off),
            Per::Order => Cut::Shared(off_scope(offer, *off, measure)),
        },
        Benefit::UnitPrice { price } => Cut::UnitPrice(*price),
        Benefit::Deposit { paid, counts_as } => Cut::Unit(Off::Amount(*counts_as - *paid)),
        Benefit::TiersByAmount { .. } | Benefit::TiersByCount { .. } => {
            return ladder::resolve(offer, measure);
        }
        Benefit::PerEach { .. } => return per_each::resolve(offer, measure),
        Benefit::Points { worth, share } => {
            let amount = points::amount(*worth, *share, measure, offer, points);
            Cut::Shared(grains(amount, offer.grain))
        }
        Benefit::OrderPrice { price } => Cut::Shared((measure.left - *price).at_least_zero()),
        Benefit::FreeFreight => Cut::Freight,
        benefit if counts_units(benefit) => Cut::Several,
        // The others have no turn.
        _ => Cut::Shared(Money::ZERO),
    };
    Ok(Resolved { cut, tier: None })
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

/// Whether what an offer takes, if it works, does not depend on what others have left.
pub(crate) fn is_fixed(offer: &Offer) -> bool {
    let (tiers, base): (&[Tier], _) = match &offer.benefit {
        Benefit::Reduce {
            off,
            per: Per::Order,
        } => return is_fixed_off(offer, *off),
        Benefit::TiersByAmount { tiers, base } => (tiers, *base),
        Benefit::TiersByCount { tiers } => (tiers, Base::List),
        Benefit::PerEach { base, .. } => (&[], *base),
        _ => return false,
    };
    let mut fixed = base != Base::Remaining;
    for tier in tiers {
        fixed &= is_fixed_off(offer, tier.off);
    }
    fixed
}

fn is_fixed_off(offer: &Offer, off: Off) -> bool {
    matches!(off, Off::Amount(_)) || offer.rate_base != Base::Remaining
}

/// An amount that `offer` cannot exceed on these lines, now or after more has been taken off them;
/// for those that count units see `multi`.
pub(crate) fn ceiling(offer: &Offer, measure: &Measure, points: u64) -> Money {
    let Ok(resolved) = resolve(offer, measure, points) else {
        return Money::ZERO;
    };
    let most = match resolved.cut {
        Cut::UnitPrice(_) => measure.room,
        Cut::Unit(off) => several(offer, off, measure.on(offer.rate_base), measure.units),
        Cut::Line(off) => several(offer, off, measure.on(offer.rate_base), measure.lines),
        Cut::Shared(amount) => match &offer.benefit {
            Benefit::Reduce { off, .. } => several(offer, *off, measure.on(offer.rate_base), 1),
            Benefit::TiersByAmount { .. } | Benefit::TiersByCount { .. } => {
                let mut most = Money::ZERO;
                for tier in ladder::reached(offer, measure) {
                    most = most.max(several(offer, tier.off, measure.on(offer.rate_base), 1));
                }
                most
            }
            _ => amount,
        },
        Cut::Several | Cut::Freight => Money::ZERO,
    };
    most.min(measure.room).min(offer.most())
}

/// At most what `off` takes from `count` parts of goods that are worth `base` on the offer's rate base,
/// now or when they bring less. Each part may round up by itself, and a price rounded down to a grain
/// can take more off where there is less.
pub(crate) fn several(offer: &Offer, off: Off, base: Money, count: i64) -> Money {
    match off {
        _ if count == 0 => Money::ZERO,
        Off::Amount(amount) => amount.times(count),
        Off::Rate(_) if count == 1 && offer.grain == ONE => off_of(offer, off, base),
        Off::Rate(rate) => half_up(base, rate) + offer.grain.times(count),
    }
}

/// What `off` takes off the lines of an offer together, before cap and room.
pub(crate) fn off_scope(offer: &Offer, off: Off, measure: &Measure) -> Money {
    off_of(offer, off, measure.on(offer.rate_base))
}

/// What `off` takes off a unit, a line, a set or an order worth `base`, rounded once as the offer says.
/// The grain of an amount counts only where that is shared over lines.
pub(crate) fn off_of(offer: &Offer, off: Off, base: Money) -> Money {
    match off {
        Off::Amount(amount) if falls_on_units(offer) => amount,
        Off::Amount(amount) => grains(amount, offer.grain),
        Off::Rate(rate) => reduction(base, rate, offer.rounding, offer.grain),
    }
}

/// Whether what an offer takes falls on units, so that its amounts stand as they are: in item layers,
/// and in multi-unit layers where it reduces each unit or forms sets.
pub(crate) fn falls_on_units(offer: &Offer) -> bool {
    let of_unit = matches!(offer.benefit, Benefit::Reduce { per: Per::Unit, .. });
    offer.layer.is_item()
        || counts_units(&offer.benefit)
        || (of_unit && offer.layer.is_multi_unit())
}

/// A reduction of `amount`: by amount as it stands (the room will limit it), by rate rounded once.
pub(crate) fn amount_of(off: Off, amount: Money) -> Money {
    match off {
        Off::Amount(off) => off,
        Off::Rate(rate) => half_up(amount, rate),
    }
}

/// Units that are priced alike.
#[derive(Clone, Copy)]
pub(crate) struct Lot {
    pub(crate) units: u32,
    /// What is left of them together.
    pub(crate) value: Money,
    /// What a rate is a share of: their worth on [`Offer::rate_base`].
    pub(crate) base: Money,
    /// No unit below this.
    pub(crate) unit_floor: Money,
}

impl Lot {
    fn room(&self) -> Money {
        (self.value - self.unit_floor.times(self.units.into())).at_least_zero()
    }
}

/// What a cut takes from a lot.
///
/// Where a value is no multiple of the units, the first units carry one minor unit more; there are
/// at most three different units, so the cost does not depend on how many there are.
#[inline(never)]
pub(crate) fn from_units(offer: &Offer, cut: &Cut, lot: &Lot) -> Money {
    crate::steps::count();
    match *cut {
        Cut::UnitPrice(price) => {
            let price = price.max(lot.unit_floor);
            (lot.value - price.times(lot.units.into())).at_least_zero()
        }
        Cut::Unit(off) => {
            let count = i64::from(lot.units);
            let (each, dearer) = (lot.value.minor() / count, lot.value.minor() % count);
            let (base, base_dearer) = (lot.base.minor() / count, lot.base.minor() % count);
            if dearer == 0 && base_dearer == 0 {
                let room = each - lot.unit_floor.minor();
                let off = off_of(offer, off, Money::new(base)).minor();
                return Money::new(off.min(room.max(0))).times(count);
            }
            let (mut sum, mut from) = (Money::ZERO, 0);
            for until in [dearer.min(base_dearer), dearer.max(base_dearer), count] {
                if from < until {
                    let left = Money::new(each + i64::from(from < dearer));
                    let base = Money::new(base + i64::from(from < base_dearer));
                    let room = (left - lot.unit_floor).at_least_zero();
                    sum += off_of(offer, off, base).min(room).times(until - from);
                    from = until;
                }
            }
            sum
        }
        Cut::Line(off) => off_of(offer, off, lot.base).min(lot.room()),
        Cut::Shared(_) | Cut::Several | Cut::Freight => Money::ZERO,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Bundle, BundleGives, BuyGet, GetFrom, GroupGives, Groups, Layer, Part, Pick, Rate,
        Rounding, Scope,
    };

    #[track_caller]
    fn check(cut: Cut, value: i64, units: u32, floor: i64, expected: i64) {
        check_as(plain(), cut, (value, value), units, floor, expected);
    }

    fn plain() -> Offer {
        let price = Money::ZERO;
        Offer::new("o".into(), Layer::ITEM, Benefit::UnitPrice { price })
    }

    #[track_caller]
    fn check_as(
        offer: Offer,
        cut: Cut,
        (value, base): (i64, i64),
        units: u32,
        floor: i64,
        expected: i64,
    ) {
        let lot = Lot {
            units,
            value: Money::new(value),
            base: Money::new(base),
            unit_floor: Money::new(floor),
        };
        let off = from_units(&offer, &cut, &lot);
        assert_eq!(off, Money::new(expected));
    }

    /// Only the value, or only the base, is no multiple of the units.
    #[test]
    fn one_of_two_amounts_is_uneven() {
        let amount = Cut::Unit(Off::Amount(Money::new(100)));
        check_as(plain(), amount, (10, 9), 3, 0, 10);
        let half = Cut::Unit(Off::Rate(Rate::new(5_000).unwrap()));
        check_as(plain(), half, (24, 25), 2, 0, 13);
    }

    #[test]
    fn what_a_benefit_asks_for_at_first() {
        let tier = |least, off| Tier { least, off };
        let off = Off::Amount(Money::new(1));
        let base = Base::List;
        let tiers = vec![tier(30, off), tier(40, off)];
        let by_amount = Benefit::TiersByAmount {
            tiers: tiers.clone(),
            base,
        };
        let per_each = Benefit::PerEach {
            each: Money::new(7),
            off: Money::new(1),
            times: None,
            base,
        };
        let groups = Benefit::Groups(Groups {
            size: 3,
            fill: Pick::Dearest,
            times: None,
            gives: GroupGives::Each(off),
        });
        let buy_get = Benefit::BuyGet(BuyGet {
            buy: 4,
            buy_pick: Pick::Dearest,
            get: 3,
            get_pick: Pick::Cheapest,
            from: GetFrom::Scope,
            off,
            times: None,
        });
        let part = |units| Part {
            scope: Scope::default(),
            units,
        };
        let bundle = Benefit::Bundle(Bundle {
            parts: vec![part(2), part(3)],
            gives: BundleGives::Off(off),
            times: None,
        });
        for (benefit, expected) in [
            (by_amount, 30),
            (Benefit::TiersByCount { tiers }, 30),
            (per_each, 7),
            (groups, 3),
            (buy_get, 7),
            (bundle, 5),
            (Benefit::FreeFreight, 0),
        ] {
            assert_eq!(least(&benefit), expected, "{benefit:?}");
        }
    }

    #[test]
    fn what_does_not_depend_on_what_is_left() {
        let (amount, rate) = (Off::Amount(Money::new(1)), Off::Rate(Rate::WHOLE));
        let tiers = |off| vec![Tier { least: 1, off }];
        let by_amount = |off, base| Benefit::TiersByAmount {
            tiers: tiers(off),
            base,
        };
        let by_count = |off| Benefit::TiersByCount { tiers: tiers(off) };
        let per_each = |base| Benefit::PerEach {
            each: Money::new(1),
            off: Money::new(1),
            times: None,
            base,
        };
        let reduce = |off, per| Benefit::Reduce { off, per };
        for (benefit, rate_base, expected) in [
            (reduce(amount, Per::Order), Base::Remaining, true),
            (reduce(rate, Per::Order), Base::Remaining, false),
            (reduce(rate, Per::Order), Base::AfterItem, true),
            (reduce(amount, Per::Line), Base::List, false),
            (by_amount(amount, Base::List), Base::Remaining, true),
            (by_amount(amount, Base::Remaining), Base::List, false),
            (by_amount(rate, Base::List), Base::Remaining, false),
            (by_amount(rate, Base::List), Base::List, true),
            (by_count(amount), Base::Remaining, true),
            (by_count(rate), Base::Remaining, false),
            (per_each(Base::AfterItem), Base::Remaining, true),
            (per_each(Base::Remaining), Base::Remaining, false),
            (Benefit::FreeFreight, Base::List, false),
        ] {
            let offer = Offer {
                rate_base,
                ..Offer::new("o".into(), Layer::SHOP_REDUCTION, benefit)
            };
            assert_eq!(is_fixed(&offer), expected, "{:?}", offer.benefit);
        }
    }

    #[test]
    fn most_of_several_parts() {
        let half = Off::Rate(Rate::new(5_000).unwrap());
        let coarse = Offer {
            grain: Money::new(10),
            ..plain()
        };
        for (offer, off, count, expected) in [
            (plain(), Off::Amount(Money::new(7)), 0, 0),
            (plain(), Off::Amount(Money::new(7)), 3, 21),
            (plain(), half, 0, 0),
            (plain(), half, 1, 51),
            (plain(), half, 2, 53),
            (coarse, half, 1, 61),
        ] {
            let most = several(&offer, off, Money::new(101), count);
            assert_eq!(most, Money::new(expected), "{off:?} × {count}");
        }
    }

    #[test]
    fn rates_of_another_base() {
        let tenth = || Cut::Unit(Off::Rate(Rate::new(1_000).unwrap()));
        // Each of three units of 50 takes a tenth of 100.
        check_as(plain(), tenth(), (150, 300), 3, 0, 30);
        check_as(plain(), tenth(), (150, 300), 3, 45, 15);
        let line = Cut::Line(Off::Rate(Rate::new(1_000).unwrap()));
        check_as(plain(), line, (150, 300), 3, 0, 30);
        // Units of 11, 10, 10 that were 15, 15, 14: half of those is 8, 8, 7.
        let half = Cut::Unit(Off::Rate(Rate::new(5_000).unwrap()));
        check_as(plain(), half, (31, 44), 3, 0, 23);
        check_as(plain(), half, (32, 43), 3, 7, 11);
        let down = Offer {
            rounding: Rounding::PriceDown,
            grain: Money::new(10),
            ..plain()
        };
        // Each unit of 99 pays 80 of 89.1.
        check_as(down, tenth(), (198, 198), 2, 0, 38);
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
