//! What holds for any ruleset and cart, or for any of a stated kind.

use pricing::{Benefit, Grant, Layer, Limits, Offer, Overflow, Per, Ruleset, ShareBase, Sku};

use crate::build::{NOW, audit, holding, off_from, quote, token};
use crate::dice::{Dice, World, anything};

fn worlds(count: u64, law: impl Fn(&mut Dice, World, u64)) {
    for seed in 0..count {
        let mut dice = Dice::new(seed);
        let world = anything(&mut dice);
        law(&mut dice, world, seed);
    }
}

/// `build::quote` audits sums, signs, floors, caps and that every offer is accounted for.
#[test]
fn every_quote_adds_up() {
    let (mut applied, mut conditional, mut unused) = (0, 0, 0);
    for seed in 0..20_000 {
        let world = anything(&mut Dice::new(seed));
        let quote = quote(world.offers, &world.cart, &world.buyer);
        assert!(quote.search.proved, "seed {seed}");
        applied += quote.applied.len();
        conditional += quote.conditional.len();
        unused += quote.unused.len();
    }
    // The worlds are not empty of what they are to test.
    assert!(applied > 20_000 && conditional > 2_000 && unused > 20_000);
}

#[test]
fn the_order_of_offers_is_irrelevant() {
    worlds(3_000, |dice, world, seed| {
        let one = quote(world.offers.clone(), &world.cart, &world.buyer);
        let mut offers = world.offers;
        let mut buyer = world.buyer;
        dice.shuffle(&mut offers);
        dice.shuffle(&mut buyer.coupons);
        dice.shuffle(&mut buyer.facts);
        let other = quote(offers, &world.cart, &buyer);
        assert_eq!(one, other, "seed {seed}");
    });
}

#[test]
fn unrelated_offers_are_irrelevant() {
    worlds(3_000, |dice, world, seed| {
        let one = quote(world.offers.clone(), &world.cart, &world.buyer);
        let mut offers = world.offers;
        for (at, layer) in [Layer::ITEM, Layer::SHOP_REDUCTION, Layer::RED_PACKET]
            .into_iter()
            .enumerate()
        {
            let unit = Benefit::Reduce {
                off: crate::build::rate(5_000),
                per: Per::Line,
            };
            let mut unrelated = crate::build::offer(&format!("n{at}"), layer, unit);
            unrelated.scope.skus.push(Sku::from("elsewhere"));
            unrelated.exclusive = dice.chance(50);
            unrelated.priority = -9;
            unrelated.group = 7;
            offers.push(unrelated);
        }
        let other = quote(offers, &world.cart, &world.buyer);
        assert_eq!(one.lines, other.lines, "seed {seed}");
        assert_eq!(one.payable, other.payable, "seed {seed}");
    });
}

/// Reduces a world to the kinds for which a total cannot hang on who got a spare cent or on who
/// came first: order offers work on the whole cart, once, and move what a line cannot take; item
/// offers share no cap and no token over lines, and nothing rounds a line.
fn by_totals(world: &mut World) {
    for offer in &mut world.offers {
        offer.overflow = Overflow::Redistribute;
        offer.share_base = ShareBase::Remaining;
        offer.scope.only_unreduced = false;
        offer.exclusive = false;
        match &mut offer.benefit {
            Benefit::Reduce { per, .. } => {
                *per = if offer.layer.is_item() {
                    Per::Unit
                } else {
                    Per::Order
                };
            }
            Benefit::TiersByAmount { .. } | Benefit::TiersByCount { .. }
                if offer.layer.is_item() =>
            {
                offer.benefit = Benefit::Reduce {
                    off: crate::build::rate(1_234),
                    per: Per::Unit,
                };
            }
            _ => {}
        }
        if offer.layer.is_item() {
            offer.cap = None;
            if offer.grant == Grant::Token {
                offer.grant = Grant::Open;
            }
        } else {
            offer.scope = pricing::Scope::default();
        }
    }
}

#[test]
fn the_order_of_lines_moves_no_total() {
    worlds(5_000, |dice, mut world, seed| {
        by_totals(&mut world);
        for offer in &mut world.offers {
            // Lines of one sku may differ in price here, so who comes first would matter.
            offer.limits = Limits::default();
        }
        let one = quote(world.offers.clone(), &world.cart, &world.buyer);
        dice.shuffle(&mut world.cart.lines);
        let other = quote(world.offers, &world.cart, &world.buyer);
        assert_eq!(one.payable, other.payable, "seed {seed}");
    });
}

