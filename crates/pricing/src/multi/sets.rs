//! Forms sets of units by counting.
//!
//! A set takes a number of units for each of its roles, each role in an order of its own, one set
//! after the other. While no stack runs out the next set is like the last, so as many sets as the
//! stacks allow are formed at once; where one runs out, a set is put together out of several. Each
//! step uses up a stack, so there are no more steps than stacks, twice.

use alloc::vec::Vec;

use super::stacks::Stack;
use super::{bundle, buy_get, groups};
use crate::Benefit;
use crate::setting::Setting;
use crate::stack::State;

/// What a set takes units for.
pub(super) struct Role {
    /// Stacks by index, in the order in which they are used.
    pub(super) order: Vec<usize>,
    /// Units in a set.
    pub(super) units: u32,
}

/// What sets can be made of.
pub(super) struct Plan {
    pub(super) stacks: Vec<Stack>,
    /// Where each stack stands among the places of a group; empty where that does not matter.
    pub(super) places: Vec<usize>,
    /// The roles of a set. Where sets are formed sku by sku there is an entry for each.
    pub(super) teams: Vec<Vec<Role>>,
    /// At most so many sets.
    pub(super) most: i64,
}

/// Equal sets.
pub(super) struct Set {
    /// How many there are.
    pub(super) times: i64,
    pub(super) pieces: Vec<Piece>,
}

/// Units of one stack in a set.
pub(super) struct Piece {
    pub(super) role: usize,
    pub(super) stack: usize,
    /// Index of the first of them in the line.
    pub(super) first: u32,
    /// Units in one set; those of equal sets follow one another.
    pub(super) units: u32,
}

impl Piece {
    /// Units in all of the equal sets.
    pub(super) fn in_all(&self, set: &Set) -> u32 {
        self.units * set.times as u32
    }
}

/// The sets of a plan.
pub(super) struct Formed {
    pub(super) sets: Vec<Set>,
    /// What each role of a team still needs for one more set; no teams if there may be no more sets.
    pub(super) short: Vec<Vec<u32>>,
}

impl Formed {
    /// The team that needs fewest units for one more set, and how many; the first of several.
    pub(super) fn nearest(&self) -> Option<(usize, u32)> {
        let mut nearest = None;
        for (team, short) in self.short.iter().enumerate() {
            let mut missing: u32 = 0;
            for units in short {
                missing = missing.saturating_add(*units);
            }
            if nearest.is_none_or(|(_, fewest)| missing < fewest) {
                nearest = Some((team, missing));
            }
        }
        nearest
    }

    /// Units that are missing for one more set; none if there may be no more.
    pub(super) fn missing(&self) -> u32 {
        self.nearest().map_or(0, |(_, missing)| missing)
    }
}

/// The plan of an offer whose benefit forms sets.
pub(super) fn plan(setting: &Setting, rule: usize, state: &State) -> Option<Plan> {
    match &setting.offer(rule).benefit {
        Benefit::Groups(kind) => Some(groups::plan(kind, setting, rule, state)),
        Benefit::BuyGet(kind) => Some(buy_get::plan(kind, setting, rule, state)),
        Benefit::Bundle(kind) => Some(bundle::plan(kind, setting, rule, state)),
        _ => None,
    }
}

/// The limit on sets, far above every cart if there is none.
pub(super) fn most(times: Option<u32>) -> i64 {
    times.map_or(i64::MAX, i64::from)
}

#[inline(never)]
pub(super) fn form(plan: &Plan) -> Formed {
    let mut left = Vec::with_capacity(plan.stacks.len());
    for stack in &plan.stacks {
        left.push(stack.units);
    }
    let mut former = Former {
        stacks: &plan.stacks,
        left,
        sets: Vec::new(),
        most: plan.most,
    };
    let mut short = Vec::with_capacity(plan.teams.len());
    for roles in &plan.teams {
        short.push(former.form(roles));
    }
    if former.most == 0 {
        short.clear();
    }
    Formed {
        sets: former.sets,
        short,
    }
}

struct Former<'a> {
    stacks: &'a [Stack],
    /// Units of each stack that are in no set yet; the last ones of it.
    left: Vec<u32>,
    sets: Vec<Set>,
    /// Sets that may still be formed.
    most: i64,
}

impl Former<'_> {
    /// Forms as many sets of one team as there may be; what each role needs for one more.
    fn form(&mut self, roles: &[Role]) -> Vec<u32> {
        let mut at = vec![0; roles.len()];
        while self.most > 0 {
            crate::steps::count();
            for (role, at) in roles.iter().zip(&mut at) {
                while *at < role.order.len() && self.left[role.order[*at]] == 0 {
                    *at += 1;
                }
            }
            let mut set = Set {
                times: self.alike(roles, &at),
                pieces: Vec::with_capacity(roles.len()),
            };
            if set.times == 0 {
                set.times = 1;
                let short = self.gather(roles, &at, &mut set.pieces);
                if short.iter().any(|units| *units > 0) {
                    for piece in &set.pieces {
                        self.left[piece.stack] += piece.units;
                    }
                    return short;
                }
            } else {
                for (number, role) in roles.iter().enumerate() {
                    let stack = role.order[at[number]];
                    self.put(number, stack, role.units, set.times, &mut set.pieces);
                }
            }
            self.most -= set.times;
            self.sets.push(set);
        }
        vec![0; roles.len()]
    }

    /// How many sets can be made with each role using only the stack it has come to.
    fn alike(&self, roles: &[Role], at: &[usize]) -> i64 {
        let mut times = self.most;
        for (role, place) in roles.iter().zip(at) {
            let Some(stack) = role.order.get(*place) else {
                return 0;
            };
            let mut asked = 0;
            for (other, place) in roles.iter().zip(at) {
                if other.order.get(*place) == Some(stack) {
                    asked += i64::from(other.units);
                }
            }
            times = times.min(i64::from(self.left[*stack]) / asked.max(1));
        }
        times
    }

    /// Puts one set together, role by role; what each role is short of.
    fn gather(&mut self, roles: &[Role], at: &[usize], pieces: &mut Vec<Piece>) -> Vec<u32> {
        let mut short = Vec::with_capacity(roles.len());
        for (number, role) in roles.iter().enumerate() {
            let mut asked = role.units;
            let mut place = at[number];
            while asked > 0 && place < role.order.len() {
                let stack = role.order[place];
                let units = asked.min(self.left[stack]);
                if units > 0 {
                    self.put(number, stack, units, 1, pieces);
                    asked -= units;
                }
                place += 1;
            }
            short.push(asked);
        }
        short
    }

    #[inline(never)]
    fn put(&mut self, role: usize, at: usize, units: u32, times: i64, pieces: &mut Vec<Piece>) {
        let stack = &self.stacks[at];
        pieces.push(Piece {
            role,
            stack: at,
            first: stack.first.saturating_add(stack.units - self.left[at]),
            units,
        });
        self.left[at] -= units * times as u32;
    }
}
