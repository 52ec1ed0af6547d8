//! Freight by templates.

use pricing::{
    Base, Benefit, Buyer, Cart, FreeFrom, FreightBy, FreightProblem, FreightTemplate, Grant,
    GroupGives, Groups, Layer, Line, Money, Offer, Pick, Quote, Ruleset, Sku, Tag,
};

use crate::build::{
    NOW, amount, audit, cart, coupon, fen, holding, least, line, off_from, offer, reason, used,
};

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

/// Freight is free from what lines pay after all multi-unit layers: of two coupons of such a layer the one that
/// takes less leaves enough, and the offer of the group after them is no choice.
#[test]
fn a_choice_before_the_last_units_are_counted() {
    let each = |id, group, off| {
        let gives = GroupGives::Each(amount(off));
        let (fill, times) = (Pick::Dearest, None);
        let size = 1;
        let groups = Groups {
            size,
            fill,
            times,
            gives,
        };
        Offer {
            group,
            ..offer(id, Layer::MULTI_UNIT, Benefit::Groups(groups))
        }
    };
    let held = |made| Offer {
        grant: Grant::Coupon,
        ..made
    };
    let offers = vec![
        held(each("减1", 0, 100)),
        held(each("减2", 0, 200)),
        each("减3", 1, 300),
    ];
    let template = FreightTemplate {
        free_from: free_from(1_550, Base::AfterItem),
        ..template(FreightBy::Pieces)
    };
    let goods = cart(vec![line("a", 2_000, 1)]);
    let wallet = holding(&["减1", "减2"]);
    let quote = quote(offers, vec![template], &goods, &wallet);
    assert_eq!(quote.payable, fen(1_600));
    assert_eq!(used(&quote), ["减1", "减3"]);
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
    for (cap, from, payable, off_next) in [
        (None, 9_500, 9_500, 1_000),
        (Some(900), 9_500, 9_600, 900),
        // What it would take off at its threshold.
        (None, 9_501, 10_500, 1_000),
        (Some(900), 9_501, 10_500, 900),
    ] {
        let templates = vec![template(FreightBy::Pieces)];
        let quote = quote(vec![free(cap, from)], templates, &goods, &Buyer::default());
        assert_eq!((quote.freight, quote.payable), (fen(1_000), fen(payable)));
        assert_eq!(quote.next[0].off_next, fen(off_next));
    }
    let off = off_from("满减", Layer::SHOP_REDUCTION, Base::Remaining, 9_501, 100);
    let templates = vec![template(FreightBy::Pieces)];
    let quote = quote(vec![off], templates, &goods, &Buyer::default());
    assert_eq!(reason(&quote, "满减"), Some(&crate::build::short(1)));
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
        let problem = &error.problems()[0];
        assert!(asks(problem));
        let questions = [
            FreightProblem::is_negative,
            FreightProblem::is_zero_step,
            FreightProblem::is_bad_scope,
        ];
        let answers = questions.map(|question| question(problem));
        assert_eq!(answers.iter().filter(|answer| **answer).count(), 1);
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
    let about: Vec<usize> = error.problems().iter().map(|one| one.template()).collect();
    assert_eq!(about, [0, 0, 1, 1]);
    assert_eq!(
        error.to_string(),
        "freight template 0: a step of nothing is endless\n\
         freight template 0: a fee is negative\n\
         freight template 1: a step of nothing is endless\n\
         freight template 1: a fee is negative"
    );
    let mut one_price = template(FreightBy::Pieces);
    one_price.scope.min_unit_price = Some(fen(2));
    one_price.scope.max_unit_price = Some(fen(2));
    let ruleset = Ruleset::compile(Vec::new()).unwrap();
    assert!(ruleset.with_freight(vec![one_price]).is_ok());
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
