//! Draws that anyone can verify (commit and reveal).
//!
//! Before a draw starts, its server makes a secret [`Seed`] and publishes the seed's SHA-256 in the
//! campaign file (`commitment`). Every turn is then a function of that seed, of a text that the
//! shopper's side chooses, and of a number that counts the shopper's turns, so neither side can steer
//! it. After the draw the server publishes the seed, and anyone can work out every turn again:
//! [`verify`] does, and so does `embed/verify.js` in a page, with the browser's own cryptography.
//!
//! # The arithmetic, version 1
//!
//! ```text
//! commitment = SHA-256(seed)                                          seed: 32 bytes
//! block(n)   = HMAC-SHA-256(seed, "dacu-draw/1|campaign|draw|buyer|client_seed|nonce|n")
//! words      = block(0), block(1) …, each as four big-endian u64
//! value      = the first word below ⌊2^64 / 1 000 000⌋ · 1 000 000, modulo 1 000 000
//! prize      = the first one with value < the sum of odds up to and with it
//! ```
//!
//! Ids and client seeds are made of `a-z A-Z 0-9 - _ . :`, so the parts of a message cannot run into
//! each other; `buyer` is 64 hexadecimal digits, made by [`buyer_tag`] from an id and a secret salt,
//! so that a published log names nobody; `nonce` counts from 1. Refusing words of the uneven rest
//! makes every value exactly as likely as another, and there is no float anywhere.
//!
//! # What it does not prove
//!
//! A commitment alone does not show that no turn was left out, or that a server did not look at the
//! result before it chose to keep a turn. The nonces of a buyer count without gaps, and [`log_root`]
//! chains all records of a draw: a server that publishes the root as it goes cannot take one back
//! ([`check_log`]). Nor does it show that a prize had run out when another was given for it; that is
//! the log's business too, since stocks are in the campaign file. And a server that also makes up
//! buyers draws for them: real names behind the tags are for a notary, not for mathematics.

mod error;
mod log;
mod record;
mod roll;
mod table;
mod verify;

pub use error::FairError;
pub use log::{LogFault, check_log, log_root};
pub use record::{Record, SCHEMA};
pub use roll::{Commitment, Seed, Turn, buyer_tag, fair_value};
pub use table::{Share, Table, WHOLE};
pub use verify::{Breach, Published, Verdict, verify, verify_published};
