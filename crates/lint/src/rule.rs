//! What a rule is, and the walk over all of them.

use campaign::json::Value;
use campaign::model::Channel;
use campaign::{Campaign, Locale, Severity};

use crate::place::Places;
use crate::rules;
use crate::words::{Said, said};
use crate::{Finding, History, Market, Message, Profile, zh};

/// What a rule rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidence {
    /// The text of the statute or the platform's own rules was read.
    Read,
    /// A secondary source; please confirm before relying on the article.
    Secondary,
    /// Good practice of the trade or of this project.
    Practice,
}

/// Where a rule is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// Here, on the file.
    File,
    /// Here as far as a file shows it; what a page does is proved by the widgets' own tests.
    FileAndPage,
    /// Here as far as a file shows it; the rest is a duty of the server that the API's contract
    /// carries.
    FileAndServer,
}

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Its id: `PZ1`.
    pub id: &'static str,
    /// How bad a breach is.
    pub severity: Severity,
    /// The channels it holds for; all of them if there are none.
    pub channels: &'static [Channel],
    /// The markets it holds for; all of them if there are none.
    pub markets: &'static [Market],
    /// Where it is checked.
    pub checked: Checked,
    /// What it demands, in one sentence.
    pub demands: &'static str,
    /// Where it comes from: statute, platform rule, paper.
    pub source: &'static str,
    /// How sure that is.
    pub confidence: Confidence,
    /// What to do about a breach.
    pub fix: &'static str,
    /// Finds breaches.
    pub check: fn(&Subject, &mut Found),
}

impl Rule {
    /// What it demands, in a language.
    #[must_use]
    pub fn demands(&self, locale: Locale) -> &'static str {
        self.words(locale)
            .map_or(self.demands, |(demands, _)| demands)
    }

    /// What to do about a breach, in a language.
    #[must_use]
    pub fn fix(&self, locale: Locale) -> &'static str {
        self.words(locale).map_or(self.fix, |(_, fix)| fix)
    }

    /// Where it comes from, as a reader of a language cites it.
    #[must_use]
    pub fn source(&self, locale: Locale) -> &'static str {
        match locale {
            Locale::En => self.source,
            Locale::ZhCn => zh::source(self.source),
            Locale::ZhTw => zh::known(zh::source(self.source)),
        }
    }

    fn words(&self, locale: Locale) -> Option<(&'static str, &'static str)> {
        match locale {
            Locale::En => None,
            Locale::ZhCn => zh::rule(self.id),
            Locale::ZhTw => {
                zh::rule(self.id).map(|(demands, fix)| (zh::known(demands), zh::known(fix)))
            }
        }
    }
}

/// What is looked at.
pub struct Subject<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    /// For whom.
    pub profile: Profile,
    /// What goods were sold for before, if that is known.
    pub history: Option<&'a History>,
    /// The file as written, for what the campaign does not keep.
    pub root: Value,
    /// Every text of it.
    pub(crate) said: Vec<Said>,
    pub(crate) places: Places,
}

impl<'a> Subject<'a> {
    /// A campaign and the text it was read from.
    #[must_use]
    pub fn new(text: &str, campaign: &'a Campaign, profile: Profile) -> Self {
        let root = campaign::json::parse(text).unwrap_or(Value::Null);
        Self {
            campaign,
            profile,
            history: None,
            said: said(&root),
            root,
            places: Places::of(text),
        }
    }

    /// The same with prices of the past.
    #[must_use]
    pub fn with_history(mut self, history: &'a History) -> Self {
        self.history = Some(history);
        self
    }
}

/// Collects what one rule finds.
pub struct Found<'a> {
    rule: &'static Rule,
    places: &'a Places,
    findings: &'a mut Vec<Finding>,
}

impl Found<'_> {
    /// A breach at a path, in one sentence.
    pub fn at(&mut self, path: &str, message: Message) {
        self.push(path, message, self.rule.severity, "");
    }

    /// A milder one.
    pub fn warn_at(&mut self, path: &str, message: Message) {
        self.push(path, message, Severity::Warning, "");
    }

    /// A breach by a widget, which must then show its form without sharing or not be shown.
    pub fn of_widget(&mut self, path: &str, widget: &'static str, message: Message) {
        self.push(path, message, self.rule.severity, widget);
    }

    fn push(&mut self, path: &str, message: Message, severity: Severity, widget: &'static str) {
        let (line, column) = self.places.find(path);
        self.findings.push(Finding {
            rule: self.rule,
            severity,
            path: path.to_owned(),
            line,
            column,
            message,
            widget: widget.into(),
        });
    }
}

/// Every rule, by group and number.
pub const RULES: &[&[Rule]] = &[
    rules::prizes::RULES,
    rules::prices::RULES,
    rules::time::RULES,
    rules::zone::RULES,
    rules::sharing::RULES,
    rules::people::RULES,
    rules::abroad::RULES,
    rules::structure::RULES,
];

/// Everything that is wrong, in the order of the file and then of the rules.
#[must_use]
pub fn lint(subject: &Subject) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES.iter().copied().flatten() {
        let holds = (rule.channels.is_empty() || rule.channels.contains(&subject.profile.channel))
            && (rule.markets.is_empty() || rule.markets.contains(&subject.profile.market));
        if holds {
            (rule.check)(
                subject,
                &mut Found {
                    rule,
                    places: &subject.places,
                    findings: &mut findings,
                },
            );
        }
    }
    findings.sort_by_key(|finding| (finding.line, finding.column));
    findings
}
