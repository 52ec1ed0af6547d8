//! Killing the page in the phone at a chosen moment, and what has to hold when it is opened again.
//!
//! The page writes a request down before it sends it, and the server in the page writes down what it
//! has granted before it answers. Both writes are heard here, as any other tab would hear them.

use campaign::json;
use gloo_events::EventListener;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::studio::Studio;
use crate::studio::frame::{STORE, Status};
use crate::studio::simulate::Kill;

/// Kills the page when it has come as far as the state says, for as long as the studio lives.
pub fn watch(studio: Studio) {
    let listener = EventListener::new(&window(), "storage", move |event| {
        let Some(kill) = studio.state.with_untracked(|state| state.sim.kill) else {
            return;
        };
        let event: &web_sys::StorageEvent = event.unchecked_ref();
        let key = event.key().unwrap_or_default();
        let wanted = match kill {
            Kill::Sent => ":outbox",
            Kill::Committed => ":server",
        };
        let own = key.starts_with(&[STORE, "/"].concat()) && key.ends_with(wanted);
        // An outbox that is emptied is an answer that has come.
        let begun = match kill {
            Kill::Sent => {
                open_requests(event.new_value().as_deref())
                    > open_requests(event.old_value().as_deref())
            }
            Kill::Committed => event.new_value().is_some(),
        };
        let alive = studio
            .frame
            .status
            .with_untracked(|status| *status == Status::Ready);
        if own && begun && alive {
            studio.frame.kill();
            // One page dies once; the next one is to show that nothing was lost.
            studio.change(|state| state.sim.kill = None);
        }
    });
    let listener = StoredValue::new_local(Some(listener));
    on_cleanup(move || listener.set_value(None));
}

/// How many requests an outbox holds.
#[must_use]
pub fn open_requests(outbox: Option<&str>) -> usize {
    let value = outbox.and_then(|text| json::parse(text).ok());
    let open = value.as_ref().and_then(|value| value.get("open"));
    open.map_or(0, |open| open.items().len())
}

#[cfg(test)]
mod tests {
    use super::open_requests;

    #[test]
    fn open_requests_are_counted() {
        assert_eq!(open_requests(None), 0);
        assert_eq!(open_requests(Some("nonsense")), 0);
        assert_eq!(
            open_requests(Some(r#"{"v":1,"open":[{"key":"a"},{"key":"b"}]}"#)),
            2
        );
    }
}
