//! The hash of a ruleset: every field counts, no order does.

use pricing::{
    Base, Benefit, Bundle, BundleGives, BuyGet, GetFrom, Gift, GiftBy, GiftLadder, GiftTier, Grant,
    GroupGives, Groups, Layer, Offer, Overflow, Part, Pick, Place, Ruleset, Scope, ShareBase, Tier,
};

use crate::build::{NOW, amount, fen, holding, off_from, offer};
use crate::dice::{Dice, seeds};
use crate::worlds::anything;

/// What a benefit holds counts to its last field.
#[test]
fn the_hash_knows_what_benefits_hold() {
    let tier = |least, off| Tier { least, off };
    let nth = |order, nth, off| GroupGives::Nth {
        order,
        places: vec![Place { nth, off }],
    };
    let groups = |size, fill, times, gives| {
        Benefit::Groups(Groups {
            size,
            fill,
            times,
            gives,
        })
    };
    let buy_get = |buy, buy_pick, get, get_pick, from, off, times| {
        Benefit::BuyGet(BuyGet {
            buy,
            buy_pick,
            get,
            get_pick,
            from,
            off,
            times,
        })
    };
    let other = |sku: &str| {
        GetFrom::Other(Scope {
            skus: vec![sku.into()],
            ..Scope::default()
        })
    };
    let bundle = |sku: &str, units, gives, times| {
        let scope = Scope {
            skus: vec![sku.into()],
            ..Scope::default()
        };
        Benefit::Bundle(Bundle {
            parts: vec![Part { scope, units }],
            gives,
            times,
        })
    };
    let gifts = |by, least, sku: &str, units, times| {
        let gift = Gift {
            sku: sku.into(),
            units,
        };
        let tiers = vec![GiftTier {
            least,
            gifts: vec![gift],
        }];
        Benefit::Gift(GiftLadder { by, tiers, times })
    };
    let (base, one) = (Base::List, amount(1));
    let by_amount = |tiers| Benefit::TiersByAmount { tiers, base };
    let (dear, cheap) = (Pick::Dearest, Pick::Cheapest);
    let kinds = [
        (
            Layer::SHOP_REDUCTION,
            vec![
                by_amount(vec![tier(1, one)]),
                by_amount(vec![tier(2, one)]),
                by_amount(vec![tier(1, amount(2))]),
                by_amount(vec![tier(1, one), tier(2, amount(2))]),
                Benefit::TiersByCount {
                    tiers: vec![tier(1, one)],
                },
                Benefit::TiersByCount {
                    tiers: vec![tier(2, one)],
                },
            ],
        ),
        (
            Layer::MULTI_UNIT,
            vec![
                groups(2, dear, None, GroupGives::Each(one)),
                groups(3, dear, None, GroupGives::Each(one)),
                groups(2, cheap, None, GroupGives::Each(one)),
                groups(2, dear, Some(1), GroupGives::Each(one)),
                groups(2, dear, None, GroupGives::Each(amount(2))),
                groups(2, dear, None, GroupGives::Off(one)),
                groups(2, dear, None, GroupGives::Price(fen(1))),
                groups(2, dear, None, nth(dear, 1, one)),
                groups(2, dear, None, nth(cheap, 1, one)),
                groups(2, dear, None, nth(dear, 2, one)),
                groups(2, dear, None, nth(dear, 1, amount(2))),
                buy_get(1, dear, 1, dear, GetFrom::Scope, one, None),
                buy_get(2, dear, 1, dear, GetFrom::Scope, one, None),
                buy_get(1, cheap, 1, dear, GetFrom::Scope, one, None),
                buy_get(1, dear, 2, dear, GetFrom::Scope, one, None),
                buy_get(1, dear, 1, cheap, GetFrom::Scope, one, None),
                buy_get(1, dear, 1, dear, GetFrom::SameSku, one, None),
                buy_get(1, dear, 1, dear, other("a"), one, None),
                buy_get(1, dear, 1, dear, other("b"), one, None),
                buy_get(1, dear, 1, dear, GetFrom::Scope, amount(2), None),
                buy_get(1, dear, 1, dear, GetFrom::Scope, one, Some(1)),
                bundle("a", 1, BundleGives::Price(fen(1)), None),
                bundle("b", 1, BundleGives::Price(fen(1)), None),
                bundle("a", 2, BundleGives::Price(fen(1)), None),
                bundle("a", 1, BundleGives::Price(fen(2)), None),
                bundle("a", 1, BundleGives::Off(one), None),
                bundle("a", 1, BundleGives::Price(fen(1)), Some(1)),
            ],
        ),
        (
            Layer::BESIDE,
            vec![
                gifts(GiftBy::Count, 1, "a", 1, 1),
                gifts(GiftBy::Amount(base), 1, "a", 1, 1),
                gifts(GiftBy::Amount(Base::Remaining), 1, "a", 1, 1),
                gifts(GiftBy::Count, 2, "a", 1, 1),
                gifts(GiftBy::Count, 1, "b", 1, 1),
                gifts(GiftBy::Count, 1, "a", 2, 1),
                gifts(GiftBy::Count, 1, "a", 1, 2),
            ],
        ),
    ];
    let mut hashes = Vec::new();
    for (layer, benefits) in kinds {
        for benefit in benefits {
            let rules = Ruleset::compile(vec![offer("o", layer, benefit)]).unwrap();
            hashes.push(rules.hash());
        }
    }
    let count = hashes.len();
    hashes.sort_unstable();
    hashes.dedup();
    assert_eq!(hashes.len(), count);
}

