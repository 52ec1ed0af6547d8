//! The inspector: what the page told its host, what its cart costs, what its bundle weighs, and
//! what is wrong with its file.

use campaign::json::Value;
use campaign::{Campaign, Locale, Severity, say};
use leptos::prelude::*;
use pricing::{Money, OfferId};
use wasm_bindgen::JsCast;

use super::bundle::{Bundle, Manifest, Part, budget, kilobytes};
use super::frame::Entry;
use super::icons::{icon, severity};
use super::keys::tab_after;
use super::state::{Lang, Tab};
use super::words::{self as w, Say};
use super::{Loaded, Studio};

/// The inspector.
pub fn inspector(studio: Studio) -> impl IntoView {
    let problems = Memo::new(move |_| {
        let open = studio.state.with(|state| state.campaign.clone());
        studio.files.with(|files| {
            let file = files.iter().find(|file| file.name == open);
            file.map_or(0, |file| file.problems.len())
        })
    });
    // A file that cannot be used is what there is to look at.
    let malformed = Memo::new(move |_| problems.get() > 0 && studio.loaded.with(Option::is_none));
    let tabs = move || {
        let mut tabs = vec![Tab::Price, Tab::Events, Tab::Size];
        if problems.get() > 0 {
            tabs.push(Tab::Problems);
        }
        tabs
    };
    let tab = Memo::new(move |_| {
        let wanted = studio.state.with(|state| state.tab);
        if malformed.get() || (wanted == Tab::Problems && problems.get() > 0) {
            Tab::Problems
        } else if wanted == Tab::Problems {
            Tab::Price
        } else {
            wanted
        }
    });
    let count = move |which: Tab| match which {
        Tab::Events => studio.frame.log.with(Vec::len),
        Tab::Problems => problems.get(),
        _ => 0,
    };
    let head = move |which: Tab| {
        let (id, name) = name_of(which);
        view! {
            <button
                class="tab"
                role="tab"
                id=["tab-", id].concat()
                aria-controls="tab-body"
                aria-selected=move || (tab.get() == which).to_string()
                tabindex=move || if tab.get() == which { "0" } else { "-1" }
                on:click=move |_| studio.change(|state| state.tab = which)
            >
                {move || studio.say(name)}
                {move || {
                    let count = count(which);
                    (count > 0)
                        .then(|| {
                            let class = if which == Tab::Problems { "cnt er" } else { "cnt" };
                            view! { <span class=class>{count}</span> }
                        })
                }}
            </button>
        }
    };
    view! {
        <aside class="insp" aria-label=move || studio.say(w::INSPECTOR)>
            <div
                class="tabs"
                role="tablist"
                on:keydown=move |event| {
                    if let Some(next) = untrack(|| tab_after(&event.key(), &tabs(), tab.get())) {
                        event.prevent_default();
                        studio.change(|state| state.tab = next);
                        let id = ["tab-", name_of(next).0].concat();
                        let found = document().get_element_by_id(&id);
                        if let Some(Ok(found)) = found.map(JsCast::dyn_into::<web_sys::HtmlElement>) {
                            let _ = found.focus();
                        }
                    }
                }
            >
                {move || tabs().into_iter().map(head).collect_view()}
            </div>
            <div
                class="panel show"
                role="tabpanel"
                id="tab-body"
                tabindex="-1"
                aria-labelledby=move || ["tab-", name_of(tab.get()).0].concat()
            >
                {move || match tab.get() {
                    Tab::Events => events(studio).into_any(),
                    Tab::Price => price(studio).into_any(),
                    Tab::Size => size(studio).into_any(),
                    Tab::Problems => file_problems(studio).into_any(),
                }}
            </div>
        </aside>
    }
    .into_any()
}

const fn name_of(tab: Tab) -> (&'static str, Say) {
    match tab {
        Tab::Events => ("events", w::EVENTS),
        Tab::Price => ("price", w::PRICE),
        Tab::Size => ("size", w::SIZE),
        Tab::Problems => ("problems", w::PROBLEMS),
    }
}

