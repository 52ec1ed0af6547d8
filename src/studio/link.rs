//! The state as a link, and back.
//!
//! [`State::to_hash`] and [`State::from_hash`] are inverse for every state, and a link that is old or
//! damaged gives the nearest state that makes sense.

use std::fmt::Write as _;

use campaign::Locale;
use campaign::model::{Theme, Zone};

use super::beside;
use super::simulate::recipe;
use super::state::{
    CAMPAIGNS, DEFAULT_LATENCY, GALLERY_ZOOMS, Lang, Range, SPEEDS, State, THEMES, Tab, View,
    ZOOM_RANGE, Zoom, rfc3339, theme_name,
};

impl State {
    /// The state as the part of an address after `#`; what is as usual is left out.
    #[must_use]
    pub fn to_hash(&self) -> String {
        let usual = Self::default();
        let mut hash = Hash::new(match self.view {
            View::Preview => "/preview",
            View::Gallery => "/gallery",
            View::Edit => "/edit",
            View::Simulate => "/simulate",
        });
        hash.put_if("c", &self.campaign, self.campaign != usual.campaign);
        if let Some(at) = self.at {
            hash.put("t", &rfc3339(at, &UTC));
        }
        hash.put_if("r", name_of(&RANGES, self.range), self.range != usual.range);
        if let Some(from) = self.from {
            hash.put("from", &rfc3339(from, &UTC));
        }
        hash.put_if("x", &self.speed.to_string(), self.speed != usual.speed);
        hash.put_if("width", &self.width.to_string(), self.width != usual.width);
        if let Zoom::Percent(zoom) = self.zoom {
            hash.put("zoom", &zoom.to_string());
        }
        hash.flag("dark", self.dark);
        hash.flag("large", self.large);
        if let Some(theme) = self.theme {
            hash.put("theme", theme_name(theme));
        }
        hash.put_if("locale", self.locale.tag(), self.locale != usual.locale);
        hash.put_if(
            "buyer",
            self.buyer.as_deref().unwrap_or(""),
            self.buyer.is_some(),
        );
        hash.put_if(
            "cart",
            self.cart.as_deref().unwrap_or(""),
            self.cart.is_some(),
        );
        hash.put_if(
            "ms",
            &self.latency.to_string(),
            self.latency != usual.latency,
        );
        hash.put_if("fault", &self.fault_text(), !self.faults.is_empty());
        hash.flag("paused", self.paused);
        hash.put_if(
            "w",
            self.widget.as_deref().unwrap_or(""),
            self.widget.is_some(),
        );
        hash.put_if("tab", name_of(&TABS, self.tab), self.tab != usual.tab);
        hash.put_if(
            "beside",
            &beside::write(&self.beside),
            !self.beside.is_empty(),
        );
        self.lens.put(&mut hash);
        self.sim.put(&mut hash);
        hash.put_if(
            "recipes",
            &recipe::write(&self.recipes),
            !self.recipes.is_empty(),
        );
        let gallery = &self.gallery;
        let variant = gallery.variant.as_deref().unwrap_or("");
        hash.put_if("v", variant, gallery.variant.is_some());
        hash.put_if("q", &gallery.filter, !gallery.filter.is_empty());
        let themes: Vec<&str> = gallery
            .themes
            .iter()
            .map(|theme| theme_name(*theme))
            .collect();
        hash.put_if(
            "themes",
            &themes.join(","),
            gallery.themes != usual.gallery.themes,
        );
        let locales: Vec<&str> = gallery.locales.iter().map(|locale| locale.tag()).collect();
        hash.put_if(
            "locales",
            &locales.join(","),
            gallery.locales != usual.gallery.locales,
        );
        hash.flag("gdark", gallery.dark);
        hash.flag("glarge", gallery.large);
        hash.put_if(
            "gzoom",
            &gallery.zoom.to_string(),
            gallery.zoom != usual.gallery.zoom,
        );
        if let Some(dark) = self.shade {
            hash.put("ui", if dark { "dark" } else { "light" });
        }
        hash.put_if("lang", "en", self.lang == Lang::En);
        hash.text
    }

