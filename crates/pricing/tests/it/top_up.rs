//! What to add to a cart.

mod brute;
mod order;

use pricing::{
    Base, Benefit, Buyer, Candidate, Cart, Gift, GiftBy, GiftLadder, GiftTier, Layer, Missing,
    Offer, OfferId, Per, Requirement, Ruleset, Scope, Tag, Threshold, TopUp, TopUpOptions,
};

use crate::build::{NOW, cart, coupon, fen, holding, ladder, least, line, offer, rate, reduce};

fn goods(id: &str, price: i64, most: u32) -> Candidate {
    Candidate {
        line: line(id, price, 1),
        most,
    }
}

fn top_up(offers: Vec<Offer>, cart: &Cart, buyer: &Buyer, candidates: &[Candidate]) -> TopUp {
    let rules = Ruleset::compile(offers).unwrap();
    let options = TopUpOptions::default();
    rules
        .top_up(cart, buyer, NOW, candidates, &options)
        .unwrap()
}

/// What is added, what is reached, and by how much the payable changes.
type Row = (&'static [(&'static str, u32)], &'static [&'static str], i64);

#[track_caller]
fn check(found: &TopUp, candidates: &[Candidate], expected: &[Row]) {
    let rows: Vec<_> = found
        .suggestions
        .iter()
        .map(|suggestion| {
            let added: Vec<_> = suggestion
                .additions
                .iter()
                .map(|one| (candidates[one.candidate].line.id.as_str(), one.units))
                .collect();
            let reaches: Vec<_> = suggestion.reaches.iter().map(OfferId::as_str).collect();
            (added, reaches, suggestion.extra.minor())
        })
        .collect();
    let expected: Vec<_> = expected
        .iter()
        .map(|(added, reaches, extra)| (added.to_vec(), reaches.to_vec(), *extra))
        .collect();
    assert_eq!(rows, expected);
    assert!(found.proved);
}

fn reduction(steps: &[(i64, i64)]) -> Vec<Offer> {
    vec![ladder(
        "满减",
        Layer::SHOP_REDUCTION,
        Base::AfterItem,
        steps,
    )]
}

fn with_290() -> Cart {
    cart(vec![line("coat", 29_000, 1)])
}

/// 满300减50 with 290 in the cart: socks for 12 make the total fall by 38.
#[test]
fn socks_lower_the_total() {
    let socks = [goods("socks", 1_200, 3), goods("hat", 4_000, 1)];
    let found = top_up(
        reduction(&[(30_000, 5_000)]),
        &with_290(),
        &Buyer::default(),
        &socks,
    );
    check(
        &found,
        &socks,
        &[
            (&[("socks", 1)], &["满减"], -3_800),
            (&[("hat", 1)], &["满减"], -1_000),
        ],
    );
    let first = &found.suggestions[0];
    assert!(first.lowers_total());
    assert_eq!((first.added, first.saved_more), (fen(1_200), fen(5_000)));
    assert_eq!((found.payable, first.payable), (fen(29_000), fen(25_200)));
    assert_eq!(found.next[0].missing, Some(Missing::Amount(fen(1_000))));
}

