//! An independent evaluator that looks at every unit by itself and tries every choice of coupons,
//! against the engine's counting and its bounds. It shares no code with the engine.

use pricing::{
    Base, Benefit, Bundle, BundleGives, BuyGet, Buyer, Cart, GetFrom, Grant, GroupGives, Groups,
    Layer, Money, Off, Offer, Overflow, Part, Pick, Place, Requirement, Rounding, Scope, Sku, Tag,
    Threshold,
};

use crate::build::{amount, cart, fen, holding, least, line, offer, quote, rate, token};
use crate::dice::Dice;
use crate::multi::offs;

#[derive(Clone)]
struct Unit {
    line: usize,
    sku: String,
    tags: Vec<String>,
    list: i64,
    price: i64,
    floor: i64,
}

fn covers(scope: &Scope, unit: &Unit) -> bool {
    scope.tags.is_empty()
        || scope
            .tags
            .iter()
            .any(|tag| unit.tags.iter().any(|own| own == tag.as_str()))
}

/// The whole multiples of the grain in `value × basis points`, half of one up or down.
fn round(value: i64, basis_points: i64, grain: i64, half_up: bool) -> i64 {
    let half = if half_up { 5_000 * grain } else { 0 };
    (value * basis_points + half) / (10_000 * grain) * grain
}

fn off_of(offer: &Offer, off: Off, value: i64) -> i64 {
    let rate = match off {
        Off::Amount(amount) => return amount.minor(),
        Off::Rate(rate) => i64::from(rate.basis_points()),
    };
    let grain = offer.grain.minor();
    let left = match offer.rounding {
        Rounding::Reduction => return round(value, rate, grain, true),
        Rounding::ReductionDown => return round(value, rate, grain, false),
        Rounding::Price => round(value, 10_000 - rate, grain, true),
        Rounding::PriceDown => round(value, 10_000 - rate, grain, false),
    };
    (value - left).max(0)
}

/// Whether the units bring what an offer requires of others.
fn holds(requirement: &Requirement, units: &[Unit]) -> bool {
    let lines = units.iter().filter(|unit| covers(&requirement.scope, unit));
    match requirement.threshold {
        Threshold::None => true,
        Threshold::Count { least } => lines.count() >= least as usize,
        Threshold::Amount { least, base } => {
            let worth = lines.map(|unit| {
                if base == Base::List {
                    unit.list
                } else {
                    unit.price
                }
            });
            worth.sum::<i64>() >= least.minor()
        }
    }
}

/// Units by number, in the order of a pick.
fn picked(units: &[Unit], mut numbers: Vec<usize>, pick: Pick) -> Vec<usize> {
    let all = numbers.clone();
    numbers.sort_by_key(|at| match pick {
        Pick::Dearest => (-units[*at].price, 0),
        Pick::Cheapest => (units[*at].price, 0),
        Pick::MostUnits => {
            let same = all
                .iter()
                .filter(|other| units[**other].sku == units[*at].sku);
            (-(same.count() as i64), -units[*at].price)
        }
    });
    numbers
}

/// Takes the first `count` of `from` that are not used; nothing if there are too few.
fn draw(from: &[usize], used: &mut Vec<usize>, count: u32) -> Option<Vec<usize>> {
    let free = from.iter().copied().filter(|at| !used.contains(at));
    let drawn: Vec<usize> = free.take(count as usize).collect();
    used.extend(&drawn);
    (drawn.len() == count as usize).then_some(drawn)
}

/// Sets of units, set by set; each is drawn in parts.
fn sets(
    parts: &[(Vec<usize>, u32)],
    times: Option<u32>,
    used: &mut Vec<usize>,
) -> Vec<Vec<Vec<usize>>> {
    let mut sets = Vec::new();
    while times.is_none_or(|times| sets.len() < times as usize) {
        let mut trial = used.clone();
        let set: Option<Vec<_>> = parts
            .iter()
            .map(|(from, count)| draw(from, &mut trial, *count))
            .collect();
        let Some(set) = set else {
            break;
        };
        *used = trial;
        sets.push(set);
    }
    sets
}

