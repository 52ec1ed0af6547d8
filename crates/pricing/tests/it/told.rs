//! What a quote tells of each offer at work: what it was measured on, what was paid before.

use pricing::{Base, Benefit, Buyer, Layer, Limits, Offer, Per, Reason};

use crate::build::{amount, cart, fen, ladder, least, line, offer, quote, rate, reason, reduce};

/// One line of 10.00 that an item price lowers to 8.00 and a ladder to 7.00; then the offer works.
#[track_caller]
fn check_base(made: Offer, expected: i64) {
    let offers = vec![
        reduce("单品", Layer::ITEM, amount(200), Per::Unit),
        ladder("满减", Layer::SHOP_REDUCTION, Base::List, &[(1, 100)]),
        Offer {
            layer: Layer::CROSS_SHOP,
            ..made
        },
    ];
    let cart = cart(vec![line("a", 1_000, 1)]);
    let quote = quote(offers, &cart, &Buyer::default());
    assert_eq!(quote.applied[2].base, fen(expected));
}

#[test]
fn what_an_offer_was_measured_on() {
    let layer = Layer::CROSS_SHOP;
    let steps = |base| ladder("o", layer, base, &[(1, 50)]);
    check_base(steps(Base::List), 1_000);
    check_base(steps(Base::AfterItem), 800);
    check_base(steps(Base::Remaining), 700);
    let each = |base| {
        let benefit = Benefit::PerEach {
            each: fen(400),
            off: fen(10),
            times: None,
            base,
        };
        offer("o", layer, benefit)
    };
    check_base(each(Base::List), 1_000);
    check_base(each(Base::AfterItem), 800);
    let off = || reduce("o", layer, amount(10), Per::Order);
    let from = |base| Offer {
        threshold: least(1, base),
        ..off()
    };
    check_base(from(Base::List), 1_000);
    check_base(from(Base::AfterItem), 800);
    check_base(off(), 700);
    // A ladder's own base, whatever its offer's threshold looks at.
    let both = Offer {
        threshold: least(1, Base::Remaining),
        ..steps(Base::List)
    };
    check_base(both, 1_000);
}

/// Two deposits of a line are no more than the line pays.
#[test]
fn deposits_of_one_line() {
    let deposit = |id, group| Offer {
        group,
        ..offer(
            id,
            Layer::DEPOSIT,
            Benefit::Deposit {
                paid: fen(60),
                counts_as: fen(70),
            },
        )
    };
    let one = cart(vec![line("a", 100, 1)]);
    let both = vec![deposit("a", 0), deposit("b", 1)];
    let told = quote(both.clone(), &one, &Buyer::default());
    assert_eq!((told.payable, told.deposit), (fen(80), fen(80)));
    let dear = cart(vec![line("a", 900, 1)]);
    let told = quote(both, &dear, &Buyer::default());
    assert_eq!((told.payable, told.deposit), (fen(880), fen(120)));
}

/// A reduction of a line whose units cost different prices stops at the floor of all of them together,
/// and rounds once.
#[test]
fn a_line_at_two_prices() {
    let price = fen(95);
    let limits = Limits {
        units_per_order: Some(1),
        ..Limits::default()
    };
    let flash = || Offer {
        limits,
        ..offer("秒杀", Layer::ITEM, Benefit::UnitPrice { price })
    };
    let member = |off| reduce("会员", Layer::MEMBER_EXTRA, off, Per::Line);
    let two = |floor| {
        let mut line = line("a", 100, 2);
        line.floor = fen(floor);
        cart(vec![line])
    };
    let pays = |off, floor| {
        let offers = vec![flash(), member(off)];
        quote(offers, &two(floor), &Buyer::default()).payable
    };
    assert_eq!(pays(amount(50), 0), fen(145));
    assert_eq!(pays(amount(50), 90), fen(180));
    // A tenth of 1.95 is 0.195, once.
    assert_eq!(pays(rate(1_000), 0), fen(175));
    assert_eq!(pays(rate(1_000), 92), fen(184));
    // Three at 0.95 and two at 1.00, all of them down to their floors.
    let mut flash = flash();
    flash.limits.units_per_order = Some(3);
    let mut five = line("a", 100, 5);
    five.floor = fen(90);
    let offers = vec![flash, member(amount(50))];
    let told = quote(offers, &cart(vec![five]), &Buyer::default());
    assert_eq!(told.payable, fen(450));
}

