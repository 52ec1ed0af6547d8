//! From an address to a running campaign, and what the browser tells meanwhile.

use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::Promise;
use wasm_bindgen::JsCast;

use super::time::SAMPLES;
use super::{Options, PERSONALISATION, Page, events};
use crate::api::local::{LocalApi, LocalOptions};
use crate::runtime::clock::Sample;
use crate::runtime::fetch;
use crate::runtime::outbox::Outbox;

/// Waits before a campaign file that could not be fetched is asked for again, in milliseconds.
const RETRY_MS: [i64; 4] = [1_000, 3_000, 8_000, 20_000];

impl Page {
    /// Fetches the campaign, again and again while it cannot be had, and starts everything that
    /// follows from it. What an earlier call is still waiting for comes to nothing. `sent` as in
    /// [`fetch::file`].
    pub(super) fn load(&self, sent: Option<Promise>) {
        let Some(inner) = self.inner() else { return };
        let number = inner.fetches.get() + 1;
        inner.fetches.set(number);
        let src = inner.options.borrow().src.clone();
        let page = *self;
        fetch::file(
            &src,
            sent,
            Box::new(move |file| {
                if page.is_last_fetch(number) {
                    match file {
                        Some((text, date)) => page.read(text, date),
                        None => page.unreachable(number),
                    }
                }
            }),
        );
    }

    fn is_last_fetch(&self, number: u32) -> bool {
        self.inner()
            .is_some_and(|inner| inner.fetches.get() == number)
    }

    fn unreachable(&self, number: u32) {
        let Some(inner) = self.inner() else { return };
        let failures = inner.failures.get();
        inner.failures.set(failures + 1);
        // Once: that it is still so is no news.
        if failures == 0 {
            self.fault("campaign_unreachable");
        }
        let page = *self;
        let again = move || {
            if page.is_last_fetch(number) {
                page.load(None);
            }
        };
        self.later(RETRY_MS[failures.min(RETRY_MS.len() - 1)], Rc::new(again));
    }

    fn read(&self, text: String, date: Option<Sample>) {
        let Some(inner) = self.inner() else { return };
        let impersonal = inner.options.borrow().impersonal;
        let varied = (!impersonal).then(|| events::varied(&inner.host, &text));
        let parsed = campaign::parse(varied.flatten().as_ref().unwrap_or(&text));
        *inner.file.borrow_mut() = text;
        let Some(campaign) = parsed.campaign else {
            let first = parsed.problems.first().map_or_else(String::new, |problem| {
                [&problem.path, ": ", &problem.message].concat()
            });
            self.emit(
                "dacu-fault",
                &crate::runtime::told::texts(&[
                    ("reason", "campaign_malformed"),
                    ("problem", &first),
                ]),
            );
            return;
        };
        self.start(Rc::new(campaign), date);
    }

