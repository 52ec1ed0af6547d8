//! An independent, naive evaluator that tries every selection, against the engine's search.
//!
//! It shares no code with the engine: unit prices by the unit, shares by sorting remainders, no
//! bounds, no cutting. It knows the kinds that matter to selection and no more.

use pricing::{Base, Benefit, Buyer, Cart, Grant, Layer, Off, Offer, OfferId, Per, Tag, Threshold};

use crate::build::{amount, fen, held, line, offer, quote, rate};
use crate::dice::{Dice, some_tiers};

#[derive(Clone)]
struct Sheet {
    list: Vec<i128>,
    after_item: Vec<i128>,
    left: Vec<i128>,
    floor: Vec<i128>,
}

struct Oracle<'a> {
    cart: &'a Cart,
    groups: Vec<Vec<&'a Offer>>,
    pinned: &'a [OfferId],
    /// Fewest pinned coupons left out, then lowest payable, then fewest coupons.
    best: Option<(usize, i128, usize)>,
    leaves: usize,
}

fn covers(offer: &Offer, cart: &Cart, line: usize) -> bool {
    let tags = &cart.lines[line].tags;
    offer.scope.tags.is_empty() || offer.scope.tags.iter().any(|tag| tags.contains(tag))
}

fn rated(value: i128, basis_points: u16) -> i128 {
    (value * i128::from(basis_points) * 2 + 10_000) / 20_000
}

fn off_of(off: Off, value: i128) -> i128 {
    match off {
        Off::Amount(amount) => amount.minor().into(),
        Off::Rate(rate) => rated(value, rate.basis_points()),
    }
}

/// The shares an offer takes, if it can work on this sheet.
fn shares(offer: &Offer, cart: &Cart, sheet: &Sheet) -> Option<Vec<i128>> {
    let lines: Vec<usize> = (0..cart.lines.len())
        .filter(|line| covers(offer, cart, *line))
        .collect();
    let sum = |of: &[i128]| -> i128 { lines.iter().map(|line| of[*line]).sum() };
    let on = |base: Base| match base {
        Base::List => sum(&sheet.list),
        Base::AfterItem => sum(&sheet.after_item),
        Base::Remaining => sum(&sheet.left),
    };
    if let Threshold::Amount { least, base } = offer.threshold
        && on(base) < least.minor().into()
    {
        return None;
    }
    let asked = match &offer.benefit {
        Benefit::Reduce { off, .. } => off_of(*off, sum(&sheet.left)),
        Benefit::TiersByAmount { tiers, base } => {
            let reached = |tier: &&pricing::Tier| on(*base) >= tier.least.into();
            off_of(tiers.iter().rev().find(reached)?.off, sum(&sheet.left))
        }
        Benefit::PerEach {
            each, off, base, ..
        } => on(*base) / i128::from(each.minor()) * i128::from(off.minor()),
        _ => unreachable!(),
    };
    let mut asked = offer.cap.map_or(asked, |cap| asked.min(cap.minor().into()));
    let mut given = vec![0; cart.lines.len()];
    let mut active = lines;
    let room = |line: usize| sheet.left[line] - sheet.floor[line];
    asked = asked.min(active.iter().map(|line| room(*line)).sum());
    while asked > 0 {
        let total: i128 = active.iter().map(|line| sheet.left[*line]).sum();
        let full: Vec<usize> = active
            .iter()
            .copied()
            .filter(|line| asked * sheet.left[*line] > room(*line) * total)
            .collect();
        if full.is_empty() {
            let mut order = active.clone();
            order.sort_by_key(|line| -((asked * sheet.left[*line]) % total));
            let mut spare = asked;
            for line in &active {
                given[*line] = asked * sheet.left[*line] / total;
                spare -= given[*line];
            }
            for line in order.into_iter().take(spare as usize) {
                given[line] += 1;
            }
            break;
        }
        for line in full {
            given[line] = room(line);
            asked -= given[line];
            active.retain(|other| *other != line);
        }
    }
    (given.iter().sum::<i128>() > 0).then_some(given)
}

