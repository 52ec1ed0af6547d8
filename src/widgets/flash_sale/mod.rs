//! `<dacu-flash-sale>`: sessions of limited prices.
//!
//! The strip goes to the session that is on, or to the next one, by itself; a session the shopper
//! has chosen stays until it is over. Prices are the engine's. A price that needs a slot of a quota
//! says so, and what is paid without one. Stock is shown with the time it was true and not at all
//! when that is more than a minute ago.
//!
//! | | |
//! |---|---|
//! | attributes | `sale`: the sale to show; the first without it |
//! | events | `dacu-reserve` comes from the page, and what was won is put in the cart. `dacu-remind` `{offer, at}`: the host that can remind calls `preventDefault()`, or the shopper is told that there are no reminders. `dacu-login` `{offer}`. `dacu-use` `{offer}`: unless prevented, the page scrolls to its `<dacu-cart>` |
//! | parts | `base` |
//! | variables | `--dacu-accent`, `--dacu-gain`, `--dacu-art-ground` |
//! | stability | stable |

pub mod state;
#[cfg(feature = "variants")]
pub mod variants;
mod view;
mod words;

#[cfg(test)]
mod tests;

use std::rc::Rc;

use pricing::OfferId;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use self::state::{Bar, Item, Memo, Need, Press, Reference, State, View};
use super::Attributes;
use super::countdown::mini;
use super::offer::{self, Action, Kind, asking, button, heading, line, pressing, status};
use crate::runtime::model::Model;
use crate::runtime::page::{Digits, Page};
use crate::ui::icons::{Icon, icon};
use crate::ui::node::{El, Handler};
use crate::ui::tier::percent;
use crate::ui::{Local, Node, el, fragment, picture, price};

pub use super::offer::Act;

/// Sessions that share the width of the strip; with more of them it scrolls.
const SIDE_BY_SIDE: usize = 5;

const REFERENCE: &str = "dacu-price__ref dacu-num";

/// Width of a session in a strip that scrolls, in CSS pixels.
const TAB_PX: usize = 84;

static FLASH_SALE: Kind = Kind {
    attribute: "sale",
    noun: "offer",
    reminder: words::REMINDER,
    said: state::said,
    granted: fill_cart,
    press: take,
    draw: draw_page,
};

/// The component.
pub fn flash_sale(page: Page, attributes: &Attributes, seen: Local<bool>) -> super::View {
    page.run_digits(Digits::Seconds);
    offer::component(page, attributes, &FLASH_SALE, seen)
}

fn draw_page(page: Page, model: &Model, memo: Local<Memo>, act: &Act) -> Node {
    let view = memo.with(|memo| state::view(model, memo.only.as_deref(), memo));
    let Some(mut view) = view else {
        return Node::Empty;
    };
    let src = page.options().src;
    for item in &mut view.items {
        item.picture = picture::address(&src, &item.picture);
    }
    draw(&view, act)
}

fn take(page: Page, memo: Local<Memo>, press: Press, offer: &OfferId) {
    match press {
        Press::Reserve => page.reserve(offer),
        Press::Pay => {
            fill_cart(page, memo, offer);
            offer::go_to_cart(page, &FLASH_SALE, offer);
        }
        _ => {
            let Some(inner) = page.inner() else { return };
            let added = memo.with(|memo| state::said_added(&inner.model.borrow(), memo, offer));
            if let Some((sku, said)) = added {
                page.add_to_cart(&sku);
                offer::speak(memo, said);
            }
        }
    }
}

/// Sees that the cart has what was granted.
fn fill_cart(page: Page, memo: Local<Memo>, offer: &OfferId) {
    let Some(inner) = page.inner() else { return };
    let need =
        memo.with(|memo| state::cart_needs(&inner.model.borrow(), memo.only.as_deref(), offer));
    match need {
        Some(Need::Add(sku)) => page.add_to_cart(&sku),
        Some(Need::Tick(line)) => page.tick_line(&line, true),
        None => {}
    }
}

/// The drawing of a view; the gallery draws its variants with it too.
#[must_use]
pub fn draw(view: &View, act: &Act) -> Node {
    let label = match view.shown {
        Some(at) => view.tabs[at].spoken.clone(),
        None => String::new(),
    };
    let mut panel = el("div", "")
        .attr("role", "tabpanel")
        .attr("id", "dacu-session")
        .attr("aria-label", label)
        .maybe(view.bar.as_ref().map(bar));
    if !view.items.is_empty() {
        let mut list = el("ul", "");
        for item in &view.items {
            list = list.child(draw_item(item, act));
        }
        panel = panel.child(list);
    }
    if let Some([line, note]) = view.empty {
        panel = panel.child(
            el("div", "dacu-empty")
                .child(icon(Icon::Clock, "dacu-icon"))
                .child(el("p", "").text(line))
                .child(el("small", "").text(note)),
        );
    }
    fragment(vec![
        el("section", "dacu-sec")
            .attr("aria-label", &view.title)
            .child(heading(&view.title, &view.sub))
            .maybe((!view.tabs.is_empty()).then(|| strip(view, act)))
            .child(panel)
            .into(),
        status(&view.spoken).into(),
    ])
}

