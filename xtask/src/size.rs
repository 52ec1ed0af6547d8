//! What the embed bundle weighs, beside what `budgets.toml` allows and where it has to go.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::dist::{self, Rebuild};
use crate::shell::{self, command, path};

/// Builds the bundle if needed, prints its sizes, and fails if a row is over its budget.
pub fn command_line(top: bool) -> Result<()> {
    dist::dist(Rebuild::WhenChanged)?;
    check()?;
    if top { biggest_functions() } else { Ok(()) }
}

/// Prints the sizes of the bundle that was built last and fails if a row is over its budget.
pub fn check() -> Result<()> {
    let text = fs::read_to_string(path("budgets.toml")).context("budgets.toml")?;
    let budgets: toml::Table = toml::from_str(&text).context("budgets.toml")?;
    let figure = |table: &str, row: &str| -> Result<usize> {
        let value = budgets
            .get(table)
            .and_then(|table| table.get(row)?.as_integer());
        let value = value.with_context(|| format!("budgets.toml has no {table}.{row}"))?;
        Ok(usize::try_from(value)?)
    };
    let budget = |row: &str| figure("embed", row);

    let manifest = dist::manifest()?;
    let mut rows = Vec::new();
    let mut total = [0; 3];
    for role in ["loader", "core", "wasm", "css"] {
        let part = manifest.files.get(role);
        let part = part.with_context(|| format!("the manifest has no {role}"))?;
        let sizes = [part.bytes, part.gzip, part.brotli];
        rows.push((part.file.clone(), sizes, budget(role)?));
        (0..3).for_each(|i| total[i] += sizes[i]);
    }
    rows.push(("js + wasm + css".to_owned(), total, budget("total_brotli")?));
    let bar = figure("bar", "total_brotli")?;

    println!(
        "{:<28} {:>9} {:>9} {:>9} {:>9}",
        "", "raw", "gzip 9", "brotli 11", "budget"
    );
    let mut over = Vec::new();
    for (name, [raw, gzip, brotli], budget) in rows {
        let mark = if brotli > budget { "  over" } else { "" };
        println!("{name:<28} {raw:>9} {gzip:>9} {brotli:>9} {budget:>9}{mark}");
        if brotli > budget {
            over.push(format!("{name} by {} bytes", brotli - budget));
        }
    }
    let [.., brotli] = total;
    if brotli > bar {
        println!(
            "the bar of {bar} bytes is not reached yet: {} to go",
            brotli - bar
        );
    } else {
        println!("under the bar of {bar} bytes by {}", bar - brotli);
    }
    if !over.is_empty() {
        bail!("over budget: {}", over.join(", "));
    }
    Ok(())
}

/// Lists where the bytes of the module come from, with the optimised code but its names kept.
fn biggest_functions() -> Result<()> {
    if shell::which("twiggy").is_none() {
        bail!("--top needs twiggy: cargo install twiggy --locked");
    }
    let module = dist::wasm_module(&["--debuginfo"])?;
    let named = module.with_extension("named.wasm");
    fs::rename(&module, &named)?;
    shell::run(command("twiggy").args(["top", "-n", "30"]).arg(named))
}
