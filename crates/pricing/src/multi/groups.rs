//! Complete groups of units: 第二件半价, 第3件1折, 3件99元, N元任选, 3件减20元, the cheapest unit free.

use alloc::vec::Vec;

use super::Taken;
use super::sets::{Plan, Role, Set, most};
use super::stacks;
use crate::benefit::off_of;
use crate::setting::Setting;
use crate::stack::State;
use crate::{GroupGives, Groups, Offer};

pub(super) fn plan(kind: &Groups, setting: &Setting, rule: usize, state: &State) -> Plan {
    let mask = stacks::seen(setting, rule, state);
    let stacks = stacks::of(setting, rule, state, &mask);
    let role = Role {
        order: stacks::picked(&stacks, &mask, kind.fill),
        units: kind.size,
    };
    let mut places = Vec::new();
    if let GroupGives::Nth { order, .. } = kind.gives {
        places = stacks::picked(&stacks, &mask, order);
        for (place, at) in places.clone().into_iter().enumerate() {
            places[at] = place;
        }
    }
    Plan {
        stacks,
        places,
        teams: vec![vec![role]],
        most: most(kind.times),
    }
}

/// What equal groups take; whether the offer allows that.
pub(super) fn give(
    kind: &Groups,
    offer: &Offer,
    plan: &Plan,
    set: &Set,
    taken: &mut Taken,
) -> bool {
    let stacks = &plan.stacks;
    match &kind.gives {
        GroupGives::Each(off) => {
            for piece in &set.pieces {
                taken.add_each(*off, offer, stacks, set, piece);
            }
        }
        GroupGives::Off(off) => {
            let off = off_of(offer, *off, set.base(stacks));
            return taken.add_shared(off, offer, stacks, set);
        }
        GroupGives::Price(price) => {
            let off = (set.value(stacks) - *price).at_least_zero();
            return taken.add_shared(off, offer, stacks, set);
        }
        GroupGives::Nth { places, .. } => {
            let mut places = &places[..];
            let mut passed = 0;
            let mut keys = Vec::with_capacity(set.pieces.len());
            for piece in &set.pieces {
                keys.push((plan.places[piece.stack] as i64, 0));
            }
            for at in stacks::sorted(&keys) {
                let piece = &set.pieces[at];
                let stack = &stacks[piece.stack];
                passed += piece.units;
                // Units of a piece are alike, so any of them may stand at any of its places.
                let mut first = piece.first;
                while let Some(place) = places.first()
                    && place.nth <= passed
                {
                    let units = set.times as u32;
                    taken.add(stack, first, units, stack.reduced(offer, place.off, units));
                    first += units;
                    places = &places[1..];
                }
            }
        }
    }
    true
}
