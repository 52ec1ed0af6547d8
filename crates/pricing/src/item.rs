//! Item layers: the price of the units of each line (秒杀, 限时折扣, 会员价, 折上折).
//!
//! Per line and group the best offer works, as far as its limits go; further units pay the next
//! best price. Units that went the same way stay together as a run, so the cost does not depend on
//! how many there are, and each run has its own best offer, so a price does not depend on whether
//! the same units stand in one line or in two. The item price is not chosen to suit an order offer: what a banner shows is
//! what the line pays.

use alloc::vec::Vec;

use crate::benefit::{self, Cut, Lot, Resolved, from_units};
use crate::requires;
use crate::ruleset::{Stage, StageKind};
use crate::setting::Setting;
use crate::stack::{Journal, NONE, State, use_coupon};
use crate::why::Why;
use crate::{Base, Benefit, Grant, Money};

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

/// An offer that takes part in the turn.
struct Entrant {
    rule: usize,
    cut: Cut,
    tier: Option<usize>,
    /// What is left of its cap.
    cap: Money,
    /// Units that its tokens still cover, and units an order may have of each sku.
    token_units: u64,
    units_per_order: u64,
    /// Units used of each sku, where an order may have only so many.
    used: Vec<u64>,
    /// Lines of its scope that have had their turn, and the next one.
    passed: usize,
    next: usize,
    /// Whether its scope lets it look at the present line, as it was when its turn came.
    sees: bool,
    /// What it has covered of the present line so far: a reduction of a line is rounded once,
    /// whatever runs it falls on.
    value: Money,
    base: Money,
    units: u32,
    off: Money,
    worked: bool,
    /// What has been paid for each unit it works on, if it is a deposit.
    paid: Option<Money>,
    /// The offers that first beat it and shut it out.
    beaten_by: usize,
    shut_out_by: usize,
}

/// Enough units for every cart.
const UNLIMITED: u64 = u64::MAX;

impl Entrant {
    /// How many more units of a sku it may cover.
    fn capacity(&self, sku: usize) -> u64 {
        let mut units = self.token_units;
        if let Some(used) = self.used.get(sku) {
            units = units.min(self.units_per_order.saturating_sub(*used));
        }
        units
    }

    /// What it takes off a run, given what it has taken off the line before.
    #[inline(never)]
    fn gain(&self, setting: &Setting, run: &Run) -> Money {
        let offer = setting.offer(self.rule);
        let mut lot = Lot {
            units: run.units,
            value: run.value,
            base: self.base_of(setting, run),
            unit_floor: setting.lines[run.line].unit_floor,
        };
        let gain = if let Cut::Line(_) = self.cut {
            let room = (run.value - lot.unit_floor.times(run.units.into())).at_least_zero();
            lot.units += self.units;
            lot.value += self.value;
            lot.base += self.base;
            (from_units(offer, &self.cut, &lot) - self.off).min(room)
        } else {
            from_units(offer, &self.cut, &lot)
        };
        gain.min(self.cap).at_least_zero()
    }

    /// What a rate takes its share of. Until the item layers are through, the price after them is
    /// what is left.
    fn base_of(&self, setting: &Setting, run: &Run) -> Money {
        if setting.offer(self.rule).rate_base != Base::List {
            return run.value;
        }
        let line = &setting.lines[run.line];
        Money::new(line.list.minor() / i64::from(line.units.max(1)) * i64::from(run.units))
    }

