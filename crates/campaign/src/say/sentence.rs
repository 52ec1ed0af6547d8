//! The whole rule of an offer in one sentence.

use pricing::{
    Base, Benefit, Grant, Layer, Money, Offer, Overflow, Rate, Rounding, Threshold, Tier,
};

use super::fill::{AS_IT_IS, Slot};
use super::offer::push_title;
use super::teller::Teller;
use crate::model::{Basis, Campaign, Play};
use crate::text::{Locale, Words};
use crate::words;

/// The whole rule of an offer in one sentence: what it gives, how it is measured, on what, for whom
/// and when.
#[must_use]
pub fn offer_rule(campaign: &Campaign, offer: &Offer, locale: Locale) -> String {
    let mut teller = Teller::new(campaign, locale);
    teller.rule(offer);
    teller.text
}

impl Teller<'_> {
    /// Adds what [`offer_title`] says, without a comma before it.
    #[inline(never)]
    pub(super) fn title(&mut self, offer: &Offer) {
        push_title(&mut self.text, self.campaign, offer, self.locale);
    }

    /// Adds what [`offer_rule`] says, without a comma before it.
    #[inline(never)]
    pub(super) fn rule(&mut self, offer: &Offer) {
        let campaign = self.campaign;
        self.title(offer);
        match &offer.benefit {
            Benefit::TiersByAmount { tiers, base } => {
                self.steps(tiers);
                self.base(*base);
                self.plain(REACHED);
            }
            Benefit::TiersByCount { tiers } => self.steps(tiers),
            Benefit::PerEach { times, base, .. } => {
                match times {
                    Some(times) => self.count(
                        &words!("最多减 {0} 次", "最多折 {0} 次", "at most {0} times"),
                        *times,
                    ),
                    None => self.plain(&words!("上不封顶", "無上限", "without limit")),
                }
                self.base(*base);
            }
            Benefit::Points { worth, share } => {
                let points = whole_unit(campaign, *worth);
                let words = &words!(
                    "每 {0} 积分抵 {1}",
                    "每 {0} 點折抵 {1}",
                    "{0} points are worth {1}",
                );
                let worth = Slot::Spoken(worth.times(points), campaign);
                self.say(words, &[Slot::Count(points.unsigned_abs()), worth]);
                if *share < Rate::WHOLE {
                    let words = &words!(
                        "最多抵优惠后金额的 {0}",
                        "最多折抵優惠後金額的 {0}",
                        "up to {0} of what is left",
                    );
                    self.say(words, &[Slot::Percent(*share)]);
                }
            }
            Benefit::Groups(groups) => self.groups(groups),
            Benefit::BuyGet(sets) => self.sets(sets),
            Benefit::Bundle(bundle) => self.parts(bundle),
            Benefit::FirstAndFurther {
                most: Some(most), ..
            } => {
                let words = &words!(
                    "每款最多 {0} 件",
                    "每款最多 {0} 件",
                    "at most {0} of each item",
                );
                self.count(words, *most);
            }
            _ => {}
        }
        if let Threshold::Amount { base, .. } = offer.threshold {
            self.base(base);
        }
        let play = self.play(offer);
        self.requires(offer);
        self.fine_print(offer);
        if let Some(units) = offer.limits.units_per_order {
            let words = &words!(
                "每单每款限 {0} 件",
                "每筆訂單每款限 {0} 件",
                "at most {0} of each an order",
            );
            self.count(words, units);
        }
        if offer.grant == Grant::Token && play == Play::Plain {
            self.plain(&words!(
                "抢到名额才有此价",
                "搶到名額才享此價",
                "only with a slot",
            ));
        }
        self.scope(&offer.scope);
        // A title with an audience in it has already said so.
        let said = offer.layer < Layer::DEPOSIT && play == Play::Plain && offer.requires.is_empty();
        if !said {
            self.audience(&offer.audience);
        }
        if offer.grant != Grant::Coupon && !matches!(play, Play::Presale { .. }) {
            self.span(AS_IT_IS, &offer.window);
        }
        self.stop();
    }

    /// Adds what a rate is a share of, how it rounds, and what the offer goes with, where that is
    /// not the usual.
    #[inline(never)]
    pub(super) fn fine_print(&mut self, offer: &Offer) {
        match offer.rate_base {
            Base::Remaining => {}
            Base::AfterItem => self.plain(&words!(
                "折扣按秒杀、限时价后的价格计算",
                "折扣以秒殺價、限時價後的價格計算",
                "the rate is taken on the price after flash and sale prices",
            )),
            Base::List => self.plain(&words!(
                "折扣按日常价计算",
                "折扣以原價計算",
                "the rate is taken on the regular price",
            )),
        }
        let grain = Slot::Spoken(offer.grain, self.campaign);
        let words = match offer.rounding {
            Rounding::Reduction if offer.grain > Money::new(1) => &words!(
                "优惠按 {0}的整数倍分摊",
                "優惠以 {0}的整數倍分攤",
                "shared over goods in steps of {0}",
            ),
            Rounding::Reduction => EMPTY,
            Rounding::Price => &words!(
                "折后价四舍五入",
                "折後價四捨五入",
                "the reduced price is rounded half up",
            ),
            Rounding::PriceDown => &words!(
                "折后价舍去不足 {0}的部分",
                "折後價捨去不足 {0}的部分",
                "the reduced price is rounded down to {0}",
            ),
            Rounding::ReductionDown => &words!(
                "优惠金额舍去不足 {0}的部分",
                "優惠金額捨去不足 {0}的部分",
                "the reduction is rounded down to {0}",
            ),
        };
        if *words != *EMPTY {
            self.say(words, &[grain]);
        }
        match offer.overflow {
            Overflow::Redistribute => {}
            Overflow::Clamp => self.plain(&words!(
                "单件商品抵扣不完的部分不补给其他商品",
                "單件商品折抵不完的部分不補給其他商品",
                "what one item cannot take is not moved to others",
            )),
            Overflow::Refuse => self.plain(&words!(
                "有商品抵扣不完时整项不可用",
                "有商品折抵不完時整項不可用",
                "not usable where an item cannot take its share",
            )),
        }
        // Groups of shops come first; one past them has a name of its own.
        if usize::from(offer.group) >= self.campaign.shops.len() {
            self.plain(&words!(
                "可与同类优惠叠加",
                "可與同類優惠併用",
                "combines with other offers of its kind",
            ));
        }
        if offer.exclusive {
            self.plain(&words!(
                "不与同类优惠同享",
                "不與同類優惠併用",
                "not with other offers of its kind",
            ));
        }
    }

    /// Adds what a threshold is measured on.
    #[inline(never)]
    pub(super) fn base(&mut self, base: Base) {
        let mut several = false;
        for offer in self.campaign.ruleset.offers() {
            several |= offer.layer.is_multi_unit();
        }
        self.plain(match base {
            Base::List => &words!(
                "按日常价金额计算",
                "以原價金額計算",
                "measured at regular prices",
            ),
            Base::AfterItem if several => &words!(
                "以秒杀、限时价和多件优惠后的金额计算",
                "以秒殺價、限時價與多件優惠後的金額計算",
                "measured after flash and sale prices and multi-buy offers",
            ),
            Base::AfterItem => &words!(
                "以秒杀、限时价后的金额计算",
                "以秒殺價、限時價後的金額計算",
                "measured after flash and sale prices",
            ),
            Base::Remaining => &words!(
                "以减去前面各项优惠后的金额计算",
                "以扣除前面各項優惠後的金額計算",
                "measured on what is left after the other reductions",
            ),
        });
    }

    /// Adds which of several steps counts.
    fn steps(&mut self, tiers: &[Tier]) {
        if tiers.len() > 1 {
            self.plain(HIGHEST);
        }
    }
}

