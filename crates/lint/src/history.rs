//! What goods were sold for before.

use campaign::civil;
use campaign::json::{self, Value};
use pricing::{Instant, Money, Sku, Window};

/// Prices of the past, as a shop's books hold them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// Stretches of one price; those of one product may have gaps.
    pub prices: Vec<PastPrice>,
}

/// A price that held for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastPrice {
    /// Of what.
    pub sku: Sku,
    /// What a unit cost.
    pub price: Money,
    /// When.
    pub window: Window,
    /// Units sold at it; a price at which nothing was sold is no transaction price (成交价).
    pub sold: u32,
    /// Whether a countdown was shown with it.
    pub countdown: bool,
}

impl History {
    /// Reads `{ "prices": [{ "sku", "price", "from", "until", "sold", "countdown"? }] }`.
    ///
    /// # Errors
    ///
    /// One sentence that names the entry and the field.
    pub fn parse(text: &str) -> Result<Self, String> {
        let root = json::parse(text).map_err(|problem| problem.to_string())?;
        let Some(Value::List(entries)) = root.get("prices") else {
            return Err("`prices` has to be a list".to_owned());
        };
        let mut history = Self::default();
        for (at, entry) in entries.iter().enumerate() {
            let wrong = |field: &str| format!("prices[{at}].{field} is missing or of a wrong type");
            let text = |field: &str| {
                let value = entry.get(field).and_then(Value::as_text);
                value.ok_or_else(|| wrong(field))
            };
            let number = |field: &str| {
                let value = entry.get(field).and_then(Value::as_int);
                value
                    .filter(|number| *number >= 0)
                    .ok_or_else(|| wrong(field))
            };
            let instant = |field: &str| {
                civil::parse_instant(text(field)?)
                    .map_err(|fault| format!("prices[{at}].{field}: {fault}"))
            };
            let window = Window {
                from: instant("from")?,
                until: instant("until")?,
            };
            if window.until <= window.from {
                return Err(format!("prices[{at}].until is not after `from`"));
            }
            let countdown = match entry.get("countdown") {
                None => false,
                Some(flag) => flag.as_bool().ok_or_else(|| wrong("countdown"))?,
            };
            history.prices.push(PastPrice {
                sku: Sku::new(text("sku")?),
                price: Money::new(number("price")?),
                window,
                sold: u32::try_from(number("sold")?).unwrap_or(u32::MAX),
                countdown,
            });
        }
        Ok(history)
    }

    /// The lowest transaction price of a product in so many days before an instant.
    #[must_use]
    pub fn lowest(&self, sku: &Sku, days: i64, before: Instant) -> Option<Money> {
        let from = before.plus_ms(-days * 24 * 60 * 60 * 1000);
        let mut lowest: Option<Money> = None;
        for past in &self.prices {
            let overlaps = past.window.from < before && past.window.until > from;
            if past.sku == *sku && past.sold > 0 && overlaps {
                lowest = Some(lowest.map_or(past.price, |least| least.min(past.price)));
            }
        }
        lowest
    }

    /// The last transaction price of a product before an instant.
    #[must_use]
    pub fn last(&self, sku: &Sku, before: Instant) -> Option<Money> {
        let mut last: Option<&PastPrice> = None;
        for past in &self.prices {
            if past.sku == *sku
                && past.sold > 0
                && past.window.from < before
                && last.is_none_or(|last| past.window.from > last.window.from)
            {
                last = Some(past);
            }
        }
        last.map(|past| past.price)
    }
}
