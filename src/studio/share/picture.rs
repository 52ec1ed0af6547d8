//! Pictures of the page in the phone or of the gallery, drawn by the browser itself.
//!
//! The library clones what is on the screen with its styles and shadow roots into an SVG and draws
//! that: it is what the page looks like, not a screenshot. Where a browser refuses (a picture of
//! another origin, a canvas that is too large), the planner is told.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

use crate::studio::js::{call, get, number, object, wait};

/// The library, beside the studio; fetched when the first picture is asked for.
const LIBRARY: &str = "picture/index.js";
/// The name it gives itself.
const NAME: &str = "modernScreenshot";
/// Canvases larger than this on a side are refused by some browser that we know.
pub const PAGE_MOST_PX: f64 = 16_000.0;
/// A gallery of more than this, dozens of shadow roots, takes a browser minutes to draw.
pub const GALLERY_MOST_PX: f64 = 8_000.0;

/// Why there is no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It would be larger than a canvas may be.
    TooLarge,
    /// The browser could not draw it.
    Refused,
}

/// Draws an element as a PNG of this file name and of at most so many pixels on a side, and saves it.
///
/// # Errors
///
/// As [`Fault`] says; nothing is saved then.
pub async fn save(element: &Element, scale: u32, most: f64, name: &str) -> Result<(), Fault> {
    let width = f64::from(element.scroll_width());
    let height = f64::from(element.scroll_height());
    if width.max(height) * f64::from(scale) > most {
        return Err(Fault::TooLarge);
    }
    let options = object(&[
        ("scale", scale.into()),
        ("width", width.into()),
        ("height", height.into()),
    ]);
    let blob = draw(element, options).await.ok_or(Fault::Refused)?;
    // A drawing that failed quietly is a few bytes of nothing.
    if number(&blob, "size").unwrap_or(0.0) < 500.0 {
        return Err(Fault::Refused);
    }
    keep(&blob, name).ok_or(Fault::Refused)
}

/// Draws an element as a PNG, as the library is told to.
pub async fn draw(element: &Element, options: JsValue) -> Option<JsValue> {
    let library = library().await?;
    wait(call(&library, "domToBlob", &[element.into(), options])?).await
}

async fn library() -> Option<JsValue> {
    if let Some(known) = get(&window(), NAME) {
        return Some(known);
    }
    let script = document().create_element("script").ok()?;
    script.set_attribute("src", LIBRARY).ok()?;
    let loaded = js_sys::Promise::new(&mut |done, fail| {
        let _ = js_sys::Reflect::set(&script, &"onload".into(), &done);
        let _ = js_sys::Reflect::set(&script, &"onerror".into(), &fail);
    });
    document().body()?.append_child(&script).ok()?;
    wait(loaded.into()).await?;
    get(&window(), NAME)
}

/// Hands a blob to the browser as a file.
pub fn keep(blob: &JsValue, name: &str) -> Option<()> {
    let url = get(&window(), "URL")?;
    let address = call(&url, "createObjectURL", std::slice::from_ref(blob))?;
    let link = document().create_element("a").ok()?;
    link.set_attribute("href", &address.as_string()?).ok()?;
    link.set_attribute("download", name).ok()?;
    link.dyn_into::<HtmlElement>().ok()?.click();
    // The download has begun; what it reads from stays until the browser is done with it.
    gloo_timers::callback::Timeout::new(30_000, move || {
        let _ = call(&url, "revokeObjectURL", &[address]);
    })
    .forget();
    Some(())
}
