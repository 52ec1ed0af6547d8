//! The functions of a Wasm module by name, and the module without the names.

use std::collections::HashMap;
use std::ops::Range;

use anyhow::{Context, Result};
use wasm_encoder::Module;
use wasm_encoder::reencode::{self, Reencode};
use wasmparser::{BinaryReaderError, CustomSectionReader, KnownCustom, Parser, Payload};

/// What a module calls its functions.
pub struct Names {
    /// Demangled, by index.
    names: HashMap<u32, String>,
    /// How many functions are imported: the index of the first body.
    pub imported: u32,
}

impl Names {
    pub fn of(module: &[u8]) -> Result<Self> {
        let (mut names, mut imported) = (HashMap::new(), 0);
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        let function = matches!(import?.ty, wasmparser::TypeRef::Func(_));
                        imported += u32::from(function);
                    }
                }
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(sections) = section.as_known() {
                        read_names(sections, &mut names)?;
                    }
                }
                _ => {}
            }
        }
        Ok(Self { names, imported })
    }

    /// The name of a function, if it has one.
    pub fn get(&self, index: u32) -> Option<&str> {
        self.names.get(&index).map(String::as_str)
    }
}

fn read_names(
    sections: wasmparser::NameSectionReader<'_>,
    names: &mut HashMap<u32, String>,
) -> Result<()> {
    for section in sections {
        if let wasmparser::Name::Function(functions) = section? {
            for naming in functions {
                let naming = naming?;
                let name = rustc_demangle::demangle(naming.name).to_string();
                names.insert(naming.index, name);
            }
        }
    }
    Ok(())
}

/// Where each function's code lies in a module, in order, and its data.
pub fn bodies(module: &[u8]) -> Result<(Vec<Range<usize>>, Range<usize>)> {
    let (mut bodies, mut data) = (Vec::new(), 0..0);
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::CodeSectionEntry(body) => bodies.push(body.range()),
            Payload::DataSection(section) => data = section.range(),
            _ => {}
        }
    }
    Ok((bodies, data))
}

/// The module without its custom sections, and so without names.
pub fn without_names(module: &[u8]) -> Result<Vec<u8>> {
    let mut made = Module::new();
    Plain
        .parse_core_module(&mut made, Parser::new(0), module)
        .context("the module could not be read")?;
    Ok(made.finish())
}

struct Plain;

impl Reencode for Plain {
    type Error = BinaryReaderError;

    fn parse_custom_section(
        &mut self,
        _: &mut Module,
        _: CustomSectionReader<'_>,
    ) -> Result<(), reencode::Error<Self::Error>> {
        Ok(())
    }
}
