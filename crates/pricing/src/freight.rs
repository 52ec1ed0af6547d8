//! Freight by templates (运费模板): so much for the first pieces or grams, so much for each further
//! step, nothing from an amount on (满额包邮).

use alloc::vec::Vec;

use crate::error::{Flaw, FreightProblem};
use crate::setting::{LineFacts, Reached, Setting};
use crate::stack::State;
use crate::{Base, Cart, Money, Scope};

/// What it costs to send the lines of a scope, on top of [`Cart::freight`] and of other templates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreightTemplate {
    /// The lines that are sent by it; it cannot leave out what is reduced.
    pub scope: Scope,
    /// What is counted.
    pub by: FreightBy,
    /// Pieces or grams that `first_fee` covers.
    pub first: u32,
    /// The fee for anything up to `first`.
    pub first_fee: Money,
    /// Pieces or grams in a further step, at least one.
    pub step: u32,
    /// The fee for each further step, a started one included.
    pub step_fee: Money,
    /// From where on nothing is charged.
    pub free_from: Option<FreeFrom>,
}

/// What a freight template counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FreightBy {
    /// Units of its ticked lines.
    Pieces,
    /// Their weight.
    Grams,
}

/// An amount from which on a template charges nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FreeFrom {
    /// At least this over the template's lines.
    pub least: Money,
    /// Measured on this; what remains is what goods cost when the freight layer begins, after every
    /// reduction before it.
    pub base: Base,
}

/// A template at work in a quote.
pub(crate) struct Fee<'a> {
    /// What it charges unless the goods are worth enough.
    pub(crate) amount: Money,
    template: &'a FreightTemplate,
    reached: Reached,
}

impl<'a> Fee<'a> {
    pub(crate) fn new(
        template: &'a FreightTemplate,
        lines: Vec<u32>,
        facts: &[LineFacts],
        cart: &Cart,
    ) -> Self {
        let mut count: u64 = 0;
        for line in &lines {
            let line = &cart.lines[*line as usize];
            let each = match template.by {
                FreightBy::Pieces => 1,
                FreightBy::Grams => u64::from(line.grams),
            };
            count = count.saturating_add(each * u64::from(line.quantity));
        }
        let mut amount = Money::ZERO;
        if !lines.is_empty() {
            let further = count.saturating_sub(template.first.into());
            let steps = further.div_ceil(u64::from(template.step.max(1)));
            let steps = i64::try_from(steps).unwrap_or(i64::MAX);
            amount = template.first_fee + template.step_fee.times(steps);
        }
        Self {
            amount,
            template,
            reached: Reached::new(lines, facts),
        }
    }

    /// Whether what it charges depends on what is left of lines.
    pub(crate) fn looks_at_lines(&self) -> bool {
        self.template
            .free_from
            .is_some_and(|from| from.base == Base::Remaining)
    }
}

/// Adds what templates charge, once: what goods cost is known when the freight layer begins.
pub(crate) fn charge(setting: &Setting, state: &mut State) {
    if state.fees.is_some() {
        return;
    }
    let mut fees = Money::ZERO;
    for fee in &setting.fees {
        let free = match fee.template.free_from {
            None => false,
            Some(FreeFrom { least, base }) => {
                let scope = &fee.template.scope;
                let measure = state.measure_lines(setting, scope, &fee.reached);
                measure.on(base) >= least
            }
        };
        if !free {
            fees += fee.amount;
        }
    }
    state.fees = Some(fees);
    state.freight += fees;
}

/// Adds everything wrong with a template.
pub(crate) fn check(at: usize, template: &FreightTemplate, problems: &mut Vec<FreightProblem>) {
    let mut found = |wrong, flaw| {
        if wrong {
            problems.push(FreightProblem::new(at, flaw));
        }
    };
    let scope = &template.scope;
    if let (Some(low), Some(high)) = (scope.min_unit_price, scope.max_unit_price) {
        found(low > high, Flaw::EmptyPriceRange);
    }
    found(scope.only_unreduced, Flaw::FreightOfReduced);
    found(template.step == 0, Flaw::ZeroStep);
    let zero = Money::ZERO;
    found(
        template.first_fee < zero || template.step_fee < zero,
        Flaw::NegativeFee,
    );
    if let Some(from) = &template.free_from {
        found(from.least < zero, Flaw::NegativeThreshold);
    }
}
