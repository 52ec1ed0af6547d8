//! Errors: opaque, with questions to ask of them.

use alloc::vec::Vec;
use core::fmt;

use crate::{LineId, Money, OfferId};

/// Why a cart cannot be priced at all. A cart that merely reaches no offer is no error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PricingError(Kind);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Overflow,
    Line(LineId, &'static str),
    Freight,
}

impl PricingError {
    #[cold]
    pub(crate) fn overflow() -> Self {
        Self(Kind::Overflow)
    }

    #[cold]
    pub(crate) fn line(id: &LineId, what: &'static str) -> Self {
        Self(Kind::Line(id.clone(), what))
    }

    #[cold]
    pub(crate) fn freight() -> Self {
        Self(Kind::Freight)
    }

    /// Whether list value and freight together are above [`Money::LIMIT`].
    #[must_use]
    pub fn is_overflow(&self) -> bool {
        matches!(self.0, Kind::Overflow)
    }

    /// Whether a line is wrong: no units, a negative price or floor, or an id used twice.
    #[must_use]
    pub fn is_invalid_line(&self) -> bool {
        matches!(self.0, Kind::Line(..))
    }

    /// Whether the freight is negative.
    #[must_use]
    pub fn is_invalid_freight(&self) -> bool {
        matches!(self.0, Kind::Freight)
    }

    /// The line that is wrong, if one is.
    #[must_use]
    pub fn line_id(&self) -> Option<&LineId> {
        match &self.0 {
            Kind::Line(id, _) => Some(id),
            Kind::Overflow | Kind::Freight => None,
        }
    }
}

impl fmt::Display for PricingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Overflow => write!(f, "cart is worth more than {} minor units", Money::LIMIT),
            Kind::Line(id, what) => write!(f, "line `{id}`: {what}"),
            Kind::Freight => f.write_str("freight is negative"),
        }
    }
}

impl core::error::Error for PricingError {}

/// Everything wrong with the offers of a ruleset, in the order the offers were given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesetError(Vec<RulesetProblem>);

impl RulesetError {
    #[cold]
    pub(crate) fn new(problems: Vec<RulesetProblem>) -> Self {
        Self(problems)
    }

    /// What is wrong, at least one entry.
    #[must_use]
    pub fn problems(&self) -> &[RulesetProblem] {
        &self.0
    }
}

impl fmt::Display for RulesetError {
    /// One problem a line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, problem) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl core::error::Error for RulesetError {}

/// One thing wrong with one offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesetProblem {
    offer: OfferId,
    flaw: Flaw,
}

/// Everything wrong with the freight templates of a ruleset, in the order they were given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreightError(Vec<FreightProblem>);

impl FreightError {
    #[cold]
    pub(crate) fn new(problems: Vec<FreightProblem>) -> Self {
        Self(problems)
    }

    /// What is wrong, at least one entry.
    #[must_use]
    pub fn problems(&self) -> &[FreightProblem] {
        &self.0
    }
}

impl fmt::Display for FreightError {
    /// One problem a line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, problem) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl core::error::Error for FreightError {}

/// One thing wrong with one freight template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreightProblem {
    template: usize,
    flaw: Flaw,
}

impl FreightProblem {
    #[cold]
    pub(crate) fn new(template: usize, flaw: Flaw) -> Self {
        Self { template, flaw }
    }

    /// Which template it is about, from 0 in the order they were given.
    #[must_use]
    pub fn template(&self) -> usize {
        self.template
    }

    /// Whether a fee or an amount is negative.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        matches!(self.flaw, Flaw::NegativeFee | Flaw::NegativeThreshold)
    }

    /// Whether a step is nothing.
    #[must_use]
    pub fn is_zero_step(&self) -> bool {
        self.flaw == Flaw::ZeroStep
    }

    /// Whether the scope is one that a template cannot have.
    #[must_use]
    pub fn is_bad_scope(&self) -> bool {
        matches!(self.flaw, Flaw::EmptyPriceRange | Flaw::FreightOfReduced)
    }
}

impl fmt::Display for FreightProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "freight template {}: {}",
            self.template,
            self.flaw.text()
        )
    }
}

/// What is wrong, with its text in [`Flaw::text`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    DuplicateId,
    EmptyWindow,
    EmptyPriceRange,
    NegativeCap,
    NegativeThreshold,
    NegativeReduction,
    NegativePrice,
    NegativeEach,
    NegativeWorth,
    NegativeStep,
    EmptyLadder,
    LadderNotRising,
    ZeroEach,
    WorthlessPoint,
    FreightApart,
    UnitPriceOfOrder,
    UnitLimitOfOrder,
    SharedInItem,
    NoGrain,
    DepositShrinks,
    EmptyGroup,
    PlaceOutside,
    BesideApart,
    BesideCoupon,
    SeveralApart,
    NegativeFee,
    ZeroStep,
    FreightOfReduced,
}

