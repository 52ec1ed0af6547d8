//! A turn of the wheel: ask, spin until the answer, land exactly. No browser in here.
//!
//! `Idle → Asking → Landing → Done → Idle`. An answer that nobody here waited for (the page was
//! killed in the middle of a draw and asked again by itself) is shown all the same.

use protocol::Refusal;

use super::geometry::{TURN, decimal, landing, within_turn};

/// How long the wheel takes to land on a prize: `--dacu-d-land`.
pub const LAND_MS: i64 = 3_600;

/// How long it takes to come to rest without an answer.
pub const REST_MS: i64 = 1_600;

/// A turn of the wheel while it asks: `--dacu-d-turn`.
const TURN_MS: i64 = 900;

/// What a turn came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum End {
    /// This prize, by its place in the draw.
    Prize(usize),
    /// A prize that this campaign file does not know; it is the buyer's all the same.
    #[default]
    Unknown,
    /// No result, and why.
    Refused(Refusal),
}

/// Where a turn is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// Nobody draws.
    #[default]
    Idle,
    /// The server was asked.
    Asking,
    /// The answer is known and the wheel is on its way to it.
    Landing,
    /// The result is shown.
    Done,
}

/// A wheel and the turn it is in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Machine {
    /// Where the turn is.
    pub phase: Phase,
    /// What it came to, from the landing on.
    pub end: End,
    /// Whether an earlier page has asked for it.
    pub earlier: bool,
    /// Angle at which the turn began; nothing before the first one.
    pub base: Option<i64>,
    /// How far the wheel has turned since, or will have when it has landed.
    pub turned: i64,
    /// How far it goes in a landing.
    pub way: i64,
    /// How long a landing takes.
    pub ms: i64,
    /// Counts landings, so that the timer of an earlier one cannot end a later one.
    pub landings: u32,
}

impl Machine {
    /// The shopper asks for a turn; true if the server has to be asked. `rest` is the angle of a
    /// wheel that has not been turned yet.
    pub fn press(&mut self, rest: i64) -> bool {
        let asks = matches!(self.phase, Phase::Idle | Phase::Done);
        if asks {
            self.begin(rest);
            self.phase = Phase::Asking;
        }
        asks
    }

    /// Counts from where the wheel stands.
    fn begin(&mut self, rest: i64) {
        self.base = Some(self.angle(rest));
        self.turned = 0;
    }

    /// The angle at which the wheel stands, or at which it began to spin.
    #[must_use]
    pub fn angle(&self, rest: i64) -> i64 {
        within_turn(self.base.unwrap_or(rest) + self.turned)
    }

    /// The answer has come while the wheel stood `turned` beyond its base. `stop` is the angle of
    /// the wheel to come under the pointer; without one it goes back to where the turn began, so
    /// that no prize is pointed at. `calm` wheels do not turn.
    ///
    /// Gives how long the landing takes, or nothing if the result is to be shown at once.
    pub fn answer(
        &mut self,
        end: End,
        turned: i64,
        stop: Option<i64>,
        rest: i64,
        calm: bool,
    ) -> Option<i64> {
        match self.phase {
            // Nobody here waits for it, so nobody has to be told that it failed.
            Phase::Idle if matches!(end, End::Refused(_)) => return None,
            Phase::Idle => self.begin(rest),
            Phase::Asking => {}
            // What was won first is read first; the other one is among the prizes. A failure gives
            // way, as when the network comes back while it is shown.
            Phase::Landing | Phase::Done => {
                if matches!(self.end, End::Prize(_)) {
                    return None;
                }
            }
        }
        self.earlier = self.phase == Phase::Idle;
        self.end = end;
        let base = self.base.unwrap_or(rest);
        let (ms, least) = match stop {
            Some(_) => (LAND_MS, TURN * 3 / 2),
            None => (REST_MS, TURN / 2),
        };
        self.turned = landing(turned, stop.unwrap_or(-base) + base, least);
        if calm {
            self.turned = within_turn(self.turned);
            self.phase = Phase::Done;
            return None;
        }
        self.way = self.turned - turned;
        self.ms = ms;
        self.landings += 1;
        self.phase = Phase::Landing;
        Some(ms)
    }

    /// The wheel has come to its place: the end of the transition, or the timer where a hidden tab
    /// gives none. True if it was on its way there.
    pub fn landed(&mut self, landing: u32) -> bool {
        let lands = landing == self.landings && self.phase == Phase::Landing;
        if lands {
            self.phase = Phase::Done;
        }
        lands
    }

    /// The result that is shown.
    #[must_use]
    pub fn shown(&self) -> Option<&End> {
        (self.phase == Phase::Done).then_some(&self.end)
    }

    /// The result has been read.
    pub fn dismiss(&mut self) {
        if self.phase == Phase::Done {
            self.phase = Phase::Idle;
        }
    }
}

/// The curve of a landing, as CSS: it starts with the very speed of the spin and only slows down.
#[must_use]
pub fn easing(way: i64, ms: i64) -> String {
    // At the speed of the spin the way would be gone after this part of the time. Both handles lie
    // on the line to there, so the curve leaves along it and nowhere gets steeper.
    let gone = (way * 1_000 * TURN_MS / (TURN * ms)).min(1_000);
    [
        "cubic-bezier(",
        &decimal(gone / 2),
        ",.5,",
        &decimal(gone),
        ",1)",
    ]
    .concat()
}
