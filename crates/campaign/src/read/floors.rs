//! What a planner is warned of: prices below a floor.

use pricing::{Benefit, Layer, Money, Off, Offer};

use super::fields::Fields;
use crate::model::Product;
use crate::say::Slot;

/// A price that the floor of a product does not allow would be shown and not charged.
pub(super) fn warn(fields: &Fields, offer: &Offer, products: &[Product]) {
    if offer.layer != Layer::ITEM {
        return;
    }
    for product in products {
        let price = product.price;
        let paid = match offer.benefit {
            Benefit::UnitPrice { price: fixed } => fixed.min(price),
            Benefit::Reduce {
                off: Off::Rate(rate),
                ..
            } => {
                let paid = i64::from(rate.complement().basis_points());
                Money::new(price.minor() / 10_000 * paid + price.minor() % 10_000 * paid / 10_000)
            }
            Benefit::Reduce {
                off: Off::Amount(amount),
                ..
            } => price - amount,
            _ => price,
        };
        if paid < product.floor && offer.scope.holds(&product.line(1, true)) {
            let values = [Slot::Text(product.sku.as_str())];
            fields.warn("", "floor", "it would take `{0}` below its floor", &values);
        }
    }
}
