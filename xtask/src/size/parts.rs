//! What each part of the bundle's module weighs.
//!
//! A function belongs to the part that its own path names; what the compiler has inlined into it
//! counts where it was inlined, and generic code of the standard library counts as the library's. The
//! code of each part is compressed by itself, and the figures are scaled to the module's: they sum to
//! it, and say what a part costs beside the others rather than what would go without it.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};

use crate::dist;
use crate::names::{Names, bodies};

/// Parts by the paths of their functions: the first that fits.
const PARTS: &[(&str, &[&str])] = &[
    // Reading a file is inlined into what asks for it.
    (
        "parsing",
        &[
            "campaign::read",
            "campaign::json::parse",
            "campaign::civil",
            "dacu::runtime::page::Page::read",
        ],
    ),
    ("timeline", &["campaign::timeline"]),
    ("eligibility", &["campaign::eligibility"]),
    ("canonical_form", &["campaign::json", "campaign::hash"]),
    ("texts", &["campaign::say", "campaign::text"]),
    ("campaign_model", &["campaign"]),
    ("pricing", &["pricing"]),
    ("local_server", &["dacu::api", "protocol"]),
    ("widget_countdown", &["dacu::widgets::countdown"]),
    ("widget_coupons", &["dacu::widgets::coupons"]),
    ("widget_draw", &["dacu::widgets::draw"]),
    ("widget_flash_sale", &["dacu::widgets::flash_sale"]),
    ("widget_cart", &["dacu::widgets::cart"]),
    ("widget_rules", &["dacu::widgets::rules"]),
    ("widgets_shared", &["dacu::widgets", "dacu::ui"]),
    (
        "runtime",
        &[
            "dacu",
            "alive",
            "arrive",
            "call",
            "close_page",
            "configure_page",
            "mount",
            "mount_countdown",
            "open_page",
            "see",
            "unmount",
            "vary_page",
        ],
    ),
    (
        "leptos",
        &[
            "reactive_graph",
            "tachys",
            "any_spawner",
            "throw_error",
            "send_wrapper",
            "slotmap",
            "indexmap",
            "hashbrown",
        ],
    ),
    (
        "bindings",
        &["wasm_bindgen", "js_sys", "web_sys", "gloo", "__wb"],
    ),
];

/// Everything else that has code: the standard library, its allocator, and what has no name.
const STANDARD: &str = "standard_library";

/// Words, tables and pictures' paths: what is no code.
const DATA: &str = "words_and_tables";

/// Bytes of a part, as they are and of the module's after brotli 11.
pub struct Weight {
    pub raw: usize,
    pub brotli: usize,
}

/// The parts of the module that was built last, by name.
pub fn weigh(brotli_of_module: usize) -> Result<BTreeMap<String, Weight>> {
    let module = dist::named_module()?;
    let module = fs::read(&module).with_context(|| module.display().to_string())?;
    let names = Names::of(&module)?;
    let (bodies, data) = bodies(&module)?;
    let mut parts: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    parts.insert(DATA, module[data].to_vec());
    for (index, body) in (names.imported..).zip(bodies) {
        let part = names.get(index).map_or(STANDARD, part_of);
        parts.entry(part).or_default().extend(&module[body]);
    }
    let mut packed = BTreeMap::new();
    for (part, bytes) in &parts {
        packed.insert(*part, dist::brotli(bytes)?.len());
    }
    let sum: usize = packed.values().sum();
    let weights = parts.iter().map(|(part, bytes)| {
        let brotli = packed[part] * brotli_of_module / sum;
        let raw = bytes.len();
        ((*part).to_owned(), Weight { raw, brotli })
    });
    Ok(weights.collect())
}

fn part_of(name: &str) -> &'static str {
    let path = path_of(name);
    let fits = |prefix: &str| {
        let rest = path.strip_prefix(prefix);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', ':', '_']))
    };
    let found = PARTS
        .iter()
        .find(|(_, paths)| paths.iter().any(|path| fits(path)));
    found.map_or(STANDARD, |(part, _)| part)
}

/// `dacu::runtime::page::Page::read` of `<dacu[803f]::runtime::page::Page>::read::{closure#0}`: without
/// hashes of crates, and of an implementation its type.
fn path_of(name: &str) -> String {
    let mut path = String::new();
    let mut hidden = false;
    for c in name.trim_start_matches(['<', '&']).chars() {
        match c {
            '[' => hidden = true,
            ']' => hidden = false,
            '>' => {}
            _ if hidden => {}
            _ if c.is_alphanumeric() || c == '_' || c == ':' => path.push(c),
            _ => break,
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::{PARTS, STANDARD, part_of, path_of};

    #[test]
    fn paths() {
        for (name, expected) in [
            (
                "<dacu[803f]::runtime::page::Page>::read",
                "dacu::runtime::page::Page::read",
            ),
            (
                "dacu[803f]::widgets::draw::draw::{closure#2}::{closure#1}",
                "dacu::widgets::draw::draw::",
            ),
            (
                "<pricing[1f2e]::money::Money as core[0]::ops::Add>::add",
                "pricing::money::Money",
            ),
            (
                "<alloc[1f2e]::vec::Vec<pricing[1f2e]::Money>>::push",
                "alloc::vec::Vec",
            ),
            ("mount", "mount"),
        ] {
            assert_eq!(path_of(name), expected);
        }
    }

    #[test]
    fn parts() {
        for (name, expected) in [
            ("<dacu[8]::runtime::page::Page>::read", "parsing"),
            ("<dacu[8]::runtime::page::Page>::reads", "runtime"),
            ("campaign[8]::json::parse::number", "parsing"),
            ("campaign[8]::json::write", "canonical_form"),
            ("campaign[8]::play::cut", "campaign_model"),
            ("dacu[8]::widgets::cart::state::view", "widget_cart"),
            ("dacu[8]::widgets::offer::view", "widgets_shared"),
            ("gloo_events[8]::EventListener", "bindings"),
            ("mount", "runtime"),
            ("mountain", STANDARD),
            ("<alloc[1]::vec::Vec<pricing[1]::Money>>::push", STANDARD),
        ] {
            assert_eq!(part_of(name), expected, "{name}");
        }
        let mut names: Vec<_> = PARTS.iter().map(|(name, _)| name).collect();
        names.dedup();
        assert_eq!(names.len(), PARTS.len());
    }
}
