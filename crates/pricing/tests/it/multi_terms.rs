//! The terms of offers that count units: what a rate is a share of and how it rounds, what they
//! require, how they shared, how far the next set is, and what comes before and after them.

use pricing::{
    Base, Benefit, BundleGives, Buyer, Cart, FreeFrom, FreightBy, FreightTemplate, GetFrom, Gift,
    GiftBy, GiftLadder, GiftTier, Gives, Grant, GroupGives, Layer, Missing, NextTier, Off, Offer,
    Overflow, Per, Pick, Reason, Requirement, Rounding, Ruleset, Scope, ShareBase, Sharing, Spare,
    Threshold,
};

use crate::build::{
    NOW, amount, audit, fen, holding, least, offer, quote, rate, reason, reduce, token, used,
};
use crate::multi::{
    bundle, buy_get, check, goods, groups, n_for, nth, off_each, offs, second_half, several, skus,
};

fn set_of(parts: &[(&str, u32)], gives: BundleGives) -> Offer {
    several("套餐", Benefit::Bundle(bundle(parts, gives)))
}

fn each_of(size: u32, off: Off) -> Offer {
    let gives = GroupGives::Each(off);
    several("整组", Benefit::Groups(groups(size, Pick::Dearest, gives)))
}

fn get_one(off: Off) -> Offer {
    let get = buy_get(1, 1, Pick::Dearest, GetFrom::Scope, off);
    several("买一", Benefit::BuyGet(get))
}

/// `off` off the first unit and twice that off each further one.
fn turns(off: i64) -> Offer {
    let (first, further) = (fen(off), fen(2 * off));
    let most = None;
    several(
        "续件",
        Benefit::FirstAndFurther {
            first,
            further,
            most,
        },
    )
}

fn asks(scope: Scope, threshold: Threshold) -> Vec<Requirement> {
    vec![Requirement { scope, threshold }]
}

/// Units of 100 that cost 50, two of them.
#[test]
fn a_rate_is_a_share_of_its_base() {
    let check_bases = |made: Offer, list: i64, left: i64| {
        for (rate_base, off) in [
            (Base::List, list),
            (Base::AfterItem, left),
            (Base::Remaining, left),
        ] {
            let made = Offer {
                rate_base,
                ..made.clone()
            };
            let half = reduce("半价", Layer::ITEM, rate(5_000), Per::Unit);
            check(&[half, made], &goods(&[(100, 2)]), &[100 + off]);
        }
    };
    check_bases(nth("第二件8折", 2, 2, rate(2_000)), 20, 10);
    check_bases(each_of(2, rate(2_000)), 40, 20);
    check_bases(get_one(rate(2_000)), 20, 10);
    check_bases(set_of(&[("a", 2)], BundleGives::Off(rate(2_000))), 40, 20);
    // Never more than is left.
    check_bases(each_of(2, rate(10_000)), 100, 100);
    let free = BundleGives::Off(rate(10_000));
    check_bases(set_of(&[("a", 2)], free), 100, 100);
    // While the layer is at work, the price after it is what its groups have left so far; the unit
    // that was reduced is the cheaper, so it is the second again.
    for (rate_base, off) in [
        (Base::List, 50 + 50),
        (Base::AfterItem, 50 + 25),
        (Base::Remaining, 50 + 25),
    ] {
        let again = Offer {
            rate_base,
            group: 1,
            priority: 1,
            ..nth("再半价", 2, 2, rate(5_000))
        };
        check(&[second_half(), again], &goods(&[(100, 2)]), &[off]);
    }
}

