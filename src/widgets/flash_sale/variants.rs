//! Every state of a flash sale, named.

use std::rc::Rc;

use campaign::say::MoneyParts;
use campaign::{Locale, Words, words};
use pricing::OfferId;

use super::state::{Bar, Item, Press, Reference, State, Tab, View};
use super::{draw, draw_item};
use crate::ui::{Node, el};
use crate::widgets::variant::Variant;

const NONE: Words = words!("", "", "");
const GAIWAN: Words = words!(
    "手作白瓷盖碗 150ml",
    "手作白瓷蓋碗 150ml",
    "Handmade white porcelain gaiwan, 150 ml",
);
const GAIWAN_SPEC: Words = words!(
    "景德镇手绘梅枝，单只独立装",
    "景德鎮手繪梅枝，單只獨立裝",
    "Jingdezhen, hand-painted plum branch, boxed singly",
);
const LAMP: Words = words!(
    "蘑菇小台灯 三档调光",
    "蘑菇小檯燈 三段調光",
    "Mushroom table lamp, three levels",
);
const LAMP_SPEC: Words = words!(
    "玻璃灯罩，旋钮开关",
    "玻璃燈罩，旋鈕開關",
    "Glass shade, rotary switch",
);
const SCARF: Words = words!("羊毛格纹围巾", "羊毛格紋圍巾", "Checked wool scarf");
const SCARF_SPEC: Words = words!(
    "100% 绵羊毛，双面织",
    "100% 綿羊毛，雙面織",
    "100% wool, double-faced",
);
const BASIS: Words = words!(
    "近 30 天最低成交价",
    "近 30 天最低成交價",
    "lowest price of the last 30 days",
);
const FLASH: Words = words!("秒杀价", "秒殺價", "Flash");
const STOCK: Words = words!(
    "库存 37 件 · 10:02 更新",
    "庫存 37 件 · 10:02 更新",
    "37 left · as of 10:02",
);
const GONE: Words = words!(
    "本场已售完 · 10:06 更新",
    "本場已售完 · 10:06 更新",
    "Sold out · as of 10:06",
);
const GRAB: Words = words!("马上抢", "馬上搶", "Grab it");
const ADD: Words = words!("加入购物车", "加入購物車", "Add to cart");
const EACH: Words = words!("每人限购 2 件", "每人限購 2 件", "Limit 2 each");
const OVER: Words = words!("已结束", "已結束", "Ended");
const SOON: Words = words!("即将开始", "即將開始", "Soon");
const ON: Words = words!("抢购中", "搶購中", "On now");

