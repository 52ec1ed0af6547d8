//! Shares an amount over units that come in numbers: as [`crate::allocate`] does over lines, without
//! looking at each unit.

use alloc::vec::Vec;

use super::stacks::sorted;
use crate::round::{proportion, whole};
use crate::{Money, Overflow};

/// Units that are alike.
pub(super) struct Alike {
    units: i64,
    /// Of each unit.
    weight: Money,
    /// What a unit can take.
    room: Money,
    /// What each unit takes, and how many of them take one minor unit more.
    each: Money,
    more: i64,
}

impl Alike {
    pub(super) fn new(units: i64, weight: Money, room: Money) -> Self {
        Self {
            units,
            weight,
            room,
            each: Money::ZERO,
            more: 0,
        }
    }

    /// What the units take together.
    pub(super) fn took(&self) -> Money {
        self.each.times(self.units) + Money::new(self.more)
    }
}

/// Shares `amount` over units in proportion to their weights, by largest remainder, ties to the
/// earlier unit; no unit takes more than its room. Whether the offer allows that.
///
/// As each unit has its own share, it makes no difference whether units stand in one entry or in
/// several.
#[inline(never)]
pub(super) fn share(amount: Money, alike: &mut [Alike], overflow: Overflow) -> bool {
    let mut left = amount;
    if overflow == Overflow::Redistribute {
        let mut rooms = Money::ZERO;
        for entry in &*alike {
            rooms += entry.room.times(entry.units);
        }
        left = left.min(rooms);
        let mut full = true;
        while full && !left.is_zero() {
            full = false;
            let total = weights(alike);
            let asked = whole(left);
            for entry in &mut *alike {
                if entry.weight.is_zero() || entry.units == 0 {
                    continue;
                }
                let (share, rest) = proportion(asked, whole(entry.weight), total);
                if (share, rest) > (whole(entry.room), 0) {
                    entry.each = entry.room;
                    entry.weight = Money::ZERO;
                    left -= entry.room.times(entry.units);
                    full = true;
                }
            }
        }
    }
    split(left, alike);
    for entry in alike {
        let most = entry.each + Money::new(i64::from(entry.more > 0));
        if most > entry.room {
            if overflow == Overflow::Refuse {
                return false;
            }
            entry.each = entry.each.min(entry.room);
            entry.more = 0;
        }
    }
    true
}

/// Largest remainder over all units of weight; the others keep what they have.
fn split(amount: Money, alike: &mut [Alike]) {
    let total = weights(alike).max(1);
    let asked = whole(amount);
    let mut spare = amount.minor();
    let mut rests = Vec::with_capacity(alike.len());
    for entry in &mut *alike {
        let (share, rest) = proportion(asked, whole(entry.weight), total);
        if !entry.weight.is_zero() {
            entry.each = Money::new(share as i64);
            spare -= share as i64 * entry.units;
        }
        rests.push((-(rest as i64), 0));
    }
    for at in sorted(&rests) {
        if rests[at].0 < 0 {
            alike[at].more = spare.min(alike[at].units);
            spare -= alike[at].more;
        }
    }
}

fn weights(alike: &[Alike]) -> u64 {
    let mut sum = Money::ZERO;
    for entry in alike {
        sum += entry.weight.times(entry.units);
    }
    whole(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Entries are `(units, weight, room)`; what each takes.
    #[track_caller]
    fn check(
        overflow: Overflow,
        amount: i64,
        entries: &[(i64, i64, i64)],
        expected: Option<&[i64]>,
    ) {
        let mut alike = Vec::new();
        for (units, weight, room) in entries {
            alike.push(Alike::new(*units, Money::new(*weight), Money::new(*room)));
        }
        let given = share(Money::new(amount), &mut alike, overflow);
        let took: Vec<i64> = alike.iter().map(|entry| entry.took().minor()).collect();
        assert_eq!(given.then_some(&took[..]), expected);
    }

    #[test]
    fn shares_by_the_unit() {
        use Overflow::{Clamp, Redistribute, Refuse};
        check(Redistribute, 100, &[(3, 100, 100)], Some(&[100]));
        check(
            Redistribute,
            100,
            &[(1, 100, 100), (2, 100, 100)],
            Some(&[34, 66]),
        );
        check(
            Redistribute,
            100,
            &[(2, 100, 100), (1, 100, 100)],
            Some(&[67, 33]),
        );
        // 7 units of 10/27 and one of 20/27: the one has the largest remainder.
        check(Redistribute, 3, &[(7, 10, 10), (1, 20, 20)], Some(&[2, 1]));
        check(
            Redistribute,
            50,
            &[(2, 10, 5), (1, 20, 20)],
            Some(&[10, 20]),
        );
        check(Redistribute, 24, &[(2, 10, 3), (1, 20, 20)], Some(&[6, 18]));
        check(Clamp, 24, &[(2, 10, 3), (1, 20, 20)], Some(&[6, 12]));
        check(Refuse, 24, &[(2, 10, 3), (1, 20, 20)], None);
        check(Refuse, 12, &[(2, 10, 3), (1, 20, 20)], Some(&[6, 6]));
        // 2 of 3 units would take 2: that is above the room of all of them.
        check(Clamp, 5, &[(3, 9, 1)], Some(&[3]));
        check(Redistribute, 5, &[(2, 0, 0), (1, 0, 0)], Some(&[0, 0]));
        let many = [(4_000_000_000, 3, 3), (4_000_000_000, 4, 4)];
        check(
            Redistribute,
            14_000_000_001,
            &many,
            Some(&[6_000_000_001, 8_000_000_000]),
        );
    }
}
