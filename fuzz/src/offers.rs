//! Offers, carts and buyers out of bytes, with every kind, every setting and every edge.

use pricing::{
    Audience, Base, Benefit, Bundle, BundleGives, BuyGet, Buyer, Cart, FreeFrom, FreightBy,
    FreightTemplate, Funder, GetFrom, Gift, GiftBy, GiftLadder, GiftTier, Grant, GroupGives,
    Groups, HeldCoupon, Layer, Limits, Line, Money, Off, Offer, Overflow, Part, Per, Pick, Place,
    Quota, Requirement, Rounding, Scope, ShareBase, Spare, Threshold, Tier, Token, Window,
};

use super::feed::Feed;

/// An offer; if `sane`, amounts are within range and ladders rise, so that most get past the checks.
pub fn offer(feed: &mut Feed, sane: bool) -> Offer {
    let layer = layer(feed);
    let mut amounts = Amounts { feed, sane };
    let benefit = amounts.benefit(layer);
    let mut made = Offer::new(amounts.feed.text().into(), layer, benefit);
    made.group = amounts.feed.below(3).into();
    made.priority = match amounts.feed.below(4) {
        0 => i32::MIN,
        1 => i32::MAX,
        other => other.into(),
    };
    made.exclusive = amounts.feed.below(12) == 1;
    made.scope = amounts.scope();
    if amounts.feed.below(8) == 1 {
        let (one, other) = (amounts.feed.instant(), amounts.feed.instant());
        let (from, until) = if sane {
            (one.min(other), one.max(other))
        } else {
            (one, other)
        };
        made.window = Window { from, until };
    }
    if amounts.feed.below(6) == 1 {
        made.audience = Audience::Asserted(amounts.feed.text().into());
    }
    made.grant = match amounts.feed.below(4) {
        0 | 1 => Grant::Open,
        2 => Grant::Coupon,
        _ => Grant::Token,
    };
    made.threshold = amounts.threshold();
    for _ in 0..amounts.feed.below(8).saturating_sub(5) {
        made.requires.push(Requirement {
            scope: amounts.scope(),
            threshold: amounts.threshold(),
        });
    }
    made.rate_base = amounts.base();
    made.rounding = match amounts.feed.below(5) {
        0 | 1 => Rounding::Reduction,
        2 => Rounding::Price,
        3 => Rounding::PriceDown,
        _ => Rounding::ReductionDown,
    };
    made.cap = (amounts.feed.below(4) == 1).then(|| amounts.money());
    made.share_base = match amounts.feed.flag() {
        false => ShareBase::Remaining,
        true => ShareBase::AfterItem,
    };
    made.spare = match amounts.feed.below(4) {
        0 => Spare::LargestRemainder,
        1 => Spare::First,
        2 => Spare::Last,
        _ => Spare::LargestLine,
    };
    if amounts.feed.below(4) == 1 {
        made.grain = amounts.money();
    }
    made.overflow = match amounts.feed.below(3) {
        0 => Overflow::Redistribute,
        1 => Overflow::Clamp,
        _ => Overflow::Refuse,
    };
    made.limits = Limits {
        units_per_order: (layer.is_item() && amounts.feed.below(4) == 1)
            .then(|| amounts.feed.count()),
        uses_left: (amounts.feed.below(6) == 1).then(|| amounts.feed.count()),
    };
    made.funder = match amounts.feed.below(3) {
        0 => Funder::Shop,
        1 => Funder::Platform,
        _ => Funder::Brand,
    };
    made
}

fn layer(feed: &mut Feed) -> Layer {
    const USUAL: [Layer; 12] = [
        Layer::ITEM,
        Layer::MEMBER_EXTRA,
        Layer::DEPOSIT,
        Layer::MULTI_UNIT,
        Layer::MULTI_UNIT,
        Layer::SHOP_REDUCTION,
        Layer::SHOP_COUPON,
        Layer::CROSS_SHOP,
        Layer::PLATFORM_COUPON,
        Layer::POINTS,
        Layer::FREIGHT,
        Layer::BESIDE,
    ];
    let at = feed.below(14);
    match USUAL.get(usize::from(at)) {
        Some(layer) => *layer,
        None if at == 12 => Layer(u16::from(feed.byte()) << 8 | u16::from(feed.byte())),
        None => Layer(u16::MAX),
    }
}

