//! The carts with other lines and other offers.

use campaign::{Locale, words};

use super::super::state::{Row, RowKind, Ticks, View};
use super::super::words::{BALANCE, DEPOSIT, EARNED, LATER};
use super::quoted;
use super::sample::*;
use crate::ui::tier::{Mark, Tier};

pub(super) fn conditional(locale: Locale) -> View {
    let lamp: Item = (
        "lamp",
        words!(
            "蘑菇小台灯 三档调光",
            "蘑菇小檯燈 三段調光",
            "Mushroom table lamp, three levels",
        ),
        words!(
            "玻璃灯罩 · 抢到后 ¥168.00",
            "玻璃燈罩 · 搶到後 ¥168.00",
            "Glass shade · ¥168.00 if you get a slot",
        ),
        "¥239.00",
        "",
        1,
        true,
    );
    let cushion: Item = (
        "cushion",
        words!("亚麻靠垫 45cm", "亞麻靠墊 45cm", "Linen cushion, 45 cm"),
        words!(
            "含芯 · 限时 5 折",
            "含枕芯 · 限時 5 折",
            "With filling · 50% off",
        ),
        "¥34.50",
        "¥69.00",
        2,
        true,
    );
    let sums = [
        (
            GOODS,
            words!("3 件", "3 件", "items: 3"),
            "¥377.00",
            RowKind::Paid,
        ),
        (
            words!("限时 5 折", "限時 5 折", "50% off"),
            NONE,
            "−¥69.00",
            RowKind::Off,
        ),
        (
            words!("满 300 减 50", "滿 300 折 50", "¥50 off ¥300+"),
            NONE,
            "−¥50.00",
            RowKind::Off,
        ),
        (FREIGHT, FREE_99, "¥0.00", RowKind::Paid),
    ];
    let mut view = quoted(locale);
    view.groups = vec![group(NONE, &[lamp, cushion], locale)];
    let mut sums = bill(&sums, "258", ".00", FREE, locale);
    let you_pay = words!("到手 ", "實付 ", "you pay ").get(locale);
    for (name, small, sum) in [
        (
            words!("黑卡折上折", "黑卡折上折", "Black Card extra"),
            words!(
                "限黑卡会员 · 未计入",
                "限黑卡會員 · 未計入",
                "only for Black Card members · not counted",
            ),
            "¥251.10",
        ),
        (
            words!(
                "前 300 名可享秒杀价 ¥168",
                "前 300 名可享限時秒殺價 ¥168",
                "First 300 buyers: Flash price ¥168",
            ),
            NOT_COUNTED,
            "¥217.00",
        ),
    ] {
        sums.rows.push(Row {
            name: name.get(locale).to_owned(),
            small: small.get(locale).to_owned(),
            sum: [you_pay, sum].concat(),
            kind: RowKind::Conditional,
        });
    }
    view.bill = Some(sums);
    view.progress = None;
    view.unused.truncate(1);
    view.rest = String::new();
    pays(
        &mut view,
        ("258", ".00"),
        words!("已省 ¥129.00", "已省 ¥129.00", "¥129.00 saved"),
        words!("结算（3）", "結帳（3）", "Pay (3)"),
    );
    view
}

pub(super) fn two_shops(locale: Locale) -> View {
    let umbrella = (
        "sun-umbrella",
        words!("胶囊防晒伞", "膠囊防曬傘", "Capsule sun umbrella"),
        words!("UPF50+", "UPF50+", "UPF 50+"),
        "¥119.00",
        "",
        1,
        true,
    );
    let basket = (
        "picnic-basket",
        words!("藤编野餐篮", "藤編野餐籃", "Rattan picnic basket"),
        words!("附餐垫", "附餐墊", "With mat"),
        "¥139.00",
        "",
        1,
        true,
    );
    let outdoor = words!("山野生活馆", "山野生活館", "Shanye Outdoor Living");
    let sums = [
        (
            GOODS,
            words!("6 件", "6 件", "items: 6"),
            "¥575.50",
            RowKind::Paid,
        ),
        (FLASH, NONE, "−¥30.00", RowKind::Off),
        (
            words!("满 199 减 15", "滿 199 折 15", "¥15 off ¥199+"),
            outdoor,
            "−¥15.00",
            RowKind::Off,
        ),
        (
            words!("每满 300 减 50", "每滿 300 折 50", "¥50 off every ¥300"),
            NONE,
            "−¥50.00",
            RowKind::Off,
        ),
        (FREIGHT, FREE_99, "¥0.00", RowKind::Paid),
    ];
    let mut view = quoted(locale);
    view.shop = words!(
        "青禾集旗舰店 等 2 家店",
        "青禾集旗艦店 等 2 家店",
        "Qinghe Market flagship store and others (2)",
    )
    .get(locale)
    .to_owned();
    view.groups = vec![
        group(
            words!(
                "青禾集旗舰店",
                "青禾集旗艦店",
                "Qinghe Market flagship store",
            ),
            &ITEMS,
            locale,
        ),
        group(outdoor, &[umbrella, basket], locale),
    ];
    view.bill = Some(bill(&sums, "480", ".50", FREE, locale));
    view.progress = Some(Tier {
        gap: gap("¥54.50", "¥100", locale),
        fill: 909,
        stops: vec![stop(
            1000,
            Mark::Next,
            words!("减100", "折100", "−100"),
            words!("每满300", "每滿300", "every 300"),
            locale,
        )],
        spoken: String::new(),
    });
    pays(
        &mut view,
        ("480", ".50"),
        words!("已省 ¥105.00", "已省 ¥105.00", "¥105.00 saved"),
        words!("结算（6）", "結帳（6）", "Pay (6)"),
    );
    view
}

