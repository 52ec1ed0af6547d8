//! The gallery: every variant of every widget, mounted as it ships, side by side.
//!
//! Each frame has a shadow root of its own with the embed bundle's style sheet and the wrapper that
//! the element classes make, so a variant looks here as it looks on a page. Frames are mounted when
//! they come near the screen and unmounted with their cell.

use campaign::Locale;
use campaign::model::Theme;
use leptos::html;
use leptos::mount::mount_to_renderer;
use leptos::prelude::*;
use leptos::tachys::reactive_graph::RenderEffectState;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};

use super::bundle::Bundle;
use super::canvas::swatch;
use super::icons::{icon, severity};
use super::state::{THEMES, View};
use super::words::{self as w, WIDGETS, Widget};
use super::{Studio, observe, rail};
use crate::runtime::fetch;
use crate::ui::Node;
use crate::ui::node::Built;
use crate::widgets::variant::Variant;

/// Width of a frame in points, at 100 %.
const FRAME: f64 = 375.0;

/// Everything that a frame's look depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Look {
    theme: Theme,
    locale: Locale,
    dark: bool,
    large: bool,
}

/// What a cell shows.
#[derive(Clone, Copy)]
struct Shown {
    widget: &'static Widget,
    name: &'static str,
    title: campaign::Words,
    node: fn(Locale) -> Node,
}

type Mounted = leptos::mount::UnmountHandle<RenderEffectState<Built>>;

/// The gallery.
pub fn gallery(studio: Studio) -> impl IntoView {
    let sheet = RwSignal::new_local(None::<JsValue>);
    fetch_sheet(studio, sheet);
    let chosen = studio.part(|state| state.widget.clone());
    let filter = studio.part(|state| state.gallery.filter.clone());
    let shown = Memo::new(move |_| {
        let chosen = chosen.get();
        let filter = filter.get().to_lowercase();
        WIDGETS
            .iter()
            .filter(|widget| chosen.as_deref().is_none_or(|chosen| chosen == widget.name))
            .flat_map(|widget| {
                let filter = filter.clone();
                rail::variants_of(widget.name)
                    .into_iter()
                    .filter(move |variant| matches(variant, widget, &filter))
                    .map(move |variant| (widget.name, variant.name))
            })
            .collect::<Vec<_>>()
    });
    let looks = looks(studio);
    // A cell is made anew when its columns change, so they are part of its key.
    let cells = move || {
        let looks = looks.get();
        shown
            .get()
            .into_iter()
            .map(|cell| (cell, looks.clone()))
            .collect::<Vec<_>>()
    };
    let child = move |((widget, variant), looks): ((&'static str, &'static str), Vec<Look>)| {
        find(widget, variant).map(|shown| cell(studio, shown, looks, sheet))
    };
    reveal(studio);
    view! {
        <main class="stage gallery">
            {bar(studio, shown)}
            {move || {
                if shown.with(Vec::is_empty) {
                    nothing(studio).into_any()
                } else {
                    view! {
                        <div
                            class="gal"
                            tabindex="-1"
                            style=(
                                "--columns",
                                move || looks.with(Vec::len).to_string(),
                            )
                            style=(
                                "--frame",
                                move || {
                                    let zoom = studio.state.with(|state| state.gallery.zoom);
                                    format!("{}px", FRAME * f64::from(zoom) / 100.0)
                                },
                            )
                            style=(
                                "--gal-zoom",
                                move || {
                                    let zoom = studio.state.with(|state| state.gallery.zoom);
                                    format!("{}", f64::from(zoom) / 100.0)
                                },
                            )
                        >
                            <For
                                each=cells
                                key=|(cell, looks)| (*cell, format!("{looks:?}"))
                                children=child
                            />
                        </div>
                    }
                        .into_any()
                }
            }}
        </main>
    }
    .into_any()
}

fn matches(variant: &Variant, widget: &Widget, filter: &str) -> bool {
    let campaign::Words(zh, tw, en) = variant.title;
    let w::Say(widget_zh, widget_en) = widget.say;
    let words = [variant.name, zh, tw, en, widget.name, widget_zh, widget_en];
    filter
        .split_whitespace()
        .all(|part| words.iter().any(|word| word.to_lowercase().contains(part)))
}

fn find(widget: &str, variant: &str) -> Option<Shown> {
    let widget = w::widget_named(widget)?;
    let found = rail::variants_of(widget.name);
    let found = found.into_iter().find(|known| known.name == variant)?;
    Some(Shown {
        widget,
        name: found.name,
        title: found.title,
        node: found.node,
    })
}

