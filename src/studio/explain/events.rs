//! The tab of events: what the page in the phone has told its host, newest first, by kind.

use leptos::prelude::*;

use super::empty;
use super::words as w;
use crate::studio::Studio;
use crate::studio::frame::Entry;
use crate::studio::icons::severity;
use crate::studio::words::{self as common, Say};

/// Kinds of events that are looked at apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    All,
    Page,
    Api,
    Clock,
    Cart,
    Host,
}

impl Kind {
    const ALL: [(Self, Say); 6] = [
        (Self::All, w::ALL),
        (Self::Page, w::OF_PAGE),
        (Self::Api, w::OF_API),
        (Self::Clock, w::OF_CLOCK),
        (Self::Cart, w::OF_CART),
        (Self::Host, w::OF_HOST),
    ];

    fn of(name: &str) -> Self {
        match name {
            "dacu-claim" | "dacu-draw" | "dacu-reserve" | "dacu-task" | "dacu-fault" => Self::Api,
            "dacu-phase" | "dacu-finish" => Self::Clock,
            "dacu-quote" | "dacu-cart" | "dacu-checkout" => Self::Cart,
            "dacu-host" => Self::Host,
            _ => Self::Page,
        }
    }
}

/// The tab.
pub(super) fn events(studio: Studio) -> impl IntoView {
    let log = studio.frame.log;
    let open = RwSignal::new(None::<u32>);
    let kind = RwSignal::new(Kind::All);
    // While the list is held, entries after this one wait.
    let held = RwSignal::new(None::<u32>);
    let newest = move || log.with(|log| log.first().map_or(0, |entry| entry.number));
    let late = move || held.get().map_or(0, |last| newest().saturating_sub(last));
    let shown = move || {
        let (kind, held) = (kind.get(), held.get());
        let keeps = |entry: &&Entry| {
            (kind == Kind::All || Kind::of(&entry.name) == kind)
                && held.is_none_or(|last| entry.number <= last)
        };
        log.with(|log| log.iter().filter(keeps).cloned().collect::<Vec<_>>())
    };
    view! {
        <div class="phead ev">
            <span class="seg s" role="group" aria-label=move || studio.say(w::KINDS)>
                {Kind::ALL
                    .map(|(choice, name)| {
                        view! {
                            <button
                                aria-pressed=move || (kind.get() == choice).to_string()
                                on:click=move |_| kind.set(choice)
                            >
                                {move || studio.say(name)}
                            </button>
                        }
                    })
                    .collect_view()}
            </span>
            <span class="grow"></span>
            <button
                class="btn s bare"
                aria-pressed=move || held.get().is_some().to_string()
                on:click=move |_| {
                    let now = untrack(newest);
                    held.update(|held| *held = if held.is_some() { None } else { Some(now) });
                }
            >
                {move || studio.say(if held.get().is_some() { w::GO_ON } else { w::HOLD })}
            </button>
            <button class="btn s bare" on:click=move |_| {
                held.set(None);
                log.set(Vec::new());
            }>
                {move || studio.say(common::CLEAR_LOG)}
            </button>
        </div>
        {move || {
            (late() > 0)
                .then(|| {
                    let told = studio.say(w::HELD_BACK).replace("{}", &late().to_string());
                    view! { <p class="hint">{severity("in")}{told}</p> }
                })
        }}
        {move || {
            if log.with(Vec::is_empty) {
                return empty(studio, "in", common::NO_EVENTS, common::NO_EVENTS_HELP).into_any();
            }
            if shown().is_empty() {
                return empty(studio, "in", w::NONE_OF_KIND, common::NEWEST_FIRST).into_any();
            }
            view! {
                <div class="pbody" tabindex="0">
                    <ul class="log">
                        <For each=shown key=|entry| entry.number children=move |entry| row(studio, entry, open) />
                    </ul>
                </div>
            }
                .into_any()
        }}
    }
}

fn row(studio: Studio, entry: Entry, open: RwSignal<Option<u32>>) -> impl IntoView {
    let zone = studio
        .loaded
        .with_untracked(|loaded| loaded.as_ref().map(|loaded| loaded.campaign().zone.clone()));
    let time = zone.map_or_else(String::new, |zone| {
        let local = campaign::timeline::Civil::at(entry.at, &zone);
        let ms = entry.at.ms().rem_euclid(1000);
        format!(
            "{:02}:{:02}:{:02}.{ms:03}",
            local.hour, local.minute, local.second
        )
    });
    let number = entry.number;
    let is_open = move || open.get() == Some(number);
    let is_fault = entry.name == "dacu-fault";
    let has_detail = !entry.detail.is_empty() && entry.detail != "{}";
    let short: Vec<&str> = entry.detail.split_whitespace().collect();
    let short = short.join(" ");
    let detail = entry.detail;
    let mark = match Kind::of(&entry.name) {
        _ if is_fault => severity("er").into_any(),
        Kind::Api => severity("ok").into_any(),
        _ => view! { <i class="ev-dot" aria-hidden="true"></i> }.into_any(),
    };
    view! {
        <li class:is-fault=is_fault class:on=is_open>
            <button
                disabled=!has_detail
                aria-expanded=move || is_open().to_string()
                on:click=move |_| {
                    open.update(|open| *open = if *open == Some(number) { None } else { Some(number) });
                }
            >
                <time>{time}</time>
                {mark}
                <b>{entry.name}</b>
                {has_detail.then(|| view! { <span class="more">{short}</span> })}
            </button>
            {move || is_open().then(|| view! { <pre>{detail.clone()}</pre> })}
        </li>
    }
}
