//! Whether the counts of an experiment can be chance (sample ratio mismatch).

/// What the counts of an experiment say about its assignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SampleRatio {
    /// Chi-square over the arms, in thousandths, rounded down; the largest number for any beyond it.
    pub chi_square: u64,
    /// Arms less one.
    pub degrees: usize,
    /// Whether counts like these come by chance less than once in a thousand experiments: something
    /// loses or doubles shoppers of an arm, and no result of it can be trusted.
    pub mismatch: bool,
}

/// Chi-square that chance passes once in a thousand, in thousandths, by degrees of freedom from 1
/// on (table of the chi-square distribution, p = 0.001).
const ONCE_IN_A_THOUSAND: [u64; 19] = [
    10_828, 13_816, 16_266, 18_467, 20_515, 22_458, 24_322, 26_124, 27_877, 29_588, 31_264, 32_909,
    34_528, 36_123, 37_697, 39_252, 40_790, 42_312, 43_820,
];

/// Most arms whose counts can be judged.
pub const MAX_ARMS: usize = ONCE_IN_A_THOUSAND.len() + 1;

/// Fewest shoppers that an arm has to expect; below, chi-square is no measure.
const LEAST: u128 = 8;

/// Most shoppers in all, and the largest weight: within them nothing overflows.
pub const MAX_COUNT: u64 = 1 << 40;

/// Judges how many shoppers were exposed to each variation against the weights of the variations.
///
/// Exact to the thousandth. Nothing where it cannot be judged: fewer than two arms or more
/// than [`MAX_ARMS`], a weight of zero, an arm that expects fewer than 8, more than [`MAX_COUNT`].
///
/// ```
/// use campaign::experiment::sample_ratio;
/// let seen = sample_ratio(&[502, 498], &[5_000, 5_000]).unwrap();
/// assert_eq!((seen.chi_square, seen.mismatch), (16, false));
/// assert!(sample_ratio(&[600, 400], &[5_000, 5_000]).unwrap().mismatch);
/// ```
#[must_use]
pub fn sample_ratio(counts: &[u64], weights: &[u32]) -> Option<SampleRatio> {
    if counts.len() != weights.len() || !(2..=MAX_ARMS).contains(&counts.len()) {
        return None;
    }
    let mut total: u128 = 0;
    let mut whole: u128 = 0;
    for (count, weight) in counts.iter().zip(weights) {
        total += u128::from(*count);
        whole += u128::from(*weight);
    }
    if total > u128::from(MAX_COUNT) || weights.contains(&0) || whole > 1_000_000 {
        return None;
    }
    // Each term is (count - expected)² / expected with expected = total · weight / whole: it is
    // rounded down to 10^-12.
    let mut sum: u128 = 0;
    for (count, weight) in counts.iter().zip(weights) {
        let expected = total * u128::from(*weight);
        if expected < LEAST * whole {
            return None;
        }
        let off = (u128::from(*count) * whole).abs_diff(expected);
        // At most 2^60 squared, over at least 8 · whole²: 2^77, so there is room for the decimals.
        let square = off * off;
        let divisor = expected * whole;
        let remainder = square % divisor;
        sum += square / divisor * 1_000_000_000_000;
        sum += scaled(remainder, divisor);
    }
    let degrees = counts.len() - 1;
    let chi_square = u64::try_from(sum / 1_000_000_000).unwrap_or(u64::MAX);
    Some(SampleRatio {
        chi_square,
        degrees,
        mismatch: chi_square > ONCE_IN_A_THOUSAND[degrees - 1],
    })
}

/// The first twelve decimals of a fraction below one, digit by digit: the product might not fit.
fn scaled(mut remainder: u128, divisor: u128) -> u128 {
    let mut digits = 0;
    for _ in 0..12 {
        remainder *= 10;
        digits = digits * 10 + remainder / divisor;
        remainder %= divisor;
    }
    digits
}
