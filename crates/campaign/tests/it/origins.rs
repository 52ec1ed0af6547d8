//! Every number of a text about one thing comes from the fields of that thing, as the engine has them.
//!
//! Fields are taken from what `Debug` prints, so a field that is added later counts by itself, and
//! nothing of the code under test helps to find an origin.

use campaign::civil::Civil;
use campaign::model::{Campaign, Play};
use campaign::{Locale, say};
use pricing::{Buyer, Instant, Offer};

#[cfg(feature = "copy")]
use super::copy::turns;
use super::numbers::numbers;
use super::{ALL_SAMPLES, sample};

/// Numbers that some fields may be written as.
struct Origins<'a> {
    campaign: &'a Campaign,
    locale: Locale,
    known: Vec<String>,
}

impl<'a> Origins<'a> {
    fn new(campaign: &'a Campaign, locale: Locale) -> Self {
        Self {
            campaign,
            locale,
            known: Vec::new(),
        }
    }

    /// The same with the fields that a thing prints, and the names of what it names.
    fn of(mut self, debug: &str) -> Self {
        let mut digits = String::new();
        for c in debug.chars().chain([' ']) {
            if c.is_ascii_digit() {
                digits.push(c);
            } else if !digits.is_empty() {
                if let Ok(field) = digits.parse() {
                    self.field(field);
                }
                digits.clear();
            }
        }
        let named = |id: &str| debug.contains(&format!("\"{id}\""));
        for product in &self.campaign.products {
            if named(product.sku.as_str()) {
                self.known.extend(numbers(product.name.get(self.locale)));
            }
        }
        for tag in &self.campaign.tags {
            if named(tag.tag.as_str()) {
                self.known.extend(numbers(tag.name.get(self.locale)));
            }
        }
        for audience in &self.campaign.audiences {
            if named(audience.fact.as_str()) {
                self.known.extend(numbers(audience.name.get(self.locale)));
            }
        }
        self
    }

    /// The same with the numbers of a text that is quoted as it stands.
    fn quoting(mut self, text: &str) -> Self {
        self.known.extend(numbers(text));
        self
    }

    fn field(&mut self, field: i64) {
        if field > 900_000_000_000 {
            return self.instant(Instant::from_ms(field));
        }
        let known = &mut self.known;
        known.push(field.to_string());
        // Money; rates in 折 and percent, paid or off; odds.
        known.push(format!("{}.{:02}", field / 100, field % 100));
        known.push(decimal(field, 2));
        known.push(decimal(field, 4));
        if (0..=10_000).contains(&field) {
            known.push(decimal(10_000 - field, 3));
            known.push(decimal(field, 3));
            known.push(decimal(10_000 - field, 2));
        }
        // Lengths of time.
        if field % 86_400_000 == 0 {
            known.push((field / 86_400_000).to_string());
        }
    }

    fn instant(&mut self, at: Instant) {
        let zone = &self.campaign.zone;
        let civil = Civil::at(at, zone);
        self.date(&civil);
        self.known.push(format!("{:02}", civil.hour));
        self.known.push(format!("{:02}", civil.minute));
        if (civil.hour, civil.minute, civil.second) == (0, 0, 0) {
            self.date(&Civil::at(at.plus_ms(-1), zone));
            self.known.push("24".to_owned());
        }
    }

    fn date(&mut self, civil: &Civil) {
        self.known.push(civil.month.to_string());
        self.known.push(civil.day.to_string());
    }

    #[track_caller]
    fn explain(&self, text: &str) {
        for number in numbers(text).into_iter().chain(spelled(text)) {
            assert!(self.known.contains(&number), "{number} in {text}");
        }
    }
}

/// Numbers in words: `第二件` and its price of half.
fn spelled(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (place, digit) in ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
        .iter()
        .enumerate()
    {
        if text.contains(&format!("第{digit}件")) && !text.contains("第二件起") {
            found.push((place + 1).to_string());
        }
    }
    for half in ["半价", "半價", "half price"] {
        if text.contains(half) {
            found.push("5000".to_owned());
        }
    }
    found
}

