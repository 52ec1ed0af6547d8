//! The page of figures.

use std::fmt::Write;
use std::{env, fs, thread};

use anyhow::{Context, Result};
use serde_json::Value;

use super::cases::{BAR, Mix, Plan, Row};
use super::draws;
use crate::shell::{command, path, read};
use crate::tools;

/// Executed instructions that a quote of 200 lines and 50 offers may take.
const QUOTE_BAR: u64 = 1_100_000;
/// Milliseconds that a selection among 40 units and 10 rules may take.
const SELECTION_BAR: f64 = 10.0;
/// Milliseconds that a recalculation after one tap may take on a throttled phone.
const TAP_BAR: f64 = 4.0;

/// All figures of one run.
pub struct Found {
    /// Both mixes, in the order of the plan.
    pub mixes: Vec<Row>,
    /// The same offers, with more and more lines.
    pub growth: Vec<Row>,
    /// The same lines, with few and with many units.
    pub quantity: Vec<Row>,
    /// Competing rules.
    pub rules: Vec<Row>,
    /// Wallets.
    pub wallets: Vec<Row>,
    /// One tap in a page.
    pub taps: Vec<Value>,
    /// The peers.
    pub peers: Vec<Value>,
    /// The engine in the bundle.
    pub bundle: Option<Value>,
    /// What the draws came to.
    pub draws: Option<String>,
}

impl Found {
    fn mix(&self, mix: Mix, lines: u32, offers: u32) -> Option<&Row> {
        let name = mix.case(lines, offers, 1);
        self.mixes.iter().find(|row| row.case == name)
    }
}

/// The page.
pub fn markdown(found: &Found, plan: &Plan) -> Result<String> {
    let mut page = String::new();
    page.push_str("# What a quote costs\n\n");
    page.push_str(
        "Written by `cargo xtask bench`; do not edit. Times are of one machine and one run, ",
    );
    page.push_str(
        "to be compared with each other; instructions are exact and the same everywhere.\n\n",
    );
    taken(&mut page)?;
    bars(&mut page, found)?;
    mixes(&mut page, found, plan)?;
    growth(&mut page, &found.growth, plan)?;
    quantity(&mut page, &found.quantity)?;
    selection(&mut page, found)?;
    taps(&mut page, &found.taps)?;
    peers(&mut page, &found.peers)?;
    bundle(&mut page, found.bundle.as_ref())?;
    if let Some(told) = &found.draws {
        draws::markdown(&mut page, told)?;
    }
    Ok(page)
}

fn taken(page: &mut String) -> Result<()> {
    let cpus = thread::available_parallelism().map_or(1, usize::from);
    let cpus = match cpus {
        1 => "one-core".to_owned(),
        2 => "two-core".to_owned(),
        more => format!("{more}-core"),
    };
    let virtual_machine =
        fs::read_to_string("/proc/cpuinfo").is_ok_and(|info| info.contains("hypervisor"));
    let machine = if virtual_machine {
        "virtual machine"
    } else {
        "machine"
    };
    let chromium = tools::chromium().context("there is no Chromium")?;
    let chromium = read(command(chromium).arg("--version"))?;
    let chromium = chromium.split_whitespace().take(2).collect::<Vec<_>>();
    let packages: Value = serde_json::from_str(&fs::read_to_string(path("package.json"))?)?;
    let rustc = read(command("rustc").arg("--version"))?;
    let rustc = rustc.split_whitespace().take(2).collect::<Vec<_>>();
    page.push_str("## How it was taken\n\n");
    writeln!(
        page,
        "- a {cpus} {} {} {machine}, with other work on it",
        env::consts::ARCH,
        env::consts::OS
    )?;
    writeln!(
        page,
        "- {}, wasm-opt of binaryen {}, Node {}, {}",
        rustc.join(" "),
        packages["devDependencies"]["binaryen"]
            .as_str()
            .unwrap_or("?"),
        read(command("node").arg("--version"))?.trim(),
        chromium.join(" ")
    )?;
    page.push_str("- the Wasm is `benches/quote` compiled and optimised as the embed bundle is (`opt-level = \"z\"`, the small standard library, its allocator, `wasm-opt -Oz`); native is `opt-level = 3`\n");
    page.push_str("- instructions: counted by the module itself, which is rewritten so that every stretch without a jump adds its length to a counter (`xtask/src/bench/instrument.rs`); `else` and `end` count nothing. Fuel leaves out `block`, `loop`, `return`, `drop` and `nop` as well, as the engine behind Shopify's limit of 11 million does\n");
    page.push_str("- a quote is counted from the call to the quote being dropped again, with the allocator as the quote before left it; times are medians\n");
    page.push_str("- carts and offers: `benches/quote/src/mix.rs`. The believable mix has scopes that match about a third of the lines, ladders, coupons held and not held, time-limited, flash and member prices, points, freight, an offer that waits for the server's word; in the worst mix every scope is different and matches every line\n\n");
    Ok(())
}

