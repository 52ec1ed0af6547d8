//! The phone reads the draft: its page gets the draft's text where it asks for the campaign file.
//!
//! The page is of the studio's own origin and asks with `fetch`, so no other server and no other
//! bundle is needed, and pictures stay relative to the file.

use campaign::hash::fnv1a;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Window};

use super::super::Studio;

/// Keeps the page in the phone at the draft, for as long as the studio lives.
pub fn follow(studio: Studio) {
    let draft = studio.editor.draft;
    Effect::new(move |_| {
        draft.track();
        feed(studio);
    });
}

/// Gives the page in the phone what it is to draw.
pub fn feed(studio: Studio) {
    let file = studio.state.with_untracked(|state| state.campaign.clone());
    let draft = studio.editor.draft.get_untracked();
    let draft = draft.filter(|draft| draft.file == file);
    let Some((window, element)) = page(studio) else {
        return;
    };
    let address = ["../campaigns/", &file, ".json"].concat();
    let address = match &draft {
        // By what is in it: the same draft is not read twice, and another one is never missed.
        Some(draft) => format!("{address}?draft={:016x}", fnv1a(draft.text.as_bytes())),
        None => address,
    };
    if element.get_attribute("src").as_deref() == Some(&address) {
        return;
    }
    if let (Some(draft), Some(script)) = (&draft, super::code::script()) {
        script.answer(&window, &address, &draft.text);
    }
    let _ = element.set_attribute("src", &address);
}

fn page(studio: Studio) -> Option<(JsValue, Element)> {
    let node = studio.frame.node.get_untracked()?;
    let window: Window = node.content_window()?;
    let element = node
        .content_document()?
        .query_selector("dacu-campaign")
        .ok()??;
    Some((window.unchecked_into(), element))
}
