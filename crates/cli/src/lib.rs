//! What the command `dacu` does, apart from its arguments and its terminal.
//!
//! - [`quote`]: what a cart costs under a campaign file, for people or as JSON;
//! - [`refund`]: what goes back when goods do;
//! - [`top_up`]: what to add to a cart, and what it then costs;
//! - [`diff`]: what differs between two versions of a campaign, and whether it may;
//! - [`draw`]: turns of verifiable draws, worked out again;
//! - [`migrate`]: drafts and files of earlier versions, in the form of the current one;
//! - [`trust`]: hashes and signatures of campaign files;
//! - [`lint`]: what law, platforms and the file itself forbid;
//! - [`card`]: the static cards of a campaign, as markup;
//! - [`roas`]: what came back for what was spent;
//! - [`timeline`]: what starts and ends when, as a table and as a picture;
//! - [`cases`]: reference cases with known results, priced by this engine.
//!
//! What it does not do: no network, no state, no currency conversion, and no decision about who has
//! won a quota or a coupon; the cart file says what the server has said.

pub mod card;
pub mod cases;
pub mod diff;
pub mod draw;
pub mod input;
pub mod lint;
mod markup;
pub mod migrate;
pub mod quote;
pub mod refund;
pub mod roas;
mod table;
pub mod timeline;
pub mod top_up;
pub mod trust;
mod view;

/// What a command has to say, and what its exit status is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// For the standard output.
    pub out: String,
    /// For the standard error output.
    pub err: String,
    /// 0 if all is well, 1 if a check failed, 2 if the input cannot be used.
    pub status: u8,
}

impl Said {
    /// Something for the standard output.
    #[must_use]
    pub fn well(out: String) -> Self {
        Self {
            out,
            ..Self::default()
        }
    }

    /// A check that has failed, with what it found.
    #[must_use]
    pub fn failed(out: String) -> Self {
        Self {
            out,
            status: 1,
            ..Self::default()
        }
    }

    /// Input that cannot be used: one sentence a fault.
    #[must_use]
    pub fn bad_input(faults: &[String]) -> Self {
        let mut err = String::new();
        for fault in faults {
            err += &format!("error: {fault}\n");
        }
        Self {
            out: String::new(),
            err,
            status: 2,
        }
    }
}
