//! Cuts the bundle's module into two that share one memory and one table: what a page needs for its
//! first widget, and the rest, which may arrive while that is already shown.
//!
//! Where the cut goes is read from the module as the linker leaves it: there each function and each
//! piece of data says what it refers to. Table slots and addresses are constants in code and data, so
//! they stay the same in the optimised module, which is the one that is cut.

mod cut;
mod graph;
mod half;
mod linked;
mod whole;
mod why;

use std::collections::BTreeSet;
use std::ops::Range;

use anyhow::{Result, ensure};

pub use self::cut::cut;
use self::graph::{Graph, Link, Node};
pub use self::why::{holders, why};

/// Exports that nothing asks for before the rest is there.
pub const LATE: &[&str] = &["arrive", "call", "mount"];

/// What the rest brings along.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Late {
    /// Slots of the table that only the rest refers to.
    pub slots: BTreeSet<u32>,
    /// Addresses of the data that only the rest refers to, sorted and apart.
    pub data: Vec<Range<u32>>,
}

/// A module in two.
pub struct Halves {
    /// Runs by itself.
    pub first: Vec<u8>,
    /// Runs on the first half's memory and table.
    pub rest: Vec<u8>,
}

/// Finds what is reached from the exports of these names only. `linked` is a module of the linker with
/// its relocations.
pub fn late(linked: &[u8], exports: &[&str]) -> Result<Late> {
    let graph = Graph::of(linked)?;
    for name in exports {
        let known = graph.exports.iter().any(|(export, _)| export == name);
        ensure!(known, "the linked module exports no function {name}");
    }
    let first = graph.reach(graph.roots(exports));
    let rest = graph.reach(graph.late_roots(exports));
    let by_slot = |among: &BTreeSet<Node>| -> BTreeSet<Node> {
        let links = among.iter().flat_map(|&node| graph.links(node));
        let by_address = links.filter(|(kind, _)| *kind == Link::Address);
        by_address.map(|&(_, to)| to).collect()
    };
    let (early, late) = (by_slot(&first), by_slot(&rest));
    let slots = graph.slots.iter().filter(|&(_, &function)| {
        let function = Node::Function(function);
        late.contains(&function) && !early.contains(&function)
    });
    Ok(Late {
        slots: slots.map(|(&slot, _)| slot).collect(),
        data: graph.data_of(|node| rest.contains(&node) && !first.contains(&node)),
    })
}

#[cfg(test)]
mod tests;
