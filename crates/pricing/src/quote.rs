//! What a cart costs and why.

use alloc::vec::Vec;

use crate::{
    Fact, Funder, Instant, Layer, LineId, Money, OfferId, Overflow, ShareBase, Sku, Spare,
};

/// The answer to [`crate::Ruleset::quote`]. Amounts add up exactly:
/// `payable = Σ lines.payable + freight − freight_off`, `freight_off = Σ applied.amount` of the
/// freight layer, and `list − Σ lines.payable = Σ applied.amount` of all others. Every offer of the
/// ruleset is in exactly one of `applied`, `beside`, `unused` and `conditional`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The instant it holds for.
    pub at: Instant,
    /// Hash of the ruleset that priced it.
    pub ruleset: u64,
    /// One a cart line, in the cart's order.
    pub lines: Vec<QuoteLine>,
    /// List value of the ticked lines.
    pub list: Money,
    /// Freight before offers.
    pub freight: Money,
    /// Taken off the freight.
    pub freight_off: Money,
    /// What the shopper pays, freight included (到手价).
    pub payable: Money,
    /// How much of `payable` has been paid as deposits (定金); the rest is [`Quote::balance`].
    pub deposit: Money,
    /// What the shopper would pay if no coupon were pinned or refused; see [`Quote::insistence`]. Not
    /// above `payable`, unless a pinned coupon of an item layer keeps a better price away and what is
    /// left then reaches a threshold.
    pub free_choice: Money,
    /// What applied, in the order it worked.
    pub applied: Vec<Applied>,
    /// What comes on top and is in no amount: gifts, cashback, points earned; in order of id.
    pub beside: Vec<Beside>,
    /// What did not, and why, in order of id.
    pub unused: Vec<Unused>,
    /// What would apply if the server asserted a fact or granted a token.
    pub conditional: Vec<Conditional>,
    /// Progress of every ladder and threshold the cart touches, for offers that are on, in audience,
    /// and open or held; in the order in which they have their turn.
    pub next: Vec<NextTier>,
    /// What is known about the selection.
    pub search: Search,
}

impl Quote {
    /// Everything taken off, freight included.
    #[must_use]
    pub fn saved(&self) -> Money {
        self.list + self.freight - self.payable
    }

    /// What is still to be paid once the deposit has been (尾款).
    #[must_use]
    pub fn balance(&self) -> Money {
        self.payable - self.deposit
    }

    /// What the coupons that the shopper pinned or refused cost: how much lower the payable would be
    /// if none were. Nothing where insisting brings the payable down, as
    /// [`Quote::free_choice`] says it may.
    #[must_use]
    pub fn insistence(&self) -> Money {
        (self.payable - self.free_choice).at_least_zero()
    }
}

/// One line, priced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteLine {
    /// The cart line.
    pub id: LineId,
    /// Whether it was ticked; the rest is zero if not.
    pub ticked: bool,
    /// Units it is priced for; none if it was not ticked.
    pub units: u32,
    /// List price × quantity.
    pub list: Money,
    /// After the item and multi-unit layers.
    pub after_item: Money,
    /// What the line pays after every layer, freight aside.
    pub payable: Money,
    /// What each offer took off it; `Σ amount = list − payable`. An item or
    /// multi-unit offer has one entry for each stretch of units that went the same way.
    pub shares: Vec<Share>,
}

/// What one offer took off one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// Index into [`Quote::applied`].
    pub applied: usize,
    /// How much.
    pub amount: Money,
    /// The first unit it fell on, from 0 in the engine's order: units that a better price covers
    /// come before those that it no longer does.
    pub first: u32,
    /// How many units it fell on, from `first` on.
    pub units: u32,
}

/// An offer at work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The offer.
    pub offer: OfferId,
    /// Its layer.
    pub layer: Layer,
    /// What it took off in all; nothing for a deposit that counts for no more than was paid.
    pub amount: Money,
    /// What it was measured on: the base of its ladder or threshold by amount if it has one, else
    /// what its lines were worth when its turn came.
    pub base: Money,
    /// For a ladder the step that was reached, from 0; for a per-each reduction how often it
    /// applied, at least 1; for groups, sets and bundles how many gave something.
    pub tier: Option<usize>,
    /// Who pays for it.
    pub funder: Funder,
    /// How its amount was shared over lines.
    pub sharing: Sharing,
    /// Whether it came from the wallet.
    pub coupon: bool,
}

