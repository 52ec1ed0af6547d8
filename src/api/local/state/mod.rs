//! What the server in the page knows, and how it is kept as text.
//!
//! Only what cannot be worked out is kept: stock is what the campaign releases less what buyers
//! hold, points and won coupons follow from prizes, expiry follows from the campaign. All of it is
//! rows of one form in a few lists, so that one reader, one writer and one count serve them all.
//!
//! The text lies where anyone can change it, so reading it drops what the campaign does not know
//! and cuts numbers down to what its rules allow; a text that cannot be read is a server that
//! starts anew.

use campaign::Campaign;
use campaign::json::{Value, parse, write};
use pricing::{Instant, OfferId, Window};
use protocol::{Code, put};

#[cfg(test)]
mod tests;

/// Form of the text.
const VERSION: i64 = 1;
/// An answer to a key is kept this long.
const KEEP_MS: i64 = 24 * 60 * 60 * 1_000;
/// Rows of one list that are kept: more than a browser's few buyers fill.
pub(super) const MAX_ROWS: usize = 1_000;
/// Chances a buyer can have saved up in one draw.
pub(super) const MAX_BANK: i64 = 10_000;

/// The lists of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    /// Coupons claimed, one a row.
    Claims,
    /// Units reserved.
    Units,
    /// Chances of a draw.
    Turns,
    /// Tasks done.
    Tasks,
    /// Prizes won, one a row, oldest first.
    Prizes,
    /// First answers to keys, oldest first.
    Answers,
}

/// The lists and their names.
pub(super) static LISTS: [(List, &str); 6] = [
    (List::Claims, "claims"),
    (List::Units, "units"),
    (List::Turns, "turns"),
    (List::Tasks, "tasks"),
    (List::Prizes, "prizes"),
    (List::Answers, "answers"),
];

/// One row. What its members are depends on the list:
///
/// | list    | `who` | `what`    | `part`        | `at`      | `count`         | `more`          |
/// |---------|-------|-----------|---------------|-----------|-----------------|-----------------|
/// | claims  | buyer | coupon    |               | claimed   | 1               |                 |
/// | units   | buyer | offer     |               |           | units           |                 |
/// | turns   | buyer | draw      |               | local day | used that day   | earned and left |
/// | tasks   | buyer | draw      | task          | local day | done that day   |                 |
/// | prizes  | buyer | draw      | prize         | won       | 1               |                 |
/// | answers | key   | code or `""` | prize or fact | answered | hash of the request | the code's instant or 0 |
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) who: String,
    pub(super) what: String,
    pub(super) part: String,
    pub(super) at: i64,
    pub(super) count: i64,
    pub(super) more: i64,
}

/// Everything the server knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    lists: [Vec<Row>; 6],
}

impl State {
    /// The rows of a list.
    pub(super) fn rows(&self, list: List) -> &[Row] {
        &self.lists[list as usize]
    }

    /// The rows of a list that are somebody's.
    pub(super) fn of(&self, list: List, who: &str) -> Vec<&Row> {
        let mut own = Vec::new();
        for row in self.rows(list) {
            if row.who == who {
                own.push(row);
            }
        }
        own
    }

    /// The sum of the counts of rows with these names; of all buyers, if none is given.
    pub(super) fn sum(&self, list: List, who: Option<&str>, what: &str, part: &str) -> i64 {
        let mut sum: i64 = 0;
        for row in self.rows(list) {
            if row.what == what && row.part == part && who.is_none_or(|who| row.who == who) {
                sum = sum.saturating_add(row.count);
            }
        }
        sum
    }

    /// Adds a row that counts one.
    pub(super) fn add(
        &mut self,
        list: List,
        who: &str,
        what: &str,
        part: &str,
        at: Instant,
    ) -> &mut Row {
        let rows = &mut self.lists[list as usize];
        rows.push(Row {
            who: who.to_owned(),
            what: what.to_owned(),
            part: part.to_owned(),
            at: at.ms(),
            count: 1,
            more: 0,
        });
        let last = rows.len() - 1;
        &mut rows[last]
    }

    /// The one row with these names that counts for a day, counting from nothing on another day.
    pub(super) fn daily(
        &mut self,
        list: List,
        who: &str,
        what: &str,
        part: &str,
        day: i64,
    ) -> &mut Row {
        let row = match self.find(list, who, what, part) {
            Some(at) => &mut self.lists[list as usize][at],
            None => self.add(list, who, what, part, Instant::MIN),
        };
        if row.at != day {
            row.at = day;
            row.count = 0;
        }
        row
    }

