//! An independent evaluator that tries every selection, against the engine.
//!
//! It is written from the documentation and shares no code with the engine: carts are single units,
//! loops are plain, shares come from sorting remainders, nothing is bounded or cut. It knows every
//! kind and every setting.

mod beside;
mod board;
mod choice;
mod item;
mod order;
mod several;
mod share;

use pricing::{
    Audience, Base, Benefit, Beside, Gives, Grant, Layer, Limits, Quote, Threshold, Window,
};

use crate::build::{NOW, audit, fen, held, rate};
use crate::dice::{Dice, seeds};
use crate::worlds::{LAYERS, Size, World, world, worth};

pub use board::names;
use board::{Board, Case};
use choice::Oracle;

/// What one side says: totals, then what each offer took off each line and off the freight.
#[derive(Debug, PartialEq, Eq)]
struct Answer {
    /// Pinned coupons left out, payable, coupons used.
    key: (usize, i128, usize),
    after_item: Vec<i128>,
    payable: Vec<i128>,
    freight: i128,
    freight_off: i128,
    deposit: i128,
    beside: Vec<(String, Option<usize>, Gives)>,
    /// Offer, line and amount, sorted.
    taken: Vec<(String, usize, i128)>,
    freight_taken: Vec<(String, i128)>,
}

fn expected(oracle: &Oracle) -> Answer {
    let best = oracle.best.as_ref().unwrap();
    let board = &best.board;
    let lines = 0..oracle.case.cart.lines.len();
    let id = |at: &usize| oracle.case.offers[*at].id.to_string();
    let mut taken: Vec<_> = board
        .taken
        .iter()
        .map(|(offer, line, amount)| (id(offer), *line, *amount))
        .collect();
    taken.sort();
    let of_freight = |(offer, amount): &(usize, i128)| (id(offer), *amount);
    let mut freight_taken: Vec<_> = board.freight_taken.iter().map(of_freight).collect();
    freight_taken.sort();
    let of_line = |line: usize, of: fn(&board::Unit) -> i128| board.sum(&board.units_of(line), of);
    Answer {
        key: best.key,
        after_item: lines
            .clone()
            .map(|line| of_line(line, |unit| unit.after_item))
            .collect(),
        payable: lines.map(|line| of_line(line, |unit| unit.left)).collect(),
        freight: oracle.case.cart.freight.minor() as i128 + board.fees,
        freight_off: board.freight_taken.iter().map(|taken| taken.1).sum(),
        deposit: board.deposit(),
        beside: oracle.case.beside(board),
        taken,
        freight_taken,
    }
}

fn found(oracle: &Oracle, quote: &Quote) -> Answer {
    let pinned = |applied: &&pricing::Applied| {
        applied.coupon && oracle.case.buyer.pinned.contains(&applied.offer)
    };
    let pins = quote.applied.iter().filter(pinned).count();
    let coupons = quote
        .applied
        .iter()
        .filter(|applied| applied.coupon)
        .count();
    let mut taken: Vec<(String, usize, i128)> = Vec::new();
    for (line, priced) in quote.lines.iter().enumerate() {
        for share in &priced.shares {
            let id = quote.applied[share.applied].offer.to_string();
            let amount = i128::from(share.amount.minor());
            match taken
                .iter_mut()
                .find(|taken| taken.0 == id && taken.1 == line)
            {
                Some(taken) => taken.2 += amount,
                None => taken.push((id, line, amount)),
            }
        }
    }
    taken.sort();
    let of_freight = |applied: &&pricing::Applied| applied.layer == Layer::FREIGHT;
    let freight_taken = quote.applied.iter().filter(of_freight);
    let mut freight_taken: Vec<_> = freight_taken
        .map(|applied| (applied.offer.to_string(), applied.amount.minor().into()))
        .collect();
    freight_taken.sort();
    let minor = |amount: pricing::Money| i128::from(amount.minor());
    let given = |given: &Beside| (given.offer.to_string(), given.tier, given.gives.clone());
    Answer {
        key: (oracle.pins - pins, minor(quote.payable), coupons),
        after_item: quote
            .lines
            .iter()
            .map(|line| minor(line.after_item))
            .collect(),
        payable: quote.lines.iter().map(|line| minor(line.payable)).collect(),
        freight: minor(quote.freight),
        freight_off: minor(quote.freight_off),
        deposit: minor(quote.deposit),
        beside: quote.beside.iter().map(given).collect(),
        taken,
        freight_taken,
    }
}

