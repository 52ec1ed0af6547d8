//! Goods with their prices, and promotions of them.

use pricing::{Line, LineId, Money, OfferId, ShopId, Sku, Tag};

use super::Play;
use crate::text::Text;

/// What a compare-at price rests on; without one it is not shown (PR1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Lowest transaction price of the last 7 days.
    Lowest7Days,
    /// Lowest transaction price of the last 30 days.
    Lowest30Days,
    /// The maker's suggested retail price.
    SuggestedRetail,
}

/// A price that may be struck through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CompareAt {
    /// The amount.
    pub price: Money,
    /// What it rests on.
    pub basis: Basis,
}

/// Something sold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// Unique in the file.
    pub sku: Sku,
    /// Who sells it.
    pub shop: ShopId,
    /// As shoppers read it.
    pub name: Text,
    /// Size, colour, origin; may be empty.
    pub spec: Text,
    /// List price of one unit (日常价).
    pub price: Money,
    /// No unit is paid below this.
    pub floor: Money,
    /// Weight of one unit in grams, for freight by weight.
    pub grams: u32,
    /// Labels that scopes name.
    pub tags: Vec<Tag>,
    /// Address of its picture, relative to the campaign file; may be empty.
    pub picture: String,
    /// A price to strike through, with its basis.
    pub compare_at: Option<CompareAt>,
}

impl Product {
    /// So many of it as a line of a cart; the line's id is the sku.
    #[must_use]
    pub fn line(&self, quantity: u32, ticked: bool) -> Line {
        Line {
            id: LineId::new(self.sku.as_str()),
            sku: self.sku.clone(),
            shop: self.shop.clone(),
            unit_price: self.price,
            quantity,
            ticked,
            tags: self.tags.clone(),
            grams: self.grams,
            floor: self.floor,
        }
    }
}

/// A promotion that needs no coupon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promotion {
    /// The offer in the ruleset.
    pub id: OfferId,
    /// Its own name; generated texts are used where it is empty.
    pub name: Text,
    /// What its texts need and its price does not.
    pub play: Play,
}
