//! The order of suggestions where they tie, and how many carts it takes to know.

use pricing::{Base, Benefit, Buyer, Layer, Offer};

use super::{check, goods, reduction, top_up};
use crate::build::{cart, fen, least, line, offer};

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
