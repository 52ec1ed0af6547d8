//! Draws and prizes (有奖销售): 反不正当竞争法 and 规范促销行为暂行规定.

use campaign::Locale;
use campaign::model::{Draw, PrizeKind};
use campaign::plan::Reward;
use pricing::Money;

use super::BASE;
use crate::message::say;
use crate::words::{ALL_WIN, LOTTERY, yuan};
use crate::{Checked, Confidence, Found, Market, Rule, Severity, Subject};

const CN: &[Market] = &[Market::Cn];
/// The most a prize may be worth: 50,000 yuan.
const MOST: i64 = 5_000_000;

/// Rules on draws and prizes.
pub const RULES: &[Rule] = &[
    Rule {
        id: "PZ1",
        markets: CN,
        demands: "The highest prize of a draw is worth at most 50,000 yuan, all a winner can get of it together.",
        source: "反不正当竞争法 art. 10(3) (2019); art. 11 of the text in force since 2025-10-15; 规范促销行为暂行规定 art. 17",
        confidence: Confidence::Read,
        fix: "Give a smaller prize, or split the draw into prizes that nobody can add up beyond the cap.",
        check: highest_prize,
        ..BASE
    },
    Rule {
        id: "PZ2",
        markets: CN,
        demands: "A draw says its conditions, way, decision, redemption, delivery, forfeiture and organiser before it starts.",
        source: "规范促销行为暂行规定 art. 13",
        fix: "Fill in `draw_terms` for the draw, and `organiser.contact`.",
        check: all_terms,
        ..BASE
    },
    Rule {
        id: "PZ3",
        demands: "Odds are published in millionths and sum to one, and nobody promises that everyone wins unless no sector is empty.",
        source: "规范促销行为暂行规定 art. 13; 反不正当竞争法 art. 10(2)",
        checked: Checked::FileAndPage,
        fix: "Take the promise out, or give every sector a prize.",
        check: everyone_wins,
        ..BASE
    },
    Rule {
        id: "PZ4",
        markets: CN,
        demands: "Once a draw has started its prizes, odds and dates change only in the shopper's favour, and visibly.",
        source: "反不正当竞争法 art. 11 (in force since 2025-10-15)",
        checked: Checked::FileAndServer,
        fix: "Publish with `published_at` before the draw starts, and compare with the running version before changing it.",
        check: published_before_draws,
        ..BASE
    },
    Rule {
        id: "PZ5",
        demands: "Odds do not depend on who draws, unless the table of each group is published.",
        source: "规范促销行为暂行规定 art. 13; 消费者权益保护法实施条例 art. 9",
        fix: "Give everybody the same odds: no personalisation input may reach a draw.",
        check: same_odds,
        ..BASE
    },
    Rule {
        id: "PZ6",
        severity: Severity::Warning,
        demands: "A sector's angle is its odds.",
        source: "Practice: a wheel is read as a picture of its odds",
        confidence: Confidence::Practice,
        fix: "Leave `sectors` out, or give each prize at most three sectors of similar size.",
        check: readable_sectors,
        ..BASE
    },
    Rule {
        id: "PZ7",
        demands: "The wheel stops evenly inside the winning sector and never tends towards a dearer neighbour.",
        source: "Practice: near misses mislead",
        confidence: Confidence::Practice,
        checked: Checked::FileAndPage,
        fix: "Nothing to do in the file: the widget draws the stopping angle evenly and is tested for it; a prize drawn with one millionth has no room to stop in.",
        check: room_to_stop,
        ..BASE
    },
    Rule {
        id: "PZ8",
        demands: "A prize with a stock below what its odds promise says so, and running out is shown.",
        source: "规范促销行为暂行规定 arts. 13, 15",
        checked: Checked::FileAndServer,
        fix: "Give the prize a stock above zero, and a prize without stock limit (a coupon, points or nothing) to fall back to.",
        check: fallback_prize,
        ..BASE
    },
    Rule {
        id: "PZ9",
        demands: "Coupon and points prizes say what they are good for: scope, threshold and validity.",
        source: "规范促销行为暂行规定 art. 14",
        fix: "Let the coupon be usable for a while after the draw ends.",
        check: usable_coupon_prizes,
        ..BASE
    },
    Rule {
        id: "PZ10",
        severity: Severity::Warning,
        markets: CN,
        demands: "Winners of instant prizes above 500 yuan are made public, with masked ids.",
        source: "规范促销行为暂行规定 art. 19",
        checked: Checked::FileAndServer,
        fix: "Say in `draw_terms.decided` where winners are published (公示).",
        check: winners_published,
        ..BASE
    },
    Rule {
        id: "PZ11",
        severity: Severity::Warning,
        markets: CN,
        demands: "Records of a draw are kept for two years.",
        source: "规范促销行为暂行规定 art. 19",
        checked: Checked::FileAndServer,
        fix: "Name the organiser that keeps them: a registered name, not a campaign's.",
        check: organiser_named,
        ..BASE
    },
    Rule {
        id: "PZ12",
        severity: Severity::Warning,
        demands: "A draw does not look or sound like a lottery or a slot machine.",
        source: "WeChat's rules on external links",
        fix: "Use other words.",
        check: no_lottery,
        ..BASE
    },
    Rule {
        id: "PZ13",
        demands: "A draw can be entered without buying, or the purchase is said to be a condition.",
        source: "规范促销行为暂行规定 art. 13",
        fix: "Give at least one chance a day without an order, or say the condition in `draw_terms.conditions`.",
        check: way_in,
        ..BASE
    },
];

