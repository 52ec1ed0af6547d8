//! What a faulty file is told, word for word; without the feature `prose`, that it is refused at the
//! same places.

use super::{every_sample, sample_text};

/// Makes one change to the sample (the first place where `from` stands) and compares everything
/// that is found, without its line and column.
#[track_caller]
fn check(from: &str, to: &str, expected: &[&str]) {
    let text = sample_text("double11-2026");
    let changed = text.replacen(from, to, 1);
    assert!(changed != text, "`{from}` is not in the sample");
    check_text(&changed, expected);
}

#[track_caller]
pub(super) fn check_text(text: &str, expected: &[&str]) {
    let parsed = campaign::parse(text);
    let found: Vec<String> = parsed
        .problems
        .iter()
        .map(|problem| {
            assert!(problem.line > 0 && problem.column > 0, "{problem}");
            let shown = problem.to_string();
            shown[shown.find(' ').unwrap() + 1..].to_owned()
        })
        .collect();
    if cfg!(feature = "prose") {
        assert_eq!(found, expected);
    } else {
        let errors = |line: &&&str| line.starts_with("error");
        let expected: Vec<&str> = expected
            .iter()
            .filter(errors)
            .map(|line| place(line))
            .collect();
        let found: Vec<&str> = found.iter().map(|line| place(line)).collect();
        assert_eq!(found, expected);
    }
    let error = expected.iter().any(|problem| problem.starts_with("error"));
    assert_eq!(parsed.campaign.is_none(), error);
}

/// `error theme` of `error theme: must be one of …`, and `error` of one without a path.
fn place(line: &str) -> &str {
    line.split_once(": ").map_or("error", |(place, _)| place)
}

#[test]
fn the_head() {
    check(
        "\"dacu/1\"",
        "\"dacu/9\"",
        &["error schema: this file is dacu/9; this build reads dacu/1"],
    );
    check(
        "\"dacu/1\"",
        "\"dacu/x\"",
        &["error schema: this reader knows `dacu/1` only"],
    );
    check(
        "\"version\"",
        "\"verson\"",
        &[
            "error version: this field is missing",
            "error verson: unknown field; did you mean `version`?",
        ],
    );
    check(
        "\"version\": 1",
        "\"version\": \"1\"",
        &["error version: a whole number is expected, not a text"],
    );
    check(
        "\"version\": 1",
        "\"version\": 0",
        &["error version: must be from 1 to 100000000"],
    );
    check(
        "\"double11-2026\"",
        "\"双11\"",
        &["error id: an id is 1 to 64 of the characters a-z A-Z 0-9 - _ . :"],
    );
    check(
        "\"+08:00\"",
        "\"8\"",
        &["error time_zone.offset: not an offset, such as +08:00"],
    );
    check(
        "Asia/Shanghai",
        "北京",
        &["error time_zone.name: not an IANA zone, such as Asia/Shanghai"],
    );
    check(
        "\"CNY\"",
        "\"yuan\"",
        &["error currency.code: not a currency code of ISO 4217, such as CNY"],
    );
    check(
        "\"festive\"",
        "\"red\"",
        &["error theme: must be one of festive, midyear, spring, calm"],
    );
    check(
        "\"alipay_mp\"",
        "\"h5\"",
        &["error channels[2]: this channel is listed twice"],
    );
    check(
        "\"schema\"",
        "\"currency_\": {}, \"schema\"",
        &["error currency_: unknown field; did you mean `currency`?"],
    );
    check(
        "\"schema\"",
        "\"weather\": 1, \"schema\"",
        &["error weather: unknown field"],
    );
}

