//! The cart as single units, and the questions the documentation asks of them.

use pricing::{
    Audience, Base, Benefit, BuyGet, Buyer, Cart, Fact, FreightBy, FreightTemplate, GetFrom, Grant,
    HeldCoupon, Line, Offer, Requirement, Scope, Standing, Threshold,
};

use crate::build::NOW;

/// One ticked unit.
#[derive(Clone, Debug)]
pub struct Unit {
    pub line: usize,
    pub list: i128,
    pub floor: i128,
    /// What it still pays.
    pub left: i128,
    /// What it paid when the item layers were through; until then, what it pays.
    pub after_item: i128,
    /// The offers that it was given to, one a turn. Neighbours that went the same way stay together.
    pub way: Vec<Option<usize>>,
    /// The exclusive offer that keeps others of the layer off.
    pub closed: Option<usize>,
}

/// Everything that changes while layers work.
#[derive(Clone, Debug)]
pub struct Board {
    pub units: Vec<Unit>,
    pub settled: bool,
    pub freight: i128,
    pub points: i128,
    pub coupons: usize,
    pub pins: usize,
    /// Exclusive offers let through at the gate of the present layer.
    pub exclusive: Vec<usize>,
    /// Offer, line, and what it took off it.
    pub taken: Vec<(usize, usize, i128)>,
    pub freight_taken: Vec<(usize, i128)>,
    /// Whether freight templates have charged.
    pub charged: bool,
    pub fees: i128,
    /// Paid as deposits: the line, and how much.
    pub deposits: Vec<(usize, i128)>,
}

/// What never changes.
pub struct Case<'a> {
    pub cart: &'a Cart,
    pub buyer: &'a Buyer,
    pub freight: &'a [FreightTemplate],
    /// In order of id.
    pub offers: Vec<&'a Offer>,
}

impl Board {
    pub fn new(cart: &Cart, buyer: &Buyer, freight: i128) -> Self {
        let mut units = Vec::new();
        for (at, line) in cart.lines.iter().enumerate() {
            let list = i128::from(line.unit_price.minor());
            for _ in 0..if line.ticked { line.quantity } else { 0 } {
                units.push(Unit {
                    line: at,
                    list,
                    floor: list.min(line.floor.minor().into()),
                    left: list,
                    after_item: list,
                    way: Vec::new(),
                    closed: None,
                });
            }
        }
        Self {
            units,
            settled: false,
            freight,
            points: buyer.points.into(),
            coupons: 0,
            pins: 0,
            exclusive: Vec::new(),
            taken: Vec::new(),
            freight_taken: Vec::new(),
            charged: false,
            fees: 0,
            deposits: Vec::new(),
        }
    }

    pub fn payable(&self) -> i128 {
        self.units.iter().map(|unit| unit.left).sum::<i128>() + self.freight
    }

    /// How much of what is paid has been paid as deposits; no line's more than it pays.
    pub fn deposit(&self) -> i128 {
        let mut sum = 0;
        for line in 0..=self.units.iter().map(|unit| unit.line).max().unwrap_or(0) {
            let of_line = |deposit: &&(usize, i128)| deposit.0 == line;
            let paid: i128 = self
                .deposits
                .iter()
                .filter(of_line)
                .map(|deposit| deposit.1)
                .sum();
            sum += paid.min(self.sum(&self.units_of(line), |unit| unit.left));
        }
        sum
    }

    pub fn units_of(&self, line: usize) -> Vec<usize> {
        let is_of = |at: &usize| self.units[*at].line == line;
        (0..self.units.len()).filter(is_of).collect()
    }

    pub fn sum(&self, units: &[usize], of: fn(&Unit) -> i128) -> i128 {
        units.iter().map(|at| of(&self.units[*at])).sum()
    }

    pub fn room(&self, units: &[usize]) -> i128 {
        self.sum(units, |unit| unit.left - unit.floor)
    }

    /// Takes an amount off one unit.
    pub fn take(&mut self, offer: usize, at: usize, amount: i128) {
        let unit = &mut self.units[at];
        assert!((0..=unit.left - unit.floor).contains(&amount));
        unit.left -= amount;
        if !self.settled {
            unit.after_item -= amount;
        }
        let line = unit.line;
        self.note(offer, line, amount);
    }

