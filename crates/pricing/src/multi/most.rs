//! What an offer that counts units can take off at most: the bound of the search.

use super::sets::most;
use crate::benefit::{self, Measure, several};
use crate::setting::Setting;
use crate::stack::State;
use crate::{Base, Benefit, BundleGives, GetFrom, GroupGives, Groups, Money, Off, Offer, Pick};

/// An amount that the offer cannot exceed, now or after more has been taken off any line.
///
/// What it takes now is no such bound: once another offer has reduced a unit, others may qualify
/// for a set and leave dearer ones to be reduced; and a price rounded down to a grain can take more
/// off where there is less. So this counts sets, and asks what so many sets could take of what is
/// there.
pub(crate) fn ceiling(setting: &Setting, rule: usize, state: &State, measure: &Measure) -> Money {
    let offer = setting.offer(rule);
    if benefit::resolve(offer, measure, state.points).is_err() {
        return Money::ZERO;
    }
    let units = measure.units;
    let mut room = measure.room;
    let most = match &offer.benefit {
        Benefit::FirstAndFurther {
            first,
            further,
            most,
        } => {
            let most = most.map_or(units, |most| measure.lines * i64::from(most));
            (*first).max(*further).times(units.min(most))
        }
        Benefit::Groups(kind) => {
            let groups = (units / i64::from(kind.size)).min(most(kind.times));
            of_groups(offer, kind, groups, measure.on(offer.rate_base)).unwrap_or(room)
        }
        Benefit::BuyGet(kind) => {
            let (buy, get) = (i64::from(kind.buy), i64::from(kind.get));
            let mut sets = units / (buy + get);
            let mut value = measure.on(offer.rate_base);
            if let GetFrom::Other(_) = kind.from {
                sets = units / buy;
                (room, value) = of_others(setting, rule, state, offer.rate_base);
            }
            several(
                offer,
                kind.off,
                value,
                sets.min(most(kind.times)).saturating_mul(get),
            )
        }
        Benefit::Bundle(kind) => {
            let mut size = 0;
            for part in &kind.parts {
                size += i64::from(part.units);
            }
            let sets = (units / size.max(1)).min(most(kind.times));
            match kind.gives {
                BundleGives::Off(off) => several(offer, off, measure.on(offer.rate_base), sets),
                BundleGives::Price(_) if sets == 0 => Money::ZERO,
                BundleGives::Price(_) => room,
            }
        }
        _ => room,
    };
    most.min(room).min(offer.most())
}

/// At most what `groups` groups give of `value`, where that is less than all of it.
fn of_groups(offer: &Offer, kind: &Groups, groups: i64, value: Money) -> Option<Money> {
    if groups == 0 {
        return Some(Money::ZERO);
    }
    match &kind.gives {
        GroupGives::Each(off) => Some(several(offer, *off, value, groups * i64::from(kind.size))),
        GroupGives::Off(off) => Some(several(offer, *off, value, groups)),
        GroupGives::Price(_) => None,
        GroupGives::Nth { order, places } => {
            let mut sum = Money::ZERO;
            for place in places {
                // So many units of each group cost at least as much as the one at this place, though
                // not by their list price.
                let dearer = match order {
                    _ if offer.rate_base == Base::List => 1,
                    Pick::Dearest => place.nth,
                    Pick::Cheapest => kind.size - place.nth + 1,
                    Pick::MostUnits => 1,
                };
                let there = match place.off {
                    Off::Rate(_) => Money::new(value.minor() / i64::from(dearer)),
                    Off::Amount(_) => value,
                };
                sum += several(offer, place.off, there, groups);
            }
            Some(sum)
        }
    }
}

/// Room and value of the lines that [`GetFrom::Other`] names.
fn of_others(setting: &Setting, rule: usize, state: &State, base: Base) -> (Money, Money) {
    let (mut room, mut value) = (Money::ZERO, Money::ZERO);
    if let Some(reached) = setting.seat(rule).further.last() {
        for line in &reached.lines {
            let line = *line as usize;
            let facts = &setting.lines[line];
            room += state.left[line] - facts.floor;
            value += match base {
                Base::List => facts.list,
                Base::AfterItem => state.after_item()[line],
                Base::Remaining => state.left[line],
            };
        }
    }
    (room, value)
}

#[cfg(test)]
mod tests;
