//! Controls that several rooms have alike: buttons that are a drawing, boxes to tick, pickers.

use leptos::prelude::*;

use super::Studio;
use super::icons::icon;
use super::state::State;
use super::words::{self as w, Say};

/// The class of a drawing's button on a bar.
pub const ICON: &str = "btn bare ico";
/// The same in a dense row.
pub const SMALL_ICON: &str = "btn bare ico s";

/// A button that is a drawing, with its name as tooltip; off while `off` says so.
pub fn icon_button(
    studio: Studio,
    class: &'static str,
    drawing: &'static str,
    name: Say,
    off: impl Fn() -> bool + Send + Sync + 'static,
    act: impl Fn() + 'static,
) -> impl IntoView {
    button(studio, class, drawing, name, off, || None, act)
}

/// A drawing that is pressed or not.
pub fn icon_toggle(
    studio: Studio,
    class: &'static str,
    drawing: &'static str,
    name: Say,
    on: impl Fn() -> bool + Send + Sync + 'static,
    act: impl Fn() + 'static,
) -> impl IntoView {
    let pressed = move || Some(on().to_string());
    button(studio, class, drawing, name, || false, pressed, act)
}

fn button(
    studio: Studio,
    class: &'static str,
    drawing: &'static str,
    name: Say,
    off: impl Fn() -> bool + Send + Sync + 'static,
    pressed: impl Fn() -> Option<String> + Send + Sync + 'static,
    act: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <button
            class=class
            title=move || studio.say(name)
            aria-label=move || studio.say(name)
            aria-pressed=pressed
            disabled=off
            on:click=move |_| act()
        >
            {icon(drawing)}
        </button>
    }
}

/// What brings the page in the phone back: to as if nobody had been here, and anew.
pub fn frame_buttons(studio: Studio) -> impl IntoView {
    let enabled = || false;
    view! {
        {icon_button(studio, ICON, "undo", w::CLEAR, enabled, move || studio.frame.reset())}
        {icon_button(studio, ICON, "reload", w::RELOAD, enabled, move || studio.frame.reload())}
    }
}

/// A box to tick for a part of the state.
pub fn check(
    studio: Studio,
    class: &'static str,
    name: Say,
    read: fn(&State) -> bool,
    set: fn(&mut State, bool),
) -> impl IntoView {
    let on = studio.part(read);
    view! {
        <label class=class>
            <input
                type="checkbox"
                prop:checked=move || on.get()
                on:change=move |event| {
                    let on = event_target_checked(&event);
                    studio.change(|state| set(state, on));
                }
            />
            <span>{move || studio.say(name)}</span>
        </label>
    }
}

/// A small picker of one of several names, or of none, which has words of its own.
pub fn pick(
    studio: Studio,
    class: &'static str,
    label: Say,
    none: impl Fn() -> String + Send + Sync + 'static,
    choices: Vec<(&'static str, Say)>,
    now: impl Fn() -> &'static str + Send + Sync + 'static,
    choose: impl Fn(&str) + 'static,
) -> impl IntoView {
    view! {
        <label class="pick s">
            <select
                class=class
                aria-label=move || studio.say(label)
                prop:value=now
                on:change=move |event| choose(&event_target_value(&event))
            >
                <option value="">{none}</option>
                {choices
                    .into_iter()
                    .map(|(value, name)| {
                        view! { <option value=value>{move || studio.say(name)}</option> }
                    })
                    .collect_view()}
            </select>
            {icon("down")}
        </label>
    }
}
