//! What an offer gives: one variant a kind of the trade.

use alloc::vec::Vec;

use crate::{Base, Money, Rate, Scope, Sku};

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
    /// One price for the scope's lines together, in order layers; it never raises what is left.
    OrderPrice {
        /// What they cost together.
        price: Money,
    },
    /// A deposit that counts for more than was paid (定金膨胀), each unit, in item layers. It takes
    /// the difference off; [`crate::Quote::deposit`] tells how much of the payable has been paid.
    Deposit {
        /// What was paid for a unit.
        paid: Money,
        /// What that counts as; not less.
        counts_as: Money,
    },
    /// Off the first unit of each sku and off each further one (首件, 续件), in multi-unit layers; the
    /// dearest unit of a sku is the first.
    FirstAndFurther {
        /// Off the first unit.
        first: Money,
        /// Off each further unit.
        further: Money,
        /// At most so many units of a sku, the first among them.
        most: Option<u32>,
    },
    /// Complete groups of units (第二件半价, 3件99元, N元任选), in multi-unit layers.
    Groups(Groups),
    /// Buy some, get others for less (买赠, 买一送一), in multi-unit layers.
    BuyGet(BuyGet),
    /// Goods that cost less together (套餐), in multi-unit layers.
    Bundle(Bundle),
    /// No freight (包邮), in [`crate::Layer::FREIGHT`] only; its scope and threshold look at goods.
    FreeFreight,
    /// Gifts (满赠), in [`crate::Layer::BESIDE`].
    Gift(GiftLadder),
    /// Money that comes back later (返现), in [`crate::Layer::BESIDE`]: shown beside the payable, never in it.
    Cashback {
        /// How much, of what is paid for the scope's lines.
        off: Off,
    },
    /// Points earned (送积分), in [`crate::Layer::BESIDE`].
    EarnPoints {
        /// For each full amount of this, paid for the scope's lines.
        each: Money,
        /// So many points.
        points: u32,
    },
}

/// Which units come first. Units that are level come in cart order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// The dearest.
    Dearest,
    /// The cheapest.
    Cheapest,
    /// Those of the sku that has most units in the scope, the dearest of them first.
    MostUnits,
}

/// Complete groups of units of the scope, filled one after the other; units over give nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groups {
    /// Units in a group, at least one.
    pub size: u32,
    /// In which order units fill groups.
    pub fill: Pick,
    /// At most so many groups.
    pub times: Option<u32>,
    /// What a complete group gives.
    pub gives: GroupGives,
}

/// What a complete group gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupGives {
    /// This off each unit.
    Each(Off),
    /// This off the group as a whole (任选3件减20元), a rate of what the group costs; shared over its units
    /// in proportion to their prices.
    Off(Off),
    /// One price for the group (N件M元); a group that costs less already keeps its price. The
    /// reduction is shared over its units in proportion to their prices.
    Price(Money),
    /// Off some of its units by their place in it (第二件半价, 第3件1折).
    Nth {
        /// In which order the units of a group are counted.
        order: Pick,
        /// Places, from 1 and rising, and what comes off there.
        places: Vec<Place>,
    },
}

/// A place in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which unit, from 1 to the size of the group.
    pub nth: u32,
    /// What comes off it.
    pub off: Off,
}

/// Buy some, get others for less; incomplete sets give nothing. Sets are formed one after the other:
/// first the units that qualify, then those that are reduced, out of what is in no set yet. A unit
/// that qualifies is not reduced, even where another could have qualified in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuyGet {
    /// Units of the offer's scope that a set needs, at least one; they are not reduced.
    pub buy: u32,
    /// Which of them qualify first.
    pub buy_pick: Pick,
    /// Further units that a set reduces, at least one.
    pub get: u32,
    /// Which of them are reduced first.
    pub get_pick: Pick,
    /// Where those come from.
    pub from: GetFrom,
    /// What comes off each.
    pub off: Off,
    /// At most so many sets.
    pub times: Option<u32>,
}

/// Where the reduced units of [`BuyGet`] come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GetFrom {
    /// Other units of the offer's scope.
    Scope,
    /// Other units of the sku that was bought (买一送一同款): sets are formed sku by sku, first of the
    /// sku whose unit qualifies first.
    SameSku,
    /// Other units of this scope, in or outside the offer's own.
    Other(Scope),
}

/// Goods that cost less together (套餐); incomplete sets give nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// What a set is made of. Where a line is in several parts, the earlier part takes it first, set
    /// by set.
    pub parts: Vec<Part>,
    /// What a set gives.
    pub gives: BundleGives,
    /// At most so many sets.
    pub times: Option<u32>,
}

/// One part of a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The lines it is taken from, inside the offer's scope; dearest units first.
    pub scope: Scope,
    /// Units of them in a set, at least one.
    pub units: u32,
}

/// What a set of a bundle gives, shared over its units in proportion to their prices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BundleGives {
    /// One price; a set that costs less already keeps its price.
    Price(Money),
    /// A reduction of what the set costs.
    Off(Off),
}

/// Steps of gifts; the highest step reached gives, alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GiftLadder {
    /// What steps are measured on.
    pub by: GiftBy,
    /// Steps, rising.
    pub tiers: Vec<GiftTier>,
    /// How often a step may give, once for each full `least` of it; 1 if gifts do not scale.
    pub times: u32,
}

/// What the steps of a gift ladder are measured on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GiftBy {
    /// An amount.
    Amount(Base),
    /// Units.
    Count,
}

/// One step of gifts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GiftTier {
    /// Reached at this amount, or this many units; inclusive, above zero.
    pub least: i64,
    /// What it gives.
    pub gifts: Vec<Gift>,
}

/// A gift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gift {
    /// What is given.
    pub sku: Sku,
    /// So many units.
    pub units: u32,
}
