//! One sentence in every language.

use std::borrow::Cow;
use std::fmt;

use campaign::Locale;
use campaign::json::Value;

use crate::zh;

/// What is wrong, with its figures: one sentence in English or Chinese.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    en: Cow<'static, str>,
    zh: Cow<'static, str>,
    /// What stands in the place of each `{}`.
    figures: Vec<String>,
}

impl Message {
    pub(crate) const fn new(en: &'static str, zh: &'static str, figures: Vec<String>) -> Self {
        Self {
            en: Cow::Borrowed(en),
            zh: Cow::Borrowed(zh),
            figures,
        }
    }

    pub(crate) fn to_value(&self) -> Value {
        let parts = [&*self.en, &*self.zh].into_iter();
        let parts = parts.chain(self.figures.iter().map(String::as_str));
        Value::List(parts.map(Value::text).collect())
    }

    pub(crate) fn from_value(value: &Value) -> Option<Self> {
        let mut parts = value
            .items()
            .iter()
            .map(|part| part.as_text().map(str::to_owned));
        Some(Self {
            en: Cow::Owned(parts.next()??),
            zh: Cow::Owned(parts.next()??),
            figures: parts.collect::<Option<_>>()?,
        })
    }

    /// The sentence in a language.
    #[must_use]
    pub fn get(&self, locale: Locale) -> String {
        let words = match locale {
            Locale::En => self.en.clone(),
            Locale::ZhCn => self.zh.clone(),
            Locale::ZhTw => zh::traditional(&self.zh).into(),
        };
        let mut figures = self.figures.iter();
        let mut parts = words.split("{}");
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            out.push_str(figures.next().map_or("", String::as_str));
            out.push_str(part);
        }
        out
    }
}

/// In English.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.get(Locale::En))
    }
}

/// A [`Message`]: a sentence in English with `{}` for each figure after it. Its Chinese is looked up while
/// this is compiled.
macro_rules! say {
    ($en:literal $(, $figure:expr)* $(,)?) => {
        $crate::Message::new(
            $en,
            const { $crate::zh::sentence($en) },
            vec![$($figure.to_string()),*],
        )
    };
}
pub(crate) use say;
