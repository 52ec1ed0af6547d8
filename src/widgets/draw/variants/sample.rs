//! The draw behind every variant.

use campaign::model::{Draw, Prize, PrizeKind, Sector};
use campaign::{Locale, Text, Words, words};
use pricing::{Instant, Money, Window};

/// Colour, odds, figure, label and picture of each sector.
const SECTORS: [(char, u32, &str, Words, &str); 11] = [
    ('a', 153_000, "5", COUPON, "ticket"),
    ('f', 40_000, "", FREE, "free"),
    ('b', 90_000, "50", POINTS, "point"),
    ('c', 100_000, "", NONE, "leaf"),
    ('d', 34_000, "", GAIWAN, "bowl"),
    ('a', 153_000, "5", COUPON, "ticket"),
    ('f', 50_000, "200", POINTS, "point"),
    ('e', 120_000, "20", COUPON, "ticket"),
    ('c', 100_000, "", NONE, "leaf"),
    ('b', 70_000, "", TEA, "gift"),
    ('b', 90_000, "50", POINTS, "point"),
];

const COUPON: Words = words!("元券", "元券", "coupon");
const FREE: Words = words!("免单", "免單", "Free order");
const POINTS: Words = words!("积分", "點數", "points");
const NONE: Words = words!("谢谢参与", "謝謝參與", "No prize");
const GAIWAN: Words = words!("盖碗", "蓋碗", "Gaiwan");
const TEA: Words = words!("龙井", "龍井", "Longjing");
/// The draw behind every variant; made once, for as long as the gallery lives.
pub(super) fn sample() -> &'static Draw {
    thread_local! {
        static SAMPLE: &'static Draw = Box::leak(Box::new(wheel()));
    }
    SAMPLE.with(|draw| *draw)
}

fn wheel() -> Draw {
    let text = |words: Words| {
        let [zh_cn, zh_tw, en] = Locale::ALL.map(|locale| words.get(locale));
        Text::new(zh_cn, Some(zh_tw), Some(en))
    };
    let mut sectors = Vec::new();
    let mut prizes = Vec::new();
    for (tone, ppm, figure, label, icon) in SECTORS {
        sectors.push(Sector {
            prize: prizes.len(),
            ppm,
        });
        prizes.push(Prize {
            id: String::new(),
            name: text(label),
            figure: figure.to_owned(),
            label: text(label),
            icon: icon.to_owned(),
            tone,
            kind: PrizeKind::Nothing,
            ppm,
            stock: None,
            per_day: None,
            per_buyer: None,
            windows: Vec::new(),
            value: Money::ZERO,
        });
    }
    let window = Window {
        from: Instant::MIN,
        until: Instant::MIN,
    };
    Draw {
        id: "wheel".to_owned(),
        name: text(words!("转一转灯盘", "轉一轉燈盤", "Spin the lantern wheel")),
        window,
        redeem_until: window.until,
        prizes,
        sectors,
        per_buyer: None,
        consolation: None,
        commitment: String::new(),
        daily_chances: 1,
        tasks: Vec::new(),
        terms: Text::default(),
    }
}
