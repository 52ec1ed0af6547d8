//! The state of a ticket: whether it can be claimed, and what it says of that.

use super::*;
use crate::widgets::coupons::state::{Press, State};
use crate::widgets::test_model::BRAND_DAY;

/// State, validity, why, meta, button and what it does.
#[track_caller]
fn check(model: &Model, id: &str, expected: (State, &str, &str, &str, &str, Press)) {
    let ticket = ticket(&draw(model), id);
    assert_eq!(
        (
            ticket.state,
            ticket.valid.as_str(),
            ticket.why.as_str(),
            ticket.meta.as_str(),
            ticket.button,
            ticket.press
        ),
        expected
    );
}

#[test]
fn every_state_says_why() {
    let usual = "11月12日 24:00 到期";
    let shop = |now| model(DOUBLE_11, Some(now), &[], Some(regular()));

    let early = shop("2026-11-10T19:59:59+08:00");
    let opens = (
        State::NotStarted,
        "11月10日 20:00 开领",
        "",
        "",
        "提醒我",
        Press::Remind,
    );
    check(&early, "coupon-30", opens);

    let memo = Memo {
        unanswered: Some((OfferId::new("coupon-30"), "这里设不了提醒".to_owned())),
        ..Memo::default()
    };
    let told = |model: &Model| {
        let ticket = ticket(&view(model, None, &memo).expect("coupons"), "coupon-30");
        (ticket.why, ticket.warn)
    };
    assert_eq!(told(&early), ("这里设不了提醒".to_owned(), true));
    // It is told of a button that is there, and no longer.
    assert_eq!(told(&shop(NOON)), (String::new(), false));

    let mut on = shop(NOON);
    let free = (State::Claimable, usual, "", "", "领取", Press::Claim);
    check(&on, "coupon-30", free);
    on.live = Some(live(
        "2026-11-11T11:59:01+08:00",
        &[("coupon-80", 126, 450), ("coupon-30", 400, 1_000)],
    ));
    check(
        &on,
        "coupon-80",
        (
            State::Claimable,
            usual,
            "",
            "11:59 余 126 张",
            "领取",
            Press::Claim,
        ),
    );
    check(&on, "coupon-30", free);

    // Few: at most 20, or a tenth of what was released.
    for (left, expected) in [(21, "11:59 余 21 张"), (100, "11:59 余 100 张")] {
        on.live = Some(live(
            "2026-11-11T11:59:01+08:00",
            &[("coupon-30", left, 1_000)],
        ));
        check(
            &on,
            "coupon-30",
            (State::LowStock, usual, expected, "", "领取", Press::Claim),
        );
    }
    on.live = Some(live(
        "2026-11-11T11:59:01+08:00",
        &[("coupon-30", 101, 1_000)],
    ));
    check(&on, "coupon-30", free);
    // A figure of more than a minute ago is no figure.
    on.live = Some(live(
        "2026-11-11T11:58:59+08:00",
        &[("coupon-30", 0, 1_000)],
    ));
    check(&on, "coupon-30", free);

    on.live = Some(live(
        NOON,
        &[
            ("coupon-30", 0, 1_000),
            ("coupon-80", 0, 450),
            ("coupon-15", 0, 5_000),
        ],
    ));
    check(
        &on,
        "coupon-30",
        (
            State::SoldOut,
            "14:00 再放 200 张",
            "",
            "",
            "已领完",
            Press::Rest,
        ),
    );
    check(
        &on,
        "coupon-80",
        (
            State::SoldOut,
            "20:00 再放 150 张",
            "",
            "",
            "已领完",
            Press::Rest,
        ),
    );
    check(
        &on,
        "coupon-15",
        (State::SoldOut, "已全部领完", "", "", "已领完", Press::Rest),
    );
    on.live = None;

    on.note(&claim("coupon-30"), AskState::Open);
    check(
        &on,
        "coupon-30",
        (State::Claiming, usual, "", "", "领取", Press::Rest),
    );
    on.online = false;
    check(
        &on,
        "coupon-30",
        (
            State::Offline,
            usual,
            "没有网络，连上后接着领",
            "",
            "待联网",
            Press::Rest,
        ),
    );
    check(
        &on,
        "coupon-80",
        (
            State::Offline,
            usual,
            "没有网络，连上后再领",
            "",
            "待联网",
            Press::Rest,
        ),
    );
    on.online = true;
    on.note(
        &claim("coupon-30"),
        AskState::Failed(Refusal::new(Code::Timeout)),
    );
    check(
        &on,
        "coupon-30",
        (
            State::Failed,
            usual,
            "还没领到，再领也不会重复",
            "",
            "再领一次",
            Press::Claim,
        ),
    );
    on.note(
        &claim("coupon-30"),
        AskState::Failed(Refusal::new(Code::LimitReached)),
    );
    check(
        &on,
        "coupon-30",
        (
            State::LimitReached,
            usual,
            "每人限领 1 张",
            "",
            "已达上限",
            Press::Rest,
        ),
    );
    on.asks.clear();

    check(
        &on,
        "new-10",
        (
            State::Ineligible,
            "限首次下单的账号",
            "",
            "",
            "不可领",
            Press::Rest,
        ),
    );
    on.me = Some(Rc::new(me(&[("new_buyer", true)], &[])));
    check(
        &on,
        "new-10",
        (
            State::Claimable,
            usual,
            "限首次下单的账号",
            "",
            "领取",
            Press::Claim,
        ),
    );
    on.me = Some(Rc::new(Me::default()));
    check(
        &on,
        "coupon-30",
        (
            State::LoginNeeded,
            usual,
            "登录后看能不能领",
            "",
            "去登录",
            Press::Login,
        ),
    );
    on.me = None;
    check(
        &on,
        "coupon-30",
        (State::Conditional, usual, "", "", "确认中", Press::Rest),
    );
    on.me = Some(Rc::new(regular()));
    on.live = Some(Rc::new(Live {
        paused: true,
        ..(*live(NOON, &[])).clone()
    }));
    check(
        &on,
        "coupon-30",
        (
            State::Paused,
            usual,
            "暂停领取，恢复后就能领",
            "",
            "已暂停",
            Press::Rest,
        ),
    );

    let late = shop("2026-11-13T00:00:00+08:00");
    check(
        &late,
        "coupon-30",
        (
            State::Ended,
            "11月12日 24:00 停止领取",
            "",
            "",
            "已结束",
            Press::Rest,
        ),
    );
    let lost = model(DOUBLE_11, None, &[], Some(regular()));
    check(
        &lost,
        "coupon-30",
        (State::Conditional, usual, "", "", "确认中", Press::Rest),
    );
}