#[test]
fn the_hash_knows_every_field_and_no_order() {
    let hash = |offers| Ruleset::compile(offers).unwrap().hash();
    seeds(0, 1_000, |seed| {
        let mut dice = Dice::new(seed);
        let mut offers = anything(&mut dice).offers;
        let one = hash(offers.clone());
        dice.shuffle(&mut offers);
        assert_eq!(one, hash(offers.clone()));
        if let Some(offer) = offers.first_mut() {
            offer.priority += 1;
            assert_ne!(one, hash(offers));
        }
        []
    });
    let base = || off_from("a", Layer::SHOP_COUPON, pricing::Base::List, 100, 10);
    let changes: &[fn(&mut Offer)] = &[
        |offer| offer.id = "b".into(),
        |offer| offer.layer = Layer::RED_PACKET,
        |offer| offer.group = 1,
        |offer| offer.exclusive = true,
        |offer| offer.scope.shops.push("x".into()),
        |offer| offer.scope.skus.push("x".into()),
        |offer| offer.scope.tags.push("x".into()),
        |offer| offer.scope.without.push("x".into()),
        |offer| offer.scope.min_unit_price = Some(pricing::Money::ZERO),
        |offer| offer.scope.max_unit_price = Some(pricing::Money::ZERO),
        |offer| offer.scope.only_unreduced = true,
        |offer| offer.window.from = NOW,
        |offer| offer.window.until = NOW,
        |offer| offer.audience = pricing::Audience::Asserted("x".into()),
        |offer| offer.grant = Grant::Coupon,
        |offer| offer.threshold = pricing::Threshold::Count { least: 100 },
        |offer| {
            offer.benefit = Benefit::Points {
                worth: crate::build::fen(1),
                share: pricing::Rate::WHOLE,
            }
        },
        |offer| offer.cap = Some(pricing::Money::ZERO),
        |offer| offer.share_base = ShareBase::AfterItem,
        |offer| offer.overflow = Overflow::Clamp,
        |offer| offer.rate_base = pricing::Base::List,
        |offer| offer.rounding = pricing::Rounding::Price,
        |offer| offer.rounding = pricing::Rounding::PriceDown,
        |offer| offer.rounding = pricing::Rounding::ReductionDown,
        |offer| offer.spare = pricing::Spare::First,
        |offer| offer.spare = pricing::Spare::Last,
        |offer| offer.spare = pricing::Spare::LargestLine,
        |offer| offer.grain = crate::build::fen(2),
        |offer| {
            offer.requires.push(pricing::Requirement {
                scope: pricing::Scope::default(),
                threshold: pricing::Threshold::None,
            });
        },
        |offer| offer.limits.uses_left = Some(0),
        |offer| offer.funder = pricing::Funder::Brand,
    ];
    let mut hashes = vec![hash(vec![base()])];
    for change in changes {
        let mut offer = base();
        change(&mut offer);
        hashes.push(hash(vec![offer]));
    }
    let count = hashes.len();
    hashes.sort_unstable();
    hashes.dedup();
    assert_eq!(hashes.len(), count);
    // A fixed value, so that no build on any target computes another.
    assert_eq!(hash(Vec::new()), 0xcbf2_9ce4_8422_2325);
    assert_eq!(holding(&[]), pricing::Buyer::default());
}

#[test]
fn no_offers_are_the_empty_list() {
    let compiled = Ruleset::compile(Vec::new()).expect("there is nothing to be wrong with");
    assert_eq!(Ruleset::default().hash(), compiled.hash());
    assert_eq!(Ruleset::default().offers(), []);
}
