//! Promotions that need no coupon.

use pricing::{Base, Benefit, Layer, Money, Off, Offer, Per, Rate, Tier};

use super::draft::{Draft, give};
use super::fields::{Fields, add};
use super::scope::{audience, base, scope, threshold, tuning, window};
use super::values::MAX_MONEY;
use super::{beside, plays, several, usual};
use crate::model::{Play, Promotion};

const NAMES: &str = "time_limited member_price member_extra group_buy bargain add_on deposit \
                     nth_item n_for_price buy_get bundle first_and_further count_reduction \
                     full_reduction per_each_reduction order_price points free_freight \
                     gift cashback earn_points";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    TimeLimited,
    MemberPrice,
    MemberExtra,
    GroupBuy,
    Bargain,
    AddOn,
    Deposit,
    NthItem,
    NForPrice,
    BuyGet,
    Bundle,
    FirstAndFurther,
    CountReduction,
    FullReduction,
    PerEachReduction,
    OrderPrice,
    Points,
    FreeFreight,
    Gift,
    Cashback,
    EarnPoints,
}

impl Kind {
    /// What platforms call it.
    fn in_trade(self, layer: Layer) -> pricing::Kind {
        match self {
            Self::TimeLimited | Self::AddOn => pricing::Kind::Discount,
            Self::MemberPrice => pricing::Kind::Member,
            Self::GroupBuy => pricing::Kind::GroupBuy,
            Self::Bargain => pricing::Kind::Bargain,
            _ => usual::kind_of(layer),
        }
    }
}

/// In the order of their names.
static KINDS: [Kind; 21] = [
    Kind::TimeLimited,
    Kind::MemberPrice,
    Kind::MemberExtra,
    Kind::GroupBuy,
    Kind::Bargain,
    Kind::AddOn,
    Kind::Deposit,
    Kind::NthItem,
    Kind::NForPrice,
    Kind::BuyGet,
    Kind::Bundle,
    Kind::FirstAndFurther,
    Kind::CountReduction,
    Kind::FullReduction,
    Kind::PerEachReduction,
    Kind::OrderPrice,
    Kind::Points,
    Kind::FreeFreight,
    Kind::Gift,
    Kind::Cashback,
    Kind::EarnPoints,
];

#[inline(never)]
pub(super) fn read<'a>(fields: &Fields<'a>, draft: &mut Draft<'a>) {
    let mut fields = fields.maps("offers", 200);
    while fields.advance() {
        let mut offer = draft.new_offer(&fields);
        let name = fields.maybe_text("name");
        let kind = KINDS[fields.choice("kind", NAMES)];
        if !matches!(kind, Kind::Bargain | Kind::AddOn) {
            scope(&fields, &mut offer.scope);
        }
        // A price that is limited in time has to say until when.
        offer.window = if matches!(kind, Kind::TimeLimited | Kind::Deposit) {
            fields.window()
        } else {
            window(&fields, draft.on)
        };
        let (shop, play) = benefit(&fields, kind, &mut offer, draft);
        offer.group = draft.group(&fields, shop);
        audience(&fields, &mut offer);
        usual::settle(draft.preset, kind.in_trade(offer.layer), &mut offer);
        tuning(&fields, &mut offer, draft.preset);
        if offer.layer == Layer::BESIDE {
            if offer.exclusive {
                let words = "what comes on top keeps nothing else out";
                fields.error("exclusive", "layer", words);
            }
        } else {
            offer.cap = fields.maybe_money("cap");
        }
        // A price that names its products has been held against each of them.
        #[cfg(feature = "prose")]
        if matches!(kind, Kind::TimeLimited | Kind::MemberPrice)
            || (kind == Kind::GroupBuy && offer.scope.skus.is_empty())
        {
            super::floors::warn(&fields, &offer, &draft.campaign.products);
        }
        let id = offer.id.clone();
        add(&mut draft.campaign.offers, Promotion { id, name, play });
        draft.add(offer);
    }
}

/// Keeps an offer to the goods of its shop, unless it is one across shops; the place of the shop.
#[inline(never)]
fn shop(fields: &Fields, offer: &mut Offer, draft: &Draft) -> usize {
    if fields.flag("cross_shop", false) {
        if offer.layer == Layer::SHOP_REDUCTION {
            offer.layer = Layer::CROSS_SHOP;
        }
        return 0;
    }
    draft.own(fields, &mut offer.scope)
}

