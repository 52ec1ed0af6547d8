//! Worked examples in fen: what a planner would compute by hand.

use pricing::{
    Audience, Base, Benefit, Buyer, Cart, Fact, Grant, Layer, Line, Missing, NextTier, Offer,
    OfferId, Overflow, Per, Rate, Reason, ShareBase, Sku, Tag,
};

use crate::build::{
    cart, coupon, fen, held, holding, ladder, line, off_from, offer, quote, rate, reason, reduce,
    short, token, used,
};

fn each(id: &str, layer: Layer, each: i64, off: i64, times: Option<u32>) -> Offer {
    offer(
        id,
        layer,
        Benefit::PerEach {
            each: fen(each),
            off: fen(off),
            times,
            base: Base::AfterItem,
        },
    )
}

fn goods(minor: i64) -> Cart {
    cart(vec![line("goods", minor, 1)])
}

#[track_caller]
fn pays(offers: Vec<Offer>, cart: &Cart, buyer: &Buyer, payable: i64) -> pricing::Quote {
    let quote = quote(offers, cart, buyer);
    assert_eq!(quote.payable, fen(payable));
    quote
}

#[track_caller]
fn check(offers: Vec<Offer>, list: i64, payable: i64) {
    pays(offers, &goods(list), &Buyer::default(), payable);
}

/// 满300减50, and 每满300减50.
#[test]
fn g1_full_reduction() {
    let once = || {
        vec![ladder(
            "满300减50",
            Layer::SHOP_REDUCTION,
            Base::AfterItem,
            &[(30_000, 5_000)],
        )]
    };
    let repeat = |times| {
        vec![each(
            "每满300减50",
            Layer::SHOP_REDUCTION,
            30_000,
            5_000,
            times,
        )]
    };
    for (list, off_once, off_repeat) in [
        (29_999, 0, 0),
        (30_000, 5_000, 5_000),
        (60_000, 5_000, 10_000),
        (89_999, 5_000, 10_000),
    ] {
        check(once(), list, list - off_once);
        check(repeat(None), list, list - off_repeat);
    }
    check(repeat(Some(2)), 120_000, 110_000);
    for (list, times, reached, missing, off_next) in [
        (70_000, None, 2, Some(20_000), 15_000),
        (70_000, Some(2), 2, None, 10_000),
        (120_000, Some(2), 2, None, 10_000),
        (29_000, Some(1), 0, Some(1_000), 5_000),
    ] {
        let quote = quote(repeat(times), &goods(list), &Buyer::default());
        let next = &quote.next[0];
        assert_eq!((next.reached, next.off_next), (reached, fen(off_next)));
        let missing = missing.map(|missing| Missing::Amount(fen(missing)));
        assert_eq!(next.missing, missing);
    }
    check(repeat(Some(1)), 120_000, 115_000);
}

/// 满200减20, 满300减50, 满500减100, and 差0.01元再减30元.
#[test]
fn g2_ladder() {
    let steps = [(20_000, 2_000), (30_000, 5_000), (50_000, 10_000)];
    for (list, off, reached, missing, off_next) in [
        (19_999, 0, 0, Some(1), 2_000),
        (29_999, 2_000, 1, Some(1), 5_000),
        (30_000, 5_000, 2, Some(20_000), 10_000),
        (50_000, 10_000, 3, None, 10_000),
    ] {
        let offers = vec![ladder(
            "满减",
            Layer::SHOP_REDUCTION,
            Base::AfterItem,
            &steps,
        )];
        let quote = pays(offers, &goods(list), &Buyer::default(), list - off);
        assert_eq!(
            quote.next,
            [NextTier {
                offer: OfferId::from("满减"),
                have: list,
                reached,
                missing: missing.map(|missing| Missing::Amount(fen(missing))),
                requires: None,
                off_now: fen(off),
                off_next: fen(off_next),
            }]
        );
        let tier = quote.applied.first().and_then(|applied| applied.tier);
        assert_eq!(tier, reached.checked_sub(1));
        if reached == 0 {
            assert_eq!(reason(&quote, "满减"), Some(&short(1)));
        }
    }
}

