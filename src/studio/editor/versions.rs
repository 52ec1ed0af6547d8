//! The draft beside the version that runs: what differs, whether it may, and what of it the phone
//! may draw.

use std::sync::Arc;

use campaign::compare::{Class, compare};
use campaign::json::{self, Value};
use campaign::{Campaign, Severity};
use pricing::Instant;

use super::way::{Step, Way, id};

/// The phone is given up on after so many attempts to leave out what may not be drawn.
const ATTEMPTS: usize = 8;

/// A version that shoppers see.
#[derive(Clone, Debug)]
pub struct Running {
    /// Its document.
    pub root: Value,
    /// What it means.
    pub campaign: Arc<Campaign>,
}

impl Running {
    /// The version in a file, with what it means.
    #[must_use]
    pub fn read(text: &str, campaign: Arc<Campaign>) -> Option<Self> {
        Some(Self {
            root: json::parse(text).ok()?,
            campaign,
        })
    }
}

/// How a difference is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It may not be published.
    Blocked,
    /// It favours the buyer.
    Favourable,
    /// Nobody has been promised anything yet.
    Open,
    /// Nobody's rights depend on it: names, pictures, words.
    Neutral,
}

/// A difference between the running version and the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where, by id: `coupons.coupon-15.threshold`.
    pub path: String,
    /// Where it stands in the draft; the nearest part around it where it is gone.
    pub way: Way,
    /// How it is judged.
    pub verdict: Verdict,
    /// What it is, for machines; empty where nobody judges it.
    pub code: &'static str,
    /// Why, in English; empty where nobody judges it.
    pub message: String,
    /// What it was; nothing where it is new.
    pub old: Option<Value>,
    /// What it would be; nothing where it is gone.
    pub new: Option<Value>,
}