#[test]
fn texts() {
    check("好物灯市", "", &["error name.zh-CN: the text is empty"]);
    check(
        "好物灯市",
        "满[X]减[X]",
        &["error name.zh-CN: the text holds a placeholder that has not been filled in"],
    );
    check(
        "好物灯市",
        "好物【XX】",
        &["error name.zh-CN: the text holds a placeholder that has not been filled in"],
    );
    check(
        "好物灯市",
        "好物\u{200b}灯市",
        &["error name.zh-CN: the text holds a character of no width, U+200B"],
    );
    check(
        "好物灯市",
        "好物\u{202e}灯市",
        &[
            "error name.zh-CN: the text holds a character that turns the direction of writing, U+202E",
        ],
    );
    check(
        "好物灯市",
        "好物\\u0007灯市",
        &["error name.zh-CN: the text holds a control character, U+0007"],
    );
    check(
        "好物灯市",
        "好物\u{fffd}",
        &["error name.zh-CN: the text holds a broken character, U+FFFD"],
    );
    check(
        "好物灯市",
        &"灯".repeat(81),
        &["error name.zh-CN: the text is longer than 80 characters"],
    );
    check(
        "{ \"zh-CN\": \"好物灯市\"",
        "{ \"zh\": \"好物灯市\"",
        &[
            "error name.zh-CN: this field is missing",
            "error name.zh: unknown field",
        ],
    );
}

#[test]
fn instants() {
    let first = "2026-11-01T00:00:00+08:00";
    check(
        first,
        "2026-11-01",
        &["error phases[0].from: not an instant; write it as 2026-11-10T20:00:00+08:00"],
    );
    check(
        first,
        "2026-11-01T00:00:00",
        &["error phases[0].from: an instant without an offset; add one, such as +08:00"],
    );
    check(
        first,
        "2026-02-29T00:00:00+08:00",
        &["error phases[0].from: a date that does not exist"],
    );
    check(
        first,
        "2026-10-31T24:00:00+08:00",
        &["error phases[0].from: hour 24; the end of a day is 00:00:00 of the next day"],
    );
    check(
        first,
        "2026-11-01T00:60:00+08:00",
        &["error phases[0].from: a time of day that does not exist"],
    );
    check(
        first,
        "1999-11-01T00:00:00+08:00",
        &["error phases[0].from: a year outside 2000 to 2099"],
    );
    check(
        first,
        "2026-11-30T00:00:00+08:00",
        &["error phases[0].until: it must end after it starts"],
    );
}

#[test]
fn references_and_ids() {
    check(
        "\"sku\": \"tea\"",
        "\"sku\": \"gaiwan\"",
        &[
            "error products[1].sku: `gaiwan` is already used",
            "error offers[7].tiers[0].gifts[0].sku: there is no product `tea`",
            "error flash_sales[0].sessions[2].items[0].sku: there is no product `tea`",
            "error samples.carts[0].lines[1].sku: there is no product `tea`",
            "error samples.carts[1].lines[1].sku: there is no product `tea`",
        ],
    );
    check(
        "[\"tea\", \"limited\"]",
        "[\"tee\"]",
        &["error products[0].tags[0]: there is no tag `tee`"],
    );
    check(
        "\"audience\": \"member:black\"",
        "\"audience\": \"member:gold\"",
        &["error offers[3].audience: there is no audience `member:gold`"],
    );
    check(
        "\"id\": \"coupon-30\"",
        "\"id\": \"full\"",
        &[
            "error coupons[1].id: `full` is already used",
            "error ladders[0].coupons[1]: there is no coupon `coupon-30`",
        ],
    );
    check(
        "\"coupon\": \"draw-5\"",
        "\"coupon\": \"draw-6\"",
        &["error draws[0].prizes[0].coupon: there is no coupon `draw-6`"],
    );
    check(
        "{ \"prize\": \"free\"",
        "{ \"prize\": \"freed\"",
        &["error draws[0].sectors[1].prize: there is no prize `freed`"],
    );
}

#[test]
fn prices() {
    check(
        "\"floor\": 6000",
        "\"floor\": 13000",
        &[
            "error products[0].floor: the floor is above the price",
            "error flash_sales[0].sessions[1].items[0].price: it is below the floor of the product",
            "error flash_sales[0].sessions[3].items[3].rate: it is below the floor of the product",
        ],
    );
    check(
        "\"price\": 12900",
        "\"price\": -1",
        &[
            "error products[0].price: must be from 0 to 1000000000000",
            "error products[0].floor: the floor is above the price",
            "error flash_sales[0].sessions[1].items[0].price: it is not below the price of the product",
            "error flash_sales[0].sessions[3].items[3].rate: it is below the floor of the product",
            "error flash_sales[0].sessions[3].items[3].rate: it is not below the price of the product",
        ],
    );
    check(
        ", \"basis\": \"lowest_30_days\"",
        "",
        &[
            "error products[0].compare_at.basis: a price to strike through has to say what it rests on",
        ],
    );
    check(
        "../art/festive/gaiwan.svg",
        "javascript:alert(1)",
        &["error products[0].picture: a picture is a relative address or starts with https://"],
    );
    check(
        "\"price\": 14900, \"per_buyer\"",
        "\"price\": 14900, \"rate\": 8000, \"per_buyer\"",
        &["error flash_sales[0].sessions[0].items[0]: exactly one of these is needed: price, rate"],
    );
}

