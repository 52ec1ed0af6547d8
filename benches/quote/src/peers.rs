//! Carts and deals that a JavaScript peer can price as well, told in neutral JSON so that both
//! sides price the same ones. Each peer is asked only what its own rules can say.

use std::fmt::Write;

use pricing::{
    Base, Benefit, Buyer, Cart, Layer, Line, Money, Off, Offer, OfferId, Per, Rate, Ruleset,
    ShopId, Sku, Tag, Threshold, Tier,
};

use crate::Case;

/// Whose rules the deals keep to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peer {
    /// Medusa's promotion module: one deal after the other on what is left, larger values first.
    Medusa,
    /// E-Com Plus Cloud Commerce's discount app: deals of categories that share no line, then one
    /// for the whole cart.
    CloudCommerce,
}

/// The peer of this number.
#[must_use]
pub fn peer(number: u32) -> Peer {
    if number == 0 {
        Peer::Medusa
    } else {
        Peer::CloudCommerce
    }
}

/// One deal, in minor units; they work one after the other.
struct Deal {
    category: Option<usize>,
    /// What the cart's list value must reach.
    least: i64,
    gives: Gives,
}

enum Gives {
    Amount(i64),
    BasisPoints(u16),
    /// Thresholds, and what the highest one reached takes off.
    StepsByAmount([(i64, i64); 3]),
    StepsByUnits([(i64, i64); 3]),
}

struct Item {
    price: i64,
    quantity: u32,
    category: usize,
}

/// The case of so many lines and deals.
///
/// # Panics
///
/// If the offers are wrong, which they are not.
#[must_use]
pub fn case(peer: Peer, lines: usize, deals: usize) -> Case {
    let mut offers = Vec::new();
    for (at, deal) in self::deals(peer, deals).iter().enumerate() {
        offers.push(offer(at, deal));
    }
    let mut made = Vec::new();
    for (at, item) in items(peer, lines, deals).iter().enumerate() {
        made.push(Line {
            id: format!("line-{at}").as_str().into(),
            sku: Sku::new(&format!("sku-{at}")),
            shop: ShopId::from("shop"),
            unit_price: Money::new(item.price),
            quantity: item.quantity,
            ticked: true,
            tags: vec![tag(item.category)],
            grams: 0,
            floor: Money::ZERO,
        });
    }
    Case {
        ruleset: Ruleset::compile(offers).expect("the bench offers are right"),
        cart: Cart {
            lines: made,
            freight: Money::ZERO,
        },
        buyer: Buyer::default(),
    }
}

fn items(peer: Peer, lines: usize, deals: usize) -> Vec<Item> {
    let categories = match peer {
        Peer::Medusa => 6,
        Peer::CloudCommerce => deals.saturating_sub(1).max(1),
    };
    let mut items = Vec::new();
    for at in 0..lines {
        items.push(Item {
            price: 990 + (at * 7_919 % 500) as i64 * 100,
            quantity: 1 + (at % 3) as u32,
            category: at % categories,
        });
    }
    items
}

fn deals(peer: Peer, count: usize) -> Vec<Deal> {
    let mut deals = Vec::new();
    for at in 0..count {
        deals.push(match peer {
            Peer::Medusa => medusa(at, count),
            Peer::CloudCommerce => cloud_commerce(at, count),
        });
    }
    deals
}

/// Amounts and ladders, each less than the one before; then rates, which are smaller numbers.
fn medusa(at: usize, count: usize) -> Deal {
    let amounts = count - count / 3;
    if at >= amounts {
        let number = at - amounts;
        return Deal {
            category: Some(number % 6),
            least: 0,
            gives: Gives::BasisPoints(900 - number as u16 * 10),
        };
    }
    let off = 2_000 + (amounts - at) as i64 * 400;
    let (least, gives) = if at.is_multiple_of(2) {
        (10_000 * (at as i64 + 1), Gives::Amount(off))
    } else {
        let steps = [(20_000, off), (100_000, off + 100), (1_000_000, off + 200)];
        (0, Gives::StepsByAmount(steps))
    };
    Deal {
        category: None,
        least,
        gives,
    }
}

