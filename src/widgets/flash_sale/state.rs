//! How a flash item stands. No browser in here.

use protocol::Code;

pub use super::view::{
    Bar, Item, Need, Reference, Tab, View, cart_needs, choice, said, said_added, view,
};
pub use crate::widgets::offer::{Asked, Choice, Memo, Press, When};

/// How an item stands. The names are the variants' names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its session starts later.
    Upcoming,
    /// It can be had.
    Open,
    /// The reservation is on its way.
    Queueing,
    /// The server has granted a unit, and it is held until paid or expired.
    GotIt,
    /// Nothing is left.
    SoldOut,
    /// This buyer has as many as allowed.
    LimitReached,
    /// The merchant has paused reservations.
    Paused,
    /// The buyer has to log in first.
    LoginNeeded,
    /// The reservation did not get through; its key is kept.
    Failed,
    /// Its session is over.
    Ended,
    /// There is no network.
    Offline,
    /// The server has not said yet what time it is, or who the buyer is.
    Conditional,
}

/// What a state is decided by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts<'a> {
    /// Where the session stands; nothing while the time is unknown.
    pub when: Option<When>,
    /// Whether the price needs a granted unit.
    pub quota: bool,
    /// Whether the buyer has one that still counts.
    pub granted: bool,
    /// This page's reservation, as far as its answer still holds.
    pub asked: Asked<'a>,
    /// Whether the cart has as many as the price covers; for prices without a quota.
    pub full: bool,
    /// Whether reservations are paused.
    pub paused: bool,
    /// Whether the buyer has logged in; nothing until the server has said.
    pub logged_in: Option<bool>,
    /// Whether a fresh figure says that nothing is left.
    pub gone: bool,
    /// Whether there is a network.
    pub online: bool,
}

/// The state of an item. What was granted comes first, then what this page has asked, then what
/// everyone can see. A price without a quota needs neither login nor network: the cart takes it.
#[must_use]
pub fn state_of(facts: &Facts<'_>) -> State {
    let cut_off = |state| if facts.online { state } else { State::Offline };
    if facts.granted {
        return State::GotIt;
    }
    if facts.asked == Asked::Open {
        return cut_off(State::Queueing);
    }
    if facts.when == Some(When::Over) {
        return State::Ended;
    }
    if let Asked::Refused(code) = &facts.asked {
        return refused(code);
    }
    match facts.when {
        None => return cut_off(State::Conditional),
        Some(When::Before) => return State::Upcoming,
        Some(_) if !facts.quota => {
            return if facts.full {
                State::LimitReached
            } else {
                State::Open
            };
        }
        Some(_) => {}
    }
    if facts.paused {
        return State::Paused;
    }
    match facts.logged_in {
        None => cut_off(State::Conditional),
        Some(false) => State::LoginNeeded,
        Some(true) if facts.gone => State::SoldOut,
        Some(true) => cut_off(State::Open),
    }
}

pub(super) fn refused(code: &Code) -> State {
    match code {
        Code::NotStarted(_) => State::Upcoming,
        Code::Ended => State::Ended,
        Code::SoldOut(_) => State::SoldOut,
        Code::LimitReached => State::LimitReached,
        Code::LoginNeeded => State::LoginNeeded,
        Code::Paused => State::Paused,
        Code::NotEligible(_)
        | Code::NoChances
        | Code::KeyConflict
        | Code::Unknown
        | Code::Busy
        | Code::Server
        | Code::Timeout
        | Code::Offline => State::Failed,
    }
}
