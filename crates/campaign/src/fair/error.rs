//! Why something is no turn, no table or no record.

use std::fmt;

use crate::problem::Problem;

/// A turn, a table or a record that cannot be one, whatever the draw.
///
/// A record that is well made and does not hold is no error: see [`Verdict`](super::Verdict).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FairError(Fault);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Fault {
    Document(Problem),
    Field(&'static str, &'static str),
}

impl FairError {
    #[cold]
    pub(super) fn document(problem: Problem) -> Self {
        Self(Fault::Document(problem))
    }

    #[cold]
    pub(super) fn field(name: &'static str, fault: &'static str) -> Self {
        Self(Fault::Field(name, fault))
    }

    /// Whether it is not even JSON of this crate's kind.
    #[must_use]
    pub fn is_no_document(&self) -> bool {
        matches!(self.0, Fault::Document(_))
    }

    /// The field that is wrong, if it is one.
    #[must_use]
    pub fn field_name(&self) -> Option<&'static str> {
        match self.0 {
            Fault::Document(_) => None,
            Fault::Field(name, _) => Some(name),
        }
    }
}

impl fmt::Display for FairError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Fault::Document(problem) => problem.fmt(f),
            Fault::Field(name, fault) => write!(f, "{name}: {fault}"),
        }
    }
}

impl std::error::Error for FairError {}
