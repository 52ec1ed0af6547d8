//! For whom a campaign is looked at.

use campaign::model::Channel;

/// Where goods are sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Market {
    /// Mainland China.
    Cn,
    /// The European Union.
    Eu,
    /// The United Kingdom.
    Uk,
}

impl Market {
    /// Every market.
    pub const ALL: [Self; 3] = [Self::Cn, Self::Eu, Self::Uk];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Cn => "cn",
            Self::Eu => "eu",
            Self::Uk => "uk",
        }
    }

    /// The market of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|market| market.name() == name)
    }
}

/// One channel and one market.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Where the page is shown.
    pub channel: Channel,
    /// Where goods are sold.
    pub market: Market,
}

impl Profile {
    /// A channel in the market it belongs to: pages for the EU and the UK are channels of a file.
    #[must_use]
    pub fn of(channel: Channel) -> Self {
        let market = match channel {
            Channel::Eu => Market::Eu,
            Channel::Uk => Market::Uk,
            _ => Market::Cn,
        };
        Self { channel, market }
    }
}
