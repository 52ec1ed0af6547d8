//! The cart that costs the merchant most.
//!
//! For a buyer who holds every coupon, every fact and every token, at every instant at which
//! something changes, and in every variation that tests prices, carts of one product are priced: of a
//! few units and of what just reaches each threshold; then carts of two products. Goods without a cost
//! in the plan count at their list value where it names no cost at all, so that the worst cart is the
//! one with most taken off. It is a search over shapes in which offers stack worst, not a proof: a
//! stranger cart may cost more.

use campaign::experiment::{Change, apply};
use campaign::{Campaign, timeline};
use pricing::{Benefit, Buyer, Cart, HeldCoupon, Instant, Money, Sku, Threshold, Token};

use crate::rules::structure::facts;

/// More instants than this are not looked at.
const MOST_INSTANTS: usize = 40;
/// More carts of one product are not tried, nor pairs beyond as many carts: 500 products make a quarter
/// of a million.
const MOST_CARTS: usize = 2_000;
const MOST_PAIRED: usize = 300;
/// More carts are not priced in all of a version's instants: where there are many, fewer instants.
const MOST_PRICED: usize = 24_000;
/// More variations of prices than this are not looked at.
const MOST_VERSIONS: usize = 8;
/// Units of one product that a cart is tried with.
const UNITS: [u32; 4] = [1, 2, 3, 5];
/// More units than this are not bought to reach a threshold.
const MOST_UNITS: i64 = 99;

/// The worst cart found.
#[derive(Clone, Debug)]
pub struct Worst {
    /// When.
    pub at: Instant,
    /// What is in it.
    pub lines: Vec<(Sku, u32)>,
    /// List value of the goods.
    pub list: Money,
    /// What is paid for the goods; freight is no income.
    pub payable: Money,
    /// What the goods cost the merchant, as far as the plan says; their list value where it names no
    /// cost.
    pub cost: Money,
    /// Cost less what is paid; not above zero if nothing is lost.
    pub loss: Money,
    /// How many carts were priced.
    pub priced: u32,
}

impl Worst {
    /// `2 × mug, 1 × lamp`.
    #[must_use]
    pub fn goods(&self) -> String {
        let lines: Vec<String> = self
            .lines
            .iter()
            .map(|(sku, units)| format!("{units} × {}", sku.as_str()))
            .collect();
        lines.join(", ")
    }
}

/// The worst cart of a campaign; nothing where none can be priced.
#[must_use]
pub fn worst_case(campaign: &Campaign) -> Option<Worst> {
    let mut worst: Option<Worst> = None;
    let mut priced = 0;
    let carts = carts(campaign);
    for campaign in versions(campaign) {
        let instants = instants(&campaign);
        let each = (instants.len() * carts.len()).div_ceil(MOST_PRICED).max(1);
        for now in instants.into_iter().step_by(each) {
            let buyer = everything(&campaign, now);
            for lines in &carts {
                priced += 1;
                let Some(found) = sold(&campaign, lines, &buyer, now) else {
                    continue;
                };
                if worst.as_ref().is_none_or(|worst| found.loss > worst.loss) {
                    worst = Some(found);
                }
            }
        }
    }
    worst.map(|worst| Worst { priced, ..worst })
}

/// What a cart is sold for, and what it costs.
fn sold(campaign: &Campaign, lines: &[(Sku, u32)], buyer: &Buyer, now: Instant) -> Option<Worst> {
    let quote = campaign.ruleset.quote(&cart(campaign, lines), buyer, now);
    let mut payable = Money::ZERO;
    for line in &quote.ok()?.lines {
        payable += line.payable;
    }
    let (mut list, mut cost) = (Money::ZERO, Money::ZERO);
    for (sku, units) in lines {
        let product = campaign.product(sku)?;
        let of_units = |amount: Money| amount.times((*units).into());
        list += of_units(product.price);
        cost += of_units(if campaign.plan.costs.is_empty() {
            product.price
        } else {
            cost_of(campaign, sku)
        });
    }
    Some(Worst {
        at: now,
        lines: lines.to_vec(),
        list,
        payable,
        cost,
        loss: cost - payable,
        priced: 0,
    })
}

/// The campaign, in each of the variations that have offers of their own.
fn versions(campaign: &Campaign) -> Vec<Campaign> {
    let mut versions = vec![campaign.clone()];
    for experiment in &campaign.experiments.list {
        let of_offers = |change: &Change| matches!(change, Change::Offers(_));
        let mut changes = experiment.variations.iter().flat_map(|one| &one.changes);
        if changes.any(of_offers) {
            let of = |known: &Campaign| {
                let variations = 0..experiment.variations.len();
                let made = variations.map(|variation| apply(known, experiment, variation));
                made.collect::<Vec<_>>()
            };
            versions = versions.iter().flat_map(of).take(MOST_VERSIONS).collect();
        }
    }
    versions
}

