//! Deposits that count for more than was paid (定金膨胀).

use pricing::{
    Base, Benefit, Buyer, Cart, Layer, Limits, Offer, OfferId, Per, Quote, Reason, Ruleset, Sharing,
};

use super::{goods, of_sku, pays};
use crate::build::{NOW, cart, fen, line, off_from, offer, rate, reason, reduce, used};

fn deposit(paid: i64, counts_as: i64) -> Offer {
    let (paid, counts_as) = (fen(paid), fen(counts_as));
    offer("定金", Layer::DEPOSIT, Benefit::Deposit { paid, counts_as })
}

/// Deposit, balance and total.
#[track_caller]
fn presale(offers: Vec<Offer>, cart: &Cart, paid: i64, payable: i64) -> Quote {
    let quote = pays(offers, cart, &Buyer::default(), payable);
    assert_eq!(quote.deposit, fen(paid));
    quote
}

/// Presale of 1000, a deposit of 100 counts 200; 800−10 and 600−10 see 900 and 890.
#[test]
fn e3_presale_and_two_coupons() {
    let remaining = Base::Remaining;
    let offers = vec![
        deposit(10_000, 20_000),
        off_from("店铺", Layer::SHOP_COUPON, remaining, 80_000, 1_000),
        off_from("平台", Layer::PLATFORM_COUPON, remaining, 60_000, 1_000),
    ];
    let quote = presale(offers, &goods(100_000), 10_000, 88_000);
    assert_eq!(used(&quote), ["定金", "店铺", "平台"]);
    assert_eq!(quote.balance(), fen(78_000));
    assert_eq!(quote.applied[0].sharing, Sharing::ByUnit);
}

#[test]
fn e4_balance() {
    let quote = presale(
        vec![deposit(10_000, 20_000)],
        &goods(80_000),
        10_000,
        70_000,
    );
    assert_eq!(quote.balance(), fen(60_000));
}

/// A deposit that counts for no more than was paid leaves the coupon its threshold.
#[test]
fn e5_expansion_costs_the_coupon() {
    let coupon = || off_from("150−30", Layer::SHOP_COUPON, Base::Remaining, 15_000, 3_000);
    let offers = vec![deposit(5_000, 5_000), coupon()];
    let quote = presale(offers, &goods(18_800), 5_000, 15_800);
    assert_eq!(used(&quote), ["定金", "150−30"]);
    assert!(quote.applied[0].amount.is_zero());
    let offers = vec![deposit(5_000, 15_000), coupon()];
    let quote = presale(offers, &goods(18_800), 5_000, 8_800);
    assert_eq!(reason(&quote, "150−30"), Some(&crate::build::short(6_200)));
}

#[test]
fn deposits_of_units() {
    let three = cart(vec![line("a", 10_000, 3), line("b", 500, 1)]);
    let of_a = |limit| Offer {
        scope: of_sku("a"),
        limits: Limits {
            units_per_order: limit,
            ..Limits::default()
        },
        ..deposit(1_000, 3_000)
    };
    presale(vec![of_a(None)], &three, 3_000, 24_500);
    presale(vec![of_a(Some(2))], &three, 2_000, 26_500);
    // No line has been paid for beyond what it costs.
    presale(vec![deposit(1_000, 1_000)], &three, 3_500, 30_500);
    let free = reduce("免单", Layer::SHOP_COUPON, rate(10_000), Per::Order);
    presale(vec![of_a(None), free], &three, 0, 0);
    // One that counts for no more than was paid lowers no price.
    for (counts_as, unit, by) in [(1_000, 500, None), (1_100, 400, Some("定金".into()))] {
        let ruleset = Ruleset::compile(vec![deposit(1_000, counts_as)]).unwrap();
        let price = ruleset.price_of(&three.lines[1], &Buyer::default(), NOW);
        assert_eq!((price.unit, price.offer), (fen(unit), by));
    }
    // It competes for a unit like any price of an item layer.
    let mut flash = offer(
        "秒杀",
        Layer::DEPOSIT,
        Benefit::UnitPrice { price: fen(7_000) },
    );
    flash.scope = of_sku("a");
    let quote = presale(vec![of_a(None), flash], &three, 0, 21_500);
    let beaten = Reason::BeatenBy(OfferId::from("秒杀"));
    assert_eq!(reason(&quote, "定金"), Some(&beaten));
}
