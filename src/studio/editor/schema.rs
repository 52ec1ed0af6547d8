//! What the JSON Schema of the campaign file says of a place: which fields, choices and values fit.

use campaign::json::{self, Value};

use super::way::{Step, Way};

/// The largest amount of money in a file; whatever may be as large is an amount.
const MAX_MONEY: i64 = 1_000_000_000_000;

/// The schema, read.
#[derive(Clone, Debug)]
pub struct Schema(Value);

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text, such as an id or an address.
    Text,
    /// A text that shoppers read: one for all languages, or one a language.
    Words,
    /// An instant.
    Instant,
    /// An amount in minor units.
    Money,
    /// A whole number.
    Int,
    /// True or false.
    Bool,
    /// One of some words.
    Choice,
    /// A list.
    List,
    /// A map.
    Map,
}

impl Kind {
    /// What JSON calls it.
    #[must_use]
    pub const fn json(self) -> &'static str {
        match self {
            Self::Text | Self::Words => "string",
            Self::Instant => "date-time",
            Self::Money => "amount",
            Self::Int => "integer",
            Self::Bool => "boolean",
            Self::Choice => "enum",
            Self::List => "array",
            Self::Map => "object",
        }
    }
}

/// A value that a field may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The word.
    pub word: String,
    /// What it is called, in Chinese.
    pub title: String,
    /// What it means, in English.
    pub text: String,
}

/// A field, or an entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name; empty for an entry of a list.
    pub name: String,
    /// What it is called, in Chinese.
    pub title: String,
    /// What it means, in English.
    pub text: String,
    /// What it takes.
    pub kind: Kind,
    /// Whether it has to be there.
    pub required: bool,
    /// The words it may be.
    pub choices: Vec<Choice>,
    /// What it is where it is left out.
    pub default: Option<Value>,
    /// One that fits.
    pub example: Option<Value>,
    /// What it names of the same file: `product`, `tag`.
    pub names: Option<String>,
    /// Whether a text may be a paragraph.
    pub long: bool,
}

/// One step on the way to a place, with what is known of the map it leaves.
#[derive(Clone, Debug)]
pub struct Level {
    /// The step; nothing where a name is still to be written.
    pub step: Option<Step>,
    /// The map's scalars.
    pub map: Value,
}

