//! Everything that is on at an instant, for everyone or for one buyer, and what comes next.

use pricing::{Audience, Buyer, Instant, Offer, Standing, Window};

use super::buyer::{claim_window, session_window};
use super::{next_phase, phase_at, released};
use crate::model::{Campaign, Coupon, Draw, FlashSale, Phase, Session};

/// Something that is on for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What<'a> {
    /// A phase.
    Phase(&'a Phase),
    /// A promotion that needs no coupon, flash prices aside.
    Offer(&'a Offer),
    /// A session of a flash sale.
    Session(&'a FlashSale, &'a Session),
    /// A coupon can be claimed.
    Claim(&'a Coupon),
    /// More of a coupon have been released: so many.
    Release(&'a Coupon, u32),
    /// A coupon can be used.
    Use(&'a Coupon),
    /// One can draw.
    Draw(&'a Draw),
    /// Prizes can be redeemed.
    Redeem(&'a Draw),
}

/// Something and when it is on. A release is on from its instant to the end of claiming.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span<'a> {
    /// What.
    pub what: What<'a>,
    /// When.
    pub window: Window,
}

/// Everything that a campaign has on at some time, band by band in the order of [`What`] and within
/// one in that of the file.
///
/// Without a buyer it is what is on for anybody, whomever it is for. With one it is what is on for
/// them: early access counts where the server asserts its fact, what is for others is left out, what
/// the server has not said opens nothing, and a coupon can be used where the buyer holds it, from
/// its claim to its own end.
#[must_use]
pub fn spans<'a>(campaign: &'a Campaign, buyer: Option<&Buyer>) -> Vec<Span<'a>> {
    let mut spans = Vec::new();
    let mut add = |what, window: Window| {
        if window.from < window.until {
            spans.push(Span { what, window });
        }
    };
    let offer = |id| campaign.ruleset.offer(id);
    for phase in &campaign.phases {
        add(What::Phase(phase), phase.window);
    }
    for promotion in &campaign.offers {
        if let Some(offer) = offer(&promotion.id)
            && is_for(offer, buyer)
        {
            add(What::Offer(offer), offer.window);
        }
    }
    for sale in &campaign.flash_sales {
        for session in &sale.sessions {
            add(What::Session(sale, session), session_window(session, buyer));
        }
    }
    for coupon in &campaign.coupons {
        let Some(offer) = offer(&coupon.id) else {
            continue;
        };
        if !is_for(offer, buyer) {
            continue;
        }
        let mut claim = claim_window(coupon, buyer);
        if buyer.is_none() {
            claim.from = coupon.first_claim();
        }
        if coupon.claimable {
            add(What::Claim(coupon), claim);
            for release in &coupon.releases {
                let window = Window {
                    from: release.at.max(claim.from),
                    until: claim.until,
                };
                add(What::Release(coupon, release.count), window);
            }
        }
        let Some(buyer) = buyer else {
            add(What::Use(coupon), offer.window);
            continue;
        };
        for held in &buyer.coupons {
            if held.offer == coupon.id {
                let window = Window {
                    from: offer.window.from.max(held.claimed_at),
                    until: offer.window.until.min(held.expires_at),
                };
                add(What::Use(coupon), window);
            }
        }
    }
    for draw in &campaign.draws {
        add(What::Draw(draw), draw.window);
        let window = Window {
            from: draw.window.from,
            until: draw.redeem_until,
        };
        add(What::Redeem(draw), window);
    }
    spans
}

/// Whether an offer is for a buyer, as far as the server has said so; for anybody without one.
fn is_for(offer: &Offer, buyer: Option<&Buyer>) -> bool {
    match (&offer.audience, buyer) {
        (Audience::Asserted(fact), Some(buyer)) => buyer.standing(fact) == Standing::Holds,
        _ => true,
    }
}

/// A coupon that can be claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claimable<'a> {
    /// The coupon.
    pub coupon: &'a Coupon,
    /// Until when.
    pub until: Instant,
    /// How many have been released so far; nothing where the file sets no number. What is left of
    /// them the server knows.
    pub released: Option<u32>,
}

/// A start or an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn<'a> {
    /// What starts or ends.
    pub what: What<'a>,
    /// Whether it starts.
    pub starts: bool,
}

/// What is on at an instant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct On<'a> {
    /// The phase that counts, by precedence.
    pub phase: Option<&'a Phase>,
    /// Every phase that is on, in the order of the file.
    pub phases: Vec<&'a Phase>,
    /// The phase that is seen to start next.
    pub next_phase: Option<&'a Phase>,
    /// Sessions that are on, and until when.
    pub sessions: Vec<(&'a FlashSale, &'a Session)>,
    /// Of each flash sale the session that starts next, and when.
    pub next_sessions: Vec<(&'a FlashSale, &'a Session, Instant)>,
    /// Coupons that can be claimed.
    pub claimable: Vec<Claimable<'a>>,
    /// Coupons that can be used, and until when; one entry for each that a buyer holds.
    pub usable: Vec<(&'a Coupon, Instant)>,
    /// Draws that are on.
    pub draws: Vec<&'a Draw>,
    /// Draws whose prizes can be redeemed.
    pub redeemable: Vec<&'a Draw>,
    /// Promotions that need no coupon, flash prices aside.
    pub offers: Vec<&'a Offer>,
    /// The next instant at which any of this is different.
    pub changes_at: Option<Instant>,
    /// What starts and ends then.
    pub turns: Vec<Turn<'a>>,
}

/// What is on at an instant, for anybody or for one buyer (see [`spans`]), and what comes next.
///
/// From `now` until [`On::changes_at`] the answer is the same, and then it is another one: a page or
/// a server may keep it so long. [`super::next_change_after`] also names instants at which something
/// changes only for those a buyer is not one of.
#[must_use]
pub fn state_at<'a>(campaign: &'a Campaign, now: Instant, buyer: Option<&Buyer>) -> On<'a> {
    let mut on = On {
        phase: phase_at(campaign, now),
        next_phase: next_phase(campaign, now),
        ..On::default()
    };
    for Span { what, window } in spans(campaign, buyer) {
        for (at, starts) in [(window.from, true), (window.until, false)] {
            on.turn(now, at, Turn { what, starts });
        }
        if !window.contains(now) {
            if let What::Session(sale, session) = what
                && now < window.from
            {
                on.next_session(sale, session, window.from);
            }
            continue;
        }
        match what {
            What::Phase(phase) => on.phases.push(phase),
            What::Offer(offer) => on.offers.push(offer),
            What::Session(sale, session) => on.sessions.push((sale, session)),
            What::Claim(coupon) => on.claimable.push(Claimable {
                coupon,
                until: window.until,
                released: released(coupon, now),
            }),
            What::Release(..) => {}
            What::Use(coupon) => on.usable.push((coupon, window.until)),
            What::Draw(draw) => on.draws.push(draw),
            What::Redeem(draw) => on.redeemable.push(draw),
        }
    }
    on
}

impl<'a> On<'a> {
    /// Notes a start or an end that is to come, if nothing comes sooner.
    fn turn(&mut self, now: Instant, at: Instant, turn: Turn<'a>) {
        if at <= now || at == Instant::MAX || self.changes_at.is_some_and(|next| at > next) {
            return;
        }
        if self.changes_at != Some(at) {
            self.turns.clear();
            self.changes_at = Some(at);
        }
        // The end of claiming says it.
        if turn.starts || !matches!(turn.what, What::Release(..)) {
            self.turns.push(turn);
        }
    }

    /// Notes a session that is to come, if it is the next of its sale.
    fn next_session(&mut self, sale: &'a FlashSale, session: &'a Session, from: Instant) {
        for next in &mut self.next_sessions {
            if next.0.id == sale.id {
                if from < next.2 {
                    *next = (sale, session, from);
                }
                return;
            }
        }
        self.next_sessions.push((sale, session, from));
    }
}
