//! What a countdown shows at an instant. No browser in here.

use campaign::model::{Phase, PhaseKind};
use campaign::{Campaign, Locale, Words, say, timeline, words};
use pricing::{Instant, Window};

use super::format::{Piece, Unit};
use crate::runtime::model::Model;

const TO_START: Words = words!("距开始", "距開始", "Starts in");
const TO_END: Words = words!("距结束", "距結束", "Ends in");
const STARTS: Words = words!("{} 开始", "{} 開始", "starts {}");
const ENDS: Words = words!("{} 截止", "{} 截止", "until {}");
const ENDED: Words = words!("活动已结束", "活動已結束", "This event has ended");
const RUNS_UNTIL: Words = words!("活动进行至 {}", "活動進行至 {}", "On until {}");
const SYNCING: Words = words!("对时中", "對時中", "checking the time");
const NOT_SYNCED: Words = words!(
    "还没和服务器对上时间，先不倒数",
    "還沒和伺服器對上時間，先不倒數",
    "No countdown until the time has been checked with the server",
);
const STILL_USABLE: Words = words!(
    "已领的券 {} 前仍可使用",
    "已領的券 {} 前仍可使用",
    "Claimed coupons can be used until {}",
);
const DAYS: Words = words!("天", "天", "d");
const HOURS: Words = words!("时", "時", "h");
const MINUTES: Words = words!("分", "分", "m");
const SECONDS: Words = words!("秒", "秒", "s");

/// Milestones that are spoken: when this much is left, in milliseconds.
const MILESTONES: [(i64, Words); 5] = [
    (
        10_000,
        words!("最后 10 秒", "最後 10 秒", "10 seconds left"),
    ),
    (
        60_000,
        words!("最后 1 分钟", "最後 1 分鐘", "1 minute left"),
    ),
    (
        600_000,
        words!("还剩 10 分钟", "還剩 10 分鐘", "10 minutes left"),
    ),
    (
        3_600_000,
        words!("还剩 1 小时", "還剩 1 小時", "1 hour left"),
    ),
    (86_400_000, words!("还剩 1 天", "還剩 1 天", "1 day left")),
];

/// The last minute looks urgent.
const URGENT_MS: i64 = 60_000;

/// What a countdown counts to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// The start of the sale, then its end.
    #[default]
    Campaign,
    /// The end of the phase that is on.
    Phase,
}

/// How finely a countdown counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Precision {
    /// Whole seconds.
    #[default]
    Seconds,
    /// One digit more.
    Tenths,
    /// Three digits more.
    Milliseconds,
}

/// How a countdown stands. The names are the variants' names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Before the sale.
    NotStarted,
    /// In it.
    Live,
    /// In its last minute.
    LastMinute,
    /// After it.
    Ended,
    /// The server has not been asked for the time yet.
    TimeUnknown,
}

/// What is left of a deadline, carried upwards: under 24 hours, 60 minutes, 60 seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Days.
    pub days: i64,
    /// Hours.
    pub hours: i64,
    /// Minutes.
    pub minutes: i64,
    /// Seconds.
    pub seconds: i64,
    /// Milliseconds.
    pub ms: i64,
}

/// A countdown as drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// How it stands.
    pub state: State,
    /// The phase's own name, if it has one and is on.
    pub phase: Option<String>,
    /// What is counted: 距结束.
    pub label: String,
    /// The absolute date beside it.
    pub until: String,
    /// What is left; nothing while the time is unknown.
    pub left: Option<Left>,
    /// A sentence below; may be empty.
    pub note: String,
    /// What a screen reader is told when it changes: a milestone or an end.
    pub spoken: &'static str,
    /// Unit words: days, hours, minutes, seconds.
    pub units: [&'static str; 4],
}

/// What the countdown of a page shows, once there is a campaign.
#[must_use]
pub fn view(model: &Model, target: Target, precision: Precision) -> Option<View> {
    let campaign = model.campaign.as_ref()?;
    let locale = model.locale;
    let Some(now) = model.now else {
        return Some(unknown(campaign, locale));
    };
    let sale = sale(campaign);
    let phase = timeline::phase_at(campaign, now);
    if now < sale.from {
        let label = TO_START.get(locale);
        let until = STARTS.with(locale, &date(campaign, sale.from, locale));
        return Some(running(
            State::NotStarted,
            name(phase, locale),
            label,
            until,
            left(sale.from.since(now), precision),
            locale,
        ));
    }
    let end = match (target, phase) {
        (Target::Phase, Some(phase)) => phase.window.until.min(sale.until),
        _ => sale.until,
    };
    if now >= end {
        return Some(ended(campaign, end, now, locale));
    }
    let remaining = end.since(now);
    let state = if remaining <= URGENT_MS {
        State::LastMinute
    } else {
        State::Live
    };
    Some(running(
        state,
        name(phase, locale),
        TO_END.get(locale),
        ENDS.with(locale, &end_date(campaign, end, locale)),
        left(remaining, precision),
        locale,
    ))
}

