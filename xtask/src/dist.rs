//! The embed bundle: what a shop's page loads, small and able to run in old webviews.
//!
//! cargo -> wasm-bindgen -> wasm-opt -> esbuild -> `dist/embed/`. Trunk does not build it, because
//! it names files before they are optimised and starts them with a top-level `await`.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256, Sha384};

use crate::lower::lower;
use crate::shell::{self, command, path, run, target};
use crate::{inputs, tools};

/// Whether an up-to-date bundle is built again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Rebuild {
    /// Only if an input has another content than at the last build.
    WhenChanged,
    /// In any case.
    Always,
}

/// What `manifest.json` says of the bundle.
#[derive(Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the package.
    pub version: String,
    /// The files by role: `loader`, `core`, `wasm`, `css`, and `verify`, which is no part of the bundle.
    pub files: BTreeMap<String, Part>,
}

/// One file of the bundle.
#[derive(Serialize, Deserialize)]
pub struct Part {
    /// Its name beside the manifest.
    pub file: String,
    /// Its size in bytes.
    pub bytes: usize,
    /// After gzip 9.
    pub gzip: usize,
    /// After brotli 11.
    pub brotli: usize,
    /// Its digest in the form of the `integrity` attribute.
    pub sha384: String,
}

/// What the lowering passes may meet, and what they must leave behind: nothing past
/// WebAssembly 1.0 and mutable globals. The standard library is compiled with the newer
/// instructions, so they have to be allowed before they can be lowered.
///
/// Passes run in this order. Nothing is lowered after the module was made small. The low memory is
/// the far end of the stack, where no value has an address, so an offset can move into the
/// instruction that loads. Building the control flow anew pays only for flat code that is small
/// already, and leaves work for two more rounds. Together 2.2 % of the module after brotli.
pub const WASM_OPT: &[&str] = &[
    "--enable-mutable-globals",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--low-memory-unused",
    "--signext-lowering",
    "--llvm-nontrapping-fptoint-lowering",
    "-Oz",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--strip-producers",
    "--strip-target-features",
];

/// The standard library, compiled along and without the text of panics: a panic is a trap, which
/// the element classes catch. An eighth of the module goes (95.0 KB instead of 108.2 KB brotli
/// when it was measured); the studio and the browser tests keep the plain library. The flags are
/// not stable, so they hold for the toolchain that rust-toolchain.toml pins.
const SMALL_STD: &[&str] = &[
    "-Zbuild-std=std,panic_abort",
    "-Zbuild-std-features=optimize_for_size",
    "--config",
    "target.wasm32-unknown-unknown.rustflags=['-Zunstable-options','-Cpanic=immediate-abort','-Zlocation-detail=none','-Zfmt-debug=none']",
];

/// The syntax of Chromium 60, which iOS 12's WebKit also reads.
const SYNTAX: &str = "--target=chrome60,es2017";

/// The loader's: whatever the browser, it must get as far as saying that it cannot.
const LOADER_SYNTAX: &str = "--target=es5";

/// Everything that can change the bundle.
const INPUTS: &[&str] = &[
    "src",
    "crates",
    "embed",
    "style",
    "Cargo.toml",
    "Cargo.lock",
    ".cargo/config.toml",
    "rust-toolchain.toml",
    "package-lock.json",
    "xtask/src/dist.rs",
    "xtask/src/lower.rs",
];

/// Builds `dist/embed/`.
pub fn dist(rebuild: Rebuild) -> Result<()> {
    for source in ["embed/core.js", "embed/loader.js", "style/embed.css"] {
        if !path(source).is_file() {
            bail!("the embed bundle needs {source}, which does not exist");
        }
    }
    let stamp = work_dir()?.join("dist.stamp");
    let wanted = inputs::hash(INPUTS, |name| !is_studio_only(name))?;
    let fresh = fs::read_to_string(&stamp).is_ok_and(|found| found == wanted);
    if rebuild == Rebuild::WhenChanged && fresh && is_complete() {
        eprintln!("dist/embed is up to date");
        return Ok(());
    }
    tools::bundler()?;

    let module = wasm_module(&[])?;
    let core = core_script()?;
    let css = style_sheet()?;
    let wasm = Named::hashed("wasm", "dacu", "wasm", fs::read(module)?);
    let core = Named::hashed("core", "dacu-core", "js", core);
    let css = Named::hashed("css", "dacu", "css", css);
    let verify = Named::hashed("verify", "dacu-verify", "js", verify_script()?);
    let loader = loader_script(&[&core, &wasm, &css])?;
    let loader = Named {
        role: "loader",
        file: "dacu.js".to_owned(),
        bytes: loader,
    };

    write(&[loader, core, wasm, css, verify])?;
    fs::write(stamp, wanted)?;
    Ok(())
}