#[test]
fn a_rate_rounds_once_a_unit_or_set() {
    let check_roundings = |made: Offer, grain: i64, line: (i64, u32), expected: [i64; 4]| {
        let roundings = [
            Rounding::Reduction,
            Rounding::ReductionDown,
            Rounding::Price,
            Rounding::PriceDown,
        ];
        for (rounding, expected) in roundings.into_iter().zip(expected) {
            let made = Offer {
                rounding,
                grain: fen(grain),
                ..made.clone()
            };
            check(&[made], &goods(&[line]), &[expected]);
        }
    };
    // 4.95 of each of two second units of 49.50, in whole yuan; 44.55 is left.
    let ninth = nth("第二件9折", 2, 2, rate(1_000));
    check_roundings(ninth, 100, (4_950, 4), [1_000, 800, 900, 1_100]);
    // A third of each of three units of 100; of the set of three it is 99.99.
    check_roundings(each_of(3, rate(3_333)), 1, (100, 3), [99, 99, 99, 102]);
    let third = set_of(&[("a", 3)], BundleGives::Off(rate(3_333)));
    check_roundings(third.clone(), 1, (100, 3), [100, 99, 100, 100]);
    check_roundings(third, 10, (100, 6), [200, 180, 200, 200]);
    check_roundings(get_one(rate(3_333)), 10, (100, 2), [30, 30, 30, 40]);
}

/// What a rate takes off a set is a whole grain, what its units take is not; amounts, prices, caps
/// and floors stand as they are.
#[test]
fn what_a_grain_does_not_touch() {
    let lines = goods(&[(995, 1), (500, 2)]);
    let by_yuan = |made: Offer, expected: [i64; 2]| {
        let made = Offer {
            grain: fen(100),
            ..made
        };
        check(&[made], &lines, &expected);
    };
    let set = |off| set_of(&[("a", 1), ("b", 2)], BundleGives::Off(off));
    // 6.98 of 19.95 is 7 yuan, and 3.49 of them for the 9.95.
    by_yuan(set(rate(3_500)), [349, 351]);
    by_yuan(set(amount(150)), [75, 75]);
    by_yuan(n_for(3, 1_845), [75, 75]);
    by_yuan(each_of(3, amount(50)), [50, 100]);
    by_yuan(turns(10), [10, 30]);
    let capped = Offer {
        cap: Some(fen(150)),
        ..set(rate(1_000))
    };
    by_yuan(capped, [75, 75]);
    let unit = reduce("每件", Layer::MULTI_UNIT, amount(150), Per::Unit);
    by_yuan(unit, [150, 300]);
    // What is shared over lines is shared in whole grains here too.
    let order = reduce("整单", Layer::MULTI_UNIT, amount(250), Per::Order);
    by_yuan(order, [100, 100]);
    let mut floored = goods(&[(1_000, 2)]);
    floored.lines[0].floor = fen(950);
    let grain = fen(100);
    check(
        &[Offer {
            grain,
            ..second_half()
        }],
        &floored,
        &[50],
    );
}

/// Each kind, those with scopes of their own among them, asks for 50 of what is in no set.
#[test]
fn sets_ask_for_other_lines() {
    let from = GetFrom::Other(skus(&["b"]));
    let other = buy_get(1, 1, Pick::Dearest, from, rate(10_000));
    let pair = set_of(&[("a", 1), ("b", 1)], BundleGives::Price(fen(180)));
    for (made, expected) in [
        (second_half(), [100, 0, 0]),
        (several("买a送b", Benefit::BuyGet(other)), [0, 160, 0]),
        (pair, [142, 58, 0]),
        (turns(10), [30, 0, 0]),
    ] {
        let mut lines = goods(&[(200, 2), (80, 2), (50, 1)]);
        let of_pair = matches!(made.benefit, Benefit::Bundle(_));
        let asked = |minor| Offer {
            scope: skus(if of_pair { &["a", "b"] } else { &["a"] }),
            requires: asks(skus(&["c"]), least(minor, Base::Remaining)),
            ..made.clone()
        };
        check(&[asked(50)], &lines, &expected);
        let short = check(&[asked(51)], &lines, &[0, 0, 0]);
        let missing = Reason::Requires(Missing::Amount(fen(1)));
        assert_eq!(reason(&short, made.id.as_str()), Some(&missing));
        lines.lines[2].ticked = false;
        check(&[asked(50)], &lines, &[0, 0, 0]);
    }
    // A requirement after the item layers sees what groups before have taken.
    for (base, off) in [
        (Base::List, 100),
        (Base::AfterItem, 0),
        (Base::Remaining, 0),
    ] {
        let cheap = Offer {
            scope: skus(&["c"]),
            ..reduce("c减1", Layer::MULTI_UNIT, amount(1), Per::Unit)
        };
        let asked = Offer {
            scope: skus(&["a"]),
            group: 1,
            priority: 1,
            requires: asks(skus(&["c"]), least(50, base)),
            ..second_half()
        };
        let lines = goods(&[(200, 2), (80, 2), (50, 1)]);
        check(&[cheap, asked], &lines, &[off, 0, 1]);
    }
}

