//! What was found.

use std::borrow::Cow;

use campaign::Severity;
use campaign::json::Value;

use crate::{Message, RULES, Rule};

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
    pub widget: Cow<'static, str>,
}

impl Finding {
    /// The finding as a value, for whoever lints in another thread; the other way round [`Finding::from_value`].
    #[must_use]
    pub fn to_value(&self) -> Value {
        Value::List(vec![
            Value::text(self.rule.id),
            Value::Bool(self.severity == Severity::Error),
            Value::text(&self.path),
            Value::Int(self.line.into()),
            Value::Int(self.column.into()),
            Value::text(&self.widget),
            self.message.to_value(),
        ])
    }

    /// What [`Finding::to_value`] wrote; nothing of anything else, or of a rule that is not known here.
    #[must_use]
    pub fn from_value(value: &Value) -> Option<Self> {
        let [rule, error, path, line, column, widget, message] = value.items() else {
            return None;
        };
        let id = rule.as_text()?;
        let mut rules = RULES.iter().copied().flatten();
        Some(Self {
            rule: rules.find(|rule| rule.id == id)?,
            severity: if error.as_bool()? {
                Severity::Error
            } else {
                Severity::Warning
            },
            path: path.as_text()?.to_owned(),
            line: u32::try_from(line.as_int()?).ok()?,
            column: u32::try_from(column.as_int()?).ok()?,
            widget: Cow::Owned(widget.as_text()?.to_owned()),
            message: Message::from_value(message)?,
        })
    }
}
