//! Addresses of pictures: a campaign file gives them relative to itself.

use web_sys::Url;

use crate::runtime::dom;
use crate::runtime::page::Page;

/// The address of the page's campaign file.
#[must_use]
#[inline(never)]
pub fn source(page: &Page) -> String {
    page.options().src
}

/// The address of a picture of the campaign file at `src`. What cannot be resolved is empty, and an
/// empty address draws no picture.
#[must_use]
pub fn address(src: &str, picture: &str) -> String {
    if picture.is_empty() {
        return String::new();
    }
    let Ok(Some(base)) = dom::document().base_uri() else {
        return String::new();
    };
    if let Ok(file) = Url::new_with_base(src, &base)
        && let Ok(picture) = Url::new_with_base(picture, &file.href())
    {
        return picture.href();
    }
    String::new()
}
