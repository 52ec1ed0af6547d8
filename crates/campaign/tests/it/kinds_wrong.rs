//! What a planner is told of an offer that cannot be used.

use super::kinds::{ONE, document};

/// Everything that is found wrong with one offer, without its line and column.
#[track_caller]
fn wrong(fields: &str, expected: &[&str]) {
    let text = document(ONE, &format!(r#"{{ "id": "o", {fields} }}"#));
    let parsed = campaign::parse(&text);
    let found: Vec<String> = parsed
        .problems
        .iter()
        .map(|problem| {
            let path = problem.path.strip_prefix("offers[0]");
            let path = path.unwrap_or_else(|| panic!("{problem}"));
            let path = path.trim_start_matches('.');
            if cfg!(feature = "prose") {
                format!("{path} {}: {}", problem.code, problem.message)
            } else {
                format!("{path} {}", problem.code)
            }
        })
        .collect();
    let short = |line: &&str| line.split_once(": ").unwrap().0.to_owned();
    let expected: Vec<String> = if cfg!(feature = "prose") {
        expected.iter().map(|line| (*line).to_owned()).collect()
    } else {
        expected.iter().map(short).collect()
    };
    assert_eq!(found, expected, "{fields}");
    assert!(parsed.campaign.is_none());
}

#[test]
fn what_is_wrong_with_prices_earned_together() {
    wrong(
        r#""kind": "group_buy", "scope": { "skus": ["tray"] }, "price": 2900, "size": 1, "hours": 721"#,
        &[
            "price floor: it is below the floor of the product",
            "size range: must be from 2 to 1000",
            "hours range: must be from 1 to 720",
        ],
    );
    wrong(
        r#""kind": "group_buy", "scope": { "skus": ["tea"] }, "price": 10000, "size": 3, "hours": 24, "seats": 3"#,
        &[
            "price range: it is not below the price of the product",
            "seats unknown: unknown field",
        ],
    );
    wrong(
        r#""kind": "bargain", "sku": "te", "price": 0, "helpers": 7, "hours": 48"#,
        &["sku reference: there is no product `te`"],
    );
    wrong(
        r#""kind": "bargain", "sku": "tea", "price": 9995, "helpers": 7, "hours": 48, "scope": {}"#,
        &[
            "helpers range: there is less to cut than there are helpers",
            "scope unknown: unknown field",
        ],
    );
    wrong(
        r#""kind": "add_on", "items": [], "price": 900"#,
        &[
            "items empty: it needs at least one entry",
            "requires missing: this field is missing",
        ],
    );
    wrong(
        r#""kind": "add_on", "items": ["cup"], "price": 900, "requires": { "threshold": 0, "scop": {} }"#,
        &[
            "requires.threshold missing: what has to be reached is missing",
            "requires.scop unknown: unknown field; did you mean `scope`?",
        ],
    );
    wrong(
        r#""kind": "add_on", "items": ["cup"], "price": 900, "requires": [{ "threshold": 9900, "count": 2 }]"#,
        &["requires[0].count one_of: either an amount or a count has to be reached, not both"],
    );
    wrong(
        r#""kind": "deposit", "paid": 2000, "counts_as": 1000"#,
        &[
            "from missing: this field is missing",
            "until missing: this field is missing",
            "counts_as range: a deposit counts for at least what was paid",
            "balance missing: this field is missing",
        ],
    );
    wrong(
        r#""kind": "deposit", "scope": { "skus": ["tray"] }, "paid": 1000, "counts_as": 3001,
           "from": "2026-10-20T20:00:00+08:00", "until": "2026-10-31T20:00:00+08:00",
           "balance": { "from": "2026-10-31T19:00:00+08:00", "until": "2026-11-03T00:00:00+08:00" }"#,
        &[
            "counts_as floor: it counts for more than the product may be reduced by",
            "balance.from window: the balance is paid when deposits no longer are",
        ],
    );
}

#[test]
fn what_is_wrong_with_several_units() {
    wrong(
        r#""kind": "nth_item", "places": []"#,
        &["places empty: it needs at least one entry"],
    );
    wrong(
        r#""kind": "nth_item", "every": 2, "places": [{ "nth": 3, "rate": 5000 }, { "nth": 3, "rate": 1000 }]"#,
        &[
            "places[1].nth ladder: places have to rise",
            "every range: a place lies outside of the group",
        ],
    );
    wrong(
        r#""kind": "nth_item", "places": [{ "nth": 0 }, { "nth": 1001, "rate": 5000, "off": 1 }], "times": 0"#,
        &[
            "places[0].nth range: must be from 1 to 1000",
            "places[0] one_of: exactly one of these is needed: rate, off",
            "places[1].nth range: must be from 1 to 1000",
            "places[1].nth ladder: places have to rise",
            "places[1] one_of: exactly one of these is needed: rate, off",
            "times range: must be from 1 to 100000000",
        ],
    );
    wrong(
        r#""kind": "n_for_price", "count": 1001, "fill": "middle""#,
        &[
            "count range: must be from 1 to 1000",
            " one_of: exactly one of these is needed: price, rate, off",
            "fill choice: must be one of dearest, cheapest, most_units",
        ],
    );
    wrong(
        r#""kind": "n_for_price", "count": 2, "off": 100, "per": "line""#,
        &["per choice: must be one of unit, group"],
    );
    wrong(
        r#""kind": "buy_get", "buy": 0, "get": 1, "get_from": "shop", "rate": 5000, "off": 1"#,
        &[
            " one_of: exactly one of these is needed: rate, off",
            "get_from choice: must be one of scope, same_sku",
            "buy range: must be from 1 to 1000",
        ],
    );
    wrong(
        r#""kind": "bundle", "price": 9900, "parts": [{ "count": 1 }, { "skus": [] }, { "skus": ["pot"], "count": 0 }]"#,
        &[
            "parts[0] one_of: exactly one of these is needed: skus, scope",
            "parts[1].skus empty: it needs at least one entry",
            "parts[2].skus[0] reference: there is no product `pot`",
            "parts[2].count range: must be from 1 to 1000",
        ],
    );
    wrong(
        r#""kind": "first_and_further""#,
        &["first missing: nothing comes off any unit"],
    );
    wrong(
        r#""kind": "order_price", "count": 2, "threshold": 100"#,
        &[
            "count one_of: either an amount or a count has to be reached, not both",
            "price missing: this field is missing",
        ],
    );
}

#[test]
fn what_is_wrong_with_what_comes_on_top() {
    wrong(
        r#""kind": "gift", "exclusive": true, "cap": 1, "tiers": [
            { "threshold": 100, "gifts": [{ "sku": "cup" }, { "sku": "cup" }] },
            { "count": 3, "gifts": [] },
            { "count": 2, "gifts": [{ "sku": "cup", "count": 101 }] }]"#,
        &[
            "tiers[0].gifts[1].sku duplicate: `cup` is already used",
            "tiers[1].count ladder: steps have to rise, in the same kind",
            "tiers[1].gifts empty: it needs at least one entry",
            "tiers[2].count ladder: steps have to rise, in the same kind",
            "tiers[2].gifts[0].count range: must be from 1 to 100",
            "exclusive layer: what comes on top keeps nothing else out",
            "cap unknown: unknown field",
        ],
    );
    wrong(
        r#""kind": "cashback", "amount": 2000, "threshold": 1999, "arrives": { "after": "delivery", "days": 367 }"#,
        &[
            "amount range: it gives more than it asks for",
            "arrives.after choice: must be one of payment, receipt, campaign",
            "arrives.days range: must be from 0 to 366",
        ],
    );
    wrong(
        r#""kind": "cashback", "rate": 9500"#,
        &[
            " one_of: exactly one of these is needed: amount, share",
            "arrives missing: this field is missing",
            "rate unknown: unknown field",
        ],
    );
    wrong(
        r#""kind": "earn_points", "each": 0, "points": 0"#,
        &[
            "each range: must be from 1 to 1000000000000",
            "points range: must be from 1 to 100000000",
        ],
    );
    wrong(
        r#""kind": "points", "worth": 1, "rounding": "up", "spare": "random", "grain": 0, "rate_base": "cost""#,
        &[
            "rate_base choice: must be one of list, after_item, remaining",
            "rounding choice: must be one of reduction, price, price_down, reduction_down",
            "spare choice: must be one of largest_remainder, first, last, largest_line",
            "grain range: must be from 1 to 10000",
        ],
    );
}
