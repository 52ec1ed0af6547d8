//! `dacu refund`: golden answers, sequences that add up, and what it refuses.

use campaign::json::{Value, parse};

use crate::{dacu, err, golden, misused, out};

const ORDER: [&str; 7] = [
    "refund",
    "--campaign",
    "public/campaigns/double11-2026.json",
    "--cart",
    "crates/cli/tests/carts/wallet.json",
    "--at",
    "2026-11-11T10:00:00+08:00",
];

#[test]
fn a_part_and_the_whole() {
    let check = |name: &str, args: &[&str]| {
        let said = dacu(&[&ORDER, args].concat());
        assert_eq!((err(&said), said.status.code()), ("", Some(0)));
        golden(name, out(&said));
    };
    let part = ["--return", "tea=1"];
    check("refund.part.txt", &part);
    check("refund.part.json", &[&part[..], &["--json"]].concat());
    check(
        "refund.again.txt",
        &[&part[..], &["--policy", "re_evaluate"]].concat(),
    );
    let all = [
        "--return",
        "gaiwan=1",
        "--return",
        "tea=2",
        "--return",
        "more-tea=1",
    ];
    check(
        "refund.all.en.txt",
        &[&all[..], &["--locale", "en"]].concat(),
    );
}

fn amounts(args: &[&str]) -> (i64, Vec<(String, i64, i64)>) {
    let said = dacu(&[&ORDER, args, &["--json"]].concat());
    let told = parse(out(&said)).expect("JSON");
    let int =
        |value: &Value, name: &str| value.get(name).and_then(Value::as_int).expect("a number");
    let lines = told.get("lines").map_or(&[][..], Value::items).iter();
    let lines = lines.map(|line| {
        let id = line.get("line").and_then(Value::as_text).expect("a line");
        (id.to_owned(), int(line, "units"), int(line, "amount"))
    });
    (int(&told, "amount"), lines.collect())
}

/// One unit after the other gives back what was paid.
#[test]
fn partial_refunds_add_up() {
    for policy in ["keep_share", "re_evaluate"] {
        let mut before: Vec<String> = Vec::new();
        let mut sum = 0;
        for unit in ["tea=1", "gaiwan=1", "more-tea=1", "tea=1"] {
            let mut args = vec!["--policy", policy, "--return", unit];
            for earlier in &before {
                args.extend(["--before", earlier]);
            }
            let (amount, lines) = amounts(&args);
            sum += amount;
            for (line, units, amount) in lines {
                before.push(format!("{line}={units}={amount}"));
            }
        }
        // Its goods; the freight was free.
        assert_eq!(sum, 23_950, "{policy}");
    }
}

#[test]
fn what_cannot_come_back() {
    let with = |args: &[&'static str]| [&ORDER[..], args].concat();
    misused(
        &with(&["--return", "pot=1"]),
        "error: --return: line `pot` is not in the order\n",
    );
    misused(
        &with(&["--return", "tea=3"]),
        "error: --return: line `tea` has only 2 units to return\n",
    );
    misused(
        &with(&["--return", "tea=1", "--before", "tea=1=999999"]),
        "error: --before: earlier refunds do not fit what was paid\n",
    );
    misused(
        &with(&["--return", "tea"]),
        "write it as LINE=UNITS, such as tea=1",
    );
    misused(
        &with(&["--return", "tea=0"]),
        "write it as LINE=UNITS, such as tea=1",
    );
    misused(
        &with(&["--return", "tea=1", "--before", "tea=1"]),
        "write it as LINE=UNITS=AMOUNT",
    );
    misused(&with(&[]), "--return <LINE=UNITS>");
    misused(
        &[&ORDER[..5], &["--return", "tea=1"]].concat(),
        "--at <INSTANT>",
    );
    misused(
        &with(&["--return", "tea=1", "--on", "2020-01-01T00:00:00Z"]),
        "error: --on: the refund is before its order, --at\n",
    );
}
