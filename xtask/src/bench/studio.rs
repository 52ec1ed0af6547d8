//! What a frame costs while the studio's scrubber is pulled, beside the frame's budget.

use std::fs;

use anyhow::Result;
use serde_json::Value;

use super::pages::{Column, one, table};
use super::results;
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
    let measured = |program: &str| {
        let mut program = node(program);
        if let Some(chromium) = tools::chromium() {
            program.env("DACU_CHROMIUM", chromium);
        }
        run::lines(&mut program)
    };
    let text = markdown(&measured("scrub.mjs")?, &measured("large.mjs")?)?;
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

const COLUMNS: [Column; 6] = [
    ("script", |page| ms(&page["script"])),
    ("style and layout", |page| ms(&page["layout"])),
    ("layouts", |page| one(&page["layouts"], "")),
    ("all work, median", |page| ms(&page["task"])),
    ("95 of 100", |page| ms(&page["p95"])),
    ("most", |page| ms(&page["most"])),
];

const LATE: [Column; 4] = [
    ("frames", |page| one(&page["frames"], "")),
    ("late", |page| one(&page["late"], "")),
    ("with work over a frame", |page| one(&page["busy"], "")),
    ("with time to spare", |page| one(&page["idle"], "")),
];

const LARGE: [Column; 4] = [
    ("longest task", |step| ms(&step["longest"])),
    ("second", |step| ms(&step["second"])),
    ("over 50 ms", |step| one(&step["long"], "")),
    ("all work", |step| ms(&step["all"])),
];

fn ms(value: &Value) -> String {
    value
        .as_f64()
        .map_or_else(|| "–".to_owned(), |figure| format!("{figure:.1} ms"))
}

fn markdown(pages: &[Value], large: &[Value]) -> Result<String> {
    let mut text = MARK.to_owned();
    text.push_str(
        "\nWritten by `cargo xtask bench --studio`; do not edit. The pointer moves once in each of 5 times 60 frames over the scrubber of \
         the 双11 sample, across the start of a session and back, and the phone, its widgets and the traced price follow; not throttled. \
         Two layouts are one of the studio and one of the phone. On the empty page one box moves. `benches/scrub.mjs` is the program.\n",
    );
    text.push_str("\n## Bar\n\n| what | bar | figure | |\n|---|---:|---:|---|\n");
    let most = pages.last().map(|page| &page["most"]);
    results::row(
        &mut text,
        "work of the main thread in any frame of a pull, 30 widgets",
        &format!("{FRAME_MS:.1} ms"),
        most.map(ms),
        most.and_then(Value::as_f64).map(|most| most <= FRAME_MS),
    )?;
    let how = "Processor time of the main thread that studio and phone share: script, style and layout as the browser counts them, all \
               work as it traces its tasks, in runs of their own. A busy machine lengthens it too, but less than time by the clock.";
    table(&mut text, "A frame of a pull", how, pages, &COLUMNS)?;
    let how = "A late frame came 25 ms or more after the one before it, by the clock. Where the main thread had less to do than a frame \
               is long, the machine or the browser's other threads were late: those that draw, which is software here.";
    table(&mut text, "Late frames", how, pages, &LATE)?;
    let how = "Processor time of the main thread's tasks, studio and phone together, medians of 3 runs. `benches/large.mjs` is the \
               program.";
    table(&mut text, "A campaign of 2 MB", how, large, &LARGE)?;
    Ok(text)
}
