//! Scopes, limits, exclusivity, freight, and the reason for everything that did not apply.

use pricing::{
    Base, Benefit, Buyer, Cart, Grant, Layer, Limits, Line, Missing, Offer, OfferId, Per, Rate,
    Reason, Scope, ShopId, Sku, Tag, Threshold, Tier,
};

use crate::build::{
    amount, cart, coupon, fen, held, holding, ladder, least, line, off_from, offer, quote, rate,
    reason, reduce, short, token, used,
};

fn unit_price(id: &str, price: i64) -> Offer {
    offer(id, Layer::ITEM, Benefit::UnitPrice { price: fen(price) })
}

fn limited(mut made: Offer, units: u32) -> Offer {
    made.limits.units_per_order = Some(units);
    made
}

#[track_caller]
fn payables(offers: Vec<Offer>, cart: &Cart, expected: &[i64]) -> pricing::Quote {
    let quote = quote(offers, cart, &Buyer::default());
    let found: Vec<i64> = quote
        .lines
        .iter()
        .map(|line| line.payable.minor())
        .collect();
    assert_eq!(found, expected);
    quote
}

#[test]
fn scopes() {
    let check = |change: fn(&mut Scope), expected: [i64; 3]| {
        let mut made = reduce("5折", Layer::ITEM, rate(5_000), Per::Unit);
        change(&mut made.scope);
        let shoes = Line {
            tags: vec![Tag::from("shoes"), Tag::from("new")],
            ..line("a", 100, 1)
        };
        let bag = Line {
            tags: vec![Tag::from("bags")],
            shop: ShopId::from("other"),
            ..line("b", 200, 1)
        };
        let lines = cart(vec![shoes, bag, line("c", 300, 1)]);
        payables(vec![made], &lines, &expected);
    };
    check(|_| {}, [50, 100, 150]);
    check(|scope| scope.skus.push(Sku::from("b")), [100, 100, 300]);
    check(
        |scope| scope.shops.push(ShopId::from("shop")),
        [50, 200, 150],
    );
    check(
        |scope| scope.tags.extend(["shoes".into(), "bags".into()]),
        [50, 100, 300],
    );
    check(
        |scope| scope.without.push(Tag::from("new")),
        [100, 100, 150],
    );
    check(
        |scope| scope.min_unit_price = Some(fen(200)),
        [100, 100, 150],
    );
    check(
        |scope| scope.max_unit_price = Some(fen(200)),
        [50, 100, 300],
    );
    check(
        |scope| {
            scope.shops.push(ShopId::from("shop"));
            scope.tags.push(Tag::from("bags"));
        },
        [100, 200, 300],
    );
}

#[test]
fn more_than_64_lines() {
    let lines: Vec<Line> = (0..150).map(|at| line(&format!("l{at}"), 100, 1)).collect();
    let mut made = reduce("5折", Layer::ITEM, rate(5_000), Per::Unit);
    made.scope
        .skus
        .extend(["l63", "l64", "l149"].map(Sku::from));
    let quote = quote(vec![made], &cart(lines), &Buyer::default());
    assert_eq!(quote.payable, fen(15_000 - 150));
}

/// Further units pay the next best price, over all lines of the sku.
#[test]
fn limits_on_units() {
    let same = |id: &str, quantity| Line {
        sku: Sku::from("s"),
        ..line(id, 1_000, quantity)
    };
    let lines = cart(vec![same("a", 2), same("b", 3)]);
    let flash = || limited(unit_price("秒杀", 100), 3);
    let half = || limited(reduce("5折", Layer::ITEM, rate(5_000), Per::Unit), 1);
    payables(vec![flash()], &lines, &[200, 100 + 2_000]);
    let quote = payables(vec![flash(), half()], &lines, &[200, 100 + 500 + 1_000]);
    assert_eq!(used(&quote), ["秒杀", "5折"]);
    // Every sku has a count of its own; a token has one count for all.
    let others = cart(vec![line("a", 1_000, 2), line("b", 1_000, 2)]);
    payables(
        vec![limited(unit_price("限购", 100), 1)],
        &others,
        &[1_100, 1_100],
    );
    let mut quota = unit_price("名额", 100);
    quota.grant = Grant::Token;
    let buyer = Buyer {
        tokens: vec![token("名额", 3)],
        ..Buyer::default()
    };
    let quote = crate::build::quote(vec![quota], &others, &buyer);
    let found: Vec<i64> = quote
        .lines
        .iter()
        .map(|line| line.payable.minor())
        .collect();
    assert_eq!(found, [200, 1_100]);
}

