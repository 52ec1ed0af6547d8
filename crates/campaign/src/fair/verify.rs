//! Working a turn out again.

use super::error::FairError;
use super::record::Record;
use super::roll::Commitment;
use super::table::Table;
use crate::model::{Campaign, Draw};

/// What came of verifying a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The seed has not been revealed; there is nothing to work out yet.
    Sealed,
    /// The turn came to what the record says.
    Holds {
        /// Whether another prize was given than the drawn one, as the rules provide for prizes that
        /// have run out; the record alone cannot show that it had.
        substituted: bool,
    },
    /// It did not, and why.
    Broken(Breach),
}

/// What does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Breach {
    /// The seed is not the one that was committed to.
    Seed,
    /// The turn rolls another value.
    Value {
        /// The one it rolls.
        rolled: u32,
    },
    /// The value falls on another prize.
    Prize {
        /// The one it falls on.
        drawn: String,
    },
    /// What was given is no prize of the table.
    Given,
    /// The record is of another campaign or draw than the published one.
    Draw,
    /// The commitment is not the one that was published before the draw.
    Commitment,
    /// The odds are not the published ones.
    Table,
}

/// What a campaign file published about a draw before it started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    campaign: String,
    draw: String,
    commitment: Commitment,
    table: Table,
}

impl Published {
    /// What the file of a campaign says of one of its draws.
    ///
    /// # Errors
    ///
    /// A draw without a commitment: it cannot be verified.
    pub fn of(campaign: &Campaign, draw: &Draw) -> Result<Self, FairError> {
        let commitment = Commitment::from_hex(&draw.commitment);
        Ok(Self {
            campaign: campaign.id.clone(),
            draw: draw.id.clone(),
            commitment: commitment.ok_or(FairError::field(
                "commitment",
                "the draw has published none",
            ))?,
            table: Table::of(draw)?,
        })
    }
}

/// Works a record out again from what stands in it. A pure function: no clock, no network.
///
/// Whether seed, odds and draw are the published ones is for [`verify_published`].
#[must_use]
pub fn verify(record: &Record) -> Verdict {
    let shares = record.table.shares();
    let Some(seed) = &record.seed else {
        return Verdict::Sealed;
    };
    if seed.commitment() != record.commitment {
        return Verdict::Broken(Breach::Seed);
    }
    let rolled = seed.roll(&record.turn);
    if rolled != record.value {
        return Verdict::Broken(Breach::Value { rolled });
    }
    let drawn = &shares[record.table.prize_at(rolled)].prize;
    if *drawn != record.prize {
        let drawn = drawn.clone();
        return Verdict::Broken(Breach::Prize { drawn });
    }
    if !shares.iter().any(|share| share.prize == record.given) {
        return Verdict::Broken(Breach::Given);
    }
    Verdict::Holds {
        substituted: record.given != record.prize,
    }
}

/// Works a record out again, and compares it with what was published before the draw; this is what
/// an auditor asks. The comparison does not wait for the seed.
#[must_use]
pub fn verify_published(record: &Record, published: &Published) -> Verdict {
    let turn = &record.turn;
    if turn.campaign() != published.campaign || turn.draw() != published.draw {
        return Verdict::Broken(Breach::Draw);
    }
    if record.commitment != published.commitment {
        return Verdict::Broken(Breach::Commitment);
    }
    if record.table != published.table {
        return Verdict::Broken(Breach::Table);
    }
    verify(record)
}
