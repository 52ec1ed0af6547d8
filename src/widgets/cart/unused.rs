//! What did not apply, the most useful first.

use campaign::model::Coupon;
use campaign::say;
use pricing::{Benefit, Layer, NextTier, Offer, OfferId, Quote, Reason, Scope};

use super::state::{Row, RowKind, push};
use super::till::{Till, size, tiers};
use super::words::FLASH_OF;
use crate::runtime::model::Model;
use crate::widgets::phrase::fill;
use crate::widgets::{asif, offer};

/// More reasons than this are not read.
const MOST: usize = 5;

/// Order of use to the shopper; what is in none of these is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    /// The shopper's own choice, which can be taken back here.
    Refused,
    /// A little more in the cart brings it.
    Near,
    /// Claiming it brings it.
    Claim,
    /// It starts later and is for something in the cart.
    Later,
    /// It explains why a thing that is held or published did not count.
    Explains,
    /// Claiming it would need more in the cart too.
    ClaimMore,
    /// Held, and nothing in the cart is for it.
    Elsewhere,
}

struct Entry<'a> {
    rank: (Use, i64),
    offer: &'a Offer,
    step: usize,
    reason: String,
    /// The place of the coupon that can be used all the same.
    instead: Option<usize>,
}

/// The reasons to show; `more` is how many more there are. `on_bar` has its next step shown already.
pub(super) fn list(
    till: &Till,
    quote: Option<&Quote>,
    on_bar: Option<&NextTier>,
    more: &mut u32,
) -> Vec<Row> {
    let mut rows = Vec::new();
    let Some(quote) = quote else { return rows };
    let mut entries: Vec<Entry> = Vec::new();
    let mut enter =
        |id: &OfferId, rank: (Use, i64), step: usize, reason: String, instead: Option<usize>| {
            if let Some(offer) = till.offer(id)
                && offer.layer != Layer::FREIGHT
                && !is_early(till, id)
                && on_bar.is_none_or(|next| next.offer != *id)
            {
                let mut at = entries.len();
                entries.push(Entry {
                    rank,
                    offer,
                    step,
                    reason,
                    instead,
                });
                while at > 0 && entries[at].rank < entries[at - 1].rank {
                    entries.swap(at, at - 1);
                    at -= 1;
                }
            }
        };
    for next in &quote.next {
        // A ladder that gives something and could give more is in no other list of the quote. What has
        // no steps would be called as it is on the bill, and used there.
        if let Some(missing) = next.missing
            && !next.off_now.is_zero()
            && till
                .offer(&next.offer)
                .is_some_and(|offer| !tiers(offer).is_empty())
        {
            let rank = (Use::Near, size(missing));
            enter(&next.offer, rank, next.reached, till.missing(missing), None);
        }
    }
    let claimed = claimed(till, quote);
    for unused in &quote.unused {
        if let Some(offer) = till.offer(&unused.offer)
            && let Some(rank) = rank(till.model, claimed.as_deref(), offer, &unused.reason)
        {
            let reason = say::reason(till.campaign, &unused.reason, till.locale);
            // An offer that shuts out others would be in the way of this one too.
            let instead = match unused.reason {
                Reason::Refused | Reason::BeatenBy(_) => till.place(&unused.offer),
                _ => None,
            };
            enter(&unused.offer, rank, 0, reason, instead);
        }
    }
    let mut taken = Vec::new();
    for applied in &quote.applied {
        if let Some(offer) = till.offer(&applied.offer) {
            taken.push(step_name(till, offer, 0));
        }
    }
    for entry in &mut entries {
        let name = step_name(till, entry.offer, entry.step);
        // The same price in another session is no further one.
        if entry.rank.0 == Use::Later {
            if taken.contains(&name) {
                continue;
            }
            taken.push(name.clone());
        }
        if rows.len() == MOST {
            *more += 1;
            continue;
        }
        push(
            &mut rows,
            match (entry.rank.0, entry.instead) {
                (Use::Claim | Use::ClaimMore, _) => RowKind::Claim,
                (_, Some(place)) => RowKind::Instead(place),
                _ => RowKind::Unused,
            },
            name,
            std::mem::take(&mut entry.reason),
            String::new(),
        );
    }
    rows
}

