//! What the units of a line paid and who gave the rest, exact to the minor unit.

use alloc::vec::Vec;

use super::RefundError;
use crate::round::{proportion, whole};
use crate::{Funder, Layer, Money, Quote, QuoteLine};

/// What the first units of a line were worth and paid.
#[derive(Clone, Debug, Default)]
pub(super) struct Held {
    pub(super) units: u32,
    pub(super) list: Money,
    /// After the item layers.
    pub(super) after_item: Money,
    pub(super) paid: Money,
    /// What each of the line's shares gave them.
    pub(super) given: Vec<Money>,
}

/// The first `kept` units of a line.
///
/// Each share is taken, in the order of the chain, from the units it fell on, in proportion to what
/// those still cost; what comes off the first ones is rounded down. So what any first units paid never
/// falls with their number, and what they paid and were given adds up to their list price.
pub(super) fn held(line: &QuoteLine, quote: &Quote, kept: u32) -> Held {
    let mut held = Held {
        units: kept,
        ..Held::default()
    };
    if line.units == 0 {
        held.given = vec![Money::ZERO; line.shares.len()];
        return held;
    }
    let unit = whole(line.list) / u64::from(line.units);
    // What the units before each point still cost: those kept, all of them, and those before the
    // first and after the last unit of each share.
    let mut points = vec![unit * u64::from(kept), unit * u64::from(line.units)];
    for share in &line.shares {
        points.push(unit * u64::from(share.first));
        points.push(unit * (u64::from(share.first) + u64::from(share.units)));
    }
    held.list = money(points[0]);
    let mut in_item = true;
    for (at, share) in line.shares.iter().enumerate() {
        if in_item && quote.applied[share.applied].layer >= Layer::SHOP_REDUCTION {
            held.after_item = money(points[0]);
            in_item = false;
        }
        let before = points[0];
        let (from, to) = (points[2 + at * 2], points[3 + at * 2]);
        let amount = whole(share.amount);
        let own = amount.min(to - from);
        take(&mut points, from, to, own);
        // The engine may have split the units a minor unit apart from this; the line makes up for it.
        let total = points[1];
        take(&mut points, 0, total, amount - own);
        held.given.push(money(before - points[0]));
    }
    held.paid = money(points[0]);
    if in_item {
        held.after_item = held.paid;
    }
    held
}

/// Takes an amount off what lies between two points, in proportion.
fn take(points: &mut [u64], from: u64, to: u64, amount: u64) {
    if amount == 0 {
        return;
    }
    for point in points {
        let inside = (*point).clamp(from, to) - from;
        *point -= proportion(amount, inside, to - from).0;
    }
}

fn money(minor: u64) -> Money {
    Money::new(minor as i64)
}

/// Whether the quote is one that the engine can have made, as far as refunds need it.
pub(super) fn check(quote: &Quote) -> Result<(), RefundError> {
    let mut list = Money::ZERO;
    for line in &quote.lines {
        if line.list > Money::LIMIT {
            return Err(RefundError::overflow());
        }
        list += line.list;
        let mut left = line.list;
        let mut sound = line.payable >= Money::ZERO
            && match line.units {
                0 => line.list.is_zero(),
                units => line.list.minor() % i64::from(units) == 0,
            };
        for share in &line.shares {
            let last = u64::from(share.first) + u64::from(share.units);
            sound &= share.applied < quote.applied.len()
                && share.amount >= Money::ZERO
                && share.amount <= left
                && last <= u64::from(line.units);
            left = (left - share.amount).at_least_zero();
        }
        if !sound || left != line.payable {
            return Err(RefundError::unsound());
        }
    }
    if list > Money::LIMIT {
        return Err(RefundError::overflow());
    }
    let off = quote.freight_off;
    if off < Money::ZERO || off > quote.freight {
        return Err(RefundError::unsound());
    }
    Ok(())
}

/// What lines of a quote pay for goods.
pub(super) fn goods(quote: &Quote) -> Money {
    let mut goods = Money::ZERO;
    for line in &quote.lines {
        goods += line.payable;
    }
    goods
}

/// Amounts by funder, in the order of [`FUNDERS`].
pub(super) type ByFunder = [Money; 3];

pub(super) const FUNDERS: [Funder; 3] = [Funder::Shop, Funder::Platform, Funder::Brand];

pub(super) fn place(funder: Funder) -> usize {
    match funder {
        Funder::Shop => 0,
        Funder::Platform => 1,
        Funder::Brand => 2,
    }
}

/// What each funder gave for the goods of a quote.
pub(super) fn funded(quote: &Quote) -> ByFunder {
    let mut funded = ByFunder::default();
    for line in &quote.lines {
        for share in &line.shares {
            funded[place(quote.applied[share.applied].funder)] += share.amount;
        }
    }
    funded
}
