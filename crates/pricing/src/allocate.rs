//! Shares an amount over lines (分摊): exact sums, ties to the earlier line.

use alloc::vec::Vec;

use crate::round::{ONE, grains, proportion, whole};
use crate::{Money, Offer, Overflow, Spare};

/// How an amount is shared, whatever it is.
#[derive(Clone, Copy)]
pub(crate) struct Manner {
    pub(crate) overflow: Overflow,
    pub(crate) spare: Spare,
    pub(crate) grain: Money,
}

impl Manner {
    pub(crate) fn of(offer: &Offer) -> Self {
        Self {
            overflow: offer.overflow,
            spare: offer.spare,
            grain: offer.grain,
        }
    }
}

/// Shares `amount` in proportion to `weights`; no line takes more than its room.
///
/// - [`Overflow::Redistribute`]: what a line cannot take moves to lines with room in the same
///   proportion (water-filling); only what no line can take is dropped.
/// - [`Overflow::Clamp`]: every line keeps its own share, less what it cannot take.
/// - [`Overflow::Refuse`]: nothing (`None`) if a line cannot take its own share.
///
/// Shares are whole grains. If the amount itself is none (a price that was rounded or set), what is
/// over is placed where the spare goes.
///
/// All amounts are not negative; a line without weight has no room.
#[inline(never)]
pub(crate) fn share(
    amount: Money,
    weights: Vec<Money>,
    rooms: &[Money],
    manner: Manner,
) -> Option<Vec<Money>> {
    let grain = manner.grain;
    if grain <= ONE {
        return share_grains(amount, weights, rooms, manner);
    }
    let places = places(&weights, manner.spare);
    let mut whole_rooms = Vec::with_capacity(rooms.len());
    for room in rooms {
        whole_rooms.push(Money::new(room.minor() / grain.minor()));
    }
    let count = Money::new(amount.minor() / grain.minor());
    let mut shares = share_grains(count, weights, &whole_rooms, manner)?;
    for share in &mut shares {
        *share = grain.times(share.minor());
    }
    let mut over = amount - grains(amount, grain);
    if !over.is_zero() {
        if manner.overflow == Overflow::Redistribute {
            over = amount - sum(&shares);
        }
        over -= place(over, &places, rooms, &mut shares);
        if manner.overflow == Overflow::Refuse && !over.is_zero() {
            return None;
        }
    }
    Some(shares)
}

/// Shares a count of grains.
fn share_grains(
    amount: Money,
    weights: Vec<Money>,
    rooms: &[Money],
    manner: Manner,
) -> Option<Vec<Money>> {
    if manner.overflow == Overflow::Redistribute {
        return Some(fill(amount, weights, rooms, manner.spare));
    }
    let (mut shares, dropped) = split_to(amount, &weights, rooms, manner.spare);
    let mut fits = dropped.is_zero();
    for (share, room) in shares.iter_mut().zip(rooms) {
        if *share > *room {
            fits = false;
            *share = *room;
        }
    }
    (fits || manner.overflow == Overflow::Clamp).then_some(shares)
}

/// Water-filling: lines whose proportional share exceeds their room are filled and leave, the rest
/// share what remains, until nobody overflows.
fn fill(amount: Money, mut weights: Vec<Money>, rooms: &[Money], spare: Spare) -> Vec<Money> {
    let mut left = amount.min(sum(rooms));
    let mut full = weights != rooms;
    // Where they are the same, a share of what is left never exceeds what is left.
    while full && !left.is_zero() {
        full = false;
        let total = whole(sum(&weights));
        let asked = whole(left);
        for (weight, room) in weights.iter_mut().zip(rooms) {
            if weight.is_zero() {
                continue;
            }
            let (share, rest) = proportion(asked, whole(*weight), total);
            if (share, rest) > (whole(*room), 0) {
                left -= *room;
                *weight = Money::ZERO;
                full = true;
            }
        }
    }
    let (mut shares, _) = split_to(left, &weights, rooms, spare);
    for (at, share) in shares.iter_mut().enumerate() {
        // It is full, or never had any room.
        if weights[at].is_zero() {
            *share = rooms[at];
        }
    }
    shares
}

