//! The transport: play, jumps, speed, the clock one can type into, the dial, and what comes next.

use campaign::say;
use campaign::timeline::Civil;
use leptos::html;
use leptos::prelude::*;
use pricing::Instant;
use wasm_bindgen::JsCast;
use web_sys::PointerEvent;

use super::{Latest, capture, changes, clock_text, go_to, jump, moment, read, zone_of, zone_text};
use crate::studio::Studio;
use crate::studio::icons::icon;
use crate::studio::simulate::Sim;
use crate::studio::state::{Range, SPEEDS};
use crate::studio::words::{self as w, Say};

/// The dial turns a second for each of these pixels.
const DIAL_PX: f64 = 8.0;

pub(super) fn transport(studio: Studio) -> impl IntoView {
    let playing = studio.playing;
    let speed = studio.part(|state| state.speed);
    let range = studio.part(|state| state.range);
    view! {
        <div class="transport">
            <button
                class="btn bare ico"
                title=move || studio.say(w::PREVIOUS_CHANGE)
                aria-label=move || studio.say(w::PREVIOUS_CHANGE)
                on:click=move |_| jump(studio, false)
            >
                {icon("prevc")}
            </button>
            <button
                class="btn play"
                title=move || studio.say(if playing.get() { w::PAUSE } else { w::PLAY })
                aria-label=move || studio.say(if playing.get() { w::PAUSE } else { w::PLAY })
                aria-pressed=move || playing.get().to_string()
                on:click=move |_| playing.update(|on| *on = !*on)
            >
                {move || icon(if playing.get() { "pause" } else { "play" })}
            </button>
            <button
                class="btn bare ico"
                title=move || studio.say(w::NEXT_CHANGE)
                aria-label=move || studio.say(w::NEXT_CHANGE)
                on:click=move |_| jump(studio, true)
            >
                {icon("nextc")}
            </button>
            <label class="pick" title=move || studio.say(w::SPEED)>
                <select
                    aria-label=move || studio.say(w::SPEED)
                    prop:value=move || speed.get().to_string()
                    on:change=move |event| {
                        if let Ok(speed) = event_target_value(&event).parse() {
                            studio.change(|state| state.speed = speed);
                        }
                    }
                >
                    {SPEEDS
                        .map(|speed| view! { <option value=speed.to_string()>{format!("{speed}×")}</option> })
                        .collect_view()}
                </select>
                {icon("down")}
            </label>
            {clock(studio)}
            {dial(studio)}
            {next_change(studio)}
            {skew(studio)}
            <span class="seg scale" role="group" aria-label=move || studio.say(w::SCALE)>
                {Range::ALL
                    .map(|choice| {
                        view! {
                            <button
                                aria-pressed=move || (range.get() == choice).to_string()
                                on:click=move |_| {
                                    studio.change(|state| {
                                        state.range = choice;
                                        state.from = None;
                                    });
                                }
                            >
                                {move || studio.say(w::range(choice))}
                            </button>
                        }
                    })
                    .collect_view()}
            </span>
        </div>
    }
    .into_any()
}

/// How far the device's clock is off: what the page believes, not what the server knows.
fn skew(studio: Studio) -> impl IntoView {
    let skew = studio.part(|state| state.sim.skew_ms);
    let shown = move || match skew.get() {
        0 => "0 ms".to_owned(),
        ms => {
            let sign = if ms < 0 { "−" } else { "+" };
            [sign, &say::duration(ms.abs(), studio.locale())].concat()
        }
    };
    let step = move |name: Say, drawing: &'static str, sign: i64| {
        view! {
            <button
                class="btn bare ico s"
                aria-label=move || studio.say(name)
                on:click=move |event| {
                    let step = if event.shift_key() { 3_600_000 } else { 60_000 };
                    studio.change(|state| {
                        let ms = state.sim.skew_ms + sign * step;
                        state.sim.skew_ms = ms.clamp(-Sim::MOST_SKEW_MS, Sim::MOST_SKEW_MS);
                    });
                }
            >
                {icon(drawing)}
            </button>
        }
    };
    view! {
        <span class="skew" class:is-set=move || skew.get() != 0 title=move || studio.say(w::SKEW_HELP)>
            <span class="t3">{move || studio.say(w::SKEW)}</span>
            <b class="num">{shown}</b>
            {step(w::SKEW_BACK, "minus", -1)}
            {step(w::SKEW_ON, "plus", 1)}
        </span>
    }
}

