//! Local time: what a page shows is what clocks in the zone show.

use campaign::civil::{Civil, parse_instant};
use campaign::model::Zone;
use pricing::Instant;

use crate::message::say;
use crate::words::Said;
use crate::zones::{Clocks, offset};
use crate::{Checked, Confidence, Found, Rule, Severity, Subject};

/// Rules on local time.
pub const RULES: &[Rule] = &[Rule {
    id: "T10",
    severity: Severity::Error,
    channels: &[],
    markets: &[],
    checked: Checked::File,
    demands: "The offset of the file is that of its zone at every instant it names; a warning where only \
              the page is off, because the instant itself is written with another offset.",
    source: "IANA time zone database; a page shows every time at one fixed offset",
    confidence: Confidence::Practice,
    fix: "Name a zone without daylight saving (Etc/UTC, Etc/GMT-1) or split the campaign at the change; write each \
          instant with the offset that holds then, and sessions across the change as `starts`.",
    check: clocks,
}];

fn clocks(subject: &Subject, found: &mut Found) {
    let zone = &subject.campaign.zone;
    let Some(clocks) = Clocks::of(&zone.name) else {
        found.at(
            "time_zone.name",
            say!("the IANA database has no zone `{}`", zone.name),
        );
        return;
    };
    for Said { path, text, .. } in &subject.said {
        // Nobody is shown when a version was published.
        if path == "published_at" {
            continue;
        }
        let Ok(at) = parse_instant(text) else {
            continue;
        };
        let real = clocks.offset_minutes(at);
        if real == zone.offset_minutes {
            continue;
        }
        let there = wall(at, real);
        let shown = wall(at, zone.offset_minutes);
        let name = &zone.name;
        if text.ends_with(&offset(zone.offset_minutes)) {
            found.at(
                path,
                say!(
                    "clocks in {} then stand at {}: what is written as {} is {} there",
                    name,
                    offset(real),
                    shown,
                    there
                ),
            );
        } else {
            found.warn_at(
                path,
                say!(
                    "the page shows {}, and clocks in {}, which then stand at {}, show {}",
                    shown,
                    name,
                    offset(real),
                    there
                ),
            );
        }
    }
    recurrences(subject, &clocks, found);
}

/// Times of day hold on every day only as long as clocks are not changed.
fn recurrences(subject: &Subject, clocks: &Clocks, found: &mut Found) {
    let zone = &subject.campaign.zone;
    let sales = subject
        .root
        .get("flash_sales")
        .map_or(&[][..], |sales| sales.items());
    for (index, (sale, read)) in sales.iter().zip(&subject.campaign.flash_sales).enumerate() {
        let repeats = sale
            .get("repeats")
            .map_or(&[][..], |repeats| repeats.items());
        for (repeat, fields) in repeats.iter().enumerate() {
            let id = fields.get("id").and_then(campaign::json::Value::as_text);
            let (Some(id), Some(_)) = (id, fields.get("at")) else {
                continue;
            };
            let wrong = read.sessions.iter().filter(|session| {
                let rest = session
                    .id
                    .strip_prefix(id)
                    .and_then(|rest| rest.strip_prefix('-'));
                let start = session.window.from;
                let of_it = rest.is_some_and(|rest| rest.len() == 13);
                of_it && clocks.offset_minutes(start) != zone.offset_minutes
            });
            let wrong: Vec<Instant> = wrong.map(|session| session.window.from).collect();
            let Some(first) = wrong.first() else {
                continue;
            };
            let real = clocks.offset_minutes(*first);
            found.at(
                &format!("flash_sales[{index}].repeats[{repeat}].at"),
                say!(
                    "{} of its sessions are not at this time of day in {}: {} is {} there",
                    wrong.len(),
                    zone.name,
                    wall(*first, zone.offset_minutes),
                    wall(*first, real)
                ),
            );
        }
    }
}

/// A local date and time: `2026-10-25 10:00`.
fn wall(at: Instant, offset_minutes: i32) -> String {
    let zone = Zone {
        name: String::new(),
        offset_minutes,
    };
    let Civil {
        year,
        month,
        day,
        hour,
        minute,
        ..
    } = Civil::at(at, &zone);
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}")
}
