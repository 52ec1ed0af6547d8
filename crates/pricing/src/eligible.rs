//! Whether an offer may work for this buyer now, before the cart is looked at.

use alloc::rc::Rc;
use alloc::vec::Vec;

use crate::setting::{Reached, Seat};
use crate::why::Why;
use crate::{Audience, Buyer, Grant, Instant, Money, Offer, Standing};

/// An offer's place in one quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// It may work if the cart allows.
    Ready,
    /// It would if the server asserted the fact it asks for.
    WaitsForFact,
    /// It would if the server granted a token.
    WaitsForToken,
    /// It does not, whatever the cart.
    Out(Why),
}

/// The offer's place before the cart is looked at.
///
/// Asks in the order a shopper would: is it on, is it for me, do I have it, may I use it again,
/// do I want it. What the server has not said comes last, so a conditional price is only ever
/// promised for an offer that nothing else stands in the way of.
pub(crate) fn seat<'a>(
    offer: &'a Offer,
    buyer: &'a Buyer,
    now: Instant,
    nothing: &Rc<Reached>,
) -> Seat<'a> {
    let mut seat = Seat {
        offer,
        entry: Entry::Ready,
        reached: Rc::clone(nothing),
        further: Vec::new(),
        coupon: None,
        pinned: false,
        token_units: 0,
        token_price: Money::ZERO,
        quota: None,
    };
    let standing = match &offer.audience {
        Audience::Everyone => Standing::Holds,
        Audience::Asserted(fact) => buyer.standing(fact),
    };
    let mut missing = None;
    match offer.grant {
        Grant::Open => {}
        Grant::Coupon => missing = find_coupon(offer, buyer, now, &mut seat),
        Grant::Token => {
            for token in &buyer.tokens {
                if token.expires_at > now && token.offer == offer.id {
                    let price = token.price.unwrap_or_default();
                    if seat.token_units == 0 || price < seat.token_price {
                        seat.token_price = price;
                    }
                    seat.token_units = seat.token_units.saturating_add(token.units);
                }
            }
        }
    }
    // What a token grants is no longer among what is left, and a coupon was claimed before.
    if seat.token_units == 0 && offer.grant != Grant::Coupon {
        for quota in &buyer.quotas {
            if quota.offer == offer.id {
                seat.quota = Some(seat.quota.map_or(quota.left, |left| left.min(quota.left)));
            }
        }
    }
    seat.entry = if now < offer.window.from {
        Entry::Out(Why::NotStarted(offer.window.from))
    } else if now >= offer.window.until {
        Entry::Out(Why::Ended(offer.window.until))
    } else if standing == Standing::Fails {
        Entry::Out(Why::NotEligible)
    } else if let Some(why) = missing {
        Entry::Out(why)
    } else if offer.limits.uses_left == Some(0) {
        Entry::Out(Why::LimitReached)
    } else if seat.quota == Some(0) {
        Entry::Out(Why::SoldOut)
    } else if offer.grant == Grant::Coupon && buyer.refused.contains(&offer.id) {
        Entry::Out(Why::Refused)
    } else if standing == Standing::Unknown {
        Entry::WaitsForFact
    } else if offer.grant == Grant::Token && seat.token_units == 0 {
        Entry::WaitsForToken
    } else {
        Entry::Ready
    };
    seat
}

