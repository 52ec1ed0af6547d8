//! What is read of the page in the phone: its events, its quote, its places and colours.

use campaign::json::{self, Value};
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Event;

use super::address::{attributes, set_attributes};
use super::{Dress, Entry, Frame, Place, Status};
use crate::studio::explain::perf;
use crate::studio::words::WIDGETS;
use crate::studio::{Studio, editor};

/// The events of a page that the log shows.
const EVENTS: [&str; 12] = [
    "dacu-ready",
    "dacu-phase",
    "dacu-quote",
    "dacu-cart",
    "dacu-claim",
    "dacu-draw",
    "dacu-reserve",
    "dacu-task",
    "dacu-checkout",
    "dacu-finish",
    "dacu-fault",
    "dacu-host",
];

/// The log keeps this many events.
const LOG_LENGTH: usize = 200;

/// Widgets have their heights this long after the campaign is there, in milliseconds.
const SETTLE_MS: u32 = 250;

impl Frame {
    pub(super) fn ask_quote(&self) {
        let quote = self.quote;
        if let Ok(answer) = self.call("quote") {
            leptos::task::spawn_local(async move {
                if let Ok(detail) = JsFuture::from(answer).await {
                    quote.set(read_quote(&detail));
                }
            });
        }
    }

    /// The page has loaded: dresses it, listens to it and sets what the address could not carry.
    pub(super) fn loaded(&self, studio: Studio) {
        let Some(document) = self.document() else {
            return;
        };
        if self.killed.get_untracked() {
            return;
        }
        if self.campaign_element().is_none() {
            self.status.set(Status::NoPage);
            return;
        }
        let frame = *self;
        let mut listeners: Vec<EventListener> = EVENTS
            .iter()
            .map(|name| {
                let heard = move |event: &Event| frame.heard(studio, event);
                EventListener::new(&document, *name, heard)
            })
            .collect();
        if let Some(window) = document.default_view() {
            perf::loaded(studio, &window);
            let options = EventListenerOptions {
                phase: gloo_events::EventListenerPhase::Capture,
                passive: true,
            };
            let look = move |_: &Event| frame.look();
            listeners.push(EventListener::new_with_options(
                &window, "scroll", options, look,
            ));
        }
        self.listeners.set_value(listeners);
        self.apply(studio);
        super::editor::feed(studio);
        self.look();
        // The bundle may have been quicker than this listener.
        let live = || {
            let live = document.query_selector("[data-live]").ok()?;
            live.map(|_| ())
        };
        if live().is_some() {
            self.ready(studio);
        }
    }

    pub(super) fn ready(&self, studio: Studio) {
        self.waiting.set_value(None);
        self.status.set(Status::Ready);
        if let Some(window) = self.document().and_then(|document| document.default_view()) {
            perf::ready(studio, &window);
        }
        self.ask_quote();
        self.look();
        // A link that names a widget opens at it, once the widgets have taken their places.
        let frame = *self;
        let selected = studio.state.with_untracked(|state| state.widget.clone());
        if let Some(widget) = selected {
            self.waiting
                .set_value(Some(Timeout::new(SETTLE_MS, move || {
                    frame.scroll_to(&widget)
                })));
        }
    }

    fn heard(&self, studio: Studio, event: &Event) {
        let name = event.type_();
        // By name: what comes out of a frame is of the frame's own classes, never of this page's.
        let detail = js_sys::Reflect::get(event, &"detail".into()).unwrap_or(JsValue::NULL);
        match name.as_str() {
            "dacu-ready" => self.ready(studio),
            "dacu-quote" => self.quote.set(read_quote(&detail)),
            // The loader speaks on the document; a page's own troubles come from its element.
            "dacu-fault" if event.target().is_some_and(|target| is_document(&target)) => {
                let reason = js_sys::Reflect::get(&detail, &"reason".into());
                let reason = reason.ok().and_then(|reason| reason.as_string());
                self.status.set(Status::Fault(reason.unwrap_or_default()));
            }
            _ => {}
        }
        let at = studio.at.get_untracked();
        self.log.update(|log| {
            let number = log.first().map_or(0, |entry| entry.number + 1);
            let detail = if detail.is_null() || detail.is_undefined() {
                String::new()
            } else {
                pretty(&detail)
            };
            log.insert(
                0,
                Entry {
                    number,
                    at,
                    name,
                    detail,
                },
            );
            log.truncate(LOG_LENGTH);
        });
    }

    /// Sets the attributes of the page's campaign element to the state's.
    pub(super) fn apply(&self, studio: Studio) {
        let attributes = attributes(studio);
        if let Some(element) = self.campaign_element() {
            set_attributes(&element, attributes);
        }
    }

    /// Looks up where the widgets are, and what the page looks like around itself.
    pub(super) fn look(&self) {
        let Some(document) = self.document() else {
            return;
        };
        let Some(window) = document.default_view() else {
            return;
        };
        let bottom = window
            .inner_height()
            .ok()
            .and_then(|height| height.as_f64());
        let bottom = bottom.unwrap_or(0.0);
        let mut places = Vec::new();
        for widget in WIDGETS {
            let found = document.query_selector(&["dacu-", widget.name].concat());
            let Ok(Some(element)) = found else { continue };
            let rect = element.get_bounding_client_rect();
            let top = rect.top().max(0.0).round();
            let end = rect.bottom().min(bottom).round();
            if end - top >= 16.0 {
                places.push(Place {
                    widget: widget.name,
                    top,
                    height: end - top,
                });
            }
        }
        if self.places.with_untracked(|known| *known != places) {
            self.places.set(places);
        }
        let style = document
            .body()
            .and_then(|body| window.get_computed_style(&body).ok().flatten());
        let ground = style
            .and_then(|style| style.get_property_value("background-color").ok())
            .unwrap_or_default();
        let dress = Dress {
            dark: is_dark(&ground),
            ground,
            title: document.title(),
        };
        if self.dress.with_untracked(|known| *known != dress) {
            self.dress.set(dress);
        }
    }
}

fn read_quote(detail: &JsValue) -> Option<Value> {
    let text = js_sys::JSON::stringify(detail).ok()?;
    match json::parse(&String::from(text)).ok()? {
        Value::Null => None,
        quote => Some(quote),
    }
}

fn pretty(detail: &JsValue) -> String {
    js_sys::JSON::stringify_with_replacer_and_space(detail, &JsValue::NULL, &2.into())
        .map_or_else(|_| String::new(), String::from)
}

/// Whether an event's target is a document.
fn is_document(target: &JsValue) -> bool {
    js_sys::Reflect::get(target, &"nodeType".into()).is_ok_and(|kind| kind.as_f64() == Some(9.0))
}

/// Whether text on a colour (`rgb(250, 246, 240)`) has to be light.
fn is_dark(colour: &str) -> bool {
    let numbers: Vec<f64> = colour
        .split(|c: char| !c.is_ascii_digit() && c != '.')
        .filter_map(|number| number.parse().ok())
        .collect();
    match numbers[..] {
        [r, g, b, ..] => 0.299 * r + 0.587 * g + 0.114 * b < 128.0,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_dark;

    #[test]
    fn grounds() {
        assert!(!is_dark("rgb(250, 246, 240)"));
        assert!(is_dark("rgb(23, 18, 16)"));
        assert!(is_dark("rgba(166, 20, 20, 1)"));
        assert!(!is_dark("transparent"));
    }
}
