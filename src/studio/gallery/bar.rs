//! The gallery's bar: which states, in which looks, and how they compare with what was accepted.

use campaign::Locale;
use leptos::html;
use leptos::prelude::*;

use super::{accepted, carried};
use crate::studio::Studio;
use crate::studio::canvas::swatch;
use crate::studio::controls::{ICON, SMALL_ICON, icon_button, icon_toggle};
use crate::studio::editor::words::fill;
use crate::studio::icons::icon;
use crate::studio::js::get;
use crate::studio::share::picture;
use crate::studio::state::THEMES;
use crate::studio::words::{self as w, WIDGETS};

/// The bar.
pub(super) fn bar(studio: Studio, shown: Memo<Vec<(&'static str, &'static str)>>) -> impl IntoView {
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
            {pictures(studio)}
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
                                aria-label=[short(locale), " ", w::locale(locale)].concat()
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
            {icon_toggle(studio, ICON, "moon", w::DARK, move || dark.get(), move || {
                studio.change(|state| state.gallery.dark = !state.gallery.dark);
            })}
            {icon_toggle(studio, ICON, "big", w::LARGE, move || large.get(), move || {
                studio.change(|state| state.gallery.large = !state.gallery.large);
            })}
            <span class="zoom">
                {icon_button(studio, SMALL_ICON, "minus", w::ZOOM_OUT, || false, move || {
                    studio.change(|state| state.step_gallery_zoom(false));
                })}
                <span class="num zl">{move || format!("{}%", zoom.get())}</span>
                {icon_button(studio, SMALL_ICON, "plus", w::ZOOM_IN, || false, move || {
                    studio.change(|state| state.step_gallery_zoom(true));
                })}
            </span>
        </div>
    }
    .into_any()
}

/// A locale in a letter or two.
pub(super) const fn short(locale: Locale) -> &'static str {
    match locale {
        Locale::ZhCn => "简",
        Locale::ZhTw => "繁",
        Locale::En => "EN",
    }
}

/// Accepting what the shown states look like, and comparing them with what was accepted.
fn pictures(studio: Studio) -> impl IntoView {
    let busy = RwSignal::new(false);
    let accept = move |_| {
        busy.set(true);
        leptos::task::spawn_local(async move {
            let kept = accepted::accept().await;
            studio.changes.update(std::collections::BTreeMap::clear);
            studio.tell(if kept.is_some() {
                w::ACCEPTED
            } else {
                w::NO_STORE
            });
            let _ = busy.try_set(false);
        });
    };
    let compare = move |_| {
        busy.set(true);
        leptos::task::spawn_local(async move {
            match accepted::compare().await {
                Some(changes) => {
                    let same = !changes.values().any(|change| change.is_different());
                    studio.tell(if same { w::ALL_SAME } else { w::SOME_DIFFER });
                    studio.changes.set(changes);
                }
                None => studio.tell(w::NO_STORE),
            }
            let _ = busy.try_set(false);
        });
    };
    view! {
        <i class="sep"></i>
        <button class="btn bare compare" disabled=move || busy.get() title=move || studio.say(w::COMPARE_HELP) on:click=compare>
            {move || studio.say(if busy.get() { w::COMPARING } else { w::COMPARE })}
        </button>
        <button class="btn bare accept" disabled=move || busy.get() title=move || studio.say(w::ACCEPT_HELP) on:click=accept>
            {move || studio.say(w::ACCEPT)}
        </button>
        {carry(studio, busy)}
    }
}

/// Accepted pictures to a file and from one, for whoever else compares.
fn carry(studio: Studio, busy: RwSignal<bool>) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let export = move || {
        busy.set(true);
        leptos::task::spawn_local(async move {
            match carried::pack().await {
                Some((_, 0)) => studio.tell(w::NONE_ACCEPTED),
                Some((file, count)) => {
                    let _ = picture::keep(&file, "accepted.dacu-pictures");
                    studio.tell_text(fill(studio.say(w::EXPORTED), count));
                }
                None => studio.tell(w::NO_STORE),
            }
            let _ = busy.try_set(false);
        });
    };
    let import = move |_| {
        let Some(field) = field.get_untracked() else {
            return;
        };
        let file = get(&field, "files").and_then(|files| get(&files, "0"));
        // The same file may be chosen again.
        field.set_value("");
        let Some(file) = file else { return };
        busy.set(true);
        leptos::task::spawn_local(async move {
            match carried::unpack(&file).await {
                Ok(count) => {
                    studio.changes.update(std::collections::BTreeMap::clear);
                    studio.tell_text(fill(studio.say(w::IMPORTED), count));
                }
                Err(carried::Fault::Malformed) => studio.tell(w::NO_PICTURES),
                Err(carried::Fault::NoStore) => studio.tell(w::NO_STORE),
            }
            let _ = busy.try_set(false);
        });
    };
    let choose = move || {
        if let Some(field) = field.get_untracked() {
            field.click();
        }
    };
    let off = move || busy.get();
    view! {
        {icon_button(studio, ICON, "download", w::EXPORT_PICTURES, off, export)}
        {icon_button(studio, ICON, "import", w::IMPORT_PICTURES, off, choose)}
        <input
            node_ref=field
            class="vh pictures-file"
            type="file"
            accept=".dacu-pictures"
            tabindex="-1"
            aria-hidden="true"
            on:change=import
        />
    }
}
