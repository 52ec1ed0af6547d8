//! The conditions of a promotion, as thresholds of the engine.

use pricing::{Base, Cart, Money, Requirement, Scope, Sku, Tag, Threshold};

use super::fields::Fields;
use super::promotion::picked;

/// What must hold before a promotion works.
#[derive(Clone, Debug)]
pub(super) struct Conditions {
    /// On its own lines.
    pub(super) own: Threshold,
    /// On others, or on the whole cart.
    pub(super) requires: Vec<Requirement>,
    /// Whether one of them looks at what other promotions leave.
    pub(super) moves: bool,
    /// Whether one of them looks at prices after promotions of units and lines.
    pub(super) of_item_prices: bool,
}

impl Default for Conditions {
    fn default() -> Self {
        Self {
            own: Threshold::None,
            requires: Vec::new(),
            moves: false,
            of_item_prices: false,
        }
    }
}

/// Reads the conditions of a promotion with this filter.
pub(super) fn read(when: &Fields, filter: &Scope, cart: &Cart) -> Result<Conditions, String> {
    let mut conditions = Conditions::default();
    let all = Scope::default;
    for name in when.names() {
        let (scope, threshold) = match name {
            "min_items_total" => (all(), amount(when, name, Base::List)?),
            "min_item_price_total" => {
                conditions.moves = true;
                conditions.of_item_prices = true;
                (all(), amount(when, name, Base::AfterItem)?)
            }
            "min_items_total_after_previous" => {
                conditions.moves = true;
                (all(), amount(when, name, Base::Remaining)?)
            }
            "min_filtered_total" => {
                conditions.moves = true;
                conditions.own = amount(when, name, Base::Remaining)?;
                continue;
            }
            "tag" if when.has("min_tag_total") => continue,
            "tag" => (tagged(when.text(name)?), Threshold::Count { least: 1 }),
            "min_tag_total" => {
                let threshold = amount(when, name, Base::List)?;
                (tagged(when.text("tag")?), threshold)
            }
            "min_qty" => (all(), count(when, name)?),
            "min_line_qty" => (fullest(filter, cart), count(when, name)?),
            "cart_contains" => {
                for id in when.texts(name)? {
                    conditions.requires.push(Requirement {
                        scope: containing(id, cart),
                        threshold: Threshold::Count { least: 1 },
                    });
                }
                continue;
            }
            other => return Err(when.fault(other, "there is no such condition")),
        };
        conditions.requires.push(Requirement { scope, threshold });
    }
    Ok(conditions)
}

fn amount(when: &Fields, name: &str, base: Base) -> Result<Threshold, String> {
    let least = when.money(name)?.max(Money::ZERO);
    Ok(Threshold::Amount { least, base })
}

fn count(when: &Fields, name: &str) -> Result<Threshold, String> {
    let least = when.count(name)?;
    Ok(Threshold::Count { least })
}

fn tagged(tag: &str) -> Scope {
    Scope {
        tags: vec![Tag::from(tag)],
        ..Scope::default()
    }
}

fn line(id: &str) -> Scope {
    Scope {
        skus: vec![Sku::from(id)],
        ..Scope::default()
    }
}

/// The line of a filter with most units: if any of them has enough, that one has.
fn fullest(filter: &Scope, cart: &Cart) -> Scope {
    let mut fullest = None;
    for line in picked(filter, cart) {
        if fullest.is_none_or(|(_, most)| line.quantity > most) {
            fullest = Some((line.sku.as_str(), line.quantity));
        }
    }
    line(fullest.map_or("", |(sku, _)| sku))
}

/// The line of this id, or the lines that carry it as a tag.
fn containing(id: &str, cart: &Cart) -> Scope {
    let is_line = cart.lines.iter().any(|line| line.sku.as_str() == id);
    if is_line { line(id) } else { tagged(id) }
}