impl Oracle<'_> {
    fn try_all(&mut self, group: usize, sheet: &Sheet, coupons: usize, left_out: usize) {
        let Some(offers) = self.groups.get(group).cloned() else {
            self.leaves += 1;
            let found = (left_out, sheet.left.iter().sum(), coupons);
            self.best = Some(self.best.map_or(found, |best| best.min(found)));
            return;
        };
        let mut must = false;
        for offer in &offers {
            let Some(taken) = shares(offer, self.cart, sheet) else {
                continue;
            };
            let mut after = sheet.clone();
            for (left, taken) in after.left.iter_mut().zip(taken) {
                *left -= taken;
            }
            let coupon = offer.grant == Grant::Coupon;
            must |= !coupon;
            let pinned = self.pinned.contains(&offer.id);
            self.try_all(
                group + 1,
                &after,
                coupons + usize::from(coupon),
                left_out - usize::from(pinned),
            );
        }
        if !must {
            self.try_all(group + 1, sheet, coupons, left_out);
        }
    }
}

/// What the largest reduction in each group, one after the other, would come to.
fn greedy(oracle: &Oracle, sheet: &Sheet) -> i128 {
    let mut sheet = sheet.clone();
    for group in &oracle.groups {
        let taken = group
            .iter()
            .filter_map(|offer| shares(offer, oracle.cart, &sheet))
            .max_by_key(|taken| taken.iter().sum::<i128>());
        for (left, taken) in sheet.left.iter_mut().zip(taken.unwrap_or_default()) {
            *left -= taken;
        }
    }
    sheet.left.iter().sum()
}

/// Lines as they are after the item layer: per line the lowest price of its item offers.
fn sheet(cart: &Cart, items: &[Offer]) -> Sheet {
    let mut sheet = Sheet {
        list: Vec::new(),
        after_item: Vec::new(),
        left: Vec::new(),
        floor: Vec::new(),
    };
    for (at, line) in cart.lines.iter().enumerate() {
        let price = i128::from(line.unit_price.minor());
        let floor = price.min(line.floor.minor().into());
        let units = i128::from(line.quantity);
        let mut lowest = price;
        for offer in items {
            let Benefit::Reduce {
                off: Off::Rate(rate),
                ..
            } = offer.benefit
            else {
                unreachable!()
            };
            if covers(offer, cart, at) {
                lowest = lowest.min(price - rated(price, rate.basis_points()));
            }
        }
        sheet.list.push(price * units);
        sheet.after_item.push(lowest.max(floor) * units);
        sheet.left.push(lowest.max(floor) * units);
        sheet.floor.push(floor * units);
    }
    sheet
}

/// Thresholds lie close to what the cart is worth, where one reduction costs another.
fn order_offer(dice: &mut Dice, id: &str, layer: Layer, worth: i64) -> Offer {
    let base = dice.pick(&[Base::List, Base::AfterItem, Base::Remaining]);
    let benefit = match dice.roll(0, 3) {
        0 => {
            let rates = dice.chance(50);
            Benefit::TiersByAmount {
                tiers: some_tiers(dice, worth / 2 + 1, rates),
                base,
            }
        }
        1 => Benefit::PerEach {
            each: fen(dice.roll(500, 9_000)),
            off: fen(dice.roll(1, 900)),
            times: None,
            base,
        },
        2 => Benefit::Reduce {
            off: rate(dice.roll(1, 6_000) as u16),
            per: Per::Order,
        },
        _ => Benefit::Reduce {
            off: amount(dice.roll(1, 4_000)),
            per: Per::Order,
        },
    };
    let mut made = offer(id, layer, benefit);
    if dice.chance(60) {
        made.threshold = Threshold::Amount {
            least: fen(dice.roll(worth / 2, worth)),
            base: dice.pick(&[
                Base::List,
                Base::AfterItem,
                Base::Remaining,
                Base::Remaining,
            ]),
        };
    }
    if dice.chance(40) {
        made.scope.tags.push(Tag::from(dice.pick(&["a", "b"])));
    }
    made.cap = dice.chance(20).then(|| fen(dice.roll(1, 3_000)));
    if dice.chance(65) {
        made.grant = Grant::Coupon;
    }
    made
}