/// The columns: each locale in each theme.
fn looks(studio: Studio) -> Memo<Vec<Look>> {
    let state = studio.state;
    Memo::new(move |_| {
        state.with(|state| {
            let gallery = &state.gallery;
            let look = |theme: &Theme, locale: &Locale| Look {
                theme: *theme,
                locale: *locale,
                dark: gallery.dark,
                large: gallery.large,
            };
            gallery
                .themes
                .iter()
                .flat_map(|theme| {
                    gallery
                        .locales
                        .iter()
                        .map(move |locale| look(theme, locale))
                })
                .collect()
        })
    })
}

/// Makes one sheet of the bundle's styles, which all frames share.
fn fetch_sheet(studio: Studio, sheet: RwSignal<Option<JsValue>, LocalStorage>) {
    Effect::new(move |_| {
        let file = studio.bundle.with(|bundle| match bundle {
            Bundle::Here(manifest) => manifest.file("css").map(str::to_owned),
            _ => None,
        });
        if let Some(file) = file {
            let done = move |text: Option<String>| {
                let made = text.and_then(|text| constructed(&text));
                // The room may have been left meanwhile.
                let _ = sheet.try_set(made);
            };
            fetch::text(&["embed/", &file].concat(), Box::new(done));
        }
    });
}

fn constructed(text: &str) -> Option<JsValue> {
    let class = js_sys::Reflect::get(&window(), &"CSSStyleSheet".into()).ok()?;
    let class: js_sys::Function = class.dyn_into().ok()?;
    let sheet = js_sys::Reflect::construct(&class, &js_sys::Array::new()).ok()?;
    let replace = js_sys::Reflect::get(&sheet, &"replaceSync".into()).ok()?;
    let replace: js_sys::Function = replace.dyn_into().ok()?;
    replace.call1(&sheet, &text.into()).ok()?;
    Some(sheet)
}

/// Scrolls to the selected variant, when it is selected and when the room is entered.
fn reveal(studio: Studio) {
    let chosen = studio.part(|state| (state.widget.clone(), state.gallery.variant.clone()));
    Effect::new(move |_| {
        if let (_, Some(_)) = chosen.get() {
            request_animation_frame(|| {
                let cell = document().query_selector(".cell.sel").ok().flatten();
                if let Some(cell) = cell {
                    let options = web_sys::ScrollIntoViewOptions::new();
                    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                    cell.scroll_into_view_with_scroll_into_view_options(&options);
                }
            });
        }
    });
}

