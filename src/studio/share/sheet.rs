//! The dialog of sharing: a link with everything, a code for a phone, pictures and files.

use campaign::Severity;
use campaign::json::{self, Value};
use campaign::say as text;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::picture::{self, Fault};
use super::words as w;
use super::{clipboard, draft, packed, page_address, page_base, qr, snippet};
use crate::runtime::fetch;
use crate::studio::bundle::Bundle;
use crate::studio::dialog::dialog;
use crate::studio::frame::{self, Status};
use crate::studio::icons::{icon, severity};
use crate::studio::js::{make, object};
use crate::studio::simulate::words::host as host_name;
use crate::studio::state::View;
use crate::studio::words::{self as common, Say};
use crate::studio::{Studio, rail};

/// How much sharper than a point a picture can be.
const SCALES: [u32; 3] = [1, 2, 3];

/// The dialog.
pub fn sheet(studio: Studio) -> impl IntoView {
    let body = view! {
        <div class="body">
            <div class="left">
                {link(studio)}
                {facts(studio)}
                {exports(studio)}
            </div>
            {phone(studio)}
        </div>
    };
    let close = move || studio.sharing.set(false);
    dialog(studio, "share", w::THIS_MOMENT, close, body.into_any())
}

/// Bytes as kilobytes with one digit.
fn kilobytes(length: usize) -> String {
    crate::studio::bundle::kilobytes(i64::try_from(length).unwrap_or(i64::MAX))
}

fn link(studio: Studio) -> impl IntoView {
    let address = RwSignal::new(String::new());
    let too_large = RwSignal::new(false);
    let draft = studio.editor.written(studio);
    let has_draft = draft.is_some();
    Effect::new(move |_| {
        let hash = studio.hash();
        let whole = draft.as_ref().map(|draft| draft::put(&hash, draft));
        leptos::task::spawn_local(async move {
            let mut packed = packed::pack(whole.as_deref().unwrap_or(&hash)).await;
            let large = whole.is_some() && packed.len() > draft::MOST;
            if large {
                packed = packed::pack(&hash).await;
            }
            let _ = too_large.try_set(large);
            let _ = address.try_set(page_address(&packed));
        });
    });
    let size = move || {
        let address = address.get();
        let hash = address.split_once('#').map_or("", |(_, hash)| hash);
        let words = if packed::is_packed(hash) {
            w::PACKED
        } else {
            w::PLAIN
        };
        studio.say(words).replace("{}", &kilobytes(address.len()))
    };
    view! {
        <h3 id="share-link">{move || studio.say(w::LINK)}</h3>
        <div class="linkrow">
            <input
                class="mono"
                readonly=true
                data-first=""
                aria-labelledby="share-link"
                prop:value=move || address.get()
                on:focus=|event| {
                    if let Some(field) = event.target().and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok()) {
                        field.select();
                    }
                }
            />
            <button
                class="btn pri"
                on:click=move |_| clipboard::copy(studio, address.get_untracked(), common::COPIED)
            >
                {icon("copy")}{move || studio.say(w::COPY)}
            </button>
        </div>
        <p class="t3 size">
            {size}
            {move || {
                has_draft.then(|| {
                    let (mark, words) = if too_large.get() { ("wa", w::DRAFT_TOO_LARGE) } else { ("ok", w::WITH_DRAFT) };
                    view! { " · "{severity(mark)}{studio.say(words)} }
                })
            }}
        </p>
    }
}

/// What the link carries, in words.
fn facts(studio: Studio) -> impl IntoView {
    let row = move |name: Say, value: String| {
        view! { <div><dt>{studio.say(name)}</dt><dd class="clip" title=value.clone()>{value.clone()}</dd></div> }
    };
    move || {
        let locale = studio.locale();
        let loaded = studio.loaded.get();
        let state = studio.state.get();
        let campaign = loaded.as_ref().map(|loaded| loaded.campaign());
        let name = campaign.map_or_else(String::new, |campaign| {
            format!("{} v{}", campaign.name.get(locale), campaign.version)
        });
        let moment = campaign.map_or_else(String::new, |campaign| {
            text::date_time(studio.at.get(), &campaign.zone, locale)
        });
        let theme = state.theme.or(campaign.map(|campaign| campaign.theme));
        let theme = theme.map_or("", |theme| studio.say(common::theme(theme)));
        let wide = studio.say(w::WIDE).replace("{}", &state.width.to_string());
        let look = format!("{wide} · {theme} · {}", common::locale(state.locale));
        let host = state
            .sim
            .host
            .map_or("–", |host| studio.say(host_name(host)));
        let sample = |buyers: bool, chosen: &Option<String>| {
            let rows = rail::samples(studio, locale, buyers);
            let found = rows
                .iter()
                .enumerate()
                .find(|(n, (id, _))| chosen.as_ref().map_or(*n == 0, |chosen| chosen == id));
            found.map_or_else(|| "–".to_owned(), |(_, (_, name))| name.clone())
        };
        let own: Vec<&str> = state
            .recipes
            .iter()
            .map(|recipe| recipe.name.as_str())
            .collect();
        view! {
            <dl class="facts">
                {row(w::CAMPAIGN, name)}
                {row(w::HOST, host.to_owned())}
                {row(w::MOMENT, moment)}
                {row(common::NETWORK, rail::network(studio))}
                {row(w::SKEW, format!("{} ms", state.sim.skew_ms))}
                {row(common::BUYER, sample(true, &state.buyer))}
                {row(w::LOOK, look)}
                {row(common::CART, sample(false, &state.cart))}
                {(!own.is_empty()).then(|| row(w::RECIPES, own.join(" · ")))}
            </dl>
        }
    }
}

