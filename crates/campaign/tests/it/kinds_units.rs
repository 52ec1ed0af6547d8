//! Offers that count units: groups, sets, bundles and gifts.

use campaign::model::Play;
use pricing::{
    Base, Benefit, Bundle, BundleGives, BuyGet, GetFrom, Gift, GiftBy, GiftLadder, GiftTier,
    GroupGives, Groups, Layer, Off, Part, Pick, Place, Rate, Sku,
};

use super::kinds::{NOTHING_ELSE, pays, reads, skus, tags, yuan};

#[test]
fn groups_of_units() {
    let half = |nth| Place {
        nth,
        off: pays(5_000),
    };
    let groups = |size, fill, times, gives| {
        Benefit::Groups(Groups {
            size,
            fill,
            times,
            gives,
        })
    };
    reads(
        r#""kind": "nth_item", "places": [{ "nth": 2, "rate": 5000 }]"#,
        Layer::MULTI_UNIT,
        groups(
            2,
            Pick::Dearest,
            None,
            GroupGives::Nth {
                order: Pick::Dearest,
                places: vec![half(2)],
            },
        ),
        NOTHING_ELSE,
    );
    reads(
        r#""kind": "nth_item", "every": 4, "order": "cheapest", "fill": "cheapest", "times": 2,
           "places": [{ "nth": 2, "rate": 5000 }, { "nth": 3, "off": 1000 }]"#,
        Layer::MULTI_UNIT,
        groups(
            4,
            Pick::Cheapest,
            Some(2),
            GroupGives::Nth {
                order: Pick::Cheapest,
                places: vec![
                    half(2),
                    Place {
                        nth: 3,
                        off: Off::Amount(yuan(10)),
                    },
                ],
            },
        ),
        NOTHING_ELSE,
    );
    reads(
        r#""kind": "n_for_price", "count": 3, "price": 9900, "scope": { "tags": ["ware"] }, "times": 5"#,
        Layer::MULTI_UNIT,
        groups(3, Pick::Dearest, Some(5), GroupGives::Price(yuan(99))),
        |offer| offer.scope = tags(&["ware"]),
    );
    reads(
        r#""kind": "n_for_price", "count": 3, "rate": 8000"#,
        Layer::MULTI_UNIT,
        groups(3, Pick::Dearest, None, GroupGives::Each(pays(8_000))),
        NOTHING_ELSE,
    );
    reads(
        r#""kind": "n_for_price", "count": 3, "off": 500"#,
        Layer::MULTI_UNIT,
        groups(
            3,
            Pick::Dearest,
            None,
            GroupGives::Each(Off::Amount(yuan(5))),
        ),
        NOTHING_ELSE,
    );
    reads(
        r#""kind": "n_for_price", "count": 3, "off": 2000, "per": "group""#,
        Layer::MULTI_UNIT,
        groups(
            3,
            Pick::Dearest,
            None,
            GroupGives::Off(Off::Amount(yuan(20))),
        ),
        NOTHING_ELSE,
    );
    reads(
        r#""kind": "n_for_price", "count": 2, "rate": 8000, "per": "group""#,
        Layer::MULTI_UNIT,
        groups(2, Pick::Dearest, None, GroupGives::Off(pays(8_000))),
        NOTHING_ELSE,
    );
}

#[test]
fn sets() {
    let sets = BuyGet {
        buy: 2,
        buy_pick: Pick::Dearest,
        get: 1,
        get_pick: Pick::Cheapest,
        from: GetFrom::Scope,
        off: Off::Rate(Rate::WHOLE),
        times: None,
    };
    reads(
        r#""kind": "buy_get", "buy": 2, "get": 1"#,
        Layer::MULTI_UNIT,
        Benefit::BuyGet(sets.clone()),
        NOTHING_ELSE,
    );
    reads(
        r#""kind": "buy_get", "buy": 1, "get": 1, "get_from": "same_sku", "rate": 5000, "times": 3"#,
        Layer::MULTI_UNIT,
        Benefit::BuyGet(BuyGet {
            buy: 1,
            from: GetFrom::SameSku,
            off: pays(5_000),
            times: Some(3),
            ..sets.clone()
        }),
        NOTHING_ELSE,
    );
    reads(
        r#""kind": "buy_get", "buy": 2, "get": 1, "get_scope": { "skus": ["cup"] }, "off": 1500,
           "buy_pick": "most_units", "get_pick": "dearest", "scope": { "skus": ["tea"] }"#,
        Layer::MULTI_UNIT,
        Benefit::BuyGet(BuyGet {
            buy_pick: Pick::MostUnits,
            get_pick: Pick::Dearest,
            from: GetFrom::Other(skus(&["cup"])),
            off: Off::Amount(yuan(15)),
            ..sets
        }),
        |offer| offer.scope = skus(&["tea"]),
    );
    reads(
        r#""kind": "first_and_further", "first": 500, "further": 200, "most": 4"#,
        Layer::MULTI_UNIT,
        Benefit::FirstAndFurther {
            first: yuan(5),
            further: yuan(2),
            most: Some(4),
        },
        NOTHING_ELSE,
    );
}

#[test]
fn bundles() {
    let parts = vec![
        Part {
            scope: skus(&["tea"]),
            units: 1,
        },
        Part {
            scope: tags(&["ware"]),
            units: 2,
        },
    ];
    let written = r#""kind": "bundle", "parts": [{ "skus": ["tea"] }, { "scope": { "tags": ["ware"] }, "count": 2 }]"#;
    for (gives, expected, times) in [
        (r#""price": 15800"#, BundleGives::Price(yuan(158)), None),
        (
            r#""rate": 8000, "times": 2"#,
            BundleGives::Off(pays(8_000)),
            Some(2),
        ),
        (
            r#""off": 2000"#,
            BundleGives::Off(Off::Amount(yuan(20))),
            None,
        ),
    ] {
        reads(
            &format!("{written}, {gives}"),
            Layer::MULTI_UNIT,
            Benefit::Bundle(Bundle {
                parts: parts.clone(),
                gives: expected,
                times,
            }),
            NOTHING_ELSE,
        );
    }
}

#[test]
fn gifts() {
    let cup = |units| Gift {
        sku: Sku::new("cup"),
        units,
    };
    let play = reads(
        r#""kind": "gift", "quota": 500, "tiers": [
            { "threshold": 9900, "gifts": [{ "sku": "cup" }] },
            { "threshold": 19900, "gifts": [{ "sku": "cup", "count": 2 }, { "sku": "tray" }] }]"#,
        Layer::BESIDE,
        Benefit::Gift(GiftLadder {
            by: GiftBy::Amount(Base::AfterItem),
            tiers: vec![
                GiftTier {
                    least: 9_900,
                    gifts: vec![cup(1)],
                },
                GiftTier {
                    least: 19_900,
                    gifts: vec![
                        cup(2),
                        Gift {
                            sku: Sku::new("tray"),
                            units: 1,
                        },
                    ],
                },
            ],
            times: 1,
        }),
        NOTHING_ELSE,
    );
    assert_eq!(play, Play::Gifts { sets: Some(500) });
    let play = reads(
        r#""kind": "gift", "times": 3, "tiers": [{ "count": 2, "gifts": [{ "sku": "cup" }] }]"#,
        Layer::BESIDE,
        Benefit::Gift(GiftLadder {
            by: GiftBy::Count,
            tiers: vec![GiftTier {
                least: 2,
                gifts: vec![cup(1)],
            }],
            times: 3,
        }),
        NOTHING_ELSE,
    );
    assert_eq!(play, Play::Gifts { sets: None });
}
