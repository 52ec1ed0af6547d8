//! Which session stands there, and what is counted.

use super::draw;
use crate::widgets::flash_sale::state::{Bar, Choice, Memo, State, view};
use crate::widgets::test_model::{DOUBLE_11, me, model};

#[test]
fn the_strip_rolls_over_by_itself() {
    /// The tabs' words, the session shown, the line below.
    #[track_caller]
    fn check(
        now: &str,
        says: [&str; 5],
        shown: Option<usize>,
        text: &str,
        label: &str,
        left: Option<i64>,
    ) {
        let drawn = draw(&model(DOUBLE_11, Some(now), &[], Some(me(&[], &[]))));
        let found: Vec<&str> = drawn.tabs.iter().map(|tab| tab.say.as_str()).collect();
        assert_eq!(found, says);
        assert_eq!((drawn.shown, drawn.by_itself), (shown, shown));
        let bar = drawn.bar.unwrap_or(Bar {
            text: String::new(),
            label: String::new(),
            left_ms: None,
        });
        assert_eq!(
            (bar.text.as_str(), bar.label.as_str(), bar.left_ms),
            (text, label, left)
        );
        assert_eq!(drawn.empty.is_some(), shown.is_none());
    }
    const SEC: i64 = 1_000;
    const MIN: i64 = 60 * SEC;
    const HOUR: i64 = 60 * MIN;
    let dates = ["11月10日", "11月11日", "11月11日", "11月11日", "11月12日"];
    let eve = ["即将开始", "明天", "明天", "明天", "11月12日"];
    check(
        "2026-11-05T12:00:00+08:00",
        dates,
        Some(0),
        "本场 11月10日 20:00 开始",
        "距开始",
        Some(128 * HOUR),
    );
    check(
        "2026-11-10T19:59:59+08:00",
        eve,
        Some(0),
        "本场 20:00 开始",
        "距开始",
        Some(SEC),
    );
    let eve_on = ["抢购中", eve[1], eve[2], eve[3], eve[4]];
    check(
        "2026-11-10T20:00:00+08:00",
        eve_on,
        Some(0),
        "本场 22:00 结束",
        "距结束",
        Some(2 * HOUR),
    );
    let eve_over = ["已结束", eve[1], eve[2], eve[3], eve[4]];
    check(
        "2026-11-10T22:00:00+08:00",
        eve_over,
        Some(1),
        "本场 11月11日 10:00 开始",
        "距开始",
        Some(12 * HOUR),
    );

    let day = |ten, two, eight| ["昨天", ten, two, eight, "明天"];
    let (soon, on, over) = ("即将开始", "抢购中", "已结束");
    let ten = |time: &str| ["2026-11-11T", time, "+08:00"].concat();
    check(
        &ten("09:59:59"),
        day(soon, soon, soon),
        Some(1),
        "本场 10:00 开始",
        "距开始",
        Some(SEC),
    );
    check(
        &ten("10:00:00"),
        day(on, soon, soon),
        Some(1),
        "本场 12:00 结束",
        "距结束",
        Some(2 * HOUR),
    );
    check(
        &ten("11:59:59"),
        day(on, soon, soon),
        Some(1),
        "本场 12:00 结束",
        "距结束",
        Some(SEC),
    );
    check(
        &ten("12:00:00"),
        day(over, soon, soon),
        Some(2),
        "本场 14:00 开始",
        "距开始",
        Some(2 * HOUR),
    );
    check(
        &ten("13:59:59"),
        day(over, soon, soon),
        Some(2),
        "本场 14:00 开始",
        "距开始",
        Some(SEC),
    );
    check(
        &ten("14:00:00"),
        day(over, on, soon),
        Some(2),
        "本场 16:00 结束",
        "距结束",
        Some(2 * HOUR),
    );
    check(
        &ten("16:00:00"),
        day(over, over, soon),
        Some(3),
        "本场 20:00 开始",
        "距开始",
        Some(4 * HOUR),
    );
    check(
        &ten("20:00:00"),
        day(over, over, on),
        Some(3),
        "本场 22:00 结束",
        "距结束",
        Some(2 * HOUR),
    );
    check(
        &ten("22:00:00"),
        day(over, over, over),
        Some(4),
        "本场 11月12日 20:00 开始",
        "距开始",
        Some(22 * HOUR),
    );

    let last = ["11月10日", "昨天", "昨天", "昨天", "抢购中"];
    check(
        "2026-11-12T21:00:00+08:00",
        last,
        Some(4),
        "本场 22:00 结束",
        "距结束",
        Some(HOUR),
    );
    let none = ["11月10日", "昨天", "昨天", "昨天", "已结束"];
    check("2026-11-12T22:00:00+08:00", none, None, "", "", None);
    let after = ["11月10日", "11月11日", "11月11日", "11月11日", "昨天"];
    check("2026-11-13T09:00:00+08:00", after, None, "", "", None);
}

#[test]
fn without_a_clock_nothing_is_counted() {
    let mut shop = model(DOUBLE_11, None, &[], Some(me(&[], &[])));
    let drawn = draw(&shop);
    assert_eq!(drawn.shown, Some(0));
    let bar = drawn.bar.expect("a line");
    assert_eq!(
        (bar.text.as_str(), bar.left_ms),
        ("本场 11月10日 20:00 开始", None)
    );
    assert!(
        drawn
            .items
            .iter()
            .all(|item| item.state == State::Conditional)
    );
    shop.online = false;
    assert!(
        draw(&shop)
            .items
            .iter()
            .all(|item| item.state == State::Offline)
    );
}

#[test]
fn a_choice_stays_until_it_is_over() {
    #[track_caller]
    fn check(session: usize, instead_of: Option<usize>, now: &str, expected: Option<usize>) {
        let shop = model(DOUBLE_11, Some(now), &[], Some(me(&[], &[])));
        let memo = Memo {
            choice: Some(Choice {
                session,
                instead_of,
            }),
            ..Memo::default()
        };
        assert_eq!(view(&shop, None, &memo).expect("a sale").shown, expected);
    }
    let day = |time: &str| ["2026-11-11T", time, "+08:00"].concat();
    // Tonight's session, chosen at ten, stays while others come and go, and follows on when over.
    check(3, Some(1), &day("10:00:00"), Some(3));
    check(3, Some(1), &day("12:00:00"), Some(3));
    check(3, Some(1), &day("14:00:00"), Some(3));
    check(3, Some(1), &day("20:00:00"), Some(3));
    check(3, Some(1), &day("22:00:00"), Some(4));
    // Yesterday's, looked back at, stays until the next one comes.
    check(0, Some(1), &day("11:59:59"), Some(0));
    check(0, Some(1), &day("12:00:00"), Some(2));
    // Once all are over there is nothing to roll to.
    check(0, None, "2026-11-12T23:00:00+08:00", Some(0));
    check(9, Some(1), &day("10:00:00"), Some(1));
}
