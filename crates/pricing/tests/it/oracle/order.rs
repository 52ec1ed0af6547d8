//! Order layers: amounts for a scope, shared over its lines.

use pricing::{Base, Benefit, Overflow, Per, Rounding, ShareBase};

use super::board::{Board, Case};
use super::share::{capped, off_of, share, share_by_unit, whole};

/// What an offer would take off when its turn comes.
pub struct Weighed {
    pub amount: i128,
    /// What each unit gives.
    pub units: Vec<(usize, i128)>,
    /// What each line gives, where units are not told apart.
    pub lines: Vec<(usize, i128)>,
    pub freight: i128,
    pub points: i128,
}

impl Weighed {
    fn of_lines(lines: &[usize], shares: &[i128]) -> Self {
        Self {
            amount: shares.iter().sum(),
            units: Vec::new(),
            lines: lines.iter().copied().zip(shares.iter().copied()).collect(),
            freight: 0,
            points: 0,
        }
    }
}

impl Case<'_> {
    /// What an offer of an order layer, or of a multi-unit one, takes if it can work at all.
    pub fn weigh(&self, board: &Board, at: usize) -> Option<Weighed> {
        let offer = self.offers[at];
        if !self.conditions(board, offer) {
            return None;
        }
        let most = offer.cap.map_or(i128::MAX, |cap| cap.minor().into());
        let weighed = match &offer.benefit {
            Benefit::FreeFreight => Weighed {
                freight: board.freight.min(most),
                amount: board.freight.min(most),
                ..Weighed::of_lines(&[], &[])
            },
            Benefit::Reduce { per: Per::Unit, .. } if offer.layer.is_multi_unit() => {
                self.several(board, at)?
            }
            Benefit::Reduce {
                off,
                per: Per::Unit,
            } => self.by_line(board, at, |units| {
                let one = |at: &usize| {
                    let unit = &board.units[*at];
                    let base = Self::worth(board, &[*at], offer.rate_base);
                    off_of(offer, *off, base).clamp(0, unit.left - unit.floor)
                };
                units.iter().map(one).sum()
            }),
            Benefit::Reduce {
                off,
                per: Per::Line,
            } => self.by_line(board, at, |units| {
                let base = Self::worth(board, units, offer.rate_base);
                off_of(offer, *off, base).clamp(0, board.room(units))
            }),
            Benefit::FirstAndFurther { .. }
            | Benefit::Groups(_)
            | Benefit::BuyGet(_)
            | Benefit::Bundle(_) => self.several(board, at)?,
            _ => self.shared(board, at)?,
        };
        (weighed.amount > 0).then_some(weighed)
    }

    /// A reduction that falls on units or lines; a cap is shared over what the lines would take.
    fn by_line(&self, board: &Board, at: usize, off: impl Fn(&[usize]) -> i128) -> Weighed {
        let offer = self.offers[at];
        let seen = self.seen(board, &offer.scope);
        let lines = Self::lines(board, &seen);
        let price = matches!(offer.rounding, Rounding::Price | Rounding::PriceDown);
        let one = |line: &usize| {
            let off = off(&board.units_of(*line));
            // A price that was rounded leaves a reduction that is no whole grain.
            if price { off } else { whole(offer, off) }
        };
        let offs: Vec<i128> = lines.iter().map(one).collect();
        let sum = offs.iter().sum();
        if capped(offer, sum) == sum {
            return Weighed::of_lines(&lines, &offs);
        }
        let most = capped(offer, sum);
        let shares = share(offer, Overflow::Redistribute, most, &offs, &offs);
        Weighed::of_lines(&lines, &shares.unwrap())
    }

    /// One amount for the whole scope.
    fn shared(&self, board: &Board, at: usize) -> Option<Weighed> {
        let offer = self.offers[at];
        let seen = self.seen(board, &offer.scope);
        let lines = Self::lines(board, &seen);
        let left = board.sum(&seen, |unit| unit.left);
        let counted = Self::worth(board, &seen, offer.rate_base);
        let mut points = 0;
        let asked = match &offer.benefit {
            Benefit::Reduce { off, .. } => off_of(offer, *off, counted),
            Benefit::TiersByAmount { tiers, base } => {
                let have = Self::worth(board, &seen, *base);
                let tier = tiers.iter().rfind(|tier| have >= tier.least.into())?;
                off_of(offer, tier.off, counted)
            }
            Benefit::TiersByCount { tiers } => {
                let have = seen.len() as i64;
                let tier = tiers.iter().rfind(|tier| have >= tier.least)?;
                off_of(offer, tier.off, counted)
            }
            Benefit::PerEach {
                each,
                off,
                times,
                base,
            } => {
                let often = Self::worth(board, &seen, *base) / i128::from(each.minor());
                let often = often.min(times.map_or(i128::MAX, i128::from));
                whole(offer, often * i128::from(off.minor()))
            }
            Benefit::OrderPrice { price } => left - i128::from(price.minor()),
            Benefit::Points { worth, share } => {
                let worth = i128::from(worth.minor());
                let most = left * i128::from(share.basis_points()) / 10_000;
                let most = most.min(board.room(&seen));
                let most = offer.cap.map_or(most, |cap| most.min(cap.minor().into()));
                points = (most / worth).min(board.points);
                whole(offer, points * worth)
            }
            other => unreachable!("{other:?}"),
        };
        let asked = capped(offer, asked.max(0));
        let of = |line: &usize, base: Base| Self::worth(board, &board.units_of(*line), base);
        let base = match offer.share_base {
            ShareBase::Remaining => Base::Remaining,
            ShareBase::AfterItem => Base::AfterItem,
            ShareBase::List => Base::List,
        };
        let weights: Vec<i128> = lines.iter().map(|line| of(line, base)).collect();
        let rooms: Vec<i128> = lines
            .iter()
            .map(|line| board.room(&board.units_of(*line)))
            .collect();
        let shares = share(offer, offer.overflow, asked, &weights, &rooms)?;
        let mut weighed = Weighed::of_lines(&lines, &shares);
        if let Benefit::Points { worth, .. } = &offer.benefit {
            // What was not given need not be paid for.
            let worth = i128::from(worth.minor());
            weighed.points = (weighed.amount + worth - 1) / worth;
            assert!(weighed.points <= points);
        }
        Some(weighed)
    }

    /// Takes a weighed offer off the board.
    pub fn apply(&self, board: &mut Board, at: usize, weighed: &Weighed) {
        board.coupons += usize::from(self.is_coupon(at));
        board.pins += usize::from(self.is_pinned(at));
        board.freight -= weighed.freight;
        board.points -= weighed.points;
        if weighed.freight > 0 {
            board.freight_taken.push((at, weighed.freight));
        }
        for (unit, amount) in &weighed.units {
            board.take(at, *unit, *amount);
        }
        for (line, amount) in &weighed.lines {
            self.take_line(board, at, *line, *amount);
        }
    }

    /// Takes an amount off a line. Once an order layer has begun its units are not told apart;
    /// before, each gives in proportion to what it pays.
    fn take_line(&self, board: &mut Board, at: usize, line: usize, amount: i128) {
        let units = board.units_of(line);
        let rooms: Vec<i128> = units.iter().map(|unit| board.room(&[*unit])).collect();
        let weights: Vec<i128> = units.iter().map(|unit| board.units[*unit].left).collect();
        let (offer, move_on) = (self.offers[at], Overflow::Redistribute);
        let shares = share_by_unit(offer, move_on, amount, &weights, &rooms).unwrap();
        assert_eq!(shares.iter().sum::<i128>(), amount);
        for (unit, share) in units.iter().zip(shares) {
            board.take(at, *unit, share);
        }
        if board.settled {
            board.level(&units);
        }
    }
}
