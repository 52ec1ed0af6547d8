//! Findings as pins at the right of the phone, each beside the widget that it is about.

use leptos::prelude::*;

use super::words as w;
use crate::studio::Studio;
use crate::studio::canvas::scaled;
use crate::studio::icons::severity;
use crate::studio::state::Tab;

/// Between two pins of one widget, in points of the screen.
const STEP: f64 = 30.0;
/// More pins than this beside one widget are one pin with a number.
const MOST: usize = 3;

/// The pins; `top` is where the page begins in the phone.
pub fn pins(studio: Studio, top: f64) -> impl IntoView {
    let picked = studio.explain.picked;
    let pin = move |n: usize, id: &'static str, error: bool, offset: f64, place: f64| {
        let on = move || picked.get() == Some(n);
        view! {
            <button
                class="pinned"
                class:on=on
                aria-pressed=move || on().to_string()
                aria-label=format!("{id} {}", if error { "error" } else { "warning" })
                style:top=move || format!("calc({} + {offset}px)", scaled(studio, place))
                on:click=move |_| {
                    picked.set(Some(n));
                    studio.change(|state| state.tab = Tab::Problems);
                    reveal(n);
                }
            >
                {severity(if error { "er" } else { "wa" })}<span class="mono">{id}</span>
            </button>
        }
    };
    let all = move || {
        let found = studio.explain.findings.get()?;
        let places = studio.frame.places.get();
        let shown = places
            .iter()
            .flat_map(|place| {
                let hits = found.hits.iter().enumerate();
                let own = hits.filter(|(_, hit)| hit.widget == Some(place.widget));
                own.take(MOST).enumerate().map(|(row, (n, hit))| {
                    // The cast loses nothing: three at most.
                    let offset = row as f64 * STEP;
                    let middle = place.top + place.height.min(40.0) / 2.0;
                    pin(n, hit.finding.rule.id, hit.is_error(), offset, middle)
                })
            })
            .collect_view();
        Some(shown)
    };
    view! {
        <div class="pins" role="group" aria-label=move || studio.say(w::FINDINGS_BESIDE) style:top=move || scaled(studio, top)>
            {all}
        </div>
    }
}

/// Scrolls the inspector to a finding, once its tab is there.
fn reveal(n: usize) {
    request_animation_frame(move || {
        let found = document().get_element_by_id(&format!("find-{n}"));
        if let Some(found) = found {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            found.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}
