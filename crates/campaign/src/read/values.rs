//! Typed reading of one value.

use std::slice;

use pricing::{Instant, Money, Rate};

use super::fields::Fields;
#[cfg(feature = "prose")]
use super::fields::nearest;
use super::notes::note;
use super::reader::Reader;
use super::words;
use crate::civil::parse_instant;
use crate::json::Value;
use crate::say::Slot;
use crate::text::{Locale, Text};

/// Largest amount in a file, in minor units.
pub(crate) const MAX_MONEY: i64 = 1_000_000_000_000;
/// Largest count in a file.
pub(super) const MAX_COUNT: i64 = 100_000_000;

/// A list whose entries other parts name by id.
pub(super) struct Kind {
    list: &'static str,
    key: &'static str,
    /// What an entry is called in a message.
    what: &'static str,
}

pub(super) static SHOP: Kind = Kind::new("shops", "id", "shop");
pub(super) static PRODUCT: Kind = Kind::new("products", "sku", "product");
pub(super) static TAG: Kind = Kind::new("tags", "tag", "tag");
pub(super) static AUDIENCE: Kind = Kind::new("audiences", "fact", "audience");
pub(super) static COUPON: Kind = Kind::new("coupons", "id", "coupon");
#[cfg(any(feature = "planner", feature = "experiment"))]
pub(super) static DRAW: Kind = Kind::new("draws", "id", "draw");
pub(super) static PRIZE: Kind = Kind::new("prizes", "id", "prize");
#[cfg(feature = "experiment")]
pub(super) static PHASE: Kind = Kind::new("phases", "id", "phase");
#[cfg(feature = "experiment")]
pub(super) static OFFER: Kind = Kind::new("offers", "id", "offer");
#[cfg(feature = "experiment")]
pub(super) static LADDER: Kind = Kind::new("ladders", "id", "ladder");
#[cfg(feature = "experiment")]
pub(super) static FLASH_SALE: Kind = Kind::new("flash_sales", "id", "flash sale");
#[cfg(feature = "experiment")]
pub(super) static VARIATION: Kind = Kind::new("variations", "id", "variation");

impl Kind {
    const fn new(list: &'static str, key: &'static str, what: &'static str) -> Self {
        Self { list, key, what }
    }

    /// Which entry of the map's list has this id.
    fn find(&self, map: &Value, id: &str) -> Option<usize> {
        let entries = map.get(self.list)?.items();
        for (index, entry) in entries.iter().enumerate() {
            if entry.get(self.key).and_then(Value::as_text) == Some(id) {
                return Some(index);
            }
        }
        None
    }
}

/// Every method gives a stand-in for a value that is wrong.
impl<'a> Reader<'a> {
    #[cfg_attr(feature = "prose", cold)]
    #[inline(never)]
    fn wrong_type(&self, value: &Value, expected: &str) {
        #[cfg(feature = "prose")]
        let kind = value.kind();
        #[cfg(not(feature = "prose"))]
        let kind = "";
        let values = [Slot::Text(expected), Slot::Text(kind)];
        self.error_with(value, "type", "{0} is expected, not {1}", &values);
        #[cfg(feature = "prose")]
        match value {
            Value::Text(text) if expected == "a whole number" && text.parse::<i64>().is_ok() => {
                self.mend("type", format!("write {text} without quotes"));
            }
            Value::Int(number) if expected == "a text" => {
                self.mend("type", format!("write \"{number}\" in quotes"));
            }
            _ => {}
        }
    }

