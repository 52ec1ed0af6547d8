//! `dacu migrate`: drafts become files, and files stay as they are.

use std::fs;

use campaign::civil::{Civil, parse_instant};
use campaign::json::{self, Value};
use campaign::migrate::{CURRENT, Migrated, migrate};
use campaign::quote_json;

use crate::{dacu, err, golden, out, root};

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect("a file of the repository")
}

/// Every whole sample, and every trap that is one.
fn samples() -> Vec<(String, String)> {
    let mut samples = Vec::new();
    for folder in ["public/campaigns", "public/campaigns/traps"] {
        for entry in fs::read_dir(root().join(folder)).expect("samples") {
            let path = entry.expect("a sample").path();
            let text = fs::read_to_string(&path).unwrap_or_default();
            if campaign::parse(&text).campaign.is_some() {
                samples.push((path.display().to_string(), text));
            }
        }
    }
    assert!(samples.len() > 50, "{}", samples.len());
    samples
}

#[test]
fn a_current_file_stays_byte_for_byte() {
    for (name, text) in samples() {
        let expected = Migrated {
            from: CURRENT,
            text: text.clone(),
            changes: Vec::new(),
        };
        assert_eq!(migrate(&text), Ok(expected), "{name}");
    }
}

/// What planners write for the values of a sample.
struct Planner {
    /// Counted up, so that every way to write is taken.
    turn: usize,
    changed: usize,
}

/// The fields that hold amounts wherever they stand; a `cost` may be one of points.
const AMOUNTS: &str = " amount amount_off budget cap counts_as each first_fee flat floor freight off paid \
                       price step_fee threshold value worth ";

impl Planner {
    fn draft(&mut self, name: &str, value: &Value) -> Value {
        let drafted = match value {
            Value::Map(entries) => {
                let entries = entries
                    .iter()
                    .map(|(name, entry)| (name.clone(), self.draft(name, entry)));
                return Value::Map(entries.collect());
            }
            Value::List(items) => {
                return Value::List(items.iter().map(|item| self.draft("", item)).collect());
            }
            Value::Int(number) if AMOUNTS.contains(&format!(" {name} ")) => self.amount(*number),
            Value::Int(rate @ 1..=9_999) if name == "rate" => self.rate(*rate),
            Value::Int(ppm) if name == "ppm" => {
                Some(format!("{}.{:04}%", ppm / 10_000, ppm % 10_000))
            }
            Value::Text(text) => self.instant(text),
            _ => None,
        };
        self.turn += 1;
        self.changed += usize::from(drafted.is_some());
        drafted.map_or_else(|| value.clone(), Value::Text)
    }

    fn amount(&self, minor: i64) -> Option<String> {
        let (major, minor) = (minor / 100, minor % 100);
        Some(match self.turn % 4 {
            0 => format!("¥{major}.{minor:02}"),
            1 => format!("{major}.{minor:02}元"),
            2 if minor == 0 => major.to_string(),
            3 if major > 999 => format!("{},{:03}.{minor:02}", major / 1000, major % 1000),
            _ => format!("{major}.{minor:02}"),
        })
    }

    fn rate(&self, paid: i64) -> Option<String> {
        match self.turn % 2 {
            0 if paid >= 1_000 && paid % 100 == 0 => Some(format!("{:02}折", paid / 100)),
            _ => Some(format!("{}.{:03}折", paid / 1000, paid % 1000)),
        }
    }

    fn instant(&self, text: &str) -> Option<String> {
        let instant = parse_instant(text).ok()?;
        let zone = campaign::model::Zone {
            name: String::new(),
            offset_minutes: campaign_offset(text)?,
        };
        let at = Civil::at(instant, &zone);
        let day_before = Civil::at(instant.plus_ms(-86_400_000), &zone);
        let midnight = (at.hour, at.minute, at.second) == (0, 0, 0);
        Some(match self.turn % 3 {
            0 if midnight => format!("{}-{}-{}", at.year, at.month, at.day),
            1 if midnight => {
                let (year, month, day) = (day_before.year, day_before.month, day_before.day);
                format!("{year}年{month}月{day}日 24:00")
            }
            _ => text[..text.len() - 6].replace('T', " "),
        })
    }
}

/// The minutes of the offset at the end of an instant.
fn campaign_offset(text: &str) -> Option<i32> {
    let offset = text.get(text.len() - 6..)?;
    let minutes = offset[1..3].parse::<i32>().ok()? * 60 + offset[4..].parse::<i32>().ok()?;
    Some(if offset.starts_with('-') {
        -minutes
    } else {
        minutes
    })
}

