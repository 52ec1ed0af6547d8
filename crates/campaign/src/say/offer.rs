//! Offers in words.

use pricing::{Audience, Benefit, Grant, Layer, Money, Off, Offer, OfferId, Per, Rate, Threshold};

use super::fill::{AS_IT_IS, Slot, fill, push};
use super::number::{Tail, push_figure, push_money};
use super::plays::{play_of, push_cashback};
use super::scope::fact_name;
use super::several::{push_bundle, push_buy_get, push_gifts, push_groups};
use crate::model::{Campaign, Play};
use crate::text::{Locale, Words};
use crate::words;

/// Appends an amount inside a title: Chinese leaves `元` and `¥` out (满 200 减 20) for the
/// currencies counted in it, everything else keeps its symbol.
#[inline(never)]
pub(super) fn push_bare(out: &mut String, amount: Money, campaign: &Campaign, locale: Locale) {
    if in_yuan(campaign, locale) {
        push_figure(out, amount, &campaign.currency, locale);
    } else {
        push_money(out, amount, &campaign.currency, locale, Tail::WholeOrFull);
    }
}

/// Appends an amount inside a sentence: `10 元`, `¥10`.
#[inline(never)]
pub(super) fn push_spoken(out: &mut String, amount: Money, campaign: &Campaign, locale: Locale) {
    push_bare(out, amount, campaign, locale);
    if in_yuan(campaign, locale) {
        out.push_str(" 元");
    }
}

#[inline(never)]
fn in_yuan(campaign: &Campaign, locale: Locale) -> bool {
    locale != Locale::En && matches!(campaign.currency.code.as_str(), "CNY" | "TWD")
}

/// What an offer is called on a bill: its own name, or its title; a coupon's name stands before its
/// title (`见面礼券 满 199 减 15`), and a flash price is `秒杀直降`. An id that the campaign does not
/// know is returned as it is.
#[must_use]
pub fn offer_name(campaign: &Campaign, id: &OfferId, locale: Locale) -> String {
    let Some(offer) = campaign.ruleset.offer(id) else {
        return id.as_str().to_owned();
    };
    let mut out = String::new();
    if let Some(coupon) = campaign.coupon(id) {
        let name = coupon.name.get(locale);
        out.push_str(name);
        out.push(' ');
        // 新客立减 10 元, not 新客立减 立减 10 元.
        if let (Threshold::None, Some(amount)) = (offer.threshold, flat(offer))
            && says_off(name)
        {
            push_spoken(&mut out, amount, campaign, locale);
            return out;
        }
    } else if campaign.flash_item(id).is_some() {
        out.push_str(words!("秒杀直降", "限時秒殺折抵", "Flash sale").get(locale));
        return out;
    }
    for promotion in &campaign.offers {
        if promotion.id == *id && !promotion.name.is_empty() {
            return promotion.name.get(locale).to_owned();
        }
    }
    push_title(&mut out, campaign, offer, locale);
    out
}

/// The amount that an offer takes off the order, if it is one amount.
fn flat(offer: &Offer) -> Option<Money> {
    match offer.benefit {
        Benefit::Reduce {
            off: Off::Amount(amount),
            per: Per::Order,
        } => Some(amount),
        _ => None,
    }
}

/// Whether a name ends with the word for a reduction.
fn says_off(name: &str) -> bool {
    for end in ["减", "減", "折"] {
        if name.ends_with(end) {
            return true;
        }
    }
    false
}

/// What an offer gives, in a few words: `满 200 减 20`, `每满 100 减 10`, `立减 10 元`. The steps of
/// a ladder follow each other.
#[must_use]
pub fn offer_title(campaign: &Campaign, offer: &Offer, locale: Locale) -> String {
    let mut out = String::new();
    push_title(&mut out, campaign, offer, locale);
    out
}

/// Appends what [`offer_title`] says.
#[inline(never)]
pub(super) fn push_title(out: &mut String, campaign: &Campaign, offer: &Offer, locale: Locale) {
    for step in 0..steps(&offer.benefit) {
        if step > 0 {
            out.push_str(words!("，", "，", ", ").get(locale));
        }
        push_step(out, campaign, offer, step, locale);
    }
}

/// How many steps a benefit has; one without steps has one.
fn steps(benefit: &Benefit) -> usize {
    match benefit {
        Benefit::TiersByAmount { tiers, .. } | Benefit::TiersByCount { tiers } => tiers.len(),
        Benefit::Gift(ladder) => ladder.tiers.len(),
        _ => 1,
    }
}

/// What one step of an offer gives; an offer without steps has step 0.
#[must_use]
pub fn step_title(campaign: &Campaign, offer: &Offer, step: usize, locale: Locale) -> String {
    let mut out = String::new();
    push_step(&mut out, campaign, offer, step, locale);
    out
}

