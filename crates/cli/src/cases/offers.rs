//! Promotions in the engine's terms.

use std::cmp::Reverse;

use pricing::{
    Base, Benefit, BuyGet, Cart, GetFrom, GroupGives, Groups, Layer, Line, Money, Off, Offer,
    OfferId, Overflow, Per, Pick, Place, Rate, Requirement, Scope, ShareBase, Sku, Threshold,
};

use super::place::{Placed, Zone};
use super::policy::Policy;
use super::promotion::{On, Promotion, Sets, What, picked};

/// The offers that do together what a promotion does: one, or one a line where the format limits
/// the units of each line and the engine's kind does not.
pub(super) fn offers(placed: &Placed, policy: &Policy, cart: &Cart) -> Result<Vec<Offer>, String> {
    let maker = Maker {
        placed,
        promotion: placed.promotion,
        policy,
        cart,
    };
    let promotion = placed.promotion;
    match &promotion.what {
        What::Off { off, on } => maker.off(*off, on),
        What::Price { price, on } => maker.price(*price, on),
        What::Tiers(tiers) if tiers.is_empty() => Ok(Vec::new()),
        What::Tiers(tiers) => maker.one(Benefit::TiersByAmount {
            tiers: tiers.clone(),
            base: maker.base(),
        }),
        What::PerEach { each, off, times } => maker.one(Benefit::PerEach {
            each: *each,
            off: *off,
            times: *times,
            base: maker.base(),
        }),
        What::BuyGet(sets) => Ok(vec![maker.buy_get(sets)]),
        What::FirstAndFurther {
            first,
            further,
            most,
        } => maker.one(Benefit::FirstAndFurther {
            first: *first,
            further: *further,
            most: *most,
        }),
        What::Points {
            points,
            most,
            worth,
        } => maker.points(*points, *most, *worth),
        What::Deposit { paid, counts_as } => {
            let (paid, counts_as) = (*paid, *counts_as);
            if placed.zone == Zone::Item {
                return maker.one(Benefit::Deposit { paid, counts_as });
            }
            let off = Off::Amount(counts_as - paid);
            let per = Per::Order;
            maker.one(Benefit::Reduce { off, per })
        }
        What::Shipping(part) => {
            let mut offer = maker.offer(Benefit::FreeFreight);
            if let Some(part) = part {
                let part = match part {
                    Off::Amount(amount) => *amount,
                    Off::Rate(rate) => half_up(cart.freight, *rate),
                };
                offer.cap = Some(offer.cap.map_or(part, |cap| cap.min(part)));
            }
            Ok(vec![offer])
        }
    }
}

struct Maker<'a> {
    placed: &'a Placed<'a>,
    promotion: &'a Promotion,
    policy: &'a Policy,
    cart: &'a Cart,
}

