//! Prices: 明码标价和禁止价格欺诈规定 (令56号), 广告法, 电子商务法.

use std::cell::OnceCell;

use campaign::json::Value;
use campaign::model::{Basis, Validity};
use campaign::{Campaign, Locale};
use pricing::{Benefit, Buyer, Money, Rounding};

use crate::message::say;
use crate::words::{NO_CONTRACT, SUPERLATIVES, Said, has_digit, yuan};
use crate::worst::leaves_nothing;
use crate::{Checked, Confidence, Found, Market, Rule, Severity, Subject};

const CN: &[Market] = &[Market::Cn];
const HOUR_MS: i64 = 60 * 60 * 1000;

const BASE: Rule = Rule {
    confidence: Confidence::Read,
    ..super::BASE
};

/// Rules on prices.
pub const RULES: &[Rule] = &[
    Rule {
        id: "PR1",
        markets: CN,
        demands: "A compare-at price is at most the lowest transaction price of the seven days before, in the same shop.",
        source: "明码标价和禁止价格欺诈规定 art. 16",
        fix: "Lower `compare_at.price` to what the shop's books show, or leave it out.",
        check: seven_days,
        ..BASE
    },
    Rule {
        id: "PR2",
        severity: Severity::Warning,
        markets: CN,
        demands: "A maker's suggested price is labelled as one and kept up to date.",
        source: "明码标价和禁止价格欺诈规定 art. 16(3)",
        fix: "Check that the maker still suggests it; the widget writes 厂商建议零售价 beside it.",
        check: suggested_price,
        ..BASE
    },
    Rule {
        id: "PR3",
        severity: Severity::Warning,
        demands: "A price is not raised shortly before it is cut.",
        source: "明码标价和禁止价格欺诈规定 art. 17",
        fix: "Cut from the price before the rise.",
        check: raised_before,
        ..BASE
    },
    Rule {
        id: "PR4",
        demands: "A gift is named, counted and valued at what it is sold for now.",
        source: "明码标价和禁止价格欺诈规定 art. 18; 广告法 art. 8(2)",
        fix: "List the gift among the products with its price, and say how many there are.",
        check: gifts_named,
        ..BASE
    },
    Rule {
        id: "PR5",
        demands: "Banner, list and detail show one price.",
        source: "明码标价和禁止价格欺诈规定 art. 20(1)",
        checked: Checked::FileAndPage,
        fix: "Take amounts out of banner texts: the widget writes the engine's price.",
        check: banner_amounts,
        ..BASE
    },
    Rule {
        id: "PR6",
        demands: "Free text adds to the generated rules and contradicts none of their figures.",
        source: "明码标价和禁止价格欺诈规定 art. 20(2)",
        fix: "Use figures of the offers only, or drop them from the text.",
        check: figures_of_the_file,
        ..BASE
    },
    Rule {
        id: "PR7",
        demands: "A price for some has its condition beside it, in words shoppers know.",
        source: "明码标价和禁止价格欺诈规定 arts. 6, 19(6)",
        checked: Checked::FileAndPage,
        fix: "Give every audience and every tag a name in all languages of the file.",
        check: conditions_named,
        ..BASE
    },
    Rule {
        id: "PR8",
        demands: "What was promised is kept: a coupon lasts as long as it says, whenever it was claimed.",
        source: "明码标价和禁止价格欺诈规定 art. 19(5), (7)",
        checked: Checked::FileAndServer,
        fix: "End the claims that many days before `until`, or let `until` be that many days after them.",
        check: usable_coupons,
        ..BASE
    },
    Rule {
        id: "PR9",
        demands: "Rounding is at most a cent a line and never against the buyer.",
        source: "明码标价和禁止价格欺诈规定 art. 21(3)",
        fix: "Use the rounding `reduction` or `price_down`.",
        check: rounding_for_buyers,
        ..BASE
    },
    Rule {
        id: "PR10",
        demands: "No fee is unsaid: freight has a rule for being free, or it is in the price.",
        source: "明码标价和禁止价格欺诈规定 art. 8",
        fix: "Say how freight is charged: `freight`, and a free freight offer if there is one.",
        check: freight_said,
        ..BASE
    },
    Rule {
        id: "PR11",
        demands: "“From” and “as low as” stand for a price at which something can be bought.",
        source: "明码标价和禁止价格欺诈规定 art. 9",
        fix: "Use the lowest price of the file, or drop the words.",
        check: from_prices,
        ..BASE
    },
    Rule {
        id: "PR12",
        severity: Severity::Warning,
        markets: CN,
        demands: "No superlatives, and no “lowest ever” without evidence.",
        source: "广告法 art. 9(3)",
        fix: "Take the word out, or name what it rests on in `copy.evidence`.",
        check: superlatives,
        ..BASE
    },
    Rule {
        id: "PR13",
        demands: "Nothing is bundled or ticked for the shopper, and no clause ends the contract after payment.",
        source: "电子商务法 arts. 19, 49",
        fix: "Leave boxes empty; take the clause out.",
        check: nothing_ticked,
        ..BASE
    },
    Rule {
        id: "PR14",
        demands: "Whatever is given at once, an order leaves at least a cent to pay.",
        source: "Practice: an order of nothing cannot be paid, and a hidden threshold misleads",
        confidence: Confidence::Practice,
        fix: "Give the product a floor of at least one minor unit, which is what it has unless the file says otherwise.",
        check: something_to_pay,
        ..BASE
    },
    Rule {
        id: "PR15",
        severity: Severity::Warning,
        demands: "What comes back later (返现) is shown beside the price and never in it.",
        source: "明码标价和禁止价格欺诈规定 art. 19",
        fix: "Use the offer kind `cashback`, and no amount “after cashback” in texts.",
        check: no_price_after_cashback,
        ..BASE
    },
];

