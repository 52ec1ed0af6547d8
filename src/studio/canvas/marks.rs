//! What stands beside the phone: the widgets in view, and a frame around the selected one.

use leptos::prelude::*;

use super::device::{BARS, EDGE};
use super::scaled;
use crate::studio::Studio;
use crate::studio::frame::Place;
use crate::studio::scrubber::changes;
use crate::studio::words as w;

/// The widgets in view, named at the left, each with what the next change does to it.
pub(super) fn marks(studio: Studio) -> impl IntoView {
    let selected = studio.part(|state| state.widget.clone());
    let next = Memo::new(move |_| {
        let at = studio.at.get();
        let locale = studio.locale();
        studio.loaded.with(|loaded| {
            let loaded = loaded.as_ref()?;
            let group = changes::next(loaded.changes(), at);
            let wait = (group.first()?.at.since(at) + 999) / 1000 * 1000;
            // A change that is far off is not worth a place beside the phone.
            if wait > 3_600_000 {
                return None;
            }
            let told: Vec<(&'static str, String)> = w::WIDGETS
                .iter()
                .filter_map(|widget| {
                    let own: Vec<changes::Change> = group
                        .iter()
                        .filter(|change| change.what.widget() == widget.name)
                        .cloned()
                        .collect();
                    let text = changes::describe(&own, loaded.campaign(), locale);
                    (!text.is_empty()).then_some((widget.name, text))
                })
                .collect();
            Some((campaign::say::duration(wait, locale), told))
        })
    });
    let mark = move |place: Place| {
        let widget = w::widget_named(place.widget)?;
        let on = move || selected.with(|selected| selected.as_deref() == Some(widget.name));
        let told = move || {
            next.with(|next| {
                let (wait, told) = next.as_ref()?;
                let text = told.iter().find(|(name, _)| *name == widget.name)?;
                let wait = studio.say(w::CHANGES_AT).replace("{}", wait);
                Some(format!("{wait} → {}", text.1))
            })
        };
        Some(view! {
            <button
                class="mk"
                class:sel=on
                style:top=move || scaled(studio, place.top)
                style:height=move || scaled(studio, place.height)
                title=told
                on:click=move |_| studio.select_widget(widget.name)
            >
                <b>{move || studio.say(widget.say)}</b>
                <span class="st mono">{["dacu-", widget.name].concat()}</span>
                <span class="st nx">{told}</span>
            </button>
        })
    };
    view! {
        <div class="marks" style:top=move || scaled(studio, EDGE + BARS)>
            {move || studio.frame.places.get().into_iter().filter_map(mark).collect_view()}
        </div>
    }
}

/// A frame around the selected widget.
pub(super) fn highlight(studio: Studio) -> impl IntoView {
    let selected = studio.part(|state| state.widget.clone());
    move || {
        let selected = selected.get()?;
        let place = studio.frame.places.with(|places| {
            places
                .iter()
                .find(|place| place.widget == selected)
                .cloned()
        })?;
        Some(view! {
            <i
                class="hl"
                style:left=scaled(studio, EDGE + 3.0)
                style:right=scaled(studio, EDGE + 3.0)
                style:top=scaled(studio, EDGE + BARS + place.top)
                style:height=scaled(studio, place.height)
            ></i>
        })
    }
}