fn draws<'a>(subject: &'a Subject) -> impl Iterator<Item = (String, &'a Draw)> {
    let draws = subject.campaign.draws.iter().enumerate();
    draws.map(|(at, draw)| (format!("draws[{at}]"), draw))
}

fn highest_prize(subject: &Subject, found: &mut Found) {
    for (path, draw) in draws(subject) {
        for (at, prize) in draw.prizes.iter().enumerate() {
            if prize.value > Money::new(MOST) {
                found.at(
                    &format!("{path}.prizes[{at}].value"),
                    say!(
                        "this prize is worth {} yuan, the cap is 50000.00",
                        yuan(prize.value)
                    ),
                );
            }
        }
    }
    for (at, invite) in subject.campaign.plan.invites.iter().enumerate() {
        if let Reward::RandomCash { most, .. } = invite.inviter
            && most > Money::new(MOST)
        {
            let path = format!("invites[{at}].inviter.most");
            found.at(
                &path,
                say!("up to {} yuan can be won, the cap is 50000.00", yuan(most)),
            );
        }
    }
}

fn all_terms(subject: &Subject, found: &mut Found) {
    for (path, draw) in draws(subject) {
        let plan = &subject.campaign.plan;
        let Some(terms) = plan.draw_terms.iter().find(|terms| terms.draw == draw.id) else {
            found.at(
                &path,
                say!("`draw_terms` say nothing of the draw `{}`", draw.id),
            );
            continue;
        };
        let parts = [
            ("conditions (参与条件)", &terms.conditions),
            ("how (参与方式)", &terms.how),
            ("decided (开奖方式)", &terms.decided),
            ("redeem_conditions (兑奖条件)", &terms.redeem_conditions),
            ("redeem_how (兑奖方式)", &terms.redeem_how),
            ("delivery (交付方式)", &terms.delivery),
            ("forfeit (弃奖条件)", &terms.forfeit),
            (
                "organiser.contact (主办方联系方式)",
                &subject.campaign.organiser.contact,
            ),
        ];
        for (name, text) in parts {
            if text.is_empty() {
                found.at(&path, say!("the draw `{}` does not say: {}", draw.id, name));
            }
        }
    }
}

fn everyone_wins(subject: &Subject, found: &mut Found) {
    let empty = draws(subject).any(|(_, draw)| {
        let mut prizes = draw.prizes.iter();
        prizes.any(|prize| prize.kind == PrizeKind::Nothing)
    });
    if !empty {
        return;
    }
    for said in &subject.said {
        if let Some(word) = said.first_of(ALL_WIN) {
            found.at(
                &said.path,
                say!("“{}” stands here, and a draw has an empty sector", word),
            );
        }
    }
}

fn published_before_draws(subject: &Subject, found: &mut Found) {
    let Some(published) = subject.campaign.plan.published_at else {
        return;
    };
    for (path, draw) in draws(subject) {
        if published >= draw.window.from {
            found.at(
                &format!("{path}.from"),
                say!(
                    "the draw `{}` starts before this version is published",
                    draw.id
                ),
            );
        }
    }
}

fn same_odds(subject: &Subject, found: &mut Found) {
    let Some(personal) = &subject.campaign.plan.personalisation else {
        return;
    };
    for (at, input) in personal.inputs.iter().enumerate() {
        if input == "odds" || input.starts_with("draw") {
            found.at(
                &format!("personalisation.inputs[{at}]"),
                say!("odds that depend on the shopper need a published table for each group"),
            );
        }
    }
}

