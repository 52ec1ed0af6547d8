//! One `<dacu-campaign>` (or lone element) at run time: its model, and everything that changes it.
//!
//! [`Page`] is a small handle that widgets copy into their views. Reading goes through
//! [`Page::with`] after [`Page::track`] (or [`Page::track_seconds`] and [`Page::track_time`] for views
//! with running digits);
//! every change goes through a method here, so there is one cart, one clock and one wallet.

mod asks;
mod cart;
mod events;
mod load;
mod options;
mod scoped;
mod start;
mod time;
mod whole;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::Promise;
use pricing::Instant;
use reactive_graph::owner::on_cleanup;
use web_sys::HtmlElement;

use crate::api::local::LocalApi;
use crate::runtime::clock::{Clock, Sample};
use crate::runtime::model::Model;
use crate::runtime::outbox::Outbox;
use crate::runtime::slot::{Slot, Version};
use crate::runtime::storage::Storage;
use crate::runtime::ticker::Alarm;

pub use cart::{MOST_UNITS, read_stored};
pub use options::Options;
use scoped::Scoped;
pub use whole::whole_is_here;

/// Where the shopper's word on personalisation is kept: it is meant for every campaign.
const PERSONALISATION: &str = "dacu:personalisation";

/// A handle on a page; cheap to copy, useless once the page is gone.
#[derive(Clone, Copy)]
pub struct Page {
    inner: Slot,
    /// Rises when anything but the time has changed.
    state: Version,
    /// Rises when the time shown has changed.
    time: Version,
    /// Rises when it shows another second.
    seconds: Version,
    /// Rises as `state` does, but not while the clock is pulled.
    rested: Version,
}

/// What a page owns. Dropping it drops its timers, listeners and requests in flight.
pub(crate) struct Inner {
    pub(crate) host: HtmlElement,
    pub(crate) model: Rc<RefCell<Model>>,
    options: RefCell<Options>,
    /// The campaign file as it came.
    file: RefCell<String>,
    /// The file that what reads all of it has not come for.
    early: RefCell<Option<Early>>,
    clock: RefCell<Clock>,
    alarm: Alarm,
    /// Retries and the like that are yet to come.
    laters: RefCell<Vec<Alarm>>,
    /// How often the campaign file was asked for; only the last answer counts.
    fetches: Cell<u32>,
    /// How often in a row it could not be had.
    failures: Cell<usize>,
    /// Next change of the campaign itself or the next midnight, whichever is sooner.
    next_change: Cell<Option<Instant>>,
    /// When stock is asked for again.
    restock: Alarm,
    /// When the clock has come to rest after it was set.
    rest: Alarm,
    /// Whether something has changed since.
    unrested: Cell<bool>,
    /// The phase that was on then.
    phase: RefCell<Option<String>>,
    /// Views with running seconds, tenths and frames.
    digits: [Cell<u32>; 3],
    /// The second that is shown, counted from the epoch.
    second: Cell<Option<i64>>,
    storage: Rc<dyn Storage>,
    api: RefCell<Option<Rc<LocalApi>>>,
    outbox: RefCell<Option<Outbox>>,
    watchers: RefCell<Vec<asks::Watcher>>,
    listeners: RefCell<Vec<EventListener>>,
}

/// A campaign file of which only the head is read so far.
struct Early {
    /// As those want it who may vary it.
    file: String,
    clock: Clocked,
}

/// How the clock stands when a campaign starts.
#[derive(Clone, Copy)]
enum Clocked {
    /// It begins, with what the answer that carried the file said of the time.
    Anew(Option<Sample>),
    /// It runs since the head of the file was read.
    Runs,
}

/// How fine the running digits of a view are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digits {
    /// Whole seconds.
    Seconds = 0,
    /// Tenths of a second.
    Tenths = 1,
    /// As often as a screen is worth drawing.
    Frames = 2,
}

