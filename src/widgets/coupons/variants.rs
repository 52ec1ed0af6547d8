//! Every state of the coupons, named.

use std::rc::Rc;

use campaign::say::CouponAmount;
use campaign::{Locale, Words, words};
use pricing::OfferId;

use super::state::{Group, Press, State, Ticket, View, Wallet};
use super::{draw, draw_ticket};
use crate::ui::tier::{Mark, Stop, Tier};
use crate::ui::{Node, el, fragment};
use crate::widgets::variant::Variant;

const STOREWIDE: Words = words!("全店券", "全店券", "Storewide coupon");
const WELCOME: Words = words!("见面礼券", "見面禮券", "Welcome coupon");
const LANTERN: Words = words!("灯市大券", "燈市大券", "Lantern coupon");
const NEW_BUYER: Words = words!("新客立减", "新客立減", "New customer coupon");
const FROM_299: Words = words!("满 299 元可用", "滿 299 元可用", "Spend ¥299 or more");
const FROM_199: Words = words!("满 199 元可用", "滿 199 元可用", "Spend ¥199 or more");
const FROM_599: Words = words!("满 599 元可用", "滿 599 元可用", "Spend ¥599 or more");
const NO_MINIMUM: Words = words!("无门槛", "無門檻", "No minimum");
const VALID: Words = words!(
    "11月12日 24:00 到期",
    "11月12日 24:00 到期",
    "Expires Nov 12, 24:00",
);

const CLAIM: Words = words!("领取", "領取", "Claim");
const USE: Words = words!("去使用", "去使用", "Use it");
const CLAIMED: Words = words!("已领取", "已領取", "Claimed");
const NONE: Words = words!("", "", "");

