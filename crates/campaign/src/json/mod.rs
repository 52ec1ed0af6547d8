//! A small JSON reader and writer for the embed bundle.
//!
//! Smaller than a general one because it knows less: there are no floats (an amount is a whole
//! number of the minor unit), names in a map are unique, and size, depth and length are limited, so
//! a hostile file costs little and a mistaken one is told where it is wrong.

mod jcs;
mod parse;
#[cfg(feature = "planner")]
mod places;
#[cfg(feature = "schema")]
mod pretty;
mod value;
mod write;

pub use jcs::{MAX_NUMBER, write_jcs};
pub use parse::{MAX_BYTES, MAX_DEPTH, MAX_ENTRIES, MAX_NAMES, parse};
pub(crate) use parse::{Placed, parse_placed};
#[cfg(feature = "planner")]
pub use places::places;
#[cfg(feature = "schema")]
pub use pretty::write_pretty;
pub use value::Value;
pub use write::{write, write_canonical};
