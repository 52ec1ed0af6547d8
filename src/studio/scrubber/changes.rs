//! What changes in a campaign, when, and in which widget: for snapping, jumping and telling.

use campaign::model::{Campaign, Validity};
use campaign::{Locale, say, timeline};
use pricing::{Instant, Window};

/// Something that begins, ends or is released.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// When.
    pub at: Instant,
    /// What.
    pub what: What,
}

/// What changes. Names are indices into the campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A phase begins.
    PhaseOn(usize),
    /// A phase ends.
    PhaseOff(usize),
    /// A flash session opens: sale, session.
    SessionOn(usize, usize),
    /// A flash session ends.
    SessionOff(usize, usize),
    /// A coupon can be claimed.
    ClaimOn(usize),
    /// A coupon can no longer be claimed.
    ClaimOff(usize),
    /// More of a coupon is released.
    Release(usize),
    /// A coupon can no longer be used.
    Expires(usize),
    /// A draw opens.
    DrawOn(usize),
    /// A draw ends.
    DrawOff(usize),
    /// Prizes can no longer be redeemed.
    RedeemOff(usize),
    /// An offer begins.
    OfferOn(usize),
    /// An offer ends.
    OfferOff(usize),
}

impl What {
    /// The widget that shows it most, by the name of its element after `dacu-`.
    #[must_use]
    pub const fn widget(self) -> &'static str {
        match self {
            Self::PhaseOn(_) | Self::PhaseOff(_) => "countdown",
            Self::SessionOn(..) | Self::SessionOff(..) => "flash-sale",
            Self::ClaimOn(_) | Self::ClaimOff(_) | Self::Release(_) | Self::Expires(_) => "coupons",
            Self::DrawOn(_) | Self::DrawOff(_) | Self::RedeemOff(_) => "draw",
            Self::OfferOn(_) | Self::OfferOff(_) => "cart",
        }
    }
}

/// Everything that changes, in order of time.
#[must_use]
pub fn changes(campaign: &Campaign) -> Vec<Change> {
    let mut found = Found(Vec::new());
    for (n, phase) in campaign.phases.iter().enumerate() {
        found.window(phase.window, What::PhaseOn(n), What::PhaseOff(n));
    }
    for (s, sale) in campaign.flash_sales.iter().enumerate() {
        for (n, session) in sale.sessions.iter().enumerate() {
            found.window(
                session.window,
                What::SessionOn(s, n),
                What::SessionOff(s, n),
            );
        }
    }
    for (n, coupon) in campaign.coupons.iter().enumerate() {
        if coupon.claimable {
            found.window(coupon.claim, What::ClaimOn(n), What::ClaimOff(n));
            // The first release is the start of claiming.
            for release in coupon
                .releases
                .iter()
                .filter(|release| release.at > coupon.claim.from)
            {
                found.push(release.at, What::Release(n));
            }
        }
        let expires = match coupon.validity {
            Validity::Fixed(window) => window.until,
            Validity::FromClaim { until, .. } => until,
        };
        found.push(expires, What::Expires(n));
    }
    for (n, draw) in campaign.draws.iter().enumerate() {
        found.window(draw.window, What::DrawOn(n), What::DrawOff(n));
        found.push(draw.redeem_until, What::RedeemOff(n));
    }
    for (n, promotion) in campaign.offers.iter().enumerate() {
        if let Some(offer) = campaign.ruleset.offer(&promotion.id) {
            found.window(offer.window, What::OfferOn(n), What::OfferOff(n));
        }
    }
    found.0.sort_by_key(|change| change.at);
    found.0
}

struct Found(Vec<Change>);

impl Found {
    fn push(&mut self, at: Instant, what: What) {
        if at > Instant::MIN && at < Instant::MAX {
            self.0.push(Change { at, what });
        }
    }

    fn window(&mut self, window: Window, on: What, off: What) {
        self.push(window.from, on);
        self.push(window.until, off);
    }
}

/// The changes at the first instant after `at`; empty after the last one.
#[must_use]
pub fn next(changes: &[Change], at: Instant) -> &[Change] {
    let start = changes.partition_point(|change| change.at <= at);
    let Some(first) = changes.get(start) else {
        return &[];
    };
    let end = changes.partition_point(|change| change.at <= first.at);
    &changes[start..end]
}

/// The last instant before `at` at which something changes.
#[must_use]
pub fn previous(changes: &[Change], at: Instant) -> Option<Instant> {
    let end = changes.partition_point(|change| change.at < at);
    changes[..end].last().map(|change| change.at)
}

/// Whether the studio speaks English; else simplified Chinese.
fn is_english(locale: Locale) -> bool {
    locale == Locale::En
}

