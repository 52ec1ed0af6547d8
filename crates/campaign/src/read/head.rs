//! Zone, currency, organiser, channels, shops, audiences and tags.

use pricing::Platform;

use super::fields::{Fields, add};
use super::values::is_plain;
use crate::Locale;
use crate::civil::parse_offset;
use crate::model::{Channel, Currency, Organiser, Zone};
use crate::text::Text;

#[inline(never)]
pub(super) fn zone(head: &Fields) -> Zone {
    let mut zone = Zone {
        name: String::new(),
        offset_minutes: 0,
    };
    let mut fields = head.map("time_zone");
    if fields.advance() {
        let words = "not an IANA zone, such as Asia/Shanghai";
        let name = fields.token("name", "zone", words, |text| is_plain(text, 64, b"/_-+"));
        zone.name.push_str(name);
        let words = "not an offset, such as +08:00";
        let offset = fields.token("offset", "zone", words, |text| parse_offset(text).is_some());
        zone.offset_minutes = parse_offset(offset).unwrap_or(0);
    }
    zone
}

#[inline(never)]
pub(super) fn currency(head: &Fields) -> Currency {
    let mut currency = Currency {
        code: String::new(),
        exponent: 2,
        symbol: String::new(),
    };
    let mut fields = head.map("currency");
    if fields.advance() {
        let words = "not a currency code of ISO 4217, such as CNY";
        let code = fields.token("code", "currency", words, |text| {
            matches!(text.as_bytes(), [b'A'..=b'Z', b'A'..=b'Z', b'A'..=b'Z'])
        });
        currency.code.push_str(code);
        currency.exponent = fields.int("exponent", 0, 4) as u8;
        let symbol = fields.text_of(fields.need("symbol"), 8);
        currency.symbol.push_str(symbol.get(Locale::ZhCn));
    }
    currency
}

/// The field `preset`: whose way to compute holds where an offer does not say.
#[inline(never)]
pub(super) fn preset(head: &Fields) -> Option<Platform> {
    let words = "tmall_parallel tmall_2016 jd youzan";
    let value = head.maybe("preset")?;
    Some(Platform::ALL[head.reader.choice(value, words)])
}

#[inline(never)]
pub(super) fn organiser(head: &Fields) -> Organiser {
    let mut organiser = Organiser {
        name: Text::default(),
        contact: Text::default(),
    };
    let mut fields = head.map("organiser");
    if fields.advance() {
        organiser.name = fields.text("name");
        organiser.contact = fields.text("contact");
    }
    organiser
}

#[inline(never)]
pub(super) fn channels(head: &Fields) -> Vec<Channel> {
    let mut channels = Vec::new();
    for value in head.some_items("channels", Channel::ALL.len()) {
        let channel = Channel::ALL[head.reader.choice(value, Channel::NAMES)];
        if channels.contains(&channel) {
            let words = "this channel is listed twice";
            head.reader.error(value, "duplicate", words);
        }
        channels.push(channel);
    }
    channels
}

/// Reads a list of ids with the names that shoppers read.
#[inline(never)]
pub(super) fn names<'a, I: From<&'a str>, T>(
    mut fields: Fields<'a>,
    key: &'static str,
    names: &mut Vec<T>,
    name: impl Fn(I, Text) -> T,
) {
    while fields.advance() {
        add(names, name(fields.new_id(key), fields.text("name")));
    }
}
