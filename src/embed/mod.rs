//! What the element classes call: pages, widgets, and the JS API, by number.
//!
//! JavaScript never holds a Rust value. Every page and every mounted widget has a number; calls
//! with a number that is gone do nothing.

use std::cell::RefCell;

use js_sys::Promise;
use reactive_graph::owner::Owner;
use tachys::reactive_graph::RenderEffectState;
use tachys::view::{Mountable, Render};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::api::local::decisions_are_here;
use crate::runtime::page::{Options, Page, read_stored, whole_is_here};
use crate::runtime::{ticker, told};
use crate::ui::Local;
use crate::ui::node::Built;
use crate::widgets::countdown::countdown;
use crate::widgets::rules::rules_are_here;
use crate::widgets::{Attributes, Kind, View};

const BAD_LINES: &str = "!the cart is a list of {sku, quantity, ticked}: sku a text, quantity a whole \
                         number, ticked true or false";

/// A mounted widget; takes its view out of the document and ends its owner when dropped.
struct Mounted {
    view: RenderEffectState<Built>,
    seen: Local<bool>,
    owner: Owner,
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.view.unmount();
        self.owner.cleanup();
    }
}

struct OpenPage {
    id: u32,
    page: Page,
    owner: Owner,
}

#[derive(Default)]
struct Table {
    last_id: u32,
    pages: Vec<OpenPage>,
    widgets: Vec<(u32, u32, Mounted)>,
}

thread_local! {
    static TABLE: RefCell<Table> = RefCell::default();
}

impl Table {
    fn next_id(&mut self) -> u32 {
        self.last_id += 1;
        self.last_id
    }
}

/// Opens a page for an element with its attributes (a JSON object of texts); returns its number.
/// `sent` is the request for its campaign, if that is on its way already, as in
/// [`fetch::file`](crate::runtime::fetch::file).
#[wasm_bindgen]
pub fn open_page(host: HtmlElement, attributes: &str, sent: Option<Promise>) -> u32 {
    // Effects run on the browser's microtask queue; saying so twice is harmless.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let page = owner.with(|| Page::open(host, Options::read(attributes), sent));
    TABLE.with_borrow_mut(|table| {
        let id = table.next_id();
        table.pages.push(OpenPage { id, page, owner });
        id
    })
}

/// Gives a page new attributes.
#[wasm_bindgen]
pub fn configure_page(id: u32, attributes: &str) {
    if let Some((page, owner)) = page(id) {
        owner.with(|| page.configure(Options::read(attributes)));
    }
}

/// Shows the campaign file again to whoever may vary it.
#[wasm_bindgen]
pub fn vary_page(id: u32) {
    if let Some((page, owner)) = page(id) {
        owner.with(|| page.vary());
    }
}

/// Ends a page and every widget on it.
#[wasm_bindgen]
pub fn close_page(id: u32) {
    // Dropped outside the borrow: cleaning up may call back.
    let gone = TABLE.with_borrow_mut(|table| {
        let widgets = take(&mut table.widgets, |(_, page, _)| *page == id);
        let pages = take(&mut table.pages, |page| page.id == id);
        (widgets, pages)
    });
    drop(gone.0);
    for page in gone.1 {
        page.owner.cleanup();
    }
}

/// Says that the second part of the module is there: every page reads the rest of its campaign.
/// Before, [`mount`] and [`call`] are not there either.
#[wasm_bindgen]
pub fn arrive() {
    whole_is_here();
    each_page(&|page| page.complete());
}

/// Says that the last part of the module is there: what the local server decides, and the rules.
#[wasm_bindgen]
pub fn supply() {
    decisions_are_here();
    rules_are_here();
    // Views that lack something follow.
    each_page(&|page| page.change(|_| ()));
}

fn each_page(act: &dyn Fn(Page)) {
    let pages = TABLE.with_borrow(|table| {
        let handles = table.pages.iter();
        handles
            .map(|open| (open.page, open.owner.clone()))
            .collect::<Vec<_>>()
    });
    for (page, owner) in pages {
        owner.with(|| act(page));
    }
}

/// Mounts a countdown, which needs no more than the first part, as [`mount`] does.
#[wasm_bindgen]
pub fn mount_countdown(page_id: u32, base: HtmlElement, attributes: &str) -> u32 {
    mounted(page_id, &base, attributes, &countdown)
}