/// Shares by largest remainder over `(unit, weight, room)`; ties to the earlier line, then to the
/// dearer unit.
fn share(
    units: &[Unit],
    asked: i64,
    entries: &mut [(usize, i64, i64)],
    overflow: Overflow,
    off: &mut [i64],
) -> bool {
    entries.sort_by_key(|entry| (units[entry.0].line, -units[entry.0].price));
    let mut active: Vec<(usize, i64, i64)> = entries
        .iter()
        .copied()
        .filter(|entry| entry.1 > 0)
        .collect();
    let mut asked = asked;
    if overflow == Overflow::Redistribute {
        asked = asked.min(active.iter().map(|entry| entry.2).sum());
        loop {
            let total: i64 = active.iter().map(|entry| entry.1).sum();
            let (full, rest): (Vec<_>, Vec<_>) = active
                .iter()
                .partition(|entry| asked * entry.1 > entry.2 * total);
            active = rest;
            if full.is_empty() {
                break;
            }
            for (unit, _, room) in full {
                off[unit] += room;
                asked -= room;
            }
        }
    }
    let total = active.iter().map(|entry| entry.1).sum::<i64>().max(1);
    let mut spare = asked;
    let mut order: Vec<usize> = (0..active.len()).collect();
    for entry in &active {
        spare -= asked * entry.1 / total;
    }
    order.sort_by_key(|at| -(asked * active[*at].1 % total));
    for (place, at) in order.into_iter().enumerate() {
        let (unit, weight, room) = active[at];
        let share = asked * weight / total + i64::from((place as i64) < spare);
        if share > room && overflow == Overflow::Refuse {
            return false;
        }
        off[unit] += share.min(room);
    }
    true
}

/// What an offer takes off each unit; nothing if it does not work.
fn take(offer: &Offer, units: &[Unit]) -> Option<Vec<i64>> {
    if !offer.requires.iter().all(|asked| holds(asked, units)) {
        return None;
    }
    let mut off = vec![0; units.len()];
    let room = |at: usize| units[at].price - units[at].floor;
    let base = |at: &usize| match offer.rate_base {
        Base::List => units[*at].list,
        _ => units[*at].price,
    };
    let alone = |at: usize, by: Off| off_of(offer, by, base(&at)).min(room(at));
    let within = |scope: &Scope| -> Vec<usize> {
        (0..units.len())
            .filter(|at| covers(scope, &units[*at]))
            .collect()
    };
    let scope = within(&offer.scope);
    let together = |set: Vec<usize>, asked: i64, off: &mut [i64]| {
        let mut entries: Vec<_> = set
            .iter()
            .map(|at| (*at, units[*at].price, room(*at)))
            .collect();
        share(units, asked, &mut entries, offer.overflow, off)
    };
    let value = |set: &[usize]| -> i64 { set.iter().map(|at| units[*at].price).sum() };
    let mut used = Vec::new();
    match &offer.benefit {
        Benefit::Groups(kind) => {
            let parts = [(picked(units, scope.clone(), kind.fill), kind.size)];
            for mut set in sets(&parts, kind.times, &mut used) {
                let set = set.remove(0);
                match &kind.gives {
                    GroupGives::Each(by) => set.iter().for_each(|at| off[*at] = alone(*at, *by)),
                    GroupGives::Price(price) => {
                        let asked = (value(&set) - price.minor()).max(0);
                        if !together(set, asked, &mut off) {
                            return None;
                        }
                    }
                    GroupGives::Nth { order, places } => {
                        // Most units of a sku: of all in scope, as they are for filling.
                        let all = picked(units, scope.clone(), *order);
                        let set: Vec<usize> =
                            all.into_iter().filter(|at| set.contains(at)).collect();
                        for place in places {
                            let at = set[place.nth as usize - 1];
                            off[at] = alone(at, place.off);
                        }
                    }
                }
            }
        }
        Benefit::BuyGet(kind) => {
            let from = match &kind.from {
                GetFrom::Other(other) => within(other),
                _ => scope.clone(),
            };
            let buy = picked(units, scope, kind.buy_pick);
            let get = picked(units, from, kind.get_pick);
            let mut teams = vec![(buy.clone(), get.clone())];
            if kind.from == GetFrom::SameSku {
                teams.clear();
                let mut seen: Vec<&str> = Vec::new();
                for at in &buy {
                    let sku = &units[*at].sku;
                    if !seen.contains(&sku.as_str()) {
                        seen.push(sku);
                        let own = |from: &[usize]| -> Vec<usize> {
                            from.iter()
                                .copied()
                                .filter(|at| units[*at].sku == *sku)
                                .collect()
                        };
                        teams.push((own(&buy), own(&get)));
                    }
                }
            }
            let mut times = kind.times;
            for (buy, get) in teams {
                let found = sets(&[(buy, kind.buy), (get, kind.get)], times, &mut used);
                times = times.map(|times| times - found.len() as u32);
                for set in found {
                    set[1].iter().for_each(|at| off[*at] = alone(*at, kind.off));
                }
            }
        }
        Benefit::Bundle(kind) => {
            let parts: Vec<_> = kind
                .parts
                .iter()
                .map(|part| {
                    let own = scope
                        .iter()
                        .copied()
                        .filter(|at| covers(&part.scope, &units[*at]));
                    (picked(units, own.collect(), Pick::Dearest), part.units)
                })
                .collect();
            for set in sets(&parts, kind.times, &mut used) {
                let set: Vec<usize> = set.into_iter().flatten().collect();
                let asked = match kind.gives {
                    BundleGives::Price(price) => (value(&set) - price.minor()).max(0),
                    BundleGives::Off(by) => off_of(offer, by, set.iter().map(base).sum()),
                };
                if !together(set, asked, &mut off) {
                    return None;
                }
            }
        }
        Benefit::FirstAndFurther {
            first,
            further,
            most,
        } => {
            let mut passed: Vec<&str> = Vec::new();
            for at in picked(units, scope, Pick::Dearest) {
                let sku = units[at].sku.as_str();
                let before = passed.iter().filter(|other| **other == sku).count();
                passed.push(sku);
                if most.is_none_or(|most| before < most as usize) {
                    let by = if before == 0 { *first } else { *further };
                    off[at] = alone(at, Off::Amount(by));
                }
            }
        }
        _ => unreachable!(),
    }
    let sum = off.iter().sum::<i64>();
    if let Some(cap) = offer.cap
        && sum > cap.minor()
    {
        let mut entries: Vec<_> = off
            .iter()
            .enumerate()
            .map(|(at, off)| (at, *off, *off))
            .collect();
        off = vec![0; units.len()];
        share(
            units,
            cap.minor(),
            &mut entries,
            Overflow::Redistribute,
            &mut off,
        );
    }
    (off.iter().sum::<i64>() > 0).then_some(off)
}

