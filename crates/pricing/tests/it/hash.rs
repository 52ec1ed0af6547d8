//! The hash of a ruleset: every field counts, no order does.

use pricing::{Benefit, Grant, Layer, Offer, Overflow, Ruleset, ShareBase};

use crate::build::{NOW, holding, off_from};
use crate::dice::{Dice, seeds};
use crate::worlds::anything;

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
