//! A QR code as a drawing.

use std::fmt::Write as _;

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

/// Light modules around the code, by the standard.
const QUIET: i32 = 4;

/// The side of the drawing and its dark modules as a path; nothing if the text is too long.
fn path(text: &str) -> Option<(i32, String)> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in 0..code.size() {
            if code.get_module(x, y) {
                let _ = write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
            }
        }
    }
    Some((code.size() + 2 * QUIET, path))
}

/// The drawing; nothing if the text is too long. It is dark on white in either theme: phones read no other.
pub fn code(text: &str, label: &'static str) -> Option<impl IntoView + use<>> {
    let (side, path) = path(text)?;
    Some(view! {
        <svg class="qr" viewBox=format!("0 0 {side} {side}") role="img" aria-label=label shape-rendering="crispEdges">
            <path d=path></path>
        </svg>
    })
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn a_code_has_room_around_it() {
        let (side, dark) = path("http://192.168.1.20:8080/h5/").expect("a short text");
        assert!(side >= 21 + 8);
        assert!(
            dark.starts_with("M4 4h1v1h-1z"),
            "the finder is at the corner of the quiet zone"
        );
        assert!(path(&"x".repeat(4_000)).is_none());
    }
}
