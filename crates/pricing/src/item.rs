//! Item layers: the price of the units of each line (秒杀, 限时折扣, 会员价, 折上折).
//!
//! Per line and group the best offer works, as far as its limits go; further units pay the next
//! best price. Units that went the same way stay together as a run, so the cost does not depend on
//! how many there are, and each run has its own best offer, so a price does not depend on whether
//! the same units stand in one line or in two. The item price is not chosen to suit an order offer: what a banner shows is
//! what the line pays.

mod entrant;

use alloc::vec::Vec;

use entrant::{Entrant, Offered};

use crate::Money;
use crate::benefit;
use crate::requires;
use crate::ruleset::{Stage, StageKind};
use crate::setting::Setting;
use crate::stack::{Journal, NONE, State, use_coupon};
use crate::why::Why;

/// Units of one line that went the same way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    pub(crate) line: usize,
    /// Index of its first unit in the line.
    pub(crate) first: u32,
    pub(crate) units: u32,
    /// What they cost together.
    pub(crate) value: Money,
    /// The exclusive offer that closed it to the present layer, or [`NONE`].
    pub(crate) closed: usize,
}

/// One run a ticked line.
pub(crate) fn runs(setting: &Setting) -> Vec<Run> {
    let mut runs = Vec::with_capacity(setting.lines.len());
    for (line, facts) in setting.lines.iter().enumerate() {
        if facts.units > 0 {
            runs.push(Run {
                line,
                first: 0,
                units: facts.units,
                value: facts.list,
                closed: NONE,
            });
        }
    }
    runs
}

/// The turn of a group of an item layer, or of the exclusive offers of one; whether `pick`, the
/// coupon that takes part if any does, worked. Open offers always take part.
pub(crate) fn turn(
    setting: &Setting,
    stage: &Stage,
    state: &mut State,
    pick: usize,
    mut journal: Option<&mut Journal>,
) -> bool {
    let gate = stage.kind == StageKind::Gate;
    let entrants = entrants(setting, stage, state, pick, journal.as_deref_mut());
    for run in &mut state.runs {
        if run.closed != NONE && (gate || setting.offer(run.closed).layer != stage.layer) {
            run.closed = NONE;
        }
    }
    if entrants.is_empty() {
        return false;
    }
    let before = core::mem::take(&mut state.runs);
    // Few runs are split, so this seldom grows.
    state.runs.reserve(before.len() * 2);
    let words = entrants.len().div_ceil(64);
    let (holders, contested) = holders(setting, &entrants);
    let mut turn = Turn {
        setting,
        state,
        holders,
        partial: vec![0; words],
        unnoted: vec![u64::MAX; words],
        entrants,
        line: NONE,
        place: 0,
        off: 0,
        gate,
        journal: journal.as_deref_mut(),
    };
    for (at, entrant) in turn.entrants.iter().enumerate() {
        turn.partial[at / 64] |= u64::from(entrant.offer.scope.only_unreduced) << (at % 64);
    }
    for mut run in before {
        if !contested[setting.lines[run.line].block] {
            turn.state.runs.push(run);
            continue;
        }
        if run.line != turn.line {
            turn.end_line();
            turn.begin_line(run.line);
        }
        while turn.give(&mut run) {}
    }
    turn.end_line();
    let mut picked = false;
    for entrant in turn.entrants {
        let rule = entrant.rule;
        if entrant.worked {
            picked |= rule == pick;
            use_coupon(setting, rule, state);
            if let Some(journal) = journal.as_deref_mut() {
                journal.records[rule].took += entrant.took;
            }
        } else if let Some(journal) = journal.as_deref_mut() {
            let why = if entrant.shut_out_by != NONE {
                Why::ExcludedBy(entrant.shut_out_by)
            } else if entrant.beaten_by == NONE {
                Why::NothingLeft
            } else if gate {
                Why::ExcludedBy(entrant.beaten_by)
            } else {
                Why::BeatenBy(entrant.beaten_by)
            };
            journal.fate(rule, Some(why));
        }
    }
    picked
}

