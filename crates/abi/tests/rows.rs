//! The golden carts, as a test and an example read them.

use std::fs;
use std::path::PathBuf;

use campaign::json::{Value, parse};

/// A quote that every target must give.
pub struct Row {
    /// The name of a sample campaign.
    pub campaign: String,
    /// The text of a cart.
    pub cart: String,
    /// The instant.
    pub at: i64,
    /// What is to be paid.
    pub payable: i64,
    /// The hash of the answer.
    pub hash: String,
}

/// A file of the repository.
pub fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(name)
}

/// The text of a sample campaign.
pub fn campaign(name: &str) -> String {
    let file = file(&format!("public/campaigns/{name}.json"));
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The rows of the golden file, in its order.
pub fn read() -> Vec<Row> {
    let text = fs::read_to_string(file("tests/golden/quotes.json")).expect("the golden file");
    let golden = parse(&text).unwrap_or_else(|problem| panic!("{problem}"));
    let text =
        |value: &Value, name: &str| value.get(name).and_then(Value::as_text).map(str::to_owned);
    let mut rows = Vec::new();
    for cart in golden.get("carts").map_or(&[][..], Value::items) {
        for quote in cart.get("quotes").map_or(&[][..], Value::items) {
            let row = (|| {
                Some(Row {
                    campaign: text(cart, "campaign")?,
                    cart: text(cart, "cart")?,
                    at: quote.get("at")?.as_int()?,
                    payable: quote.get("payable")?.as_int()?,
                    hash: text(quote, "hash")?,
                })
            })();
            rows.push(row.expect("a row"));
        }
    }
    rows
}
