//! The widgets: one folder each, with its contract and component (`mod.rs`), its pure view model
//! (`state.rs`), its style and its named states (`variants.rs`).

use campaign::json::{self, Value};

use crate::runtime::page::Page;
use crate::ui::{Local, Node};

pub mod asif;
pub mod cart;
pub mod countdown;
pub mod coupons;
pub mod draw;
pub mod flash_sale;
pub mod offer;
pub mod phrase;
pub mod rules;
#[cfg(test)]
pub mod test_model;
#[cfg(feature = "variants")]
pub mod variant;

/// What a widget's element carries beside the page's options.
#[derive(Clone, Debug, Default)]
pub struct Attributes(Vec<(String, String)>);

impl Attributes {
    /// Reads a JSON object of texts; anything else is no attributes.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let Ok(Value::Map(entries)) = json::parse(text) else {
            return Self::default();
        };
        Self(
            entries
                .into_iter()
                .filter_map(|(name, value)| match value {
                    Value::Text(text) => Some((name, text)),
                    _ => None,
                })
                .collect(),
        )
    }

    /// The attribute's text, if it is set.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, text)| text.as_str())
    }
}

/// A view that follows what it reads.
pub type View = Box<dyn FnMut() -> Node + Send>;

/// The kinds of widget, by the name of their element after `dacu-`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `<dacu-countdown>`.
    Countdown,
    /// `<dacu-draw>`.
    Draw,
    /// `<dacu-coupons>`.
    Coupons,
    /// `<dacu-flash-sale>`.
    FlashSale,
    /// `<dacu-cart>`.
    Cart,
    /// `<dacu-rules>`.
    Rules,
}

impl Kind {
    /// The kind with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "countdown" => Self::Countdown,
            "draw" => Self::Draw,
            "coupons" => Self::Coupons,
            "flash-sale" => Self::FlashSale,
            "cart" => Self::Cart,
            "rules" => Self::Rules,
            _ => return None,
        })
    }

    /// Its component; `seen` says whether it is on the screen or near it.
    #[must_use]
    pub fn view(self, page: Page, attributes: &Attributes, seen: Local<bool>) -> View {
        match self {
            Self::Countdown => countdown::countdown(page, attributes, seen),
            Self::Draw => draw::draw(page, attributes, seen),
            Self::Coupons => coupons::coupons(page, attributes, seen),
            Self::FlashSale => flash_sale::flash_sale(page, attributes, seen),
            Self::Cart => cart::cart(page, seen),
            Self::Rules => rules::rules(page, seen),
        }
    }
}

/// Follows what changes in a page; where the widget is not `seen`, a clock that is pulled has to rest first.
/// Tells whether it is.
fn follow(page: Page, seen: Local<bool>) -> bool {
    seen.track();
    let seen = seen.with(|seen| *seen);
    if seen {
        page.track();
    } else {
        page.track_rested();
    }
    seen
}
