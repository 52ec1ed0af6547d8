//! How a coupon stands. No browser in here.

use pricing::Standing;
use protocol::Code;

pub use super::view::{Group, Ticket, View, Wallet, said, view};
pub use crate::widgets::offer::{Asked, Memo, Press, When};

/// How a coupon stands. The names are the variants' names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its claiming starts later.
    NotStarted,
    /// It can be claimed.
    Claimable,
    /// The claim is on its way.
    Claiming,
    /// It is in the wallet.
    Claimed,
    /// It can be claimed, and few are left.
    LowStock,
    /// None is left, for now or for good.
    SoldOut,
    /// This buyer has as many as allowed.
    LimitReached,
    /// The server says this buyer is not in its audience.
    Ineligible,
    /// The buyer has to log in first.
    LoginNeeded,
    /// The one in the wallet can no longer be used.
    Expired,
    /// The one in the wallet was used.
    Used,
    /// There is no network.
    Offline,
    /// The claim did not get through; its key is kept.
    Failed,
    /// The merchant has paused claiming.
    Paused,
    /// Claiming is over and the buyer has none.
    Ended,
    /// The server has not said yet what the buyer holds, or what time it is.
    Conditional,
}

/// What a state is decided by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts<'a> {
    /// Whether the server has told the time and what the buyer holds.
    pub known: bool,
    /// What the buyer holds of the coupon.
    pub held: Held,
    /// Whether that is as many as one buyer can claim.
    pub full: bool,
    /// The claim of this page, as far as its answer still holds.
    pub asked: Asked<'a>,
    /// Where its claiming stands.
    pub when: When,
    /// Whether claims are paused.
    pub paused: bool,
    /// Whether the buyer has logged in.
    pub logged_in: bool,
    /// What the server says about the coupon's audience.
    pub standing: Standing,
    /// What is left.
    pub left: Left,
    /// Whether there is a network.
    pub online: bool,
}

/// What a buyer holds of a coupon; the best of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// None.
    Nothing,
    /// One that can be used.
    Usable,
    /// Only used ones.
    Used,
    /// Only ones that were not used in time.
    Expired,
}

/// What is left of a stock, as far as a fresh figure tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// No fresh figure.
    Unknown,
    /// Nothing.
    Nothing,
    /// Little.
    Few,
    /// Enough.
    Enough,
}

/// The state of a coupon. What the buyer has comes first, then what this page has asked, then what
/// everyone can see; a coupon in the wallet is never hidden behind why there are no more.
#[must_use]
pub fn state_of(facts: &Facts<'_>) -> State {
    if facts.full {
        match facts.held {
            Held::Usable => return State::Claimed,
            Held::Used => return State::Used,
            Held::Expired => return State::Expired,
            Held::Nothing => {}
        }
    }
    let state = if facts.asked == Asked::Open {
        match facts.online {
            true => return State::Claiming,
            false => return State::Offline,
        }
    } else if let Asked::Refused(code) = &facts.asked {
        refused(code)
    } else if !facts.known {
        match facts.online {
            true => State::Conditional,
            false => State::Offline,
        }
    } else if facts.when == When::Over {
        State::Ended
    } else if facts.standing == Standing::Fails {
        State::Ineligible
    } else if facts.when == When::Before {
        State::NotStarted
    } else if facts.paused {
        State::Paused
    } else if !facts.logged_in {
        State::LoginNeeded
    } else if facts.left == Left::Nothing {
        State::SoldOut
    } else if !facts.online {
        State::Offline
    } else if facts.left == Left::Few {
        State::LowStock
    } else {
        State::Claimable
    };
    let claimable = matches!(
        state,
        State::Claimable | State::LowStock | State::Failed | State::LimitReached
    );
    match facts.held {
        Held::Usable if !claimable => State::Claimed,
        Held::Used if state == State::Ended => State::Used,
        Held::Expired if state == State::Ended => State::Expired,
        _ => state,
    }
}

pub(super) fn refused(code: &Code) -> State {
    match code {
        Code::NotStarted(_) => State::NotStarted,
        Code::Ended => State::Ended,
        Code::SoldOut(_) => State::SoldOut,
        Code::LimitReached => State::LimitReached,
        Code::NotEligible(_) => State::Ineligible,
        Code::LoginNeeded => State::LoginNeeded,
        Code::Paused => State::Paused,
        Code::Offline
        | Code::NoChances
        | Code::KeyConflict
        | Code::Unknown
        | Code::Busy
        | Code::Server
        | Code::Timeout => State::Failed,
    }
}
