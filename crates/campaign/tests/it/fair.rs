//! Draws that can be verified: the arithmetic against an independent implementation, records that
//! were tampered with, logs with a gap, and odds that come true.
//!
//! `tests/cases/fair-draws.json` is made by the script beside it, with Node's own cryptography.

use campaign::fair::{
    Breach, Commitment, LogFault, Published, Record, Seed, Share, Table, Turn, Verdict, WHOLE,
    buyer_tag, check_log, fair_value, log_root, verify, verify_published,
};
use campaign::hex;
use campaign::json::{Value, parse, write};
use pricing::Instant;

use super::sample;

const CASES: &str = include_str!("../cases/fair-draws.json");

fn cases() -> Vec<Value> {
    let root = parse(CASES).expect("JSON");
    root.get("records").expect("records").items().to_vec()
}

#[track_caller]
fn record(value: &Value) -> Record {
    Record::read(&write(value)).unwrap_or_else(|error| panic!("{error}"))
}

const HOLDS: Verdict = Verdict::Holds { substituted: false };

#[test]
fn an_independent_implementation_agrees() {
    let cases = cases();
    assert_eq!(cases.len(), 120);
    for case in &cases {
        let expected = record(case);
        let seed = expected.seed.clone().expect("revealed");
        assert_eq!(seed.commitment(), expected.commitment);
        let made = Record::take(
            &seed,
            expected.turn.clone(),
            expected.table.clone(),
            expected.at,
        );
        // What the server stores is the published record, but for the seed.
        let revealed = Record {
            seed: Some(seed),
            ..made.clone()
        };
        assert_eq!(revealed, expected);
        assert_eq!(verify(&expected), HOLDS);
        assert_eq!(verify(&made), Verdict::Sealed);
        // Canonical and without loss.
        assert_eq!(Record::read(&expected.write()).as_ref(), Ok(&expected));
        assert_eq!(
            parse(&expected.write()).map(|value| record(&value)),
            Ok(expected)
        );
    }
    let root = parse(CASES).expect("JSON");
    let salt = root
        .get("salt_hex")
        .and_then(Value::as_text)
        .expect("a salt");
    let salt: [u8; 26] = hex::decode(salt).expect("26 bytes");
    for buyer in root.get("buyers").expect("buyers").items() {
        let [id, tag] = ["id", "tag"].map(|name| buyer.get(name).and_then(Value::as_text));
        assert_eq!(buyer_tag(&salt, id.expect("an id")).ok().as_deref(), tag);
    }
}

/// The record with one member set, or left out for `null`.
fn with(name: &str, value: Value) -> Value {
    let Value::Map(mut entries) = cases()[0].clone() else {
        panic!("a map");
    };
    entries.retain(|(known, _)| known != name);
    if value != Value::Null {
        entries.push((name.to_owned(), value));
    }
    Value::Map(entries)
}

#[track_caller]
fn check(name: &str, value: Value, expected: Verdict) {
    assert_eq!(verify(&record(&with(name, value))), expected, "{name}");
}

#[test]
fn whatever_is_tampered_with_shows() {
    let first = record(&cases()[0]);
    let rolled = first.value;
    assert_eq!((rolled, first.prize.as_str()), (836_605, "nothing"));
    let broken = Verdict::Broken;
    let zeros = Value::Text("0".repeat(64));
    check("at", Value::Int(0), HOLDS);
    check(
        "given",
        Value::text("coupon-5"),
        Verdict::Holds { substituted: true },
    );
    check("given", Value::text("car"), broken(Breach::Given));
    check(
        "prize",
        Value::text("free"),
        broken(Breach::Prize {
            drawn: "nothing".to_owned(),
        }),
    );
    check(
        "value",
        Value::Int(836_604),
        broken(Breach::Value { rolled }),
    );
    check("commitment", zeros.clone(), broken(Breach::Seed));
    check("server_seed", zeros.clone(), broken(Breach::Seed));
    check("server_seed", Value::Null, Verdict::Sealed);
    // Another turn rolls another value.
    for (name, value) in [
        ("campaign", Value::text("double11-2027")),
        ("draw", Value::text("grid")),
        ("buyer", zeros),
        ("client_seed", Value::text("1")),
        ("nonce", Value::Int(2)),
    ] {
        let verdict = verify(&record(&with(name, value)));
        assert!(
            matches!(verdict, Verdict::Broken(Breach::Value { .. })),
            "{name}: {verdict:?}"
        );
    }
}

#[track_caller]
fn check_refused(name: &str, value: Value, expected: &str) {
    let error = Record::read(&write(&with(name, value))).expect_err(expected);
    assert_eq!(error.to_string(), expected);
    assert!(!error.is_no_document());
}

