//! The canvas: the bar of switches, and the phone with what stands around it.

use campaign::Locale;
use campaign::model::Theme;
use campaign::timeline::Civil;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node, PointerEvent};

use super::bundle::Bundle;
use super::frame::{self, Place, Status};
use super::icons::{icon, severity};
use super::state::{FAULTS, LATENCIES, REQUESTS, State, THEMES, WIDTHS, Zoom, theme_name};
use super::words::{self as w, Say};
use super::{FileStatus, Studio, observe, rail};
use crate::studio::scrubber::changes;

/// The phone's own edge, in points.
const EDGE: f64 = 8.0;
/// The bars above the page: status and title.
const BARS: f64 = 80.0;
/// Room around the phone at zoom «fit».
const ROOM: f64 = 40.0;
/// Room left of the phone for the names of widgets.
const MARKS: f64 = 190.0;

/// The height of a phone or tablet of this width, bars included.
#[must_use]
fn height(width: u16) -> f64 {
    if width <= 480 {
        // The proportions of a phone of 375 × 812.
        (f64::from(width) * 812.0 / 375.0).round()
    } else {
        1024.0
    }
}

/// The size at which a phone fits a canvas, in per cent.
#[must_use]
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to a few hundred"
)]
fn fit(width: u16, canvas: (f64, f64)) -> u16 {
    let (wide, high) = canvas;
    // Where there is no room for names, the phone may have it.
    let marks = if wide > 620.0 { MARKS } else { 0.0 };
    let by_height = (high - ROOM) / (height(width) + 2.0 * EDGE);
    let by_width = (wide - ROOM - marks) / (f64::from(width) + 2.0 * EDGE);
    (by_height.min(by_width).clamp(0.25, 1.0) * 100.0).floor() as u16
}

/// How large the phone is drawn now, in per cent.
pub(super) fn shown_zoom(studio: Studio) -> u16 {
    studio.frame.zoom.get_untracked()
}

/// The canvas with its bar.
pub fn canvas(studio: Studio) -> impl IntoView {
    view! {
        <main class="stage">
            {bar(studio)}
            {device(studio)}
        </main>
    }
    .into_any()
}

