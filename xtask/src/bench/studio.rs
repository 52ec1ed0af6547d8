//! What a frame costs while the studio's scrubber is pulled, beside the frame's budget.

use std::fs;

use anyhow::Result;
use serde_json::Value;

use super::pages::{Column, one, table};
use super::run::{self, node};
use crate::shell::path;
use crate::{serve, tools};

/// Where the figures of the studio begin in `benches/RESULTS.md`, after all others.
const MARK: &str = "\n# The studio while it is pulled\n";

/// A frame at 60 a second, in milliseconds.
const FRAME_MS: f64 = 1000.0 / 60.0;

/// Builds the site, measures and writes the figures.
pub fn command_line() -> Result<()> {
    serve::build()?;
    tools::npm()?;
    tools::browser()?;
    let mut program = node("scrub.mjs");
    if let Some(chromium) = tools::chromium() {
        program.env("DACU_CHROMIUM", chromium);
    }
    let text = markdown(&run::lines(&mut program)?)?;
    println!("{text}");
    let file = path("benches/RESULTS.md");
    let all = fs::read_to_string(&file).unwrap_or_default();
    let others = all.split(MARK).next().unwrap_or_default();
    fs::write(file, [others, &text].concat())?;
    Ok(())
}

/// The part of the last run that is about the studio, for a run that measures something else.
pub fn last(text: &str) -> String {
    text.find(MARK)
        .map_or_else(String::new, |at| text[at..].to_owned())
}

const COLUMNS: [Column; 7] = [
    ("script", |page| one(&page["script"], " ms")),
    ("of a frame", |page| share(&page["script"])),
    ("style and layout", |page| one(&page["layout"], " ms")),
    ("of a frame", |page| share(&page["layout"])),
    ("all tasks", |page| one(&page["task"], " ms")),
    ("layouts", |page| one(&page["layouts"], "")),
    ("late frames of 60", |page| one(&page["late"], "")),
];

fn share(ms: &Value) -> String {
    format!("{:.0} %", ms.as_f64().unwrap_or(0.0) / FRAME_MS * 100.0)
}

fn markdown(pages: &[Value]) -> Result<String> {
    let mut text = MARK.to_owned();
    text.push_str(
        "\nWritten by `cargo xtask bench --studio`; do not edit. The pointer moves once in each of 60 frames over the scrubber of \
         the 双11 sample, and the phone, its widgets and the traced price follow; medians of 5 runs, a frame each, not throttled. Script, \
         style and layout are processor time of the main thread that studio and phone share (`Performance.getMetrics` in thread ticks), \
         which a busy machine lengthens less than time by the clock; a late frame came 25 ms or more after the one before it, by the \
         clock. Two layouts are one of the studio and one of the phone. `benches/scrub.mjs` is the program.\n",
    );
    table(&mut text, "A frame of a pull", "", pages, &COLUMNS)?;
    Ok(text)
}
