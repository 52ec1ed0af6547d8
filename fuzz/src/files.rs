//! Campaign files as bytes make them: any text, or a sample with values changed, swapped and taken out,
//! which gets past the reader where any text does not. A panic is a broken promise.
//!
//! libFuzzer feeds these in `fuzz_targets`; the tests of `lint` feed them on stable Rust.

use campaign::json::{self, Value};
use campaign::model::Channel;
use campaign::{Campaign, Locale, Parsed, Severity, say, timeline};
use lint::{Market, Profile, Subject};
use pricing::{Buyer, Instant};

/// What is changed: between them they have every part of a file.
const SAMPLES: [&str; 8] = [
    include_str!("../../public/campaigns/full-reduction-steps.json"),
    include_str!("../../public/campaigns/flash-sessions.json"),
    include_str!("../../public/campaigns/draw-grid-and-scratch.json"),
    include_str!("../../public/campaigns/points-and-sign-in.json"),
    include_str!("../../public/campaigns/presale-2026.json"),
    include_str!("../../public/campaigns/new-buyers.json"),
    include_str!("../../public/campaigns/invite.json"),
    include_str!("../../public/campaigns/eu-spring.json"),
];

/// Values that stand at an edge of something.
const NUMBERS: [i64; 16] = [
    0,
    1,
    -1,
    2,
    100,
    9_999,
    10_000,
    10_001,
    1_000_000,
    100_000_000,
    100_000_001,
    1_000_000_000_000,
    1_000_000_000_001,
    i64::MAX,
    i64::MIN,
    (1 << 53) - 1,
];

/// Texts of every kind that a field may expect, and of kinds that none does.
const TEXTS: [&str; 24] = [
    "",
    "0",
    "x",
    "满300减50",
    "[X]",
    "a\u{200b}b",
    "\u{202e}\u{fffd}",
    "2000-01-01T00:00:00+14:00",
    "2099-12-31T23:59:59.999-14:00",
    "2026-11-11T00:00:00Z",
    "2026-11-10 24:00",
    "2026-02-30T00:00:00+08:00",
    "20:00",
    "+08:00",
    "-14:00",
    "America/New_York",
    "mon",
    "8折",
    "¥199.00",
    "50%",
    "full_reduction",
    "time_limited",
    "dacu/0",
    "everyone",
];

/// The input, read from the front; what is missing counts as zero.
struct Feed<'a>(&'a [u8]);

impl Feed<'_> {
    fn byte(&mut self) -> usize {
        let Some((first, rest)) = self.0.split_first() else {
            return 0;
        };
        self.0 = rest;
        usize::from(*first)
    }

    /// Below `limit`, which is not zero.
    fn below(&mut self, limit: usize) -> usize {
        (self.byte() << 8 | self.byte()) % limit
    }

    /// An instant: mostly of the years that samples are of, at times any.
    fn instant(&mut self) -> Instant {
        match self.byte() {
            0 => Instant::MIN,
            1 => Instant::MAX,
            2 => Instant::from_ms(i64::MIN),
            3 => Instant::from_ms(i64::MAX),
            // Hours from July 2026 on.
            _ => Instant::from_ms(1_782_835_200_000 + 3_600_000 * self.below(10_000) as i64),
        }
    }
}

/// How many values there are in one.
fn count(value: &Value) -> usize {
    let entries = value.entries().iter().map(|(_, entry)| entry);
    1 + value
        .items()
        .iter()
        .chain(entries)
        .map(count)
        .sum::<usize>()
}

/// The value with this number in the order of the document.
fn nth<'a>(value: &'a mut Value, at: &mut usize) -> Option<&'a mut Value> {
    if *at == 0 {
        return Some(value);
    }
    *at -= 1;
    match value {
        Value::List(items) => items.iter_mut().find_map(|item| nth(item, at)),
        Value::Map(entries) => entries.iter_mut().find_map(|(_, entry)| nth(entry, at)),
        _ => None,
    }
}

fn change(root: &mut Value, feed: &mut Feed) {
    let all = count(root);
    let mut from = feed.below(all);
    let copy = nth(root, &mut from).map(|value| value.clone());
    let mut at = feed.below(all);
    let Some(value) = nth(root, &mut at) else {
        return;
    };
    match feed.byte() % 16 {
        0 => *value = Value::Null,
        1 => *value = Value::List(vec![value.clone()]),
        2 => *value = copy.unwrap_or(Value::Null),
        3..=5 => *value = Value::Int(NUMBERS[feed.below(NUMBERS.len())]),
        6..=8 => *value = Value::text(TEXTS[feed.below(TEXTS.len())]),
        _ => match value {
            Value::List(items) if !items.is_empty() => {
                let at = feed.below(items.len());
                let item = items[at].clone();
                match feed.byte() % 3 {
                    0 => items.push(item),
                    1 => items.reverse(),
                    _ => drop(items.remove(at)),
                }
            }
            Value::Map(entries) if !entries.is_empty() => {
                let at = feed.below(entries.len());
                drop(entries.remove(at));
            }
            Value::Int(number) => *number = number.wrapping_add(feed.byte() as i64 - 8),
            Value::Bool(flag) => *flag = !*flag,
            _ => {}
        },
    }
}

