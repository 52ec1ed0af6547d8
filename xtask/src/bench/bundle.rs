//! What the engine weighs in the embed bundle: the bundle's module, as it is and with the bodies of
//! the engine's functions replaced by a trap, each after brotli 11.
//!
//! An engine function is one whose name names the crate, so the standard library's generic code that
//! was made for the engine's types counts; what was inlined into callers of other crates does not,
//! nor do functions of the standard library that others use too.

use std::collections::HashMap;
use std::fs;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{CodeSection, Function, Instruction, Module};
use wasmparser::{
    BinaryReaderError, CustomSectionReader, FunctionBody, KnownCustom, Parser, Payload,
};

use crate::dist::{self, Rebuild};

/// Builds the bundle if needed and weighs it.
pub fn weigh() -> Result<Value> {
    dist::dist(Rebuild::WhenChanged)?;
    let manifest = dist::manifest()?;
    let shipped = manifest
        .files
        .get("wasm")
        .context("the manifest names no module")?;
    let shipped = dist::read(shipped)?;
    let named = fs::read(dist::wasm_module(&["--debuginfo"])?)?;
    let mut functions = Functions::of(&named)?;
    let same = without_names(&named)? == without_names(&shipped)?;
    let mut emptied = Module::new();
    functions
        .parse_core_module(&mut emptied, Parser::new(0), &named)
        .context("the bundle's module could not be rewritten")?;
    let emptied = without_names(&emptied.finish())?;
    let whole = dist::brotli(&shipped)?.len();
    let rest = dist::brotli(&emptied)?.len();
    Ok(json!({
        "same_code": same,
        "functions": functions.emptied,
        "raw": functions.bytes,
        "module": shipped.len(),
        "module_brotli": whole,
        "engine_brotli": whole.saturating_sub(rest),
    }))
}

/// The module without its custom sections.
fn without_names(module: &[u8]) -> Result<Vec<u8>> {
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

/// The functions of a module, and what has been emptied of them.
struct Functions {
    names: HashMap<u32, String>,
    /// The index of the next body.
    next: u32,
    emptied: u32,
    bytes: usize,
}

impl Functions {
    fn of(module: &[u8]) -> Result<Functions> {
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
        Ok(Functions {
            names,
            next: imported,
            emptied: 0,
            bytes: 0,
        })
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

impl Reencode for Functions {
    type Error = BinaryReaderError;

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: FunctionBody<'_>,
    ) -> Result<(), reencode::Error<Self::Error>> {
        let name = self.names.get(&self.next);
        self.next += 1;
        if name.is_none_or(|name| !names_engine(name)) {
            return reencode::utils::parse_function_body(self, code, body);
        }
        self.emptied += 1;
        self.bytes += body.range().len();
        let mut trap = Function::new([]);
        trap.instruction(&Instruction::Unreachable)
            .instruction(&Instruction::End);
        code.function(&trap);
        Ok(())
    }
}

/// Whether a demangled name has the engine's crate in it: `pricing::` or `pricing[1f2e]::`.
fn names_engine(name: &str) -> bool {
    name.match_indices("pricing").any(|(at, word)| {
        let before = name[..at].chars().next_back();
        let after = name[at + word.len()..].chars().next();
        before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':')
            && matches!(after, Some(':' | '['))
    })
}

#[cfg(test)]
mod tests {
    use super::names_engine;

    #[test]
    fn engine_names() {
        assert!(names_engine("pricing[1f2e]::stack::walk"));
        assert!(names_engine("<alloc::vec::Vec<pricing::Money>>::push"));
        assert!(names_engine("<pricing::Money as core::ops::Add>::add"));
        assert!(!names_engine("campaign::pricing::of"));
        assert!(!names_engine("widgets::repricing::go"));
    }
}
