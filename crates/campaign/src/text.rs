//! Texts in the three languages a campaign is read in.

use crate::say::{Slot, push_filled};

/// A language of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    /// Simplified Chinese.
    #[default]
    ZhCn,
    /// Traditional Chinese.
    ZhTw,
    /// English.
    En,
}

impl Locale {
    /// All of them, in the order of a catalogue's columns.
    pub const ALL: [Self; 3] = [Self::ZhCn, Self::ZhTw, Self::En];

    /// Best match for a BCP 47 tag: `zh-HK` is read as traditional Chinese, any other `zh` as
    /// simplified, everything else as English.
    #[must_use]
    pub fn from_tag(tag: &str) -> Self {
        let chinese = tag.get(..2);
        if !chinese.is_some_and(|start| start.eq_ignore_ascii_case("zh")) {
            Self::En
        } else if holds(tag, "tw") || holds(tag, "hk") || holds(tag, "hant") {
            Self::ZhTw
        } else {
            Self::ZhCn
        }
    }

    /// The BCP 47 tag, for `lang` attributes.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::ZhTw => "zh-TW",
            Self::En => "en",
        }
    }
}

/// Whether a part is in a tag, in capitals or not.
#[inline(never)]
fn holds(tag: &str, part: &str) -> bool {
    let part = part.as_bytes();
    tag.as_bytes()
        .windows(part.len())
        .any(|window| window.eq_ignore_ascii_case(part))
}

/// A text of a campaign file.
///
/// One pointer; an empty text is none. The entries stand in the order of [`Locale::ALL`], and an
/// empty one stands for the simplified Chinese text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(Option<Box<[Box<str>; 3]>>);

impl Text {
    /// A text whose missing languages fall back to simplified Chinese.
    #[must_use]
    pub fn new(zh_cn: &str, zh_tw: Option<&str>, en: Option<&str>) -> Self {
        let own = |text: Option<&str>| Box::from(text.unwrap_or(""));
        Self(Some(Box::new([own(Some(zh_cn)), own(zh_tw), own(en)])))
    }

    /// The text in `locale`.
    #[must_use]
    #[inline(never)]
    pub fn get(&self, locale: Locale) -> &str {
        let Some(texts) = &self.0 else { return "" };
        let text = &texts[locale as usize];
        if text.is_empty() { &texts[0] } else { text }
    }

    /// Whether there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.get(Locale::ZhCn).is_empty()
    }
}

/// A text of the code itself: zh-CN, zh-TW, en.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words(pub &'static str, pub &'static str, pub &'static str);

impl Words {
    /// The words in `locale`.
    ///
    /// By reference and not inlined: a use is then two numbers in the code instead of six.
    #[must_use]
    #[inline(never)]
    pub const fn get(&self, locale: Locale) -> &'static str {
        match locale {
            Locale::ZhCn => self.0,
            Locale::ZhTw => self.1,
            Locale::En => self.2,
        }
    }

    /// The words in `locale` with `{}` replaced by `value`.
    #[must_use]
    #[inline(never)]
    pub fn with(&self, locale: Locale, value: &str) -> String {
        let mut out = String::new();
        push_filled(&mut out, self.get(locale), locale, &[Slot::Text(value)]);
        out
    }
}