/// Small enough to try everything.
const SMALL: Size = Size {
    lines: 3,
    offers: 6,
    quantities: &[1, 1, 2, 3, 4],
    prices: &[1, 7, 99, 1000, 1999, 5000, 9999],
    layers: LAYERS,
};

/// Few layers, so that offers compete.
const RIVALS: Size = Size {
    lines: 3,
    offers: 8,
    quantities: &[1, 2, 3],
    prices: &[1999, 5000, 9999],
    layers: &[
        Layer::ITEM,
        Layer::MULTI_UNIT,
        Layer::SHOP_REDUCTION,
        Layer::SHOP_COUPON,
        Layer::SHOP_COUPON,
        Layer::CROSS_SHOP,
        Layer::FREIGHT,
    ],
};

/// Units with few prices, so that many are level, and offers that count them.
const SEVERAL: Size = Size {
    lines: 4,
    offers: 5,
    quantities: &[1, 2, 3, 5],
    prices: &[7, 1000, 1000, 1999, 5000],
    layers: &[
        Layer::ITEM,
        Layer::MULTI_UNIT,
        Layer::MULTI_UNIT,
        Layer::MULTI_UNIT,
        Layer::MULTI_UNIT,
        Layer::SHOP_REDUCTION,
    ],
};

/// More offers in an item layer than a machine word has bits, on lines that few of them tell apart.
const CROWD: Size = Size {
    lines: 5,
    offers: 220,
    quantities: &[1, 2, 3, 5],
    prices: &[99, 1999, 5000, 9999],
    layers: &[Layer::ITEM, Layer::ITEM, Layer::ITEM, Layer::MEMBER_EXTRA],
};

/// Offers that nothing but the cart stands in the way of, so many of a hundred by coupons held.
fn keen(dice: &mut Dice, size: &Size, coupons: i64) -> World {
    let mut world = world(dice, size);
    world.buyer.coupons.clear();
    for offer in &mut world.offers {
        offer.audience = Audience::Everyone;
        offer.limits = Limits::default();
        offer.window = Window::ALWAYS;
        offer.grant = Grant::Open;
        if dice.chance(coupons) {
            offer.grant = Grant::Coupon;
            let (claimed, expires) = (dice.roll(0, 1), dice.roll(1_001, 1_002));
            let held = held(offer.id.as_str(), claimed, expires);
            world.buyer.coupons.push(held);
        }
    }
    world
}

/// A crowd of open item offers, some of them for a few units only.
fn crowd(dice: &mut Dice) -> World {
    let mut world = keen(dice, &CROWD, 0);
    for offer in &mut world.offers {
        offer.limits.units_per_order = dice.maybe(30, |dice| dice.roll(1, 4) as u32);
        offer.exclusive &= dice.chance(5);
        offer.group = 0;
        // The first of them would leave nothing for the others.
        if let Benefit::Reduce { off, .. } = &mut offer.benefit {
            *off = rate(dice.roll(100, 4_000) as u16);
        }
    }
    world
}

/// Mostly coupons, with thresholds close to what the cart is worth, where one reduction costs
/// another.
fn rivals(dice: &mut Dice) -> World {
    let mut world = keen(dice, &RIVALS, 65);
    let worth = worth(&world.cart);
    for offer in &mut world.offers {
        offer.requires.clear();
        if !offer.layer.is_item() {
            offer.threshold = Threshold::Amount {
                least: fen(dice.roll(worth / 2, worth)),
                base: dice.pick(&[Base::List, Base::AfterItem, Base::Remaining]),
            };
        }
    }
    world
}

