//! One promotion of a case, read.

use campaign::json::Value;
use pricing::{
    Base, Cart, Line, Money, Off, Overflow, Pick, Rate, Rounding, Scope, Sku, Tag, Tier,
};

use super::fields::Fields;
use super::when::{self, Conditions};

/// One promotion of a case.
#[derive(Clone, Debug)]
pub(super) struct Promotion {
    /// Its place in the list, from 0.
    pub(super) at: usize,
    pub(super) seq: Option<i64>,
    pub(super) priority: i64,
    pub(super) exclusive: bool,
    pub(super) what: What,
    /// What its rate, its steps and its shares look at.
    pub(super) base: Base,
    pub(super) filter: Scope,
    pub(super) when: Conditions,
    pub(super) cap: Option<Money>,
    /// Where its rate rounds, if it says so.
    pub(super) rounding: Option<Rounding>,
    pub(super) overflow: Overflow,
    pub(super) max_units_per_line: Option<u32>,
}

/// What a promotion gives.
#[derive(Clone, Debug)]
pub(super) enum What {
    Off {
        off: Off,
        on: On,
    },
    Price {
        price: Money,
        on: On,
    },
    Tiers(Vec<Tier>),
    PerEach {
        each: Money,
        off: Money,
        times: Option<u32>,
    },
    BuyGet(Box<Sets>),
    FirstAndFurther {
        first: Money,
        further: Money,
        most: Option<u32>,
    },
    Points {
        points: u64,
        most: Option<i64>,
        worth: Money,
    },
    Deposit {
        paid: Money,
        counts_as: Money,
    },
    /// All of the shipping fee, or this part of it.
    Shipping(Option<Off>),
}

/// Sets of units that qualify and units that are reduced.
#[derive(Clone, Debug)]
pub(super) struct Sets {
    pub(super) buy: (Scope, u32),
    pub(super) get: (Scope, u32),
    /// Which units qualify first.
    pub(super) pick: Pick,
    pub(super) off: Off,
    pub(super) times: Option<u32>,
}

/// What a reduction or a price is for.
#[derive(Clone, Debug)]
pub(super) enum On {
    Order,
    Line,
    Unit,
    /// Units in complete groups of so many.
    CompleteGroups(u32),
    CheapestUnit,
    Group {
        size: u32,
        fill: Pick,
        times: Option<u32>,
        /// Whether an amount or a price is that of each unit, not of all of them.
        each: bool,
    },
    Nth {
        size: u32,
        fill: Pick,
        times: Option<u32>,
        order: Pick,
        places: Vec<u32>,
    },
}

/// Reads the promotion at a place of a case's list.
pub(super) fn read(at: usize, fields: &Fields, cart: &Cart) -> Result<Promotion, String> {
    let mut filter = match fields.maybe_map("filter")? {
        Some(filter) => selector(&filter)?,
        None => Scope::default(),
    };
    filter.only_unreduced |= unreduced(fields)?;
    let when = match fields.maybe_map("when")? {
        Some(when) => when::read(&when, &filter, cart)?,
        None => Conditions::default(),
    };
    let base = match fields.maybe_text("base")? {
        None | Some("remaining") => Base::Remaining,
        Some("list") => Base::List,
        Some("item_price") => Base::AfterItem,
        Some(_) => return Err(fields.fault("base", "`list` or `item_price` is expected")),
    };
    let rounding = match fields.maybe_text("rounding")? {
        None => None,
        Some("price_half_up") => Some(Rounding::Price),
        Some("discount_half_up") => Some(Rounding::Reduction),
        Some(_) => return Err(fields.fault("rounding", "`price_half_up` is expected")),
    };
    let overflow = match fields.flag("redistribute_excess")? {
        Some(false) => Overflow::Clamp,
        _ => Overflow::Redistribute,
    };
    let mut what = what(fields)?;
    let lines = picked(&filter, cart);
    // The engine's deposit is one of each unit; where there are several the format means one of all.
    if let What::Deposit { paid, counts_as } = what
        && !matches!(lines[..], [line] if line.quantity == 1)
    {
        let off = Off::Amount(counts_as - paid);
        what = What::Off { off, on: On::Order };
    }
    let most = lines.iter().map(|line| line.quantity).max().unwrap_or(0);
    // A limit that no line reaches is none.
    let limit = fields.maybe_count("max_units_per_line")?;
    let max_units_per_line = limit.filter(|limit| *limit < most);
    Ok(Promotion {
        at,
        seq: fields.maybe_int("seq")?,
        priority: fields.maybe_int("priority")?.unwrap_or(0),
        exclusive: fields.flag("exclusive")?.unwrap_or(false),
        what,
        base,
        filter,
        when,
        cap: fields.maybe_money("cap")?,
        rounding,
        overflow,
        max_units_per_line,
    })
}

