//! Why an offer did not work, as the engine notes it on its way.

use crate::{Audience, Instant, Missing, Offer, Reason};

/// A [`Reason`] that names offers by number and no fact: noting one copies a few bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    NotStarted(Instant),
    Ended(Instant),
    OutOfScope,
    Short(Missing),
    NotEligible,
    NotHeld,
    Expired(Instant),
    LimitReached,
    BeatenBy(usize),
    ExcludedBy(usize),
    Refused,
    CannotShare,
    NothingLeft,
    SoldOut,
    /// Which requirement is not met, what its lines lack, and what they bring: minor units or units.
    Requires {
        at: usize,
        missing: Missing,
        have: i64,
    },
}

impl Why {
    /// The reason as a quote tells it of `rule`.
    pub(crate) fn told(self, offers: &[Offer], rule: usize) -> Reason {
        match self {
            Self::NotStarted(from) => Reason::NotStarted(from),
            Self::Ended(until) => Reason::Ended(until),
            Self::OutOfScope => Reason::OutOfScope,
            Self::Short(missing) => Reason::Short(missing),
            Self::NotEligible => match &offers[rule].audience {
                Audience::Asserted(fact) => Reason::NotEligible(fact.clone()),
                Audience::Everyone => Reason::NothingLeft,
            },
            Self::NotHeld => Reason::NotHeld,
            Self::Expired(at) => Reason::Expired(at),
            Self::LimitReached => Reason::LimitReached,
            Self::BeatenBy(rival) => Reason::BeatenBy(offers[rival].id.clone()),
            Self::ExcludedBy(rival) => Reason::ExcludedBy(offers[rival].id.clone()),
            Self::Refused => Reason::Refused,
            Self::CannotShare => Reason::CannotShare,
            Self::NothingLeft => Reason::NothingLeft,
            Self::SoldOut => Reason::SoldOut,
            Self::Requires { missing, .. } => Reason::Requires(missing),
        }
    }
}
