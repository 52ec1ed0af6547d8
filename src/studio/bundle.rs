//! What the embed bundle weighs, from its own manifest and the budgets of the repository.

use campaign::json::{self, Value};

/// The embed bundle as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bundle {
    /// Its manifest is on its way.
    Loading,
    /// It has not been built.
    Missing,
    /// It is there.
    Here(Manifest),
}

/// The manifest of the embed bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The version of the package.
    pub version: String,
    /// Its files.
    pub parts: Vec<Part>,
}

/// A file of the bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// `loader`, `core`, `wasm` or `css`.
    pub role: String,
    /// Its name beside the manifest.
    pub file: String,
    /// Its size in bytes.
    pub bytes: i64,
    /// Its size in bytes after brotli.
    pub brotli: i64,
    /// Its SHA-384 in base64; empty where the manifest does not say.
    pub sha384: String,
}

/// The parts that every shopper downloads, as `cargo xtask size` adds them up.
const PAID: [&str; 6] = ["loader", "core", "css", "wasm", "rest", "rest_css"];

impl Manifest {
    /// Reads a manifest; nothing if it is none.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let value = json::parse(text).ok()?;
        let part = |(role, part): &(String, Value)| {
            Some(Part {
                role: role.clone(),
                file: part.get("file")?.as_text()?.to_owned(),
                bytes: part.get("bytes")?.as_int()?,
                brotli: part.get("brotli")?.as_int()?,
                sha384: part
                    .get("sha384")
                    .and_then(Value::as_text)
                    .unwrap_or("")
                    .to_owned(),
            })
        };
        Some(Self {
            version: value.get("version")?.as_text()?.to_owned(),
            parts: value
                .get("files")?
                .entries()
                .iter()
                .filter_map(part)
                .collect(),
        })
    }

    /// The file with a role.
    #[must_use]
    pub fn file(&self, role: &str) -> Option<&str> {
        let part = self.parts.iter().find(|part| part.role == role)?;
        Some(&part.file)
    }

    /// What a page asks of the file with a role before it runs it.
    #[must_use]
    pub fn integrity(&self, role: &str) -> Option<&str> {
        let part = self.parts.iter().find(|part| part.role == role)?;
        (!part.sha384.is_empty()).then_some(&*part.sha384)
    }

    /// What a shopper downloads, in bytes after brotli.
    #[must_use]
    pub fn total_brotli(&self) -> i64 {
        let paid = |part: &&Part| PAID.contains(&part.role.as_str());
        self.parts.iter().filter(paid).map(|part| part.brotli).sum()
    }
}

/// The budget of a part (`wasm`, `total_brotli` …) in bytes.
#[must_use]
pub fn budget(name: &str) -> Option<i64> {
    include_str!("../../budgets.toml").lines().find_map(|line| {
        let (known, number) = line.split_once('=')?;
        (known.trim() == name).then(|| number.trim().parse().ok())?
    })
}

/// Bytes as kilobytes with one digit: `105.6`.
#[must_use]
pub fn kilobytes(bytes: i64) -> String {
    let tenths = (bytes * 10 + 512) / 1024;
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_read() {
        let text = r#"{"version":"0.1.0","files":{
            "core":{"file":"dacu-core.1.js","bytes":20,"gzip":9,"brotli":7,"sha384":"x"},
            "css":{"file":"dacu.2.css","bytes":30,"gzip":10,"brotli":8,"sha384":"x"},
            "loader":{"file":"dacu.js","bytes":5,"gzip":4,"brotli":3,"sha384":"x"}}}"#;
        let manifest = Manifest::read(text).expect("a manifest");
        assert_eq!(manifest.file("css"), Some("dacu.2.css"));
        assert_eq!(manifest.file("wasm"), None);
        assert_eq!(manifest.total_brotli(), 18, "the loader is a download too");
        for text in ["", "[]", "{}", r#"{"version":1,"files":{}}"#] {
            assert_eq!(Manifest::read(text), None, "{text}");
        }
    }

    #[test]
    fn budgets_are_those_of_the_repository() {
        assert!(
            budget("total_brotli") > budget("wasm"),
            "and the total holds the parts"
        );
        assert!(budget("wasm").is_some());
        assert_eq!(budget("nothing"), None);
    }

    #[test]
    fn kilobytes_have_one_digit() {
        assert_eq!(kilobytes(0), "0.0");
        assert_eq!(kilobytes(108_135), "105.6");
        assert_eq!(kilobytes(1_023), "1.0");
    }
}
