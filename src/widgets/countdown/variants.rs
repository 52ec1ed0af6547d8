//! Every state of a countdown, named.

use campaign::{Locale, Words, words};

use super::format;
use super::state::{Left, Precision, State, View};
use crate::ui::Node;
use crate::widgets::variant::Variant;

const TO_START: Words = words!("距开始", "距開始", "Starts in");
const TO_END: Words = words!("距结束", "距結束", "Ends in");
const STARTS: Words = words!(
    "11月10日 20:00 开始",
    "11月10日 20:00 開始",
    "starts Nov 10, 20:00",
);
const ENDS: Words = words!(
    "11月12日 24:00 截止",
    "11月12日 24:00 截止",
    "until Nov 12, 24:00",
);
const ENDED: Words = words!("活动已结束", "活動已結束", "This event has ended");
const STILL_USABLE: Words = words!(
    "已领的券 11月19日 24:00 前仍可使用",
    "已領的券 11月19日 24:00 前仍可使用",
    "Claimed coupons can be used until Nov 19, 24:00",
);
const RUNS_UNTIL: Words = words!(
    "活动进行至 11月12日 24:00",
    "活動進行至 11月12日 24:00",
    "On until Nov 12, 24:00",
);
const SYNCING: Words = words!("对时中", "對時中", "checking the time");
const NOT_SYNCED: Words = words!(
    "还没和服务器对上时间，先不倒数",
    "還沒和伺服器對上時間，先不倒數",
    "No countdown until the time has been checked with the server",
);
const MAIN_SALE: Words = words!("正式开抢", "正式開搶", "Main sale");
const LAST_DAY: Words = words!("最后一天", "最後一天", "Last day");
const PREVIEW: Words = words!("预热", "預熱", "Preview");
const LAST_10: Words = words!("最后 10 秒", "最後 10 秒", "10 seconds left");
const NOTHING: Words = words!("", "", "");

/// Every named state.
#[must_use]
pub fn all() -> Vec<Variant> {
    let variant = |name, title, node| Variant { name, title, node };
    vec![
        variant(
            "not_started",
            words!("未开始", "未開始", "Not started"),
            |locale| tiles(&not_started(locale), Precision::Seconds),
        ),
        variant("live", words!("进行中", "進行中", "Live"), |locale| {
            tiles(&live(locale), Precision::Seconds)
        }),
        variant(
            "last_minute",
            words!("最后一分钟", "最後一分鐘", "Last minute"),
            |locale| tiles(&last_minute(locale), Precision::Seconds),
        ),
        variant(
            "ended",
            words!("已结束", "已結束", "Ended"),
            |locale| tiles(&ended(locale), Precision::Seconds),
        ),
        variant(
            "time_unknown",
            words!("时间未知", "時間未知", "Time unknown"),
            |locale| tiles(&time_unknown(locale), Precision::Seconds),
        ),
        variant(
            "phase",
            words!("延续阶段", "延續階段", "Extension phase"),
            |locale| tiles(&extension(locale), Precision::Seconds),
        ),
        variant(
            "tenths",
            words!("十分之一秒", "十分之一秒", "Tenths"),
            |locale| {
                let mut view = last_minute(locale);
                view.left = Some(at(0, 0, 0, 7, 400));
                view.spoken = LAST_10.get(locale);
                tiles(&view, Precision::Tenths)
            },
        ),
        variant(
            "milliseconds",
            words!("毫秒", "毫秒", "Milliseconds"),
            |locale| {
                let mut view = last_minute(locale);
                view.left = Some(at(0, 0, 0, 7, 41));
                view.spoken = LAST_10.get(locale);
                tiles(&view, Precision::Milliseconds)
            },
        ),
        variant(
            "inline",
            words!("一行格式", "一行格式", "One line"),
            |locale| {
                let format = words!("D天HH:mm:ss", "D天HH:mm:ss", "D'd' HH:mm:ss").get(locale);
                let pieces = format::parse(format).unwrap_or_default();
                super::draw(&live(locale), Precision::Seconds, Some(&pieces))
            },
        ),
        variant(
            "long",
            words!("一百多天", "一百多天", "Over a hundred days"),
            |locale| {
                let mut view = not_started(locale);
                view.left = Some(at(128, 9, 41, 7, 0));
                tiles(&view, Precision::Seconds)
            },
        ),
    ]
}

fn tiles(view: &View, precision: Precision) -> Node {
    super::draw(view, precision, None)
}

fn not_started(locale: Locale) -> View {
    view(
        locale,
        State::NotStarted,
        PREVIEW,
        TO_START,
        STARTS,
        Some(at(3, 6, 20, 15, 0)),
    )
}

fn live(locale: Locale) -> View {
    view(
        locale,
        State::Live,
        MAIN_SALE,
        TO_END,
        ENDS,
        Some(at(1, 13, 57, 44, 0)),
    )
}

fn last_minute(locale: Locale) -> View {
    View {
        spoken: words!("最后 1 分钟", "最後 1 分鐘", "1 minute left").get(locale),
        ..view(
            locale,
            State::LastMinute,
            LAST_DAY,
            TO_END,
            ENDS,
            Some(at(0, 0, 0, 44, 0)),
        )
    }
}

fn ended(locale: Locale) -> View {
    View {
        note: STILL_USABLE.get(locale).to_owned(),
        spoken: ENDED.get(locale),
        ..view(
            locale,
            State::Ended,
            NOTHING,
            ENDED,
            ENDS,
            Some(Left::default()),
        )
    }
}

fn time_unknown(locale: Locale) -> View {
    View {
        note: NOT_SYNCED.get(locale).to_owned(),
        ..view(
            locale,
            State::TimeUnknown,
            NOTHING,
            RUNS_UNTIL,
            SYNCING,
            None,
        )
    }
}

fn extension(locale: Locale) -> View {
    view(
        locale,
        State::Live,
        LAST_DAY,
        TO_END,
        ENDS,
        Some(at(0, 9, 30, 0, 0)),
    )
}

fn view(
    locale: Locale,
    state: State,
    phase: Words,
    label: Words,
    until: Words,
    left: Option<Left>,
) -> View {
    View {
        state,
        phase: Some(phase.get(locale).to_owned()).filter(|phase| !phase.is_empty()),
        label: label.get(locale).to_owned(),
        until: until.get(locale).to_owned(),
        left,
        note: String::new(),
        spoken: "",
        units: match locale {
            Locale::ZhCn => ["天", "时", "分", "秒"],
            Locale::ZhTw => ["天", "時", "分", "秒"],
            Locale::En => ["d", "h", "m", "s"],
        },
    }
}

fn at(days: i64, hours: i64, minutes: i64, seconds: i64, ms: i64) -> Left {
    Left {
        days,
        hours,
        minutes,
        seconds,
        ms,
    }
}