/// Compares one world; whether there was a choice, whether the largest reduction turn by turn was
/// not the best, and how many offers worked.
fn compare(world: &World) -> [u64; 3] {
    let ruleset = world.ruleset();
    let quote = ruleset.quote(&world.cart, &world.buyer, NOW).unwrap();
    audit(&ruleset, &world.cart, &quote);
    let case = Case {
        cart: &world.cart,
        buyer: &world.buyer,
        freight: &world.freight,
        offers: ruleset.offers().iter().collect(),
    };
    let mut oracle = Oracle::new(case);
    let freight = world.cart.freight.minor().into();
    let board = Board::new(&world.cart, &world.buyer, freight);
    oracle.try_all(0, board);
    let (expected, found) = (expected(&oracle), found(&oracle, &quote));
    if expected != found {
        panic!("expected {expected:?}\n   found {found:?}\n{}", told(world));
    }
    assert!(quote.search.proved);
    let beyond_greedy = oracle.greedy.is_some_and(|greedy| greedy > expected.key);
    [
        u64::from(oracle.leaves > 1),
        beyond_greedy.into(),
        quote.applied.len() as u64,
    ]
}

#[test]
fn every_selection_of_100_000_small_carts() {
    let sums = seeds(0, 100_000, |seed| {
        compare(&world(&mut Dice::new(seed), &SMALL))
    });
    if let Some([choices, _, applied]) = sums {
        assert!(choices > 10_000 && applied > 50_000, "{sums:?}");
    }
}

#[test]
fn every_selection_of_100_000_carts_with_rivals() {
    let sums = seeds(0, 100_000, |seed| compare(&rivals(&mut Dice::new(seed))));
    // Most of the carts pose a question, and the obvious answer is not good enough.
    if let Some([choices, beyond_greedy, _]) = sums {
        assert!(choices > 50_000 && beyond_greedy > 2_000, "{sums:?}");
    }
}

#[test]
fn every_selection_of_100_000_carts_of_several_units() {
    let sums = seeds(0, 100_000, |seed| {
        compare(&keen(&mut Dice::new(seed), &SEVERAL, 35))
    });
    if let Some([choices, beyond_greedy, applied]) = sums {
        let enough = choices > 30_000 && beyond_greedy > 1_000 && applied > 80_000;
        assert!(enough, "{sums:?}");
    }
}

#[test]
fn every_unit_of_2_000_carts_with_a_crowd_of_item_offers() {
    let sums = seeds(0, 2_000, |seed| {
        let world = crowd(&mut Dice::new(seed));
        let of_items = |offer: &&pricing::Offer| offer.layer == Layer::ITEM;
        let crowded = world.offers.iter().filter(of_items).count() > 64;
        let [_, _, applied] = compare(&world);
        [u64::from(crowded), applied]
    });
    if let Some([crowded, applied]) = sums {
        assert!(crowded > 1_000 && applied > 5_000, "{sums:?}");
    }
}

/// A world in a few lines, without what is as usual.
pub fn told(world: &World) -> String {
    let mut text = String::new();
    for line in &world.cart.lines {
        text += &format!("{line:?}\n");
    }
    for offer in &world.offers {
        text += &format!("{offer:?}\n");
    }
    text += &format!("{:?}\n{:?}", world.freight, world.buyer);
    for usual in [
        ", cap: None",
        ", rounding: Reduction",
        ", rate_base: Remaining",
        ", spare: LargestRemainder",
        ", grain: Money(1)",
        ", requires: []",
        ", audience: Everyone",
        ", funder: Shop",
        ", exclusive: false",
        ", priority: 0",
        ", shops: []",
        ", skus: []",
        ", tags: []",
        ", without: []",
        ", min_unit_price: None",
        ", max_unit_price: None",
        ", only_unreduced: false",
        ", threshold: None",
        ", units_per_order: None",
        ", uses_left: None",
        ", grant: Open",
    ] {
        text = text.replace(usual, "");
    }
    text
}
