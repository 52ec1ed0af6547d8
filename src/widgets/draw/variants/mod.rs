//! Every state of a draw, named.

mod results;
mod sample;
mod sheets;

use std::rc::Rc;

use campaign::{Locale, Words, words};

use self::results::{failed, goods, miss, refused, win};
use self::sample::sample;
use self::sheets::{odds, prizes, sheet, tasks};
use super::machine::LAND_MS;
use super::state::{Action, Dialog, Hub, Line, Motion, Sheet, State, View, Wheel};
use super::{Disc, show};
use crate::ui::Node;
use crate::widgets::variant::Variant;

const DRAW: Words = words!("抽奖", "抽獎", "Spin");
const DRAWING: Words = words!("开奖中", "開獎中", "Drawing");
const CLOSED: Words = words!(
    "11月12日 24:00 已截止，奖品仍可领取",
    "11月12日 24:00 已截止，獎品仍可領取",
    "Ended Nov 12, 24:00; prizes can still be redeemed",
);
const STARTS: Words = words!(
    "11月10日 20:00 开始，每天送 1 次机会",
    "11月10日 20:00 開始，每天送 1 次機會",
    "Starts Nov 10, 20:00; 1 turn a day for free",
);
const USED_UP: Words = words!(
    "今天的机会用完了，明天 0 点再送 1 次",
    "今天的機會用完了，明天 0 點再送 1 次",
    "No turns left today; 1 turn more at midnight",
);

/// Every named state.
#[must_use]
pub fn all() -> Vec<Variant> {
    let variant = |name, title, node| Variant { name, title, node };
    vec![
        variant("ready", words!("可抽", "可抽", "Ready"), |locale| {
            drawn(&ready(locale))
        }),
        variant(
            "asking",
            words!("询问中 / 转动中", "詢問中 / 轉動中", "Asking, spinning"),
            |locale| drawn(&asking(locale)),
        ),
        variant(
            "asking_calm",
            words!(
                "开奖中（减少动态）",
                "開獎中（減少動態）",
                "Asking, reduced motion",
            ),
            |locale| {
                let mut view = asking(locale);
                view.wheel.motion = Motion::Still;
                drawn(&view)
            },
        ),
        variant("landing", words!("停下", "停下", "Landing"), |locale| {
            let mut view = asking(locale);
            view.state = State::Landing;
            view.line = line(words!("马上揭晓", "馬上揭曉", "Here it comes").get(locale));
            view.wheel.turned = 703_200;
            view.wheel.motion = Motion::Landing {
                way: 620_000,
                ms: LAND_MS,
            };
            drawn(&view)
        }),
        variant(
            "landed_win",
            words!("中奖", "中獎", "A prize"),
            |locale| drawn(&win(locale)),
        ),
        variant(
            "landed_goods",
            words!("中实物", "中實物", "A prize to send"),
            |locale| drawn(&goods(locale)),
        ),
        variant(
            "landed_miss",
            words!("没中", "沒中", "No prize"),
            |locale| drawn(&miss(locale)),
        ),
        variant(
            "resumed",
            words!("上次的结果", "上次的結果", "Result of the last visit"),
            |locale| {
                let mut view = win(locale);
                if let Some(dialog) = &mut view.dialog {
                    dialog.note =
                        words!("上次的结果", "上次的結果", "From your last visit").get(locale);
                }
                drawn(&view)
            },
        ),
        variant(
            "failed_soft",
            words!(
                "没抽成，机会保留",
                "沒抽成，機會保留",
                "No answer, turn kept",
            ),
            |locale| drawn(&failed(locale)),
        ),
        variant(
            "refused",
            words!(
                "被拒绝，说明原因",
                "被拒絕，說明原因",
                "Refused, with the reason",
            ),
            |locale| drawn(&refused(locale)),
        ),
        variant(
            "no_chances",
            words!("机会用完", "機會用完", "No turns left"),
            |locale| drawn(&no_chances(locale)),
        ),
        variant(
            "login_needed",
            words!("需要登录", "需要登入", "Login needed"),
            |locale| {
                let words = words!(
                    "登录后再抽，每天送 1 次机会",
                    "登入後再抽，每天送 1 次機會",
                    "Log in to draw; 1 turn a day for free",
                );
                let mut view = resting(locale, State::LoginNeeded, DRAW, words);
                view.hub.resting = false;
                view.hub.press = Some(Action::LogIn);
                drawn(&view)
            },
        ),
        variant(
            "not_started",
            words!("未开始", "未開始", "Not started"),
            |locale| {
                let word = words!("未开始", "未開始", "Soon");
                drawn(&resting(locale, State::NotStarted, word, STARTS))
            },
        ),
        variant("paused", words!("暂停", "暫停", "Paused"), |locale| {
            let words = words!(
                "抽奖暂停中，机会会留着",
                "抽獎暫停中，機會會留著",
                "The draw is paused; your turns are kept",
            );
            let word = words!("已暂停", "已暫停", "Paused");
            drawn(&resting(locale, State::Paused, word, words))
        }),
        variant("offline", words!("离线", "離線", "Offline"), |locale| {
            let words = words!(
                "没有网络，连上后再抽，机会会留着",
                "沒有網路，連上後再抽，機會會留著",
                "No network; your turns are kept until it is back",
            );
            let word = words!("待联网", "待連線", "Offline");
            drawn(&resting(locale, State::Offline, word, words))
        }),
        variant(
            "closed",
            words!("已结束", "已結束", "Ended"),
            |locale| {
                let word = words!("已结束", "已結束", "Ended");
                let mut view = resting(locale, State::Closed, word, CLOSED);
                view.earns = false;
                drawn(&view)
            },
        ),
        variant(
            "odds",
            words!("中奖概率", "中獎機率", "Odds"),
            |locale| {
                let mut view = ready(locale);
                view.sheet = Some(odds(locale));
                drawn(&view)
            },
        ),
        variant(
            "tasks",
            words!("赚机会", "賺機會", "More turns"),
            |locale| {
                let mut view = ready(locale);
                view.sheet = Some(sheet(Sheet::Tasks, tasks(locale)));
                drawn(&view)
            },
        ),
        variant(
            "tasks_done",
            words!(
                "赚机会，进行中与完成",
                "賺機會，進行中與完成",
                "More turns, under way and done",
            ),
            |locale| {
                let mut view = ready(locale);
                let mut rows = tasks(locale);
                rows[0].end = words!("还差 9 秒", "還差 9 秒", "9 s to go")
                    .get(locale)
                    .to_owned();
                rows[0].press = None;
                rows[1].end = words!("今天已完成", "今天已完成", "Done today")
                    .get(locale)
                    .to_owned();
                rows[1].press = None;
                view.sheet = Some(sheet(Sheet::Tasks, rows));
                drawn(&view)
            },
        ),
        variant(
            "prizes",
            words!("我的奖品", "我的獎品", "My prizes"),
            |locale| {
                let mut view = ready(locale);
                view.sheet = Some(sheet(Sheet::Prizes, prizes(locale)));
                drawn(&view)
            },
        ),
        variant(
            "prizes_empty",
            words!("还没有奖品", "還沒有獎品", "No prizes yet"),
            |locale| {
                let mut view = ready(locale);
                let mut none = sheet(Sheet::Prizes, Vec::new());
                none.notes = vec![
                    words!("还没有奖品", "還沒有獎品", "No prizes yet")
                        .get(locale)
                        .to_owned(),
                    words!(
                        "抽中的券、积分和实物都会在这里",
                        "抽中的券、點數和實物都會在這裡",
                        "Coupons, points and goods you win are kept here",
                    )
                    .get(locale)
                    .to_owned(),
                ];
                none.go = true;
                view.sheet = Some(none);
                drawn(&view)
            },
        ),
    ]
}

