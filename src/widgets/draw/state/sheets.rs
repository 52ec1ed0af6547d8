//! Odds, ways to more chances, and prizes that were won.

use campaign::model::{PrizeKind, Task, TaskKind};
use campaign::say;
use pricing::Instant;
use protocol::{Me, MyCoupon, MyPrize, Request};

use super::super::words as w;
use super::{Action, Row, Scene, Sheet, SheetView, State, turns};
use crate::runtime::model::AskState;

impl Scene<'_> {
    /// The sheet that is open.
    pub(super) fn sheet(&self) -> Option<Box<SheetView>> {
        let kind = self.own.sheet?;
        let mut sheet = Box::new(SheetView {
            kind,
            rows: Vec::new(),
            notes: Vec::new(),
            go: false,
        });
        match kind {
            Sheet::Odds => self.odds(&mut sheet),
            Sheet::Tasks => self.tasks(&mut sheet.rows),
            Sheet::Prizes => self.prizes(&mut sheet),
        }
        Some(sheet)
    }

    fn odds(&self, sheet: &mut SheetView) {
        let mut whole = 0;
        for prize in &self.draw.prizes {
            whole += prize.ppm;
            let row = row(&mut sheet.rows, prize.name.get(self.locale));
            row.tone = prize.tone;
            row.end = say::odds(prize.ppm);
            let words = match (&prize.kind, prize.stock) {
                (PrizeKind::Nothing, _) => &w::NO_STOCK,
                (_, None) => &w::UNLIMITED,
                (PrizeKind::Coupon(_), _) => &w::COUPONS,
                _ => &w::PIECES,
            };
            self.fill(&mut row.note, words, "", prize.stock.unwrap_or(0));
        }
        let mut note = String::new();
        self.with(&mut note, &w::ODDS_NOTE, &say::odds(whole));
        sheet.notes.push(note);
        let terms = self.draw.terms.get(self.locale);
        if !terms.is_empty() {
            sheet.notes.push(terms.to_owned());
        }
    }

    /// A row a task.
    #[inline(never)]
    pub(super) fn tasks(&self, rows: &mut Vec<Row>) {
        for (at, task) in self.draw.tasks.iter().enumerate() {
            let row = row(rows, task.name.get(self.locale));
            self.task(at, task, row);
        }
    }

    fn task(&self, at: usize, task: &Task, row: &mut Row) {
        let mut done = 0;
        if let Some(me) = self.me {
            for (draw, id) in &me.tasks_done {
                done += u32::from(*draw == self.draw.id && *id == task.id);
            }
        }
        let mut note = match task.kind {
            TaskKind::Order => &w::PAID,
            TaskKind::Visit { .. } if task.per_day == 1 => &w::ONCE,
            TaskKind::Visit { .. } => &w::SOME,
        };
        let mut tells_done = done > 0 && task.per_day > 1;
        let request = Request::DoTask {
            draw: self.draw.id.clone(),
            task: task.id.clone(),
        };
        let mut left = 0;
        let words = match (self.own.visit, self.model.ask(&request)) {
            _ if done >= task.per_day => &w::DONE,
            (Some(visit), _) if visit.task == at => {
                left = ((visit.left_ms + 999) / 1_000) as u32;
                &w::STAY
            }
            (_, Some(AskState::Open)) => &w::COUNTING,
            (_, asked) => {
                row.press = Some(Action::Task(at));
                match asked {
                    Some(AskState::Failed(refusal)) if refusal.is_retryable() => {
                        note = &w::NOT_COUNTED;
                        tells_done = false;
                        &w::RETRY
                    }
                    _ => {
                        row.end.push_str(task.action.get(self.locale));
                        &w::NOTHING
                    }
                }
            }
        };
        self.fill(&mut row.end, words, "", left);
        let gain = turns(task.chances, self.locale);
        self.fill(&mut row.note, note, &gain, task.per_day);
        if tells_done {
            self.fill(&mut row.note, &w::DONE_SOME, "", done);
        }
    }

    fn prizes(&self, sheet: &mut SheetView) {
        if let Some(me) = self.me {
            for won in &me.prizes {
                if won.draw == self.draw.id {
                    self.prize(me, won, &mut sheet.rows);
                }
            }
        }
        if sheet.rows.is_empty() {
            for words in [&w::NOTHING_YET, &w::WILL_SHOW] {
                sheet.notes.push(self.get(words).to_owned());
            }
            sheet.go = self.standing == State::Ready;
        }
    }

    fn prize(&self, me: &Me, won: &MyPrize, rows: &mut Vec<Row>) {
        for (at, prize) in self.draw.prizes.iter().enumerate() {
            if prize.id != won.prize || prize.kind == PrizeKind::Nothing {
                continue;
            }
            let row = row(rows, prize.name.get(self.locale));
            self.with(&mut row.note, &w::WON_AT, &self.at(won.at));
            let now = self.model.now.unwrap_or(Instant::MIN);
            let good = match &prize.kind {
                PrizeKind::Coupon(id) => {
                    let of_turn = |held: &&MyCoupon| held.offer == *id && held.claimed_at == won.at;
                    match me.coupons.iter().find(of_turn) {
                        Some(held) if held.used_by.is_some() => &w::USED,
                        Some(held) if held.expires_at <= now => &w::EXPIRED,
                        held => {
                            row.press = Some(Action::Use(at));
                            self.say(&mut row.end, &w::USE);
                            let claimed_at = held.map(|held| held.claimed_at);
                            row.note.push_str(&self.validity(id, claimed_at));
                            &w::NOTHING
                        }
                    }
                }
                PrizeKind::Goods if now >= self.draw.redeem_until => &w::TOO_LATE,
                PrizeKind::Goods => {
                    let (words, action) = if self.own.address.is_empty() {
                        (&w::SEE_RULES, Action::Open(Sheet::Odds))
                    } else {
                        (&w::ADDRESS, Action::Address)
                    };
                    row.press = Some(action);
                    self.say(&mut row.end, words);
                    &w::REDEEM
                }
                PrizeKind::Points(_) | PrizeKind::Nothing => &w::CREDITED_POINTS,
            };
            self.say(&mut row.note, good);
        }
    }
}

/// Adds a row with a name.
#[inline(never)]
fn row<'v>(rows: &'v mut Vec<Row>, name: &str) -> &'v mut Row {
    rows.push(Row {
        name: name.to_owned(),
        note: String::new(),
        end: String::new(),
        press: None,
        tone: 'a',
    });
    let last = rows.len() - 1;
    &mut rows[last]
}
