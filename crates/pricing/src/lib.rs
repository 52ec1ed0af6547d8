//! Cart-promotion engine: exact, explained, and the same to the bit in a browser and on a server.
//!
//! A [`Ruleset`] is compiled once from [`Offer`]s and quoted as often as a cart changes. A [`Quote`]
//! gives what each line pays, which offer took every cent off, which offers did not apply and why,
//! how far the next tier is, and whether the choice of coupons is proved to be the best.
//!
//! # Five minutes
//!
//! An offer is a layer (when it works), a benefit (what it gives) and settings with defaults. 满200减20,
//! 满300减50 is a ladder in the layer of shop reductions:
//!
//! ```
//! use pricing::*;
//!
//! fn ladder() -> Offer {
//!     let tiers = [(20_000, 2_000), (30_000, 5_000)].map(|(least, off)| Tier {
//!         least,
//!         off: Off::Amount(Money::new(off)),
//!     });
//!     let benefit = Benefit::TiersByAmount { tiers: tiers.to_vec(), base: Base::AfterItem };
//!     Offer::new("full".into(), Layer::SHOP_REDUCTION, benefit)
//! }
//! fn line(id: &str, price: i64, quantity: u32) -> Line {
//!     Line {
//!         id: id.into(), sku: id.into(), shop: "shop".into(),
//!         unit_price: Money::new(price), quantity, ticked: true,
//!         tags: vec![], grams: 0, floor: Money::ZERO,
//!     }
//! }
//!
//! let rules = Ruleset::compile(vec![ladder()])?;
//! let lines = vec![line("coat", 29_000, 1), line("socks", 1_200, 1)];
//! let cart = Cart { lines, freight: Money::new(800) };
//! let quote = rules.quote(&cart, &Buyer::default(), Instant::from_ms(0))?;
//!
//! assert_eq!(quote.payable, Money::new(29_000 + 1_200 - 5_000 + 800));
//! // Each line knows its part of the reduction, to the cent.
//! assert_eq!(quote.lines[0].payable, Money::new(29_000 - 4_801));
//! assert_eq!(quote.lines[1].payable, Money::new(1_200 - 199));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! **Coupons** are used where that pays, and the selection is the best there is. A shopper may insist
//! on one; [`Quote::free_choice`] tells what that costs. Every offer that is not used has a reason:
//!
//! ```
//! use pricing::*;
//!
//! fn coupon(id: &str, off: i64) -> Offer {
//!     let benefit = Benefit::Reduce { off: Off::Amount(Money::new(off)), per: Per::Order };
//!     let mut coupon = Offer::new(id.into(), Layer::SHOP_COUPON, benefit);
//!     coupon.grant = Grant::Coupon;
//!     coupon.threshold = Threshold::Amount { least: Money::new(10_000), base: Base::AfterItem };
//!     coupon
//! }
//! let held = |id: &str| HeldCoupon {
//!     offer: id.into(), claimed_at: Instant::MIN, expires_at: Instant::MAX,
//! };
//! # let coat = Line {
//! #     id: "coat".into(), sku: "coat".into(), shop: "shop".into(),
//! #     unit_price: Money::new(29_000), quantity: 1, ticked: true,
//! #     tags: vec![], grams: 0, floor: Money::ZERO,
//! # };
//! # let cart = Cart { lines: vec![coat], freight: Money::ZERO };
//! # let now = Instant::from_ms(0);
//! let rules = Ruleset::compile(vec![coupon("five", 500), coupon("ten", 1_000)])?;
//! let mut buyer = Buyer { coupons: vec![held("five"), held("ten")], ..Buyer::default() };
//!
//! let quote = rules.quote(&cart, &buyer, now)?;
//! assert_eq!(quote.applied[0].offer.as_str(), "ten");
//! assert_eq!(quote.unused[0].reason, Reason::BeatenBy("ten".into()));
//! assert!(quote.search.proved);
//!
//! buyer.pinned.push("five".into());
//! let quote = rules.quote(&cart, &buyer, now)?;
//! assert_eq!(quote.applied[0].offer.as_str(), "five");
//!
//! // Who gave every cent: offer, layer, funder, and what it was measured on.
//! let share = &quote.lines[0].shares[0];
//! let applied = &quote.applied[share.applied];
//! assert_eq!((share.amount, applied.funder), (Money::new(500), Funder::Shop));
//! assert_eq!((applied.layer, applied.base), (Layer::SHOP_COUPON, Money::new(29_000)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! **What to add** ([`Ruleset::top_up`]): the cheapest way to each next step, and what makes the total
//! fall. **What goes back** ([`Quote::refund`], [`Ruleset::refund`]): any sequence of returns adds up to
//! what was paid. **How a platform computes** ([`Platform`]): its settings as an offer of each kind.
//!
//! ```
//! use pricing::*;
//! # let line = |id: &str, price| Line {
//! #     id: id.into(), sku: id.into(), shop: "shop".into(),
//! #     unit_price: Money::new(price), quantity: 1, ticked: true,
//! #     tags: vec![], grams: 0, floor: Money::ZERO,
//! # };
//! # let now = Instant::from_ms(0);
//!
//! // 跨店满300减50, with the threshold on the price after the item layers.
//! let benefit = Benefit::Reduce { off: Off::Amount(Money::new(5_000)), per: Per::Order };
//! let mut cross = Platform::TmallParallel.offer(Kind::CrossShop, "cross".into(), benefit);
//! cross.threshold = Platform::TmallParallel.threshold(Kind::CrossShop, Money::new(30_000));
//! let rules = Ruleset::compile(vec![cross])?;
//! let mut cart = Cart { lines: vec![line("coat", 29_000)], freight: Money::ZERO };
//! let buyer = Buyer::default();
//!
//! // 差10元: socks for 12 lower the total by 38.
//! let socks = Candidate { line: line("socks", 1_200), most: 3 };
//! let options = TopUpOptions::default();
//! let top_up = rules.top_up(&cart, &buyer, now, &[socks], &options)?;
//! assert_eq!(top_up.next[0].missing, Some(Missing::Amount(Money::new(1_000))));
//! assert_eq!(top_up.suggestions[0].extra, Money::new(-3_800));
//! assert!(top_up.suggestions[0].lowers_total());
//!
//! cart.lines.push(line("socks", 1_200));
//! let quote = rules.quote(&cart, &buyer, now)?;
//! let socks = [Return { line: "socks".into(), units: 1 }];
//! let request = RefundRequest { before: &[], now: &socks, dispatched: true, at: now };
//! // The share of the socks that was paid ...
//! assert_eq!(quote.refund(&request)?.amount, Money::new(1_200 - 199));
//! // ... or what was paid less what the coat costs by itself: 252 is less than 290.
//! let order = Order { quote: &quote, cart: &cart, buyer: &buyer };
//! let refund = rules.refund(&order, RefundPolicy::ReEvaluate, &request)?;
//! assert_eq!((refund.amount, refund.withheld), (Money::ZERO, Money::new(3_800)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! **Several units, quotas, freight**: 第二件半价 is a group of two whose second unit costs half. A flash
//! price works for the units that a server granted by a [`Token`]; before that it is *conditional*,
//! shown and never applied.
//!
//! ```
//! use pricing::*;
//! # let line = |id: &str, price, quantity| Line {
//! #     id: id.into(), sku: id.into(), shop: "shop".into(),
//! #     unit_price: Money::new(price), quantity, ticked: true,
//! #     tags: vec![], grams: 0, floor: Money::ZERO,
//! # };
//! # let now = Instant::from_ms(0);
//!
//! let half = Place { nth: 2, off: Off::Rate(Rate::new(5_000).expect("at most the whole")) };
//! let gives = GroupGives::Nth { order: Pick::Dearest, places: vec![half] };
//! let groups = Groups { size: 2, fill: Pick::Dearest, times: None, gives };
//! let mut second = Offer::new("second".into(), Layer::MULTI_UNIT, Benefit::Groups(groups));
//! second.scope.skus.push("socks".into());
//!
//! let price = Money::new(19_900);
//! let mut flash = Offer::new("flash".into(), Layer::ITEM, Benefit::UnitPrice { price });
//! flash.scope.skus.push("coat".into());
//! flash.grant = Grant::Token;
//!
//! let mut sent = Offer::new("sent".into(), Layer::FREIGHT, Benefit::FreeFreight);
//! sent.threshold = Threshold::Amount { least: Money::new(20_000), base: Base::Remaining };
//!
//! let rules = Ruleset::compile(vec![second, flash, sent])?;
//! let lines = vec![line("coat", 29_000, 1), line("socks", 1_200, 3)];
//! let cart = Cart { lines, freight: Money::new(800) };
//!
//! // One of three pairs of socks at half price, nothing to pay for sending.
//! let quote = rules.quote(&cart, &Buyer::default(), now)?;
//! assert_eq!(quote.payable, Money::new(29_000 + 3 * 1_200 - 600));
//! assert_eq!(quote.freight_off, Money::new(800));
//! assert_eq!(quote.conditional[0].offer.as_str(), "flash");
//! assert_eq!(quote.conditional[0].payable, Money::new(19_900 + 3 * 1_200 - 600));
//!
//! let granted = Token { offer: "flash".into(), units: 1, price: None, expires_at: Instant::MAX };
//! let buyer = Buyer { tokens: vec![granted], ..Buyer::default() };
//! assert_eq!(rules.quote(&cart, &buyer, now)?.payable, quote.conditional[0].payable);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What the trade calls it
//!
//! | the trade | benefit | layer |
//! |---|---|---|
//! | 限时折扣, 直降, 一口价 | [`Benefit::Reduce`] of each unit, [`Benefit::UnitPrice`] | [`Layer::ITEM`] |
//! | 秒杀, 拼团, 砍价 | [`Benefit::UnitPrice`] with [`Grant::Token`] and [`Limits`] | [`Layer::ITEM`] |
//! | 会员价, 折上折 | either, with an [`Audience`]; the best in one group of a layer, stacked in two layers | [`Layer::ITEM`], [`Layer::MEMBER_EXTRA`] |
//! | 定金膨胀 | [`Benefit::Deposit`] | [`Layer::DEPOSIT`] |
//! | 第N件, N件M元, 任选, 买赠, 套餐, 首件续件 | [`Benefit::Groups`], [`Benefit::BuyGet`], [`Benefit::Bundle`], [`Benefit::FirstAndFurther`] | [`Layer::MULTI_UNIT`] |
//! | 满减, 每满减, 多件多折 | [`Benefit::TiersByAmount`], [`Benefit::PerEach`], [`Benefit::TiersByCount`] | [`Layer::SHOP_REDUCTION`], [`Layer::CROSS_SHOP`] |
//! | 换购 | [`Benefit::UnitPrice`] with a [`Requirement`] on other lines | [`Layer::ITEM`] |
//! | 店铺券, 平台券, 红包 | [`Benefit::Reduce`] of the order with [`Grant::Coupon`] | [`Layer::SHOP_COUPON`], [`Layer::PLATFORM_COUPON`], [`Layer::RED_PACKET`] |
//! | 积分抵扣 | [`Benefit::Points`] | [`Layer::POINTS`] |
//! | 包邮, 运费模板 | [`Benefit::FreeFreight`], [`FreightTemplate`] | [`Layer::FREIGHT`] |
//! | 满赠, 返现, 送积分 | [`Benefit::Gift`], [`Benefit::Cashback`], [`Benefit::EarnPoints`] | [`Layer::BESIDE`] |
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
//! - **Beside**: gifts, cashback and points earned look at the cart as it will be paid and change no
//!   amount.
//! - **Freight**: what the cart brings and what a [`FreightTemplate`] charges, added before the freight
//!   layer works; no threshold on goods sees it.
//! - **Floor**: no unit is ever paid below it (最低限价).
//!
//! # Rounding and ties
//!
//! A rate rounds its reduction half up, once a unit, a line or an order as [`Per`] says, so it never
//! rounds against the buyer; [`Rounding`] names the other ways. Shares are by largest remainder, ties
//! to the earlier line, or as [`Spare`] says; what a line cannot take moves, is dropped, or stops the
//! offer, as [`Overflow`] says. Selections tie in one
//! total order: value falling, threshold falling, expiry rising, claim time rising, id rising.
//!
//! # Limits
//!
//! The search over coupons and competing offers is exact up to 4 096 selections priced; past that
//! [`Search`] says so and gives the gap. Item prices are not part of the search, coupons among them
//! are: what a banner shows is what the line pays, even if a dearer price would reach a threshold.
//! The work for a quote depends on lines and offers, never on quantities.
//!
//! # What it does not do
//!
//! No floats, no clock (the instant is an argument), no I/O, no dependencies, no `std` (it needs
//! `alloc`), no currencies (amounts are minor units, whatever their exponent), no tax, no stock, no
//! campaign files (those are the crate `campaign`), and no decision about who won a quota: a server
//! asserts that by a [`Token`]. A refund says what goes back, not whether a shop must take goods back. A
//! deposit is never more than what its line still pays: what a shop does about a deposit above the price
//! is its own matter.

