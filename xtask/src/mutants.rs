//! `cargo xtask mutants`: changes the engine in one place at a time and asks whether a test notices.
//!
//! What is known to survive stands in `crates/pricing/MUTANTS.md`, with the reason.

use anyhow::{Context, Result, bail};

use crate::{shell, tools};

/// Tries the mutants of one file below `crates/pricing/src`, or of all of them, and fails where
/// some survive; `target/mutants.out` keeps what was found.
pub fn command_line(file: Option<&str>) -> Result<()> {
    tools::mutants()?;
    let mut cargo = shell::cargo(&["mutants", "--package", "pricing", "--output", "target"]);
    cargo.args(["--timeout", "60"]);
    if let Some(file) = file {
        cargo.args(["--file", &format!("crates/pricing/src/{file}")]);
    }
    // Each mutant is built for a run of seconds: what makes builds quick is worth more than speed.
    cargo
        .arg("--cargo-arg=--config=profile.test.package.pricing.opt-level=0")
        .args(["--", "--lib", "--test", "it"])
        .env("CARGO_PROFILE_TEST_DEBUG", "0")
        .env("CARGO_INCREMENTAL", "1");
    if std::env::var_os("DACU_SEEDS").is_none() {
        cargo.env("DACU_SEEDS", "300");
    }
    let status = cargo
        .status()
        .context("cargo mutants could not be started")?;
    match status.code() {
        Some(0) => Ok(()),
        Some(2 | 3) => bail!(
            "mutants survived or ran out of time: compare target/mutants.out with crates/pricing/MUTANTS.md"
        ),
        _ => bail!("cargo mutants failed ({status})"),
    }
}
