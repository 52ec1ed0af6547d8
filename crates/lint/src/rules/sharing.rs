//! Sharing, WeChat and apps.

use campaign::Locale;
use campaign::model::Play;
use campaign::plan::{Reward, Trigger};

use super::{APP, BASE, WECHAT, WECHAT_H5, WECHAT_MP};
use crate::message::say;
use crate::words::{GATES, PRAISE, has_digit};
use crate::{Checked, Confidence, Found, Rule, Severity, Subject};

const LINKS: &str = "微信外部链接内容管理规范 2.1.2 (2019-10-28)";
const MINI: &str = "微信小程序平台运营规范 5.1; notice of 2020-12 on share activities";

/// Rules on sharing and on what platforms allow.
pub const RULES: &[Rule] = &[
    Rule {
        id: "WX1",
        channels: WECHAT_H5,
        demands: "Inside WeChat no reward hangs on sharing, helping, bargaining, collecting or sharing after a sign-in.",
        source: LINKS,
        fix: "Publish it for an app or a mini program, and let the widget show its form without sharing here.",
        check: no_share_reward,
        ..BASE
    },
    Rule {
        id: "WX2",
        channels: WECHAT_MP,
        demands: "In a mini program a reward needs a deed of the friend, and the number of helpers and every amount are fixed and shown.",
        source: MINI,
        fix: "Name `helpers`, use a trigger of the friend's (`register`, `first_order`), and fixed amounts.",
        check: fixed_help,
        ..BASE
    },
    Rule {
        id: "WX3",
        channels: WECHAT,
        demands: "Nothing is closed to those who have not shared.",
        source: LINKS,
        fix: "Open the gate: show the same to everyone.",
        check: no_gates,
        ..BASE
    },
    Rule {
        id: "WX4",
        demands: "A share card promises nothing above what is guaranteed.",
        source: MINI,
        fix: "Leave `share_card.text` empty: it is generated from the offers.",
        check: modest_card,
        ..BASE
    },
    Rule {
        id: "WX5",
        severity: Severity::Warning,
        channels: WECHAT,
        demands: "Nothing looks like WeChat's own red packets or dialogs.",
        source: LINKS,
        fix: "Use the campaign's own look.",
        check: own_look,
        ..BASE
    },
    Rule {
        id: "WX6",
        demands: "Rewards for invitations count one level deep.",
        source: "禁止传销条例 art. 7; 微信小程序平台运营规范 on multi-level distribution",
        fix: "Set `levels` to 1.",
        check: one_level,
        ..BASE
    },
    Rule {
        id: "WX7",
        channels: WECHAT_H5,
        demands: "Group buys inside WeChat say all their rules and are no draw.",
        source: LINKS,
        fix: "Let the generated rules tell size and hours, and name no draw.",
        check: plain_groups,
        ..BASE
    },
    Rule {
        id: "BG1",
        demands: "A bargain says how many helpers it takes and what each of them cuts; the least cut is a cent.",
        source: "Judgement against a bargain with hidden decimals (Shanghai Changning; please confirm); notice of 2020-12",
        fix: "Name `helpers` and let the schedule be the generated one.",
        check: honest_bargain,
        ..BASE
    },
    Rule {
        id: "RV1",
        demands: "A reward for a review does not depend on praise.",
        source: "网络反不正当竞争暂行规定 art. 9(5)",
        fix: "Reward every genuine review.",
        check: free_reviews,
        ..BASE
    },
    Rule {
        id: "AP1",
        channels: APP,
        demands: "In an app the rules name the sponsor and say that the app store is none.",
        source: "App Store Review Guidelines 5.3.1–5.3.2",
        fix: "Add to `faq` or `copy` that Apple is not a sponsor (与 Apple 无关).",
        check: not_apple,
        ..BASE
    },
    Rule {
        id: "U1",
        demands: "A popup closes with one tap at once and does not come back on the same page.",
        source: "广告法 art. 44; 互联网广告管理办法 art. 10",
        confidence: Confidence::Read,
        checked: Checked::FileAndPage,
        fix: "Keep the mark, without delay, once a visit.",
        check: closable_popups,
        ..BASE
    },
    Rule {
        id: "U2",
        severity: Severity::Warning,
        demands: "At most one popup opens on a visit.",
        source: "Practice: 避免过度推送和打扰",
        confidence: Confidence::Practice,
        fix: "Keep the one that matters.",
        check: one_popup,
        ..BASE
    },
];

fn no_share_reward(subject: &Subject, found: &mut Found) {
    let plan = &subject.campaign.plan;
    for (at, _) in plan.assists.iter().enumerate() {
        found.of_widget(
            &format!("assists[{at}]"),
            "dacu-assist",
            say!("friends' help earns a reward"),
        );
    }
    for (at, invite) in plan.invites.iter().enumerate() {
        found.of_widget(
            &format!("invites[{at}]"),
            "dacu-invite",
            say!("bringing {} friends earns a reward", invite.people),
        );
    }
    for (at, sign_in) in plan.sign_ins.iter().enumerate() {
        if sign_in.share_to_make_up {
            found.of_widget(
                &format!("sign_ins[{at}]"),
                "dacu-sign-in",
                say!("a missed day is made up for by sharing"),
            );
        }
    }
    for (at, promotion) in subject.campaign.offers.iter().enumerate() {
        if matches!(promotion.play, Play::Bargain(_)) {
            found.of_widget(
                &format!("offers[{at}]"),
                "dacu-bargain",
                say!("friends cut the price"),
            );
        }
    }
}

