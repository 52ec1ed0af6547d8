//! Records of draws, worked out again.

use std::path::{Path, PathBuf};

use campaign::fair::{
    Breach, LogFault, Published, Record, Seed, Verdict, check_log, verify, verify_published,
};
use campaign::json::{self, Value};
use campaign::{Campaign, hex};

use crate::Said;
use crate::input::{self, Fault};

/// What to verify, and against what.
#[derive(Clone, Debug, Default)]
pub struct Check {
    /// Files of one record, or of a list of them.
    pub files: Vec<PathBuf>,
    /// The campaign file that was published before the draw.
    pub campaign: Option<PathBuf>,
    /// The root of the log that all records together have to chain to.
    pub root: Option<String>,
}

/// Verifies records, one line each, and then how many hold. The status is 1 if one is broken.
#[must_use]
pub fn verify_records(check: &Check) -> Said {
    match said(check) {
        Ok(said) => said,
        Err(fault) => Said::bad_input(&fault.words),
    }
}

/// Prints the commitment to the seed in a file, to be published before the draw.
#[must_use]
pub fn commitment(file: &Path) -> Said {
    let read = input::text("arguments", file).and_then(|digits| {
        Seed::from_hex(digits.trim()).ok_or_else(|| {
            let words = "a seed is 64 lower-case hexadecimal digits";
            Fault::new("arguments", format!("{}: {words}", file.display()))
        })
    });
    match read {
        Ok(seed) => Said::well(seed.commitment().to_hex() + "\n"),
        Err(fault) => Said::bad_input(&fault.words),
    }
}

fn said(check: &Check) -> Result<Said, Fault> {
    let campaign = match &check.campaign {
        Some(file) => Some(input::campaign(file)?),
        None => None,
    };
    let mut records = Vec::new();
    for file in &check.files {
        records.extend(read(file)?);
    }
    let (mut out, mut hold, mut broken, mut sealed) = (String::new(), 0, 0, 0);
    for record in &records {
        let verdict = match &campaign {
            Some(campaign) => verify_published(record, &published(campaign, record)?),
            None => verify(record),
        };
        let words = match &verdict {
            Verdict::Sealed => {
                sealed += 1;
                "sealed: the seed has not been revealed".to_owned()
            }
            Verdict::Holds { substituted } => {
                hold += 1;
                let (prize, given) = (&record.prize, &record.given);
                if *substituted {
                    format!("ok: {} is {prize}, given {given}", record.value)
                } else {
                    format!("ok: {} is {prize}", record.value)
                }
            }
            Verdict::Broken(breach) => {
                broken += 1;
                format!("BROKEN: {}", told(breach))
            }
        };
        let turn = &record.turn;
        let buyer = &turn.buyer()[..8];
        out += &format!("{} {buyer} {}  {words}\n", turn.draw(), turn.nonce());
    }
    if let Some(root) = &check.root {
        let words = log(&records, campaign.as_ref(), root)?;
        broken += usize::from(words.is_some());
        out +=
            &words.unwrap_or_else(|| "log ok: no turn is missing and the root is met\n".to_owned());
    }
    out += &format!("{hold} hold, {broken} broken, {sealed} sealed\n");
    Ok(if broken == 0 {
        Said::well(out)
    } else {
        Said::failed(out)
    })
}

/// What is wrong with the log of all records, if anything.
fn log(
    records: &[Record],
    campaign: Option<&Campaign>,
    root: &str,
) -> Result<Option<String>, Fault> {
    let digits = "--root: a root is 64 lower-case hexadecimal digits";
    let root = hex::decode(root).ok_or_else(|| Fault::new("arguments", digits.to_owned()))?;
    let (Some(campaign), Some(first)) = (campaign, records.first()) else {
        let words = "--root: a log is checked with records and --campaign";
        return Err(Fault::new("arguments", words.to_owned()));
    };
    let fault = check_log(records, &published(campaign, first)?, &root).err();
    Ok(fault.map(|fault| match fault {
        LogFault::Record { at, .. } => format!("LOG BROKEN: record {} does not hold\n", at + 1),
        LogFault::Nonce { at, expected } => {
            format!(
                "LOG BROKEN: record {} should be turn {expected} of its buyer\n",
                at + 1
            )
        }
        LogFault::Root => "LOG BROKEN: the records do not chain to the root\n".to_owned(),
    }))
}

fn published(campaign: &Campaign, record: &Record) -> Result<Published, Fault> {
    let id = record.turn.draw();
    let Some(draw) = campaign.draw(id) else {
        let words = format!("the campaign has no draw `{id}`");
        return Err(Fault::new("campaign", words));
    };
    Published::of(campaign, draw)
        .map_err(|error| Fault::new("campaign", format!("draw `{id}`: {error}")))
}

fn read(file: &Path) -> Result<Vec<Record>, Fault> {
    let text = input::text("record", file)?;
    let root =
        json::parse(&text).map_err(|problem| Fault::of_file("record", file, vec![problem]))?;
    let one = std::slice::from_ref(&root);
    let items = match &root {
        Value::List(items) => items,
        _ => one,
    };
    if items.is_empty() {
        let words = format!("{}: there is no record in it", file.display());
        return Err(Fault::new("record", words));
    }
    let mut records = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let record = Record::read(&json::write(item)).map_err(|error| {
            let words = format!("{}: record {}: {error}", file.display(), at + 1);
            Fault::new("record", words)
        })?;
        records.push(record);
    }
    Ok(records)
}

fn told(breach: &Breach) -> String {
    match breach {
        Breach::Seed => "the seed is not the one that was committed to".to_owned(),
        Breach::Value { rolled } => format!("the turn rolls {rolled}"),
        Breach::Prize { drawn } => format!("the value falls on {drawn}"),
        Breach::Given => "what was given is no prize of the draw".to_owned(),
        Breach::Draw => "it is of another campaign or draw".to_owned(),
        Breach::Commitment => "the commitment is not the published one".to_owned(),
        Breach::Table => "the odds are not the published ones".to_owned(),
    }
}
