//! What the coupons show, over the real campaign.

mod ladder;
mod precedence;
mod states;

use std::rc::Rc;

use campaign::Locale;
use pricing::OfferId;
use protocol::{Code, Live, Me, Refusal, Reply, Request, Stock};

use crate::runtime::model::{AskState, Model};
use crate::widgets::coupons::state::{Memo, Ticket, View, said, view};
use crate::widgets::test_model::{DOUBLE_11, MIDYEAR, SPRING, at, me, model};

const NOON: &str = "2026-11-11T12:00:00+08:00";

/// A returning customer with a network.
fn regular() -> Me {
    me(&[("new_buyer", false), ("member:black", false)], &[])
}

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

fn claim(coupon: &str) -> Request {
    Request::Claim {
        coupon: OfferId::new(coupon),
    }
}

#[track_caller]
fn draw(model: &Model) -> View {
    view(model, None, &Memo::default()).expect("a campaign with coupons")
}

#[track_caller]
fn ticket(view: &View, id: &str) -> Ticket {
    view.groups
        .iter()
        .flat_map(|group| &group.tickets)
        .find(|ticket| ticket.id.as_str() == id)
        .unwrap_or_else(|| panic!("no ticket {id}"))
        .clone()
}

#[test]
fn the_order_of_tickets() {
    #[track_caller]
    fn check(only: Option<&str>, expected: &[&str]) {
        let shop = model(DOUBLE_11, Some(NOON), &[], Some(regular()));
        let drawn = view(&shop, only, &Memo::default());
        let ids: Vec<String> = drawn
            .iter()
            .flat_map(|view| &view.groups)
            .flat_map(|group| &group.tickets)
            .map(|ticket| ticket.id.as_str().to_owned() + if ticket.top { "*" } else { "" })
            .collect();
        assert_eq!(ids, expected);
    }
    // Prizes are not claimed here.
    check(
        None,
        &[
            "coupon-80*",
            "coupon-30",
            "coupon-15",
            "new-10",
            "platform-25",
        ],
    );
    check(Some("store"), &["coupon-80*", "coupon-30", "coupon-15"]);
    check(Some("nothing"), &[]);
}

#[test]
fn the_heading() {
    let shop = model(
        DOUBLE_11,
        Some(NOON),
        &[],
        Some(me(&[], &["coupon-15", "draw-20"])),
    );
    let drawn = draw(&shop);
    let group = &drawn.groups[0];
    assert_eq!(
        (group.title.as_str(), group.sub.as_str()),
        ("先领券", "每单用一张，和满减一起算")
    );
    let wallet = drawn.wallet.expect("two coupons");
    assert_eq!(wallet.count, "2");
    assert_eq!(
        wallet.rows,
        [
            (
                "¥15".to_owned(),
                "见面礼券，满 199 元可用，11月12日 24:00 到期".to_owned()
            ),
            (
                "¥20".to_owned(),
                "抽奖券 20 元，满 149 元可用，11月19日 24:00 到期".to_owned()
            ),
        ]
    );
    let nobody = model(DOUBLE_11, Some(NOON), &[], Some(regular()));
    assert_eq!(draw(&nobody).wallet, None);
    assert_eq!(draw(&nobody).more, None);
}

#[test]
fn answers_are_said() {
    #[track_caller]
    fn check(answer: Result<Reply, Code>, expected: &str) {
        let shop = model(DOUBLE_11, Some(NOON), &[], Some(regular()));
        let answer = answer.map_err(Refusal::new);
        let words = said(&shop, &Memo::default(), &claim("coupon-80"), &answer);
        assert_eq!(words.as_deref(), Some(expected));
    }
    check(Ok(Reply::Claimed(regular())), "灯市大券，已领取");
    check(Err(Code::Timeout), "灯市大券，还没领到，可以再试一次");
    check(Err(Code::SoldOut(None)), "灯市大券，已领完");
    check(Err(Code::LimitReached), "灯市大券，已达上限");
    check(Err(Code::LoginNeeded), "灯市大券，登录后看能不能领");
    check(
        Err(Code::NotEligible("new_buyer".into())),
        "灯市大券，限首次下单的账号",
    );
    let holds = model(DOUBLE_11, Some(NOON), &[], Some(me(&[], &["coupon-80"])));
    let late = Err(Refusal::new(Code::Timeout));
    let words = said(&holds, &Memo::default(), &claim("coupon-80"), &late);
    assert_eq!(words.as_deref(), Some("灯市大券，已领取"));
    let shop = model(DOUBLE_11, Some(NOON), &[], Some(regular()));
    let draw = Request::Draw {
        draw: "wheel".into(),
    };
    assert_eq!(
        said(
            &shop,
            &Memo::default(),
            &draw,
            &Ok(Reply::Claimed(regular()))
        ),
        None
    );
}

#[test]
fn lines_in_english() {
    /// Validity, why and meta.
    #[track_caller]
    fn check(model: &Model, expected: [&str; 3]) {
        let ticket = ticket(&draw(model), "coupon-30");
        assert_eq!([&*ticket.valid, &*ticket.why, &*ticket.meta], expected);
    }
    let mut shop = model(DOUBLE_11, Some(NOON), &[], Some(regular()));
    shop.locale = Locale::En;
    let usual = "Expires Nov 12, 24:00";
    shop.live = Some(live(NOON, &[("coupon-30", 9, 1_000)]));
    check(&shop, [usual, "9 left at 12:00", ""]);
    shop.live = Some(live(NOON, &[("coupon-30", 0, 1_000)]));
    check(&shop, ["200 more at 14:00", "", ""]);
    let refusal = Refusal::new(Code::LimitReached);
    shop.note(&claim("coupon-30"), AskState::Failed(refusal));
    check(&shop, [usual, "Limit 1 each", ""]);
}

#[test]
fn without_a_campaign_there_is_nothing() {
    assert_eq!(view(&Model::default(), None, &Memo::default()), None);
}

#[test]
fn other_campaigns_and_languages() {
    for (file, from) in [
        (MIDYEAR, "2026-06-17T12:00:00+08:00"),
        (SPRING, "2027-01-23T12:00:00+08:00"),
    ] {
        for locale in Locale::ALL {
            let mut shop = model(file, Some(from), &[], Some(regular()));
            shop.locale = locale;
            let drawn = draw(&shop);
            for ticket in drawn.groups.iter().flat_map(|group| &group.tickets) {
                assert!(!ticket.amount.figure.is_empty(), "{ticket:?}");
                assert!(!ticket.button.is_empty(), "{ticket:?}");
            }
        }
    }
}

#[cfg(feature = "variants")]
#[test]
fn variants_are_complete_and_named_once() {
    let names: Vec<&str> = crate::widgets::coupons::variants::all()
        .iter()
        .map(|variant| variant.name)
        .collect();
    for name in [
        "not_started",
        "claimable",
        "claiming",
        "claimed",
        "low_stock",
        "sold_out",
        "limit_reached",
        "ineligible",
        "login_needed",
        "expired",
        "used",
        "offline",
        "failed",
        "paused",
        "ended",
        "conditional",
        "ladder",
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
    for variant in crate::widgets::coupons::variants::all() {
        for locale in Locale::ALL {
            assert!(!variant.title.get(locale).is_empty());
            assert!(!matches!((variant.node)(locale), crate::ui::Node::Empty));
        }
    }
}
