//! The studio's whole state as one value: what a link carries and every control changes.
//!
//! Nothing here touches the browser. How a state becomes a link is in `link.rs`.

use std::fmt::Write as _;

use campaign::Locale;
use campaign::model::{Theme, Zone};
use campaign::timeline::Civil;
use pricing::Instant;

use super::beside::{self, Beside};
use super::explain::Lens;
use super::simulate::{Recipe, Sim};

/// The campaigns that the studio serves, by file name: the festivals, then the samples that teach a
/// mechanism each.
pub const CAMPAIGNS: [&str; 23] = [
    "double11-2026",
    "618-2026",
    "spring-2027",
    "full-reduction-steps",
    "first-100-half-price",
    "flash-sessions",
    "member-day",
    "new-buyers",
    "repurchase-7-days",
    "clearance",
    "add-on-and-gifts",
    "group-buy",
    "bargain",
    "invite",
    "fission-red-packet",
    "points-and-sign-in",
    "draw-grid-and-scratch",
    "nested-phases",
    "evergreen",
    "brand-day",
    "presale-2026",
    "eu-spring",
    "uk-bank-holiday",
];

/// The widths that have a button.
pub const WIDTHS: [u16; 4] = [320, 375, 414, 768];

/// The widths that the grip reaches.
pub const WIDTH_RANGE: (u16, u16) = (320, 768);

/// Latencies that have a button, in milliseconds.
pub const LATENCIES: [u32; 4] = [0, 40, 800, 3_000];

/// How much faster than life the clock can run.
pub const SPEEDS: [u32; 4] = [1, 60, 600, 3_600];

/// The kinds of request that a fault can be given to, in the order they are listed.
pub const REQUESTS: [&str; 9] = [
    "*", "claim", "draw", "reserve", "task", "quote", "me", "live", "time",
];

/// What can go wrong with a request.
pub const FAULTS: [&str; 6] = ["offline", "lost", "cut", "slow", "error", "busy"];

/// What can go wrong with the next request, or the next two, and then no more.
const FAULTS_ONCE: [&str; 8] = [
    "offline!1",
    "lost!1",
    "cut!1",
    "slow!1",
    "error!1",
    "busy!1",
    "error!2",
    "busy!2",
];

pub(super) const DEFAULT_LATENCY: u32 = 40;
const DEFAULT_WIDTH: u16 = 375;
pub(super) const ZOOM_RANGE: (u16, u16) = (25, 150);
pub(super) const GALLERY_ZOOMS: [u16; 4] = [50, 60, 80, 100];

/// Every theme, in the order it is offered.
pub const THEMES: [Theme; 4] = [Theme::Festive, Theme::Midyear, Theme::Spring, Theme::Calm];

/// A room of the studio.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The phone, the scrubber and the inspector.
    #[default]
    Preview,
    /// Every variant of every widget.
    Gallery,
    /// The campaign file, written.
    Edit,
    /// Host, device, network, buyer and cart.
    Simulate,
}

/// How much of the campaign the scrubber shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Range {
    /// All of it.
    #[default]
    All,
    /// Three days.
    Days3,
    /// One day.
    Day,
    /// One hour.
    Hour,
}

impl Range {
    /// All of them, widest first.
    pub const ALL: [Self; 4] = [Self::All, Self::Days3, Self::Day, Self::Hour];

    /// Its length in milliseconds; nothing for the whole campaign.
    #[must_use]
    pub const fn ms(self) -> Option<i64> {
        match self {
            Self::All => None,
            Self::Days3 => Some(3 * 86_400_000),
            Self::Day => Some(86_400_000),
            Self::Hour => Some(3_600_000),
        }
    }
}

/// The size at which the phone is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zoom {
    /// As large as fits.
    #[default]
    Fit,
    /// This many per cent.
    Percent(u16),
}

/// A tab of the inspector.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// What the page has told its host.
    Events,
    /// The quote of the cart.
    #[default]
    Price,
    /// The bytes of the bundle.
    Size,
    /// What is wrong with the campaign file.
    Problems,
}

/// The studio's own language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The language of a campaign's texts that goes with it.
    #[must_use]
    pub const fn locale(self) -> Locale {
        match self {
            Self::Zh => Locale::ZhCn,
            Self::En => Locale::En,
        }
    }
}

