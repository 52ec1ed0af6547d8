//! Hashes, signatures, changes and draws, from the shell.

use std::path::PathBuf;

use campaign::fair::{Record, Seed, log_root};
use campaign::hex;
use campaign::json::{Value, parse, write};

use crate::{dacu, err, out, root};

const SAMPLE: &str = "public/campaigns/double11-2026.json";

/// A file for one test, which is gone when the test has ended.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str, text: &str) -> Self {
        let name = format!("dacu-{}-{name}", std::process::id());
        let file = std::env::temp_dir().join(name);
        std::fs::write(&file, text).expect("a file in the temporary folder");
        Self(file)
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("UTF-8")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[track_caller]
fn check(args: &[&str], status: i32, expected: &str) -> String {
    let output = dacu(args);
    let (said, faults) = (out(&output), err(&output));
    assert_eq!(output.status.code(), Some(status), "{said}{faults}");
    let all = [said, faults].concat();
    assert!(all.contains(expected), "{all}");
    said.to_owned()
}

fn sample() -> String {
    std::fs::read_to_string(root().join(SAMPLE)).expect("the sample")
}

#[test]
fn hashes_name_a_file_and_its_rules() {
    let text = sample();
    let value = parse(&text).expect("JSON");
    let squeezed = Scratch::new("squeezed.json", &write(&value));
    let whole = check(&["hash", SAMPLE], 0, "file   ");
    assert_eq!(check(&["hash", squeezed.path()], 0, ""), whole);
    let dearer = Scratch::new(
        "dearer.json",
        &text.replacen("\"freight\": 1000", "\"freight\": 1100", 1),
    );
    let other = check(&["hash", dearer.path()], 0, "");
    assert!(whole.lines().zip(other.lines()).all(|(a, b)| a != b));
    check(&["hash", "Cargo.toml"], 2, "Cargo.toml:1:2: ");
    let list = Scratch::new("list.json", "[]");
    check(&["hash", list.path()], 2, "a campaign file is a map\n");
}

#[test]
fn a_file_is_signed_and_verified() {
    let secret = Scratch::new("secret", &"07".repeat(32));
    let public = check(&["public-key", secret.path()], 0, "");
    let public = public.trim();
    let signed = check(&["sign", SAMPLE, "--key", secret.path()], 0, "\"ed25519\"");
    let file = Scratch::new("signed.json", &signed);
    check(
        &["verify", file.path(), "--key", public],
        0,
        &format!("signed by {public}"),
    );
    check(
        &["verify", SAMPLE, "--key", public],
        1,
        "NOT SIGNED: the file is not signed",
    );
    let changed = Scratch::new(
        "changed.json",
        &signed.replacen("\"version\":1", "\"version\":2", 1),
    );
    let words = "NOT SIGNED: the signature is not of this key over this content";
    check(&["verify", changed.path(), "--key", public], 1, words);
    check(
        &["verify", file.path(), "--key", &"0".repeat(64)],
        1,
        "NOT SIGNED",
    );
    check(
        &["verify", file.path(), "--key", "short"],
        2,
        "--key: a public key is 64",
    );
    let words = "a secret key is 64 lower-case hexadecimal digits";
    check(&["sign", SAMPLE, "--key", SAMPLE], 2, words);
    let broken = Scratch::new("broken.json", "{}");
    check(
        &["sign", broken.path(), "--key", secret.path()],
        2,
        "this field is missing",
    );
}

#[test]
fn changes_are_listed_and_forbidden_ones_fail() {
    let later = sample().replacen("\"version\": 1", "\"version\": 2", 1);
    let cheaper = Scratch::new(
        "cheaper.json",
        &later.replacen("\"freight\": 1000", "\"freight\": 900", 1),
    );
    let dearer = Scratch::new(
        "freight.json",
        &later.replacen("\"freight\": 1000", "\"freight\": 1100", 1),
    );
    let noon = ["--at", "2026-11-11T12:00:00+08:00"];
    let diff = |proposed: &str| [&["diff", SAMPLE, proposed][..], &noon].concat().join(" ");
    let run = |proposed: &Scratch, status, expected| {
        let args = diff(proposed.path());
        check(&args.split(' ').collect::<Vec<_>>(), status, expected);
    };
    run(
        &cheaper,
        0,
        "favourable  freight  lower: from 1000 to 900\n1 changes, 0 forbidden\n",
    );
    run(
        &dearer,
        1,
        "FORBIDDEN   freight  higher: from 1000 to 1100\n1 changes, 1 forbidden\n",
    );
    let early = [
        "diff",
        SAMPLE,
        dearer.path(),
        "--at",
        "2026-01-01T00:00:00+08:00",
    ];
    check(
        &early,
        0,
        "open        freight  higher: from 1000 to 1100\n",
    );
    check(&["diff", SAMPLE, "Cargo.toml"], 2, "Cargo.toml:1:2: ");
}

