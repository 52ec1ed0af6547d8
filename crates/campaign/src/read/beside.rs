//! What comes on top and takes nothing off: gifts, cashback, points.

use pricing::{
    Benefit, Gift, GiftBy, GiftLadder, GiftTier, Layer, Money, Off, Offer, Platform, Rate,
    Threshold,
};

use super::draft::give;
use super::fields::{Fields, add};
use super::scope::{base, threshold};
use super::usual;
use super::values::{MAX_COUNT, MAX_MONEY, PRODUCT};
use crate::model::{Arrival, Event, Play};

/// 满赠: steps by amount or by count, all by the same.
#[inline(never)]
pub(super) fn gift(fields: &Fields, offer: &mut Offer, preset: Option<Platform>) -> Play {
    // Gifts ask what a full reduction asks.
    let usual = usual::base(preset, Layer::SHOP_REDUCTION);
    let mut by = "";
    let mut tiers: Vec<GiftTier> = Vec::new();
    let mut tier = fields.some_maps("tiers", 20);
    while tier.advance() {
        let Some((asks, value)) = tier.one_of("threshold count") else {
            continue;
        };
        let most = if asks == "count" { 10_000 } else { MAX_MONEY };
        let least = tier.reader.int(value, 1, most);
        if let Some(before) = tiers.last()
            && (asks != by || least <= before.least)
        {
            tier.error(asks, "ladder", "steps have to rise, in the same kind");
        }
        by = asks;
        let mut gifts = Vec::new();
        let mut gift = tier.some_maps("gifts", 10);
        while gift.advance() {
            let sku = gift.new_reference("sku", &PRODUCT);
            let units = gift.int_or("count", 1, 100, 1) as u32;
            add(&mut gifts, Gift { sku, units });
        }
        add(&mut tiers, GiftTier { least, gifts });
    }
    let by = if by == "count" {
        GiftBy::Count
    } else {
        GiftBy::Amount(base(fields, usual))
    };
    let times = fields.int_or("times", 1, 1_000, 1) as u32;
    give(offer, Benefit::Gift(GiftLadder { by, tiers, times }));
    Play::Gifts {
        sets: fields.maybe_count("quota"),
    }
}

/// 返现: an amount, or a share of what is paid.
#[inline(never)]
pub(super) fn cashback(fields: &Fields, offer: &mut Offer, preset: Option<Platform>) -> Play {
    let off = match fields.one_of("amount share") {
        Some(("amount", value)) => Off::Amount(Money::new(fields.reader.int(value, 1, MAX_MONEY))),
        Some((_, value)) => {
            let share = fields.reader.int(value, 1, 10_000);
            Off::Rate(Rate::new(share as u16).unwrap_or(Rate::WHOLE))
        }
        None => Off::Amount(Money::ZERO),
    };
    give(offer, Benefit::Cashback { off });
    offer.threshold = threshold(fields, usual::base(preset, Layer::BESIDE));
    if let (Off::Amount(amount), Threshold::Amount { least, .. }) = (off, offer.threshold)
        && amount > least
    {
        fields.error("amount", "range", "it gives more than it asks for");
    }
    let mut arrival = Arrival {
        after: Event::Receipt,
        days: 0,
    };
    let mut arrives = fields.map("arrives");
    if arrives.advance() {
        arrival.after = match arrives.choice("after", "payment receipt campaign") {
            0 => Event::Payment,
            1 => Event::Receipt,
            _ => Event::CampaignEnd,
        };
        arrival.days = arrives.int("days", 0, 366) as u32;
    }
    Play::Cashback(arrival)
}

/// 送积分.
#[inline(never)]
pub(super) fn earn_points(fields: &Fields, offer: &mut Offer, preset: Option<Platform>) {
    let each = Money::new(fields.int("each", 1, MAX_MONEY));
    let points = fields.int("points", 1, MAX_COUNT) as u32;
    give(offer, Benefit::EarnPoints { each, points });
    offer.threshold = threshold(fields, usual::base(preset, Layer::BESIDE));
}