fn unreduced(fields: &Fields) -> Result<bool, String> {
    let flag = fields.flag("only_lines_without_item_discount")?;
    Ok(flag.unwrap_or(false))
}

fn what(fields: &Fields) -> Result<What, String> {
    let scope = fields.maybe_text("scope")?;
    Ok(match fields.text("type")? {
        name @ ("percent_off" | "amount_off") => {
            let off = if name == "percent_off" {
                Off::Rate(percent(fields)?)
            } else {
                Off::Amount(fields.money("value")?)
            };
            if scope == Some("shipping") {
                return Ok(What::Shipping(Some(off)));
            }
            let on = on(fields, scope)?;
            What::Off { off, on }
        }
        "set_price" => {
            let on = on(fields, scope)?;
            if matches!(on, On::Line | On::Nth { .. } | On::CompleteGroups(_)) {
                let words = "a price is set on `unit`, `group` or `order`";
                return Err(fields.fault("scope", words));
            }
            let price = fields.money("value")?;
            What::Price { price, on }
        }
        "tier_amount_off" => What::Tiers(tiers(fields)?),
        "per_each" => What::PerEach {
            each: above_zero(fields, "each")?,
            off: fields.money("value")?,
            times: fields.maybe_count("max_times")?,
        },
        "buy_get" => buy_get(fields)?,
        "first_and_additional" => What::FirstAndFurther {
            first: fields.money("first")?,
            further: fields.money("additional")?,
            // None at all is how the source of this kind says that there is no limit.
            most: fields.maybe_count("max_units")?.filter(|most| *most > 0),
        },
        "points" => What::Points {
            points: u64::try_from(fields.int("points")?).unwrap_or(0),
            most: fields.maybe_int("max_points")?,
            worth: fields.money("fen_per_point")?,
        },
        "deposit_expansion" => {
            let (paid, counts_as) = (fields.money("paid")?, fields.money("counts_as")?);
            if paid < Money::ZERO || counts_as < paid {
                let words = "a deposit is at least nothing, and counts for at least what was paid";
                return Err(fields.fault("", words));
            }
            What::Deposit { paid, counts_as }
        }
        "free_shipping" => What::Shipping(None),
        other => return Err(fields.fault("type", &format!("there is no type `{other}`"))),
    })
}

fn above_zero(fields: &Fields, name: &str) -> Result<Money, String> {
    let amount = fields.money(name)?;
    if amount <= Money::ZERO {
        return Err(fields.fault(name, "an amount above nothing is expected"));
    }
    Ok(amount)
}

/// The rate of a promotion: the format says `value_bp` everywhere but in sets.
fn percent(fields: &Fields) -> Result<Rate, String> {
    let sets = fields.text("type")? == "buy_get";
    let names = if sets {
        ["percent_bp", "value_bp"]
    } else {
        ["value_bp", "percent_bp"]
    };
    let other = fields.has(names[1]) && !fields.has(names[0]);
    fields.rate(names[usize::from(other)])
}

