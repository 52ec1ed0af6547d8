//! What comes on top of the price: gifts, cashback, points earned.

use pricing::{
    Audience, Base, Benefit, Beside, Buyer, Cart, Conditional, Fact, Funder, Gift, GiftBy,
    GiftLadder, GiftTier, GiftUnits, Gives, Grant, Instant, Layer, Limits, Missing, NextTier, Off,
    Offer, OfferId, Per, Quota, Quote, Reason, Requirement, Ruleset, Scope, Sku, Tag, Threshold,
};

use crate::build::{
    amount, cart, fen, least, line, off_from, offer, quote, rate, reason, reduce, short, token,
    used,
};
use crate::dice::{Dice, seeds};
use crate::worlds::{anything, some_scope, some_threshold};

/// `(least, sku, units)` a step.
fn gift(by: GiftBy, times: u32, steps: &[(i64, &str, u32)]) -> Offer {
    let tiers = steps.iter().map(|(least, sku, units)| GiftTier {
        least: *least,
        gifts: vec![Gift {
            sku: Sku::from(*sku),
            units: *units,
        }],
    });
    let ladder = GiftLadder {
        by,
        tiers: tiers.collect(),
        times,
    };
    offer("满赠", Layer::BESIDE, Benefit::Gift(ladder))
}

fn cashback(off: Off) -> Offer {
    offer("返现", Layer::BESIDE, Benefit::Cashback { off })
}

fn earn(each: i64, points: u32) -> Offer {
    let each = fen(each);
    offer(
        "送积分",
        Layer::BESIDE,
        Benefit::EarnPoints { each, points },
    )
}

fn goods(minor: i64, quantity: u32) -> Cart {
    cart(vec![line("goods", minor, quantity)])
}

fn units(sku: &str, units: u32, short: u32) -> GiftUnits {
    let sku = Sku::from(sku);
    GiftUnits { sku, units, short }
}

/// What the only offer beside the price gives; it changes no amount.
#[track_caller]
fn gives(made: Offer, cart: &Cart, buyer: &Buyer) -> Result<Beside, Reason> {
    let id = made.id.clone();
    let without = quote(Vec::new(), cart, buyer);
    let with = quote(vec![made], cart, buyer);
    assert_eq!(with.lines, without.lines);
    assert_eq!(with.payable, without.payable);
    assert!(with.applied.is_empty() && with.conditional.is_empty());
    match &with.beside[..] {
        [beside] => Ok(beside.clone()),
        _ => Err(reason(&with, id.as_str()).unwrap().clone()),
    }
}

#[test]
fn gift_ladders() {
    let nobody = Buyer::default();
    let steps = [(10_000, "cup", 1), (20_000, "pot", 2)];
    let list = GiftBy::Amount(Base::List);
    for (times, cart, expected) in [
        (1, goods(9_999, 1), Err(short(1))),
        (1, goods(10_000, 1), Ok((0, 10_000, units("cup", 1, 0)))),
        (1, goods(19_999, 1), Ok((0, 19_999, units("cup", 1, 0)))),
        // The highest step alone, once or for each full amount of it.
        (1, goods(20_000, 3), Ok((1, 60_000, units("pot", 2, 0)))),
        (2, goods(20_000, 3), Ok((1, 60_000, units("pot", 4, 0)))),
        (9, goods(20_000, 3), Ok((1, 60_000, units("pot", 6, 0)))),
    ] {
        let given = gives(gift(list, times, &steps), &cart, &nobody);
        let expected = expected.map(|(tier, base, gift)| Beside {
            offer: OfferId::from("满赠"),
            tier: Some(tier),
            base,
            funder: Funder::Shop,
            gives: Gives::Gifts(vec![gift]),
        });
        assert_eq!(given, expected);
    }
    let by_count = |quantity| {
        let made = gift(GiftBy::Count, 5, &[(2, "cup", 1)]);
        gives(made, &goods(1, quantity), &nobody).map(|beside| beside.gives)
    };
    let missing = Missing::Units(1);
    assert_eq!(by_count(1), Err(Reason::Short(missing)));
    assert_eq!(by_count(5), Ok(Gives::Gifts(vec![units("cup", 2, 0)])));
    let most = Gives::Gifts(vec![units("cup", 5, 0)]);
    assert_eq!(by_count(1_000_000_000), Ok(most));
}

