//! What refers to what in a linked module.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::ops::Range;

use anyhow::{Context, Result, bail};
use wasmparser::{ExternalKind, RelocSectionReader, RelocationType, SymbolInfo};

use super::linked::Linked;

/// A thing that is either in a module or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// A function by its index.
    Function(u32),
    /// A piece of data by its symbol.
    Data(u32),
}

/// How one refers to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    Call,
    /// A function by its slot in the table, or data by its address.
    Address,
}

/// What wasm-bindgen runs when it reads the module, and takes out.
const DESCRIPTIONS: &str = "__wbindgen_describe";

/// Padding between two pieces of data is less than the largest alignment.
const ALIGNMENT: u32 = 16;

/// The functions and the data of a module with the links between them.
pub struct Graph {
    links: HashMap<Node, Vec<(Link, Node)>>,
    /// What has to be there whatever is exported.
    fixed: Vec<Node>,
    /// Exported functions.
    pub exports: Vec<(String, u32)>,
    /// The function in each slot of the table.
    pub slots: BTreeMap<u32, u32>,
    /// Where in memory each piece of data lies.
    data: BTreeMap<u32, Range<u32>>,
    /// Bytes of the code of each function.
    code: HashMap<u32, usize>,
    names: HashMap<Node, String>,
}

impl Graph {
    pub fn of(module: &[u8]) -> Result<Self> {
        let linked = Linked::of(module)?;
        let whole = &linked.whole;
        let functions = whole.exports.iter();
        let functions = functions.filter(|export| export.kind == ExternalKind::Func);
        let mut graph = Self {
            links: HashMap::new(),
            fixed: whole.start.into_iter().map(Node::Function).collect(),
            exports: functions
                .map(|export| (plain(export.name).to_owned(), export.index))
                .collect(),
            slots: whole.slots.clone(),
            data: BTreeMap::new(),
            code: HashMap::new(),
            names: HashMap::new(),
        };
        for (at, symbol) in (0..).zip(&linked.symbols) {
            let (node, name) = match symbol {
                SymbolInfo::Func { index, name, .. } => {
                    (Node::Function(*index), name.unwrap_or("an import"))
                }
                SymbolInfo::Data { name, symbol, .. } => {
                    // What begins as zeros has no segment, and nothing in it refers to anything.
                    let segment = symbol.and_then(|place| whole.data.get(place.index as usize));
                    if let (Some(place), Some(segment)) = (symbol, segment) {
                        let start = segment.address + place.offset;
                        graph.data.insert(at, start..start + place.size);
                    }
                    (Node::Data(at), *name)
                }
                _ => continue,
            };
            graph.names.insert(node, name.to_owned());
        }
        for (index, body) in (whole.imported()..).zip(&whole.bodies) {
            graph.code.insert(index, body.range().len());
        }
        for (index, uses) in (whole.imported()..).zip(whole.uses()?) {
            for called in uses.functions {
                graph.link(Node::Function(index), Link::Call, Node::Function(called));
            }
        }
        for relocations in &linked.relocations {
            graph.relocate(&linked, relocations)?;
        }
        Ok(graph)
    }

    fn relocate(
        &mut self,
        linked: &Linked<'_>,
        relocations: &RelocSectionReader<'_>,
    ) -> Result<()> {
        let section = relocations.section_index();
        let bodies = &linked.whole.bodies;
        for entry in relocations.entries() {
            let entry = entry?;
            match entry.ty {
                RelocationType::TableIndexSleb
                | RelocationType::TableIndexI32
                | RelocationType::MemoryAddrLeb
                | RelocationType::MemoryAddrSleb
                | RelocationType::MemoryAddrI32 => {}
                // The calls are read themselves, since those that the linker adds have no relocation.
                RelocationType::FunctionIndexLeb
                | RelocationType::TypeIndexLeb
                | RelocationType::GlobalIndexLeb
                | RelocationType::TableNumberLeb => continue,
                other => bail!("the module has a relocation of another kind: {other:?}"),
            }
            let to = linked.symbol(entry.index)?;
            if section == linked.code.number {
                let at = linked.code.start + entry.offset as usize;
                let after = bodies.partition_point(|body| body.range().start <= at);
                let own = after.checked_sub(1);
                let own = own.filter(|&own| bodies[own].range().contains(&at));
                let own = own.context("a relocation of code lies outside of all functions")?;
                let function = linked.whole.imported() + own as u32;
                self.link(Node::Function(function), Link::Address, to);
            } else if section == linked.data.number {
                let at = linked.data.start + entry.offset as usize;
                self.point(linked.whole.address(at)?, to);
            } else {
                bail!("section {section} has relocations and is neither code nor data");
            }
        }
        Ok(())
    }

