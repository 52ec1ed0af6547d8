//! What planners and lints read beside prices, coupons and draws.

use campaign::json::Value;
use campaign::plan::*;
use pricing::Money;

use super::{at, sample_text};

const PARTS: &str = r#"{
  "goals": [{ "kind": "acquire" }, { "kind": "sales", "change": 2000 }],
  "budget": 1000000,
  "costs": [{ "sku": "mug-crane", "cost": 2300 }],
  "published_at": "2026-10-10T12:00:00+08:00",
  "assists": [{ "id": "a1", "name": "好友助力", "from": "2026-11-01T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00",
    "helpers": 7, "trigger": "help", "reward": { "kind": "cash", "amount": 500 }, "helper_reward": { "kind": "points", "points": 10 } }],
  "invites": [{ "id": "i1", "name": "邀请有礼", "from": "2026-11-01T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00",
    "people": 3, "trigger": "first_order", "inviter": { "kind": "goods", "name": "茶匙", "value": 900 }, "gate": true, "levels": 2 }],
  "sign_ins": [{ "id": "s1", "name": "签到", "from": "2026-11-01T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00",
    "days": [{ "kind": "points", "points": 1 }, { "kind": "random_cash", "least": 1, "most": 88 }], "share_to_make_up": true }],
  "points_shop": [{ "id": "p1", "reward": { "kind": "chances", "draw": "wheel", "count": 2 }, "cost": 100, "stock": 50 }],
  "popups": [{ "id": "u1", "text": "领券", "close_after_ms": 3000 }],
  "reviews": [{ "id": "r1", "name": "晒单有礼", "reward": { "kind": "points", "points": 20 }, "only_praise": true }],
  "notices": [{ "level": "pause", "text": "抽奖暂停维护" }],
  "share_card": { "title": "双11", "text": "一起来", "platform_look": true },
  "copy": [{ "id": "c1", "place": "banner", "text": "全网最低", "evidence": "" }],
  "faq": [{ "question": "怎么退？", "answer": "按实付退。" }],
  "draw_terms": [{ "draw": "wheel", "conditions": "年满 18 周岁", "delivery": "快递" }],
  "timers": [{ "id": "t1", "ends": "from_visit", "minutes": 10 }, { "id": "t2", "ends": "at", "at": "2026-11-12T00:00:00+08:00", "shown_before_hours": 24 }],
  "scarcity": [{ "id": "x1", "text": "仅剩 {} 件", "source": "literal" }],
  "personalisation": { "inputs": ["member"], "reason": "会员价" },
  "minors": { "may_draw": true },
  "promises": ["48 小时内发货"],
  "ticked_by_default": ["mug-crane"],
  "group_fill": "unlabelled",
  "analytics": { "fields": ["phone"], "after_consent": true }"#;

/// The sample with a plan, in which one place is changed.
fn planned(from: &str, to: &str) -> campaign::Parsed {
    assert!(from.is_empty() || PARTS.contains(from), "{from}");
    let parts = PARTS.replacen(from, to, 1);
    // The sample has a plan of its own, which this one takes the place of.
    let mut root = campaign::json::parse(&sample_text("double11-2026")).unwrap();
    if let Value::Map(entries) = &mut root {
        entries.retain(|(name, _)| name != "draw_terms" && name != "faq");
    }
    let sample = campaign::json::write(&root);
    let parts = parts.replace("mug-crane", "gaiwan");
    campaign::parse(&sample.replacen('{', &[&parts, ","].concat(), 1))
}

