//! Installs, once, what the other commands need: each tool at one version, nothing by hand.
//!
//! Cargo tools live in the user's cache as `dacu/tools/<name>-<version>`, so that checkouts share
//! them and a new version never overwrites an old one; npm packages live in `node_modules`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, anyhow, bail};

use crate::inputs;
use crate::shell::{self, command, path};

const TRUNK: &str = "0.21.14";
const CARGO_DENY: &str = "0.20.2";
const CARGO_MUTANTS: &str = "27.1.0";
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Everything, for `cargo xtask setup`.
pub fn setup() -> Result<()> {
    bundler()?;
    trunk()?;
    browser()?;
    eprintln!("every tool is in place");
    Ok(())
}

/// What `dist` needs: the Wasm target, wasm-bindgen, and the npm tools.
pub fn bundler() -> Result<()> {
    wasm_target()?;
    wasm_bindgen()?;
    npm()
}

/// Trunk, which builds and serves the studio.
pub fn trunk() -> Result<()> {
    cargo_tool("trunk", TRUNK, 6)
}

/// cargo-deny, which reads the licences and sources of crates.
pub fn cargo_deny() -> Result<()> {
    cargo_tool("cargo-deny", CARGO_DENY, 2)
}

/// cargo-mutants, which only `mutants` needs.
pub fn mutants() -> Result<()> {
    cargo_tool("cargo-mutants", CARGO_MUTANTS, 3)
}

/// The `wasm-bindgen` command and test runner, at exactly the version of the crate.
pub fn wasm_bindgen() -> Result<()> {
    cargo_tool("wasm-bindgen-cli", &wasm_bindgen_version()?, 2)
}

/// The directories to put before the others on the path.
pub fn bin_dirs() -> Vec<PathBuf> {
    let mut dirs = vec![
        tool_dir("trunk", TRUNK).join("bin"),
        tool_dir("cargo-deny", CARGO_DENY).join("bin"),
        tool_dir("cargo-mutants", CARGO_MUTANTS).join("bin"),
    ];
    if let Ok(version) = wasm_bindgen_version() {
        dirs.push(tool_dir("wasm-bindgen-cli", &version).join("bin"));
    }
    dirs.push(path("node_modules/.bin"));
    dirs
}

