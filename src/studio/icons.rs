//! The studio's drawings: symbols of one file beside the page, used by name.

use leptos::prelude::*;

fn symbol(name: &str) -> String {
    ["icons.svg#", name].concat()
}

/// The studio's mark.
pub fn mark() -> impl IntoView {
    view! {
        <svg viewBox="0 0 20 20" aria-hidden="true">
            <use href=symbol("mark")></use>
        </svg>
    }
}

/// A line drawing of 16 points, in the colour of its text.
pub fn icon(name: &'static str) -> impl IntoView {
    view! {
        <svg class="i" viewBox="0 0 16 16" aria-hidden="true">
            <use href=symbol(name)></use>
        </svg>
    }
}

/// A mark of severity, by shape first: `er` an octagon, `wa` a triangle, `in` a ring, `ok` a
/// check, `no` a bar.
pub fn severity(kind: &'static str) -> impl IntoView {
    view! {
        <svg class=["sv ", kind].concat() viewBox="0 0 14 14" aria-hidden="true">
            <use href=symbol(&["sv-", kind].concat())></use>
        </svg>
    }
}
