//! The campaign as parsed: types that cannot hold a wrong value.
//!
//! References between parts are checked when a file is parsed, so an id found here can be looked up.
//! Offers are kept in the engine's own terms ([`pricing::Offer`]): texts, widgets and quotes read
//! the same fields.

use pricing::{
    Cart, Fact, Instant, Line, LineId, Money, OfferId, Rate, Ruleset, ShopId, Sku, Tag, Window,
};

pub use crate::play::{Arrival, Bargain, Event, Play};
use crate::text::Text;

/// One campaign file, whole.
#[derive(Clone, Debug)]
pub struct Campaign {
    /// Unique at the merchant; part of storage keys and of the API's paths.
    pub id: String,
    /// Rises with every published change.
    pub version: u32,
    /// FNV-1a over the canonical form of the file.
    pub hash: u64,
    /// What the campaign is called.
    pub name: Text,
    /// One line under the name; may be empty.
    pub slogan: Text,
    /// Local time of every date that shoppers read.
    pub zone: Zone,
    /// Currency of every amount.
    pub currency: Currency,
    /// Where it may be shown.
    pub channels: Vec<Channel>,
    /// Which tokens dress it.
    pub theme: Theme,
    /// Who runs it (主办方).
    pub organiser: Organiser,
    /// Shops whose goods take part.
    pub shops: Vec<Shop>,
    /// Phases, nested or overlapping; the one with the highest precedence that is on wins.
    pub phases: Vec<Phase>,
    /// Facts that offers name, with the words shoppers read.
    pub audiences: Vec<AudienceName>,
    /// Tags that scopes name, with the words shoppers read.
    pub tags: Vec<TagName>,
    /// Goods that widgets show.
    pub products: Vec<Product>,
    /// Freight before offers.
    pub freight: Money,
    /// Promotions other than coupons and flash prices.
    pub offers: Vec<Promotion>,
    /// Coupons.
    pub coupons: Vec<Coupon>,
    /// Coupons shown as one ladder.
    pub ladders: Vec<Ladder>,
    /// Flash sales.
    pub flash_sales: Vec<FlashSale>,
    /// Draws.
    pub draws: Vec<Draw>,
    /// Every promotion, coupon and flash price, compiled.
    pub ruleset: Ruleset,
    /// Experiments; none without the feature `experiment`.
    pub experiments: Experiments,
    /// Carts and buyers that the preview offers.
    pub samples: Samples,
    /// What planners and lints read.
    #[cfg(feature = "planner")]
    pub plan: crate::plan::Plan,
}

/// The experiments of a file. Without the feature `experiment` it holds nothing and weighs nothing,
/// so that a campaign is made in the same words either way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Experiments {
    /// In the order of the file.
    #[cfg(feature = "experiment")]
    pub list: Vec<crate::experiment::Experiment>,
}

/// Local time as an offset: the embed bundle carries no time-zone data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// IANA name, for people and for tools that have the data.
    pub name: String,
    /// Minutes east of UTC.
    pub offset_minutes: i32,
}

/// Currency of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Currency {
    /// ISO 4217 code.
    pub code: String,
    /// Digits after the point: 2 for CNY, 0 for JPY.
    pub exponent: u8,
    /// What stands before an amount.
    pub symbol: String,
}

/// Where a page is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// A plain H5 page.
    H5,
    /// An H5 page inside WeChat.
    WechatH5,
    /// A WeChat mini-program webview.
    WechatMp,
    /// An Alipay mini-program webview.
    AlipayMp,
    /// A Taobao mini-program webview.
    TaobaoMp,
    /// A Douyin mini-program webview.
    DouyinMp,
    /// The merchant's own app.
    App,
    /// A page sold into the EU.
    Eu,
    /// A page sold into the UK.
    Uk,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 9] = [
        Self::H5,
        Self::WechatH5,
        Self::WechatMp,
        Self::AlipayMp,
        Self::TaobaoMp,
        Self::DouyinMp,
        Self::App,
        Self::Eu,
        Self::Uk,
    ];
    /// Their names in a file, in the order of [`Channel::ALL`], with spaces between them.
    pub const NAMES: &'static str =
        "h5 wechat_h5 wechat_mp alipay_mp taobao_mp douyin_mp app eu uk";

    /// Its name in a file.
    #[must_use]
    pub fn name(self) -> &'static str {
        let at = Self::ALL.iter().position(|known| *known == self);
        let name = Self::NAMES.split(' ').nth(at.unwrap_or_default());
        name.unwrap_or_default()
    }

    /// The channel of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let at = Self::NAMES.split(' ').position(|known| known == name)?;
        Self::ALL.get(at).copied()
    }
}