fn empty(studio: Studio, title: Say, help: Say) -> impl IntoView {
    view! {
        <div class="note">
            {severity("in")}
            <b>{move || studio.say(title)}</b>
            {move || studio.say(help)}
        </div>
    }
}

fn events(studio: Studio) -> impl IntoView {
    let log = studio.frame.log;
    let open = RwSignal::new(None::<u32>);
    let zone = move || {
        studio
            .loaded
            .with(|loaded| loaded.as_ref().map(|loaded| loaded.campaign().zone.clone()))
    };
    let row = move |entry: Entry| {
        let time = zone().map_or_else(String::new, |zone| {
            let local = campaign::timeline::Civil::at(entry.at, &zone);
            let ms = entry.at.ms().rem_euclid(1000);
            format!(
                "{:02}:{:02}:{:02}.{ms:03}",
                local.hour, local.minute, local.second
            )
        });
        let number = entry.number;
        let is_open = move || open.get() == Some(number);
        let class = if entry.name == "dacu-fault" {
            "is-fault"
        } else {
            ""
        };
        let has_detail = !entry.detail.is_empty() && entry.detail != "{}";
        let short: String = entry
            .detail
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let detail = entry.detail.clone();
        view! {
            <li class=class class:on=is_open>
                <button
                    disabled=!has_detail
                    aria-expanded=move || is_open().to_string()
                    on:click=move |_| {
                        open.update(|open| *open = if *open == Some(number) { None } else { Some(number) });
                    }
                >
                    <time>{time}</time>
                    <b>{entry.name.clone()}</b>
                    {has_detail.then(|| view! { <span class="more">{short}</span> })}
                </button>
                {move || is_open().then(|| view! { <pre>{detail.clone()}</pre> })}
            </li>
        }
    };
    move || {
        if log.with(Vec::is_empty) {
            return empty(studio, w::NO_EVENTS, w::NO_EVENTS_HELP).into_any();
        }
        view! {
            <div class="phead">
                <span>{move || studio.say(w::NEWEST_FIRST)}</span>
                <span class="grow"></span>
                <button class="btn s bare" on:click=move |_| log.set(Vec::new())>
                    {move || studio.say(w::CLEAR_LOG)}
                </button>
            </div>
            <div class="pbody" tabindex="0">
                <ul class="log">
                    <For each=move || log.get() key=|entry| entry.number children=row />
                </ul>
            </div>
        }
        .into_any()
    }
}

/// A quote, read for its table.
struct Bill<'a> {
    quote: &'a Value,
    campaign: &'a Campaign,
    locale: Locale,
}

impl Bill<'_> {
    fn minor(&self, name: &str) -> i64 {
        self.quote.get(name).and_then(Value::as_int).unwrap_or(0)
    }

    fn money(&self, minor: i64) -> String {
        say::money(Money::new(minor), &self.campaign.currency, self.locale)
    }

    fn rows(&self, name: &str) -> &[Value] {
        self.quote.get(name).map_or(&[], Value::items)
    }

    fn offer(&self, row: &Value) -> String {
        let id = row.get("offer").and_then(Value::as_text).unwrap_or("");
        let id = OfferId::new(id);
        let name = say::offer_name(self.campaign, &id, self.locale);
        // All flash prices have one name; what tells them apart is the product and the session.
        let flash = self.campaign.flash_item(&id);
        let sold = flash.and_then(|(session, item)| {
            let product = self.campaign.product(&item.sku)?.name.get(self.locale);
            let time = say::date_time(session.window.from, &self.campaign.zone, self.locale);
            Some(format!("{name} · {product} · {time}"))
        });
        sold.unwrap_or(name)
    }
}

/// A share of the list price, for the bars.
fn share(part: i64, whole: i64) -> String {
    #[allow(clippy::cast_precision_loss, reason = "a bar is a few hundred pixels")]
    let share = part.max(0) as f64 / whole.max(1) as f64;
    format!("{:.2}%", share.min(1.0) * 100.0)
}

