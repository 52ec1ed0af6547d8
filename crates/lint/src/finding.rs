//! What was found.

use campaign::Severity;

use crate::{Message, Rule};

/// One rule broken at one place.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// How bad it is here; a rule may be milder in some places.
    pub severity: Severity,
    /// Where in the document: `draws[0].prizes[1].value`; empty for the document as a whole.
    pub path: String,
    /// Line in the file, from 1.
    pub line: u32,
    /// Column in the line in characters, from 1.
    pub column: u32,
    /// What is wrong here, in one sentence.
    pub message: Message,
    /// The widget that must show its form without sharing, or must not be shown, if it is one.
    pub widget: &'static str,
}
