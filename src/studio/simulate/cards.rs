//! The three cards: network and server; clock, storage and page; buyer and cart.

use campaign::say as text;
use leptos::prelude::*;
use pricing::Money;

use super::must::must;
use super::sequence::sequence;
use super::sim::{Disk, Kill, Sim};
use super::words as w;
use crate::studio::Studio;
use crate::studio::controls::check;
use crate::studio::rail;
use crate::studio::state::{FAULTS, REQUESTS};
use crate::studio::words::{self as common, Say};

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;
/// How far a device's clock is off at a press, with its name.
const SKEWS: [(i64, &str); 5] = [
    (-DAY_MS, "−1 d"),
    (-5 * MINUTE_MS, "−5 m"),
    (0, "0"),
    (5 * MINUTE_MS, "+5 m"),
    (DAY_MS, "+1 d"),
];
/// How long a phone sleeps at a press.
const SLEEP_MS: i64 = 30 * MINUTE_MS;
/// The slowest network, in milliseconds.
const SLOWEST_MS: u32 = 5_000;

fn radio(
    name: &'static str,
    label: impl IntoView + 'static,
    tail: Option<String>,
    on: impl Fn() -> bool + Copy + Send + Sync + 'static,
    choose: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <label class="opt" class:on=on>
            <input type="radio" name=name prop:checked=on on:change=move |_| choose() />
            <span class="clip">{label}</span>
            {tail.map(|tail| view! { <span class="n num">{tail}</span> })}
        </label>
    }
}

/// Latency, and what goes wrong with requests of a kind.
pub(super) fn network(studio: Studio) -> impl IntoView {
    // The kind of request that is looked at; which faults there are is in the state.
    let kind = RwSignal::new(
        studio
            .state
            .with_untracked(|state| state.faults.first().map_or("claim", |(kind, _)| *kind)),
    );
    let latency = studio.part(|state| state.latency);
    let fault = Memo::new(move |_| {
        let kind = kind.get();
        studio.state.with(|state| state.fault(kind)).unwrap_or("")
    });
    let base = move || fault.get().split('!').next().unwrap_or_default();
    let once = move || fault.get().contains('!');
    let set = move |base: &str, once: bool| {
        let kind = kind.get_untracked();
        let fault = if once {
            [base, "!1"].concat()
        } else {
            base.to_owned()
        };
        studio.change(|state| state.set_fault(kind, (!base.is_empty()).then_some(&fault)));
    };
    let option = move |choice: &'static str| {
        let on = move || base() == choice;
        let label = move || studio.say(common::fault(choice));
        radio("sim-fault", label, None, on, move || {
            set(choice, untrack(once))
        })
    };
    view! {
        <section class="card net-card" aria-label=move || studio.say(common::NETWORK)>
            <header>
                <b>{move || studio.say(common::NETWORK)}</b>
                <span class="end">
                    <label class="pick s">
                        <select
                            class="kind"
                            aria-label=move || studio.say(w::REQUEST)
                            prop:value=move || kind.get()
                            on:change=move |event| {
                                let value = event_target_value(&event);
                                if let Some(known) = REQUESTS.iter().find(|known| **known == value) {
                                    kind.set(known);
                                }
                            }
                        >
                            {REQUESTS
                                .map(|request| {
                                    view! {
                                        <option value=request>{move || studio.say(common::request(request))}</option>
                                    }
                                })
                                .collect_view()}
                        </select>
                        {crate::studio::icons::icon("down")}
                    </label>
                </span>
            </header>
            <label class="opt slide">
                <span>{move || studio.say(w::DELAY)}</span>
                <input
                    type="range"
                    class="latency"
                    min="0"
                    max=SLOWEST_MS.to_string()
                    step="20"
                    prop:value=move || latency.get().to_string()
                    aria-valuetext=move || format!("{} ms", latency.get())
                    on:input=move |event| {
                        if let Ok(ms) = event_target_value(&event).parse() {
                            studio.change(|state| state.latency = ms);
                        }
                    }
                />
                <span class="n num">{move || format!("{} ms", latency.get())}</span>
            </label>
            <div class="two" role="radiogroup" aria-label=move || studio.say(common::NETWORK_PANEL)>
                {option("")}
                {FAULTS.map(option).collect_view()}
            </div>
            <label class="opt tl">
                <input
                    type="checkbox"
                    class="once"
                    disabled=move || base().is_empty()
                    prop:checked=once
                    on:change=move |event| set(untrack(base), event_target_checked(&event))
                />
                <span>{move || studio.say(w::ONCE)}</span>
            </label>
            {check(studio, "opt", w::SERVER_PAUSED, |s| s.paused, |s, on| s.paused = on)}
            {move || {
                let kind = kind.get();
                sequence(studio, if kind == "*" { "…" } else { kind }, fault.get())
            }}
        </section>
    }
}

fn segment<T: Copy + PartialEq + Send + Sync + 'static>(
    label: impl Fn() -> &'static str + Copy + Send + Sync + 'static,
    choices: Vec<(T, Say)>,
    studio: Studio,
    now: impl Fn() -> T + Copy + Send + Sync + 'static,
    set: impl Fn(T) + Copy + 'static,
) -> impl IntoView {
    view! {
        <span class="seg" role="group" aria-label=label>
            {choices
                .into_iter()
                .map(|(choice, name)| {
                    view! {
                        <button
                            aria-pressed=move || (now() == choice).to_string()
                            on:click=move |_| set(choice)
                        >
                            {move || studio.say(name)}
                        </button>
                    }
                })
                .collect_view()}
        </span>
    }
}

