//! What a page may rely on (`embed/contract.json`), and what is made from it: the tables that the
//! element classes observe, the types, and the element manifest.

mod manifest;
#[cfg(test)]
mod tests;
mod types;

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::shell::path;

pub use manifest::custom_elements;
pub use types::{FRAMEWORKS, declarations, framework};

/// Where the contract stands.
pub const FILE: &str = "embed/contract.json";

/// The whole contract. Names of events are without their prefix `dacu-`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contract {
    #[serde(rename = "about")]
    _about: String,
    /// Attributes of the campaign, and of a lone widget.
    pub page: Vec<Attribute>,
    pub elements: Vec<Element>,
    /// Attributes that elements set on themselves, for style sheets and scripts to read.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "told in the docs, held to the code by a test")
    )]
    pub marks: Vec<Described>,
    /// Shadow parts of every widget.
    pub parts: Vec<Described>,
    /// What the light DOM of an element is for.
    pub slot: String,
    /// The variables that a shop sets.
    pub brand: Vec<Described>,
    pub events: Vec<Event>,
    pub types: Vec<Record>,
    pub unions: Vec<Union>,
    /// Functions of the JS API that wait for a campaign.
    pub calls: Vec<Call>,
}

/// A name with its description.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Described {
    pub name: String,
    pub doc: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Element {
    pub tag: String,
    pub doc: String,
    /// Its own, beside those of the page.
    #[serde(default)]
    pub attributes: Vec<Attribute>,
    pub events: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribute {
    pub name: String,
    pub doc: String,
    #[serde(default, rename = "type")]
    pub kind: Kind,
    #[serde(default)]
    pub values: Vec<String>,
    #[serde(default)]
    pub default: Option<String>,
    /// What its property takes besides text, as a TypeScript type.
    #[serde(default)]
    pub also: Option<String>,
    /// For previews and tests only.
    #[serde(default)]
    pub preview: bool,
}

/// How the text of an attribute is read.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    #[default]
    Text,
    Number,
    /// On where it is there, unless it is `false`.
    Flag,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    pub name: String,
    pub doc: String,
    #[serde(default)]
    pub cancelable: bool,
    pub detail: Detail,
}

/// Types are TypeScript's; a name that ends in `?` may be missing.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Detail {
    Type(String),
    Fields(Fields),
}

/// Types by name.
pub type Fields = BTreeMap<String, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    pub name: String,
    pub doc: String,
    pub fields: Fields,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Union {
    pub name: String,
    pub values: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Call {
    pub name: String,
    pub arguments: Fields,
    pub returns: String,
    pub doc: String,
}

impl Contract {
    pub fn read() -> Result<Self> {
        let text = fs::read_to_string(path(FILE)).context(FILE)?;
        serde_json::from_str(&text).context(FILE)
    }

    /// The elements other than the campaign.
    pub fn widgets(&self) -> impl Iterator<Item = &Element> {
        self.elements
            .iter()
            .filter(|element| element.tag != "dacu-campaign")
    }

    /// The widgets by the names of their elements after `dacu-`, in the order of the contract.
    fn kinds(&self) -> Vec<&str> {
        self.widgets().map(Element::kind).collect()
    }

    /// Every attribute that an element observes.
    pub fn observed<'a>(&'a self, element: &'a Element) -> impl Iterator<Item = &'a Attribute> {
        self.page.iter().chain(&element.attributes)
    }

    /// The constants of the scripts, as `--define` takes them.
    pub fn defines(&self) -> Result<Vec<(&'static str, String)>> {
        let widgets: BTreeMap<&str, _> = self
            .widgets()
            .map(|element| (element.kind(), table(&element.attributes)))
            .collect();
        let calls: Vec<&str> = self.calls.iter().map(|call| call.name.as_str()).collect();
        Ok(vec![
            (
                "__PAGE_ATTRIBUTES__",
                serde_json::to_string(&table(&self.page))?,
            ),
            ("__WIDGETS__", serde_json::to_string(&widgets)?),
            ("__WIDGET_NAMES__", serde_json::to_string(&self.kinds())?),
            ("__CALLS__", serde_json::to_string(&calls)?),
        ])
    }
}

impl Element {
    /// The tag without its prefix, by which the module knows the widget.
    pub fn kind(&self) -> &str {
        self.tag.strip_prefix("dacu-").unwrap_or(&self.tag)
    }

    /// `DacuFlashSaleElement`.
    pub fn class(&self) -> String {
        let words = self.tag.split('-').map(|word| {
            let (first, rest) = word.split_at(1);
            first.to_uppercase() + rest
        });
        words.collect::<String>() + "Element"
    }
}

impl Attribute {
    /// The property that reflects it: `server-now` is `serverNow`.
    pub fn property(&self) -> String {
        let mut property = String::new();
        let mut words = self.name.split('-');
        property.push_str(words.next().unwrap_or_default());
        for word in words {
            let (first, rest) = word.split_at(1);
            property.push_str(&first.to_uppercase());
            property.push_str(rest);
        }
        property
    }

    /// Whether every HTML element has a property of this name, which stays its own.
    pub fn is_native(&self) -> bool {
        self.name == "lang"
    }
}

/// Attributes by name, 1 where only being there counts.
fn table(attributes: &[Attribute]) -> BTreeMap<&str, u8> {
    attributes
        .iter()
        .map(|attribute| {
            (
                attribute.name.as_str(),
                u8::from(attribute.kind == Kind::Flag),
            )
        })
        .collect()
}
