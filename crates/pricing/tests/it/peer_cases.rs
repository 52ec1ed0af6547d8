//! Carts with known results from the tests, issues and documentation of other engines; every case
//! in `tests/cases/peer-cases.json` names its source.

use pricing::{
    Base, Benefit, BuyGet, Buyer, Cart, GetFrom, GroupGives, Groups, Layer, Limits, Money, Offer,
    Overflow, Per, Pick, Place, Rate, Requirement, Scope, ShareBase, Sku, Spare, Tag, Threshold,
    Tier,
};
use serde_json::Value;

use crate::build::{amount, fen, line, offer, quote, rate, reduce};
use crate::oracle::names;

/// Turns an offer to the policy that a note names.
type Policy = fn(&mut Offer);

/// Cases that hold only under another policy: what the default policy gives, the total and the
/// reductions of the lines, and the policy of the source.
const OTHER_POLICY: &[(&str, i64, &[i64], Policy)] = &[
    // The source gives the spare cent to the last line: 28 and 22.
    ("yu-tier-200-50", 420, &[29, 21, 0], |made| {
        made.spare = Spare::Last;
    }),
    // The source works in whole yuan, 22 and 8 of 30: 42.00.
    (
        "cn-jd-clamp-without-redistribution",
        4250,
        &[15_000, 750],
        |made| {
            made.spare = Spare::Last;
            made.grain = fen(100);
        },
    ),
];

/// Vectors that hold only under another rule for the spare cent: what largest remainder gives, and
/// the rule of the source.
const OTHER_RULE: &[(&str, &[i64], Spare)] = &[
    ("sy-300", &[161, 53, 86], Spare::First),
    ("shopify-4-cents-over-3-units", &[2, 1, 1], Spare::Last),
];

fn document() -> Value {
    serde_json::from_str(include_str!("../cases/peer-cases.json")).unwrap()
}

fn id(case: &Value) -> &str {
    case["id"].as_str().unwrap()
}