/// Every named state.
#[must_use]
pub fn all() -> Vec<Variant> {
    let variant = |name, title, node| Variant { name, title, node };
    vec![
        variant(
            "sessions",
            words!("场次条", "場次條", "Sessions"),
            |locale| draw(&sale(locale), &still()),
        ),
        variant(
            "many_sessions",
            words!("很多场次", "很多場次", "Many sessions"),
            |locale| {
                let mut sale = sale(locale);
                let more = sale.tabs.clone();
                sale.tabs.extend(more);
                draw(&sale, &still())
            },
        ),
        variant(
            "upcoming",
            words!("即将开始", "即將開始", "Upcoming"),
            |locale| {
                item(
                    locale,
                    &upcoming(words!("提醒我", "提醒我", "Remind"), Press::Remind),
                )
            },
        ),
        variant(
            "reminder_asked",
            words!("已约提醒", "已設提醒", "Reminder asked"),
            |locale| {
                item(
                    locale,
                    &upcoming(words!("已约提醒", "已設提醒", "Asked"), Press::Rest),
                )
            },
        ),
        variant("open", words!("抢购中", "搶購中", "Open"), |locale| {
            item(locale, &QUOTA)
        }),
        variant(
            "open_stock_unknown",
            words!(
                "抢购中，库存未知",
                "搶購中，庫存未知",
                "Open, stock unknown",
            ),
            |locale| {
                item(
                    locale,
                    &Sample {
                        stock: words!(
                            "名额 100 个 · 抢到才有此价",
                            "名額 100 個 · 搶到才有此價",
                            "100 slots · the price needs one",
                        ),
                        bar: None,
                        ..QUOTA
                    },
                )
            },
        ),
        variant(
            "open_no_quota",
            words!("不限名额", "不限名額", "No quota"),
            |locale| item(locale, &OPEN),
        ),
        variant(
            "queueing",
            words!("排队中", "排隊中", "Queueing"),
            |locale| {
                item(
                    locale,
                    &Sample {
                        state: State::Queueing,
                        stock: words!(
                            "已提交，正在等结果",
                            "已送出，正在等結果",
                            "Sent, waiting for the answer",
                        ),
                        button: words!("排队中", "排隊中", "In line"),
                        press: Press::Rest,
                        bar: None,
                        ..QUOTA
                    },
                )
            },
        ),
        variant(
            "got_it",
            words!("抢到了", "搶到了", "Got it"),
            |locale| {
                item(
                    locale,
                    &Sample {
                        state: State::GotIt,
                        stock: words!(
                            "已放进购物车，为你留到 10:17",
                            "已放入購物車，為你保留至 10:17",
                            "In your cart, held until 10:17",
                        ),
                        button: words!("去付款", "去付款", "Pay"),
                        press: Press::Pay,
                        ..OPEN
                    },
                )
            },
        ),
        variant(
            "sold_out",
            words!("售完", "售完", "Sold out"),
            |locale| {
                item(
                    locale,
                    &Sample {
                        state: State::SoldOut,
                        stock: GONE,
                        button: words!("已抢光", "已搶光", "Sold out"),
                        press: Press::Rest,
                        bar: None,
                        ..QUOTA
                    },
                )
            },
        ),
        variant(
            "limit_reached",
            words!("达到上限", "達到上限", "Limit reached"),
            |locale| {
                item(
                    locale,
                    &Sample {
                        state: State::LimitReached,
                        stock: words!(
                            "每人限购 2 件，购物车里已有",
                            "每人限購 2 件，購物車中已有",
                            "Limit 2 each, in your cart",
                        ),
                        button: words!("去结算", "去結帳", "To cart"),
                        press: Press::Pay,
                        ..OPEN
                    },
                )
            },
        ),
        variant("paused", words!("暂停", "暫停", "Paused"), |locale| {
            item(
                locale,
                &Sample {
                    state: State::Paused,
                    stock: words!(
                        "暂停销售，恢复后可以再抢",
                        "暫停銷售，恢復後可以再搶",
                        "Paused, it goes on afterwards",
                    ),
                    button: words!("已暂停", "已暫停", "Paused"),
                    press: Press::Rest,
                    bar: None,
                    ..QUOTA
                },
            )
        }),
        variant(
            "login_needed",
            words!("需要登录", "需要登入", "Login needed"),
            |locale| {
                item(
                    locale,
                    &Sample {
                        state: State::LoginNeeded,
                        stock: words!("登录后可以抢", "登入後可以搶", "Log in to take part"),
                        button: words!("去登录", "去登入", "Log in"),
                        press: Press::Login,
                        bar: None,
                        ..QUOTA
                    },
                )
            },
        ),
        variant(
            "failed",
            words!("没抢到", "未搶到", "Failed"),
            |locale| {
                item(
                    locale,
                    &Sample {
                        state: State::Failed,
                        stock: words!(
                            "没抢到，没有扣款，可以再试",
                            "未搶到，沒有扣款，可以再試",
                            "Not yours yet, nothing was charged",
                        ),
                        button: words!("再试一次", "再試一次", "Try again"),
                        bar: None,
                        ..QUOTA
                    },
                )
            },
        ),
        variant(
            "ended",
            words!("已结束", "已結束", "Ended"),
            |locale| {
                item(
                    locale,
                    &Sample {
                        state: State::Ended,
                        stock: words!("本场已结束", "本場已結束", "This session has ended"),
                        button: OVER,
                        press: Press::Rest,
                        ..OPEN
                    },
                )
            },
        ),
        variant("offline", words!("离线", "離線", "Offline"), |locale| {
            item(
                locale,
                &Sample {
                    state: State::Offline,
                    stock: words!(
                        "没有网络，连上后接着抢",
                        "沒有網路，連上後接著搶",
                        "No network, it goes on when back",
                    ),
                    button: words!("待联网", "待連線", "Offline"),
                    press: Press::Rest,
                    bar: None,
                    ..QUOTA
                },
            )
        }),
        variant(
            "conditional",
            words!("还不知道", "尚未得知", "Not known yet"),
            |locale| {
                item(
                    locale,
                    &Sample {
                        state: State::Conditional,
                        stock: NONE,
                        button: words!("确认中", "確認中", "Checking"),
                        press: Press::Rest,
                        bar: None,
                        ..QUOTA
                    },
                )
            },
        ),
        variant(
            "no_picture",
            words!("图片没到", "圖片未載入", "No picture"),
            |locale| {
                item(
                    locale,
                    &Sample {
                        picture: "",
                        ..OPEN
                    },
                )
            },
        ),
        variant(
            "all_over",
            words!("全部结束", "全部結束", "All over"),
            |locale| {
                let mut sale = sale(locale);
                for tab in &mut sale.tabs {
                    tab.say = OVER.get(locale).to_owned();
                }
                draw(
                    &empty(
                        sale,
                        locale,
                        [
                            words!("秒杀已全部结束", "秒殺已全部結束", "The flash sale is over"),
                            words!(
                                "点上面的场次可以回看",
                                "點上面的場次可以回看",
                                "Choose a session above to look back",
                            ),
                        ],
                    ),
                    &still(),
                )
            },
        ),
        variant(
            "no_sessions",
            words!("没有场次", "沒有場次", "No sessions"),
            |locale| {
                let mut sale = sale(locale);
                sale.tabs.clear();
                draw(
                    &empty(
                        sale,
                        locale,
                        [
                            words!("场次还没公布", "場次尚未公布", "No sessions yet"),
                            words!(
                                "公布后会出现在这里",
                                "公布後會出現在這裡",
                                "They will appear here",
                            ),
                        ],
                    ),
                    &still(),
                )
            },
        ),
    ]
}

