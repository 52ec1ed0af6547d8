//! What goes back when goods do: to the shopper, to each funder, to the wallet.

mod error;
mod extras;
mod ledger;

pub use error::RefundError;

use alloc::vec::Vec;

use crate::allocate::{self, Part};
use crate::benefit::points;
use crate::round::{proportion, whole};
use crate::{Benefit, Buyer, Cart, Funder, Gives, Instant, LineId, Money, OfferId, Quote, Ruleset};
use ledger::{ByFunder, FUNDERS, Held, funded, goods, held, place};

/// An order as it was placed: the stored quote, and what it was made from.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// The quote that was paid.
    pub quote: &'a Quote,
    /// Its cart.
    pub cart: &'a Cart,
    /// Its buyer, with the wallet, tokens and points as they were.
    pub buyer: &'a Buyer,
}

/// How much of a price goes back with the goods.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RefundPolicy {
    /// What the returned units paid, by their shares (按分摊退). Steps that the kept rest would no
    /// longer reach are not taken back. This is how Chinese platforms do it.
    #[default]
    KeepShare,
    /// What was paid, less what the kept rest would have cost by itself, at the order's instant and
    /// with its wallet (重算). A refund is never negative: where the rest would cost more than is
    /// left of what was paid, nothing goes back and [`Refund::withheld`] tells how much was
    /// missing; the next refund makes up for it first.
    ReEvaluate,
}

/// Units that come back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Return {
    /// The line of the order.
    pub line: LineId,
    /// So many of its units.
    pub units: u32,
}

/// What goes back for units of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineRefund {
    /// The line of the order.
    pub line: LineId,
    /// Units that came back.
    pub units: u32,
    /// What goes back for them, freight aside.
    pub amount: Money,
}

/// What comes back, when, and after what.
#[derive(Clone, Copy, Debug)]
pub struct RefundRequest<'a> {
    /// The lines of all earlier refunds of this order, in any order.
    pub before: &'a [LineRefund],
    /// Units that come back now; entries of one line add up.
    pub now: &'a [Return],
    /// Whether any of the order has been dispatched. Freight goes back only when the last unit is
    /// returned and nothing has been.
    pub dispatched: bool,
    /// The instant of the refund: a coupon that has expired by then does not come back.
    pub at: Instant,
}

/// The answer to [`Quote::refund`] and [`Ruleset::refund`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refund {
    /// What goes back to the shopper, freight included. What was paid as a deposit is in it: whether
    /// a deposit goes back is not for the engine to say.
    pub amount: Money,
    /// How much of it is freight.
    pub freight: Money,
    /// What goes back for each line with units returned now, in the order of the quote;
    /// `Σ amount = amount − freight`. Keep them: the next refund asks for them.
    pub lines: Vec<LineRefund>,
    /// What goes back to those who gave it. Less than nothing only by
    /// [`RefundPolicy::ReEvaluate`], where the kept rest costs a funder more than before.
    pub funders: Vec<FunderRefund>,
    /// By [`RefundPolicy::ReEvaluate`]: by how much the kept rest would cost more than what is left
    /// of what was paid.
    pub withheld: Money,
    /// Whether the whole order has now been returned.
    pub complete: bool,
    /// Coupons that come back: all that were used, if the whole order has been returned and they
    /// have not expired. Whoever issued a coupon may still decide otherwise.
    pub coupons: Vec<CouponRefund>,
    /// Gifts to return, cashback that is not due any more, points earned to claw back.
    pub beside: Vec<BesideRefund>,
    /// Points to give back. Less than nothing only by [`RefundPolicy::ReEvaluate`], where the kept
    /// rest takes more of them than before.
    pub points: i64,
    /// By [`RefundPolicy::ReEvaluate`]: the kept rest as it would have been quoted.
    pub kept: Option<Quote>,
}

/// What goes back to a funder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FunderRefund {
    /// Who.
    pub funder: Funder,
    /// How much.
    pub amount: Money,
}

