//! Offers in words.

use pricing::{
    Audience, Base, Benefit, Grant, Layer, Money, Off, Offer, OfferId, Overflow, Per, Rate,
    Rounding, Threshold, Tier,
};

use super::fill::{AS_IT_IS, Slot, fill, push};
use super::number::{Tail, push_figure, push_money};
use super::plays::{play_of, push_cashback};
use super::scope::fact_name;
use super::several::{push_bundle, push_buy_get, push_gifts, push_groups};
use super::teller::Teller;
use crate::model::{Basis, Campaign, Play};
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
            "manufacturer’s suggested retail price",
        ),
    }
    .get(locale)
}
