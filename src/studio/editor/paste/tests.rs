//! Phrases, tables and faults of planning text.

use campaign::json::{self, Value};

use super::super::way::Way;
use super::*;

const FILE: &str = include_str!("../../../../public/campaigns/full-reduction-steps.json");

fn root() -> Value {
    json::parse(FILE).expect("a sample")
}

fn pasted(text: &str) -> Pasted {
    let root = root();
    read(text, &Context { root: &root })
}

/// Each line becomes one entry of the kind, and the file takes it.
#[track_caller]
fn check(text: &str, expected: &[(&str, &str)]) {
    let pasted = pasted(text);
    let found: Vec<(&str, String)> = pasted
        .proposals
        .iter()
        .map(|one| {
            let kind = one.value.get("kind").or_else(|| one.value.get("level"));
            let kind = kind.or_else(|| one.value.get("sku"));
            (
                one.list,
                super::super::texts::short(kind.unwrap_or(&Value::Null)),
            )
        })
        .collect();
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(list, kind)| (*list, kind.as_str()))
        .collect();
    assert_eq!(found, expected, "{text}: {:?}", pasted.rest);
    let mut root = root();
    for one in &pasted.proposals {
        if one.list == "phases" {
            continue;
        }
        if root.get(one.list).is_none() {
            Way::default()
                .name(one.list)
                .put(&mut root, Some(Value::List(Vec::new())));
        }
        Way::default()
            .name(one.list)
            .index(usize::MAX)
            .put(&mut root, Some(one.value.clone()));
    }
    let parsed = campaign::parse(&json::write(&root));
    assert!(parsed.campaign.is_some(), "{text}: {:?}", parsed.problems);
}

#[test]
fn phrases_of_the_trade() {
    check("全场满300减50", &[("offers", "full_reduction")]);
    check(
        "满200减20，满300减50，满500减100",
        &[("offers", "full_reduction")],
    );
    check("每满300减50，上不封顶", &[("offers", "per_each_reduction")]);
    check("每满300减50", &[("offers", "per_each_reduction")]);
    check("全场5折", &[("offers", "time_limited")]);
    check("8.8折", &[("offers", "time_limited")]);
    check("第二件半价", &[("offers", "nth_item")]);
    check("买2送1", &[("offers", "buy_get")]);
    check("任选3件99元", &[("offers", "n_for_price")]);
    check("满3件8折", &[("offers", "count_reduction")]);
    check("满99包邮", &[("offers", "free_freight")]);
    check("20元优惠券(满199可用) 限量1000张", &[("coupons", "shop")]);
    check("满300减50优惠券500张", &[("coupons", "shop")]);
    check("5元红包，满50可用", &[]);
    check("无门槛10元红包 共200张", &[("coupons", "red_packet")]);
    check("预热：12月1日 20:00 - 12月3日", &[("phases", "warm_up")]);
}

#[test]
fn amounts_and_dates_are_exact() {
    let found =
        pasted("每满 300 减 50，满99包邮\n满９９元减９.９元\n活动时间 12月5日20:00-12月7日24:00");
    let value = |list: &str| {
        let one = found.proposals.iter().find(|one| one.list == list);
        json::write(&one.expect(list).value)
    };
    assert!(
        value("offers").contains(r#""tiers":[{"threshold":9900,"off":990}]"#),
        "{found:?}"
    );
    let phase = value("phases");
    assert!(
        phase.contains(r#""from":"2026-12-05T20:00:00+08:00""#),
        "{phase}"
    );
    assert!(
        phase.contains(r#""until":"2026-12-08T00:00:00+08:00""#),
        "{phase}"
    );
}

#[test]
fn tables() {
    check(
        "SKU\t商品名称\t价格\t底价\nmug-1\t白瓷马克杯\t59.00\t30\nmug-2\t青瓷马克杯\t69\t",
        &[("products", "mug-1"), ("products", "mug-2")],
    );
    check(
        "门槛\t面额\t数量\n199\t20\t500\n399\t50\t200",
        &[("coupons", "shop"), ("coupons", "shop")],
    );
}

#[test]
fn json_goes_to_its_list() {
    check(
        r#"[{"id":"x","kind":"per_each_reduction","each":30000,"off":5000}]"#,
        &[("offers", "per_each_reduction")],
    );
}

#[test]
fn faults_are_named() {
    let faults = |text: &str| -> Vec<(Fault, String)> {
        let troubles = pasted(text).troubles.into_iter();
        troubles.map(|one| (one.fault, one.words)).collect()
    };
    assert_eq!(
        faults("满减(mǎn jiǎn)活动"),
        [(Fault::Pinyin, "mǎn jiǎn".to_owned())]
    );
    assert_eq!(faults("红包（app）大促（sale）"), []);
    assert_eq!(
        faults("促活（cù huó）"),
        [(Fault::Pinyin, "cù huó".to_owned())]
    );
    assert_eq!(
        faults("拉新(lā xīn)目标【XX】人"),
        [
            (Fault::Pinyin, "lā xīn".to_owned()),
            (Fault::Blank, "【XX】".to_owned()),
        ]
    );
    assert_eq!(
        faults("满３００减５０"),
        [(Fault::FullWidth, "３００５０".to_owned())]
    );
    assert_eq!(
        faults("满\u{200b}300\u{202e}减50"),
        [(Fault::Unseen, "U+200B U+202E".to_owned())]
    );
    assert_eq!(faults("æ´»åŠ¨æ—¶é—´")[0].0, Fault::Mojibake);
    assert_eq!(faults("锟斤拷锟斤拷")[0].0, Fault::Mojibake);
    assert_eq!(faults("Café für alle (nur heute)"), []);
}

#[test]
fn nothing_is_lost() {
    let text = "主题：暖冬满减周\n满３００减５０（mǎn jiǎn）\n邀请大V直播，预计GMV【XX】万\n\n全场最低价，错过再等一年";
    let found = pasted(text);
    let rest: Vec<&str> = found.rest.iter().map(|(_, line)| line.as_str()).collect();
    assert_eq!(
        rest,
        [
            "主题：暖冬满减周",
            "邀请大V直播，预计GMV【XX】万",
            "全场最低价，错过再等一年"
        ]
    );
    assert_eq!(found.proposals.len(), 1);
}
