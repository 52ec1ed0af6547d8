//! What the lines of sources, style sheets and documents say.

/// The modules that follow `crate::`, also in the braces of `use crate::{a::b, c}`.
pub(super) fn crate_modules(code: &str) -> Vec<String> {
    let mut modules = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = code[at + "crate::".len()..].trim_start();
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut word = String::new();
            let mut first = true;
            for c in group.chars() {
                match c {
                    '}' if depth == 0 => break,
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 0 => first = true,
                    c if is_word(c) && depth == 0 && first => {
                        word.push(c);
                        continue;
                    }
                    _ => {}
                }
                if !word.is_empty() {
                    modules.push(std::mem::take(&mut word));
                    first = c == ',';
                }
            }
            modules.extend((!word.is_empty()).then_some(word));
        } else {
            modules.push(rest.chars().take_while(|c| is_word(*c)).collect());
        }
    }
    modules
}

/// The classes of our own that a style sheet names.
pub(super) fn classes(sheet: &str) -> impl Iterator<Item = &str> {
    let found = sheet
        .match_indices(".dacu-")
        .map(|(at, _)| &sheet[at + 1..]);
    found.map(|rest| &rest[..rest.find(|c| !is_of_class(c)).unwrap_or(rest.len())])
}

/// Whether a class stands in code as a whole.
pub(super) fn names_class(code: &str, class: &str) -> bool {
    code.match_indices(class).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + class.len()..].chars().next();
        !before.is_some_and(is_of_class) && !after.is_some_and(is_of_class)
    })
}

fn is_of_class(c: char) -> bool {
    is_word(c) || c == '-'
}

/// Where the links of a document lead that stay in the repository; code blocks have none.
pub(super) fn links(document: &str) -> impl Iterator<Item = &str> {
    let prose = document.split("```").step_by(2);
    let targets = prose.flat_map(|part| part.split("](").skip(1));
    let targets = targets.filter_map(|rest| rest.split(')').next());
    targets.filter(|target| !target.contains("://"))
}

/// The headings of a document, as links name them: small letters, hyphens for blanks, no marks.
pub(super) fn headings(document: &str) -> impl Iterator<Item = String> {
    let lines = document.lines().filter_map(|line| {
        Some(line.trim_start_matches('#')).filter(|rest| rest.len() < line.len())
    });
    lines.map(|heading| {
        let kept = heading.trim().chars().filter_map(|c| match c {
            ' ' => Some('-'),
            c if is_word(c) || c == '-' => Some(c),
            _ => None,
        });
        kept.collect::<String>().to_lowercase()
    })
}

/// A place below one machine's root, home or work folder, or a registry's host.
///
/// The needles are put together here because this file is read as well.
pub(super) fn machine_path(line: &str) -> Option<&'static str> {
    const PLACES: [&str; 4] = [
        concat!("/ro", "ot/"),
        concat!("/ho", "me/"),
        concat!("/wo", "rk/"),
        concat!("/Us", "ers/"),
    ];
    const HOSTS: [&str; 6] = [
        concat!("crates", ".io"),
        concat!("npmjs", ".org"),
        concat!("npmjs", ".com"),
        concat!("npmmirror", ".com"),
        concat!("pypi", ".org"),
        concat!("deb.debian", ".org"),
    ];
    let place = PLACES.iter().any(|place| {
        line.match_indices(place).any(|(at, _)| {
            let before = line[..at].chars().next_back();
            before.is_none_or(|c| !is_word(c) && !['.', '-', '}'].contains(&c))
        })
    });
    if place {
        return Some("names a path of one machine");
    }
    HOSTS
        .iter()
        .any(|host| line.contains(host))
        .then_some("names a package registry")
}

pub(super) fn without_comment(line: &str) -> &str {
    line.split_once("//").map_or(line, |(code, _)| code)
}

/// Whether a word stands in a line by itself, or as the type behind a number: `1.5_f64`.
pub(super) fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].rsplit(|c| !is_word(c)).next().unwrap_or("");
        let after = line[at + word.len()..].chars().next();
        let stands_alone = before.chars().all(|c| c.is_ascii_digit() || c == '_');
        stands_alone && before != "_" && !after.is_some_and(is_word)
    })
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::{classes, crate_modules, has_word, headings, links, machine_path, names_class};

    #[test]
    fn modules_named_after_crate() {
        let code =
            "use crate::{\n  api::{self, widgets}, ui, host::can as may};\ncrate::embed::start()";
        assert_eq!(crate_modules(code), ["api", "ui", "host", "embed"]);
    }

    #[test]
    fn words_are_whole() {
        assert!(has_word("let x: f64 = 0.0;", "f64"));
        assert!(!has_word("let buf64 = 1;", "f64"));
        assert!(!has_word("value.as_f64()", "f64"));
        assert!(has_word("as_f64_mut(1f64)", "f64"));
        assert!(has_word("1.5_f64", "f64"));
    }

    #[test]
    fn classes_are_whole() {
        let sheet = ".dacu-a .dacu-b__c--d:hover,.dacu-e{color:red}";
        let found: Vec<_> = classes(sheet).collect();
        assert_eq!(found, ["dacu-a", "dacu-b__c--d", "dacu-e"]);
        assert!(names_class(r#"el("p", "dacu-b dacu-a")"#, "dacu-a"));
        assert!(!names_class("dacu-a__b dacu-a--c my-dacu-a", "dacu-a"));
    }

    #[test]
    fn links_lead_to_files_and_headings() {
        let document = "[a](b.md#c) [web](https://d.example)\n```md\n[no](link)\n```\n[e](f)";
        assert_eq!(links(document).collect::<Vec<_>>(), ["b.md#c", "f"]);
        let document = "# Vue 2.7\nprose\n## `dacu` and CDN, «two»\n";
        let found: Vec<_> = headings(document).collect();
        assert_eq!(found, ["vue-27", "dacu-and-cdn-two"]);
    }

    #[test]
    fn machine_paths() {
        assert!(machine_path(concat!("see /ro", "ot/x")).is_some());
        assert!(machine_path(concat!("a/wo", "rk/x and $", "{HOME}/ho", "me/x")).is_none());
        assert!(machine_path(concat!("https://crates", ".io/x")).is_some());
    }
}
