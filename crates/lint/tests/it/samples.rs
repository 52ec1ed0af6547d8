//! The sample campaigns are clean under every channel they declare.

use campaign::Severity;
use lint::{Profile, Subject};

/// Samples in which a warning stands: coupons of the festivals that can be claimed to the last minute,
/// and two phases of the spring sale with a day between them.
const WARNED: [&str; 3] = ["618-2026", "double11-2026", "spring-2027"];

#[test]
fn samples_are_clean_under_their_channels() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/campaigns");
    let mut seen = 0;
    let mut wrong = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap();
        // The schema lies beside the campaigns that name it.
        if !file.as_encoded_bytes().ends_with(b".json") || file == "schema.json" {
            continue;
        }
        let name = path.file_stem().unwrap().to_string_lossy();
        let text = std::fs::read_to_string(&path).unwrap();
        let campaign = campaign::parse(&text).campaign.unwrap();
        seen += 1;
        for channel in &campaign.channels {
            let mut findings = lint::lint(&Subject::new(&text, &campaign, Profile::of(*channel)));
            if WARNED.contains(&&*name) {
                findings.retain(|finding| finding.severity == Severity::Error);
            }
            let file = format!(
                "{} ({})",
                path.file_name().unwrap().display(),
                channel.name()
            );
            wrong.push_str(&lint::text(&file, &findings, campaign::Locale::En));
        }
    }
    assert!(seen >= 16);
    assert!(wrong.is_empty(), "{wrong}");
}