fn on(fields: &Fields, scope: Option<&str>) -> Result<On, String> {
    if fields.has("complete_groups_of") {
        return match scope {
            Some("unit") => Ok(On::CompleteGroups(fields.count("complete_groups_of")?)),
            _ => Err(fields.fault("complete_groups_of", "it counts for the scope `unit` only")),
        };
    }
    Ok(match scope {
        None | Some("order") => On::Order,
        Some("line") => On::Line,
        Some("unit") if !fields.has("group") => On::Unit,
        Some("cheapest_unit") => On::CheapestUnit,
        Some(scope @ ("group" | "unit")) => {
            let group = fields.map("group")?;
            let times = group.maybe_count("max_groups")?;
            On::Group {
                size: group.count("size")?,
                fill: order(&group, "order")?.unwrap_or(Pick::Cheapest),
                // «The cheapest `size` units» are one group.
                times: times.or(Some(1)),
                each: scope == "unit",
            }
        }
        Some("nth_in_group") => {
            let group = fields.map("group")?;
            let fill = order(&group, "order")?.unwrap_or(Pick::Cheapest);
            let size = group.count("size")?;
            let mut places = match fields.get("nth") {
                Some(Value::List(_)) => fields.numbers("nth")?,
                _ => vec![fields.int("nth")?],
            };
            places.sort_unstable();
            places.dedup();
            On::Nth {
                size,
                fill,
                times: group.maybe_count("max_groups")?,
                order: order(fields, "within_group_order")?.unwrap_or(fill),
                // No group has a unit beyond its size.
                places: places
                    .iter()
                    .filter_map(|place| u32::try_from(*place).ok())
                    .filter(|place| (1..=size).contains(place))
                    .collect(),
            }
        }
        Some(other) => return Err(fields.fault("scope", &format!("there is no scope `{other}`"))),
    })
}

/// Which units come first.
fn order(fields: &Fields, name: &str) -> Result<Option<Pick>, String> {
    Ok(match fields.maybe_text(name)? {
        None => None,
        Some("cheapest" | "cheapest_first") => Some(Pick::Cheapest),
        Some("dearest" | "dearest_first") => Some(Pick::Dearest),
        Some(_) => {
            let words = "`cheapest_first` or `dearest_first` is expected";
            return Err(fields.fault(name, words));
        }
    })
}

/// Steps of a threshold and what it gives, in rising order.
fn tiers(fields: &Fields) -> Result<Vec<Tier>, String> {
    let mut tiers = Vec::new();
    for item in fields.items("tiers")? {
        let (least, off) = match item {
            Value::Map(_) => (item.get("threshold"), item.get("value")),
            _ => (item.items().first(), item.items().get(1)),
        };
        let both = least
            .and_then(Value::as_int)
            .zip(off.and_then(Value::as_int));
        let words = "steps of a threshold and a value are expected";
        let (least, off) = both.ok_or_else(|| fields.fault("tiers", words))?;
        tiers.push(Tier {
            least,
            off: Off::Amount(Money::new(off)),
        });
    }
    tiers.sort_by_key(|tier| tier.least);
    // A step that gives what the one before it gives is no step of the engine's.
    tiers.dedup_by_key(|tier| tier.off);
    Ok(tiers)
}

fn buy_get(fields: &Fields) -> Result<What, String> {
    let (buy, get) = (fields.map("buy")?, fields.map("get")?);
    Ok(What::BuyGet(Box::new(Sets {
        buy: (selector(&buy)?, buy.count("qty")?),
        get: (selector(&get)?, get.count("qty")?),
        pick: order(fields, "pick")?.unwrap_or(Pick::Dearest),
        off: Off::Rate(percent(fields)?),
        times: fields.maybe_count("max_applications")?,
    })))
}

/// The lines that a filter picks, or one side of a `buy_get`. The engine knows a line by its sku.
fn selector(fields: &Fields) -> Result<Scope, String> {
    let mut scope = Scope::default();
    for name in fields.names() {
        match name {
            "tag" | "tags" => scope
                .tags
                .extend(fields.texts(name)?.into_iter().map(Tag::from)),
            "line" | "lines" => scope
                .skus
                .extend(fields.texts(name)?.into_iter().map(Sku::from)),
            "min_unit_price" => scope.min_unit_price = fields.maybe_money(name)?,
            "max_unit_price" => scope.max_unit_price = fields.maybe_money(name)?,
            "only_lines_without_item_discount" => scope.only_unreduced = unreduced(fields)?,
            "qty" => {}
            other => return Err(fields.fault(other, "lines are not picked by this")),
        }
    }
    Ok(scope)
}

/// The lines of a cart that a scope picks before any price has changed.
pub(super) fn picked<'a>(scope: &Scope, cart: &'a Cart) -> Vec<&'a Line> {
    let lines = cart.lines.iter();
    lines.filter(|line| scope.holds(line)).collect()
}