fn running(
    state: State,
    phase: Option<String>,
    label: &str,
    until: String,
    left: Left,
    locale: Locale,
) -> View {
    let remaining = ((left.days * 24 + left.hours) * 60 + left.minutes) * 60_000
        + left.seconds * 1_000
        + left.ms;
    let spoken = MILESTONES
        .iter()
        .find(|(ms, _)| remaining <= *ms)
        .map_or("", |(_, words)| words.get(locale));
    View {
        state,
        phase,
        label: label.to_owned(),
        until,
        left: Some(left),
        note: String::new(),
        spoken,
        units: units(locale),
    }
}

fn ended(campaign: &Campaign, end: Instant, now: Instant, locale: Locale) -> View {
    let last_use = last_use(campaign).filter(|last| *last > end.max(now));
    View {
        state: State::Ended,
        phase: None,
        label: ENDED.get(locale).to_owned(),
        until: ENDS.with(locale, &end_date(campaign, end, locale)),
        left: Some(Left::default()),
        note: last_use.map_or_else(String::new, |last| {
            STILL_USABLE.with(locale, &end_date(campaign, last, locale))
        }),
        spoken: ENDED.get(locale),
        units: units(locale),
    }
}

fn unknown(campaign: &Campaign, locale: Locale) -> View {
    let end = sale(campaign).until;
    View {
        state: State::TimeUnknown,
        phase: None,
        label: RUNS_UNTIL.with(locale, &end_date(campaign, end, locale)),
        until: SYNCING.get(locale).to_owned(),
        left: None,
        note: NOT_SYNCED.get(locale).to_owned(),
        spoken: "",
        units: units(locale),
    }
}

/// From the first live phase to the last live or extended one.
fn sale(campaign: &Campaign) -> Window {
    let selling = |phase: &&Phase| matches!(phase.kind, PhaseKind::Live | PhaseKind::Extension);
    let phases = || campaign.phases.iter().filter(selling);
    let whole = campaign.window();
    Window {
        from: phases()
            .map(|phase| phase.window.from)
            .min()
            .unwrap_or(whole.from),
        until: phases()
            .map(|phase| phase.window.until)
            .max()
            .unwrap_or(whole.until),
    }
}

/// The last instant at which a coupon of the page can be used.
fn last_use(campaign: &Campaign) -> Option<Instant> {
    use campaign::model::Validity;
    campaign
        .coupons
        .iter()
        .map(|coupon| match coupon.validity {
            Validity::Fixed(window) => window.until,
            Validity::FromClaim { until, .. } => until,
        })
        .max()
}

fn name(phase: Option<&Phase>, locale: Locale) -> Option<String> {
    phase
        .map(|phase| phase.name.get(locale).to_owned())
        .filter(|name| !name.is_empty())
}

fn date(campaign: &Campaign, at: Instant, locale: Locale) -> String {
    say::date_time(at, &campaign.zone, locale)
}

/// The date of an end: midnight is 24:00 of the day before.
fn end_date(campaign: &Campaign, at: Instant, locale: Locale) -> String {
    say::end_time(at, &campaign.zone, locale)
}

fn units(locale: Locale) -> [&'static str; 4] {
    [DAYS, HOURS, MINUTES, SECONDS].map(|words| words.get(locale))
}

/// Cuts what is left into units. The last shown digit is rounded up, so a countdown shows nothing
/// left only when nothing is left.
#[must_use]
pub fn left(ms: i64, precision: Precision) -> Left {
    let step = match precision {
        Precision::Seconds => 1_000,
        Precision::Tenths => 100,
        Precision::Milliseconds => 1,
    };
    let ms = (ms.max(0) + step - 1) / step * step;
    let seconds = ms / 1_000;
    Left {
        days: seconds / 86_400,
        hours: seconds / 3_600 % 24,
        minutes: seconds / 60 % 60,
        seconds: seconds % 60,
        ms: ms % 1_000,
    }
}

/// What is left, through an author's format: units the format leaves out are carried downwards.
#[must_use]
pub fn formatted(left: Left, pieces: &[Piece]) -> Vec<(String, bool)> {
    let has = |unit: Unit| {
        pieces
            .iter()
            .any(|piece| matches!(piece, Piece::Number { unit: known, .. } if *known == unit))
    };
    let mut hours = left.hours;
    let mut minutes = left.minutes;
    let mut seconds = left.seconds;
    if !has(Unit::Days) {
        hours += left.days * 24;
    }
    if !has(Unit::Hours) {
        minutes += hours * 60;
    }
    if !has(Unit::Minutes) {
        seconds += minutes * 60;
    }
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Literal(text) => (text.clone(), false),
            Piece::Number { unit, width } => {
                let value = match unit {
                    Unit::Days => left.days,
                    Unit::Hours => hours,
                    Unit::Minutes => minutes,
                    Unit::Seconds => seconds,
                    Unit::Fraction => left.ms / [100, 10, 1][usize::from(*width).clamp(1, 3) - 1],
                };
                (padded(value, *width), true)
            }
        })
        .collect()
}

/// A number with leading zeros up to `width` digits.
#[must_use]
pub fn padded(value: i64, width: u8) -> String {
    let digits = value.to_string();
    let missing = usize::from(width).saturating_sub(digits.len());
    ["0".repeat(missing), digits].concat()
}