pub(super) fn long_names(locale: Locale) -> View {
    let long = (
        "long",
        words!(
            "景德镇手绘梅枝手作白瓷盖碗 150ml 单只独立礼盒装 附茶巾与收纳袋 2026 限定款",
            "景德鎮手繪梅枝手作白瓷蓋碗 150ml 單只獨立禮盒裝 附茶巾與收納袋 2026 限定款",
            "Handmade and hand-painted white porcelain gaiwan with plum branch from Jingdezhen, 150 ml, boxed singly, with cloth and pouch",
        ),
        words!(
            "梅枝图案 · 附茶巾、收纳袋与手写贺卡 · 秒杀价 2 件 · 黑卡折上折 3 件",
            "梅枝圖案 · 附茶巾、收納袋與手寫賀卡 · 秒殺價 2 件 · 黑卡折上折 3 件",
            "Plum branch · with cloth, pouch and a handwritten card · Flash price × 2 · Black Card extra × 3",
        ),
        "¥12999.00",
        "¥15999.00",
        128,
        true,
    );
    let mut view = quoted(locale);
    view.shop = words!(
        "青禾集景德镇手作瓷器与江南茶事旗舰店",
        "青禾集景德鎮手作瓷器與江南茶事旗艦店",
        "Qinghe Market flagship store for Jingdezhen porcelain and Jiangnan tea",
    )
    .get(locale)
    .to_owned();
    view.groups = vec![group(NONE, &[long, TEA], locale)];
    let sums = [
        (
            GOODS,
            words!("130 件", "130 件", "items: 130"),
            "¥2047991.00",
            RowKind::Paid,
        ),
        (
            FLASH,
            words!(
                "景德镇手绘梅枝手作白瓷盖碗 150ml 单只独立礼盒装",
                "景德鎮手繪梅枝手作白瓷蓋碗 150ml 單只獨立禮盒裝",
                "Handmade and hand-painted white porcelain gaiwan with plum branch",
            ),
            "−¥6000.00",
            RowKind::Off,
        ),
        (FULL_20, NONE, "−¥20.00", RowKind::Off),
        (FREIGHT, FREE_99, "¥0.00", RowKind::Paid),
    ];
    view.bill = Some(bill(&sums, "2041971", ".00", FREE, locale));
    pays(
        &mut view,
        ("2041971", ".00"),
        words!("已省 ¥6020.00", "已省 ¥6020.00", "¥6,020.00 saved"),
        words!("结算（130）", "結帳（130）", "Pay (130)"),
    );
    view
}

pub(super) fn many_units(locale: Locale) -> View {
    let mut most = TEA;
    most.5 = 999;
    let mut many = NUTS;
    many.5 = 120;
    let mut view = quoted(locale);
    view.groups = vec![group(NONE, &[most, many], locale)];
    let sums = [
        (
            GOODS,
            words!("1119 件", "1119 件", "items: 1,119"),
            "¥67780.50",
            RowKind::Paid,
        ),
        (
            words!("满 500 减 100", "滿 500 折 100", "¥100 off ¥500+"),
            NONE,
            "−¥100.00",
            RowKind::Off,
        ),
        (FREIGHT, FREE_99, "¥0.00", RowKind::Paid),
    ];
    view.bill = Some(bill(&sums, "67680", ".50", FREE, locale));
    view.progress = Some(top(locale));
    view.top_up = false;
    view.unused = Vec::new();
    view.rest = String::new();
    pays(
        &mut view,
        ("67680", ".50"),
        words!("已省 ¥110.00", "已省 ¥110.00", "¥110.00 saved"),
        words!("结算（1119）", "結帳（1119）", "Pay (1,119)"),
    );
    view.pay.ticks = Ticks::All;
    view
}

pub(super) fn top_step(locale: Locale) -> View {
    let mut view = quoted(locale);
    view.progress = Some(top(locale));
    view.top_up = false;
    view
}

