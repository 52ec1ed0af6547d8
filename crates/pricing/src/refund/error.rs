//! Why a refund cannot be worked out: opaque, with questions to ask of it.

use core::fmt;

use crate::{LineId, Money};

/// Why a refund cannot be worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundError(Kind);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    UnknownLine(LineId),
    TooMany(LineId, u32),
    Overpaid,
    Overflow,
    Unsound,
    OtherOrder(&'static str),
}

impl RefundError {
    #[cold]
    pub(super) fn unknown(line: &LineId) -> Self {
        Self(Kind::UnknownLine(line.clone()))
    }

    #[cold]
    pub(super) fn too_many(line: &LineId, left: u32) -> Self {
        Self(Kind::TooMany(line.clone(), left))
    }

    #[cold]
    pub(super) fn overpaid() -> Self {
        Self(Kind::Overpaid)
    }

    #[cold]
    pub(super) fn overflow() -> Self {
        Self(Kind::Overflow)
    }

    #[cold]
    pub(super) fn unsound() -> Self {
        Self(Kind::Unsound)
    }

    #[cold]
    pub(super) fn other_order(what: &'static str) -> Self {
        Self(Kind::OtherOrder(what))
    }

    /// Whether a line is not one of the order's.
    #[must_use]
    pub fn is_unknown_line(&self) -> bool {
        matches!(self.0, Kind::UnknownLine(_))
    }

    /// Whether more units come back than were bought and not returned before; an unticked line was
    /// not bought at all.
    #[must_use]
    pub fn is_too_many(&self) -> bool {
        matches!(self.0, Kind::TooMany(..))
    }

    /// Whether earlier refunds are said to have given less than nothing, or more than was paid.
    #[must_use]
    pub fn is_overpaid(&self) -> bool {
        matches!(self.0, Kind::Overpaid)
    }

    /// Whether the quote is worth more than [`Money::LIMIT`].
    #[must_use]
    pub fn is_overflow(&self) -> bool {
        matches!(self.0, Kind::Overflow)
    }

    /// Whether the quote does not add up: no engine made it so.
    #[must_use]
    pub fn is_unsound_quote(&self) -> bool {
        matches!(self.0, Kind::Unsound)
    }

    /// Whether ruleset or cart are not those of the quote.
    #[must_use]
    pub fn is_other_order(&self) -> bool {
        matches!(self.0, Kind::OtherOrder(_))
    }

    /// The line that is wrong, if one is.
    #[must_use]
    pub fn line_id(&self) -> Option<&LineId> {
        match &self.0 {
            Kind::UnknownLine(id) | Kind::TooMany(id, _) => Some(id),
            _ => None,
        }
    }
}

impl fmt::Display for RefundError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::UnknownLine(id) => write!(f, "line `{id}` is not in the order"),
            Kind::TooMany(id, left) => write!(f, "line `{id}` has only {left} units to return"),
            Kind::Overpaid => f.write_str("earlier refunds do not fit what was paid"),
            Kind::Overflow => write!(f, "quote is worth more than {} minor units", Money::LIMIT),
            Kind::Unsound => f.write_str("the quote does not add up"),
            Kind::OtherOrder(what) => write!(f, "{what} is not the one of the quote"),
        }
    }
}

impl core::error::Error for RefundError {}
