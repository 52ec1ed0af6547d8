//! The tab of the price: every layer in the engine's order, each open to its lines, and what did not
//! apply with what is missing.

use campaign::{Campaign, Locale, say};
use leptos::prelude::*;
use pricing::{Gives, Instant, Missing, Money, OfferId, Quote, Reason, Sku};

use super::outcome::{Outcome, Verdict};
use super::trace::{self, Trace};
use super::words as w;
use super::{costs, empty, share};
use crate::studio::icons::severity;
use crate::studio::js::get;
use crate::studio::state::Lang;
use crate::studio::words::{self as common, Say};
use crate::studio::{Loaded, Studio};

/// What the rows need to be said.
#[derive(Clone, Copy)]
pub(super) struct Teller<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) locale: Locale,
    pub(super) lang: Lang,
}

impl Teller<'_> {
    pub(super) fn money(self, amount: Money) -> String {
        say::money(amount, &self.campaign.currency, self.locale)
    }

    pub(super) fn product(self, sku: &Sku) -> String {
        let product = self.campaign.product(sku);
        product.map_or_else(
            || sku.as_str().to_owned(),
            |product| product.name.get(self.locale).to_owned(),
        )
    }

    /// `茶饼 ×2，杯子`.
    pub(super) fn goods(self, lines: &[(Sku, u32)]) -> String {
        let name = |(sku, units): &(Sku, u32)| match units {
            1 => self.product(sku),
            units => format!("{} ×{units}", self.product(sku)),
        };
        let names: Vec<String> = lines.iter().map(name).collect();
        names.join(if self.lang == Lang::Zh { "、" } else { ", " })
    }

    fn offer(self, id: &OfferId) -> String {
        let name = say::offer_name(self.campaign, id, self.locale);
        // All flash prices have one name; what tells them apart is the product and the session.
        let flash = self.campaign.flash_item(id).map(|(session, item)| {
            let product = self.product(&item.sku);
            let time = say::date_time(session.window.from, &self.campaign.zone, self.locale);
            format!("{name} · {product} · {time}")
        });
        flash.unwrap_or(name)
    }
}

/// The tab.
pub(super) fn price(studio: Studio) -> impl IntoView {
    // The layers that are open, by offer: they stay so while the time is dragged.
    let opened = RwSignal::new(Vec::new());
    let body = move || {
        let lang = studio.lang.get();
        let loaded: Option<Loaded> = studio.loaded.get();
        let traced = studio.explain.trace.get();
        match loaded.zip(traced) {
            Some((loaded, traced)) => {
                let teller = Teller {
                    campaign: loaded.campaign(),
                    locale: studio.locale(),
                    lang,
                };
                bill(studio, teller, &traced, opened).into_any()
            }
            None => no_quote(studio).into_any(),
        }
    };
    view! {
        <div class="pbody" tabindex="0">
            {body}
            {costs::costs(studio)}
        </div>
        {top_up(studio)}
    }
}

fn no_quote(studio: Studio) -> impl IntoView {
    let choose = move |_| {
        let cart = studio.loaded.with_untracked(|loaded| {
            let carts = &loaded.as_ref()?.campaign().samples.carts;
            let full = carts.iter().find(|cart| !cart.lines.is_empty());
            full.map(|cart| cart.id.clone())
        });
        studio.change(|state| state.cart = cart);
        studio.frame.reset();
    };
    view! {
        {empty(studio, "no", w::EMPTY_CART, w::EMPTY_CART_HELP)}
        <p class="mid"><button class="btn" on:click=choose>{move || studio.say(w::CHOOSE_CART)}</button></p>
    }
}

