//! Draws and their prizes.

use pricing::{Instant, Money, OfferId, Window};

use crate::text::Text;

/// What a prize is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrizeKind {
    /// A coupon, granted at once.
    Coupon(OfferId),
    /// Points.
    Points(u32),
    /// Goods, sent to an address.
    Goods,
    /// Nothing (谢谢参与).
    Nothing,
}

/// A prize with its published odds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prize {
    /// Unique in the draw.
    pub id: String,
    /// As shoppers read it.
    pub name: Text,
    /// Large text of the sector, such as `20`; may be empty.
    pub figure: String,
    /// Small text of the sector, such as `元券`.
    pub label: Text,
    /// Picture of the sector: `ticket`, `point`, `bowl`, `free`, `leaf`, `gift`.
    pub icon: String,
    /// Colour role of the sector, `a` to `f`.
    pub tone: char,
    /// What it is.
    pub kind: PrizeKind,
    /// Odds in millionths; a draw's odds sum to 1 000 000.
    pub ppm: u32,
    /// How many there are; unlimited if none is given.
    pub stock: Option<u32>,
    /// How many are given a local day at most.
    pub per_day: Option<u32>,
    /// How many one buyer can win.
    pub per_buyer: Option<u32>,
    /// When it can be won (放奖时段), in order; any time of the draw if none is given.
    pub windows: Vec<Window>,
    /// Market value of one.
    pub value: Money,
}

/// One sector of the wheel; its angle is its odds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sector {
    /// Index into [`Draw::prizes`].
    pub prize: usize,
    /// Its part of the prize's odds, in millionths.
    pub ppm: u32,
}

/// A way to get more chances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Unique in the draw.
    pub id: String,
    /// What to do: 逛秒杀会场 15 秒.
    pub name: Text,
    /// Words of its button: 去逛逛.
    pub action: Text,
    /// Chances it gives.
    pub chances: u32,
    /// How often a day.
    pub per_day: u32,
    /// What has to happen.
    pub kind: TaskKind,
}

/// What has to happen for a task's chances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskKind {
    /// The shopper stays on the flash sale for this long.
    Visit {
        /// Milliseconds.
        ms: u32,
    },
    /// The shopper pays for an order; the server counts it.
    Order,
}

/// A draw (抽奖).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draw {
    /// Unique in the file.
    pub id: String,
    /// Heading over it.
    pub name: Text,
    /// When one can draw.
    pub window: Window,
    /// Until when prizes can be redeemed.
    pub redeem_until: Instant,
    /// Prizes; odds sum to 1 000 000.
    pub prizes: Vec<Prize>,
    /// Sectors clockwise from the top.
    pub sectors: Vec<Sector>,
    /// How many prizes one buyer can win in all.
    pub per_buyer: Option<u32>,
    /// Index of the prize that is given where the drawn one cannot be (安慰奖); it has no limits.
    pub consolation: Option<usize>,
    /// SHA-256 of the seed that turns are drawn from, in 64 hexadecimal digits, for a draw that can
    /// be verified; empty otherwise.
    pub commitment: String,
    /// Chances given to everyone each local day.
    pub daily_chances: u32,
    /// How to get more.
    pub tasks: Vec<Task>,
    /// How goods are delivered and when a prize is forfeited (兑奖、弃奖).
    pub terms: Text,
}
