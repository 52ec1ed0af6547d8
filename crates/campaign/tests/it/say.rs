//! The words, in three languages.

use campaign::model::{Basis, Campaign, Currency, Zone};
use campaign::say;
use campaign::{Locale, say::MoneyParts};
use pricing::{Instant, Missing, Money, OfferId, Rate, Reason, Tag, Window};

use super::{at, every_sample, sample, sample_text};

/// Compares a text in the three languages, in the order of [`Locale::ALL`].
#[track_caller]
pub fn check(said: impl Fn(Locale) -> String, expected: [&str; 3]) {
    assert_eq!(Locale::ALL.map(said), expected);
}

fn cny() -> Currency {
    Currency {
        code: "CNY".to_owned(),
        exponent: 2,
        symbol: "¥".to_owned(),
    }
}

fn beijing() -> Zone {
    Zone {
        name: "Asia/Shanghai".to_owned(),
        offset_minutes: 480,
    }
}

#[test]
fn amounts() {
    let check = |minor: i64, expected: [&str; 3]| {
        check(
            |locale| say::money(Money::new(minor), &cny(), locale),
            expected,
        );
    };
    check(29_950, ["¥299.50", "¥299.50", "¥299.50"]);
    check(0, ["¥0.00", "¥0.00", "¥0.00"]);
    check(5, ["¥0.05", "¥0.05", "¥0.05"]);
    check(123_456_789, ["¥1234567.89", "¥1234567.89", "¥1,234,567.89"]);
    check(
        -3_000,
        ["\u{2212}¥30.00", "\u{2212}¥30.00", "\u{2212}¥30.00"],
    );

    let short = |minor| say::money_short(Money::new(minor), &cny(), Locale::ZhCn);
    assert_eq!(
        [short(30_000), short(29_950), short(50)],
        ["¥300", "¥299.50", "¥0.50"]
    );
    assert_eq!(say::figure(Money::new(30_000), &cny(), Locale::ZhCn), "300");

    let yen = Currency {
        code: "JPY".to_owned(),
        exponent: 0,
        symbol: "¥".to_owned(),
    };
    assert_eq!(say::money(Money::new(12_345), &yen, Locale::En), "¥12,345");
    assert_eq!(
        say::money_parts(Money::new(24_950), &cny(), Locale::ZhCn),
        MoneyParts {
            sign: "",
            symbol: "¥".to_owned(),
            whole: "249".to_owned(),
            fraction: ".50".to_owned(),
        }
    );
    assert_eq!(
        say::money(Money::new(i64::MIN), &cny(), Locale::ZhCn),
        "\u{2212}¥92233720368547758.08"
    );
    assert_eq!(
        [say::count(0), say::count(999), say::count(3_000)],
        ["0", "999", "3,000"]
    );
}

#[test]
fn rates_and_odds() {
    let check = |off: u16, expected: [&str; 3]| {
        check(|locale| say::zhe(Rate::new(off).unwrap(), locale), expected);
    };
    check(2_000, ["8 折", "8 折", "20% off"]);
    // Taiwan writes two figures without their point.
    check(1_500, ["8.5 折", "85 折", "15% off"]);
    check(1_250, ["8.75 折", "8.75 折", "12.5% off"]);
    check(5_000, ["5 折", "5 折", "50% off"]);
    check(9_500, ["0.5 折", "0.5 折", "95% off"]);
    assert_eq!(
        [1_000_000, 34_000, 306_000, 1, 12_345, 500].map(say::odds),
        ["100%", "3.4%", "30.6%", "0.0001%", "1.2345%", "0.05%"]
    );
    assert_eq!(say::version_tag(0x8f3c_1a00_0000_0001), "8F3C1A");
}

