//! Every rule finds what it should and leaves alone what it should.

use campaign::model::Channel;
use lint::{History, Market, Profile, RULES, Subject};

use crate::fixtures::FIXTURES;
use crate::patch::patched;

/// What one rule is shown.
pub struct Fixture {
    /// The rule.
    pub rule: &'static str,
    /// Where and for whom.
    pub profile: Profile,
    /// Past prices, if it needs them.
    pub history: &'static str,
    /// Changes that break it.
    pub fails: &'static [&'static str],
    /// Changes that do not.
    pub passes: &'static [&'static str],
}

/// A plain H5 page in China.
pub const CN: Profile = Profile {
    channel: Channel::H5,
    market: Market::Cn,
};

fn fixtures() -> impl Iterator<Item = &'static Fixture> {
    FIXTURES.iter().copied().flatten()
}

#[track_caller]
fn found(fixture: &Fixture, change: &str) -> Vec<String> {
    let text = patched(change);
    let parsed = campaign::parse(&text);
    let Some(campaign) = parsed.campaign else {
        let problems: Vec<String> = parsed.problems.iter().map(ToString::to_string).collect();
        return vec![format!("not a campaign: {}", problems.join("; "))];
    };
    let history = (!fixture.history.is_empty())
        .then(|| History::parse(fixture.history).unwrap_or_else(|fault| panic!("{fault}")));
    let mut subject = Subject::new(&text, &campaign, fixture.profile);
    if let Some(history) = &history {
        subject = subject.with_history(history);
    }
    let findings = lint::lint(&subject);
    findings
        .iter()
        .filter(|finding| finding.rule.id == fixture.rule)
        .map(|finding| format!("{} {}: {}", finding.line, finding.path, finding.message))
        .collect()
}

#[test]
fn rules_find_what_they_should() {
    let mut wrong = Vec::new();
    for fixture in fixtures() {
        for change in fixture.fails {
            let found = found(fixture, change);
            if found.is_empty() {
                wrong.push(format!("{} misses {change}", fixture.rule));
            }
            if found.iter().any(|line| line.starts_with("not a campaign")) {
                wrong.push(format!("{} {change}: {found:?}", fixture.rule));
            }
            // A finding has a place of its own, not the head of the file.
            if found.iter().any(|line| line.starts_with("1 : ")) && fixture.rule != "UK1" {
                wrong.push(format!(
                    "{} has no place in {change}: {found:?}",
                    fixture.rule
                ));
            }
        }
        for change in fixture.passes {
            let found = found(fixture, change);
            if !found.is_empty() {
                wrong.push(format!(
                    "{} is wrong about {change}: {found:?}",
                    fixture.rule
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_two_of_each() {
    let mut ids = Vec::new();
    for rule in RULES.iter().copied().flatten() {
        assert!(!ids.contains(&rule.id), "{} twice", rule.id);
        ids.push(rule.id);
        assert!(!rule.demands.is_empty() && !rule.source.is_empty() && !rule.fix.is_empty());
        let mut fixtures = fixtures().filter(|fixture| fixture.rule == rule.id);
        let Some(fixture) = fixtures.next() else {
            panic!("{} has no fixture", rule.id);
        };
        assert!(
            fixtures.next().is_none(),
            "{} has several fixtures",
            rule.id
        );
        assert!(
            fixture.fails.len() >= 2,
            "{} has {} failing",
            rule.id,
            fixture.fails.len()
        );
        assert!(
            fixture.passes.len() >= 2,
            "{} has {} passing",
            rule.id,
            fixture.passes.len()
        );
    }
    assert_eq!(fixtures().count(), ids.len());
    assert!(ids.len() >= 60, "{}", ids.len());
}

#[test]
fn the_base_is_clean_everywhere() {
    let text = patched("{}");
    let campaign = campaign::parse(&text).campaign.unwrap();
    for channel in Channel::ALL {
        let subject = Subject::new(&text, &campaign, Profile::of(channel));
        let findings = lint::lint(&subject);
        let shown = lint::text("base.json", &findings, campaign::Locale::En);
        assert!(findings.is_empty(), "{}\n{shown}", channel.name());
    }
}
