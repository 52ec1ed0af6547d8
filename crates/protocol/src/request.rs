//! Requests and replies.

use std::sync::Arc;

use pricing::{Instant, LineId, Money, OfferId, Sku};

use crate::{Live, Me};

/// An idempotency key: 1 to 64 characters of `A-Z a-z 0-9 _ -`, made before the first send.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(Arc<str>);

impl Key {
    /// A key, or nothing if the text is not one.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let ok = (1..=64).contains(&text.len())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
        ok.then(|| Self(Arc::from(text)))
    }

    /// A key made of chance: 32 hexadecimal digits.
    #[must_use]
    pub fn of_entropy(entropy: [u8; 16]) -> Self {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = String::with_capacity(32);
        for byte in entropy {
            text.push(char::from(DIGITS[usize::from(byte >> 4)]));
            text.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
        Self(Arc::from(text))
    }

    /// The text of the key.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The coupons that a shopper insists on or does not want. The engine takes what is not named here as
/// it comes cheapest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Coupons to be used where they can be.
    pub pinned: Vec<OfferId>,
    /// Coupons not to be used.
    pub refused: Vec<OfferId>,
}

/// What a page asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// `GET /v1/time`.
    Time,
    /// `GET /v1/campaigns/{id}/live`.
    Live,
    /// `GET /v1/campaigns/{id}/me`.
    Me,
    /// `POST …/claims`: one coupon.
    Claim {
        /// The coupon.
        coupon: OfferId,
    },
    /// `POST …/draws`: one turn.
    Draw {
        /// The draw.
        draw: String,
    },
    /// `POST …/reservations`: units at a flash price.
    Reserve {
        /// The flash item's offer.
        offer: OfferId,
        /// Units.
        units: u32,
    },
    /// `POST …/draws/{draw}/tasks`: a task was done.
    DoTask {
        /// The draw.
        draw: String,
        /// The task.
        task: String,
    },
    /// `POST /v1/quotes`: what the server would charge; never an amount from the client.
    Quote {
        /// Hash of the ruleset the page used.
        ruleset: u64,
        /// Ticked lines: id, sku, units.
        lines: Vec<(LineId, Sku, u32)>,
        /// Which coupons the shopper would have it price, or not.
        choice: Choice,
    },
}

impl Request {
    /// Whether it changes something and so needs a key.
    #[must_use]
    pub fn needs_key(&self) -> bool {
        matches!(
            self,
            Self::Claim { .. } | Self::Draw { .. } | Self::Reserve { .. } | Self::DoTask { .. }
        )
    }

    /// The word for what is asked: the `ask` of its JSON, and the kind that faults are named by.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Live => "live",
            Self::Me => "me",
            Self::Claim { .. } => "claim",
            Self::Draw { .. } => "draw",
            Self::Reserve { .. } => "reserve",
            Self::DoTask { .. } => "task",
            Self::Quote { .. } => "quote",
        }
    }
}

/// What came out of a turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The prize's id in the draw.
    pub prize: String,
    /// When it was drawn.
    pub at: Instant,
}

/// What a server answers. Everything that changes the buyer's holdings carries them whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// To [`Request::Time`].
    Time {
        /// The server's clock when it answered.
        now: Instant,
        /// How coarse that clock is, in milliseconds (1000 for an HTTP `Date`).
        resolution_ms: u32,
    },
    /// To [`Request::Live`].
    Live(Live),
    /// To [`Request::Me`] and [`Request::DoTask`].
    Me(Me),
    /// To [`Request::Claim`].
    Claimed(Me),
    /// To [`Request::Draw`].
    Drawn {
        /// What came out.
        drawn: Drawn,
        /// Holdings after it.
        me: Me,
    },
    /// To [`Request::Reserve`].
    Reserved(Me),
    /// To [`Request::Quote`].
    Quoted {
        /// What the server would charge, freight included.
        payable: Money,
        /// Hash of the ruleset the server used.
        ruleset: u64,
    },
}
