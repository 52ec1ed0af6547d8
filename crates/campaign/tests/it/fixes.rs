//! What to do about each kind of problem.

use super::kinds::{ONE, document};
use super::sample_text;

/// The sample with one change: what to do about its first problem of a code.
#[track_caller]
fn check(from: &str, to: &str, code: &str, fix: &str) {
    let text = sample_text("double11-2026");
    let changed = text.replacen(from, to, 1);
    assert!(changed != text, "`{from}` is not in the sample");
    check_text(&changed, code, fix);
}

#[track_caller]
fn check_text(text: &str, code: &str, fix: &str) {
    let parsed = campaign::parse(text);
    let Some(problem) = parsed.problems.iter().find(|problem| problem.code == code) else {
        panic!("{code}: {:?}", parsed.problems);
    };
    assert_eq!(problem.fix, fix);
    for problem in &parsed.problems {
        assert!(!problem.fix.is_empty(), "{problem}");
    }
}

/// The same with a campaign of one offer.
#[track_caller]
fn offer(fields: &str, code: &str, fix: &str) {
    let text = document(ONE, &format!(r#"{{ "id": "o", {fields} }}"#));
    check_text(&text, code, fix);
}

#[test]
fn names_that_are_nearly_right() {
    for (from, to, code, fix) in [
        (
            "\"version\"",
            "\"verson\"",
            "unknown",
            "rename it to `version`",
        ),
        ("\"version\"", "\"verson\"", "missing", "add `version`"),
        (
            "\"schema\"",
            "\"weather\": 1, \"schema\"",
            "unknown",
            "correct the name of the field, or take it out",
        ),
        ("\"festive\"", "\"festiv\"", "choice", "write \"festive\""),
        (
            "\"festive\"",
            "\"red\"",
            "choice",
            "write one of the words that are listed",
        ),
        (
            "\"coupon\": \"draw-5\"",
            "\"coupon\": \"draw-6\"",
            "reference",
            "write \"draw-5\"",
        ),
        (
            "\"coupon\": \"draw-5\"",
            "\"coupon\": \"nothing-like-it\"",
            "reference",
            "correct the id, or add the entry that it names",
        ),
    ] {
        check(from, to, code, fix);
    }
}

#[test]
fn values_that_are_nearly_right() {
    let first = "2026-11-01T00:00:00+08:00";
    for (from, to, code, fix) in [
        (
            "\"version\": 1",
            "\"version\": \"1\"",
            "type",
            "write 1 without quotes",
        ),
        (
            "\"id\": \"double11-2026\"",
            "\"id\": 11",
            "type",
            "write \"11\" in quotes",
        ),
        (
            "\"version\": 1",
            "\"version\": true",
            "type",
            "write a value of the kind that is expected",
        ),
        (
            "\"version\": 1",
            "\"version\": 0",
            "range",
            "write 1 or more",
        ),
        (
            "\"version\": 1",
            "\"version\": 900000000",
            "range",
            "write 100000000 or less",
        ),
        (
            "\"floor\": 6000",
            "\"floor\": 13000",
            "range",
            "write a number that the sentence allows",
        ),
        (
            first,
            "2026-11-01",
            "instant",
            "write \"2026-11-01T00:00:00+08:00\"",
        ),
        (
            first,
            "2026-11-01T10:00:00",
            "instant",
            "write \"2026-11-01T10:00:00+08:00\"",
        ),
        (
            first,
            "soon",
            "instant",
            "write date, time and offset, such as 2026-11-10T20:00:00+08:00",
        ),
        (
            "\"double11-2026\"",
            "\"双11\"",
            "id",
            "use a short name in ASCII, such as coupon-30",
        ),
    ] {
        check(from, to, code, fix);
    }
}

#[test]
fn every_other_kind() {
    for (from, to, code, fix) in [
        (
            "\"+08:00\"",
            "\"8\"",
            "zone",
            "write a name such as Asia/Shanghai and an offset such as +08:00",
        ),
        (
            "\"CNY\"",
            "\"yuan\"",
            "currency",
            "write the three capitals of ISO 4217",
        ),
        (
            "\"alipay_mp\"",
            "\"h5\"",
            "duplicate",
            "give one of the two another name, or take it out",
        ),
        (
            "好物灯市",
            "",
            "empty",
            "fill it in, or leave the field out where it is optional",
        ),
        (
            "../art/festive/gaiwan.svg",
            "javascript:alert(1)",
            "address",
            "write an address relative to the file, such as ../art/tea.svg, or one that starts with https://",
        ),
        (
            "\"price\": 14900, \"per_buyer\"",
            "\"price\": 14900, \"rate\": 8000, \"per_buyer\"",
            "one_of",
            "keep one of the fields and take the others out",
        ),
        (
            "\"floor\": 6000",
            "\"floor\": 12000",
            "floor",
            "raise the price, or lower the floor of the product where that is meant",
        ),
        (
            "\"rate\": 5000,",
            "\"rate\": 500,",
            "rate",
            "write what is paid, in basis points: 8折 is 8000",
        ),
        (
            "\"threshold\": 30000, \"off\": 5000",
            "\"threshold\": 20000, \"off\": 5000",
            "ladder",
            "put the steps into rising order, each giving more than the one before",
        ),
        (
            "\"ppm\": 306000",
            "\"ppm\": 306001",
            "odds",
            "change the odds so that they sum to the number that is asked for",
        ),
        (
            "{ \"prize\": \"free\", \"ppm\": 40000 }",
            "{ \"prize\": \"free\", \"ppm\": 10000 }",
            "narrow",
            "draw the sector as several prizes do, or raise its odds",
        ),
        (
            "\"redeem_until\": \"2026-11-20",
            "\"redeem_until\": \"2026-11-12",
            "window",
            "move one of the two instants",
        ),
        (
            "\"at\": \"2026-11-11T14",
            "\"at\": \"2026-10-11T14",
            "order",
            "put the entries into the order of their time",
        ),
        (
            "\"daily_chances\": 1,",
            "\"daily_chances\": 1, \"commitment\": \"ABC\",",
            "commitment",
            "write the SHA-256 of the seed; `dacu draw commitment` makes it",
        ),
        (
            "\"version\": 1,",
            "\"version\": 1.5,",
            "number",
            "write a whole number of the minor unit: 19.90 is 1990",
        ),
        (
            "\"version\": 1,",
            "\"version\": 1",
            "syntax",
            "correct the JSON at this place; an editor shows it in red",
        ),
        (
            "\"channels\": [",
            "\"popups\": [{}], \"channels\": [",
            "missing",
            "add `id`",
        ),
    ] {
        check(from, to, code, fix);
    }
    let long = "灯".repeat(81);
    check(
        "好物灯市",
        &long,
        "limit",
        "make it shorter, or make two of it",
    );
}

#[test]
fn kinds_of_offers() {
    offer(
        r#""kind": "gift", "exclusive": true, "tiers": [{ "count": 1, "gifts": [{ "sku": "cup" }] }]"#,
        "layer",
        "leave the field out",
    );
    // An id of one letter is like any other.
    offer(
        r#""kind": "points", "worth": 1, "scope": { "shops": ["b"] }"#,
        "reference",
        "correct the id, or add the entry that it names",
    );
}
