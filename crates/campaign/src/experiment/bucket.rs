//! The arithmetic of bucketing, function by function as the SDK specification names them.

/// One, in hundred-millionths: the unit of weights, coverage and boundaries.
pub const WHOLE: i64 = 100_000_000;

/// A hash has this many values; one is so many [`WHOLE`] parts.
pub const BUCKETS: u32 = 10_000;

/// One step of a hash, in hundred-millionths.
const STEP: i64 = WHOLE / BUCKETS as i64;

/// A part of the line from 0 to [`WHOLE`]: it holds `from` and not `until`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// First place inside, in hundred-millionths.
    pub from: i64,
    /// First place after it, in hundred-millionths.
    pub until: i64,
}

impl Range {
    /// `inRange`: whether a hash lies inside.
    #[must_use]
    pub fn holds(self, hash: u32) -> bool {
        let place = i64::from(hash) * STEP;
        self.from <= place && place < self.until
    }
}

/// FNV-1a, 32 bits, over the bytes of several texts.
#[must_use]
pub fn fnv32a(texts: &[&str]) -> u32 {
    let mut hash: u32 = 0x811c_9dc5;
    for text in texts {
        for byte in text.bytes() {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
    hash
}

/// `hash`: a value's place in ten-thousandths; nothing for a version that is not known.
///
/// Version 1 has a thousand values only, and experiments that share a seed are not independent under
/// it; new experiments use version 2.
///
/// ```
/// use campaign::experiment::bucket::hash;
/// assert_eq!(hash("seed", "b", 2), Some(2_696));
/// assert_eq!(hash("", "a", 1), Some(2_200));
/// assert_eq!(hash("", "a", 3), None);
/// ```
#[must_use]
pub fn hash(seed: &str, value: &str, version: u32) -> Option<u32> {
    match version {
        1 => Some(fnv32a(&[value, seed]) % 1_000 * 10),
        2 => Some(fnv32a(&[&fnv32a(&[seed, value]).to_string()]) % BUCKETS),
        _ => None,
    }
}

/// `getEqualWeights`: weights that are all the same, to the nearest hundred-millionth; none for less
/// than one variation.
#[must_use]
pub fn equal_weights(variations: i64) -> Vec<i64> {
    let mut weights = Vec::new();
    for _ in 0..variations {
        weights.push((WHOLE + variations / 2) / variations);
    }
    weights
}

/// `getBucketRanges`: one range a variation. Each begins where the weights before it end and is as
/// long as its own weight times the coverage, so that a larger coverage moves nobody to another
/// variation.
///
/// Coverage outside 0 to 1 is brought back into it, and weights that are of another number than the
/// variations or sum to less than 0.99 or more than 1.01 are taken as equal.
#[must_use]
pub fn bucket_ranges(variations: i64, coverage: i64, weights: &[i64]) -> Vec<Range> {
    let coverage = coverage.clamp(0, WHOLE);
    let sum = weights
        .iter()
        .fold(0, |sum: i64, weight| sum.saturating_add(*weight));
    let near = (WHOLE / 100 * 99..=WHOLE / 100 * 101).contains(&sum);
    let equal;
    let weights = if near && i64::try_from(weights.len()) == Ok(variations) {
        weights
    } else {
        equal = equal_weights(variations);
        &equal
    };
    let mut ranges = Vec::new();
    let mut from: i64 = 0;
    for weight in weights {
        let length = i128::from(*weight) * i128::from(coverage) / i128::from(WHOLE);
        // A share of a weight is no longer than the weight.
        let length = i64::try_from(length).unwrap_or(0);
        let until = from.saturating_add(length);
        ranges.push(Range { from, until });
        from = from.saturating_add(*weight);
    }
    ranges
}

/// `chooseVariation`: the first range that holds a hash.
#[must_use]
pub fn choose_variation(hash: u32, ranges: &[Range]) -> Option<usize> {
    ranges.iter().position(|range| range.holds(hash))
}

/// `inNamespace`: whether a value is in a part of a namespace. Experiments whose parts do not overlap
/// never share a shopper.
#[must_use]
pub fn in_namespace(value: &str, namespace: &str, part: Range) -> bool {
    let seed = ["__", namespace].concat();
    hash(&seed, value, 1).is_some_and(|hash| part.holds(hash))
}

/// One of the filters of the specification: a shopper passes where the hash is in one of the ranges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// What is hashed before the value.
    pub seed: String,
    /// Which hash; the specification's default is 2.
    pub hash_version: u32,
    /// The parts that pass.
    pub ranges: Vec<Range>,
}

/// `isFilteredOut`: whether any of the filters keeps a value out. Nobody without a value passes.
#[must_use]
pub fn is_filtered_out(value: &str, filters: &[Filter]) -> bool {
    filters.iter().any(|filter| {
        let hash = hash(&filter.seed, value, filter.hash_version);
        let passes = |hash| filter.ranges.iter().any(|range| range.holds(hash));
        value.is_empty() || !hash.is_some_and(passes)
    })
}

/// `isIncludedInRollout`: whether a value is in a gradual roll-out of a range or, inclusively, up to
/// a coverage; everyone is where neither is given.
#[must_use]
pub fn is_included_in_rollout(
    seed: &str,
    value: &str,
    range: Option<Range>,
    coverage: Option<i64>,
    hash_version: u32,
) -> bool {
    if range.is_none() && coverage.is_none() {
        return true;
    }
    // A hash of nothing is not above a coverage of nothing, but nobody is meant.
    if range.is_none() && coverage == Some(0) || value.is_empty() {
        return false;
    }
    let Some(hash) = hash(seed, value, hash_version) else {
        return false;
    };
    match (range, coverage) {
        (Some(range), _) => range.holds(hash),
        (None, Some(coverage)) => i64::from(hash) * STEP <= coverage,
        (None, None) => true,
    }
}

/// `getQueryStringOverride`: the variation that an address asks for, `?my-test=1`; nothing where it
/// asks for none that there is. It is for people who check a page, and never counts as exposure.
#[must_use]
pub fn query_string_override(id: &str, url: &str, variations: usize) -> Option<usize> {
    let without_fragment = url.split('#').next()?;
    let (_, query) = without_fragment.split_once('?')?;
    for pair in query.split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        if decoded(name) != id {
            continue;
        }
        let value = decoded(value);
        // No sign, no point: `parse` alone would take `+1`.
        if value.is_empty() || !value.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        return value
            .parse()
            .ok()
            .filter(|variation| *variation < variations);
    }
    None
}

/// A part of a query without its percent signs and pluses; what is no UTF-8 becomes U+FFFD.
fn decoded(part: &str) -> String {
    let part = part.as_bytes();
    let digit = |at: usize| char::from(*part.get(at)?).to_digit(16);
    let mut bytes = Vec::with_capacity(part.len());
    let mut at = 0;
    while let Some(byte) = part.get(at) {
        let pair = (digit(at + 1), digit(at + 2));
        at += 1;
        bytes.push(match (byte, pair) {
            (b'+', _) => b' ',
            (b'%', (Some(high), Some(low))) => {
                at += 2;
                // Two digits are below 256.
                (high * 16 + low) as u8
            }
            (plain, _) => *plain,
        });
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
