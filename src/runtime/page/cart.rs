//! The shopper's cart: set by the host page or the shopper, kept across reloads, priced at once.

use std::rc::Rc;

use campaign::json::{self, Value};
use pricing::{Cart, Line, LineId, Quote, Sku};
use protocol::{Choice, Request};

use super::{Inner, Page};
use crate::runtime::model::{Model, Verdict};
use crate::runtime::told::map;

/// Most units of one line; what steppers and stored carts are held to.
pub const MOST_UNITS: u32 = 999;

/// Most lines of a cart.
const MOST_LINES: usize = 200;

impl Page {
    /// Puts lines in the cart; skus the campaign does not know are left out and returned.
    pub fn set_cart(&self, wanted: &[(Sku, u32, bool)]) -> Vec<Sku> {
        let mut unknown = Vec::new();
        if let Some(inner) = self.inner() {
            let lines = lines_of(&inner.model.borrow(), wanted, &mut unknown);
            self.replace_lines(&inner, lines);
        }
        unknown
    }

    /// Ticks or unticks a line.
    pub fn tick_line(&self, line: &LineId, ticked: bool) {
        if let Some(inner) = self.inner() {
            let mut lines = inner.model.borrow().cart.lines.clone();
            if let Some(line) = lines.iter_mut().find(|known| known.id == *line) {
                line.ticked = ticked;
                self.replace_lines(&inner, lines);
            }
        }
    }

    /// Puts one more unit of a product in the cart, ticked.
    pub fn add_to_cart(&self, sku: &Sku) {
        if let Some(inner) = self.inner() {
            let mut lines = inner.model.borrow().cart.lines.clone();
            if let Some(line) = lines.iter_mut().find(|line| line.sku == *sku) {
                line.quantity = (line.quantity + 1).min(MOST_UNITS);
                line.ticked = true;
            } else {
                let added = lines_of(
                    &inner.model.borrow(),
                    &[(sku.clone(), 1, true)],
                    &mut Vec::new(),
                );
                lines.extend(added);
            }
            self.replace_lines(&inner, lines);
        }
    }

    /// Prices the cart with the coupons that the shopper would have, for as long as the page is open.
    pub fn choose(&self, choice: Choice) {
        if let Some(inner) = self.inner() {
            inner.model.borrow_mut().choice = choice;
            self.requote();
        }
    }

    /// What other lines would cost this buyer now, as JSON; the cart stays as it is.
    #[must_use]
    pub fn quote_of(&self, wanted: &[(Sku, u32, bool)]) -> String {
        self.with(|model| {
            let mut other = model.clone();
            other.cart.lines = lines_of(model, wanted, &mut Vec::new());
            other.quote = price(&other).map(Rc::new);
            crate::runtime::told::quote(&other)
        })
    }

    /// Asks the server what it would charge, and tells the host page that the shopper wants to pay
    /// once both agree.
    pub fn check_out(&self) {
        let Some(request) = self.with(quote_request) else {
            return;
        };
        self.change(|model| model.verdict = Verdict::Asked);
        self.ask_price(request);
    }

    fn replace_lines(&self, inner: &Inner, lines: Vec<Line>) {
        inner.model.borrow_mut().cart.lines = lines;
        inner
            .storage
            .set(&inner.key("cart"), &stored(&inner.model.borrow().cart));
        self.requote();
        self.emit("dacu-cart", &stored_of(inner));
    }

    /// Starts with the stored cart, else with the sample that `cart` names, else with nothing.
    pub(super) fn restore_cart(&self) {
        let Some(inner) = self.inner() else { return };
        let stored = inner
            .storage
            .get(&inner.key("cart"))
            .and_then(|text| read_stored(&text));
        let wanted = stored.or_else(|| {
            let options = inner.options.borrow();
            let model = inner.model.borrow();
            let name = options.cart.as_ref()?;
            let samples = &model.campaign.as_ref()?.samples.carts;
            let sample = samples.iter().find(|cart| cart.id == *name)?;
            Some(sample.lines.clone())
        });
        let mut model = inner.model.borrow_mut();
        model.cart = Cart {
            freight: model
                .campaign
                .as_ref()
                .map_or(pricing::Money::ZERO, |campaign| campaign.freight),
            lines: lines_of(&model, &wanted.unwrap_or_default(), &mut Vec::new()),
        };
    }

    /// Prices the cart anew. Called after every change of cart, wallet, campaign or phase.
    pub(super) fn requote(&self) {
        let Some(inner) = self.inner() else { return };
        let before = inner.model.borrow().quote.clone();
        let quote = price(&inner.model.borrow());
        let same = match (&before, &quote) {
            (Some(before), Some(now)) => tells_the_same(before, now),
            (None, None) => true,
            _ => false,
        };
        self.change(|model| {
            model.quote = quote.map(Rc::new);
            if !same {
                model.verdict = Verdict::Unasked;
            }
        });
        if !same {
            self.emit(
                "dacu-quote",
                &crate::runtime::told::quote(&inner.model.borrow()),
            );
        }
    }
}

