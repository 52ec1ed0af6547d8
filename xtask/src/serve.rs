//! The site: the studio at `/`, the demo page at `/h5/`, campaigns and the embed bundle.

use std::fs;
use std::process::Command;

use anyhow::Result;

use crate::dist::{self, Rebuild};
use crate::shell::{command, path, run, target};
use crate::{inputs, tools};

/// What the site is made of besides the bundle, whose hash names stand for its inputs.
const INPUTS: &[&str] = &[
    "src",
    "crates",
    "style",
    "public",
    "index.html",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    ".cargo/config.toml",
    "dist/embed/manifest.json",
    CODE,
];

/// The script of the studio's code pane, which Trunk copies.
const CODE: &str = "dist/studio/code.js";

/// Builds the site into `dist/site/`, which any static server can serve; skipped while its inputs
/// are the same.
pub fn build() -> Result<()> {
    prepare()?;
    let stamp = target().join("dacu/site.stamp");
    let wanted = inputs::hash(INPUTS, |_| true)?;
    let page = path("dist/site/index.html");
    if page.is_file() && fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        eprintln!("dist/site is up to date");
        return Ok(());
    }
    run(trunk().arg("build"))?;
    fs::write(stamp, wanted)?;
    Ok(())
}

/// Builds the site and serves it until it is stopped, building the studio again on changes.
pub fn serve(port: u16) -> Result<()> {
    prepare()?;
    println!("\n  studio       http://127.0.0.1:{port}/");
    println!("  demo page    http://127.0.0.1:{port}/h5/");
    println!("  embed bundle http://127.0.0.1:{port}/embed/manifest.json");
    println!("\n  The studio is rebuilt as you save. After a change to what ships, run");
    println!("  `cargo xtask dist` in another terminal; the pages reload with the new bundle.\n");
    // Trunk adds its reload script to the page, so what it serves is kept apart from dist/site.
    let out = target().join("dacu/serve");
    let mut trunk = trunk();
    trunk
        .args(["serve", "--port", &port.to_string(), "--dist"])
        .arg(out);
    replace_by(trunk)
}

/// Becomes the program where the system can, so that whoever stops the task stops the server.
#[cfg(unix)]
fn replace_by(mut program: Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(program.exec().into())
}

/// Runs the program to its end.
#[cfg(not(unix))]
fn replace_by(mut program: Command) -> Result<()> {
    run(&mut program)
}

fn prepare() -> Result<()> {
    tools::bundler()?;
    tools::trunk()?;
    code_pane()?;
    dist::dist(Rebuild::WhenChanged)
}

/// Bundles the code pane with what it uses of npm; left alone while it is the same, because `serve`
/// watches it.
fn code_pane() -> Result<()> {
    let script = dist::esbuild(
        "src/studio/editor/code.js",
        "code.js",
        &[
            "--format=iife".to_owned(),
            "--global-name=DacuCode".to_owned(),
            "--target=es2022".to_owned(),
        ],
    )?;
    let file = path(CODE);
    if fs::read(&file).is_ok_and(|known| known == script) {
        return Ok(());
    }
    fs::create_dir_all(path("dist/studio"))?;
    fs::write(file, script)?;
    Ok(())
}

fn trunk() -> Command {
    let mut trunk = command("trunk");
    // Trunk takes the value of NO_COLOR for a boolean of its own and refuses "1".
    trunk.env_remove("NO_COLOR");
    trunk
}