/// Everything that differs, blocked first.
#[must_use]
pub fn differences(
    running: &Running,
    root: &Value,
    campaign: Option<&Campaign>,
    now: Instant,
) -> Vec<Difference> {
    let mut found = Vec::new();
    differ("", &Way::default(), &running.root, root, &mut found);
    let judged = campaign.map(|campaign| compare(&running.campaign, campaign, now));
    for change in judged.unwrap_or_default() {
        let verdict = match change.class {
            Class::Forbidden => Verdict::Blocked,
            Class::Favourable => Verdict::Favourable,
            Class::Open => Verdict::Open,
        };
        let within = |path: &str, around: &str| {
            let rest = path.strip_prefix(around);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let mut told = false;
        // At its place, below it, or else anywhere in the same entry that has no judge of its own.
        let entry: String = entry(&change.path);
        for nearer in [change.path.as_str(), &entry] {
            for difference in &mut found {
                let free = difference.code.is_empty() || difference.verdict > verdict;
                if within(&difference.path, nearer) && free {
                    difference.verdict = verdict;
                    difference.code = change.code;
                    difference.message.clone_from(&change.message);
                    told = true;
                }
            }
            if told {
                break;
            }
        }
        if !told {
            found.push(Difference {
                way: nearest(root, &change.path),
                old: None,
                new: None,
                path: change.path,
                verdict,
                code: change.code,
                message: change.message,
            });
        }
    }
    found.sort_by_key(|difference| difference.verdict);
    found
}

/// The entry that a place by id lies in: `coupons.coupon-15`.
fn entry(path: &str) -> String {
    let parts: Vec<&str> = path.splitn(3, '.').collect();
    parts[..parts.len().min(2)].join(".")
}

fn differ(path: &str, way: &Way, old: &Value, new: &Value, found: &mut Vec<Difference>) {
    if old == new {
        return;
    }
    let mut note = |name: &str, way: Way, old: Option<&Value>, new: Option<&Value>| {
        found.push(Difference {
            path: joined(path, name),
            way,
            verdict: Verdict::Neutral,
            code: "",
            message: String::new(),
            old: old.cloned(),
            new: new.cloned(),
        });
    };
    match (old, new) {
        (Value::Map(before), Value::Map(after)) => {
            for (name, value) in before {
                match new.get(name) {
                    Some(other) => {
                        differ(&joined(path, name), &way.name(name), value, other, found);
                    }
                    None => {
                        let mut note = |w| {
                            found.push(gone(joined(path, name), w, value));
                        };
                        note(way.clone());
                    }
                }
            }
            for (name, value) in after {
                if old.get(name).is_none() {
                    found.push(Difference {
                        new: Some(value.clone()),
                        old: None,
                        ..gone(joined(path, name), way.name(name), value)
                    });
                }
            }
        }
        (Value::List(before), Value::List(after))
            if before.iter().chain(after).all(|item| id(item).is_some()) =>
        {
            for item in before {
                let name = id(item).unwrap_or_default();
                match after.iter().position(|other| id(other) == id(item)) {
                    Some(at) => {
                        differ(&joined(path, name), &way.index(at), item, &after[at], found);
                    }
                    None => found.push(gone(joined(path, name), way.clone(), item)),
                }
            }
            for (at, item) in after.iter().enumerate() {
                if !before.iter().any(|other| id(other) == id(item)) {
                    let name = id(item).unwrap_or_default();
                    found.push(Difference {
                        new: Some(item.clone()),
                        old: None,
                        ..gone(joined(path, name), way.index(at), item)
                    });
                }
            }
        }
        _ => note("", way.clone(), Some(old), Some(new)),
    }
}

fn gone(path: String, way: Way, old: &Value) -> Difference {
    Difference {
        path,
        way,
        verdict: Verdict::Neutral,
        code: "",
        message: String::new(),
        old: Some(old.clone()),
        new: None,
    }
}

fn joined(path: &str, name: &str) -> String {
    let dot = if path.is_empty() || name.is_empty() {
        ""
    } else {
        "."
    };
    [path, dot, name].concat()
}

/// The way to a place by id, as far as it leads. Ids may hold dots, so the longest that fits counts.
fn nearest(root: &Value, path: &str) -> Way {
    let mut way = Way::default();
    let (mut value, mut rest) = (root, path);
    while !rest.is_empty() {
        let fits = |name: &str| {
            let rest = rest.strip_prefix(name)?;
            rest.strip_prefix('.').or(rest.is_empty().then_some(""))
        };
        let step = match value {
            Value::Map(entries) => entries
                .iter()
                .find_map(|(name, v)| Some((Step::Name(name.clone()), v, fits(name)?))),
            Value::List(items) => items
                .iter()
                .enumerate()
                .filter_map(|(at, v)| Some((Step::Index(at), v, fits(id(v)?)?)))
                .min_by_key(|(_, _, rest)| rest.len()),
            _ => None,
        };
        let Some((step, next, left)) = step else {
            break;
        };
        way.0.push(step);
        (value, rest) = (next, left);
    }
    way
}

/// One edit of a document: a value, or nothing to take it away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Where.
    pub way: Way,
    /// What is there afterwards.
    pub value: Option<Value>,
    /// Whether room is made for it in a list.
    pub insert: bool,
}

/// What makes a place by id what it was in the running version. `wider` counts how much around it
/// goes with it: nothing, the entry, the whole list.
#[must_use]
pub fn restore(running: &Value, draft: &Value, path: &str, wider: usize) -> Option<Edit> {
    let before = nearest(running, path);
    let now = nearest(draft, path);
    // A field that neither version has is a matter of the whole entry.
    let named = path.rsplit('.').next().unwrap_or(path);
    let depth = match wider {
        0 => before.0.len().max(now.0.len()),
        1 => 2,
        _ => 1,
    };
    let before = before.first(depth);
    let now = now.first(depth);
    if before.0.is_empty() && now.0.is_empty() {
        return None;
    }
    let edit = |way: Way, value: Option<&Value>, insert: bool| {
        Some(Edit {
            way,
            value: value.cloned(),
            insert,
        })
    };
    if before.0.len() == now.0.len() {
        let value = before.of(running)?;
        if now.of(draft)? == value {
            return None;
        }
        return edit(now, Some(value), false);
    }
    if before.0.len() > now.0.len() {
        // It was there and is gone: back at the end of its list, or under its name.
        let value = before.first(now.0.len() + 1).of(running)?;
        let into = now.of(draft)?;
        return match before.0.get(now.0.len())? {
            Step::Name(name) => edit(now.name(name), Some(value), false),
            Step::Index(_) => edit(now.index(into.items().len()), Some(value), true),
        };
    }
    let new = now.first(before.0.len() + 1);
    match new.0.last()? {
        Step::Name(name) if *name != named && wider == 0 && before.0.len() >= 2 => None,
        _ => edit(new, None, false),
    }
}

