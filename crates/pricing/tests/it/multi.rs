//! Several units together: nth unit, N for a price, buy and get, bundles, first and further.

use pricing::{
    Benefit, Bundle, BundleGives, BuyGet, Buyer, Cart, GetFrom, GroupGives, Groups, Layer, Missing,
    Off, Offer, Overflow, Part, Pick, Place, Quote, Reason, Scope, Sku,
};

use crate::build::{amount, cart, fen, line, offer, quote, rate, reason};

pub fn several(id: &str, benefit: Benefit) -> Offer {
    offer(id, Layer::MULTI_UNIT, benefit)
}

pub fn groups(size: u32, fill: Pick, gives: GroupGives) -> Groups {
    Groups {
        size,
        fill,
        times: None,
        gives,
    }
}

/// `off` comes off the `nth` unit of each `size`, counted from the dearest.
pub fn nth(id: &str, size: u32, nth: u32, off: Off) -> Offer {
    let gives = GroupGives::Nth {
        order: Pick::Dearest,
        places: vec![Place { nth, off }],
    };
    several(id, Benefit::Groups(groups(size, Pick::Dearest, gives)))
}

/// 第二件半价.
pub fn second_half() -> Offer {
    nth("第二件半价", 2, 2, rate(5_000))
}

/// Any `size` units for a price.
pub fn n_for(size: u32, price: i64) -> Offer {
    let gives = GroupGives::Price(fen(price));
    several(
        "N元任选",
        Benefit::Groups(groups(size, Pick::Dearest, gives)),
    )
}

/// `off` comes off each `size` units together.
pub fn off_each(size: u32, off: Off) -> Offer {
    let gives = GroupGives::Off(off);
    several("N件减", Benefit::Groups(groups(size, Pick::Dearest, gives)))
}

pub fn buy_get(buy: u32, get: u32, get_pick: Pick, from: GetFrom, off: Off) -> BuyGet {
    BuyGet {
        buy,
        buy_pick: Pick::Dearest,
        get,
        get_pick,
        from,
        off,
        times: None,
    }
}

pub fn skus(names: &[&str]) -> Scope {
    Scope {
        skus: names.iter().map(|name| Sku::from(*name)).collect(),
        ..Scope::default()
    }
}

pub fn bundle(parts: &[(&str, u32)], gives: BundleGives) -> Bundle {
    let parts = parts.iter().map(|(sku, units)| Part {
        scope: skus(&[sku]),
        units: *units,
    });
    Bundle {
        parts: parts.collect(),
        gives,
        times: None,
    }
}

/// A line of each `(unit price, quantity)`, named a, b, c …
pub fn goods(lines: &[(i64, u32)]) -> Cart {
    let names = ["a", "b", "c", "d", "e"];
    let lines = lines.iter().zip(names);
    cart(
        lines
            .map(|((price, units), name)| line(name, *price, *units))
            .collect(),
    )
}

pub fn offs(quote: &Quote) -> Vec<i64> {
    let lines = quote.lines.iter();
    lines
        .map(|line| (line.list - line.payable).minor())
        .collect()
}

/// What the lines lose to open offers.
#[track_caller]
pub fn check(offers: &[Offer], cart: &Cart, expected: &[i64]) -> Quote {
    let quote = quote(offers.to_vec(), cart, &Buyer::default());
    assert_eq!(offs(&quote), expected);
    quote
}

/// How many sets gave something, as the quote tells.
#[track_caller]
pub fn check_sets(offers: &[Offer], lines: &[(i64, u32)], sets: usize, expected: &[i64]) {
    let quote = check(offers, &goods(lines), expected);
    assert_eq!(quote.applied[0].tier, Some(sets));
}

#[test]
fn second_unit_half_price() {
    let half = [second_half()];
    check_sets(&half, &[(9_900, 2)], 1, &[4_950]);
    check_sets(&half, &[(9_900, 3)], 1, &[4_950]);
    check_sets(&half, &[(9_900, 4)], 2, &[9_900]);
    // Rounded a unit, half up.
    check_sets(&half, &[(99, 4)], 2, &[100]);
    // Dearest with next dearest, so that the cheaper of each two is the second.
    check_sets(
        &half,
        &[(1_000, 1), (3_000, 1), (2_000, 2)],
        2,
        &[500, 0, 1_000],
    );
    check_sets(&half, &[(1_000, 3), (3_000, 2)], 2, &[500, 1_500]);
    // From the cheapest up, the unit left over is the dearest.
    let mut cheap = second_half();
    let Benefit::Groups(groups) = &mut cheap.benefit else {
        unreachable!()
    };
    groups.fill = Pick::Cheapest;
    check_sets(
        &[cheap],
        &[(1_000, 1), (3_000, 1), (2_000, 1)],
        1,
        &[500, 0, 0],
    );
}

