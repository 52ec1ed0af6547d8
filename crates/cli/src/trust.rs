//! Hashes and signatures of campaign files.

use std::path::Path;

use campaign::json::{self, Value};
use campaign::{Severity, hash, hex, signed};

use crate::Said;
use crate::input::{self, Fault};

/// Prints what names a file: SHA-256 over its canonical form, and over what its prices rest on.
#[must_use]
pub fn hash(file: &Path) -> Said {
    let said = || {
        let text = input::text("campaign", file)?;
        let document = json::parse(&text).map_err(|problem| of(file, problem))?;
        if !matches!(document, Value::Map(_)) {
            let words = format!("{}: a campaign file is a map", file.display());
            return Err(Fault::new("campaign", words));
        }
        let whole = hash::file_sha256(&text).map_err(|problem| of(file, problem))?;
        let rules = hash::rules_sha256(&text).map_err(|problem| of(file, problem))?;
        let (whole, rules) = (hex::encode(&whole), hex::encode(&rules));
        Ok(format!("file   {whole}\nrules  {rules}\n"))
    };
    answer(said())
}

/// Prints the file with a signature of the key in a key file.
#[must_use]
pub fn sign(file: &Path, key: &Path) -> Said {
    let said = || {
        let text = input::text("campaign", file)?;
        // A file that nobody can use is not worth a signature.
        input::campaign(file)?;
        let mut signed = signed::sign(&text, &secret(key)?).map_err(|problem| of(file, problem))?;
        signed.push('\n');
        Ok(signed)
    };
    answer(said())
}

/// Prints the public key of a key file.
#[must_use]
pub fn public_key(key: &Path) -> Said {
    answer(secret(key).map(|secret| hex::encode(&signed::public_key(&secret)) + "\n"))
}

/// Says whether a file is signed with a public key, given in hexadecimal digits.
#[must_use]
pub fn verify(file: &Path, key: &str) -> Said {
    let Some(public) = hex::decode(key) else {
        let words = "--key: a public key is 64 lower-case hexadecimal digits".to_owned();
        return Said::bad_input(&[words]);
    };
    let text = match input::text("campaign", file) {
        Ok(text) => text,
        Err(fault) => return Said::bad_input(&fault.words),
    };
    match signed::verify_signed(text.as_bytes(), &public) {
        Ok(parsed) => {
            let errors = |severity| severity == Severity::Error;
            let faults = parsed.problems.iter().filter(|one| errors(one.severity));
            let faults: Vec<String> = faults
                .map(|problem| format!("{}: {problem}", file.display()))
                .collect();
            if faults.is_empty() {
                Said::well(format!("signed by {key}\n"))
            } else {
                Said::bad_input(&faults)
            }
        }
        Err(problem) if problem.code == signed::MEMBER => {
            Said::failed(format!("NOT SIGNED: {}\n", problem.message))
        }
        Err(problem) => Said::bad_input(&of(file, problem).words),
    }
}

/// The secret key in a file of 64 hexadecimal digits.
fn secret(key: &Path) -> Result<[u8; 32], Fault> {
    let digits = input::text("arguments", key)?;
    hex::decode(digits.trim()).ok_or_else(|| {
        let words = "a secret key is 64 lower-case hexadecimal digits";
        Fault::new("arguments", format!("{}: {words}", key.display()))
    })
}

fn of(file: &Path, problem: campaign::Problem) -> Fault {
    Fault::of_file("campaign", file, vec![problem])
}

fn answer(said: Result<String, Fault>) -> Said {
    match said {
        Ok(out) => Said::well(out),
        Err(fault) => Said::bad_input(&fault.words),
    }
}