/// A coupon that comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CouponRefund {
    /// The coupon's offer.
    pub offer: OfferId,
    /// Who pays for it, and so decides whether it really comes back.
    pub funder: Funder,
    /// First instant at which it can no longer be used.
    pub expires_at: Instant,
}

/// Something given beside the price that goes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BesideRefund {
    /// The offer that gave it.
    pub offer: OfferId,
    /// Who paid for it.
    pub funder: Funder,
    /// What goes back of it.
    pub gives: Gives,
}

impl Quote {
    /// What goes back to the shopper and to the funders for returned units, by
    /// [`RefundPolicy::KeepShare`], from the stored quote alone.
    ///
    /// Of a line the last units go back first, in the order of [`crate::Share::first`]: units that a
    /// limit or a token made cheaper come first there, so the shopper keeps those. A part of a line
    /// gives back what its units paid, rounded so that any sequence of returns adds up to what the
    /// line paid.
    ///
    /// Coupons, gifts and points stay empty: telling them takes the rules. See [`Ruleset::refund`].
    ///
    /// # Errors
    ///
    /// A line that the order does not have, more units than are left of it, amounts before that do
    /// not fit what was paid, and a quote that does not add up.
    pub fn refund(&self, request: &RefundRequest) -> Result<Refund, RefundError> {
        let work = Work::new(self, request)?;
        Ok(work.keep_share())
    }
}

impl Ruleset {
    /// What goes back for returned units of `order`: money by `policy`, and whatever else the order
    /// moved.
    ///
    /// Gifts, cashback and points earned go back as far as the kept units, at the prices they had in
    /// the order, do not earn them by themselves. Points spent go back with the money they stood
    /// for. The order's instant is the quote's; `self` must be the ruleset that made it.
    ///
    /// # Errors
    ///
    /// As [`Quote::refund`], and a ruleset or cart that is not the order's.
    pub fn refund(
        &self,
        order: &Order,
        policy: RefundPolicy,
        request: &RefundRequest,
    ) -> Result<Refund, RefundError> {
        let quote = order.quote;
        if self.hash() != quote.ruleset {
            return Err(RefundError::other_order("the ruleset"));
        }
        let work = Work::new(quote, request)?;
        fits(order)?;
        let mut refund = match policy {
            RefundPolicy::KeepShare => {
                let mut refund = work.keep_share();
                for applied in 0..quote.applied.len() {
                    refund.points += work.points_back(self, applied);
                }
                refund
            }
            RefundPolicy::ReEvaluate => self.re_evaluate(order, &work, request)?,
        };
        if refund.complete {
            refund.coupons = extras::coupons(order, request.at);
        }
        refund.beside = extras::beside(self, order, &work, request.before.is_empty());
        Ok(refund)
    }

    fn re_evaluate(
        &self,
        order: &Order,
        work: &Work,
        request: &RefundRequest,
    ) -> Result<Refund, RefundError> {
        let quote = order.quote;
        let then;
        // With nothing returned before, the order itself is what stood.
        let stood = if request.before.is_empty() {
            Some(quote)
        } else {
            then = self.rest(order, &work.before)?;
            then.as_ref()
        };
        let rest = self.rest(order, &work.after)?;
        let mut refund = work.outline();
        let (mut costs, mut funders) = (Money::ZERO, ByFunder::default());
        if let Some(stood) = stood {
            funders = funded(stood);
            refund.points = self.points_of(stood);
        }
        if let Some(rest) = &rest {
            costs = goods(rest);
            for (funder, now) in funders.iter_mut().zip(funded(rest)) {
                *funder -= now;
            }
            refund.points -= self.points_of(rest);
        }
        let due = goods(quote) - costs - work.refunded;
        refund.withheld = (-due).at_least_zero();
        work.hand_out(&mut refund, due.at_least_zero());
        work.settle(&mut refund, funders);
        refund.kept = rest;
        Ok(refund)
    }

