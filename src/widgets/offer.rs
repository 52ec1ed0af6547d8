//! What coupons and flash items have in common: the shopper asks the server for one, sees how it
//! stands and why, and has one button for it.
//!
//! The component is here, once; [`Kind`] is what differs between the two widgets.

use std::rc::Rc;

use campaign::model::{Coupon, Session};
use campaign::{Locale, Words, say, timeline, words};
use pricing::{Instant, OfferId, Quote, Window};
use protocol::{Code, Refusal, Reply, Request, Stock};

use super::{Attributes, View};
use crate::runtime::model::{AskState, Model};
use crate::runtime::page::Page;
use crate::runtime::told;
use crate::ui::node::El;
use crate::ui::reveal::reveal;
use crate::ui::{Local, Node, el};

/// Figures older than this are not shown, in milliseconds.
const FRESH_MS: i64 = 60_000;

/// What a shopper reads where the page has no way to log in.
pub const NO_LOGIN: Words = words!(
    "这里登录不了，请先在店里登录",
    "這裡無法登入，請先在店家登入",
    "Log in to the shop first",
);

/// What stands between two clauses.
pub const COMMA: Words = words!("，", "，", "; ");

/// What stands between a name and what became of it.
const COLON: Words = words!("，", "，", ": ");

/// What differs between the widgets.
pub struct Kind {
    /// The attribute that names the one ladder or sale to show.
    pub attribute: &'static str,
    /// What events call the offer.
    pub noun: &'static str,
    /// What is said after the host was asked to remind: that it will, and that it cannot.
    pub reminder: [Words; 2],
    /// What a final answer says aloud; nothing for what is not in this widget.
    pub said: fn(&Model, &Memo, &Request, &Result<Reply, Refusal>) -> Option<String>,
    /// What follows when the server has granted what was asked.
    pub granted: fn(Page, Local<Memo>, &OfferId),
    /// What the widget's own buttons do.
    pub press: fn(Page, Local<Memo>, Press, &OfferId),
    /// The view.
    pub draw: fn(Page, &Model, Local<Memo>, &Act) -> Node,
}

/// What a widget remembers between two drawings.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    /// The one ladder or sale its element names.
    pub only: Option<String>,
    /// Offers whose reminder the host has taken.
    pub reminded: Vec<OfferId>,
    /// The offer whose button nobody around the widget answers, and what the shopper reads there.
    pub unanswered: Option<(OfferId, String)>,
    /// Coupons the server has granted since the widget was mounted.
    pub stamped: Vec<OfferId>,
    /// What a screen reader is told.
    pub spoken: String,
    /// Whether the wallet is open.
    pub wallet: bool,
    /// Whether all tickets are shown.
    pub all: bool,
    /// The shopper's choice of session.
    pub choice: Option<Choice>,
    /// What the cart would cost with every step of the ladders in the wallet.
    pub reach: Option<Box<Quote>>,
    /// The quote that was asked for.
    pub quote: Option<Rc<Quote>>,
}

impl Memo {
    /// What stands at an offer whose button nobody has answered, while it has that button.
    #[must_use]
    pub fn unanswered(&self, offer: &OfferId, press: Press) -> Option<String> {
        match &self.unanswered {
            Some((of, words)) if of == offer && matches!(press, Press::Remind | Press::Login) => {
                Some(words.clone())
            }
            _ => None,
        }
    }
}

/// A session the shopper has chosen, and the one that stood there by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The chosen one.
    pub session: usize,
    /// The other.
    pub instead_of: Option<usize>,
}

/// What a button does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// Nothing.
    Rest,
    /// Asks for the coupon.
    Claim,
    /// Asks for a unit of the quota.
    Reserve,
    /// Puts one in the cart.
    Add,
    /// Asks the host to remind.
    Remind,
    /// Goes to the cart.
    Use,
    /// Goes to the cart with what was granted.
    Pay,
    /// Asks the host to log in.
    Login,
}

/// What a shopper can do here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Presses an offer's button.
    Press(Press, OfferId),
    /// Chooses a session, or the one that would stand there by itself.
    Choose(Option<Choice>),
    /// Shows or hides the last tickets.
    More,
    /// Opens or closes the wallet.
    Wallet,
}

/// Where actions go.
pub type Act = Rc<dyn Fn(&Action)>;

/// The component of a kind. Where it is not `seen`, its seconds are not drawn.
pub fn component(
    page: Page,
    attributes: &Attributes,
    kind: &'static Kind,
    seen: Local<bool>,
) -> View {
    let memo = Local::new(Memo {
        only: attributes.get(kind.attribute).map(str::to_owned),
        ..Memo::default()
    });
    page.hear(Rc::new(move |request, answer| {
        hear(page, memo, kind, request, answer);
    }));
    Box::new(move || {
        if super::follow(page, seen) {
            page.track_seconds();
        }
        memo.track();
        let act: Act = Rc::new(move |action| take(page, memo, kind, action));
        match page.inner() {
            Some(inner) => (kind.draw)(page, &inner.model.borrow(), memo, &act),
            None => Node::Empty,
        }
    })
}

