//! A cart and a buyer as a caller writes them, looked up in a campaign.

use std::slice;

use pricing::{Buyer, Cart, Fact, Grant, HeldCoupon, Instant, LineId, OfferId, Quota, Sku, Token};

use super::fields::{Fields, add};
use super::reader::Reader;
use super::values::{MAX_COUNT, MAX_MONEY};
use crate::json::{self, Value};
use crate::model::Campaign;
use crate::problem::Problem;
use crate::say::Slot;

/// Most lines of a cart, and most entries of a buyer's lists.
const MAX_LINES: usize = 1_000;
/// Most units of a line.
const MAX_UNITS: i64 = 1_000_000;

/// A cart with the buyer whose it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// What is in the cart.
    pub cart: Cart,
    /// What the server has said of the buyer.
    pub buyer: Buyer,
}

/// Reads a cart in the form that [`crate::quote_json`] tells; what is claimed is claimed at `now`.
///
/// # Errors
///
/// Everything that is wrong with it.
pub fn read_cart(campaign: &Campaign, text: &str, now: Instant) -> Result<Asked, Vec<Problem>> {
    let placed = json::parse_placed(text).map_err(|problem| vec![problem])?;
    let reader = Reader::new(text, &placed);
    let mut asked = Asked::default();
    let mut fields = Fields::of(&reader, slice::from_ref(&placed.root));
    if fields.advance() {
        let order = Order {
            campaign,
            reader: &reader,
            now,
        };
        order.lines(&fields, &mut asked.cart);
        let mut buyer = fields.maybe_map("buyer");
        if buyer.advance() {
            order.buyer(&buyer, &mut asked.buyer);
        }
    }
    drop(fields);
    if reader.has_failed() {
        return Err(reader.take_problems());
    }
    Ok(asked)
}

struct Order<'a> {
    campaign: &'a Campaign,
    reader: &'a Reader<'a>,
    now: Instant,
}

impl<'a> Order<'a> {
    fn lines(&self, fields: &Fields<'a>, cart: &mut Cart) {
        let mut lines = Vec::new();
        let mut ids: Vec<LineId> = Vec::new();
        fields.need("lines");
        let mut line = fields.maps("lines", MAX_LINES);
        while line.advance() {
            let sku = line.need("sku");
            let sku = Sku::new(sku.map_or("", |value| self.reader.id(value)));
            if self.campaign.product(&sku).is_none() {
                self.unknown(line.value.get("sku"), "product", sku.as_str());
            }
            let id = match line.maybe("id") {
                Some(value) => self.reader.id(value),
                None => sku.as_str(),
            };
            for taken in &ids {
                if taken.as_str() == id && !id.is_empty() {
                    let words = "another line is named `{0}`; give this one an `id` of its own";
                    line.error_with("id", "duplicate", words, &[Slot::Text(id)]);
                }
            }
            let quantity = line.int_or("quantity", 1, MAX_UNITS, 1) as u32;
            add(&mut ids, LineId::new(id));
            add(&mut lines, (sku, quantity, line.flag("ticked", true)));
        }
        *cart = self.campaign.cart(&lines);
        for (line, id) in cart.lines.iter_mut().zip(ids) {
            line.id = id;
        }
        if let Some(freight) = fields.maybe_money("freight") {
            cart.freight = freight;
        }
    }

