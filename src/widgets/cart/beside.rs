//! What a bill says under its total: how much of it has been paid as a deposit, and what comes on top
//! of the goods, which no total counts.

use campaign::{Words, say};
use pricing::{Gives, Money, Quote};

use super::state::{Row, RowKind, push};
use super::till::Till;
use super::words::*;

/// The rows under the total, the deposit before what comes on top.
pub(super) fn rows(till: &Till, quote: &Quote) -> Vec<Row> {
    let mut rows = Vec::new();
    if quote.deposit > Money::ZERO {
        row(&mut rows, till, &DEPOSIT, quote.deposit);
        row(&mut rows, till, &BALANCE, quote.balance());
    }
    for beside in &quote.beside {
        match &beside.gives {
            Gives::Gifts(gifts) => {
                for gift in gifts {
                    let small = if gift.short > 0 { &GIFT_SHORT } else { &NONE };
                    let count = say::count(u64::from(gift.units));
                    push(
                        &mut rows,
                        RowKind::Beside,
                        till.with(&GIFT, &till.product(&gift.sku)),
                        till.count(small, gift.short),
                        till.with(&TIMES, &count),
                    );
                }
            }
            // By its name: an order can bring several.
            Gives::Cashback(amount) => push(
                &mut rows,
                RowKind::Beside,
                till.name(&beside.offer),
                till.word(&LATER),
                till.money(*amount),
            ),
            Gives::Points(points) => push(
                &mut rows,
                RowKind::Beside,
                till.word(&EARNED),
                String::new(),
                till.with(&POINTS, &say::count(*points)),
            ),
        }
    }
    rows
}

#[inline(never)]
fn row(rows: &mut Vec<Row>, till: &Till, name: &Words, sum: Money) {
    let name = till.word(name);
    push(rows, RowKind::Paid, name, String::new(), till.money(sum));
}