/// The tab list: one stop for Tab, arrows go from session to session.
fn strip(view: &View, act: &Act) -> El {
    let (count, by_itself) = (view.tabs.len(), view.by_itself);
    // The tab that Tab stops at: the shown one, the last where all are over.
    let stop = view.shown.unwrap_or(count.saturating_sub(1));
    let many = count > SIDE_BY_SIDE;
    let class = if many {
        "dacu-sessions dacu-sessions--many"
    } else {
        "dacu-sessions"
    };
    let choose = Rc::clone(act);
    let mut strip = el("div", class)
        .attr("role", "tablist")
        .attr("aria-label", &view.title)
        .on(
            "keydown",
            Rc::new(move |event| {
                if let Some(to) = arrow(event, stop, count) {
                    choose(&Action::Choose(state::choice(to, by_itself)));
                    focus_tab(event, to);
                }
            }),
        );
    if many {
        // A strip that has rolled over is a new one, scrolled to where it rolled to.
        let left = (stop.saturating_sub(1) * TAB_PX) as i32;
        strip = strip
            .key(by_itself.map_or(0, |at| at as u32 + 1))
            .made(Rc::new(move |made| {
                let made: Element = made.clone();
                // Later, when it is in the document.
                wasm_bindgen_futures::spawn_local(async move { made.set_scroll_left(left) });
            }));
    }
    for (at, tab) in view.tabs.iter().enumerate() {
        let on = view.shown == Some(at);
        let (class, selected) = if on {
            ("dacu-sessions__tab dacu-sessions__tab--on", "true")
        } else {
            ("dacu-sessions__tab", "false")
        };
        let button = el("button", class)
            .attr("role", "tab")
            .attr("aria-selected", selected)
            .attr("aria-controls", "dacu-session")
            .attr("aria-label", &tab.spoken)
            .attr("tabindex", if at == stop { "0" } else { "-1" })
            .child(el("span", "dacu-sessions__time").text(&tab.time))
            .child(el("span", "dacu-sessions__say").text(&tab.say));
        let choice = Action::Choose(state::choice(at, by_itself));
        strip = strip.child(pressing(button, act, choice));
    }
    strip
}

/// Where an arrow goes from `at`.
fn arrow(event: &Event, at: usize, count: usize) -> Option<usize> {
    let pressed: &KeyboardEvent = event.unchecked_ref();
    let to = match pressed.key().as_str() {
        "ArrowLeft" | "Left" => (at + count - 1) % count,
        "ArrowRight" | "Right" => (at + 1) % count,
        "Home" => 0,
        "End" => count - 1,
        _ => return None,
    };
    event.prevent_default();
    Some(to)
}

fn focus_tab(event: &Event, at: usize) {
    let Some(strip) = event.current_target() else {
        return;
    };
    let strip: Element = strip.unchecked_into();
    let tab = strip
        .query_selector_all("button")
        .ok()
        .and_then(|tabs| tabs.get(u32::try_from(at).unwrap_or(0)));
    if let Some(tab) = tab {
        let _ = tab.unchecked_into::<HtmlElement>().focus();
    }
}

fn bar(bar: &Bar) -> El {
    let mut right = el("span", "").text(&bar.label);
    if let Some(left) = bar.left_ms {
        right = right.child(mini(left));
    }
    el("div", "dacu-flash__bar")
        .child(el("span", "dacu-num").text(&bar.text))
        .child(right)
}

/// One item.
#[must_use]
pub fn draw_item(item: &Item, act: &Act) -> El {
    let off = matches!(item.state, State::SoldOut | State::Paused | State::Ended);
    let (class, price_class) = if off {
        ("dacu-item dacu-item--off", "dacu-price dacu-price--off")
    } else {
        ("dacu-item", "dacu-price")
    };
    let mut figure = el("p", price_class);
    let mut struck = None;
    // The long words of a struck price have a line of their own; the others stand over the price.
    match &item.reference {
        Reference::Nothing => {}
        Reference::Struck(basis, amount) => {
            let words = el("p", REFERENCE).text(*basis).text(" ");
            struck = Some(words.child(el("s", "").text(amount)));
        }
        Reference::Without(words) => {
            figure = figure.child(el("span", REFERENCE).text(words));
        }
    }
    if !item.tag.is_empty() {
        figure = figure.child(el("span", "dacu-price__tag").text(item.tag));
    }
    let busy = item.state == State::Queueing;
    let button = button(item.button, item.press, busy, "");
    let foot = el("div", "dacu-item__foot")
        .child(price::figures(figure, &item.price))
        .child(asking(
            button,
            item.button,
            &item.name,
            act,
            item.press,
            &item.offer,
        ));
    el("li", class)
        .attr("data-offer", item.offer.as_str().to_owned())
        .child(el("div", "dacu-item__art").maybe(art(item)))
        .child(
            el("div", "dacu-item__body")
                .child(el("h3", "dacu-item__name").text(&item.name))
                .maybe(line("dacu-item__sub", &item.spec))
                .maybe(line("dacu-item__note", &item.note))
                .maybe(stock(item))
                .maybe(struck)
                .child(foot),
        )
}

fn art(item: &Item) -> Option<El> {
    if item.picture.is_empty() {
        return None;
    }
    let picture = el("img", "")
        .attr("src", &item.picture)
        .attr("alt", &item.name)
        .attr("width", "108")
        .attr("height", "124")
        .attr("loading", "lazy");
    Some(picture.on("error", hide()))
}

fn stock(item: &Item) -> Option<El> {
    if item.stock.is_empty() {
        return None;
    }
    let mut stock = el("p", "dacu-stock");
    if let Some(left) = item.bar {
        let fill = el("i", "").style("width", percent(left));
        let bar = el("span", "dacu-stock__bar").attr("aria-hidden", "true");
        stock = stock.child(bar.child(fill));
    }
    Some(stock.child(el("span", "dacu-num").text(&item.stock)))
}

/// A picture that does not come leaves its ground.
fn hide() -> Handler {
    Rc::new(|event| {
        if let Some(picture) = event.current_target() {
            let picture: &HtmlElement = picture.unchecked_ref();
            let _ = picture.style().set_property("visibility", "hidden");
        }
    })
}
