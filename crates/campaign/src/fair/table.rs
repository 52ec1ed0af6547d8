//! A draw's odds as they are published with a record.

use super::error::FairError;
use crate::hash::sha256;
use crate::json::{Value, write_jcs};
use crate::model::Draw;

/// What the odds of a table sum to.
pub const WHOLE: u32 = 1_000_000;

/// Prizes in order with their odds; they sum to [`WHOLE`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table(Vec<Share>);

/// A prize and its odds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The prize's id.
    pub prize: String,
    /// Its odds in millionths.
    pub ppm: u32,
}

impl Table {
    /// A table of these prizes.
    ///
    /// # Errors
    ///
    /// Odds of nothing or that do not sum to [`WHOLE`], and a prize without id or named twice.
    pub fn new(shares: Vec<Share>) -> Result<Self, FairError> {
        let fault = |fault| Err(FairError::field("table", fault));
        let mut sum: u64 = 0;
        for (index, share) in shares.iter().enumerate() {
            let before = &shares[..index];
            if share.prize.is_empty() || before.iter().any(|known| known.prize == share.prize) {
                return fault("every prize has an id of its own");
            }
            if share.ppm == 0 {
                return fault("no prize without odds");
            }
            sum += u64::from(share.ppm);
        }
        if sum != u64::from(WHOLE) {
            return fault("odds have to sum to 1000000");
        }
        Ok(Self(shares))
    }

    /// The table of a draw, as its campaign file publishes it.
    ///
    /// # Errors
    ///
    /// Those of [`Table::new`]; a draw that was read from a file has none.
    pub fn of(draw: &Draw) -> Result<Self, FairError> {
        let share = |prize: &crate::model::Prize| Share {
            prize: prize.id.clone(),
            ppm: prize.ppm,
        };
        Self::new(draw.prizes.iter().map(share).collect())
    }

    /// The prizes in order.
    #[must_use]
    pub fn shares(&self) -> &[Share] {
        &self.0
    }

    /// The prize that a value below [`WHOLE`] falls on, by its place.
    #[must_use]
    pub fn prize_at(&self, value: u32) -> usize {
        let mut sum = 0;
        for (index, share) in self.0.iter().enumerate() {
            sum += share.ppm;
            if value < sum {
                return index;
            }
        }
        // Odds sum to the whole, so this is a value that no roll gives.
        self.0.len().saturating_sub(1)
    }

    /// SHA-256 of the table in canonical form: what is frozen when the draw starts.
    #[must_use]
    pub fn sha256(&self) -> [u8; 32] {
        // Odds are small numbers, so there is a canonical form.
        sha256(write_jcs(&self.to_json()).unwrap_or_default().as_bytes())
    }

    pub(super) fn to_json(&self) -> Value {
        let share = |share: &Share| {
            Value::Map(vec![
                ("prize".to_owned(), Value::text(&share.prize)),
                ("ppm".to_owned(), Value::Int(share.ppm.into())),
            ])
        };
        Value::List(self.0.iter().map(share).collect())
    }

    pub(super) fn from_json(value: &Value) -> Result<Self, FairError> {
        let mut shares = Vec::new();
        for item in value.items() {
            let prize = item.get("prize").and_then(Value::as_text);
            let ppm = item.get("ppm").and_then(Value::as_int);
            let (Some(prize), Some(Ok(ppm))) = (prize, ppm.map(u32::try_from)) else {
                return Err(FairError::field("table", "a list of `prize` and `ppm`"));
            };
            shares.push(Share {
                prize: prize.to_owned(),
                ppm,
            });
        }
        Self::new(shares)
    }
}
