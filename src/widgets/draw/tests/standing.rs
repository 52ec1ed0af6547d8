//! How a draw stands: the wheel, its button and the line below it.

use std::rc::Rc;

#[cfg(feature = "variants")]
use campaign::Locale;
use protocol::{Code, Live, Me, Request};

use super::super::geometry::TURN;
use super::super::machine::LAND_MS;
use super::super::state::{Action, Motion, Own, Sheet, State, view};
use super::{NOON, REST, asking, at_noon, buyer, own, prize, refused, seen};
use crate::runtime::model::{AskState, Model};
use crate::widgets::test_model::{DOUBLE_11, at, model};

/// State, hub, line below the wheel, whether the button does something.
#[track_caller]
fn check(model: &Model, expected: (State, &str, &str, bool)) {
    let view = seen(model, &Own::default());
    let line = [&view.line.before, &view.line.figure, view.line.after].concat();
    let hub = [view.hub.word, &view.hub.small].join(" ");
    assert_eq!(
        (
            view.state,
            hub.trim(),
            line.as_str(),
            view.hub.press.is_some()
        ),
        expected
    );
    assert_eq!((view.dialog, view.sheet), (None, None));
}

#[test]
fn standing_states() {
    check(
        &at_noon(2),
        (State::Ready, "抽奖 剩 2 次", "还有2次机会", true),
    );
    check(
        &at_noon(0),
        (
            State::NoChances,
            "抽奖 剩 0 次",
            "今天的机会用完了，明天 0 点再送 1 次",
            true,
        ),
    );
    let last_day = model(
        DOUBLE_11,
        Some("2026-11-12T12:00:00+08:00"),
        &[],
        Some(buyer(0)),
    );
    check(
        &last_day,
        (State::NoChances, "抽奖 剩 0 次", "机会用完了", true),
    );
    let early = model(
        DOUBLE_11,
        Some("2026-11-10T19:59:59+08:00"),
        &[],
        Some(buyer(1)),
    );
    check(
        &early,
        (
            State::NotStarted,
            "未开始",
            "11月10日 20:00 开始，每天送 1 次机会",
            false,
        ),
    );
    let late = |now| model(DOUBLE_11, Some(now), &[], Some(buyer(1)));
    check(
        &late("2026-11-13T00:00:00+08:00"),
        (
            State::Closed,
            "已结束",
            "11月12日 24:00 已截止，奖品仍可领取",
            false,
        ),
    );
    check(
        &late("2026-11-20T00:00:00+08:00"),
        (State::Closed, "已结束", "11月12日 24:00 已截止", false),
    );
    let mut guest = at_noon(1);
    guest.me = Some(Rc::new(Me::default()));
    check(
        &guest,
        (
            State::LoginNeeded,
            "抽奖",
            "登录后再抽，每天送 1 次机会",
            true,
        ),
    );
    // Where nobody took the press that asked for it, the line says where to do it.
    let own = Own {
        nobody_logs_in: true,
        ..Own::default()
    };
    let told = seen(&guest, &own);
    let words = "这里登录不了，请先在店里登录";
    assert_eq!([&told.line.before, &told.spoken], [words, words]);
    let mut offline = at_noon(2);
    offline.online = false;
    check(
        &offline,
        (
            State::Offline,
            "待联网",
            "没有网络，连上后再抽，机会会留着",
            false,
        ),
    );
    let mut paused = at_noon(2);
    paused.live = Some(Rc::new(Live {
        as_of: at(NOON),
        stock: Vec::new(),
        notice: None,
        paused: true,
    }));
    check(
        &paused,
        (State::Paused, "已暂停", "抽奖暂停中，机会会留着", false),
    );
    // Before the server has said anything, nothing is claimed about chances.
    let unknown = model(DOUBLE_11, None, &[], None);
    check(&unknown, (State::Ready, "抽奖", "每天送 1 次机会", true));
}

#[test]
fn a_press_does_what_the_state_allows() {
    let press = |model: &Model| seen(model, &Own::default()).hub.press;
    assert_eq!(press(&at_noon(1)), Some(Action::Draw));
    assert_eq!(press(&at_noon(0)), Some(Action::Open(Sheet::Tasks)));
    let mut guest = at_noon(1);
    guest.me = Some(Rc::new(Me::default()));
    assert_eq!(press(&guest), Some(Action::LogIn));
    assert_eq!(seen(&at_noon(2), &own(asking())).hub.press, None);
}

#[test]
fn no_campaign_and_no_such_draw_show_nothing() {
    assert_eq!(view(&Model::default(), "", &Own::default()), None);
    assert_eq!(view(&at_noon(1), "grid", &Own::default()), None);
    assert!(view(&at_noon(1), "wheel", &Own::default()).is_some());
}

#[test]
fn asking_spins_and_says_so() {
    let view = seen(&at_noon(2), &own(asking()));
    assert_eq!(view.state, State::Asking);
    assert_eq!(view.wheel.motion, Motion::Spinning);
    assert_eq!((view.hub.word, view.hub.resting), ("开奖中", false));
    assert_eq!(view.line.before, "正在等服务器开奖");
    assert_eq!(view.spoken, "开奖中");

    let mut calm = at_noon(2);
    calm.calm = true;
    let view = seen(&calm, &own(asking()));
    assert_eq!(
        (view.state, view.wheel.motion),
        (State::Asking, Motion::Still)
    );
    assert_eq!(view.hub.word, "开奖中");
}

#[test]
fn a_draw_of_an_earlier_page_is_seen_to_be_asked() {
    let mut model = at_noon(1);
    let request = Request::Draw {
        draw: "wheel".to_owned(),
    };
    model.note(&request, AskState::Open);
    let view = seen(&model, &Own::default());
    assert_eq!(
        (view.state, view.wheel.motion),
        (State::Asking, Motion::Spinning)
    );
    assert_eq!(view.hub.press, None);
}

#[test]
fn landing_goes_to_its_place_in_its_time() {
    let mut machine = asking();
    machine.answer(prize(5), 100_000, Some(200_000), REST, false);
    let view = seen(&at_noon(1), &own(machine));
    assert_eq!(view.state, State::Landing);
    assert_eq!(
        (view.wheel.base + view.wheel.turned + 200_000).rem_euclid(TURN),
        0
    );
    assert!(matches!(view.wheel.motion, Motion::Landing { way, ms: LAND_MS } if way >= 540_000));
    assert_eq!((view.hub.word, view.dialog), ("开奖中", None));
    assert_eq!(view.line.before, "马上揭晓");

    let mut machine = asking();
    machine.answer(refused(Code::Timeout), 100_000, None, REST, false);
    let view = seen(&at_noon(1), &own(machine));
    assert_eq!((view.state, view.hub.word), (State::Landing, "没抽成"));
    assert_eq!(view.line.before, "还有");
}

#[cfg(feature = "variants")]
#[test]
fn every_state_has_a_variant() {
    let names: Vec<&str> = super::super::variants::all()
        .iter()
        .map(|variant| variant.name)
        .collect();
    for state in [
        "not_started",
        "ready",
        "asking",
        "landing",
        "landed_win",
        "landed_miss",
        "failed_soft",
        "refused",
        "no_chances",
        "login_needed",
        "paused",
        "offline",
        "closed",
        "odds",
        "tasks",
        "prizes",
        "prizes_empty",
    ] {
        assert!(names.contains(&state), "{state} has no variant");
    }
    for variant in super::super::variants::all() {
        for locale in Locale::ALL {
            // Drawing needs no browser; a variant that cannot be drawn would panic here.
            let _ = (variant.node)(locale);
        }
    }
}