fn drawn(view: &View) -> Node {
    show(
        view,
        &(Rc::new(|_: Action| {}) as super::Act),
        &Disc::default(),
    )
}

fn line(words: &str) -> Line {
    Line {
        before: words.to_owned(),
        ..Line::default()
    }
}

fn ready(locale: Locale) -> View<'static> {
    View {
        draw: sample(),
        state: State::Ready,
        locale,
        wheel: Wheel {
            base: 332_460,
            turned: 0,
            motion: Motion::Still,
        },
        hub: Hub {
            word: DRAW.get(locale),
            small: words!("剩 2 次", "剩 2 次", "2 left")
                .get(locale)
                .to_owned(),
            resting: false,
            press: Some(Action::Draw),
        },
        line: Line {
            before: words!("还有", "還有", "You have").get(locale).to_owned(),
            figure: "2".to_owned(),
            after: words!("次机会", "次機會", "turns left").get(locale),
        },
        earns: true,
        slip: Vec::new(),
        spoken: String::new(),
        dialog: None,
        sheet: None,
        address: "",
    }
}

fn asking(locale: Locale) -> View<'static> {
    let mut view = ready(locale);
    view.state = State::Asking;
    view.wheel.motion = Motion::Spinning;
    view.hub.word = DRAWING.get(locale);
    view.hub.small = String::new();
    view.hub.press = None;
    view.line = line(
        words!(
            "正在等服务器开奖",
            "正在等伺服器開獎",
            "Waiting for the server to draw",
        )
        .get(locale),
    );
    view
}

fn resting(locale: Locale, state: State, word: Words, words: Words) -> View<'static> {
    let mut view = ready(locale);
    view.state = state;
    view.hub.word = word.get(locale);
    view.hub.small = String::new();
    view.hub.resting = true;
    view.hub.press = None;
    view.line = line(words.get(locale));
    view
}

fn no_chances(locale: Locale) -> View<'static> {
    let mut view = resting(locale, State::NoChances, DRAW, USED_UP);
    view.hub.small = words!("剩 0 次", "剩 0 次", "0 left")
        .get(locale)
        .to_owned();
    view.hub.press = Some(Action::Open(Sheet::Tasks));
    view.slip = tasks(locale);
    view
}

fn result(locale: Locale, state: State, dialog: Dialog) -> View<'static> {
    let mut view = ready(locale);
    view.state = state;
    view.dialog = Some(Box::new(dialog));
    view
}
