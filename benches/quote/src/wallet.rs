//! Carts on which the choice of offers is hard: each one used changes what the others are worth.

use pricing::{
    Base, Benefit, Buyer, Cart, Grant, HeldCoupon, Instant, Layer, Line, Money, Off, Offer,
    OfferId, Per, Rate, Ruleset, ShopId, Sku, Tag, Threshold,
};

use crate::{Case, NOW};

/// `units` units, each a line of its own, and `rules` competing offers whose thresholds look at
/// what the others leave.
///
/// # Panics
///
/// If the offers are wrong, which they are not.
#[must_use]
pub fn rules(units: usize, rules: usize) -> Case {
    let mut offers = Vec::new();
    for at in 0..rules {
        let group = at % 4;
        let benefit = match at % 3 {
            0 => Benefit::PerEach {
                each: Money::new(10_000 + at as i64 * 700),
                off: Money::new(1_000 + at as i64 * 130),
                times: Some(20),
                base: Base::Remaining,
            },
            1 => reduce(Off::Rate(
                Rate::new(700 + at as u16 * 30).unwrap_or(Rate::WHOLE),
            )),
            _ => reduce(Off::Amount(Money::new(2_000 + at as i64 * 450))),
        };
        let mut offer = offer(&format!("rule-{at}"), group, benefit);
        // Half of the rules look at two of four categories, which overlap from rule to rule.
        if at % 2 == 1 {
            offer.scope.tags = vec![category(at), category(at + 1)];
        }
        let value = units as i64 * 3_000;
        offer.threshold = Threshold::Amount {
            least: Money::new(value / 4 + at as i64 * value / 40),
            base: Base::Remaining,
        };
        offers.push(offer);
    }
    case(offers, Buyer::default(), units)
}

/// A wallet of `coupons` coupons over five groups, for a cart of 20 lines. The more a coupon gives,
/// the more must be left for it.
///
/// # Panics
///
/// If the offers are wrong, which they are not.
#[must_use]
pub fn wallet(coupons: usize) -> Case {
    const GROUPS: usize = 5;
    let (mut offers, mut buyer) = (Vec::new(), Buyer::default());
    for at in 0..coupons {
        let (group, number) = (at % GROUPS, (at / GROUPS) as i64);
        let off = 1_000 + group as i64 * 37 + number * 150;
        let benefit = reduce(Off::Amount(Money::new(off)));
        let mut offer = offer(&format!("coupon-{at}"), group, benefit);
        offer.grant = Grant::Coupon;
        offer.threshold = Threshold::Amount {
            least: Money::new(50_000 + number * 1_400 + group as i64 * 101),
            base: Base::Remaining,
        };
        buyer.coupons.push(HeldCoupon {
            offer: offer.id.clone(),
            claimed_at: Instant::from_ms(0),
            expires_at: NOW.plus_ms(1_000 + at as i64),
        });
        offers.push(offer);
    }
    case(offers, buyer, 20)
}

fn case(offers: Vec<Offer>, buyer: Buyer, units: usize) -> Case {
    let mut lines = Vec::new();
    for at in 0..units {
        lines.push(Line {
            id: format!("line-{at}").as_str().into(),
            sku: Sku::new(&format!("sku-{at}")),
            shop: ShopId::from("shop"),
            unit_price: Money::new(1_990 + (at * 7_919 % 23) as i64 * 100),
            quantity: 1,
            ticked: true,
            tags: vec![category(at)],
            grams: 0,
            floor: Money::ZERO,
        });
    }
    let freight = Money::ZERO;
    Case {
        ruleset: Ruleset::compile(offers).expect("the bench offers are right"),
        cart: Cart { lines, freight },
        buyer,
    }
}

fn offer(id: &str, group: usize, benefit: Benefit) -> Offer {
    Offer {
        group: group as u16,
        ..Offer::new(OfferId::new(id), Layer::SHOP_COUPON, benefit)
    }
}

fn reduce(off: Off) -> Benefit {
    let per = Per::Order;
    Benefit::Reduce { off, per }
}

fn category(at: usize) -> Tag {
    Tag::new(&format!("category-{}", at % 4))
}