#[test]
fn third_unit_at_a_tenth() {
    let tenth = [nth("第3件1折", 3, 3, rate(9_000))];
    check_sets(&tenth, &[(10_000, 7)], 2, &[18_000]);
    check_sets(
        &tenth,
        &[(10_000, 1), (8_000, 1), (333, 1)],
        1,
        &[0, 0, 300],
    );
    // 第二件9折第三件8折.
    let gives = GroupGives::Nth {
        order: Pick::Dearest,
        places: vec![
            Place {
                nth: 2,
                off: rate(1_000),
            },
            Place {
                nth: 3,
                off: rate(2_000),
            },
        ],
    };
    let falling = several("递减", Benefit::Groups(groups(3, Pick::Dearest, gives)));
    check_sets(
        &[falling],
        &[(10_000, 2), (5_000, 5)],
        2,
        &[1_000, 1_000 + 500 + 1_000],
    );
}

#[test]
fn places_are_counted_in_an_order_of_their_own() {
    let first = |order| {
        let places = vec![Place {
            nth: 1,
            off: amount(7),
        }];
        let gives = GroupGives::Nth { order, places };
        [several(
            "1",
            Benefit::Groups(groups(3, Pick::Dearest, gives)),
        )]
    };
    let lines = [(50, 1), (100, 1), (100, 1)];
    check_sets(&first(Pick::Dearest), &lines, 1, &[0, 7, 0]);
    check_sets(&first(Pick::Cheapest), &lines, 1, &[7, 0, 0]);
    // Units of one price stay in cart order, whichever end is counted from.
    check_sets(
        &first(Pick::Cheapest),
        &[(100, 1), (100, 1), (100, 1)],
        1,
        &[7, 0, 0],
    );
    let two = [(90, 1), (50, 2)];
    check_sets(&first(Pick::MostUnits), &two, 1, &[0, 7]);
}

#[test]
fn n_for_a_price() {
    let three = [n_for(3, 9_900)];
    check_sets(&three, &[(4_000, 3)], 1, &[2_100]);
    check_sets(&three, &[(4_000, 8)], 2, &[4_200]);
    // 4000 + 5000 + 3500 for 9900: the dearest first, 2600 shared by price.
    check_sets(
        &three,
        &[(4_000, 1), (3_500, 1), (5_000, 1)],
        1,
        &[832, 728, 1_040],
    );
    // The three dearest make a group; the cheapest pays its own price.
    check_sets(
        &three,
        &[(1_000, 1), (4_000, 1), (3_500, 1), (5_000, 1)],
        1,
        &[0, 832, 728, 1_040],
    );
    // A second group of 3000 costs less already and keeps its price.
    check_sets(&three, &[(4_000, 3), (1_000, 3)], 1, &[2_100, 0]);
    // 100 off three equal units: 34, 33, 33, in one line or in several.
    check_sets(&[n_for(3, 200)], &[(100, 1), (100, 2)], 1, &[34, 66]);
    check_sets(&[n_for(3, 200)], &[(100, 3)], 1, &[100]);
}

/// 任选3件减20元: off each group as a whole, shared over its units by price.
#[test]
fn off_each_group() {
    let twenty = [off_each(3, amount(2_000))];
    check(&twenty, &goods(&[(4_000, 2)]), &[0]);
    check_sets(&twenty, &[(4_000, 3)], 1, &[2_000]);
    check_sets(&twenty, &[(4_000, 8)], 2, &[4_000]);
    // 2000 over 5000 + 4000 + 3500; 1000 is left over.
    check_sets(
        &twenty,
        &[(1_000, 1), (4_000, 1), (3_500, 1), (5_000, 1)],
        1,
        &[0, 640, 560, 800],
    );
    // Never more than a group costs.
    check_sets(&twenty, &[(4_000, 3), (500, 3)], 2, &[2_000, 1_500]);
    // A rate is rounded once a group: a half of 15, not three halves of 5.
    check_sets(&[off_each(3, rate(5_000))], &[(5, 3)], 1, &[8]);
    // By the list prices it is a half of 300, though a unit costs 80.
    let item = offer("秒杀", Layer::ITEM, Benefit::UnitPrice { price: fen(80) });
    let mut half = off_each(3, rate(5_000));
    check(
        &[item.clone(), half.clone()],
        &goods(&[(100, 3)]),
        &[60 + 120],
    );
    half.rate_base = pricing::Base::List;
    check(&[item, half], &goods(&[(100, 3)]), &[60 + 150]);
}

