//! Refunds: what goes back, by hand and by law.

mod laws;
mod order;

use pricing::{
    Base, Benefit, Beside, Buyer, Cart, Funder, Gift, GiftBy, GiftLadder, GiftTier, GiftUnits,
    Gives, Instant, Layer, LineRefund, Money, Offer, Order, Quote, Rate, Refund, RefundError,
    RefundPolicy, RefundRequest, Return, Ruleset,
};

use crate::build::{
    LATER, NOW, audit, cart, coupon, fen, held, holding, ladder, line, offer, rate,
};

const KEEP: RefundPolicy = RefundPolicy::KeepShare;
const AGAIN: RefundPolicy = RefundPolicy::ReEvaluate;

/// An order and what has come back of it.
struct Desk {
    rules: Ruleset,
    cart: Cart,
    buyer: Buyer,
    quote: Quote,
    policy: RefundPolicy,
    before: Vec<LineRefund>,
    dispatched: bool,
    at: Instant,
}

impl Desk {
    #[track_caller]
    fn open(offers: Vec<Offer>, cart: Cart, buyer: Buyer, policy: RefundPolicy) -> Self {
        let rules = Ruleset::compile(offers).unwrap_or_else(|error| panic!("{error}"));
        Self::of(rules, cart, buyer, policy)
    }

    #[track_caller]
    fn of(rules: Ruleset, cart: Cart, buyer: Buyer, policy: RefundPolicy) -> Self {
        let quote = rules.quote(&cart, &buyer, NOW).unwrap();
        audit(&rules, &cart, &quote);
        Self {
            rules,
            cart,
            buyer,
            quote,
            policy,
            before: Vec::new(),
            dispatched: false,
            at: NOW,
        }
    }

    fn ask(&self, now: &[Return]) -> Result<Refund, RefundError> {
        let order = Order {
            quote: &self.quote,
            cart: &self.cart,
            buyer: &self.buyer,
        };
        self.rules.refund(&order, self.policy, &self.request(now))
    }

    fn request<'a>(&'a self, now: &'a [Return]) -> RefundRequest<'a> {
        RefundRequest {
            before: &self.before,
            now,
            dispatched: self.dispatched,
            at: self.at,
        }
    }

    #[track_caller]
    fn back(&mut self, now: &[(&str, u32)]) -> Refund {
        let refund = self.ask(&returns(now)).unwrap();
        self.before.extend(refund.lines.iter().cloned());
        refund
    }
}

fn returns(now: &[(&str, u32)]) -> Vec<Return> {
    now.iter()
        .map(|(line, units)| Return {
            line: (*line).into(),
            units: *units,
        })
        .collect()
}

/// Returns one line after the other; each gives back what is expected.
#[track_caller]
fn check(mut desk: Desk, steps: &[(&str, u32, i64)]) {
    let mut all = Money::ZERO;
    for (line, units, expected) in steps {
        let refund = desk.back(&[(line, *units)]);
        assert_eq!(refund.amount, fen(*expected), "{line} × {units}");
        all += refund.amount;
    }
    assert_eq!(all, desk.quote.payable);
}

fn keep(offers: Vec<Offer>, cart: Cart) -> Desk {
    Desk::open(offers, cart, Buyer::default(), KEEP)
}

fn again(offers: Vec<Offer>, cart: Cart) -> Desk {
    Desk {
        policy: AGAIN,
        ..keep(offers, cart)
    }
}

fn reduction(least: i64, off: i64) -> Offer {
    ladder(
        "满减",
        Layer::SHOP_REDUCTION,
        Base::AfterItem,
        &[(least, off)],
    )
}

#[test]
fn shares_of_lines_go_back() {
    let three = || cart(["a", "b", "c"].map(|id| line(id, 10_000, 1)).to_vec());
    let off = || vec![reduction(30_000, 5_000)];
    check(
        keep(off(), three()),
        &[("c", 1, 8_334), ("a", 1, 8_333), ("b", 1, 8_333)],
    );
    // The same goods as three units of one line: what came off the first ones is rounded down.
    let one = || cart(vec![line("a", 10_000, 3)]);
    check(
        keep(off(), one()),
        &[("a", 1, 8_333), ("a", 1, 8_333), ("a", 1, 8_334)],
    );
    check(keep(off(), one()), &[("a", 2, 16_666), ("a", 1, 8_334)]);
    check(keep(vec![], one()), &[("a", 1, 10_000), ("a", 2, 20_000)]);
}