    /// The kept units as a cart of their own, quoted; nothing if nothing is kept.
    fn rest(&self, order: &Order, kept: &[Held]) -> Result<Option<Quote>, RefundError> {
        let mut cart = Cart {
            lines: Vec::new(),
            freight: order.cart.freight,
        };
        for (line, kept) in order.cart.lines.iter().zip(kept) {
            if kept.units > 0 {
                let mut line = line.clone();
                line.quantity = kept.units;
                cart.lines.push(line);
            }
        }
        if cart.lines.is_empty() {
            return Ok(None);
        }
        match self.quote(&cart, order.buyer, order.quote.at) {
            Ok(quote) => Ok(Some(quote)),
            Err(_) => Err(RefundError::other_order("the cart")),
        }
    }

    /// Points that a quote takes.
    fn points_of(&self, quote: &Quote) -> i64 {
        let mut points = 0;
        for applied in 0..quote.applied.len() {
            points += self.spent(quote, applied);
        }
        points as i64
    }

    /// Points that an offer at work takes.
    fn spent(&self, quote: &Quote, applied: usize) -> u64 {
        let applied = &quote.applied[applied];
        match self.offer(&applied.offer).map(|offer| &offer.benefit) {
            Some(Benefit::Points { worth, .. }) => points::spent(*worth, applied.amount),
            _ => 0,
        }
    }
}

/// Whether the cart is the one that was quoted.
fn fits(order: &Order) -> Result<(), RefundError> {
    let (lines, priced) = (&order.cart.lines, &order.quote.lines);
    let mut same = lines.len() == priced.len();
    for (line, priced) in lines.iter().zip(priced) {
        let units = if line.ticked { line.quantity } else { 0 };
        same &= line.id == priced.id
            && units == priced.units
            && line.unit_price.times(units.into()) == priced.list;
    }
    if same {
        Ok(())
    } else {
        Err(RefundError::other_order("the cart"))
    }
}

/// A refund at work: what was kept of each line before and is kept now.
struct Work<'a> {
    quote: &'a Quote,
    before: Vec<Held>,
    after: Vec<Held>,
    /// What earlier refunds gave for goods.
    refunded: Money,
    complete: bool,
    /// Freight that goes back.
    freight_back: bool,
}

impl<'a> Work<'a> {
    fn new(quote: &'a Quote, request: &RefundRequest) -> Result<Self, RefundError> {
        ledger::check(quote)?;
        let mut kept = Vec::with_capacity(quote.lines.len());
        for line in &quote.lines {
            kept.push(line.units);
        }
        let mut refunded = Money::ZERO;
        for gone in request.before {
            give_up(quote, &mut kept, &gone.line, gone.units)?;
            if gone.amount < Money::ZERO {
                return Err(RefundError::overpaid());
            }
            refunded += gone.amount;
        }
        if refunded > goods(quote) {
            return Err(RefundError::overpaid());
        }
        let before = hold(quote, &kept);
        let was_complete = is_none(&kept);
        for back in request.now {
            give_up(quote, &mut kept, &back.line, back.units)?;
        }
        let complete = is_none(&kept);
        Ok(Self {
            quote,
            before,
            after: hold(quote, &kept),
            refunded,
            complete,
            freight_back: complete && !was_complete && !request.dispatched,
        })
    }

    /// The refund with its lines, before any amount is known.
    fn outline(&self) -> Refund {
        let mut refund = Refund {
            complete: self.complete,
            ..Refund::default()
        };
        if self.freight_back {
            refund.freight = self.quote.freight - self.quote.freight_off;
            refund.amount = refund.freight;
        }
        for (at, line) in self.quote.lines.iter().enumerate() {
            let units = self.before[at].units - self.after[at].units;
            if units > 0 {
                refund.lines.push(LineRefund {
                    line: line.id.clone(),
                    units,
                    amount: self.before[at].paid - self.after[at].paid,
                });
            }
        }
        refund
    }