#[test]
fn what_is_no_record() {
    let plain = "1 to 64 of the characters a-z A-Z 0-9 - _ . :";
    check_refused(
        "schema",
        Value::text("dacu/draw/2"),
        "schema: this reader knows `dacu/draw/1`",
    );
    check_refused(
        "note",
        Value::text("x"),
        "record: a member that no record has",
    );
    check_refused("nonce", Value::Null, "nonce: a whole number is missing");
    check_refused("nonce", Value::Int(0), "nonce: from 1 to 2^53 - 1");
    check_refused("nonce", Value::Int(1 << 53), "nonce: from 1 to 2^53 - 1");
    check_refused("draw", Value::text("a|b"), &format!("draw: {plain}"));
    check_refused("campaign", Value::text(""), &format!("campaign: {plain}"));
    check_refused(
        "client_seed",
        Value::Text("x".repeat(65)),
        &format!("client_seed: {plain}"),
    );
    check_refused(
        "buyer",
        Value::text("13800000000"),
        "buyer: 64 hexadecimal digits",
    );
    let capitals = Value::Text("A".repeat(64));
    check_refused(
        "commitment",
        capitals.clone(),
        "commitment: 64 hexadecimal digits",
    );
    check_refused(
        "server_seed",
        capitals,
        "server_seed: 64 hexadecimal digits",
    );
    check_refused("value", Value::Int(1_000_000), "value: from 0 to 999999");
    check_refused(
        "at",
        Value::Int(i64::MAX),
        "at: no instant that JSON can carry",
    );
    check_refused(
        "table",
        Value::List(vec![]),
        "table: odds have to sum to 1000000",
    );
    check_refused(
        "table",
        Value::List(vec![Value::Int(1)]),
        "table: a list of `prize` and `ppm`",
    );
    let error = Record::read("{").expect_err("no JSON");
    assert!(error.is_no_document());
    assert_eq!(
        buyer_tag(b"short", "x")
            .expect_err("a short salt")
            .field_name(),
        Some("salt")
    );
    let share = |prize: &str, ppm| Share {
        prize: prize.to_owned(),
        ppm,
    };
    for (shares, expected) in [
        (
            vec![share("a", 500_000), share("a", 500_000)],
            "table: every prize has an id of its own",
        ),
        (
            vec![share("a", 0), share("b", WHOLE)],
            "table: no prize without odds",
        ),
        (
            vec![share("a", u32::MAX), share("b", u32::MAX)],
            "table: odds have to sum to 1000000",
        ),
    ] {
        assert_eq!(
            Table::new(shares).expect_err(expected).to_string(),
            expected
        );
    }
}

#[test]
fn words_of_the_uneven_rest_are_refused() {
    let roll = |bound, words: &[u64]| {
        let mut rest = words.iter();
        let value = fair_value(bound, &mut || *rest.next().expect("another word"));
        (value, words.len() - rest.len())
    };
    // 2^64 is 18446744073709 · 1 000 000 + 551 616.
    let first_refused = u64::MAX - 551_615;
    assert_eq!(roll(1_000_000, &[first_refused - 1]), (999_999, 1));
    assert_eq!(
        roll(1_000_000, &[first_refused, u64::MAX, 1_000_007]),
        (7, 3)
    );
    assert_eq!(roll(10, &[u64::MAX - 6]), (9, 1));
    assert_eq!(roll(10, &[u64::MAX - 5, 13]), (3, 2));
    assert_eq!(roll(1 << 32, &[u64::MAX]), (u64::from(u32::MAX), 1));
    assert_eq!(roll(1, &[u64::MAX]), (0, 1));
    assert_eq!(roll(0, &[]), (0, 0));
}

#[test]
fn a_secret_is_not_printed() {
    let seed = Seed::new([7; 32]);
    assert_eq!(format!("{seed:?}"), "Seed(secret)");
    assert_eq!(Seed::from_hex(&seed.reveal()), Some(seed));
}

/// The published draw of the sample, and a log of turns of two buyers.
fn log() -> (Published, Vec<Record>) {
    let mut campaign = sample("double11-2026");
    let seed = Seed::new([9; 32]);
    assert!(
        Published::of(&campaign, &campaign.draws[0]).is_err(),
        "nothing is committed to"
    );
    campaign.draws[0].commitment = seed.commitment().to_hex();
    let draw = &campaign.draws[0];
    let published = Published::of(&campaign, draw).expect("a commitment");
    let table = Table::of(draw).expect("a table");
    let mut records = Vec::new();
    for nonce in 1..=5 {
        for buyer in ["a", "b"] {
            let tag = buyer_tag(b"0123456789abcdef", buyer).expect("a tag");
            let turn = Turn::new(&campaign.id, &draw.id, &tag, "client", nonce).expect("a turn");
            let sealed = Record::take(&seed, turn, table.clone(), Instant::from_ms(0));
            records.push(Record {
                seed: Some(seed.clone()),
                ..sealed
            });
        }
    }
    (published, records)
}

