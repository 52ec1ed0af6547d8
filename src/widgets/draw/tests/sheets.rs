//! Odds, tasks and prizes that were won.

use std::rc::Rc;

use campaign::Locale;
use pricing::{Instant, OfferId};
use protocol::{Code, MyCoupon, MyPrize, Refusal, Request};

use super::super::state::{Action, Own, Row, Sheet, SheetView, Visit, earned};
use super::{at_noon, buyer, seen, wheel};
use crate::runtime::model::{AskState, Model};
use crate::widgets::test_model::{DOUBLE_11, at, model};

#[track_caller]
fn sheet(model: &Model, sheet: Sheet, visit: Option<Visit>) -> SheetView {
    let own = Own {
        sheet: Some(sheet),
        visit,
        ..Own::default()
    };
    *seen(model, &own).sheet.expect("a sheet is open")
}

#[test]
fn odds_are_exact_and_complete() {
    let odds = sheet(&at_noon(1), Sheet::Odds, None);
    let rows: Vec<(&str, &str, &str)> = odds
        .rows
        .iter()
        .map(|row| (row.name.as_str(), row.note.as_str(), row.end.as_str()))
        .collect();
    assert_eq!(
        rows,
        [
            ("5 元券", "3,000 张", "30.6%"),
            ("订单免单（上限 ¥200）", "20 张", "4%"),
            ("50 积分", "不限", "18%"),
            ("谢谢参与", "—", "20%"),
            ("手作白瓷盖碗", "50 份", "3.4%"),
            ("20 元券", "500 张", "12%"),
            ("200 积分", "不限", "5%"),
            ("龙井试饮装 10g", "400 份", "7%"),
        ]
    );
    assert_eq!(
        odds.notes[0],
        "随机即时开奖。各扇区角度与概率一致，合计 100%，人人相同。由青禾集（杭州）商贸有限公司主办。"
    );
    assert!(odds.notes[1].starts_with("满 18 周岁可参与"));
}

/// Note and button of a task, and whether it can be pressed.
#[track_caller]
fn check_task(model: &Model, task: usize, visit: Option<Visit>, expected: (&str, &str, bool)) {
    let rows = sheet(model, Sheet::Tasks, visit).rows;
    let row = &rows[task];
    assert_eq!(
        (row.note.as_str(), row.end.as_str(), row.press.is_some()),
        expected
    );
}

#[test]
fn tasks() {
    let fresh = at_noon(0);
    check_task(&fresh, 0, None, ("每天一次，得 1 次机会", "去逛逛", true));
    check_task(&fresh, 1, None, ("付款后到账，得 2 次机会", "去下单", true));
    let visit = Visit {
        task: 0,
        left_ms: 8_500,
    };
    check_task(
        &fresh,
        0,
        Some(visit),
        ("每天一次，得 1 次机会", "还差 9 秒", false),
    );

    let done = |tasks: &[&str]| {
        let mut model = at_noon(1);
        let mut me = buyer(1);
        me.tasks_done = tasks
            .iter()
            .map(|task| ("wheel".to_owned(), (*task).to_owned()))
            .collect();
        model.me = Some(Rc::new(me));
        model
    };
    check_task(
        &done(&["visit-flash"]),
        0,
        None,
        ("每天一次，得 1 次机会", "今天已完成", false),
    );
    check_task(
        &done(&["order", "order"]),
        1,
        None,
        ("付款后到账，得 2 次机会 · 今天已完成 2 次", "去下单", true),
    );
    check_task(
        &done(&["order", "order", "order"]),
        1,
        None,
        (
            "付款后到账，得 2 次机会 · 今天已完成 3 次",
            "今天已完成",
            false,
        ),
    );

    let request = Request::DoTask {
        draw: "wheel".to_owned(),
        task: "visit-flash".to_owned(),
    };
    let mut asked = at_noon(0);
    asked.note(&request, AskState::Open);
    check_task(&asked, 0, None, ("每天一次，得 1 次机会", "登记中", false));
    asked.note(&request, AskState::Failed(Refusal::new(Code::Timeout)));
    check_task(
        &asked,
        0,
        None,
        ("没有记上，再点一次，不用重新逛", "再试一次", true),
    );
    assert_eq!(earned(&wheel(), "order", Locale::ZhCn), "得到 2 次机会");
}

