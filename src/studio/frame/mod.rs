//! The phone's frame: the demo page with the shipped bundle, driven by attributes and listened to.

use campaign::json::Value;
use gloo_events::EventListener;
use gloo_timers::callback::{Interval, Timeout};
use leptos::html;
use leptos::prelude::*;
use pricing::{Instant, Sku};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element};

use super::Studio;
use super::js;
use super::words::WIDGETS;

mod address;
mod page;

use address::attributes;
pub use address::{address, attributes_of, campaign_element, set_attributes, start_anew};

/// Where the preview keeps what it stores: apart from the demo page's own.
pub(super) const STORE: &str = "studio";

/// The places of the widgets are looked up this often, in milliseconds: they move when a widget
/// opens or closes something, which nobody tells.
const LOOK_MS: u32 = 400;

/// Without a sign of the bundle for this long, the page has failed, in milliseconds.
const PATIENCE_MS: u32 = 20_000;

/// How the page in the phone is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// It is on its way.
    Loading,
    /// The campaign is live in it.
    Ready,
    /// The simulation has killed it.
    Killed,
    /// There is no such page, or it has no campaign element.
    NoPage,
    /// The bundle said why it cannot start, or said nothing for too long.
    Fault(String),
}

/// An event of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Counts up; for identity in lists.
    pub number: u32,
    /// The server's clock when it came.
    pub at: Instant,
    /// Its name.
    pub name: String,
    /// Its detail, as indented JSON; empty without one.
    pub detail: String,
}

/// A widget's place in the phone.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Its name after `dacu-`.
    pub widget: &'static str,
    /// Top of its visible part, in the page's own pixels below the top of the frame.
    pub top: f64,
    /// Height of its visible part.
    pub height: f64,
}

/// What the page shows around itself: the colours of the bar above it, and its title.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dress {
    /// Colour of the page's ground.
    pub ground: String,
    /// Whether text on it has to be light.
    pub dark: bool,
    /// The document's title.
    pub title: String,
}

/// Signals of the phone.
#[derive(Clone, Copy)]
pub struct Frame {
    /// The frame element.
    pub node: NodeRef<html::Iframe>,
    /// How the page is.
    pub status: RwSignal<Status>,
    /// What the page has told, newest first.
    pub log: RwSignal<Vec<Entry>>,
    /// The quote of the cart; nothing for an empty cart.
    pub quote: RwSignal<Option<Value>>,
    /// Where the widgets are.
    pub places: RwSignal<Vec<Place>>,
    /// Its colours and title.
    pub dress: RwSignal<Dress>,
    /// Whether the network panel is open.
    pub panel: RwSignal<bool>,
    /// How large the phone is drawn, in per cent.
    pub zoom: RwSignal<u16>,
    /// Whether the page was killed and has not been opened again.
    killed: RwSignal<bool>,
    /// Rises when the page is to be loaded anew.
    reloads: RwSignal<u32>,
    listeners: StoredValue<Vec<EventListener>, LocalStorage>,
    waiting: StoredValue<Option<Timeout>, LocalStorage>,
}

impl Frame {
    pub(super) fn new() -> Self {
        Self {
            node: NodeRef::new(),
            status: RwSignal::new(Status::Loading),
            log: RwSignal::new(Vec::new()),
            quote: RwSignal::new(None),
            places: RwSignal::new(Vec::new()),
            dress: RwSignal::new(Dress::default()),
            panel: RwSignal::new(false),
            zoom: RwSignal::new(70),
            killed: RwSignal::new(false),
            reloads: RwSignal::new(0),
            listeners: StoredValue::new_local(Vec::new()),
            waiting: StoredValue::new_local(None),
        }
    }

    fn document(&self) -> Option<Document> {
        self.node.get_untracked()?.content_document()
    }

    fn campaign_element(&self) -> Option<Element> {
        campaign_element(&self.node.get_untracked()?)
    }

    /// The body of the page.
    pub fn body(&self) -> Option<Element> {
        Some(self.document()?.body()?.into())
    }

