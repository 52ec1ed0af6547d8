//! What is priced, and what the server says of the buyer.

use alloc::vec::Vec;

use crate::{Instant, LineId, Money, OfferId, ShopId, Sku, Tag};

/// Lines in the order the shopper sees them, and the freight before any offer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cart {
    /// Lines; ids are unique, ticked or not.
    pub lines: Vec<Line>,
    /// Freight for the ticked lines before offers, not negative; what templates add comes on top.
    pub freight: Money,
}

/// One line of a cart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Unique in the cart.
    pub id: LineId,
    /// What it holds.
    pub sku: Sku,
    /// Who sells it.
    pub shop: ShopId,
    /// List price of one unit (日常价), not negative.
    pub unit_price: Money,
    /// Units, at least one.
    pub quantity: u32,
    /// Whether the shopper has ticked it; unticked lines take no part and pay nothing.
    pub ticked: bool,
    /// Categories, brands and other labels that scopes name.
    pub tags: Vec<Tag>,
    /// Weight of one unit in grams, for freight by weight.
    pub grams: u32,
    /// No unit may be paid below this (最低限价), not negative. Above the list price it counts as the
    /// list price.
    pub floor: Money,
}

/// A published condition on the buyer, such as `member:black` or `new_buyer`.
pub type Fact = Tag;

/// What the server has said about a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The server says it holds.
    Holds,
    /// The server says it does not.
    Fails,
    /// The server has not said; offers that need it are conditional in a quote.
    Unknown,
}

/// What the buyer holds, as asserted by the server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Buyer {
    /// Facts the server has asserted, true or false; all others are unknown.
    pub facts: Vec<(Fact, bool)>,
    /// Coupons in the buyer's wallet, used ones left out.
    pub coupons: Vec<HeldCoupon>,
    /// Quota tokens granted (秒杀, 前100名).
    pub tokens: Vec<Token>,
    /// What is left of quotas for all buyers, where the server has said so; the rest is taken as
    /// enough. Only gifts are counted: of any other offer it matters whether anything is left.
    pub quotas: Vec<Quota>,
    /// Points the buyer may spend.
    pub points: u64,
    /// Coupons the shopper insists on; the best selection is taken among those that use as many of
    /// them as can be used. Others are explained in [`crate::Quote::unused`].
    pub pinned: Vec<OfferId>,
    /// Coupons the shopper does not want used.
    pub refused: Vec<OfferId>,
}

impl Buyer {
    /// What the server has said about `fact`.
    #[must_use]
    pub fn standing(&self, fact: &Fact) -> Standing {
        match self.facts.iter().find(|(known, _)| known == fact) {
            Some((_, true)) => Standing::Holds,
            Some((_, false)) => Standing::Fails,
            None => Standing::Unknown,
        }
    }
}

/// One coupon in the wallet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldCoupon {
    /// The coupon's offer.
    pub offer: OfferId,
    /// When it was claimed; a tie breaker.
    pub claimed_at: Instant,
    /// First instant at which it can no longer be used.
    pub expires_at: Instant,
}

/// The server's word that this buyer has won units of a quota.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The quota's offer.
    pub offer: OfferId,
    /// Units granted.
    pub units: u32,
    /// What a unit costs by it where the server has set a price (砍价, 阶梯团); never below the unit
    /// price of the offer, and that price where there is none. Of several tokens the lowest price
    /// counts for the units of all.
    pub price: Option<Money>,
    /// First instant at which it no longer counts.
    pub expires_at: Instant,
}

/// What is left of an offer's quota for all buyers: the stock of gifts, the slots of a flash price.
/// With nothing left the offer is sold out, but not for who holds a coupon or a token of it: what
/// has been granted is no longer among what is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quota {
    /// The offer.
    pub offer: OfferId,
    /// What is left: sets of gifts, units of a price.
    pub left: u32,
}
