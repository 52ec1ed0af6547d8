//! Coupons and the ladders they are shown as.

use pricing::{
    Benefit, Funder, Grant, Instant, Layer, Money, Off, OfferId, Per, Rate, Threshold, Window,
};

use super::draft::Draft;
use super::fields::{Fields, add};
use super::offers::reduce;
use super::scope::{audience, scope, threshold, tuning};
use super::usual;
use super::values::{AUDIENCE, COUPON, MAX_COUNT};
use crate::model::{Coupon, EarlyAccess, Ladder, Release, Validity};

const DAY_MS: i64 = 86_400_000;

#[inline(never)]
pub(super) fn read<'a>(fields: &Fields<'a>, draft: &mut Draft<'a>) {
    let mut fields = fields.maps("coupons", 200);
    while fields.advance() {
        let mut offer = draft.new_offer(&fields);
        scope(&fields, &mut offer.scope);
        let mut shop = 0;
        offer.funder = Funder::Platform;
        offer.grant = Grant::Coupon;
        offer.layer = match fields.choice("level", "shop platform red_packet") {
            0 => {
                shop = draft.own(&fields, &mut offer.scope);
                offer.funder = Funder::Shop;
                Layer::SHOP_COUPON
            }
            1 => Layer::PLATFORM_COUPON,
            _ => Layer::RED_PACKET,
        };
        offer.threshold = threshold(&fields, usual::base(draft.preset, offer.layer));
        let off = fields.off("amount rate", 1);
        reduce(&mut offer, off, Per::Order);
        match off {
            Some(Off::Amount(amount)) => {
                if let Threshold::Amount { least, .. } = offer.threshold
                    && amount > least
                {
                    fields.error("amount", "range", "it gives more than it asks for");
                }
            }
            Some(Off::Rate(rate)) => {
                offer.cap = fields.maybe_money("cap");
                if rate == Rate::WHOLE && offer.cap.is_none() {
                    let words = "a coupon for the whole amount needs a cap";
                    fields.error("cap", "missing", words);
                }
            }
            None => {}
        }
        offer.group = draft.group(&fields, shop);
        audience(&fields, &mut offer);
        usual::settle(draft.preset, usual::kind_of(offer.layer), &mut offer);
        tuning(&fields, &mut offer, draft.preset);

        let mut coupon = Coupon {
            id: offer.id.clone(),
            name: fields.text("name"),
            claim: Window::ALWAYS,
            early: Vec::new(),
            validity: validity(&fields),
            releases: Vec::new(),
            per_buyer: 1,
            claimable: fields.flag("claimable", true),
        };
        claim(&fields, &mut coupon);
        early_access(&fields, Some(coupon.claim.from), &mut coupon.early);
        releases(&fields, &mut coupon);
        coupon.per_buyer = fields.int_or("per_buyer", 1, MAX_COUNT, 1) as u32;
        offer.window = usable(&coupon);
        draft.add(offer);
        add(&mut draft.campaign.coupons, coupon);
    }
}

fn validity(fields: &Fields) -> Validity {
    let mut validity = fields.map("validity");
    if !validity.advance() {
        return Validity::Fixed(Window::ALWAYS);
    }
    match validity.maybe("days_from_claim") {
        Some(value) => Validity::FromClaim {
            ms: validity.reader.int(value, 1, 366) * DAY_MS,
            until: validity.instant("until"),
        },
        None => Validity::Fixed(validity.window()),
    }
}

/// The time in which a coupon can be used, whenever it was claimed.
fn usable(coupon: &Coupon) -> Window {
    match coupon.validity {
        Validity::Fixed(window) => window,
        Validity::FromClaim { until, .. } => Window {
            from: coupon.first_claim(),
            until,
        },
    }
}

