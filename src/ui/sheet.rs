//! Overlays: a dialog in the middle, or a sheet from the bottom.
//!
//! Focus moves in and comes back to where it was, Tab stays inside, Escape and a tap beside it
//! close it. The host page's scrolling is not touched: the scrim catches what is scrolled over it.
//!
//! ```ignore
//! view.maybe(open.then(|| {
//!     Overlay {
//!         shape: Shape::Sheet,
//!         key: 1,
//!         title: "中奖概率".to_owned(),
//!         locale,
//!         body: vec![table.into()],
//!         foot: None,
//!         close: Rc::new(move || act(Action::Close)),
//!     }
//!     .draw()
//! }))
//! ```

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use campaign::{Locale, Words, words};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, ShadowRoot};

use super::node::{El, Handler, Hook, Node, el};
use crate::runtime::dom::document;
use crate::runtime::ticker::Alarm;

const CLOSE: Words = words!("关闭", "關閉", "Close");

/// How long it takes to leave: `--dacu-d-fast`.
const LEAVE_MS: i64 = 160;

/// A sheet's own close button.
const SHUT: &str = ".dacu-sheet__close";

/// What Tab stops at.
const STOPS: &str = "button:not([disabled]),a[href],input,select,textarea,[tabindex='0']";

/// Where an overlay stands.
pub enum Shape {
    /// In the middle, with art over its top edge; the title is drawn large.
    Dialog {
        /// A `dacu-dialog__art`, if there is one.
        art: Option<El>,
    },
    /// At the bottom, with a title row and a close button; the body scrolls.
    Sheet,
}

/// An overlay under construction.
pub struct Overlay {
    /// Where it stands.
    pub shape: Shape,
    /// Tells overlays of one widget apart: another key is another overlay, and takes the focus.
    pub key: u32,
    /// Its heading, and its name for screen readers.
    pub title: String,
    /// Language of the close button.
    pub locale: Locale,
    /// What is in it.
    pub body: Vec<Node>,
    /// A sheet's foot, which does not scroll.
    pub foot: Option<El>,
    /// Called when the shopper closes it; has to take it out of the view.
    pub close: Rc<dyn Fn()>,
}

impl Overlay {
    /// Its drawing: put it last in the widget's view, outside of anything transformed.
    #[must_use]
    #[inline(never)]
    pub fn draw(self) -> El {
        let (class, panel) = match self.shape {
            Shape::Dialog { art } => {
                let title = el("h2", "dacu-dialog__title").text(&self.title);
                let panel = el("div", "dacu-dialog").maybe(art).child(title);
                ("dacu-overlay", panel.children(self.body))
            }
            Shape::Sheet => {
                let shut = el("button", "dacu-sheet__close")
                    .attr("type", "button")
                    .attr("aria-label", CLOSE.get(self.locale));
                let head = el("div", "dacu-sheet__head")
                    .child(el("h2", "dacu-sheet__title").text(&self.title))
                    .child(shut);
                let body = el("div", "dacu-sheet__body").children(self.body);
                let panel = el("div", "dacu-sheet").child(head).child(body);
                ("dacu-overlay dacu-overlay--sheet", panel.maybe(self.foot))
            }
        };
        let guard = Guard::current();
        let panel = panel
            .attr("role", "dialog")
            .attr("aria-modal", "true")
            .attr("aria-label", self.title)
            .attr("tabindex", "-1")
            .style("outline", "none".to_owned())
            .made(guard.move_in());
        let close = self.close;
        let tend: Handler = Rc::new(move |event| guard.tend(event, &close));
        el("div", class)
            .key(self.key)
            .on("click", Rc::clone(&tend))
            .on("keydown", tend)
            .child(panel)
    }
}

/// Where the focus was before the overlay that is open. Every handler of the overlay holds it, so
/// it is dropped, and the focus goes back, when the overlay leaves the document.
struct Guard {
    opener: RefCell<Option<HtmlElement>>,
    /// For what comes a little later: taking the focus, or closing.
    alarm: Alarm,
}

