//! Flash sales: sessions of limited prices.

use pricing::{Benefit, Grant, Kind, Money, Off, Offer, Per, Sku};

use super::draft::{Draft, blank, give};
use super::fields::{Fields, add};
use super::plays::promised;
use super::usual;
use super::values::{MAX_COUNT, PRODUCT};
use crate::model::{FlashItem, FlashSale, Product, Session};

#[inline(never)]
pub(super) fn read(fields: &Fields, draft: &mut Draft) {
    let mut sale = fields.maps("flash_sales", 20);
    while sale.advance() {
        let mut read = FlashSale {
            id: sale.new_id("id"),
            name: sale.text("name"),
            sessions: Vec::new(),
        };
        let mut session = sale.some_maps("sessions", 100);
        while session.advance() {
            let mut of_session = Session {
                id: session.new_id("id"),
                window: session.window(),
                items: Vec::new(),
            };
            if let Some(before) = read.sessions.last()
                && of_session.window.from < before.window.from
            {
                let words = "sessions stand in order of their start";
                session.error("from", "order", words);
            }
            items(&session, draft, &mut of_session);
            add(&mut read.sessions, of_session);
        }
        add(&mut draft.campaign.flash_sales, read);
    }
}

#[inline(never)]
fn items(fields: &Fields, draft: &mut Draft, session: &mut Session) {
    // Offers are named after sessions, so a session's id is unique in the file.
    for sale in &draft.campaign.flash_sales {
        for other in &sale.sessions {
            fields.check_new("id", &session.id, Some(&other.id));
        }
    }
    let mut item = fields.some_maps("items", 100);
    while item.advance() {
        let sku: Sku = item.refer("sku", &PRODUCT);
        let name = ["flash:", &session.id, ":", sku.as_str()].concat();
        if !sku.as_str().is_empty() {
            draft.check_new_offer(&item, "sku", &name);
        }
        let mut offer = blank(&name);
        price(&item, draft.campaign.product(&sku), &mut offer);
        let quota = item.maybe_count("quota");
        let per_buyer = item.int_or("per_buyer", 1, MAX_COUNT, 1) as u32;
        if quota.is_some_and(|quota| per_buyer > quota) {
            item.error("per_buyer", "range", "it is more than the quota");
        }
        offer.scope.skus.push(sku.clone());
        offer.window = session.window;
        offer.limits.units_per_order = Some(per_buyer);
        if quota.is_some() {
            offer.grant = Grant::Token;
        }
        add(
            &mut session.items,
            FlashItem {
                offer: offer.id.clone(),
                sku,
                quota,
                per_buyer,
            },
        );
        usual::settle(draft.preset, Kind::Flash, &mut offer);
        draft.add(offer);
    }
}

/// One of `price` and `rate`; what a page promises has to be what the floor allows.
#[inline(never)]
fn price(item: &Fields, product: Option<&Product>, offer: &mut Offer) {
    let Some(off) = item.off("price rate", 0) else {
        return;
    };
    let (name, paid) = match off {
        Off::Amount(price) => {
            give(offer, Benefit::UnitPrice { price });
            ("price", price)
        }
        Off::Rate(rate) => {
            give(
                offer,
                Benefit::Reduce {
                    off,
                    per: Per::Unit,
                },
            );
            let list = product.map_or(0, |product| product.price.minor());
            // The largest amount times the largest rate is still far inside an i64.
            let paid = list * i64::from(rate.complement().basis_points()) / 10_000;
            ("rate", Money::new(paid))
        }
    };
    if let Some(product) = product {
        promised(item, name, paid, product);
    }
}