#[test]
fn every_part_is_read() {
    let parsed = planned("", "");
    assert_eq!(parsed.problems, []);
    let plan = parsed.campaign.unwrap().plan;
    let goal = |kind, change| Goal { kind, change };
    assert_eq!(
        plan.goals,
        [
            goal(GoalKind::Acquire, None),
            goal(GoalKind::Sales, Some(2_000))
        ]
    );
    assert_eq!(plan.budget, Some(Money::new(1_000_000)));
    assert_eq!(plan.costs[0].1, Money::new(2_300));
    assert_eq!(plan.published_at, Some(at("2026-10-10T12:00:00+08:00")));
    let assist = &plan.assists[0];
    assert_eq!((assist.helpers, assist.trigger), (Some(7), Trigger::Help));
    assert_eq!(assist.reward, Reward::Cash(Money::new(500)));
    assert_eq!(assist.helper_reward, Some(Reward::Points(10)));
    let invite = &plan.invites[0];
    assert_eq!((invite.people, invite.levels, invite.gate), (3, 2, true));
    assert_eq!(invite.trigger, Trigger::FirstOrder);
    assert!(matches!(&invite.inviter, Reward::Goods { value, .. } if *value == Money::new(900)));
    assert_eq!(invite.invitee, None);
    assert!(plan.sign_ins[0].share_to_make_up);
    assert_eq!(
        plan.sign_ins[0].days[1],
        Reward::RandomCash {
            least: Money::new(1),
            most: Money::new(88)
        }
    );
    let item = &plan.points_shop[0];
    assert_eq!((item.cost, item.stock, item.per_buyer), (100, Some(50), 1));
    assert_eq!(
        item.reward,
        Reward::Chances {
            draw: "wheel".to_owned(),
            count: 2
        }
    );
    let popup = &plan.popups[0];
    assert!(popup.close_mark);
    assert_eq!((popup.close_after_ms, popup.per_visit), (3_000, 1));
    assert!(plan.reviews[0].only_praise);
    assert_eq!(plan.notices[0].level, NoticeLevel::Pause);
    assert!(plan.share_card.unwrap().platform_look);
    assert_eq!(plan.copy[0].place, Place::Banner);
    assert_eq!(plan.faq.len(), 1);
    assert_eq!(
        plan.draw_terms[0].conditions.get(campaign::Locale::ZhCn),
        "年满 18 周岁"
    );
    assert!(plan.draw_terms[0].forfeit.is_empty());
    assert_eq!(
        plan.timers[0].ends,
        TimerEnd::FromVisit {
            ms: 600_000,
            kept_by_server: false
        }
    );
    assert_eq!(plan.timers[0].shown_before_ms, 48 * 3_600_000);
    assert_eq!(
        plan.timers[1].ends,
        TimerEnd::At(at("2026-11-12T00:00:00+08:00"))
    );
    assert_eq!(plan.timers[1].shown_before_ms, 24 * 3_600_000);
    assert_eq!(plan.scarcity[0].source, ScarcitySource::Literal);
    let personal = plan.personalisation.unwrap();
    assert_eq!(
        (personal.off_switch, &personal.inputs[..]),
        (false, &["member".to_owned()][..])
    );
    assert!(plan.minors.may_draw && !plan.minors.addressed);
    assert_eq!(plan.promises.len(), 1);
    assert_eq!(plan.ticked_by_default.len(), 1);
    assert_eq!(plan.group_fill, GroupFill::Unlabelled);
    assert_eq!(plan.analytics.fields, ["phone"]);
    assert!(plan.analytics.after_consent);
}

#[track_caller]
fn check(from: &str, to: &str, expected: &str) {
    let parsed = planned(from, to);
    let found: Vec<String> = parsed
        .problems
        .iter()
        .map(|problem| [problem.path.as_str(), ": ", &problem.message].concat())
        .collect();
    assert_eq!(found, [expected]);
}

#[test]
fn problems_name_their_field() {
    check(
        "\"acquire\"",
        "\"fame\"",
        "goals[0].kind: must be one of acquire, activate, retain, clear_stock, sales, launch, evergreen",
    );
    check(
        "\"most\": 88",
        "\"most\": 0",
        "sign_ins[0].days[1].most: it is below `least`",
    );
    check(
        "\"people\": 3",
        "\"people\": 0",
        "invites[0].people: must be from 1 to 100000000",
    );
    check(
        "\"reward\": { \"kind\": \"cash\", \"amount\": 500 }, ",
        "",
        "assists[0].reward: this field is missing",
    );
    check(
        ", \"minutes\": 10",
        "",
        "timers[0].minutes: this field is missing",
    );
    check(
        "\"id\": \"t2\"",
        "\"id\": \"t1\"",
        "timers[1].id: `t1` is already used",
    );
    check(
        "\"only_praise\": true",
        "\"only_praise\": 1",
        "reviews[0].only_praise: true or false is expected, not a number",
    );
}