    #[inline(never)]
    pub(super) fn string(&self, value: &'a Value) -> &'a str {
        note!(self, value, Free);
        match value {
            Value::Text(text) => text,
            _ => {
                self.wrong_type(value, "a text");
                ""
            }
        }
    }

    /// An identifier: it goes into storage keys, addresses and attributes.
    #[inline(never)]
    pub(super) fn id(&self, value: &'a Value) -> &'a str {
        note!(self, value, Id);
        let id = self.string(value);
        if is_plain(id, 64, b"-_.:") {
            return id;
        }
        if value.as_text().is_some() {
            let words = "an id is 1 to 64 of the characters a-z A-Z 0-9 - _ . :";
            self.error(value, "id", words);
        }
        ""
    }

    /// The id of an entry of this kind; empty where there is none.
    #[inline(never)]
    pub(super) fn refer(&self, value: &'a Value, kind: &Kind) -> &'a str {
        match self.look_up(&self.placed.root, value, kind) {
            Some(_) => value.as_text().unwrap_or(""),
            None => "",
        }
    }

    /// Which entry of this kind in the lists of a map a value names.
    #[inline(never)]
    pub(super) fn look_up(&self, map: &Value, value: &'a Value, kind: &Kind) -> Option<usize> {
        note!(self, value, Reference(kind.what));
        let id = self.id(value);
        let found = kind.find(map, id);
        if found.is_none() && !id.is_empty() {
            let values = [Slot::Text(kind.what), Slot::Text(id)];
            self.error_with(value, "reference", "there is no {0} `{1}`", &values);
            #[cfg(feature = "prose")]
            {
                let entries = map.get(kind.list).map_or(&[][..], Value::items);
                let ids = entries
                    .iter()
                    .filter_map(|entry| entry.get(kind.key)?.as_text());
                if let Some(near) = nearest(id, ids) {
                    self.mend("reference", format!("write \"{near}\""));
                }
            }
        }
        found
    }

    #[inline(never)]
    pub(super) fn int(&self, value: &Value, least: i64, most: i64) -> i64 {
        note!(self, value, Int(least, most));
        match value {
            Value::Int(number) if (least..=most).contains(number) => return *number,
            Value::Int(_) => {
                let values = [Slot::Int(least), Slot::Int(most)];
                self.error_with(value, "range", "must be from {0} to {1}", &values);
                #[cfg(feature = "prose")]
                if value.as_int().is_some_and(|number| number < least) {
                    self.mend("range", format!("write {least} or more"));
                } else {
                    self.mend("range", format!("write {most} or less"));
                }
            }
            _ => self.wrong_type(value, "a whole number"),
        }
        least
    }

    #[inline(never)]
    pub(super) fn count(&self, value: &Value) -> u32 {
        self.int(value, 1, MAX_COUNT) as u32
    }

    #[inline(never)]
    pub(super) fn money(&self, value: &Value) -> Money {
        Money::new(self.int(value, 0, MAX_MONEY))
    }

    /// A rate: what is paid, in basis points. 8折 is 8000.
    #[inline(never)]
    pub(super) fn rate(&self, value: &Value) -> Rate {
        let paid = self.int(value, 0, 9_999);
        if value.as_int() != Some(paid) {
            return Rate::WHOLE;
        }
        #[cfg(feature = "prose")]
        if (1..1_000).contains(&paid) {
            let words = "a rate is what is paid, 8折 is 8000; this one pays less than a tenth";
            self.tell(crate::Severity::Warning, value, "", "rate", words, &[]);
        }
        Rate::new(paid as u16).unwrap_or(Rate::WHOLE)
    }

    #[inline(never)]
    pub(super) fn flag(&self, value: &Value) -> bool {
        note!(self, value, Flag);
        let flag = value.as_bool();
        if flag.is_none() {
            self.wrong_type(value, "true or false");
        }
        flag == Some(true)
    }

    #[inline(never)]
    pub(super) fn instant(&self, value: &'a Value) -> Instant {
        note!(self, value, Instant);
        match parse_instant(self.string(value)) {
            Ok(at) => return at,
            Err(fault) if value.as_text().is_some() => {
                self.error(value, "instant", fault);
                #[cfg(feature = "prose")]
                self.mend_instant(value.as_text().unwrap_or(""));
            }
            Err(_) => {}
        }
        Instant::MIN
    }

    /// What is left out of a moment is most likely midnight, or the offset of the file.
    #[cfg(feature = "prose")]
    fn mend_instant(&self, text: &str) {
        let zone = self.placed.root.get("time_zone");
        let offset = zone.and_then(|zone| zone.get("offset")?.as_text());
        for time in ["", "T00:00:00"] {
            let whole = [text, time, offset.unwrap_or("+08:00")].concat();
            if parse_instant(&whole).is_ok() {
                return self.mend("instant", format!("write \"{whole}\""));
            }
        }
    }

    /// Which of the words it is; the words stand in one text with spaces between them.
    #[inline(never)]
    pub(super) fn choice(&self, value: &'a Value, words: &'static str) -> usize {
        note!(self, value, Choice(words));
        let text = self.string(value);
        let mut rest = words;
        let mut index = 0;
        while let Some(word) = next_word(&mut rest) {
            if word == text {
                return index;
            }
            index += 1;
        }
        if value.as_text().is_some() {
            let values = [Slot::Choices(words)];
            self.error_with(value, "choice", "must be one of {0}", &values);
            #[cfg(feature = "prose")]
            if let Some(near) = nearest(text, words.split(' ')) {
                self.mend("choice", format!("write \"{near}\""));
            }
        }
        0
    }

    /// A text in one or three languages, at most `most` characters of each.
    #[inline(never)]
    pub(super) fn text(&'a self, value: &'a Value, most: usize) -> Text {
        note!(self, value, Text(most));
        match value {
            Value::Text(text) => {
                self.check_words(value, text, most, Locale::ZhCn);
                Text::new(text, None, None)
            }
            Value::Map(_) => {
                let mut fields = Fields::of(self, slice::from_ref(value));
                fields.advance();
                let first = fields.need("zh-CN");
                let words = |value, locale| Some(self.words(value?, most, locale));
                let (tw, en) = (fields.maybe("zh-TW"), fields.maybe("en"));
                Text::new(
                    words(first, Locale::ZhCn).unwrap_or(""),
                    words(tw, Locale::ZhTw),
                    words(en, Locale::En),
                )
            }
            _ => {
                self.wrong_type(value, "a text, or a map of texts by language,");
                Text::default()
            }
        }
    }

    #[inline(never)]
    fn words(&self, value: &'a Value, most: usize, locale: Locale) -> &'a str {
        let text = self.string(value);
        if value.as_text().is_some() {
            self.check_words(value, text, most, locale);
        }
        text
    }

    #[cfg(feature = "prose")]
    fn check_words(&self, value: &Value, text: &str, most: usize, locale: Locale) {
        if words::check(self, value, text, most) {
            super::pasted::warn(self, value, text, locale);
        }
    }

    #[cfg(not(feature = "prose"))]
    fn check_words(&self, value: &Value, text: &str, most: usize, _: Locale) {
        words::check(self, value, text, most);
    }

    /// The entries of a list of at most `most`; none where there are more.
    #[inline(never)]
    pub(super) fn items(&self, value: &'a Value, most: usize) -> &'a [Value] {
        note!(self, value, List(most));
        let Value::List(items) = value else {
            self.wrong_type(value, "a list");
            return &[];
        };
        if items.len() > most {
            let values = [Slot::Int(most as i64)];
            self.error_with(value, "limit", "more than {0} entries", &values);
            return &[];
        }
        items
    }

    /// Whether it is a map, as it has to be.
    #[inline(never)]
    pub(super) fn is_map(&self, value: &Value) -> bool {
        note!(self, value, Map);
        let found = matches!(value, Value::Map(_));
        if !found {
            self.wrong_type(value, "a map");
        }
        found
    }
}

/// Whether a text is made of letters and digits of ASCII and these marks, and not too long.
#[inline(never)]
pub(super) fn is_plain(text: &str, most: usize, marks: &[u8]) -> bool {
    for byte in text.bytes() {
        let mut fits = byte.is_ascii_alphanumeric();
        for mark in marks {
            fits |= *mark == byte;
        }
        if !fits {
            return false;
        }
    }
    (1..=most).contains(&text.len())
}

/// Takes the first word off words with single spaces between them.
pub(super) fn next_word(words: &mut &'static str) -> Option<&'static str> {
    let mut bytes = words.bytes();
    let end = bytes.position(|byte| byte == b' ').unwrap_or(words.len());
    let word = words.get(..end)?;
    *words = words.get(end + 1..).unwrap_or("");
    (!word.is_empty()).then_some(word)
}