impl Flaw {
    fn text(self) -> &'static str {
        match self {
            Self::DuplicateId => "another offer has this id",
            Self::EmptyWindow => "the window ends before it starts",
            Self::EmptyPriceRange => "no unit price lies in the scope's range",
            Self::NegativeCap => "the cap is negative",
            Self::NegativeThreshold => "the threshold is negative",
            Self::NegativeReduction => "the reduction is negative",
            Self::NegativePrice => "the price is negative",
            Self::NegativeEach => "`each` is negative",
            Self::NegativeWorth => "the worth of a point is negative",
            Self::NegativeStep => "a step is negative",
            Self::EmptyLadder => "the ladder has no step",
            Self::LadderNotRising => "each step must ask for more and give more",
            Self::ZeroEach => "each full amount of nothing is endless",
            Self::WorthlessPoint => "a point must be worth something",
            Self::FreightApart => "free freight and the freight layer belong together",
            Self::UnitPriceOfOrder => "a unit price needs an item layer",
            Self::UnitLimitOfOrder => "a limit on units needs an item layer",
            Self::SharedInItem => "an amount shared over lines needs an order layer",
            Self::NoGrain => "the grain must be at least one minor unit",
            Self::DepositShrinks => "a deposit cannot count for less than was paid",
            Self::EmptyGroup => "a group, a set or a step of gifts holds nothing",
            Self::PlaceOutside => "places must rise and lie inside the group",
            Self::BesideApart => "what is given beside the price needs a layer of its own",
            Self::BesideCoupon => "a coupon cannot grant what is given beside the price",
            Self::SeveralApart => "groups of units need a multi-unit layer",
            Self::NegativeFee => "a fee is negative",
            Self::ZeroStep => "a step of nothing is endless",
            Self::FreightOfReduced => "freight cannot depend on what is reduced",
        }
    }
}

impl RulesetProblem {
    #[cold]
    pub(crate) fn new(offer: &OfferId, flaw: Flaw) -> Self {
        Self {
            offer: offer.clone(),
            flaw,
        }
    }

    /// The offer it is about.
    #[must_use]
    pub fn offer(&self) -> &OfferId {
        &self.offer
    }

    /// Whether another offer has the same id.
    #[must_use]
    pub fn is_duplicate_id(&self) -> bool {
        self.flaw == Flaw::DuplicateId
    }

    /// Whether the offer can never be on, or its price range holds no price.
    #[must_use]
    pub fn is_empty_range(&self) -> bool {
        matches!(self.flaw, Flaw::EmptyWindow | Flaw::EmptyPriceRange)
    }

    /// Whether an amount or a threshold is negative.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        matches!(
            self.flaw,
            Flaw::NegativeCap
                | Flaw::NegativeThreshold
                | Flaw::NegativeReduction
                | Flaw::NegativePrice
                | Flaw::NegativeEach
                | Flaw::NegativeWorth
                | Flaw::NegativeStep
                | Flaw::DepositShrinks
        )
    }

    /// Whether a ladder, a group or a set holds nothing, or a step or a place does not rise.
    #[must_use]
    pub fn is_bad_ladder(&self) -> bool {
        matches!(
            self.flaw,
            Flaw::EmptyLadder | Flaw::LadderNotRising | Flaw::PlaceOutside | Flaw::EmptyGroup
        )
    }

    /// Whether something is counted in steps of nothing: `each` of a per-each reduction, or the
    /// worth of a point.
    #[must_use]
    pub fn is_zero_step(&self) -> bool {
        matches!(
            self.flaw,
            Flaw::ZeroEach | Flaw::WorthlessPoint | Flaw::NoGrain
        )
    }

    /// Whether benefit or limits do not fit the layer.
    #[must_use]
    pub fn is_misplaced(&self) -> bool {
        matches!(
            self.flaw,
            Flaw::FreightApart
                | Flaw::UnitPriceOfOrder
                | Flaw::UnitLimitOfOrder
                | Flaw::SharedInItem
                | Flaw::BesideApart
                | Flaw::BesideCoupon
                | Flaw::SeveralApart
        )
    }
}

impl fmt::Display for RulesetProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "offer `{}`: {}", self.offer, self.flaw.text())
    }
}