impl Maker<'_> {
    /// What the promotion looks at. The engine counts what a layer for several units took among item
    /// prices, and orders may have had to go there; where no item has been reduced, they are list
    /// prices.
    fn base(&self) -> Base {
        match self.promotion.base {
            Base::AfterItem if !self.placed.items_before => Base::List,
            base => base,
        }
    }

    /// An offer with everything but its benefit as the promotion says.
    fn offer(&self, benefit: Benefit) -> Offer {
        let promotion = self.promotion;
        let id = OfferId::from(promotion.at.to_string().as_str());
        let mut offer = Offer::new(id, self.placed.layer, benefit);
        offer.group = promotion.at as u16;
        offer.priority = promotion.at as i32;
        offer.scope = promotion.filter.clone();
        offer.threshold = promotion.when.own;
        offer.requires = promotion.when.requires.clone();
        offer.cap = promotion.cap;
        offer.rate_base = self.base();
        let rate = matches!(
            promotion.what,
            What::Off {
                off: Off::Rate(_),
                ..
            }
        );
        if self.policy.additive && rate {
            offer.rate_base = Base::List;
        }
        offer.rounding = promotion.rounding.unwrap_or(self.policy.rounding);
        offer.spare = self.policy.spare;
        if !promotion.is_of_items() {
            offer.overflow = promotion.overflow;
            offer.grain = self.policy.grain;
            offer.share_base = match self.base() {
                Base::Remaining => ShareBase::Remaining,
                Base::AfterItem => ShareBase::AfterItem,
                Base::List => ShareBase::List,
            };
        }
        offer
    }

    fn fault(&self, words: &str) -> String {
        format!("promotions[{}]: {words}", self.promotion.at)
    }

    // Other arms of the match have faults.
    fn one(&self, benefit: Benefit) -> Result<Vec<Offer>, String> {
        Ok(vec![self.offer(benefit)])
    }

    fn off(&self, off: Off, on: &On) -> Result<Vec<Offer>, String> {
        let per = match on {
            On::Order | On::Line => match (off, self.policy.per, on) {
                (Off::Rate(_), Some(per), _) => per,
                (_, _, On::Line) => Per::Line,
                _ => Per::Order,
            },
            On::Unit => match self.promotion.max_units_per_line {
                Some(units) if self.placed.zone == Zone::Item => {
                    let per = Per::Unit;
                    let mut offer = self.offer(Benefit::Reduce { off, per });
                    offer.limits.units_per_order = Some(units);
                    return Ok(vec![offer]);
                }
                Some(units) => {
                    // This kind counts line by line of itself, but knows no rates.
                    return match off {
                        Off::Amount(off) => self.one(Benefit::FirstAndFurther {
                            first: off,
                            further: off,
                            most: Some(units),
                        }),
                        Off::Rate(_) => self.by_line(&GroupGives::Each(off), |_| units),
                    };
                }
                None => Per::Unit,
            },
            On::CompleteGroups(size) => return self.complete_groups(off, *size),
            On::CheapestUnit => {
                return self.groups(1, Pick::Cheapest, Some(1), GroupGives::Each(off));
            }
            On::Group {
                size,
                fill,
                times,
                each,
            } => {
                let gives = match off {
                    Off::Amount(_) if !each => GroupGives::Off(off),
                    _ => GroupGives::Each(off),
                };
                return self.groups(*size, *fill, *times, gives);
            }
            On::Nth {
                size,
                fill,
                times,
                order,
                places,
            } => {
                if places.is_empty() {
                    return Ok(Vec::new());
                }
                let order = *order;
                let places = places.iter().map(|nth| Place { nth: *nth, off }).collect();
                return self.groups(*size, *fill, *times, GroupGives::Nth { order, places });
            }
        };
        self.one(Benefit::Reduce { off, per })
    }

    fn price(&self, price: Money, on: &On) -> Result<Vec<Offer>, String> {
        match on {
            On::Unit if self.placed.zone == Zone::Item => {
                let mut offer = self.offer(Benefit::UnitPrice { price });
                offer.limits.units_per_order = self.promotion.max_units_per_line;
                Ok(vec![offer])
            }
            On::Unit => match self.promotion.max_units_per_line {
                Some(units) => self.by_line(&GroupGives::Price(price), |_| units),
                None => self.groups(1, Pick::Dearest, None, GroupGives::Price(price)),
            },
            On::CheapestUnit => self.groups(1, Pick::Cheapest, Some(1), GroupGives::Price(price)),
            On::Group {
                size,
                fill,
                times,
                each,
            } => {
                let (mut size, mut times) = (*size, *times);
                if *each {
                    let lines = picked(&self.promotion.filter, self.cart);
                    let units: u64 = lines.iter().map(|line| u64::from(line.quantity)).sum();
                    let groups = units.checked_div(size.into()).unwrap_or(0);
                    let groups = times.map_or(groups, |most| groups.min(most.into()));
                    // What a unit of complete groups costs is what each by itself costs.
                    let units = u32::try_from(groups * u64::from(size));
                    times = Some(units.map_err(|_| self.fault("too many units at this price"))?);
                    size = size.min(1);
                }
                self.groups(size, *fill, times, GroupGives::Price(price))
            }
            _ => self.one(Benefit::OrderPrice { price }),
        }
    }

    fn groups(
        &self,
        size: u32,
        fill: Pick,
        times: Option<u32>,
        gives: GroupGives,
    ) -> Result<Vec<Offer>, String> {
        self.one(Benefit::Groups(Groups {
            size,
            fill,
            times,
            gives,
        }))
    }

    fn buy_get(&self, sets: &Sets) -> Offer {
        let from = if sets.get.0 == sets.buy.0 {
            GetFrom::Scope
        } else {
            GetFrom::Other(self.narrowed(&sets.get.0))
        };
        let mut offer = self.offer(Benefit::BuyGet(BuyGet {
            buy: sets.buy.1,
            buy_pick: sets.pick,
            get: sets.get.1,
            get_pick: Pick::Dearest,
            from,
            off: sets.off,
            times: sets.times,
        }));
        offer.scope = self.narrowed(&sets.buy.0);
        self.measure_all(&mut offer);
        offer
    }

    /// The engine measures an offer's own lines. Where they are not all of the promotion's, all of them
    /// are required.
    fn measure_all(&self, offer: &mut Offer) {
        let threshold = std::mem::replace(&mut offer.threshold, Threshold::None);
        if threshold != Threshold::None {
            let scope = self.promotion.filter.clone();
            offer.requires.push(Requirement { scope, threshold });
        }
    }

    /// One offer a line, each on so many single units of it.
    fn by_line(
        &self,
        gives: &GroupGives,
        units: impl Fn(&Line) -> u32,
    ) -> Result<Vec<Offer>, String> {
        let lines = picked(&self.promotion.filter, self.cart);
        let mut offers = Vec::new();
        for line in lines {
            let units = units(line);
            if units == 0 {
                continue;
            }
            let mut offer = self.offer(Benefit::Groups(Groups {
                size: 1,
                fill: Pick::Dearest,
                times: Some(units),
                gives: gives.clone(),
            }));
            let number = offers.len();
            offer.id = OfferId::from(format!("{}.{number}", self.promotion.at).as_str());
            // Groups of a layer stack; those of other promotions are in layers of their own.
            offer.group = number as u16;
            offer.scope.skus = vec![line.sku.clone()];
            self.measure_all(&mut offer);
            offers.push(offer);
        }
        if offers.len() > 1 && self.promotion.cap.is_some() {
            let words = "here units are counted line by line, where a cap cannot be shared";
            return Err(self.fault(words));
        }
        Ok(offers)
    }

    /// Units in complete groups count, those of the line with most units first. Of lines that are level
    /// the format takes the earlier one and the engine the dearer one; where that matters, each line
    /// is told how many of its units count.
    fn complete_groups(&self, off: Off, size: u32) -> Result<Vec<Offer>, String> {
        let mut lines = picked(&self.promotion.filter, self.cart);
        lines.sort_by_key(|line| Reverse(line.quantity));
        let units: u64 = lines.iter().map(|line| u64::from(line.quantity)).sum();
        let over = units % u64::from(size.max(1));
        // Earlier promotions may have left lines of one price at several.
        let moved = self.placed.layer != Layer::MULTI_UNIT && self.promotion.cap.is_none();
        let level = lines.windows(2).any(|pair| {
            let differ = moved || pair[0].unit_price != pair[1].unit_price;
            pair[0].quantity == pair[1].quantity && differ
        });
        if over == 0 || !level {
            return self.groups(size, Pick::MostUnits, None, GroupGives::Each(off));
        }
        let mut left = units - over;
        let mut counted = Vec::new();
        for line in lines {
            let units = u64::from(line.quantity).min(left);
            left -= units;
            counted.push((&line.id, units as u32));
        }
        self.by_line(&GroupGives::Each(off), |line| {
            let found = counted.iter().find(|(id, _)| **id == line.id);
            found.map_or(0, |(_, units)| *units)
        })
    }

    /// The engine's points are never more than what they may pay for. The format has those that cannot
    /// be split pay for the rest as well, and shares all of them out where a share that a line cannot
    /// take is dropped.
    fn points(&self, points: u64, most: Option<i64>, worth: Money) -> Result<Vec<Offer>, String> {
        let mut count = i64::try_from(points).unwrap_or(i64::MAX);
        if let Some(most) = most {
            count = count.min(most);
        }
        let amount = worth.times(count);
        if worth == Money::new(1) && self.promotion.overflow == Overflow::Redistribute {
            let share = Rate::WHOLE;
            let mut offer = self.offer(Benefit::Points { worth, share });
            // The buyer's points are those of all promotions together.
            offer.cap = Some(offer.cap.map_or(amount, |cap| cap.min(amount)));
            return Ok(vec![offer]);
        }
        let off = Off::Amount(amount);
        let per = Per::Order;
        self.one(Benefit::Reduce { off, per })
    }

    /// A scope inside the promotion's filter.
    fn narrowed(&self, scope: &Scope) -> Scope {
        if self.promotion.filter == Scope::default() {
            return scope.clone();
        }
        let inside = picked(&self.promotion.filter, self.cart);
        let both = picked(scope, self.cart).into_iter();
        let mut narrowed = named(
            both.filter(|line| inside.contains(line))
                .map(|line| &line.sku),
        );
        narrowed.only_unreduced = self.promotion.filter.only_unreduced;
        narrowed
    }
}

/// These lines and no others.
pub(super) fn named<'a>(skus: impl IntoIterator<Item = &'a Sku>) -> Scope {
    let mut skus: Vec<Sku> = skus.into_iter().cloned().collect();
    if skus.is_empty() {
        // No list at all would be the whole cart.
        skus.push(Sku::from(""));
    }
    Scope {
        skus,
        ..Scope::default()
    }
}

/// A share of an amount, half up.
pub(super) fn half_up(amount: Money, rate: Rate) -> Money {
    let part = i128::from(amount.minor()) * i128::from(rate.basis_points());
    Money::new(((part + 5_000) / 10_000) as i64)
}
