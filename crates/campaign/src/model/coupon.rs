//! Coupons and their ladders.

use pricing::{Fact, Instant, OfferId, Window};

use crate::text::Text;

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
