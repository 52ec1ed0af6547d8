//! A layer for each promotion, so that the engine takes them in the order of the case.

use std::cmp::Reverse;

use pricing::{Base, Cart, Layer, Off, OfferId, Tier};

use super::policy::{Policy, Priority};
use super::promotion::{On, Promotion, What, picked};

/// Where in the engine's chain a promotion works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// Among the item layers: unit by unit, before anything looks at several of them.
    Item,
    /// Among the layers that look at several units. Whatever works on orders may work there too, so
    /// it is also where a reduction of an order goes that comes before one of units.
    Multi,
    /// Among the layers that look at orders.
    Order,
    /// The freight, always last.
    Freight,
}

/// A promotion with its place.
#[derive(Clone, Copy)]
pub(super) struct Placed<'a> {
    pub(super) promotion: &'a Promotion,
    pub(super) zone: Zone,
    pub(super) layer: Layer,
    /// Whether a promotion of units or lines has its turn before.
    pub(super) items_before: bool,
}

impl Placed<'_> {
    /// Whether it had to go where the engine counts it among item prices, though it is one of orders, or
    /// where it does not, though it is one of units or lines.
    pub(super) fn counts_otherwise(&self) -> bool {
        let counts = matches!(self.zone, Zone::Item | Zone::Multi);
        self.zone != Zone::Freight && counts != self.promotion.is_of_items()
    }

    /// Whether this is an offer of it.
    pub(super) fn made(&self, offer: &OfferId) -> bool {
        let of = offer.as_str().split('.').next();
        of == Some(self.promotion.at.to_string().as_str())
    }
}

/// More promotions than this have no layers of their own.
const MOST: usize = 100;

/// Puts promotions in the order in which they work and gives each a layer of its own.
pub(super) fn place<'a>(
    promotions: &[&'a Promotion],
    policy: &Policy,
    cart: &Cart,
) -> Result<Vec<Placed<'a>>, String> {
    if promotions.len() > MOST {
        return Err(format!("promotions: more than {MOST} of them"));
    }
    let mut order = promotions.to_vec();
    order.sort_by_key(|promotion| {
        let first = match policy.priority {
            Priority::AsWritten => false,
            Priority::ItemsFirst => promotion.is_of_items(),
            Priority::OrdersFirst => !promotion.is_of_items(),
        };
        (Reverse(first), promotion.seq, promotion.at)
    });
    let is_freight = |promotion: &Promotion| matches!(promotion.what, What::Shipping(_));
    let goods: Vec<_> = order
        .iter()
        .filter(|promotion| !is_freight(promotion))
        .collect();
    // A capped reduction of units or lines is shared over lines in an order layer, but the engine does
    // not count it among item prices there; a deposit it does count.
    let asked = goods
        .iter()
        .any(|promotion| promotion.asks_for_item_prices());
    // Units that one limit has covered are no longer the dearest, which the next one is for; an item layer
    // would begin with them again.
    let limits = |at: usize| goods[at].max_units_per_line.is_some();
    let again = |at: usize| limits(at) && goods[at].cap.is_none() && (0..at).any(limits);
    let is_plain = |at: &usize| {
        let promotion = goods[*at];
        promotion.fits_item(cart) && !(asked && promotion.is_deposit()) && !again(*at)
    };
    let plain = (0..goods.len()).take_while(is_plain).count();
    // Where units of a line have come apart, a reduction of each must look at them one by one.
    let apart = goods.iter().position(|promotion| !promotion.fits_order());
    let alone = |at: usize| apart.is_some_and(|apart| apart < at) && goods[at].is_of_units();
    let last = (0..goods.len()).rposition(|at| !goods[at].fits_order() || alone(at));
    let mut orders = 0;
    let mut placed = Vec::new();
    let mut at = 0;
    for (rank, promotion) in order.iter().enumerate() {
        let zone = if is_freight(promotion) {
            Zone::Freight
        } else {
            at += 1;
            let shared = promotion.cap.is_some() && !asked && promotion.fits_order();
            orders += usize::from(shared || !promotion.is_of_items());
            if at <= plain {
                Zone::Item
            } else if last.is_some_and(|last| at <= last + 1) || orders == 0 {
                Zone::Multi
            } else {
                Zone::Order
            }
        };
        let layer = match zone {
            Zone::Item => Layer(1 + rank as u16),
            Zone::Multi => Layer(Layer::MULTI_UNIT.0 + rank as u16),
            Zone::Order => Layer(Layer::SHOP_REDUCTION.0 + rank as u16),
            Zone::Freight => Layer::FREIGHT,
        };
        let items_before = order[..rank].iter().any(|before| before.is_of_items());
        placed.push(Placed {
            promotion,
            zone,
            layer,
            items_before,
        });
    }
    Ok(placed)
}

