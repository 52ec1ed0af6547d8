//! How an offer rounds, and how its amount is shared.

use pricing::{
    Applied, Base, Benefit, Buyer, Cart, Layer, Offer, Overflow, Per, Reason, Rounding, ShareBase,
    Sharing, Spare,
};

use super::{goods, of_sku, pays};
use crate::build::{amount, cart, fen, least, line, offer, quote, rate, reason, reduce};

#[track_caller]
fn shares(made: Offer, cart: &Cart, expected: &[i64]) {
    let quote = quote(vec![made], cart, &Buyer::default());
    let off = quote.lines.iter().map(|line| line.list - line.payable);
    let off: Vec<i64> = off.map(pricing::Money::minor).collect();
    assert_eq!(off, expected);
}

#[test]
fn roundings() {
    use Rounding::{Price, PriceDown, Reduction, ReductionDown};
    let grain = fen(100);
    for (layer, per) in [
        (Layer::ITEM, Per::Unit),
        (Layer::ITEM, Per::Line),
        (Layer::SHOP_COUPON, Per::Unit),
        (Layer::SHOP_COUPON, Per::Line),
        (Layer::SHOP_COUPON, Per::Order),
    ] {
        for (rounding, cent, yuan) in [
            // 5折 of 99.99 and of 180.40.
            (Reduction, 4_999, 9_040),
            (Price, 5_000, 9_000),
            (PriceDown, 4_999, 9_000),
            (ReductionDown, 5_000, 9_040),
        ] {
            let made = Offer {
                rounding,
                ..reduce("5折", layer, rate(5_000), per)
            };
            pays(vec![made.clone()], &goods(9_999), &Buyer::default(), cent);
            let made = Offer { grain, ..made };
            pays(vec![made], &goods(18_040), &Buyer::default(), yuan);
        }
    }
}

fn spare_cart() -> Cart {
    let lines = [("a", 4_300), ("b", 1_400), ("c", 2_300)];
    cart(lines.map(|(id, price)| line(id, price, 1)).to_vec())
}

#[test]
fn spares() {
    for (spare, expected) in [
        (Spare::LargestRemainder, [161, 53, 86]),
        (Spare::First, [162, 52, 86]),
        (Spare::Last, [161, 52, 87]),
        (Spare::LargestLine, [162, 52, 86]),
    ] {
        for overflow in [Overflow::Redistribute, Overflow::Clamp, Overflow::Refuse] {
            let made = Offer {
                spare,
                overflow,
                ..reduce("减3", Layer::SHOP_COUPON, amount(300), Per::Order)
            };
            let quote = quote(vec![made.clone()], &spare_cart(), &Buyer::default());
            let base = ShareBase::Remaining;
            let sharing = Sharing::InProportion {
                base,
                overflow,
                spare,
            };
            assert_eq!(quote.applied[0].sharing, sharing);
            shares(made, &spare_cart(), &expected);
        }
    }
    // The last line has no room for it, so it moves on; a cap is shared in the same way.
    let mut tight = spare_cart();
    tight.lines[2].floor = fen(2_214);
    let last = Offer {
        spare: Spare::Last,
        ..reduce("减3", Layer::SHOP_COUPON, amount(300), Per::Order)
    };
    shares(last.clone(), &tight, &[161, 53, 86]);
    let capped = Offer {
        cap: Some(fen(300)),
        benefit: Benefit::Reduce {
            off: amount(2_000),
            per: Per::Line,
        },
        ..last
    };
    // 2000, 1400 and 2000 come down to 300: 111.11, 77.78, 111.11.
    shares(capped, &spare_cart(), &[111, 77, 112]);
}

/// An amount that is not moved on, on a line of 100.00 that an item price lowered to 50.00, and on another of 100.00,
/// of which 70.00 is left: by each base, to each place, and in whole yuan.
#[test]
fn amounts_that_clamp() {
    let check = |minor, made: fn(Offer) -> Offer, expected: [i64; 2]| {
        let clamped = Offer {
            overflow: Overflow::Clamp,
            share_base: ShareBase::AfterItem,
            ..reduce("减", Layer::SHOP_COUPON, amount(minor), Per::Order)
        };
        let on = |sku, made| Offer {
            scope: of_sku(sku),
            ..made
        };
        let item = reduce("单品", Layer::ITEM, amount(5_000), Per::Unit);
        let other = reduce("满减", Layer::SHOP_REDUCTION, amount(3_000), Per::Order);
        let offers = vec![on("a", item), on("b", other), made(clamped)];
        let lines = cart(vec![line("a", 10_000, 1), line("b", 10_000, 1)]);
        let quote = quote(offers, &lines, &Buyer::default());
        let pays = |at: usize| quote.lines[at].payable.minor();
        assert_eq!([5_000 - pays(0), 7_000 - pays(1)], expected);
    };
    let by_list = |made| Offer {
        share_base: ShareBase::List,
        ..made
    };
    let by_remaining = |made| Offer {
        share_base: ShareBase::Remaining,
        ..made
    };
    check(3_000, by_list, [1_500, 1_500]);
    check(3_000, |made| made, [1_000, 2_000]);
    check(3_000, by_remaining, [1_250, 1_750]);
    check(1_000, |made| made, [333, 667]);
    let to_first = |made| Offer {
        spare: Spare::First,
        ..made
    };
    check(1_000, to_first, [334, 666]);
    let whole = |made| Offer {
        grain: fen(100),
        ..made
    };
    check(1_000, whole, [300, 700]);
    // What is more than is left stays.
    check(12_000, |made| made, [4_000, 7_000]);
}