const TAGS: [&str; 2] = ["x", "y"];
const PICKS: [Pick; 3] = [Pick::Dearest, Pick::Cheapest, Pick::MostUnits];

fn some_scope(dice: &mut Dice) -> Scope {
    let mut scope = Scope::default();
    if dice.chance(50) {
        scope.tags.push(Tag::from(dice.pick(&TAGS)));
    }
    scope
}

fn some_off(dice: &mut Dice) -> Off {
    if dice.chance(50) {
        rate(dice.pick(&[1_000, 3_333, 5_000, 10_000]))
    } else {
        amount(dice.roll(1, 60))
    }
}

fn some_benefit(dice: &mut Dice) -> Benefit {
    let times = dice.chance(30).then(|| dice.roll(1, 3) as u32);
    match dice.roll(0, 9) {
        0..=3 => {
            let size = dice.roll(1, 4) as u32;
            let gives = match dice.roll(0, 2) {
                0 => GroupGives::Each(some_off(dice)),
                1 => GroupGives::Price(fen(dice.roll(0, 300))),
                _ => {
                    let mut places = Vec::new();
                    for nth in 1..=size {
                        if dice.chance(50) || (nth == size && places.is_empty()) {
                            let off = some_off(dice);
                            places.push(Place { nth, off });
                        }
                    }
                    let order = dice.pick(&PICKS);
                    GroupGives::Nth { order, places }
                }
            };
            let fill = dice.pick(&PICKS);
            Benefit::Groups(Groups {
                size,
                fill,
                times,
                gives,
            })
        }
        4..=6 => Benefit::BuyGet(BuyGet {
            buy: dice.roll(1, 3) as u32,
            buy_pick: dice.pick(&PICKS),
            get: dice.roll(1, 2) as u32,
            get_pick: dice.pick(&PICKS),
            from: match dice.roll(0, 2) {
                0 => GetFrom::Scope,
                1 => GetFrom::SameSku,
                _ => GetFrom::Other(some_scope(dice)),
            },
            off: some_off(dice),
            times,
        }),
        7..=8 => {
            let mut parts = Vec::new();
            for _ in 0..dice.roll(1, 3) {
                parts.push(Part {
                    scope: some_scope(dice),
                    units: dice.roll(1, 2) as u32,
                });
            }
            let gives = if dice.chance(50) {
                BundleGives::Price(fen(dice.roll(0, 300)))
            } else {
                BundleGives::Off(some_off(dice))
            };
            Benefit::Bundle(Bundle {
                parts,
                gives,
                times,
            })
        }
        _ => Benefit::FirstAndFurther {
            first: fen(dice.roll(0, 40)),
            further: fen(dice.roll(0, 40)),
            most: dice.chance(50).then(|| dice.roll(0, 4) as u32),
        },
    }
}