/// Runs a check on `count` small carts whose every selection is tried.
fn compare(count: u64, seed_from: u64) {
    let (mut choices, mut beyond_greedy) = (0, 0);
    for seed in seed_from..seed_from + count {
        let mut dice = Dice::new(seed);
        let mut lines = Vec::new();
        for at in 0..dice.roll(1, 4) {
            let mut made = line(
                &format!("l{at}"),
                dice.roll(1, 9_000),
                dice.roll(1, 3) as u32,
            );
            for tag in ["a", "b"] {
                if dice.chance(50) {
                    made.tags.push(Tag::from(tag));
                }
            }
            if dice.chance(25) {
                made.floor = fen(dice.roll(0, 5_000));
            }
            lines.push(made);
        }
        let cart = crate::build::cart(lines);
        let worth = cart.lines.iter();
        let worth = worth.map(|line| line.unit_price.times(line.quantity.into()));
        let worth = worth.sum::<pricing::Money>().minor();
        let mut items = Vec::new();
        for at in 0..dice.roll(0, 2) {
            let off = rate(dice.roll(1, 6_000) as u16);
            let benefit = Benefit::Reduce {
                off,
                per: Per::Unit,
            };
            let mut made = offer(&format!("i{at}"), Layer::ITEM, benefit);
            made.scope.tags.push(Tag::from(dice.pick(&["a", "b"])));
            items.push(made);
        }
        let mut buyer = Buyer::default();
        let mut orders: Vec<Vec<Offer>> = Vec::new();
        for (at, layer) in [Layer::SHOP_REDUCTION, Layer::SHOP_COUPON, Layer::CROSS_SHOP]
            .into_iter()
            .enumerate()
        {
            let mut group = Vec::new();
            for number in 0..dice.roll(0, 3) {
                let made = order_offer(&mut dice, &format!("g{at}{number}"), layer, worth);
                if made.grant == Grant::Coupon {
                    buyer.coupons.push(held(made.id.as_str(), 0, 2_000));
                    if dice.chance(10) {
                        buyer.pinned.push(made.id.clone());
                    }
                }
                group.push(made);
            }
            orders.push(group);
        }
        let mut oracle = Oracle {
            cart: &cart,
            groups: orders.iter().map(|group| group.iter().collect()).collect(),
            pinned: &buyer.pinned,
            best: None,
            leaves: 0,
        };
        let sheet = sheet(&cart, &items);
        oracle.try_all(0, &sheet, 0, buyer.pinned.len());
        let (left_out, payable, coupons) = oracle.best.unwrap();
        let all = items.iter().chain(orders.iter().flatten()).cloned();
        let quote = quote(all.collect(), &cart, &buyer);
        let used = quote.applied.iter().filter(|applied| applied.coupon);
        let pinned = |applied: &&pricing::Applied| buyer.pinned.contains(&applied.offer);
        let pins = buyer.pinned.len() - used.clone().filter(pinned).count();
        assert_eq!(
            (pins, i128::from(quote.payable.minor()), used.count()),
            (left_out, payable, coupons),
            "seed {seed}"
        );
        assert!(quote.search.proved, "seed {seed}");
        choices += u64::from(oracle.leaves > 1);
        beyond_greedy += u64::from(left_out == 0 && payable < greedy(&oracle, &sheet));
    }
    // Enough of the carts pose a question, and the obvious answer is not good enough.
    assert!(choices > count / 2, "{choices}");
    assert!(beyond_greedy > count / 50, "{beyond_greedy}");
}

#[test]
fn best_selection_on_20_000_carts() {
    compare(20_000, 0);
}
