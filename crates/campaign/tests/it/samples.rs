//! The sample campaigns hold what planners would check first.

use campaign::Locale;
use campaign::model::{FlashItem, PrizeKind};
use pricing::Grant;

use super::{ALL_SAMPLES, SAMPLES, sample, sample_text};

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
            assert!(product.floor.minor() > 0, "{name} {}", product.sku);
            for locale in Locale::ALL {
                assert!(!product.name.get(locale).is_empty());
            }
            let english = product.name.get(Locale::En);
            assert!(english.is_ascii(), "{name}: {english}");
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
    for name in ALL_SAMPLES {
        for product in sample(name).products {
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
