//! What is refused, and in which words.

use pricing::{
    Base, Benefit, BuyGet, Buyer, Cart, GetFrom, GroupGives, Groups, Instant, Layer, Money, Offer,
    Per, Pick, Place, Rate, Ruleset, RulesetProblem, Threshold, Tier, Window,
};

use crate::build::{NOW, amount, fen, ladder, least, line, offer, rate, reduce};

#[track_caller]
fn check(made: Offer, asks: fn(&RulesetProblem) -> bool, message: &str) {
    let error = Ruleset::compile(vec![made]).unwrap_err();
    assert_eq!(error.to_string(), message);
    assert_eq!(error.problems().len(), 1);
    assert_eq!(error.problems()[0].offer().as_str(), "o");
    let problem = &error.problems()[0];
    assert!(asks(problem));
    let questions = [
        RulesetProblem::is_duplicate_id,
        RulesetProblem::is_empty_range,
        RulesetProblem::is_negative,
        RulesetProblem::is_bad_ladder,
        RulesetProblem::is_zero_step,
        RulesetProblem::is_misplaced,
    ];
    let answers = questions.map(|question| question(problem));
    assert_eq!(answers.iter().filter(|answer| **answer).count(), 1);
}

fn plain() -> Offer {
    reduce("o", Layer::SHOP_COUPON, amount(1), Per::Order)
}

fn each(each: i64, off: i64) -> Offer {
    let (each, off) = (fen(each), fen(off));
    let benefit = Benefit::PerEach {
        each,
        off,
        times: None,
        base: Base::List,
    };
    offer("o", Layer::SHOP_REDUCTION, benefit)
}

fn points(worth: i64) -> Offer {
    let worth = fen(worth);
    let share = Rate::WHOLE;
    offer("o", Layer::POINTS, Benefit::Points { worth, share })
}

fn steps(steps: &[(i64, i64)]) -> Offer {
    ladder("o", Layer::SHOP_REDUCTION, Base::List, steps)
}

#[test]
fn ranges() {
    let window = Window {
        from: NOW,
        until: NOW,
    };
    check(
        Offer { window, ..plain() },
        RulesetProblem::is_empty_range,
        "offer `o`: the window ends before it starts",
    );
    let mut made = plain();
    made.scope.min_unit_price = Some(fen(2));
    made.scope.max_unit_price = Some(fen(1));
    check(
        made,
        RulesetProblem::is_empty_range,
        "offer `o`: no unit price lies in the scope's range",
    );
    // One price is a range.
    let mut made = plain();
    made.scope.min_unit_price = Some(fen(2));
    made.scope.max_unit_price = Some(fen(2));
    assert!(Ruleset::compile(vec![made]).is_ok());
}

#[test]
fn amounts() {
    let negative = RulesetProblem::is_negative;
    let below = |off| reduce("o", Layer::ITEM, amount(off), Per::Unit);
    check(below(-1), negative, "offer `o`: the reduction is negative");
    let price = fen(-1);
    let made = offer("o", Layer::ITEM, Benefit::UnitPrice { price });
    check(made, negative, "offer `o`: the price is negative");
    let cap = Some(fen(-1));
    check(
        Offer { cap, ..plain() },
        negative,
        "offer `o`: the cap is negative",
    );
    let threshold = least(-1, Base::List);
    let made = Offer {
        threshold,
        ..plain()
    };
    check(made, negative, "offer `o`: the threshold is negative");
    check(each(-1, 1), negative, "offer `o`: `each` is negative");
    check(
        each(1, -1),
        negative,
        "offer `o`: the reduction is negative",
    );
    check(
        points(-1),
        negative,
        "offer `o`: the worth of a point is negative",
    );
    check(steps(&[(-1, 1)]), negative, "offer `o`: a step is negative");
    let zero = RulesetProblem::is_zero_step;
    check(
        each(0, 1),
        zero,
        "offer `o`: each full amount of nothing is endless",
    );
    check(
        points(0),
        zero,
        "offer `o`: a point must be worth something",
    );
}

