//! Templates by goal: whole campaigns that read well and break no rule, to start from.
//!
//! Each is one of the samples under a new id, as its first version, with every date moved by the
//! same number of days, so that windows keep their lengths and the days of the week their places
//! where whole weeks are moved.

use campaign::civil::parse_instant;
use campaign::model::Zone;
use pricing::Instant;

use crate::studio::state::rfc3339;
use crate::studio::words::Say;

pub(super) mod view;

const DAY_MS: i64 = 86_400_000;

/// A start for a goal.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    /// The goal.
    pub goal: Say,
    /// The sample.
    pub file: &'static str,
    /// What it uses.
    pub by: Say,
}

const fn template(goal: Say, file: &'static str, by: Say) -> Template {
    Template { goal, file, by }
}

/// Every template, in the order of the dialog.
pub const TEMPLATES: [Template; 12] = [
    template(
        Say("拉新", "Win new buyers"),
        "new-buyers",
        Say(
            "新人礼包、首单价、无门槛券",
            "First-order price, coupons without minimum",
        ),
    ),
    template(
        Say("清仓", "Clear stock"),
        "clearance",
        Say(
            "5/6/7 折、3 件 99 元、第二件半价",
            "50, 60 and 70%, several for a price",
        ),
    ),
    template(
        Say("促活", "Bring people back daily"),
        "points-and-sign-in",
        Say("签到、积分兑换、积分抵扣", "Sign-in streak, points shop"),
    ),
    template(
        Say("大促", "The big sale"),
        "double11-2026",
        Say(
            "满减、券阶梯、秒杀、转盘、定金",
            "Reductions, coupon ladder, flash sale, wheel",
        ),
    ),
    template(
        Say("复购", "Repeat purchases"),
        "repurchase-7-days",
        Say(
            "7 天回购券、返现、晒单有礼",
            "Coupon after receipt, cashback",
        ),
    ),
    template(
        Say("提客单价", "Larger orders"),
        "full-reduction-steps",
        Say("满减三种写法、凑单", "Full reductions and top-ups"),
    ),
    template(
        Say("引流", "Traffic at set times"),
        "flash-sessions",
        Say("每日三场秒杀、限购", "Three flash sessions a day"),
    ),
    template(
        Say("会员日", "Members' day"),
        "member-day",
        Say("会员价、折上折、双倍积分", "Member prices, double points"),
    ),
    template(
        Say("社交裂变", "Friends bring friends"),
        "group-buy",
        Say("2 人、3 人、5 人拼团", "Groups of two, three and five"),
    ),
    template(
        Say("新品首发", "Launch a product"),
        "first-100-half-price",
        Say("前 100 名半价、优先购", "Half price for the first hundred"),
    ),
    template(
        Say("预售", "Presale"),
        "presale-2026",
        Say("定金膨胀、尾款券", "Deposits that count for more"),
    ),
    template(
        Say("互动抽奖", "Play and win"),
        "draw-grid-and-scratch",
        Say(
            "转盘、下单再抽、公示概率",
            "A wheel, a turn per order, published odds",
        ),
    ),
];

/// The sample as a new campaign: another id, version 1, every date moved by `days`.
#[must_use]
pub fn make(text: &str, id: &str, days: i64) -> String {
    let moved = if days == 0 {
        text.to_owned()
    } else {
        shifted(text, days)
    };
    let head = |text: &str, name: &str, value: &str| {
        let mark = ["\n  \"", name, "\": "].concat();
        let Some(start) = text.find(&mark).map(|at| at + mark.len()) else {
            return text.to_owned();
        };
        let end = text[start..]
            .find([',', '\n'])
            .map_or(start, |at| start + at);
        [&text[..start], value, &text[end..]].concat()
    };
    let named = head(&moved, "id", &["\"", id, "\""].concat());
    head(&named, "version", "1")
}

fn shifted(text: &str, days: i64) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, part) in text.split('"').enumerate() {
        if index > 0 {
            out.push('"');
        }
        match parse_instant(part) {
            Ok(at) => out.push_str(&moved(part, at, days)),
            Err(_) => out.push_str(part),
        }
    }
    out
}

/// The same local time so many days later, with the offset it was written with.
fn moved(text: &str, at: Instant, days: i64) -> String {
    let minutes = || {
        let offset = text.get(text.len().checked_sub(6)?..)?;
        let number = |range: std::ops::Range<usize>| offset.get(range)?.parse::<i32>().ok();
        let minutes = number(1..3)? * 60 + number(4..6)?;
        match offset.as_bytes().first()? {
            b'+' => Some(minutes),
            b'-' => Some(-minutes),
            _ => None,
        }
    };
    let zone = Zone {
        name: String::new(),
        offset_minutes: minutes().unwrap_or(0),
    };
    rfc3339(Instant::from_ms(at.ms() + days * DAY_MS), &zone)
}

/// Days from the campaign's first day to another one, both as `2026-11-10`.
#[must_use]
pub fn days_between(from: &str, to: &str) -> Option<i64> {
    let day = |text: &str| parse_instant(&[text, "T00:00:00Z"].concat()).ok();
    Some((day(to)?.ms() - day(from)?.ms()) / DAY_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(file: &str) -> String {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/public/campaigns/");
        std::fs::read_to_string([root, file, ".json"].concat()).expect(file)
    }

    #[test]
    fn every_template_reads_well_and_breaks_no_rule() {
        for template in TEMPLATES {
            let text = sample(template.file);
            for days in [0, 56, 364] {
                let made = make(&text, "my-campaign", days);
                let parsed = campaign::parse(&made);
                let campaign = parsed.campaign;
                let campaign =
                    campaign.unwrap_or_else(|| panic!("{} {:?}", template.file, parsed.problems));
                assert_eq!((campaign.id.as_str(), campaign.version), ("my-campaign", 1));
                let found = {
                    let profiles = super::super::check::profiles(&campaign);
                    let found = crate::studio::aside::lint(&made, &campaign, &profiles);
                    super::super::check::rules(found)
                };
                let error =
                    |one: &&super::super::check::Found| one.severity == campaign::Severity::Error;
                let error = found.iter().find(error);
                assert_eq!(error, None, "{} moved by {days}", template.file);
            }
        }
    }

    #[test]
    fn dates_move_and_nothing_else_does() {
        let text = sample("clearance");
        let made = make(&text, "clearance", 7);
        assert!(made.contains("2026-08-27T00:00:00+08:00"));
        assert_eq!(text.lines().count(), made.lines().count());
        assert_eq!(make(&text, "clearance", 0), text);
        assert_eq!(days_between("2026-08-20", "2026-09-01"), Some(12));
        assert_eq!(days_between("2026-08-20", "soon"), None);
    }
}
