//! What an offer would take off a cart that just reached its threshold.

use pricing::{
    Base, Benefit, Buyer, GroupGives, Groups, Layer, Missing, Offer, Per, Pick, Rate, Tier, Window,
};

use crate::build::{NOW, amount, cart, fen, ladder, least, line, offer, quote, rate, reduce};

/// Two units at 4.00 and one at 2.00, with freight of 0.70; the offer asks for 15.00.
#[track_caller]
fn check(made: Offer, expected: i64) {
    let made = Offer {
        threshold: least(1_500, Base::List),
        ..made
    };
    let mut cart = cart(vec![line("a", 400, 2), line("b", 200, 1)]);
    cart.freight = fen(70);
    let buyer = Buyer {
        points: 10_000,
        ..Buyer::default()
    };
    let quote = quote(vec![made], &cart, &buyer);
    let next = &quote.next[0];
    assert_eq!(next.missing, Some(Missing::Amount(fen(500))));
    assert_eq!((next.off_now, next.off_next), (fen(0), fen(expected)));
}

#[test]
fn at_the_threshold() {
    let layer = Layer::SHOP_REDUCTION;
    check(reduce("o", Layer::ITEM, amount(100), Per::Unit), 300);
    check(reduce("o", Layer::ITEM, amount(100), Per::Line), 200);
    check(reduce("o", layer, amount(100), Per::Order), 100);
    check(reduce("o", layer, rate(1_000), Per::Order), 150);
    let price = fen(300);
    check(offer("o", Layer::ITEM, Benefit::UnitPrice { price }), 600);
    let deposit = Benefit::Deposit {
        paid: fen(50),
        counts_as: fen(120),
    };
    check(offer("o", Layer::DEPOSIT, deposit), 210);
    let price = fen(800);
    check(offer("o", layer, Benefit::OrderPrice { price }), 700);
    let each = |each, times| Benefit::PerEach {
        each: fen(each),
        off: fen(50),
        times,
        base: Base::List,
    };
    check(offer("o", layer, each(400, None)), 150);
    check(offer("o", layer, each(400, Some(2))), 100);
    check(offer("o", layer, each(9_000, None)), 50);
    let points = Benefit::Points {
        worth: fen(2),
        share: Rate::new(5_000).unwrap(),
    };
    check(offer("o", Layer::POINTS, points), 750);
    check(offer("o", Layer::FREIGHT, Benefit::FreeFreight), 70);
    let steps = [(1_000, 100), (1_500, 200), (1_501, 300)];
    check(ladder("o", layer, Base::List, &steps), 200);
    check(ladder("o", layer, Base::List, &[(9_000, 100)]), 100);
    let tiers = [(2, 100), (3, 200), (4, 300)].map(|(least, off)| Tier {
        least,
        off: amount(off),
    });
    let tiers = tiers.to_vec();
    check(offer("o", layer, Benefit::TiersByCount { tiers }), 200);
    let groups = Groups {
        size: 2,
        fill: Pick::Dearest,
        times: None,
        gives: GroupGives::Each(amount(100)),
    };
    check(offer("o", Layer::MULTI_UNIT, Benefit::Groups(groups)), 200);
    let off = amount(100);
    check(offer("o", Layer::BESIDE, Benefit::Cashback { off }), 0);
}

/// Who cannot have an offer is not told how far it is.
#[test]
fn out_of_reach() {
    let full = || ladder("o", Layer::SHOP_REDUCTION, Base::List, &[(1_500, 100)]);
    let cart = cart(vec![line("a", 1_000, 1)]);
    let next = |made| quote(vec![made], &cart, &Buyer::default()).next.len();
    assert_eq!(next(full()), 1);
    let ended = Window {
        until: NOW,
        ..Window::ALWAYS
    };
    let over = Offer {
        window: ended,
        ..full()
    };
    assert_eq!(next(over), 0);
    let mut other = full();
    other.scope.skus.push("z".into());
    assert_eq!(next(other), 0);
}
