//! The one timer of a document.
//!
//! Pages say when they next want to be woken; a single browser timer waits for the soonest of
//! them. While the document is hidden pages ask only for the next real change, so the timer is
//! not chained and a browser's throttling of chained timers does not delay an end.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;

/// Longest single wait: browsers overflow beyond 2^31 ms, and a day is long enough.
const LONGEST_MS: i64 = 86_400_000;

struct Entry {
    id: u32,
    due: i64,
    wake: Rc<dyn Fn()>,
}

#[derive(Default)]
struct Ticker {
    entries: Vec<Entry>,
    timer: Option<Timeout>,
    last_id: u32,
}

thread_local! {
    static TICKER: RefCell<Ticker> = RefCell::default();
}

/// A place in the ticker; gives it up when dropped.
pub struct Alarm {
    id: u32,
}

impl Alarm {
    /// A place without a wake-up yet.
    #[must_use]
    pub fn new() -> Self {
        TICKER.with_borrow_mut(|ticker| {
            ticker.last_id += 1;
            Self { id: ticker.last_id }
        })
    }

    /// Calls `wake` once, `in_ms` from now; replaces an earlier wish.
    pub fn set(&self, in_ms: i64, wake: Rc<dyn Fn()>) {
        let due = mono_ms() + in_ms.clamp(0, LONGEST_MS);
        TICKER.with_borrow_mut(|ticker| {
            ticker.entries.retain(|entry| entry.id != self.id);
            ticker.entries.push(Entry {
                id: self.id,
                due,
                wake,
            });
            ticker.arm();
        });
    }
}

impl Alarm {
    /// Whether a wake-up is still to come.
    #[must_use]
    pub fn is_set(&self) -> bool {
        TICKER.with_borrow(|ticker| ticker.entries.iter().any(|entry| entry.id == self.id))
    }
}

impl Default for Alarm {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Alarm {
    fn drop(&mut self) {
        // The thread's ticker may be gone already when a page is torn down.
        let _ = TICKER.try_with(|ticker| {
            let mut ticker = ticker.borrow_mut();
            ticker.entries.retain(|entry| entry.id != self.id);
            ticker.arm();
        });
    }
}

impl Ticker {
    fn arm(&mut self) {
        self.timer = self.entries.iter().map(|entry| entry.due).min().map(|due| {
            let wait = (due - mono_ms()).clamp(0, LONGEST_MS);
            Timeout::new(u32::try_from(wait).unwrap_or(0), wake_due)
        });
    }
}

fn wake_due() {
    let now = mono_ms();
    let due = TICKER.with_borrow_mut(|ticker| {
        ticker.timer = None;
        let mut due = Vec::new();
        let mut at = 0;
        while at < ticker.entries.len() {
            if ticker.entries[at].due <= now {
                due.push(ticker.entries.swap_remove(at).wake);
            } else {
                at += 1;
            }
        }
        due
    });
    // Outside the borrow: a wake-up sets the next one.
    for wake in due {
        wake();
    }
    TICKER.with_borrow_mut(Ticker::arm);
}

/// How many places are taken; for the leak test.
#[must_use]
pub fn waiting() -> usize {
    TICKER.with_borrow(|ticker| ticker.entries.len())
}

/// The page's monotonic clock in whole milliseconds.
#[must_use]
pub fn mono_ms() -> i64 {
    let now = crate::runtime::dom::window()
        .performance()
        .map_or(0.0, |performance| performance.now());
    whole(now)
}

/// The device's wall clock in whole milliseconds.
#[must_use]
pub fn wall_ms() -> i64 {
    whole(js_sys::Date::now())
}

/// Whole milliseconds of what a browser's clock says.
#[allow(
    clippy::cast_possible_truncation,
    reason = "milliseconds since the epoch fit an i64 for three hundred million years"
)]
pub(super) fn whole(ms: f64) -> i64 {
    ms as i64
}
