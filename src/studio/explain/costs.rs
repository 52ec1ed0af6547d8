//! What the campaign may cost: the worst cart that a search finds, and what its draws are expected to
//! give away, beside the budget.

use std::sync::Arc;

use campaign::say;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use lint::Worst;
use pricing::Money;

use super::bill::Teller;
use super::budget::expectation;
use super::words as w;
use crate::studio::icons::severity;
use crate::studio::words::Say;
use crate::studio::{Loaded, Studio};

/// The search takes a second or so; its word is on the screen before it begins.
const PAINT_MS: u32 = 30;

#[derive(Clone)]
enum Search {
    Idle,
    Running,
    Done(Option<Arc<Worst>>),
}

/// The group below the quote.
pub(super) fn costs(studio: Studio) -> impl IntoView {
    let search = RwSignal::new(Search::Idle);
    Effect::new(move |_| {
        studio.loaded.track();
        search.set(Search::Idle);
    });
    move || {
        let loaded: Loaded = studio.loaded.get()?;
        let teller = Teller {
            campaign: loaded.campaign(),
            locale: studio.locale(),
            lang: studio.lang.get(),
        };
        let plan = &loaded.campaign().plan;
        let budget = match plan.budget {
            Some(budget) => teller.money(budget),
            None => "–".to_owned(),
        };
        Some(view! {
            <div class="grp">
                <b>{w::COSTS.get(teller.lang)}</b>
                <span class="grow"></span>
                <span title=plan.budget.is_none().then(|| w::NO_BUDGET.get(teller.lang))>
                    {format!("{} {budget}", w::BUDGET.get(teller.lang))}
                </span>
            </div>
            {worst(studio, teller, search)}
            {draws(teller)}
        })
    }
}

fn row(name: Say, teller: Teller<'_>, amount: Money) -> impl IntoView + use<> {
    view! { <dt>{name.get(teller.lang)}</dt><dd class="num">{teller.money(amount)}</dd> }
}

fn worst(studio: Studio, teller: Teller<'_>, search: RwSignal<Search>) -> impl IntoView + use<> {
    let lang = teller.lang;
    let has_costs = !teller.campaign.plan.costs.is_empty();
    let begin = move |_| {
        search.set(Search::Running);
        Timeout::new(PAINT_MS, move || {
            let found = studio.loaded.with_untracked(|loaded| {
                loaded
                    .as_ref()
                    .and_then(|loaded| lint::worst_case(loaded.campaign()))
            });
            let _ = search.try_set(Search::Done(found.map(Arc::new)));
        })
        .forget();
    };
    let head = move |tail: AnyView| {
        view! {
            <div class="cost-head">
                <b>{w::WORST.get(lang)}</b><span class="t3 clip">{w::WORST_HELP.get(lang)}</span>{tail}
            </div>
        }
        .into_any()
    };
    match search.get() {
        _ if !has_costs => view! {
            <div class="nope">{severity("no")}<b>{w::WORST.get(lang)}</b><p class="why">{w::NO_COSTS.get(lang)}</p></div>
        }
        .into_any(),
        Search::Idle => head(
            view! { <button class="btn s worst" on:click=begin>{w::SEARCH_WORST.get(lang)}</button> }
                .into_any(),
        ),
        Search::Running => head(view! { <span role="status">{w::SEARCHING.get(lang)}</span> }.into_any()),
        Search::Done(None) => head(().into_any()),
        Search::Done(Some(found)) => {
            let lost = found.loss > Money::ZERO;
            let at = found.at;
            let lines = found.lines.clone();
            let (name, amount) = if lost {
                (w::LOSS, found.loss)
            } else {
                (w::MARGIN, Money::ZERO - found.loss)
            };
            let when = say::date_time(at, &teller.campaign.zone, teller.locale);
            let priced = w::PRICED.get(lang).replace("{}", &found.priced.to_string());
            view! {
                <div class="cost">
                    {severity(if lost { "er" } else { "ok" })}
                    <b class="clip">{format!("{} · {when}", teller.goods(&lines))}</b>
                    <dl>
                        {row(w::PAID, teller, found.payable)}
                        {row(w::COST, teller, found.cost)}
                        {row(name, teller, amount)}
                    </dl>
                    <p class="t3">{priced}</p>
                    <p class="acts">
                        <button class="btn s" on:click=move |_| studio.go_to(at)>{w::GO_THERE.get(lang)}</button>
                        <button class="btn s bare" on:click=move |_| studio.frame.set_cart(&lines)>
                            {w::PUT_IN_CART.get(lang)}
                        </button>
                    </p>
                </div>
            }
            .into_any()
        }
    }
}

fn draws(teller: Teller<'_>) -> impl IntoView + use<> {
    let lang = teller.lang;
    let budget = teller.campaign.plan.budget;
    let draws = &teller.campaign.draws;
    let one = |draw: &campaign::model::Draw| {
        let told = expectation(draw);
        let turns = w::PER_BUYER
            .get(lang)
            .replace("{}", &told.turns.to_string());
        let most = match told.most {
            Some(most) => teller.money(most),
            None => w::UNLIMITED.get(lang).to_owned(),
        };
        let buyers = budget
            .and_then(|budget| told.buyers(budget))
            .map(|buyers| w::BUYERS.get(lang).replace("{}", &say::count(buyers)));
        let over = budget
            .zip(told.most)
            .filter(|(budget, most)| most > budget)
            .map(|(budget, most)| {
                w::OVER_BUDGET
                    .get(lang)
                    .replace("{}", &teller.money(most - budget))
            });
        let odds = say::odds_table(teller.campaign, draw, teller.locale)
            .into_iter()
            .map(|row| view! { <tr><td>{row.prize}</td><td>{row.odds}</td><td>{row.stock}</td><td>{row.value}</td></tr> })
            .collect::<Vec<_>>();
        view! {
            <div class="cost">
                {severity(if over.is_some() { "wa" } else { "ok" })}
                <b class="clip">{draw.name.get(teller.locale).to_owned()}</b>
                <dl>
                    {row(w::PER_DRAW, teller, told.per_draw())}
                    <dt>{turns}</dt><dd class="num">{teller.money(told.per_buyer())}</dd>
                    <dt>{w::STOCK_WORTH.get(lang)}</dt><dd class="num">{most}</dd>
                </dl>
                {over.or(buyers).map(|told| view! { <p class="t2">{told}</p> })}
                <details>
                    <summary>{w::ODDS.get(lang)}</summary>
                    <table>{odds}</table>
                </details>
            </div>
        }
    };
    (!draws.is_empty()).then(|| {
        view! {
            <div class="cost-head"><b>{w::DRAWS.get(lang)}</b></div>
            {draws.iter().map(one).collect::<Vec<_>>()}
        }
    })
}
