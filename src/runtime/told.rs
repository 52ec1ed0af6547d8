//! What events and the JS API tell a host page, as JSON.

use campaign::json::{self, Value};
use pricing::{
    Applied, Beside, Conditional, Gives, Missing, Money, Quote, QuoteLine, Reason, Unused,
};

use crate::runtime::model::Model;

/// A JSON object.
#[must_use]
pub fn map(entries: Vec<(&str, Value)>) -> Value {
    Value::Map(
        entries
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

/// An object of texts: `[("coupon", "c30")]` is `{"coupon":"c30"}`.
#[must_use]
pub fn texts(entries: &[(&str, &str)]) -> String {
    json::write(&map(entries
        .iter()
        .map(|(name, text)| (*name, Value::text(text)))
        .collect()))
}

/// The page's quote: amounts in minor units; `null` without one.
#[must_use]
pub fn quote(model: &Model) -> String {
    let currency = model
        .campaign
        .as_ref()
        .map_or("", |campaign| campaign.currency.code.as_str());
    json::write(
        &model
            .quote
            .as_ref()
            .map_or(Value::Null, |quote| quote_value(quote, currency)),
    )
}

/// A quote as JSON.
#[must_use]
pub fn quote_value(quote: &Quote, currency: &str) -> Value {
    map(vec![
        ("currency", Value::text(currency)),
        ("list", money(quote.list)),
        ("freight", money(quote.freight)),
        ("freightOff", money(quote.freight_off)),
        ("payable", money(quote.payable)),
        ("saved", money(quote.saved())),
        ("ruleset", Value::Text(ruleset(quote.ruleset))),
        ("lines", list(&quote.lines, line)),
        ("applied", list(&quote.applied, applied)),
        ("unused", list(&quote.unused, unused)),
        ("conditional", list(&quote.conditional, conditional)),
        ("deposit", money(quote.deposit)),
        ("freeChoice", money(quote.free_choice)),
        ("beside", list(&quote.beside, beside)),
    ])
}

/// A ruleset's hash as people compare it: 16 hexadecimal digits.
#[must_use]
pub fn ruleset(hash: u64) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    (0..16)
        .rev()
        .map(|place| char::from(DIGITS[(hash >> (4 * place)) as usize & 15]))
        .collect()
}

fn money(amount: Money) -> Value {
    Value::Int(amount.minor())
}

fn list<T>(items: &[T], item: fn(&T) -> Value) -> Value {
    Value::List(items.iter().map(item).collect())
}

fn line(line: &QuoteLine) -> Value {
    map(vec![
        ("id", Value::text(line.id.as_str())),
        ("ticked", Value::Bool(line.ticked)),
        ("list", money(line.list)),
        ("afterItem", money(line.after_item)),
        ("payable", money(line.payable)),
    ])
}

fn applied(applied: &Applied) -> Value {
    map(vec![
        ("offer", Value::text(applied.offer.as_str())),
        ("amount", money(applied.amount)),
        ("base", money(applied.base)),
        ("coupon", Value::Bool(applied.coupon)),
    ])
}

fn unused(unused: &Unused) -> Value {
    let (code, missing) = match &unused.reason {
        Reason::NotStarted(_) => ("not_started", None),
        Reason::Ended(_) => ("ended", None),
        Reason::OutOfScope => ("out_of_scope", None),
        Reason::Short(missing) => ("short", Some(*missing)),
        Reason::NotEligible(_) => ("not_eligible", None),
        Reason::NotHeld => ("not_held", None),
        Reason::Expired(_) => ("expired", None),
        Reason::LimitReached => ("limit_reached", None),
        Reason::BeatenBy(_) => ("beaten", None),
        Reason::ExcludedBy(_) => ("excluded", None),
        Reason::Refused => ("refused", None),
        Reason::CannotShare => ("cannot_share", None),
        Reason::NothingLeft => ("nothing_left", None),
        Reason::SoldOut => ("sold_out", None),
        Reason::Requires(missing) => ("requires", Some(*missing)),
    };
    let mut entries = vec![
        ("offer", Value::text(unused.offer.as_str())),
        ("reason", Value::text(code)),
    ];
    match missing {
        Some(Missing::Amount(amount)) => entries.push(("missing", money(amount))),
        Some(Missing::Units(units)) => {
            entries.push(("missingUnits", Value::Int(i64::from(units))));
        }
        None => {}
    }
    map(entries)
}

/// What comes on top, in no amount: gifts, cashback in minor units, or points.
fn beside(beside: &Beside) -> Value {
    let offer = ("offer", Value::text(beside.offer.as_str()));
    map(vec![
        offer,
        match &beside.gives {
            Gives::Gifts(gifts) => {
                let mut given = Vec::new();
                for gift in gifts {
                    given.push(map(vec![
                        ("sku", Value::text(gift.sku.as_str())),
                        ("units", Value::Int(gift.units.into())),
                        ("short", Value::Int(gift.short.into())),
                    ]));
                }
                ("gifts", Value::List(given))
            }
            Gives::Cashback(amount) => ("cashback", money(*amount)),
            Gives::Points(points) => ("points", Value::Int(*points as i64)),
        },
    ])
}

fn conditional(conditional: &Conditional) -> Value {
    map(vec![
        ("offer", Value::text(conditional.offer.as_str())),
        ("payable", money(conditional.payable)),
    ])
}
