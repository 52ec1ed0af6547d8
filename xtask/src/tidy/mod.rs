//! The architecture's invariants: sentences about what must stay absent, each with its check.
//!
//! ARCHITECTURE.md holds the same sentences word for word, so that neither can change alone.

mod text;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::inputs::relative;
use crate::shell::{self, command, path};
use crate::supply;
use text::{
    classes, crate_modules, has_word, headings, links, machine_path, names_class, without_comment,
};

struct Invariant {
    sentence: &'static str,
    /// Returns one line for each place where it does not hold.
    check: fn(&Tree) -> Result<Vec<String>>,
}

const INVARIANTS: &[Invariant] = &[
    Invariant {
        sentence: "`pricing` depends on nothing but the standard library.",
        check: |_| dependencies("pricing", &[]),
    },
    Invariant {
        sentence: "`pricing` never sees a float, a clock or a browser.",
        check: |tree| tree.words("crates/pricing/src/", IMPURE),
    },
    Invariant {
        sentence: "`campaign` and `protocol` never see one either.",
        check: |tree| {
            let mut found = tree.words("crates/campaign/src/", IMPURE)?;
            found.extend(tree.words("crates/protocol/src/", IMPURE)?);
            Ok(found)
        },
    },
    Invariant {
        sentence: "Among the crates, `campaign` knows `pricing`, and `protocol` and `lint` know both; no arrow points back.",
        check: |_| {
            let mut found = own_dependencies("campaign", &["pricing"])?;
            found.extend(own_dependencies("protocol", &["pricing", "campaign"])?);
            found.extend(own_dependencies("lint", &["pricing", "campaign"])?);
            Ok(found)
        },
    },
    Invariant {
        sentence: "`runtime` and `api` serve the widgets without knowing them.",
        check: |tree| tree.arrows(&["runtime", "api"], &["widgets", "ui", "embed", "studio"]),
    },
    Invariant {
        sentence: "The shared parts in `ui` know no widget, and no widget knows where it is embedded or shown.",
        check: |tree| {
            let mut found = tree.arrows(&["ui"], &["widgets"])?;
            found.extend(tree.arrows(&["ui", "widgets"], &["embed", "studio"])?);
            Ok(found)
        },
    },
    Invariant {
        sentence: "What ships to shoppers never names the studio.",
        check: |tree| tree.arrows(&["embed"], &["studio"]),
    },
    Invariant {
        sentence: "The embed bundle has no regex, chrono, uuid, ICU, router or serde in it, whoever asks for them.",
        check: |_| heavy_dependencies(),
    },
    Invariant {
        sentence: "No view carries a style string, which a strict content policy would refuse.",
        check: |tree| tree.text("src/", &["style=\""]),
    },
    Invariant {
        sentence: "No text ever becomes markup: nothing in `src` sets inner HTML.",
        check: |tree| {
            tree.words(
                "src/",
                &["inner_html", "set_inner_html", "insert_adjacent_html"],
            )
        },
    },
    Invariant {
        sentence: "Every class in a widget's sheet is one that something draws.",
        check: |tree| Ok(tree.undrawn_classes()),
    },
    Invariant {
        sentence: "Every Rust file begins by saying what it is for.",
        check: |tree| {
            tree.files(&["rs"], |text| {
                (!text.starts_with("//!")).then(|| "does not begin with `//!`".to_owned())
            })
        },
    },
    Invariant {
        sentence: "No file is longer than 700 lines.",
        check: |tree| {
            tree.files(&["rs", "js", "mjs", "ts", "css", "html"], |text| {
                let lines = text.lines().count();
                (lines > 700).then(|| format!("has {lines} lines"))
            })
        },
    },
    Invariant {
        sentence: "No line ends in a blank.",
        check: |tree| {
            tree.lines(PROSE, |line| {
                line.ends_with([' ', '\t']).then_some("ends in a blank")
            })
        },
    },
    Invariant {
        sentence: "No file names a place that only one machine has, or the host of a package registry.",
        check: |tree| tree.lines(TEXT, machine_path),
    },
    Invariant {
        sentence: "Every link from one document to another leads somewhere.",
        check: |tree| Ok(tree.dead_links()),
    },
    Invariant {
        sentence: "ARCHITECTURE.md says each of these sentences.",
        check: |_| unsaid(),
    },
];

/// What the pure crates must not name.
const IMPURE: &[&str] = &["f32", "f64", "std::time", "web_sys", "js_sys", "leptos"];