fn cloud_commerce(at: usize, count: usize) -> Deal {
    if at + 1 == count {
        return Deal {
            category: None,
            least: 50_000,
            gives: Gives::BasisPoints(500),
        };
    }
    let gives = if at.is_multiple_of(2) {
        Gives::BasisPoints(500 + at as u16 * 10)
    } else {
        Gives::StepsByUnits([(2, 100), (4, 300), (8, 800)])
    };
    Deal {
        category: Some(at),
        least: 0,
        gives,
    }
}

fn offer(at: usize, deal: &Deal) -> Offer {
    let tiers = |steps: &[(i64, i64)]| {
        let mut tiers = Vec::new();
        for (least, off) in steps {
            let off = Off::Amount(Money::new(*off));
            tiers.push(Tier { least: *least, off });
        }
        tiers
    };
    let reduce = |off| Benefit::Reduce {
        off,
        per: Per::Order,
    };
    let benefit = match &deal.gives {
        Gives::Amount(off) => reduce(Off::Amount(Money::new(*off))),
        Gives::BasisPoints(rate) => reduce(Off::Rate(Rate::new(*rate).unwrap_or(Rate::WHOLE))),
        Gives::StepsByAmount(steps) => Benefit::TiersByAmount {
            tiers: tiers(steps),
            base: Base::List,
        },
        Gives::StepsByUnits(steps) => Benefit::TiersByCount {
            tiers: tiers(steps),
        },
    };
    let mut offer = Offer::new(
        OfferId::new(&format!("deal-{at}")),
        Layer::SHOP_REDUCTION,
        benefit,
    );
    offer.group = at as u16;
    offer.priority = at as i32;
    if let Some(category) = deal.category {
        offer.scope.tags.push(tag(category));
    }
    if deal.least > 0 {
        offer.threshold = Threshold::Amount {
            least: Money::new(deal.least),
            base: Base::List,
        };
    }
    offer
}

fn tag(category: usize) -> Tag {
    Tag::new(&format!("category-{category}"))
}

/// The cart and the deals of a case as JSON.
#[must_use]
pub fn json(peer: Peer, lines: usize, count: usize) -> String {
    let mut text = String::from("{\"lines\":[");
    for (at, item) in items(peer, lines, count).iter().enumerate() {
        let comma = if at > 0 { "," } else { "" };
        let Item {
            price,
            quantity,
            category,
        } = item;
        let _ = write!(
            text,
            "{comma}{{\"price\":{price},\"quantity\":{quantity},\"category\":\"c{category}\"}}"
        );
    }
    text.push_str("],\"deals\":[");
    for (at, deal) in deals(peer, count).iter().enumerate() {
        let comma = if at > 0 { "," } else { "" };
        let category = match deal.category {
            Some(category) => format!("\"c{category}\""),
            None => "null".to_owned(),
        };
        let gives = match &deal.gives {
            Gives::Amount(off) => format!("\"amount\":{off}"),
            Gives::BasisPoints(rate) => format!("\"basis_points\":{rate}"),
            Gives::StepsByAmount(steps) => format!("\"by_amount\":{}", pairs(steps)),
            Gives::StepsByUnits(steps) => format!("\"by_units\":{}", pairs(steps)),
        };
        let least = deal.least;
        let _ = write!(
            text,
            "{comma}{{\"category\":{category},\"least\":{least},{gives}}}"
        );
    }
    text.push_str("]}");
    text
}

fn pairs(steps: &[(i64, i64)]) -> String {
    let mut text = String::from("[");
    for (at, (least, off)) in steps.iter().enumerate() {
        let comma = if at > 0 { "," } else { "" };
        let _ = write!(text, "{comma}[{least},{off}]");
    }
    text.push(']');
    text
}
