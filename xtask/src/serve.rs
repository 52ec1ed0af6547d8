//! The site: the studio at `/`, the demo page at `/h5/`, campaigns and the embed bundle.

use std::fs;
use std::net::{IpAddr, UdpSocket};
use std::process::Command;

use anyhow::{Result, bail};

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
    "package-lock.json",
    "Cargo.toml",
    "Cargo.lock",
    ".cargo/config.toml",
    "budgets.toml",
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

/// Who can reach the server.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// This machine alone.
    Machine,
    /// Every device of its networks: phones that scan the studio's code, and everybody else there.
    Lan,
}

/// Reads `--port N` and `--lan`, in any order.
pub fn command_line(args: &[&str]) -> Result<()> {
    let (mut port, mut reach) = (8080, Reach::Machine);
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match (*arg, args.clone().next()) {
            ("--lan", _) => reach = Reach::Lan,
            ("--port", Some(number)) => {
                port = number.parse()?;
                args.next();
            }
            (other, _) => bail!("`serve` knows --port N and --lan, not `{other}`"),
        }
    }
    serve(port, reach)
}

/// Builds the site and serves it until it is stopped, building the studio again on changes.
fn serve(port: u16, reach: Reach) -> Result<()> {
    prepare()?;
    println!("\n  studio       http://127.0.0.1:{port}/");
    println!("  demo page    http://127.0.0.1:{port}/h5/");
    println!("  embed bundle http://127.0.0.1:{port}/embed/manifest.json");
    let lan = match reach {
        Reach::Machine => Vec::new(),
        Reach::Lan => lan_address().into_iter().collect(),
    };
    let lan: Vec<String> = lan.iter().map(|ip| format!("http://{ip}:{port}")).collect();
    for base in &lan {
        println!("  on the network {base}/");
    }
    println!("\n  The studio is rebuilt as you save. After a change to what ships, run");
    println!("  `cargo xtask dist` in another terminal; the pages reload with the new bundle.\n");
    // Trunk adds its reload script to the page, so what it serves is kept apart from dist/site.
    let out = target().join("dacu/serve");
    let mut trunk = trunk();
    trunk
        .args(["serve", "--port", &port.to_string(), "--dist"])
        .arg(out);
    if reach == Reach::Lan {
        let quoted: Vec<String> = lan.iter().map(|base| format!("\"{base}\"")).collect();
        // The hook in Trunk.toml puts this beside the studio, which makes its QR code from it.
        trunk.env("DACU_LAN", format!("[{}]", quoted.join(",")));
        trunk.args(["--address", "0.0.0.0"]);
    }
    replace_by(trunk)
}

/// The address that this machine speaks from to its network; nothing without one. No packet is
/// sent: connecting a datagram socket only asks the system for its route.
fn lan_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    // An address for documentation (RFC 5737), which nobody has: the default route answers for it.
    socket.connect("192.0.2.1:9").ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_loopback() && !ip.is_unspecified()).then_some(ip)
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
    let script = dist::bundle(
        "src/studio/editor/code.js",
        "code.js",
        &["--format=iife", "--global-name=DacuCode", "--target=es2022"],
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
