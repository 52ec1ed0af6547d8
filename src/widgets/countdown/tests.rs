//! What a countdown shows, over the real campaign and the server's clock.

use campaign::Locale;

use super::format::{self, Piece};
use super::state::{Left, Precision, State, Target, View, formatted, left, padded, view};
use crate::runtime::model::Model;
use crate::widgets::test_model::{DOUBLE_11, at, model};

/// A moment and what stands on the countdown then.
#[derive(Clone, Copy)]
struct Shown {
    state: State,
    phase: &'static str,
    label: &'static str,
    until: &'static str,
    left: &'static str,
    note: &'static str,
    spoken: &'static str,
}

const QUIET: Shown = Shown {
    state: State::Live,
    phase: "",
    label: "距结束",
    until: "",
    left: "",
    note: "",
    spoken: "",
};

#[track_caller]
fn check(now: &str, expected: &Shown) {
    check_of(
        &model(DOUBLE_11, Some(now), &[], None),
        Target::Campaign,
        expected,
    );
}

#[track_caller]
fn check_of(model: &Model, target: Target, expected: &Shown) {
    let view = view(model, target, Precision::Seconds).expect("the campaign is there");
    assert_eq!(view.state, expected.state);
    assert_eq!(view.phase.as_deref().unwrap_or(""), expected.phase);
    assert_eq!(view.label, expected.label);
    assert_eq!(view.until, expected.until);
    assert_eq!(digits(&view), expected.left);
    assert_eq!(view.note, expected.note);
    assert_eq!(view.spoken, expected.spoken);
}

/// `1 13:57:44`, or nothing where the countdown shows dashes.
fn digits(view: &View) -> String {
    view.left.map_or_else(String::new, |left| {
        [
            &left.days.to_string(),
            " ",
            &padded(left.hours, 2),
            ":",
            &padded(left.minutes, 2),
            ":",
            &padded(left.seconds, 2),
        ]
        .concat()
    })
}

#[test]
fn nothing_without_a_campaign() {
    assert_eq!(
        view(&Model::default(), Target::Campaign, Precision::Seconds),
        None
    );
}

#[test]
fn not_started() {
    let starts = Shown {
        state: State::NotStarted,
        label: "距开始",
        until: "11月10日 20:00 开始",
        ..QUIET
    };
    // Before any phase there is no phase to name; the warm-up sells nothing, so it counts to the sale.
    check(
        "2026-10-31T20:00:00+08:00",
        &Shown {
            left: "10 00:00:00",
            ..starts
        },
    );
    check(
        "2026-11-10T19:59:00+08:00",
        &Shown {
            phase: "预热",
            left: "0 00:01:00",
            spoken: "最后 1 分钟",
            ..starts
        },
    );
}

#[test]
fn live_to_the_end_of_the_sale() {
    let ends = Shown {
        until: "11月12日 24:00 截止",
        ..QUIET
    };
    check(
        "2026-11-10T20:00:00+08:00",
        &Shown {
            phase: "正式开抢",
            left: "2 04:00:00",
            ..ends
        },
    );
    check(
        "2026-11-11T10:02:16+08:00",
        &Shown {
            phase: "正式开抢",
            left: "1 13:57:44",
            ..ends
        },
    );
    // The extension has the higher precedence and gives its name.
    check(
        "2026-11-12T00:00:00+08:00",
        &Shown {
            phase: "最后一天",
            left: "1 00:00:00",
            spoken: "还剩 1 天",
            ..ends
        },
    );
}

#[test]
fn milestones_are_spoken_once_each() {
    #[track_caller]
    fn check(now: &str, expected: &str) {
        let model = model(DOUBLE_11, Some(now), &[], None);
        let view = view(&model, Target::Campaign, Precision::Seconds).expect("a campaign");
        assert_eq!(view.spoken, expected);
    }
    check("2026-11-11T23:59:59+08:00", "");
    check("2026-11-12T00:00:00+08:00", "还剩 1 天");
    check("2026-11-12T22:59:59+08:00", "还剩 1 天");
    check("2026-11-12T23:00:00+08:00", "还剩 1 小时");
    check("2026-11-12T23:49:59+08:00", "还剩 1 小时");
    check("2026-11-12T23:50:00+08:00", "还剩 10 分钟");
    check("2026-11-12T23:59:00+08:00", "最后 1 分钟");
    check("2026-11-12T23:59:49+08:00", "最后 1 分钟");
    check("2026-11-12T23:59:50+08:00", "最后 10 秒");
    check("2026-11-12T23:59:59.999+08:00", "最后 10 秒");
    check("2026-11-13T00:00:00+08:00", "活动已结束");
}

#[test]
fn the_last_minute_begins_and_ends_on_time() {
    let last = Shown {
        phase: "最后一天",
        until: "11月12日 24:00 截止",
        ..QUIET
    };
    check(
        "2026-11-12T23:58:59.999+08:00",
        &Shown {
            left: "0 00:01:01",
            spoken: "还剩 10 分钟",
            ..last
        },
    );
    check(
        "2026-11-12T23:59:00+08:00",
        &Shown {
            state: State::LastMinute,
            left: "0 00:01:00",
            spoken: "最后 1 分钟",
            ..last
        },
    );
    // A millisecond before the end there is a second left, not none.
    check(
        "2026-11-12T23:59:59.999+08:00",
        &Shown {
            state: State::LastMinute,
            left: "0 00:00:01",
            spoken: "最后 10 秒",
            ..last
        },
    );
}

