//! What is fuzzed, apart from who feeds it: bytes in, and a panic if the engine breaks a promise.
//!
//! libFuzzer feeds these in `fuzz_targets`; the tests of `pricing` feed them on stable Rust.

mod feed;
mod offers;

use feed::Feed;
use offers::{buyer, cart as some_cart, offer, template};
use pricing::{
    Cart, Layer, LineRefund, Money, Order, Quote, RefundPolicy, RefundRequest, Return, Ruleset,
};

/// Offers that are in order.
fn some_ruleset(feed: &mut Feed) -> Ruleset {
    let mut offers = Vec::new();
    for at in 0..feed.below(9) {
        let mut made = offer(feed, true);
        made.id = format!("o{at}").as_str().into();
        // What the checks refuse alone is left out, so that the others are priced.
        if Ruleset::compile(vec![made.clone()]).is_ok() {
            offers.push(made);
        }
    }
    let mut templates = Vec::new();
    for _ in 0..feed.below(4).saturating_sub(1) {
        templates.push(template(feed));
    }
    let Ok(ruleset) = Ruleset::compile(offers) else {
        unreachable!("they are in order one by one, and their ids differ")
    };
    ruleset.clone().with_freight(templates).unwrap_or(ruleset)
}

/// Any cart and any buyer against offers that are in order; how many offers worked.
pub fn cart(bytes: &[u8]) -> usize {
    let mut feed = Feed::new(bytes);
    let cart = some_cart(&mut feed);
    let ruleset = some_ruleset(&mut feed);
    price(&ruleset, &cart, &mut feed)
}

/// Any offers, most of them out of order somewhere; how many worked.
pub fn ruleset(bytes: &[u8]) -> usize {
    let mut feed = Feed::new(bytes);
    let cart = some_cart(&mut feed);
    let mut offers = Vec::new();
    for _ in 0..feed.below(5) {
        let sane = feed.below(4) > 0;
        offers.push(offer(&mut feed, sane));
    }
    match Ruleset::compile(offers) {
        Ok(ruleset) => price(&ruleset, &cart, &mut feed),
        Err(error) => {
            assert!(!error.to_string().is_empty() && !error.problems().is_empty());
            0
        }
    }
}

fn price(ruleset: &Ruleset, cart: &Cart, feed: &mut Feed) -> usize {
    let buyer = buyer(feed, ruleset.offers());
    let now = feed.instant();
    for line in cart.lines.iter().take(3) {
        let price = ruleset.price_of(line, &buyer, now);
        assert!(price.unit >= Money::ZERO && price.unit <= line.unit_price.max(Money::ZERO));
    }
    match ruleset.quote(cart, &buyer, now) {
        Ok(quote) => {
            check(cart, &quote);
            quote.applied.len()
        }
        Err(error) => {
            assert!(!error.to_string().is_empty());
            0
        }
    }
}

/// The sums that hold for every quote.
fn check(cart: &Cart, quote: &Quote) {
    let zero = Money::ZERO;
    let mut goods = zero;
    let mut taken = zero;
    for (line, priced) in cart.lines.iter().zip(&quote.lines) {
        assert!(zero <= priced.payable && priced.payable <= priced.list);
        assert!(priced.list <= Money::LIMIT);
        let mut shared = zero;
        for share in &priced.shares {
            assert!(share.amount >= zero && share.units > 0);
            assert!(u64::from(share.first) + u64::from(share.units) <= line.quantity.into());
            shared += share.amount;
        }
        assert_eq!(shared, priced.list - priced.payable);
        goods += priced.payable;
        taken += shared;
    }
    for applied in &quote.applied {
        assert!(applied.amount >= zero);
        if applied.layer == Layer::FREIGHT {
            taken += applied.amount;
        }
    }
    assert!(zero <= quote.freight_off && quote.freight_off <= quote.freight);
    assert_eq!(quote.payable, goods + quote.freight - quote.freight_off);
    assert_eq!(quote.saved(), taken);
    assert!(quote.search.gap >= zero && quote.search.examined <= 1 << 12);
}

