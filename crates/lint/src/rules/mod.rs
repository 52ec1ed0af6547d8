//! The rules, one file a field of law or trade.

pub mod abroad;
pub mod people;
pub mod prices;
pub mod prizes;
pub mod sharing;
pub mod structure;
pub mod time;
pub mod zone;

use campaign::model::Channel;

use crate::{Checked, Confidence, Found, Rule, Severity, Subject};

/// The rule asks for something that only a page or a server can break; the file has nothing to show.
pub(crate) fn nothing(_: &Subject, _: &mut Found) {}

/// What most rules have in common.
const BASE: Rule = Rule {
    id: "",
    severity: Severity::Error,
    channels: &[],
    markets: &[],
    checked: Checked::File,
    demands: "",
    source: "",
    confidence: Confidence::Secondary,
    fix: "",
    check: nothing,
};

pub(crate) const WECHAT_H5: &[Channel] = &[Channel::WechatH5];
pub(crate) const WECHAT: &[Channel] = &[Channel::WechatH5, Channel::WechatMp];
pub(crate) const WECHAT_MP: &[Channel] = &[Channel::WechatMp];
pub(crate) const APP: &[Channel] = &[Channel::App];
