//! Offers, coupons and flash prices.

use std::cmp::Ordering;

use pricing::{Audience, Grant, Instant, Money, Offer, OfferId, Scope, Threshold};

use super::benefit;
use super::judge::Judge;
use crate::model::{Campaign, Coupon, EarlyAccess, Promotion, Release, Validity};

pub(super) fn compare(judge: &mut Judge, running: &Campaign, proposed: &Campaign) {
    for offer in running.ruleset.offers() {
        let path = path(running, &offer.id);
        let end = offer.window.until;
        let Some(new) = proposed.ruleset.offer(&offer.id) else {
            judge.removed(&path, end);
            continue;
        };
        judge.within(end, |judge| {
            one(judge, &path, offer, new);
            let old_rivals = rivals(running, offer, proposed);
            let new_rivals = rivals(proposed, new, running);
            judge.wider(
                &[&path, ".stack_group"].concat(),
                old_rivals == new_rivals,
                new_rivals.iter().all(|id| old_rivals.contains(id)),
                "it would compete with offers that it stacked with",
            );
        });
    }
    for new in proposed.ruleset.offers() {
        if running.ruleset.offer(&new.id).is_none() {
            let path = path(proposed, &new.id);
            judge.added(&path);
            judge.same(
                &[&path, ".exclusive"].concat(),
                !new.exclusive,
                "a new exclusive offer shuts out others that were promised",
            );
        }
    }
    for promotion in &running.offers {
        let new = proposed.offers.iter().find(|new| new.id == promotion.id);
        if let Some(new) = new {
            let like = Promotion {
                name: new.name.clone(),
                ..promotion.clone()
            };
            let path = ["offers.", promotion.id.as_str()].concat();
            judge.same(&path, like == *new, "how it is played was published");
        }
    }
    for coupon in &running.coupons {
        if let Some(new) = proposed.coupon(&coupon.id) {
            let end = coupon.validity.expires_at(coupon.claim.until);
            judge.within(end, |judge| one_coupon(judge, coupon, new));
        }
    }
    for offer in running.ruleset.offers() {
        let item = |campaign: &Campaign| Some(campaign.flash_item(&offer.id)?.1.quota);
        if let (Some(old), Some(new)) = (item(running), item(proposed)) {
            judge.within(offer.window.until, |judge| {
                let path = [&path(running, &offer.id), ".quota"].concat();
                judge.limit(&path, old.map(i64::from), new.map(i64::from));
            });
        }
    }
}

/// Where an offer stands in its file.
fn path(campaign: &Campaign, id: &OfferId) -> String {
    let list = if campaign.coupon(id).is_some() {
        "coupons."
    } else if campaign.flash_item(id).is_some() {
        "flash_sales."
    } else {
        "offers."
    };
    [list, id.as_str()].concat()
}

/// The offers that one competes with, of those that both versions have. Groups are numbered as they
/// come, so their numbers say nothing across versions.
fn rivals<'a>(campaign: &'a Campaign, offer: &Offer, other: &Campaign) -> Vec<&'a OfferId> {
    let mut rivals = Vec::new();
    for rival in campaign.ruleset.offers() {
        let competes = rival.layer == offer.layer && rival.group == offer.group;
        if competes && rival.id != offer.id && other.ruleset.offer(&rival.id).is_some() {
            rivals.push(&rival.id);
        }
    }
    rivals
}

fn one(judge: &mut Judge, path: &str, old: &Offer, new: &Offer) {
    let at = |field: &str| [path, ".", field].concat();
    judge.window(path, old.window, new.window);
    scope(judge, &at("scope"), old, new);
    judge.wider(
        &at("audience"),
        old.audience == new.audience,
        new.audience == Audience::Everyone,
        "it was published for others",
    );
    judge.wider(
        &at("grant"),
        old.grant == new.grant,
        new.grant == Grant::Open,
        "it would need what it did not need",
    );
    threshold(judge, &at("threshold"), old.threshold, new.threshold);
    let fewer = new.requires.iter().all(|one| old.requires.contains(one));
    judge.wider(
        &at("requires"),
        old.requires == new.requires,
        fewer,
        "it would ask for more",
    );
    let order = benefit::compare(&old.benefit, &new.benefit);
    judge.wider(
        &at("benefit"),
        order == Some(Ordering::Equal),
        order == Some(Ordering::Greater),
        "it would give less to some carts",
    );
    let limit = |limit: Option<u32>| limit.map(i64::from);
    judge.limit(
        &at("cap"),
        old.cap.map(Money::minor),
        new.cap.map(Money::minor),
    );
    judge.limit(
        &at("per_buyer"),
        limit(old.limits.units_per_order),
        limit(new.limits.units_per_order),
    );
    let like = Offer {
        window: new.window,
        scope: new.scope.clone(),
        audience: new.audience.clone(),
        grant: new.grant,
        threshold: new.threshold,
        requires: new.requires.clone(),
        benefit: new.benefit.clone(),
        cap: new.cap,
        limits: new.limits,
        group: new.group,
        // Who pays for it is nothing to the buyer.
        funder: new.funder,
        ..old.clone()
    };
    judge.same(path, like == *new, "it would work in another way");
}

