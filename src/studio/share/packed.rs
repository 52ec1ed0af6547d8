//! Links that are packed: the state as deflated bytes in the fragment, where the browser can.
//!
//! A fragment never leaves the browser, so a link carries everything and no server sees it. A browser
//! without `CompressionStream` makes and reads plain links; a packed one it says it cannot read.

use js_sys::{Array, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::JsValue;

use crate::studio::js::{call, get, make, wait};

/// What a packed fragment begins with.
const MARK: &str = "z=";

/// Packs a hash; the hash itself where packing is impossible, or does not make it shorter.
pub async fn pack(hash: &str) -> String {
    let packed = through("CompressionStream", hash.as_bytes()).await;
    let text = packed.and_then(|bytes| window().btoa(&binary(&bytes)).ok());
    match text {
        Some(text) if MARK.len() + text.len() < hash.len() => {
            let text = text
                .trim_end_matches('=')
                .replace('+', "-")
                .replace('/', "_");
            [MARK, &text].concat()
        }
        _ => hash.to_owned(),
    }
}

/// Whether a fragment is packed.
#[must_use]
pub fn is_packed(hash: &str) -> bool {
    hash.trim_start_matches('#').starts_with(MARK)
}

/// The hash that was packed; nothing if it is damaged, or this browser cannot.
pub async fn unpack(hash: &str) -> Option<String> {
    let text = hash.trim_start_matches('#').strip_prefix(MARK)?;
    let text = text.replace('-', "+").replace('_', "/");
    let bytes: Vec<u8> = window()
        .atob(&text)
        .ok()?
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).ok())
        .collect::<Option<_>>()?;
    let bytes = through("DecompressionStream", &bytes).await?;
    String::from_utf8(bytes).ok()
}

/// Bytes as the characters that `btoa` takes.
fn binary(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

async fn through(class: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let scope: JsValue = window().into();
    let stream = make(&scope, class, &["deflate-raw".into()])?;
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = make(&scope, "Blob", &[parts.into()])?;
    let readable = call(&blob, "stream", &[])?;
    let piped = call(&readable, "pipeThrough", &[stream])?;
    let response = make(&scope, "Response", &[piped])?;
    let buffer = wait(call(&response, "arrayBuffer", &[])?).await?;
    get(&buffer, "byteLength")?;
    Some(Uint8Array::new(&buffer).to_vec())
}
