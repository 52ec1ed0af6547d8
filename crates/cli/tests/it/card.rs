//! `dacu card`.

use crate::{dacu, err, golden, out};

const DOUBLE11: &str = "public/campaigns/double11-2026.json";

/// The page tests show this file where the widgets cannot be.
#[test]
fn the_cards_of_a_campaign() {
    let src = format!("/{DOUBLE11}");
    let told = dacu(&["card", DOUBLE11, "--src", &src, "--link", "/shop"]);
    assert_eq!(told.status.code(), Some(0), "{}", err(&told));
    golden("double11.card.html", out(&told));
}

#[test]
fn every_campaign_has_its_window_and_its_link_in_every_language() {
    for file in ["618-2026", "spring-2027", "presale-2026", "brand-day"] {
        for locale in ["zh-CN", "zh-TW", "en"] {
            let file = format!("public/campaigns/{file}.json");
            let link = "/shop?a=1&b=\"<2>\"";
            let told = dacu(&[
                "card", &file, "--src", "c.json", "--link", link, "--locale", locale,
            ]);
            assert_eq!(told.status.code(), Some(0), "{file}: {}", err(&told));
            let cards = out(&told);
            let count = |what: &str| cards.matches(what).count();
            assert!(count("<dacu-countdown>") == 1 && count("–") > 0, "{cards}");
            assert_eq!(
                count("href=\"/shop?a=1&amp;b=&quot;&lt;2&gt;&quot;\""),
                count("<div class=\"dacu-card\">"),
            );
        }
    }
}

#[test]
fn a_file_that_cannot_be_read_is_told() {
    let told = dacu(&["card", "nowhere.json", "--src", "a", "--link", "b"]);
    assert_eq!(told.status.code(), Some(2));
    assert!(err(&told).contains("nowhere.json"), "{}", err(&told));
}
