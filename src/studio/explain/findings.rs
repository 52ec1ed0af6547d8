//! What the lints find in the open file, with everything that the inspector and the pins need.

use campaign::Severity;
use campaign::model::Channel;
use lint::{Confidence, Finding, Profile, RULES};

use crate::studio::aside;
use crate::studio::words::WIDGETS;

/// One breach, with all the channels that it holds for.
#[derive(Clone, Debug)]
pub struct Hit {
    /// What was found, as for the first of the channels.
    pub finding: Finding,
    /// The channels it was found for, in the order they were looked at.
    pub channels: Vec<Channel>,
    /// The widget in the phone that shows it most, by the name of its element after `dacu-`.
    pub widget: Option<&'static str>,
}

impl Hit {
    /// Whether the campaign may not be published with it.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.finding.severity == Severity::Error
    }

    /// Whether the source was read at second hand.
    #[must_use]
    pub fn is_to_be_confirmed(&self) -> bool {
        self.finding.rule.confidence == Confidence::Secondary
    }
}

/// What was looked at, and what was found: errors first, then in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// The findings.
    pub hits: Vec<Hit>,
    /// The channels that were looked at.
    pub channels: Vec<Channel>,
    /// How many rules hold for one of them.
    pub rules: usize,
}

impl Findings {
    /// How many of a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let same = |hit: &&Hit| hit.finding.severity == severity;
        self.hits.iter().filter(same).count()
    }

    /// The worst finding of a widget.
    #[must_use]
    pub fn of_widget(&self, widget: &str) -> Option<(usize, &Hit)> {
        let mut hits = self.hits.iter().enumerate();
        hits.find(|(_, hit)| hit.widget == Some(widget))
    }
}

/// What was found for each profile, one breach once.
#[must_use]
pub fn gather(profiles: &[Profile], found: aside::Findings) -> Findings {
    let mut hits: Vec<Hit> = Vec::new();
    for (profile, list) in profiles.iter().zip(found) {
        for finding in list {
            let same = hits.iter_mut().find(|hit| {
                let known = &hit.finding;
                known.rule.id == finding.rule.id
                    && known.path == finding.path
                    && known.message == finding.message
            });
            match same {
                Some(hit) => hit.channels.push(profile.channel),
                None => hits.push(Hit {
                    widget: widget_of(&finding),
                    channels: vec![profile.channel],
                    finding,
                }),
            }
        }
    }
    hits.sort_by_key(|hit| (!hit.is_error(), hit.finding.line, hit.finding.column));
    let holds = |rule: &&lint::Rule| {
        profiles.iter().any(|profile| {
            (rule.channels.is_empty() || rule.channels.contains(&profile.channel))
                && (rule.markets.is_empty() || rule.markets.contains(&profile.market))
        })
    };
    Findings {
        hits,
        channels: profiles.iter().map(|profile| profile.channel).collect(),
        rules: RULES.iter().copied().flatten().filter(holds).count(),
    }
}

/// The widget that shows what stands at the path of a finding.
fn widget_of(finding: &Finding) -> Option<&'static str> {
    let named = finding.widget.trim_start_matches("dacu-");
    let known = WIDGETS.iter().find(|widget| widget.name == named);
    known.map_or_else(|| widget_at(&finding.path), |widget| Some(widget.name))
}

/// The widget that shows what stands at a path of the file; nothing where several do, or none.
#[must_use]
pub fn widget_at(path: &str) -> Option<&'static str> {
    let end = path.find(['[', '.']).unwrap_or(path.len());
    match &path[..end] {
        "phases" | "timers" => Some("countdown"),
        "coupons" | "ladders" => Some("coupons"),
        "flash_sales" | "products" | "scarcity" => Some("flash-sale"),
        "draws" | "draw_terms" => Some("draw"),
        "offers" | "freight" | "samples" | "ticked_by_default" => Some("cart"),
        "organiser" | "faq" | "minors" | "personalisation" => Some("rules"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::lens::Lens;
    use super::*;
    use crate::widgets::test_model::DOUBLE_11;

    const TRAP: &str = include_str!("../../../public/campaigns/traps/pz1-grand-prize.json");

    fn found(text: &str, lens: Lens) -> Findings {
        let campaign = campaign::parse(text).campaign.expect("a campaign");
        let profiles = lens.profiles(&campaign.channels);
        gather(&profiles, aside::lint(text, &campaign, &profiles))
    }

    #[test]
    fn a_breach_is_told_once_for_all_its_channels() {
        let findings = found(TRAP, Lens::default());
        let cap = findings
            .hits
            .iter()
            .filter(|hit| hit.finding.rule.id == "PZ1");
        let cap: Vec<_> = cap.collect();
        assert_eq!(cap.len(), 1, "{:?}", findings.hits);
        assert_eq!(cap[0].widget, Some("draw"));
        assert_eq!(cap[0].channels, findings.channels);
        assert!(findings.hits[0].is_error(), "errors come first");
        assert_eq!(findings.of_widget("draw").map(|(n, _)| n), Some(0));
    }

    #[test]
    fn another_channel_has_other_rules() {
        let whole = found(DOUBLE_11, Lens::default());
        assert_eq!(whole.count(Severity::Error), 0);
        let one = Lens {
            channel: Some(Channel::Uk),
            market: None,
        };
        let abroad = found(DOUBLE_11, one);
        assert_eq!(abroad.channels, [Channel::Uk]);
        assert_ne!(abroad.rules, whole.rules);
    }

    #[test]
    fn paths_have_widgets() {
        for (path, widget) in [
            ("draws[0].prizes[1].value", Some("draw")),
            ("phases", Some("countdown")),
            ("products[4].compare_at.basis", Some("flash-sale")),
            ("texts.zh-CN", None),
            ("", None),
        ] {
            assert_eq!(widget_at(path), widget, "{path}");
        }
    }
}