/// Groups of an item layer stack; a rate of the line rounds once, whatever its units went through.
#[test]
fn stacked_item_offers() {
    let mut extra = reduce("9折", Layer::ITEM, rate(1_000), Per::Line);
    extra.group = 1;
    extra.priority = 1;
    let flash = limited(unit_price("秒杀", 333), 1);
    let lines = cart(vec![line("a", 1_001, 2)]);
    // 333 + 1001 = 1334, less 133.4.
    let quote = payables(vec![flash, extra], &lines, &[1_201]);
    let shares: Vec<_> = quote.lines[0]
        .shares
        .iter()
        .map(|share| {
            (
                share.applied,
                share.amount.minor(),
                share.first,
                share.units,
            )
        })
        .collect();
    assert_eq!(shares, [(0, 668, 0, 1), (1, 33, 0, 1), (1, 100, 1, 1)]);
}

#[test]
fn a_cap_is_used_up_in_cart_order() {
    let lines = cart(vec![
        line("a", 1_000, 1),
        line("b", 1_000, 1),
        line("c", 1_000, 1),
    ]);
    let capped = Offer {
        cap: Some(fen(700)),
        ..reduce("5折", Layer::ITEM, rate(5_000), Per::Line)
    };
    payables(vec![capped.clone()], &lines, &[500, 800, 1_000]);
    // An order layer shares it instead.
    let shared = Offer {
        layer: Layer::SHOP_COUPON,
        ..capped
    };
    payables(vec![shared], &lines, &[766, 767, 767]);
}

/// 2件9折, 3件8折 over the scope; and in an order layer, shared.
#[test]
fn ladders_by_count() {
    let made = |layer| {
        let tier = |least, off| Tier {
            least,
            off: rate(off),
        };
        let tiers = vec![tier(2, 1_000), tier(3, 2_000)];
        offer("多件多折", layer, Benefit::TiersByCount { tiers })
    };
    let lines = |count| cart(vec![line("a", 1_001, 1), line("b", 999, count)]);
    for layer in [Layer::MULTI_UNIT, Layer::SHOP_REDUCTION] {
        payables(vec![made(layer)], &lines(1), &[901, 899]);
        payables(vec![made(layer)], &lines(2), &[801, 1_598]);
    }
    let quote = payables(vec![made(Layer::MULTI_UNIT)], &lines(1), &[901, 899]);
    let next = &quote.next[0];
    assert_eq!((next.have, next.reached), (2, 1));
    assert_eq!(next.missing, Some(Missing::Units(1)));
    assert_eq!((next.off_now, next.off_next), (fen(200), fen(400)));
}

/// An exclusive offer keeps others of its layer off the lines it works on, and no others.
#[test]
fn exclusive_offers() {
    let lines = || cart(vec![line("a", 1_000, 1), line("b", 1_000, 1)]);
    let only = |mut made: Offer, sku: &str| {
        made.scope.skus.push(Sku::from(sku));
        made
    };
    let exclusive = |mut made: Offer| {
        made.exclusive = true;
        made.group = 9;
        made
    };
    for (layer, per) in [
        (Layer::ITEM, Per::Unit),
        (Layer::SHOP_REDUCTION, Per::Order),
    ] {
        let half = || reduce("5折", layer, rate(5_000), per);
        let alone = |sku| exclusive(only(reduce("独享", layer, rate(1_000), per), sku));
        let quote = payables(vec![only(half(), "a"), alone("a")], &lines(), &[900, 1_000]);
        let excluded = Reason::ExcludedBy(OfferId::from("独享"));
        assert_eq!(reason(&quote, "5折"), Some(&excluded));
        payables(vec![only(half(), "b"), alone("a")], &lines(), &[900, 500]);
        // Another layer is not concerned.
        let other = reduce("9折", Layer(layer.0 + 1), rate(1_000), per);
        payables(vec![alone("a"), only(other, "a")], &lines(), &[810, 1_000]);
        // One that is not eligible keeps nobody out.
        let mut waits = alone("a");
        waits.threshold = Threshold::Count { least: 2 };
        payables(vec![only(half(), "a"), waits], &lines(), &[500, 1_000]);
    }
}

