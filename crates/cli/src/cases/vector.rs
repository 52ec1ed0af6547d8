//! Allocation vectors: one amount shared over lines by their weights.

use pricing::{
    Benefit, Buyer, Cart, Instant, Layer, Line, LineId, Money, Off, Offer, OfferId, Per, Ruleset,
    ShopId, Sku, Spare,
};

use super::differs;
use super::fields::Fields;
use super::policy::spare;

/// Shares the amount and compares; fails with how it differs, or with why it cannot be run.
pub(super) fn check(vector: &Fields) -> Result<(), String> {
    let amount = vector.int("amount")?;
    let mut weights = vector.numbers("weights")?;
    let mut expected = vector.numbers("expected")?;
    let rule = vector.maybe_text("rule")?.unwrap_or("").to_lowercase();
    if weights.iter().all(|weight| *weight == 0) {
        // Nothing to be in proportion to: they count the same.
        weights.fill(1);
    }
    // A vector may say outright that the default rule gives it.
    let spare = match vector.flag("largest_remainder_agrees")? {
        Some(true) => Spare::LargestRemainder,
        _ => spare(&rule).unwrap_or_default(),
    };
    let mut found = split(amount, &weights, spare)?;
    if rule.contains("random") || rule.contains("multiset") {
        // Who gets the spare is left open.
        expected.sort_unstable();
        found.sort_unstable();
    }
    differs(&told(&expected), &told(&found))
}

fn told(numbers: &[i64]) -> Vec<String> {
    numbers.iter().map(i64::to_string).collect()
}

/// What each line takes of an amount, which may be below zero: a refund is shared as a reduction is.
fn split(amount: i64, weights: &[i64], spare: Spare) -> Result<Vec<i64>, String> {
    let off = Money::new(amount.saturating_abs());
    if weights.is_empty() {
        return Err("weights: there is none".to_owned());
    }
    if weights.iter().any(|weight| *weight < 0) {
        return Err("weights: they must not be below zero".to_owned());
    }
    let total = weights
        .iter()
        .try_fold(0i64, |sum, weight| sum.checked_add(*weight));
    let Some(total) = total.filter(|total| *total <= Money::LIMIT.minor()) else {
        return Err(format!(
            "weights: together more than {}",
            Money::LIMIT.minor()
        ));
    };
    if off > Money::LIMIT {
        return Err(format!("amount: more than {}", Money::LIMIT.minor()));
    }
    // A line cannot take more than it is worth, so each is worth more than its share and the spare.
    let scale = 2 * (off.minor() / total.max(1) + 1) + weights.len() as i64;
    let line = |(at, weight): (usize, &i64)| Line {
        id: LineId::from(at.to_string().as_str()),
        sku: Sku::from(at.to_string().as_str()),
        shop: ShopId::from("shop"),
        unit_price: Money::new(weight.saturating_mul(scale)),
        quantity: 1,
        ticked: true,
        tags: Vec::new(),
        grams: 0,
        floor: Money::ZERO,
    };
    let cart = Cart {
        lines: weights.iter().enumerate().map(line).collect(),
        freight: Money::ZERO,
    };
    let benefit = Benefit::Reduce {
        off: Off::Amount(off),
        per: Per::Order,
    };
    let mut offer = Offer::new(OfferId::from("off"), Layer::SHOP_COUPON, benefit);
    offer.spare = spare;
    let ruleset = Ruleset::compile(vec![offer]).map_err(|error| error.to_string())?;
    let quote = ruleset.quote(&cart, &Buyer::default(), Instant::from_ms(0));
    let quote = quote.map_err(|error| error.to_string())?;
    let shares = quote.lines.iter().map(|line| line.list - line.payable);
    Ok(shares
        .map(|share| share.minor() * amount.signum())
        .collect())
}
