//! The rules panel: the whole campaign in sentences.

use pricing::{Audience, Base, Layer, Offer, Threshold};

use super::coupon::{push_threshold, push_validity};
use super::fill::{AS_IT_IS, Slot, push};
use super::teller::Teller;
use crate::model::{Campaign, Coupon, Draw, PhaseKind, Play, Prize, PrizeKind, TaskKind};
use crate::text::{Locale, Text, Words};
use crate::words;

/// A part of the rules panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSection {
    /// Which part, the same in every language: `time`, `presale`, `sale`, `several`, `add_on`,
    /// `group`, `reduction`, `coupons`, `flash`, `member`, `points`, `beside`, `freight`, `order`,
    /// `draw`, `refund`, `organiser`.
    pub id: &'static str,
    /// Its heading.
    pub title: String,
    /// Its sentences, one a paragraph.
    pub lines: Vec<String>,
}

/// A part, what it is about, and its heading.
static PARTS: [(&str, Part, Words); 17] = [
    ("time", Part::Time, words!("活动时间", "活動時間", "When")),
    ("presale", Part::Presale, words!("预售", "預購", "Pre-sale")),
    (
        "sale",
        Part::Sale,
        words!("限时折扣", "限時折扣", "Sale prices"),
    ),
    (
        "several",
        Part::Several,
        words!("多件优惠", "多件優惠", "Buy more, pay less"),
    ),
    (
        "add_on",
        Part::AddOn,
        words!("换购", "加購", "Add-on offers"),
    ),
    (
        "group",
        Part::Group,
        words!("拼团与砍价", "揪團與砍價", "Group buys and bargains"),
    ),
    (
        "reduction",
        Part::Reduction,
        words!("满减", "滿額折扣", "Spend and save"),
    ),
    (
        "coupons",
        Part::Coupons,
        words!("优惠券", "優惠券", "Coupons"),
    ),
    (
        "flash",
        Part::Flash,
        words!("秒杀", "限時秒殺", "Flash sale"),
    ),
    ("member", Part::Member, words!("会员", "會員", "Members")),
    ("points", Part::Points, words!("积分", "點數", "Points")),
    (
        "beside",
        Part::Beside,
        words!("赠品与返还", "贈品與回饋", "Gifts and rewards"),
    ),
    ("freight", Part::Freight, words!("运费", "運費", "Delivery")),
    (
        "order",
        Part::Order,
        words!("计算顺序", "計算順序", "How offers add up"),
    ),
    ("draw", Part::Draw, words!("抽奖", "抽獎", "Prize draw")),
    ("refund", Part::Refund, words!("退款", "退款", "Refunds")),
    (
        "organiser",
        Part::Organiser,
        words!("主办方", "主辦單位", "Organiser"),
    ),
];

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Time,
    Presale,
    Sale,
    Several,
    AddOn,
    Group,
    Reduction,
    Coupons,
    Flash,
    Member,
    Points,
    Beside,
    Freight,
    Order,
    Draw,
    Refund,
    Organiser,
}

/// The rules of a campaign; parts that it does not have are left out.
#[must_use]
pub fn rules(campaign: &Campaign, locale: Locale) -> Vec<RuleSection> {
    let mut sections = Vec::new();
    let mut teller = Teller::new(campaign, locale);
    for (id, part, title) in &PARTS {
        teller.part(*part);
        if !teller.lines.is_empty() {
            sections.push(RuleSection {
                id,
                title: title.get(locale).to_owned(),
                lines: std::mem::take(&mut teller.lines),
            });
        }
    }
    sections
}

/// The part in which the rule of a promotion stands.
fn part_of(offer: &Offer, play: Play) -> Option<Part> {
    Some(match offer.layer {
        Layer::DEPOSIT => Part::Presale,
        Layer::ITEM if matches!(play, Play::GroupBuy { .. } | Play::Bargain(_)) => Part::Group,
        Layer::ITEM if !offer.requires.is_empty() => Part::AddOn,
        Layer::BESIDE => Part::Beside,
        _ if offer.audience != Audience::Everyone => Part::Member,
        Layer::ITEM => Part::Sale,
        Layer::MULTI_UNIT => Part::Several,
        Layer::SHOP_REDUCTION | Layer::CROSS_SHOP => Part::Reduction,
        Layer::POINTS => Part::Points,
        Layer::FREIGHT => Part::Freight,
        _ => return None,
    })
}

