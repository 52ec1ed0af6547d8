//! Claiming coupons: windows, limits and stock that is released in batches.

use campaign::model::Coupon;
use campaign::timeline::claim_window;
use pricing::{Instant, OfferId};
use protocol::Code;

use super::{List, Visit};

impl Visit<'_> {
    /// Gives the buyer one coupon.
    pub(super) fn claim(&mut self, id: &OfferId) -> Result<(), Code> {
        let coupon = match self.campaign.coupon(id) {
            Some(coupon) if coupon.claimable => coupon,
            _ => return Err(Code::Unknown),
        };
        // A coupon that could never be used is not given out, whatever the claim window says.
        if self.now >= coupon.validity.expires_at(self.now) {
            return Err(Code::Ended);
        }
        self.check(&claim_window(coupon, self.known().as_ref()))?;
        self.check_audience(id)?;
        let claimed = |who| self.state.sum(List::Claims, who, id.as_str(), "");
        if claimed(Some(self.who)) >= i64::from(coupon.per_buyer) {
            return Err(Code::LimitReached);
        }
        if claimed(None) >= released(coupon, self.now) {
            return Err(Code::SoldOut(next_release(coupon, self.now)));
        }
        let (who, now) = (self.who, self.now);
        self.state.add(List::Claims, who, id.as_str(), "", now);
        Ok(())
    }
}

/// Coupons released until `now`: the first batch when claiming starts, each other at its time.
pub(super) fn released(coupon: &Coupon, now: Instant) -> i64 {
    let mut sum = 0;
    for (index, release) in coupon.releases.iter().enumerate() {
        if release.at <= now || (index == 0 && coupon.claim.from <= now) {
            sum += i64::from(release.count);
        }
    }
    sum
}

/// When more are released, if that is while claiming is on.
fn next_release(coupon: &Coupon, now: Instant) -> Option<Instant> {
    let mut next = coupon.claim.until;
    for (index, release) in coupon.releases.iter().enumerate() {
        if index > 0 && release.at > now && release.at < next {
            next = release.at;
        }
    }
    (next < coupon.claim.until).then_some(next)
}
