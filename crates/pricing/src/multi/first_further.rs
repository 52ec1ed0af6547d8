//! Off the first unit of each sku and off each further one: 首件, 续件.

use super::Taken;
use super::stacks::{Stack, picked};
use crate::{Benefit, Off, Pick};

/// What the stacks of the marked lines take, the dearest units first.
pub(super) fn give(benefit: &Benefit, stacks: &[Stack], mask: &[bool], taken: &mut Taken) {
    let Benefit::FirstAndFurther {
        first,
        further,
        most,
    } = benefit
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
            taken.add(stack, at, 1, stack.reduced(Off::Amount(*first), 1));
            at += 1;
            units -= 1;
        }
        if units > 0 {
            taken.add(
                stack,
                at,
                units,
                stack.reduced(Off::Amount(*further), units),
            );
        }
    }
}