/// The dearer of two ways is named only where it lowers the total by itself; a step that costs more
/// than it gives says so by its numbers.
#[test]
fn ladders_pairs_and_prices() {
    let steps = [(20_000, 2_000), (30_000, 5_000)];
    // 100 short of the next step, which gives 30 more.
    let two_hundred = cart(vec![line("coat", 20_000, 1)]);
    let some = [
        goods("a", 6_000, 2),
        goods("b", 4_000, 1),
        goods("c", 9_900, 1),
    ];
    let found = top_up(reduction(&steps), &two_hundred, &Buyer::default(), &some);
    check(&found, &some, &[(&[("a", 1), ("b", 1)], &["满减"], 7_000)]);
    assert!(!found.suggestions[0].lowers_total());
    assert_eq!(found.suggestions[0].saved_more, fen(3_000));

    // Two of one are as good as one of two.
    let some = [
        goods("b", 5_000, 1),
        goods("a", 5_000, 2),
        goods("c", 10_000, 1),
    ];
    let found = top_up(reduction(&steps), &two_hundred, &Buyer::default(), &some);
    check(&found, &some, &[(&[("c", 1)], &["满减"], 7_000)]);
    let found = top_up(
        reduction(&steps),
        &two_hundred,
        &Buyer::default(),
        &some[..2],
    );
    check(&found, &some, &[(&[("a", 2)], &["满减"], 7_000)]);
    let one_each = [goods("b", 5_000, 1), goods("a", 5_000, 1)];
    let found = top_up(
        reduction(&steps),
        &two_hundred,
        &Buyer::default(),
        &one_each,
    );
    check(
        &found,
        &one_each,
        &[(&[("a", 1), ("b", 1)], &["满减"], 7_000)],
    );
    // Nothing is near enough, or there is no further step.
    for (have, most) in [(20_000, 1), (30_000, 9)] {
        let some = [goods("a", 5_000, most)];
        let have = cart(vec![line("coat", have, 1)]);
        check(
            &top_up(reduction(&steps), &have, &Buyer::default(), &some),
            &some,
            &[],
        );
    }
}

/// A coat at half its list price, a pot whose deposit of 0.10 counts as 2.00, and 满32.50减1: a scarf at half
/// its price costs less than socks, though it comes after them by list price. Both the half and the deposit
/// fall in one item layer, each on units of its own.
#[test]
fn a_rate_of_list_value_and_a_deposit_in_one_layer() {
    let half = Offer {
        rate_base: Base::List,
        scope: Scope {
            skus: vec!["coat".into(), "scarf".into()],
            ..Scope::default()
        },
        ..reduce("half", Layer::ITEM, rate(5_000), Per::Unit)
    };
    let (paid, counts_as) = (fen(10), fen(200));
    let deposit = Offer {
        scope: Scope {
            skus: vec!["pot".into()],
            ..Scope::default()
        },
        ..offer("定金", Layer::ITEM, Benefit::Deposit { paid, counts_as })
    };
    let full = ladder("满减", Layer::SHOP_REDUCTION, Base::List, &[(3_250, 100)]);
    let have = cart(vec![line("coat", 3_000, 1), line("pot", 200, 1)]);
    let some = [goods("socks", 50, 1), goods("scarf", 60, 1)];
    let found = top_up(vec![half, deposit, full], &have, &Buyer::default(), &some);
    assert_eq!(found.payable, fen(1_510));
    check(
        &found,
        &some,
        &[
            (&[("scarf", 1)], &["满减"], -70),
            (&[("socks", 1)], &["满减"], -50),
        ],
    );
}

/// 多件多折: the second piece takes 20 % off both, so it costs 60 and not 100; by its own price it is
/// the cheapest that reaches the step.
#[test]
fn by_count() {
    let by_count = |off| {
        let tiers = vec![pricing::Tier {
            least: 2,
            off: rate(off),
        }];
        vec![offer(
            "两件",
            Layer::MULTI_UNIT,
            Benefit::TiersByCount { tiers },
        )]
    };
    let one = cart(vec![line("shirt", 10_000, 1)]);
    let some = [goods("shirt", 10_000, 5), goods("tie", 4_000, 5)];
    let found = top_up(by_count(2_000), &one, &Buyer::default(), &some);
    check(&found, &some, &[(&[("tie", 1)], &["两件"], 1_200)]);
    let found = top_up(by_count(2_000), &one, &Buyer::default(), &some[..1]);
    check(&found, &some, &[(&[("shirt", 1)], &["两件"], 6_000)]);
    let found = top_up(by_count(5_000), &one, &Buyer::default(), &some);
    check(&found, &some, &[(&[("tie", 1)], &["两件"], -3_000)]);
}

