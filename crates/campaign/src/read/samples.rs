//! Carts and buyers for the preview.

use super::fields::{Fields, add};
use super::values::{AUDIENCE, MAX_COUNT, PRODUCT};
use crate::model::{SampleBuyer, SampleCart, Samples};

#[inline(never)]
pub(super) fn read(fields: &Fields, samples: &mut Samples) {
    let mut fields = fields.maybe_map("samples");
    if !fields.advance() {
        return;
    }
    let mut cart = fields.maps("carts", 20);
    while cart.advance() {
        let mut read = SampleCart {
            id: cart.new_id("id"),
            name: cart.text("name"),
            lines: Vec::new(),
        };
        let mut line = cart.maps("lines", 200);
        while line.advance() {
            let sku = line.refer("sku", &PRODUCT);
            let quantity = line.int_or("quantity", 1, 9_999, 1) as u32;
            add(&mut read.lines, (sku, quantity, line.flag("ticked", true)));
        }
        add(&mut samples.carts, read);
    }
    let mut buyer = fields.maps("buyers", 20);
    while buyer.advance() {
        let mut read = SampleBuyer {
            id: buyer.new_id("id"),
            name: buyer.text("name"),
            logged_in: buyer.flag("logged_in", true),
            facts: Vec::new(),
            points: buyer.int_or("points", 0, MAX_COUNT, 0) as u64,
        };
        // What the server would say of the buyer.
        let mut fact = buyer.maps("facts", 50);
        while fact.advance() {
            let id = fact.new_reference("fact", &AUDIENCE);
            add(&mut read.facts, (id, fact.flag("holds", true)));
        }
        add(&mut samples.buyers, read);
    }
}