fn before_start(subject: &Subject) -> pricing::Instant {
    subject.campaign.window().from
}

fn seven_days(subject: &Subject, found: &mut Found) {
    for (at, product) in subject.campaign.products.iter().enumerate() {
        let Some(compare) = &product.compare_at else {
            continue;
        };
        let path = format!("products[{at}].compare_at");
        if compare.basis == Basis::SuggestedRetail {
            continue;
        }
        let Some(history) = subject.history else {
            if compare.price > product.price {
                found.warn_at(
                    &path,
                    say!("without the shop's past prices (--history) this cannot be confirmed"),
                );
            }
            continue;
        };
        let start = before_start(subject);
        let least = history
            .lowest(&product.sku, 7, start)
            .or_else(|| history.last(&product.sku, start));
        match least {
            Some(least) if compare.price > least => found.at(
                &path,
                say!(
                    "{} is above the lowest price of the seven days before, {}",
                    yuan(compare.price),
                    yuan(least)
                ),
            ),
            Some(_) => {}
            None => found.at(
                &path,
                say!("nothing was sold before, so there is nothing to compare with"),
            ),
        }
    }
}

fn suggested_price(subject: &Subject, found: &mut Found) {
    for (at, product) in subject.campaign.products.iter().enumerate() {
        if let Some(compare) = &product.compare_at
            && compare.basis == Basis::SuggestedRetail
            && compare.price.minor() > product.price.minor() * 2
        {
            found.at(
                &format!("products[{at}].compare_at"),
                say!("the suggested price is more than twice the regular one: is it still the maker's?"),
            );
        }
    }
}

fn raised_before(subject: &Subject, found: &mut Found) {
    let Some(history) = subject.history else {
        return;
    };
    let start = before_start(subject);
    for (at, product) in subject.campaign.products.iter().enumerate() {
        let month = history.lowest(&product.sku, 30, start);
        if let Some(least) = month
            && product.price.minor() * 100 > least.minor() * 110
        {
            found.at(
                &format!("products[{at}].price"),
                say!(
                    "it was sold for {} in the 30 days before and is listed at {}",
                    yuan(least),
                    yuan(product.price)
                ),
            );
        }
    }
}

fn gifts_named(subject: &Subject, found: &mut Found) {
    let offers = subject.root.get("offers").map_or(&[][..], Value::items);
    for (at, offer) in offers.iter().enumerate() {
        if offer.get("kind").and_then(Value::as_text) != Some("gift") {
            continue;
        }
        for (step, tier) in offer
            .get("tiers")
            .map_or(&[][..], Value::items)
            .iter()
            .enumerate()
        {
            for (gift, given) in tier
                .get("gifts")
                .map_or(&[][..], Value::items)
                .iter()
                .enumerate()
            {
                let sku = given
                    .get("sku")
                    .and_then(Value::as_text)
                    .unwrap_or_default();
                let path = format!("offers[{at}].tiers[{step}].gifts[{gift}]");
                match subject.campaign.product(&pricing::Sku::new(sku)) {
                    None => found.at(&path, say!("the gift `{}` has no name and no price", sku)),
                    Some(product) if product.price.is_zero() => {
                        found.at(&path, say!("the gift `{}` has no price of its own", sku));
                    }
                    Some(_) => {}
                }
            }
        }
    }
}

