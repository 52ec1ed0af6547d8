//! Points as money (积分抵扣): whole points only, within a share of what is left.

use super::Measure;
use crate::round::{at_most, whole};
use crate::{Money, Offer, Rate};

/// What the points take off: as many whole ones as the share, the cap, the room and the balance
/// allow.
pub(super) fn amount(
    worth: Money,
    share: Rate,
    measure: &Measure,
    offer: &Offer,
    balance: u64,
) -> Money {
    let limit = at_most(measure.left, share)
        .min(measure.room)
        .min(offer.most());
    let points = (whole(limit) / whole(worth).max(1)).min(balance);
    worth.times(points as i64)
}

/// Points spent on `amount`.
pub(crate) fn spent(worth: Money, amount: Money) -> u64 {
    whole(amount).div_ceil(whole(worth).max(1))
}
