//! The drawing of a cart.

use std::rc::Rc;

use campaign::{Words, say};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use super::Action;
use super::state::{Bill, Button, Group, Line, Pay, Row, RowKind, State, Ticks, View};
use super::words::*;
use crate::runtime::page::MOST_UNITS;
use crate::ui::icons::{Icon, icon};
use crate::ui::node::{El, Node, el};
use crate::ui::price::price;
use crate::ui::reveal::reveal;
use crate::ui::tier::{strong, tier};

/// What a press calls.
type Act = Rc<dyn Fn(Action)>;

/// The drawing of a view; the gallery draws its variants with it too.
#[must_use]
pub fn draw(view: &View, act: &Act) -> Node {
    let locale = view.locale;
    let empty = view.state == State::Empty;
    let mut receipt = el("div", "dacu-receipt").child(
        el("div", "dacu-receipt__head")
            .child(el("h2", "dacu-receipt__title").text(TITLE.get(locale)))
            .child(two("p", "dacu-receipt__meta", &view.shop, &view.date)),
    );
    receipt = receipt.maybe((!view.removed.is_empty()).then(|| {
        el("p", "dacu-receipt__undo")
            .child(el("span", "").text(&view.removed))
            .child(button("dacu-link dacu-link--plain", act, Action::Undo).text(UNDO.get(locale)))
    }));
    receipt = if empty {
        receipt.child(nothing(view, act))
    } else {
        filled(receipt, view, act)
    };
    let class = if empty {
        "dacu-cart dacu-cart--empty"
    } else {
        "dacu-cart"
    };
    el("section", class)
        .attr("aria-label", TITLE.get(locale))
        .child(receipt)
        .maybe((!empty).then(|| pay(view, act)))
        .child(said("span", "dacu-sr", &view.spoken).attr("role", "status"))
        .into()
}

fn filled(receipt: El, view: &View, act: &Act) -> El {
    let mut list = el("div", "dacu-receipt__lines");
    for shop in &view.groups {
        list = list.child(group(view, shop, act));
    }
    let mood = match view.state {
        State::Quoting => "dacu-quoting",
        State::Stale | State::Mismatch => "dacu-stale",
        _ => "",
    };
    let first = (view.state == State::NothingTicked)
        .then(|| el("p", "dacu-receipt__first").text(PICK_FIRST.get(view.locale)));
    let bar = view.progress.as_ref().map(|bar| {
        let link = view
            .top_up
            .then(|| button("dacu-link", act, Action::TopUp).text(TOP_UP.get(view.locale)));
        tier(bar, link)
    });
    receipt
        .child(list)
        .maybe(first)
        .maybe(bar)
        .child(el("div", mood).maybe(view.bill.as_ref().map(|sums| bill(view, sums, act))))
        .maybe((!view.notice.is_empty()).then(|| {
            el("div", "dacu-notice")
                .child(icon(Icon::Info, "dacu-icon"))
                .child(strong(el("p", ""), &view.notice))
        }))
        .maybe((!view.unused.is_empty()).then(|| unused(view, act)))
        .maybe(
            (!view.rule.is_empty())
                .then(|| two("div", "dacu-receipt__foot", &view.rule, &view.time)),
        )
}

fn nothing(view: &View, act: &Act) -> El {
    el("div", "dacu-empty")
        .child(icon(Icon::Bag, "dacu-icon"))
        .child(el("p", "").text(EMPTY.get(view.locale)))
        .child(said("small", "", &view.hint))
        .child(button("dacu-btn dacu-btn--line", act, Action::Browse).text(BROWSE.get(view.locale)))
}

fn group(view: &View, group: &Group, act: &Act) -> El {
    let mut list = el("ul", "");
    for one in &group.lines {
        list = list.child(line(view, one, act));
    }
    let several = view.groups.len() > 1;
    el("div", "")
        .maybe(several.then(|| said("h3", "dacu-receipt__shop", &group.shop)))
        .child(list)
}

