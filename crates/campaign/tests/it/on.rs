//! All that is on, at any instant and for anyone.

use campaign::model::Campaign;
use campaign::timeline::{What, next_change_after, spans, state_at};
use pricing::{Buyer, Fact, HeldCoupon, Instant};

use super::{ALL_SAMPLES, at, sample};

/// Nobody in particular, every sample buyer, and one who is everything and claimed all there is.
fn buyers(campaign: &Campaign) -> Vec<Option<Buyer>> {
    let mut buyers = vec![None, Some(Buyer::default())];
    for sample in &campaign.samples.buyers {
        buyers.push(Some(Buyer {
            facts: sample.facts.clone(),
            ..Buyer::default()
        }));
    }
    let audiences = campaign.audiences.iter();
    let mut all = Buyer {
        facts: audiences.map(|known| (known.fact.clone(), true)).collect(),
        ..Buyer::default()
    };
    for (index, coupon) in campaign.coupons.iter().enumerate() {
        let from = coupon.claim.from.max(Instant::from_ms(0));
        for claimed_at in [from, from.plus_ms(3_600_000 * (index as i64 + 1))] {
            all.coupons.push(HeldCoupon {
                offer: coupon.id.clone(),
                claimed_at,
                expires_at: coupon.validity.expires_at(claimed_at),
            });
        }
    }
    buyers.push(Some(all));
    buyers
}

/// Random numbers that are the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as i64
    }
}

#[test]
fn nothing_differs_between_changes_and_something_at_each() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut samples = 0;
    for name in ALL_SAMPLES {
        let campaign = sample(name);
        let whole = campaign.window();
        let start = whole.from.plus_ms(-86_400_000 * 5);
        let length = whole.until.since(start) + 86_400_000 * 20;
        for buyer in buyers(&campaign) {
            let buyer = buyer.as_ref();
            for _ in 0..420 {
                let now = start.plus_ms(dice.below(length));
                let on = state_at(&campaign, now, buyer);
                let until = on.changes_at.unwrap_or(start.plus_ms(length));
                assert!(until > now || on.changes_at.is_none(), "{name}");
                let between = now.plus_ms(dice.below(until.since(now)));
                assert_eq!(state_at(&campaign, between, buyer), on, "{name}");
                let last = until.plus_ms(-1).max(now);
                assert_eq!(state_at(&campaign, last, buyer), on, "{name}");
                if on.changes_at.is_some() {
                    let then = state_at(&campaign, until, buyer);
                    let of_now = (
                        (&on.phases, &on.sessions, &on.claimable, &on.usable),
                        (&on.draws, &on.redeemable, &on.offers),
                    );
                    let of_then = (
                        (&then.phases, &then.sessions, &then.claimable, &then.usable),
                        (&then.draws, &then.redeemable, &then.offers),
                    );
                    assert_ne!(of_then, of_now, "{name} {until:?} {:?}", on.turns);
                    assert!(!on.turns.is_empty());
                    // A page sleeps until then at the longest.
                    let page = next_change_after(&campaign, now).unwrap();
                    let held = buyer.is_some_and(|buyer| {
                        let mut ends = buyer.coupons.iter();
                        ends.any(|held| held.expires_at == until || held.claimed_at == until)
                    });
                    assert!(page <= until || held, "{name}");
                }
                samples += 2;
            }
        }
    }
    assert!(samples >= 10_000, "{samples}");
}

/// Every instant that a page wakes at is a change for somebody, but for what is only granted: a
/// coupon that is not claimed on the page has no claiming to start.
#[test]
fn a_page_wakes_for_somebody() {
    for name in ALL_SAMPLES {
        let campaign = sample(name);
        let mut known: Vec<Instant> = Vec::new();
        for buyer in buyers(&campaign) {
            for span in spans(&campaign, buyer.as_ref()) {
                known.extend([span.window.from, span.window.until]);
            }
        }
        let mut now = Instant::from_ms(0);
        while let Some(next) = next_change_after(&campaign, now) {
            assert!(known.contains(&next), "{name} {next:?}");
            now = next;
        }
    }
}

