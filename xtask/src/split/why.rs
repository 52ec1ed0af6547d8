//! Says what brings functions and data into the first part.

use std::fmt::Write;

use anyhow::{Result, bail};

use super::graph::{Graph, Link, Node};

/// How many things [`holders`] lists.
const LISTED: usize = 60;

/// The functions and data that hold most of the first part: bytes, before the module is optimised, of what
/// would leave it if nothing referred to them.
pub fn holders(linked: &[u8], late: &[&str]) -> Result<String> {
    let graph = Graph::of(linked)?;
    let roots = graph.roots(late);
    let nodes: Vec<Node> = graph.reach(roots.clone()).into_iter().collect();
    let place = |node: &Node| nodes.binary_search(node).unwrap_or_default();
    let links: Vec<Vec<usize>> = nodes
        .iter()
        .map(|&node| graph.links(node).iter().map(|(_, to)| place(to)).collect())
        .collect();
    let bytes: Vec<usize> = nodes.iter().map(|&node| graph.bytes(node)).collect();
    let roots: Vec<usize> = roots.iter().map(place).collect();
    let without = |gone: Option<usize>| {
        let (mut seen, mut left) = (vec![false; nodes.len()], 0);
        let mut next = roots.clone();
        while let Some(at) = next.pop() {
            if !seen[at] && Some(at) != gone {
                seen[at] = true;
                left += bytes[at];
                next.extend(&links[at]);
            }
        }
        left
    };
    let all = without(None);
    let mut holders: Vec<_> = (0..nodes.len())
        .map(|at| (all - without(Some(at)), at))
        .collect();
    holders.sort_unstable_by(|a, b| b.cmp(a));
    let mut text = format!("{all:>8} bytes in all\n");
    for (held, at) in holders.into_iter().take(LISTED) {
        writeln!(text, "{held:>8} {}", graph.name(nodes[at]))?;
    }
    Ok(text)
}

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
        bail!("nothing in the first part has a name with {name} in it");
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
