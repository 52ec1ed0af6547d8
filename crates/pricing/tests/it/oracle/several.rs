//! Several units at once: groups, sets, bundles, first and further units, one unit at a time.

use pricing::{
    Benefit, Bundle, BundleGives, BuyGet, GetFrom, GroupGives, Groups, Money, Off, Offer, Overflow,
    Pick,
};

use super::board::{Board, Case};
use super::order::Weighed;
use super::share::{off_of, share_by_unit};

impl Case<'_> {
    fn sku(&self, board: &Board, at: usize) -> &str {
        self.cart.lines[board.units[at].line].sku.as_str()
    }

    /// Units in the order in which they come; `scope` is what the units of a sku are counted in.
    /// Units that are level come in cart order.
    fn ordered(&self, board: &Board, units: &[usize], scope: &[usize], pick: Pick) -> Vec<usize> {
        let mut units = units.to_vec();
        units.sort();
        units.sort_by_key(|at| {
            let price = board.units[*at].left;
            match pick {
                Pick::Dearest => (0, -price),
                Pick::Cheapest => (0, price),
                Pick::MostUnits => {
                    let same = |other: &&usize| self.sku(board, **other) == self.sku(board, *at);
                    (-(scope.iter().filter(same).count() as i128), -price)
                }
            }
        });
        units
    }
}

/// The first units of an order that are in no set yet; nothing if they are too few.
fn draw(order: &[usize], used: &mut Vec<usize>, units: u32) -> Option<Vec<usize>> {
    let free = order.iter().copied().filter(|at| !used.contains(at));
    let drawn: Vec<usize> = free.take(units as usize).collect();
    used.extend(&drawn);
    (drawn.len() == units as usize).then_some(drawn)
}

/// Sets, one after the other, each drawn role by role; as many as are complete and may be.
fn sets(
    roles: &[(Vec<usize>, u32)],
    used: &mut Vec<usize>,
    most: Option<u32>,
) -> Vec<Vec<Vec<usize>>> {
    let mut sets = Vec::new();
    while most.is_none_or(|most| sets.len() < most as usize) {
        let mut trial = used.clone();
        let drawn = roles
            .iter()
            .map(|(order, units)| draw(order, &mut trial, *units));
        let Some(set) = drawn.collect::<Option<Vec<_>>>() else {
            break;
        };
        *used = trial;
        sets.push(set);
    }
    sets
}

