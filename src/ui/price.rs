//! The price figure: symbol and minor units small, the whole amount large.

use campaign::say::MoneyParts;

use super::node::{El, el};

/// A price in an element of this tag.
#[must_use]
pub fn price(tag: &'static str, parts: &MoneyParts) -> El {
    figures(el(tag, "dacu-price"), parts)
}

/// The figures of a price after whatever `into` holds already; it has the class `dacu-price`.
#[must_use]
pub fn figures(into: El, parts: &MoneyParts) -> El {
    let symbol = [parts.sign, &parts.symbol].concat();
    into.child(el("small", "").text(symbol))
        .text(&parts.whole)
        .maybe((!parts.fraction.is_empty()).then(|| el("small", "").text(&parts.fraction)))
}
