//! Whatever terms offers have: quotes add up, promises come true, the search stays exact.

use pricing::{
    Base, Benefit, Buyer, FreeFrom, FreightBy, FreightTemplate, Grant, Layer, Money, Offer,
    OfferId, Per, Reason, Requirement, Rounding, Ruleset, Scope, Spare, Threshold, Token, Unused,
};

use crate::build::{
    NOW, amount, audit, cart, coupon, fen, held, holding, ladder, line, quote, rate, reduce, used,
};
use crate::dice::{Dice, World, anything};

/// An offer that takes more off where less is left: the search must not give up on the coupon of
/// lower value that brings it there. Of two coupons one takes 50 off line b, the other less off a.
#[test]
fn the_search_sees_what_less_can_bring() {
    let of = |made: Offer, sku: &str| Offer {
        scope: Scope {
            skus: vec![sku.into()],
            ..Scope::default()
        },
        ..made
    };
    let check = |less: i64, others: Vec<Offer>, a: i64, payable: i64| {
        let on_b = coupon("b", Layer::SHOP_REDUCTION, Base::List, 0, 5_000);
        let on_a = coupon("a", Layer::SHOP_REDUCTION, Base::List, 0, less);
        let mut offers = vec![of(on_b, "b"), of(on_a, "a")];
        offers.extend(others.into_iter().map(|made| of(made, "a")));
        let both = cart(vec![line("a", a, 1), line("b", 10_000, 1)]);
        let quote = quote(offers, &both, &holding(&["a", "b"]));
        assert_eq!(quote.payable, fen(payable));
        assert_eq!(used(&quote).iter().find(|id| id.len() == 1), Some(&"a"));
    };
    // 9折 down to whole hundreds: 250 pays 200, 210 pays 100.
    let down = Offer {
        rounding: Rounding::PriceDown,
        grain: fen(10_000),
        ..reduce("down", Layer::SHOP_COUPON, rate(1_000), Per::Order)
    };
    check(4_000, vec![down], 25_000, 10_000 + 10_000);
    // The upper step gives 110, the lower one half the list price of 400.
    let tier = |least, off| pricing::Tier { least, off };
    let mut tiers = ladder("tiers", Layer::SHOP_COUPON, Base::Remaining, &[]);
    tiers.rate_base = Base::List;
    tiers.benefit = Benefit::TiersByAmount {
        tiers: vec![tier(1, rate(5_000)), tier(20_000, amount(11_000))],
        base: Base::Remaining,
    };
    let half = reduce("half", Layer::ITEM, rate(5_000), Per::Unit);
    check(100, vec![tiers, half], 40_000, 10_000);
}

/// Gives every offer of a world other terms than the default ones.
fn other_terms(dice: &mut Dice, world: &mut World) {
    for made in &mut world.offers {
        made.rate_base = dice.pick(&[Base::List, Base::AfterItem, Base::Remaining]);
        made.rounding = dice.pick(&[
            Rounding::Reduction,
            Rounding::Price,
            Rounding::PriceDown,
            Rounding::ReductionDown,
        ]);
        made.spare = dice.pick(&[
            Spare::LargestRemainder,
            Spare::First,
            Spare::Last,
            Spare::LargestLine,
        ]);
        made.grain = fen(dice.pick(&[1, 1, 1, 7, 100]));
        if dice.chance(20) {
            let mut asked = crate::build::offer("x", Layer::FREIGHT, Benefit::FreeFreight);
            crate::dice::some_scope(dice, &mut asked, &world.cart);
            made.requires.push(Requirement {
                scope: asked.scope,
                threshold: crate::dice::some_threshold(dice),
            });
        }
        let price = fen(dice.pick(&[0, 100, 1_500, 7_000]));
        if made.layer == Layer::ITEM && dice.chance(20) {
            let counts_as = price + fen(dice.roll(0, 500));
            made.benefit = Benefit::Deposit {
                paid: price,
                counts_as,
            };
        } else if made.layer > Layer::MULTI_UNIT && made.layer < Layer::POINTS && dice.chance(20) {
            made.benefit = Benefit::OrderPrice { price };
        }
    }
    for token in &mut world.buyer.tokens {
        token.price = dice.chance(50).then(|| fen(dice.roll(0, 3_000)));
    }
}

