//! Runs the programs that measure, and reads the lines of JSON they write.

use std::fs::{self, File};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::dist;
use crate::shell::{self, command};

/// What a program told in its time.
pub enum Told {
    /// Lines of JSON.
    Lines(Vec<Value>),
    /// It was stopped.
    TooLong,
}

/// Runs a program for at most so long.
pub fn within(limit: Duration, program: &mut Command) -> Result<Told> {
    let line = shell::line(program);
    eprintln!("{}", shell::styled("2", &format!("$ {line}")));
    let out = dist::work_dir()?.join("bench/told.jsonl");
    let mut child = program
        .stdout(File::create(&out)?)
        .spawn()
        .with_context(|| format!("`{line}` could not be started"))?;
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if start.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            return Ok(Told::TooLong);
        }
        sleep(Duration::from_millis(10));
    };
    if !status.success() {
        bail!("`{line}` failed ({status})");
    }
    let lines = fs::read_to_string(&out)?;
    let lines = lines
        .lines()
        .map(|line| serde_json::from_str(line).with_context(|| format!("not JSON: {line}")));
    Ok(Told::Lines(lines.collect::<Result<_>>()?))
}

/// Runs a program that must come to its end.
pub fn lines(program: &mut Command) -> Result<Vec<Value>> {
    match within(Duration::from_secs(1200), program)? {
        Told::Lines(lines) => Ok(lines),
        Told::TooLong => bail!("`{}` took more than twenty minutes", shell::line(program)),
    }
}

/// A script of `benches/`, to be run by Node.
pub fn node(script: &str) -> Command {
    let mut node = command("node");
    node.arg(format!("benches/{script}"));
    node
}