fn bar(studio: Studio, shown: Memo<Vec<(&'static str, &'static str)>>) -> impl IntoView {
    let chosen = studio.part(|state| state.widget.clone());
    let filter = studio.part(|state| state.gallery.filter.clone());
    let themes = studio.part(|state| state.gallery.themes.clone());
    let locales = studio.part(|state| state.gallery.locales.clone());
    let dark = studio.part(|state| state.gallery.dark);
    let large = studio.part(|state| state.gallery.large);
    let zoom = studio.part(|state| state.gallery.zoom);
    view! {
        <div class="bar galbar" role="toolbar" aria-label=move || studio.say(w::GALLERY)>
            <label class="pick">
                <select
                    class="widget"
                    aria-label=move || studio.say(w::WIDGET_LIST)
                    prop:value=move || chosen.get().unwrap_or_default()
                    on:change=move |event| {
                        let value = event_target_value(&event);
                        studio
                            .change(|state| {
                                state.widget = (!value.is_empty()).then_some(value);
                                state.gallery.variant = None;
                            });
                    }
                >
                    <option value="">{move || studio.say(w::ALL)}</option>
                    {WIDGETS
                        .iter()
                        .map(|widget| {
                            view! {
                                <option value=widget.name>{move || studio.say(widget.say)}</option>
                            }
                        })
                        .collect_view()}
                </select>
                {icon("down")}
            </label>
            <span class="field">
                {icon("search")}
                <input
                    id="filter"
                    type="search"
                    spellcheck="false"
                    autocomplete="off"
                    placeholder=move || studio.say(w::FILTER)
                    aria-label=move || studio.say(w::FILTER)
                    prop:value=move || filter.get()
                    on:input=move |event| {
                        let value = event_target_value(&event);
                        studio.change(|state| state.gallery.filter = value);
                    }
                    on:keydown=move |event| {
                        if event.key() == "Escape" {
                            studio.change(|state| state.gallery.filter.clear());
                        }
                    }
                />
                <kbd class="kbd">"/"</kbd>
            </span>
            <span class="t3 num count" role="status">
                {move || format!("{} {}", shown.with(Vec::len), studio.say(w::STATES))}
            </span>
            <span class="grow"></span>
            <span class="chips" role="group" aria-label=move || studio.say(w::THEMES_BESIDE)>
                {THEMES
                    .map(|theme| {
                        view! {
                            <button
                                class="chip"
                                title=move || studio.say(w::theme(theme))
                                aria-label=move || studio.say(w::theme(theme))
                                aria-pressed=move || themes.with(|on| on.contains(&theme)).to_string()
                                on:click=move |_| studio.change(|state| state.toggle_theme(theme))
                            >
                                <span class=swatch(Some(theme))></span>
                                <span class="lbl">{move || studio.say(w::theme(theme))}</span>
                            </button>
                        }
                    })
                    .collect_view()}
            </span>
            <i class="sep"></i>
            <span class="chips" role="group" aria-label=move || studio.say(w::LOCALES_BESIDE)>
                {Locale::ALL
                    .map(|locale| {
                        view! {
                            <button
                                class="chip"
                                title=w::locale(locale)
                                aria-label=w::locale(locale)
                                aria-pressed=move || {
                                    locales.with(|on| on.contains(&locale)).to_string()
                                }
                                on:click=move |_| studio.change(|state| state.toggle_locale(locale))
                            >
                                <span lang=locale.tag()>{short(locale)}</span>
                            </button>
                        }
                    })
                    .collect_view()}
            </span>
            <i class="sep"></i>
            <button
                class="btn bare ico"
                title=move || studio.say(w::DARK)
                aria-label=move || studio.say(w::DARK)
                aria-pressed=move || dark.get().to_string()
                on:click=move |_| studio.change(|state| state.gallery.dark = !state.gallery.dark)
            >
                {icon("moon")}
            </button>
            <button
                class="btn bare ico"
                title=move || studio.say(w::LARGE)
                aria-label=move || studio.say(w::LARGE)
                aria-pressed=move || large.get().to_string()
                on:click=move |_| studio.change(|state| state.gallery.large = !state.gallery.large)
            >
                {icon("big")}
            </button>
            <span class="zoom">
                <button
                    class="btn bare ico s"
                    aria-label=move || studio.say(w::ZOOM_OUT)
                    on:click=move |_| studio.change(|state| state.step_gallery_zoom(false))
                >
                    {icon("minus")}
                </button>
                <span class="num zl">{move || format!("{}%", zoom.get())}</span>
                <button
                    class="btn bare ico s"
                    aria-label=move || studio.say(w::ZOOM_IN)
                    on:click=move |_| studio.change(|state| state.step_gallery_zoom(true))
                >
                    {icon("plus")}
                </button>
            </span>
        </div>
    }
    .into_any()
}

const fn short(locale: Locale) -> &'static str {
    match locale {
        Locale::ZhCn => "简",
        Locale::ZhTw => "繁",
        Locale::En => "EN",
    }
}

fn nothing(studio: Studio) -> impl IntoView {
    view! {
        <div class="note">
            {severity("in")}
            <b>{move || studio.say(w::NO_VARIANTS)}</b>
            {move || studio.say(w::NO_VARIANTS_HELP)}
            <div>
                <button
                    class="btn"
                    on:click=move |_| {
                        studio
                            .change(|state| {
                                state.gallery.filter.clear();
                                state.widget = None;
                            });
                    }
                >
                    {move || studio.say(w::CLEAR_FILTER)}
                </button>
            </div>
        </div>
    }
}

