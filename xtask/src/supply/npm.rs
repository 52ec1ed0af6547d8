//! The npm packages of every lock file in the repository.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};
use spdx::{Expression, ParseMode};

use crate::shell::{self, command, path};

/// Licences that what builds and tests may have; what ships has no other either.
const LICENCES: [&str; 8] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BlueOak-1.0.0",
    "CC-BY-4.0",
    "ISC",
    "MIT",
];

/// Packages whose `package.json` names no licence, with the one of their `LICENSE` file.
const UNSAID: [(&str, &str); 2] = [("@vue/compiler-sfc", "MIT"), ("parent-require", "MIT")];

/// Packages that only tests use, unchanged, with a licence that nothing that ships may have.
const OF_TESTS: [(&str, &str); 1] = [("axe-core", "MPL-2.0")];

/// Packages that would run something when they are installed. None does: `.npmrc` forbids it.
const SCRIPTED: [&str; 5] = ["core-js", "esbuild", "iltorb", "protobufjs", "vue-demi"];

/// Each package of each lock file: it has a digest, its licence is known and allowed, and if it
/// would run something at its installation, that is known as well.
pub fn locks() -> Result<()> {
    let mut wrong = Vec::new();
    let mut count = 0;
    for lock in lock_files()? {
        let folder = lock.strip_suffix("package-lock.json").unwrap_or(&lock);
        let settings = fs::read_to_string(path(format!("{folder}.npmrc"))).unwrap_or_default();
        if !settings.lines().any(|line| line == "ignore-scripts=true") {
            wrong.push(format!("{folder}.npmrc lets packages run scripts"));
        }
        let text = fs::read_to_string(path(&lock)).with_context(|| lock.clone())?;
        let lock_file: Value = serde_json::from_str(&text).with_context(|| lock.clone())?;
        let packages = lock_file.get("packages").and_then(Value::as_object);
        let packages = packages.with_context(|| format!("{lock} lists no packages"))?;
        for (place, package) in packages {
            // Our own stand outside of `node_modules`, and are linked into it.
            let Some((_, name)) = place.rsplit_once("node_modules/") else {
                continue;
            };
            if package.get("link").is_some() {
                continue;
            }
            count += 1;
            let installed = path(format!("{folder}{place}/package.json"));
            let faults = faults(name, package, &installed).into_iter();
            wrong.extend(faults.map(|fault| format!("{lock}: {place} {fault}")));
        }
    }
    if !wrong.is_empty() {
        bail!("{}", wrong.join("\n"));
    }
    println!("npm: {count} packages have digests, known licences and no unknown scripts");
    Ok(())
}

fn lock_files() -> Result<Vec<String>> {
    let listed = shell::read(command("git").args(["ls-files", "--", "*package-lock.json"]))?;
    Ok(listed.lines().map(str::to_owned).collect())
}

fn faults(name: &str, package: &Value, installed: &Path) -> Vec<String> {
    let mut faults = Vec::new();
    let digest = package.get("integrity").and_then(Value::as_str);
    // What lies in another package's archive is covered by the digest of that.
    let bundled = package.get("inBundle").is_some();
    if !bundled && !digest.is_some_and(|digest| digest.starts_with("sha512-")) {
        faults.push("has no sha512 digest".to_owned());
    }
    if package.get("hasInstallScript").is_some() && !SCRIPTED.contains(&name) {
        faults.push("wants to run a script when it is installed".to_owned());
    }
    match licence(name, package, installed) {
        None => faults.push("names no licence".to_owned()),
        Some(licence) if !is_allowed(&licence) && !is_of_tests(name, package, &licence) => {
            faults.push(format!("is licensed as {licence}"));
        }
        Some(_) => {}
    }
    faults
}

/// What the lock file copied from the package, else what the installed package says, else what is known.
fn licence(name: &str, package: &Value, installed: &Path) -> Option<String> {
    let said = |package: &Value| Some(package.get("license")?.as_str()?.to_owned());
    let read = || serde_json::from_str(&fs::read_to_string(installed).ok()?).ok();
    let known = || UNSAID.iter().find(|(unsaid, _)| *unsaid == name);
    said(package)
        .or_else(|| said(&read()?))
        .or_else(|| Some(known()?.1.to_owned()))
}

fn is_of_tests(name: &str, package: &Value, licence: &str) -> bool {
    package.get("dev") == Some(&Value::Bool(true)) && OF_TESTS.contains(&(name, licence))
}

