//! What to add to a cart (凑单): the additions that reach a step for least, or make the total fall.

mod bound;

use alloc::vec::Vec;

use crate::{
    Buyer, Cart, Instant, Layer, Line, Missing, Money, NextTier, OfferId, PricingError, Quote,
    Ruleset,
};
use bound::Bound;

/// Something that could be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The line it would be; its quantity and tick are ignored. With the id of a ticked line of the
    /// cart it is more of that line, at that line's price. Ids are unique among candidates.
    pub line: Line,
    /// At most so many units; no more than [`TopUp::MOST_UNITS`] are looked at.
    pub most: u32,
}

/// How far to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TopUpOptions {
    /// Suggestions to keep.
    pub keep: usize,
    /// Carts to quote at most, the cart as it is aside.
    pub quotes: u32,
}

impl Default for TopUpOptions {
    /// Five suggestions from 256 carts.
    fn default() -> Self {
        Self {
            keep: 5,
            quotes: 256,
        }
    }
}

/// The answer to [`Ruleset::top_up`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopUp {
    /// What the cart pays as it is.
    pub payable: Money,
    /// How far its next steps are: [`Quote::next`].
    pub next: Vec<NextTier>,
    /// The lowest payable first, then fewer units, then less list value, then the ids of the
    /// candidates.
    pub suggestions: Vec<Suggestion>,
    /// Carts that were quoted, the cart as it is aside.
    pub quotes: u32,
    /// Whether no addition that was not quoted can be better than the suggestions.
    pub proved: bool,
}

impl TopUp {
    /// Units of one candidate that are looked at.
    pub const MOST_UNITS: u32 = 12;
    /// Candidates that are looked at, the cheapest; with more, nothing is proved.
    pub const MOST_CANDIDATES: usize = 64;
}

/// One way to add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What is added to the end of the cart, one candidate or two, in order of their ids.
    pub additions: Vec<Addition>,
    /// The offers that take off more by a further step, in the order of [`TopUp::next`]. Empty if the
    /// total falls without one.
    pub reaches: Vec<OfferId>,
    /// What the cart would pay.
    pub payable: Money,
    /// How much more that is than now; less than nothing if the total falls. Never more than
    /// `added`.
    pub extra: Money,
    /// List value of what is added.
    pub added: Money,
    /// How much more is saved than now: `added − extra`, and what freight templates charge for it.
    pub saved_more: Money,
}

impl Suggestion {
    /// Whether the shopper gets more for less.
    #[must_use]
    pub fn lowers_total(&self) -> bool {
        self.extra < Money::ZERO
    }
}

/// Units of one candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Addition {
    /// Which of the candidates given.
    pub candidate: usize,
    /// So many units.
    pub units: u32,
}

impl Ruleset {
    /// What to add to `cart`, from `candidates`, for `buyer` at `now`.
    ///
    /// Looked for are, for each step in [`Quote::next`] that something is missing to, the addition
    /// that reaches it with the lowest payable, made of one or two candidates in the offer's scope
    /// whose list value (or units) covers what is missing, or, where what the offer requires is
    /// short, in the scope of that requirement; and of each single candidate the number
    /// of units that makes the total lowest, if it falls. Every number comes from a real quote of
    /// the cart with the addition. Additions that cost more than their list value are left out.
    ///
    /// The search goes from few units to many and skips what cannot be better by a lower bound on
    /// the payable. It quotes at most `options.quotes` carts and one; [`TopUp::proved`] tells
    /// whether that was enough.
    ///
    /// # Errors
    ///
    /// A cart that has no quote, or has none with one unit of each candidate.
    pub fn top_up(
        &self,
        cart: &Cart,
        buyer: &Buyer,
        now: Instant,
        candidates: &[Candidate],
        options: &TopUpOptions,
    ) -> Result<TopUp, PricingError> {
        let quote = self.quote(cart, buyer, now)?;
        let (usable, all) = usable(cart, candidates);
        let mut wide = cart.clone();
        let mut goods = Vec::with_capacity(usable.len());
        for at in usable {
            goods.push(Goods::new(&mut wide, &candidates[at], at));
        }
        let mut bound = Bound::new(self, &wide, buyer, now, cart, &quote.next)?;
        let mut gaps = Vec::new();
        for (next, reach) in quote.next.iter().zip(core::mem::take(&mut bound.reaches)) {
            if let Some(missing) = next.missing {
                gaps.push(Gap {
                    offer: &next.offer,
                    missing,
                    requires: next.requires.is_some(),
                    reached: next.reached,
                    off: next.off_now,
                    reach,
                    beside: self
                        .offer(&next.offer)
                        .is_some_and(|offer| offer.layer >= Layer::BESIDE),
                    best: None,
                });
            }
        }
        let mut search = Search {
            ruleset: self,
            cart,
            buyer,
            now,
            candidates,
            quote: &quote,
            lowest: vec![None; goods.len()],
            goods,
            bound,
            gaps,
            left: options.quotes,
            cut: false,
        };
        search.run();
        let mut suggestions: Vec<Suggestion> = Vec::new();
        let mut found = Vec::new();
        for gap in &mut search.gaps {
            found.push(gap.best.take());
        }
        found.append(&mut search.lowest);
        for suggestion in found.into_iter().flatten() {
            let mut place = 0;
            while suggestions
                .get(place)
                .is_some_and(|other| search.better(other, &suggestion))
            {
                place += 1;
            }
            if suggestions.get(place) != Some(&suggestion) {
                suggestions.insert(place, suggestion);
            }
        }
        suggestions.truncate(options.keep);
        let (quotes, proved) = (options.quotes - search.left, all && !search.cut);
        Ok(TopUp {
            payable: quote.payable,
            next: quote.next,
            suggestions,
            quotes,
            proved,
        })
    }
}

