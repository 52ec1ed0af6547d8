//! Time and scarcity: deadlines that are true, stock that is known.

use campaign::Locale;
use campaign::json::Value;
use campaign::model::PhaseKind;
use campaign::plan::{GoalKind, GroupFill, NoticeLevel, Place, ScarcitySource, TimerEnd};

use super::BASE;
use crate::message::say;
use crate::words::{SCARCE, Said, URGENT, has_digit};
use crate::{Checked, Confidence, Found, Market, Rule, Severity, Subject};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Rules on time and scarcity.
pub const RULES: &[Rule] = &[
    Rule {
        id: "T1",
        demands: "Words that press for time stand only where a deadline of the file stands behind them.",
        source: "明码标价和禁止价格欺诈规定 art. 19(4); UCPD annex I(7); DMCC Act 2024 sch. 20 ¶7",
        fix: "Take the words out and let the countdown or the generated text say until when.",
        check: urgent_words,
        ..BASE
    },
    Rule {
        id: "T2",
        demands: "A deadline is the same after a reload, a new session and a changed device clock.",
        source: "UCPD annex I(7); CMA207 (2025)",
        checked: Checked::FileAndPage,
        fix: "Let timers end at an instant.",
        check: timers_at_instants,
        ..BASE
    },
    Rule {
        id: "T3",
        demands: "A deadline that was shown moves later at most once, with a visible notice; never earlier.",
        source: "促销规定 art. 21; CMA207",
        checked: Checked::FileAndServer,
        fix: "Add a notice of level `change` that says the campaign was extended, or take the second extension out.",
        check: one_extension,
        ..BASE
    },
    Rule {
        id: "T4",
        demands: "The same price does not come back right after a countdown for it has ended.",
        source: "CMA207: a timer is suspect if a substantially similar offer follows shortly; 明码标价规定 art. 19(4)",
        fix: "Leave at least 7 days (30 in the EU and the UK) between two countdowns for one price, or show no countdown.",
        check: evergreen_price,
        ..BASE
    },
    Rule {
        id: "T5",
        demands: "Countdown, banner, price and button end at one instant.",
        source: "明码标价和禁止价格欺诈规定 art. 20(1)",
        checked: Checked::FileAndPage,
        fix: "End the timer with a phase, a session or an offer of the file.",
        check: timers_end_with_something,
        ..BASE
    },
    Rule {
        id: "T6",
        demands: "A timer that starts with a visit is allowed only where the server keeps the shopper's right; none rolls over at midnight.",
        source: "DMCC Act 2024 sch. 20 ¶7; UCPD annex I(7)",
        fix: "Keep the right on the server (`kept_by_server`), or use a real deadline.",
        check: rolling_timers,
        ..BASE
    },
    Rule {
        id: "T7",
        severity: Severity::Warning,
        demands: "A campaign without an end shows no countdown.",
        source: "Practice: 常态化 activities have no deadline to count to",
        confidence: Confidence::Practice,
        fix: "Drop the timers or the goal `evergreen`.",
        check: evergreen_goal,
        ..BASE
    },
    Rule {
        id: "T8",
        severity: Severity::Warning,
        demands: "The file is published at least a day before the campaign starts.",
        source: "Practice: caches and app reviews need time",
        confidence: Confidence::Practice,
        fix: "Publish earlier or start later.",
        check: published_early,
        ..BASE
    },
    Rule {
        id: "T9",
        severity: Severity::Warning,
        demands: "A live phase lasts at most a month, unless the goal is `evergreen`; a limited price always does.",
        source: "Practice: a sale that never ends is the regular price",
        confidence: Confidence::Practice,
        fix: "Shorten it, or call the price the regular one.",
        check: not_too_long,
        ..BASE
    },
    Rule {
        id: "SC1",
        demands: "Numbers of stock or of buyers come from the server with the instant they are true of.",
        source: "明码标价规定 art. 19(4); 网络反不正当竞争暂行规定 (2024)",
        fix: "Give the claim `source: server`, and no digits of its own.",
        check: stock_from_server,
        ..BASE
    },
    Rule {
        id: "SC2",
        demands: "Words about stock or crowds stand only in `scarcity`, where their source is named.",
        source: "电子商务法 art. 17",
        confidence: Confidence::Read,
        fix: "Move the words to `scarcity`, or take them out.",
        check: crowd_words,
        ..BASE
    },
    Rule {
        id: "SC3",
        demands: "“Reserved for you” needs a reservation on the server.",
        source: "UCPD annex I(7); 明码标价规定 art. 19(4)",
        fix: "Give the claim `source: reservation`, or take it out.",
        check: real_reservations,
        ..BASE
    },
    Rule {
        id: "SC4",
        demands: "A group that is short of members is not filled with invented ones.",
        source: "电子商务法 art. 17; 网络反不正当竞争暂行规定",
        fix: "Let groups fail and refund, or label the filling (系统补位) without faces.",
        check: no_robots,
        ..BASE
    },
    Rule {
        id: "SC5",
        severity: Severity::Warning,
        demands: "A countdown is shown in the last 48 hours; before that the date is enough.",
        source: "Practice of operators",
        confidence: Confidence::Practice,
        fix: "Set `shown_before_hours` to 48 or less.",
        check: late_countdowns,
        ..BASE
    },
];