/// Mounts a widget (`countdown`, `coupons`, …) of a page in `base`, an element inside the shadow
/// root; returns its number, or 0 if there is no such page or widget.
#[wasm_bindgen]
pub fn mount(page_id: u32, kind: &str, base: HtmlElement, attributes: &str) -> u32 {
    let Some(kind) = Kind::named(kind) else {
        return 0;
    };
    mounted(page_id, &base, attributes, &|page, attributes, seen| {
        kind.view(page, attributes, seen)
    })
}

type Component<'a> = &'a dyn Fn(Page, &Attributes, Local<bool>) -> View;

fn mounted(page_id: u32, base: &HtmlElement, attributes: &str, component: Component<'_>) -> u32 {
    let Some((page, owner)) = page(page_id) else {
        return 0;
    };
    let attributes = Attributes::read(attributes);
    let owner = owner.with(Owner::new);
    let (view, seen) = owner.with(|| {
        let seen = Local::new(true);
        let mut view = component(page, &attributes, seen).build();
        view.mount(base, None);
        (view, seen)
    });
    let mounted = Mounted { view, seen, owner };
    TABLE.with_borrow_mut(|table| {
        let id = table.next_id();
        table.widgets.push((id, page_id, mounted));
        id
    })
}

/// Says whether a widget is on the screen or near it; until then it is taken to be.
#[wasm_bindgen]
pub fn see(id: u32, seen: bool) {
    let known = TABLE.with_borrow(|table| {
        let widget = table.widgets.iter().find(|(known, ..)| *known == id);
        widget.map(|(_, _, mounted)| mounted.seen)
    });
    if let Some(known) = known
        && known.with(|known| *known != seen)
    {
        known.change(|known| *known = seen);
    }
}

/// Unmounts a widget; a number that is gone is ignored.
#[wasm_bindgen]
pub fn unmount(id: u32) {
    let gone =
        TABLE.with_borrow_mut(|table| take(&mut table.widgets, |(known, _, _)| *known == id));
    drop(gone);
}

/// `Dacu.setCart`, `Dacu.quote`, `Dacu.setBuyer`, `Dacu.reset` for a page, with and answering JSON.
/// An answer that begins with `!` is an error's text.
#[wasm_bindgen]
pub fn call(page_id: u32, name: &str, argument: &str) -> String {
    let Some((page, owner)) = page(page_id) else {
        return "!no campaign".to_owned();
    };
    owner.with(|| match name {
        "setCart" => match read_stored(argument) {
            Some(lines) => {
                let unknown = page.set_cart(&lines);
                let names: Vec<&str> = unknown.iter().map(pricing::Sku::as_str).collect();
                if names.is_empty() {
                    page.with(told::quote)
                } else {
                    ["!unknown sku: ", &names.join(", ")].concat()
                }
            }
            None => BAD_LINES.to_owned(),
        },
        // With lines, what they would cost; the shopper's cart stays as it is.
        "quote" if !argument.is_empty() => match read_stored(argument) {
            Some(lines) => page.quote_of(&lines),
            None => BAD_LINES.to_owned(),
        },
        "quote" => page.with(told::quote),
        "setBuyer" => {
            page.set_buyer(argument);
            "null".to_owned()
        }
        "reset" => {
            page.reset();
            "null".to_owned()
        }
        _ => ["!no such call: ", name].concat(),
    })
}

/// How much is alive, for leak tests: pages, widgets, alarms.
#[wasm_bindgen]
pub fn alive() -> Vec<u32> {
    let count = |len: usize| u32::try_from(len).unwrap_or(u32::MAX);
    TABLE.with_borrow(|table| {
        vec![
            count(table.pages.len()),
            count(table.widgets.len()),
            count(ticker::waiting()),
        ]
    })
}

fn page(id: u32) -> Option<(Page, Owner)> {
    TABLE.with_borrow(|table| {
        let open = table.pages.iter().find(|open| open.id == id)?;
        Some((open.page, open.owner.clone()))
    })
}

fn take<T>(items: &mut Vec<T>, gone: impl Fn(&T) -> bool) -> Vec<T> {
    let mut taken = Vec::new();
    let mut at = 0;
    while at < items.len() {
        if gone(&items[at]) {
            taken.push(items.remove(at));
        } else {
            at += 1;
        }
    }
    taken
}