/// Whether a choice that the expression leaves is allowed.
fn is_allowed(licence: &str) -> bool {
    Expression::parse_mode(licence, ParseMode::LAX).is_ok_and(|expression| {
        expression.evaluate(|term| {
            let id = term.license.id();
            term.addition.is_none() && id.is_some_and(|id| LICENCES.contains(&id.name))
        })
    })
}

/// What is known of the packages: a fault in one that ships fails, others are told. Nothing where
/// the registry does not say.
pub fn advisories() -> Option<Result<()>> {
    let all = audit(&[])?;
    if !all.is_empty() {
        println!("npm: advisories about {}", named(&all));
    }
    let shipped = audit(&["--omit=dev"])?;
    if shipped.is_empty() {
        println!("npm: no advisory about what ships");
        return Some(Ok(()));
    }
    Some(Err(anyhow::anyhow!(
        "advisories about what ships: {}",
        named(&shipped)
    )))
}

/// The packages with advisories, each with what is known of it.
fn audit(flags: &[&str]) -> Option<Map<String, Value>> {
    shell::which("npm")?;
    // It ends with an error where it found something and where it could not ask.
    let said = command("npm")
        .args(["audit", "--json"])
        .args(flags)
        .output()
        .ok()?;
    vulnerable(&String::from_utf8_lossy(&said.stdout))
}

fn vulnerable(report: &str) -> Option<Map<String, Value>> {
    let report: Value = serde_json::from_str(report).ok()?;
    report.get("auditReportVersion")?;
    report.get("vulnerabilities")?.as_object().cloned()
}

fn named(packages: &Map<String, Value>) -> String {
    let each = packages.iter().map(|(name, about)| {
        let severity = about.get("severity").and_then(Value::as_str);
        format!("{name} ({})", severity.unwrap_or("unrated"))
    });
    each.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::json;

    use super::{faults, is_allowed, vulnerable};

    #[test]
    fn a_choice_of_licences_is_allowed_if_one_of_them_is() {
        for (licence, allowed) in [
            ("MIT", true),
            ("(MIT OR WTFPL)", true),
            ("MIT AND GPL-3.0-only", false),
            ("GPL-3.0-or-later", false),
            ("Apache-2.0 WITH LLVM-exception", false),
            ("SEE LICENSE IN LICENSE", false),
            ("UNLICENSED", false),
        ] {
            assert_eq!(is_allowed(licence), allowed, "{licence}");
        }
    }

    #[test]
    fn a_package_needs_a_digest_a_licence_and_no_script() {
        let nowhere = Path::new("nowhere");
        let good = json!({"integrity": "sha512-x", "license": "MIT"});
        assert!(faults("good", &good, nowhere).is_empty());
        let bundled = json!({"inBundle": true, "license": "MIT"});
        assert!(faults("bundled", &bundled, nowhere).is_empty());
        let bad =
            json!({"integrity": "sha1-x", "hasInstallScript": true, "license": "GPL-3.0-only"});
        assert_eq!(
            faults("bad", &bad, nowhere),
            [
                "has no sha512 digest",
                "wants to run a script when it is installed",
                "is licensed as GPL-3.0-only",
            ]
        );
        let mut tool = json!({"integrity": "sha512-x", "license": "MPL-2.0", "dev": true});
        assert!(faults("axe-core", &tool, nowhere).is_empty());
        assert_eq!(
            faults("another", &tool, nowhere),
            ["is licensed as MPL-2.0"]
        );
        tool["dev"] = false.into();
        assert_eq!(
            faults("axe-core", &tool, nowhere),
            ["is licensed as MPL-2.0"]
        );
        let mute = json!({"integrity": "sha512-x"});
        assert_eq!(faults("mute", &mute, nowhere), ["names no licence"]);
    }

    #[test]
    fn an_audit_that_was_not_answered_is_none() {
        let refused = r#"{"message": "405 Method Not Allowed", "error": {"summary": ""}}"#;
        assert_eq!(vulnerable(refused), None);
        assert_eq!(vulnerable(""), None);
        let clean = r#"{"auditReportVersion": 2, "vulnerabilities": {}}"#;
        assert_eq!(vulnerable(clean).map(|found| found.len()), Some(0));
        let faulty =
            r#"{"auditReportVersion": 2, "vulnerabilities": {"ws": {"severity": "high"}}}"#;
        assert_eq!(vulnerable(faulty).map(|found| found.len()), Some(1));
    }
}
