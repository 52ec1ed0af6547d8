//! What holds for any ruleset and cart, or for any of a stated kind.
//!
//! Each law runs on a hundred thousand worlds or more; see [`crate::dice::seeds`] for how to ask for
//! more, or for one.

use pricing::{
    Base, Benefit, Fact, GetFrom, Grant, GroupGives, Layer, Limits, Line, Offer, OfferId, Overflow,
    Per, Pick, Quota, Quote, Rounding, Scope, ShareBase, Sku, Spare, Threshold,
};

use crate::build::{NOW, amount, audit, fen, held, rate, token};
use crate::dice::{Dice, seeds};
use crate::worlds::{World, anything};

/// Worlds that each law is tried on.
const WORLDS: u64 = 100_000;

fn quoted(world: &World) -> Quote {
    let ruleset = world.ruleset();
    let quote = ruleset.quote(&world.cart, &world.buyer, NOW).unwrap();
    audit(&ruleset, &world.cart, &quote);
    quote
}

/// `build::quote` audits sums, signs, floors, caps, stretches of units, and that every offer is
/// accounted for.
#[test]
fn every_quote_adds_up() {
    let sums = seeds(0, WORLDS, |seed| {
        let quote = quoted(&anything(&mut Dice::new(seed)));
        assert!(quote.search.proved);
        [
            quote.applied.len(),
            quote.conditional.len(),
            quote.unused.len(),
        ]
        .map(|count| count as u64)
    });
    // The worlds are not empty of what they are to test.
    if let Some(sums) = sums {
        assert!(sums.iter().all(|count| *count > WORLDS / 10), "{sums:?}");
    }
}

#[test]
fn the_order_of_offers_is_irrelevant() {
    seeds(0, WORLDS, |seed| {
        let mut dice = Dice::new(seed);
        let mut world = anything(&mut dice);
        let one = quoted(&world);
        dice.shuffle(&mut world.offers);
        dice.shuffle(&mut world.buyer.coupons);
        dice.shuffle(&mut world.buyer.facts);
        dice.shuffle(&mut world.buyer.tokens);
        dice.shuffle(&mut world.buyer.quotas);
        dice.shuffle(&mut world.buyer.pinned);
        assert_eq!(one, quoted(&world));
        []
    });
}

#[test]
fn unrelated_offers_are_irrelevant() {
    seeds(0, WORLDS, |seed| {
        let mut dice = Dice::new(seed);
        let mut world = anything(&mut dice);
        let one = quoted(&world);
        let layers = [
            Layer::ITEM,
            Layer::MULTI_UNIT,
            Layer::SHOP_REDUCTION,
            Layer::RED_PACKET,
        ];
        for (at, layer) in layers.into_iter().enumerate() {
            let off = rate(5_000);
            let benefit = Benefit::Reduce {
                off,
                per: Per::Line,
            };
            let mut unrelated = crate::build::offer(&format!("n{at}"), layer, benefit);
            unrelated.scope.skus.push(Sku::from("elsewhere"));
            unrelated.exclusive = dice.chance(50);
            unrelated.priority = -9;
            unrelated.group = 7;
            world.offers.push(unrelated);
        }
        let other = quoted(&world);
        assert_eq!(one.lines, other.lines);
        assert_eq!((one.payable, one.beside), (other.payable, other.beside));
        []
    });
}

