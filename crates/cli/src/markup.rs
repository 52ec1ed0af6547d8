//! Text in markup.

/// A text as it stands in XML or HTML, between tags or in quotation marks.
pub fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}
