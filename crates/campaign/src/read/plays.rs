//! Prices that shoppers earn together, by helping or by paying ahead.

use pricing::{Benefit, Grant, Layer, Money, Offer, Sku, Window};

use super::draft::{Draft, give};
use super::fields::Fields;
use super::values::{MAX_MONEY, PRODUCT};
use crate::model::{Bargain, Play, Product};

/// More buyers in a group, or helpers, than this are a mistake.
const MOST_PEOPLE: i64 = 1_000;
/// Thirty days.
const MOST_HOURS: i64 = 720;

fn hours(fields: &Fields) -> u32 {
    fields.int("hours", 1, MOST_HOURS) as u32
}

/// The field `price`, which a page promises: below the list price of every product that the scope
/// names, and not below its floor.
#[inline(never)]
pub(super) fn price(fields: &Fields, offer: &mut Offer, draft: &Draft) -> Money {
    let price = fields.money("price");
    if fields.maybe("price").is_some() {
        for sku in &offer.scope.skus {
            if let Some(product) = draft.campaign.product(sku) {
                promised(fields, "price", price, product);
            }
        }
    }
    give(offer, Benefit::UnitPrice { price });
    price
}

/// What a page promises has to be a lower price, and what the floor allows.
#[inline(never)]
pub(super) fn promised(fields: &Fields, name: &str, paid: Money, product: &Product) {
    if paid < product.floor {
        fields.error(name, "floor", "it is below the floor of the product");
    }
    if paid >= product.price {
        let words = "it is not below the price of the product";
        fields.error(name, "range", words);
    }
}

#[inline(never)]
pub(super) fn group_buy(fields: &Fields, offer: &mut Offer, draft: &Draft) -> Play {
    offer.grant = Grant::Token;
    price(fields, offer, draft);
    Play::GroupBuy {
        size: fields.int("size", 2, MOST_PEOPLE) as u32,
        hours: hours(fields),
    }
}

/// The field `sku`, the only one a bargain is about: cuts are published, so there is one price that
/// they start from.
#[inline(never)]
pub(super) fn bargain(fields: &Fields, offer: &mut Offer, draft: &Draft) -> Play {
    offer.grant = Grant::Token;
    let sku: Sku = fields.refer("sku", &PRODUCT);
    offer.scope.skus.push(sku);
    let price = price(fields, offer, draft);
    let helpers = fields.int("helpers", 1, MOST_PEOPLE) as u32;
    let product = draft.campaign.product(&offer.scope.skus[0]);
    let start = product.map_or(price, |product| product.price);
    if start > price && start - price < Money::new(helpers.into()) {
        let words = "there is less to cut than there are helpers";
        fields.error("helpers", "range", words);
    }
    Play::Bargain(Bargain {
        start,
        price,
        helpers,
        hours: hours(fields),
    })
}

/// 换购: the field `items`, and what the cart has to bring.
#[inline(never)]
pub(super) fn add_on(fields: &Fields, offer: &mut Offer, draft: &Draft) {
    fields.some_items("items", 100);
    fields.refer_all("items", 100, &PRODUCT, &mut offer.scope.skus);
    fields.need("requires");
    price(fields, offer, draft);
}

/// 定金膨胀. The window of the promotion is that of the deposit; its offer holds until the balance
/// is paid.
#[inline(never)]
pub(super) fn deposit(fields: &Fields, offer: &mut Offer, draft: &Draft) -> Play {
    offer.layer = Layer::DEPOSIT;
    offer.grant = Grant::Token;
    let paid = Money::new(fields.int("paid", 1, MAX_MONEY));
    let counts_as = Money::new(fields.int("counts_as", 1, MAX_MONEY));
    if counts_as < paid {
        let words = "a deposit counts for at least what was paid";
        fields.error("counts_as", "range", words);
    }
    for sku in &offer.scope.skus {
        if let Some(product) = draft.campaign.product(sku)
            && counts_as > product.price - product.floor
        {
            let words = "it counts for more than the product may be reduced by";
            fields.error("counts_as", "floor", words);
        }
    }
    give(offer, Benefit::Deposit { paid, counts_as });
    let deposit = offer.window;
    let mut balance = Window::ALWAYS;
    let mut map = fields.map("balance");
    if map.advance() {
        balance = map.window();
        if balance.from < deposit.until {
            let words = "the balance is paid when deposits no longer are";
            map.error("from", "window", words);
        }
        offer.window.until = balance.until.max(deposit.until);
    }
    Play::Presale { deposit, balance }
}
