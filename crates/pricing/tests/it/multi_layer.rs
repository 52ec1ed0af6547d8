//! Several units together, as a layer: groups that stack, caps, coupons, progress, huge quantities.

use pricing::{
    Base, Benefit, BundleGives, Buyer, GetFrom, Grant, GroupGives, Layer, Line, Missing, NextTier,
    Offer, Per, Pick, Reason, Requirement, Rounding, Ruleset, Sku, Threshold, Tier,
};

use crate::build::{
    amount, cart, fen, holding, ladder, least, offer, quote, rate, reason, reduce, token, used,
};
use crate::multi::{
    bundle, buy_get, check, check_sets, goods, groups, n_for, off_each, second_half, several, skus,
};

/// Two units at the flash price, two at the list price: one line, two prices.
#[test]
fn units_of_one_line_at_two_prices() {
    let mut flash = offer("秒杀", Layer::ITEM, Benefit::UnitPrice { price: fen(600) });
    flash.limits.units_per_order = Some(2);
    flash.scope = skus(&["a"]);
    let cart = goods(&[(1_000, 4), (800, 1)]);
    // 1000 1000 | 800 600 | 600
    let quote = check(
        &[flash.clone(), second_half()],
        &cart,
        &[800 + 500 + 300, 0],
    );
    let second = quote
        .applied
        .iter()
        .position(|applied| applied.tier == Some(2));
    let shares = quote.lines[0].shares.iter();
    let shares: Vec<_> = shares
        .filter(|share| Some(share.applied) == second)
        .map(|share| (share.first, share.units, share.amount.minor()))
        .collect();
    assert_eq!(shares, [(0, 1, 300), (2, 1, 500)]);
    check(&[flash.clone(), n_for(3, 2_000)], &cart, &[800 + 572, 228]);
    let kind = buy_get(1, 1, Pick::Cheapest, GetFrom::SameSku, rate(10_000));
    let one = several("买一送一", Benefit::BuyGet(kind));
    check(&[flash.clone(), one], &cart, &[800 + 1_200, 0]);
    // Off each unit as it stands, not off the average of the line.
    let unit = reduce("每件9折", Layer::MULTI_UNIT, rate(1_000), Per::Unit);
    let odd = goods(&[(1_005, 4)]);
    check(&[flash, unit], &odd, &[405 * 2 + 101 * 2 + 60 * 2]);
}

/// The second group of the layer finds each unit at the price the first left it at.
#[test]
fn groups_of_the_layer_stack_on_units() {
    let mut any = n_for(3, 200);
    any.group = 1;
    any.priority = 1;
    // 10 10 | 10, half off one of each two: 10 5 10. Then 200 for 3 of 100 100 50.
    check(
        &[second_half(), any.clone()],
        &goods(&[(100, 3)]),
        &[50 + 50],
    );
    any.priority = -1;
    // 200 for three is 67 67 66; half of the second 67 is 34 off.
    check(
        &[second_half(), any.clone()],
        &goods(&[(100, 3)]),
        &[100 + 34],
    );
    check(
        &[second_half(), any.clone()],
        &goods(&[(100, 1), (100, 2)]),
        &[34, 66 + 34],
    );
    check(
        &[second_half(), any],
        &goods(&[(100, 2), (100, 1)]),
        &[67, 33 + 34],
    );
}

/// Kinds that know no sets leave the units of a line at prices that others can work on.
#[test]
fn other_kinds_in_a_layer_of_units() {
    let mut half = second_half();
    half.group = 1;
    half.priority = 1;
    let off = |off, per| reduce("减", Layer::MULTI_UNIT, off, per);
    let first = |first: Offer, expected: i64| {
        let cart = goods(&[(100, 2), (50, 1)]);
        let quote = quote(vec![first, half.clone()], &cart, &Buyer::default());
        assert_eq!(quote.payable, fen(expected));
    };
    // 90 90 45: half of the second 90.
    first(off(rate(1_000), Per::Unit), 225 - 45);
    // 11 off each line: 95 94 39.
    first(off(amount(11), Per::Line), 228 - 47);
    // 50 off all: 80 80 40.
    first(off(amount(50), Per::Order), 200 - 40);
    let tiers = vec![Tier {
        least: 3,
        off: rate(2_000),
    }];
    first(
        several("多件8折", Benefit::TiersByCount { tiers }),
        200 - 40,
    );
    let ladder = ladder("满减", Layer::MULTI_UNIT, Base::AfterItem, &[(250, 50)]);
    first(ladder, 200 - 40);
}

