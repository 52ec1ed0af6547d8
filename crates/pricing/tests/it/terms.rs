//! What an offer's terms say beyond the default policy: what it requires of other lines, what a rate
//! is a share of, how it rounds and shares, deposits, prices of tokens.

mod deposits;
mod sharing;

use pricing::{
    Base, Benefit, Buyer, Cart, Grant, ItemPrice, Layer, Limits, Line, Missing, Offer, OfferId,
    Per, Quote, Reason, Requirement, Rounding, Ruleset, Scope, Sku, Tag, Threshold, Token,
};

use crate::build::{
    LATER, NOW, amount, cart, coupon, fen, holding, ladder, least, line, off_from, offer, quote,
    rate, reason, reduce, used,
};

fn goods(minor: i64) -> Cart {
    cart(vec![line("goods", minor, 1)])
}

#[track_caller]
fn pays(offers: Vec<Offer>, cart: &Cart, buyer: &Buyer, payable: i64) -> Quote {
    let quote = quote(offers, cart, buyer);
    assert_eq!(quote.payable, fen(payable));
    quote
}

fn of_sku(sku: &str) -> Scope {
    Scope {
        skus: vec![Sku::from(sku)],
        ..Scope::default()
    }
}

fn requires(scope: Scope, threshold: Threshold) -> Requirement {
    Requirement { scope, threshold }
}

/// 满99元换购: the add-on at 9.90, one an order, once the rest of the cart is worth 99.
fn add_on(base: Base) -> Offer {
    let rest = Scope {
        without: vec![Tag::from("add-on")],
        ..Scope::default()
    };
    Offer {
        scope: of_sku("socks"),
        limits: Limits {
            units_per_order: Some(1),
            ..Limits::default()
        },
        requires: vec![requires(rest, least(9_900, base))],
        ..offer("换购", Layer::ITEM, Benefit::UnitPrice { price: fen(990) })
    }
}

fn socks(quantity: u32) -> Line {
    Line {
        tags: vec![Tag::from("add-on")],
        ..line("socks", 2_900, quantity)
    }
}

#[test]
fn add_on_purchase() {
    let nobody = Buyer::default();
    for (rest, quantity, payable) in [
        (9_900, 1, 9_900 + 990),
        (9_899, 1, 9_899 + 2_900),
        // The second pair pays its own price.
        (9_900, 2, 9_900 + 990 + 2_900),
    ] {
        let both = cart(vec![line("shoes", rest, 1), socks(quantity)]);
        let quote = pays(vec![add_on(Base::List)], &both, &nobody, payable);
        let missing = Missing::Amount(fen(1));
        let short = Reason::Requires(missing);
        let expected = (rest < 9_900).then_some(&short);
        assert_eq!(reason(&quote, "换购"), expected);
        let next: Vec<_> = quote.next.iter().collect();
        if rest < 9_900 {
            assert_eq!(next.len(), 1);
            assert_eq!((next[0].have, next[0].reached), (9_899, 0));
            assert_eq!(
                (next[0].missing, next[0].requires),
                (Some(missing), Some(0))
            );
            assert_eq!((next[0].off_now, next[0].off_next), (fen(0), fen(1_910)));
        } else {
            assert!(next.is_empty());
        }
    }
    // In an item layer a requirement after the item layers sees what they have left so far.
    let half = Offer {
        scope: of_sku("shoes"),
        ..reduce("半价", Layer(50), rate(5_000), Per::Unit)
    };
    for (base, payable) in [
        (Base::List, 5_000 + 990),
        (Base::AfterItem, 5_000 + 2_900),
        (Base::Remaining, 5_000 + 2_900),
    ] {
        let both = cart(vec![line("shoes", 10_000, 1), socks(1)]);
        pays(vec![add_on(base), half.clone()], &both, &nobody, payable);
    }
}