/// Appends what [`step_title`] says. A cap is that of all steps and stands once, after the last.
#[inline(never)]
fn push_step(out: &mut String, campaign: &Campaign, offer: &Offer, step: usize, locale: Locale) {
    push_gives(out, campaign, offer, step, locale);
    if let Some(cap) = offer.cap
        && step + 1 == steps(&offer.benefit)
    {
        let words = &words!("，最多减 {0}", "，最高折 {0}", ", up to {0}");
        push(out, words, locale, &[Slot::Spoken(cap, campaign)]);
    }
}

/// Appends what one step gives.
#[inline(never)]
pub(super) fn push_gives(
    out: &mut String,
    campaign: &Campaign,
    offer: &Offer,
    step: usize,
    locale: Locale,
) {
    let gives;
    let mut values = [Slot::Text(""); 2];
    let words = match &offer.benefit {
        Benefit::TiersByAmount { tiers, .. } => {
            let Some(tier) = tiers.get(step) else { return };
            values[0] = Slot::Bare(Money::new(tier.least), campaign);
            over(&OVER_AMOUNT, campaign, tier.off, &mut values[1])
        }
        Benefit::TiersByCount { tiers } => {
            let Some(tier) = tiers.get(step) else { return };
            values[0] = Slot::Count(tier.least.unsigned_abs());
            over(&OVER_COUNT, campaign, tier.off, &mut values[1])
        }
        Benefit::PerEach { each, off, .. } => {
            values = [Slot::Bare(*each, campaign), Slot::Bare(*off, campaign)];
            &words!("每满 {0} 减 {1}", "每滿 {0} 折 {1}", "{1} off every {0}")
        }
        Benefit::Reduce { off, per } if *per == Per::Order => match offer.threshold {
            Threshold::Amount { least, .. } => {
                values[0] = Slot::Bare(least, campaign);
                over(&OVER_AMOUNT, campaign, *off, &mut values[1])
            }
            Threshold::Count { least } => {
                let words = at_once(campaign, *off, &mut values[0]);
                gives = fill(words, locale, &values);
                values = [Slot::Count(u64::from(least)), Slot::Text(&gives)];
                &words!("满 {0} 件{1}", "滿 {0} 件{1}", "{1} for {0}+ items")
            }
            Threshold::None => at_once(campaign, *off, &mut values[0]),
        },
        Benefit::Reduce { off, .. } => {
            values[0] = match off {
                Off::Amount(amount) => Slot::Drop(*amount, campaign),
                Off::Rate(rate) => Slot::Zhe(*rate),
            };
            unit_words(campaign, offer, *off, locale, &mut values[1])
        }
        Benefit::UnitPrice { price } => {
            values[0] = Slot::Money(*price, &campaign.currency);
            match &offer.audience {
                _ if campaign.flash_item(&offer.id).is_some() => {
                    &words!("秒杀价 {0}", "限時秒殺價 {0}", "Flash price {0}")
                }
                _ if offer.grant == Grant::Token => match play_of(campaign, offer) {
                    Play::GroupBuy { size, .. } => {
                        values[1] = Slot::Count(size.into());
                        &words!(
                            "{1} 人团价 {0}",
                            "{1} 人成團價 {0}",
                            "{0} in a group of {1}",
                        )
                    }
                    _ => &words!("砍价低至 {0}", "砍價低至 {0}", "Bargain down to {0}"),
                },
                _ if !offer.requires.is_empty() => {
                    &words!("换购价 {0}", "加購價 {0}", "Add-on price {0}")
                }
                Audience::Asserted(fact) => {
                    values[1] = Slot::Text(fact_name(campaign, fact, locale));
                    &words!("{1}价 {0}", "{1}價 {0}", "{0} for {1}")
                }
                Audience::Everyone => &words!("限时价 {0}", "限時價 {0}", "Sale price {0}"),
            }
        }
        Benefit::Points { .. } => &words!("积分抵扣", "點數折抵", "Points"),
        Benefit::FreeFreight => match offer.threshold {
            Threshold::Amount { least, .. } => {
                values[0] = Slot::Bare(least, campaign);
                &words!("满 {0} 包邮", "滿 {0} 免運", "Free delivery from {0}")
            }
            Threshold::Count { least } => {
                values[0] = Slot::Count(u64::from(least));
                &words!(
                    "满 {0} 件包邮",
                    "滿 {0} 件免運",
                    "Free delivery from {0} items",
                )
            }
            Threshold::None => &words!("包邮", "免運", "Free delivery"),
        },
        Benefit::OrderPrice { price } => {
            values[1] = Slot::Spoken(*price, campaign);
            match offer.threshold {
                Threshold::None => &words!("一口价 {1}", "均一價 {1}", "{1} for all"),
                Threshold::Amount { least, .. } => {
                    values[0] = Slot::Bare(least, campaign);
                    &words!(
                        "满 {0} 一口价 {1}",
                        "滿 {0} 均一價 {1}",
                        "{1} for all from {0}",
                    )
                }
                Threshold::Count { least } => {
                    values[0] = Slot::Count(u64::from(least));
                    &words!(
                        "满 {0} 件一口价 {1}",
                        "滿 {0} 件均一價 {1}",
                        "{1} for {0} items or more",
                    )
                }
            }
        }
        Benefit::Deposit { paid, counts_as } => {
            values = [
                Slot::Money(*paid, &campaign.currency),
                Slot::Money(*counts_as, &campaign.currency),
            ];
            &words!(
                "付定金 {0} 抵 {1}",
                "付訂金 {0} 抵 {1}",
                "A {0} deposit counts as {1}",
            )
        }
        Benefit::FirstAndFurther { first, further, .. } => {
            values = [
                Slot::Spoken(*first, campaign),
                Slot::Spoken(*further, campaign),
            ];
            match (first.is_zero(), further.is_zero()) {
                (true, _) => &words!(
                    "续件每件减 {1}",
                    "第二件起每件折 {1}",
                    "{1} off each further one",
                ),
                (_, true) => &words!("首件减 {0}", "首件折 {0}", "{0} off the first one"),
                _ => &words!(
                    "首件减 {0}，续件每件减 {1}",
                    "首件折 {0}，第二件起每件折 {1}",
                    "{0} off the first, {1} off each further one",
                ),
            }
        }
        Benefit::EarnPoints { each, points } => {
            values = [Slot::Bare(*each, campaign), Slot::Count(u64::from(*points))];
            &words!(
                "每满 {0} 送 {1} 积分",
                "每滿 {0} 送 {1} 點",
                "Points: {1} for every {0}",
            )
        }
        Benefit::Groups(groups) => return push_groups(out, campaign, groups, locale),
        Benefit::BuyGet(sets) => return push_buy_get(out, campaign, sets, locale),
        Benefit::Bundle(bundle) => return push_bundle(out, campaign, bundle.gives, locale),
        Benefit::Gift(ladder) => return push_gifts(out, campaign, ladder, step, locale),
        Benefit::Cashback { off } => return push_cashback(out, campaign, offer, *off, locale),
    };
    push(out, words, locale, &values);
}