    /// The widgets that the page has, in the studio's order.
    pub fn widgets(&self) -> Vec<&'static str> {
        let document = self.document();
        let has = |name: &&str| {
            let tag = ["dacu-", name].concat();
            let found = document
                .as_ref()
                .and_then(|document| document.query_selector(&tag).ok()?);
            found.is_some()
        };
        WIDGETS
            .iter()
            .map(|widget| widget.name)
            .filter(has)
            .collect()
    }

    /// How often the page was loaded anew on request; follows it.
    pub fn reloads(&self) -> u32 {
        self.reloads.get()
    }

    /// Loads the page anew; what the shopper has done stays.
    pub fn reload(&self) {
        self.killed.set(false);
        self.reloads.update(|count| *count += 1);
    }

    /// Ends the page at once, as a phone that is short of memory does: nothing in it runs any more.
    pub fn kill(&self) {
        self.killed.set(true);
    }

    /// Moves the device's clock of the page that is open, and wakes it as after a sleep.
    pub fn wake(&self, skew_ms: i64) {
        let window = self.document().and_then(|document| document.default_view());
        let Some(window) = window else { return };
        // The cast loses nothing: a year of milliseconds fits.
        let skew = JsValue::from_f64(skew_ms as f64);
        let _ = js_sys::Reflect::set(&window, &"dacuSkew".into(), &skew);
        // Of the frame's own class, as its listeners expect.
        let event = js::make(&window, "Event", &["pageshow".into()]);
        if let Some(event) = event {
            let _ = window.dispatch_event(event.unchecked_ref());
        }
    }

    /// Forgets what the shopper has done in the page.
    pub fn reset(&self) {
        let _ = self.call("reset");
    }

    /// Scrolls the page to a widget.
    pub fn scroll_to(&self, widget: &str) {
        let find = || {
            let element = self
                .document()?
                .query_selector(&["dacu-", widget].concat())
                .ok()??;
            let window = self.node.get_untracked()?.content_window()?;
            Some((element, window))
        };
        let Some((element, window)) = find() else {
            return;
        };
        let top =
            element.get_bounding_client_rect().top() + window.scroll_y().unwrap_or(0.0) - 12.0;
        // Only the page scrolls; `scrollIntoView` would move the studio around it too.
        let options = js_sys::Object::new();
        let set = |name: &str, value: JsValue| {
            let _ = js_sys::Reflect::set(&options, &name.into(), &value);
        };
        set("top", top.into());
        let behavior = if calm() { "auto" } else { "smooth" };
        set("behavior", behavior.into());
        if let Ok(scroll) = js_sys::Reflect::get(&window, &"scrollTo".into())
            && let Some(scroll) = scroll.dyn_ref::<js_sys::Function>()
        {
            let _ = scroll.call1(&window, &options);
        }
    }

    /// Puts lines in the page's cart, all of them ticked.
    pub fn set_cart(&self, lines: &[(Sku, u32)]) {
        let line = |(sku, units): &(Sku, u32)| {
            js::object(&[("sku", sku.as_str().into()), ("quantity", (*units).into())])
        };
        let list: js_sys::Array = lines.iter().map(line).collect();
        let _ = self.call_with("setCart", &list);
    }

    fn call(&self, name: &str) -> Result<js_sys::Promise, JsValue> {
        self.call_with(name, &JsValue::UNDEFINED)
    }

    fn call_with(&self, name: &str, argument: &JsValue) -> Result<js_sys::Promise, JsValue> {
        let window = self
            .node
            .get_untracked()
            .and_then(|node| node.content_window());
        let window = window.ok_or(JsValue::NULL)?;
        let dacu = js_sys::Reflect::get(&window, &"Dacu".into())?;
        let method: js_sys::Function = js_sys::Reflect::get(&dacu, &name.into())?.dyn_into()?;
        // A promise of the frame's; asking for its class would say no.
        Ok(method.call1(&dacu, argument)?.unchecked_into())
    }
}

/// Keeps the page in the phone the same as the state, for as long as the studio lives.
pub fn drive(studio: Studio) {
    let frame = studio.frame;
    Effect::new(move |_| {
        // Read here, so that the effect follows them even while there is no page.
        let _ = attributes(studio);
        frame.apply(studio);
    });
    // A device's clock that jumps while its page is open.
    let skew = studio.part(|state| state.sim.skew_ms);
    Effect::new(move |last: Option<i64>| {
        let now = skew.get();
        if last.is_some_and(|last| last != now) {
            frame.wake(now);
        }
        now
    });
    let looking = Interval::new(LOOK_MS, move || frame.look());
    let looking = StoredValue::new_local(Some(looking));
    on_cleanup(move || {
        looking.set_value(None);
        frame.listeners.set_value(Vec::new());
        frame.waiting.set_value(None);
    });
}

/// The frame element; the page in it loads anew with each campaign and on request.
pub fn view(studio: Studio) -> impl IntoView {
    let frame = studio.frame;
    let campaign = studio.part(|state| state.campaign.clone());
    let known = Memo::new(move |_| studio.loaded.with(Option::is_some));
    // What has to be there before the page's first line runs.
    let device = studio.part(|state| (state.sim.host, state.sim.storage));
    let source = move || {
        let reloads = frame.reloads.get();
        let campaign = campaign.get();
        device.track();
        if !known.get() {
            return None;
        }
        if frame.killed.get() {
            frame.listeners.set_value(Vec::new());
            frame.waiting.set_value(None);
            frame.status.set(Status::Killed);
            return Some("about:blank".to_owned());
        }
        frame.status.set(Status::Loading);
        frame.quote.set(None);
        frame.places.set(Vec::new());
        frame.listeners.set_value(Vec::new());
        frame
            .waiting
            .set_value(Some(Timeout::new(PATIENCE_MS, move || {
                if frame
                    .status
                    .with_untracked(|status| *status == Status::Loading)
                {
                    frame.status.set(Status::Fault("timeout".to_owned()));
                }
            })));
        let state = studio.state.get_untracked();
        Some(untrack(|| address(studio, &state, &campaign, reloads)))
    };
    view! {
        <iframe
            node_ref=frame.node
            src=source
            title=move || studio.say(super::words::PHONE)
            on:load=move |_| frame.loaded(studio)
        ></iframe>
    }
}

/// Whether the designer asks for less motion.
pub fn calm() -> bool {
    window()
        .match_media("(prefers-reduced-motion: reduce)")
        .ok()
        .flatten()
        .is_some_and(|query| query.matches())
}