fn exports(studio: Studio) -> impl IntoView {
    let scale = RwSignal::new(2_u32);
    let drawing = RwSignal::new(false);
    let view = studio.part(|state| state.view);
    let in_gallery = move || view.get() == View::Gallery;
    let has_page =
        move || !in_gallery() && studio.frame.status.with(|status| *status == Status::Ready);
    let told = move |result: Result<(), Fault>| {
        studio.tell(match result {
            Ok(()) => w::DRAWN,
            Err(Fault::TooLarge) => w::TOO_LARGE,
            Err(Fault::Refused) => w::NOT_DRAWN,
        });
        let _ = drawing.try_set(false);
    };
    let draw_page = move |_| {
        let name = format!("{}.png", file_name(studio));
        let scale = scale.get_untracked();
        let Some(body) = studio.frame.body() else {
            return;
        };
        drawing.set(true);
        leptos::task::spawn_local(async move {
            told(picture::save(&body, scale, picture::PAGE_MOST_PX, &name).await);
        });
    };
    let draw_gallery = move |_| {
        let found = document().query_selector(".gal").ok().flatten();
        let Some(gallery) = found else { return };
        drawing.set(true);
        leptos::task::spawn_local(async move {
            let most = picture::GALLERY_MOST_PX;
            told(picture::save(&gallery, 1, most, "dacu-gallery.png").await);
        });
    };
    let scales = view! {
        <span class="seg" role="group">
            {SCALES
                .map(|choice| {
                    view! {
                        <button
                            aria-pressed=move || (scale.get() == choice).to_string()
                            on:click=move |_| scale.set(choice)
                        >
                            {format!("{choice}×")}
                        </button>
                    }
                })
                .collect_view()}
        </span>
    };
    let page_help = move || {
        if drawing.get() {
            return studio.say(w::DRAWING).to_owned();
        }
        if !has_page() {
            return studio.say(w::PICTURE_ELSEWHERE).to_owned();
        }
        let width = u32::from(studio.state.with(|state| state.width)) * scale.get();
        studio
            .say(w::PICTURE_HELP)
            .replace("{}", &width.to_string())
    };
    let gallery_help = move || {
        if !in_gallery() {
            return studio.say(w::GALLERY_ELSEWHERE).to_owned();
        }
        if drawing.get() {
            return studio.say(w::DRAWING).to_owned();
        }
        let cells = document()
            .query_selector_all(".cell")
            .map_or(0, |cells| cells.length());
        studio
            .say(w::GALLERY_HELP)
            .replace("{}", &cells.to_string())
    };
    let file_help = move || {
        let errors = studio
            .explain
            .findings
            .with(|found| found.as_ref().map(|found| found.count(Severity::Error)));
        match errors {
            Some(0) => view! { {severity("ok")}{studio.say(w::NO_ERRORS)} }.into_any(),
            Some(errors) => {
                let told = studio.say(w::ERRORS).replace("{}", &errors.to_string());
                view! { {severity("er")}{told} }.into_any()
            }
            None => ().into_any(),
        }
    };
    let save_file = move |_| {
        let text = studio
            .loaded
            .with_untracked(|loaded| loaded.as_ref().map(|loaded| loaded.text().to_owned()));
        if let Some(text) = text {
            let options = object(&[("type", "application/json".into())]);
            let parts = js_sys::Array::of1(&text.into());
            let blob = make(&window(), "Blob", &[parts.into(), options]);
            let name = format!(
                "{}.json",
                studio.state.with_untracked(|state| state.campaign.clone())
            );
            let _ = blob.and_then(|blob| picture::keep(&blob, &name));
        }
    };
    view! {
        <h3>{move || studio.say(w::EXPORT)}</h3>
        <ul class="exports">
            <li>
                {icon("image")}
                <span class="what"><b>{move || studio.say(w::PICTURE)}</b><small role="status">{page_help}</small></span>
                {scales}
                <button class="btn png" disabled=move || { drawing.get() || !has_page() } on:click=draw_page>"PNG"</button>
            </li>
            <li>
                {icon("grid")}
                <span class="what"><b>{move || studio.say(w::GALLERY)}</b><small>{gallery_help}</small></span>
                <button class="btn gal-png" disabled=move || { drawing.get() || !in_gallery() } on:click=draw_gallery>"PNG"</button>
            </li>
            <li>
                {icon("file")}
                <span class="what"><b>{move || studio.say(w::FILE)}</b><small>{file_help}</small></span>
                <button class="btn json" on:click=save_file>"JSON"</button>
            </li>
            <li>
                {icon("code")}
                <span class="what"><b>{move || studio.say(w::SNIPPET)}</b><small>{move || studio.say(w::SNIPPET_HELP)}</small></span>
                <button class="btn html" on:click=move |_| clipboard::copy(studio, snippet::tag(studio), w::SNIPPET_COPIED)>
                    "HTML"
                </button>
                <button
                    class="btn npm"
                    disabled=move || studio.bundle.with(|bundle| !matches!(bundle, Bundle::Here(_)))
                    on:click=move |_| {
                        if let Some(text) = snippet::npm(studio) {
                            clipboard::copy(studio, text, w::SNIPPET_COPIED);
                        }
                    }
                >
                    "npm"
                </button>
            </li>
        </ul>
    }
}