/// How the gallery is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gallery {
    /// The selected variant, by its name in code.
    pub variant: Option<String>,
    /// Only variants whose name or title holds this.
    pub filter: String,
    /// The themes that stand side by side; never empty.
    pub themes: Vec<Theme>,
    /// The locales that stand side by side; never empty.
    pub locales: Vec<Locale>,
    /// Whether the host page is dark.
    pub dark: bool,
    /// Whether the text is large.
    pub large: bool,
    /// Size of a frame of 375 points, in per cent.
    pub zoom: u16,
}

impl Default for Gallery {
    fn default() -> Self {
        Self {
            variant: None,
            filter: String::new(),
            themes: vec![Theme::Festive],
            locales: vec![Locale::ZhCn],
            dark: false,
            large: false,
            zoom: 100,
        }
    }
}

/// Everything the studio shows is a function of this, the campaign files and the embed bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The room.
    pub view: View,
    /// The campaign, one of [`CAMPAIGNS`].
    pub campaign: String,
    /// The server's clock; the campaign's own opening moment if nothing is set.
    pub at: Option<Instant>,
    /// How much the scrubber shows.
    pub range: Range,
    /// Where a scrubber that does not show everything begins.
    pub from: Option<Instant>,
    /// Times as fast as life; one of [`SPEEDS`].
    pub speed: u32,
    /// Width of the phone in points.
    pub width: u16,
    /// Size of the phone on the canvas.
    pub zoom: Zoom,
    /// Whether the host page is dark.
    pub dark: bool,
    /// Whether the text is large.
    pub large: bool,
    /// Whether the page in the phone is asked for less motion.
    pub still: bool,
    /// Another theme than the campaign's own.
    pub theme: Option<Theme>,
    /// Language of the page in the phone.
    pub locale: Locale,
    /// The sample buyer; the first if nothing is set.
    pub buyer: Option<String>,
    /// The sample cart; the first if nothing is set.
    pub cart: Option<String>,
    /// From a request to its reply, in milliseconds.
    pub latency: u32,
    /// Request and fault, each from [`REQUESTS`] and [`FAULTS`].
    pub faults: Vec<(&'static str, &'static str)>,
    /// Whether the server refuses what would change something.
    pub paused: bool,
    /// The selected widget, by the name of its element after `dacu-`.
    pub widget: Option<String>,
    /// The open tab of the inspector.
    pub tab: Tab,
    /// More phones beside the first.
    pub beside: Vec<Beside>,
    /// For whom the lints look.
    pub lens: Lens,
    /// Host, storage and clock of the device.
    pub sim: Sim,
    /// Recipes of the planner's own.
    pub recipes: Vec<Recipe>,
    /// The gallery.
    pub gallery: Gallery,
    /// Whether the studio is dark; the system's own choice if nothing is set.
    pub shade: Option<bool>,
    /// The studio's language.
    pub lang: Lang,
}

impl Default for State {
    fn default() -> Self {
        Self {
            view: View::default(),
            campaign: CAMPAIGNS[0].to_owned(),
            at: None,
            range: Range::default(),
            from: None,
            speed: SPEEDS[1],
            width: DEFAULT_WIDTH,
            zoom: Zoom::default(),
            dark: false,
            large: false,
            still: false,
            theme: None,
            locale: Locale::ZhCn,
            buyer: None,
            cart: None,
            latency: DEFAULT_LATENCY,
            faults: Vec::new(),
            paused: false,
            widget: None,
            tab: Tab::default(),
            beside: Vec::new(),
            lens: Lens::default(),
            sim: Sim::default(),
            recipes: Vec::new(),
            gallery: Gallery::default(),
            shade: None,
            lang: Lang::default(),
        }
    }
}

impl State {
    /// Opens another campaign: its own moment, buyer and cart; everything else stays.
    pub fn open(&mut self, campaign: &str) {
        if self.campaign != campaign && CAMPAIGNS.contains(&campaign) {
            campaign.clone_into(&mut self.campaign);
            self.at = None;
            self.from = None;
            self.buyer = None;
            self.cart = None;
        }
    }

    /// Puts one more phone beside the others, the same as the first.
    pub fn put_beside(&mut self) {
        if self.beside.len() < beside::MOST {
            self.beside.push(Beside::of(self));
        }
    }

    /// Sets the width, within what the grip reaches.
    pub fn set_width(&mut self, width: u16) {
        self.width = width.clamp(WIDTH_RANGE.0, WIDTH_RANGE.1);
    }