/// A cheaper unit behind a dearer one that an exclusive offer closed to others: the rate of the line stops at the
/// floor of each.
#[test]
fn a_cheaper_unit_behind() {
    let mut first = reduce("一件减1", Layer::ITEM, amount(1), Per::Unit);
    first.exclusive = true;
    first.limits.units_per_order = Some(1);
    let offers = vec![
        first,
        reduce("减50", Layer::ITEM, amount(50), Per::Unit),
        reduce("会员", Layer::MEMBER_EXTRA, rate(5_000), Per::Line),
    ];
    let mut two = line("a", 100, 2);
    two.floor = fen(45);
    let told = quote(offers, &cart(vec![two]), &Buyer::default());
    let shares = told.lines[0].shares.iter();
    let took: Vec<_> = shares.map(|one| (one.first, one.amount.minor())).collect();
    // 99 and 50 are left; half of them together would be 75.
    assert_eq!(took, [(0, 1), (1, 50), (0, 50), (1, 5)]);
}

/// Long names that begin and end alike are still two.
#[test]
fn names_that_differ_in_the_middle() {
    let skus = ["tea-2026-green-box-250g", "tea-2026-black-box-250g"];
    let one = |id, sku: &str, off| {
        let mut made = reduce(id, Layer::ITEM, amount(off), Per::Unit);
        made.scope.skus.push(sku.into());
        made
    };
    let again = Offer {
        group: 1,
        ..one("c", skus[0], 100)
    };
    let offers = vec![one("a", skus[0], 1), one("b", skus[1], 10), again];
    let lines = skus.map(|sku| line(sku, 1_000, 1)).to_vec();
    let told = quote(offers, &cart(lines), &Buyer::default());
    let pays: Vec<_> = told.lines.iter().map(|line| line.payable).collect();
    assert_eq!(pays, [fen(899), fen(990)]);
}

/// One line is reduced by an item price before the offer's turn, the other is not.
#[test]
fn unreduced_lines_only() {
    let mut first = reduce("单品", Layer::ITEM, amount(100), Per::Unit);
    first.scope.skus.push("a".into());
    let only = |made: Offer| {
        let mut made = made;
        made.scope.only_unreduced = true;
        made
    };
    let member = only(reduce("会员", Layer::MEMBER_EXTRA, amount(10), Per::Unit));
    let two = cart(vec![line("a", 1_000, 1), line("b", 1_000, 1)]);
    let told = quote(vec![first.clone(), member], &two, &Buyer::default());
    let pays: Vec<_> = told.lines.iter().map(|line| line.payable).collect();
    assert_eq!(pays, [fen(900), fen(990)]);
    let member = only(reduce("会员", Layer::MEMBER_EXTRA, amount(10), Per::Unit));
    let reduced = cart(vec![line("a", 1_000, 1)]);
    let told = quote(vec![first.clone(), member], &reduced, &Buyer::default());
    assert_eq!(reason(&told, "会员"), Some(&Reason::OutOfScope));
    // It takes no more off the other than that has above its floor.
    let off = only(reduce("减3", Layer::SHOP_COUPON, amount(300), Per::Order));
    let mut floor = two.clone();
    floor.lines[1].floor = fen(900);
    let told = quote(vec![first.clone(), off], &floor, &Buyer::default());
    let took: Vec<_> = told.applied.iter().map(|applied| applied.amount).collect();
    assert_eq!(took, [fen(100), fen(100)]);
    assert_eq!(told.payable, fen(1_800));
    // With no line left there is no step to reach, either.
    let layer = Layer::SHOP_REDUCTION;
    let full = only(ladder("满减", layer, Base::List, &[(9_000, 100)]));
    let one = cart(vec![line("a", 1_000, 1)]);
    let told = quote(vec![first, full], &one, &Buyer::default());
    assert!(told.next.is_empty());
    assert_eq!(reason(&told, "满减"), Some(&Reason::OutOfScope));
}

/// An item offer whose scope holds nothing says so.
#[test]
fn out_of_scope() {
    let mut made = reduce("o", Layer::ITEM, amount(10), Per::Unit);
    made.scope.skus.push("z".into());
    let told = quote(
        vec![made],
        &cart(vec![line("a", 100, 1)]),
        &Buyer::default(),
    );
    assert_eq!(reason(&told, "o"), Some(&Reason::OutOfScope));
}