#[test]
fn every_sample_comes_back_from_its_draft() {
    for (name, text) in samples() {
        let root = json::parse(&text).expect("a sample");
        let offset = root
            .get("time_zone")
            .and_then(|zone| zone.get("offset")?.as_text());
        let offset = offset.expect("an offset");
        let one_offset = !text.contains("T00:00:00Z")
            && parse_all(&root, &mut |instant| instant.ends_with(offset));
        let exponent = root
            .get("currency")
            .and_then(|of| of.get("exponent")?.as_int());
        assert_eq!(exponent, Some(2), "{name}");
        let mut planner = Planner {
            turn: 0,
            changed: 0,
        };
        let Value::Map(mut entries) = planner.draft("", &root) else {
            unreachable!()
        };
        let schema = entries.iter_mut().find(|(name, _)| name == "schema");
        schema.expect("a schema").1 = Value::text("dacu/0");
        let migrated = migrate(&json::write(&Value::Map(entries))).expect("a draft");
        assert!(one_offset && planner.changed > 10, "{name}");
        assert_eq!(migrated.changes.len(), planner.changed + 1, "{name}");
        assert_eq!(json::parse(&migrated.text).as_ref(), Ok(&root), "{name}");
        // One document is one hash, one ruleset and one quote.
        let (settled, whole) = (campaign::parse(&migrated.text), campaign::parse(&text));
        let hash = |parsed: &campaign::Parsed| {
            parsed
                .campaign
                .as_ref()
                .map(|it| (it.hash, it.ruleset.hash()))
        };
        assert_eq!(hash(&settled), hash(&whole), "{name}");
        let again = migrate(&migrated.text).expect("a file");
        assert_eq!(
            (again.text, again.changes.len()),
            (migrated.text, 0),
            "{name}"
        );
    }
}

/// Whether all instants of a document are such.
fn parse_all(value: &Value, such: &mut impl FnMut(&str) -> bool) -> bool {
    match value {
        Value::Text(text) => parse_instant(text).is_err() || such(text),
        _ => {
            let entries = value.entries().iter().map(|(_, entry)| entry);
            value
                .items()
                .iter()
                .chain(entries)
                .all(|inner| parse_all(inner, such))
        }
    }
}

#[test]
fn a_draft_before_and_after() {
    let said = dacu(&["migrate", "crates/cli/tests/golden/draft.json"]);
    assert_eq!(said.status.code(), Some(0), "{}", err(&said));
    golden("draft.settled.json", out(&said));
    golden("draft.changes.txt", err(&said));
}

/// What is no amount, rate or moment stays for the reader to tell of.
#[test]
fn what_cannot_be_read_stays() {
    let draft = read("crates/cli/tests/golden/draft.json");
    for (was, wrong) in [
        ("\"¥150\"", "\"150.005\""),
        ("\"¥150\"", "\"[X]\""),
        ("\"¥150\"", "\"1,50\""),
        ("\"¥150\"", "\"\""),
        ("\"¥150\"", "\"-3\""),
        ("\"¥150\"", "\"99999999999999999999\""),
        ("\"5折\"", "\"10折\""),
        ("\"5折\"", "\"0.5\""),
        ("\"0.05%\"", "\"0.00005%\""),
        ("\"2026-9-1\"", "\"9月1日\""),
        ("\"2026-9-1\"", "\"2026-02-30\""),
        ("\"2026-9-1\"", "\"2026-9-1 24:30\""),
        ("\"2026-9-1\"", "\"2026-9-1 8\""),
    ] {
        assert!(draft.contains(was), "{was}");
        let migrated = migrate(&draft.replacen(was, wrong, 1)).expect("a draft");
        assert!(migrated.text.contains(wrong), "{wrong}");
        assert!(
            campaign::parse(&migrated.text).campaign.is_none(),
            "{wrong}"
        );
    }
}

