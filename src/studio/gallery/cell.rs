//! A state of a widget, in every look that was asked for.

use leptos::html;
use leptos::mount::mount_to_renderer;
use leptos::prelude::*;
use leptos::tachys::reactive_graph::RenderEffectState;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};

use super::accepted::Change;
use super::bar::short;
use super::{Look, Shown};
use crate::studio::state::{View, theme_name};
use crate::studio::words as w;
use crate::studio::{Studio, observe};
use crate::ui::node::Built;

type Mounted = leptos::mount::UnmountHandle<RenderEffectState<Built>>;

/// The state's frames, side by side.
pub(super) fn cell(
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
    // Which columns a picture of this cell has, for telling accepted pictures apart.
    let key = format!("{looks:?}").replace(|letter: char| !letter.is_ascii_alphanumeric(), "");
    let changed = move || {
        let name = format!("{}/{}", shown.widget.name, shown.name);
        studio.changes.with(|changes| changes.get(&name).copied())
    };
    let told = move || {
        let (class, words) = match changed()? {
            Change::Same => ("tag ok", studio.say(w::CHANGE_SAME).to_owned()),
            Change::New => ("tag", studio.say(w::CHANGE_NEW).to_owned()),
            Change::Size => ("tag wa", studio.say(w::CHANGE_SIZE).to_owned()),
            Change::Pixels(parts) => {
                let percent = format!("{}.{:02}", parts / 100, parts % 100);
                (
                    "tag wa",
                    studio.say(w::CHANGE_PIXELS).replace("{}", &percent),
                )
            }
        };
        Some(view! { <span class=class>{words}</span> })
    };
    let apart = (
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
                    match apart {
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
            data-looks=key
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
                {told}
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
    let mut class = ["dacu dacu-theme-", theme_name(look.theme)].concat();
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