/// Templates and what comes beside the price see what sets have left, with an order layer or none.
#[test]
fn freight_and_gifts_after_sets() {
    let free_from = |base| FreightTemplate {
        scope: Scope::default(),
        by: FreightBy::Pieces,
        first: 1,
        first_fee: fen(10),
        step: 1,
        step_fee: fen(5),
        free_from: Some(FreeFrom {
            least: fen(160),
            base,
        }),
    };
    let gifts = vec![Gift {
        sku: "杯".into(),
        units: 1,
    }];
    let ladder = GiftLadder {
        by: GiftBy::Amount(Base::AfterItem),
        tiers: vec![GiftTier { least: 150, gifts }],
        times: 1,
    };
    let gift = offer("满赠", Layer::BESIDE, Benefit::Gift(ladder));
    let off = rate(1_000);
    let back = offer("返现", Layer::BESIDE, Benefit::Cashback { off });
    for less in [0, 10] {
        for (base, fee) in [
            (Base::List, 0),
            (Base::AfterItem, 15),
            (Base::Remaining, 15),
        ] {
            let mut offers = vec![second_half(), gift.clone(), back.clone()];
            if less > 0 {
                let order = amount(less);
                offers.push(reduce("满减", Layer::SHOP_REDUCTION, order, Per::Order));
            }
            let ruleset = Ruleset::compile(offers).unwrap();
            let ruleset = ruleset.with_freight(vec![free_from(base)]).unwrap();
            let cart = goods(&[(100, 2)]);
            let quote = ruleset.quote(&cart, &Buyer::default(), NOW).unwrap();
            audit(&ruleset, &cart, &quote);
            let paid = 150 - less;
            assert_eq!(quote.payable, fen(paid + fee));
            assert_eq!(quote.freight, fen(fee));
            assert_eq!(quote.beside.len(), 2);
            for beside in &quote.beside {
                match &beside.gives {
                    Gives::Cashback(back) => assert_eq!(*back, fen(paid / 10)),
                    _ => assert_eq!(beside.base, 150),
                }
            }
        }
    }
}

fn coupon(id: &str, sku: &str, off: i64) -> Offer {
    Offer {
        scope: skus(&[sku]),
        grant: Grant::Coupon,
        ..reduce(id, Layer::MULTI_UNIT, amount(off), Per::Unit)
    }
}

/// A set that takes more off where less is left: the search must not give up on the coupon of lower
/// value that brings it there.
#[test]
fn the_search_sees_what_less_can_bring_a_set() {
    let check = |made: Offer, a: i64, b: i64, payable: i64| {
        let made = Offer {
            scope: skus(&["a"]),
            rounding: Rounding::PriceDown,
            grain: fen(10_000),
            group: 1,
            priority: 1,
            ..made
        };
        let offers = vec![coupon("a", "a", a), coupon("b", "b", b), made];
        let lines = goods(&[(25_000, 2), (10_000, 1)]);
        let quote = quote(offers, &lines, &holding(&["a", "b"]));
        assert_eq!((quote.payable, used(&quote)[0]), (fen(payable), "a"));
        assert!(quote.search.proved);
    };
    // 9折 of 250.00 is 200.00, and of 210.00 it is 100.00.
    let second = nth("第二件9折", 2, 2, rate(1_000));
    check(second, 4_000, 8_100, 21_000 + 10_000 + 10_000);
    check(get_one(rate(1_000)), 4_000, 8_100, 41_000);
    let each = each_of(2, rate(1_000));
    check(each, 4_000, 8_100, 10_000 + 10_000 + 10_000);
    // 9折 of 500.00 is 400.00, and of 440.00 it is 300.00.
    let set = set_of(&[("a", 2)], BundleGives::Off(rate(1_000)));
    check(set, 3_000, 6_100, 30_000 + 10_000);
    check(off_each(2, rate(1_000)), 3_000, 6_100, 30_000 + 10_000);
}

