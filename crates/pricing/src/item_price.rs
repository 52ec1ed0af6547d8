//! The price of one unit, as a flash-sale banner and a product card show it.

use crate::eligible::Entry;
use crate::item;
use crate::ruleset::Ruleset;
use crate::setting::Setting;
use crate::stack::{Journal, NONE, State};
use crate::why::Why;
use crate::{Buyer, Cart, Instant, Line, Money, OfferId};

/// The answer to [`Ruleset::price_of`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemPrice {
    /// What one unit costs this buyer now, in minor units.
    pub unit: Money,
    /// The first offer that lowers it from the list price, if any does.
    pub offer: Option<OfferId>,
    /// The lowest price that waits for the server's word on a fact or a quota token, and the offer
    /// that waits; only if it is below `unit`.
    pub conditional: Option<(OfferId, Money)>,
}

pub(crate) fn price_of(ruleset: &Ruleset, line: &Line, buyer: &Buyer, now: Instant) -> ItemPrice {
    let mut one = line.clone();
    one.quantity = 1;
    one.ticked = true;
    one.unit_price = line.unit_price.at_least_zero().min(Money::LIMIT);
    one.floor = line.floor.at_least_zero();
    let mut price = ItemPrice {
        unit: one.unit_price,
        offer: None,
        conditional: None,
    };
    let cart = Cart {
        lines: vec![one],
        freight: Money::ZERO,
    };
    let Ok(mut setting) = Setting::new(ruleset, &cart, buyer, now) else {
        return price;
    };
    for (offer, seat) in setting.offers.iter().zip(&mut setting.seats) {
        if offer.grant == crate::Grant::Coupon {
            seat.entry = Entry::Out(Why::NotHeld);
        }
    }
    let (unit, journal) = walk(&setting);
    price.unit = unit;
    for rule in &journal.works {
        if price.offer.is_none() && !journal.took(*rule).is_zero() {
            price.offer = Some(setting.id(*rule));
        }
    }
    let mut lowest = unit;
    for rule in 0..setting.offers.len() {
        if !setting.waits(rule) {
            continue;
        }
        let waits = setting.grant(rule);
        let (unit, journal) = walk(&setting);
        setting.restore(rule, waits);
        if unit < lowest && !journal.took(rule).is_zero() {
            lowest = unit;
            price.conditional = Some((setting.id(rule), unit));
        }
    }
    price
}

/// The item layers of the one line.
fn walk(setting: &Setting) -> (Money, Journal) {
    let mut state = State::new(setting);
    let mut journal = Journal::new(setting);
    for stage in setting.stages {
        if stage.layer.is_item() {
            item::turn(setting, stage, &mut state, NONE, Some(&mut journal));
        }
    }
    (state.left[0], journal)
}