    /// The next width that has a button, `steps` to the right.
    pub fn step_width(&mut self, wider: bool) {
        let next = if wider {
            WIDTHS.iter().find(|width| **width > self.width)
        } else {
            WIDTHS.iter().rev().find(|width| **width < self.width)
        };
        if let Some(width) = next {
            self.width = *width;
        }
    }

    /// Zooms a step in or out from what is shown now.
    pub fn step_zoom(&mut self, shown: u16, closer: bool) {
        let step = if closer {
            shown / 10 + 1
        } else {
            (shown - 1) / 10
        };
        self.zoom = Zoom::Percent((step * 10).clamp(ZOOM_RANGE.0, ZOOM_RANGE.1));
    }

    /// Gives requests of a kind a fault, or none.
    pub fn set_fault(&mut self, request: &str, fault: Option<&str>) {
        self.faults.retain(|(known, _)| *known != request);
        let request = REQUESTS.iter().find(|known| **known == request);
        let mut known = FAULTS.iter().chain(&FAULTS_ONCE);
        let fault = known.find(|known| Some(**known) == fault);
        if let (Some(request), Some(fault)) = (request, fault) {
            self.faults.push((request, fault));
            // «Any» comes last, or it would hide the rules for single kinds.
            self.faults.sort_by_key(|(request, _)| {
                let at = REQUESTS.iter().position(|known| known == request);
                at.map(|at| if at == 0 { REQUESTS.len() } else { at })
            });
        }
    }

    /// The fault of a kind of request, as its own rule says.
    #[must_use]
    pub fn fault(&self, request: &str) -> Option<&'static str> {
        let rule = self.faults.iter().find(|(known, _)| *known == request)?;
        Some(rule.1)
    }

    /// The faults as the embed bundle reads them.
    #[must_use]
    pub fn fault_text(&self) -> String {
        let rules: Vec<String> = self
            .faults
            .iter()
            .map(|(request, fault)| [request, ":", fault].concat())
            .collect();
        rules.join(",")
    }

    /// Whether network and server behave as usual.
    #[must_use]
    pub fn network_is_default(&self) -> bool {
        self.latency == DEFAULT_LATENCY && self.faults.is_empty() && !self.paused
    }

    /// Whether buyer, cart, network and device are the defaults.
    #[must_use]
    pub fn context_is_default(&self) -> bool {
        self.network_is_default()
            && self.buyer.is_none()
            && self.cart.is_none()
            && self.sim == Sim::default()
    }

    /// Sets buyer, cart, network and device to the defaults.
    pub fn reset_context(&mut self) {
        let defaults = Self::default();
        self.buyer = None;
        self.cart = None;
        self.latency = defaults.latency;
        self.faults.clear();
        self.paused = false;
        self.sim = Sim::default();
    }

    /// Puts a theme beside the others or takes it away; the last one stays.
    pub fn toggle_theme(&mut self, theme: Theme) {
        let chosen = &mut self.gallery.themes;
        toggle(chosen, theme);
        chosen.sort_by_key(|theme| THEMES.iter().position(|known| known == theme));
    }

    /// Puts a locale beside the others or takes it away; the last one stays.
    pub fn toggle_locale(&mut self, locale: Locale) {
        let chosen = &mut self.gallery.locales;
        toggle(chosen, locale);
        chosen.sort_by_key(|locale| *locale as usize);
    }

    /// Makes the gallery's frames larger or smaller.
    pub fn step_gallery_zoom(&mut self, closer: bool) {
        let now = self.gallery.zoom;
        let next = if closer {
            GALLERY_ZOOMS.iter().find(|zoom| **zoom > now)
        } else {
            GALLERY_ZOOMS.iter().rev().find(|zoom| **zoom < now)
        };
        self.gallery.zoom = next.copied().unwrap_or(now);
    }

    /// The attributes of `<dacu-campaign>` that make the phone show this state at `at`; a name
    /// without a value is to be absent.
    #[must_use]
    pub fn attributes(
        &self,
        at: Instant,
        zone: &Zone,
        buyer: &str,
        cart: &str,
    ) -> Vec<(&'static str, Option<String>)> {
        let flag = |on: bool| on.then(String::new);
        let buyer = self.buyer.as_deref().unwrap_or(buyer);
        let cart = self.cart.as_deref().unwrap_or(cart);
        let faults = self.fault_text();
        vec![
            ("lang", Some(self.locale.tag().to_owned())),
            (
                "theme",
                self.theme.map(|theme| theme_name(theme).to_owned()),
            ),
            ("dark", flag(self.dark)),
            ("large", flag(self.large)),
            ("data-still", flag(self.still)),
            ("buyer", (!buyer.is_empty()).then(|| buyer.to_owned())),
            ("cart", (!cart.is_empty()).then(|| cart.to_owned())),
            ("latency", Some(self.latency.to_string())),
            ("fault", (!faults.is_empty()).then_some(faults)),
            ("paused", flag(self.paused)),
            ("server-now", Some(rfc3339(at, zone))),
        ]
    }
}

