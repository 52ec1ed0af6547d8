//! What the engine weighs in the embed bundle: the bundle's module, as it is and with the bodies of
//! the engine's functions replaced by a trap, each after brotli 11.
//!
//! An engine function is one whose name names the crate, so the standard library's generic code that
//! was made for the engine's types counts; what was inlined into callers of other crates does not,
//! nor do functions of the standard library that others use too.

use std::fs;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{CodeSection, Function, Instruction, Module};
use wasmparser::{BinaryReaderError, FunctionBody, Parser};

use crate::dist::{self, Rebuild};
use crate::names::{Names, without_names};

/// Builds the bundle if needed and weighs it.
pub fn weigh() -> Result<Value> {
    dist::dist(Rebuild::WhenChanged)?;
    let named = fs::read(dist::named_module()?)?;
    let mut functions = Functions::of(&named)?;
    let mut emptied = Module::new();
    functions
        .parse_core_module(&mut emptied, Parser::new(0), &named)
        .context("the bundle's module could not be rewritten")?;
    let emptied = without_names(&emptied.finish())?;
    let module = without_names(&named)?;
    let whole = dist::brotli(&module)?.len();
    let rest = dist::brotli(&emptied)?.len();
    Ok(json!({
        "functions": functions.emptied,
        "raw": functions.bytes,
        "module": module.len(),
        "module_brotli": whole,
        "engine_brotli": whole.saturating_sub(rest),
    }))
}

/// The functions of a module, and what has been emptied of them.
struct Functions {
    names: Names,
    /// The index of the next body.
    next: u32,
    emptied: u32,
    bytes: usize,
}

impl Functions {
    fn of(module: &[u8]) -> Result<Functions> {
        let names = Names::of(module)?;
        Ok(Functions {
            next: names.imported,
            names,
            emptied: 0,
            bytes: 0,
        })
    }
}

impl Reencode for Functions {
    type Error = BinaryReaderError;

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: FunctionBody<'_>,
    ) -> Result<(), reencode::Error<Self::Error>> {
        let name = self.names.get(self.next);
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