/// When a coupon can be claimed. One that is only granted needs no such time.
#[inline(never)]
fn claim(fields: &Fields, coupon: &mut Coupon) {
    let last = usable(coupon);
    if !coupon.claimable && fields.maybe("claim").is_none() {
        coupon.claim = last;
        return;
    }
    let mut claim = fields.map("claim");
    if claim.advance() {
        coupon.claim = claim.window();
        if coupon.claim.until > last.until && last.until != Instant::MIN {
            let words = "it could be claimed when it can no longer be used";
            claim.error("until", "window", words);
        }
    }
}

/// The field `early_access`: who starts before the start for everyone, and when. Without that start
/// it is told in `minutes` before whatever start there will be, and read as so long before 1970.
#[inline(never)]
pub(super) fn early_access(fields: &Fields, start: Option<Instant>, early: &mut Vec<EarlyAccess>) {
    let mut access = fields.maps("early_access", 10);
    while access.advance() {
        let audience = access.new_reference("audience", &AUDIENCE);
        let from = match start {
            None => Instant::from_ms(access.int("minutes", 1, 10_080) * -60_000),
            Some(start) => {
                let from = access.instant("from");
                if from != Instant::MIN && start != Instant::MIN && from >= start {
                    access.error("from", "window", "it must be before the start for everyone");
                }
                from
            }
        };
        add(early, EarlyAccess { audience, from });
    }
}

/// Batches in order; the first starts with claiming unless it says otherwise.
#[inline(never)]
fn releases(fields: &Fields, coupon: &mut Coupon) {
    if coupon.claimable {
        fields.need("releases");
    }
    let claim = Window {
        from: coupon.first_claim(),
        until: coupon.claim.until,
    };
    let mut release = fields.maps("releases", 50);
    while release.advance() {
        let first = coupon.releases.is_empty();
        let at = match release.maybe("at") {
            None if first => claim.from,
            _ => release.instant("at"),
        };
        if let Some(before) = coupon.releases.last()
            && at <= before.at
        {
            release.error("at", "order", "releases have to follow each other");
        }
        let known = claim.from != Instant::MIN && claim.until != Instant::MIN && at != Instant::MIN;
        if known && !claim.contains(at) {
            let words = "it lies outside the time of claiming";
            release.error("at", "window", words);
        }
        let count = release.count("count");
        add(&mut coupon.releases, Release { at, count });
    }
}

#[inline(never)]
pub(super) fn read_ladders(fields: &Fields, draft: &mut Draft) {
    let mut ladder = fields.maps("ladders", 20);
    while ladder.advance() {
        let mut read = Ladder {
            id: ladder.new_id("id"),
            name: ladder.text("name"),
            coupons: Vec::new(),
        };
        let mut before = (Money::new(-1), Money::new(-1));
        for value in ladder.items("coupons", 10) {
            let coupon = ladder.reader.refer(value, &COUPON);
            if let Some(step) = step(draft, coupon) {
                if step.0 <= before.0 || step.1 <= before.1 {
                    let words = "steps have to rise in threshold and amount";
                    ladder.reader.error(value, "ladder", words);
                }
                before = step;
            } else if !coupon.is_empty() {
                let words = "a step has to be a coupon with an amount";
                ladder.reader.error(value, "ladder", words);
            }
            read.coupons.push(OfferId::new(coupon));
        }
        if read.coupons.len() < 2 {
            let words = "a ladder has at least two steps";
            ladder.error("coupons", "ladder", words);
        }
        add(&mut draft.campaign.ladders, read);
    }
}

/// What a coupon asks and gives.
fn step(draft: &Draft, coupon: &str) -> Option<(Money, Money)> {
    for offer in &draft.offers {
        if let Benefit::Reduce {
            off: Off::Amount(amount),
            ..
        } = offer.benefit
            && offer.id.as_str() == coupon
        {
            let asks = match offer.threshold {
                Threshold::Amount { least, .. } => least,
                _ => Money::ZERO,
            };
            return Some((asks, amount));
        }
    }
    None
}