/// Returns of any units, one after another, from quotes that are sound and from some that are not;
/// how many went through.
pub fn refund(bytes: &[u8]) -> usize {
    let mut feed = Feed::new(bytes);
    let cart = some_cart(&mut feed);
    let ruleset = some_ruleset(&mut feed);
    let buyer = buyer(&mut feed, ruleset.offers());
    let Ok(quote) = ruleset.quote(&cart, &buyer, feed.instant()) else {
        return 0;
    };
    let sound = feed.below(4) > 0;
    let quote = if sound {
        quote
    } else {
        broken(quote, &mut feed)
    };
    let order = Order {
        quote: &quote,
        cart: &cart,
        buyer: &buyer,
    };
    let policy = if feed.flag() {
        RefundPolicy::KeepShare
    } else {
        RefundPolicy::ReEvaluate
    };
    let (mut before, mut went, mut paid) = (Vec::<LineRefund>::new(), 0, Money::ZERO);
    for _ in 0..feed.below(5) + 1 {
        let mut now = Vec::new();
        for line in &cart.lines {
            if feed.flag() {
                let units = if feed.below(8) == 1 {
                    feed.count()
                } else {
                    1 + u32::from(feed.byte()) % line.quantity.min(3)
                };
                let line = line.id.clone();
                now.push(Return { line, units });
            }
        }
        let request = RefundRequest {
            before: &before,
            now: &now,
            dispatched: feed.flag(),
            at: feed.instant(),
        };
        let _shares = quote.refund(&request);
        let Ok(refund) = ruleset.refund(&order, policy, &request) else {
            continue;
        };
        went += 1;
        paid += refund.amount;
        if sound {
            let goods: Money = refund.lines.iter().map(|line| line.amount).sum();
            assert!(refund.amount >= Money::ZERO && refund.freight >= Money::ZERO);
            assert_eq!(refund.amount, goods + refund.freight);
            assert!(paid <= quote.payable);
            let all = cart.lines.iter().all(|line| {
                let of = |lines: &[LineRefund]| {
                    let of_line = lines.iter().filter(|refund| refund.line == line.id);
                    of_line.map(|refund| u64::from(refund.units)).sum::<u64>()
                };
                !line.ticked || of(&before) + of(&refund.lines) == u64::from(line.quantity)
            });
            assert_eq!(refund.complete, all);
            if all {
                let goods: Money = quote.lines.iter().map(|line| line.payable).sum();
                assert!(paid == goods || paid == quote.payable);
            }
        }
        before.extend(refund.lines);
    }
    if sound {
        all_the_rest(&ruleset, &order, policy, before, paid);
    }
    went
}

/// With what is left sent back before it was dispatched, exactly what was paid has come back.
fn all_the_rest(
    ruleset: &Ruleset,
    order: &Order,
    policy: RefundPolicy,
    before: Vec<LineRefund>,
    paid: Money,
) {
    let mut now = Vec::new();
    for line in order.cart.lines.iter().filter(|line| line.ticked) {
        let of_line = before.iter().filter(|refund| refund.line == line.id);
        let back: u32 = of_line.map(|refund| refund.units).sum();
        if back < line.quantity {
            let units = line.quantity - back;
            let line = line.id.clone();
            now.push(Return { line, units });
        }
    }
    if now.is_empty() {
        return;
    }
    let request = RefundRequest {
        before: &before,
        now: &now,
        dispatched: false,
        at: order.quote.at,
    };
    let refund = match ruleset.refund(order, policy, &request) {
        Ok(refund) => refund,
        Err(error) => panic!("{error}"),
    };
    assert!(refund.complete);
    assert_eq!(paid + refund.amount, order.quote.payable);
}

/// A stored quote with something changed in it.
fn broken(mut quote: Quote, feed: &mut Feed) -> Quote {
    for line in &mut quote.lines {
        match feed.below(8) {
            0 => line.payable = feed.money(),
            1 => line.list = feed.money(),
            2 => line.shares.clear(),
            _ => {}
        }
        for share in &mut line.shares {
            match feed.below(8) {
                0 => share.applied = usize::from(feed.byte()),
                1 => share.amount = feed.money(),
                2 => share.first = feed.count(),
                3 => share.units = feed.count(),
                _ => {}
            }
        }
    }
    match feed.below(8) {
        0 => quote.payable = feed.money(),
        1 => quote.freight = feed.money(),
        2 => quote.freight_off = feed.money(),
        3 => quote.applied.clear(),
        4 => quote.lines.clear(),
        _ => {}
    }
    quote
}
