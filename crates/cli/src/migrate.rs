//! `dacu migrate`: drafts and files of earlier versions, in the form of the current one.

use std::fs;
use std::path::Path;

use campaign::migrate::{self, CURRENT, Migrated};

use crate::Said;
use crate::input::{self, Fault};

/// What becomes of the migrated file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Then {
    /// It is printed.
    #[default]
    Print,
    /// It takes the place of the file, if it reads.
    Write,
    /// Nothing; the status is 1 where the file is not of the current version.
    Check,
}

/// Brings a file to the current version, and tells each value that changed.
#[must_use]
pub fn run(file: &Path, then: Then) -> Said {
    match migrated(file, then) {
        Ok(said) => said,
        Err(fault) => Said::bad_input(&fault.words),
    }
}

fn migrated(file: &Path, then: Then) -> Result<Said, Fault> {
    let text = input::text("campaign", file)?;
    let of_file = |problem| Fault::of_file("campaign", file, vec![problem]);
    let migrated = migrate::migrate(&text).map_err(of_file)?;
    let told = told(file, &migrated);
    if then == Then::Check {
        return Ok(if migrated.from == CURRENT {
            Said::well(told)
        } else {
            Said::failed(told)
        });
    }
    let parsed = campaign::parse(&migrated.text);
    let faults = match parsed.campaign {
        Some(_) => Vec::new(),
        None => {
            let settled = format!("{} as dacu/{CURRENT}", file.display());
            Fault::of_file("campaign", Path::new(&settled), parsed.problems).words
        }
    };
    let mut said = Said::default();
    if then == Then::Print {
        said.out = migrated.text;
        said.err = told;
    } else if !faults.is_empty() {
        said.out = format!("{told}not written, for what follows would be wrong with it\n");
    } else {
        if migrated.from != CURRENT {
            fs::write(file, migrated.text).map_err(|error| {
                let words = format!("{}: it cannot be written: {error}", file.display());
                Fault::new("campaign", words)
            })?;
        }
        said.out = told;
    }
    for fault in &faults {
        said.err += &format!("error: {fault}\n");
        said.status = 1;
    }
    Ok(said)
}

fn told(file: &Path, migrated: &Migrated) -> String {
    let file = file.display();
    if migrated.from == CURRENT {
        return format!("{file}: it is dacu/{CURRENT} already\n");
    }
    let mut told = format!("{file}: from dacu/{} to dacu/{CURRENT}\n", migrated.from);
    for change in &migrated.changes {
        let path = &change.path;
        told += &match change.now.as_str() {
            "" => format!("  {path}: taken out; sign the file again\n"),
            now => format!("  {path}: {now} for {}\n", change.was),
        };
    }
    told
}