/// The cheapest unit of a group by price may be the dearest on the list that its rate looks at.
#[test]
fn a_bound_by_list_prices() {
    let price = fen(90);
    let flash = Offer {
        scope: skus(&["b"]),
        ..offer("秒杀", Layer::ITEM, Benefit::UnitPrice { price })
    };
    let second = Offer {
        scope: skus(&["a", "b"]),
        rate_base: Base::List,
        group: 1,
        priority: 1,
        ..nth("第二件95折", 2, 2, rate(500))
    };
    let offers = vec![flash, second, coupon("b", "b", 75), coupon("c", "c", 50)];
    let lines = goods(&[(100, 1), (1_000, 1), (200, 1)]);
    let quote = quote(offers, &lines, &holding(&["b", "c"]));
    // 50 and a twentieth of 1,000. The larger coupon leaves b at 15: no more than that comes off.
    assert_eq!(offs(&quote), [0, 910 + 50, 50]);
    assert!(quote.search.proved);
}

#[test]
fn how_sets_were_shared() {
    let overflow = Overflow::Clamp;
    let spare = Spare::Last;
    let check = |made: Offer, expected: Sharing| {
        let made = Offer {
            overflow,
            spare,
            ..made
        };
        let quote = quote(vec![made], &goods(&[(100, 4)]), &Buyer::default());
        assert_eq!(quote.applied[0].sharing, expected);
    };
    check(second_half(), Sharing::ByUnit);
    check(each_of(2, rate(1_000)), Sharing::ByUnit);
    check(get_one(rate(1_000)), Sharing::ByUnit);
    check(turns(1), Sharing::ByUnit);
    let by_set = Sharing::BySet { overflow };
    check(n_for(3, 200), by_set);
    check(off_each(2, amount(50)), by_set);
    check(set_of(&[("a", 2)], BundleGives::Price(fen(150))), by_set);
    check(set_of(&[("a", 2)], BundleGives::Off(rate(1_000))), by_set);
    let reduce = |per| reduce("减", Layer::MULTI_UNIT, amount(10), per);
    check(reduce(Per::Unit), Sharing::ByUnit);
    let base = ShareBase::Remaining;
    let over_lines = Sharing::InProportion {
        base,
        overflow,
        spare,
    };
    check(reduce(Per::Order), over_lines);
}

/// A threshold comes before what other lines lack, and both before the next set.
#[test]
fn how_far_sets_that_ask_for_more_are() {
    let made = |units| Offer {
        scope: skus(&["a"]),
        threshold: Threshold::Count { least: units },
        requires: asks(skus(&["b"]), least(60, Base::Remaining)),
        ..second_half()
    };
    type At = (i64, usize, Missing, Option<usize>);
    let check = |made: Offer, units, b, expected: At, off: [i64; 2]| {
        let quote = quote(
            vec![made],
            &goods(&[(100, units), (b, 1)]),
            &Buyer::default(),
        );
        let (have, reached, missing, requires) = expected;
        let next = NextTier {
            offer: "第二件半价".into(),
            have,
            reached,
            missing: Some(missing),
            requires,
            off_now: fen(off[0]),
            off_next: fen(off[1]),
        };
        assert_eq!(quote.next, [next]);
    };
    let (units, ten) = (Missing::Units, Missing::Amount(fen(10)));
    check(made(4), 3, 50, (3, 0, units(1), None), [0, 50]);
    check(made(3), 3, 50, (50, 0, ten, Some(0)), [0, 50]);
    check(made(3), 3, 60, (3, 1, units(1), None), [50, 100]);
    // What is missing first may not be enough for a set.
    check(made(1), 1, 50, (50, 0, ten, Some(0)), [0, 0]);
    let capped = Offer {
        cap: Some(fen(70)),
        ..made(1)
    };
    check(capped, 4, 50, (50, 0, ten, Some(0)), [0, 70]);
    let turns = Offer {
        benefit: turns(10).benefit,
        ..made(1)
    };
    check(turns, 3, 50, (50, 0, ten, Some(0)), [0, 50]);
}

