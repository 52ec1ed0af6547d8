//! `<dacu-coupons>`: coupons to claim, as tickets; a ladder also as one picture.
//!
//! A ticket says why it stands as it does: when claiming starts, that few are left and when that
//! was true, that the buyer is not in its audience, what became of a claim. It is stamped when the
//! server has said yes, never before. The picture over a ladder shows which step the page's cart
//! reaches and what is missing for the next.
//!
//! | | |
//! |---|---|
//! | attributes | `ladder`: shows that ladder alone; without it all ladders, then the other coupons that can be claimed |
//! | events | `dacu-claim` comes from the page. `dacu-remind` `{coupon, at}`: the host that can remind calls `preventDefault()`, or the shopper is told that there are no reminders. `dacu-login` `{coupon}`. `dacu-use` `{coupon}`: unless prevented, the page scrolls to its `<dacu-cart>` |
//! | parts | `base` |
//! | variables | `--dacu-prime`, `--dacu-on-prime`, `--dacu-accent`, `--dacu-notch` |
//! | stability | stable |

pub mod ladder;
pub mod state;
#[cfg(feature = "variants")]
pub mod variants;
mod view;
mod words;

#[cfg(test)]
mod tests;

use std::rc::Rc;

use campaign::Locale;
use pricing::OfferId;

use self::state::{Group, Press, State, Ticket, View, Wallet};
use super::Attributes;
use super::offer::{Action, Kind, Memo, asking, button, heading, line, pressing, status};
use crate::runtime::model::Model;
use crate::runtime::page::Page;
use crate::ui::icons::path;
use crate::ui::node::El;
use crate::ui::tier::tier;
use crate::ui::{Local, Node, Overlay, Shape, el, fragment, svg};

pub use super::offer::Act;

/// The component.
pub fn coupons(page: Page, attributes: &Attributes, seen: Local<bool>) -> super::View {
    static COUPONS: Kind = Kind {
        attribute: "ladder",
        noun: "coupon",
        reminder: words::REMINDER,
        said: state::said,
        granted: stamp,
        press: |page, _, _, coupon| page.claim(coupon),
        draw: draw_page,
    };
    super::offer::component(page, attributes, &COUPONS, seen)
}

fn stamp(_: Page, memo: Local<Memo>, coupon: &OfferId) {
    memo.change_quietly(|memo| memo.stamped.push(coupon.clone()));
}

fn draw_page(_: Page, model: &Model, memo: Local<Memo>, act: &Act) -> Node {
    memo.change_quietly(|memo| {
        let same = match (&memo.quote, &model.quote) {
            (Some(known), Some(quote)) => Rc::ptr_eq(known, quote),
            _ => false,
        };
        if !same {
            memo.reach = ladder::reach(model);
            memo.quote.clone_from(&model.quote);
        }
    });
    match memo.with(|memo| state::view(model, memo.only.as_deref(), memo)) {
        Some(view) => draw(&view, act),
        None => Node::Empty,
    }
}

/// The drawing of a view; the gallery draws its variants with it too.
#[must_use]
pub fn draw(view: &View, act: &Act) -> Node {
    let mut parts = vec![seal_mask().into(), status(&view.spoken).into()];
    let mut wallet = view.wallet.as_ref();
    for (at, shown) in view.groups.iter().enumerate() {
        let last = at + 1 == view.groups.len();
        parts.push(group(shown, view, wallet.take(), last, act).into());
    }
    parts.push(match &view.wallet {
        Some(wallet) if wallet.open => sheet(wallet, view.locale, act).into(),
        _ => Node::Empty,
    });
    fragment(parts)
}

fn group(shown: &Group, view: &View, wallet: Option<&Wallet>, last: bool, act: &Act) -> El {
    let wallet = wallet.map(|wallet| {
        let button = el("button", "dacu-link dacu-num")
            .attr("aria-haspopup", "dialog")
            .text([wallet.title, " ", &wallet.count].concat());
        pressing(button, act, Action::Wallet)
    });
    let steps = shown
        .tier
        .as_ref()
        .map(|steps| el("div", "dacu-coupons__tier").child(tier(steps, None)));
    let mut list = el("ul", "dacu-coupons");
    for ticket in &shown.tickets {
        list =
            list.child(el("li", "dacu-coupons__item").child(draw_ticket(ticket, view.locale, act)));
    }
    let more = view.more.as_ref().filter(|_| last).map(|label| {
        let button = el("button", "dacu-link dacu-coupons__more")
            .attr("aria-expanded", if view.all { "true" } else { "false" })
            .text(label);
        pressing(button, act, Action::More)
    });
    el("section", "dacu-sec")
        .attr("aria-label", &shown.title)
        .child(heading(&shown.title, &shown.sub).maybe(wallet))
        .maybe(steps)
        .child(list)
        .maybe(more)
}

/// One ticket.
#[must_use]
pub fn draw_ticket(ticket: &Ticket, locale: Locale, act: &Act) -> El {
    let (off, mood) = match ticket.state {
        State::Claimed if !ticket.top => (false, " dacu-coupon--held"),
        State::SoldOut | State::Ineligible | State::Expired | State::Ended => {
            (true, " dacu-coupon--off")
        }
        State::Used => (true, " dacu-coupon--off dacu-coupon--used"),
        _ => (false, ""),
    };
    let (class, why) = match (ticket.top && !off, ticket.warn) {
        (true, _) => ("dacu-coupon dacu-coupon--top", "dacu-coupon__why"),
        (false, true) => ("dacu-coupon", "dacu-coupon__why dacu-coupon__why--warn"),
        (false, false) => ("dacu-coupon", "dacu-coupon__why"),
    };
    let info = el("div", "dacu-coupon__info")
        .child(el("h3", "dacu-coupon__name").text(&ticket.name))
        .child(el("p", "dacu-coupon__threshold").text(&ticket.threshold))
        .maybe(line("dacu-coupon__valid", &ticket.valid))
        .maybe(line(why, &ticket.why))
        .maybe(line("dacu-coupon__meta dacu-num", &ticket.meta));
    el("article", [class, mood].concat())
        .attr("data-coupon", ticket.id.as_str().to_owned())
        .child(
            el("div", "dacu-coupon__main")
                .child(figure(ticket))
                .child(info),
        )
        .child(el("div", "dacu-coupon__stub").child(stub(ticket, locale, act)))
}

