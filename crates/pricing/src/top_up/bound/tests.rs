//! What the bound says of carts, beside what those carts pay.

use super::super::{Candidate, Goods, put};
use super::*;
use crate::trial::build::{NOW, amount, cart, ladder, line, offer, rate, reduce};
use crate::trial::dice::{Dice, seeds};
use crate::trial::worlds::{ANY, anything, some_cart};
use crate::{Gift, GiftBy, GiftLadder, GiftTier, Layer, Tier};

fn bound(ruleset: &Ruleset, cart: &Cart, buyer: &Buyer, candidates: &[Candidate]) -> Bound {
    let mut wide = cart.clone();
    for (at, candidate) in candidates.iter().enumerate() {
        Goods::new(&mut wide, candidate, at);
    }
    let next = ruleset.quote(cart, buyer, NOW).unwrap().next;
    Bound::new(ruleset, &wide, buyer, NOW, cart, &next).unwrap()
}

/// Whatever is added, no cart pays less than its bound.
#[test]
fn no_cart_pays_less() {
    let sums = seeds(0, 20_000, |seed| {
        let mut dice = Dice::new(seed);
        let world = anything(&mut dice);
        let mut candidates = Vec::new();
        for (at, mut line) in some_cart(&mut dice, &ANY).lines.into_iter().enumerate() {
            line.id = format!("c{at}").as_str().into();
            let most = dice.roll(1, 6) as u32;
            candidates.push(Candidate { line, most });
        }
        let ruleset = world.ruleset();
        let bound = bound(&ruleset, &world.cart, &world.buyer, &candidates);
        let mut tight = 0;
        for _ in 0..6 {
            let mut cart = world.cart.clone();
            let (mut added, mut units) = (Money::ZERO, 0);
            for candidate in &candidates {
                if dice.chance(40) {
                    let count = dice.roll(1, candidate.most.into()) as u32;
                    put(&mut cart, &candidate.line, count);
                    added += candidate.line.unit_price.times(count.into());
                    units += count;
                }
            }
            let payable = ruleset.quote(&cart, &world.buyer, NOW).unwrap().payable;
            let least = bound.payable(added, units);
            assert!(least <= payable, "{least} > {payable}");
            tight += u64::from(least == payable);
        }
        [tight]
    });
    assert!(sums.is_none_or(|[tight]| tight > 1_000), "{sums:?}");
}

/// The bound on a cart of one line of two units at 5.00, with 3.00 added by one unit.
#[track_caller]
fn check(made: Offer, expected: i64) {
    let ruleset = Ruleset::compile(vec![made]).unwrap();
    let candidate = Candidate {
        line: line("c", 300, 1),
        most: 1,
    };
    let mut cart = cart(vec![line("a", 500, 2)]);
    cart.freight = Money::new(70);
    let buyer = Buyer {
        points: 1_000,
        ..Buyer::default()
    };
    let bound = bound(&ruleset, &cart, &buyer, &[candidate]);
    let least = bound.payable(Money::new(300), 1) - cart.freight;
    assert_eq!(least, Money::new(expected));
}

/// How near the bound is for each kind: units may round up by a grain each, and once more.
#[test]
fn by_kind() {
    let layer = Layer::SHOP_REDUCTION;
    let from = |threshold, off| Offer {
        threshold,
        ..reduce("o", layer, off, Per::Order)
    };
    let least = |least| Threshold::Amount {
        least: Money::new(least),
        base: Base::List,
    };
    let capped = |cap, made| Offer {
        cap: Some(Money::new(cap)),
        ..made
    };
    check(from(Threshold::None, amount(100)), 1_200);
    check(from(least(1_300), amount(100)), 1_200);
    check(from(least(1_301), amount(100)), 1_300);
    check(from(Threshold::Count { least: 3 }, amount(100)), 1_200);
    check(from(Threshold::Count { least: 4 }, amount(100)), 1_300);
    // A rate of what is left: half, and a grain for each of three units and one more.
    check(from(Threshold::None, rate(5_000)), 646);
    let of_list = Offer {
        rate_base: Base::List,
        ..from(Threshold::None, rate(5_000))
    };
    check(of_list.clone(), 646);
    let coarse = Offer {
        grain: Money::new(100),
        ..of_list
    };
    check(coarse.clone(), 250);
    check(capped(1_050, coarse.clone()), 250);
    check(capped(1_049, coarse), 251);
    check(capped(653, from(Threshold::None, rate(5_000))), 647);
    check(capped(654, from(Threshold::None, rate(5_000))), 646);
    check(capped(655, from(Threshold::None, rate(5_000))), 646);
    check(capped(99, from(Threshold::None, amount(100))), 1_201);

    check(reduce("o", Layer::ITEM, amount(100), Per::Unit), 1_000);
    check(reduce("o", Layer::ITEM, amount(100), Per::Line), 1_000);
    // 3.00 for a unit of 5.00 takes two fifths of all, 2.00 for one of 3.00 a third.
    let price = Money::new(300);
    check(offer("o", Layer::ITEM, Benefit::UnitPrice { price }), 776);

    let steps = [(1_000, 100), (1_300, 150), (1_301, 900)];
    check(ladder("o", layer, Base::List, &steps), 1_150);
    let tiers = [(2, 1_000), (3, 2_000), (4, 9_000)].map(|(least, off)| Tier {
        least,
        off: rate(off),
    });
    let tiers = tiers.to_vec();
    check(offer("o", layer, Benefit::TiersByCount { tiers }), 1_036);

    let each = |times| Benefit::PerEach {
        each: Money::new(400),
        off: Money::new(50),
        times,
        base: Base::List,
    };
    check(offer("o", layer, each(None)), 1_150);
    check(offer("o", layer, each(Some(2))), 1_200);
    let worth = Money::new(2);
    let share = Rate::new(5_000).unwrap();
    let points = Benefit::Points { worth, share };
    check(offer("o", Layer::POINTS, points), 650);
    let price = Money::new(800);
    check(offer("o", layer, Benefit::OrderPrice { price }), 800);
    let deposit = Benefit::Deposit {
        paid: Money::new(50),
        counts_as: Money::new(120),
    };
    check(offer("o", Layer::DEPOSIT, deposit), 1_090);
    let gift = GiftTier {
        least: 1,
        gifts: vec![Gift {
            sku: "cup".into(),
            units: 1,
        }],
    };
    let gifts = Benefit::Gift(GiftLadder {
        by: GiftBy::Count,
        tiers: vec![gift],
        times: 1,
    });
    check(offer("o", Layer::BESIDE, gifts), 1_300);
}