fn clock(studio: Studio) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let wrong = RwSignal::new(false);
    let text = move || clock_text(studio.at.get(), &zone_of(studio));
    let weekday = move || {
        let local = Civil::at(studio.at.get(), &zone_of(studio));
        studio.say(w::WEEKDAYS[usize::from(local.weekday) % 7])
    };
    let show = move || {
        if let Some(field) = field.get_untracked() {
            let (text, ms) = untrack(text);
            field.set_value(&if ms == "000" {
                text
            } else {
                [text, ".".to_owned(), ms].concat()
            });
        }
    };
    let enter = move || {
        let Some(field) = field.get_untracked() else {
            return;
        };
        let found = studio.loaded.with_untracked(|loaded| {
            let loaded = loaded.as_ref()?;
            let zone = &loaded.campaign().zone;
            moment::read(
                &field.value(),
                studio.at.get_untracked(),
                zone,
                loaded.changes(),
            )
        });
        match found {
            Some(at) => {
                go_to(studio, at);
                wrong.set(false);
                show();
                field.select();
            }
            None => wrong.set(true),
        }
    };
    // While nobody types, the field shows the time.
    Effect::new(move |_| {
        let (text, ms) = text();
        let Some(field) = field.get() else { return };
        let typing = document().active_element().as_ref() == Some(field.unchecked_ref());
        if !typing {
            field.set_value(&if ms == "000" {
                text
            } else {
                [text, ".".to_owned(), ms].concat()
            });
        }
    });
    view! {
        <span class="clock" class:is-wrong=move || wrong.get()>
            <input
                node_ref=field
                class="num"
                type="text"
                spellcheck="false"
                autocomplete="off"
                aria-label=move || studio.say(w::CLOCK)
                aria-invalid=move || wrong.get().to_string()
                title=move || studio.say(w::CLOCK_FORMS)
                on:focus=move |_| {
                    if let Some(field) = field.get_untracked() {
                        field.select();
                    }
                }
                on:blur=move |_| {
                    wrong.set(false);
                    show();
                }
                on:keydown=move |event| {
                    match event.key().as_str() {
                        "Enter" => enter(),
                        "Escape" => {
                            wrong.set(false);
                            show();
                            if let Some(field) = field.get_untracked() {
                                let _ = field.blur();
                            }
                        }
                        _ => {}
                    }
                }
            />
            <span class="day">{weekday}</span>
            <span class="t3 zone">{move || zone_text(&zone_of(studio), studio.locale())}</span>
        </span>
    }
}

fn dial(studio: Studio) -> impl IntoView {
    let pull = StoredValue::new(None::<(f64, Instant)>);
    let latest = Latest::new();
    // Its mark is the next change, as far as it reaches.
    let mark = move || {
        let now = studio.at.get();
        read(studio, None, |loaded| {
            let next = changes::next(loaded.changes(), now).first()?.at;
            // The cast loses nothing: less than nine seconds.
            let seconds = next.since(now) as f64 / 1000.0;
            (seconds <= 8.5).then_some(seconds)
        })
    };
    // The cast loses nothing: a pull is a few thousand pixels.
    let moved = move |event: &PointerEvent| {
        if let Some((x, from)) = pull.get_value() {
            let unit = if event.alt_key() { 100.0 } else { 1_000.0 };
            let ticks = ((f64::from(event.client_x()) - x) / DIAL_PX).round();
            let at = from.plus_ms((ticks * unit) as i64);
            latest.put(at, move |at| go_to(studio, at));
        }
    };
    view! {
        <span
            class="jog"
            title=move || studio.say(w::DIAL)
            aria-hidden="true"
            on:pointerdown=move |event| {
                capture(&event);
                pull.set_value(Some((f64::from(event.client_x()), studio.at.get_untracked())));
            }
            on:pointermove=move |event| moved(&event)
            on:pointerup=move |_| pull.set_value(None)
            on:pointercancel=move |_| pull.set_value(None)
        >
            <em class="l">"−5s"</em>
            <em class="r">"+5s"</em>
            {move || {
                mark()
                    .map(|seconds| {
                        let left = format!("calc(50% + {:.1}px)", seconds * DIAL_PX);
                        view! { <i class="x" style:left=left></i> }
                    })
            }}
            <i class="c"></i>
        </span>
    }
}

/// How long until the next change, and what it is; at most a second's resolution.
fn next_change(studio: Studio) -> impl IntoView {
    let next = Memo::new(move |_| {
        let now = studio.at.get();
        let locale = studio.locale();
        read(studio, None, |loaded| {
            let group = changes::next(loaded.changes(), now);
            let wait = group.first()?.at.since(now);
            // What is a moment away is still to come: «0 s» would be a lie.
            let wait = (wait + 999) / 1000 * 1000;
            let what = changes::describe(group, loaded.campaign(), locale);
            Some((say::duration(wait, locale), what))
        })
    });
    let wait = move || match next.get() {
        Some((wait, _)) => studio.say(w::IN_TIME).replace("{}", &wait),
        None => String::new(),
    };
    let what = move || match next.get() {
        Some((_, what)) => what,
        None => studio.say(w::NO_MORE_CHANGES).to_owned(),
    };
    view! {
        <span class="nextc grow" title=move || format!("{} {}", wait(), what())>
            <span class="clip"><b>{wait}</b>" "{what}</span>
        </span>
    }
}
