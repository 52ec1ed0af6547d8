//! What differs between a running campaign and a proposed one, and whether it may.

use std::path::Path;

use campaign::compare::{Class, compare};
use pricing::Instant;

use crate::Said;
use crate::input;

/// Prints one line a change, and how many of them are forbidden; the status is 1 if any is.
#[must_use]
pub fn run(running: &Path, proposed: &Path, now: Instant) -> Said {
    let read = input::campaign(running).and_then(|old| Ok((old, input::campaign(proposed)?)));
    let (running, proposed) = match read {
        Ok(both) => both,
        Err(fault) => return Said::bad_input(&fault.words),
    };
    let mut out = String::new();
    let mut forbidden = 0;
    let changes = compare(&running, &proposed, now);
    for change in &changes {
        let class = match change.class {
            Class::Open => "open",
            Class::Favourable => "favourable",
            Class::Forbidden => "FORBIDDEN",
        };
        forbidden += usize::from(change.class == Class::Forbidden);
        let (path, code, message) = (&change.path, change.code, &change.message);
        out += &format!("{class:<10}  {path}  {code}: {message}\n");
    }
    out += &format!("{} changes, {forbidden} forbidden\n", changes.len());
    if forbidden == 0 {
        Said::well(out)
    } else {
        Said::failed(out)
    }
}
