//! The bars: which recipe is on, keeping it, and what the phone beside shows.

use campaign::say as text;
use leptos::html;
use leptos::prelude::*;

use super::recipe::{self, MOST, PRESETS, Recipe};
use super::words as w;
use crate::studio::Studio;
use crate::studio::controls::frame_buttons;
use crate::studio::icons::icon;
use crate::studio::share::{self, clipboard};
use crate::studio::state::{State, View};
use crate::studio::words as common;

/// The recipes.
pub(super) fn bar(studio: Studio) -> impl IntoView {
    let naming = RwSignal::new(false);
    let own = studio.part(|state| state.recipes.clone());
    let now = Memo::new(move |_| studio.state.with(recipe::changes));
    let usual = studio.part(State::context_is_default);
    // Own recipes come first: a name that a planner gave says more than a preset's.
    let current = move || {
        let now = now.get();
        let kept = own.with(|own| own.iter().position(|one| one.changes == now));
        let preset = PRESETS.iter().position(|(_, _, changes)| *changes == now);
        match (kept, preset) {
            (Some(n), _) => format!("own-{n}"),
            (None, Some(n)) => PRESETS[n].0.to_owned(),
            _ => String::new(),
        }
    };
    let choose = move |value: String| {
        let preset = PRESETS.iter().find(|(id, _, _)| *id == value);
        let kept = value
            .strip_prefix("own-")
            .and_then(|n| n.parse::<usize>().ok());
        studio.change(|state| {
            let changes = match (preset, kept) {
                (Some((_, _, changes)), _) => (*changes).to_owned(),
                (None, Some(n)) => match state.recipes.get(n) {
                    Some(recipe) => recipe.changes.clone(),
                    None => return,
                },
                _ => return,
            };
            recipe::apply(state, &changes);
        });
    };
    let is_own = move || current().starts_with("own-");
    let link = move |_| {
        let hash = studio.state.with_untracked(|state| {
            let mut only = State {
                view: View::Simulate,
                campaign: state.campaign.clone(),
                at: state.at,
                recipes: state.recipes.clone(),
                ..State::default()
            };
            recipe::apply(&mut only, &recipe::changes(state));
            only.to_hash()
        });
        clipboard::copy(studio, share::page_address(&hash), w::RECIPE_COPIED);
    };
    view! {
        <div class="bar" role="toolbar" aria-label=move || studio.say(w::RECIPE)>
            <span class="t3 dimtxt">{move || studio.say(w::RECIPE)}</span>
            <label class="pick">
                <select
                    class="recipe"
                    aria-label=move || studio.say(w::RECIPE)
                    on:change=move |event| choose(event_target_value(&event))
                >
                    {move || {
                        let current = current();
                        let option = |id: String, name: String| {
                            let on = id == current;
                            view! { <option value=id selected=on>{name}</option> }
                        };
                        let kept = own.get();
                        view! {
                            {current.is_empty().then(|| view! { <option value="" selected=true>{studio.say(w::CHANGED)}</option> })}
                            {(!kept.is_empty())
                                .then(|| {
                                    view! {
                                        <optgroup label=studio.say(w::OWN_RECIPES)>
                                            {kept
                                                .iter()
                                                .enumerate()
                                                .map(|(n, recipe)| option(format!("own-{n}"), recipe.name.clone()))
                                                .collect_view()}
                                        </optgroup>
                                    }
                                })}
                            <optgroup label=studio.say(w::PRESETS)>
                                {PRESETS
                                    .iter()
                                    .map(|(id, name, _)| option((*id).to_owned(), studio.say(*name).to_owned()))
                                    .collect_view()}
                            </optgroup>
                        }
                    }}
                </select>
                {icon("down")}
            </label>
            {move || {
                if naming.get() {
                    name_field(studio, naming).into_any()
                } else {
                    let full = own.with(Vec::len) >= MOST;
                    view! {
                        <button class="btn bare save-as" disabled=full on:click=move |_| naming.set(true)>
                            {studio.say(w::SAVE_AS)}
                        </button>
                    }
                        .into_any()
                }
            }}
            {move || {
                is_own()
                    .then(|| {
                        view! {
                            <button
                                class="btn bare"
                                on:click=move |_| {
                                    let n = untrack(current);
                                    let n = n.strip_prefix("own-").and_then(|n| n.parse::<usize>().ok());
                                    studio.change(|state| {
                                        if let Some(n) = n.filter(|n| *n < state.recipes.len()) {
                                            state.recipes.remove(n);
                                        }
                                    });
                                }
                            >
                                {studio.say(w::DISCARD)}
                            </button>
                        }
                    })
            }}
            <button class="btn bare" disabled=move || usual.get() on:click=move |_| studio.change(State::reset_context)>
                {move || studio.say(common::RESET)}
            </button>
            <span class="grow"></span>
            <button class="btn" on:click=link>
                {icon("copy")}<span class="lbl">{move || studio.say(w::SHARE_RECIPE)}</span>
            </button>
        </div>
    }
}

fn name_field(studio: Studio, naming: RwSignal<bool>) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
    let keep = move || {
        let name = field
            .get_untracked()
            .map(|field| recipe::clean(&field.value()));
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            studio.change(|state| {
                let changes = recipe::changes(state);
                state.recipes.retain(|known| known.name != name);
                state.recipes.push(Recipe { name, changes });
            });
        }
        naming.set(false);
    };
    view! {
        <span class="field name">
            <input
                node_ref=field
                type="text"
                spellcheck="false"
                autocomplete="off"
                placeholder=studio.say(w::RECIPE_NAME)
                aria-label=studio.say(w::RECIPE_NAME)
                on:keydown=move |event| match event.key().as_str() {
                    "Enter" => keep(),
                    "Escape" => naming.set(false),
                    _ => {}
                }
            />
        </span>
        <button class="btn keep" on:click=move |_| keep()>{studio.say(w::KEEP)}</button>
    }
}

/// What the phone beside shows: host, faults, moment.
pub(super) fn side(studio: Studio) -> impl IntoView {
    let host = studio.part(|state| state.sim.host);
    let name = move || match host.get() {
        Some(host) => studio.say(w::host(host)),
        None => studio.say(w::THIS_BROWSER),
    };
    let faults = studio.part(|state| state.faults.clone());
    let moment = move || {
        studio.loaded.with(|loaded| {
            let zone = &loaded.as_ref()?.campaign().zone;
            Some(text::date_time(studio.at.get(), zone, studio.locale()))
        })
    };
    view! {
        <div class="bar">
            <span>{name}</span>
            {move || {
                faults
                    .get()
                    .into_iter()
                    .map(|(_, fault)| view! { <span class="tag wa">{studio.say(common::fault(fault))}</span> })
                    .collect_view()
            }}
            <span class="grow"></span>
            <span class="num t2 dimtxt">{moment}</span>
            {frame_buttons(studio)}
        </div>
    }
}
