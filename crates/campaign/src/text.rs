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

/// A text of the code itself: zh-CN, zh-TW, en. [`words!`](crate::words) makes it.
///
/// In one piece, because three texts would each carry a place and a length, 24 bytes that hardly
/// compress. A text without a mark is the same in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words(#[doc(hidden)] pub &'static str);

/// What stands between the languages of [`Words`].
const MARK: u8 = b'\x1f';

/// [`Words`] in simplified Chinese, traditional Chinese and English.
///
/// ```
/// use campaign::{Locale, words};
///
/// let remove = words!("删除", "刪除", "Remove");
/// assert_eq!(remove.get(Locale::ZhTw), "刪除");
/// ```
#[macro_export]
macro_rules! words {
    ($zh_cn:literal, $zh_tw:literal, $en:literal $(,)?) => {
        $crate::Words(concat!($zh_cn, "\u{1f}", $zh_tw, "\u{1f}", $en))
    };
}

impl Words {
    /// The words in `locale`.
    ///
    /// By reference and not inlined: a use is then two numbers in the code.
    #[must_use]
    #[inline(never)]
    pub fn get(&self, locale: Locale) -> &'static str {
        let mut before = locale as usize;
        let mut start = 0;
        for (at, byte) in self.0.bytes().enumerate() {
            if byte == MARK {
                if before == 0 {
                    return &self.0[start..at];
                }
                before -= 1;
                start = at + 1;
            }
        }
        &self.0[start..]
    }

    /// The words in `locale` with `{}` replaced by `value`.
    #[must_use]
    #[inline(never)]
    pub fn with(&self, locale: Locale, value: &str) -> String {
        let mut out = String::new();
        push_filled(&mut out, self.get(locale), locale, &[Slot::Tight(value)]);
        out
    }
}
