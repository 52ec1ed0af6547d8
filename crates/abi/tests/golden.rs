//! The golden carts: every sample cart for every sample buyer, with an empty wallet and with every
//! coupon, and a cart of everything, in every phase. A native quote of each has the hash that `tests/golden/quotes.json` says;
//! the browser and Node are held to the same file.
//!
//! `DACU_BLESS=1` writes the file anew.

mod rows;

use std::fmt::Write;
use std::fs;

use campaign::hash::fnv1a;
use campaign::json::{Value, parse, write};
use campaign::quote_json::{quote_json, sample_cart};

const CAMPAIGNS: [&str; 3] = ["618-2026", "double11-2026", "spring-2027"];
const HOUR_MS: i64 = 3_600_000;

/// The carts of a campaign and the instants at which they are priced.
fn carts(text: &str) -> (Vec<String>, Vec<i64>) {
    let campaign = campaign::parse(text).campaign.expect("a sample campaign");
    // Two of everything, so that sets, gifts and deposits are among the quotes.
    let all = campaign.products.iter();
    let all = all.map(|product| {
        let fields = [
            ("sku", Value::text(product.sku.as_str())),
            ("quantity", Value::Int(2)),
        ];
        Value::Map(fields.map(|(name, value)| (name.to_owned(), value)).into())
    });
    let all = Value::Map(vec![("lines".to_owned(), Value::List(all.collect()))]);
    let mut carts = vec![write(&all)];
    for cart in &campaign.samples.carts {
        for buyer in &campaign.samples.buyers {
            let empty = sample_cart(cart, buyer);
            let mut full = parse(&empty).expect("a cart");
            if let Value::Map(fields) = &mut full {
                for (name, value) in fields {
                    if let (Value::Map(buyer), "buyer") = (value, name.as_str()) {
                        let coupons = campaign.coupons.iter();
                        let coupons = coupons.map(|coupon| Value::text(coupon.id.as_str()));
                        buyer.push(("coupons".to_owned(), Value::List(coupons.collect())));
                    }
                }
            }
            carts.extend([empty, write(&full)]);
        }
    }
    let phases = campaign.phases.iter();
    let instants = phases.map(|phase| phase.window.from.ms() + HOUR_MS);
    (carts, instants.collect())
}

fn hash(told: &str) -> String {
    format!("{:016x}", fnv1a(told.as_bytes()))
}

fn payable(told: &str) -> i64 {
    let told = parse(told).expect("JSON");
    let payable = told.get("payable").and_then(Value::as_int);
    payable.unwrap_or_else(|| panic!("{}", write(&told)))
}

/// The golden file as it should be.
fn golden() -> String {
    let mut out = String::from("{ \"carts\": [");
    let mut comma = "";
    for name in CAMPAIGNS {
        let text = rows::campaign(name);
        let (carts, instants) = carts(&text);
        for cart in carts {
            let quoted = write(&Value::text(&cart));
            write!(
                out,
                "{comma}\n{{ \"campaign\": \"{name}\", \"cart\": {quoted}, \"quotes\": ["
            )
            .unwrap();
            let mut inner = "";
            for at in &instants {
                let told = quote_json(&text, &cart, *at);
                let (payable, hash) = (payable(&told), hash(&told));
                write!(
                    out,
                    "{inner}\n  {{ \"at\": {at}, \"payable\": {payable}, \"hash\": \"{hash}\" }}"
                )
                .unwrap();
                inner = ",";
            }
            out.push_str(" ] }");
            comma = ",";
        }
    }
    out.push_str("\n] }\n");
    out
}

#[test]
fn native_quotes_are_the_golden_ones() {
    let found = golden();
    let file = rows::file("tests/golden/quotes.json");
    if std::env::var_os("DACU_BLESS").is_some() {
        fs::write(&file, &found).expect("the golden file can be written");
    }
    let wanted = fs::read_to_string(&file).unwrap_or_default();
    let mut lines = found.lines().zip(wanted.lines());
    let differs = lines.find(|(found, wanted)| found != wanted);
    assert_eq!(differs, None, "set DACU_BLESS=1 to accept it");
    assert_eq!(found.lines().count(), wanted.lines().count());

    // What the browser and Node do with the file gives what it says.
    let rows = rows::read();
    assert!(rows.len() > 300);
    for row in &rows {
        let told = quote_json(&rows::campaign(&row.campaign), &row.cart, row.at);
        let found = (payable(&told), hash(&told));
        assert_eq!(found, (row.payable, row.hash.clone()), "{}", row.cart);
    }
    // The set is worth having: prices differ with the buyer, the wallet and the instant.
    let mut payables: Vec<i64> = rows.iter().map(|row| row.payable).collect();
    payables.sort_unstable();
    payables.dedup();
    assert!(payables.len() > 60, "{}", payables.len());
}
