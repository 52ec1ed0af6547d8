//! The embed bundle: what a shop's page loads, small and able to run in old webviews.
//!
//! cargo -> wasm-bindgen -> short names -> wasm-opt -> parts -> order -> esbuild -> `dist/embed/`, and from there the npm package in
//! `dist/npm/`. Trunk does not build it, because it names files before they are optimised and starts
//! them with a top-level `await`.

mod files;
mod glue;
mod npm;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use self::files::Named;
pub use self::files::{Manifest, brotli, manifest, out_dir, read};
use crate::arrange::arrange;
use crate::contract::{self, Contract};
use crate::lower::lower;
use crate::names::without_names;
use crate::rename::rename;
use crate::shell::{self, command, path, run, target};
use crate::split::{self, LATER};
use crate::{inputs, tools};

/// Whether an up-to-date bundle is built again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Rebuild {
    /// Only if an input has another content than at the last build.
    WhenChanged,
    /// In any case.
    Always,
}

/// What the lowering passes may meet, and what they must leave behind: nothing past
/// the WebAssembly of 2017. The standard library is compiled with the newer
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

/// The stack lies below everything else in memory. With an eighth less than the usual megabyte the
/// addresses of texts and tables take three bytes in the code instead of four.
const STACK: &str = "-Clink-arg=-zstack-size=917504";

/// What refers to what, which `split` reads.
const RELOCATIONS: &str = "-Clink-arg=--emit-relocs";

/// The syntax of Chromium 60, which iOS 12's WebKit also reads.
const SYNTAX: &str = "--target=chrome60,es2017";

/// A module has to be able to say where it is: Chromium 64, iOS 12, which reads all of this too.
const MODULE_SYNTAX: &str = "--target=chrome64";

/// The loader's: whatever the browser, it must get as far as saying that it cannot.
const LOADER_SYNTAX: &str = "--target=es5";

/// Modules of their own, which no shopper loads whose page does not ask for them: name and source.
const MODULES: [(&str, &str); 6] = [
    ("analytics", "embed/analytics/index.js"),
    ("experiments", "embed/experiments/index.js"),
    ("host", "embed/host/index.js"),
    ("host-mock", "embed/host/mock.js"),
    ("verify", "embed/verify.js"),
    ("vitals", "embed/analytics/vitals.js"),
];

/// The optimised module before its names are taken out, in the work folder.
const NAMED: &str = "dacu.named.wasm";

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
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "xtask/src/arrange.rs",
    "xtask/src/contract",
    "xtask/src/dist",
    "xtask/src/lower.rs",
    "xtask/src/rename.rs",
    "xtask/src/split",
];

/// Where one build of the bundle puts things.
struct Place {
    /// The target directory of cargo.
    cargo: PathBuf,
    /// What the steps leave for each other.
    work: PathBuf,
    /// The bundle.
    embed: PathBuf,
    /// The npm package.
    npm: PathBuf,
}

impl Place {
    fn usual() -> Result<Self> {
        Ok(Self {
            cargo: target().join("embed"),
            work: work_dir()?,
            embed: out_dir(),
            npm: path("dist/npm"),
        })
    }

    /// Another one below `target/`, of which nothing is left over.
    fn other(name: &str) -> Result<Self> {
        let root = target().join("dacu").join(name);
        if root.exists() {
            fs::remove_dir_all(&root)?;
        }
        let work = root.join("work");
        fs::create_dir_all(&work)?;
        Ok(Self {
            cargo: root.join("cargo"),
            work,
            embed: root.join("embed"),
            npm: root.join("npm"),
        })
    }
}

/// Builds `dist/embed/` and `dist/npm/`.
pub fn dist(rebuild: Rebuild) -> Result<()> {
    let place = Place::usual()?;
    let stamp = place.work.join("dist.stamp");
    let wanted = inputs::hash(INPUTS, |name| !is_studio_only(name))?;
    let fresh = fs::read_to_string(&stamp).is_ok_and(|found| found == wanted);
    if rebuild == Rebuild::WhenChanged && fresh && is_complete() {
        eprintln!("dist/embed is up to date");
        return Ok(());
    }
    tools::bundler()?;
    let compiled = cargo_rustc("dacu", &place.cargo)?;
    package(&compiled, &place)?;
    fs::write(stamp, wanted)?;
    Ok(())
}

