//! Every kind of offer: what the engine is given for what a planner wrote.

use campaign::Campaign;
use campaign::model::{Arrival, Bargain, Event, Play};
use pricing::{
    Audience, Base, Benefit, Fact, Grant, Layer, Money, Off, Offer, OfferId, Per, Rate,
    Requirement, Rounding, Scope, ShopId, Sku, Spare, Tag, Threshold, Window,
};

use super::at;

pub const LIVE: (&str, &str) = ("2026-11-01T00:00:00+08:00", "2026-11-13T00:00:00+08:00");

/// A campaign with these shops and offers, which sells tea for 100, a cup for 40 and a tray for 60.
pub fn document(shops: &str, offers: &str) -> String {
    let (from, until) = LIVE;
    format!(
        r#"{{
        "schema": "dacu/1", "id": "kinds", "version": 1, "name": "例",
        "time_zone": {{ "name": "Asia/Shanghai", "offset": "+08:00" }},
        "currency": {{ "code": "CNY", "exponent": 2, "symbol": "¥" }},
        "channels": ["h5"], "theme": "calm", "organiser": {{ "name": "例", "contact": "例" }},
        "shops": [{shops}],
        "phases": [{{ "id": "live", "kind": "live", "name": "例", "from": "{from}", "until": "{until}" }}],
        "audiences": [{{ "fact": "member", "name": {{ "zh-CN": "会员", "zh-TW": "會員", "en": "members" }} }}],
        "tags": [
            {{ "tag": "drink", "name": {{ "zh-CN": "茶饮", "zh-TW": "茶飲", "en": "Tea" }} }},
            {{ "tag": "ware", "name": {{ "zh-CN": "茶器", "zh-TW": "茶器", "en": "Teaware" }} }}],
        "products": [
            {{ "sku": "tea", "shop": "a", "price": 10000, "floor": 0, "tags": ["drink"],
               "name": {{ "zh-CN": "龙井", "zh-TW": "龍井", "en": "Longjing" }} }},
            {{ "sku": "cup", "shop": "a", "price": 4000, "tags": ["ware"],
               "name": {{ "zh-CN": "茶杯", "zh-TW": "茶杯", "en": "Cup" }} }},
            {{ "sku": "tray", "shop": "a", "price": 6000, "floor": 3000, "tags": ["ware"],
               "name": {{ "zh-CN": "茶盘", "zh-TW": "茶盤", "en": "Tray" }} }}],
        "offers": [{offers}]
    }}"#
    )
}

pub const ONE: &str = r#"{ "id": "a", "name": "甲" }"#;
pub const TWO: &str = r#"{ "id": "a", "name": "甲" }, { "id": "b", "name": "乙" }"#;

