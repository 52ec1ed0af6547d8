//! `dacu top-up`: golden answers, and that each of them is what the cart would then cost.

use campaign::json::{Value, parse};

use crate::{dacu, err, golden, out};

const D11: &str = "public/campaigns/double11-2026.json";
const AT: &str = "2026-11-11T10:00:00+08:00";

fn ask(command: &str, args: &[&str]) -> String {
    let said = dacu(&[&[command, "--campaign", D11, "--at", AT], args].concat());
    assert_eq!((err(&said), said.status.code()), ("", Some(0)));
    out(&said).to_owned()
}

#[test]
fn what_to_add() {
    for (locale, name) in [
        ("zh-CN", "top-up.txt"),
        ("zh-TW", "top-up.zh-TW.txt"),
        ("en", "top-up.en.txt"),
    ] {
        let sample = ["--sample-cart", "short-of-300", "--locale", locale];
        golden(name, &ask("top-up", &sample));
    }
    let wallet = ["--cart", "crates/cli/tests/carts/wallet.json"];
    golden("top-up.wallet.txt", &ask("top-up", &wallet));
    golden(
        "top-up.wallet.json",
        &ask("top-up", &[&wallet[..], &["--json"]].concat()),
    );
}

fn cart(name: &str, text: &str) -> String {
    let file = std::env::temp_dir().join(format!("dacu-top-up-{}-{name}.json", std::process::id()));
    std::fs::write(&file, text).expect("a temporary file");
    file.to_string_lossy().into_owned()
}

fn int(value: &Value, name: &str) -> i64 {
    value.get(name).and_then(Value::as_int).expect(name)
}

/// The cart with what is suggested costs what the suggestion says.
#[test]
fn suggestions_are_quotes() {
    let lines = r#"{ "buyer": { "coupons": ["coupon-15", "coupon-80"] },
        "lines": [{ "sku": "lamp" }, { "sku": "candle", "id": "tea" }"#;
    let before = cart("before", &format!("{lines}] }}"));
    let told = parse(&ask("top-up", &["--cart", &before, "--json"])).expect("JSON");
    let suggestions = told.get("suggestions").map_or(&[][..], Value::items);
    assert!(suggestions.len() > 2);
    let (mut new, mut same) = (0, 0);
    for suggestion in suggestions {
        let mut units = 1;
        let mut more = String::new();
        for addition in suggestion.get("additions").map_or(&[][..], Value::items) {
            let text = |name| addition.get(name).and_then(Value::as_text).expect("a text");
            // More candles go to the line that the cart has named after another product.
            if text("line") == "tea" {
                assert_eq!(text("sku"), "candle");
                units += int(addition, "units");
                same += 1;
            } else {
                let (sku, id, count) = (text("sku"), text("line"), int(addition, "units"));
                more += &format!(r#", {{ "sku": "{sku}", "id": "{id}", "quantity": {count} }}"#);
                new += 1;
            }
        }
        let after = lines.replace("\"id\"", &format!("\"quantity\": {units}, \"id\""));
        let after = cart("after", &format!("{after}{more}] }}"));
        let quote = parse(&ask("quote", &["--cart", &after, "--json"])).expect("JSON");
        assert_eq!(int(&quote, "payable"), int(suggestion, "payable"));
        let extra = int(suggestion, "payable") - int(&told, "payable");
        assert_eq!(int(suggestion, "extra"), extra);
    }
    assert!(new > 0 && same > 0);
}

/// What has been unticked is not offered again, and a wrong cart is told as everywhere.
#[test]
fn what_is_not_offered() {
    let text =
        r#"{ "lines": [{ "sku": "gaiwan" }, { "sku": "SKU", "id": "later", "ticked": false }] }"#;
    let first = |file: &str| {
        let told = parse(&ask("top-up", &["--cart", file, "--json"])).expect("JSON");
        let first = told.get("suggestions").map_or(&[][..], Value::items)[0].clone();
        let added = first.get("additions").map_or(&[][..], Value::items)[0].clone();
        let sku = added.get("sku").and_then(Value::as_text);
        sku.expect("a product").to_owned()
    };
    let one = cart("one", r#"{ "lines": [{ "sku": "gaiwan" }] }"#);
    let sku = first(&one);
    assert_ne!(sku, first(&cart("unticked", &text.replace("SKU", &sku))));

    let wrong = cart("wrong", r#"{ "lines": 3 }"#);
    let said = dacu(&["top-up", "--campaign", D11, "--cart", &wrong, "--json"]);
    assert_eq!(said.status.code(), Some(2));
    assert!(out(&said).starts_with(r#"{"problems":[{"file":"cart","path":"lines","#));
}