/// 每满100减30 with 190: three ways to the second hundred and none to the third.
#[test]
fn per_each() {
    let each = || {
        let (each, off, base) = (fen(10_000), fen(3_000), Base::AfterItem);
        let times = None;
        vec![offer(
            "每满",
            Layer::SHOP_REDUCTION,
            Benefit::PerEach {
                each,
                off,
                times,
                base,
            },
        )]
    };
    let have = cart(vec![line("coat", 19_000, 1)]);
    let some = [
        goods("a", 1_000, 1),
        goods("b", 600, 2),
        goods("c", 11_000, 1),
    ];
    let found = top_up(each(), &have, &Buyer::default(), &some);
    check(
        &found,
        &some,
        &[
            (&[("a", 1)], &["每满"], -2_000),
            (&[("b", 2)], &["每满"], -1_800),
        ],
    );
}

/// A step of one shop is not reached by the goods of another, but a step over all shops is; and one
/// thing may serve two.
#[test]
fn scopes() {
    let offers = || {
        let mut shop = coupon("店铺券", Layer::SHOP_COUPON, Base::AfterItem, 10_000, 1_000);
        shop.scope.shops.push("shop".into());
        let mut shoes = ladder("鞋", Layer::CROSS_SHOP, Base::AfterItem, &[(12_000, 800)]);
        shoes.scope.tags.push(Tag::from("shoes"));
        vec![shop, shoes]
    };
    let made = |id, price, shop: &str, tags: &[&str]| {
        let mut made = goods(id, price, 1);
        made.line.shop = shop.into();
        made.line.tags = tags.iter().map(|tag| Tag::from(*tag)).collect();
        made
    };
    let mut have = cart(vec![line("boots", 9_500, 1)]);
    have.lines[0].tags.push(Tag::from("shoes"));
    let holder = holding(&["店铺券"]);
    let some = [
        made("outside", 500, "other", &[]),
        made("laces", 500, "shop", &[]),
        made("sandals", 2_500, "other", &["shoes"]),
        made("slippers", 2_600, "shop", &["shoes"]),
    ];
    let found = top_up(offers(), &have, &holder, &some);
    check(
        &found,
        &some,
        &[
            (&[("laces", 1)], &["店铺券"], -500),
            (&[("slippers", 1)], &["店铺券", "鞋"], 800),
        ],
    );
    let found = top_up(offers(), &have, &holder, &some[..3]);
    check(
        &found,
        &some,
        &[
            (&[("laces", 1)], &["店铺券"], -500),
            (&[("sandals", 1)], &["鞋"], 1_700),
        ],
    );
    check(&top_up(offers(), &have, &holder, &some[..1]), &some, &[]);
    // Without the coupon its step is nobody's concern.
    let found = top_up(offers(), &have, &Buyer::default(), &some[1..2]);
    check(&found, &some[1..2], &[]);
}

/// 满100赠1 with 90 in the cart: a gift saves no money and is still worth reaching.
#[test]
fn gifts() {
    let gifts = vec![Gift {
        sku: "cup".into(),
        units: 1,
    }];
    let least = 10_000;
    let ladder = GiftLadder {
        by: GiftBy::Amount(Base::AfterItem),
        tiers: vec![GiftTier { least, gifts }],
        times: 1,
    };
    let have = cart(vec![line("coat", 9_000, 1)]);
    let some = [goods("a", 900, 1), goods("b", 1_200, 1)];
    let offers = vec![offer("赠", Layer::BESIDE, Benefit::Gift(ladder))];
    let found = top_up(offers, &have, &Buyer::default(), &some);
    check(&found, &some, &[(&[("b", 1)], &["赠"], 1_200)]);
    assert_eq!(found.suggestions[0].saved_more, fen(0));
}

fn of_tag(tag: &str) -> Scope {
    Scope {
        tags: vec![Tag::from(tag)],
        ..Scope::default()
    }
}

