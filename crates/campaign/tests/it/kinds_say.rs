//! Every kind of offer in words, in three languages.

use campaign::model::Campaign;
use campaign::{Locale, say};
use pricing::{Missing, Money, OfferId, Reason, Unused};

use super::kinds::{ONE, document, with};
use super::numbers::{allowed, numbers};
use super::say::check;

/// The fields of an offer and its rule, in the order of [`Locale::ALL`].
const SAID: [(&str, [&str; 3]); 30] = [
    (
        r#""kind": "group_buy", "scope": { "skus": ["tea"] }, "price": 7900, "size": 3, "hours": 24, "per_order": 2, "audience": "member""#,
        [
            "3 人团价 ¥79，24 小时内满 3 人成团才有此价，未满则团取消，每单每款限 2 件，仅限龙井，限会员，11月1日 00:00 – 11月12日 24:00。",
            "3 人成團價 ¥79，24 小時內滿 3 人成團才享此價，未滿則團取消，每筆訂單每款限 2 件，僅限龍井，限會員，11月1日 00:00 – 11月12日 24:00。",
            "¥79 in a group of 3; only if 3 people join within 24 hours; a group that is not full is called off; at most 2 of each an order; only for \"Longjing\"; only for members; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
    (
        r#""kind": "bargain", "sku": "tea", "price": 0, "helpers": 7, "hours": 48"#,
        [
            "砍价低至 ¥0，从 100 元砍起，48 小时内 7 位好友助力，前 4 位各砍 14.29 元，其余 3 位各砍 14.28 元，仅限龙井，11月1日 00:00 – 11月12日 24:00。",
            "砍價低至 ¥0，從 100 元砍起，48 小時內 7 位好友助力，前 4 位各砍 14.29 元，其餘 3 位各砍 14.28 元，僅限龍井，11月1日 00:00 – 11月12日 24:00。",
            "Bargain down to ¥0; from ¥100, with 7 helpers within 48 hours; the first 4 take ¥14.29 off each, the other 3 take ¥14.28; only for \"Longjing\"; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
    (
        r#""kind": "bargain", "sku": "tea", "price": 3000, "helpers": 7, "hours": 48"#,
        [
            "砍价低至 ¥30，从 100 元砍起，48 小时内 7 位好友助力，每位砍 10 元，仅限龙井，11月1日 00:00 – 11月12日 24:00。",
            "砍價低至 ¥30，從 100 元砍起，48 小時內 7 位好友助力，每位砍 10 元，僅限龍井，11月1日 00:00 – 11月12日 24:00。",
            "Bargain down to ¥30; from ¥100, with 7 helpers within 48 hours; each takes ¥10 off; only for \"Longjing\"; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
    (
        r#""kind": "add_on", "items": ["cup", "tray"], "price": 3900, "per_order": 1, "requires": { "threshold": 9900, "base": "after_item", "scope": { "tags": ["drink"] } }"#,
        [
            "换购价 ¥39，茶饮商品须满 99 元，以秒杀、限时价后的金额计算，每单每款限 1 件，仅限茶杯、茶盘，11月1日 00:00 – 11月12日 24:00。",
            "加購價 ¥39，茶飲商品須滿 99 元，以秒殺價、限時價後的金額計算，每筆訂單每款限 1 件，僅限茶杯、茶盤，11月1日 00:00 – 11月12日 24:00。",
            "Add-on price ¥39; with ¥99 or more spent on goods in Tea; measured after flash and sale prices; at most 1 of each an order; only for \"Cup\", \"Tray\"; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
    (
        r#""kind": "deposit", "scope": { "skus": ["tea"] }, "paid": 1000, "counts_as": 2000, "from": "2026-10-20T20:00:00+08:00", "until": "2026-10-31T20:00:00+08:00",
           "balance": { "from": "2026-10-31T20:00:00+08:00", "until": "2026-11-03T00:00:00+08:00" }"#,
        [
            "付定金 ¥10 抵 ¥20，10月20日 20:00 – 10月31日 20:00 付定金，10月31日 20:00 – 11月2日 24:00 付尾款，付了定金才有此优惠，仅限龙井。",
            "付訂金 ¥10 抵 ¥20，10月20日 20:00 – 10月31日 20:00 付訂金，10月31日 20:00 – 11月2日 24:00 付尾款，付了訂金才享此優惠，僅限龍井。",
            "A ¥10 deposit counts as ¥20; pay the deposit Oct 20, 20:00 – Oct 31, 20:00; pay the balance Oct 31, 20:00 – Nov 2, 24:00; only once the deposit is paid; only for \"Longjing\".",
        ],
    ),
    (
        r#""kind": "nth_item", "places": [{ "nth": 2, "rate": 5000 }]"#,
        [
            "第二件半价，每 2 件一组，单价高的先成组，组内从单价高的数起，不满一组的不享此优惠，11月1日 00:00 – 11月12日 24:00。",
            "第二件半價，每 2 件一組，單價高的先成組，組內從單價高的數起，未滿一組的不享此優惠，11月1日 00:00 – 11月12日 24:00。",
            "2nd item half price; groups of 2, dearest first; counted from the dearest in the group; units outside a full group keep their price; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
    (
        r#""kind": "nth_item", "every": 13, "order": "cheapest", "fill": "cheapest", "times": 2, "places": [{ "nth": 2, "rate": 1000 }, { "nth": 3, "off": 1000 }, {"nth": 12, "rate": 0}]"#,
        [
            "第二件 1 折，第三件减 10 元，第 12 件免费，每 13 件一组，单价低的先成组，组内从单价低的数起，不满一组的不享此优惠，每单最多 2 次，11月1日 00:00 – 11月12日 24:00。",
            "第二件 1 折，第三件折 10 元，第 12 件免費，每 13 件一組，單價低的先成組，組內從單價低的數起，未滿一組的不享此優惠，每筆訂單最多 2 次，11月1日 00:00 – 11月12日 24:00。",
            "90% off the 2nd item, ¥10 off the 3rd item, 12th item free; groups of 13, cheapest first; counted from the cheapest in the group; units outside a full group keep their price; at most 2 times an order; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
    (
        r#""kind": "n_for_price", "count": 3, "price": 9900, "scope": { "tags": ["ware"] }, "times": 5"#,
        [
            "3 件 99 元，每 3 件一组，单价高的先成组，不满一组的不享此优惠，每单最多 5 次，仅限茶器商品，11月1日 00:00 – 11月12日 24:00。",
            "3 件 99 元，每 3 件一組，單價高的先成組，未滿一組的不享此優惠，每筆訂單最多 5 次，僅限茶器商品，11月1日 00:00 – 11月12日 24:00。",
            "3 for ¥99; groups of 3, dearest first; units outside a full group keep their price; at most 5 times an order; only for goods in Teaware; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
    (
        r#""kind": "n_for_price", "count": 3, "rate": 8000, "stack_group": "more""#,
        [
            "每 3 件打 8 折，每 3 件一组，单价高的先成组，不满一组的不享此优惠，可与同类优惠叠加，11月1日 00:00 – 11月12日 24:00。",
            "每 3 件打 8 折，每 3 件一組，單價高的先成組，未滿一組的不享此優惠，可與同類優惠併用，11月1日 00:00 – 11月12日 24:00。",
            "20% off every 3; groups of 3, dearest first; units outside a full group keep their price; combines with other offers of its kind; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
    (
        r#""kind": "nth_item", "fill": "most_units", "order": "most_units", "places": [{ "nth": 1, "off": 100 }]"#,
        [
            "第一件减 1 元，每 1 件一组，件数最多的款先成组，组内从件数最多的款数起，不满一组的不享此优惠，11月1日 00:00 – 11月12日 24:00。",
            "第一件折 1 元，每 1 件一組，件數最多的款先成組，組內從件數最多的款數起，未滿一組的不享此優惠，11月1日 00:00 – 11月12日 24:00。",
            "¥1 off the 1st item; groups of 1, the item with most units first; counted from the item with most units in the group; units outside a full group keep their price; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
    (
        r#""kind": "n_for_price", "count": 3, "off": 500"#,
        [
            "每 3 件，每件减 5 元，每 3 件一组，单价高的先成组，不满一组的不享此优惠，11月1日 00:00 – 11月12日 24:00。",
            "每 3 件，每件折 5 元，每 3 件一組，單價高的先成組，未滿一組的不享此優惠，11月1日 00:00 – 11月12日 24:00。",
            "¥5 off each of every 3; groups of 3, dearest first; units outside a full group keep their price; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
    (
        r#""kind": "n_for_price", "count": 3, "off": 2000, "per": "group""#,
        [
            "任选 3 件减 20 元，每 3 件一组，单价高的先成组，不满一组的不享此优惠，11月1日 00:00 – 11月12日 24:00。",
            "任選 3 件折 20 元，每 3 件一組，單價高的先成組，未滿一組的不享此優惠，11月1日 00:00 – 11月12日 24:00。",
            "¥20 off any 3; groups of 3, dearest first; units outside a full group keep their price; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
    (
        r#""kind": "n_for_price", "count": 2, "rate": 8000, "per": "group""#,
        [
            "任选 2 件合计 8 折，每 2 件一组，单价高的先成组，不满一组的不享此优惠，11月1日 00:00 – 11月12日 24:00。",
            "任選 2 件合計 8 折，每 2 件一組，單價高的先成組，未滿一組的不享此優惠，11月1日 00:00 – 11月12日 24:00。",
            "20% off any 2 together; groups of 2, dearest first; units outside a full group keep their price; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
    (
        r#""kind": "buy_get", "buy": 2, "get": 1"#,
        [
            "买 2 送 1，优惠单价低的，11月1日 00:00 – 11月12日 24:00。",
            "買 2 送 1，優惠單價低的，11月1日 00:00 – 11月12日 24:00。",
            "Buy 2, get 1 free; the cheapest are reduced; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
    (
        r#""kind": "buy_get", "buy": 1, "get": 1, "get_from": "same_sku", "rate": 5000, "times": 3"#,
        [
            "买 1 件，另 1 件半价，限同款，每单最多 3 次，11月1日 00:00 – 11月12日 24:00。",
            "買 1 件，另 1 件半價，限同款，每筆訂單最多 3 次，11月1日 00:00 – 11月12日 24:00。",
            "Buy 1, get 1 more at half price; of the same item; at most 3 times an order; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
    (
        r#""kind": "buy_get", "buy": 2, "get": 1, "get_scope": { "skus": ["cup"] }, "off": 1500, "get_pick": "dearest", "scope": { "skus": ["tea"] }, "audience": "member""#,
        [
            "买 2 件，另 1 件各减 15 元，优惠的是茶杯，优惠单价高的，仅限龙井，限会员，11月1日 00:00 – 11月12日 24:00。",
            "買 2 件，另 1 件各折 15 元，優惠的是茶杯，優惠單價高的，僅限龍井，限會員，11月1日 00:00 – 11月12日 24:00。",
            "Buy 2, get ¥15 off each of 1 more; the reduced ones are \"Cup\"; the dearest are reduced; only for \"Longjing\"; only for members; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
    (
        r#""kind": "first_and_further", "first": 500, "further": 200, "most": 4"#,
        [
            "首件减 5 元，续件每件减 2 元，每款最多 4 件，11月1日 00:00 – 11月12日 24:00。",
            "首件折 5 元，第二件起每件折 2 元，每款最多 4 件，11月1日 00:00 – 11月12日 24:00。",
            "¥5 off the first, ¥2 off each further one; at most 4 of each item; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
    (
        r#""kind": "first_and_further", "first": 500, "requires": [{ "count": 2 }, { "threshold": 100, "scope": { "skus": ["tray"] } }]"#,
        [
            "首件减 5 元，订单商品须满 2 件，茶盘须满 1 元，以秒杀、限时价和多件优惠后的金额计算，11月1日 00:00 – 11月12日 24:00。",
            "首件折 5 元，訂單商品須滿 2 件，茶盤須滿 1 元，以秒殺價、限時價與多件優惠後的金額計算，11月1日 00:00 – 11月12日 24:00。",
            "¥5 off the first one; with 2 items or more in the whole cart; with ¥1 or more spent on \"Tray\"; measured after flash and sale prices and multi-buy offers; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
    (
        r#""kind": "bundle", "parts": [{ "skus": ["tea"] }, { "scope": { "tags": ["ware"], "max_price": 5000 }, "count": 2 }], "price": 15800, "times": 1"#,
        [
            "套餐价 158 元，每套为龙井 1 件 + 茶器商品（限单价 ¥50 及以下商品） 2 件，每单最多 1 次，11月1日 00:00 – 11月12日 24:00。",
            "組合價 158 元，每套為龍井 1 件 + 茶器商品（限單價 ¥50 以下（含）商品） 2 件，每筆訂單最多 1 次，11月1日 00:00 – 11月12日 24:00。",
            "Bundle for ¥158; each set is 1 of \"Longjing\" + 2 of goods in Teaware (goods priced ¥50 or less); once an order; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
    (
        r#""kind": "bundle", "parts": [{ "skus": ["tea"] }, { "scope": { "tags": ["ware"] }, "count": 2 }], "rate": 5000"#,
        [
            "套餐半价，每套为龙井 1 件 + 茶器商品 2 件，11月1日 00:00 – 11月12日 24:00。",
            "組合半價，每套為龍井 1 件 + 茶器商品 2 件，11月1日 00:00 – 11月12日 24:00。",
            "Bundle at half price; each set is 1 of \"Longjing\" + 2 of goods in Teaware; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
    (
        r#""kind": "gift", "quota": 500, "tiers": [ { "threshold": 9900, "gifts": [{ "sku": "cup" }] }, { "threshold": 19900, "gifts": [{ "sku": "cup", "count": 2 }, { "sku": "tray" }] }]"#,
        [
            "满 99 送茶杯，满 199 送茶杯 2 件、茶盘，取最高一档，以秒杀、限时价后的金额计算，每单 1 份，共 500 份，赠完即止，11月1日 00:00 – 11月12日 24:00。",
            "滿 99 送茶杯，滿 199 送茶杯 2 件、茶盤，取最高一階，以秒殺價、限時價後的金額計算，每筆訂單 1 份，共 500 份，贈完為止，11月1日 00:00 – 11月12日 24:00。",
            "Free from ¥99: \"Cup\", Free from ¥199: 2 × \"Cup\", \"Tray\"; the highest step reached counts; measured after flash and sale prices; one set an order; 500 sets in all, while they last; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
    (
        r#""kind": "gift", "tiers": [{ "count": 1, "gifts": [{ "sku": "cup" }] }]"#,
        [
            "满 1 件送茶杯，每单 1 份，11月1日 00:00 – 11月12日 24:00。",
            "滿 1 件送茶杯，每筆訂單 1 份，11月1日 00:00 – 11月12日 24:00。",
            "Free with 1+ items: \"Cup\"; one set an order; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
    (
        r#""kind": "gift", "times": 3, "tiers": [{ "count": 2, "gifts": [{ "sku": "cup" }] }]"#,
        [
            "每满 2 件送茶杯，每单最多 3 份，11月1日 00:00 – 11月12日 24:00。",
            "每滿 2 件送茶杯，每筆訂單最多 3 份，11月1日 00:00 – 11月12日 24:00。",
            "Free for every 2 items: \"Cup\"; at most 3 sets an order; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
    (
        r#""kind": "cashback", "amount": 2000, "threshold": 10000, "arrives": { "after": "receipt", "days": 7 }"#,
        [
            "满 100 返现 20 元，以减去前面各项优惠后的金额计算，确认收货后 7 天内返还，不从应付金额中扣除，11月1日 00:00 – 11月12日 24:00。",
            "滿 100 現金回饋 20 元，以扣除前面各項優惠後的金額計算，確認收貨後 7 天內回饋，不從應付金額中扣除，11月1日 00:00 – 11月12日 24:00。",
            "¥20 cashback from ¥100; measured on what is left after the other reductions; paid within 7 days of confirmed receipt; not taken off what you pay; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
    (
        r#""kind": "cashback", "share": 500, "count": 2, "arrives": { "after": "campaign", "days": 0 }"#,
        [
            "满 2 件返现 5%，活动结束后返还，不从应付金额中扣除，11月1日 00:00 – 11月12日 24:00。",
            "滿 2 件現金回饋 5%，活動結束後回饋，不從應付金額中扣除，11月1日 00:00 – 11月12日 24:00。",
            "5% cashback from 2 items; paid when the campaign has ended; not taken off what you pay; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
    (
        r#""kind": "earn_points", "each": 1000, "points": 5, "audience": "member""#,
        [
            "每满 10 送 5 积分，限会员，11月1日 00:00 – 11月12日 24:00。",
            "每滿 10 送 5 點，限會員，11月1日 00:00 – 11月12日 24:00。",
            "Points: 5 for every ¥10; only for members; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
    (
        r#""kind": "order_price", "price": 29900, "count": 5, "scope": { "tags": ["ware"] }"#,
        [
            "满 5 件一口价 299 元，仅限茶器商品，11月1日 00:00 – 11月12日 24:00。",
            "滿 5 件均一價 299 元，僅限茶器商品，11月1日 00:00 – 11月12日 24:00。",
            "¥299 for 5 items or more; only for goods in Teaware; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
    (
        r#""kind": "order_price", "price": 29900, "threshold": 35000"#,
        [
            "满 350 一口价 299 元，以秒杀、限时价后的金额计算，11月1日 00:00 – 11月12日 24:00。",
            "滿 350 均一價 299 元，以秒殺價、限時價後的金額計算，11月1日 00:00 – 11月12日 24:00。",
            "¥299 for all from ¥350; measured after flash and sale prices; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
    (
        r#""kind": "points", "worth": 1, "share": 5000, "cap": 2000"#,
        [
            "积分抵扣，最多减 20 元，每 100 积分抵 1 元，最多抵优惠后金额的 50%，11月1日 00:00 – 11月12日 24:00。",
            "點數折抵，最高折 20 元，每 100 點折抵 1 元，最多折抵優惠後金額的 50%，11月1日 00:00 – 11月12日 24:00。",
            "Points, up to ¥20; 100 points are worth ¥1; up to 50% of what is left; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
    (
        r#""kind": "member_price", "audience": "member", "rate": 9000, "per": "line", "rate_base": "list", "rounding": "price_down", "grain": 100, "exclusive": true, "cap": 1000"#,
        [
            "会员 9 折，最多减 10 元，折扣按日常价计算，折后价舍去不足 1 元的部分，不与同类优惠同享，11月1日 00:00 – 11月12日 24:00。",
            "會員 9 折，最高折 10 元，折扣以原價計算，折後價捨去不足 1 元的部分，不與同類優惠併用，11月1日 00:00 – 11月12日 24:00。",
            "10% off for members, up to ¥10; the rate is taken on the regular price; the reduced price is rounded down to ¥1; not with other offers of its kind; Nov 1, 00:00 – Nov 12, 24:00.",
        ],
    ),
];

#[track_caller]
fn rule(campaign: &Campaign, locale: Locale) -> String {
    let offer = campaign.ruleset.offer(&OfferId::new("o")).unwrap();
    let rule = say::offer_rule(campaign, offer, locale);
    // A banner says the beginning of what the rule says.
    let title = say::offer_title(campaign, offer, locale);
    assert!(
        !title.is_empty() && rule.starts_with(&title),
        "{title}: {rule}"
    );
    assert_eq!(say::offer_name(campaign, &offer.id, locale), title);
    rule
}

#[test]
fn rules_of_every_kind() {
    for (fields, said) in SAID {
        let campaign = with(fields);
        check(|locale| rule(&campaign, locale), said);
    }
}

/// Every number of a sentence is one of the file, or of a bargain's schedule.
#[test]
fn no_number_of_a_kind_is_invented() {
    for (fields, _) in SAID {
        let text = document(ONE, &format!(r#"{{ "id": "o", {fields} }}"#));
        let campaign = with(fields);
        for locale in Locale::ALL {
            let known = allowed(&text, &campaign, locale);
            for number in numbers(&rule(&campaign, locale)) {
                assert!(known.contains(&number), "{number} in {fields}");
            }
        }
    }
}

/// Another number in the file is another sentence: no field is read and not told.
#[test]
fn every_number_of_the_file_is_told() {
    for (fields, said) in SAID {
        // Numbers of fields, not those inside of texts; a place in a group may not pass the next.
        for (at, _) in fields.match_indices("\": ") {
            let start = at + 3;
            let digits = fields[start..]
                .chars()
                .take_while(char::is_ascii_digit)
                .count();
            let Ok(number) = fields[start..start + digits].parse::<u32>() else {
                continue;
            };
            for other in [number + 1, number * 2 + 1] {
                let changed = [
                    &fields[..start],
                    &other.to_string(),
                    &fields[start + digits..],
                ];
                let text = document(ONE, &format!(r#"{{ "id": "o", {} }}"#, changed.concat()));
                if let Some(campaign) = campaign::parse(&text).campaign {
                    assert_ne!(rule(&campaign, Locale::En), said[2], "{}", changed.concat());
                }
            }
        }
    }
}

#[test]
fn one_step_of_a_ladder_of_gifts() {
    let campaign = with(
        r#""kind": "gift", "tiers": [
            { "threshold": 9900, "gifts": [{ "sku": "cup" }] },
            { "threshold": 19900, "gifts": [{ "sku": "tray" }] }]"#,
    );
    let offer = campaign.ruleset.offer(&OfferId::new("o")).unwrap();
    check(
        |locale| say::step_title(&campaign, offer, 1, locale),
        ["满 199 送茶盘", "滿 199 送茶盤", "Free from ¥199: \"Tray\""],
    );
    assert_eq!(say::step_title(&campaign, offer, 2, Locale::En), "");
}

#[test]
fn what_refunds_do_to_what_came_on_top() {
    let campaign =
        with(r#""kind": "gift", "tiers": [{ "threshold": 9900, "gifts": [{ "sku": "cup" }] }]"#);
    let refund = |campaign: &Campaign, locale: Locale| {
        let sections = say::rules(campaign, locale);
        let refund = sections.into_iter().find(|section| section.id == "refund");
        refund.unwrap().lines
    };
    check(
        |locale| refund(&campaign, locale)[0].clone(),
        [
            "退货后不再满足赠送条件的，赠品须一并退回。",
            "退貨後不再符合贈送條件者，贈品須一併退回。",
            "If the goods you keep no longer reach what a gift asks for, the gift goes back too.",
        ],
    );
    let campaign = with(r#""kind": "earn_points", "each": 1000, "points": 1"#);
    check(
        |locale| refund(&campaign, locale)[0].clone(),
        [
            "退款的金额不计入返现和送积分。",
            "退款的金額不計入現金回饋與贈點。",
            "Cashback and points are not given on what is refunded.",
        ],
    );
    let campaign = with(r#""kind": "points", "worth": 1"#);
    assert_eq!(refund(&campaign, Locale::En).len(), 1);
}

#[test]
fn the_order_in_which_offers_work() {
    let offers = r#"
        { "id": "points", "kind": "points", "worth": 1 },
        { "id": "full", "kind": "full_reduction", "tiers": [{ "threshold": 20000, "off": 2000 }] },
        { "id": "half", "kind": "nth_item", "places": [{ "nth": 2, "rate": 5000 }] }"#;
    let campaign = campaign::parse(&document(ONE, offers)).campaign.unwrap();
    let chain = |locale| {
        let sections = say::rules(&campaign, locale);
        let order = sections.into_iter().find(|section| section.id == "order");
        order.unwrap().lines[0].clone()
    };
    check(
        chain,
        [
            "优惠按这个顺序计算：多件优惠 → 店铺满减 → 积分。同一项里有几个可用时取最省的一个，写明可叠加的除外。",
            "優惠依此順序計算：多件優惠 → 商店滿額折扣 → 點數。同一項有幾個可用時取最划算的一個，註明可併用者除外。",
            "Offers work in this order: multi-buy offers → spend-and-save offers → points. Where several of one kind could apply, the best one does, unless it says that they combine.",
        ],
    );
}

#[test]
fn where_each_kind_is_told() {
    for (fields, part) in [
        (SAID[0].0, "group"),
        (
            r#""kind": "bargain", "sku": "tea", "price": 0, "helpers": 7, "hours": 48"#,
            "group",
        ),
        (
            r#""kind": "add_on", "items": ["cup"], "price": 900, "requires": { "count": 1 }"#,
            "add_on",
        ),
        (r#""kind": "buy_get", "buy": 2, "get": 1"#, "several"),
        (
            r#""kind": "earn_points", "each": 1000, "points": 1, "audience": "member""#,
            "beside",
        ),
        (r#""kind": "order_price", "price": 9900"#, "reduction"),
        (
            r#""kind": "nth_item", "audience": "member", "places": [{ "nth": 2, "rate": 5000 }]"#,
            "member",
        ),
    ] {
        let campaign = with(fields);
        let sections = say::rules(&campaign, Locale::ZhCn);
        let rule = rule(&campaign, Locale::ZhCn);
        let found: Vec<&str> = sections
            .iter()
            .filter(|section| section.lines.contains(&rule))
            .map(|section| section.id)
            .collect();
        assert_eq!(found, [part], "{fields}");
    }
}

#[test]
fn why_an_offer_did_not_apply() {
    let why = |fields: &str, reason: Reason, expected: [&str; 3]| {
        let campaign = with(fields);
        let offer = OfferId::new("o");
        let unused = Unused { offer, reason };
        check(
            |locale| say::why_unused(&campaign, &unused, locale),
            expected,
        );
    };
    let add_on = r#""kind": "add_on", "items": ["cup"], "price": 900, "requires": { "threshold": 9900, "scope": { "tags": ["drink"] } }"#;
    let short = Missing::Amount(Money::new(1_250));
    why(
        add_on,
        Reason::Requires(short),
        [
            "换购价 ¥9：茶饮商品还差 ¥12.50。",
            "加購價 ¥9：茶飲商品還差 ¥12.50。",
            "Add-on price ¥9: ¥12.50 to go in goods in Tea.",
        ],
    );
    // With several requirements the quote does not say which is short.
    why(
        r#""kind": "first_and_further", "first": 500, "requires": [{ "count": 2 }, { "threshold": 100, "scope": { "skus": ["tray"] } }]"#,
        Reason::Requires(Missing::Units(2)),
        [
            "首件减 5 元：所需商品还差 2 件。",
            "首件折 5 元：所需商品還差 2 件。",
            "¥5 off the first one: 2 items to go in the goods it requires.",
        ],
    );
    why(
        r#""kind": "gift", "tiers": [{ "count": 2, "gifts": [{ "sku": "cup" }] }]"#,
        Reason::SoldOut,
        [
            "满 2 件送茶杯：已赠完。",
            "滿 2 件送茶杯：已贈完。",
            "Free with 2+ items: \"Cup\": all gone.",
        ],
    );
    why(
        r#""kind": "full_reduction", "tiers": [{ "threshold": 20000, "off": 2000 }], "scope": { "tags": ["ware"] }"#,
        Reason::Short(short),
        [
            "满 200 减 20：还差 ¥12.50，以秒杀、限时价后的金额计算，仅限茶器商品。",
            "滿 200 折 20：還差 ¥12.50，以秒殺價、限時價後的金額計算，僅限茶器商品。",
            "¥20 off ¥200+: ¥12.50 to go; measured after flash and sale prices; only for goods in Teaware.",
        ],
    );
    // The short form has no offer to look at.
    let campaign = with(add_on);
    check(
        |locale| say::reason(&campaign, &Reason::Requires(short), locale),
        [
            "所需商品还差 ¥12.50",
            "所需商品還差 ¥12.50",
            "¥12.50 to go in the goods it requires",
        ],
    );
}
