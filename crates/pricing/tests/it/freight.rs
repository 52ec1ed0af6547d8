//! Freight by templates.

use pricing::{
    Base, Benefit, Buyer, Cart, FreeFrom, FreightBy, FreightProblem, FreightTemplate, Grant, Layer,
    Line, Money, Offer, OfferId, Quote, Ruleset, Sku, Tag, Threshold,
};

use crate::build::{
    NOW, audit, cart, coupon, fen, held, holding, least, line, off_from, offer, reason, used,
};
use crate::dice::{Dice, anything};

/// 8.00 for the first two, 3.00 for each further two.
fn template(by: FreightBy) -> FreightTemplate {
    FreightTemplate {
        scope: Default::default(),
        by,
        first: 2,
        first_fee: fen(800),
        step: 2,
        step_fee: fen(300),
        free_from: None,
    }
}

fn free_from(minor: i64, base: Base) -> Option<FreeFrom> {
    let least = fen(minor);
    Some(FreeFrom { least, base })
}

#[track_caller]
fn quote(offers: Vec<Offer>, templates: Vec<FreightTemplate>, cart: &Cart, buyer: &Buyer) -> Quote {
    let ruleset = Ruleset::compile(offers).unwrap();
    let ruleset = ruleset.with_freight(templates).unwrap();
    let quote = ruleset.quote(cart, buyer, NOW).unwrap();
    audit(&ruleset, cart, &quote);
    quote
}

/// What templates charge for a cart that no offer touches.
#[track_caller]
fn check(templates: Vec<FreightTemplate>, cart: &Cart, fee: i64) {
    let quote = quote(Vec::new(), templates, cart, &Buyer::default());
    assert_eq!(quote.freight, cart.freight + fen(fee));
    let goods: Money = quote.lines.iter().map(|line| line.payable).sum();
    assert_eq!(quote.payable, goods + quote.freight);
}

fn grams(mut line: Line, grams: u32) -> Line {
    line.grams = grams;
    line
}

#[test]
fn steps() {
    for (units, fee) in [(1, 800), (2, 800), (3, 1_100), (4, 1_100), (5, 1_400)] {
        let pieces = cart(vec![line("a", 100, units)]);
        check(vec![template(FreightBy::Pieces)], &pieces, fee);
        let heavy = cart(vec![grams(line("a", 100, 1), units)]);
        check(vec![template(FreightBy::Grams)], &heavy, fee);
    }
    let mixed = cart(vec![
        grams(line("a", 100, 3), 2),
        grams(line("b", 100, 1), 1),
    ]);
    check(vec![template(FreightBy::Pieces)], &mixed, 1_100);
    check(vec![template(FreightBy::Grams)], &mixed, 800 + 3 * 300);
    // Something is sent, however light it is.
    let light = cart(vec![line("a", 100, 1)]);
    check(vec![template(FreightBy::Grams)], &light, 800);
    let mut nothing = light;
    nothing.lines[0].ticked = false;
    check(vec![template(FreightBy::Pieces)], &nothing, 0);
    check(vec![template(FreightBy::Pieces)], &cart(vec![]), 0);
}

/// Each template charges for its own lines, on top of the cart's own freight.
#[test]
fn scopes() {
    let mut both = cart(vec![line("a", 100, 1), line("b", 100, 3)]);
    both.lines[1].tags.push(Tag::from("big"));
    both.freight = fen(50);
    let of = |sku: &str| {
        let mut made = template(FreightBy::Pieces);
        made.scope.skus.push(Sku::from(sku));
        made
    };
    check(vec![of("a")], &both, 800);
    check(vec![of("b")], &both, 1_100);
    check(vec![of("c")], &both, 0);
    check(vec![of("a"), of("b")], &both, 1_900);
    let mut small = template(FreightBy::Pieces);
    small.scope.without.push(Tag::from("big"));
    check(vec![small], &both, 800);
    check(vec![template(FreightBy::Pieces)], &both, 1_100);
}

#[test]
fn free_from_an_amount() {
    let with = |minor, base| FreightTemplate {
        free_from: free_from(minor, base),
        ..template(FreightBy::Pieces)
    };
    let offers = || {
        let ninth = crate::build::rate(1_000);
        vec![
            crate::build::reduce("9折", Layer::ITEM, ninth, pricing::Per::Unit),
            off_from("满减", Layer::SHOP_REDUCTION, Base::List, 0, 1_000),
        ]
    };
    let goods = cart(vec![line("a", 10_000, 1)]);
    for (base, worth) in [
        (Base::List, 10_000),
        (Base::AfterItem, 9_000),
        (Base::Remaining, 8_000),
    ] {
        for (from, fee) in [(worth, 0), (worth + 1, 800)] {
            let templates = vec![with(from, base)];
            let quote = quote(offers(), templates, &goods, &Buyer::default());
            assert_eq!((quote.freight, quote.payable), (fen(fee), fen(8_000 + fee)));
        }
    }
    // Measured on the template's own lines.
    let two = cart(vec![line("a", 6_000, 1), line("b", 4_000, 1)]);
    let mut of_a = with(6_001, Base::List);
    of_a.scope.skus.push(Sku::from("a"));
    check(vec![of_a, with(10_000, Base::List)], &two, 800);
}