fn line(view: &View, line: &Line, act: &Act) -> El {
    let locale = view.locale;
    let (class, ticks) = if line.ticked {
        ("dacu-line", Ticks::All)
    } else {
        ("dacu-line dacu-line--off", Ticks::None)
    };
    let pick = PICK.with(locale, &line.name);
    let tick = tick(ticks, pick, act, Action::Tick(line.at, !line.ticked));
    let remove = button("dacu-line__remove", act, Action::Remove(line.at))
        .attr("aria-label", REMOVE_IT.with(locale, &line.name))
        .text(REMOVE.get(locale));
    let mut unit = said("p", "dacu-line__price", &line.price);
    if !line.struck.is_empty() {
        unit = unit
            .child(el("span", "dacu-sr").text([" ", line.basis, " "].concat()))
            .child(said("s", "", &line.struck).attr("title", line.basis));
    }
    let body = el("div", "dacu-line__body")
        .child(
            el("div", "dacu-line__top")
                .child(said("p", "dacu-line__name", &line.name))
                .child(remove),
        )
        .child(said("p", "dacu-line__spec", &line.spec))
        .child(
            el("div", "dacu-line__row")
                .child(unit)
                .child(stepper(view, line, act)),
        );
    let art = el("div", "dacu-line__art").maybe((!line.picture.is_empty()).then(|| {
        el("img", "")
            .attr("src", &line.picture)
            .attr("alt", "")
            .attr("width", "56")
            .attr("height", "56")
    }));
    el("li", class).child(tick).child(art).child(body)
}

fn stepper(view: &View, line: &Line, act: &Act) -> El {
    let locale = view.locale;
    let step = |words: &Words, drawn: Icon, units: u32| {
        button("", act, Action::Units(line.at, units))
            .attr("aria-label", words.with(locale, &line.name))
            .flag("disabled", units == 0 || units > MOST_UNITS)
            .child(icon(drawn, "dacu-icon"))
    };
    el("div", "dacu-step")
        .attr("role", "group")
        .attr("aria-label", UNITS.with(locale, &line.name))
        .child(step(&FEWER, Icon::Minus, line.units - 1))
        .child(el("b", "").text(say::count(u64::from(line.units))))
        .child(step(&MORE, Icon::Plus, line.units + 1))
}

fn bill(view: &View, bill: &Bill, act: &Act) -> El {
    let mut list = el("div", "dacu-bill");
    for row in &bill.rows {
        list = list.child(paid(view, row, act));
    }
    list = list.child(
        el("div", "dacu-bill__total")
            .child(
                el("span", "")
                    .text(TOTAL.get(view.locale))
                    .child(el("small", "").text(bill.includes)),
            )
            .child(price("span", &bill.total)),
    );
    if !bill.insists.is_empty() {
        let best = button("dacu-link", act, Action::Best).text(BEST.get(view.locale));
        list = list.child(
            el("div", "dacu-bill__insists")
                .child(said("span", "", &bill.insists))
                .child(best),
        );
    }
    if !bill.beside.is_empty() {
        let mut beside = el("div", "dacu-bill__beside");
        for row in &bill.beside {
            beside = beside.child(paid(view, row, act));
        }
        list = list.child(beside);
    }
    list
}

fn paid(view: &View, row: &Row, act: &Act) -> El {
    let (class, sum) = match row.kind {
        RowKind::Off | RowKind::Coupon(_) => {
            ("dacu-bill__row", "dacu-bill__sum dacu-bill__sum--off")
        }
        RowKind::Conditional | RowKind::Beside => {
            ("dacu-bill__row dacu-bill__row--if", "dacu-bill__sum")
        }
        _ => ("dacu-bill__row", "dacu-bill__sum"),
    };
    let mut name =
        said("span", "dacu-bill__name", &row.name).maybe(said_if("small", "", &row.small));
    if let RowKind::Coupon(at) = row.kind {
        name = name.child(choose(view, row, act, &REFUSE, Action::Refuse(at)));
    }
    el("div", class)
        .child(name)
        .child(el("i", "dacu-bill__dots"))
        .child(said("span", sum, &row.sum))
}

/// A press that changes which coupons are used; a screen reader hears of which.
#[inline(never)]
fn choose(view: &View, row: &Row, act: &Act, words: &Words, action: Action) -> El {
    button("dacu-link dacu-link--choice", act, action)
        .child(el("span", "dacu-sr").text([&row.name, " "].concat()))
        .text(words.get(view.locale))
}

fn unused(view: &View, act: &Act) -> El {
    let mut list =
        el("div", "dacu-why").child(el("p", "dacu-why__title").text(UNUSED.get(view.locale)));
    for row in &view.unused {
        let claim = row.kind == RowKind::Claim;
        let mut last = None;
        let (class, beside) = if claim {
            let words = [&row.name, " ", &row.small, " "].concat();
            let button = button("dacu-link", act, Action::Coupons)
                .child(el("span", "dacu-sr").text(words))
                .text(CLAIM.get(view.locale));
            ("dacu-why__row dacu-why__row--act", button)
        } else if let RowKind::Instead(at) = row.kind {
            last = Some(choose(view, row, act, &USE, Action::Use(at)));
            let class = "dacu-why__row dacu-why__row--act dacu-why__row--use";
            (class, said("span", "dacu-num", &row.small))
        } else {
            ("dacu-why__row", said("span", "dacu-num", &row.small))
        };
        list = list.child(
            el("p", class)
                .child(said("span", "", &row.name))
                .child(beside)
                .maybe(last),
        );
    }
    list.maybe(said_if("p", "dacu-why__row", &view.rest))
}

