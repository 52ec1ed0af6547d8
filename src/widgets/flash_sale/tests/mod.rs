//! What a flash sale shows, over the real campaign.

mod precedence;
mod prices;
mod said;
mod strip;

use std::rc::Rc;

use campaign::Locale;
use pricing::{OfferId, Token};
use protocol::{Code, Live, Me, Refusal, Request, Stock};

use crate::runtime::model::{AskState, Model};
use crate::widgets::flash_sale::state::{Choice, Item, Memo, Press, State, View, view};
use crate::widgets::test_model::{DOUBLE_11, MIDYEAR, SPRING, at, me, model};

const LAMP: &str = "flash:1111-1000:lamp";
const GAIWAN: &str = "flash:1111-1000:gaiwan";
const CANDLE: &str = "flash:1111-1000:candle";

/// In the session of 10:00.
const TWO_PAST_TEN: &str = "2026-11-11T10:02:16+08:00";

fn live(as_of: &str, stock: &[(&str, u32, u32)]) -> Rc<Live> {
    Rc::new(Live {
        as_of: at(as_of),
        stock: stock
            .iter()
            .map(|(offer, remaining, released)| Stock {
                offer: OfferId::new(offer),
                remaining: *remaining,
                released: *released,
            })
            .collect(),
        notice: None,
        paused: false,
    })
}

fn with_token(offer: &str, units: u32, expires_at: &str) -> Me {
    Me {
        tokens: vec![Token {
            offer: OfferId::new(offer),
            units,
            price: None,
            expires_at: at(expires_at),
        }],
        ..me(&[], &[])
    }
}

fn reserve(offer: &str) -> Request {
    Request::Reserve {
        offer: OfferId::new(offer),
        units: 1,
    }
}

#[track_caller]
fn draw(model: &Model) -> View {
    view(model, None, &Memo::default()).expect("a campaign with a flash sale")
}

#[track_caller]
fn item(model: &Model, offer: &str) -> Item {
    draw(model)
        .items
        .into_iter()
        .find(|item| item.offer.as_str() == offer)
        .unwrap_or_else(|| panic!("no item {offer}"))
}

/// State, stock line, bar, button and what it does.
#[track_caller]
fn check(model: &Model, offer: &str, expected: (State, &str, Option<i64>, &str, Press)) {
    let item = item(model, offer);
    assert_eq!(
        (
            item.state,
            item.stock.as_str(),
            item.bar,
            item.button,
            item.press
        ),
        expected
    );
}

