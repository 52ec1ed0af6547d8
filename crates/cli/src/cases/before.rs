//! What the promotions before one have made of a cart, where the engine would see it otherwise than the
//! format or cannot choose by it.

use pricing::{Base, Cart, Line, Money, Off, Quote, Rounding, Sku};

use super::offers::{half_up, named};
use super::place::Placed;
use super::policy::Policy;
use super::promotion::{On, Promotion, What, picked};

/// Whether a promotion has something to settle before it can be made an offer.
pub(super) fn is_asked(at: &Placed, before: &[Placed]) -> bool {
    let promotion = at.promotion;
    let of_items = promotion.filter.only_unreduced || promotion.base == Base::AfterItem;
    let otherwise = of_items && before.iter().any(Placed::counts_otherwise);
    otherwise || promotion.has_steps_that_fall()
}

/// The lines as other promotions leave them.
pub(super) struct Before {
    lines: Vec<LineBefore>,
}

struct LineBefore {
    sku: Sku,
    list: Money,
    /// After promotions of units and lines alone.
    item_price: Money,
    left: Money,
}

impl Before {
    /// Reads what `before` has made of the lines of `quote`.
    pub(super) fn new(quote: &Quote, before: &[Placed]) -> Self {
        let is_of_items = |applied: usize| {
            let offer = &quote.applied[applied].offer;
            let mut items = before.iter().filter(|at| at.promotion.is_of_items());
            items.any(|at| at.made(offer))
        };
        let mut lines = Vec::new();
        for line in &quote.lines {
            let mut item_price = line.list;
            for share in &line.shares {
                if is_of_items(share.applied) {
                    item_price -= share.amount;
                }
            }
            lines.push(LineBefore {
                sku: Sku::from(line.id.as_str()),
                list: line.list,
                item_price,
                left: line.payable,
            });
        }
        Self { lines }
    }

    /// The cart after promotions of units and lines.
    pub(super) fn item_prices(&self) -> Money {
        self.lines.iter().map(|line| line.item_price).sum()
    }

    fn of(&self, line: &Line) -> Option<&LineBefore> {
        self.lines.iter().find(|before| before.sku == line.sku)
    }

    /// The promotion in terms of what is left and of list prices: with its lines by name if it looks at
    /// unreduced ones, with another base if that says the same as item prices, with the one amount that
    /// it comes to if it has steps or is the rate of an order.
    pub(super) fn settle(&self, promotion: &Promotion, cart: &Cart, policy: &Policy) -> Promotion {
        let rounding = promotion.rounding.unwrap_or(policy.rounding);
        let rounds_half_up = rounding == Rounding::Reduction && policy.per.is_none();
        let mut settled = promotion.clone();
        let mut lines = picked(&promotion.filter, cart);
        if promotion.filter.only_unreduced {
            let unreduced = |before: &LineBefore| before.item_price == before.list;
            lines.retain(|line| self.of(line).is_some_and(unreduced));
            settled.filter = named(lines.iter().map(|line| &line.sku));
        }
        let lines: Vec<&LineBefore> = lines.iter().filter_map(|line| self.of(line)).collect();
        if promotion.base == Base::AfterItem {
            if lines.iter().all(|line| line.item_price == line.list) {
                settled.base = Base::List;
            } else if lines.iter().all(|line| line.item_price == line.left) {
                settled.base = Base::Remaining;
            }
        }
        let value = lines.iter().map(|line| match promotion.base {
            Base::List => line.list,
            Base::AfterItem => line.item_price,
            Base::Remaining => line.left,
        });
        let value: Money = value.sum();
        let moved = promotion.base == Base::AfterItem && settled.base == Base::AfterItem;
        let of_rate = match promotion.what {
            What::Off {
                off: Off::Rate(rate),
                on: On::Order,
            } if moved && rounds_half_up => Some(half_up(value, rate)),
            _ => None,
        };
        if let Some(amount) = amount(&promotion.what, value).or(of_rate) {
            settled.what = What::Off {
                off: Off::Amount(amount),
                on: On::Order,
            };
        }
        settled
    }
}

/// What steps take off an order of such a value.
fn amount(what: &What, value: Money) -> Option<Money> {
    match what {
        What::Tiers(tiers) => {
            let reached = tiers.iter().rev().find(|tier| tier.least <= value.minor());
            match reached.map(|tier| tier.off) {
                Some(Off::Rate(_)) => None,
                Some(Off::Amount(off)) => Some(off),
                None => Some(Money::ZERO),
            }
        }
        What::PerEach { each, off, times } => {
            let full = value.minor().checked_div(each.minor())?;
            let most = times.map_or(i64::MAX, i64::from);
            Some(off.times(full.min(most)))
        }
        _ => None,
    }
}
