//! Every state of the rules panel, named.

use campaign::say::RuleSection;
use campaign::{Locale, Words, words};

use super::state::{View, panel, personal};
use crate::ui::Node;
use crate::widgets::variant::Variant;

/// A part: its id, heading and sentences.
type Part = (&'static str, Words, &'static [Words]);

const LOADED: &[Part] = &[
    (
        "time",
        words!("活动时间", "活動時間", "When"),
        &[
            words!(
                "11月10日 20:00 – 11月12日 24:00",
                "11月10日 20:00 – 11月12日 24:00",
                "Nov 10, 20:00 – Nov 12, 24:00",
            ),
            words!(
                "以北京时间为准",
                "以北京時間為準",
                "All times are Beijing time",
            ),
        ],
    ),
    (
        "reduction",
        words!("满减", "滿額折扣", "Spend and save"),
        &[words!(
            "满 200 减 20，满 300 减 50，满 500 减 100，取最高一档，以秒杀、限时价后的金额计算，达到门槛即享。",
            "滿 200 折 20，滿 300 折 50，滿 500 折 100，取最高一階，以秒殺價、限時價後的金額計算，達到門檻即享。",
            "¥20 off ¥200+, ¥50 off ¥300+, ¥100 off ¥500+; the highest step reached counts; measured after flash and sale prices; reaching the amount is enough.",
        )],
    ),
    (
        "coupons",
        words!("优惠券", "優惠券", "Coupons"),
        &[words!(
            "每单限用 1 张店铺券，可与满减同享，每人每档限领 1 张。",
            "每筆訂單限用 1 張店鋪券，可與滿額折扣併用，每人每階限領 1 張。",
            "One shop coupon an order, together with spend and save; one of each step a person.",
        )],
    ),
    (
        "flash",
        words!("秒杀", "限時秒殺", "Flash sale"),
        &[words!(
            "11月11日 10:00、14:00、20:00 三场，每人每款限购 2 件。",
            "11月11日 10:00、14:00、20:00 三場，每人每款限購 2 件。",
            "Nov 11 at 10:00, 14:00 and 20:00; at most 2 of each a person.",
        )],
    ),
    (
        "organiser",
        words!("主办方", "主辦單位", "Organiser"),
        &[
            words!(
                "青禾集（杭州）商贸有限公司",
                "青禾集（杭州）商貿有限公司",
                "Qinghe Market (Hangzhou) Trading Co., Ltd.",
            ),
            words!(
                "客服 400-820-1111",
                "客服 400-820-1111",
                "Customer service 400-820-1111",
            ),
        ],
    ),
];

const SHORT: &[Part] = &[
    (
        "time",
        words!("活动时间", "活動時間", "When"),
        &[words!(
            "11月11日 10:00–12:00",
            "11月11日 10:00–12:00",
            "Nov 11, 10:00–12:00",
        )],
    ),
    (
        "organiser",
        words!("主办方", "主辦單位", "Organiser"),
        &[words!("青禾集", "青禾集", "Qinghe Market")],
    ),
];

const LONG: &[Part] = &[(
    "draw",
    words!("抽奖", "抽獎", "Prize draw"),
    &[
        words!(
            "11月10日 20:00 – 11月12日 24:00，每天送 1 次机会，逛秒杀会场 15 秒再得 1 次，完成一笔订单再得 2 次，每天最多 3 次。",
            "11月10日 20:00 – 11月12日 24:00，每天送 1 次機會，逛限時秒殺會場 15 秒再得 1 次，完成一筆訂單再得 2 次，每天最多 3 次。",
            "Nov 10, 20:00 – Nov 12, 24:00; one chance a day, one more for 15 seconds at the flash sale, two for each order, at most 3 orders a day.",
        ),
        words!(
            "一等奖：免单券，概率 0.01%，共 20 份；二等奖：旅行茶具套装，概率 0.05%，共 50 份；三等奖：20 元券，概率 3.4%。",
            "一等獎：免單券，機率 0.01%，共 20 份；二等獎：旅行茶具套裝，機率 0.05%，共 50 份；三等獎：20 元券，機率 3.4%。",
            "First: a free order, 0.01%, 20 in all; second: a travel tea set, 0.05%, 50 in all; third: a ¥20 coupon, 3.4%.",
        ),
        words!(
            "满 18 周岁可参与。券和积分抽中即到账，按券面条件使用。实物奖由青禾集免费寄送，抽中后 7 天内在“我的奖品”填写地址，逾期视为放弃。",
            "年滿 18 歲可參加。優惠券與點數抽中後立即入帳，依券面條件使用。實物獎由青禾集免費寄送，請於抽中後 7 天內在「我的獎品」填寫地址，逾期視同放棄。",
            "Open to people aged 18 or over. Coupons and points are credited at once and follow the terms printed on them. Goods are shipped free by Qinghe Market: enter your address under \"My prizes\" within 7 days of winning, or the prize is forfeited.",
        ),
    ],
)];

/// Every named state.
#[must_use]
pub fn all() -> Vec<Variant> {
    let variant = |name, title, node| Variant { name, title, node };
    vec![
        variant("loaded", words!("规则", "規則", "Rules"), |locale| {
            node(LOADED, locale)
        }),
        variant(
            "short",
            words!("最少内容", "最少內容", "Very short"),
            |locale| node(SHORT, locale),
        ),
        variant(
            "long",
            words!("长段落", "長段落", "Long paragraphs"),
            |locale| node(LONG, locale),
        ),
        variant(
            "personal",
            words!("可关闭个性化", "可關閉個人化", "Personalised"),
            |locale| switched(false, locale),
        ),
        variant(
            "impersonal",
            words!("已关闭个性化", "已關閉個人化", "Not personalised"),
            |locale| switched(true, locale),
        ),
        variant("english", words!("英文", "英文", "English"), |_| {
            node(LOADED, Locale::En)
        }),
    ]
}

fn node(parts: &[Part], locale: Locale) -> Node {
    super::draw(&view(parts, locale), |_| ())
}

fn switched(impersonal: bool, locale: Locale) -> Node {
    let mut view = view(SHORT, locale);
    view.personal = Some(personal(impersonal, locale));
    super::draw(&view, |_| ())
}

fn view(parts: &[Part], locale: Locale) -> View {
    let sections = parts
        .iter()
        .map(|(id, title, lines)| RuleSection {
            id,
            title: title.get(locale).to_owned(),
            lines: lines
                .iter()
                .map(|line| line.get(locale).to_owned())
                .collect(),
        })
        .collect();
    panel(sections, "8F3C1A", locale)
}
