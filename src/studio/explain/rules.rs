//! The tab of rules: what law, platforms and the file itself forbid, with sources and places.

use campaign::model::Channel;
use campaign::{Problem, Severity};
use leptos::prelude::*;
use lint::Market;

use super::findings::{Findings, Hit};
use super::words as w;
use crate::studio::Studio;
use crate::studio::controls::pick;
use crate::studio::editor::check::Told;
use crate::studio::icons::severity;
use crate::studio::share::clipboard;

/// What is wrong with the open file itself.
pub(super) fn problems(studio: Studio) -> Vec<Problem> {
    let open = studio.state.with(|state| state.campaign.clone());
    studio.files.with(|files| {
        let file = files.iter().find(|file| file.name == open);
        file.map_or_else(Vec::new, |file| file.problems.to_vec())
    })
}

/// The tab.
pub(super) fn rules(studio: Studio) -> impl IntoView {
    let findings = studio.explain.findings;
    // Rows are made anew when these change, and not with every frame of a drag.
    let of_file = Memo::new(move |_| problems(studio));
    let group = move |mark: &'static str, title, help: Option<_>, rows: Vec<AnyView>| {
        (!rows.is_empty()).then(|| {
            view! {
                <div class="grp">
                    {severity(mark)}<b>{move || studio.say(title)}</b>
                    {help.map(|help| view! { <span>{move || studio.say(help)}</span> })}
                </div>
                {rows}
            }
        })
    };
    let body = move || {
        let broken = of_file.get().into_iter();
        let broken: Vec<AnyView> = broken.map(|one| problem(studio, one)).collect();
        let open = studio.loaded.with(Option::is_some);
        let Some(found) = findings.get() else {
            let waits = open.then(|| {
                view! {
                    <div class="sks" role="status" aria-label=studio.say(w::LOOKING)>
                        <i class="sk"></i><i class="sk"></i><i class="sk"></i>
                    </div>
                }
            });
            return view! { {group("er", w::FILE, None, broken)}{waits} }.into_any();
        };
        let rows = |errors: bool| {
            let hits = found.hits.iter().enumerate();
            hits.filter(|(_, hit)| hit.is_error() == errors)
                .map(|(n, hit)| row(studio, n, hit, &found).into_any())
                .collect::<Vec<_>>()
        };
        if found.hits.is_empty() && broken.is_empty() {
            let told = studio
                .say(w::CHECKED)
                .replacen("{}", &found.rules.to_string(), 1);
            let told = told.replacen("{}", &found.channels.len().to_string(), 1);
            return view! {
                <div class="note">{severity("ok")}<b>{studio.say(w::NOTHING_FOUND)}</b>{told}</div>
            }
            .into_any();
        }
        view! {
            {group("er", w::FILE, None, broken)}
            {group("er", w::ERRORS, Some(w::BLOCK), rows(true))}
            {group("wa", w::WARNINGS, None, rows(false))}
        }
        .into_any()
    };
    let count = move |kind: Severity, mark: &'static str, name| {
        let count =
            move || findings.with(|found| found.as_ref().map_or(0, |found| found.count(kind)));
        view! {
            <span class="sev" title=move || studio.say(name)>
                {severity(mark)}<span class="vh">{move || studio.say(name)}</span>{count}
            </span>
        }
    };
    view! {
        <div class="phead">
            <b>{move || studio.say(w::PUBLISH_TO)}</b>
            {channel_select(studio)}
            {market_select(studio)}
            <span class="grow"></span>
            {count(Severity::Error, "er", w::ERRORS)}
            {count(Severity::Warning, "wa", w::WARNINGS)}
        </div>
        <div class="pbody" tabindex="0">{body}</div>
    }
}

fn channel_select(studio: Studio) -> impl IntoView {
    let chosen = studio.part(|state| state.lens.channel);
    let declared = move || {
        let count = studio.loaded.with(|loaded| {
            loaded
                .as_ref()
                .map_or(0, |loaded| loaded.campaign().channels.len())
        });
        if count == 1 {
            return studio.say(w::ONE_CHANNEL).to_owned();
        }
        studio.say(w::DECLARED).replace("{}", &count.to_string())
    };
    pick(
        studio,
        "channel",
        w::CHANNEL,
        declared,
        Channel::ALL
            .map(|one| (one.name(), w::channel(one)))
            .to_vec(),
        move || chosen.get().map_or("", Channel::name),
        move |value| {
            let channel = Channel::from_name(value);
            studio.change(|state| state.lens.channel = channel);
        },
    )
}