/// Shares in proportion, and what the lines that get the spare had no room for.
fn split_to(
    amount: Money,
    weights: &[Money],
    rooms: &[Money],
    spare: Spare,
) -> (Vec<Money>, Money) {
    if spare == Spare::LargestRemainder {
        return (split(amount, weights), Money::ZERO);
    }
    let mut shares = Vec::with_capacity(weights.len());
    let total = whole(sum(weights)).max(1);
    for weight in weights {
        let (share, _) = proportion(whole(amount), whole(*weight), total);
        shares.push(Money::new(share as i64));
    }
    if sum(weights).is_zero() {
        return (shares, Money::ZERO);
    }
    let over = amount - sum(&shares);
    let placed = place(over, &places(weights, spare), rooms, &mut shares);
    (shares, over - placed)
}

/// The lines that share, in the order in which they are asked to take what is over.
fn places(weights: &[Money], spare: Spare) -> Vec<usize> {
    let mut places = Vec::with_capacity(weights.len());
    let (mut largest, mut most) = (0, Money::ZERO);
    for (at, weight) in weights.iter().enumerate() {
        if weight.is_zero() {
            continue;
        }
        if *weight > most {
            (largest, most) = (places.len(), *weight);
        }
        places.push(at);
    }
    match spare {
        Spare::First => {}
        Spare::Last => places.reverse(),
        Spare::LargestRemainder | Spare::LargestLine => {
            if !places.is_empty() {
                places[..=largest].rotate_right(1);
            }
        }
    }
    places
}

/// Gives what is over to the first of the lines, what that has no room for to the next, and so on;
/// how much was placed.
fn place(over: Money, places: &[usize], rooms: &[Money], shares: &mut [Money]) -> Money {
    let mut placed = Money::ZERO;
    for at in places {
        let part = (over - placed).min((rooms[*at] - shares[*at]).at_least_zero());
        shares[*at] += part;
        placed += part;
    }
    placed
}

/// Largest remainder (Hamilton): everyone gets the whole part, the spare units go to the largest
/// remainders, ties to the earlier line. A line without weight gets nothing.
#[inline(never)]
pub(crate) fn split(amount: Money, weights: &[Money]) -> Vec<Money> {
    let mut shares = Vec::with_capacity(weights.len());
    let mut rests = Vec::with_capacity(weights.len());
    let total = whole(sum(weights));
    let asked = whole(amount);
    let mut spare = asked;
    for weight in weights {
        let (whole_part, rest) = proportion(asked, whole(*weight), total.max(1));
        shares.push(Money::new(whole_part as i64));
        spare -= whole_part;
        rests.push(rest);
    }
    if total == 0 || spare == 0 {
        return shares;
    }
    // Spare units are fewer than lines with a remainder: the remainders sum to `spare × total`.
    let bar = nth_largest(&rests, spare as usize);
    for rest in &rests {
        spare -= u64::from(*rest > bar);
    }
    for (share, rest) in shares.iter_mut().zip(&rests) {
        let at_bar = *rest == bar && spare > 0;
        spare -= u64::from(at_bar);
        if at_bar || *rest > bar {
            *share += Money::new(1);
        }
    }
    shares
}

/// Parts of a cart, which is within [`Money::LIMIT`]: a plain sum is exact.
#[inline(never)]
pub(crate) fn sum(amounts: &[Money]) -> Money {
    let mut sum = 0;
    for amount in amounts {
        sum += amount.minor();
    }
    Money::new(sum)
}