#[test]
fn what_a_unit_of_a_group_cannot_take() {
    let mut made = off_each(2, amount(150));
    let mut cart = goods(&[(100, 1), (100, 1)]);
    cart.lines[0].floor = fen(90);
    for (overflow, expected) in [
        (Overflow::Redistribute, [10, 100]),
        (Overflow::Clamp, [10, 75]),
        (Overflow::Refuse, [0, 0]),
    ] {
        made.overflow = overflow;
        let quote = check(&[made.clone()], &cart, &expected);
        let refused = overflow == Overflow::Refuse;
        let expected = refused.then_some(&Reason::CannotShare);
        assert_eq!(reason(&quote, "N件减"), expected);
    }
}

#[test]
fn a_limit_on_groups() {
    let mut offer = n_for(2, 100);
    let Benefit::Groups(groups) = &mut offer.benefit else {
        unreachable!()
    };
    groups.times = Some(2);
    check_sets(&[offer.clone()], &[(100, 7)], 2, &[200]);
    check_sets(&[offer], &[(100, 3)], 1, &[100]);
}

#[test]
fn each_unit_of_complete_groups() {
    let each = |fill, off| {
        several(
            "组",
            Benefit::Groups(groups(2, fill, GroupGives::Each(off))),
        )
    };
    check_sets(
        &[each(Pick::Dearest, amount(500))],
        &[(1_000, 3)],
        1,
        &[1_000],
    );
    check_sets(
        &[each(Pick::Dearest, amount(500))],
        &[(1_000, 4)],
        2,
        &[2_000],
    );
    let most = [each(Pick::MostUnits, rate(1_000))];
    check_sets(
        &most,
        &[(9_000, 1), (1_000, 2), (2_000, 2)],
        2,
        &[0, 200, 400],
    );
    // It is the sku that counts, so two lines of one are as one.
    let mut cart = goods(&[(9_000, 2), (1_000, 2), (2_000, 1)]);
    cart.lines[2].sku = Sku::from("b");
    check(&most, &cart, &[900, 200, 200]);
    let one = groups(1, Pick::Cheapest, GroupGives::Each(rate(10_000)));
    let cheapest = several(
        "最低价免单",
        Benefit::Groups(Groups {
            times: Some(1),
            ..one
        }),
    );
    check_sets(&[cheapest], &[(300, 2), (200, 2)], 1, &[0, 200]);
}

#[test]
fn buy_two_get_one() {
    let free = |get_pick, from| {
        let kind = buy_get(2, 1, get_pick, from, rate(10_000));
        [several("买二送一", Benefit::BuyGet(kind))]
    };
    use Pick::{Cheapest, Dearest};
    let lines = [(100, 2), (300, 2), (200, 2)];
    // Set by set: 300 + 300 for a 200, then 200 + 100 for the other 100.
    check_sets(&free(Dearest, GetFrom::Scope), &lines, 2, &[100, 0, 200]);
    // 300 + 300 for a 100, then 200 + 200 for the other.
    check_sets(&free(Cheapest, GetFrom::Scope), &lines, 2, &[200, 0, 0]);
    // No sku has three.
    let none = check(&free(Dearest, GetFrom::SameSku), &goods(&lines), &[0, 0, 0]);
    assert_eq!(
        reason(&none, "买二送一"),
        Some(&Reason::Short(Missing::Units(1)))
    );
    let more = [(100, 3), (300, 5), (200, 7)];
    check_sets(&free(Dearest, GetFrom::SameSku), &more, 4, &[100, 300, 400]);
    check_sets(&free(Dearest, GetFrom::Scope), &[(100, 5)], 1, &[100]);
    check_sets(&free(Dearest, GetFrom::Scope), &[(100, 6)], 2, &[200]);
}

#[test]
fn same_sku_over_several_lines() {
    let kind = buy_get(1, 1, Pick::Cheapest, GetFrom::SameSku, rate(10_000));
    let mut cart = goods(&[(100, 1), (500, 1), (90, 1), (500, 2)]);
    cart.lines[2].sku = Sku::from("a");
    let mut offer = several("买一送一同款", Benefit::BuyGet(kind));
    check(&[offer.clone()], &cart, &[0, 0, 90, 500]);
    // One set only: it goes to the sku whose unit qualifies first.
    let Benefit::BuyGet(kind) = &mut offer.benefit else {
        unreachable!()
    };
    kind.times = Some(1);
    check(&[offer], &cart, &[0, 0, 0, 500]);
}