/// Which entrants each block of lines is in the scope of, as bits: block by block, as many words as
/// they need; and whether there are any.
fn holders(setting: &Setting, entrants: &[Entrant]) -> (Vec<u64>, Vec<bool>) {
    let words = entrants.len().div_ceil(64);
    let mut holders = vec![0; words * setting.blocks];
    let mut contested = vec![false; setting.blocks];
    for (at, entrant) in entrants.iter().enumerate() {
        let mut hold = |block| {
            holders[block * words + at / 64] |= 1 << (at % 64);
            contested[block] = true;
        };
        match setting
            .classes
            .get(setting.seat(entrant.rule).reached.class)
        {
            Some(blocks) => blocks.iter().copied().for_each(&mut hold),
            None => (0..setting.blocks).for_each(&mut hold),
        }
    }
    (holders, contested)
}

/// The offers that meet their conditions when the turn begins.
fn entrants<'a>(
    setting: &Setting<'a>,
    stage: &Stage,
    state: &State,
    pick: usize,
    mut journal: Option<&mut Journal>,
) -> Vec<Entrant<'a>> {
    let mut entrants = Vec::with_capacity(stage.members.len());
    let gate = stage.kind == StageKind::Gate;
    for rule in &stage.members {
        let rule = *rule;
        let offer = setting.offer(rule);
        if !setting.is_ready(rule) || offer.exclusive != gate {
            continue;
        }
        let measure = state.measure(setting, rule);
        let fate = match benefit::resolve(offer, &measure, state.points) {
            Err(missing) => Some(Why::Short(missing)),
            Ok(_) if measure.lines == 0 => Some(Why::OutOfScope),
            Ok(resolved) => {
                let unmet = requires::check(setting, rule, state).err();
                if unmet.is_none() && (!setting.is_coupon(rule) || rule == pick) {
                    entrants.push(Entrant::new(setting, rule, &resolved));
                }
                unmet
            }
        };
        if let Some(journal) = journal.as_deref_mut() {
            journal.tell(rule, &measure, fate);
        }
    }
    entrants
}

/// A turn at work: runs go in one by one, in cart order, and come out in `state`.
struct Turn<'a, 'b> {
    setting: &'a Setting<'b>,
    state: &'a mut State,
    entrants: Vec<Entrant<'b>>,
    /// See [`holders`].
    holders: Vec<u64>,
    /// Entrants whose scope may leave out reduced lines, as bits.
    partial: Vec<u64>,
    /// Entrants that were not beaten yet, as bits.
    unnoted: Vec<u64>,
    /// The present line, and where its holders begin.
    line: usize,
    place: usize,
    /// Minor units that came off the present line so far.
    off: i64,
    gate: bool,
    journal: Option<&'a mut Journal>,
}

impl Turn<'_, '_> {
    fn end_line(&mut self) {
        if self.off != 0 {
            self.state
                .take(self.setting, self.line, Money::new(self.off));
            self.off = 0;
        }
    }

    fn begin_line(&mut self, line: usize) {
        self.line = line;
        self.place = self.setting.lines[line].block * self.partial.len();
        for word in 0..self.partial.len() {
            let mut bits = self.rivals(word) & self.partial[word];
            while bits != 0 {
                let entrant = &mut self.entrants[word * 64 + next(&mut bits)];
                entrant.sees = self.state.sees(self.setting, entrant.rule, line);
            }
        }
    }

    /// The entrants whose scope holds the present line, as bits, of which this is one word.
    #[inline(always)]
    fn rivals(&self, word: usize) -> u64 {
        self.holders[self.place + word]
    }

    /// Gives the first units of a run to the best of the rivals, as many as it can cover; whether
    /// units are left in the run.
    fn give(&mut self, run: &mut Run) -> bool {
        let mut given = *run;
        let mut rest = false;
        if run.closed != NONE {
            for word in 0..self.partial.len() {
                let mut bits = self.rivals(word);
                while bits != 0 {
                    let rival = &mut self.entrants[word * 64 + next(&mut bits)];
                    if rival.sees {
                        note(&mut rival.shut_out_by, run.closed);
                    }
                }
            }
            self.state.runs.push(given);
            return false;
        }
        let (winner, mut gain) = self.winner(run);
        if winner != NONE {
            self.note_beaten(winner);
            let entrant = &self.entrants[winner];
            let facts = &self.setting.lines[run.line];
            let capacity = entrant.capacity(facts.sku);
            rest = capacity < run.units.into();
            if rest {
                given = run.split(capacity);
                gain = entrant.gain(&Offered::new(facts, &given));
            }
            self.take(winner, &mut given, gain.minor());
        }
        self.state.runs.push(given);
        rest
    }

