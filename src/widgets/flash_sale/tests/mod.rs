//! What a flash sale shows, over the real campaign.

mod precedence;
mod strip;

use std::rc::Rc;

use campaign::Locale;
use pricing::{OfferId, Token};
use protocol::{Code, Live, Me, Refusal, Reply, Request, Stock};

use crate::runtime::model::{AskState, Model};
use crate::widgets::flash_sale::state::{
    Choice, Item, Memo, Need, Press, Reference, State, View, cart_needs, said, said_added, view,
};
use crate::widgets::test_model::{BRAND_DAY, DOUBLE_11, MIDYEAR, SPRING, at, me, model};

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
        ("已请求提醒", Press::Rest)
    );
    assert_eq!(reminded.items[0].button, "提醒我");

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
fn prices_are_the_engines() {
    /// Tag, price, what stands over it, the note.
    #[track_caller]
    fn check(now: &str, me: Option<Me>, offer: &str, expected: (&str, &str, &str, &str)) {
        let item = item(&model(DOUBLE_11, Some(now), &[], me), offer);
        let price = [item.price.whole.as_str(), item.price.fraction.as_str()].concat();
        let over = match &item.reference {
            Reference::Nothing => String::new(),
            Reference::Struck(basis, amount) => [*basis, " ", amount].concat(),
            Reference::Without(words) => words.clone(),
        };
        assert_eq!(
            (item.tag, price.as_str(), over.as_str(), item.note.as_str()),
            expected
        );
    }
    let buyer = || Some(me(&[], &[]));
    let basis = |amount: &str| ["近 30 天最低成交价 ", amount].concat();
    let early = "2026-11-11T09:00:00+08:00";
    for now in [early, TWO_PAST_TEN] {
        check(
            now,
            buyer(),
            GAIWAN,
            ("秒杀价", "99.00", &basis("¥129.00"), ""),
        );
        // Half price for the first hundred: what the others pay stands beside it.
        let slot = (
            "抢到可享",
            "39.50",
            "未抢到按 ¥79.00 结算",
            "前 100 名可享 ¥39.50，每人限 1 件",
        );
        check(now, buyer(), CANDLE, slot);
        check(now, None, CANDLE, slot);
        check(now, Some(Me::default()), CANDLE, slot);
    }
    let won = with_token(CANDLE, 1, "2026-11-11T12:00:00+08:00");
    check(
        TWO_PAST_TEN,
        Some(won),
        CANDLE,
        ("秒杀价", "39.50", &basis("¥79.00"), ""),
    );
    // At eight, a sale price is what is paid where the flash price is not won; here it is lower.
    let tonight = "2026-11-11T20:30:00+08:00";
    check(
        tonight,
        buyer(),
        "flash:1111-2000:umbrella",
        ("秒杀价", "59.00", &basis("¥99.00"), ""),
    );
    let black = me(&[("member:black", true)], &[]);
    check(
        tonight,
        Some(black),
        "flash:1111-2000:umbrella",
        ("秒杀价", "53.10", &basis("¥99.00"), ""),
    );
}

#[test]
fn the_heading_says_the_limit_where_it_is_one() {
    #[track_caller]
    fn check(now: &str, sub: &str, stock: &str) {
        let drawn = draw(&model(DOUBLE_11, Some(now), &[], Some(me(&[], &[]))));
        assert_eq!(drawn.title, "整点秒杀");
        assert_eq!(
            (drawn.sub.as_str(), drawn.items[0].stock.as_str()),
            (sub, stock)
        );
    }
    check("2026-11-10T20:30:00+08:00", "11月10日，每款限购 2 件", "");
    check(TWO_PAST_TEN, "11月11日", "每人限购 2 件");
}

#[test]
fn what_was_granted_is_in_the_cart_once() {
    #[track_caller]
    fn check(cart: &[(&str, u32, bool)], units: u32, now: &str, expected: Option<Need>) {
        let me = with_token(LAMP, units, "2026-11-11T12:00:00+08:00");
        let shop = model(DOUBLE_11, Some(now), cart, Some(me));
        assert_eq!(cart_needs(&shop, None, &OfferId::new(LAMP)), expected);
    }
    let add = || Some(Need::Add("lamp".into()));
    check(&[], 1, TWO_PAST_TEN, add());
    check(&[("scarf", 1, true)], 1, TWO_PAST_TEN, add());
    check(&[("lamp", 1, true)], 1, TWO_PAST_TEN, None);
    check(&[("lamp", 3, true)], 1, TWO_PAST_TEN, None);
    check(&[("lamp", 1, true)], 2, TWO_PAST_TEN, add());
    check(
        &[("lamp", 1, false)],
        1,
        TWO_PAST_TEN,
        Some(Need::Tick("lamp".into())),
    );
    check(&[], 0, TWO_PAST_TEN, None);
    check(&[], 1, "2026-11-11T12:00:00+08:00", None);
    let shop = model(
        DOUBLE_11,
        Some(TWO_PAST_TEN),
        &[("lamp", 1, true)],
        Some(with_token(LAMP, 1, "2026-11-11T12:00:00+08:00")),
    );
    let held = "已放进购物车，为你留到 12:00";
    self::check(
        &shop,
        LAMP,
        (State::GotIt, held, None, "去付款", Press::Pay),
    );
    // Of another sale, or of none.
    assert_eq!(cart_needs(&shop, Some("other"), &OfferId::new(LAMP)), None);
    assert_eq!(cart_needs(&shop, None, &OfferId::new("coupon-30")), None);
}

