//! The price of one unit.

use pricing::{
    Audience, Benefit, Buyer, Fact, Grant, ItemPrice, Layer, Offer, OfferId, Per, Ruleset,
    Threshold,
};

use crate::build::{NOW, amount, fen, line, offer, rate, reduce, token};
use crate::dice::{Dice, seeds};
use crate::worlds::anything;

fn offers() -> Vec<Offer> {
    let price = fen(5_900);
    vec![
        Offer {
            grant: Grant::Token,
            ..offer("秒杀", Layer::ITEM, Benefit::UnitPrice { price })
        },
        reduce("8折", Layer::ITEM, rate(2_000), Per::Unit),
        Offer {
            audience: Audience::Asserted(Fact::from("vip")),
            ..reduce("会员9折", Layer::MEMBER_EXTRA, rate(1_000), Per::Unit)
        },
        Offer {
            threshold: Threshold::Count { least: 2 },
            ..reduce("2件5折", Layer::MULTI_UNIT, rate(5_000), Per::Unit)
        },
        Offer {
            grant: Grant::Coupon,
            ..reduce("单品券", Layer::ITEM, rate(9_000), Per::Unit)
        },
        reduce("满减", Layer::SHOP_REDUCTION, rate(5_000), Per::Order),
    ]
}

#[track_caller]
fn check(buyer: Buyer, unit: i64, by: &str, conditional: Option<(&str, i64)>) {
    let ruleset = Ruleset::compile(offers()).unwrap();
    let mut goods = line("goods", 9_900, 7);
    goods.ticked = false;
    assert_eq!(
        ruleset.price_of(&goods, &buyer, NOW),
        ItemPrice {
            unit: fen(unit),
            offer: Some(OfferId::from(by)),
            conditional: conditional.map(|(id, unit)| (OfferId::from(id), fen(unit))),
        }
    );
}

#[test]
fn prices_of_one_unit() {
    let vip = |holds| Buyer {
        facts: vec![(Fact::from("vip"), holds)],
        ..Buyer::default()
    };
    check(Buyer::default(), 7_920, "8折", Some(("秒杀", 5_900)));
    check(vip(true), 7_128, "8折", Some(("秒杀", 5_310)));
    let granted = Buyer {
        tokens: vec![token("秒杀", 1)],
        ..vip(false)
    };
    check(granted, 5_900, "秒杀", None);
}

/// Of offers that wait, the one that would lower the price most is told; of equal ones the first.
#[test]
fn the_lowest_price_that_waits() {
    let check = |off: [i64; 2], id: &str| {
        let waits = |id, off| Offer {
            audience: Audience::Asserted(Fact::from("vip")),
            ..reduce(id, Layer::ITEM, amount(off), Per::Unit)
        };
        let ruleset = Ruleset::compile(vec![waits("a", off[0]), waits("b", off[1])]).unwrap();
        let price = ruleset.price_of(&line("goods", 900, 1), &Buyer::default(), NOW);
        let lowest = fen(900 - off[0].max(off[1]));
        assert_eq!(price.conditional, Some((OfferId::from(id), lowest)));
    };
    check([200, 100], "a");
    check([100, 200], "b");
    check([100, 100], "a");
}

/// The banner and the cart cannot disagree: one unit in a cart costs the same.
#[test]
fn agrees_with_the_cart() {
    seeds(0, 100_000, |seed| {
        let mut world = anything(&mut Dice::new(seed));
        world.buyer.coupons.clear();
        world.offers.retain(|offer| offer.layer.is_item());
        world.cart.lines.truncate(1);
        world.cart.lines[0].quantity = 1;
        world.cart.lines[0].ticked = true;
        world.cart.freight = fen(0);
        let ruleset = Ruleset::compile(world.offers).unwrap();
        let quote = ruleset.quote(&world.cart, &world.buyer, NOW).unwrap();
        let price = ruleset.price_of(&world.cart.lines[0], &world.buyer, NOW);
        assert_eq!(quote.payable, price.unit);
        // A deposit works even where it lowers nothing.
        let lowers = |applied: &&pricing::Applied| !applied.amount.is_zero();
        let first = quote.applied.iter().find(lowers);
        let first = first.map(|applied| &applied.offer);
        assert_eq!(first, price.offer.as_ref());
        let lowest = quote.conditional.iter().map(|waits| waits.payable).min();
        let lowest = lowest.filter(|lowest| *lowest < price.unit);
        let conditional = price.conditional.map(|conditional| conditional.1);
        assert_eq!(lowest, conditional);
        []
    });
}

#[test]
fn a_line_that_makes_no_sense_has_a_price_still() {
    let ruleset = Ruleset::compile(offers()).unwrap();
    let price = ruleset.price_of(&line("goods", -5, 0), &Buyer::default(), NOW);
    assert_eq!(
        (price.unit, price.offer, price.conditional),
        (fen(0), None, None)
    );
}