fn bars(page: &mut String, found: &Found) -> Result<()> {
    page.push_str("## Bars\n\n| what | bar | figure | |\n|---|---:|---:|---|\n");
    let (lines, offers) = BAR;
    let fuel = found
        .mix(Mix::Believable, lines, offers)
        .and_then(Row::instructions);
    row(
        page,
        &format!("Wasm instructions of a quote, {lines} lines × {offers} offers"),
        &millions(QUOTE_BAR),
        fuel.map(millions),
        fuel.map(|fuel| fuel <= QUOTE_BAR),
    )?;
    let few = found.quantity.first().and_then(Row::instructions);
    let many = found.quantity.get(1).and_then(Row::instructions);
    let ratio = few.zip(many).map(|(few, many)| many as f64 / few as f64);
    row(
        page,
        "6,000 pieces on 30 lines instead of 30: instructions",
        "1.25 ×",
        ratio.map(|ratio| format!("{ratio:.2} ×")),
        ratio.map(|ratio| ratio <= 1.25),
    )?;
    let forty = found.rules.iter().find(|row| row.case == "rules:40:10");
    let ms = forty.and_then(Row::wasm_ms);
    row(
        page,
        "best selection, 40 units × 10 rules, Wasm",
        "10 ms",
        ms.map(milliseconds),
        ms.map(|ms| ms < SELECTION_BAR),
    )?;
    let tap = found.taps.first().and_then(|tap| tap["median"].as_f64());
    row(
        page,
        "one tap, 50 lines × 30 offers, processor throttled to a quarter",
        "4 ms",
        tap.map(milliseconds),
        tap.map(|tap| tap < TAP_BAR),
    )?;
    page.push('\n');
    Ok(())
}

pub fn row(
    page: &mut String,
    what: &str,
    bar: &str,
    figure: Option<String>,
    met: Option<bool>,
) -> Result<()> {
    let figure = figure.unwrap_or_else(|| "too long".to_owned());
    let met = if met == Some(true) { "met" } else { "missed" };
    writeln!(page, "| {what} | {bar} | {figure} | {met} |")?;
    Ok(())
}

fn mixes(page: &mut String, found: &Found, plan: &Plan) -> Result<()> {
    for (mix, title) in [
        (Mix::Believable, "The believable mix"),
        (Mix::Worst, "The worst mix"),
    ] {
        writeln!(page, "## {title}\n")?;
        page.push_str("| lines | offers | pairs of a line and a matching offer | instructions | a pair | fuel | native | Wasm in Node |\n|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        for lines in plan.lines {
            for offers in plan.offers {
                let Some(row) = found.mix(mix, *lines, *offers) else {
                    continue;
                };
                let (Some(instructions), Some(pairs)) = (row.instructions(), row.matches()) else {
                    writeln!(page, "| {lines} | {offers} | | more than 20 s | | | | |")?;
                    continue;
                };
                writeln!(
                    page,
                    "| {lines} | {offers} | {} | {} | {} | {} | {} | {} |",
                    thousands(pairs),
                    thousands(instructions),
                    instructions / pairs.max(1),
                    row.fuel().map_or_else(String::new, thousands),
                    cell(row.native_ms()),
                    cell(row.wasm_ms()),
                )?;
            }
        }
        page.push('\n');
    }
    Ok(())
}

fn growth(page: &mut String, rows: &[Row], plan: &Plan) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    page.push_str("## Lines\n\nThe believable mix with 50 offers: work grows with the lines, and no faster.\n\n");
    page.push_str(
        "| lines | instructions | a line | native | Wasm in Node |\n|---:|---:|---:|---:|---:|\n",
    );
    for (row, lines) in rows.iter().zip(plan.growth) {
        let instructions = row.instructions().unwrap_or(0);
        writeln!(
            page,
            "| {lines} | {} | {} | {} | {} |",
            thousands(instructions),
            thousands(instructions / u64::from(*lines)),
            cell(row.native_ms()),
            cell(row.wasm_ms())
        )?;
    }
    page.push('\n');
    Ok(())
}

fn quantity(page: &mut String, rows: &[Row]) -> Result<()> {
    page.push_str("## Quantity costs nothing\n\n30 lines and 50 offers, among which nothing is to be chosen: one unit a line, then 200, then 20,000. A larger cart reaches more thresholds, and a limit of two units splits a line in two; past that nothing grows.\n\n");
    page.push_str("| units | instructions | native | Wasm in Node |\n|---:|---:|---:|---:|\n");
    for (row, units) in rows.iter().zip(["30", "6,000", "600,000"]) {
        let instructions = row.instructions().map_or_else(String::new, thousands);
        let (native, wasm) = (cell(row.native_ms()), cell(row.wasm_ms()));
        writeln!(page, "| {units} | {instructions} | {native} | {wasm} |")?;
    }
    page.push('\n');
    Ok(())
}

