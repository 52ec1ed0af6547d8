//! The table of hosts: what each lets a page do, and what the lints say of the campaign in it.

use std::sync::Arc;

use campaign::Severity;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use lint::Profile;

use super::hosts::{Capability, Host, Level, level};
use super::words as w;
use crate::studio::Studio;
use crate::studio::aside::{self, Asker};
use crate::studio::explain::{Findings, gather};
use crate::studio::icons::{icon, severity};

/// A name, and a column for each host.
const COLUMNS: usize = Host::ALL.len() + 1;
/// The lints run once the view stands, in milliseconds.
const REST_MS: u32 = 150;

/// The table.
pub(super) fn matrix(studio: Studio) -> impl IntoView {
    let chosen = studio.part(|state| state.sim.host);
    let found = RwSignal::new(None::<Arc<Vec<Findings>>>);
    let rest = StoredValue::new_local(None::<Timeout>);
    Effect::new(move |_| {
        let loaded = studio.loaded.get();
        found.set(None);
        aside::forget(Asker::Hosts);
        let look_at_all = move || {
            let Some(loaded) = loaded else { return };
            let profiles = Host::ALL.map(|(host, _)| Profile::of(host.channel()));
            let told = move |lists: aside::Findings| {
                let of = |(profile, list)| gather(&[profile], vec![list]);
                let all: Vec<Findings> = profiles.into_iter().zip(lists).map(of).collect();
                let _ = found.try_set((all.len() == profiles.len()).then(|| Arc::new(all)));
            };
            let (text, campaign) = (loaded.shared_text(), loaded.campaign());
            aside::ask(Asker::Hosts, &text, campaign, profiles.into(), told);
        };
        rest.set_value(Some(Timeout::new(REST_MS, look_at_all)));
    });
    on_cleanup(|| aside::forget(Asker::Hosts));
    let on = move |host: Host| chosen.get().unwrap_or(Host::H5) == host;
    let head = move |(host, _): (Host, &'static str)| {
        view! {
            <th scope="col" class:on=move || on(host)>
                <button
                    title=move || studio.say(w::CHOOSE_HOST)
                    aria-pressed=move || on(host).to_string()
                    on:click=move |_| {
                        let host = (host != Host::H5).then_some(host);
                        studio.change(|state| state.sim.host = host);
                    }
                >
                    {move || studio.say(w::host(host))}
                </button>
            </th>
        }
    };
    let cell = move |host: Host, capability: Capability| {
        let (class, drawing, said) = match level(host, capability) {
            Level::Full => ("y", "c-full", w::FULL),
            Level::Handed => ("h", "c-half", w::HANDED),
            Level::Forbidden => ("fb", "c-none", w::FORBIDDEN),
            Level::None => ("no", "c-none", w::NONE),
        };
        view! {
            <td class=class class:on=move || on(host) title=move || studio.say(said)>
                {if class == "fb" { severity("blk").into_any() } else { icon(drawing).into_any() }}
                <span class="vh">{move || studio.say(said)}</span>
            </td>
        }
    };
    let rules = move |n: usize, host: Host| {
        let told = move || {
            let found = found.get()?;
            let (errors, warnings) = (
                found[n].count(Severity::Error),
                found[n].count(Severity::Warning),
            );
            if errors + warnings == 0 {
                return Some(
                    view! { <span class="cap">{severity("ok")}{studio.say(w::NO_FINDINGS)}</span> }
                        .into_any(),
                );
            }
            Some(
                view! {
                    <span class="cap">
                        {(errors > 0).then(|| view! { {severity("er")}{errors} })}
                        {(warnings > 0).then(|| view! { {severity("wa")}{warnings} })}
                    </span>
                }
                .into_any(),
            )
        };
        view! { <td class:on=move || on(host)>{told}</td> }
    };
    view! {
        <section class="card span3" aria-label=move || studio.say(w::HOST)>
            <div class="mx-at" tabindex="0">
            <table class="mx">
                <thead>
                    <tr>
                        <th scope="col" class="first"><b>{move || studio.say(w::HOST)}</b></th>
                        {Host::ALL.map(head).collect_view()}
                    </tr>
                </thead>
                <tbody>
                    <tr class="hd">
                        <th colspan=COLUMNS>
                            {move || studio.say(w::CAPABILITIES)}" · "{move || studio.say(w::AS_DOCUMENTED)}
                        </th>
                    </tr>
                    {Capability::ALL
                        .map(|(capability, name)| {
                            view! {
                                <tr>
                                    <th scope="row">
                                        {move || studio.say(w::capability(capability))}
                                        <span class="mono">{name}</span>
                                    </th>
                                    {Host::ALL.map(|(host, _)| cell(host, capability)).collect_view()}
                                </tr>
                            }
                        })
                        .collect_view()}
                    <tr class="lints">
                        <th scope="row">{move || studio.say(w::LINTS)}</th>
                        {Host::ALL.into_iter().enumerate().map(|(n, (host, _))| rules(n, host)).collect_view()}
                    </tr>
                    {move || found.get().map(|found| forms(studio, &found))}
                </tbody>
            </table>
            </div>
        </section>
    }
}

/// A row for each widget that lives by sharing: what is left of it in each host.
fn forms(studio: Studio, found: &[Findings]) -> impl IntoView + use<> {
    let mut names: Vec<&str> = Vec::new();
    for findings in found {
        for hit in &findings.hits {
            let name = &*hit.finding.widget;
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let row = |name: &str| {
        let cells = found.iter().map(|findings| {
            let hit = findings.hits.iter().find(|hit| hit.finding.widget == name);
            let (class, mark, said) = match hit {
                Some(hit) if hit.is_error() => ("gone", Some("er"), w::TAKEN_OUT),
                Some(_) => ("lost", Some("wa"), w::LIMITED),
                None => ("h", None, w::LINK_FORM),
            };
            let rule = hit.map_or("", |hit| hit.finding.rule.id);
            let why = hit.map_or("", |hit| hit.finding.rule.demands(studio.locale()));
            view! {
                <td class=class title=why>
                    <span class="cap">
                        {mark.map(severity)}
                        {studio.say(said)}
                        {(!rule.is_empty()).then(|| format!(" · {rule}"))}
                    </span>
                </td>
            }
        });
        let cells = cells.collect::<Vec<_>>();
        view! { <tr><th scope="row">{studio.say(w::sharing_widget(name))}</th>{cells}</tr> }
    };
    (!names.is_empty()).then(|| {
        view! {
            <tr class="hd"><th colspan=COLUMNS>{studio.say(w::SHARE_FORMS)}</th></tr>
            {names.iter().map(|name| row(name)).collect::<Vec<_>>()}
        }
    })
}
