//! Proves that the built bundle asks no more of a browser than the oldest webviews have:
//! Chromium 67 and the WebKit of iOS 12.

use std::fs;

use anyhow::{Context, Result, bail};
use wasmparser::{Validator, WasmFeatures};

use crate::dist::{self, Manifest, Rebuild};
use crate::scan_css;
use crate::shell::{self, command};
use crate::split::LATER;

type Check = fn(&Manifest) -> Result<()>;

const CHECKS: &[(&str, Check)] = &[
    (
        "all parts of the module are the WebAssembly of 2017",
        module_is_mvp,
    ),
    ("the glue never names externref", glue_has_no_externref),
    ("the loader is ES5 and the core ES2017", scripts_parse),
    (
        "the style sheet uses no property or selector newer than Chromium 67",
        css_is_old,
    ),
];

/// Builds the bundle if needed and checks it.
pub fn command_line() -> Result<()> {
    dist::dist(Rebuild::WhenChanged)?;
    check()
}

/// Checks the bundle that was built last; every check runs, whatever the others say.
pub fn check() -> Result<()> {
    let manifest = dist::manifest()?;
    let mut failed = 0;
    for (sentence, check) in CHECKS {
        match check(&manifest) {
            Ok(()) => println!("ok    {sentence}"),
            Err(error) => {
                println!("FAIL  {sentence}: {error:#}");
                failed += 1;
            }
        }
    }
    if failed > 0 {
        bail!("{failed} of {} baseline checks failed", CHECKS.len());
    }
    Ok(())
}

fn module_is_mvp(manifest: &Manifest) -> Result<()> {
    // The MVP. WebAssembly 1.0 has imports and exports of mutable globals too, which Chromium 67 refuses.
    let later = LATER.iter().map(|part| part.role);
    for role in ["wasm"].into_iter().chain(later) {
        let bytes = part(manifest, role)?;
        Validator::new_with_features(WasmFeatures::MVP)
            .validate_all(&bytes)
            .context(role)?;
    }
    Ok(())
}

fn glue_has_no_externref(manifest: &Manifest) -> Result<()> {
    let glue = fs::read_to_string(dist::glue()?).context("the generated glue")?;
    let core = String::from_utf8(part(manifest, "core")?)?;
    for (name, text) in [("the generated glue", glue), ("the core script", core)] {
        let count = text.matches("externref").count();
        if count > 0 {
            bail!("{name} names it {count} times");
        }
    }
    Ok(())
}

fn scripts_parse(manifest: &Manifest) -> Result<()> {
    const PARSE: &str = "
        const { parse } = require('acorn');
        const [file, ecmaVersion] = process.argv.slice(1);
        try {
            parse(require('fs').readFileSync(file, 'utf8'), { ecmaVersion, sourceType: 'script' });
        } catch (error) {
            console.error(error.message);
            process.exit(1);
        }";
    for (role, version) in [("loader", "5"), ("core", "8")] {
        let file = dist::out_dir().join(&manifest.files.get(role).context(role)?.file);
        let mut node = command("node");
        shell::read(node.args(["-e", PARSE]).arg(file).arg(version)).map_err(|error| {
            // The last line of what node says is acorn's; before it stands the whole program.
            let text = error.to_string();
            anyhow::anyhow!("{role}: {}", text.lines().last().unwrap_or_default().trim())
        })?;
    }
    Ok(())
}

fn css_is_old(manifest: &Manifest) -> Result<()> {
    for role in ["css", "rest_css"] {
        let css = String::from_utf8(part(manifest, role)?)?;
        let found = scan_css::scan(&css);
        if !found.is_empty() {
            bail!("{role}:\n      {}", found.join("\n      "));
        }
    }
    Ok(())
}

fn part(manifest: &Manifest, role: &str) -> Result<Vec<u8>> {
    dist::read(
        manifest
            .files
            .get(role)
            .with_context(|| format!("no {role} in the manifest"))?,
    )
}
