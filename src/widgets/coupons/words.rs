//! What each state of a coupon shows: one row a state.
//!
//! A slot in braces is known by its first letter; `Seen::slot` in `view.rs` fills it.

use campaign::{Words, words};

use super::state::State;
use crate::widgets::offer::Press;

pub(super) const TITLE: Words = words!("优惠券", "優惠券", "Coupons");
pub(super) const ONE_AN_ORDER: Words = words!("每单用一张", "每單用一張", "One an order");
pub(super) const WITH_REDUCTION: Words = words!(
    "，和满减一起算",
    "，可與滿額折扣併用",
    ", together with spend-and-save offers",
);
pub(super) const WALLET: Words = words!("我的券", "我的優惠券", "My coupons");
pub(super) const MORE: Words = words!("还有 {} 张券", "還有 {} 張券", "{} more");
pub(super) const FEWER: Words = words!("收起", "收合", "Fewer");

pub(super) const OPENS: Words = words!("{} 开领", "{} 開放領取", "Claim from {}");
pub(super) const LEFT: Words = words!(
    "{time} 余 {left} 张",
    "{time} 剩 {left} 張",
    "{left} left at {time}",
);
pub(super) const RELEASE: Words = words!(
    "{opens} 再放 {number} 张",
    "{opens} 再釋出 {number} 張",
    "{number} more at {opens}",
);
pub(super) const GONE: Words = words!("已全部领完", "已全數領完", "None left");
pub(super) const LIMIT: Words = words!(
    "每人限领 {most} 张",
    "每人限領 {most} 張",
    "Limit {most} each",
);
pub(super) const LIMIT_HELD: Words = words!(
    "每人限领 {most} 张，你已有 {held} 张",
    "每人限領 {most} 張，你已有 {held} 張",
    "Limit {most} each, you have {held}",
);
pub(super) const HELD: Words = words!("已领 {held} 张", "已領 {held} 張", "You have {held}");
pub(super) const IN_USE: Words = words!("本单在用", "本單使用中", "Used in this cart");
pub(super) const BEATEN: Words = words!(
    "本单用了更省的券",
    "本單已用更划算的券",
    "Another saves more",
);

pub(super) const CLAIMED_ALOUD: Words = words!("已领取", "已領取", "claimed");
pub(super) const FAILED_ALOUD: Words = words!(
    "还没领到，可以再试一次",
    "還沒領到，可以再試一次",
    "not claimed yet, you can try again",
);
pub(super) const REMINDER: [Words; 2] = [
    words!(
        "已约好到点提醒，{} 开领",
        "已要求準時提醒，{} 開放領取",
        "Reminder asked for {}",
    ),
    words!(
        "这里设不了提醒，{} 开领",
        "這裡無法設提醒，{} 開放領取",
        "No reminders here; claim from {}",
    ),
];

const NONE: &Words = &words!("", "", "");
const CLAIM: &Words = &words!("领取", "領取", "Claim");
const USE: &Words = &words!("去使用", "去使用", "Use it");

/// Lines that are a slot and nothing else.
const VALID: &Words = &slot("{valid}");
const HELD_TO: &Words = &slot("{claimed}");
const AUDIENCE: &Words = &slot("{audience}");
const STOCK: &Words = &slot("{stock}");
const KEPT: &Words = &slot("{kept}");
const IN_CART: &Words = &slot("{in_cart}");
const RELEASED: &Words = &slot("{release}");
const BOUND: &Words = &slot("{bound}");
const EXPIRED: &Words = &slot("{expired}");

const fn slot(name: &'static str) -> Words {
    Words(name)
}

/// What a state shows.
pub(super) struct Face {
    /// Words of the button, or of the seal's button.
    pub(super) button: &'static Words,
    /// What it does.
    pub(super) press: Press,
    /// Words of the seal; empty without one.
    pub(super) seal: &'static Words,
    /// The line on when it can be used, or claimed.
    pub(super) valid: &'static Words,
    /// Why it stands as it does.
    pub(super) why: &'static Words,
    /// Whether that needs attention.
    pub(super) warn: bool,
    /// The last line.
    pub(super) meta: &'static Words,
}

/// A coupon with nothing to press and nothing to explain.
const QUIET: Face = Face {
    button: NONE,
    press: Press::Rest,
    seal: NONE,
    valid: VALID,
    why: NONE,
    warn: false,
    meta: NONE,
};

