//! The hashes that name a version of a file.
//!
//! There are two, for two jobs. FNV-1a is a few instructions, so the embed bundle carries it: it tells
//! versions apart that nobody has forged. SHA-256 over RFC 8785, behind the feature `sha256`, is what
//! an audit, a signature or a published prize table rests on: nobody can make two files of one hash,
//! and any language can work it out. It is for servers and tools; a page that needs one digest asks
//! the browser for it.

/// FNV-1a, 64 bits. It tells versions apart; it is no signature.
#[must_use]
pub fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// SHA-256 of bytes.
#[cfg(feature = "sha256")]
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    use sha2::Digest as _;
    sha2::Sha256::digest(bytes).into()
}

/// SHA-256 of a value in the canonical form of [`write_jcs`](crate::json::write_jcs); nothing where
/// it has none.
#[cfg(feature = "sha256")]
#[must_use]
pub fn value_sha256(value: &crate::json::Value) -> Option<[u8; 32]> {
    Some(sha256(crate::json::write_jcs(value)?.as_bytes()))
}

/// SHA-256 of a campaign file: of its document without the member `signature`, so that signing a
/// file does not change its name. The same natively and in Wasm.
///
/// # Errors
///
/// The problem of a text that is no document, or has a number without a canonical form.
#[cfg(feature = "sha256")]
pub fn file_sha256(text: &str) -> Result<[u8; 32], crate::Problem> {
    Ok(sha256(crate::signed::payload(text)?.as_bytes()))
}

/// SHA-256 over what prices rest on: the file without what is only read or looked at, so that words
/// and art may change without changing it.
///
/// # Errors
///
/// As for [`file_sha256`].
#[cfg(feature = "sha256")]
pub fn rules_sha256(text: &str) -> Result<[u8; 32], crate::Problem> {
    use crate::json::Value;
    // What is left out is named, and not what counts: a part that is added to the format counts
    // until someone says that it does not.
    const OTHER: [&str; 13] = [
        "$schema",
        "id",
        "version",
        "name",
        "slogan",
        "channels",
        "theme",
        "organiser",
        "audiences",
        "ladders",
        "draws",
        "samples",
        crate::signed::MEMBER,
    ];
    let root = crate::json::parse(text)?;
    let mut rules = Vec::new();
    for (name, value) in root.entries() {
        if !OTHER.contains(&name.as_str()) {
            rules.push((name.clone(), without_words(value)));
        }
    }
    let canonical = crate::signed::canonical(&Value::Map(rules))?;
    Ok(sha256(canonical.as_bytes()))
}

/// A value without what is only read or looked at.
#[cfg(feature = "sha256")]
fn without_words(value: &crate::json::Value) -> crate::json::Value {
    use crate::json::Value;
    const WORDS: [&str; 5] = ["name", "spec", "picture", "compare_at", "symbol"];
    match value {
        Value::List(items) => Value::List(items.iter().map(without_words).collect()),
        Value::Map(entries) => {
            let rules = entries
                .iter()
                .filter(|(name, _)| !WORDS.contains(&name.as_str()))
                .map(|(name, value)| (name.clone(), without_words(value)));
            Value::Map(rules.collect())
        }
        plain => plain.clone(),
    }
}
