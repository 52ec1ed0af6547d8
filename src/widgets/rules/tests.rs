//! What the rules panel says, over the real campaign.

use campaign::Locale;

use super::state::{View, view};
use crate::runtime::model::Model;
use crate::widgets::test_model::{DOUBLE_11, model};

#[track_caller]
fn shown(locale: Locale) -> View {
    let mut model = model(DOUBLE_11, None, &[], None);
    model.locale = locale;
    view(&model).expect("a campaign has rules")
}

#[test]
fn nothing_without_a_campaign() {
    assert_eq!(view(&Model::default()), None);
}

#[test]
fn rules_need_neither_time_nor_buyer() {
    let view = shown(Locale::ZhCn);
    assert_eq!(view.title, "活动规则");
    assert_eq!(view.same, "与结算使用同一份规则");
    let ids: Vec<&str> = view.sections.iter().map(|section| section.id).collect();
    for id in ["time", "reduction", "coupons", "flash", "draw", "organiser"] {
        assert!(ids.contains(&id), "{id} is missing of {ids:?}");
    }
    assert!(
        view.sections
            .iter()
            .all(|section| !section.title.is_empty() && !section.lines.is_empty())
    );
}

#[test]
fn says_what_the_engine_reads() {
    #[track_caller]
    fn check(locale: Locale, title: &str, words: &str) {
        let view = shown(locale);
        let section = view
            .sections
            .iter()
            .find(|section| section.id == "reduction")
            .expect("the sample has a full reduction");
        assert_eq!(section.title, title);
        assert!(
            section.lines.iter().any(|line| line.contains(words)),
            "{:?}",
            section.lines
        );
    }
    check(Locale::ZhCn, "满减", "满 300 减 50");
    check(Locale::ZhTw, "滿額折扣", "滿 300 折 50");
    check(Locale::En, "Spend and save", "¥50 off ¥300+");
}

/// The panel and the cart name the same version, so that a shopper can compare them.
#[test]
fn the_version_is_the_one_of_the_quote() {
    let cart = [("gaiwan", 1, true)];
    let model = model(DOUBLE_11, Some("2026-11-11T10:02:00+08:00"), &cart, None);
    let rules = view(&model).expect("a campaign has rules");
    let cart = crate::widgets::cart::state::view(&model, None).expect("a campaign has a cart");
    let tag = rules
        .version
        .strip_prefix("版本 ")
        .expect("the words before it");
    assert_eq!(tag.len(), 6);
    assert!(
        cart.rule.contains(tag),
        "{} and {}",
        cart.rule,
        rules.version
    );
}

/// A changed rule is a changed version.
#[test]
fn the_version_follows_the_rules() {
    let changed = DOUBLE_11.replacen("\"off\": 5000", "\"off\": 5100", 1);
    assert_ne!(changed, DOUBLE_11);
    let changed = view(&model(&changed, None, &[], None)).expect("a campaign has rules");
    assert_ne!(changed.version, shown(Locale::ZhCn).version);
}

/// Where there are conditions on shoppers, the switch is there; it changes words and no rule.
#[test]
fn personalisation_has_a_switch() {
    let mut model = model(DOUBLE_11, None, &[], None);
    let on = view(&model).expect("a campaign has rules");
    let switch = on.personal.expect("member prices");
    assert_eq!((switch.words[2], switch.turns_on), ("关闭个性化", false));
    model.impersonal = true;
    let off = view(&model).expect("a campaign has rules");
    let switch = off.personal.expect("member prices");
    assert_eq!((switch.words[2], switch.turns_on), ("打开个性化", true));
    assert_eq!((off.sections, off.version), (on.sections, on.version));
}

#[cfg(feature = "variants")]
#[test]
fn variants_are_named_once_and_drawn() {
    let mut names: Vec<&str> = Vec::new();
    for variant in super::variants::all() {
        assert!(!names.contains(&variant.name));
        names.push(variant.name);
        for locale in Locale::ALL {
            assert!(!matches!((variant.node)(locale), crate::ui::Node::Empty));
        }
    }
    assert_eq!(
        names,
        [
            "loaded",
            "short",
            "long",
            "personal",
            "impersonal",
            "english"
        ]
    );
}
