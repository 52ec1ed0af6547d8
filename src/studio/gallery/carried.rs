//! The accepted pictures as one file, so that a team compares with the same ones.
//!
//! A line of JSON names each picture and how many bytes it has; the pictures follow, one after the other.

use std::ops::Range;

use campaign::json::{self, Value};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::accepted::{PLACE, store};
use crate::studio::js::{call, get, make, number, object, wait};

/// What the first line says of its file.
const FORMAT: &str = "dacu-accepted/1";
/// How a picture begins, as PNG does.
const PNG: [u8; 8] = [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n'];
/// A file of more pictures than the gallery has states and looks is none of ours.
const MOST: usize = 10_000;

/// Why a file was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// This browser keeps no pictures.
    NoStore,
    /// The file is not one of accepted pictures, or is damaged; nothing of it was taken.
    Malformed,
}

/// All accepted pictures as a file, and how many there are; nothing where the browser keeps nothing.
pub async fn pack() -> Option<(JsValue, usize)> {
    let store = store().await?;
    let keys = js_sys::Array::from(&wait(call(&store, "keys", &[])?).await?);
    let (mut named, blobs) = (Vec::new(), js_sys::Array::of1(&JsValue::NULL));
    for request in keys {
        let address = get(&request, "url")?.as_string()?;
        let Some((_, name)) = address.split_once(PLACE) else {
            continue;
        };
        let kept = wait(call(&store, "match", &[request])?).await?;
        let blob = wait(call(&kept, "blob", &[])?).await?;
        named.push((name.to_owned(), number(&blob, "size")?));
        blobs.push(&blob);
    }
    blobs.set(0, head(&named).into());
    let count = named.len();
    Some((make(&window(), "Blob", &[blobs.into()])?, count))
}

/// Accepts the pictures of a file, each instead of the one of its name; how many there were.
///
/// # Errors
///
/// As [`Fault`] says.
pub async fn unpack(file: &JsValue) -> Result<usize, Fault> {
    let store = store().await.ok_or(Fault::NoStore)?;
    let bytes = call(file, "arrayBuffer", &[]).ok_or(Fault::Malformed)?;
    let bytes = wait(bytes).await.ok_or(Fault::Malformed)?;
    let bytes = js_sys::Uint8Array::new(&bytes).to_vec();
    let pictures = parts(&bytes).ok_or(Fault::Malformed)?;
    for (name, place) in &pictures {
        keep(&store, name, &bytes[place.clone()])
            .await
            .ok_or(Fault::NoStore)?;
    }
    Ok(pictures.len())
}

async fn keep(store: &JsValue, name: &str, png: &[u8]) -> Option<()> {
    let bytes = js_sys::Array::of1(&js_sys::Uint8Array::from(png));
    let kind = object(&[("type", "image/png".into())]);
    let blob = make(&window(), "Blob", &[bytes.into(), kind])?;
    let response = make(&window(), "Response", &[blob])?;
    let address = [PLACE, name].concat();
    wait(call(store, "put", &[address.into(), response])?).await?;
    Some(())
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "a picture has far fewer than 2^53 bytes"
)]
fn head(named: &[(String, f64)]) -> String {
    let map = |entries: Vec<(&str, Value)>| {
        let entries = entries.into_iter();
        Value::Map(
            entries
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        )
    };
    let pictures = named.iter().map(|(name, bytes)| {
        map(vec![
            ("name", Value::text(name)),
            ("bytes", Value::Int(*bytes as i64)),
        ])
    });
    let pictures = Value::List(pictures.collect());
    let head = map(vec![
        ("format", Value::text(FORMAT)),
        ("pictures", pictures),
    ]);
    [&json::write(&head), "\n"].concat()
}

/// The names of a file's pictures and where each lies; nothing if it is damaged anywhere.
fn parts(bytes: &[u8]) -> Option<Vec<(String, Range<usize>)>> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let head = json::parse(std::str::from_utf8(&bytes[..end]).ok()?).ok()?;
    let pictures = head.get("pictures")?.items();
    if head.get("format")?.as_text()? != FORMAT || pictures.len() > MOST {
        return None;
    }
    let mut at = end + 1;
    let parts = pictures.iter().map(|picture| {
        let name = picture.get("name")?.as_text()?;
        let length = usize::try_from(picture.get("bytes")?.as_int()?).ok()?;
        let place = at..at.checked_add(length)?;
        at = place.end;
        let known = name.split_once('?').is_some_and(|(state, _)| {
            let fits = |c: char| c.is_ascii_alphanumeric() || "-_/".contains(c);
            state.split('/').count() == 2 && state.chars().all(fits)
        });
        (known && bytes.get(place.clone())?.starts_with(&PNG)).then(|| (name.to_owned(), place))
    });
    let parts = parts.collect::<Option<Vec<_>>>()?;
    (at == bytes.len()).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(named: &[(&str, &[u8])]) -> Vec<u8> {
        let names = named.iter();
        let names: Vec<_> = names
            .map(|(name, more)| ((*name).to_owned(), (PNG.len() + more.len()) as f64))
            .collect();
        let mut bytes = head(&names).into_bytes();
        for (_, more) in named {
            bytes.extend(PNG.iter().chain(*more));
        }
        bytes
    }

    #[test]
    fn a_file_gives_back_what_was_packed() {
        let packed = file(&[
            ("countdown/live?festive", b"one\n"),
            ("draw/idle?calm,en", b"two!"),
        ]);
        let parts = parts(&packed).expect("a file of pictures");
        let names: Vec<_> = parts.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["countdown/live?festive", "draw/idle?calm,en"]);
        assert!(packed[parts[0].1.clone()].ends_with(b"one\n"));
        assert!(packed[parts[1].1.clone()].ends_with(b"two!"));
        assert_eq!(super::parts(&file(&[])), Some(Vec::new()));
    }

    #[test]
    fn a_damaged_file_is_not_taken() {
        let packed = file(&[("countdown/live?festive", b"one")]);
        assert_eq!(parts(&packed[..packed.len() - 1]), None, "cut short");
        assert_eq!(parts(&[&packed[..], b"!"].concat()), None, "too long");
        assert_eq!(parts(b"{}\n"), None);
        assert_eq!(parts(b"\x89PNG\r\n"), None);
        assert_eq!(parts(&file(&[("../countdown/live?festive", b"")])), None);
        assert_eq!(parts(&file(&[("countdown/live", b"")])), None);
        let other = String::from_utf8_lossy(&packed).replace("accepted/1", "accepted/2");
        assert_eq!(parts(other.as_bytes()), None);
        let mut broken = packed;
        let last = broken.len() - 5;
        broken[last] = b'?';
        assert_eq!(parts(&broken), None, "no PNG");
    }
}
