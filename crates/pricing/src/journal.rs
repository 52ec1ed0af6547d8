//! What is written down on the walk that is shown.

use alloc::vec::Vec;

use crate::Money;
use crate::benefit::Measure;
use crate::multi::Progress;
use crate::setting::Setting;
use crate::stack::{NONE, Shares};
use crate::why::Why;

/// What happened in one walk, kept only for the walk that is shown.
pub(crate) struct Journal {
    /// Offers at work, in order.
    pub(crate) works: Vec<usize>,
    /// What they took off units of lines.
    pub(crate) shares: Vec<WorkShare>,
    /// What they took off lines as a whole, which order layers do and no other.
    pub(crate) laid: Vec<(usize, Shares)>,
    /// Deposits paid for units of a line.
    pub(crate) deposits: Vec<(usize, Money)>,
    /// What became of each offer.
    pub(crate) records: Vec<Record>,
}

/// What became of an offer.
pub(crate) struct Record {
    /// Why it did not work; nothing if it did or has not had its turn.
    pub(crate) fate: Option<Why>,
    /// What its lines brought when its turn came; no lines before.
    pub(crate) measure: Measure,
    /// For an offer that counts units: how far the next set was.
    pub(crate) progress: Option<Progress>,
    /// What it has taken off so far.
    pub(crate) took: Money,
    pub(crate) tier: Option<usize>,
    /// Whether it gives something beside the price.
    gives: bool,
    /// Where it is in `works`.
    work: usize,
}

pub(crate) struct WorkShare {
    pub(crate) work: usize,
    pub(crate) line: usize,
    pub(crate) first: u32,
    pub(crate) units: u32,
    pub(crate) amount: Money,
}

impl Journal {
    pub(crate) fn new(setting: &Setting) -> Self {
        let mut records = Vec::with_capacity(setting.offers.len());
        for _ in setting.offers {
            records.push(Record {
                fate: None,
                measure: Measure::default(),
                progress: None,
                took: Money::ZERO,
                tier: None,
                gives: false,
                work: NONE,
            });
        }
        Self {
            works: Vec::new(),
            shares: Vec::with_capacity(setting.lines.len() * 2),
            laid: Vec::new(),
            deposits: Vec::new(),
            records,
        }
    }

    /// Notes that an offer takes an amount off; tells where it is in `works`.
    #[inline(never)]
    pub(crate) fn work(&mut self, rule: usize, tier: Option<usize>, amount: Money) -> usize {
        let record = &mut self.records[rule];
        record.took += amount;
        if record.work == NONE {
            record.work = self.works.len();
            record.tier = tier;
            self.works.push(rule);
        }
        record.work
    }

    /// What an offer has taken off so far.
    pub(crate) fn took(&self, rule: usize) -> Money {
        self.records[rule].took
    }

    /// Notes that an offer gives something beside the price.
    pub(crate) fn give(&mut self, rule: usize) {
        self.records[rule].gives = true;
    }

    /// Whether an offer works. It may take nothing off: a deposit that counts for what was paid, or
    /// a gift.
    pub(crate) fn works(&self, rule: usize) -> bool {
        self.records[rule].work != NONE || self.records[rule].gives
    }

    /// Notes what came of an offer's turn.
    #[inline(never)]
    pub(crate) fn tell(&mut self, rule: usize, measure: &Measure, fate: Option<Why>) {
        self.records[rule].measure = *measure;
        self.fate(rule, fate);
    }

    /// Notes why an offer did not work, if it did not; the first reason counts.
    #[inline(never)]
    pub(crate) fn fate(&mut self, rule: usize, why: Option<Why>) {
        let fate = &mut self.records[rule].fate;
        if fate.is_none() {
            *fate = why;
        }
    }

    /// Notes what an offer at work took off some units of a line.
    pub(crate) fn share(
        &mut self,
        work: usize,
        line: usize,
        first: u32,
        units: u32,
        amount: Money,
    ) {
        self.shares.push(WorkShare {
            work,
            line,
            first,
            units,
            amount,
        });
    }
}