fn rank(
    model: &Model,
    claimed: Option<&Quote>,
    offer: &Offer,
    reason: &Reason,
) -> Option<(Use, i64)> {
    let held = holds(model, &offer.id);
    let about_this_cart = is_for_a_line(&offer.scope, model);
    let rank = match reason {
        Reason::Short(missing) if is_begun(offer, model) => (Use::Near, size(*missing)),
        Reason::Requires(missing) if about_this_cart => (Use::Near, size(*missing)),
        Reason::NotHeld => return claim(&offer.id, claimed?),
        Reason::NotStarted(at) if held || (about_this_cart && !offer.scope.skus.is_empty()) => {
            (Use::Later, at.ms())
        }
        Reason::NotEligible(_) if about_this_cart => (Use::Explains, 2),
        Reason::BeatenBy(_) | Reason::ExcludedBy(_) if held => (Use::Explains, 0),
        Reason::BeatenBy(_) | Reason::ExcludedBy(_) => (Use::Explains, 3),
        Reason::Refused => (Use::Refused, 0),
        Reason::LimitReached | Reason::CannotShare => (Use::Explains, 1),
        Reason::Expired(_) => (Use::Explains, 4),
        Reason::SoldOut if about_this_cart => (Use::Explains, 5),
        // Points that the buyer has none of are nothing to explain.
        Reason::NothingLeft if offer.layer != Layer::POINTS => (Use::Explains, 5),
        Reason::OutOfScope | Reason::Ended(_) if held => (Use::Elsewhere, 0),
        _ => return None,
    };
    Some(rank)
}

/// Whether the buyer has a coupon of an offer left to use.
fn holds(model: &Model, id: &OfferId) -> bool {
    let mut mine = model.me.iter().flat_map(|me| &me.coupons);
    mine.any(|coupon| coupon.offer == *id && coupon.used_by.is_none())
}

/// Whether the coupon's button would let it be claimed: its own widget knows the rest.
fn can_claim(model: &Model, coupon: &Coupon) -> bool {
    if let Some(live) = &model.live
        && let Some(stock) = live.stock(&coupon.id)
        && stock.remaining == 0
    {
        return false;
    }
    coupon.claimable
        && !offer::is_full(model, coupon)
        && model.now.is_some_and(|now| {
            offer::claim(model, coupon).contains(now) && coupon.validity.expires_at(now) > now
        })
}

/// What the cart would cost if the buyer also held every coupon that can be claimed now: only the
/// engine knows which of them would count. Nothing where none can be.
fn claimed(till: &Till, quote: &Quote) -> Option<Box<Quote>> {
    let mut coupons = Vec::new();
    for unused in &quote.unused {
        if let Reason::NotHeld = unused.reason
            && let Some(coupon) = till.coupon(&unused.offer)
            && can_claim(till.model, coupon)
        {
            coupons.push(&coupon.id);
        }
    }
    if coupons.is_empty() {
        return None;
    }
    asif::holding(till.model, &coupons, false, quote.at)
}

/// What claiming a coupon would bring.
fn claim(id: &OfferId, claimed: &Quote) -> Option<(Use, i64)> {
    for applied in &claimed.applied {
        if applied.offer == *id {
            return Some((Use::Claim, -applied.amount.minor()));
        }
    }
    // Whether it is for this buyer is not known yet.
    for conditional in &claimed.conditional {
        if conditional.offer == *id {
            return Some((Use::ClaimMore, 0));
        }
    }
    for unused in &claimed.unused {
        if let Reason::Short(missing) = unused.reason
            && unused.offer == *id
        {
            return Some((Use::ClaimMore, size(missing)));
        }
    }
    None
}

/// Whether an offer is the price of a flash item for those who have it early, which stands beside
/// the one for everyone.
fn is_early(till: &Till, id: &OfferId) -> bool {
    match till.campaign.flash_item(id) {
        Some((_, item)) => item.offer != *id,
        None => false,
    }
}

/// Whether something of a bundle is in the cart; of all other offers the engine says so.
fn is_begun(offer: &Offer, model: &Model) -> bool {
    let Benefit::Bundle(bundle) = &offer.benefit else {
        return true;
    };
    for part in &bundle.parts {
        if is_for_a_line(&part.scope, model) {
            return true;
        }
    }
    false
}

/// Whether a ticked line is in the scope.
fn is_for_a_line(scope: &Scope, model: &Model) -> bool {
    for line in &model.cart.lines {
        if line.ticked && scope.holds(line) {
            return true;
        }
    }
    false
}

/// What an offer is called here: a ladder by one of its steps, a flash price by its goods.
fn step_name(till: &Till, offer: &Offer, step: usize) -> String {
    if let Some((_, item)) = till.campaign.flash_item(&offer.id) {
        let title = say::offer_title(till.campaign, offer, till.locale);
        return fill(
            FLASH_OF.get(till.locale),
            &[&till.product(&item.sku), &title],
        );
    }
    if tiers(offer).is_empty() || till.coupon(&offer.id).is_some() {
        return till.name(&offer.id);
    }
    let title = till.step_title(offer, step);
    match till.offer_shop(offer) {
        "" => title,
        shop => [shop, " ", &title].concat(),
    }
}