    /// Writes down what an offer took off a line.
    pub fn note(&mut self, offer: usize, line: usize, amount: i128) {
        if amount == 0 {
            return;
        }
        let same = |taken: &&mut (usize, usize, i128)| (taken.0, taken.1) == (offer, line);
        match self.taken.iter_mut().find(same) {
            Some(taken) => taken.2 += amount,
            None => self.taken.push((offer, line, amount)),
        }
    }

    /// What units pay together is spread evenly over them, the spare minor units on the first.
    pub fn level(&mut self, units: &[usize]) {
        let count = units.len() as i128;
        let left = self.sum(units, |unit| unit.left);
        let after_item = self.sum(units, |unit| unit.after_item);
        for (place, at) in units.iter().enumerate() {
            let place = place as i128;
            let unit = &mut self.units[*at];
            unit.left = left / count + i128::from(place < left % count);
            unit.after_item = after_item / count + i128::from(place < after_item % count);
        }
    }

    /// The item layers are through: from here on a line is looked at as a whole.
    pub fn settle(&mut self, lines: usize) {
        for line in 0..lines {
            let units = self.units_of(line);
            if !units.is_empty() {
                self.level(&units);
            }
        }
        self.settled = true;
    }
}

/// Whether a scope names a line, whatever has been taken off it.
pub fn names(scope: &Scope, line: &Line) -> bool {
    let one_of = |tags: &[pricing::Tag]| tags.iter().any(|tag| line.tags.contains(tag));
    (scope.shops.is_empty() || scope.shops.contains(&line.shop))
        && (scope.skus.is_empty() || scope.skus.contains(&line.sku))
        && (scope.tags.is_empty() || one_of(&scope.tags))
        && !one_of(&scope.without)
        && scope
            .min_unit_price
            .is_none_or(|least| line.unit_price >= least)
        && scope
            .max_unit_price
            .is_none_or(|most| line.unit_price <= most)
}

