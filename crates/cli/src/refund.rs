//! `dacu refund`: what goes back when goods do, for people or as JSON.

use campaign::Locale;
use campaign::quote_json::write_refund;
use pricing::{
    Instant, LineId, LineRefund, Money, Order as Placed, Quote, Refund, RefundPolicy,
    RefundRequest, Return,
};

use crate::input::Fault;
use crate::quote::{Order, Source, failed};
use crate::{Said, view};

/// What comes back, and how much of its price goes back with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// Units that come back now.
    pub returns: Vec<Return>,
    /// Earlier refunds of the order.
    pub before: Vec<LineRefund>,
    /// Whether any of the order has been dispatched.
    pub dispatched: bool,
    /// The instant of the refund; that of the order if there is none.
    pub on: Option<Instant>,
    /// How much goes back.
    pub policy: RefundPolicy,
}

/// Reads `LINE=UNITS`.
///
/// # Errors
///
/// That it is not of that form.
pub fn read_return(text: &str) -> Result<Return, String> {
    let form = || "write it as LINE=UNITS, such as tea=1".to_owned();
    let (line, units) = text.rsplit_once('=').ok_or_else(form)?;
    let units: u32 = units.parse().map_err(|_| form())?;
    if line.is_empty() || units == 0 {
        return Err(form());
    }
    let line = LineId::new(line);
    Ok(Return { line, units })
}

/// Reads `LINE=UNITS=AMOUNT`, the amount in minor units.
///
/// # Errors
///
/// That it is not of that form.
pub fn read_before(text: &str) -> Result<LineRefund, String> {
    let form = || "write it as LINE=UNITS=AMOUNT, such as tea=1=5950".to_owned();
    let (rest, amount) = text.rsplit_once('=').ok_or_else(form)?;
    let Return { line, units } = read_return(rest).map_err(|_| form())?;
    let amount = Money::new(amount.parse().map_err(|_| form())?);
    Ok(LineRefund {
        line,
        units,
        amount,
    })
}

/// Works a refund out: prices the order as it was placed, then what goes back of it.
#[must_use]
pub fn run(source: &Source, request: &Request, locale: Locale, json: bool) -> Said {
    match refund(source, request) {
        Err(fault) => failed(&fault, json),
        Ok((order, _, refund)) if json => Said::well(write_refund(&order.campaign, &refund) + "\n"),
        Ok((order, quote, refund)) => Said::well(view::refund(&order, &quote, &refund, locale)),
    }
}

fn refund(source: &Source, request: &Request) -> Result<(Order, Quote, Refund), Fault> {
    let order = source.read()?;
    if request.on.is_some_and(|on| on < order.now) {
        let words = "--on: the refund is before its order, --at";
        return Err(Fault::new("arguments", words.to_owned()));
    }
    let quote = order.quote()?;
    let placed = Placed {
        quote: &quote,
        cart: &order.cart,
        buyer: &order.buyer,
    };
    let asked = RefundRequest {
        before: &request.before,
        now: &request.returns,
        dispatched: request.dispatched,
        at: request.on.unwrap_or(order.now),
    };
    let refund = order
        .campaign
        .ruleset
        .refund(&placed, request.policy, &asked);
    let refund = refund.map_err(|error| {
        let argument = if error.is_overpaid() {
            "--before"
        } else {
            "--return"
        };
        Fault::new("arguments", format!("{argument}: {error}"))
    })?;
    Ok((order, quote, refund))
}
