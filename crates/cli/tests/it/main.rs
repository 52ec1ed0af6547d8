//! The binary as a shell runs it.

mod cases;
mod lint;
mod quote;
mod refund;
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

/// Compares with a file, or writes it if `DACU_BLESS` is set.
#[track_caller]
pub fn golden(name: &str, found: &str) {
    let file = root().join("crates/cli/tests/golden").join(name);
    if std::env::var_os("DACU_BLESS").is_some() {
        std::fs::write(&file, found).expect("the golden file can be written");
    }
    let wanted = std::fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(found, wanted, "{name}; set DACU_BLESS=1 to accept it");
}
