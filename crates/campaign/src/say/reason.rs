//! Why an offer did not apply, in a few words.

use pricing::{Missing, Reason};

use super::fill::{Slot, fill};
use super::offer::offer_name;
use super::scope::{ONLY_FOR, fact_name};
use crate::model::Campaign;
use crate::text::{Locale, Words};

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
            &Words("{0} 开始", "{0} 開始", "Starts {0}")
        }
        Reason::Ended(at) => {
            value = Slot::Until(*at, zone);
            &Words("{0} 已结束", "{0} 已結束", "Ended {0}")
        }
        Reason::Expired(at) => {
            value = Slot::Until(*at, zone);
            &Words("{0} 已到期", "{0} 已到期", "Expired {0}")
        }
        Reason::BeatenBy(offer) => {
            name = offer_name(campaign, offer, locale);
            value = Slot::Text(&name);
            &Words("{0}更省", "{0}更划算", "{0} saves more")
        }
        Reason::ExcludedBy(offer) => {
            name = offer_name(campaign, offer, locale);
            value = Slot::Text(&name);
            &Words("不与{0}同享", "不與{0}併用", "Not with {0}")
        }
        Reason::OutOfScope => &Words("没有适用的商品", "沒有適用的商品", "No goods it applies to"),
        Reason::NotHeld => &Words("还没领", "尚未領取", "Not claimed yet"),
        Reason::LimitReached => &Words("次数已用完", "次數已用完", "Used as often as allowed"),
        Reason::Refused => &Words("你选择不用", "你選擇不使用", "You chose not to use it"),
        Reason::CannotShare => &Words(
            "受商品最低限价限制",
            "受商品最低售價限制",
            "Blocked by a minimum price",
        ),
        Reason::NothingLeft => &Words(
            "已没有可减的金额",
            "已無可折抵的金額",
            "Nothing left to reduce",
        ),
        Reason::SoldOut => &Words("已赠完", "已贈完", "All gone"),
        Reason::Requires(short) => return missing(campaign, *short, locale),
    };
    fill(words, locale, &[value])
}

/// What is missing for a threshold: `还差 ¥12.50`, `还差 2 件`.
#[must_use]
pub fn missing(campaign: &Campaign, missing: Missing, locale: Locale) -> String {
    let (words, value) = match missing {
        Missing::Amount(amount) => (
            &Words("还差 {0}", "還差 {0}", "{0} to go"),
            Slot::FullMoney(amount, &campaign.currency),
        ),
        Missing::Units(units) => (
            if units == 1 {
                &Words("还差 {0} 件", "還差 {0} 件", "{0} item to go")
            } else {
                &Words("还差 {0} 件", "還差 {0} 件", "{0} items to go")
            },
            Slot::Count(u64::from(units)),
        ),
    };
    fill(words, locale, &[value])
}
