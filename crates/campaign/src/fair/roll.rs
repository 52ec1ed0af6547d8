//! From a seed and a turn to a value.

use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::error::FairError;
use super::table::WHOLE;
use crate::hash::sha256;
use crate::hex;
use crate::json::MAX_NUMBER;

/// The secret that a draw's turns are made from: 32 bytes of a cryptographic source, new for every
/// draw. It is not shown by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Seed([u8; 32]);

/// SHA-256 of a seed, published before the first turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Commitment([u8; 32]);

impl Seed {
    /// A seed of these bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// A seed of 64 lower-case hexadecimal digits.
    #[must_use]
    pub fn from_hex(digits: &str) -> Option<Self> {
        hex::decode(digits).map(Self)
    }

    /// The seed as it is published when the draw is over.
    #[must_use]
    pub fn reveal(&self) -> String {
        hex::encode(&self.0)
    }

    /// What is published before the draw starts.
    #[must_use]
    pub fn commitment(&self) -> Commitment {
        Commitment(sha256(&self.0))
    }

    /// The value of a turn, from 0 to 999 999, each as likely as another.
    #[must_use]
    pub fn roll(&self, turn: &Turn) -> u32 {
        let mut block = [0; 32];
        let mut count: u64 = 0;
        let value = fair_value(u64::from(WHOLE), &mut || {
            let at = (count % 4) as usize * 8;
            if at == 0 {
                block = self.block(turn, count / 4);
            }
            count += 1;
            let mut word = [0; 8];
            word.copy_from_slice(&block[at..at + 8]);
            u64::from_be_bytes(word)
        });
        // It is below a million.
        value as u32
    }

    fn block(&self, turn: &Turn, number: u64) -> [u8; 32] {
        mac(&self.0, &turn.message(number))
    }
}

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seed(secret)")
    }
}

impl Commitment {
    /// A commitment of 64 lower-case hexadecimal digits, as it stands in a campaign file.
    #[must_use]
    pub fn from_hex(digits: &str) -> Option<Self> {
        hex::decode(digits).map(Self)
    }

    /// The commitment in digits.
    #[must_use]
    pub fn to_hex(self) -> String {
        hex::encode(&self.0)
    }
}

/// One turn of one buyer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    campaign: String,
    draw: String,
    buyer: String,
    client_seed: String,
    nonce: u64,
}

impl Turn {
    /// A turn; `buyer` is a tag of [`buyer_tag`], `client_seed` what the shopper's side chose, and
    /// `nonce` the count of the buyer's turns in this draw, from 1.
    ///
    /// # Errors
    ///
    /// A part that could run into the next one, or a nonce that JSON cannot carry.
    pub fn new(
        campaign: &str,
        draw: &str,
        buyer: &str,
        client_seed: &str,
        nonce: u64,
    ) -> Result<Self, FairError> {
        for (name, text) in [
            ("campaign", campaign),
            ("draw", draw),
            ("client_seed", client_seed),
        ] {
            if !is_plain(text) {
                let fault = "1 to 64 of the characters a-z A-Z 0-9 - _ . :";
                return Err(FairError::field(name, fault));
            }
        }
        if hex::decode::<32>(buyer).is_none() {
            return Err(FairError::field("buyer", "64 hexadecimal digits"));
        }
        if nonce == 0 || nonce > MAX_NUMBER as u64 {
            return Err(FairError::field("nonce", "from 1 to 2^53 - 1"));
        }
        Ok(Self {
            campaign: campaign.to_owned(),
            draw: draw.to_owned(),
            buyer: buyer.to_owned(),
            client_seed: client_seed.to_owned(),
            nonce,
        })
    }

    /// The campaign's id.
    #[must_use]
    pub fn campaign(&self) -> &str {
        &self.campaign
    }

    /// The draw's id.
    #[must_use]
    pub fn draw(&self) -> &str {
        &self.draw
    }

    /// The buyer's tag.
    #[must_use]
    pub fn buyer(&self) -> &str {
        &self.buyer
    }

    /// What the shopper's side chose.
    #[must_use]
    pub fn client_seed(&self) -> &str {
        &self.client_seed
    }

    /// Which of the buyer's turns it is, from 1.
    #[must_use]
    pub fn nonce(&self) -> u64 {
        self.nonce
    }

    fn message(&self, block: u64) -> String {
        let Self {
            campaign,
            draw,
            buyer,
            client_seed,
            nonce,
        } = self;
        format!("dacu-draw/1|{campaign}|{draw}|{buyer}|{client_seed}|{nonce}|{block}")
    }
}

/// The tag of a buyer in records: it says nothing of the id to those without the salt, and a buyer
/// who is told the salt can find their own turns. The salt is secret and at least 16 bytes, because
/// ids such as telephone numbers can all be tried.
///
/// # Errors
///
/// A salt that is too short.
pub fn buyer_tag(salt: &[u8], buyer: &str) -> Result<String, FairError> {
    if salt.len() < 16 {
        return Err(FairError::field("salt", "at least 16 bytes"));
    }
    let message = ["dacu-buyer/1|", buyer].concat();
    Ok(hex::encode(&mac(salt, &message)))
}

/// A number below `bound`, each as likely as another, from words that are each as likely as another:
/// words of the uneven rest are refused.
#[must_use]
pub fn fair_value(bound: u64, next: &mut dyn FnMut() -> u64) -> u64 {
    let Some(rest) = (u64::MAX % bound.max(1) + 1).checked_rem(bound) else {
        return 0;
    };
    loop {
        let word = next();
        if word <= u64::MAX - rest {
            return word % bound;
        }
    }
}

fn mac(key: &[u8], message: &str) -> [u8; 32] {
    // HMAC takes keys of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        unreachable!()
    };
    mac.update(message.as_bytes());
    mac.finalize().into_bytes().into()
}

fn is_plain(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:".contains(&byte);
    (1..=64).contains(&text.len()) && text.bytes().all(fits)
}
