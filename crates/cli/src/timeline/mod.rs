//! `dacu timeline`: what starts and ends when, as a table and as a picture.

mod svg;

use std::fs;
use std::path::PathBuf;

use campaign::civil::Civil;
use campaign::model::{Campaign, EarlyAccess, Zone};
use campaign::timeline::{What, spans};
use campaign::{Locale, Severity, Text, say, words};
use lint::zones::{Clocks, offset};
use lint::{Profile, Subject};
use pricing::{Fact, Instant, Window};

use crate::Said;
use crate::input;
use crate::table::Table;

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The campaign file.
    pub file: PathBuf,
    /// The zone that times are told in: an IANA name, or an offset such as `+09:00`; the file's if
    /// there is none.
    pub zone: Option<String>,
    /// Where to write the picture.
    pub svg: Option<PathBuf>,
    /// The language of names.
    pub locale: Locale,
}

/// Tells the timeline of a file, and where its zone disagrees with clocks.
#[must_use]
pub fn run(request: &Request) -> Said {
    match tell(request) {
        Ok(out) => Said::well(out),
        Err(faults) => Said::bad_input(&faults),
    }
}

fn tell(request: &Request) -> Result<String, Vec<String>> {
    let text = input::text("campaign", &request.file).map_err(|fault| fault.words)?;
    let campaign = input::campaign(&request.file).map_err(|fault| fault.words)?;
    let times = Times::of(&campaign, request.zone.as_deref()).map_err(|fault| vec![fault])?;
    let locale = request.locale;
    let mut out = head(&campaign, &times, locale);
    table(&campaign, &times, locale).write(&mut out, 2);
    out += &clocks(&text, &campaign, request);
    if let Some(file) = &request.svg {
        let picture = svg::draw(&campaign, &times, locale);
        fs::write(file, picture).map_err(|error| vec![format!("{}: {error}", file.display())])?;
    }
    Ok(out)
}

/// How instants are told.
struct Times {
    name: String,
    clocks: Option<Clocks>,
    /// Where there are no clocks to ask.
    offset_minutes: i32,
    /// Whether clocks are changed in the course of the campaign, so that each time needs its offset.
    changes: bool,
}

impl Times {
    fn of(campaign: &Campaign, zone: Option<&str>) -> Result<Self, String> {
        let mut times = Self {
            name: campaign.zone.name.clone(),
            clocks: None,
            offset_minutes: campaign.zone.offset_minutes,
            changes: false,
        };
        if let Some(zone) = zone {
            times.name = zone.to_owned();
            times.clocks = Clocks::of(zone);
            if times.clocks.is_none() {
                let minutes = (-14 * 60..=14 * 60).find(|minutes| offset(*minutes) == zone);
                times.offset_minutes = minutes.ok_or_else(|| {
                    format!("--zone: `{zone}` is no IANA zone and no offset such as +08:00")
                })?;
            }
        }
        let mut seen = None;
        for at in instants(campaign) {
            let offset = times.zone(at).offset_minutes;
            times.changes |= seen.is_some_and(|seen| seen != offset);
            seen = Some(offset);
        }
        Ok(times)
    }

    /// The zone as it is at an instant.
    fn zone(&self, at: Instant) -> Zone {
        let clocks = self.clocks.as_ref();
        let offset_minutes = clocks.map_or(self.offset_minutes, |clocks| clocks.offset_minutes(at));
        Zone {
            name: self.name.clone(),
            offset_minutes,
        }
    }

    /// `2026-11-11 10:00`, with its offset where that is not always the same.
    fn told(&self, at: Instant) -> String {
        let zone = self.zone(at);
        let Civil {
            year,
            month,
            day,
            hour,
            minute,
            second,
            ..
        } = Civil::at(at, &zone);
        let mut told = format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}");
        if second != 0 {
            told += &format!(":{second:02}");
        }
        if self.changes {
            told += &format!(" {}", offset(zone.offset_minutes));
        }
        told
    }
}

/// Every start and end that is not at the end of time.
fn instants(campaign: &Campaign) -> Vec<Instant> {
    let mut instants = Vec::new();
    for span in spans(campaign, None) {
        for at in [span.window.from, span.window.until] {
            if at != Instant::MIN && at != Instant::MAX {
                instants.push(at);
            }
        }
    }
    instants.sort_unstable();
    instants
}

fn head(campaign: &Campaign, times: &Times, locale: Locale) -> String {
    let name = campaign.name.get(locale);
    let mut head = format!("{name}  {}", times.name);
    if let Some(first) = instants(campaign).first()
        && !times.changes
        && times.name != offset(times.zone(*first).offset_minutes)
    {
        head += &format!(" {}", offset(times.zone(*first).offset_minutes));
    }
    head + "\n\n"
}

/// The bands of a timeline in their order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Band {
    Phase,
    Offer,
    Session,
    Claim,
    Release,
    Use,
    Draw,
    Redeem,
}

