//! Offers as data: when, where and for whom a [`Benefit`] works, in the engine's terms.

use alloc::vec::Vec;

use crate::{Benefit, BuyGet, Fact, GetFrom, Money, OfferId, ShopId, Sku, Tag, Window};

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
    /// What its lines must reach.
    pub threshold: Threshold,
    /// What the cart must bring as well, all of it: lines of each scope, whether or not they are the
    /// offer's own; a scope of no list is the whole cart (加价购: 满99元换购).
    pub requires: Vec<Requirement>,
    /// What it gives.
    pub benefit: Benefit,
    /// What a rate is a share of: what is left, or the price that the item layers made, or the list
    /// price (two rates on the list price add up instead of multiplying). While item and multi-unit
    /// layers are at work, the price after them is what is left.
    pub rate_base: Base,
    /// Where a rate rounds: once for each unit, line, set or order that it is taken from.
    pub rounding: Rounding,
    /// No more than this a cart. An item layer uses it up in the order of lines, the others share it
    /// over what it falls on.
    pub cap: Option<Money>,
    /// In proportion to what its amount is shared over lines; order layers only.
    pub share_base: ShareBase,
    /// Who gets what a proportional share leaves over; order layers only.
    pub spare: Spare,
    /// What rates round to, one minor unit at the least. Where an amount is shared over lines, it and
    /// the shares are whole multiples of it as well (整元分摊: 100), but for what a price that was set
    /// or rounded leaves over: that goes where the spare goes. What falls on units is not made whole
    /// after that: amounts, caps and floors stand, and a set of units is reduced by a rate to a whole
    /// grain, and that is shared over its units to the minor unit.
    pub grain: Money,
    /// What happens to a share that a line cannot take, in order layers, or a unit of a set that has
    /// a price or a reduction of its own, in multi-unit layers. A reduction of each unit or each line
    /// is never moved.
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
            requires: Vec::new(),
            benefit,
            rate_base: Base::Remaining,
            rounding: Rounding::Reduction,
            cap: None,
            share_base: ShareBase::Remaining,
            spare: Spare::LargestRemainder,
            grain: Money::new(1),
            overflow: Overflow::Redistribute,
            limits: Limits::default(),
            funder: Funder::Shop,
        }
    }

    /// Its scope, then those of what it requires, then those its benefit names.
    pub(crate) fn scopes(&self) -> Vec<&Scope> {
        let mut scopes = vec![&self.scope];
        for requirement in &self.requires {
            scopes.push(&requirement.scope);
        }
        match &self.benefit {
            Benefit::BuyGet(BuyGet {
                from: GetFrom::Other(scope),
                ..
            }) => scopes.push(scope),
            Benefit::Bundle(bundle) => {
                for part in &bundle.parts {
                    scopes.push(&part.scope);
                }
            }
            _ => {}
        }
        scopes
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
    /// Deposit that counts for more than was paid (定金膨胀).
    pub const DEPOSIT: Self = Self(180);
    /// Several units: nth item, N for a price, buy X get Y, bundle. Offers of a group compete, as in
    /// an order layer, and prices after the item layers include what they took off.
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
    /// What comes on top and takes nothing off: gifts, cashback, points earned. It looks at the cart
    /// as it will be paid; its offers do not compete and cannot be coupons, exclusive or capped.
    pub const BESIDE: Self = Self(1000);

    /// Whether offers of this layer set the price of an item, unit by unit.
    #[must_use]
    pub fn is_item(self) -> bool {
        self < Self::MULTI_UNIT
    }

    /// Whether offers of this layer look at several units at once, before any order is looked at.
    #[must_use]
    pub fn is_multi_unit(self) -> bool {
        self >= Self::MULTI_UNIT && self < Self::SHOP_REDUCTION
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
    /// Leaves out lines that an item or multi-unit layer has already reduced.
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

/// A threshold on a scope of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// The lines it is measured on, the offer's own among them; all if the scope is empty.
    pub scope: Scope,
    /// What they must reach.
    pub threshold: Threshold,
}

/// What a rate rounds to a whole `grain`: at each unit, line or order as [`crate::Per`] says, at each
/// set of a bundle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rounding {
    /// The reduction, half up: 5折 of 99.99 takes 50.00 off.
    #[default]
    Reduction,
    /// The price, half up: 5折 of 99.99 leaves 50.00.
    Price,
    /// The price, down: never against the buyer (舍去).
    PriceDown,
    /// The reduction, down: never against the shop.
    ReductionDown,
}

/// Who gets what is left over when an amount is shared in proportion. What a line has no room for
/// goes to the next one with room: in cart order, for the last line against it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spare {
    /// The lines with the largest remainders, one each; ties to the earlier line.
    #[default]
    LargestRemainder,
    /// The first line, all of it.
    First,
    /// The last line, all of it.
    Last,
    /// The line of the largest weight, all of it; ties to the earlier line.
    LargestLine,
}

/// In proportion to what an amount is shared over lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareBase {
    /// What is left of each line.
    Remaining,
    /// Its value after the item layers.
    AfterItem,
    /// Its list value.
    List,
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
