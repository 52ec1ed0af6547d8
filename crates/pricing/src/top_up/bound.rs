//! A lower bound on what a cart with additions pays, without pricing it.
//!
//! Of each group only the highest rate of what is left, the highest share of the list value and the
//! highest amount that any of its offers could take are kept, each for the whole cart. A group takes no
//! more than all three together; in an item layer, where each unit has an offer of its own, the caps of
//! its offers add up.

use alloc::vec::Vec;

use crate::benefit::points;
use crate::round::{at_most, half_up, proportion, whole};
use crate::ruleset::StageKind;
use crate::setting::{Seat, Setting};
use crate::{
    Base, Benefit, BundleGives, Buyer, Cart, GetFrom, GroupGives, Instant, Money, NextTier, Off,
    Offer, Per, PricingError, Rate, Ruleset, Threshold,
};

/// What the offers of one cart and buyer could take at most.
pub(super) struct Bound {
    groups: Vec<Group>,
    /// For each step, the lines whose goods bring what is missing to it.
    pub(super) reaches: Vec<Vec<u32>>,
    list: Money,
    units: i64,
    freight: Money,
}

struct Group {
    is_item: bool,
    takers: Vec<Taker>,
}

/// An offer that may apply.
struct Taker {
    offer: Offer,
    /// The share of a line that a unit price takes at most.
    price_rate: Rate,
    points: u64,
}

/// At most this share of what is left, what a share of the list value comes to, and this amount.
#[derive(Clone, Copy)]
struct Most {
    rate: Rate,
    of_list: Money,
    amount: Money,
}

const NOTHING: Most = Most {
    rate: Rate::WHOLE.complement(),
    of_list: Money::ZERO,
    amount: Money::ZERO,
};

const ALL: Most = Most {
    rate: Rate::WHOLE,
    ..NOTHING
};

impl Bound {
    /// Looks at the offers that may apply to `wide`, the cart with one unit of each candidate, and at
    /// where the steps of `cart` may be reached from.
    pub(super) fn new(
        ruleset: &Ruleset,
        wide: &Cart,
        buyer: &Buyer,
        now: Instant,
        cart: &Cart,
        steps: &[NextTier],
    ) -> Result<Self, PricingError> {
        let setting = Setting::new(ruleset, wide, buyer, now)?;
        let mut bound = Self {
            groups: Vec::new(),
            reaches: Vec::new(),
            list: Money::ZERO,
            units: 0,
            freight: cart.freight,
        };
        for line in &cart.lines {
            if line.ticked {
                bound.list += line.unit_price.times(line.quantity.into());
                bound.units += i64::from(line.quantity);
            }
        }
        for step in steps {
            let mut reach = Vec::new();
            if let Some(at) = ruleset.place(&step.offer) {
                reach = reach_of(&setting.seats[at], step.requires);
            }
            bound.reaches.push(reach);
        }
        for stage in setting.stages {
            if stage.kind == StageKind::Gate {
                continue;
            }
            let mut takers = Vec::new();
            for rule in &stage.members {
                if !setting.is_ready(*rule) {
                    continue;
                }
                let offer = setting.offer(*rule);
                let mut price_rate = NOTHING.rate;
                if let Benefit::UnitPrice { price } = &offer.benefit {
                    for line in &setting.seat(*rule).reached.lines {
                        price_rate = price_rate.max(taken(*price, &wide.lines[*line as usize]));
                    }
                }
                if matches!(offer.benefit, Benefit::FreeFreight) {
                    bound.freight = Money::ZERO;
                }
                takers.push(Taker {
                    offer: offer.clone(),
                    price_rate,
                    points: buyer.points,
                });
            }
            let is_item = stage.layer.is_item();
            bound.groups.push(Group { is_item, takers });
        }
        Ok(bound)
    }

    /// No cart with goods of this list value and so many units added pays less.
    pub(super) fn payable(&self, added: Money, units: u32) -> Money {
        let value = self.list + added;
        let units = self.units + i64::from(units);
        let mut left = value;
        for group in &self.groups {
            let mut most = NOTHING;
            let mut caps = Money::ZERO;
            for taker in &group.takers {
                let one = taker.most(value, units);
                if group.is_item && taker.offer.cap == Some(one.amount) {
                    caps += one.amount;
                    continue;
                }
                most.rate = most.rate.max(one.rate);
                most.of_list = most.of_list.max(one.of_list);
                most.amount = most.amount.max(one.amount);
            }
            let amounts = most.of_list + most.amount + caps;
            left = (left - half_up(left, most.rate) - amounts).at_least_zero();
        }
        left + self.freight
    }
}

