//! What the engine says of the page's cart as if the buyer held other coupons.

use pricing::{HeldCoupon, Instant, OfferId, Quote};

use crate::runtime::model::Model;

/// What the cart would cost at `at` with these coupons in the wallet, each good for ever: beside
/// what is in it, or `instead` of that and whatever the shopper has chosen among them. Nothing where the engine cannot price it.
#[must_use]
#[inline(never)]
pub fn holding(
    model: &Model,
    coupons: &[&OfferId],
    instead: bool,
    at: Instant,
) -> Option<Box<Quote>> {
    let campaign = model.campaign.as_deref()?;
    let mut buyer = model.buyer();
    if instead {
        buyer.coupons.clear();
        buyer.pinned.clear();
        buyer.refused.clear();
    }
    for offer in coupons {
        buyer.coupons.push(HeldCoupon {
            offer: (*offer).clone(),
            claimed_at: at,
            expires_at: Instant::MAX,
        });
    }
    let quote = campaign.ruleset.quote(&model.cart, &buyer, at);
    quote.ok().map(Box::new)
}