/// Offers of a group do not add up, caps of an item layer do; groups do.
#[test]
fn by_group() {
    let least = |offers: Vec<Offer>| {
        let ruleset = Ruleset::compile(offers).unwrap();
        let mut cart = cart(vec![line("a", 500, 2)]);
        cart.freight = Money::new(70);
        bound(&ruleset, &cart, &Buyer::default(), &[]).payable(Money::ZERO, 0)
    };
    let off = |id, layer, group, minor| Offer {
        group,
        ..reduce(id, layer, amount(minor), Per::Order)
    };
    let layer = Layer::SHOP_REDUCTION;
    let two = vec![off("a", layer, 0, 100), off("b", layer, 0, 80)];
    assert_eq!(least(two), Money::new(970));
    let two = vec![off("a", layer, 0, 100), off("b", layer, 1, 80)];
    assert_eq!(least(two), Money::new(890));
    let capped = |id, layer, cap| Offer {
        cap: Some(Money::new(cap)),
        ..reduce(id, layer, rate(5_000), Per::Unit)
    };
    let item = vec![capped("a", Layer::ITEM, 100), capped("b", Layer::ITEM, 80)];
    assert_eq!(least(item), Money::new(890));
    // A rate of the list value and an amount fall on different units: half of it and a grain for each unit
    // and one more, or 0.80 for each.
    let of_list = Offer {
        rate_base: Base::List,
        ..reduce("a", Layer::ITEM, rate(5_000), Per::Unit)
    };
    let each = reduce("b", Layer::ITEM, amount(80), Per::Unit);
    assert_eq!(least(vec![of_list.clone()]), Money::new(567));
    assert_eq!(least(vec![of_list, each]), Money::new(410));
    // After 1.00 of another group, half of what is left is less than half of the list value.
    let half = |base| Offer {
        group: 1,
        rate_base: base,
        ..reduce("b", layer, rate(5_000), Per::Order)
    };
    let after = |base| least(vec![off("a", layer, 0, 100), half(base)]);
    assert_eq!(after(Base::Remaining), Money::new(517));
    assert_eq!(after(Base::List), Money::new(467));
    let units = Layer::MULTI_UNIT;
    let several = vec![capped("a", units, 100), capped("b", units, 80)];
    assert_eq!(least(several), Money::new(970));
    let free = offer("f", Layer::FREIGHT, Benefit::FreeFreight);
    assert_eq!(least(vec![free]), Money::new(1_000));
    // What cannot apply takes nothing.
    let asked = Offer {
        grant: crate::Grant::Token,
        ..off("a", layer, 0, 100)
    };
    assert_eq!(least(vec![asked]), Money::new(1_070));
}

/// The share that a price takes of the dearest unit it is for, rounded up.
#[test]
fn shares_of_unit_prices() {
    for (list, price, expected) in [
        (500, 300, 4_000),
        (300, 200, 3_334),
        (300, 300, 0),
        (300, 900, 0),
        (300, 0, 10_000),
        (0, 0, 10_000),
    ] {
        let line = line("a", list, 1);
        let share = taken(Money::new(price), &line).basis_points();
        assert_eq!(share, expected, "{price} for {list}");
    }
}