/// Where the bundle is.
pub fn out_dir() -> PathBuf {
    path("dist/embed")
}

/// Reads the manifest of the bundle that was built last.
pub fn manifest() -> Result<Manifest> {
    let text = fs::read_to_string(out_dir().join("manifest.json"))
        .context("there is no embed bundle; `cargo xtask dist` builds it")?;
    serde_json::from_str(&text).context("dist/embed/manifest.json")
}

/// The generated glue, before esbuild.
pub fn glue() -> Result<PathBuf> {
    Ok(work_dir()?.join("glue/dacu.js"))
}

/// Compiles a package of the workspace to a module, as the embed bundle is compiled.
pub fn compile(package: &str) -> Result<PathBuf> {
    let target_dir = target().join("embed");
    let mut cargo = shell::cargo(&["rustc"]);
    cargo
        .args(["--package", package, "--lib", "--release"])
        .args(["--target", "wasm32-unknown-unknown"])
        .args(["--crate-type", "cdylib"])
        .args(SMALL_STD)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", &target_dir);
    run(&mut cargo)?;
    let module = format!("{}.wasm", package.replace('-', "_"));
    Ok(target_dir
        .join("wasm32-unknown-unknown/release")
        .join(module))
}

/// Optimises a module as the embed bundle is optimised; `extra` goes to wasm-opt.
pub fn optimise(module: &Path, extra: &[&str], out: &Path) -> Result<()> {
    let lowered = work_dir()?.join("lowered.wasm");
    fs::write(&lowered, lower(&fs::read(module)?)?)?;
    let mut opt = command("wasm-opt");
    opt.arg(lowered).args(WASM_OPT).args(extra);
    run(opt.arg("-o").arg(out))
}

/// Compiles, binds and optimises the module; `extra` goes to wasm-opt.
pub fn wasm_module(extra: &[&str]) -> Result<PathBuf> {
    let compiled = compile("dacu")?;
    let work = work_dir()?;
    let mut bindgen = command("wasm-bindgen");
    bindgen
        .arg(compiled)
        .arg("--out-dir")
        .arg(work.join("glue"))
        .args([
            "--out-name",
            "dacu",
            "--target",
            "web",
            "--omit-default-module-path",
            "--no-typescript",
        ]);
    run(&mut bindgen)?;
    let optimised = work.join("dacu.wasm");
    optimise(&work.join("glue/dacu_bg.wasm"), extra, &optimised)?;
    Ok(optimised)
}

fn core_script() -> Result<Vec<u8>> {
    esbuild(
        "embed/core.js",
        "core.js",
        &[
            "--format=iife".to_owned(),
            format!("--alias:dacu-glue={}", glue()?.display()),
            SYNTAX.to_owned(),
        ],
    )
}

/// The verifier of draws: a module of its own, which no shopper loads who does not ask for it.
fn verify_script() -> Result<Vec<u8>> {
    esbuild(
        "embed/verify.js",
        "verify.js",
        &["--format=esm".to_owned(), SYNTAX.to_owned()],
    )
}

fn style_sheet() -> Result<Vec<u8>> {
    esbuild("style/embed.css", "embed.css", &[SYNTAX.to_owned()])
}

/// The loader knows the names and digests of the other three files from these definitions.
fn loader_script(parts: &[&Named]) -> Result<Vec<u8>> {
    let mut flags = vec!["--format=iife".to_owned()];
    for part in parts {
        let name = part.role.to_uppercase();
        flags.push(format!("--define:__{name}__={:?}", part.file));
        flags.push(format!("--define:__{name}_SRI__={:?}", sha384(&part.bytes)));
    }
    flags.push(LOADER_SYNTAX.to_owned());
    esbuild("embed/loader.js", "loader.js", &flags)
}

/// Bundles a script or a style sheet, minified.
pub(crate) fn esbuild(entry: &str, out: &str, flags: &[String]) -> Result<Vec<u8>> {
    let out = work_dir()?.join(out);
    let mut esbuild = command(esbuild_program());
    esbuild
        .arg(entry)
        .args([
            "--bundle",
            "--minify",
            "--charset=utf8",
            "--legal-comments=none",
        ])
        .arg("--log-level=warning")
        .args(flags)
        .arg(format!("--outfile={}", out.display()));
    run(&mut esbuild)?;
    Ok(fs::read(out)?)
}