/// What an offer gives and in which layer; the shop whose offer it is, if it is of one.
#[inline(never)]
fn benefit(fields: &Fields, kind: Kind, offer: &mut Offer, draft: &Draft) -> (usize, Play) {
    let mut place = 0;
    let mut play = Play::Plain;
    match kind {
        Kind::TimeLimited | Kind::MemberPrice => {
            per_order(fields, offer);
            let off = fields.off("rate amount_off price", 0);
            match (off, fields.maybe("price")) {
                (Some(Off::Amount(price)), Some(_)) => give(offer, Benefit::UnitPrice { price }),
                _ => reduce(offer, off, per(fields)),
            }
        }
        Kind::MemberExtra => {
            fields.need("audience");
            offer.layer = Layer::MEMBER_EXTRA;
            let rate = fields.need("rate").map(|value| fields.reader.rate(value));
            let off = rate.map(|rate| Off::Rate(rate.complement()));
            reduce(offer, off, per(fields));
        }
        Kind::GroupBuy => {
            per_order(fields, offer);
            play = plays::group_buy(fields, offer, draft);
        }
        Kind::Bargain => {
            per_order(fields, offer);
            play = plays::bargain(fields, offer, draft);
        }
        Kind::AddOn => {
            per_order(fields, offer);
            plays::add_on(fields, offer, draft);
        }
        Kind::Deposit => {
            per_order(fields, offer);
            play = plays::deposit(fields, offer, draft);
        }
        Kind::NthItem | Kind::NForPrice | Kind::BuyGet | Kind::Bundle | Kind::FirstAndFurther => {
            offer.layer = Layer::MULTI_UNIT;
            place = shop(fields, offer, draft);
            match kind {
                Kind::NthItem => several::nth_item(fields, offer),
                Kind::NForPrice => several::n_for_price(fields, offer),
                Kind::BuyGet => several::buy_get(fields, offer),
                Kind::Bundle => several::bundle(fields, offer),
                _ => several::first_and_further(fields, offer),
            }
        }
        Kind::CountReduction => {
            place = draft.own(fields, &mut offer.scope);
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
        Kind::FullReduction | Kind::PerEachReduction | Kind::OrderPrice => {
            offer.layer = Layer::SHOP_REDUCTION;
            place = shop(fields, offer, draft);
            let usual = usual::base(draft.preset, offer.layer);
            match kind {
                Kind::FullReduction => {
                    let base = base(fields, usual);
                    let tiers = tiers(fields, "threshold", MAX_MONEY);
                    give(offer, Benefit::TiersByAmount { tiers, base });
                }
                Kind::PerEachReduction => per_each(fields, offer, usual),
                _ => {
                    offer.threshold = threshold(fields, usual);
                    let price = fields.money("price");
                    give(offer, Benefit::OrderPrice { price });
                }
            }
        }
        Kind::Points => {
            offer.layer = Layer::POINTS;
            let worth = Money::new(fields.int("worth", 1, MAX_MONEY));
            let share = fields.int_or("share", 1, 10_000, 10_000);
            let share = Rate::new(share as u16).unwrap_or(Rate::WHOLE);
            give(offer, Benefit::Points { worth, share });
        }
        Kind::FreeFreight => {
            offer.layer = Layer::FREIGHT;
            offer.threshold = threshold(fields, usual::base(draft.preset, Layer::FREIGHT));
        }
        Kind::Gift | Kind::Cashback | Kind::EarnPoints => {
            offer.layer = Layer::BESIDE;
            place = shop(fields, offer, draft);
            match kind {
                Kind::Gift => play = beside::gift(fields, offer, draft.preset),
                Kind::Cashback => play = beside::cashback(fields, offer, draft.preset),
                _ => beside::earn_points(fields, offer, draft.preset),
            }
        }
    }
    (place, play)
}

#[inline(never)]
fn per_order(fields: &Fields, offer: &mut Offer) {
    offer.limits.units_per_order = fields.maybe_count("per_order");
}

/// The field `per`: where a rate is taken and rounded.
fn per(fields: &Fields) -> Per {
    match fields.choice_or("per", "unit line", 0) {
        0 => Per::Unit,
        _ => Per::Line,
    }
}

#[inline(never)]
pub(super) fn reduce(offer: &mut Offer, off: Option<Off>, per: Per) {
    let off = off.unwrap_or(Off::Amount(Money::ZERO));
    give(offer, Benefit::Reduce { off, per });
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
fn per_each(fields: &Fields, offer: &mut Offer, usual: Base) {
    let each = Money::new(fields.int("each", 1, MAX_MONEY));
    let off = Money::new(fields.int("off", 1, MAX_MONEY));
    if off > each {
        fields.error("off", "range", "it takes off more than it asks for");
    }
    let times = fields.maybe_count("times");
    let base = base(fields, usual);
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
