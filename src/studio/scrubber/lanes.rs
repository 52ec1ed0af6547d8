//! The lanes: phases, sessions, coupons and draws along the axis, and the handle one pulls.

use campaign::Campaign;
use campaign::model::{Phase, Zone};
use campaign::{Locale, say, timeline};
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use pricing::{Instant, Window};
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

use super::axis::Axis;
use super::{Latest, capture, clock_text, kind_class, read, time_text, zone_of, zone_text};
use crate::studio::state::Range;
use crate::studio::words as w;
use crate::studio::{Studio, observe};

/// On a shorter line a session is wide enough for its time, in milliseconds.
const FINE_MS: i64 = 2 * 86_400_000;

/// Coupon bars stand in at most this many rows.
const COUPON_ROWS: usize = 3;

fn percent(place: f64) -> String {
    format!("{:.4}%", place.clamp(-0.2, 1.2) * 100.0)
}

/// What one pull on the lanes knows.
#[derive(Clone, Copy)]
struct Pull {
    began: Instant,
    /// Where the handle would be without snapping, as a place on the axis.
    place: f64,
    x: f64,
}

pub(super) fn lanes(studio: Studio, axis: Memo<Axis>) -> impl IntoView {
    let line = NodeRef::<html::Div>::new();
    let width = RwSignal::new(960.0_f64);
    let pull = StoredValue::new(None::<Pull>);
    let pulling = RwSignal::new(false);
    let latest = Latest::new();
    Effect::new(move |_| {
        if let Some(line) = line.get() {
            observe::size(&line, move |wide, _| {
                if wide > 0.0 {
                    width.set(wide);
                }
            });
        }
    });

    // The axis does not slide away below a pull: it is the one that was there at its start.
    let settle = move |place: f64, snap: bool| {
        let axis = axis.get_untracked();
        let wide = width.get_untracked();
        let snapped = studio.loaded.with_untracked(|loaded| {
            let all = loaded.as_ref()?.changes();
            let edges: Vec<Instant> = all.iter().map(|change| change.at).collect();
            axis.snap(place, wide, &edges)
        });
        let at = snapped
            .filter(|_| snap)
            .unwrap_or_else(|| axis.at(place, wide));
        studio.go_to(at);
    };
    let press = move |event: PointerEvent| {
        if event.button() != 0 {
            return;
        }
        let Some(line) = line.get_untracked() else {
            return;
        };
        let rect = line.get_bounding_client_rect();
        let x = f64::from(event.client_x());
        if x < rect.left() - 8.0 || x > rect.right() + 8.0 {
            return;
        }
        capture(&event);
        event.prevent_default();
        if let Some(handle) = document().query_selector(".now .pill").ok().flatten()
            && let Some(handle) = handle.dyn_ref::<web_sys::HtmlElement>()
        {
            let _ = handle.focus();
        }
        let began = studio.at.get_untracked();
        let on_handle = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .is_some_and(|target| target.closest(".now").ok().flatten().is_some());
        // A press on the pill takes it where it is; a press on the lanes brings it here.
        let place = if on_handle {
            axis.get_untracked().place(began)
        } else {
            (x - rect.left()) / rect.width().max(1.0)
        };
        // While it is pulled the window stands, even if nobody had placed it.
        let from = axis.get_untracked().from;
        studio.change(|state| {
            if state.range != Range::All {
                state.from = Some(from);
            }
        });
        pull.set_value(Some(Pull { began, place, x }));
        pulling.set(true);
        if !on_handle {
            settle(place, !event.alt_key());
        }
    };
    let moved = move |event: PointerEvent| {
        let Some(now) = pull.get_value() else { return };
        let x = f64::from(event.client_x());
        let slow = if event.shift_key() { 0.1 } else { 1.0 };
        let place = now.place + (x - now.x) / width.get_untracked() * slow;
        let place = place.clamp(0.0, 1.0);
        pull.set_value(Some(Pull { place, x, ..now }));
        let snap = !event.alt_key() && !event.shift_key();
        latest.put((place, snap), move |(place, snap)| settle(place, snap));
    };
    let release = move |_: PointerEvent| {
        pull.set_value(None);
        pulling.set(false);
    };
    let escape = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape"
            && let Some(now) = pull.get_value()
        {
            pull.set_value(None);
            pulling.set(false);
            latest.cancel();
            studio.go_to(now.began);
        }
    });
    on_cleanup(move || escape.remove());

    let place_now = move || percent(axis.get().place(studio.at.get()));
    let on_axis = move || (-0.001..=1.001).contains(&axis.get().place(studio.at.get()));
    view! {
        <div
            class="lanes"
            class:is-pulled=move || pulling.get()
            class:is-fine=move || { axis.get().ms() < FINE_MS }
            on:pointerdown=press
            on:pointermove=moved
            on:pointerup=release
            on:pointercancel=release
        >
            <div class="lab"></div>
            <div class="axis" node_ref=line aria-hidden="true">
                {move || ticks(axis.get(), width.get(), &zone_of(studio))}
            </div>
            <div class="lab">{move || studio.say(w::PHASES)}</div>
            <div class="lane ph-l">{move || phases(studio, axis.get())}</div>
            <div class="lab">{move || studio.say(w::SESSIONS)}</div>
            <div class="lane se-l">{move || sessions(studio, axis.get())}</div>
            <div class="lab lab-cp">{move || studio.say(w::COUPONS)}</div>
            <div class="lane cp-l">{move || coupons(studio, axis.get())}</div>
            <div class="lab lab-cp">{move || studio.say(w::DRAWS)}</div>
            <div class="lane dr-l">{move || draws(studio, axis.get())}</div>
            <div class="marks-now">
                {move || real(studio, axis.get())}
                <div
                    class="now"
                    class:is-off=move || !on_axis()
                    style:left=place_now
                >
                    <span
                        class="pill"
                        tabindex="0"
                        role="slider"
                        aria-label=move || studio.say(w::CLOCK)
                        aria-valuemin=move || axis.get().from.ms().to_string()
                        aria-valuemax=move || axis.get().until.ms().to_string()
                        aria-valuenow=move || studio.at.get().ms().to_string()
                        aria-valuetext=move || value_text(studio)
                    >
                        {move || time_text(studio.at.get(), &zone_of(studio))}
                    </span>
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// `2026-11-11 19:59:57 +08:00 上海，正式开抢`.
fn value_text(studio: Studio) -> String {
    let at = studio.at.get();
    let locale = studio.locale();
    read(studio, String::new(), |loaded| {
        let campaign = loaded.campaign();
        let (text, _) = clock_text(at, &campaign.zone);
        let phase = timeline::phase_at(campaign, at);
        let phase = phase.map_or("", |phase| phase.name.get(locale));
        format!("{text} {} {phase}", zone_text(&campaign.zone, locale))
    })
}

fn ticks(axis: Axis, width: f64, zone: &Zone) -> impl IntoView + use<> {
    let ticks = axis.ticks(width, zone);
    ticks
        .into_iter()
        .map(|tick| {
            let class = if tick.strong { "d b" } else { "d" };
            view! {
                <span class=class style:left=percent(tick.place)>
                    {(tick.place < 0.965).then_some(tick.label)}
                </span>
            }
        })
        .collect_view()
}

/// Left edge and width of a window on the line. What begins before the line is cut at its start,
/// so that its name can be read.
fn span(axis: Axis, window: Window) -> Option<(String, String)> {
    let from = axis.place(window.from).max(-0.002);
    let until = axis.place(window.until).min(1.02);
    (until > 0.0 && from < 1.0 && until > from)
        .then(|| (percent(from), format!("{:.4}%", (until - from) * 100.0)))
}

/// Whether a phase stands inside another that it outranks.
fn is_nested(campaign: &Campaign, phase: &Phase) -> bool {
    campaign.phases.iter().any(|around| {
        around.id != phase.id
            && around.precedence < phase.precedence
            && around.window.from <= phase.window.from
            && phase.window.until <= around.window.until
    })
}

fn phases(studio: Studio, axis: Axis) -> impl IntoView {
    let locale = studio.locale();
    let first = studio.say(w::WINS);
    read(studio, Vec::new(), |loaded| {
        let campaign = loaded.campaign();
        let mut phases: Vec<&Phase> = campaign.phases.iter().collect();
        // Nested bands are drawn over the ones around them.
        phases.sort_by_key(|phase| phase.precedence);
        phases
            .into_iter()
            .filter_map(|phase| {
                let (left, width) = span(axis, phase.window)?;
                let nested = is_nested(campaign, phase);
                let mut class = ["band ", kind_class(phase.kind)].concat();
                if nested {
                    class.push_str(" nested");
                }
                let name = phase.name.get(locale).to_owned();
                let length = say::duration(phase.window.until.since(phase.window.from), locale);
                let title = format!(
                    "{name} · {}",
                    say::span(phase.window, &campaign.zone, locale)
                );
                let small = if nested { first.to_owned() } else { length };
                Some(view! {
                    <div class=class style:left=left style:width=width title=title>
                        <b>{name}</b>
                        <small>{small}</small>
                    </div>
                })
            })
            .collect::<Vec<_>>()
    })
    .collect_view()
}

fn sessions(studio: Studio, axis: Axis) -> impl IntoView {
    let locale = studio.locale();
    let at = studio.at;
    read(studio, Vec::new(), |loaded| {
        let campaign = loaded.campaign();
        campaign
            .flash_sales
            .iter()
            .flat_map(|sale| sale.sessions.iter().enumerate().map(move |row| (sale, row)))
            .filter_map(|(sale, (n, session))| {
                let window = session.window;
                let (left, width) = span(axis, window)?;
                let before = n.checked_sub(1).map(|n| sale.sessions[n].window.from);
                let class = move || {
                    let now = at.get();
                    if window.until <= now {
                        "tick done"
                    } else if window.contains(now) {
                        "tick on"
                    } else if before.is_none_or(|before| before <= now) {
                        "tick next"
                    } else {
                        "tick"
                    }
                };
                let title = format!(
                    "{} · {}",
                    sale.name.get(locale),
                    say::span(window, &campaign.zone, locale)
                );
                let time = say::time(window.from, &campaign.zone);
                Some(view! {
                    <i class=class style:left=left style:width=width title=title><b>{time}</b></i>
                })
            })
            .collect::<Vec<_>>()
    })
    .collect_view()
}

/// A bar over a claim window, with what is claimed in it.
struct Bar {
    window: Window,
    names: Vec<String>,
}

/// Ladders and coupons with the same claim window share a bar.
fn bars(campaign: &Campaign, locale: Locale) -> Vec<Bar> {
    let mut bars: Vec<Bar> = Vec::new();
    let mut put =
        |window: Window, name: String| match bars.iter_mut().find(|bar| bar.window == window) {
            Some(bar) => bar.names.push(name),
            None => bars.push(Bar {
                window,
                names: vec![name],
            }),
        };
    for coupon in campaign.coupons.iter().filter(|coupon| coupon.claimable) {
        let ladder = campaign
            .ladders
            .iter()
            .find(|ladder| ladder.coupons.contains(&coupon.id));
        match ladder {
            Some(ladder) if ladder.coupons.first() == Some(&coupon.id) => {
                let steps: Vec<String> = ladder
                    .coupons
                    .iter()
                    .filter_map(|id| campaign.ruleset.offer(id))
                    .map(|offer| say::offer_title(campaign, offer, locale))
                    .collect();
                put(
                    coupon.claim,
                    format!("{} {}", ladder.name.get(locale), steps.join(" / ")),
                );
            }
            Some(_) => {}
            None => put(coupon.claim, coupon.name.get(locale).to_owned()),
        }
    }
    bars.sort_by_key(|bar| (bar.window.from, bar.window.until));
    bars
}

fn coupons(studio: Studio, axis: Axis) -> impl IntoView {
    let locale = studio.locale();
    read(studio, Vec::new(), |loaded| {
        let campaign = loaded.campaign();
        let mut rows: Vec<Instant> = Vec::new();
        bars(campaign, locale)
            .into_iter()
            .filter_map(|bar| {
                // The first row whose last bar is over by then.
                let row = rows.iter().position(|end| *end <= bar.window.from).unwrap_or(rows.len());
                let row = row.min(COUPON_ROWS - 1);
                match rows.get_mut(row) {
                    Some(end) => *end = bar.window.until,
                    None => rows.push(bar.window.until),
                }
                let (left, width) = span(axis, bar.window)?;
                let names = bar.names.join(" · ");
                let title = format!("{names} · {}", say::span(bar.window, &campaign.zone, locale));
                let class = format!("cp r{}", row + 1);
                Some(view! { <div class=class style:left=left style:width=width title=title>{names}</div> })
            })
            .collect::<Vec<_>>()
    })
    .collect_view()
}

fn draws(studio: Studio, axis: Axis) -> impl IntoView {
    let locale = studio.locale();
    let redeem = studio.say(w::REDEEM);
    read(studio, Vec::new(), |loaded| {
        let campaign = loaded.campaign();
        campaign
            .draws
            .iter()
            .flat_map(|draw| {
                let after = Window {
                    from: draw.window.until,
                    until: draw.redeem_until,
                };
                [(draw.window, "cp r1 dw", draw.name.get(locale)), (after, "cp r1 rd", redeem)]
            })
            .filter_map(|(window, class, name)| {
                let (left, width) = span(axis, window)?;
                let title = format!("{name} · {}", say::span(window, &campaign.zone, locale));
                Some(view! { <div class=class style:left=left style:width=width title=title>{name.to_owned()}</div> })
            })
            .collect::<Vec<_>>()
    })
    .collect_view()
}

/// The actual present, where it lies on the line.
fn real(studio: Studio, axis: Axis) -> Option<impl IntoView> {
    // The cast loses nothing: a date is a whole number of milliseconds.
    let now = Instant::from_ms(js_sys::Date::now() as i64);
    let place = axis.place(now);
    (0.0..=1.0).contains(&place).then(|| {
        view! {
            <div class="real" style:left=percent(place)>
                <i></i>
                <span>{move || studio.say(w::REAL)}</span>
            </div>
        }
    })
}
