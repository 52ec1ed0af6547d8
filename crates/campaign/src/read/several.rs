//! Promotions of several units: groups, sets and bundles.

use pricing::{
    Benefit, Bundle, BundleGives, BuyGet, GetFrom, GroupGives, Groups, Money, Off, Offer, Part,
    Pick, Place, Rate, Scope,
};

use super::draft::give;
use super::fields::{Fields, add};
use super::scope::{scope, scope_of};
use super::values::PRODUCT;

/// More units than this in one group or set are a mistake.
const MOST_UNITS: i64 = 1_000;

/// A number of units.
#[inline(never)]
fn units(fields: &Fields, name: &'static str) -> u32 {
    fields.int(name, 1, MOST_UNITS) as u32
}

#[inline(never)]
fn pick(fields: &Fields, name: &'static str, usual: usize) -> Pick {
    match fields.choice_or(name, "dearest cheapest most_units", usual) {
        0 => Pick::Dearest,
        1 => Pick::Cheapest,
        _ => Pick::MostUnits,
    }
}

/// 第二件半价: places in a group and what comes off there.
#[inline(never)]
pub(super) fn nth_item(fields: &Fields, offer: &mut Offer) {
    let mut places: Vec<Place> = Vec::new();
    let mut last = 0;
    let mut place = fields.some_maps("places", 20);
    while place.advance() {
        let nth = units(&place, "nth");
        if nth <= last {
            place.error("nth", "ladder", "places have to rise");
        }
        last = nth;
        if let Some(off) = place.off("rate off", 1) {
            add(&mut places, Place { nth, off });
        }
    }
    let size = fields.int_or("every", 1, MOST_UNITS, last.max(1).into()) as u32;
    if size < last {
        let words = "a place lies outside of the group";
        fields.error("every", "range", words);
    }
    let gives = GroupGives::Nth {
        order: pick(fields, "order", 0),
        places,
    };
    groups(fields, offer, size, gives);
}

/// 3件99元, 每3件8折, and 任选3件减20元.
#[inline(never)]
pub(super) fn n_for_price(fields: &Fields, offer: &mut Offer) {
    let size = units(fields, "count");
    let gives = match fields.off("price rate off", 1) {
        Some(Off::Amount(price)) if fields.maybe("price").is_some() => GroupGives::Price(price),
        Some(off) => match fields.choice_or("per", "unit group", 0) {
            0 => GroupGives::Each(off),
            _ => GroupGives::Off(off),
        },
        None => GroupGives::Price(Money::ZERO),
    };
    groups(fields, offer, size, gives);
}

#[inline(never)]
fn groups(fields: &Fields, offer: &mut Offer, size: u32, gives: GroupGives) {
    let groups = Groups {
        size,
        fill: pick(fields, "fill", 0),
        times: fields.maybe_count("times"),
        gives,
    };
    give(offer, Benefit::Groups(groups));
}

/// 买2送1: free, unless it says what comes off.
#[inline(never)]
pub(super) fn buy_get(fields: &Fields, offer: &mut Offer) {
    let mut off = Off::Rate(Rate::WHOLE);
    if fields.maybe("rate").or(fields.maybe("off")).is_some()
        && let Some(less) = fields.off("rate off", 1)
    {
        off = less;
    }
    let from = if fields.maybe("get_scope").is_some() {
        let mut other = Scope::default();
        scope_of(fields, "get_scope", &mut other);
        GetFrom::Other(other)
    } else {
        match fields.choice_or("get_from", "scope same_sku", 0) {
            0 => GetFrom::Scope,
            _ => GetFrom::SameSku,
        }
    };
    let sets = BuyGet {
        buy: units(fields, "buy"),
        buy_pick: pick(fields, "buy_pick", 0),
        get: units(fields, "get"),
        get_pick: pick(fields, "get_pick", 1),
        from,
        off,
        times: fields.maybe_count("times"),
    };
    give(offer, Benefit::BuyGet(sets));
}

/// 套餐: parts and what they cost together.
#[inline(never)]
pub(super) fn bundle(fields: &Fields, offer: &mut Offer) {
    let mut parts = Vec::new();
    let mut part = fields.some_maps("parts", 20);
    while part.advance() {
        let mut of_part = Scope::default();
        if let Some(("skus", _)) = part.one_of("skus scope") {
            part.some_items("skus", 100);
            part.refer_all("skus", 100, &PRODUCT, &mut of_part.skus);
        } else {
            scope(&part, &mut of_part);
        }
        add(
            &mut parts,
            Part {
                scope: of_part,
                units: part.int_or("count", 1, MOST_UNITS, 1) as u32,
            },
        );
    }
    let gives = match fields.off("price rate off", 1) {
        Some(Off::Amount(price)) if fields.maybe("price").is_some() => BundleGives::Price(price),
        Some(off) => BundleGives::Off(off),
        None => BundleGives::Price(Money::ZERO),
    };
    let bundle = Bundle {
        parts,
        gives,
        times: fields.maybe_count("times"),
    };
    give(offer, Benefit::Bundle(bundle));
}

/// 首件减5元, 续件减2元.
#[inline(never)]
pub(super) fn first_and_further(fields: &Fields, offer: &mut Offer) {
    let first = fields.money_or_zero("first");
    let further = fields.money_or_zero("further");
    if first.is_zero() && further.is_zero() {
        fields.error("first", "missing", "nothing comes off any unit");
    }
    let most = fields.maybe_count("most");
    give(
        offer,
        Benefit::FirstAndFurther {
            first,
            further,
            most,
        },
    );
}
