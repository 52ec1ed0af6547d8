//! The arithmetic of bucketing against the vectors of the SDK specification, and our own.
//!
//! `tests/cases/growthbook-bucketing.json` is a selection of the specification's published vectors
//! (MIT); `bucketing-utf8.json` is worked out by the script beside it.

use campaign::experiment::bucket::{
    BUCKETS, Filter, Range, WHOLE, bucket_ranges, choose_variation, equal_weights, hash,
    in_namespace, is_filtered_out, is_included_in_rollout, query_string_override,
};
use campaign::json::{Value, parse};

/// A case file whose numbers are decimals, with every number in hundred-millionths: exact, since a
/// decimal is moved and never read as a float.
fn cases(name: &str) -> Value {
    let path = format!("{}/tests/cases/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut moved = String::new();
    let (mut quoted, mut escaped) = (false, false);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if quoted {
            quoted = c != '"' || escaped;
            escaped = c == '\\' && !escaped;
        } else if c == '"' {
            quoted = true;
        } else if c.is_ascii_digit() {
            let mut number = String::from(c);
            while let Some(more) = rest.next_if(|next| next.is_ascii_digit() || *next == '.') {
                number.push(more);
            }
            let (whole, decimals) = number.split_once('.').unwrap_or((&number, ""));
            let digits = format!("{whole}{decimals:0<8.8}");
            let digits = digits.trim_start_matches('0');
            moved.push_str(if digits.is_empty() { "0" } else { digits });
            continue;
        }
        moved.push(c);
    }
    parse(&moved).unwrap_or_else(|problem| panic!("{name}: {problem}"))
}

fn group<'a>(cases: &'a Value, name: &str) -> &'a [Value] {
    let group = cases.get(name).expect("a group of cases").items();
    assert!(!group.is_empty(), "{name} has no cases");
    group
}

fn text(value: &Value) -> &str {
    value.as_text().expect("a text")
}

/// A number of the file, in hundred-millionths.
fn parts(value: &Value) -> i64 {
    value.as_int().expect("a number")
}

/// A whole number of the file.
fn whole(value: &Value) -> i64 {
    parts(value) / WHOLE
}

/// A hash of the file, in ten-thousandths.
fn bucket(value: &Value) -> u32 {
    u32::try_from(parts(value) / (WHOLE / i64::from(BUCKETS))).expect("from 0 to 1")
}

fn range(value: &Value) -> Range {
    Range {
        from: parts(&value.items()[0]),
        until: parts(&value.items()[1]),
    }
}

fn ranges(value: &Value) -> Vec<Range> {
    value.items().iter().map(range).collect()
}

#[track_caller]
fn check_hashes(cases: &Value) {
    for case in group(cases, "hash") {
        let [seed, value, version, expected] = case.items() else {
            panic!("{case:?}");
        };
        let version = u32::try_from(whole(version)).expect("a version");
        let found = hash(text(seed), text(value), version);
        let expected = (*expected != Value::Null).then(|| bucket(expected));
        assert_eq!(found, expected, "{case:?}");
    }
}

#[test]
fn hashes() {
    check_hashes(&cases("growthbook-bucketing.json"));
}

#[test]
fn ids_are_hashed_as_utf8() {
    check_hashes(&cases("bucketing-utf8.json"));
}

#[test]
fn ranges_of_weights_and_coverage() {
    for case in group(&cases("growthbook-bucketing.json"), "getBucketRange") {
        let [_, arguments, expected] = case.items() else {
            panic!("{case:?}");
        };
        let [variations, coverage, weights] = arguments.items() else {
            panic!("{case:?}");
        };
        let weights: Vec<i64> = weights.items().iter().map(parts).collect();
        let found = bucket_ranges(whole(variations), parts(coverage), &weights);
        assert_eq!(found, ranges(expected), "{case:?}");
    }
}

#[test]
fn choices() {
    for case in group(&cases("growthbook-bucketing.json"), "chooseVariation") {
        let [_, n, of, expected] = case.items() else {
            panic!("{case:?}");
        };
        let found = choose_variation(bucket(n), &ranges(of));
        assert_eq!(found, usize::try_from(whole(expected)).ok(), "{case:?}");
    }
}

#[test]
fn namespaces() {
    for case in group(&cases("growthbook-bucketing.json"), "inNamespace") {
        let [_, id, namespace, expected] = case.items() else {
            panic!("{case:?}");
        };
        let [name, from, until] = namespace.items() else {
            panic!("{case:?}");
        };
        let part = Range {
            from: parts(from),
            until: parts(until),
        };
        let found = in_namespace(text(id), text(name), part);
        assert_eq!(Some(found), expected.as_bool(), "{case:?}");
    }
}

