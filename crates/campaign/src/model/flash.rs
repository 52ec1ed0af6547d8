//! Flash sales.

use pricing::{OfferId, Sku, Window};

use super::EarlyAccess;
use crate::text::Text;

/// A flash sale (秒杀): sessions of limited goods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlashSale {
    /// Unique in the file.
    pub id: String,
    /// Heading over it.
    pub name: Text,
    /// Sessions in order of start.
    pub sessions: Vec<Session>,
}

/// One session (场次).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Unique in the sale.
    pub id: String,
    /// When its prices hold.
    pub window: Window,
    /// For whom they hold sooner; the prices of that time are offers of their own
    /// ([`FlashItem::early`]).
    pub early: Vec<EarlyAccess>,
    /// What it sells.
    pub items: Vec<FlashItem>,
}

/// A limited price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlashItem {
    /// The offer in the ruleset: a unit price or a rate, for this session's window.
    pub offer: OfferId,
    /// The same for those who come sooner, in the order of [`Session::early`]: until the session
    /// starts, and only for their fact. A quota counts for all of them together.
    pub early: Vec<OfferId>,
    /// What is sold.
    pub sku: Sku,
    /// Units in all; with a quota the price holds only with a token (前100名半价).
    pub quota: Option<u32>,
    /// Units one buyer can have.
    pub per_buyer: u32,
}
