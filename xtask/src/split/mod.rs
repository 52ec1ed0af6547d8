//! Cuts the bundle's module into parts that share one memory and one table: what a page needs for its
//! first widget, the rest, which may arrive while that is already shown, and what waits until it is
//! asked for.
//!
//! Where the cut goes is read from the module as the linker leaves it: there each function and each
//! piece of data says what it refers to. Table slots and addresses are constants in code and data, so
//! they stay the same in the optimised module, which is the one that is cut.

mod cut;
mod graph;
mod linked;
mod portion;
mod whole;
mod why;

use std::collections::BTreeSet;
use std::ops::Range;

use anyhow::{Result, ensure};

pub use self::cut::cut;
use self::graph::{Graph, Link, Node};
pub use self::why::{holders, why};

/// A part that comes later than what is before it.
pub struct Later {
    /// What the manifest calls it.
    pub role: &'static str,
    /// Exports that nothing asks for before it is there.
    pub exports: &'static [&'static str],
}

/// What comes after the first part, in order.
pub const LATER: &[Later] = &[
    Later {
        role: "rest",
        exports: &["arrive", "call", "mount"],
    },
    Later {
        role: "more",
        exports: &["supply"],
    },
];

/// The exports of each later part.
pub fn later() -> Vec<Vec<&'static str>> {
    LATER.iter().map(|part| part.exports.to_vec()).collect()
}

/// What a part brings along that no part before it needs.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Late {
    /// Slots of the table that only it refers to.
    pub slots: BTreeSet<u32>,
    /// Addresses of the data that only it refers to, sorted and apart.
    pub data: Vec<Range<u32>>,
}

/// Finds for each later part what is reached from its exports and from none before. `linked` is a
/// module of the linker with its relocations.
pub fn late(linked: &[u8], exports: &[Vec<&str>]) -> Result<Vec<Late>> {
    let graph = Graph::of(linked)?;
    let all = exports.concat();
    for name in &all {
        let known = graph.exports.iter().any(|(export, _)| export == name);
        ensure!(known, "the linked module exports no function {name}");
    }
    let by_slot = |among: &BTreeSet<Node>| -> BTreeSet<Node> {
        let links = among.iter().flat_map(|&node| graph.links(node));
        let by_address = links.filter(|(kind, _)| *kind == Link::Address);
        by_address.map(|&(_, to)| to).collect()
    };
    let mut before = graph.reach(graph.roots(&all));
    let mut parts = Vec::new();
    for exports in exports {
        let own = graph.reach(graph.late_roots(exports));
        let (early, late) = (by_slot(&before), by_slot(&own));
        let slots = graph.slots.iter().filter(|&(_, &function)| {
            let function = Node::Function(function);
            late.contains(&function) && !early.contains(&function)
        });
        parts.push(Late {
            slots: slots.map(|(&slot, _)| slot).collect(),
            data: graph.data_of(|node| own.contains(&node) && !before.contains(&node)),
        });
        before.extend(own);
    }
    Ok(parts)
}

#[cfg(test)]
mod tests;
