//! Putting a text on the clipboard.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use crate::studio::Studio;
use crate::studio::words::{self as w, Say};

/// Copies a text and says so at the foot; says why not where the browser refuses.
pub fn copy(studio: Studio, text: String, done: Say) {
    leptos::task::spawn_local(async move {
        let written = write(&text).await.is_some();
        studio.tell(if written { done } else { w::NOT_COPIED });
    });
}

async fn write(text: &str) -> Option<()> {
    // Reached by name: a page that is not served safely has no clipboard at all.
    let navigator = window().navigator();
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into()).ok()?;
    let write = js_sys::Reflect::get(&clipboard, &"writeText".into()).ok()?;
    let write = write.dyn_into::<js_sys::Function>().ok()?;
    let answer = write.call1(&clipboard, &text.into()).ok()?;
    JsFuture::from(answer.dyn_into::<js_sys::Promise>().ok()?)
        .await
        .ok()?;
    Some(())
}
