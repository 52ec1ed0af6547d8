//! Offers as data: what a campaign file says, in the engine's terms.

use crate::{Fact, Money, OfferId, Rate, ShopId, Sku, Tag, Window};

/// One promotion or coupon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Unique in the ruleset.
    pub id: OfferId,
    /// When in the chain it works.
    pub layer: Layer,
    /// Offers of one layer and one group compete and the best applies: in an item layer the lowest
    /// price of each unit, in an order layer the one that leaves the lowest payable for the cart.
    /// Groups of a layer stack in the order of their first offer, by `priority`, then id.
    pub group: u16,
    /// Lower works first. It orders the groups of a layer, and exclusive offers among themselves;
    /// it does not make an offer win in its group.
    pub priority: i32,
    /// Works alone: where it can work, no other offer of its layer works on the lines it works on
    /// (in an item layer, on the units), nor any other of its group. If several can, the first by
    /// `priority`, then id. An exclusive coupon is used only where that pays; one a layer.
    pub exclusive: bool,
    /// The lines it works on.
    pub scope: Scope,
    /// When it is on.
    pub window: Window,
    /// Who it is published for.
    pub audience: Audience,
    /// What the buyer must hold.
    pub grant: Grant,
    /// What the cart must reach.
    pub threshold: Threshold,
    /// What it gives.
    pub benefit: Benefit,
    /// No more than this a cart. An item layer uses it up in the order of lines, an order layer
    /// shares it over them.
    pub cap: Option<Money>,
    /// In proportion to what its amount is shared over lines; order layers only.
    pub share_base: ShareBase,
    /// What happens to a share that a line cannot take; order layers only. A reduction of each unit
    /// or each line is never moved.
    pub overflow: Overflow,
    /// How much of it one buyer can have.
    pub limits: Limits,
    /// Who pays for it (出资方).
    pub funder: Funder,
}

impl Offer {
    /// An offer with the default policy: every line, always on, for everyone, no threshold,
    /// shared by what is left, excess redistributed, paid for by the shop.
    #[must_use]
    pub fn new(id: OfferId, layer: Layer, benefit: Benefit) -> Self {
        Self {
            id,
            layer,
            group: 0,
            priority: 0,
            exclusive: false,
            scope: Scope::default(),
            window: Window::ALWAYS,
            audience: Audience::Everyone,
            grant: Grant::Open,
            threshold: Threshold::None,
            benefit,
            cap: None,
            share_base: ShareBase::Remaining,
            overflow: Overflow::Redistribute,
            limits: Limits::default(),
            funder: Funder::Shop,
        }
    }

    /// The cap, far above every cart if there is none.
    pub(crate) fn most(&self) -> Money {
        self.cap.unwrap_or(Money::new(i64::MAX))
    }
}

/// Place in the chain: lower layers work first. The constants are the usual order of the trade;
/// a preset may use any others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Layer(pub u16);

impl Layer {
    /// Item price: flash, group, bargain, time-limited, member price.
    pub const ITEM: Self = Self(100);
    /// Member rate on top of the item price (折上折).
    pub const MEMBER_EXTRA: Self = Self(150);
    /// Several units: nth item, N for a price, buy X get Y, bundle.
    pub const MULTI_UNIT: Self = Self(200);
    /// Full reduction of one shop (店铺满减).
    pub const SHOP_REDUCTION: Self = Self(300);
    /// Coupon of one shop.
    pub const SHOP_COUPON: Self = Self(400);
    /// Full reduction across shops (跨店满减).
    pub const CROSS_SHOP: Self = Self(500);
    /// Coupon of the platform.
    pub const PLATFORM_COUPON: Self = Self(600);
    /// Red packet (红包).
    pub const RED_PACKET: Self = Self(700);
    /// Points.
    pub const POINTS: Self = Self(800);
    /// Freight.
    pub const FREIGHT: Self = Self(900);

    /// Whether offers of this layer set the price of an item rather than reduce an order.
    #[must_use]
    pub fn is_item(self) -> bool {
        self < Self::SHOP_REDUCTION
    }
}

