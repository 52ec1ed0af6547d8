//! The published record of a turn.

use pricing::Instant;

use super::error::FairError;
use super::roll::{Commitment, Seed, Turn};
use super::table::Table;
use crate::json::{self, Value, write_jcs};

/// The format of a record.
pub const SCHEMA: &str = "dacu/draw/1";

/// What a turn came to, with all that is needed to work it out again.
///
/// As JSON: `schema`, `campaign`, `draw`, `commitment`, `server_seed` (once it is revealed), `table`
/// (`[{prize, ppm}]`), `buyer`, `client_seed`, `nonce`, `value`, `prize`, `given`, `at` (milliseconds
/// since 1970). Other members are errors: a record is what was published, no more and no less.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Whose turn it was.
    pub turn: Turn,
    /// What was committed to.
    pub commitment: Commitment,
    /// The seed, once the draw is over.
    pub seed: Option<Seed>,
    /// The odds.
    pub table: Table,
    /// What was rolled.
    pub value: u32,
    /// The prize that the value falls on.
    pub prize: String,
    /// What was given: another prize where the drawn one had run out or could not be won.
    pub given: String,
    /// When.
    pub at: Instant,
}

impl Record {
    /// Takes a turn: what the server does and stores. Nothing is revealed yet; what is given is the
    /// drawn prize until the caller says otherwise.
    #[must_use]
    pub fn take(seed: &Seed, turn: Turn, table: Table, at: Instant) -> Self {
        let value = seed.roll(&turn);
        let prize = table.shares()[table.prize_at(value)].prize.clone();
        Self {
            turn,
            commitment: seed.commitment(),
            seed: None,
            table,
            value,
            given: prize.clone(),
            prize,
            at,
        }
    }

    /// The record as JSON, in canonical form.
    #[must_use]
    pub fn write(&self) -> String {
        // Every number of a record is below 2^53, but for instants that no clock shows.
        write_jcs(&self.to_json()).unwrap_or_default()
    }

    /// Reads a record.
    ///
    /// # Errors
    ///
    /// A text that is no record: the field that is missing, wrong or unknown.
    pub fn read(text: &str) -> Result<Self, FairError> {
        let root = json::parse(text).map_err(FairError::document)?;
        let known = |name: &str| MEMBERS.contains(&name);
        if root.entries().iter().any(|(name, _)| !known(name)) {
            return Err(FairError::field("record", "a member that no record has"));
        }
        let text = |name| {
            let value = root.get(name).and_then(Value::as_text);
            value.ok_or(FairError::field(name, "a text is missing"))
        };
        let int = |name| {
            let value = root.get(name).and_then(Value::as_int);
            value.ok_or(FairError::field(name, "a whole number is missing"))
        };
        if text("schema")? != SCHEMA {
            return Err(FairError::field(
                "schema",
                "this reader knows `dacu/draw/1`",
            ));
        }
        let nonce = u64::try_from(int("nonce")?).unwrap_or(0);
        let turn = Turn::new(
            text("campaign")?,
            text("draw")?,
            text("buyer")?,
            text("client_seed")?,
            nonce,
        )?;
        let digits = "64 hexadecimal digits";
        let commitment = Commitment::from_hex(text("commitment")?)
            .ok_or(FairError::field("commitment", digits))?;
        let seed = match root.get("server_seed") {
            None => None,
            Some(_) => {
                let seed = Seed::from_hex(text("server_seed")?);
                Some(seed.ok_or(FairError::field("server_seed", digits))?)
            }
        };
        let at = int("at")?;
        if !(-json::MAX_NUMBER..=json::MAX_NUMBER).contains(&at) {
            return Err(FairError::field("at", "no instant that JSON can carry"));
        }
        let value = u32::try_from(int("value")?).ok();
        Ok(Self {
            turn,
            commitment,
            seed,
            table: Table::from_json(root.get("table").unwrap_or(&Value::Null))?,
            value: value
                .filter(|value| *value < super::WHOLE)
                .ok_or(FairError::field("value", "from 0 to 999999"))?,
            prize: text("prize")?.to_owned(),
            given: text("given")?.to_owned(),
            at: Instant::from_ms(at),
        })
    }

    fn to_json(&self) -> Value {
        let turn = &self.turn;
        let texts = [
            ("schema", SCHEMA),
            ("campaign", turn.campaign()),
            ("draw", turn.draw()),
            ("commitment", &self.commitment.to_hex()),
            ("buyer", turn.buyer()),
            ("client_seed", turn.client_seed()),
            ("prize", &self.prize),
            ("given", &self.given),
        ];
        let mut entries: Vec<(String, Value)> = texts
            .iter()
            .map(|(name, text)| ((*name).to_owned(), Value::text(text)))
            .collect();
        if let Some(seed) = &self.seed {
            entries.push(("server_seed".to_owned(), Value::Text(seed.reveal())));
        }
        entries.push(("table".to_owned(), self.table.to_json()));
        // Nonces are below 2^53.
        for (name, number) in [
            ("nonce", turn.nonce() as i64),
            ("value", self.value.into()),
            ("at", self.at.ms()),
        ] {
            entries.push((name.to_owned(), Value::Int(number)));
        }
        Value::Map(entries)
    }
}

const MEMBERS: [&str; 13] = [
    "schema",
    "campaign",
    "draw",
    "commitment",
    "server_seed",
    "table",
    "buyer",
    "client_seed",
    "nonce",
    "value",
    "prize",
    "given",
    "at",
];
