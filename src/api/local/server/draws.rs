//! Draws: chances, the odds, and tasks that earn more chances.

use campaign::civil::day_start;
use campaign::model::{Draw, Prize, PrizeKind, TaskKind};
use campaign::prize::Given;
use protocol::Code;

use super::super::state::MAX_BANK;
use super::{List, Visit, count};

/// Words of the dice that are refused before one is taken as it is; not one in 10^13 is refused.
const REROLLS: u32 = 64;

impl<'a> Visit<'a> {
    /// Takes a turn, and notes what came out.
    pub(super) fn draw(&mut self, id: &str) -> Result<(), Code> {
        let draw = self.open_draw(id)?;
        let day = self.day();
        let daily = i64::from(draw.daily_chances);
        let turns = self.state.daily(List::Turns, self.who, id, "", day);
        if turns.count >= daily && turns.more == 0 {
            return Err(Code::NoChances);
        }
        let prize = drawn(draw, self.dice)
            .and_then(|drawn| draw.given(drawn, self.now, &self.given(draw, drawn)));
        let Some(prize) = prize.and_then(|prize| draw.prizes.get(prize)) else {
            return Err(Code::SoldOut(None));
        };
        let turns = self.state.daily(List::Turns, self.who, id, "", day);
        if turns.count < daily {
            turns.count += 1;
        } else {
            turns.more -= 1;
        }
        self.prize = &prize.id;
        let (who, now) = (self.who, self.now);
        self.state.add(List::Prizes, who, id, self.prize, now);
        Ok(())
    }

    /// Counts a task that was done.
    pub(super) fn task(&mut self, id: &str, task: &str) -> Result<(), Code> {
        let draw = self.open_draw(id)?;
        let task = match draw.tasks.iter().find(|known| known.id == task) {
            Some(task) if task.kind != TaskKind::Order => task,
            _ => return Err(Code::Unknown),
        };
        let day = self.day();
        let done = self.state.daily(List::Tasks, self.who, id, &task.id, day);
        if done.count >= i64::from(task.per_day) {
            return Err(Code::LimitReached);
        }
        done.count += 1;
        let turns = self.state.daily(List::Turns, self.who, id, "", day);
        turns.more = (turns.more + i64::from(task.chances)).min(MAX_BANK);
        Ok(())
    }

    /// How much of a draw has been given, where this prize has been drawn.
    fn given(&self, draw: &Draw, drawn: usize) -> Given {
        let mut given = Given::default();
        let today = day_start(self.now, &self.campaign.zone).ms();
        for row in self.state.rows(List::Prizes) {
            let won = |prize: &&Prize| prize.id == row.part && prize.kind != PrizeKind::Nothing;
            let Some(prize) = draw.prizes.iter().find(won) else {
                continue;
            };
            if row.what != draw.id {
                continue;
            }
            let times = count(row.count);
            let own = if row.who == self.who { times } else { 0 };
            given.won = given.won.saturating_add(own);
            if prize.id == draw.prizes[drawn].id {
                given.in_all = given.in_all.saturating_add(times);
                given.to_buyer = given.to_buyer.saturating_add(own);
                if row.at >= today {
                    given.today = given.today.saturating_add(times);
                }
            }
        }
        given
    }

    /// The draw, if it is on and the buyer can take part.
    fn open_draw(&self, id: &str) -> Result<&'a Draw, Code> {
        let Some(draw) = self.campaign.draw(id) else {
            return Err(Code::Unknown);
        };
        self.check(&draw.window)?;
        Ok(draw)
    }
}

/// The prize that comes out, by its place in the draw.
pub(super) fn drawn(draw: &Draw, dice: &mut dyn FnMut() -> u64) -> Option<usize> {
    let mut weights = 0;
    for prize in &draw.prizes {
        weights += u64::from(prize.ppm);
    }
    let mut at = fair(weights, dice);
    for (index, prize) in draw.prizes.iter().enumerate() {
        let weight = u64::from(prize.ppm);
        if at < weight {
            return Some(index);
        }
        at -= weight;
    }
    None
}

/// A number below `bound`, each as likely as another: words from the uneven rest are refused.
pub(super) fn fair(bound: u64, dice: &mut dyn FnMut() -> u64) -> u64 {
    if bound == 0 {
        return 0;
    }
    let uneven = (u64::MAX % bound + 1) % bound;
    let mut word = dice();
    for _ in 0..REROLLS {
        if word <= u64::MAX - uneven {
            break;
        }
        word = dice();
    }
    word % bound
}
