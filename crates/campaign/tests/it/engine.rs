//! From the file to the quote: the golden examples G1 to G11 of the mechanism table, each written
//! as a campaign file, and the receipt of the 双11 page.

use campaign::Campaign;
use campaign::model::Play;
use pricing::{
    Buyer, Conditional, Gives, HeldCoupon, Instant, Money, OfferId, Quote, Sku, Tag, Token,
};

use super::{at, sample};

/// A campaign of one shop with these goods, offers and coupons.
#[track_caller]
fn campaign(products: &str, rest: &str) -> Campaign {
    let text = format!(
        r#"{{
        "schema": "dacu/1", "id": "golden", "version": 1, "name": "例",
        "time_zone": {{ "name": "Asia/Shanghai", "offset": "+08:00" }},
        "currency": {{ "code": "CNY", "exponent": 2, "symbol": "¥" }},
        "channels": ["h5"], "theme": "calm",
        "organiser": {{ "name": "例", "contact": "例" }},
        "shops": [{{ "id": "s", "name": "例" }}],
        "phases": [{{ "id": "live", "kind": "live", "name": "例",
            "from": "2026-11-01T00:00:00+08:00", "until": "2026-11-13T00:00:00+08:00" }}],
        "audiences": [{{ "fact": "member:black", "name": "黑卡会员" }}],
        "products": [{products}],
        {rest}
    }}"#
    );
    let parsed = campaign::parse(&text);
    parsed
        .campaign
        .unwrap_or_else(|| panic!("{:#?}", parsed.problems))
}

const NOW: &str = "2026-11-11T10:02:00+08:00";

#[track_caller]
fn quote(campaign: &Campaign, lines: &[(&str, u32)], buyer: &Buyer) -> Quote {
    let lines: Vec<(Sku, u32, bool)> = lines
        .iter()
        .map(|(sku, units)| (Sku::new(sku), *units, true))
        .collect();
    campaign
        .ruleset
        .quote(&campaign.cart(&lines), buyer, at(NOW))
        .unwrap()
}

fn product(sku: &str, price: i64) -> String {
    format!(r#"{{ "sku": "{sku}", "name": "例", "price": {price} }}"#)
}

#[track_caller]
fn saves(products: &str, rest: &str, lines: &[(&str, u32)], saved: i64) {
    let campaign = campaign(products, rest);
    let quote = quote(&campaign, lines, &Buyer::default());
    assert_eq!(quote.saved(), Money::new(saved), "{quote:#?}");
}

fn holds(fact: &str) -> Buyer {
    Buyer {
        facts: vec![(Tag::new(fact), true)],
        ..Buyer::default()
    }
}

fn held(coupon: &str) -> HeldCoupon {
    HeldCoupon {
        offer: OfferId::new(coupon),
        claimed_at: at("2026-11-10T20:00:00+08:00"),
        expires_at: Instant::MAX,
    }
}

#[test]
fn g1_full_and_per_each_reduction() {
    let full = r#""offers": [{ "id": "o", "kind": "full_reduction", "tiers": [{ "threshold": 30000, "off": 5000 }] }]"#;
    let each =
        r#""offers": [{ "id": "o", "kind": "per_each_reduction", "each": 30000, "off": 5000 }]"#;
    for (amount, once, repeated) in [
        (29_999, 0, 0),
        (30_000, 5_000, 5_000),
        (60_000, 5_000, 10_000),
        (89_999, 5_000, 10_000),
    ] {
        saves(&product("a", amount), full, &[("a", 1)], once);
        saves(&product("a", amount), each, &[("a", 1)], repeated);
    }
}

#[test]
fn g2_the_highest_tier_and_what_is_missing() {
    let offers = r#""offers": [{ "id": "o", "kind": "full_reduction", "tiers": [
        { "threshold": 20000, "off": 2000 }, { "threshold": 30000, "off": 5000 }, { "threshold": 50000, "off": 10000 }] }]"#;
    for (amount, saved) in [(29_999, 2_000), (30_000, 5_000), (50_000, 10_000)] {
        saves(&product("a", amount), offers, &[("a", 1)], saved);
    }
    let campaign = campaign(&product("a", 29_999), offers);
    let quote = quote(&campaign, &[("a", 1)], &Buyer::default());
    let next = &quote.next[0];
    assert_eq!(next.missing, Some(pricing::Missing::Amount(Money::new(1))));
    assert_eq!(next.off_next - next.off_now, Money::new(3_000));
}

#[test]
fn g3_half_price_never_rounds_against_the_buyer() {
    let offers = r#""offers": [{ "id": "o", "kind": "time_limited", "rate": 5000,
        "from": "2026-11-11T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00" }]"#;
    let campaign = campaign(&product("a", 9_999), offers);
    let quote = quote(&campaign, &[("a", 1)], &Buyer::default());
    assert_eq!(quote.payable, Money::new(4_999));
}

const BLACK: &str = r#""offers": [
    { "id": "half", "kind": "time_limited", "rate": 5000, "from": "2026-11-11T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00" },
    { "id": "black", "kind": "member_extra", "rate": 9000, "audience": "member:black" }]"#;