/// A set of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Red and gold.
    Festive,
    /// 618.
    Midyear,
    /// 春节.
    Spring,
    /// White, ink, one accent.
    Calm,
}

/// Who runs a campaign and how to reach them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organiser {
    /// Registered name.
    pub name: Text,
    /// Telephone or address.
    pub contact: Text,
}

/// A shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shop {
    /// Unique in the file.
    pub id: ShopId,
    /// As shoppers read it.
    pub name: Text,
}

/// What a phase is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhaseKind {
    /// 预热: look and plan, nothing is sold at campaign prices yet.
    WarmUp,
    /// 正式.
    Live,
    /// 延续 or 返场.
    Extension,
    /// 售后: only held coupons and prizes still count.
    After,
}

/// A stretch of the campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// Unique in the file.
    pub id: String,
    /// What it is for.
    pub kind: PhaseKind,
    /// As shoppers read it.
    pub name: Text,
    /// When it is on.
    pub window: Window,
    /// Among phases that are on, the highest wins; ties go to the one that starts later.
    pub precedence: i32,
}

/// The words for a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AudienceName {
    /// The fact.
    pub fact: Fact,
    /// Who that is: 黑卡会员, 首次下单的账号.
    pub name: Text,
}

/// The words for a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagName {
    /// The tag.
    pub tag: Tag,
    /// What it stands for: 家居, 茶与茶器.
    pub name: Text,
}

/// What a compare-at price rests on; without one it is not shown (PR1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Lowest transaction price of the last 7 days.
    Lowest7Days,
    /// Lowest transaction price of the last 30 days.
    Lowest30Days,
    /// The maker's suggested retail price.
    SuggestedRetail,
}

/// A price that may be struck through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CompareAt {
    /// The amount.
    pub price: Money,
    /// What it rests on.
    pub basis: Basis,
}

/// Something sold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// Unique in the file.
    pub sku: Sku,
    /// Who sells it.
    pub shop: ShopId,
    /// As shoppers read it.
    pub name: Text,
    /// Size, colour, origin; may be empty.
    pub spec: Text,
    /// List price of one unit (日常价).
    pub price: Money,
    /// No unit is paid below this.
    pub floor: Money,
    /// Weight of one unit in grams, for freight by weight.
    pub grams: u32,
    /// Labels that scopes name.
    pub tags: Vec<Tag>,
    /// Address of its picture, relative to the campaign file; may be empty.
    pub picture: String,
    /// A price to strike through, with its basis.
    pub compare_at: Option<CompareAt>,
}

impl Product {
    /// So many of it as a line of a cart; the line's id is the sku.
    #[must_use]
    pub fn line(&self, quantity: u32, ticked: bool) -> Line {
        Line {
            id: LineId::new(self.sku.as_str()),
            sku: self.sku.clone(),
            shop: self.shop.clone(),
            unit_price: self.price,
            quantity,
            ticked,
            tags: self.tags.clone(),
            grams: self.grams,
            floor: self.floor,
        }
    }
}

/// A promotion that needs no coupon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promotion {
    /// The offer in the ruleset.
    pub id: OfferId,
    /// Its own name; generated texts are used where it is empty.
    pub name: Text,
    /// What its texts need and its price does not.
    pub play: Play,
}

/// When a claimed coupon can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// In this window, whenever it was claimed.
    Fixed(Window),
    /// This many milliseconds from the claim, and not after `until`.
    FromClaim {
        /// Length.
        ms: i64,
        /// Last of all.
        until: Instant,
    },
}

impl Validity {
    /// The first instant at which a coupon claimed at `claimed_at` can no longer be used.
    #[must_use]
    pub fn expires_at(self, claimed_at: Instant) -> Instant {
        match self {
            Self::Fixed(window) => window.until,
            Self::FromClaim { ms, until } => claimed_at.plus_ms(ms).min(until),
        }
    }
}

/// A start before everyone else's (提前购, 会员抢先领), for buyers of whom the server asserts a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlyAccess {
    /// The fact.
    pub audience: Fact,
    /// When it starts for them; before the start for everyone.
    pub from: Instant,
}

/// Coupons released at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Release {
    /// When.
    pub at: Instant,
    /// How many more.
    pub count: u32,
}

/// A coupon (优惠券).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coupon {
    /// The offer in the ruleset: scope, threshold, benefit, audience.
    pub id: OfferId,
    /// Its own name: 全店券.
    pub name: Text,
    /// When it can be claimed.
    pub claim: Window,
    /// Who can claim it sooner.
    pub early: Vec<EarlyAccess>,
    /// When it can be used.
    pub validity: Validity,
    /// How many there are, in batches; the first is released when the first can claim.
    pub releases: Vec<Release>,
    /// How many one buyer can claim.
    pub per_buyer: u32,
    /// Whether it is claimed on the page; prizes are only granted.
    pub claimable: bool,
}

