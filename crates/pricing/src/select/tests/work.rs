//! How little of what could be chosen is looked at.

use super::*;
use crate::Audience;
use crate::trial::build::fen;

/// Selects the best of a wallet; no more than so many selections are begun, in no more than so many steps.
#[track_caller]
fn check(wallet: (Vec<Offer>, Buyer), cart: &Cart, payable: i64, selections: u32, most: u64) {
    let (offers, buyer) = wallet;
    let ruleset = Ruleset::compile(offers).unwrap();
    let setting = Setting::new(&ruleset, cart, &buyer, Instant::MIN).unwrap();
    let mut examined = 0;
    let steps = crate::steps::of(|| {
        let found = best(&setting);
        assert!(found.search.proved);
        assert_eq!(found.state.payable(), fen(payable));
        examined = found.search.examined;
    });
    assert!(
        examined <= selections && steps <= most,
        "{examined} {steps}"
    );
}

/// Twelve lines of different prices.
fn twelve_lines() -> Cart {
    let mut cart = one_line(997);
    for at in 1..12 {
        let mut line = cart.lines[0].clone();
        line.id = format!("{at}").as_str().into();
        line.sku = format!("{at}").as_str().into();
        line.unit_price = fen(997 + at * 211);
        cart.lines.push(line);
    }
    cart
}

/// Amounts, on one line and on twelve.
#[test]
fn of_amounts() {
    check(wallet(4, 4), &one_line(10_000), 6_139, 20, 309);
    check(wallet(4, 4), &twelve_lines(), 19_868, 1, 67);
    check(wallet(8, 5), &one_line(60_000), 46_164, 1, 58);
}

/// The same where every second group is of rates, each line for itself, and the others clamp at floors.
#[test]
fn of_rates_and_floors() {
    let mixed = || {
        let (mut offers, buyer) = wallet(6, 4);
        for (at, offer) in offers.iter_mut().enumerate() {
            if offer.group % 2 == 1 {
                let off = Off::Rate(Rate::new(700 + 90 * (at as u16 % 4)).unwrap());
                let per = Per::Line;
                offer.benefit = Benefit::Reduce { off, per };
            } else {
                offer.overflow = crate::Overflow::Clamp;
            }
        }
        (offers, buyer)
    };
    let mut cart = twelve_lines();
    check(mixed(), &cart, 15_309, 41, 2_486);
    for line in &mut cart.lines {
        line.floor = fen(line.unit_price.minor() * 4 / 5);
    }
    check(mixed(), &cart, 20_707, 138, 17_156);
}

/// One of many searches has its part of the work, the one for an offer that waits as well.
#[test]
fn of_many_searches() {
    let (mut offers, buyer) = wallet(6, 4);
    for offer in &mut offers {
        let off = Off::Rate(Rate::new(700 + 90 * offer.group).unwrap());
        offer.benefit = Benefit::Reduce {
            off,
            per: Per::Line,
        };
    }
    offers[5].audience = Audience::Asserted("new".into());
    let ruleset = Ruleset::compile(offers).unwrap();
    let cart = twelve_lines();
    let mut setting = Setting::new(&ruleset, &cart, &buyer, Instant::MIN).unwrap();
    let whole = best(&setting);
    let part = best_of(&setting, 1_000).search;
    assert!(whole.search.examined > 500 && part.examined <= 4 && !part.proved);
    let rule = (0..24).find(|rule| setting.waits(*rule)).unwrap();
    setting.grant(rule);
    let mut steps = |searches| {
        crate::steps::of(|| {
            with_one_more(&mut setting, rule, &whole, searches);
        })
    };
    let (all, part) = (steps(1), steps(1_000));
    assert!(part < 1_000 && all > 10 * part, "{all} {part}");
}
