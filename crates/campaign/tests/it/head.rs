//! What of a file can be shown before all of it is read.

use campaign::{json, parse, parse_head};

use super::{ALL_SAMPLES, sample_text};

#[test]
fn the_head_is_that_of_the_whole() {
    for name in ALL_SAMPLES {
        let text = sample_text(name);
        let head = parse_head(&text).expect(name);
        let whole = parse(&text).campaign.expect(name);
        assert_eq!(head.id, whole.id);
        assert_eq!(head.theme, whole.theme);
        assert_eq!(head.zone, whole.zone);
        assert_eq!(head.phases, whole.phases);
        assert_eq!(head.window(), whole.window());
        assert!(head.offers.is_empty() && head.ruleset.offers().is_empty());
    }
}

/// A sample with one field of the root replaced by `{}`.
fn without(field: &str) -> String {
    let mut root = json::parse(&sample_text("double11-2026")).expect("the sample is JSON");
    let json::Value::Map(entries) = &mut root else {
        unreachable!("the sample is a map")
    };
    for (name, value) in entries {
        if name == field {
            *value = json::Value::Map(Vec::new());
        }
    }
    json::write(&root)
}

#[test]
fn what_is_wrong_behind_the_phases_does_not_matter() {
    for field in ["products", "coupons", "draws"] {
        let text = without(field);
        assert!(parse(&text).campaign.is_none(), "{field}");
        assert!(parse_head(&text).is_some(), "{field}");
    }
}

#[test]
fn what_is_wrong_with_the_head_does() {
    for field in ["schema", "id", "time_zone", "theme", "phases"] {
        assert!(parse_head(&without(field)).is_none(), "{field}");
    }
    for text in ["", "[]", "null", "{}", "{\"schema\":\"dacu/1\"}", "{"] {
        assert!(parse_head(text).is_none(), "{text}");
    }
}