/// Whoever asks: facts that no offer is published for, what is held of other campaigns, and points
/// where none can be spent change nothing at all.
#[test]
fn who_the_buyer_is_changes_nothing() {
    let sums = seeds(0, WORLDS, |seed| {
        let mut dice = Dice::new(seed);
        let mut world = anything(&mut dice);
        let one = quoted(&world);
        let buyer = &mut world.buyer;
        for name in ["new_buyer", "heavy_spender", "ios", "district:high"] {
            if dice.chance(50) {
                buyer.facts.insert(0, (Fact::from(name), dice.chance(50)));
            }
        }
        let elsewhere = OfferId::from("elsewhere");
        buyer.coupons.insert(0, held("elsewhere", 0, 1_001));
        buyer.tokens.insert(0, token("elsewhere", 9));
        buyer.pinned.insert(0, elsewhere.clone());
        buyer.refused.insert(0, elsewhere.clone());
        buyer.quotas.insert(
            0,
            Quota {
                offer: elsewhere,
                left: 0,
            },
        );
        let spends = |offer: &Offer| matches!(offer.benefit, Benefit::Points { .. });
        if !world.offers.iter().any(spends) {
            buyer.points = dice.roll(0, 1 << 40) as u64;
        }
        assert_eq!(one, quoted(&world));
        [u64::from(!one.applied.is_empty())]
    });
    assert!(sums.is_none_or(|[applied]| applied > WORLDS / 2));
}

/// Reduces a world to the kinds for which a total cannot hang on who got a spare cent or on who
/// came first: what is shared works on the whole cart, once, and moves what a line cannot take; item
/// offers share no cap and no token over lines, and nothing rounds a line; several units are looked
/// at by one group, without floors. Lines of one sku are alike.
fn by_totals(world: &mut World) {
    for at in 1..world.cart.lines.len() {
        let (before, lines) = world.cart.lines.split_at_mut(at);
        let line = &mut lines[0];
        if let Some(first) = before.iter().find(|first| first.sku == line.sku) {
            *line = Line {
                id: line.id.clone(),
                ticked: line.ticked,
                quantity: line.quantity,
                ..first.clone()
            };
        }
    }
    let several = |offer: &Offer| offer.layer.is_multi_unit();
    if world.offers.iter().any(several) {
        for line in &mut world.cart.lines {
            line.floor = fen(0);
        }
    }
    for template in &mut world.freight {
        // Which of units alike a set takes decides what the lines of a scope still cost.
        if let Some(from) = &mut template.free_from {
            from.base = Base::List;
        }
    }
    for offer in &mut world.offers {
        if offer.layer.is_item() {
            item_by_totals(offer);
        } else {
            order_by_totals(offer);
        }
        for requirement in &mut offer.requires {
            requirement.scope = Scope::default();
        }
        offer.scope.only_unreduced = false;
        offer.exclusive = false;
        offer.grain = fen(1);
    }
}

fn item_by_totals(offer: &mut Offer) {
    offer.cap = None;
    if offer.grant == Grant::Token {
        offer.grant = Grant::Open;
    }
    let off = match &offer.benefit {
        Benefit::Reduce { off, .. } => *off,
        Benefit::TiersByAmount { .. } | Benefit::TiersByCount { .. } => rate(1_234),
        _ => return,
    };
    offer.benefit = Benefit::Reduce {
        off,
        per: Per::Unit,
    };
}

fn order_by_totals(offer: &mut Offer) {
    offer.scope = Scope::default();
    // A set is worth the same whichever of units alike are in it, but their list prices may differ.
    offer.rate_base = Base::Remaining;
    offer.overflow = Overflow::Redistribute;
    offer.share_base = ShareBase::Remaining;
    if offer.layer.is_multi_unit() {
        offer.group = 0;
    }
    match &mut offer.benefit {
        Benefit::Reduce { per, .. } => *per = Per::Order,
        // The first unit of a sku is the first in the cart.
        Benefit::FirstAndFurther {
            first,
            further,
            most,
        } => {
            *further = *first;
            *most = None;
        }
        // Among skus with as many units the first in the cart comes first.
        Benefit::BuyGet(sets) => {
            sets.from = GetFrom::Scope;
            sets.buy_pick = Pick::Dearest;
            sets.get_pick = Pick::Cheapest;
        }
        Benefit::Groups(groups) => {
            groups.fill = Pick::Dearest;
            if let GroupGives::Nth { order, .. } = &mut groups.gives {
                *order = Pick::Cheapest;
            }
        }
        // A unit that two parts want goes to the earlier, so which of two alike it is would matter.
        Benefit::Bundle(bundle) => {
            bundle.parts.truncate(1);
            bundle.parts[0].scope.only_unreduced = false;
        }
        _ => {}
    }
}

