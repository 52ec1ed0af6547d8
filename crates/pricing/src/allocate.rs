//! Shares an amount over lines (分摊): exact sums, ties to the earlier line.

use alloc::vec::Vec;

use crate::round::{proportion, whole};
use crate::{Money, Overflow};

/// Shares `amount` in proportion to `weights`; no line takes more than its room.
///
/// - [`Overflow::Redistribute`]: what a line cannot take moves to lines with room in the same
///   proportion (water-filling); only what no line can take is dropped.
/// - [`Overflow::Clamp`]: every line keeps its own share, less what it cannot take.
/// - [`Overflow::Refuse`]: nothing (`None`) if a line cannot take its own share.
///
/// All amounts are not negative; a line without weight has no room.
pub(crate) fn share(
    amount: Money,
    weights: Vec<Money>,
    rooms: &[Money],
    overflow: Overflow,
) -> Option<Vec<Money>> {
    if overflow == Overflow::Redistribute {
        return Some(fill(amount, weights, rooms));
    }
    let mut shares = split(amount, &weights);
    for (share, room) in shares.iter_mut().zip(rooms) {
        if *share > *room {
            if overflow == Overflow::Refuse {
                return None;
            }
            *share = *room;
        }
    }
    Some(shares)
}

/// Water-filling: lines whose proportional share exceeds their room are filled and leave, the rest
/// share what remains, until nobody overflows.
fn fill(amount: Money, mut weights: Vec<Money>, rooms: &[Money]) -> Vec<Money> {
    let mut left = amount.min(sum(rooms));
    // A share of what is left never exceeds what is left.
    if weights == rooms {
        return split(left, &weights);
    }
    let mut full = true;
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
    let mut shares = split(left, &weights);
    for (at, share) in shares.iter_mut().enumerate() {
        // It is full, or never had any room.
        if weights[at].is_zero() {
            *share = rooms[at];
        }
    }
    shares
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
        let weights: Vec<i64> = lines.iter().map(|line| line.0).collect();
        let rooms: Vec<i64> = lines.iter().map(|line| line.1).collect();
        let shares = share(
            Money::new(amount),
            money(&weights),
            &money(&rooms),
            overflow,
        );
        assert_eq!(shares, expected.map(money));
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
