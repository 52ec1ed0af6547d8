//! The golden carts in a browser: what a page computes is what a server computes, to the byte.
//!
//! `tests/golden/quotes.json` holds the hash of each native quote; `crates/abi` writes and checks it.

use campaign::hash::fnv1a;
use campaign::json::{Value, parse};
use campaign::quote_json;
use wasm_bindgen_test::wasm_bindgen_test;

const GOLDEN: &str = include_str!("../golden/quotes.json");

fn campaign(name: &str) -> &'static str {
    match name {
        "618-2026" => include_str!("../../public/campaigns/618-2026.json"),
        "double11-2026" => include_str!("../../public/campaigns/double11-2026.json"),
        "spring-2027" => include_str!("../../public/campaigns/spring-2027.json"),
        _ => panic!("no campaign {name}"),
    }
}

#[wasm_bindgen_test]
fn a_quote_in_wasm_is_the_native_quote() {
    let golden = parse(GOLDEN).expect("the golden file");
    let text = |value: &Value, name| value.get(name).and_then(Value::as_text).map(str::to_owned);
    let mut quotes = 0;
    for row in golden.get("carts").map_or(&[][..], Value::items) {
        let (name, cart) = (text(row, "campaign").unwrap(), text(row, "cart").unwrap());
        for quote in row.get("quotes").map_or(&[][..], Value::items) {
            let at = quote.get("at").and_then(Value::as_int).unwrap();
            let told = quote_json(campaign(&name), &cart, at);
            let hash = format!("{:016x}", fnv1a(told.as_bytes()));
            assert_eq!(
                Some(hash),
                text(quote, "hash"),
                "{name} {cart} at {at}: {told}"
            );
            quotes += 1;
        }
    }
    assert!(quotes > 300);
}
