//! `dacu cases`: the reference cases, each part of their format, and what it says of a file that it
//! cannot use.

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
    passes("crates/cli/tests/cases/format.json", 91);
}

/// Other numbers, edges of steps and mixtures in the manner of the reference, and notes in other words.
#[test]
fn carts_like_the_reference_pass() {
    passes("crates/cli/tests/cases/like-the-peers.json", 77);
}

#[test]
fn files_are_counted_together() {
    let said = dacu(&["cases", REFERENCE, "crates/cli/tests/cases/format.json"]);
    assert_eq!(out(&said).lines().last(), Some("152 passed, 0 failed"));
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

#[test]
fn a_file_that_holds_no_cases() {
    let check = |name, text: &str, words: &str| {
        assert_eq!(
            run(name, text),
            (String::new(), format!("error: FILE: {words}\n"), 2)
        );
    };
    check(
        "float",
        r#"{ "cases": [{ "id": 1.5 }] }"#,
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