    /// The state that a hash describes; whatever cannot be read is as usual.
    #[must_use]
    pub fn from_hash(hash: &str) -> Self {
        let hash = hash.strip_prefix('#').unwrap_or(hash);
        let (path, query) = hash.split_once('?').unwrap_or((hash, ""));
        let view = match path.trim_start_matches('/') {
            "gallery" => View::Gallery,
            "edit" => View::Edit,
            "simulate" => View::Simulate,
            _ => View::Preview,
        };
        let mut state = Self {
            view,
            ..Self::default()
        };
        for pair in query.split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            state.read(name, &decode(value));
        }
        state
    }

    fn read(&mut self, name: &str, value: &str) {
        let instant = || campaign::civil::parse_instant(value).ok();
        let word = || (!value.is_empty()).then(|| value.to_owned());
        match name {
            "c" if CAMPAIGNS.contains(&value) => value.clone_into(&mut self.campaign),
            "t" => self.at = instant(),
            "from" => self.from = instant(),
            "r" => self.range = value_of(&RANGES, value).unwrap_or_default(),
            "x" => {
                if let Some(speed) = SPEEDS.iter().find(|speed| speed.to_string() == value) {
                    self.speed = *speed;
                }
            }
            "width" => {
                if let Ok(width) = value.parse() {
                    self.set_width(width);
                }
            }
            "zoom" => {
                if let Ok(zoom) = value.parse::<u16>() {
                    self.zoom = Zoom::Percent(zoom.clamp(ZOOM_RANGE.0, ZOOM_RANGE.1));
                }
            }
            "dark" => self.dark = true,
            "large" => self.large = true,
            "theme" => self.theme = theme_named(value),
            "locale" => self.locale = Locale::from_tag(value),
            "buyer" => self.buyer = word(),
            "cart" => self.cart = word(),
            "ms" => self.latency = value.parse().unwrap_or(DEFAULT_LATENCY).min(60_000),
            "fault" => {
                for rule in value.split(',') {
                    if let Some((request, fault)) = rule.split_once(':') {
                        self.set_fault(request, Some(fault));
                    }
                }
            }
            "paused" => self.paused = true,
            "w" => self.widget = word(),
            "tab" => self.tab = value_of(&TABS, value).unwrap_or_default(),
            "v" => self.gallery.variant = word(),
            "q" => value.clone_into(&mut self.gallery.filter),
            "themes" => {
                let themes: Vec<Theme> = value.split(',').filter_map(theme_named).collect();
                if !themes.is_empty() {
                    self.gallery.themes = themes;
                }
            }
            "locales" => {
                let tag = |tag| Locale::ALL.into_iter().find(|locale| locale.tag() == tag);
                let locales: Vec<Locale> = value.split(',').filter_map(tag).collect();
                if !locales.is_empty() {
                    self.gallery.locales = locales;
                }
            }
            "gdark" => self.gallery.dark = true,
            "glarge" => self.gallery.large = true,
            "gzoom" => {
                if let Some(zoom) = GALLERY_ZOOMS.iter().find(|zoom| zoom.to_string() == value) {
                    self.gallery.zoom = *zoom;
                }
            }
            "ui" => self.shade = Some(value == "dark"),
            "lang" if value == "en" => self.lang = Lang::En,
            "beside" => self.beside = beside::read(value),
            "recipes" => self.recipes = recipe::read(value),
            _ => {
                self.lens.read(name, value);
                self.sim.read(name, value);
            }
        }
    }
}

fn theme_named(name: &str) -> Option<Theme> {
    THEMES.into_iter().find(|theme| theme_name(*theme) == name)
}

const RANGES: [(Range, &str); 4] = [
    (Range::All, "all"),
    (Range::Days3, "3d"),
    (Range::Day, "1d"),
    (Range::Hour, "1h"),
];
const TABS: [(Tab, &str); 4] = [
    (Tab::Events, "events"),
    (Tab::Price, "price"),
    (Tab::Size, "size"),
    (Tab::Problems, "problems"),
];

