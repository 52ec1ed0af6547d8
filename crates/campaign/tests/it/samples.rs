//! The sample campaigns hold what planners would check first.

use campaign::model::{FlashItem, PrizeKind};
use campaign::{Locale, Text};
use pricing::Grant;

use super::{ALL_SAMPLES, SAMPLES, every_sample, sample, sample_text};

#[test]
fn every_sample_is_whole() {
    for name in ALL_SAMPLES {
        let campaign = sample(name);
        assert!(campaign.products.len() >= 12, "{name}");
        assert!(campaign.samples.carts.len() >= 3, "{name}");
        assert_eq!(campaign.samples.buyers.len(), 4, "{name}");
        if SAMPLES.contains(&name) {
            assert!(campaign.flash_sales[0].sessions.len() >= 4, "{name}");
        }
        for product in &campaign.products {
            assert!(product.compare_at.is_some(), "{name} {}", product.sku);
        }
    }
}

#[test]
fn every_sample_of_the_folder_can_be_tried() {
    for name in every_sample() {
        let campaign = sample(&name);
        assert_eq!(campaign.id, name);
        let listed = |name: &str| {
            let readme = include_str!("../../../../public/campaigns/README.md");
            readme.contains(&format!("`{name}`"))
        };
        assert!(listed(&name), "the README does not tell of {name}");
        assert!(campaign.products.len() >= 6, "{name}");
        assert!(campaign.samples.carts.len() >= 3, "{name}");
        assert!(campaign.samples.buyers.len() >= 2, "{name}");
        let of_trade = [&campaign.name, &campaign.slogan, &campaign.organiser.name];
        let carts = campaign.samples.carts.iter().map(|cart| &cart.name);
        let buyers = campaign.samples.buyers.iter().map(|buyer| &buyer.name);
        let goods = campaign.products.iter().map(|product| &product.name);
        let coupons = campaign.coupons.iter().map(|coupon| &coupon.name);
        let mut texts: Vec<&Text> = of_trade.into_iter().chain(carts).collect();
        texts.extend(buyers.chain(goods).chain(coupons));
        for text in texts {
            for locale in Locale::ALL {
                assert!(!text.get(locale).is_empty(), "{name}");
            }
            let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
            let english = text.get(Locale::En);
            assert!(!english.contains(chinese), "{name}: {english}");
            assert_ne!(text.get(Locale::ZhCn), english, "{name}");
        }
    }
}

/// The studio offers every sample, and its demo page names each as the file does.
#[test]
fn every_sample_can_be_opened() {
    let read = |path: &str| {
        let path = format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
    };
    let (studio, page) = (read("src/studio/state.rs"), read("public/h5/page.js"));
    for name in every_sample() {
        assert!(studio.contains(&format!("\"{name}\",")), "{name}");
        let campaign = sample(&name);
        let row = page.lines().find(|line| {
            let line = line.trim_start();
            line.starts_with(&format!("'{name}': lesson("))
        });
        if SAMPLES.contains(&&*name) {
            continue;
        }
        let row = row.unwrap_or_else(|| panic!("the demo page has no {name}"));
        for text in [&campaign.name, &campaign.slogan] {
            let text = text.get(Locale::ZhCn);
            assert!(row.contains(&format!("'{text}'")), "{name}: {text}");
        }
        let mut carts = campaign.samples.carts.iter();
        let named = carts.any(|cart| row.contains(&format!("'{}'", cart.id)));
        assert!(named, "{name}: no cart of the file");
        let without: Vec<&str> = row.rsplit('\'').nth(1).unwrap().split(' ').collect();
        let claimable = campaign.coupons.iter().any(|coupon| coupon.claimable);
        let has = [
            ("coupons", claimable),
            ("flash-sale", !campaign.flash_sales.is_empty()),
            ("draw", !campaign.draws.is_empty()),
        ];
        for (widget, has) in has {
            assert_ne!(without.contains(&widget), has, "{name}: {widget}");
        }
    }
}

#[test]
fn sectors_can_be_drawn() {
    for name in SAMPLES {
        for draw in &sample(name).draws {
            assert!(
                draw.sectors.iter().all(|sector| sector.ppm >= 20_000),
                "{name}"
            );
            let sum: u32 = draw.sectors.iter().map(|sector| sector.ppm).sum();
            assert_eq!(sum, 1_000_000);
        }
    }
    let draw = &sample("double11-2026").draws[0];
    assert_eq!(draw.prizes.len(), 8);
    assert!(
        draw.prizes
            .iter()
            .any(|prize| prize.kind == PrizeKind::Nothing)
    );
}

#[test]
fn quotas_need_tokens() {
    for name in SAMPLES {
        let campaign = sample(name);
        let items = campaign
            .flash_sales
            .iter()
            .flat_map(|sale| &sale.sessions)
            .flat_map(|session| &session.items);
        let items: Vec<&FlashItem> = items.collect();
        assert!(items.iter().any(|item| item.quota == Some(100)));
        for item in items {
            let offer = campaign.ruleset.offer(&item.offer).unwrap();
            let token = offer.grant == Grant::Token;
            assert_eq!(token, item.quota.is_some());
            assert_eq!(offer.limits.units_per_order, Some(item.per_buyer));
        }
    }
}

#[test]
fn at_most_twelve_pictures() {
    let mut pictures: Vec<String> = Vec::new();
    for name in every_sample() {
        for product in sample(&name).products {
            let file = product.picture.rsplit('/').next().unwrap().to_owned();
            if !pictures.contains(&file) {
                pictures.push(file);
            }
        }
    }
    assert!(pictures.len() <= 12, "{pictures:?}");
}

#[test]
fn the_hash_follows_the_meaning() {
    let text = sample_text("double11-2026");
    let hash = |text: &str| campaign::parse(text).campaign.unwrap().hash;
    let value = campaign::json::parse(&text).unwrap();
    assert_eq!(hash(&text), hash(&campaign::json::write(&value)));
    assert_eq!(hash(&text), hash(&campaign::json::write_canonical(&value)));
    assert_ne!(
        hash(&text),
        hash(&text.replace("\"version\": 1", "\"version\": 2"))
    );
}
