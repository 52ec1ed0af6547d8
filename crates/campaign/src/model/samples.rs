//! Carts and buyers for the preview.

use pricing::{Fact, Sku};

use crate::text::Text;

/// Carts and buyers that the preview offers; nothing a shopper sees.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Samples {
    /// Carts; the first is the default.
    pub carts: Vec<SampleCart>,
    /// Buyers; the first is the default.
    pub buyers: Vec<SampleBuyer>,
}

/// A cart to start with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleCart {
    /// Unique among the carts.
    pub id: String,
    /// As designers read it.
    pub name: Text,
    /// Sku, quantity, ticked.
    pub lines: Vec<(Sku, u32, bool)>,
}

/// A buyer to look through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleBuyer {
    /// Unique among the buyers.
    pub id: String,
    /// As designers read it.
    pub name: Text,
    /// Whether the buyer has logged in.
    pub logged_in: bool,
    /// What the server would assert.
    pub facts: Vec<(Fact, bool)>,
    /// Points to spend.
    pub points: u64,
}