fn vectors() -> Vec<Value> {
    let file = root().join("crates/campaign/tests/cases/fair-draws.json");
    let text = std::fs::read_to_string(file).expect("the vectors");
    let value = parse(&text).expect("JSON");
    value.get("records").expect("records").items().to_vec()
}

#[test]
fn draws_are_worked_out_again() {
    let list = Scratch::new("records.json", &write(&Value::List(vectors())));
    check(
        &["draw", "verify", list.path()],
        0,
        "120 hold, 0 broken, 0 sealed\n",
    );
    let one = write(&vectors()[0]);
    let file = Scratch::new("one.json", &one);
    let said = check(
        &["draw", "verify", file.path()],
        0,
        "wheel 3aa9f025 1  ok: 836605 is nothing\n",
    );
    assert!(said.ends_with("1 hold, 0 broken, 0 sealed\n"));
    let changed = Scratch::new("value.json", &one.replacen("836605", "836604", 1));
    check(
        &["draw", "verify", changed.path()],
        1,
        "BROKEN: the turn rolls 836605\n",
    );
    let none = Scratch::new("none.json", "[]");
    check(
        &["draw", "verify", none.path()],
        2,
        "there is no record in it\n",
    );
    let odd = Scratch::new("odd.json", "[1]");
    check(
        &["draw", "verify", odd.path()],
        2,
        "record 1: schema: a text is missing",
    );
    // What the sample publishes is another matter, and it has committed to nothing.
    let words = "draw `wheel`: commitment: the draw has published none";
    check(
        &["draw", "verify", file.path(), "--campaign", SAMPLE],
        2,
        words,
    );
}

#[test]
fn a_log_is_held_against_the_file_and_its_root() {
    let digits = "0b".repeat(32);
    let seed = Scratch::new("seed", &digits);
    let commitment = check(&["draw", "commitment", seed.path()], 0, "");
    let commitment = commitment.trim();
    let committed = format!("\"daily_chances\": 1, \"commitment\": \"{commitment}\"");
    let text = sample().replacen("\"daily_chances\": 1", &committed, 1);
    let campaign = campaign::parse(&text).campaign.expect("a campaign");
    let file = Scratch::new("committed.json", &text);

    let draw = &campaign.draws[0];
    let seed = Seed::from_hex(&digits).expect("a seed");
    let table = campaign::fair::Table::of(draw).expect("a table");
    let mut records = Vec::new();
    let mut root = [0; 32];
    for nonce in 1..=3 {
        let turn = campaign::fair::Turn::new(&campaign.id, &draw.id, &"ab".repeat(32), "c", nonce);
        let at = pricing::Instant::from_ms(0);
        let taken = Record::take(&seed, turn.expect("a turn"), table.clone(), at);
        let revealed = Record {
            seed: Some(seed.clone()),
            ..taken
        };
        root = log_root(&root, &revealed);
        records.push(parse(&revealed.write()).expect("JSON"));
    }
    let root = hex::encode(&root);
    let log = Scratch::new("log.json", &write(&Value::List(records.clone())));
    let base = ["draw", "verify", log.path(), "--campaign", file.path()];
    check(&base, 0, "3 hold, 0 broken, 0 sealed\n");
    check(&[&base[..], &["--root", &root]].concat(), 0, "log ok: ");
    check(
        &[&base[..], &["--root", &"0".repeat(64)]].concat(),
        1,
        "LOG BROKEN: the records do not chain",
    );
    check(
        &[&base[..], &["--root", "x"]].concat(),
        2,
        "--root: a root is 64",
    );
    records.remove(1);
    let gap = Scratch::new("gap.json", &write(&Value::List(records)));
    let args = [
        "draw",
        "verify",
        gap.path(),
        "--campaign",
        file.path(),
        "--root",
        &root,
    ];
    check(
        &args,
        1,
        "LOG BROKEN: record 2 should be turn 2 of its buyer\n",
    );
}