/// 5折 on 9999: the reduction rounds half up, so the shopper pays 4999.
#[test]
fn g3_half_price_rounds_for_the_buyer() {
    for per in [Per::Unit, Per::Line] {
        check(
            vec![reduce("5折", Layer::ITEM, rate(5_000), per)],
            9_999,
            4_999,
        );
    }
    check(
        vec![reduce("5折", Layer::SHOP_COUPON, rate(5_000), Per::Order)],
        9_999,
        4_999,
    );
}

/// 5折, then 9折 for the black card on top: 折上折 multiplies.
#[test]
fn g4_member_rate_on_top() {
    let black = || Fact::from("member:black");
    let offers = || {
        vec![
            reduce("5折", Layer::ITEM, rate(5_000), Per::Unit),
            Offer {
                audience: Audience::Asserted(black()),
                ..reduce("黑卡9折", Layer::MEMBER_EXTRA, rate(1_000), Per::Unit)
            },
        ]
    };
    let says = |holds| Buyer {
        facts: vec![(black(), holds)],
        ..Buyer::default()
    };
    let quote = pays(offers(), &goods(10_000), &says(true), 4_500);
    assert_eq!(used(&quote), ["5折", "黑卡9折"]);
    let quote = pays(offers(), &goods(10_000), &says(false), 5_000);
    assert_eq!(
        reason(&quote, "黑卡9折"),
        Some(&Reason::NotEligible(black()))
    );
    // The server has not said: the price is shown, never charged.
    let quote = pays(offers(), &goods(10_000), &Buyer::default(), 5_000);
    assert_eq!(quote.conditional.len(), 1);
    assert_eq!(quote.conditional[0].fact, Some(black()));
    assert_eq!(quote.conditional[0].payable, fen(4_500));
}

/// 5折 and 满300减50 on 600: the order is data.
#[test]
fn g5_order_matters() {
    let reduction = |layer| off_from("满300减50", layer, Base::Remaining, 30_000, 5_000);
    let half = |layer| reduce("5折", layer, rate(5_000), Per::Order);
    check(
        vec![half(Layer(300)), reduction(Layer(301))],
        60_000,
        25_000,
    );
    check(
        vec![half(Layer(301)), reduction(Layer(300))],
        60_000,
        27_500,
    );
}

/// 无门槛50元券 with at least 0.01 to pay.
#[test]
fn g6_coupon_without_threshold() {
    let unit = Line {
        floor: fen(1),
        ..line("goods", 4_999, 1)
    };
    let offers = vec![coupon("50元券", Layer::SHOP_COUPON, Base::List, 0, 5_000)];
    let quote = pays(offers, &cart(vec![unit]), &holding(&["50元券"]), 1);
    assert_eq!(quote.applied[0].amount, fen(4_998));
}

/// 前100名半价: only a granted token buys at half price.
#[test]
fn g7_first_hundred() {
    let half = || {
        vec![Offer {
            grant: Grant::Token,
            ..reduce("前100名半价", Layer::ITEM, rate(5_000), Per::Unit)
        }]
    };
    let quote = pays(half(), &goods(10_000), &Buyer::default(), 10_000);
    assert_eq!(quote.conditional[0].fact, None);
    assert_eq!(quote.conditional[0].payable, fen(5_000));
    let granted = |units| Buyer {
        tokens: vec![token("前100名半价", units)],
        ..Buyer::default()
    };
    let quote = pays(half(), &goods(10_000), &granted(1), 5_000);
    assert!(quote.conditional.is_empty());
    // A token covers as many units as it grants; the rest pay the next best price.
    let three = cart(vec![line("goods", 10_000, 3)]);
    pays(half(), &three, &granted(2), 20_000);
    let mut offers = half();
    offers.push(reduce("9折", Layer::ITEM, rate(1_000), Per::Unit));
    let quote = pays(offers, &three, &granted(2), 19_000);
    let shares = &quote.lines[0].shares;
    let shares: Vec<_> = shares
        .iter()
        .map(|share| (share.first, share.units))
        .collect();
    assert_eq!(shares, [(0, 2), (2, 1)]);
}