fn threshold(judge: &mut Judge, path: &str, old: Threshold, new: Threshold) {
    match (old, new) {
        (Threshold::Amount { least: a, base: p }, Threshold::Amount { least: b, base: q })
            if p == q =>
        {
            judge.lower_is_better(path, a.minor(), b.minor());
        }
        (Threshold::Count { least: a }, Threshold::Count { least: b }) => {
            judge.lower_is_better(path, a.into(), b.into());
        }
        _ => judge.wider(
            path,
            old == new,
            new == Threshold::None,
            "it would be measured in another way",
        ),
    }
}

fn scope(judge: &mut Judge, path: &str, old: &Offer, new: &Offer) {
    let why_not = if new.exclusive {
        "an exclusive offer that reaches more shuts out more"
    } else {
        "it would leave out goods that it was for"
    };
    let wider = !new.exclusive && holds(&new.scope, &old.scope);
    judge.wider(path, old.scope == new.scope, wider, why_not);
}

/// Whether a scope reaches all that another one reaches.
fn holds(wide: &Scope, narrow: &Scope) -> bool {
    // No entry stands for all.
    fn list<T: PartialEq>(wide: &[T], narrow: &[T]) -> bool {
        wide.is_empty() || !narrow.is_empty() && narrow.iter().all(|one| wide.contains(one))
    }
    let least = |scope: &Scope| scope.min_unit_price.unwrap_or(Money::ZERO);
    let most = |scope: &Scope| scope.max_unit_price.unwrap_or(Money::new(i64::MAX));
    list(&wide.shops, &narrow.shops)
        && list(&wide.skus, &narrow.skus)
        && list(&wide.tags, &narrow.tags)
        && wide.without.iter().all(|tag| narrow.without.contains(tag))
        && least(wide) <= least(narrow)
        && most(wide) >= most(narrow)
        && (!wide.only_unreduced || narrow.only_unreduced)
}

fn one_coupon(judge: &mut Judge, old: &Coupon, new: &Coupon) {
    let path = ["coupons.", old.id.as_str()].concat();
    let at = |field: &str| [&path, ".", field].concat();
    judge.window(&at("claim"), old.claim, new.claim);
    match (old.validity, new.validity) {
        // The window of use is the offer's and has been looked at.
        (Validity::Fixed(_), Validity::Fixed(_)) => {}
        (Validity::FromClaim { ms: a, until: p }, Validity::FromClaim { ms: b, until: q }) => {
            judge.higher_is_better(&at("validity"), a, b);
            judge.time_left(&at("validity.until"), p, q);
        }
        _ => judge.same(&at("validity"), false, "it would end at another time"),
    }
    early(judge, &at("early_access"), old, new);
    releases(judge, &at("releases"), &old.releases, &new.releases);
    judge.higher_is_better(&at("per_buyer"), old.per_buyer.into(), new.per_buyer.into());
    judge.wider(
        &at("claimable"),
        old.claimable == new.claimable,
        new.claimable,
        "it was to be claimed",
    );
    let like = Coupon {
        name: new.name.clone(),
        claim: new.claim,
        early: new.early.clone(),
        validity: new.validity,
        releases: new.releases.clone(),
        per_buyer: new.per_buyer,
        claimable: new.claimable,
        ..old.clone()
    };
    judge.same(&path, like == *new, "it would be another coupon");
}

/// Early access: nobody who could claim may have to wait longer.
fn early(judge: &mut Judge, path: &str, old: &Coupon, new: &Coupon) {
    let start = |coupon: &Coupon, one: &EarlyAccess| {
        let early = coupon.early.iter();
        let of_fact = early.filter(|other| other.audience == one.audience);
        of_fact.fold(coupon.claim.from, |from, other| from.min(other.from))
    };
    let kept = old.early.iter().all(|one| {
        let now = judge.now();
        start(new, one).max(now) <= start(old, one).max(now)
    });
    judge.wider(
        path,
        old.early == new.early,
        kept,
        "some could claim it only later",
    );
}

/// Batches: at every time as many have been released, or more.
fn releases(judge: &mut Judge, path: &str, old: &[Release], new: &[Release]) {
    let by = |releases: &[Release], at: Instant| {
        if releases.is_empty() {
            return i64::MAX;
        }
        let mut sum: i64 = 0;
        for release in releases {
            if release.at <= at {
                sum += i64::from(release.count);
            }
        }
        sum
    };
    // What has been released is what counts, whenever that was.
    let enough = old.iter().all(|one| {
        let at = one.at.max(judge.now());
        by(new, at) >= by(old, at)
    });
    judge.wider(
        path,
        old == new,
        // Where there was no end of them, there is none.
        enough && (!old.is_empty() || new.is_empty()),
        "there would be fewer, or later",
    );
}
