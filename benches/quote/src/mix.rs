//! Carts and offers as a large sale has them, of any size.
//!
//! Ten kinds of offers take turns: full reductions of shops, shop coupons, time-limited prices,
//! cross-shop per-each reductions, platform coupons, flash prices, member prices, reductions by
//! count, offers that do not apply (one in five of those waits for the server's word), and what
//! works late (freight, red packets, points, 折上折, exclusive prices). A buyer holds every coupon
//! but one in ten.

use pricing::{
    Audience, Base, Benefit, Buyer, Cart, Fact, Grant, HeldCoupon, Instant, Layer, Line, Money,
    Off, Offer, OfferId, Overflow, Per, Rate, Ruleset, Scope, ShareBase, ShopId, Sku, Tag,
    Threshold, Tier, Window,
};

use crate::{Case, NOW};

/// Which lines the offers are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mix {
    /// Scopes that match about a third of the lines.
    Believable,
    /// Every scope is another one, and each matches every line.
    Worst,
    /// As believable, with `each` units in every line and no choice among offers, which would
    /// turn out another way for other quantities.
    Bulk,
}

/// The mix of this number.
#[must_use]
pub fn kind(number: u32) -> Mix {
    match number {
        0 => Mix::Believable,
        1 => Mix::Worst,
        _ => Mix::Bulk,
    }
}

const SHOPS: usize = 3;
const CATEGORIES: usize = 6;

/// `offers` offers on `lines` lines of `each` to three times `each` units.
///
/// # Panics
///
/// If the offers are wrong, which they are not.
#[must_use]
pub fn case(mix: Mix, lines: usize, offers: usize, each: u32) -> Case {
    let mut made = Vec::new();
    let mut buyer = Buyer {
        facts: vec![(Fact::from("member:black"), true)],
        points: 5_000,
        ..Buyer::default()
    };
    for at in 0..offers {
        let mut offer = offer(at);
        if mix == Mix::Worst {
            offer.scope = everything(at);
            // Not one that is over or has not begun: it would not look at any line.
            offer.window = Window::ALWAYS;
            // An exclusive price for everything would leave the other item prices nothing to do.
            offer.exclusive = false;
        }
        if mix == Mix::Bulk && !offer.layer.is_item() {
            offer.grant = Grant::Open;
            offer.group = at as u16;
        }
        if offer.grant == Grant::Coupon && at % 10 != 8 {
            buyer.coupons.push(HeldCoupon {
                offer: offer.id.clone(),
                claimed_at: Instant::from_ms(0),
                expires_at: NOW.plus_ms(1_000 + at as i64),
            });
        }
        made.push(offer);
    }
    Case {
        ruleset: Ruleset::compile(made).expect("the bench offers are right"),
        cart: cart(mix, lines, each),
        buyer,
    }
}

fn cart(mix: Mix, lines: usize, each: u32) -> Cart {
    let mut made = Vec::new();
    for at in 0..lines {
        let mut line = line(at, each);
        if mix == Mix::Bulk {
            line.quantity = each;
        }
        made.push(line);
    }
    Cart {
        lines: made,
        freight: Money::new(1_200),
    }
}

fn line(at: usize, each: u32) -> Line {
    let price = 990 + (at * 7_919 % 500) as i64 * 100;
    Line {
        id: format!("line-{at}").as_str().into(),
        sku: sku(at),
        shop: shop(at),
        unit_price: Money::new(price),
        quantity: each * (1 + (at % 3) as u32),
        ticked: at % 10 != 9,
        tags: vec![
            category(at * 5),
            Tag::new(&format!("brand-{}", at % 12)),
            Tag::from("618"),
        ],
        grams: 500,
        floor: Money::new(if at.is_multiple_of(5) { price / 2 } else { 0 }),
    }
}

fn sku(at: usize) -> Sku {
    Sku::new(&format!("sku-{at}"))
}

fn shop(at: usize) -> ShopId {
    ShopId::new(&format!("shop-{}", at % SHOPS))
}

fn category(at: usize) -> Tag {
    Tag::new(&format!("category-{}", at % CATEGORIES))
}

/// Two categories of six.
fn third(at: usize) -> Scope {
    Scope {
        tags: vec![category(at), category(at + 2)],
        ..Scope::default()
    }
}

fn of_shop(at: usize) -> Scope {
    Scope {
        shops: vec![shop(at)],
        ..Scope::default()
    }
}

/// A scope like no other that matches every line.
fn everything(at: usize) -> Scope {
    Scope {
        tags: vec![Tag::from("618")],
        min_unit_price: Some(Money::new(at as i64)),
        ..Scope::default()
    }
}

fn rate(basis_points: usize) -> Off {
    Off::Rate(Rate::new(basis_points as u16).unwrap_or(Rate::WHOLE))
}

fn amount(minor: usize) -> Off {
    Off::Amount(Money::new(minor as i64))
}

fn reduce(off: Off, per: Per) -> Benefit {
    Benefit::Reduce { off, per }
}

fn from(minor: usize) -> Threshold {
    Threshold::Amount {
        least: Money::new(minor as i64),
        base: Base::AfterItem,
    }
}

