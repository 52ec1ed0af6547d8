//! The quote of the cart at hand, priced again as a server would: from the file, the stored state of
//! the server in the page, and the lines of the cart.
//!
//! A page tells its host what a cart costs, not how its lines came to it; the engine tells both.
//! Pricing once more is also a check: the page's payable has to be the same to the cent.

use std::cell::RefCell;
use std::rc::Rc;

use campaign::Campaign;
use campaign::experiment::control;
use campaign::json::Value;
use campaign::model::SampleBuyer;
use pricing::{
    Buyer, Candidate, Cart, Instant, OfferId, Quote, Reason, Sku, Suggestion, TopUp, TopUpOptions,
};
use protocol::{Choice, Me, Reply, Request};

use crate::api::local::server::Server;
use crate::api::local::state::State as ServerState;
use crate::studio::Loaded;

/// A priced cart with everything that led to its price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// The cart.
    pub cart: Cart,
    /// The buyer as the engine sees one.
    pub buyer: Buyer,
    /// What it costs.
    pub quote: Quote,
}

impl Trace {
    /// Whether both say the same of the same cart, be it at another moment.
    #[must_use]
    pub fn says_what(&self, other: &Self) -> bool {
        let quote = Quote {
            at: self.quote.at,
            ..other.quote.clone()
        };
        self.cart == other.cart && self.buyer == other.buyer && self.quote == quote
    }
}

/// What a trace is made from.
pub struct Given<'a> {
    /// Sku, quantity, ticked.
    pub lines: &'a [(Sku, u32, bool)],
    /// Who buys; nothing for a guest.
    pub buyer: Option<&'a SampleBuyer>,
    /// The stored state of the server in the page; empty for a new one.
    pub server: &'a str,
    /// The coupons that the shopper insists on or does not want.
    pub choice: &'a Choice,
    /// When.
    pub now: Instant,
}

/// The campaign as the server takes it, with the offers of who is in no test, kept for as long as the same
/// file is open.
fn shared(loaded: &Loaded) -> Rc<Campaign> {
    thread_local! {
        static LAST: RefCell<Option<(Loaded, Rc<Campaign>)>> = const { RefCell::new(None) };
    }
    LAST.with_borrow_mut(|last| match last {
        Some((known, campaign)) if known == loaded => Rc::clone(campaign),
        _ => {
            let campaign = Rc::new(control(loaded.campaign().clone()));
            *last = Some((loaded.clone(), Rc::clone(&campaign)));
            campaign
        }
    })
}

/// What the server in the page says the buyer holds.
#[must_use]
pub fn me(loaded: &Loaded, buyer: Option<&SampleBuyer>, server: &str, now: Instant) -> Option<Me> {
    let campaign = shared(loaded);
    let mut state = ServerState::read(server, &campaign, now);
    let server = Server {
        campaign,
        buyer: buyer.cloned().map(Rc::new),
        paused: false,
        notice: None,
        resolution_ms: 1,
    };
    match server.handle(&mut state, None, &Request::Me, now, &mut || 0) {
        Ok(Reply::Me(me)) => Some(me),
        _ => None,
    }
}

/// Prices a cart; nothing if it is empty or cannot be priced.
#[must_use]
pub fn trace(loaded: &Loaded, given: &Given) -> Option<Trace> {
    let me = me(loaded, given.buyer, given.server, given.now)?;
    let campaign = shared(loaded);
    let cart = campaign.cart(given.lines);
    if cart.lines.is_empty() {
        return None;
    }
    let buyer = me.buyer(given.choice);
    let quote = campaign.ruleset.quote(&cart, &buyer, given.now).ok()?;
    Some(Trace { cart, buyer, quote })
}

/// The cheapest addition that reaches a further step, and what is added.
#[must_use]
pub fn top_up(
    campaign: &Campaign,
    trace: &Trace,
    now: Instant,
) -> Option<(Suggestion, Vec<(Sku, u32)>)> {
    let candidates: Vec<Candidate> = campaign
        .products
        .iter()
        .filter_map(|product| {
            let mut there = trace
                .cart
                .lines
                .iter()
                .filter(|line| line.sku == product.sku);
            // What the shopper has unticked is not to be suggested.
            if there.any(|line| !line.ticked) {
                return None;
            }
            let line = product.line(1, true);
            let most = TopUp::MOST_UNITS;
            Some(Candidate { line, most })
        })
        .collect();
    let options = TopUpOptions {
        keep: 1,
        ..TopUpOptions::default()
    };
    let ruleset = &campaign.ruleset;
    let found = ruleset.top_up(&trace.cart, &trace.buyer, now, &candidates, &options);
    let best = found.ok()?.suggestions.into_iter().next()?;
    let added = best.additions.iter().map(|addition| {
        let line = &candidates[addition.candidate].line;
        (line.sku.clone(), addition.units)
    });
    let added = added.collect();
    Some((best, added))
}

/// What the shopper has chosen, as far as the page's own quote shows it: the coupons it names as
/// refused, and, where a choice has cost something, those that it uses.
#[must_use]
pub fn choice_of(told: &Value) -> Choice {
    let rows = |name: &str| told.get(name).map_or(&[][..], Value::items);
    let offer = |row: &Value| row.get("offer").and_then(Value::as_text).map(OfferId::new);
    let text = |row: &Value, name: &str| row.get(name).and_then(Value::as_text).map(str::to_owned);
    let int = |name: &str| told.get(name).and_then(Value::as_int);
    let refused: Vec<OfferId> = rows("unused")
        .iter()
        .filter(|row| text(row, "reason").as_deref() == Some("refused"))
        .filter_map(offer)
        .collect();
    let chosen = !refused.is_empty() || int("freeChoice") != int("payable");
    let pinned = rows("applied")
        .iter()
        .filter(|row| chosen && row.get("coupon").and_then(Value::as_bool) == Some(true))
        .filter_map(offer)
        .collect();
    Choice { pinned, refused }
}