fn bill(
    studio: Studio,
    teller: Teller<'_>,
    trace: &Trace,
    opened: RwSignal<Vec<OfferId>>,
) -> impl IntoView + use<> {
    let quote = &trace.quote;
    let lang = teller.lang;
    let list = (quote.list + quote.freight).minor();
    let mut left = quote.list + quote.freight;
    let stack: Vec<_> = quote
        .applied
        .iter()
        .enumerate()
        .map(|(n, applied)| {
            // The cast loses nothing: a handful of offers.
            let faint = (1.0 - n as f64 * 0.15).max(0.3);
            let width = share(applied.amount.minor(), list);
            view! { <i style:width=width style:opacity=format!("{faint:.2}")></i> }.into_any()
        })
        .collect();
    let mut layers = Vec::new();
    for (n, applied) in quote.applied.iter().enumerate() {
        left -= applied.amount;
        layers.push(layer(teller, quote, n, (left, list), opened).into_any());
    }
    let beside: Vec<_> = quote
        .beside
        .iter()
        .map(|one| {
            let gives = match &one.gives {
                Gives::Cashback(amount) => {
                    w::CASHBACK.get(lang).replace("{}", &teller.money(*amount))
                }
                Gives::Points(points) => w::POINTS.get(lang).replace("{}", &say::count(*points)),
                Gives::Gifts(gifts) => {
                    let units: u32 = gifts.iter().map(|gift| gift.units).sum();
                    w::GIFTS.get(lang).replace("{}", &units.to_string())
                }
            };
            view! {
                <div class="nope">
                    {severity("ok")}<b class="clip">{teller.offer(&one.offer)}</b>
                    <span class="num">{gives}</span>
                </div>
            }
        })
        .collect();
    let conditional: Vec<_> = quote
        .conditional
        .iter()
        .map(|one| {
            let pay = common::CONDITIONAL_PAY
                .get(lang)
                .replace("{}", &teller.money(one.payable));
            view! {
                <div class="nope">
                    {severity("in")}<b class="clip">{teller.offer(&one.offer)}</b>
                    <span class="num">{pay}</span>
                </div>
            }
        })
        .collect();
    let unused = waiting(quote)
        .into_iter()
        .map(|unused| {
            let name = teller.offer(&unused.offer);
            let locale = teller.locale;
            let wait = match unused.reason {
                Reason::NotStarted(at) => Some(move || wait(studio, at, locale, lang)),
                _ => None,
            };
            view! {
                <div class="nope">
                    {severity("no")}
                    <b class="clip" title=name.clone()>{name.clone()}</b>
                    <code>{trace::code(&unused.reason)}</code>
                    <p class="why">
                        {say::reason(teller.campaign, &unused.reason, teller.locale)}
                        {wait}
                    </p>
                </div>
            }
        })
        .collect::<Vec<_>>();
    let lines: Vec<_> = trace
        .cart
        .lines
        .iter()
        .zip(&quote.lines)
        .map(|(line, priced)| {
            let paid = if priced.ticked {
                teller.money(priced.payable)
            } else {
                common::UNTICKED.get(lang).to_owned()
            };
            let name = teller.goods(&[(line.sku.clone(), line.quantity)]);
            view! {
                <span class="clip">{name}</span>
                <span class="t3 num">{teller.money(priced.list)}</span>
                <b class="num">{paid}</b>
            }
        })
        .collect();
    let group = |title: Say, count: usize| {
        (count > 0).then(|| view! { <div class="grp"><b>{title.get(lang)}</b>{count}</div> })
    };
    // Steps that the cart is on the way to, the nearest first.
    let mut steps: Vec<_> = quote
        .next
        .iter()
        .filter_map(|next| Some((next, next.missing?)))
        .collect();
    steps.sort_by_key(|(_, missing)| match missing {
        Missing::Amount(amount) => (0, amount.minor()),
        Missing::Units(units) => (1, i64::from(*units)),
    });
    let steps: Vec<_> = steps
        .into_iter()
        .map(|(next, missing)| {
            let name = teller.offer(&next.offer);
            view! {
                <div class="nope step">
                    {severity("in")}
                    <b class="clip" title=name.clone()>{name.clone()}</b>
                    <span class="num">{say::missing(teller.campaign, missing, teller.locale)}</span>
                </div>
            }
        })
        .collect();
    let counts = [
        quote.applied.len(),
        steps.len(),
        quote.beside.len(),
        conditional.len(),
        unused.len(),
        lines.len(),
    ];
    view! {
        {summary(studio, teller, quote, stack)}
        {group(common::APPLIED, counts[0])}
        {layers}
        {group(w::NEXT_STEPS, counts[1])}
        {steps}
        {group(w::ON_TOP, counts[2])}
        {beside}
        {group(common::CONDITIONAL, counts[3])}
        {conditional}
        {group(common::UNUSED, counts[4])}
        {unused}
        {group(common::LINES, counts[5])}
        <div class="shares flat">{lines}</div>
    }
}

