//! Choosing among coupons: pins, refusals, limits of the search.

use pricing::{
    Base, Benefit, Buyer, Grant, Layer, Money, Offer, OfferId, Per, Reason, Rounding, Scope,
};

use crate::build::{
    amount, cart, coupon, fen, held, holding, ladder, line, off_from, quote, rate, reason, reduce,
    used,
};

const LAYERS: [Layer; 2] = [Layer::SHOP_COUPON, Layer::PLATFORM_COUPON];

fn wallet() -> Vec<Offer> {
    vec![
        coupon("店10", LAYERS[0], Base::List, 0, 1_000),
        coupon("店8", LAYERS[0], Base::List, 0, 800),
        coupon("台5", LAYERS[1], Base::Remaining, 9_150, 500),
    ]
}

#[track_caller]
fn check(pinned: &[&str], refused: &[&str], payable: i64, expected: &[&str]) {
    let ids = |ids: &[&str]| ids.iter().map(|id| OfferId::from(*id)).collect();
    let buyer = Buyer {
        pinned: ids(pinned),
        refused: ids(refused),
        ..holding(&["店10", "店8", "台5"])
    };
    let quote = quote(wallet(), &cart(vec![line("a", 10_000, 1)]), &buyer);
    assert_eq!(
        (quote.payable, used(&quote)),
        (fen(payable), expected.to_vec())
    );
    assert!(quote.search.proved);
}

#[test]
fn pins_and_refusals() {
    check(&[], &[], 8_700, &["店8", "台5"]);
    check(&["店10"], &[], 9_000, &["店10"]);
    check(&["店8"], &["台5"], 9_200, &["店8"]);
    check(&[], &["店8"], 9_000, &["店10"]);
    check(&[], &["店8", "店10"], 9_500, &["台5"]);
    // Both pins cannot be kept with 店10; one of a group can.
    check(&["店10", "台5"], &[], 8_700, &["店8", "台5"]);
    check(&["店10", "店8", "台5"], &[], 8_700, &["店8", "台5"]);
    check(&["nothing"], &["nobody"], 8_700, &["店8", "台5"]);
}

/// A pin that cannot be kept is explained, not forced.
#[test]
fn a_pin_that_cannot_be_kept() {
    let buyer = Buyer {
        pinned: vec![OfferId::from("台5")],
        ..holding(&["店10", "台5"])
    };
    let quote = quote(wallet(), &cart(vec![line("a", 9_000, 1)]), &buyer);
    assert_eq!(used(&quote), ["店10"]);
    assert!(matches!(reason(&quote, "台5"), Some(Reason::Short(_))));
}

/// A pinned item coupon is used even where an open price is lower.
#[test]
fn a_pinned_item_coupon() {
    let offers = || {
        let mut one = reduce("单品券", Layer::ITEM, rate(1_000), pricing::Per::Unit);
        one.grant = pricing::Grant::Coupon;
        vec![
            one,
            reduce("5折", Layer::ITEM, rate(5_000), pricing::Per::Unit),
        ]
    };
    let lines = cart(vec![line("a", 1_000, 2)]);
    let free = quote(offers(), &lines, &holding(&["单品券"]));
    assert_eq!((free.payable, used(&free)), (fen(1_000), vec!["5折"]));
    let pins = Buyer {
        pinned: vec![OfferId::from("单品券")],
        ..holding(&["单品券"])
    };
    let pinned = quote(offers(), &lines, &pins);
    assert_eq!(
        (pinned.payable, used(&pinned)),
        (fen(1_800), vec!["单品券"])
    );
}

/// Item coupons: at most one of a group, and the best one for the whole cart.
#[test]
fn item_coupons() {
    let one = |id: &str, sku: &str, off| {
        let mut one = reduce(
            id,
            Layer::ITEM,
            crate::build::amount(off),
            pricing::Per::Line,
        );
        one.grant = pricing::Grant::Coupon;
        one.scope.skus.push(sku.into());
        one
    };
    let offers = vec![one("a券", "a", 300), one("b券", "b", 400)];
    let lines = cart(vec![line("a", 1_000, 1), line("b", 1_000, 1)]);
    let quote = quote(offers, &lines, &holding(&["a券", "b券"]));
    assert_eq!((quote.payable, used(&quote)), (fen(1_600), vec!["b券"]));
    assert_eq!(reason(&quote, "a券"), Some(&Reason::BeatenBy("b券".into())));
}

/// A wallet of 60 coupons over six groups with every threshold met on list values: the bound
/// settles it at once.
#[test]
fn a_large_wallet_of_amounts() {
    let mut offers = Vec::new();
    let mut ids = Vec::new();
    for group in 0..6u16 {
        for number in 0..10 {
            let id = format!("g{group}n{number}");
            let mut made = coupon(&id, LAYERS[0], Base::List, 0, 100 + number * 7);
            made.group = group;
            offers.push(made);
            ids.push(id);
        }
    }
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let quote = quote(offers, &cart(vec![line("a", 100_000, 1)]), &holding(&ids));
    assert_eq!(quote.payable, fen(100_000 - 6 * 163));
    assert!(quote.search.proved);
    assert_eq!(quote.search.examined, 1);
}