#[test]
fn get_from_another_scope() {
    let from = GetFrom::Other(skus(&["b", "c"]));
    let kind = buy_get(2, 1, Pick::Dearest, from, rate(5_000));
    let mut offer = several("满2件A,B半价", Benefit::BuyGet(kind));
    offer.scope = skus(&["a"]);
    let offer = [offer];
    check_sets(&offer, &[(100, 5), (50, 1), (80, 2)], 2, &[0, 0, 80]);
    check_sets(&offer, &[(100, 7), (50, 1), (80, 2)], 3, &[0, 25, 80]);
    let none = check(&offer, &goods(&[(100, 1), (50, 1)]), &[0, 0]);
    let short = Reason::Short(Missing::Units(1));
    assert_eq!(reason(&none, "满2件A,B半价"), Some(&short));
    let none = check(&offer, &goods(&[(100, 2)]), &[0]);
    assert_eq!(reason(&none, "满2件A,B半价"), Some(&short));
    // A unit that qualifies is not reduced, though it could have been.
    let kind = buy_get(
        1,
        1,
        Pick::Dearest,
        GetFrom::Other(skus(&["a"])),
        rate(5_000),
    );
    let within = [several("a", Benefit::BuyGet(kind))];
    check_sets(&within, &[(100, 1), (200, 1)], 1, &[50, 0]);
    check(&within, &goods(&[(200, 1), (100, 1)]), &[0, 0]);
}

/// Goods outside the scope that an exclusive offer reduces are its own as well.
#[test]
fn an_exclusive_offer_keeps_what_it_reduces() {
    let kind = buy_get(
        1,
        1,
        Pick::Dearest,
        GetFrom::Other(skus(&["b"])),
        rate(5_000),
    );
    let mut offer = several("换购", Benefit::BuyGet(kind));
    offer.scope = skus(&["a"]);
    offer.exclusive = true;
    let mut other = nth("b", 1, 1, rate(1_000));
    other.scope = skus(&["b"]);
    other.group = 1;
    let offers = [offer, other];
    let quote = check(&offers, &goods(&[(100, 1), (60, 3)]), &[0, 30]);
    assert_eq!(
        reason(&quote, "b"),
        Some(&Reason::ExcludedBy("换购".into()))
    );
    check(
        &offers,
        &goods(&[(60, 0), (60, 3)].map(|(price, _)| (price, 1))),
        &[0, 30],
    );
    check(&offers, &cart(vec![line("b", 60, 3)]), &[18]);
}

#[test]
fn bundles() {
    let price = |parts: &[(&str, u32)], price| {
        [several(
            "套餐",
            Benefit::Bundle(bundle(parts, BundleGives::Price(fen(price)))),
        )]
    };
    let two = price(&[("a", 1), ("b", 1)], 8_000);
    // G10: 8000 for 6000 and 4000.
    check_sets(&two, &[(6_000, 1), (4_000, 1)], 1, &[1_200, 800]);
    check_sets(&two, &[(6_000, 5), (4_000, 3)], 3, &[3_600, 2_400]);
    // 100 off 6001 + 4099 of one set: 59 and 41, alike in each set.
    let hundred = price(&[("a", 1), ("b", 1)], 10_000);
    check_sets(&hundred, &[(6_001, 3), (4_099, 3)], 3, &[177, 123]);
    // A set that costs less already keeps its price.
    let none = check(&two, &goods(&[(5_000, 2), (3_000, 2)]), &[0, 0]);
    assert_eq!(reason(&none, "套餐"), Some(&Reason::NothingLeft));
    let none = check(&two, &goods(&[(5_000, 2)]), &[0]);
    assert_eq!(
        reason(&none, "套餐"),
        Some(&Reason::Short(Missing::Units(1)))
    );
    check_sets(
        &price(&[("a", 2), ("b", 1)], 900),
        &[(400, 7), (200, 2)],
        2,
        &[160, 40],
    );
    let off = |off| {
        let kind = bundle(&[("a", 1), ("b", 2)], BundleGives::Off(off));
        [several("搭配", Benefit::Bundle(kind))]
    };
    check_sets(&off(rate(2_000)), &[(333, 2), (111, 4)], 2, &[134, 88]);
    check_sets(&off(amount(50)), &[(300, 1), (100, 2)], 1, &[30, 20]);
    check_sets(&off(amount(900)), &[(300, 1), (100, 2)], 1, &[300, 200]);
    // The earlier part takes a line first.
    let mut kind = bundle(&[("a", 1), ("b", 1)], BundleGives::Off(rate(1_000)));
    kind.parts[0].scope = Scope::default();
    let offer = [several("任一加b", Benefit::Bundle(kind))];
    check_sets(&offer, &[(100, 1), (50, 1)], 1, &[10, 5]);
    check(&offer, &goods(&[(50, 1), (100, 1)]), &[0, 0]);
    check_sets(&offer, &[(50, 1), (100, 2)], 1, &[0, 20]);
}