/// Prices after the item layers include what several units took off.
#[test]
fn later_thresholds_see_it() {
    let full = ladder(
        "满150减10",
        Layer::SHOP_REDUCTION,
        Base::AfterItem,
        &[(150, 10)],
    );
    let quote = check(&[second_half(), full.clone()], &goods(&[(100, 2)]), &[60]);
    assert_eq!(quote.lines[0].after_item, fen(150));
    check(&[second_half(), full], &goods(&[(99, 2)]), &[50]);
    // And it looks at what the item layers left itself.
    let mut from = second_half();
    from.threshold = least(180, Base::AfterItem);
    let item = reduce("9折", Layer::ITEM, rate(1_000), Per::Unit);
    check(
        &[from.clone(), item.clone()],
        &goods(&[(100, 2)]),
        &[20 + 45],
    );
    let short = check(&[from, item], &goods(&[(99, 2)]), &[20]);
    let missing = Reason::Short(Missing::Amount(fen(2)));
    assert_eq!(reason(&short, "第二件半价"), Some(&missing));
}

#[test]
fn a_cap_holds_for_all_sets() {
    let mut half = second_half();
    half.cap = Some(fen(100));
    check(&[half.clone()], &goods(&[(100, 2)]), &[50]);
    check_sets(&[half.clone()], &[(100, 8)], 4, &[100]);
    // 150, 50 and 50 off, shared: 60, 20, 20.
    check(
        &[half],
        &goods(&[(300, 2), (100, 2), (100, 2)]),
        &[60, 20, 20],
    );
    let mut three = n_for(3, 200);
    three.cap = Some(fen(5));
    check(&[three], &goods(&[(100, 1), (100, 2)]), &[2, 3]);
}

#[test]
fn coupons_and_tokens() {
    let mut offer = second_half();
    offer.grant = Grant::Coupon;
    let cart = goods(&[(100, 4)]);
    let without = quote(vec![offer.clone()], &cart, &Buyer::default());
    assert_eq!(
        (without.payable, reason(&without, "第二件半价")),
        (fen(400), Some(&Reason::NotHeld))
    );
    let with = quote(vec![offer.clone()], &cart, &holding(&["第二件半价"]));
    assert_eq!((with.payable, with.applied[0].coupon), (fen(300), true));
    // A coupon stays in the wallet where an open offer of its group gives more.
    let free = buy_get(1, 1, Pick::Dearest, GetFrom::Scope, rate(10_000));
    let free = several("买一送一", Benefit::BuyGet(free));
    let with = quote(vec![offer.clone(), free], &cart, &holding(&["第二件半价"]));
    assert_eq!((with.payable, used(&with)), (fen(200), vec!["买一送一"]));
    // A token lets the offer work once, on as many sets as there are.
    offer.grant = Grant::Token;
    let waits = quote(vec![offer.clone()], &cart, &Buyer::default());
    assert_eq!(
        (waits.payable, waits.conditional[0].payable),
        (fen(400), fen(300))
    );
    let buyer = Buyer {
        tokens: vec![token("第二件半价", 1)],
        ..Buyer::default()
    };
    assert_eq!(quote(vec![offer.clone()], &cart, &buyer).payable, fen(300));
    offer.grant = Grant::Open;
    offer.limits.uses_left = Some(0);
    let used_up = check(&[offer], &cart, &[0]);
    assert_eq!(reason(&used_up, "第二件半价"), Some(&Reason::LimitReached));
}

