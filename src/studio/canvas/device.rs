//! The phone on the canvas: its size, its grip, and what is said over it.

use campaign::timeline::Civil;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

use super::beside::beside;
use super::marks::{highlight, marks};
use crate::studio::bundle::Bundle;
use crate::studio::explain::pins::pins;
use crate::studio::frame::{self, Status};
use crate::studio::icons::{icon, severity};
use crate::studio::simulate::words as sim;
use crate::studio::state::Zoom;
use crate::studio::words as w;
use crate::studio::{FileStatus, Studio, observe};

/// The phone's own edge, in points.
pub(super) const EDGE: f64 = 8.0;
/// The bars above the page: status and title.
pub(super) const BARS: f64 = 80.0;
/// Room around the phone at zoom «fit».
const ROOM: f64 = 40.0;
/// Room for the bars over phones side by side.
const CAPTION: f64 = 64.0;
/// Room left of the phone for the names of widgets.
const MARKS: f64 = 190.0;

/// The height of a phone or tablet of this width, bars included.
#[must_use]
pub(super) fn height(width: u16) -> f64 {
    if width <= 480 {
        // The proportions of a phone of 375 × 812.
        (f64::from(width) * 812.0 / 375.0).round()
    } else {
        1024.0
    }
}

/// The size at which a phone fits a canvas, in per cent.
#[must_use]
// The cast loses nothing: clamped to a few hundred.
fn fit(width: u16, canvas: (f64, f64)) -> u16 {
    let (wide, high) = canvas;
    // Where there is no room for names, the phone may have it.
    let marks = if wide > 620.0 { MARKS } else { 0.0 };
    let by_height = (high - ROOM) / (height(width) + 2.0 * EDGE);
    let by_width = (wide - ROOM - marks) / (f64::from(width) + 2.0 * EDGE);
    (by_height.min(by_width).clamp(0.25, 1.0) * 100.0).floor() as u16
}

pub(in crate::studio) fn device(studio: Studio) -> impl IntoView {
    let width = studio.part(|state| state.width);
    let wanted = studio.part(|state| state.zoom);
    let others = studio.part(|state| {
        let widths = state.beside.iter().map(|phone| f64::from(phone.width));
        widths.sum::<f64>()
    });
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
            Zoom::Fit => {
                let (wide, high) = room.get();
                let all = others.get() + f64::from(width.get());
                if others.get() > 0.0 {
                    // Phones side by side share the canvas by their widths, below their own bars.
                    let own = wide * f64::from(width.get()) / all.max(1.0);
                    fit(width.get(), (own + ROOM, high - CAPTION))
                } else {
                    fit(width.get(), (wide, high))
                }
            }
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
                {pins(studio, EDGE + BARS)}
                {grip(studio)}
            </div>
            {beside(studio)}
        </div>
    }
}

fn grip(studio: Studio) -> impl IntoView {
    let pull = StoredValue::new(None::<(f64, u16)>);
    let width = studio.part(|state| state.width);
    // The cast loses nothing: clamped to what the grip reaches.
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
                FileStatus::Malformed(_) => Some((w::FILE_MALFORMED, w::FILE_MALFORMED_HELP)),
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
            Status::Killed => Some((sim::KILLED, sim::KILLED_HELP, String::new())),
            Status::NoPage => Some((w::NO_PAGE, w::NO_PAGE_HELP, String::new())),
            Status::Fault(reason) => Some((w::FAULT, w::FAULT_HELP, reason)),
            Status::Loading | Status::Ready => None,
        }
    });
    let killed = Memo::new(move |_| studio.frame.status.with(|status| *status == Status::Killed));
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
                            if !killed.get_untracked() {
                                studio.fetch_files();
                                studio.fetch_bundle();
                            }
                            studio.frame.reload();
                        }
                    >
                        {move || studio.say(if killed.get() { sim::REOPEN } else { w::TRY_AGAIN })}
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
