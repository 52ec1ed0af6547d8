//! The words of a banner and of a shared card.

use pricing::{Instant, Layer, Money, Off, Offer};

use super::fill::{Slot, fill, push};
use super::offer::push_title;
use crate::model::{Campaign, PhaseKind, hull};
use crate::text::Locale;
use crate::timeline::{next_session, phase_at, session_at};
use crate::words;

/// The words of a banner. A line that has nothing to say is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Banner {
    /// The name of the campaign.
    pub title: String,
    /// Its slogan.
    pub slogan: String,
    /// The phase that is on.
    pub phase: String,
    /// What it gives: the first reduction and the largest coupon that can be had, now or later.
    pub offers: String,
    /// When it starts, ends, or has ended: an instant, so that it stays true.
    pub time: String,
    /// The flash session that is on or comes next.
    pub session: String,
}

/// The words of a banner at an instant.
#[must_use]
pub fn banner(campaign: &Campaign, now: Instant, locale: Locale) -> Banner {
    let mut banner = Banner {
        title: campaign.name.get(locale).to_owned(),
        slogan: campaign.slogan.get(locale).to_owned(),
        ..Banner::default()
    };
    if let Some(phase) = phase_at(campaign, now) {
        banner.phase.push_str(phase.name.get(locale));
    }
    push_time(&mut banner.time, campaign, now, locale);
    push_offers(&mut banner.offers, campaign, now, locale);
    push_session(&mut banner.session, campaign, now, locale);
    banner
}

/// What a link shows where it is shared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShareText {
    /// Heading.
    pub title: String,
    /// One line under it.
    pub text: String,
}

/// The words of a shared card at an instant; the file's own where it has some (`share_card`), which
/// takes the feature `planner`.
#[must_use]
pub fn share_card(campaign: &Campaign, now: Instant, locale: Locale) -> ShareText {
    let mut card = ShareText::default();
    #[cfg(feature = "planner")]
    if let Some(own) = &campaign.plan.share_card {
        card.title.push_str(own.title.get(locale));
        card.text.push_str(own.text.get(locale));
    }
    if card.title.is_empty() {
        card.title.push_str(campaign.name.get(locale));
        let mut offers = String::new();
        push_offers(&mut offers, campaign, now, locale);
        if !offers.is_empty() {
            let words = &words!("：{0}", "：{0}", ": {0}");
            push(&mut card.title, words, locale, &[Slot::Text(&offers)]);
        }
    }
    if card.text.is_empty() {
        let mut time = String::new();
        push_time(&mut time, campaign, now, locale);
        let words = match campaign.slogan.is_empty() {
            true => &words!("{1}", "{1}", "{1}"),
            false => &words!("{0}（{1}）", "{0}（{1}）", "{0} ({1})"),
        };
        let slogan = campaign.slogan.get(locale);
        push(
            &mut card.text,
            words,
            locale,
            &[Slot::Text(slogan), Slot::Text(&time)],
        );
    }
    card
}

/// Appends when campaign prices start or end; after them, until when prizes are redeemed.
fn push_time(out: &mut String, campaign: &Campaign, now: Instant, locale: Locale) {
    let on = hull(&campaign.phases, |kind| {
        matches!(kind, PhaseKind::Live | PhaseKind::Extension)
    });
    let zone = &campaign.zone;
    let mut redeem = Instant::MIN;
    for draw in &campaign.draws {
        redeem = redeem.max(draw.redeem_until);
    }
    let (words, at) = if now < on.from {
        let words = &words!("{0} 开始", "{0} 開始", "Starts {0}");
        (words, Slot::At(on.from, zone))
    } else if now < on.until {
        let words = &words!("{0} 结束", "{0} 結束", "Ends {0}");
        (words, Slot::Until(on.until, zone))
    } else if now < redeem {
        let words = &words!(
            "活动已结束，兑奖截至 {0}",
            "活動已結束，兌獎至 {0} 止",
            "Over; prizes can be redeemed until {0}",
        );
        (words, Slot::Until(redeem, zone))
    } else {
        let words = &words!("活动已结束", "活動已結束", "Over");
        (words, Slot::Text(""))
    };
    push(out, words, locale, &[at]);
}

/// Appends the first reduction of orders and the largest coupon that are not over.
fn push_offers(out: &mut String, campaign: &Campaign, now: Instant, locale: Locale) {
    let mut reduction: Option<&Offer> = None;
    let mut coupon: Option<(&Offer, Money)> = None;
    for promotion in &campaign.offers {
        let offer = campaign.ruleset.offer(&promotion.id);
        if let Some(offer) = offer
            && reduction.is_none()
            && now < offer.window.until
            && matches!(offer.layer, Layer::SHOP_REDUCTION | Layer::CROSS_SHOP)
        {
            reduction = Some(offer);
        }
    }
    for one in &campaign.coupons {
        if let Some(offer) = campaign.ruleset.offer(&one.id)
            && let pricing::Benefit::Reduce {
                off: Off::Amount(amount),
                ..
            } = offer.benefit
            && one.claimable
            && now < one.claim.until
            && coupon.is_none_or(|(_, most)| amount > most)
        {
            coupon = Some((offer, amount));
        }
    }
    if let Some(offer) = reduction {
        push_title(out, campaign, offer, locale);
    }
    if let Some((offer, _)) = coupon {
        if !out.is_empty() {
            out.push_str(words!("；", "；", "; ").get(locale));
        }
        let mut title = String::new();
        push_title(&mut title, campaign, offer, locale);
        let words = &words!("领券{0}", "領券{0}", "coupon: {0}");
        let text = fill(words, locale, &[Slot::Text(&title)]);
        out.push_str(&text);
    }
}

/// Appends the session that is on, or the one that comes next.
fn push_session(out: &mut String, campaign: &Campaign, now: Instant, locale: Locale) {
    for sale in &campaign.flash_sales {
        let zone = &campaign.zone;
        let (words, at) = if let Some(session) = session_at(sale, now) {
            let words = &words!("{0}：{1} 结束", "{0}：{1} 結束", "{0}: ends {1}");
            (words, Slot::Until(session.window.until, zone))
        } else if let Some(session) = next_session(sale, now) {
            let words = &words!("{0}：{1} 开抢", "{0}：{1} 開搶", "{0}: starts {1}");
            (words, Slot::At(session.window.from, zone))
        } else {
            continue;
        };
        if !out.is_empty() {
            out.push_str(words!("；", "；", "; ").get(locale));
        }
        push(out, words, locale, &[Slot::Text(sale.name.get(locale)), at]);
    }
}