impl Guard {
    /// The guard of the overlay that is open, which a view that is drawn again shares, or a new one.
    fn current() -> Rc<Self> {
        thread_local! {
            static OPEN: RefCell<Weak<Guard>> = const { RefCell::new(Weak::new()) };
        }
        OPEN.with_borrow_mut(|open| {
            open.upgrade().unwrap_or_else(|| {
                let guard = Rc::new(Self {
                    opener: RefCell::new(None),
                    alarm: Alarm::new(),
                });
                *open = Rc::downgrade(&guard);
                guard
            })
        })
    }

    /// What a click or a key does, wherever in the overlay.
    fn tend(&self, event: &Event, close: &Rc<dyn Fn()>) {
        let (Some(overlay), Some(target)) = (event.current_target(), event.target()) else {
            return;
        };
        let overlay: Element = overlay.unchecked_into();
        let target: Element = target.unchecked_into();
        let leaves = if event.type_() == "click" {
            target == overlay || matches!(target.closest(SHUT), Ok(Some(_)))
        } else {
            let pressed: &KeyboardEvent = event.unchecked_ref();
            let key = pressed.key();
            if key == "Tab" {
                stay_inside(event, &overlay, &target, pressed.shift_key());
            }
            let escapes = key == "Escape" || key == "Esc";
            if escapes {
                event.stop_propagation();
            }
            escapes
        };
        if !leaves {
            return;
        }
        let class = overlay.class_name();
        if !class.ends_with("--out") {
            overlay.set_class_name(&[&class, " dacu-overlay--out"].concat());
        }
        self.alarm.set(LEAVE_MS, Rc::clone(close));
    }

    /// Notes where the focus is and takes it to the panel.
    fn move_in(self: &Rc<Self>) -> Hook {
        let guard = Rc::downgrade(self);
        Rc::new(move |panel| {
            let Some(current) = guard.upgrade() else {
                return;
            };
            let guard = guard.clone();
            let panel: HtmlElement = panel.clone().unchecked_into();
            // When it is in the document. One that was leaving has given way to this one: taking
            // its alarm keeps it from closing it.
            let enter = move || {
                let Some(guard) = guard.upgrade() else { return };
                let root = panel.get_root_node();
                let active = match root.dyn_ref::<ShadowRoot>() {
                    Some(root) => root.active_element(),
                    None => document().active_element(),
                };
                let mut opener = guard.opener.borrow_mut();
                if opener.is_none() {
                    *opener = active.map(JsCast::unchecked_into);
                }
                drop(opener);
                let _ = panel.focus();
            };
            current.alarm.set(0, Rc::new(enter));
        })
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        thread_local! {
            static BACK: Alarm = Alarm::new();
        }
        if let Some(opener) = self.opener.take() {
            // When the view that closed it has been drawn.
            let back = move || {
                let active = document().active_element();
                if active.is_none_or(|active| active.tag_name() == "BODY") {
                    let _ = opener.focus();
                }
            };
            let _ = BACK.try_with(|alarm| alarm.set(0, Rc::new(back)));
        }
    }
}

/// Takes Tab from the last stop to the first and back.
fn stay_inside(event: &Event, overlay: &Element, target: &Element, back: bool) {
    let Ok(stops) = overlay.query_selector_all(STOPS) else {
        return;
    };
    let (first, last) = (stops.get(0), stops.get(stops.length().wrapping_sub(1)));
    let (edge, other) = if back { (first, last) } else { (last, first) };
    let target: &web_sys::Node = target;
    // Going back from the panel itself, which has the focus at first, would leave it too.
    let on_panel = back && overlay.first_child().as_ref() == Some(target);
    if on_panel || edge.is_none_or(|edge| edge == *target) {
        event.prevent_default();
        if let Some(other) = other {
            let _ = other.unchecked_into::<HtmlElement>().focus();
        }
    }
}