/// Two of three at the flash price, then 满200减20 over all: the dearest unit goes back first, and
/// the order's reduction weighs by what units cost, not by heads.
#[test]
fn units_that_a_limit_covered_are_kept_longest() {
    let flash = || {
        let mut flash = offer(
            "秒杀",
            Layer::ITEM,
            Benefit::UnitPrice { price: fen(5_000) },
        );
        flash.limits.units_per_order = Some(2);
        flash
    };
    let three = || cart(vec![line("a", 10_000, 3)]);
    check(
        keep(vec![flash()], three()),
        &[("a", 1, 10_000), ("a", 1, 5_000), ("a", 1, 5_000)],
    );
    check(
        keep(vec![flash(), reduction(20_000, 2_000)], three()),
        &[("a", 1, 9_000), ("a", 1, 4_500), ("a", 1, 4_500)],
    );
    // 第一件免费: the free unit gives nothing back.
    let mut free = offer("免费", Layer::ITEM, Benefit::UnitPrice { price: fen(0) });
    free.limits.units_per_order = Some(1);
    check(
        keep(vec![free, reduction(20_000, 3_000)], three()),
        &[("a", 1, 8_500), ("a", 1, 8_500), ("a", 1, 0)],
    );
}

/// 满300减50 on 200 + 100, and on 290 + 10 where the small return costs the reduction.
#[test]
fn the_rest_is_priced_again() {
    let big = || cart(vec![line("a", 20_000, 1), line("b", 10_000, 1)]);
    let off = || vec![reduction(30_000, 5_000)];
    check(again(off(), big()), &[("b", 1, 5_000), ("a", 1, 20_000)]);
    check(again(off(), big()), &[("a", 1, 15_000), ("b", 1, 10_000)]);
    check(keep(off(), big()), &[("b", 1, 8_333), ("a", 1, 16_667)]);

    let small = || cart(vec![line("a", 29_000, 1), line("b", 1_000, 1)]);
    check(again(off(), small()), &[("b", 1, 0), ("a", 1, 25_000)]);
    let mut desk = again(off(), small());
    let first = desk.back(&[("b", 1)]);
    assert_eq!(first.withheld, fen(4_000));
    assert_eq!(first.kept.unwrap().payable, fen(29_000));
    // The reduction of 50 is the shop's, which has it back whatever the shopper gets.
    assert_eq!(first.funders[0].amount, fen(5_000));
    let last = desk.back(&[("a", 1)]);
    assert_eq!((last.withheld, last.kept), (fen(0), None));
    assert!(last.funders.is_empty());
}

#[test]
fn an_amount_is_shared_over_the_lines_returned_together() {
    let three = cart(["a", "b", "c"].map(|id| line(id, 10_000, 1)).to_vec());
    let mut desk = again(vec![reduction(30_000, 5_000)], three);
    let refund = desk.back(&[("c", 1), ("a", 1)]);
    let lines: Vec<_> = refund
        .lines
        .iter()
        .map(|line| (line.line.as_str(), line.units, line.amount.minor()))
        .collect();
    assert_eq!(lines, [("a", 1, 7_500), ("c", 1, 7_500)]);
}

/// A platform coupon of 30 over 100 and 200, beside the shop's 15.
#[test]
fn funders_get_theirs_back() {
    let offers = || {
        let shop = reduction(30_000, 1_500);
        let mut platform = coupon("平台券", Layer::PLATFORM_COUPON, Base::List, 0, 3_000);
        platform.funder = Funder::Platform;
        vec![shop, platform]
    };
    let two = || cart(vec![line("a", 10_000, 1), line("b", 20_000, 1)]);
    for (policy, shop, platform) in [(KEEP, 500, 1_000), (AGAIN, 1_500, 0)] {
        let mut desk = Desk::open(offers(), two(), holding(&["平台券"]), policy);
        let mut given = [Money::ZERO; 2];
        for (at, line) in ["a", "b"].into_iter().enumerate() {
            let refund = desk.back(&[(line, 1)]);
            let of = |funder| {
                let mut found = refund.funders.iter().filter(|back| back.funder == funder);
                found.next().map_or(Money::ZERO, |back| back.amount)
            };
            let now = [of(Funder::Shop), of(Funder::Platform)];
            if at == 0 {
                assert_eq!(now, [fen(shop), fen(platform)]);
            }
            given = [given[0] + now[0], given[1] + now[1]];
        }
        assert_eq!(given, [fen(1_500), fen(3_000)]);
    }
}

