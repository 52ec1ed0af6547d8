//! What the page's author has set on the element.

use campaign::{Locale, json};
use pricing::Instant;

use crate::api::local::Faults;

/// The attributes of `<dacu-campaign>` (or of a lone element), read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Address of the campaign file.
    pub src: String,
    /// Language: `lang` of the element or of the document.
    pub locale: Locale,
    /// `theme`: other tokens than the campaign's own.
    pub theme: Option<String>,
    /// `dark`: the host page is dark.
    pub dark: bool,
    /// `large`: large text.
    pub large: bool,
    /// `store`: keeps this page's stored state apart from others of the same campaign.
    pub store: String,
    /// `cart`: a sample cart to start with when none is stored.
    pub cart: Option<String>,
    /// `buyer`: the sample buyer that `api="local"` serves.
    pub buyer: Option<String>,
    /// `latency`: milliseconds that `api="local"` takes to answer.
    pub latency_ms: u32,
    /// `fault`: what `api="local"` does wrong, for previews and tests.
    pub faults: Faults,
    /// `personalisation="off"`: the page is the same for everyone.
    pub impersonal: bool,
    /// `paused`: `api="local"` refuses what would change something.
    pub paused: bool,
    /// `server-now`: holds the server's clock at an instant, for previews and tests.
    pub server_now: Option<Instant>,
    /// `running`: lets a clock set by `server-now` run on from there.
    pub running: bool,
    /// Attributes that could not be read: name and text.
    pub complaints: Vec<(String, String)>,
}

impl Options {
    /// Reads the attributes as the element classes hand them over: a JSON object of texts.
    #[must_use]
    pub fn read(attributes: &str) -> Self {
        let mut options = Self::default();
        let Ok(json::Value::Map(entries)) = json::parse(attributes) else {
            return options;
        };
        for (name, value) in &entries {
            if let json::Value::Text(text) = value {
                options.set(name, text);
            }
        }
        options
    }

    fn set(&mut self, name: &str, text: &str) {
        let optional = || (!text.is_empty()).then(|| text.to_owned());
        match name {
            "src" => self.src = text.to_owned(),
            "lang" => self.locale = Locale::from_tag(text),
            "theme" => self.theme = optional(),
            "dark" => self.dark = text != "false",
            "large" => self.large = text != "false",
            "store" => self.store = text.to_owned(),
            "cart" => self.cart = optional(),
            "buyer" => self.buyer = optional(),
            "personalisation" => self.impersonal = text == "off",
            "paused" => self.paused = text != "false",
            "running" => self.running = text != "false",
            "latency" => match text.parse() {
                Ok(ms) => self.latency_ms = ms,
                Err(_) => self.complain(name, text),
            },
            "fault" => match Faults::parse(text) {
                Ok(faults) => self.faults = faults,
                Err(_) => self.complain(name, text),
            },
            "server-now" if !text.is_empty() => match campaign::civil::parse_instant(text) {
                Ok(instant) => self.server_now = Some(instant),
                Err(_) => self.complain(name, text),
            },
            _ => {}
        }
    }

    fn complain(&mut self, name: &str, text: &str) {
        self.complaints.push((name.to_owned(), text.to_owned()));
    }
}