#[test]
fn dates() {
    let zone = beijing();
    let start = at("2026-11-10T20:00:00+08:00");
    let end = at("2026-11-13T00:00:00+08:00");
    check(
        |locale| say::date_time(start, &zone, locale),
        ["11月10日 20:00", "11月10日 20:00", "Nov 10, 20:00"],
    );
    check(
        |locale| say::end_time(end, &zone, locale),
        ["11月12日 24:00", "11月12日 24:00", "Nov 12, 24:00"],
    );
    check(
        |locale| say::date_time(end, &zone, locale),
        ["11月13日 00:00", "11月13日 00:00", "Nov 13, 00:00"],
    );
    check(
        |locale| say::end_time(end.plus_ms(60_000), &zone, locale),
        ["11月13日 00:01", "11月13日 00:01", "Nov 13, 00:01"],
    );
    let span = |from, until| {
        let window = Window { from, until };
        say::span(window, &zone, Locale::ZhCn)
    };
    assert_eq!(span(start, end), "11月10日 20:00 – 11月12日 24:00");
    assert_eq!(
        span(start, start.plus_ms(7_200_000)),
        "11月10日 20:00–22:00"
    );
    assert_eq!(
        span(start, start.plus_ms(14_400_000)),
        "11月10日 20:00–24:00"
    );
    assert_eq!(
        say::end_time(at("2027-01-01T00:00:00+08:00"), &zone, Locale::ZhCn),
        "12月31日 24:00"
    );
    assert_eq!(say::date(start, &zone, Locale::En), "Nov 10");
    assert_eq!(say::time(start, &zone), "20:00");
    assert!(!say::end_time(Instant::MAX, &zone, Locale::En).is_empty());
    assert!(!say::end_time(Instant::MIN, &zone, Locale::En).is_empty());
}

#[test]
fn durations() {
    let check = |seconds: i64, expected: [&str; 3]| {
        check(
            |locale| say::duration(seconds * 1000 + 999, locale),
            expected,
        );
    };
    check(136_664, ["1 天 13 小时", "1 天 13 小時", "1 day 13 hours"]);
    check(
        7_064,
        ["1 小时 57 分钟", "1 小時 57 分鐘", "1 hour 57 minutes"],
    );
    check(
        3_464,
        ["57 分钟 44 秒", "57 分鐘 44 秒", "57 minutes 44 seconds"],
    );
    check(86_405, ["1 天", "1 天", "1 day"]);
    check(1, ["1 秒", "1 秒", "1 second"]);
    check(0, ["0 秒", "0 秒", "0 seconds"]);
    check(-5, ["0 秒", "0 秒", "0 seconds"]);
}

/// The title, rule and name of an offer of a sample.
#[track_caller]
fn offer(campaign: &Campaign, id: &str, title: [&str; 3], rule: [&str; 3]) {
    let offer = campaign.ruleset.offer(&OfferId::new(id)).expect(id);
    check(|locale| say::offer_title(campaign, offer, locale), title);
    check(|locale| say::offer_rule(campaign, offer, locale), rule);
}

