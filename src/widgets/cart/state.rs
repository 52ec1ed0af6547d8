//! What a cart shows at an instant. No browser in here, and no sums: every amount is one that the
//! engine's quote holds.

use campaign::say::{self, MoneyParts};
use campaign::{Locale, Words};
use pricing::{Benefit, Money, Quote, Sku};

use super::till::Till;
use super::words::*;
use super::{bill, lines, progress, unused};
use crate::runtime::model::{Model, Verdict};
use crate::ui::tier::Tier;
use crate::widgets::phrase::{copy, fill};

/// How a cart stands. The names are the variants' names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing in it.
    Empty,
    /// Things in it, none ticked.
    NothingTicked,
    /// The server's time is not known, so no price but the list price is.
    TimeUnknown,
    /// Worth more than the engine prices.
    Unpriced,
    /// Priced by the page.
    Quoted,
    /// The server is asked.
    Quoting,
    /// Priced by the page, and there is no network to ask the server.
    Offline,
    /// The server was asked and did not answer.
    Stale,
    /// The server charges something else.
    Mismatch,
    /// The server charges the same, and the host page has been told to go on.
    Confirmed,
}

/// A cart as drawn. Texts are empty where there is nothing to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// How it stands.
    pub state: State,
    /// Language of labels.
    pub locale: Locale,
    /// Whether the shopper asks for less motion.
    pub calm: bool,
    /// The shop, or the first of several and how many.
    pub shop: String,
    /// Date and time of the quote.
    pub date: String,
    /// The lines by shop.
    pub groups: Vec<Group>,
    /// What was taken out last, while that can be undone.
    pub removed: String,
    /// What an empty cart could earn.
    pub hint: String,
    /// The way to the next step of a reduction (凑单).
    pub progress: Option<Tier>,
    /// Whether more in the cart leads there.
    pub top_up: bool,
    /// What is paid and why.
    pub bill: Option<Bill>,
    /// What did not apply, each with its reason beside it.
    pub unused: Vec<Row>,
    /// How many more did not.
    pub rest: String,
    /// A sentence on something that needs attention, its amounts marked as strong.
    pub notice: Vec<(String, bool)>,
    /// Which rules priced it.
    pub rule: String,
    /// Time of day of the quote.
    pub time: String,
    /// The bar at the bottom.
    pub pay: Pay,
    /// What a screen reader is told when it changes.
    pub spoken: String,
}

/// Lines of one shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The shop's name, shown where there are several.
    pub shop: String,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its place in the cart.
    pub at: usize,
    /// What it is.
    pub name: String,
    /// Its specification and the offers that set its price.
    pub spec: String,
    /// Address of its picture; may be empty.
    pub picture: String,
    /// What one unit costs after the item layers.
    pub price: String,
    /// A higher price, struck through; may be empty.
    pub struck: String,
    /// What that rests on.
    pub basis: &'static str,
    /// Units.
    pub units: u32,
    /// Whether it is ticked.
    pub ticked: bool,
}

/// What is paid and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    /// Rows in the order of working.
    pub rows: Vec<Row>,
    /// 到手价.
    pub total: MoneyParts,
    /// What it includes.
    pub includes: &'static str,
    /// What the shopper's choice among the coupons costs more than the engine's; may be empty.
    pub insists: String,
    /// What has been paid of it and what comes on top, under the total; in no sum.
    pub beside: Vec<Row>,
}

/// One row of a bill, or of what did not apply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// How it counts.
    pub kind: RowKind,
    /// What it is for.
    pub name: String,
    /// A few words beside it; may be empty.
    pub small: String,
    /// How much; empty for what did not apply.
    pub sum: String,
}

/// How a row counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// It is paid.
    Paid,
    /// It is taken off.
    Off,
    /// It is taken off by the coupon at this place in the campaign, which can be left in the wallet.
    Coupon(usize),
    /// It would be, on a condition; it is not counted.
    Conditional,
    /// It stands beside the total.
    Beside,
    /// It did not apply.
    Unused,
    /// It did not apply and can be claimed now.
    Claim,
    /// It did not apply, and the coupon at this place in the campaign can be used all the same.
    Instead(usize),
}

/// Adds a row. Called, not inlined: the texts stay where they were made until here.
#[inline(never)]
pub(super) fn push(rows: &mut Vec<Row>, kind: RowKind, name: String, small: String, sum: String) {
    rows.push(Row {
        kind,
        name,
        small,
        sum,
    });
}

