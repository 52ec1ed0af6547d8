//! The campaign file from the outside.

#[cfg(feature = "experiment")]
mod buckets;
#[cfg(feature = "planner")]
mod changes;
mod control;
#[cfg(feature = "copy")]
mod copy;
mod eligibility;
mod engine;
#[cfg(feature = "experiment")]
mod experiments;
#[cfg(feature = "fair")]
mod fair;
#[cfg(feature = "prose")]
mod fixes;
mod freight;
mod head;
mod hostile;
mod json;
mod kinds;
mod kinds_say;
mod kinds_units;
mod kinds_wrong;
mod limits;
mod numbers;
mod on;
mod origins;
#[cfg(feature = "prose")]
mod pasted;
#[cfg(feature = "planner")]
mod plan;
mod presets;
mod problems;
mod repeats;
mod samples;
mod say;
#[cfg(feature = "signed")]
mod signed;
mod timeline;

use campaign::Campaign;
use pricing::Instant;

/// The samples of the festivals, by file name.
pub const SAMPLES: [&str; 3] = ["double11-2026", "618-2026", "spring-2027"];

/// Those, and the two that show most of what the three have no use for: what takes long is tried on
/// these.
pub const ALL_SAMPLES: [&str; 5] = [
    "double11-2026",
    "618-2026",
    "spring-2027",
    "brand-day",
    "presale-2026",
];

/// Every sample campaign of the folder, by file name.
pub fn every_sample() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/campaigns");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        if let Some(name) = file.strip_suffix(".json")
            && name != "schema"
        {
            names.push(name.to_owned());
        }
    }
    names.sort();
    assert!(names.len() >= 16, "{names:?}");
    names
}

/// The text of a sample.
pub fn sample_text(name: &str) -> String {
    let path = format!(
        "{}/../../public/campaigns/{name}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A sample, parsed.
#[track_caller]
pub fn sample(name: &str) -> Campaign {
    let parsed = campaign::parse(&sample_text(name));
    parsed
        .campaign
        .unwrap_or_else(|| panic!("{name}: {:#?}", parsed.problems))
}

/// An instant of the tests.
#[track_caller]
pub fn at(text: &str) -> Instant {
    campaign::civil::parse_instant(text).unwrap_or_else(|fault| panic!("{text}: {fault}"))
}
