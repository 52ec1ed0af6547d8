//! What the server says of the buyer and of the stock.

use pricing::{Buyer, Fact, HeldCoupon, Instant, OfferId, Token};

use crate::Choice;

/// What this buyer holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Me {
    /// Whether the buyer has logged in.
    pub logged_in: bool,
    /// Facts the server asserts, true or false.
    pub facts: Vec<(Fact, bool)>,
    /// Coupons, used and expired ones too.
    pub coupons: Vec<MyCoupon>,
    /// Flash-sale units won.
    pub tokens: Vec<Token>,
    /// Chances left, by draw.
    pub chances: Vec<(String, u32)>,
    /// Tasks done today, as draw and task.
    pub tasks_done: Vec<(String, String)>,
    /// Prizes won, newest first.
    pub prizes: Vec<MyPrize>,
    /// Points.
    pub points: u64,
}

/// A coupon in the wallet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MyCoupon {
    /// The coupon's offer.
    pub offer: OfferId,
    /// When it was claimed.
    pub claimed_at: Instant,
    /// First instant at which it can no longer be used.
    pub expires_at: Instant,
    /// The order it was used for.
    pub used_by: Option<String>,
}

/// A prize won.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MyPrize {
    /// The draw.
    pub draw: String,
    /// The prize.
    pub prize: String,
    /// When.
    pub at: Instant,
}

impl Me {
    /// The buyer as the engine sees one: used coupons left out, and with a choice among the others.
    #[must_use]
    pub fn buyer(&self, choice: &Choice) -> Buyer {
        let mut buyer = Buyer {
            facts: self.facts.clone(),
            tokens: self.tokens.clone(),
            points: self.points,
            pinned: choice.pinned.clone(),
            refused: choice.refused.clone(),
            ..Buyer::default()
        };
        for coupon in &self.coupons {
            if coupon.used_by.is_none() {
                buyer.coupons.push(HeldCoupon {
                    offer: coupon.offer.clone(),
                    claimed_at: coupon.claimed_at,
                    expires_at: coupon.expires_at,
                });
            }
        }
        buyer
    }

    /// Chances left in a draw.
    #[must_use]
    pub fn chances(&self, draw: &str) -> u32 {
        self.chances
            .iter()
            .find(|(id, _)| id == draw)
            .map_or(0, |(_, count)| *count)
    }
}

/// What changes by the second, with the instant it was true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Live {
    /// When the figures were true.
    pub as_of: Instant,
    /// Stock of coupons and flash items, by offer.
    pub stock: Vec<Stock>,
    /// A word from the merchant.
    pub notice: Option<Notice>,
    /// Whether claims, draws and reservations are paused.
    pub paused: bool,
}

impl Live {
    /// Stock of an offer.
    #[must_use]
    pub fn stock(&self, offer: &OfferId) -> Option<&Stock> {
        self.stock.iter().find(|stock| stock.offer == *offer)
    }
}

/// What is left of an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stock {
    /// The offer.
    pub offer: OfferId,
    /// Units left.
    pub remaining: u32,
    /// Units released so far.
    pub released: u32,
}

/// How loud a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeLevel {
    /// Good to know.
    Info,
    /// Something does not work.
    Warning,
}

/// A word from the merchant (公告).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How loud.
    pub level: NoticeLevel,
    /// What it says.
    pub text: String,
}
