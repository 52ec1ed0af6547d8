//! Multi-unit layers: what several units give together (第二件半价, 3件99元, 买赠, 套餐, 首件续件).
//!
//! A layer of this kind is walked as an order layer is: the offers of a group compete, and the one
//! that wins works once. What it takes falls on units, though, and units keep their prices, so that
//! the next group of the layer finds each unit at the price that this one left it at.
//!
//! Units of one line that cost the same stand in a stack. Offers form sets out of stacks by
//! counting; sets that are made of the same stacks are formed and reduced once, times their number.
//! So the cost depends on lines and on the prices found in them, never on quantities.
//!
//! - A rate is a share of the unit's or the set's worth on [`Offer::rate_base`]; what it takes off is
//!   rounded once a unit or set, as the offer's rounding and grain say. Amounts, prices and caps stand
//!   as they are, and a set's reduction is shared to the minor unit.
//! - A reduction of a unit never moves to another.
//! - A reduction of a set is shared over its units in proportion to their prices, by largest
//!   remainder; equal sets share alike. What a unit cannot take moves inside its set, is dropped, or
//!   stops the offer, as [`crate::Overflow`] says.
//! - Where units tie, the earlier line comes first, then the dearer unit: units of one line that cost
//!   the same are as one, whatever they went through before.
//! - A cap holds for all sets together and is shared in proportion to what they would have taken.
//! - Kinds that know no sets work too: one that reduces each unit looks at stacks; what a line takes
//!   of one that reduces lines or the whole scope is shared over the line's units by price.

mod bundle;
mod buy_get;
mod first_further;
mod groups;
mod most;
mod progress;
mod sets;
mod share;
mod stacks;

pub(crate) use most::ceiling;
pub(crate) use progress::{Progress, progress};

use alloc::vec::Vec;

use crate::allocate::Part;
use crate::benefit::Cut;
use crate::setting::Setting;
use crate::stack::State;
use crate::why::Why;
use crate::{Benefit, Missing, Money, Off, Offer, Overflow};
use sets::{Formed, Piece, Plan, Set};
use share::Alike;
use stacks::Stack;

/// What an offer takes off units of one line that cost the same.
#[derive(Clone, Copy)]
pub(crate) struct Take {
    pub(crate) line: usize,
    /// Index of the first of them in the line.
    pub(crate) first: u32,
    pub(crate) units: u32,
    /// What each of them costs before.
    price: Money,
    /// What they lose together.
    pub(crate) amount: Money,
}

/// What an offer takes off units.
#[derive(Default)]
pub(crate) struct Taken {
    pub(crate) takes: Vec<Take>,
    pub(crate) amount: Money,
    /// For sets: how many gave something.
    pub(crate) sets: Option<usize>,
}

/// Settles what an offer takes off units; nothing is taken yet.
pub(crate) fn weigh(
    setting: &Setting,
    rule: usize,
    state: &State,
    cut: &Cut,
) -> Result<Taken, Why> {
    let offer = setting.offer(rule);
    if let Some(plan) = sets::plan(setting, rule, state) {
        let formed = sets::form(&plan);
        if formed.sets.is_empty() {
            let missing = formed.missing();
            return Err(if missing > 0 {
                Why::Short(Missing::Units(missing))
            } else {
                Why::NothingLeft
            });
        }
        return give(offer, &plan, &formed).ok_or(Why::CannotShare);
    }
    let mask = stacks::seen(setting, rule, state);
    let stacks = stacks::of(setting, rule, state, &mask);
    let mut taken = Taken::default();
    if let Cut::Unit(off) = *cut {
        for stack in &stacks {
            let off = stack.reduced(offer, off, stack.units);
            taken.add(stack, stack.first, stack.units, off);
        }
    } else {
        first_further::give(offer, &stacks, &mask, &mut taken);
    }
    taken.settle(offer.most());
    Ok(taken)
}

/// What all sets take; nothing if the offer refuses to be shared so.
fn give(offer: &Offer, plan: &Plan, formed: &Formed) -> Option<Taken> {
    let mut taken = Taken::default();
    let mut worked = 0;
    for set in &formed.sets {
        crate::steps::count();
        let before = taken.amount;
        let given = match &offer.benefit {
            Benefit::Groups(kind) => groups::give(kind, offer, plan, set, &mut taken),
            Benefit::BuyGet(kind) => buy_get::give(kind, offer, &plan.stacks, set, &mut taken),
            Benefit::Bundle(kind) => bundle::give(kind, offer, &plan.stacks, set, &mut taken),
            _ => false,
        };
        if !given {
            return None;
        }
        if taken.amount > before {
            worked += set.times;
        }
    }
    // The same on every target, however wide its `usize` is.
    taken.sets = Some(worked.min(u32::MAX.into()) as usize);
    taken.settle(offer.most());
    Some(taken)
}