/// The order of two coupons is found by trying, not by what each gives by itself.
#[test]
fn the_search_looks_past_the_layer() {
    let mut small = second_half();
    small.grant = Grant::Coupon;
    let full = ladder(
        "满400减90",
        Layer::SHOP_REDUCTION,
        Base::Remaining,
        &[(400, 90)],
    );
    let quote = quote(
        vec![small, full],
        &goods(&[(100, 4)]),
        &holding(&["第二件半价"]),
    );
    assert_eq!(
        (quote.payable, used(&quote)),
        (fen(300), vec!["第二件半价"])
    );
    assert!(quote.search.proved);
}

/// Reducing one unit can make another qualify in its place and leave a dearer one to be reduced, so
/// the bound of the search must not be what an offer gives before.
#[test]
fn a_bound_that_what_it_gives_now_would_break() {
    let own = buy_get(
        1,
        1,
        Pick::Dearest,
        GetFrom::Other(skus(&["b"])),
        rate(10_000),
    );
    let mut own = several("买a或b送b", Benefit::BuyGet(own));
    own.group = 1;
    own.priority = 1;
    let mut first = reduce("b减15", Layer::MULTI_UNIT, amount(15), Per::Unit);
    first.scope = skus(&["b"]);
    first.grant = Grant::Coupon;
    let mut second = reduce("a减16", Layer::MULTI_UNIT, amount(16), Per::Unit);
    second.scope = skus(&["a"]);
    second.grant = Grant::Coupon;
    let offers = vec![own, first, second];
    let quote = quote(
        offers,
        &goods(&[(100, 1), (110, 1)]),
        &holding(&["b减15", "a减16"]),
    );
    // By itself b qualifies and nothing is reduced; 15 off b, and a qualifies and b is free.
    assert_eq!(
        (quote.payable, used(&quote)),
        (fen(100), vec!["b减15", "买a或b送b"])
    );
    assert!(quote.search.proved);
}

#[track_caller]
fn check_next(
    offer: Offer,
    lines: &[(i64, u32)],
    have: i64,
    reached: usize,
    missing: Option<u32>,
    off: (i64, i64),
) {
    let id = offer.id.clone();
    let quote = quote(vec![offer], &goods(lines), &Buyer::default());
    assert_eq!(
        quote.next,
        [NextTier {
            offer: id,
            have,
            reached,
            missing: missing.map(Missing::Units),
            requires: None,
            off_now: fen(off.0),
            off_next: fen(off.1),
        }]
    );
}

#[test]
fn how_far_the_next_set_is() {
    check_next(second_half(), &[(100, 1)], 1, 0, Some(1), (0, 50));
    check_next(second_half(), &[(100, 2)], 2, 1, Some(2), (50, 100));
    check_next(second_half(), &[(100, 3)], 3, 1, Some(1), (50, 100));
    // One more of the cheapest: 100 80 | 60 60.
    check_next(
        second_half(),
        &[(100, 1), (80, 1), (60, 1)],
        3,
        1,
        Some(1),
        (40, 70),
    );
    let mut once = n_for(3, 200);
    let Benefit::Groups(kind) = &mut once.benefit else {
        unreachable!()
    };
    kind.times = Some(1);
    check_next(once.clone(), &[(100, 2)], 2, 0, Some(1), (0, 100));
    check_next(once, &[(100, 5)], 5, 1, None, (100, 100));
    check_next(off_each(2, amount(50)), &[(100, 1)], 1, 0, Some(1), (0, 50));
    check_next(
        off_each(2, amount(50)),
        &[(100, 3)],
        3,
        1,
        Some(1),
        (50, 100),
    );
    check_next(
        off_each(2, rate(1_000)),
        &[(100, 1), (60, 2)],
        3,
        1,
        Some(1),
        (16, 28),
    );
    let same = buy_get(2, 1, Pick::Dearest, GetFrom::SameSku, rate(10_000));
    let same = several("买二送一", Benefit::BuyGet(same));
    check_next(
        same,
        &[(500, 1), (100, 2), (300, 2)],
        5,
        0,
        Some(1),
        (0, 300),
    );
    let kind = bundle(&[("a", 1), ("b", 2)], BundleGives::Price(fen(900)));
    let set = several("套餐", Benefit::Bundle(kind));
    check_next(
        set.clone(),
        &[(600, 2), (200, 3)],
        5,
        1,
        Some(1),
        (100, 200),
    );
    // What b would cost is not known.
    check_next(set.clone(), &[(600, 2)], 2, 0, Some(2), (0, 0));
    let mut capped = set;
    capped.cap = Some(fen(150));
    check_next(capped, &[(600, 2), (200, 3)], 5, 1, Some(1), (100, 150));
    // A threshold that is not met comes before the sets.
    let mut from = second_half();
    from.threshold = Threshold::Count { least: 5 };
    check_next(from, &[(100, 4)], 4, 0, Some(1), (0, 100));
    let (first, further) = (fen(10), fen(20));
    let benefit = Benefit::FirstAndFurther {
        first,
        further,
        most: None,
    };
    let mut from = several("续件", benefit);
    from.threshold = Threshold::Count { least: 4 };
    check_next(from.clone(), &[(100, 3)], 3, 0, Some(1), (0, 50));
    from.threshold = Threshold::None;
    assert!(check(&[from], &goods(&[(100, 3)]), &[50]).next.is_empty());
}

