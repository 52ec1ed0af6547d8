//! Where the standard output leads to nobody, or to nowhere.

use std::fs::File;
use std::process::{Command, Stdio};

/// What a command says of an output, and its exit status.
fn listed_to(output: impl Into<Stdio>) -> (String, Option<i32>) {
    let said = Command::new(env!("CARGO_BIN_EXE_dacu"))
        .args(["lint", "--list"])
        .stdout(output)
        .output()
        .expect("the binary runs");
    let err = String::from_utf8(said.stderr).expect("UTF-8");
    (err, said.status.code())
}

#[test]
fn a_reader_that_goes_away_has_read_enough() {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    assert_eq!(listed_to(writer), (String::new(), Some(0)));
}

/// A list that is cut off by a full disk must not pass for the whole.
#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_is_told() {
    let full = File::options().write(true).open("/dev/full");
    let (err, status) = listed_to(full.expect("a device that is always full"));
    assert!(err.starts_with("error: standard output: "), "{err}");
    assert_eq!(status, Some(2));
}
