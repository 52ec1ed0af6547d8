//! Reads what the linker tells of a module: its symbols and relocations.

use anyhow::{Result, bail, ensure};
use wasmparser::{KnownCustom, Linking, Parser, Payload, RelocSectionReader, SymbolInfo};

use super::graph::Node;
use super::whole::Whole;

/// A module with its relocations.
pub struct Linked<'a> {
    pub whole: Whole<'a>,
    pub symbols: Vec<SymbolInfo<'a>>,
    pub relocations: Vec<RelocSectionReader<'a>>,
    pub code: Section,
    pub data: Section,
}

/// Which section of the module it is, and where its content begins.
#[derive(Default)]
pub struct Section {
    pub number: u32,
    pub start: usize,
}

impl<'a> Linked<'a> {
    pub fn of(module: &'a [u8]) -> Result<Self> {
        let mut linked = Self {
            whole: Whole::of(module)?,
            symbols: Vec::new(),
            relocations: Vec::new(),
            code: Section::default(),
            data: Section::default(),
        };
        let mut number = 0;
        for payload in Parser::new(0).parse_all(module) {
            let payload = payload?;
            let Some((_, range)) = payload.as_section() else {
                continue;
            };
            let start = range.start;
            match payload {
                Payload::CodeSectionStart { .. } => linked.code = Section { number, start },
                Payload::DataSection(_) => linked.data = Section { number, start },
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Linking(parts) => {
                        for part in parts.subsections() {
                            if let Linking::SymbolTable(symbols) = part? {
                                linked.symbols = symbols.into_iter().collect::<Result<_, _>>()?;
                            }
                        }
                    }
                    KnownCustom::Reloc(relocations) => linked.relocations.push(relocations),
                    _ => {}
                },
                _ => {}
            }
            number += 1;
        }
        ensure!(
            !linked.symbols.is_empty(),
            "the module does not tell its symbols: it must be linked with --emit-relocs"
        );
        Ok(linked)
    }

    /// The function or the data that a symbol stands for.
    pub fn symbol(&self, symbol: u32) -> Result<Node> {
        match self.symbols.get(symbol as usize) {
            Some(SymbolInfo::Func { index, .. }) => Ok(Node::Function(*index)),
            Some(SymbolInfo::Data { .. }) => Ok(Node::Data(symbol)),
            _ => bail!("a relocation names symbol {symbol}, which is neither code nor data"),
        }
    }
}