#[test]
fn offers() {
    check(
        "\"rate\": 5000,",
        "\"rate\": 500,",
        &[
            "warning offers[0].rate: a rate is what is paid, 8折 is 8000; this one pays less than a tenth",
        ],
    );
    check(
        "\"rate\": 5000,",
        "\"rate\": 10000,",
        &["error offers[0].rate: must be from 0 to 9999"],
    );
    check(
        "\"rate\": 5000,",
        "",
        &["error offers[0]: exactly one of these is needed: rate, amount_off, price"],
    );
    check(
        "\"threshold\": 30000, \"off\": 5000",
        "\"threshold\": 20000, \"off\": 5000",
        &["error offers[4].tiers[1].threshold: steps have to rise"],
    );
    check(
        "\"threshold\": 30000, \"off\": 5000",
        "\"threshold\": 30000, \"off\": 2000",
        &["error offers[4].tiers[1].off: a higher step has to give more, in the same kind"],
    );
    check(
        "\"threshold\": 20000, \"off\": 2000",
        "\"threshold\": 20000, \"off\": 20001",
        &[
            "error offers[4].tiers[0].off: it takes off more than it asks for",
            "error offers[4].tiers[1].off: a higher step has to give more, in the same kind",
        ],
    );
    check(
        "\"scope\": { \"skus\": [\"cushion\"] }",
        "\"scope\": { \"skus\": [\"lamp\", \"cushion\"] }",
        &["warning offers[0]: it would take `lamp` below its floor"],
    );
    check(
        "\"kind\": \"points\",",
        "\"kind\": \"lottery\",",
        &[
            "error offers[8].kind: must be one of time_limited, member_price, member_extra, \
         group_buy, bargain, add_on, deposit, nth_item, n_for_price, buy_get, bundle, \
         first_and_further, count_reduction, full_reduction, per_each_reduction, order_price, \
         points, free_freight, gift, cashback, earn_points",
            "error offers[8].from: this field is missing",
            "error offers[8].until: this field is missing",
            "error offers[8]: exactly one of these is needed: rate, amount_off, price",
            "error offers[8].worth: unknown field",
            "error offers[8].share: unknown field; did you mean `spare`?",
        ],
    );
}

#[test]
fn coupons_and_ladders() {
    check(
        "\"amount\": 1500",
        "\"amount\": 19901",
        &[
            "error coupons[0].amount: it gives more than it asks for",
            "error ladders[0].coupons[1]: steps have to rise in threshold and amount",
        ],
    );
    check(
        "\"releases\": [{ \"count\": 5000 }]",
        "\"per_buyer\": 0",
        &[
            "error coupons[0].releases: this field is missing",
            "error coupons[0].per_buyer: must be from 1 to 100000000",
        ],
    );
    check(
        "\"cap\": 20000,",
        "",
        &["error coupons[7].cap: a coupon for the whole amount needs a cap"],
    );
    check(
        "[\"coupon-15\", \"coupon-30\", \"coupon-80\"]",
        "[\"coupon-30\", \"coupon-15\"]",
        &["error ladders[0].coupons[1]: steps have to rise in threshold and amount"],
    );
    check(
        "[\"coupon-15\", \"coupon-30\", \"coupon-80\"]",
        "[\"coupon-15\", \"free-order\"]",
        &["error ladders[0].coupons[1]: a step has to be a coupon with an amount"],
    );
    check(
        "\"coupon-15\", \"coupon-30\", \"coupon-80\"",
        "",
        &["error ladders[0].coupons: a ladder has at least two steps"],
    );
}

