//! The rail: campaigns with their phase at the clock's time, widgets with their states, and the
//! context in which a buyer looks.

use campaign::Locale;
use leptos::prelude::*;

use super::icons::icon;
use super::scrubber::phase_mark;
use super::simulate::hosts::Host;
use super::simulate::words as sim;
use super::state::{CAMPAIGNS, State, View};
use super::words::{self as w, WIDGETS, Widget};
use super::{FileStatus, Studio};
use crate::widgets::Kind;
use crate::widgets::variant::{self, Variant};

/// A folded list shows this many states.
const FOLDED: usize = 4;

/// The rail.
pub fn rail(studio: Studio) -> impl IntoView {
    view! {
        <aside class="rail" aria-label=move || studio.say(w::MENU)>
            <div class="scroll">
                {campaigns(studio)}
                {widgets(studio)}
            </div>
            {context(studio)}
        </aside>
    }
    .into_any()
}

fn campaigns(studio: Studio) -> impl IntoView {
    let open = studio.part(|state| state.campaign.clone());
    let row = move |name: &'static str| {
        let line = Memo::new(move |_| {
            let lang = studio.state.with(|state| state.lang);
            let at = studio.at.get();
            studio.files.with(|files| {
                let status = files
                    .iter()
                    .find(|file| file.name == name)
                    .map(|file| &file.status);
                match status {
                    Some(FileStatus::Open(loaded)) => {
                        let campaign = loaded.campaign();
                        let (mark, phase) = phase_mark(campaign, at, lang);
                        (campaign.name.get(lang.locale()).to_owned(), mark, phase)
                    }
                    Some(FileStatus::Unreachable) => {
                        (name.to_owned(), "off", w::UNREACHABLE.get(lang).to_owned())
                    }
                    Some(FileStatus::Malformed(_)) => {
                        (name.to_owned(), "off", w::MALFORMED.get(lang).to_owned())
                    }
                    _ => (name.to_owned(), "off", w::LOADING.get(lang).to_owned()),
                }
            })
        });
        let current = move || (open.get() == name).then_some("true");
        view! {
            <li>
                <button
                    class="row here"
                    aria-current=current
                    title=move || line.with(|(title, _, phase)| format!("{title} · {phase}"))
                    on:click=move |_| {
                        studio.change(|state| state.open(name));
                        studio.playing.set(false);
                        studio.drawer.set(false);
                    }
                >
                    <i class=move || ["ph ", line.with(|line| line.1)].concat()></i>
                    <span class="clip">{move || line.with(|line| line.0.clone())}</span>
                    <span class="n">{move || line.with(|line| line.2.clone())}</span>
                </button>
            </li>
        }
    };
    view! {
        <section>
            <h2>{move || studio.say(w::CAMPAIGNS)}</h2>
            <ul class="campaigns">{CAMPAIGNS.map(row).collect_view()}</ul>
        </section>
    }
}

/// The states of a widget; none while it has no list.
pub(super) fn variants_of(widget: &str) -> Vec<Variant> {
    let kind = Kind::named(widget);
    variant::all()
        .into_iter()
        .find(|(known, _)| Some(*known) == kind)
        .map_or_else(Vec::new, |(_, variants)| variants)
}

fn widgets(studio: Studio) -> impl IntoView {
    let count: usize = variant::all()
        .iter()
        .map(|(_, variants)| variants.len())
        .sum();
    view! {
        <section>
            <h2>
                {move || studio.say(w::WIDGET_LIST)}
                <span class="count">{count}" "{move || studio.say(w::STATES)}</span>
            </h2>
            <ul>{WIDGETS.iter().map(|widget| row(studio, widget)).collect_view()}</ul>
        </section>
    }
}

