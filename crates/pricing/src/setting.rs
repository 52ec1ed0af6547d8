//! What stays the same while one cart is priced.

use alloc::rc::Rc;
use alloc::vec::Vec;

use crate::eligible::{self, Entry};
use crate::freight::Fee;
use crate::lookup::{Kind, Lines};
use crate::ruleset::{Ruleset, Stage};
use crate::stack::NONE;
use crate::why::Why;
use crate::{
    Benefit, Buyer, Cart, GetFrom, Grant, HeldCoupon, Instant, Line, Money, Offer, OfferId,
    PricingError,
};

/// A cart, a buyer and a ruleset, looked up once.
pub(crate) struct Setting<'a> {
    pub(crate) offers: &'a [Offer],
    pub(crate) stages: &'a [Stage],
    pub(crate) lines: Vec<LineFacts>,
    pub(crate) seats: Vec<Seat<'a>>,
    /// How many blocks of lines there are; see [`LineFacts::block`].
    pub(crate) blocks: usize,
    /// The different sets of lines that offers reach, but for that of all lines, as blocks.
    pub(crate) classes: Vec<Vec<usize>>,
    pub(crate) freight: Money,
    /// What freight templates add to it.
    pub(crate) fees: Vec<Fee<'a>>,
    pub(crate) points: u64,
}

/// What a line brings.
pub(crate) struct LineFacts {
    /// Units; none if the line is not ticked.
    pub(crate) units: u32,
    pub(crate) list: Money,
    /// No unit below this.
    pub(crate) unit_floor: Money,
    /// `unit_floor × units`.
    pub(crate) floor: Money,
    /// The first line of its sku.
    pub(crate) sku: usize,
    /// The block it is in: lines that no scope of an offer tells apart. What lines are worth together
    /// is kept a block, of which there are few.
    pub(crate) block: usize,
}

/// An offer's place in this quote.
pub(crate) struct Seat<'a> {
    pub(crate) offer: &'a Offer,
    pub(crate) entry: Entry,
    pub(crate) reached: Rc<Reached>,
    /// What the further scopes of the offer reach, in the order of [`Offer::scopes`].
    pub(crate) further: Vec<Rc<Reached>>,
    /// The instance of a coupon that would be used: the first to expire, then the first claimed.
    pub(crate) coupon: Option<&'a HeldCoupon>,
    /// Whether the shopper insists on it.
    pub(crate) pinned: bool,
    /// Units granted by quota tokens that still count.
    pub(crate) token_units: u32,
    /// The lowest price of a unit by one of them, where each of them sets one.
    pub(crate) token_price: Money,
    /// What is left of its quota for all buyers, where that limits this buyer and the server has said so.
    pub(crate) quota: Option<u32>,
}

/// Ticked lines in a scope, in cart order; their units, list value and floors together.
pub(crate) struct Reached {
    pub(crate) lines: Vec<u32>,
    pub(crate) units: i64,
    pub(crate) list: Money,
    pub(crate) floors: Money,
    /// Its place among [`Setting::classes`]; none if it holds every ticked line, or does not matter.
    pub(crate) class: usize,
}

impl Reached {
    /// Adds up what the lines bring. The cart is within [`Money::LIMIT`], so plain sums of its parts
    /// are exact.
    pub(crate) fn new(lines: Vec<u32>, facts: &[LineFacts]) -> Self {
        let (mut units, mut list, mut floors) = (0, 0, 0);
        for line in &lines {
            let facts = &facts[*line as usize];
            units += i64::from(facts.units);
            list += facts.list.minor();
            floors += facts.floor.minor();
        }
        Self {
            lines,
            units,
            list: Money::new(list),
            floors: Money::new(floors),
            class: NONE,
        }
    }
}

