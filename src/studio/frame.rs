//! The phone's frame: the demo page with the shipped bundle, driven by attributes and listened to.

use campaign::json::{self, Value};
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::{Interval, Timeout};
use leptos::html;
use leptos::prelude::*;
use pricing::{Instant, Sku};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, Event, HtmlIFrameElement};

use super::Studio;
use super::explain::perf;
use super::js;
use super::simulate::Disk;
use super::state::{State, rfc3339, theme_name};
use super::words::WIDGETS;

/// Where the preview keeps what it stores: apart from the demo page's own.
pub(super) const STORE: &str = "studio";

/// The events of a page that the log shows.
const EVENTS: [&str; 12] = [
    "dacu-ready",
    "dacu-phase",
    "dacu-quote",
    "dacu-cart",
    "dacu-claim",
    "dacu-draw",
    "dacu-reserve",
    "dacu-task",
    "dacu-checkout",
    "dacu-finish",
    "dacu-fault",
    "dacu-host",
];

/// The log keeps this many events.
const LOG_LENGTH: usize = 200;

/// The places of the widgets are looked up this often, in milliseconds: they move when a widget
/// opens or closes something, which nobody tells.
const LOOK_MS: u32 = 400;

/// Widgets have their heights this long after the campaign is there, in milliseconds.
const SETTLE_MS: u32 = 250;

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
        #[allow(clippy::cast_precision_loss, reason = "a year of milliseconds fits")]
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

    fn ask_quote(&self) {
        let quote = self.quote;
        if let Ok(answer) = self.call("quote") {
            leptos::task::spawn_local(async move {
                if let Ok(detail) = JsFuture::from(answer).await {
                    quote.set(read_quote(&detail));
                }
            });
        }
    }

    /// The page has loaded: dresses it, listens to it and sets what the address could not carry.
    fn loaded(&self, studio: Studio) {
        let Some(document) = self.document() else {
            return;
        };
        if self.killed.get_untracked() {
            return;
        }
        if self.campaign_element().is_none() {
            self.status.set(Status::NoPage);
            return;
        }
        let frame = *self;
        let mut listeners: Vec<EventListener> = EVENTS
            .iter()
            .map(|name| {
                let heard = move |event: &Event| frame.heard(studio, event);
                EventListener::new(&document, *name, heard)
            })
            .collect();
        if let Some(window) = document.default_view() {
            perf::loaded(studio, &window);
            let options = EventListenerOptions {
                phase: gloo_events::EventListenerPhase::Capture,
                passive: true,
            };
            let look = move |_: &Event| frame.look();
            listeners.push(EventListener::new_with_options(
                &window, "scroll", options, look,
            ));
        }
        self.listeners.set_value(listeners);
        self.apply(studio);
        super::editor::feed(studio);
        self.look();
        // The bundle may have been quicker than this listener.
        let live = || {
            let live = document.query_selector("[data-live]").ok()?;
            live.map(|_| ())
        };
        if live().is_some() {
            self.ready(studio);
        }
    }

    fn ready(&self, studio: Studio) {
        self.waiting.set_value(None);
        self.status.set(Status::Ready);
        if let Some(window) = self.document().and_then(|document| document.default_view()) {
            perf::ready(studio, &window);
        }
        self.ask_quote();
        self.look();
        // A link that names a widget opens at it, once the widgets have taken their places.
        let frame = *self;
        let selected = studio.state.with_untracked(|state| state.widget.clone());
        if let Some(widget) = selected {
            self.waiting
                .set_value(Some(Timeout::new(SETTLE_MS, move || {
                    frame.scroll_to(&widget)
                })));
        }
    }

    fn heard(&self, studio: Studio, event: &Event) {
        let name = event.type_();
        // By name: what comes out of a frame is of the frame's own classes, never of this page's.
        let detail = js_sys::Reflect::get(event, &"detail".into()).unwrap_or(JsValue::NULL);
        match name.as_str() {
            "dacu-ready" => self.ready(studio),
            "dacu-quote" => self.quote.set(read_quote(&detail)),
            // The loader speaks on the document; a page's own troubles come from its element.
            "dacu-fault" if event.target().is_some_and(|target| is_document(&target)) => {
                let reason = js_sys::Reflect::get(&detail, &"reason".into());
                let reason = reason.ok().and_then(|reason| reason.as_string());
                self.status.set(Status::Fault(reason.unwrap_or_default()));
            }
            _ => {}
        }
        let at = studio.at.get_untracked();
        self.log.update(|log| {
            let number = log.first().map_or(0, |entry| entry.number + 1);
            let detail = if detail.is_null() || detail.is_undefined() {
                String::new()
            } else {
                pretty(&detail)
            };
            log.insert(
                0,
                Entry {
                    number,
                    at,
                    name,
                    detail,
                },
            );
            log.truncate(LOG_LENGTH);
        });
    }

    /// Sets the attributes of the page's campaign element to the state's.
    fn apply(&self, studio: Studio) {
        let attributes = attributes(studio);
        if let Some(element) = self.campaign_element() {
            set_attributes(&element, attributes);
        }
    }

    /// Looks up where the widgets are, and what the page looks like around itself.
    fn look(&self) {
        let Some(document) = self.document() else {
            return;
        };
        let Some(window) = document.default_view() else {
            return;
        };
        let bottom = window
            .inner_height()
            .ok()
            .and_then(|height| height.as_f64());
        let bottom = bottom.unwrap_or(0.0);
        let mut places = Vec::new();
        for widget in WIDGETS {
            let found = document.query_selector(&["dacu-", widget.name].concat());
            let Ok(Some(element)) = found else { continue };
            let rect = element.get_bounding_client_rect();
            let top = rect.top().max(0.0).round();
            let end = rect.bottom().min(bottom).round();
            if end - top >= 16.0 {
                places.push(Place {
                    widget: widget.name,
                    top,
                    height: end - top,
                });
            }
        }
        if self.places.with_untracked(|known| *known != places) {
            self.places.set(places);
        }
        let style = document
            .body()
            .and_then(|body| window.get_computed_style(&body).ok().flatten());
        let ground = style
            .and_then(|style| style.get_property_value("background-color").ok())
            .unwrap_or_default();
        let dress = Dress {
            dark: is_dark(&ground),
            ground,
            title: document.title(),
        };
        if self.dress.with_untracked(|known| *known != dress) {
            self.dress.set(dress);
        }
    }
}

