//! Everything that is wrong with a draft, from the file's own reader and from the rules of law and
//! platforms.

use std::sync::Arc;

use campaign::json::Value;
use campaign::{Campaign, Locale, Problem, Severity};
use lint::Profile;

use super::fixes::{self, Fix};
use super::schema::Schema;
use crate::studio::aside;
use crate::studio::state::Lang;

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// How bad it is.
    pub severity: Severity,
    /// The rule's id, such as `WX1`, or the reader's code, such as `missing`.
    pub code: &'static str,
    /// Whether it is a rule of law, platform or practice.
    pub rule: bool,
    /// Where, as problems write it.
    pub path: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// What is wrong.
    pub message: Told,
    /// What to do about it; empty where nothing is known.
    pub advice: Told,
    /// Where the rule comes from; empty without one.
    pub source: Told,
    /// An edit that mends it.
    pub fix: Option<Fix>,
}

/// A sentence in both languages of the studio.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    zh: String,
    en: String,
}

impl Told {
    /// The sentence that a reader of each language is told.
    fn by(say: impl Fn(Locale) -> String) -> Self {
        Self {
            zh: say(Locale::ZhCn),
            en: say(Locale::En),
        }
    }

    /// What a problem of the reader says.
    #[must_use]
    pub fn problem(problem: &Problem) -> Self {
        Self {
            zh: lint::problem(problem.code, &problem.message),
            en: problem.message.clone(),
        }
    }

    /// The sentence in a language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// A draft, looked at.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// The document, where the text is one.
    pub root: Option<Arc<Value>>,
    /// What it means, where nothing is wrong with it.
    pub campaign: Option<Arc<Campaign>>,
    /// Everything that is wrong, in the order of the file.
    pub found: Vec<Found>,
}

/// Reads a text, and says what its reader says.
#[must_use]
pub fn look(text: &str, schema: Option<&Schema>) -> Look {
    let (parsed, root) = campaign::parse_document(text);
    let found = parsed
        .problems
        .into_iter()
        .map(|problem| Found {
            fix: fixes::of(text, root.as_ref(), schema, &problem),
            severity: problem.severity,
            code: problem.code,
            rule: false,
            line: problem.line,
            column: problem.column,
            message: Told::problem(&problem),
            advice: Told {
                zh: lint::problem_fix(problem.code)
                    .unwrap_or(&problem.fix)
                    .to_owned(),
                en: problem.fix,
            },
            source: Told::default(),
            path: problem.path,
        })
        .collect();
    Look {
        root: root.map(Arc::new),
        campaign: parsed.campaign.map(Arc::new),
        found,
    }
}

/// For whom the rules look at a draft: every channel that it declares.
#[must_use]
pub fn profiles(campaign: &Campaign) -> Vec<Profile> {
    campaign.channels.iter().copied().map(Profile::of).collect()
}

/// What rules have found for each channel; one breach is told once.
#[must_use]
pub fn rules(findings: aside::Findings) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for list in findings {
        for finding in list {
            let rule = finding.rule;
            let message = Told::by(|locale| finding.message.get(locale));
            let again = |known: &Found| {
                known.code == rule.id && known.path == finding.path && known.message == message
            };
            if found.iter().any(again) {
                continue;
            }
            found.push(Found {
                severity: finding.severity,
                code: rule.id,
                rule: true,
                path: finding.path,
                line: finding.line,
                column: finding.column,
                message,
                advice: Told::by(|locale| rule.fix(locale).to_owned()),
                source: Told::by(|locale| rule.source(locale).to_owned()),
                fix: None,
            });
        }
    }
    found
}

/// Both lists as one, in the order of the file.
#[must_use]
pub fn together(mut found: Vec<Found>, rules: Vec<Found>) -> Vec<Found> {
    found.extend(rules);
    found.sort_by_key(|one| (one.line, one.column));
    found
}
