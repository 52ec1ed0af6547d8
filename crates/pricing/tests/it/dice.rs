//! Random carts and rulesets from a seed: the same on every machine, and a failure names its seed.

use pricing::{
    Audience, Base, Benefit, Buyer, Cart, Fact, Grant, Instant, Layer, Limits, Off, Offer,
    Overflow, Per, Rate, ShareBase, ShopId, Sku, Tag, Threshold, Tier, Token,
};

use crate::build::{LATER, amount, fen, held, line, offer, rate};

/// SplitMix64.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5bf0_3635)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From `low` to `high`, both included.
    pub fn roll(&mut self, low: i64, high: i64) -> i64 {
        low + (self.next() % (high - low + 1) as u64) as i64
    }

    pub fn chance(&mut self, percent: i64) -> bool {
        self.roll(1, 100) <= percent
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.roll(0, from.len() as i64 - 1) as usize]
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.roll(0, at as i64) as usize);
        }
    }
}

pub struct World {
    pub offers: Vec<Offer>,
    pub cart: Cart,
    pub buyer: Buyer,
}

const TAGS: &[&str] = &["shoes", "bags", "new"];

/// Every kind, every setting.
pub fn anything(dice: &mut Dice) -> World {
    let cart = some_cart(dice);
    let mut buyer = Buyer {
        points: dice.roll(0, 3000) as u64,
        ..Buyer::default()
    };
    let mut offers = Vec::new();
    for at in 0..dice.roll(0, 9) {
        let made = some_offer(dice, &format!("o{at}"), &cart);
        if made.grant == Grant::Coupon {
            for _ in 0..dice.roll(0, 2) {
                let expires = dice.roll(900, 3000);
                buyer
                    .coupons
                    .push(held(made.id.as_str(), dice.roll(0, 900), expires));
            }
            if dice.chance(10) {
                buyer.pinned.push(made.id.clone());
            } else if dice.chance(10) {
                buyer.refused.push(made.id.clone());
            }
        }
        if made.grant == Grant::Token && dice.chance(60) {
            buyer.tokens.push(Token {
                offer: made.id.clone(),
                units: dice.roll(1, 4) as u32,
                price: None,
                expires_at: LATER,
            });
        }
        if let Audience::Asserted(fact) = &made.audience
            && dice.chance(60)
        {
            buyer.facts.push((fact.clone(), dice.chance(60)));
        }
        offers.push(made);
    }
    World {
        offers,
        cart,
        buyer,
    }
}

pub fn some_cart(dice: &mut Dice) -> Cart {
    let mut lines = Vec::new();
    for at in 0..dice.roll(1, 5) {
        let mut made = line(
            &format!("l{at}"),
            dice.pick(&[0, 1, 7, 99, 1000, 1999, 5000, 9999, 12_345]),
            dice.pick(&[1, 1, 2, 3, 10]),
        );
        made.sku = Sku::from(dice.pick(&["s0", "s1", "s2", "s3", "s4"]));
        made.shop = ShopId::from(dice.pick(&["shop", "other"]));
        made.ticked = dice.chance(85);
        for tag in TAGS {
            if dice.chance(40) {
                made.tags.push(Tag::from(*tag));
            }
        }
        if dice.chance(20) {
            made.floor = fen(dice.roll(0, made.unit_price.minor() + 5));
        }
        lines.push(made);
    }
    Cart {
        lines,
        freight: fen(dice.pick(&[0, 800, 1200])),
    }
}

fn some_off(dice: &mut Dice) -> Off {
    if dice.chance(50) {
        rate(dice.roll(0, 10_000) as u16)
    } else {
        amount(dice.pick(&[0, 1, 333, 500, 2000, 9000]))
    }
}

fn some_base(dice: &mut Dice) -> Base {
    dice.pick(&[Base::List, Base::AfterItem, Base::Remaining])
}

/// A ladder whose steps rise.
pub fn some_tiers(dice: &mut Dice, step: i64, rates: bool) -> Vec<Tier> {
    let (mut least, mut given) = (0, 0);
    let mut tiers = Vec::new();
    for _ in 0..dice.roll(1, 3) {
        least += dice.roll(1, step);
        given += dice.roll(1, if rates { 2500 } else { step / 2 + 1 });
        tiers.push(Tier {
            least,
            off: if rates {
                rate(given as u16)
            } else {
                amount(given)
            },
        });
    }
    tiers
}

