//! Personal data and equal treatment.

use campaign::eligibility::ground;
use pricing::{Audience, Fact};

use super::BASE;
use crate::message::say;
use crate::{Checked, Confidence, Found, Market, Rule, Severity, Subject};

/// Rules on people.
pub const RULES: &[Rule] = &[
    Rule {
        id: "PI1",
        demands: "Where the page looks at who the shopper is, one tap switches that off and the page still works.",
        source: "个人信息保护法 arts. 16, 24; 网络数据安全管理条例 art. 42",
        confidence: Confidence::Read,
        checked: Checked::FileAndPage,
        fix: "Set `personalisation.off_switch`.",
        check: off_switch,
        ..BASE
    },
    Rule {
        id: "PI2",
        demands: "Equal published conditions give equal prices.",
        source: "个人信息保护法 art. 24; 消费者权益保护法实施条例 art. 9",
        checked: Checked::FileAndServer,
        fix: "Make one offer of two that differ only in whom they are for, or publish the condition.",
        check: equal_prices,
        ..BASE
    },
    Rule {
        id: "PI3",
        demands: "Prices, thresholds and odds depend only on published tier, first order or region; never on device, browsing or spending.",
        source: "互联网平台价格行为规则 (2025-12-20); 个人信息保护法 art. 24",
        fix: "Use a fact that starts with member, tier, new_buyer, new_user, first_order or region.",
        check: allowed_facts,
        ..BASE
    },
    Rule {
        id: "PI4",
        demands: "Minors get no personalised offers, and no draw unless their guardians know.",
        source: "未成年人网络保护条例 art. 24; 个人信息保护法 art. 31",
        confidence: Confidence::Read,
        fix: "Set `minors.personalised` and `minors.may_draw` to false.",
        check: minors,
        ..BASE
    },
    Rule {
        id: "PI5",
        demands: "No phone number, open id or name is in an event, an address or a code.",
        source: "个人信息保护法 art. 6",
        checked: Checked::FileAndPage,
        fix: "Take the field out: events carry an opaque id.",
        check: opaque_events,
        ..BASE
    },
    Rule {
        id: "PI6",
        demands: "Events wait for consent.",
        source: "个人信息保护法 arts. 13–15; ePrivacy Directive art. 5(3)",
        checked: Checked::FileAndPage,
        fix: "Set `analytics.after_consent`.",
        check: consent_first,
        ..BASE
    },
    Rule {
        id: "PI7",
        demands: "An experiment on prices, thresholds or odds was reviewed before it starts.",
        source: "互联网平台价格行为规则 (2025-12-20)",
        fix: "Have it reviewed first, or vary words and order only.",
        check: reviewed_experiments,
        ..BASE
    },
    Rule {
        id: "PI8",
        severity: Severity::Warning,
        markets: &[Market::Cn],
        demands: "A condition on the region says why.",
        source: "互联网平台价格行为规则 (2025-12-20)",
        fix: "Put the reason into the audience's name: （仅限可当日达的城市）.",
        check: regions_with_reasons,
        ..BASE
    },
];

fn off_switch(subject: &Subject, found: &mut Found) {
    if let Some(personal) = &subject.campaign.plan.personalisation
        && !personal.off_switch
    {
        found.at("personalisation", say!("there is no switch to turn it off"));
    }
}

fn equal_prices(subject: &Subject, found: &mut Found) {
    let offers = subject.campaign.ruleset.offers();
    for (at, one) in offers.iter().enumerate() {
        for other in &offers[at + 1..] {
            let facts = match (&one.audience, &other.audience) {
                (Audience::Asserted(a), Audience::Asserted(b)) => a != b,
                _ => false,
            };
            let alike = one.layer == other.layer
                && one.scope == other.scope
                && one.window == other.window
                && one.grant == other.grant;
            let dearer = one.threshold != other.threshold && one.benefit == other.benefit;
            if facts && alike && dearer {
                let id = other.id.as_str();
                found.at(
                    &super::prices::path_of(subject, id),
                    say!(
                        "`{}` asks for another amount than `{}` for the same",
                        id,
                        one.id.as_str()
                    ),
                );
            }
        }
    }
}

/// Whether a price may depend on this, if it is published.
fn is_allowed(fact: &str) -> bool {
    fact == "everyone" || ground(&Fact::new(fact)).is_some()
}

fn allowed_facts(subject: &Subject, found: &mut Found) {
    for (at, audience) in subject.campaign.audiences.iter().enumerate() {
        let fact = audience.fact.as_str();
        if !is_allowed(fact) {
            found.at(
                &format!("audiences[{at}].fact"),
                say!("a price may not depend on `{}`", fact),
            );
        }
    }
    if let Some(personal) = &subject.campaign.plan.personalisation {
        for (at, input) in personal.inputs.iter().enumerate() {
            if !is_allowed(input) && input != "odds" && !input.starts_with("draw") {
                found.at(
                    &format!("personalisation.inputs[{at}]"),
                    say!("what a shopper sees may not depend on `{}`", input),
                );
            }
        }
    }
}

fn minors(subject: &Subject, found: &mut Found) {
    let minors = subject.campaign.plan.minors;
    if minors.personalised {
        found.at("minors.personalised", say!("offers are chosen for minors"));
    }
    if minors.addressed && minors.may_draw && !subject.campaign.draws.is_empty() {
        found.at("minors.may_draw", say!("minors may draw"));
    }
}

fn opaque_events(subject: &Subject, found: &mut Found) {
    const PERSONAL: &[&str] = &[
        "phone", "mobile", "openid", "unionid", "name", "address", "id_card", "email",
    ];
    for (at, field) in subject.campaign.plan.analytics.fields.iter().enumerate() {
        if PERSONAL
            .iter()
            .any(|word| field.to_lowercase().contains(word))
        {
            found.at(
                &format!("analytics.fields[{at}]"),
                say!("`{}` tells who the shopper is", field),
            );
        }
    }
}

fn consent_first(subject: &Subject, found: &mut Found) {
    let analytics = &subject.campaign.plan.analytics;
    if !analytics.fields.is_empty() && !analytics.after_consent {
        found.at(
            "analytics",
            say!("events are sent before the shopper has agreed"),
        );
    }
}

fn reviewed_experiments(subject: &Subject, found: &mut Found) {
    // The reader refuses a file whose experiment has no review; that it came first is seen here.
    // A date is a day where the campaign is.
    let ahead = i64::from(subject.campaign.zone.offset_minutes) * 60_000;
    for (at, experiment) in subject.campaign.experiments.list.iter().enumerate() {
        let Some(review) = &experiment.review else {
            continue;
        };
        let day = campaign::civil::parse_instant(&format!("{}T00:00:00Z", review.date));
        if day.is_ok_and(|day| day.plus_ms(-ahead) > experiment.window.from) {
            found.at(
                &format!("experiments[{at}].review.date"),
                say!("the review is dated after the experiment starts"),
            );
        }
    }
}

fn regions_with_reasons(subject: &Subject, found: &mut Found) {
    for (at, audience) in subject.campaign.audiences.iter().enumerate() {
        let name = audience.name.get(campaign::Locale::ZhCn);
        let said = name.contains('（') || name.contains('(') || name.contains('因');
        if audience.fact.as_str().starts_with("region") && !said {
            found.at(
                &format!("audiences[{at}].name"),
                say!("“{}” does not say why", name),
            );
        }
    }
}
