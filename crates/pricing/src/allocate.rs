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

/// One of those that an amount is shared over.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Part {
    /// It takes in proportion to this.
    pub(crate) weight: Money,
    /// It takes no more than this.
    pub(crate) room: Money,
    /// What it takes.
    pub(crate) share: Money,
    /// What was left over of its share, as a part of all weights.
    rest: u64,
    /// The part before it whose remainder is of the same size, counted from 1; see [`Divided::heads`].
    next: u32,
    /// The line that takes it, where it is of a line.
    pub(crate) line: u32,
}

impl Part {
    pub(crate) fn new(weight: Money, room: Money) -> Self {
        Self::of(0, weight, room)
    }

    pub(crate) fn of(line: u32, weight: Money, room: Money) -> Self {
        Self {
            weight,
            room,
            share: Money::ZERO,
            rest: 0,
            next: 0,
            line,
        }
    }

    /// Whether its share, with what was left over, exceeds its room.
    #[inline(always)]
    fn is_over(&self) -> bool {
        self.share.minor() + i64::from(self.rest > 0) > self.room.minor()
    }
}

/// Shares `amount` in proportion to weights; no line takes more than its room. Whether the manner
/// allows that.
///
/// - [`Overflow::Redistribute`]: what a line cannot take moves to lines with room in the same
///   proportion (water-filling); only what no line can take is dropped.
/// - [`Overflow::Clamp`]: every line keeps its own share, less what it cannot take.
/// - [`Overflow::Refuse`]: nothing if a line cannot take its own share.
///
/// Shares are whole grains. If the amount itself is none (a price that was rounded or set), what is
/// over is placed where the spare goes.
///
/// All amounts are not negative; a line without weight has no room. The sums of the parts may be known.
#[inline(never)]
pub(crate) fn share(amount: Money, parts: &mut [Part], manner: Manner, sums: Option<Sums>) -> bool {
    let grain = manner.grain;
    if grain <= ONE {
        return share_grains(amount, parts, manner, sums);
    }
    let places = places(parts, manner.spare);
    let mut rooms = Vec::with_capacity(parts.len());
    for part in &mut *parts {
        rooms.push(part.room);
        part.room = Money::new(part.room.minor() / grain.minor());
    }
    let count = Money::new(amount.minor() / grain.minor());
    if !share_grains(count, parts, manner, None) {
        return false;
    }
    for (part, room) in parts.iter_mut().zip(rooms) {
        part.room = room;
        part.share = grain.times(part.share.minor());
    }
    let mut over = amount - grains(amount, grain);
    if !over.is_zero() {
        if manner.overflow == Overflow::Redistribute {
            over = amount - sum(parts);
        }
        over -= place(over, &places, parts);
        if manner.overflow == Overflow::Refuse && !over.is_zero() {
            return false;
        }
    }
    true
}

/// Shares a count of grains.
fn share_grains(amount: Money, parts: &mut [Part], manner: Manner, sums: Option<Sums>) -> bool {
    let sums = sums.unwrap_or_else(|| Sums::of(parts, manner.overflow));
    if manner.overflow == Overflow::Redistribute {
        fill(amount, parts, sums, manner.spare);
        return true;
    }
    let divided = Divided::new(amount, sums.weights, parts);
    let mut fits = divided.hand_out(parts, manner.spare).is_zero();
    for part in parts {
        if part.share > part.room {
            fits = false;
            part.share = part.room;
        }
    }
    fits || manner.overflow == Overflow::Clamp
}

/// What those that share have together.
#[derive(Clone, Copy, Default)]
pub(crate) struct Sums {
    weights: i64,
    rooms: i64,
}

impl Sums {
    fn of(parts: &mut [Part], overflow: Overflow) -> Self {
        let mut sums = Self::default();
        for part in parts {
            sums.add(part, overflow);
        }
        sums
    }

    /// Adds one. What it cannot take moves on, so one without room is the first to leave: it has no
    /// weight.
    #[inline(always)]
    pub(crate) fn add(&mut self, part: &mut Part, overflow: Overflow) {
        let room = part.room.minor();
        if room == 0 && overflow == Overflow::Redistribute {
            part.weight = Money::ZERO;
        }
        self.rooms += room;
        self.weights += part.weight.minor();
    }
}