#[test]
fn bundles_at_floors() {
    let kind = bundle(&[("a", 1), ("b", 1)], BundleGives::Price(fen(500)));
    let mut offer = several("套餐", Benefit::Bundle(kind));
    let mut cart = goods(&[(600, 2), (400, 2)]);
    cart.lines[0].floor = fen(550);
    // 300 and 200 a set; a can only take 50 of it.
    check(&[offer.clone()], &cart, &[100, 800]);
    offer.overflow = Overflow::Clamp;
    check(&[offer.clone()], &cart, &[100, 400]);
    offer.overflow = Overflow::Refuse;
    let none = check(&[offer.clone()], &cart, &[0, 0]);
    assert_eq!(reason(&none, "套餐"), Some(&Reason::CannotShare));
    cart.lines[0].floor = fen(300);
    check(&[offer.clone()], &cart, &[600, 400]);
    offer.overflow = Overflow::Redistribute;
    cart.lines[0].floor = fen(590);
    cart.lines[1].floor = fen(250);
    check(&[offer], &cart, &[20, 300]);
}

#[test]
fn a_reduction_of_a_unit_stops_at_its_floor() {
    let mut cart = goods(&[(100, 4)]);
    cart.lines[0].floor = fen(70);
    check(&[second_half()], &cart, &[60]);
    check(&[n_for(2, 100)], &cart, &[120]);
    let kind = buy_get(1, 1, Pick::Dearest, GetFrom::Scope, rate(10_000));
    check(&[several("买一送一", Benefit::BuyGet(kind))], &cart, &[60]);
}

#[test]
fn first_and_further() {
    let offer = |most| {
        let (first, further) = (fen(113), fen(211));
        let benefit = Benefit::FirstAndFurther {
            first,
            further,
            most,
        };
        [several("续件", benefit)]
    };
    check(&offer(Some(5)), &goods(&[(1_000, 10)]), &[957]);
    check(&offer(None), &goods(&[(1_000, 10)]), &[113 + 9 * 211]);
    check(&offer(None), &goods(&[(1_000, 1), (100, 2)]), &[113, 200]);
    check(&offer(Some(1)), &goods(&[(1_000, 3)]), &[113]);
    check(&offer(Some(0)), &goods(&[(1_000, 3)]), &[0]);
    // Two lines of one sku have one first unit.
    let mut two = goods(&[(1_000, 1), (1_000, 3)]);
    two.lines[1].sku = Sku::from("a");
    check(&offer(Some(3)), &two, &[113, 422]);
}

/// A set that no cart could hold is no step to come: nothing is told of what it would take.
#[test]
fn a_set_beyond_every_cart() {
    let lines = cart(vec![line("a", 86_322_569_052_299, 4)]);
    for (size, off) in [(u32::MAX, 1), (u32::MAX - 1, 5_000)] {
        let kind = Groups {
            size,
            fill: Pick::Dearest,
            times: None,
            gives: GroupGives::Nth {
                order: Pick::Cheapest,
                places: vec![Place {
                    nth: 1,
                    off: rate(off),
                }],
            },
        };
        for gives in [kind.gives.clone(), GroupGives::Price(fen(1))] {
            let groups = Benefit::Groups(Groups {
                gives,
                ..kind.clone()
            });
            let quote = quote(
                vec![offer("满", Layer::MULTI_UNIT, groups)],
                &lines,
                &Buyer::default(),
            );
            let next = &quote.next[0];
            let missing = pricing::Missing::Units(size - 4);
            assert_eq!((next.reached, next.missing), (0, Some(missing)));
            assert_eq!(next.off_next, fen(0));
        }
    }
}