/// The candidates that can be looked at, cheapest first, then by id; and whether those are all.
fn usable(cart: &Cart, candidates: &[Candidate]) -> (Vec<usize>, bool) {
    let mut usable: Vec<usize> = Vec::new();
    for (at, candidate) in candidates.iter().enumerate() {
        let line = &candidate.line;
        let known = cart.lines.iter().find(|known| known.id == line.id);
        if candidate.most == 0
            || line.unit_price < Money::ZERO
            || line.floor < Money::ZERO
            || known.is_some_and(|known| !known.ticked)
            || candidates[..at]
                .iter()
                .any(|other| other.line.id == line.id)
        {
            continue;
        }
        let mut place = usable.len();
        while place > 0 {
            let other = &candidates[usable[place - 1]].line;
            if (other.unit_price, other.id.as_str()) <= (line.unit_price, line.id.as_str()) {
                break;
            }
            place -= 1;
        }
        usable.insert(place, at);
    }
    let all = usable.len() <= TopUp::MOST_CANDIDATES;
    usable.truncate(TopUp::MOST_CANDIDATES);
    (usable, all)
}

/// A candidate at work.
struct Goods {
    candidate: usize,
    /// Its line in the cart that holds all of them.
    line: u32,
    price: Money,
    most: u32,
}

impl Goods {
    /// Adds one unit of a candidate to the cart that holds all of them.
    fn new(wide: &mut Cart, candidate: &Candidate, at: usize) -> Self {
        let line = put(wide, &candidate.line, 1);
        Self {
            candidate: at,
            line: line as u32,
            price: wide.lines[line].unit_price,
            most: candidate.most.min(TopUp::MOST_UNITS),
        }
    }
}

/// Puts units into a cart, and tells in which line they are.
fn put(cart: &mut Cart, line: &Line, units: u32) -> usize {
    for (at, known) in cart.lines.iter_mut().enumerate() {
        if known.id == line.id {
            known.quantity = known.quantity.saturating_add(units);
            return at;
        }
    }
    let mut line = line.clone();
    line.quantity = units;
    line.ticked = true;
    cart.lines.push(line);
    cart.lines.len() - 1
}

/// A step that something is missing to.
struct Gap<'a> {
    offer: &'a OfferId,
    missing: Missing,
    /// Whether it is missing to what the offer requires, not to a step of its own.
    requires: bool,
    reached: usize,
    off: Money,
    /// Lines that bring it, in the cart that holds all candidates.
    reach: Vec<u32>,
    beside: bool,
    best: Option<Suggestion>,
}

impl Gap<'_> {
    /// Whether the goods are all in the scope that lacks them, and cover what is missing.
    fn covered(&self, goods: &[Goods], counts: &[(usize, u32)]) -> bool {
        let (mut amount, mut units) = (Money::ZERO, 0);
        for (at, count) in counts {
            if !self.reach.contains(&goods[*at].line) {
                return false;
            }
            amount += goods[*at].price.times((*count).into());
            units += count;
        }
        match self.missing {
            Missing::Amount(missing) => amount >= missing,
            Missing::Units(missing) => units >= missing,
        }
    }

    /// Whether a quote has the offer at a further step, and taking off more for it; where something
    /// else was required, whether the offer works.
    fn reached_in(&self, quote: &Quote) -> bool {
        if self.requires {
            // An offer without steps is in no list of steps once it works.
            let mut works = false;
            for beside in &quote.beside {
                works |= beside.offer == *self.offer;
            }
            for applied in &quote.applied {
                works |= applied.offer == *self.offer && applied.amount > self.off;
            }
            return works;
        }
        quote.next.iter().any(|next| {
            next.offer == *self.offer
                && next.reached > self.reached
                && (self.beside || next.off_now > self.off)
        })
    }
}