/// Water-filling: lines whose proportional share exceeds their room are filled and leave, the rest
/// share what remains, until nobody overflows.
fn fill(amount: Money, parts: &mut [Part], sums: Sums, spare: Spare) {
    let mut total = sums.weights;
    let mut left = amount.minor().min(sums.rooms);
    let mut divided = Divided::new(Money::new(left), total, parts);
    let mut filled = false;
    while divided.over && left > 0 {
        filled = true;
        for part in &mut *parts {
            if part.is_over() {
                left -= part.room.minor();
                total -= part.weight.minor();
                part.weight = Money::ZERO;
            }
        }
        divided = Divided::new(Money::new(left), total, parts);
    }
    divided.hand_out(parts, spare);
    if filled {
        for part in parts {
            // It is full, or never had any room.
            if part.weight.is_zero() {
                part.share = part.room;
            }
        }
    }
}

/// Largest remainder (Hamilton): everyone gets the whole part, the spare units go to the largest
/// remainders, ties to the earlier line. A line without weight gets nothing.
#[inline(never)]
pub(crate) fn split(amount: Money, parts: &mut [Part]) {
    let sums = Sums::of(parts, Overflow::Clamp);
    Divided::new(amount, sums.weights, parts).hand_out(parts, Spare::LargestRemainder);
}

/// What was divided over lines in proportion to their weights, and what the whole parts left.
struct Divided {
    spare: u64,
    /// Whether a line has less room than its part, be it by a fraction.
    over: bool,
    /// The last part whose remainder is of each size, counted from 1; each part knows the one before it.
    /// Sizes are [`SIZES`] steps of what remainders can be.
    heads: [u32; SIZES],
    /// A remainder is of the size of its bits above these.
    step: u32,
}

/// A power of two.
const SIZES: usize = 32;

impl Divided {
    #[inline(never)]
    fn new(amount: Money, total: i64, parts: &mut [Part]) -> Self {
        // Where nobody has a weight, nobody gets anything.
        let asked = if total == 0 { 0 } else { whole(amount) };
        let total = (total as u64).max(1);
        // Remainders are below the total.
        let mut divided = Self {
            spare: asked,
            over: false,
            heads: [0; SIZES],
            step: (total.ilog2() + 1).saturating_sub(SIZES.ilog2()),
        };
        let mut at = 0;
        // Products of numbers below 2^32, which is almost every case, need no wider arithmetic.
        if (asked | total) >> 32 == 0 {
            for part in parts {
                crate::steps::count();
                let product = asked * part.weight.minor() as u64;
                let whole_part = product / total;
                at += 1;
                divided.note(at, part, whole_part, product - whole_part * total);
            }
        } else {
            for part in parts {
                let (whole_part, rest) = proportion(asked, part.weight.minor() as u64, total);
                at += 1;
                divided.note(at, part, whole_part, rest);
            }
        }
        divided
    }

    #[inline(always)]
    fn note(&mut self, at: u32, part: &mut Part, whole_part: u64, rest: u64) {
        part.rest = rest;
        part.share = Money::new(whole_part as i64);
        self.spare -= whole_part;
        self.over |= part.is_over();
        let head = &mut self.heads[(rest >> self.step) as usize % SIZES];
        part.next = *head;
        *head = at;
    }

    /// Hands out what whole parts leave; what the lines that get it had no room for.
    #[inline(never)]
    fn hand_out(&self, parts: &mut [Part], to: Spare) -> Money {
        let spare = Money::new(self.spare as i64);
        if spare.is_zero() {
            return spare;
        }
        if to != Spare::LargestRemainder {
            return spare - place(spare, &places(parts, to), parts);
        }
        // They are fewer than lines with a remainder: the remainders sum to the spare times the total.
        let mut left = self.spare as usize;
        for head in self.heads.iter().rev() {
            let (mut count, mut at) = (0, *head as usize);
            while at > 0 {
                let part = &mut parts[at - 1];
                part.share = Money::new(part.share.minor() + 1);
                at = part.next as usize;
                count += 1;
            }
            if count < left {
                left -= count;
                continue;
            }
            // Of this size those above a bar get one, and the first of those at it; the others give it back.
            let mut rests = Vec::with_capacity(count);
            at = *head as usize;
            while at > 0 {
                rests.push(parts[at - 1].rest);
                at = parts[at - 1].next as usize;
            }
            let (bar, mut last) = nth_largest(&mut rests, left);
            at = *head as usize;
            while at > 0 {
                let part = &mut parts[at - 1];
                at = part.next as usize;
                if part.rest == bar && last > 0 {
                    last -= 1;
                } else if part.rest >= bar {
                    continue;
                }
                part.share = Money::new(part.share.minor() - 1);
            }
            break;
        }
        Money::ZERO
    }
}