#[test]
fn every_requirement_must_hold() {
    let both = cart(vec![line("a", 10_000, 1), line("b", 5_000, 2)]);
    let made = |requires: Vec<Requirement>| Offer {
        scope: of_sku("a"),
        requires,
        ..off_from("减20", Layer::SHOP_REDUCTION, Base::List, 0, 2_000)
    };
    let count = |least| Threshold::Count { least };
    let units = |missing| Some(Reason::Requires(Missing::Units(missing)));
    let money = |missing| Some(Reason::Requires(Missing::Amount(fen(missing))));
    for (asks, expected) in [
        (vec![], None),
        (vec![(of_sku("b"), count(2))], None),
        (vec![(of_sku("b"), count(3))], units(1)),
        (vec![(of_sku("c"), count(1))], units(1)),
        (vec![(Scope::default(), least(20_000, Base::List))], None),
        (
            vec![(Scope::default(), least(20_001, Base::List))],
            money(1),
        ),
        (
            vec![
                (of_sku("b"), count(1)),
                (of_sku("b"), least(10_001, Base::AfterItem)),
            ],
            money(1),
        ),
        (vec![(of_sku("c"), Threshold::None)], None),
    ] {
        let asks = asks
            .into_iter()
            .map(|(scope, threshold)| requires(scope, threshold));
        let payable = if expected.is_none() { 18_000 } else { 20_000 };
        let made = made(asks.collect());
        let quote = pays(vec![made], &both, &Buyer::default(), payable);
        assert_eq!(reason(&quote, "减20"), expected.as_ref());
    }
    // What its own lines lack is told first.
    let mut short = made(vec![requires(of_sku("c"), count(1))]);
    short.threshold = least(10_001, Base::List);
    let quote = pays(vec![short], &both, &Buyer::default(), 20_000);
    assert_eq!(reason(&quote, "减20"), Some(&crate::build::short(1)));
    // A coupon before it costs what it requires, so the shopper is better off without.
    let mut after = made(vec![requires(
        Scope::default(),
        least(20_000, Base::Remaining),
    )]);
    after.layer = Layer::CROSS_SHOP;
    let before = coupon("减10", Layer::SHOP_COUPON, Base::List, 0, 1_000);
    let quote = pays(vec![after, before], &both, &holding(&["减10"]), 18_000);
    assert_eq!(used(&quote), ["减20"]);
}

/// Lines that an item layer has reduced can be left out of a requirement as well.
#[test]
fn requirements_on_unreduced_lines() {
    let both = cart(vec![line("a", 10_000, 1), line("b", 5_000, 1)]);
    let full_price = Scope {
        only_unreduced: true,
        ..Scope::default()
    };
    let made = Offer {
        requires: vec![requires(full_price, least(10_000, Base::List))],
        ..off_from("减20", Layer::SHOP_REDUCTION, Base::List, 0, 2_000)
    };
    let nobody = Buyer::default();
    pays(vec![made.clone()], &both, &nobody, 13_000);
    let mut ninth = reduce("9折", Layer::ITEM, rate(1_000), Per::Unit);
    ninth.scope = of_sku("a");
    let quote = pays(vec![made, ninth], &both, &nobody, 14_000);
    let missing = Missing::Amount(fen(5_000));
    assert_eq!(reason(&quote, "减20"), Some(&Reason::Requires(missing)));
}

