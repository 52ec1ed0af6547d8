//! Sessions that come again, and who starts sooner.

use campaign::model::{Campaign, Session};
use campaign::timeline::{claim_window, session_window, spans};
use campaign::{Locale, Problem, parse, say};
use pricing::{Audience, Buyer, Fact, Grant, Instant, OfferId};

use super::kinds::{ONE, document};
use super::{at, sample};

/// The problems, or the campaign, of a file with these parts beside the usual ones.
fn read(zone: &str, parts: &str) -> Result<Campaign, Vec<Problem>> {
    let text = document(ONE, "");
    let text = text.replace(
        r#""name": "Asia/Shanghai", "offset": "+08:00""#,
        &format!(r#""name": "Etc/UTC", "offset": "{zone}""#),
    );
    let end = text.rfind('}').unwrap();
    let parsed = parse(&format!("{}, {parts} }}", &text[..end]));
    parsed.campaign.ok_or(parsed.problems)
}

fn sale(repeats: &str) -> String {
    format!(r#""flash_sales": [{{ "id": "f", "name": "例", "repeats": [{repeats}] }}]"#)
}

const ITEMS: &str = r#""minutes": 120, "items": [{ "sku": "tea", "price": 5000 }]"#;

/// The sessions that a recurrence comes to: ids, and starts in the zone.
#[track_caller]
fn comes_to(zone: &str, fields: &str, expected: &[(&str, &str)]) {
    let parts = sale(&format!(r#"{{ "id": "r", {fields}, {ITEMS} }}"#));
    let campaign = read(zone, &parts).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let sessions = campaign.flash_sales[0].sessions.iter();
    let found: Vec<(&str, Instant)> = sessions
        .map(|session| (session.id.as_str(), session.window.from))
        .collect();
    let expected: Vec<(&str, Instant)> = expected
        .iter()
        .map(|(id, start)| (*id, at(&format!("{start}:00{zone}"))))
        .collect();
    assert_eq!(found, expected, "{fields}");
    for session in &campaign.flash_sales[0].sessions {
        assert_eq!(session.window.until, session.window.from.plus_ms(7_200_000));
        let offer = campaign.ruleset.offer(&session.items[0].offer).unwrap();
        assert_eq!(offer.id.as_str(), format!("flash:{}:tea", session.id));
        assert_eq!(offer.window, session.window);
    }
}

#[test]
fn what_comes_again() {
    comes_to(
        "+08:00",
        r#""from": "2026-11-10T12:00:00+08:00", "until": "2026-11-11T20:00:00+08:00", "at": ["10:00", "14:00", "20:00"]"#,
        &[
            ("r-20261110-1400", "2026-11-10T14:00"),
            ("r-20261110-2000", "2026-11-10T20:00"),
            ("r-20261111-1000", "2026-11-11T10:00"),
            ("r-20261111-1400", "2026-11-11T14:00"),
        ],
    );
    // 2026-11-14 is a Saturday; the days are those of the zone, not of UTC.
    comes_to(
        "-05:00",
        r#""from": "2026-11-10T00:00:00-05:00", "until": "2026-11-18T00:00:00-05:00", "at": ["21:30"], "weekdays": ["sat", "tue"]"#,
        &[
            ("r-20261110-2130", "2026-11-10T21:30"),
            ("r-20261114-2130", "2026-11-14T21:30"),
            ("r-20261117-2130", "2026-11-17T21:30"),
        ],
    );
    // The eve and the fifteenth of the lunar year, and the turn of a year.
    comes_to(
        "+08:00",
        r#""starts": ["2026-12-31T23:00:00+08:00", "2027-02-05T20:00:00+08:00", "2027-02-20T20:00:00+08:00"]"#,
        &[
            ("r-20261231-2300", "2026-12-31T23:00"),
            ("r-20270205-2000", "2027-02-05T20:00"),
            ("r-20270220-2000", "2027-02-20T20:00"),
        ],
    );
}

#[test]
fn sessions_and_recurrences_stand_in_one_order() {
    let parts = r#""flash_sales": [{ "id": "f", "name": "例",
        "sessions": [{ "id": "own", "from": "2026-11-10T12:00:00+08:00", "until": "2026-11-10T13:00:00+08:00",
            "items": [{ "sku": "cup", "price": 2000 }] }],
        "repeats": [
            { "id": "b", "starts": ["2026-11-10T12:00:00+08:00", "2026-11-10T20:00:00+08:00"], "minutes": 60,
              "items": [{ "sku": "tea", "price": 5000 }] },
            { "id": "a", "starts": ["2026-11-10T10:00:00+08:00", "2026-11-10T20:00:00+08:00"], "minutes": 60,
              "items": [{ "sku": "tea", "price": 6000 }] }] }]"#;
    let campaign = read("+08:00", parts).unwrap();
    let ids = |session: &Session| session.id.clone();
    let found: Vec<String> = campaign.flash_sales[0].sessions.iter().map(ids).collect();
    let expected = [
        "a-20261110-1000",
        "own",
        "b-20261110-1200",
        "b-20261110-2000",
        "a-20261110-2000",
    ];
    assert_eq!(found, expected);
}

#[track_caller]
fn wrong(parts: &str, expected: &[&str]) {
    let found: Vec<String> = read("+08:00", parts)
        .map(|_| ())
        .unwrap_err()
        .iter()
        .map(|problem| format!("{} {}", problem.path, problem.code))
        .collect();
    assert_eq!(found, expected, "{parts}");
}

#[test]
fn what_is_wrong_with_recurrences() {
    let repeat = |fields: &str| sale(&format!(r#"{{ "id": "r", {fields}, {ITEMS} }}"#));
    let days = r#""from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00""#;
    wrong(
        &repeat(&format!(
            r#"{days}, "at": ["9:00", "24:00", "12:60", "10:00", "10:00"]"#
        )),
        &[
            "flash_sales[0].repeats[0].at[0] time",
            "flash_sales[0].repeats[0].at[1] time",
            "flash_sales[0].repeats[0].at[2] time",
            "flash_sales[0].repeats[0].at[4] order",
        ],
    );
    wrong(
        &repeat(&format!(r#"{days}, "at": ["10:00"], "weekdays": ["sun"]"#)),
        &["flash_sales[0].repeats[0].at empty"],
    );
    wrong(
        &repeat(&format!(
            r#"{days}, "at": ["10:00"], "weekdays": ["tue", "weekend"]"#
        )),
        &["flash_sales[0].repeats[0].weekdays[1] choice"],
    );
    wrong(
        &repeat(r#""at": ["10:00"], "starts": ["2026-11-10T10:00:00+08:00"]"#),
        &["flash_sales[0].repeats[0] one_of"],
    );
    wrong(
        &repeat(r#""starts": ["2026-11-11T10:00:00+08:00", "2026-11-10T10:00:00+08:00"]"#),
        &["flash_sales[0].repeats[0].starts[1] order"],
    );
    // The same minute twice is the same session twice.
    wrong(
        &repeat(r#""starts": ["2026-11-10T10:00:00+08:00", "2026-11-10T10:00:30+08:00"]"#),
        &[
            "flash_sales[0].repeats[0].items[0].sku duplicate",
            "flash_sales[0].repeats[0].id duplicate",
        ],
    );
    wrong(&sale(""), &["flash_sales[0].repeats empty"]);
    // 401 sessions, and 4 005 prices of 267 sessions.
    let many = r#""from": "2026-01-01T00:00:00+08:00", "until": "2027-02-06T00:00:00+08:00", "at": ["10:00"]"#;
    wrong(&repeat(many), &["flash_sales[0].repeats[0] limit"]);
    let items = [r#"{ "sku": "tea", "price": 5000 }"#; 15].join(", ");
    let many = r#""from": "2026-01-01T00:00:00+08:00", "until": "2026-09-25T00:00:00+08:00", "at": ["10:00"]"#;
    wrong(
        &sale(&format!(
            r#"{{ "id": "r", {many}, "minutes": 60, "items": [{items}] }}"#
        )),
        &["flash_sales[0].repeats[0] limit"],
    );
}

#[test]
fn as_many_as_there_may_be() {
    let repeat = format!(
        r#"{{ "id": "r", "from": "2026-01-01T00:00:00+08:00", "until": "2027-02-05T00:00:00+08:00", "at": ["10:00"], {ITEMS} }}"#
    );
    let campaign = read("+08:00", &sale(&repeat)).unwrap();
    assert_eq!(campaign.flash_sales[0].sessions.len(), 400);
}

fn member(fact: &str, holds: bool) -> Buyer {
    Buyer {
        facts: vec![(Fact::new(fact), holds)],
        ..Buyer::default()
    }
}

#[test]
fn who_starts_sooner() {
    let campaign = sample("brand-day");
    let coupon = campaign.coupon(&OfferId::new("tea-15")).unwrap();
    let session = &campaign.flash_sales[0].sessions[0];
    assert_eq!(session.id, "daily-20260919-1000");
    for (buyer, claim, opens) in [
        (
            None,
            "2026-09-18T20:00:00+08:00",
            "2026-09-19T10:00:00+08:00",
        ),
        (
            Some(member("member:green", true)),
            "2026-09-18T10:00:00+08:00",
            "2026-09-19T09:30:00+08:00",
        ),
        // What the server denies or has not said opens nothing.
        (
            Some(member("member:green", false)),
            "2026-09-18T20:00:00+08:00",
            "2026-09-19T10:00:00+08:00",
        ),
        (
            Some(member("new_buyer", true)),
            "2026-09-18T20:00:00+08:00",
            "2026-09-19T10:00:00+08:00",
        ),
    ] {
        assert_eq!(claim_window(coupon, buyer.as_ref()).from, at(claim));
        assert_eq!(session_window(session, buyer.as_ref()).from, at(opens));
        assert!(!spans(&campaign, buyer.as_ref()).is_empty());
    }
    // The first batch is there for them.
    assert_eq!(coupon.releases[0].at, at("2026-09-18T10:00:00+08:00"));
}

/// What the timeline says of early access is what the engine charges.
#[test]
fn an_early_price_is_an_offer_of_its_own() {
    let campaign = sample("brand-day");
    let session = &campaign.flash_sales[0].sessions[0];
    let item = &session.items[1];
    assert_eq!(item.sku.as_str(), "jasmine");
    let id = &item.early[0];
    assert_eq!(
        id.as_str(),
        "flash:daily-20260919-1000:jasmine:member:green"
    );
    let early = campaign.ruleset.offer(id).unwrap();
    let usual = campaign.ruleset.offer(&item.offer).unwrap();
    assert_eq!(early.window.until, usual.window.from);
    assert_eq!(early.benefit, usual.benefit);
    assert_eq!(
        early.audience,
        Audience::Asserted(Fact::new("member:green"))
    );
    let (_, found) = campaign.flash_item(id).unwrap();
    assert_eq!(found, item);
    let quota = campaign.ruleset.offer(&session.items[0].early[0]).unwrap();
    assert_eq!(quota.grant, Grant::Token);

    let cart = campaign.cart(&[(item.sku.clone(), 1, true)]);
    let price = |now: &str, buyer: &Buyer| {
        let quote = campaign.ruleset.quote(&cart, buyer, at(now)).unwrap();
        quote.lines[0].after_item.minor()
    };
    let green = member("member:green", true);
    assert_eq!(price("2026-09-19T09:29:59+08:00", &green), 3_900);
    assert_eq!(price("2026-09-19T09:30:00+08:00", &green), 2_900);
    assert_eq!(price("2026-09-19T10:00:00+08:00", &green), 2_900);
    assert_eq!(price("2026-09-19T09:30:00+08:00", &Buyer::default()), 3_900);
    assert_eq!(price("2026-09-19T10:00:00+08:00", &Buyer::default()), 2_900);
}

#[test]
fn what_is_wrong_with_early_access() {
    let coupon = |early: &str, releases: &str| {
        format!(
            r#""coupons": [{{ "id": "c", "level": "shop", "name": "例", "amount": 100,
            "claim": {{ "from": "2026-11-02T00:00:00+08:00", "until": "2026-11-03T00:00:00+08:00" }},
            "early_access": [{early}],
            "validity": {{ "days_from_claim": 3, "until": "2026-11-09T00:00:00+08:00" }}, "releases": [{releases}] }}]"#
        )
    };
    let early = r#"{ "audience": "member", "from": "2026-11-01T12:00:00+08:00" }"#;
    let usual = r#"{ "count": 5 }"#;
    let campaign = read("+08:00", &coupon(early, usual)).unwrap();
    let offer = campaign.ruleset.offer(&OfferId::new("c")).unwrap();
    assert_eq!(offer.window.from, at("2026-11-01T12:00:00+08:00"));
    wrong(
        &coupon(
            r#"{ "audience": "member", "from": "2026-11-02T00:00:00+08:00" }"#,
            usual,
        ),
        &["coupons[0].early_access[0].from window"],
    );
    wrong(
        &coupon(&format!("{early}, {early}"), usual),
        &["coupons[0].early_access[1].audience duplicate"],
    );
    wrong(
        &coupon(
            r#"{ "audience": "gold", "from": "2026-11-01T00:00:00+08:00" }"#,
            usual,
        ),
        &["coupons[0].early_access[0].audience reference"],
    );
    wrong(
        &coupon(
            early,
            r#"{ "at": "2026-11-01T11:00:00+08:00", "count": 5 }"#,
        ),
        &["coupons[0].releases[0].at window"],
    );
}

#[test]
fn what_the_rules_say() {
    let campaign = sample("brand-day");
    let line = |locale, id: &str, index: usize| {
        let rules = say::rules(&campaign, locale);
        let section = rules.into_iter().find(|section| section.id == id);
        section.unwrap().lines[index].clone()
    };
    assert_eq!(
        line(Locale::ZhCn, "flash", 0),
        "9月19日 10:00–12:00、9月19日 14:00–16:00、9月19日 20:00–22:00、9月20日 10:00–12:00、\
         9月20日 14:00–16:00、9月20日 20:00–22:00：手编藤篮 中号 ¥89（前 100 件，每人限 1 件）；\
         茉莉花茶 袋装 50g ¥29（每人限 2 件），绿卡会员提前 30 分钟开抢。"
    );
    assert!(line(Locale::ZhTw, "flash", 0).ends_with("，綠卡會員提前 30 分鐘開搶。"));
    assert!(line(Locale::En, "flash", 0).ends_with("; Green Card members 30 minutes earlier."));
    let coupon = line(Locale::ZhCn, "coupons", 3);
    let part = "领取，绿卡会员 9月18日 10:00 起可领，每人限领 1 张";
    assert!(coupon.contains(part), "{coupon}");
}
