//! The canvas: the bar of switches, and the phone with what stands around it.

use campaign::Locale;
use campaign::model::Theme;
use leptos::prelude::*;

use super::beside::MOST;
use super::controls::{SMALL_ICON, frame_buttons, icon_button, icon_toggle};
use super::icons::icon;
use super::state::{State, THEMES, WIDTHS, Zoom, theme_name};
use super::words::{self as w, Say};
use super::{Studio, rail};

mod beside;
mod device;
mod marks;
mod network;

pub(super) use device::device;
use device::height;
use network::network;

/// How large the phone is drawn now, in per cent.
pub(super) fn shown_zoom(studio: Studio) -> u16 {
    studio.frame.zoom.get_untracked()
}

/// A length of the page as it is drawn now; follows the zoom.
pub(super) fn scaled(studio: Studio, length: f64) -> String {
    let zoom = f64::from(studio.frame.zoom.get()) / 100.0;
    format!("{:.1}px", length * zoom)
}

/// The canvas with its bar.
pub fn canvas(studio: Studio) -> impl IntoView {
    view! {
        <main class="stage">
            {bar(studio)}
            {phone(studio)}
        </main>
    }
    .into_any()
}

/// The phone with what stands around it, without the bar.
pub(super) fn phone(studio: Studio) -> impl IntoView {
    device(studio).into_any()
}

fn bar(studio: Studio) -> impl IntoView {
    let width = studio.part(|state| state.width);
    let zoom = studio.frame.zoom;
    let phones = studio.part(|state| state.beside.len());
    let toggle = move |drawing: &'static str,
                       name: Say,
                       hint: Say,
                       read: fn(&State) -> bool,
                       flip: fn(&mut State)| {
        let on = studio.part(read);
        view! {
            <button
                class="btn bare"
                title=move || studio.say(hint)
                aria-label=move || studio.say(name)
                aria-pressed=move || on.get().to_string()
                on:click=move |_| studio.change(flip)
            >
                {icon(drawing)}
                <span class="lbl">{move || studio.say(name)}</span>
            </button>
        }
    };
    view! {
        <div class="bar" role="toolbar" aria-label=move || studio.say(w::CANVAS)>
            <span class="seg" role="group" aria-label=move || studio.say(w::WIDTH)>
                {WIDTHS
                    .map(|choice| {
                        view! {
                            <button
                                aria-pressed=move || (width.get() == choice).to_string()
                                on:click=move |_| studio.change(|state| state.width = choice)
                            >
                                {choice}
                            </button>
                        }
                    })
                    .collect_view()}
            </span>
            <span class="num t3 dimtxt">
                {move || format!("{} × {}", width.get(), height(width.get()))}
            </span>
            <span class="zoom">
                {icon_button(studio, SMALL_ICON, "minus", w::ZOOM_OUT, || false, move || {
                    studio.change(|state| state.step_zoom(shown_zoom(studio), false));
                })}
                <span class="num zl">{move || format!("{}%", zoom.get())}</span>
                {icon_button(studio, SMALL_ICON, "plus", w::ZOOM_IN, || false, move || {
                    studio.change(|state| state.step_zoom(shown_zoom(studio), true));
                })}
                {icon_toggle(
                    studio,
                    SMALL_ICON,
                    "fit",
                    w::FIT,
                    move || studio.state.with(|state| state.zoom == Zoom::Fit),
                    move || studio.change(|state| state.zoom = Zoom::Fit),
                )}
            </span>
            <i class="sep"></i>
            {toggle("moon", w::DARK, w::DARK_KEY, |s| s.dark, |s| s.dark = !s.dark)}
            {toggle("big", w::LARGE, w::LARGE_KEY, |s| s.large, |s| s.large = !s.large)}
            <button
                class="btn bare add-phone"
                title=move || studio.say(w::BESIDE_PHONE)
                aria-label=move || studio.say(w::BESIDE_PHONE)
                disabled=move || { phones.get() >= MOST }
                on:click=move |_| studio.change(State::put_beside)
            >
                {icon("beside")}
                <span class="lbl">{move || studio.say(w::BESIDE)}</span>
            </button>
            <i class="sep"></i>
            {network(studio)}
            {sample(studio, true)}
            {sample(studio, false)}
            <span class="grow"></span>
            {theme(studio)}
            {locale(studio)}
            {frame_buttons(studio)}
        </div>
    }
    .into_any()
}

/// The two colours by which a theme is known.
pub(super) fn swatch(theme: Option<Theme>) -> String {
    ["sw ", theme.map_or("sw-own", theme_name)].concat()
}

fn theme(studio: Studio) -> impl IntoView {
    let theme = studio.part(|state| state.theme);
    let own = move || {
        studio
            .loaded
            .with(|loaded| loaded.as_ref().map(|loaded| loaded.campaign().theme))
    };
    let name = move |chosen: Option<Theme>| match chosen {
        Some(theme) => studio.say(w::theme(theme)).to_owned(),
        None => {
            let own = own().map_or("", |theme| studio.say(w::theme(theme)));
            format!("{own} · {}", studio.say(w::OWN_THEME))
        }
    };
    view! {
        <label class="pick" title=move || studio.say(w::THEME)>
            <span class=move || swatch(theme.get().or_else(own))></span>
            <select
                class="theme"
                aria-label=move || studio.say(w::THEME)
                prop:value=move || theme.get().map_or("", theme_name)
                on:change=move |event| {
                    let value = event_target_value(&event);
                    let theme = THEMES.into_iter().find(|theme| theme_name(*theme) == value);
                    studio.change(|state| state.theme = theme);
                }
            >
                <option value="">{move || name(None)}</option>
                {THEMES
                    .map(|theme| {
                        view! { <option value=theme_name(theme)>{move || name(Some(theme))}</option> }
                    })
                    .collect_view()}
            </select>
            {icon("down")}
        </label>
    }
}

fn locale(studio: Studio) -> impl IntoView {
    let locale = studio.part(|state| state.locale);
    view! {
        <label class="pick loc" title=move || studio.say(w::LOCALE)>
            {icon("globe")}
            <select
                class="locale"
                aria-label=move || studio.say(w::LOCALE)
                prop:value=move || locale.get().tag()
                on:change=move |event| {
                    let locale = Locale::from_tag(&event_target_value(&event));
                    studio.change(|state| state.locale = locale);
                }
            >
                {Locale::ALL
                    .map(|locale| {
                        view! { <option value=locale.tag() lang=locale.tag()>{w::locale(locale)}</option> }
                    })
                    .collect_view()}
            </select>
            {icon("down")}
        </label>
    }
}

/// The picker of sample buyers or carts, for where the rail has no room for its own.
fn sample(studio: Studio, buyers: bool) -> impl IntoView {
    let label = if buyers { w::BUYER } else { w::CART };
    let set = studio.part(if buyers {
        |state| state.buyer.is_some()
    } else {
        |state| state.cart.is_some()
    });
    view! {
        <label class="pick sample" class:is-set=move || set.get() title=move || studio.say(label)>
            {icon(if buyers { "user" } else { "w-cart" })}
            {rail::sample_select(studio, buyers)}
            {icon("down")}
        </label>
    }
}