fn decimal(value: i64, places: u32) -> String {
    let unit = 10_i64.pow(places);
    let (whole, rest) = (value / unit, value % unit);
    let full = format!("{whole}.{rest:0width$}", width = places as usize);
    full.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// What an offer may say: itself, how it is played, and the coupon it is.
fn of_offer<'a>(campaign: &'a Campaign, offer: &Offer, locale: Locale) -> Origins<'a> {
    let promotion = campaign.offers.iter().find(|one| one.id == offer.id);
    let coupon = campaign.coupon(&offer.id);
    let flash = campaign.flash_item(&offer.id);
    let mut origins = Origins::new(campaign, locale)
        .of(&format!("{offer:?}"))
        .of(&format!("{promotion:?}"))
        .of(&format!("{coupon:?}"))
        .of(&format!("{flash:?}"));
    if let Some(name) = promotion.map(|promotion| &promotion.name) {
        origins = origins.quoting(name.get(locale));
    }
    if let Some(name) = coupon.map(|coupon| &coupon.name) {
        origins = origins.quoting(name.get(locale));
    }
    if let pricing::Benefit::Points { worth, .. } = offer.benefit {
        // As many points as make a whole unit of the currency.
        let unit = 10_i64.pow(u32::from(campaign.currency.exponent));
        origins.field(unit / worth.minor());
        origins.field(unit);
    }
    if let Some(Play::Bargain(bargain)) = promotion.map(|promotion| promotion.play) {
        // The published schedule: whole minor units, larger cuts first.
        let whole = (bargain.start - bargain.price).minor();
        let helpers = i64::from(bargain.helpers);
        let larger = whole % helpers;
        for field in [
            larger,
            helpers - larger,
            whole / helpers,
            whole / helpers + 1,
        ] {
            origins.field(field);
        }
    }
    origins
}

#[test]
fn of_offers() {
    let mut told = 0;
    for name in ALL_SAMPLES {
        let campaign = sample(name);
        for locale in Locale::ALL {
            for offer in campaign.ruleset.offers() {
                let origins = of_offer(&campaign, offer, locale);
                origins.explain(&say::offer_name(&campaign, &offer.id, locale));
                origins.explain(&say::offer_title(&campaign, offer, locale));
                origins.explain(&say::offer_rule(&campaign, offer, locale));
                origins.explain(&say::coupon_threshold(&campaign, offer, locale));
                for step in 0..5 {
                    origins.explain(&say::step_title(&campaign, offer, step, locale));
                }
                told += 1;
            }
        }
    }
    assert!(told > 200, "{told}");
}

/// What a quote says of what did not apply and of next steps comes from the quote.
#[test]
fn of_quotes() {
    let mut told = 0;
    for name in ALL_SAMPLES {
        let campaign = sample(name);
        for cart in &campaign.samples.carts {
            let lines = campaign.cart(&cart.lines);
            for phase in &campaign.phases {
                let now = phase.window.from;
                let quote = campaign
                    .ruleset
                    .quote(&lines, &Buyer::default(), now)
                    .unwrap();
                for locale in Locale::ALL {
                    for unused in &quote.unused {
                        let text = say::reason(&campaign, &unused.reason, locale);
                        let mut origins =
                            Origins::new(&campaign, locale).of(&format!("{:?}", unused.reason));
                        for offer in campaign.ruleset.offers() {
                            if format!("{:?}", unused.reason).contains(offer.id.as_str()) {
                                let name = say::offer_name(&campaign, &offer.id, locale);
                                origins = origins.quoting(&name);
                            }
                        }
                        origins.explain(&text);
                        told += 1;
                    }
                    for next in &quote.next {
                        if let Some(missing) = next.missing {
                            let origins =
                                Origins::new(&campaign, locale).of(&format!("{missing:?}"));
                            origins.explain(&say::missing(&campaign, missing, locale));
                            told += 1;
                        }
                    }
                }
            }
        }
    }
    assert!(told > 500, "{told}");
}

