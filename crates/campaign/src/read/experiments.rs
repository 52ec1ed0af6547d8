//! Experiments.

use pricing::OfferId;

use super::draft::Draft;
use super::fields::{Fields, add};
use super::scope::window;
use super::values::{
    DRAW, FLASH_SALE, LADDER, MAX_COUNT, OFFER, PHASE, PRIZE, VARIATION, is_plain,
};
use crate::civil::parse_instant;
use crate::experiment::bucket::BUCKETS;
use crate::experiment::{
    Change, Experiment, MAX_ARMS, Namespace, Odds, Review, Rewording, Span, TextPlace, Variation,
    Widget,
};
use crate::model::Theme;
use crate::say::Slot;

/// All of it, in ten-thousandths.
const WHOLE: i64 = BUCKETS as i64;

pub(super) fn read(fields: &Fields, draft: &mut Draft) {
    let mut list = Vec::new();
    let mut experiment = fields.maps("experiments", 50);
    while experiment.advance() {
        let id: String = experiment.new_id("id");
        // Nothing but the shopper is stable over devices, and nothing else is treated equally.
        experiment.choice("unit", "shopper");
        let read = Experiment {
            name: experiment.maybe_text("name"),
            seed: match experiment.maybe("seed") {
                Some(value) => experiment.reader.id(value).to_owned(),
                None => id.clone(),
            },
            id,
            hash_version: experiment.int_or("hash_version", 1, 2, 2) as u32,
            variations: variations(&experiment, draft),
            coverage: experiment.int_or("coverage", 0, WHOLE, WHOLE) as u32,
            namespace: namespace(&experiment),
            window: window(&experiment, draft.campaign.window()),
            phases: phases(&experiment),
            force: experiment.maybe("force").and_then(|value| {
                let reader = experiment.reader;
                reader.look_up(experiment.value, value, &VARIATION)
            }),
            bucket_version: experiment.int_or("bucket_version", 0, 1000, 0) as u32,
            min_bucket_version: experiment.int_or("min_bucket_version", 0, 1000, 0) as u32,
            review: review(&experiment),
        };
        if read.min_bucket_version > read.bucket_version {
            let words = "it would leave out everyone that is bucketed now";
            experiment.error("min_bucket_version", "range", words);
        }
        let mut changes = read.variations.iter().flat_map(|of| &of.changes);
        if changes.any(Change::is_material) && read.review.is_none() {
            let words = "prices, thresholds and odds may differ between shoppers only with a review: \
                         reviewer, date and reason";
            experiment.error("review", "review", words);
        }
        add(&mut list, read);
    }
    draft.campaign.experiments.list = list;
}

fn phases(experiment: &Fields) -> Vec<String> {
    let mut phases = Vec::new();
    experiment.refer_all("phases", 50, &PHASE, &mut phases);
    phases
}

fn namespace(experiment: &Fields) -> Option<Namespace> {
    let mut fields = experiment.maybe_map("namespace");
    if !fields.advance() {
        return None;
    }
    let namespace = Namespace {
        id: fields.id("id").to_owned(),
        part: Span {
            from: fields.int("from", 0, WHOLE) as u32,
            until: fields.int("until", 0, WHOLE) as u32,
        },
    };
    if namespace.part.until <= namespace.part.from {
        fields.error("until", "range", "the part of the namespace is empty");
    }
    Some(namespace)
}

fn review(experiment: &Fields) -> Option<Review> {
    let mut fields = experiment.maybe_map("review");
    if !fields.advance() {
        return None;
    }
    let words = "not a day, such as 2026-10-01";
    let date = fields.token("date", "date", words, |date| {
        parse_instant(&[date, "T00:00:00Z"].concat()).is_ok() && is_plain(date, 10, b"-")
    });
    let reviewer = fields.text("reviewer");
    Some(Review {
        reviewer: reviewer.get(crate::Locale::ZhCn).to_owned(),
        date: date.to_owned(),
        reason: fields.text("reason"),
    })
}

fn variations(experiment: &Fields, draft: &Draft) -> Vec<Variation> {
    let mut variations = Vec::new();
    let mut sum = 0;
    let mut variation = experiment.some_maps("variations", MAX_ARMS);
    while variation.advance() {
        let read = Variation {
            id: variation.new_id("id"),
            weight: variation.int("weight", 1, WHOLE) as u32,
            changes: changes(&variation, draft),
        };
        let only_offers = |change: &Change| matches!(change, Change::Offers(_));
        if variations.is_empty() && !read.changes.iter().all(only_offers) {
            let words = "the first variation is the campaign as it stands and changes nothing";
            variation.error("", "control", words);
        }
        sum += i64::from(read.weight);
        add(&mut variations, read);
    }
    if variations.len() == 1 {
        let words = "an experiment has at least two variations";
        experiment.error("variations", "empty", words);
    } else if !variations.is_empty() && sum != WHOLE {
        let values = [Slot::Int(WHOLE), Slot::Int(sum)];
        let words = "weights have to sum to {0}, these sum to {1}";
        experiment.error_with("variations", "weights", words, &values);
    }
    variations
}