fn selection(page: &mut String, found: &Found) -> Result<()> {
    page.push_str("## Best selection\n\n`benches/quote/src/wallet.rs`: rules that compete in four groups, and wallets over five groups on a cart of 20 lines; every threshold looks at what the others leave.\n\n");
    page.push_str("| case | instructions | native | Wasm in Node | selections examined | proved | gap |\n|---|---:|---:|---:|---:|---|---:|\n");
    let name = |case: &str| {
        let numbers: Vec<&str> = case.split(':').collect();
        match numbers.as_slice() {
            ["rules", units, rules] => format!("{units} units, {rules} rules"),
            [_, coupons] => format!("a wallet of {coupons} coupons"),
            _ => case.to_owned(),
        }
    };
    for row in found.rules.iter().chain(&found.wallets) {
        let Some(told) = &row.counted else {
            writeln!(page, "| {} | more than 20 s | | | | | |", name(&row.case))?;
            continue;
        };
        let gap = told["gap"].as_f64().unwrap_or(0.0) / 100.0;
        writeln!(
            page,
            "| {} | {} | {} | {} | {} | {} | {} |",
            name(&row.case),
            row.instructions().map_or_else(String::new, thousands),
            cell(row.native_ms()),
            cell(row.wasm_ms()),
            told["examined"],
            if told["proved"] == true { "yes" } else { "no" },
            if gap == 0.0 {
                "none".to_owned()
            } else {
                format!("{gap:.2}")
            },
        )?;
    }
    page.push('\n');
    Ok(())
}

fn taps(page: &mut String, taps: &[Value]) -> Result<()> {
    page.push_str("## One tap\n\nA line is ticked or unticked in a plain page (`benches/page.html`) in Chromium with the processor throttled to a quarter; the time is that of the engine's call alone, 60 taps.\n\n");
    page.push_str("| case | first tap | median | 95 of 100 |\n|---|---:|---:|---:|\n");
    for (tap, name) in taps.iter().zip(["believable mix", "worst mix"]) {
        writeln!(
            page,
            "| 50 lines × 30 offers, {name} | {} | {} | {} |",
            cell(tap["first"].as_f64()),
            cell(tap["median"].as_f64()),
            cell(tap["p95"].as_f64())
        )?;
    }
    page.push('\n');
    Ok(())
}

fn peers(page: &mut String, peers: &[Value]) -> Result<()> {
    page.push_str("## Beside JavaScript engines\n\nThe same carts and deals in one Node process, in turns, medians of 100. The deals are what the peer's rules can say: rates, amounts from a threshold, ladders. Neither chooses among coupons, explains, or says how far the next step is; the engine does all of that in its time. Medusa counts with decimals and does not round, the other uses floats, so payables differ by cents.\n\n");
    page.push_str("| peer | licence | lines × deals | peer | engine (Wasm) | times | payables differ by |\n|---|---|---:|---:|---:|---:|---:|\n");
    for row in peers {
        let text = |key: &str| row[key].as_str().unwrap_or("?").to_owned();
        let number = |group: &str, key: &str| row[group][key].as_f64().unwrap_or(f64::NAN);
        let (ours, theirs) = (number("ms", "ours"), number("ms", "theirs"));
        writeln!(
            page,
            "| {} {} | {} | {} × {} | {} | {} | {:.0} | {:.2} |",
            text("peer"),
            text("version"),
            text("license"),
            row["lines"],
            row["deals"],
            milliseconds(theirs),
            milliseconds(ours),
            theirs / ours,
            (number("payable", "ours") - number("payable", "theirs")).abs() / 100.0
        )?;
    }
    page.push_str("\nHow they are driven: `benches/peers/*.mjs`.\n\n");
    Ok(())
}

fn bundle(page: &mut String, bundle: Option<&Value>) -> Result<()> {
    let Some(bundle) = bundle else {
        return Ok(());
    };
    let number = |key: &str| bundle[key].as_u64().unwrap_or(0);
    page.push_str("## In the bundle\n\n");
    writeln!(
        page,
        "The engine is {} of the {} bytes (brotli 11) of the embed bundle's module: its parts in one, less the same module with the bodies of the {} functions whose names name the crate (their code is {} of {} bytes before compression) replaced by a trap. Standard library code made for the engine's types is among them; code inlined into other crates is not.",
        thousands(number("engine_brotli")),
        thousands(number("module_brotli")),
        number("functions"),
        thousands(number("raw")),
        thousands(number("module")),
    )?;
    Ok(())
}

fn millions(count: u64) -> String {
    format!("{:.2} M", count as f64 / 1e6)
}

fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn cell(ms: Option<f64>) -> String {
    ms.map_or_else(|| "too long".to_owned(), milliseconds)
}

/// Three figures.
fn milliseconds(ms: f64) -> String {
    if ms < 1.0 {
        format!("{:.0} µs", ms * 1e3)
    } else if ms < 100.0 {
        format!("{ms:.1} ms")
    } else {
        format!("{ms:.0} ms")
    }
}

#[cfg(test)]
mod tests {
    use super::{milliseconds, thousands};

    #[test]
    fn figures() {
        assert_eq!(thousands(7), "7");
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(thousands(123_456), "123,456");
        assert_eq!(milliseconds(0.0213), "21 µs");
        assert_eq!(milliseconds(2.345), "2.3 ms");
        assert_eq!(milliseconds(234.5), "234 ms");
    }
}