    fn buyer(&self, fields: &Fields<'a>, buyer: &mut Buyer) {
        if let Some(facts) = fields.maybe("facts")
            && self.reader.is_map(facts)
        {
            for (name, value) in facts.entries() {
                let fact = Fact::new(name);
                let audiences = &self.campaign.audiences;
                if !audiences.iter().any(|audience| audience.fact == fact) {
                    self.unknown(Some(value), "audience", name);
                }
                add(&mut buyer.facts, (fact, self.reader.flag(value)));
            }
        }
        for value in fields.items("coupons", MAX_LINES) {
            if let Some(held) = self.coupon(value) {
                add(&mut buyer.coupons, held);
            }
        }
        for value in fields.items("tokens", MAX_LINES) {
            if let Some(token) = self.token(value) {
                add(&mut buyer.tokens, token);
            }
        }
        let mut quota = fields.maps("quotas", MAX_LINES);
        while quota.advance() {
            let offer = self.offer(quota.need("offer"), "offer");
            let left = quota.int("left", 0, MAX_COUNT) as u32;
            add(&mut buyer.quotas, Quota { offer, left });
        }
        drop(quota);
        buyer.points = fields.int_or("points", 0, MAX_MONEY, 0) as u64;
        for value in fields.items("pinned", MAX_LINES) {
            add(&mut buyer.pinned, self.coupon_id(Some(value)));
        }
        for value in fields.items("refused", MAX_LINES) {
            add(&mut buyer.refused, self.coupon_id(Some(value)));
        }
    }

    /// A coupon in the wallet: its id, or a map of it and its times.
    fn coupon(&self, value: &'a Value) -> Option<HeldCoupon> {
        let (id, mut claimed_at, mut expires_at) = (value, None, None);
        let mut offer = Some(id);
        if matches!(value, Value::Map(_)) {
            let mut fields = Fields::of(self.reader, slice::from_ref(value));
            fields.advance();
            offer = fields.need("coupon");
            claimed_at = fields.maybe("claimed_at");
            expires_at = fields.maybe("expires_at");
        }
        let offer = self.coupon_id(offer);
        let coupon = self.campaign.coupon(&offer)?;
        let claimed_at = claimed_at.map_or(self.now, |value| self.reader.instant(value));
        let expires_at = match expires_at {
            Some(value) => self.reader.instant(value),
            None => coupon.validity.expires_at(claimed_at),
        };
        Some(HeldCoupon {
            offer,
            claimed_at,
            expires_at,
        })
    }

    /// A quota token: its offer's id, or a map of it and what was granted.
    fn token(&self, value: &'a Value) -> Option<Token> {
        let (mut units, mut price, mut expires_at) = (1, None, None);
        let mut offer = Some(value);
        if matches!(value, Value::Map(_)) {
            let mut fields = Fields::of(self.reader, slice::from_ref(value));
            fields.advance();
            offer = fields.need("offer");
            units = fields.int_or("units", 1, MAX_UNITS, 1) as u32;
            price = fields.maybe_money("price");
            expires_at = fields.maybe("expires_at");
        }
        let id = self.offer(offer, "quota price");
        let found = self.campaign.ruleset.offer(&id)?;
        if found.grant != Grant::Token {
            self.unknown(offer, "quota price", id.as_str());
        }
        let expires_at = match expires_at {
            Some(value) => self.reader.instant(value),
            None => found.window.until,
        };
        Some(Token {
            offer: id,
            units,
            price,
            expires_at,
        })
    }

    fn coupon_id(&self, value: Option<&'a Value>) -> OfferId {
        let id = OfferId::new(value.map_or("", |value| self.reader.id(value)));
        if self.campaign.coupon(&id).is_none() {
            self.unknown(value, "coupon", id.as_str());
        }
        id
    }

    fn offer(&self, value: Option<&'a Value>, what: &str) -> OfferId {
        let id = OfferId::new(value.map_or("", |value| self.reader.id(value)));
        if self.campaign.ruleset.offer(&id).is_none() {
            self.unknown(value, what, id.as_str());
        }
        id
    }

    /// Reports a name that the campaign does not have; an empty one has been reported already.
    fn unknown(&self, value: Option<&Value>, what: &str, id: &str) {
        if let Some(value) = value
            && !id.is_empty()
        {
            let values = [Slot::Text(what), Slot::Text(id)];
            let words = "there is no {0} `{1}` in the campaign";
            self.reader.error_with(value, "reference", words, &values);
        }
    }
}
