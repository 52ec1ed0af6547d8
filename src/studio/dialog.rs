//! A dialog: it holds the focus, closes on Escape and outside, and gives the focus back.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, Node};

use super::Studio;
use super::icons::icon;
use super::words::{self as w, Say};

/// What can hold the focus.
const FOCUSABLE: &str =
    "button:not([disabled]), input:not([disabled]), select, textarea, a[href], [tabindex=\"0\"]";

/// A dialog over the studio with a title and a body.
pub fn dialog(
    studio: Studio,
    class: &'static str,
    title: Say,
    close: impl Fn() + Copy + Send + Sync + 'static,
    body: AnyView,
) -> impl IntoView {
    let sheet = NodeRef::<html::Div>::new();
    let before = StoredValue::new_local(document().active_element());
    Effect::new(move |_| {
        if let Some(first) = sheet.get().and_then(|sheet| {
            let wanted = sheet.query_selector("[data-first]").ok().flatten();
            wanted.or_else(|| sheet.query_selector(FOCUSABLE).ok().flatten())
        }) {
            focus(first);
        }
    });
    on_cleanup(move || {
        if let Some(before) = before.try_get_value().flatten() {
            focus(before);
        }
    });
    let outside = move |target: Option<web_sys::EventTarget>| {
        sheet
            .get_untracked()
            .zip(target)
            .is_some_and(|(sheet, target)| !sheet.contains(target.dyn_ref::<Node>()))
    };
    view! {
        <div
            class="dlg show"
            on:pointerdown=move |event| {
                if outside(event.target()) {
                    close();
                }
            }
        >
            <div
                class=["sheet ", class].concat()
                role="dialog"
                aria-modal="true"
                aria-label=move || studio.say(title)
                node_ref=sheet
                on:keydown=move |event| {
                    match event.key().as_str() {
                        "Escape" => {
                            event.stop_propagation();
                            close();
                        }
                        "Tab" => {
                            if let Some(sheet) = sheet.get_untracked() {
                                go_round(&sheet, &event);
                            }
                        }
                        _ => {}
                    }
                }
            >
                <header role="presentation">
                    <span>{move || studio.say(title)}</span>
                    <kbd class="kbd">"Esc"</kbd>
                    <button
                        class="btn bare ico"
                        aria-label=move || studio.say(w::CLOSE)
                        on:click=move |_| close()
                    >
                        {icon("x")}
                    </button>
                </header>
                {body}
            </div>
        </div>
    }
}

fn focus(element: Element) {
    if let Ok(element) = element.dyn_into::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// At the last control Tab goes to the first one, and the other way round.
fn go_round(sheet: &Element, event: &KeyboardEvent) {
    let Ok(all) = sheet.query_selector_all(FOCUSABLE) else {
        return;
    };
    let end = |n: u32| all.get(n).and_then(|node| node.dyn_into::<Element>().ok());
    let (first, last) = (end(0), all.length().checked_sub(1).and_then(end));
    let now = document().active_element();
    let inside = now.as_ref().is_some_and(|now| sheet.contains(Some(now)));
    let wanted = if event.shift_key() {
        (!inside || now == first).then_some(last)
    } else {
        (!inside || now == last).then_some(first)
    };
    if let Some(Some(wanted)) = wanted {
        event.prevent_default();
        focus(wanted);
    }
}