/// What the phone draws of a draft.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The file that the phone reads.
    pub text: String,
    /// What it means.
    pub campaign: Arc<Campaign>,
    /// How many changes are left out because they may not be published.
    pub blocked: usize,
    /// How many parts are left out because they are wrong.
    pub wrong: usize,
}

/// The draft without what may not be drawn: changes that are blocked are as they run, and entries
/// with errors are as they were last drawn, or not there. Nothing if no such file can be used.
#[must_use]
pub fn draw(
    root: &Value,
    running: Option<&Running>,
    last: Option<&Value>,
    now: Instant,
) -> Option<Drawn> {
    let mut root = root.clone();
    let (mut blocked, mut wrong) = (0, 0);
    for attempt in 0..ATTEMPTS {
        let text = json::write(&root);
        let parsed = campaign::parse(&text);
        let Some(campaign) = parsed.campaign else {
            let mut places: Vec<Way> = parsed
                .problems
                .iter()
                .filter(|problem| problem.severity == Severity::Error)
                .map(|problem| Way::parse(&problem.path))
                .map(|way| way.first(if attempt > 3 { 1 } else { 2 }))
                .collect();
            places.sort_by_key(Way::path);
            places.dedup();
            // Backwards, so that taking one away moves no other.
            places.reverse();
            let mut moved = false;
            for way in &places {
                let known = id(way.of(&root).unwrap_or(&Value::Null)).map(str::to_owned);
                let source = last.or(running.map(|running| &running.root));
                let before = source.and_then(|source| counterpart(source, way, known.as_deref()));
                if before.is_none() && !matches!(way.0.last(), Some(Step::Index(_))) {
                    continue;
                }
                let changed = before != way.of(&root);
                if changed && way.put(&mut root, before.cloned()) {
                    moved = true;
                    wrong += 1;
                }
            }
            if !moved {
                return None;
            }
            continue;
        };
        let campaign = Arc::new(campaign);
        let Some(running) = running else {
            return Some(Drawn {
                text,
                campaign,
                blocked,
                wrong,
            });
        };
        let changes = compare(&running.campaign, &campaign, now);
        let forbidden: Vec<_> = changes
            .into_iter()
            // The number of the version draws nothing.
            .filter(|change| change.class == Class::Forbidden && change.path != "version")
            .collect();
        if forbidden.is_empty() {
            return Some(Drawn {
                text,
                campaign,
                blocked,
                wrong,
            });
        }
        if attempt == 0 {
            blocked = forbidden.len();
        }
        for change in forbidden {
            let edit = (attempt..3)
                .find_map(|wider| restore(&running.root, &root, &change.path, wider))
                .or_else(|| {
                    // Prices of sessions are named after their offers, not after their places.
                    let list = change.path.split('.').next().unwrap_or_default();
                    restore(&running.root, &root, list, 2)
                });
            if let Some(edit) = edit {
                edit.way.put(&mut root, edit.value);
            }
        }
    }
    None
}