struct Amounts<'a, 'b> {
    feed: &'a mut Feed<'b>,
    sane: bool,
}

impl Amounts<'_, '_> {
    fn money(&mut self) -> Money {
        if self.sane {
            self.feed.sane()
        } else {
            self.feed.money()
        }
    }

    /// At least one.
    fn some(&mut self) -> Money {
        let money = self.money();
        if self.sane {
            money.max(Money::new(1))
        } else {
            money
        }
    }

    fn count(&mut self) -> u32 {
        let count = self.feed.count();
        if self.sane { count.max(1) } else { count }
    }

    fn base(&mut self) -> Base {
        match self.feed.below(3) {
            0 => Base::Remaining,
            1 => Base::AfterItem,
            _ => Base::List,
        }
    }

    fn off(&mut self) -> Off {
        if self.feed.flag() {
            Off::Rate(self.feed.rate())
        } else {
            Off::Amount(self.money())
        }
    }

    fn pick(&mut self) -> Pick {
        match self.feed.below(3) {
            0 => Pick::Dearest,
            1 => Pick::Cheapest,
            _ => Pick::MostUnits,
        }
    }

    fn scope(&mut self) -> Scope {
        let mut scope = Scope::default();
        match self.feed.below(8) {
            0 => scope.skus.push(self.feed.text().into()),
            1 => scope.tags.push(self.feed.text().into()),
            2 => scope.without.push(self.feed.text().into()),
            3 => scope.shops.push(self.feed.text().into()),
            4 => scope.min_unit_price = Some(self.money()),
            5 => scope.max_unit_price = Some(self.money()),
            _ => {}
        }
        for _ in 0..self.feed.length(0) {
            scope.skus.push(self.feed.text().into());
        }
        scope.only_unreduced = self.feed.below(8) == 1;
        scope
    }

    fn threshold(&mut self) -> Threshold {
        match self.feed.below(4) {
            0 => Threshold::Amount {
                least: self.money(),
                base: self.base(),
            },
            1 => Threshold::Count {
                least: self.feed.count(),
            },
            _ => Threshold::None,
        }
    }

    fn tiers(&mut self, rates: bool) -> Vec<Tier> {
        let mut tiers = Vec::new();
        let (mut least, mut given): (i64, i64) = (0, 0);
        for _ in 0..self.feed.length(4).max(usize::from(self.sane)) {
            if self.sane {
                let step = self.feed.sane().minor();
                least = least.saturating_add(step.max(1));
                given = given.saturating_add(1 + i64::from(self.feed.byte()) % 9);
                let off = if rates {
                    let points = u16::try_from(given).ok();
                    let Some(rate) = points.and_then(pricing::Rate::new) else {
                        break;
                    };
                    Off::Rate(rate)
                } else {
                    Off::Amount(Money::new(given))
                };
                tiers.push(Tier { least, off });
            } else {
                tiers.push(Tier {
                    least: self.feed.amount(),
                    off: self.off(),
                });
            }
        }
        tiers
    }

    fn benefit(&mut self, layer: Layer) -> Benefit {
        if !self.sane {
            let any = self.feed.below(16);
            return self.kind(any);
        }
        let kinds: &[u8] = if layer == Layer::FREIGHT {
            &[12]
        } else if layer.is_item() {
            &[0, 1, 2, 3, 7]
        } else if layer >= Layer::BESIDE {
            &[13, 14, 15]
        } else if layer.is_multi_unit() {
            &[8, 9, 9, 10, 10, 11, 0, 3]
        } else {
            &[0, 2, 3, 4, 5, 6]
        };
        let at = self.feed.below(kinds.len() as u8);
        let item = layer.is_item();
        match kinds[usize::from(at)] {
            0 if item => Benefit::Reduce {
                off: self.off(),
                per: if self.feed.flag() {
                    Per::Unit
                } else {
                    Per::Line
                },
            },
            2 => Benefit::TiersByAmount {
                tiers: {
                    let rates = item || self.feed.flag();
                    self.tiers(rates)
                },
                base: self.base(),
            },
            3 => Benefit::TiersByCount {
                tiers: {
                    let rates = item || self.feed.flag();
                    self.tiers(rates)
                },
            },
            other => self.kind(other),
        }
    }

