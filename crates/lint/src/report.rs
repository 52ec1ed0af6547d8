//! Findings as people, machines and code hosts read them.

use campaign::json::{self, Value};
use campaign::{Locale, Problem, Severity, Words, words};

use crate::{Checked, Confidence, Finding, RULES, Rule};

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn confidence(confidence: Confidence, locale: Locale) -> &'static str {
    match confidence {
        Confidence::Read | Confidence::Practice => "",
        Confidence::Secondary => words!(
            "（二手来源，请核实）",
            "（二手來源，請核實）",
            " (secondary source, please confirm)",
        )
        .get(locale),
    }
}

const AT: Words = words!("位置", "位置", "at    ");
const SOURCE: Words = words!("来源", "來源", "source");
const FIX: Words = words!("改法", "改法", "fix   ");
const WIDGET: Words = words!("部件", "部件", "widget");
const WITHOUT_SHARING: Words = words!(
    "在这里显示不分享的形式",
    "在這裡顯示不分享的形式",
    "shows its form without sharing here",
);
const PROFILE: Words = words!("适用", "適用", "profile");
const CITED: Words = words!("来源", "來源", "source ");
const CHECKED: Words = words!("检查", "檢查", "checked");
const BY_WIDGETS: Words = words!(
    "文件在这里查，页面由部件自己的测试查",
    "檔案在這裡查，頁面由部件自己的測試查",
    "the file here, the page by the widgets' own tests",
);
const BY_SERVER: Words = words!(
    "文件在这里查，服务端由接口约定查",
    "檔案在這裡查，伺服器由介面約定查",
    "the file here, the server by the API's contract",
);
const EVERY_CHANNEL: Words = words!("所有渠道", "所有管道", "every channel");
const EVERY_MARKET: Words = words!("所有市场", "所有市場", "every market");

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
pub fn text(file: &str, findings: &[Finding], locale: Locale) -> String {
    let mut out = String::new();
    for finding in findings {
        let rule = finding.rule;
        out.push_str(&format!(
            "{file}:{}:{}: {} {}: {}\n",
            finding.line,
            finding.column,
            severity(finding.severity),
            rule.id,
            finding.message.get(locale)
        ));
        if !finding.path.is_empty() {
            out.push_str(&format!("    {} {}\n", AT.get(locale), finding.path));
        }
        if !finding.widget.is_empty() {
            out.push_str(&format!(
                "    {} <{}> {}\n",
                WIDGET.get(locale),
                finding.widget,
                WITHOUT_SHARING.get(locale)
            ));
        }
        out.push_str(&format!(
            "    {} {}{}\n",
            SOURCE.get(locale),
            rule.source(locale),
            confidence(rule.confidence, locale)
        ));
        out.push_str(&format!("    {} {}\n", FIX.get(locale), rule.fix(locale)));
    }
    out
}

/// `{ "problems": [{ "code", "severity", "path", "line", "column", "message", "fix" }],
/// "findings": [{ "rule", "severity", "path", "line", "column", "message", "widget"?, "source", "fix" }] }`:
/// what the reader says of a file, and what the rules do.
#[must_use]
pub fn json(problems: &[Problem], findings: &[Finding], locale: Locale) -> String {
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
            ("message", Value::text(&finding.message.get(locale))),
        ];
        if !finding.widget.is_empty() {
            entries.push(("widget", Value::text(&finding.widget)));
        }
        entries.push(("source", Value::text(finding.rule.source(locale))));
        entries.push(("fix", Value::text(finding.rule.fix(locale))));
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
pub fn sarif(file: &str, problems: &[Problem], findings: &[Finding], locale: Locale) -> String {
    let mut rules = Vec::new();
    for rule in RULES.iter().copied().flatten() {
        rules.push(map(vec![
            ("id", Value::text(rule.id)),
            (
                "shortDescription",
                map(vec![("text", Value::text(rule.demands(locale)))]),
            ),
            ("help", map(vec![("text", Value::text(rule.fix(locale)))])),
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
        let message = finding.message.get(locale);
        results.push(result(
            file,
            finding.rule.id,
            finding.severity,
            &message,
            place,
        ));
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
pub fn list(locale: Locale) -> String {
    let mut out = String::new();
    for rule in RULES.iter().copied().flatten() {
        out.push_str(&format!(
            "{:<5} {:<8}{}\n",
            rule.id,
            severity(rule.severity),
            rule.demands(locale)
        ));
        out.push_str(&format!(
            "      {} {}\n",
            PROFILE.get(locale),
            profile(rule, locale)
        ));
        out.push_str(&format!(
            "      {} {}{}\n",
            CITED.get(locale),
            rule.source(locale),
            confidence(rule.confidence, locale)
        ));
        let checked = match rule.checked {
            Checked::File => continue,
            Checked::FileAndPage => BY_WIDGETS,
            Checked::FileAndServer => BY_SERVER,
        };
        out.push_str(&format!(
            "      {} {}\n",
            CHECKED.get(locale),
            checked.get(locale)
        ));
    }
    out
}

/// The channels and markets a rule holds for.
fn profile(rule: &Rule, locale: Locale) -> String {
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
        or_all(channels, EVERY_CHANNEL.get(locale)),
        or_all(markets, EVERY_MARKET.get(locale))
    )
}
