//! Which version of the format a file says it is of.

use super::Parsed;
use super::reader::Reader;
use crate::json::{Placed, Value};
use crate::problem::Problem;
use crate::say::Slot;

/// The version of the format that this build reads: the 1 of `dacu/1`.
pub const CURRENT: u32 = 1;

/// The version that a file names, if it is one: the 1 of `dacu/1`.
pub(crate) fn version_of(root: &Value) -> Option<u32> {
    let number = root.get("schema")?.as_text()?.strip_prefix("dacu/")?;
    let version: u32 = number.parse().ok()?;
    (version.to_string() == number).then_some(version)
}

/// The one problem of a file that is of another version: what this version asks for says nothing of it.
pub(super) fn of_another(text: &str, placed: &Placed) -> Option<Parsed> {
    let version = version_of(&placed.root).filter(|version| *version != CURRENT)?;
    Some(Parsed {
        campaign: None,
        problems: vec![other_version(text, placed, version)],
    })
}

/// The problem with a version that this build does not read.
pub(crate) fn other_version(text: &str, placed: &Placed, version: u32) -> Problem {
    let reader = Reader::new(text, placed);
    let place = placed.root.get("schema").unwrap_or(&placed.root);
    let values = [Slot::Int(version.into()), Slot::Int(CURRENT.into())];
    let words = "this file is dacu/{0}; this build reads dacu/{1}";
    reader.error_with(place, "schema", words, &values);
    let fix = if version > CURRENT {
        "use a newer build, or the file in the form of dacu/1"
    } else {
        "run `dacu migrate` on it"
    };
    reader.mend("schema", fix.to_owned());
    reader.take_problems().remove(0)
}