#[test]
fn a_version_is_negotiated() {
    let file = read("public/campaigns/bargain.json");
    let problem = |schema: &str| {
        let text = file.replacen("\"dacu/1\"", schema, 1);
        let parsed = campaign::parse(&text);
        assert!(parsed.campaign.is_none());
        let told = parsed
            .problems
            .iter()
            .map(|one| format!("{one}; {}", one.fix));
        (told.collect::<Vec<_>>().join("\n"), migrate(&text))
    };
    let (told, migrated) = problem("\"dacu/2\"");
    let newer = "3:13 error schema: this file is dacu/2; this build reads dacu/1; \
                 use a newer build, or the file in the form of dacu/1";
    assert_eq!(told, newer);
    assert_eq!(
        migrated.map_err(|one| one.to_string()),
        Err(newer[..newer.rfind(';').unwrap()].to_owned())
    );
    let (told, migrated) = problem("\"dacu/0\"");
    assert_eq!(
        told,
        "3:13 error schema: this file is dacu/0; this build reads dacu/1; run `dacu migrate` on it"
    );
    assert!(migrated.is_ok());
    // What is no version is told beside everything else.
    for schema in [
        "\"dacu/01\"",
        "\"dacu/+1\"",
        "\"dacu/x\"",
        "\"1\"",
        "\"dacu/4294967296\"",
    ] {
        let (told, migrated) = problem(schema);
        assert!(
            told.starts_with("3:13 error schema: this reader knows `dacu/1` only"),
            "{told}"
        );
        assert_eq!(migrated.map_err(|one| one.code), Err("schema"), "{schema}");
    }
}

/// No signature outlives what it was made over.
#[test]
fn a_signature_is_taken_out() {
    let draft = read("crates/cli/tests/golden/draft.json");
    let signed = draft.replacen(
        '{',
        "{ \"signature\": { \"key\": \"00\", \"ed25519\": \"00\" },",
        1,
    );
    let migrated = migrate(&signed).expect("a draft");
    assert_eq!(migrated.text, migrate(&draft).expect("a draft").text);
    let last = migrated.changes.last().expect("changes");
    assert_eq!((last.path.as_str(), last.now.as_str()), ("signature", ""));
}

#[test]
fn the_command_checks_and_writes() {
    let folder = std::env::temp_dir().join(format!("dacu-migrate-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("draft.json");
    let draft = read("crates/cli/tests/golden/draft.json");
    fs::write(&file, &draft).expect("a draft");
    let name = file.to_str().expect("a path");

    let checked = dacu(&["migrate", name, "--check"]);
    assert_eq!(checked.status.code(), Some(1));
    assert!(out(&checked).contains("  products[1].price: 129900 for \"1,299.00元\"\n"));
    assert_eq!(fs::read_to_string(&file).expect("the draft"), draft);

    let written = dacu(&["migrate", name, "--write"]);
    assert_eq!(written.status.code(), Some(0), "{}", err(&written));
    let settled = fs::read_to_string(&file).expect("the file");
    assert!(campaign::parse(&settled).campaign.is_some());
    assert_eq!(dacu(&["migrate", name, "--check"]).status.code(), Some(0));

    // What would not read is not written.
    fs::write(&file, draft.replacen("\"300\"", "\"[X]\"", 1)).expect("a draft");
    let refused = dacu(&["migrate", name, "--write"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        err(&refused).contains("offers[0].tiers[0].threshold: "),
        "{}",
        err(&refused)
    );
    assert!(
        fs::read_to_string(&file)
            .expect("the draft")
            .contains("dacu/0")
    );
    fs::remove_dir_all(&folder).expect("the folder");

    let newer = dacu(&["migrate", "README.md"]);
    assert_eq!(newer.status.code(), Some(2));
}

/// The first campaign files that there were, as they were: as long as there is `dacu/1`, a file of it
/// reads, and costs the same.
#[test]
fn the_first_files_read_and_cost_the_same() {
    let mut told = String::new();
    for name in ["618-2026", "double11-2026", "spring-2027"] {
        let text = read(&format!("crates/cli/tests/first/{name}.json"));
        let parsed = campaign::parse(&text);
        let campaign = parsed
            .campaign
            .unwrap_or_else(|| panic!("{:#?}", parsed.problems));
        let now = campaign.phases[1].window.from.ms() + 3_600_000;
        for cart in &campaign.samples.carts {
            for buyer in &campaign.samples.buyers {
                let asked = quote_json::sample_cart(cart, buyer);
                let quote = json::parse(&campaign::quote_json(&text, &asked, now)).expect("JSON");
                let payable = quote
                    .get("payable")
                    .and_then(Value::as_int)
                    .expect("a quote");
                told += &format!("{name} {} {} {payable}\n", cart.id, buyer.id);
            }
        }
    }
    golden("first.txt", &told);
}