/// Whether a buyer to whom everything was given pays nothing for a few units of a product.
pub(crate) fn leaves_nothing(campaign: &Campaign, sku: &Sku) -> bool {
    instants(campaign).into_iter().any(|now| {
        let buyer = everything(campaign, now);
        UNITS.iter().any(|units| {
            let cart = cart(campaign, &[(sku.clone(), *units)]);
            let quote = campaign.ruleset.quote(&cart, &buyer, now);
            quote.is_ok_and(|quote| quote.lines.iter().all(|line| line.payable.is_zero()))
        })
    })
}

fn cost_of(campaign: &Campaign, sku: &Sku) -> Money {
    let mut costs = campaign.plan.costs.iter();
    costs
        .find(|(known, _)| known == sku)
        .map_or(Money::ZERO, |(_, cost)| *cost)
}

/// Starts of stretches in which nothing changes.
fn instants(campaign: &Campaign) -> Vec<Instant> {
    let mut instants = vec![campaign.window().from];
    while let Some(last) = instants.last()
        && instants.len() < MOST_INSTANTS
        && let Some(next) = timeline::next_change_after(campaign, *last)
    {
        instants.push(next);
    }
    instants
}

/// A buyer for whom nothing is closed.
fn everything(campaign: &Campaign, now: Instant) -> Buyer {
    let mut buyer = Buyer::default();
    for fact in facts(campaign) {
        buyer.facts.push((fact, true));
    }
    for coupon in &campaign.coupons {
        buyer.coupons.push(HeldCoupon {
            offer: coupon.id.clone(),
            claimed_at: now,
            expires_at: coupon.validity.expires_at(now),
        });
    }
    for offer in campaign.ruleset.offers() {
        if offer.grant == pricing::Grant::Token {
            buyer.tokens.push(Token {
                offer: offer.id.clone(),
                units: offer.limits.units_per_order.unwrap_or(1),
                price: None,
                expires_at: Instant::MAX,
            });
        }
    }
    buyer.points = 100_000;
    buyer
}

/// Carts of one product, then of two.
fn carts(campaign: &Campaign) -> Vec<Vec<(Sku, u32)>> {
    let costs = &campaign.plan.costs;
    let counts = |sku: &Sku| costs.is_empty() || costs.iter().any(|(known, _)| known == sku);
    let mut products = campaign.products.clone();
    products.retain(|product| counts(&product.sku));
    let mut thresholds = thresholds(campaign);
    if products.len() * (UNITS.len() + thresholds.len()) > MOST_CARTS {
        thresholds.clear();
    }
    let mut carts = Vec::new();
    for product in &products {
        let mut units = UNITS.to_vec();
        for threshold in &thresholds {
            let price = product.price.minor().max(1);
            let reaching = (threshold.minor() + price - 1) / price;
            if let (1..=MOST_UNITS, Ok(reaching)) = (reaching, u32::try_from(reaching)) {
                units.push(reaching);
            }
        }
        units.sort_unstable();
        units.dedup();
        for units in units {
            carts.push(vec![(product.sku.clone(), units)]);
        }
    }
    carts.truncate(MOST_CARTS);
    for (at, one) in products.iter().enumerate() {
        for other in &products[at + 1..] {
            for units in [1, 2] {
                carts.push(vec![(one.sku.clone(), units), (other.sku.clone(), 1)]);
            }
            if carts.len() >= MOST_PAIRED {
                return carts;
            }
        }
    }
    carts
}

/// Amounts that offers ask for.
fn thresholds(campaign: &Campaign) -> Vec<Money> {
    let mut found = Vec::new();
    for offer in campaign.ruleset.offers() {
        if let Threshold::Amount { least, .. } = offer.threshold {
            found.push(least);
        }
        if let Benefit::TiersByAmount { tiers, .. } = &offer.benefit {
            found.extend(tiers.iter().map(|tier| Money::new(tier.least)));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn cart(campaign: &Campaign, lines: &[(Sku, u32)]) -> Cart {
    let lines: Vec<(Sku, u32, bool)> = lines
        .iter()
        .map(|(sku, units)| (sku.clone(), *units, true))
        .collect();
    campaign.cart(&lines)
}