fn name_of<T: PartialEq + Copy>(table: &[(T, &'static str)], value: T) -> &'static str {
    let row = table.iter().find(|(known, _)| *known == value);
    row.map_or("", |(_, name)| name)
}

fn value_of<T: Copy>(table: &[(T, &'static str)], name: &str) -> Option<T> {
    let row = table.iter().find(|(_, known)| *known == name)?;
    Some(row.0)
}

/// For links: an instant reads the same wherever the link is opened.
const UTC: Zone = Zone {
    name: String::new(),
    offset_minutes: 0,
};

/// A hash under construction.
pub(super) struct Hash {
    text: String,
    next: char,
}

impl Hash {
    fn new(path: &str) -> Self {
        Self {
            text: path.to_owned(),
            next: '?',
        }
    }

    pub(super) fn put(&mut self, name: &str, value: &str) {
        self.text.push(self.next);
        self.next = '&';
        self.text.push_str(name);
        if !value.is_empty() {
            self.text.push('=');
            encode(value, &mut self.text);
        }
    }

    pub(super) fn put_if(&mut self, name: &str, value: &str, set: bool) {
        if set {
            self.put(name, value);
        }
    }

    pub(super) fn flag(&mut self, name: &str, set: bool) {
        self.put_if(name, "", set);
    }
}

pub(super) fn encode(value: &str, out: &mut String) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.:,*".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

pub(super) fn decode(value: &str) -> String {
    let bytes = value.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%')
            .then(|| value.get(at + 1..at + 3))
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match code {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use pricing::Instant;

    use super::*;

    fn at(text: &str) -> Instant {
        campaign::civil::parse_instant(text).expect(text)
    }

    #[track_caller]
    fn check(hash: &str, change: impl FnOnce(&mut State)) {
        let mut state = State::default();
        change(&mut state);
        assert_eq!(state.to_hash(), hash);
        assert_eq!(State::from_hash(&["#", hash].concat()), state);
    }

    #[test]
    fn a_link_holds_what_is_not_as_usual() {
        check("/preview", |_| {});
        check("/edit", |state| state.view = View::Edit);
        check("/gallery?w=coupons&v=sold_out", |state| {
            state.view = View::Gallery;
            state.widget = Some("coupons".to_owned());
            state.gallery.variant = Some("sold_out".to_owned());
        });
        check(
            "/preview?c=618-2026&t=2026-06-17T12:00:00.250Z&r=1d&from=2026-06-17T00:00:00Z&x=600",
            |state| {
                state.open("618-2026");
                state.at = Some(at("2026-06-17T20:00:00.250+08:00"));
                state.range = Range::Day;
                state.from = Some(at("2026-06-17T08:00:00+08:00"));
                state.speed = 600;
            },
        );
        check(
            "/preview?width=414&zoom=80&dark&large&theme=calm&locale=zh-TW&buyer=black&cart=top-tier\
             &ms=800&fault=claim:lost,*:slow&paused&tab=size&ui=dark&lang=en",
            |state| {
                state.width = 414;
                state.zoom = Zoom::Percent(80);
                state.dark = true;
                state.large = true;
                state.theme = Some(Theme::Calm);
                state.locale = Locale::ZhTw;
                state.buyer = Some("black".to_owned());
                state.cart = Some("top-tier".to_owned());
                state.latency = 800;
                state.set_fault("*", Some("slow"));
                state.set_fault("claim", Some("lost"));
                state.paused = true;
                state.tab = Tab::Size;
                state.shade = Some(true);
                state.lang = Lang::En;
            },
        );
        check(
            "/gallery?q=%E5%94%AE%20%26&themes=festive,calm&locales=zh-CN,en&gdark&glarge&gzoom=50",
            |state| {
                state.view = View::Gallery;
                state.gallery.filter = "售 &".to_owned();
                state.toggle_theme(Theme::Calm);
                state.toggle_locale(Locale::En);
                state.gallery.dark = true;
                state.gallery.large = true;
                state.gallery.zoom = 50;
            },
        );
    }

    #[test]
    fn a_damaged_link_is_as_usual() {
        for hash in [
            "",
            "#",
            "#/nowhere",
            "#/preview?c=unknown&t=yesterday&r=2w&x=7&width=wide&zoom=&theme=loud&fault=claim:eaten",
            "#/preview?q=%&themes=&locales=fr&gzoom=55&nonsense",
        ] {
            let mut state = State::from_hash(hash);
            state.gallery.filter.clear();
            assert_eq!(state, State::default(), "{hash}");
        }
        assert_eq!(State::from_hash("#/preview?width=9").width, 320);
        assert_eq!(
            State::from_hash("#/preview?zoom=900").zoom,
            Zoom::Percent(150)
        );
    }
}