impl Schema {
    /// The schema in a file.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let root = json::parse(text).ok()?;
        root.get("properties")?;
        Some(Self(root))
    }

    /// The way and its maps as the code pane tells them: `[{step, map}]`.
    #[must_use]
    pub fn spine(value: &Value) -> Vec<Level> {
        let level = |value: &Value| Level {
            step: match value.get("step") {
                Some(Value::Text(name)) => Some(Step::Name(name.clone())),
                Some(Value::Int(index)) => usize::try_from(*index).ok().map(Step::Index),
                _ => None,
            },
            map: value.get("map").cloned().unwrap_or(Value::Null),
        };
        value.items().iter().map(level).collect()
    }

    /// The same for a way in a whole document.
    #[must_use]
    pub fn levels(root: &Value, way: &Way) -> Vec<Level> {
        (0..way.0.len())
            .map(|depth| Level {
                step: Some(way.0[depth].clone()),
                map: way.first(depth).of(root).cloned().unwrap_or(Value::Null),
            })
            .collect()
    }

    /// The fields that the map at the end of a way may have, in the order of the schema. `map` is
    /// what it has.
    #[must_use]
    pub fn fields(&self, way: &[Level], map: &Value) -> Vec<Field> {
        let holds = self.at(way, map);
        let mut fields: Vec<Field> = Vec::new();
        for schema in &holds {
            for (name, field) in schema.get("properties").map_or(&[][..], Value::entries) {
                if field.as_bool() == Some(false) {
                    fields.retain(|known| known.name != *name);
                } else if !fields.iter().any(|known| known.name == *name) {
                    let value = map.get(name).unwrap_or(&Value::Null);
                    fields.push(self.field(name, &self.expand(field, value)));
                } else if let Some(known) = fields.iter_mut().find(|known| known.name == *name) {
                    let again = self.field(name, &self.expand(field, &Value::Null));
                    if known.choices.is_empty() {
                        known.choices = again.choices;
                    }
                    if known.title.is_empty() {
                        (known.title, known.text) = (again.title, again.text);
                    }
                }
            }
        }
        for schema in &holds {
            for name in schema.get("required").map_or(&[][..], Value::items) {
                for field in &mut fields {
                    field.required |= name.as_text() == Some(&field.name);
                }
            }
        }
        fields
    }

    /// What the place at the end of a way takes.
    #[must_use]
    pub fn place(&self, way: &[Level], value: &Value) -> Option<Field> {
        let (last, before) = way.split_last()?;
        match last.step.as_ref()? {
            Step::Name(name) => {
                let fields = self.fields(before, &last.map);
                fields.into_iter().find(|field| field.name == *name)
            }
            Step::Index(_) => {
                let holds = self.at(way, value);
                (!holds.is_empty()).then(|| self.field("", &holds))
            }
        }
    }

    /// The schemas that hold at the end of a way.
    fn at(&self, way: &[Level], value: &Value) -> Vec<&Value> {
        let first = way.first().map_or(value, |level| &level.map);
        let mut holds = self.expand(&self.0, first);
        for (depth, level) in way.iter().enumerate() {
            let below = way.get(depth + 1).map_or(value, |level| &level.map);
            let mut next = Vec::new();
            for schema in holds {
                let step = match &level.step {
                    Some(Step::Name(name)) => schema.get("properties").and_then(|p| p.get(name)),
                    Some(Step::Index(_)) => schema.get("items"),
                    None => None,
                };
                if let Some(step) = step {
                    next.extend(self.expand(step, below));
                }
            }
            holds = next;
        }
        holds
    }

    /// A schema with everything it refers to and, by what a value is, leads to.
    fn expand<'a>(&'a self, schema: &'a Value, value: &Value) -> Vec<&'a Value> {
        let mut found = Vec::new();
        self.push(schema, value, &mut found);
        found
    }

    fn push<'a>(&'a self, schema: &'a Value, value: &Value, found: &mut Vec<&'a Value>) {
        if found.iter().any(|known| std::ptr::eq(*known, schema)) {
            return;
        }
        found.push(schema);
        if let Some(target) = schema.get("$ref").and_then(Value::as_text) {
            let name = target.strip_prefix("#/$defs/").unwrap_or("");
            if let Some(target) = self.0.get("$defs").and_then(|defs| defs.get(name)) {
                self.push(target, value, found);
            }
        }
        for part in schema.get("allOf").map_or(&[][..], Value::items) {
            let Some(condition) = part.get("if") else {
                if part.get("not").is_none() {
                    self.push(part, value, found);
                }
                continue;
            };
            let then = if holds(condition, value) {
                "then"
            } else {
                "else"
            };
            if let Some(then) = part.get(then) {
                self.push(then, value, found);
            }
        }
        for name in ["oneOf", "anyOf"] {
            for way in schema.get(name).map_or(&[][..], Value::items) {
                // Words are choices, and fields that go together are no shape of their own.
                let shape = way.get("type").or_else(|| way.get("$ref")).is_some();
                let choice = way.get("const").is_some() || !shape;
                if !choice && fits(way, self, value) {
                    self.push(way, value, found);
                }
            }
        }
    }

    fn field(&self, name: &str, holds: &[&Value]) -> Field {
        let first = |key: &str| holds.iter().find_map(|schema| schema.get(key));
        let text = |key: &str| first(key).and_then(Value::as_text).unwrap_or("").to_owned();
        let refers = |target: &str| {
            holds.iter().any(|schema| {
                let to = schema.get("$ref").and_then(Value::as_text);
                to.and_then(|to| to.strip_prefix("#/$defs/")) == Some(target)
            })
        };
        let mut choices: Vec<Choice> = Vec::new();
        for schema in holds {
            let words = schema.get("oneOf").map_or(&[][..], Value::items);
            for word in words.iter().chain(std::iter::once(*schema)) {
                if let Some(known) = word.get("const").and_then(Value::as_text)
                    && !choices.iter().any(|choice| choice.word == known)
                {
                    let said = |key: &str| word.get(key).and_then(Value::as_text).unwrap_or("");
                    choices.push(Choice {
                        word: known.to_owned(),
                        title: said("title").to_owned(),
                        text: said("description").to_owned(),
                    });
                }
            }
        }
        let kind = if refers("instant") {
            Kind::Instant
        } else if refers("text") || refers("long_text") || refers("symbol") {
            Kind::Words
        } else if !choices.is_empty() {
            Kind::Choice
        } else {
            match first("type").and_then(Value::as_text) {
                Some("integer") if first("maximum").and_then(Value::as_int) == Some(MAX_MONEY) => {
                    Kind::Money
                }
                Some("integer") => Kind::Int,
                Some("boolean") => Kind::Bool,
                Some("array") => Kind::List,
                Some("object") => Kind::Map,
                _ => Kind::Text,
            }
        };
        let comment = text("$comment");
        let names = comment
            .strip_prefix("Names a ")
            .and_then(|rest| rest.strip_suffix(" of this file."));
        Field {
            name: name.to_owned(),
            title: text("title"),
            text: text("description"),
            kind,
            required: false,
            choices,
            default: first("default").cloned(),
            example: first("examples").and_then(|all| all.items().first().cloned()),
            names: names.map(str::to_owned),
            long: refers("long_text"),
        }
    }
}

