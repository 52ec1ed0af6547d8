//! A ruleset's fingerprint: FNV-1a, 64 bit, over every field of every offer in a fixed order, then over every
//! freight template.
//!
//! Two rulesets with the same hash price alike, whatever order their offers came in, on every
//! target. It guards against mistakes, not against an adversary.

use crate::scope::LISTS;
use crate::{
    Audience, Base, Benefit, Bundle, BundleGives, BuyGet, FreightBy, FreightTemplate, Funder,
    GetFrom, GiftBy, GiftLadder, Grant, GroupGives, Groups, Money, Off, Offer, Overflow, Per, Pick,
    Rounding, Scope, ShareBase, Spare, Threshold, Tier,
};

pub(crate) struct Fnv(u64);

impl Fnv {
    pub(crate) fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    pub(crate) fn finish(self) -> u64 {
        self.0
    }

    fn byte(&mut self, byte: u8) {
        self.bytes(&[byte]);
    }

    #[inline(never)]
    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    #[inline(never)]
    fn number(&mut self, number: i64) {
        self.bytes(&number.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as i64);
        self.bytes(text.as_bytes());
    }

    fn money(&mut self, amount: Money) {
        self.number(amount.minor());
    }

    /// A byte says whether it is there, so that "no cap" and "cap 0" differ.
    #[inline(never)]
    fn optional(&mut self, number: Option<i64>) {
        self.byte(u8::from(number.is_some()));
        self.number(number.unwrap_or_default());
    }

    pub(crate) fn offer(&mut self, offer: &Offer) {
        self.text(offer.id.as_str());
        self.number(offer.layer.0.into());
        self.number(offer.group.into());
        self.number(offer.priority.into());
        self.byte(offer.exclusive.into());
        self.scope(&offer.scope);
        self.number(offer.window.from.ms());
        self.number(offer.window.until.ms());
        match &offer.audience {
            Audience::Everyone => self.byte(0),
            Audience::Asserted(fact) => {
                self.byte(1);
                self.text(fact.as_str());
            }
        }
        self.byte(match offer.grant {
            Grant::Open => 0,
            Grant::Coupon => 1,
            Grant::Token => 2,
        });
        self.threshold(offer.threshold);
        self.number(offer.requires.len() as i64);
        for requirement in &offer.requires {
            self.scope(&requirement.scope);
            self.threshold(requirement.threshold);
        }
        self.benefit(&offer.benefit);
        self.base(offer.rate_base);
        self.byte(match offer.rounding {
            Rounding::Reduction => 0,
            Rounding::Price => 1,
            Rounding::PriceDown => 2,
            Rounding::ReductionDown => 3,
        });
        self.optional(offer.cap.map(Money::minor));
        self.byte(match offer.share_base {
            ShareBase::Remaining => 0,
            ShareBase::AfterItem => 1,
            ShareBase::List => 2,
        });
        self.byte(match offer.spare {
            Spare::LargestRemainder => 0,
            Spare::First => 1,
            Spare::Last => 2,
            Spare::LargestLine => 3,
        });
        self.money(offer.grain);
        self.byte(match offer.overflow {
            Overflow::Redistribute => 0,
            Overflow::Clamp => 1,
            Overflow::Refuse => 2,
        });
        self.optional(offer.limits.units_per_order.map(i64::from));
        self.optional(offer.limits.uses_left.map(i64::from));
        self.byte(match offer.funder {
            Funder::Shop => 0,
            Funder::Platform => 1,
            Funder::Brand => 2,
        });
    }

    pub(crate) fn freight(&mut self, template: &FreightTemplate) {
        self.scope(&template.scope);
        self.byte(match template.by {
            FreightBy::Pieces => 0,
            FreightBy::Grams => 1,
        });
        self.number(template.first.into());
        self.money(template.first_fee);
        self.number(template.step.into());
        self.money(template.step_fee);
        self.byte(template.free_from.is_some().into());
        if let Some(from) = &template.free_from {
            self.money(from.least);
            self.base(from.base);
        }
    }

    fn scope(&mut self, scope: &Scope) {
        for list in 0..LISTS {
            let (_, texts) = scope.list(list);
            self.number(texts.len() as i64);
            for text in texts {
                self.text(text.as_str());
            }
        }
        self.optional(scope.min_unit_price.map(Money::minor));
        self.optional(scope.max_unit_price.map(Money::minor));
        self.byte(scope.only_unreduced.into());
    }

    fn threshold(&mut self, threshold: Threshold) {
        match threshold {
            Threshold::None => self.byte(0),
            Threshold::Amount { least, base } => {
                self.byte(1);
                self.money(least);
                self.base(base);
            }
            Threshold::Count { least } => {
                self.byte(2);
                self.number(least.into());
            }
        }
    }

    fn base(&mut self, base: Base) {
        self.byte(match base {
            Base::List => 0,
            Base::AfterItem => 1,
            Base::Remaining => 2,
        });
    }

