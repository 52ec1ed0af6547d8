//! Goods that cost less together: 套餐, 搭配购.

use alloc::vec::Vec;

use super::Taken;
use super::sets::{Plan, Role, Set, most};
use super::stacks::{self, Stack, picked, within};
use crate::benefit::off_of;
use crate::setting::Setting;
use crate::stack::State;
use crate::{Bundle, BundleGives, Offer, Pick};

pub(super) fn plan(kind: &Bundle, setting: &Setting, rule: usize, state: &State) -> Plan {
    let mask = stacks::seen(setting, rule, state);
    let stacks = stacks::of(setting, rule, state, &mask);
    let further = &setting.seat(rule).further;
    let first = further.len() - kind.parts.len();
    let mut roles = Vec::with_capacity(kind.parts.len());
    for (part, reached) in kind.parts.iter().zip(&further[first..]) {
        let mask = within(setting, state, &part.scope, reached);
        roles.push(Role {
            order: picked(&stacks, &mask, Pick::Dearest),
            units: part.units,
        });
    }
    Plan {
        stacks,
        places: Vec::new(),
        teams: vec![roles],
        most: most(kind.times),
    }
}

/// What equal sets take; whether the offer allows that.
pub(super) fn give(
    kind: &Bundle,
    offer: &Offer,
    stacks: &[Stack],
    set: &Set,
    taken: &mut Taken,
) -> bool {
    let off = match kind.gives {
        BundleGives::Price(price) => (set.value(stacks) - price).at_least_zero(),
        BundleGives::Off(off) => off_of(offer, off, set.base(stacks)),
    };
    taken.add_shared(off, offer, stacks, set)
}
