//! Per-each reduction (每满减): `off` for every full `each`, as often as `times` allows.

use super::{Cut, Measure, Resolved, missing_amount};
use crate::round::grains;
use crate::{Benefit, Missing, Money, Offer};

/// How often `each` is full in `have`, at most `times`.
pub(crate) fn times_reached(each: Money, times: Option<u32>, have: Money) -> i64 {
    let often = have.at_least_zero().minor() / each.minor().max(1);
    times.map_or(often, |times| often.min(times.into()))
}

pub(super) fn resolve(offer: &Offer, measure: &Measure) -> Result<Resolved, Missing> {
    let Benefit::PerEach {
        each,
        off,
        times,
        base,
    } = &offer.benefit
    else {
        return Err(Missing::Units(0));
    };
    let have = measure.on(*base);
    if let Some(missing) = missing_amount(*each, have) {
        return Err(missing);
    }
    let often = times_reached(*each, *times, have);
    Ok(Resolved {
        cut: Cut::Shared(grains(off.times(often), offer.grain)),
        tier: Some(often as usize),
    })
}
