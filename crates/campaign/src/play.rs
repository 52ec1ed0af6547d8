//! How promotions are played: what their texts need and their prices do not.

use pricing::{Money, Window};

/// What a promotion asks of shoppers, or grants, that no price shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Play {
    /// Nothing.
    #[default]
    Plain,
    /// A price for buyers who order together (拼团). The server grants a token once the group is
    /// full.
    GroupBuy {
        /// Buyers in a group, the first among them.
        size: u32,
        /// Hours from the first order until a group that is not full is called off.
        hours: u32,
    },
    /// A price that helpers bring down (砍价).
    Bargain(Bargain),
    /// A deposit now and the balance later (预售). The server grants a token once it is paid.
    Presale {
        /// When the deposit is paid (付定金).
        deposit: Window,
        /// When the balance is paid (付尾款).
        balance: Window,
    },
    /// Gifts (满赠).
    Gifts {
        /// Sets of them in all; the server says what is left.
        sets: Option<u32>,
    },
    /// Money that comes back later (返现).
    Cashback(Arrival),
}

/// A price that helpers bring down by a published schedule (砍价): who helps first takes off no
/// more than a minor unit more than who helps last, and nothing is left to chance.
///
/// ```
/// use campaign::model::Bargain;
/// use pricing::Money;
///
/// let bargain = Bargain { start: Money::new(10_000), price: Money::ZERO, helpers: 7, hours: 24 };
/// assert_eq!(bargain.cut(1), Money::new(1_429));
/// assert_eq!(bargain.cut(7), Money::new(1_428));
/// assert_eq!(bargain.price_after(7), Money::ZERO);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bargain {
    /// What a unit costs before anyone helps.
    pub start: Money,
    /// What it costs when everyone has helped.
    pub price: Money,
    /// How many help, at least one.
    pub helpers: u32,
    /// Hours from the start of a bargain to its end.
    pub hours: u32,
}

impl Bargain {
    /// The smaller cut, and how many of the first helpers take off one minor unit more.
    #[must_use]
    pub fn schedule(self) -> (Money, u32) {
        let whole = (self.start - self.price).minor();
        let helpers = i64::from(self.helpers.max(1));
        // A rest of a division by a u32 is smaller than it.
        (Money::new(whole / helpers), (whole % helpers) as u32)
    }

    /// What the nth helper takes off, from 1; nothing where there is none.
    #[must_use]
    pub fn cut(self, nth: u32) -> Money {
        self.price_after(nth.saturating_sub(1)) - self.price_after(nth)
    }

    /// What a unit costs after so many helpers.
    #[must_use]
    pub fn price_after(self, helpers: u32) -> Money {
        let (cut, larger) = self.schedule();
        let helpers = helpers.min(self.helpers);
        self.start - cut.times(helpers.into()) - Money::new(helpers.min(larger).into())
    }
}

/// When money comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// What it waits for.
    pub after: Event,
    /// Within so many days from there.
    pub days: u32,
}

/// Something that happens to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// It has been paid.
    Payment,
    /// The buyer has confirmed that it arrived (确认收货).
    Receipt,
    /// The campaign has ended.
    CampaignEnd,
}
