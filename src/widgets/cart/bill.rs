//! The bill: what is paid, what was taken off by which offer, and what would be on a condition.

use campaign::say;
use pricing::{Applied, Audience, Benefit, Conditional, Grant, Layer, Money, OfferId, Quote};

use super::beside;
use super::state::{Bill, Row, RowKind, push};
use super::till::{Till, tiers};
use super::words::*;
use crate::widgets::phrase::fill;

/// More conditions than this are noise: they wait for what the server says of the buyer.
const MOST_CONDITIONS: usize = 3;

/// The bill of a quote.
pub(super) fn bill(till: &Till, quote: &Quote) -> Bill {
    let mut rows = Vec::new();
    push(
        &mut rows,
        RowKind::Paid,
        till.word(&GOODS),
        till.count(&PIECES, till.ticked_units()),
        till.money(quote.list),
    );
    let freed = applied(till, quote, &mut rows);
    freight(till, quote, freed, &mut rows);
    let mut conditions = 0;
    for conditional in &quote.conditional {
        if conditional.payable < quote.payable
            && conditions < MOST_CONDITIONS
            && till.campaign.can_come(&conditional.offer, quote.at)
        {
            conditions += 1;
            condition(till, conditional, &mut rows);
        }
    }
    let includes = if quote.freight == quote.freight_off {
        &NO_FREIGHT
    } else {
        &WITH_FREIGHT
    };
    let insistence = quote.insistence();
    let insists = if insistence.is_zero() {
        String::new()
    } else {
        till.amount(&INSISTS, insistence)
    };
    Bill {
        rows,
        total: say::money_parts(quote.payable, &till.campaign.currency, till.locale),
        includes: includes.get(till.locale),
        insists,
        beside: beside::rows(till, quote),
    }
}

/// What was taken off the goods, and the name of what takes off the freight. Offers of one name are
/// told apart by the goods they are for.
fn applied(till: &Till, quote: &Quote, rows: &mut Vec<Row>) -> String {
    let mut freed = String::new();
    let mut names: Vec<String> = Vec::new();
    for applied in &quote.applied {
        names.push(name(till, applied));
    }
    for (at, applied) in quote.applied.iter().enumerate() {
        if applied.layer == Layer::FREIGHT {
            freed.clone_from(&names[at]);
            continue;
        }
        let mut small = words_beside(till, applied);
        for (other, name) in names.iter().enumerate() {
            if other != at && *name == names[at] && small.is_empty() {
                small = goods(till, &applied.offer);
            }
        }
        let kind = match till.place(&applied.offer) {
            Some(place) if applied.coupon => RowKind::Coupon(place),
            _ => RowKind::Off,
        };
        push(
            rows,
            kind,
            names[at].clone(),
            small,
            till.money(-applied.amount),
        );
    }
    freed
}

/// An offer at work, by the step that was reached.
fn name(till: &Till, applied: &Applied) -> String {
    let own = till.name(&applied.offer);
    let (Some(offer), Some(step)) = (till.offer(&applied.offer), applied.tier) else {
        return own;
    };
    if tiers(offer).is_empty() || applied.coupon {
        return own;
    }
    let title = till.step_title(offer, step);
    // A ladder without a name of its own is called by all its steps; the one reached will do.
    if own == say::offer_title(till.campaign, offer, till.locale) {
        title
    } else {
        [&own, " ", &title].concat()
    }
}

/// A few words beside an offer at work: how many points were spent, where they are worth a whole
/// number of minor units, or the shop.
fn words_beside(till: &Till, applied: &Applied) -> String {
    let Some(offer) = till.offer(&applied.offer) else {
        return String::new();
    };
    if let Benefit::Points { worth, .. } = &offer.benefit {
        let (spent, worth) = (applied.amount.minor(), worth.minor().max(1));
        if spent % worth == 0 {
            return till.with(&POINTS, &say::count((spent / worth).unsigned_abs()));
        }
    }
    till.offer_shop(offer).to_owned()
}

/// The first of the goods that an offer is for, where it names them.
fn goods(till: &Till, id: &OfferId) -> String {
    let sku = match till.campaign.flash_item(id) {
        Some((_, item)) => Some(&item.sku),
        None => till.offer(id).and_then(|offer| offer.scope.skus.first()),
    };
    match sku {
        Some(sku) => till.product(sku),
        None => String::new(),
    }
}

fn freight(till: &Till, quote: &Quote, freed: String, rows: &mut Vec<Row>) {
    let all = quote.freight == quote.freight_off;
    let (small, freed) = match (freed.is_empty(), all) {
        (true, true) => (till.word(&NO_FREIGHT), freed),
        (true, false) => (nearest(till, quote), freed),
        (false, true) => (freed, String::new()),
        (false, false) => (String::new(), freed),
    };
    push(
        rows,
        RowKind::Paid,
        till.word(&FREIGHT),
        small,
        till.money(if all { Money::ZERO } else { quote.freight }),
    );
    if !freed.is_empty() {
        push(
            rows,
            RowKind::Off,
            till.word(&FREIGHT_OFF),
            freed,
            till.money(-quote.freight_off),
        );
    }
}

/// What is missing for free freight: `满 99 包邮 · 还差 ¥12.50`.
fn nearest(till: &Till, quote: &Quote) -> String {
    for next in &quote.next {
        if let (Some(offer), Some(missing)) = (till.offer(&next.offer), next.missing)
            && offer.layer == Layer::FREIGHT
        {
            return [&till.name(&next.offer), " · ", &till.missing(missing)].concat();
        }
    }
    String::new()
}

/// What would apply, and on what condition.
fn condition(till: &Till, conditional: &Conditional, rows: &mut Vec<Row>) {
    let mut name = till.name(&conditional.offer);
    let mut small = till.word(&NOT_COUNTED);
    if let Some(offer) = till.offer(&conditional.offer) {
        let slots = till.campaign.flash_item(&conditional.offer);
        if let (Grant::Token, Some(slots)) = (offer.grant, slots.and_then(|(_, item)| item.quota)) {
            let slots = say::count(u64::from(slots));
            let title = say::offer_title(till.campaign, offer, till.locale);
            name = fill(FIRST_OF.get(till.locale), &[&slots, &title]);
        } else if let Audience::Asserted(_) = offer.audience {
            let whom = say::audience(till.campaign, &offer.audience, till.locale);
            small = [&whom, " · ", &small].concat();
        }
    }
    let sum = till.amount(&WOULD_PAY, conditional.payable);
    push(rows, RowKind::Conditional, name, small, sum);
}