/// A text, and where it is a changed sample, so that most of them read.
fn text(feed: &mut Feed) -> String {
    if feed.byte() == 255 {
        return String::from_utf8_lossy(feed.0).into_owned();
    }
    let Ok(mut root) = json::parse(SAMPLES[feed.byte() % SAMPLES.len()]) else {
        unreachable!("a sample is a document")
    };
    for _ in 0..feed.byte() % 6 {
        change(&mut root, feed);
    }
    if feed.byte() == 255 {
        // One byte of the text itself, or what stood there in another encoding.
        let mut bytes = json::write(&root).into_bytes();
        let at = feed.below(bytes.len());
        bytes[at] = feed.byte() as u8;
        return String::from_utf8_lossy(&bytes).into_owned();
    }
    json::write(&root)
}

fn read(text: &str) -> Parsed {
    let parsed = campaign::parse(text);
    let lines = text.split('\n').count();
    for problem in &parsed.problems {
        assert!(
            !problem.message.is_empty() && !problem.fix.is_empty(),
            "{problem}"
        );
        assert!((1..=lines).contains(&(problem.line as usize)), "{problem}");
        let line = text
            .split('\n')
            .nth(problem.line as usize - 1)
            .unwrap_or("");
        let width = line.chars().count() + 1;
        assert!(
            (1..=width).contains(&(problem.column as usize)),
            "{problem}"
        );
        assert!(problem.message.len() < 4_000 && problem.path.len() < 4_000);
    }
    let errors = |problem: &campaign::Problem| problem.severity == Severity::Error;
    assert_ne!(
        parsed.campaign.is_some(),
        parsed.problems.iter().any(errors)
    );
    assert!(parsed.problems.len() <= 101);
    parsed
}

/// Any text is answered; one that reads has the same meaning however it is written. One if it reads.
pub fn parser(bytes: &[u8]) -> usize {
    let text = text(&mut Feed(bytes));
    let parsed = read(&text);
    if let Ok(migrated) = campaign::migrate::migrate(&text) {
        read(&migrated.text);
    }
    let Some(campaign) = parsed.campaign else {
        return 0;
    };
    let Ok(root) = json::parse(&text) else {
        unreachable!("it has been read")
    };
    for other in [json::write_canonical(&root), json::write_pretty(&root)] {
        let again = read(&other).campaign.map(|it| (it.hash, it.ruleset.hash()));
        assert_eq!(again, Some((campaign.hash, campaign.ruleset.hash())));
    }
    1
}

/// Every rule answers for every profile, and each finding has a place and reads as JSON. One if it reads.
pub fn lints(bytes: &[u8]) -> usize {
    let mut feed = Feed(bytes);
    let text = text(&mut feed);
    let Some(campaign) = campaign::parse(&text).campaign else {
        return 0;
    };
    let profile = Profile {
        channel: Channel::ALL[feed.byte() % 9],
        market: Market::ALL[feed.byte() % 3],
    };
    let findings = lint::lint(&Subject::new(&text, &campaign, profile));
    for finding in &findings {
        let said = |locale| !finding.message.get(locale).is_empty();
        assert!(Locale::ALL.into_iter().all(said) && finding.line > 0 && finding.column > 0);
    }
    for locale in Locale::ALL {
        assert!(json::parse(&lint::json(&[], &findings, locale)).is_ok());
        assert!(json::parse(&lint::sarif("file.json", &[], &findings, locale)).is_ok());
    }
    1
}

/// At any instant what is on is on, what comes next comes next, and every text can be told. One if it
/// reads.
pub fn time(bytes: &[u8]) -> usize {
    let mut feed = Feed(bytes);
    let text = text(&mut feed);
    let Some(campaign) = campaign::parse(&text).campaign else {
        return 0;
    };
    let spans = timeline::spans(&campaign, None);
    for span in &spans {
        assert!(span.window.from < span.window.until);
    }
    for _ in 0..4 {
        moment(&campaign, feed.instant());
    }
    if let Some(span) = spans.get(feed.below(spans.len().max(1))) {
        for at in [span.window.from, span.window.until] {
            moment(&campaign, at);
            moment(&campaign, at.plus_ms(-1));
        }
    }
    let locale = Locale::ALL[feed.byte() % 3];
    assert!(
        say::rules(&campaign, locale)
            .iter()
            .all(|part| !part.title.is_empty())
    );
    assert!(
        say::faq(&campaign, locale)
            .iter()
            .all(|one| !one.question.is_empty())
    );
    1
}

fn moment(campaign: &Campaign, now: Instant) {
    let on = timeline::state_at(campaign, now, None);
    assert!(on.phases.iter().all(|phase| phase.window.contains(now)));
    if let Some(next) = on.changes_at {
        assert!(next > now && !on.turns.is_empty());
        // So long the answer is the same, and then it is another one.
        assert_eq!(on, timeline::state_at(campaign, next.plus_ms(-1), None));
        assert_ne!(on, timeline::state_at(campaign, next, None));
    }
    let next = timeline::next_change_after(campaign, now);
    assert!(next.is_none_or(|next| next > now));
    for buyer in [None, Some(&Buyer::default())] {
        for coupon in &campaign.coupons {
            let window = timeline::claim_window(coupon, buyer);
            assert!(window.from < window.until);
            assert!(timeline::next_release(coupon, now).is_none_or(|next| next.at > now));
        }
    }
    for locale in Locale::ALL {
        let told = say::banner(campaign, now, locale);
        assert!(!told.title.is_empty());
        for product in campaign.products.iter().take(3) {
            for badge in say::badges(campaign, product, now, locale) {
                assert!(!badge.text.is_empty());
            }
        }
    }
}
