//! Bytes as choices. What is missing counts as zero, so every input is an input.

use pricing::{Instant, Money, Rate};

/// The input, read from the front.
pub struct Feed<'a>(&'a [u8]);

impl<'a> Feed<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else {
            return 0;
        };
        self.0 = rest;
        *first
    }

    pub fn flag(&mut self) -> bool {
        self.byte() & 1 == 1
    }

    /// Below `limit`.
    pub fn below(&mut self, limit: u8) -> u8 {
        self.byte() % limit
    }

    fn wide(&mut self) -> u64 {
        let mut wide = 0;
        for _ in 0..8 {
            wide = wide << 8 | u64::from(self.byte());
        }
        wide
    }

    /// Mostly sensible, at times at an edge, at times anything.
    pub fn amount(&mut self) -> i64 {
        let limit = Money::LIMIT.minor();
        match self.below(64) {
            0 => 0,
            1 => 1,
            2 => -1,
            3 => i64::MAX,
            4 => i64::MIN,
            5 => limit,
            6 => limit + 1,
            7 => limit - 1,
            8 => i64::MAX - 1,
            9 => self.wide() as i64,
            10 => (self.wide() % limit as u64) as i64,
            11 => i64::from(u32::MAX),
            12 => 1 << self.below(63),
            _ => i64::from(self.byte()) * i64::from(self.byte()),
        }
    }

    pub fn money(&mut self) -> Money {
        Money::new(self.amount())
    }

    /// Not negative, and within what a cart may hold: what gets past the checks.
    pub fn sane(&mut self) -> Money {
        Money::new((self.amount() as u64 % (Money::LIMIT.minor() as u64 + 1)) as i64)
    }

    pub fn count(&mut self) -> u32 {
        match self.below(32) {
            0 => 0,
            1 => u32::MAX,
            2 => u32::MAX - 1,
            3 => self.wide() as u32,
            4 => 1 << self.below(32),
            _ => u32::from(self.below(7)) + 1,
        }
    }

    pub fn times(&mut self) -> Option<u32> {
        self.flag().then(|| self.count())
    }

    pub fn rate(&mut self) -> Rate {
        let points = u16::from(self.byte()) << 8 | u16::from(self.byte());
        Rate::new(points % 10_001).unwrap_or(Rate::WHOLE)
    }

    pub fn instant(&mut self) -> Instant {
        match self.below(16) {
            0 => Instant::MIN,
            1 => Instant::MAX,
            _ => Instant::from_ms(i64::from(self.byte())),
        }
    }

    /// How long a list is: short, and once in a while a thousand.
    pub fn length(&mut self, short: u8) -> usize {
        match self.byte() {
            255 => 1_000,
            other => usize::from(other % (short + 1)),
        }
    }

    /// One of a few texts, so that they meet; the empty one among them, and a long one.
    pub fn text(&mut self) -> &'static str {
        const LONG: &str = "满减满减满减满减满减满减满减满减满减满减满减满减满减满减满减满减";
        [LONG, "", "a", "b", "c", "d", "e", "f"][usize::from(self.below(8))]
    }
}