impl Teller<'_> {
    /// Tells the lines of one part.
    pub(super) fn part(&mut self, part: Part) {
        let campaign = self.campaign;
        match part {
            Part::Time => self.phases(),
            Part::Coupons => self.coupons(true),
            Part::Flash => {
                for sale in &campaign.flash_sales {
                    self.flash(sale);
                }
            }
            Part::Draw => {
                for draw in &campaign.draws {
                    self.draw(draw);
                }
            }
            Part::Order => self.chain(),
            Part::Refund => {
                self.refund_of_gifts();
                self.plain(&words!(
                    "部分退款按商品分摊的优惠退回，各次退款合计等于实付。",
                    "部分退款依商品分攤的優惠退回，各次退款合計等於實付金額。",
                    "A partial refund returns what was paid for those goods after their share of the reductions; all refunds together equal what was paid.",
                ));
                self.done();
            }
            Part::Organiser => {
                self.name(&campaign.organiser.name);
                self.name(&campaign.organiser.contact);
            }
            Part::Freight => self.freight(),
            _ => {}
        }
        self.offers(part);
    }

    /// Tells a text of the campaign as a line.
    #[inline(never)]
    fn name(&mut self, text: &Text) {
        self.naming(AS_IT_IS, text.get(self.locale));
        self.done();
    }

    fn phases(&mut self) {
        let campaign = self.campaign;
        for phase in &campaign.phases {
            if phase.kind != PhaseKind::After {
                self.about(&phase.name);
                self.span(AS_IT_IS, &phase.window);
                self.done();
            }
        }
        let zone = match campaign.zone.name.as_str() {
            "Asia/Shanghai" => words!("北京时间", "北京時間", "Beijing time").get(self.locale),
            "Asia/Taipei" => words!("台北时间", "台北時間", "Taipei time").get(self.locale),
            other => other,
        };
        self.naming(&words!("以{0}为准", "以{0}為準", "All times are {0}"), zone);
        self.done();
    }

    /// Tells the rule of every promotion of a part, under its own name if it has one.
    fn offers(&mut self, part: Part) {
        let campaign = self.campaign;
        for promotion in &campaign.offers {
            let Some(offer) = campaign.ruleset.offer(&promotion.id) else {
                continue;
            };
            if part_of(offer, promotion.play) != Some(part) {
                continue;
            }
            // A name that says what the rule says would only repeat it.
            self.title(offer);
            let repeats = same_words(promotion.name.get(self.locale), &self.text);
            self.text.clear();
            if !promotion.name.is_empty() && !repeats {
                self.about(&promotion.name);
            }
            if offer.layer == Layer::CROSS_SHOP && campaign.shops.len() > 1 {
                self.plain(&words!("跨店", "跨店", "Across shops: "));
            }
            self.rule(offer);
            self.done();
        }
    }

    /// Tells how many coupons of each kind an order can use and what they look at, and each coupon
    /// itself where they are wanted one by one.
    pub(super) fn coupons(&mut self, one_by_one: bool) {
        static KINDS: [(Layer, Words); 3] = [
            (
                Layer::SHOP_COUPON,
                words!("店铺券", "商店優惠券", "shop coupon"),
            ),
            (
                Layer::PLATFORM_COUPON,
                words!("平台券", "平台優惠券", "platform coupon"),
            ),
            (Layer::RED_PACKET, words!("红包", "紅包", "red packet")),
        ];
        let campaign = self.campaign;
        let mut reduced = false;
        for offer in campaign.ruleset.offers() {
            reduced |= matches!(offer.layer, Layer::SHOP_REDUCTION | Layer::CROSS_SHOP);
        }
        for (layer, what) in &KINDS {
            let mut coupons: Vec<(&Coupon, &Offer)> = Vec::new();
            for coupon in &campaign.coupons {
                if let Some(offer) = campaign.ruleset.offer(&coupon.id)
                    && offer.layer == *layer
                {
                    coupons.push((coupon, offer));
                }
            }
            if coupons.is_empty() {
                continue;
            }
            let base = common_base(&coupons);
            self.naming(how_many(&coupons), what.get(self.locale));
            if reduced {
                self.plain(&words!(
                    "可与满减同享",
                    "可與滿額折扣併用",
                    "together with spend-and-save offers",
                ));
            }
            if let Some(base) = base {
                if reduced && base == Base::AfterItem {
                    self.plain(&words!(
                        "以满减前的金额判断门槛",
                        "以滿額折扣前的金額判斷門檻",
                        "the amount before spend-and-save offers counts",
                    ));
                } else {
                    self.base(base);
                }
            }
            self.end();
            for (coupon, offer) in coupons {
                if one_by_one {
                    self.coupon(coupon, offer, base.is_none());
                }
            }
        }
    }

    fn coupon(&mut self, coupon: &Coupon, offer: &Offer, with_base: bool) {
        let zone = &self.campaign.zone;
        self.about(&coupon.name);
        self.title(offer);
        self.least(offer);
        if let (true, Threshold::Amount { base, .. }) = (with_base, offer.threshold) {
            self.base(base);
        }
        self.requires(offer);
        self.fine_print(offer);
        self.scope(&offer.scope);
        self.audience(&offer.audience);
        if coupon.claimable {
            self.span(&words!("{0} 领取", "{0} 領取", "claim {0}"), &coupon.claim);
            self.early_claims(coupon);
            let words = &words!("每人限领 {0} 张", "每人限領 {0} 張", "limit {0} each");
            self.count(words, coupon.per_buyer);
        } else {
            self.plain(&words!(
                "抽奖或活动发放",
                "抽獎或活動發放",
                "given as a prize",
            ));
        }
        let mut total = 0;
        let mut batches = String::new();
        for release in &coupon.releases {
            let number = u64::from(release.count);
            total += number;
            let words = if batches.is_empty() {
                &words!("{0} 放 {1} 张", "{0} 釋出 {1} 張", "{1} from {0}")
            } else {
                &words!("、{0} 放 {1} 张", "、{0} 釋出 {1} 張", ", {1} from {0}")
            };
            let values = [Slot::At(release.at, zone), Slot::Count(number)];
            push(&mut batches, words, self.locale, &values);
        }
        let total = Slot::Count(total);
        match coupon.releases.len() {
            0 => {}
            1 => self.say(IN_ALL, &[total]),
            _ => {
                let words = &words!("共 {0} 张（{1}）", "共 {0} 張（{1}）", "{0} in all ({1})");
                self.say(words, &[total, Slot::Text(&batches)]);
            }
        }
        self.validity(coupon);
        self.end();
    }

    /// Adds when a coupon can be used.
    pub(super) fn validity(&mut self, coupon: &Coupon) {
        self.open();
        let start = self.text.len();
        let zone = &self.campaign.zone;
        push_validity(&mut self.text, coupon, None, zone, self.locale);
        self.lower(start);
    }

    fn draw(&mut self, draw: &Draw) {
        self.about(&draw.name);
        self.span(AS_IT_IS, &draw.window);
        if draw.daily_chances > 0 {
            let words = &words!(
                "每天送 {0} 次机会",
                "每天送 {0} 次機會",
                "{0} free turns a day",
            );
            self.times(words, "1 free turn a day", draw.daily_chances);
        }
        self.end();
        for task in &draw.tasks {
            self.about(&task.name);
            let words = &words!("得 {0} 次机会", "得 {0} 次機會", "{0} more turns");
            self.times(words, "1 more turn", task.chances);
            if task.kind == TaskKind::Order {
                self.plain(&words!("付款后到账", "付款後入帳", "once it is paid"));
            }
            let words = &words!(
                "每天最多 {0} 次",
                "每天最多 {0} 次",
                "up to {0} times a day",
            );
            self.times(words, "once a day", task.per_day);
            self.end();
        }
        let mut whole = 0;
        for prize in &draw.prizes {
            whole += prize.ppm;
            self.prize(prize);
        }
        self.say(
            &words!(
                "随机即时开奖。各扇区角度与中奖概率一致，合计 {0}，人人相同。",
                "隨機即時開獎。各扇區角度與中獎機率一致，合計 {0}，人人相同。",
                "Drawn at random, with the result at once. Each sector's angle is its odds; they add up to {0} and are the same for everyone.",
            ),
            &[Slot::Odds(whole)],
        );
        self.done();
        self.draw_limits(draw);
        self.say(
            &words!(
                "兑奖截至 {0}。",
                "兌獎至 {0} 止。",
                "Prizes can be redeemed until {0}.",
            ),
            &[Slot::Until(draw.redeem_until, &self.campaign.zone)],
        );
        self.done();
        self.name(&draw.terms);
    }

    fn prize(&mut self, prize: &Prize) {
        let campaign = self.campaign;
        self.about(&prize.name);
        let words = &words!("中奖概率 {0}", "中獎機率 {0}", "odds {0}");
        self.say(words, &[Slot::Odds(prize.ppm)]);
        if prize.kind == PrizeKind::Nothing {
            return self.end();
        }
        let words = match (prize.stock, &prize.kind) {
            (None, _) => &words!("不限量", "不限量", "no limit"),
            (_, PrizeKind::Coupon(_)) => IN_ALL,
            _ => &words!("共 {0} 份", "共 {0} 份", "{0} in all"),
        };
        self.count(words, prize.stock.unwrap_or(0));
        self.prize_limits(prize);
        self.money(&words!("价值 {0}", "價值 {0}", "worth {0}"), prize.value);
        if let PrizeKind::Coupon(id) = &prize.kind
            && let (Some(coupon), Some(offer)) = (campaign.coupon(id), campaign.ruleset.offer(id))
        {
            // The terms of a prize stand with the prize, not only under coupons.
            self.open();
            let start = self.text.len();
            push_threshold(&mut self.text, campaign, offer, self.locale);
            self.lower(start);
            self.least(offer);
            self.scope(&offer.scope);
            self.validity(coupon);
        }
        self.end();
    }
}

