//! The gallery: every variant of every widget, mounted as it ships, side by side.
//!
//! Each frame has a shadow root of its own with the embed bundle's style sheet and the wrapper that
//! the element classes make, so a variant looks here as it looks on a page. Frames are mounted when
//! they come near the screen and unmounted with their cell.

use campaign::Locale;
use campaign::model::Theme;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::bundle::Bundle;
use super::icons::severity;
use super::words::{self as w, WIDGETS, Widget};
use super::{Studio, rail};
use crate::runtime::fetch;
use crate::ui::Node;
use crate::widgets::variant::Variant;

mod accepted;
mod bar;
mod carried;
mod cell;

pub use accepted::Changes;

use bar::bar;
use cell::cell;

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
    let [zh, tw, en] = Locale::ALL.map(|locale| variant.title.get(locale));
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

/// Makes one sheet of the bundle's two, which all frames share.
fn fetch_sheet(studio: Studio, sheet: RwSignal<Option<JsValue>, LocalStorage>) {
    Effect::new(move |_| {
        let files = studio.bundle.with(|bundle| match bundle {
            Bundle::Here(manifest) => {
                let url = |role| Some(["embed/", manifest.file(role)?].concat());
                Some((url("css")?, url("rest_css")?))
            }
            _ => None,
        });
        let Some((first, rest)) = files else {
            return;
        };
        let with_rest = move |first: Option<String>| {
            let made = move |rest: Option<String>| {
                let made = first.zip(rest);
                let made = made.and_then(|(first, rest)| constructed(&[first, rest].concat()));
                // The room may have been left meanwhile.
                let _ = sheet.try_set(made);
            };
            fetch::text(&rest, Box::new(made));
        };
        fetch::text(&first, Box::new(with_rest));
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