    fn link(&mut self, from: Node, kind: Link, to: Node) {
        self.links.entry(from).or_default().push((kind, to));
    }

    /// Notes what stands at an address. What is in no known piece of data counts as needed at once.
    fn point(&mut self, address: u32, to: Node) {
        let pieces = self.data.iter();
        let within = pieces.filter(|(_, range)| range.contains(&address));
        let within: Vec<u32> = within.map(|(&piece, _)| piece).collect();
        if within.is_empty() {
            self.fixed.push(to);
        }
        for piece in within {
            self.link(Node::Data(piece), Link::Address, to);
        }
    }

    pub fn links(&self, from: Node) -> &[(Link, Node)] {
        self.links.get(&from).map_or(&[], Vec::as_slice)
    }

    /// Where the first part begins: everything that is exported but the late exports.
    pub fn roots(&self, late: &[&str]) -> Vec<Node> {
        let exports = self
            .exports
            .iter()
            .filter(|(name, _)| !late.contains(&name.as_str()) && !name.starts_with(DESCRIPTIONS));
        let exports = exports.map(|&(_, function)| Node::Function(function));
        exports.chain(self.fixed.iter().copied()).collect()
    }

    /// Where the rest begins.
    pub fn late_roots(&self, late: &[&str]) -> Vec<Node> {
        let exports = self.exports.iter();
        let exports = exports.filter(|(name, _)| late.contains(&name.as_str()));
        exports
            .map(|&(_, function)| Node::Function(function))
            .collect()
    }

    /// Everything that these refer to, directly or not, and themselves.
    pub fn reach(&self, from: Vec<Node>) -> BTreeSet<Node> {
        self.ways(from).into_keys().collect()
    }

    /// The same, each with the last link on a shortest way to it.
    pub fn ways(&self, from: Vec<Node>) -> BTreeMap<Node, Option<(Node, Link)>> {
        let mut ways: BTreeMap<_, _> = from.iter().map(|&node| (node, None)).collect();
        let mut next: VecDeque<Node> = from.into();
        while let Some(node) = next.pop_front() {
            for &(kind, to) in self.links(node) {
                ways.entry(to).or_insert_with(|| {
                    next.push_back(to);
                    Some((node, kind))
                });
            }
        }
        ways
    }

    /// The addresses of the data that is wanted, where no other data shares them, with the padding
    /// between its pieces.
    pub fn data_of(&self, wanted: impl Fn(Node) -> bool) -> Vec<Range<u32>> {
        let start = self.data.values().map(|range| range.start).min();
        let start = start.unwrap_or_default();
        let end = self.data.values().map(|range| range.end).max();
        let mut bytes = vec![Byte::Padding; (end.unwrap_or(start) - start) as usize];
        for (&piece, range) in &self.data {
            let new = match wanted(Node::Data(piece)) {
                true => Byte::Wanted,
                false => Byte::Other,
            };
            for byte in &mut bytes[(range.start - start) as usize..(range.end - start) as usize] {
                *byte = new.max(*byte);
            }
        }
        let mut found: Vec<Range<u32>> = Vec::new();
        let mut at = start;
        for run in bytes.chunk_by(|a, b| a == b) {
            let range = at..at + run.len() as u32;
            at = range.end;
            match (run[0], found.last_mut()) {
                (Byte::Wanted, Some(last))
                    if range.start - last.end < ALIGNMENT
                        && bytes[(last.end - start) as usize..(range.start - start) as usize]
                            .iter()
                            .all(|byte| *byte == Byte::Padding) =>
                {
                    last.end = range.end;
                }
                (Byte::Wanted, _) => found.push(range),
                _ => {}
            }
        }
        found
    }

    /// Bytes of its own, before the module is optimised.
    pub fn bytes(&self, node: Node) -> usize {
        match node {
            Node::Function(function) => self.code.get(&function).copied().unwrap_or(0),
            Node::Data(piece) => self.data.get(&piece).map_or(0, Range::len),
        }
    }

    /// What a person would call it.
    pub fn name(&self, node: Node) -> String {
        let name = self.names.get(&node).map_or("?", String::as_str);
        rustc_demangle::demangle(name).to_string()
    }
}

/// The name of an export as it is in Rust. wasm-bindgen adds the hash of the crate and takes it off again.
fn plain(export: &str) -> &str {
    match export.rsplit_once('_') {
        Some((name, hash)) if hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_hexdigit()) => {
            name
        }
        _ => export,
    }
}

/// What a byte of memory belongs to; where pieces share it, the last of these.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Byte {
    Padding,
    Wanted,
    Other,
}
