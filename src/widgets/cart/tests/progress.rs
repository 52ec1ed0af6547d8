//! The bar towards the next step of a reduction.

use super::*;
use crate::ui::tier::Mark;
use crate::widgets::cart::{Action, missing};

#[test]
fn the_bar_is_to_scale() {
    let model = quoted();
    let view = shown(&model);
    assert!(view.top_up);
    assert_eq!(
        missing(&model, Action::TopUp),
        r#"{"offer":"full","missing":1250}"#
    );
    assert_eq!(missing(&model, Action::Browse), "{}");
    let tier = view.progress.expect("a full reduction is in reach");
    assert_eq!(
        tier.gap,
        [
            ("再买".to_owned(), false),
            ("¥12.50".to_owned(), true),
            ("减".to_owned(), false),
            ("¥50".to_owned(), true),
        ]
    );
    assert_eq!(tier.fill, 575);
    let stops: Vec<(i64, Mark, &str, &str)> = tier
        .stops
        .iter()
        .map(|stop| (stop.at, stop.mark, stop.gives.as_str(), stop.asks.as_str()))
        .collect();
    assert_eq!(
        stops,
        [
            (400, Mark::Reached, "减20", "满200"),
            (600, Mark::Next, "减50", "满300"),
            (1000, Mark::Ahead, "减100", "满500"),
        ]
    );
    assert_eq!(tier.spoken, "优惠进度：再买¥12.50减¥50");
}

#[test]
fn the_bar_at_its_top_asks_for_nothing() {
    let cart = [("lamp", 3, true)];
    let view = shown(&model(DOUBLE_11, Some(NOW), &cart, regular(&[])));
    let tier = view.progress.expect("a full reduction is reached");
    assert!(!view.top_up);
    assert_eq!(tier.fill, 1000);
    assert_eq!(text(&tier.gap), "已到最高一档，减¥100");
    assert!(tier.stops.iter().all(|stop| stop.mark == Mark::Reached));
}

/// Steps too close to each other keep their marks and share the room for labels: the last and the
/// next have theirs.
#[test]
fn crowded_steps_share_the_room_for_labels() {
    let crowded = DOUBLE_11.replacen(
        r#"{ "threshold": 20000, "off": 2000 },
        { "threshold": 30000, "off": 5000 },
        { "threshold": 50000, "off": 10000 }"#,
        r#"{ "threshold": 40000, "off": 2000 },
        { "threshold": 43000, "off": 2500 },
        { "threshold": 46000, "off": 3000 },
        { "threshold": 100000, "off": 10000 }"#,
        1,
    );
    let cart = [("gaiwan", 2, true), ("lamp", 1, true)];
    let view = shown(&model(&crowded, Some(NOW), &cart, regular(&[])));
    let tier = view.progress.expect("a full reduction is in reach");
    let stops: Vec<(i64, Mark, &str)> = tier
        .stops
        .iter()
        .map(|stop| (stop.at, stop.mark, stop.gives.as_str()))
        .collect();
    assert_eq!(
        stops,
        [
            (400, Mark::Reached, ""),
            (430, Mark::Reached, ""),
            (460, Mark::Ahead, "减30"),
            (1000, Mark::Ahead, "减100"),
        ]
        .map(|(at, mark, gives)| (at, if at == 460 { Mark::Next } else { mark }, gives))
    );
}

#[test]
fn a_reduction_for_each_full_amount_has_one_stop() {
    let cart = [("fan", 1, true), ("white-tea", 1, true)];
    let facts = [("new_buyer", false), ("member:silver", false)];
    let now = "2026-06-17T15:00:00+08:00";
    let model = model(MIDYEAR, Some(now), &cart, Some(me(&facts, &[])));
    assert_eq!(
        missing(&model, Action::TopUp),
        r#"{"offer":"cross-each","missing":12780}"#
    );
    let tier = shown(&model).progress;
    let tier = tier.expect("the cross-shop reduction is in reach");
    assert_eq!(text(&tier.gap), "再买¥127.80减¥50");
    assert_eq!(tier.fill, 574);
    let [stop] = tier.stops.as_slice() else {
        panic!("{:?}", tier.stops);
    };
    assert_eq!((stop.at, stop.mark), (1000, Mark::Next));
    assert_eq!(
        (stop.gives.as_str(), stop.asks.as_str()),
        ("减50", "每满300")
    );
}