#[cfg(feature = "copy")]
#[test]
fn of_cards_and_odds() {
    for name in ALL_SAMPLES {
        let campaign = sample(name);
        for locale in Locale::ALL {
            for coupon in &campaign.coupons {
                let offer = campaign.ruleset.offer(&coupon.id).unwrap();
                let origins = of_offer(&campaign, offer, locale);
                let card = say::card(&campaign, coupon, locale);
                for text in [
                    &card.name,
                    &card.amount.figure,
                    &card.amount.symbol,
                    &card.threshold,
                    &card.cap,
                    &card.only,
                    &card.claim,
                    &card.limit,
                    &card.validity,
                ] {
                    origins.explain(text);
                }
            }
            for draw in &campaign.draws {
                let rows = say::odds_table(&campaign, draw, locale);
                assert_eq!(rows.len(), draw.prizes.len() + 1);
                for (row, prize) in rows.iter().zip(&draw.prizes) {
                    let origins = Origins::new(&campaign, locale).of(&format!("{prize:?}"));
                    let origins = origins.quoting(prize.name.get(locale));
                    for text in [&row.prize, &row.odds, &row.stock, &row.value, &row.limits] {
                        origins.explain(text);
                    }
                }
                let whole: u32 = draw.prizes.iter().map(|prize| prize.ppm).sum();
                let origins = Origins::new(&campaign, locale).of(&whole.to_string());
                origins.explain(&rows[draw.prizes.len()].odds);
            }
        }
    }
}

#[cfg(feature = "copy")]
#[test]
fn of_banners_badges_and_shared_cards() {
    let mut badges = 0;
    for name in ALL_SAMPLES {
        let campaign = sample(name);
        for locale in Locale::ALL {
            for now in turns(&campaign) {
                let mut origins = Origins::new(&campaign, locale)
                    .of(&format!("{:?}", campaign.phases))
                    .quoting(campaign.name.get(locale))
                    .quoting(campaign.slogan.get(locale));
                for phase in &campaign.phases {
                    origins = origins.quoting(phase.name.get(locale));
                }
                let banner = say::banner(&campaign, now, locale);
                origins.explain(&banner.title);
                origins.explain(&banner.phase);
                origins.explain(&banner.slogan);
                let mut sessions = Origins::new(&campaign, locale);
                for sale in &campaign.flash_sales {
                    sessions = sessions.quoting(sale.name.get(locale));
                    for session in &sale.sessions {
                        sessions = sessions.of(&format!("{:?}", session.window));
                    }
                }
                sessions.explain(&banner.session);
                // Each part of the offers is the title of one offer.
                let mut titles = Vec::new();
                for offer in campaign.ruleset.offers() {
                    let title = say::offer_title(&campaign, offer, locale);
                    of_offer(&campaign, offer, locale).explain(&title);
                    titles.push(title);
                }
                let parts = banner.offers.split(['；', ';']).map(str::trim);
                for part in parts.filter(|part| !part.is_empty()) {
                    let part = part.trim_start_matches("领券").trim_start_matches("領券");
                    let part = part.trim_start_matches("coupon: ");
                    assert!(titles.iter().any(|title| title == part), "{part}");
                }
                for draw in &campaign.draws {
                    origins = origins.of(&format!("{:?}", draw.redeem_until));
                }
                origins.explain(&banner.time);
                let share = say::share_card(&campaign, now, locale);
                origins.explain(&share.text);
                origins.quoting(&banner.offers).explain(&share.title);
                for product in &campaign.products {
                    for badge in say::badges(&campaign, product, now, locale) {
                        let offer = campaign.ruleset.offer(&badge.offer).unwrap();
                        of_offer(&campaign, offer, locale).explain(&badge.text);
                        badges += 1;
                    }
                }
            }
        }
    }
    assert!(badges > 2_000, "{badges}");
}
