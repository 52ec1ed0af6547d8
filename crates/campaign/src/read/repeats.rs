//! Flash-sale sessions that come again (每天 10 点、14 点、20 点), made into plain sessions as they are read.
//!
//! Days and times of day are those of the zone's offset. There is no lunar calendar and no daylight
//! saving here: sessions on dates of the one, or across a change of the other, are told as `starts`,
//! instant by instant.

use pricing::{Instant, Window};

use super::coupons::early_access;
use super::draft::Draft;
use super::fields::Fields;
use super::flash::{check_new, goods, sell};
use super::notes::note;
use crate::civil::{Civil, day_start, parse_time};
use crate::json::Value;
use crate::model::{FlashSale, Session, Zone};
use crate::say::Slot;

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;
/// Most sessions of a file with recurrences.
const MAX_SESSIONS: usize = 400;
/// Most prices of a file with recurrences: a few lines of it must not come to more than a page can
/// hold.
const MAX_PRICES: usize = 4_000;

/// The field `repeats` of a flash sale.
#[inline(never)]
pub(super) fn read<'a>(sale: &Fields<'a>, draft: &mut Draft<'a>, read: &mut FlashSale) {
    if sale.maybe("repeats").is_none() {
        return;
    }
    let mut sessions = read.sessions.len();
    for sale in &draft.campaign.flash_sales {
        sessions += sale.sessions.len();
    }
    let mut repeat = sale.some_maps("repeats", 20);
    while repeat.advance() {
        let id: &str = repeat.new_id("id");
        let length = repeat.int("minutes", 1, 10_080) * MINUTE_MS;
        let mut early = Vec::new();
        early_access(&repeat, None, &mut early);
        let goods = goods(&repeat, draft);
        let starts = starts(&repeat, &draft.campaign.zone);
        sessions += starts.len();
        let prices = starts.len() * goods.len() * (early.len() + 1);
        if sessions > MAX_SESSIONS || draft.offers.len() + prices > MAX_PRICES {
            let values = [Slot::Int(MAX_SESSIONS as i64), Slot::Int(MAX_PRICES as i64)];
            let words = "with it the file has more than {0} sessions or {1} prices";
            repeat.error_with("", "limit", words, &values);
            continue;
        }
        for start in starts {
            let mut session = Session {
                id: session_id(id, start, &draft.campaign.zone),
                window: Window {
                    from: start,
                    until: start.plus_ms(length),
                },
                early: early.clone(),
                items: Vec::new(),
            };
            for one in &mut session.early {
                one.from = start.plus_ms(one.from.ms());
            }
            check_new(&repeat, draft, &session);
            sell(&repeat, draft, &goods, &mut session);
            put(&repeat, &mut read.sessions, session);
        }
    }
}

/// Puts a session behind those that start no later.
#[inline(never)]
fn put(fields: &Fields, sessions: &mut Vec<Session>, session: Session) {
    let mut at = 0;
    for (index, other) in sessions.iter().enumerate() {
        fields.check_new("id", &session.id, Some(&other.id));
        if other.window.from <= session.window.from {
            at = index + 1;
        }
    }
    sessions.insert(at, session);
}

/// `daily-20261111-1000`, by local date and time: the same however the recurrence is written.
#[inline(never)]
fn session_id(repeat: &str, start: Instant, zone: &Zone) -> String {
    let local = Civil::at(start, zone);
    let mut id = [repeat, "-"].concat();
    push_padded(&mut id, local.year.unsigned_abs());
    push_padded(&mut id, u32::from(local.month) * 100 + u32::from(local.day));
    id.push('-');
    push_padded(
        &mut id,
        u32::from(local.hour) * 100 + u32::from(local.minute),
    );
    id
}

/// Appends a number below 10 000 in four digits.
#[inline(never)]
fn push_padded(out: &mut String, number: u32) {
    for unit in [1000, 100, 10, 1] {
        out.push(char::from(b'0' + (number / unit % 10) as u8));
    }
}

/// When the sessions start, in order: at times of day, or at instants one by one.
#[inline(never)]
fn starts(fields: &Fields, zone: &Zone) -> Vec<Instant> {
    let mut starts = Vec::new();
    match fields.one_of("at starts") {
        Some(("at", _)) => daily(fields, zone, &mut starts),
        Some(_) => {
            for value in fields.some_items("starts", MAX_SESSIONS) {
                let start = fields.reader.instant(value);
                if start == Instant::MIN {
                    continue;
                }
                if starts.last().is_some_and(|before| start <= *before) {
                    let words = "starts have to follow each other";
                    fields.reader.error(value, "order", words);
                }
                starts.push(start);
            }
        }
        None => {}
    }
    starts
}

/// The fields `at` and `weekdays`, and the window in which sessions start.
#[inline(never)]
fn daily(fields: &Fields, zone: &Zone, starts: &mut Vec<Instant>) {
    let window = fields.window();
    let mut times: Vec<i64> = Vec::new();
    for value in fields.some_items("at", 24) {
        let Some(time) = time_of_day(fields, value) else {
            continue;
        };
        if times.last().is_some_and(|before| time <= *before) {
            let words = "times of day have to follow each other";
            fields.reader.error(value, "order", words);
            continue;
        }
        times.push(time);
    }
    let mut on = [true; 7];
    if fields.maybe("weekdays").is_some() {
        on = [false; 7];
        for value in fields.some_items("weekdays", 7) {
            let days = "sun mon tue wed thu fri sat";
            on[fields.reader.choice(value, days)] = true;
        }
    }
    if window.from == Instant::MIN || window.until == Instant::MIN {
        return;
    }
    let mut day = day_start(window.from, zone);
    // One more than there may be is enough to be refused.
    while day < window.until && starts.len() <= MAX_SESSIONS {
        let weekday = usize::from(Civil::at(day, zone).weekday);
        for time in &times {
            let start = day.plus_ms(time * MINUTE_MS);
            if window.contains(start) && on[weekday] {
                starts.push(start);
            }
        }
        day = day.plus_ms(DAY_MS);
    }
    if starts.is_empty() && !times.is_empty() {
        let words = "no session starts between `from` and `until`";
        fields.error("at", "empty", words);
    }
}

fn time_of_day(fields: &Fields, value: &Value) -> Option<i64> {
    note!(
        fields.reader,
        value,
        Token("not a time of day, such as 20:00")
    );
    let time = value.as_text().and_then(parse_time);
    if time.is_none() {
        let words = "not a time of day, such as 20:00";
        fields.reader.error(value, "time", words);
    }
    time
}
