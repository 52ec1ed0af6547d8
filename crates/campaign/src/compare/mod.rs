//! What may change in a campaign that has started, and what may not.
//!
//! Once shoppers have seen a campaign, prices, thresholds, odds, stocks and deadlines move in the
//! buyer's favour or not at all: thresholds and prices down, reductions, odds, stocks and limits up,
//! nothing taken away and no deadline brought forward. A deadline that moves later is restricted as
//! well, because a countdown that goes on was no countdown: once, in a new version, with a notice
//! (of the level `extension`) that shoppers read.
//!
//! [`compare`] judges field by field. It does not weigh one change against another, and it does not
//! quote carts: a lower item price can leave a cart below a threshold of another offer, which is so
//! of every campaign with thresholds. What it cannot show to be in the buyer's favour is forbidden.
//! Names, pictures and other words are not looked at, but for the terms of a draw.

mod benefit;
mod draws;
mod judge;
mod offers;

use pricing::Instant;

use crate::model::{Campaign, PhaseKind, Product};
use judge::Judge;

/// A difference between two versions of a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What differs, by id: `coupons.coupon-15.threshold`.
    pub path: String,
    /// Whether it may.
    pub class: Class,
    /// What it is, for machines: `lower`, `higher`, `removed`, `added`, `earlier`, `later`,
    /// `narrower`, `wider`, `changed`.
    pub code: &'static str,
    /// One sentence on what changed or why it is forbidden.
    pub message: String,
}

/// Whether a change may be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Nobody has been promised anything yet, or what changes is over.
    Open,
    /// It is in the buyer's favour.
    Favourable,
    /// It is, or may be, against the buyer, or restricted for another reason.
    Forbidden,
}

/// What differs in the proposed version of a running campaign, each difference judged at `now`.
///
/// Before the campaign's first phase has started everything is open.
///
/// ```
/// use campaign::compare::{Class, compare};
/// # let text = include_str!("../../../../public/campaigns/double11-2026.json");
/// let running = campaign::parse(text).campaign.unwrap();
/// let cheaper = text.replacen("\"version\": 1", "\"version\": 2", 1)
///     .replacen("\"threshold\": 20000, \"off\": 2000", "\"threshold\": 19000, \"off\": 2000", 1);
/// let proposed = campaign::parse(&cheaper).campaign.unwrap();
/// let changes = compare(&running, &proposed, running.window().from);
/// assert!(changes.iter().all(|change| change.class == Class::Favourable));
/// ```
#[must_use]
pub fn compare(running: &Campaign, proposed: &Campaign, now: Instant) -> Vec<Change> {
    let mut judge = Judge::new(running, proposed, now);
    head(&mut judge, running, proposed);
    phases(&mut judge, running, proposed);
    products(&mut judge, running, proposed);
    judge.lower_is_better("freight", running.freight.minor(), proposed.freight.minor());
    judge.same(
        "freight.templates",
        running.ruleset.freight() == proposed.ruleset.freight(),
        "what sending costs was published",
    );
    offers::compare(&mut judge, running, proposed);
    draws::compare(&mut judge, running, proposed);
    judge.done(running.version, proposed.version)
}

fn head(judge: &mut Judge, running: &Campaign, proposed: &Campaign) {
    judge.same("id", running.id == proposed.id, "it is another campaign");
    judge.same(
        "currency",
        running.currency == proposed.currency,
        "every amount would mean something else",
    );
    judge.same(
        "time_zone",
        running.zone == proposed.zone,
        "every day would begin at another time",
    );
    judge.same(
        "notices",
        judge::extension(running).is_none()
            || judge::extension(running) == judge::extension(proposed),
        "what shoppers were told cannot be taken back",
    );
}

fn phases(judge: &mut Judge, running: &Campaign, proposed: &Campaign) {
    for phase in &running.phases {
        let path = ["phases.", &phase.id].concat();
        let Some(new) = proposed.phases.iter().find(|new| new.id == phase.id) else {
            judge.removed(&path, phase.window.until);
            continue;
        };
        judge.within(phase.window.until, |judge| {
            judge.same(
                &[&path, ".kind"].concat(),
                phase.kind == new.kind,
                "shoppers have planned for it as it was",
            );
            judge.window(&path, phase.window, new.window);
        });
    }
    let end = running.window().until;
    for new in &proposed.phases {
        if running.phases.iter().any(|phase| phase.id == new.id) {
            continue;
        }
        let path = ["phases.", &new.id].concat();
        if new.kind != PhaseKind::After && new.window.until > end {
            judge.later(&path);
        } else {
            judge.added(&path);
        }
    }
}

fn products(judge: &mut Judge, running: &Campaign, proposed: &Campaign) {
    for product in &running.products {
        let path = ["products.", product.sku.as_str()].concat();
        let Some(new) = proposed.product(&product.sku) else {
            judge.removed(&path, Instant::MAX);
            continue;
        };
        judge.lower_is_better(
            &[&path, ".price"].concat(),
            product.price.minor(),
            new.price.minor(),
        );
        judge.lower_is_better(
            &[&path, ".floor"].concat(),
            product.floor.minor(),
            new.floor.minor(),
        );
        judge.same(
            &[&path, ".compare_at"].concat(),
            new.compare_at.is_none() || product.compare_at == new.compare_at,
            "a price to strike through rests on what was before the campaign",
        );
        let like = Product {
            name: new.name.clone(),
            spec: new.spec.clone(),
            picture: new.picture.clone(),
            price: new.price,
            floor: new.floor,
            compare_at: new.compare_at,
            ..product.clone()
        };
        judge.same(
            &path,
            like == *new,
            "its shop, weight and tags decide which offers and freight it has",
        );
    }
    for new in &proposed.products {
        if running.product(&new.sku).is_none() {
            judge.added(&["products.", new.sku.as_str()].concat());
        }
    }
}
