//! Which unit of a line takes what, where its units cost different prices.

use pricing::{
    Base, Benefit, Buyer, GroupGives, Groups, Layer, Limits, Missing, Off, Offer, Overflow, Per,
    Pick, Place, Reason,
};

use crate::build::{amount, cart, fen, line, offer, quote, rate, reason, reduce};

/// The first unit of each sku for so much.
fn flash(price: i64) -> Offer {
    let price = fen(price);
    Offer {
        limits: Limits {
            units_per_order: Some(1),
            ..Limits::default()
        },
        ..offer("秒杀", Layer::ITEM, Benefit::UnitPrice { price })
    }
}

fn groups(id: &str, size: u32, gives: GroupGives) -> Offer {
    let groups = Groups {
        size,
        fill: Pick::Dearest,
        times: None,
        gives,
    };
    offer(id, Layer::MULTI_UNIT, Benefit::Groups(groups))
}

fn dearest(off: Off) -> GroupGives {
    GroupGives::Nth {
        order: Pick::Dearest,
        places: vec![Place { nth: 1, off }],
    }
}

/// What comes off the dearer units of a line is what the next group of the layer finds off them.
#[test]
fn later_units_of_a_line() {
    let first = groups("减20", 2, dearest(amount(20)));
    let half = Offer {
        group: 1,
        ..groups("半价", 1, GroupGives::Each(rate(5_000)))
    };
    let two = cart(vec![line("a", 100, 2)]);
    let quote = quote(vec![flash(50), first, half], &two, &Buyer::default());
    // 50 and 100, then 50 and 80, then 25 and 40.
    assert_eq!(quote.payable, fen(65));
}

/// The units of the line that are reduced by the offer, with what each takes.
#[track_caller]
fn check_units(made: Offer, expected: &[(u32, i64)]) {
    let two = cart(vec![line("a", 150, 2)]);
    let quote = quote(vec![flash(50), made], &two, &Buyer::default());
    let shares = quote.lines[0].shares.iter();
    let own = shares.filter(|share| share.applied == 1);
    let units: Vec<_> = own
        .map(|share| (share.first, share.amount.minor()))
        .collect();
    assert_eq!(units, expected);
}

/// Shares of 2 over 0.50 and 1.50 leave equal remainders: the dearer unit comes first.
#[test]
fn the_dearer_unit_of_a_line_first() {
    check_units(groups("减2", 2, GroupGives::Off(amount(2))), &[(1, 2)]);
    let capped = Offer {
        cap: Some(fen(2)),
        ..groups("免单", 1, GroupGives::Each(rate(10_000)))
    };
    check_units(capped, &[(1, 2)]);
}

/// A cap is shared by what each unit would have taken: 2, 1 and 1 of one line, 1 of the other.
#[test]
fn a_cap_over_uneven_units() {
    let capped = Offer {
        cap: Some(fen(4)),
        ..groups("减5", 4, GroupGives::Off(amount(5)))
    };
    let lines = vec![line("a", 100, 3), line("b", 100, 1)];
    let quote = quote(vec![capped], &cart(lines), &Buyer::default());
    let off = |at: usize| quote.lines[at].list - quote.lines[at].payable;
    assert_eq!((off(0), off(1)), (fen(3), fen(1)));
}

/// How many units are missing to a first set, and that no set may be is another reason.
#[test]
fn why_there_is_no_set() {
    let two = cart(vec![line("a", 100, 2)]);
    let gives = || GroupGives::Each(amount(10));
    let told = quote(vec![groups("o", 5, gives())], &two, &Buyer::default());
    let units = Missing::Units(3);
    assert_eq!(reason(&told, "o"), Some(&Reason::Short(units)));
    let mut never = groups("o", 1, gives());
    if let Benefit::Groups(groups) = &mut never.benefit {
        groups.times = Some(0);
    }
    let told = quote(vec![never], &two, &Buyer::default());
    assert_eq!(reason(&told, "o"), Some(&Reason::NothingLeft));
}

/// A cap one below what groups take: each unit keeps the room of what it would have taken, the first unit of a
/// group one minor unit more than the others.
#[test]
fn a_cap_just_below_what_groups_take() {
    let off = Offer {
        cap: Some(fen(199)),
        ..groups("减100", 3, GroupGives::Off(amount(100)))
    };
    let two = cart(vec![line("a", 1_000, 3), line("b", 900, 3)]);
    let quote = quote(vec![off], &two, &Buyer::default());
    let pays: Vec<i64> = quote
        .lines
        .iter()
        .map(|line| line.payable.minor())
        .collect();
    assert_eq!(pays, [2_900, 2_601]);
}

/// Units that an offer brings to the price of those before them are shared over together with them.
#[test]
fn units_that_come_to_cost_the_same() {
    let first = groups("减50", 3, dearest(amount(50)));
    let shared = Offer {
        group: 1,
        ..reduce("减7", Layer::MULTI_UNIT, amount(7), Per::Order)
    };
    let three = cart(vec![line("a", 100, 3)]);
    let quote = quote(vec![flash(50), first, shared], &three, &Buyer::default());
    // 50, 50 and 100 have 1.75, 1.75 and 3.50 to take.
    let shares = quote.lines[0].shares.iter();
    let own = shares.filter(|share| share.applied == 2);
    let units: Vec<_> = own
        .map(|share| (share.first, share.units, share.amount.minor()))
        .collect();
    assert_eq!(units, [(0, 2, 4), (2, 1, 3)]);
}

/// What a next group would give is told of the first of the cheapest units, where a rate of the list price tells
/// them apart: the first line costs 1.00 of 2.00.
#[test]
fn the_next_group_of_units_that_cost_the_same() {
    let each = Offer {
        rate_base: Base::List,
        ..groups("75折", 3, GroupGives::Each(rate(2_500)))
    };
    let two = cart(vec![line("a", 200, 1), line("b", 100, 1)]);
    let mut half = flash(100);
    half.scope.skus.push("a".into());
    let quote = quote(vec![half, each], &two, &Buyer::default());
    assert_eq!(quote.next[0].off_next, fen(50 + 50 + 25));
}

/// An amount off goods that cost nothing is nothing, whatever is not to be clamped.
#[test]
fn nothing_off_free_goods() {
    let off = Offer {
        overflow: Overflow::Refuse,
        ..groups("减1", 2, GroupGives::Off(amount(100)))
    };
    let free = cart(vec![line("a", 0, 2)]);
    let quote = quote(vec![off], &free, &Buyer::default());
    assert_eq!(reason(&quote, "减1"), Some(&Reason::NothingLeft));
}
