//! What is on at an instant, and when that changes next.
//!
//! Everything here is a function of the campaign and an instant, and of a buyer where one is given:
//! the clock is an argument. [`state_at`] tells all of it at once.
//!
//! Local days are those of the zone's fixed offset ([`crate::model::Zone`]). Where clocks are changed in
//! the course of a campaign they are an hour off for a part of it, which a lint tells.

mod buyer;
mod on;

use pricing::{Instant, Window};

#[cfg(feature = "planner")]
pub use buyer::timer_window;
pub use buyer::{claim_window, session_window};
pub use on::{Claimable, On, Span, Turn, What, spans, state_at};

pub use crate::civil::{Civil, day_start, next_day_start};
use crate::model::{Campaign, Coupon, FlashSale, Phase, Release, Session, Validity};

/// The phase that is on: the one of highest precedence, and among equals the one that started
/// later.
#[must_use]
#[inline(never)]
pub fn phase_at(campaign: &Campaign, now: Instant) -> Option<&Phase> {
    let mut on: Option<&Phase> = None;
    for phase in &campaign.phases {
        let over = on.is_none_or(|on| {
            phase.precedence > on.precedence
                || phase.precedence == on.precedence && phase.window.from >= on.window.from
        });
        if phase.window.contains(now) && over {
            on = Some(phase);
        }
    }
    on
}

/// The phase that starts next. A phase that starts while one of higher precedence is on is passed
/// over, because nobody would see it start.
#[must_use]
#[inline(never)]
pub fn next_phase(campaign: &Campaign, now: Instant) -> Option<&Phase> {
    let mut next: Option<&Phase> = None;
    for phase in &campaign.phases {
        let start = phase.window.from;
        if start > now
            && next.is_none_or(|next| start < next.window.from)
            && phase_at(campaign, start).is_some_and(|on| on.id == phase.id)
        {
            next = Some(phase);
        }
    }
    next
}

/// The first instant after `now` at which something starts, ends or is released: a phase, an offer,
/// a session, the claiming, use or release of a coupon, a draw or its redemption. Nothing after the
/// last one.
///
/// Between `now` and then, no answer of this module changes, so a page can sleep.
#[must_use]
pub fn next_change_after(campaign: &Campaign, now: Instant) -> Option<Instant> {
    let mut next = Next {
        now,
        at: Instant::MAX,
    };
    for phase in &campaign.phases {
        next.window(&phase.window);
    }
    // Flash prices and fixed coupons are offers with the window of their session or validity.
    for offer in campaign.ruleset.offers() {
        next.window(&offer.window);
    }
    for coupon in &campaign.coupons {
        next.window(&coupon.claim);
        // That of sessions is the start of offers of their own.
        for early in &coupon.early {
            next.instant(early.from);
        }
        match &coupon.validity {
            Validity::Fixed(window) => next.window(window),
            Validity::FromClaim { until, .. } => next.instant(*until),
        }
        for release in &coupon.releases {
            next.instant(release.at);
        }
    }
    for sale in &campaign.flash_sales {
        for session in &sale.sessions {
            next.window(&session.window);
        }
    }
    for draw in &campaign.draws {
        next.window(&draw.window);
        next.instant(draw.redeem_until);
    }
    (next.at < Instant::MAX).then_some(next.at)
}

struct Next {
    now: Instant,
    at: Instant,
}

impl Next {
    #[inline(never)]
    fn instant(&mut self, at: Instant) {
        if at > self.now && at < self.at {
            self.at = at;
        }
    }

    #[inline(never)]
    fn window(&mut self, window: &Window) {
        self.instant(window.from);
        self.instant(window.until);
    }
}

/// The session that is on; of overlapping ones, the one that started later.
#[must_use]
pub fn session_at(sale: &FlashSale, now: Instant) -> Option<&Session> {
    sale.sessions
        .iter()
        .rev()
        .find(|session| session.window.contains(now))
}

/// The session that starts next.
#[must_use]
pub fn next_session(sale: &FlashSale, now: Instant) -> Option<&Session> {
    sale.sessions
        .iter()
        .find(|session| session.window.from > now)
}

/// How many of a coupon have been released by `now`; nothing where the file sets no number.
#[must_use]
pub fn released(coupon: &Coupon, now: Instant) -> Option<u32> {
    if coupon.releases.is_empty() {
        return None;
    }
    Some(
        coupon
            .releases
            .iter()
            .filter(|release| release.at <= now)
            .fold(0, |sum, release| sum.saturating_add(release.count)),
    )
}

/// The next release of a coupon.
#[must_use]
pub fn next_release(coupon: &Coupon, now: Instant) -> Option<Release> {
    coupon
        .releases
        .iter()
        .copied()
        .find(|release| release.at > now)
}
