//! Off the first unit of each sku and off each further one: 首件, 续件.

use alloc::vec::Vec;

use super::Taken;
use super::stacks::{Stack, picked};
use crate::{Benefit, Off, Offer, Pick};

/// What the stacks of the marked lines take, the dearest units first.
pub(super) fn give(offer: &Offer, stacks: &[Stack], mask: &[bool], taken: &mut Taken) {
    let Benefit::FirstAndFurther {
        first,
        further,
        most,
    } = &offer.benefit
    else {
        return;
    };
    let most = most.map_or(u64::MAX, u64::from);
    // How many units of each sku have had their turn.
    let mut passed: Vec<u64> = Vec::new();
    for at in picked(stacks, mask, Pick::Dearest) {
        let stack = &stacks[at];
        if stack.sku >= passed.len() {
            passed.resize(stack.sku + 1, 0);
        }
        let passed = &mut passed[stack.sku];
        let fresh = *passed == 0;
        let mut units = u64::from(stack.units).min(most - *passed) as u32;
        *passed += u64::from(units);
        let mut at = stack.first;
        if fresh && units > 0 {
            let off = stack.reduced(offer, Off::Amount(*first), 1);
            taken.add(stack, at, 1, off);
            at += 1;
            units -= 1;
        }
        if units > 0 {
            let off = stack.reduced(offer, Off::Amount(*further), units);
            taken.add(stack, at, units, off);
        }
    }
}