/// 8折 and 9折 of a list price of 100.00, the second on what another base says; three units of
/// 33.33 as well, where a unit, a line and an order round by themselves.
#[test]
fn a_rate_of_another_base() {
    for (layer, per, base, payable) in [
        (Layer::MEMBER_EXTRA, Per::Unit, Base::Remaining, 7_200),
        (Layer::MEMBER_EXTRA, Per::Unit, Base::List, 7_000),
        (Layer::MEMBER_EXTRA, Per::Line, Base::List, 7_000),
        // Until the item layers are through, that is what is left.
        (Layer::MEMBER_EXTRA, Per::Unit, Base::AfterItem, 7_200),
        (Layer::SHOP_COUPON, Per::Order, Base::List, 7_000),
        (Layer::SHOP_COUPON, Per::Line, Base::List, 7_000),
        (Layer::SHOP_COUPON, Per::Unit, Base::List, 7_000),
        (Layer::SHOP_COUPON, Per::Order, Base::AfterItem, 7_200),
    ] {
        let second = Offer {
            rate_base: base,
            ..reduce("9折", layer, rate(1_000), per)
        };
        let first = reduce("8折", Layer::ITEM, rate(2_000), Per::Unit);
        let offers = vec![first, second];
        pays(offers, &goods(10_000), &Buyer::default(), payable);
    }
    let thirds = cart(vec![line("a", 3_333, 3)]);
    let less = || reduce("减", Layer::SHOP_REDUCTION, amount(5_000), Per::Order);
    for (per, base, payable) in [
        // 9999 − 5000 leaves units of 1667, 1666, 1666.
        (Per::Unit, Base::Remaining, 4_999 - 167 * 3),
        (Per::Line, Base::Remaining, 4_999 - 500),
        (Per::Unit, Base::List, 4_999 - 333 * 3),
        (Per::Line, Base::List, 4_999 - 1_000),
        (Per::Unit, Base::AfterItem, 4_999 - 333 * 3),
        (Per::Order, Base::AfterItem, 4_999 - 1_000),
    ] {
        let second = Offer {
            rate_base: base,
            ..reduce("9折", Layer::SHOP_COUPON, rate(1_000), per)
        };
        pays(vec![less(), second], &thirds, &Buyer::default(), payable);
    }
    // A ladder of rates, and what its next step would take.
    let tiers = |base| {
        let mut made = ladder("满折", Layer::SHOP_COUPON, Base::List, &[]);
        made.benefit = Benefit::TiersByCount {
            tiers: [(1, 1_000), (4, 2_000)]
                .map(|(least, off)| pricing::Tier {
                    least,
                    off: rate(off),
                })
                .to_vec(),
        };
        made.rate_base = base;
        made
    };
    for (base, off, off_next) in [(Base::Remaining, 500, 1_000), (Base::List, 1_000, 2_000)] {
        let offers = vec![less(), tiers(base)];
        let quote = pays(offers, &thirds, &Buyer::default(), 4_999 - off);
        assert_eq!(quote.next[0].off_next, fen(off_next));
    }
}

/// A line's rate of the list price is rounded once, however many runs the line is in.
#[test]
fn a_rate_of_the_list_price_over_runs() {
    let flash = Offer {
        limits: Limits {
            units_per_order: Some(1),
            ..Limits::default()
        },
        ..offer("秒杀", Layer::ITEM, Benefit::UnitPrice { price: fen(500) })
    };
    let extra = |per| Offer {
        rate_base: Base::List,
        ..reduce("会员", Layer::MEMBER_EXTRA, rate(1_000), per)
    };
    let three = cart(vec![line("a", 1_005, 3)]);
    for (per, payable) in [
        // A tenth of 3015 is 301.5, three tenths of 1005 are 100.5 each.
        (Per::Line, 500 + 2_010 - 302),
        (Per::Unit, 500 + 2_010 - 303),
    ] {
        let offers = vec![flash.clone(), extra(per)];
        pays(offers, &three, &Buyer::default(), payable);
    }
}

/// 200: 每满100减10 and one 92折, in both orders.
#[test]
fn e9_both_orders() {
    let each = |layer| {
        let benefit = Benefit::PerEach {
            each: fen(10_000),
            off: fen(1_000),
            times: Some(2),
            base: Base::Remaining,
        };
        offer("每满100减10", layer, benefit)
    };
    let rated = |layer| Offer {
        rounding: Rounding::PriceDown,
        grain: fen(100),
        ..reduce("92折", layer, rate(800), Per::Order)
    };
    let nobody = Buyer::default();
    let offers = vec![rated(Layer(300)), each(Layer(301))];
    pays(offers, &goods(20_000), &nobody, 17_400);
    let offers = vec![rated(Layer(301)), each(Layer(300))];
    pays(offers, &goods(20_000), &nobody, 16_500);
}

