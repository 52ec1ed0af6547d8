//! The ladder as one picture: which step this cart reaches and what is missing for the next.

use campaign::{Campaign, Locale, Words, say, words};
use pricing::{Base, Missing, Money, NextTier, Offer, OfferId, Quote, Threshold};

use crate::runtime::model::Model;
use crate::ui::tier::{Mark, Stop, Tier, permille};
use crate::widgets::asif;
use crate::widgets::phrase::{self, Piece};

const NEXT: Words = words!(
    "再买{0}可用{1}券",
    "再買{0}可用{1}券",
    "Add {0} to use the {1} coupon",
);
const TOP: Words = words!(
    "这车够用最高一档{0}券",
    "這車已達最高一檔{0}券",
    "This cart reaches the {0} coupon, the highest",
);
const EMPTY: Words = words!(
    "选好商品，这里会说够用哪一档",
    "選好商品，這裡會說明可用哪一檔",
    "Pick some goods to see which coupon they reach",
);
const FROM: Words = words!("满{}", "滿{}", "{}+");
const REACHED: Words = words!("已够", "已達", "reached");
const UNITS: Words = words!("{} 件", "{} 件", "{} items");

/// What the engine says of the page's cart as if the buyer held all coupons of the ladders: a step
/// one has not claimed yet is no further away.
#[must_use]
pub fn reach(model: &Model) -> Option<Box<Quote>> {
    let campaign = model.campaign.as_deref()?;
    let mut at = model.now?;
    let mut steps = Vec::new();
    for ladder in &campaign.ladders {
        for step in &ladder.coupons {
            steps.push(step);
            // Before the sale the ladder shows what the cart will reach.
            if let Some(offer) = campaign.ruleset.offer(step) {
                at = at.max(offer.window.from);
            }
        }
    }
    asif::holding(model, &steps, true, at)
}

/// The picture of a ladder, lowest step first; none for steps that are not measured alike.
#[must_use]
pub fn tier(
    campaign: &Campaign,
    coupons: &[OfferId],
    reach: Option<&Quote>,
    locale: Locale,
) -> Option<Box<Tier>> {
    let top = top(campaign, coupons)?;
    let mut have = None;
    let mut gap = Vec::new();
    let mut spoken = String::new();
    let mut stops = Vec::new();
    for coupon in coupons {
        let Some(offer) = campaign.ruleset.offer(coupon) else {
            continue;
        };
        let Threshold::Amount { least, .. } = offer.threshold else {
            continue;
        };
        let gives = gives(campaign, offer, locale);
        let next = stand(reach, offer);
        let mark = match next.map(|next| next.missing) {
            Some(None) => Mark::Reached,
            Some(Some(missing)) if gap.is_empty() => {
                let missing = amount(campaign, missing, locale);
                gap = pieces(&NEXT, &[&missing, &gives], locale);
                Mark::Next
            }
            _ => Mark::Ahead,
        };
        if let (None, Some(next)) = (have, next) {
            have = Some(next.have);
        }
        let asks = match locale {
            Locale::En => say::money_short(least, &campaign.currency, locale),
            _ => say::figure(least, &campaign.currency, locale),
        };
        let asks = FROM.with(locale, &asks);
        if !spoken.is_empty() {
            spoken.push_str(words!("，", "，", ", ").get(locale));
        }
        spoken.push_str(&asks);
        spoken.push(' ');
        spoken.push_str(&gives);
        if mark == Mark::Reached {
            spoken.push(' ');
            spoken.push_str(REACHED.get(locale));
        }
        stops.push(Stop {
            at: permille(least.minor(), top),
            mark,
            gives,
            asks,
        });
    }
    if gap.is_empty() {
        gap = match stops.last() {
            Some(last) if last.mark == Mark::Reached => pieces(&TOP, &[&last.gives], locale),
            _ => pieces(&EMPTY, &[], locale),
        };
    }
    Some(Box::new(Tier {
        gap,
        fill: permille(have.unwrap_or(0), top),
        stops,
        spoken,
    }))
}

/// The amount that the last of several steps asks, if all are measured alike.
fn top(campaign: &Campaign, coupons: &[OfferId]) -> Option<i64> {
    let mut base: Option<Base> = None;
    let mut top = Money::ZERO;
    for coupon in coupons {
        match campaign.ruleset.offer(coupon)?.threshold {
            Threshold::Amount { least, base: on } if *base.get_or_insert(on) == on => top = least,
            _ => return None,
        }
    }
    (coupons.len() > 1).then_some(top.minor())
}

/// Where the cart stands on a step.
fn stand<'a>(reach: Option<&'a Quote>, offer: &Offer) -> Option<&'a NextTier> {
    reach?.next.iter().find(|next| next.offer == offer.id)
}

/// What a coupon takes off, short: `¥30`, `8.5折`.
pub fn gives(campaign: &Campaign, offer: &Offer, locale: Locale) -> String {
    let amount = say::coupon_amount(campaign, offer, locale);
    [&amount.symbol, &amount.figure, amount.unit].concat()
}

fn amount(campaign: &Campaign, missing: Missing, locale: Locale) -> String {
    match missing {
        Missing::Amount(amount) => say::money_short(amount, &campaign.currency, locale),
        Missing::Units(units) => UNITS.with(locale, &say::count(u64::from(units))),
    }
}

/// Words with `{0}`, `{1}` as pieces of their own, which stand out.
fn pieces(words: &Words, values: &[&str], locale: Locale) -> Vec<(String, bool)> {
    let mut pieces = Vec::new();
    phrase::pieces(words.get(locale), &mut |piece| {
        pieces.push(match piece {
            Piece::Plain(words) => (words.to_owned(), false),
            Piece::Slot(digit) => (phrase::value(digit, values).to_owned(), true),
        });
    });
    pieces
}