#[test]
fn offers() {
    let eleven = sample("double11-2026");
    offer(
        &eleven,
        "full",
        [
            "满 200 减 20，满 300 减 50，满 500 减 100",
            "滿 200 折 20，滿 300 折 50，滿 500 折 100",
            "¥20 off ¥200+, ¥50 off ¥300+, ¥100 off ¥500+",
        ],
        [
            "满 200 减 20，满 300 减 50，满 500 减 100，取最高一档，以秒杀、限时价和多件优惠后的金额计算，达到门槛即享，11月10日 20:00 – 11月12日 24:00。",
            "滿 200 折 20，滿 300 折 50，滿 500 折 100，取最高一階，以秒殺價、限時價與多件優惠後的金額計算，達到門檻即享，11月10日 20:00 – 11月12日 24:00。",
            "¥20 off ¥200+, ¥50 off ¥300+, ¥100 off ¥500+; the highest step reached counts; measured after flash and sale prices and multi-buy offers; reaching the amount is enough; Nov 10, 20:00 – Nov 12, 24:00.",
        ],
    );
    offer(
        &eleven,
        "black-extra",
        [
            "黑卡会员折上 9 折",
            "黑卡會員折上再享 9 折",
            "Extra 10% off for Black Card members",
        ],
        [
            "黑卡会员折上 9 折，仅限折扣专区商品，11月10日 20:00 – 11月12日 24:00。",
            "黑卡會員折上再享 9 折，僅限折扣專區商品，11月10日 20:00 – 11月12日 24:00。",
            "Extra 10% off for Black Card members; only for goods in the sale area; Nov 10, 20:00 – Nov 12, 24:00.",
        ],
    );
    offer(
        &eleven,
        "flash:1111-1000:candle",
        ["秒杀 5 折", "限時秒殺 5 折", "Flash sale: 50% off"],
        [
            "秒杀 5 折，每单每款限 1 件，抢到名额才有此价，仅限桂花香薰蜡烛 200g，11月11日 10:00–12:00。",
            "限時秒殺 5 折，每筆訂單每款限 1 件，搶到名額才享此價，僅限桂花香氛蠟燭 200g，11月11日 10:00–12:00。",
            "Flash sale: 50% off; at most 1 of each an order; only with a slot; only for \"Osmanthus scented candle, 200 g\"; Nov 11, 10:00–12:00.",
        ],
    );
    offer(
        &eleven,
        "points",
        ["积分抵扣", "點數折抵", "Points"],
        [
            "积分抵扣，每 100 积分抵 1 元，最多抵优惠后金额的 50%，11月10日 20:00 – 11月12日 24:00。",
            "點數折抵，每 100 點折抵 1 元，最多折抵優惠後金額的 50%，11月10日 20:00 – 11月12日 24:00。",
            "Points; 100 points are worth ¥1; up to 50% of what is left; Nov 10, 20:00 – Nov 12, 24:00.",
        ],
    );
    let june = sample("618-2026");
    offer(
        &june,
        "cross-each",
        ["每满 300 减 50", "每滿 300 折 50", "¥50 off every ¥300"],
        [
            "每满 300 减 50，最多减 6 次，以秒杀、限时价和多件优惠后的金额计算，6月16日 20:00 – 6月18日 24:00。",
            "每滿 300 折 50，最多折 6 次，以秒殺價、限時價與多件優惠後的金額計算，6月16日 20:00 – 6月18日 24:00。",
            "¥50 off every ¥300; at most 6 times; measured after flash and sale prices and multi-buy offers; Jun 16, 20:00 – Jun 18, 24:00.",
        ],
    );
    let spring = sample("spring-2027");
    offer(
        &spring,
        "treats-count",
        [
            "满 2 件打 9 折，满 3 件打 8.5 折，满 5 件打 8 折",
            "滿 2 件打 9 折，滿 3 件打 85 折，滿 5 件打 8 折",
            "10% off 2+ items, 15% off 3+ items, 20% off 5+ items",
        ],
        [
            "满 2 件打 9 折，满 3 件打 8.5 折，满 5 件打 8 折，取最高一档，仅限年货零食商品，1月22日 20:00 – 1月30日 24:00。",
            "滿 2 件打 9 折，滿 3 件打 85 折，滿 5 件打 8 折，取最高一階，僅限年貨零食商品，1月22日 20:00 – 1月30日 24:00。",
            "10% off 2+ items, 15% off 3+ items, 20% off 5+ items; the highest step reached counts; only for goods in New Year treats; Jan 22, 20:00 – Jan 30, 24:00.",
        ],
    );
}

