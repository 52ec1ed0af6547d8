//! The panels: odds, ways to more turns, my prizes.

use campaign::{Locale, Words, words};

use super::super::state::{Action, Row, Sheet, SheetView};

pub(super) fn odds(locale: Locale) -> Box<SheetView> {
    let rows = [
        ('a', "5 元券", "¥5 coupon", "3,000 张", "3,000", "30.6%"),
        (
            'f',
            "订单免单（上限 ¥200）",
            "Free order (up to ¥200)",
            "20 张",
            "20",
            "4%",
        ),
        ('b', "50 积分", "50 points", "不限", "no limit", "18%"),
        ('c', "谢谢参与", "No prize", "—", "—", "20%"),
        (
            'd',
            "手作白瓷盖碗",
            "Porcelain gaiwan",
            "50 份",
            "50",
            "3.4%",
        ),
        ('e', "20 元券", "¥20 coupon", "500 张", "500", "12%"),
        ('f', "200 积分", "200 points", "不限", "no limit", "5%"),
        (
            'b',
            "龙井试饮装 10g",
            "Longjing sample, 10 g",
            "400 份",
            "400",
            "7%",
        ),
    ];
    let either = |zh: &str, en: &str| if locale == Locale::En { en } else { zh }.to_owned();
    let rows = rows
        .into_iter()
        .map(|(tone, name, name_en, stock, stock_en, odds)| Row {
            tone,
            name: either(name, name_en),
            note: either(stock, stock_en),
            end: odds.to_owned(),
            press: None,
        })
        .collect();
    let mut odds = sheet(Sheet::Odds, rows);
    odds.notes = vec![
            words!(
                "随机即时开奖。各扇区角度与概率一致，合计 100%，人人相同。由青禾集（杭州）商贸有限公司主办。",
                "隨機即時開獎。各扇區角度與機率一致，合計 100%，人人相同。由青禾集（杭州）商貿有限公司主辦。",
                "Drawn at random, with the result at once. Each sector's angle is its odds; they add up to 100% and are the same for everyone. Organised by Qinghe Market (Hangzhou) Trading Co., Ltd.",
            )
            .get(locale)
            .to_owned(),
        ];
    odds
}

pub(super) fn sheet(kind: Sheet, rows: Vec<Row>) -> Box<SheetView> {
    Box::new(SheetView {
        kind,
        rows,
        notes: Vec::new(),
        go: false,
    })
}

pub(super) fn tasks(locale: Locale) -> Vec<Row> {
    let text = |words: Words| words.get(locale).to_owned();
    vec![
        Row {
            name: text(words!(
                "逛秒杀会场 15 秒",
                "逛秒殺會場 15 秒",
                "Browse the flash sale for 15 seconds",
            )),
            note: text(words!(
                "每天一次，得 1 次机会",
                "每天一次，得 1 次機會",
                "Once a day, for 1 turn",
            )),
            end: text(words!("去逛逛", "去逛逛", "Browse")),
            press: Some(Action::Task(0)),
            tone: '\0',
        },
        Row {
            name: text(words!("完成一笔订单", "完成一筆訂單", "Complete an order")),
            note: text(words!(
                "付款后到账，得 2 次机会",
                "付款後入帳，得 2 次機會",
                "Once paid, for 2 turns",
            )),
            end: text(words!("去下单", "去下單", "Shop")),
            press: Some(Action::Task(1)),
            tone: '\0',
        },
    ]
}

pub(super) fn prizes(locale: Locale) -> Vec<Row> {
    let row = |name: Words, note: Words, end: Words, press| Row {
        name: name.get(locale).to_owned(),
        note: note.get(locale).to_owned(),
        end: end.get(locale).to_owned(),
        press,
        tone: '\0',
    };
    vec![
        row(
            words!("手作白瓷盖碗", "手作白瓷蓋碗", "Porcelain gaiwan"),
            words!(
                "11月11日 09:58 抽中，11月19日 24:00 前可以兑奖",
                "11月11日 09:58 抽中，11月19日 24:00 前可以兌獎",
                "won Nov 11, 09:58; redeem until Nov 19, 24:00",
            ),
            words!("看规则", "看規則", "See the rules"),
            Some(Action::Open(Sheet::Odds)),
        ),
        row(
            words!("5 元券", "5 元券", "¥5 coupon"),
            words!(
                "11月10日 21:16 抽中，11月12日 24:00 到期",
                "11月10日 21:16 抽中，11月12日 24:00 到期",
                "won Nov 10, 21:16; Expires Nov 12, 24:00",
            ),
            words!("去使用", "去使用", "Use it"),
            Some(Action::Use(0)),
        ),
        row(
            words!("50 积分", "50 點數", "50 points"),
            words!(
                "11月10日 20:31 抽中，已到账",
                "11月10日 20:31 抽中，已入帳",
                "won Nov 10, 20:31; credited",
            ),
            words!("", "", ""),
            None,
        ),
    ]
}