fn price(studio: Studio) -> impl IntoView {
    let quote = studio.frame.quote;
    move || {
        let locale = studio.locale();
        let lang = studio.state.with(|state| state.lang);
        let loaded: Option<Loaded> = studio.loaded.get();
        quote.with(|quote| match (quote, &loaded) {
            (Some(quote), Some(loaded)) => {
                let campaign = loaded.campaign();
                bill(
                    &Bill {
                        quote,
                        campaign,
                        locale,
                    },
                    lang,
                )
                .into_any()
            }
            _ => empty(studio, w::NO_QUOTE, w::NO_QUOTE_HELP).into_any(),
        })
    }
}

fn bill(bill: &Bill<'_>, lang: Lang) -> impl IntoView + use<> {
    let list = bill.minor("list") + bill.minor("freight");
    let payable = bill.minor("payable");
    let saved = bill.minor("saved");
    let applied = bill.rows("applied");
    let ruleset = bill
        .quote
        .get("ruleset")
        .and_then(Value::as_text)
        .unwrap_or("")
        .to_owned();
    let stack: Vec<_> = applied
        .iter()
        .enumerate()
        .map(|(n, row)| {
            let amount = row.get("amount").and_then(Value::as_int).unwrap_or(0);
            #[allow(clippy::cast_precision_loss, reason = "a handful of offers")]
            let faint = (1.0 - n as f64 * 0.15).max(0.3);
            view! { <i style:width=share(amount, list) style:opacity=format!("{faint:.2}")></i> }
        })
        .collect();
    let mut left = list;
    let layers: Vec<_> = applied
        .iter()
        .enumerate()
        .map(|(n, row)| {
            let amount = row.get("amount").and_then(Value::as_int).unwrap_or(0);
            let base = row.get("base").and_then(Value::as_int).unwrap_or(0);
            let coupon = row.get("coupon").and_then(Value::as_bool).unwrap_or(false);
            left -= amount;
            view! {
                <div class="lay">
                    <span class="o">{n + 1}</span>
                    <h3 class="clip" title=bill.offer(row)>
                        {bill.offer(row)}
                        {coupon.then(|| view! { <small>{w::BY_COUPON.get(lang)}</small> })}
                    </h3>
                    <span class="amt">{format!("−{}", bill.money(amount))}</span>
                    <p class="how">
                        <span><i>{w::BASE.get(lang)}</i>" "{bill.money(base)}</span>
                        <code>{row.get("offer").and_then(Value::as_text).unwrap_or("").to_owned()}</code>
                    </p>
                    <div class="wf" aria-hidden="true">
                        <i style:width=share(left, list)></i>
                        <u style:left=share(left, list) style:width=share(amount, list)></u>
                    </div>
                </div>
            }
        })
        .collect();
    // What is only a few yuan away comes first: that is what a planner can act on.
    let mut waiting: Vec<&Value> = bill.rows("unused").iter().collect();
    waiting.sort_by_key(|row| {
        let missing = |name| row.get(name).and_then(Value::as_int);
        missing("missing")
            .or_else(|| missing("missingUnits"))
            .unwrap_or(i64::MAX)
    });
    let unused: Vec<_> = waiting
        .into_iter()
        .map(|row| {
            let code = row
                .get("reason")
                .and_then(Value::as_text)
                .unwrap_or("")
                .to_owned();
            let missing = row.get("missing").and_then(Value::as_int);
            let units = row.get("missingUnits").and_then(Value::as_int);
            let short = missing
                .map(|minor| w::SHORT_BY.get(lang).replace("{}", &bill.money(minor)))
                .or_else(|| {
                    units.map(|units| {
                        w::SHORT_BY_UNITS
                            .get(lang)
                            .replace("{}", &units.to_string())
                    })
                });
            view! {
                <div class="nope">
                    {severity("no")}
                    <b class="clip" title=bill.offer(row)>{bill.offer(row)}</b>
                    <code>{code.clone()}</code>
                    <p class="why">
                        {w::reason(&code).get(lang)}
                        {short.map(|short| view! { <span>" · "<b>{short}</b></span> })}
                    </p>
                </div>
            }
        })
        .collect();
    let conditional: Vec<_> = bill
        .rows("conditional")
        .iter()
        .map(|row| {
            let payable = row.get("payable").and_then(Value::as_int).unwrap_or(0);
            let pay = w::CONDITIONAL_PAY
                .get(lang)
                .replace("{}", &bill.money(payable));
            view! {
                <div class="nope">
                    {severity("in")}
                    <b>{bill.offer(row)}</b>
                    <span class="num">{pay}</span>
                </div>
            }
        })
        .collect();
    let lines: Vec<_> = bill
        .rows("lines")
        .iter()
        .map(|row| {
            let id = row
                .get("id")
                .and_then(Value::as_text)
                .unwrap_or("")
                .to_owned();
            let ticked = row.get("ticked").and_then(Value::as_bool).unwrap_or(true);
            let list = row.get("list").and_then(Value::as_int).unwrap_or(0);
            let paid = row.get("payable").and_then(Value::as_int).unwrap_or(0);
            let product = bill.campaign.product(&pricing::Sku::new(&id));
            let name = product.map_or(id, |product| product.name.get(bill.locale).to_owned());
            let paid = if ticked {
                bill.money(paid)
            } else {
                w::UNTICKED.get(lang).to_owned()
            };
            view! {
                <span class="clip">{name}</span>
                <span class="t3 num">{bill.money(list)}</span>
                <b class="num">{paid}</b>
            }
        })
        .collect();
    let freight = bill.minor("freight");
    let freight_off = bill.minor("freightOff");
    let freight = (freight > 0).then(|| {
        let waived = freight_off >= freight;
        let off = (freight_off > 0).then(|| {
            let words = if waived {
                w::FREE_FREIGHT.get(lang).to_owned()
            } else {
                format!("−{}", bill.money(freight_off))
            };
            view! { <b>{words}</b> }
        });
        view! {
            <p class="freight">
                <span>{w::FREIGHT.get(lang)}</span>
                <span class="num">{bill.money(freight)}</span>
                {off}
            </p>
        }
    });
    let group = |title: Say, count: usize| {
        (count > 0).then(|| view! { <div class="grp"><b>{title.get(lang)}</b>{count}</div> })
    };
    let short_hash =
        (ruleset.len() == 16).then(|| format!("rs {}…{}", &ruleset[..4], &ruleset[12..]));
    view! {
        <div class="pbody" tabindex="0">
            <div class="sum">
                <div class="line1">
                    <span class="t2">{w::PAYABLE.get(lang)}</span>
                    <span class="pay num">{bill.money(payable)}</span>
                    <span class="was num">
                        {format!("{} {}　{} {}", w::LIST.get(lang), bill.money(list), w::SAVED.get(lang), bill.money(saved))}
                    </span>
                </div>
                <div class="stack" aria-hidden="true">
                    <i style:width=share(payable, list)></i>
                    {stack}
                </div>
                <div class="line2">{freight}<span class="grow"></span><span class="mono" title=ruleset>{short_hash}</span></div>
            </div>
            {group(w::APPLIED, applied.len())}
            {layers}
            {group(w::CONDITIONAL, conditional.len())}
            {conditional}
            {group(w::UNUSED, unused.len())}
            {unused}
            {group(w::LINES, lines.len())}
            <div class="shares flat">{lines}</div>
        </div>
    }
}

