//! Coupons in words: what stands large on the ticket and what stands beside it.

use pricing::{Benefit, Instant, Off, Offer, Rate, Threshold};

use super::fill::{Slot, push};
use super::number::{push_figure, push_zhe_figure, zhe_unit};
use crate::model::{Campaign, Coupon, Validity, Zone};
use crate::text::Locale;
use crate::words;

const DAY_MS: i64 = 86_400_000;

/// The large figure of a coupon: `¥` `80` or `8.5` `折`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CouponAmount {
    /// What stands before the figure: `¥`, or nothing.
    pub symbol: String,
    /// The figure; a word for a coupon that takes everything off.
    pub figure: String,
    /// What stands after it: `折`, `% off`, or nothing.
    pub unit: &'static str,
}

/// The large figure of a coupon.
#[must_use]
pub fn coupon_amount(campaign: &Campaign, offer: &Offer, locale: Locale) -> CouponAmount {
    let mut amount = CouponAmount::default();
    let Benefit::Reduce { off, .. } = offer.benefit else {
        return amount;
    };
    match off {
        Off::Amount(money) => {
            amount.symbol.push_str(&campaign.currency.symbol);
            push_figure(&mut amount.figure, money, &campaign.currency, locale);
        }
        Off::Rate(Rate::WHOLE) => {
            let words = &words!("免单", "免單", "Free");
            amount.figure.push_str(words.get(locale));
        }
        Off::Rate(rate) => {
            push_zhe_figure(&mut amount.figure, rate, locale);
            amount.unit = zhe_unit(locale);
        }
    }
    amount
}

/// What a coupon asks: `满 599 元可用`, `无门槛`.
#[must_use]
pub fn coupon_threshold(campaign: &Campaign, offer: &Offer, locale: Locale) -> String {
    let mut out = String::new();
    push_threshold(&mut out, campaign, offer, locale);
    out
}

/// Appends what [`coupon_threshold`] says.
#[inline(never)]
pub(super) fn push_threshold(out: &mut String, campaign: &Campaign, offer: &Offer, locale: Locale) {
    let mut value = Slot::Text("");
    let words = match offer.threshold {
        Threshold::None => &words!("无门槛", "無門檻", "No minimum"),
        Threshold::Amount { least, .. } => {
            value = Slot::Spoken(least, campaign);
            &words!("满 {0}可用", "滿 {0}可用", "Spend {0} or more")
        }
        Threshold::Count { least } => {
            value = Slot::Count(u64::from(least));
            &words!("满 {0} 件可用", "滿 {0} 件可用", "{0} items or more")
        }
    };
    push(out, words, locale, &[value]);
}

/// When a coupon can be used: `11月12日 24:00 到期`, or from what on where that is still to come.
/// With `claimed_at`, the end that this one coupon has.
#[must_use]
pub fn coupon_validity(
    coupon: &Coupon,
    claimed_at: Option<Instant>,
    zone: &Zone,
    locale: Locale,
) -> String {
    let mut out = String::new();
    push_validity(&mut out, coupon, claimed_at, zone, locale);
    out
}

/// Appends what [`coupon_validity`] says.
#[inline(never)]
pub(super) fn push_validity(
    out: &mut String,
    coupon: &Coupon,
    claimed_at: Option<Instant>,
    zone: &Zone,
    locale: Locale,
) {
    match (&coupon.validity, claimed_at) {
        (Validity::FromClaim { ms, until }, None) => {
            let words = &words!(
                "领取后 {0} 天内有效，最晚 {1}",
                "領取後 {0} 天內有效，最晚 {1}",
                "Valid for {0} days after claiming, until {1} at the latest",
            );
            let values = [Slot::Int(ms / DAY_MS), Slot::Until(*until, zone)];
            push(out, words, locale, &values);
        }
        (Validity::Fixed(window), None) if window.from > coupon.claim.from => {
            let words = &words!("{0} 可用", "{0} 可用", "Valid {0}");
            push(out, words, locale, &[Slot::Span(window, zone)]);
        }
        (validity, claimed_at) => {
            let end = validity.expires_at(claimed_at.unwrap_or(Instant::MIN));
            let words = &words!("{0} 到期", "{0} 到期", "Expires {0}");
            push(out, words, locale, &[Slot::Until(end, zone)]);
        }
    }
}