struct Search<'a> {
    ruleset: &'a Ruleset,
    cart: &'a Cart,
    buyer: &'a Buyer,
    now: Instant,
    candidates: &'a [Candidate],
    quote: &'a Quote,
    goods: Vec<Goods>,
    bound: Bound,
    gaps: Vec<Gap<'a>>,
    /// Of each of the goods by itself, what makes the total fall the most.
    lowest: Vec<Option<Suggestion>>,
    /// Quotes that may still be asked for.
    left: u32,
    /// Whether there were too few.
    cut: bool,
}

impl Search<'_> {
    /// Few units first, then the cheaper goods.
    fn run(&mut self) {
        for units in 1..=2 * TopUp::MOST_UNITS {
            for one in 0..self.goods.len() {
                self.look(&[(one, units)]);
                for other in one + 1..self.goods.len() {
                    for count in 1..units {
                        self.look(&[(one, count), (other, units - count)]);
                    }
                }
            }
        }
    }

    /// Quotes an addition if it may be better than what is known.
    fn look(&mut self, counts: &[(usize, u32)]) {
        let (mut added, mut units) = (Money::ZERO, 0);
        for (at, count) in counts {
            if *count > self.goods[*at].most {
                return;
            }
            added += self.goods[*at].price.times((*count).into());
            units += count;
        }
        let single = counts.len() == 1;
        let mut covers = false;
        for gap in &self.gaps {
            covers |= gap.covered(&self.goods, counts);
        }
        if self.cut || !(covers || single) {
            return;
        }
        let least = self.bound.payable(added, units);
        let may_beat = |best: &Option<Suggestion>, otherwise: Money| match best {
            // More units come later, so a tie is worth looking at only among as many.
            Some(best) => least < best.payable || (least == best.payable && units <= count(best)),
            None => least < otherwise,
        };
        let now = self.quote.payable;
        let mut wanted = single && may_beat(&self.lowest[counts[0].0], now);
        for gap in &self.gaps {
            wanted |= gap.covered(&self.goods, counts)
                && may_beat(&gap.best, now + added + Money::new(1));
        }
        if !wanted {
            return;
        }
        if self.left == 0 {
            self.cut = true;
            return;
        }
        self.left -= 1;
        self.try_out(counts, added);
    }

    fn try_out(&mut self, counts: &[(usize, u32)], added: Money) {
        let mut additions: Vec<Addition> = Vec::with_capacity(counts.len());
        for (at, units) in counts {
            let candidate = self.goods[*at].candidate;
            let id = &self.candidates[candidate].line.id;
            let comes_first = additions
                .first()
                .is_some_and(|first| self.candidates[first.candidate].line.id > *id);
            let place = if comes_first { 0 } else { additions.len() };
            let units = *units;
            additions.insert(place, Addition { candidate, units });
        }
        let mut cart = self.cart.clone();
        for addition in &additions {
            let line = &self.candidates[addition.candidate].line;
            put(&mut cart, line, addition.units);
        }
        // An addition that leaves the range of a cart is none.
        let Ok(quote) = self.ruleset.quote(&cart, self.buyer, self.now) else {
            return;
        };
        let extra = quote.payable - self.quote.payable;
        if extra > added {
            return;
        }
        let mut suggestion = Suggestion {
            additions,
            reaches: Vec::new(),
            payable: quote.payable,
            extra,
            added,
            saved_more: quote.saved() - self.quote.saved(),
        };
        for gap in &self.gaps {
            if gap.reached_in(&quote) {
                suggestion.reaches.push(gap.offer.clone());
            }
        }
        for at in 0..self.gaps.len() {
            let gap = &self.gaps[at];
            if gap.covered(&self.goods, counts)
                && gap.reached_in(&quote)
                && self.beats(&suggestion, &gap.best)
            {
                self.gaps[at].best = Some(suggestion.clone());
            }
        }
        if let [(at, _)] = counts
            && suggestion.lowers_total()
            && self.beats(&suggestion, &self.lowest[*at])
        {
            self.lowest[*at] = Some(suggestion);
        }
    }

    fn beats(&self, one: &Suggestion, best: &Option<Suggestion>) -> bool {
        best.as_ref().is_none_or(|best| self.better(one, best))
    }

    /// The order of suggestions; none comes before itself.
    fn better(&self, one: &Suggestion, other: &Suggestion) -> bool {
        let (a, b) = (
            (one.payable, count(one), one.added),
            (other.payable, count(other), other.added),
        );
        if a != b {
            return a < b;
        }
        for (x, y) in one.additions.iter().zip(&other.additions) {
            let (a, b) = (
                &self.candidates[x.candidate].line.id,
                &self.candidates[y.candidate].line.id,
            );
            if a != b {
                return a < b;
            }
            if x.units != y.units {
                return x.units > y.units;
            }
        }
        // As many units of the same candidates: the same addition.
        false
    }
}

/// Units that a suggestion adds.
fn count(suggestion: &Suggestion) -> u32 {
    let mut units = 0;
    for addition in &suggestion.additions {
        units += addition.units;
    }
    units
}