#[test]
fn a_refusal_holds_until_it_is_overtaken() {
    #[track_caller]
    fn check(code: Code, now: &str, buyer: Me, expected: State) {
        let mut model = model(DOUBLE_11, Some(now), &[], Some(buyer));
        model.note(&claim("coupon-30"), AskState::Failed(Refusal::new(code)));
        assert_eq!(ticket(&draw(&model), "coupon-30").state, expected);
    }
    let two = Some(at("2026-11-11T14:00:00+08:00"));
    let before_two = "2026-11-11T13:59:59+08:00";
    let at_two = "2026-11-11T14:00:00+08:00";
    check(Code::SoldOut(two), before_two, regular(), State::SoldOut);
    check(Code::SoldOut(two), at_two, regular(), State::Claimable);
    check(Code::SoldOut(None), at_two, regular(), State::SoldOut);
    check(Code::LoginNeeded, NOON, Me::default(), State::LoginNeeded);
    check(Code::LoginNeeded, NOON, regular(), State::Claimable);
    check(Code::Timeout, NOON, regular(), State::Failed);
    check(
        Code::Timeout,
        "2026-11-13T00:00:00+08:00",
        regular(),
        State::Ended,
    );
}

#[test]
fn a_claimed_coupon_is_stamped_and_says_what_it_does_here() {
    let cart: &[(&str, u32, bool)] = &[("gaiwan", 1, true), ("tea", 2, true)];
    let mut shop = model(
        DOUBLE_11,
        Some(NOON),
        cart,
        Some(me(&[], &["coupon-15", "coupon-30"])),
    );
    let usual = "11月12日 24:00 到期";
    let held = |meta| (State::Claimed, usual, "", meta, "去使用", Press::Use);
    check(&shop, "coupon-15", held("本单在用"));
    check(&shop, "coupon-30", held("还差 ¥51.00"));
    let drawn = ticket(&draw(&shop), "coupon-15");
    assert_eq!((drawn.seal, drawn.stamped), ("已领取", false));
    // Only what the server has granted since the widget was mounted falls before one's eyes.
    let memo = Memo {
        stamped: vec![OfferId::new("coupon-15")],
        ..Memo::default()
    };
    let drawn = view(&shop, None, &memo).expect("coupons");
    assert!(ticket(&drawn, "coupon-15").stamped);
    assert!(!ticket(&drawn, "coupon-30").stamped);

    let with = |change: fn(&mut protocol::MyCoupon)| {
        let mut me = me(&[], &["coupon-15"]);
        change(&mut me.coupons[0]);
        Some(Rc::new(me))
    };
    shop.me = with(|coupon| coupon.used_by = Some("201111110482".into()));
    check(
        &shop,
        "coupon-15",
        (
            State::Used,
            "订单 2011…0482 已使用",
            "",
            "",
            "",
            Press::Rest,
        ),
    );
    shop.me = with(|coupon| coupon.expires_at = at(NOON));
    check(
        &shop,
        "coupon-15",
        (
            State::Expired,
            "11月11日 12:00 已到期",
            "",
            "",
            "",
            Press::Rest,
        ),
    );
    let seal = ticket(&draw(&shop), "coupon-15").seal;
    assert_eq!(seal, "已过期");
}

