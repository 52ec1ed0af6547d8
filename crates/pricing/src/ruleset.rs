//! Offers, compiled once and quoted often.

use alloc::vec::Vec;

use crate::error::Flaw;
use crate::hash::Fnv;
use crate::scope::{Reach, Terms};
use crate::{
    Buyer, Cart, FreightError, FreightTemplate, Instant, ItemPrice, Layer, Line, Offer, OfferId,
    PricingError, Quote, RulesetError, RulesetProblem, check, explain, freight, item_price,
};

/// Offers that belong together, checked and put in working order.
///
/// Compiling sorts the offers by id, so the order they are given in changes neither the
/// [hash](Ruleset::hash) nor any quote.
#[derive(Clone, Debug)]
pub struct Ruleset {
    offers: Vec<Offer>,
    pub(crate) reaches: Vec<Reach>,
    pub(crate) terms: Terms,
    pub(crate) stages: Vec<Stage>,
    pub(crate) freight: Vec<FreightTemplate>,
    /// The terms of each template's scope by number.
    pub(crate) freight_terms: Vec<Vec<usize>>,
    hash: u64,
}

/// No offers: what is paid is the list price and the freight. The same as compiling an empty list.
impl Default for Ruleset {
    fn default() -> Self {
        Self {
            offers: Vec::new(),
            reaches: Vec::new(),
            terms: Terms::new(&[], &[]),
            stages: Vec::new(),
            freight: Vec::new(),
            freight_terms: Vec::new(),
            hash: Fnv::new().finish(),
        }
    }
}

/// One turn in the walk through the layers.
#[derive(Clone, Debug)]
pub(crate) struct Stage {
    pub(crate) layer: Layer,
    pub(crate) kind: StageKind,
    /// Offers by index, in order of priority, then id.
    pub(crate) members: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StageKind {
    /// A layer with exclusive offers begins: they go first. Its members are those offers.
    Gate,
    /// The offers of a group compete.
    Group(u16),
}

impl Ruleset {
    /// Checks the offers and puts them in order.
    ///
    /// # Errors
    ///
    /// Everything wrong with any offer at once: an id used twice, a ladder that does not rise, an
    /// amount below zero, a benefit in a layer that cannot carry it.
    pub fn compile(offers: Vec<Offer>) -> Result<Self, RulesetError> {
        let mut problems = Vec::new();
        let mut terms = Terms::new(&offers, &[]);
        let mut sorted: Vec<Offer> = Vec::with_capacity(offers.len());
        for offer in offers {
            check::offer(&offer, &mut problems);
            match position(&sorted, &offer.id) {
                Ok(_) => problems.push(RulesetProblem::new(&offer.id, Flaw::DuplicateId)),
                Err(at) => sorted.insert(at, offer),
            }
        }
        if !problems.is_empty() {
            return Err(RulesetError::new(problems));
        }
        let mut hash = Fnv::new();
        for offer in &sorted {
            hash.offer(offer);
        }
        Ok(Self {
            stages: stages(&sorted),
            reaches: terms.reaches(&sorted),
            offers: sorted,
            terms,
            freight: Vec::new(),
            freight_terms: Vec::new(),
            hash: hash.finish(),
        })
    }

    /// The same offers with these freight templates, in place of any before. What they charge is
    /// added to [`Cart::freight`] before the freight layer works, and no threshold on goods sees it.
    ///
    /// # Errors
    ///
    /// Everything wrong with any template at once: a step of nothing, a negative fee, a scope that
    /// holds no price or depends on what is reduced.
    pub fn with_freight(mut self, templates: Vec<FreightTemplate>) -> Result<Self, FreightError> {
        let mut problems = Vec::new();
        for (at, template) in templates.iter().enumerate() {
            freight::check(at, template, &mut problems);
        }
        if !problems.is_empty() {
            return Err(FreightError::new(problems));
        }
        let mut hash = Fnv::new();
        for offer in &self.offers {
            hash.offer(offer);
        }
        let mut terms = Terms::new(&self.offers, &templates);
        self.reaches = terms.reaches(&self.offers);
        self.freight_terms = Vec::with_capacity(templates.len());
        for template in &templates {
            hash.freight(template);
            self.freight_terms.push(terms.terms_of(&template.scope));
        }
        self.freight = templates;
        self.terms = terms;
        self.hash = hash.finish();
        Ok(self)
    }

