//! Who offers may be for, and the page with personalisation off.

use campaign::eligibility::{Ground, ground, is_personalised, published};
use pricing::{Buyer, Fact};

use super::{SAMPLES, at, sample};

#[test]
fn prices_depend_on_published_conditions_only() {
    for (fact, expected) in [
        ("member", Some(Ground::Member)),
        ("member:black", Some(Ground::Member)),
        ("tier:2", Some(Ground::Member)),
        ("new_buyer", Some(Ground::NewBuyer)),
        ("new_buyer:tea-house", Some(Ground::NewBuyer)),
        ("first_order", Some(Ground::NewBuyer)),
        ("region:CN-65", Some(Ground::Region)),
        ("", None),
        (":", None),
        ("new", None),
        ("members:gold", None),
        ("member_spending:high", None),
        ("device:ios", None),
        ("segment:price-sensitive", None),
        ("age:18", None),
    ] {
        assert_eq!(ground(&Fact::new(fact)), expected, "{fact}");
    }
}

/// The same cart and the same published conditions have the same price, whatever else is known of a
/// buyer, and the page works with personalisation off.
#[test]
fn what_is_not_published_changes_no_price() {
    for name in SAMPLES {
        let campaign = sample(name);
        assert!(
            is_personalised(&campaign),
            "{name} has member prices, so its page has the switch"
        );
        let now = at("2026-11-11T12:00:00+08:00").max(campaign.window().from);
        for sample in &campaign.samples.buyers {
            let known = Buyer {
                facts: sample.facts.clone(),
                points: sample.points,
                ..Buyer::default()
            };
            let mut profiled = known.clone();
            for fact in ["spend:high", "device:ios", "segment:42", "member:other"] {
                profiled.facts.push((Fact::new(fact), true));
            }
            assert_eq!(published(&campaign, &profiled).facts, known.facts, "{name}");
            for cart in &campaign.samples.carts {
                let cart = campaign.cart(&cart.lines);
                let quote = |buyer: &Buyer| campaign.ruleset.quote(&cart, buyer, now);
                let expected = quote(&known).expect("a quote");
                assert_eq!(quote(&profiled).expect("a quote").payable, expected.payable);
                let off = quote(&published(&campaign, &profiled)).expect("a quote");
                assert_eq!(off.payable, expected.payable);
                assert_eq!(off.lines, expected.lines);
            }
        }
        let mut plain = campaign.clone();
        plain.audiences.clear();
        assert!(!is_personalised(&plain));
    }
}
