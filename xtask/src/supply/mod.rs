//! What comes from elsewhere: licences, sources and known faults of crates and npm packages.
//!
//! What stands in the lock files is checked without a network. Advisories are asked for where a
//! database answers; where none does, a line says that they did not run, and nothing fails.

mod npm;

use std::fs;

use anyhow::{Context, Result};

use crate::report::Count;
use crate::shell::{self, cargo, path, run};
use crate::tools;

/// What the embed bundle must not have in it.
const EMBED: &str = "deny-embed.toml";

/// Every check that can run here.
pub fn check() -> Result<Count> {
    let mut sum = Count::default();
    let mut ran = |name: &str, result: Result<()>| match result {
        Ok(()) => sum.passed += 1,
        Err(error) => {
            println!("error: {name}: {error:#}");
            sum.failed += 1;
        }
    };
    ran("npm lock files", npm::locks());
    match npm::advisories() {
        Some(result) => ran("npm advisories", result),
        None => did_not_run("npm advisories", "the registry answers no audits"),
    }
    if let Err(error) = tools::cargo_deny() {
        did_not_run("cargo-deny", &format!("{error:#}"));
        return Ok(sum);
    }
    ran(
        "crates",
        deny(&["--workspace"], &["bans", "licenses", "sources"]),
    );
    ran(
        "crates of the embed bundle",
        deny(&["--config", EMBED], &["bans"]),
    );
    if shell::read(&mut cargo(&["deny", "fetch", "db"])).is_ok() {
        let known = deny(&["--workspace"], &["--disable-fetch", "advisories"]);
        ran("advisories of crates", known);
    } else {
        did_not_run("advisories of crates", "the database could not be fetched");
    }
    Ok(sum)
}

/// The names that the embed bundle must not have in it.
pub fn banned_from_embed() -> Result<Vec<String>> {
    let text = fs::read_to_string(path(EMBED)).context(EMBED)?;
    let file: toml::Table = toml::from_str(&text).context(EMBED)?;
    let deny = file
        .get("bans")
        .and_then(|bans| bans.get("deny")?.as_array())
        .with_context(|| format!("{EMBED} bans nothing"))?;
    deny.iter()
        .map(|entry| {
            let name = entry.get("crate").and_then(|name| name.as_str());
            let name = name.with_context(|| format!("{EMBED}: an entry names no crate"))?;
            Ok(name.to_owned())
        })
        .collect()
}

fn deny(which: &[&str], what: &[&str]) -> Result<()> {
    run(&mut cargo(
        &[&["deny", "--locked"], which, &["check"], what].concat(),
    ))
}

fn did_not_run(what: &str, why: &str) {
    println!("did not run: {what}: {why}");
}