/// Whatever the terms, every quote adds up, what is promised comes true, and where reductions
/// themselves are rounded they are whole grains.
#[test]
fn any_terms_add_up() {
    let (mut grains, mut required, mut deposits, mut kept) = (0, 0, 0, 0);
    for seed in 0..10_000 {
        let mut dice = Dice::new(seed);
        let mut world = anything(&mut dice);
        other_terms(&mut dice, &mut world);
        let buyer = world.buyer;
        let ruleset = Ruleset::compile(world.offers.clone()).unwrap();
        let mut shuffled = world.offers;
        dice.shuffle(&mut shuffled);
        let quote = quote(shuffled, &world.cart, &buyer);
        assert_eq!(
            quote,
            ruleset.quote(&world.cart, &buyer, NOW).unwrap(),
            "seed {seed}"
        );
        assert!(quote.search.proved, "seed {seed}");
        deposits += u32::from(!quote.deposit.is_zero());
        let lacks = |unused: &&Unused| matches!(unused.reason, Reason::Requires(_));
        required += quote.unused.iter().filter(lacks).count();
        for (at, applied) in quote.applied.iter().enumerate() {
            let offer = ruleset.offer(&applied.offer).unwrap();
            let grain = offer.grain.minor();
            let of_unit = matches!(offer.benefit, Benefit::Reduce { per: Per::Unit, .. });
            if offer.layer.is_item()
                || (offer.layer.is_multi_unit() && of_unit)
                || offer.layer == Layer::FREIGHT
                || matches!(offer.benefit, Benefit::OrderPrice { .. })
                || matches!(offer.rounding, Rounding::Price | Rounding::PriceDown)
            {
                continue;
            }
            for line in &quote.lines {
                // A multi-unit layer shares what a line takes over its units.
                let shares = line.shares.iter().filter(|share| share.applied == at);
                let taken: Money = shares.map(|share| share.amount).sum();
                assert_eq!(taken.minor() % grain, 0, "seed {seed}");
            }
            grains += u32::from(grain > 1);
        }
        for waits in &quote.conditional {
            let offer = ruleset.offer(&waits.offer).unwrap();
            let mut then = buyer.clone();
            if let Some(fact) = &waits.fact {
                then.facts.push((fact.clone(), true));
            }
            let has = |held: &Token| held.offer == offer.id;
            if offer.grant == Grant::Token && !then.tokens.iter().any(has) {
                let units = offer.limits.units_per_order.unwrap_or(1);
                then.tokens
                    .push(crate::build::token(offer.id.as_str(), units));
            }
            let then = ruleset.quote(&world.cart, &then, NOW).unwrap();
            assert_eq!(then.payable, waits.payable, "seed {seed}");
            kept += 1;
        }
    }
    assert!(grains > 700 && required > 500 && deposits > 300 && kept > 500);
}

/// The search with freight that depends on what is left, and with any terms, against every subset
/// of the wallet insisted on.
#[test]
fn the_search_stays_exact() {
    let (mut kept, mut asked) = (0, 0);
    for seed in 0..1_000 {
        let mut dice = Dice::new(seed);
        let mut world = anything(&mut dice);
        other_terms(&mut dice, &mut world);
        world.offers.retain(|offer| !offer.layer.is_item());
        world.offers.truncate(5);
        let mut buyer = Buyer {
            points: world.buyer.points,
            ..Buyer::default()
        };
        for (at, made) in world.offers.iter_mut().enumerate() {
            made.grant = Grant::Coupon;
            made.audience = pricing::Audience::Everyone;
            made.exclusive = false;
            made.limits.uses_left = None;
            if let Threshold::Amount { least, .. } = &mut made.threshold {
                *least = fen(least.minor() / 3);
            }
            // Coupons of a group are left out one by one as well.
            made.group = if dice.chance(70) { at as u16 } else { 0 };
            buyer.coupons.push(held(made.id.as_str(), 0, 2_000));
        }
        let templates = vec![FreightTemplate {
            scope: Scope::default(),
            by: FreightBy::Pieces,
            first: 2,
            first_fee: fen(dice.roll(0, 3_000)),
            step: 2,
            step_fee: fen(300),
            free_from: Some(FreeFrom {
                least: fen(dice.roll(0, 20_000)),
                base: Base::Remaining,
            }),
        }];
        let ruleset = Ruleset::compile(world.offers).unwrap();
        let ruleset = ruleset.with_freight(templates).unwrap();
        let all = ruleset.quote(&world.cart, &buyer, NOW).unwrap();
        audit(&ruleset, &world.cart, &all);
        assert!(all.search.proved, "seed {seed}");
        let mut lowest = Money::LIMIT;
        let held = buyer.coupons.clone();
        for subset in 0..1_u32 << held.len() {
            let taken = |at: &usize| subset >> at & 1 == 1;
            let pinned = (0..held.len())
                .filter(taken)
                .map(|at| held[at].offer.clone());
            let pinned: Vec<OfferId> = pinned.collect();
            let insists = Buyer {
                coupons: held
                    .iter()
                    .filter(|coupon| pinned.contains(&coupon.offer))
                    .cloned()
                    .collect(),
                pinned,
                ..buyer.clone()
            };
            let one = ruleset.quote(&world.cart, &insists, NOW).unwrap();
            lowest = lowest.min(one.payable);
        }
        assert_eq!(all.payable, lowest, "seed {seed}");
        let beaten = |unused: &Unused| matches!(unused.reason, Reason::BeatenBy(_));
        kept += u32::from(all.unused.iter().any(beaten));
        asked += u32::from(!held.is_empty());
    }
    assert!(kept > 80 && asked > 600, "{kept} {asked}");
}