fn banner_amounts(subject: &Subject, found: &mut Found) {
    let banners = subject.campaign.plan.copy.iter().enumerate();
    for (at, copy) in banners.filter(|(_, copy)| copy.place == campaign::plan::Place::Banner) {
        for locale in Locale::ALL {
            let text = copy.text.get(locale);
            if (text.contains('¥') || text.contains('元') || text.contains('折')) && has_digit(text)
            {
                found.at(
                    &format!("copy[{at}].text"),
                    say!("an amount in a banner text goes its own way"),
                );
                break;
            }
        }
    }
}

/// Numbers of a text, in hundredths, so that 49.9 and 49.90 are one.
fn numbers(text: &str) -> Vec<i64> {
    let mut numbers = Vec::new();
    let mut digits = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_ascii_digit() || (c == '.' && !digits.is_empty()) {
            digits.push(c);
        } else if !digits.is_empty() {
            let (whole, part) = digits.split_once('.').unwrap_or((&digits, ""));
            let part = format!("{part:0<2}");
            if let (Ok(whole), Ok(part)) = (whole.parse::<i64>(), part[..2].parse::<i64>()) {
                numbers.push(whole.saturating_mul(100).saturating_add(part));
            }
            digits.clear();
        }
    }
    numbers
}

/// The numbers of a text that a sign or a word makes money: `¥49.9`, `49.9 元`.
fn amounts(text: &str) -> Vec<i64> {
    let is_figure = |c: char| c.is_ascii_digit() || c == '.';
    let mut amounts = Vec::new();
    for (at, sign) in text.match_indices(['¥', '元']) {
        let figure = if sign == "¥" {
            let rest = text[at + sign.len()..].trim_start();
            rest.split(|c| !is_figure(c)).next()
        } else {
            text[..at].trim_end().rsplit(|c| !is_figure(c)).next()
        };
        amounts.extend(figure.map(numbers).unwrap_or_default());
    }
    amounts
}

fn figures_of_the_file(subject: &Subject, found: &mut Found) {
    let mut known: Vec<i64> = Vec::new();
    for locale in Locale::ALL {
        for section in campaign::say::rules(subject.campaign, locale) {
            known.extend(numbers(&section.title));
            for item in &section.lines {
                known.extend(numbers(item));
            }
        }
        for product in &subject.campaign.products {
            known.extend(numbers(product.name.get(locale)));
        }
    }
    for product in &subject.campaign.products {
        known.push(product.price.minor());
    }
    for (at, copy) in subject.campaign.plan.copy.iter().enumerate() {
        let mut told = Vec::new();
        for number in Locale::ALL
            .map(|locale| numbers(copy.text.get(locale)))
            .concat()
        {
            if !known.contains(&number) && !told.contains(&number) {
                told.push(number);
                let shown = yuan(Money::new(number));
                let shown = shown.trim_end_matches('0').trim_end_matches('.');
                found.at(
                    &format!("copy[{at}].text"),
                    say!("{} is in no rule of this campaign", shown),
                );
            }
        }
    }
}

fn conditions_named(subject: &Subject, found: &mut Found) {
    for (at, audience) in subject.campaign.audiences.iter().enumerate() {
        if audience.name.get(Locale::ZhCn) == audience.fact.as_str() {
            found.at(
                &format!("audiences[{at}].name"),
                say!("`{}` is a word for machines", audience.fact.as_str()),
            );
        }
    }
}

/// A fixed window may end with the claims, since its end is told to whoever claims last as to everyone;
/// that it does not end before them is for the reader.
fn usable_coupons(subject: &Subject, found: &mut Found) {
    for (at, coupon) in subject.campaign.coupons.iter().enumerate() {
        let last = coupon.claim.until;
        if let Validity::FromClaim { ms, until } = coupon.validity
            && coupon.claimable
            && last.plus_ms(ms) > until
        {
            let hours = (until.ms() - last.ms()).max(0) / HOUR_MS;
            let said = ms / HOUR_MS;
            found.warn_at(
                &format!("coupons[{at}].validity"),
                say!(
                    "who claims it last has {} hours of the {} that it says",
                    hours,
                    said
                ),
            );
        }
    }
}

fn rounding_for_buyers(subject: &Subject, found: &mut Found) {
    for offer in subject.campaign.ruleset.offers() {
        if offer.rounding == Rounding::ReductionDown
            || offer.grain > Money::new(1) && offer.rounding == Rounding::Price
        {
            let id = offer.id.as_str();
            found.at(
                &path_of(subject, id),
                say!("`{}` rounds against the buyer", id),
            );
        }
    }
}

