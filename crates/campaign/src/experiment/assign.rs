//! Which variation a shopper sees.

use pricing::Instant;

use super::bucket;
use super::model::{Experiment, parts};
use super::sticky::{Kept, Sticky};

/// What an assignment depends on.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// The shopper's id; nobody without one takes part.
    pub shopper: &'a str,
    /// The phase that is on, if any.
    pub phase: Option<&'a str>,
    /// The time.
    pub now: Instant,
    /// Whether the shopper has left personalisation on. Without it nobody takes part: the page is
    /// the campaign as it stands.
    pub personalised: bool,
    /// The page's address, where people who check it may ask for a variation.
    pub url: &'a str,
}

/// A variation, and how it came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assigned {
    /// Its place in the experiment; 0 for those who take no part.
    pub variation: usize,
    /// Whether the shopper takes part: only then an exposure is counted.
    pub takes_part: bool,
    /// Why.
    pub why: Why,
    /// The shopper's hash in ten-thousandths, where it decided.
    pub hash: Option<u32>,
}

/// Why a variation was assigned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The address asks for it; nobody's exposure.
    Override,
    /// The shopper has turned personalisation off.
    NotPersonalised,
    /// There is no id to hash.
    NoShopper,
    /// It does not run now, or not in this phase.
    NotRunning,
    /// The shopper is in another part of the namespace.
    OtherNamespace,
    /// The shopper was bucketed under a version that is no longer wanted.
    Blocked,
    /// The shopper has seen this variation before.
    Sticky,
    /// The hash is outside the coverage.
    NotCovered,
    /// The experiment is decided.
    Forced,
    /// By hash.
    Hashed,
}

/// The variation of a shopper, in the order of steps of the specification. A new assignment is kept in
/// `sticky`, and what is kept there goes before coverage, weights and namespaces, so that a shopper
/// who has taken part stays in the same variation in every phase.
#[must_use]
pub fn assign(experiment: &Experiment, situation: &Situation, sticky: &mut Sticky) -> Assigned {
    let out = |why| Assigned {
        variation: 0,
        takes_part: false,
        why,
        hash: None,
    };
    let variations = experiment.variations.len();
    let asked = bucket::query_string_override(&experiment.id, situation.url, variations);
    if let Some(variation) = asked {
        return Assigned {
            variation,
            ..out(Why::Override)
        };
    }
    if !situation.personalised {
        return out(Why::NotPersonalised);
    }
    if situation.shopper.is_empty() {
        return out(Why::NoShopper);
    }
    let phases = &experiment.phases;
    let named = |phase: &str| phases.iter().any(|known| known == phase);
    let in_phase = phases.is_empty() || situation.phase.is_some_and(named);
    if !in_phase || !experiment.window.contains(situation.now) {
        return out(Why::NotRunning);
    }
    let mut assigned = Assigned {
        variation: 0,
        takes_part: true,
        why: Why::Hashed,
        hash: None,
    };
    match sticky.look_up(experiment) {
        Kept::Blocked => return out(Why::Blocked),
        Kept::Variation(variation) => {
            assigned.variation = variation;
            assigned.why = Why::Sticky;
        }
        Kept::Nothing => {
            if let Some(namespace) = &experiment.namespace {
                let part = namespace.part.range();
                if !bucket::in_namespace(situation.shopper, &namespace.id, part) {
                    return out(Why::OtherNamespace);
                }
            }
            assigned.hash =
                bucket::hash(&experiment.seed, situation.shopper, experiment.hash_version);
            let ranges = ranges(experiment);
            let chosen = assigned
                .hash
                .and_then(|hash| bucket::choose_variation(hash, &ranges));
            let Some(variation) = chosen else {
                return out(Why::NotCovered);
            };
            assigned.variation = variation;
        }
    }
    if let Some(variation) = experiment.force {
        // Nothing is kept: who is forced has not been bucketed.
        return Assigned {
            variation,
            ..out(Why::Forced)
        };
    }
    if let Some(variation) = experiment.variations.get(assigned.variation) {
        sticky.keep(&experiment.id, experiment.bucket_version, &variation.id);
    }
    assigned
}

fn ranges(experiment: &Experiment) -> Vec<bucket::Range> {
    let mut weights = Vec::new();
    for variation in &experiment.variations {
        weights.push(parts(variation.weight));
    }
    // A file has at most 20 variations.
    let variations = weights.len() as i64;
    bucket::bucket_ranges(variations, parts(experiment.coverage), &weights)
}