fn hear(
    page: Page,
    memo: Local<Memo>,
    kind: &Kind,
    request: &Request,
    answer: &Result<Reply, Refusal>,
) {
    let Some(inner) = page.inner() else { return };
    let said = memo.with(|memo| (kind.said)(&inner.model.borrow(), memo, request, answer));
    let Some(said) = said else { return };
    if let (Ok(_), Some(offer)) = (answer, asked_for(request)) {
        (kind.granted)(page, memo, offer);
    }
    speak(memo, said);
}

/// Tells a screen reader, and draws what has changed.
pub fn speak(memo: Local<Memo>, words: String) {
    memo.change(|memo| memo.spoken = words);
}

fn take(page: Page, memo: Local<Memo>, kind: &Kind, action: &Action) {
    match action {
        Action::Press(press, offer) => match press {
            Press::Rest => {}
            Press::Remind => remind(page, memo, kind, offer),
            Press::Login => {
                let detail = told::texts(&[(kind.noun, offer.as_str())]);
                if !log_in(page, &detail)
                    && let Some(inner) = page.inner()
                {
                    let words = NO_LOGIN.get(inner.model.borrow().locale);
                    tell(memo, offer, words.to_owned(), false);
                }
            }
            Press::Use => go_to_cart(page, kind, offer),
            own => (kind.press)(page, memo, *own, offer),
        },
        change => memo.change(|memo| match change {
            Action::Choose(choice) => memo.choice = *choice,
            Action::More => memo.all = !memo.all,
            _ => memo.wallet = !memo.wallet,
        }),
    }
}

fn remind(page: Page, memo: Local<Memo>, kind: &Kind, offer: &OfferId) {
    let Some(inner) = page.inner() else { return };
    let opens = opens(&inner.model.borrow(), offer);
    let Some((ms, when)) = opens else { return };
    let detail = [(kind.noun, offer.as_str()), ("at", ms.as_str())];
    let taken = !page.emit("dacu-remind", &told::texts(&detail));
    let locale = inner.model.borrow().locale;
    let words = kind.reminder[usize::from(!taken)].with(locale, &when);
    tell(memo, offer, words, taken);
}

/// Says what came of a press: that the host reminds, or, at the offer too, that nobody answers.
fn tell(memo: Local<Memo>, offer: &OfferId, words: String, taken: bool) {
    memo.change(|memo| {
        if taken {
            memo.reminded.push(offer.clone());
        } else {
            memo.unanswered = Some((offer.clone(), words.clone()));
        }
        memo.spoken = words;
    });
}

/// Asks the host to log in; false if neither it nor an address of the page takes it.
pub fn log_in(page: Page, detail: &str) -> bool {
    let Some(inner) = page.inner() else {
        return true;
    };
    let prevented = !page.emit("dacu-login", detail);
    prevented
        || matches!(
            inner.host.closest("[login-href]:not([login-href=''])"),
            Ok(Some(_))
        )
}

/// When an offer can be asked for: in milliseconds, and in words.
fn opens(model: &Model, offer: &OfferId) -> Option<(String, String)> {
    let campaign = model.campaign.as_ref()?;
    let from = match campaign.coupon(offer) {
        Some(coupon) => claim(model, coupon).from,
        None => session(model, campaign.flash_item(offer)?.0).from,
    };
    let when = say::date_time(from, &campaign.zone, model.locale);
    Some((from.ms().to_string(), when))
}

/// Tells the host page of an offer; true unless it prevents what would follow.
fn emit(page: Page, kind: &Kind, event: &str, offer: &OfferId) -> bool {
    page.emit(event, &told::texts(&[(kind.noun, offer.as_str())]))
}

/// Scrolls to the page's cart, if it has one, unless the host page does something else.
pub fn go_to_cart(page: Page, kind: &Kind, offer: &OfferId) {
    if emit(page, kind, "dacu-use", offer)
        && let Some(inner) = page.inner()
    {
        let calm = inner.model.borrow().calm;
        reveal(&inner.host, "dacu-cart", calm);
    }
}

/// What became of something, aloud.
#[must_use]
pub fn said(name: &str, words: &str, locale: Locale) -> String {
    [name, COLON.get(locale), words].concat()
}

/// Where a window stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// It opens later.
    Before,
    /// It is open.
    During,
    /// It is over.
    Over,
}

/// Where a window stands; nothing while the time is unknown.
#[must_use]
pub fn when(model: &Model, window: Window) -> Option<When> {
    let now = model.now?;
    Some(if now < window.from {
        When::Before
    } else if now < window.until {
        When::During
    } else {
        When::Over
    })
}

/// When this buyer can claim a coupon.
#[must_use]
pub fn claim(model: &Model, coupon: &Coupon) -> Window {
    if coupon.early.is_empty() {
        coupon.claim
    } else {
        timeline::claim_window(coupon, Some(&model.buyer()))
    }
}

