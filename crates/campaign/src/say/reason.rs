//! Why an offer did not apply, in a few words.

use pricing::{Benefit, Missing, Reason, Threshold, Unused};

use super::fill::{AS_IT_IS, Slot, fill};
use super::offer::offer_name;
use super::plays::WHOLE_CART;
use super::scope::{ONLY_FOR, fact_name, goods};
use super::teller::Teller;
use crate::model::Campaign;
use crate::text::Locale;
use crate::words;

/// Why an offer did not apply: `还差 ¥12.50`, `限首次下单的账号`.
#[must_use]
pub fn reason(campaign: &Campaign, reason: &Reason, locale: Locale) -> String {
    let zone = &campaign.zone;
    let name;
    let mut value = Slot::Text("");
    let words = match reason {
        Reason::Short(short) => return missing(campaign, *short, locale),
        Reason::NotEligible(fact) => {
            value = Slot::Text(fact_name(campaign, fact, locale));
            ONLY_FOR
        }
        Reason::NotStarted(at) => {
            value = Slot::At(*at, zone);
            &words!("{0} 开始", "{0} 開始", "Starts {0}")
        }
        Reason::Ended(at) => {
            value = Slot::Until(*at, zone);
            &words!("{0} 已结束", "{0} 已結束", "Ended {0}")
        }
        Reason::Expired(at) => {
            value = Slot::Until(*at, zone);
            &words!("{0} 已到期", "{0} 已到期", "Expired {0}")
        }
        Reason::BeatenBy(offer) => {
            name = offer_name(campaign, offer, locale);
            value = Slot::Text(&name);
            &words!("{0}更省", "{0}更划算", "{0} saves more")
        }
        Reason::ExcludedBy(offer) => {
            name = offer_name(campaign, offer, locale);
            value = Slot::Text(&name);
            &words!("不与{0}同享", "不與{0}併用", "Not with {0}")
        }
        Reason::OutOfScope => &words!("没有适用的商品", "沒有適用的商品", "No goods it applies to"),
        Reason::NotHeld => &words!("还没领", "尚未領取", "Not claimed yet"),
        Reason::LimitReached => &words!("次数已用完", "次數已用完", "Used as often as allowed"),
        Reason::Refused => &words!("你选择不用", "你選擇不使用", "You chose not to use it"),
        Reason::CannotShare => &words!(
            "受商品最低限价限制",
            "受商品最低售價限制",
            "Blocked by a minimum price",
        ),
        Reason::NothingLeft => &words!(
            "已没有可减的金额",
            "已無可折抵的金額",
            "Nothing left to reduce",
        ),
        Reason::SoldOut => &words!("已赠完", "已贈完", "All gone"),
        Reason::Requires(short) => {
            return required_goods(campaign, None, *short, locale);
        }
    };
    fill(words, locale, &[value])
}

/// Why an offer did not apply, in a sentence of its own that names the offer:
/// `见面礼券 满 199 减 15：还差 ¥12.50，以秒杀、限时价后的金额计算。`
#[must_use]
pub fn why_unused(campaign: &Campaign, unused: &Unused, locale: Locale) -> String {
    let mut teller = Teller::new(campaign, locale);
    let name = offer_name(campaign, &unused.offer, locale);
    teller.naming(&words!("{0}：", "{0}：", "{0}: "), &name);
    let offer = campaign.ruleset.offer(&unused.offer);
    let only = match (&unused.reason, offer) {
        // Where several things are required, it is not known which of them is short.
        (Reason::Requires(_), Some(offer)) if offer.requires.len() == 1 => offer.requires.first(),
        _ => None,
    };
    let reason = match (&unused.reason, only) {
        (Reason::Requires(short), Some(only)) => {
            let goods = goods(campaign, &only.scope, WHOLE_CART, locale);
            required_goods(campaign, Some(&goods), *short, locale)
        }
        (reason, _) => self::reason(campaign, reason, locale),
    };
    let start = teller.text.len();
    teller.naming(AS_IT_IS, &reason);
    teller.lower(start);
    if let Some(offer) = offer {
        match unused.reason {
            Reason::Short(_) => {
                let base = match (offer.threshold, &offer.benefit) {
                    (Threshold::Amount { base, .. }, _) => Some(base),
                    (_, Benefit::TiersByAmount { base, .. } | Benefit::PerEach { base, .. }) => {
                        Some(*base)
                    }
                    _ => None,
                };
                if let Some(base) = base {
                    teller.base(base);
                }
                teller.scope(&offer.scope);
            }
            Reason::OutOfScope => teller.scope(&offer.scope),
            Reason::NotHeld => {
                if let Some(coupon) = campaign.coupon(&unused.offer) {
                    let words = &words!("{0} 领取", "{0} 領取", "claim {0}");
                    teller.span(words, &coupon.claim);
                }
            }
            _ => {}
        }
    }
    teller.stop();
    teller.text
}

/// What the goods that an offer requires are short of.
#[inline(never)]
fn required_goods(
    campaign: &Campaign,
    goods: Option<&str>,
    short: Missing,
    locale: Locale,
) -> String {
    let missing = missing(campaign, short, locale);
    let usual = words!("所需商品", "所需商品", "the goods it requires").get(locale);
    let values = [Slot::Text(goods.unwrap_or(usual)), Slot::Text(&missing)];
    let words = &words!("{0}{1}", "{0}{1}", "{1} in {0}");
    fill(words, locale, &values)
}

/// What is missing for a threshold: `还差 ¥12.50`, `还差 2 件`.
#[must_use]
pub fn missing(campaign: &Campaign, missing: Missing, locale: Locale) -> String {
    let (words, value) = match missing {
        Missing::Amount(amount) => (
            &words!("还差 {0}", "還差 {0}", "{0} to go"),
            Slot::FullMoney(amount, &campaign.currency),
        ),
        Missing::Units(units) => (
            if units == 1 {
                &words!("还差 {0} 件", "還差 {0} 件", "{0} item to go")
            } else {
                &words!("还差 {0} 件", "還差 {0} 件", "{0} items to go")
            },
            Slot::Count(u64::from(units)),
        ),
    };
    fill(words, locale, &[value])
}