#[test]
fn g4_a_member_rate_multiplies() {
    let campaign = campaign(&product("a", 10_000), BLACK);
    let black = quote(&campaign, &[("a", 1)], &holds("member:black"));
    assert_eq!(black.payable, Money::new(4_500));
    let unknown = quote(&campaign, &[("a", 1)], &Buyer::default());
    assert_eq!(unknown.payable, Money::new(5_000));
    assert_eq!(
        unknown.conditional,
        [Conditional {
            offer: OfferId::new("black"),
            fact: Some(Tag::new("member:black")),
            payable: Money::new(4_500),
        }]
    );
}

#[test]
fn g5_the_order_is_in_the_layers() {
    let offers = r#""offers": [
        { "id": "half", "kind": "time_limited", "rate": 5000, "from": "2026-11-11T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00" },
        { "id": "full", "kind": "full_reduction", "tiers": [{ "threshold": 30000, "off": 5000 }] }]"#;
    let campaign = campaign(&product("a", 60_000), offers);
    let quote = quote(&campaign, &[("a", 1)], &Buyer::default());
    assert_eq!(quote.payable, Money::new(25_000));
}

#[test]
fn g6_something_is_always_paid() {
    let rest = r#""coupons": [{ "id": "c", "level": "shop", "name": "例", "amount": 5000, "claimable": false,
        "validity": { "from": "2026-11-01T00:00:00+08:00", "until": "2026-11-13T00:00:00+08:00" } }]"#;
    let campaign = campaign(&product("a", 4_999), rest);
    let buyer = Buyer {
        coupons: vec![held("c")],
        ..Buyer::default()
    };
    let quote = quote(&campaign, &[("a", 1)], &buyer);
    assert_eq!(quote.payable, Money::new(1));
    assert_eq!(quote.applied[0].amount, Money::new(4_998));
}

#[test]
fn g7_a_quota_price_needs_a_token() {
    let rest = r#""flash_sales": [{ "id": "f", "name": "例", "sessions": [{ "id": "1111",
        "from": "2026-11-11T10:00:00+08:00", "until": "2026-11-11T12:00:00+08:00",
        "items": [{ "sku": "a", "rate": 5000, "quota": 100 }] }] }]"#;
    let campaign = campaign(&product("a", 10_000), rest);
    let without = quote(&campaign, &[("a", 1)], &Buyer::default());
    assert_eq!(without.payable, Money::new(10_000));
    assert_eq!(without.conditional[0].payable, Money::new(5_000));
    let buyer = Buyer {
        tokens: vec![Token {
            offer: OfferId::new("flash:1111:a"),
            units: 1,
            price: None,
            expires_at: Instant::MAX,
        }],
        ..Buyer::default()
    };
    assert_eq!(
        quote(&campaign, &[("a", 1)], &buyer).payable,
        Money::new(5_000)
    );
}

#[test]
fn g8_shares_sum_exactly() {
    let offers = r#""offers": [{ "id": "o", "kind": "full_reduction", "tiers": [{ "threshold": 30000, "off": 5000 }] }]"#;
    let products = [
        product("a", 10_000),
        product("b", 10_000),
        product("c", 10_000),
    ]
    .join(",");
    let campaign = campaign(&products, offers);
    let quote = quote(
        &campaign,
        &[("a", 1), ("b", 1), ("c", 1)],
        &Buyer::default(),
    );
    let shares: Vec<i64> = quote
        .lines
        .iter()
        .map(|line| (line.list - line.payable).minor())
        .collect();
    assert_eq!(shares, [1_667, 1_667, 1_666]);
}

fn token(offer: &str, price: Option<Money>) -> Buyer {
    Buyer {
        tokens: vec![Token {
            offer: OfferId::new(offer),
            units: 1,
            price,
            expires_at: Instant::MAX,
        }],
        ..Buyer::default()
    }
}

#[test]
fn g9_cashback_is_beside_the_price() {
    let offers = r#""offers": [{ "id": "o", "kind": "cashback", "amount": 2000, "threshold": 2000, "arrives": { "after": "receipt", "days": 7 } }]"#;
    let campaign = campaign(&product("a", 10_000), offers);
    let quote = quote(&campaign, &[("a", 1)], &Buyer::default());
    assert_eq!(quote.payable, Money::new(10_000));
    assert_eq!(quote.beside[0].gives, Gives::Cashback(Money::new(2_000)));
}

#[test]
fn g10_a_bundle_is_shared_by_price() {
    let offers = r#""offers": [{ "id": "o", "kind": "bundle", "parts": [{ "skus": ["a"] }, { "skus": ["b"] }], "price": 8000 }]"#;
    let products = [product("a", 6_000), product("b", 4_000)].join(",");
    let campaign = campaign(&products, offers);
    let quote = quote(&campaign, &[("a", 1), ("b", 1)], &Buyer::default());
    let paid: Vec<i64> = quote
        .lines
        .iter()
        .map(|line| line.payable.minor())
        .collect();
    assert_eq!(paid, [4_800, 3_200]);
}