/// The terms of a rate are those of order layers; a rate of a set looks at the set.
#[test]
fn terms_of_rates() {
    let member = reduce("8折", Layer::ITEM, rate(2_000), Per::Unit);
    let on = |base| {
        let mut half = second_half();
        half.rate_base = base;
        [member.clone(), half]
    };
    check(&on(Base::Remaining), &goods(&[(100, 2)]), &[40 + 40]);
    check(&on(Base::AfterItem), &goods(&[(100, 2)]), &[40 + 40]);
    check(&on(Base::List), &goods(&[(100, 2)]), &[40 + 50]);
    let kind = bundle(&[("a", 1), ("b", 1)], BundleGives::Off(rate(1_000)));
    let mut set = several("套餐", Benefit::Bundle(kind));
    set.rate_base = Base::List;
    check(
        &[member.clone(), set.clone()],
        &goods(&[(100, 1), (50, 1)]),
        &[30, 15],
    );
    set.rate_base = Base::Remaining;
    check(
        &[member, set.clone()],
        &goods(&[(100, 1), (50, 1)]),
        &[28, 14],
    );
    let rounded = |rounding, grain| {
        let mut half = second_half();
        half.rounding = rounding;
        half.grain = fen(grain);
        [half]
    };
    check(&rounded(Rounding::Reduction, 1), &goods(&[(99, 4)]), &[100]);
    check(&rounded(Rounding::Price, 1), &goods(&[(99, 4)]), &[98]);
    check(
        &rounded(Rounding::PriceDown, 10),
        &goods(&[(99, 4)]),
        &[118],
    );
    check(
        &rounded(Rounding::ReductionDown, 10),
        &goods(&[(99, 4)]),
        &[80],
    );
    // 14.9 off a set is two whole sevens, however they are shared.
    set.rounding = Rounding::ReductionDown;
    set.grain = fen(7);
    check(&[set], &goods(&[(100, 2), (49, 2)]), &[18, 10]);
}

/// What other lines must reach comes before the sets.
#[test]
fn sets_that_ask_for_other_lines() {
    let mut half = second_half();
    half.scope = skus(&["a"]);
    half.requires.push(Requirement {
        scope: skus(&["b"]),
        threshold: least(200, Base::Remaining),
    });
    let half = [half];
    check(&half, &goods(&[(100, 2), (100, 2)]), &[50, 0]);
    let short = check(&half, &goods(&[(100, 2), (100, 1)]), &[0, 0]);
    let missing = Missing::Amount(fen(100));
    assert_eq!(
        reason(&short, "第二件半价"),
        Some(&Reason::Requires(missing))
    );
    let next = &short.next[0];
    assert_eq!(
        (next.have, next.missing, next.off_next),
        (100, Some(missing), fen(50))
    );
    // Its own scope comes first, whatever further scopes there are.
    let mut own = buy_get(
        1,
        1,
        Pick::Dearest,
        GetFrom::Other(skus(&["b"])),
        rate(5_000),
    );
    own.times = Some(1);
    let mut own = several("换购", Benefit::BuyGet(own));
    own.scope = skus(&["a"]);
    own.requires.clone_from(&half[0].requires);
    check(&[own], &goods(&[(100, 2), (100, 2)]), &[0, 50]);
}

