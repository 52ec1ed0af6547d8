//! What holds of refunds in any world and any order of returns.

use pricing::{
    Base, Benefit, Cart, Gift, GiftBy, GiftLadder, GiftTier, Gives, Layer, Money, Offer, Overflow,
    Per, Quote, RefundPolicy, RefundRequest, Return, ShareBase,
};

use super::{AGAIN, Desk, KEEP, check, keep, returns};
use crate::build::{NOW, amount, cart, fen, line, off_from, offer, rate, reduce};
use crate::dice::{Dice, seeds};
use crate::worlds::{anything, some_scope, some_threshold};

/// A unit of work: some of what is left, of one line or of several.
fn some_returns(dice: &mut Dice, left: &mut [(String, u32)]) -> Vec<Return> {
    let mut now = Vec::new();
    let lines = dice.pick(&[1, 1, 1, 2, 3]);
    for _ in 0..lines {
        let at = dice.roll(0, left.len() as i64 - 1) as usize;
        let (line, units) = &mut left[at];
        if *units > 0 {
            let back = dice.roll(1, (*units).into()) as u32;
            *units -= back;
            now.push(Return {
                line: line.as_str().into(),
                units: back,
            });
        }
    }
    now
}

fn by_funder(quote: &Quote, with_freight: bool) -> [Money; 3] {
    let mut all = [Money::ZERO; 3];
    for applied in &quote.applied {
        if with_freight || applied.layer != Layer::FREIGHT {
            all[applied.funder as usize] += applied.amount;
        }
    }
    all
}

/// Returns everything in random steps; gives back what each line got in all.
fn run(dice: &mut Dice, desk: &mut Desk) -> Vec<Money> {
    let quote = desk.quote.clone();
    let mut left: Vec<(String, u32)> = quote
        .lines
        .iter()
        .map(|line| (line.id.to_string(), line.units))
        .collect();
    let mut lines = vec![Money::ZERO; left.len()];
    let (mut goods, mut freight, mut points) = (Money::ZERO, Money::ZERO, 0);
    let mut funders = [Money::ZERO; 3];
    let bought = quote.lines.iter().any(|line| line.units > 0);
    desk.before.clear();
    while left.iter().any(|(_, units)| *units > 0) {
        let now = some_returns(dice, &mut left);
        desk.dispatched = dice.chance(30);
        let refund = desk.ask(&now).unwrap();
        let keeps = desk.policy == KEEP;
        assert!(refund.amount >= refund.freight);
        let mut sum = refund.freight;
        for back in &refund.lines {
            assert!(back.amount >= Money::ZERO && back.units > 0);
            let at = quote.lines.iter().position(|line| line.id == back.line);
            lines[at.unwrap()] += back.amount;
            sum += back.amount;
        }
        assert_eq!(sum, refund.amount);
        goods += sum - refund.freight;
        freight += refund.freight;
        points += refund.points;
        let mut given = Money::ZERO;
        for back in &refund.funders {
            assert!(!keeps || back.amount > Money::ZERO);
            funders[back.funder as usize] += back.amount;
            given += back.amount;
        }
        assert!(!keeps || refund.points >= 0);
        assert!(!keeps || refund.withheld.is_zero());
        assert!(refund.withheld.is_zero() || sum == refund.freight);
        if keeps && !refund.complete {
            // Every unit's list price is accounted for, step by step.
            let list: Money = now
                .iter()
                .map(|back| {
                    let line = quote.lines.iter().find(|line| line.id == back.line);
                    let line = line.unwrap();
                    fen(line.list.minor() / i64::from(line.units)).times(back.units.into())
                })
                .sum();
            assert_eq!(sum + given, list);
        }
        if keeps {
            let alone = desk.quote.refund(&desk.request(&now)).unwrap();
            assert_eq!(
                (alone.amount, alone.funders),
                (refund.amount, refund.funders)
            );
        }
        let done = left.iter().all(|(_, units)| *units == 0);
        assert_eq!(refund.complete, done);
        desk.before.extend(refund.lines);
    }
    let paid: Money = quote.lines.iter().map(|line| line.payable).sum();
    assert_eq!(goods, paid);
    if bought {
        let charged = quote.freight - quote.freight_off;
        let back = if desk.dispatched {
            Money::ZERO
        } else {
            charged
        };
        assert_eq!(freight, back);
        assert_eq!(funders, by_funder(&quote, !desk.dispatched));
        assert_eq!(points, points_spent(desk));
    }
    lines
}

