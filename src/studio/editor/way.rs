//! The way to a value in a document, and the value at its end.

use campaign::json::{self, Value};

/// One step of a way.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Into a map.
    Name(String),
    /// Into a list.
    Index(usize),
}

/// From the root of a document to a value in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Way(pub Vec<Step>);

impl Way {
    /// The way that a problem writes: `coupons[3].threshold`.
    #[must_use]
    pub fn parse(path: &str) -> Self {
        let mut steps = Vec::new();
        for part in path.split('.') {
            let (name, rest) = part.split_once('[').unwrap_or((part, ""));
            if !name.is_empty() {
                steps.push(Step::Name(name.to_owned()));
            }
            for index in rest.split('[') {
                if let Ok(index) = index.trim_end_matches(']').parse() {
                    steps.push(Step::Index(index));
                }
            }
        }
        Self(steps)
    }

    /// The way that the code pane writes: `["coupons", 3, "threshold"]`.
    #[must_use]
    pub fn from_value(value: &Value) -> Self {
        let step = |value: &Value| match value {
            Value::Text(name) => Some(Step::Name(name.clone())),
            Value::Int(index) => usize::try_from(*index).ok().map(Step::Index),
            _ => None,
        };
        Self(value.items().iter().filter_map(step).collect())
    }

    /// The same way as the code pane reads it.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let step = |step: &Step| match step {
            Step::Name(name) => Value::text(name),
            Step::Index(index) => Value::Int(i64::try_from(*index).unwrap_or(i64::MAX)),
        };
        Value::List(self.0.iter().map(step).collect())
    }

    /// The same way as JSON.
    #[must_use]
    pub fn json(&self) -> String {
        json::write(&self.to_value())
    }

    /// The same way as problems write it.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        for step in &self.0 {
            match step {
                Step::Name(name) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(name);
                }
                Step::Index(index) => path.push_str(&format!("[{index}]")),
            }
        }
        path
    }

    /// The way one step on.
    #[must_use]
    pub fn name(&self, name: &str) -> Self {
        self.then(Step::Name(name.to_owned()))
    }

    /// The way into an entry of the list here.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.then(Step::Index(index))
    }

    fn then(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    /// The way without its last step; nothing at the root.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let (_, before) = self.0.split_last()?;
        Some(Self(before.to_vec()))
    }

    /// The first `count` steps.
    #[must_use]
    pub fn first(&self, count: usize) -> Self {
        Self(self.0[..count.min(self.0.len())].to_vec())
    }

    /// Whether this way leads through `other` or ends there.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }

    /// The value at the end of the way.
    #[must_use]
    pub fn of<'a>(&self, root: &'a Value) -> Option<&'a Value> {
        self.0.iter().try_fold(root, |value, step| match step {
            Step::Name(name) => value.get(name),
            Step::Index(index) => value.items().get(*index),
        })
    }

    /// Puts a value at the end of the way, or takes away what is there; false where the way does not
    /// lead that far.
    pub fn put(&self, root: &mut Value, new: Option<Value>) -> bool {
        let Some((last, before)) = self.0.split_last() else {
            return new.is_some_and(|new| {
                *root = new;
                true
            });
        };
        let mut value = root;
        for step in before {
            let next = match (step, value) {
                (Step::Name(name), Value::Map(entries)) => {
                    let mut entries = entries.iter_mut();
                    entries.find(|(known, _)| known == name).map(|(_, v)| v)
                }
                (Step::Index(index), Value::List(items)) => items.get_mut(*index),
                _ => None,
            };
            match next {
                Some(next) => value = next,
                None => return false,
            }
        }
        match (last, value, new) {
            (Step::Name(name), Value::Map(entries), new) => {
                let at = entries.iter().position(|(known, _)| known == name);
                match (at, new) {
                    (Some(at), Some(new)) => entries[at].1 = new,
                    (Some(at), None) => drop(entries.remove(at)),
                    (None, Some(new)) => entries.push((name.clone(), new)),
                    (None, None) => return false,
                }
                true
            }
            (Step::Index(index), Value::List(items), Some(new)) => {
                if *index < items.len() {
                    items[*index] = new;
                } else {
                    items.push(new);
                }
                true
            }
            (Step::Index(index), Value::List(items), None) if *index < items.len() => {
                items.remove(*index);
                true
            }
            _ => false,
        }
    }
}

/// What an entry of a list is known by, if it is a map with an id.
#[must_use]
pub fn id(entry: &Value) -> Option<&str> {
    ["id", "sku", "fact", "tag"]
        .iter()
        .find_map(|name| entry.get(name)?.as_text())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_are_read_and_written() {
        for path in ["", "name", "coupons[3].threshold", "a[0][1].b", "[2]"] {
            assert_eq!(Way::parse(path).path(), path);
        }
        let way = Way::parse("coupons[3].threshold");
        assert_eq!(way.json(), r#"["coupons",3,"threshold"]"#);
        assert_eq!(Way::from_value(&way.to_value()), way);
    }

    #[test]
    fn values_are_put_and_taken_away() {
        let mut root = json::parse(r#"{"a":[{"b":1},{"c":2}]}"#).unwrap();
        assert!(Way::parse("a[1].d").put(&mut root, Some(Value::Int(3))));
        assert!(Way::parse("a[0].b").put(&mut root, None));
        assert!(!Way::parse("a[5].b").put(&mut root, Some(Value::Null)));
        assert_eq!(json::write(&root), r#"{"a":[{},{"c":2,"d":3}]}"#);
    }
}