/// Stands for no clause.
const EMPTY: &Words = &words!("", "", "");

const REACHED: &Words = &words!(
    "达到门槛即享",
    "達到門檻即享",
    "reaching the amount is enough",
);

pub(super) const HIGHEST: &Words = &words!(
    "取最高一档",
    "取最高一階",
    "the highest step reached counts",
);

/// The least number of points that is worth a whole unit of the currency: 100 for 1 元.
fn whole_unit(campaign: &Campaign, worth: Money) -> i64 {
    let unit = 10_i64.pow(u32::from(campaign.currency.exponent));
    if worth.minor() > 0 && unit % worth.minor() == 0 {
        unit / worth.minor()
    } else {
        1
    }
}

/// What a struck price rests on: `近 30 天最低成交价`.
#[must_use]
pub fn basis(basis: Basis, locale: Locale) -> &'static str {
    match basis {
        Basis::Lowest7Days => &words!(
            "近 7 天最低成交价",
            "近 7 天最低成交價",
            "lowest price of the last 7 days",
        ),
        Basis::Lowest30Days => &words!(
            "近 30 天最低成交价",
            "近 30 天最低成交價",
            "lowest price of the last 30 days",
        ),
        Basis::SuggestedRetail => &words!(
            "厂商建议零售价",
            "原廠建議售價",
            "manufacturer's suggested retail price",
        ),
    }
    .get(locale)
}
