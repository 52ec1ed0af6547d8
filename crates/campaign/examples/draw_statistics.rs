//! Takes turns of a verifiable draw and holds what comes out against the odds.
//!
//!     cargo run --release -p campaign --example draw_statistics --features fair [turns]
//!
//! Ten million turns unless told otherwise. Chi-square over the prizes of every sample draw, and over
//! the values themselves in a thousand bins; it fails where chance would pass once in a thousand.

use std::process::ExitCode;

use campaign::fair::{Seed, Table, Turn, WHOLE};

const SAMPLE: &str = include_str!("../../../public/campaigns/double11-2026.json");

/// Chi-square with 999 degrees of freedom, which chance passes once in a thousand.
const BINS_LIMIT: u128 = 1_142_848;

/// The same for 1 to 19 degrees, in thousandths.
const LIMITS: [u128; 19] = [
    10_828, 13_816, 16_266, 18_467, 20_515, 22_458, 24_322, 26_124, 27_877, 29_588, 31_264, 32_909,
    34_528, 36_123, 37_697, 39_252, 40_790, 42_312, 43_820,
];

fn main() -> ExitCode {
    let turns = std::env::args().nth(1);
    let turns = turns
        .and_then(|text| text.parse().ok())
        .unwrap_or(10_000_000);
    let Some(campaign) = campaign::parse(SAMPLE).campaign else {
        eprintln!("the sample has problems");
        return ExitCode::FAILURE;
    };
    let mut fits = true;
    for draw in &campaign.draws {
        let Ok(table) = Table::of(draw) else {
            eprintln!("{}: no table", draw.id);
            return ExitCode::FAILURE;
        };
        fits &= run(&campaign.id, &draw.id, &table, turns);
    }
    if fits {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn run(campaign: &str, draw: &str, table: &Table, turns: u64) -> bool {
    // Any seed would do; this one makes a run repeatable.
    let seed = Seed::new([0x5a; 32]);
    let mut prizes = vec![0_u64; table.shares().len()];
    let mut bins = vec![0_u64; 1_000];
    for number in 0..turns {
        // A thousand turns a buyer, as in a busy draw.
        let buyer = format!("{:064x}", number / 1_000);
        let turn = Turn::new(campaign, draw, &buyer, "client", number % 1_000 + 1);
        let Ok(turn) = turn else {
            unreachable!("digits and small numbers")
        };
        let value = seed.roll(&turn);
        prizes[table.prize_at(value)] += 1;
        bins[value as usize / 1_000] += 1;
    }
    println!("{draw}: {turns} turns");
    for (count, share) in prizes.iter().zip(table.shares()) {
        let expected = turns * u64::from(share.ppm) / u64::from(WHOLE);
        println!("  {:<12} {count:>9}  expected {expected:>9}", share.prize);
    }
    let odds: Vec<u64> = table
        .shares()
        .iter()
        .map(|share| share.ppm.into())
        .collect();
    let even = vec![1_000; bins.len()];
    let degrees = odds.len() - 1;
    let first = report(
        "prizes",
        chi_square(&prizes, &odds, turns),
        LIMITS[degrees - 1],
    );
    report("values", chi_square(&bins, &even, turns), BINS_LIMIT) && first
}

fn report(what: &str, chi: u128, limit: u128) -> bool {
    let fits = chi < limit;
    let verdict = if fits { "fits" } else { "DOES NOT FIT" };
    println!(
        "  chi-square of {what}: {}.{:03}, limit {}.{:03}: {verdict}",
        chi / 1_000,
        chi % 1_000,
        limit / 1_000,
        limit % 1_000
    );
    fits
}

/// Thousandths of chi-square of counts against odds in millionths.
fn chi_square(counts: &[u64], odds: &[u64], turns: u64) -> u128 {
    let whole = u128::from(WHOLE);
    let mut sum = 0;
    for (count, ppm) in counts.iter().zip(odds) {
        let expected = u128::from(turns) * u128::from(*ppm);
        let off = (u128::from(*count) * whole).abs_diff(expected);
        sum += off * off / expected;
    }
    // Off by whole once too often: the squares carry it twice, the expectation once.
    sum * 1_000 / whole
}