fn some_cart(dice: &mut Dice) -> Cart {
    let mut lines = Vec::new();
    for at in 0..dice.roll(1, 4) {
        let price = dice.pick(&[0, 7, 50, 99, 100, 100, 101, 150]);
        let mut made = line(&format!("l{at}"), price, dice.roll(1, 5) as u32);
        made.sku = Sku::from(dice.pick(&["s", "t", "u"]));
        for tag in TAGS {
            if dice.chance(60) {
                made.tags.push(Tag::from(tag));
            }
        }
        if dice.chance(25) {
            made.floor = fen(dice.roll(0, 120));
        }
        lines.push(made);
    }
    cart(lines)
}

fn expand(cart: &Cart) -> Vec<Unit> {
    let mut units = Vec::new();
    for (at, line) in cart.lines.iter().enumerate() {
        for _ in 0..line.quantity {
            units.push(Unit {
                line: at,
                sku: line.sku.as_str().to_owned(),
                tags: line
                    .tags
                    .iter()
                    .map(|tag| tag.as_str().to_owned())
                    .collect(),
                list: line.unit_price.minor(),
                price: line.unit_price.minor(),
                floor: line.floor.min(line.unit_price).minor(),
            });
        }
    }
    units
}

pub fn some_offer(dice: &mut Dice, id: &str, group: u16) -> Offer {
    let mut made = offer(id, Layer::MULTI_UNIT, some_benefit(dice));
    made.group = group;
    made.priority = group.into();
    made.scope = some_scope(dice);
    made.rate_base = dice.pick(&[Base::Remaining, Base::AfterItem, Base::List]);
    made.cap = dice.chance(25).then(|| fen(dice.roll(1, 150)));
    made.overflow = dice.pick(&[
        Overflow::Redistribute,
        Overflow::Redistribute,
        Overflow::Clamp,
        Overflow::Refuse,
    ]);
    made.rounding = dice.pick(&[
        Rounding::Reduction,
        Rounding::Price,
        Rounding::PriceDown,
        Rounding::ReductionDown,
    ]);
    made.grain = fen(dice.pick(&[1, 1, 7, 50]));
    if dice.chance(20) {
        let threshold = if dice.chance(30) {
            let least = dice.roll(1, 6) as u32;
            Threshold::Count { least }
        } else {
            least(
                dice.roll(0, 500),
                dice.pick(&[Base::List, Base::AfterItem, Base::Remaining]),
            )
        };
        let scope = some_scope(dice);
        made.requires.push(Requirement { scope, threshold });
    }
    made
}