fn tagged(mut candidate: Candidate, tag: &str) -> Candidate {
    candidate.line.tags.push(Tag::from(tag));
    candidate
}

/// 满99元换购 with 90 in the cart, the socks of 29 for 9.90 among it or not: what is missing is missing
/// to the rest of the cart, so more socks do not bring it, and neither do other add-ons.
#[test]
fn add_on_purchase() {
    let rest = Scope {
        without: vec![Tag::from("add-on")],
        ..Scope::default()
    };
    let add_on = |scope: &Scope| {
        let price = fen(990);
        let mut made = offer("换购", Layer::ITEM, Benefit::UnitPrice { price });
        made.scope = of_tag("add-on");
        made.limits.units_per_order = Some(1);
        made.requires.push(Requirement {
            scope: scope.clone(),
            threshold: least(9_900, Base::List),
        });
        vec![made]
    };
    let have = || {
        let mut socks = line("socks", 2_900, 1);
        socks.tags.push(Tag::from("add-on"));
        cart(vec![line("shoes", 9_000, 1), socks])
    };
    let nobody = Buyer::default();
    let some = [
        goods("laces", 800, 3),
        goods("polish", 2_500, 1),
        tagged(goods("insoles", 800, 3), "add-on"),
        tagged(goods("socks", 2_900, 3), "add-on"),
    ];
    // Eight are too few; sixteen bring 19.10 off.
    let found = top_up(add_on(&rest), &have(), &nobody, &some);
    check(&found, &some, &[(&[("laces", 2)], &["换购"], -310)]);
    assert_eq!(found.next[0].missing, Some(Missing::Amount(fen(900))));
    let found = top_up(add_on(&rest), &have(), &nobody, &some[1..]);
    check(&found, &some[1..], &[(&[("polish", 1)], &["换购"], 590)]);
    check(
        &top_up(add_on(&rest), &have(), &nobody, &some[2..]),
        &some[2..],
        &[],
    );
    // Where the whole cart counts, an add-on brings what is missing too.
    let whole = Scope::default();
    let mut short = have();
    short.lines[0].unit_price = fen(6_600);
    let found = top_up(add_on(&whole), &short, &nobody, &some[2..]);
    check(
        &found,
        &some[2..],
        &[(&[("insoles", 1)], &["换购"], -1_110)],
    );
}

/// 买两双鞋, 包减30, and a gift likewise: the bags are there and shoes are missing.
#[test]
fn other_goods_are_required() {
    let asks = |made: Offer| Offer {
        scope: of_tag("bags"),
        requires: vec![
            Requirement {
                scope: Scope::default(),
                threshold: least(100, Base::Remaining),
            },
            Requirement {
                scope: of_tag("shoes"),
                threshold: Threshold::Count { least: 2 },
            },
        ],
        ..made
    };
    let mut have = cart(vec![line("tote", 20_000, 1), line("boots", 5_000, 1)]);
    have.lines[0].tags.push(Tag::from("bags"));
    have.lines[1].tags.push(Tag::from("shoes"));
    let some = [
        tagged(goods("purse", 100, 9), "bags"),
        tagged(goods("slippers", 2_000, 2), "shoes"),
        tagged(goods("sandals", 4_000, 2), "shoes"),
        goods("hat", 500, 9),
    ];
    let nobody = Buyer::default();
    let off = |minor| {
        let off = crate::build::amount(minor);
        let per = pricing::Per::Order;
        vec![asks(offer(
            "包",
            Layer::SHOP_REDUCTION,
            Benefit::Reduce { off, per },
        ))]
    };
    let found = top_up(off(3_000), &have, &nobody, &some);
    check(&found, &some, &[(&[("slippers", 1)], &["包"], -1_000)]);
    let found = top_up(off(1_500), &have, &nobody, &some);
    check(&found, &some, &[(&[("slippers", 1)], &["包"], 500)]);
    assert_eq!(found.next[0].requires, Some(1));
    check(
        &top_up(off(3_000), &have, &nobody, &some[3..]),
        &some[3..],
        &[],
    );
    // A deposit that counts for what was paid takes nothing off, so nothing is worth adding for it.
    for (paid, reached) in [(1_000, 0), (900, 1)] {
        let (paid, counts_as) = (fen(paid), fen(1_000));
        let deposit = asks(offer(
            "定金",
            Layer::DEPOSIT,
            Benefit::Deposit { paid, counts_as },
        ));
        let found = top_up(vec![deposit], &have, &nobody, &some);
        assert_eq!(found.suggestions.len(), reached);
    }
    let back = Benefit::Cashback { off: rate(1_000) };
    let back = vec![asks(offer("返", Layer::BESIDE, back))];
    let found = top_up(back, &have, &nobody, &some);
    check(&found, &some, &[(&[("slippers", 1)], &["返"], 2_000)]);
}

