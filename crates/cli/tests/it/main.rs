//! The binary as a shell runs it.

mod bounds;
mod card;
mod cases;
mod fuzz;
mod golden_examples;
mod lint;
mod mechanisms;
mod migrate;
mod output;
mod quote;
mod readme;
mod refund;
mod samples;
mod schema;
mod timeline;
mod top_up;
mod trust;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Runs `dacu` in the root of the repository.
pub fn dacu(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dacu"))
        .args(args)
        .current_dir(root())
        .output()
        .expect("the binary runs")
}

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What was said on the standard output.
pub fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

/// What was said on the standard error output.
pub fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

/// Arguments that cannot be used: these words are among those on the standard error output.
#[track_caller]
pub fn misused(args: &[&str], words: &str) {
    let said = dacu(args);
    assert!(err(&said).contains(words), "{}", err(&said));
    assert_eq!((out(&said), said.status.code()), ("", Some(2)));
}

/// Compares with a file, or writes it if `DACU_BLESS` is set. Hashes are left out: they change with
/// every word of a sample campaign.
#[track_caller]
pub fn golden(name: &str, found: &str) {
    let found = without_hashes(found);
    let file = root().join("crates/cli/tests/golden").join(name);
    if std::env::var_os("DACU_BLESS").is_some() {
        std::fs::write(&file, &found).expect("the golden file can be written");
    }
    let wanted = std::fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(found, wanted, "{name}; set DACU_BLESS=1 to accept it");
}

/// The text with `#` for each word of six or sixteen hexadecimal digits that is not a number.
fn without_hashes(text: &str) -> String {
    let mut out = String::new();
    for (at, part) in text.split(|c: char| !c.is_ascii_alphanumeric()).enumerate() {
        let start = part.as_ptr() as usize - text.as_ptr() as usize;
        if at > 0 {
            // What the parts were split at, which may be wider than a byte.
            let before = text[..start].chars().next_back();
            out.extend(before);
        }
        let hex = part.bytes().all(|byte| byte.is_ascii_hexdigit());
        let letters = part.bytes().any(|byte| byte.is_ascii_alphabetic());
        if hex && (part.len() == 16 || part.len() == 6 && letters) {
            out.push('#');
        } else {
            out += part;
        }
    }
    out
}