/// One layer in which all of these may compete, if there is one.
pub(super) fn together(promotions: &[&Promotion]) -> Option<(Zone, Layer)> {
    let mut found = (Zone::Order, Layer::SHOP_REDUCTION);
    for promotion in promotions {
        if matches!(promotion.what, What::Shipping(_)) || promotion.has_steps_that_fall() {
            return None;
        }
        if !promotion.fits_order() {
            found = (Zone::Multi, Layer::MULTI_UNIT);
        }
    }
    Some(found)
}

impl Promotion {
    /// Whether it looks at units or lines rather than at the order.
    pub(super) fn is_of_items(&self) -> bool {
        match &self.what {
            What::Off { on, .. } | What::Price { on, .. } => !matches!(on, On::Order),
            What::BuyGet(_) | What::FirstAndFurther { .. } => true,
            _ => false,
        }
    }

    /// Whether an item layer can carry it. One that caps a reduction uses the cap up line by line,
    /// where the format shares it.
    fn fits_item(&self, cart: &Cart) -> bool {
        let fits = match &self.what {
            What::Off { on, .. } | What::Price { on, .. } => matches!(on, On::Unit | On::Line),
            What::Deposit { .. } => true,
            _ => false,
        };
        fits && (self.cap.is_none() || self.is_of_one_line(cart) || self.limits_rates())
    }

    /// Whether an order layer can carry it.
    fn fits_order(&self) -> bool {
        match &self.what {
            What::Off { on, .. } => match on {
                On::Order | On::Line => true,
                On::Unit => self.max_units_per_line.is_none(),
                _ => false,
            },
            What::Price { on, .. } => matches!(on, On::Order),
            What::BuyGet(_) | What::FirstAndFurther { .. } => false,
            _ => true,
        }
    }

    /// Whether it takes off each unit.
    fn is_of_units(&self) -> bool {
        matches!(self.what, What::Off { on: On::Unit, .. })
    }

    /// Whether a higher step gives less than a lower one, which no ladder of the engine's does.
    pub(super) fn has_steps_that_fall(&self) -> bool {
        let What::Tiers(tiers) = &self.what else {
            return false;
        };
        let falls = |pair: &[Tier]| match (pair[0].off, pair[1].off) {
            (Off::Amount(lower), Off::Amount(higher)) => higher < lower,
            _ => false,
        };
        tiers.windows(2).any(falls)
    }

    fn is_deposit(&self) -> bool {
        matches!(self.what, What::Deposit { .. })
    }

    /// Whether its lines are a single one, so that there is nothing to share.
    fn is_of_one_line(&self, cart: &Cart) -> bool {
        picked(&self.filter, cart).len() == 1
    }

    /// Whether it takes a rate off a limited number of units, which only an item layer does.
    fn limits_rates(&self) -> bool {
        let rate = matches!(
            self.what,
            What::Off {
                off: Off::Rate(_),
                ..
            }
        );
        rate && self.max_units_per_line.is_some()
    }

    /// Whether it asks what promotions of units and lines have made of prices.
    fn asks_for_item_prices(&self) -> bool {
        self.base == Base::AfterItem || self.filter.only_unreduced || self.when.of_item_prices
    }
}
