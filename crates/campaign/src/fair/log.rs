//! The log of a draw: no record can be taken back, changed or left out.

use std::collections::BTreeMap;

use super::record::Record;
use super::verify::{Published, Verdict, verify_published};
use crate::hash::sha256;

/// What is wrong with a log, and at which record, from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogFault {
    /// A record does not hold.
    Record {
        /// Which one.
        at: usize,
        /// Why.
        verdict: Verdict,
    },
    /// The turns of a buyer do not count up without gaps: one was left out, or stands twice.
    Nonce {
        /// Which one.
        at: usize,
        /// What was expected.
        expected: u64,
    },
    /// The records do not chain to the published root.
    Root,
}

/// The root of a log after one more record: SHA-256 of the root before (of 32 zeros at first) and of
/// the record's own SHA-256 without its seed, so that revealing the seed does not change it.
#[must_use]
pub fn log_root(before: &[u8; 32], record: &Record) -> [u8; 32] {
    let sealed = Record {
        seed: None,
        ..record.clone()
    };
    let mut both = [0; 64];
    both[..32].copy_from_slice(before);
    both[32..].copy_from_slice(&sha256(sealed.write().as_bytes()));
    sha256(&both)
}

/// Checks a whole log in its order: every record holds, every buyer's turns count from 1 without
/// gaps, and all of it chains to the root that was published.
///
/// # Errors
///
/// The first fault.
pub fn check_log(
    records: &[Record],
    published: &Published,
    root: &[u8; 32],
) -> Result<(), LogFault> {
    let mut chained = [0; 32];
    let mut turns: BTreeMap<&str, u64> = BTreeMap::new();
    for (at, record) in records.iter().enumerate() {
        let verdict = verify_published(record, published);
        if !matches!(verdict, Verdict::Holds { .. }) {
            return Err(LogFault::Record { at, verdict });
        }
        let count = turns.entry(record.turn.buyer()).or_insert(0);
        *count += 1;
        if record.turn.nonce() != *count {
            let expected = *count;
            return Err(LogFault::Nonce { at, expected });
        }
        chained = log_root(&chained, record);
    }
    if chained == *root {
        Ok(())
    } else {
        Err(LogFault::Root)
    }
}
