//! Reading the maps of a case, with faults that name their place.

use campaign::json::Value;
use pricing::{Money, Rate};

/// A map, and the way to it inside its case.
#[derive(Clone, Debug)]
pub(super) struct Fields<'a> {
    value: &'a Value,
    path: String,
}

impl<'a> Fields<'a> {
    /// A case as a whole.
    pub(super) fn new(value: &'a Value) -> Result<Self, String> {
        match value {
            Value::Map(_) => Ok(Self {
                value,
                path: String::new(),
            }),
            _ => Err("a map is expected".to_owned()),
        }
    }

    /// A fault of this map.
    pub(super) fn fault(&self, name: &str, words: &str) -> String {
        match (self.path.is_empty(), name.is_empty()) {
            (true, _) => format!("{name}: {words}"),
            (false, true) => format!("{}: {words}", self.path),
            (false, false) => format!("{}.{name}: {words}", self.path),
        }
    }

    fn step(&self, name: &str) -> String {
        if self.path.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.path)
        }
    }

    /// The value of a field; `null` counts as none.
    pub(super) fn get(&self, name: &str) -> Option<&'a Value> {
        self.value
            .get(name)
            .filter(|value| !matches!(value, Value::Null))
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    pub(super) fn need<T>(&self, name: &str, found: Option<T>) -> Result<T, String> {
        found.ok_or_else(|| self.fault(name, "this field is missing"))
    }

    pub(super) fn maybe_int(&self, name: &str) -> Result<Option<i64>, String> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Int(number)) => Ok(Some(*number)),
            Some(_) => Err(self.fault(name, "a whole number is expected")),
        }
    }

    pub(super) fn int(&self, name: &str) -> Result<i64, String> {
        let found = self.maybe_int(name)?;
        self.need(name, found)
    }

    pub(super) fn maybe_count(&self, name: &str) -> Result<Option<u32>, String> {
        let Some(number) = self.maybe_int(name)? else {
            return Ok(None);
        };
        match u32::try_from(number) {
            Ok(count) => Ok(Some(count)),
            Err(_) => Err(self.fault(name, "a count is expected")),
        }
    }

    pub(super) fn count(&self, name: &str) -> Result<u32, String> {
        let found = self.maybe_count(name)?;
        self.need(name, found)
    }

    pub(super) fn maybe_money(&self, name: &str) -> Result<Option<Money>, String> {
        Ok(self.maybe_int(name)?.map(Money::new))
    }

    pub(super) fn money(&self, name: &str) -> Result<Money, String> {
        self.int(name).map(Money::new)
    }

    /// An amount that is not below zero.
    pub(super) fn maybe_worth(&self, name: &str) -> Result<Option<Money>, String> {
        let found = self.maybe_money(name)?;
        if found.is_some_and(|amount| amount < Money::ZERO) {
            return Err(self.fault(name, "it is below zero"));
        }
        Ok(found)
    }

    /// A share of the whole in basis points.
    pub(super) fn rate(&self, name: &str) -> Result<Rate, String> {
        let number = self.int(name)?;
        u16::try_from(number)
            .ok()
            .and_then(Rate::new)
            .ok_or_else(|| self.fault(name, "0 to 10000 basis points are expected"))
    }

    pub(super) fn maybe_text(&self, name: &str) -> Result<Option<&'a str>, String> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Text(text)) => Ok(Some(text)),
            Some(_) => Err(self.fault(name, "a text is expected")),
        }
    }

    pub(super) fn text(&self, name: &str) -> Result<&'a str, String> {
        let found = self.maybe_text(name)?;
        self.need(name, found)
    }

    /// Texts: a list of them, or a single one.
    pub(super) fn texts(&self, name: &str) -> Result<Vec<&'a str>, String> {
        let mut texts = Vec::new();
        match self.get(name) {
            None => {}
            Some(Value::Text(text)) => texts.push(text.as_str()),
            Some(Value::List(items)) => {
                for item in items {
                    let text = item.as_text();
                    texts.push(text.ok_or_else(|| self.fault(name, "texts are expected"))?);
                }
            }
            Some(_) => return Err(self.fault(name, "a list of texts is expected")),
        }
        Ok(texts)
    }

    pub(super) fn flag(&self, name: &str) -> Result<Option<bool>, String> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(_) => Err(self.fault(name, "true or false is expected")),
        }
    }

    pub(super) fn maybe_map(&self, name: &str) -> Result<Option<Fields<'a>>, String> {
        match self.get(name) {
            None => Ok(None),
            Some(value @ Value::Map(_)) => Ok(Some(Fields {
                value,
                path: self.step(name),
            })),
            Some(_) => Err(self.fault(name, "a map is expected")),
        }
    }

    pub(super) fn map(&self, name: &str) -> Result<Fields<'a>, String> {
        let found = self.maybe_map(name)?;
        self.need(name, found)
    }

    /// The maps of a list.
    pub(super) fn maps(&self, name: &str) -> Result<Vec<Fields<'a>>, String> {
        let mut maps = Vec::new();
        for (at, value) in self.items(name)?.iter().enumerate() {
            let path = format!("{}[{at}]", self.step(name));
            if !matches!(value, Value::Map(_)) {
                return Err(format!("{path}: a map is expected"));
            }
            maps.push(Fields { value, path });
        }
        Ok(maps)
    }

    /// The values of a list.
    pub(super) fn items(&self, name: &str) -> Result<&'a [Value], String> {
        let list = self.need(name, self.get(name))?;
        match list {
            Value::List(items) => Ok(items),
            _ => Err(self.fault(name, "a list is expected")),
        }
    }

    /// Whole numbers in a list.
    pub(super) fn numbers(&self, name: &str) -> Result<Vec<i64>, String> {
        let mut numbers = Vec::new();
        for item in self.items(name)? {
            let number = item.as_int();
            numbers.push(number.ok_or_else(|| self.fault(name, "whole numbers are expected"))?);
        }
        Ok(numbers)
    }

    /// The entries of this map, whose values are whole numbers.
    pub(super) fn ints(&self) -> Result<Vec<(&'a str, i64)>, String> {
        let mut ints = Vec::new();
        for (name, value) in self.value.entries() {
            let number = value.as_int();
            let number = number.ok_or_else(|| self.fault(name, "a whole number is expected"))?;
            ints.push((name.as_str(), number));
        }
        Ok(ints)
    }

    /// The names of this map.
    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> {
        self.value.entries().iter().map(|(name, _)| name.as_str())
    }
}