fn market_select(studio: Studio) -> impl IntoView {
    let chosen = studio.part(|state| state.lens.market);
    pick(
        studio,
        "market",
        w::MARKET,
        move || studio.say(w::OWN_MARKET).to_owned(),
        Market::ALL.map(|one| (one.name(), w::market(one))).to_vec(),
        move || chosen.get().map_or("", Market::name),
        move |value| {
            let market = Market::from_name(value);
            studio.change(|state| state.lens.market = market);
        },
    )
}

/// One finding.
fn row(studio: Studio, n: usize, hit: &Hit, found: &Findings) -> impl IntoView + use<> {
    let picked = studio.explain.picked;
    let finding = &hit.finding;
    let rule = finding.rule;
    let message = finding.message.clone();
    let confirm = hit.is_to_be_confirmed();
    let source = move || {
        let source = rule.source(studio.locale());
        if confirm {
            [source, " · ", studio.say(w::CONFIRM)].concat()
        } else {
            source.to_owned()
        }
    };
    let channels = hit.channels.clone();
    let all = found.channels.len() == channels.len() && channels.len() > 1;
    let tags = move || {
        if all {
            return vec![studio.say(w::ALL_CHANNELS)];
        }
        let names = channels
            .iter()
            .map(|channel| studio.say(w::channel(*channel)));
        names.collect()
    };
    let path = finding.path.clone();
    let copied = path.clone();
    let widget = hit.widget;
    let on = move || picked.get() == Some(n);
    view! {
        <article class="find" class:on=on id=format!("find-{n}")>
            {severity(if hit.is_error() { "er" } else { "wa" })}
            <h3>
                <button
                    aria-pressed=move || on().to_string()
                    on:click=move |_| {
                        let now = picked.get_untracked() == Some(n);
                        picked.set((!now).then_some(n));
                        if let (false, Some(widget)) = (now, widget) {
                            studio.select_widget(widget);
                        }
                    }
                >
                    {move || message.get(studio.locale())}
                </button>
            </h3>
            <span class="id" title=move || rule.demands(studio.locale())>{rule.id}</span>
            <p class="bd src clip" title=source>{source}</p>
            <p class="bd path">
                <span class="mono clip" title=path.clone()>{path.clone()}</span>
                <span class="tag mono">{format!("{}:{}", finding.line, finding.column)}</span>
                {move || tags().into_iter().map(|name| view! { <span class="tag">{name}</span> }).collect_view()}
            </p>
            <p class="bd fix">{move || rule.fix(studio.locale())}</p>
            {move || {
                let copied = copied.clone();
                on().then(|| {
                    view! {
                        <div class="bd acts">
                            {widget.map(|widget| {
                                view! {
                                    <button class="btn s" on:click=move |_| studio.select_widget(widget)>
                                        {studio.say(w::SHOW)}
                                    </button>
                                }
                            })}
                            <button
                                class="btn s bare"
                                on:click=move |_| clipboard::copy(studio, copied.clone(), w::PATH_COPIED)
                            >
                                {studio.say(w::COPY_PATH)}
                            </button>
                        </div>
                    }
                })
            }}
        </article>
    }
}

fn problem(studio: Studio, problem: Problem) -> AnyView {
    let mark = if problem.severity == Severity::Error {
        "er"
    } else {
        "wa"
    };
    let told = Told::problem(&problem);
    view! {
        <article class="find">
            {severity(mark)}
            <h3>{move || told.get(studio.lang.get()).to_owned()}</h3>
            <span class="id">{problem.code}</span>
            <p class="bd path">
                <span class="mono clip">{problem.path}</span>
                <span class="tag mono">{format!("{}:{}", problem.line, problem.column)}</span>
            </p>
        </article>
    }
    .into_any()
}
