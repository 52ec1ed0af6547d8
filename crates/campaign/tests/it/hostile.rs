//! Files that nobody would write: never a panic, always a place.

use campaign::json::{Value, parse, write};
use campaign::{Parsed, Problem, Severity};

use super::{ALL_SAMPLES, sample_text};

#[track_caller]
fn survives(text: &str) -> Parsed {
    let parsed = campaign::parse(text);
    if parsed.campaign.is_none() {
        assert!(
            parsed
                .problems
                .iter()
                .any(|problem| problem.severity == Severity::Error),
            "dropped without a reason"
        );
    }
    parsed
}

/// How many values there are.
fn size(value: &Value) -> usize {
    let below: usize = match value {
        Value::List(items) => items.iter().map(size).sum(),
        Value::Map(entries) => entries.iter().map(|(_, value)| size(value)).sum(),
        _ => 0,
    };
    below + 1
}

/// Puts `new` in the place of the nth value and gives the path to it.
fn replace(value: &mut Value, nth: &mut usize, new: &Value, path: &str) -> Option<String> {
    if *nth == 0 {
        *value = new.clone();
        return Some(path.to_owned());
    }
    *nth -= 1;
    match value {
        Value::List(items) => items
            .iter_mut()
            .enumerate()
            .find_map(|(index, item)| replace(item, nth, new, &format!("{path}[{index}]"))),
        Value::Map(entries) => entries.iter_mut().find_map(|(name, entry)| {
            let dot = if path.is_empty() { "" } else { "." };
            replace(entry, nth, new, &format!("{path}{dot}{name}"))
        }),
        _ => None,
    }
}

#[test]
fn every_value_of_every_wrong_kind() {
    let mut shapes = Vec::new();
    for name in ALL_SAMPLES {
        let root = parse(&sample_text(name)).unwrap();
        let wrong = [
            Value::Null,
            Value::Bool(true),
            Value::Int(-1),
            Value::Int(i64::MIN),
            Value::Int(i64::MAX),
            Value::text(""),
            Value::text("x"),
            Value::text("2026-11-11T00:00:00+08:00"),
            Value::List(vec![]),
            Value::List(vec![Value::Null]),
            Value::Map(vec![]),
            Value::Map(vec![("x".to_owned(), Value::Int(0))]),
        ];
        for index in 0..size(&root) {
            // One of each field is enough: the hundredth price is read like the first. Offers are of
            // many kinds, so each has fields of its own.
            let path = replace(&mut root.clone(), &mut index.clone(), &Value::Null, "").unwrap();
            let mut shape: String = path.chars().filter(|c| !c.is_ascii_digit()).collect();
            if let Some(offer) = path.strip_prefix("offers[") {
                let place: usize = offer.split(']').next().unwrap().parse().unwrap();
                let offers = root.get("offers").unwrap().items();
                let kind = offers[place].get("kind").and_then(Value::as_text);
                shape.push_str(kind.unwrap());
            }
            if shapes.contains(&shape) {
                continue;
            }
            shapes.push(shape);
            for new in &wrong {
                let mut changed = root.clone();
                let path = replace(&mut changed, &mut index.clone(), new, "").unwrap();
                let parsed = survives(&write(&changed));
                // A list or a map where a plain value stood is always told at its very place.
                if matches!(new, Value::List(items) if items.len() == 1)
                    && parsed.campaign.is_none()
                    && parsed.problems.len() < 100
                {
                    assert!(
                        parsed
                            .problems
                            .iter()
                            .any(|problem| problem.path.starts_with(&path)),
                        "{name} {path}: {:?}",
                        parsed.problems
                    );
                }
                for problem in &parsed.problems {
                    assert!(problem.line >= 1 && problem.column >= 1);
                    assert!(!problem.message.is_empty() && problem.message.len() < 400);
                }
            }
        }
    }
}

/// What a page passes over, whatever is in it.
const OF_PLANNERS: [&str; 24] = [
    "analytics",
    "assists",
    "budget",
    "copy",
    "costs",
    "draw_terms",
    "experiments",
    "faq",
    "goals",
    "group_fill",
    "invites",
    "minors",
    "notices",
    "personalisation",
    "points_shop",
    "popups",
    "promises",
    "published_at",
    "reviews",
    "scarcity",
    "share_card",
    "sign_ins",
    "ticked_by_default",
    "timers",
];

#[test]
fn every_name_gone_or_doubled() {
    fn names(value: &Value, out: &mut Vec<String>) {
        for (name, entry) in value.entries() {
            // A page passes over what planners write for themselves.
            if !cfg!(feature = "planner") && OF_PLANNERS.contains(&name.as_str()) {
                continue;
            }
            if !out.contains(name) {
                out.push(name.clone());
            }
            names(entry, out);
        }
        for item in value.items() {
            names(item, out);
        }
    }
    for name in ALL_SAMPLES {
        let text = sample_text(name);
        let mut all = Vec::new();
        names(&parse(&text).unwrap(), &mut all);
        assert!(all.len() > 60);
        for field in all {
            let quoted = format!("\"{field}\":");
            let renamed = text.replace(&quoted, &format!("\"{field}_\":"));
            let parsed = survives(&renamed);
            assert!(parsed.campaign.is_none(), "{field}");
        }
    }
}

#[test]
fn cut_anywhere() {
    let text = sample_text("double11-2026");
    for end in (0..text.len())
        .filter(|end| text.is_char_boundary(*end))
        .step_by(7)
    {
        let parsed = survives(&text[..end]);
        assert!(end + 2 > text.len() || parsed.campaign.is_none());
    }
}

/// A small generator with a fixed seed: the same changes on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

#[test]
fn bytes_changed_at_random() {
    let text = sample_text("618-2026");
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let spare = b"{}[]\",:0919-+.eE\\u \n\x01tfn";
    for _ in 0..1_500 {
        let mut bytes = text.clone().into_bytes();
        for _ in 0..=dice.below(4) {
            let place = dice.below(bytes.len());
            match dice.below(3) {
                0 => bytes[place] = spare[dice.below(spare.len())],
                1 => bytes.insert(place, spare[dice.below(spare.len())]),
                _ => {
                    bytes.remove(place);
                }
            }
        }
        survives(&String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn absurd_sizes() {
    let text = sample_text("double11-2026");
    let padded = format!("{text}{}", " ".repeat(3 * 1024 * 1024));
    assert_eq!(survives(&padded).problems[0].code, "limit");

    let product = "{\"sku\":\"x\",\"name\":\"x\",\"price\":1},";
    let many = text.replacen(
        "\"products\": [",
        &format!("\"products\": [{}", product.repeat(600)),
        1,
    );
    let parsed = survives(&many);
    let limit = |problem: &Problem| problem.path == "products" && problem.code == "limit";
    assert!(parsed.problems.iter().any(limit));

    let deep = text.replacen(
        "\"version\": 1",
        &format!("\"version\": {}", "[".repeat(50_000)),
        1,
    );
    assert_eq!(survives(&deep).problems[0].code, "limit");
}