/// Units that a token or a deposit priced stay together as item layers left them, and sets find
/// each at its price.
#[test]
fn sets_after_tokens_and_deposits() {
    let price = fen(40);
    let flash = Offer {
        grant: Grant::Token,
        ..offer("秒杀", Layer::ITEM, Benefit::UnitPrice { price })
    };
    let (paid, counts_as) = (fen(5), fen(15));
    let benefit = Benefit::Deposit { paid, counts_as };
    let deposit = offer("定金", Layer::DEPOSIT, benefit);
    let check = |made: Offer, price: Option<i64>, expected: &[(u32, u32, i64)]| {
        let mut won = token("秒杀", 1);
        won.price = price.map(fen);
        let tokens = vec![won];
        let buyer = Buyer {
            tokens,
            ..Buyer::default()
        };
        let offers = vec![flash.clone(), deposit.clone(), made];
        let quote = quote(offers, &goods(&[(100, 3)]), &buyer);
        assert_eq!(quote.deposit, fen(15));
        let shares = quote.lines[0].shares.iter();
        let shares: Vec<_> = shares
            .map(|share| (share.first, share.units, share.amount.minor()))
            .collect();
        let won = price.unwrap_or(40);
        let before = [(0, 1, 100 - won), (0, 1, 10), (1, 2, 20)];
        assert_eq!(shares, [&before, expected].concat());
    };
    // The won unit costs 30 or 60 and the others 90: a pair of those is a set.
    check(second_half(), None, &[(1, 1, 45)]);
    check(second_half(), Some(70), &[(1, 1, 45)]);
    check(nth("第三件半价", 3, 3, rate(5_000)), None, &[(0, 1, 15)]);
    check(
        nth("第三件半价", 3, 3, rate(5_000)),
        Some(70),
        &[(0, 1, 30)],
    );
    // All three for 140, shared by what they cost: 70 off 30 and 90 and 90, or 100 off 60 and so on.
    check(n_for(3, 140), None, &[(0, 1, 10), (1, 2, 60)]);
    check(n_for(3, 140), Some(70), &[(0, 1, 25), (1, 2, 75)]);
    // A half of the list price, and no more than the won unit costs.
    let mut half = each_of(3, rate(5_000));
    half.rate_base = Base::List;
    check(half, None, &[(0, 1, 30), (1, 2, 100)]);
}

#[test]
fn a_deposit_that_counts_for_more_is_in_the_price_of_the_set() {
    let (paid, counts_as) = (fen(10), fen(30));
    let deposit = Offer {
        scope: skus(&["a"]),
        ..offer("定金", Layer::DEPOSIT, Benefit::Deposit { paid, counts_as })
    };
    let lines: Cart = goods(&[(100, 1), (100, 1)]);
    let pair = set_of(&[("a", 1), ("b", 1)], BundleGives::Price(fen(180)));
    // The set already costs 180.
    let quote = check(&[deposit.clone(), pair], &lines, &[20, 0]);
    assert_eq!(quote.deposit, fen(10));
    let pair = set_of(&[("a", 1), ("b", 1)], BundleGives::Price(fen(90)));
    check(&[deposit, pair], &lines, &[20 + 40, 50]);
}
