//! An offer in the turn of its group, and what it would take off a run.

use alloc::vec::Vec;

use super::Run;
use crate::benefit::{Cut, Lot, Resolved, from_units};
use crate::round::{ONE, WHOLE};
use crate::setting::{LineFacts, Setting};
use crate::stack::NONE;
use crate::{Base, Benefit, Grant, Money, Off, Offer, Rounding};

/// An offer that takes part in the turn.
pub(super) struct Entrant<'a> {
    pub(super) rule: usize,
    pub(super) offer: &'a Offer,
    cut: Cut,
    plain: Plain,
    pub(super) tier: Option<usize>,
    /// What is left of its cap.
    cap: Money,
    /// Units that its tokens still cover, and units an order may have of each sku.
    token_units: u64,
    units_per_order: u32,
    /// Units used of each sku, where an order may have only so many.
    used: Vec<u32>,
    /// Whether the shopper insists on it.
    pub(super) pinned: bool,
    /// Whether its scope lets it look at the present line, as it was when its turn came.
    pub(super) sees: bool,
    /// What it has covered of a line so far: a reduction of a line is rounded once, whatever runs it
    /// falls on.
    line: usize,
    value: Money,
    base: Money,
    units: u32,
    off: Money,
    pub(super) worked: bool,
    /// What it has taken in this turn, and where it is among the works of the journal.
    pub(super) took: Money,
    pub(super) work: usize,
    /// What has been paid for each unit it works on, if it is a deposit.
    pub(super) paid: Option<Money>,
    /// The offers that first beat it and shut it out.
    pub(super) beaten_by: usize,
    pub(super) shut_out_by: usize,
}

/// What nearly every item offer takes, which has no cap and needs no more than the price of a unit.
#[derive(Clone, Copy)]
enum Plain {
    /// Each unit costs at most this.
    Price(i64),
    /// So many basis points off what each unit still costs, half up.
    Rate(i64),
    /// Something else.
    No,
}

impl Plain {
    fn of(offer: &Offer, cut: Cut) -> Self {
        match cut {
            _ if offer.cap.is_some() => Self::No,
            Cut::UnitPrice(price) => Self::Price(price.minor()),
            Cut::Unit(Off::Rate(rate))
                if offer.rounding == Rounding::Reduction
                    && offer.grain == ONE
                    && offer.rate_base != Base::List =>
            {
                Self::Rate(rate.basis_points().into())
            }
            _ => Self::No,
        }
    }
}

/// A run on offer, with what every rival asks of it.
pub(super) struct Offered<'a> {
    facts: &'a LineFacts,
    run: &'a Run,
    units: i64,
    /// What a unit costs, rounded down, and whether that is what each of them costs.
    each: i64,
    even: bool,
    /// No unit below this.
    floor: i64,
}

impl<'a> Offered<'a> {
    pub(super) fn new(facts: &'a LineFacts, run: &'a Run) -> Self {
        let (value, units) = (run.value.minor(), i64::from(run.units));
        let each = value / units;
        Self {
            facts,
            run,
            units,
            each,
            even: each * units == value,
            floor: facts.unit_floor.minor(),
        }
    }
}

/// Enough units for every cart.
const UNLIMITED: u64 = u64::MAX;

impl<'a> Entrant<'a> {
    /// An offer that meets its conditions.
    pub(super) fn new(setting: &Setting<'a>, rule: usize, resolved: &Resolved) -> Self {
        let offer = setting.offer(rule);
        let mut entrant = Self {
            rule,
            offer,
            cut: resolved.cut,
            plain: Plain::No,
            tier: resolved.tier,
            cap: offer.most(),
            token_units: UNLIMITED,
            units_per_order: u32::MAX,
            used: Vec::new(),
            pinned: setting.seat(rule).pinned,
            sees: true,
            line: NONE,
            value: Money::ZERO,
            base: Money::ZERO,
            units: 0,
            off: Money::ZERO,
            worked: false,
            took: Money::ZERO,
            work: NONE,
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
        entrant.plain = Plain::of(offer, entrant.cut);
        if let Benefit::Deposit { paid, .. } = &offer.benefit {
            entrant.paid = Some(*paid);
        }
        if let Some(limit) = offer.limits.units_per_order {
            entrant.units_per_order = limit;
            entrant.used = vec![0; setting.lines.len()];
        }
        entrant
    }

    /// How many more units of a sku it may cover.
    #[inline(always)]
    pub(super) fn capacity(&self, sku: usize) -> u64 {
        match self.used.get(sku) {
            Some(used) => {
                let more = self.units_per_order.saturating_sub(*used);
                self.token_units.min(more.into())
            }
            None => self.token_units,
        }
    }

    /// What it takes off a run, given what it has taken off the line before. A cart is within
    /// [`Money::LIMIT`], so ten thousand times one of its prices is within 64 bits.
    #[inline(always)]
    pub(super) fn gain(&self, lot: &Offered) -> Money {
        let Offered { each, floor, .. } = *lot;
        // No unit costs less than its floor.
        Money::new(match self.plain {
            Plain::Price(price) if price > each => 0,
            Plain::Price(price) => lot.run.value.minor() - price.max(floor) * lot.units,
            Plain::Rate(rate) if lot.even => {
                let off = (each as u64 * rate as u64 + WHOLE / 2) / WHOLE;
                (off as i64).min(each - floor) * lot.units
            }
            _ => return self.other_gain(lot.facts, lot.run),
        })
    }

    /// The same where it takes more than the price of a unit to tell.
    #[inline(never)]
    fn other_gain(&self, facts: &LineFacts, run: &Run) -> Money {
        let mut lot = Lot {
            units: run.units,
            value: run.value,
            base: self.base_of(facts, run),
            unit_floor: facts.unit_floor,
        };
        let gain = if let Cut::Line(_) = self.cut
            && self.line == run.line
        {
            let room = (run.value - lot.unit_floor.times(run.units.into())).at_least_zero();
            lot.units += self.units;
            lot.value += self.value;
            lot.base += self.base;
            (from_units(self.offer, &self.cut, &lot) - self.off).min(room)
        } else {
            from_units(self.offer, &self.cut, &lot)
        };
        gain.min(self.cap).at_least_zero()
    }

    /// What a rate takes its share of. Until the item layers are through, the price after them is
    /// what is left.
    #[inline(always)]
    fn base_of(&self, facts: &LineFacts, run: &Run) -> Money {
        if self.offer.rate_base != Base::List {
            return run.value;
        }
        Money::new(facts.list.minor() / i64::from(facts.units.max(1)) * i64::from(run.units))
    }

    pub(super) fn use_up(&mut self, facts: &LineFacts, run: &Run, gain: i64) {
        self.worked |= gain != 0 || self.paid.is_some();
        self.took = Money::new(self.took.minor() + gain);
        self.token_units -= u64::from(run.units);
        if let Some(used) = self.used.get_mut(facts.sku) {
            *used += run.units;
        }
        if let Plain::No = self.plain {
            self.note(facts, run, gain);
        }
    }

    /// Notes what it has covered, which [`Entrant::other_gain`] asks.
    #[inline(never)]
    fn note(&mut self, facts: &LineFacts, run: &Run, gain: i64) {
        if self.line != run.line {
            self.line = run.line;
            (self.value, self.base) = (Money::ZERO, Money::ZERO);
            (self.units, self.off) = (0, Money::ZERO);
        }
        let gain = Money::new(gain);
        self.base += self.base_of(facts, run);
        self.value += run.value;
        self.units += run.units;
        self.off += gain;
        self.cap -= gain;
    }
}
