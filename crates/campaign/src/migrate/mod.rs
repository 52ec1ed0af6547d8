//! From files of earlier versions of the format to the one that this build reads.
//!
//! | version | what it is |
//! |---|---|
//! | `dacu/0` | the draft: a file of this version in which amounts, rates, odds and moments may also stand as planners write them ([`draft`](self#drafts)) |
//! | `dacu/1` | the format of [the crate's documentation](crate#the-file) |
//!
//! A step is a pure function from a document to the next version of it, and says of each value that it
//! changes what it was and what it has become. [`migrate`] takes one step after another. A file of the
//! current version comes back byte for byte; one that is newer is refused, for what it says may not be
//! what this build would make of it.
//!
//! Nothing that a file of `dacu/1` says has changed its meaning since the first one, so no other step is
//! needed: the first files there were are among the tests, and read and quote today.
//!
//! # Drafts
//!
//! | where `dacu/1` has | a draft may have |
//! |---|---|
//! | an amount, `19900` | `"199"`, `"199.00"`, `"¥199"`, `"199元"` of the major unit |
//! | a rate, `8500` | `"8.5折"` or `"85折"`: what is paid |
//! | odds in ppm, `500` | `"0.05%"` |
//! | an instant, `"2026-11-10T20:00:00+08:00"` | `"2026-11-10 20:00"`, `"2026-11-10"` for its midnight, `"2026-11-10 24:00"` for its end, with `-`, `/` or `年月日`, in the offset of the file's `time_zone` |
//!
//! Where a value stands decides what it is, and the reader knows that; a name such as «5折» stays a
//! name. What cannot be read so, or would have to be rounded, stays as it is and is a problem of the
//! migrated file.

mod draft;

use crate::json::{self, Value};
use crate::problem::Problem;
use crate::read::{other_version, version_of};

pub use crate::read::CURRENT;

/// One value that a step has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where in the document: `coupons[3].threshold`.
    pub path: String,
    /// What it was, as JSON.
    pub was: String,
    /// What it has become, as JSON; empty for a field that was taken out.
    pub now: String,
}

/// From one version to the next.
struct Step {
    from: u32,
    apply: fn(Value, &mut Vec<Change>) -> Value,
}

/// Every step there is, one a version.
const STEPS: [Step; CURRENT as usize] = [Step {
    from: 0,
    apply: draft::settle,
}];

/// A file of the current version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migrated {
    /// The version that the file was of.
    pub from: u32,
    /// The file as it is now: as it was given where it was current, else in lines of two spaces a level.
    pub text: String,
    /// What has changed, in the order of the document, step by step.
    pub changes: Vec<Change>,
}

/// Brings a file to the current version. Whether it then reads is for [`crate::parse`] to say.
///
/// ```
/// let draft = r#"{ "schema": "dacu/0", "products": [{ "sku": "tea", "price": "19.90" }] }"#;
/// let migrated = campaign::migrate::migrate(draft).unwrap();
/// assert_eq!(migrated.changes[1].path, "products[0].price");
/// assert_eq!(migrated.changes[1].now, "1990");
/// ```
///
/// # Errors
///
/// What is wrong with a text that is no document, names no version, or is of a newer one.
pub fn migrate(text: &str) -> Result<Migrated, Problem> {
    let placed = json::parse_placed(text)?;
    let Some(from) = version_of(&placed.root) else {
        let words = "the file names no version of the format";
        return Err(Problem::of_document("schema", words));
    };
    if from > CURRENT {
        return Err(other_version(text, &placed, from));
    }
    let mut root = placed.root;
    let mut changes = Vec::new();
    for step in STEPS.iter().filter(|step| step.from >= from) {
        set_version(&mut root, step.from + 1, &mut changes);
        root = (step.apply)(root, &mut changes);
    }
    let text = if from == CURRENT {
        text.to_owned()
    } else {
        drop_signature(&mut root, &mut changes);
        json::write_pretty(&root)
    };
    Ok(Migrated {
        from,
        text,
        changes,
    })
}

fn set_version(root: &mut Value, version: u32, changes: &mut Vec<Change>) {
    let Value::Map(entries) = root else { return };
    if let Some((_, schema)) = entries.iter_mut().find(|(name, _)| name == "schema") {
        let next = Value::Text(format!("dacu/{version}"));
        changes.push(Change {
            path: "schema".to_owned(),
            was: json::write(schema),
            now: json::write(&next),
        });
        *schema = next;
    }
}

/// What was signed is another text now, so the signature would only say that it does not hold.
fn drop_signature(root: &mut Value, changes: &mut Vec<Change>) {
    let Value::Map(entries) = root else { return };
    if let Some(at) = entries.iter().position(|(name, _)| name == "signature") {
        let (path, was) = entries.remove(at);
        changes.push(Change {
            path,
            was: json::write(&was),
            now: String::new(),
        });
    }
}
