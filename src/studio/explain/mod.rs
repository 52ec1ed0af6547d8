//! The inspector: what law and platforms say of the file, where each cent of the price comes from,
//! what the page has told its host, and what its bundle weighs and takes.

use std::sync::Arc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::aside::{self, Asker};
use super::keys::tab_after;
use super::state::Tab;
use super::words::Say;
use super::{Loaded, Studio};

mod bill;
mod budget;
mod costs;
mod events;
mod findings;
mod lens;
pub mod outcome;
pub mod perf;
pub mod pins;
mod rules;
mod speed;
pub mod trace;
pub mod words;

pub use findings::{Findings, Hit, gather, widget_at};
pub use lens::Lens;

use words as w;

/// Lints, the comparison with the server and the top-up wait until nothing has moved for this long,
/// in milliseconds.
const REST_MS: u32 = 150;

/// What the inspector knows; cheap to copy.
#[derive(Clone, Copy)]
pub struct Explain {
    /// What the lints found; nothing while they look, or without a campaign.
    pub findings: RwSignal<Option<Arc<Findings>>>,
    /// The finding that is lit, with its pin.
    pub picked: RwSignal<Option<usize>>,
    /// Rises when something is stored by the page in the phone.
    pub stored: RwSignal<u32>,
    /// The cart in the phone, priced again.
    pub trace: RwSignal<Option<Arc<trace::Trace>>>,
    /// What came of comparing it with the page's own quote.
    pub outcome: RwSignal<outcome::Outcome>,
    /// How the page in the phone started.
    pub perf: RwSignal<perf::Perf>,
    watch: perf::Watch,
}

impl Explain {
    pub(super) fn new() -> Self {
        Self {
            findings: RwSignal::new(None),
            picked: RwSignal::new(None),
            stored: RwSignal::new(0),
            trace: RwSignal::new(None),
            outcome: RwSignal::new(outcome::Outcome::default()),
            perf: RwSignal::new(perf::Perf::default()),
            watch: perf::Watch::new(),
        }
    }
}

/// Keeps what the inspector knows up to date, for as long as the studio lives.
pub(super) fn run(studio: Studio) {
    let explain = studio.explain;
    let rest = StoredValue::new_local(None::<Timeout>);
    // Its own memo: the state changes with every frame of a drag, and the lints are not asked for that.
    let lens = studio.part(|state| state.lens);
    Effect::new(move |_| {
        let lens = lens.get();
        let loaded: Option<Loaded> = studio.loaded.get();
        explain.findings.set(None);
        explain.picked.set(None);
        aside::forget(Asker::Inspector);
        let look = move || {
            let Some(loaded) = loaded else { return };
            let campaign = loaded.campaign();
            let profiles = lens.profiles(&campaign.channels);
            let asked = profiles.clone();
            aside::ask(
                Asker::Inspector,
                &loaded.shared_text(),
                campaign,
                asked,
                move |found| {
                    let found = findings::gather(&profiles, found);
                    explain.findings.set(Some(Arc::new(found)));
                },
            );
        };
        rest.set_value(Some(Timeout::new(REST_MS, look)));
    });
    let listener = EventListener::new(&window(), "storage", move |_| {
        explain.stored.update(|count| *count += 1);
    });
    let listener = StoredValue::new_local(Some(listener));
    on_cleanup(move || listener.set_value(None));
    outcome::follow(studio);
}

/// The inspector.
pub fn inspector(studio: Studio) -> impl IntoView {
    const TABS: [Tab; 4] = [Tab::Problems, Tab::Price, Tab::Events, Tab::Size];
    let problems = Memo::new(move |_| rules::problems(studio).len());
    // A file that cannot be used is what there is to look at.
    let malformed = Memo::new(move |_| problems.get() > 0 && studio.loaded.with(Option::is_none));
    let tab = Memo::new(move |_| {
        if malformed.get() {
            Tab::Problems
        } else {
            studio.state.with(|state| state.tab)
        }
    });
    let count = move |which: Tab| match which {
        Tab::Events => (studio.frame.log.with(Vec::len), false),
        Tab::Problems => {
            let found = studio.explain.findings.get();
            let hits = found.as_ref().map_or(0, |found| found.hits.len());
            let errors = found.is_some_and(|found| found.count(campaign::Severity::Error) > 0);
            (hits + problems.get(), errors || malformed.get())
        }
        _ => (0, false),
    };
    let head = move |which: Tab| {
        let (id, name) = name_of(which);
        view! {
            <button
                class="tab"
                role="tab"
                id=["tab-", id].concat()
                aria-controls="tab-body"
                aria-selected=move || (tab.get() == which).to_string()
                tabindex=move || if tab.get() == which { "0" } else { "-1" }
                on:click=move |_| studio.change(|state| state.tab = which)
            >
                {move || studio.say(name)}
                {move || {
                    let (count, bad) = count(which);
                    (count > 0)
                        .then(|| view! { <span class="cnt" class:er=bad>{count}</span> })
                }}
            </button>
        }
    };
    view! {
        <aside class="insp" aria-label=move || studio.say(super::words::INSPECTOR)>
            <div
                class="tabs"
                role="tablist"
                on:keydown=move |event| {
                    if let Some(next) = untrack(|| tab_after(&event.key(), &TABS, tab.get())) {
                        event.prevent_default();
                        studio.change(|state| state.tab = next);
                        let id = ["tab-", name_of(next).0].concat();
                        let found = document().get_element_by_id(&id);
                        if let Some(Ok(found)) = found.map(JsCast::dyn_into::<web_sys::HtmlElement>) {
                            let _ = found.focus();
                        }
                    }
                }
            >
                {TABS.map(head).collect_view()}
            </div>
            <div
                class="panel show"
                role="tabpanel"
                id="tab-body"
                tabindex="-1"
                aria-labelledby=move || ["tab-", name_of(tab.get()).0].concat()
            >
                {move || match tab.get() {
                    Tab::Events => events::events(studio).into_any(),
                    Tab::Price => bill::price(studio).into_any(),
                    Tab::Size => speed::speed(studio).into_any(),
                    Tab::Problems => rules::rules(studio).into_any(),
                }}
            </div>
        </aside>
    }
    .into_any()
}

const fn name_of(tab: Tab) -> (&'static str, Say) {
    match tab {
        Tab::Events => ("events", w::EVENTS),
        Tab::Price => ("price", w::PRICE),
        Tab::Size => ("size", w::SPEED),
        Tab::Problems => ("problems", w::RULES),
    }
}

/// What is said where there is nothing to show.
fn empty(studio: Studio, mark: &'static str, title: Say, help: Say) -> impl IntoView {
    view! {
        <div class="note">
            {super::icons::severity(mark)}
            <b>{move || studio.say(title)}</b>
            {move || studio.say(help)}
        </div>
    }
}

/// A part of a whole as a width.
fn share(part: i64, whole: i64) -> String {
    // The cast loses nothing: a bar is a few hundred pixels.
    let share = part.max(0) as f64 / whole.max(1) as f64;
    format!("{:.2}%", share.min(1.0) * 100.0)
}