#[test]
fn ended_and_never_below_nothing() {
    let ended = Shown {
        state: State::Ended,
        label: "活动已结束",
        until: "11月12日 24:00 截止",
        left: "0 00:00:00",
        spoken: "活动已结束",
        ..QUIET
    };
    check("2027-11-13T00:00:00+08:00", &ended);
    // What was won in the draw can still be used for a while.
    let note = "已领的券 11月19日 24:00 前仍可使用";
    check("2026-11-13T00:00:00+08:00", &Shown { note, ..ended });
}

#[test]
fn says_how_long_claimed_coupons_last_after_the_end() {
    let longer = DOUBLE_11.replacen(
        r#""validity": { "from": "2026-11-10T20:00:00+08:00", "until": "2026-11-13T00:00:00+08:00" }"#,
        r#""validity": { "from": "2026-11-10T20:00:00+08:00", "until": "2026-11-20T00:00:00+08:00" }"#,
        1,
    );
    let model = model(&longer, Some("2026-11-13T08:00:00+08:00"), &[], None);
    check_of(
        &model,
        Target::Campaign,
        &Shown {
            state: State::Ended,
            label: "活动已结束",
            until: "11月12日 24:00 截止",
            left: "0 00:00:00",
            note: "已领的券 11月19日 24:00 前仍可使用",
            spoken: "活动已结束",
            ..QUIET
        },
    );
}

#[test]
fn does_not_count_while_the_time_is_unknown() {
    check_of(
        &model(DOUBLE_11, None, &[], None),
        Target::Campaign,
        &Shown {
            state: State::TimeUnknown,
            label: "活动进行至 11月12日 24:00",
            until: "对时中",
            note: "还没和服务器对上时间，先不倒数",
            ..QUIET
        },
    );
}

#[test]
fn a_phase_can_be_the_target() {
    let overlapping = DOUBLE_11.replacen(
        r#""until": "2026-11-13T00:00:00+08:00",
      "precedence": 10"#,
        r#""until": "2026-11-12T12:00:00+08:00",
      "precedence": 10"#,
        1,
    );
    let now = Some("2026-11-12T11:00:00+08:00");
    check_of(
        &model(&overlapping, now, &[], None),
        Target::Phase,
        &Shown {
            phase: "最后一天",
            until: "11月12日 12:00 截止",
            left: "0 01:00:00",
            spoken: "还剩 1 小时",
            ..QUIET
        },
    );
    check_of(
        &model(&overlapping, now, &[], None),
        Target::Campaign,
        &Shown {
            phase: "最后一天",
            until: "11月12日 24:00 截止",
            left: "0 13:00:00",
            spoken: "还剩 1 天",
            ..QUIET
        },
    );
}

#[test]
fn every_locale_has_its_words() {
    #[track_caller]
    fn check(locale: Locale, label: &str, until: &str, units: [&str; 4]) {
        let mut model = model(DOUBLE_11, Some("2026-11-11T10:02:16+08:00"), &[], None);
        model.locale = locale;
        let view = view(&model, Target::Campaign, Precision::Seconds).expect("a campaign");
        assert_eq!(view.label, label);
        assert_eq!(view.until, until);
        assert_eq!(view.units, units);
    }
    check(
        Locale::ZhCn,
        "距结束",
        "11月12日 24:00 截止",
        ["天", "时", "分", "秒"],
    );
    check(
        Locale::ZhTw,
        "距結束",
        "11月12日 24:00 截止",
        ["天", "時", "分", "秒"],
    );
    check(
        Locale::En,
        "Ends in",
        "until Nov 12, 24:00",
        ["d", "h", "m", "s"],
    );
}

#[test]
fn precision_rounds_the_last_shown_digit_up() {
    #[track_caller]
    fn check(ms: i64, precision: Precision, seconds: i64, rest: i64) {
        let expected = Left {
            seconds,
            ms: rest,
            ..Left::default()
        };
        assert_eq!(left(ms, precision), expected);
    }
    check(7_041, Precision::Seconds, 8, 0);
    check(7_041, Precision::Tenths, 7, 100);
    check(7_041, Precision::Milliseconds, 7, 41);
    check(1, Precision::Seconds, 1, 0);
    check(1, Precision::Tenths, 0, 100);
    check(0, Precision::Seconds, 0, 0);
    check(-5_000, Precision::Milliseconds, 0, 0);
}

#[test]
fn a_hundred_days_keep_their_digits() {
    let until = at("2026-11-13T00:00:00+08:00");
    let left = left(
        until.since(at("2026-07-07T14:18:53+08:00")),
        Precision::Seconds,
    );
    assert_eq!(
        left,
        Left {
            days: 128,
            hours: 9,
            minutes: 41,
            seconds: 7,
            ms: 0
        }
    );
    assert_eq!(line("D天HH:mm:ss", left), "128天09:41:07");
    assert_eq!(line("HH:mm:ss", left), "3081:41:07");
}

#[track_caller]
fn line(format: &str, left: Left) -> String {
    let pieces: Vec<Piece> = format::parse(format).expect(format);
    formatted(left, &pieces)
        .into_iter()
        .map(|(text, _)| text)
        .collect()
}

/// What the gallery shows has to exist: each variant stands where its name says.
#[cfg(feature = "variants")]
#[test]
fn variants_are_complete_and_named_once() {
    let names: Vec<&str> = super::variants::all()
        .iter()
        .map(|variant| variant.name)
        .collect();
    assert_eq!(
        names,
        [
            "not_started",
            "live",
            "last_minute",
            "ended",
            "time_unknown",
            "phase",
            "tenths",
            "milliseconds",
            "inline",
            "long"
        ]
    );
    for variant in super::variants::all() {
        for locale in Locale::ALL {
            assert!(!variant.title.get(locale).is_empty());
            // Drawing makes a tree of data; nothing of it needs a document.
            assert!(!matches!((variant.node)(locale), crate::ui::Node::Empty));
        }
    }
}
