//! What a page can do once the second part of the module is there.
//!
//! The bundle comes in parts. The first shows a countdown; reading a whole campaign, prices,
//! requests and the other widgets are in the second. Nothing in the first may call any of that but
//! through [`get`], because what it calls comes along with it (`xtask/src/split`).

use std::cell::Cell;
use std::hint::black_box;

use pricing::Instant;

use super::{Clocked, Options, Page};

/// What the second part does for a page.
pub(super) trait Whole {
    /// Reads a campaign file and starts what follows from it.
    fn read(&self, page: &Page, file: &str, clock: Clocked);
    /// Notes that the server's clock shows `now`, for the `first` time or again.
    fn pass(&self, page: &Page, now: Instant, first: bool);
    /// Asks the campaign's server for the time, so many times.
    fn ask_time(&self, page: &Page, left: u32);
    /// Follows a change of attributes, but for those that concern the clock and the file.
    fn configure(&self, page: &Page, before: &Options, now: &Options);
    /// Catches up after the back-forward cache, where nothing is heard of what other pages store.
    fn restored(&self, page: &Page);
    /// Catches up after having been hidden.
    fn came_back(&self, page: &Page);
    /// Asks what could not be asked without a network.
    fn online(&self, page: &Page);
    /// Takes over what another tab has stored under this key.
    fn stored_elsewhere(&self, page: &Page, key: &str);
}

struct Second;

impl Whole for Second {
    fn read(&self, page: &Page, file: &str, clock: Clocked) {
        page.read(file, clock);
    }

    fn pass(&self, page: &Page, now: Instant, first: bool) {
        page.pass(now, first);
    }

    fn ask_time(&self, page: &Page, left: u32) {
        page.ask_time(left);
    }

    fn configure(&self, page: &Page, before: &Options, now: &Options) {
        page.reconfigure(before, now);
    }

    fn restored(&self, page: &Page) {
        page.restore_cart();
        page.requote();
        page.resume();
    }

    fn came_back(&self, page: &Page) {
        // A page of the app may have used a coupon or a turn meanwhile.
        page.ask_me();
        page.ask_live();
    }

    fn online(&self, page: &Page) {
        page.ask_me();
        page.ask_live();
        page.resume();
    }

    fn stored_elsewhere(&self, page: &Page, key: &str) {
        page.stored_elsewhere(key);
    }
}

thread_local! {
    static WHOLE: Cell<Option<&'static dyn Whole>> = const { Cell::new(None) };
}

/// The second part, if it is there.
pub(super) fn get() -> Option<&'static dyn Whole> {
    WHOLE.get()
}

/// Says that the second part is there; [`Page::complete`] does the rest for each page.
pub fn whole_is_here() {
    // A compiler that knew the only value there can be would call it by name.
    WHOLE.set(Some(black_box(&Second)));
}