/// `double11-2026-375-festive`.
fn file_name(studio: Studio) -> String {
    studio.state.with_untracked(|state| {
        let theme = state.theme.map_or("own", crate::studio::state::theme_name);
        format!("{}-{}-{theme}", state.campaign, state.width)
    })
}

/// The code for a phone on the same network.
fn phone(studio: Studio) -> impl IntoView {
    let running = RwSignal::new(false);
    let has_draft = studio.editor.written(studio).is_some();
    let lan = RwSignal::new(Vec::<String>::new());
    let here = page_base();
    let alone = is_loopback();
    if alone {
        let done = move |told: Option<String>| {
            let value = told.and_then(|told| json::parse(&told).ok());
            let found = value.as_ref().map_or(&[][..], Value::items).iter();
            let found = found
                .filter_map(|base| base.as_text().map(str::to_owned))
                .collect();
            let _ = lan.try_set(found);
        };
        fetch::text("lan.json", Box::new(done));
    } else {
        lan.set(vec![here]);
    }
    let address = move || {
        let base = lan.with(|lan| lan.first().cloned())?;
        let campaign = studio.state.with(|state| state.campaign.clone());
        let state = studio.state.get();
        let page = frame::address(studio, &state, &campaign, 0);
        let mut page = page.replace(&["&store=", frame::STORE].concat(), "");
        if !state.faults.is_empty() {
            page.push_str("&fault=");
            page.push_str(&state.fault_text());
        }
        if running.get() {
            page.push_str("&running=1");
        }
        Some(format!("{}/{page}", base.trim_end_matches('/')))
    };
    view! {
        <div class="right">
            <h3>{move || studio.say(w::ON_A_PHONE)}</h3>
            {move || match address() {
                None => view! { <p class="t2">{studio.say(w::NO_LAN)}</p> }.into_any(),
                Some(address) => {
                    let drawn = qr::code(&address, studio.say(w::QR));
                    let long = drawn.is_none();
                    view! {
                        {drawn}
                        {long.then(|| view! { <p class="t2">{studio.say(w::TOO_LONG)}</p> })}
                        <p class="t2">
                            {studio.say(if has_draft { w::NO_DRAFT_IN_CODE } else { w::SCAN })}
                        </p>
                        <p class="mono clip" title=address.clone()>{address.clone()}</p>
                        <label class="runs">
                            <input
                                type="checkbox"
                                prop:checked=move || running.get()
                                on:change=move |event| running.set(event_target_checked(&event))
                            />
                            {studio.say(w::RUNNING)}
                        </label>
                    }
                        .into_any()
                }
            }}
        </div>
    }
}

/// Whether the studio is served to this machine alone.
fn is_loopback() -> bool {
    let name = window().location().hostname().unwrap_or_default();
    name == "localhost" || name == "[::1]" || name.starts_with("127.")
}
