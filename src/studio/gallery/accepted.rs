//! The last accepted pictures of the gallery, and how today's differ from them.
//!
//! A picture is drawn as the one in `share` is, and kept by this browser under widget, variant and
//! columns: accepting is a designer's act on a machine, not a file of the repository; `carried` takes
//! them to another machine. Pixels are compared with a little tolerance, for the same text is not drawn the same on every run.

use std::collections::BTreeMap;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

use crate::studio::js::{call, get, make, object, wait};
use crate::studio::share::picture;

/// Where the browser keeps them.
const STORE: &str = "dacu-accepted";

/// What their addresses begin with there.
pub(super) const PLACE: &str = "/accepted/";

/// Channels of a pixel may differ by so much and still be the same.
const TOLERANCE: u8 = 24;

/// How a state differs from its accepted picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// There is no accepted picture.
    New,
    /// It looks the same.
    Same,
    /// So many pixels of 10,000 differ.
    Pixels(u32),
    /// Its size is another.
    Size,
}

impl Change {
    /// Whether there is something to look at.
    #[must_use]
    pub fn is_different(self) -> bool {
        !matches!(self, Self::Same)
    }
}

/// What came of comparing, by `widget/variant`.
pub type Changes = BTreeMap<String, Change>;

/// The key of a cell: its name, and what its columns are.
fn key(cell: &Element) -> Option<(String, String)> {
    let widget = cell.get_attribute("data-widget")?;
    let variant = cell.get_attribute("data-variant")?;
    let looks = cell.get_attribute("data-looks")?;
    let name = format!("{widget}/{variant}");
    let address = format!("{PLACE}{name}?{looks}");
    Some((name, address))
}

/// The browser's store of pictures; nothing where it has none.
pub(super) async fn store() -> Option<JsValue> {
    let caches = get(&window(), "caches")?;
    wait(call(&caches, "open", &[STORE.into()])?).await
}

/// Draws a cell's frames at one pixel a point.
async fn draw(cell: &Element) -> Option<JsValue> {
    let pair = cell.query_selector(".pair").ok()??;
    picture::draw(&pair, object(&[("scale", 1.into())])).await
}

/// The cells that are shown, each brought near the screen first, so that it is mounted.
fn cells() -> Vec<Element> {
    let found = document().query_selector_all(".gal .cell");
    let Ok(found) = found else { return Vec::new() };
    (0..found.length())
        .filter_map(|n| found.get(n)?.dyn_into().ok())
        .collect()
}

async fn mounted(cell: &Element) {
    cell.scroll_into_view();
    // Two frames of the screen: one for the observer, one for what it mounts.
    for _ in 0..2 {
        let _ = wait(next_frame()).await;
    }
}

fn next_frame() -> JsValue {
    js_sys::Promise::new(&mut |done, _| {
        let _ = window().request_animation_frame(&done);
    })
    .into()
}

/// Accepts what every shown cell looks like now; how many were kept, or nothing where the browser
/// keeps nothing.
pub async fn accept() -> Option<usize> {
    let store = store().await?;
    let mut kept = 0;
    for cell in cells() {
        mounted(&cell).await;
        let Some((_, address)) = key(&cell) else {
            continue;
        };
        let Some(blob) = draw(&cell).await else {
            continue;
        };
        let response = make(&window(), "Response", &[blob])?;
        wait(call(&store, "put", &[address.into(), response])?).await;
        kept += 1;
    }
    Some(kept)
}

/// Compares every shown cell with its accepted picture; nothing where the browser keeps nothing.
pub async fn compare() -> Option<Changes> {
    let store = store().await?;
    let mut changes = Changes::new();
    for cell in cells() {
        mounted(&cell).await;
        let Some((name, address)) = key(&cell) else {
            continue;
        };
        let known = wait(call(&store, "match", &[address.into()])?).await;
        let known = known.filter(|known| !known.is_undefined());
        let change = match known {
            None => Change::New,
            Some(known) => {
                let before = wait(call(&known, "blob", &[])?).await;
                let now = draw(&cell).await;
                let (Some(before), Some(now)) = (before, now) else {
                    continue;
                };
                differ(&pixels(&before).await?, &pixels(&now).await?)
            }
        };
        changes.insert(name, change);
    }
    Some(changes)
}

/// A picture's width, and its pixels as red, green, blue, alpha.
struct Pixels {
    width: u32,
    bytes: Vec<u8>,
}

async fn pixels(blob: &JsValue) -> Option<Pixels> {
    let scope: JsValue = window().into();
    let picture = wait(call(
        &scope,
        "createImageBitmap",
        std::slice::from_ref(blob),
    )?)
    .await?;
    let (width, height) = (get(&picture, "width")?, get(&picture, "height")?);
    let canvas = make(&scope, "OffscreenCanvas", &[width.clone(), height.clone()])?;
    let pen = call(&canvas, "getContext", &["2d".into()])?;
    call(&pen, "drawImage", &[picture, 0.into(), 0.into()]);
    let data = call(
        &pen,
        "getImageData",
        &[0.into(), 0.into(), width.clone(), height],
    )?;
    let bytes = js_sys::Uint8Array::new(&get(&data, "data")?).to_vec();
    // The cast loses nothing: a few thousand pixels.
    let width = width.as_f64()? as u32;
    Some(Pixels { width, bytes })
}

fn differ(before: &Pixels, now: &Pixels) -> Change {
    if before.width != now.width || before.bytes.len() != now.bytes.len() {
        return Change::Size;
    }
    let pairs = before.bytes.chunks(4).zip(now.bytes.chunks(4));
    let other = pairs.filter(|(one, two)| {
        one.iter()
            .zip(*two)
            .any(|(a, b)| a.abs_diff(*b) > TOLERANCE)
    });
    let other = other.count();
    let all = (now.bytes.len() / 4).max(1);
    match u32::try_from(other * 10_000 / all) {
        _ if other == 0 => Change::Same,
        // A single pixel is a change, however large the picture.
        parts => Change::Pixels(parts.unwrap_or(10_000).max(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, bytes: &[u8]) -> Pixels {
        Pixels {
            width,
            bytes: bytes.to_vec(),
        }
    }

    #[test]
    fn pixels_are_counted() {
        let white = picture(2, &[255; 16]);
        let mut bytes = [255; 16];
        bytes[1] = 240;
        assert_eq!(differ(&white, &picture(2, &bytes)), Change::Same);
        bytes[4] = 0;
        assert_eq!(differ(&white, &picture(2, &bytes)), Change::Pixels(2_500));
        assert_eq!(differ(&white, &picture(1, &bytes)), Change::Size);
        assert_eq!(differ(&white, &picture(2, &bytes[..8])), Change::Size);
    }
}