/// An item in words; the languages are chosen when it is drawn.
struct Sample {
    state: State,
    picture: &'static str,
    name: Words,
    spec: Words,
    note: Words,
    stock: Words,
    bar: Option<i64>,
    without: Option<Words>,
    list: &'static str,
    tag: Words,
    whole: &'static str,
    fraction: &'static str,
    button: Words,
    press: Press,
}

const OPEN: Sample = Sample {
    state: State::Open,
    picture: "art/festive/gaiwan.svg",
    name: GAIWAN,
    spec: GAIWAN_SPEC,
    note: NONE,
    stock: EACH,
    bar: None,
    without: None,
    list: "¥129.00",
    tag: FLASH,
    whole: "99",
    fraction: ".00",
    button: ADD,
    press: Press::Add,
};

const QUOTA: Sample = Sample {
    note: words!(
        "前 100 名可享 ¥64.50，每人限 1 件",
        "前 100 名可享 ¥64.50，每人限 1 件",
        "First 100 pay ¥64.50, limit 1 each",
    ),
    stock: STOCK,
    bar: Some(370),
    without: Some(words!(
        "未抢到按 ¥129.00 结算",
        "未搶到以 ¥129.00 結帳",
        "¥129.00 without a slot",
    )),
    tag: words!("抢到可享", "搶到可享", "With slot"),
    whole: "64",
    fraction: ".50",
    button: GRAB,
    press: Press::Reserve,
    ..OPEN
};

const fn upcoming(button: Words, press: Press) -> Sample {
    Sample {
        state: State::Upcoming,
        stock: words!(
            "14:00 开抢，限 100 件",
            "14:00 開搶，限 100 件",
            "From 14:00, 100 in all",
        ),
        bar: None,
        button,
        press,
        ..QUOTA
    }
}