/// How long until an offer starts, which alone of a bill follows the clock.
fn wait(studio: Studio, at: Instant, locale: Locale, lang: Lang) -> Option<impl IntoView + use<>> {
    let ms = at.since(studio.at.get());
    (ms > 0).then(|| {
        let wait = say::duration((ms + 999) / 1000 * 1000, locale);
        let wait = w::IN_WAIT.get(lang).replace("{}", &wait);
        view! { <span>" · "<b>{wait}</b></span> }
    })
}

fn summary(
    studio: Studio,
    teller: Teller<'_>,
    quote: &Quote,
    stack: Vec<AnyView>,
) -> impl IntoView + use<> {
    let lang = teller.lang;
    let list = quote.list + quote.freight;
    let ruleset = crate::runtime::told::ruleset(quote.ruleset);
    let short = format!("rs {}…{}", &ruleset[..4], &ruleset[12..]);
    let freight = (!quote.freight.is_zero()).then(|| {
        let off = if quote.freight_off >= quote.freight {
            Some(common::FREE_FREIGHT.get(lang).to_owned())
        } else if quote.freight_off.is_zero() {
            None
        } else {
            Some(format!("−{}", teller.money(quote.freight_off)))
        };
        view! {
            <p class="freight">
                <span>{common::FREIGHT.get(lang)}</span>
                <span class="num">{teller.money(quote.freight)}</span>
                {off.map(|off| view! { <b>{off}</b> })}
            </p>
        }
    });
    let was = format!(
        "{} {}　{} {}",
        common::LIST.get(lang),
        teller.money(list),
        common::SAVED.get(lang),
        teller.money(quote.saved()),
    );
    view! {
        <div class="sum">
            <div class="line1">
                <span class="t2">{common::PAYABLE.get(lang)}</span>
                <span class="pay num">{teller.money(quote.payable)}</span>
                <span class="was num">{was}</span>
            </div>
            <div class="stack" aria-hidden="true">
                <i style:width=share(quote.payable.minor(), list.minor())></i>
                {stack}
            </div>
            <div class="line2 agree" role="status">{move || verdict(studio)}</div>
            <div class="line2">
                {freight}<span class="grow"></span><span class="mono" title=ruleset>{short}</span>
            </div>
        </div>
    }
}

/// Whether page and server say the same; both figures where they do not.
fn verdict(studio: Studio) -> AnyView {
    let verdict = studio.explain.outcome.with(|outcome| outcome.verdict);
    let lang = studio.lang.get();
    let said =
        |mark, words: &str| view! { {severity(mark)}<span>{words.to_owned()}</span> }.into_any();
    match verdict {
        Verdict::Agrees => said("ok", w::AGREES.get(lang)),
        Verdict::Unknown => said("in", w::UNCHECKED.get(lang)),
        Verdict::Comparing => said("in", w::COMPARING.get(lang)),
        Verdict::Differs(server, page) => studio.loaded.with(|loaded| {
            let Some(loaded) = loaded else {
                return ().into_any();
            };
            let teller = Teller {
                campaign: loaded.campaign(),
                locale: studio.locale(),
                lang,
            };
            let told = w::DIFFERS
                .get(lang)
                .replacen("{}", &teller.money(server), 1);
            let told = told.replacen("{}", &teller.money(page), 1);
            view! { {severity("er")}<b class="bad">{told}</b> }.into_any()
        }),
    }
}

