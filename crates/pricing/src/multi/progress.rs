//! How far the next set is (凑单).

use super::sets::{self, Plan};
use super::{give, weigh};
use crate::Money;
use crate::benefit::Cut;
use crate::setting::Setting;
use crate::stack::State;

/// Where an offer that counts units stands when its turn comes.
pub(crate) struct Progress {
    /// Units that sets can be made of; nothing if the offer forms no sets.
    pub(crate) have: Option<i64>,
    /// Complete sets.
    pub(crate) sets: usize,
    /// Units that are missing for one more set; none if there may be no more.
    pub(crate) missing: u32,
    /// What the offer takes off by itself, whether or not its threshold is met.
    pub(crate) off: Money,
    /// What it would take off with one more set: each missing unit is taken to be like the cheapest
    /// one that the cart has for its part. `off` if the cart has none.
    pub(crate) off_next: Money,
}

#[inline(never)]
pub(crate) fn progress(setting: &Setting, rule: usize, state: &State) -> Progress {
    let offer = setting.offer(rule);
    let mut progress = Progress {
        have: None,
        sets: 0,
        missing: 0,
        off: Money::ZERO,
        off_next: Money::ZERO,
    };
    let Some(mut plan) = sets::plan(setting, rule, state) else {
        if let Ok(taken) = weigh(setting, rule, state, &Cut::Several) {
            progress.off = taken.amount;
        }
        return progress;
    };
    let formed = sets::form(&plan);
    let mut have = 0;
    for stack in &plan.stacks {
        have += i64::from(stack.units);
    }
    progress.have = Some(have);
    let mut count = 0;
    for set in &formed.sets {
        count += set.times;
    }
    progress.sets = count.min(u32::MAX.into()) as usize;
    if let Some(taken) = give(offer, &plan, &formed) {
        progress.off = taken.amount;
    }
    progress.off_next = progress.off;
    if let Some((team, missing)) = formed.nearest() {
        progress.missing = missing;
        if top_up(&mut plan, team, &formed.short[team])
            && let Some(taken) = give(offer, &plan, &sets::form(&plan))
        {
            progress.off_next = progress.off.max(taken.amount);
        }
    }
    progress
}

/// Adds what a team is short of; whether the cart tells what that would cost, and could hold it.
fn top_up(plan: &mut Plan, team: usize, short: &[u32]) -> bool {
    for (role, short) in plan.teams[team].iter().zip(short) {
        if *short == 0 {
            continue;
        }
        let Some(mut cheapest) = role.order.first().copied() else {
            return false;
        };
        for at in &role.order {
            if plan.stacks[*at].price < plan.stacks[cheapest].price {
                cheapest = *at;
            }
        }
        let stack = &mut plan.stacks[cheapest];
        let units = stack.units.saturating_add(*short);
        // Places in a line are counted as units are.
        if stack.first.checked_add(units).is_none() {
            return false;
        }
        stack.units = units;
    }
    let mut worth = Money::ZERO;
    for stack in &plan.stacks {
        worth += stack.price.max(stack.base).times(stack.units.into());
    }
    worth <= Money::LIMIT
}