/// The name of a reason as machines read it: `not_started`.
#[must_use]
pub fn code(reason: &Reason) -> String {
    let name = format!("{reason:?}");
    let name = name.split('(').next().unwrap_or_default();
    let mut code = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !code.is_empty() {
            code.push('_');
        }
        code.push(letter.to_ascii_lowercase());
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::studio::Loaded;
    use crate::widgets::test_model::{DOUBLE_11, at};

    fn loaded() -> Loaded {
        Loaded::read(&DOUBLE_11.into()).0.expect("a campaign")
    }

    fn sample(loaded: &Loaded, cart: &str, server: &str, now: &str) -> Trace {
        let samples = &loaded.campaign().samples;
        let cart = samples.carts.iter().find(|known| known.id == cart);
        let given = Given {
            lines: &cart.expect("a sample").lines,
            buyer: samples.buyers.first(),
            server,
            choice: &Choice::default(),
            now: at(now),
        };
        trace(loaded, &given).expect("a price")
    }

    /// Two variations with a reduction of their own, of which the page takes the first.
    #[test]
    fn a_tested_price_is_the_control() {
        let offer = |id: &str, off: u32| {
            format!(
                r#"{{ "id": "{id}", "kind": "full_reduction", "priority": 999,
                     "tiers": [{{ "threshold": 100, "off": {off} }}] }}, "#
            )
        };
        let offers = ["\"offers\": [", &offer("less", 30), &offer("more", 50)].concat();
        let tests = r#""experiments": [{ "id": "price", "unit": "shopper",
            "review": { "reviewer": "王芳", "date": "2026-10-01", "reason": "例" },
            "variations": [{ "id": "as-is", "weight": 5000, "offers": ["less"] },
                           { "id": "more", "weight": 5000, "offers": ["more"] }] }], "#;
        let text = DOUBLE_11.replacen("\"offers\": [", &[tests, &offers].concat(), 1);
        let (loaded, problems) = Loaded::read(&text.into());
        let loaded = loaded.unwrap_or_else(|| panic!("{problems:?}"));
        let cart = &loaded.campaign().samples.carts[0].id;
        let quote = sample(&loaded, cart, "", "2026-11-11T20:00:05+08:00").quote;
        let told: Vec<&str> = quote
            .applied
            .iter()
            .map(|applied| applied.offer.as_str())
            .chain(quote.unused.iter().map(|unused| unused.offer.as_str()))
            .collect();
        assert!(
            told.contains(&"less") && !told.contains(&"more"),
            "{told:?}"
        );
    }

    #[test]
    fn every_cent_off_is_on_a_line_or_on_the_freight() {
        let loaded = loaded();
        for cart in &loaded.campaign().samples.carts {
            let quote = sample(&loaded, &cart.id, "", "2026-11-11T20:00:05+08:00").quote;
            for (n, applied) in quote.applied.iter().enumerate() {
                let shares = quote.lines.iter().flat_map(|line| &line.shares);
                let shares: i64 = shares
                    .filter(|share| share.applied == n)
                    .map(|share| share.amount.minor())
                    .sum();
                let whole = applied.amount.minor();
                let freight = applied.sharing == pricing::Sharing::Freight;
                assert_eq!(shares, if freight { 0 } else { whole }, "{}", cart.id);
            }
        }
    }

    #[test]
    fn a_price_that_stands_is_the_same_a_second_later() {
        let loaded = loaded();
        let at = |now| sample(&loaded, "short-of-300", "", now);
        let before = at("2026-11-11T19:00:05+08:00");
        let later = at("2026-11-11T19:00:06+08:00");
        assert_ne!(before, later);
        assert!(before.says_what(&later));
        assert!(!before.says_what(&at("2026-10-01T00:00:00+08:00")));
    }

    #[test]
    fn a_suggestion_pays_what_the_engine_says() {
        let loaded = loaded();
        let now = at("2026-11-11T20:00:05+08:00");
        let trace = sample(&loaded, "short-of-300", "", "2026-11-11T20:00:05+08:00");
        let (best, added) = top_up(loaded.campaign(), &trace, now).expect("something to add");
        assert!(!added.is_empty());
        assert_eq!(best.payable, trace.quote.payable + best.extra);
        assert!(best.extra <= best.added);
    }

    #[test]
    fn the_choice_of_a_shopper_is_read_from_the_quote() {
        let told = campaign::json::parse(
            r#"{"payable":900,"freeChoice":800,
                "applied":[{"offer":"a","coupon":true},{"offer":"b","coupon":false}],
                "unused":[{"offer":"c","reason":"refused"},{"offer":"d","reason":"short"}]}"#,
        );
        let choice = choice_of(&told.expect("JSON"));
        assert_eq!(choice.pinned, [OfferId::new("a")]);
        assert_eq!(choice.refused, [OfferId::new("c")]);
        let free = campaign::json::parse(r#"{"payable":1,"freeChoice":1,"applied":[]}"#);
        assert_eq!(choice_of(&free.expect("JSON")), Choice::default());
    }

    #[test]
    fn reasons_have_codes() {
        assert_eq!(
            code(&Reason::NotStarted(at("2026-11-11T20:00:05+08:00"))),
            "not_started"
        );
        assert_eq!(code(&Reason::SoldOut), "sold_out");
    }
}