/// A price of whole yuan leaves a reduction of 5.50; a cap that is just as much takes nothing of it, a cap below
/// leaves whole yuan.
#[test]
fn a_cap_on_a_rounded_price() {
    for (cap, payable) in [(551, 500), (550, 500), (549, 550)] {
        let half = Offer {
            rounding: Rounding::Price,
            grain: fen(100),
            cap: Some(fen(cap)),
            ..reduce("5折", Layer::SHOP_REDUCTION, rate(5_000), Per::Line)
        };
        pays(vec![half], &goods(1_050), &Buyer::default(), payable);
    }
}

/// Seven coupons, 满700打1折 down to 满100打7折: the best chain of 1000 is 1折, then 7折.
#[test]
fn e11_the_best_chain() {
    let mut offers = Vec::new();
    let mut wallet = Vec::new();
    for step in 1..=7 {
        let (from, folds) = (800 - step * 100, step);
        let id = format!("满{from}打{folds}折");
        offers.push(Offer {
            group: step as u16,
            priority: step as i32,
            grant: Grant::Coupon,
            threshold: least(from * 100, Base::Remaining),
            ..reduce(
                &id,
                Layer::SHOP_COUPON,
                rate(10_000 - folds as u16 * 1_000),
                Per::Order,
            )
        });
        wallet.push(id);
    }
    let wallet: Vec<&str> = wallet.iter().map(String::as_str).collect();
    let quote = pays(offers, &goods(100_000), &holding(&wallet), 7_000);
    assert_eq!(used(&quote), ["满700打1折", "满100打7折"]);
    assert!(quote.search.proved);
}

/// 砍价 to 60 with an offer that goes down to 50: the token's price holds, in the cart and beside it.
#[test]
fn prices_of_tokens() {
    let made = || Offer {
        grant: Grant::Token,
        ..offer(
            "砍价",
            Layer::ITEM,
            Benefit::UnitPrice { price: fen(5_000) },
        )
    };
    let token = |price: Option<i64>, expires_at| Token {
        offer: OfferId::from("砍价"),
        units: 1,
        price: price.map(fen),
        expires_at,
    };
    let ruleset = Ruleset::compile(vec![made()]).unwrap();
    for (tokens, unit) in [
        (vec![token(Some(6_000), LATER)], 6_000),
        (vec![token(None, LATER)], 5_000),
        // Never below the price of the offer, and never above the list price.
        (vec![token(Some(4_000), LATER)], 5_000),
        (vec![token(Some(12_000), LATER)], 10_000),
        (
            vec![token(Some(7_000), LATER), token(Some(6_000), LATER)],
            6_000,
        ),
        (vec![token(Some(7_000), LATER), token(None, LATER)], 5_000),
        (
            vec![token(Some(7_000), LATER), token(Some(6_000), NOW)],
            7_000,
        ),
    ] {
        let buyer = Buyer {
            tokens,
            ..Buyer::default()
        };
        pays(vec![made()], &goods(10_000), &buyer, unit);
        let price = ruleset.price_of(&line("goods", 10_000, 1), &buyer, NOW);
        assert_eq!(
            price,
            ItemPrice {
                unit: fen(unit),
                offer: (unit < 10_000).then(|| OfferId::from("砍价")),
                conditional: None,
            }
        );
    }
}

#[test]
fn what_insisting_costs() {
    let offers = || {
        vec![
            coupon("店铺", Layer::SHOP_COUPON, Base::Remaining, 30_000, 2_000),
            coupon(
                "平台",
                Layer::PLATFORM_COUPON,
                Base::Remaining,
                50_000,
                3_000,
            ),
        ]
    };
    let ids = |ids: &[&str]| ids.iter().map(|id| OfferId::from(*id)).collect();
    for (pinned, refused, payable) in [
        (&[][..], &[][..], 47_000),
        (&["店铺"], &[], 48_000),
        (&[], &["平台"], 48_000),
        (&[], &["店铺"], 47_000),
        (&[], &["店铺", "平台"], 50_000),
    ] {
        let buyer = Buyer {
            pinned: ids(pinned),
            refused: ids(refused),
            ..holding(&["店铺", "平台"])
        };
        let quote = pays(offers(), &goods(50_000), &buyer, payable);
        assert_eq!(quote.free_choice, fen(47_000));
        assert_eq!(quote.insistence(), quote.payable - fen(47_000));
    }
}
