//! Turns of item offers: who takes a unit, who is said to have beaten whom, and units of a line that
//! cost a minor unit more than others.

use pricing::{Benefit, Buyer, Grant, Layer, Offer, OfferId, Per, Quote, Reason, Scope, Sku};

use crate::build::{
    NOW, amount, cart, fen, holding, line, offer, quote, rate, reason, reduce, token, used,
};

fn price(id: &str, price: i64, skus: &[&str]) -> Offer {
    let price = fen(price);
    Offer {
        scope: of(skus),
        ..offer(id, Layer::ITEM, Benefit::UnitPrice { price })
    }
}

/// These lines, or all.
fn of(skus: &[&str]) -> Scope {
    Scope {
        skus: skus.iter().map(|sku| Sku::from(*sku)).collect(),
        ..Scope::default()
    }
}

/// So many offers that come to nothing but have their turn, before and after all others.
fn crowded(offers: &[Offer], crowd: i64) -> Vec<Offer> {
    let mut all = offers.to_vec();
    for at in 0..crowd {
        for priority in [-9, 9] {
            all.push(Offer {
                priority,
                ..price(&format!("{priority} {at}"), 10_000, &["x"])
            });
        }
    }
    all
}

const CROWDS: &[i64] = &[0, 1, 31, 32, 33, 63, 64, 65, 130];

/// The same quote whatever crowd of other offers has its turn as well.
#[track_caller]
fn check(offers: &[Offer], payable: i64, test: impl Fn(&Quote)) {
    let cart = cart(vec![
        line("a", 100, 1),
        line("b", 100, 1),
        line("c", 100, 2),
        line("x", 1, 1),
    ]);
    for crowd in CROWDS {
        let quote = quote(crowded(offers, *crowd), &cart, &Buyer::default());
        assert_eq!(quote.payable, fen(payable + 1), "{crowd}");
        test(&quote);
    }
}

fn beaten_by(id: &str) -> Option<Reason> {
    Some(Reason::BeatenBy(OfferId::from(id)))
}

/// Of several that beat an offer the first is named, and each loser has its own.
#[test]
fn the_first_that_beat_an_offer_is_named() {
    let offers = [
        price("all", 90, &[]),
        price("of a", 80, &["a"]),
        price("of b", 70, &["b"]),
        price("also of b", 95, &["b"]),
        price("of c", 85, &["c"]),
        price("also of c", 86, &["c"]),
    ];
    check(&offers, 80 + 70 + 2 * 85, |quote| {
        assert_eq!(reason(quote, "all").cloned(), beaten_by("of a"));
        assert_eq!(reason(quote, "also of b").cloned(), beaten_by("of b"));
        assert_eq!(reason(quote, "also of c").cloned(), beaten_by("of c"));
        assert_eq!(used(quote).len(), 3);
    });
}

/// Whoever wins among more offers than a machine word has bits, all others learn of it.
#[test]
fn every_one_of_a_crowd_learns_who_beat_it() {
    let one = cart(vec![line("a", 1_000, 1)]);
    for winner in [0, 1, 63, 64, 65, 127, 128, 139] {
        let price = |at| price(&format!("{at:03}"), if at == winner { 1 } else { 900 }, &[]);
        let quote = quote((0..140).map(price).collect(), &one, &Buyer::default());
        let winner = format!("{winner:03}");
        assert_eq!(used(&quote), [winner.as_str()]);
        assert_eq!(quote.unused.len(), 139);
        for unused in &quote.unused {
            assert_eq!(
                Some(unused.reason.clone()),
                beaten_by(&winner),
                "{}",
                unused.offer
            );
        }
    }
}

/// A rate of two units that rounds to something is nothing on the one unit that an order may have; the
/// offer has not beaten itself.
#[test]
fn nobody_is_beaten_by_himself() {
    let mut rated = reduce("rated", Layer::ITEM, rate(1_000), Per::Line);
    rated.scope = of(&["a"]);
    rated.limits.units_per_order = Some(1);
    let goods = cart(vec![line("a", 4, 2), line("x", 1, 1)]);
    for crowd in CROWDS {
        let quote = quote(crowded(&[rated.clone()], *crowd), &goods, &Buyer::default());
        assert_eq!(quote.payable, fen(9));
        assert_eq!(reason(&quote, "rated").cloned(), Some(Reason::NothingLeft));
    }
}

/// What an exclusive offer has closed is closed to every rival of the layer.
#[test]
fn an_exclusive_offer_shuts_out_a_crowd() {
    let alone = Offer {
        exclusive: true,
        ..price("alone", 95, &["a"])
    };
    let offers = [
        alone,
        price("low", 10, &["a"]),
        price("lower", 9, &["a"]),
        price("of b", 60, &["b"]),
    ];
    check(&offers, 95 + 60 + 200, |quote| {
        let shut_out = Some(Reason::ExcludedBy(OfferId::from("alone")));
        assert_eq!(reason(quote, "low").cloned(), shut_out);
        assert_eq!(reason(quote, "lower").cloned(), shut_out);
    });
}

/// An offer for what nothing has reduced yet looks at each line as the turn finds it, in whatever
/// place it has its turn.
#[test]
fn unreduced_lines_in_a_crowd() {
    let early = Offer {
        scope: of(&["a", "c"]),
        ..reduce("early", Layer(90), amount(1), Per::Unit)
    };
    let unreduced = |id: &str, off: i64| {
        let mut offer = reduce(id, Layer::ITEM, amount(off), Per::Unit);
        offer.scope = of(&["a", "b", "c"]);
        offer.scope.only_unreduced = true;
        offer
    };
    let offers = [
        early,
        Offer {
            scope: of(&["a", "b", "c"]),
            ..reduce("any", Layer::ITEM, amount(2), Per::Unit)
        },
        unreduced("half", 50),
        unreduced("more", 60),
    ];
    check(&offers, 97 + 40 + 2 * 97, |quote| {
        assert_eq!(used(quote), ["early", "any", "more"]);
        assert_eq!(reason(quote, "half").cloned(), beaten_by("more"));
    });
}