/// An exclusive coupon is used only where going alone pays.
#[test]
fn an_exclusive_coupon_is_a_choice() {
    let alone = |off| {
        let mut made = coupon("独享券", Layer::SHOP_COUPON, Base::List, 0, off);
        made.exclusive = true;
        made.group = 1;
        made
    };
    let other = || off_from("满减", Layer::SHOP_COUPON, Base::List, 0, 300);
    let lines = cart(vec![line("a", 1_000, 1)]);
    for (off, payable, winner) in [(200, 700, "满减"), (400, 600, "独享券")] {
        let quote = quote(vec![alone(off), other()], &lines, &holding(&["独享券"]));
        assert_eq!((quote.payable, used(&quote)), (fen(payable), vec![winner]));
    }
    let insists = Buyer {
        pinned: vec![OfferId::from("独享券")],
        ..holding(&["独享券"])
    };
    let quote = quote(vec![alone(200), other()], &lines, &insists);
    assert_eq!(used(&quote), ["独享券"]);
    let excluded = Reason::ExcludedBy(OfferId::from("独享券"));
    assert_eq!(reason(&quote, "满减"), Some(&excluded));
}

#[test]
fn freight() {
    let free = |threshold| Offer {
        threshold: least(threshold, Base::Remaining),
        ..offer("包邮", Layer::FREIGHT, Benefit::FreeFreight)
    };
    let mut lines = cart(vec![line("a", 9_900, 1)]);
    lines.freight = fen(800);
    let nobody = Buyer::default();
    let quote = quote(vec![free(9_900)], &lines, &nobody);
    assert_eq!((quote.payable, quote.freight_off), (fen(9_900), fen(800)));
    assert_eq!(quote.saved(), fen(800));
    let ten = || off_from("减10", Layer::SHOP_REDUCTION, Base::List, 0, 1_000);
    let quote = crate::build::quote(vec![free(9_900), ten()], &lines, &nobody);
    assert_eq!((quote.payable, quote.freight_off), (fen(9_700), fen(0)));
    assert_eq!(reason(&quote, "包邮"), Some(&short(1_000)));
    let next = &quote.next[1];
    assert_eq!((next.off_now, next.off_next), (fen(0), fen(800)));
    lines.freight = fen(0);
    let quote = crate::build::quote(vec![free(0)], &lines, &nobody);
    assert_eq!(reason(&quote, "包邮"), Some(&Reason::NothingLeft));
}

#[test]
fn lines_already_reduced_stay_out() {
    let mut flash = unit_price("秒杀", 500);
    flash.scope.skus.push(Sku::from("a"));
    let mut made = off_from("满20减5", Layer::SHOP_REDUCTION, Base::List, 2_000, 500);
    made.scope.only_unreduced = true;
    let one = cart(vec![line("a", 1_000, 1), line("b", 1_000, 1)]);
    let quote = payables(vec![flash.clone(), made.clone()], &one, &[500, 1_000]);
    assert_eq!(reason(&quote, "满20减5"), Some(&short(1_000)));
    let two = cart(vec![line("a", 1_000, 1), line("b", 1_000, 2)]);
    payables(vec![flash.clone(), made.clone()], &two, &[500, 1_500]);
    let only = cart(vec![line("a", 1_000, 1)]);
    let quote = payables(vec![flash, made], &only, &[500]);
    assert_eq!(reason(&quote, "满20减5"), Some(&Reason::OutOfScope));
}

#[test]
fn reasons() {
    let lines = || cart(vec![line("a", 1_000, 1)]);
    let check = |made: Offer, buyer: &Buyer, expected: Reason| {
        let id = made.id.as_str().to_owned();
        let found = quote(vec![made], &lines(), buyer);
        assert_eq!(reason(&found, &id), Some(&expected));
        assert_eq!(found.payable, fen(1_000));
    };
    let five = || coupon("券", Layer::SHOP_COUPON, Base::List, 0, 500);
    let nobody = Buyer::default();
    check(five(), &nobody, Reason::NotHeld);
    let expired = Buyer {
        coupons: vec![held("券", 0, 1_000)],
        ..Buyer::default()
    };
    check(five(), &expired, Reason::Expired(crate::build::NOW));
    let refusing = Buyer {
        refused: vec![OfferId::from("券")],
        ..holding(&["券"])
    };
    check(five(), &refusing, Reason::Refused);
    let mut used_up = five();
    used_up.limits = Limits {
        uses_left: Some(0),
        ..Limits::default()
    };
    check(used_up, &holding(&["券"]), Reason::LimitReached);
    let mut elsewhere = five();
    elsewhere.scope.skus.push(Sku::from("b"));
    check(elsewhere, &holding(&["券"]), Reason::OutOfScope);
    let far = coupon("券", Layer::SHOP_COUPON, Base::List, 5_000, 500);
    check(far, &holding(&["券"]), short(4_000));
    let mut pieces = five();
    pieces.threshold = Threshold::Count { least: 3 };
    check(pieces, &holding(&["券"]), Reason::Short(Missing::Units(2)));
    check(unit_price("高价", 1_000), &nobody, Reason::NothingLeft);
    let worthless = Benefit::Points {
        worth: fen(1),
        share: Rate::WHOLE,
    };
    check(
        offer("积分", Layer::POINTS, worthless),
        &nobody,
        Reason::NothingLeft,
    );
}

