//! The lines of a cart, by shop.

use campaign::say;
use pricing::{Buyer, OfferId, Quote};

use super::state::{Group, Line};
use super::till::Till;
use super::words::*;
use crate::widgets::phrase::{copy, fill};

/// The lines by shop, in the order of the cart.
pub(super) fn groups(till: &Till) -> Vec<Group> {
    let buyer = till.model.buyer();
    let lines = &till.model.cart.lines;
    let mut groups = Vec::new();
    for (at, first) in lines.iter().enumerate() {
        let mut drawn = Vec::new();
        for (other, line) in lines.iter().enumerate() {
            if line.shop != first.shop {
                continue;
            }
            if other < at {
                break;
            }
            self::line(till, &buyer, other, &mut drawn);
        }
        if !drawn.is_empty() {
            groups.push(Group {
                shop: till.shop(&first.shop).to_owned(),
                lines: drawn,
            });
        }
    }
    groups
}

fn line(till: &Till, buyer: &Buyer, at: usize, into: &mut Vec<Line>) {
    let line = &till.model.cart.lines[at];
    let Some(product) = till.campaign.product(&line.sku) else {
        return;
    };
    let mut unit = line.unit_price;
    let mut spec = copy(&product.spec, till.locale);
    if let Some(now) = till.model.now {
        let price = till.campaign.ruleset.price_of(line, buyer, now);
        unit = price.unit;
        match (&till.model.quote, &price.offer) {
            (Some(quote), _) if line.ticked => {
                covering(till, quote, at, line.quantity, &mut spec);
            }
            (_, Some(offer)) => join(&mut spec, &tag(till, offer)),
            _ => {}
        }
        // What waits for a fact of the buyer is on the bill, once; a slot is this line's own.
        if let Some((offer, unit)) = &price.conditional
            && till.campaign.flash_item(offer).is_some()
        {
            join(&mut spec, &till.amount(&IF_WON, *unit));
        }
    }
    let mut drawn = Line {
        at,
        name: copy(&product.name, till.locale),
        spec,
        picture: product.picture.clone(),
        price: till.money(unit),
        struck: String::new(),
        basis: "",
        units: line.quantity,
        ticked: line.ticked,
    };
    if let Some(compare) = &product.compare_at
        && unit < line.unit_price
        && unit < compare.price
    {
        drawn.struck = till.money(compare.price);
        drawn.basis = say::basis(compare.basis, till.locale);
    }
    into.push(drawn);
}

/// Adds the offers of the item layers that cover units of a line, and how many where not all.
fn covering(till: &Till, quote: &Quote, line: usize, units: u32, spec: &mut String) {
    let Some(line) = quote.lines.get(line) else {
        return;
    };
    for (at, applied) in quote.applied.iter().enumerate() {
        let mut count = 0;
        for share in &line.shares {
            if share.applied == at {
                count += share.units;
            }
        }
        if count == 0 || !applied.layer.is_item() {
            continue;
        }
        let mut name = tag(till, &applied.offer);
        if count < units {
            let count = say::count(u64::from(count));
            name = fill(SOME.get(till.locale), &[&name, &count]);
        }
        join(spec, &name);
    }
}

/// What a line calls an offer of the item layers.
#[inline(never)]
fn tag(till: &Till, offer: &OfferId) -> String {
    if till.campaign.flash_item(offer).is_some() {
        till.word(&FLASH)
    } else {
        till.name(offer)
    }
}

#[inline(never)]
fn join(spec: &mut String, words: &str) {
    if !spec.is_empty() {
        spec.push_str(" · ");
    }
    spec.push_str(words);
}
