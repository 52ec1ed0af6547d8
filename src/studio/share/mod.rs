//! Sharing what the studio shows: a link with everything in it, a code for a phone on the same network,
//! pictures, the campaign file, and what embeds it.

use leptos::prelude::window;

pub mod clipboard;
pub mod draft;
pub mod packed;
pub mod picture;
mod qr;
mod sheet;
mod snippet;
pub mod words;

pub use sheet::sheet;

/// The folder that the studio is served from, without a slash at its end.
#[must_use]
pub fn page_base() -> String {
    let page = page_address("");
    let base = page.trim_end_matches('#').rsplit_once('/');
    base.map_or("", |(base, _)| base).to_owned()
}

/// The studio's address with a hash.
#[must_use]
pub fn page_address(hash: &str) -> String {
    let address = window().location().href().unwrap_or_default();
    let page = address.split('#').next().unwrap_or_default();
    [page, "#", hash].concat()
}
