//! What the bare Wasm module exports; there is one case at a time.

use std::cell::RefCell;

use pricing::{Money, Search};

use crate::{Case, mix, peers, wallet};

thread_local! {
    static CASE: RefCell<Option<Case>> = const { RefCell::new(None) };
    static SEARCH: RefCell<Search> = RefCell::new(Search::default());
}

fn put(case: Case) {
    CASE.with(|place| *place.borrow_mut() = Some(case));
}

fn price(of: impl Fn(&mut Case) -> pricing::Quote) -> f64 {
    CASE.with(|place| {
        let mut place = place.borrow_mut();
        let Some(case) = place.as_mut() else {
            return -1.0;
        };
        let quote = of(case);
        SEARCH.with(|search| *search.borrow_mut() = quote.search);
        quote.payable.minor() as f64
    })
}

fn search() -> Search {
    SEARCH.with(|search| *search.borrow())
}

/// Makes a case of [`mix`], whose kind has a number there.
#[allow(unsafe_code)]
#[unsafe(no_mangle)]
pub extern "C" fn prepare_mix(mix: u32, lines: usize, offers: usize, each: u32) {
    put(mix::case(mix::kind(mix), lines, offers, each));
}

/// Makes a case of [`wallet::rules`].
#[allow(unsafe_code)]
#[unsafe(no_mangle)]
pub extern "C" fn prepare_rules(units: usize, rules: usize) {
    put(wallet::rules(units, rules));
}

/// Makes a case of [`wallet::wallet`].
#[allow(unsafe_code)]
#[unsafe(no_mangle)]
pub extern "C" fn prepare_wallet(coupons: usize) {
    put(wallet::wallet(coupons));
}

/// Makes a case of [`peers`].
#[allow(unsafe_code)]
#[unsafe(no_mangle)]
pub extern "C" fn prepare_peer(peer: u32, lines: usize, offers: usize) {
    put(peers::case(peers::peer(peer), lines, offers));
}

/// How many pairs of an offer and a ticked line in its scope the case has.
#[allow(unsafe_code)]
#[unsafe(no_mangle)]
pub extern "C" fn matches() -> usize {
    CASE.with(|place| place.borrow().as_ref().map_or(0, mix::matches))
}

/// Prices the case, and gives the payable in minor units.
#[allow(unsafe_code)]
#[unsafe(no_mangle)]
pub extern "C" fn quote() -> f64 {
    price(|case| case.quote())
}

/// Ticks or unticks the first line and prices the case.
#[allow(unsafe_code)]
#[unsafe(no_mangle)]
pub extern "C" fn tap() -> f64 {
    price(Case::tap)
}

/// Selections that the last quote examined.
#[allow(unsafe_code)]
#[unsafe(no_mangle)]
pub extern "C" fn examined() -> u32 {
    search().examined
}

/// Whether the last quote is proved to be the lowest.
#[allow(unsafe_code)]
#[unsafe(no_mangle)]
pub extern "C" fn proved() -> u32 {
    search().proved.into()
}

/// What the last quote may be above the lowest, in minor units.
#[allow(unsafe_code)]
#[unsafe(no_mangle)]
pub extern "C" fn gap() -> f64 {
    let Search { gap, .. } = search();
    gap.max(Money::ZERO).minor() as f64
}
