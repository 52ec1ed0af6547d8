//! Past prices: what is refused, and which of them count.

use lint::{History, PastPrice};
use pricing::{Instant, Money, Sku, Window};

#[test]
fn past_prices_that_cannot_be_are_refused() {
    let check = |from: &str, until: &str, more: &str, words: &str| {
        let price = r#""sku": "tea", "price": 1, "sold": 1"#;
        let text = format!(
            r#"{{ "prices": [{{ {price}, "from": "2026-0{from}-01T00:00:00Z", "until": "2026-0{until}-01T00:00:00Z"{more} }}] }}"#
        );
        assert_eq!(History::parse(&text).err().as_deref(), Some(words));
    };
    let backwards = "prices[0].until is not after `from`";
    check("2", "1", "", backwards);
    check("2", "2", "", backwards);
    let flag = "prices[0].countdown is missing or of a wrong type";
    check("1", "2", r#", "countdown": "yes""#, flag);
}

/// Prices of one product from day to day, each with the units sold at it.
fn history(prices: &[(i64, i64, i64, u32)]) -> History {
    let mut history = History::default();
    for (price, from, until, sold) in prices {
        history.prices.push(PastPrice {
            sku: Sku::new("tea"),
            price: Money::new(*price),
            window: Window {
                from: day(*from),
                until: day(*until),
            },
            sold: *sold,
            countdown: false,
        });
    }
    history
}

fn day(number: i64) -> Instant {
    Instant::from_ms(number * 24 * 60 * 60 * 1000)
}

/// In the seven days before day 30.
#[test]
fn the_lowest_of_the_days_before() {
    let lowest = |prices: &[_]| history(prices).lowest(&Sku::new("tea"), 7, day(30));
    assert_eq!(lowest(&[(900, 20, 30, 1), (800, 24, 25, 1)]), money(800));
    // A price that ended as the days begin, one that begins as they end, one at which nothing was sold.
    assert_eq!(lowest(&[(900, 20, 30, 1), (800, 20, 23, 1)]), money(900));
    assert_eq!(lowest(&[(900, 20, 30, 1), (800, 30, 31, 1)]), money(900));
    assert_eq!(lowest(&[(900, 20, 30, 1), (800, 24, 25, 0)]), money(900));
    assert_eq!(lowest(&[]), None);
}

#[test]
fn the_last_before() {
    let last = |prices: &[_]| history(prices).last(&Sku::new("tea"), day(30));
    let prices = [(900, 1, 5, 1), (800, 9, 10, 1), (700, 6, 8, 1)];
    assert_eq!(last(&prices), money(800));
    assert_eq!(last(&[(900, 1, 5, 1), (800, 9, 10, 0)]), money(900));
    assert_eq!(last(&[(900, 1, 5, 1), (800, 30, 31, 1)]), money(900));
}

fn money(minor: i64) -> Option<Money> {
    Some(Money::new(minor))
}