#[test]
fn what_is_on_at_the_double_eleven() {
    let campaign = sample("double11-2026");
    let on = state_at(&campaign, at("2026-11-11T10:30:00+08:00"), None);
    let ids = |list: Vec<&str>| list.join(" ");
    assert_eq!(on.phase.unwrap().id, "live");
    assert_eq!(on.next_phase.unwrap().id, "extension");
    let sessions = on.sessions.iter().map(|(_, session)| session.id.as_str());
    assert_eq!(ids(sessions.collect()), "1111-1000");
    let (_, next, from) = on.next_sessions[0];
    assert_eq!((next.id.as_str(), from), ("1111-1400", next.window.from));
    let claimable = on.claimable.iter().map(|one| one.coupon.id.as_str());
    assert_eq!(
        ids(claimable.collect()),
        "coupon-15 coupon-30 coupon-80 new-10 platform-25"
    );
    let draws = on.draws.iter().map(|draw| draw.id.as_str());
    assert_eq!(ids(draws.collect()), "wheel");
    assert_eq!(on.changes_at, Some(at("2026-11-11T12:00:00+08:00")));
    assert!(on.turns.iter().any(|turn| {
        !turn.starts && matches!(turn.what, What::Session(_, session) if session.id == "1111-1000")
    }));
}

#[test]
fn what_is_on_for_a_buyer() {
    let campaign = sample("double11-2026");
    let now = at("2026-11-11T10:30:00+08:00");
    let offers = |buyer: Option<&Buyer>| {
        let on = state_at(&campaign, now, buyer);
        let offers = on
            .offers
            .iter()
            .any(|offer| offer.id.as_str() == "black-extra");
        let mut claimable = on.claimable.iter();
        (
            offers,
            claimable.any(|one| one.coupon.id.as_str() == "new-10"),
            on.usable.len(),
        )
    };
    let mut buyer = Buyer::default();
    assert_eq!(offers(None), (true, true, 8));
    assert_eq!(offers(Some(&buyer)), (false, false, 0));
    buyer.facts.push((Fact::new("member:black"), true));
    assert_eq!(offers(Some(&buyer)), (true, false, 0));
    buyer.coupons.push(HeldCoupon {
        offer: campaign.coupons[0].id.clone(),
        claimed_at: now.plus_ms(-1),
        expires_at: now.plus_ms(60_000),
    });
    assert_eq!(offers(Some(&buyer)), (true, false, 1));
    let on = state_at(&campaign, now, Some(&buyer));
    assert_eq!(on.changes_at, Some(now.plus_ms(60_000)));
    let on = state_at(&campaign, now.plus_ms(60_000), Some(&buyer));
    assert_eq!(on.usable, []);
}

#[cfg(feature = "planner")]
#[test]
fn timers_of_one_buyer() {
    use campaign::plan::{Timer, TimerEnd};
    use campaign::timeline::timer_window;
    use pricing::Window;

    let timer = |ends, hours: i64| Timer {
        id: "t".to_owned(),
        ends,
        shown_before_ms: hours * 3_600_000,
    };
    let visit = |kept_by_server| TimerEnd::FromVisit {
        ms: 1_800_000,
        kept_by_server,
    };
    let ms = Instant::from_ms;
    let kept = Some(ms(1_000));
    for (ends, hours, kept, expected) in [
        (
            TimerEnd::At(ms(7_200_000)),
            1,
            None,
            Some((3_600_000, 7_200_000)),
        ),
        (visit(true), 1, kept, Some((1_000, 1_801_000))),
        (visit(true), 1, None, None),
        (visit(false), 1, kept, None),
        (TimerEnd::EveryMidnight, 1, kept, None),
    ] {
        let expected = expected.map(|(from, until)| Window {
            from: ms(from),
            until: ms(until),
        });
        assert_eq!(
            timer_window(&timer(ends, hours), kept),
            expected,
            "{ends:?}"
        );
    }
}