/// Steps look at the cart as it will be paid, or as they say.
#[test]
fn bases_of_the_final_state() {
    for (base, expected) in [
        (Base::List, Some(20_000)),
        (Base::AfterItem, Some(18_000)),
        (Base::Remaining, None),
    ] {
        let offers = vec![
            gift(GiftBy::Amount(base), 1, &[(18_000, "cup", 1)]),
            reduce("9折", Layer::ITEM, rate(1_000), Per::Unit),
            off_from("满减", Layer::CROSS_SHOP, Base::List, 0, 1),
        ];
        let quote = quote(offers, &goods(20_000, 1), &Buyer::default());
        assert_eq!(quote.payable, fen(17_999));
        assert_eq!(used(&quote), ["9折", "满减"]);
        let base = quote.beside.first().map(|beside| beside.base);
        assert_eq!(base, expected);
        if expected.is_none() {
            assert_eq!(reason(&quote, "满赠"), Some(&short(1)));
        }
    }
}

#[test]
fn quotas_limit_gifts() {
    let left = |left: &[u32]| Buyer {
        quotas: left
            .iter()
            .map(|left| Quota {
                offer: OfferId::from("满赠"),
                left: *left,
            })
            .collect(),
        ..Buyer::default()
    };
    for (left, expected) in [
        (left(&[]), Ok(units("cup", 6, 0))),
        (left(&[3]), Ok(units("cup", 6, 0))),
        (left(&[2]), Ok(units("cup", 4, 2))),
        (left(&[9, 1]), Ok(units("cup", 2, 4))),
        (left(&[0]), Err(Reason::SoldOut)),
    ] {
        let made = gift(GiftBy::Count, 3, &[(1, "cup", 2)]);
        let given = gives(made, &goods(1, 3), &left).map(|beside| beside.gives);
        assert_eq!(given, expected.map(|gift| Gives::Gifts(vec![gift])));
    }
    // What is gone is no reason to buy more.
    let made = gift(GiftBy::Count, 1, &[(9, "cup", 1)]);
    let quote = quote(vec![made], &goods(1, 3), &left(&[0]));
    assert_eq!(reason(&quote, "满赠"), Some(&Reason::SoldOut));
    assert!(quote.next.is_empty());
}

/// 返现20: the payable stays 100, 20 come back.
#[test]
fn g9_cashback() {
    let nobody = Buyer::default();
    for (off, paid, expected) in [
        (amount(2_000), 10_000, Ok(2_000)),
        (amount(2_000), 1_500, Ok(1_500)),
        (rate(1_000), 10_005, Ok(1_001)),
        (rate(1_000), 10_004, Ok(1_000)),
        (rate(1_000), 4, Err(Reason::NothingLeft)),
        (amount(0), 10_000, Err(Reason::NothingLeft)),
    ] {
        let given = gives(cashback(off), &goods(paid, 1), &nobody);
        let expected = expected.map(|back| Gives::Cashback(fen(back)));
        assert_eq!(given.map(|beside| beside.gives), expected);
    }
    // Of what is paid, freight aside.
    let mut cart = goods(10_000, 1);
    cart.freight = fen(800);
    let less = off_from("满减", Layer::SHOP_REDUCTION, Base::List, 0, 3_000);
    let quote = quote(vec![cashback(rate(1_000)), less], &cart, &nobody);
    assert_eq!(quote.payable, fen(7_800));
    assert_eq!(quote.beside[0].gives, Gives::Cashback(fen(700)));
    assert_eq!(quote.beside[0].base, 7_000);
}

#[test]
fn points_earned() {
    for (each, points, paid, expected) in [
        (100, 1, 9_999, Ok(99)),
        (10_000, 50, 25_000, Ok(100)),
        (10_000, 50, 9_999, Err(short(1))),
        (1, u32::MAX, 1_000_000_000_000_000, Ok(u64::MAX)),
    ] {
        let given = gives(earn(each, points), &goods(paid, 1), &Buyer::default());
        let given = given.map(|beside| beside.gives);
        assert_eq!(given, expected.map(Gives::Points));
    }
}

