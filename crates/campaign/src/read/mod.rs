//! From the text of a campaign file to a [`Campaign`], or to everything that is wrong with it.
//!
//! Parts are read in an order in which each refers only to earlier ones, so a reference is checked
//! where it is read and its problem carries its own place.

mod beside;
#[cfg(feature = "json-quote")]
mod cart;
#[cfg(not(feature = "experiment"))]
mod control;
mod coupons;
mod draft;
mod draws;
#[cfg(feature = "experiment")]
mod experiments;
mod fields;
mod flash;
#[cfg(feature = "prose")]
mod floors;
mod freight;
mod head;
mod limits;
pub(crate) mod notes;
mod offers;
#[cfg(feature = "prose")]
mod pasted;
mod phases;
mod plan;
mod plays;
mod products;
mod reader;
mod repeats;
mod samples;
mod scope;
mod several;
mod usual;
mod values;
#[cfg(feature = "prose")]
mod version;
mod words;

use std::slice;

use pricing::{Money, Ruleset, Window};

use crate::hash::fnv1a;
use crate::json;
use crate::model::{AudienceName, Campaign, Experiments, Samples, Shop, TagName, Theme};
use crate::problem::Problem;
#[cfg(feature = "json-quote")]
pub use cart::{Asked, read_cart};
use draft::Draft;
use fields::Fields;
#[cfg(feature = "prose")]
pub use pasted::traditional;
use reader::Reader;
use values::MAX_COUNT;
#[cfg(feature = "schema")]
pub(crate) use values::MAX_MONEY;
#[cfg(feature = "schema")]
pub use version::CURRENT;
#[cfg(feature = "schema")]
pub(crate) use version::{other_version, version_of};

/// The version of the file format that this crate reads.
pub const SCHEMA: &str = "dacu/1";

/// What came out of a file.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The campaign, if there is no error among the problems.
    pub campaign: Option<Campaign>,
    /// Everything that was found, in the order of reading.
    pub problems: Vec<Problem>,
}

/// Reads a campaign file.
///
/// Never panics and never stops at the first fault; a file that is not JSON at all has one problem.
///
/// ```
/// let parsed = campaign::parse(r#"{ "schema": "dacu/1", "id": "summer", "verson": 3 }"#);
/// assert!(parsed.campaign.is_none());
/// assert!(parsed.problems.iter().any(|problem| {
///     problem.path == "verson" && problem.code == "unknown" && problem.column == 49
/// }));
/// ```
#[must_use]
pub fn parse(text: &str) -> Parsed {
    match json::parse_placed(text) {
        Ok(placed) => read_placed(text, &placed),
        Err(problem) => malformed(problem),
    }
}

/// Reads a campaign file as [`parse`] does, and keeps the document it is written as; nothing where the
/// text is no JSON.
#[must_use]
pub fn parse_document(text: &str) -> (Parsed, Option<json::Value>) {
    match json::parse_placed(text) {
        Ok(placed) => (read_placed(text, &placed), Some(placed.root)),
        Err(problem) => (malformed(problem), None),
    }
}

fn malformed(problem: Problem) -> Parsed {
    Parsed {
        campaign: None,
        problems: vec![problem],
    }
}

fn read_placed(text: &str, placed: &json::Placed) -> Parsed {
    #[cfg(feature = "prose")]
    if let Some(parsed) = version::of_another(text, placed) {
        return parsed;
    }
    let reader = Reader::new(text, placed);
    let mut campaign = None;
    let mut fields = Fields::of(&reader, slice::from_ref(&placed.root));
    if fields.advance() {
        let mut draft = read(&fields);
        drop(fields);
        if !reader.has_failed() {
            match Ruleset::compile(draft.offers) {
                Ok(ruleset) => match ruleset.with_freight(draft.templates) {
                    Ok(ruleset) => draft.campaign.ruleset = ruleset,
                    Err(error) => told(&reader, &error),
                },
                Err(error) => told(&reader, &error),
            }
        }
        if !reader.has_failed() {
            draft.campaign.hash = fnv1a(json::write_canonical(&placed.root).as_bytes());
            campaign = Some(draft.campaign);
        }
    }
    Parsed {
        campaign,
        problems: reader.take_problems(),
    }
}

fn told(reader: &Reader, error: &dyn std::fmt::Display) {
    #[cfg(feature = "prose")]
    let words = &error.to_string();
    #[cfg(not(feature = "prose"))]
    let (words, _) = ("", error);
    reader.error(&reader.placed.root, "ruleset", words);
}

