//! The window and the document.

use web_sys::{Document, Window};

/// The window of this page.
///
/// # Panics
/// Outside a browser's main thread, where no part of this crate is run.
#[must_use]
pub fn window() -> Window {
    web_sys::window().expect("a page has a window")
}

/// The document of this page.
///
/// # Panics
/// As [`window`].
#[must_use]
pub fn document() -> Document {
    window().document().expect("a window has a document")
}
