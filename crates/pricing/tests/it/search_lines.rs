//! What the search must know of each line: a coupon worth 1.00 is left in the wallet where a later
//! offer would lose as much or more by it.

use pricing::{
    Audience, Base, Benefit, Buyer, Grant, Layer, Offer, Overflow, Per, Requirement, Scope,
    ShareBase,
};

use crate::build::{
    amount, cart, coupon, fen, holding, least, line, offer, quote, reason, reduce, token, used,
};

/// Two lines of 10.00, the coupon on all of them, then the offer.
#[track_caller]
fn check(later: Offer, expected: i64) {
    let first = coupon("券", Layer::SHOP_COUPON, Base::List, 0, 100);
    let two = cart(vec![line("a", 1_000, 1), line("b", 1_000, 1)]);
    let told = quote(vec![first, later], &two, &holding(&["券"]));
    assert_eq!((used(&told), told.payable), (vec!["o"], fen(expected)));
    assert!(told.search.proved);
}

fn cross(minor: i64) -> Offer {
    reduce("o", Layer::CROSS_SHOP, amount(minor), Per::Order)
}

#[test]
fn a_threshold_that_the_coupon_would_break() {
    let from = |made| Offer {
        threshold: least(1_950, Base::Remaining),
        ..made
    };
    check(from(cross(300)), 1_700);
    let mut only = from(cross(300));
    only.scope.only_unreduced = true;
    check(only, 1_700);
    let mut asks = cross(300);
    asks.requires.push(Requirement {
        scope: Scope::default(),
        threshold: least(1_950, Base::Remaining),
    });
    check(asks, 1_700);
    let clamped = |share_base| Offer {
        overflow: Overflow::Clamp,
        share_base,
        ..from(cross(300))
    };
    for base in [ShareBase::AfterItem, ShareBase::Remaining] {
        check(clamped(base), 1_700);
    }
}

#[test]
fn what_lines_have_room_for() {
    check(cross(2_000), 0);
    let clamped = Offer {
        overflow: Overflow::Clamp,
        ..cross(2_000)
    };
    check(clamped, 0);
    let coarse = Offer {
        grain: fen(100),
        ..cross(2_000)
    };
    check(coarse, 0);
    check(reduce("o", Layer::CROSS_SHOP, amount(1_000), Per::Line), 0);
}

/// A share that is clamped stops at the floor of its line.
#[test]
fn clamped_at_floors() {
    let clamped = Offer {
        overflow: Overflow::Clamp,
        share_base: ShareBase::AfterItem,
        ..cross(400)
    };
    let mut low = line("a", 1_000, 1);
    low.floor = fen(900);
    let two = cart(vec![low, line("b", 1_000, 1)]);
    let first = reduce("满减", Layer::SHOP_REDUCTION, amount(60), Per::Order);
    let told = quote(vec![first, clamped], &two, &Buyer::default());
    let pays: Vec<_> = told.lines.iter().map(|line| line.payable).collect();
    assert_eq!(pays, [fen(900), fen(770)]);
}

/// It falls on no line that an item price has reduced where the offer leaves those out.
#[test]
fn clamped_on_unreduced_lines() {
    let mut clamped = Offer {
        overflow: Overflow::Clamp,
        share_base: ShareBase::AfterItem,
        ..cross(300)
    };
    clamped.scope.only_unreduced = true;
    let mut first = reduce("单品", Layer::ITEM, amount(100), Per::Unit);
    first.scope.skus.push("a".into());
    let two = cart(vec![line("a", 1_000, 1), line("b", 1_000, 1)]);
    let told = quote(vec![first, clamped], &two, &Buyer::default());
    let pays: Vec<_> = told.lines.iter().map(|line| line.payable).collect();
    assert_eq!(pays, [fen(900), fen(700)]);
}

/// A buyer who holds tokens for three units is told what those cost once the fact is known.
#[test]
fn tokens_that_wait_for_a_fact() {
    let price = fen(50);
    let made = Offer {
        grant: Grant::Token,
        audience: Audience::Asserted("member".into()),
        ..offer("o", Layer::ITEM, Benefit::UnitPrice { price })
    };
    let buyer = Buyer {
        tokens: vec![token("o", 3)],
        ..Buyer::default()
    };
    let told = quote(vec![made], &cart(vec![line("a", 100, 4)]), &buyer);
    assert_eq!(
        (told.payable, told.conditional[0].payable),
        (fen(400), fen(250))
    );
}

/// An exclusive offer keeps out what shares a line with it, whichever line that is.
#[test]
fn exclusive_on_the_last_line() {
    let on = |id, skus: [&str; 2], minor| {
        let mut made = reduce(id, Layer::SHOP_REDUCTION, amount(minor), Per::Order);
        made.scope.skus = skus.map(|sku| sku.into()).to_vec();
        made
    };
    let lines = ["a", "b", "c"].map(|id| line(id, 1_000, 1)).to_vec();
    for (first, second) in [(["a", "c"], ["b", "c"]), (["b", "c"], ["a", "c"])] {
        let exclusive = Offer {
            exclusive: true,
            ..on("独享", first, 500)
        };
        let other = Offer {
            group: 1,
            ..on("o", second, 100)
        };
        let told = quote(
            vec![exclusive, other],
            &cart(lines.clone()),
            &Buyer::default(),
        );
        assert_eq!((used(&told), told.payable), (vec!["独享"], fen(2_500)));
        let kept_out = pricing::Reason::ExcludedBy("独享".into());
        assert_eq!(reason(&told, "o"), Some(&kept_out));
    }
}

/// A coupon is left for the offer that would lose by it, not for one that gives the same either way.
#[test]
fn why_the_coupon_is_left() {
    let before = reduce("满减", Layer::SHOP_REDUCTION, amount(40), Per::Order);
    let first = coupon("券", Layer::SHOP_COUPON, Base::List, 0, 100);
    let later = Offer {
        threshold: least(1_950, Base::Remaining),
        ..cross(300)
    };
    let two = cart(vec![line("a", 1_000, 1), line("b", 1_000, 1)]);
    let told = quote(vec![before, first, later], &two, &holding(&["券"]));
    assert_eq!(used(&told), ["满减", "o"]);
    let left = pricing::Reason::BeatenBy("o".into());
    assert_eq!(reason(&told, "券"), Some(&left));
}