/// The kinds of files that people write line by line.
const PROSE: &[&str] = &[
    "rs", "toml", "js", "mjs", "ts", "css", "html", "json", "md", "yml", "sh", "run", "sql",
];

/// All kinds of text, drawings included.
const TEXT: &[&str] = &[
    "rs",
    "toml",
    "js",
    "mjs",
    "ts",
    "css",
    "html",
    "json",
    "md",
    "yml",
    "sh",
    "run",
    "sql",
    "svg",
    "npmrc",
    "gitignore",
    "txt",
    "lock",
];

/// Checks every invariant and names all places where one does not hold.
pub fn command_line() -> Result<()> {
    let tree = Tree::read()?;
    let mut broken = 0;
    for invariant in INVARIANTS {
        let found = (invariant.check)(&tree)?;
        if found.is_empty() {
            println!("ok    {}", invariant.sentence);
        } else {
            println!("FAIL  {}", invariant.sentence);
            found.iter().for_each(|place| println!("      {place}"));
            broken += 1;
        }
    }
    if broken > 0 {
        bail!("{broken} of {} invariants do not hold", INVARIANTS.len());
    }
    Ok(())
}

/// Prints the sentences as a Markdown list, for ARCHITECTURE.md.
pub fn list() {
    INVARIANTS
        .iter()
        .for_each(|invariant| println!("- {}", invariant.sentence));
}

/// The files that git knows or would take, with their text.
struct Tree {
    files: Vec<(String, String)>,
}

impl Tree {
    fn read() -> Result<Tree> {
        let listed = shell::read(command("git").args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ]))?;
        let files = listed
            .split('\0')
            .filter(|name| !name.is_empty() && *name != "Cargo.lock")
            .filter_map(|name| Some((name.to_owned(), fs::read_to_string(path(name)).ok()?)))
            .collect();
        Ok(Tree { files })
    }

    fn of<'a>(&'a self, kinds: &'a [&str]) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files
            .iter()
            .filter(|(name, _)| {
                let last = name.rsplit('/').next().unwrap_or(name);
                kinds.contains(&last.rsplit('.').next().unwrap_or(last))
            })
            .map(|(name, text)| (name.as_str(), text.as_str()))
    }

    fn files(&self, kinds: &[&str], wrong: fn(&str) -> Option<String>) -> Result<Vec<String>> {
        let places = self
            .of(kinds)
            .filter_map(|(name, text)| Some(format!("{name} {}", wrong(text)?)));
        Ok(places.collect())
    }

    fn lines(
        &self,
        kinds: &[&str],
        wrong: fn(&str) -> Option<&'static str>,
    ) -> Result<Vec<String>> {
        let places = self.of(kinds).flat_map(|(name, text)| {
            text.split('\n')
                .enumerate()
                .filter_map(move |(at, line)| Some(format!("{name}:{} {}", at + 1, wrong(line)?)))
        });
        Ok(places.collect())
    }

    /// The lines of Rust code below `dir`, without their comments.
    fn code(&self, dir: &str) -> impl Iterator<Item = (&str, usize, &str)> {
        self.of(&["rs"])
            .filter(move |(name, _)| name.starts_with(dir))
            .flat_map(|(name, text)| {
                text.lines()
                    .enumerate()
                    .map(move |(at, line)| (name, at + 1, without_comment(line)))
            })
    }

    fn words(&self, dir: &str, words: &[&str]) -> Result<Vec<String>> {
        let mut found = Vec::new();
        for (name, at, line) in self.code(dir) {
            for word in words.iter().filter(|word| has_word(line, word)) {
                found.push(format!("{name}:{at} names {word}"));
            }
        }
        Ok(found)
    }

    fn text(&self, dir: &str, needles: &[&str]) -> Result<Vec<String>> {
        let mut found = Vec::new();
        for (name, at, line) in self.code(dir) {
            for needle in needles.iter().filter(|needle| line.contains(**needle)) {
                found.push(format!("{name}:{at} has {needle}"));
            }
        }
        Ok(found)
    }

    /// Classes that a widget's sheet has rules for and no code puts on an element. The end of a name
    /// may be put together (`dacu-odds__key--` and a letter).
    fn undrawn_classes(&self) -> Vec<String> {
        let of_widgets = |(name, _): &(&str, &str)| name.starts_with("src/widgets/");
        let code: Vec<&str> = self.of(&["rs"]).map(|(_, text)| text).collect();
        let is_drawn = |class: &str| {
            let stem = class
                .rsplit_once("--")
                .map(|(stem, _)| [stem, "--"].concat());
            code.iter().any(|text| {
                names_class(text, class)
                    || stem.as_ref().is_some_and(|stem| {
                        text.contains(&[stem, "\""].concat())
                            || text.contains(&[stem, "{"].concat())
                    })
            })
        };
        let mut undrawn = Vec::new();
        for (name, text) in self.of(&["css"]).filter(of_widgets) {
            let classes: BTreeSet<&str> = classes(text).collect();
            for class in classes.into_iter().filter(|class| !is_drawn(class)) {
                undrawn.push(format!("{name} has rules for {class}"));
            }
        }
        undrawn
    }

    /// Links of documents to files that are not there, or to headings that a document does not have.
    fn dead_links(&self) -> Vec<String> {
        let mut dead = Vec::new();
        for (name, text) in self.of(&["md"]) {
            let folder = Path::new(name).parent().unwrap_or(Path::new(""));
            for target in links(text) {
                let (file, heading) = target.split_once('#').unwrap_or((target, ""));
                let there = match file {
                    "" => path(name),
                    file => path(folder.join(file)),
                };
                let is_there = match fs::read_to_string(&there) {
                    Ok(text) if !heading.is_empty() => headings(&text).any(|one| one == heading),
                    _ => there.exists(),
                };
                if !is_there {
                    dead.push(format!("{name} links to {target}"));
                }
            }
        }
        dead
    }

    /// The places where a module of `from` names a module of `to`.
    fn arrows(&self, from: &[&str], to: &[&str]) -> Result<Vec<String>> {
        let mut found = Vec::new();
        for (name, text) in self.of(&["rs"]) {
            let inside = |module: &&&str| {
                name.starts_with(&format!("src/{module}/")) || name == format!("src/{module}.rs")
            };
            if from.iter().any(|module| inside(&module)) {
                let code: Vec<&str> = text.lines().map(without_comment).collect();
                let named = crate_modules(&code.join("\n"));
                for module in to
                    .iter()
                    .filter(|module| named.iter().any(|name| name == *module))
                {
                    found.push(format!("{name} names crate::{module}"));
                }
            }
        }
        Ok(found)
    }
}