/// The face of a state. `other` is its second form: the reminder was asked for, the limit was
/// reached with a coupon that can be used, the claim waits for the network.
pub(super) const fn face(state: State, other: bool) -> &'static Face {
    const NOT_STARTED: Face = Face {
        valid: &words!("{from} 开领", "{from} 開放領取", "Claim from {from}"),
        ..QUIET
    };
    const LIMIT_REACHED: Face = Face {
        why: BOUND,
        ..QUIET
    };
    const OFFLINE: Face = Face {
        button: &words!("待联网", "待連線", "Offline"),
        warn: true,
        ..QUIET
    };
    match (state, other) {
        (State::NotStarted, false) => &Face {
            button: &words!("提醒我", "提醒我", "Remind"),
            press: Press::Remind,
            ..NOT_STARTED
        },
        (State::NotStarted, true) => &Face {
            button: &words!("已约提醒", "已設提醒", "Asked"),
            ..NOT_STARTED
        },
        (State::Claimable, _) => &Face {
            button: CLAIM,
            press: Press::Claim,
            why: AUDIENCE,
            meta: KEPT,
            ..QUIET
        },
        (State::LowStock, _) => &Face {
            button: CLAIM,
            press: Press::Claim,
            why: STOCK,
            warn: true,
            ..QUIET
        },
        (State::Claiming, _) => &Face {
            button: CLAIM,
            ..QUIET
        },
        (State::Claimed, _) => &Face {
            button: USE,
            press: Press::Use,
            seal: &words!("已领取", "已領取", "Claimed"),
            valid: HELD_TO,
            meta: IN_CART,
            ..QUIET
        },
        (State::SoldOut, _) => &Face {
            button: &words!("已领完", "已領完", "None left"),
            valid: RELEASED,
            ..QUIET
        },
        (State::LimitReached, false) => &Face {
            button: &words!("已达上限", "已達上限", "At limit"),
            ..LIMIT_REACHED
        },
        (State::LimitReached, true) => &Face {
            button: USE,
            press: Press::Use,
            ..LIMIT_REACHED
        },
        (State::Ineligible, _) => &Face {
            button: &words!("不可领", "不可領", "Not valid"),
            valid: AUDIENCE,
            ..QUIET
        },
        (State::LoginNeeded, _) => &Face {
            button: &words!("去登录", "去登入", "Log in"),
            press: Press::Login,
            why: &words!(
                "登录后看能不能领",
                "登入後確認能否領取",
                "Log in to see if it is yours",
            ),
            ..QUIET
        },
        (State::Expired, _) => &Face {
            seal: &words!("已过期", "已過期", "Expired"),
            valid: EXPIRED,
            ..QUIET
        },
        (State::Used, _) => &Face {
            seal: &words!("已使用", "已使用", "Used"),
            valid: &words!(
                "订单 {used} 已使用",
                "訂單 {used} 已使用",
                "Used for order {used}",
            ),
            ..QUIET
        },
        (State::Offline, false) => &Face {
            why: &words!(
                "没有网络，连上后再领",
                "沒有網路，連上後再領",
                "No network, claim when back",
            ),
            ..OFFLINE
        },
        (State::Offline, true) => &Face {
            why: &words!(
                "没有网络，连上后接着领",
                "沒有網路，連上後接著領",
                "No network, claiming goes on when back",
            ),
            ..OFFLINE
        },
        (State::Failed, _) => &Face {
            button: &words!("再领一次", "再領一次", "Try again"),
            press: Press::Claim,
            why: &words!(
                "还没领到，再领也不会重复",
                "還沒領到，再領不會重複",
                "Not claimed yet. Trying again never claims twice",
            ),
            warn: true,
            ..QUIET
        },
        (State::Paused, _) => &Face {
            button: &words!("已暂停", "已暫停", "Paused"),
            why: &words!(
                "暂停领取，恢复后就能领",
                "暫停領取，恢復後即可領",
                "Claiming is paused",
            ),
            ..QUIET
        },
        (State::Ended, _) => &Face {
            button: &words!("已结束", "已結束", "Ended"),
            valid: &words!("{done} 停止领取", "{done} 停止領取", "Claims closed {done}"),
            ..QUIET
        },
        (State::Conditional, _) => &Face {
            button: &words!("确认中", "確認中", "Checking"),
            ..QUIET
        },
    }
}