/// How an amount was shared over lines (分摊).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// It fell on units: each share is what its own units gave.
    ByUnit,
    /// Within each set of units, in proportion to what they cost before.
    BySet {
        /// What a unit could not take.
        overflow: Overflow,
    },
    /// In proportion, over the scope's lines.
    InProportion {
        /// To this.
        base: ShareBase,
        /// What a line could not take.
        overflow: Overflow,
        /// Who got what was left over.
        spare: Spare,
    },
    /// It fell on the freight.
    Freight,
}

/// An offer that gives something beside the price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// The offer.
    pub offer: OfferId,
    /// The step of a ladder that was reached, from 0.
    pub tier: Option<usize>,
    /// What it was measured on: minor units, or units for ladders by count.
    pub base: i64,
    /// Who pays for it.
    pub funder: Funder,
    /// What it gives.
    pub gives: Gives,
}

/// What comes on top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gives {
    /// Gifts (赠品).
    Gifts(Vec<GiftUnits>),
    /// Money that comes back later (返现).
    Cashback(Money),
    /// Points.
    Points(u64),
}

/// Units of one gift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GiftUnits {
    /// What is given.
    pub sku: Sku,
    /// So many units.
    pub units: u32,
    /// Units that the quota no longer covers: promised by the step, not to be had (已赠完).
    pub short: u32,
}

/// An offer that did not apply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unused {
    /// The offer.
    pub offer: OfferId,
    /// Why not.
    pub reason: Reason,
}

/// Why an offer did not apply. The names are the codes shown to machines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It starts at this instant.
    NotStarted(Instant),
    /// It ended at this instant.
    Ended(Instant),
    /// No ticked line is in its scope.
    OutOfScope,
    /// The cart is short of its threshold (of its first step, for a ladder).
    Short(Missing),
    /// The server says the buyer is not in its audience.
    NotEligible(Fact),
    /// The coupon is not in the wallet.
    NotHeld,
    /// The coupon in the wallet has expired.
    Expired(Instant),
    /// The buyer has had it as often as allowed.
    LimitReached,
    /// Another offer of its group is better for the cart; or, for a coupon left in the wallet, an
    /// offer that would lose more than the coupon gives, or that makes it unnecessary.
    BeatenBy(OfferId),
    /// An exclusive offer works on lines of its own.
    ExcludedBy(OfferId),
    /// The shopper has refused it.
    Refused,
    /// A line cannot take its share and the offer does not allow that.
    CannotShare,
    /// There is nothing left to reduce.
    NothingLeft,
    /// Its quota is used up for all buyers.
    SoldOut,
    /// The cart is short of what it requires beside its own threshold: of goods in the scope of a
    /// [`crate::Requirement`], or of any goods if that scope is empty.
    Requires(Missing),
}

/// What is missing for a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// An amount.
    Amount(Money),
    /// Units.
    Units(u32),
}

/// An offer that waits for the server's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conditional {
    /// The offer.
    pub offer: OfferId,
    /// The fact it needs, or nothing if it needs a quota token.
    pub fact: Option<Fact>,
    /// What the cart would pay if it applied too, every other choice re-made. A token that is not
    /// granted yet is taken to cover the units an order may have, or one if that is not limited. Offers
    /// that wait share the work that one selection may be; should it end early, the cart may pay less.
    pub payable: Money,
}

/// Where a cart stands on a ladder or a threshold (凑单).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextTier {
    /// The offer; coupons are listed when held.
    pub offer: OfferId,
    /// What the threshold is measured on now: minor units, or units for ladders by count and for
    /// groups, sets and bundles (all units that sets can be made of).
    pub have: i64,
    /// Steps reached: of a ladder, times for a per-each reduction, complete sets for groups, sets and
    /// bundles, 0 or 1 for a plain threshold. A threshold that is not met comes before any ladder or
    /// set behind it.
    pub reached: usize,
    /// What is missing to the next step, if there is one; for sets the units that one more lacks.
    pub missing: Option<Missing>,
    /// Which of [`crate::Offer::requires`] it is missing to, by its place there: goods of that scope
    /// bring it, which need not be goods of the offer. Nothing where the offer's own goods do.
    pub requires: Option<usize>,
    /// What the offer takes off in this quote: nothing if it is short, or if another is used.
    pub off_now: Money,
    /// What it would take off at the next step by itself, measured just at its threshold (by count:
    /// on the lines as they are); `off_now` if there is no further step. For one more set, each
    /// missing unit is taken to be like the cheapest in the cart that would do; `off_now` if the cart
    /// has none, so that its price is not known.
    pub off_next: Money,
}

/// What is known about the selection among coupons and competing offers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// Selections priced, in full or until they could not win; at most 4 096.
    pub examined: u32,
    /// Whether the payable is proved the lowest.
    pub proved: bool,
    /// If not: the payable is at most this much above the lowest.
    pub gap: Money,
}