    fn keep_share(&self) -> Refund {
        let mut refund = self.outline();
        for line in &refund.lines {
            refund.amount += line.amount;
        }
        let mut funders = ByFunder::default();
        for at in 0..self.quote.lines.len() {
            for (share, part) in self.quote.lines[at].shares.iter().enumerate() {
                let funder = self.quote.applied[part.applied].funder;
                funders[place(funder)] +=
                    self.before[at].given[share] - self.after[at].given[share];
            }
        }
        self.settle(&mut refund, funders);
        refund
    }

    /// Shares an amount over the lines returned now, in proportion to what they paid, else to what
    /// they were worth.
    fn hand_out(&self, refund: &mut Refund, amount: Money) {
        refund.amount += amount;
        let mut parts = Vec::with_capacity(refund.lines.len());
        for line in &refund.lines {
            parts.push(Part::new(line.amount, Money::ZERO));
        }
        if is_weightless(&parts) {
            parts.clear();
            for (before, after) in self.before.iter().zip(&self.after) {
                if before.units > after.units {
                    parts.push(Part::new(before.list - after.list, Money::ZERO));
                }
            }
        }
        if is_weightless(&parts)
            && let Some(first) = parts.first_mut()
        {
            first.weight = Money::new(1);
        }
        allocate::split(amount, &mut parts);
        for (line, part) in refund.lines.iter_mut().zip(&parts) {
            line.amount = part.share;
        }
    }

    /// Adds what funders get back: theirs of the goods, and what they gave for the freight.
    fn settle(&self, refund: &mut Refund, mut funders: ByFunder) {
        if self.freight_back {
            for applied in &self.quote.applied {
                if applied.layer == crate::Layer::FREIGHT {
                    funders[place(applied.funder)] += applied.amount;
                }
            }
        }
        for (funder, amount) in FUNDERS.into_iter().zip(funders) {
            if !amount.is_zero() {
                refund.funders.push(FunderRefund { funder, amount });
            }
        }
    }

    /// Points that come back of an offer with the money they stood for.
    fn points_back(&self, ruleset: &Ruleset, applied: usize) -> i64 {
        let spent = ruleset.spent(self.quote, applied);
        if spent == 0 {
            return 0;
        }
        let kept = |held: &[Held]| {
            let mut sum = Money::ZERO;
            for (line, held) in self.quote.lines.iter().zip(held) {
                for (share, given) in line.shares.iter().zip(&held.given) {
                    if share.applied == applied {
                        sum += *given;
                    }
                }
            }
            let amount = whole(self.quote.applied[applied].amount);
            proportion(spent, whole(sum).min(amount), amount.max(1)).0 as i64
        };
        kept(&self.before) - kept(&self.after)
    }
}

/// Takes units that came back out of what is kept.
fn give_up(quote: &Quote, kept: &mut [u32], line: &LineId, units: u32) -> Result<(), RefundError> {
    for (at, known) in quote.lines.iter().enumerate() {
        if known.id == *line {
            let Some(left) = kept[at].checked_sub(units) else {
                return Err(RefundError::too_many(line, kept[at]));
            };
            kept[at] = left;
            return Ok(());
        }
    }
    Err(RefundError::unknown(line))
}

fn hold(quote: &Quote, kept: &[u32]) -> Vec<Held> {
    let mut all = Vec::with_capacity(kept.len());
    for (line, kept) in quote.lines.iter().zip(kept) {
        all.push(held(line, quote, *kept));
    }
    all
}

fn is_none(kept: &[u32]) -> bool {
    kept.iter().all(|units| *units == 0)
}

/// Whether none of them weighs anything.
fn is_weightless(parts: &[Part]) -> bool {
    for part in parts {
        if !part.weight.is_zero() {
            return false;
        }
    }
    true
}