/// Limits on units count over the lines of a sku, so they survive a split as well.
#[test]
fn splitting_a_line_moves_no_total() {
    let mut split = 0;
    for seed in 0..5_000 {
        let mut world = anything(&mut Dice::new(seed));
        by_totals(&mut world);
        let one = quote(world.offers.clone(), &world.cart, &world.buyer);
        let lines = &mut world.cart.lines;
        let Some(at) = lines.iter().position(|line| line.quantity > 1) else {
            continue;
        };
        let mut rest = lines[at].clone();
        rest.id = "rest".into();
        rest.quantity -= 1;
        lines[at].quantity = 1;
        lines.insert(at + 1, rest);
        let other = quote(world.offers, &world.cart, &world.buyer);
        assert_eq!(one.payable, other.payable, "seed {seed}");
        split += 1;
    }
    assert!(split > 1_000);
}

/// A coupon can stay in the wallet, so holding one more never costs anything. Open offers work by
/// themselves, and one of them can cost a later threshold: see `golden::e2`.
#[test]
fn one_more_coupon_never_costs() {
    let mut helped = 0;
    for seed in 0..5_000 {
        let mut world = anything(&mut Dice::new(seed));
        world.buyer.pinned.clear();
        let coupons = |offer: &&Offer| offer.grant == Grant::Coupon;
        let Some(id) = world
            .offers
            .iter()
            .find(coupons)
            .map(|offer| offer.id.clone())
        else {
            continue;
        };
        world.buyer.refused = vec![id];
        let without = quote(world.offers.clone(), &world.cart, &world.buyer);
        world.buyer.refused.clear();
        let with = quote(world.offers, &world.cart, &world.buyer);
        assert!(with.payable <= without.payable, "seed {seed}");
        helped += u32::from(with.payable < without.payable);
    }
    assert!(helped > 200);
}

#[test]
fn unticked_lines_take_no_part() {
    worlds(3_000, |_, mut world, seed| {
        let one = quote(world.offers.clone(), &world.cart, &world.buyer);
        world.cart.lines.retain(|line| line.ticked);
        let other = quote(world.offers, &world.cart, &world.buyer);
        assert_eq!(one.payable, other.payable, "seed {seed}");
        assert_eq!(one.next, other.next, "seed {seed}");
    });
}

/// What a conditional price promises is what the cart costs once the server has spoken.
#[test]
fn conditional_prices_come_true() {
    let mut kept = 0;
    for seed in 0..10_000 {
        let world = anything(&mut Dice::new(seed));
        let ruleset = Ruleset::compile(world.offers).unwrap();
        let now = ruleset.quote(&world.cart, &world.buyer, NOW).unwrap();
        for waits in &now.conditional {
            let offer = ruleset.offer(&waits.offer).unwrap();
            let mut buyer = world.buyer.clone();
            if let Some(fact) = &waits.fact {
                buyer.facts.push((fact.clone(), true));
            }
            let has = |held: &pricing::Token| held.offer == offer.id;
            if offer.grant == Grant::Token && !buyer.tokens.iter().any(has) {
                let units = offer.limits.units_per_order.unwrap_or(1);
                buyer.tokens.push(token(offer.id.as_str(), units));
            }
            let then = ruleset.quote(&world.cart, &buyer, NOW).unwrap();
            audit(&ruleset, &world.cart, &then);
            assert_eq!(then.payable, waits.payable, "seed {seed}");
            let at_work = |applied: &pricing::Applied| applied.offer == waits.offer;
            assert!(then.applied.iter().any(at_work), "seed {seed}");
            kept += 1;
        }
    }
    assert!(kept > 1_000);
}

#[test]
fn the_hash_knows_every_field_and_no_order() {
    let hash = |offers| Ruleset::compile(offers).unwrap().hash();
    worlds(300, |dice, world, seed| {
        let one = hash(world.offers.clone());
        let mut offers = world.offers;
        dice.shuffle(&mut offers);
        assert_eq!(one, hash(offers.clone()), "seed {seed}");
        if let Some(offer) = offers.first_mut() {
            offer.priority += 1;
            assert_ne!(one, hash(offers), "seed {seed}");
        }
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
