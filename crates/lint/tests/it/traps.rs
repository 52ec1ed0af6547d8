//! What planning documents recommend and a rule forbids: whole files, each refused by its rule.

use campaign::Severity;
use campaign::model::Channel;
use lint::{Profile, Subject};

/// A file of the folder of traps, the channel it is made for, and the rule that refuses it, or the
/// code of the reader, which comes before all rules.
const TRAPS: &[(&str, &str, &str)] = &[
    ("sc1-last-ten", "h5", "SC1"),
    ("sc2-crowd", "h5", "SC2"),
    ("wx1-share-three", "wechat_h5", "WX1"),
    ("wx2-share-tap", "wechat_mp", "WX2"),
    ("wx2-random-help", "wechat_mp", "WX2"),
    ("wx3-share-gate", "wechat_h5", "WX3"),
    ("wx6-two-levels", "app", "WX6"),
    ("pz3-everyone-wins", "h5", "PZ3"),
    ("pz5-odds-by-profile", "h5", "PZ5"),
    ("pz1-grand-prize", "h5", "PZ1"),
    ("pz2-silent-terms", "h5", "PZ2"),
    ("t6-midnight-timer", "h5", "T6"),
    ("t6-visit-timer", "h5", "T6"),
    ("t1-today-only", "h5", "T1"),
    ("t3-again-extended", "h5", "T3"),
    ("sc4-robots", "app", "SC4"),
    ("pi3-big-spenders", "app", "PI3"),
    ("rv1-praise", "h5", "RV1"),
    ("pr15-after-cashback", "h5", "PR15"),
    ("pr13-ticked", "h5", "PR13"),
    ("u1-slow-popup", "h5", "U1"),
    ("st2-more-than-its-threshold", "h5", "ST2"),
    ("st3-below-cost", "h5", "ST3"),
    ("pr14-nothing-left", "h5", "PR14"),
    ("pr6-other-figure", "h5", "PR6"),
    ("text-unfilled", "h5", "placeholder"),
    ("text-broken", "h5", "broken"),
    ("sc3-reserved", "h5", "SC3"),
    ("st15-added-rates", "h5", "ST15"),
    ("wx4-free-card", "wechat_h5", "WX4"),
    ("wx7-group-draw", "wechat_h5", "WX7"),
    ("bg1-five-hundred-cuts", "app", "BG1"),
    ("eu1-suggested-price", "eu", "EU1"),
    ("uk1-unsaid-delivery", "uk", "UK1"),
];

#[test]
fn every_trap_is_refused_by_its_rule() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/campaigns/traps");
    let files = std::fs::read_dir(folder).unwrap().count();
    assert_eq!(files, TRAPS.len());
    let readme = include_str!("../../../../public/campaigns/README.md");
    for (name, channel, rule) in TRAPS {
        assert!(
            readme.contains(&format!("`{name}`")),
            "the README has no {name}"
        );
        let text = std::fs::read_to_string(format!("{folder}/{name}.json")).unwrap();
        let parsed = campaign::parse(&text);
        let Some(campaign) = parsed.campaign else {
            let codes: Vec<&str> = parsed.problems.iter().map(|one| one.code).collect();
            assert_eq!(codes, [*rule], "{name}");
            continue;
        };
        let profile = Profile::of(Channel::from_name(channel).unwrap());
        let findings = lint::lint(&Subject::new(&text, &campaign, profile));
        let named = findings
            .iter()
            .any(|finding| finding.rule.id == *rule && finding.severity >= Severity::Warning);
        let stops = findings.iter().any(|one| one.severity == Severity::Error);
        assert!(
            named && stops,
            "{name} passes {rule}:\n{}",
            lint::text(name, &findings, campaign::Locale::En)
        );
    }
}