#[test]
fn ladders() {
    let bad = RulesetProblem::is_bad_ladder;
    let message = "offer `o`: each step must ask for more and give more";
    check(steps(&[]), bad, "offer `o`: the ladder has no step");
    check(steps(&[(100, 10), (100, 20)]), bad, message);
    check(steps(&[(100, 10), (200, 10)]), bad, message);
    let mixed = |rated| {
        let tier = |least, off| Tier { least, off };
        let tiers = vec![tier(10_000, amount(2_000)), tier(20_000, rate(rated))];
        let base = Base::List;
        offer(
            "o",
            Layer::SHOP_REDUCTION,
            Benefit::TiersByAmount { tiers, base },
        )
    };
    // At 20000 a tenth is 2000: no more than the step below gives.
    check(mixed(1_000), bad, message);
    assert!(Ruleset::compile(vec![mixed(1_001)]).is_ok());
    let rates = |upper| {
        let tiers = [(1, 1_000), (2, upper)].map(|(least, off)| Tier {
            least,
            off: rate(off),
        });
        let tiers = tiers.to_vec();
        offer("o", Layer::SHOP_REDUCTION, Benefit::TiersByCount { tiers })
    };
    check(rates(1_000), bad, message);
    assert!(Ruleset::compile(vec![rates(1_001)]).is_ok());
    // More off than asked for is generous, not wrong.
    assert!(Ruleset::compile(vec![steps(&[(100, 500)])]).is_ok());
}

/// Groups of `size` units.
fn groups(size: u32, gives: GroupGives) -> Offer {
    let groups = Groups {
        size,
        fill: Pick::Dearest,
        times: None,
        gives,
    };
    offer("o", Layer::MULTI_UNIT, Benefit::Groups(groups))
}

fn counted(places: &[u32]) -> GroupGives {
    let place = |nth: &u32| Place {
        nth: *nth,
        off: amount(1),
    };
    GroupGives::Nth {
        order: Pick::Dearest,
        places: places.iter().map(place).collect(),
    }
}

#[test]
fn sets() {
    let bad = RulesetProblem::is_bad_ladder;
    let empty = "offer `o`: a group, a set or a step of gifts holds nothing";
    check(groups(0, GroupGives::Each(amount(1))), bad, empty);
    let negative = RulesetProblem::is_negative;
    let message = "offer `o`: the reduction is negative";
    check(groups(2, GroupGives::Each(amount(-1))), negative, message);
    check(groups(2, GroupGives::Off(amount(-1))), negative, message);
    let message = "offer `o`: the price is negative";
    check(groups(2, GroupGives::Price(fen(-1))), negative, message);
    let message = "offer `o`: the ladder has no step";
    check(groups(2, counted(&[])), bad, message);
    let message = "offer `o`: places must rise and lie inside the group";
    for wrong in [&[0][..], &[4], &[2, 1], &[2, 2], &[1, 1, 3]] {
        check(groups(3, counted(wrong)), bad, message);
    }
    assert!(Ruleset::compile(vec![groups(3, counted(&[1, 3]))]).is_ok());
    for (buy, get) in [(0, 1), (1, 0)] {
        let sets = BuyGet {
            buy,
            buy_pick: Pick::Dearest,
            get,
            get_pick: Pick::Cheapest,
            from: GetFrom::Scope,
            off: amount(1),
            times: None,
        };
        let made = offer("o", Layer::MULTI_UNIT, Benefit::BuyGet(sets));
        check(made, bad, empty);
    }
}

#[test]
fn places() {
    let misplaced = RulesetProblem::is_misplaced;
    let freight = "offer `o`: free freight and the freight layer belong together";
    check(
        offer("o", Layer::POINTS, Benefit::FreeFreight),
        misplaced,
        freight,
    );
    check(
        offer("o", Layer::ITEM, Benefit::FreeFreight),
        misplaced,
        freight,
    );
    let made = reduce("o", Layer::FREIGHT, amount(1), Per::Order);
    check(made, misplaced, freight);
    let price = fen(1);
    let made = offer("o", Layer::SHOP_COUPON, Benefit::UnitPrice { price });
    check(
        made,
        misplaced,
        "offer `o`: a unit price needs an item layer",
    );
    let mut made = plain();
    made.limits.units_per_order = Some(1);
    check(
        made,
        misplaced,
        "offer `o`: a limit on units needs an item layer",
    );
    let shared = "offer `o`: an amount shared over lines needs an order layer";
    for made in [plain(), each(1, 1), points(1), steps(&[(1, 1)])] {
        let layer = Layer::ITEM;
        check(Offer { layer, ..made }, misplaced, shared);
    }
}