impl Coupon {
    /// When the first can claim it: those with early access, or everyone.
    #[must_use]
    #[inline(never)]
    pub fn first_claim(&self) -> Instant {
        let mut first = self.claim.from;
        for one in &self.early {
            first = first.min(one.from);
        }
        first
    }
}

/// Coupons as one picture (阶梯优惠券), lowest step first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ladder {
    /// Unique in the file.
    pub id: String,
    /// Heading over it.
    pub name: Text,
    /// Its coupons; thresholds and amounts rise.
    pub coupons: Vec<OfferId>,
}

/// A flash sale (秒杀): sessions of limited goods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlashSale {
    /// Unique in the file.
    pub id: String,
    /// Heading over it.
    pub name: Text,
    /// Sessions in order of start.
    pub sessions: Vec<Session>,
}

/// One session (场次).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Unique in the sale.
    pub id: String,
    /// When its prices hold.
    pub window: Window,
    /// For whom they hold sooner; the prices of that time are offers of their own
    /// ([`FlashItem::early`]).
    pub early: Vec<EarlyAccess>,
    /// What it sells.
    pub items: Vec<FlashItem>,
}

/// A limited price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlashItem {
    /// The offer in the ruleset: a unit price or a rate, for this session's window.
    pub offer: OfferId,
    /// The same for those who come sooner, in the order of [`Session::early`]: until the session
    /// starts, and only for their fact. A quota counts for all of them together.
    pub early: Vec<OfferId>,
    /// What is sold.
    pub sku: Sku,
    /// Units in all; with a quota the price holds only with a token (前100名半价).
    pub quota: Option<u32>,
    /// Units one buyer can have.
    pub per_buyer: u32,
}

/// What a prize is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrizeKind {
    /// A coupon, granted at once.
    Coupon(OfferId),
    /// Points.
    Points(u32),
    /// Goods, sent to an address.
    Goods,
    /// Nothing (谢谢参与).
    Nothing,
}

/// A prize with its published odds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prize {
    /// Unique in the draw.
    pub id: String,
    /// As shoppers read it.
    pub name: Text,
    /// Large text of the sector, such as `20`; may be empty.
    pub figure: String,
    /// Small text of the sector, such as `元券`.
    pub label: Text,
    /// Picture of the sector: `ticket`, `point`, `bowl`, `free`, `leaf`, `gift`.
    pub icon: String,
    /// Colour role of the sector, `a` to `f`.
    pub tone: char,
    /// What it is.
    pub kind: PrizeKind,
    /// Odds in millionths; a draw's odds sum to 1 000 000.
    pub ppm: u32,
    /// How many there are; unlimited if none is given.
    pub stock: Option<u32>,
    /// How many are given a local day at most.
    pub per_day: Option<u32>,
    /// How many one buyer can win.
    pub per_buyer: Option<u32>,
    /// When it can be won (放奖时段), in order; any time of the draw if none is given.
    pub windows: Vec<Window>,
    /// Market value of one.
    pub value: Money,
}

/// One sector of the wheel; its angle is its odds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sector {
    /// Index into [`Draw::prizes`].
    pub prize: usize,
    /// Its part of the prize's odds, in millionths.
    pub ppm: u32,
}

/// A way to get more chances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Unique in the draw.
    pub id: String,
    /// What to do: 逛秒杀会场 15 秒.
    pub name: Text,
    /// Words of its button: 去逛逛.
    pub action: Text,
    /// Chances it gives.
    pub chances: u32,
    /// How often a day.
    pub per_day: u32,
    /// What has to happen.
    pub kind: TaskKind,
}

/// What has to happen for a task's chances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskKind {
    /// The shopper stays on the flash sale for this long.
    Visit {
        /// Milliseconds.
        ms: u32,
    },
    /// The shopper pays for an order; the server counts it.
    Order,
}

