//! Findings as people, machines and code hosts read them.

use campaign::json::{self, Value};
use campaign::{Problem, Severity};

use crate::{Checked, Confidence, Finding, RULES, Rule};

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Read => "",
        Confidence::Secondary => " (secondary source, please confirm)",
        Confidence::Practice => "",
    }
}

fn map(entries: Vec<(&str, Value)>) -> Value {
    let entries = entries.into_iter();
    Value::Map(
        entries
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

/// One finding a paragraph, as compilers write them, with source and fix.
#[must_use]
pub fn text(file: &str, findings: &[Finding]) -> String {
    let mut out = String::new();
    for finding in findings {
        let rule = finding.rule;
        out.push_str(&format!(
            "{file}:{}:{}: {} {}: {}\n",
            finding.line,
            finding.column,
            severity(finding.severity),
            rule.id,
            finding.message
        ));
        if !finding.path.is_empty() {
            out.push_str(&format!("    at     {}\n", finding.path));
        }
        if !finding.widget.is_empty() {
            out.push_str(&format!(
                "    widget <{}> shows its form without sharing here\n",
                finding.widget
            ));
        }
        out.push_str(&format!(
            "    source {}{}\n",
            rule.source,
            confidence(rule.confidence)
        ));
        out.push_str(&format!("    fix    {}\n", rule.fix));
    }
    out
}

/// `{ "problems": [{ "code", "severity", "path", "line", "column", "message", "fix" }],
/// "findings": [{ "rule", "severity", "path", "line", "column", "message", "widget"?, "source", "fix" }] }`:
/// what the reader says of a file, and what the rules do.
#[must_use]
pub fn json(problems: &[Problem], findings: &[Finding]) -> String {
    let problems = problems.iter().map(|problem| {
        map(vec![
            ("code", Value::text(problem.code)),
            ("severity", Value::text(severity(problem.severity))),
            ("path", Value::text(&problem.path)),
            ("line", Value::Int(problem.line.into())),
            ("column", Value::Int(problem.column.into())),
            ("message", Value::text(&problem.message)),
            ("fix", Value::text(&problem.fix)),
        ])
    });
    let problems = Value::List(problems.collect());
    let mut list = Vec::new();
    for finding in findings {
        let mut entries = vec![
            ("rule", Value::text(finding.rule.id)),
            ("severity", Value::text(severity(finding.severity))),
            ("path", Value::text(&finding.path)),
            ("line", Value::Int(finding.line.into())),
            ("column", Value::Int(finding.column.into())),
            ("message", Value::text(&finding.message)),
        ];
        if !finding.widget.is_empty() {
            entries.push(("widget", Value::text(finding.widget)));
        }
        entries.push(("source", Value::text(finding.rule.source)));
        entries.push(("fix", Value::text(finding.rule.fix)));
        list.push(map(entries));
    }
    json::write(&map(vec![
        ("problems", problems),
        ("findings", Value::List(list)),
    ]))
}

/// SARIF 2.1.0, which code hosts show beside the lines. What the reader says has `file/` before its
/// code, and says what to do in its message; what to do about a rule stands with the rule.
#[must_use]
pub fn sarif(file: &str, problems: &[Problem], findings: &[Finding]) -> String {
    let mut rules = Vec::new();
    for rule in RULES.iter().copied().flatten() {
        rules.push(map(vec![
            ("id", Value::text(rule.id)),
            (
                "shortDescription",
                map(vec![("text", Value::text(rule.demands))]),
            ),
            ("help", map(vec![("text", Value::text(rule.fix))])),
            (
                "defaultConfiguration",
                map(vec![("level", Value::text(severity(rule.severity)))]),
            ),
        ]));
    }
    let mut results = Vec::new();
    for problem in problems {
        let rule = format!("file/{}", problem.code);
        let message = format!("{}\nfix: {}", problem.message, problem.fix);
        let place = (problem.line, problem.column);
        results.push(result(file, &rule, problem.severity, &message, place));
    }
    for finding in findings {
        let place = (finding.line, finding.column);
        let Finding {
            rule,
            severity,
            message,
            ..
        } = finding;
        results.push(result(file, rule.id, *severity, message, place));
    }
    let driver = map(vec![
        ("name", Value::text("dacu")),
        ("rules", Value::List(rules)),
    ]);
    let run = map(vec![
        ("tool", map(vec![("driver", driver)])),
        ("results", Value::List(results)),
    ]);
    json::write(&map(vec![
        (
            "$schema",
            Value::text("https://json.schemastore.org/sarif-2.1.0.json"),
        ),
        ("version", Value::text("2.1.0")),
        ("runs", Value::List(vec![run])),
    ]))
}

/// One result of SARIF; the place is line and column, from 1.
fn result(file: &str, rule: &str, level: Severity, message: &str, place: (u32, u32)) -> Value {
    let region = map(vec![
        ("startLine", Value::Int(place.0.into())),
        ("startColumn", Value::Int(place.1.into())),
    ]);
    let place = map(vec![
        ("artifactLocation", map(vec![("uri", Value::text(file))])),
        ("region", region),
    ]);
    map(vec![
        ("ruleId", Value::text(rule)),
        ("level", Value::text(severity(level))),
        ("message", map(vec![("text", Value::text(message))])),
        (
            "locations",
            Value::List(vec![map(vec![("physicalLocation", place)])]),
        ),
    ])
}

/// Every rule with severity, profile and source, one a paragraph.
#[must_use]
pub fn list() -> String {
    let mut out = String::new();
    for rule in RULES.iter().copied().flatten() {
        out.push_str(&format!(
            "{:<5} {:<8}{}\n",
            rule.id,
            severity(rule.severity),
            rule.demands
        ));
        out.push_str(&format!("      profile {}\n", profile(rule)));
        out.push_str(&format!(
            "      source  {}{}\n",
            rule.source,
            confidence(rule.confidence)
        ));
        let checked = match rule.checked {
            Checked::File => continue,
            Checked::FileAndPage => "the file here, the page by the widgets' own tests",
            Checked::FileAndServer => "the file here, the server by the API's contract",
        };
        out.push_str(&format!("      checked {checked}\n"));
    }
    out
}

/// The channels and markets a rule holds for.
fn profile(rule: &Rule) -> String {
    let channels: Vec<&str> = rule.channels.iter().map(|channel| channel.name()).collect();
    let markets: Vec<&str> = rule.markets.iter().map(|market| market.name()).collect();
    let or_all = |names: Vec<&str>, all: &str| {
        if names.is_empty() {
            all.to_owned()
        } else {
            names.join(", ")
        }
    };
    format!(
        "{}; {}",
        or_all(channels, "every channel"),
        or_all(markets, "every market")
    )
}
