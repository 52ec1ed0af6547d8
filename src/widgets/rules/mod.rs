//! `<dacu-rules>`: the rules of the campaign, in sentences made from what prices are made from.
//!
//! Nothing here is written by hand, so no rule can say what the engine does not do. The version at
//! the foot is the one that the cart shows beside its price. Where not everything is the same for
//! everyone, the shopper turns personalisation off here; it stays off in this browser.
//!
//! | | |
//! |---|---|
//! | attributes | none |
//! | events | `dacu-personalisation` |
//! | parts | `base` |
//! | variables | `--dacu-ink`, `--dacu-ink-quiet`, `--dacu-line` |
//! | stability | stable |

pub mod state;
#[cfg(feature = "variants")]
pub mod variants;

#[cfg(test)]
mod tests;

use std::cell::Cell;
use std::hint::black_box;

use self::state::View;
use crate::runtime::page::Page;
use crate::ui::node::El;
use crate::ui::{Local, Node, el};

/// Writes the rules of a page.
type Drawn = fn(Page) -> Node;

thread_local! {
    static DRAWN: Cell<Option<Drawn>> = const { Cell::new(None) };
}

/// The component. What writes rules comes when it is asked for; until then nothing is shown.
pub fn rules(page: Page, seen: Local<bool>) -> super::View {
    Box::new(move || {
        super::follow(page, seen);
        match DRAWN.get() {
            Some(drawn) => drawn(page),
            None => {
                page.want_more();
                Node::Empty
            }
        }
    })
}

/// Says that what writes rules is there.
pub fn rules_are_here() {
    // A compiler that knew the only value there can be would call it by name.
    DRAWN.set(Some(black_box(drawn as Drawn)));
}

fn drawn(page: Page) -> Node {
    match page.with(state::view) {
        Some(view) => draw(&view, move |on| page.personalise(on)),
        None => Node::Empty,
    }
}

/// The drawing of a view; the gallery draws its variants with it too. `switch` turns personalisation
/// on or off.
#[must_use]
pub fn draw(view: &View, switch: impl Fn(bool) + 'static) -> Node {
    let mut list = el("dl", "");
    for section in &view.sections {
        let mut words = el("dd", "");
        for line in &section.lines {
            words = words.child(el("p", "").text(line));
        }
        list = list.child(row(el("dt", "").text(&section.title), words));
    }
    if let Some(personal) = view.personal {
        let [title, says, does] = personal.words;
        let button = el("button", "dacu-link").attr("type", "button").text(does);
        let words = el("dd", "")
            .child(el("p", "").text(says))
            .child(button.press(move || switch(personal.turns_on)));
        list = list.child(row(el("dt", "").text(title), words));
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

fn row(title: El, words: El) -> El {
    el("div", "dacu-rules__row").child(title).child(words)
}
