//! Every state of a draw, named.

use std::rc::Rc;

use campaign::model::{Draw, Prize, PrizeKind, Sector};
use campaign::say::CouponAmount;
use campaign::{Locale, Text, Words};
use pricing::{Instant, Money, Window};

use super::machine::LAND_MS;
use super::state::{
    Action, Dialog, Hub, Line, Mood, Motion, Row, Sheet, SheetView, State, Ticket, View, Wheel,
};
use super::{Disc, show};
use crate::ui::Node;
use crate::widgets::variant::Variant;

/// Colour, odds, figure, label and picture of each sector.
const SECTORS: [(char, u32, &str, Words, &str); 11] = [
    ('a', 153_000, "5", COUPON, "ticket"),
    ('f', 40_000, "", FREE, "free"),
    ('b', 90_000, "50", POINTS, "point"),
    ('c', 100_000, "", NONE, "leaf"),
    ('d', 34_000, "", GAIWAN, "bowl"),
    ('a', 153_000, "5", COUPON, "ticket"),
    ('f', 50_000, "200", POINTS, "point"),
    ('e', 120_000, "20", COUPON, "ticket"),
    ('c', 100_000, "", NONE, "leaf"),
    ('b', 70_000, "", TEA, "gift"),
    ('b', 90_000, "50", POINTS, "point"),
];

const COUPON: Words = Words("元券", "元券", "coupon");
const FREE: Words = Words("免单", "免單", "Free order");
const POINTS: Words = Words("积分", "點數", "points");
const NONE: Words = Words("谢谢参与", "謝謝參與", "No prize");
const GAIWAN: Words = Words("盖碗", "蓋碗", "Gaiwan");
const TEA: Words = Words("龙井", "龍井", "Longjing");
const DRAW: Words = Words("抽奖", "抽獎", "Spin");
const DRAWING: Words = Words("开奖中", "開獎中", "Drawing");
const CLOSED: Words = Words(
    "11月12日 24:00 已截止，奖品仍可领取",
    "11月12日 24:00 已截止，獎品仍可領取",
    "Ended Nov 12, 24:00; prizes can still be redeemed",
);
const STARTS: Words = Words(
    "11月10日 20:00 开始，每天送 1 次机会",
    "11月10日 20:00 開始，每天送 1 次機會",
    "Starts Nov 10, 20:00; 1 turn a day for free",
);
const USED_UP: Words = Words(
    "今天的机会用完了，明天 0 点再送 1 次",
    "今天的機會用完了，明天 0 點再送 1 次",
    "No turns left today; 1 turn more at midnight",
);

