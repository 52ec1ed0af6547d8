//! The European Union and the United Kingdom.

use campaign::Locale;
use campaign::model::Basis;

use super::nothing;
use crate::message::say;
use crate::words::yuan;
use crate::{Checked, Confidence, Found, Market, Rule, Severity, Subject};

const BOTH: &[Market] = &[Market::Eu, Market::Uk];
const EU: &[Market] = &[Market::Eu];
const UK: &[Market] = &[Market::Uk];

const BASE: Rule = Rule {
    id: "",
    severity: Severity::Error,
    channels: &[],
    markets: EU,
    checked: Checked::File,
    demands: "",
    source: "",
    confidence: Confidence::Secondary,
    fix: "",
    check: nothing,
};

/// Rules for goods sold abroad.
pub const RULES: &[Rule] = &[
    Rule {
        id: "EU1",
        demands: "An announced reduction shows the lowest price of the 30 days before.",
        source: "Directive 98/6/EC art. 6a; Commission notice C/2021/9328",
        confidence: Confidence::Read,
        fix: "Use the basis `lowest_30_days` with that price, or leave `compare_at` out.",
        check: thirty_days,
        ..BASE
    },
    Rule {
        id: "EU2",
        demands: "The percentage of a reduction is worked out from the lowest price of the 30 days before.",
        source: "CJEU C-330/23 Aldi Süd (2024-09-26)",
        fix: "Announce the difference to that price, or none where there is none.",
        check: percentage,
        ..BASE
    },
    Rule {
        id: "EU3",
        demands: "Reviews are not bought.",
        source: "UCPD annex I(23b), (23c)",
        fix: "Reward no review, or say that it was rewarded.",
        check: rewarded_reviews,
        ..BASE
    },
    Rule {
        id: "EU4",
        severity: Severity::Warning,
        demands: "A price made for one shopper says so.",
        source: "Directive 2011/83/EU art. 6(1)(ea); please confirm",
        fix: "Say in `personalisation.reason` that prices are personalised.",
        check: personal_price,
        ..BASE
    },
    Rule {
        id: "EU5",
        markets: BOTH,
        demands: "The words of the page are in the language of the market.",
        source: "Directive 2011/83/EU art. 6(7); Consumer Rights Act 2015 s. 68",
        fix: "Give every text an `en`.",
        check: english,
        ..BASE
    },
    Rule {
        id: "EU6",
        markets: BOTH,
        severity: Severity::Warning,
        demands: "Movement can be stopped and nothing flashes more than three times a second.",
        source: "WCAG 2.2.2, 2.3.1",
        confidence: Confidence::Practice,
        checked: Checked::FileAndPage,
        fix: "Nothing to do in the file: the widgets follow the shopper's wish for less motion and are tested for it. Keep popups to one.",
        check: moving_popups,
        ..BASE
    },
    Rule {
        id: "UK1",
        markets: UK,
        demands: "The price includes every fee that cannot be avoided.",
        source: "DMCC Act 2024 s. 230",
        fix: "Say the freight, or include it.",
        check: whole_price,
        ..BASE
    },
    Rule {
        id: "UK2",
        markets: UK,
        demands: "Fake and concealed incentivised reviews are banned.",
        source: "DMCC Act 2024 sch. 20 ¶13",
        fix: "Reward no review, or say that it was rewarded.",
        check: rewarded_reviews,
        ..BASE
    },
];

fn thirty_days(subject: &Subject, found: &mut Found) {
    let start = subject.campaign.window().from;
    for (at, product) in subject.campaign.products.iter().enumerate() {
        let Some(compare) = &product.compare_at else {
            continue;
        };
        let path = format!("products[{at}].compare_at");
        if compare.basis != Basis::Lowest30Days {
            found.at(
                &format!("{path}.basis"),
                say!("a reduction is announced from another price than the lowest of 30 days"),
            );
            continue;
        }
        if let Some(history) = subject.history
            && let Some(least) = history.lowest(&product.sku, 30, start)
            && compare.price > least
        {
            found.at(
                &format!("{path}.price"),
                say!(
                    "{} is above the lowest price of the 30 days before, {}",
                    yuan(compare.price),
                    yuan(least)
                ),
            );
        }
    }
}

fn percentage(subject: &Subject, found: &mut Found) {
    let Some(history) = subject.history else {
        return;
    };
    let start = subject.campaign.window().from;
    for (at, product) in subject.campaign.products.iter().enumerate() {
        if let Some(compare) = &product.compare_at
            && let Some(least) = history.lowest(&product.sku, 30, start)
            && product.price >= least
            && compare.price > product.price
        {
            found.at(
                &format!("products[{at}].compare_at"),
                say!(
                    "a reduction is announced, but {} is not below the lowest price of 30 days, {}",
                    yuan(product.price),
                    yuan(least)
                ),
            );
        }
    }
}

fn rewarded_reviews(subject: &Subject, found: &mut Found) {
    for (at, review) in subject.campaign.plan.reviews.iter().enumerate() {
        let name = review.name.get(Locale::En).to_lowercase();
        if !name.contains("incentivised") && !name.contains("rewarded") {
            found.at(
                &format!("reviews[{at}].name"),
                say!("reviews are rewarded without saying so"),
            );
        }
    }
}

fn personal_price(subject: &Subject, found: &mut Found) {
    if let Some(personal) = &subject.campaign.plan.personalisation
        && !personal
            .reason
            .get(Locale::En)
            .to_lowercase()
            .contains("personal")
    {
        found.at(
            "personalisation.reason",
            say!("it does not say that prices are personalised"),
        );
    }
}

fn english(subject: &Subject, found: &mut Found) {
    let foreign = |text: &campaign::Text| {
        let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        text.get(Locale::En).chars().any(chinese)
    };
    if foreign(&subject.campaign.name) {
        found.at("name", say!("there is no English name"));
    }
    for (at, product) in subject.campaign.products.iter().enumerate() {
        if foreign(&product.name) {
            found.at(
                &format!("products[{at}].name"),
                say!("`{}` has no English name", product.sku.as_str()),
            );
        }
    }
    for (at, coupon) in subject.campaign.coupons.iter().enumerate() {
        if foreign(&coupon.name) {
            found.at(
                &format!("coupons[{at}].name"),
                say!("this coupon has no English name"),
            );
        }
    }
}

fn moving_popups(subject: &Subject, found: &mut Found) {
    for (at, popup) in subject.campaign.plan.popups.iter().enumerate() {
        if popup.per_visit > 1 {
            found.at(
                &format!("popups[{at}].per_visit"),
                say!("a popup that comes back cannot be stopped"),
            );
        }
    }
}

fn whole_price(subject: &Subject, found: &mut Found) {
    if subject.root.get("freight").is_none() {
        found.at("", say!("nothing says what delivery costs"));
    }
}