    fn kind(&mut self, kind: u8) -> Benefit {
        match kind {
            0 => Benefit::Reduce {
                off: self.off(),
                per: match self.feed.below(3) {
                    0 => Per::Unit,
                    1 => Per::Line,
                    _ => Per::Order,
                },
            },
            1 => Benefit::UnitPrice {
                price: self.money(),
            },
            2 => Benefit::TiersByAmount {
                tiers: self.tiers(false),
                base: self.base(),
            },
            3 => Benefit::TiersByCount {
                tiers: self.tiers(true),
            },
            4 => Benefit::PerEach {
                each: self.some(),
                off: self.money(),
                times: self.feed.times(),
                base: self.base(),
            },
            5 => Benefit::Points {
                worth: self.some(),
                share: self.feed.rate(),
            },
            6 => Benefit::OrderPrice {
                price: self.money(),
            },
            7 => {
                let paid = self.money();
                let counts_as = self.money();
                Benefit::Deposit {
                    paid,
                    counts_as: if self.sane {
                        counts_as.max(paid)
                    } else {
                        counts_as
                    },
                }
            }
            8 => Benefit::FirstAndFurther {
                first: self.money(),
                further: self.money(),
                most: self.feed.times(),
            },
            9 => self.groups(),
            10 => Benefit::BuyGet(BuyGet {
                buy: self.count(),
                buy_pick: self.pick(),
                get: self.count(),
                get_pick: self.pick(),
                from: match self.feed.below(3) {
                    0 => GetFrom::Scope,
                    1 => GetFrom::SameSku,
                    _ => GetFrom::Other(self.scope()),
                },
                off: self.off(),
                times: self.feed.times(),
            }),
            11 => self.bundle(),
            12 => Benefit::FreeFreight,
            13 => self.gifts(),
            14 => Benefit::Cashback { off: self.off() },
            _ => Benefit::EarnPoints {
                each: self.some(),
                points: self.feed.count(),
            },
        }
    }

    fn groups(&mut self) -> Benefit {
        let size = self.count();
        let gives = match self.feed.below(3) {
            0 => GroupGives::Each(self.off()),
            1 => GroupGives::Price(self.money()),
            _ => {
                let mut places = Vec::new();
                let mut nth: u32 = 0;
                for _ in 0..self.feed.length(3).max(1) {
                    nth = if self.sane {
                        nth.saturating_add(1)
                    } else {
                        self.feed.count()
                    };
                    if self.sane && nth > size {
                        break;
                    }
                    let off = self.off();
                    places.push(Place { nth, off });
                }
                let order = self.pick();
                GroupGives::Nth { order, places }
            }
        };
        Benefit::Groups(Groups {
            size,
            fill: self.pick(),
            times: self.feed.times(),
            gives,
        })
    }

    fn bundle(&mut self) -> Benefit {
        let mut parts = Vec::new();
        for _ in 0..self.feed.length(3).max(usize::from(self.sane)) {
            parts.push(Part {
                scope: self.scope(),
                units: self.count(),
            });
        }
        Benefit::Bundle(Bundle {
            parts,
            gives: if self.feed.flag() {
                BundleGives::Price(self.money())
            } else {
                BundleGives::Off(self.off())
            },
            times: self.feed.times(),
        })
    }