impl<'a> Setting<'a> {
    pub(crate) fn new(
        ruleset: &'a Ruleset,
        cart: &Cart,
        buyer: &'a Buyer,
        now: Instant,
    ) -> Result<Self, PricingError> {
        let (mut lines, ticked, mut total) = facts(cart)?;
        let marks = ruleset.terms.mark(cart);
        let mut fees = Vec::with_capacity(ruleset.freight.len());
        for (template, terms) in ruleset.freight.iter().zip(&ruleset.freight_terms) {
            let reached = marks.lines(&template.scope, terms, cart);
            let fee = Fee::new(template, reached, &lines, cart);
            total += fee.amount;
            fees.push(fee);
        }
        if total > Money::LIMIT {
            return Err(PricingError::overflow());
        }
        let offers = ruleset.offers();
        let mut seats: Vec<Seat> = Vec::with_capacity(offers.len());
        let mut classes: Vec<Rc<Reached>> = Vec::new();
        let nothing = Rc::new(Reached::new(Vec::new(), &lines));
        let mut everything = None;
        for (offer, reach) in offers.iter().zip(&ruleset.reaches) {
            let mut seat = eligible::seat(offer, buyer, now, &nothing);
            if !matches!(seat.entry, Entry::Out(_)) {
                seat.reached = match seats.get(reach.like) {
                    Some(Seat { reached, .. }) if !reached.lines.is_empty() => Rc::clone(reached),
                    _ => {
                        let held = marks.lines(&offer.scope, &reach.terms, cart);
                        if held.len() < ticked {
                            let mut class = Reached::new(held, &lines);
                            class.class = classes.len();
                            let class = Rc::new(class);
                            classes.push(Rc::clone(&class));
                            class
                        } else {
                            let all = || Rc::new(Reached::new(held, &lines));
                            Rc::clone(everything.get_or_insert_with(all))
                        }
                    }
                };
                // Few offers have further scopes.
                if !reach.further.is_empty() {
                    for (scope, terms) in offer.scopes()[1..].iter().zip(&reach.further) {
                        let further = Reached::new(marks.lines(scope, terms, cart), &lines);
                        seat.further.push(Rc::new(further));
                    }
                }
                if seat.reached.lines.is_empty() {
                    seat.entry = Entry::Out(Why::OutOfScope);
                }
            }
            seats.push(seat);
        }
        let blocks = part(&mut lines, &classes);
        Ok(Self {
            offers,
            stages: &ruleset.stages,
            classes: classes
                .iter()
                .map(|class| in_blocks(class, &lines))
                .collect(),
            blocks,
            lines,
            seats,
            freight: cart.freight,
            fees,
            points: buyer.points,
        })
    }

    /// The entry of an offer that waits, granted; give it back with [`Setting::restore`].
    ///
    /// A quota token that is not granted yet is taken to cover as many units as an order may have,
    /// or one if that is not limited: a promise kept small.
    pub(crate) fn grant(&mut self, rule: usize) -> Entry {
        let seat = &mut self.seats[rule];
        let offer = &self.offers[rule];
        if offer.grant == Grant::Token && seat.token_units == 0 {
            seat.token_units = offer.limits.units_per_order.unwrap_or(1);
        }
        core::mem::replace(&mut seat.entry, Entry::Ready)
    }

    /// The entry of an offer that is left out for a while; give it back likewise.
    pub(crate) fn shut(&mut self, rule: usize) -> Entry {
        core::mem::replace(&mut self.seats[rule].entry, Entry::Out(Why::Refused))
    }

    pub(crate) fn restore(&mut self, rule: usize, entry: Entry) {
        self.seats[rule].entry = entry;
    }

    /// An offer by its number, and its seat.
    #[inline(never)]
    pub(crate) fn offer(&self, rule: usize) -> &'a Offer {
        self.seats[rule].offer
    }

    #[inline(never)]
    pub(crate) fn seat(&self, rule: usize) -> &Seat<'a> {
        &self.seats[rule]
    }

    /// What a unit costs by an offer of this unit price: more where the buyer's tokens say so.
    pub(crate) fn unit_price(&self, rule: usize, price: Money) -> Money {
        price.max(self.seat(rule).token_price)
    }

    /// Whether nothing but the cart stands between the offer and its turn.
    pub(crate) fn is_ready(&self, rule: usize) -> bool {
        matches!(self.seat(rule).entry, Entry::Ready)
    }

    /// Whether nothing but the server's word does.
    pub(crate) fn waits(&self, rule: usize) -> bool {
        let entry = self.seat(rule).entry;
        matches!(entry, Entry::WaitsForFact | Entry::WaitsForToken)
    }

    #[inline(never)]
    pub(crate) fn id(&self, rule: usize) -> OfferId {
        self.offer(rule).id.clone()
    }

    pub(crate) fn is_coupon(&self, rule: usize) -> bool {
        self.offer(rule).grant == Grant::Coupon
    }

    /// Whether two offers work on a line in common.
    pub(crate) fn overlap(&self, one: usize, other: usize) -> bool {
        for a in self.works_on(one).into_iter().flatten() {
            for b in self.works_on(other).into_iter().flatten() {
                if meet(&a.lines, &b.lines) {
                    return true;
                }
            }
        }
        false
    }

    /// The lines of an offer's scope, and those it reduces outside of it.
    fn works_on(&self, rule: usize) -> [Option<&Reached>; 2] {
        let seat = self.seat(rule);
        let mut others = None;
        if let Benefit::BuyGet(sets) = &seat.offer.benefit
            && let GetFrom::Other(_) = sets.from
        {
            others = seat.further.last();
        }
        [Some(&seat.reached), others.map(Rc::as_ref)]
    }
}