fn row(studio: Studio, widget: &'static Widget) -> impl IntoView {
    let name = widget.name;
    let selected = Memo::new(move |_| {
        studio
            .state
            .with(|state| state.widget.as_deref() == Some(name))
    });
    let count = variants_of(name).len();
    view! {
        <li>
            <button
                class="row"
                title=move || studio.say(widget.say)
                aria-current=move || selected.get().then_some("true")
                on:click=move |_| studio.select_widget(name)
            >
                {icon(widget.icon)}
                <span class="clip">{move || studio.say(widget.say)}</span>
                <span class="n">{count}</span>
            </button>
            {move || selected.get().then(|| states(studio, name))}
        </li>
    }
}

fn states(studio: Studio, widget: &'static str) -> impl IntoView {
    let unfolded = RwSignal::new(false);
    let chosen = studio.part(|state| match state.view {
        View::Gallery => state.gallery.variant.clone(),
        View::Preview | View::Edit | View::Simulate => None,
    });
    let all = variants_of(widget);
    let count = all.len();
    let rows = all
        .into_iter()
        .enumerate()
        .map(|(n, variant)| {
            let name = variant.name;
            let on = move || chosen.with(|chosen| chosen.as_deref() == Some(name));
            view! {
                <li class:is-folded=move || { n >= FOLDED && !unfolded.get() && !on() }>
                    <button
                        class="row"
                        class:on=on
                        aria-current=move || on().then_some("true")
                        on:click=move |_| studio.open_variant(widget, Some(name))
                    >
                        <i class="dot" class:on=on></i>
                        <span class="clip">{move || variant.title.get(studio.locale())}</span>
                        <span class="mono">{name}</span>
                    </button>
                </li>
            }
        })
        .collect_view();
    view! {
        <ul class="sub">
            {rows}
            {(count > FOLDED)
                .then(|| {
                    let words = move || {
                        if unfolded.get() {
                            studio.say(w::FEWER).to_owned()
                        } else {
                            studio.say(w::MORE).replace("{}", &(count - FOLDED).to_string())
                        }
                    };
                    view! {
                        <li>
                            <button
                                class="row more"
                                aria-expanded=move || unfolded.get().to_string()
                                on:click=move |_| unfolded.update(|on| *on = !*on)
                            >
                                <span class="clip">{words}</span>
                            </button>
                        </li>
                    }
                })}
        </ul>
    }
}

/// What the network does, in a few words: `正常 40 ms`, `40 ms，领券断网`.
pub(super) fn network(studio: Studio) -> String {
    let say = |words| studio.say(words);
    studio.state.with(|state| {
        let latency = format!("{} ms", state.latency);
        let mut parts = Vec::new();
        if state.paused {
            parts.push(say(w::PAUSED).to_owned());
        }
        for (request, fault) in &state.faults {
            let times = fault.split_once('!').map_or("", |(_, times)| times);
            let times = if times.is_empty() {
                String::new()
            } else {
                format!(" ×{times}")
            };
            parts.push(format!(
                "{} {}{times}",
                say(w::request(request)),
                say(w::fault(fault))
            ));
        }
        if parts.is_empty() {
            return format!("{} {latency}", say(w::NORMAL));
        }
        parts.push(latency);
        parts.join(" · ")
    })
}