/// Offers of item layers that leave units of a line at several prices: a flash price for the units
/// that a token covers, perhaps dearer by the token itself, and a deposit on every unit.
fn some_prices(dice: &mut Dice, units: &mut [Unit]) -> (Vec<Offer>, Buyer) {
    let (mut offers, mut buyer) = (Vec::new(), Buyer::default());
    if dice.chance(50) {
        let price = dice.roll(0, 90);
        let mut made = offer(
            "flash",
            Layer::ITEM,
            Benefit::UnitPrice { price: fen(price) },
        );
        made.grant = Grant::Token;
        made.scope = some_scope(dice);
        let mut won = token("flash", dice.roll(1, 6) as u32);
        won.price = dice.chance(50).then(|| fen(dice.roll(0, 120)));
        let price = price.max(won.price.map_or(0, Money::minor));
        let mut covered = 0;
        for unit in &mut *units {
            let now = price.max(unit.floor);
            if covers(&made.scope, unit) && now < unit.price && covered < won.units {
                unit.price = now;
                covered += 1;
            }
        }
        buyer.tokens.push(won);
        offers.push(made);
    }
    if dice.chance(50) {
        let paid = dice.roll(0, 20);
        let more = dice.roll(0, 40);
        let benefit = Benefit::Deposit {
            paid: fen(paid),
            counts_as: fen(paid + more),
        };
        let mut made = offer("deposit", Layer::DEPOSIT, benefit);
        made.scope = some_scope(dice);
        for unit in &mut *units {
            if covers(&made.scope, unit) {
                unit.price -= more.min(unit.price - unit.floor);
            }
        }
        offers.push(made);
    }
    (offers, buyer)
}

/// Every open offer has a group of its own: what each line loses is found unit by unit, whatever
/// item layers made of its units before.
#[test]
fn counting_is_as_good_as_looking_at_units() {
    let mut worked = [0; 4];
    for seed in 0..20_000 {
        let mut dice = Dice::new(seed);
        let cart = some_cart(&mut dice);
        let offers: Vec<Offer> = (0..dice.roll(1, 3))
            .map(|at| some_offer(&mut dice, &format!("o{at}"), at as u16))
            .collect();
        let mut units = expand(&cart);
        let (mut all, buyer) = some_prices(&mut dice, &mut units);
        let mut expected = vec![0; cart.lines.len()];
        for unit in &units {
            expected[unit.line] += unit.list - unit.price;
        }
        let mut works = 0;
        for offer in &offers {
            for (at, off) in take(offer, &units).into_iter().flatten().enumerate() {
                units[at].price -= off;
                expected[units[at].line] += off;
                works |= usize::from(off > 0) << offer.group;
            }
        }
        all.extend(offers);
        let quote = quote(all, &cart, &buyer);
        assert_eq!(offs(&quote), expected, "seed {seed}");
        worked[(works as u32).count_ones() as usize] += 1;
    }
    assert!(worked[1..].iter().all(|carts| *carts > 1_000), "{worked:?}");
}

fn lowest(groups: &[Vec<Offer>], units: &[Unit]) -> i64 {
    let Some((group, rest)) = groups.split_first() else {
        return units.iter().map(|unit| unit.price).sum();
    };
    let mut best = lowest(rest, units);
    for offer in group {
        if let Some(off) = take(offer, units) {
            let mut after = units.to_vec();
            for (unit, off) in after.iter_mut().zip(off) {
                unit.price -= off;
            }
            best = best.min(lowest(rest, &after));
        }
    }
    best
}

/// Three groups of two coupons each: the search finds the lowest total there is.
#[test]
fn the_best_of_all_choices() {
    let mut beyond = 0;
    for seed in 0..10_000 {
        let mut dice = Dice::new(seed);
        let cart = some_cart(&mut dice);
        let mut groups: Vec<Vec<Offer>> = Vec::new();
        for group in 0..3 {
            let mut offers = Vec::new();
            for number in 0..2 {
                let mut made = some_offer(&mut dice, &format!("g{group}{number}"), group);
                made.grant = Grant::Coupon;
                offers.push(made);
            }
            groups.push(offers);
        }
        let all: Vec<Offer> = groups.iter().flatten().cloned().collect();
        let ids: Vec<&str> = all.iter().map(|offer| offer.id.as_str()).collect();
        let units = expand(&cart);
        let quote = quote(all.clone(), &cart, &holding(&ids));
        let best = lowest(&groups, &units);
        assert_eq!(quote.payable, fen(best), "seed {seed}");
        assert!(quote.search.proved);
        let mut greedy = units;
        for group in &groups {
            let taken = group.iter().filter_map(|offer| take(offer, &greedy));
            let most = taken.max_by_key(|off| off.iter().sum::<i64>());
            for (unit, off) in greedy.iter_mut().zip(most.into_iter().flatten()) {
                unit.price -= off;
            }
        }
        beyond += u32::from(best < greedy.iter().map(|unit| unit.price).sum());
    }
    assert!(beyond > 200, "{beyond}");
}