    /// Reads the file that came last once more: who may vary it has something else to say.
    pub fn vary(&self) {
        let text = self.inner().map(|inner| inner.file.take());
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.read(text, None);
        }
    }

    /// The shopper turns personalisation on or off; the element's attribute does the rest.
    pub fn personalise(&self, on: bool) {
        let Some(inner) = self.inner() else { return };
        let word = if on { "on" } else { "off" };
        inner.storage.set(PERSONALISATION, word);
        let _ = inner.host.set_attribute("personalisation", word);
        let detail = crate::runtime::told::texts(&[("set", word)]);
        self.emit("dacu-personalisation", &detail);
    }

    /// Starts a campaign; `date` is what the answer that carried it said of the time.
    fn start(&self, campaign: Rc<campaign::Campaign>, date: Option<Sample>) {
        let Some(inner) = self.inner() else { return };
        {
            let mut model = inner.model.borrow_mut();
            model.campaign = Some(Rc::clone(&campaign));
            model.me = None;
            model.live = None;
            model.asks.clear();
        }
        let page = *self;
        let options = inner.options.borrow().clone();
        // Which tokens the element classes put on each widget's wrapper.
        let _ = inner
            .host
            .set_attribute("data-theme", theme_name(campaign.theme));
        let api = LocalApi::new(LocalOptions {
            campaign: Rc::clone(&campaign),
            storage: Rc::clone(&inner.storage),
            clock: Rc::new(move || page.api_clock()),
            buyer: sample_buyer(&campaign, &options),
            latency_ms: options.latency_ms,
        });
        api.set_faults(options.faults.clone());
        api.set_paused(options.paused);
        *inner.api.borrow_mut() = Some(Rc::new(api));
        *inner.outbox.borrow_mut() = Some(Outbox::open(Rc::clone(&inner.storage), &campaign.id));
        inner.next_change.set(None);
        *inner.phase.borrow_mut() = None;
        self.apply_clock();
        self.restore_cart();
        match date.filter(|_| options.server_now.is_none()) {
            // The digits need not wait for another answer.
            Some(date) => self.sampled(date, SAMPLES),
            None => {
                self.tick();
                self.sync();
            }
        }
        self.ask_me();
        self.ask_live();
        self.resume();
        self.requote();
        self.emit(
            "dacu-ready",
            &crate::runtime::told::texts(&[("campaign", &campaign.id)]),
        );
    }

    /// Takes new attributes; a new `src` or `store` starts anew, everything else applies at once.
    pub fn configure(&self, options: Options) {
        let Some(inner) = self.inner() else { return };
        let before = inner.options.replace(options.clone());
        self.complain_of_options();
        if before.src != options.src {
            inner.failures.set(0);
            inner.file.take();
            self.change(|model| {
                model.campaign = None;
                model.impersonal = options.impersonal;
            });
            self.load(None);
            return;
        }
        let campaign = inner.model.borrow().campaign.clone();
        let api = inner.api.borrow().clone();
        if let (Some(campaign), Some(api)) = (campaign, api) {
            api.set_latency(options.latency_ms);
            api.set_faults(options.faults.clone());
            api.set_paused(options.paused);
            if before.buyer != options.buyer {
                api.set_buyer(sample_buyer(&campaign, &options));
            }
            if before.cart != options.cart && options.cart.is_some() {
                inner.storage.remove(&inner.key("cart"));
                self.restore_cart();
                self.requote();
            }
        }
        let page = |options: &Options| (options.locale, options.impersonal);
        // A clock that is set anew draws what shows the time, not every widget.
        if page(&before) != page(&options) {
            self.change(|model| (model.locale, model.impersonal) = page(&options));
        }
        if (before.server_now, before.running) != (options.server_now, options.running) {
            self.apply_clock();
            self.tick();
            if options.server_now.is_none() {
                self.sync();
            }
        }
        if before.buyer != options.buyer {
            self.ask_me();
        }
        if before.paused != options.paused {
            self.ask_live();
        }
        if before.impersonal != options.impersonal {
            self.vary();
        }
    }

    /// Serves another sample buyer, as `Dacu.setBuyer` asks.
    pub fn set_buyer(&self, buyer: &str) {
        if let Some(inner) = self.inner() {
            let mut options = inner.options.borrow().clone();
            options.buyer = (!buyer.is_empty()).then(|| buyer.to_owned());
            self.configure(options);
        }
    }

    /// Forgets everything stored for this campaign: the preview's «start anew».
    pub fn reset(&self) {
        let Some(inner) = self.inner() else { return };
        if let Some(api) = inner.api.borrow().as_ref() {
            api.reset();
        }
        inner.storage.remove(&inner.key("cart"));
        inner.storage.remove(&inner.key("outbox"));
        inner.storage.remove(&inner.key("experiments"));
        let campaign = inner.model.borrow().campaign.clone();
        if let Some(campaign) = campaign {
            self.start(campaign, None);
        }
    }

    /// The page's options.
    #[must_use]
    pub fn options(&self) -> Options {
        self.inner()
            .map(|inner| inner.options.borrow().clone())
            .unwrap_or_default()
    }

    /// Listens to what the browser tells: visibility, the network, a return from the
    /// back-forward cache, and other tabs. `dacu-resume` on the window says the same as visibility,
    /// for apps whose webviews do not tell when they are shown again.
    pub(super) fn listen(&self) {
        let Some(inner) = self.inner() else { return };
        let window = crate::runtime::dom::window();
        let document = crate::runtime::dom::document();
        let page = *self;
        let back = move |_: &web_sys::Event| page.came_back();
        let shown = move |event: &web_sys::Event| page.shown(event);
        let network = move |_: &web_sys::Event| page.network_changed();
        let stored = move |event: &web_sys::Event| page.stored_elsewhere(event);
        *inner.listeners.borrow_mut() = vec![
            EventListener::new(&document, "visibilitychange", back),
            EventListener::new(&window, "dacu-resume", back),
            EventListener::new(&window, "pageshow", shown),
            EventListener::new(&window, "online", network),
            EventListener::new(&window, "offline", network),
            EventListener::new(&window, "storage", stored),
        ];
    }

    fn shown(&self, event: &web_sys::Event) {
        let event: &web_sys::PageTransitionEvent = event.unchecked_ref();
        if event.persisted() {
            // A page in the back-forward cache hears nothing of what other pages and tabs store.
            self.restore_cart();
            self.requote();
            self.resume();
        }
        self.came_back();
    }

    fn came_back(&self) {
        if crate::runtime::dom::document().hidden() {
            self.schedule();
            return;
        }
        self.tick();
        self.resync();
        // A page of the app may have used a coupon or a turn meanwhile.
        self.ask_me();
        self.ask_live();
    }

    fn network_changed(&self) {
        let online = crate::runtime::dom::window().navigator().on_line();
        self.change(|model| model.online = online);
        if online {
            if self.with(|model| model.campaign.is_none()) {
                self.load(None);
            }
            self.resync();
            self.ask_me();
            self.ask_live();
            self.resume();
        }
    }

    fn resync(&self) {
        let frozen = self
            .inner()
            .is_none_or(|inner| inner.clock.borrow().is_frozen());
        if !frozen {
            self.sync();
        }
    }

    /// Another tab has written: its cart and its wallet are this tab's too.
    fn stored_elsewhere(&self, event: &web_sys::Event) {
        let Some(inner) = self.inner() else { return };
        let event: &web_sys::StorageEvent = event.unchecked_ref();
        let Some(key) = event.key() else { return };
        if key.ends_with(&inner.key("cart")) {
            self.restore_cart();
            self.requote();
        } else if key.ends_with(&inner.key("server")) {
            self.ask_me();
            self.ask_live();
        }
    }

    /// Tells the page's author about the attributes that could not be read; the page goes on as if
    /// they were not there.
    pub(super) fn complain_of_options(&self) {
        for (name, text) in self.options().complaints {
            self.complain(&name, &["cannot be read: ", &text].concat());
        }
    }

    /// Tells the page's author about an attribute that cannot be read.
    pub fn complain(&self, attribute: &str, problem: &str) {
        self.emit(
            "dacu-fault",
            &crate::runtime::told::texts(&[
                ("reason", "attribute"),
                ("attribute", attribute),
                ("problem", problem),
            ]),
        );
    }

    pub(super) fn fault(&self, reason: &str) {
        self.emit(
            "dacu-fault",
            &crate::runtime::told::texts(&[("reason", reason)]),
        );
    }
}

fn theme_name(theme: campaign::model::Theme) -> &'static str {
    use campaign::model::Theme;
    match theme {
        Theme::Festive => "festive",
        Theme::Midyear => "midyear",
        Theme::Spring => "spring",
        Theme::Calm => "calm",
    }
}

fn sample_buyer(
    campaign: &campaign::Campaign,
    options: &Options,
) -> Option<campaign::model::SampleBuyer> {
    let buyers = &campaign.samples.buyers;
    match &options.buyer {
        Some(name) => buyers.iter().find(|buyer| buyer.id == *name).cloned(),
        None => buyers.first().cloned(),
    }
}
