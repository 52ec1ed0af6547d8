//! Reads a module into the parts that are divided.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::ops::Range;

use anyhow::{Context, Result, bail, ensure};
use wasm_encoder::CodeSection;
use wasm_encoder::reencode::{self, Reencode};
use wasmparser::{
    ConstExpr, DataKind, DataSectionReader, ElementItems, ElementKind, ElementSectionReader,
    Export, FuncType, FunctionBody, Global, Import, KnownCustom, MemoryType, Name, Operator,
    Parser, Payload, TableType, TypeRef,
};

/// A module as compilers make them: with one memory and one table of its own, and imports that are
/// functions only.
#[derive(Default)]
pub struct Whole<'a> {
    pub types: Vec<FuncType>,
    /// Imported functions, which come before those of the module's own.
    pub imports: Vec<Import<'a>>,
    /// The type of every function.
    pub functions: Vec<u32>,
    pub table: Option<TableType>,
    pub memory: Option<MemoryType>,
    pub globals: Vec<Global<'a>>,
    pub exports: Vec<Export<'a>>,
    pub start: Option<u32>,
    /// The function in each slot of the table.
    pub slots: BTreeMap<u32, u32>,
    pub bodies: Vec<FunctionBody<'a>>,
    pub data: Vec<Segment<'a>>,
    pub names: BTreeMap<u32, &'a str>,
}

/// A piece of memory, with its bytes and where they lie in the module.
pub struct Segment<'a> {
    pub address: u32,
    pub bytes: &'a [u8],
    pub place: Range<usize>,
}

impl<'a> Whole<'a> {
    pub fn of(module: &'a [u8]) -> Result<Self> {
        let mut whole = Self::default();
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::TypeSection(section) => {
                    for ty in section.into_iter_err_on_gc_types() {
                        whole.types.push(ty?);
                    }
                }
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let import = import?;
                        let TypeRef::Func(ty) = import.ty else {
                            bail!("the module imports {}, which is no function", import.name);
                        };
                        whole.functions.push(ty);
                        whole.imports.push(import);
                    }
                }
                Payload::FunctionSection(section) => {
                    for ty in section {
                        whole.functions.push(ty?);
                    }
                }
                Payload::TableSection(section) => {
                    ensure!(section.count() == 1, "the module has more than one table");
                    for table in section {
                        whole.table = Some(table?.ty);
                    }
                }
                Payload::MemorySection(section) => {
                    for memory in section {
                        whole.memory = Some(memory?);
                    }
                }
                Payload::GlobalSection(section) => {
                    whole.globals = section.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::ExportSection(section) => {
                    whole.exports = section.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::StartSection { func, .. } => whole.start = Some(func),
                Payload::ElementSection(section) => whole.slots = slots(section)?,
                Payload::CodeSectionEntry(body) => whole.bodies.push(body),
                Payload::DataSection(section) => whole.data = segments(section)?,
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(names) = section.as_known() {
                        for name in names {
                            if let Name::Function(names) = name? {
                                for name in names {
                                    let name = name?;
                                    whole.names.insert(name.index, name.name);
                                }
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(whole)
    }

    /// How many functions are imported: the index of the first body.
    pub fn imported(&self) -> u32 {
        self.imports.len() as u32
    }

    /// The functions of its own with what they name, in order.
    pub fn uses(&self) -> Result<Vec<Uses>> {
        self.bodies.iter().map(Uses::of).collect()
    }

    /// The memory that a byte of the module fills.
    pub fn address(&self, byte: usize) -> Result<u32> {
        let segment = self.data.iter().find(|data| data.place.contains(&byte));
        let segment = segment.context("a byte lies outside of all data")?;
        Ok(segment.address + (byte - segment.place.start) as u32)
    }
}

/// The function in each slot of a table that is filled at the start.
fn slots(section: ElementSectionReader<'_>) -> Result<BTreeMap<u32, u32>> {
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

fn segments(section: DataSectionReader<'_>) -> Result<Vec<Segment<'_>>> {
    let mut segments = Vec::new();
    for segment in section {
        let segment = segment?;
        let DataKind::Active { offset_expr, .. } = segment.kind else {
            bail!("a piece of data has no address of its own");
        };
        let end = segment.range.end;
        segments.push(Segment {
            address: constant(&offset_expr)?,
            bytes: segment.data,
            place: end - segment.data.len()..end,
        });
    }
    Ok(segments)
}

/// The value of an expression that is one number.
pub fn constant(expression: &ConstExpr<'_>) -> Result<u32> {
    match expression.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value.cast_unsigned()),
        other => bail!("{other:?} stands where a number is expected"),
    }
}

/// What the code of a function names by number.
#[derive(Default)]
pub struct Uses {
    pub functions: BTreeSet<u32>,
    pub types: BTreeSet<u32>,
    pub globals: BTreeSet<u32>,
}

impl Uses {
    fn of(body: &FunctionBody<'_>) -> Result<Self> {
        let mut uses = Self::default();
        uses.parse_function_body(&mut CodeSection::new(), body.clone())?;
        Ok(uses)
    }
}

impl Reencode for Uses {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, reencode::Error> {
        self.functions.insert(function);
        Ok(function)
    }

    fn type_index(&mut self, ty: u32) -> Result<u32, reencode::Error> {
        self.types.insert(ty);
        Ok(ty)
    }

    fn global_index(&mut self, global: u32) -> Result<u32, reencode::Error> {
        self.globals.insert(global);
        Ok(global)
    }
}