#[test]
fn unambiguous_cases() {
    let document = document();
    let mut wrong = Vec::new();
    let mut passed = 0;
    for case in document["cases"].as_array().unwrap() {
        match run(case, |_| {}).compare(&case["expected"]) {
            None => passed += 1,
            Some(difference) => wrong.push(format!("{}: {difference}", id(case))),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(passed, 50);
}

#[test]
fn policy_dependent_cases() {
    let document = document();
    for case in document["policy_dependent"].as_array().unwrap() {
        let result = run(case, |_| {});
        match OTHER_POLICY.iter().find(|other| other.0 == id(case)) {
            None => assert_eq!(result.compare(&case["expected"]), None, "{}", id(case)),
            Some((_, total, off, policy)) => {
                assert!(result.compare(&case["expected"]).is_some(), "{}", id(case));
                let other = run(case, *policy);
                assert_eq!(other.compare(&case["expected"]), None, "{}", id(case));
                let found: Vec<i64> = result.off.iter().map(|line| line.1).collect();
                assert_eq!((result.total, &found[..]), (*total, *off), "{}", id(case));
            }
        }
    }
}

#[test]
fn allocation_vectors() {
    let document = document();
    for vector in document["allocation_vectors"].as_array().unwrap() {
        let numbers = |value: &Value| -> Vec<i64> {
            let numbers = value.as_array().unwrap().iter();
            numbers.map(|number| number.as_i64().unwrap()).collect()
        };
        let weights = numbers(&vector["weights"]);
        let off = vector["amount"].as_i64().unwrap();
        // A share cannot exceed its line, so the lines are worth a multiple of the weights.
        let lines = weights.iter().enumerate();
        let lines = lines.map(|(at, weight)| line(&at.to_string(), weight * 10_000, 1));
        let cart = Cart {
            lines: lines.collect(),
            freight: Money::ZERO,
        };
        let share = |spare| -> Vec<i64> {
            let made = Offer {
                spare,
                ..reduce("off", Layer::SHOP_COUPON, amount(off), Per::Order)
            };
            let quote = quote(vec![made], &cart, &Buyer::default());
            let lines = quote.lines.iter();
            lines
                .map(|line| (line.list - line.payable).minor())
                .collect()
        };
        let found = share(Spare::LargestRemainder);
        let expected = numbers(&vector["expected"]);
        match OTHER_RULE.iter().find(|other| other.0 == id(vector)) {
            None => assert_eq!(found, expected, "{}", id(vector)),
            Some((_, largest_remainder, spare)) => {
                assert_ne!(found, expected, "{}", id(vector));
                assert_eq!(share(*spare), expected, "{}", id(vector));
                assert_eq!(found, *largest_remainder, "{}", id(vector));
            }
        }
    }
}

struct Outcome {
    total: i64,
    freight: i64,
    off: Vec<(String, i64)>,
}

impl Outcome {
    fn compare(&self, expected: &Value) -> Option<String> {
        if self.total != expected["total"].as_i64().unwrap() {
            return Some(format!("total {} for {}", self.total, expected["total"]));
        }
        if let Some(freight) = expected["shipping_payable"].as_i64()
            && freight != self.freight
        {
            return Some(format!("shipping {} for {freight}", self.freight));
        }
        for (line, off) in expected["discount_per_line"]
            .as_object()
            .into_iter()
            .flatten()
        {
            let found = self.off.iter().find(|(id, _)| id == line).unwrap().1;
            if found != off.as_i64().unwrap() {
                return Some(format!("line {line}: {found} off for {off}"));
            }
        }
        None
    }
}

/// Prices a case.
fn run(case: &Value, policy: Policy) -> Outcome {
    let mut cart = Cart::default();
    for described in case["lines"].as_array().unwrap() {
        let mut line = line(
            described["id"].as_str().unwrap(),
            described["unit_price"].as_i64().unwrap(),
            described["qty"].as_u64().unwrap() as u32,
        );
        for tag in described["tags"].as_array().into_iter().flatten() {
            line.tags.push(Tag::from(tag.as_str().unwrap()));
        }
        line.floor = fen(described["min_unit_price"].as_i64().unwrap_or(0));
        cart.lines.push(line);
    }
    cart.freight = fen(case["shipping_fee"].as_i64().unwrap_or(0));
    let mut buyer = Buyer::default();
    let promotions = case["promotions"].as_array().unwrap();
    let mut offers = Vec::new();
    for (at, promotion) in promotions.iter().enumerate() {
        let mut made = translate(promotions, at, promotion, &cart);
        policy(&mut made);
        offers.push(made);
        if let Some(points) = promotion["points"].as_u64() {
            buyer.points = points;
        }
    }
    let quote = quote(offers, &cart, &buyer);
    let lines = quote.lines.iter();
    Outcome {
        total: quote.payable.minor(),
        freight: (quote.freight - quote.freight_off).minor(),
        off: lines
            .map(|line| {
                let off = line.list - line.payable;
                (line.id.as_str().to_owned(), off.minor())
            })
            .collect(),
    }
}

fn of_item(promotion: &Value) -> bool {
    matches!(promotion["scope"].as_str(), Some("unit" | "line"))
        || promotion["type"] == "deposit_expansion"
}

/// Promotions with a `seq` work in that order, each in a group of its own; those without compete.
/// Unit and line promotions that no order promotion precedes are the item layers.
fn translate(all: &[Value], at: usize, promotion: &Value, cart: &Cart) -> Offer {
    let seq = promotion["seq"].as_u64();
    let before = |other: &&Value| other["seq"].as_u64() < seq;
    let item = of_item(promotion) && all.iter().filter(before).all(of_item);
    let freight = promotion["type"] == "free_shipping";
    let several = several(promotion);
    let layer = if freight {
        Layer::FREIGHT
    } else if several.is_some() {
        Layer(200 + seq.unwrap_or(1) as u16)
    } else if item {
        Layer(seq.unwrap_or(1) as u16)
    } else {
        Layer(300 + seq.unwrap_or(1) as u16)
    };
    let benefit = match several {
        Some(benefit) => benefit,
        None => benefit(promotion),
    };
    let mut made = offer(promotion["id"].as_str().unwrap(), layer, benefit);
    made.group = if seq.is_some() { at as u16 } else { 0 };
    made.priority = at as i32;
    made.exclusive = promotion["exclusive"].as_bool().unwrap_or(false);
    made.scope = scope(&promotion["filter"]);
    if promotion["type"] == "buy_get" {
        made.scope = scope(&promotion["buy"]);
    }
    made.scope.only_unreduced = promotion["only_lines_without_item_discount"] == true;
    conditions(&mut made, promotion, cart);
    made.rate_base = base(promotion);
    made.cap = promotion["cap"].as_i64().map(fen);
    if let (Some(points), Some(worth)) = (
        promotion["max_points"].as_i64(),
        promotion["fen_per_point"].as_i64(),
    ) {
        made.cap = Some(fen(points * worth));
    }
    if promotion["base"] == "item_price" {
        made.share_base = ShareBase::AfterItem;
    }
    if promotion["redistribute_excess"] == false {
        made.overflow = Overflow::Clamp;
    }
    if let Some(units) = promotion["max_units_per_line"].as_u64() {
        made.limits = Limits {
            units_per_order: Some(units as u32),
            ..Limits::default()
        };
    }
    made
}

fn base(promotion: &Value) -> Base {
    match promotion["base"].as_str() {
        None => Base::Remaining,
        Some("item_price") => Base::AfterItem,
        Some("list") => Base::List,
        Some(other) => panic!("unknown base {other}"),
    }
}

fn benefit(promotion: &Value) -> Benefit {
    let value = || promotion["value"].as_i64().unwrap();
    let base = base(promotion);
    let per = match promotion["scope"].as_str() {
        Some("unit") => Per::Unit,
        Some("line") => Per::Line,
        _ => Per::Order,
    };
    match promotion["type"].as_str().unwrap() {
        "percent_off" => Benefit::Reduce {
            off: rate(promotion["value_bp"].as_u64().unwrap() as u16),
            per,
        },
        "amount_off" => Benefit::Reduce {
            off: amount(value()),
            per,
        },
        "set_price" if per == Per::Unit => Benefit::UnitPrice {
            price: fen(value()),
        },
        "set_price" => Benefit::OrderPrice {
            price: fen(value()),
        },
        "tier_amount_off" => Benefit::TiersByAmount {
            tiers: promotion["tiers"]
                .as_array()
                .unwrap()
                .iter()
                .map(|tier| Tier {
                    least: tier[0].as_i64().unwrap(),
                    off: amount(tier[1].as_i64().unwrap()),
                })
                .collect(),
            base,
        },
        "per_each" => Benefit::PerEach {
            each: fen(promotion["each"].as_i64().unwrap()),
            off: fen(value()),
            times: None,
            base,
        },
        "points" => Benefit::Points {
            worth: fen(promotion["fen_per_point"].as_i64().unwrap()),
            share: Rate::WHOLE,
        },
        "free_shipping" => Benefit::FreeFreight,
        "deposit_expansion" => Benefit::Deposit {
            paid: fen(promotion["paid"].as_i64().unwrap()),
            counts_as: fen(promotion["counts_as"].as_i64().unwrap()),
        },
        other => panic!("unknown type {other}"),
    }
}

/// The kinds that count units, if the promotion is one.
fn several(promotion: &Value) -> Option<Benefit> {
    let number = |value: &Value| value.as_u64().map(|number| number as u32);
    let money = |name: &str| promotion[name].as_i64().map(fen);
    let pick = |value: &Value| match value.as_str() {
        Some("cheapest" | "cheapest_first") => Pick::Cheapest,
        None | Some("dearest" | "dearest_first") => Pick::Dearest,
        other => panic!("unknown order {other:?}"),
    };
    let off = match promotion["value_bp"].as_u64() {
        Some(basis_points) => rate(basis_points as u16),
        None => amount(promotion["value"].as_i64().unwrap_or(0)),
    };
    let group = &promotion["group"];
    let mut groups = Groups {
        size: number(&group["size"]).unwrap_or(1),
        fill: pick(&group["order"]),
        times: number(&group["max_groups"]),
        gives: GroupGives::Each(off),
    };
    match (promotion["type"].as_str(), promotion["scope"].as_str()) {
        (Some("first_and_additional"), _) => {
            return Some(Benefit::FirstAndFurther {
                first: money("first")?,
                further: money("additional")?,
                most: number(&promotion["max_units"]),
            });
        }
        (Some("buy_get"), _) => {
            let (buy, get) = (&promotion["buy"], &promotion["get"]);
            return Some(Benefit::BuyGet(BuyGet {
                buy: number(&buy["qty"])?,
                buy_pick: pick(&promotion["pick"]),
                get: number(&get["qty"])?,
                get_pick: pick(&promotion["pick"]),
                from: GetFrom::Other(scope(get)),
                off: rate(promotion["percent_bp"].as_u64()? as u16),
                times: number(&promotion["max_applications"]),
            }));
        }
        (_, Some("cheapest_unit")) => {
            groups.fill = Pick::Cheapest;
            groups.times = Some(1);
        }
        (Some("set_price"), Some("group")) => groups.gives = GroupGives::Price(money("value")?),
        (_, Some("group")) => {}
        (_, Some("nth_in_group")) => {
            let nth = number(&promotion["nth"])?;
            groups.gives = GroupGives::Nth {
                order: pick(&promotion["within_group_order"]),
                places: vec![Place { nth, off }],
            };
        }
        _ => {
            groups.size = number(&promotion["complete_groups_of"])?;
            groups.fill = Pick::MostUnits;
        }
    }
    Some(Benefit::Groups(groups))
}

fn scope(filter: &Value) -> Scope {
    let mut scope = Scope::default();
    let tags = filter["tags"].as_array().into_iter().flatten();
    for tag in tags.chain(filter.get("tag")) {
        scope.tags.push(Tag::from(tag.as_str().unwrap()));
    }
    for line in filter["lines"].as_array().into_iter().flatten() {
        scope.skus.push(Sku::from(line.as_str().unwrap()));
    }
    scope.min_unit_price = filter["min_unit_price"].as_i64().map(fen);
    scope.max_unit_price = filter["max_unit_price"].as_i64().map(fen);
    scope
}

/// The format measures most conditions on the whole cart, the engine on the offer's scope: where
/// those are not the same lines, the offer requires the whole cart to reach them.
fn conditions(made: &mut Offer, promotion: &Value, cart: &Cart) {
    let Some(conditions) = promotion["when"].as_object() else {
        return;
    };
    let scope = &made.scope;
    let whole_cart = cart.lines.iter().all(|line| names(scope, line));
    let one_line = scope.skus.len() == 1 || cart.lines.len() == 1;
    for (name, value) in conditions {
        let number = value.as_i64().unwrap_or(0);
        let amount = |base| Threshold::Amount {
            least: fen(number),
            base,
        };
        let count = |least| Threshold::Count { least };
        let mut of_scope = whole_cart;
        let mut lines = Scope::default();
        let threshold = match name.as_str() {
            "min_items_total" => amount(Base::List),
            "min_item_price_total" => amount(Base::AfterItem),
            "min_items_total_after_previous" => amount(Base::Remaining),
            "min_qty" => count(number as u32),
            "min_filtered_total" => {
                of_scope = true;
                amount(Base::Remaining)
            }
            "min_line_qty" if one_line => {
                of_scope = true;
                count(number as u32)
            }
            // The tag that `min_tag_total` is measured on.
            "tag" => continue,
            "min_tag_total" => {
                of_scope = false;
                lines
                    .tags
                    .push(Tag::from(conditions["tag"].as_str().unwrap()));
                amount(Base::List)
            }
            "cart_contains" => {
                of_scope = false;
                lines.skus.push(Sku::from(value.as_str().unwrap()));
                count(1)
            }
            other => panic!("unknown condition {other}"),
        };
        if of_scope {
            assert_eq!(made.threshold, Threshold::None, "one of them a promotion");
            made.threshold = threshold;
        } else {
            made.requires.push(Requirement {
                scope: lines,
                threshold,
            });
        }
    }
}