/// Past its limit the search says so, and the gap is honest.
#[test]
fn past_the_limit() {
    let mut offers = Vec::new();
    let mut ids = Vec::new();
    for group in 0..10u16 {
        for number in 0..8i64 {
            let id = format!("g{group}n{number}");
            // The more a coupon gives, the more must be left for it.
            let off = 1_000 + i64::from(group) * 37 + number * 150;
            let threshold = 48_000 + number * 1_400 + i64::from(group) * 101;
            let mut made = coupon(&id, LAYERS[0], Base::Remaining, threshold, off);
            made.group = group;
            offers.push(made);
            ids.push(id);
        }
    }
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let quote = quote(offers, &cart(vec![line("a", 61_000, 1)]), &holding(&ids));
    assert_eq!(quote.search.examined, 1 << 12);
    assert!(!quote.search.proved && quote.search.gap > Money::ZERO);
    assert!(quote.payable < fen(61_000 - 5_000));
}

/// Open reductions of one group: the best one for the cart, not the first.
#[test]
fn competing_reductions() {
    let offers = vec![
        off_from("a", Layer::SHOP_REDUCTION, Base::List, 0, 100),
        off_from("b", Layer::SHOP_REDUCTION, Base::List, 0, 300),
        reduce("c", Layer::SHOP_REDUCTION, rate(2_000), pricing::Per::Order),
    ];
    for (list, winner) in [(1_000, "b"), (2_000, "c")] {
        let lines = cart(vec![line("a", list, 1)]);
        let quote = quote(offers.clone(), &lines, &Buyer::default());
        assert_eq!(used(&quote), [winner]);
    }
}

/// An offer that takes more off where less is left: the search must not give up on the coupon of
/// lower value that brings it there. Of two coupons one takes 50 off line b, the other less off a.
#[test]
fn the_search_sees_what_less_can_bring() {
    let of = |made: Offer, sku: &str| Offer {
        scope: Scope {
            skus: vec![sku.into()],
            ..Scope::default()
        },
        ..made
    };
    let check = |less: i64, others: Vec<Offer>, a: i64, payable: i64| {
        let on_b = coupon("b", Layer::SHOP_REDUCTION, Base::List, 0, 5_000);
        let on_a = coupon("a", Layer::SHOP_REDUCTION, Base::List, 0, less);
        let mut offers = vec![of(on_b, "b"), of(on_a, "a")];
        offers.extend(others.into_iter().map(|made| of(made, "a")));
        let both = cart(vec![line("a", a, 1), line("b", 10_000, 1)]);
        let quote = quote(offers, &both, &holding(&["a", "b"]));
        assert_eq!(quote.payable, fen(payable));
        assert_eq!(used(&quote).iter().find(|id| id.len() == 1), Some(&"a"));
    };
    // 9折 down to whole hundreds: 250 pays 200, 210 pays 100.
    let down = Offer {
        rounding: Rounding::PriceDown,
        grain: fen(10_000),
        ..reduce("down", Layer::SHOP_COUPON, rate(1_000), Per::Order)
    };
    check(4_000, vec![down], 25_000, 10_000 + 10_000);
    // The upper step gives 110, the lower one half the list price of 400.
    let tier = |least, off| pricing::Tier { least, off };
    let mut tiers = ladder("tiers", Layer::SHOP_COUPON, Base::Remaining, &[]);
    tiers.rate_base = Base::List;
    tiers.benefit = Benefit::TiersByAmount {
        tiers: vec![tier(1, rate(5_000)), tier(20_000, amount(11_000))],
        base: Base::Remaining,
    };
    let half = reduce("half", Layer::ITEM, rate(5_000), Per::Unit);
    check(100, vec![tiers, half], 40_000, 10_000);
}

/// What templates charge is known before a freight coupon is chosen, exclusive ones among them.
#[test]
fn freight_coupons_see_what_templates_charge() {
    let free = |id: &str, cap| Offer {
        exclusive: true,
        grant: pricing::Grant::Coupon,
        cap: Some(fen(cap)),
        ..crate::build::offer(id, Layer::FREIGHT, Benefit::FreeFreight)
    };
    let template = pricing::FreightTemplate {
        scope: Scope::default(),
        by: pricing::FreightBy::Pieces,
        first: 1,
        first_fee: fen(500),
        step: 1,
        step_fee: fen(0),
        free_from: None,
    };
    // With a choice before it the freight layer is still to come when the search begins.
    let first = coupon("店1", LAYERS[0], Base::List, 0, 100);
    let offers = vec![first, free("减3", 300), free("减5", 500)];
    let rules = pricing::Ruleset::compile(offers).unwrap();
    let rules = rules.with_freight(vec![template]).unwrap();
    let lines = cart(vec![line("a", 1_000, 1)]);
    let wallet = holding(&["店1", "减3", "减5"]);
    let quote = rules.quote(&lines, &wallet, crate::build::NOW).unwrap();
    assert_eq!(
        (quote.payable, used(&quote)),
        (fen(900), vec!["店1", "减5"])
    );
}

