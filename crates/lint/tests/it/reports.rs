//! Findings as people, machines and code hosts read them.

use campaign::json::{self, Value};
use campaign::model::Channel;
use lint::{Profile, Subject};

use crate::patch::patched;

const SHARES: &str = r#"{ "invites": [{ "id": "i", "name": "分享3人领20元券", "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00", "people": 3, "trigger": "first_order", "inviter": { "kind": "coupon", "coupon": "c10" } }] }"#;

fn findings(channel: Channel) -> Vec<lint::Finding> {
    let text = patched(SHARES);
    let campaign = campaign::parse(&text).campaign.unwrap();
    lint::lint(&Subject::new(&text, &campaign, Profile::of(channel)))
}

#[test]
fn the_same_campaign_is_clean_for_an_app_and_refused_for_wechat() {
    assert!(findings(Channel::App).is_empty());
    let refused = findings(Channel::WechatH5);
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0].rule.id, "WX1");
    assert_eq!(refused[0].severity, lint::Severity::Error);
    assert_eq!(refused[0].widget, "dacu-invite");
    let text = lint::text("shared.json", &refused, campaign::Locale::En);
    assert!(text.starts_with("shared.json:1:"), "{text}");
    assert!(
        text.contains("error WX1: bringing 3 friends earns a reward\n"),
        "{text}"
    );
    assert!(
        text.contains("widget <dacu-invite> shows its form without sharing here"),
        "{text}"
    );
    assert!(text.contains("please confirm"), "{text}");
}

#[test]
fn machines_read_the_same() {
    let findings = findings(Channel::WechatH5);
    let report = json::parse(&lint::json(&[], &findings, campaign::Locale::En)).unwrap();
    let first = &report.get("findings").unwrap().items()[0];
    assert_eq!(first.get("rule").and_then(Value::as_text), Some("WX1"));
    assert_eq!(
        first.get("path").and_then(Value::as_text),
        Some("invites[0]")
    );
    let sarif = json::parse(&lint::sarif(
        "shared.json",
        &[],
        &findings,
        campaign::Locale::En,
    ))
    .unwrap();
    let run = &sarif.get("runs").unwrap().items()[0];
    let result = &run.get("results").unwrap().items()[0];
    assert_eq!(result.get("ruleId").and_then(Value::as_text), Some("WX1"));
    assert_eq!(result.get("level").and_then(Value::as_text), Some("error"));
    let rules = run
        .get("tool")
        .and_then(|tool| tool.get("driver")?.get("rules"));
    let known: usize = lint::RULES.iter().map(|group| group.len()).sum();
    assert_eq!(rules.unwrap().items().len(), known);
}

#[test]
fn the_list_has_every_rule_with_its_source() {
    let list = lint::list(campaign::Locale::En);
    for rule in lint::RULES.iter().copied().flatten() {
        assert!(
            list.contains(rule.id) && list.contains(rule.source),
            "{}",
            rule.id
        );
    }
    assert!(list.contains("profile wechat_h5; every market"));
    assert!(list.contains("profile every channel; uk"));
}

#[test]
fn the_worst_cart_is_found() {
    let text = patched(r#"{ "costs": [{ "sku": "tea", "cost": 9500 }] }"#);
    let campaign = campaign::parse(&text).campaign.unwrap();
    let worst = lint::worst_case(&campaign).unwrap();
    // Two units reach 满200减20 and the coupon: 200 − 20 − 10 against 190 of cost.
    assert_eq!(worst.goods(), "2 × tea");
    assert_eq!(worst.payable.minor() - 800, 17_000);
    assert_eq!(worst.loss.minor(), 2_000);
    assert!(worst.priced > 10);
}