/// Shares what each line of the offer's scope takes over the units of the line, by price.
pub(crate) fn spread(setting: &Setting, rule: usize, state: &State, parts: &[Part]) -> Vec<Take> {
    let mut taken = Taken::default();
    let mask = stacks::seen(setting, rule, state);
    let stacks = stacks::of(setting, rule, state, &mask);
    let mut rest = &stacks[..];
    for (line, part) in setting.seat(rule).reached.lines.iter().zip(parts) {
        let line = *line as usize;
        let mut count = 0;
        while count < rest.len() && rest[count].line == line {
            count += 1;
        }
        let mut alike = Vec::with_capacity(count);
        for stack in &rest[..count] {
            alike.push(Alike::new(stack.units.into(), stack.price, stack.room()));
        }
        // A line never takes more than its units can.
        share::share(part.share, &mut alike, Overflow::Redistribute);
        for (stack, alike) in rest[..count].iter().zip(&alike) {
            taken.add(stack, stack.first, stack.units, alike.took());
        }
        rest = &rest[count..];
    }
    taken.takes
}

/// Takes amounts off the units they fell on; they come in cart order.
pub(crate) fn take(setting: &Setting, state: &mut State, takes: &[Take]) {
    let before = core::mem::take(&mut state.runs);
    state.runs.reserve(before.len() + takes.len());
    let mut takes = takes.iter().peekable();
    for mut run in before {
        while let Some(take) = takes.peek()
            && take.line == run.line
            && take.first - run.first < run.units
        {
            stacks::push(&mut state.runs, run.split((take.first - run.first).into()));
            let mut part = run.split(take.units.into());
            part.value -= take.amount;
            stacks::push(&mut state.runs, part);
            state.take(setting, take.line, take.amount);
            takes.next();
        }
        stacks::push(&mut state.runs, run);
    }
}

impl Taken {
    #[inline(never)]
    fn add(&mut self, stack: &Stack, first: u32, units: u32, amount: Money) {
        if amount > Money::ZERO {
            self.amount += amount;
            self.takes.push(Take {
                line: stack.line,
                first,
                units,
                price: stack.price,
                amount,
            });
        }
    }

    /// Takes this off each unit of a piece, in every one of the equal sets.
    fn add_each(&mut self, off: Off, offer: &Offer, stacks: &[Stack], set: &Set, piece: &Piece) {
        let stack = &stacks[piece.stack];
        let units = piece.in_all(set);
        let amount = stack.reduced(offer, off, units);
        self.add(stack, piece.first, units, amount);
    }

    /// Takes this off each of the equal sets together; whether the offer allows that.
    fn add_shared(&mut self, off: Money, offer: &Offer, stacks: &[Stack], set: &Set) -> bool {
        let mut keys = Vec::with_capacity(set.pieces.len());
        for piece in &set.pieces {
            let stack = &stacks[piece.stack];
            keys.push((stack.line as i64, -stack.price.minor()));
        }
        let order = stacks::sorted(&keys);
        let mut alike = Vec::with_capacity(order.len());
        for at in &order {
            let piece = &set.pieces[*at];
            let stack = &stacks[piece.stack];
            alike.push(Alike::new(piece.units.into(), stack.price, stack.room()));
        }
        if !share::share(off, &mut alike, offer.overflow) {
            return false;
        }
        for (at, alike) in order.iter().zip(&alike) {
            let piece = &set.pieces[*at];
            let amount = alike.took().times(set.times);
            let stack = &stacks[piece.stack];
            self.add(stack, piece.first, piece.in_all(set), amount);
        }
        true
    }

    /// Shares the cap, if it is passed, in proportion to what the units would have taken, and puts
    /// everything in cart order.
    fn settle(&mut self, most: Money) {
        let mut keys = Vec::with_capacity(self.takes.len());
        if self.amount > most {
            self.amount = most;
            let mut alike = Vec::with_capacity(self.takes.len() * 2);
            for take in &self.takes {
                keys.push((take.line as i64, -take.price.minor()));
            }
            let order = stacks::sorted(&keys);
            for at in &order {
                let take = &self.takes[*at];
                let units = i64::from(take.units);
                let (each, more) = (take.amount.minor() / units, take.amount.minor() % units);
                for (units, off) in [(more, each + 1), (units - more, each)] {
                    alike.push(Alike::new(units, Money::new(off), Money::new(off)));
                }
            }
            share::share(most, &mut alike, Overflow::Redistribute);
            for (at, alike) in order.iter().zip(alike.chunks(2)) {
                self.takes[*at].amount = alike[0].took() + alike[1].took();
            }
        }
        keys.clear();
        for take in &self.takes {
            keys.push((take.line as i64, take.first.into()));
        }
        let mut takes = Vec::with_capacity(keys.len());
        for at in stacks::sorted(&keys) {
            takes.push(self.takes[at]);
        }
        self.takes = takes;
    }
}

impl Set {
    /// What one of the equal sets costs.
    fn value(&self, stacks: &[Stack]) -> Money {
        let mut value = Money::ZERO;
        for piece in &self.pieces {
            value += stacks[piece.stack].value(piece.units);
        }
        value
    }

    /// What a rate off one of the equal sets is a share of.
    fn base(&self, stacks: &[Stack]) -> Money {
        let mut base = Money::ZERO;
        for piece in &self.pieces {
            base += stacks[piece.stack].base.times(piece.units.into());
        }
        base
    }
}