#[test]
fn freight_goes_back_with_the_last_unit_before_dispatch() {
    let order = || Cart {
        freight: fen(800),
        ..cart(vec![line("a", 1_000, 2)])
    };
    for policy in [KEEP, AGAIN] {
        for (dispatched, freight) in [(false, 800), (true, 0)] {
            let mut desk = Desk::open(vec![], order(), Buyer::default(), policy);
            let refund = desk.back(&[("a", 1)]);
            assert_eq!((refund.amount, refund.freight), (fen(1_000), fen(0)));
            assert!(!refund.complete);
            desk.dispatched = dispatched;
            let refund = desk.back(&[("a", 1)]);
            assert_eq!(refund.amount, fen(1_000 + freight));
            assert_eq!(refund.freight, fen(freight));
            assert!(refund.complete);
            // Nothing is left to give back.
            assert_eq!(desk.back(&[("a", 0)]).amount, fen(0));
        }
    }
    // What was never charged does not go back, but it does to whoever paid for it.
    let mut free = offer("包邮", Layer::FREIGHT, Benefit::FreeFreight);
    free.funder = Funder::Platform;
    let mut desk = keep(vec![free], order());
    let refund = desk.back(&[("a", 2)]);
    assert_eq!((refund.amount, refund.freight), (fen(2_000), fen(0)));
    assert_eq!(refund.funders.len(), 1);
    assert_eq!(refund.funders[0].funder, Funder::Platform);
    assert_eq!(refund.funders[0].amount, fen(800));
}

#[test]
fn coupons_come_back_with_the_whole_order_while_they_last() {
    let offers = || vec![coupon("券", Layer::SHOP_COUPON, Base::List, 0, 100)];
    let two = || cart(vec![line("a", 1_000, 2)]);
    let wallet = || Buyer {
        // Expired, used, and kept for later.
        coupons: vec![
            held("券", 0, 900),
            held("券", 0, 2_500),
            held("券", 0, 2_000),
        ],
        ..Buyer::default()
    };
    for (at, expected) in [(1_999, 1), (2_000, 0)] {
        let mut desk = Desk::open(offers(), two(), wallet(), KEEP);
        desk.at = Instant::from_ms(at);
        assert!(desk.back(&[("a", 1)]).coupons.is_empty());
        let coupons = desk.back(&[("a", 1)]).coupons;
        assert_eq!(coupons.len(), expected);
        for coupon in coupons {
            assert_eq!((coupon.offer.as_str(), coupon.expires_at), ("券", LATER));
            assert_eq!(coupon.funder, Funder::Shop);
        }
    }
}

/// 100 points at one fen over 200 and 150.
#[test]
fn points_go_back_with_the_money_they_stood_for() {
    let points = || {
        let share = Rate::WHOLE;
        let worth = fen(1);
        vec![offer(
            "积分",
            Layer::POINTS,
            Benefit::Points { worth, share },
        )]
    };
    let two = || cart(vec![line("a", 100, 2), line("b", 50, 3)]);
    let buyer = || Buyer {
        points: 100,
        ..Buyer::default()
    };
    let mut desk = Desk::open(points(), two(), buyer(), KEEP);
    for (line, units, amount, points) in [("a", 1, 71, 29), ("b", 3, 107, 43), ("a", 1, 72, 28)] {
        let refund = desk.back(&[(line, units)]);
        assert_eq!((refund.amount, refund.points), (fen(amount), points));
    }
    // Priced again, the rest takes all the points it can.
    let mut desk = Desk::open(points(), two(), buyer(), AGAIN);
    for (line, units, amount, points) in [("a", 2, 200, 0), ("b", 2, 50, 50), ("b", 1, 0, 50)] {
        let refund = desk.back(&[(line, units)]);
        assert_eq!((refund.amount, refund.points), (fen(amount), points));
    }
}

