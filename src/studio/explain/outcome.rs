//! The cart in the phone priced again, and what comes of comparing the two.

use std::sync::Arc;

use campaign::Campaign;
use campaign::json::Value;
use campaign::model::SampleBuyer;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use pricing::{Money, Sku, Suggestion};

use super::REST_MS;
use super::trace::{self, Given};
use crate::runtime::page::read_stored;
use crate::studio::Studio;
use crate::studio::frame::STORE;
use crate::studio::state::State;

/// What came of comparing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Whether page and server agree.
    pub verdict: Verdict,
    /// What to add to the cart.
    pub top_up: Option<(Suggestion, Vec<(Sku, u32)>)>,
}

/// Whether page and server agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// Something has just moved.
    #[default]
    Comparing,
    /// They say the same.
    Agrees,
    /// The server says this, the page that.
    Differs(Money, Money),
    /// What the server knows lies where only the page can read it.
    Unknown,
}

/// What the page in the phone keeps under a name.
pub fn stored(campaign: &str, name: &str) -> Option<String> {
    let storage = window().local_storage().ok()??;
    let key = [STORE, "/dacu:", campaign, ":", name].concat();
    storage.get_item(&key).ok()?
}

/// The sample buyer that the state names, or the first; nothing for a guest.
pub fn buyer<'a>(campaign: &'a Campaign, state: &State) -> Option<&'a SampleBuyer> {
    let mut buyers = campaign.samples.buyers.iter();
    match &state.buyer {
        Some(name) => buyers.find(|buyer| buyer.id == *name),
        None => buyers.next(),
    }
}

/// The lines in the phone: as stored, as the page last told, or as the sample has them.
pub fn lines(studio: Studio, campaign: &Campaign) -> Vec<(Sku, u32, bool)> {
    let told = || {
        studio.frame.log.with_untracked(|log| {
            let entry = log.iter().find(|entry| entry.name == "dacu-cart")?;
            read_stored(&entry.detail)
        })
    };
    let sample = || {
        studio.state.with_untracked(|state| {
            let mut carts = campaign.samples.carts.iter();
            let cart = match &state.cart {
                Some(name) => carts.find(|cart| cart.id == *name),
                None => carts.next(),
            };
            cart.map_or_else(Vec::new, |cart| cart.lines.clone())
        })
    };
    stored(&campaign.id, "cart")
        .and_then(|text| read_stored(&text))
        .or_else(told)
        .unwrap_or_else(sample)
}

/// Prices with every frame, compares and looks for additions once nothing moves.
pub(super) fn follow(studio: Studio) {
    let explain = studio.explain;
    let rest = StoredValue::new_local(None::<Timeout>);
    let wanted = studio.part(|state| (state.buyer.clone(), state.cart.clone(), state.sim.storage));
    Effect::new(move |_| {
        let at = studio.at.get();
        explain.stored.get();
        let (_, _, disk) = wanted.get();
        let loaded = studio.loaded.get();
        let told = studio.frame.quote.get();
        let traced = loaded.as_ref().and_then(|loaded| {
            let told = told.as_ref()?;
            let campaign = loaded.campaign();
            let server = stored(&campaign.id, "server").unwrap_or_default();
            let buyer = studio
                .state
                .with_untracked(|state| buyer(campaign, state).cloned());
            trace::trace(
                loaded,
                &Given {
                    lines: &lines(studio, campaign),
                    buyer: buyer.as_ref(),
                    server: &server,
                    choice: &trace::choice_of(told),
                    now: at,
                },
            )
        });
        let traced = traced.map(Arc::new);
        // While a cart is priced the same, no row of the bill is drawn again for another moment.
        let same = explain
            .trace
            .with_untracked(|known| match (known, &traced) {
                (Some(known), Some(traced)) => known.says_what(traced),
                (None, None) => true,
                _ => false,
            });
        if !same {
            explain.trace.set(traced.clone());
        }
        let comparing = explain
            .outcome
            .with_untracked(|outcome| outcome.verdict == Verdict::Comparing);
        if !comparing {
            explain
                .outcome
                .update(|outcome| outcome.verdict = Verdict::Comparing);
        }
        rest.set_value(Some(Timeout::new(REST_MS, move || {
            let Some((loaded, traced)) = loaded.zip(traced) else {
                return;
            };
            let page = told.as_ref().and_then(|told| told.get("payable"));
            let page = page.and_then(Value::as_int).map(Money::new);
            let server = traced.quote.payable;
            let verdict = match page {
                _ if !disk.is_shared() => Verdict::Unknown,
                Some(page) if page == server => Verdict::Agrees,
                Some(page) => Verdict::Differs(server, page),
                None => Verdict::Comparing,
            };
            let top_up = trace::top_up(loaded.campaign(), &traced, at);
            explain.outcome.set(Outcome { verdict, top_up });
        })));
    });
}
