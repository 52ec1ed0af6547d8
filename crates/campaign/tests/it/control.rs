//! Offers of one variation alone: whoever runs experiments and whoever runs none charge the same.

use super::kinds::{ONE, document};

const COMMON: &str = r#"{ "id": "c", "kind": "free_freight", "threshold": 9900 }"#;
const OFFERS: [&str; 2] = [
    r#"{ "id": "a", "kind": "full_reduction", "tiers": [{ "threshold": 20000, "off": 2000 }] }"#,
    r#"{ "id": "b", "kind": "full_reduction", "tiers": [{ "threshold": 20000, "off": 3000 }] }"#,
];
const VARIATIONS: [&str; 2] = [
    r#"{ "id": "as-is", "weight": 5000, "offers": ["a"] }"#,
    r#"{ "id": "more", "weight": 5000, "offers": ["b"] }"#,
];

fn text(offers: &[&str], variations: &[&str]) -> String {
    let experiments = format!(
        r#""experiments": [{{ "id": "price", "unit": "shopper", "variations": [{}],
            "review": {{ "reviewer": "王芳", "date": "2026-10-01", "reason": "例" }} }}],
           "freight": {{ "flat": 200, "templates": [
               {{ "by": "pieces", "first": 1, "first_fee": 800, "step": 1, "step_fee": 200 }}] }}, "offers""#,
        variations.join(",")
    );
    document(ONE, &offers.join(",")).replacen("\"offers\"", &experiments, 1)
}

#[track_caller]
fn read(text: &str) -> campaign::Campaign {
    let parsed = campaign::parse(text);
    assert_eq!(parsed.problems, []);
    parsed.campaign.expect("no problems")
}

/// The campaign of a variation: by its name where experiments are read, else by its place in the file.
#[cfg(feature = "experiment")]
fn varied(variation: usize) -> campaign::Campaign {
    let campaign = read(&text(&[OFFERS[0], OFFERS[1], COMMON], &VARIATIONS));
    campaign::experiment::apply(&campaign, &campaign.experiments.list[0], variation)
}

#[cfg(not(feature = "experiment"))]
fn varied(variation: usize) -> campaign::Campaign {
    let first = [VARIATIONS[variation], VARIATIONS[1 - variation]];
    let campaign = read(&text(&[OFFERS[0], OFFERS[1], COMMON], &first));
    assert!(campaign.experiments.any);
    campaign
}

#[test]
fn a_variation_is_the_file_without_the_offers_of_others() {
    for (variation, own) in OFFERS.iter().enumerate() {
        let alone = text(&[own, COMMON], &VARIATIONS).replacen(
            &VARIATIONS.join(","),
            r#"{ "id": "x", "weight": 5000 }, { "id": "y", "weight": 5000 }"#,
            1,
        );
        let (found, expected) = (varied(variation), read(&alone));
        assert_eq!(found.ruleset.hash(), expected.ruleset.hash());
        assert_eq!(found.ruleset.freight().len(), 1, "freight stays");
        assert_eq!(found.offers, expected.offers);
        assert_eq!(found.offers.len(), 2);
    }
}
