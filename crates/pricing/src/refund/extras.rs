//! What an order moved beside money: coupons, gifts, cashback, points earned.

use alloc::vec::Vec;

use super::ledger::Held;
use super::{BesideRefund, CouponRefund, Order, Work};
use crate::benefit::{Measure, short_of};
use crate::beside::cashback;
use crate::round::whole;
use crate::scope::{Marks, Reach};
use crate::{
    Benefit, GiftBy, GiftLadder, GiftUnits, Gives, Instant, Money, Offer, Quote, Ruleset, Scope,
};

/// The coupons that the order used and that are still good at `at`.
pub(super) fn coupons(order: &Order, at: Instant) -> Vec<CouponRefund> {
    let mut coupons = Vec::new();
    for applied in &order.quote.applied {
        if !applied.coupon {
            continue;
        }
        // The instance that the quote used: the first to expire, then the first claimed.
        let mut used: Option<Instant> = None;
        for held in &order.buyer.coupons {
            if held.offer == applied.offer
                && held.expires_at > order.quote.at
                && used.is_none_or(|used| held.expires_at < used)
            {
                used = Some(held.expires_at);
            }
        }
        if let Some(expires_at) = used
            && expires_at > at
        {
            coupons.push(CouponRefund {
                offer: applied.offer.clone(),
                funder: applied.funder,
                expires_at,
            });
        }
    }
    coupons
}

/// What goes back of gifts, cashback and points: what the units kept before earned, less what those
/// kept now do. With nothing returned before, that is what the quote gave.
pub(super) fn beside(
    ruleset: &Ruleset,
    order: &Order,
    work: &Work,
    first: bool,
) -> Vec<BesideRefund> {
    let mut back = Vec::new();
    if order.quote.beside.is_empty() {
        return back;
    }
    let marks = ruleset.terms.mark(order.cart);
    for beside in &order.quote.beside {
        let Some(at) = ruleset.place(&beside.offer) else {
            continue;
        };
        let earner = Earner {
            offer: &ruleset.offers()[at],
            reach: &ruleset.reaches[at],
            marks: &marks,
            order,
        };
        let before = if first {
            beside.gives.clone()
        } else {
            earner.earns(&work.before, &beside.gives)
        };
        if let Some(gives) = less(before, earner.earns(&work.after, &beside.gives)) {
            back.push(BesideRefund {
                offer: beside.offer.clone(),
                funder: beside.funder,
                gives,
            });
        }
    }
    back
}

/// What is left of `before` without `after`, of the same kind; nothing if it is nothing.
fn less(before: Gives, after: Gives) -> Option<Gives> {
    match (before, after) {
        (Gives::Gifts(mut gifts), Gives::Gifts(kept)) => {
            for gift in &mut gifts {
                for kept in &kept {
                    if kept.sku == gift.sku {
                        gift.units = gift.units.saturating_sub(kept.units);
                    }
                }
                gift.short = 0;
            }
            gifts.retain(|gift| gift.units > 0);
            (!gifts.is_empty()).then_some(Gives::Gifts(gifts))
        }
        (Gives::Cashback(before), Gives::Cashback(after)) => {
            (before > after).then(|| Gives::Cashback(before - after))
        }
        (Gives::Points(before), Gives::Points(after)) => {
            (before > after).then(|| Gives::Points(before - after))
        }
        _ => None,
    }
}

/// An offer that gives beside the price, and the order it gave to.
struct Earner<'a> {
    offer: &'a Offer,
    reach: &'a Reach,
    marks: &'a Marks,
    order: &'a Order<'a>,
}

impl Earner<'_> {
    /// What the kept units earn by themselves of what the order earned.
    fn earns(&self, kept: &[Held], most: &Gives) -> Gives {
        let offer = self.offer;
        let measure = self.measure(&offer.scope, &self.reach.terms, kept);
        let mut earns = short_of(offer.threshold, &measure).is_none();
        for (requirement, terms) in offer.requires.iter().zip(&self.reach.further) {
            let measure = self.measure(&requirement.scope, terms, kept);
            earns &= short_of(requirement.threshold, &measure).is_none();
        }
        match (most, &offer.benefit) {
            (Gives::Gifts(most), Benefit::Gift(ladder)) if earns => {
                Gives::Gifts(gifts(ladder, &measure, most))
            }
            (Gives::Cashback(most), Benefit::Cashback { off }) if earns => {
                Gives::Cashback(cashback(*off, measure.left).min(*most))
            }
            (Gives::Points(most), Benefit::EarnPoints { each, points }) if earns => {
                let times = whole(measure.left) / whole(*each).max(1);
                Gives::Points(times.saturating_mul((*points).into()).min(*most))
            }
            (Gives::Gifts(_), _) => Gives::Gifts(Vec::new()),
            (Gives::Cashback(_), _) => Gives::Cashback(Money::ZERO),
            (Gives::Points(_), _) => Gives::Points(0),
        }
    }

    /// What the kept units of a scope bring, at the prices they had in the order.
    fn measure(&self, scope: &Scope, terms: &[usize], kept: &[Held]) -> Measure {
        let quote: &Quote = self.order.quote;
        let mut measure = Measure::default();
        for line in self.marks.lines(scope, terms, self.order.cart) {
            let line = line as usize;
            let (priced, held) = (&quote.lines[line], &kept[line]);
            if held.units == 0 || (scope.only_unreduced && priced.after_item != priced.list) {
                continue;
            }
            measure.units += i64::from(held.units);
            measure.list += held.list;
            measure.after_item += held.after_item;
            measure.left += held.paid;
        }
        measure
    }
}

/// Gifts that a ladder gives at a measure, by the step that gives most of each and no more than
/// before: a step below may give more than the one reached, and what is kept must never grow when
/// more is returned.
fn gifts(ladder: &GiftLadder, measure: &Measure, most: &[GiftUnits]) -> Vec<GiftUnits> {
    let have = match ladder.by {
        GiftBy::Amount(base) => measure.on(base).minor(),
        GiftBy::Count => measure.units,
    };
    let mut gifts: Vec<GiftUnits> = Vec::new();
    for gift in most {
        let mut kept = 0;
        for tier in &ladder.tiers {
            let times = (have / tier.least.max(1)).min(ladder.times.into()) as u32;
            let mut units = 0u32;
            for own in &tier.gifts {
                if own.sku == gift.sku {
                    units = units.saturating_add(own.units.saturating_mul(times));
                }
            }
            kept = units.min(gift.units).max(kept);
        }
        gifts.push(GiftUnits {
            sku: gift.sku.clone(),
            units: kept,
            short: 0,
        });
    }
    gifts
}
