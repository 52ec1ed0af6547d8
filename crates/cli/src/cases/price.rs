//! Prices a case with the engine.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use pricing::{
    Base, Buyer, Cart, Instant, Layer, Line, LineId, Money, Offer, Quote, Reason, Requirement,
    Ruleset, RulesetError, ShopId, Sku, Tag, Threshold,
};

use super::before::{self, Before};
use super::fields::Fields;
use super::offers::offers;
use super::place::{Placed, Zone, place, together};
use super::policy::Policy;
use super::promotion::{self, Promotion, What};

/// What a case comes to.
pub(super) struct Outcome {
    pub(super) total: i64,
    pub(super) shipping: i64,
    /// What came off each line.
    pub(super) off: Vec<(String, i64)>,
}

/// Prices a case under a policy.
pub(super) fn price(case: &Fields, policy: &Policy) -> Result<Outcome, String> {
    let cart = cart(case)?;
    let mut promotions = Vec::new();
    for (at, fields) in case.maps("promotions")?.iter().enumerate() {
        promotions.push(promotion::read(at, fields, &cart)?);
    }
    let pricer = Pricer {
        cart: &cart,
        policy,
    };
    let quote = pricer.price(&mut promotions)?;
    let lines = quote.lines.iter();
    Ok(Outcome {
        total: quote.payable.minor(),
        shipping: (quote.freight - quote.freight_off).minor(),
        off: lines
            .map(|line| {
                let off = line.list - line.payable;
                (line.id.as_str().to_owned(), off.minor())
            })
            .collect(),
    })
}

/// The cart of a case: a line's sku is its id, so that a scope can name a line.
fn cart(case: &Fields) -> Result<Cart, String> {
    let mut lines = Vec::new();
    let mut ids = BTreeSet::new();
    for fields in case.maps("lines")? {
        let id = fields.text("id")?;
        if !ids.insert(id) {
            return Err(fields.fault("id", "another line has it"));
        }
        let unit_price = fields.maybe_worth("unit_price")?;
        let mut tags = Vec::new();
        for tag in fields.texts("tags")? {
            tags.push(Tag::from(tag));
        }
        let quantity = fields.count("qty")?;
        lines.push(Line {
            id: LineId::from(id),
            sku: Sku::from(id),
            shop: ShopId::from("shop"),
            unit_price: fields.need("unit_price", unit_price)?,
            // The engine has no line without units; one that is not ticked takes no part.
            quantity: quantity.max(1),
            ticked: quantity > 0,
            tags,
            grams: 0,
            floor: fields.maybe_worth("min_unit_price")?.unwrap_or(Money::ZERO),
        });
    }
    let freight = case.maybe_worth("shipping_fee")?.unwrap_or(Money::ZERO);
    Ok(Cart { lines, freight })
}

struct Pricer<'a> {
    cart: &'a Cart,
    policy: &'a Policy,
}

