//! A small campaign and its buyers, for the tests of this folder.

use std::rc::Rc;

use campaign::model::{
    Channel, Coupon, Currency, Draw, Experiments, FlashItem, FlashSale, Organiser, Phase,
    PhaseKind, Prize, PrizeKind, Product, Release, SampleBuyer, Samples, Sector, Session, Task,
    TaskKind, Theme, Validity, Zone,
};
use campaign::{Campaign, Text};
use pricing::{
    Audience, Benefit, Fact, Grant, Instant, Layer, Money, Off, Offer, OfferId, Per, Ruleset,
    ShopId, Sku, Window,
};

pub(super) const MINUTE: i64 = 60_000;
pub(super) const HOUR: i64 = 60 * MINUTE;
pub(super) const DAY: i64 = 24 * HOUR;
/// Midnight in Beijing, when everything starts.
pub(super) const T0: i64 = 1_762_704_000_000;

pub(super) fn at(ms: i64) -> Instant {
    Instant::from_ms(T0 + ms)
}

fn window(from: i64, until: i64) -> Window {
    Window {
        from: at(from),
        until: at(until),
    }
}

/// - `c50`: 5 coupons at once and 5 after an hour, one a buyer, for four days;
/// - `black`: 100 coupons, two a buyer, for `member:black`;
/// - `won`: comes only from the wheel;
/// - `stale`: can be claimed after it has expired;
/// - `f3`: a flash price for 3 units, two a buyer, from 10:00 to 12:00; `f0`: without a quota;
/// - `wheel`: two chances a day, a task for two more; `bare`: a draw of one scarf and no blank.
pub(super) fn campaign() -> Rc<Campaign> {
    let off = |id: &str, grant: Grant| {
        let benefit = Benefit::Reduce {
            off: Off::Amount(Money::new(5_000)),
            per: Per::Order,
        };
        let mut offer = Offer::new(OfferId::new(id), Layer::SHOP_COUPON, benefit);
        offer.grant = grant;
        offer
    };
    let flash = |id: &str, grant: Grant| {
        let price = Money::new(9_900);
        let mut offer = Offer::new(OfferId::new(id), Layer::ITEM, Benefit::UnitPrice { price });
        offer.scope.skus.push(Sku::new("scarf"));
        offer.window = window(10 * HOUR, 12 * HOUR);
        offer.grant = grant;
        offer
    };
    let mut black = off("black", Grant::Coupon);
    black.audience = Audience::Asserted(Fact::new("member:black"));
    let ruleset = Ruleset::compile(vec![
        off("c50", Grant::Coupon),
        black,
        off("won", Grant::Coupon),
        off("stale", Grant::Coupon),
        flash("f3", Grant::Token),
        flash("f0", Grant::Open),
    ])
    .expect("the fixture's offers are right");
    let coupon = |id: &str, releases: &[(i64, u32)], per_buyer| Coupon {
        id: OfferId::new(id),
        name: Text::default(),
        claim: window(0, 4 * DAY),
        early: Vec::new(),
        validity: Validity::Fixed(window(0, 5 * DAY)),
        releases: releases
            .iter()
            .map(|(ms, count)| Release {
                at: at(*ms),
                count: *count,
            })
            .collect(),
        per_buyer,
        claimable: true,
    };
    let mut won = coupon("won", &[(0, 1)], 1);
    won.claimable = false;
    won.validity = Validity::FromClaim {
        ms: DAY,
        until: at(5 * DAY),
    };
    let mut stale = coupon("stale", &[(0, 9)], 9);
    stale.validity = Validity::Fixed(window(0, HOUR));
    let item = |id: &str, quota, per_buyer| FlashItem {
        offer: OfferId::new(id),
        early: Vec::new(),
        sku: Sku::new("scarf"),
        quota,
        per_buyer,
    };
    let prize = |id: &str, kind, ppm, stock| Prize {
        id: id.to_owned(),
        name: Text::default(),
        figure: String::new(),
        label: Text::default(),
        icon: String::new(),
        tone: 'a',
        kind,
        ppm,
        stock,
        per_day: None,
        per_buyer: None,
        windows: Vec::new(),
        value: Money::ZERO,
    };
    let draw = |id: &str, prizes: Vec<Prize>, tasks| Draw {
        id: id.to_owned(),
        name: Text::default(),
        window: window(0, 3 * DAY),
        redeem_until: at(6 * DAY),
        sectors: (0..prizes.len())
            .map(|prize| Sector {
                prize,
                ppm: prizes[prize].ppm,
            })
            .collect(),
        prizes,
        per_buyer: None,
        consolation: None,
        commitment: String::new(),
        daily_chances: 2,
        tasks,
        terms: Text::default(),
    };
    let task = |id: &str, kind| Task {
        id: id.to_owned(),
        name: Text::default(),
        action: Text::default(),
        chances: 1,
        per_day: 2,
        kind,
    };
    // What planners read is in a campaign only with a feature of its crate, so it cannot be named.
    let sample = include_str!("../../../public/campaigns/double11-2026.json");
    let sample = campaign::parse(sample)
        .campaign
        .expect("a sample is a campaign");
    Rc::new(Campaign {
        id: "d11".to_owned(),
        version: 1,
        hash: 1,
        name: Text::default(),
        slogan: Text::default(),
        zone: Zone {
            name: "Asia/Shanghai".to_owned(),
            offset_minutes: 480,
        },
        currency: Currency {
            code: "CNY".to_owned(),
            exponent: 2,
            symbol: "¥".to_owned(),
        },
        channels: vec![Channel::H5],
        theme: Theme::Festive,
        organiser: Organiser {
            name: Text::default(),
            contact: Text::default(),
        },
        shops: Vec::new(),
        phases: vec![Phase {
            id: "live".to_owned(),
            kind: PhaseKind::Live,
            name: Text::default(),
            window: window(0, 5 * DAY),
            precedence: 0,
        }],
        audiences: Vec::new(),
        tags: Vec::new(),
        products: vec![Product {
            sku: Sku::new("scarf"),
            shop: ShopId::new("s"),
            name: Text::default(),
            spec: Text::default(),
            price: Money::new(20_000),
            floor: Money::ZERO,
            grams: 0,
            tags: Vec::new(),
            picture: String::new(),
            compare_at: None,
        }],
        freight: Money::new(1_000),
        offers: Vec::new(),
        coupons: vec![
            coupon("c50", &[(0, 5), (HOUR, 5)], 1),
            coupon("black", &[(0, 100)], 2),
            won,
            stale,
        ],
        ladders: Vec::new(),
        flash_sales: vec![FlashSale {
            id: "flash".to_owned(),
            name: Text::default(),
            sessions: vec![Session {
                id: "10".to_owned(),
                window: window(10 * HOUR, 12 * HOUR),
                early: Vec::new(),
                items: vec![item("f3", Some(3), 2), item("f0", None, 1)],
            }],
        }],
        draws: vec![
            draw(
                "wheel",
                vec![
                    prize(
                        "ticket",
                        PrizeKind::Coupon(OfferId::new("won")),
                        250_000,
                        Some(2),
                    ),
                    prize("points", PrizeKind::Points(10), 250_000, None),
                    prize("scarf", PrizeKind::Goods, 1, Some(1)),
                    prize("thanks", PrizeKind::Nothing, 499_999, None),
                ],
                vec![
                    task("visit", TaskKind::Visit { ms: 15_000 }),
                    task("order", TaskKind::Order),
                ],
            ),
            draw(
                "bare",
                vec![prize("scarf", PrizeKind::Goods, 1_000_000, Some(1))],
                Vec::new(),
            ),
        ],
        ruleset,
        experiments: Experiments::default(),
        samples: Samples::default(),
        ..sample
    })
}

/// A buyer who has logged in; `black` is a black-card member.
pub(super) fn buyer(id: &str) -> SampleBuyer {
    SampleBuyer {
        id: id.to_owned(),
        name: Text::default(),
        logged_in: true,
        facts: vec![(Fact::new("member:black"), id == "black")],
        points: 100,
    }
}