/// Whether a condition of the schema is met. A word that is not there decides nothing.
fn holds(condition: &Value, value: &Value) -> bool {
    let required = condition.get("required").map_or(&[][..], Value::items);
    let has = |name: &Value| name.as_text().is_some_and(|name| value.get(name).is_some());
    let fields = condition.get("properties").map_or(&[][..], Value::entries);
    required.iter().all(has)
        && fields.iter().all(|(name, wanted)| {
            let found = value.get(name);
            match (wanted.get("const"), wanted.get("minItems")) {
                (Some(word), _) => found == Some(word),
                (None, Some(least)) => found.is_some_and(|list| {
                    Some(list.items().len()) >= least.as_int().and_then(|n| usize::try_from(n).ok())
                }),
                _ => found.is_some(),
            }
        })
}

/// Whether one of several ways may be the way of a value.
fn fits(way: &Value, schema: &Schema, value: &Value) -> bool {
    let kinds = schema.expand(way, &Value::Null);
    let kind = kinds
        .iter()
        .find_map(|part| part.get("type").and_then(Value::as_text));
    match (kind, value) {
        (None, _) | (_, Value::Null) => true,
        (Some(kind), value) => {
            kind == match value {
                Value::Text(_) => "string",
                Value::Int(_) => "integer",
                Value::Bool(_) => "boolean",
                Value::List(_) => "array",
                _ => "object",
            }
        }
    }
}

/// The ids of a document that a reference may name.
#[must_use]
pub fn ids(root: &Value, what: &str) -> Vec<String> {
    let list = |name: &str| root.get(name).map_or(&[][..], Value::items).iter();
    let of = |name: &str, id: &str| -> Vec<String> {
        list(name)
            .filter_map(|item| Some(item.get(id)?.as_text()?.to_owned()))
            .collect()
    };
    let inner = |outer: &str, inner: &str| -> Vec<String> {
        list(outer)
            .flat_map(|item| item.get(inner).map_or(&[][..], Value::items))
            .filter_map(|item| Some(item.get("id")?.as_text()?.to_owned()))
            .collect()
    };
    match what {
        "product" => of("products", "sku"),
        "tag" => of("tags", "tag"),
        "audience" => of("audiences", "fact"),
        "shop" => of("shops", "id"),
        "phase" => of("phases", "id"),
        "coupon" => of("coupons", "id"),
        "ladder" => of("ladders", "id"),
        "offer" => of("offers", "id"),
        "draw" => of("draws", "id"),
        "flash sale" => of("flash_sales", "id"),
        "prize" => inner("draws", "prizes"),
        "variation" => inner("experiments", "variations"),
        _ => Vec::new(),
    }
}