fn some_benefit(dice: &mut Dice, layer: Layer) -> Benefit {
    if layer == Layer::FREIGHT {
        return Benefit::FreeFreight;
    }
    let (count, rates) = (dice.chance(50), dice.chance(50));
    if layer.is_item() {
        return match dice.roll(0, 3) {
            0 => Benefit::UnitPrice {
                price: fen(dice.pick(&[0, 50, 990, 1500, 7000])),
            },
            1 if count => Benefit::TiersByCount {
                tiers: some_tiers(dice, 4, true),
            },
            1 => Benefit::TiersByAmount {
                tiers: some_tiers(dice, 20_000, true),
                base: some_base(dice),
            },
            _ => Benefit::Reduce {
                off: some_off(dice),
                per: dice.pick(&[Per::Unit, Per::Line]),
            },
        };
    }
    match dice.roll(0, 5) {
        0 => Benefit::TiersByAmount {
            tiers: some_tiers(dice, 20_000, rates),
            base: some_base(dice),
        },
        1 => Benefit::TiersByCount {
            tiers: some_tiers(dice, 5, rates),
        },
        2 => Benefit::PerEach {
            each: fen(dice.roll(1, 9000)),
            off: fen(dice.roll(0, 900)),
            times: dice.chance(50).then(|| dice.roll(1, 5) as u32),
            base: some_base(dice),
        },
        3 => Benefit::Points {
            worth: fen(dice.roll(1, 20)),
            share: Rate::new(dice.roll(0, 10_000) as u16).unwrap(),
        },
        _ => Benefit::Reduce {
            off: some_off(dice),
            per: dice.pick(&[Per::Unit, Per::Line, Per::Order, Per::Order]),
        },
    }
}

pub fn some_threshold(dice: &mut Dice) -> Threshold {
    match dice.roll(0, 3) {
        0 => Threshold::Amount {
            least: fen(dice.roll(0, 30_000)),
            base: some_base(dice),
        },
        1 => Threshold::Count {
            least: dice.roll(0, 6) as u32,
        },
        _ => Threshold::None,
    }
}

pub fn some_scope(dice: &mut Dice, made: &mut Offer, cart: &Cart) {
    match dice.roll(0, 6) {
        0 => {
            let line = dice.roll(0, cart.lines.len() as i64 - 1) as usize;
            made.scope.skus.push(cart.lines[line].sku.clone());
        }
        1 => made.scope.tags.push(Tag::from(dice.pick(TAGS))),
        2 => made.scope.without.push(Tag::from(dice.pick(TAGS))),
        3 => made.scope.shops.push(ShopId::from("shop")),
        _ => {}
    }
}

fn some_offer(dice: &mut Dice, id: &str, cart: &Cart) -> Offer {
    let layer = dice.pick(&[
        Layer::ITEM,
        Layer::ITEM,
        Layer::MEMBER_EXTRA,
        Layer::MULTI_UNIT,
        Layer::SHOP_REDUCTION,
        Layer::SHOP_REDUCTION,
        Layer::SHOP_COUPON,
        Layer::PLATFORM_COUPON,
        Layer::POINTS,
        Layer::FREIGHT,
    ]);
    let mut made = offer(id, layer, some_benefit(dice, layer));
    some_scope(dice, &mut made, cart);
    made.group = dice.roll(0, 1) as u16;
    made.priority = dice.roll(-1, 1) as i32;
    made.exclusive = dice.chance(10);
    made.scope.only_unreduced = dice.chance(10);
    made.threshold = some_threshold(dice);
    made.grant = dice.pick(&[Grant::Open, Grant::Open, Grant::Coupon, Grant::Token]);
    made.cap = dice.chance(20).then(|| fen(dice.roll(0, 3000)));
    made.share_base = dice.pick(&[ShareBase::Remaining, ShareBase::AfterItem, ShareBase::List]);
    made.overflow = dice.pick(&[Overflow::Redistribute, Overflow::Clamp, Overflow::Refuse]);
    if dice.chance(20) {
        // A fact of its own, so that granting it grants nothing else.
        made.audience = Audience::Asserted(Fact::from(id));
    }
    if dice.chance(5) {
        made.window.from = Instant::from_ms(1_001);
    }
    made.limits = Limits {
        units_per_order: (layer.is_item() && dice.chance(30)).then(|| dice.roll(0, 3) as u32),
        uses_left: dice.chance(20).then(|| dice.roll(0, 2) as u32),
    };
    made
}
