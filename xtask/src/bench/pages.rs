//! The page beside the same page built with what a shop would use instead, in one run.

use std::fmt::Write;
use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use super::run::{self, node};
use super::studio;
use crate::shell::path;
use crate::{dist, tools};

/// Where the figures of pages begin in `benches/RESULTS.md`; what is before them is the engine's.
const MARK: &str = "\n# A page beside its peers\n";

/// Builds the peers and the bundle, measures them and writes the figures.
pub fn command_line() -> Result<()> {
    let file = path("benches/RESULTS.md");
    let text = markdown(&measure()?)?;
    println!("{text}");
    let engine = fs::read_to_string(&file).unwrap_or_default();
    fs::write(
        file,
        [before(&engine), &text, &studio::last(&engine)].concat(),
    )?;
    Ok(())
}

/// The part of a page of figures that is not about pages.
fn before(text: &str) -> &str {
    text.split(MARK).next().unwrap_or_default()
}

/// The part of the last run that is about pages and the studio, for a run that measures only the engine.
pub fn last(text: &str) -> String {
    text.find(MARK)
        .map_or_else(String::new, |at| text[at..].to_owned())
}

fn measure() -> Result<Vec<Value>> {
    dist::dist(dist::Rebuild::WhenChanged)?;
    tools::npm()?;
    tools::browser()?;
    super::peers::install("benches/pages", "about 150 MB")?;
    let mut program = node("pages/measure.mjs");
    if let Some(chromium) = tools::chromium() {
        program.env("DACU_CHROMIUM", chromium);
    }
    program
        .arg(dist::work_dir()?.join("bench/pages"))
        .arg(dist::out_dir());
    run::lines(&mut program)
}

/// A column: what it says and where its figure is.
pub type Column = (&'static str, fn(&Value) -> String);

const SIZE: [Column; 3] = [
    ("raw", |page| bytes(&page["size"]["raw"])),
    ("gzip 9", |page| bytes(&page["size"]["gz"])),
    ("brotli 11", |page| bytes(&page["size"]["br"])),
];

const START: [Column; 5] = [
    ("first digits, median", |page| ms(&page["start"]["median"])),
    ("fastest to slowest", |page| range(&page["start"])),
    ("blocking time", |page| ms(&page["start"]["blocked"])),
    ("layout shift", |page| shift(&page["start"]["shift"])),
    ("on slow 4G", |page| ms(&page["slow"]["median"])),
];

const RUN: [Column; 6] = [
    ("tap: delay", |page| ms(&page["tap"]["delay"])),
    ("tap: to next paint", |page| ms(&page["tap"]["paint"])),
    ("spin: script", |page| per_second(&page["spin"]["script"])),
    ("spin: callbacks a second", |page| {
        one(&page["spin"]["callbacks"], "")
    }),
    ("100 mounts: heap", |page| {
        one(&page["mounts"]["heap"], " B")
    }),
    ("100 mounts: nodes", |page| {
        one(&page["mounts"]["nodes"], "")
    }),
];

const COUNTDOWNS: [Column; 3] = [
    ("1", |page| per_second(&page["countdowns"]["1"]["script"])),
    ("100", |page| {
        per_second(&page["countdowns"]["100"]["script"])
    }),
    ("1,000", |page| {
        per_second(&page["countdowns"]["1000"]["script"])
    }),
];

fn markdown(pages: &[Value]) -> Result<String> {
    let mut text = MARK.to_owned();
    text.push_str(
        "\nWritten by `cargo xtask bench --pages`; do not edit. Each page shows a countdown with tenths, coupons and a \
         wheel whose prize a server decides after 600 ms; `benches/pages` has their sources. Ours also carries the flash \
         sale, the cart, the rules and the whole engine, and its sample campaign shows more coupons. All are served alike, \
         compressed, and loaded in turn in one run; times are of one machine.\n",
    );
    table(
        &mut text,
        "Bytes of script, style and Wasm",
        "",
        pages,
        &SIZE,
    )?;
    let how = "Milliseconds after the HTML, processor throttled 4 times; slow 4G is 1.6 Mbit/s with 150 ms.";
    table(&mut text, "Start", how, pages, &START)?;
    let how = "Throttled 4 times but for the mounts; script is milliseconds a second while the wheel turns. Callbacks are \
               those of `requestAnimationFrame`; none means that the compositor turns the wheel alone.";
    table(&mut text, "In use", how, pages, &RUN)?;
    let how = "Script, in milliseconds a second, for so many countdowns with tenths on one page, not throttled.";
    table(&mut text, "Countdowns", how, pages, &COUNTDOWNS)?;
    Ok(text)
}

pub fn table(
    text: &mut String,
    title: &str,
    how: &str,
    pages: &[Value],
    columns: &[Column],
) -> Result<()> {
    writeln!(text, "\n## {title}\n")?;
    if !how.is_empty() {
        writeln!(text, "{how}\n")?;
    }
    let heads: Vec<&str> = columns.iter().map(|(head, _)| *head).collect();
    writeln!(text, "| | {} |", heads.join(" | "))?;
    writeln!(text, "|---|{}", "---:|".repeat(columns.len()))?;
    for page in pages {
        let name = page["told"].as_str().context("a page without a name")?;
        let cells: Vec<String> = columns.iter().map(|(_, cell)| cell(page)).collect();
        writeln!(text, "| {name} | {} |", cells.join(" | "))?;
    }
    Ok(())
}

fn bytes(value: &Value) -> String {
    value
        .as_u64()
        .map_or_else(|| "–".to_owned(), |bytes| bytes.to_string())
}

pub fn one(value: &Value, unit: &str) -> String {
    value
        .as_f64()
        .map_or_else(|| "–".to_owned(), |figure| format!("{figure:.0}{unit}"))
}

fn ms(value: &Value) -> String {
    one(value, "")
}

fn per_second(value: &Value) -> String {
    value
        .as_f64()
        .map_or_else(|| "–".to_owned(), |figure| format!("{figure:.1}"))
}

fn shift(value: &Value) -> String {
    value
        .as_f64()
        .map_or_else(|| "–".to_owned(), |figure| format!("{figure:.4}"))
}

fn range(value: &Value) -> String {
    format!("{} to {}", ms(&value["min"]), ms(&value["max"]))
}