fn bar(studio: Studio) -> impl IntoView {
    let width = studio.part(|state| state.width);
    let zoom = studio.frame.zoom;
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
                <button
                    class="btn bare ico s"
                    title=move || studio.say(w::ZOOM_OUT)
                    aria-label=move || studio.say(w::ZOOM_OUT)
                    on:click=move |_| studio.change(|state| state.step_zoom(shown_zoom(studio), false))
                >
                    {icon("minus")}
                </button>
                <span class="num zl">{move || format!("{}%", zoom.get())}</span>
                <button
                    class="btn bare ico s"
                    title=move || studio.say(w::ZOOM_IN)
                    aria-label=move || studio.say(w::ZOOM_IN)
                    on:click=move |_| studio.change(|state| state.step_zoom(shown_zoom(studio), true))
                >
                    {icon("plus")}
                </button>
                <button
                    class="btn bare ico s"
                    title=move || studio.say(w::FIT)
                    aria-label=move || studio.say(w::FIT)
                    aria-pressed=move || studio.state.with(|state| state.zoom == Zoom::Fit).to_string()
                    on:click=move |_| studio.change(|state| state.zoom = Zoom::Fit)
                >
                    {icon("fit")}
                </button>
            </span>
            <i class="sep"></i>
            {toggle("moon", w::DARK, w::DARK_KEY, |s| s.dark, |s| s.dark = !s.dark)}
            {toggle("big", w::LARGE, w::LARGE_KEY, |s| s.large, |s| s.large = !s.large)}
            <i class="sep"></i>
            {network(studio)}
            {sample(studio, true)}
            {sample(studio, false)}
            <span class="grow"></span>
            {theme(studio)}
            {locale(studio)}
            <button
                class="btn bare ico"
                title=move || studio.say(w::CLEAR)
                aria-label=move || studio.say(w::CLEAR)
                on:click=move |_| studio.frame.reset()
            >
                {icon("undo")}
            </button>
            <button
                class="btn bare ico"
                title=move || studio.say(w::RELOAD)
                aria-label=move || studio.say(w::RELOAD)
                on:click=move |_| studio.frame.reload()
            >
                {icon("reload")}
            </button>
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

/// The switch of the network panel, and the panel.
fn network(studio: Studio) -> impl IntoView {
    let open = studio.frame.panel;
    let usual = studio.part(State::network_is_default);
    let around = NodeRef::<html::Div>::new();
    let outside = window_event_listener(ev::pointerdown, move |event| {
        let inside = around
            .get_untracked()
            .zip(event.target())
            .is_some_and(|(around, target)| around.contains(target.dyn_ref::<Node>()));
        if !inside {
            open.set(false);
        }
    });
    on_cleanup(move || outside.remove());
    view! {
        <div class="pop-at" node_ref=around>
            <button
                class="btn bare net"
                class:is-set=move || !usual.get()
                title=move || [studio.say(w::NETWORK_PANEL), " · N"].concat()
                aria-label=move || studio.say(w::NETWORK_PANEL)
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {move || icon(if usual.get() { "signal" } else { "signal-off" })}
                <span class="lbl">{move || studio.say(w::NETWORK)}</span>
            </button>
            {move || open.get().then(|| network_panel(studio))}
        </div>
    }
}

fn network_panel(studio: Studio) -> impl IntoView {
    let latency = studio.part(|state| state.latency);
    let paused = studio.part(|state| state.paused);
    let usual = studio.part(State::network_is_default);
    let row = move |request: &'static str| {
        let fault = Memo::new(move |_| studio.state.with(|state| state.fault(request)));
        view! {
            <label class="opt" class:on=move || fault.get().is_some()>
                <span>{move || studio.say(w::request(request))}</span>
                <span class="mono t3">{request}</span>
                <span class="pick s">
                    <select
                        class=["fault fault-", if request == "*" { "any" } else { request }].concat()
                        prop:value=move || fault.get().unwrap_or("")
                        on:change=move |event| {
                            let value = event_target_value(&event);
                            studio.change(|state| state.set_fault(request, Some(&value)));
                        }
                    >
                        <option value="">{move || studio.say(w::fault(""))}</option>
                        {FAULTS
                            .map(|fault| {
                                view! {
                                    <option value=fault>{move || studio.say(w::fault(fault))}</option>
                                }
                            })
                            .collect_view()}
                    </select>
                    {icon("down")}
                </span>
            </label>
        }
    };
    view! {
        <div class="pop" role="group" aria-label=move || studio.say(w::NETWORK_PANEL)>
            <div class="pop-head">
                <b>{move || studio.say(w::LATENCY)}</b>
                <span class="seg" role="group" aria-label=move || studio.say(w::LATENCY)>
                    {LATENCIES
                        .map(|ms| {
                            view! {
                                <button
                                    aria-pressed=move || (latency.get() == ms).to_string()
                                    on:click=move |_| studio.change(|state| state.latency = ms)
                                >
                                    {format!("{ms} ms")}
                                </button>
                            }
                        })
                        .collect_view()}
                </span>
            </div>
            {REQUESTS[1..].iter().map(|request| row(request)).collect_view()}
            {row(REQUESTS[0])}
            <label class="opt tl">
                <input
                    type="checkbox"
                    prop:checked=move || paused.get()
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        studio.change(|state| state.paused = on);
                    }
                />
                <span>{move || studio.say(w::PAUSE_SERVER)}</span>
            </label>
            <div class="pop-foot">
                <button
                    class="btn s"
                    disabled=move || usual.get()
                    on:click=move |_| {
                        studio
                            .change(|state| {
                                let usual = State::default();
                                state.latency = usual.latency;
                                state.faults.clear();
                                state.paused = false;
                            });
                    }
                >
                    {move || studio.say(w::RESET_NETWORK)}
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// The phone in the middle of its canvas.
pub(super) fn device(studio: Studio) -> impl IntoView {
    let width = studio.part(|state| state.width);
    let wanted = studio.part(|state| state.zoom);
    let room = RwSignal::new((900.0_f64, 700.0_f64));
    let canvas = NodeRef::<html::Div>::new();
    let zoom = studio.frame.zoom;
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            observe::size(&canvas, move |wide, high| room.set((wide, high)));
        }
    });
    Effect::new(move |_| {
        let now = match wanted.get() {
            Zoom::Fit => fit(width.get(), room.get()),
            Zoom::Percent(zoom) => zoom,
        };
        if zoom.get_untracked() != now {
            zoom.set(now);
        }
    });
    let scale = move || f64::from(zoom.get()) / 100.0;
    let px = |length: f64| format!("{length:.2}px");
    let outer = move || {
        (
            f64::from(width.get()) + 2.0 * EDGE,
            height(width.get()) + 2.0 * EDGE,
        )
    };
    let dress = studio.frame.dress;
    let time = move || {
        studio.loaded.with(|loaded| {
            let local = Civil::at(studio.at.get(), &loaded.as_ref()?.campaign().zone);
            Some(format!("{:02}:{:02}", local.hour, local.minute))
        })
    };
    view! {
        <div class="canvas" node_ref=canvas>
            <div
                class="device"
                class:is-tablet=move || { width.get() > 480 }
                style:width=move || px(outer().0 * scale())
                style:height=move || px(outer().1 * scale())
            >
                {marks(studio)}
                <div
                    class="shell"
                    style:width=move || px(outer().0)
                    style:height=move || px(outer().1)
                    style:transform=move || format!("scale({})", scale())
                >
                    <div
                        class="screen"
                        class:is-dark=move || dress.with(|dress| dress.dark)
                        style:background-color=move || dress.with(|dress| dress.ground.clone())
                    >
                        <div class="bars" aria-hidden="true">
                            <div class="ph-status">
                                <b>{time}</b>
                                <svg viewBox="0 0 60 14" width="60" height="14">
                                    <path
                                        d="M1 12V9h2v3zM5 12V7h2v5zM9 12V5h2v7zM13 12V2h2v10z"
                                        fill="currentColor"
                                    ></path>
                                    <path d="M20 6a8 8 0 0 1 12 0l-6 7z" fill="currentColor"></path>
                                    <rect x="37" y="2.5" width="18" height="9.5" rx="2.5" fill="none" stroke="currentColor"></rect>
                                    <rect x="39" y="4.5" width="12" height="5.5" rx="1" fill="currentColor"></rect>
                                    <path d="M57 5.5v3.5" stroke="currentColor"></path>
                                </svg>
                            </div>
                            <div class="ph-host">
                                {icon("x")}
                                <b class="clip">{move || dress.with(|dress| dress.title.clone())}</b>
                                <span class="caps"><i></i><i></i><i></i></span>
                            </div>
                        </div>
                        {frame::view(studio)}
                        <u class="home" aria-hidden="true"></u>
                        {notice(studio)}
                    </div>
                </div>
                {highlight(studio)}
                {grip(studio)}
            </div>
        </div>
    }
}