const IN_ALL: &Words = &words!("共 {0} 张", "共 {0} 張", "{0} in all");

/// How many coupons of one kind an order can use: one a shop, unless their groups differ.
fn how_many(coupons: &[(&Coupon, &Offer)]) -> &'static Words {
    let mut shops = 1;
    for (index, (_, offer)) in coupons.iter().enumerate() {
        let mut first = *offer;
        let mut seen = index == 0;
        for (_, other) in &coupons[..index] {
            if other.scope.shops == offer.scope.shops {
                first = other;
                seen = true;
                break;
            }
        }
        if first.group != offer.group {
            return &words!(
                "{0}可与标明的其他券叠加",
                "{0}可與標明的其他券併用",
                "Each {0} says what it goes with",
            );
        }
        shops += usize::from(!seen);
    }
    if shops > 1 {
        &words!(
            "每店每单限用 1 张{0}",
            "每店每單限用 1 張{0}",
            "One {0} a shop and order",
        )
    } else {
        &words!("每单限用 1 张{0}", "每單限用 1 張{0}", "One {0} an order")
    }
}

/// What all thresholds of some coupons are measured on, if it is the same for all.
fn common_base(coupons: &[(&Coupon, &Offer)]) -> Option<Base> {
    let mut common = None;
    for (_, offer) in coupons {
        if let Threshold::Amount { base, .. } = offer.threshold {
            if common.is_some_and(|common| common != base) {
                return None;
            }
            common = Some(base);
        }
    }
    common
}

/// Whether two texts are the same apart from spaces.
fn same_words(a: &str, b: &str) -> bool {
    let letters = |byte: &u8| *byte != b' ';
    a.bytes().filter(letters).eq(b.bytes().filter(letters))
}