fn size(studio: Studio) -> impl IntoView {
    move || {
        match studio.bundle.get() {
        Bundle::Here(manifest) => weights(studio, &manifest).into_any(),
        Bundle::Missing => empty(studio, w::NO_BUNDLE, w::NO_BUNDLE_HELP).into_any(),
        Bundle::Loading => {
            view! { <div class="sks" aria-hidden="true"><i class="sk"></i><i class="sk"></i><i class="sk"></i></div> }
                .into_any()
        }
    }
    }
}

fn weights(studio: Studio, manifest: &Manifest) -> impl IntoView + use<> {
    let total = manifest.total_brotli();
    let allowed = budget("total_brotli").unwrap_or(0);
    let room = allowed - total;
    let over = room < 0;
    let largest = manifest
        .parts
        .iter()
        .map(|part| part.brotli)
        .max()
        .unwrap_or(1);
    let scale = largest.max(
        manifest
            .parts
            .iter()
            .filter_map(|part| budget(&part.role))
            .max()
            .unwrap_or(1),
    );
    let row = |part: &Part| {
        let role = part.role.clone();
        let allowed = budget(&part.role);
        let class = if allowed.is_some_and(|allowed| part.brotli > allowed) {
            "over"
        } else {
            ""
        };
        view! {
            <li class=class>
                <span class="clip">{move || studio.say(w::part(&role))}</span>
                <span class="m" aria-hidden="true">
                    <i style:width=share(part.brotli, scale)></i>
                    {allowed.map(|allowed| view! { <u style:left=share(allowed, scale)></u> })}
                </span>
                <b>{kilobytes(part.brotli)}</b>
                <em>{allowed.map_or_else(|| "–".to_owned(), kilobytes)}</em>
            </li>
        }
    };
    let file = |part: &Part| {
        view! {
            <div class="nope">
                {severity("ok")}
                <b class="mono clip">{part.file.clone()}</b>
                <code>{kilobytes(part.bytes)}" KB"</code>
            </div>
        }
    };
    let mut parts: Vec<&Part> = manifest.parts.iter().collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.brotli));
    view! {
        <div class="kv4 kv3">
            <div>{move || studio.say(w::EMBED)}<b>{kilobytes(total)}<small>" KB"</small></b></div>
            <div>{move || studio.say(w::BUDGET)}<b>{kilobytes(allowed)}<small>" KB"</small></b></div>
            <div class:over=over>
                {move || studio.say(if over { w::OVER } else { w::LEFT })}
                <b>{kilobytes(room.abs())}<small>" KB"</small></b>
            </div>
        </div>
        <div class="pbody" tabindex="0">
            <div class="grp">
                <b>{move || studio.say(w::BYTES)}</b>
                <span>{move || studio.say(w::BROTLI)}</span>
                <span class="grow"></span>
                <span>{move || studio.say(w::NOW)}</span>
                <span class="col">{move || studio.say(w::BUDGET)}</span>
            </div>
            <ul class="bytes">
                {parts.iter().map(|part| row(part)).collect::<Vec<_>>()}
                <li class="tot" class:over=over title=move || studio.say(w::TOTAL_HELP)>
                    <span>{move || studio.say(w::TOTAL)}</span>
                    <span class="m" aria-hidden="true"><i style:width=share(total, allowed)></i></span>
                    <b>{kilobytes(total)}</b>
                    <em>{kilobytes(allowed)}</em>
                </li>
            </ul>
            <p class="hint">{move || studio.say(w::TOTAL_HELP)}</p>
            <div class="grp">
                <b>{move || studio.say(w::FILES)}</b>
                <span class="mono">"v"{manifest.version.clone()}</span>
                <span class="grow"></span>
                <span>{move || studio.say(w::RAW)}</span>
            </div>
            {parts.iter().map(|part| file(part)).collect::<Vec<_>>()}
        </div>
    }
}

fn file_problems(studio: Studio) -> impl IntoView {
    let rows = move || {
        let open = studio.state.with(|state| state.campaign.clone());
        studio.files.with(|files| {
            let file = files.iter().find(|file| file.name == open);
            file.map_or_else(Vec::new, |file| file.problems.to_vec())
        })
    };
    view! {
        <div class="pbody" tabindex="0">
            {move || {
                rows()
                    .into_iter()
                    .map(|problem| {
                        let mark = if problem.severity == Severity::Error { "er" } else { "wa" };
                        view! {
                            <article class="find">
                                {severity(mark)}
                                <h3>{problem.message}</h3>
                                <span class="id">{problem.code}</span>
                                <p class="bd path">
                                    <span class="mono clip">{problem.path}</span>
                                    <span class="tag mono">{format!("{}:{}", problem.line, problem.column)}</span>
                                </p>
                            </article>
                        }
                    })
                    .collect_view()
            }}
            <p class="hint">{icon("phone")}{move || studio.say(w::FILE_MALFORMED_HELP)}</p>
        </div>
    }
}