/// Scope, threshold, requirement, window, audience, limits and tokens stand in the way as they do
/// for other offers.
#[test]
fn conditions() {
    let both = cart(vec![line("a", 10_000, 1), line("b", 5_000, 1)]);
    let nobody = Buyer::default;
    let of = |sku: &str| Scope {
        skus: vec![Sku::from(sku)],
        ..Scope::default()
    };
    let requires = |sku: &str| {
        let scope = of(sku);
        let threshold = Threshold::Count { least: 1 };
        vec![Requirement { scope, threshold }]
    };
    let check = |change: &dyn Fn(&mut Offer), buyer: Buyer, expected: Result<i64, Reason>| {
        let mut made = cashback(rate(1_000));
        change(&mut made);
        let given = gives(made, &both, &buyer).map(|beside| beside.gives);
        assert_eq!(given, expected.map(|back| Gives::Cashback(fen(back))));
    };
    check(&|_| {}, nobody(), Ok(1_500));
    check(&|made| made.scope = of("b"), nobody(), Ok(500));
    check(
        &|made| made.scope = of("c"),
        nobody(),
        Err(Reason::OutOfScope),
    );
    let from = |minor| move |made: &mut Offer| made.threshold = least(minor, Base::Remaining);
    check(&from(15_000), nobody(), Ok(1_500));
    check(&from(15_001), nobody(), Err(short(1)));
    check(&|made| made.requires = requires("b"), nobody(), Ok(1_500));
    check(
        &|made| made.requires = requires("c"),
        nobody(),
        Err(Reason::Requires(Missing::Units(1))),
    );
    let start = Instant::from_ms(1_001);
    check(
        &|made| made.window.from = start,
        nobody(),
        Err(Reason::NotStarted(start)),
    );
    let uses = |left| {
        move |made: &mut Offer| {
            made.limits = Limits {
                uses_left: Some(left),
                ..Limits::default()
            };
        }
    };
    check(&uses(1), nobody(), Ok(1_500));
    check(&uses(0), nobody(), Err(Reason::LimitReached));
    let vip = |made: &mut Offer| made.audience = Audience::Asserted(Fact::from("vip"));
    let says = |holds| Buyer {
        facts: vec![(Fact::from("vip"), holds)],
        ..Buyer::default()
    };
    check(&vip, says(true), Ok(1_500));
    check(
        &vip,
        says(false),
        Err(Reason::NotEligible(Fact::from("vip"))),
    );
    let holder = Buyer {
        tokens: vec![token("返现", 1)],
        ..Buyer::default()
    };
    check(&|made| made.grant = Grant::Token, holder, Ok(1_500));
    check(
        &|made| made.scope.only_unreduced = true,
        nobody(),
        Ok(1_500),
    );
    let mut full_price = cashback(rate(1_000));
    full_price.scope.only_unreduced = true;
    let mut half = reduce("5折", Layer::ITEM, rate(5_000), Per::Unit);
    half.scope = of("a");
    let quote = quote(vec![full_price, half], &both, &nobody());
    assert_eq!(quote.beside[0].gives, Gives::Cashback(fen(500)));
}

/// What waits for the server's word promises no other payable.
#[test]
fn waiting_offers() {
    let vip = || Audience::Asserted(Fact::from("vip"));
    let made = |audience, grant| Offer {
        audience,
        grant,
        ..cashback(rate(1_000))
    };
    for (made, fact) in [
        (made(vip(), Grant::Open), Some(Fact::from("vip"))),
        (made(Audience::Everyone, Grant::Token), None),
    ] {
        let quote = quote(vec![made], &goods(10_000, 1), &Buyer::default());
        assert!(quote.beside.is_empty());
        let waits = Conditional {
            offer: OfferId::from("返现"),
            fact,
            payable: fen(10_000),
        };
        assert_eq!(quote.conditional, [waits]);
    }
    let in_vain = Offer {
        threshold: least(10_001, Base::List),
        ..made(vip(), Grant::Open)
    };
    let quote = quote(vec![in_vain], &goods(10_000, 1), &Buyer::default());
    assert!(quote.conditional.is_empty());
    assert_eq!(reason(&quote, "返现"), Some(&short(1)));
}

/// Each by itself, in order of id, whatever groups and priorities say.
#[test]
fn nothing_competes() {
    let named = |id: &str, priority| Offer {
        id: OfferId::from(id),
        priority,
        ..cashback(rate(1_000))
    };
    let offers = vec![named("b", 0), named("a", 5), named("c", -5)];
    let quote = quote(offers, &goods(10_000, 1), &Buyer::default());
    let ids: Vec<&str> = quote.beside.iter().map(|b| b.offer.as_str()).collect();
    assert_eq!(ids, ["a", "b", "c"]);
}

