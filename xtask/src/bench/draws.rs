//! Ten million turns of a verifiable draw against its odds.

use std::fmt::Write as _;

use anyhow::Result;

use crate::shell::{cargo, read};

/// What `examples/draw_statistics.rs` of the crate `campaign` says; an error where chance would say so
/// once in a thousand.
pub fn measure() -> Result<String> {
    read(&mut cargo(&[
        "run",
        "--quiet",
        "--release",
        "--package",
        "campaign",
        "--example",
        "draw_statistics",
        "--features",
        "fair",
    ]))
}

/// The section of the page.
pub fn markdown(page: &mut String, told: &str) -> Result<()> {
    writeln!(
        page,
        "\n## Verifiable draws\n\nTurns of the wheel of the 双11 sample with one seed, a thousand a buyer: how often each prize came beside what its \
         odds promise, and chi-square of the prizes and of the values in a thousand bins beside what chance passes once in a thousand.\n\n```text\n{}\n```",
        told.trim_end()
    )?;
    Ok(())
}