#[test]
fn all_problems_at_once() {
    let mut again = plain();
    again.cap = Some(fen(-1));
    again.threshold = Threshold::Count { least: 0 };
    let error = Ruleset::compile(vec![plain(), steps(&[]), again]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "offer `o`: the ladder has no step\n\
         offer `o`: another offer has this id\n\
         offer `o`: the cap is negative\n\
         offer `o`: another offer has this id"
    );
    assert!(error.problems()[1].is_duplicate_id());
}

#[test]
fn carts() {
    let ruleset = Ruleset::compile(vec![plain()]).unwrap();
    let quote = |cart: &Cart| ruleset.quote(cart, &Buyer::default(), Instant::MIN);
    let of = crate::build::cart;
    let limit = Money::LIMIT.minor();

    let error = quote(&of(vec![line("a", limit, 1), line("b", 1, 1)])).unwrap_err();
    assert!(error.is_overflow() && !error.is_invalid_line() && error.line_id().is_none());
    assert_eq!(
        error.to_string(),
        "cart is worth more than 1000000000000000 minor units"
    );
    assert!(
        quote(&of(vec![line("a", i64::MAX, u32::MAX)]))
            .unwrap_err()
            .is_overflow()
    );
    let mut freight = of(vec![line("a", limit, 1)]);
    assert!(quote(&freight).is_ok());
    freight.freight = fen(1);
    assert!(quote(&freight).unwrap_err().is_overflow());
    freight.freight = fen(-1);
    let error = quote(&freight).unwrap_err();
    assert!(error.is_invalid_freight());
    assert_eq!(error.to_string(), "freight is negative");
    let empty = Cart {
        lines: Vec::new(),
        freight: fen(limit + 1),
    };
    assert!(quote(&empty).unwrap_err().is_overflow());

    let mut low = line("a", 1, 1);
    low.floor = fen(-1);
    for (lines, message) in [
        (vec![line("a", 1, 0)], "line `a`: no units"),
        (
            vec![line("a", -1, 1)],
            "line `a`: the unit price is negative",
        ),
        (vec![low], "line `a`: the floor is negative"),
        (
            vec![line("b", 1, 1), line("a", 1, 1), line("a", 1, 1)],
            "line `a`: another line has this id",
        ),
    ] {
        let error = quote(&of(lines)).unwrap_err();
        assert!(error.is_invalid_line() && !error.is_overflow() && !error.is_invalid_freight());
        assert_eq!(error.line_id().map(|id| id.as_str()), Some("a"));
        assert_eq!(error.to_string(), message);
    }
}

/// The largest cart there may be, through every kind of arithmetic.
#[test]
fn the_largest_cart() {
    let limit = Money::LIMIT.minor();
    let offers = [
        reduce("a", Layer::ITEM, rate(1), Per::Unit),
        reduce("b", Layer::MULTI_UNIT, rate(3_333), Per::Line),
        offer(
            "c",
            Layer::SHOP_REDUCTION,
            Benefit::PerEach {
                each: fen(1),
                off: fen(i64::MAX),
                times: None,
                base: Base::List,
            },
        ),
    ];
    let lines = vec![
        line("a", limit / 2 - 1, 1),
        line("b", (limit / 2) / 4_000_000_000, 4_000_000_000),
    ];
    let cart = crate::build::cart(lines);
    for count in 1..=3 {
        let quote = crate::build::quote(offers[..count].to_vec(), &cart, &Buyer::default());
        assert_eq!(quote.payable.is_zero(), count == 3);
    }
}