#[test]
fn every_state_says_why() {
    let shop = |now, me| model(DOUBLE_11, Some(now), &[], me);
    let buyer = || Some(me(&[], &[]));

    let early = shop("2026-11-11T09:00:00+08:00", buyer());
    check(
        &early,
        LAMP,
        (
            State::Upcoming,
            "10:00 开抢，限 300 件",
            None,
            "提醒我",
            Press::Remind,
        ),
    );
    check(
        &early,
        GAIWAN,
        (State::Upcoming, "10:00 开抢", None, "提醒我", Press::Remind),
    );
    let memo = Memo {
        reminded: vec![OfferId::new(LAMP)],
        ..Memo::default()
    };
    let reminded = view(&early, None, &memo).expect("a sale");
    assert_eq!(
        (reminded.items[1].button, reminded.items[1].press),
        ("已约提醒", Press::Rest)
    );
    assert_eq!(reminded.items[0].button, "提醒我");
    // Where nobody reminds, the item whose button was pressed says so, and no other.
    let memo = Memo {
        unanswered: Some((OfferId::new(LAMP), "这里设不了提醒".to_owned())),
        ..Memo::default()
    };
    let alone = view(&early, None, &memo).expect("a sale");
    assert_eq!(alone.items[1].stock, "这里设不了提醒");
    assert_eq!(alone.items[0].stock, "10:00 开抢");

    let mut on = shop(TWO_PAST_TEN, buyer());
    // Not all of this session's items have the same limit, so each says its own.
    check(
        &on,
        GAIWAN,
        (State::Open, "每人限购 2 件", None, "加入购物车", Press::Add),
    );
    check(
        &on,
        LAMP,
        (
            State::Open,
            "名额 300 个 · 抢到才有此价",
            None,
            "马上抢",
            Press::Reserve,
        ),
    );
    on.live = Some(live(
        "2026-11-11T10:01:16+08:00",
        &[(LAMP, 37, 300), (CANDLE, 0, 100)],
    ));
    check(
        &on,
        LAMP,
        (
            State::Open,
            "库存 37 件 · 10:01 更新",
            Some(123),
            "马上抢",
            Press::Reserve,
        ),
    );
    check(
        &on,
        CANDLE,
        (
            State::SoldOut,
            "本场已售完 · 10:01 更新",
            None,
            "已抢光",
            Press::Rest,
        ),
    );
    // A figure of more than a minute ago is no figure.
    on.live = Some(live(
        "2026-11-11T10:01:15+08:00",
        &[(LAMP, 37, 300), (CANDLE, 0, 100)],
    ));
    check(
        &on,
        LAMP,
        (
            State::Open,
            "名额 300 个 · 抢到才有此价",
            None,
            "马上抢",
            Press::Reserve,
        ),
    );
    check(
        &on,
        CANDLE,
        (
            State::Open,
            "名额 100 个 · 抢到才有此价",
            None,
            "马上抢",
            Press::Reserve,
        ),
    );
    on.live = None;

    on.note(&reserve(LAMP), AskState::Open);
    check(
        &on,
        LAMP,
        (
            State::Queueing,
            "已提交，正在等结果",
            None,
            "排队中",
            Press::Rest,
        ),
    );
    on.online = false;
    check(
        &on,
        LAMP,
        (
            State::Offline,
            "没有网络，连上后接着抢",
            None,
            "待联网",
            Press::Rest,
        ),
    );
    check(
        &on,
        CANDLE,
        (
            State::Offline,
            "没有网络，连上后再抢",
            None,
            "待联网",
            Press::Rest,
        ),
    );
    check(
        &on,
        GAIWAN,
        (State::Open, "每人限购 2 件", None, "加入购物车", Press::Add),
    );
    on.online = true;
    let answers = [
        (
            Code::Timeout,
            (
                State::Failed,
                "没抢到，没有扣款，可以再试",
                None,
                "再试一次",
                Press::Reserve,
            ),
        ),
        (
            Code::SoldOut(None),
            (State::SoldOut, "本场已售完", None, "已抢光", Press::Rest),
        ),
        (
            Code::LimitReached,
            (
                State::LimitReached,
                "每人限购 2 件，你的名额已用完",
                None,
                "已达上限",
                Press::Rest,
            ),
        ),
    ];
    for (code, expected) in answers {
        on.note(&reserve(LAMP), AskState::Failed(Refusal::new(code)));
        check(&on, LAMP, expected);
    }
    on.asks.clear();

    on.me = Some(Rc::new(with_token(LAMP, 1, "2026-11-11T10:17:00+08:00")));
    check(
        &on,
        LAMP,
        (
            State::GotIt,
            "为你留到 10:17，逾期释放",
            None,
            "去付款",
            Press::Pay,
        ),
    );
    on.me = Some(Rc::new(with_token(LAMP, 1, TWO_PAST_TEN)));
    check(
        &on,
        LAMP,
        (
            State::Open,
            "名额 300 个 · 抢到才有此价",
            None,
            "马上抢",
            Press::Reserve,
        ),
    );
    on.me = Some(Rc::new(Me::default()));
    check(
        &on,
        LAMP,
        (
            State::LoginNeeded,
            "登录后可以抢",
            None,
            "去登录",
            Press::Login,
        ),
    );
    on.me = None;
    check(
        &on,
        LAMP,
        (State::Conditional, "", None, "确认中", Press::Rest),
    );
    on.me = Some(Rc::new(me(&[], &[])));
    on.live = Some(Rc::new(Live {
        paused: true,
        ..(*live(TWO_PAST_TEN, &[])).clone()
    }));
    check(
        &on,
        LAMP,
        (
            State::Paused,
            "暂停销售，恢复后可以再抢",
            None,
            "已暂停",
            Press::Rest,
        ),
    );

    let full = model(
        DOUBLE_11,
        Some(TWO_PAST_TEN),
        &[("gaiwan", 2, true)],
        buyer(),
    );
    check(
        &full,
        GAIWAN,
        (
            State::LimitReached,
            "每人限购 2 件，购物车里已有",
            None,
            "去结算",
            Press::Pay,
        ),
    );
    let one = model(
        DOUBLE_11,
        Some(TWO_PAST_TEN),
        &[("gaiwan", 1, true)],
        buyer(),
    );
    check(
        &one,
        GAIWAN,
        (State::Open, "每人限购 2 件", None, "加入购物车", Press::Add),
    );

    let late = shop("2026-11-11T12:00:00+08:00", buyer());
    let memo = Memo {
        choice: Some(Choice {
            session: 1,
            instead_of: Some(2),
        }),
        ..Memo::default()
    };
    let drawn = view(&late, None, &memo).expect("a sale");
    assert!(
        drawn
            .items
            .iter()
            .all(|item| item.state == State::Ended && item.button == "已结束")
    );
    let bar = drawn.bar.expect("a line");
    assert_eq!(
        (bar.text.as_str(), bar.label.as_str()),
        ("本场已结束", "下一场 14:00")
    );
}

