//! The one place where amounts are rounded.
//!
//! Three steps of the engine meet fractions, and each rounds once: a rate rounds what it takes off
//! or what it leaves ([`reduction`]; half up unless its offer says otherwise), a ceiling by rate
//! rounds down ([`at_most`]), and sharing an amount over lines keeps quotients and remainders
//! ([`proportion`]) so that nothing is lost.

use crate::{Money, Rate, Rounding};

/// Basis points of the whole.
pub(crate) const WHOLE: u64 = 10_000;
/// The smallest grain: every amount is a multiple of it.
pub(crate) const ONE: Money = Money::new(1);

/// What `rate` takes off `amount`, which is not negative. The reduction or the price, as `rounding`
/// says, is a whole multiple of `grain`; a price rounded up takes nothing off rather than less.
pub(crate) fn reduction(amount: Money, rate: Rate, rounding: Rounding, grain: Money) -> Money {
    let price = || rate.complement();
    let left = match rounding {
        Rounding::Reduction => return scaled(amount, rate, grain, true),
        Rounding::ReductionDown => return scaled(amount, rate, grain, false),
        Rounding::Price => scaled(amount, price(), grain, true),
        Rounding::PriceDown => scaled(amount, price(), grain, false),
    };
    (amount - left).at_least_zero()
}

/// `amount × rate`, half a minor unit up. `amount` is not negative.
///
/// A reduction rounded up leaves a payable rounded down, so 5折 of 9999 pays 4999.
pub(crate) fn half_up(amount: Money, rate: Rate) -> Money {
    scaled(amount, rate, ONE, true)
}

/// `amount × rate`, rounded down: the most that stays within the rate.
pub(crate) fn at_most(amount: Money, rate: Rate) -> Money {
    scaled(amount, rate, ONE, false)
}

/// The whole multiples of `grain` in an amount that is not negative.
#[inline(never)]
pub(crate) fn grains(amount: Money, grain: Money) -> Money {
    if grain <= ONE {
        return amount;
    }
    Money::new(amount.minor() / grain.minor() * grain.minor())
}

/// `amount × rate` to a whole multiple of `grain`, half of one up or down.
#[inline(never)]
fn scaled(amount: Money, rate: Rate, grain: Money, half_up: bool) -> Money {
    let amount = whole(amount);
    let rate = u64::from(rate.basis_points());
    if grain <= ONE && amount >> 49 == 0 {
        let half = if half_up { WHOLE / 2 } else { 0 };
        return Money::new(((amount * rate + half) / WHOLE) as i64);
    }
    // Whole ten thousands need no rounding, and the product of the rest is small.
    let (wholes, rest) = (amount / WHOLE, amount % WHOLE);
    let minor = wholes * rate + rest * rate / WHOLE;
    // Whether half a minor unit or more is left over; less can turn no half into more.
    let half = u64::from(rest * rate % WHOLE >= WHOLE / 2);
    let grain = whole(grain).max(1);
    let (mut times, over) = (minor / grain, minor % grain);
    if half_up && over + half >= grain - over {
        times += 1;
    }
    Money::new((times * grain) as i64)
}

/// Quotient and remainder of `amount × weight ÷ total`; `total` is above zero and below 2^63, and
/// the quotient fits.
pub(crate) fn proportion(amount: u64, weight: u64, total: u64) -> (u64, u64) {
    crate::steps::count();
    if (amount | weight) >> 32 == 0 {
        let product = amount * weight;
        return (product / total, product % total);
    }
    // Long multiplication, bit by bit, that never holds more than quotient and remainder.
    let (each, over) = (weight / total, weight % total);
    let (mut quotient, mut rest) = (0, 0);
    for bit in (0..u64::BITS).rev() {
        let one = amount >> bit & 1;
        quotient = quotient * 2 + one * each;
        for part in [rest, one * over] {
            rest += part;
            if rest >= total {
                rest -= total;
                quotient += 1;
            }
        }
    }
    (quotient, rest)
}

/// The amount as an unsigned count of minor units; less than nothing counts as nothing.
pub(crate) fn whole(amount: Money) -> u64 {
    amount.at_least_zero().minor() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(amount: i64, basis_points: u16, half: i64, down: i64) {
        let rate = Rate::new(basis_points).unwrap();
        assert_eq!(half_up(Money::new(amount), rate).minor(), half);
        assert_eq!(at_most(Money::new(amount), rate).minor(), down);
    }

    #[test]
    fn rates() {
        check(9999, 5000, 5000, 4999);
        check(1, 4999, 0, 0);
        check(1, 5000, 1, 0);
        check(1999, 2000, 400, 399);
        check(0, 10_000, 0, 0);
        check(1_000_000_000_000_000, 1, 100_000_000_000, 100_000_000_000);
        check(i64::MAX, 10_000, i64::MAX, i64::MAX);
        check(
            (1 << 49) - 1,
            3333,
            187_631_219_475_323,
            187_631_219_475_322,
        );
        check(1 << 49, 3333, 187_631_219_475_323, 187_631_219_475_323);
    }

    #[track_caller]
    fn check_grain(amount: i64, basis_points: u16, grain: i64, expected: [i64; 4]) {
        let roundings = [
            Rounding::Reduction,
            Rounding::ReductionDown,
            Rounding::Price,
            Rounding::PriceDown,
        ];
        let rate = Rate::new(basis_points).unwrap();
        let off = |rounding| reduction(Money::new(amount), rate, rounding, Money::new(grain));
        assert_eq!(roundings.map(off).map(Money::minor), expected);
    }

    #[test]
    fn roundings() {
        check_grain(9999, 5000, 1, [5000, 4999, 4999, 5000]);
        check_grain(1999, 2000, 1, [400, 399, 400, 400]);
        check_grain(18_000, 800, 100, [1400, 1400, 1400, 1500]);
        // A reduction of 49.5 is less than half a grain, one of 50 is not; the price of 49.5 is less.
        check_grain(99, 5000, 100, [0, 0, 99, 99]);
        check_grain(100, 5000, 100, [100, 0, 0, 100]);
        // A price of 179.1 goes up to 200, which is more than was asked.
        check_grain(199, 1000, 100, [0, 0, 0, 99]);
        // Half of an odd grain lies between two minor units.
        check_grain(3, 5000, 3, [3, 0, 0, 3]);
        check_grain(i64::MAX, 10_000, i64::MAX, [i64::MAX; 4]);
        check_grain(1000, 5000, i64::MAX, [0, 0, 1000, 1000]);
    }

    #[test]
    fn proportions() {
        assert_eq!(proportion(100, 200, 350), (57, 50));
        assert_eq!(
            proportion(10u64.pow(15), 10u64.pow(15) - 1, 10u64.pow(15)),
            (10u64.pow(15) - 1, 0)
        );
        assert_eq!(proportion(1 << 33, 3, 7), ((3 << 33) / 7, (3 << 33) % 7));
        // Too large to multiply, though their low halves are empty.
        assert_eq!(proportion(1 << 32, 1 << 32, 1 << 33), (1 << 31, 0));
        let mut seed = 7u64;
        for _ in 0..10_000 {
            let mut below = |limit: u64| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                (seed >> 8) % limit
            };
            let limit = 1 << (1 + below(49));
            let total = below(limit) + 1;
            let (amount, weight) = (below(total + 1), below(total * 8));
            let product = u128::from(amount) * u128::from(weight);
            let wide = u128::from(total);
            let expected = ((product / wide) as u64, (product % wide) as u64);
            assert_eq!(proportion(amount, weight, total), expected);
        }
    }
}
