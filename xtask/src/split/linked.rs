//! Reads what the linker tells of a module: its symbols and relocations.

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::{Context, Result, bail, ensure};
use wasmparser::{
    DataKind, DataSectionReader, ElementItems, ElementKind, ElementSectionReader, ExternalKind,
    FunctionBody, KnownCustom, Linking, Operator, Parser, Payload, RelocSectionReader, SymbolInfo,
    TypeRef,
};

use super::graph::Node;

/// A module with its relocations.
#[derive(Default)]
pub struct Linked<'a> {
    /// How many functions are imported: the index of the first body.
    pub imported: u32,
    pub bodies: Vec<FunctionBody<'a>>,
    /// Exported functions.
    pub exports: Vec<(String, u32)>,
    pub start: Option<u32>,
    /// The function in each slot of the table.
    pub slots: BTreeMap<u32, u32>,
    pub segments: Vec<Segment>,
    pub symbols: Vec<SymbolInfo<'a>>,
    pub code: Section,
    pub data: Section,
    pub relocations: Vec<RelocSectionReader<'a>>,
}

/// A piece of memory and where its bytes lie in the module.
pub struct Segment {
    pub address: u32,
    bytes: Range<usize>,
}

/// Which section of the module it is, and where its content begins.
#[derive(Default)]
pub struct Section {
    pub number: u32,
    pub start: usize,
}

impl<'a> Linked<'a> {
    pub fn of(module: &'a [u8]) -> Result<Self> {
        let mut read = Self::default();
        let mut number = 0;
        for payload in Parser::new(0).parse_all(module) {
            let payload = payload?;
            let start = payload.as_section().map(|(_, range)| range.start);
            match payload {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        read.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export?;
                        if export.kind == ExternalKind::Func {
                            read.exports.push((export.name.to_owned(), export.index));
                        }
                    }
                }
                Payload::StartSection { func, .. } => read.start = Some(func),
                Payload::ElementSection(section) => read.slots = slots(section)?,
                Payload::CodeSectionStart { ref range, .. } => {
                    let start = range.start;
                    read.code = Section { number, start };
                }
                Payload::CodeSectionEntry(body) => read.bodies.push(body),
                Payload::DataSection(section) => {
                    let start = section.range().start;
                    read.data = Section { number, start };
                    read.segments = segments(section)?;
                }
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Linking(parts) => {
                        for part in parts.subsections() {
                            if let Linking::SymbolTable(symbols) = part? {
                                read.symbols = symbols.into_iter().collect::<Result<_, _>>()?;
                            }
                        }
                    }
                    KnownCustom::Reloc(relocations) => read.relocations.push(relocations),
                    _ => {}
                },
                _ => {}
            }
            number += u32::from(start.is_some());
        }
        ensure!(
            !read.symbols.is_empty(),
            "the module does not tell its symbols: it must be linked with --emit-relocs"
        );
        Ok(read)
    }

    /// What a symbol stands for, if it is defined.
    pub fn symbol(&self, symbol: u32) -> Result<Option<Node>> {
        match self.symbols.get(symbol as usize) {
            Some(SymbolInfo::Func { index, .. }) => Ok(Some(Node::Function(*index))),
            Some(SymbolInfo::Data { .. }) => Ok(Some(Node::Data(symbol))),
            Some(SymbolInfo::Global { .. } | SymbolInfo::Table { .. }) => Ok(None),
            _ => bail!("a relocation names symbol {symbol}, which is nothing to refer to"),
        }
    }

    /// The memory that a byte of the module fills.
    pub fn address(&self, byte: usize) -> Result<u32> {
        let segment = self
            .segments
            .iter()
            .find(|segment| segment.bytes.contains(&byte));
        let segment = segment.context("a relocation of data lies outside of all segments")?;
        Ok(segment.address + (byte - segment.bytes.start) as u32)
    }
}

/// The function in each slot of a table that is filled at the start.
pub fn slots(section: ElementSectionReader<'_>) -> Result<BTreeMap<u32, u32>> {
    let mut slots = BTreeMap::new();
    for element in section {
        let element = element?;
        let (ElementKind::Active { offset_expr, .. }, ElementItems::Functions(functions)) =
            (element.kind, element.items)
        else {
            bail!("the table is filled otherwise than with functions at the start");
        };
        for (slot, function) in (constant(&offset_expr)?..).zip(functions) {
            slots.insert(slot, function?);
        }
    }
    Ok(slots)
}

fn segments(section: DataSectionReader<'_>) -> Result<Vec<Segment>> {
    let mut segments = Vec::new();
    for segment in section {
        let segment = segment?;
        let DataKind::Active { offset_expr, .. } = segment.kind else {
            bail!("a piece of data has no address of its own");
        };
        let address = constant(&offset_expr)?;
        let end = segment.range.end;
        let bytes = end - segment.data.len()..end;
        segments.push(Segment { address, bytes });
    }
    Ok(segments)
}

/// The value of an expression that is one constant.
pub fn constant(expression: &wasmparser::ConstExpr<'_>) -> Result<u32> {
    match expression.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value.cast_unsigned()),
        other => bail!("a place is given by {other:?} and not by a number"),
    }
}

/// The functions that a function calls by their numbers.
pub fn calls(body: &FunctionBody<'_>) -> Result<Vec<u32>> {
    let mut called = Vec::new();
    for operator in body.get_operators_reader()? {
        if let Operator::Call { function_index } = operator? {
            called.push(function_index);
        }
    }
    Ok(called)
}