/// Proves that what comes after the compiler makes the same bytes of the same module.
pub fn packs_alike() -> Result<()> {
    dist(Rebuild::WhenChanged)?;
    let again = Place::other("again")?;
    package(&compile("dacu")?, &again)?;
    same_as_usual(&again)
}

/// Proves that the whole build, the compiler included, makes the same bytes twice.
pub fn builds_alike() -> Result<()> {
    dist(Rebuild::WhenChanged)?;
    let again = Place::other("again")?;
    package(&cargo_rustc("dacu", &again.cargo)?, &again)?;
    same_as_usual(&again)
}

fn same_as_usual(again: &Place) -> Result<()> {
    let usual = Place::usual()?;
    for (a, b) in [(&usual.embed, &again.embed), (&usual.npm, &again.npm)] {
        let (a, b) = (files::contents(a)?, files::contents(b)?);
        for name in a.keys().chain(b.keys()) {
            if a.get(name) != b.get(name) {
                bail!("{name} comes out otherwise the second time");
            }
        }
        println!("{} files are the same, byte for byte", a.len());
    }
    Ok(())
}

/// Everything after the compiler.
fn package(compiled: &Path, place: &Place) -> Result<()> {
    let contract = Contract::read()?;
    let version = version()?;
    let mut parts = optimised(compiled, place)?.into_iter();
    let first = parts.next().context("the module has no first part")?;
    glue::factory(
        &place.work.join("glue/dacu.js"),
        &place.work.join("glue/factory.js"),
    )?;
    let wasm = Named::hashed("wasm", "dacu", "wasm", first);
    let later = LATER.iter().zip(parts).map(|(part, bytes)| {
        let stem = format!("dacu-{}", part.role);
        Named::hashed(part.role, &stem, "wasm", bytes)
    });
    let later: Vec<Named> = later.collect();
    let css = Named::hashed("css", "dacu", "css", style_sheet(place, "first")?);
    let rest_css = Named::hashed("rest_css", "dacu-rest", "css", style_sheet(place, "rest")?);
    let mut defines = vec![("__VERSION__", format!("{version:?}"))];
    defines.extend(contract.defines()?);
    for part in [&css, &rest_css, &wasm].into_iter().chain(&later) {
        defines.extend(part.defines());
    }
    let modules = modules(place, &defines)?;
    defines.push(("__MODULES__", known_modules(&modules)?));
    let core = Named::hashed("core", "dacu-core", "js", core_script(place, &defines)?);
    let module = Named::hashed("module", "dacu", "mjs", module_script(place, &defines)?);
    defines.extend(core.defines());
    let loader = Named::hashed("loader", "dacu", "js", loader_script(place, &defines)?);

    let early = preload(&[&core, &wasm, &css]);
    let manifest = format!("{:#}\n", contract::custom_elements(&contract, "dacu.mjs"));
    let mut parts = vec![
        loader.with_alias("dacu.js"),
        module.with_alias("dacu.mjs"),
        core,
        wasm,
        css,
        rest_css,
        Named::plain("preload", "preload.html", early),
        Named::plain("card", "dacu-card.css", card_sheet(place)?),
        Named::plain("types", "dacu.d.ts", contract::declarations(&contract)),
        Named::plain("elements", "custom-elements.json", manifest),
    ];
    parts.extend(later);
    parts.extend(modules);
    for name in contract::FRAMEWORKS {
        let text = contract::framework(name);
        parts.push(Named::plain(name, &format!("{name}.d.ts"), text));
    }
    files::write(&parts, &version, &place.embed)?;
    npm::write(&parts, &version, &place.npm)
}