#[test]
fn names_on_a_bill() {
    let eleven = sample("double11-2026");
    let name = |id: &str, expected: [&str; 3]| {
        check(
            |locale| say::offer_name(&eleven, &OfferId::new(id), locale),
            expected,
        );
    };
    name(
        "coupon-15",
        [
            "见面礼券 满 199 减 15",
            "見面禮券 滿 199 折 15",
            "Welcome coupon ¥15 off ¥199+",
        ],
    );
    name(
        "flash:1111-1000:gaiwan",
        ["秒杀直降", "限時秒殺折抵", "Flash sale"],
    );
    name(
        "free-freight",
        ["满 99 包邮", "滿 99 免運", "Free delivery from ¥99"],
    );
    name(
        "new-10",
        [
            "新客立减 10 元",
            "新客立減 10 元",
            "New customer coupon ¥10 off",
        ],
    );
    name("sale-50", ["限时 5 折", "限時 5 折", "50% off"]);
    name("nobody", ["nobody", "nobody", "nobody"]);
    let full = eleven.ruleset.offer(&OfferId::new("full")).unwrap();
    check(
        |locale| say::step_title(&eleven, full, 1, locale),
        ["满 300 减 50", "滿 300 折 50", "¥50 off ¥300+"],
    );
    assert_eq!(say::step_title(&eleven, full, 9, Locale::ZhCn), "");
}

#[test]
fn coupons() {
    let europe = sample("eu-spring");
    let spring = sample("spring-2027");
    let eleven = sample("double11-2026");
    let coupon = |campaign: &Campaign,
                  id: &str,
                  amounts: [&str; 3],
                  asks: [&str; 3],
                  validity: [&str; 3]| {
        let coupon = campaign.coupon(&OfferId::new(id)).expect(id);
        let offer = campaign.ruleset.offer(&coupon.id).expect(id);
        check(
            |locale| {
                let amount = say::coupon_amount(campaign, offer, locale);
                format!("{}|{}|{}", amount.symbol, amount.figure, amount.unit)
            },
            amounts,
        );
        check(
            |locale| say::coupon_threshold(campaign, offer, locale),
            asks,
        );
        check(
            |locale| say::coupon_validity(coupon, None, &campaign.zone, locale),
            validity,
        );
    };
    coupon(
        &europe,
        "spring-5",
        ["€|5|", "€|5|", "€|5|"],
        // No unit follows the figure, so the words around it bring their space.
        ["满 €39 可用", "滿 €39 可用", "Spend €39 or more"],
        [
            "4月18日 24:00 到期",
            "4月18日 24:00 到期",
            "Expires Apr 18, 24:00",
        ],
    );
    coupon(
        &eleven,
        "coupon-80",
        ["¥|80|", "¥|80|", "¥|80|"],
        ["满 599 元可用", "滿 599 元可用", "Spend ¥599 or more"],
        [
            "11月12日 24:00 到期",
            "11月12日 24:00 到期",
            "Expires Nov 12, 24:00",
        ],
    );
    coupon(
        &eleven,
        "free-order",
        ["|免单|", "|免單|", "|Free|"],
        ["无门槛", "無門檻", "No minimum"],
        [
            "11月19日 24:00 到期",
            "11月19日 24:00 到期",
            "Expires Nov 19, 24:00",
        ],
    );
    coupon(
        &spring,
        "treats-88",
        ["|8.8|折", "|88|折", "|12|% off"],
        ["满 88 元可用", "滿 88 元可用", "Spend ¥88 or more"],
        [
            "1月30日 24:00 到期",
            "1月30日 24:00 到期",
            "Expires Jan 30, 24:00",
        ],
    );
    coupon(
        &spring,
        "packet-5",
        ["¥|5|", "¥|5|", "¥|5|"],
        ["无门槛", "無門檻", "No minimum"],
        [
            "领取后 3 天内有效，最晚 1月31日 24:00",
            "領取後 3 天內有效，最晚 1月31日 24:00",
            "Valid for 3 days after claiming, until Jan 31, 24:00 at the latest",
        ],
    );
    let packet = spring.coupon(&OfferId::new("packet-5")).unwrap();
    let held =
        |claimed: &str| say::coupon_validity(packet, Some(at(claimed)), &spring.zone, Locale::ZhCn);
    assert_eq!(held("2027-01-22T21:00:00+08:00"), "1月25日 21:00 到期");
    assert_eq!(held("2027-01-30T21:00:00+08:00"), "1月31日 24:00 到期");
}

