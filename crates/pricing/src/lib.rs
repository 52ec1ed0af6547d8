//! Cart-promotion engine: exact, explained, and the same to the bit in a browser and on a server.
//!
//! A [`Ruleset`] is compiled once from [`Offer`]s and quoted as often as a cart changes. A [`Quote`]
//! gives what each line pays, which offer took every cent off, which offers did not apply and why,
//! how far the next tier is, and whether the choice of coupons is proved to be the best.
//!
//! ```
//! use pricing::*;
//!
//! let half = Benefit::Reduce { off: Off::Rate(Rate::new(5_000).unwrap()), per: Per::Unit };
//! let rules = Ruleset::compile(vec![Offer::new("5折".into(), Layer::ITEM, half)])?;
//! let shoes = Line {
//!     id: "1".into(), sku: "shoes".into(), shop: "shop".into(), unit_price: Money::new(9_999),
//!     quantity: 2, ticked: true, tags: vec![],
//!     grams: 0, floor: Money::ZERO,
//! };
//! let cart = Cart { lines: vec![shoes], freight: Money::new(800) };
//! let quote = rules.quote(&cart, &Buyer::default(), Instant::from_ms(0))?;
//! assert_eq!(quote.payable, Money::new(4_999 * 2 + 800));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Words
//!
//! - **Layer**: a place in the chain. Item layers set the price of units, line by line; multi-unit
//!   layers look at several units at once; order layers reduce what is left of a scope and share the
//!   amount over its lines (分摊).
//! - **Group**: offers of a layer that compete; one of them applies (in an item layer, one a unit).
//!   Groups of a layer stack. Shops that run reductions of their own give each a group.
//! - **Threshold base**: whether a threshold looks at list prices, at prices after the item layers
//!   (parallel, as platforms do since 2016) or at what is left (sequential).
//! - **Open, coupon, token**: an open offer works by itself when it can; a coupon is used only
//!   where that pays; a quota offer works for the units a server granted.
//! - **Conditional**: what would apply if the server asserted a fact or granted a token. It is
//!   shown beside the price and never part of it.
//! - **Floor**: no unit is ever paid below it (最低限价).
//!
//! # Rounding and ties
//!
//! A rate rounds its reduction half up, once a unit, a line or an order as [`Per`] says, so it never
//! rounds against the buyer. Shares are by largest remainder, ties to the earlier line; what a line
//! cannot take moves, is dropped, or stops the offer, as [`Overflow`] says. Selections tie in one
//! total order: value falling, threshold falling, expiry rising, claim time rising, id rising.
//!
//! # Limits
//!
//! The search over coupons and competing offers is exact up to 16 384 selections priced; past that
//! [`Search`] says so and gives the gap. Item prices are not part of the search, coupons among them
//! are: what a banner shows is what the line pays, even if a dearer price would reach a threshold.
//! The work for a quote depends on lines and offers, never on quantities.
//!
//! # What it does not do
//!
//! No floats, no clock (the instant is an argument), no I/O, no dependencies, no currencies, no tax,
//! no stock, and no decision about who won a quota: a server asserts that by a [`Token`].

mod allocate;
mod benefit;
mod cart;
mod check;
mod eligible;
mod error;
mod explain;
mod hash;
mod id;
mod instant;
mod item;
mod item_price;
mod kind;
mod lookup;
mod money;
mod multi;
mod next_tier;
mod offer;
mod quote;
mod round;
mod ruleset;
mod scope;
mod select;
mod setting;
mod stack;
mod steps;
mod why;

pub use cart::{Buyer, Cart, Fact, HeldCoupon, Line, Quota, Standing, Token};
pub use error::{PricingError, RulesetError, RulesetProblem};
pub use id::{LineId, OfferId, ShopId, Sku, Tag};
pub use instant::{Instant, Window};
pub use item_price::ItemPrice;
pub use kind::{
    Benefit, Bundle, BundleGives, BuyGet, GetFrom, Gift, GiftBy, GiftLadder, GiftTier, GroupGives,
    Groups, Off, Part, Per, Pick, Place, Tier,
};
pub use money::{Money, Rate};
pub use offer::{
    Audience, Base, Funder, Grant, Layer, Limits, Offer, Overflow, Requirement, Rounding, Scope,
    ShareBase, Spare, Threshold,
};
pub use quote::{
    Applied, Beside, Conditional, GiftUnits, Gives, Missing, NextTier, Quote, QuoteLine, Reason,
    Search, Share, Sharing, Unused,
};
pub use ruleset::Ruleset;
