//! What a cart shows, over the real campaigns and the real engine.

mod beside;
mod choice;
mod progress;
mod standing;
mod unused;

use campaign::Locale;
use campaign::say::MoneyParts;
use pricing::OfferId;
use protocol::Me;

use super::Action;
use super::state::{Bill, Button, Pay, Row, RowKind, State, Ticks, View, view};
use crate::runtime::model::{Model, Verdict};
use crate::widgets::test_model::{BRAND_DAY, DOUBLE_11, MIDYEAR, PRESALE, at, me, model, requote};

type Cart<'a> = &'a [(&'a str, u32, bool)];

/// In the 10 o'clock session of 11 November, where the gaiwan costs 99.
const NOW: &str = "2026-11-11T10:02:16+08:00";

/// 287.50 after the flash price: one step of the full reduction reached, 12.50 short of the next.
const SHORT_OF_300: Cart<'static> = &[
    ("gaiwan", 1, true),
    ("tea", 2, true),
    ("nuts", 1, true),
    ("scarf", 1, false),
];

fn regular(coupons: &[&str]) -> Option<Me> {
    let facts = [("new_buyer", false), ("member:black", false)];
    Some(Me {
        points: 300,
        ..me(&facts, coupons)
    })
}

fn quoted() -> Model {
    model(DOUBLE_11, Some(NOW), SHORT_OF_300, regular(&["coupon-15"]))
}

#[track_caller]
fn shown(model: &Model) -> View {
    view(model, None).expect("a campaign has a cart")
}

/// A bill as a receipt: name, what is beside it in brackets, sum.
fn receipt(view: &View) -> Vec<String> {
    let Some(bill) = &view.bill else {
        return Vec::new();
    };
    let mut lines: Vec<String> = bill
        .rows
        .iter()
        .map(|row| {
            let small = if row.small.is_empty() {
                String::new()
            } else {
                [" (", &row.small, ")"].concat()
            };
            let mark = match row.kind {
                RowKind::Conditional => "? ",
                _ => "",
            };
            [mark, &row.name, &small, " ", &row.sum].concat()
        })
        .collect();
    lines.push(["= ", &joined(&bill.total), " ", bill.includes].concat());
    lines
}

fn joined(parts: &MoneyParts) -> String {
    [parts.sign, &parts.symbol, &parts.whole, &parts.fraction].concat()
}

fn text(pieces: &[(String, bool)]) -> String {
    pieces.iter().map(|(text, _)| text.as_str()).collect()
}

fn reasons(view: &View) -> Vec<String> {
    view.unused
        .iter()
        .map(|row| {
            let claim = match row.kind {
                RowKind::Claim => " >",
                _ => "",
            };
            [&row.name, " | ", &row.small, claim].concat()
        })
        .collect()
}

/// Spec and price of each line: `景德镇… · 秒杀价 | ¥99.00 (¥129.00)`.
fn priced(view: &View) -> Vec<String> {
    view.groups
        .iter()
        .flat_map(|group| &group.lines)
        .map(|line| {
            let struck = match line.struck.as_str() {
                "" => String::new(),
                struck => [" (", struck, ")"].concat(),
            };
            [&line.spec, " | ", &line.price, &struck].concat()
        })
        .collect()
}

/// The bar at the bottom: price, note, button.
#[track_caller]
fn check_pay(view: &View, price: &str, note: &str, label: &str, button: Button) {
    let Pay { price: shown, .. } = &view.pay;
    assert_eq!(shown.as_ref().map_or_else(String::new, joined), price);
    assert_eq!(view.pay.note, note);
    assert_eq!(view.pay.label, label);
    assert_eq!(view.pay.button, button);
}

#[test]
fn nothing_without_a_campaign() {
    assert_eq!(view(&Model::default(), None), None);
}

#[test]
fn quoted_cart_is_a_whole_receipt() {
    let view = shown(&quoted());
    assert_eq!(view.state, State::Quoted);
    assert_eq!(view.shop, "青禾集旗舰店");
    assert_eq!(view.date, "11月11日 10:02");
    assert_eq!(view.time, "10:02");
    assert_eq!(
        priced(&view),
        [
            "景德镇手绘梅枝，单只独立装 · 秒杀价 | ¥99.00 (¥129.00)",
            "2026 春茶 | ¥59.50",
            "750g | ¥69.50",
            "100% 绵羊毛，双面织 · 180×32cm · 抢到后 ¥129.00 | ¥159.00",
        ]
    );
    assert_eq!(
        receipt(&view),
        [
            "商品金额 (4 件) ¥317.50",
            "秒杀直降 −¥30.00",
            "满 200 减 20 −¥20.00",
            "见面礼券 满 199 减 15 −¥15.00",
            "积分抵扣 (300 积分) −¥3.00",
            "运费 (满 99 包邮) ¥0.00",
            "= ¥249.50 包邮",
        ]
    );
    check_pay(
        &view,
        "¥249.50",
        "已省 ¥78.00",
        "结算（4）",
        Button::CheckOut,
    );
    assert_eq!(view.pay.ticks, Ticks::Some);
    assert_eq!(view.notice, Vec::new());
    assert!(view.rule.starts_with("价格由规则 "), "{}", view.rule);
    assert_eq!(view.spoken, "到手价 ¥249.50，已省 ¥78.00");
}

#[test]
fn conditions_stand_beside_the_price_and_are_not_counted() {
    // Nothing is known of the buyer, and the lamp's price is for those who get a slot.
    let cart = [("lamp", 1, true), ("cushion", 2, true)];
    let view = shown(&model(DOUBLE_11, Some(NOW), &cart, None));
    assert_eq!(
        receipt(&view),
        [
            "商品金额 (3 件) ¥377.00",
            "限时 5 折 −¥69.00",
            "满 300 减 50 −¥50.00",
            "运费 (满 99 包邮) ¥0.00",
            "? 黑卡折上折 (限黑卡会员 · 未计入) 到手 ¥251.10",
            "? 前 300 名可享秒杀价 ¥168 (未计入) 到手 ¥217.00",
            "= ¥258.00 包邮",
        ]
    );
    assert_eq!(
        priced(&view),
        [
            "玻璃灯罩，旋钮开关 · 抢到后 ¥168.00 | ¥239.00",
            "含芯，外套可拆洗 · 限时 5 折 | ¥34.50 (¥69.00)",
        ]
    );
    check_pay(
        &view,
        "¥258.00",
        "已省 ¥129.00",
        "结算（3）",
        Button::CheckOut,
    );
}

#[test]
fn a_price_says_how_many_units_it_covers() {
    let cart = [("gaiwan", 3, true)];
    let view = shown(&model(DOUBLE_11, Some(NOW), &cart, regular(&[])));
    assert_eq!(
        priced(&view),
        ["景德镇手绘梅枝，单只独立装 · 秒杀价 2 件 | ¥99.00 (¥129.00)"]
    );
}

#[test]
fn stacked_prices_are_all_named() {
    let facts = [("new_buyer", false), ("member:black", true)];
    let cart = [("cushion", 1, true)];
    let view = shown(&model(DOUBLE_11, Some(NOW), &cart, Some(me(&facts, &[]))));
    assert_eq!(
        priced(&view),
        ["含芯，外套可拆洗 · 限时 5 折 · 黑卡折上折 | ¥31.05 (¥69.00)"]
    );
}

#[test]
fn a_price_without_a_basis_is_not_struck_through() {
    let without = DOUBLE_11.replacen(
        r#""picture": "../art/festive/gaiwan.svg",
      "compare_at": { "price": 12900, "basis": "lowest_30_days" }"#,
        r#""picture": "../art/festive/gaiwan.svg""#,
        1,
    );
    assert_ne!(without, DOUBLE_11);
    let cart = [("gaiwan", 1, true)];
    let view = shown(&model(&without, Some(NOW), &cart, regular(&[])));
    assert_eq!(
        priced(&view),
        ["景德镇手绘梅枝，单只独立装 · 秒杀价 | ¥99.00"]
    );
}

#[test]
fn freight_says_what_would_free_it() {
    let cart = [("cushion", 1, true)];
    let view = shown(&model(DOUBLE_11, Some(NOW), &cart, regular(&[])));
    assert_eq!(
        receipt(&view),
        [
            "商品金额 (1 件) ¥69.00",
            "限时 5 折 −¥34.50",
            "积分抵扣 (300 积分) −¥3.00",
            "运费 (满 99 包邮 · 还差 ¥67.50) ¥10.00",
            "= ¥41.50 含运费",
        ]
    );
    let free = DOUBLE_11.replacen(r#""freight": 1000"#, r#""freight": 0"#, 1);
    let view = shown(&model(&free, Some(NOW), &cart, regular(&[])));
    assert_eq!(receipt(&view)[3..], ["运费 (包邮) ¥0.00", "= ¥31.50 包邮"]);
}

#[test]
fn namesakes_are_told_apart() {
    let cart = [("gaiwan", 1, true), ("lamp", 1, true)];
    let mut buyer = me(&[], &[]);
    buyer.tokens = vec![pricing::Token {
        offer: OfferId::new("flash:1111-1000:lamp"),
        units: 1,
        price: None,
        expires_at: at("2026-11-11T12:00:00+08:00"),
    }];
    let view = shown(&model(DOUBLE_11, Some(NOW), &cart, Some(buyer)));
    assert_eq!(
        receipt(&view)[1..3],
        [
            "秒杀直降 (手作白瓷盖碗 150ml) −¥30.00",
            "秒杀直降 (蘑菇小台灯 三档调光) −¥71.00",
        ]
    );
}

#[test]
fn lines_of_several_shops_are_grouped() {
    let cart = [
        ("fan", 1, true),
        ("sun-umbrella", 1, true),
        ("white-tea", 2, true),
        ("picnic-basket", 1, true),
    ];
    let facts = [("new_buyer", false), ("member:silver", false)];
    let now = "2026-06-17T15:00:00+08:00";
    let view = shown(&model(MIDYEAR, Some(now), &cart, Some(me(&facts, &[]))));
    assert_eq!(view.shop, "青禾集旗舰店 等 2 家店");
    let groups: Vec<(&str, Vec<usize>)> = view
        .groups
        .iter()
        .map(|group| {
            let lines = group.lines.iter().map(|line| line.at).collect();
            (group.shop.as_str(), lines)
        })
        .collect();
    assert_eq!(
        groups,
        [("青禾集旗舰店", vec![0, 2]), ("山野生活馆", vec![1, 3]),]
    );
    // A reduction of one shop says whose it is.
    assert!(
        receipt(&view).contains(&"满 199 减 15 (山野生活馆) −¥15.00".to_owned()),
        "{:?}",
        receipt(&view)
    );
    let gap = text(&view.progress.expect("two reductions are in reach").gap);
    assert_eq!(gap, "再买¥100.80减¥100");
}

#[test]
fn a_suggested_price_can_be_struck_too() {
    let facts = [("new_buyer", false), ("member:silver", false)];
    let cart = [("desk-lamp", 1, true)];
    let now = "2026-06-17T15:00:00+08:00";
    let view = shown(&model(MIDYEAR, Some(now), &cart, Some(me(&facts, &[]))));
    let line = &view.groups[0].lines[0];
    assert_eq!(line.price, "¥139.00");
    assert_eq!(
        (line.struck.as_str(), line.basis),
        ("¥199.00", "厂商建议零售价")
    );
}

#[test]
fn every_locale_has_its_words() {
    #[track_caller]
    fn check(locale: Locale, date: &str, rows: &[&str], label: &str, note: &str) {
        let mut model = quoted();
        model.locale = locale;
        let view = shown(&model);
        assert_eq!(view.date, date);
        assert_eq!(receipt(&view), rows);
        assert_eq!(view.pay.label, label);
        assert_eq!(view.pay.note, note);
    }
    check(
        Locale::ZhTw,
        "11月11日 10:02",
        &[
            "商品金額 (4 件) ¥317.50",
            "限時秒殺折抵 −¥30.00",
            "滿 200 折 20 −¥20.00",
            "見面禮券 滿 199 折 15 −¥15.00",
            "點數折抵 (300 點) −¥3.00",
            "運費 (滿 99 免運) ¥0.00",
            "= ¥249.50 免運",
        ],
        "結帳（4）",
        "已省 ¥78.00",
    );
    check(
        Locale::En,
        "Nov 11, 10:02",
        &[
            "Goods (items: 4) ¥317.50",
            "Flash sale −¥30.00",
            "¥20 off ¥200+ −¥20.00",
            "Welcome coupon ¥15 off ¥199+ −¥15.00",
            "Points (points: 300) −¥3.00",
            "Delivery (Free delivery from ¥99) ¥0.00",
            "= ¥249.50 delivery included",
        ],
        "Pay (4)",
        "¥78.00 saved",
    );
}

/// Each sum of the bill is one of the quote's: the receipt adds up as the engine did.
#[test]
fn the_bill_holds_every_cent_of_the_quote() {
    let model = quoted();
    let quote = model.quote.as_ref().expect("it is priced");
    let Some(Bill { rows, .. }) = shown(&model).bill else {
        panic!("a priced cart has a bill");
    };
    let off = rows
        .iter()
        .filter(|row| matches!(row.kind, RowKind::Off | RowKind::Coupon(_)))
        .count();
    let applied = quote
        .applied
        .iter()
        .filter(|applied| applied.layer != pricing::Layer::FREIGHT);
    assert_eq!(off, applied.count());
}

#[cfg(feature = "variants")]
#[test]
fn variants_are_named_once_and_drawn() {
    let mut names: Vec<&str> = Vec::new();
    for variant in super::variants::all() {
        assert!(!names.contains(&variant.name), "{} twice", variant.name);
        names.push(variant.name);
        for locale in Locale::ALL {
            assert!(!variant.title.get(locale).is_empty());
            assert!(!matches!((variant.node)(locale), crate::ui::Node::Empty));
        }
    }
    for state in [
        "empty",
        "nothing_ticked",
        "quoted",
        "quoting",
        "stale",
        "mismatch",
        "conditional",
        "offline",
        "time_unknown",
        "unpriced",
        "confirmed",
        "removed",
        "two_shops",
        "long_names",
        "many_units",
        "top_step",
        "refused",
        "deposit_and_gifts",
        "no_reduction",
        "english",
    ] {
        assert!(names.contains(&state), "{state} has no variant");
    }
}
