//! What is told to the page in the phone: its address, and the attributes of its campaign element.

use leptos::prelude::*;
use web_sys::{Element, HtmlIFrameElement};

use super::STORE;
use crate::studio::Studio;
use crate::studio::simulate::Disk;
use crate::studio::state::{State, rfc3339, theme_name};

/// The campaign element of the page in a frame.
pub fn campaign_element(frame: &HtmlIFrameElement) -> Option<Element> {
    let document = frame.content_document()?;
    document.query_selector("dacu-campaign").ok()?
}

/// Sets attributes that are not as wanted; a name without a value is to be absent.
pub fn set_attributes(element: &Element, attributes: Vec<(&'static str, Option<String>)>) {
    for (name, value) in attributes {
        match value {
            Some(value) if element.get_attribute(name).as_deref() != Some(&value) => {
                let _ = element.set_attribute(name, &value);
            }
            None if element.has_attribute(name) => {
                let _ = element.remove_attribute(name);
            }
            _ => {}
        }
    }
}

/// The page with everything that its address can carry, so that its first paint is right.
pub fn address(studio: Studio, state: &State, campaign: &str, reloads: u32) -> String {
    let mut address = ["h5/?campaign=", campaign, "&store=", STORE].concat();
    if let Some(loaded) = studio.loaded.get_untracked() {
        let at = studio.at.get_untracked();
        address.push_str("&now=");
        address.push_str(&rfc3339(at, &loaded.campaign().zone));
    }
    let mut put = |name: &str, value: &str| {
        address.push('&');
        address.push_str(name);
        address.push('=');
        address.push_str(value);
    };
    put("locale", state.locale.tag());
    put("latency", &state.latency.to_string());
    if let Some(theme) = state.theme {
        put("theme", theme_name(theme));
    }
    put("skew", &state.sim.skew_ms.to_string());
    if let Some(host) = state.sim.host {
        put("host", host.name());
    }
    if state.sim.storage != Disk::Fine {
        put("storage", state.sim.storage.name());
    }
    for (name, on) in [("dark", state.dark), ("large", state.large)] {
        if on {
            put(name, "1");
        }
    }
    // Said even where they are the usual ones: a cart named later would replace the stored one.
    let (buyer, cart) = first_samples(studio);
    put("buyer", state.buyer.as_deref().unwrap_or(&buyer));
    put("cart", state.cart.as_deref().unwrap_or(&cart));
    // Another address each time, or the frame would not load again.
    if reloads > 0 {
        put("n", &reloads.to_string());
    }
    address
}

pub(super) fn attributes(studio: Studio) -> Vec<(&'static str, Option<String>)> {
    attributes_of(studio, State::clone)
}

/// The attributes of a page that shows what `look` makes of the state; follows it.
pub fn attributes_of(
    studio: Studio,
    look: impl Fn(&State) -> State,
) -> Vec<(&'static str, Option<String>)> {
    let at = studio.at.get();
    studio.loaded.with(|loaded| {
        let Some(loaded) = loaded else {
            return Vec::new();
        };
        let (buyer, cart) = first_samples(studio);
        let state = studio.state.with(look);
        state.attributes(at, &loaded.campaign().zone, &buyer, &cart)
    })
}

/// The buyer and the cart that one gets without choosing.
fn first_samples(studio: Studio) -> (String, String) {
    studio.loaded.with_untracked(|loaded| {
        let samples = loaded.as_ref().map(|loaded| &loaded.campaign().samples);
        let buyer = samples.and_then(|samples| samples.buyers.first());
        let cart = samples.and_then(|samples| samples.carts.first());
        (
            buyer.map_or_else(String::new, |buyer| buyer.id.clone()),
            cart.map_or_else(String::new, |cart| cart.id.clone()),
        )
    })
}

/// Forgets what earlier visits left in the preview's storage, so that a link shows everyone the
/// same; reloading the phone alone keeps it.
pub fn start_anew() {
    let Ok(Some(storage)) = window().local_storage() else {
        return;
    };
    let count = storage.length().unwrap_or(0);
    let keys: Vec<String> = (0..count)
        .filter_map(|n| storage.key(n).ok().flatten())
        .collect();
    for key in keys {
        if key.starts_with(&[STORE, "/"].concat()) {
            let _ = storage.remove_item(&key);
        }
    }
}
