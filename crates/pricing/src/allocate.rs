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
    let parts = Parts::new(amount, &weights);
    let (mut shares, dropped) = parts.shared(&weights, rooms, manner.spare);
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
    let mut parts = Parts::new(left, &weights);
    while parts.overflow(rooms) && !left.is_zero() {
        for (at, weight) in weights.iter_mut().enumerate() {
            if parts.is_over(at, rooms) {
                left -= rooms[at];
                *weight = Money::ZERO;
            }
        }
        parts = Parts::new(left, &weights);
    }
    let (mut shares, _) = parts.shared(&weights, rooms, spare);
    for (at, share) in shares.iter_mut().enumerate() {
        // It is full, or never had any room.
        if weights[at].is_zero() {
            *share = rooms[at];
        }
    }
    shares
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
    Parts::new(amount, weights).by_largest_remainder()
}

/// What lines get of an amount in proportion to their weights.
struct Parts {
    amount: Money,
    /// The whole parts.
    shares: Vec<Money>,
    /// What is left over of each, as a part of the sum of the weights.
    rests: Vec<u64>,
    /// What the whole parts leave.
    spare: u64,
}

impl Parts {
    #[inline(never)]
    fn new(amount: Money, weights: &[Money]) -> Self {
        let asked = whole(amount);
        let total = whole(sum(weights));
        // Products of numbers below 2^32, which is almost every case, need no wider arithmetic.
        let small = (asked | total) >> 32 == 0;
        let mut parts = Self {
            amount,
            shares: vec![Money::ZERO; weights.len()],
            rests: vec![0; weights.len()],
            spare: 0,
        };
        if total == 0 {
            return parts;
        }
        parts.spare = asked;
        let places = parts.shares.iter_mut().zip(&mut parts.rests);
        for (weight, (share, rest)) in weights.iter().zip(places) {
            let weight = weight.minor() as u64;
            let whole_part = if small {
                crate::steps::count();
                let part = asked * weight / total;
                *rest = asked * weight - part * total;
                part
            } else {
                let (part, over) = proportion(asked, weight, total);
                *rest = over;
                part
            };
            *share = Money::new(whole_part as i64);
            parts.spare -= whole_part;
        }
        parts
    }

    /// Whether a line has no room for its part, be it by a fraction.
    fn is_over(&self, at: usize, rooms: &[Money]) -> bool {
        let (share, room) = (self.shares[at].minor(), rooms[at].minor());
        share > room || (share == room && self.rests[at] > 0)
    }

    fn overflow(&self, rooms: &[Money]) -> bool {
        for at in 0..rooms.len() {
            if self.is_over(at, rooms) {
                return true;
            }
        }
        false
    }

    /// Whole shares, and what the lines that get the spare had no room for.
    fn shared(mut self, weights: &[Money], rooms: &[Money], spare: Spare) -> (Vec<Money>, Money) {
        if spare == Spare::LargestRemainder {
            return (self.by_largest_remainder(), Money::ZERO);
        }
        if sum(weights).is_zero() {
            return (self.shares, Money::ZERO);
        }
        let over = self.amount - sum(&self.shares);
        let placed = place(over, &places(weights, spare), rooms, &mut self.shares);
        (self.shares, over - placed)
    }

    fn by_largest_remainder(self) -> Vec<Money> {
        let Self {
            mut shares,
            rests,
            mut spare,
            ..
        } = self;
        if spare == 0 {
            return shares;
        }
        // They are fewer than lines with a remainder: the remainders sum to `spare × total`.
        let bar = nth_largest(&rests, spare as usize);
        for rest in &rests {
            spare -= u64::from(*rest > bar);
        }
        for (share, rest) in shares.iter_mut().zip(&rests) {
            let at_bar = *rest == bar && spare > 0;
            spare -= u64::from(at_bar);
            *share = Money::new(share.minor() + i64::from(at_bar || *rest > bar));
        }
        shares
    }
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
    let mut values = values.to_vec();
    let mut among = &mut values[..];
    loop {
        let pivot = among[among.len() / 2];
        // The larger ones come to the front, the smaller ones to the back.
        let (mut larger, mut at, mut smaller) = (0, 0, among.len());
        while at < smaller {
            let value = among[at];
            if value > pivot {
                among[at] = among[larger];
                among[larger] = value;
                larger += 1;
                at += 1;
            } else if value < pivot {
                smaller -= 1;
                among[at] = among[smaller];
                among[smaller] = value;
            } else {
                at += 1;
            }
        }
        if nth <= larger {
            among = &mut among[..larger];
        } else if nth <= smaller {
            return pivot;
        } else {
            nth -= smaller;
            among = &mut among[smaller..];
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
        check(1, &[0, 0], &[0, 0]);
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
