//! Random carts, buyers and rulesets of every kind and setting.

use pricing::{
    Audience, Base, Benefit, Bundle, BundleGives, BuyGet, Buyer, Cart, Fact, FreeFrom, FreightBy,
    FreightTemplate, Funder, GetFrom, Gift, GiftBy, GiftLadder, GiftTier, Grant, GroupGives,
    Groups, Instant, Layer, Limits, Off, Offer, Overflow, Part, Per, Pick, Place, Quota, Rate,
    Requirement, Rounding, Ruleset, Scope, ShareBase, ShopId, Sku, Spare, Tag, Threshold, Tier,
    Token,
};

use super::build::{LATER, amount, fen, held, line, offer, rate};
use super::dice::Dice;

#[derive(Clone, Debug)]
pub struct World {
    pub offers: Vec<Offer>,
    pub cart: Cart,
    pub buyer: Buyer,
    pub freight: Vec<FreightTemplate>,
}

impl World {
    pub fn ruleset(&self) -> Ruleset {
        let ruleset = Ruleset::compile(self.offers.clone());
        let ruleset = ruleset.unwrap_or_else(|error| panic!("{error}"));
        let ruleset = ruleset.with_freight(self.freight.clone());
        ruleset.unwrap_or_else(|error| panic!("{error}"))
    }
}

/// How large a world is.
pub struct Size {
    pub lines: i64,
    pub offers: i64,
    pub quantities: &'static [u32],
    pub prices: &'static [i64],
    pub layers: &'static [Layer],
}

const TAGS: &[&str] = &["shoes", "bags", "new"];

/// Every layer that offers work in, those of several kinds more than once.
pub const LAYERS: &[Layer] = &[
    Layer::ITEM,
    Layer::ITEM,
    Layer::MEMBER_EXTRA,
    Layer::DEPOSIT,
    Layer::MULTI_UNIT,
    Layer::MULTI_UNIT,
    Layer::MULTI_UNIT,
    Layer::SHOP_REDUCTION,
    Layer::SHOP_REDUCTION,
    Layer::SHOP_COUPON,
    Layer::PLATFORM_COUPON,
    Layer::POINTS,
    Layer::FREIGHT,
    Layer::BESIDE,
];

pub const ANY: Size = Size {
    lines: 5,
    offers: 9,
    quantities: &[1, 1, 2, 3, 10],
    prices: &[0, 1, 7, 99, 1000, 1999, 5000, 9999, 12_345],
    layers: LAYERS,
};

/// Every kind, every setting.
pub fn anything(dice: &mut Dice) -> World {
    world(dice, &ANY)
}

pub fn world(dice: &mut Dice, size: &Size) -> World {
    let cart = some_cart(dice, size);
    let mut buyer = Buyer {
        points: dice.roll(0, 3000) as u64,
        ..Buyer::default()
    };
    let mut offers = Vec::new();
    for at in 0..dice.roll(0, size.offers) {
        let made = some_offer(dice, &format!("o{at}"), &cart, size);
        grant(dice, &mut buyer, &made);
        offers.push(made);
    }
    let freight = dice.maybe(30, |dice| vec![some_freight(dice, &cart)]);
    World {
        offers,
        cart,
        buyer,
        freight: freight.unwrap_or_default(),
    }
}

fn some_freight(dice: &mut Dice, cart: &Cart) -> FreightTemplate {
    let by_pieces = dice.chance(50);
    let mut scope = some_scope(dice, cart);
    scope.only_unreduced = false;
    FreightTemplate {
        scope,
        by: if by_pieces {
            FreightBy::Pieces
        } else {
            FreightBy::Grams
        },
        first: dice.roll(0, if by_pieces { 3 } else { 1_000 }) as u32,
        first_fee: fen(dice.pick(&[0, 500, 1000])),
        step: dice.roll(1, if by_pieces { 2 } else { 700 }) as u32,
        step_fee: fen(dice.pick(&[0, 1, 300])),
        free_from: dice.maybe(50, |dice| FreeFrom {
            least: fen(dice.roll(0, worth(cart))),
            base: some_base(dice),
        }),
    }
}

