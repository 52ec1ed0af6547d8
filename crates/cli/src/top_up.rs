//! `dacu top-up`: what to add to a cart, for people or as JSON.

use campaign::model::Product;
use campaign::quote_json::{refused, write_top_up};
use campaign::{Campaign, Locale};
use pricing::{
    Addition, Benefit, Candidate, Cart, GetFrom, Line, LineId, Offer, Quote, Reason, TopUp,
    TopUpOptions,
};

use crate::input::Fault;
use crate::quote::{Order, Source, failed};
use crate::{Said, view};

/// Carts to quote at most: a command may take a second where a page may not.
const QUOTES: u32 = 20_000;

/// An order with its quote, and what may be added to it.
pub struct Advice {
    /// What it costs as it is.
    pub quote: Quote,
    /// The products that may be added, as lines.
    pub candidates: Vec<Candidate>,
    /// What to add.
    pub top_up: TopUp,
    /// What the cart costs with each suggestion.
    pub then: Vec<Quote>,
}

/// Looks for what to add to a cart.
#[must_use]
pub fn run(source: &Source, locale: Locale, json: bool) -> Said {
    let told = source.read().and_then(|order| {
        let advice = advise(&order)?;
        Ok((order, advice))
    });
    match told {
        Err(fault) => failed(&fault, json),
        Ok((_, advice)) if json => {
            Said::well(write_top_up(&advice.candidates, &advice.top_up) + "\n")
        }
        Ok((order, advice)) => {
            let by_clock = source.at.is_none();
            Said::well(view::top_up(&order, &advice, locale, by_clock))
        }
    }
}

fn advise(order: &Order) -> Result<Advice, Fault> {
    let quote = order.quote()?;
    let candidates = candidates(&order.campaign, &order.cart, &quote);
    let top_up = order.campaign.ruleset.top_up(
        &order.cart,
        &order.buyer,
        order.now,
        &candidates,
        &TopUpOptions {
            quotes: QUOTES,
            ..TopUpOptions::default()
        },
    );
    let top_up = top_up.map_err(|error| {
        let problem = refused(&error.to_string());
        Fault {
            input: "cart",
            words: vec![format!("nothing can be added: {}", problem.message)],
            problems: vec![problem],
        }
    })?;
    let mut then = Vec::new();
    for suggestion in &top_up.suggestions {
        let cart = with(&order.cart, &candidates, &suggestion.additions);
        let ruleset = &order.campaign.ruleset;
        // What the engine has suggested it has priced.
        then.extend(ruleset.quote(&cart, &order.buyer, order.now));
    }
    Ok(Advice {
        quote,
        candidates,
        top_up,
        then,
    })
}

/// A cart with additions.
fn with(cart: &Cart, candidates: &[Candidate], additions: &[Addition]) -> Cart {
    let mut cart = cart.clone();
    for addition in additions {
        let line = &candidates[addition.candidate].line;
        match cart.lines.iter_mut().find(|known| known.id == line.id) {
            Some(known) => known.quantity += addition.units,
            None => cart.lines.push(Line {
                quantity: addition.units,
                ..line.clone()
            }),
        }
    }
    cart
}

/// Every product of the campaign that an offer looks at which may still apply: the engine looks at so
/// many candidates only, and one that no offer knows never makes anything cheaper.
fn candidates(campaign: &Campaign, cart: &Cart, quote: &Quote) -> Vec<Candidate> {
    let mut offers = Vec::new();
    for offer in campaign.ruleset.offers() {
        let unused = quote.unused.iter().find(|unused| unused.offer == offer.id);
        if unused.is_none_or(|unused| may_change(&unused.reason)) {
            offers.push(offer);
        }
    }
    let mut candidates = Vec::new();
    for product in &campaign.products {
        let Some(line) = as_line(product, cart) else {
            continue;
        };
        if offers.iter().any(|offer| looks_at(offer, &line)) {
            let most = TopUp::MOST_UNITS;
            candidates.push(Candidate { line, most });
        }
    }
    candidates
}

/// Whether more in the cart could make an offer apply.
fn may_change(reason: &Reason) -> bool {
    match reason {
        Reason::OutOfScope
        | Reason::Short(_)
        | Reason::BeatenBy(_)
        | Reason::ExcludedBy(_)
        | Reason::CannotShare
        | Reason::NothingLeft
        | Reason::Requires(_) => true,
        Reason::NotStarted(_)
        | Reason::Ended(_)
        | Reason::NotEligible(_)
        | Reason::NotHeld
        | Reason::Expired(_)
        | Reason::LimitReached
        | Reason::Refused
        | Reason::SoldOut => false,
    }
}

/// A product as more of a line of the cart, or as a new one; nothing if the shopper has unticked it.
fn as_line(product: &Product, cart: &Cart) -> Option<Line> {
    let mut line = product.line(1, true);
    let mut there = cart.lines.iter().filter(|line| line.sku == product.sku);
    if let Some(ticked) = there.clone().find(|line| line.ticked) {
        line.id = ticked.id.clone();
        return Some(line);
    }
    if there.next().is_some() {
        return None;
    }
    // A line of another product may have been given this name.
    while cart.lines.iter().any(|other| other.id == line.id) {
        line.id = LineId::from(format!("{}+", line.id.as_str()).as_str());
    }
    Some(line)
}

/// Whether a line is in a scope of an offer: its own, one that it requires, or one that it reduces.
fn looks_at(offer: &Offer, line: &Line) -> bool {
    let mut found = offer.scope.holds(line);
    for requirement in &offer.requires {
        found |= requirement.scope.holds(line);
    }
    if let Benefit::BuyGet(sets) = &offer.benefit
        && let GetFrom::Other(scope) = &sets.from
    {
        found |= scope.holds(line);
    }
    found
}

#[cfg(test)]
mod tests {
    use pricing::{BuyGet, Layer, Money, Off, Pick, Rate, Requirement, Scope, Threshold};

    use super::*;

    fn lamp() -> Line {
        Line {
            id: "lamp".into(),
            sku: "lamp".into(),
            shop: "home".into(),
            unit_price: Money::new(13_900),
            quantity: 1,
            ticked: true,
            tags: vec!["light".into(), "new".into()],
            grams: 0,
            floor: Money::ZERO,
        }
    }

    /// What an offer requires, and what it reduces beside its own goods, may be added as well.
    #[test]
    fn what_an_offer_looks_at() {
        let of = |sku: &str| Scope {
            skus: vec![sku.into()],
            ..Scope::default()
        };
        let made = |sku: &str, other: &str| {
            let sets = BuyGet {
                buy: 1,
                buy_pick: Pick::Dearest,
                get: 1,
                get_pick: Pick::Cheapest,
                from: GetFrom::Other(of(other)),
                off: Off::Rate(Rate::WHOLE),
                times: None,
            };
            let mut offer = Offer::new("o".into(), Layer::MULTI_UNIT, Benefit::BuyGet(sets));
            offer.scope = of(sku);
            offer
        };
        assert!(looks_at(&made("lamp", "tea"), &lamp()));
        assert!(looks_at(&made("tea", "lamp"), &lamp()));
        let mut neither = made("tea", "tea");
        assert!(!looks_at(&neither, &lamp()));
        neither.requires.push(Requirement {
            scope: of("lamp"),
            threshold: Threshold::Count { least: 1 },
        });
        assert!(looks_at(&neither, &lamp()));
    }
}
