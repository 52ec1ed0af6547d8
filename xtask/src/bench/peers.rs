//! JavaScript engines beside ours, on the same carts in the same process.

use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use super::build::Built;
use super::cases::Plan;
use super::run::{self, node};
use crate::inputs;
use crate::shell::{self, command, path};

/// Installs the peers if needed and times them.
pub fn measure(built: &Built, plan: &Plan) -> Result<Vec<Value>> {
    install("benches/peers", "about 200 MB")?;
    let mut program = node("peers/run.mjs");
    program
        .arg(&built.native)
        .arg(&built.plain)
        .args(plan.peers);
    run::lines(&mut program)
}

/// Installs the packages of one of the folders under `benches/`, once for each lock file.
pub fn install(folder: &str, size: &str) -> Result<()> {
    let stamp = path(folder).join("node_modules/.dacu-stamp");
    let wanted = inputs::hash(&[&format!("{folder}/package-lock.json")], |_| true)?;
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    eprintln!("installing the peers of {folder} ({size})");
    shell::run(command("npm").args(["ci", "--prefix", folder]))
        .context("the peers could not be installed")?;
    fs::write(stamp, wanted)?;
    Ok(())
}
