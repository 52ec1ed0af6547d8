//! Goods and their prices.

use pricing::{Money, ShopId};

use super::draft::Draft;
use super::fields::{Fields, add};
use super::values::{MAX_MONEY, SHOP, TAG, is_plain};
use crate::model::{Basis, CompareAt, Product, Shop};

#[inline(never)]
pub(super) fn read(fields: &Fields, draft: &mut Draft) {
    let mut fields = fields.some_maps("products", 500);
    while fields.advance() {
        let mut product = Product {
            sku: fields.new_id("sku"),
            shop: shop(&fields, &draft.campaign.shops),
            name: fields.text("name"),
            spec: fields.maybe_text("spec"),
            price: fields.money("price"),
            floor: Money::ZERO,
            grams: fields.int_or("grams", 0, 1_000_000, 0) as u32,
            tags: Vec::new(),
            picture: picture(&fields),
            compare_at: compare_at(&fields),
        };
        // Every unit pays at least one minor unit unless a file says otherwise: an order of
        // nothing cannot be paid, and a coupon without threshold would make one.
        let usual = product.price.minor().min(1);
        product.floor = Money::new(fields.int_or("floor", 0, MAX_MONEY, usual));
        if product.floor > product.price {
            fields.error("floor", "range", "the floor is above the price");
        }
        fields.refer_all("tags", 20, &TAG, &mut product.tags);
        add(&mut draft.campaign.products, product);
    }
}

/// Who sells it: the field `shop`, or the only shop there is.
fn shop(fields: &Fields, shops: &[Shop]) -> ShopId {
    match (shops, fields.maybe("shop")) {
        ([only], None) => only.id.clone(),
        _ => fields.refer("shop", &SHOP),
    }
}

/// An address relative to the file, or an https one; anything else could run a script.
fn picture(fields: &Fields) -> String {
    if fields.maybe("picture").is_none() {
        return String::new();
    }
    let words = "a picture is a relative address or starts with https://";
    let address = fields.token("picture", "address", words, |address| {
        let mut scheme_free = !address.starts_with("//");
        for byte in address.bytes() {
            scheme_free &= byte != b':';
        }
        is_plain(address, 300, b"!#$%&*+,-./:;=?@[]^_`{|}~")
            && (scheme_free || address.starts_with("https://"))
    });
    address.to_owned()
}

fn compare_at(fields: &Fields) -> Option<CompareAt> {
    let mut compare = fields.maybe_map("compare_at");
    if !compare.advance() {
        return None;
    }
    let price = compare.money("price");
    if price.is_zero() {
        let words = "there is nothing to strike through";
        compare.error("price", "range", words);
    }
    let Some(value) = compare.maybe("basis") else {
        let words = "a price to strike through has to say what it rests on";
        compare.error("basis", "missing", words);
        return None;
    };
    let words = "lowest_7_days lowest_30_days suggested_retail";
    let basis = match compare.reader.choice(value, words) {
        0 => Basis::Lowest7Days,
        1 => Basis::Lowest30Days,
        _ => Basis::SuggestedRetail,
    };
    Some(CompareAt { price, basis })
}