fn readable_sectors(subject: &Subject, found: &mut Found) {
    for (path, draw) in draws(subject) {
        for (at, prize) in draw.prizes.iter().enumerate() {
            let sectors: Vec<u32> = draw
                .sectors
                .iter()
                .filter(|sector| sector.prize == at)
                .map(|sector| sector.ppm)
                .collect();
            let (least, most) = (sectors.iter().min(), sectors.iter().max());
            if let (Some(least), Some(most)) = (least, most)
                && (sectors.len() > 3 || *most > least * 2)
            {
                found.at(
                    &format!("{path}.sectors"),
                    say!(
                        "`{}` is cut into {} sectors of unlike size",
                        prize.id,
                        sectors.len()
                    ),
                );
            }
        }
    }
}

fn room_to_stop(subject: &Subject, found: &mut Found) {
    for (path, draw) in draws(subject) {
        for (at, sector) in draw.sectors.iter().enumerate() {
            // 1000 ppm is a third of a degree: thinner than the line between two sectors.
            if sector.ppm < 1_000 {
                let prize = &draw.prizes[sector.prize].id;
                found.warn_at(
                    &format!("{path}.sectors[{at}]"),
                    say!("the sector of `{}` is thinner than its border: the wheel cannot be seen to stop in it", prize),
                );
            }
        }
    }
}

fn fallback_prize(subject: &Subject, found: &mut Found) {
    for (path, draw) in draws(subject) {
        if draw.prizes.iter().all(|prize| prize.stock.is_some()) {
            found.at(
                &format!("{path}.prizes"),
                say!("every prize can run out, and then there is nothing to draw"),
            );
        }
    }
}

fn usable_coupon_prizes(subject: &Subject, found: &mut Found) {
    for (path, draw) in draws(subject) {
        for (at, prize) in draw.prizes.iter().enumerate() {
            let PrizeKind::Coupon(id) = &prize.kind else {
                continue;
            };
            let Some(coupon) = subject.campaign.coupon(id) else {
                continue;
            };
            let end = coupon.validity.expires_at(draw.window.until.plus_ms(-1));
            if end <= draw.window.until {
                found.at(
                    &format!("{path}.prizes[{at}].coupon"),
                    say!(
                        "the coupon `{}` has expired when the draw ends",
                        id.as_str()
                    ),
                );
            }
        }
    }
}

fn winners_published(subject: &Subject, found: &mut Found) {
    for (path, draw) in draws(subject) {
        let dear = draw
            .prizes
            .iter()
            .position(|prize| prize.value > Money::new(50_000));
        let terms = &subject.campaign.plan.draw_terms;
        let said = terms.iter().any(|terms| {
            let decided = terms.decided.get(Locale::ZhCn);
            terms.draw == draw.id && (decided.contains("公示") || decided.contains("公布"))
        });
        if let Some(at) = dear
            && !said
        {
            found.at(
                &format!("{path}.prizes[{at}]"),
                say!("this prize is worth more than 500 yuan, and nothing says where its winners are published"),
            );
        }
    }
}

fn organiser_named(subject: &Subject, found: &mut Found) {
    let name = subject.campaign.organiser.name.get(Locale::ZhCn);
    let registered = ["公司", "店", "中心", "个体", "合作社", "Ltd", "GmbH", "Inc"];
    if !subject.campaign.draws.is_empty() && !registered.iter().any(|word| name.contains(word)) {
        found.at(
            "organiser.name",
            say!("“{}” does not look like a registered name", name),
        );
    }
}

fn no_lottery(subject: &Subject, found: &mut Found) {
    for said in &subject.said {
        if let Some(word) = said.first_of(LOTTERY) {
            found.at(&said.path, say!("“{}” sounds like a lottery", word));
        }
    }
}

fn way_in(subject: &Subject, found: &mut Found) {
    for (path, draw) in draws(subject) {
        let terms = &subject.campaign.plan.draw_terms;
        let said = terms
            .iter()
            .any(|terms| terms.draw == draw.id && !terms.conditions.is_empty());
        if draw.daily_chances == 0 && !said {
            found.at(
                &format!("{path}.daily_chances"),
                say!("there is no chance without an order, and the condition is not said"),
            );
        }
    }
}