/// What the buyer holds of an offer, and what the server has said.
fn grant(dice: &mut Dice, buyer: &mut Buyer, made: &Offer) {
    if made.grant == Grant::Coupon {
        for _ in 0..dice.roll(0, 2) {
            let expires = dice.roll(900, 3000);
            let id = made.id.as_str();
            buyer.coupons.push(held(id, dice.roll(0, 900), expires));
        }
        if dice.chance(10) {
            buyer.pinned.push(made.id.clone());
        } else if dice.chance(10) {
            buyer.refused.push(made.id.clone());
        }
    }
    if made.grant == Grant::Token && dice.chance(60) {
        for _ in 0..dice.pick(&[1, 1, 2]) {
            buyer.tokens.push(Token {
                offer: made.id.clone(),
                units: dice.roll(1, 4) as u32,
                price: dice.maybe(30, |dice| fen(dice.roll(0, 2000))),
                expires_at: LATER,
            });
        }
    }
    if let Audience::Asserted(fact) = &made.audience
        && dice.chance(60)
    {
        buyer.facts.push((fact.clone(), dice.chance(60)));
    }
    let is_gift = matches!(made.benefit, Benefit::Gift(_));
    if dice.chance(if is_gift { 40 } else { 10 }) {
        buyer.quotas.push(Quota {
            offer: made.id.clone(),
            left: dice.roll(0, 3) as u32,
        });
    }
}