/// What a page may write in its head, with the bundle's folder before the names: the browser then asks for
/// these files while the loader is still on its way.
fn preload(parts: &[&Named]) -> String {
    let links = parts.iter().map(|part| {
        // As the loader asks for them, or they would come twice.
        let kind = if part.role == "core" {
            "script"
        } else {
            "fetch"
        };
        let file = &part.file;
        format!("<link rel=\"preload\" as=\"{kind}\" href=\"{file}\" crossorigin>\n")
    });
    links.collect()
}

/// The generated glue with short names, before esbuild.
pub fn glue() -> Result<PathBuf> {
    Ok(work_dir()?.join("glue/dacu.js"))
}

/// Compiles a package of the workspace to a module, as the embed bundle is compiled.
pub fn compile(package: &str) -> Result<PathBuf> {
    cargo_rustc(package, &Place::usual()?.cargo)
}

fn cargo_rustc(package: &str, target_dir: &Path) -> Result<PathBuf> {
    let mut cargo = shell::cargo(&["rustc"]);
    cargo
        .args(["--package", package, "--lib", "--release"])
        .args(["--target", "wasm32-unknown-unknown"])
        .args(["--crate-type", "cdylib"])
        .args(SMALL_STD)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", target_dir)
        .args(["--", STACK, RELOCATIONS]);
    run(&mut cargo)?;
    let module = format!("{}.wasm", package.replace('-', "_"));
    Ok(target_dir
        .join("wasm32-unknown-unknown/release")
        .join(module))
}

/// Optimises a module as the embed bundle is optimised; `extra` goes to wasm-opt.
pub fn optimise(module: &Path, extra: &[&str], out: &Path) -> Result<()> {
    optimise_in(&work_dir()?, module, extra, out)
}

/// The passes take a minute or more, so they do not run again on what they have seen.
fn optimise_in(work: &Path, module: &Path, extra: &[&str], out: &Path) -> Result<()> {
    let module = lower(&fs::read(module)?)?;
    let flags = [WASM_OPT, extra].concat();
    let mut seen = Sha256::new_with_prefix(&module);
    seen.update(flags.join(" "));
    let (seen, stamp) = (inputs::hex(&seen.finalize()), out.with_extension("seen"));
    let small = out.with_extension("small.wasm");
    if !small.is_file() || !fs::read_to_string(&stamp).is_ok_and(|last| last == seen) {
        let lowered = work.join("lowered.wasm");
        fs::write(&lowered, module)?;
        let mut opt = command("wasm-opt");
        run(opt.arg(lowered).args(flags).arg("-o").arg(&small))?;
        fs::write(stamp, seen)?;
    }
    fs::write(out, arrange(&fs::read(small)?)?)?;
    Ok(())
}

/// The module of the bundle with the names of its functions: the same code.
pub fn named_module() -> Result<PathBuf> {
    dist(Rebuild::WhenChanged)?;
    Ok(work_dir()?.join(NAMED))
}

/// Binds and optimises a module. The names stay until after the optimiser, which does the same with them, so
/// that it need not run again for those who ask what is heavy.
fn optimised(compiled: &Path, place: &Place) -> Result<Vec<Vec<u8>>> {
    let mut bindgen = command("wasm-bindgen");
    bindgen
        .arg(compiled)
        .arg("--out-dir")
        .arg(place.work.join("glue"))
        .args([
            "--out-name",
            "dacu",
            "--target",
            "no-modules",
            "--omit-default-module-path",
            "--no-typescript",
        ]);
    run(&mut bindgen)?;
    let named = place.work.join(NAMED);
    let bound = place.work.join("glue/dacu_bg.wasm");
    let glue = place.work.join("glue/dacu.js");
    let renamed = rename(&fs::read(&bound)?, &fs::read_to_string(&glue)?)?;
    fs::write(&bound, &renamed.module)?;
    fs::write(glue, &renamed.glue)?;
    optimise_in(&place.work, &bound, &["--debuginfo"], &named)?;
    let late = split::late(&fs::read(compiled)?, &split::later())?;
    let exports = LATER.iter().map(|part| {
        let names = part.exports.iter();
        names.map(|&name| &*renamed.exports[name]).collect()
    });
    let exports: Vec<Vec<&str>> = exports.collect();
    let parts = split::cut(&fs::read(named)?, &late, &exports)?;
    let parts = parts.iter().map(|part| without_names(&arrange(part)?));
    parts.collect()
}