#[test]
fn reasons() {
    let eleven = sample("double11-2026");
    let reason = |reason: Reason, expected: [&str; 3]| {
        check(|locale| say::reason(&eleven, &reason, locale), expected);
    };
    reason(
        Reason::Short(Missing::Amount(Money::new(1_250))),
        ["还差 ¥12.50", "還差 ¥12.50", "¥12.50 to go"],
    );
    reason(
        Reason::Short(Missing::Units(1)),
        ["还差 1 件", "還差 1 件", "1 item to go"],
    );
    reason(
        Reason::NotEligible(Tag::new("new_buyer")),
        [
            "限首次下单的账号",
            "限首次下單的帳號",
            "only for first-order accounts",
        ],
    );
    reason(
        Reason::NotStarted(at("2026-11-11T00:00:00+08:00")),
        [
            "11月11日 00:00 开始",
            "11月11日 00:00 開始",
            "Starts Nov 11, 00:00",
        ],
    );
    reason(
        Reason::Ended(at("2026-11-13T00:00:00+08:00")),
        [
            "11月12日 24:00 已结束",
            "11月12日 24:00 已結束",
            "Ended Nov 12, 24:00",
        ],
    );
    reason(
        Reason::BeatenBy(OfferId::new("coupon-15")),
        [
            "见面礼券 满 199 减 15 更省",
            "見面禮券 滿 199 折 15 更划算",
            "Welcome coupon ¥15 off ¥199+ saves more",
        ],
    );
    reason(Reason::NotHeld, ["还没领", "尚未領取", "Not claimed yet"]);
    check(
        |locale| say::basis(Basis::Lowest30Days, locale).to_owned(),
        [
            "近 30 天最低成交价",
            "近 30 天最低成交價",
            "lowest price of the last 30 days",
        ],
    );
}

/// Latin letters that a shop or a zone brings along stand apart from the ideographs around them.
#[test]
fn latin_and_ideographs_keep_a_space_between_them() {
    let text = |name: &str| {
        let sections = say::rules(&sample(name), Locale::ZhCn);
        let lines = sections.into_iter().flat_map(|section| section.lines);
        lines.collect::<Vec<_>>().join("\n")
    };
    assert!(text("eu-spring").contains("以 Europe/Berlin 为准"));
    assert!(text("clearance").contains("限时 5 折，仅限 5 折区商品，"));
}

#[test]
fn the_panel_has_every_part() {
    let eleven = sample("double11-2026");
    let parts: Vec<(&str, String)> = say::rules(&eleven, Locale::ZhCn)
        .into_iter()
        .map(|section| (section.id, section.title))
        .collect();
    let expected = [
        ("time", "活动时间"),
        ("presale", "预售"),
        ("sale", "限时折扣"),
        ("several", "多件优惠"),
        ("reduction", "满减"),
        ("coupons", "优惠券"),
        ("flash", "秒杀"),
        ("member", "会员"),
        ("points", "积分"),
        ("beside", "赠品与返还"),
        ("freight", "运费"),
        ("order", "计算顺序"),
        ("draw", "抽奖"),
        ("refund", "退款"),
        ("organiser", "主办方"),
    ];
    let expected: Vec<(&str, String)> = expected
        .iter()
        .map(|(id, title)| (*id, (*title).to_owned()))
        .collect();
    assert_eq!(parts, expected);
}