/// The large figure. What is too wide for it is drawn smaller, never cut.
fn figure(ticket: &Ticket) -> El {
    let amount = &ticket.amount;
    let mut figure = el(
        "p",
        if amount.figure.len() + usize::from(!amount.unit.is_empty()) > 3 {
            "dacu-coupon__amount dacu-coupon__amount--long"
        } else {
            "dacu-coupon__amount"
        },
    );
    if !amount.symbol.is_empty() {
        figure = figure.child(el("span", "dacu-coupon__cur").text(&amount.symbol));
    }
    figure = figure.text(&amount.figure);
    if !amount.unit.is_empty() {
        let class = if amount.unit.is_ascii() {
            "dacu-coupon__unit dacu-coupon__unit--under"
        } else {
            "dacu-coupon__unit"
        };
        figure = figure.child(el("span", class).text(amount.unit));
    }
    figure
}

fn stub(ticket: &Ticket, locale: Locale, act: &Act) -> El {
    let shown = if ticket.seal.is_empty() {
        let class = if ticket.top {
            "dacu-btn dacu-btn--on-prime"
        } else {
            ""
        };
        let busy = ticket.state == State::Claiming;
        button(ticket.button, ticket.press, busy, class)
    } else {
        let seal = seal(ticket.seal, ticket.stamped, locale);
        if ticket.press == Press::Rest {
            return el("div", "dacu-coupon__use").child(seal);
        }
        el("button", "dacu-coupon__use")
            .child(seal)
            .child(el("span", "dacu-go").text(ticket.button))
    };
    asking(
        shown,
        ticket.button,
        &ticket.name,
        act,
        ticket.press,
        &ticket.id,
    )
}

/// A stamp; one that falls before the shopper's eyes is a new element, so that it moves.
fn seal(words: &'static str, stamped: bool, locale: Locale) -> El {
    let (class, key) = if stamped {
        ("dacu-coupon__seal dacu-coupon__seal--in", 1)
    } else {
        ("dacu-coupon__seal", 0)
    };
    let size = if locale == Locale::En { "16" } else { "21" };
    let rings = svg("g", "f-none")
        .attr("mask", "url(#dacu-seal)")
        .attr("stroke", "currentColor")
        .child(
            path("M4 50a46 46 0 1 0 92 0a46 46 0 1 0-92 0")
                .attr("stroke-width", "3.4"),
        )
        .child(
            path("M9.5 50a40.5 40.5 0 1 0 81 0a40.5 40.5 0 1 0-81 0M19 35h62M19 65h62")
                .attr("stroke-width", "1.4"),
        )
        .child(
            path("M50 16l2.2 4.6 5 .6-3.7 3.4 1 5-4.5-2.5-4.5 2.5 1-5-3.7-3.4 5-.6zM50 71l1.8 3.8 4.1.5-3 2.8.8 4.1-3.7-2-3.7 2 .8-4.1-3-2.8 4.1-.5z")
                .attr("fill", "currentColor")
                .attr("stroke", "none"),
        );
    let letters = svg("text", "")
        .attr("x", "50")
        .attr("y", "57.5")
        .attr("text-anchor", "middle")
        .attr("font-size", size)
        .text(words);
    el("span", class).key(key).child(
        svg("svg", "")
            .attr("viewBox", "0 0 100 100")
            .attr("role", "img")
            .attr("aria-label", words)
            .child(rings)
            .child(letters),
    )
}

/// Where the ink of a stamp is missing. Masks are found by id, so every shadow root has its own.
fn seal_mask() -> El {
    let spots = |d: &'static str, width: &'static str| {
        svg("path", "s-icon")
            .attr("d", d)
            .attr("stroke", "#000")
            .attr("stroke-width", width)
    };
    svg("svg", "dacu-defs").attr("aria-hidden", "true").child(
        svg("mask", "")
            .attr("id", "dacu-seal")
            .child(
                path("M0 0h100v100H0z")
                    .attr("fill", "#fff"),
            )
            .child(spots("M22 30h.01M78 66h.01", "4.6"))
            .child(spots(
                "M31 61h.01M70 24h.01M52 83h.01M84 47h.01M15 50h.01M27 77h.01M67 81h.01",
                "3",
            ))
            .child(spots(
                "M46 18h.01M62 50h.01M38 46h.01M57 72h.01M41 71h.01M74 37h.01M49 37h.01M60 28h.01M33 36h.01M8 62l9-3M80 15l6 7M60 92l8-4M30 11l5 3",
                "1.6",
            )),
    )
}

fn sheet(wallet: &Wallet, locale: Locale, act: &Act) -> El {
    let mut list = el("ul", "dacu-card__list");
    for (amount, terms) in &wallet.rows {
        list = list.child(
            el("li", "")
                .child(el("b", "").text(amount))
                .child(el("span", "").text(terms)),
        );
    }
    let act = Rc::clone(act);
    Overlay {
        shape: Shape::Sheet,
        key: 1,
        title: wallet.title.to_owned(),
        locale,
        body: vec![list.into()],
        foot: None,
        close: Rc::new(move || act(&Action::Wallet)),
    }
    .draw()
}
