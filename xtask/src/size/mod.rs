//! What the embed bundle weighs, beside what `budgets.toml` allows and where it has to go.

mod parts;

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, bail};

use self::parts::Weight;
use crate::dist::{self, Rebuild};
use crate::shell::{self, command, path};
use crate::split;

/// The table of `budgets.toml` with the parts of the module; its last.
const TABLE: &str = "parts";

/// What `size` does beside printing.
pub enum Extra {
    /// Writes what the parts weigh into `budgets.toml`.
    Write,
    /// Lists the biggest functions.
    Top,
}

/// The part of the module that a countdown needs; with what comes before it in the table, a page shows one.
const EARLY: &str = "wasm";

/// Builds the bundle if needed, prints its sizes, and fails if a row is over its budget.
pub fn command_line(extra: Option<Extra>) -> Result<()> {
    dist::dist(Rebuild::WhenChanged)?;
    if let Some(Extra::Write) = extra {
        write_parts(&parts::weigh(brotli_of_module(&dist::manifest()?))?)?;
    }
    check()?;
    match extra {
        Some(Extra::Top) => biggest_functions(),
        _ => Ok(()),
    }
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
    for role in ["loader", "core", "css", EARLY, "rest", "rest_css"] {
        let part = manifest.files.get(role);
        let part = part.with_context(|| format!("the manifest has no {role}"))?;
        let sizes = [part.bytes, part.gzip, part.brotli];
        rows.push((part.file.clone(), sizes, budget(role)?));
        (0..3).for_each(|i| total[i] += sizes[i]);
        if role == EARLY {
            let name = "until the first digits".to_owned();
            rows.push((name, total, budget("first_digits")?));
        }
    }
    rows.push((
        "five widgets, live".to_owned(),
        total,
        budget("total_brotli")?,
    ));
    let live = total;
    let role = "more";
    let part = manifest.files.get(role);
    let part = part.with_context(|| format!("the manifest has no {role}"))?;
    let sizes = [part.bytes, part.gzip, part.brotli];
    rows.push((part.file.clone(), sizes, budget(role)?));
    (0..3).for_each(|i| total[i] += sizes[i]);
    rows.push(("js + wasm + css".to_owned(), total, budget("everything")?));
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
    let [.., brotli] = live;
    if brotli > bar {
        println!(
            "the bar of {bar} bytes is not reached yet: {} to go",
            brotli - bar
        );
    } else {
        println!("under the bar of {bar} bytes by {}", bar - brotli);
    }
    print_parts(&parts::weigh(brotli_of_module(&manifest))?, &budgets);
    if !over.is_empty() {
        bail!("over budget: {}", over.join(", "));
    }
    Ok(())
}

/// All parts of the module.
fn brotli_of_module(manifest: &dist::Manifest) -> usize {
    let later = split::LATER.iter().map(|part| part.role);
    let parts = [EARLY].into_iter().chain(later);
    let parts = parts.filter_map(|role| manifest.files.get(role));
    parts.map(|part| part.brotli).sum()
}

/// What the parts of the module weigh, beside what is written. They are no budgets: code moves from one
/// to another when the compiler inlines otherwise.
fn print_parts(parts: &BTreeMap<String, Weight>, budgets: &toml::Table) {
    println!(
        "\n{:<28} {:>9} {:>9} {:>9} {:>9}",
        "parts of the module", "raw", "", "brotli 11", "written"
    );
    let mut parts: Vec<_> = parts.iter().collect();
    parts.sort_by_key(|(_, weight)| std::cmp::Reverse(weight.brotli));
    for (name, Weight { raw, brotli }) in parts {
        let written = budgets
            .get(TABLE)
            .and_then(|table| table.get(name)?.as_integer());
        let written = written.map_or_else(|| "-".to_owned(), |written| written.to_string());
        println!("{name:<28} {raw:>9} {:>9} {brotli:>9} {written:>9}", "");
    }
}

/// Puts the figures in place of those that stand at the end of the file.
fn write_parts(parts: &BTreeMap<String, Weight>) -> Result<()> {
    let file = path("budgets.toml");
    let text = fs::read_to_string(&file)?;
    let head = format!("[{TABLE}]\n");
    let (before, _) = text
        .split_once(&head)
        .with_context(|| format!("budgets.toml has no {head}"))?;
    let rows: String = parts
        .iter()
        .map(|(name, weight)| format!("{name} = {}\n", weight.brotli))
        .collect();
    Ok(fs::write(file, [before, &head, &rows].concat())?)
}

/// Prints what brings the things of such a name into the first part of the module.
pub fn why(name: &str) -> Result<()> {
    let linked = fs::read(dist::compile("dacu")?)?;
    print!("{}", split::why(&linked, &split::later().concat(), name)?);
    Ok(())
}

/// Prints what holds most of the module's first part.
pub fn first() -> Result<()> {
    let linked = fs::read(dist::compile("dacu")?)?;
    print!("{}", split::holders(&linked, &split::later().concat())?);
    Ok(())
}

/// Lists where the bytes of the module come from, with the optimised code but its names kept.
fn biggest_functions() -> Result<()> {
    if shell::which("twiggy").is_none() {
        bail!("--top needs twiggy: cargo install twiggy --locked");
    }
    let named = dist::named_module()?;
    shell::run(command("twiggy").args(["top", "-n", "30"]).arg(named))
}
