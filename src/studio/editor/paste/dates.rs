//! Dates as planners write them: 11月11日 20:00, 2026-11-11, 11.10-11.12.

use std::fmt::Write as _;

/// A local moment; without a time it is a whole day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    year: u32,
    month: u32,
    day: u32,
    /// Hour, minute and second; 24:00 is the end of the day.
    time: Option<(u32, u32, u32)>,
}

/// The first number of a text, and what follows it.
pub fn number(text: &str) -> Option<(u32, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let digits = text.get(..end)?;
    Some((digits.parse().ok()?, &text[end..]))
}

impl Moment {
    /// A moment at the start of a text, and what follows it.
    pub fn read(text: &str, year: u32) -> Option<(Self, &str)> {
        let text = text.trim_start();
        let (first, rest) = number(text)?;
        let (year, month, rest) = if first >= 2000 {
            let rest = rest.strip_prefix(['年', '-', '/', '.'])?;
            let (month, rest) = number(rest)?;
            (first, month, rest)
        } else {
            (year, first, rest)
        };
        let chinese = rest.starts_with('月');
        let rest = rest.strip_prefix(['月', '-', '/', '.'])?;
        let (day, rest) = number(rest)?;
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        let rest = if chinese {
            rest.strip_prefix(['日', '号']).unwrap_or(rest)
        } else {
            rest
        };
        let (time, rest) = match clock(rest) {
            Some((time, rest)) => (Some(time), rest),
            None => (None, rest),
        };
        Some((
            Self {
                year,
                month,
                day,
                time,
            },
            rest,
        ))
    }

    /// Another time of the same day at the start of a text, as in 11月11日 10:00-14:00.
    pub fn later(self, text: &str) -> Option<(Self, &str)> {
        let (time, rest) = clock(text)?;
        Some((
            Self {
                time: Some(time),
                ..self
            },
            rest,
        ))
    }

    /// As the file writes it; the end of a window is the first moment after it.
    pub fn write(self, offset: &str, end: bool) -> String {
        let mut moment = self;
        let (hour, minute, second) = match self.time {
            Some((24, ..)) | None if end || self.time.is_some() => {
                moment.next_day();
                (0, 0, 0)
            }
            // 23:59:59 is what people write for midnight.
            Some((23, 59, _)) if end => {
                moment.next_day();
                (0, 0, 0)
            }
            Some(time) => time,
            None => (0, 0, 0),
        };
        let mut text = String::new();
        let _ = write!(
            text,
            "{:04}-{:02}-{:02}T{hour:02}:{minute:02}:{second:02}{offset}",
            moment.year, moment.month, moment.day
        );
        text
    }

    fn next_day(&mut self) {
        let leap = self.year.is_multiple_of(4)
            && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let last = match self.month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        self.day += 1;
        if self.day > last {
            self.day = 1;
            self.month += 1;
        }
        if self.month > 12 {
            self.month = 1;
            self.year += 1;
        }
    }
}

/// A time of day: 20:00, 20点, 20点30分, 晚8点.
fn clock(text: &str) -> Option<((u32, u32, u32), &str)> {
    let text = text.trim_start().trim_start_matches('T');
    let (evening, text) = match text.strip_prefix(['晚', '夜']) {
        Some(rest) => (12, rest.trim_start_matches(['上', '间'])),
        None => match text.strip_prefix("下午") {
            Some(rest) => (12, rest),
            None => (0, text.strip_prefix("上午").unwrap_or(text)),
        },
    };
    let (hour, rest) = number(text)?;
    let hour = if hour < 12 { hour + evening } else { hour };
    if hour > 24 {
        return None;
    }
    if let Some(rest) = rest.strip_prefix(['点', '时']) {
        let (minute, rest) = match number(rest) {
            Some((minute, rest)) => (minute, rest.strip_prefix('分').unwrap_or(rest)),
            None => (0, rest.strip_prefix('整').unwrap_or(rest)),
        };
        return (minute < 60).then_some(((hour, minute, 0), rest));
    }
    let (minute, rest) = number(rest.strip_prefix(':')?)?;
    let (second, rest) = match rest.strip_prefix(':').and_then(number) {
        Some((second, rest)) => (second, rest),
        None => (0, rest),
    };
    (minute < 60 && second < 60).then_some(((hour, minute, second), rest))
}

/// A window from one moment to another anywhere in a text, and the text without it.
pub fn window(text: &str, year: u32) -> Option<(Moment, Moment, String)> {
    for (at, _) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        // Only at the start of a number.
        if text[..at].ends_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let Some((from, rest)) = Moment::read(&text[at..], year) else {
            continue;
        };
        let rest = rest.trim_start();
        let Some(rest) = ["——", "--", "-", "~", "—", "–", "至", "到"]
            .iter()
            .find_map(|mark| rest.strip_prefix(mark))
        else {
            continue;
        };
        let until = Moment::read(rest, year)
            .or_else(|| from.later(rest))
            .or_else(|| {
                // 11月10-12日: the same month.
                let (day, rest) = number(rest.trim_start())?;
                let rest = rest.strip_prefix(['日', '号'])?;
                Some((
                    Moment {
                        day,
                        time: None,
                        ..from
                    },
                    rest,
                ))
            });
        if let Some((until, rest)) = until {
            return Some((from, until, [&text[..at], rest].concat()));
        }
    }
    None
}