#[test]
fn progress() {
    let next = |made: Offer, cart: &Cart| {
        let Quote { next, .. } = quote(vec![made], cart, &Buyer::default());
        next.into_iter().next()
    };
    let at = |have, reached, missing| {
        Some(NextTier {
            offer: OfferId::from("满赠"),
            have,
            reached,
            missing,
            requires: None,
            off_now: fen(0),
            off_next: fen(0),
        })
    };
    let steps = [(10_000, "cup", 1), (20_000, "pot", 2)];
    let made = || gift(GiftBy::Amount(Base::Remaining), 1, &steps);
    let missing = |minor| Some(Missing::Amount(fen(minor)));
    assert_eq!(next(made(), &goods(9_000, 1)), at(9_000, 0, missing(1_000)));
    assert_eq!(
        next(made(), &goods(12_000, 1)),
        at(12_000, 1, missing(8_000))
    );
    assert_eq!(next(made(), &goods(30_000, 1)), at(30_000, 2, None));
    let by_count = gift(GiftBy::Count, 1, &[(3, "cup", 1)]);
    let missing = Some(Missing::Units(1));
    assert_eq!(next(by_count, &goods(1, 2)), at(2, 0, missing));
    // A threshold that is not met comes before the ladder.
    let mut from = made();
    from.threshold = Threshold::Count { least: 2 };
    assert_eq!(next(from, &goods(12_000, 1)), at(1, 0, missing));
    let mut rest = made();
    let scope = Scope {
        tags: vec![Tag::from("x")],
        ..Scope::default()
    };
    rest.requires.push(Requirement {
        scope,
        threshold: Threshold::Count { least: 1 },
    });
    let required = at(0, 0, missing).map(|next| NextTier {
        requires: Some(0),
        ..next
    });
    assert_eq!(next(rest, &goods(12_000, 1)), required);
    assert_eq!(next(cashback(rate(1_000)), &goods(1, 1)), None);
}

#[test]
fn what_is_refused() {
    let check = |change: &dyn Fn(&mut Offer), message: &str| {
        let mut made = cashback(rate(1_000));
        change(&mut made);
        let error = Ruleset::compile(vec![made]).unwrap_err();
        assert_eq!(error.to_string(), format!("offer `返现`: {message}"));
        assert!(error.problems()[0].is_misplaced());
    };
    let apart = "what is given beside the price needs a layer of its own";
    check(&|made| made.layer = Layer::POINTS, apart);
    check(&|made| made.exclusive = true, apart);
    check(&|made| made.cap = Some(fen(1)), apart);
    check(
        &|made| made.grant = Grant::Coupon,
        "a coupon cannot grant what is given beside the price",
    );
    let nothing = gift(GiftBy::Count, 1, &[(1, "cup", 0)]);
    let error = Ruleset::compile(vec![nothing]).unwrap_err();
    assert!(error.problems()[0].is_bad_ladder());
}

/// Whatever is beside them, lines, choices and progress of the other offers stay what they were.
#[test]
fn nothing_else_changes() {
    let sums = seeds(0, 5_000, |seed| {
        let mut dice = Dice::new(seed);
        let world = anything(&mut dice);
        let one = quote(world.offers.clone(), &world.cart, &world.buyer);
        let mut offers = world.offers;
        let count = offers.len();
        for at in 0..3 {
            let mut made = match dice.roll(0, 2) {
                0 => gift(GiftBy::Count, 3, &[(1, "cup", 1), (4, "pot", 2)]),
                1 => cashback(rate(dice.roll(0, 3_000) as u16)),
                _ => earn(dice.roll(1, 3_000), 2),
            };
            made.id = OfferId::from(format!("x{at}").as_str());
            made.threshold = some_threshold(&mut dice, &world.cart);
            made.scope = some_scope(&mut dice, &world.cart);
            made.scope.only_unreduced = dice.chance(20);
            if dice.chance(20) {
                made.audience = Audience::Asserted(Fact::from("vip"));
            }
            offers.push(made);
        }
        let two = quote(offers, &world.cart, &world.buyer);
        assert_eq!(one.lines, two.lines);
        assert_eq!(one.applied, two.applied);
        assert_eq!(one.payable, two.payable);
        assert_eq!(one.search, two.search);
        assert_eq!(one.next, two.next[..one.next.len()]);
        let accounted = two.applied.len() + two.unused.len() + two.conditional.len();
        assert_eq!(accounted + two.beside.len(), count + 3);
        for waits in two.conditional.iter().filter(|w| w.offer.as_str() >= "x") {
            assert_eq!(waits.payable, two.payable);
        }
        let waiting = two.conditional.len() - one.conditional.len();
        [two.beside.len() as u64, waiting as u64]
    });
    let enough = |[given, waiting]: [u64; 2]| given > 3_000 && waiting > 500;
    assert!(sums.is_none_or(enough), "{sums:?}");
}
