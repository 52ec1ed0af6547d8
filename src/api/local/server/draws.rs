//! Draws: chances, the odds, and tasks that earn more chances.

use campaign::model::{Draw, Prize, PrizeKind, TaskKind};
use protocol::Code;

use super::super::state::{MAX_BANK, State};
use super::{List, Visit};

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
        let Some(prize) = draw_prize(self.state, draw, self.dice) else {
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

    /// The draw, if it is on and the buyer can take part.
    fn open_draw(&self, id: &str) -> Result<&'a Draw, Code> {
        let Some(draw) = self.campaign.draw(id) else {
            return Err(Code::Unknown);
        };
        self.check(&draw.window)?;
        Ok(draw)
    }
}

/// What a turn gives; nothing if the prize is gone and the draw has no blank.
pub(super) fn draw_prize<'a>(
    state: &State,
    draw: &'a Draw,
    dice: &mut dyn FnMut() -> u64,
) -> Option<&'a Prize> {
    let mut weights = 0;
    let mut blank = None;
    for prize in &draw.prizes {
        weights += u64::from(prize.ppm);
        if blank.is_none() && prize.kind == PrizeKind::Nothing {
            blank = Some(prize);
        }
    }
    let mut at = fair(weights, dice);
    for prize in &draw.prizes {
        let weight = u64::from(prize.ppm);
        if at < weight {
            return match prize.stock {
                Some(stock)
                    if state.sum(List::Prizes, None, &draw.id, &prize.id) >= i64::from(stock) =>
                {
                    blank
                }
                _ => Some(prize),
            };
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
