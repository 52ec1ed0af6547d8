//! Writes one part of a module.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::convert::Infallible;

use anyhow::{Context, Result};
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind,
    ExportSection, FunctionSection, GlobalSection, ImportSection, MemorySection, Module, NameMap,
    NameSection, StartSection, TableSection, TypeSection,
};

use super::whole::{Uses, Whole};

/// What is taken over from a module, functions by their numbers there.
#[derive(Default)]
pub struct Portion<'a> {
    /// Where each import comes from.
    pub imports: Vec<Lent<'a>>,
    /// Functions with code.
    pub functions: BTreeSet<u32>,
    /// Whether table and memory are its own.
    pub owns_memory: bool,
    /// What each global begins with.
    pub globals: BTreeMap<u32, ConstExpr>,
    pub exports: Vec<(Cow<'a, str>, Part)>,
    pub start: Option<u32>,
    pub slots: BTreeMap<u32, u32>,
    pub data: Vec<(u32, &'a [u8])>,
}

/// An import: the module and the name that it comes by, and what it is.
pub type Lent<'a> = (&'a str, Cow<'a, str>, Part);

/// What can be imported and exported.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Function(u32),
    Table,
    Memory,
}

impl Portion<'_> {
    /// The part as a module of its own; `uses` are those of the whole's functions with code.
    pub fn write(&self, whole: &Whole<'_>, uses: &[Uses]) -> Result<Vec<u8>> {
        let mut numbers = Numbers::default();
        let imported = self.imports.iter().filter_map(|(.., part)| match part {
            Part::Function(function) => Some(*function),
            _ => None,
        });
        let functions: Vec<u32> = imported.chain(self.functions.iter().copied()).collect();
        let mut types = BTreeSet::new();
        for (new, &old) in (0..).zip(&functions) {
            numbers.functions.insert(old, new);
            types.insert(whole.functions[old as usize]);
        }
        for &function in &self.functions {
            types.extend(&uses[(function - whole.imported()) as usize].types);
        }
        numbers.types = types.iter().copied().zip(0..).collect();
        numbers.globals = self.globals.keys().copied().zip(0..).collect();

        let mut module = Module::new();
        let mut section = TypeSection::new();
        for &ty in &types {
            let ty = numbers.func_type(whole.types[ty as usize].clone())?;
            section.ty().func_type(&ty);
        }
        module.section(&section);
        let (table, memory) = (
            numbers.table_type(whole.table.context("the module has no table")?)?,
            numbers.memory_type(whole.memory.context("the module has no memory")?)?,
        );
        let type_of = |function: u32| numbers.types[&whole.functions[function as usize]];
        let mut section = ImportSection::new();
        for (from, name, part) in &self.imports {
            let ty = match *part {
                Part::Function(function) => EntityType::Function(type_of(function)),
                Part::Table => table.into(),
                Part::Memory => memory.into(),
            };
            section.import(from, name, ty);
        }
        module.section(&section);
        let mut section = FunctionSection::new();
        for &function in &self.functions {
            section.function(type_of(function));
        }
        module.section(&section);
        if self.owns_memory {
            module.section(TableSection::new().table(table));
            module.section(MemorySection::new().memory(memory));
        }
        let mut section = GlobalSection::new();
        for (&global, value) in &self.globals {
            let ty = numbers.global_type(whole.globals[global as usize].ty)?;
            section.global(ty, value);
        }
        module.section(&section);
        let mut section = ExportSection::new();
        for (name, part) in &self.exports {
            let (kind, index) = match *part {
                Part::Function(function) => (ExportKind::Func, numbers.functions[&function]),
                Part::Table => (ExportKind::Table, 0),
                Part::Memory => (ExportKind::Memory, 0),
            };
            section.export(name, kind, index);
        }
        module.section(&section);
        if let Some(start) = self.start {
            let function_index = numbers.functions[&start];
            module.section(&StartSection { function_index });
        }
        module.section(&self.elements(&numbers));
        let mut section = CodeSection::new();
        for &function in &self.functions {
            let body = &whole.bodies[(function - whole.imported()) as usize];
            numbers.parse_function_body(&mut section, body.clone())?;
        }
        module.section(&section);
        let mut section = DataSection::new();
        for &(address, bytes) in &self.data {
            let address = ConstExpr::i32_const(address.cast_signed());
            section.active(0, &address, bytes.iter().copied());
        }
        module.section(&section);
        let mut names = NameMap::new();
        for (new, old) in (0..).zip(&functions) {
            if let Some(name) = whole.names.get(old) {
                names.append(new, name);
            }
        }
        if !names.is_empty() {
            let mut section = NameSection::new();
            section.functions(&names);
            module.section(&section);
        }
        Ok(module.finish())
    }

    fn elements(&self, numbers: &Numbers) -> ElementSection {
        let mut section = ElementSection::new();
        let slots: Vec<(u32, u32)> = self.slots.iter().map(|(&at, &what)| (at, what)).collect();
        for run in slots.chunk_by(|(a, _), (b, _)| a + 1 == *b) {
            let functions = run.iter().map(|(_, function)| numbers.functions[function]);
            let functions: Vec<u32> = functions.collect();
            let start = ConstExpr::i32_const(run[0].0.cast_signed());
            section.active(None, &start, Elements::Functions(functions.into()));
        }
        section
    }
}

/// The new numbers of what is taken over.
#[derive(Default)]
struct Numbers {
    functions: HashMap<u32, u32>,
    types: HashMap<u32, u32>,
    globals: HashMap<u32, u32>,
}

impl Reencode for Numbers {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, reencode::Error> {
        Ok(self.functions[&function])
    }

    fn type_index(&mut self, ty: u32) -> Result<u32, reencode::Error> {
        Ok(self.types[&ty])
    }

    fn global_index(&mut self, global: u32) -> Result<u32, reencode::Error> {
        Ok(self.globals[&global])
    }
}