/// The widgets in view, named at the left, each with what the next change does to it.
fn marks(studio: Studio) -> impl IntoView {
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
    let scaled = move |length: f64| {
        format!(
            "{:.1}px",
            length * f64::from(studio.frame.zoom.get()) / 100.0
        )
    };
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
                style:top=move || scaled(place.top)
                style:height=move || scaled(place.height)
                on:click=move |_| studio.select_widget(widget.name)
            >
                <b>{move || studio.say(widget.say)}</b>
                <span class="st mono">{["dacu-", widget.name].concat()}</span>
                <span class="st nx">{told}</span>
            </button>
        })
    };
    view! {
        <div class="marks" style:top=move || scaled(EDGE + BARS)>
            {move || studio.frame.places.get().into_iter().filter_map(mark).collect_view()}
        </div>
    }
}

/// A frame around the selected widget.
fn highlight(studio: Studio) -> impl IntoView {
    let selected = studio.part(|state| state.widget.clone());
    let scaled = move |length: f64| {
        format!(
            "{:.1}px",
            length * f64::from(studio.frame.zoom.get()) / 100.0
        )
    };
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
                style:left=scaled(EDGE + 3.0)
                style:right=scaled(EDGE + 3.0)
                style:top=scaled(EDGE + BARS + place.top)
                style:height=scaled(place.height)
            ></i>
        })
    }
}