/// A coupon for the whole order leaves the floors of its goods to pay, and every place that tells
/// of the coupon says so.
#[test]
fn a_free_order_is_not_quite_free() {
    let eleven = sample("double11-2026");
    for (locale, clause) in [
        (
            Locale::ZhCn,
            "免单，最多减 200 元，每件仍须付最低限价，至少 ¥0.01",
        ),
        (
            Locale::ZhTw,
            "免單，最高折 200 元，每件仍須付最低售價，至少 ¥0.01",
        ),
        (
            Locale::En,
            "Free order, up to ¥200; each item still costs its minimum price, ¥0.01 or more",
        ),
    ] {
        let sections = say::rules(&eleven, locale);
        let of = |id| sections.iter().find(|section| section.id == id).unwrap();
        let coupons = &of("coupons").lines;
        assert!(
            coupons.iter().any(|line| line.contains(clause)),
            "{coupons:#?}"
        );
        let least = clause.split_once(['，', ';']).unwrap().1;
        let least = least
            .rsplit_once(['，', ';'])
            .map_or(least, |(_, last)| last)
            .trim();
        let draw = &of("draw").lines;
        assert_eq!(
            draw.iter().filter(|line| line.contains(least)).count(),
            1,
            "{draw:#?}"
        );
    }
}

#[test]
fn the_draw_is_told_whole() {
    let eleven = sample("double11-2026");
    let draw = &eleven.draws[0];
    for locale in Locale::ALL {
        let rules = say::rules(&eleven, locale);
        let lines = &rules
            .iter()
            .find(|section| section.id == "draw")
            .unwrap()
            .lines;
        let all = lines.join("\n");
        for prize in &draw.prizes {
            let line = lines
                .iter()
                .find(|line| {
                    line.starts_with(prize.name.get(locale)) && line.contains(&say::odds(prize.ppm))
                })
                .unwrap_or_else(|| panic!("{}: {all}", prize.id));
            if let Some(stock) = prize.stock {
                assert!(line.contains(&say::count(u64::from(stock))), "{line}");
            }
            if prize.value > Money::ZERO {
                assert!(
                    line.contains(&say::money_short(prize.value, &eleven.currency, locale)),
                    "{line}"
                );
            }
        }
        assert!(all.contains(draw.terms.get(locale)));
        assert!(all.contains(&say::end_time(draw.redeem_until, &eleven.zone, locale)));
        assert!(all.contains("100%"));
    }
}

/// Another threshold in the file is another threshold in the words, at every place.
#[test]
fn words_follow_the_file() {
    let text = sample_text("double11-2026");
    let changed = text.replace(
        "\"threshold\": 30000, \"off\": 5000",
        "\"threshold\": 31700, \"off\": 5300",
    );
    let campaign = campaign::parse(&changed).campaign.unwrap();
    for (locale, title) in [
        (Locale::ZhCn, "满 317 减 53"),
        (Locale::ZhTw, "滿 317 折 53"),
        (Locale::En, "¥53 off ¥317+"),
    ] {
        let all: String = say::rules(&campaign, locale)
            .into_iter()
            .flat_map(|section| section.lines)
            .collect();
        assert!(all.contains(title));
    }
}

#[test]
fn chinese_is_punctuated_as_chinese() {
    for name in every_sample() {
        let campaign = sample(&name);
        for section in say::rules(&campaign, Locale::ZhCn) {
            for line in &section.lines {
                assert!(
                    !line.contains(", ") && !line.contains("; ") && !line.contains("，，"),
                    "{line}"
                );
                assert!(!line.contains("。，") && !line.contains("：，"), "{line}");
            }
        }
        // The simplified words must not show through.
        for section in say::rules(&campaign, Locale::ZhTw) {
            for line in section.lines.iter().chain([&section.title]) {
                for simplified in [
                    "满", "减", "优惠", "积分", "抢", "领", "单", "价", "时间", "运费", "包邮",
                ] {
                    assert!(!line.contains(simplified), "{simplified}: {line}");
                }
            }
        }
        for section in say::rules(&campaign, Locale::En) {
            for line in &section.lines {
                let other = line.chars().find(|c| ('\u{3000}'..='\u{ffef}').contains(c));
                assert_eq!(other, None, "{line}");
            }
        }
    }
}
