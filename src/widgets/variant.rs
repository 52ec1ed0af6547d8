//! A named state of a widget: one list for the gallery, the screenshots and the tests.

use campaign::{Locale, Words};

use super::Kind;
use crate::ui::Node;

/// One named state.
pub struct Variant {
    /// Its name in code, such as `sold_out`.
    pub name: &'static str,
    /// Its name for designers.
    pub title: Words,
    /// Its drawing; nothing in it reacts.
    pub node: fn(Locale) -> Node,
}

/// Every widget with every named state, in the order of the demo page.
#[must_use]
pub fn all() -> Vec<(Kind, Vec<Variant>)> {
    vec![
        (Kind::Countdown, super::countdown::variants::all()),
        (Kind::Coupons, super::coupons::variants::all()),
        (Kind::FlashSale, super::flash_sale::variants::all()),
        (Kind::Draw, super::draw::variants::all()),
        (Kind::Cart, super::cart::variants::all()),
        (Kind::Rules, super::rules::variants::all()),
    ]
}
