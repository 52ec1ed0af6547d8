//! Taking the shopper to another widget of the page.

use web_sys::{HtmlElement, ScrollBehavior, ScrollIntoViewOptions};

/// Scrolls to the first `selector` of the campaign that `host` belongs to, else of the document.
/// False if there is none.
pub fn reveal(host: &HtmlElement, selector: &str, calm: bool) -> bool {
    let mut found = host.query_selector(selector);
    if !matches!(found, Ok(Some(_))) {
        found = crate::runtime::dom::document().query_selector(selector);
    }
    let Ok(Some(target)) = found else {
        return false;
    };
    let options = ScrollIntoViewOptions::new();
    options.set_behavior(if calm {
        ScrollBehavior::Auto
    } else {
        ScrollBehavior::Smooth
    });
    // Engines that know no options read this as `true` and go there at once.
    target.scroll_into_view_with_scroll_into_view_options(&options);
    true
}