/// What happens at one instant, in a few words: `正式开抢开始，3 张券开领，20:00 场开抢`.
#[must_use]
pub fn describe(group: &[Change], campaign: &Campaign, locale: Locale) -> String {
    let mut parts: Vec<String> = Vec::new();
    let english = is_english(locale);
    let starts = |name: &str| match english {
        true => format!("{name} starts"),
        false => format!("{name}开始"),
    };
    let ends = |name: &str| match english {
        true => format!("{name} ends"),
        false => format!("{name}结束"),
    };
    let has_start = group
        .iter()
        .any(|change| matches!(change.what, What::PhaseOn(_)));
    for change in group {
        let part = match change.what {
            What::PhaseOn(n) => starts(campaign.phases[n].name.get(locale)),
            // Where one phase follows another, its start says it all.
            What::PhaseOff(n) if !has_start => ends(campaign.phases[n].name.get(locale)),
            What::SessionOn(s, n) => {
                let time = session_time(campaign, s, n);
                if english {
                    format!("the {time} session opens")
                } else {
                    format!("{time} 场开抢")
                }
            }
            What::SessionOff(s, n) => {
                let time = session_time(campaign, s, n);
                if english {
                    format!("the {time} session ends")
                } else {
                    format!("{time} 场结束")
                }
            }
            What::DrawOn(n) => starts(campaign.draws[n].name.get(locale)),
            What::DrawOff(n) => ends(campaign.draws[n].name.get(locale)),
            What::RedeemOff(_) if english => "prizes can no longer be redeemed".to_owned(),
            What::RedeemOff(_) => "兑奖截止".to_owned(),
            _ => continue,
        };
        parts.push(part);
    }
    let coupon = |change: &Change| match change.what {
        What::ClaimOn(n) => Some((0, n)),
        What::Release(n) => Some((1, n)),
        What::ClaimOff(n) => Some((2, n)),
        What::Expires(n) => Some((3, n)),
        _ => None,
    };
    let verbs = [
        ("开领", "open"),
        ("补货", "restock"),
        ("停领", "close"),
        ("到期", "expire"),
    ];
    for (kind, (zh, en)) in verbs.into_iter().enumerate() {
        let which: Vec<usize> = group
            .iter()
            .filter_map(coupon)
            .filter(|(known, _)| *known == kind)
            .map(|(_, n)| n)
            .collect();
        match which[..] {
            [] => {}
            [one] => {
                let name = campaign.coupons[one].name.get(locale);
                parts.push(if english {
                    format!("{name}: {en}s")
                } else {
                    format!("{name}{zh}")
                });
            }
            _ if english => parts.push(format!("{} coupons {en}", which.len())),
            _ => parts.push(format!("{} 张券{zh}", which.len())),
        }
    }
    let offers = |on: bool| {
        let is = |change: &&Change| match change.what {
            What::OfferOn(_) => on,
            What::OfferOff(_) => !on,
            _ => false,
        };
        group.iter().filter(is).count()
    };
    for (on, zh, en) in [(true, "开始", "start"), (false, "结束", "end")] {
        match (offers(on), english) {
            (0, _) => {}
            (1, true) => parts.push(format!("1 offer {en}s")),
            (n, true) => parts.push(format!("{n} offers {en}")),
            (n, false) => parts.push(format!("{n} 项优惠{zh}")),
        }
    }
    let text = parts.join(if english { ", " } else { "，" });
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if english => first.to_uppercase().chain(letters).collect(),
        _ => text,
    }
}

/// The time by which a session is known: `20:00`.
#[must_use]
pub fn session_time(campaign: &Campaign, sale: usize, session: usize) -> String {
    let session = &campaign.flash_sales[sale].sessions[session];
    say::time(session.window.from, &campaign.zone)
}

/// The moment at which a campaign is opened: three seconds before a flash session in the middle of
/// its main phase, where most can be seen to change; without sessions, its main phase's start.
#[must_use]
pub fn opening(campaign: &Campaign) -> Instant {
    let sessions = campaign
        .flash_sales
        .first()
        .map_or(&[][..], |sale| &sale.sessions);
    match sessions.get(sessions.len() * 3 / 5) {
        Some(session) => session.window.from.plus_ms(-3_000),
        None => {
            let window = campaign.window();
            timeline::next_phase(campaign, window.from)
                .map_or(window.from, |phase| phase.window.from)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::test_model::{DOUBLE_11, at, campaign};

    #[test]
    fn the_next_change_is_told_in_words() {
        let campaign = campaign(DOUBLE_11);
        let all = changes(&campaign);
        let told = |now: &str, locale| describe(next(&all, at(now)), &campaign, locale);
        let now = "2026-11-11T19:59:57+08:00";
        let session = told(now, Locale::ZhCn);
        assert!(session.starts_with("20:00 场开抢"), "{session}");
        let session = told(now, Locale::En);
        assert!(session.starts_with("The 20:00 session opens"), "{session}");
        assert_eq!(next(&all, at(now))[0].what.widget(), "flash-sale");
        let start = told("2026-11-10T19:59:57+08:00", Locale::ZhCn);
        assert!(start.starts_with("正式开抢开始，20:00 场开抢"), "{start}");
        assert!(start.contains("张券开领"), "{start}");
        assert!(!start.contains("预热"), "{start}");
    }

    #[test]
    fn jumps_go_from_change_to_change_and_end() {
        let campaign = campaign(DOUBLE_11);
        let all = changes(&campaign);
        assert!(all.windows(2).all(|two| two[0].at <= two[1].at));
        let last = all.last().expect("a campaign changes").at;
        assert!(next(&all, last).is_empty());
        assert_eq!(previous(&all, all[0].at), None);
        let mut now = all[0].at.plus_ms(-1);
        let mut jumps = 0;
        while let Some(first) = next(&all, now).first() {
            if let Some(before) = previous(&all, first.at) {
                assert_eq!(before, now);
            }
            now = first.at;
            jumps += 1;
        }
        assert_eq!(now, last);
        assert!(jumps > 12, "{jumps}");
        // The page's own alarm never sleeps over one of them.
        for change in &all {
            let alarm = timeline::next_change_after(&campaign, change.at.plus_ms(-1));
            assert_eq!(alarm, Some(change.at), "{change:?}");
        }
    }

    #[test]
    fn a_campaign_opens_just_before_a_session() {
        assert_eq!(
            opening(&campaign(DOUBLE_11)),
            at("2026-11-11T19:59:57+08:00")
        );
    }
}