pub(super) fn no_reduction(locale: Locale) -> View {
    let cushion = (
        "cushion",
        words!("亚麻靠垫 45cm", "亞麻靠墊 45cm", "Linen cushion, 45 cm"),
        words!(
            "含芯 · 限时 5 折",
            "含枕芯 · 限時 5 折",
            "With filling · 50% off",
        ),
        "¥34.50",
        "¥69.00",
        1,
        true,
    );
    let sums = [
        (
            GOODS,
            words!("1 件", "1 件", "items: 1"),
            "¥69.00",
            RowKind::Paid,
        ),
        (
            words!("限时 5 折", "限時 5 折", "50% off"),
            NONE,
            "−¥34.50",
            RowKind::Off,
        ),
        (
            FREIGHT,
            words!(
                "满 99 包邮 · 还差 ¥64.50",
                "滿 99 免運 · 還差 ¥64.50",
                "Free delivery from ¥99 · ¥64.50 to go",
            ),
            "¥10.00",
            RowKind::Paid,
        ),
    ];
    let mut view = quoted(locale);
    view.groups = vec![group(NONE, &[cushion], locale)];
    view.progress = None;
    view.unused = Vec::new();
    view.rest = String::new();
    view.bill = Some(bill(
        &sums,
        "44",
        ".50",
        words!("含运费", "含運費", "delivery included"),
        locale,
    ));
    pays(
        &mut view,
        ("44", ".50"),
        words!("已省 ¥34.50", "已省 ¥34.50", "¥34.50 saved"),
        words!("结算（1）", "結帳（1）", "Pay (1)"),
    );
    view.pay.ticks = Ticks::All;
    view
}

pub(super) fn deposit_and_gifts(locale: Locale) -> View {
    let gaiwan: Item = (
        "gaiwan",
        words!(
            "手作白瓷盖碗礼盒",
            "手作白瓷蓋碗禮盒",
            "White porcelain gaiwan gift set",
        ),
        words!(
            "预售 · 11月10日付尾款",
            "預售 · 11月10日付尾款",
            "Pre-sale · balance from Nov 10",
        ),
        "¥849.00",
        "¥899.00",
        1,
        true,
    );
    let sums = [
        (
            GOODS,
            words!("1 件", "1 件", "items: 1"),
            "¥899.00",
            RowKind::Paid,
        ),
        (
            words!(
                "付定金 ¥50 抵 ¥100",
                "付訂金 ¥50 抵 ¥100",
                "¥50 deposit counts as ¥100",
            ),
            NONE,
            "−¥50.00",
            RowKind::Off,
        ),
        (FREIGHT, FREE_99, "¥0.00", RowKind::Paid),
        (DEPOSIT, NONE, "¥50.00", RowKind::Beside),
        (BALANCE, NONE, "¥799.00", RowKind::Beside),
        (
            words!("赠 双层玻璃杯", "贈 雙層玻璃杯", "Gift: double-wall glass"),
            words!("1 件已赠完", "1 件已贈完", "1 more are gone"),
            "×1",
            RowKind::Beside,
        ),
        (
            words!("尾款返现", "尾款現金回饋", "Cashback on the balance"),
            LATER,
            "¥20.00",
            RowKind::Beside,
        ),
        (
            EARNED,
            NONE,
            match locale {
                Locale::ZhCn => "849 积分",
                Locale::ZhTw => "849 點",
                Locale::En => "points: 849",
            },
            RowKind::Beside,
        ),
    ];
    let mut view = quoted(locale);
    view.groups = vec![group(NONE, &[gaiwan], locale)];
    view.progress = None;
    view.top_up = false;
    view.unused = Vec::new();
    view.pay.price = Some(parts("849", ".00"));
    view.pay.note = words!("已省 ¥50.00", "已省 ¥50.00", "¥50.00 saved")
        .get(locale)
        .to_owned();
    view.pay.label = words!("结算（1）", "結帳（1）", "Pay (1)")
        .get(locale)
        .to_owned();
    let mut bill = bill(&sums, "849", ".00", FREE, locale);
    bill.beside[0].kind = RowKind::Paid;
    bill.beside[1].kind = RowKind::Paid;
    view.bill = Some(bill);
    view
}

pub(super) fn refused(locale: Locale) -> View {
    let mut view = quoted(locale);
    let mut sums = SUMS;
    sums[3].3 = RowKind::Coupon(0);
    let mut bill = bill(&sums, "249", ".50", FREE, locale);
    bill.insists = words!(
        "比最省多付 ¥10.00",
        "比最划算多付 ¥10.00",
        "¥10.00 more than the best",
    )
    .get(locale)
    .to_owned();
    view.bill = Some(bill);
    for (at, (name, reason)) in [
        (
            words!(
                "平台券 满 199 减 25",
                "平台券 滿 199 折 25",
                "Platform coupon ¥25 off ¥199+",
            ),
            words!("你选择不用", "你選擇不使用", "You chose not to use it"),
        ),
        (
            words!(
                "开门红券 满 99 减 8",
                "開門紅券 滿 99 折 8",
                "Opening coupon ¥8 off ¥99+",
            ),
            words!(
                "见面礼券 满 199 减 15更省",
                "見面禮券 滿 199 折 15更划算",
                "Welcome coupon ¥15 off ¥199+ saves more",
            ),
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let row = Row {
            kind: RowKind::Instead(at),
            name: name.get(locale).to_owned(),
            small: reason.get(locale).to_owned(),
            sum: String::new(),
        };
        view.unused.insert(at, row);
    }
    view.unused.truncate(4);
    view
}
