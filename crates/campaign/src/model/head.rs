//! What stands at the head of a file: where, when, by whom and for whom.

use pricing::{Fact, ShopId, Tag, Window};

use crate::text::Text;

/// Local time as an offset: the embed bundle carries no time-zone data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// IANA name, for people and for tools that have the data.
    pub name: String,
    /// Minutes east of UTC.
    pub offset_minutes: i32,
}

/// Currency of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Currency {
    /// ISO 4217 code.
    pub code: String,
    /// Digits after the point: 2 for CNY, 0 for JPY.
    pub exponent: u8,
    /// What stands before an amount.
    pub symbol: String,
}

/// Where a page is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// A plain H5 page.
    H5,
    /// An H5 page inside WeChat.
    WechatH5,
    /// A WeChat mini-program webview.
    WechatMp,
    /// An Alipay mini-program webview.
    AlipayMp,
    /// A Taobao mini-program webview.
    TaobaoMp,
    /// A Douyin mini-program webview.
    DouyinMp,
    /// The merchant's own app.
    App,
    /// A page sold into the EU.
    Eu,
    /// A page sold into the UK.
    Uk,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 9] = [
        Self::H5,
        Self::WechatH5,
        Self::WechatMp,
        Self::AlipayMp,
        Self::TaobaoMp,
        Self::DouyinMp,
        Self::App,
        Self::Eu,
        Self::Uk,
    ];
    /// Their names in a file, in the order of [`Channel::ALL`], with spaces between them.
    pub const NAMES: &'static str =
        "h5 wechat_h5 wechat_mp alipay_mp taobao_mp douyin_mp app eu uk";

    /// Its name in a file.
    #[must_use]
    pub fn name(self) -> &'static str {
        let at = Self::ALL.iter().position(|known| *known == self);
        let name = Self::NAMES.split(' ').nth(at.unwrap_or_default());
        name.unwrap_or_default()
    }

    /// The channel of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let at = Self::NAMES.split(' ').position(|known| known == name)?;
        Self::ALL.get(at).copied()
    }
}

/// A set of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Red and gold.
    Festive,
    /// 618.
    Midyear,
    /// 春节.
    Spring,
    /// White, ink, one accent.
    Calm,
}

/// Who runs a campaign and how to reach them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organiser {
    /// Registered name.
    pub name: Text,
    /// Telephone or address.
    pub contact: Text,
}

/// A shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shop {
    /// Unique in the file.
    pub id: ShopId,
    /// As shoppers read it.
    pub name: Text,
}

/// What a phase is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhaseKind {
    /// 预热: look and plan, nothing is sold at campaign prices yet.
    WarmUp,
    /// 正式.
    Live,
    /// 延续 or 返场.
    Extension,
    /// 售后: only held coupons and prizes still count.
    After,
}

/// A stretch of the campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// Unique in the file.
    pub id: String,
    /// What it is for.
    pub kind: PhaseKind,
    /// As shoppers read it.
    pub name: Text,
    /// When it is on.
    pub window: Window,
    /// Among phases that are on, the highest wins; ties go to the one that starts later.
    pub precedence: i32,
}

/// The words for a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AudienceName {
    /// The fact.
    pub fact: Fact,
    /// Who that is: 黑卡会员, 首次下单的账号.
    pub name: Text,
}

/// The words for a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagName {
    /// The tag.
    pub tag: Tag,
    /// What it stands for: 家居, 茶与茶器.
    pub name: Text,
}
