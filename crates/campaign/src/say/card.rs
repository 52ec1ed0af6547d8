//! A coupon as a card, in every part that a card has.

use super::coupon::{CouponAmount, coupon_amount, coupon_threshold, coupon_validity};
use super::fill::Slot;
use super::fill::fill;
use super::teller::Teller;
use crate::model::{Campaign, Coupon};
use crate::text::Locale;
use crate::words;

/// The words of a coupon card (券卡). A part that the coupon has no use for is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Its own name: `全店券`.
    pub name: String,
    /// The large figure.
    pub amount: CouponAmount,
    /// What it asks: `满 599 元可用`.
    pub threshold: String,
    /// The most that a rate takes off: `最多减 30 元`.
    pub cap: String,
    /// What it is for and for whom: `仅限茶与茶器商品，限黑卡会员`.
    pub only: String,
    /// When it can be claimed; who sooner.
    pub claim: String,
    /// How many one buyer can have.
    pub limit: String,
    /// When it can be used.
    pub validity: String,
}

/// The words of a coupon card, from the fields that the engine reads.
#[must_use]
pub fn card(campaign: &Campaign, coupon: &Coupon, locale: Locale) -> Card {
    let mut card = Card {
        name: coupon.name.get(locale).to_owned(),
        validity: coupon_validity(coupon, None, &campaign.zone, locale),
        ..Card::default()
    };
    if let Some(offer) = campaign.ruleset.offer(&coupon.id) {
        card.amount = coupon_amount(campaign, offer, locale);
        card.threshold = coupon_threshold(campaign, offer, locale);
        if let Some(cap) = offer.cap {
            let words = &words!("最多减 {0}", "最高折 {0}", "Up to {0}");
            card.cap = fill(words, locale, &[Slot::Spoken(cap, campaign)]);
        }
        let mut teller = Teller::new(campaign, locale);
        teller.requires(offer);
        teller.scope(&offer.scope);
        teller.audience(&offer.audience);
        card.only = teller.text;
    }
    if coupon.claimable {
        let mut teller = Teller::new(campaign, locale);
        teller.span(&words!("{0} 领取", "{0} 領取", "Claim {0}"), &coupon.claim);
        teller.early_claims(coupon);
        card.claim = teller.text;
        let words = &words!("每人限领 {0} 张", "每人限領 {0} 張", "Limit {0} each");
        card.limit = fill(words, locale, &[Slot::Count(coupon.per_buyer.into())]);
    }
    card
}
