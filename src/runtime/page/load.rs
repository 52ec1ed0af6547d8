//! From an address to a campaign file, and what the browser tells meanwhile. All of it is there from
//! the start; what follows from a file is in [`whole`](super::whole).

use std::rc::Rc;

use campaign::timeline;
use gloo_events::EventListener;
use js_sys::Promise;
use wasm_bindgen::JsCast;

use super::time::SAMPLES;
use super::{Clocked, Early, Options, Page, events, whole};
use crate::runtime::clock::Sample;
use crate::runtime::fetch;

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
                        Some((text, date)) => page.take(text, date),
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

    /// Reads the file that came last once more: who may vary it has something else to say.
    pub fn vary(&self) {
        let text = self.inner().map(|inner| inner.file.take());
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.take(text, None);
        }
    }

    /// Takes a file in as those want it who may vary it.
    pub(super) fn take(&self, text: String, date: Option<Sample>) {
        let Some(inner) = self.inner() else { return };
        let impersonal = inner.options.borrow().impersonal;
        let varied = (!impersonal).then(|| events::varied(&inner.host, &text));
        let varied = varied.flatten();
        match whole::get() {
            Some(whole) => {
                let file = varied.as_ref().unwrap_or(&text);
                whole.read(self, file, Clocked::Anew(date));
            }
            None => self.preview(varied.unwrap_or_else(|| text.clone()), date),
        }
        *inner.file.borrow_mut() = text;
    }

    /// Shows when the sale is while what reads the rest of the file is on its way. Not after it: there
    /// is no hurry then, and what is said depends on the rest.
    fn preview(&self, file: String, date: Option<Sample>) {
        let Some(inner) = self.inner() else { return };
        if let Some(head) = campaign::parse_head(&file) {
            self.dress(&head);
            self.apply_clock();
            self.begin_clock(date);
            self.change(|model| {
                let to_come = |now| {
                    timeline::phase_at(&head, now).is_some()
                        || timeline::next_phase(&head, now).is_some()
                };
                if model.now.is_some_and(to_come) {
                    model.campaign = Some(Rc::new(head));
                }
            });
        }
        let clock = match self.with(|model| model.now) {
            Some(_) => Clocked::Runs,
            None => Clocked::Anew(date),
        };
        *inner.early.borrow_mut() = Some(Early { file, clock });
    }

    /// Which tokens the element classes put on each widget's wrapper.
    pub(super) fn dress(&self, campaign: &campaign::Campaign) {
        if let Some(inner) = self.inner() {
            let theme = theme_name(campaign.theme);
            let _ = inner.host.set_attribute("data-theme", theme);
        }
    }

    /// Starts the clock; `date` is what the answer that carried the file said of the time.
    pub(super) fn begin_clock(&self, date: Option<Sample>) {
        let Some(inner) = self.inner() else { return };
        let held = inner.options.borrow().server_now.is_some();
        match date.filter(|_| !held) {
            // The digits need not wait for another answer.
            Some(date) => self.sampled(date, SAMPLES),
            None => {
                self.tick();
                self.sync();
            }
        }
    }

    /// Takes new attributes; a new `src` or `store` starts anew, everything else applies at once.
    pub fn configure(&self, options: Options) {
        let Some(inner) = self.inner() else { return };
        let before = inner.options.replace(options);
        self.complain_of_options();
        let options = inner.options.borrow().clone();
        if before.src != options.src {
            inner.failures.set(0);
            inner.file.take();
            inner.early.take();
            self.change(|model| {
                model.campaign = None;
                model.impersonal = options.impersonal;
            });
            self.load(None);
            return;
        }
        if let Some(whole) = whole::get() {
            whole.configure(self, &before, &options);
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
        if before.impersonal != options.impersonal {
            self.vary();
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
        let stored = move |event: &web_sys::Event| page.stored(event);
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
        if event.persisted()
            && let Some(whole) = whole::get()
        {
            whole.restored(self);
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
        if let Some(whole) = whole::get() {
            whole.came_back(self);
        }
    }

    fn network_changed(&self) {
        let online = crate::runtime::dom::window().navigator().on_line();
        self.change(|model| model.online = online);
        if online {
            if self.with(|model| model.campaign.is_none()) {
                self.load(None);
            }
            self.resync();
            if let Some(whole) = whole::get() {
                whole.online(self);
            }
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

    fn stored(&self, event: &web_sys::Event) {
        let event: &web_sys::StorageEvent = event.unchecked_ref();
        if let (Some(key), Some(whole)) = (event.key(), whole::get()) {
            whole.stored_elsewhere(self, &key);
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