/// The `nth` largest value, from 1: a quickselect that is small as code and needs no order.
fn nth_largest(values: &[u64], mut nth: usize) -> u64 {
    let mut kept = Vec::new();
    loop {
        let among = if kept.is_empty() { values } else { &kept };
        let pivot = among[among.len() / 2];
        let mut larger = Vec::with_capacity(among.len());
        let mut smaller = Vec::with_capacity(among.len());
        for value in among {
            if *value > pivot {
                larger.push(*value);
            } else if *value < pivot {
                smaller.push(*value);
            }
        }
        let not_smaller = among.len() - smaller.len();
        if nth <= larger.len() {
            kept = larger;
        } else if nth <= not_smaller {
            return pivot;
        } else {
            nth -= not_smaller;
            kept = smaller;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(amounts: &[i64]) -> Vec<Money> {
        amounts.iter().copied().map(Money::new).collect()
    }

    #[track_caller]
    fn check(amount: i64, weights: &[i64], expected: &[i64]) {
        let shares = split(Money::new(amount), &money(weights));
        assert_eq!(shares, money(expected));
    }

    #[test]
    fn largest_remainder() {
        check(5000, &[10_000, 10_000, 10_000], &[1667, 1667, 1666]);
        check(299, &[1000, 1000, 1000], &[100, 100, 99]);
        check(
            93,
            &[10, 20, 10, 30, 50, 20, 10, 40],
            &[5, 10, 5, 15, 24, 10, 5, 19],
        );
        check(2, &[1, 0, 1, 1], &[1, 0, 1, 0]);
        check(7, &[0, 0], &[0, 0]);
        check(0, &[3, 4], &[0, 0]);
        check(
            999_999_999_999_999,
            &[
                333_333_333_333_333,
                333_333_333_333_333,
                333_333_333_333_334,
            ],
            &[
                333_333_333_333_333,
                333_333_333_333_333,
                333_333_333_333_333,
            ],
        );
    }

    #[track_caller]
    fn check_rooms(
        overflow: Overflow,
        amount: i64,
        lines: &[(i64, i64)],
        expected: Option<&[i64]>,
    ) {
        let spare = Spare::LargestRemainder;
        check_manner((overflow, spare, 1), amount, lines, expected);
    }

    #[track_caller]
    fn check_manner(
        (overflow, spare, grain): (Overflow, Spare, i64),
        amount: i64,
        lines: &[(i64, i64)],
        expected: Option<&[i64]>,
    ) {
        let weights: Vec<i64> = lines.iter().map(|line| line.0).collect();
        let rooms: Vec<i64> = lines.iter().map(|line| line.1).collect();
        let manner = Manner {
            overflow,
            spare,
            grain: Money::new(grain),
        };
        let shares = share(Money::new(amount), money(&weights), &money(&rooms), manner);
        assert_eq!(shares, expected.map(money));
    }

    #[test]
    fn spare() {
        use Overflow::{Clamp, Redistribute, Refuse};
        use Spare::{First, LargestLine, LargestRemainder, Last};
        // The shares are 14.28, 28.57 and 57.14; one is over.
        let three = [(1, 99), (2, 99), (4, 99)];
        for (spare, expected) in [
            (LargestRemainder, [14, 29, 57]),
            (First, [15, 28, 57]),
            (Last, [14, 28, 58]),
            (LargestLine, [14, 28, 58]),
        ] {
            for overflow in [Redistribute, Clamp, Refuse] {
                check_manner((overflow, spare, 1), 100, &three, Some(&expected));
            }
        }
        let larger_first = [(1, 99), (4, 99), (2, 99)];
        check_manner(
            (Clamp, LargestLine, 1),
            100,
            &larger_first,
            Some(&[14, 58, 28]),
        );
        // It moves on where there is no room, and a line that shares nothing gets nothing.
        let full = [(0, 0), (1, 99), (2, 99), (4, 57)];
        for overflow in [Redistribute, Clamp, Refuse] {
            check_manner((overflow, First, 1), 100, &full, Some(&[0, 15, 28, 57]));
        }
        check_manner((Redistribute, Last, 1), 100, &full, Some(&[0, 14, 29, 57]));
        check_manner((Clamp, Last, 1), 100, &full, Some(&[0, 14, 29, 57]));
        // The full line is out of it already, or it is asked first and passes it on in cart order.
        check_manner(
            (Redistribute, LargestLine, 1),
            100,
            &full,
            Some(&[0, 14, 29, 57]),
        );
        check_manner((Clamp, LargestLine, 1), 100, &full, Some(&[0, 15, 28, 57]));
        let nowhere = [(1, 3), (1, 3), (1, 3)];
        check_manner((Clamp, Last, 1), 10, &nowhere, Some(&[3, 3, 3]));
        check_manner((Refuse, Last, 1), 10, &nowhere, None);
        check_manner((Clamp, Last, 1), 10, &[(0, 0), (0, 0)], Some(&[0, 0]));
    }

    #[test]
    fn whole_grains() {
        use Overflow::{Clamp, Redistribute, Refuse};
        use Spare::{LargestRemainder, Last};
        // 22.50 and 7.50 in whole yuan.
        let room = [(15_000, 15_000), (5_000, 5_000)];
        check_manner((Redistribute, Last, 100), 3_000, &room, Some(&[2_200, 800]));
        let largest = LargestRemainder;
        check_manner(
            (Redistribute, largest, 100),
            3_000,
            &room,
            Some(&[2_300, 700]),
        );
        // Of a room only whole grains are used.
        let tight = [(15_000, 2_050), (5_000, 5_000)];
        check_manner((Clamp, Last, 100), 3_000, &tight, Some(&[2_000, 800]));
        check_manner(
            (Redistribute, Last, 100),
            3_000,
            &tight,
            Some(&[2_000, 1_000]),
        );
        check_manner((Refuse, Last, 100), 3_000, &tight, None);
        // What is over a whole grain goes with the spare, and on if there is no room.
        check_manner((Redistribute, Last, 100), 3_055, &room, Some(&[2_200, 855]));
        check_manner(
            (Redistribute, largest, 100),
            3_055,
            &room,
            Some(&[2_355, 700]),
        );
        check_manner(
            (Redistribute, largest, 100),
            3_055,
            &tight,
            Some(&[2_050, 1_005]),
        );
        check_manner((Clamp, largest, 100), 3_055, &tight, Some(&[2_050, 705]));
        check_manner((Refuse, Last, 100), 955, &[(1, 950), (1, 5)], None);
    }

    #[test]
    fn rooms() {
        use Overflow::{Clamp, Redistribute, Refuse};
        let two = [(5000, 500), (2000, 2000)];
        check_rooms(Redistribute, 2000, &two, Some(&[500, 1500]));
        check_rooms(Clamp, 2000, &two, Some(&[500, 571]));
        check_rooms(Refuse, 2000, &two, None);
        check_rooms(Refuse, 700, &two, Some(&[500, 200]));
        check_rooms(Redistribute, 9000, &two, Some(&[500, 2000]));
        let four = [(10_000, 1000), (4000, 1000), (3000, 3000), (1000, 1000)];
        check_rooms(Redistribute, 3600, &four, Some(&[1000, 1000, 1200, 400]));
        // A room met exactly, with a fraction above it.
        check_rooms(
            Redistribute,
            10,
            &[(1, 3), (1, 9), (1, 9)],
            Some(&[3, 4, 3]),
        );
    }

    #[test]
    fn selects_as_sorting_does() {
        let mut seed = 7u64;
        for size in 1..40usize {
            let values: Vec<u64> = (0..size)
                .map(|_| {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    (seed >> 33) % 9
                })
                .collect();
            let mut sorted = values.clone();
            sorted.sort_unstable_by(|a, b| b.cmp(a));
            for nth in 1..=size {
                assert_eq!(nth_largest(&values, nth), sorted[nth - 1]);
            }
        }
    }
}
