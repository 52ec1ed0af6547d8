//! What one more offer changes, told from the selection before and by selecting anew.

use super::*;
use crate::Audience;
use crate::trial::build::{fen, rate, reduce};

/// Grants an offer that waits, and tells what that changes.
fn change(setting: &mut Setting, rule: usize, before: &Selection) -> Change {
    let waits = setting.grant(rule);
    let change = with_one_more(setting, rule, before, 1);
    let anew = best(setting);
    match change {
        Change::Works(payable) => {
            assert!(anew.journal.works(rule));
            assert_eq!(payable, anew.state.payable());
        }
        Change::None(_) => {
            assert!(!anew.journal.works(rule));
            assert_eq!(anew.state.payable(), before.state.payable());
        }
        Change::Unknown => {}
    }
    setting.restore(rule, waits);
    change
}

#[test]
fn one_more_offer_is_told_as_anew() {
    let sums = seeds(0, 20_000, |seed| {
        let mut dice = Dice::new(seed);
        let mut world = anything(&mut dice);
        for offer in &mut world.offers {
            if dice.chance(40) {
                offer.audience = Audience::Asserted("new".into());
            }
        }
        let ruleset = world.ruleset();
        let mut setting = Setting::new(&ruleset, &world.cart, &world.buyer, NOW).unwrap();
        let before = best(&setting);
        let mut told = [0; 3];
        for rule in 0..setting.offers.len() {
            if setting.waits(rule) && setting.offer(rule).layer < Layer::BESIDE {
                match change(&mut setting, rule, &before) {
                    Change::Works(_) => told[0] += 1,
                    Change::None(_) => told[1] += 1,
                    Change::Unknown => told[2] += 1,
                }
            }
        }
        told
    });
    assert!(
        sums.is_none_or(|told| told.iter().all(|times| *times > 100)),
        "{sums:?}"
    );
}

/// A cart of 100.00 with two shop reductions to choose from, and an offer that waits: what is told of it
/// without selecting anew, or `None` where that is not known.
#[track_caller]
fn check(others: &[Offer], waits: Offer, expected: Option<Result<i64, ()>>) {
    let mut offers = vec![off("a", 0, 1_000), off("b", 0, 900)];
    offers.extend_from_slice(others);
    let id = waits.id.clone();
    offers.push(Offer {
        audience: Audience::Asserted("new".into()),
        ..waits
    });
    let mut buyer = Buyer::default();
    for offer in &offers {
        if offer.grant == Grant::Coupon {
            buyer.coupons.push(HeldCoupon {
                offer: offer.id.clone(),
                claimed_at: Instant::MIN,
                expires_at: Instant::MAX,
            });
        }
    }
    if let Some(pinned) = id.as_str().strip_prefix("pin") {
        buyer.pinned.push(format!("pin{pinned}").as_str().into());
    }
    let ruleset = Ruleset::compile(offers).unwrap();
    let cart = one_line(10_000);
    let mut setting = Setting::new(&ruleset, &cart, &buyer, Instant::MIN).unwrap();
    let before = best(&setting);
    let rule = (0..setting.offers.len()).find(|rule| setting.id(*rule) == id);
    let told = match change(&mut setting, rule.unwrap(), &before) {
        Change::Works(payable) => Some(Ok(payable.minor())),
        Change::None(_) => Some(Err(())),
        Change::Unknown => None,
    };
    assert_eq!(told, expected, "{id:?}");
}

fn off(id: &str, group: u16, minor: i64) -> Offer {
    let off = Off::Amount(fen(minor));
    Offer {
        group,
        ..reduce(id, Layer::SHOP_REDUCTION, off, Per::Order)
    }
}

fn coupon(id: &str, layer: Layer, minor: i64) -> Offer {
    Offer {
        layer,
        grant: Grant::Coupon,
        ..off(id, 0, minor)
    }
}

/// What is known without selecting anew, case by case.
#[test]
fn what_one_more_offer_changes() {
    let coupons = Layer::SHOP_COUPON;
    // A rival that gives more, as much, and less than the best of its group.
    check(&[], off("c", 0, 1_500), Some(Ok(8_500)));
    check(&[], off("c", 0, 950), Some(Err(())));
    // Which of two that give as much works is for the order of ties to say.
    check(&[], off("c", 0, 1_000), None);
    // A coupon in a group that had another, and in one that had none.
    let held = [coupon("h", coupons, 300)];
    check(&held, coupon("c", coupons, 500), Some(Ok(8_500)));
    check(&[], coupon("c", coupons, 500), Some(Ok(8_500)));
    // One of the same number of group in another layer, and of another group in the same.
    check(
        &held,
        coupon("c", Layer::PLATFORM_COUPON, 500),
        Some(Ok(8_200)),
    );
    // An open offer that must take an empty place, a pinned one, and one of items change more.
    check(&[], off("c", 1, 500), None);
    check(&[], coupon("pin", coupons, 500), None);
    check(&[], reduce("c", Layer::ITEM, rate(1_000), Per::Unit), None);
    // An exclusive one among its rivals keeps others out.
    let alone = Offer {
        exclusive: true,
        ..off("x", 0, 10)
    };
    check(&[alone], off("c", 0, 1_500), None);
    // One that can take nothing says why.
    let far = Offer {
        threshold: Threshold::Amount {
            least: fen(10_001),
            base: Base::List,
        },
        ..off("c", 0, 1_500)
    };
    check(&[], far, Some(Err(())));
}
