//! The JSON reader and writer.

use campaign::json::{Value, parse, write, write_canonical};

/// Reads and writes the text; a problem is shown as it is displayed.
///
/// Without the feature `prose`, only where the problem is.
#[track_caller]
fn check(text: &str, expected: &str) {
    match parse(text) {
        Ok(value) => assert_eq!(write(&value), expected, "{text}"),
        Err(problem) if cfg!(feature = "prose") => {
            assert_eq!(problem.to_string(), expected, "{text}");
        }
        Err(problem) => {
            let place = format!("{}:{} error ", problem.line, problem.column);
            assert!(expected.starts_with(&place), "{text}: {problem}");
            assert!(expected.contains(&problem.path), "{text}: {problem}");
        }
    }
}

#[test]
fn what_is_json_comes_back() {
    check("null", "null");
    check(" [ ] ", "[]");
    check("{ }", "{}");
    check(
        r#"{"a": [1, -2, true, false, null, "x"]}"#,
        r#"{"a":[1,-2,true,false,null,"x"]}"#,
    );
    check("9223372036854775807", "9223372036854775807");
    check("-9223372036854775808", "-9223372036854775808");
    check(r#""\u6ee1\/\b\t""#, r#""满/\u0008\u0009""#);
    check(r#""\ud83c\udfee\"\\\n""#, r#""🏮\"\\\n""#);
}

#[test]
fn what_is_not_is_told_where() {
    check("", "1:1 error the file ends too early");
    check("[1, 2", "1:6 error [1]: the file ends too early");
    check("{\"a\": \"x", "1:9 error a: the file ends too early");
    check("[1 2]", "1:4 error [0]: `,` or `]` is expected here");
    check("[1,]", "1:4 error no comma after the last entry");
    check("{\"a\":1,}", "1:8 error no comma after the last entry");
    check(
        "{a: 1}",
        "1:2 error a name in double quotes is expected here",
    );
    check("{\"a\" 1}", "1:6 error a: `:` is expected here");
    check("[nul]", "1:2 error [0]: a value is expected here");
    check("NaN", "1:1 error a value is expected here");
    check("-", "1:2 error the file ends too early");
    check("[-x]", "1:3 error [0]: a digit is expected here");
    check("[+1]", "1:2 error [0]: a value is expected here");
    check("[01]", "1:2 error [0]: a number may not start with 0");
    check("1 1", "1:3 error nothing may follow the document");
    check("'a'", "1:1 error a value is expected here");
    check(
        "\"a\nb\"",
        "1:3 error control characters in a text are written as escapes",
    );
    check(r#""\x""#, "1:2 error not an escape of JSON");
    check(
        r#""\u12g4""#,
        "1:6 error four hexadecimal digits are expected here",
    );
    check(r#""\ud800""#, "1:2 error half of a surrogate pair");
    check(r#""\udc00""#, "1:2 error half of a surrogate pair");
    check(r#""\ud800\u0041""#, "1:2 error half of a surrogate pair");
    check(
        "\u{feff}{}",
        "1:1 error the file starts with a byte order mark; save it as plain UTF-8",
    );
    check(
        "{\n  \"满\": [\n    1,\n    \"减\" 2\n  ]\n}",
        "4:9 error 满[1]: `,` or `]` is expected here",
    );
    check(
        "{\"a\": {\"a\": 1, \"a\": 2}}",
        "1:16 error a.a: this name is given twice",
    );
}

#[test]
fn numbers_are_whole() {
    let whole = "not a whole number; amounts are whole numbers of the minor unit";
    check(
        "{\"products\": [{\"price\": 129.00}]}",
        &format!("1:25 error products[0].price: {whole}"),
    );
    check("[1e5]", &format!("1:2 error [0]: {whole}"));
    check("[9223372036854775808]", "1:2 error [0]: too large a number");
    check(
        "[-9223372036854775809]",
        "1:2 error [0]: too large a number",
    );
}

#[test]
fn limits_are_kept() {
    let tell = |message| {
        if cfg!(feature = "prose") {
            message
        } else {
            "limit"
        }
    };
    let deep = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    assert!(parse(&deep(32)).is_ok());
    let problem = parse(&deep(33)).unwrap_err();
    assert_eq!((problem.code, problem.column), ("limit", 33));
    assert!(parse(&"[".repeat(100_000)).is_err());

    let items = |count: usize| format!("[{}0]", "0,".repeat(count - 1));
    assert!(parse(&items(20_000)).is_ok());
    assert_eq!(
        parse(&items(20_001)).unwrap_err().message,
        tell("a list of more than 20,000 entries")
    );
    let names = |count: usize| {
        let entries: Vec<String> = (0..count).map(|i| format!("\"{i}\":0")).collect();
        format!("{{{}}}", entries.join(","))
    };
    assert!(parse(&names(1_000)).is_ok());
    assert_eq!(
        parse(&names(1_001)).unwrap_err().message,
        tell("a map of more than 1,000 names")
    );

    let large = format!("\"{}\"", "x".repeat(3 * 1024 * 1024));
    assert_eq!(
        parse(&large).unwrap_err().message,
        tell("the file is larger than 2 MiB")
    );
}

#[test]
fn a_long_name_does_not_make_a_long_message() {
    let problem = parse(&format!("{{\"{}\": 1.5}}", "满".repeat(10_000))).unwrap_err();
    assert_eq!(problem.path, "满".repeat(40));
}

#[test]
fn the_canonical_form_has_one_order() {
    let a = parse(r#"{"b": 1, "a": {"d": [2], "c": null}}"#).unwrap();
    let b = parse(r#"{"a": {"c": null, "d": [2]}, "b": 1}"#).unwrap();
    assert_eq!(write_canonical(&a), write_canonical(&b));
    assert_eq!(write_canonical(&a), r#"{"a":{"c":null,"d":[2]},"b":1}"#);
    assert_ne!(write(&a), write(&b));
}

#[test]
fn values_are_asked_by_name_and_kind() {
    let value = parse(r#"{"n": 1, "t": "x", "b": true, "l": [1, 2]}"#).unwrap();
    assert_eq!(value.get("n").and_then(Value::as_int), Some(1));
    assert_eq!(value.get("t").and_then(Value::as_text), Some("x"));
    assert_eq!(value.get("b").and_then(Value::as_bool), Some(true));
    assert_eq!(value.get("l").map(|list| list.items().len()), Some(2));
    assert_eq!(value.get("z"), None);
    assert_eq!(value.get("n").and_then(Value::as_text), None);
    assert_eq!(value.entries().len(), 4);
}
