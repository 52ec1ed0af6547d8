//! What a shop writes to show this campaign: as a script tag, or from the npm package.

use leptos::prelude::*;

use super::page_base;
use crate::studio::Studio;
use crate::studio::bundle::Bundle;

/// The name of the package that `cargo xtask dist` writes to `dist/npm`.
const PACKAGE: &str = "dacu";

/// The loader with its hash, and the elements.
pub fn tag(studio: Studio) -> String {
    let integrity = studio.bundle.with_untracked(|bundle| match bundle {
        Bundle::Here(manifest) => manifest
            .integrity("loader")
            .map(|hash| format!(" integrity=\"{hash}\" crossorigin=\"anonymous\"")),
        _ => None,
    });
    let script = format!(
        "<script src=\"{}/embed/dacu.js\"{} async></script>",
        page_base(),
        integrity.unwrap_or_default()
    );
    let mut lines = vec![script];
    lines.extend(elements(studio));
    lines.join("\n") + "\n"
}

/// The import of the package of this version, with the elements as its comment: a module that runs as it
/// stands. Nothing while the bundle's manifest has not come.
pub fn npm(studio: Studio) -> Option<String> {
    let version = studio.bundle.with_untracked(|bundle| match bundle {
        Bundle::Here(manifest) => Some(manifest.version.clone()),
        _ => None,
    })?;
    let mut lines = vec![
        format!("// npm install ./{PACKAGE}-{version}.tgz"),
        format!("import {{ on, setCart }} from '{PACKAGE}';"),
        String::new(),
        "/*".to_owned(),
    ];
    lines.extend(elements(studio));
    lines.push("*/\n".to_owned());
    Some(lines.join("\n"))
}

fn elements(studio: Studio) -> Vec<String> {
    let campaign = studio.state.with_untracked(|state| {
        format!(
            "<dacu-campaign src=\"{}/campaigns/{}.json\" api=\"local\" lang=\"{}\">",
            page_base(),
            state.campaign,
            state.locale.tag()
        )
    });
    let mut lines = vec![campaign];
    let shown = studio.frame.widgets();
    let shown = shown.iter();
    lines.extend(shown.map(|widget| format!("  <dacu-{widget}></dacu-{widget}>")));
    lines.push("</dacu-campaign>".to_owned());
    lines
}