/// Where an offer does not look, who wins has beaten only the others.
#[test]
fn a_line_out_of_sight_beats_nobody() {
    let early = Offer {
        scope: of(&["a"]),
        ..reduce("early", Layer(90), amount(1), Per::Unit)
    };
    let mut blind = reduce("blind", Layer::ITEM, amount(50), Per::Unit);
    blind.scope = of(&["a", "b"]);
    blind.scope.only_unreduced = true;
    let offers = [
        early,
        price("of a", 97, &["a"]),
        price("also of a", 98, &["a"]),
        blind,
        price("of b", 30, &["b"]),
    ];
    check(&offers, 97 + 30 + 200, |quote| {
        assert_eq!(reason(quote, "blind").cloned(), beaten_by("of b"));
        assert_eq!(reason(quote, "also of a").cloned(), beaten_by("of a"));
    });
}

/// Where an offer does not look it is not shut out.
#[test]
fn a_line_out_of_sight_shuts_nobody_out() {
    let early = Offer {
        scope: of(&["a"]),
        ..reduce("early", Layer(90), amount(1), Per::Unit)
    };
    let alone = Offer {
        exclusive: true,
        ..price("alone", 50, &["a"])
    };
    let mut blind = reduce("blind", Layer::ITEM, amount(10), Per::Unit);
    blind.scope = of(&["a", "c"]);
    blind.scope.only_unreduced = true;
    let offers = [early, alone, blind, price("of c", 80, &["c"])];
    check(&offers, 50 + 100 + 2 * 80, |quote| {
        assert_eq!(reason(quote, "blind").cloned(), beaten_by("of c"));
    });
}

/// A deposit counts even where it takes nothing off, but not against an offer that takes more.
#[test]
fn a_deposit_is_beaten_by_a_lower_price() {
    let (paid, counts_as) = (fen(10), fen(15));
    let deposit = |layer| offer("deposit", layer, Benefit::Deposit { paid, counts_as });
    let offers = [deposit(Layer::ITEM), price("price", 80, &[])];
    for priority in [-1, 1] {
        let mut offers = offers.clone();
        offers[0].priority = priority;
        let quote = quote(
            offers.to_vec(),
            &cart(vec![line("a", 100, 1)]),
            &Buyer::default(),
        );
        assert_eq!((quote.payable, quote.deposit), (fen(80), fen(0)));
        assert_eq!(reason(&quote, "deposit").cloned(), beaten_by("price"));
    }
}

/// A coupon that the shopper insists on comes before what takes more, whoever has the first turn; one
/// that takes nothing off stands in nobody's way.
#[test]
fn an_item_coupon_insisted_on_comes_first() {
    let check = |coupon: Offer, payable: i64, uses: &[&str]| {
        for priority in [-1, 1] {
            let coupon = Offer {
                grant: Grant::Coupon,
                priority,
                ..coupon.clone()
            };
            let open = reduce("open", Layer::ITEM, amount(20), Per::Unit);
            let buyer = Buyer {
                pinned: vec![OfferId::from("coupon")],
                ..holding(&["coupon"])
            };
            let one = cart(vec![line("a", 100, 1)]);
            let quote = quote(vec![coupon, open], &one, &buyer);
            assert_eq!((quote.payable, used(&quote)), (fen(payable), uses.to_vec()));
        }
    };
    let off = reduce("coupon", Layer::ITEM, amount(5), Per::Unit);
    check(off, 95, &["coupon"]);
    check(price("coupon", 200, &[]), 80, &["open"]);
}

/// A price that lowers nothing takes no unit of a quota.
#[test]
fn a_quota_is_kept_for_units_that_it_lowers() {
    let flash = Offer {
        grant: Grant::Token,
        ..price("flash", 50, &[])
    };
    let buyer = Buyer {
        tokens: vec![token("flash", 1)],
        ..Buyer::default()
    };
    let two = cart(vec![line("cheap", 40, 1), line("dear", 90, 1)]);
    let quote = quote(vec![flash], &two, &buyer);
    assert_eq!(quote.payable, fen(40 + 50));
}

/// Two units of 11 with one minor unit off the line cost 10 and 11; what looks at units sees those.
#[test]
fn units_that_cost_a_minor_unit_more() {
    let check = |then: Offer, payable: i64| {
        let line_off = reduce("line", Layer(90), amount(1), Per::Line);
        let two = cart(vec![line("a", 11, 2)]);
        let quote = quote(vec![line_off, then], &two, &Buyer::default());
        assert_eq!(quote.payable, fen(payable), "{:?}", quote.lines[0]);
    };
    check(reduce("half", Layer::ITEM, rate(5_000), Per::Unit), 5 + 5);
    check(reduce("30 %", Layer::ITEM, rate(3_000), Per::Unit), 7 + 8);
    check(price("10", 10, &[]), 10 + 10);
    check(price("11", 11, &[]), 10 + 11);
    check(price("9", 9, &[]), 9 + 9);
    let ruleset = pricing::Ruleset::compile(vec![price("10", 10, &[])]).unwrap();
    assert_eq!(
        ruleset
            .price_of(&line("a", 11, 2), &Buyer::default(), NOW)
            .unit,
        fen(10)
    );
}