/// Puts lines that are in the same classes into one block, numbered in the order of their first lines;
/// how many blocks there are.
fn part(lines: &mut [LineFacts], classes: &[Rc<Reached>]) -> usize {
    let mut count = 1;
    for class in classes {
        // Where the lines of a block go that are in the class.
        let mut inside = vec![0; count];
        for line in &class.lines {
            let block = &mut lines[*line as usize].block;
            let inside = &mut inside[*block];
            if *inside == 0 {
                *inside = count;
                count += 1;
            }
            *block = *inside;
        }
    }
    let mut numbers = vec![NONE; count];
    let mut blocks = 0;
    for line in lines {
        let number = &mut numbers[line.block];
        if *number == NONE {
            *number = blocks;
            blocks += 1;
        }
        line.block = *number;
    }
    blocks
}

/// The blocks of a class. Their numbers rise with their first lines.
fn in_blocks(class: &Reached, lines: &[LineFacts]) -> Vec<usize> {
    let (mut blocks, mut next) = (Vec::new(), 0);
    for line in &class.lines {
        let block = lines[*line as usize].block;
        if block >= next {
            blocks.push(block);
            next = block + 1;
        }
    }
    blocks
}

/// Whether two rising lists have a number in common.
fn meet(mut a: &[u32], mut b: &[u32]) -> bool {
    while let (Some(x), Some(y)) = (a.first(), b.first()) {
        if x == y {
            return true;
        }
        if x < y {
            a = &a[1..];
        } else {
            b = &b[1..];
        }
    }
    false
}

/// What each line brings, how many are ticked, and what all of them and the freight are worth.
fn facts(cart: &Cart) -> Result<(Vec<LineFacts>, usize, Money), PricingError> {
    if cart.freight < Money::ZERO {
        return Err(PricingError::freight());
    }
    let mut total = cart.freight;
    let mut ticked = 0;
    let mut facts: Vec<LineFacts> = Vec::with_capacity(cart.lines.len());
    let mut ids = Lines::new(Kind::Line, cart.lines.len());
    let mut skus = Lines::new(Kind::Sku, cart.lines.len());
    for (at, line) in cart.lines.iter().enumerate() {
        let mut flaw = flaw(line);
        if ids.first(&cart.lines, at) != at {
            flaw = flaw.or(Some("another line has this id"));
        }
        if let Some(flaw) = flaw {
            return Err(PricingError::line(&line.id, flaw));
        }
        let sku = skus.first(&cart.lines, at);
        let mut units = 0;
        if line.ticked {
            units = line.quantity;
            ticked += 1;
        }
        // A product that left the range of `i64` was saturated far above the limit.
        let list = line.unit_price.times(units.into());
        total += list;
        if total > Money::LIMIT {
            return Err(PricingError::overflow());
        }
        let unit_floor = line.floor.min(line.unit_price);
        facts.push(LineFacts {
            units,
            list,
            unit_floor,
            floor: unit_floor.times(units.into()),
            sku,
            block: 0,
        });
    }
    Ok((facts, ticked, total))
}

fn flaw(line: &Line) -> Option<&'static str> {
    if line.quantity == 0 {
        Some("no units")
    } else if line.unit_price < Money::ZERO {
        Some("the unit price is negative")
    } else if line.floor < Money::ZERO {
        Some("the floor is negative")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line() -> LineFacts {
        LineFacts {
            units: 1,
            list: Money::new(100),
            unit_floor: Money::ZERO,
            floor: Money::ZERO,
            sku: 0,
            block: 0,
        }
    }

    /// Lines are in one block exactly where they are in the same classes, and a class knows its blocks.
    #[track_caller]
    fn check(lines: usize, classes: &[&[u32]], expected: &[usize]) {
        let mut lines: Vec<LineFacts> = (0..lines).map(|_| line()).collect();
        let reached = |class: &&[u32]| Rc::new(Reached::new(class.to_vec(), &lines));
        let classes: Vec<Rc<Reached>> = classes.iter().map(reached).collect();
        let count = part(&mut lines, &classes);
        let blocks: Vec<usize> = lines.iter().map(|line| line.block).collect();
        assert_eq!(blocks, expected);
        assert_eq!(count, expected.iter().max().map_or(0, |last| last + 1));
        for class in &classes {
            let inside = in_blocks(class, &lines);
            let held =
                (0..lines.len() as u32).filter(|line| inside.contains(&blocks[*line as usize]));
            assert_eq!(held.collect::<Vec<_>>(), class.lines);
            assert!(inside.is_sorted_by(|one, next| one < next));
        }
    }

    #[test]
    fn blocks_of_lines() {
        check(0, &[], &[]);
        check(3, &[], &[0, 0, 0]);
        check(3, &[&[], &[0, 1, 2]], &[0, 0, 0]);
        check(4, &[&[1, 3]], &[0, 1, 0, 1]);
        check(5, &[&[0, 2, 4], &[2, 3]], &[0, 1, 2, 3, 0]);
        check(4, &[&[0], &[1], &[2], &[3]], &[0, 1, 2, 3]);
        check(4, &[&[0, 1], &[0, 1], &[2, 3]], &[0, 0, 1, 1]);
    }
}