#[test]
fn g11_a_bargain_follows_its_schedule() {
    let offers = r#""offers": [{ "id": "o", "kind": "bargain", "sku": "a", "price": 0, "helpers": 7, "hours": 24, "per_order": 1 }]"#;
    let products = r#"{ "sku": "a", "name": "例", "price": 10000, "floor": 0 }"#;
    let campaign = campaign(products, offers);
    let Play::Bargain(bargain) = campaign.offers[0].play else {
        panic!("{:?}", campaign.offers);
    };
    let paid: Vec<i64> = (0..=7)
        .map(|helpers| {
            let buyer = token("o", Some(bargain.price_after(helpers)));
            quote(&campaign, &[("a", 1)], &buyer).payable.minor()
        })
        .collect();
    assert_eq!(paid, [10_000, 8_571, 7_142, 5_713, 4_284, 2_856, 1_428, 0]);
    let without = quote(&campaign, &[("a", 1)], &Buyer::default());
    assert_eq!(without.payable, Money::new(10_000));
}

/// The samples of kinds that the first three have no use for, for their first buyer.
#[test]
fn what_the_sample_carts_cost() {
    for (name, cart, tokens, payable, deposit) in [
        // A fan by 换购, the bundle, 20 of points; the fan's freight.
        ("brand-day", 0, &[][..], 24_890, 0),
        // Two of seven bags free but for their floor.
        ("brand-day", 1, &[], 21_850, 0),
        ("brand-day", 2, &[], 57_645, 0),
        ("presale-2026", 0, &[], 73_950, 0),
        ("presale-2026", 0, &["deposit-100"], 63_950, 10_000),
        (
            "presale-2026",
            1,
            &["group-nuts", "bargain-gaiwan"],
            38_650,
            0,
        ),
        ("presale-2026", 2, &["deposit-50"], 60_500, 5_000),
    ] {
        let campaign = sample(name);
        let tokens = tokens.iter().map(|id| Token {
            offer: OfferId::new(id),
            units: 2,
            price: None,
            expires_at: Instant::MAX,
        });
        let buyer = Buyer {
            tokens: tokens.collect(),
            points: campaign.samples.buyers[0].points,
            ..Buyer::default()
        };
        let lines = campaign.cart(&campaign.samples.carts[cart].lines);
        let now = campaign.phases[1].window.from;
        let quote = campaign.ruleset.quote(&lines, &buyer, now).unwrap();
        let found = (quote.payable.minor(), quote.deposit.minor());
        assert_eq!(found, (payable, deposit), "{name} {cart}");
    }
}

/// The cart of the 双11 page at 10:02, line by line: what a designer reads in the studio is what
/// the engine charges.
#[test]
fn the_receipt_of_the_page() {
    let campaign = sample("double11-2026");
    let person = &campaign.samples.buyers[0];
    let buyer = Buyer {
        facts: person.facts.clone(),
        points: person.points,
        coupons: vec![held("coupon-15"), held("coupon-30")],
        ..Buyer::default()
    };
    let cart = campaign.cart(&campaign.samples.carts[0].lines);
    let quote = campaign.ruleset.quote(&cart, &buyer, at(NOW)).unwrap();
    assert_eq!(quote.list, Money::new(31_750));
    let applied: Vec<(&str, i64)> = quote
        .applied
        .iter()
        .map(|applied| (applied.offer.as_str(), applied.amount.minor()))
        .collect();
    assert_eq!(
        applied,
        [
            ("flash:1111-1000:gaiwan", 3_000),
            ("full", 2_000),
            ("coupon-15", 1_500),
            ("points", 300),
            ("free-freight", 1_000),
        ]
    );
    assert_eq!(quote.payable, Money::new(24_950));
    let short = quote
        .unused
        .iter()
        .find(|unused| unused.offer.as_str() == "coupon-30")
        .unwrap();
    assert_eq!(
        short.reason,
        pricing::Reason::Short(pricing::Missing::Amount(Money::new(1_150)))
    );
    let next = quote
        .next
        .iter()
        .find(|next| next.offer.as_str() == "full")
        .unwrap();
    assert_eq!(
        next.missing,
        Some(pricing::Missing::Amount(Money::new(1_250)))
    );
}

#[test]
fn every_sample_cart_has_a_quote_for_every_buyer() {
    for name in super::ALL_SAMPLES {
        let campaign = sample(name);
        for cart in &campaign.samples.carts {
            for person in &campaign.samples.buyers {
                let buyer = Buyer {
                    facts: person.facts.clone(),
                    points: person.points,
                    coupons: campaign
                        .coupons
                        .iter()
                        .map(|coupon| held(coupon.id.as_str()))
                        .collect(),
                    ..Buyer::default()
                };
                let now = match campaign.flash_sales.first() {
                    Some(sale) => sale.sessions[1].window.from,
                    None => campaign.phases[1].window.from,
                };
                let priced = campaign.cart(&cart.lines);
                let quote = campaign.ruleset.quote(&priced, &buyer, now).unwrap();
                assert!(quote.payable > Money::ZERO, "{name} {}", cart.id);
                assert!(quote.saved() > Money::ZERO, "{name} {}", cart.id);
            }
        }
    }
}