/// Every named state.
#[must_use]
pub fn all() -> Vec<Variant> {
    let variant = |name, title, node| Variant { name, title, node };
    vec![
        variant(
            "not_started",
            words!("未开始", "未開始", "Not started"),
            |locale| {
                ticket(
                    locale,
                    &not_started(words!("提醒我", "提醒我", "Remind"), Press::Remind),
                )
            },
        ),
        variant(
            "reminder_asked",
            words!("已约提醒", "已設提醒", "Reminder asked"),
            |locale| {
                ticket(
                    locale,
                    &not_started(words!("已约提醒", "已設提醒", "Asked"), Press::Rest),
                )
            },
        ),
        variant(
            "claimable",
            words!("可领取", "可領取", "Claimable"),
            |locale| ticket(locale, &CLAIMABLE),
        ),
        variant(
            "claiming",
            words!("领取中", "領取中", "Claiming"),
            |locale| {
                ticket(
                    locale,
                    &Sample {
                        state: State::Claiming,
                        press: Press::Rest,
                        ..CLAIMABLE
                    },
                )
            },
        ),
        variant(
            "claimed",
            words!("已领取", "已領取", "Claimed"),
            |locale| {
                ticket(
                    locale,
                    &Sample {
                        stamped: true,
                        ..HELD
                    },
                )
            },
        ),
        variant(
            "claimed_in_use",
            words!(
                "已领取，本单在用",
                "已領取，本單使用中",
                "Claimed, used in this cart",
            ),
            |locale| {
                ticket(
                    locale,
                    &Sample {
                        meta: words!("本单在用", "本單使用中", "Used in this cart"),
                        ..HELD
                    },
                )
            },
        ),
        variant(
            "claimed_short",
            words!(
                "已领取，还差一点",
                "已領取，還差一點",
                "Claimed, short of it",
            ),
            |locale| {
                ticket(
                    locale,
                    &Sample {
                        meta: words!("还差 ¥51.00", "還差 ¥51.00", "¥51.00 to go"),
                        ..HELD
                    },
                )
            },
        ),
        variant(
            "low_stock",
            words!("余量少", "餘量少", "Low stock"),
            |locale| {
                ticket(
                    locale,
                    &Sample {
                        state: State::LowStock,
                        why: words!("10:02 余 9 张", "10:02 剩 9 張", "9 left at 10:02"),
                        warn: true,
                        ..CLAIMABLE
                    },
                )
            },
        ),
        variant(
            "sold_out",
            words!("已领完", "已領完", "Sold out"),
            |locale| {
                ticket(
                    locale,
                    &Sample {
                        state: State::SoldOut,
                        valid: words!(
                            "14:00 再放 200 张",
                            "14:00 再釋出 200 張",
                            "200 more at 14:00",
                        ),
                        ..resting(words!("已领完", "已領完", "None left"))
                    },
                )
            },
        ),
        variant(
            "limit_reached",
            words!("达到上限", "達到上限", "Limit reached"),
            |locale| {
                ticket(
                    locale,
                    &Sample {
                        state: State::LimitReached,
                        why: words!(
                            "每人限领 2 张，你已有 2 张",
                            "每人限領 2 張，你已有 2 張",
                            "Limit 2 each, you have 2",
                        ),
                        button: USE,
                        press: Press::Use,
                        ..CLAIMABLE
                    },
                )
            },
        ),
        variant(
            "ineligible",
            words!("不符合条件", "不符合條件", "Ineligible"),
            |locale| {
                ticket(
                    locale,
                    &Sample {
                        state: State::Ineligible,
                        name: NEW_BUYER,
                        figure: "10",
                        threshold: NO_MINIMUM,
                        valid: words!(
                            "限首次下单的账号",
                            "限首次下單的帳號",
                            "only for first-order accounts",
                        ),
                        ..resting(words!("不可领", "不可領", "Not valid"))
                    },
                )
            },
        ),
        variant(
            "login_needed",
            words!("需要登录", "需要登入", "Login needed"),
            |locale| {
                ticket(
                    locale,
                    &Sample {
                        state: State::LoginNeeded,
                        why: words!(
                            "登录后看能不能领",
                            "登入後確認能否領取",
                            "Log in to see if it is yours",
                        ),
                        button: words!("去登录", "去登入", "Log in"),
                        press: Press::Login,
                        ..CLAIMABLE
                    },
                )
            },
        ),
        variant(
            "expired",
            words!("已过期", "已過期", "Expired"),
            |locale| {
                ticket(
                    locale,
                    &Sample {
                        state: State::Expired,
                        valid: words!(
                            "11月12日 24:00 已到期",
                            "11月12日 24:00 已到期",
                            "Expired Nov 12, 24:00",
                        ),
                        seal: words!("已过期", "已過期", "Expired"),
                        ..resting(NONE)
                    },
                )
            },
        ),
        variant("used", words!("已使用", "已使用", "Used"), |locale| {
            ticket(
                locale,
                &Sample {
                    state: State::Used,
                    valid: words!(
                        "订单 2011…0482 已使用",
                        "訂單 2011…0482 已使用",
                        "Used for order 2011…0482",
                    ),
                    seal: words!("已使用", "已使用", "Used"),
                    ..resting(NONE)
                },
            )
        }),
        variant("offline", words!("离线", "離線", "Offline"), |locale| {
            ticket(
                locale,
                &Sample {
                    state: State::Offline,
                    why: words!(
                        "没有网络，连上后接着领",
                        "沒有網路，連上後接著領",
                        "No network, claiming goes on when back",
                    ),
                    warn: true,
                    ..resting(words!("待联网", "待連線", "Offline"))
                },
            )
        }),
        variant(
            "failed",
            words!("没领成", "未領成", "Failed"),
            |locale| {
                ticket(
                    locale,
                    &Sample {
                        state: State::Failed,
                        why: words!(
                            "还没领到，再领也不会重复",
                            "還沒領到，再領不會重複",
                            "Not claimed yet. Trying again never claims twice",
                        ),
                        warn: true,
                        button: words!("再领一次", "再領一次", "Try again"),
                        ..CLAIMABLE
                    },
                )
            },
        ),
        variant("paused", words!("暂停", "暫停", "Paused"), |locale| {
            ticket(
                locale,
                &Sample {
                    state: State::Paused,
                    why: words!(
                        "暂停领取，恢复后就能领",
                        "暫停領取，恢復後即可領",
                        "Claiming is paused",
                    ),
                    ..resting(words!("已暂停", "已暫停", "Paused"))
                },
            )
        }),
        variant(
            "ended",
            words!("领取已结束", "領取已結束", "Claiming over"),
            |locale| {
                ticket(
                    locale,
                    &Sample {
                        state: State::Ended,
                        valid: words!(
                            "11月12日 24:00 停止领取",
                            "11月12日 24:00 停止領取",
                            "Claims closed Nov 12, 24:00",
                        ),
                        ..resting(words!("已结束", "已結束", "Ended"))
                    },
                )
            },
        ),
        variant(
            "conditional",
            words!("还不知道", "尚未得知", "Not known yet"),
            |locale| {
                ticket(
                    locale,
                    &Sample {
                        state: State::Conditional,
                        ..resting(words!("确认中", "確認中", "Checking"))
                    },
                )
            },
        ),
        variant(
            "rate",
            words!("折扣券", "折扣券", "Rate coupon"),
            |locale| {
                let mut drawn = sample(locale, &CLAIMABLE);
                drawn.amount = CouponAmount {
                    symbol: String::new(),
                    figure: words!("8.5", "8.5", "15").get(locale).to_owned(),
                    unit: words!("折", "折", "% off").get(locale),
                };
                alone(&drawn, locale)
            },
        ),
        variant(
            "top",
            words!("顶档可领", "頂檔可領", "Top of the ladder"),
            |locale| ticket(locale, &TOP),
        ),
        variant(
            "top_claimed",
            words!("顶档已领", "頂檔已領", "Top, claimed"),
            |locale| {
                ticket(
                    locale,
                    &Sample {
                        state: State::Claimed,
                        meta: NONE,
                        button: USE,
                        press: Press::Use,
                        seal: CLAIMED,
                        ..TOP
                    },
                )
            },
        ),
        variant(
            "top_failed",
            words!("顶档没领成", "頂檔未領成", "Top, failed"),
            |locale| {
                ticket(
                    locale,
                    &Sample {
                        state: State::Failed,
                        meta: NONE,
                        why: words!(
                            "还没领到，再领也不会重复",
                            "還沒領到，再領不會重複",
                            "Not claimed yet. Trying again never claims twice",
                        ),
                        warn: true,
                        button: words!("再领一次", "再領一次", "Try again"),
                        ..TOP
                    },
                )
            },
        ),
        variant("ladder", words!("阶梯", "階梯", "Ladder"), |locale| {
            draw(&ladder(locale, false), &still())
        }),
        variant(
            "wallet",
            words!("我的券", "我的優惠券", "My coupons"),
            |locale| draw(&ladder(locale, true), &still()),
        ),
    ]
}

