//! The tab of size and speed: the bundle beside its budget, and how the page in the phone started.

use leptos::prelude::*;

use super::perf::{Perf, Span};
use super::words as w;
use super::{empty, share};
use crate::studio::Studio;
use crate::studio::bundle::{Bundle, Manifest, Part, budget, kilobytes};
use crate::studio::icons::severity;
use crate::studio::words::{self as common, Say};

/// The tab.
pub(super) fn speed(studio: Studio) -> impl IntoView {
    move || {
        match studio.bundle.get() {
        Bundle::Here(manifest) => both(studio, &manifest).into_any(),
        Bundle::Missing => empty(studio, "er", common::NO_BUNDLE, common::NO_BUNDLE_HELP).into_any(),
        Bundle::Loading => {
            view! { <div class="sks" aria-hidden="true"><i class="sk"></i><i class="sk"></i><i class="sk"></i></div> }
                .into_any()
        }
    }
    }
}

fn whole(ms: f64) -> String {
    format!("{ms:.0}")
}

fn both(studio: Studio, manifest: &Manifest) -> impl IntoView + use<> {
    let perf = studio.explain.perf;
    let total = manifest.total_brotli();
    let over = budget("total_brotli").is_some_and(|allowed| total > allowed);
    let first = move || {
        perf.with(|perf| perf.first.map(whole))
            .unwrap_or_else(|| "–".to_owned())
    };
    let tasks = move || {
        perf.with(|perf| {
            if perf.tells_tasks {
                perf.tasks.len().to_string()
            } else {
                "–".to_owned()
            }
        })
    };
    let shift = move || {
        let shift = perf.with(|perf| perf.shift);
        shift.map_or_else(
            || "–".to_owned(),
            |parts| format!("{}.{:02}", parts / 10_000, parts % 10_000 / 100),
        )
    };
    view! {
        <div class="kv4">
            <div class:over=over>
                {move || studio.say(common::EMBED)}<b>{kilobytes(total)}<small>" KB"</small></b>
            </div>
            <div>{move || studio.say(w::FIRST_FIGURE)}<b>{first}<small>" ms"</small></b></div>
            <div>{move || studio.say(w::LONG_TASKS)}<b>{tasks}</b></div>
            <div>{move || studio.say(w::SHIFT)}<b>{shift}</b></div>
        </div>
        <div class="pbody" tabindex="0">
            {weights(studio, manifest)}
            {start(studio)}
            {files(studio, manifest)}
        </div>
    }
}

fn weights(studio: Studio, manifest: &Manifest) -> impl IntoView + use<> {
    let total = manifest.total_brotli();
    let allowed = budget("total_brotli").unwrap_or(0);
    let over = total > allowed;
    let mut parts: Vec<&Part> = manifest.parts.iter().collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.brotli));
    let sizes = parts
        .iter()
        .map(|part| part.brotli.max(budget(&part.role).unwrap_or(0)));
    let scale = sizes.max().unwrap_or(1);
    let row = |part: &Part| {
        let role = part.role.clone();
        let allowed = budget(&part.role);
        let over = allowed.is_some_and(|allowed| part.brotli > allowed);
        view! {
            <li class:over=over>
                <span class="clip">{move || studio.say(common::part(&role))}</span>
                <span class="m" aria-hidden="true">
                    <i style:width=share(part.brotli, scale)></i>
                    {allowed.map(|allowed| view! { <u style:left=share(allowed, scale)></u> })}
                </span>
                <b>{kilobytes(part.brotli)}</b>
                <em>{allowed.map_or_else(|| "–".to_owned(), kilobytes)}</em>
            </li>
        }
    };
    view! {
        <div class="grp">
            <b>{move || studio.say(common::BYTES)}</b>
            <span>{move || studio.say(common::BROTLI)}</span>
            <span class="grow"></span>
            <span>{move || studio.say(common::NOW)}</span>
            <span class="col">{move || studio.say(common::BUDGET)}</span>
        </div>
        <ul class="bytes">
            {parts.iter().map(|part| row(part)).collect::<Vec<_>>()}
            <li class="tot" class:over=over title=move || studio.say(common::TOTAL_HELP)>
                <span>{move || studio.say(common::TOTAL)}</span>
                <span class="m" aria-hidden="true"><i style:width=share(total, allowed)></i></span>
                <b>{kilobytes(total)}</b>
                <em>{kilobytes(allowed)}</em>
            </li>
        </ul>
    }
}

fn start(studio: Studio) -> impl IntoView {
    let perf = studio.explain.perf;
    let bars = move || {
        perf.with(|perf: &Perf| {
            let end = perf.first.unwrap_or(1.0).max(1.0);
            let row = |name: Say, span: Option<Span>| {
                let span = span?;
                let left = format!("{:.2}%", (span.from / end * 100.0).clamp(0.0, 100.0));
                let width = format!("{:.2}%", ((span.until - span.from) / end * 100.0).clamp(0.5, 100.0));
                Some(view! {
                    <li>
                        <span class="clip">{studio.say(name)}</span>
                        <span class="m" aria-hidden="true"><i style:left=left style:width=width></i></span>
                        <b>{whole(span.until)}</b>
                    </li>
                })
            };
            let first = perf.first.map(|at| Span { from: at * 0.995, until: at });
            view! {
                <ul class="bytes spans">
                    {row(w::HTML, perf.html)}
                    {row(w::LOADER, perf.loader)}
                    {row(w::DOWNLOAD, perf.wasm)}
                    {row(w::READY, perf.mount)}
                    {row(w::FIRST_FIGURE, first)}
                </ul>
            }
        })
    };
    let tasks = move || {
        perf.with(|perf: &Perf| {
            if !perf.tells_tasks || perf.tasks.is_empty() {
                let (mark, said) = if perf.tells_tasks {
                    ("ok", w::NO_LONG_TASKS)
                } else {
                    ("no", w::NOT_TOLD)
                };
                return view! { <div class="nope">{severity(mark)}<b>{studio.say(said)}</b></div> }
                    .into_any();
            }
            perf.tasks
                .iter()
                .map(|task| {
                    view! {
                        <div class="nope">
                            {severity("wa")}
                            <b>{format!("{} ms", whole(task.until - task.from))}</b>
                            <code>{format!("{} {} ms", studio.say(w::AT), whole(task.from))}</code>
                        </div>
                    }
                })
                .collect_view()
                .into_any()
        })
    };
    view! {
        <div class="grp">
            <b>{move || studio.say(w::START)}</b><span>{move || studio.say(w::AS_MEASURED)}</span>
        </div>
        {bars}
        <div class="grp">
            <b>{move || studio.say(w::LONG_TASKS)}</b><span>{move || studio.say(w::OVER_50)}</span>
        </div>
        {tasks}
    }
}

fn files(studio: Studio, manifest: &Manifest) -> impl IntoView + use<> {
    let file = |part: &Part| {
        view! {
            <div class="nope">
                {severity("ok")}
                <b class="mono clip">{part.file.clone()}</b>
                <code>{kilobytes(part.bytes)}" KB"</code>
            </div>
        }
    };
    view! {
        <div class="grp">
            <b>{move || studio.say(common::FILES)}</b>
            <span class="mono">"v"{manifest.version.clone()}</span>
            <span class="grow"></span>
            <span>{move || studio.say(common::RAW)}</span>
        </div>
        {manifest.parts.iter().map(file).collect::<Vec<_>>()}
    }
}
