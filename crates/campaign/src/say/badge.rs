//! Badges on the picture of a product (角标).

use pricing::{Audience, Benefit, Buyer, Cart, Grant, Instant, Layer, Off, Offer, OfferId};

use super::fill::{AS_IT_IS, Slot, push};
use super::offer::{push_gives, push_title};
use super::plays::play_of;
use super::scope::fact_name;
use crate::model::{Campaign, Play, Product};
use crate::text::Locale;
use crate::words;

/// A badge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// The offer that it speaks of.
    pub offer: OfferId,
    /// A few words: `秒杀`, `5折`, `第二件半价`, `满300减50`.
    pub text: String,
}

/// What is on for a product at an instant, in the order in which offers work, flash prices first. Of
/// the prices that are there for everyone only the one that the engine takes is told; an offer for some
/// stands with their name, a coupon only while it can be claimed, and of several steps the first.
#[must_use]
pub fn badges(campaign: &Campaign, product: &Product, now: Instant, locale: Locale) -> Vec<Badge> {
    let mut cart = Cart::default();
    cart.lines.push(product.line(1, true));
    let quote = campaign.ruleset.quote(&cart, &Buyer::default(), now);
    let mut taken: Vec<&OfferId> = Vec::new();
    if let Ok(quote) = &quote {
        for applied in &quote.applied {
            taken.push(&applied.offer);
        }
    }
    let mut offers: Vec<(u32, &Offer)> = Vec::new();
    let mut reduced = false;
    for offer in campaign.ruleset.offers() {
        if !offer.window.contains(now) || !reaches(offer, product) {
            continue;
        }
        if let Some(coupon) = campaign.coupon(&offer.id)
            && !(coupon.claimable && coupon.claim.contains(now))
        {
            continue;
        }
        if offer.layer.is_item() && is_for_all(offer) {
            if !taken.contains(&&offer.id) {
                continue;
            }
            reduced = true;
        }
        let is_flash = campaign.flash_item(&offer.id).is_some();
        let rank = u32::from(offer.layer.0) * 2 + u32::from(!is_flash);
        let mut at = offers.len();
        while at > 0 && offers[at - 1].0 > rank {
            at -= 1;
        }
        offers.insert(at, (rank, offer));
    }
    let mut badges = Vec::new();
    for (_, offer) in offers {
        // It would not work beside the price that is on.
        if offer.scope.only_unreduced && reduced && !offer.layer.is_item() {
            continue;
        }
        let mut text = String::new();
        push_badge(&mut text, campaign, offer, locale);
        badges.push(Badge {
            offer: offer.id.clone(),
            text: compact(&text, locale),
        });
    }
    badges
}

/// Whether an offer is there for everyone, with nothing to be won or bought first.
fn is_for_all(offer: &Offer) -> bool {
    offer.audience == Audience::Everyone && offer.grant == Grant::Open && offer.requires.is_empty()
}

/// Whether a product takes part in an offer.
fn reaches(offer: &Offer, product: &Product) -> bool {
    let line = product.line(1, true);
    let Benefit::Bundle(bundle) = &offer.benefit else {
        return offer.scope.holds(&line);
    };
    let mut parts = bundle.parts.iter();
    parts.any(|part| part.scope.holds(&line))
}

fn push_badge(out: &mut String, campaign: &Campaign, offer: &Offer, locale: Locale) {
    let name = match &offer.audience {
        Audience::Asserted(fact) => fact_name(campaign, fact, locale),
        Audience::Everyone => "",
    };
    let mut values = [Slot::Text(name), Slot::Text("")];
    let is_flash = campaign.flash_item(&offer.id).is_some();
    let words = match &offer.benefit {
        _ if is_flash && !name.is_empty() => {
            &words!("{0}提前抢", "{0}提前搶", "Early access for {0}")
        }
        _ if is_flash => &words!("秒杀", "限時秒殺", "Flash sale"),
        Benefit::UnitPrice { .. } => match play_of(campaign, offer) {
            Play::GroupBuy { size, .. } => {
                values[1] = Slot::Count(size.into());
                &words!("{1}人团", "{1}人團", "Group of {1}")
            }
            Play::Bargain(_) => &words!("砍价", "砍價", "Bargain"),
            _ if !offer.requires.is_empty() => &words!("换购", "加購", "Add-on"),
            _ if !name.is_empty() => &words!("{0}价", "{0}價", "Price for {0}"),
            _ => &words!("限时价", "限時價", "Sale price"),
        },
        Benefit::Reduce {
            off: Off::Rate(rate),
            ..
        } if offer.layer == Layer::ITEM && offer.cap.is_none() => {
            values[1] = Slot::Zhe(*rate);
            if name.is_empty() {
                &words!("{1}", "{1}", "{1}")
            } else {
                &words!("{0}{1}", "{0}{1}", "{1} for {0}")
            }
        }
        Benefit::Deposit { .. } => &words!("预售", "預購", "Pre-order"),
        Benefit::Gift(_) => &words!("赠品", "贈品", "Free gift"),
        Benefit::EarnPoints { .. } => &words!("送积分", "送點數", "Earn points"),
        Benefit::Points { .. } => &words!("积分抵扣", "點數折抵", "Use points"),
        Benefit::Bundle(_) => &words!("套餐", "組合價", "Bundle"),
        _ => return push_whole(out, campaign, offer, name, locale),
    };
    push(out, words, locale, &values);
}

/// Appends what an offer gives, in the words of its title: one step, with a cap if it has one.
fn push_whole(out: &mut String, campaign: &Campaign, offer: &Offer, name: &str, locale: Locale) {
    let mut title = String::new();
    if offer.cap.is_some() {
        push_title(&mut title, campaign, offer, locale);
    } else {
        push_gives(&mut title, campaign, offer, 0, locale);
    }
    let words = match (campaign.coupon(&offer.id), name) {
        (Some(_), "") => &words!("领券{0}", "領券{0}", "Coupon: {0}"),
        (Some(_), _) => &words!("{1}领券{0}", "{1}領券{0}", "Coupon for {1}: {0}"),
        // What else has to be bought has no room on a badge.
        _ if !offer.requires.is_empty() => &words!("搭配购", "搭配購", "Bought together"),
        _ => AS_IT_IS,
    };
    push(out, words, locale, &[Slot::Text(&title), Slot::Text(name)]);
}

/// Takes the blanks around Chinese away: a badge has no room for them.
fn compact(text: &str, locale: Locale) -> String {
    if locale == Locale::En {
        return text.to_owned();
    }
    let mut compact = String::new();
    let mut blank = false;
    for c in text.chars() {
        if c == ' ' {
            blank = true;
            continue;
        }
        let between = compact.ends_with(|last: char| last.is_ascii()) && c.is_ascii();
        if blank && between {
            compact.push(' ');
        }
        blank = false;
        compact.push(c);
    }
    compact
}