#[test]
fn the_order_of_lines_moves_no_total() {
    seeds(0, WORLDS, |seed| {
        let mut dice = Dice::new(seed);
        let mut world = anything(&mut dice);
        by_totals(&mut world);
        for offer in &mut world.offers {
            // Lines of one sku may come at different prices, so who comes first would matter.
            offer.limits = Limits::default();
        }
        let one = quoted(&world);
        dice.shuffle(&mut world.cart.lines);
        assert_eq!(one.payable, quoted(&world).payable);
        []
    });
}

/// Limits on units count over the lines of a sku, so they survive a split as well.
#[test]
fn splitting_a_line_moves_no_total() {
    let sums = seeds(0, WORLDS, |seed| {
        let mut world = anything(&mut Dice::new(seed));
        by_totals(&mut world);
        let one = quoted(&world);
        let lines = &mut world.cart.lines;
        let Some(at) = lines.iter().position(|line| line.quantity > 1) else {
            return [0];
        };
        let mut rest = lines[at].clone();
        rest.id = "rest".into();
        rest.quantity -= 1;
        lines[at].quantity = 1;
        lines.insert(at + 1, rest);
        assert_eq!(one.payable, quoted(&world).payable);
        [1]
    });
    assert!(sums.is_none_or(|[split]| split > WORLDS / 2));
}

/// A coupon can stay in the wallet, so holding one more never costs anything.
#[test]
fn one_more_coupon_never_costs() {
    let sums = seeds(0, WORLDS, |seed| {
        let mut world = anything(&mut Dice::new(seed));
        world.buyer.pinned.clear();
        let coupon = world
            .offers
            .iter()
            .find(|offer| offer.grant == Grant::Coupon);
        let Some(coupon) = coupon else {
            return [0];
        };
        world.buyer.refused = vec![coupon.id.clone()];
        let without = quoted(&world);
        world.buyer.refused.clear();
        let with = quoted(&world);
        assert!(with.payable <= without.payable);
        [u64::from(with.payable < without.payable)]
    });
    assert!(sums.is_none_or(|[helped]| helped > WORLDS / 30), "{sums:?}");
}

/// What insisting costs is the difference to what a free choice pays. It costs something or nothing,
/// unless a pinned item coupon keeps a price above the lowest and so reaches a threshold.
#[test]
fn free_choice_is_what_no_pin_would_pay() {
    let sums = seeds(0, WORLDS, |seed| {
        let mut world = anything(&mut Dice::new(seed));
        let one = quoted(&world);
        let item = |offer: &Offer| offer.layer.is_item() && world.buyer.pinned.contains(&offer.id);
        let free = one.free_choice <= one.payable || world.offers.iter().any(item);
        assert!(free);
        world.buyer.pinned.clear();
        world.buyer.refused.clear();
        let free = quoted(&world).payable;
        assert_eq!(one.free_choice, free);
        assert_eq!(one.insistence(), (one.payable - free).at_least_zero());
        [u64::from(one.free_choice < one.payable)]
    });
    assert!(
        sums.is_none_or(|[costs]| costs > WORLDS / 1_000),
        "{sums:?}"
    );
}

/// What is measured on list values, whatever has been taken off.
fn by_list(threshold: &mut Threshold) {
    if let Threshold::Amount { base, .. } = threshold {
        *base = Base::List;
    }
}