/// The lines of a requirement, or those that the offer reaches by its scope or as part of a set.
fn reach_of(seat: &Seat, requires: Option<usize>) -> Vec<u32> {
    if let Some(at) = requires {
        return seat.further[at].lines.clone();
    }
    let mut reach = seat.reached.lines.clone();
    // What is reduced may lie outside the scope; a part of a bundle does not.
    if let Benefit::BuyGet(sets) = &seat.offer.benefit
        && let GetFrom::Other(_) = sets.from
        && let Some(others) = seat.further.last()
    {
        reach.extend_from_slice(&others.lines);
    }
    reach
}

/// The share of the price of a unit that a lower price takes, rounded up.
fn taken(price: Money, line: &crate::Line) -> Rate {
    let list = whole(line.unit_price).max(1);
    let kept = proportion(10_000, whole(price).min(list), list).0;
    Rate::new(10_000 - kept as u16).unwrap_or(Rate::WHOLE)
}

impl Taker {
    /// What the offer takes at most of a cart of this list value and so many units.
    fn most(&self, value: Money, units: i64) -> Most {
        let offer = &self.offer;
        match offer.threshold {
            Threshold::Amount { least, .. } if least > value => return NOTHING,
            Threshold::Count { least } if i64::from(least) > units => return NOTHING,
            _ => {}
        }
        let mut most = self.benefit(value, units);
        if most.rate > NOTHING.rate {
            // Each unit may round for itself.
            most.amount += offer.grain.times(units + 1);
            if offer.rate_base != Base::Remaining {
                most.of_list = half_up(value, most.rate);
                most.rate = NOTHING.rate;
            }
        }
        if let Some(cap) = offer.cap
            && cap <= most.amount + most.of_list + half_up(value, most.rate)
        {
            most = Most {
                amount: cap,
                ..NOTHING
            };
        }
        most
    }

    fn benefit(&self, value: Money, units: i64) -> Most {
        let amount = |amount| Most { amount, ..NOTHING };
        let rate = |rate| Most { rate, ..NOTHING };
        let each = |off: &Off| match off {
            Off::Rate(off) => rate(*off),
            Off::Amount(off) => amount(off.times(units)),
        };
        let step = |off: &Off| match off {
            Off::Rate(off) => rate(*off),
            Off::Amount(off) => amount(*off),
        };
        match &self.offer.benefit {
            Benefit::Reduce { off, per } if *per == Per::Order => step(off),
            Benefit::Reduce { off, .. } => each(off),
            Benefit::UnitPrice { .. } => rate(self.price_rate),
            Benefit::TiersByAmount { tiers, .. } | Benefit::TiersByCount { tiers } => {
                let by_count = matches!(self.offer.benefit, Benefit::TiersByCount { .. });
                let have = if by_count { units } else { value.minor() };
                let mut most = NOTHING;
                for tier in tiers {
                    if tier.least <= have {
                        let one = step(&tier.off);
                        most.rate = most.rate.max(one.rate);
                        most.amount = most.amount.max(one.amount);
                    }
                }
                most
            }
            Benefit::PerEach {
                each, off, times, ..
            } => {
                let mut full = value.minor() / each.minor().max(1);
                if let Some(times) = times {
                    full = full.min((*times).into());
                }
                amount(off.times(full))
            }
            Benefit::Points { worth, share } => {
                // Beyond what the share allows, a balance makes no difference.
                let share = at_most(value, *share);
                let balance = self.points.min(points::spent(*worth, share));
                amount(worth.times(balance as i64).min(share))
            }
            Benefit::OrderPrice { price } => amount((value - *price).at_least_zero()),
            Benefit::Deposit { paid, counts_as } => amount((*counts_as - *paid).times(units)),
            Benefit::FirstAndFurther { first, further, .. } => {
                amount((*first).max(*further).times(units))
            }
            Benefit::Groups(groups) => match &groups.gives {
                // There is no more than a group a unit.
                GroupGives::Each(off) | GroupGives::Off(off) => each(off),
                GroupGives::Price(_) => ALL,
                GroupGives::Nth { places, .. } => {
                    let mut most = NOTHING;
                    for place in places {
                        let one = each(&place.off);
                        most.rate = most.rate.max(one.rate);
                        most.amount = most.amount.max(one.amount);
                    }
                    most
                }
            },
            Benefit::BuyGet(sets) => each(&sets.off),
            Benefit::Bundle(bundle) => match &bundle.gives {
                BundleGives::Price(_) => ALL,
                BundleGives::Off(off) => each(off),
            },
            Benefit::FreeFreight
            | Benefit::Gift(_)
            | Benefit::Cashback { .. }
            | Benefit::EarnPoints { .. } => NOTHING,
        }
    }
}

#[cfg(test)]
mod tests;