/// What templates charge can be taken off, and no threshold on goods sees it.
#[test]
fn offers_on_freight() {
    let free = |cap: Option<i64>, from| Offer {
        cap: cap.map(fen),
        threshold: least(from, Base::Remaining),
        ..offer("包邮", Layer::FREIGHT, Benefit::FreeFreight)
    };
    let mut goods = cart(vec![line("a", 9_500, 1)]);
    goods.freight = fen(200);
    for (cap, from, payable) in [
        (None, 9_500, 9_500),
        (Some(900), 9_500, 9_600),
        (None, 9_501, 10_500),
    ] {
        let templates = vec![template(FreightBy::Pieces)];
        let quote = quote(vec![free(cap, from)], templates, &goods, &Buyer::default());
        assert_eq!((quote.freight, quote.payable), (fen(1_000), fen(payable)));
        let next = &quote.next[0];
        assert_eq!(
            next.off_next,
            fen(if from == 9_501 { 1_000 } else { 0 } + payable_off(cap, from))
        );
    }
    let off = off_from("满减", Layer::SHOP_REDUCTION, Base::Remaining, 9_501, 100);
    let templates = vec![template(FreightBy::Pieces)];
    let quote = quote(vec![off], templates, &goods, &Buyer::default());
    assert_eq!(reason(&quote, "满减"), Some(&crate::build::short(1)));
}

fn payable_off(cap: Option<i64>, from: i64) -> i64 {
    if from == 9_501 {
        0
    } else {
        cap.unwrap_or(1_000)
    }
}

/// A coupon that costs more freight than it gives stays in the wallet.
#[test]
fn a_coupon_is_weighed_with_its_freight() {
    let goods = cart(vec![line("a", 10_000, 1)]);
    let templates = || {
        vec![FreightTemplate {
            free_from: free_from(10_000, Base::Remaining),
            ..template(FreightBy::Pieces)
        }]
    };
    for (off, payable, works) in [
        (799, 10_000, false),
        (800, 10_000, false),
        (801, 9_999, true),
    ] {
        let offers = vec![coupon("券", Layer::SHOP_COUPON, Base::List, 0, off)];
        let quote = quote(offers, templates(), &goods, &holding(&["券"]));
        assert_eq!(quote.payable, fen(payable));
        assert_eq!(used(&quote).len(), usize::from(works));
        assert!(quote.search.proved);
        if !works {
            assert!(reason(&quote, "券").is_some());
        }
    }
}

#[test]
fn the_hash_knows_templates() {
    let with = |templates| {
        let ruleset = Ruleset::compile(Vec::new()).unwrap();
        ruleset.with_freight(templates).unwrap().hash()
    };
    let changes: &[fn(&mut FreightTemplate)] = &[
        |_| {},
        |made| made.scope.tags.push("x".into()),
        |made| made.by = FreightBy::Grams,
        |made| made.first = 3,
        |made| made.first_fee = fen(1),
        |made| made.step = 3,
        |made| made.step_fee = fen(1),
        |made| made.free_from = free_from(0, Base::List),
        |made| made.free_from = free_from(1, Base::List),
        |made| made.free_from = free_from(0, Base::Remaining),
    ];
    let mut hashes = vec![with(Vec::new())];
    assert_eq!(hashes[0], Ruleset::compile(Vec::new()).unwrap().hash());
    for change in changes {
        let mut made = template(FreightBy::Pieces);
        change(&mut made);
        hashes.push(with(vec![made]));
    }
    let two = vec![template(FreightBy::Pieces), template(FreightBy::Pieces)];
    hashes.push(with(two));
    let count = hashes.len();
    hashes.sort_unstable();
    hashes.dedup();
    assert_eq!(hashes.len(), count);
    // Templates take the place of those before.
    let one = || vec![template(FreightBy::Pieces)];
    let ruleset = Ruleset::compile(Vec::new()).unwrap();
    let ruleset = ruleset.with_freight(one()).unwrap();
    assert_eq!(ruleset.freight(), one());
    let again = ruleset.with_freight(one()).unwrap();
    assert_eq!(again.hash(), with(one()));
    assert_eq!(again.freight().len(), 1);
}

