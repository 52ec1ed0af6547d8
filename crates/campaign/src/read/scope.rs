//! What an offer works on and who it is for: the fields that all offers share.

use pricing::{Audience, Base, Fact, Funder, Offer, Overflow, Scope, ShareBase, Window};

use super::fields::Fields;
use super::values::{AUDIENCE, PRODUCT, SHOP, TAG};

/// The field `scope`.
#[inline(never)]
pub(super) fn scope(fields: &Fields, scope: &mut Scope) {
    let mut fields = fields.maybe_map("scope");
    if !fields.advance() {
        return;
    }
    fields.refer_all("shops", 50, &SHOP, &mut scope.shops);
    fields.refer_all("skus", 500, &PRODUCT, &mut scope.skus);
    fields.refer_all("tags", 50, &TAG, &mut scope.tags);
    fields.refer_all("without", 50, &TAG, &mut scope.without);
    scope.min_unit_price = fields.maybe_money("min_price");
    scope.max_unit_price = fields.maybe_money("max_price");
    if let (Some(least), Some(most)) = (scope.min_unit_price, scope.max_unit_price)
        && most < least
    {
        fields.error("max_price", "range", "it is below `min_price`");
    }
    scope.only_unreduced = fields.flag("only_unreduced", false);
}

/// The field `audience`: a fact, or everyone where it is left out.
#[inline(never)]
pub(super) fn audience(fields: &Fields, offer: &mut Offer) {
    if let Some(value) = fields.maybe("audience") {
        let fact = Fact::new(fields.reader.refer(value, &AUDIENCE));
        offer.audience = Audience::Asserted(fact);
    }
}

/// The field `base`: what a threshold is measured on.
#[inline(never)]
pub(super) fn base(fields: &Fields, default: Base) -> Base {
    match fields.maybe("base") {
        None => default,
        Some(value) => match fields.reader.choice(value, "list after_item remaining") {
            0 => Base::List,
            1 => Base::AfterItem,
            _ => Base::Remaining,
        },
    }
}

/// The fields `from` and `until`, or the window in which campaign prices hold.
pub(super) fn window(fields: &Fields, on: Window) -> Window {
    let from = fields.maybe("from");
    let until = fields.maybe("until");
    if from.or(until).is_some() {
        fields.window()
    } else {
        on
    }
}

/// The fields that tune any offer and are seldom needed.
#[inline(never)]
pub(super) fn tuning(fields: &Fields, offer: &mut Offer) {
    offer.priority = fields.int_or("priority", -1000, 1000, 0) as i32;
    offer.exclusive = fields.flag("exclusive", false);
    offer.share_base = match fields.choice_or("share_base", "remaining after_item", 0) {
        0 => ShareBase::Remaining,
        _ => ShareBase::AfterItem,
    };
    offer.overflow = match fields.choice_or("on_overflow", "redistribute clamp refuse", 0) {
        0 => Overflow::Redistribute,
        1 => Overflow::Clamp,
        _ => Overflow::Refuse,
    };
    if let Some(value) = fields.maybe("funder") {
        offer.funder = match fields.reader.choice(value, "shop platform brand") {
            0 => Funder::Shop,
            1 => Funder::Platform,
            _ => Funder::Brand,
        };
    }
}
