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
fn a_finding_is_the_same_in_another_thread() {
    let findings = findings(Channel::WechatH5);
    let sent = json::write(&findings[0].to_value());
    let come = lint::Finding::from_value(&json::parse(&sent).unwrap()).unwrap();
    assert_eq!(format!("{come:?}"), format!("{:?}", findings[0]));
    let foreign = json::parse(&sent.replace("WX1", "XX1")).unwrap();
    assert!(lint::Finding::from_value(&foreign).is_none());
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
    assert_eq!(worst.payable.minor(), 17_000);
    assert_eq!(worst.loss.minor(), 2_000);
    assert!(worst.priced > 10);
    // 满2件 is not all: what just reaches a threshold is tried too, and goods without any cost count
    // at their list value.
    let text = patched(r#"{ "costs": null }"#);
    let campaign = campaign::parse(&text).campaign.unwrap();
    let worst = lint::worst_case(&campaign).unwrap();
    assert_eq!(worst.cost, worst.list);
    assert_eq!(worst.loss, worst.list - worst.payable);
    assert!(worst.loss.minor() >= 3_000, "{worst:?}");
}

/// Each variation is a campaign of its own: its offers never meet those of another.
#[test]
fn the_worst_cart_is_one_of_a_variation() {
    let half = |id: &str| {
        format!(
            r#"{{ "id": "{id}", "kind": "full_reduction", "stack_group": "{id}", "tiers": [{{ "threshold": 20000, "off": 6000 }}] }}"#
        )
    };
    let experiment = r#"[{ "id": "e", "unit": "shopper", "review": { "reviewer": "王", "date": "2026-10-01", "reason": "例" },
        "variations": [{ "id": "a", "weight": 5000, "offers": ["a"] }, { "id": "b", "weight": 5000, "offers": ["b"] }] }]"#;
    let worst = |experiments: &str| {
        let offers = [half("a"), half("b")].join(",");
        let text = patched(&format!(
            r#"{{ "offers": [{offers}], "experiments": {experiments} }}"#
        ));
        let parsed = campaign::parse(&text);
        let campaign = parsed
            .campaign
            .unwrap_or_else(|| panic!("{:?}", parsed.problems));
        lint::worst_case(&campaign).unwrap().loss.minor()
    };
    assert_eq!((worst("null"), worst(experiment)), (13_000, 7_000));
}

/// A list of 500 costs is searched as quickly as any other.
#[test]
fn many_costs_are_no_quarter_of_a_million_carts() {
    fn sku(at: usize) -> String {
        let first = ["tea", "cup"].get(at);
        first.map_or_else(|| format!("p{at}"), |sku| (*sku).to_owned())
    }
    let many = |row: fn(usize) -> String| (0..500).map(row).collect::<Vec<_>>().join(",");
    let products = many(|at| {
        let sku = sku(at);
        format!(
            r#"{{ "sku": "{sku}", "name": "例", "price": {}, "tags": ["tea"] }}"#,
            1_000 + at
        )
    });
    let costs = many(|at| format!(r#"{{ "sku": "{}", "cost": 900 }}"#, sku(at)));
    let text = patched(&format!(
        r#"{{ "products": [{products}], "costs": [{costs}] }}"#
    ));
    let parsed = campaign::parse(&text);
    let campaign = parsed
        .campaign
        .unwrap_or_else(|| panic!("{:?}", parsed.problems));
    let worst = lint::worst_case(&campaign).unwrap();
    assert!((1_000..=24_100).contains(&worst.priced), "{}", worst.priced);
}