/// Several exclusive offers on one line: the first by priority, not the lowest price.
#[test]
fn the_first_exclusive_offer() {
    let lines = cart(vec![line("a", 1_000, 1)]);
    for (layer, per) in [
        (Layer::ITEM, Per::Unit),
        (Layer::SHOP_REDUCTION, Per::Order),
    ] {
        let made = |id: &str, priority, off| Offer {
            exclusive: true,
            priority,
            group: priority as u16,
            ..reduce(id, layer, rate(off), per)
        };
        let quote = payables(
            vec![made("a", 2, 5_000), made("b", 1, 1_000)],
            &lines,
            &[900],
        );
        let excluded = Reason::ExcludedBy(OfferId::from("b"));
        assert_eq!(reason(&quote, "a"), Some(&excluded));
    }
}

/// Where a line is worth no whole multiple of its units, the first units carry the spare cents.
#[test]
fn a_split_keeps_every_cent() {
    let mut third = reduce("线", Layer::ITEM, amount(1), Per::Line);
    third.priority = -1;
    let mut one = unit_price("一口价", 10);
    one.layer = Layer::MEMBER_EXTRA;
    // 299 is 100, 100 and 99: the first unit now costs 10.
    let quote = payables(
        vec![third, limited(one, 1)],
        &cart(vec![line("a", 100, 3)]),
        &[10 + 100 + 99],
    );
    assert_eq!(quote.lines[0].shares[1].amount, fen(90));
}

/// Two points offers spend one balance.
#[test]
fn points_are_spent_once() {
    let made = |id: &str, group, share| {
        let benefit = Benefit::Points {
            worth: fen(10),
            share: Rate::new(share).unwrap(),
        };
        Offer {
            group,
            ..offer(id, Layer::POINTS, benefit)
        }
    };
    let buyer = Buyer {
        points: 50,
        ..Buyer::default()
    };
    let offers = vec![made("a", 0, 3_000), made("b", 1, 10_000)];
    let quote = quote(offers, &cart(vec![line("a", 1_000, 1)]), &buyer);
    let taken: Vec<_> = quote.applied.iter().map(|applied| applied.amount).collect();
    assert_eq!(taken, [fen(300), fen(200)]);
}

/// A reduction that no line can take is not a benefit.
#[test]
fn nothing_left() {
    let free = reduce("0元购", Layer::ITEM, amount(1_000), Per::Unit);
    let more = off_from("减5", Layer::SHOP_COUPON, Base::List, 0, 500);
    let quote = payables(vec![free, more], &cart(vec![line("a", 1_000, 1)]), &[0]);
    assert_eq!(reason(&quote, "减5"), Some(&Reason::NothingLeft));
}

/// Several shops in one cart: each with its own reduction in a group of its own, one across.
#[test]
fn several_shops() {
    let of = |shop: &str, group, mut made: Offer| {
        made.scope.shops.push(ShopId::from(shop));
        made.group = group;
        made
    };
    let in_shop = |shop: &str, made: Line| Line {
        shop: ShopId::from(shop),
        ..made
    };
    let lines = cart(vec![
        in_shop("x", line("a", 20_000, 1)),
        in_shop("y", line("b", 10_000, 1)),
        Line {
            ticked: false,
            ..in_shop("y", line("c", 90_000, 1))
        },
    ]);
    let reduction = Layer::SHOP_REDUCTION;
    let offers = vec![
        of(
            "x",
            0,
            ladder("x满200减20", reduction, Base::AfterItem, &[(20_000, 2_000)]),
        ),
        of(
            "y",
            1,
            ladder("y满200减20", reduction, Base::AfterItem, &[(20_000, 2_000)]),
        ),
        ladder(
            "跨店满300减30",
            Layer::CROSS_SHOP,
            Base::AfterItem,
            &[(30_000, 3_000)],
        ),
    ];
    // 3000 over 18000 and 10000.
    let quote = payables(offers, &lines, &[18_000 - 1_929, 10_000 - 1_071, 0]);
    assert_eq!(reason(&quote, "y满200减20"), Some(&short(10_000)));
    assert_eq!(quote.list, fen(30_000));
}
