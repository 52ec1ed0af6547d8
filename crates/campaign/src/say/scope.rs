//! Which goods and whom an offer is for.

use pricing::{Audience, Fact, Scope, Tag};

use super::fill::{AS_IT_IS, Slot, enlist, fill, push};
use super::teller::Teller;
use crate::model::Campaign;
use crate::text::{Locale, Words};
use crate::words;

/// What a scope keeps an offer to: `限家居布置商品`; empty where it holds for everything. A shop
/// is named only where there are several.
#[must_use]
pub fn scope(campaign: &Campaign, scope: &Scope, locale: Locale) -> String {
    let mut teller = Teller::new(campaign, locale);
    teller.scope(scope);
    teller.text
}

/// Whom an offer is for: `限首次下单的账号`; empty where it is for everyone.
#[must_use]
pub fn audience(campaign: &Campaign, audience: &Audience, locale: Locale) -> String {
    let mut teller = Teller::new(campaign, locale);
    teller.audience(audience);
    teller.text
}

impl Teller<'_> {
    /// Adds what [`scope`] says.
    #[inline(never)]
    pub(super) fn scope(&mut self, scope: &Scope) {
        let campaign = self.campaign;
        let locale = self.locale;
        let mut names = String::new();
        for shop in &campaign.shops {
            if scope.shops.contains(&shop.id) {
                enlist(&mut names, &shop.name, locale, NO_MARKS);
            }
        }
        let words = &words!("仅限{0}商品", "僅限{0}商品", "only for goods of {0}");
        self.names(words, &mut names);
        let marks = marks(locale);
        for product in &campaign.products {
            if !scope.skus.contains(&product.sku) {
                continue;
            }
            enlist(&mut names, &product.name, locale, marks);
        }
        self.names(&words!("仅限{0}", "僅限{0}", "only for {0}"), &mut names);
        self.tags(
            &words!("仅限{0}商品", "僅限{0}商品", "only for goods in {0}"),
            &scope.tags,
        );
        self.tags(&words!("不含{0}", "不含{0}", "not for {0}"), &scope.without);
        if let Some(least) = scope.min_unit_price {
            let words = &words!(
                "限单价 {0} 及以上商品",
                "限單價 {0} 以上（含）商品",
                "goods priced {0} or more",
            );
            self.money(words, least);
        }
        if let Some(most) = scope.max_unit_price {
            let words = &words!(
                "限单价 {0} 及以下商品",
                "限單價 {0} 以下（含）商品",
                "goods priced {0} or less",
            );
            self.money(words, most);
        }
        if scope.only_unreduced {
            self.plain(&words!(
                "不与秒杀、限时价同享",
                "不與限時秒殺、限時價併用",
                "not with flash or sale prices",
            ));
        }
    }

    #[inline(never)]
    fn tags(&mut self, words: &Words, tags: &[Tag]) {
        let mut names = String::new();
        for tag in &self.campaign.tags {
            if tags.contains(&tag.tag) {
                enlist(&mut names, &tag.name, self.locale, NO_MARKS);
            }
        }
        self.names(words, &mut names);
    }

    /// Adds a list of names, if there are any, and is done with it.
    #[inline(never)]
    fn names(&mut self, words: &Words, names: &mut String) {
        if !names.is_empty() {
            self.naming(words, names);
            names.clear();
        }
    }

    /// Adds what [`audience`] says.
    #[inline(never)]
    pub(super) fn audience(&mut self, audience: &Audience) {
        if let Audience::Asserted(fact) = audience {
            let name = fact_name(self.campaign, fact, self.locale);
            self.naming(ONLY_FOR, name);
        }
    }
}

/// Any goods at all.
pub(super) const ANY: &Words = &words!("任意商品", "任意商品", "any goods");

/// The goods of a scope as part of a sentence, `茶与茶器商品（不含礼盒商品）`, or the words for a scope of
/// no list.
#[inline(never)]
pub(super) fn goods(
    campaign: &Campaign,
    scope: &Scope,
    all: &'static Words,
    locale: Locale,
) -> String {
    let mut names = String::new();
    let mut rest = scope.clone();
    let words = if !scope.skus.is_empty() {
        let marks = marks(locale);
        for product in &campaign.products {
            if scope.skus.contains(&product.sku) {
                enlist(&mut names, &product.name, locale, marks);
            }
        }
        rest.skus.clear();
        AS_IT_IS
    } else if !scope.tags.is_empty() {
        for tag in &campaign.tags {
            if scope.tags.contains(&tag.tag) {
                enlist(&mut names, &tag.name, locale, NO_MARKS);
            }
        }
        rest.tags.clear();
        &words!("{0}商品", "{0}商品", "goods in {0}")
    } else if !scope.shops.is_empty() {
        for shop in &campaign.shops {
            if scope.shops.contains(&shop.id) {
                enlist(&mut names, &shop.name, locale, NO_MARKS);
            }
        }
        rest.shops.clear();
        &words!("{0}商品", "{0}商品", "goods of {0}")
    } else {
        all
    };
    let mut goods = fill(words, locale, &[Slot::Text(&names)]);
    let mut teller = Teller::new(campaign, locale);
    teller.scope(&rest);
    if !teller.text.is_empty() {
        let words = &words!("（{0}）", "（{0}）", " ({0})");
        push(&mut goods, words, locale, &[Slot::Text(&teller.text)]);
    }
    goods
}

/// English names hold commas of their own, so a list of them needs marks.
fn marks(locale: Locale) -> [&'static str; 2] {
    match locale {
        Locale::En => ["\"", "\""],
        _ => NO_MARKS,
    }
}

const NO_MARKS: [&str; 2] = ["", ""];

/// Whom something is for.
pub(super) const ONLY_FOR: &Words = &words!("限{0}", "限{0}", "only for {0}");

#[inline(never)]
pub(super) fn fact_name<'a>(campaign: &'a Campaign, fact: &'a Fact, locale: Locale) -> &'a str {
    for audience in &campaign.audiences {
        if audience.fact == *fact {
            return audience.name.get(locale);
        }
    }
    fact.as_str()
}
