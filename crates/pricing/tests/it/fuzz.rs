//! The fuzz targets on stable Rust: the same bodies, fed from seeds.

#[path = "../../../../fuzz/src/lib.rs"]
mod bodies;

use crate::dice::{Dice, seeds};

fn feed(seed: u64) -> Vec<u8> {
    let mut dice = Dice::new(seed);
    let length = dice.roll(0, 1_500);
    // Many small bytes: sensible choices stand at the front of most lists.
    let any = dice.chance(50);
    let most = if any { 255 } else { dice.roll(1, 60) };
    (0..length).map(|_| dice.roll(0, most) as u8).collect()
}

/// Runs a body on seeds; offers work in at least a share of them.
#[track_caller]
fn check(body: fn(&[u8]) -> usize, one_in: u64) {
    const SEEDS: u64 = 100_000;
    let sums = seeds(0, SEEDS, |seed| [body(&feed(seed)).min(1) as u64]);
    assert!(
        sums.is_none_or(|[worked]| worked > SEEDS / one_in),
        "{sums:?}"
    );
}

#[test]
fn carts() {
    check(bodies::cart, 6);
}

#[test]
fn rulesets() {
    check(bodies::ruleset, 50);
}

#[test]
fn refunds() {
    check(bodies::refund, 10);
}
