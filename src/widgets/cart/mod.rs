//! `<dacu-cart>`: the shopper's cart as a receipt.
//!
//! Shows the lines, what each offer took off and why others did not, how far the next step is, and
//! what is paid (到手价) with what it includes. Every amount is the engine's; before the shopper
//! goes on, the server is asked for its own, and where the two differ both are shown.
//!
//! | | |
//! |---|---|
//! | attributes | none |
//! | events | `dacu-checkout` with the quote, once the server charges the same or the shopper accepts its price; `dacu-top-up` with `{"offer","missing"}` (minor units) or `{"offer","missingUnits"}`, and `{}` from an empty cart: prevent its default to go somewhere else than to `<dacu-flash-sale>`; `dacu-cart` and `dacu-quote` come from the page |
//! | parts | `base` |
//! | variables | `--dacu-surface`, `--dacu-ground-2`, `--dacu-accent`, `--dacu-gain` |
//! | stability | stable |
//!
//! Screen readers hear the new total after each change, as one sentence.

mod beside;
mod bill;
mod choice;
mod lines;
mod parts;
mod progress;
pub mod state;
mod till;
mod unused;
#[cfg(feature = "variants")]
pub mod variants;
mod words;

#[cfg(test)]
mod tests;

use std::rc::Rc;

use campaign::json::{self, Value};
use pricing::{Missing, Sku};
use protocol::Choice;

pub use self::parts::draw;
use self::till::{Till, size};
use crate::runtime::model::{Model, Verdict};
use crate::runtime::page::Page;
use crate::runtime::told;
use crate::ui::reveal::reveal;
use crate::ui::{Local, Node, picture};

/// How long a price stands as confirmed before it can be asked for again, in milliseconds.
const CONFIRMED_MS: i64 = 3_000;

/// What the shopper does. Lines are meant by their place in the cart, coupons by theirs in the
/// campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Ticks or unticks a line.
    Tick(usize, bool),
    /// Ticks or unticks every line.
    TickAll(bool),
    /// Changes the units of a line.
    Units(usize, u32),
    /// Takes a line out.
    Remove(usize),
    /// Puts it back.
    Undo,
    /// Looks for something to reach the next step with.
    TopUp,
    /// Looks for something to buy.
    Browse,
    /// Goes to the coupons.
    Coupons,
    /// Leaves a coupon in the wallet.
    Refuse(usize),
    /// Uses this coupon, whatever else would save more.
    Use(usize),
    /// Lets the engine choose again.
    Best,
    /// Asks the server for its price and goes on.
    CheckOut,
    /// Goes on at the server's price.
    Accept,
}

/// A line as a cart is set: what, how many, whether it is ticked.
type Wanted = (Sku, u32, bool);

/// What a cart knows beside the page.
#[derive(Default)]
struct Own {
    /// The line that was taken out last, and where it was.
    removed: Option<(usize, Wanted)>,
    /// Whether the price was drawn as confirmed.
    confirmed: bool,
}

/// The component.
pub fn cart(page: Page, seen: Local<bool>) -> super::View {
    let own: Local<Own> = Local::new(Own::default());
    Box::new(move || {
        super::follow(page, seen);
        own.track();
        let Some(inner) = page.inner() else {
            return Node::Empty;
        };
        let view = own.with(|own| {
            let removed = own.removed.as_ref().map(|(_, (sku, ..))| sku);
            state::view(&inner.model.borrow(), removed)
        });
        let Some(mut view) = view else {
            return Node::Empty;
        };
        let src = picture::source(&page);
        for group in &mut view.groups {
            for line in &mut group.lines {
                line.picture = picture::address(&src, &line.picture);
            }
        }
        let is = view.state == state::State::Confirmed;
        own.change_quietly(|own| {
            if is && !own.confirmed {
                page.later(CONFIRMED_MS, Rc::new(move || page.change(forget_agreement)));
            }
            own.confirmed = is;
        });
        let act: Rc<dyn Fn(Action)> = Rc::new(move |action| perform(&page, &own, action));
        draw(&view, &act)
    })
}

