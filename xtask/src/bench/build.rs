//! Builds what is measured: the carts and the engine, natively and as a bare Wasm module.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use super::instrument::{Detail, instrument};
use crate::shell::{self, run, target};
use crate::{dist, tools};

const PACKAGE: &str = "quote-bench";

/// What was built.
pub struct Built {
    /// The native program.
    pub native: PathBuf,
    /// The module as the embed bundle would have it.
    pub plain: PathBuf,
    /// The same with counters.
    pub counting: PathBuf,
    /// The same with a counter for each function.
    pub profiling: PathBuf,
}

/// Builds all of it.
pub fn build() -> Result<Built> {
    let mut cargo = shell::cargo(&["build", "--profile", "native", "--package", PACKAGE]);
    run(&mut cargo)?;
    tools::wasm_target()?;
    tools::npm()?;
    let work = dist::work_dir()?.join("bench");
    fs::create_dir_all(&work)?;
    let built = Built {
        native: target().join("native").join(PACKAGE),
        plain: work.join("quote.wasm"),
        counting: work.join("quote.counting.wasm"),
        profiling: work.join("quote.profiling.wasm"),
    };
    // With names, which change no instruction.
    let compiled = dist::compile(PACKAGE)?;
    dist::optimise(&compiled, &["--debuginfo"], &built.plain)?;
    let plain = fs::read(&built.plain)?;
    fs::write(&built.counting, instrument(&plain, Detail::Total)?)?;
    fs::write(&built.profiling, instrument(&plain, Detail::Functions)?)?;
    Ok(built)
}
