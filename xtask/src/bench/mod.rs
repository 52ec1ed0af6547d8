//! `cargo xtask bench`: what a quote costs, and `benches/RESULTS.md`.
//!
//! Figures, not tests: nothing here fails because a machine is slow.

mod build;
mod bundle;
mod cases;
mod draws;
mod instrument;
pub mod pages;
mod peers;
mod results;
mod run;
pub mod studio;

use std::fs;

use anyhow::{Result, bail};

use crate::shell::path;
use crate::tools;
use cases::{BAR, FULL, Mix, QUICK};

/// How far a bench goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Every case, the bundle too; written to `benches/RESULTS.md`.
    Full,
    /// A fast subset, printed.
    Quick,
}

/// Measures.
pub fn command_line(extent: Extent) -> Result<()> {
    let plan = match extent {
        Extent::Full => &FULL,
        Extent::Quick => &QUICK,
    };
    let built = build::build()?;
    let mut found = results::Found {
        mixes: Vec::new(),
        growth: Vec::new(),
        quantity: Vec::new(),
        rules: Vec::new(),
        wallets: Vec::new(),
        taps: taps(&built)?,
        peers: peers::measure(&built, plan)?,
        bundle: None,
        draws: None,
    };
    for mix in [Mix::Believable, Mix::Worst] {
        for lines in plan.lines {
            for offers in plan.offers {
                let case = mix.case(*lines, *offers, 1);
                found.mixes.push(cases::measure(&built, case)?);
            }
        }
    }
    for lines in plan.growth {
        let case = Mix::Believable.case(*lines, BAR.1, 1);
        found.growth.push(cases::measure(&built, case)?);
    }
    for each in [1, 200, 20_000] {
        let case = Mix::Bulk.case(30, 50, each);
        found.quantity.push(cases::measure(&built, case)?);
    }
    for units in plan.units {
        let row = cases::measure(&built, format!("rules:{units}:10"))?;
        found.rules.push(row);
    }
    for coupons in plan.coupons {
        let row = cases::measure(&built, format!("wallet:{coupons}"))?;
        found.wallets.push(row);
    }
    if extent == Extent::Full {
        found.bundle = Some(bundle::weigh()?);
        found.draws = Some(draws::measure()?);
    }
    let text = results::markdown(&found, plan)?;
    println!("{text}");
    if extent == Extent::Full {
        let file = path("benches/RESULTS.md");
        let pages = pages::last(&fs::read_to_string(&file).unwrap_or_default());
        fs::write(file, text + &pages)?;
    }
    Ok(())
}

/// One tap in a throttled page.
fn taps(built: &build::Built) -> Result<Vec<serde_json::Value>> {
    tools::browser()?;
    let mut throttle = run::node("throttle.mjs");
    if let Some(chromium) = tools::chromium() {
        throttle.env("DACU_CHROMIUM", chromium);
    }
    throttle
        .arg(&built.plain)
        .arg("4")
        .args([Mix::Believable, Mix::Worst].map(|mix| mix.case(50, 30, 1)));
    run::lines(&mut throttle)
}

/// Prints which functions execute the instructions of one case.
pub fn profile(case: &str) -> Result<()> {
    let built = build::build()?;
    let mut node = run::node("run.mjs");
    node.arg("profile").arg(&built.profiling).arg(case);
    let told = run::lines(&mut node)?.pop().unwrap_or_default();
    let Some(functions) = told["functions"].as_array() else {
        bail!("nothing was counted");
    };
    let count = |row: &serde_json::Value| row[1].as_u64().unwrap_or(0);
    let total: u64 = functions.iter().map(count).sum();
    println!("{total:>12}          {case}");
    for row in functions.iter().take(40) {
        let share = count(row) as f64 * 100.0 / total as f64;
        let name = rustc_demangle::demangle(row[0].as_str().unwrap_or("?"));
        println!("{:>12} {share:>5.1} %  {name:#}", count(row));
    }
    Ok(())
}