#![cfg_attr(not(test), no_std)]

#[macro_use]
extern crate alloc;
#[cfg(test)]
extern crate self as pricing;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod allocate;
mod benefit;
mod beside;
mod cart;
mod check;
mod eligible;
mod error;
mod explain;
mod freight;
mod hash;
mod id;
mod instant;
mod item;
mod item_price;
mod journal;
mod kind;
mod lookup;
mod money;
mod multi;
mod next_tier;
mod offer;
mod preset;
mod quote;
mod refund;
mod requires;
mod round;
mod ruleset;
mod scope;
mod select;
mod setting;
mod stack;
mod state;
mod steps;
mod top_up;
#[cfg(test)]
#[doc(hidden)]
pub mod trial;
mod why;

pub use cart::{Buyer, Cart, Fact, HeldCoupon, Line, Quota, Standing, Token};
pub use error::{FreightError, FreightProblem, PricingError, RulesetError, RulesetProblem};
pub use freight::{FreeFrom, FreightBy, FreightTemplate};
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
pub use preset::{Kind, Platform};
pub use quote::{
    Applied, Beside, Conditional, GiftUnits, Gives, Missing, NextTier, Quote, QuoteLine, Reason,
    Search, Share, Sharing, Unused,
};
pub use refund::{
    BesideRefund, CouponRefund, FunderRefund, LineRefund, Order, Refund, RefundError, RefundPolicy,
    RefundRequest, Return,
};
pub use ruleset::Ruleset;
pub use top_up::{Addition, Candidate, Suggestion, TopUp, TopUpOptions};
