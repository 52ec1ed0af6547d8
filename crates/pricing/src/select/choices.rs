//! What can be done at a stage, in the order of ties.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::Explorer;
use crate::benefit;
use crate::ruleset::StageKind;
use crate::stack::{self, NONE, State, Weighed};
use crate::{Money, Threshold};

/// One way to go on from a stage.
pub(super) struct Choice {
    pub(super) pick: usize,
    pub(super) amount: Money,
    /// How its amount came about, so that it is not asked twice.
    pub(super) made: Made,
}

pub(super) enum Made {
    /// It was not looked at yet.
    Turn,
    /// What the offer takes was settled; nothing is taken yet.
    Weighed(Weighed),
    /// The state after it, where its amount could not be known without walking.
    Walked(Box<State>),
}

impl Explorer<'_, '_> {
    /// What can be done at a stage, in the total order.
    pub(super) fn choices(&self, at: usize, state: &mut State) -> Vec<Choice> {
        let setting = self.setting;
        let stage = &setting.stages[at];
        let mut choices = Vec::with_capacity(stage.members.len() + 1);
        if !stage.layer.is_item() {
            // Before anything is tried, so that freight charged now counts for every choice.
            stack::begin_order(setting, stage, state);
        }
        if stage.layer.is_item() || stage.kind == StageKind::Gate {
            self.walk_choices(at, state, &mut choices);
            return choices;
        }
        let mut must = false;
        for rule in &stage.members {
            if !stack::takes_part(setting, state, *rule) {
                continue;
            }
            let measure = state.measure(setting, *rule);
            if let Ok(weighed) = stack::weigh(setting, *rule, state, &measure) {
                must |= !setting.is_coupon(*rule) || setting.offer(*rule).exclusive;
                let amount = weighed.amount;
                self.add(&mut choices, *rule, amount, Made::Weighed(weighed));
            }
        }
        if !must {
            self.add(&mut choices, NONE, Money::ZERO, Made::Turn);
        }
        choices
    }

    /// In item stages and at gates only the coupons that take part are a choice. Past a gate
    /// nothing is taken yet, so a coupon counts as nothing there; its group's turn will.
    fn walk_choices(&self, at: usize, state: &State, choices: &mut Vec<Choice>) {
        let setting = self.setting;
        let stage = &setting.stages[at];
        let gate = stage.kind == StageKind::Gate;
        for rule in &stage.members {
            let rule = *rule;
            if setting.is_coupon(rule)
                && setting.is_ready(rule)
                && setting.offer(rule).exclusive == gate
            {
                self.try_out(at, state, rule, choices);
            }
        }
        if choices.is_empty() {
            self.add(choices, NONE, Money::ZERO, Made::Turn);
        } else {
            self.try_out(at, state, NONE, choices);
        }
    }

    /// Walks the stage to learn what a choice is worth there; one that cannot be made is none.
    fn try_out(&self, at: usize, state: &State, pick: usize, choices: &mut Vec<Choice>) {
        let mut child = Box::new(state.clone());
        let worked = stack::turn(self.setting, at, &mut child, pick, None, None);
        let amount = state.payable() - child.payable();
        if worked || pick == NONE {
            self.add(choices, pick, amount, Made::Walked(child));
        }
    }

    /// Adds a choice at its place in the total order: pinned first, then value falling, then as
    /// [`Explorer::rank`] says. No offer at all comes last, and is the last to be added.
    fn add(&self, choices: &mut Vec<Choice>, pick: usize, amount: Money, made: Made) {
        let mut place = choices.len();
        if pick != NONE {
            let insists = self.setting.seat(pick).pinned;
            while place > 0 {
                let other = &choices[place - 1];
                let pinned = self.setting.seat(other.pick).pinned;
                if (insists, amount) < (pinned, other.amount)
                    || ((insists, amount) == (pinned, other.amount)
                        && self.rank(other.pick) < self.rank(pick))
                {
                    break;
                }
                place -= 1;
            }
        }
        let choice = Choice { pick, amount, made };
        choices.insert(place, choice);
    }

    /// The order of offers that take as much: threshold falling, expiry rising, claim rising, id rising.
    fn rank(&self, pick: usize) -> [i64; 4] {
        let seat = self.setting.seat(pick);
        let threshold = match seat.offer.threshold {
            Threshold::None => benefit::least(&seat.offer.benefit),
            Threshold::Amount { least, .. } => least.minor(),
            Threshold::Count { least } => least.into(),
        };
        let mut rank = [-threshold, i64::MAX, i64::MAX, pick as i64];
        if let Some(coupon) = seat.coupon {
            rank[1] = coupon.expires_at.ms();
            rank[2] = coupon.claimed_at.ms();
        }
        rank
    }
}