/// Leaves a world with offers that do not look at what another took, so that less is never worse:
///
/// - Thresholds, ladders and free freight look at list values, and no scope leaves out what is
///   reduced: what one takes could be what another lacks. Nothing is exclusive or refuses its share.
/// - Groups come in a fixed order: without it one more offer can make its group the first.
/// - Item offers have no limits, caps or tokens: where units go different ways, a later limit can
///   fall on the cheaper ones.
/// - Order offers take amounts, or rates of what is left, off the whole cart, rounded once and to the
///   minor unit. Rates of another base, order prices, whole points or grains and sets of units do
///   not fall evenly with what is left; several scopes or several roundings differ by spare cents.
fn by_itself(world: &mut World) {
    for template in &mut world.freight {
        if let Some(free) = &mut template.free_from {
            free.base = Base::List;
        }
    }
    for offer in &mut world.offers {
        by_list(&mut offer.threshold);
        for requirement in &mut offer.requires {
            by_list(&mut requirement.threshold);
            requirement.scope.only_unreduced = false;
        }
        offer.scope.only_unreduced = false;
        offer.exclusive = false;
        offer.priority = offer.group.into();
        offer.overflow = Overflow::Redistribute;
        offer.share_base = ShareBase::Remaining;
        offer.spare = Spare::LargestRemainder;
        offer.grain = fen(1);
        offer.rate_base = Base::Remaining;
        offer.rounding = Rounding::Reduction;
        let item = offer.layer.is_item();
        if item {
            offer.limits.units_per_order = None;
            offer.cap = None;
            if offer.grant == Grant::Token {
                offer.grant = Grant::Open;
            }
        } else {
            offer.scope = Scope::default();
        }
        match &mut offer.benefit {
            Benefit::TiersByAmount { base, .. } | Benefit::PerEach { base, .. } => {
                *base = Base::List;
            }
            Benefit::Reduce { per, .. } if !item => *per = Per::Order,
            Benefit::Points { .. }
            | Benefit::OrderPrice { .. }
            | Benefit::Groups(_)
            | Benefit::BuyGet(_)
            | Benefit::Bundle(_)
            | Benefit::FirstAndFurther { .. } => {
                let off = amount(500);
                let per = Per::Order;
                offer.benefit = Benefit::Reduce { off, per };
            }
            _ => {}
        }
    }
}

/// An open offer works by itself, so one more can cost a later threshold: see `golden::e2`. Where
/// nothing looks at what it takes, it never costs anything either.
#[test]
fn one_more_open_offer_never_costs_where_each_looks_at_itself() {
    let sums = seeds(0, WORLDS, |seed| {
        let mut dice = Dice::new(seed);
        let mut world = anything(&mut dice);
        world.buyer.pinned.clear();
        by_itself(&mut world);
        let open = |offer: &Offer| offer.grant != Grant::Coupon && offer.layer < Layer::BESIDE;
        let count = world.offers.iter().filter(|offer| open(offer)).count();
        if count == 0 {
            return [0];
        }
        let with = quoted(&world);
        let chosen = dice.roll(1, count as i64);
        let mut passed = 0;
        world.offers.retain(|offer| {
            passed += i64::from(open(offer));
            !open(offer) || passed != chosen
        });
        let without = quoted(&world);
        assert!(with.payable <= without.payable);
        [u64::from(with.payable < without.payable)]
    });
    assert!(sums.is_none_or(|[helped]| helped > WORLDS / 10), "{sums:?}");
}

#[test]
fn unticked_lines_take_no_part() {
    seeds(0, WORLDS, |seed| {
        let mut world = anything(&mut Dice::new(seed));
        let one = quoted(&world);
        world.cart.lines.retain(|line| line.ticked);
        let other = quoted(&world);
        assert_eq!(one.payable, other.payable);
        assert_eq!((one.next, one.beside), (other.next, other.beside));
        []
    });
}

/// What a conditional price promises is what the cart costs once the server has spoken.
#[test]
fn conditional_prices_come_true() {
    let sums = seeds(0, WORLDS, |seed| {
        let world = anything(&mut Dice::new(seed));
        let ruleset = world.ruleset();
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
            assert_eq!(then.payable, waits.payable);
            let at_work = |applied: &pricing::Applied| applied.offer == waits.offer;
            let beside = |beside: &pricing::Beside| beside.offer == waits.offer;
            assert!(then.applied.iter().any(at_work) || then.beside.iter().any(beside));
        }
        [now.conditional.len() as u64]
    });
    assert!(sums.is_none_or(|[kept]| kept > WORLDS / 10), "{sums:?}");
}