fn sample(locale: Locale, sample: &Sample) -> Item {
    let text = |words: Words| words.get(locale).to_owned();
    Item {
        offer: OfferId::new("sample"),
        state: sample.state,
        picture: sample.picture.to_owned(),
        name: text(sample.name),
        spec: text(sample.spec),
        note: text(sample.note),
        stock: text(sample.stock),
        bar: sample.bar,
        reference: match sample.without {
            Some(words) => Reference::Without(text(words)),
            None => Reference::Struck(BASIS.get(locale), sample.list.to_owned()),
        },
        tag: sample.tag.get(locale),
        price: MoneyParts {
            sign: "",
            symbol: "¥".to_owned(),
            whole: sample.whole.to_owned(),
            fraction: sample.fraction.to_owned(),
        },
        button: sample.button.get(locale),
        press: sample.press,
    }
}

fn item(locale: Locale, words: &Sample) -> Node {
    el("ul", "")
        .child(draw_item(&sample(locale, words), &still()))
        .into()
}

fn still() -> super::Act {
    Rc::new(|_| {})
}

fn sale(locale: Locale) -> View {
    let text = |words: Words| words.get(locale).to_owned();
    let tab = |time: &str, say: Words| Tab {
        time: time.to_owned(),
        say: text(say),
        spoken: [time, " ", say.get(locale)].concat(),
    };
    View {
        title: text(words!("整点秒杀", "限時秒殺", "Flash sale")),
        sub: text(words!(
            "11月11日，每款限购 2 件",
            "11月11日，每款限購 2 件",
            "Nov 11, limit 2 of each",
        )),
        tabs: vec![
            tab("20:00", words!("昨天", "昨天", "Yesterday")),
            tab("10:00", ON),
            tab("14:00", SOON),
            tab("20:00", SOON),
        ],
        shown: Some(1),
        by_itself: Some(1),
        bar: Some(Bar {
            text: text(words!("本场 12:00 结束", "本場 12:00 結束", "Ends 12:00")),
            label: text(words!("距结束", "距結束", "Ends in")),
            left_ms: Some(7_064_000),
        }),
        items: vec![
            sample(
                locale,
                &Sample {
                    stock: NONE,
                    ..OPEN
                },
            ),
            sample(
                locale,
                &Sample {
                    picture: "art/festive/lamp.svg",
                    name: LAMP,
                    spec: LAMP_SPEC,
                    note: words!(
                        "前 300 名可享 ¥168，每人限 2 件",
                        "前 300 名可享 ¥168，每人限 2 件",
                        "First 300 pay ¥168, limit 2 each",
                    ),
                    stock: words!(
                        "库存 212 件 · 10:02 更新",
                        "庫存 212 件 · 10:02 更新",
                        "212 left · as of 10:02",
                    ),
                    bar: Some(706),
                    without: Some(words!(
                        "未抢到按 ¥239.00 结算",
                        "未搶到以 ¥239.00 結帳",
                        "¥239.00 without a slot",
                    )),
                    whole: "168",
                    fraction: ".00",
                    ..QUOTA
                },
            ),
            sample(
                locale,
                &Sample {
                    state: State::SoldOut,
                    picture: "art/festive/scarf.svg",
                    name: SCARF,
                    spec: SCARF_SPEC,
                    note: words!(
                        "前 200 名可享 ¥129，每人限 2 件",
                        "前 200 名可享 ¥129，每人限 2 件",
                        "First 200 pay ¥129, limit 2 each",
                    ),
                    stock: GONE,
                    bar: None,
                    without: Some(words!(
                        "未抢到按 ¥159.00 结算",
                        "未搶到以 ¥159.00 結帳",
                        "¥159.00 without a slot",
                    )),
                    whole: "129",
                    fraction: ".00",
                    button: words!("已抢光", "已搶光", "Sold out"),
                    press: Press::Rest,
                    ..QUOTA
                },
            ),
        ],
        empty: None,
        spoken: String::new(),
    }
}

fn empty(mut sale: View, locale: Locale, words: [Words; 2]) -> View {
    sale.sub = String::new();
    sale.shown = None;
    sale.by_itself = None;
    sale.bar = None;
    sale.items.clear();
    sale.empty = Some(words.map(|words| words.get(locale)));
    sale
}
