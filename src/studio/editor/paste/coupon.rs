//! A coupon that planning text or a table tells of, as an entry of the file.

use campaign::json::Value;

use super::{Context, entry, id};
use crate::studio::editor::texts;

/// What was read of it.
pub struct Coupon {
    /// Its level, as the file names levels.
    pub level: &'static str,
    /// Its name, where it has one; else its amount names it.
    pub name: Option<String>,
    /// From how much on, in minor units; 0 for any.
    pub threshold: i64,
    /// How much it takes off, in minor units.
    pub amount: i64,
    /// How many there are, where that is told.
    pub count: Option<i64>,
    /// When it can be claimed and used.
    pub window: (String, String),
}

impl Coupon {
    /// The entry, under an id that is in none of `taken`, which has it from then on.
    pub fn entry(self, context: &Context, taken: &mut Vec<String>) -> Value {
        let Self {
            level,
            name,
            threshold,
            amount,
            count,
            window: (from, until),
        } = self;
        let int = Value::Int;
        let id = id(
            &format!("coupon-{}", amount / 10_i64.pow(context.exponent())),
            taken,
        );
        let edges = entry(vec![
            ("from", Some(Value::Text(from))),
            ("until", Some(Value::Text(until))),
        ]);
        let name = name.unwrap_or_else(|| {
            let figure = texts::amount(amount, context.exponent()).replace(".00", "");
            let what = if level == "red_packet" {
                "红包"
            } else {
                "券"
            };
            format!("{figure} 元{what}")
        });
        let shops = context.root.get("shops").map_or(&[][..], Value::items);
        let shop = (level == "shop" && shops.len() > 1).then(|| shops[0].get("id").cloned());
        let releases = count.map(|count| Value::List(vec![release(count)]));
        entry(vec![
            ("id", Some(Value::Text(id))),
            ("level", Some(Value::text(level))),
            ("shop", shop.flatten()),
            ("name", Some(Value::Text(name))),
            ("threshold", (threshold > 0).then_some(int(threshold))),
            ("amount", Some(int(amount))),
            ("claim", Some(edges.clone())),
            ("validity", Some(edges)),
            ("releases", releases),
        ])
    }
}

/// So many from the start.
fn release(count: i64) -> Value {
    entry(vec![("count", Some(Value::Int(count)))])
}