/// 5000 over three lines of 10000.
#[test]
fn g8_shares_sum() {
    let lines = ["a", "b", "c"].map(|id| line(id, 10_000, 1)).to_vec();
    let offers = vec![off_from("50", Layer::SHOP_COUPON, Base::List, 0, 5_000)];
    let quote = pays(offers, &cart(lines), &Buyer::default(), 25_000);
    let shares: Vec<i64> = quote
        .lines
        .iter()
        .map(|l| l.shares[0].amount.minor())
        .collect();
    assert_eq!(shares, [1_667, 1_667, 1_666]);
}

/// Sequential thresholds (2015–16): the platform's is tested on what the shop's coupon left.
#[test]
fn e1_sequential() {
    let offers = vec![
        off_from(
            "店铺300-20",
            Layer::SHOP_COUPON,
            Base::Remaining,
            30_000,
            2_000,
        ),
        off_from(
            "平台400-10",
            Layer::PLATFORM_COUPON,
            Base::Remaining,
            40_000,
            1_000,
        ),
    ];
    check(offers, 50_000, 47_000);
}

/// The shop's reduction costs the platform's threshold. What works by itself does so; of coupons
/// the better one is used, unless the shopper insists.
#[test]
fn e2_a_later_threshold_is_lost() {
    let make = |make: fn(&str, Layer, Base, i64, i64) -> Offer| {
        vec![
            make(
                "店铺300-20",
                Layer::SHOP_COUPON,
                Base::Remaining,
                30_000,
                2_000,
            ),
            make(
                "平台500-30",
                Layer::PLATFORM_COUPON,
                Base::Remaining,
                50_000,
                3_000,
            ),
        ]
    };
    let quote = pays(make(off_from), &goods(50_000), &Buyer::default(), 48_000);
    assert_eq!(reason(&quote, "平台500-30"), Some(&short(2_000)));
    let both = || holding(&["店铺300-20", "平台500-30"]);
    let quote = pays(make(coupon), &goods(50_000), &both(), 47_000);
    assert_eq!(used(&quote), ["平台500-30"]);
    assert_eq!(
        reason(&quote, "店铺300-20"),
        Some(&Reason::BeatenBy(OfferId::from("平台500-30")))
    );
    let insists = Buyer {
        pinned: vec![OfferId::from("店铺300-20")],
        ..both()
    };
    pays(make(coupon), &goods(50_000), &insists, 48_000);
    // Competing reductions of one group are chosen with the same foresight.
    let competing = vec![
        off_from("A", Layer::SHOP_REDUCTION, Base::List, 30_000, 2_000),
        off_from("B", Layer::SHOP_REDUCTION, Base::List, 30_000, 1_000),
        off_from("C", Layer::CROSS_SHOP, Base::Remaining, 49_000, 3_000),
    ];
    let quote = pays(competing, &goods(50_000), &Buyer::default(), 46_000);
    assert_eq!(used(&quote), ["B", "C"]);
}

/// Parallel thresholds (2020): both on the price after the item layers, the last one clamps.
#[test]
fn e6_parallel() {
    let offers = vec![
        off_from(
            "店铺400-380",
            Layer::SHOP_COUPON,
            Base::AfterItem,
            40_000,
            38_000,
        ),
        off_from(
            "跨店400-50",
            Layer::CROSS_SHOP,
            Base::AfterItem,
            40_000,
            5_000,
        ),
    ];
    let quote = pays(offers, &goods(40_000), &Buyer::default(), 0);
    assert_eq!(quote.applied[1].amount, fen(2_000));
}

/// What a line cannot take: JD's rule to the cent, moved to the other line, or refused.
#[test]
fn e7_overflow() {
    let make = |overflow| {
        let only_a = |mut made: Offer| {
            made.scope.skus.push(Sku::from("A"));
            made
        };
        vec![
            only_a(off_from(
                "总价促销",
                Layer::SHOP_REDUCTION,
                Base::List,
                0,
                10_000,
            )),
            only_a(off_from("店铺券", Layer::SHOP_COUPON, Base::List, 0, 3_000)),
            Offer {
                share_base: ShareBase::AfterItem,
                overflow,
                ..each("每满200减30", Layer::CROSS_SHOP, 20_000, 3_000, None)
            },
        ]
    };
    let both = cart(vec![line("A", 15_000, 1), line("B", 5_000, 1)]);
    let nobody = Buyer::default();
    pays(make(Overflow::Clamp), &both, &nobody, 4_250);
    pays(make(Overflow::Redistribute), &both, &nobody, 4_000);
    let quote = pays(make(Overflow::Refuse), &both, &nobody, 7_000);
    assert_eq!(reason(&quote, "每满200减30"), Some(&Reason::CannotShare));
}