/// The campaign with one offer `o` of these fields.
#[track_caller]
pub fn with(fields: &str) -> Campaign {
    let text = document(ONE, &format!(r#"{{ "id": "o", {fields} }}"#));
    let parsed = campaign::parse(&text);
    let problems = parsed.problems;
    assert_eq!(problems, [], "{fields}");
    parsed.campaign.unwrap()
}

pub fn live() -> Window {
    Window {
        from: at(LIVE.0),
        until: at(LIVE.1),
    }
}

/// What the engine is given for the fields: the default offer, changed as the row says.
#[track_caller]
pub fn reads(
    fields: &str,
    layer: Layer,
    benefit: Benefit,
    change: impl FnOnce(&mut Offer),
) -> Play {
    let campaign = with(fields);
    let id = OfferId::new("o");
    let mut expected = Offer::new(id.clone(), layer, benefit);
    expected.window = live();
    change(&mut expected);
    assert_eq!(campaign.ruleset.offer(&id), Some(&expected), "{fields}");
    campaign.offers[0].play
}

pub fn yuan(whole: i64) -> Money {
    Money::new(whole * 100)
}

/// Pays so many basis points.
pub fn pays(paid: u16) -> Off {
    Off::Rate(Rate::new(paid).unwrap().complement())
}

pub fn skus(skus: &[&str]) -> Scope {
    Scope {
        skus: skus.iter().map(|sku| Sku::new(sku)).collect(),
        ..Scope::default()
    }
}

pub fn tags(tags: &[&str]) -> Scope {
    Scope {
        tags: tags.iter().map(|tag| Tag::new(tag)).collect(),
        ..Scope::default()
    }
}

pub const NOTHING_ELSE: fn(&mut Offer) = |_| {};

#[test]
fn group_buys() {
    let play = reads(
        r#""kind": "group_buy", "scope": { "skus": ["tea"] }, "price": 7900, "size": 3, "hours": 24, "per_order": 2"#,
        Layer::ITEM,
        Benefit::UnitPrice { price: yuan(79) },
        |offer| {
            offer.scope = skus(&["tea"]);
            offer.grant = Grant::Token;
            offer.limits.units_per_order = Some(2);
        },
    );
    assert_eq!(play, Play::GroupBuy { size: 3, hours: 24 });
}

/// G11 of the mechanism table: 10000 → 0 with 7 helpers, the schedule published.
#[test]
fn bargains() {
    let play = reads(
        r#""kind": "bargain", "sku": "tea", "price": 0, "helpers": 7, "hours": 48"#,
        Layer::ITEM,
        Benefit::UnitPrice { price: Money::ZERO },
        |offer| {
            offer.scope = skus(&["tea"]);
            offer.grant = Grant::Token;
        },
    );
    let Play::Bargain(bargain) = play else {
        panic!("{play:?}");
    };
    let cuts: Vec<i64> = (1..=8).map(|nth| bargain.cut(nth).minor()).collect();
    assert_eq!(cuts, [1429, 1429, 1429, 1429, 1428, 1428, 1428, 0]);
    assert_eq!(bargain.schedule(), (Money::new(1428), 4));
}

#[test]
fn cuts_always_sum_to_the_whole() {
    for (start, price, helpers) in [(10_000, 0, 7), (10_000, 1, 1), (999, 9, 989), (5, 0, 5)] {
        let bargain = Bargain {
            start: Money::new(start),
            price: Money::new(price),
            helpers,
            hours: 1,
        };
        let cuts: Vec<Money> = (1..=helpers).map(|nth| bargain.cut(nth)).collect();
        assert_eq!(
            cuts.iter().copied().sum::<Money>(),
            bargain.start - bargain.price
        );
        assert!(cuts.is_sorted_by(|early, late| early >= late));
        assert!(cuts[0] - cuts[cuts.len() - 1] <= Money::new(1));
        assert_eq!(bargain.price_after(0), bargain.start);
        assert_eq!(bargain.price_after(helpers), bargain.price);
        assert_eq!(bargain.price_after(u32::MAX), bargain.price);
    }
}

#[test]
fn add_ons_and_requirements() {
    reads(
        r#""kind": "add_on", "items": ["cup", "tray"], "price": 3900, "per_order": 1,
           "requires": { "threshold": 9900, "base": "after_item", "scope": { "tags": ["drink"] } }"#,
        Layer::ITEM,
        Benefit::UnitPrice { price: yuan(39) },
        |offer| {
            offer.scope = skus(&["cup", "tray"]);
            offer.limits.units_per_order = Some(1);
            offer.requires = vec![Requirement {
                scope: tags(&["drink"]),
                threshold: Threshold::Amount {
                    least: yuan(99),
                    base: Base::AfterItem,
                },
            }];
        },
    );
    // Any offer may require several things; a base that is left out is that of the layer.
    reads(
        r#""kind": "full_reduction", "tiers": [{ "threshold": 20000, "off": 2000 }],
           "requires": [{ "count": 2, "scope": { "skus": ["cup"] } }, { "threshold": 100 }]"#,
        Layer::SHOP_REDUCTION,
        Benefit::TiersByAmount {
            tiers: vec![pricing::Tier {
                least: 20_000,
                off: Off::Amount(yuan(20)),
            }],
            base: Base::AfterItem,
        },
        |offer| {
            offer.requires = vec![
                Requirement {
                    scope: skus(&["cup"]),
                    threshold: Threshold::Count { least: 2 },
                },
                Requirement {
                    scope: Scope::default(),
                    threshold: Threshold::Amount {
                        least: yuan(1),
                        base: Base::AfterItem,
                    },
                },
            ];
        },
    );
}

#[test]
fn deposits() {
    let play = reads(
        r#""kind": "deposit", "scope": { "skus": ["tea"] }, "paid": 1000, "counts_as": 2000,
           "from": "2026-10-20T20:00:00+08:00", "until": "2026-10-31T20:00:00+08:00",
           "balance": { "from": "2026-10-31T20:00:00+08:00", "until": "2026-11-03T00:00:00+08:00" }"#,
        Layer::DEPOSIT,
        Benefit::Deposit {
            paid: yuan(10),
            counts_as: yuan(20),
        },
        |offer| {
            offer.scope = skus(&["tea"]);
            offer.grant = Grant::Token;
            // It holds until the balance is paid.
            offer.window = Window {
                from: at("2026-10-20T20:00:00+08:00"),
                until: at("2026-11-03T00:00:00+08:00"),
            };
        },
    );
    let expected = Play::Presale {
        deposit: Window {
            from: at("2026-10-20T20:00:00+08:00"),
            until: at("2026-10-31T20:00:00+08:00"),
        },
        balance: Window {
            from: at("2026-10-31T20:00:00+08:00"),
            until: at("2026-11-03T00:00:00+08:00"),
        },
    };
    assert_eq!(play, expected);
}

#[test]
fn a_deposit_can_come_while_its_window_is_open() {
    let campaign = with(
        r#""kind": "deposit", "scope": { "skus": ["tea"] }, "paid": 1000, "counts_as": 2000,
           "from": "2026-10-20T20:00:00+08:00", "until": "2026-10-31T20:00:00+08:00",
           "balance": { "from": "2026-10-31T20:00:00+08:00", "until": "2026-11-03T00:00:00+08:00" }"#,
    );
    for (when, expected) in [
        ("2026-10-20T19:59:59+08:00", false),
        ("2026-10-20T20:00:00+08:00", true),
        ("2026-10-31T19:59:59+08:00", true),
        ("2026-10-31T20:00:00+08:00", false),
    ] {
        assert_eq!(campaign.can_come(&OfferId::new("o"), at(when)), expected);
        // What waits for anything else is not the campaign's to say.
        assert!(campaign.can_come(&OfferId::new("other"), at(when)));
    }
}

#[test]
fn cashback_and_points_earned() {
    let play = reads(
        r#""kind": "cashback", "amount": 2000, "threshold": 10000, "arrives": { "after": "receipt", "days": 7 }"#,
        Layer::BESIDE,
        Benefit::Cashback {
            off: Off::Amount(yuan(20)),
        },
        |offer| {
            offer.threshold = Threshold::Amount {
                least: yuan(100),
                base: Base::Remaining,
            };
        },
    );
    let expected = Arrival {
        after: Event::Receipt,
        days: 7,
    };
    assert_eq!(play, Play::Cashback(expected));
    // A share is what comes back, not what is paid.
    reads(
        r#""kind": "cashback", "share": 500, "count": 2, "arrives": { "after": "campaign", "days": 0 }"#,
        Layer::BESIDE,
        Benefit::Cashback {
            off: Off::Rate(Rate::new(500).unwrap()),
        },
        |offer| offer.threshold = Threshold::Count { least: 2 },
    );
    reads(
        r#""kind": "earn_points", "each": 1000, "points": 5, "audience": "member""#,
        Layer::BESIDE,
        Benefit::EarnPoints {
            each: yuan(10),
            points: 5,
        },
        |offer| offer.audience = Audience::Asserted(Fact::new("member")),
    );
}

#[test]
fn order_prices_points_and_freight() {
    reads(
        r#""kind": "order_price", "price": 29900, "count": 5, "scope": { "tags": ["ware"] }"#,
        Layer::SHOP_REDUCTION,
        Benefit::OrderPrice { price: yuan(299) },
        |offer| {
            offer.scope = tags(&["ware"]);
            offer.threshold = Threshold::Count { least: 5 };
        },
    );
    reads(
        r#""kind": "order_price", "price": 29900, "threshold": 35000, "cross_shop": true"#,
        Layer::CROSS_SHOP,
        Benefit::OrderPrice { price: yuan(299) },
        |offer| {
            offer.threshold = Threshold::Amount {
                least: yuan(350),
                base: Base::AfterItem,
            };
        },
    );
    reads(
        r#""kind": "points", "worth": 1, "share": 5000, "cap": 2000"#,
        Layer::POINTS,
        Benefit::Points {
            worth: Money::new(1),
            share: Rate::new(5_000).unwrap(),
        },
        |offer| offer.cap = Some(yuan(20)),
    );
    reads(
        r#""kind": "free_freight", "count": 2"#,
        Layer::FREIGHT,
        Benefit::FreeFreight,
        |offer| offer.threshold = Threshold::Count { least: 2 },
    );
}

#[test]
fn what_any_offer_may_say() {
    reads(
        r#""kind": "member_price", "audience": "member", "rate": 9000, "per": "line", "rate_base": "list",
           "rounding": "price_down", "spare": "last", "grain": 100, "exclusive": true, "cap": 1000"#,
        Layer::ITEM,
        Benefit::Reduce {
            off: pays(9_000),
            per: Per::Line,
        },
        |offer| {
            offer.audience = Audience::Asserted(Fact::new("member"));
            offer.rate_base = Base::List;
            offer.rounding = Rounding::PriceDown;
            offer.spare = Spare::Last;
            offer.grain = yuan(1);
            offer.exclusive = true;
            offer.cap = Some(yuan(10));
        },
    );
}

/// Offers of several shops keep to their shop and do not compete; those across shops do.
#[test]
fn shops_keep_to_their_own() {
    let gift = r#""tiers": [{ "count": 2, "gifts": [{ "sku": "cup" }] }]"#;
    let offers = format!(
        r#"{{ "id": "one", "kind": "nth_item", "shop": "a", "places": [{{ "nth": 2, "rate": 5000 }}] }},
           {{ "id": "two", "kind": "buy_get", "shop": "b", "buy": 2, "get": 1 }},
           {{ "id": "all", "kind": "n_for_price", "cross_shop": true, "count": 3, "price": 9900 }},
           {{ "id": "gift", "kind": "gift", "shop": "b", {gift} }}"#
    );
    let campaign = campaign::parse(&document(TWO, &offers)).campaign.unwrap();
    let of = |id: &str| {
        let offer = campaign.ruleset.offer(&OfferId::new(id)).unwrap();
        (offer.layer, offer.group, offer.scope.shops.clone())
    };
    let shop = |id: &str| vec![ShopId::new(id)];
    assert_eq!(of("one"), (Layer::MULTI_UNIT, 0, shop("a")));
    assert_eq!(of("two"), (Layer::MULTI_UNIT, 1, shop("b")));
    assert_eq!(of("all"), (Layer::MULTI_UNIT, 0, vec![]));
    assert_eq!(of("gift"), (Layer::BESIDE, 1, shop("b")));
}