    /// FNV-1a over every field of every offer, in order of id, and of every freight template, in the
    /// order given: what a quote and a server compare.
    #[must_use]
    pub fn hash(&self) -> u64 {
        self.hash
    }

    /// The offer of this id.
    #[must_use]
    pub fn offer(&self, id: &OfferId) -> Option<&Offer> {
        Some(&self.offers[self.place(id)?])
    }

    /// Where the offer of this id is among [`Ruleset::offers`].
    pub(crate) fn place(&self, id: &OfferId) -> Option<usize> {
        position(&self.offers, id).ok()
    }

    /// The freight templates, in the order given.
    #[must_use]
    pub fn freight(&self) -> &[FreightTemplate] {
        &self.freight
    }

    /// All offers, in order of id.
    #[must_use]
    pub fn offers(&self) -> &[Offer] {
        &self.offers
    }

    /// What `cart` costs `buyer` at `now`, and why, with the best use of the coupons held.
    ///
    /// # Errors
    ///
    /// A cart worth more than [`Money::LIMIT`](crate::Money::LIMIT), a line without units, with a
    /// negative price or floor, or with the id of another, and a negative freight. Every other cart
    /// has a quote.
    pub fn quote(&self, cart: &Cart, buyer: &Buyer, now: Instant) -> Result<Quote, PricingError> {
        explain::quote(self, cart, buyer, now)
    }

    /// What one unit of `line` costs `buyer` at `now` after the item layers, as a banner or a
    /// product card shows it. Quantity and tick are ignored, coupons are left out (they are a
    /// choice, not a price), and thresholds are measured on that one unit.
    #[must_use]
    pub fn price_of(&self, line: &Line, buyer: &Buyer, now: Instant) -> ItemPrice {
        item_price::price_of(self, line, buyer, now)
    }
}

#[inline(never)]
fn position(offers: &[Offer], id: &OfferId) -> Result<usize, usize> {
    offers.binary_search_by(|offer| offer.id.text().cmp(id.text()))
}

/// Groups by layer, then by the priority and id of their first offer, each layer that knows
/// exclusive offers after a gate of its own. What offers give beside the price has no turn.
fn stages(offers: &[Offer]) -> Vec<Stage> {
    let mut order: Vec<usize> = Vec::with_capacity(offers.len());
    for (at, offer) in offers.iter().enumerate() {
        if offer.layer >= Layer::BESIDE {
            continue;
        }
        let mut place = order.len();
        while place > 0 && turn(&offers[order[place - 1]]) > turn(offer) {
            place -= 1;
        }
        order.insert(place, at);
    }
    let mut stages: Vec<Stage> = Vec::new();
    let mut layer_start = 0;
    for at in order {
        let offer = &offers[at];
        if stages.last().is_none_or(|last| last.layer != offer.layer) {
            layer_start = stages.len();
        }
        if offer.exclusive {
            join(&mut stages, layer_start, StageKind::Gate, offer.layer, at);
        }
        let kind = StageKind::Group(offer.group);
        join(&mut stages, layer_start, kind, offer.layer, at);
    }
    stages
}

/// The layer, then the priority: what offers are put in order by before their ids are.
fn turn(offer: &Offer) -> i64 {
    (i64::from(offer.layer.0) << 32) + i64::from(offer.priority)
}

/// Adds an offer to the stage of this kind from `start` on; a new gate opens the layer, a new group
/// closes it.
#[inline(never)]
fn join(stages: &mut Vec<Stage>, start: usize, kind: StageKind, layer: Layer, member: usize) {
    for stage in &mut stages[start..] {
        if stage.kind == kind {
            stage.members.push(member);
            return;
        }
    }
    let place = match kind {
        StageKind::Gate => start,
        StageKind::Group(_) => stages.len(),
    };
    let members = vec![member];
    stages.insert(
        place,
        Stage {
            layer,
            kind,
            members,
        },
    );
}