/// One fault does not hide another.
#[test]
fn everything_at_once() {
    let text = sample_text("double11-2026")
        .replacen("\"version\": 1", "\"version\": 0", 1)
        .replacen(
            "\"channels\": [\"h5\", \"wechat_h5\", \"alipay_mp\", \"app\"]",
            "\"channels\": []",
            1,
        )
        .replacen("\"at\": \"2026-11-11T14", "\"at\": \"2026-11-14T14", 1)
        .replacen(
            "{ \"prize\": \"free\", \"ppm\": 40000 }",
            "{ \"prize\": \"free\", \"ppm\": 50000 }",
            1,
        )
        .replacen("\"sku\": \"gaiwan\" }", "\"sku\": \"pot\" }", 1);
    check_text(
        &text,
        &[
            "error version: must be from 1 to 100000000",
            "error channels: it needs at least one entry",
            "error coupons[1].releases[1].at: it lies outside the time of claiming",
            "error draws[0].sectors: the sectors of `free` sum to 50000, its odds are 40000",
            "error samples.carts[0].lines[0].sku: there is no product `pot`",
        ],
    );
}

#[test]
fn draws() {
    check(
        "\"ppm\": 306000",
        "\"ppm\": 306001",
        &[
            "error draws[0].prizes: odds have to sum to 1000000, these sum to 1000001",
            "error draws[0].sectors: the sectors of `coupon-5` sum to 306000, its odds are 306001",
        ],
    );
    check(
        "\"ppm\": 306000",
        "\"ppm\": 1000001",
        &[
            "error draws[0].prizes[0].ppm: must be from 1 to 1000000",
            "error draws[0].prizes: odds have to sum to 1000000, these sum to 694001",
            "error draws[0].sectors: the sectors of `coupon-5` sum to 306000, its odds are 1",
        ],
    );
    check(
        "{ \"prize\": \"free\", \"ppm\": 40000 }",
        "{ \"prize\": \"free\", \"ppm\": 10000 }",
        &[
            "error draws[0].sectors: the sectors of `free` sum to 10000, its odds are 40000",
            "warning draws[0].sectors: a sector below 20000 ppm is too narrow to read",
        ],
    );
    check(
        "\"redeem_until\": \"2026-11-20",
        "\"redeem_until\": \"2026-11-12",
        &["error draws[0].redeem_until: prizes have to be redeemable until the draw has ended"],
    );
}

#[test]
fn a_document_of_the_wrong_kind() {
    check_text("[]", &["error a map is expected, not a list"]);
    check_text("\"dacu/1\"", &["error a map is expected, not a text"]);
    let parsed = campaign::parse("{}");
    assert!(
        parsed
            .problems
            .iter()
            .any(|problem| problem.path == "schema")
    );
    assert!(parsed.problems.len() > 8);
}

#[test]
fn places_are_those_of_the_file() {
    let text = sample_text("double11-2026");
    for (row, line) in text.lines().enumerate() {
        let Some(column) = line.find("\"version\": 1") else {
            continue;
        };
        let parsed = campaign::parse(&text.replacen("\"version\": 1", "\"version\": true", 1));
        let problem = &parsed.problems[0];
        assert_eq!(problem.line as usize, row + 1);
        assert_eq!(problem.column as usize, column + 1 + "\"version\": ".len());
        return;
    }
    panic!("no line with the version");
}

#[test]
fn too_much_of_everything() {
    let text = sample_text("double11-2026");
    let many = format!("\"tags\": [{}]", vec!["\"tea\""; 21].join(","));
    check_text(
        &text.replacen("\"tags\": [\"tea\", \"limited\"]", &many, 1),
        &["error products[0].tags: more than 20 entries"],
    );
    let faulty = text.replace("\"zh-CN\"", "\"zh-cn\"");
    let parsed = campaign::parse(&faulty);
    assert_eq!(parsed.problems.len(), 101);
    assert_eq!(parsed.problems[100].code, "limit");
    if cfg!(feature = "prose") {
        let message = &parsed.problems[100].message;
        assert_eq!(message, "more problems than are listed here");
    }
}

#[test]
fn samples_have_no_problems() {
    for name in every_sample() {
        let parsed = campaign::parse(&sample_text(&name));
        assert_eq!(parsed.problems, [], "{name}");
        assert!(parsed.campaign.is_some());
    }
}