/// More of a line of the cart; lines that cannot be added to are no candidates.
#[test]
fn candidates() {
    let offers = || reduction(&[(30_000, 5_000)]);
    let two = cart(vec![line("coat", 14_500, 2), {
        let mut unticked = line("hat", 2_000, 1);
        unticked.ticked = false;
        unticked
    }]);
    let some = [
        goods("hat", 2_000, 1),
        goods("coat", 1, 1),
        goods("coat", 1_000, 1),
        goods("none", 1_000, 0),
        goods("less", -1_000, 1),
    ];
    let found = top_up(offers(), &two, &Buyer::default(), &some);
    // A coat costs what it costs in the cart.
    check(&found, &some, &[(&[("coat", 1)], &["满减"], 9_500)]);
    assert_eq!(found.suggestions[0].added, fen(14_500));

    let broken = Cart {
        freight: fen(-1),
        ..with_290()
    };
    let rules = Ruleset::compile(offers()).unwrap();
    let options = TopUpOptions::default();
    let error = rules.top_up(&broken, &Buyer::default(), NOW, &[], &options);
    assert!(error.unwrap_err().is_invalid_freight());
}

/// No more carts are quoted than allowed, and what is not known is not claimed.
#[test]
fn limits() {
    let rules = Ruleset::compile(reduction(&[(30_000, 5_000)])).unwrap();
    let some: Vec<Candidate> = (0..20)
        .map(|at| goods(&format!("g{at}"), 1_000 + at, 2))
        .collect();
    let ask = |some: &[Candidate], keep, quotes| {
        let options = TopUpOptions { keep, quotes };
        rules
            .top_up(&with_290(), &Buyer::default(), NOW, some, &options)
            .unwrap()
    };
    let found = ask(&some, 3, 256);
    assert!(found.proved && found.quotes < 60);
    assert_eq!(found.suggestions.len(), 3);
    let found = ask(&some, 3, 0);
    assert_eq!(
        (found.quotes, found.proved, found.suggestions.len()),
        (0, false, 0)
    );
    let found = ask(&some, 9, 4);
    assert_eq!((found.quotes, found.proved), (4, false));
    assert_eq!(found.suggestions[0].extra, fen(-4_000));
    assert!(ask(&[], 9, 0).proved);

    let many: Vec<Candidate> = (0..65)
        .map(|at| goods(&format!("g{at}"), 900_000, 1))
        .collect();
    assert!(!ask(&many, 3, 256).proved);
    assert!(ask(&many[..64], 3, 256).proved);
    let dear = goods("much", 100, 99);
    let found = ask(std::slice::from_ref(&dear), 9, 256);
    assert_eq!(found.suggestions[0].additions[0].units, 10);
    let short = cart(vec![line("coat", 28_700, 1)]);
    let options = TopUpOptions::default();
    let found = rules
        .top_up(&short, &Buyer::default(), NOW, &[dear], &options)
        .unwrap();
    assert!(found.suggestions.is_empty() && found.proved);
}
