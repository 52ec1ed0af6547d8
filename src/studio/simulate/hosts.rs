//! The apps around a page, and what they let it do.
//!
//! The page in the phone has the stand-in of `embed/host/mock.js` as its app, and the end-to-end test asks
//! it for every cell of this table. What real apps do is in `docs/hosts.md`.

use campaign::model::Channel;

/// An app that can be simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// A browser, without any app.
    H5,
    /// A page opened in WeChat itself.
    WechatH5,
    /// The webview of a WeChat mini-program.
    WechatMp,
    /// The webview of an Alipay mini-program.
    AlipayMp,
    /// The webview of a Taobao mini-program.
    TaobaoMp,
    /// The webview of a Douyin mini-program.
    DouyinMp,
    /// The webview of a Baidu mini-program.
    BaiduMp,
    /// The webview of a QQ mini-program.
    QqMp,
    /// The shop's own app.
    App,
}

impl Host {
    /// All, in the order of the table, with their names in links and in the address of the page.
    pub const ALL: [(Self, &'static str); 9] = [
        (Self::H5, "h5"),
        (Self::WechatH5, "wechat_h5"),
        (Self::WechatMp, "wechat_mp"),
        (Self::AlipayMp, "alipay_mp"),
        (Self::TaobaoMp, "taobao_mp"),
        (Self::DouyinMp, "douyin_mp"),
        (Self::BaiduMp, "baidu_mp"),
        (Self::QqMp, "qq_mp"),
        (Self::App, "app"),
    ];

    /// Its name in links and in the address of the page.
    #[must_use]
    pub fn name(self) -> &'static str {
        let row = Self::ALL.iter().find(|(known, _)| *known == self);
        row.map_or("", |(_, name)| name)
    }

    /// The host of a name; none for a browser, which is the usual one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let row = Self::ALL[1..].iter().find(|(_, known)| *known == name)?;
        Some(row.0)
    }

    /// The campaign file's channel whose rules hold in it; the file knows none for Baidu and QQ.
    #[must_use]
    pub const fn channel(self) -> Channel {
        match self {
            Self::H5 | Self::BaiduMp | Self::QqMp => Channel::H5,
            Self::WechatH5 => Channel::WechatH5,
            Self::WechatMp => Channel::WechatMp,
            Self::AlipayMp => Channel::AlipayMp,
            Self::TaobaoMp => Channel::TaobaoMp,
            Self::DouyinMp => Channel::DouyinMp,
            Self::App => Channel::App,
        }
    }
}

/// What a page may ask of a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capability {
    /// Going to a page of the app.
    Navigate,
    /// Sharing with a friend.
    Share,
    /// Sharing that is rewarded by itself.
    ShareReward,
    /// Sharing that is rewarded by what the friend does.
    InviteeReward,
    /// Who the buyer is.
    Login,
    /// Paying without leaving the app.
    Pay,
    /// A message when a session starts.
    Subscribe,
    /// Closing the page.
    Close,
    /// A short buzz.
    Haptic,
    /// A message to the app.
    Message,
}

impl Capability {
    /// All, with their names in code.
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::Navigate, "navigate"),
        (Self::Share, "share"),
        (Self::ShareReward, "share:share"),
        (Self::InviteeReward, "share:invitee"),
        (Self::Login, "login"),
        (Self::Pay, "pay"),
        (Self::Subscribe, "subscribe"),
        (Self::Close, "close"),
        (Self::Haptic, "haptic"),
        (Self::Message, "message"),
    ];
}

/// How far a host goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Not at all.
    None,
    /// The platform forbids it, so it is not offered.
    Forbidden,
    /// It is handed over, and nobody says what became of it.
    Handed,
    /// Yes, and it answers.
    Full,
}

/// How far a host goes with a capability.
#[must_use]
pub fn level(host: Host, capability: Capability) -> Level {
    use Capability as C;
    use Level::{Forbidden, Full, Handed, None};
    match (host, capability) {
        (Host::WechatH5, C::ShareReward | C::InviteeReward) | (Host::WechatMp, C::ShareReward) => {
            Forbidden
        }
        (_, C::ShareReward | C::InviteeReward) => level(host, C::Share),
        (_, C::Navigate | C::Close | C::Haptic) => Full,
        (Host::H5, C::Share) => Full,
        (Host::H5, _) => None,
        (Host::WechatH5, C::Share | C::Pay) => Handed,
        (Host::WechatH5, _) => None,
        (Host::WechatMp | Host::DouyinMp | Host::BaiduMp | Host::QqMp, _) => Handed,
        (Host::AlipayMp | Host::TaobaoMp | Host::App, _) => Full,
    }
}