/// A thousand million units are 30 lines: nothing overflows, and sums are exact.
#[test]
fn huge_quantities() {
    let many = 1_000_000_000;
    let all = i64::from(many);
    check(&[second_half()], &goods(&[(100, many)]), &[all / 2 * 50]);
    check(
        &[n_for(3, 200)],
        &goods(&[(100, many - 1)]),
        &[all / 3 * 100],
    );
    let kind = bundle(&[("a", 1), ("b", 3)], BundleGives::Price(fen(500)));
    let set = several("套餐", Benefit::Bundle(kind));
    // 100 off a set: 50 and 50 over three units.
    check(
        &[set],
        &goods(&[(300, many), (100, many)]),
        &[all / 3 * 50, all / 3 * 50],
    );
    let benefit = Benefit::FirstAndFurther {
        first: fen(1),
        further: fen(2),
        most: None,
    };
    let lines = [(100, u32::MAX), (100, u32::MAX)];
    let mut cart = goods(&lines);
    cart.lines[1].sku = Sku::from("a");
    let each = i64::from(u32::MAX) * 2;
    check(&[several("续件", benefit)], &cart, &[each - 1, each]);
}

fn rows(rows: &[(i64, u32)]) -> Vec<Line> {
    goods(rows).lines
}

/// A unit keeps its price wherever its line is cut, so the next group finds the same prices.
#[test]
fn splitting_a_line_moves_no_total() {
    let free = buy_get(2, 1, Pick::Cheapest, GetFrom::Scope, rate(10_000));
    let same = buy_get(1, 1, Pick::Dearest, GetFrom::SameSku, rate(3_333));
    let set = bundle(&[("a", 2), ("b", 1)], BundleGives::Price(fen(777)));
    let (first, further) = (fen(7), fen(31));
    let most = groups(3, Pick::MostUnits, GroupGives::Each(rate(777)));
    let kinds = [
        second_half(),
        n_for(3, 500),
        several("送", Benefit::BuyGet(free)),
        several("同款", Benefit::BuyGet(same)),
        several("套餐", Benefit::Bundle(set)),
        several(
            "续件",
            Benefit::FirstAndFurther {
                first,
                further,
                most: Some(4),
            },
        ),
        several("整组", Benefit::Groups(most)),
    ];
    for one in &kinds {
        for other in &kinds {
            // The other works on the prices that the first left, so single units must not move.
            let mut second = other.clone();
            second.id = "then".into();
            second.group = 1;
            second.priority = 1;
            let offers = || vec![one.clone(), second.clone()];
            let whole = quote(
                offers(),
                &cart(rows(&[(333, 5), (299, 4)])),
                &Buyer::default(),
            );
            let mut lines = rows(&[(333, 2), (299, 4), (333, 3)]);
            lines[2].sku = Sku::from("a");
            lines.swap(1, 2);
            let split = quote(offers(), &cart(lines), &Buyer::default());
            assert_eq!(
                whole.payable,
                split.payable,
                "{} {}",
                one.id.as_str(),
                other.id.as_str()
            );
            assert!(whole.payable < whole.list);
        }
    }
}

/// Two rulesets that pick units differently, or give something else, never pass for the same.
#[test]
fn the_hash_knows_which_units_come_first_and_what_they_get() {
    let mut hashes = Vec::new();
    let price = || GroupGives::Price(fen(100));
    for (fill, gives) in [
        (Pick::Dearest, price()),
        (Pick::Cheapest, price()),
        (Pick::MostUnits, price()),
        (Pick::Dearest, GroupGives::Each(amount(100))),
        (Pick::Dearest, GroupGives::Off(amount(100))),
        (Pick::Dearest, GroupGives::Off(rate(100))),
    ] {
        let kind = groups(2, fill, gives);
        let ruleset = Ruleset::compile(vec![several("组", Benefit::Groups(kind))]);
        hashes.push(ruleset.unwrap().hash());
    }
    hashes.sort_unstable();
    hashes.dedup();
    assert_eq!(hashes.len(), 6);
}