/// 满100赠1, once for each full 100 but three times at most; 满2件赠; points for each 10 paid; 5 % back.
#[test]
fn what_was_given_beside_goes_back_when_it_is_not_earned_any_more() {
    let ladder = |by, least, times| {
        Benefit::Gift(GiftLadder {
            by,
            tiers: vec![GiftTier {
                least,
                gifts: vec![Gift {
                    sku: "杯".into(),
                    units: 1,
                }],
            }],
            times,
        })
    };
    let cups = |units| {
        Gives::Gifts(vec![GiftUnits {
            sku: "杯".into(),
            units,
            short: 0,
        }])
    };
    let each = fen(1_000);
    let kinds = [
        (ladder(GiftBy::Amount(Base::AfterItem), 10_000, 3), cups(3)),
        (ladder(GiftBy::Count, 2, 1), cups(1)),
        (Benefit::EarnPoints { each, points: 2 }, Gives::Points(70)),
        (
            Benefit::Cashback { off: rate(500) },
            Gives::Cashback(fen(1_750)),
        ),
    ];
    let steps: [(&str, [Option<Gives>; 4]); 4] = [
        // Four units at 100, 50 off: each has paid 87.50.
        (
            "a",
            [
                None,
                None,
                Some(Gives::Points(18)),
                Some(Gives::Cashback(fen(437))),
            ],
        ),
        (
            "a",
            [
                Some(cups(1)),
                None,
                Some(Gives::Points(18)),
                Some(Gives::Cashback(fen(438))),
            ],
        ),
        (
            "a",
            [
                Some(cups(1)),
                Some(cups(1)),
                Some(Gives::Points(18)),
                Some(Gives::Cashback(fen(437))),
            ],
        ),
        (
            "a",
            [
                Some(cups(1)),
                None,
                Some(Gives::Points(16)),
                Some(Gives::Cashback(fen(438))),
            ],
        ),
    ];
    let ids = ["o0", "o1", "o2", "o3"];
    for policy in [KEEP, AGAIN] {
        let mut offers = vec![reduction(30_000, 5_000)];
        for (id, (benefit, _)) in ids.iter().zip(&kinds) {
            offers.push(offer(id, Layer::BESIDE, benefit.clone()));
        }
        let rules = Ruleset::compile(offers.clone()).unwrap();
        let four = cart(vec![line("a", 10_000, 4)]);
        let mut quote = rules.quote(&four, &Buyer::default(), NOW).unwrap();
        quote.beside = ids
            .iter()
            .zip(&kinds)
            .map(|(id, (_, gives))| Beside {
                offer: (*id).into(),
                tier: None,
                base: 0,
                funder: Funder::Brand,
                gives: gives.clone(),
            })
            .collect();
        let mut desk = Desk {
            rules,
            cart: four,
            buyer: Buyer::default(),
            quote,
            policy,
            before: Vec::new(),
            dispatched: true,
            at: NOW,
        };
        for (line, expected) in &steps {
            let refund = desk.back(&[(line, 1)]);
            let back: Vec<_> = refund
                .beside
                .iter()
                .map(|back| (back.offer.as_str(), back.gives.clone()))
                .collect();
            let expected: Vec<_> = ids
                .into_iter()
                .zip(expected)
                .filter_map(|(id, gives)| Some((id, gives.clone()?)))
                .collect();
            assert_eq!(back, expected);
            assert!(
                refund
                    .beside
                    .iter()
                    .all(|back| back.funder == Funder::Brand)
            );
        }
    }
}

/// A cashback is never more than what the kept goods paid, as it never is in a quote.
#[test]
fn a_cashback_larger_than_the_kept_goods() {
    for (least, returns) in [
        // Of 6.00 for two lines, 5.00 come back; what is kept paid 3.00, and then nothing.
        (0, [("a", Some(200)), ("b", Some(300))]),
        // Without its threshold the whole of it goes.
        (400, [("a", Some(500)), ("b", None)]),
    ] {
        let off = crate::build::amount(500);
        let mut back = offer("返现", Layer::BESIDE, Benefit::Cashback { off });
        back.threshold = crate::build::least(least, Base::Remaining);
        let mut desk = keep(vec![back], cart(vec![line("a", 300, 1), line("b", 300, 1)]));
        assert_eq!(desk.quote.beside[0].gives, Gives::Cashback(fen(500)));
        for (line, expected) in returns {
            let refund = desk.back(&[(line, 1)]);
            let gives = refund.beside.first().map(|back| back.gives.clone());
            assert_eq!(gives, expected.map(|minor| Gives::Cashback(fen(minor))));
        }
    }
}