/// Whether the buyer has had as many of a coupon as one may, used ones among them.
#[must_use]
pub fn is_full(model: &Model, coupon: &Coupon) -> bool {
    let mut had = 0;
    for mine in model.me.iter().flat_map(|me| &me.coupons) {
        had += u32::from(mine.offer == coupon.id);
    }
    had >= coupon.per_buyer
}

/// When a session is on for this buyer.
#[must_use]
pub fn session(model: &Model, session: &Session) -> Window {
    if session.early.is_empty() {
        session.window
    } else {
        timeline::session_window(session, Some(&model.buyer()))
    }
}

/// How this page's request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked<'a> {
    /// There is none, or its answer is out of date.
    No,
    /// On its way.
    Open,
    /// Not granted.
    Refused(&'a Code),
}

/// How this page's request for an offer stands, which can be had `until` then. An answer that the
/// campaign or the server's later word has overtaken is none: what was not on yet may be by now.
#[must_use]
pub fn asked<'a>(model: &'a Model, offer: &OfferId, until: Instant) -> Asked<'a> {
    for ask in &model.asks {
        if asked_for(&ask.request) != Some(offer) {
            continue;
        }
        return match &ask.state {
            AskState::Open => Asked::Open,
            AskState::Failed(refusal) if is_overtaken(model, &refusal.code, until) => Asked::No,
            AskState::Failed(refusal) => Asked::Refused(&refusal.code),
        };
    }
    Asked::No
}

/// The offer that a request is for.
fn asked_for(request: &Request) -> Option<&OfferId> {
    match request {
        Request::Claim { coupon: offer } | Request::Reserve { offer, .. } => Some(offer),
        _ => None,
    }
}

fn is_overtaken(model: &Model, code: &Code, until: Instant) -> bool {
    let at = match code {
        Code::LoginNeeded => return model.me.as_ref().is_some_and(|me| me.logged_in),
        Code::Paused => return model.live.as_ref().is_some_and(|live| !live.paused),
        Code::SoldOut(None) | Code::LimitReached | Code::NotEligible(_) | Code::Ended => {
            return false;
        }
        Code::NotStarted(at) | Code::SoldOut(Some(at)) => *at,
        // Nothing is as sure as the end of the window itself.
        _ => until,
    };
    model.now.is_some_and(|now| now >= at)
}

/// Whether the merchant has paused what can be asked for.
#[must_use]
pub fn is_paused(model: &Model) -> bool {
    model.live.as_ref().is_some_and(|live| live.paused)
}

/// When the stock figures were true, while they are fresh.
#[must_use]
pub fn as_of(model: &Model) -> Option<Instant> {
    let as_of = model.live.as_ref()?.as_of;
    (model.now?.since(as_of) <= FRESH_MS).then_some(as_of)
}

/// What is left of an offer, while the figure is fresh.
#[must_use]
pub fn stock<'a>(model: &'a Model, offer: &OfferId) -> Option<&'a Stock> {
    as_of(model)?;
    model.live.as_ref()?.stock(offer)
}

/// A button that does something here.
pub fn pressing(button: El, act: &Act, action: Action) -> El {
    let act = Rc::clone(act);
    button.attr("type", "button").press(move || act(&action))
}

/// A button of an offer that has this name.
pub fn asking(button: El, words: &str, name: &str, act: &Act, press: Press, offer: &OfferId) -> El {
    let label = [words, " ", name].concat();
    let action = Action::Press(press, offer.clone());
    pressing(button.attr("aria-label", label), act, action)
}

/// A button of an offer in a class; `busy` while its request is on its way.
pub fn button(words: &'static str, press: Press, busy: bool, class: &'static str) -> El {
    let class = match press {
        Press::Rest if busy => "dacu-btn dacu-btn--busy",
        Press::Rest => "dacu-btn dacu-btn--quiet",
        _ if !class.is_empty() => class,
        Press::Claim | Press::Reserve | Press::Add => "dacu-btn",
        Press::Pay => "dacu-btn dacu-btn--gain",
        Press::Remind | Press::Use | Press::Login => "dacu-btn dacu-btn--line",
    };
    let length = u32::try_from(words.len()).unwrap_or_default();
    el("button", class)
        .flag("disabled", press == Press::Rest)
        .maybe(busy.then(|| el("i", "dacu-spin")))
        // Words that stand in the middle and become shorter would count as a shift of the layout,
        // had they not an element of their own.
        .child(el("span", "").key(length).text(words))
}

/// A paragraph, unless there is nothing to say.
#[must_use]
pub fn line(class: &'static str, words: &String) -> Option<El> {
    (!words.is_empty()).then(|| el("p", class).text(words))
}

/// A heading with a quieter line under it.
#[must_use]
pub fn heading(title: &String, sub: &String) -> El {
    el("div", "dacu-head").child(
        el("div", "")
            .child(el("h2", "dacu-head__title").text(title))
            .maybe(line("dacu-head__sub", sub)),
    )
}

/// What a screen reader is told when it changes.
#[must_use]
pub fn status(words: &String) -> El {
    el("p", "dacu-sr").attr("role", "status").text(words)
}