/// What a package asks for beyond what it may.
fn dependencies(package: &str, allowed: &[&str]) -> Result<Vec<String>> {
    asked_for(package, allowed, |_| true)
}

/// Like [`dependencies`], but only among our own packages, which are named by their path.
fn own_dependencies(package: &str, allowed: &[&str]) -> Result<Vec<String>> {
    asked_for(package, allowed, |asked| asked.get("path").is_some())
}

fn asked_for(
    package: &str,
    allowed: &[&str],
    counts: fn(&toml::Value) -> bool,
) -> Result<Vec<String>> {
    let file = path(format!("crates/{package}/Cargo.toml"));
    let text = fs::read_to_string(&file).with_context(|| relative(&file))?;
    let manifest: toml::Table = toml::from_str(&text).with_context(|| relative(&file))?;
    let sections = ["dependencies", "build-dependencies"];
    let sections = sections
        .iter()
        .filter_map(|name| manifest.get(*name)?.as_table());
    let asked = sections.flatten().filter(|(_, asked)| counts(asked));
    let mut names: Vec<&str> = asked.map(|(name, _)| name.as_str()).collect();
    if manifest.contains_key("target") {
        names.push("a [target] section");
    }
    names.retain(|name| !allowed.contains(name));
    let file = relative(&file);
    let told = names.iter().map(|name| format!("{file} has {name}"));
    Ok(told.collect())
}

/// What is linked into the embed bundle although `deny-embed.toml` bans it, whoever asked for it.
fn heavy_dependencies() -> Result<Vec<String>> {
    let tree = shell::read(&mut shell::cargo(&[
        "tree",
        "--package",
        "dacu",
        "--target",
        "wasm32-unknown-unknown",
        "--edges",
        "normal",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ]))?;
    let names: BTreeSet<&str> = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    let banned = supply::banned_from_embed()?.into_iter();
    Ok(banned
        .filter(|name| names.contains(name.as_str()))
        .map(|name| format!("the bundle has {name} in it"))
        .collect())
}

fn unsaid() -> Result<Vec<String>> {
    let Ok(text) = fs::read_to_string(path("ARCHITECTURE.md")) else {
        return Ok(vec!["ARCHITECTURE.md does not exist".to_owned()]);
    };
    // A sentence may be wrapped over two lines.
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let missing = INVARIANTS
        .iter()
        .filter(|invariant| !text.contains(invariant.sentence));
    Ok(missing
        .map(|invariant| format!("not said: {}", invariant.sentence))
        .collect())
}