/// How many of the lines are ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ticks {
    /// None.
    None,
    /// Some.
    Some,
    /// All.
    All,
}

/// The bar at the bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pay {
    /// The tick for all lines.
    pub ticks: Ticks,
    /// 到手价; nothing while there is none to stand by.
    pub price: Option<MoneyParts>,
    /// A few words under it; may be empty.
    pub note: String,
    /// Whether the note is about something that needs attention.
    pub warn: bool,
    /// The button's words.
    pub label: String,
    /// What the button does.
    pub button: Button,
}

/// What the button at the bottom does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Button {
    /// Asks the server and goes on.
    CheckOut,
    /// Goes on at the server's price.
    Accept,
    /// Nothing yet: the server is asked.
    Busy,
    /// Nothing: its words say why.
    Rest,
    /// Nothing more: done.
    Done,
}

/// What a state says, whatever is in the cart.
struct Standing {
    /// Under the price, with what was saved or the time of the quote.
    note: &'static Words,
    /// Whether the note is about something that needs attention.
    warn: bool,
    /// On the button, with the number of units.
    label: &'static Words,
    button: Button,
    /// A sentence, with the server's price and the page's or with the time of the quote.
    notice: &'static Words,
    /// Whether there is a price to stand by.
    priced: bool,
}

impl State {
    fn standing(self) -> &'static Standing {
        const NOTHING: Standing = Standing {
            note: &NONE,
            warn: false,
            label: &PAY_NONE,
            button: Button::Rest,
            notice: &NONE,
            priced: false,
        };
        match self {
            Self::Empty | Self::NothingTicked => &NOTHING,
            Self::TimeUnknown => &Standing {
                note: &AFTER_SYNC,
                warn: true,
                label: &SYNCING,
                notice: &UNTIMED,
                ..NOTHING
            },
            Self::Unpriced => &Standing {
                note: &TOO_MUCH,
                warn: true,
                notice: &UNPRICED,
                ..NOTHING
            },
            Self::Quoted => &Standing {
                note: &SAVED,
                label: &PAY,
                button: Button::CheckOut,
                priced: true,
                ..NOTHING
            },
            Self::Quoting => &Standing {
                label: &BUSY,
                button: Button::Busy,
                ..NOTHING
            },
            Self::Offline => &Standing {
                note: &QUOTED_AT,
                warn: true,
                label: &WAITING,
                notice: &OFFLINE,
                priced: true,
                ..NOTHING
            },
            Self::Stale => &Standing {
                note: &QUOTED_AT,
                warn: true,
                label: &AGAIN,
                button: Button::CheckOut,
                notice: &STALE,
                priced: true,
            },
            Self::Mismatch => &Standing {
                label: &ACCEPT,
                button: Button::Accept,
                notice: &DIFFERS,
                priced: true,
                ..NOTHING
            },
            Self::Confirmed => &Standing {
                note: &CHECKED,
                label: &CONFIRMED,
                button: Button::Done,
                priced: true,
                ..NOTHING
            },
        }
    }
}

/// What the cart of a page shows, once there is a campaign. `removed` is what was taken out last.
#[must_use]
pub fn view(model: &Model, removed: Option<&Sku>) -> Option<View> {
    let till = &Till::of(model)?;
    let locale = till.locale;
    let state = state(model);
    let zone = &till.campaign.zone;
    let quote = model.quote.as_deref().filter(|_| model.now.is_some());
    let priced = quote.filter(|_| !matches!(state, State::Empty | State::NothingTicked));
    let next = priced.and_then(|quote| progress::nearest(till, quote));
    let groups = lines::groups(till);
    let mut more = 0;
    let mut view = View {
        state,
        locale,
        calm: model.calm,
        shop: shop(till, &groups),
        date: match quote {
            Some(quote) => say::date_time(quote.at, zone, locale),
            None => String::new(),
        },
        groups,
        removed: match removed {
            Some(sku) => till.with(&REMOVED, &till.product(sku)),
            None => String::new(),
        },
        hint: hint(till, state),
        progress: next.and_then(|next| progress::bar(till, next, state)),
        top_up: state != State::Quoting && next.is_some_and(|next| next.missing.is_some()),
        bill: priced.map(|quote| bill::bill(till, quote)),
        unused: unused::list(till, priced, next, &mut more),
        rest: till.count(if more > 0 { &REST } else { &NONE }, more),
        notice: Vec::new(),
        rule: match priced {
            Some(quote) => till.with(&RULE, &say::version_tag(quote.ruleset)),
            None => String::new(),
        },
        time: match quote {
            Some(quote) => say::time(quote.at, zone),
            None => String::new(),
        },
        pay: Pay {
            ticks: ticks(model),
            price: None,
            note: String::new(),
            warn: false,
            label: String::new(),
            button: Button::Rest,
        },
        spoken: String::new(),
    };
    stand(till, priced, &mut view);
    Some(view)
}

