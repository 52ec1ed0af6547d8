//! Which prize is given for the one that was drawn.

use pricing::Instant;

use crate::model::{Draw, PrizeKind};

/// How much of a draw has been given, as the server counts it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Of the drawn prize, to everyone.
    pub in_all: u32,
    /// Of the drawn prize, to everyone, this local day.
    pub today: u32,
    /// Of the drawn prize, to this buyer.
    pub to_buyer: u32,
    /// Of all prizes of the draw that are something, to this buyer.
    pub won: u32,
}

impl Draw {
    /// What is given for the prize that was drawn: that prize if its stock, limits and schedule
    /// allow, else the consolation prize, else the blank. Nothing where there is none of them, and
    /// the turn has to be refused without costing a chance.
    ///
    /// Odds never move to other prizes: what was published holds until the last turn.
    #[must_use]
    #[inline(never)]
    pub fn given(&self, drawn: usize, now: Instant, given: &Given) -> Option<usize> {
        let prize = self.prizes.get(drawn)?;
        if prize.kind == PrizeKind::Nothing {
            return Some(drawn);
        }
        let mut on = prize.windows.is_empty();
        for window in &prize.windows {
            on |= window.contains(now);
        }
        let mut fits = on;
        for (limit, count) in [
            (prize.stock, given.in_all),
            (prize.per_day, given.today),
            (prize.per_buyer, given.to_buyer),
            (self.per_buyer, given.won),
        ] {
            fits &= limit.is_none_or(|limit| count < limit);
        }
        if fits {
            return Some(drawn);
        }
        if self.per_buyer.is_none_or(|limit| given.won < limit)
            && let Some(consolation) = self.consolation
        {
            return Some(consolation);
        }
        self.prizes
            .iter()
            .position(|prize| prize.kind == PrizeKind::Nothing)
    }
}
