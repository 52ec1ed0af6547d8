//! What a draw is expected to cost: in whole minor units and millionths of them, never in floats.

use campaign::model::{Draw, PrizeKind};
use pricing::Money;

/// A draw's expectation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// Of one turn, in millionths of a minor unit: value × odds, exactly.
    pub per_draw_ppm: i128,
    /// The turns that one buyer can have: daily chances on every day of the draw, and every task as
    /// often as it counts.
    pub turns: u64,
    /// What all stock together is worth; nothing where a prize of value has no limit.
    pub most: Option<Money>,
}

impl Expectation {
    /// Of one turn, in minor units, rounded up to a whole one: a budget that is short is worse.
    #[must_use]
    pub fn per_draw(&self) -> Money {
        whole(self.per_draw_ppm)
    }

    /// Of a buyer who takes every turn, in minor units, rounded up; never more than the stock.
    #[must_use]
    pub fn per_buyer(&self) -> Money {
        let all = whole(self.per_draw_ppm.saturating_mul(self.turns.into()));
        self.most.map_or(all, |most| all.min(most))
    }

    /// How many buyers a budget lasts for if each takes every turn; nothing if it never ends.
    #[must_use]
    pub fn buyers(&self, budget: Money) -> Option<u64> {
        let each = self.per_draw_ppm.saturating_mul(self.turns.into());
        let budget = i128::from(budget.minor()) * 1_000_000;
        (each > 0).then(|| u64::try_from(budget / each).unwrap_or(u64::MAX))
    }
}

fn whole(ppm: i128) -> Money {
    let whole = (ppm + 999_999) / 1_000_000;
    Money::new(i64::try_from(whole).unwrap_or(i64::MAX))
}

/// The expectation of a draw by its published odds, values and limits.
#[must_use]
pub fn expectation(draw: &Draw) -> Expectation {
    const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
    let mut per_draw_ppm: i128 = 0;
    let mut most = Some(0_i64);
    for prize in &draw.prizes {
        if prize.kind == PrizeKind::Nothing || prize.value.is_zero() {
            continue;
        }
        per_draw_ppm += i128::from(prize.value.minor()) * i128::from(prize.ppm);
        let worth = prize
            .stock
            .and_then(|stock| prize.value.minor().checked_mul(stock.into()));
        most = most
            .zip(worth)
            .and_then(|(sum, worth)| sum.checked_add(worth));
    }
    let length = draw.window.until.since(draw.window.from).max(0);
    // A draw from 20:00 to 20:00 of the next day touches two local days.
    let days = u64::try_from(length / DAY_MS + 1).unwrap_or(1);
    let tasks: u64 = draw
        .tasks
        .iter()
        .map(|task| u64::from(task.chances) * u64::from(task.per_day))
        .sum();
    Expectation {
        per_draw_ppm,
        turns: days * (u64::from(draw.daily_chances) + tasks),
        most: most.map(Money::new),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::test_model::{DOUBLE_11, campaign};

    #[test]
    fn the_wheel_of_the_sample() {
        let campaign = campaign(DOUBLE_11);
        let draw = campaign.draws.first().expect("a draw");
        let told = expectation(draw);
        let by_hand: i128 = draw
            .prizes
            .iter()
            .map(|prize| i128::from(prize.value.minor()) * i128::from(prize.ppm))
            .sum();
        assert_eq!(told.per_draw_ppm, by_hand);
        assert!(told.turns > u64::from(draw.daily_chances));
        assert!(told.per_draw() > Money::ZERO);
        assert!(told.per_buyer() >= told.per_draw());
    }

    #[test]
    fn sums_are_whole_and_bounded_by_the_stock() {
        let expectation = Expectation {
            per_draw_ppm: 1_500_000,
            turns: 10,
            most: Some(Money::new(12)),
        };
        assert_eq!(expectation.per_draw(), Money::new(2));
        assert_eq!(expectation.per_buyer(), Money::new(12));
        assert_eq!(expectation.buyers(Money::new(45)), Some(3));
        let free = Expectation {
            per_draw_ppm: 0,
            turns: 3,
            most: None,
        };
        assert_eq!(free.per_buyer(), Money::ZERO);
        assert_eq!(free.buyers(Money::new(1)), None);
    }
}