/// Clock, storage, another tab, and the end of the page.
pub(super) fn device(studio: Studio) -> impl IntoView {
    let sim = studio.part(|state| state.sim);
    let tabs = studio.part(|state| state.beside.len());
    let skew = move |ms: i64| {
        studio.change(|state| state.sim.skew_ms = ms.clamp(-Sim::MOST_SKEW_MS, Sim::MOST_SKEW_MS));
    };
    let row = move |name: Say, control: AnyView| {
        view! { <div class="opt"><span>{move || studio.say(name)}</span><span class="n">{control}</span></div> }
    };
    let skews = SKEWS.map(|(ms, name)| (ms, Say(name, name))).to_vec();
    let disks = Disk::ALL.map(|(disk, _)| (disk, w::disk(disk))).to_vec();
    let mut kills = vec![(None, w::NEVER)];
    kills.extend(Kill::ALL.map(|(kill, _)| (Some(kill), w::kill(kill))));
    let off_list = move || {
        let ms = sim.get().skew_ms;
        let known = SKEWS.iter().any(|(known, _)| *known == ms);
        (!known).then(
            || view! { <span class="num t2 odd">{format!("{:+} min", ms / MINUTE_MS)}</span> },
        )
    };
    let clock = segment(
        move || studio.say(w::DEVICE_CLOCK),
        skews,
        studio,
        move || sim.get().skew_ms,
        skew,
    );
    let storage = segment(
        move || studio.say(w::STORAGE),
        disks,
        studio,
        move || sim.get().storage,
        move |disk| studio.change(|state| state.sim.storage = disk),
    );
    let kill = segment(
        move || studio.say(w::KILL),
        kills,
        studio,
        move || sim.get().kill,
        move |kill| studio.change(|state| state.sim.kill = kill),
    );
    let wake = view! {
        <button class="btn s wake" on:click=move |_| skew(sim.get_untracked().skew_ms + SLEEP_MS)>
            {move || studio.say(w::WAKE_30)}
        </button>
    };
    let second = view! {
        <button
            class="btn s second"
            aria-pressed=move || (tabs.get() > 0).to_string()
            on:click=move |_| {
                studio.change(|state| {
                    if state.beside.is_empty() {
                        state.put_beside();
                    } else {
                        state.beside.clear();
                    }
                });
            }
        >
            {move || studio.say(if tabs.get() > 0 { w::SHUT } else { w::OPEN })}
        </button>
    };
    view! {
        <section class="card dev-card" aria-label=move || studio.say(w::CLOCK_AND_PAGE)>
            <header><b>{move || studio.say(w::CLOCK_AND_PAGE)}</b></header>
            {row(w::DEVICE_CLOCK, view! { {off_list}{clock} }.into_any())}
            {row(w::WAKE, wake.into_any())}
            <div class="line"></div>
            {row(w::STORAGE, storage.into_any())}
            {row(w::SECOND_TAB, second.into_any())}
            <div class="line"></div>
            <div title=move || studio.say(w::KILL_HELP)>{row(w::KILL, kill.into_any())}</div>
            {must(studio)}
        </section>
    }
}

/// Whose eyes one looks through, and with what in the cart.
pub(super) fn buyer(studio: Studio) -> impl IntoView {
    let buyer = studio.part(|state| state.buyer.clone());
    let cart = studio.part(|state| state.cart.clone());
    let buyers = move || {
        let rows = rail::samples(studio, studio.locale(), true);
        rows.into_iter()
            .enumerate()
            .map(|(n, (id, name))| {
                let wanted = id.clone();
                let id = StoredValue::new(id);
                let on = move || {
                    buyer.with(|chosen| {
                        chosen
                            .as_ref()
                            .map_or(n == 0, |chosen| id.with_value(|id| id == chosen))
                    })
                };
                radio("sim-buyer", name, None, on, move || {
                    let wanted = (n > 0).then(|| wanted.clone());
                    studio.change(|state| state.buyer = wanted);
                })
            })
            .collect_view()
    };
    let carts = move || {
        let locale = studio.locale();
        let totals = studio.loaded.with(|loaded| {
            let Some(loaded) = loaded else {
                return Vec::new();
            };
            let campaign = loaded.campaign();
            let total = |cart: &campaign::model::SampleCart| {
                let lines = campaign.cart(&cart.lines).lines;
                let ticked = lines.iter().filter(|line| line.ticked);
                let sum = ticked.fold(Money::ZERO, |sum, line| {
                    sum + line.unit_price.times(line.quantity.into())
                });
                text::money(sum, &campaign.currency, locale)
            };
            campaign.samples.carts.iter().map(total).collect::<Vec<_>>()
        });
        let rows = rail::samples(studio, locale, false);
        rows.into_iter()
            .zip(totals)
            .enumerate()
            .map(|(n, ((id, name), total))| {
                let wanted = id.clone();
                let id = StoredValue::new(id);
                let on = move || {
                    cart.with(|chosen| {
                        chosen
                            .as_ref()
                            .map_or(n == 0, |chosen| id.with_value(|id| id == chosen))
                    })
                };
                radio("sim-cart", name, Some(total), on, move || {
                    let wanted = (n > 0).then(|| wanted.clone());
                    studio.change(|state| state.cart = wanted);
                })
            })
            .collect_view()
    };
    view! {
        <section class="card who-card" aria-label=move || studio.say(w::BUYER_AND_CART)>
            <header><b>{move || studio.say(w::BUYER_AND_CART)}</b></header>
            <div class="two" role="radiogroup" aria-label=move || studio.say(common::BUYER)>{buyers}</div>
            <div class="opt tl hd2">
                <span>{move || studio.say(common::CART)}</span>
                <span class="n">{move || studio.say(w::LIST_TOTAL)}</span>
            </div>
            <div role="radiogroup" aria-label=move || studio.say(common::CART)>{carts}</div>
        </section>
    }
}