/// What a new field may hold until somebody fills it in.
#[must_use]
pub fn start(field: &Field) -> Value {
    if let Some(value) = field.default.as_ref().or(field.example.as_ref()) {
        return value.clone();
    }
    match field.kind {
        Kind::Bool => Value::Bool(true),
        Kind::Int | Kind::Money => Value::Int(0),
        Kind::List => Value::List(Vec::new()),
        Kind::Map => Value::Map(Vec::new()),
        Kind::Choice => Value::text(field.choices.first().map_or("", |choice| &choice.word)),
        Kind::Text | Kind::Words | Kind::Instant => Value::text(""),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(crate) fn schema() -> Schema {
        Schema::read(include_str!("../../../public/campaigns/schema.json")).expect("a schema")
    }

    fn sample() -> Value {
        json::parse(include_str!("../../../public/campaigns/double11-2026.json")).expect("a sample")
    }

    fn place(path: &str) -> Field {
        let (root, way) = (sample(), Way::parse(path));
        let value = way.of(&root).cloned().unwrap_or(Value::Null);
        let field = schema().place(&Schema::levels(&root, &way), &value);
        field.unwrap_or_else(|| panic!("{path} is unknown"))
    }

    #[test]
    fn kinds_of_fields() {
        for (path, kind) in [
            ("id", Kind::Text),
            ("version", Kind::Int),
            ("name", Kind::Words),
            ("theme", Kind::Choice),
            ("phases", Kind::List),
            ("phases[0].from", Kind::Instant),
            ("products[0].price", Kind::Money),
            ("coupons[0].level", Kind::Choice),
            ("coupons[0].threshold", Kind::Money),
            ("coupons[0].per_buyer", Kind::Int),
            ("coupons[0].claim", Kind::Map),
            ("coupons[0].claim.from", Kind::Instant),
            ("products[0].tags[0]", Kind::Text),
            ("channels[0]", Kind::Choice),
        ] {
            assert_eq!(place(path).kind, kind, "{path}");
        }
        assert_eq!(place("products[0].tags[0]").names.as_deref(), Some("tag"));
        assert!(place("coupons[0].id").required);
        assert_eq!(place("theme").choices.len(), 4);
    }

    #[test]
    fn every_value_of_the_sample_has_its_place() {
        fn walk(schema: &Schema, root: &Value, way: &Way, value: &Value) {
            if !way.0.is_empty() {
                let levels = Schema::levels(root, way);
                assert!(schema.place(&levels, value).is_some(), "{}", way.path());
            }
            for (name, entry) in value.entries() {
                walk(schema, root, &way.name(name), entry);
            }
            for (index, item) in value.items().iter().enumerate() {
                walk(schema, root, &way.index(index), item);
            }
        }
        let (schema, root) = (schema(), sample());
        walk(&schema, &root, &Way::default(), &root);
    }

    #[test]
    fn the_kind_decides_the_fields() {
        let map = |text: &str| json::parse(text).expect("a map");
        let names = |text: &str| -> Vec<String> {
            let way = Schema::levels(
                &map(&format!(r#"{{"offers":[{text}]}}"#)),
                &Way::parse("offers[0]"),
            );
            let fields = schema().fields(&way, &map(text));
            fields.into_iter().map(|field| field.name).collect()
        };
        assert_eq!(names("{}"), ["kind"]);
        let reduction = names(r#"{"kind":"full_reduction"}"#);
        assert!(reduction.contains(&"tiers".to_owned()), "{reduction:?}");
        assert!(!reduction.contains(&"size".to_owned()), "{reduction:?}");
        assert!(names(r#"{"kind":"group_buy"}"#).contains(&"size".to_owned()));
    }
}