/// What stands at the same place of another document: under the same id where it has one.
fn counterpart<'a>(source: &'a Value, way: &Way, id_wanted: Option<&str>) -> Option<&'a Value> {
    let list = way.parent()?.of(source)?;
    match id_wanted {
        Some(wanted) => list
            .items()
            .iter()
            .find(|item| id(item) == Some(wanted))
            .or_else(|| match way.0.last() {
                Some(Step::Name(name)) => list.get(name),
                _ => None,
            }),
        None => way.of(source),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = include_str!("../../../public/campaigns/double11-2026.json");

    fn running() -> Running {
        let campaign = campaign::parse(FILE).campaign.expect("the sample");
        Running::read(FILE, Arc::new(campaign)).expect("the sample")
    }

    fn live() -> Instant {
        campaign::civil::parse_instant("2026-11-11T19:59:57+08:00").expect("an instant")
    }

    #[track_caller]
    fn changed(edit: impl FnOnce(&mut Value)) -> Value {
        let mut root = running().root;
        edit(&mut root);
        root
    }

    fn put(root: &mut Value, path: &str, value: Value) {
        assert!(Way::parse(path).put(root, Some(value)), "{path}");
    }

    fn judge(root: &Value) -> Vec<Difference> {
        let text = json::write(root);
        let campaign = campaign::parse(&text).campaign;
        differences(&running(), root, campaign.as_ref(), live())
    }

    #[test]
    fn differences_are_judged() {
        let root = changed(|root| {
            put(root, "version", Value::Int(2));
            put(root, "coupons[0].threshold", Value::Int(20_900));
            put(root, "slogan", Value::text("另一句口号"));
        });
        let found = judge(&root);
        assert_eq!(found[0].verdict, Verdict::Blocked, "{found:?}");
        assert!(found[0].path.ends_with(".threshold"), "{found:?}");
        assert_eq!(found[0].way.path(), "coupons[0].threshold");
        let slogan = found.iter().find(|one| one.path == "slogan");
        assert_eq!(slogan.map(|one| one.verdict), Some(Verdict::Neutral));
        assert_eq!(judge(&running().root), []);
    }

    #[test]
    fn a_blocked_change_is_never_drawn() {
        let root = changed(|root| {
            put(root, "coupons[0].threshold", Value::Int(20_900));
            put(root, "slogan", Value::text("另一句口号"));
        });
        let drawn = draw(&root, Some(&running()), None, live()).expect("a phone");
        assert_eq!(drawn.blocked, 1);
        let shown = json::parse(&drawn.text).expect("a file");
        let threshold = Way::parse("coupons[0].threshold");
        assert_eq!(threshold.of(&shown), threshold.of(&running().root));
        assert_eq!(
            shown.get("slogan").and_then(Value::as_text),
            Some("另一句口号")
        );
    }

    #[test]
    fn what_is_taken_away_stays_in_the_phone() {
        let root = changed(|root| {
            assert!(Way::parse("coupons[1]").put(root, None));
            assert!(Way::parse("ladders").put(root, Some(Value::List(Vec::new()))));
        });
        let drawn = draw(&root, Some(&running()), None, live()).expect("a phone");
        let count = drawn.campaign.coupons.len();
        assert_eq!(count, running().campaign.coupons.len());
    }

    #[test]
    fn an_entry_with_an_error_is_as_it_was() {
        let root = changed(|root| {
            put(root, "coupons[0].amount", Value::text("fifteen"));
        });
        let drawn = draw(&root, Some(&running()), None, live()).expect("a phone");
        assert_eq!((drawn.wrong, drawn.blocked), (1, 0));
    }

    #[test]
    fn a_change_is_restored_with_the_smallest_edit() {
        let root = changed(|root| put(root, "coupons[0].threshold", Value::Int(20_900)));
        let found = judge(&root);
        let edit = restore(&running().root, &root, &found[0].path, 0).expect("an edit");
        assert_eq!(edit.way.path(), "coupons[0].threshold");
        let mut mended = root;
        assert!(edit.way.put(&mut mended, edit.value));
        assert_eq!(mended, running().root);
    }

    #[test]
    fn before_the_start_everything_is_open() {
        let root = changed(|root| {
            put(root, "version", Value::Int(2));
            put(root, "coupons[0].threshold", Value::Int(20_900));
        });
        let text = json::write(&root);
        let campaign = campaign::parse(&text).campaign.expect("a campaign");
        let early = campaign::civil::parse_instant("2026-01-01T00:00:00Z").expect("an instant");
        let found = differences(&running(), &root, Some(&campaign), early);
        assert!(found.iter().all(|one| one.verdict != Verdict::Blocked));
    }
}