fn context(studio: Studio) -> impl IntoView {
    let buyer_set = studio.part(|state| state.buyer.is_some());
    let cart_set = studio.part(|state| state.cart.is_some());
    let network_set = studio.part(|state| !state.network_is_default());
    let usual = studio.part(State::context_is_default);
    let pick = move |buyers: bool, set: Memo<bool>| {
        let label = if buyers { w::BUYER } else { w::CART };
        view! {
            <dt>{move || studio.say(label)}</dt>
            <dd class:set=move || set.get()>
                <span class="ctx-pick">{sample_select(studio, buyers)}{icon("down")}</span>
            </dd>
        }
    };
    let network = Memo::new(move |_| network(studio));
    let host = studio.part(|state| state.sim.host);
    view! {
        <section class="ctx">
            <h2>
                {move || studio.say(w::CONTEXT)}
                <button
                    class="btn bare s"
                    disabled=move || usual.get()
                    on:click=move |_| studio.change(State::reset_context)
                >
                    {move || studio.say(w::RESET)}
                </button>
            </h2>
            <dl>
                <dt>{move || studio.say(sim::HOST)}</dt>
                <dd class:set=move || host.get().is_some()>
                    <span class="ctx-pick">{host_select(studio, host)}{icon("down")}</span>
                </dd>
                <dt>{move || studio.say(w::NETWORK)}</dt>
                <dd class:set=move || network_set.get() title=move || network.get()>
                    <button
                        class="ctx-net"
                        on:pointerdown=|event| event.stop_propagation()
                        on:click=move |_| {
                            studio.change(|state| state.view = View::Preview);
                            studio.frame.panel.update(|open| *open = !*open);
                        }
                    >
                        <span class="clip">{move || network.get()}</span>
                        {icon("down")}
                    </button>
                </dd>
                {pick(true, buyer_set)}
                {pick(false, cart_set)}
            </dl>
        </section>
    }
}

/// The list of apps, of which the page is in one.
fn host_select(studio: Studio, host: Memo<Option<Host>>) -> impl IntoView {
    let options = move || {
        let chosen = host.get().unwrap_or(Host::H5);
        Host::ALL.map(|(host, name)| {
            view! { <option value=name selected=host == chosen>{studio.say(sim::host(host))}</option> }
        })
    };
    view! {
        <select
            class="around"
            aria-label=move || studio.say(sim::HOST)
            on:change=move |event| {
                let value = event_target_value(&event);
                let known = Host::ALL.into_iter().find(|(_, name)| *name == value);
                let host = known.map(|(host, _)| host).filter(|host| *host != Host::H5);
                studio.change(|state| state.sim.host = host);
            }
        >
            {options}
        </select>
    }
}

/// The list of sample buyers or carts, of which one is looked through.
pub(super) fn sample_select(studio: Studio, buyers: bool) -> impl IntoView {
    let label = if buyers { w::BUYER } else { w::CART };
    let chosen = studio.part(if buyers {
        |state| state.buyer.clone()
    } else {
        |state| state.cart.clone()
    });
    let options = move || {
        let chosen = chosen.get();
        samples(studio, studio.locale(), buyers)
            .into_iter()
            .enumerate()
            .map(|(n, (id, name))| {
                let selected = chosen.as_ref().map_or(n == 0, |chosen| *chosen == id);
                view! { <option value=id selected=selected>{name}</option> }
            })
            .collect_view()
    };
    let changed = move |value: String| {
        let first = samples(studio, Locale::ZhCn, buyers).into_iter().next();
        // The first is what one gets without choosing.
        let value = (first.map(|(id, _)| id) != Some(value.clone())).then_some(value);
        studio.change(|state| {
            if buyers {
                state.buyer = value
            } else {
                state.cart = value
            }
        });
    };
    view! {
        <select
            class=if buyers { "buyer" } else { "cart" }
            aria-label=move || studio.say(label)
            on:change=move |event| untrack(|| changed(event_target_value(&event)))
        >
            {options}
        </select>
    }
}

/// Sample buyers or carts: id and name.
pub(super) fn samples(studio: Studio, locale: Locale, buyers: bool) -> Vec<(String, String)> {
    studio.loaded.with(|loaded| {
        let Some(loaded) = loaded else {
            return Vec::new();
        };
        let samples = &loaded.campaign().samples;
        let row = |id: &String, name: &campaign::Text| (id.clone(), name.get(locale).to_owned());
        if buyers {
            samples
                .buyers
                .iter()
                .map(|one| row(&one.id, &one.name))
                .collect()
        } else {
            samples
                .carts
                .iter()
                .map(|one| row(&one.id, &one.name))
                .collect()
        }
    })
}
