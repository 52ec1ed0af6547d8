//! What stands under the total: deposits, gifts, cashback and points.

use std::rc::Rc;

use pricing::{Money, OfferId, Quota, Token};

use super::*;

/// Four sets of a gift, two of them gone by the time of a test, and points for some.
fn with_gifts() -> String {
    PRESALE.replacen(
        r#""offers": ["#,
        r#""offers": [
    {
      "id": "gifts",
      "kind": "gift",
      "quota": 4,
      "times": 4,
      "tiers": [{ "threshold": 10000, "gifts": [{ "sku": "candle", "count": 2 }, { "sku": "honey" }] }]
    },
    { "id": "earn", "kind": "earn_points", "each": 1000, "points": 10, "audience": "member:black" },"#,
        1,
    )
}

/// The shawl on 1 November, when its balance is paid, with a deposit or without.
fn shawl(file: &str, paid: bool, black: bool) -> Model {
    let mut buyer = me(&[("new_buyer", false), ("member:black", black)], &[]);
    if paid {
        buyer.tokens.push(Token {
            offer: OfferId::new("deposit-100"),
            units: 1,
            price: None,
            expires_at: at("2026-11-04T00:00:00+08:00"),
        });
    }
    let now = "2026-11-01T10:00:00+08:00";
    model(file, Some(now), &[("cashmere", 1, true)], Some(buyer))
}

/// The rows as `name (small) sum`.
#[track_caller]
fn check(model: &Model, total: &str, expected: &[&str]) {
    let bill = shown(model).bill.expect("a priced cart has a bill");
    assert_eq!(joined(&bill.total), total);
    let mut rows = Vec::new();
    for row in &bill.beside {
        // Only what is money to pay reads as such.
        let paid = ["其中定金已付", "尾款"].contains(&row.name.as_str());
        let kind = if paid { RowKind::Paid } else { RowKind::Beside };
        assert_eq!(row.kind, kind, "{}", row.name);
        let small = match row.small.as_str() {
            "" => String::new(),
            small => format!(" ({small})"),
        };
        rows.push(format!("{}{small} {}", row.name, row.sum));
    }
    assert_eq!(rows, expected);
}

#[test]
fn a_deposit_is_part_of_the_total_and_the_rest_is_the_balance() {
    // 699 with 100 more for the deposit, and the full reduction of 60.
    check(
        &shawl(PRESALE, true, false),
        "¥539.00",
        &[
            "其中定金已付 ¥100.00",
            "尾款 ¥439.00",
            "尾款返现 (之后返，未计入) ¥20.00",
        ],
    );
    check(
        &shawl(PRESALE, false, false),
        "¥639.00",
        &["尾款返现 (之后返，未计入) ¥20.00"],
    );
}

#[test]
fn gifts_say_what_is_gone() {
    let mut model = shawl(&with_gifts(), false, true);
    let all = [
        "尾款返现 (之后返，未计入) ¥20.00",
        "得积分 630 积分",
        "赠 桂花香薰蜡烛 200g ×8",
        "赠 秦岭土蜂蜜 500g ×4",
    ];
    check(&model, "¥639.00", &all);
    let campaign = model.campaign.clone().expect("it has a campaign");
    let mut buyer = model.buyer();
    let mut left = |sets| {
        buyer.quotas = vec![Quota {
            offer: OfferId::new("gifts"),
            left: sets,
        }];
        let quote = campaign
            .ruleset
            .quote(&model.cart, &buyer, at("2026-11-01T10:00:00+08:00"));
        model.quote = Some(Rc::new(quote.expect("it has a price")));
        model.clone()
    };
    let some = [
        all[0],
        all[1],
        "赠 桂花香薰蜡烛 200g (4 件已赠完) ×4",
        "赠 秦岭土蜂蜜 500g (2 件已赠完) ×2",
    ];
    check(&left(2), "¥639.00", &some);
    // With none left nothing is promised, and the reasons say so.
    let none = left(0);
    check(&none, "¥639.00", &all[..2]);
    assert!(
        reasons(&shown(&none))
            .contains(&"每满 100 送桂花香薰蜡烛 200g 2 件、秦岭土蜂蜜 500g | 已赠完".to_owned()),
        "{:?}",
        reasons(&shown(&none))
    );
}

#[test]
fn what_stands_beside_has_no_bar() {
    let only_gifts = with_gifts().replacen(
        r#""id": "full""#,
        r#""id": "never", "audience": "member:black""#,
        1,
    );
    let view = shown(&shawl(&only_gifts, false, false));
    assert_eq!(view.progress, None, "{:?}", view.progress);
}

#[test]
fn a_deposit_is_no_condition_once_it_cannot_be_paid() {
    let conditions = |now: &str| -> Vec<String> {
        let cart = [("cashmere", 1, true)];
        let view = shown(&model(PRESALE, Some(now), &cart, regular(&[])));
        let lines = receipt(&view);
        lines
            .into_iter()
            .filter(|line| line.starts_with('?'))
            .collect()
    };
    assert_eq!(
        conditions("2026-10-25T10:00:00+08:00"),
        ["? 付定金 ¥100 抵 ¥200 (未计入) 到手 ¥536.00"]
    );
    assert_eq!(
        conditions("2026-11-01T10:00:00+08:00"),
        Vec::<String>::new()
    );
}

#[test]
fn every_language_has_its_words() {
    #[track_caller]
    fn first(locale: Locale, expected: [&str; 2]) {
        let mut model = shawl(PRESALE, true, false);
        model.locale = locale;
        let bill = shown(&model).bill.expect("a priced cart has a bill");
        let rows: Vec<&str> = bill.beside.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(rows[..2], expected);
    }
    first(Locale::ZhTw, ["其中訂金已付", "尾款"]);
    first(Locale::En, ["Deposit, paid", "Balance"]);
    let quote = shawl(PRESALE, true, false).quote.expect("it is priced");
    assert_eq!(quote.deposit, Money::new(10_000));
}

#[test]
fn sets_of_other_goods_are_no_reasons() {
    let cart = |sku| {
        let buyer = me(&[("member:green", false)], &[]);
        let now = "2026-09-19T09:00:00+08:00";
        reasons(&shown(&model(
            BRAND_DAY,
            Some(now),
            &[(sku, 1, true)],
            Some(buyer),
        )))
    };
    let pair = "一灯一垫 | 还差 2 件".to_owned();
    assert!(cart("lamp").contains(&pair), "{:?}", cart("lamp"));
    let tea = cart("jasmine");
    assert!(
        !tea.iter().any(|reason| reason.starts_with("一")),
        "{tea:?}"
    );
}

/// Others are not told of a start that is not theirs.
#[test]
fn early_prices_are_no_reasons() {
    let cart = [("jasmine", 1, true)];
    let buyer = me(&[("member:green", false)], &[]);
    let view = shown(&model(
        BRAND_DAY,
        Some("2026-09-19T09:00:00+08:00"),
        &cart,
        Some(buyer),
    ));
    let flash: Vec<String> = reasons(&view)
        .into_iter()
        .filter(|reason| reason.contains("秒杀"))
        .collect();
    assert_eq!(
        flash.first().map(String::as_str),
        Some("茉莉花茶 袋装 50g 秒杀价 ¥29 | 9月19日 10:00 开始")
    );
    assert!(
        flash
            .iter()
            .all(|reason| !reason.contains("9:30") && !reason.contains("限")),
        "{flash:?}"
    );
}