/// Texts that people read and that the file writes itself.
fn own_texts<'a>(subject: &'a Subject) -> impl Iterator<Item = &'a Said> {
    let parts = [
        "name",
        "slogan",
        "copy",
        "share_card",
        "popups",
        "notices",
        "faq",
        "promises",
    ];
    subject.said.iter().filter(move |said| {
        parts.iter().any(|part| {
            let rest = said.path.strip_prefix(part);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        })
    })
}

fn urgent_words(subject: &Subject, found: &mut Found) {
    for said in own_texts(subject) {
        if let Some(word) = said.first_of(URGENT) {
            found.at(
                &said.path,
                say!("“{}” is fixed text: it stays when the time is over", word),
            );
        }
    }
}

fn timers_at_instants(subject: &Subject, found: &mut Found) {
    for (at, timer) in subject.campaign.plan.timers.iter().enumerate() {
        if let TimerEnd::FromVisit { .. } = timer.ends {
            found.warn_at(
                &format!("timers[{at}]"),
                say!("two shoppers see two deadlines: say on the page that it is theirs alone"),
            );
        }
        if timer.ends == TimerEnd::EveryMidnight {
            found.at(
                &format!("timers[{at}]"),
                say!("this deadline is another one after every midnight"),
            );
        }
    }
}

fn one_extension(subject: &Subject, found: &mut Found) {
    let phases = subject.campaign.phases.iter().enumerate();
    let extensions: Vec<usize> = phases
        .filter(|(_, phase)| phase.kind == PhaseKind::Extension)
        .map(|(at, _)| at)
        .collect();
    for at in extensions.iter().skip(1) {
        found.at(&format!("phases[{at}]"), say!("this is a second extension"));
    }
    // An extension of a version that was published before it was planned has to be said.
    let plan = &subject.campaign.plan;
    if let (Some(at), Some(published)) = (extensions.first(), plan.published_at) {
        let phase = &subject.campaign.phases[*at];
        let told = plan
            .notices
            .iter()
            .any(|notice| matches!(notice.level, NoticeLevel::Change | NoticeLevel::Extension));
        let live = subject
            .campaign
            .phases
            .iter()
            .any(|phase| phase.kind == PhaseKind::Live && phase.window.contains(published));
        if live && phase.window.from > published && !told {
            found.at(
                &format!("phases[{at}]"),
                say!("this version adds an extension to a running campaign without a notice"),
            );
        }
    }
}

fn evergreen_price(subject: &Subject, found: &mut Found) {
    let days = if subject.profile.market == Market::Cn {
        7
    } else {
        30
    };
    let Some(history) = subject.history else {
        return;
    };
    let starts = subject.campaign.window().from;
    for (at, product) in subject.campaign.products.iter().enumerate() {
        for past in &history.prices {
            let gap = starts.ms() - past.window.until.ms();
            if past.sku == product.sku && past.countdown && (0..days * DAY_MS).contains(&gap) {
                found.at(
                    &format!("products[{at}]"),
                    say!(
                        "a countdown for this product ended {} days before the campaign starts",
                        gap / DAY_MS
                    ),
                );
            }
        }
    }
}

fn timers_end_with_something(subject: &Subject, found: &mut Found) {
    for (at, timer) in subject.campaign.plan.timers.iter().enumerate() {
        let TimerEnd::At(end) = timer.ends else {
            continue;
        };
        let campaign = subject.campaign;
        let phases = campaign
            .phases
            .iter()
            .any(|phase| phase.window.until == end);
        let offers = campaign
            .ruleset
            .offers()
            .iter()
            .any(|offer| offer.window.until == end);
        let claims = campaign
            .coupons
            .iter()
            .any(|coupon| coupon.claim.until == end);
        let draws = campaign.draws.iter().any(|draw| draw.window.until == end);
        if !(phases || offers || claims || draws) {
            found.at(
                &format!("timers[{at}].at"),
                say!("nothing ends at this instant"),
            );
        }
    }
}