pub fn some_cart(dice: &mut Dice, size: &Size) -> Cart {
    let mut lines = Vec::new();
    for at in 0..dice.roll(1, size.lines) {
        let id = format!("l{at}");
        let mut made = line(&id, dice.pick(size.prices), dice.pick(size.quantities));
        made.sku = Sku::from(dice.pick(&["s0", "s1", "s2", "s3", "s4"]));
        made.shop = ShopId::from(dice.pick(&["shop", "other"]));
        made.ticked = dice.chance(85);
        made.grams = dice.pick(&[0, 1, 250, 999, 3000]);
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

/// What the ticked lines are worth together.
pub fn worth(cart: &Cart) -> i64 {
    let list = |line: &pricing::Line| line.unit_price.minor() * i64::from(line.quantity);
    let ticked = cart.lines.iter().filter(|line| line.ticked);
    ticked.map(list).sum()
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

fn some_pick(dice: &mut Dice) -> Pick {
    dice.pick(&[Pick::Dearest, Pick::Cheapest, Pick::MostUnits])
}

fn some_times(dice: &mut Dice) -> Option<u32> {
    dice.maybe(40, |dice| dice.roll(1, 3) as u32)
}

/// A ladder whose steps rise.
pub fn some_tiers(dice: &mut Dice, step: i64, rates: bool) -> Vec<Tier> {
    let (mut least, mut given) = (0, 0);
    let mut tiers = Vec::new();
    for _ in 0..dice.roll(1, 3) {
        least += dice.roll(1, step);
        given += dice.roll(1, if rates { 2500 } else { step / 2 + 1 });
        let off = if rates {
            rate(given as u16)
        } else {
            amount(given)
        };
        tiers.push(Tier { least, off });
    }
    tiers
}

fn item_benefit(dice: &mut Dice, step: i64) -> Benefit {
    match dice.roll(0, 5) {
        0 => Benefit::UnitPrice {
            price: fen(dice.pick(&[0, 50, 990, 1500, 7000])),
        },
        1 => Benefit::TiersByCount {
            tiers: some_tiers(dice, 4, true),
        },
        2 => Benefit::TiersByAmount {
            tiers: some_tiers(dice, step, true),
            base: some_base(dice),
        },
        3 => {
            let paid = dice.pick(&[0, 50, 1000]);
            Benefit::Deposit {
                paid: fen(paid),
                counts_as: fen(paid + dice.roll(0, 1000)),
            }
        }
        _ => Benefit::Reduce {
            off: some_off(dice),
            per: dice.pick(&[Per::Unit, Per::Line]),
        },
    }
}

fn some_groups(dice: &mut Dice) -> Groups {
    let size = dice.roll(1, 3) as u32;
    let gives = match dice.roll(0, 3) {
        0 => GroupGives::Each(some_off(dice)),
        1 => GroupGives::Off(some_off(dice)),
        2 => GroupGives::Price(fen(dice.pick(&[0, 99, 1500, 3333, 9000]))),
        _ => {
            let mut places = Vec::new();
            for nth in 1..=size {
                if nth == size || dice.chance(40) {
                    let off = some_off(dice);
                    places.push(Place { nth, off });
                }
            }
            let order = some_pick(dice);
            GroupGives::Nth { order, places }
        }
    };
    Groups {
        size,
        fill: some_pick(dice),
        times: some_times(dice),
        gives,
    }
}

/// A benefit that looks at several units.
pub fn several(dice: &mut Dice, cart: &Cart) -> Benefit {
    match dice.roll(0, 5) {
        0 => Benefit::FirstAndFurther {
            first: fen(dice.pick(&[0, 1, 300, 2000])),
            further: fen(dice.pick(&[0, 1, 500, 5000])),
            most: dice.maybe(50, |dice| dice.roll(0, 4) as u32),
        },
        1 | 2 => Benefit::Groups(some_groups(dice)),
        3 | 4 => Benefit::BuyGet(BuyGet {
            buy: dice.roll(1, 2) as u32,
            buy_pick: some_pick(dice),
            get: dice.roll(1, 2) as u32,
            get_pick: some_pick(dice),
            from: match dice.roll(0, 2) {
                0 => GetFrom::Scope,
                1 => GetFrom::SameSku,
                _ => GetFrom::Other(some_scope(dice, cart)),
            },
            off: some_off(dice),
            times: some_times(dice),
        }),
        _ => {
            let mut parts = Vec::new();
            for _ in 0..dice.roll(1, 3) {
                parts.push(Part {
                    scope: some_scope(dice, cart),
                    units: dice.roll(1, 2) as u32,
                });
            }
            Benefit::Bundle(Bundle {
                parts,
                gives: if dice.chance(50) {
                    BundleGives::Price(fen(dice.pick(&[0, 99, 1500, 3333, 9000])))
                } else {
                    BundleGives::Off(some_off(dice))
                },
                times: some_times(dice),
            })
        }
    }
}

fn beside(dice: &mut Dice, step: i64) -> Benefit {
    match dice.roll(0, 3) {
        0 => Benefit::Cashback {
            off: some_off(dice),
        },
        1 => Benefit::EarnPoints {
            each: fen(dice.roll(1, 2000)),
            points: dice.roll(0, 5) as u32,
        },
        _ => {
            let by = if dice.chance(50) {
                GiftBy::Count
            } else {
                GiftBy::Amount(some_base(dice))
            };
            let (mut least, mut tiers) = (0, Vec::new());
            for _ in 0..dice.roll(1, 3) {
                least += dice.roll(1, if by == GiftBy::Count { 3 } else { step });
                let gift = |sku: &str, units| Gift {
                    sku: Sku::from(sku),
                    units,
                };
                let mut gifts = vec![gift("mug", dice.roll(1, 2) as u32)];
                gifts.extend(dice.maybe(30, |_| gift("bag", 1)));
                tiers.push(GiftTier { least, gifts });
            }
            Benefit::Gift(GiftLadder {
                by,
                tiers,
                times: dice.pick(&[1, 1, 2, 5]),
            })
        }
    }
}

fn order_benefit(dice: &mut Dice, step: i64) -> Benefit {
    let rates = dice.chance(50);
    match dice.roll(0, 6) {
        0 => Benefit::TiersByAmount {
            tiers: some_tiers(dice, step, rates),
            base: some_base(dice),
        },
        1 => Benefit::TiersByCount {
            tiers: some_tiers(dice, 5, rates),
        },
        2 => Benefit::PerEach {
            each: fen(dice.roll(1, 9000)),
            off: fen(dice.roll(0, 900)),
            times: dice.maybe(50, |dice| dice.roll(1, 5) as u32),
            base: some_base(dice),
        },
        3 => Benefit::Points {
            worth: fen(dice.roll(1, 20)),
            share: Rate::new(dice.roll(0, 10_000) as u16).unwrap(),
        },
        4 => Benefit::OrderPrice {
            price: fen(dice.roll(0, step * 2)),
        },
        _ => Benefit::Reduce {
            off: some_off(dice),
            per: dice.pick(&[Per::Unit, Per::Line, Per::Order, Per::Order]),
        },
    }
}

fn some_benefit(dice: &mut Dice, layer: Layer, cart: &Cart) -> Benefit {
    // Steps that carts of this size reach now and then.
    let step = (worth(cart) / 2).clamp(1, 20_000);
    if layer == Layer::FREIGHT {
        Benefit::FreeFreight
    } else if layer.is_item() {
        item_benefit(dice, step)
    } else if layer >= Layer::BESIDE {
        beside(dice, step)
    } else if layer.is_multi_unit() && dice.chance(80) {
        several(dice, cart)
    } else {
        order_benefit(dice, step)
    }
}

pub fn some_threshold(dice: &mut Dice, cart: &Cart) -> Threshold {
    match dice.roll(0, 3) {
        0 => Threshold::Amount {
            least: fen(dice.roll(0, worth(cart) + 1)),
            base: some_base(dice),
        },
        1 => Threshold::Count {
            least: dice.roll(0, 6) as u32,
        },
        _ => Threshold::None,
    }
}

pub fn some_scope(dice: &mut Dice, cart: &Cart) -> Scope {
    let mut scope = Scope::default();
    match dice.roll(0, 7) {
        0 => {
            let line = dice.roll(0, cart.lines.len() as i64 - 1) as usize;
            scope.skus.push(cart.lines[line].sku.clone());
        }
        1 => scope.tags.push(Tag::from(dice.pick(TAGS))),
        2 => scope.without.push(Tag::from(dice.pick(TAGS))),
        3 => scope.shops.push(ShopId::from("shop")),
        4 => {
            let line = dice.roll(0, cart.lines.len() as i64 - 1) as usize;
            let price = Some(cart.lines[line].unit_price);
            if dice.chance(50) {
                scope.min_unit_price = price;
            } else {
                scope.max_unit_price = price;
            }
        }
        _ => {}
    }
    scope.only_unreduced = dice.chance(10);
    scope
}

fn some_offer(dice: &mut Dice, id: &str, cart: &Cart, size: &Size) -> Offer {
    let layer = dice.pick(size.layers);
    let mut made = offer(id, layer, some_benefit(dice, layer, cart));
    let beside = layer >= Layer::BESIDE;
    made.scope = some_scope(dice, cart);
    made.group = dice.roll(0, 1) as u16;
    made.priority = dice.roll(-1, 1) as i32;
    made.exclusive = dice.chance(10) && !beside;
    made.threshold = some_threshold(dice, cart);
    for _ in 0..dice.pick(&[0, 0, 0, 0, 1, 2]) {
        made.requires.push(Requirement {
            scope: some_scope(dice, cart),
            threshold: some_threshold(dice, cart),
        });
    }
    made.grant = dice.pick(&[Grant::Open, Grant::Open, Grant::Coupon, Grant::Token]);
    if beside && made.grant == Grant::Coupon {
        made.grant = Grant::Open;
    }
    made.cap = dice
        .maybe(20, |dice| fen(dice.roll(0, 3000)))
        .filter(|_| !beside);
    made.rate_base = dice.pick(&[
        Base::Remaining,
        Base::Remaining,
        Base::AfterItem,
        Base::List,
    ]);
    made.rounding = dice.pick(&[
        Rounding::Reduction,
        Rounding::Reduction,
        Rounding::Price,
        Rounding::PriceDown,
        Rounding::ReductionDown,
    ]);
    made.share_base = dice.pick(&[ShareBase::Remaining, ShareBase::AfterItem, ShareBase::List]);
    made.spare = dice.pick(&[
        Spare::LargestRemainder,
        Spare::LargestRemainder,
        Spare::First,
        Spare::Last,
        Spare::LargestLine,
    ]);
    made.grain = fen(dice.pick(&[1, 1, 1, 10, 100]));
    made.overflow = dice.pick(&[Overflow::Redistribute, Overflow::Clamp, Overflow::Refuse]);
    made.funder = dice.pick(&[Funder::Shop, Funder::Platform, Funder::Brand]);
    if dice.chance(20) {
        // A fact of its own, so that granting it grants nothing else.
        made.audience = Audience::Asserted(Fact::from(id));
    }
    if dice.chance(5) {
        made.window.from = Instant::from_ms(1_001);
    }
    made.limits = Limits {
        units_per_order: dice
            .maybe(30, |dice| dice.roll(0, 3) as u32)
            .filter(|_| layer.is_item()),
        uses_left: dice.maybe(20, |dice| dice.roll(0, 2) as u32),
    };
    made
}