#[test]
fn whole_yuan() {
    let made = |off| Offer {
        grain: fen(100),
        ..reduce("减", Layer::SHOP_COUPON, off, Per::Order)
    };
    // 16.13, 5.25 and 8.62 of 30.
    shares(made(amount(3_000)), &spare_cart(), &[1_600, 500, 900]);
    // An amount and a cap count as far as they are whole yuan.
    shares(made(amount(3_099)), &spare_cart(), &[1_600, 500, 900]);
    let cap = Some(fen(3_050));
    let capped = Offer {
        cap,
        ..made(amount(9_000))
    };
    shares(capped, &spare_cart(), &[1_600, 500, 900]);
    // 25 % of 80.00 is 20; of 81.98 it is 20.50, which is half a yuan: up.
    shares(made(rate(2_500)), &spare_cart(), &[1_100, 300, 600]);
    // Each unit's own: 3.33 off three units of 10 are three yuan each.
    let units = Offer {
        benefit: Benefit::Reduce {
            off: rate(3_333),
            per: Per::Unit,
        },
        ..made(rate(0))
    };
    shares(units, &cart(vec![line("a", 1_000, 3)]), &[900]);
    // One price for all is kept to the cent.
    let all = offer(
        "组合价",
        Layer::SHOP_COUPON,
        Benefit::OrderPrice { price: fen(6_955) },
    );
    let all = Offer {
        grain: fen(100),
        spare: Spare::Last,
        ..all
    };
    shares(all.clone(), &spare_cart(), &[500, 100, 445]);
    // What is over asks the largest line first, though that has no room, and then the others in cart order.
    let little = Offer {
        benefit: Benefit::OrderPrice { price: fen(7_955) },
        spare: Spare::LargestLine,
        ..all
    };
    let mut full = spare_cart();
    full.lines[0].floor = fen(4_300);
    shares(little, &full, &[0, 45, 0]);
}

#[test]
fn one_price_for_all() {
    let made = |price| {
        offer(
            "组合价",
            Layer::SHOP_REDUCTION,
            Benefit::OrderPrice { price: fen(price) },
        )
    };
    for (price, payable) in [(6_000, 6_000), (8_000, 8_000), (9_000, 8_000), (0, 0)] {
        let quote = pays(vec![made(price)], &spare_cart(), &Buyer::default(), payable);
        let raised = price >= 8_000;
        assert_eq!(
            reason(&quote, "组合价"),
            raised.then_some(&Reason::NothingLeft)
        );
    }
    shares(made(6_000), &spare_cart(), &[1_075, 350, 575]);
    // It never goes below floors, nor beyond its cap, and looks at its own lines alone.
    let mut floors = spare_cart();
    floors.lines[0].floor = fen(4_200);
    floors.lines[1].floor = fen(1_400);
    shares(made(0), &floors, &[100, 0, 2_300]);
    let capped = Offer {
        cap: Some(fen(80)),
        ..made(0)
    };
    shares(capped, &spare_cart(), &[43, 14, 23]);
    let only_b = Offer {
        scope: of_sku("b"),
        ..made(1_000)
    };
    shares(only_b, &spare_cart(), &[0, 400, 0]);
    let from = Offer {
        threshold: least(8_100, Base::List),
        ..made(6_000)
    };
    let quote = pays(vec![from], &spare_cart(), &Buyer::default(), 8_000);
    assert_eq!(quote.next[0].off_next, fen(2_100));
}

#[test]
fn how_amounts_were_shared() {
    let mut cart = goods(10_000);
    cart.freight = fen(800);
    let nobody = Buyer::default();
    let sharing = |made: Offer| {
        let quote = quote(vec![made], &cart, &nobody);
        let [Applied { sharing, .. }] = quote.applied[..] else {
            panic!("one offer works");
        };
        sharing
    };
    let by = |layer, per| sharing(reduce("o", layer, amount(100), per));
    assert_eq!(by(Layer::ITEM, Per::Unit), Sharing::ByUnit);
    assert_eq!(by(Layer::ITEM, Per::Line), Sharing::ByUnit);
    assert_eq!(by(Layer::SHOP_COUPON, Per::Unit), Sharing::ByUnit);
    assert_eq!(by(Layer::SHOP_COUPON, Per::Line), Sharing::ByUnit);
    let free = offer("o", Layer::FREIGHT, Benefit::FreeFreight);
    assert_eq!(sharing(free), Sharing::Freight);
    let made = Offer {
        share_base: ShareBase::AfterItem,
        overflow: Overflow::Clamp,
        spare: Spare::LargestLine,
        ..reduce("o", Layer::SHOP_COUPON, amount(100), Per::Order)
    };
    let proportion = Sharing::InProportion {
        base: ShareBase::AfterItem,
        overflow: Overflow::Clamp,
        spare: Spare::LargestLine,
    };
    assert_eq!(sharing(made), proportion);
}
