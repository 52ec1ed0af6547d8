//! What a turn came to, in every language.

use campaign::Locale;
use pricing::Tag;
use protocol::Code;

use super::super::machine::{End, Machine};
use super::super::state::{Action, Dialog, Own, Sheet, State};
use super::{REST, at_noon, landed, own, prize, refused, seen};
use crate::runtime::model::Model;
use crate::widgets::test_model::at;

#[track_caller]
fn dialog(model: &Model, end: End) -> (State, Dialog) {
    let view = seen(model, &own(landed(end)));
    (view.state, *view.dialog.expect("a result is shown"))
}

/// State, note, title, text, words of the buttons.
#[track_caller]
fn check_result(model: &Model, end: End, expected: (State, &str, &str, &[&str])) {
    let (state, dialog) = dialog(model, end);
    let buttons: Vec<&str> = dialog
        .buttons
        .iter()
        .map(|(words, _)| words.as_str())
        .collect();
    assert_eq!(
        (
            state,
            dialog.title.as_str(),
            dialog.text.as_str(),
            buttons.as_slice()
        ),
        expected
    );
}

#[test]
fn results() {
    check_result(
        &at_noon(1),
        prize(5),
        (
            State::LandedWin,
            "抽中 20 元券",
            "已放进券包，结算时自动选最省的一张",
            &["去使用", "再抽一次，剩 1 次"],
        ),
    );
    check_result(
        &at_noon(0),
        prize(2),
        (
            State::LandedWin,
            "抽中 50 积分",
            "已到账，现在有 350 积分",
            &["赚机会", "先去逛逛"],
        ),
    );
    check_result(
        &at_noon(3),
        prize(4),
        (
            State::LandedWin,
            "抽中 手作白瓷盖碗",
            "11月19日 24:00 前可以兑奖，怎样领取见规则",
            &["我的奖品", "再抽一次，剩 3 次"],
        ),
    );
    check_result(
        &at_noon(1),
        prize(3),
        (
            State::LandedMiss,
            "这次没中",
            "还有 1 次机会，概率和刚才一样",
            &["再抽一次", "先去逛逛"],
        ),
    );
    check_result(
        &at_noon(0),
        prize(3),
        (
            State::LandedMiss,
            "这次没中",
            "今天的机会用完了，明天 0 点再送 1 次",
            &["赚机会", "先去逛逛"],
        ),
    );
    check_result(
        &at_noon(1),
        End::Unknown,
        (
            State::LandedWin,
            "结果已登记",
            "这个奖品还没显示出来，刷新页面就能看到",
            &["知道了"],
        ),
    );
}

#[test]
fn a_coupon_that_was_won_is_shown_as_a_ticket() {
    let (_, dialog) = dialog(&at_noon(1), prize(5));
    let ticket = dialog.ticket.expect("a coupon has a ticket");
    assert_eq!(
        (ticket.amount.symbol.as_str(), ticket.amount.figure.as_str()),
        ("¥", "20")
    );
    assert_eq!(ticket.threshold, "满 149 元可用");
    assert_eq!(ticket.valid, "11月19日 24:00 到期");
    assert_eq!(dialog.buttons[0].1, Action::Use(5));
}

#[test]
fn the_result_of_an_earlier_page_says_so() {
    let mut machine = Machine::default();
    machine.answer(prize(5), 0, Some(200_000), REST, true);
    let view = seen(&at_noon(1), &own(machine));
    let dialog = view.dialog.expect("the result is shown");
    assert_eq!(dialog.note, "上次的结果");
    assert!(view.spoken.starts_with("上次的结果 · 抽中 20 元券"));
}

#[test]
fn failures_say_what_was_kept() {
    let soft: &[&str] = &["再试一次", "等会儿再来"];
    for code in [Code::Timeout, Code::Server, Code::Offline] {
        check_result(
            &at_noon(2),
            refused(code),
            (
                State::FailedSoft,
                "网络慢了一步",
                "没收到结果，不会多扣机会，再试还是这一次",
                soft,
            ),
        );
    }
    check_result(
        &at_noon(2),
        refused(Code::Busy),
        (
            State::FailedSoft,
            "网络慢了一步",
            "这次没有抽成，机会没有扣，还是 2 次",
            soft,
        ),
    );
}

#[test]
fn refusals_say_why() {
    let refused = |code, title, text, buttons: &[&str]| {
        check_result(
            &at_noon(2),
            refused(code),
            (State::Refused, title, text, buttons),
        );
    };
    let kept = "这次没有抽成，机会没有扣，还是 2 次";
    refused(
        Code::NoChances,
        "机会用完了",
        "今天的机会用完了，明天 0 点再送 1 次",
        &["赚机会", "等会儿再来"],
    );
    refused(
        Code::NotStarted(at("2026-11-12T00:00:00+08:00")),
        "11月12日 00:00 开始",
        kept,
        &["知道了"],
    );
    refused(Code::Ended, "已结束", "11月12日 24:00 已截止", &["知道了"]);
    refused(
        Code::LoginNeeded,
        "登录后再抽",
        "这次没有抽成，机会没有扣",
        &["去登录", "等会儿再来"],
    );
    refused(
        Code::Paused,
        "已暂停",
        "抽奖暂停中，机会会留着",
        &["知道了"],
    );
    refused(Code::SoldOut(None), "奖品发完了", kept, &["知道了"]);
    refused(Code::LimitReached, "今天的次数到上限了", kept, &["知道了"]);
    refused(
        Code::NotEligible(Tag::new("member:black")),
        "这个账号不能参加",
        "限黑卡会员",
        &["知道了"],
    );
    refused(Code::Unknown, "这次没有抽成", "请刷新页面再试", &["知道了"]);
}

#[test]
fn a_result_lies_over_an_open_sheet() {
    let mut own = own(landed(prize(3)));
    own.sheet = Some(Sheet::Odds);
    let view = seen(&at_noon(1), &own);
    assert!(view.dialog.is_some());
    assert_eq!(view.sheet, None);
}

#[test]
fn every_language_has_its_words() {
    for (locale, line, title) in [
        (Locale::ZhCn, "还有2次机会", "抽中 20 元券"),
        (Locale::ZhTw, "還有2次機會", "抽中 20 元券"),
        (Locale::En, "You have 2 turns left", "You won: ¥20 coupon"),
    ] {
        let mut model = at_noon(2);
        model.locale = locale;
        let shown = seen(&model, &Own::default()).line;
        let gap = if locale == Locale::En { " " } else { "" };
        assert_eq!(
            [&shown.before, gap, &shown.figure, gap, shown.after].concat(),
            line
        );
        assert_eq!(dialog(&model, prize(5)).1.title, title);
    }
    let mut one = at_noon(1);
    one.locale = Locale::En;
    assert_eq!(seen(&one, &Own::default()).line.after, "turn left");
    assert_eq!(
        dialog(&one, prize(3)).1.text,
        "1 turn left, with the same odds as before"
    );
}