    fn off(&mut self, off: Off) {
        match off {
            Off::Amount(amount) => {
                self.byte(0);
                self.money(amount);
            }
            Off::Rate(rate) => {
                self.byte(1);
                self.number(rate.basis_points().into());
            }
        }
    }

    fn tiers(&mut self, tiers: &[Tier]) {
        self.number(tiers.len() as i64);
        for tier in tiers {
            self.number(tier.least);
            self.off(tier.off);
        }
    }

    fn benefit(&mut self, benefit: &Benefit) {
        match benefit {
            Benefit::Reduce { off, per } => {
                self.byte(0);
                self.off(*off);
                self.byte(match per {
                    Per::Unit => 0,
                    Per::Line => 1,
                    Per::Order => 2,
                });
            }
            Benefit::UnitPrice { price } => {
                self.byte(1);
                self.money(*price);
            }
            Benefit::TiersByAmount { tiers, base } => {
                self.byte(2);
                self.tiers(tiers);
                self.base(*base);
            }
            Benefit::TiersByCount { tiers } => {
                self.byte(3);
                self.tiers(tiers);
            }
            Benefit::PerEach {
                each,
                off,
                times,
                base,
            } => {
                self.byte(4);
                self.money(*each);
                self.money(*off);
                self.optional(times.map(i64::from));
                self.base(*base);
            }
            Benefit::Points { worth, share } => {
                self.byte(5);
                self.money(*worth);
                self.number(share.basis_points().into());
            }
            Benefit::FreeFreight => self.byte(6),
            Benefit::OrderPrice { price } => {
                self.byte(7);
                self.money(*price);
            }
            Benefit::Deposit { paid, counts_as } => {
                self.byte(8);
                self.money(*paid);
                self.money(*counts_as);
            }
            Benefit::FirstAndFurther {
                first,
                further,
                most,
            } => {
                self.byte(9);
                self.money(*first);
                self.money(*further);
                self.optional(most.map(i64::from));
            }
            Benefit::Groups(groups) => {
                self.byte(10);
                self.groups(groups);
            }
            Benefit::BuyGet(sets) => {
                self.byte(11);
                self.buy_get(sets);
            }
            Benefit::Bundle(bundle) => {
                self.byte(12);
                self.bundle(bundle);
            }
            Benefit::Gift(ladder) => {
                self.byte(13);
                self.gifts(ladder);
            }
            Benefit::Cashback { off } => {
                self.byte(14);
                self.off(*off);
            }
            Benefit::EarnPoints { each, points } => {
                self.byte(15);
                self.money(*each);
                self.number((*points).into());
            }
        }
    }

    fn pick(&mut self, pick: Pick) {
        self.byte(match pick {
            Pick::Dearest => 0,
            Pick::Cheapest => 1,
            Pick::MostUnits => 2,
        });
    }

    fn groups(&mut self, groups: &Groups) {
        self.number(groups.size.into());
        self.pick(groups.fill);
        self.optional(groups.times.map(i64::from));
        match &groups.gives {
            GroupGives::Each(off) => {
                self.byte(0);
                self.off(*off);
            }
            GroupGives::Price(price) => {
                self.byte(1);
                self.money(*price);
            }
            GroupGives::Off(off) => {
                self.byte(3);
                self.off(*off);
            }
            GroupGives::Nth { order, places } => {
                self.byte(2);
                self.pick(*order);
                self.number(places.len() as i64);
                for place in places {
                    self.number(place.nth.into());
                    self.off(place.off);
                }
            }
        }
    }

    fn buy_get(&mut self, sets: &BuyGet) {
        self.number(sets.buy.into());
        self.pick(sets.buy_pick);
        self.number(sets.get.into());
        self.pick(sets.get_pick);
        match &sets.from {
            GetFrom::Scope => self.byte(0),
            GetFrom::SameSku => self.byte(1),
            GetFrom::Other(scope) => {
                self.byte(2);
                self.scope(scope);
            }
        }
        self.off(sets.off);
        self.optional(sets.times.map(i64::from));
    }

    fn bundle(&mut self, bundle: &Bundle) {
        self.number(bundle.parts.len() as i64);
        for part in &bundle.parts {
            self.scope(&part.scope);
            self.number(part.units.into());
        }
        match bundle.gives {
            BundleGives::Price(price) => {
                self.byte(0);
                self.money(price);
            }
            BundleGives::Off(off) => {
                self.byte(1);
                self.off(off);
            }
        }
        self.optional(bundle.times.map(i64::from));
    }

    fn gifts(&mut self, ladder: &GiftLadder) {
        match ladder.by {
            GiftBy::Amount(base) => {
                self.byte(0);
                self.base(base);
            }
            GiftBy::Count => self.byte(1),
        }
        self.number(ladder.tiers.len() as i64);
        for tier in &ladder.tiers {
            self.number(tier.least);
            self.number(tier.gifts.len() as i64);
            for gift in &tier.gifts {
                self.text(gift.sku.as_str());
                self.number(gift.units.into());
            }
        }
        self.number(ladder.times.into());
    }
}