fn forget_agreement(model: &mut Model) {
    if model.verdict == Verdict::Agrees {
        model.verdict = Verdict::Unasked;
    }
}

fn perform(page: &Page, own: &Local<Own>, action: Action) {
    let Some(inner) = page.inner() else { return };
    let mut before = None;
    // Whatever else is done, what was taken out stays out.
    own.change_quietly(|own| before = own.removed.take());
    // Taken from the model first: what follows changes it.
    let mut lines = Vec::new();
    let mut detail = String::new();
    let mut choice = Choice::default();
    let model = inner.model.borrow();
    let calm = model.calm;
    match action {
        Action::TopUp | Action::Browse => detail = missing(&model, action),
        Action::Accept => detail = accepted(&model),
        Action::Refuse(_) | Action::Use(_) | Action::Best => choice = choice::after(&model, action),
        _ => lines = wanted(&model),
    }
    drop(model);
    let widget = match action {
        Action::CheckOut => return page.check_out(),
        Action::Refuse(_) | Action::Use(_) | Action::Best => return page.choose(choice),
        Action::Accept => {
            page.emit("dacu-checkout", &detail);
            return;
        }
        Action::TopUp | Action::Browse if !page.emit("dacu-top-up", &detail) => return,
        Action::TopUp | Action::Browse => "dacu-flash-sale",
        Action::Coupons => "dacu-coupons",
        change => {
            let removed = edit(&mut lines, change, before);
            own.change_quietly(|own| own.removed = removed);
            page.set_cart(&lines);
            return;
        }
    };
    reveal(&inner.host, widget, calm);
}

fn wanted(model: &Model) -> Vec<Wanted> {
    let mut lines = Vec::new();
    for line in &model.cart.lines {
        lines.push((line.sku.clone(), line.quantity, line.ticked));
    }
    lines
}

/// Does to the lines what the shopper does, and says what can be put back from now on. `before` is
/// what can be put back now.
fn edit(
    lines: &mut Vec<Wanted>,
    action: Action,
    before: Option<(usize, Wanted)>,
) -> Option<(usize, Wanted)> {
    match action {
        Action::TickAll(ticked) => {
            for line in lines {
                line.2 = ticked;
            }
        }
        Action::Undo => {
            let (at, line) = before?;
            lines.insert(at.min(lines.len()), line);
        }
        Action::Tick(at, ticked) => lines.get_mut(at)?.2 = ticked,
        Action::Units(at, units) => lines.get_mut(at)?.1 = units,
        Action::Remove(at) if at < lines.len() => return Some((at, lines.remove(at))),
        _ => {}
    }
    None
}

/// The offer whose next step is on the bar, and what is missing to it; nothing from an empty cart.
fn missing(model: &Model, action: Action) -> String {
    let mut entries = Vec::new();
    if let (Action::TopUp, Some(till), Some(quote)) = (action, Till::of(model), &model.quote)
        && let Some(next) = progress::nearest(&till, quote)
        && let Some(missing) = next.missing
    {
        let name = match missing {
            Missing::Amount(_) => "missing",
            Missing::Units(_) => "missingUnits",
        };
        entries.push(("offer", Value::text(next.offer.as_str())));
        entries.push((name, Value::Int(size(missing))));
    }
    json::write(&told::map(entries))
}

/// The quote with the server's price in place of the page's, which takes the place of what was
/// saved: only the server knows what it took off.
fn accepted(model: &Model) -> String {
    if let (Verdict::Differs(theirs), Some(till), Some(quote)) =
        (model.verdict, Till::of(model), &model.quote)
        && let Value::Map(mut entries) = told::quote_value(quote, &till.campaign.currency.code)
    {
        for (name, value) in &mut entries {
            match name.as_str() {
                "payable" => *value = Value::Int(theirs.minor()),
                "saved" => {
                    *name = "pagePayable".to_owned();
                    *value = Value::Int(quote.payable.minor());
                }
                _ => {}
            }
        }
        return json::write(&Value::Map(entries));
    }
    "{}".to_owned()
}
