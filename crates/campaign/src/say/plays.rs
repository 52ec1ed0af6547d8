//! Group buys, bargains, deposits and cashback in words.

use pricing::{Benefit, Off, Offer, Requirement, Threshold};

use super::fill::{Slot, fill, push};
use super::scope::goods;
use super::teller::Teller;
use crate::model::{Arrival, Bargain, Campaign, Event, Play};
use crate::text::{Locale, Words};
use crate::words;

/// How a promotion is played; coupons and flash prices are plain.
#[inline(never)]
pub(super) fn play_of(campaign: &Campaign, offer: &Offer) -> Play {
    for promotion in &campaign.offers {
        if promotion.id == offer.id {
            return promotion.play;
        }
    }
    Play::Plain
}

/// Appends what an amount or a share of cashback is called, with what has to be reached.
#[inline(never)]
pub(super) fn push_cashback(
    out: &mut String,
    campaign: &Campaign,
    offer: &Offer,
    off: Off,
    locale: Locale,
) {
    let gives = match off {
        Off::Amount(amount) => Slot::Spoken(amount, campaign),
        Off::Rate(rate) => Slot::Percent(rate),
    };
    let (words, least) = match offer.threshold {
        Threshold::None => (
            &words!("返现 {0}", "現金回饋 {0}", "{0} cashback"),
            Slot::Text(""),
        ),
        Threshold::Amount { least, .. } => (
            &words!(
                "满 {1} 返现 {0}",
                "滿 {1} 現金回饋 {0}",
                "{0} cashback from {1}",
            ),
            Slot::Bare(least, campaign),
        ),
        Threshold::Count { least } => (
            &words!(
                "满 {1} 件返现 {0}",
                "滿 {1} 件現金回饋 {0}",
                "{0} cashback from {1} items",
            ),
            Slot::Count(least.into()),
        ),
    };
    push(out, words, locale, &[gives, least]);
}

/// The goods of a requirement that names none.
pub(super) const WHOLE_CART: &Words = &words!("订单商品", "訂單商品", "the whole cart");

/// What the goods of a requirement have to reach: `茶与茶器商品须满 99 元`.
#[inline(never)]
fn required(campaign: &Campaign, requirement: &Requirement, locale: Locale) -> String {
    let goods = goods(campaign, &requirement.scope, WHOLE_CART, locale);
    let (words, least) = match requirement.threshold {
        Threshold::Count { least } => (
            &words!(
                "{0}须满 {1} 件",
                "{0}須滿 {1} 件",
                "with {1} items or more in {0}",
            ),
            Slot::Count(least.into()),
        ),
        Threshold::Amount { least, .. } => (
            &words!(
                "{0}须满 {1}",
                "{0}須滿 {1}",
                "with {1} or more spent on {0}",
            ),
            Slot::Spoken(least, campaign),
        ),
        Threshold::None => return String::new(),
    };
    fill(words, locale, &[Slot::Text(&goods), least])
}

impl Teller<'_> {
    /// Adds how a promotion is played.
    #[inline(never)]
    pub(super) fn play(&mut self, offer: &Offer) -> Play {
        let play = play_of(self.campaign, offer);
        match play {
            Play::Plain => {}
            Play::GroupBuy { size, hours } => {
                let words = &words!(
                    "{1} 小时内满 {0} 人成团才有此价，未满则团取消",
                    "{1} 小時內滿 {0} 人成團才享此價，未滿則團取消",
                    "only if {0} people join within {1} hours; a group that is not full is called off",
                );
                self.say(
                    words,
                    &[Slot::Count(size.into()), Slot::Count(hours.into())],
                );
            }
            Play::Bargain(bargain) => self.bargain(bargain),
            Play::Presale { deposit, balance } => {
                self.span(
                    &words!("{0} 付定金", "{0} 付訂金", "pay the deposit {0}"),
                    &deposit,
                );
                self.span(
                    &words!("{0} 付尾款", "{0} 付尾款", "pay the balance {0}"),
                    &balance,
                );
                self.plain(&words!(
                    "付了定金才有此优惠",
                    "付了訂金才享此優惠",
                    "only once the deposit is paid",
                ));
            }
            Play::Gifts { sets } => {
                if let Benefit::Gift(ladder) = &offer.benefit {
                    if ladder.tiers.len() > 1 {
                        self.plain(super::sentence::HIGHEST);
                    }
                    self.gifts(ladder, sets);
                }
            }
            Play::Cashback(arrival) => self.arrival(arrival),
        }
        play
    }

    /// Adds the published schedule of a bargain.
    fn bargain(&mut self, bargain: Bargain) {
        let campaign = self.campaign;
        let (cut, larger) = bargain.schedule();
        let rest = bargain.helpers.saturating_sub(larger);
        let words = &words!(
            "从 {0}砍起，{2} 小时内 {1} 位好友助力",
            "從 {0}砍起，{2} 小時內 {1} 位好友助力",
            "from {0}, with {1} helpers within {2} hours",
        );
        let start = Slot::Spoken(bargain.start, campaign);
        let helpers = Slot::Count(bargain.helpers.into());
        self.say(words, &[start, helpers, Slot::Count(bargain.hours.into())]);
        let first = Slot::Spoken(bargain.cut(1), campaign);
        let values = [
            Slot::Count(larger.into()),
            first,
            Slot::Count(rest.into()),
            Slot::Spoken(cut, campaign),
        ];
        self.say(
            if larger > 0 {
                &words!(
                    "前 {0} 位各砍 {1}，其余 {2} 位各砍 {3}",
                    "前 {0} 位各砍 {1}，其餘 {2} 位各砍 {3}",
                    "the first {0} take {1} off each, the other {2} take {3}",
                )
            } else {
                &words!("每位砍 {1}", "每位砍 {1}", "each takes {1} off")
            },
            &values,
        );
    }

    /// Adds when cashback comes, and that no price has it in it.
    fn arrival(&mut self, arrival: Arrival) {
        static LATER: [Words; 3] = [
            words!(
                "付款后 {0} 天内返还",
                "付款後 {0} 天內回饋",
                "paid within {0} days of payment",
            ),
            words!(
                "确认收货后 {0} 天内返还",
                "確認收貨後 {0} 天內回饋",
                "paid within {0} days of confirmed receipt",
            ),
            words!(
                "活动结束后 {0} 天内返还",
                "活動結束後 {0} 天內回饋",
                "paid within {0} days of the end of the campaign",
            ),
        ];
        static AT_ONCE: [Words; 3] = [
            words!("付款后返还", "付款後回饋", "paid on payment"),
            words!(
                "确认收货后返还",
                "確認收貨後回饋",
                "paid on confirmed receipt",
            ),
            words!(
                "活动结束后返还",
                "活動結束後回饋",
                "paid when the campaign has ended",
            ),
        ];
        let when = match arrival.after {
            Event::Payment => 0,
            Event::Receipt => 1,
            Event::CampaignEnd => 2,
        };
        let words = if arrival.days == 0 { &AT_ONCE } else { &LATER };
        self.count(&words[when], arrival.days);
        self.plain(&words!(
            "不从应付金额中扣除",
            "不從應付金額中扣除",
            "not taken off what you pay",
        ));
    }

    /// Adds what the goods that it requires have to reach.
    #[inline(never)]
    pub(super) fn requires(&mut self, offer: &Offer) {
        for requirement in &offer.requires {
            let required = required(self.campaign, requirement, self.locale);
            self.naming(super::fill::AS_IT_IS, &required);
            if let Threshold::Amount { base, .. } = requirement.threshold {
                self.base(base);
            }
        }
    }
}
