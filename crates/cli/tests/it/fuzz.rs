//! The fuzz targets of the campaign file on stable Rust: the same bodies, fed from seeds.

#[path = "../../../../fuzz/src/files.rs"]
mod bodies;

/// Bytes from a seed by SplitMix64.
fn feed(seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)).to_le_bytes()
    };
    (0..16).flat_map(|_| next()).collect()
}

/// Runs a body on seeds; at least a share of them read. `DACU_SEEDS` asks for another number.
#[track_caller]
fn check(body: fn(&[u8]) -> usize, one_in: u64) {
    let asked = std::env::var("DACU_SEEDS").ok();
    let seeds = asked.map_or(120, |seeds| {
        seeds.parse::<u64>().expect("a number").min(10_000)
    });
    let mut read = 0;
    for seed in 0..seeds {
        eprintln!("seed {seed}");
        read += body(&feed(seed)) as u64;
    }
    assert!(seeds < 100 || read > seeds / one_in, "{read} of {seeds}");
}

#[test]
fn parsers() {
    check(bodies::parser, 5);
}

#[test]
fn lints() {
    check(bodies::lints, 5);
}

#[test]
fn times() {
    check(bodies::time, 5);
}
