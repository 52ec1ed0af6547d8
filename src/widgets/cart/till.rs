//! What every part of a cart is told from, and the words they have in common.

use campaign::model::Coupon;
use campaign::{Campaign, Locale, Words, say};
use pricing::{Benefit, Missing, Money, Offer, OfferId, ShopId, Sku, Tier};

use crate::runtime::model::Model;
use crate::widgets::phrase::{copy, plain};

/// A page's model with its campaign.
pub(super) struct Till<'a> {
    pub model: &'a Model,
    pub campaign: &'a Campaign,
    pub locale: Locale,
}

// A call of one of these is two or three numbers in the code; inlined, each is a hundred bytes.
impl<'a> Till<'a> {
    /// Nothing without a campaign.
    pub fn of(model: &'a Model) -> Option<Self> {
        Some(Self {
            model,
            campaign: model.campaign.as_deref()?,
            locale: model.locale,
        })
    }

    #[inline(never)]
    pub fn word(&self, words: &Words) -> String {
        plain(words, self.locale)
    }

    #[inline(never)]
    pub fn with(&self, words: &Words, value: &str) -> String {
        words.with(self.locale, value)
    }

    #[inline(never)]
    pub fn money(&self, amount: Money) -> String {
        say::money(amount, &self.campaign.currency, self.locale)
    }

    /// Without `.00`.
    #[inline(never)]
    pub fn short(&self, amount: Money) -> String {
        say::money_short(amount, &self.campaign.currency, self.locale)
    }

    /// Words around an amount.
    #[inline(never)]
    pub fn amount(&self, words: &Words, amount: Money) -> String {
        self.with(words, &self.money(amount))
    }

    /// Words around an amount without its symbol.
    #[inline(never)]
    pub fn figure(&self, words: &Words, amount: Money) -> String {
        let figure = say::figure(amount, &self.campaign.currency, self.locale);
        self.with(words, &figure)
    }

    /// Words around a count.
    #[inline(never)]
    pub fn count(&self, words: &Words, count: u32) -> String {
        self.with(words, &say::count(u64::from(count)))
    }

    #[inline(never)]
    pub fn offer(&self, id: &OfferId) -> Option<&'a Offer> {
        self.campaign.ruleset.offer(id)
    }

    #[inline(never)]
    pub fn coupon(&self, id: &OfferId) -> Option<&'a Coupon> {
        self.campaign.coupon(id)
    }

    /// The place of a coupon in the campaign.
    #[inline(never)]
    pub fn place(&self, id: &OfferId) -> Option<usize> {
        self.campaign
            .coupons
            .iter()
            .position(|coupon| coupon.id == *id)
    }

    /// What an offer is called on a bill.
    #[inline(never)]
    pub fn name(&self, id: &OfferId) -> String {
        say::offer_name(self.campaign, id, self.locale)
    }

    #[inline(never)]
    pub fn step_title(&self, offer: &Offer, step: usize) -> String {
        say::step_title(self.campaign, offer, step, self.locale)
    }

    #[inline(never)]
    pub fn missing(&self, missing: Missing) -> String {
        say::missing(self.campaign, missing, self.locale)
    }

    /// What a product is called; empty for one the campaign does not have.
    #[inline(never)]
    pub fn product(&self, sku: &Sku) -> String {
        match self.campaign.product(sku) {
            Some(product) => copy(&product.name, self.locale),
            None => String::new(),
        }
    }

    /// A shop as shoppers read it.
    #[inline(never)]
    pub fn shop(&self, id: &'a ShopId) -> &'a str {
        for shop in &self.campaign.shops {
            if shop.id == *id {
                return shop.name.get(self.locale);
            }
        }
        id.as_str()
    }

    /// The shop that an offer is of, where there are several; empty for an offer of them all.
    #[inline(never)]
    pub fn offer_shop(&self, offer: &'a Offer) -> &'a str {
        match offer.scope.shops.as_slice() {
            [shop] if self.campaign.shops.len() > 1 => self.shop(shop),
            _ => "",
        }
    }

    /// How many units are ticked.
    #[inline(never)]
    pub fn ticked_units(&self) -> u32 {
        let mut units = 0;
        for line in &self.model.cart.lines {
            if line.ticked {
                units += line.quantity;
            }
        }
        units
    }
}

/// What is missing, in minor units or pieces.
#[inline(never)]
pub(super) fn size(missing: Missing) -> i64 {
    match missing {
        Missing::Amount(amount) => amount.minor(),
        Missing::Units(units) => i64::from(units),
    }
}

/// The steps of an offer; none for one that is no ladder.
#[inline(never)]
pub(super) fn tiers(offer: &Offer) -> &[Tier] {
    match &offer.benefit {
        Benefit::TiersByAmount { tiers, .. } | Benefit::TiersByCount { tiers } => tiers,
        _ => &[],
    }
}
