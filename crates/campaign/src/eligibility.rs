//! Who an offer may be for: published conditions, and nothing that a profile says.
//!
//! A price, a threshold or odds may depend on what a shopper can read in the rules and check: the
//! tier of a membership, a first order, a region with its reason. Devices, browsing and spending
//! power are no such conditions: [`ground`] knows none of them, and a lint keeps files that name them from
//! being published.
//!
//! A page has one switch for personalisation (关闭个性化). With it off it is the campaign as it
//! stands: no experiment, and of the buyer only what the file publishes as a condition, so prices
//! and rules are the same either way.

use pricing::{Buyer, Fact};

use crate::model::Campaign;

/// What an audience rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// A membership or one of its tiers: `member`, `member:gold`, `tier:2`.
    Member,
    /// A first order, of the platform or of a shop: `new_buyer`, `new_buyer:tea-house`, `new_user`,
    /// `first_order`.
    NewBuyer,
    /// A place goods are sent to: `region:xinjiang`; its reason is published with its name.
    Region,
}

/// What a fact rests on; nothing for a fact that no price may depend on.
#[must_use]
#[inline(never)]
pub fn ground(fact: &Fact) -> Option<Ground> {
    let fact = fact.as_str();
    let end = fact.bytes().position(|byte| byte == b':');
    match fact.get(..end.unwrap_or(fact.len()))? {
        "member" | "tier" => Some(Ground::Member),
        "new_buyer" | "new_user" | "first_order" => Some(Ground::NewBuyer),
        "region" => Some(Ground::Region),
        _ => None,
    }
}

/// Whether anything of a campaign is not the same for everyone, so that its page has to offer the
/// switch.
#[must_use]
pub fn is_personalised(campaign: &Campaign) -> bool {
    #[cfg(feature = "experiment")]
    let tests = !campaign.experiments.list.is_empty();
    #[cfg(not(feature = "experiment"))]
    let tests = campaign.experiments.any;
    tests || !campaign.audiences.is_empty()
}

/// The buyer as a page with personalisation off knows them: of what the server asserts, only the
/// conditions that the file publishes. What the buyer holds stays: it was given.
#[must_use]
pub fn published(campaign: &Campaign, buyer: &Buyer) -> Buyer {
    let mut buyer = buyer.clone();
    buyer
        .facts
        .retain(|(fact, _)| campaign.audiences.iter().any(|known| known.fact == *fact));
    buyer
}
