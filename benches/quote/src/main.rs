//! Times quotes natively, or tells the carts of a peer as JSON; `cargo xtask bench` reads both.
//!
//! `quote-bench time CASE...` prints one line of JSON a case, where a case is `mix:KIND:LINES:OFFERS:EACH`,
//! `rules:UNITS:RULES`, `wallet:COUPONS` or `peer:NUMBER:LINES:DEALS`; `quote-bench peer NUMBER LINES
//! DEALS` prints the cart.

use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use quote_bench::{Case, mix, peers, wallet};

/// How long one case is timed.
const TIMED: Duration = Duration::from_millis(300);

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["time", cases @ ..] => {
            for name in cases {
                let Some(case) = case(name) else {
                    eprintln!("no case `{name}`");
                    return ExitCode::FAILURE;
                };
                println!("{}", time(name, &case));
            }
        }
        ["peer", numbers @ ..] => {
            let Some([peer, lines, deals]) = numbers_of(numbers) else {
                return ExitCode::FAILURE;
            };
            println!(
                "{}",
                peers::json(peers::peer(peer), lines as usize, deals as usize)
            );
        }
        _ => return ExitCode::FAILURE,
    }
    ExitCode::SUCCESS
}

fn numbers_of<const N: usize>(words: &[&str]) -> Option<[u32; N]> {
    let mut numbers = [0; N];
    if words.len() != N {
        return None;
    }
    for (number, word) in numbers.iter_mut().zip(words) {
        *number = word.parse().ok()?;
    }
    Some(numbers)
}

fn case(name: &str) -> Option<Case> {
    let (kind, numbers) = name.split_once(':')?;
    let words: Vec<&str> = numbers.split(':').collect();
    Some(match kind {
        "mix" => {
            let [mix, lines, offers, each] = numbers_of(&words)?;
            mix::case(mix::kind(mix), lines as usize, offers as usize, each)
        }
        "rules" => {
            let [units, rules] = numbers_of(&words)?;
            wallet::rules(units as usize, rules as usize)
        }
        "wallet" => {
            let [coupons] = numbers_of(&words)?;
            wallet::wallet(coupons as usize)
        }
        "peer" => {
            let [peer, lines, deals] = numbers_of(&words)?;
            peers::case(peers::peer(peer), lines as usize, deals as usize)
        }
        _ => return None,
    })
}

/// The median of many quotes, as a line of JSON.
fn time(name: &str, case: &Case) -> String {
    let quote = case.quote();
    let mut taken = Vec::new();
    let start = Instant::now();
    while taken.is_empty() || (start.elapsed() < TIMED && taken.len() < 100_000) {
        let before = Instant::now();
        black_box(black_box(case).quote());
        taken.push(before.elapsed());
    }
    taken.sort_unstable();
    let median = taken[taken.len() / 2].as_nanos();
    let search = quote.search;
    format!(
        "{{\"case\":\"{name}\",\"ns\":{median},\"runs\":{},\"payable\":{},\"list\":{},\"examined\":{},\"proved\":{},\"gap\":{}}}",
        taken.len(),
        quote.payable,
        quote.list,
        search.examined,
        search.proved,
        search.gap
    )
}