impl Page {
    /// A page for `host`. It starts loading at once, or goes on with what was `sent` for it as in
    /// [`fetch::file`](crate::runtime::fetch::file). Must be called inside a reactive owner, which
    /// is what ends it.
    #[must_use]
    pub fn open(host: HtmlElement, mut options: Options, sent: Option<Promise>) -> Self {
        let storage: Rc<dyn Storage> = Rc::new(Scoped::new(&options.store));
        if storage.get(PERSONALISATION).as_deref() == Some("off") {
            options.impersonal = true;
            let _ = host.set_attribute("personalisation", "off");
        }
        let model = Model {
            online: crate::runtime::dom::window().navigator().on_line(),
            locale: options.locale,
            impersonal: options.impersonal,
            calm: prefers_calm(),
            ..Model::default()
        };
        let page = Self {
            inner: Slot::new(Rc::new(Inner {
                host,
                model: Rc::new(RefCell::new(model)),
                options: RefCell::new(options),
                file: RefCell::default(),
                early: RefCell::default(),
                clock: RefCell::default(),
                alarm: Alarm::new(),
                laters: RefCell::default(),
                fetches: Cell::new(0),
                failures: Cell::new(0),
                next_change: Cell::new(None),
                restock: Alarm::new(),
                rest: Alarm::new(),
                unrested: Cell::new(false),
                phase: RefCell::default(),
                digits: Default::default(),
                second: Cell::new(None),
                storage,
                api: RefCell::new(None),
                outbox: RefCell::new(None),
                watchers: RefCell::default(),
                listeners: RefCell::default(),
            })),
            state: Version::new(),
            time: Version::new(),
            seconds: Version::new(),
            rested: Version::new(),
        };
        page.listen();
        page.complain_of_options();
        page.load(sent);
        page
    }

    /// Runs again whenever anything but the time changes.
    pub fn track(&self) {
        self.state.track();
    }

    /// Runs again whenever the time shown changes, or anything else does. For views that show
    /// less than a second; what they cost is paid up to thirty times a second.
    pub fn track_time(&self) {
        self.state.track();
        self.time.track();
    }

    /// Runs again whenever the time shown is in another second, or anything else changes.
    pub fn track_seconds(&self) {
        self.state.track();
        self.seconds.track();
    }

    /// Runs again whenever anything but the time changes, once a clock that is pulled has come to rest: for
    /// views that nobody sees.
    pub fn track_rested(&self) {
        self.rested.track();
    }

    /// Reads the model. A page that is gone reads as one that has not loaded.
    pub fn with<T>(&self, read: impl FnOnce(&Model) -> T) -> T {
        let model = self.model();
        read(&model.borrow())
    }

    #[inline(never)]
    fn model(&self) -> Rc<RefCell<Model>> {
        self.inner()
            .map_or_else(Rc::default, |inner| Rc::clone(&inner.model))
    }

    /// Asks for running digits for as long as the current reactive owner lives.
    pub fn run_digits(&self, digits: Digits) {
        let page = *self;
        let count = move |by: i32| {
            if let Some(inner) = page.inner() {
                let cell = &inner.digits[digits as usize];
                cell.set(cell.get().saturating_add_signed(by));
                page.schedule();
            }
        };
        count(1);
        on_cleanup(move || count(-1));
    }

    #[inline(never)]
    pub(crate) fn inner(&self) -> Option<Rc<Inner>> {
        self.inner.get()
    }

    /// Changes the model and tells every view.
    pub(crate) fn change(&self, change: impl FnOnce(&mut Model)) {
        if let Some(inner) = self.inner() {
            change(&mut inner.model.borrow_mut());
            self.changed();
        }
    }

    /// Calls `then` once, `in_ms` from now, unless the page is gone by then.
    pub(crate) fn later(&self, in_ms: i64, then: Rc<dyn Fn()>) {
        if let Some(inner) = self.inner() {
            let alarm = Alarm::new();
            alarm.set(in_ms, then);
            let mut laters = inner.laters.borrow_mut();
            laters.retain(Alarm::is_set);
            laters.push(alarm);
        }
    }

    fn changed(&self) {
        self.state.raise();
        match self.inner() {
            Some(inner) if inner.rest.is_set() => inner.unrested.set(true),
            _ => self.rested.raise(),
        }
    }
}

impl Inner {
    /// A storage key of this campaign.
    fn key(&self, what: &str) -> String {
        let model = self.model.borrow();
        let id = model.campaign.as_ref().map_or("", |campaign| &campaign.id);
        ["dacu:", id, ":", what].concat()
    }
}

fn prefers_calm() -> bool {
    crate::runtime::dom::window()
        .match_media("(prefers-reduced-motion: reduce)")
        .ok()
        .flatten()
        .is_some_and(|query| query.matches())
}
