//! Says what brings a function or a piece of data into the first half.

use std::fmt::Write;

use anyhow::{Result, bail};

use super::graph::{Graph, Link, Node};

/// A shortest chain of references to each thing whose name contains `name`, the nearest first.
pub fn why(linked: &[u8], late: &[&str], name: &str) -> Result<String> {
    let graph = Graph::of(linked)?;
    let ways = graph.ways(graph.roots(late));
    let mut chains: Vec<Vec<(Node, Option<Link>)>> = ways
        .keys()
        .filter(|&&node| graph.name(node).contains(name))
        .map(|&node| {
            let mut chain = vec![(node, None)];
            let mut at = node;
            while let Some((from, link)) = ways[&at] {
                chain.push((from, Some(link)));
                at = from;
            }
            chain.reverse();
            chain
        })
        .collect();
    chains.sort_by_key(Vec::len);
    if chains.is_empty() {
        bail!("nothing in the first half has a name with {name} in it");
    }
    let mut text = String::new();
    for chain in chains {
        for (node, link) in chain {
            let link = match link {
                Some(Link::Call) => "  calls",
                Some(Link::Address) => "  points to",
                None => "\n",
            };
            writeln!(text, "{}{link}", graph.name(node))?;
        }
    }
    Ok(text)
}