/// Reads of a campaign file only what says who sells, in what look and when: up to the phases. Everything
/// else of it is empty. For a page that shows a countdown while what reads the rest is on its way.
///
/// Nothing if anything up to there is wrong; what is wrong with the rest, [`parse`] says.
#[must_use]
pub fn parse_head(text: &str) -> Option<Campaign> {
    let placed = json::parse_placed(text).ok()?;
    let reader = Reader::new(text, &placed);
    let mut fields = Fields::of(&reader, slice::from_ref(&placed.root));
    let draft = fields.advance().then(|| read_head(&fields))?;
    // Before the fields that were not asked for are told of.
    (!reader.has_failed()).then_some(draft.campaign)
}

/// Notes what is asked of a document; the problems are those before references and rules are compiled.
#[cfg(feature = "schema")]
pub(crate) fn noted(placed: &json::Placed, notes: &notes::Notes) -> Vec<Problem> {
    let reader = Reader::new("", placed).noting(notes);
    let mut fields = Fields::of(&reader, slice::from_ref(&placed.root));
    if fields.advance() {
        read(&fields);
    }
    drop(fields);
    reader.take_problems()
}

fn read<'a>(fields: &Fields<'a>) -> Draft<'a> {
    let mut draft = read_head(fields);
    read_rest(fields, &mut draft);
    draft
}

/// Up to the phases.
#[inline(never)]
fn read_head<'a>(fields: &Fields<'a>) -> Draft<'a> {
    let version = fields.need("schema");
    #[cfg(feature = "schema")]
    if let Some(value) = version {
        notes::note!(fields.reader, value, Choice(SCHEMA));
    }
    if let Some(value) = version
        && fields.reader.string(value) != SCHEMA
        && value.as_text().is_some()
    {
        let words = "this reader knows `dacu/1` only";
        fields.error("schema", "schema", words);
    }
    // Editors use the one, and the other was looked at before the file was read.
    fields.maybe("$schema");
    fields.maybe("signature");
    let campaign = Campaign {
        id: fields.id("id").to_owned(),
        version: fields.int("version", 1, MAX_COUNT) as u32,
        hash: 0,
        name: fields.text("name"),
        slogan: fields.maybe_text("slogan"),
        zone: head::zone(fields),
        currency: head::currency(fields),
        channels: head::channels(fields),
        theme: match fields.choice("theme", "festive midyear spring calm") {
            0 => Theme::Festive,
            1 => Theme::Midyear,
            2 => Theme::Spring,
            _ => Theme::Calm,
        },
        organiser: head::organiser(fields),
        shops: Vec::new(),
        phases: Vec::new(),
        audiences: Vec::new(),
        tags: Vec::new(),
        products: Vec::new(),
        freight: Money::ZERO,
        offers: Vec::new(),
        coupons: Vec::new(),
        ladders: Vec::new(),
        flash_sales: Vec::new(),
        draws: Vec::new(),
        ruleset: Ruleset::default(),
        experiments: Experiments::default(),
        samples: Samples::default(),
        #[cfg(feature = "planner")]
        plan: crate::plan::Plan::default(),
    };
    let mut draft = Draft {
        campaign,
        preset: head::preset(fields),
        on: Window::ALWAYS,
        offers: Vec::new(),
        templates: Vec::new(),
        groups: Vec::new(),
    };
    let shops = fields.some_maps("shops", 50);
    head::names(shops, "id", &mut draft.campaign.shops, |id, name| Shop {
        id,
        name,
    });
    phases::read(fields, &mut draft);
    draft
}

#[inline(never)]
fn read_rest<'a>(fields: &Fields<'a>, draft: &mut Draft<'a>) {
    let audiences = fields.maps("audiences", 50);
    let found = &mut draft.campaign.audiences;
    head::names(audiences, "fact", found, |fact, name| AudienceName {
        fact,
        name,
    });
    let tags = fields.maps("tags", 100);
    head::names(tags, "tag", &mut draft.campaign.tags, |tag, name| TagName {
        tag,
        name,
    });
    products::read(fields, draft);
    freight::read(fields, draft);
    offers::read(fields, draft);
    coupons::read(fields, draft);
    coupons::read_ladders(fields, draft);
    flash::read(fields, draft);
    draws::read(fields, &mut draft.campaign.draws);
    #[cfg(feature = "experiment")]
    experiments::read(fields, draft);
    #[cfg(not(feature = "experiment"))]
    control::read(fields, draft);
    samples::read(fields, &mut draft.campaign.samples);
    #[cfg(feature = "planner")]
    plan::read(fields, &mut draft.campaign.plan);
    #[cfg(not(feature = "planner"))]
    plan::skip(fields);
}