type Defines = [(&'static str, String)];

fn core_script(place: &Place, defines: &Defines) -> Result<Vec<u8>> {
    let flags = [
        script_flags(place, defines),
        flags(&["--format=iife", SYNTAX]),
    ]
    .concat();
    esbuild(place, "embed/core.js", "core.js", &flags)
}

/// For pages and bundlers that import: the loader and the core in one.
fn module_script(place: &Place, defines: &Defines) -> Result<Vec<u8>> {
    let flags = [
        script_flags(place, defines),
        flags(&["--format=esm", MODULE_SYNTAX]),
    ]
    .concat();
    esbuild(place, "embed/module.js", "module.js", &flags)
}

fn modules(place: &Place, defines: &Defines) -> Result<Vec<Named>> {
    let mut built = Vec::new();
    for (name, entry) in MODULES {
        let flags = [
            script_flags(place, defines),
            flags(&["--format=esm", SYNTAX]),
        ]
        .concat();
        let bytes = esbuild(place, entry, &format!("{name}.js"), &flags)?;
        built.push(Named::hashed(name, &format!("dacu-{name}"), "js", bytes));
    }
    Ok(built)
}

/// Names and digests by which the core knows the modules that it brings in for pages that ask; the
/// verifier is imported by whoever checks a record.
fn known_modules(modules: &[Named]) -> Result<String> {
    let known: BTreeMap<_, _> = modules
        .iter()
        .filter(|module| module.role != "verify")
        .map(|module| (&module.role, [module.file.clone(), module.digest()]))
        .collect();
    Ok(serde_json::to_string(&known)?)
}

fn style_sheet(place: &Place, name: &str) -> Result<Vec<u8>> {
    let file = format!("{name}.css");
    esbuild(place, &format!("style/{file}"), &file, &flags(&[SYNTAX]))
}

/// For pages: what `dacu card` prints is no part of any shadow root.
fn card_sheet(place: &Place) -> Result<String> {
    Ok(String::from_utf8(style_sheet(place, "card")?)?)
}

fn loader_script(place: &Place, defines: &Defines) -> Result<Vec<u8>> {
    let flags = [
        script_flags(place, defines),
        flags(&["--format=iife", LOADER_SYNTAX]),
    ]
    .concat();
    esbuild(place, "embed/loader.js", "loader.js", &flags)
}

fn flags(flags: &[&str]) -> Vec<String> {
    flags.iter().map(|flag| (*flag).to_owned()).collect()
}

fn script_flags(place: &Place, defines: &Defines) -> Vec<String> {
    let glue = place.work.join("glue/factory.js");
    let mut flags = vec![format!("--alias:dacu-glue={}", glue.display())];
    flags.extend(
        defines
            .iter()
            .map(|(name, value)| format!("--define:{name}={value}")),
    );
    flags
}

/// Bundles a script that ships with the studio, minified; `out` names it in the work folder.
pub fn bundle(entry: &str, out: &str, flags: &[&str]) -> Result<Vec<u8>> {
    esbuild(&Place::usual()?, entry, out, &self::flags(flags))
}

fn esbuild(place: &Place, entry: &str, out: &str, flags: &[String]) -> Result<Vec<u8>> {
    let out = place.work.join(out);
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

fn is_complete() -> bool {
    let embed = out_dir();
    path("dist/npm/package.json").is_file()
        && work_dir().is_ok_and(|work| work.join(NAMED).is_file())
        && manifest().is_ok_and(|manifest| {
            let mut parts = manifest.files.values();
            parts.all(|part| part.names().all(|name| embed.join(name).is_file()))
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