/// Which lines an offer works on: a line must match one entry of each non-empty list, and none of
/// `without`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Shops.
    pub shops: Vec<ShopId>,
    /// Skus.
    pub skus: Vec<Sku>,
    /// Tags, any of.
    pub tags: Vec<Tag>,
    /// Tags that keep a line out.
    pub without: Vec<Tag>,
    /// Lowest list price of a unit.
    pub min_unit_price: Option<Money>,
    /// Highest list price of a unit.
    pub max_unit_price: Option<Money>,
    /// Leaves out lines that an item layer has already reduced.
    pub only_unreduced: bool,
}

/// Who an offer is published for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Audience {
    /// All shoppers.
    Everyone,
    /// Buyers for whom the server asserts the fact.
    Asserted(Fact),
}

/// What the buyer must hold before an offer can apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grant {
    /// Nothing.
    Open,
    /// A coupon of this offer in the wallet.
    Coupon,
    /// A quota token of this offer. In an item layer it covers as many units as it grants, over all
    /// lines in cart order; in an order layer it lets the offer work once.
    Token,
}

/// What a threshold is measured on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// List value of the scope's lines.
    List,
    /// Their value after the item layers.
    AfterItem,
    /// What is left of them when the offer's turn comes.
    Remaining,
}

/// What the cart must reach, inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Threshold {
    /// Nothing.
    None,
    /// An amount over the scope's ticked lines.
    Amount {
        /// At least this.
        least: Money,
        /// Measured on this.
        base: Base,
    },
    /// Units over the scope's ticked lines.
    Count {
        /// At least this many.
        least: u32,
    },
}

/// What a reduction is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// Each unit, rounded a unit.
    Unit,
    /// Each line, rounded a line.
    Line,
    /// The whole scope, rounded once and shared over its lines.
    Order,
}

/// A reduction by amount or by rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Off {
    /// This much.
    Amount(Money),
    /// This share, half up (8折 is 2000 off).
    Rate(Rate),
}

/// One step of a ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tier {
    /// Reached at this amount (or this many units, for ladders by count), inclusive.
    pub least: i64,
    /// What it gives.
    pub off: Off,
}

/// What an offer gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Benefit {
    /// A reduction.
    Reduce {
        /// How much.
        off: Off,
        /// Of what.
        per: Per,
    },
    /// A unit price (一口价, 秒杀价), in item layers; it never raises a price.
    UnitPrice {
        /// What a unit costs.
        price: Money,
    },
    /// The highest step reached, by amount (满减, 阶梯). An item layer takes rates only, off each
    /// line.
    TiersByAmount {
        /// Steps, rising in threshold and in what they give.
        tiers: Vec<Tier>,
        /// What thresholds are measured on.
        base: Base,
    },
    /// The highest step reached, by units (多件多折). An item layer takes rates only, off each line.
    TiersByCount {
        /// Steps, rising.
        tiers: Vec<Tier>,
    },
    /// `off` for each full `each` (每满减), in order layers.
    PerEach {
        /// Each full amount of this.
        each: Money,
        /// Takes this off.
        off: Money,
        /// At most this often.
        times: Option<u32>,
        /// What it is measured on.
        base: Base,
    },
    /// Points as money (积分抵扣), in order layers: as many whole ones as share, cap, room and
    /// balance allow.
    Points {
        /// What one point is worth.
        worth: Money,
        /// At most this share of what is left.
        share: Rate,
    },
    /// No freight (包邮), in [`Layer::FREIGHT`] only; its scope and threshold look at goods.
    FreeFreight,
}

/// In proportion to what an amount is shared over lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareBase {
    /// What is left of each line.
    Remaining,
    /// Its value after the item layers.
    AfterItem,
}

/// What happens to a share that a line cannot take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overflow {
    /// It moves to lines with room, in the same proportion.
    Redistribute,
    /// It is not given (2020 rule of the large platforms).
    Clamp,
    /// The offer is refused as a whole.
    Refuse,
}

/// How much of an offer one buyer can have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Units of each sku an order, counted over its lines in cart order; further units pay the
    /// next best price. Item layers only.
    pub units_per_order: Option<u32>,
    /// Uses left to this buyer across orders, where the server has said so.
    pub uses_left: Option<u32>,
}

/// Who pays for an offer (出资方).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Funder {
    /// The shop.
    Shop,
    /// The platform.
    Platform,
    /// A brand.
    Brand,
}