fn toggle<T: PartialEq>(chosen: &mut Vec<T>, item: T) {
    if !chosen.contains(&item) {
        chosen.push(item);
    } else if chosen.len() > 1 {
        chosen.retain(|known| *known != item);
    }
}

/// A theme's name in a campaign file.
#[must_use]
pub const fn theme_name(theme: Theme) -> &'static str {
    match theme {
        Theme::Festive => "festive",
        Theme::Midyear => "midyear",
        Theme::Spring => "spring",
        Theme::Calm => "calm",
    }
}

/// An instant as campaign files write it, with milliseconds where there are any.
#[must_use]
pub fn rfc3339(at: Instant, zone: &Zone) -> String {
    let local = Civil::at(at, zone);
    let mut text = format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
        local.year, local.month, local.day, local.hour, local.minute, local.second
    );
    let ms = at.ms().rem_euclid(1000);
    if ms != 0 {
        let _ = write!(text, ".{ms:03}");
    }
    if zone.offset_minutes == 0 {
        text.push('Z');
    } else {
        let sign = if zone.offset_minutes < 0 { '-' } else { '+' };
        let minutes = zone.offset_minutes.abs();
        let _ = write!(text, "{sign}{:02}:{:02}", minutes / 60, minutes % 60);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        campaign::civil::parse_instant(text).expect(text)
    }

    #[test]
    fn attributes_of_the_page() {
        let zone = Zone {
            name: String::new(),
            offset_minutes: 480,
        };
        let mut state = State::default();
        let now = at("2026-11-11T20:00:00+08:00");
        let get = |state: &State, name: &str| {
            let found = state.attributes(now, &zone, "regular", "small");
            found
                .into_iter()
                .find(|(known, _)| *known == name)
                .and_then(|(_, value)| value)
        };
        assert_eq!(
            get(&state, "server-now").as_deref(),
            Some("2026-11-11T20:00:00+08:00")
        );
        assert_eq!(get(&state, "buyer").as_deref(), Some("regular"));
        assert_eq!(get(&state, "dark"), None);
        assert_eq!(get(&state, "data-still"), None);
        assert_eq!(get(&state, "fault"), None);
        state.set_fault("*", Some("slow"));
        state.set_fault("claim", Some("offline"));
        state.set_fault("claim", Some("lost"));
        state.dark = true;
        state.still = true;
        state.buyer = Some("guest".to_owned());
        assert_eq!(get(&state, "fault").as_deref(), Some("claim:lost,*:slow"));
        assert_eq!(get(&state, "dark").as_deref(), Some(""));
        assert_eq!(get(&state, "data-still").as_deref(), Some(""));
        assert_eq!(get(&state, "buyer").as_deref(), Some("guest"));
        state.reset_context();
        assert!(state.context_is_default());
    }

    #[test]
    fn the_last_column_stays() {
        let mut state = State::default();
        state.toggle_theme(Theme::Festive);
        assert_eq!(state.gallery.themes, [Theme::Festive]);
        state.toggle_theme(Theme::Calm);
        state.toggle_theme(Theme::Midyear);
        assert_eq!(
            state.gallery.themes,
            [Theme::Festive, Theme::Midyear, Theme::Calm]
        );
    }

    #[test]
    fn widths_and_zooms_step() {
        let mut state = State::default();
        state.step_width(true);
        assert_eq!(state.width, 414);
        state.set_width(400);
        state.step_width(false);
        assert_eq!(state.width, 375);
        state.step_zoom(63, true);
        assert_eq!(state.zoom, Zoom::Percent(70));
        state.step_zoom(70, false);
        assert_eq!(state.zoom, Zoom::Percent(60));
        state.step_zoom(63, false);
        assert_eq!(state.zoom, Zoom::Percent(60));
    }
}
