//! For which channel and market the lints look.

use campaign::model::Channel;
use lint::{Market, Profile};

use crate::studio::link::Hash;

/// What the lints look at; without a choice, every channel that the file declares in the market it
/// belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lens {
    /// One channel instead of those of the file.
    pub channel: Option<Channel>,
    /// Another market than the channel's own.
    pub market: Option<Market>,
}

impl Lens {
    /// The profiles to look at a file with these channels for.
    #[must_use]
    pub fn profiles(self, declared: &[Channel]) -> Vec<Profile> {
        let channels = match self.channel {
            Some(channel) => vec![channel],
            None => declared.to_vec(),
        };
        let profile = |channel| {
            let own = Profile::of(channel);
            let market = self.market.unwrap_or(own.market);
            Profile { market, ..own }
        };
        channels.into_iter().map(profile).collect()
    }

    pub(in crate::studio) fn put(self, hash: &mut Hash) {
        if let Some(channel) = self.channel {
            hash.put("channel", channel.name());
        }
        if let Some(market) = self.market {
            hash.put("market", market.name());
        }
    }

    pub(in crate::studio) fn read(&mut self, name: &str, value: &str) {
        match name {
            "channel" => self.channel = Channel::from_name(value),
            "market" => self.market = Market::from_name(value),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_market_belongs_to_a_channel_unless_it_is_chosen() {
        let declared = [Channel::H5, Channel::Eu];
        let told = |lens: Lens| {
            let profiles = lens.profiles(&declared).into_iter();
            profiles
                .map(|profile| (profile.channel, profile.market))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            told(Lens::default()),
            [(Channel::H5, Market::Cn), (Channel::Eu, Market::Eu)]
        );
        let lens = Lens {
            channel: Some(Channel::App),
            market: Some(Market::Uk),
        };
        assert_eq!(told(lens), [(Channel::App, Market::Uk)]);
    }
}