/// The Wasm target of the pinned toolchain.
pub fn wasm_target() -> Result<()> {
    let sysroot = shell::read(command("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(WASM_TARGET)
        .is_dir()
    {
        return Ok(());
    }
    note("installing Rust's WebAssembly target");
    shell::run(command("rustup").args(["target", "add", WASM_TARGET])).context(
        "the Rust target wasm32-unknown-unknown is missing and rustup could not install it",
    )
}

/// The npm packages of the lock file.
pub fn npm() -> Result<()> {
    packages(".", "about 100 MB, two old browsers")
}

/// What the pages of `tests/pages` are built with.
pub fn host_pages() -> Result<()> {
    packages("tests/pages", "about 90 MB, frameworks and bundlers")
}

/// Further old Chromiums, Firefox, and WebKitGTK with a screen that nobody sees.
pub fn engines() -> Result<()> {
    packages("tests/engines", "about 220 MB, five old browsers")?;
    let missing: Vec<_> = [
        ("firefox-esr", "firefox-esr"),
        ("WebKitWebDriver", "webkit2gtk-driver"),
        ("Xvfb", "xvfb"),
    ]
    .into_iter()
    .filter(|(program, _)| shell::which(program).is_none())
    .map(|(_, package)| package)
    .collect();
    if !missing.is_empty() {
        apt(&missing)?;
    }
    Ok(())
}

/// Installs a folder's npm packages, once for each state of its lock file.
fn packages(folder: &str, what: &str) -> Result<()> {
    for program in ["node", "npm"] {
        if shell::which(program).is_none() {
            bail!("{program} is missing: install Node.js 20 or later");
        }
    }
    // The stamp lies inside node_modules, so that removing the folder also removes it.
    let stamp = path(folder).join("node_modules/.dacu-stamp");
    let inputs = ["package-lock.json", ".npmrc"].map(|file| match folder {
        "." => file.to_owned(),
        _ => format!("{folder}/{file}"),
    });
    let wanted = inputs::hash(&inputs.each_ref().map(String::as_str), |_| true)?;
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    note(&format!("installing npm packages in {folder} ({what})"));
    shell::run(command("npm").arg("ci").current_dir(path(folder)))
        .with_context(|| format!("the npm packages of {folder} could not be installed"))?;
    fs::write(stamp, wanted)?;
    Ok(())
}

/// Chromium, its driver and Chinese fonts, for the browser and end-to-end tests.
pub fn browser() -> Result<()> {
    let mut missing = Vec::new();
    if chromium().is_none() {
        missing.push("chromium");
    }
    if chromedriver().is_none() {
        missing.push("chromium-driver");
    }
    if !has_chinese_font() {
        missing.push("fonts-noto-cjk");
    }
    if !missing.is_empty() {
        apt(&missing)?;
    }
    Ok(())
}

/// The Chromium to test with: `DACU_CHROMIUM`, or the first that is installed.
pub fn chromium() -> Option<PathBuf> {
    named_by("DACU_CHROMIUM").or_else(|| {
        ["chromium", "chromium-browser", "google-chrome"]
            .into_iter()
            .find_map(shell::which)
    })
}

/// The driver that belongs to it: `CHROMEDRIVER`, or the one on the path.
pub fn chromedriver() -> Option<PathBuf> {
    named_by("CHROMEDRIVER").or_else(|| shell::which("chromedriver"))
}

fn named_by(variable: &str) -> Option<PathBuf> {
    env::var_os(variable)
        .map(PathBuf::from)
        .filter(|file| file.is_file())
}

fn has_chinese_font() -> bool {
    let listed = shell::read(Command::new("fc-list").args([":lang=zh-cn", "family"]));
    // A system may have the fonts without the tool that lists them.
    let packaged = || shell::read(Command::new("dpkg").args(["-s", "fonts-noto-cjk"])).is_ok();
    listed.is_ok_and(|families| !families.trim().is_empty()) || packaged()
}

fn apt(packages: &[&str]) -> Result<()> {
    let names = packages.join(", ");
    if shell::which("apt-get").is_none() {
        bail!("{names} missing: install what these Debian packages hold, by this system's means");
    }
    note(&format!("installing {names} with apt-get"));
    let as_root = |args: &[&str]| {
        let root = shell::read(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
        let mut apt = if root {
            command("apt-get")
        } else {
            command("sudo")
        };
        if !root {
            apt.arg("apt-get");
        }
        apt.args(args).env("DEBIAN_FRONTEND", "noninteractive");
        shell::run(&mut apt)
    };
    as_root(&["update", "-q"])
        .and_then(|()| {
            as_root(
                &[
                    &["install", "-y", "-q", "--no-install-recommends"],
                    packages,
                ]
                .concat(),
            )
        })
        .map_err(|error| anyhow!("{names} missing, and apt-get could not install it: {error}"))
}

fn cargo_tool(name: &str, version: &str, minutes: u32) -> Result<()> {
    let dir = tool_dir(name, version);
    let program = if name == "wasm-bindgen-cli" {
        "wasm-bindgen-test-runner"
    } else {
        name
    };
    if dir.join("bin").join(program).is_file() {
        return Ok(());
    }
    note(&format!(
        "building {name} {version}, once; about {minutes} min on two cores"
    ));
    let mut install = shell::cargo(&["install", "--locked", name, "--version"]);
    install.arg(format!("={version}")).arg("--root").arg(&dir);
    // A tool that runs for seconds is not worth minutes of optimisation.
    install
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env_remove("CARGO_TARGET_DIR")
        // Outside the repository, so that its `.cargo/config.toml` does not apply.
        .current_dir(env::temp_dir());
    if let Some(toolchain) = toolchain() {
        install.env("RUSTUP_TOOLCHAIN", toolchain);
    }
    shell::run(&mut install).with_context(|| format!("{name} {version} could not be built"))
}

/// The pinned toolchain, for a cargo that runs outside the repository.
fn toolchain() -> Option<String> {
    let text = fs::read_to_string(path("rust-toolchain.toml")).ok()?;
    let file: toml::Table = toml::from_str(&text).ok()?;
    Some(file.get("toolchain")?.get("channel")?.as_str()?.to_owned())
}

fn tool_dir(name: &str, version: &str) -> PathBuf {
    cache_dir().join("tools").join(format!("{name}-{version}"))
}

/// Dacu's folder in the user's cache.
fn cache_dir() -> PathBuf {
    let base = match env::var_os("XDG_CACHE_HOME") {
        Some(dir) if !dir.is_empty() => PathBuf::from(dir),
        _ => PathBuf::from(env::var_os("HOME").unwrap_or_default()).join(".cache"),
    };
    base.join("dacu")
}

/// The version of the `wasm-bindgen` crate: its generated code and the command must agree.
fn wasm_bindgen_version() -> Result<String> {
    let text = fs::read_to_string(path("Cargo.lock")).context("Cargo.lock could not be read")?;
    let lock: toml::Table = toml::from_str(&text).context("Cargo.lock")?;
    lock.get("package")
        .and_then(|packages| packages.as_array())
        .into_iter()
        .flatten()
        .find(|package| {
            package
                .get("name")
                .is_some_and(|name| name.as_str() == Some("wasm-bindgen"))
        })
        .and_then(|package| package.get("version")?.as_str().map(str::to_owned))
        .context("Cargo.lock names no wasm-bindgen")
}

fn note(text: &str) {
    eprintln!("{}", shell::styled("1", text));
}
