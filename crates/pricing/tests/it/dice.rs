//! Chance from a seed: the same on every machine, and a failure names its seed.

use std::ops::Range;
use std::thread;

/// SplitMix64.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5bf0_3635)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From `low` to `high`, both included.
    pub fn roll(&mut self, low: i64, high: i64) -> i64 {
        low + (self.next() % (high - low + 1) as u64) as i64
    }

    pub fn chance(&mut self, percent: i64) -> bool {
        self.roll(1, 100) <= percent
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.roll(0, from.len() as i64 - 1) as usize]
    }

    /// Something, as often as `percent` says.
    pub fn maybe<T>(&mut self, percent: i64, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.chance(percent).then(|| make(self))
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.roll(0, at as i64) as usize);
        }
    }
}

/// Says which seed it was when a check panics, wherever that happens.
struct Seed(u64);

impl Drop for Seed {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("seed {}: run it alone with DACU_SEED={}", self.0, self.0);
        }
    }
}

/// Runs a check on `count` seeds from `first` on, on every core, and adds up what it counts.
///
/// `DACU_SEEDS` asks for another number of seeds, `DACU_SEED` for one alone. With fewer than a test
/// has by itself nothing is said of how often what was found, and the answer is `None`.
pub fn seeds<const N: usize>(
    first: u64,
    count: u64,
    check: impl Fn(u64) -> [u64; N] + Sync,
) -> Option<[u64; N]> {
    let asked = |name| {
        std::env::var(name)
            .ok()
            .map(|text| text.parse().expect(name))
    };
    let run = |range: Range<u64>, step: u64| {
        let mut sums = [0; N];
        for seed in range.step_by(step as usize) {
            let _named = Seed(seed);
            for (sum, found) in sums.iter_mut().zip(check(seed)) {
                *sum += found;
            }
        }
        sums
    };
    if let Some(seed) = asked("DACU_SEED") {
        run(seed..seed + 1, 1);
        return None;
    }
    let enough = count;
    let count = asked("DACU_SEEDS").unwrap_or(enough);
    let cores = thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
    let mut sums = [0; N];
    thread::scope(|scope| {
        let run = &run;
        let part = |core| scope.spawn(move || run(first + core..first + count, cores));
        let parts: Vec<_> = (0..cores).map(part).collect();
        for part in parts {
            let found = part
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            for (sum, found) in sums.iter_mut().zip(found) {
                *sum += found;
            }
        }
    });
    (count >= enough).then_some(sums)
}
