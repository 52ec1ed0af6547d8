//! Cuts the bundle's module into two that share one memory and one table: what a page needs for its
//! first widget, and the rest, which may arrive while that is already shown.
//!
//! Where the cut goes is read from the module as the linker leaves it: there each function and each
//! piece of data says what it refers to. Table slots and addresses are constants in code and data, so
//! they stay the same in the optimised module, which is the one that is cut.

mod graph;
mod linked;
mod why;

use std::collections::BTreeSet;
use std::ops::Range;

use anyhow::{Result, ensure};

use self::graph::{Graph, Link, Node};
pub use self::why::why;

/// Exports that nothing asks for before the rest is there.
pub const LATE: &[&str] = &["call"];

/// What the rest brings along.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Late {
    /// Slots of the table that only the rest refers to.
    pub slots: BTreeSet<u32>,
    /// Addresses of the data that only the rest refers to, sorted and apart.
    pub data: Vec<Range<u32>>,
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
    let slots = graph.slots.iter().filter(|&(_, &function)| {
        let to = Node::Function(function);
        let referred = |among: &BTreeSet<Node>| {
            let mut from = among.iter().flat_map(|&node| graph.links(node));
            from.any(|&(kind, node)| kind == Link::Address && node == to)
        };
        !referred(&first) && referred(&rest)
    });
    Ok(Late {
        slots: slots.map(|(&slot, _)| slot).collect(),
        data: graph.data_of(|node| rest.contains(&node) && !first.contains(&node)),
    })
}
