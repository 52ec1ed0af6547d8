//! The words that shoppers read, made from the fields that the engine reads.
//!
//! No sentence holds a number that is not in the campaign, so rules and prices cannot disagree.
//! Chinese uses full-width punctuation; traditional Chinese has its own words (免運, not 包邮 letter
//! by letter); English is written for people who read prices, not for lawyers.

#[cfg(feature = "copy")]
mod badge;
#[cfg(feature = "copy")]
mod banner;
#[cfg(feature = "copy")]
mod card;
mod chain;
mod coupon;
mod date;
#[cfg(feature = "copy")]
mod faq;
mod fill;
mod flash;
mod freight;
mod limits;
mod number;
#[cfg(feature = "copy")]
mod odds;
mod offer;
mod plays;
mod reason;
mod rules;
mod scope;
mod sentence;
mod several;
mod teller;

#[cfg(feature = "copy")]
pub use badge::{Badge, badges};
#[cfg(feature = "copy")]
pub use banner::{Banner, ShareText, banner, share_card};
#[cfg(feature = "copy")]
pub use card::{Card, card};
pub use coupon::{CouponAmount, coupon_amount, coupon_threshold, coupon_validity};
pub use date::{date, date_time, duration, end_time, span, time};
#[cfg(feature = "copy")]
pub use faq::{Question, faq};
pub(crate) use fill::{Slot, push_filled};
pub(crate) use number::push_int;
pub use number::{
    MoneyParts, count, figure, money, money_parts, money_short, odds, version_tag, zhe,
};
#[cfg(feature = "copy")]
pub use odds::{OddsRow, odds_table};
pub use offer::{offer_name, offer_title, step_title};
pub use reason::{missing, reason, why_unused};
pub use rules::{RuleSection, rules};
pub use scope::{audience, scope};
pub use sentence::{basis, offer_rule};
