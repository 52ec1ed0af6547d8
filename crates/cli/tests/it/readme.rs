//! The commands that the README shows, as they stand there.

use std::fs;

use crate::{dacu, err, root};

/// What stands in for a name in capitals, by the word before it.
fn named(before: &str, word: &str, out: &str) -> String {
    let stands = match (before, word) {
        ("--cart", "FILE") => "crates/cli/tests/carts/wallet.json",
        ("cases", "FILE") => "crates/pricing/tests/cases/peer-cases.json",
        (_, "FILE") => "public/campaigns/double11-2026.json",
        (_, "INSTANT") => "2026-11-11T10:00:00+08:00",
        (_, "URL") => "/somewhere",
        (_, "strip.svg" | "draft.json") => return format!("{out}/{word}"),
        _ => word,
    };
    stands.to_owned()
}

#[test]
fn every_command_of_the_readme_runs() {
    let out = std::env::temp_dir().join(format!("dacu-readme-{}", std::process::id()));
    fs::create_dir_all(&out).expect("a folder");
    let draft = root().join("crates/cli/tests/golden/draft.json");
    fs::copy(draft, out.join("draft.json")).expect("a draft");
    let folder = out.display().to_string();

    let readme = fs::read_to_string(root().join("README.md")).expect("the README");
    let commands = readme.lines().filter_map(|line| {
        let line = line.strip_prefix("dacu ")?;
        Some(line.split(" #").next()?.split(" >").next()?.trim())
    });
    let mut count = 0;
    // The schema is made by trying the reader out, which takes its time; `schema` holds what it prints.
    for command in commands.filter(|command| *command != "schema") {
        let mut before = "";
        let mut args = Vec::new();
        for word in command.split_whitespace() {
            args.push(named(before, word, &folder));
            before = word;
        }
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let said = dacu(&args);
        assert_eq!(
            said.status.code(),
            Some(0),
            "dacu {command}: {}",
            err(&said)
        );
        assert!(!said.stdout.is_empty(), "dacu {command} says nothing");
        count += 1;
    }
    assert!(count >= 9, "{count} commands");
    assert!(out.join("strip.svg").is_file());
    let settled = fs::read_to_string(out.join("draft.json")).expect("the draft");
    assert!(settled.contains("\"dacu/1\""), "--write wrote");
    fs::remove_dir_all(out).expect("the folder can go");
}
