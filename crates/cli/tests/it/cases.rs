//! `dacu cases`: the reference cases, each part of their format, and what it says of a file that it
//! cannot use.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::{dacu, err, out};

const REFERENCE: &str = "crates/pricing/tests/cases/peer-cases.json";

#[track_caller]
fn passes(file: &str, cases: usize) {
    let said = dacu(&["cases", file]);
    let last = format!("{cases} passed, 0 failed");
    let others: Vec<&str> = out(&said)
        .lines()
        .filter(|line| !line.starts_with("ok "))
        .collect();
    assert_eq!(others, [last]);
    assert_eq!(out(&said).lines().count(), cases + 1);
    assert_eq!((err(&said), said.status.code()), ("", Some(0)));
}

#[test]
fn the_reference_passes() {
    passes(REFERENCE, 61);
}

/// Each sentence of the format, met and just not met.
#[test]
fn every_part_of_the_format_passes() {
    passes("crates/cli/tests/cases/format.json", 92);
}

/// Other numbers, edges of steps and mixtures in the manner of the reference, and notes in other words.
#[test]
fn carts_like_the_reference_pass() {
    passes("crates/cli/tests/cases/like-the-peers.json", 110);
}

/// Further facts of the reference's sources: floors, groups of units, spare cents, limits, thresholds.
#[test]
fn facts_from_the_peers_pass() {
    passes("crates/cli/tests/cases/from-the-peers.json", 98);
}

#[test]
fn files_are_counted_together() {
    let said = dacu(&["cases", REFERENCE, "crates/cli/tests/cases/format.json"]);
    assert_eq!(out(&said).lines().last(), Some("153 passed, 0 failed"));
}

/// Runs one document and returns what was said of it.
#[track_caller]
fn run(name: &str, text: &str) -> (String, String, i32) {
    let file = std::env::temp_dir().join(format!("dacu-cases-{}-{name}.json", std::process::id()));
    std::fs::write(&file, text).expect("a temporary file");
    let said = dacu(&["cases", &file.to_string_lossy()]);
    let err = err(&said).replace(&*file.to_string_lossy(), "FILE");
    (out(&said).to_owned(), err, said.status.code().unwrap_or(-1))
}

#[test]
fn a_failure_says_what_differs() {
    let text = r#"{ "format": "peer-cases/1", "cases": [
        { "id": "right", "shipping_fee": 500, "lines": [{ "id": "a", "unit_price": 1000, "qty": 2 }],
          "promotions": [{ "type": "percent_off", "value_bp": 1000, "scope": "order" }],
          "expected": { "total": 2300, "discount_per_line": { "a": 200 }, "shipping_payable": 500 } },
        { "id": "wrong", "shipping_fee": 500, "lines": [{ "id": "a", "unit_price": 1000, "qty": 2 }],
          "promotions": [],
          "expected": { "total": 2000, "discount_per_line": { "a": 0 }, "shipping_payable": 0 } },
        { "id": "no-line", "lines": [], "promotions": [], "expected": { "discount_per_line": { "b": 0 } } },
        { "id": "nothing", "lines": [], "promotions": [], "expected": {} },
        { "lines": [{ "id": "a", "unit_price": 1, "qty": 1 }], "promotions": [{ "type": "half_off" }] },
        { "id": "when", "lines": [], "promotions": [{ "type": "free_shipping", "when": { "moon": 1 } }] }
    ], "allocation_vectors": [
        { "id": "v", "weights": [1, 1, 1], "amount": 2, "expected": [0, 1, 1], "rule": "largest remainder" }
    ] }"#;
    let (out, err, status) = run("differs", text);
    assert_eq!(
        out,
        "ok right\n\
         FAILED wrong: expected total 2000, shipping 0, a 0 got total 2500, shipping 500, a 0\n\
         FAILED no-line: expected.discount_per_line: no line `b`\n\
         FAILED nothing: expected: it says nothing that can be compared\n\
         FAILED cases[4]: promotions[0].type: there is no type `half_off`\n\
         FAILED when: promotions[0].when.moon: there is no such condition\n\
         FAILED v: expected 0, 1, 1 got 1, 1, 0\n\
         1 passed, 6 failed\n"
    );
    assert_eq!((err.as_str(), status), ("", 1));
}