    fn find(&self, list: List, who: &str, what: &str, part: &str) -> Option<usize> {
        let rows = self.rows(list);
        for (at, row) in rows.iter().enumerate() {
            if row.who == who && row.what == what && row.part == part {
                return Some(at);
            }
        }
        None
    }

    /// Reads what [`State::write`] wrote, or starts anew; what is too old by `now` is forgotten.
    #[must_use]
    pub fn read(text: &str, campaign: &Campaign, now: Instant) -> Self {
        let mut state = Self::default();
        let document = parse(text).unwrap_or(Value::Null);
        if document.get("v").and_then(Value::as_int) != Some(VERSION) {
            return state;
        }
        for (list, name) in &LISTS {
            let items = document.get(name).map_or(&[][..], Value::items);
            for item in &items[items.len().saturating_sub(MAX_ROWS)..] {
                if let Some(mut row) = Row::from_json(item)
                    && state.allows(*list, &mut row, campaign, now).is_some()
                {
                    state.lists[*list as usize].push(row);
                }
            }
        }
        state
    }

    /// The state as JSON.
    #[must_use]
    pub fn write(&self) -> String {
        let mut document = Vec::new();
        put(&mut document, "v", Value::Int(VERSION));
        for (list, name) in &LISTS {
            let mut items = Vec::new();
            for row in self.rows(*list) {
                items.push(row.to_json());
            }
            put(&mut document, name, Value::List(items));
        }
        write(&Value::Map(document))
    }

    /// Cuts a row down to what the campaign's rules allow beside those already read; nothing if
    /// they allow none of it.
    fn allows(&self, list: List, row: &mut Row, campaign: &Campaign, now: Instant) -> Option<()> {
        let offer = OfferId::new(&row.what);
        let mut window = Window::ALWAYS;
        let most = match list {
            List::Answers => {
                // What it says is looked at when its key comes again.
                let age = now.since(Instant::from_ms(row.at));
                return (age <= KEEP_MS).then_some(());
            }
            List::Claims => {
                let coupon = campaign.coupon(&offer)?;
                if !coupon.claimable {
                    return None;
                }
                window = coupon.claim;
                row.count = 1;
                i64::from(coupon.per_buyer) - self.sum(list, Some(&row.who), &row.what, "")
            }
            List::Prizes => {
                let draw = campaign.draw(&row.what)?;
                draw.prizes.iter().find(|prize| prize.id == row.part)?;
                window = draw.window;
                row.count = 1;
                1
            }
            // Of these there is one row with the same names.
            _ if self.find(list, &row.who, &row.what, &row.part).is_some() => return None,
            List::Units => {
                row.at = 0;
                let (_, item) = campaign.flash_item(&offer)?;
                i64::from(item.per_buyer)
            }
            List::Turns => {
                row.more = row.more.clamp(0, MAX_BANK);
                i64::from(campaign.draw(&row.what)?.daily_chances)
            }
            List::Tasks => {
                let tasks = &campaign.draw(&row.what)?.tasks;
                let task = tasks.iter().find(|task| task.id == row.part)?;
                i64::from(task.per_day)
            }
        };
        row.count = row.count.clamp(0, most.max(0));
        let last = window.until.plus_ms(-1).max(window.from);
        row.at = row.at.clamp(window.from.ms(), last.ms());
        let holds = row.count > 0 || list == List::Turns;
        (holds && !row.who.is_empty()).then_some(())
    }
}

impl Row {
    /// Why an answer refuses; a reason that nobody knows is [`Code::Unknown`].
    pub(super) fn refusal(&self) -> Code {
        let at = (self.more != 0).then_some(Instant::from_ms(self.more));
        Code::of(&self.what, at, &self.part).unwrap_or(Code::Unknown)
    }

    fn to_json(&self) -> Value {
        let mut items = Vec::with_capacity(6);
        for text in [&self.who, &self.what, &self.part] {
            items.push(Value::text(text));
        }
        for number in [self.at, self.count, self.more] {
            items.push(Value::Int(number));
        }
        Value::List(items)
    }

    fn from_json(value: &Value) -> Option<Self> {
        let [
            Value::Text(who),
            Value::Text(what),
            Value::Text(part),
            Value::Int(at),
            Value::Int(count),
            Value::Int(more),
        ] = value.items()
        else {
            return None;
        };
        Some(Self {
            who: who.clone(),
            what: what.clone(),
            part: part.clone(),
            at: *at,
            count: *count,
            more: *more,
        })
    }
}