#[test]
fn empty_places_are_designed() {
    let mut shop = model(DOUBLE_11, Some(TWO_PAST_TEN), &[], None);
    if let Some(campaign) = shop.campaign.as_mut().map(Rc::make_mut) {
        campaign.flash_sales[0].sessions[1].items.clear();
    }
    assert_eq!(draw(&shop).empty, Some(["这一场没有商品", "看看别的场次"]));
    if let Some(campaign) = shop.campaign.as_mut().map(Rc::make_mut) {
        campaign.flash_sales[0].sessions.clear();
    }
    let drawn = draw(&shop);
    assert_eq!(drawn.empty, Some(["场次还没公布", "公布后会出现在这里"]));
    assert_eq!((drawn.shown, drawn.tabs.len(), drawn.bar), (None, 0, None));
    assert_eq!(view(&shop, Some("other"), &Memo::default()), None);
    assert_eq!(view(&Model::default(), None, &Memo::default()), None);
}

#[test]
fn other_campaigns_and_languages() {
    for (file, now) in [
        (MIDYEAR, "2026-06-17T10:30:00+08:00"),
        (SPRING, "2027-01-23T20:30:00+08:00"),
    ] {
        for locale in Locale::ALL {
            let mut shop = model(file, Some(now), &[], Some(me(&[], &[])));
            shop.locale = locale;
            let drawn = draw(&shop);
            assert!(!drawn.items.is_empty());
            for item in &drawn.items {
                assert_eq!(item.state, State::Open, "{item:?}");
                assert!(!item.tag.is_empty(), "{item:?}");
            }
        }
    }
}

#[cfg(feature = "variants")]
#[test]
fn variants_are_complete_and_named_once() {
    let names: Vec<&str> = crate::widgets::flash_sale::variants::all()
        .iter()
        .map(|variant| variant.name)
        .collect();
    for name in [
        "sessions",
        "upcoming",
        "open",
        "open_no_quota",
        "queueing",
        "got_it",
        "sold_out",
        "limit_reached",
        "paused",
        "login_needed",
        "failed",
        "ended",
        "offline",
        "conditional",
        "all_over",
        "no_sessions",
    ] {
        assert_eq!(
            names.iter().filter(|known| **known == name).count(),
            1,
            "{name}"
        );
    }
    for (at, name) in names.iter().enumerate() {
        assert!(!names[..at].contains(name), "{name} twice");
    }
    for variant in crate::widgets::flash_sale::variants::all() {
        for locale in Locale::ALL {
            assert!(!variant.title.get(locale).is_empty());
            assert!(!matches!((variant.node)(locale), crate::ui::Node::Empty));
        }
    }
}