impl Pricer<'_> {
    fn price(&self, promotions: &mut [Promotion]) -> Result<Quote, String> {
        if promotions.iter().any(|promotion| promotion.seq.is_some()) {
            number(promotions);
        }
        let (mut exclusive, others): (Vec<&Promotion>, Vec<&Promotion>) =
            promotions.iter().partition(|promotion| promotion.exclusive);
        exclusive.sort_by_key(|promotion| Reverse(promotion.priority));
        for promotion in exclusive {
            let alone = self.in_turn(&[promotion])?;
            if !alone.applied.is_empty() {
                return Ok(alone);
            }
        }
        if others.len() > 1 && others.iter().all(|promotion| promotion.seq.is_none()) {
            return self.competing(&others);
        }
        self.in_turn(&others)
    }

    /// One after the other.
    fn in_turn(&self, promotions: &[&Promotion]) -> Result<Quote, String> {
        let placed = place(promotions, self.policy, self.cart)?;
        let mut made = Vec::new();
        for (rank, at) in placed.iter().enumerate() {
            let before = &placed[..rank];
            let settled;
            let mut at = *at;
            if before::is_asked(&at, before) {
                let quote = self.quote_before(before, &made, None)?;
                settled = Before::new(&quote, before).settle(at.promotion, self.cart, self.policy);
                at.promotion = &settled;
            }
            let mut offers = offers(&at, self.policy, self.cart)?;
            let when = &at.promotion.when;
            if when.of_item_prices && before.iter().any(Placed::counts_otherwise) {
                self.settle_item_prices(before, &made, &mut offers)?;
            }
            let early = at.zone == Zone::Freight && rank + 1 < placed.len();
            if when.moves && (early || offers.len() > 1) {
                self.decide(before, &made, &mut offers)?;
            }
            made.append(&mut offers);
        }
        self.quote(made, promotions)
    }

    /// What the goods come to after the offers that were made for the promotions before.
    fn quote_before(
        &self,
        before: &[Placed],
        made: &[Offer],
        own: Option<&Offer>,
    ) -> Result<Quote, String> {
        let goods = made.iter().filter(|offer| offer.layer != Layer::FREIGHT);
        let promotions: Vec<_> = before.iter().map(|at| at.promotion).collect();
        self.quote(own.into_iter().chain(goods).cloned().collect(), &promotions)
    }

    /// Settles conditions on item prices where the engine counts other promotions among them than the
    /// format.
    fn settle_item_prices(
        &self,
        before: &[Placed],
        made: &[Offer],
        own: &mut Vec<Offer>,
    ) -> Result<(), String> {
        let quote = self.quote_before(before, made, None)?;
        let prices = Before::new(&quote, before).item_prices();
        let of_items = |requirement: &Requirement| match requirement.threshold {
            Threshold::Amount { least, base } => (base == Base::AfterItem).then_some(least),
            _ => None,
        };
        own.retain(|offer| {
            let mut asked = offer.requires.iter().filter_map(of_items);
            asked.all(|least| least <= prices)
        });
        for offer in own {
            offer.requires.retain(|asked| of_items(asked).is_none());
        }
        Ok(())
    }

    /// Settles conditions on what is left where the engine would measure them at another time than the
    /// format: freight comes last there, and of several offers for one promotion the later ones see
    /// what the earlier ones took. The first of them is tried after the promotions before it; then all
    /// work without conditions, or none.
    fn decide(
        &self,
        before: &[Placed],
        made: &[Offer],
        own: &mut Vec<Offer>,
    ) -> Result<(), String> {
        let quote = self.quote_before(before, made, own.first())?;
        let short = quote.unused.iter().any(|unused| {
            let short = matches!(unused.reason, Reason::Short(_) | Reason::Requires(_));
            short && own.iter().any(|offer| offer.id == unused.offer)
        });
        own.retain(|_| !short);
        for offer in own {
            offer.threshold = Threshold::None;
            offer.requires.clear();
        }
        Ok(())
    }

    /// The one that leaves the lowest total, the first of several. Where the engine can choose, what it
    /// pays counts; among level ones its order is that of its own ties.
    fn competing(&self, promotions: &[&Promotion]) -> Result<Quote, String> {
        let mut best: Option<Quote> = None;
        for promotion in promotions {
            let quote = self.in_turn(&[promotion])?;
            if best
                .as_ref()
                .is_none_or(|best| quote.payable < best.payable)
            {
                best = Some(quote);
            }
        }
        let best = best.expect("there is more than one promotion");
        if let Some((zone, layer)) = together(promotions)
            && let Some(chosen) = self.in_one_group(promotions, zone, layer)?
            && chosen.payable != best.payable
        {
            return Ok(chosen);
        }
        Ok(best)
    }

    /// Lets the engine choose, if each promotion is a single offer.
    fn in_one_group(
        &self,
        promotions: &[&Promotion],
        zone: Zone,
        layer: Layer,
    ) -> Result<Option<Quote>, String> {
        let mut made = Vec::new();
        for promotion in promotions {
            let placed = Placed {
                promotion,
                zone,
                layer,
                items_before: false,
            };
            let mut offers = offers(&placed, self.policy, self.cart).unwrap_or_default();
            let (Some(mut offer), true) = (offers.pop(), offers.is_empty()) else {
                return Ok(None);
            };
            offer.group = 0;
            made.push(offer);
        }
        self.quote(made, promotions).map(Some)
    }

    fn quote(&self, offers: Vec<Offer>, promotions: &[&Promotion]) -> Result<Quote, String> {
        let mut buyer = Buyer::default();
        for promotion in promotions {
            if let What::Points { points, .. } = promotion.what {
                buyer.points = buyer.points.saturating_add(points);
            }
        }
        let ruleset = Ruleset::compile(offers).map_err(|error| fault(&error))?;
        let quote = ruleset.quote(self.cart, &buyer, Instant::from_ms(0));
        quote.map_err(|error| error.to_string())
    }
}

/// What is wrong with the first promotion that the engine refuses, whose offers carry its place as id.
fn fault(error: &RulesetError) -> String {
    let Some(problem) = error.problems().first() else {
        return error.to_string();
    };
    let id = problem.offer().as_str();
    let words = problem.to_string();
    let words = words.trim_start_matches(&format!("offer `{id}`: "));
    let at = id.split('.').next().unwrap_or(id);
    format!("promotions[{at}]: {words}")
}

/// Gives a promotion without a number the number of the one before it.
fn number(promotions: &mut [Promotion]) {
    let mut last = 0;
    for promotion in promotions {
        last = *promotion.seq.get_or_insert(last);
    }
}