/// Every named state.
#[must_use]
pub fn all() -> Vec<Variant> {
    let variant = |name, title, node| Variant { name, title, node };
    vec![
        variant("ready", Words("可抽", "可抽", "Ready"), |locale| {
            drawn(&ready(locale))
        }),
        variant(
            "asking",
            Words("询问中 / 转动中", "詢問中 / 轉動中", "Asking, spinning"),
            |locale| drawn(&asking(locale)),
        ),
        variant(
            "asking_calm",
            Words(
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
        variant("landing", Words("停下", "停下", "Landing"), |locale| {
            let mut view = asking(locale);
            view.state = State::Landing;
            view.line = line(Words("马上揭晓", "馬上揭曉", "Here it comes").get(locale));
            view.wheel.turned = 703_200;
            view.wheel.motion = Motion::Landing {
                way: 620_000,
                ms: LAND_MS,
            };
            drawn(&view)
        }),
        variant(
            "landed_win",
            Words("中奖", "中獎", "A prize"),
            |locale| drawn(&win(locale)),
        ),
        variant(
            "landed_goods",
            Words("中实物", "中實物", "A prize to send"),
            |locale| drawn(&goods(locale)),
        ),
        variant(
            "landed_miss",
            Words("没中", "沒中", "No prize"),
            |locale| drawn(&miss(locale)),
        ),
        variant(
            "resumed",
            Words("上次的结果", "上次的結果", "Result of the last visit"),
            |locale| {
                let mut view = win(locale);
                if let Some(dialog) = &mut view.dialog {
                    dialog.note =
                        Words("上次的结果", "上次的結果", "From your last visit").get(locale);
                }
                drawn(&view)
            },
        ),
        variant(
            "failed_soft",
            Words(
                "没抽成，机会保留",
                "沒抽成，機會保留",
                "No answer, turn kept",
            ),
            |locale| drawn(&failed(locale)),
        ),
        variant(
            "refused",
            Words(
                "被拒绝，说明原因",
                "被拒絕，說明原因",
                "Refused, with the reason",
            ),
            |locale| drawn(&refused(locale)),
        ),
        variant(
            "no_chances",
            Words("机会用完", "機會用完", "No turns left"),
            |locale| drawn(&no_chances(locale)),
        ),
        variant(
            "login_needed",
            Words("需要登录", "需要登入", "Login needed"),
            |locale| {
                let words = Words(
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
            Words("未开始", "未開始", "Not started"),
            |locale| {
                let word = Words("未开始", "未開始", "Soon");
                drawn(&resting(locale, State::NotStarted, word, STARTS))
            },
        ),
        variant("paused", Words("暂停", "暫停", "Paused"), |locale| {
            let words = Words(
                "抽奖暂停中，机会会留着",
                "抽獎暫停中，機會會留著",
                "The draw is paused; your turns are kept",
            );
            let word = Words("已暂停", "已暫停", "Paused");
            drawn(&resting(locale, State::Paused, word, words))
        }),
        variant("offline", Words("离线", "離線", "Offline"), |locale| {
            let words = Words(
                "没有网络，连上后再抽，机会会留着",
                "沒有網路，連上後再抽，機會會留著",
                "No network; your turns are kept until it is back",
            );
            let word = Words("待联网", "待連線", "Offline");
            drawn(&resting(locale, State::Offline, word, words))
        }),
        variant(
            "closed",
            Words("已结束", "已結束", "Ended"),
            |locale| {
                let word = Words("已结束", "已結束", "Ended");
                let mut view = resting(locale, State::Closed, word, CLOSED);
                view.earns = false;
                drawn(&view)
            },
        ),
        variant(
            "odds",
            Words("中奖概率", "中獎機率", "Odds"),
            |locale| {
                let mut view = ready(locale);
                view.sheet = Some(odds(locale));
                drawn(&view)
            },
        ),
        variant(
            "tasks",
            Words("赚机会", "賺機會", "More turns"),
            |locale| {
                let mut view = ready(locale);
                view.sheet = Some(sheet(Sheet::Tasks, tasks(locale)));
                drawn(&view)
            },
        ),
        variant(
            "tasks_done",
            Words(
                "赚机会，进行中与完成",
                "賺機會，進行中與完成",
                "More turns, under way and done",
            ),
            |locale| {
                let mut view = ready(locale);
                let mut rows = tasks(locale);
                rows[0].end = Words("还差 9 秒", "還差 9 秒", "9 s to go")
                    .get(locale)
                    .to_owned();
                rows[0].press = None;
                rows[1].end = Words("今天已完成", "今天已完成", "Done today")
                    .get(locale)
                    .to_owned();
                rows[1].press = None;
                view.sheet = Some(sheet(Sheet::Tasks, rows));
                drawn(&view)
            },
        ),
        variant(
            "prizes",
            Words("我的奖品", "我的獎品", "My prizes"),
            |locale| {
                let mut view = ready(locale);
                view.sheet = Some(sheet(Sheet::Prizes, prizes(locale)));
                drawn(&view)
            },
        ),
        variant(
            "prizes_empty",
            Words("还没有奖品", "還沒有獎品", "No prizes yet"),
            |locale| {
                let mut view = ready(locale);
                let mut none = sheet(Sheet::Prizes, Vec::new());
                none.notes = vec![
                    Words("还没有奖品", "還沒有獎品", "No prizes yet")
                        .get(locale)
                        .to_owned(),
                    Words(
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

/// The draw behind every variant; made once, for as long as the gallery lives.
fn sample() -> &'static Draw {
    thread_local! {
        static SAMPLE: &'static Draw = Box::leak(Box::new(wheel()));
    }
    SAMPLE.with(|draw| *draw)
}

fn wheel() -> Draw {
    let text = |words: Words| Text::new(words.0, Some(words.1), Some(words.2));
    let mut sectors = Vec::new();
    let mut prizes = Vec::new();
    for (tone, ppm, figure, label, icon) in SECTORS {
        sectors.push(Sector {
            prize: prizes.len(),
            ppm,
        });
        prizes.push(Prize {
            id: String::new(),
            name: text(label),
            figure: figure.to_owned(),
            label: text(label),
            icon: icon.to_owned(),
            tone,
            kind: PrizeKind::Nothing,
            ppm,
            stock: None,
            per_day: None,
            per_buyer: None,
            windows: Vec::new(),
            value: Money::ZERO,
        });
    }
    let window = Window {
        from: Instant::MIN,
        until: Instant::MIN,
    };
    Draw {
        id: "wheel".to_owned(),
        name: text(Words("转一转灯盘", "轉一轉燈盤", "Spin the lantern wheel")),
        window,
        redeem_until: window.until,
        prizes,
        sectors,
        per_buyer: None,
        consolation: None,
        commitment: String::new(),
        daily_chances: 1,
        tasks: Vec::new(),
        terms: Text::default(),
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
            small: Words("剩 2 次", "剩 2 次", "2 left").get(locale).to_owned(),
            resting: false,
            press: Some(Action::Draw),
        },
        line: Line {
            before: Words("还有", "還有", "You have").get(locale).to_owned(),
            figure: "2".to_owned(),
            after: Words("次机会", "次機會", "turns left").get(locale),
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
        Words(
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
    view.hub.small = Words("剩 0 次", "剩 0 次", "0 left").get(locale).to_owned();
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

fn win(locale: Locale) -> View<'static> {
    let text = |words: Words| words.get(locale).to_owned();
    let dialog = Dialog {
        mood: Mood::Won,
        note: "",
        title: text(Words("抽中 20 元券", "抽中 20 元券", "You won: ¥20 coupon")),
        text: text(Words(
            "已放进券包，结算时自动选最省的一张",
            "已放進券夾，結帳時自動選最划算的一張",
            "It is in your wallet; the best one is used at checkout",
        )),
        ticket: Some(Box::new(Ticket {
            amount: CouponAmount {
                symbol: "¥".to_owned(),
                figure: "20".to_owned(),
                unit: "",
            },
            threshold: text(Words(
                "满 149 元可用",
                "滿 149 元可用",
                "Spend ¥149 or more",
            )),
            valid: text(Words(
                "11月12日 24:00 到期",
                "11月12日 24:00 到期",
                "Expires Nov 12, 24:00",
            )),
        })),
        buttons: vec![
            (text(Words("去使用", "去使用", "Use it")), Action::Use(7)),
            (
                text(Words(
                    "再抽一次，剩 1 次",
                    "再抽一次，剩 1 次",
                    "Draw again, 1 left",
                )),
                Action::Draw,
            ),
        ],
    };
    result(locale, State::LandedWin, dialog)
}

fn goods(locale: Locale) -> View<'static> {
    let text = |words: Words| words.get(locale).to_owned();
    let dialog = Dialog {
        mood: Mood::Won,
        note: "",
        title: text(Words(
            "抽中 手作白瓷盖碗",
            "抽中 手作白瓷蓋碗",
            "You won: Porcelain gaiwan",
        )),
        text: text(Words(
            "11月19日 24:00 前可以兑奖，怎样领取见规则",
            "11月19日 24:00 前可以兌獎，領取方式見規則",
            "Redeem it until Nov 19, 24:00; see the rules for how",
        )),
        ticket: None,
        buttons: vec![
            (
                text(Words("我的奖品", "我的獎品", "My prizes")),
                Action::Open(Sheet::Prizes),
            ),
            (
                text(Words(
                    "再抽一次，剩 1 次",
                    "再抽一次，剩 1 次",
                    "Draw again, 1 left",
                )),
                Action::Draw,
            ),
        ],
    };
    result(locale, State::LandedWin, dialog)
}

fn miss(locale: Locale) -> View<'static> {
    let text = |words: Words| words.get(locale).to_owned();
    let dialog = Dialog {
        mood: Mood::Missed,
        note: "",
        title: text(Words("这次没中", "這次沒中", "No prize this time")),
        text: text(Words(
            "还有 1 次机会，概率和刚才一样",
            "還有 1 次機會，機率和剛才一樣",
            "1 turn left, with the same odds as before",
        )),
        ticket: None,
        buttons: vec![
            (
                text(Words("再抽一次", "再抽一次", "Draw again")),
                Action::Draw,
            ),
            (
                text(Words("先去逛逛", "先去逛逛", "Keep browsing")),
                Action::Close,
            ),
        ],
    };
    result(locale, State::LandedMiss, dialog)
}

fn failed(locale: Locale) -> View<'static> {
    let text = |words: Words| words.get(locale).to_owned();
    let dialog = Dialog {
        mood: Mood::Trouble,
        note: "",
        title: text(Words(
            "网络慢了一步",
            "網路慢了一步",
            "The network was too slow",
        )),
        text: text(Words(
            "没收到结果，就算机会没有扣，再试仍是这一次",
            "沒收到結果，就算機會沒有扣，再試仍是這一次",
            "No result, no turn used: a retry continues this one",
        )),
        ticket: None,
        buttons: vec![
            (
                text(Words("再试一次", "再試一次", "Try again")),
                Action::Draw,
            ),
            (
                text(Words("等会儿再来", "等會兒再來", "Later")),
                Action::Close,
            ),
        ],
    };
    result(locale, State::FailedSoft, dialog)
}

fn refused(locale: Locale) -> View<'static> {
    let text = |words: Words| words.get(locale).to_owned();
    let dialog = Dialog {
        mood: Mood::Trouble,
        note: "",
        title: text(Words("奖品发完了", "獎品發完了", "All prizes are gone")),
        text: text(Words(
            "这次没有抽成，机会没有扣，还是 2 次",
            "這次沒有抽成，機會沒有扣，還是 2 次",
            "No draw took place and no turn was used; you still have 2 turns",
        )),
        ticket: None,
        buttons: vec![(text(Words("知道了", "知道了", "OK")), Action::Close)],
    };
    result(locale, State::Refused, dialog)
}

fn odds(locale: Locale) -> Box<SheetView> {
    let rows = [
        ('a', "5 元券", "¥5 coupon", "3,000 张", "3,000", "30.6%"),
        (
            'f',
            "订单免单（上限 ¥200）",
            "Free order (up to ¥200)",
            "20 张",
            "20",
            "4%",
        ),
        ('b', "50 积分", "50 points", "不限", "no limit", "18%"),
        ('c', "谢谢参与", "No prize", "—", "—", "20%"),
        (
            'd',
            "手作白瓷盖碗",
            "Porcelain gaiwan",
            "50 份",
            "50",
            "3.4%",
        ),
        ('e', "20 元券", "¥20 coupon", "500 张", "500", "12%"),
        ('f', "200 积分", "200 points", "不限", "no limit", "5%"),
        (
            'b',
            "龙井试饮装 10g",
            "Longjing sample, 10 g",
            "400 份",
            "400",
            "7%",
        ),
    ];
    let either = |zh: &str, en: &str| if locale == Locale::En { en } else { zh }.to_owned();
    let rows = rows
        .into_iter()
        .map(|(tone, name, name_en, stock, stock_en, odds)| Row {
            tone,
            name: either(name, name_en),
            note: either(stock, stock_en),
            end: odds.to_owned(),
            press: None,
        })
        .collect();
    let mut odds = sheet(Sheet::Odds, rows);
    odds.notes = vec![
            Words(
                "随机即时开奖。各扇区角度与概率一致，合计 100%，人人相同。由青禾集（杭州）商贸有限公司主办。",
                "隨機即時開獎。各扇區角度與機率一致，合計 100%，人人相同。由青禾集（杭州）商貿有限公司主辦。",
                "Drawn at random, with the result at once. Each sector’s angle is its odds; they add up to 100% and are the same for everyone. Organised by Qinghe Market (Hangzhou) Trading Co., Ltd.",
            )
            .get(locale)
            .to_owned(),
        ];
    odds
}

fn sheet(kind: Sheet, rows: Vec<Row>) -> Box<SheetView> {
    Box::new(SheetView {
        kind,
        rows,
        notes: Vec::new(),
        go: false,
    })
}

fn tasks(locale: Locale) -> Vec<Row> {
    let text = |words: Words| words.get(locale).to_owned();
    vec![
        Row {
            name: text(Words(
                "逛秒杀会场 15 秒",
                "逛秒殺會場 15 秒",
                "Browse the flash sale for 15 seconds",
            )),
            note: text(Words(
                "每天一次，得 1 次机会",
                "每天一次，得 1 次機會",
                "Once a day, for 1 turn",
            )),
            end: text(Words("去逛逛", "去逛逛", "Browse")),
            press: Some(Action::Task(0)),
            tone: '\0',
        },
        Row {
            name: text(Words("完成一笔订单", "完成一筆訂單", "Complete an order")),
            note: text(Words(
                "付款后到账，得 2 次机会",
                "付款後入帳，得 2 次機會",
                "Once paid, for 2 turns",
            )),
            end: text(Words("去下单", "去下單", "Shop")),
            press: Some(Action::Task(1)),
            tone: '\0',
        },
    ]
}

fn prizes(locale: Locale) -> Vec<Row> {
    let row = |name: Words, note: Words, end: Words, press| Row {
        name: name.get(locale).to_owned(),
        note: note.get(locale).to_owned(),
        end: end.get(locale).to_owned(),
        press,
        tone: '\0',
    };
    vec![
        row(
            Words("手作白瓷盖碗", "手作白瓷蓋碗", "Porcelain gaiwan"),
            Words(
                "11月11日 09:58 抽中，11月19日 24:00 前可以兑奖",
                "11月11日 09:58 抽中，11月19日 24:00 前可以兌獎",
                "won Nov 11, 09:58; redeem until Nov 19, 24:00",
            ),
            Words("看规则", "看規則", "See the rules"),
            Some(Action::Open(Sheet::Odds)),
        ),
        row(
            Words("5 元券", "5 元券", "¥5 coupon"),
            Words(
                "11月10日 21:16 抽中，11月12日 24:00 到期",
                "11月10日 21:16 抽中，11月12日 24:00 到期",
                "won Nov 10, 21:16; Expires Nov 12, 24:00",
            ),
            Words("去使用", "去使用", "Use it"),
            Some(Action::Use(0)),
        ),
        row(
            Words("50 积分", "50 點數", "50 points"),
            Words(
                "11月10日 20:31 抽中，已到账",
                "11月10日 20:31 抽中，已入帳",
                "won Nov 10, 20:31; credited",
            ),
            Words("", "", ""),
            None,
        ),
    ]
}
