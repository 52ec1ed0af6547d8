//! Runs a test program with its output shown as it comes, and counts what it says of its tests.

use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;

use anyhow::{Context, Result};

use crate::shell;

/// Tests that passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Tests that passed.
    pub passed: usize,
    /// Tests that failed.
    pub failed: usize,
}

/// Runs the program and adds up the closing lines of cargo's, wasm-bindgen's or node's runner.
///
/// A run that fails without a failed test, or that executed no test, counts as one failure.
pub fn run(command: &mut Command) -> Result<Count> {
    if std::io::stdout().is_terminal() {
        command
            .env("CARGO_TERM_COLOR", "always")
            .env("FORCE_COLOR", "1");
    }
    let line = shell::line(command);
    eprintln!("{}", shell::styled("2", &format!("$ {line}")));
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command
        .spawn()
        .with_context(|| format!("`{line}` could not be started"))?;
    let (sender, lines) = mpsc::channel();
    let out = child
        .stdout
        .take()
        .map(|pipe| forward(pipe, sender.clone()));
    let err = child.stderr.take().map(|pipe| forward(pipe, sender));
    let mut count = Count::default();
    for line in lines {
        read_line(&line, &mut count);
        let mut stdout = std::io::stdout().lock();
        // A closed terminal must not stop the tests.
        let _ = writeln!(stdout, "{line}");
    }
    for thread in [out, err].into_iter().flatten() {
        let _ = thread.join();
    }
    let status = child.wait()?;
    if count.failed == 0 && !status.success() {
        println!("`{line}` failed ({status})");
        count.failed = 1;
    } else if count == Count::default() {
        println!("`{line}` ran no test, which counts as a failure");
        count.failed = 1;
    }
    Ok(count)
}

fn forward(
    pipe: impl Read + Send + 'static,
    lines: mpsc::Sender<String>,
) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let mut reader = BufReader::new(pipe);
        let mut line = Vec::new();
        while reader
            .read_until(b'\n', &mut line)
            .is_ok_and(|read| read > 0)
        {
            let text = String::from_utf8_lossy(&line)
                .trim_end_matches(['\n', '\r'])
                .to_owned();
            if lines.send(text).is_err() {
                return;
            }
            line.clear();
        }
    })
}

/// `test result: ok. 3 passed; 0 failed; ...`, or node's `ℹ pass 3` and `# fail 0`.
fn read_line(line: &str, count: &mut Count) {
    let plain = without_colour(line);
    let words: Vec<&str> = plain.split_whitespace().collect();
    match words.as_slice() {
        ["test", "result:", _, rest @ ..] => {
            for pair in rest.windows(2) {
                match (pair[0].parse::<usize>(), pair[1].trim_end_matches(';')) {
                    (Ok(n), "passed") => count.passed += n,
                    (Ok(n), "failed") => count.failed += n,
                    _ => {}
                }
            }
        }
        ["ℹ" | "#", "pass", n] => count.passed += n.parse().unwrap_or(0),
        ["ℹ" | "#", "fail" | "cancelled", n] => count.failed += n.parse().unwrap_or(0),
        _ => {}
    }
}

fn without_colour(line: &str) -> String {
    let mut parts = line.split("\x1b[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once('m').map_or(part, |(_, text)| text));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{Count, read_line};

    #[track_caller]
    fn check(lines: &[&str], passed: usize, failed: usize) {
        let mut count = Count::default();
        lines.iter().for_each(|line| read_line(line, &mut count));
        assert_eq!(count, Count { passed, failed });
    }

    #[test]
    fn reads_each_runner() {
        check(
            &["test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured"],
            12,
            0,
        );
        check(
            &["test result: \x1b[31mFAILED\x1b[0m. 2 passed; 3 failed; 0 ignored"],
            2,
            3,
        );
        check(
            &[
                "ℹ tests 9",
                "ℹ pass 7",
                "ℹ fail 1",
                "ℹ cancelled 1",
                "ℹ skipped 0",
            ],
            7,
            2,
        );
        check(&["\x1b[34mℹ pass 4\x1b[39m", "# fail 0"], 4, 0);
        check(
            &["I pass 3 of them", "test result", "assertion: 3 passed"],
            0,
            0,
        );
    }
}
