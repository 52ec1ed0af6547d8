//! Every check there is, each run to its end, and one table of what they said.

use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::report::{self, Count};
use crate::shell::{self, cargo, command, path, run};
use crate::{baseline, dist, serve, size, supply, tidy, tools};

/// A stage by its name; they run in this order.
const STAGES: &[(&str, Stage)] = &[
    ("fmt", Stage::Check(fmt)),
    ("clippy", Stage::Check(clippy)),
    ("tidy", Stage::Check(tidy::command_line)),
    ("supply", Stage::Tests(supply::check)),
    ("native", Stage::Tests(native)),
    ("abi", Stage::Tests(abi)),
    ("web", Stage::Tests(web)),
    ("site", Stage::Check(serve::build)),
    ("size", Stage::Check(size::check)),
    ("baseline", Stage::Check(baseline::check)),
    ("pack", Stage::Check(dist::packs_alike)),
    ("e2e", Stage::Tests(e2e)),
];

/// What `test --engines` runs: the site, the journey on every engine, and the studio's flows.
const ENGINES: &[(&str, Stage)] = &[
    ("site", Stage::Check(serve::build)),
    ("engines", Stage::Tests(engines)),
];

/// The stages that look at what `site` built.
const NEED_SITE: [&str; 4] = ["size", "baseline", "pack", "e2e"];

enum Stage {
    /// It holds or it does not: one test.
    Check(fn() -> Result<()>),
    /// It counts its tests.
    Tests(fn() -> Result<Count>),
}

/// Runs the stages named in a comma-separated list, or all of them.
///
/// The last line is `N passed, N failed`, over all tests and checks.
pub fn test(only: Option<&str>) -> Result<ExitCode> {
    let chosen = choose(only)?;
    Ok(run_stages(
        STAGES.iter().filter(|(name, _)| chosen.contains(name)),
    ))
}

/// Runs the shopper's journey on every engine there is a package of, old and of other makers.
pub fn test_engines() -> ExitCode {
    run_stages(ENGINES.iter())
}

fn run_stages<'a>(stages: impl Iterator<Item = &'a (&'static str, Stage)>) -> ExitCode {
    let mut rows = Vec::new();
    for (name, stage) in stages {
        println!("\n{}", shell::styled("1", &format!("== {name}")));
        let start = Instant::now();
        let result = match stage {
            Stage::Check(check) => check().map(|()| Count {
                passed: 1,
                failed: 0,
            }),
            Stage::Tests(tests) => tests(),
        };
        let count = result.unwrap_or_else(|error| {
            println!("error: {error:#}");
            Count {
                passed: 0,
                failed: 1,
            }
        });
        rows.push((*name, count, start.elapsed().as_secs()));
    }

    println!("\n{:<10} {:>7} {:>7} {:>7}", "", "passed", "failed", "s");
    let mut sum = Count::default();
    for (name, count, seconds) in rows {
        let mark = if count.failed > 0 { "  FAILED" } else { "" };
        println!(
            "{name:<10} {:>7} {:>7} {seconds:>7}{mark}",
            count.passed, count.failed
        );
        sum.passed += count.passed;
        sum.failed += count.failed;
    }
    println!("\n{} passed, {} failed", sum.passed, sum.failed);
    if sum.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn choose(only: Option<&str>) -> Result<Vec<&'static str>> {
    let all = STAGES.iter().map(|(name, _)| *name);
    let Some(only) = only else {
        return Ok(all.collect());
    };
    let wanted: Vec<&str> = only.split(',').map(str::trim).collect();
    if let Some(unknown) = wanted
        .iter()
        .find(|name| !all.clone().any(|stage| stage == **name))
    {
        bail!(
            "no stage `{unknown}`; there are {}",
            all.collect::<Vec<_>>().join(", ")
        );
    }
    let need_site = wanted.iter().any(|name| NEED_SITE.contains(name));
    Ok(all
        .filter(|name| wanted.contains(name) || (*name == "site" && need_site))
        .collect())
}

fn fmt() -> Result<()> {
    run(&mut cargo(&["fmt", "--all", "--check"]))
}