impl Case<'_> {
    /// What each unit gives to an offer that looks at several.
    pub fn several(&self, board: &Board, at: usize) -> Option<Weighed> {
        let offer = self.offers[at];
        let seen = self.seen(board, &offer.scope);
        let mut given = match &offer.benefit {
            Benefit::FirstAndFurther {
                first,
                further,
                most,
            } => self.first_and_further(board, offer, &seen, *first, *further, *most),
            Benefit::Reduce { off, .. } => seen
                .iter()
                .map(|at| self.one(board, offer, *at, *off))
                .collect(),
            Benefit::Groups(groups) => self.groups(board, offer, &seen, groups)?,
            Benefit::BuyGet(sets) => self.buy_get(board, offer, &seen, sets),
            Benefit::Bundle(bundle) => self.bundle(board, offer, &seen, bundle)?,
            _ => return None,
        };
        given.sort();
        let offs: Vec<i128> = given.iter().map(|(_, off)| *off).collect();
        let mut amount = offs.iter().sum();
        if let Some(cap) = offer.cap
            && amount > cap.minor().into()
        {
            amount = cap.minor().into();
            let shares = share_by_unit(offer, Overflow::Redistribute, amount, &offs, &offs)?;
            for ((_, off), share) in given.iter_mut().zip(&shares) {
                *off = *share;
            }
        }
        Some(Weighed {
            amount,
            units: given,
            lines: Vec::new(),
            freight: 0,
            points: 0,
        })
    }

    /// What comes off one unit.
    fn one(&self, board: &Board, offer: &Offer, at: usize, off: Off) -> (usize, i128) {
        let unit = &board.units[at];
        let base = Self::worth(board, &[at], offer.rate_base);
        let off = off_of(offer, off, base);
        (at, off.clamp(0, unit.left - unit.floor))
    }

    /// An amount shared over units in proportion to what they cost, if the offer lets it be.
    fn shared_over(
        &self,
        board: &Board,
        offer: &Offer,
        units: &[usize],
        amount: i128,
    ) -> Option<Vec<(usize, i128)>> {
        let mut units = units.to_vec();
        units.sort();
        let weights: Vec<i128> = units.iter().map(|at| board.units[*at].left).collect();
        let rooms: Vec<i128> = units.iter().map(|at| board.room(&[*at])).collect();
        let shares = share_by_unit(offer, offer.overflow, amount.max(0), &weights, &rooms)?;
        Some(units.into_iter().zip(shares).collect())
    }

    fn first_and_further(
        &self,
        board: &Board,
        offer: &Offer,
        seen: &[usize],
        first: Money,
        further: Money,
        most: Option<u32>,
    ) -> Vec<(usize, i128)> {
        let mut counts: Vec<(&str, u32)> = Vec::new();
        let mut given = Vec::new();
        // The dearest unit of a sku is its first.
        for at in self.ordered(board, seen, seen, Pick::Dearest) {
            let sku = self.sku(board, at);
            if !counts.iter().any(|(known, _)| *known == sku) {
                counts.push((sku, 0));
            }
            let (_, count) = counts.iter_mut().find(|(known, _)| *known == sku).unwrap();
            *count += 1;
            if most.is_none_or(|most| *count <= most) {
                let off = if *count == 1 { first } else { further };
                given.push(self.one(board, offer, at, Off::Amount(off)));
            }
        }
        given
    }

    fn groups(
        &self,
        board: &Board,
        offer: &Offer,
        seen: &[usize],
        groups: &Groups,
    ) -> Option<Vec<(usize, i128)>> {
        let order = self.ordered(board, seen, seen, groups.fill);
        let mut given = Vec::new();
        for set in sets(&[(order, groups.size)], &mut Vec::new(), groups.times) {
            let group = &set[0];
            match &groups.gives {
                GroupGives::Each(off) => {
                    given.extend(group.iter().map(|at| self.one(board, offer, *at, *off)));
                }
                GroupGives::Off(off) => {
                    let worth = Self::worth(board, group, offer.rate_base);
                    let off = off_of(offer, *off, worth);
                    given.extend(self.shared_over(board, offer, group, off)?);
                }
                GroupGives::Price(price) => {
                    let off = board.sum(group, |unit| unit.left) - i128::from(price.minor());
                    given.extend(self.shared_over(board, offer, group, off)?);
                }
                GroupGives::Nth { order, places } => {
                    let inside = self.ordered(board, group, seen, *order);
                    for place in places {
                        let at = inside[place.nth as usize - 1];
                        given.push(self.one(board, offer, at, place.off));
                    }
                }
            }
        }
        Some(given)
    }

    fn buy_get(
        &self,
        board: &Board,
        offer: &Offer,
        seen: &[usize],
        kind: &BuyGet,
    ) -> Vec<(usize, i128)> {
        let others = match &kind.from {
            GetFrom::Other(scope) => self.seen(board, scope),
            GetFrom::Scope | GetFrom::SameSku => seen.to_vec(),
        };
        let buy = self.ordered(board, seen, seen, kind.buy_pick);
        let get = self.ordered(board, &others, &others, kind.get_pick);
        let mut teams = vec![(buy.clone(), get.clone())];
        if kind.from == GetFrom::SameSku {
            teams.clear();
            let mut known: Vec<&str> = Vec::new();
            for at in &buy {
                let sku = self.sku(board, *at);
                if known.contains(&sku) {
                    continue;
                }
                known.push(sku);
                let of = |order: &[usize]| {
                    let mut order = order.to_vec();
                    order.retain(|at| self.sku(board, *at) == sku);
                    order
                };
                teams.push((of(&buy), of(&get)));
            }
        }
        let mut given = Vec::new();
        let mut used = Vec::new();
        let mut left = kind.times;
        for (buy, get) in teams {
            let formed = sets(&[(buy, kind.buy), (get, kind.get)], &mut used, left);
            left = left.map(|left| left - formed.len() as u32);
            for set in formed {
                given.extend(
                    set[1]
                        .iter()
                        .map(|at| self.one(board, offer, *at, kind.off)),
                );
            }
        }
        given
    }

    fn bundle(
        &self,
        board: &Board,
        offer: &Offer,
        seen: &[usize],
        bundle: &Bundle,
    ) -> Option<Vec<(usize, i128)>> {
        let mut roles = Vec::new();
        for part in &bundle.parts {
            let named = self.seen(board, &part.scope);
            let mut units = seen.to_vec();
            units.retain(|at| named.contains(at));
            roles.push((
                self.ordered(board, &units, &units, Pick::Dearest),
                part.units,
            ));
        }
        let mut given = Vec::new();
        for set in sets(&roles, &mut Vec::new(), bundle.times) {
            let set = set.concat();
            let off = match bundle.gives {
                BundleGives::Price(price) => {
                    board.sum(&set, |unit| unit.left) - i128::from(price.minor())
                }
                BundleGives::Off(off) => {
                    off_of(offer, off, Self::worth(board, &set, offer.rate_base))
                }
            };
            given.extend(self.shared_over(board, offer, &set, off)?);
        }
        Some(given)
    }
}
