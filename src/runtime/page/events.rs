//! `dacu-*` events for the host page.

use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

use super::Page;

impl Page {
    /// Dispatches an event on the page's element with `detail` (JSON) as its detail. False if a
    /// listener has prevented the default.
    pub fn emit(&self, name: &str, detail: &str) -> bool {
        match self.inner() {
            Some(inner) => emit(&inner.host, name, detail),
            None => true,
        }
    }

    /// Asks the element classes for the bundle's last part, and hurries them if it has failed to come.
    pub fn want_more(&self) {
        self.emit("dacu-more", "{}");
    }
}

/// Dispatches a bubbling, composed, cancelable event; false if a listener has prevented the default.
pub fn emit(host: &HtmlElement, name: &str, detail: &str) -> bool {
    send(host, name, detail).is_none()
}

/// Shows a campaign file to who may vary it; what a listener that prevents the default has made of it.
pub(super) fn varied(host: &HtmlElement, file: &str) -> Option<String> {
    let event = send(host, "dacu-vary", file)?;
    js_sys::JSON::stringify(&event.detail()).ok()?.as_string()
}

/// Dispatches an event; the event, if a listener has prevented the default.
fn send(host: &HtmlElement, name: &str, detail: &str) -> Option<CustomEvent> {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_cancelable(true);
    if let Ok(detail) = js_sys::JSON::parse(detail) {
        init.set_detail(&detail);
    }
    let event = CustomEvent::new_with_event_init_dict(name, &init).ok()?;
    (host.dispatch_event(&event) == Ok(false)).then_some(event)
}