/// What one entry of a list says of itself, and that the one after it is still run.
#[track_caller]
fn refused(list: &str, entry: &str, words: &str) {
    let good = match list {
        "allocation_vectors" => r#"{ "id": "good", "weights": [1], "amount": 2, "expected": [2] }"#,
        _ => r#"{ "id": "good", "lines": [], "promotions": [], "expected": { "total": 0 } }"#,
    };
    let text = format!(r#"{{ "{list}": [{entry}, {good}] }}"#);
    static RUNS: AtomicU32 = AtomicU32::new(0);
    let name = format!("refused-{}", RUNS.fetch_add(1, Ordering::Relaxed));
    let (out, err, status) = run(&name, &text);
    let expected = format!("FAILED {words}\nok good\n1 passed, 1 failed\n");
    assert_eq!((out, err, status), (expected, String::new(), 1), "{entry}");
}

#[test]
fn a_case_of_another_shape_is_refused_alone() {
    let case = |entry: &str, words: &str| refused("cases", entry, words);
    for entry in ["7", "null", "\"text\"", "[]"] {
        case(entry, "cases[0]: a map is expected");
        refused(
            "policy_dependent",
            entry,
            "policy_dependent[0]: a map is expected",
        );
    }
    case("{}", "cases[0]: lines: this field is missing");
    case(
        r#"{ "id": "c", "lines": {} }"#,
        "c: lines: a list is expected",
    );
    case(
        r#"{ "id": "c", "lines": ["a"] }"#,
        "c: lines[0]: a map is expected",
    );
    case(
        r#"{ "id": "c", "lines": [] }"#,
        "c: promotions: this field is missing",
    );
    case(
        r#"{ "id": "c", "lines": [], "promotions": [] }"#,
        "c: expected: this field is missing",
    );
    case(
        r#"{ "id": "c", "lines": [], "promotions": [], "expected": [] }"#,
        "c: expected: a map is expected",
    );
    case(
        r#"{ "id": "c", "lines": [], "promotions": [], "expected": { "total": "0" } }"#,
        "c: expected.total: a whole number is expected",
    );
}

#[test]
fn lines_and_promotions_that_cannot_be_are_refused_alone() {
    let line = |line: &str, words: &str| {
        let case = format!(r#"{{ "id": "c", "lines": [{line}], "promotions": [] }}"#);
        refused("cases", &case, words);
    };
    line(
        r#"{ "id": "a", "qty": 1 }"#,
        "c: lines[0].unit_price: this field is missing",
    );
    line(
        r#"{ "id": "a", "unit_price": 1, "qty": -1 }"#,
        "c: lines[0].qty: a count is expected",
    );
    line(
        r#"{ "id": "a", "unit_price": -1, "qty": 1 }"#,
        "c: lines[0].unit_price: it is below zero",
    );
    line(
        r#"{ "id": "a", "unit_price": 9223372036854775807, "qty": 4294967295 }"#,
        "c: cart is worth more than 1000000000000000 minor units",
    );
    line(
        r#"{ "id": "a", "unit_price": 9, "qty": 1, "min_unit_price": -1 }"#,
        "c: lines[0].min_unit_price: it is below zero",
    );
    line(
        r#"{ "id": "a", "unit_price": 1, "qty": 1 }, { "id": "a", "unit_price": 1, "qty": 1 }"#,
        "c: lines[1].id: another line has it",
    );
    refused(
        "cases",
        r#"{ "id": "c", "lines": [], "promotions": [], "shipping_fee": -1 }"#,
        "c: shipping_fee: it is below zero",
    );
    let promotion = |promotion: &str, words: &str| {
        let case = format!(
            r#"{{ "id": "c", "lines": [{{ "id": "a", "unit_price": 9, "qty": 4294967295 }},
                 {{ "id": "b", "unit_price": 9, "qty": 4294967295 }}],
                 "promotions": [{{ "type": "free_shipping" }}, {promotion}], "expected": {{ "total": 9 }} }}"#
        );
        refused("cases", &case, &format!("c: promotions[1]{words}"));
    };
    promotion("{}", ".type: this field is missing");
    promotion(
        r#"{ "type": "amount_off" }"#,
        ".value: this field is missing",
    );
    promotion(
        r#"{ "type": "amount_off", "value": -1 }"#,
        ": the reduction is negative",
    );
    promotion(
        r#"{ "type": "percent_off", "value_bp": 10001 }"#,
        ".value_bp: 0 to 10000 basis points are expected",
    );
    promotion(
        r#"{ "type": "tier_amount_off" }"#,
        ".tiers: this field is missing",
    );
    promotion(
        r#"{ "type": "tier_amount_off", "tiers": [[1]] }"#,
        ".tiers: steps of a threshold and a value are expected",
    );
    promotion(
        r#"{ "type": "per_each", "each": 0, "value": 1 }"#,
        ".each: an amount above nothing is expected",
    );
    let words = ": a deposit is at least nothing, and counts for at least what was paid";
    for paid in ["-9223372036854775808", "9223372036854775807"] {
        let counts = r#""type": "deposit_expansion", "counts_as": 3"#;
        promotion(&format!(r#"{{ {counts}, "paid": {paid} }}"#), words);
    }
    promotion(
        r#"{ "type": "set_price", "value": 1, "scope": "unit", "group": { "size": 4294967295, "max_groups": 9 } }"#,
        ": too many units at this price",
    );
}

/// A fraction that no field asks for harms nobody, as a text would.
#[test]
fn a_fraction_is_refused_alone() {
    let case = |line: &str| {
        format!(
            r#"{{ "id": "c", "note": 0.5, "lines": [{{ "id": "a", {line}, "qty": 1 }}],
                 "promotions": [], "expected": {{ "total": 3 }} }}"#
        )
    };
    let words = "c: lines[0].unit_price: a whole number is expected";
    for price in ["1.5", "2.0", "1e3", "99999999999999999999"] {
        refused("cases", &case(&format!(r#""unit_price": {price}"#)), words);
    }
    refused(
        "cases",
        &case(r#""unit_price": 2"#),
        "c: expected total 3 got total 2",
    );
}

#[test]
fn vectors_that_cannot_be_are_refused_alone() {
    let vector = |fields: &str, words: &str| {
        let vector = format!(r#"{{ "id": "v", {fields} }}"#);
        refused("allocation_vectors", &vector, &format!("v: {words}"));
    };
    refused(
        "allocation_vectors",
        "1",
        "allocation_vectors[0]: a map is expected",
    );
    vector(r#""weights": [1]"#, "amount: this field is missing");
    vector(
        r#""amount": 1, "weights": 1"#,
        "weights: a list is expected",
    );
    vector(
        r#""amount": 1, "weights": [], "expected": []"#,
        "weights: there is none",
    );
    vector(
        r#""amount": 1, "weights": [2, -1], "expected": []"#,
        "weights: they must not be below zero",
    );
    vector(
        r#""amount": 1, "weights": [9223372036854775807, 1], "expected": []"#,
        "weights: together more than 1000000000000000",
    );
    vector(
        r#""amount": -9223372036854775808, "weights": [1], "expected": []"#,
        "amount: more than 1000000000000000",
    );
    vector(
        r#""amount": 1, "weights": [1, 1], "expected": [1]"#,
        "expected 1 got 1, 0",
    );
}

#[test]
fn a_file_that_holds_no_cases() {
    let check = |name, text: &str, words: &str| {
        assert_eq!(
            run(name, text),
            (String::new(), format!("error: FILE: {words}\n"), 2)
        );
    };
    check(
        "syntax",
        r#"{ "cases": [{ "id": 1.5 ] }"#,
        "1:21 error cases[0].id: not a whole number; amounts are whole numbers of the minor unit",
    );
    check(
        "none",
        "{}",
        "there is none of the lists `cases`, `policy_dependent` and `allocation_vectors`",
    );
    check(
        "format",
        r#"{ "format": "peer-cases/2" }"#,
        "format: this command reads `peer-cases/1`",
    );
    check("list", r#"{ "cases": 3 }"#, "cases: a list is expected");
}