fn by_chance(reward: &Reward) -> bool {
    matches!(reward, Reward::RandomCash { .. } | Reward::Chances { .. })
}

fn fixed_help(subject: &Subject, found: &mut Found) {
    let plan = &subject.campaign.plan;
    for (at, assist) in plan.assists.iter().enumerate() {
        let path = format!("assists[{at}]");
        if assist.helpers.is_none() {
            found.of_widget(
                &path,
                "dacu-assist",
                say!("it is not said how many friends it takes"),
            );
        }
        if by_chance(&assist.reward) {
            found.of_widget(
                &path,
                "dacu-assist",
                say!("the reward is decided by chance"),
            );
        }
        if matches!(assist.trigger, Trigger::Share | Trigger::Open) {
            found.of_widget(&path, "dacu-assist", say!("sharing alone earns the reward"));
        }
    }
    for (at, invite) in plan.invites.iter().enumerate() {
        let path = format!("invites[{at}]");
        if matches!(invite.trigger, Trigger::Share | Trigger::Open) {
            found.of_widget(&path, "dacu-invite", say!("sharing alone earns the reward"));
        }
        if by_chance(&invite.inviter) {
            found.of_widget(
                &path,
                "dacu-invite",
                say!("the reward is decided by chance"),
            );
        }
    }
}

fn no_gates(subject: &Subject, found: &mut Found) {
    for (at, invite) in subject.campaign.plan.invites.iter().enumerate() {
        if invite.gate {
            found.at(
                &format!("invites[{at}].gate"),
                say!("something opens only after sharing"),
            );
        }
    }
    for said in &subject.said {
        if let Some(word) = said.first_of(GATES) {
            found.at(&said.path, say!("“{}” asks for a share first", word));
        }
    }
}

fn modest_card(subject: &Subject, found: &mut Found) {
    let Some(card) = &subject.campaign.plan.share_card else {
        return;
    };
    for (name, text) in [("title", &card.title), ("text", &card.text)] {
        for locale in [Locale::ZhCn, Locale::En] {
            let text = text.get(locale);
            let amount = text.contains('元') || text.contains('¥') || text.contains("免费");
            if amount && (has_digit(text) || text.contains("免费")) {
                found.at(
                    &format!("share_card.{name}"),
                    say!("an amount on a share card has to be one that everybody gets"),
                );
                break;
            }
        }
    }
}

fn own_look(subject: &Subject, found: &mut Found) {
    let card = &subject.campaign.plan.share_card;
    if card.as_ref().is_some_and(|card| card.platform_look) {
        found.at(
            "share_card.platform_look",
            say!("the card looks like something of the platform"),
        );
    }
}

fn one_level(subject: &Subject, found: &mut Found) {
    for (at, invite) in subject.campaign.plan.invites.iter().enumerate() {
        if invite.levels > 1 {
            found.at(
                &format!("invites[{at}].levels"),
                say!("rewards reach {} levels down", invite.levels),
            );
        }
    }
}

fn plain_groups(subject: &Subject, found: &mut Found) {
    for (at, promotion) in subject.campaign.offers.iter().enumerate() {
        let group = matches!(promotion.play, Play::GroupBuy { .. });
        let name = promotion.name.get(Locale::ZhCn);
        if group && (name.contains('抽') || name.contains('奖')) {
            found.at(
                &format!("offers[{at}].name"),
                say!("the group buy is called a draw"),
            );
        }
    }
}

fn honest_bargain(subject: &Subject, found: &mut Found) {
    for (at, promotion) in subject.campaign.offers.iter().enumerate() {
        if let Play::Bargain(bargain) = promotion.play
            && bargain.helpers > 100
        {
            found.at(
                &format!("offers[{at}].helpers"),
                say!("it takes more friends than anyone is told at a glance"),
            );
        }
    }
}

fn free_reviews(subject: &Subject, found: &mut Found) {
    for (at, review) in subject.campaign.plan.reviews.iter().enumerate() {
        if review.only_praise {
            found.at(
                &format!("reviews[{at}].only_praise"),
                say!("only praise earns the reward"),
            );
        }
    }
    for said in &subject.said {
        if let Some(word) = said.first_of(PRAISE) {
            found.at(&said.path, say!("“{}” pays for praise", word));
        }
    }
}

fn not_apple(subject: &Subject, found: &mut Found) {
    let campaign = subject.campaign;
    let said = subject
        .said
        .iter()
        .any(|said| said.text.contains("Apple") || said.text.contains("苹果"));
    if !campaign.draws.is_empty() && !said {
        found.at(
            "draws",
            say!("nothing says that Apple is no sponsor of the draw"),
        );
    }
}

fn closable_popups(subject: &Subject, found: &mut Found) {
    for (at, popup) in subject.campaign.plan.popups.iter().enumerate() {
        let path = format!("popups[{at}]");
        if !popup.close_mark {
            found.at(&path, say!("it has no mark that closes it"));
        }
        if popup.close_after_ms > 0 {
            found.at(
                &path,
                say!("it cannot be closed for {} ms", popup.close_after_ms),
            );
        }
        if popup.per_visit > 1 {
            found.at(
                &path,
                say!("it opens {} times on one visit", popup.per_visit),
            );
        }
    }
}

fn one_popup(subject: &Subject, found: &mut Found) {
    let popups = subject.campaign.plan.popups.len();
    if popups > 1 {
        found.at("popups", say!("{} popups may open on one visit", popups));
    }
}