fn points_spent(desk: &Desk) -> i64 {
    let mut spent = 0;
    for applied in &desk.quote.applied {
        let offer = desk.rules.offer(&applied.offer).unwrap();
        if let Benefit::Points { worth, .. } = &offer.benefit {
            let amount = applied.amount.minor() as u64;
            spent += amount.div_ceil(worth.minor() as u64) as i64;
        }
    }
    spent
}

fn open_world(dice: &mut Dice, policy: RefundPolicy) -> Desk {
    let world = anything(dice);
    Desk::of(world.ruleset(), world.cart, world.buyer, policy)
}

/// Whatever the steps, the whole comes back, no step is negative, every line has back what it paid,
/// and every funder what it gave.
#[test]
fn shares_add_up_over_100_000_sequences() {
    let sums = seeds(0, 10_000, |seed| {
        let mut dice = Dice::new(seed);
        let mut desk = open_world(&mut dice, KEEP);
        for _ in 0..10 {
            let lines = run(&mut dice, &mut desk);
            let paid: Vec<Money> = desk.quote.lines.iter().map(|line| line.payable).collect();
            assert_eq!(lines, paid);
        }
        [u64::from(desk.quote.saved() > Money::ZERO)]
    });
    assert!(sums.is_none_or(|[reduced]| reduced > 5_000), "{sums:?}");
}

#[test]
fn pricing_again_adds_up_over_20_000_sequences() {
    let sums = seeds(0, 10_000, |seed| {
        let mut dice = Dice::new(seed);
        let mut desk = open_world(&mut dice, AGAIN);
        for _ in 0..2 {
            run(&mut dice, &mut desk);
        }
        let first = desk.quote.lines.iter().find(|line| line.units > 0);
        let Some(first) = first else {
            return [0];
        };
        let back = returns(&[(first.id.as_str(), 1)]);
        desk.before.clear();
        [u64::from(!desk.ask(&back).unwrap().withheld.is_zero())]
    });
    // The worlds hold what the clamp is for.
    assert!(sums.is_none_or(|[withheld]| withheld > 100), "{sums:?}");
}

/// What two lines give back together does not hang on which came first.
#[test]
fn the_order_of_lines_is_irrelevant() {
    seeds(0, 5_000, |seed| {
        let mut dice = Dice::new(seed);
        let mut desk = open_world(&mut dice, KEEP);
        let mut left: Vec<(String, u32)> = desk
            .quote
            .lines
            .iter()
            .map(|line| (line.id.to_string(), line.units))
            .collect();
        let mut now = some_returns(&mut dice, &mut left);
        let total = |desk: &mut Desk, now: &[Return]| {
            desk.before.clear();
            let mut all = Money::ZERO;
            for one in now {
                let refund = desk.ask(std::slice::from_ref(one)).unwrap();
                all += refund.amount;
                desk.before.extend(refund.lines);
            }
            all
        };
        let one = total(&mut desk, &now);
        let other = desk.quote.refund(&RefundRequest {
            before: &[],
            now: &now,
            dispatched: false,
            at: NOW,
        });
        assert_eq!(other.unwrap().amount, one);
        now.reverse();
        assert_eq!(total(&mut desk, &now), one);
        []
    });
}

/// Shares that fall on stretches across one another, and an overflow that is clamped.
#[test]
fn tangled_shares() {
    let mut few = reduce("两件8折", Layer::ITEM, rate(2_000), Per::Unit);
    few.limits.units_per_order = Some(2);
    let mut most = reduce("三件9折", Layer::MEMBER_EXTRA, rate(1_000), Per::Unit);
    most.limits.units_per_order = Some(3);
    let mut cross = off_from("跨店", Layer::CROSS_SHOP, Base::AfterItem, 0, 100_000);
    cross.overflow = Overflow::Clamp;
    cross.share_base = ShareBase::AfterItem;
    cross.cap = Some(fen(1_001));
    let goods = || cart(vec![line("a", 999, 4), line("b", 1, 1)]);
    let desk = keep(vec![few.clone(), most.clone()], goods());
    // 719.1 a unit, 899.1, 999; the item layers round each.
    let first = desk.quote.lines[0].payable;
    assert_eq!(first, fen(719 * 2 + 899 + 999));
    check(
        desk,
        &[
            ("a", 1, 999),
            ("a", 1, 899),
            ("a", 1, 719),
            ("b", 1, 1),
            ("a", 1, 719),
        ],
    );
    let mut dice = Dice::new(1);
    let mut desk = keep(vec![few, most, cross], goods());
    for _ in 0..100 {
        run(&mut dice, &mut desk);
    }
}