/// One reduction by three measures: what is left, what the item layers made, what is listed.
#[test]
fn shares_follow_their_base() {
    let shares = |share_base| {
        let only = |made: Offer, sku| {
            let mut made = made;
            made.scope.skus.push(Sku::from(sku));
            made
        };
        let half = reduce("half", Layer::ITEM, rate(5_000), Per::Unit);
        let third = off_from("third", Layer::SHOP_COUPON, Base::List, 0, 2_000);
        let shared = Offer {
            share_base,
            ..off_from("shared", Layer::CROSS_SHOP, Base::List, 0, 1_200)
        };
        let lines = vec![
            line("a", 8_000, 1),
            line("b", 4_000, 1),
            line("c", 4_000, 1),
        ];
        let offers = vec![only(half, "a"), only(third, "b"), shared];
        let quote = quote(offers, &cart(lines), &Buyer::default());
        let amounts = quote.lines.iter();
        let amounts =
            amounts.map(|line| line.shares.last().map_or(0, |share| share.amount.minor()));
        amounts.collect::<Vec<_>>()
    };
    assert_eq!(shares(ShareBase::Remaining), [480, 240, 480]);
    assert_eq!(shares(ShareBase::AfterItem), [400, 400, 400]);
    assert_eq!(shares(ShareBase::List), [600, 300, 300]);
}

/// Both thresholds of 100 on goods of 100.
#[test]
fn e8_two_coupons_of_a_hundred() {
    let offers = vec![
        coupon("店铺100-20", Layer::SHOP_COUPON, Base::List, 10_000, 2_000),
        coupon(
            "平台100-20",
            Layer::PLATFORM_COUPON,
            Base::List,
            10_000,
            2_000,
        ),
    ];
    let buyer = holding(&["店铺100-20", "平台100-20"]);
    pays(offers, &goods(10_000), &buyer, 6_000);
}

/// 370 with 100−20 and 200−50, one after the other.
#[test]
fn e10_sequential_either_way() {
    for (first, second) in [(0, 1), (1, 0)] {
        let mut offers = vec![
            off_from("100-20", Layer::SHOP_COUPON, Base::Remaining, 10_000, 2_000),
            off_from("200-50", Layer::SHOP_COUPON, Base::Remaining, 20_000, 5_000),
        ];
        offers[0].group = 1;
        offers[0].priority = first;
        offers[1].priority = second;
        let quote = pays(offers, &goods(37_000), &Buyer::default(), 30_000);
        assert_eq!(
            quote.applied[0].offer.as_str(),
            ["100-20", "200-50"][first as usize]
        );
    }
}

/// Two lines in scope and one outside, the setting of the next three.
fn three_lines() -> Cart {
    let tagged = |mut line: Line| {
        line.tags.push(Tag::from("in"));
        line
    };
    cart(vec![
        tagged(line("s10", 100, 2)),
        tagged(line("s20", 50, 3)),
        line("s30", 30, 4),
    ])
}

#[track_caller]
fn check_shares(mut offer: Offer, buyer: &Buyer, payable: i64, shares: [i64; 3]) {
    offer.scope.tags.push(Tag::from("in"));
    let quote = pays(vec![offer], &three_lines(), buyer, payable);
    let off = quote.lines.iter().map(|line| line.list - line.payable);
    assert_eq!(off.collect::<Vec<_>>(), shares.map(fen));
}

/// 满100减20, 满200减50 over lines of 200 and 150.
#[test]
fn e12_ladder_over_a_scope() {
    let made = ladder(
        "满减",
        Layer::SHOP_REDUCTION,
        Base::Remaining,
        &[(100, 20), (200, 50)],
    );
    check_shares(made, &Buyer::default(), 420, [29, 21, 0]);
}

