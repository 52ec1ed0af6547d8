//! Flash sales: sessions of limited prices.

use pricing::{Audience, Benefit, Fact, Grant, Kind, Money, Off, Offer, OfferId, Per, Sku, Window};

use super::coupons::early_access;
use super::draft::{Draft, blank, give};
use super::fields::{Fields, add};
use super::plays::promised;
use super::values::{MAX_COUNT, PRODUCT};
use super::{repeats, usual};
use crate::json::Value;
use crate::model::{FlashItem, FlashSale, Product, Session};
use crate::say::Slot;

#[inline(never)]
pub(super) fn read<'a>(fields: &Fields<'a>, draft: &mut Draft<'a>) {
    let mut sale = fields.maps("flash_sales", 20);
    while sale.advance() {
        let mut read = FlashSale {
            id: sale.new_id("id"),
            name: sale.text("name"),
            sessions: Vec::new(),
        };
        let mut session = if sale.maybe("repeats").is_some() {
            sale.maps("sessions", 100)
        } else {
            sale.some_maps("sessions", 100)
        };
        while session.advance() {
            let mut of_session = Session {
                id: session.new_id("id"),
                window: session.window(),
                early: Vec::new(),
                items: Vec::new(),
            };
            let start = of_session.window.from;
            if let Some(before) = read.sessions.last()
                && start < before.window.from
            {
                let words = "sessions stand in order of their start";
                session.error("from", "order", words);
            }
            early_access(&session, Some(start), &mut of_session.early);
            check_new(&session, draft, &of_session);
            let goods = goods(&session, draft);
            sell(&session, draft, &goods, &mut of_session);
            add(&mut read.sessions, of_session);
        }
        repeats::read(&sale, draft, &mut read);
        add(&mut draft.campaign.flash_sales, read);
    }
}

/// Offers are named after sessions, so a session's id is unique in the file.
#[inline(never)]
pub(super) fn check_new(fields: &Fields, draft: &Draft, session: &Session) {
    for sale in &draft.campaign.flash_sales {
        for other in &sale.sessions {
            fields.check_new("id", &session.id, Some(&other.id));
        }
    }
}

/// What a session sells, as far as it is the same in every session of a recurrence.
pub(super) struct Goods<'a> {
    /// Its entry in the file.
    value: &'a Value,
    item: FlashItem,
    offer: Offer,
}

/// The field `items`.
#[inline(never)]
pub(super) fn goods<'a>(fields: &Fields<'a>, draft: &Draft) -> Vec<Goods<'a>> {
    let mut goods = Vec::new();
    let mut item = fields.some_maps("items", 100);
    while item.advance() {
        let sku: Sku = item.refer("sku", &PRODUCT);
        let mut offer = blank("");
        price(&item, draft.campaign.product(&sku), &mut offer);
        let quota = item.maybe_count("quota");
        let per_buyer = item.int_or("per_buyer", 1, MAX_COUNT, 1) as u32;
        if quota.is_some_and(|quota| per_buyer > quota) {
            item.error("per_buyer", "range", "it is more than the quota");
        }
        offer.scope.skus.push(sku.clone());
        offer.limits.units_per_order = Some(per_buyer);
        if quota.is_some() {
            offer.grant = Grant::Token;
        }
        usual::settle(draft.preset, Kind::Flash, &mut offer);
        let one = Goods {
            value: item.value,
            item: FlashItem {
                offer: OfferId::new(""),
                early: Vec::new(),
                sku,
                quota,
                per_buyer,
            },
            offer,
        };
        add(&mut goods, one);
    }
    goods
}

/// Sells goods in a session: an offer for each, and one more for each early access.
#[inline(never)]
pub(super) fn sell(fields: &Fields, draft: &mut Draft, goods: &[Goods], session: &mut Session) {
    for Goods { value, item, offer } in goods {
        let name = ["flash:", &session.id, ":", item.sku.as_str()].concat();
        let mut item = item.clone();
        item.offer = sell_in(fields, draft, value, offer, &name, session.window, None);
        for early in &session.early {
            let name = [&name, ":", early.audience.as_str()].concat();
            let window = Window {
                from: early.from,
                until: session.window.from,
            };
            let fact = Some(&early.audience);
            let id = sell_in(fields, draft, value, offer, &name, window, fact);
            item.early.push(id);
        }
        add(&mut session.items, item);
    }
}

/// Adds a flash price under a name that no other offer has.
#[inline(never)]
fn sell_in(
    fields: &Fields,
    draft: &mut Draft,
    item: &Value,
    like: &Offer,
    name: &str,
    window: Window,
    fact: Option<&Fact>,
) -> OfferId {
    // A sku that is wrong has been told of.
    if let Some(sku) = item.get("sku")
        && !like.scope.skus[0].as_str().is_empty()
    {
        for offer in &draft.offers {
            if offer.id.as_str() == name {
                let values = [Slot::Text(name)];
                let words = "`{0}` is already used";
                fields.reader.error_with(sku, "duplicate", words, &values);
            }
        }
    }
    let mut offer = like.clone();
    offer.id = OfferId::new(name);
    offer.window = window;
    if let Some(fact) = fact {
        offer.audience = Audience::Asserted(fact.clone());
    }
    let id = offer.id.clone();
    draft.add(offer);
    id
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