/// What a gift required of other lines is looked at as well.
#[test]
fn a_requirement_no_longer_met_takes_the_gift_back() {
    let mut gift = offer(
        "赠",
        Layer::BESIDE,
        Benefit::Cashback {
            off: crate::build::amount(100),
        },
    );
    gift.scope.skus.push("a".into());
    gift.requires.push(pricing::Requirement {
        scope: pricing::Scope::default(),
        threshold: crate::build::least(3_000, Base::List),
    });
    let two = || cart(vec![line("a", 1_000, 1), line("b", 1_000, 2)]);
    let mut desk = keep(vec![gift], two());
    desk.quote.beside = vec![Beside {
        offer: "赠".into(),
        tier: None,
        base: 1_000,
        funder: Funder::Shop,
        gives: Gives::Cashback(fen(100)),
    }];
    let refund = desk.back(&[("b", 1)]);
    assert_eq!(refund.beside[0].gives, Gives::Cashback(fen(100)));
    assert!(desk.back(&[("a", 1)]).beside.is_empty());
}

#[track_caller]
fn check_error(refused: Result<Refund, RefundError>, which: fn(&RefundError) -> bool, text: &str) {
    let error = refused.unwrap_err();
    assert!(which(&error));
    let questions = [
        RefundError::is_unknown_line,
        RefundError::is_too_many,
        RefundError::is_overpaid,
        RefundError::is_overflow,
        RefundError::is_unsound_quote,
        RefundError::is_other_order,
    ];
    let answers = questions.map(|question| question(&error));
    assert_eq!(answers.iter().filter(|answer| **answer).count(), 1);
    assert_eq!(error.to_string(), text);
}

#[test]
fn errors() {
    let order = || {
        let mut unticked = line("c", 500, 1);
        unticked.ticked = false;
        cart(vec![line("a", 1_000, 2), line("b", 1_000, 1), unticked])
    };
    let mut desk = keep(vec![reduction(2_000, 200)], order());
    let unknown = |error: &RefundError| {
        error.is_unknown_line() && error.line_id().is_some_and(|id| id.as_str() == "z")
    };
    let text = "line `z` is not in the order";
    check_error(desk.ask(&returns(&[("z", 1)])), unknown, text);
    for (line, units, left) in [("a", 3, 2), ("c", 1, 0), ("b", u32::MAX, 1)] {
        let text = format!("line `{line}` has only {left} units to return");
        check_error(
            desk.ask(&returns(&[(line, units)])),
            RefundError::is_too_many,
            &text,
        );
    }
    let twice = returns(&[("a", 1), ("a", 2)]);
    let text = "line `a` has only 1 units to return";
    check_error(desk.ask(&twice), RefundError::is_too_many, text);
    desk.back(&[("a", 1)]);
    check_error(
        desk.ask(&returns(&[("a", 2)])),
        RefundError::is_too_many,
        text,
    );

    for amount in [-1, 2_801] {
        desk.before[0].amount = fen(amount);
        let text = "earlier refunds do not fit what was paid";
        check_error(desk.ask(&[]), RefundError::is_overpaid, text);
    }
    desk.before.clear();

    type Spoil = fn(&mut Desk);
    let unsound: [Spoil; 6] = [
        |desk| desk.quote.lines[0].payable += fen(1),
        |desk| desk.quote.lines[0].units = 3,
        |desk| desk.quote.lines[0].shares[0].first = 1,
        |desk| desk.quote.lines[0].shares[0].applied = 1,
        |desk| desk.quote.freight_off = fen(1),
        |desk| desk.quote.lines[2].list = fen(1),
    ];
    for spoil in unsound {
        let mut desk = keep(vec![reduction(2_000, 200)], order());
        spoil(&mut desk);
        let text = "the quote does not add up";
        check_error(desk.ask(&[]), RefundError::is_unsound_quote, text);
        check_error(
            desk.quote.refund(&desk.request(&[])),
            RefundError::is_unsound_quote,
            text,
        );
    }
    let mut huge = keep(vec![], order());
    huge.quote.lines[0].list = fen(2_000_000_000_000_000);
    let text = "quote is worth more than 1000000000000000 minor units";
    check_error(huge.ask(&[]), RefundError::is_overflow, text);

    desk.cart.lines[0].quantity = 3;
    let text = "the cart is not the one of the quote";
    check_error(desk.ask(&[]), RefundError::is_other_order, text);
    desk.rules = Ruleset::compile(vec![]).unwrap();
    let text = "the ruleset is not the one of the quote";
    check_error(desk.ask(&[]), RefundError::is_other_order, text);
}
