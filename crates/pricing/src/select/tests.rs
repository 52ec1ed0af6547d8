//! What the search says of itself, wherever it is cut off.

mod waiting;
mod work;

use super::*;
use crate::trial::build::NOW;
use crate::trial::dice::{Dice, seeds};
use crate::trial::worlds::anything;
use crate::{
    Base, Benefit, Buyer, Cart, Grant, HeldCoupon, Instant, Layer, Line, Off, Offer, OfferId, Per,
    Rate, Ruleset, Threshold,
};

fn wallet(groups: u16, coupons: i64) -> (Vec<Offer>, Buyer) {
    let (mut offers, mut buyer) = (Vec::new(), Buyer::default());
    for group in 0..groups {
        for number in 0..coupons {
            let id = OfferId::new(&format!("g{group}n{number}"));
            let minor = 1_000 + i64::from(group) * 37 + number * 150;
            let off = Off::Amount(Money::new(minor));
            let per = Per::Order;
            let reduce = Benefit::Reduce { off, per };
            let mut offer = Offer::new(id.clone(), Layer::SHOP_COUPON, reduce);
            offer.group = group;
            offer.grant = Grant::Coupon;
            offer.threshold = Threshold::Amount {
                least: Money::new(7_000 + number * 700 + i64::from(group) * 101),
                base: Base::Remaining,
            };
            offers.push(offer);
            buyer.coupons.push(HeldCoupon {
                offer: id,
                claimed_at: Instant::MIN,
                expires_at: Instant::MAX,
            });
        }
    }
    (offers, buyer)
}

fn one_line(price: i64) -> Cart {
    let line = Line {
        id: "a".into(),
        sku: "a".into(),
        shop: "shop".into(),
        unit_price: Money::new(price),
        quantity: 1,
        ticked: true,
        tags: Vec::new(),
        grams: 0,
        floor: Money::ZERO,
    };
    Cart {
        lines: vec![line],
        freight: Money::ZERO,
    }
}

/// The same on random worlds: wherever the search is cut off, what it says of the rest is true.
#[test]
fn an_early_end_is_honest_in_any_world() {
    let sums = seeds(0, 100_000, |seed| {
        let mut dice = Dice::new(seed);
        let mut world = anything(&mut dice);
        for offer in &mut world.offers {
            // Choices are what it takes.
            if offer.grant == Grant::Coupon && world.buyer.coupons.len() < 40 {
                world.buyer.coupons.push(HeldCoupon {
                    offer: offer.id.clone(),
                    claimed_at: Instant::MIN,
                    expires_at: Instant::MAX,
                });
            }
        }
        let ruleset = world.ruleset();
        let setting = Setting::new(&ruleset, &world.cart, &world.buyer, NOW).unwrap();
        let whole = best(&setting);
        assert!(whole.search.proved && whole.search.gap.is_zero());
        let examined = i64::from(whole.search.examined);
        let mut cut = 0;
        for limit in [1, dice.roll(1, examined.max(1)), examined - 1] {
            let early = within(&setting, limit as u32);
            let payable = early.state.payable();
            assert!(payable - early.search.gap <= whole.state.payable());
            assert!(early.state.pinned <= whole.state.pinned);
            assert!(i64::from(early.search.examined) <= limit.max(1));
            if early.search.proved {
                assert_eq!(
                    (payable, early.state.pinned),
                    (whole.state.payable(), whole.state.pinned)
                );
            }
            cut += u64::from(!early.search.proved);
        }
        [cut]
    });
    assert!(sums.is_none_or(|[cut]| cut > 5_000), "{sums:?}");
}

/// Six groups of coupons that differ by less than what rounding each line may bring the seventh: only
/// there it is seen that a selection cannot win. Those count as well, so the work follows the limit.
#[test]
fn the_limit_bounds_the_work() {
    let (mut offers, mut buyer) = (Vec::new(), Buyer::default());
    let coupon = |id: &str, group, off, per| {
        let reduce = Benefit::Reduce { off, per };
        let mut offer = Offer::new(id.into(), Layer::SHOP_COUPON, reduce);
        offer.group = group;
        offer.grant = Grant::Coupon;
        offer
    };
    for group in 0..6 {
        for minor in 100..103 {
            let off = Off::Amount(Money::new(minor));
            offers.push(coupon(&format!("g{group}n{minor}"), group, off, Per::Order));
        }
    }
    for tenths in [1, 2] {
        let off = Off::Rate(Rate::new(tenths * 1_000).unwrap());
        offers.push(coupon(&format!("h{tenths}"), 9, off, Per::Line));
    }
    for offer in &offers {
        buyer.coupons.push(HeldCoupon {
            offer: offer.id.clone(),
            claimed_at: Instant::MIN,
            expires_at: Instant::MAX,
        });
    }
    let ruleset = Ruleset::compile(offers).unwrap();
    let mut cart = one_line(10_000);
    for at in 1..20 {
        let mut line = cart.lines[0].clone();
        line.id = format!("{at}").as_str().into();
        cart.lines.push(line);
    }
    let setting = Setting::new(&ruleset, &cart, &buyer, Instant::MIN).unwrap();
    for limit in [1, 8, 64] {
        let mut examined = 0;
        let steps = crate::steps::of(|| examined = within(&setting, limit).search.examined);
        assert_eq!(examined, limit);
        assert!(steps <= 800 + u64::from(limit) * 160, "{limit} {steps}");
    }
}

/// However early the search is stopped, the gap it reports covers what was missed.
#[test]
fn an_early_end_is_honest() {
    let (offers, buyer) = wallet(4, 4);
    let ruleset = Ruleset::compile(offers).unwrap();
    let cart = one_line(10_000);
    let setting = Setting::new(&ruleset, &cart, &buyer, Instant::MIN).unwrap();
    let whole = best(&setting);
    assert!(whole.search.proved && whole.search.gap.is_zero());
    let mut unproved = 0;
    for limit in 0..whole.search.examined {
        let early = within(&setting, limit);
        assert!(early.state.payable() >= whole.state.payable());
        assert!(early.state.payable() - early.search.gap <= whole.state.payable());
        assert_eq!(early.search.proved, early.search.gap.is_zero());
        assert!(early.search.examined <= limit.max(1));
        unproved += u32::from(!early.search.proved);
    }
    assert!(unproved > 3);
}
