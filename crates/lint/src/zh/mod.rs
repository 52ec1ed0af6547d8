//! Everything the rules say, in Chinese.
//!
//! English stands with the rules, Chinese here. A sentence that has no Chinese, or other figures in it,
//! does not compile: [`sentence`] is asked while the rules are.

mod messages;
mod problems;
mod rules;
mod traditional;

pub use problems::{problem, problem_fix};

pub(crate) use traditional::known;
pub use traditional::traditional;

use messages::MESSAGES;
use rules::{RULES, SOURCES};

/// The Chinese of what a finding says.
///
/// # Panics
///
/// If there is none, or it has more or fewer `{}`.
pub(crate) const fn sentence(en: &str) -> &'static str {
    let mut at = 0;
    while at < MESSAGES.len() {
        let (known, zh) = MESSAGES[at];
        if same(known, en) {
            assert!(figures(zh) == figures(en), "other figures in Chinese");
            return zh;
        }
        at += 1;
    }
    panic!("a sentence without its Chinese in zh/messages.rs")
}

/// What a rule demands, and what to do, in Chinese.
pub(crate) fn rule(id: &str) -> Option<(&'static str, &'static str)> {
    let row = RULES.iter().find(|(known, _, _)| *known == id)?;
    Some((row.1, row.2))
}

/// A source in Chinese; as it is where it is a citation.
pub(crate) fn source(en: &'static str) -> &'static str {
    let row = SOURCES.iter().find(|(known, _)| *known == en);
    row.map_or(en, |(_, zh)| zh)
}

const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// How many `{}` a sentence has.
const fn figures(sentence: &str) -> usize {
    let bytes = sentence.as_bytes();
    let (mut count, mut at) = (0, 0);
    while at < bytes.len() {
        if bytes[at] == b'{' {
            count += 1;
        }
        at += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn chinese(text: &str) -> bool {
        text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
    }

    /// What stands between backquotes: names of fields and words of the file, which no language changes.
    fn names(text: &str) -> HashSet<&str> {
        text.split('`').skip(1).step_by(2).collect()
    }

    #[test]
    fn every_rule_has_its_chinese_with_the_same_names_in_it() {
        let known: Vec<&crate::Rule> = crate::RULES.iter().copied().flatten().collect();
        assert_eq!(
            RULES.len(),
            known.len(),
            "a rule's Chinese without its rule, or twice"
        );
        for known in known {
            let (demands, fix) = rule(known.id).unwrap_or_else(|| panic!("{} has none", known.id));
            for (en, zh) in [(known.demands, demands), (known.fix, fix)] {
                assert!(chinese(zh) && zh.ends_with('。'), "{}: {zh}", known.id);
                assert_eq!(names(en), names(zh), "{}", known.id);
            }
        }
    }

    #[test]
    fn sentences_stand_once_and_name_the_same() {
        let mut seen = HashSet::new();
        for (en, zh) in MESSAGES {
            assert!(seen.insert(en), "{en}");
            assert!(chinese(zh), "{en}");
            assert_eq!(names(en), names(zh), "{en}");
        }
    }

    #[test]
    fn sources_are_those_of_rules() {
        for (en, zh) in SOURCES {
            assert!(chinese(zh), "{en}");
            let mut rules = crate::RULES.iter().copied().flatten();
            assert!(rules.any(|rule| rule.source == *en), "{en}");
        }
    }
}
