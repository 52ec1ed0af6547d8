//! What an offer works on and who it is for: the fields that all offers share.

use std::slice;

use pricing::{
    Audience, Base, Fact, Funder, Money, Offer, Overflow, Platform, Requirement, Rounding, Scope,
    ShareBase, Spare, Threshold, Window,
};

use super::fields::{Fields, add};
use super::notes::note;
use super::usual;
use super::values::{AUDIENCE, PRODUCT, SHOP, TAG};
use crate::json::Value;

/// The field `scope`.
pub(super) fn scope(fields: &Fields, scope: &mut Scope) {
    scope_of(fields, "scope", scope);
}

/// A scope in a field of any name.
#[inline(never)]
pub(super) fn scope_of(fields: &Fields, name: &'static str, scope: &mut Scope) {
    let mut fields = fields.maybe_map(name);
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
pub(super) fn base(fields: &Fields, default: Base) -> Base {
    base_of(fields, "base", default)
}

/// A base in a field of any name.
#[inline(never)]
fn base_of(fields: &Fields, name: &'static str, default: Base) -> Base {
    #[cfg(feature = "schema")]
    {
        let word = match default {
            Base::List => "list",
            Base::AfterItem => "after_item",
            Base::Remaining => "remaining",
        };
        note!(fields.reader, fields.value, Usual(name, Value::text(word)));
    }
    match fields.maybe(name) {
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

/// The fields `base` and `threshold`, an amount, or `count`, units.
#[inline(never)]
pub(super) fn threshold(fields: &Fields, usual: Base) -> Threshold {
    if let Some(least) = fields.maybe_count("count") {
        note!(fields.reader, fields.value, NotBoth("count threshold"));
        if fields.maybe("threshold").is_some() {
            let words = "either an amount or a count has to be reached, not both";
            fields.error("count", "one_of", words);
        }
        return Threshold::Count { least };
    }
    let base = base(fields, usual);
    let least = fields.money_or_zero("threshold");
    if least.is_zero() {
        Threshold::None
    } else {
        Threshold::Amount { least, base }
    }
}

/// The fields that tune any offer and are seldom needed; without one the offer stays as it is.
#[inline(never)]
pub(super) fn tuning(fields: &Fields, offer: &mut Offer, preset: Option<Platform>) {
    let choice = |name, words| Some(fields.reader.choice(fields.maybe(name)?, words));
    offer.priority = fields.int_or("priority", -1000, 1000, 0) as i32;
    offer.exclusive = fields.flag("exclusive", offer.exclusive);
    offer.rate_base = base_of(fields, "rate_base", offer.rate_base);
    match choice("rounding", "reduction price price_down reduction_down") {
        None => {}
        Some(0) => offer.rounding = Rounding::Reduction,
        Some(1) => offer.rounding = Rounding::Price,
        Some(2) => offer.rounding = Rounding::PriceDown,
        Some(_) => offer.rounding = Rounding::ReductionDown,
    }
    match choice("share_base", "remaining after_item list") {
        None => {}
        Some(0) => offer.share_base = ShareBase::Remaining,
        Some(1) => offer.share_base = ShareBase::AfterItem,
        Some(_) => offer.share_base = ShareBase::List,
    }
    match choice("spare", "largest_remainder first last largest_line") {
        None => {}
        Some(0) => offer.spare = Spare::LargestRemainder,
        Some(1) => offer.spare = Spare::First,
        Some(2) => offer.spare = Spare::Last,
        Some(_) => offer.spare = Spare::LargestLine,
    }
    let grain = fields.int_or("grain", 1, 10_000, offer.grain.minor());
    offer.grain = Money::new(grain);
    match choice("on_overflow", "redistribute clamp refuse") {
        None => {}
        Some(0) => offer.overflow = Overflow::Redistribute,
        Some(1) => offer.overflow = Overflow::Clamp,
        Some(_) => offer.overflow = Overflow::Refuse,
    }
    match choice("funder", "shop platform brand") {
        None => {}
        Some(0) => offer.funder = Funder::Shop,
        Some(1) => offer.funder = Funder::Platform,
        Some(_) => offer.funder = Funder::Brand,
    }
    requires(fields, offer, preset);
}

/// The field `requires`: what the cart has to bring as well, once or as a list.
#[inline(never)]
fn requires(fields: &Fields, offer: &mut Offer, preset: Option<Platform>) {
    let list = match fields.maybe("requires") {
        None => return,
        Some(Value::List(_)) => fields.some_items("requires", 10),
        Some(one) => slice::from_ref(one),
    };
    let mut fields = Fields::of(fields.reader, list);
    while fields.advance() {
        let mut required = Scope::default();
        scope(&fields, &mut required);
        let threshold = threshold(&fields, usual::base(preset, offer.layer));
        if threshold == Threshold::None {
            fields.error("threshold", "missing", "what has to be reached is missing");
        }
        add(
            &mut offer.requires,
            Requirement {
                scope: required,
                threshold,
            },
        );
    }
}