fn grip(studio: Studio) -> impl IntoView {
    let pull = StoredValue::new(None::<(f64, u16)>);
    let width = studio.part(|state| state.width);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to what the grip reaches"
    )]
    let moved = move |event: PointerEvent| {
        if let Some((x, from)) = pull.get_value() {
            let scale = f64::from(studio.frame.zoom.get_untracked()) / 100.0;
            // The phone stands in the middle, so its edge moves half as far as its width grows.
            let wider = (f64::from(event.client_x()) - x) * 2.0 / scale;
            let width = (f64::from(from) + wider).clamp(1.0, 4000.0).round() as u16;
            studio.change(|state| state.set_width(width));
        }
    };
    view! {
        <div
            class="grip"
            role="slider"
            tabindex="0"
            title=move || studio.say(w::GRIP)
            aria-label=move || studio.say(w::WIDTH)
            aria-valuemin="320"
            aria-valuemax="768"
            aria-valuenow=move || width.get().to_string()
            on:pointerdown=move |event| {
                let element = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
                if let Some(element) = element {
                    let _ = element.set_pointer_capture(event.pointer_id());
                }
                // What fits changes with the width; a zoom that follows would run from the hand.
                let shown = studio.frame.zoom.get_untracked();
                studio.change(|state| state.zoom = Zoom::Percent(shown));
                pull.set_value(Some((f64::from(event.client_x()), width.get_untracked())));
            }
            on:pointermove=moved
            on:pointerup=move |_| pull.set_value(None)
            on:pointercancel=move |_| pull.set_value(None)
            on:keydown=move |event| {
                let by = match event.key().as_str() {
                    "ArrowLeft" => -1,
                    "ArrowRight" => 1,
                    _ => return,
                };
                event.prevent_default();
                let by = if event.shift_key() { by * 10 } else { by };
                studio.change(|state| state.set_width(state.width.saturating_add_signed(by)));
            }
        ></div>
    }
}

/// What is said over the phone while the page is not what it should be.
fn notice(studio: Studio) -> impl IntoView {
    let what = Memo::new(move |_| {
        let open = studio.state.with(|state| state.campaign.clone());
        let file = studio.files.with(|files| {
            let file = files.iter().find(|file| file.name == open)?;
            match file.status {
                FileStatus::Unreachable => Some((w::FILE_UNREACHABLE, w::FILE_UNREACHABLE_HELP)),
                FileStatus::Malformed => Some((w::FILE_MALFORMED, w::FILE_MALFORMED_HELP)),
                _ => None,
            }
        });
        if let Some((title, help)) = file {
            return Some((title, help, String::new()));
        }
        if studio.bundle.with(|bundle| *bundle == Bundle::Missing) {
            return Some((w::NO_BUNDLE, w::NO_BUNDLE_HELP, String::new()));
        }
        match studio.frame.status.get() {
            Status::NoPage => Some((w::NO_PAGE, w::NO_PAGE_HELP, String::new())),
            Status::Fault(reason) => Some((w::FAULT, w::FAULT_HELP, reason)),
            Status::Loading | Status::Ready => None,
        }
    });
    move || {
        what.get().map(|(title, help, reason)| {
            view! {
                <div class="trouble" role="alert">
                    {severity("er")}
                    <b>{studio.say(title)}</b>
                    <p>{studio.say(help)}</p>
                    {(!reason.is_empty()).then(|| view! { <p class="mono">{reason}</p> })}
                    <button
                        class="btn"
                        on:click=move |_| {
                            studio.fetch_files();
                            studio.fetch_bundle();
                            studio.frame.reload();
                        }
                    >
                        {studio.say(w::TRY_AGAIN)}
                    </button>
                </div>
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{fit, height};

    #[test]
    fn a_phone_fits_its_canvas() {
        assert_eq!(height(375), 812.0);
        assert_eq!(height(768), 1024.0);
        // High enough and wide enough: never larger than life.
        assert_eq!(fit(375, (2000.0, 2000.0)), 100);
        assert_eq!(fit(375, (900.0, 640.0)), 72);
        assert_eq!(fit(375, (400.0, 2000.0)), 92);
        assert_eq!(fit(768, (700.0, 900.0)), 59);
        assert_eq!(fit(375, (10.0, 10.0)), 25);
    }
}
