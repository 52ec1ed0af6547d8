//! What planners write where the format has whole numbers and instants.

use crate::civil::{Civil, parse_instant, parse_offset};
use crate::json::{self, Placed, Value};
use crate::model::Zone;
use crate::problem::{step_by_index, step_by_name};
use crate::read::notes::{Note, Notes};
use crate::read::{MAX_MONEY, noted};

use super::Change;

/// More decimals than this has no currency.
const MOST_DECIMALS: u32 = 4;

/// The document with whole numbers and instants. The reader is asked what it expects at each place; it
/// asks on wherever a value is not of that kind, so one reading finds all of them.
pub(super) fn settle(root: Value, changes: &mut Vec<Change>) -> Value {
    let placed = Placed {
        root,
        offsets: Vec::new(),
    };
    let notes = Notes::default();
    // A problem has its place in the text of a draft at best; what is wrong is told of the settled file.
    let _problems = noted(&placed, &notes);
    let root = &placed.root;
    let field = |map: &str, name: &str| root.get(map).and_then(|map| map.get(name));
    let exponent = field("currency", "exponent").and_then(Value::as_int);
    let settler = Settler {
        notes: &notes,
        decimals: exponent
            .and_then(|exponent| u32::try_from(exponent).ok())
            .filter(|exponent| *exponent <= MOST_DECIMALS)
            .unwrap_or(2),
        symbol: field("currency", "symbol")
            .and_then(Value::as_text)
            .unwrap_or("¥"),
        offset: field("time_zone", "offset")
            .and_then(Value::as_text)
            .unwrap_or(""),
    };
    settler.value(root, "", "", changes)
}

struct Settler<'a> {
    notes: &'a Notes,
    /// Digits of the minor unit.
    decimals: u32,
    /// The sign of the currency.
    symbol: &'a str,
    /// The offset of the file.
    offset: &'a str,
}

impl Settler<'_> {
    fn value(&self, value: &Value, name: &str, path: &str, changes: &mut Vec<Change>) -> Value {
        match value {
            Value::List(items) => {
                let items = items.iter().enumerate().map(|(index, item)| {
                    let mut step = String::new();
                    step_by_index(&mut step, index);
                    self.value(item, name, &[path, &step].concat(), changes)
                });
                Value::List(items.collect())
            }
            Value::Map(entries) => {
                let entries = entries.iter().map(|(name, entry)| {
                    let mut step = String::new();
                    step_by_name(&mut step, name);
                    let dot = if path.is_empty() { "" } else { "." };
                    let path = [path, dot, &step].concat();
                    (name.clone(), self.value(entry, name, &path, changes))
                });
                Value::Map(entries.collect())
            }
            Value::Text(text) => match self.settled(value, name, text) {
                Some(now) => {
                    changes.push(Change {
                        path: path.to_owned(),
                        was: json::write(value),
                        now: json::write(&now),
                    });
                    now
                }
                None => value.clone(),
            },
            other => other.clone(),
        }
    }

    /// What the reader would have had, where it expected something else than the text that is there.
    fn settled(&self, value: &Value, name: &str, text: &str) -> Option<Value> {
        let text = text.trim();
        self.notes.of(value).iter().find_map(|note| match note {
            Note::Int(_, MAX_MONEY) => self.amount(text).map(Value::Int),
            Note::Int(0, 9_999) => rate(text).map(Value::Int),
            Note::Int(..) if name == "ppm" => {
                scaled(text.strip_suffix(['%', '％'])?, 4).map(Value::Int)
            }
            Note::Instant if parse_instant(text).is_err() => self.instant(text).map(Value::Text),
            _ => None,
        })
    }

    /// An amount of the major unit, in minor units.
    fn amount(&self, text: &str) -> Option<i64> {
        let text = ["¥", "￥", self.symbol]
            .iter()
            .find_map(|sign| text.strip_prefix(sign))
            .unwrap_or(text);
        let text = text.strip_suffix('元').unwrap_or(text).trim();
        scaled(text, self.decimals)
    }

    /// A local date, with or without a time of day, as an instant.
    fn instant(&self, text: &str) -> Option<String> {
        let (date, time) = match text.find([' ', 'T', '日']) {
            Some(at) => text.split_at(at),
            None => (text, ""),
        };
        let date = numbers(date, &['-', '/', '.', '年', '月'])?;
        let time = numbers(time.trim_start_matches(['日', 'T', ' ']), &[':', '：'])?;
        let (&[year, month, day], [] | [_, _] | [_, _, _]) = (&date[..], &time[..]) else {
            return None;
        };
        let part = |index| time.get(index).copied().unwrap_or(0);
        let (hour, minute, second) = (part(0), part(1), part(2));
        // The end of a day is the first instant of the next, and exists for every day that does.
        let ends = (hour, minute, second) == (24, 0, 0);
        let hour = if ends { 0 } else { hour };
        let offset = self.offset;
        let local =
            format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{offset}");
        let instant = parse_instant(&local).ok()?;
        if !ends {
            return Some(local);
        }
        let zone = Zone {
            name: String::new(),
            offset_minutes: parse_offset(offset)?,
        };
        let next = Civil::at(instant.plus_ms(86_400_000), &zone);
        let (year, month, day) = (next.year, next.month, next.day);
        Some(format!("{year:04}-{month:02}-{day:02}T00:00:00{offset}"))
    }
}

/// A rate in 折, as basis points of what is paid: `8.5折` and `85折` are 8500.
fn rate(text: &str) -> Option<i64> {
    let text = text.strip_suffix('折')?.trim();
    let of_ten = scaled(text, 3)?;
    // Two digits without a point are hundredths; 10折 may be meant for the whole or for a tenth.
    let paid = if text.len() == 2 { of_ten / 10 } else { of_ten };
    (text != "10" && (1..10_000).contains(&paid)).then_some(paid)
}

/// A decimal number as a whole one of so many decimals more; nothing if that would round it.
fn scaled(text: &str, decimals: u32) -> Option<i64> {
    let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    // A comma parts thousands; one that stands elsewhere may mean a point.
    let mut groups = whole.split(',').enumerate();
    let grouped = groups.all(|(at, group)| group.len() == 3 || at == 0 && group.len() < 3);
    let whole = whole.replace(',', "");
    if whole.is_empty() || text.ends_with('.') || !digits(&whole) || !digits(part) {
        return None;
    }
    if !grouped && text.contains(',') {
        return None;
    }
    let part = part.trim_end_matches('0');
    let missing = decimals.checked_sub(u32::try_from(part.len()).ok()?)?;
    let number: i64 = [whole.as_str(), part].concat().parse().ok()?;
    number.checked_mul(10_i64.pow(missing))
}

/// The numbers of a text that has only these marks between them; none of a text that is empty.
fn numbers(text: &str, marks: &[char]) -> Option<Vec<u32>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    text.split(marks)
        .map(|part| {
            let digits = part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse().ok().filter(|_| digits && part.len() <= 4)
        })
        .collect()
}
