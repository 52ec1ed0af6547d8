//! Experiments (A/B): who sees which variation, the same on every device, page load and server.
//!
//! [`bucket`] is the arithmetic of the GrowthBook SDK specification (MIT), so that an analysis made
//! with its tools finds the assignments it expects; [`assign`] runs it in the order of the
//! specification for one experiment of a campaign file; [`Sticky`] keeps a shopper in a variation
//! when weights or phases change; [`sample_ratio`] tells when the counts cannot be chance.
//!
//! Of the specification it leaves out what a campaign page has no use for: attribute conditions
//! (audiences are published in the file), prerequisite features, URL patterns, redirects and
//! encrypted payloads.
//!
//! **No floats.** The specification speaks of numbers from 0 to 1 with a hash of four decimals; here
//! a hash is a whole number of ten-thousandths, and boundaries are whole numbers of
//! hundred-millionths ([`bucket::WHOLE`]), the eight decimals to which the specification itself
//! compares. So `0.1 + 0.2` is exactly `0.3`: a shopper whose hash is on a boundary is in the range
//! that begins there, where an SDK with floats may still have it in the one before.
//!
//! **Ids are hashed as UTF-8.** SDKs that hash UTF-16 code units agree for ASCII only.
//!
//! What may be tested: words, the order of widgets, the theme. Prices, thresholds and odds are equal
//! treatment's business, and a file that tests them has to name who reviewed it, when and why.

mod apply;
mod assign;
pub mod bucket;
mod model;
mod ratio;
mod sticky;

pub use apply::{apply, control};
pub use assign::{Assigned, Situation, Why, assign};
pub use model::{
    Change, Experiment, Namespace, Odds, Review, Rewording, Span, TextPlace, Variation, Widget,
};
pub use ratio::{MAX_ARMS, MAX_COUNT, SampleRatio, sample_ratio};
pub use sticky::Sticky;
