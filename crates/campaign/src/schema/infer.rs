//! When a field may or has to be there, found from what was seen.

use super::observe::Seen;
use crate::json::Value;

/// Something that can be told of a map without reading a value of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// This field is there.
    Has(String),
    /// This field is this word or flag.
    Is(String, Value),
    /// A map of this list has this field.
    Inside(String, String),
    /// It is the first of its list.
    First,
    /// The file has several shops.
    Shops,
}

impl Sign {
    fn shows(&self, seen: &Seen) -> bool {
        match self {
            Self::Has(name) => seen.has(name),
            Self::Is(name, value) => seen.is(name, value),
            Self::Inside(list, name) => seen.inside.iter().any(|(l, n)| l == list && n == name),
            Self::First => seen.first,
            Self::Shops => seen.shops,
        }
    }
}

/// When something holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum When {
    Always,
    Never,
    /// Where the sign shows.
    If(Sign),
    /// Where the sign does not show.
    Unless(Sign),
}

/// When a field may be there: only maps that have it and are well apart from it are looked at.
pub(super) fn may_be(name: &str, seen: &[&Seen]) -> Result<When, String> {
    let cases = cases(name, seen, |seen| seen.has(name), |seen| seen.asks(name));
    find(name, "may be there", &cases, &[])
}

/// When a field has to be there: only maps that lack it are looked at, and that are well apart from
/// fields that are missing too.
pub(super) fn has_to_be(name: &str, seen: &[&Seen]) -> Result<When, String> {
    let mut cases = Vec::new();
    for seen in seen {
        if !seen.has(name) && seen.only_lacks() {
            cases.push((*seen, seen.needs(name)));
        }
    }
    find(name, "has to be there", &cases, &[Sign::First, Sign::Shops])
}

/// When a list has to have an entry.
pub(super) fn has_to_have_entry(name: &str, seen: &[&Seen]) -> Result<When, String> {
    let is_list = |seen: &Seen| seen.needs_entry(name).is_some();
    let holds = |seen: &Seen| seen.needs_entry(name) == Some(true);
    let cases = cases(name, seen, is_list, holds);
    find(name, "has to have an entry", &cases, &[])
}

fn cases<'a>(
    name: &str,
    seen: &[&'a Seen],
    counts: impl Fn(&Seen) -> bool,
    holds: impl Fn(&Seen) -> bool,
) -> Vec<(&'a Seen, bool)> {
    let mut cases = Vec::new();
    for seen in seen {
        if counts(seen) && seen.is_well_apart_from(name) {
            cases.push((*seen, holds(seen)));
        }
    }
    cases
}

fn find(name: &str, what: &str, cases: &[(&Seen, bool)], others: &[Sign]) -> Result<When, String> {
    if cases.iter().all(|(_, holds)| *holds) {
        // Without any case it is needed everywhere, so that no map was well without it.
        return Ok(When::Always);
    }
    if cases.iter().all(|(_, holds)| !holds) {
        return Ok(When::Never);
    }
    for unless in [false, true] {
        for sign in signs(name, cases, others) {
            if cases
                .iter()
                .all(|(seen, holds)| (sign.shows(seen) != unless) == *holds)
            {
                return Ok(if unless {
                    When::Unless(sign)
                } else {
                    When::If(sign)
                });
            }
        }
    }
    let mut words = format!("it cannot be told when `{name}` {what}:\n");
    for (seen, holds) in cases.iter().take(40) {
        words += &format!("{holds} {} {:?}\n", seen.part, seen.present);
    }
    Err(words)
}

/// Every sign that shows in one of the cases, the plainest first, and then the others.
fn signs(name: &str, cases: &[(&Seen, bool)], others: &[Sign]) -> Vec<Sign> {
    let mut signs = Vec::new();
    let mut add = |sign: Sign| {
        if !signs.contains(&sign) {
            signs.push(sign);
        }
    };
    for (seen, _) in cases {
        for other in &seen.present {
            if other != name {
                add(Sign::Has(other.clone()));
            }
        }
    }
    for (seen, _) in cases {
        for (other, value) in &seen.plain {
            if matches!(value, Value::Bool(_)) && other != name {
                add(Sign::Is(other.clone(), value.clone()));
            }
        }
    }
    for (seen, _) in cases {
        for (list, other) in &seen.inside {
            add(Sign::Inside(list.clone(), other.clone()));
        }
    }
    for sign in others {
        add(sign.clone());
    }
    signs
}