/// A ticket in words; the languages are chosen when it is drawn.
struct Sample {
    state: State,
    top: bool,
    figure: &'static str,
    name: Words,
    threshold: Words,
    valid: Words,
    why: Words,
    warn: bool,
    meta: Words,
    button: Words,
    press: Press,
    seal: Words,
    stamped: bool,
}

const CLAIMABLE: Sample = Sample {
    state: State::Claimable,
    top: false,
    figure: "30",
    name: STOREWIDE,
    threshold: FROM_299,
    valid: VALID,
    why: NONE,
    warn: false,
    meta: NONE,
    button: CLAIM,
    press: Press::Claim,
    seal: NONE,
    stamped: false,
};

const HELD: Sample = Sample {
    state: State::Claimed,
    button: USE,
    press: Press::Use,
    seal: CLAIMED,
    ..CLAIMABLE
};

const TOP: Sample = Sample {
    top: true,
    figure: "80",
    name: LANTERN,
    threshold: FROM_599,
    meta: words!("10:02 余 126 张", "10:02 剩 126 張", "126 left at 10:02"),
    ..CLAIMABLE
};

const fn resting(button: Words) -> Sample {
    Sample {
        button,
        press: Press::Rest,
        ..CLAIMABLE
    }
}

const fn not_started(button: Words, press: Press) -> Sample {
    Sample {
        state: State::NotStarted,
        valid: words!(
            "11月10日 20:00 开领",
            "11月10日 20:00 開放領取",
            "Claim from Nov 10, 20:00",
        ),
        button,
        press,
        ..CLAIMABLE
    }
}

