//! A campaign that is being edited, in a link: the text as the editor has it, after everything else.

use crate::studio::link::{decode, encode};

/// What stands before the text in a hash: of a draft of the file, and of a new campaign made from it.
const NAMES: [(&str, bool); 2] = [("draft=", false), ("new=", true)];

/// A campaign as it is written at the moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The file as it stands in the editor.
    pub text: String,
    /// Whether it is a new campaign, made from a template.
    pub fresh: bool,
}

/// A packed link with a draft that is longer than this, in bytes, leaves the draft out: chat apps cut
/// longer addresses off, and a link that opens half a campaign would be worse than none.
pub const MOST: usize = 24_000;

/// A hash with a draft.
#[must_use]
pub fn put(hash: &str, written: &Written) -> String {
    let mark = if hash.contains('?') { "&" } else { "?" };
    let (name, _) = NAMES[usize::from(written.fresh)];
    let mut out = [hash, mark, name].concat();
    encode(&written.text, &mut out);
    out
}

/// The draft in a hash.
#[must_use]
pub fn of(hash: &str) -> Option<Written> {
    let (_, query) = hash.split_once('?')?;
    query.split('&').find_map(|pair| {
        NAMES.iter().find_map(|(name, fresh)| {
            let text = decode(pair.strip_prefix(name)?);
            Some(Written {
                text,
                fresh: *fresh,
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::studio::state::State;

    #[test]
    fn a_draft_travels_beside_the_state() {
        let text = "{ \"name\": \"灯市 & 50%?\",\n  \"a\": 1 }".to_owned();
        for (hash, fresh) in [("/preview", false), ("/edit?c=618-2026&dark", true)] {
            let written = Written {
                text: text.clone(),
                fresh,
            };
            let whole = put(hash, &written);
            assert_eq!(of(&whole), Some(written));
            assert_eq!(State::from_hash(&whole), State::from_hash(hash));
        }
        assert_eq!(of("/edit?c=618-2026"), None);
    }
}