fn pay(view: &View, act: &Act) -> El {
    let pay = &view.pay;
    let label = PICK_ALL.get(view.locale);
    let action = Action::TickAll(pay.ticks != Ticks::All);
    let all = el("div", "dacu-pay__all")
        .child(tick(pay.ticks, label.to_owned(), act, action))
        .child(el("span", "").attr("aria-hidden", "true").text(label));
    el("div", "dacu-pay")
        .child(all)
        .child(sum(view, pay))
        .child(onward(pay, act))
}

/// The sums are one target that opens the bill.
fn sum(view: &View, pay: &Pay) -> El {
    let locale = view.locale;
    let (figure, whole) = match &pay.price {
        Some(parts) => (price("span", parts), parts.whole.len()),
        None => {
            let none = el("span", "dacu-price").child(el("small", "").text("—"));
            (none, 0)
        }
    };
    let top = el("span", "dacu-pay__line")
        .child(el("span", "dacu-price__tag").text(TOTAL.get(locale)))
        .child(figure);
    let with_bill = view.bill.is_some() && pay.price.is_some();
    let class = if pay.warn {
        "dacu-pay__line dacu-pay__saved dacu-pay__saved--warn"
    } else {
        "dacu-pay__line dacu-pay__saved"
    };
    let mut note = said("span", class, &pay.note);
    // Kept where there is nothing to say, so that the bar does not change its height.
    if pay.note.is_empty() && !with_bill {
        note = note.text("\u{a0}");
    }
    let note = note.maybe((with_bill && !pay.warn).then(|| el("u", "").text(DETAIL.get(locale))));
    let class = if whole > 4 {
        "dacu-pay__sum dacu-pay__sum--long"
    } else {
        "dacu-pay__sum"
    };
    let mut sum = el(if with_bill { "button" } else { "div" }, class)
        .child(top)
        .child(note);
    if with_bill {
        let calm = view.calm;
        sum = sum
            .attr("type", "button")
            .on("click", Rc::new(move |event| show_bill(event, calm)));
    }
    sum
}

fn show_bill(event: &Event, calm: bool) {
    if let Some(target) = event.current_target() {
        let target: Element = target.unchecked_into();
        if let Ok(Some(cart)) = target.closest(".dacu-cart") {
            reveal(cart.unchecked_ref(), ".dacu-bill", calm);
        }
    }
}

/// The button that goes on.
fn onward(pay: &Pay, act: &Act) -> El {
    let (class, action, rests) = match pay.button {
        Button::CheckOut => ("dacu-btn", Action::CheckOut, false),
        Button::Accept => ("dacu-btn", Action::Accept, false),
        Button::Busy => ("dacu-btn dacu-btn--busy", Action::CheckOut, true),
        Button::Rest => ("dacu-btn dacu-btn--quiet", Action::CheckOut, true),
        // Pressed again, it asks again.
        Button::Done => ("dacu-btn dacu-btn--gain", Action::CheckOut, false),
    };
    // A disabled button has no presses.
    button(class, act, action)
        .flag("disabled", rests)
        .maybe((pay.button == Button::Busy).then(|| el("i", "dacu-spin")))
        .text(&pay.label)
}

#[inline(never)]
fn tick(ticks: Ticks, label: String, act: &Act, action: Action) -> El {
    let (class, checked) = match ticks {
        Ticks::None => ("dacu-tick", "false"),
        Ticks::Some => ("dacu-tick", "mixed"),
        Ticks::All => ("dacu-tick dacu-tick--on", "true"),
    };
    button(class, act, action)
        .attr("role", "checkbox")
        .attr("aria-checked", checked)
        .attr("aria-label", label)
}

#[inline(never)]
fn button(class: &'static str, act: &Act, action: Action) -> El {
    let act = Rc::clone(act);
    el("button", class)
        .attr("type", "button")
        .press(move || act(action))
}

/// An element with a text.
#[inline(never)]
fn said(tag: &'static str, class: &'static str, words: &String) -> El {
    el(tag, class).text(words)
}

/// An element with a text, if there is one.
#[inline(never)]
fn said_if(tag: &'static str, class: &'static str, words: &String) -> Option<El> {
    (!words.is_empty()).then(|| said(tag, class, words))
}

/// An element with two texts beside each other.
#[inline(never)]
fn two(tag: &'static str, class: &'static str, first: &String, second: &String) -> El {
    el(tag, class)
        .child(said("span", "", first))
        .child(said("span", "", second))
}
