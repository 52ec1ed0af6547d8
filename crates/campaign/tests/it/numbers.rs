//! No number of the words comes from anywhere but the file.

use campaign::civil::Civil;
use campaign::model::{Campaign, Draw, Play};
use campaign::{Locale, say};

use super::{every_sample, sample, sample_text};

/// Digits of a text, with the points and commas inside them.
pub fn numbers(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut run = String::new();
    for c in text.chars().chain([' ']) {
        let inside = c.is_ascii_digit() || (matches!(c, '.' | ',') && !run.is_empty());
        if inside {
            run.push(c);
        } else if !run.is_empty() {
            let number = run.trim_end_matches(['.', ',']).replace(',', "");
            found.push(number);
            run.clear();
        }
    }
    found
}

/// Everything a number of the panel may come from, computed from the file itself and not with the
/// code under test.
pub fn allowed(text: &str, campaign: &Campaign, locale: Locale) -> Vec<String> {
    fn walk(value: &campaign::json::Value, out: &mut Vec<i64>, texts: &mut Vec<String>) {
        use campaign::json::Value;
        match value {
            Value::Int(number) => out.push(*number),
            Value::Text(text) => texts.push(text.clone()),
            Value::List(items) => items.iter().for_each(|item| walk(item, out, texts)),
            Value::Map(entries) => entries
                .iter()
                .for_each(|(_, value)| walk(value, out, texts)),
            _ => {}
        }
    }
    let (mut ints, mut texts) = (Vec::new(), Vec::new());
    walk(&campaign::json::parse(text).unwrap(), &mut ints, &mut texts);

    let decimal = |value: i64, places: u32| {
        let unit = 10_i64.pow(places);
        let full = format!(
            "{}.{:0width$}",
            value / unit,
            value % unit,
            width = places as usize
        );
        full.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    let mut allowed = Vec::new();
    for int in ints {
        allowed.push(int.to_string());
        allowed.push(format!("{}.{:02}", int / 100, int % 100));
        // Amounts, percents of odds, 折 and percent off.
        allowed.push(decimal(int, 2));
        allowed.push(decimal(int, 4));
        if (0..10_000).contains(&int) {
            allowed.push(decimal(int, 3));
            allowed.push(decimal(10_000 - int, 2));
        }
    }
    for text in &texts {
        if let Ok(instant) = campaign::civil::parse_instant(text) {
            for instant in [instant, instant.plus_ms(-1000)] {
                let civil = Civil::at(instant, &campaign.zone);
                allowed.push(civil.month.to_string());
                allowed.push(civil.day.to_string());
                allowed.push(format!("{:02}", civil.hour));
                allowed.push(format!("{:02}", civil.minute));
            }
        }
        // Names and terms are quoted whole.
        allowed.extend(numbers(text));
    }
    // The end of a day; all odds together; 100 points of 1 分 are 1 元; one coupon an order.
    allowed.extend(["24", "100", "1"].map(str::to_owned));
    // Sessions that come again are made from days, times of day and a length; who starts sooner is
    // told by how much.
    for session in campaign.flash_sales.iter().flat_map(|sale| &sale.sessions) {
        for instant in [session.window.from, session.window.until] {
            let civil = Civil::at(instant, &campaign.zone);
            allowed.extend([civil.month.to_string(), civil.day.to_string()]);
            allowed.extend([civil.hour, civil.minute].map(|part| format!("{part:02}")));
        }
        for early in &session.early {
            let minutes = session.window.from.since(early.from) / 60_000;
            allowed.extend([(minutes / 60).to_string(), (minutes % 60).to_string()]);
        }
    }
    // What a commitment is made with.
    let committed = |draw: &Draw| !draw.commitment.is_empty();
    if campaign.draws.iter().any(committed) {
        allowed.push("256".to_owned());
    }
    // Batches of one coupon, added up.
    for coupon in &campaign.coupons {
        let total: u32 = coupon.releases.iter().map(|release| release.count).sum();
        allowed.push(total.to_string());
    }
    // The published schedule of a bargain.
    for promotion in &campaign.offers {
        let Play::Bargain(bargain) = promotion.play else {
            continue;
        };
        let whole = (bargain.start - bargain.price).minor();
        let helpers = i64::from(bargain.helpers);
        allowed.push((whole % helpers).to_string());
        allowed.push((helpers - whole % helpers).to_string());
        for cut in [whole / helpers, whole / helpers + 1] {
            allowed.push(decimal(cut, 2));
            allowed.push(format!("{}.{:02}", cut / 100, cut % 100));
        }
    }
    for product in &campaign.products {
        let basis = product
            .compare_at
            .map(|compare| say::basis(compare.basis, locale));
        allowed.extend(numbers(basis.unwrap_or("")));
    }
    allowed
}

#[test]
fn no_number_is_invented() {
    for name in every_sample() {
        let text = sample_text(&name);
        let campaign = sample(&name);
        for locale in Locale::ALL {
            let allowed = allowed(&text, &campaign, locale);
            let mut lines: Vec<String> = Vec::new();
            for section in say::rules(&campaign, locale) {
                lines.extend(section.lines);
            }
            #[cfg(feature = "copy")]
            for question in say::faq(&campaign, locale) {
                lines.push(question.question);
                lines.extend(question.answer);
            }
            for line in &lines {
                for number in numbers(line) {
                    assert!(allowed.contains(&number), "{name}: {number} in {line}");
                }
            }
        }
    }
}
