//! The npm package, as `npm pack` takes it: the bundle for those who import it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::MODULES;
use super::files::{Named, keep_only};
use crate::contract::FRAMEWORKS;
use crate::shell::path;

/// The engines that read types want them named before anything else.
const PACKAGE: &str = r#"{
  "name": "dacu",
  "version": "VERSION",
  "description": "Storefront promotion widgets as custom elements: countdown, coupons, draw, flash sale and cart savings over one campaign file",
  "license": "MIT OR Apache-2.0",
  "keywords": ["web-components", "custom-elements", "promotion", "countdown", "coupon", "lucky-draw", "flash-sale", "wasm"],
  "type": "module",
  "main": "./dacu.mjs",
  "module": "./dacu.mjs",
  "types": "./dacu.d.ts",
  "unpkg": "./dacu.js",
  "customElements": "./custom-elements.json",
  "sideEffects": ["./dacu.mjs", "./dacu.js", "./dacu-card.css", "./dacu-experiments.mjs", "./dacu-vitals.mjs"],
  "exports": {
    ".": { "types": "./dacu.d.ts", "default": "./dacu.mjs" },
FRAMEWORKSMODULES    "./dacu.js": "./dacu.js",
    "./card.css": "./dacu-card.css",
    "./files/*": "./*",
    "./custom-elements.json": "./custom-elements.json",
    "./package.json": "./package.json"
  }
}
"#;

/// Files of the repository that go along, by their name there and here.
const ALONG: [(&str, &str); 3] = [
    ("embed/README.md", "README.md"),
    ("LICENSE-APACHE", "LICENSE-APACHE"),
    ("LICENSE-MIT", "LICENSE-MIT"),
];

/// Writes the package. Its Wasm and style sheets keep the names by which the scripts know them.
pub fn write(parts: &[Named], version: &str, dir: &Path) -> Result<()> {
    fs::create_dir_all(dir)?;
    let frameworks: String = FRAMEWORKS
        .iter()
        .map(|name| format!("    \"./{name}\": {{ \"types\": \"./{name}.d.ts\" }},\n"))
        .collect();
    let modules: String = MODULES
        .iter()
        .map(|(name, _)| {
            format!("    \"./{name}\": {{ \"types\": \"./dacu-{name}.d.ts\", \"default\": \"./dacu-{name}.mjs\" }},\n")
        })
        .collect();
    let package = PACKAGE
        .replace("VERSION", version)
        .replace("FRAMEWORKS", &frameworks)
        .replace("MODULES", &modules);
    let mut files = vec![("package.json".to_owned(), package.into_bytes())];
    for part in parts {
        let name = match part.role.as_str() {
            role if MODULES.iter().any(|(name, _)| *name == role) => format!("dacu-{role}.mjs"),
            _ => part.alias.as_ref().unwrap_or(&part.file).clone(),
        };
        files.push((name, part.bytes.clone()));
    }
    for (from, to) in ALONG {
        let bytes = fs::read(path(from)).with_context(|| from.to_owned())?;
        files.push((to.to_owned(), bytes));
    }
    for (name, _) in MODULES {
        // Apart from the sources, which the compiler would not look into beside them.
        let types = format!("embed/types/{name}.d.ts");
        let bytes = fs::read(path(&types)).with_context(|| types.clone())?;
        files.push((format!("dacu-{name}.d.ts"), bytes));
    }
    for (name, bytes) in &files {
        fs::write(dir.join(name), bytes)?;
    }
    let names: Vec<String> = files.into_iter().map(|(name, _)| name).collect();
    keep_only(dir, &names)
}
