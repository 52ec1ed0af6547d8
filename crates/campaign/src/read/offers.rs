//! Promotions that need no coupon.

use pricing::{Base, Benefit, Layer, Money, Off, Offer, Per, Rate, Threshold, Tier};

use super::draft::{Draft, give};
use super::fields::{Fields, add};
use super::scope::{audience, base, scope, tuning, window};
use super::values::MAX_MONEY;
use crate::model::Promotion;

const KINDS: &str = "time_limited member_price member_extra full_reduction \
                     per_each_reduction count_reduction free_freight points";

#[inline(never)]
pub(super) fn read<'a>(fields: &Fields<'a>, draft: &mut Draft<'a>) {
    let mut fields = fields.maps("offers", 200);
    while fields.advance() {
        let mut offer = draft.new_offer(&fields);
        add(
            &mut draft.campaign.offers,
            Promotion {
                id: offer.id.clone(),
                name: fields.maybe_text("name"),
            },
        );
        let kind = fields.choice("kind", KINDS);
        scope(&fields, &mut offer.scope);
        // A price that is limited in time has to say until when.
        offer.window = if kind == 0 {
            fields.window()
        } else {
            window(&fields, draft.on)
        };
        let shop = benefit(&fields, kind, &mut offer, draft);
        offer.group = draft.group(&fields, shop);
        audience(&fields, &mut offer);
        tuning(&fields, &mut offer);
        #[cfg(feature = "prose")]
        super::floors::warn(&fields, &offer, &draft.campaign.products);
        draft.add(offer);
    }
}

/// What an offer gives and in which layer; the shop whose offer it is, if it is of one.
#[inline(never)]
fn benefit(fields: &Fields, kind: usize, offer: &mut Offer, draft: &Draft) -> usize {
    let mut shop = 0;
    match kind {
        0 | 1 => {
            offer.limits.units_per_order = fields.maybe_count("per_order");
            let off = fields.off("rate amount_off price", 0);
            match (off, fields.maybe("price")) {
                (Some(Off::Amount(price)), Some(_)) => give(offer, Benefit::UnitPrice { price }),
                _ => reduce(offer, off, Per::Unit),
            }
        }
        2 => {
            fields.need("audience");
            offer.layer = Layer::MEMBER_EXTRA;
            let rate = fields.need("rate").map(|value| fields.reader.rate(value));
            let off = rate.map(|rate| Off::Rate(rate.complement()));
            reduce(offer, off, Per::Unit);
        }
        3 | 4 => {
            offer.layer = Layer::CROSS_SHOP;
            if !fields.flag("cross_shop", false) {
                offer.layer = Layer::SHOP_REDUCTION;
                shop = draft.own(fields, &mut offer.scope);
            }
            if kind == 4 {
                per_each(fields, offer);
            } else {
                let base = base(fields, Base::AfterItem);
                let tiers = tiers(fields, "threshold", MAX_MONEY);
                give(offer, Benefit::TiersByAmount { tiers, base });
            }
        }
        5 => {
            shop = draft.own(fields, &mut offer.scope);
            let tiers = tiers(fields, "count", 10_000);
            // A rate works on each line before orders are looked at; an amount is shared.
            offer.layer = Layer::MULTI_UNIT;
            for tier in &tiers {
                if matches!(tier.off, Off::Amount(_)) {
                    offer.layer = Layer::SHOP_REDUCTION;
                }
            }
            give(offer, Benefit::TiersByCount { tiers });
        }
        6 => {
            offer.layer = Layer::FREIGHT;
            threshold(fields, offer, Base::Remaining);
        }
        _ => {
            offer.layer = Layer::POINTS;
            let worth = Money::new(fields.int("worth", 1, MAX_MONEY));
            let share = fields.int_or("share", 1, 10_000, 10_000);
            let share = Rate::new(share as u16).unwrap_or(Rate::WHOLE);
            give(offer, Benefit::Points { worth, share });
        }
    }
    shop
}

#[inline(never)]
pub(super) fn reduce(offer: &mut Offer, off: Option<Off>, per: Per) {
    let off = off.unwrap_or(Off::Amount(Money::ZERO));
    give(offer, Benefit::Reduce { off, per });
}

/// The fields `base` and `threshold`, an amount.
#[inline(never)]
pub(super) fn threshold(fields: &Fields, offer: &mut Offer, usual: Base) {
    let base = base(fields, usual);
    let least = fields.money_or_zero("threshold");
    if !least.is_zero() {
        offer.threshold = Threshold::Amount { least, base };
    }
}

/// Steps that rise in what they ask and in what they give.
#[inline(never)]
fn tiers(fields: &Fields, asks: &'static str, most: i64) -> Vec<Tier> {
    let mut tiers: Vec<Tier> = Vec::new();
    let mut tier = fields.some_maps("tiers", 20);
    while tier.advance() {
        let least = tier.int(asks, 1, most);
        let Some(off) = tier.off("off rate", 1) else {
            continue;
        };
        if let Off::Amount(off) = off
            && off.minor() > least
            && asks == "threshold"
        {
            tier.error("off", "range", "it takes off more than it asks for");
        }
        if let Some(before) = tiers.last() {
            if least <= before.least {
                tier.error(asks, "ladder", "steps have to rise");
            }
            let (name, rises) = match (off, before.off) {
                (Off::Amount(now), Off::Amount(before)) => ("off", now > before),
                (Off::Rate(now), Off::Rate(before)) => ("rate", now > before),
                (Off::Amount(_), Off::Rate(_)) => ("off", false),
                (Off::Rate(_), Off::Amount(_)) => ("rate", false),
            };
            if !rises {
                let words = "a higher step has to give more, in the same kind";
                tier.error(name, "ladder", words);
            }
        }
        add(&mut tiers, Tier { least, off });
    }
    tiers
}

#[inline(never)]
fn per_each(fields: &Fields, offer: &mut Offer) {
    let each = Money::new(fields.int("each", 1, MAX_MONEY));
    let off = Money::new(fields.int("off", 1, MAX_MONEY));
    if off > each {
        fields.error("off", "range", "it takes off more than it asks for");
    }
    let times = fields.maybe_count("times");
    let base = base(fields, Base::AfterItem);
    give(
        offer,
        Benefit::PerEach {
            each,
            off,
            times,
            base,
        },
    );
}
