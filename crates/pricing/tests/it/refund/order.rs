//! What a refund takes from the order: which cart, which coupon, which lines earn what.

use pricing::{
    Base, Benefit, Buyer, Cart, Gift, GiftBy, GiftLadder, GiftTier, GiftUnits, Gives, Instant,
    Layer, Limits, Money, Offer, Per, RefundError, Threshold,
};

use super::{AGAIN, Desk, KEEP, again, check_error, keep};
use crate::build::{cart, coupon, fen, held, least, line, offer, rate, reduce};

/// Each fact of a line tells another cart from the one that was quoted.
#[test]
fn another_cart() {
    let order = || cart(vec![line("a", 1_000, 2), line("b", 1_000, 1)]);
    let changes: [fn(&mut Cart); 5] = [
        |cart| cart.lines[0].id = "z".into(),
        |cart| cart.lines[0].quantity = 4,
        |cart| cart.lines[0].unit_price = fen(500),
        |cart| {
            cart.lines[0].quantity = 4;
            cart.lines[0].unit_price = fen(500);
        },
        |cart| drop(cart.lines.pop()),
    ];
    for change in changes {
        let mut desk = keep(vec![], order());
        change(&mut desk.cart);
        let text = "the cart is not the one of the quote";
        check_error(desk.ask(&[]), RefundError::is_other_order, text);
    }
}

/// Of a wallet the instance comes back that the order used, wherever it stands: not one that had
/// expired, nor one of another coupon.
#[test]
fn the_coupon_that_was_used() {
    let mut wallet = vec![
        held("券", 0, 900),
        held("券", 0, 1_000),
        held("券", 0, 2_000),
        held("券", 0, 2_500),
        held("别", 0, 1_500),
    ];
    for _ in 0..wallet.len() {
        wallet.rotate_left(1);
        let offers = vec![coupon("券", Layer::SHOP_COUPON, Base::List, 0, 100)];
        let buyer = Buyer {
            coupons: wallet.clone(),
            ..Buyer::default()
        };
        let mut desk = Desk::open(offers, cart(vec![line("a", 1_000, 1)]), buyer, KEEP);
        let back = desk.back(&[("a", 1)]).coupons;
        let expiries: Vec<_> = back.iter().map(|coupon| coupon.expires_at).collect();
        assert_eq!(expiries, [Instant::from_ms(2_000)]);
    }
}

/// Returns one of four for 100; what goes back of what the order gave.
#[track_caller]
fn check_beside(made: Offer, returned: u32, expected: Option<Gives>) {
    let mut desk = keep(vec![made], cart(vec![line("a", 100, 4)]));
    let back = desk.back(&[("a", returned)]).beside;
    assert_eq!(back.first().map(|back| back.gives.clone()), expected);
}

/// The threshold of the offer itself counts, whatever its steps say.
#[test]
fn thresholds_of_what_was_given() {
    let from_300 = |benefit| Offer {
        threshold: least(300, Base::Remaining),
        ..offer("赠", Layer::BESIDE, benefit)
    };
    let cup = |units| GiftUnits {
        sku: "杯".into(),
        units,
        short: 0,
    };
    let gift = || {
        Benefit::Gift(GiftLadder {
            by: GiftBy::Amount(Base::Remaining),
            tiers: vec![GiftTier {
                least: 100,
                gifts: vec![Gift {
                    sku: "杯".into(),
                    units: 1,
                }],
            }],
            times: 9,
        })
    };
    check_beside(from_300(gift()), 1, Some(Gives::Gifts(vec![cup(1)])));
    check_beside(from_300(gift()), 2, Some(Gives::Gifts(vec![cup(4)])));
    let points = || Benefit::EarnPoints {
        each: fen(10),
        points: 1,
    };
    check_beside(from_300(points()), 1, Some(Gives::Points(10)));
    check_beside(from_300(points()), 2, Some(Gives::Points(40)));
    let three = |benefit| Offer {
        threshold: Threshold::Count { least: 3 },
        ..offer("赠", Layer::BESIDE, benefit)
    };
    check_beside(three(points()), 1, Some(Gives::Points(10)));
    check_beside(three(points()), 2, Some(Gives::Points(40)));
}

/// A line that an item price reduced earns nothing where the scope leaves such lines out.
#[test]
fn reduced_lines_that_are_kept() {
    let mut half = reduce("半价", Layer::ITEM, rate(5_000), Per::Unit);
    half.scope.skus.push("a".into());
    let off = rate(1_000);
    let mut back = offer("返现", Layer::BESIDE, Benefit::Cashback { off });
    back.scope.only_unreduced = true;
    let two = cart(vec![line("a", 1_000, 1), line("b", 1_000, 1)]);
    let mut desk = keep(vec![half, back], two);
    assert_eq!(desk.quote.beside[0].gives, Gives::Cashback(fen(100)));
    let refund = desk.back(&[("b", 1)]);
    assert_eq!(refund.beside[0].gives, Gives::Cashback(fen(100)));
}

/// Four units are free; when those go, later ones are free instead. What that saves is shared over the
/// lines returned by what their units were worth, for they paid nothing.
#[test]
fn lines_that_paid_nothing() {
    let limits = Limits {
        units_per_order: Some(4),
        ..Limits::default()
    };
    let price = Money::ZERO;
    let free = Offer {
        limits,
        ..offer("赠品价", Layer::ITEM, Benefit::UnitPrice { price })
    };
    let mut lines = vec![line("a", 100, 1), line("b", 100, 3), line("c", 100, 4)];
    for line in &mut lines {
        line.sku = "x".into();
    }
    let mut desk = again(vec![free], cart(lines));
    assert_eq!((desk.quote.payable, desk.policy), (fen(400), AGAIN));
    let refund = desk.back(&[("a", 1), ("b", 1)]);
    let amounts: Vec<_> = refund.lines.iter().map(|line| line.amount).collect();
    assert_eq!(
        (refund.amount, amounts),
        (fen(200), vec![fen(100), fen(100)])
    );
}

/// An order may be worth as much as a cart can be, and not a minor unit more.
#[test]
fn the_largest_order() {
    let most = Money::LIMIT.minor();
    let mut alone = keep(vec![], cart(vec![line("a", most, 1)]));
    assert_eq!(alone.back(&[("a", 1)]).amount, Money::LIMIT);
    let halves = [line("a", most / 2, 1), line("b", most / 2, 1)];
    let mut desk = keep(vec![], cart(halves.to_vec()));
    assert_eq!(desk.ask(&[]).unwrap().amount, Money::ZERO);
    desk.quote.lines[1].list += fen(1);
    desk.quote.lines[1].payable += fen(1);
    let text = "quote is worth more than 1000000000000000 minor units";
    check_error(desk.ask(&[]), RefundError::is_overflow, text);
}
