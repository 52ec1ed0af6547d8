//! What the stages to come could take at most, and how many pinned coupons they could use.

use alloc::vec::Vec;

use super::Explorer;
use crate::benefit::{self, Measure};
use crate::multi;
use crate::ruleset::{Stage, StageKind};
use crate::setting::Setting;
use crate::stack::{self, NONE, State};
use crate::{Layer, Money};

/// At most what a stage can take.
#[derive(Clone, Copy)]
pub(super) struct Most {
    pub(super) amount: Money,
    /// Whether that stays so, whatever the stages before it do.
    pub(super) settled: bool,
    /// Whether it hangs on the room of each line.
    pub(super) clamped: bool,
    /// The number of the state that was asked last.
    pub(super) asked: u32,
}

/// More than any stage can take.
pub(super) const UNKNOWN: Money = Money::new(i64::MAX);

impl Explorer<'_, '_> {
    /// At most what the stages from `at` on can take, as far as it is known.
    pub(super) fn known_from(&self, at: usize, state: &State) -> Money {
        let mut sum = Money::ZERO;
        for (stage, known) in self.setting.stages.iter().zip(&self.most).skip(at) {
            sum += if stage.layer == Layer::FREIGHT {
                state.freight
            } else {
                known.amount
            };
        }
        sum
    }

    /// At most what the stages from `at` on can take off this state. What a stage could take at most
    /// before is still so, and is asked again only where it may have become less.
    /// Something may have been taken before they have their turns.
    pub(super) fn most_from(&mut self, at: usize, state: &State, taken: Money) -> Money {
        let setting = self.setting;
        let mut sum = Money::ZERO;
        let mut open = false;
        for number in at..setting.stages.len() {
            let stage = &setting.stages[number];
            let known = &mut self.most[number];
            if stage.layer.is_item() {
                return state.payable();
            }
            if stage.layer == Layer::FREIGHT {
                // Templates may have added to it.
                known.amount = state.freight;
            } else if known.asked != state.number
                && (known.amount == UNKNOWN || !(known.settled || known.clamped && open))
            {
                // The room of lines says little while others before have not had their turn.
                if known.amount == UNKNOWN {
                    *known = first_most(setting, stage, state, taken + sum, &mut self.ceilings);
                } else {
                    let amount = group_most(setting, stage, state, &self.ceilings);
                    known.amount = known.amount.min(amount);
                }
                known.asked = state.number;
            }
            open |= !known.settled && !known.clamped;
            sum += known.amount;
        }
        sum
    }
}

/// How many pinned coupons may still be used from each stage on.
pub(super) fn pins(setting: &Setting) -> Vec<u32> {
    let mut pins = vec![0; setting.stages.len() + 1];
    for (at, stage) in setting.stages.iter().enumerate().rev() {
        let mut here = 0;
        for rule in &stage.members {
            if setting.seat(*rule).pinned && setting.is_ready(*rule) {
                here = 1;
            }
        }
        pins[at] = pins[at + 1] + here;
    }
    pins
}

/// The last stage that must be told what is left of each line. From its own turn on nobody asks, but
/// where a multi-unit layer ends: what there was then is kept line by line.
pub(super) fn blind(setting: &Setting) -> usize {
    for fee in &setting.fees {
        if fee.looks_at_lines() {
            return usize::MAX;
        }
    }
    let mut at = setting.stages.len();
    for stage in setting.stages.iter().rev() {
        for rule in &stage.members {
            if setting.is_ready(*rule) && !stack::sees_no_line(setting, *rule) {
                return at - usize::from(!stage.layer.is_multi_unit());
            }
        }
        at -= 1;
    }
    at
}

/// At most what one offer of a group can take off this state, and each of them by itself. It is settled if
/// it is as much after others have taken something before; that may be told as less than it is.
#[inline(never)]
fn first_most(
    setting: &Setting,
    stage: &Stage,
    state: &State,
    before: Money,
    ceilings: &mut [Money],
) -> Most {
    let mut most = Most {
        amount: Money::ZERO,
        settled: true,
        clamped: false,
        asked: 0,
    };
    if stage.kind == StageKind::Gate {
        return most;
    }
    let mut first = NONE;
    for rule in &stage.members {
        let rule = *rule;
        if !setting.is_ready(rule) {
            continue;
        }
        let amount = offer_most(setting, rule, state, &state.measure(setting, rule));
        ceilings[rule] = amount;
        most.clamped |= stack::is_clamped(setting, rule, state);
        if first == NONE || amount > most.amount {
            (first, most.amount) = (rule, amount);
        }
    }
    if first == NONE || before.is_zero() {
        return most;
    }
    let mut after = Money::ZERO;
    if !stack::is_clamped(setting, first, state)
        && !benefit::counts_units(&setting.offer(first).benefit)
    {
        let mut measure = state.measure(setting, first);
        measure.left = (measure.left - before).at_least_zero();
        measure.room = (measure.room - before).at_least_zero();
        after = offer_most(setting, first, state, &measure);
    }
    most.settled = after == most.amount;
    most
}

/// At most what one offer of a group can take off this state. An offer that could take no more before
/// need not be asked, so the one that could take most is asked first.
#[inline(never)]
fn group_most(setting: &Setting, stage: &Stage, state: &State, ceilings: &[Money]) -> Money {
    let mut first = NONE;
    for rule in &stage.members {
        if setting.is_ready(*rule) && (first == NONE || ceilings[*rule] > ceilings[first]) {
            first = *rule;
        }
    }
    if first == NONE || stage.kind == StageKind::Gate {
        return Money::ZERO;
    }
    let ask = |rule| offer_most(setting, rule, state, &state.measure(setting, rule));
    let mut most = ask(first);
    for rule in &stage.members {
        if *rule != first && ceilings[*rule] > most && setting.is_ready(*rule) {
            most = most.max(ask(*rule));
        }
    }
    most
}

#[inline(never)]
fn offer_most(setting: &Setting, rule: usize, state: &State, measure: &Measure) -> Money {
    crate::steps::count();
    if benefit::counts_units(&setting.offer(rule).benefit) {
        multi::ceiling(setting, rule, state, measure)
    } else {
        stack::ceiling(setting, rule, state, measure)
    }
}
