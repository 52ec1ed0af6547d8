//! What a turn came to.

use campaign::say::CouponAmount;
use campaign::{Locale, Words, words};

use super::super::state::{Action, Dialog, Mood, Sheet, State, Ticket, View};
use super::result;

const AGAIN: Words = words!(
    "再抽一次，剩 1 次",
    "再抽一次，剩 1 次",
    "Draw again, 1 left",
);

pub(super) fn win(locale: Locale) -> View<'static> {
    let words = [
        words!("抽中 20 元券", "抽中 20 元券", "You won: ¥20 coupon"),
        words!(
            "已放进券包，结算时自动选最省的一张",
            "已放進券夾，結帳時自動選最划算的一張",
            "It is in your wallet; the best one is used at checkout",
        ),
    ];
    let buttons = [
        (words!("去使用", "去使用", "Use it"), Action::Use(7)),
        (AGAIN, Action::Draw),
    ];
    let text = |words: Words| words.get(locale).to_owned();
    let ticket = Ticket {
        amount: CouponAmount {
            symbol: "¥".to_owned(),
            figure: "20".to_owned(),
            unit: "",
        },
        threshold: text(words!(
            "满 149 元可用",
            "滿 149 元可用",
            "Spend ¥149 or more",
        )),
        valid: text(words!(
            "11月12日 24:00 到期",
            "11月12日 24:00 到期",
            "Expires Nov 12, 24:00",
        )),
    };
    let dialog = Dialog {
        ticket: Some(Box::new(ticket)),
        ..plain(locale, Mood::Won, words, &buttons)
    };
    result(locale, State::LandedWin, dialog)
}

pub(super) fn goods(locale: Locale) -> View<'static> {
    let words = [
        words!(
            "抽中 手作白瓷盖碗",
            "抽中 手作白瓷蓋碗",
            "You won: Porcelain gaiwan",
        ),
        words!(
            "11月19日 24:00 前可以兑奖，怎样领取见规则",
            "11月19日 24:00 前可以兌獎，領取方式見規則",
            "Redeem it until Nov 19, 24:00; see the rules for how",
        ),
    ];
    let buttons = [
        (
            words!("我的奖品", "我的獎品", "My prizes"),
            Action::Open(Sheet::Prizes),
        ),
        (AGAIN, Action::Draw),
    ];
    let dialog = plain(locale, Mood::Won, words, &buttons);
    result(locale, State::LandedWin, dialog)
}

pub(super) fn miss(locale: Locale) -> View<'static> {
    let words = [
        words!("这次没中", "這次沒中", "No prize this time"),
        words!(
            "还有 1 次机会，概率和刚才一样",
            "還有 1 次機會，機率和剛才一樣",
            "1 turn left, with the same odds as before",
        ),
    ];
    let buttons = [
        (words!("再抽一次", "再抽一次", "Draw again"), Action::Draw),
        (
            words!("先去逛逛", "先去逛逛", "Keep browsing"),
            Action::Close,
        ),
    ];
    let dialog = plain(locale, Mood::Missed, words, &buttons);
    result(locale, State::LandedMiss, dialog)
}

pub(super) fn failed(locale: Locale) -> View<'static> {
    let words = [
        words!("网络慢了一步", "網路慢了一步", "The network was too slow"),
        words!(
            "没收到结果，不会多扣机会，再试还是这一次",
            "沒收到結果，不會多扣機會，再試還是這一次",
            "No result yet; a retry continues this turn, at no extra one",
        ),
    ];
    let buttons = [
        (words!("再试一次", "再試一次", "Try again"), Action::Draw),
        (words!("等会儿再来", "等會兒再來", "Later"), Action::Close),
    ];
    let dialog = plain(locale, Mood::Trouble, words, &buttons);
    result(locale, State::FailedSoft, dialog)
}

pub(super) fn refused(locale: Locale) -> View<'static> {
    let words = [
        words!("奖品发完了", "獎品發完了", "All prizes are gone"),
        words!(
            "这次没有抽成，机会没有扣，还是 2 次",
            "這次沒有抽成，機會沒有扣，還是 2 次",
            "No draw took place and no turn was used; you still have 2 turns",
        ),
    ];
    let buttons = [(words!("知道了", "知道了", "OK"), Action::Close)];
    let dialog = plain(locale, Mood::Trouble, words, &buttons);
    result(locale, State::Refused, dialog)
}

/// A dialog of a title, a sentence and buttons.
fn plain(
    locale: Locale,
    mood: Mood,
    [title, text]: [Words; 2],
    buttons: &[(Words, Action)],
) -> Dialog {
    let button = |(words, action): &(Words, Action)| (words.get(locale).to_owned(), *action);
    Dialog {
        mood,
        note: "",
        title: title.get(locale).to_owned(),
        text: text.get(locale).to_owned(),
        ticket: None,
        buttons: buttons.iter().map(button).collect(),
    }
}