/// Whether a host page that was told of one quote need not be told of the other.
fn tells_the_same(before: &Quote, now: &Quote) -> bool {
    let mut same = before.lines == now.lines
        && before.payable == now.payable
        && before.deposit == now.deposit
        && before.beside == now.beside
        && before.applied.len() == now.applied.len();
    // A coupon can take the place of another that takes off as much.
    for (before, now) in before.applied.iter().zip(&now.applied) {
        same &= before.offer == now.offer;
    }
    same
}

fn price(model: &Model) -> Option<Quote> {
    let campaign = model.campaign.as_ref()?;
    let now = model.now?;
    let mut cart = model.cart.clone();
    // Nothing is sent where nothing is ticked.
    if !cart.lines.iter().any(|line| line.ticked) {
        cart.freight = pricing::Money::ZERO;
    }
    campaign.ruleset.quote(&cart, &model.buyer(), now).ok()
}

fn quote_request(model: &Model) -> Option<Request> {
    let ruleset = model.quote.as_ref()?.ruleset;
    let lines = model
        .cart
        .lines
        .iter()
        .filter(|line| line.ticked)
        .map(|line| (line.id.clone(), line.sku.clone(), line.quantity))
        .collect();
    let choice = model.choice.clone();
    Some(Request::Quote {
        ruleset,
        lines,
        choice,
    })
}

/// Cart lines for what was wanted: one a sku, in order, from the campaign's products.
fn lines_of(model: &Model, wanted: &[(Sku, u32, bool)], unknown: &mut Vec<Sku>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (sku, quantity, ticked) in wanted.iter().take(MOST_LINES) {
        let product = model
            .campaign
            .as_ref()
            .and_then(|campaign| campaign.product(sku));
        let Some(product) = product else {
            unknown.push(sku.clone());
            continue;
        };
        if *quantity == 0 || lines.iter().any(|line| line.sku == *sku) {
            continue;
        }
        lines.push(product.line((*quantity).min(MOST_UNITS), *ticked));
    }
    lines
}

fn stored_of(inner: &Inner) -> String {
    stored(&inner.model.borrow().cart)
}

/// A cart as it is stored and told: `{"lines":[{"sku":…,"quantity":…,"ticked":…}]}`.
fn stored(cart: &Cart) -> String {
    let lines = cart
        .lines
        .iter()
        .map(|line| {
            map(vec![
                ("sku", Value::text(line.sku.as_str())),
                ("quantity", Value::Int(i64::from(line.quantity))),
                ("ticked", Value::Bool(line.ticked)),
            ])
        })
        .collect();
    json::write(&map(vec![("lines", Value::List(lines))]))
}

/// Reads what [`stored`] wrote, or what a host page gave to `Dacu.setCart`: the object above or
/// its list of lines. Anything else is nothing.
#[must_use]
pub fn read_stored(text: &str) -> Option<Vec<(Sku, u32, bool)>> {
    let value = json::parse(text).ok()?;
    let Value::List(lines) = value.get("lines").unwrap_or(&value) else {
        return None;
    };
    lines.iter().map(read_line).collect()
}

fn read_line(line: &Value) -> Option<(Sku, u32, bool)> {
    let Value::Text(sku) = line.get("sku")? else {
        return None;
    };
    let quantity = match line.get("quantity") {
        None => 1,
        Some(Value::Int(units)) => u32::try_from(*units).ok()?,
        Some(_) => return None,
    };
    let ticked = !matches!(line.get("ticked"), Some(Value::Bool(false)));
    Some((Sku::new(sku), quantity, ticked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(ticked: bool, freight: i64, payable: i64) {
        let file = include_str!("../../../public/campaigns/double11-2026.json");
        let campaign = campaign::parse(file).campaign.expect("the sample is right");
        let mut model = Model {
            now: Some(pricing::Instant::from_ms(1_794_362_520_000)),
            campaign: Some(Rc::new(campaign)),
            ..Model::default()
        };
        model.cart.freight = pricing::Money::new(1_000);
        model.cart.lines = lines_of(&model, &[(Sku::new("tea"), 1, ticked)], &mut Vec::new());
        let quote = price(&model).expect("a cart with a time has a price");
        assert_eq!(quote.freight.minor(), freight);
        assert_eq!(quote.payable.minor(), payable);
    }

    #[test]
    fn a_cart_with_nothing_ticked_pays_no_freight() {
        check(true, 1_000, 5_950 + 1_000);
        check(false, 0, 0);
    }
}