impl Band {
    fn name(self, locale: Locale) -> &'static str {
        match self {
            Self::Phase => words!("阶段", "階段", "phase"),
            Self::Offer => words!("优惠", "優惠", "offer"),
            Self::Session => words!("秒杀", "秒殺", "flash sale"),
            Self::Claim => words!("领券", "領券", "claim"),
            Self::Release => words!("放券", "釋出", "release"),
            Self::Use => words!("用券", "用券", "use"),
            Self::Draw => words!("抽奖", "抽獎", "draw"),
            Self::Redeem => words!("兑奖", "兌獎", "redeem"),
        }
        .get(locale)
    }
}

/// One start or end.
struct Event {
    at: Instant,
    starts: bool,
    band: Band,
    what: String,
}

fn table(campaign: &Campaign, times: &Times, locale: Locale) -> Table {
    let mut events = events(campaign, locale);
    // What ends comes before what takes its place.
    events.sort_by_key(|event| (event.at, event.starts, event.band));
    let mut table = Table::new(4);
    let mut before = None;
    let mut rest = &events[..];
    while let Some(first) = rest.first() {
        let alike = |event: &&Event| {
            (event.at, event.starts, event.band) == (first.at, first.starts, first.band)
        };
        let together = rest.iter().take_while(alike).count();
        let names: Vec<&str> = rest[..together]
            .iter()
            .map(|event| event.what.as_str())
            .collect();
        rest = &rest[together..];
        let time = if before == Some(first.at) {
            String::new()
        } else {
            times.told(first.at)
        };
        before = Some(first.at);
        let turn = if first.starts {
            words!("开始", "開始", "starts")
        } else {
            words!("结束", "結束", "ends")
        };
        let turn = match first.band {
            Band::Release => "",
            _ => turn.get(locale),
        };
        table.row([&time, turn, first.band.name(locale), &names.join(" · ")]);
    }
    table
}

fn events(campaign: &Campaign, locale: Locale) -> Vec<Event> {
    let mut events = Vec::new();
    let mut add = |band, window: Window, what: &str, ends: bool| {
        for (at, starts) in [(window.from, true), (window.until, false)] {
            if at != Instant::MIN && at != Instant::MAX && (starts || ends) {
                let what = what.to_owned();
                events.push(Event {
                    at,
                    starts,
                    band,
                    what,
                });
            }
        }
    };
    // Who starts sooner has a line of their own.
    let for_some = |name: &str, early: &EarlyAccess| {
        let words = words!("（{}）", "（{}）", " ({})");
        name.to_owned() + &words.with(locale, audience(campaign, &early.audience, locale))
    };
    let sooner = |early: &EarlyAccess, window: Window| Window {
        from: early.from,
        until: window.until,
    };
    for span in spans(campaign, None) {
        let window = span.window;
        match span.what {
            What::Phase(phase) => add(Band::Phase, window, phase.name.get(locale), true),
            What::Offer(offer) => {
                let name = say::offer_name(campaign, &offer.id, locale);
                add(Band::Offer, window, &name, true);
            }
            What::Session(sale, session) => {
                let name = format!("{} {}", sale.name.get(locale), session.id);
                add(Band::Session, window, &name, true);
                for early in &session.early {
                    let name = for_some(&name, early);
                    add(Band::Session, sooner(early, window), &name, false);
                }
            }
            What::Claim(coupon) => {
                let name = coupon.name.get(locale);
                add(Band::Claim, coupon.claim, name, true);
                for early in &coupon.early {
                    let name = for_some(name, early);
                    add(Band::Claim, sooner(early, window), &name, false);
                }
            }
            What::Release(coupon, count) => {
                let name = format!("{} +{}", coupon.name.get(locale), say::count(count.into()));
                add(Band::Release, window, &name, false);
            }
            What::Use(coupon) => add(Band::Use, window, coupon.name.get(locale), true),
            What::Draw(draw) => add(Band::Draw, window, draw.name.get(locale), true),
            What::Redeem(draw) => add(Band::Redeem, window, draw.name.get(locale), true),
        }
    }
    events
}

/// Who a fact stands for.
fn audience<'a>(campaign: &'a Campaign, fact: &'a Fact, locale: Locale) -> &'a str {
    let mut audiences = campaign.audiences.iter();
    let known = audiences.find(|known| known.fact == *fact);
    known.map_or(fact.as_str(), |known| Text::get(&known.name, locale))
}

/// Where the offset of the file is not what clocks in its zone show.
fn clocks(text: &str, campaign: &Campaign, request: &Request) -> String {
    let mut out = String::new();
    let Some(channel) = campaign.channels.first() else {
        return out;
    };
    let subject = Subject::new(text, campaign, Profile::of(*channel));
    for finding in lint::lint(&subject) {
        if finding.rule.id == "T10" {
            let severity = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            };
            let (line, column) = (finding.line, finding.column);
            let file = request.file.display();
            out += &format!(
                "\n{severity}: {file}:{line}:{column}: {}: {}",
                finding.path, finding.message
            );
        }
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}