#[test]
fn tasks_stand_below_a_wheel_without_chances() {
    assert_eq!(seen(&at_noon(0), &Own::default()).slip.len(), 2);
    assert_eq!(seen(&at_noon(1), &Own::default()).slip, []);
    let closed = model(
        DOUBLE_11,
        Some("2026-11-13T00:00:00+08:00"),
        &[],
        Some(buyer(0)),
    );
    let view = seen(&closed, &Own::default());
    assert!(!view.earns && view.slip.is_empty());
    assert!(seen(&at_noon(1), &Own::default()).earns);
}

fn won(prize: &str, at: Instant) -> MyPrize {
    MyPrize {
        draw: "wheel".to_owned(),
        prize: prize.to_owned(),
        at,
    }
}

#[test]
fn prizes_are_listed_with_what_can_be_done() {
    let first = at("2026-11-10T21:16:00+08:00");
    let second = at("2026-11-11T09:58:00+08:00");
    let held = |offer: &str, claimed_at, used: bool| MyCoupon {
        offer: OfferId::new(offer),
        claimed_at,
        expires_at: at("2026-11-13T00:00:00+08:00"),
        used_by: used.then(|| "order-1".to_owned()),
    };
    let mut buyer = buyer(1);
    buyer.prizes = vec![
        won("gaiwan", second),
        won("coupon-5", second),
        won("none", second),
        won("points-50", first),
        won("coupon-5", first),
        MyPrize {
            draw: "grid".to_owned(),
            ..won("coupon-5", first)
        },
    ];
    buyer.coupons = vec![held("draw-5", first, true), held("draw-5", second, false)];
    let mut model = at_noon(1);
    model.me = Some(Rc::new(buyer));
    let rows = |model: &Model, address: &str| {
        let own = Own {
            sheet: Some(Sheet::Prizes),
            address: address.to_owned(),
            ..Own::default()
        };
        let view = seen(model, &own);
        assert_eq!(view.address, address);
        view.sheet.expect("the prizes are open").rows
    };
    let shown = rows(&model, "");
    let notes: Vec<(&str, &str)> = shown
        .iter()
        .map(|row| (row.name.as_str(), row.note.as_str()))
        .collect();
    assert_eq!(
        notes,
        [
            (
                "手作白瓷盖碗",
                "11月11日 09:58 抽中，11月19日 24:00 前可以兑奖"
            ),
            ("5 元券", "11月11日 09:58 抽中，11月19日 24:00 到期"),
            ("50 积分", "11月10日 21:16 抽中，已到账"),
            ("5 元券", "11月10日 21:16 抽中，已使用"),
        ]
    );
    let can = |row: &Row| (row.end.clone(), row.press);
    assert_eq!(
        can(&shown[0]),
        ("看规则".to_owned(), Some(Action::Open(Sheet::Odds)))
    );
    assert_eq!(can(&shown[1]), ("去使用".to_owned(), Some(Action::Use(0))));
    assert_eq!(can(&shown[3]), (String::new(), None));
    assert_eq!(
        can(&rows(&model, "/prizes")[0]),
        ("填写地址".to_owned(), Some(Action::Address))
    );

    // A coupon can be used until it expires, and not then.
    model.now = Some(at("2026-11-12T23:59:59+08:00"));
    assert_eq!(can(&rows(&model, "")[1]).1, Some(Action::Use(0)));
    model.now = Some(at("2026-11-13T00:00:00+08:00"));
    assert_eq!(can(&rows(&model, "")[1]).1, None);

    model.now = Some(at("2026-11-20T00:00:00+08:00"));
    let late = rows(&model, "/prizes");
    assert_eq!(can(&late[0]), (String::new(), None));
    assert!(late[0].note.ends_with("兑奖已截止"));
    assert!(late[1].note.ends_with("已到期"));
}

#[test]
fn without_prizes_the_list_says_so() {
    let sheet = sheet(&at_noon(1), Sheet::Prizes, None);
    assert!(sheet.rows.is_empty());
    assert_eq!(sheet.notes[0], "还没有奖品");
    assert!(sheet.go);
}