/// A stored quote that takes a cent more off the last unit than that costs: the other one makes up for it.
#[test]
fn a_share_of_a_cent_too_much() {
    let mut one = reduce("减1", Layer::ITEM, amount(100), Per::Unit);
    one.limits.units_per_order = Some(1);
    let mut desk = keep(vec![one], cart(vec![line("a", 100, 2)]));
    let quote = &mut desk.quote;
    let share = &mut quote.lines[0].shares[0];
    (share.first, share.amount) = (1, fen(101));
    quote.applied[0].amount = fen(101);
    quote.lines[0].payable = fen(99);
    quote.payable = fen(99);
    check(desk, &[("a", 1, 0), ("a", 1, 99)]);
}

/// Something beside the price: gifts, points or cashback.
fn some_beside(dice: &mut Dice, id: &str, cart: &Cart) -> Offer {
    let gifts = |dice: &mut Dice| {
        let mut tiers = Vec::new();
        let mut least = 0;
        let by = dice.pick(&[
            GiftBy::Count,
            GiftBy::Amount(Base::List),
            GiftBy::Amount(Base::AfterItem),
            GiftBy::Amount(Base::Remaining),
        ]);
        for units in 1..=dice.roll(1, 3) as u32 {
            least += dice.roll(1, if by == GiftBy::Count { 4 } else { 9_000 });
            let sku = "cup".into();
            let gifts = vec![Gift { sku, units }];
            tiers.push(GiftTier { least, gifts });
        }
        let times = dice.pick(&[1, 1, 3]);
        Benefit::Gift(GiftLadder { by, tiers, times })
    };
    let benefit = match dice.roll(0, 3) {
        0 | 1 => gifts(dice),
        2 => Benefit::EarnPoints {
            each: fen(dice.roll(1, 2_000)),
            points: dice.roll(0, 3) as u32,
        },
        _ => Benefit::Cashback {
            off: if dice.chance(50) {
                rate(dice.roll(1, 3_000) as u16)
            } else {
                amount(dice.roll(1, 900))
            },
        },
    };
    let mut made = offer(id, Layer::BESIDE, benefit);
    made.scope = some_scope(dice, cart);
    made.threshold = some_threshold(dice, cart);
    made
}

/// How much is given, whatever it is.
fn much(gives: &Gives) -> i64 {
    match gives {
        Gives::Gifts(gifts) => gifts.iter().map(|gift| i64::from(gift.units)).sum(),
        Gives::Cashback(amount) => amount.minor(),
        Gives::Points(points) => *points as i64,
    }
}

/// All that was given beside the price goes back with the last unit, and no more before it; what the
/// whole order earns by the refund's count is what the quote gave.
#[test]
fn what_was_given_beside_goes_back_in_all() {
    let sums = seeds(0, 10_000, |seed| {
        let (mut parts, mut wholes) = (0, 0);
        let mut dice = Dice::new(seed);
        let mut world = anything(&mut dice);
        for at in 0..3 {
            let made = some_beside(&mut dice, &format!("b{at}"), &world.cart);
            world.offers.push(made);
        }
        let policy = dice.pick(&[KEEP, AGAIN]);
        let mut desk = Desk::open(world.offers, world.cart, world.buyer, policy);
        let mut left: Vec<(String, u32)> = desk
            .quote
            .lines
            .iter()
            .map(|line| (line.id.to_string(), line.units))
            .collect();
        let mut back = vec![0; desk.quote.beside.len()];
        while left.iter().any(|(_, units)| *units > 0) {
            let now = some_returns(&mut dice, &mut left);
            let refund = desk.ask(&now).unwrap();
            if desk.before.is_empty() {
                let line = desk.quote.lines[0].id.clone();
                let (units, amount) = (0, Money::ZERO);
                desk.before.push(pricing::LineRefund {
                    line,
                    units,
                    amount,
                });
                assert_eq!(desk.ask(&now).unwrap().beside, refund.beside);
            }
            for part in &refund.beside {
                let given = &desk.quote.beside;
                let at = given.iter().position(|given| given.offer == part.offer);
                assert!(much(&part.gives) > 0);
                back[at.unwrap()] += much(&part.gives);
                parts += u64::from(!refund.complete);
            }
            desk.before.extend(refund.lines);
        }
        for (given, back) in desk.quote.beside.iter().zip(&back) {
            assert_eq!(much(&given.gives), *back);
            wholes += u64::from(*back > 0);
        }
        [parts, wholes]
    });
    let enough = |[parts, wholes]: [u64; 2]| parts > 2_000 && wholes > 4_000;
    assert!(sums.is_none_or(enough), "{sums:?}");
}
