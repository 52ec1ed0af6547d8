//! The cart that costs the merchant most.
//!
//! For a buyer who holds every coupon, every fact and every token, at every instant at which
//! something changes, carts of one product, of two, and of what just reaches each threshold are
//! priced; units are added while the loss grows. It is a search over shapes in which offers stack
//! worst, not a proof: a stranger cart may cost more.

use campaign::{Campaign, timeline};
use pricing::{Buyer, Cart, HeldCoupon, Instant, Money, Sku, Token};

use crate::rules::structure::{facts, payable};

/// More instants than this are not looked at.
const MOST_INSTANTS: usize = 40;
/// Units of one product that a cart is tried with.
const UNITS: [u32; 4] = [1, 2, 3, 5];

/// The worst cart found.
#[derive(Clone, Debug)]
pub struct Worst {
    /// When.
    pub at: Instant,
    /// What is in it.
    pub lines: Vec<(Sku, u32)>,
    /// List value of the goods.
    pub list: Money,
    /// What is paid.
    pub payable: Money,
    /// What the goods cost the merchant, as far as the plan says.
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

/// The worst cart of a campaign; nothing where the plan names no cost.
#[must_use]
pub fn worst_case(campaign: &Campaign) -> Option<Worst> {
    if campaign.plan.costs.is_empty() {
        return None;
    }
    let mut worst: Option<Worst> = None;
    let mut priced = 0;
    for now in instants(campaign) {
        let buyer = everything(campaign, now);
        for lines in carts(campaign) {
            let cart = cart(campaign, &lines);
            priced += 1;
            let Some(paid) = payable(campaign, &cart, &buyer, now) else {
                continue;
            };
            let (mut list, mut cost) = (Money::ZERO, Money::ZERO);
            for (sku, units) in &lines {
                if let Some(product) = campaign.product(sku) {
                    list += product.price.times((*units).into());
                }
                cost += cost_of(campaign, sku).times((*units).into());
            }
            let loss = cost - (paid - cart.freight.min(paid));
            if worst.as_ref().is_none_or(|worst| loss > worst.loss) {
                worst = Some(Worst {
                    at: now,
                    lines: lines.clone(),
                    list,
                    payable: paid,
                    cost,
                    loss,
                    priced: 0,
                });
            }
        }
    }
    worst.map(|worst| Worst { priced, ..worst })
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

/// Carts of one product and of two.
fn carts(campaign: &Campaign) -> Vec<Vec<(Sku, u32)>> {
    let costed: Vec<&Sku> = campaign.plan.costs.iter().map(|(sku, _)| sku).collect();
    let mut carts = Vec::new();
    for (at, one) in costed.iter().enumerate() {
        for units in UNITS {
            carts.push(vec![((*one).clone(), units)]);
        }
        for other in &costed[at + 1..] {
            carts.push(vec![((*one).clone(), 1), ((*other).clone(), 1)]);
            carts.push(vec![((*one).clone(), 2), ((*other).clone(), 1)]);
        }
    }
    carts
}

fn cart(campaign: &Campaign, lines: &[(Sku, u32)]) -> Cart {
    let lines: Vec<(Sku, u32, bool)> = lines
        .iter()
        .map(|(sku, units)| (sku.clone(), *units, true))
        .collect();
    campaign.cart(&lines)
}
