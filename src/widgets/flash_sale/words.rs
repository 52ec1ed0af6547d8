//! What a flash sale says, and what each state of an item shows: one row a state.
//!
//! A slot in braces is known by its first letter; `Seen::slot` in `view.rs` fills it.

use campaign::{Words, words};

use super::state::State;
use crate::widgets::offer::Press;

pub(super) const YESTERDAY: Words = words!("昨天", "昨天", "Yesterday");
pub(super) const TOMORROW: Words = words!("明天", "明天", "Tomorrow");
pub(super) const OVER: Words = words!("已结束", "已結束", "Ended");
pub(super) const ON: Words = words!("抢购中", "搶購中", "On now");
pub(super) const SOON: Words = words!("即将开始", "即將開始", "Soon");

pub(super) const EACH: Words = words!("，每款限购 {} 件", "，每款限購 {} 件", ", limit {} of each");
pub(super) const ENDS: Words = words!("本场 {} 结束", "本場 {} 結束", "Ends {}");
pub(super) const STARTS: Words = words!("本场 {} 开始", "本場 {} 開始", "Starts {}");
pub(super) const IS_OVER: Words = words!("本场已结束", "本場已結束", "This session has ended");
pub(super) const TO_END: Words = words!("距结束", "距結束", "Ends in");
pub(super) const TO_START: Words = words!("距开始", "距開始", "Starts in");
pub(super) const NEXT: Words = words!("下一场 {}", "下一場 {}", "Next: {}");
pub(super) const SYNCING: Words = words!("对时中", "對時中", "checking the time");

pub(super) const FLASH_PRICE: Words = words!("秒杀价", "秒殺價", "Flash");
pub(super) const WITH_SLOT: Words = words!("抢到可享", "搶到可享", "With slot");
pub(super) const WITHOUT_SLOT: Words =
    words!("未抢到按 {} 结算", "未搶到以 {} 結帳", "{} without a slot");
pub(super) const FIRST: Words = words!(
    "前 {number} 名可享 {price}，每人限 {most} 件",
    "前 {number} 名可享 {price}，每人限 {most} 件",
    "First {number} pay {price}, limit {most} each",
);
pub(super) const STOCK: Words = words!(
    "库存 {left} 件 · {time} 更新",
    "庫存 {left} 件 · {time} 更新",
    "{left} left · as of {time}",
);
pub(super) const SLOTS: Words = words!(
    "名额 {number} 个 · 抢到才有此价",
    "名額 {number} 個 · 搶到才有此價",
    "{number} slots · the price needs one",
);
pub(super) const IN_ALL: Words =
    words!("，限 {number} 件", "，限 {number} 件", ", {number} in all");
pub(super) const EACH_BUYER: Words = words!(
    "每人限购 {most} 件",
    "每人限購 {most} 件",
    "Limit {most} each",
);
pub(super) const HELD_UNTIL: Words = words!(
    "为你留到 {until}，逾期释放",
    "為你保留至 {until}，逾期釋出",
    "Held for you until {until}",
);
pub(super) const HELD_IN_CART: Words = words!(
    "已放进购物车，为你留到 {until}",
    "已放入購物車，為你保留至 {until}",
    "In your cart, held until {until}",
);
pub(super) const GONE: Words = words!("本场已售完", "本場已售完", "Sold out");
pub(super) const GONE_AT: Words = words!(
    "本场已售完 · {time} 更新",
    "本場已售完 · {time} 更新",
    "Sold out · as of {time}",
);

/// What stands where there are no items: a line and a quieter one.
pub(super) static NO_SESSION: [Words; 2] = [
    words!("场次还没公布", "場次尚未公布", "No sessions yet"),
    words!(
        "公布后会出现在这里",
        "公布後會出現在這裡",
        "They will appear here",
    ),
];
pub(super) static ALL_OVER: [Words; 2] = [
    words!("秒杀已全部结束", "秒殺已全部結束", "The flash sale is over"),
    words!(
        "点上面的场次可以回看",
        "點上面的場次可以回看",
        "Choose a session above to look back",
    ),
];
pub(super) static NO_ITEM: [Words; 2] = [
    words!(
        "这一场没有商品",
        "這一場沒有商品",
        "Nothing in this session",
    ),
    words!(
        "看看别的场次",
        "看看其他場次",
        "Have a look at the other sessions",
    ),
];

pub(super) const GOT_ALOUD: Words = words!(
    "已抢到，已放进购物车",
    "已搶到，已放入購物車",
    "yours, and in your cart",
);
pub(super) const ADDED_ALOUD: Words = words!("已加入购物车", "已加入購物車", "added to your cart");
pub(super) const REMINDER: [Words; 2] = [
    words!(
        "已约好到点提醒，{} 开抢",
        "已要求準時提醒，{} 開搶",
        "Reminder asked for {}",
    ),
    words!(
        "这里设不了提醒，{} 开抢",
        "這裡無法設提醒，{} 開搶",
        "No reminders here; it opens {}",
    ),
];