/// The lines that share, in the order in which they are asked to take what is over.
fn places(parts: &[Part], spare: Spare) -> Vec<usize> {
    let mut places = Vec::with_capacity(parts.len());
    let (mut largest, mut most) = (0, Money::ZERO);
    for (at, part) in parts.iter().enumerate() {
        if part.weight.is_zero() {
            continue;
        }
        if part.weight > most {
            (largest, most) = (places.len(), part.weight);
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
fn place(over: Money, places: &[usize], parts: &mut [Part]) -> Money {
    let mut placed = Money::ZERO;
    for at in places {
        let part = &mut parts[*at];
        let more = (over - placed).min((part.room - part.share).at_least_zero());
        part.share += more;
        placed += more;
    }
    placed
}

/// What all of them take. Parts of a cart, which is within [`Money::LIMIT`]: a plain sum is exact.
#[inline(never)]
pub(crate) fn sum(parts: &[Part]) -> Money {
    let mut sum = 0;
    for part in parts {
        sum += part.share.minor();
    }
    Money::new(sum)
}

/// The `nth` largest value, from 1, and how many like it are not among the `nth` largest: a quickselect
/// that is small as code and needs no order.
fn nth_largest(values: &mut Vec<u64>, mut nth: usize) -> (u64, usize) {
    loop {
        let pivot = values[values.len() / 2];
        let (mut larger, mut level) = (0, 0);
        for value in &*values {
            larger += usize::from(*value > pivot);
            level += usize::from(*value == pivot);
        }
        if nth <= larger {
            values.retain(|value| *value > pivot);
        } else if nth <= larger + level {
            return (pivot, larger + level - nth);
        } else {
            nth -= larger + level;
            values.retain(|value| *value < pivot);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(lines: impl Iterator<Item = (i64, i64)>) -> Vec<Part> {
        let part = |(weight, room)| Part::new(Money::new(weight), Money::new(room));
        lines.map(part).collect()
    }

    fn shares(parts: &[Part]) -> Vec<i64> {
        parts.iter().map(|part| part.share.minor()).collect()
    }

    #[track_caller]
    fn check(amount: i64, weights: &[i64], expected: &[i64]) {
        let mut parts = parts(weights.iter().map(|weight| (*weight, 0)));
        split(Money::new(amount), &mut parts);
        assert_eq!(shares(&parts), expected);
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
        check(1, &[15, 17, 1], &[0, 1, 0]);
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
        let mut parts = parts(lines.iter().copied());
        let manner = Manner {
            overflow,
            spare,
            grain: Money::new(grain),
        };
        let given = share(Money::new(amount), &mut parts, manner, None);
        let shares = shares(&parts);
        assert_eq!(given.then_some(&shares[..]), expected);
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
        // Of lines as large the first.
        let level = [(1, 99), (2, 99), (2, 99)];
        check_manner((Clamp, LargestLine, 1), 99, &level, Some(&[19, 41, 39]));
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
        // Only what is over has no room.
        for (overflow, expected) in [
            (Redistribute, Some(&[130][..])),
            (Clamp, Some(&[130][..])),
            (Refuse, None),
        ] {
            check_manner((overflow, Last, 100), 155, &[(1, 130)], expected);
        }
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
                let bar = sorted[nth - 1];
                let more = sorted[nth..].iter().filter(|value| **value == bar).count();
                assert_eq!(nth_largest(&mut values.clone(), nth), (bar, more));
            }
        }
    }
}
