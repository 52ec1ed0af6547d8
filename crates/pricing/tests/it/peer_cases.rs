//! Carts with known results from the tests, issues and documentation of other engines; every case
//! in `tests/cases/peer-cases.json` names its source.

use pricing::{
    Base, Benefit, Buyer, Cart, Layer, Limits, Money, Offer, Overflow, Per, Rate, Requirement,
    Scope, ShareBase, Sku, Spare, Tag, Threshold, Tier,
};
use serde_json::Value;

use crate::build::{amount, fen, line, offer, quote, rate, reduce};

/// Cases that need a kind or a condition the engine does not have yet, and what that is. A case
/// leaves this list when the engine can run it.
const NOT_YET: &[(&str, &str)] = &[
    ("so-groups-of-2-qty3", "complete groups of units"),
    ("so-first-and-additional-max5", "first and additional units"),
    ("me-buy1-get1-dearest", "buy X get Y"),
    ("me-buy2-get2-same", "buy X get Y"),
    ("me-buy2-get2-only3", "buy X get Y"),
    ("sa-cheapest-line-15", "the cheapest unit"),
    ("sw-cheapest-pair-100pct", "a group of units"),
    ("sw-cheapest-pair-fixed-price", "a group of units"),
    ("sw-every4-nth-dearest-1", "the nth unit of a group"),
    ("sw-every4-nth-dearest-3", "the nth unit of a group"),
];

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
    let mut not_yet = Vec::new();
    let mut wrong = Vec::new();
    let mut passed = 0;
    for case in document["cases"].as_array().unwrap() {
        match run(case, |_| {}) {
            Err(why) => not_yet.push((id(case), why)),
            Ok(result) => match result.compare(&case["expected"]) {
                None => passed += 1,
                Some(difference) => wrong.push(format!("{}: {difference}", id(case))),
            },
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(not_yet, NOT_YET);
    assert_eq!(passed, 40);
}

#[test]
fn policy_dependent_cases() {
    let document = document();
    for case in document["policy_dependent"].as_array().unwrap() {
        let result = run(case, |_| {}).unwrap();
        match OTHER_POLICY.iter().find(|other| other.0 == id(case)) {
            None => assert_eq!(result.compare(&case["expected"]), None, "{}", id(case)),
            Some((_, total, off, policy)) => {
                assert!(result.compare(&case["expected"]).is_some(), "{}", id(case));
                let other = run(case, *policy).unwrap();
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

/// Prices a case, or says which part of it the engine does not have yet.
fn run(case: &Value, policy: Policy) -> Result<Outcome, &'static str> {
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
        let mut made = translate(promotions, at, promotion, &cart)?;
        policy(&mut made);
        offers.push(made);
        if let Some(points) = promotion["points"].as_u64() {
            buyer.points = points;
        }
    }
    let quote = quote(offers, &cart, &buyer);
    let lines = quote.lines.iter();
    Ok(Outcome {
        total: quote.payable.minor(),
        freight: (quote.freight - quote.freight_off).minor(),
        off: lines
            .map(|line| {
                let off = line.list - line.payable;
                (line.id.as_str().to_owned(), off.minor())
            })
            .collect(),
    })
}

fn of_item(promotion: &Value) -> bool {
    matches!(promotion["scope"].as_str(), Some("unit" | "line"))
        || promotion["type"] == "deposit_expansion"
}

/// Promotions with a `seq` work in that order, each in a group of its own; those without compete.
/// Unit and line promotions that no order promotion precedes are the item layers.
fn translate(
    all: &[Value],
    at: usize,
    promotion: &Value,
    cart: &Cart,
) -> Result<Offer, &'static str> {
    let seq = promotion["seq"].as_u64();
    let before = |other: &&Value| other["seq"].as_u64() < seq;
    let item = of_item(promotion) && all.iter().filter(before).all(of_item);
    let freight = promotion["type"] == "free_shipping";
    let layer = if freight {
        Layer::FREIGHT
    } else if item {
        Layer(seq.unwrap_or(1) as u16)
    } else {
        Layer(300 + seq.unwrap_or(1) as u16)
    };
    let mut made = offer(
        promotion["id"].as_str().unwrap(),
        layer,
        benefit(promotion)?,
    );
    made.group = if seq.is_some() { at as u16 } else { 0 };
    made.priority = at as i32;
    made.exclusive = promotion["exclusive"].as_bool().unwrap_or(false);
    filter(&mut made, promotion);
    conditions(&mut made, promotion, cart)?;
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
    Ok(made)
}

fn base(promotion: &Value) -> Base {
    match promotion["base"].as_str() {
        None => Base::Remaining,
        Some("item_price") => Base::AfterItem,
        Some("list") => Base::List,
        Some(other) => panic!("unknown base {other}"),
    }
}

fn benefit(promotion: &Value) -> Result<Benefit, &'static str> {
    let value = || promotion["value"].as_i64().unwrap();
    let base = base(promotion);
    if promotion.get("complete_groups_of").is_some() {
        return Err("complete groups of units");
    }
    let per = match promotion["scope"].as_str() {
        Some("unit") => Per::Unit,
        Some("line") => Per::Line,
        Some("cheapest_unit") => return Err("the cheapest unit"),
        Some("group") => return Err("a group of units"),
        Some("nth_in_group") => return Err("the nth unit of a group"),
        _ => Per::Order,
    };
    Ok(match promotion["type"].as_str().unwrap() {
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
        "buy_get" => return Err("buy X get Y"),
        "first_and_additional" => return Err("first and additional units"),
        "deposit_expansion" => Benefit::Deposit {
            paid: fen(promotion["paid"].as_i64().unwrap()),
            counts_as: fen(promotion["counts_as"].as_i64().unwrap()),
        },
        other => panic!("unknown type {other}"),
    })
}

fn filter(made: &mut Offer, promotion: &Value) {
    let filter = &promotion["filter"];
    for tag in filter["tags"].as_array().into_iter().flatten() {
        made.scope.tags.push(Tag::from(tag.as_str().unwrap()));
    }
    for line in filter["lines"].as_array().into_iter().flatten() {
        made.scope.skus.push(Sku::from(line.as_str().unwrap()));
    }
    made.scope.min_unit_price = filter["min_unit_price"].as_i64().map(fen);
    made.scope.max_unit_price = filter["max_unit_price"].as_i64().map(fen);
    made.scope.only_unreduced = promotion["only_lines_without_item_discount"] == true;
}

/// The format measures most conditions on the whole cart, the engine on the offer's scope: where
/// those are not the same lines, the offer requires the whole cart to reach them.
fn conditions(made: &mut Offer, promotion: &Value, cart: &Cart) -> Result<(), &'static str> {
    let Some(conditions) = promotion["when"].as_object() else {
        return Ok(());
    };
    let scope = &made.scope;
    let whole_cart = cart.lines.iter().all(|line| {
        (scope.skus.is_empty() || scope.skus.contains(&line.sku))
            && (scope.tags.is_empty() || line.tags.iter().any(|tag| scope.tags.contains(tag)))
            && scope
                .min_unit_price
                .is_none_or(|least| line.unit_price >= least)
            && scope
                .max_unit_price
                .is_none_or(|most| line.unit_price <= most)
    });
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
            _ => return Err("a condition on any one of several lines"),
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
    Ok(())
}
