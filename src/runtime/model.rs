//! Everything a widget may look at: one model a page, no browser in it.
//!
//! Widgets never hold state of their own about the campaign, the buyer or the cart. Their
//! `state.rs` turns this model into a view model, so a coupon claimed in one widget is in the quote
//! of the other at once.

use std::rc::Rc;

use campaign::{Campaign, Locale};
use pricing::{Buyer, Cart, Instant, Quote};
use protocol::{Choice, Live, Me, Refusal, Request};

/// A page's model.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The campaign, once it has come and was found right.
    pub campaign: Option<Rc<Campaign>>,
    /// Language of the page.
    pub locale: Locale,
    /// The server's time; nothing until the first sample.
    pub now: Option<Instant>,
    /// How far off it can be, in milliseconds.
    pub clock_error_ms: i64,
    /// The shopper's cart.
    pub cart: Cart,
    /// Which coupons the shopper insists on or does not want; as long as the page is open.
    pub choice: Choice,
    /// What the cart costs, by the page's engine; nothing for an empty cart or without time.
    pub quote: Option<Rc<Quote>>,
    /// What the server says of it.
    pub verdict: Verdict,
    /// What the buyer holds; nothing until the server has said.
    pub me: Option<Rc<Me>>,
    /// Stock and notices; nothing until the server has said.
    pub live: Option<Rc<Live>>,
    /// Requests on their way, and the last failure of each kind.
    pub asks: Vec<Ask>,
    /// Whether the browser believes it has a network.
    pub online: bool,
    /// Whether personalisation is off: nobody varies the campaign. Prices are the same either way,
    /// because offers can name no condition that the file does not publish.
    pub impersonal: bool,
    /// Whether the shopper asks for less motion.
    pub calm: bool,
}

/// What the server says of the page's quote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// It was not asked since the cart changed.
    #[default]
    Unasked,
    /// It was asked and has not answered.
    Asked,
    /// It charges the same.
    Agrees,
    /// It charges this.
    Differs(pricing::Money),
    /// It could not be asked.
    Unreachable,
}

/// A request of the shopper and how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// What was asked.
    pub request: Request,
    /// How it stands.
    pub state: AskState,
}

/// How a request stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AskState {
    /// On its way, or to be sent again by itself.
    Open,
    /// Refused or given up; pressing again sends the same key, so nothing is granted twice.
    Failed(Refusal),
}

impl Model {
    /// The buyer as the engine sees one: nothing is known until the server has said.
    #[must_use]
    #[inline(never)]
    pub fn buyer(&self) -> Buyer {
        match &self.me {
            Some(me) => me.buyer(&self.choice),
            None => Buyer::default(),
        }
    }

    /// How a request stands, if it was made.
    #[must_use]
    pub fn ask(&self, request: &Request) -> Option<&AskState> {
        self.asks
            .iter()
            .find(|ask| ask.request == *request)
            .map(|ask| &ask.state)
    }

    /// Whether a request is on its way.
    #[must_use]
    pub fn is_open(&self, request: &Request) -> bool {
        self.ask(request) == Some(&AskState::Open)
    }

    /// Notes how a request stands.
    pub fn note(&mut self, request: &Request, state: AskState) {
        self.forget(request);
        self.asks.push(Ask {
            request: request.clone(),
            state,
        });
    }

    /// Forgets a request.
    pub fn forget(&mut self, request: &Request) {
        self.asks.retain(|ask| ask.request != *request);
    }
}
