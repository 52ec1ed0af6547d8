//! Why an offer takes nothing off, and what can be done about it.

use std::rc::Rc;

use protocol::{Live, Stock};

use super::*;
use crate::widgets::test_model::SPRING;

const FLASH_DAYS: &str = include_str!("../../../../public/campaigns/flash-sessions.json");

#[test]
fn reasons_are_sorted_by_use_and_cut_off() {
    // A coupon one is 11.50 short of, then flash prices to come for what is in the cart, then why
    // the rest is not for this buyer. The coupon of 599 can be claimed but would not be met.
    let view = shown(&quoted());
    assert_eq!(
        reasons(&view)[..2],
        [
            "每日坚果礼盒 30 包 秒杀价 ¥55.50 | 11月11日 14:00 开始",
            "明前龙井 罐装 100g 秒杀价 ¥49 | 11月11日 14:00 开始",
        ]
    );
    assert_eq!(view.unused.len(), 5);
    assert_ne!(view.rest, "");
    let held = model(
        DOUBLE_11,
        Some(NOW),
        SHORT_OF_300,
        regular(&["coupon-15", "coupon-30"]),
    );
    assert_eq!(
        reasons(&shown(&held))[0],
        "全店券 满 299 减 30 | 还差 ¥11.50"
    );
}

#[test]
fn a_coupon_that_would_count_can_be_claimed() {
    let cart = [("lamp", 2, true)];
    let claims = |model: &Model| -> Vec<String> {
        shown(model)
            .unused
            .into_iter()
            .filter(|row| row.kind == RowKind::Claim)
            .map(|row| row.name)
            .collect()
    };
    let mut model = model(DOUBLE_11, Some(NOW), &cart, regular(&["coupon-15"]));
    // With the coupon that is held, the platform's gives more than the one of 30, which would take
    // the cart below its threshold: only the engine can tell.
    assert_eq!(
        claims(&model),
        ["平台券 满 399 减 25", "灯市大券 满 599 减 80"]
    );
    // Sold out, it is not offered, and the one of 30 is worth claiming.
    model.live = Some(Rc::new(Live {
        as_of: at(NOW),
        stock: vec![Stock {
            offer: OfferId::new("platform-25"),
            remaining: 0,
            released: 1000,
        }],
        notice: None,
        paused: false,
    }));
    assert_eq!(
        claims(&model),
        ["全店券 满 299 减 30", "灯市大券 满 599 减 80"]
    );
    // Before claiming starts there is nothing to claim.
    let early = "2026-11-10T19:00:00+08:00";
    model.now = Some(at(early));
    requote(&mut model);
    assert_eq!(claims(&model), Vec::<String>::new());
}

#[test]
fn says_which_held_coupon_gives_more() {
    let cart = [("lamp", 2, true)];
    let view = shown(&model(
        DOUBLE_11,
        Some(NOW),
        &cart,
        regular(&["coupon-15", "coupon-30"]),
    ));
    assert!(
        reasons(&view).contains(&"见面礼券 满 199 减 15 | 全店券 满 299 减 30 更省".to_owned()),
        "{:?}",
        reasons(&view)
    );
}

#[test]
fn prize_coupons_and_ended_sessions_are_no_reasons() {
    let view = shown(&model(
        DOUBLE_11,
        Some(NOW),
        &[("candle", 1, true)],
        regular(&[]),
    ));
    for Row { name, .. } in &view.unused {
        assert!(!name.contains("抽奖券"), "{name}");
        assert!(!name.contains("免单券"), "{name}");
        assert!(!name.contains("盖碗"), "{name}");
    }
}

#[test]
fn a_flash_price_of_later_is_told_once_and_only_if_it_is_another() {
    let fan = |now| {
        let model = model(FLASH_DAYS, Some(now), &[("fan", 2, true)], regular(&[]));
        let of_fan = |reason: &String| reason.contains("秒杀价");
        reasons(&shown(&model))
            .into_iter()
            .filter(of_fan)
            .collect::<Vec<_>>()
    };
    // The session that is on has the same price as all that follow.
    assert_eq!(fan("2026-07-11T10:02:00+08:00"), Vec::<String>::new());
    assert_eq!(
        fan("2026-07-11T12:30:00+08:00"),
        ["竹骨团扇 秒杀价 ¥29 | 7月11日 14:00 开始"]
    );
}

#[test]
fn what_counts_already_is_not_called_unused() {
    let cart = [("cushion", 2, true)];
    let now = "2026-10-25T10:02:00+08:00";
    let view = shown(&model(PRESALE, Some(now), &cart, regular(&[])));
    assert!(
        view.bill
            .as_ref()
            .is_some_and(|bill| bill.rows.iter().any(|row| row.name.contains("第二件半价"))),
        "{view:?}"
    );
    for reason in reasons(&view) {
        assert!(!reason.contains("第二件半价"), "{reason}");
    }
}

#[test]
fn a_ladder_by_count_says_how_many_more() {
    let cart = [("nut-box", 1, true), ("jujube-honey", 1, true)];
    let facts = [("new_buyer", false), ("member:gold", false)];
    let now = "2027-01-23T10:00:00+08:00";
    let view = shown(&model(SPRING, Some(now), &cart, Some(me(&facts, &[]))));
    assert!(
        reasons(&view).contains(&"满 3 件打 8.5 折 | 还差 1 件".to_owned()),
        "{:?}",
        reasons(&view)
    );
}