fn sample(locale: Locale, sample: &Sample) -> Ticket {
    let text = |words: Words| words.get(locale).to_owned();
    Ticket {
        id: OfferId::new("sample"),
        state: sample.state,
        top: sample.top,
        amount: CouponAmount {
            symbol: "¥".to_owned(),
            figure: sample.figure.to_owned(),
            unit: "",
        },
        name: text(sample.name),
        threshold: text(sample.threshold),
        valid: text(sample.valid),
        why: text(sample.why),
        warn: sample.warn,
        meta: text(sample.meta),
        button: sample.button.get(locale),
        press: sample.press,
        seal: sample.seal.get(locale),
        stamped: sample.stamped,
    }
}

fn ticket(locale: Locale, words: &Sample) -> Node {
    alone(&sample(locale, words), locale)
}

fn alone(ticket: &Ticket, locale: Locale) -> Node {
    fragment(vec![
        super::seal_mask().into(),
        el("div", "dacu-coupons")
            .child(draw_ticket(ticket, locale, &still()))
            .into(),
    ])
}

fn still() -> super::Act {
    Rc::new(|_| {})
}

fn ladder(locale: Locale, open: bool) -> View {
    let text = |words: Words| words.get(locale).to_owned();
    let stop = |at, mark, gives: &str, asks: Words| Stop {
        at,
        mark,
        gives: gives.to_owned(),
        asks: text(asks),
    };
    let before = words!("再买", "再買", "Add ");
    let between = words!("可用", "可用", " to use the ");
    let after = words!("券", "券", " coupon");
    let row = |amount: &str, name: Words, asks: Words| {
        let comma = words!("，", "，", "; ").get(locale);
        let terms = [
            name.get(locale),
            comma,
            asks.get(locale),
            comma,
            VALID.get(locale),
        ];
        (amount.to_owned(), terms.concat())
    };
    View {
        locale,
        groups: vec![Group {
            title: text(words!("先领券", "先領券", "Coupons first")),
            sub: text(words!(
                "每单用一张，和满减一起算",
                "每單用一張，可與滿額折扣併用",
                "One an order, together with spend-and-save offers",
            )),
            tier: Some(Box::new(Tier {
                gap: vec![
                    (text(before), false),
                    ("¥51".to_owned(), true),
                    (text(between), false),
                    ("¥30".to_owned(), true),
                    (text(after), false),
                ],
                fill: 414,
                stops: vec![
                    stop(332, Mark::Reached, "¥15", words!("满199", "滿199", "¥199+")),
                    stop(499, Mark::Next, "¥30", words!("满299", "滿299", "¥299+")),
                    stop(1_000, Mark::Ahead, "¥80", words!("满599", "滿599", "¥599+")),
                ],
                spoken: text(words!(
                    "满199 ¥15 已够，满299 ¥30，满599 ¥80",
                    "滿199 ¥15 已達，滿299 ¥30，滿599 ¥80",
                    "¥199+ ¥15 reached, ¥299+ ¥30, ¥599+ ¥80",
                )),
            })),
            tickets: vec![
                sample(locale, &TOP),
                sample(locale, &CLAIMABLE),
                sample(
                    locale,
                    &Sample {
                        figure: "15",
                        name: WELCOME,
                        threshold: FROM_199,
                        meta: words!("本单在用", "本單使用中", "Used in this cart"),
                        ..HELD
                    },
                ),
            ],
        }],
        more: Some(text(words!("还有 2 张券", "還有 2 張券", "2 more"))),
        all: false,
        wallet: Some(Wallet {
            title: words!("我的券", "我的優惠券", "My coupons").get(locale),
            count: "2".to_owned(),
            rows: vec![
                row("¥15", WELCOME, FROM_199),
                row(
                    "¥20",
                    words!("抽奖券 20 元", "抽獎券 20 元", "Prize coupon ¥20"),
                    words!("满 149 元可用", "滿 149 元可用", "Spend ¥149 or more"),
                ),
            ],
            open,
        }),
        spoken: String::new(),
    }
}