    fn gifts(&mut self) -> Benefit {
        let by = if self.feed.flag() {
            GiftBy::Count
        } else {
            GiftBy::Amount(self.base())
        };
        let (mut least, mut tiers): (i64, _) = (0, Vec::new());
        for _ in 0..self.feed.length(3).max(usize::from(self.sane)) {
            least = if self.sane {
                least.saturating_add(self.feed.sane().minor().max(1))
            } else {
                self.feed.amount()
            };
            let mut gifts = Vec::new();
            for _ in 0..self.feed.length(2).max(usize::from(self.sane)) {
                gifts.push(Gift {
                    sku: self.feed.text().into(),
                    units: self.feed.count(),
                });
            }
            tiers.push(GiftTier { least, gifts });
        }
        Benefit::Gift(GiftLadder {
            by,
            tiers,
            times: self.count(),
        })
    }
}

/// A freight template, most often one that is in order.
pub fn template(feed: &mut Feed) -> FreightTemplate {
    let sane = feed.below(8) > 0;
    let mut amounts = Amounts { feed, sane };
    let mut scope = amounts.scope();
    scope.only_unreduced &= !sane;
    FreightTemplate {
        scope,
        by: if amounts.feed.flag() {
            FreightBy::Pieces
        } else {
            FreightBy::Grams
        },
        first: amounts.feed.count(),
        first_fee: amounts.money(),
        step: amounts.count(),
        step_fee: amounts.money(),
        free_from: amounts.feed.flag().then(|| FreeFrom {
            least: amounts.money(),
            base: amounts.base(),
        }),
    }
}

/// A cart, most often one that can be priced.
pub fn cart(feed: &mut Feed) -> Cart {
    let wild = feed.below(6) == 1;
    let mut lines = Vec::new();
    for at in 0..feed.below(7) {
        let mut made = line(feed, wild);
        if !wild || feed.below(4) > 0 {
            made.id = format!("l{at}").as_str().into();
        }
        lines.push(made);
    }
    let freight = if wild { feed.money() } else { feed.sane() };
    Cart { lines, freight }
}

fn line(feed: &mut Feed, wild: bool) -> Line {
    let mut quantity = feed.count();
    let (unit_price, floor) = if wild {
        (feed.money(), feed.money())
    } else {
        quantity = quantity.max(1);
        // Seven such lines and their freight stay below the limit, or just pass it.
        let most = Money::LIMIT.minor() / 7 / i64::from(quantity);
        let price = feed.sane().minor() % (most + 1);
        let floor = if feed.below(4) == 1 {
            feed.sane()
        } else {
            Money::ZERO
        };
        (Money::new(price), floor)
    };
    let mut tags = Vec::new();
    for _ in 0..feed.below(3) {
        tags.push(feed.text().into());
    }
    Line {
        id: feed.text().into(),
        sku: feed.text().into(),
        shop: feed.text().into(),
        unit_price,
        quantity,
        ticked: feed.below(8) != 1,
        tags,
        grams: feed.count(),
        floor,
    }
}

/// A buyer who holds most of what there is to hold.
pub fn buyer(feed: &mut Feed, offers: &[Offer]) -> Buyer {
    let mut buyer = Buyer {
        points: feed.amount() as u64,
        ..Buyer::default()
    };
    for offer in offers {
        if let Audience::Asserted(fact) = &offer.audience
            && feed.flag()
        {
            buyer.facts.push((fact.clone(), feed.below(4) > 0));
        }
        for _ in 0..feed.below(3) {
            let (claimed_at, expires_at) = (feed.instant(), feed.instant());
            match offer.grant {
                Grant::Open => {}
                Grant::Coupon => buyer.coupons.push(HeldCoupon {
                    offer: offer.id.clone(),
                    claimed_at,
                    expires_at,
                }),
                Grant::Token => buyer.tokens.push(Token {
                    offer: offer.id.clone(),
                    units: feed.count(),
                    price: feed.flag().then(|| feed.money()),
                    expires_at,
                }),
            }
        }
        match feed.below(12) {
            1 => buyer.pinned.push(offer.id.clone()),
            2 => buyer.refused.push(offer.id.clone()),
            3 => buyer.quotas.push(Quota {
                offer: offer.id.clone(),
                left: feed.count(),
            }),
            _ => {}
        }
    }
    buyer
}