#[test]
fn a_coupon_for_several_claims() {
    let twice = DOUBLE_11.replacen(
        r#""releases": [{ "count": 5000 }]"#,
        r#""per_buyer": 2, "releases": [{ "count": 5000 }]"#,
        1,
    );
    let shop = |coupons: &[&str]| model(&twice, Some(NOON), &[], Some(me(&[], coupons)));
    let usual = "11月12日 24:00 到期";
    check(
        &shop(&["coupon-15"]),
        "coupon-15",
        (
            State::Claimable,
            usual,
            "",
            "已领 1 张",
            "领取",
            Press::Claim,
        ),
    );
    let mut full = shop(&["coupon-15", "coupon-15"]);
    check(
        &full,
        "coupon-15",
        (State::Claimed, usual, "", "", "去使用", Press::Use),
    );
    full = shop(&["coupon-15"]);
    full.note(
        &claim("coupon-15"),
        AskState::Failed(Refusal::new(Code::LimitReached)),
    );
    check(
        &full,
        "coupon-15",
        (
            State::LimitReached,
            usual,
            "每人限领 2 张，你已有 1 张",
            "",
            "去使用",
            Press::Use,
        ),
    );
}

#[test]
fn early_access_opens_a_coupon_sooner() {
    #[track_caller]
    fn check(green: bool, now: &str, state: State) {
        let buyer = me(&[("member:green", green)], &[]);
        let view = draw(&model(BRAND_DAY, Some(now), &[], Some(buyer)));
        assert_eq!(ticket(&view, "tea-15").state, state);
    }
    check(true, "2026-09-18T09:59:59+08:00", State::NotStarted);
    check(true, "2026-09-18T10:00:00+08:00", State::Claimable);
    check(false, "2026-09-18T10:00:00+08:00", State::NotStarted);
    check(false, "2026-09-18T20:00:00+08:00", State::Claimable);
}