fn changes(variation: &Fields, draft: &Draft) -> Vec<Change> {
    let mut changes = Vec::new();
    let texts = texts(variation);
    if !texts.is_empty() {
        changes.push(Change::Texts(texts));
    }
    let order = order(variation);
    if !order.is_empty() {
        changes.push(Change::Order(order));
    }
    if variation.maybe("theme").is_some() {
        const THEMES: [Theme; 4] = [Theme::Festive, Theme::Midyear, Theme::Spring, Theme::Calm];
        let theme = THEMES[variation.choice("theme", "festive midyear spring calm")];
        changes.push(Change::Theme(theme));
    }
    let mut offers: Vec<OfferId> = Vec::new();
    variation.refer_all("offers", 50, &OFFER, &mut offers);
    if !offers.is_empty() {
        changes.push(Change::Offers(offers));
    }
    changes.extend(odds(variation, draft).map(Change::Odds));
    changes
}

fn texts(variation: &Fields) -> Vec<Rewording> {
    let mut texts = Vec::new();
    let mut text = variation.maps("texts", 50);
    while text.advance() {
        let place = match text.choice("place", "name slogan ladder flash_sale draw") {
            0 => TextPlace::Name,
            1 => TextPlace::Slogan,
            2 => TextPlace::Ladder(text.refer("id", &LADDER)),
            3 => TextPlace::FlashSale(text.refer("id", &FLASH_SALE)),
            _ => TextPlace::Draw(text.refer("id", &DRAW)),
        };
        let text = text.text("text");
        add(&mut texts, Rewording { place, text });
    }
    texts
}

fn order(variation: &Fields) -> Vec<Widget> {
    const NAMES: &str = "countdown coupons draw flash_sale cart rules";
    const WIDGETS: [Widget; 6] = [
        Widget::Countdown,
        Widget::Coupons,
        Widget::Draw,
        Widget::FlashSale,
        Widget::Cart,
        Widget::Rules,
    ];
    let mut order = Vec::new();
    for value in variation.items("order", WIDGETS.len()) {
        let widget = WIDGETS[variation.reader.choice(value, NAMES)];
        if order.contains(&widget) {
            let words = "this widget is listed twice";
            variation.reader.error(value, "duplicate", words);
        }
        order.push(widget);
    }
    order
}

/// Odds that a variation changes; prizes it does not name keep theirs.
fn odds(variation: &Fields, draft: &Draft) -> Option<Odds> {
    let mut fields = variation.maybe_map("odds");
    if !fields.advance() {
        return None;
    }
    let reader = fields.reader;
    let value = fields.need("draw");
    let found = value.and_then(|value| reader.look_up(&reader.placed.root, value, &DRAW));
    // The list as written: a draw that could not be read has been reported.
    let draws = reader.placed.root.get("draws");
    let written = found.and_then(|index| draws?.items().get(index));
    let draw = found.and_then(|index| draft.campaign.draws.get(index));
    let mut ppm: Vec<u32> = Vec::new();
    for prize in draw.map_or(&[][..], |draw| &draw.prizes) {
        ppm.push(prize.ppm);
    }
    let mut prize = fields.some_maps("prizes", 100);
    while prize.advance() {
        let value = prize.need("prize");
        let new = prize.int("ppm", 1, 1_000_000) as u32;
        if let (Some(value), Some(written)) = (value, written)
            && let Some(index) = reader.look_up(written, value, &PRIZE)
            && let Some(old) = ppm.get_mut(index)
        {
            *old = new;
        }
    }
    drop(prize);
    let draw = draw?;
    let sum: i64 = ppm.iter().map(|ppm| i64::from(*ppm)).sum();
    if sum != 1_000_000 {
        let values = [Slot::Int(1_000_000), Slot::Int(sum.min(MAX_COUNT))];
        let words = "odds have to sum to {0}, these sum to {1}";
        fields.error_with("prizes", "odds", words, &values);
    }
    Some(Odds {
        draw: draw.id.clone(),
        ppm,
    })
}
