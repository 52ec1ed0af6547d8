//! A phone beside the first: a page of its own with the same campaign, time and storage.

use campaign::Locale;
use leptos::html;
use leptos::prelude::*;

use super::device::{EDGE, height};
use crate::studio::Studio;
use crate::studio::beside::Beside;
use crate::studio::controls::{SMALL_ICON, icon_button, icon_toggle, pick};
use crate::studio::frame;
use crate::studio::icons::icon;
use crate::studio::state::{State, THEMES, WIDTHS, theme_name};
use crate::studio::words as w;

/// The phones beside the first.
pub(super) fn beside(studio: Studio) -> impl IntoView {
    let count = studio.part(|state| state.beside.len());
    view! { <For each=move || 0..count.get() key=|n| *n children=move |n| one(studio, n) /> }
}

fn one(studio: Studio, n: usize) -> impl IntoView {
    // The list shortens before its last phone is taken out of the view.
    let look = Memo::new(move |last: Option<&Beside>| {
        let now = studio.state.with(|state| state.beside.get(n).copied());
        now.or(last.copied())
            .unwrap_or_else(|| Beside::of(&State::default()))
    });
    let node = NodeRef::<html::Iframe>::new();
    let change = move |change: &dyn Fn(&mut Beside)| {
        studio.change(|state| {
            if let Some(phone) = state.beside.get_mut(n) {
                change(phone);
            }
        });
    };
    let apply = move || {
        let attributes = frame::attributes_of(studio, |state| look.get().over(state));
        if let Some(element) = node.get().and_then(|node| frame::campaign_element(&node)) {
            frame::set_attributes(&element, attributes);
        }
    };
    Effect::new(move |_| apply());
    let campaign = studio.part(|state| state.campaign.clone());
    let device = studio.part(|state| (state.sim.host, state.sim.storage));
    let known = Memo::new(move |_| studio.loaded.with(Option::is_some));
    let source = move || {
        device.track();
        let campaign = campaign.get();
        let reloads = studio.frame.reloads();
        known.get().then(|| {
            untrack(|| {
                let state = studio.state.with(|state| look.get().over(state));
                frame::address(studio, &state, &campaign, reloads)
            })
        })
    };
    let scale = move || f64::from(studio.frame.zoom.get()) / 100.0;
    let px = |length: f64| format!("{length:.2}px");
    let outer = move || {
        let width = look.get().width;
        (f64::from(width) + 2.0 * EDGE, height(width) + 2.0 * EDGE)
    };
    view! {
        <figure class="device beside" style:width=move || px(outer().0 * scale()) style:height=move || px(outer().1 * scale())>
            <figcaption>
                <label class="pick s">
                    <select
                        aria-label=move || studio.say(w::WIDTH)
                        prop:value=move || look.get().width.to_string()
                        on:change=move |event| {
                            if let Ok(width) = event_target_value(&event).parse() {
                                change(&move |phone| phone.width = width);
                            }
                        }
                    >
                        {WIDTHS.map(|width| view! { <option value=width.to_string()>{width}</option> }).collect_view()}
                    </select>
                    {icon("down")}
                </label>
                {pick(
                    studio,
                    "beside-theme",
                    w::THEME,
                    move || studio.say(w::OWN_THEME).to_owned(),
                    THEMES.map(|theme| (theme_name(theme), w::theme(theme))).to_vec(),
                    move || look.get().theme.map_or("", theme_name),
                    move |value| {
                        let theme = THEMES.into_iter().find(|theme| theme_name(*theme) == value);
                        change(&move |phone| phone.theme = theme);
                    },
                )}
                <label class="pick s">
                    <select
                        class="beside-locale"
                        aria-label=move || studio.say(w::LOCALE)
                        prop:value=move || look.get().locale.tag()
                        on:change=move |event| {
                            let locale = Locale::from_tag(&event_target_value(&event));
                            change(&move |phone| phone.locale = locale);
                        }
                    >
                        {Locale::ALL
                            .map(|locale| view! { <option value=locale.tag()>{w::locale(locale)}</option> })
                            .collect_view()}
                    </select>
                    {icon("down")}
                </label>
                {icon_toggle(studio, SMALL_ICON, "moon", w::DARK, move || look.get().dark, move || {
                    change(&|phone| phone.dark = !phone.dark);
                })}
                {icon_button(studio, SMALL_ICON, "x", w::CLOSE, || false, move || {
                    studio.change(|state| {
                        if n < state.beside.len() {
                            state.beside.remove(n);
                        }
                    });
                })}
            </figcaption>
            <div
                class="shell"
                style:width=move || px(outer().0)
                style:height=move || px(outer().1)
                style:transform=move || format!("scale({})", scale())
            >
                <div class="screen">
                    <iframe
                        node_ref=node
                        src=source
                        title=move || format!("{} {}", studio.say(w::PHONE), n + 2)
                        on:load=move |_| untrack(apply)
                    ></iframe>
                </div>
            </div>
        </figure>
    }
}
