//! What is wrong with an offer before any cart is seen.

use crate::benefit::amount_of;
use crate::error::Flaw;
use crate::{Benefit, Layer, Money, Off, Offer, Per, RulesetProblem, Threshold, Tier};

/// Adds everything wrong with `offer` by itself. A step that gives more than it asks for is
/// allowed: generous, perhaps unwise, but well-defined.
pub(crate) fn offer(offer: &Offer, problems: &mut Vec<RulesetProblem>) {
    let mut check = Check { offer, problems };
    check.found(offer.window.from >= offer.window.until, Flaw::EmptyWindow);
    let scope = &offer.scope;
    if let (Some(low), Some(high)) = (scope.min_unit_price, scope.max_unit_price) {
        check.found(low > high, Flaw::EmptyPriceRange);
    }
    if let Some(cap) = offer.cap {
        check.negative(cap, Flaw::NegativeCap);
    }
    if let Threshold::Amount { least, .. } = offer.threshold {
        check.negative(least, Flaw::NegativeThreshold);
    }
    check.benefit();
    check.place();
}

struct Check<'a> {
    offer: &'a Offer,
    problems: &'a mut Vec<RulesetProblem>,
}

impl Check<'_> {
    #[inline(never)]
    fn found(&mut self, wrong: bool, flaw: Flaw) {
        if wrong {
            self.problems
                .push(RulesetProblem::new(&self.offer.id, flaw));
        }
    }

    #[inline(never)]
    fn negative(&mut self, amount: Money, flaw: Flaw) {
        self.found(amount < Money::ZERO, flaw);
    }

    fn benefit(&mut self) {
        match &self.offer.benefit {
            Benefit::Reduce { off, .. } => self.reduction(off),
            Benefit::UnitPrice { price } => self.negative(*price, Flaw::NegativePrice),
            Benefit::TiersByAmount { tiers, .. } => self.ladder(tiers, true),
            Benefit::TiersByCount { tiers } => self.ladder(tiers, false),
            Benefit::PerEach { each, off, .. } => {
                self.negative(*each, Flaw::NegativeEach);
                self.found(each.is_zero(), Flaw::ZeroEach);
                self.negative(*off, Flaw::NegativeReduction);
            }
            Benefit::Points { worth, .. } => {
                self.negative(*worth, Flaw::NegativeWorth);
                self.found(worth.is_zero(), Flaw::WorthlessPoint);
            }
            Benefit::FreeFreight => {}
        }
    }

    fn reduction(&mut self, off: &Off) {
        if let Off::Amount(amount) = off {
            self.negative(*amount, Flaw::NegativeReduction);
        }
    }

    fn ladder(&mut self, tiers: &[Tier], by_amount: bool) {
        self.found(tiers.is_empty(), Flaw::EmptyLadder);
        let mut below: Option<&Tier> = None;
        for tier in tiers {
            self.reduction(&tier.off);
            self.negative(Money::new(tier.least), Flaw::NegativeStep);
            if let Some(below) = below {
                self.found(!rises(below, tier, by_amount), Flaw::LadderNotRising);
            }
            below = Some(tier);
        }
    }

    /// Whether the layer can carry the benefit and the limits.
    fn place(&mut self) {
        let offer = self.offer;
        let freight = offer.layer == Layer::FREIGHT;
        let free = matches!(offer.benefit, Benefit::FreeFreight);
        self.found(freight != free, Flaw::FreightApart);
        if !offer.layer.is_item() {
            let priced = matches!(offer.benefit, Benefit::UnitPrice { .. });
            self.found(priced, Flaw::UnitPriceOfOrder);
            let limited = offer.limits.units_per_order.is_some();
            self.found(limited, Flaw::UnitLimitOfOrder);
            return;
        }
        let mut shared = false;
        match &offer.benefit {
            Benefit::Reduce { per, .. } => shared = *per == Per::Order,
            Benefit::UnitPrice { .. } | Benefit::FreeFreight => {}
            Benefit::TiersByAmount { tiers, .. } | Benefit::TiersByCount { tiers } => {
                for tier in tiers {
                    shared |= matches!(tier.off, Off::Amount(_));
                }
            }
            Benefit::PerEach { .. } | Benefit::Points { .. } => shared = true,
        }
        self.found(shared, Flaw::SharedInItem);
    }
}

/// Whether `upper` asks for more and gives more. An amount and a rate are compared where the upper
/// step begins; by count there is no amount to compare at, so those two pass.
fn rises(lower: &Tier, upper: &Tier, by_amount: bool) -> bool {
    let gives_more = match (lower.off, upper.off) {
        (Off::Rate(low), Off::Rate(high)) => low < high,
        (Off::Amount(low), Off::Amount(high)) => low < high,
        (low, high) => {
            let begin = Money::new(upper.least);
            !by_amount || amount_of(low, begin) < amount_of(high, begin)
        }
    };
    lower.least < upper.least && gives_more
}
