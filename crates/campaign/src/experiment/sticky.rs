//! What a shopper has been given, kept across weights, coverage and phases.

use super::model::Experiment;
use crate::json::{self, Value};

/// Assignments of one shopper, to be kept where the shopper's other data is.
///
/// What is read is a hint and never trusted: a variation that the experiment does not have is passed
/// over, and nothing here decides a price that the server has not granted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sticky {
    /// `<experiment>__<bucket version>` and the variation's id.
    entries: Vec<(String, String)>,
}

/// More than any page runs; a store that someone has filled up costs no more than this.
const MAX_ENTRIES: usize = 200;

/// What is kept for an experiment.
pub(super) enum Kept {
    /// Nothing.
    Nothing,
    /// A variation, by its place.
    Variation(usize),
    /// An assignment of a version before the least one: the shopper takes no part.
    Blocked,
}

impl Sticky {
    /// Reads what [`Sticky::write`] wrote; anything else is nothing.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut entries = Vec::new();
        if let Ok(root) = json::parse(text) {
            for (key, variation) in root.entries() {
                if let (Some(variation), true) = (variation.as_text(), entries.len() < MAX_ENTRIES)
                {
                    entries.push((key.clone(), variation.to_owned()));
                }
            }
        }
        Self { entries }
    }

    /// The assignments as JSON.
    #[must_use]
    pub fn write(&self) -> String {
        let entry = |(key, variation): &(String, String)| (key.clone(), Value::text(variation));
        json::write(&Value::Map(self.entries.iter().map(entry).collect()))
    }

    /// The variation kept for an experiment and a bucket version.
    #[must_use]
    pub fn get(&self, experiment: &str, bucket_version: u32) -> Option<&str> {
        let key = key(experiment, bucket_version);
        let found = self.entries.iter().find(|(known, _)| *known == key)?;
        Some(&found.1)
    }

    /// Keeps a variation; true if it was not known before, so that it has to be stored.
    pub fn keep(&mut self, experiment: &str, bucket_version: u32, variation: &str) -> bool {
        if self.get(experiment, bucket_version) == Some(variation) {
            return false;
        }
        let key = key(experiment, bucket_version);
        self.entries.retain(|(known, _)| *known != key);
        if self.entries.len() == MAX_ENTRIES {
            self.entries.remove(0);
        }
        self.entries.push((key, variation.to_owned()));
        true
    }

    pub(super) fn look_up(&self, experiment: &Experiment) -> Kept {
        for version in 0..experiment.min_bucket_version {
            if self.get(&experiment.id, version).is_some() {
                return Kept::Blocked;
            }
        }
        let Some(id) = self.get(&experiment.id, experiment.bucket_version) else {
            return Kept::Nothing;
        };
        let known = |variation: &super::Variation| variation.id == id;
        experiment
            .variations
            .iter()
            .position(known)
            .map_or(Kept::Nothing, Kept::Variation)
    }
}

fn key(experiment: &str, bucket_version: u32) -> String {
    format!("{experiment}__{bucket_version}")
}
