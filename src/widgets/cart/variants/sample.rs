//! What the named carts are made of.

use campaign::say::MoneyParts;
use campaign::{Locale, Words, words};

use super::super::state::{Bill, Button, Group, Line, Row, RowKind, View};
use crate::ui::tier::{Mark, Stop, Tier};

/// A line: id, name, specification, price, struck price, units, ticked.
pub(super) type Item = (
    &'static str,
    Words,
    Words,
    &'static str,
    &'static str,
    u32,
    bool,
);

/// A row: name, what is beside it, sum, kind.
pub(super) type Sum = (Words, Words, &'static str, RowKind);

pub(super) const NONE: Words = words!("", "", "");

pub(super) const GAIWAN: Item = (
    "gaiwan",
    words!(
        "手作白瓷盖碗 150ml",
        "手作白瓷蓋碗 150ml",
        "Handmade white porcelain gaiwan, 150 ml",
    ),
    words!(
        "梅枝 · 秒杀价",
        "梅枝 · 秒殺價",
        "Plum branch · Flash price",
    ),
    "¥99.00",
    "¥129.00",
    1,
    true,
);

pub(super) const TEA: Item = (
    "tea",
    words!(
        "明前龙井 罐装 100g",
        "明前龍井 罐裝 100g",
        "Pre-Qingming Longjing tea, 100 g tin",
    ),
    words!("2026 春茶", "2026 春茶", "Spring harvest 2026"),
    "¥59.50",
    "",
    2,
    true,
);

pub(super) const NUTS: Item = (
    "nuts",
    words!(
        "每日坚果礼盒 30 包",
        "每日堅果禮盒 30 包",
        "Daily nuts gift box, 30 sachets",
    ),
    words!("750g", "750g", "750 g"),
    "¥69.50",
    "",
    1,
    true,
);

pub(super) const SCARF: Item = (
    "scarf",
    words!("羊毛格纹围巾", "羊毛格紋圍巾", "Checked wool scarf"),
    words!(
        "双面织 · 180×32cm",
        "雙面織 · 180×32cm",
        "Double-faced · 180 × 32 cm",
    ),
    "¥159.00",
    "",
    1,
    false,
);

pub(super) const ITEMS: [Item; 4] = [GAIWAN, TEA, NUTS, SCARF];

pub(super) const GOODS: Words = words!("商品金额", "商品金額", "Goods");

pub(super) const FOUR: Words = words!("4 件", "4 件", "items: 4");

pub(super) const FLASH: Words = words!("秒杀直降", "限時秒殺折抵", "Flash sale");

pub(super) const FULL_20: Words = words!("满 200 减 20", "滿 200 折 20", "¥20 off ¥200+");

pub(super) const COUPON_15: Words = words!(
    "见面礼券 满 199 减 15",
    "見面禮券 滿 199 折 15",
    "Welcome coupon ¥15 off ¥199+",
);

pub(super) const POINTS: Words = words!("积分抵扣", "點數折抵", "Points");

pub(super) const FREIGHT: Words = words!("运费", "運費", "Delivery");

pub(super) const FREE_99: Words = words!("满 99 包邮", "滿 99 免運", "Free delivery from ¥99");

pub(super) const FREE: Words = words!("包邮", "免運", "delivery included");

pub(super) const NOT_COUNTED: Words = words!("未计入", "未計入", "not counted");

pub(super) const SUMS: [Sum; 6] = [
    (GOODS, FOUR, "¥317.50", RowKind::Paid),
    (FLASH, NONE, "−¥30.00", RowKind::Off),
    (FULL_20, NONE, "−¥20.00", RowKind::Off),
    (COUPON_15, NONE, "−¥15.00", RowKind::Off),
    (
        POINTS,
        words!("300 积分", "300 點", "points: 300"),
        "−¥3.00",
        RowKind::Off,
    ),
    (FREIGHT, FREE_99, "¥0.00", RowKind::Paid),
];

pub(super) fn group(shop: Words, items: &[Item], locale: Locale) -> Group {
    let lines = items
        .iter()
        .enumerate()
        .map(
            |(at, (id, name, spec, price, struck, units, ticked))| Line {
                at,
                name: name.get(locale).to_owned(),
                spec: spec.get(locale).to_owned(),
                picture: picture(id),
                price: (*price).to_owned(),
                struck: (*struck).to_owned(),
                basis: words!(
                    "近 30 天最低成交价",
                    "近 30 天最低成交價",
                    "lowest price of the last 30 days",
                )
                .get(locale),
                units: *units,
                ticked: *ticked,
            },
        )
        .collect();
    Group {
        shop: shop.get(locale).to_owned(),
        lines,
    }
}

/// The sample art, as the studio serves it.
pub(super) fn picture(id: &str) -> String {
    let (theme, name) = match id {
        "sun-umbrella" => ("midyear", "umbrella"),
        "picnic-basket" => ("midyear", "basket"),
        "long" => ("festive", "gaiwan"),
        "ring" => return String::new(),
        other => ("festive", other),
    };
    ["/art/", theme, "/", name, ".svg"].concat()
}

pub(super) fn gap(missing: &str, gives: &str, locale: Locale) -> Vec<(String, bool)> {
    vec![
        (words!("再买", "再買", "Add ").get(locale).to_owned(), false),
        (missing.to_owned(), true),
        (
            words!("减", "折", " to save ").get(locale).to_owned(),
            false,
        ),
        (gives.to_owned(), true),
    ]
}

pub(super) fn stop(at: i64, mark: Mark, gives: Words, asks: Words, locale: Locale) -> Stop {
    Stop {
        at,
        mark,
        gives: gives.get(locale).to_owned(),
        asks: asks.get(locale).to_owned(),
    }
}

pub(super) fn stops(marks: [Mark; 3], locale: Locale) -> Vec<Stop> {
    let gives = [
        words!("减20", "折20", "−20"),
        words!("减50", "折50", "−50"),
        words!("减100", "折100", "−100"),
    ];
    let asks = [
        words!("满200", "滿200", "200+"),
        words!("满300", "滿300", "300+"),
        words!("满500", "滿500", "500+"),
    ];
    [400, 600, 1000]
        .into_iter()
        .zip(marks)
        .zip(gives.into_iter().zip(asks))
        .map(|((at, mark), (gives, asks))| stop(at, mark, gives, asks, locale))
        .collect()
}

pub(super) fn progress(locale: Locale) -> Tier {
    Tier {
        gap: gap("¥12.50", "¥50", locale),
        fill: 575,
        stops: stops([Mark::Reached, Mark::Next, Mark::Ahead], locale),
        spoken: String::new(),
    }
}

pub(super) fn top(locale: Locale) -> Tier {
    let words = words!("已到最高一档，减", "已達最高一階，折", "Top step reached: ");
    Tier {
        gap: vec![
            (words.get(locale).to_owned(), false),
            ("¥100".to_owned(), true),
        ],
        fill: 1000,
        stops: stops([Mark::Reached; 3], locale),
        spoken: String::new(),
    }
}

pub(super) fn bill(
    sums: &[Sum],
    whole: &str,
    fraction: &str,
    includes: Words,
    locale: Locale,
) -> Bill {
    let (mut rows, mut beside) = (Vec::new(), Vec::new());
    for (name, small, sum, kind) in sums {
        let list = match kind {
            RowKind::Beside => &mut beside,
            _ => &mut rows,
        };
        list.push(Row {
            name: name.get(locale).to_owned(),
            small: small.get(locale).to_owned(),
            sum: (*sum).to_owned(),
            kind: *kind,
        });
    }
    Bill {
        rows,
        total: parts(whole, fraction),
        includes: includes.get(locale),
        insists: String::new(),
        beside,
    }
}

pub(super) fn unused(rows: &[(Words, Words, bool)], locale: Locale) -> Vec<Row> {
    rows.iter()
        .map(|(name, reason, claim)| Row {
            kind: if *claim {
                RowKind::Claim
            } else {
                RowKind::Unused
            },
            name: name.get(locale).to_owned(),
            small: reason.get(locale).to_owned(),
            sum: String::new(),
        })
        .collect()
}

pub(super) fn parts(whole: &str, fraction: &str) -> MoneyParts {
    MoneyParts {
        sign: "",
        symbol: "¥".to_owned(),
        whole: whole.to_owned(),
        fraction: fraction.to_owned(),
    }
}

pub(super) fn plain(words: Words, locale: Locale) -> Vec<(String, bool)> {
    vec![(words.get(locale).to_owned(), false)]
}

pub(super) fn quoted_at(locale: Locale) -> String {
    words!("10:02 的报价", "10:02 的報價", "as of 10:02")
        .get(locale)
        .to_owned()
}

/// Takes out everything that needs a price.
pub(super) fn bare(view: &mut View) {
    view.progress = None;
    view.bill = None;
    view.unused = Vec::new();
    view.rest = String::new();
    view.rule = String::new();
}

/// A bar at the bottom without a price, whose button rests.
pub(super) fn rest(view: &mut View, label: Words, note: Words) {
    view.pay.price = None;
    view.pay.note = note.get(view.locale).to_owned();
    view.pay.label = label.get(view.locale).to_owned();
    view.pay.button = Button::Rest;
}

pub(super) fn pays(view: &mut View, price: (&str, &str), note: Words, label: Words) {
    view.pay.price = Some(parts(price.0, price.1));
    view.pay.note = note.get(view.locale).to_owned();
    view.pay.label = label.get(view.locale).to_owned();
}
