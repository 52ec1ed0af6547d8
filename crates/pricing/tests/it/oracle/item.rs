//! Item layers: each unit at its lowest price.
//!
//! Units of a line that went the same way stand together as a stretch. A stretch goes to the offer
//! that would take most off all of it, as many units as that offer may still cover; the rest of it
//! to the next best. A reduction of a line is rounded once over what it covers of the line.

use pricing::{Benefit, Grant, Off, Per};

use super::board::{Board, Case};
use super::share::off_of;

/// How an offer works on units.
#[derive(Clone, Copy)]
enum Cut {
    Price(i128),
    Unit(Off),
    Line(Off),
}

/// An offer in its turn.
struct Entrant {
    offer: usize,
    cut: Cut,
    cap: i128,
    tokens: usize,
    used: Vec<(String, usize)>,
    /// Whether it looks at the present line.
    sees: bool,
    /// The units of the present line that it has covered, as they were: what a rate counts of each,
    /// and its room; and what came off them together.
    covered: Vec<(i128, i128)>,
    off: i128,
    worked: bool,
    /// What was paid for each unit, if it is a deposit; it counts even where nothing comes off.
    paid: Option<i128>,
}

impl Case<'_> {
    fn entrant(&self, board: &Board, at: usize) -> Option<Entrant> {
        let offer = self.offers[at];
        if !self.conditions(board, offer) {
            return None;
        }
        let seen = self.seen(board, &offer.scope);
        let cut = match &offer.benefit {
            Benefit::UnitPrice { price } => {
                Cut::Price(i128::from(price.minor()).max(self.token_price(offer)))
            }
            Benefit::Reduce {
                off,
                per: Per::Unit,
            } => Cut::Unit(*off),
            Benefit::Reduce { off, .. } => Cut::Line(*off),
            Benefit::Deposit { paid, counts_as } => Cut::Unit(Off::Amount(*counts_as - *paid)),
            Benefit::TiersByAmount { tiers, base } => {
                let have = Self::worth(board, &seen, *base);
                Cut::Line(tiers.iter().rfind(|tier| have >= tier.least.into())?.off)
            }
            Benefit::TiersByCount { tiers } => {
                let have = seen.len() as i64;
                Cut::Line(tiers.iter().rfind(|tier| have >= tier.least)?.off)
            }
            other => unreachable!("{other:?}"),
        };
        Some(Entrant {
            offer: at,
            cut,
            cap: offer.cap.map_or(i128::MAX, |cap| cap.minor().into()),
            tokens: self.tokens(offer),
            used: Vec::new(),
            sees: true,
            covered: Vec::new(),
            off: 0,
            worked: false,
            paid: match &offer.benefit {
                Benefit::Deposit { paid, .. } => Some(paid.minor().into()),
                _ => None,
            },
        })
    }

    /// How many more units of a line the entrant may cover.
    fn capacity(&self, entrant: &Entrant, line: usize) -> usize {
        let offer = self.offers[entrant.offer];
        let mut most = usize::MAX;
        if offer.grant == Grant::Token {
            most = entrant.tokens;
        }
        if let Some(limit) = offer.limits.units_per_order {
            let sku = self.cart.lines[line].sku.as_str();
            let used = entrant.used.iter().find(|(used, _)| used == sku);
            most = most.min(limit as usize - used.map_or(0, |(_, units)| *units));
        }
        most
    }

    /// What it would take off each unit of a stretch; for a line, off the stretch together.
    fn gain(&self, board: &Board, entrant: &Entrant, units: &[usize]) -> i128 {
        let offer = self.offers[entrant.offer];
        let mut gain = 0;
        match entrant.cut {
            Cut::Price(price) => {
                for at in units {
                    let unit = &board.units[*at];
                    gain += (unit.left - price.max(unit.floor)).max(0);
                }
            }
            Cut::Unit(off) => {
                for at in units {
                    let unit = &board.units[*at];
                    let base = Self::worth(board, &[*at], offer.rate_base);
                    let off = off_of(offer, off, base);
                    gain += off.clamp(0, unit.left - unit.floor);
                }
            }
            Cut::Line(off) => {
                let (mut base, mut room) = (0, 0);
                for (counted, roomy) in &entrant.covered {
                    base += counted;
                    room += roomy;
                }
                base += Self::worth(board, units, offer.rate_base);
                room += board.room(units);
                let whole = off_of(offer, off, base).min(room);
                gain = (whole - entrant.off).min(board.room(units));
            }
        }
        gain.min(entrant.cap).max(0)
    }

    /// The turn of an item group, or of the gate of its layer; whether the coupon in it worked.
    pub fn item_turn(
        &self,
        board: &mut Board,
        members: &[usize],
        gate: bool,
        pick: Option<usize>,
    ) -> bool {
        let layer = self.offers[members[0]].layer;
        for unit in &mut board.units {
            if let Some(closed) = unit.closed
                && (gate || self.offers[closed].layer != layer)
            {
                unit.closed = None;
            }
        }
        let mut entrants = Vec::new();
        for at in members {
            let takes_part = !self.is_coupon(*at) || Some(*at) == pick;
            if self.is_ready(*at) && self.offers[*at].exclusive == gate && takes_part {
                entrants.extend(self.entrant(board, *at));
            }
        }
        for line in 0..self.cart.lines.len() {
            for entrant in &mut entrants {
                let seen = self.seen(board, &self.offers[entrant.offer].scope);
                entrant.sees = seen.iter().any(|at| board.units[*at].line == line);
                entrant.covered.clear();
                entrant.off = 0;
            }
            let units = board.units_of(line);
            let same = |a: &usize, b: &usize| board.units[*a].way == board.units[*b].way;
            let stretches: Vec<Vec<usize>> = units.chunk_by(same).map(<[usize]>::to_vec).collect();
            for mut stretch in stretches {
                while !stretch.is_empty() {
                    stretch = self.give(board, &mut entrants, stretch, line, gate);
                }
            }
        }
        let mut picked = false;
        for entrant in entrants.iter().filter(|entrant| entrant.worked) {
            board.coupons += usize::from(self.is_coupon(entrant.offer));
            board.pins += usize::from(self.is_pinned(entrant.offer));
            picked |= Some(entrant.offer) == pick;
        }
        picked
    }

    /// Gives the first units of a stretch to the best offer; the units that are left over.
    fn give(
        &self,
        board: &mut Board,
        entrants: &mut [Entrant],
        stretch: Vec<usize>,
        line: usize,
        gate: bool,
    ) -> Vec<usize> {
        let mut best: Option<(bool, i128, usize)> = None;
        if board.units[stretch[0]].closed.is_none() {
            for (at, entrant) in entrants.iter().enumerate() {
                if !entrant.sees || self.capacity(entrant, line) == 0 {
                    continue;
                }
                let gain = self.gain(board, entrant, &stretch);
                let pinned = self.is_pinned(entrant.offer);
                let better = best.is_none_or(|(insists, most, _)| (pinned, gain) > (insists, most));
                let counts = gain > 0 || entrant.paid.is_some();
                if counts && better && !(gate && best.is_some()) {
                    best = Some((pinned, gain, at));
                }
            }
        }
        let Some((_, _, winner)) = best else {
            for at in stretch {
                board.units[at].way.push(None);
            }
            return Vec::new();
        };
        let entrant = &mut entrants[winner];
        let count = self.capacity(entrant, line).min(stretch.len());
        let (head, rest) = stretch.split_at(count);
        let gain = self.gain(board, entrant, head);
        let offer = self.offers[entrant.offer];
        for at in head {
            let counted = Self::worth(board, &[*at], offer.rate_base);
            let unit = &board.units[*at];
            entrant.covered.push((counted, unit.left - unit.floor));
        }
        let sku = self.cart.lines[line].sku.as_str();
        match entrant.used.iter_mut().find(|(used, _)| used == sku) {
            Some((_, units)) => *units += count,
            None => entrant.used.push((sku.to_owned(), count)),
        }
        if offer.grant == Grant::Token {
            entrant.tokens -= count;
        }
        entrant.off += gain;
        entrant.cap -= gain;
        entrant.worked |= gain > 0 || entrant.paid.is_some();
        if let Some(paid) = entrant.paid {
            board.deposits.push((line, paid * count as i128));
        }
        // They pay the same from here on, to a minor unit.
        let value = board.sum(head, |unit| unit.left) - gain;
        for (place, at) in head.iter().enumerate() {
            let (place, count) = (place as i128, count as i128);
            let pays = value / count + i128::from(place < value % count);
            let unit = &mut board.units[*at];
            unit.way.push(Some(entrant.offer));
            if gate {
                unit.closed = Some(entrant.offer);
            }
            (unit.left, unit.after_item) = (pays, pays);
        }
        board.note(entrant.offer, line, gain);
        rest.to_vec()
    }
}
