//! The order of suggestions where they tie, and how many carts it takes to know.

use pricing::{Base, Benefit, Buyer, Layer, Offer, Per, Requirement, Scope, Tier};

use super::{check, goods, reduction, top_up};
use crate::build::{amount, cart, fen, least, line, offer, rate, reduce};

/// Ids decide between two that are alike, however the candidates came.
#[test]
fn by_id() {
    let short = cart(vec![line("coat", 29_000, 1)]);
    let offers = || reduction(&[(30_000, 5_000)]);
    for ids in [["a", "b"], ["b", "a"]] {
        let some = ids.map(|id| goods(id, 1_000, 1));
        let found = top_up(offers(), &short, &Buyer::default(), &some);
        check(
            &found,
            &some,
            &[
                (&[("a", 1)], &["满减"], -4_000),
                (&[("b", 1)], &["满减"], -4_000),
            ],
        );
    }
}

/// Of two pairs that are alike, the one with more of the first candidate.
#[test]
fn by_units_of_the_first() {
    let short = cart(vec![line("coat", 28_500, 1)]);
    let some = [goods("b", 500, 2), goods("a", 500, 2)];
    let found = top_up(
        reduction(&[(30_000, 5_000)]),
        &short,
        &Buyer::default(),
        &some,
    );
    check(&found, &some, &[(&[("a", 2), ("b", 1)], &["满减"], -3_500)]);
}

/// Fewer units before less list value; and no cart is quoted that cannot be better.
#[test]
fn by_units_then_value() {
    let price = fen(8_000);
    let together = Offer {
        threshold: least(10_000, Base::List),
        ..offer(
            "一口价",
            Layer::SHOP_REDUCTION,
            Benefit::OrderPrice { price },
        )
    };
    let short = cart(vec![line("coat", 9_000, 1)]);
    let some = [
        goods("a", 500, 2),
        goods("b", 1_200, 1),
        goods("c", 1_000, 2),
        goods("d", 0, 1),
    ];
    let found = top_up(vec![together], &short, &Buyer::default(), &some);
    check(
        &found,
        &some,
        &[
            (&[("c", 1)], &["一口价"], -1_000),
            (&[("b", 1)], &["一口价"], -1_000),
            (&[("a", 2)], &["一口价"], -1_000),
        ],
    );
    assert_eq!(found.quotes, 3);
}

/// Two candidates may bring as many units each as are looked at.
#[test]
fn many_units_of_two() {
    let short = cart(vec![line("coat", 8_000, 1)]);
    let some = [goods("a", 100, 99), goods("b", 100, 99)];
    let found = top_up(
        reduction(&[(10_000, 3_000)]),
        &short,
        &Buyer::default(),
        &some,
    );
    check(
        &found,
        &some,
        &[(&[("a", 12), ("b", 8)], &["满减"], -1_000)],
    );
}

/// What covers a step by its list price may fall short of it by what it pays: taking more off at the same
/// step is not reaching the next.
#[test]
fn a_step_that_is_covered_and_not_reached() {
    let tiers = [(10_000, 1_000), (20_000, 2_000)].map(|(least, off)| Tier {
        least,
        off: rate(off),
    });
    let base = Base::AfterItem;
    let tiers = tiers.to_vec();
    let steps = offer(
        "阶梯",
        Layer::SHOP_REDUCTION,
        Benefit::TiersByAmount { tiers, base },
    );
    let mut half = reduce("半价", Layer::ITEM, rate(5_000), Per::Unit);
    half.scope.skus.push("hat".into());
    let short = cart(vec![line("coat", 15_000, 1)]);
    let some = [goods("hat", 5_000, 1)];
    let found = top_up(vec![steps, half], &short, &Buyer::default(), &some);
    check(&found, &some, &[]);
}

/// An offer whose requirement is met and that loses to another has not been reached.
#[test]
fn a_requirement_that_is_met_in_vain() {
    let off = |id, minor| reduce(id, Layer::SHOP_REDUCTION, amount(minor), Per::Order);
    let mut asks = off("换购", 100);
    asks.requires.push(Requirement {
        scope: Scope::default(),
        threshold: least(3_000, Base::List),
    });
    let short = cart(vec![line("coat", 2_000, 1)]);
    let some = [goods("hat", 1_000, 1)];
    let offers = vec![asks.clone(), off("立减", 500)];
    let found = top_up(offers, &short, &Buyer::default(), &some);
    check(&found, &some, &[]);
    let found = top_up(vec![asks], &short, &Buyer::default(), &some);
    check(&found, &some, &[(&[("hat", 1)], &["换购"], 900)]);
}