/// Item coupons that come to the same payable, because the one that takes more loses the higher step: the one
/// that takes more comes first, whatever the ids say.
#[test]
fn ties_of_item_coupons() {
    let goods = cart(vec![line("a", 10_000, 1)]);
    let check = |first: i64, second: i64, expected: &str| {
        let item = |id, minor| Offer {
            grant: Grant::Coupon,
            ..reduce(id, Layer::ITEM, amount(minor), Per::Unit)
        };
        let steps = [(1, 500), (8_500, 1_500)];
        let offers = vec![
            item("a", first),
            item("b", second),
            ladder("满减", Layer::SHOP_REDUCTION, Base::Remaining, &steps),
        ];
        let quote = quote(offers, &goods, &holding(&["a", "b"]));
        assert_eq!(quote.payable, fen(7_500));
        assert_eq!(used(&quote), [expected, "满减"]);
    };
    check(1_000, 2_000, "b");
    check(2_000, 1_000, "a");
    check(1_000, 1_000, "a");
}

/// Coupons of one group that take as much: the higher threshold, then the earlier expiry.
#[test]
fn ties_of_coupons_in_any_order() {
    let goods = cart(vec![line("a", 10_000, 1)]);
    let check = |thresholds: [i64; 2], expiries: [i64; 2], expected: &str| {
        let offers = ["a", "b"].into_iter().zip(thresholds);
        let offers = offers.map(|(id, least)| coupon(id, LAYERS[0], Base::List, least, 500));
        let mut buyer = Buyer::default();
        for (id, expires) in ["a", "b"].into_iter().zip(expiries) {
            buyer.coupons.push(held(id, 0, expires));
        }
        let quote = quote(offers.collect(), &goods, &buyer);
        assert_eq!(used(&quote), [expected]);
    };
    check([5_000, 8_000], [2_000, 2_000], "b");
    check([8_000, 5_000], [2_000, 2_000], "a");
    check([8_000, 8_000], [2_500, 2_000], "b");
    check([8_000, 8_000], [2_000, 2_500], "a");
    check([8_000, 8_000], [2_000, 2_000], "a");
}

/// A coupon left in the wallet is told to have lost to the first offer that would give less beside it, or to
/// the exclusive coupon that was let through in its place. All of them work on one line, but where they say b.
#[test]
fn what_a_coupon_lost_to() {
    let on = |sku: &str, mut made: Offer| {
        made.scope.skus.push(sku.into());
        made
    };
    let exclusive = |made| Offer {
        exclusive: true,
        ..made
    };
    let both = cart(vec![line("a", 30_000, 1), line("b", 10_000, 1)]);
    let check = |offers: Vec<Offer>, payable: i64, expected: &str| {
        let quote = quote(offers, &both, &holding(&["券", "另一张"]));
        assert_eq!(quote.payable, fen(payable));
        let lost_to = Reason::BeatenBy(expected.into());
        assert_eq!(reason(&quote, "券"), Some(&lost_to));
    };
    // It would take what the ladder asks for; what works on the other line does not mind.
    let beside = |made| {
        let steps = [(30_000, 5_000)];
        let other = off_from("乙减", Layer::RED_PACKET, Base::List, 0, 500);
        vec![
            on("a", made),
            on(
                "a",
                ladder("满减", Layer::CROSS_SHOP, Base::Remaining, &steps),
            ),
            on("b", other),
        ]
    };
    let order = || coupon("券", LAYERS[0], Base::List, 0, 1_000);
    let item = Offer {
        grant: Grant::Coupon,
        ..reduce("券", Layer::ITEM, amount(1_000), Per::Unit)
    };
    for made in [order(), exclusive(order()), item.clone(), exclusive(item)] {
        check(beside(made), 34_500, "满减");
    }
    // One exclusive coupon a layer; this one would also keep out what comes before the other.
    let grouped = |group, made| Offer { group, ..made };
    let offers = vec![
        on("b", off_from("乙减", LAYERS[0], Base::List, 0, 2_000)),
        on(
            "a",
            grouped(
                1,
                exclusive(coupon("另一张", LAYERS[0], Base::List, 0, 5_000)),
            ),
        ),
        on("b", grouped(2, exclusive(order()))),
    ];
    check(offers, 33_000, "另一张");
}