fn state(model: &Model) -> State {
    let lines = &model.cart.lines;
    if lines.is_empty() {
        return State::Empty;
    }
    if model.now.is_none() {
        return State::TimeUnknown;
    }
    if model.quote.is_none() {
        return State::Unpriced;
    }
    if ticks(model) == Ticks::None {
        return State::NothingTicked;
    }
    match model.verdict {
        Verdict::Asked => State::Quoting,
        _ if !model.online => State::Offline,
        Verdict::Unreachable => State::Stale,
        Verdict::Differs(_) => State::Mismatch,
        Verdict::Agrees => State::Confirmed,
        Verdict::Unasked => State::Quoted,
    }
}

#[inline(never)]
fn ticks(model: &Model) -> Ticks {
    let mut ticked = 0;
    for line in &model.cart.lines {
        ticked += usize::from(line.ticked);
    }
    if ticked == 0 {
        Ticks::None
    } else if ticked == model.cart.lines.len() {
        Ticks::All
    } else {
        Ticks::Some
    }
}

/// The shop, or the first of several and how many, in the order of the cart.
fn shop(till: &Till, groups: &[Group]) -> String {
    match groups {
        [] => match till.campaign.shops.first() {
            Some(shop) => copy(&shop.name, till.locale),
            None => String::new(),
        },
        [one] => one.shop.clone(),
        [first, ..] => fill(
            SHOPS.get(till.locale),
            &[&first.shop, &say::count(groups.len() as u64)],
        ),
    }
}

/// What an empty cart could earn: the first step of the first full reduction.
fn hint(till: &Till, state: State) -> String {
    if state != State::Empty {
        return String::new();
    }
    for offer in till.campaign.ruleset.offers() {
        if let Benefit::TiersByAmount { .. } | Benefit::PerEach { .. } = offer.benefit
            && till.coupon(&offer.id).is_none()
        {
            return till.with(&EMPTY_HINT, &till.step_title(offer, 0));
        }
    }
    String::new()
}

/// Fills in what the state says: the notice, the bar at the bottom and what a screen reader hears.
fn stand(till: &Till, quote: Option<&Quote>, view: &mut View) {
    let standing = view.state.standing();
    let mut payable = Money::ZERO;
    let mut ours = String::new();
    let mut value = view.time.clone();
    let mut note = standing.note;
    if let Some(quote) = quote {
        payable = quote.payable;
        ours = till.money(payable);
        if view.state == State::Quoted {
            value = till.money(quote.saved());
            if quote.saved() <= Money::ZERO {
                note = &NONE;
            }
        }
    }
    if let (State::Mismatch, Verdict::Differs(theirs)) = (view.state, till.model.verdict) {
        payable = theirs;
        value = till.money(payable);
    }
    let notice = standing.notice.get(till.locale);
    pieces(notice, &[&value, &ours], &mut view.notice);
    let pay = &mut view.pay;
    pay.note = till.with(note, &value);
    pay.warn = standing.warn;
    pay.label = till.count(standing.label, till.ticked_units());
    pay.button = standing.button;
    // One text for everything that changes the total, so that a reader hears each change once.
    let mut spoken = view.removed.clone();
    if !spoken.is_empty() {
        spoken.push(' ');
    }
    if view.state == State::Empty {
        spoken.push_str(EMPTY.get(till.locale));
    } else if standing.priced {
        let currency = &till.campaign.currency;
        pay.price = Some(say::money_parts(payable, currency, till.locale));
        spoken.push_str(TOTAL.get(till.locale));
        spoken.push(' ');
        spoken.push_str(&till.money(payable));
        if !pay.note.is_empty() {
            spoken.push_str(COMMA.get(till.locale));
            spoken.push_str(&pay.note);
        }
    } else {
        spoken.push_str(&pay.label);
    }
    view.spoken = spoken;
}
