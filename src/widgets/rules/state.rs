//! What the rules panel says. No browser in here.

use campaign::say::{self, RuleSection};
use campaign::{Locale, Words, words};

use crate::runtime::model::Model;

const TITLE: Words = words!("活动规则", "活動規則", "Rules");
const SAME: Words = words!(
    "与结算使用同一份规则",
    "與結帳使用同一份規則",
    "The same rules that price your order",
);
const VERSION: Words = words!("版本 {}", "版本 {}", "Version {}");

/// The panel as drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its heading.
    pub title: &'static str,
    /// Its parts, generated from what the engine prices by.
    pub sections: Vec<RuleSection>,
    /// Where they come from.
    pub same: &'static str,
    /// Which version they are: the tag that the cart shows too.
    pub version: String,
}

/// What the panel says, once there is a campaign.
#[must_use]
pub fn view(model: &Model) -> Option<View> {
    let campaign = model.campaign.as_ref()?;
    let sections = say::rules(campaign, model.locale);
    Some(panel(
        sections,
        &say::version_tag(campaign.ruleset.hash()),
        model.locale,
    ))
}

/// A panel of these parts and this version.
#[must_use]
pub fn panel(sections: Vec<RuleSection>, version: &str, locale: Locale) -> View {
    View {
        title: TITLE.get(locale),
        sections,
        same: SAME.get(locale),
        version: VERSION.with(locale, version),
    }
}
