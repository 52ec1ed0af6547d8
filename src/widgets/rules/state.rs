//! What the rules panel says. No browser in here.

use campaign::eligibility::is_personalised;
use campaign::say::{self, RuleSection};
use campaign::{Locale, Words, words};

use crate::runtime::model::Model;

const TITLE: Words = words!("活动规则", "活動規則", "Rules");
const SAME: Words = words!(
    "与结算使用同一份规则",
    "與結帳使用同一份規則",
    "The same rules that price your order",
);
const PERSONAL: Words = words!("个性化", "個人化", "Tailored");
/// What it is with personalisation on and off, and what the button does then.
const ON: [Words; 2] = [
    words!(
        "页面的文字和排列可能因人而异，价格只看上面公布的条件。",
        "頁面的文字和排列可能因人而異，價格只看上面公布的條件。",
        "Words and layout may differ from person to person; prices depend on the conditions above alone.",
    ),
    words!("关闭个性化", "關閉個人化", "Turn off"),
];
const OFF: [Words; 2] = [
    words!(
        "已关闭：页面对所有人一样，价格仍只看上面公布的条件。",
        "已關閉：頁面對所有人一樣，價格仍只看上面公布的條件。",
        "Off: the page is the same for everyone; prices still depend on the conditions above alone.",
    ),
    words!("打开个性化", "開啟個人化", "Turn on"),
];
const VERSION: Words = words!("版本 {}", "版本 {}", "Version {}");

/// The panel as drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its heading.
    pub title: &'static str,
    /// Its parts, generated from what the engine prices by.
    pub sections: Vec<RuleSection>,
    /// Personalisation, where not everything is the same for everyone.
    pub personal: Option<Personal>,
    /// Where they come from.
    pub same: &'static str,
    /// Which version they are: the tag that the cart shows too.
    pub version: String,
}

/// The switch for personalisation (关闭个性化).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Personal {
    /// Its heading, how it stands, and what a press does.
    pub words: [&'static str; 3],
    /// Whether a press turns it on.
    pub turns_on: bool,
}

/// The switch as it stands.
#[must_use]
pub fn personal(impersonal: bool, locale: Locale) -> Personal {
    let [says, does] = if impersonal { &OFF } else { &ON };
    Personal {
        words: [PERSONAL.get(locale), says.get(locale), does.get(locale)],
        turns_on: impersonal,
    }
}

/// What the panel says, once there is a campaign.
#[must_use]
pub fn view(model: &Model) -> Option<View> {
    let campaign = model.campaign.as_ref()?;
    let sections = say::rules(campaign, model.locale);
    let version = say::version_tag(campaign.ruleset.hash());
    let mut view = panel(sections, &version, model.locale);
    if is_personalised(campaign) {
        view.personal = Some(personal(model.impersonal, model.locale));
    }
    Some(view)
}

/// A panel of these parts and this version.
#[must_use]
pub fn panel(sections: Vec<RuleSection>, version: &str, locale: Locale) -> View {
    View {
        title: TITLE.get(locale),
        sections,
        personal: None,
        same: SAME.get(locale),
        version: VERSION.with(locale, version),
    }
}
