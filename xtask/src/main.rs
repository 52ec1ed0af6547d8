//! `cargo xtask`: everything one does with this repository besides writing it.

mod arrange;
mod baseline;
mod bench;
mod contract;
mod dist;
mod inputs;
mod lower;
mod mutants;
mod names;
mod rename;
mod report;
mod scan_css;
mod serve;
mod shell;
mod size;
mod split;
mod supply;
mod test;
mod tidy;
mod tools;

use std::process::ExitCode;

use anyhow::{Result, bail};

const USAGE: &str = "\
cargo xtask <command>

  serve [--port N]     build everything, serve the studio at / and the demo page at /h5/
        [--lan]        also to phones and everybody else on the same network
  build                what `serve` serves, as files in dist/site/
  test [--only A,B]    every check: fmt, clippy, tidy, supply, native, abi, web, site, size, baseline, pack, e2e
  test --engines       the shopper's journey on every engine: Chromium 67 to today's, Firefox, WebKitGTK
  dist [--force]       the embed bundle in dist/embed/ and the npm package in dist/npm/ (skipped while
                       their inputs are the same); --check packs the compiled module again and compares
                       every byte, --twice compiles it anew as well
  size [--top]         what the bundle and the parts of its module weigh, beside budgets.toml; --write puts
                       the figures of the parts there, --top lists the biggest functions
  size --first         what holds most of the module's first part, with all that only it refers to
  size --why NAME      what brings the functions and data with such a name into the module's first part
  baseline             that the bundle runs on Chromium 67 and iOS 12 class webviews
  bench [--quick]      what a quote costs; writes benches/RESULTS.md (--quick only prints, in a minute)
  bench --studio       what a frame of a pull on the studio's scrubber costs; into the same file
  bench --pages        pages beside their peers: bytes, start, taps, spins, memory; into the same file
  bench --profile CASE which functions execute the instructions of a case, such as mix:0:200:50:1
  mutants [FILE]       changes the engine in one place at a time: do its tests notice? (hours; minutes for a file)
  tidy [--list]        the invariants of ARCHITECTURE.md (--list prints them as Markdown)
  setup                only install the tools the others need
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match run(&args) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[&str]) -> Result<ExitCode> {
    let done = |()| ExitCode::SUCCESS;
    match args {
        ["serve", args @ ..] => serve::command_line(args).map(done),
        ["build"] => serve::build().map(done),
        ["test"] => test::test(None),
        ["test", "--engines"] => Ok(test::test_engines()),
        ["test", "--only", stages] => test::test(Some(stages)),
        ["dist"] => dist::dist(dist::Rebuild::WhenChanged).map(done),
        ["dist", "--force"] => dist::dist(dist::Rebuild::Always).map(done),
        ["dist", "--check"] => dist::packs_alike().map(done),
        ["dist", "--twice"] => dist::builds_alike().map(done),
        ["size"] => size::command_line(None).map(done),
        ["size", "--write"] => size::command_line(Some(size::Extra::Write)).map(done),
        ["size", "--first"] => size::first().map(done),
        ["size", "--why", name] => size::why(name).map(done),
        ["size", "--top"] => size::command_line(Some(size::Extra::Top)).map(done),
        ["baseline"] => baseline::command_line().map(done),
        ["bench"] => bench::command_line(bench::Extent::Full).map(done),
        ["bench", "--quick"] => bench::command_line(bench::Extent::Quick).map(done),
        ["bench", "--studio"] => bench::studio::command_line().map(done),
        ["bench", "--pages"] => bench::pages::command_line().map(done),
        ["bench", "--profile", case] => bench::profile(case).map(done),
        ["mutants"] => mutants::command_line(None).map(done),
        ["mutants", file] => mutants::command_line(Some(file)).map(done),
        ["tidy"] => tidy::command_line().map(done),
        ["tidy", "--list"] => {
            tidy::list();
            Ok(ExitCode::SUCCESS)
        }
        ["setup"] => tools::setup().map(done),
        [] | ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        other => bail!("unknown command `{}`\n\n{USAGE}", other.join(" ")),
    }
}
