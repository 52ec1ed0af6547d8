//! Why a request was not granted (RFC 9457 problems on the wire).

use pricing::{Fact, Instant};

/// A machine-readable reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// It opens at this instant.
    NotStarted(Instant),
    /// It is over.
    Ended,
    /// Nothing is left; the next release is at this instant, if one is planned.
    SoldOut(Option<Instant>),
    /// This buyer has had as many as allowed.
    LimitReached,
    /// The buyer is not in the audience.
    NotEligible(Fact),
    /// The buyer has to log in first.
    LoginNeeded,
    /// No chance is left today.
    NoChances,
    /// The merchant has paused it.
    Paused,
    /// The same key was used for another request.
    KeyConflict,
    /// There is no such coupon, draw or item.
    Unknown,
    /// Too many requests, or a queue.
    Busy,
    /// The server failed.
    Server,
    /// No answer in time; whether the request was carried out is unknown until it is sent again.
    Timeout,
    /// There is no network.
    Offline,
}

/// The names of the codes, in their order.
static NAMES: [&str; 14] = [
    "not_started",
    "ended",
    "sold_out",
    "limit_reached",
    "not_eligible",
    "login_needed",
    "no_chances",
    "paused",
    "key_conflict",
    "unknown",
    "busy",
    "server",
    "timeout",
    "offline",
];

impl Code {
    /// The code as machines read it: the `code` of an RFC 9457 problem.
    #[must_use]
    pub fn name(&self) -> &'static str {
        NAMES[match self {
            Self::NotStarted(_) => 0,
            Self::Ended => 1,
            Self::SoldOut(_) => 2,
            Self::LimitReached => 3,
            Self::NotEligible(_) => 4,
            Self::LoginNeeded => 5,
            Self::NoChances => 6,
            Self::Paused => 7,
            Self::KeyConflict => 8,
            Self::Unknown => 9,
            Self::Busy => 10,
            Self::Server => 11,
            Self::Timeout => 12,
            Self::Offline => 13,
        }]
    }

    /// When it opens or more is released, for the codes that say so.
    #[must_use]
    pub fn at(&self) -> Option<Instant> {
        match self {
            Self::NotStarted(at) => Some(*at),
            Self::SoldOut(next) => *next,
            _ => None,
        }
    }

    /// The fact that does not hold of the buyer; empty for every other code.
    #[must_use]
    pub fn fact(&self) -> &str {
        match self {
            Self::NotEligible(fact) => fact.as_str(),
            _ => "",
        }
    }

    /// The code of a [name](Self::name), with what [`at`](Self::at) and [`fact`](Self::fact) told;
    /// nothing if there is no such code, or if it lacks what it has to tell.
    #[must_use]
    pub fn of(name: &str, at: Option<Instant>, fact: &str) -> Option<Self> {
        Some(match NAMES.iter().position(|known| *known == name)? {
            0 => Self::NotStarted(at?),
            1 => Self::Ended,
            2 => Self::SoldOut(at),
            3 => Self::LimitReached,
            4 if fact.is_empty() => return None,
            4 => Self::NotEligible(Fact::new(fact)),
            5 => Self::LoginNeeded,
            6 => Self::NoChances,
            7 => Self::Paused,
            8 => Self::KeyConflict,
            9 => Self::Unknown,
            10 => Self::Busy,
            11 => Self::Server,
            12 => Self::Timeout,
            _ => Self::Offline,
        })
    }
}

/// A refusal or failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Why.
    pub code: Code,
    /// When to try again, if the server has said so.
    pub retry_after_ms: Option<u32>,
}

impl Refusal {
    /// A refusal without advice on when to try again.
    #[must_use]
    pub fn new(code: Code) -> Self {
        Self {
            code,
            retry_after_ms: None,
        }
    }

    /// Whether sending the same request with the same key again can succeed.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        matches!(
            self.code,
            Code::Busy | Code::Server | Code::Timeout | Code::Offline
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_round_trip() {
        let at = Instant::from_ms(1_762_700_000_000);
        for name in NAMES {
            let code = Code::of(name, Some(at), "member:black").expect(name);
            assert_eq!(code.name(), name);
            assert_eq!(Code::of(name, code.at(), code.fact()), Some(code), "{name}");
        }
        let gone = Code::SoldOut(None);
        assert_eq!(Code::of(gone.name(), gone.at(), ""), Some(gone));
    }

    #[test]
    fn anything_else_is_no_code() {
        for name in ["", "Ended", "ended ", "gone", "not_started", "not_eligible"] {
            assert_eq!(Code::of(name, None, ""), None, "{name}");
        }
    }
}