#[test]
fn what_is_refused() {
    #[track_caller]
    fn check(change: fn(&mut FreightTemplate), asks: fn(&FreightProblem) -> bool, message: &str) {
        let mut made = template(FreightBy::Pieces);
        change(&mut made);
        let ruleset = Ruleset::compile(Vec::new()).unwrap();
        let templates = vec![template(FreightBy::Grams), made];
        let error = ruleset.with_freight(templates).unwrap_err();
        assert_eq!(error.to_string(), format!("freight template 1: {message}"));
        assert_eq!(error.problems().len(), 1);
        assert_eq!(error.problems()[0].template(), 1);
        assert!(asks(&error.problems()[0]));
    }
    let negative = FreightProblem::is_negative;
    check(
        |made| made.first_fee = fen(-1),
        negative,
        "a fee is negative",
    );
    check(
        |made| made.step_fee = fen(-1),
        negative,
        "a fee is negative",
    );
    check(
        |made| made.free_from = free_from(-1, Base::List),
        negative,
        "the threshold is negative",
    );
    check(
        |made| made.step = 0,
        FreightProblem::is_zero_step,
        "a step of nothing is endless",
    );
    let scope = FreightProblem::is_bad_scope;
    check(
        |made| made.scope.only_unreduced = true,
        scope,
        "freight cannot depend on what is reduced",
    );
    check(
        |made| {
            made.scope.min_unit_price = Some(fen(2));
            made.scope.max_unit_price = Some(fen(1));
        },
        scope,
        "no unit price lies in the scope's range",
    );
    let bad = FreightTemplate {
        step: 0,
        first_fee: fen(-1),
        ..template(FreightBy::Pieces)
    };
    let ruleset = Ruleset::compile(Vec::new()).unwrap();
    let error = ruleset.with_freight(vec![bad.clone(), bad]).unwrap_err();
    assert_eq!(error.problems().len(), 4);
    // A fee beyond what a cart may hold is refused with the cart.
    let dear = FreightTemplate {
        step_fee: Money::LIMIT,
        ..template(FreightBy::Pieces)
    };
    let ruleset = Ruleset::compile(Vec::new()).unwrap();
    let ruleset = ruleset.with_freight(vec![dear]).unwrap();
    let priced = |units| {
        let cart = cart(vec![grams(line("a", 0, units), u32::MAX)]);
        ruleset.quote(&cart, &Buyer::default(), NOW)
    };
    assert!(priced(2).is_ok());
    assert!(priced(u32::MAX).unwrap_err().is_overflow());
}

/// The search with freight that depends on what is left, and with any terms, against every subset
/// of the wallet insisted on.
#[test]
fn the_search_stays_exact() {
    let (mut kept, mut asked) = (0, 0);
    for seed in 0..2_500 {
        let mut dice = Dice::new(seed);
        let mut world = anything(&mut dice);
        crate::terms::other_terms(&mut dice, &mut world);
        world.offers.retain(|offer| !offer.layer.is_item());
        world.offers.truncate(5);
        let mut buyer = Buyer {
            points: world.buyer.points,
            ..Buyer::default()
        };
        for (at, made) in world.offers.iter_mut().enumerate() {
            made.grant = Grant::Coupon;
            made.audience = pricing::Audience::Everyone;
            made.exclusive = false;
            made.limits.uses_left = None;
            if let Threshold::Amount { least, .. } = &mut made.threshold {
                *least = fen(least.minor() / 3);
            }
            // Coupons of a group are left out one by one as well.
            made.group = if dice.chance(70) { at as u16 } else { 0 };
            buyer.coupons.push(held(made.id.as_str(), 0, 2_000));
        }
        let templates = vec![FreightTemplate {
            free_from: free_from(dice.roll(0, 20_000), Base::Remaining),
            first_fee: fen(dice.roll(0, 3_000)),
            ..template(FreightBy::Pieces)
        }];
        let all = quote(world.offers.clone(), templates.clone(), &world.cart, &buyer);
        assert!(all.search.proved, "seed {seed}");
        let mut lowest = Money::LIMIT;
        let held = buyer.coupons.clone();
        for subset in 0..1_u32 << held.len() {
            let taken = |at: &usize| subset >> at & 1 == 1;
            let pinned = (0..held.len())
                .filter(taken)
                .map(|at| held[at].offer.clone());
            let pinned: Vec<OfferId> = pinned.collect();
            let insists = Buyer {
                coupons: held
                    .iter()
                    .filter(|coupon| pinned.contains(&coupon.offer))
                    .cloned()
                    .collect(),
                pinned,
                ..buyer.clone()
            };
            let one = quote(
                world.offers.clone(),
                templates.clone(),
                &world.cart,
                &insists,
            );
            lowest = lowest.min(one.payable);
        }
        assert_eq!(all.payable, lowest, "seed {seed}");
        let unused =
            |unused: &&pricing::Unused| matches!(unused.reason, pricing::Reason::BeatenBy(_));
        kept += u32::from(all.unused.iter().any(|one| unused(&one)));
        asked += u32::from(!held.is_empty());
    }
    assert!(kept > 200 && asked > 1_500, "{kept} {asked}");
}
