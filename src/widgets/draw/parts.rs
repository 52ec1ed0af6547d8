//! What lies over a draw: results, odds, ways to more chances, prizes.

use std::rc::Rc;

use campaign::{Locale, Words};

use super::Act;
use super::state::{Action, Dialog, Mood, Row, Sheet, SheetView, Ticket, View};
use super::wheel::{attrs, shape, toned};
use super::words as w;
use crate::ui::icons::{Icon, icon};
use crate::ui::node::El;
use crate::ui::{Node, Overlay, Shape, el};

/// What lies over a view, if something does.
pub fn over(view: &View, act: &Act) -> Option<El> {
    let mut body = Vec::new();
    let mut shape = Shape::Sheet;
    let (key, title) = if let Some(dialog) = &view.dialog {
        shape = Shape::Dialog {
            art: Some(art(dialog.mood)),
        };
        result(dialog, view, act, &mut body);
        (1, dialog.title.clone())
    } else if let Some(sheet) = &view.sheet {
        match sheet.kind {
            Sheet::Odds => odds(sheet, view, &mut body),
            _ if sheet.rows.is_empty() => empty(sheet, view, act, &mut body),
            _ => rows(&sheet.rows, view, act, &mut body),
        }
        let title = sheet.kind.words().get(view.locale);
        (2 + sheet.kind as u32, title.to_owned())
    } else {
        return None;
    };
    let close = Rc::clone(act);
    Some(
        Overlay {
            shape,
            key,
            title,
            locale: view.locale,
            body,
            foot: None,
            close: Rc::new(move || close(Action::Close)),
        }
        .draw(),
    )
}

/// A button that asks for something.
#[inline(never)]
pub fn button(class: &'static str, action: Action, act: &Act) -> El {
    let act = Rc::clone(act);
    el("button", class)
        .attr("type", "button")
        .on("click", Rc::new(move |_| act(action)))
}

fn art(mood: Mood) -> El {
    let (face, ink, name) = match mood {
        Mood::Won => ("f-accent", "f-none s-icon s-on-accent", Icon::Gift),
        Mood::Missed => ("f-sunken", "f-none s-icon s-ink-quiet", Icon::Leaf),
        Mood::Trouble => ("f-warn-soft", "f-none s-icon s-warn", Icon::Info),
    };
    let picture = shape("svg|viewBox=0 0 72 72|aria-hidden=true")
        .child(shape("circle|cx=36|cy=36|r=35|class=f-surface s-line"))
        .child(shape("circle|cx=36|cy=36|r=29").attr("class", face))
        .child(attrs(
            icon(name, ink),
            "x=20|y=20|width=32|height=32|stroke-width=1.4",
        ));
    el("div", "dacu-dialog__art").child(picture)
}

/// An element with a text.
#[inline(never)]
pub fn said(tag: &'static str, class: &'static str, text: &str) -> El {
    el(tag, class).text(text.to_owned())
}

/// An element with words.
#[inline(never)]
pub fn worded(tag: &'static str, class: &'static str, words: &'static Words, locale: Locale) -> El {
    el(tag, class).text(words.get(locale))
}

/// Adds a paragraph, unless it is empty.
#[inline(never)]
fn paragraph(body: &mut Vec<Node>, class: &'static str, text: &str) {
    if !text.is_empty() {
        body.push(said("p", class, text).into());
    }
}

fn result(dialog: &Dialog, view: &View, act: &Act, body: &mut Vec<Node>) {
    paragraph(body, "dacu-dialog__text", dialog.note);
    paragraph(body, "dacu-dialog__text", &dialog.text);
    if let Some(won) = &dialog.ticket {
        body.push(ticket(won, view).into());
    }
    let mut row = el("div", "dacu-draw__do");
    let mut class = "dacu-btn dacu-btn--wide";
    for (words, action) in &dialog.buttons {
        row = row.child(button(class, *action, act).text(words));
        class = "dacu-btn dacu-btn--line dacu-btn--wide";
    }
    body.push(row.into());
}

fn ticket(won: &Ticket, view: &View) -> El {
    let mut amount = el("p", "dacu-coupon__amount");
    if !won.amount.symbol.is_empty() {
        amount = amount.child(said("span", "dacu-coupon__cur", &won.amount.symbol));
    }
    amount = amount.text(&won.amount.figure);
    if !won.amount.unit.is_empty() {
        amount = amount.child(said("span", "dacu-coupon__cur", won.amount.unit));
    }
    let info = el("div", "dacu-coupon__info")
        .child(worded(
            "h3",
            "dacu-coupon__name",
            &w::PRIZE_COUPON,
            view.locale,
        ))
        .child(said("p", "dacu-coupon__threshold", &won.threshold))
        .child(said("p", "dacu-coupon__valid", &won.valid));
    let stub = worded("p", "dacu-coupon__say", &w::CREDITED, view.locale);
    el("article", "dacu-coupon dacu-coupon--top")
        .child(el("div", "dacu-coupon__main").child(amount).child(info))
        .child(el("div", "dacu-coupon__stub").child(stub))
}

fn odds(sheet: &SheetView, view: &View, body: &mut Vec<Node>) {
    let mut heads = el("tr", "");
    for head in [&w::PRIZE, &w::STOCK, &w::ODDS] {
        heads = heads.child(worded("th", "", head, view.locale).attr("scope", "col"));
    }
    let mut rows = el("tbody", "").child(heads);
    for row in &sheet.rows {
        let key = toned("dacu-odds__key dacu-odds__key--", row.tone, "");
        rows = rows.child(
            el("tr", "")
                .child(el("td", "").child(el("span", key)).text(&row.name))
                .child(said("td", "dacu-num", &row.note))
                .child(said("td", "dacu-num", &row.end)),
        );
    }
    body.push(el("table", "dacu-odds").child(rows).into());
    for note in &sheet.notes {
        paragraph(body, "dacu-card__text", note);
    }
}

/// Ways to more chances or prizes, one a row.
#[inline(never)]
pub fn rows(rows: &[Row], view: &View, act: &Act, body: &mut Vec<Node>) {
    for row in rows {
        let words = said("p", "", &row.name).child(said("small", "", &row.note));
        let end = match row.press {
            Some(Action::Address) => el("a", "dacu-link").attr("href", view.address.to_owned()),
            Some(action @ Action::Task(_)) => button("dacu-btn dacu-btn--line", action, act),
            Some(action) => button("dacu-link", action, act),
            None => el("button", "dacu-btn dacu-btn--quiet")
                .attr("type", "button")
                .flag("disabled", true),
        };
        let row = el("div", "dacu-slip__row")
            .child(words)
            .maybe((!row.end.is_empty()).then(|| end.text(&row.end)));
        body.push(row.into());
    }
}

/// What stands in place of rows.
fn empty(sheet: &SheetView, view: &View, act: &Act, body: &mut Vec<Node>) {
    let mut all = el("div", "dacu-empty").child(icon(Icon::Gift, "dacu-icon"));
    let mut tag = "p";
    for note in &sheet.notes {
        all = all.child(said(tag, "", note));
        tag = "small";
    }
    if sheet.go {
        let go = button("dacu-btn dacu-btn--line", Action::Draw, act);
        all = all.child(go.text(w::DRAW.get(view.locale)));
    }
    body.push(all.into());
}