/// Finds the instance of a coupon that would be used, or says why there is none.
fn find_coupon<'a>(
    offer: &Offer,
    buyer: &'a Buyer,
    now: Instant,
    seat: &mut Seat<'a>,
) -> Option<Why> {
    let mut expired = None;
    for instance in &buyer.coupons {
        if instance.offer != offer.id {
            continue;
        }
        if instance.expires_at <= now {
            expired = expired.max(Some(instance.expires_at));
        } else if seat.coupon.is_none_or(|best| {
            (instance.expires_at, instance.claimed_at) < (best.expires_at, best.claimed_at)
        }) {
            seat.coupon = Some(instance);
        }
    }
    if seat.coupon.is_none() {
        return Some(expired.map_or(Why::NotHeld, Why::Expired));
    }
    seat.pinned = buyer.pinned.contains(&offer.id);
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Benefit, Fact, HeldCoupon, Layer, Limits, OfferId, Quota, Window};

    fn offer(grant: Grant, audience: Audience) -> Offer {
        Offer {
            window: Window {
                from: Instant::from_ms(100),
                until: Instant::from_ms(200),
            },
            grant,
            audience,
            ..Offer::new("o".into(), Layer::FREIGHT, Benefit::FreeFreight)
        }
    }

    fn coupon(expires: i64, claimed: i64) -> HeldCoupon {
        HeldCoupon {
            offer: OfferId::from("o"),
            claimed_at: Instant::from_ms(claimed),
            expires_at: Instant::from_ms(expires),
        }
    }

    #[track_caller]
    fn check(offer: &Offer, buyer: &Buyer, now: i64, expected: Entry) {
        let seat = seat(
            offer,
            buyer,
            Instant::from_ms(now),
            &Rc::new(Reached::new(vec![], &[])),
        );
        assert_eq!(seat.entry, expected);
    }

    #[test]
    fn entries() {
        let vip = || Fact::from("member:black");
        let open = offer(Grant::Open, Audience::Everyone);
        let nobody = Buyer::default();
        check(
            &open,
            &nobody,
            99,
            Entry::Out(Why::NotStarted(Instant::from_ms(100))),
        );
        check(&open, &nobody, 100, Entry::Ready);
        check(&open, &nobody, 199, Entry::Ready);
        check(
            &open,
            &nobody,
            200,
            Entry::Out(Why::Ended(Instant::from_ms(200))),
        );

        let asserted = offer(Grant::Open, Audience::Asserted(vip()));
        check(&asserted, &nobody, 150, Entry::WaitsForFact);
        let member = |holds| Buyer {
            facts: vec![(vip(), holds)],
            ..Buyer::default()
        };
        check(&asserted, &member(true), 150, Entry::Ready);
        check(&asserted, &member(false), 150, Entry::Out(Why::NotEligible));

        let wallet = offer(Grant::Coupon, Audience::Asserted(vip()));
        let holder = |coupons| Buyer {
            coupons,
            ..Buyer::default()
        };
        check(&wallet, &nobody, 150, Entry::Out(Why::NotHeld));
        check(
            &wallet,
            &holder(vec![coupon(150, 1), coupon(120, 1)]),
            150,
            Entry::Out(Why::Expired(Instant::from_ms(150))),
        );
        check(
            &wallet,
            &holder(vec![coupon(151, 1)]),
            150,
            Entry::WaitsForFact,
        );
        let refusing = Buyer {
            refused: vec!["o".into()],
            ..holder(vec![coupon(151, 1)])
        };
        check(&wallet, &refusing, 150, Entry::Out(Why::Refused));
        let used_up = Offer {
            limits: Limits {
                uses_left: Some(0),
                ..Limits::default()
            },
            ..offer(Grant::Token, Audience::Everyone)
        };
        check(&used_up, &nobody, 150, Entry::Out(Why::LimitReached));
        let quota = offer(Grant::Token, Audience::Everyone);
        check(&quota, &nobody, 150, Entry::WaitsForToken);
        let granted = Buyer {
            tokens: vec![crate::Token {
                offer: OfferId::from("o"),
                units: 1,
                price: None,
                expires_at: Instant::from_ms(150),
            }],
            ..Buyer::default()
        };
        check(&quota, &granted, 149, Entry::Ready);
        check(&quota, &granted, 150, Entry::WaitsForToken);

        // Nothing is left, but for who has been granted some of it.
        let gone = |buyer: Buyer| Buyer {
            quotas: vec![Quota {
                offer: OfferId::from("o"),
                left: 0,
            }],
            ..buyer
        };
        let sold_out = Entry::Out(Why::SoldOut);
        check(&quota, &gone(nobody.clone()), 150, sold_out);
        check(&quota, &gone(granted.clone()), 149, Entry::Ready);
        check(&quota, &gone(granted), 150, sold_out);
        check(&open, &gone(nobody), 150, sold_out);
        let public = offer(Grant::Coupon, Audience::Everyone);
        check(
            &public,
            &gone(holder(vec![coupon(151, 1)])),
            150,
            Entry::Ready,
        );
    }

    #[test]
    fn uses_the_instance_that_expires_first() {
        let buyer = Buyer {
            coupons: vec![
                coupon(190, 1),
                coupon(180, 9),
                coupon(180, 5),
                coupon(140, 2),
            ],
            ..Buyer::default()
        };
        let offer = offer(Grant::Coupon, Audience::Everyone);
        let now = Instant::from_ms(150);
        let held = seat(&offer, &buyer, now, &Rc::new(Reached::new(vec![], &[])));
        assert_eq!(held.coupon, Some(&coupon(180, 5)));
    }
}