/// The campaign element of the page in a frame.
pub fn campaign_element(frame: &HtmlIFrameElement) -> Option<Element> {
    let document = frame.content_document()?;
    document.query_selector("dacu-campaign").ok()?
}

/// Sets attributes that are not as wanted; a name without a value is to be absent.
pub fn set_attributes(element: &Element, attributes: Vec<(&'static str, Option<String>)>) {
    for (name, value) in attributes {
        match value {
            Some(value) if element.get_attribute(name).as_deref() != Some(&value) => {
                let _ = element.set_attribute(name, &value);
            }
            None if element.has_attribute(name) => {
                let _ = element.remove_attribute(name);
            }
            _ => {}
        }
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

/// The page with everything that its address can carry, so that its first paint is right.
pub fn address(studio: Studio, state: &State, campaign: &str, reloads: u32) -> String {
    let mut address = ["h5/?campaign=", campaign, "&store=", STORE].concat();
    if let Some(loaded) = studio.loaded.get_untracked() {
        let at = studio.at.get_untracked();
        address.push_str("&now=");
        address.push_str(&rfc3339(at, &loaded.campaign().zone));
    }
    let mut put = |name: &str, value: &str| {
        address.push('&');
        address.push_str(name);
        address.push('=');
        address.push_str(value);
    };
    put("locale", state.locale.tag());
    put("latency", &state.latency.to_string());
    if let Some(theme) = state.theme {
        put("theme", theme_name(theme));
    }
    put("skew", &state.sim.skew_ms.to_string());
    if let Some(host) = state.sim.host {
        put("host", host.name());
    }
    if state.sim.storage != Disk::Fine {
        put("storage", state.sim.storage.name());
    }
    for (name, on) in [("dark", state.dark), ("large", state.large)] {
        if on {
            put(name, "1");
        }
    }
    // Said even where they are the usual ones: a cart named later would replace the stored one.
    let (buyer, cart) = first_samples(studio);
    put("buyer", state.buyer.as_deref().unwrap_or(&buyer));
    put("cart", state.cart.as_deref().unwrap_or(&cart));
    // Another address each time, or the frame would not load again.
    if reloads > 0 {
        put("n", &reloads.to_string());
    }
    address
}

fn attributes(studio: Studio) -> Vec<(&'static str, Option<String>)> {
    attributes_of(studio, State::clone)
}

/// The attributes of a page that shows what `look` makes of the state; follows it.
pub fn attributes_of(
    studio: Studio,
    look: impl Fn(&State) -> State,
) -> Vec<(&'static str, Option<String>)> {
    let at = studio.at.get();
    studio.loaded.with(|loaded| {
        let Some(loaded) = loaded else {
            return Vec::new();
        };
        let (buyer, cart) = first_samples(studio);
        let state = studio.state.with(look);
        state.attributes(at, &loaded.campaign().zone, &buyer, &cart)
    })
}

/// The buyer and the cart that one gets without choosing.
fn first_samples(studio: Studio) -> (String, String) {
    studio.loaded.with_untracked(|loaded| {
        let samples = loaded.as_ref().map(|loaded| &loaded.campaign().samples);
        let buyer = samples.and_then(|samples| samples.buyers.first());
        let cart = samples.and_then(|samples| samples.carts.first());
        (
            buyer.map_or_else(String::new, |buyer| buyer.id.clone()),
            cart.map_or_else(String::new, |cart| cart.id.clone()),
        )
    })
}

/// Forgets what earlier visits left in the preview's storage, so that a link shows everyone the
/// same; reloading the phone alone keeps it.
pub fn start_anew() {
    let Ok(Some(storage)) = window().local_storage() else {
        return;
    };
    let count = storage.length().unwrap_or(0);
    let keys: Vec<String> = (0..count)
        .filter_map(|n| storage.key(n).ok().flatten())
        .collect();
    for key in keys {
        if key.starts_with(&[STORE, "/"].concat()) {
            let _ = storage.remove_item(&key);
        }
    }
}

fn read_quote(detail: &JsValue) -> Option<Value> {
    let text = js_sys::JSON::stringify(detail).ok()?;
    match json::parse(&String::from(text)).ok()? {
        Value::Null => None,
        quote => Some(quote),
    }
}

fn pretty(detail: &JsValue) -> String {
    js_sys::JSON::stringify_with_replacer_and_space(detail, &JsValue::NULL, &2.into())
        .map_or_else(|_| String::new(), String::from)
}

/// Whether an event's target is a document.
fn is_document(target: &JsValue) -> bool {
    js_sys::Reflect::get(target, &"nodeType".into()).is_ok_and(|kind| kind.as_f64() == Some(9.0))
}

/// Whether text on a colour (`rgb(250, 246, 240)`) has to be light.
fn is_dark(colour: &str) -> bool {
    let numbers: Vec<f64> = colour
        .split(|c: char| !c.is_ascii_digit() && c != '.')
        .filter_map(|number| number.parse().ok())
        .collect();
    match numbers[..] {
        [r, g, b, ..] => 0.299 * r + 0.587 * g + 0.114 * b < 128.0,
        _ => false,
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

#[cfg(test)]
mod tests {
    use super::is_dark;

    #[test]
    fn grounds() {
        assert!(!is_dark("rgb(250, 246, 240)"));
        assert!(is_dark("rgb(23, 18, 16)"));
        assert!(is_dark("rgba(166, 20, 20, 1)"));
        assert!(!is_dark("transparent"));
    }
}
