//! What law and platforms forbid in a campaign file, and what only looks wrong.
//!
//! [`lint`] looks at a parsed campaign for one channel and one market and gives findings, each with
//! the rule it breaks, its place in the file and what to do. [`RULES`] is the whole list. The same
//! campaign may be clean for an app and refused for an H5 page inside WeChat: a rule says for which
//! channels and markets it holds.
//!
//! ```
//! let text = include_str!("../../../public/campaigns/double11-2026.json");
//! let campaign = campaign::parse(text).campaign.unwrap();
//! let profile = lint::Profile { channel: campaign::model::Channel::H5, market: lint::Market::Cn };
//! let findings = lint::lint(&lint::Subject::new(text, &campaign, profile));
//! assert!(findings.iter().all(|finding| finding.severity < lint::Severity::Error));
//! ```
//!
//! # What it does not do
//!
//! It is not legal advice. It sees a file, not a page or a server: duties that only behaviour can
//! show (a timer that restarts, a price that differs on another page) are proved by Dacu's own tests
//! for its widgets, and [`Checked`] says which rules those are. A rule that rests on a secondary
//! source says so and asks to be confirmed ([`Confidence`]).

mod finding;
mod history;
mod message;
mod place;
mod profile;
mod report;
mod rule;
pub mod rules;
mod words;
mod worst;
mod zh;
pub mod zones;

pub use campaign::Severity;
pub use finding::Finding;
pub use history::{History, PastPrice};
pub use message::Message;
pub use profile::{Market, Profile};
pub use report::{json, list, sarif, text};
pub use rule::{Checked, Confidence, Found, RULES, Rule, Subject, lint};
pub use words::yuan;
pub use worst::{Worst, worst_case};
pub use zh::{problem, problem_fix, traditional};
