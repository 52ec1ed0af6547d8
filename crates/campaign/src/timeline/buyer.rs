//! What starts sooner for some.

use pricing::{Buyer, Fact, Standing, Window};

use crate::model::{Coupon, EarlyAccess, Session};

/// When a coupon can be claimed by a buyer: from the start for everyone, or sooner where the server
/// asserts a fact that gives early access.
#[must_use]
pub fn claim_window(coupon: &Coupon, buyer: Option<&Buyer>) -> Window {
    sooner(coupon.claim, &coupon.early, buyer)
}

/// When the prices of a session hold for a buyer, early access counted.
#[must_use]
pub fn session_window(session: &Session, buyer: Option<&Buyer>) -> Window {
    sooner(session.window, &session.early, buyer)
}

/// A window that starts sooner for a buyer of whom the server asserts one of the facts. What the
/// server has not said opens nothing.
#[inline(never)]
fn sooner(window: Window, early: &[EarlyAccess], buyer: Option<&Buyer>) -> Window {
    let mut window = window;
    if let Some(buyer) = buyer {
        for one in early {
            if holds(buyer, &one.audience) {
                window.from = window.from.min(one.from);
            }
        }
    }
    window
}

fn holds(buyer: &Buyer, fact: &Fact) -> bool {
    buyer.standing(fact) == Standing::Holds
}

/// When a timer is shown to a buyer: for a while before its end. A timer that starts with a visit has
/// an end only where the server keeps the buyer's right and has said since when; one that rolls over
/// at midnight has none, because no deadline of the file stands behind it.
#[cfg(feature = "planner")]
#[must_use]
pub fn timer_window(
    timer: &crate::plan::Timer,
    kept_since: Option<pricing::Instant>,
) -> Option<Window> {
    use crate::plan::TimerEnd;

    let until = match timer.ends {
        TimerEnd::At(at) => at,
        TimerEnd::FromVisit {
            ms,
            kept_by_server: true,
        } => kept_since?.plus_ms(ms),
        TimerEnd::FromVisit { .. } | TimerEnd::EveryMidnight => return None,
    };
    // What starts with a visit is shown from that visit on, however long before its end that is.
    let shown = until.plus_ms(-timer.shown_before_ms);
    let from = match timer.ends {
        TimerEnd::FromVisit { .. } => shown.max(kept_since?),
        _ => shown,
    };
    Some(Window { from, until })
}