/// The words of a reduction with something to reach: an amount, a rate, all of it.
static OVER_AMOUNT: [Words; 3] = [
    words!("满 {0} 减 {1}", "滿 {0} 折 {1}", "{1} off {0}+"),
    words!("满 {0} 打 {1}", "滿 {0} 打 {1}", "{1} off {0}+"),
    words!("满 {0} 免单", "滿 {0} 免單", "Free order from {0}"),
];
static OVER_COUNT: [Words; 3] = [
    words!("满 {0} 件减 {1}", "滿 {0} 件折 {1}", "{1} off {0}+ items"),
    words!("满 {0} 件打 {1}", "滿 {0} 件打 {1}", "{1} off {0}+ items"),
    words!(
        "满 {0} 件免单",
        "滿 {0} 件免單",
        "Free order from {0} items",
    ),
];

/// A reduction with something to reach, and what it gives.
fn over<'a>(
    words: &'static [Words; 3],
    campaign: &'a Campaign,
    off: Off,
    gives: &mut Slot<'a>,
) -> &'static Words {
    match off {
        Off::Rate(Rate::WHOLE) => &words[2],
        Off::Amount(amount) => {
            *gives = Slot::Bare(amount, campaign);
            &words[0]
        }
        Off::Rate(rate) => {
            *gives = Slot::Rate(rate);
            &words[1]
        }
    }
}

/// A reduction with nothing to reach, and what it gives.
fn at_once<'a>(campaign: &'a Campaign, off: Off, gives: &mut Slot<'a>) -> &'static Words {
    match off {
        Off::Rate(Rate::WHOLE) => &words!("免单", "免單", "Free order"),
        Off::Amount(amount) => {
            *gives = Slot::Spoken(amount, campaign);
            &words!("立减 {0}", "現折 {0}", "{0} off")
        }
        Off::Rate(rate) => {
            *gives = Slot::Zhe(rate);
            AS_IT_IS
        }
    }
}

/// A reduction of each unit, and for whom: flash, time-limited and member rates.
fn unit_words<'a>(
    campaign: &'a Campaign,
    offer: &'a Offer,
    off: Off,
    locale: Locale,
    whom: &mut Slot<'a>,
) -> &'static Words {
    match &offer.audience {
        Audience::Asserted(fact) => {
            *whom = Slot::Text(fact_name(campaign, fact, locale));
            if offer.layer == Layer::MEMBER_EXTRA {
                &words!("{1}折上 {0}", "{1}折上再享 {0}", "Extra {0} for {1}")
            } else {
                &words!("{1} {0}", "{1} {0}", "{0} for {1}")
            }
        }
        Audience::Everyone if campaign.flash_item(&offer.id).is_some() => {
            &words!("秒杀 {0}", "限時秒殺 {0}", "Flash sale: {0}")
        }
        Audience::Everyone if matches!(off, Off::Amount(_)) => &words!("限时{0}", "限時{0}", "{0}"),
        Audience::Everyone => &words!("限时 {0}", "限時 {0}", "{0}"),
    }
}
