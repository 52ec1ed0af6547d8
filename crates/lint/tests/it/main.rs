//! The rules from the outside.

mod fixtures;
mod history;
mod patch;
mod reports;
mod rules;
mod samples;
mod traps;
mod zones;
