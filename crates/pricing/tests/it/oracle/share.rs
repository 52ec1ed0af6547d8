//! Rounding and sharing, as the documentation of `Rounding`, `Spare`, `Overflow` and `grain` has it.

use pricing::{Benefit, Money, Off, Offer, Overflow, Per, Rate, Rounding, Spare};

/// To the nearest whole grain, half of one up.
fn nearest(numerator: i128, denominator: i128) -> i128 {
    (2 * numerator + denominator).div_euclid(2 * denominator)
}

/// What a rate takes off: a share of `base`, the reduction or the price a whole multiple of the grain.
pub fn rated(offer: &Offer, rate: Rate, base: i128) -> i128 {
    let grain = i128::from(offer.grain.minor());
    let off = base * i128::from(rate.basis_points());
    let price = base * 10_000 - off;
    let unit = 10_000 * grain;
    match offer.rounding {
        Rounding::Reduction => nearest(off, unit) * grain,
        Rounding::Price => (base - nearest(price, unit) * grain).max(0),
        Rounding::PriceDown => base - price / unit * grain,
        Rounding::ReductionDown => off / unit * grain,
    }
}

/// Whether what an offer takes falls on units: then its amounts stand as they are.
pub fn falls_on_units(offer: &Offer) -> bool {
    let of_unit = matches!(offer.benefit, Benefit::Reduce { per: Per::Unit, .. });
    let several = matches!(
        offer.benefit,
        Benefit::FirstAndFurther { .. }
            | Benefit::Groups(_)
            | Benefit::BuyGet(_)
            | Benefit::Bundle(_)
    );
    offer.layer.is_item() || several || (of_unit && offer.layer.is_multi_unit())
}

/// What a reduction takes off, before room and cap are looked at. What is shared over lines is whole
/// grains.
pub fn off_of(offer: &Offer, off: Off, base: i128) -> i128 {
    match off {
        Off::Amount(amount) if falls_on_units(offer) => amount.minor().into(),
        Off::Amount(amount) => whole(offer, amount.minor().into()),
        Off::Rate(rate) => rated(offer, rate, base),
    }
}

/// The whole grains in an amount.
pub fn whole(offer: &Offer, amount: i128) -> i128 {
    let grain = i128::from(offer.grain.minor());
    amount.div_euclid(grain) * grain
}

/// An amount, or as many whole grains as the cap holds.
pub fn capped(offer: &Offer, amount: i128) -> i128 {
    match offer.cap {
        Some(cap) if amount > cap.minor().into() => whole(offer, cap.minor().into()),
        _ => amount,
    }
}

/// The lines that take part, in the order in which they are asked to take what is left over.
fn asked(weights: &[i128], spare: Spare) -> Vec<usize> {
    let mut order: Vec<usize> = (0..weights.len()).filter(|at| weights[*at] > 0).collect();
    match spare {
        Spare::First => {}
        Spare::Last => order.reverse(),
        // The first of the largest, then the others in cart order.
        Spare::LargestRemainder | Spare::LargestLine => {
            if let Some(most) = order.iter().map(|at| weights[*at]).max() {
                let place = order.iter().position(|at| weights[*at] == most).unwrap();
                let largest = order.remove(place);
                order.insert(0, largest);
            }
        }
    }
    order
}

/// Gives what is left over to the lines as asked, each as much as it has room for; what no line
/// could take.
fn place(mut over: i128, order: &[usize], rooms: &[i128], shares: &mut [i128]) -> i128 {
    for at in order {
        let part = over.min(rooms[*at] - shares[*at]).max(0);
        shares[*at] += part;
        over -= part;
    }
    over
}

/// In proportion to weights, what is left over as `spare` says; and what found no room so.
fn proportional(amount: i128, weights: &[i128], rooms: &[i128], spare: Spare) -> (Vec<i128>, i128) {
    let total: i128 = weights.iter().sum();
    if total == 0 {
        return (vec![0; weights.len()], 0);
    }
    let mut shares: Vec<i128> = weights
        .iter()
        .map(|weight| amount * weight / total)
        .collect();
    let over = amount - shares.iter().sum::<i128>();
    let order = asked(weights, spare);
    if spare != Spare::LargestRemainder {
        let dropped = place(over, &order, rooms, &mut shares);
        return (shares, dropped);
    }
    let mut order: Vec<usize> = (0..weights.len()).filter(|at| weights[*at] > 0).collect();
    order.sort_by_key(|at| -(amount * weights[*at] % total));
    for at in order.into_iter().take(over as usize) {
        shares[at] += 1;
    }
    (shares, 0)
}

/// The shares of an amount over units: by largest remainder, to the minor unit.
pub fn share_by_unit(
    offer: &Offer,
    overflow: Overflow,
    amount: i128,
    weights: &[i128],
    rooms: &[i128],
) -> Option<Vec<i128>> {
    let plain = Offer {
        grain: Money::new(1),
        spare: Spare::LargestRemainder,
        ..offer.clone()
    };
    share(&plain, overflow, amount, weights, rooms)
}

/// The shares of an amount, if the offer lets it be shared so: whole grains, and where the amount is
/// none itself (a price was rounded or set), what is over goes where the spare goes.
pub fn share(
    offer: &Offer,
    overflow: Overflow,
    amount: i128,
    weights: &[i128],
    rooms: &[i128],
) -> Option<Vec<i128>> {
    let grain = i128::from(offer.grain.minor());
    let whole_rooms: Vec<i128> = rooms.iter().map(|room| room / grain).collect();
    let grains = amount / grain;
    let shares = match overflow {
        Overflow::Redistribute => fill(grains, weights, &whole_rooms, offer.spare),
        Overflow::Clamp | Overflow::Refuse => {
            let (mut shares, dropped) = proportional(grains, weights, &whole_rooms, offer.spare);
            let mut fits = dropped == 0;
            for (share, room) in shares.iter_mut().zip(&whole_rooms) {
                fits &= *share <= *room;
                *share = (*share).min(*room);
            }
            if overflow == Overflow::Refuse && !fits {
                return None;
            }
            shares
        }
    };
    let mut shares: Vec<i128> = shares.iter().map(|grains| grains * grain).collect();
    if amount % grain != 0 {
        let over = match overflow {
            Overflow::Redistribute => amount - shares.iter().sum::<i128>(),
            _ => amount % grain,
        };
        let dropped = place(over, &asked(weights, offer.spare), rooms, &mut shares);
        if overflow == Overflow::Refuse && dropped > 0 {
            return None;
        }
    }
    Some(shares)
}

/// Lines whose share exceeds their room are filled, the rest share what remains, until all fits.
fn fill(amount: i128, weights: &[i128], rooms: &[i128], spare: Spare) -> Vec<i128> {
    let mut left = amount.min(rooms.iter().sum());
    let mut weights = weights.to_vec();
    let mut given = vec![0; weights.len()];
    loop {
        let total: i128 = weights.iter().sum();
        let is_full = |at: &usize| weights[*at] > 0 && left * weights[*at] > rooms[*at] * total;
        let full: Vec<usize> = (0..weights.len()).filter(is_full).collect();
        if full.is_empty() || left == 0 {
            break;
        }
        for at in full {
            given[at] = rooms[at];
            left -= rooms[at];
            weights[at] = 0;
        }
    }
    let (shares, _) = proportional(left, &weights, rooms, spare);
    for (given, share) in given.iter_mut().zip(shares) {
        *given += share;
    }
    given
}