/// 5折 from 350, at most 70.
#[test]
fn e13_capped_rate() {
    let made = Offer {
        threshold: crate::build::least(350, Base::Remaining),
        cap: Some(fen(70)),
        grant: Grant::Coupon,
        ..reduce("5折券", Layer::SHOP_COUPON, rate(5_000), Per::Order)
    };
    check_shares(made, &holding(&["5折券"]), 400, [40, 30, 0]);
}

/// 100 points of one fen on lines of 200 and 150.
#[test]
fn e14_points() {
    let points = |worth, share| {
        offer(
            "积分",
            Layer::POINTS,
            Benefit::Points {
                worth: fen(worth),
                share: Rate::new(share).unwrap(),
            },
        )
    };
    let buyer = Buyer {
        points: 100,
        ..Buyer::default()
    };
    check_shares(points(1, 10_000), &buyer, 370, [57, 43, 0]);
    // Whole points only: 10 % of 350 is 35, which holds eleven points of three.
    check_shares(points(3, 1_000), &buyer, 437, [19, 14, 0]);
}

/// 每15000减7000 from three pieces, or 每10000减1000.
#[test]
fn e15_the_better_of_two() {
    let mut from_three = each("r1", Layer::SHOP_REDUCTION, 15_000, 7_000, None);
    from_three.threshold = pricing::Threshold::Count { least: 3 };
    let offers = vec![
        from_three,
        each("r2", Layer::SHOP_REDUCTION, 10_000, 1_000, None),
    ];
    let lines = [("a", 39_000), ("b", 11_000), ("c", 11_000)];
    let lines = lines.map(|(id, price)| line(id, price, 1)).to_vec();
    let quote = pays(offers, &cart(lines), &Buyer::default(), 33_000);
    assert_eq!(used(&quote), ["r1"]);
    assert_eq!(quote.applied[0].tier, Some(4));
    assert_eq!(
        reason(&quote, "r2"),
        Some(&Reason::BeatenBy(OfferId::from("r1")))
    );
}

/// Equal in all that counts, coupons are used in one order: value falling, threshold falling,
/// expiry rising, claim time rising, id rising.
#[test]
fn e16_ties() {
    let made = |id: &str, threshold| coupon(id, Layer::SHOP_COUPON, Base::List, threshold, 500);
    let check = |held: [(&str, i64, i64, i64); 2], winner: &str| {
        let offers = held.iter().map(|held| made(held.0, held.1)).collect();
        let buyer = Buyer {
            coupons: held
                .iter()
                .map(|(id, _, claimed, expires)| crate::build::held(id, *claimed, *expires))
                .collect(),
            ..Buyer::default()
        };
        let quote = pays(offers, &goods(10_000), &buyer, 9_500);
        assert_eq!(used(&quote), [winner]);
    };
    check([("a", 3_000, 0, 2_000), ("b", 4_000, 0, 2_000)], "b");
    check([("a", 3_000, 0, 2_000), ("b", 3_000, 0, 1_900)], "b");
    check([("a", 3_000, 9, 2_000), ("b", 3_000, 8, 2_000)], "b");
    check([("b", 3_000, 9, 2_000), ("a", 3_000, 9, 2_000)], "a");
    // Two instances of one coupon: the first to expire counts.
    let buyer = Buyer {
        coupons: vec![
            held("a", 0, 2_000),
            held("b", 0, 1_950),
            held("a", 0, 1_900),
        ],
        ..Buyer::default()
    };
    let quote = pays(
        vec![made("a", 0), made("b", 0)],
        &goods(10_000),
        &buyer,
        9_500,
    );
    assert_eq!(used(&quote), ["a"]);
    // Of equal payables the one that keeps a coupon wins.
    let offers = vec![
        coupon("x", Layer::SHOP_COUPON, Base::List, 0, 6_000),
        coupon("y", Layer::PLATFORM_COUPON, Base::List, 0, 10_000),
    ];
    let quote = pays(offers, &goods(10_000), &holding(&["x", "y"]), 0);
    assert_eq!(used(&quote), ["y"]);
    assert_eq!(
        reason(&quote, "x"),
        Some(&Reason::BeatenBy(OfferId::from("y")))
    );
    assert_eq!(quote.saved(), fen(10_000));
}
