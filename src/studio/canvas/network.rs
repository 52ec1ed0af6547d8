//! The network panel: latency, faults by kind of request, and the pause of the server.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Node;

use crate::studio::Studio;
use crate::studio::controls::check;
use crate::studio::icons::icon;
use crate::studio::state::{FAULTS, LATENCIES, REQUESTS, State};
use crate::studio::words as w;

/// The switch of the network panel, and the panel.
pub(super) fn network(studio: Studio) -> impl IntoView {
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
            {check(studio, "opt tl", w::PAUSE_SERVER, |s| s.paused, |s, on| s.paused = on)}
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
