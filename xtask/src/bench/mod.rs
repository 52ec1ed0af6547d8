//! `cargo xtask bench`: what a quote costs, and benches/RESULTS.md.
//!
//! Figures, not tests: nothing here fails because a machine is slow.

mod build;
mod instrument;

use anyhow::{Result, bail};

use crate::shell::{self, command};

/// Prints which functions execute the instructions of one case.
pub fn profile(case: &str) -> Result<()> {
    let built = build::build()?;
    let mut node = command("node");
    node.args(["benches/run.mjs", "profile"])
        .arg(&built.profiling)
        .arg(case);
    let told: serde_json::Value = serde_json::from_str(&shell::read(&mut node)?)?;
    let Some(functions) = told["functions"].as_array() else {
        bail!("nothing was counted");
    };
    let count = |row: &serde_json::Value| row[1].as_u64().unwrap_or(0);
    let total: u64 = functions.iter().map(count).sum();
    println!("{total:>12}  {case}");
    for row in functions.iter().take(40) {
        let share = count(row) as f64 * 100.0 / total as f64;
        let name = row[0].as_str().unwrap_or("?");
        println!("{:>12} {share:>5.1} %  {name}", count(row));
    }
    Ok(())
}