fn cell(
    studio: Studio,
    shown: Shown,
    looks: Vec<Look>,
    sheet: RwSignal<Option<JsValue>, LocalStorage>,
) -> impl IntoView {
    let selected = Memo::new(move |_| {
        studio.state.with(|state| {
            state.gallery.variant.as_deref() == Some(shown.name)
                && state.widget.as_deref() == Some(shown.widget.name)
        })
    });
    let alone = studio.part(|state| state.widget.is_some());
    let several = looks.len() > 1;
    let told = (
        looks.iter().any(|look| look.theme != looks[0].theme),
        looks.iter().any(|look| look.locale != looks[0].locale),
    );
    let frames = looks
        .into_iter()
        .map(|look| {
            let head = several.then(|| {
                // Only what tells the columns apart.
                let words = move || {
                    let theme = studio.say(w::theme(look.theme));
                    let locale = short(look.locale);
                    match told {
                        (true, true) => format!("{theme} · {locale}"),
                        (false, true) => w::locale(look.locale).to_owned(),
                        _ => theme.to_owned(),
                    }
                };
                view! { <span class="look">{words}</span> }
            });
            view! { <div class="vp">{head}{frame(shown, look, sheet)}</div> }
        })
        .collect::<Vec<_>>();
    view! {
        <article
            class="cell"
            class:sel=move || selected.get()
            data-widget=shown.widget.name
            data-variant=shown.name
        >
            <header>
                <button
                    class="name"
                    aria-pressed=move || selected.get().to_string()
                    on:click=move |_| {
                        studio
                            .change(|state| {
                                state.widget = Some(shown.widget.name.to_owned());
                                state.gallery.variant = Some(shown.name.to_owned());
                            });
                    }
                >
                    {move || (!alone.get()).then(|| view! { <span class="t3">{studio.say(shown.widget.say)}</span> })}
                    <b class="clip">{move || shown.title.get(studio.locale())}</b>
                    <span class="mono">{shown.name}</span>
                </button>
                <span class="end">
                    <button
                        class="btn s bare"
                        on:click=move |_| {
                            studio.change(|state| state.view = View::Preview);
                            let widget = shown.widget.name;
                            studio.select_widget(widget);
                        }
                    >
                        {move || studio.say(w::IN_PREVIEW)}
                    </button>
                </span>
            </header>
            <div class="pair">{frames}</div>
        </article>
    }
}

/// One variant in one look: a shadow root, mounted when it comes near the screen.
fn frame(
    shown: Shown,
    look: Look,
    sheet: RwSignal<Option<JsValue>, LocalStorage>,
) -> impl IntoView {
    let host = NodeRef::<html::Div>::new();
    let mounted = StoredValue::new_local(None::<Mounted>);
    let is_near = RwSignal::new(false);
    Effect::new(move |_| {
        if let Some(host) = host.get() {
            observe::near(&host, move || is_near.set(true));
        }
    });
    Effect::new(move |_| {
        if !is_near.get() {
            return;
        }
        let (Some(host), Some(sheet)) = (host.get(), sheet.get()) else {
            return;
        };
        if mounted.with_value(Option::is_some) {
            return;
        }
        if let Some(base) = stage(&host, &sheet, look) {
            // Mounted outside this effect's owner: the handle alone ends it.
            let node = shown.node;
            let handle = mount_to_renderer(&base.clone().into(), move || {
                Box::new(move || node(look.locale)) as crate::widgets::View
            });
            mounted.set_value(Some(handle));
            // The cell takes the widget's own ground, which the theme decides.
            let ground = window()
                .get_computed_style(&base)
                .ok()
                .flatten()
                .and_then(|style| style.get_property_value("background-color").ok());
            let around = host
                .parent_element()
                .and_then(|around| around.dyn_into::<HtmlElement>().ok());
            if let (Some(ground), Some(around)) = (ground, around) {
                let _ = around.style().set_property("background-color", &ground);
            }
            if base
                .query_selector(".dacu-overlay")
                .ok()
                .flatten()
                .is_some()
            {
                let _ = host.class_list().add_1("tall");
            }
        }
    });
    on_cleanup(move || {
        let gone = mounted.try_update_value(Option::take);
        drop(gone);
    });
    view! { <div class="host" inert=true node_ref=host></div> }
}

/// The wrapper inside a shadow root, as the element classes make it.
fn stage(host: &HtmlElement, sheet: &JsValue, look: Look) -> Option<HtmlElement> {
    let root: ShadowRoot = match host.shadow_root() {
        Some(root) => root,
        None => host
            .attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))
            .ok()?,
    };
    root.set_text_content(None);
    let sheets = js_sys::Array::of1(sheet);
    js_sys::Reflect::set(&root, &"adoptedStyleSheets".into(), &sheets).ok()?;
    let base: HtmlElement = document().create_element("div").ok()?.dyn_into().ok()?;
    let mut class = ["dacu dacu-theme-", super::state::theme_name(look.theme)].concat();
    for (name, on) in [(" dacu-dark", look.dark), (" dacu-large", look.large)] {
        if on {
            class.push_str(name);
        }
    }
    base.set_class_name(&class);
    let _ = base.set_attribute("part", "base");
    let _ = base.set_attribute("lang", look.locale.tag());
    root.append_child(&base).ok()?;
    Some(base)
}