#[test]
fn answers_are_said() {
    #[track_caller]
    fn check(answer: Result<Reply, Code>, expected: &str) {
        let shop = model(DOUBLE_11, Some(TWO_PAST_TEN), &[], Some(me(&[], &[])));
        let answer = answer.map_err(Refusal::new);
        let words = said(&shop, &Memo::default(), &reserve(LAMP), &answer);
        assert_eq!(words.as_deref(), Some(expected));
        let other = Memo {
            only: Some("other".to_owned()),
            ..Memo::default()
        };
        assert_eq!(said(&shop, &other, &reserve(LAMP), &answer), None);
    }
    check(
        Ok(Reply::Reserved(me(&[], &[]))),
        "蘑菇小台灯 三档调光，已抢到，已放进购物车",
    );
    check(
        Err(Code::Timeout),
        "蘑菇小台灯 三档调光，没抢到，没有扣款，可以再试",
    );
    check(Err(Code::SoldOut(None)), "蘑菇小台灯 三档调光，本场已售完");
    check(Err(Code::LimitReached), "蘑菇小台灯 三档调光，已达上限");
}

#[test]
fn what_is_added_is_said() {
    let shop = model(DOUBLE_11, Some(TWO_PAST_TEN), &[], None);
    let sale = shop.campaign.as_ref().expect("a campaign").flash_sales[0]
        .id
        .clone();
    for only in [None, Some(sale)] {
        let memo = Memo {
            only,
            ..Memo::default()
        };
        let added = said_added(&shop, &memo, &OfferId::new(LAMP));
        let said = "蘑菇小台灯 三档调光，已加入购物车".to_owned();
        assert_eq!(added, Some(("lamp".into(), said)));
    }
}

#[test]
fn lines_in_english() {
    /// The stock line and the note.
    #[track_caller]
    fn check(model: &Model, stock: &str, note: &str) {
        let item = item(model, LAMP);
        assert_eq!((item.stock.as_str(), item.note.as_str()), (stock, note));
    }
    let note = "First 300 pay ¥168, limit 2 each";
    let mut shop = model(
        DOUBLE_11,
        Some("2026-11-11T09:00:00+08:00"),
        &[],
        Some(me(&[], &[])),
    );
    shop.locale = Locale::En;
    check(&shop, "From 10:00, 300 in all", note);
    shop.now = Some(at(TWO_PAST_TEN));
    check(&shop, "300 slots · the price needs one", note);
    shop.live = Some(live(TWO_PAST_TEN, &[(LAMP, 37, 300)]));
    check(&shop, "37 left · as of 10:02", note);
    shop.live = Some(live(TWO_PAST_TEN, &[(LAMP, 0, 300)]));
    check(&shop, "Sold out · as of 10:02", note);
    shop.me = Some(Rc::new(with_token(LAMP, 1, "2026-11-11T10:17:00+08:00")));
    check(&shop, "Held for you until 10:17", "");
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

#[test]
fn early_access_opens_a_session_sooner() {
    #[track_caller]
    fn check(green: bool, now: &str, state: State, price: &str, tag: &str) {
        let buyer = me(&[("member:green", green)], &[]);
        let view = draw(&model(BRAND_DAY, Some(now), &[], Some(buyer)));
        let item = view
            .items
            .iter()
            .find(|item| item.name.starts_with("茉莉花茶"));
        let item = item.expect("it is on sale");
        let shown = [&item.price.whole, item.price.fraction.as_str()].concat();
        assert_eq!((item.state, shown.as_str(), item.tag), (state, price, tag));
    }
    let early = "2026-09-19T09:30:00+08:00";
    check(
        true,
        "2026-09-19T09:29:59+08:00",
        State::Upcoming,
        "29.00",
        "秒杀价",
    );
    check(true, early, State::Open, "29.00", "秒杀价");
    check(false, early, State::Upcoming, "29.00", "秒杀价");
    check(
        false,
        "2026-09-19T10:00:00+08:00",
        State::Open,
        "29.00",
        "秒杀价",
    );
}
