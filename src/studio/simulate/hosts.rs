//! The apps around a page, and what they let it do.
//!
//! The table says what the platforms document for a page without a bridge of its own; it is for
//! planning. What a page really finds is for `host/` to say once its bridges are there: they replace
//! [`level`], and nothing else here changes.

use campaign::model::Channel;

/// The hosts that can be simulated, in the order of the table.
pub const HOSTS: [Channel; 7] = [
    Channel::H5,
    Channel::WechatH5,
    Channel::WechatMp,
    Channel::AlipayMp,
    Channel::TaobaoMp,
    Channel::DouyinMp,
    Channel::App,
];

/// What a host may let a page do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capability {
    /// A card with picture and words, sent to a friend.
    ShareCard,
    /// Who the buyer is, without a form.
    Identity,
    /// Paying without leaving the app.
    Pay,
    /// A message when a session starts.
    Subscribe,
    /// A short buzz.
    Haptics,
    /// A picture into the album.
    SaveImage,
    /// Opening a mini-program.
    OpenMini,
}

impl Capability {
    /// All, with their names in code.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::ShareCard, "share_card"),
        (Self::Identity, "identity"),
        (Self::Pay, "pay"),
        (Self::Subscribe, "subscribe"),
        (Self::Haptics, "haptics"),
        (Self::SaveImage, "save_image"),
        (Self::OpenMini, "open_mini"),
    ];
}

/// How far a host goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Not at all.
    None,
    /// With a condition: a signed SDK, a press and hold, a browser that has it.
    Half,
    /// Yes.
    Full,
}

/// How far a host goes with a capability.
#[must_use]
pub fn level(host: Channel, capability: Capability) -> Level {
    use Capability as C;
    use Level::{Full, Half, None};
    match (host, capability) {
        (Channel::H5, C::Pay | C::Haptics | C::SaveImage) => Half,
        (Channel::H5, _) => None,
        (Channel::WechatH5, C::Pay) => Full,
        (Channel::WechatH5, C::Subscribe) => None,
        (Channel::WechatH5, _) => Half,
        (Channel::DouyinMp, C::OpenMini) => None,
        (Channel::App, C::Pay | C::Subscribe | C::OpenMini) => Half,
        _ => Full,
    }
}
