//! Short ways to write carts and offers.

use pricing::{
    Applied, Base, Benefit, Buyer, Cart, Gives, Grant, HeldCoupon, Instant, Layer, Line, LineId,
    Missing, Money, Off, Offer, OfferId, Per, Quote, QuoteLine, Rate, Reason, Ruleset, Share,
    ShopId, Sku, Threshold, Tier, Token,
};

pub const NOW: Instant = Instant::from_ms(1_000);
pub const LATER: Instant = Instant::from_ms(2_000);

pub fn fen(minor: i64) -> Money {
    Money::new(minor)
}

pub fn rate(basis_points: u16) -> Off {
    Off::Rate(Rate::new(basis_points).unwrap())
}

pub fn amount(minor: i64) -> Off {
    Off::Amount(fen(minor))
}

pub fn line(id: &str, unit_price: i64, quantity: u32) -> Line {
    Line {
        id: LineId::from(id),
        sku: Sku::from(id),
        shop: ShopId::from("shop"),
        unit_price: fen(unit_price),
        quantity,
        ticked: true,
        tags: Vec::new(),
        grams: 0,
        floor: Money::ZERO,
    }
}

pub fn cart(lines: Vec<Line>) -> Cart {
    Cart {
        lines,
        freight: Money::ZERO,
    }
}

pub fn offer(id: &str, layer: Layer, benefit: Benefit) -> Offer {
    Offer::new(OfferId::from(id), layer, benefit)
}

pub fn reduce(id: &str, layer: Layer, off: Off, per: Per) -> Offer {
    offer(id, layer, Benefit::Reduce { off, per })
}

pub fn least(minor: i64, base: Base) -> Threshold {
    Threshold::Amount {
        least: fen(minor),
        base,
    }
}

/// 满减 on what is left: `(least, off)` a step.
pub fn ladder(id: &str, layer: Layer, base: Base, steps: &[(i64, i64)]) -> Offer {
    let tiers = steps
        .iter()
        .map(|(least, off)| Tier {
            least: *least,
            off: amount(*off),
        })
        .collect();
    offer(id, layer, Benefit::TiersByAmount { tiers, base })
}

/// An amount off from a threshold, open to all.
pub fn off_from(id: &str, layer: Layer, base: Base, threshold: i64, off: i64) -> Offer {
    Offer {
        threshold: least(threshold, base),
        ..reduce(id, layer, amount(off), Per::Order)
    }
}

/// The same as a coupon.
pub fn coupon(id: &str, layer: Layer, base: Base, threshold: i64, off: i64) -> Offer {
    Offer {
        grant: Grant::Coupon,
        ..off_from(id, layer, base, threshold, off)
    }
}

pub fn holding(ids: &[&str]) -> Buyer {
    Buyer {
        coupons: ids.iter().map(|id| held(id, 0, 2_000)).collect(),
        ..Buyer::default()
    }
}

pub fn held(id: &str, claimed: i64, expires: i64) -> HeldCoupon {
    HeldCoupon {
        offer: OfferId::from(id),
        claimed_at: Instant::from_ms(claimed),
        expires_at: Instant::from_ms(expires),
    }
}

pub fn token(id: &str, units: u32) -> Token {
    Token {
        offer: OfferId::from(id),
        units,
        price: None,
        expires_at: LATER,
    }
}

#[track_caller]
pub fn quote(offers: Vec<Offer>, cart: &Cart, buyer: &Buyer) -> Quote {
    let ruleset = Ruleset::compile(offers).unwrap_or_else(|error| panic!("{error}"));
    let quote = ruleset.quote(cart, buyer, NOW).unwrap();
    audit(&ruleset, cart, &quote);
    quote
}

pub fn used(quote: &Quote) -> Vec<&str> {
    quote.applied.iter().map(|a| a.offer.as_str()).collect()
}

pub fn reason<'a>(quote: &'a Quote, id: &str) -> Option<&'a Reason> {
    quote
        .unused
        .iter()
        .find(|unused| unused.offer.as_str() == id)
        .map(|unused| &unused.reason)
}

pub fn short(minor: i64) -> Reason {
    Reason::Short(Missing::Amount(fen(minor)))
}

