//! What is wrong with an offer before any cart is seen.

use alloc::vec::Vec;

use crate::benefit::{amount_of, counts_units};
use crate::error::Flaw;
use crate::{
    Benefit, BundleGives, GiftLadder, Grant, GroupGives, Groups, Layer, Money, Off, Offer, Per,
    RulesetProblem, Scope, Threshold, Tier,
};

/// Adds everything wrong with `offer` by itself. A step that gives more than it asks for is
/// allowed: generous, perhaps unwise, but well-defined.
pub(crate) fn offer(offer: &Offer, problems: &mut Vec<RulesetProblem>) {
    let mut check = Check { offer, problems };
    check.found(offer.window.from >= offer.window.until, Flaw::EmptyWindow);
    for scope in offer.scopes() {
        check.scope(scope);
    }
    if let Some(cap) = offer.cap {
        check.negative(cap, Flaw::NegativeCap);
    }
    check.threshold(offer.threshold);
    for requirement in &offer.requires {
        check.threshold(requirement.threshold);
    }
    check.found(offer.grain < Money::new(1), Flaw::NoGrain);
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

    fn scope(&mut self, scope: &Scope) {
        if let (Some(low), Some(high)) = (scope.min_unit_price, scope.max_unit_price) {
            self.found(low > high, Flaw::EmptyPriceRange);
        }
    }

    fn threshold(&mut self, threshold: Threshold) {
        if let Threshold::Amount { least, .. } = threshold {
            self.negative(least, Flaw::NegativeThreshold);
        }
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
            Benefit::OrderPrice { price } => self.negative(*price, Flaw::NegativePrice),
            Benefit::Deposit { paid, counts_as } => {
                self.negative(*paid, Flaw::NegativePrice);
                self.found(counts_as < paid, Flaw::DepositShrinks);
            }
            Benefit::FirstAndFurther { first, further, .. } => {
                self.negative(*first, Flaw::NegativeReduction);
                self.negative(*further, Flaw::NegativeReduction);
            }
            Benefit::Groups(groups) => self.groups(groups),
            Benefit::BuyGet(sets) => {
                self.found(sets.buy == 0 || sets.get == 0, Flaw::EmptyGroup);
                self.reduction(&sets.off);
            }
            Benefit::Bundle(bundle) => {
                self.found(bundle.parts.is_empty(), Flaw::EmptyGroup);
                for part in &bundle.parts {
                    self.found(part.units == 0, Flaw::EmptyGroup);
                }
                match &bundle.gives {
                    BundleGives::Price(price) => self.negative(*price, Flaw::NegativePrice),
                    BundleGives::Off(off) => self.reduction(off),
                }
            }
            Benefit::Gift(ladder) => self.gifts(ladder),
            Benefit::Cashback { off } => self.reduction(off),
            Benefit::EarnPoints { each, .. } => {
                self.negative(*each, Flaw::NegativeEach);
                self.found(each.is_zero(), Flaw::ZeroEach);
            }
            Benefit::FreeFreight => {}
        }
    }

    fn groups(&mut self, groups: &Groups) {
        self.found(groups.size == 0, Flaw::EmptyGroup);
        match &groups.gives {
            GroupGives::Each(off) | GroupGives::Off(off) => self.reduction(off),
            GroupGives::Price(price) => self.negative(*price, Flaw::NegativePrice),
            GroupGives::Nth { places, .. } => {
                self.found(places.is_empty(), Flaw::EmptyLadder);
                let mut below = 0;
                for place in places {
                    self.reduction(&place.off);
                    let inside = place.nth > below && place.nth <= groups.size;
                    self.found(!inside, Flaw::PlaceOutside);
                    below = place.nth;
                }
            }
        }
    }

    fn gifts(&mut self, ladder: &GiftLadder) {
        self.found(ladder.tiers.is_empty(), Flaw::EmptyLadder);
        self.found(ladder.times == 0, Flaw::EmptyGroup);
        let mut below = 0;
        for tier in &ladder.tiers {
            self.found(tier.least <= below, Flaw::LadderNotRising);
            self.found(tier.gifts.is_empty(), Flaw::EmptyGroup);
            for gift in &tier.gifts {
                self.found(gift.units == 0, Flaw::EmptyGroup);
            }
            below = tier.least;
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
        let beside = matches!(
            offer.benefit,
            Benefit::Gift(_) | Benefit::Cashback { .. } | Benefit::EarnPoints { .. }
        );
        self.found((offer.layer >= Layer::BESIDE) != beside, Flaw::BesideApart);
        self.found(
            beside && (offer.exclusive || offer.cap.is_some()),
            Flaw::BesideApart,
        );
        self.found(beside && offer.grant == Grant::Coupon, Flaw::BesideCoupon);
        let several = counts_units(&offer.benefit);
        self.found(several && !offer.layer.is_multi_unit(), Flaw::SeveralApart);
        if !offer.layer.is_item() {
            let priced = matches!(
                offer.benefit,
                Benefit::UnitPrice { .. } | Benefit::Deposit { .. }
            );
            self.found(priced, Flaw::UnitPriceOfOrder);
            let limited = offer.limits.units_per_order.is_some();
            self.found(limited, Flaw::UnitLimitOfOrder);
            return;
        }
        let mut shared = false;
        match &offer.benefit {
            Benefit::Reduce { per, .. } => shared = *per == Per::Order,
            Benefit::TiersByAmount { tiers, .. } | Benefit::TiersByCount { tiers } => {
                for tier in tiers {
                    shared |= matches!(tier.off, Off::Amount(_));
                }
            }
            Benefit::PerEach { .. } | Benefit::Points { .. } | Benefit::OrderPrice { .. } => {
                shared = true;
            }
            _ => {}
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