fn root(records: &[Record]) -> [u8; 32] {
    records
        .iter()
        .fold([0; 32], |root, record| log_root(&root, record))
}

#[test]
fn a_record_is_held_against_what_was_published() {
    let (published, records) = log();
    let good = &records[0];
    assert_eq!(verify_published(good, &published), HOLDS);
    let sealed = Record {
        seed: None,
        ..good.clone()
    };
    assert_eq!(verify_published(&sealed, &published), Verdict::Sealed);

    let other = record(&cases()[0]);
    assert_eq!(verify(&other), HOLDS);
    assert_eq!(
        verify_published(&other, &published),
        Verdict::Broken(Breach::Commitment)
    );
    let mut shares = good.table.shares().to_vec();
    shares[0].ppm -= 1;
    shares[1].ppm += 1;
    let table = Table::new(shares).expect("a table");
    assert_ne!(table.sha256(), good.table.sha256());
    let changed = Record {
        table,
        ..sealed.clone()
    };
    assert_eq!(
        verify_published(&changed, &published),
        Verdict::Broken(Breach::Table)
    );
    let elsewhere = Turn::new("other", "wheel", good.turn.buyer(), "client", 1).expect("a turn");
    let elsewhere = Record {
        turn: elsewhere,
        ..sealed
    };
    assert_eq!(
        verify_published(&elsewhere, &published),
        Verdict::Broken(Breach::Draw)
    );
}

#[test]
fn a_log_has_no_gaps_and_cannot_be_rewritten() {
    let (published, records) = log();
    let whole = root(&records);
    assert_eq!(check_log(&records, &published, &whole), Ok(()));
    // The root is known before the seeds are.
    let sealed: Vec<Record> = records
        .iter()
        .map(|record| Record {
            seed: None,
            ..record.clone()
        })
        .collect();
    assert_eq!(root(&sealed), whole);

    let mut gap = records.clone();
    gap.remove(4);
    let fault = LogFault::Nonce { at: 5, expected: 3 };
    assert_eq!(check_log(&gap, &published, &root(&gap)), Err(fault));
    let mut twice = records.clone();
    twice.insert(1, records[0].clone());
    let fault = LogFault::Nonce { at: 1, expected: 2 };
    assert_eq!(check_log(&twice, &published, &root(&twice)), Err(fault));
    let short = &records[..8];
    assert_eq!(check_log(short, &published, &whole), Err(LogFault::Root));
    let mut given = records.clone();
    given[3].given = if given[3].given == "none" {
        "coupon-5"
    } else {
        "none"
    }
    .to_owned();
    assert_eq!(check_log(&given, &published, &whole), Err(LogFault::Root));
    let sealed_fault = LogFault::Record {
        at: 0,
        verdict: Verdict::Sealed,
    };
    assert_eq!(check_log(&sealed, &published, &whole), Err(sealed_fault));
}

/// Odds come true over 10^5 turns; `examples/draw_statistics.rs` does it for 10^7.
#[test]
fn odds_come_true() {
    const TURNS: u32 = 100_000;
    let table = Table::of(&sample("double11-2026").draws[0]).expect("a table");
    let seed = Seed::new([42; 32]);
    let buyer = "0".repeat(64);
    let mut counts = vec![0_i64; table.shares().len()];
    // Values themselves, in 100 bins: chi-square with 99 degrees passes 148.23 once in a thousand.
    let mut bins = [0_i64; 100];
    for nonce in 1..=TURNS {
        let turn = Turn::new("c", "d", &buyer, "client", nonce.into()).expect("a turn");
        let value = seed.roll(&turn);
        counts[table.prize_at(value)] += 1;
        bins[value as usize / 10_000] += 1;
    }
    let each = i64::from(TURNS) / 100;
    let chi: i64 = bins.iter().map(|count| (count - each).pow(2)).sum::<i64>() / each;
    assert!(chi < 148, "{chi}: {bins:?}");
    // Millionths of chi-square; with 7 degrees chance passes 24.322 once in a thousand.
    assert_eq!(counts.len(), 8);
    let mut chi = 0;
    for (count, share) in counts.iter().zip(table.shares()) {
        let expected = i64::from(TURNS) * i64::from(share.ppm);
        let off = i128::from(count * i64::from(WHOLE) - expected);
        chi += off * off / i128::from(expected);
    }
    assert!(chi < 24_322_000, "{chi}: {counts:?}");
}

#[test]
fn every_value_falls_on_one_prize() {
    let share = |prize: &str, ppm| Share {
        prize: prize.to_owned(),
        ppm,
    };
    let table =
        Table::new(vec![share("a", 1), share("b", 999_998), share("c", 1)]).expect("a table");
    for (value, expected) in [(0, 0), (1, 1), (999_998, 1), (999_999, 2)] {
        assert_eq!(table.prize_at(value), expected, "{value}");
    }
    assert_eq!(Commitment::from_hex("x"), None);
}
