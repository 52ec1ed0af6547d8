//! `<dacu-rules>`: the rules of the campaign, in sentences made from what prices are made from.
//!
//! Nothing here is written by hand, so no rule can say what the engine does not do. The version at
//! the foot is the one that the cart shows beside its price.
//!
//! | | |
//! |---|---|
//! | attributes | none |
//! | events | none |
//! | parts | `base` |
//! | variables | `--dacu-ink`, `--dacu-ink-quiet`, `--dacu-line` |
//! | stability | stable |

pub mod state;
#[cfg(feature = "variants")]
pub mod variants;

#[cfg(test)]
mod tests;

use self::state::View;
use super::Attributes;
use crate::runtime::page::Page;
use crate::ui::{Node, el};

/// The component.
pub fn rules(page: Page, _attributes: &Attributes) -> super::View {
    Box::new(move || {
        page.track();
        match page.with(state::view) {
            Some(view) => draw(&view),
            None => Node::Empty,
        }
    })
}

/// The drawing of a view; the gallery draws its variants with it too.
#[must_use]
pub fn draw(view: &View) -> Node {
    let mut list = el("dl", "");
    for section in &view.sections {
        let mut words = el("dd", "");
        for line in &section.lines {
            words = words.child(el("p", "").text(line));
        }
        list = list.child(
            el("div", "dacu-rules__row")
                .child(el("dt", "").text(&section.title))
                .child(words),
        );
    }
    el("section", "dacu-rules")
        .attr("aria-label", view.title)
        .child(el("div", "dacu-head").child(el("h2", "dacu-head__title").text(view.title)))
        .child(list)
        .child(
            el("p", "dacu-rules__gen")
                .child(el("span", "").text(view.same))
                .child(el("span", "dacu-num").text(&view.version)),
        )
        .into()
}