#[test]
fn weights_that_are_equal() {
    for case in group(&cases("growthbook-bucketing.json"), "getEqualWeights") {
        let [variations, expected] = case.items() else {
            panic!("{case:?}");
        };
        let expected: Vec<i64> = expected.items().iter().map(parts).collect();
        assert_eq!(equal_weights(whole(variations)), expected, "{case:?}");
    }
    // To the nearest of eight decimals, as the specification compares.
    assert_eq!(equal_weights(6)[0], 16_666_667);
    assert_eq!(equal_weights(0), []);
}

/// Whatever the weights, every hash has one variation under full coverage, and a smaller coverage
/// moves nobody.
#[test]
fn coverage_moves_nobody() {
    for weights in [vec![], vec![WHOLE / 3; 3], vec![WHOLE / 5, WHOLE / 5 * 4]] {
        for variations in [2, 3, 7] {
            let all = bucket_ranges(variations, WHOLE, &weights);
            for coverage in [0, 1, WHOLE / 3, WHOLE / 2] {
                let some = bucket_ranges(variations, coverage, &weights);
                for n in 0..BUCKETS {
                    let full = choose_variation(n, &all);
                    let part = choose_variation(n, &some);
                    assert!(full.is_some(), "{n}");
                    assert!(part.is_none() || part == full, "{n} {coverage}");
                }
            }
        }
    }
}

#[track_caller]
fn check_override(url: &str, expected: Option<usize>) {
    assert_eq!(query_string_override("my-test", url, 2), expected, "{url}");
}

#[test]
fn overrides_of_the_address() {
    check_override("http://localhost/?my-test=1", Some(1));
    check_override("http://localhost/?my-test=0", Some(0));
    check_override("http://localhost/?a=b&my-test=1&c=d#e", Some(1));
    check_override("/relative?my%2Dtest=%31", Some(1));
    // No query, another name, no integer, out of bounds.
    check_override("http://localhost/", None);
    check_override("", None);
    check_override("http://localhost/#?my-test=1", None);
    check_override("http://localhost/?someOther=1", None);
    check_override("http://localhost/?xmy-test=1", None);
    check_override("http://localhost/?my-test", None);
    check_override("http://localhost/?my-test=", None);
    check_override("http://localhost/?my-test=foo", None);
    check_override("http://localhost/?my-test=1.5", None);
    check_override("http://localhost/?my-test=+1", None);
    check_override("http://localhost/?my-test=-1", None);
    check_override("http://localhost/?my-test=2", None);
    check_override("http://localhost/?my-test=99999999999999999999999", None);
    check_override("http://localhost/?%&my-test=%f", None);
    assert_eq!(query_string_override("双11", "?%E5%8F%8C11=1", 2), Some(1));
}

#[test]
fn filters_need_every_one_of_them() {
    let filter = |from, until| Filter {
        seed: "seed".to_owned(),
        hash_version: 2,
        ranges: vec![
            Range { from: 0, until: 0 },
            Range {
                from: from * WHOLE / 100,
                until: until * WHOLE / 100,
            },
        ],
    };
    // `b` is at 0.2696.
    for (filters, expected) in [
        (vec![], false),
        (vec![filter(20, 30)], false),
        (vec![filter(30, 100)], true),
        (vec![filter(20, 30), filter(26, 27)], false),
        (vec![filter(20, 30), filter(27, 28)], true),
    ] {
        assert_eq!(is_filtered_out("b", &filters), expected, "{filters:?}");
    }
    assert!(is_filtered_out("", &[filter(0, 100)]));
}

#[test]
fn roll_outs() {
    let half = Range {
        from: 0,
        until: WHOLE / 2,
    };
    for (range, coverage, value, expected) in [
        (None, None, "", true),
        (None, Some(0), "b", false),
        (None, Some(WHOLE), "", false),
        // A coverage is inclusive, unlike the end of a range: `b` is at 0.2696.
        (None, Some(26_960_000), "b", true),
        (None, Some(26_950_000), "b", false),
        (Some(half), Some(0), "b", true),
        (
            Some(Range {
                from: 0,
                until: 26_960_000,
            }),
            None,
            "b",
            false,
        ),
    ] {
        let found = is_included_in_rollout("seed", value, range, coverage, 2);
        assert_eq!(found, expected, "{range:?} {coverage:?} {value}");
    }
    assert!(!is_included_in_rollout("seed", "b", Some(half), None, 9));
}
