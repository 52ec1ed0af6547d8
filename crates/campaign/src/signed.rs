//! Signed campaign files: who published a file, checked before a word of it is used.
//!
//! A signature stands in the file itself, `"signature": { "key": …, "ed25519": … }`, both in
//! hexadecimal digits, and is made over [`payload`]: the words `dacu-campaign/1` and a line feed,
//! then the document without its signature in the canonical form of RFC 8785. So white space and the
//! order of names may change on the way; nothing else may.
//!
//! The key in the file is a hint for people and logs. What counts is the key the caller trusts.

use crate::json::{self, Value};
use crate::problem::Problem;

/// The member of a file that holds its signature.
pub const MEMBER: &str = "signature";

/// Before the document in what is signed, so that a signature for anything else is worth nothing here.
#[cfg(feature = "signed")]
const DOMAIN: &str = "dacu-campaign/1\n";

/// The canonical form of a campaign file without its signature.
///
/// # Errors
///
/// The problem of a text that is no document, or has a number without a canonical form.
pub fn payload(text: &str) -> Result<String, Problem> {
    let mut root = json::parse(text)?;
    if let Value::Map(entries) = &mut root {
        entries.retain(|(name, _)| name != MEMBER);
    }
    canonical(&root)
}

/// The canonical form of a value, or the problem that it has none.
pub(crate) fn canonical(value: &Value) -> Result<String, Problem> {
    json::write_jcs(value).ok_or_else(|| {
        let words = "a number is beyond 2^53, which has no canonical form";
        fault("number", words)
    })
}

fn fault(code: &'static str, words: &str) -> Problem {
    Problem::of_document(code, words)
}

#[cfg(feature = "signed")]
pub use ed25519::{public_key, sign, verify_signed};

#[cfg(feature = "signed")]
mod ed25519 {
    use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

    use super::{DOMAIN, MEMBER, fault, payload};
    use crate::hex;
    use crate::json::{self, Value};
    use crate::problem::Problem;
    use crate::{Parsed, parse};

    /// The public key that belongs to a secret one.
    #[must_use]
    pub fn public_key(secret: &[u8; 32]) -> [u8; 32] {
        SigningKey::from_bytes(secret).verifying_key().to_bytes()
    }

    /// The file with a signature, in place of any it had; without white space.
    ///
    /// # Errors
    ///
    /// The problem of a text that is no map, or has a number without a canonical form. Whether it is
    /// a campaign is not looked at.
    pub fn sign(text: &str, secret: &[u8; 32]) -> Result<String, Problem> {
        let key = SigningKey::from_bytes(secret);
        let signature = key.sign(message(text)?.as_bytes());
        let mut root = json::parse(text)?;
        let Value::Map(entries) = &mut root else {
            return Err(fault("type", "a campaign file is a map"));
        };
        entries.retain(|(name, _)| name != MEMBER);
        let digits = |bytes: &[u8]| Value::Text(hex::encode(bytes));
        let member = Value::Map(vec![
            ("key".to_owned(), digits(&key.verifying_key().to_bytes())),
            ("ed25519".to_owned(), digits(&signature.to_bytes())),
        ]);
        entries.push((MEMBER.to_owned(), member));
        Ok(json::write(&root))
    }

    /// Reads a file that was signed with a key, and only then.
    ///
    /// Verification is strict: keys and signatures that other implementations might judge
    /// differently are refused.
    ///
    /// # Errors
    ///
    /// One problem of the code `signature` for a file without a signature, or with one that is not
    /// of this key over this content; the campaign has not been looked at then.
    pub fn verify_signed(bytes: &[u8], public_key: &[u8; 32]) -> Result<Parsed, Problem> {
        let text = str::from_utf8(bytes).map_err(|_| fault("syntax", "the file is not UTF-8"))?;
        let root = json::parse(text)?;
        let Some(member) = root.get(MEMBER) else {
            return Err(fault(MEMBER, "the file is not signed"));
        };
        let digits = member.get("ed25519").and_then(Value::as_text);
        let Some(signature) = digits.and_then(hex::decode::<64>) else {
            let words = "a signature is 128 lower-case hexadecimal digits";
            return Err(fault(MEMBER, words));
        };
        let Ok(key) = VerifyingKey::from_bytes(public_key) else {
            return Err(fault(MEMBER, "the public key is none of Ed25519"));
        };
        let signature = Signature::from_bytes(&signature);
        match key.verify_strict(message(text)?.as_bytes(), &signature) {
            Ok(()) => Ok(parse(text)),
            Err(_) => {
                let words = "the signature is not of this key over this content";
                Err(fault(MEMBER, words))
            }
        }
    }

    fn message(text: &str) -> Result<String, Problem> {
        Ok([DOMAIN, &payload(text)?].concat())
    }
}