impl Case<'_> {
    /// The ticked units that a scope names, in cart order, reduced ones among them.
    pub fn named(&self, board: &Board, scope: &Scope) -> Vec<usize> {
        let is_in = |at: &usize| names(scope, &self.cart.lines[board.units[*at].line]);
        (0..board.units.len()).filter(is_in).collect()
    }

    /// The units of a scope now.
    pub fn seen(&self, board: &Board, scope: &Scope) -> Vec<usize> {
        let mut units = self.named(board, scope);
        if scope.only_unreduced {
            units.retain(|at| {
                let line = board.units_of(board.units[*at].line);
                board.sum(&line, |unit| unit.after_item) == board.sum(&line, |unit| unit.list)
            });
        }
        units
    }

    /// The lines that units belong to.
    pub fn lines(board: &Board, units: &[usize]) -> Vec<usize> {
        let mut lines: Vec<usize> = units.iter().map(|at| board.units[*at].line).collect();
        lines.dedup();
        lines
    }

    pub fn worth(board: &Board, units: &[usize], base: Base) -> i128 {
        match base {
            Base::List => board.sum(units, |unit| unit.list),
            Base::AfterItem => board.sum(units, |unit| unit.after_item),
            Base::Remaining => board.sum(units, |unit| unit.left),
        }
    }

    pub fn meets(board: &Board, units: &[usize], threshold: Threshold) -> bool {
        match threshold {
            Threshold::None => true,
            Threshold::Amount { least, base } => {
                Self::worth(board, units, base) >= least.minor().into()
            }
            Threshold::Count { least } => units.len() >= least as usize,
        }
    }

    /// Whether the cart meets what an offer asks of its own lines and of others.
    pub fn conditions(&self, board: &Board, offer: &Offer) -> bool {
        let own = self.seen(board, &offer.scope);
        let required = |requirement: &Requirement| {
            let units = self.seen(board, &requirement.scope);
            Self::meets(board, &units, requirement.threshold)
        };
        !own.is_empty()
            && Self::meets(board, &own, offer.threshold)
            && offer.requires.iter().all(required)
    }

    /// Adds what freight templates charge, once: when the freight layer begins, or at the end.
    pub fn charge(&self, board: &mut Board) {
        if std::mem::replace(&mut board.charged, true) {
            return;
        }
        for template in self.freight {
            let units = self.named(board, &template.scope);
            let is_free = template.free_from.as_ref().is_some_and(|free| {
                Self::worth(board, &units, free.base) >= free.least.minor().into()
            });
            if units.is_empty() || is_free {
                continue;
            }
            let mut count = 0;
            for at in units {
                count += match template.by {
                    FreightBy::Pieces => 1,
                    FreightBy::Grams => self.cart.lines[board.units[at].line].grams,
                };
            }
            let mut fee = template.first_fee.minor();
            let mut covered = template.first;
            while covered < count {
                fee += template.step_fee.minor();
                covered += template.step;
            }
            board.freight += i128::from(fee);
            board.fees += i128::from(fee);
        }
    }

    /// Whether an offer works on a line, be it only to reduce what is got there.
    fn works_on(&self, offer: usize, line: &Line) -> bool {
        let offer = self.offers[offer];
        let got = match &offer.benefit {
            Benefit::BuyGet(BuyGet {
                from: GetFrom::Other(scope),
                ..
            }) => names(scope, line),
            _ => false,
        };
        got || names(&offer.scope, line)
    }

    /// Whether two offers work on a ticked line in common.
    pub fn overlap(&self, one: usize, other: usize) -> bool {
        let both =
            |line: &Line| line.ticked && self.works_on(one, line) && self.works_on(other, line);
        self.cart.lines.iter().any(both)
    }

    pub fn standing(&self, fact: &Fact) -> Standing {
        self.buyer.standing(fact)
    }

    /// The coupon of the wallet that would be used: the first to expire, then the first claimed.
    pub fn held(&self, offer: &Offer) -> Option<&HeldCoupon> {
        let good = |held: &&HeldCoupon| held.offer == offer.id && held.expires_at > NOW;
        let first = |held: &&HeldCoupon| (held.expires_at, held.claimed_at);
        self.buyer.coupons.iter().filter(good).min_by_key(first)
    }

    pub fn is_pinned(&self, offer: usize) -> bool {
        let offer = self.offers[offer];
        offer.grant == Grant::Coupon && self.buyer.pinned.contains(&offer.id)
    }

    pub fn is_coupon(&self, offer: usize) -> bool {
        self.offers[offer].grant == Grant::Coupon
    }

    /// Units granted by tokens that still count.
    pub fn tokens(&self, offer: &Offer) -> usize {
        let good = |held: &&pricing::Token| held.offer == offer.id && held.expires_at > NOW;
        let units = |held: &pricing::Token| held.units as usize;
        self.buyer.tokens.iter().filter(good).map(units).sum()
    }

    /// What a unit costs by the buyer's tokens: the lowest price, nothing if one sets none.
    pub fn token_price(&self, offer: &Offer) -> i128 {
        let good = |held: &&pricing::Token| held.offer == offer.id && held.expires_at > NOW;
        let price = |held: &pricing::Token| held.price.map_or(0, |price| price.minor().into());
        if offer.grant != Grant::Token {
            return 0;
        }
        self.buyer
            .tokens
            .iter()
            .filter(good)
            .map(price)
            .min()
            .unwrap_or(0)
    }

    /// What is left of an offer's quota for a buyer who has not been granted any of it, where the
    /// server has said so.
    pub fn quota(&self, offer: &Offer) -> Option<u32> {
        let granted = match offer.grant {
            Grant::Open => false,
            Grant::Coupon => true,
            Grant::Token => self.tokens(offer) > 0,
        };
        if granted {
            return None;
        }
        let quotas = self.buyer.quotas.iter();
        quotas
            .filter(|quota| quota.offer == offer.id)
            .map(|quota| quota.left)
            .min()
    }

    /// Whether nothing but the cart stands between an offer and its turn.
    pub fn is_ready(&self, offer: usize) -> bool {
        let offer = self.offers[offer];
        let granted = match offer.grant {
            Grant::Open => true,
            Grant::Coupon => self.held(offer).is_some() && !self.buyer.refused.contains(&offer.id),
            Grant::Token => self.tokens(offer) > 0,
        };
        let for_buyer = match &offer.audience {
            Audience::Everyone => true,
            Audience::Asserted(fact) => self.standing(fact) == Standing::Holds,
        };
        granted
            && for_buyer
            && offer.window.from <= NOW
            && NOW < offer.window.until
            && offer.limits.uses_left != Some(0)
            && self.quota(offer) != Some(0)
    }
}