/// Both worlds: everything natively, and for Wasm what ships and what the studio is.
fn clippy() -> Result<()> {
    tools::wasm_target()?;
    let wasm = [
        "clippy",
        "--package",
        "dacu",
        "--target",
        "wasm32-unknown-unknown",
    ];
    let deny = ["--", "-D", "warnings"];
    let runs: [&[&str]; 3] = [
        &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--features",
            "dacu/studio",
        ],
        &[&wasm[..], &["--lib"]].concat(),
        // Not all targets: the unit tests of the library are native.
        &[
            &wasm[..],
            &["--bin", "studio", "--test", "web", "--features", "studio"],
        ]
        .concat(),
    ];
    let failed = runs
        .iter()
        .filter_map(|args| run(&mut cargo(&[args, &deny[..]].concat())).err())
        .map(|error| format!("{error:#}"))
        .collect::<Vec<_>>();
    if !failed.is_empty() {
        bail!("{}", failed.join("\n"));
    }
    Ok(())
}

/// Everything, and the campaign file once more as the embed bundle has it: without its sentences
/// about faults.
fn native() -> Result<Count> {
    let runs: [&[&str]; 2] = [
        &[
            "test",
            "--workspace",
            "--features",
            "dacu/studio",
            "--no-fail-fast",
        ],
        &[
            "test",
            "--package",
            "campaign",
            "--no-default-features",
            "--no-fail-fast",
        ],
    ];
    let mut sum = Count::default();
    for arguments in runs {
        let count = report::run(&mut cargo(arguments))?;
        sum.passed += count.passed;
        sum.failed += count.failed;
    }
    Ok(sum)
}

/// The module without generated glue, in Node, against what the same crates say natively.
fn abi() -> Result<Count> {
    tools::wasm_target()?;
    if shell::which("node").is_none() {
        bail!("node is missing: install Node.js 20 or later");
    }
    run(&mut cargo(&[
        "build",
        "--package",
        "dacu-abi",
        "--release",
        "--target",
        tools::WASM_TARGET,
    ]))?;
    let native = shell::read(&mut cargo(&[
        "run",
        "--quiet",
        "--package",
        "dacu-abi",
        "--example",
        "golden",
    ]))?;
    let release = shell::target().join(tools::WASM_TARGET).join("release");
    let quotes = release.join("dacu_abi.native.jsonl");
    std::fs::write(&quotes, native)?;
    let mut node = command("node");
    node.args(["--test", "--test-reporter=spec"])
        .arg(path("crates/abi/tests/node.test.mjs"))
        .env("DACU_ABI_WASM", release.join("dacu_abi.wasm"))
        .env("DACU_ABI_NATIVE", quotes);
    report::run(&mut node)
}

fn web() -> Result<Count> {
    tools::wasm_target()?;
    tools::wasm_bindgen()?;
    tools::browser()?;
    let driver = tools::chromedriver().context("there is no chromedriver")?;
    let mut cargo = cargo(&[
        "test",
        "--package",
        "dacu",
        "--target",
        "wasm32-unknown-unknown",
        "--test",
        "web",
        "--features",
        "variants",
    ]);
    // The runner and the driver's arguments stand in .cargo/config.toml and webdriver.json.
    cargo
        .env("CHROMEDRIVER", driver)
        .env("WASM_BINDGEN_USE_BROWSER", "1")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    report::run(&mut cargo)
}

fn e2e() -> Result<Count> {
    tools::npm()?;
    tools::host_pages()?;
    tools::browser()?;
    let mut files: Vec<_> = std::fs::read_dir(path("tests/e2e"))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|file| file.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    report::run(&mut node_tests(&files)?)
}

fn engines() -> Result<Count> {
    tools::npm()?;
    tools::browser()?;
    tools::engines()?;
    let files = ["engines.test.mjs", "studio-engines.test.mjs"];
    let mut node = node_tests(&files.map(|file| path("tests/e2e").join(file)))?;
    report::run(node.env("DACU_ENGINES", "all"))
}

/// Until a file of tests is given up, in milliseconds; the longest takes some four minutes. A server that a
/// failed test leaves behind would keep its process for ever.
const FILE_TIMEOUT: &str = "--test-timeout=900000";

/// Node on test files that look at the built site.
fn node_tests(files: &[PathBuf]) -> Result<Command> {
    if !path("dist/site/index.html").is_file() {
        bail!("dist/site was not built");
    }
    let mut node = command("node");
    // One browser at a time: two cores would make the others' timings lie.
    node.args(["--test", "--test-concurrency=1", "--test-reporter=spec"])
        .arg(FILE_TIMEOUT)
        .args(files);
    if let Some(chromium) = tools::chromium() {
        node.env("DACU_CHROMIUM", chromium);
    }
    Ok(node)
}