/// A draw (抽奖).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draw {
    /// Unique in the file.
    pub id: String,
    /// Heading over it.
    pub name: Text,
    /// When one can draw.
    pub window: Window,
    /// Until when prizes can be redeemed.
    pub redeem_until: Instant,
    /// Prizes; odds sum to 1 000 000.
    pub prizes: Vec<Prize>,
    /// Sectors clockwise from the top.
    pub sectors: Vec<Sector>,
    /// How many prizes one buyer can win in all.
    pub per_buyer: Option<u32>,
    /// Index of the prize that is given where the drawn one cannot be (安慰奖); it has no limits.
    pub consolation: Option<usize>,
    /// SHA-256 of the seed that turns are drawn from, in 64 hexadecimal digits, for a draw that can
    /// be verified; empty otherwise.
    pub commitment: String,
    /// Chances given to everyone each local day.
    pub daily_chances: u32,
    /// How to get more.
    pub tasks: Vec<Task>,
    /// How goods are delivered and when a prize is forfeited (兑奖、弃奖).
    pub terms: Text,
}

/// Carts and buyers that the preview offers; nothing a shopper sees.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Samples {
    /// Carts; the first is the default.
    pub carts: Vec<SampleCart>,
    /// Buyers; the first is the default.
    pub buyers: Vec<SampleBuyer>,
}

/// A cart to start with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleCart {
    /// Unique among the carts.
    pub id: String,
    /// As designers read it.
    pub name: Text,
    /// Sku, quantity, ticked.
    pub lines: Vec<(Sku, u32, bool)>,
}

/// A buyer to look through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleBuyer {
    /// Unique among the buyers.
    pub id: String,
    /// As designers read it.
    pub name: Text,
    /// Whether the buyer has logged in.
    pub logged_in: bool,
    /// What the server would assert.
    pub facts: Vec<(Fact, bool)>,
    /// Points to spend.
    pub points: u64,
}

impl Campaign {
    /// The product with this sku.
    #[must_use]
    #[inline(never)]
    pub fn product(&self, sku: &Sku) -> Option<&Product> {
        self.products.iter().find(|product| product.sku == *sku)
    }

    /// The coupon with this id.
    #[must_use]
    #[inline(never)]
    pub fn coupon(&self, id: &OfferId) -> Option<&Coupon> {
        self.coupons.iter().find(|coupon| coupon.id == *id)
    }

    /// The draw with this id.
    #[must_use]
    #[inline(never)]
    pub fn draw(&self, id: &str) -> Option<&Draw> {
        self.draws.iter().find(|draw| draw.id == id)
    }

    /// The flash item whose offer this is, that of early access too, with its session.
    #[must_use]
    #[inline(never)]
    pub fn flash_item(&self, offer: &OfferId) -> Option<(&Session, &FlashItem)> {
        for sale in &self.flash_sales {
            for session in &sale.sessions {
                for item in &session.items {
                    if item.offer == *offer || item.early.contains(offer) {
                        return Some((session, item));
                    }
                }
            }
        }
        None
    }

    /// Whether what a conditional price waits for can still happen at `at`, as far as the campaign
    /// says: a deposit can be paid only while its own window is open, before that of the balance.
    #[must_use]
    pub fn can_come(&self, offer: &OfferId, at: Instant) -> bool {
        for promotion in &self.offers {
            if promotion.id == *offer
                && let Play::Presale { deposit, .. } = promotion.play
            {
                return deposit.contains(at);
            }
        }
        true
    }

    /// A cart of these products at their list prices, with the campaign's freight; a line is named
    /// after its sku, and skus the campaign does not have are left out.
    #[must_use]
    pub fn cart(&self, lines: &[(Sku, u32, bool)]) -> Cart {
        let mut cart = Cart {
            freight: Money::ZERO,
            lines: Vec::new(),
        };
        for (sku, quantity, ticked) in lines {
            let Some(product) = self.product(sku) else {
                continue;
            };
            if *ticked {
                cart.freight = self.freight;
            }
            cart.lines.push(product.line(*quantity, *ticked));
        }
        cart
    }

    /// From the first phase's start to the last phase's end, the time after the campaign aside.
    #[must_use]
    pub fn window(&self) -> Window {
        hull(&self.phases, |kind| kind != PhaseKind::After)
    }
}

/// From the first start to the last end of the phases of some kinds; all of time if there are none.
#[inline(never)]
pub(crate) fn hull(phases: &[Phase], picks: fn(PhaseKind) -> bool) -> Window {
    let mut hull = Window {
        from: Instant::MAX,
        until: Instant::MIN,
    };
    for phase in phases {
        if picks(phase.kind) {
            hull.from = hull.from.min(phase.window.from);
            hull.until = hull.until.max(phase.window.until);
        }
    }
    if hull.until == Instant::MIN {
        return Window::ALWAYS;
    }
    hull
}

/// 折 of a reduction, in hundredths: 2000 basis points off is 8折, so 800.
#[must_use]
pub fn zhe_hundredths(off: Rate) -> u16 {
    off.complement().basis_points() / 10
}
