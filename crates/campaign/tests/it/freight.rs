//! Freight templates: read, refused, told.

use campaign::{Campaign, say};
use pricing::{Base, Buyer, FreeFrom, FreightBy, FreightTemplate, Money, Scope, Sku, Tag};

use super::at;
use super::kinds::{LIVE, ONE, document};
use super::say::check;

fn text(freight: &str) -> String {
    document(ONE, "").replacen(
        "\"offers\"",
        &format!("\"freight\": {freight}, \"offers\""),
        1,
    )
}

#[track_caller]
fn with(freight: &str) -> Campaign {
    let parsed = campaign::parse(&text(freight));
    assert_eq!(parsed.problems, [], "{freight}");
    parsed.campaign.unwrap()
}

const TEMPLATES: &str = r#"{ "flat": 200, "templates": [
    { "scope": { "tags": ["drink"] }, "by": "grams", "first": 1000, "first_fee": 800,
      "step": 500, "step_fee": 250, "free_from": { "threshold": 19900, "base": "after_item" } },
    { "by": "pieces", "first": 2, "first_fee": 1000, "step": 1, "step_fee": 300,
      "free_from": { "threshold": 30000 } }] }"#;

#[test]
fn templates_are_read() {
    let campaign = with(TEMPLATES);
    assert_eq!(campaign.freight, Money::new(200));
    let drinks = FreightTemplate {
        scope: Scope {
            tags: vec![Tag::new("drink")],
            ..Scope::default()
        },
        by: FreightBy::Grams,
        first: 1_000,
        first_fee: Money::new(800),
        step: 500,
        step_fee: Money::new(250),
        free_from: Some(FreeFrom {
            least: Money::new(19_900),
            base: Base::AfterItem,
        }),
    };
    let all = FreightTemplate {
        scope: Scope::default(),
        by: FreightBy::Pieces,
        first: 2,
        first_fee: Money::new(1_000),
        step: 1,
        step_fee: Money::new(300),
        free_from: Some(FreeFrom {
            least: Money::new(30_000),
            base: Base::Remaining,
        }),
    };
    assert_eq!(campaign.ruleset.freight(), [drinks, all]);
}

#[test]
fn an_amount_alone_is_for_every_order() {
    for freight in ["1000", r#"{ "flat": 1000 }"#] {
        let campaign = with(freight);
        assert_eq!(campaign.freight, Money::new(1_000));
        assert_eq!(campaign.ruleset.freight(), []);
    }
}

#[test]
fn a_cart_is_charged_what_the_file_says() {
    let campaign = with(TEMPLATES);
    for (units, freight) in [(1, 200 + 1_000), (3, 200 + 1_300), (8, 200)] {
        let cart = campaign.cart(&[(Sku::new("cup"), units, true)]);
        let quote = campaign
            .ruleset
            .quote(&cart, &Buyer::default(), at(LIVE.0))
            .unwrap();
        assert_eq!(quote.freight, Money::new(freight), "{units}");
    }
}

#[test]
fn what_is_wrong_with_freight() {
    let wrong = |freight: &str, expected: &[&str]| {
        let parsed = campaign::parse(&text(freight));
        let found: Vec<String> = parsed
            .problems
            .iter()
            .map(|problem| format!("{} {}", problem.path, problem.code))
            .collect();
        assert_eq!(found, expected, "{freight}");
        assert!(parsed.campaign.is_none());
    };
    wrong("\"10\"", &["freight type"]);
    wrong("-1", &["freight range"]);
    wrong(r#"{ "flatt": 1 }"#, &["freight.flatt unknown"]);
    wrong(
        r#"{ "templates": [{ "scope": { "only_unreduced": true, "tags": ["x"] }, "by": "litres", "first": 0,
            "first_fee": -1, "step": 1000001, "step_fee": 1, "free_from": { "threshold": 0 }, "zone": 1 }] }"#,
        &[
            "freight.templates[0].scope.tags[0] reference",
            "freight.templates[0].scope scope",
            "freight.templates[0].by choice",
            "freight.templates[0].first range",
            "freight.templates[0].first_fee range",
            "freight.templates[0].step range",
            "freight.templates[0].free_from.threshold range",
            "freight.templates[0].zone unknown",
        ],
    );
}

#[test]
fn freight_in_words() {
    let campaign = with(TEMPLATES);
    let lines = |locale| {
        let sections = say::rules(&campaign, locale);
        let freight = sections.into_iter().find(|section| section.id == "freight");
        freight.unwrap().lines.join("\n")
    };
    check(
        lines,
        [
            "每单运费 ¥2。\n茶饮商品运费：1,000 克以内 ¥8，每多 500 克加 ¥2.50，满 199 免运费，以秒杀、限时价后的金额计算。\n全部商品运费：2 件以内 ¥10，每多 1 件加 ¥3，满 300 免运费，以减去前面各项优惠后的金额计算。",
            "每筆訂單運費 ¥2。\n茶飲商品運費：1,000 公克以內 ¥8，每多 500 公克加 ¥2.50，滿 199 免運費，以秒殺價、限時價後的金額計算。\n全部商品運費：2 件以內 ¥10，每多 1 件加 ¥3，滿 300 免運費，以扣除前面各項優惠後的金額計算。",
            "Delivery is ¥2 an order.\nDelivery of goods in Tea: ¥8 for up to 1,000 g, ¥2.50 for every 500 g more; free from ¥199; measured after flash and sale prices.\nDelivery of all goods: ¥10 for up to 2, ¥3 for every 1 more; free from ¥300; measured on what is left after the other reductions.",
        ],
    );
}
