//! Files made from one clean file and a change (JSON Merge Patch, RFC 7396).

use campaign::json::{self, Value};

/// The clean file with a change.
#[track_caller]
pub fn patched(change: &str) -> String {
    let mut base = json::parse(include_str!("base.json")).expect("the base is JSON");
    let change = json::parse(change).unwrap_or_else(|problem| panic!("{change}\n{problem}"));
    merge(&mut base, &change);
    json::write(&base)
}

fn merge(target: &mut Value, change: &Value) {
    let Value::Map(changes) = change else {
        *target = change.clone();
        return;
    };
    if !matches!(target, Value::Map(_)) {
        *target = Value::Map(Vec::new());
    }
    let Value::Map(entries) = target else {
        return;
    };
    for (name, change) in changes {
        // `products.0.price` reaches into a list, which a merge patch alone cannot.
        if let Some((list, rest)) = name.split_once('.')
            && let Some((at, rest)) = rest.split_once('.')
            && let Some((_, Value::List(items))) =
                entries.iter_mut().find(|(known, _)| known == list)
            && let Some(item) = at.parse::<usize>().ok().and_then(|at| items.get_mut(at))
        {
            merge(item, &Value::Map(vec![(rest.to_owned(), change.clone())]));
            continue;
        }
        let known = entries.iter().position(|(known, _)| known == name);
        match (known, change) {
            (Some(at), Value::Null) => {
                entries.remove(at);
            }
            (None, Value::Null) => {}
            (Some(at), _) => merge(&mut entries[at].1, change),
            (None, _) => {
                let mut fresh = Value::Null;
                merge(&mut fresh, change);
                entries.push((name.clone(), fresh));
            }
        }
    }
}