/// What a state shows.
pub(super) struct Face {
    /// What is left, or how it stands.
    pub(super) stock: &'static Words,
    /// Words of the button.
    pub(super) button: &'static Words,
    /// What it does.
    pub(super) press: Press,
}

const fn slot(name: &'static str) -> Words {
    Words(name)
}

/// The face of a state. `other` is its second form: the reminder was asked for, the reservation
/// waits for the network, the price needs no slot.
pub(super) const fn face(state: State, other: bool) -> &'static Face {
    const LEFT: &Words = &slot("{stock}");
    const EACH: &Words = &slot("{each}");
    const HELD: &Words = &slot("{held}");
    const NONE_LEFT: &Words = &slot("{gone}");
    const FROM: &Words = &words!(
        "{from} 开抢{quota}",
        "{from} 開搶{quota}",
        "From {from}{quota}",
    );
    const WAITING: &Words = &words!("待联网", "待連線", "Offline");
    match (state, other) {
        (State::Upcoming, false) => &Face {
            stock: FROM,
            button: &words!("提醒我", "提醒我", "Remind"),
            press: Press::Remind,
        },
        (State::Upcoming, true) => &Face {
            stock: FROM,
            button: &words!("已约提醒", "已設提醒", "Asked"),
            press: Press::Rest,
        },
        (State::Open, false) => &Face {
            stock: LEFT,
            button: &words!("马上抢", "馬上搶", "Grab it"),
            press: Press::Reserve,
        },
        (State::Open, true) => &Face {
            stock: EACH,
            button: &words!("加入购物车", "加入購物車", "Add to cart"),
            press: Press::Add,
        },
        (State::Queueing, _) => &Face {
            stock: &words!(
                "已提交，正在等结果",
                "已送出，正在等結果",
                "Sent, waiting for the answer",
            ),
            button: &words!("排队中", "排隊中", "In line"),
            press: Press::Rest,
        },
        (State::GotIt, _) => &Face {
            stock: HELD,
            button: &words!("去付款", "去付款", "Pay"),
            press: Press::Pay,
        },
        (State::SoldOut, _) => &Face {
            stock: NONE_LEFT,
            button: &words!("已抢光", "已搶光", "Sold out"),
            press: Press::Rest,
        },
        (State::LimitReached, false) => &Face {
            stock: &words!(
                "每人限购 {most} 件，你的名额已用完",
                "每人限購 {most} 件，你的名額已用完",
                "Limit {most} each, you have used yours",
            ),
            button: &words!("已达上限", "已達上限", "At limit"),
            press: Press::Rest,
        },
        (State::LimitReached, true) => &Face {
            stock: &words!(
                "每人限购 {most} 件，购物车里已有",
                "每人限購 {most} 件，購物車中已有",
                "Limit {most} each, in your cart",
            ),
            button: &words!("去结算", "去結帳", "To cart"),
            press: Press::Pay,
        },
        (State::Paused, _) => &Face {
            stock: &words!(
                "暂停销售，恢复后可以再抢",
                "暫停銷售，恢復後可以再搶",
                "Paused, it goes on afterwards",
            ),
            button: &words!("已暂停", "已暫停", "Paused"),
            press: Press::Rest,
        },
        (State::LoginNeeded, _) => &Face {
            stock: &words!("登录后可以抢", "登入後可以搶", "Log in to take part"),
            button: &words!("去登录", "去登入", "Log in"),
            press: Press::Login,
        },
        (State::Failed, _) => &Face {
            stock: &words!(
                "没抢到，没有扣款，可以再试",
                "未搶到，沒有扣款，可以再試",
                "Not yours yet, nothing was charged",
            ),
            button: &words!("再试一次", "再試一次", "Try again"),
            press: Press::Reserve,
        },
        (State::Ended, _) => &Face {
            stock: &IS_OVER,
            button: &OVER,
            press: Press::Rest,
        },
        (State::Offline, false) => &Face {
            stock: &words!(
                "没有网络，连上后再抢",
                "沒有網路，連上後再搶",
                "No network, try when back",
            ),
            button: WAITING,
            press: Press::Rest,
        },
        (State::Offline, true) => &Face {
            stock: &words!(
                "没有网络，连上后接着抢",
                "沒有網路，連上後接著搶",
                "No network, it goes on when back",
            ),
            button: WAITING,
            press: Press::Rest,
        },
        (State::Conditional, _) => &Face {
            stock: EACH,
            button: &words!("确认中", "確認中", "Checking"),
            press: Press::Rest,
        },
    }
}
