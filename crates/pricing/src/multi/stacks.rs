//! Units by price: what multi-unit offers count.

use alloc::vec::Vec;

use crate::benefit::{Cut, Lot, from_units};
use crate::item::Run;
use crate::setting::{Reached, Setting};
use crate::stack::State;
use crate::{Base, Money, Off, Offer, Pick, Scope};

/// Units of one line that cost the same.
pub(super) struct Stack {
    pub(super) line: usize,
    pub(super) sku: usize,
    /// Index of its first unit in the line.
    pub(super) first: u32,
    pub(super) units: u32,
    /// What a unit costs.
    pub(super) price: Money,
    /// What a rate is a share of, a unit: its price, unless the offer's rates look at list prices.
    pub(super) base: Money,
    /// No unit below this.
    pub(super) floor: Money,
}

impl Stack {
    /// What so many of its units cost.
    pub(super) fn value(&self, units: u32) -> Money {
        self.price.times(units.into())
    }

    /// What can be taken off a unit.
    pub(super) fn room(&self) -> Money {
        (self.price - self.floor).at_least_zero()
    }

    /// What comes off so many of its units if each is reduced by itself.
    #[inline(never)]
    pub(super) fn reduced(&self, offer: &Offer, off: Off, units: u32) -> Money {
        let lot = Lot {
            units,
            value: self.value(units),
            base: self.base.times(units.into()),
            unit_floor: self.floor,
        };
        from_units(offer, &Cut::Unit(off), &lot)
    }
}

/// Which lines the offer works on now, one entry a cart line.
pub(super) fn seen(setting: &Setting, rule: usize, state: &State) -> Vec<bool> {
    let seat = setting.seat(rule);
    within(setting, state, &seat.offer.scope, &seat.reached)
}

/// Which lines of a scope may be looked at now, one entry a cart line.
#[inline(never)]
pub(super) fn within(
    setting: &Setting,
    state: &State,
    scope: &Scope,
    reached: &Reached,
) -> Vec<bool> {
    let mut mask = vec![false; setting.lines.len()];
    for line in &reached.lines {
        let line = *line as usize;
        mask[line] = !scope.only_unreduced || state.after_item()[line] == setting.lines[line].list;
    }
    mask
}

/// The stacks of the marked lines, in cart order. Where the value of a run is no multiple of its
/// units, the first units carry one minor unit more and stand in a stack of their own.
#[inline(never)]
pub(super) fn of(setting: &Setting, rule: usize, state: &State, mask: &[bool]) -> Vec<Stack> {
    let of_list = setting.offer(rule).rate_base == Base::List;
    let mut stacks = Vec::with_capacity(state.runs.len());
    for run in &state.runs {
        if !mask[run.line] {
            continue;
        }
        crate::steps::count();
        let facts = &setting.lines[run.line];
        let count = i64::from(run.units);
        let (each, dearer) = (run.value.minor() / count, run.value.minor() % count);
        let list = facts.list.minor() / i64::from(facts.units.max(1));
        let mut first = run.first;
        for (units, price) in [(dearer, each + 1), (count - dearer, each)] {
            if units > 0 {
                stacks.push(Stack {
                    line: run.line,
                    sku: facts.sku,
                    first,
                    units: units as u32,
                    price: Money::new(price),
                    // Until these layers are through, the price after them is what is left.
                    base: Money::new(if of_list { list } else { price }),
                    floor: facts.unit_floor,
                });
                first += units as u32;
            }
        }
    }
    stacks
}

/// The stacks of the marked lines in the order of a pick, ties in cart order.
#[inline(never)]
pub(super) fn picked(stacks: &[Stack], mask: &[bool], pick: Pick) -> Vec<usize> {
    let mut within = Vec::with_capacity(stacks.len());
    let mut skus = vec![0; mask.len()];
    for (at, stack) in stacks.iter().enumerate() {
        if mask[stack.line] {
            within.push(at);
            skus[stack.sku] += i64::from(stack.units);
        }
    }
    let mut keys = Vec::with_capacity(within.len());
    for at in &within {
        let stack = &stacks[*at];
        keys.push(match pick {
            Pick::Dearest => (-stack.price.minor(), 0),
            Pick::Cheapest => (stack.price.minor(), 0),
            Pick::MostUnits => (-skus[stack.sku], -stack.price.minor()),
        });
    }
    let mut order = sorted(&keys);
    for place in &mut order {
        *place = within[*place];
    }
    order
}

/// Where the keys are in rising order, ties as they came: a shell sort, which is small
/// as code and quick enough for the prices of a cart.
#[inline(never)]
pub(super) fn sorted(keys: &[(i64, i64)]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    let mut gap = keys.len();
    while gap > 1 {
        gap = (gap * 5 / 11).max(1);
        for at in gap..order.len() {
            let moved = order[at];
            let mut place = at;
            while place >= gap
                && (keys[order[place - gap]], order[place - gap]) > (keys[moved], moved)
            {
                order[place] = order[place - gap];
                place -= gap;
            }
            order[place] = moved;
        }
    }
    order
}

/// Adds a run behind others, or to the last one if its units are like those.
#[inline(never)]
pub(super) fn push(runs: &mut Vec<Run>, run: Run) {
    if run.units == 0 {
        return;
    }
    if let Some(last) = runs.last_mut()
        && last.line == run.line
        && last.closed == run.closed
        && last.price().is_some()
        && last.price() == run.price()
    {
        last.units += run.units;
        last.value += run.value;
        return;
    }
    runs.push(run);
}

impl Run {
    /// What each unit costs, if all cost the same.
    fn price(&self) -> Option<Money> {
        let (value, units) = (self.value.minor(), i64::from(self.units));
        (value % units == 0).then(|| Money::new(value / units))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_with_ties_in_order() {
        let mut seed = 7u64;
        for size in 0..60usize {
            let keys: Vec<(i64, i64)> = (0..size)
                .map(|_| {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    ((seed >> 33) as i64 % 9 - 4, (seed >> 40) as i64 % 3)
                })
                .collect();
            let mut expected: Vec<usize> = (0..size).collect();
            expected.sort_by_key(|at| keys[*at]);
            assert_eq!(sorted(&keys), expected);
        }
    }
}