    /// Notes who beat the rivals that look at the present line, but for those who were beaten before.
    fn note_beaten(&mut self, winner: usize) {
        let rule = self.entrants[winner].rule;
        for word in 0..self.partial.len() {
            let mut bits = self.rivals(word) & self.unnoted[word];
            if word == winner / 64 {
                bits &= !(1 << (winner % 64));
            }
            let mut partial = bits & self.partial[word];
            while partial != 0 {
                let rival = next(&mut partial);
                if !self.entrants[word * 64 + rival].sees {
                    bits &= !(1 << rival);
                }
            }
            self.unnoted[word] &= !bits;
            while bits != 0 {
                self.entrants[word * 64 + next(&mut bits)].beaten_by = rule;
            }
        }
    }

    /// Gives an entrant a run that it can cover.
    fn take(&mut self, winner: usize, run: &mut Run, gain: i64) {
        let entrant = &mut self.entrants[winner];
        entrant.use_up(&self.setting.lines[run.line], run, gain);
        run.value = Money::new(run.value.minor() - gain);
        self.off += gain;
        if self.gate {
            run.closed = entrant.rule;
        }
        if let Some(journal) = self.journal.as_deref_mut()
            && (gain != 0 || entrant.paid.is_some())
        {
            if entrant.work == NONE {
                entrant.work = journal.work(entrant.rule, entrant.tier, Money::ZERO);
            }
            journal.share(
                entrant.work,
                run.line,
                run.first,
                run.units,
                Money::new(gain),
            );
            if let Some(paid) = entrant.paid {
                journal
                    .deposits
                    .push((run.line, paid.times(run.units.into())));
            }
        }
    }

    /// The rival that takes most off a run if it covered all of it, and what it takes; at a gate simply
    /// the first that takes anything. A pinned coupon comes before all others. [`NONE`] if nobody
    /// takes anything; a deposit has been paid, so it counts even then.
    fn winner(&self, run: &Run) -> (usize, Money) {
        let facts = &self.setting.lines[run.line];
        let lot = Offered::new(facts, run);
        let (mut best, mut most, mut insists) = (NONE, Money::ZERO, false);
        for word in 0..self.partial.len() {
            let mut bits = self.rivals(word);
            while bits != 0 {
                let rival = word * 64 + next(&mut bits);
                let entrant = &self.entrants[rival];
                crate::steps::count();
                let gain = entrant.gain(&lot);
                let better = if entrant.pinned == insists {
                    gain > most || (best == NONE && entrant.paid.is_some())
                } else {
                    entrant.pinned && (!gain.is_zero() || entrant.paid.is_some())
                };
                if !better || !entrant.sees || entrant.capacity(facts.sku) == 0 {
                    continue;
                }
                best = rival;
                (most, insists) = (gain, entrant.pinned);
                if self.gate {
                    return (best, most);
                }
            }
        }
        (best, most)
    }
}

/// The place of the lowest bit, which is taken away.
#[inline(always)]
fn next(bits: &mut u64) -> usize {
    let place = bits.trailing_zeros() as usize;
    *bits &= *bits - 1;
    place
}

/// The first offer counts.
fn note(by: &mut usize, rule: usize) {
    if *by == NONE {
        *by = rule;
    }
}

impl Run {
    /// Takes the first `units` units out of the run, or all; they keep the spare minor units.
    pub(crate) fn split(&mut self, units: u64) -> Self {
        let mut head = *self;
        if units < u64::from(self.units) {
            let count = i64::from(self.units);
            let (each, dearer) = (self.value.minor() / count, self.value.minor() % count);
            let wanted = units as i64;
            head.units = units as u32;
            head.value = Money::new(each * wanted + dearer.min(wanted));
        }
        self.first += head.units;
        self.units -= head.units;
        self.value -= head.value;
        head
    }
}
