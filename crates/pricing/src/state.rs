//! What is left of a cart on its way through the layers.

use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::OnceCell;

use crate::allocate::Part;
use crate::benefit::Measure;
use crate::item::{self, Run};
use crate::setting::{Reached, Seat, Setting};
use crate::stack::NONE;
use crate::{Money, Scope};

/// What is left when a turn begins.
#[derive(Clone)]
pub(crate) struct State {
    /// What each line still pays.
    pub(crate) left: Vec<Money>,
    /// Units of a line that went the same way together, in cart order; empty once an order
    /// layer has begun.
    pub(crate) runs: Vec<Run>,
    pub(crate) freight: Money,
    /// What freight templates added, once it is known.
    pub(crate) fees: Option<Money>,
    pub(crate) points: u64,
    /// Coupons used so far.
    pub(crate) coupons: u32,
    /// Pinned coupons used so far.
    pub(crate) pinned: u32,
    /// Exclusive offers that will work in the present layer.
    pub(crate) exclusive: Vec<usize>,
    /// A number that the search gives it, so that nothing is asked twice of the same state.
    pub(crate) number: u32,
    /// The sum of `left`.
    pub(crate) total: Money,
    /// The same for each block of lines.
    worth: Vec<Money>,
    /// Known once the item layers are through.
    pub(crate) basis: Option<Rc<Basis>>,
}

/// What there was when the item layers were through.
pub(crate) struct Basis {
    /// What each line paid.
    pub(crate) lines: Vec<Money>,
    /// What the lines of each offer were worth together.
    offers: Vec<Money>,
    /// For each offer whose shares nothing but the room of its lines can change: what must be left of
    /// each line, floors included, so that it takes its share in full.
    pub(crate) wanted: Vec<OnceCell<Vec<i64>>>,
}

impl State {
    pub(crate) fn new(setting: &Setting) -> Self {
        let mut left = Vec::with_capacity(setting.lines.len());
        let mut total = Money::ZERO;
        let mut worth = vec![Money::ZERO; setting.blocks];
        for line in &setting.lines {
            left.push(line.list);
            worth[line.block] += line.list;
            total += line.list;
        }
        Self {
            left,
            runs: item::runs(setting),
            freight: setting.freight,
            fees: None,
            points: setting.points,
            coupons: 0,
            pinned: 0,
            exclusive: Vec::new(),
            number: 0,
            total,
            worth,
            basis: None,
        }
    }

    /// What the shopper would pay if nothing more came off.
    pub(crate) fn payable(&self) -> Money {
        self.total + self.freight
    }

    /// Takes an amount off a line.
    pub(crate) fn take(&mut self, setting: &Setting, line: usize, amount: Money) {
        let worth = &mut self.worth[setting.lines[line].block];
        for sum in [&mut self.left[line], worth, &mut self.total] {
            *sum = Money::new(sum.minor() - amount.minor());
        }
    }

    /// Takes an amount off lines, given what each of them takes.
    #[inline(never)]
    pub(crate) fn take_all(&mut self, setting: &Setting, parts: &[Part]) {
        let mut amount = 0;
        let facts = &setting.lines[..];
        let left = &mut self.left[..facts.len()];
        for part in parts {
            let line = part.line as usize;
            let share = part.share.minor();
            let left = &mut left[line];
            *left = Money::new(left.minor() - share);
            let worth = &mut self.worth[facts[line].block];
            *worth = Money::new(worth.minor() - share);
            amount += share;
        }
        self.total -= Money::new(amount);
    }

    /// What each line paid when the item layers were through; until then, what it pays.
    pub(crate) fn after_item(&self) -> &Vec<Money> {
        match &self.basis {
            Some(basis) => &basis.lines,
            None => &self.left,
        }
    }

    /// Whether the offer may look at the line: its scope may leave out reduced ones.
    #[inline(never)]
    pub(crate) fn sees(&self, setting: &Setting, rule: usize, line: usize) -> bool {
        self.holds(setting, &setting.offer(rule).scope, line)
    }

    fn holds(&self, setting: &Setting, scope: &Scope, line: usize) -> bool {
        !scope.only_unreduced || self.after_item()[line] == setting.lines[line].list
    }

    /// What the lines of an offer bring now.
    pub(crate) fn measure(&self, setting: &Setting, rule: usize) -> Measure {
        let seat = setting.seat(rule);
        if seat.offer.scope.only_unreduced {
            return self.measure_lines(setting, &seat.offer.scope, &seat.reached);
        }
        let left = self.left_of(setting, seat);
        Measure {
            lines: seat.reached.lines.len() as i64,
            units: seat.reached.units,
            list: seat.reached.list,
            after_item: match &self.basis {
                Some(basis) => basis.offers[rule],
                None => left,
            },
            left,
            // No line ever pays less than its floors, so the sums may be compared.
            room: left - seat.reached.floors,
        }
    }

    #[inline(never)]
    fn left_of(&self, setting: &Setting, seat: &Seat) -> Money {
        let Some(blocks) = setting.classes.get(seat.reached.class) else {
            return self.total;
        };
        let mut sum = 0;
        for block in blocks {
            sum += self.worth[*block].minor();
        }
        Money::new(sum)
    }

    /// What the lines of any scope bring now; it may depend on what the item layers did.
    #[inline(never)]
    pub(crate) fn measure_lines(
        &self,
        setting: &Setting,
        scope: &Scope,
        reached: &Reached,
    ) -> Measure {
        let mut measure = Measure::default();
        for line in &reached.lines {
            let line = *line as usize;
            if self.holds(setting, scope, line) {
                let facts = &setting.lines[line];
                measure.lines += 1;
                measure.units += i64::from(facts.units);
                measure.list += facts.list;
                measure.after_item += self.after_item()[line];
                measure.left += self.left[line];
                measure.room += self.left[line] - facts.floor;
            }
        }
        measure
    }

    /// Closes the item layers.
    pub(crate) fn settle(&mut self, setting: &Setting) {
        let mut offers = Vec::with_capacity(setting.seats.len());
        let mut wanted = Vec::with_capacity(setting.seats.len());
        for seat in &setting.seats {
            wanted.push(OnceCell::new());
            let mut worth = Money::ZERO;
            if !seat.offer.layer.is_item() {
                worth = self.left_of(setting, seat);
            }
            offers.push(worth);
        }
        // What an offer could take at most may be known better from here on.
        self.number |= 1 << 31;
        self.runs = Vec::new();
        self.basis = Some(Rc::new(Basis {
            lines: self.left.clone(),
            offers,
            wanted,
        }));
    }

    /// The exclusive offer of this layer that keeps `rule` out, or [`NONE`].
    pub(crate) fn excluded_by(&self, setting: &Setting, rule: usize) -> usize {
        for exclusive in &self.exclusive {
            if *exclusive != rule
                && (setting.offer(*exclusive).group == setting.offer(rule).group
                    || setting.overlap(*exclusive, rule))
            {
                return *exclusive;
            }
        }
        NONE
    }
}