    fn use_up(&mut self, setting: &Setting, run: &Run, gain: Money) {
        let units = u64::from(run.units);
        self.worked |= !gain.is_zero() || self.paid.is_some();
        self.base += self.base_of(setting, run);
        self.value += run.value;
        self.units += run.units;
        self.off += gain;
        self.token_units -= units;
        self.cap -= gain;
        if let Some(used) = self.used.get_mut(setting.lines[run.line].sku) {
            *used += units;
        }
    }
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
    let mut turn = Turn {
        setting,
        state,
        entrants,
        rivals: Vec::new(),
        gate,
        journal: journal.as_deref_mut(),
    };
    let mut last = NONE;
    for mut run in before {
        if run.line != last {
            last = run.line;
            turn.begin_line(last);
        }
        while turn.give(&mut run) {}
    }
    let mut picked = false;
    turn.state.taken();
    for entrant in turn.entrants {
        let rule = entrant.rule;
        if entrant.worked {
            picked |= rule == pick;
            use_coupon(setting, rule, state);
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

/// The offers that meet their conditions when the turn begins.
fn entrants(
    setting: &Setting,
    stage: &Stage,
    state: &State,
    pick: usize,
    mut journal: Option<&mut Journal>,
) -> Vec<Entrant> {
    let mut entrants = Vec::new();
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
                    entrants.push(entrant(setting, rule, &resolved));
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

fn entrant(setting: &Setting, rule: usize, resolved: &Resolved) -> Entrant {
    let offer = setting.offer(rule);
    let mut entrant = Entrant {
        rule,
        cut: resolved.cut,
        tier: resolved.tier,
        cap: offer.most(),
        token_units: UNLIMITED,
        units_per_order: UNLIMITED,
        used: Vec::new(),
        passed: 0,
        next: setting.seat(rule).reached.line(0),
        sees: true,
        value: Money::ZERO,
        base: Money::ZERO,
        units: 0,
        off: Money::ZERO,
        worked: false,
        paid: None,
        beaten_by: NONE,
        shut_out_by: NONE,
    };
    if offer.grant == Grant::Token {
        entrant.token_units = setting.seat(rule).token_units.into();
    }
    if let Cut::UnitPrice(price) = &mut entrant.cut {
        *price = setting.unit_price(rule, *price);
    }
    if let Benefit::Deposit { paid, .. } = &offer.benefit {
        entrant.paid = Some(*paid);
    }
    if let Some(limit) = offer.limits.units_per_order {
        entrant.units_per_order = limit.into();
        entrant.used = vec![0; setting.lines.len()];
    }
    entrant
}

/// A turn at work: runs go in one by one, in cart order, and come out in `state`.
struct Turn<'a, 'b> {
    setting: &'a Setting<'b>,
    state: &'a mut State,
    entrants: Vec<Entrant>,
    /// The entrants whose scope holds the present line.
    rivals: Vec<usize>,
    gate: bool,
    journal: Option<&'a mut Journal>,
}

impl Turn<'_, '_> {
    fn begin_line(&mut self, line: usize) {
        self.rivals.clear();
        for (at, entrant) in self.entrants.iter_mut().enumerate() {
            // Unticked lines are in no scope.
            if entrant.next != line {
                continue;
            }
            let seat = self.setting.seat(entrant.rule);
            entrant.passed += 1;
            entrant.next = seat.reached.line(entrant.passed);
            entrant.value = Money::ZERO;
            entrant.base = Money::ZERO;
            entrant.units = 0;
            entrant.off = Money::ZERO;
            entrant.sees = !seat.offer.scope.only_unreduced
                || self.state.sees(self.setting, entrant.rule, line);
            self.rivals.push(at);
        }
    }

    /// Gives the first units of a run to the best of the rivals, as many as it can cover; whether
    /// units are left in the run.
    fn give(&mut self, run: &mut Run) -> bool {
        let mut given = *run;
        let mut rest = false;
        if run.closed != NONE {
            for rival in &self.rivals {
                note(&mut self.entrants[*rival].shut_out_by, run.closed);
            }
            self.state.runs.push(given);
            return false;
        }
        let winner = self.winner(run);
        if winner != NONE {
            let rule = self.entrants[winner].rule;
            for rival in &self.rivals {
                let rival = &mut self.entrants[*rival];
                if rival.rule != rule {
                    note(&mut rival.beaten_by, rule);
                }
            }
            let sku = self.setting.lines[run.line].sku;
            given = run.split(self.entrants[winner].capacity(sku));
            rest = run.units > 0;
            self.take(winner, &mut given);
        }
        self.state.runs.push(given);
        rest
    }

    /// Gives an entrant a run that it can cover.
    fn take(&mut self, winner: usize, run: &mut Run) {
        let entrant = &mut self.entrants[winner];
        let gain = entrant.gain(self.setting, run);
        entrant.use_up(self.setting, run, gain);
        run.value -= gain;
        if self.gate {
            run.closed = entrant.rule;
        }
        self.state.take(run.line, gain);
        if let Some(journal) = self.journal.as_deref_mut()
            && (!gain.is_zero() || entrant.paid.is_some())
        {
            let work = journal.work(entrant.rule, entrant.tier, gain);
            journal.share(work, run.line, run.first, run.units, gain);
            if let Some(paid) = entrant.paid {
                journal
                    .deposits
                    .push((run.line, paid.times(run.units.into())));
            }
        }
    }

    /// The rival that takes most off a run if it covered all of it; at a gate simply the first that
    /// takes anything. A pinned coupon comes before all others. [`NONE`] if nobody takes anything; a
    /// deposit has been paid, so it counts even then.
    fn winner(&self, run: &Run) -> usize {
        let mut best = NONE;
        let (mut most, mut pinned) = (Money::ZERO, false);
        for rival in &self.rivals {
            let entrant = &self.entrants[*rival];
            let sku = self.setting.lines[run.line].sku;
            if !entrant.sees || entrant.capacity(sku) == 0 {
                continue;
            }
            let gain = entrant.gain(self.setting, run);
            if gain <= Money::ZERO && entrant.paid.is_none() {
                continue;
            }
            let insists = self.setting.seat(entrant.rule).pinned;
            if best == NONE || (insists, gain) > (pinned, most) {
                best = *rival;
                (most, pinned) = (gain, insists);
            }
            if self.gate {
                break;
            }
        }
        best
    }
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