/// One layer; it opens to what it took off each line.
fn layer(
    teller: Teller<'_>,
    quote: &Quote,
    n: usize,
    (left, list): (Money, i64),
    opened: RwSignal<Vec<OfferId>>,
) -> impl IntoView + use<> {
    let lang = teller.lang;
    let applied = &quote.applied[n];
    let name = teller.offer(&applied.offer);
    let lines: Vec<_> = quote
        .lines
        .iter()
        .flat_map(|line| {
            let shares = line.shares.iter().filter(|share| share.applied == n);
            shares.map(move |share| (line, share))
        })
        .map(|(line, share)| {
            let name = teller.product(&Sku::new(line.id.as_str()));
            let units = w::UNITS.get(lang).replace("{}", &share.units.to_string());
            view! {
                <span class="clip">{name}</span>
                <span class="t3">{units}</span>
                <b class="num">{format!("−{}", teller.money(share.amount))}</b>
            }
        })
        .collect();
    let times = applied.tier.map(|tier| {
        let offer = teller.campaign.ruleset.offer(&applied.offer);
        let by_tier = offer.is_some_and(|offer| {
            use pricing::Benefit::{TiersByAmount, TiersByCount};
            matches!(offer.benefit, TiersByAmount { .. } | TiersByCount { .. })
        });
        if by_tier {
            w::TIMES.get(lang).replace("{}", &(tier + 1).to_string())
        } else {
            w::SETS.get(lang).replace("{}", &tier.to_string())
        }
    });
    let how = |name: Say, value: String| {
        view! { <span><i>{name.get(lang)}</i>" "{value}</span> }
    };
    let offer = applied.offer.clone();
    let toggled = offer.clone();
    let has_lines = !lines.is_empty();
    let amount = applied.amount.minor();
    view! {
        <details
            class="lay"
            open=opened.with_untracked(|opened| opened.contains(&offer))
            on:toggle=move |event| {
                let target: wasm_bindgen::JsValue = event.target().into();
                let open = get(&target, "open").is_some_and(|open| open.is_truthy());
                opened.update_untracked(|opened| {
                    opened.retain(|known| *known != toggled);
                    if open {
                        opened.push(toggled.clone());
                    }
                });
            }
        >
            <summary title=w::OPEN_LINES.get(lang)>
                <span class="o">{n + 1}</span>
                <h3 class="clip" title=name.clone()>
                    <small>{w::layer(applied.layer).get(lang)}</small>
                    {name.clone()}
                    {times.map(|times| view! { <em>{times}</em> })}
                </h3>
                <span class="amt">{format!("−{}", teller.money(applied.amount))}</span>
                <p class="how">
                    {how(common::BASE, teller.money(applied.base))}
                    {how(w::SHARED, w::sharing(applied.sharing).get(lang).to_owned())}
                    {how(w::FUNDER, w::funder(applied.funder).get(lang).to_owned())}
                </p>
                <div class="wf" aria-hidden="true">
                    <i style:width=share(left.minor(), list)></i>
                    <u style:left=share(left.minor(), list) style:width=share(amount, list)></u>
                </div>
            </summary>
            {has_lines.then(|| view! { <div class="shares">{lines}</div> })}
            <p class="off-id"><code>{applied.offer.as_str().to_owned()}</code></p>
        </details>
    }
}

/// What did not apply: what is only a little away comes first, for that is what a planner can act on.
fn waiting(quote: &Quote) -> Vec<&pricing::Unused> {
    use pricing::Missing::{Amount, Units};
    let mut waiting: Vec<_> = quote.unused.iter().collect();
    waiting.sort_by_key(|unused| match unused.reason {
        Reason::Short(Amount(amount)) | Reason::Requires(Amount(amount)) => (0, amount.minor()),
        Reason::Short(Units(units)) | Reason::Requires(Units(units)) => (1, units.into()),
        Reason::NotStarted(at) => (2, at.ms()),
        _ => (3, 0),
    });
    waiting
}

/// What to add, pinned below: it always says what the payable becomes.
fn top_up(studio: Studio) -> impl IntoView {
    let told = move || {
        let lang = studio.lang.get();
        let loaded = studio.loaded.get()?;
        studio.explain.trace.with(Option::is_some).then_some(())?;
        let teller = Teller {
            campaign: loaded.campaign(),
            locale: studio.locale(),
            lang,
        };
        studio.explain.outcome.with(|outcome: &Outcome| {
            let Some((best, added)) = &outcome.top_up else {
                return Some(w::NO_TOP_UP.get(lang).to_owned());
            };
            let (words, extra) = if best.lowers_total() {
                (w::ADD_LESS, Money::ZERO - best.extra)
            } else {
                (w::ADD_MORE, best.extra)
            };
            let values = [
                teller.goods(added),
                teller.money(extra),
                teller.money(best.payable),
            ];
            let said = values
                .iter()
                .fold(words.get(lang).to_owned(), |text, value| {
                    text.replacen("{}", value, 1)
                });
            Some(said)
        })
    };
    move || {
        told().map(|told| {
            view! {
                <p class="pin" title=told.clone()>
                    <b>{studio.say(w::TOP_UP)}</b><span class="clip">{told.clone()}</span>
                </p>
            }
        })
    }
}
