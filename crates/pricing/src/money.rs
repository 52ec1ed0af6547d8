//! Amounts in minor units and rates in basis points.

use core::fmt;
use core::iter::Sum;
use core::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// An amount in the minor unit of the cart's currency (分 for CNY).
///
/// Arithmetic saturates at the range of `i64`. A cart whose list total would leave
/// `±`[`Money::LIMIT`] is refused before anything is added up, so saturation is never reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest amount a cart may hold: 10^15 minor units.
    pub const LIMIT: Self = Self(1_000_000_000_000_000);

    /// An amount of `minor` minor units.
    #[must_use]
    pub const fn new(minor: i64) -> Self {
        Self(minor)
    }

    /// The amount in minor units.
    #[must_use]
    pub const fn minor(self) -> i64 {
        self.0
    }

    /// `self × count`, saturating.
    #[must_use]
    pub const fn times(self, count: i64) -> Self {
        let product = self.0.wrapping_mul(count);
        // Two numbers below 2^31 are almost every case. Dividing back checks the others: a wide
        // product would bring its own arithmetic along in Wasm.
        if (self.0 | count) as u64 >> 31 == 0
            || count == 0
            || (product.wrapping_div(count) == self.0 && (count != -1 || self.0 != i64::MIN))
        {
            return Self(product);
        }
        Self(if (self.0 < 0) == (count < 0) {
            i64::MAX
        } else {
            i64::MIN
        })
    }

    /// Whether the amount is exactly nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The smaller of two amounts.
    #[must_use]
    #[inline(never)]
    pub fn min(self, other: Self) -> Self {
        Self(self.0.min(other.0))
    }

    /// The larger of two amounts.
    #[must_use]
    #[inline(never)]
    pub fn max(self, other: Self) -> Self {
        Self(self.0.max(other.0))
    }

    /// The larger of the amount and nothing.
    #[must_use]
    #[inline(never)]
    pub fn at_least_zero(self) -> Self {
        Self(self.0.max(0))
    }
}

impl Add for Money {
    type Output = Self;
    #[inline(never)]
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Money {
    type Output = Self;
    #[inline(never)]
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Money {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

/// A share in basis points, from 0 to 10 000 (100 %). 5折 pays `Rate::new(5000)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(u16);

impl Rate {
    /// All of it.
    pub const WHOLE: Self = Self(10_000);

    /// A rate of `basis_points`, or nothing above 10 000.
    #[must_use]
    pub const fn new(basis_points: u16) -> Option<Self> {
        if basis_points > 10_000 {
            None
        } else {
            Some(Self(basis_points))
        }
    }

    /// The rate in basis points.
    #[must_use]
    pub const fn basis_points(self) -> u16 {
        self.0
    }

    /// What is left of the whole: 8折 is `2000.complement()`.
    #[must_use]
    pub const fn complement(self) -> Self {
        Self(10_000 - self.0)
    }
}

impl fmt::Display for Money {
    /// The bare number of minor units, for logs and test messages.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_saturate() {
        let edges = [
            0,
            1,
            2,
            3,
            7,
            1 << 31,
            3_037_000_499,
            3_037_000_500,
            1 << 32,
            1 << 62,
        ];
        let mut numbers = vec![i64::MIN, i64::MIN + 1, i64::MAX];
        for edge in edges {
            numbers.extend([edge, -edge]);
        }
        for one in &numbers {
            for other in &numbers {
                let product = Money::new(*one).times(*other).minor();
                assert_eq!(product, one.saturating_mul(*other), "{one} × {other}");
            }
        }
    }
}
