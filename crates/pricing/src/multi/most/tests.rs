//! What offers that count units take, beside what the search takes for the most.

use super::*;
use crate::trial::build::{NOW, amount, cart, fen, least, line, offer, rate};
use crate::trial::dice::{Dice, seeds};
use crate::trial::worlds::anything;
use crate::{Bundle, BuyGet, Buyer, Cart, Layer, Part, Place, Ruleset, Scope, stack};

/// What an offer takes before anything else has worked is within its ceiling.
#[test]
fn no_offer_takes_more() {
    let sums = seeds(0, 20_000, |seed| {
        let mut dice = Dice::new(seed);
        let world = anything(&mut dice);
        let ruleset = world.ruleset();
        let setting = Setting::new(&ruleset, &world.cart, &world.buyer, NOW).unwrap();
        let state = State::new(&setting);
        let (mut looked, mut tight) = (0, 0);
        for rule in 0..setting.offers.len() {
            if !benefit::counts_units(&setting.offer(rule).benefit) {
                continue;
            }
            let measure = state.measure(&setting, rule);
            if measure.lines == 0 {
                continue;
            }
            let most = ceiling(&setting, rule, &state, &measure);
            if let Ok(weighed) = stack::weigh(&setting, rule, &state, &measure) {
                assert!(weighed.amount <= most, "{} > {most}", weighed.amount);
                looked += 1;
                tight += u64::from(weighed.amount == most);
            }
        }
        [looked, tight]
    });
    let enough = |[looked, tight]: [u64; 2]| looked > 1_000 && tight > 100;
    assert!(sums.is_none_or(enough), "{sums:?}");
}

/// The ceiling over two units at 4.00 and one at 2.00, of which 0.20 are a floor.
#[track_caller]
fn check(made: Offer, expected: i64) {
    let ruleset = Ruleset::compile(vec![made]).unwrap();
    let mut low = line("b", 200, 1);
    low.floor = fen(20);
    let cart: Cart = cart(vec![line("a", 400, 2), low]);
    let buyer = Buyer::default();
    let setting = Setting::new(&ruleset, &cart, &buyer, NOW).unwrap();
    let state = State::new(&setting);
    let measure = state.measure(&setting, 0);
    assert_eq!(ceiling(&setting, 0, &state, &measure), fen(expected));
}

fn of(benefit: Benefit) -> Offer {
    offer("o", Layer::MULTI_UNIT, benefit)
}

fn by_list(made: Offer) -> Offer {
    Offer {
        rate_base: Base::List,
        ..made
    }
}

fn sku(sku: &str) -> Scope {
    Scope {
        skus: vec![sku.into()],
        ..Scope::default()
    }
}

#[test]
fn first_and_further() {
    let each = |first, further, most| {
        of(Benefit::FirstAndFurther {
            first: fen(first),
            further: fen(further),
            most,
        })
    };
    check(each(50, 80, None), 240);
    check(each(90, 80, None), 270);
    // One a line, as if each line were a sku of its own.
    check(each(50, 80, Some(1)), 160);
    check(each(50, 80, Some(9)), 240);
    check(each(500, 500, None), 980);
    let asks = Offer {
        threshold: least(2_000, Base::List),
        ..each(50, 80, None)
    };
    check(asks, 0);
    let capped = Offer {
        cap: Some(fen(70)),
        ..each(50, 80, None)
    };
    check(capped, 70);
}

#[test]
fn groups() {
    let of_size = |size, times, gives| {
        of(Benefit::Groups(Groups {
            size,
            fill: Pick::Dearest,
            times,
            gives,
        }))
    };
    check(of_size(2, None, GroupGives::Each(amount(100))), 200);
    check(of_size(1, None, GroupGives::Each(amount(100))), 300);
    check(of_size(1, Some(2), GroupGives::Each(amount(100))), 200);
    check(of_size(2, None, GroupGives::Off(amount(100))), 100);
    check(of_size(1, None, GroupGives::Off(amount(100))), 300);
    check(of_size(2, None, GroupGives::Price(fen(500))), 980);
    check(of_size(4, None, GroupGives::Price(fen(500))), 0);
    check(of_size(4, None, GroupGives::Each(amount(100))), 0);
    let nth = |size, order, nth, off| {
        let places = vec![Place { nth, off }];
        of_size(size, None, GroupGives::Nth { order, places })
    };
    check(nth(1, Pick::Dearest, 1, amount(100)), 300);
    // Two units cost as much as the second of a group at least: half of half.
    check(nth(2, Pick::Dearest, 2, rate(5_000)), 250);
    check(by_list(nth(2, Pick::Dearest, 2, rate(5_000))), 500);
    check(nth(3, Pick::Cheapest, 2, rate(5_000)), 250);
    check(nth(3, Pick::Cheapest, 1, rate(5_000)), 167);
    check(nth(3, Pick::Cheapest, 3, rate(5_000)), 500);
    check(nth(2, Pick::MostUnits, 2, rate(5_000)), 500);
    // Each of three groups may round up.
    check(nth(1, Pick::Dearest, 1, rate(5_000)), 503);
}

#[test]
fn sets() {
    let buy_get = |buy, get, from, off, times| {
        of(Benefit::BuyGet(BuyGet {
            buy,
            buy_pick: Pick::Dearest,
            get,
            get_pick: Pick::Cheapest,
            from,
            off,
            times,
        }))
    };
    check(buy_get(1, 1, GetFrom::Scope, rate(5_000), None), 500);
    check(buy_get(1, 2, GetFrom::Scope, rate(5_000), None), 502);
    check(buy_get(1, 2, GetFrom::Scope, amount(100), None), 200);
    check(buy_get(2, 2, GetFrom::Scope, amount(100), None), 0);
    let b = || GetFrom::Other(sku("b"));
    // Each unit could qualify.
    check(buy_get(1, 1, b(), amount(50), None), 150);
    check(buy_get(1, 1, b(), amount(50), Some(2)), 100);
    check(buy_get(1, 1, b(), amount(100), None), 180);
    check(buy_get(1, 1, b(), rate(5_000), None), 103);
    check(by_list(buy_get(2, 1, b(), rate(5_000), None)), 100);

    let bundle = |parts: &[(&str, u32)], gives, times| {
        let part = |(of, units): &(&str, u32)| Part {
            scope: sku(of),
            units: *units,
        };
        let parts = parts.iter().map(part).collect();
        of(Benefit::Bundle(Bundle {
            parts,
            gives,
            times,
        }))
    };
    let one_each = [("a", 1), ("b", 1)];
    check(bundle(&one_each, BundleGives::Off(amount(100)), None), 100);
    check(bundle(&one_each, BundleGives::Off(rate(1_000)), None), 100);
    check(bundle(&one_each, BundleGives::Price(fen(500)), None), 980);
    check(
        bundle(&[("a", 1)], BundleGives::Off(amount(100)), None),
        300,
    );
    check(
        bundle(&[("a", 1)], BundleGives::Off(amount(100)), Some(2)),
        200,
    );
    let four = [("a", 3), ("b", 1)];
    check(bundle(&four, BundleGives::Off(amount(100)), None), 0);
    check(bundle(&four, BundleGives::Price(fen(500)), None), 0);
}