fn rolling_timers(subject: &Subject, found: &mut Found) {
    for (at, timer) in subject.campaign.plan.timers.iter().enumerate() {
        match timer.ends {
            TimerEnd::EveryMidnight => {
                found.at(
                    &format!("timers[{at}]"),
                    say!("this timer starts anew every midnight"),
                );
            }
            TimerEnd::FromVisit {
                kept_by_server: false,
                ..
            } => found.at(
                &format!("timers[{at}]"),
                say!("this timer starts with a visit, and nothing keeps the shopper's right"),
            ),
            _ => {}
        }
    }
}

fn evergreen_goal(subject: &Subject, found: &mut Found) {
    let plan = &subject.campaign.plan;
    let goal = plan
        .goals
        .iter()
        .position(|goal| goal.kind == GoalKind::Evergreen);
    if let Some(at) = goal
        && !plan.timers.is_empty()
    {
        found.at(
            &format!("goals[{at}]"),
            say!("an evergreen campaign has timers"),
        );
    }
}

fn published_early(subject: &Subject, found: &mut Found) {
    let starts = subject.campaign.window().from;
    if let Some(published) = subject.campaign.plan.published_at
        && starts.ms() - published.ms() < DAY_MS
        && published < starts
    {
        found.at(
            "published_at",
            say!("this is less than a day before the campaign starts"),
        );
    }
}

fn not_too_long(subject: &Subject, found: &mut Found) {
    let plan = &subject.campaign.plan;
    let evergreen = plan
        .goals
        .iter()
        .any(|goal| goal.kind == GoalKind::Evergreen);
    let offers = subject.root.get("offers").map_or(&[][..], Value::items);
    for (at, offer) in offers.iter().enumerate() {
        let text = |field| offer.get(field).and_then(Value::as_text);
        let limited = text("kind") == Some("time_limited");
        let id = pricing::OfferId::new(text("id").unwrap_or_default());
        let Some(read) = subject.campaign.ruleset.offer(&id).filter(|_| limited) else {
            continue;
        };
        let length = read.window.until.ms() - read.window.from.ms();
        if length > 31 * DAY_MS {
            found.at(
                &format!("offers[{at}]"),
                say!("this limited price lasts {} days", length / DAY_MS),
            );
        }
    }
    for (at, phase) in subject.campaign.phases.iter().enumerate() {
        let length = phase.window.until.ms() - phase.window.from.ms();
        if phase.kind == PhaseKind::Live && length > 31 * DAY_MS && !evergreen {
            found.at(
                &format!("phases[{at}]"),
                say!("this phase lasts {} days", length / DAY_MS),
            );
        }
    }
}

fn stock_from_server(subject: &Subject, found: &mut Found) {
    for (at, claim) in subject.campaign.plan.scarcity.iter().enumerate() {
        let literal = claim.source == ScarcitySource::Literal;
        let mut languages = Locale::ALL.iter();
        if literal || languages.any(|locale| has_digit(claim.text.get(*locale))) {
            found.at(
                &format!("scarcity[{at}]"),
                say!("this number does not come from the server"),
            );
        }
    }
}

fn crowd_words(subject: &Subject, found: &mut Found) {
    for said in own_texts(subject) {
        if let Some(word) = said.first_of(SCARCE) {
            found.at(&said.path, say!("“{}” is a claim without a source", word));
        }
    }
}

fn real_reservations(subject: &Subject, found: &mut Found) {
    for (at, claim) in subject.campaign.plan.scarcity.iter().enumerate() {
        let text = claim.text.get(Locale::ZhCn);
        let reserved = text.contains("保留") || text.contains("预留");
        if reserved && claim.source != ScarcitySource::Reservation {
            found.at(
                &format!("scarcity[{at}]"),
                say!("this promises a reservation that nothing holds"),
            );
        }
    }
    for (at, copy) in subject.campaign.plan.copy.iter().enumerate() {
        let text = copy.text.get(Locale::ZhCn);
        if copy.place != Place::Rules && text.contains("为您保留") {
            found.at(
                &format!("copy[{at}].text"),
                say!("this promises a reservation that nothing holds"),
            );
        }
    }
}

fn no_robots(subject: &Subject, found: &mut Found) {
    if subject.campaign.plan.group_fill == GroupFill::Unlabelled {
        found.at(
            "group_fill",
            say!("members that do not exist are shown as shoppers"),
        );
    }
}

fn late_countdowns(subject: &Subject, found: &mut Found) {
    for (at, timer) in subject.campaign.plan.timers.iter().enumerate() {
        if timer.shown_before_ms > 2 * DAY_MS {
            found.at(
                &format!("timers[{at}]"),
                say!(
                    "it is shown {} hours before its end",
                    timer.shown_before_ms / 3_600_000
                ),
            );
        }
    }
}