/// The program itself, which the package's own script only wraps: on an error in our sources the
/// script would add a page about its own.
fn esbuild_program() -> PathBuf {
    let packages = fs::read_dir(path("node_modules/@esbuild"))
        .into_iter()
        .flatten();
    packages
        .filter_map(|package| Some(package.ok()?.path().join("bin/esbuild")))
        .find(|program| program.is_file())
        .unwrap_or_else(|| PathBuf::from("esbuild"))
}

struct Named {
    role: &'static str,
    file: String,
    bytes: Vec<u8>,
}

impl Named {
    /// Names the file by the hash of its final bytes: it can be cached for ever.
    fn hashed(role: &'static str, stem: &str, extension: &str, bytes: Vec<u8>) -> Named {
        let hash = inputs::hex(&Sha256::digest(&bytes));
        Named {
            role,
            file: format!("{stem}.{}.{extension}", &hash[..10]),
            bytes,
        }
    }
}

/// Writes the new files beside the old ones and removes those afterwards, so that a server that
/// reads the folder never finds it empty.
fn write(parts: &[Named]) -> Result<()> {
    let dir = out_dir();
    fs::create_dir_all(&dir)?;
    let mut keep = vec!["manifest.json".to_owned()];
    let mut files = BTreeMap::new();
    for part in parts {
        let (gzip, brotli) = (gzip(&part.bytes)?, brotli(&part.bytes)?);
        let entry = Part {
            file: part.file.clone(),
            bytes: part.bytes.len(),
            gzip: gzip.len(),
            brotli: brotli.len(),
            sha384: sha384(&part.bytes),
        };
        for (suffix, bytes) in [("", &part.bytes), (".gz", &gzip), (".br", &brotli)] {
            let name = format!("{}{suffix}", part.file);
            fs::write(dir.join(&name), bytes)?;
            keep.push(name);
        }
        eprintln!(
            "  {:<28} {:>8} B {:>8} B brotli",
            entry.file, entry.bytes, entry.brotli
        );
        files.insert(part.role.to_owned(), entry);
    }
    let manifest = Manifest {
        version: version()?,
        files,
    };
    fs::write(
        dir.join("manifest.json"),
        serde_json::to_string_pretty(&manifest)? + "\n",
    )?;
    for entry in fs::read_dir(&dir)? {
        let entry = entry?;
        if !keep.iter().any(|name| entry.file_name() == name.as_str()) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

fn is_complete() -> bool {
    manifest().is_ok_and(|manifest| {
        manifest
            .files
            .values()
            .all(|part| out_dir().join(&part.file).is_file())
    })
}

fn is_studio_only(name: &str) -> bool {
    let roots = [
        "src/studio/",
        "src/studio.rs",
        "src/bin/",
        "crates/cli/",
        "crates/service/",
    ];
    roots.iter().any(|root| name.starts_with(root))
        || ["/tests/", "/benches/", "/examples/"]
            .iter()
            .any(|dir| name.contains(dir))
        || name.ends_with("/variants.rs")
        || name.starts_with("style/studio")
        || name.ends_with(".md")
}

/// Where the steps of the build leave their files.
pub fn work_dir() -> Result<PathBuf> {
    let dir = target().join("dacu");
    fs::create_dir_all(&dir)?;
    Ok(dir)
}

fn version() -> Result<String> {
    let file: toml::Table = toml::from_str(&fs::read_to_string(path("Cargo.toml"))?)?;
    file.get("workspace")
        .and_then(|workspace| workspace.get("package")?.get("version")?.as_str())
        .map(str::to_owned)
        .context("Cargo.toml gives the workspace no version")
}

fn sha384(bytes: &[u8]) -> String {
    format!("sha384-{}", base64(&Sha384::digest(bytes)))
}

/// Standard base64; the digests' lengths are multiples of three, so there is never padding.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    debug_assert_eq!(bytes.len() % 3, 0);
    let mut text = String::new();
    for group in bytes.chunks_exact(3) {
        let bits = group
            .iter()
            .fold(0, |bits, byte| bits << 8 | usize::from(*byte));
        for shift in [18, 12, 6, 0] {
            text.push(char::from(DIGITS[bits >> shift & 63]));
        }
    }
    text
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// After brotli 11.
pub fn brotli(mut bytes: &[u8]) -> Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut packed, &params)?;
    Ok(packed)
}

/// The bytes of one part of the bundle.
pub fn read(part: &Part) -> Result<Vec<u8>> {
    let file: &Path = &out_dir().join(&part.file);
    fs::read(file).with_context(|| format!("{} is missing; run `cargo xtask dist`", part.file))
}