/// The offer number `at`: its kind by the last digit, its figures by the rest.
fn offer(at: usize) -> Offer {
    let round = at / 10;
    let id = OfferId::new(&format!("offer-{at}"));
    let new = |layer, benefit| Offer::new(id.clone(), layer, benefit);
    match at % 10 {
        0 => {
            let step = |least: usize, off: usize| Tier {
                least: least as i64,
                off: amount(off),
            };
            let tiers = vec![
                step(20_000, 1_500 + round * 10),
                step(50_000, 4_500 + round * 10),
                step(200_000, 20_000 + round * 10),
            ];
            let base = Base::AfterItem;
            Offer {
                group: (round % SHOPS) as u16,
                scope: of_shop(round),
                ..new(
                    Layer::SHOP_REDUCTION,
                    Benefit::TiersByAmount { tiers, base },
                )
            }
        }
        1 => Offer {
            group: (round % SHOPS) as u16,
            scope: of_shop(round),
            grant: Grant::Coupon,
            threshold: from(9_900 + round * 1_000),
            ..new(
                Layer::SHOP_COUPON,
                reduce(amount(500 + round * 70), Per::Order),
            )
        },
        2 => Offer {
            scope: third(round),
            window: Window {
                from: Instant::MIN,
                until: NOW.plus_ms(60_000),
            },
            ..new(Layer::ITEM, reduce(rate(1_000 + round * 10), Per::Unit))
        },
        3 => Offer {
            group: (round % 2) as u16,
            scope: third(round + 1),
            share_base: ShareBase::AfterItem,
            overflow: Overflow::Clamp,
            ..new(
                Layer::CROSS_SHOP,
                Benefit::PerEach {
                    each: Money::new(30_000),
                    off: Money::new(4_000 + round as i64 * 10),
                    times: None,
                    base: Base::AfterItem,
                },
            )
        },
        4 => Offer {
            scope: third(round + 3),
            grant: Grant::Coupon,
            threshold: from(19_900 + round * 500),
            cap: Some(Money::new(5_000 + round as i64 * 30)),
            ..new(Layer::PLATFORM_COUPON, reduce(rate(800), Per::Order))
        },
        5 => {
            let price = Money::new(9_900 + round as i64 * 500);
            let mut flash = Offer {
                scope: third(round + 2),
                ..new(Layer::ITEM, Benefit::UnitPrice { price })
            };
            flash.limits.units_per_order = Some(2);
            flash
        }
        6 => Offer {
            scope: third(round + 4),
            audience: Audience::Asserted(Fact::from("member:black")),
            ..new(Layer::ITEM, reduce(rate(500 + round * 10), Per::Unit))
        },
        7 => {
            let step = |least, off| Tier { least, off };
            let tiers = vec![step(3, rate(300 + round)), step(6, rate(600 + round))];
            Offer {
                group: 10 + (round % 2) as u16,
                scope: third(round + 5),
                ..new(Layer::SHOP_REDUCTION, Benefit::TiersByCount { tiers })
            }
        }
        8 => idle(
            round,
            new(Layer::PLATFORM_COUPON, reduce(amount(900), Per::Order)),
        ),
        _ => late(round, new),
    }
}

/// Offers that do not apply, each for another reason.
fn idle(round: usize, mut offer: Offer) -> Offer {
    offer.scope = third(round);
    match round % 5 {
        0 => offer.grant = Grant::Coupon,
        1 => offer.window.until = NOW,
        2 => offer.audience = Audience::Asserted(Fact::from("member:new")),
        3 => offer.window.from = NOW.plus_ms(1),
        _ => offer.threshold = from(900_000_000),
    }
    offer
}

/// Offers that work after most others.
fn late(round: usize, new: impl Fn(Layer, Benefit) -> Offer) -> Offer {
    match round % 5 {
        0 => Offer {
            threshold: from(9_900),
            ..new(Layer::FREIGHT, Benefit::FreeFreight)
        },
        1 => Offer {
            grant: Grant::Coupon,
            ..new(Layer::RED_PACKET, reduce(amount(300 + round), Per::Order))
        },
        2 => {
            let (worth, share) = (Money::new(1), Rate::new(1_000).unwrap_or(Rate::WHOLE));
            new(Layer::POINTS, Benefit::Points { worth, share })
        }
        3 => Offer {
            scope: third(round),
            ..new(Layer::MEMBER_EXTRA, reduce(rate(200), Per::Line))
        },
        _ => Offer {
            exclusive: true,
            scope: Scope {
                skus: vec![sku(round), sku(round + 20), sku(round + 40)],
                ..Scope::default()
            },
            ..new(Layer::ITEM, reduce(rate(4_000), Per::Unit))
        },
    }
}

/// How many pairs of an offer and a ticked line in its scope there are: what work grows with.
#[must_use]
pub fn matches(case: &Case) -> usize {
    let mut pairs = 0;
    for offer in case.ruleset.offers() {
        if !offer.window.contains(NOW) {
            continue;
        }
        for line in &case.cart.lines {
            pairs += usize::from(line.ticked && offer.scope.holds(line));
        }
    }
    pairs
}