/// No unit gives twice to one offer, nor to two of a group of an item layer.
#[track_caller]
fn stretches(ruleset: &Ruleset, quote: &Quote, line: &QuoteLine) {
    for (at, one) in line.shares.iter().enumerate() {
        for other in &line.shares[..at] {
            let apart =
                one.first + one.units <= other.first || other.first + other.units <= one.first;
            let offer = |share: &Share| ruleset.offer(&quote.applied[share.applied].offer).unwrap();
            let (a, b) = (offer(one), offer(other));
            let rivals = a.layer.is_item() && (a.layer, a.group) == (b.layer, b.group);
            assert!(apart || (a.id != b.id && !rivals));
        }
    }
}

/// What holds for every quote there is.
#[track_caller]
pub fn audit(ruleset: &Ruleset, cart: &Cart, quote: &Quote) {
    let zero = Money::ZERO;
    assert_eq!(quote.ruleset, ruleset.hash());
    assert_eq!(quote.lines.len(), cart.lines.len());
    let goods: Money = quote.lines.iter().map(|line| line.payable).sum();
    assert_eq!(quote.payable, goods + quote.freight - quote.freight_off);
    assert!(zero <= quote.freight_off && quote.freight_off <= quote.freight);
    let mut taken = vec![zero; quote.applied.len()];
    for (line, priced) in cart.lines.iter().zip(&quote.lines) {
        assert_eq!((&line.id, line.ticked), (&priced.id, priced.ticked));
        let units = if line.ticked { line.quantity } else { 0 };
        assert_eq!(priced.list, line.unit_price.times(units.into()));
        assert!(zero <= priced.payable && priced.payable <= priced.after_item);
        assert!(priced.after_item <= priced.list);
        assert!(priced.payable >= line.floor.min(line.unit_price).times(units.into()));
        let mut shared = zero;
        for share in &priced.shares {
            assert!(share.amount > zero);
            assert!(share.units > 0 && share.first + share.units <= line.quantity);
            assert!(share.amount <= line.unit_price.times(share.units.into()));
            taken[share.applied] += share.amount;
            shared += share.amount;
        }
        stretches(ruleset, quote, priced);
        assert_eq!(shared, priced.list - priced.payable);
    }
    let list: Money = quote.lines.iter().map(|line| line.list).sum();
    assert_eq!(quote.list, list);
    let mut freight_off = zero;
    for (applied, taken) in quote.applied.iter().zip(taken) {
        let offer = ruleset.offer(&applied.offer).unwrap();
        assert_eq!((applied.layer, applied.funder), (offer.layer, offer.funder));
        assert_eq!(applied.coupon, offer.grant == Grant::Coupon);
        assert!(offer.cap.is_none_or(|cap| applied.amount <= cap));
        if applied.layer == Layer::FREIGHT {
            freight_off += applied.amount;
        } else {
            assert_eq!(applied.amount, taken);
        }
    }
    assert_eq!(freight_off, quote.freight_off);
    assert!(zero <= quote.deposit && quote.deposit <= goods);
    // A pinned item coupon comes before better prices, and a dearer price can reach a threshold.
    let item_coupon = |applied: &Applied| applied.coupon && applied.layer.is_item();
    let insists = quote.applied.iter().any(item_coupon);
    assert!(insists || !quote.search.proved || quote.free_choice <= quote.payable);
    for beside in &quote.beside {
        let offer = ruleset.offer(&beside.offer).unwrap();
        assert!(offer.layer >= Layer::BESIDE && beside.funder == offer.funder);
        match &beside.gives {
            Gives::Gifts(gifts) => assert!(gifts.iter().any(|gift| gift.units > 0)),
            Gives::Cashback(back) => assert!(zero < *back && *back <= goods),
            Gives::Points(_) => {}
        }
    }
    // Every offer is accounted for once.
    let mut seen: Vec<&OfferId> = quote.applied.iter().map(|a| &a.offer).collect();
    seen.extend(quote.beside.iter().map(|beside| &beside.offer));
    seen.extend(quote.unused.iter().map(|unused| &unused.offer));
    seen.extend(quote.conditional.iter().map(|waits| &waits.offer));
    seen.sort();
    let all: Vec<&OfferId> = ruleset.offers().iter().map(|offer| &offer.id).collect();
    assert_eq!(seen, all);
}
