//! `<dacu-draw>`: the prize wheel.
//!
//! A press asks the server; the wheel spins until it answers and lands exactly on the answer, at
//! the speed it spins with. Without an answer it comes to rest where it began and the chance is
//! kept. Odds are one tap away, and a sector's angle is its odds.
//!
//! | | |
//! |---|---|
//! | attributes | `draw` the draw's id, default the campaign's first; `address` where winners of goods say where to send them |
//! | events | `dacu-login` the shopper wants to log in; `dacu-task` `{draw, task}` begins a task, `dacu-use` `{coupon}` goes to use a coupon, both cancelable; `dacu-draw` `{draw, prize}` comes from the page |
//! | parts | `base` |
//! | variables | `--dacu-stage`, `--dacu-sector-a` to `-f`, `--dacu-rim`, `--dacu-d-turn`, `--dacu-d-land` |
//! | stability | stable |
//!
//! A task of kind `visit` scrolls to the page's `<dacu-flash-sale>` unless `dacu-task` is
//! prevented, and is reported when the shopper has stayed; one of kind `order` scrolls to
//! `<dacu-cart>` and is counted by the server.

pub mod geometry;
pub mod machine;
mod parts;
pub mod state;
#[cfg(feature = "variants")]
pub mod variants;
mod wheel;
mod widget;
mod words;

#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::Element;

use self::parts::{button, said, worded};
use self::state::{Action, Own, Sheet, View};
use self::widget::Widget;
use self::words as w;
use super::Attributes;
use crate::runtime::page::Page;
use crate::runtime::slot::{Slot, Version};
use crate::ui::icons::{Icon, icon};
use crate::ui::{Local, Node, el};

/// What a press does.
pub type Act = Rc<dyn Fn(Action)>;

/// What turns of the wheel, once it is in the document.
pub type Disc = Rc<RefCell<Option<Element>>>;

/// The component.
pub fn draw(page: Page, attributes: &Attributes, seen: Local<bool>) -> super::View {
    let version = Version::new();
    let attribute = |name| attributes.get(name).unwrap_or("").to_owned();
    let widget = Rc::new(Widget {
        page,
        version,
        id: attribute("draw"),
        own: RefCell::new(Own {
            address: attribute("address"),
            ..Own::default()
        }),
        disc: Disc::default(),
    });
    let heard = Rc::clone(&widget);
    page.hear(Rc::new(move |request, answer| heard.heard(request, answer)));
    let slot = Slot::new(widget);
    Box::new(move || {
        super::follow(page, seen);
        version.track();
        let Some(widget) = slot.get::<Widget>() else {
            return Node::Empty;
        };
        let disc = Rc::clone(&widget.disc);
        let kept = Rc::clone(&widget);
        let act: Act = Rc::new(move |action| kept.act(action));
        let mut node = Node::Empty;
        widget.look(&mut |model| {
            if let Some(view) = state::view(model, &widget.id, &widget.own.borrow()) {
                node = show(&view, &act, &disc);
            }
        });
        node
    })
}

/// The drawing of a view; the gallery draws its variants with it too.
#[must_use]
pub fn show(view: &View, act: &Act, disc: &Disc) -> Node {
    let locale = view.locale;
    let name = view.draw.name.get(locale);
    let head = el("div", "dacu-head")
        .child(said("h2", "dacu-head__title", name))
        .child(worded("p", "dacu-head__sub", &w::SUB, locale));
    let mut line = said("p", "dacu-draw__left", &view.line.before);
    if !view.line.figure.is_empty() {
        line = line
            .child(said("b", "", &view.line.figure))
            .text(view.line.after);
    }
    let mut nav = el("div", "dacu-draw__nav");
    for (sheet, name) in [
        (Sheet::Odds, Icon::Odds),
        (Sheet::Tasks, Icon::Ticket),
        (Sheet::Prizes, Icon::Gift),
    ] {
        if view.earns || sheet != Sheet::Tasks {
            nav = nav.child(
                button("", Action::Open(sheet), act)
                    .child(icon(name, "dacu-icon"))
                    .text(sheet.words().get(locale)),
            );
        }
    }
    let mut stage = el("section", "dacu-draw")
        .attr("aria-label", name.to_owned())
        .child(head)
        .child(wheel::wheel(view, act, disc))
        .child(line)
        .child(nav);
    stage = if view.slip.is_empty() {
        stage.child(Node::Empty)
    } else {
        let title = worded("p", "dacu-slip__title", &w::EARN, locale);
        let mut rows = vec![title.into()];
        parts::rows(&view.slip, view, act, &mut rows);
        stage.child(el("div", "dacu-slip").children(rows))
    };
    let spoken = said("span", "dacu-sr", &view.spoken).attr("role", "status");
    el("div", "")
        .child(stage.child(spoken))
        .maybe(parts::over(view, act))
        .into()
}