/// Where an offer or a coupon stands in the file.
pub(super) fn path_of(subject: &Subject, id: &str) -> String {
    for part in ["offers", "coupons"] {
        let entries = subject.root.get(part).map_or(&[][..], Value::items);
        for (at, entry) in entries.iter().enumerate() {
            if entry.get("id").and_then(Value::as_text) == Some(id) {
                return format!("{part}[{at}]");
            }
        }
    }
    if id.starts_with("flash:") {
        return "flash_sales".to_owned();
    }
    "offers".to_owned()
}

fn freight_said(subject: &Subject, found: &mut Found) {
    let free = subject
        .campaign
        .ruleset
        .offers()
        .iter()
        .any(|offer| offer.benefit == Benefit::FreeFreight);
    if subject.root.get("freight").is_none() && free {
        found.at(
            "offers",
            say!("freight is free on a condition, and nothing says what it is otherwise"),
        );
    }
}

/// The lowest price of one piece, at the opening and whenever an offer begins; nothing without offers.
fn lowest_price(campaign: &Campaign) -> Option<Money> {
    let buyer = Buyer::default();
    let ruleset = &campaign.ruleset;
    let mut begins: Vec<_> = ruleset
        .offers()
        .iter()
        .map(|offer| offer.window.from)
        .collect();
    if begins.is_empty() {
        return None;
    }
    begins.push(campaign.window().from);
    begins.sort();
    begins.dedup();
    let lines = campaign
        .products
        .iter()
        .map(|product| product.line(1, true));
    let prices = lines.flat_map(|line| {
        let buyer = &buyer;
        let prices = begins
            .iter()
            .map(move |now| ruleset.price_of(&line, buyer, *now).unit);
        prices.collect::<Vec<_>>()
    });
    prices.min()
}

fn from_prices(subject: &Subject, found: &mut Found) {
    // Every price at every beginning is a lot of work, and few texts speak of a lowest one.
    let lowest = OnceCell::new();
    let lowest = || *lowest.get_or_init(|| lowest_price(subject.campaign));
    for (at, copy) in subject.campaign.plan.copy.iter().enumerate() {
        let mut told = Vec::new();
        for text in Locale::ALL.map(|locale| copy.text.get(locale)) {
            let mut words = ["低至", "起", "as low as", "from ¥"].iter();
            if words.any(|word| text.contains(word)) {
                told.extend(amounts(text));
            }
        }
        told.dedup();
        for amount in told {
            if let Some(lowest) = lowest()
                && amount < lowest.minor()
            {
                found.at(
                    &format!("copy[{at}].text"),
                    say!("nothing can be bought for less than {}", yuan(lowest)),
                );
            }
        }
    }
}

fn superlatives(subject: &Subject, found: &mut Found) {
    for said in &subject.said {
        let Some(word) = said.first_of(SUPERLATIVES) else {
            continue;
        };
        let proved = subject
            .campaign
            .plan
            .copy
            .iter()
            .enumerate()
            .any(|(at, copy)| {
                said.path.starts_with(&format!("copy[{at}].")) && !copy.evidence.is_empty()
            });
        if !proved {
            found.at(
                &said.path,
                say!("“{}” claims more than anyone can prove", word),
            );
        }
    }
}

fn nothing_ticked(subject: &Subject, found: &mut Found) {
    for (at, sku) in subject.campaign.plan.ticked_by_default.iter().enumerate() {
        found.at(
            &format!("ticked_by_default[{at}]"),
            say!(
                "`{}` is put into the cart without being asked for",
                sku.as_str()
            ),
        );
    }
    for said in &subject.said {
        if let Some(word) = said.first_of(NO_CONTRACT) {
            found.at(&said.path, say!("“{}” is void", word));
        }
    }
}

fn something_to_pay(subject: &Subject, found: &mut Found) {
    for (at, product) in subject.campaign.products.iter().enumerate() {
        // A free one of three is paid for with the others; what has to be paid is the order.
        let free = product.floor.is_zero() && !product.price.is_zero();
        if free && leaves_nothing(subject.campaign, &product.sku) {
            found.at(
                &format!("products[{at}].floor"),
                say!("reductions may leave nothing to pay"),
            );
        }
    }
}

fn no_price_after_cashback(subject: &Subject, found: &mut Found) {
    for Said { path, text, .. } in &subject.said {
        if (text.contains("返后") || text.contains("返後")) && has_digit(text) {
            found.at(
                path,
                say!("a price “after cashback” is not what the shopper pays"),
            );
        }
    }
}
