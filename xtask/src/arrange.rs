//! Puts functions and their locals into the order in which a module compresses best.
//!
//! wasm-opt leaves functions in the order of the compiler. Beside its likes a function is told in
//! references to the one before. Nothing is added or taken away, so what the module does stays as
//! it was.

use std::cmp::Reverse;
use std::ops::Range;

use anyhow::{Context, Result};
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{CodeSection, Function, FunctionSection, Instruction, Module, ValType};
use wasmparser::{
    BinaryReaderError, CodeSectionReader, CompositeInnerType, FunctionBody, FunctionSectionReader,
    Operator, Parser, Payload, TypeRef,
};

/// The module in another order.
pub fn arrange(module: &[u8]) -> Result<Vec<u8>> {
    let locals = rewritten(Locals::new(Shape::of(module)?), module)?;
    rewritten(Functions::new(&locals)?, &locals)
}

fn rewritten(mut pass: impl Reencode<Error = BinaryReaderError>, module: &[u8]) -> Result<Vec<u8>> {
    let mut made = Module::new();
    pass.parse_core_module(&mut made, Parser::new(0), module)
        .context("the module could not be put in order")?;
    Ok(made.finish())
}

/// What has to be known of a module before it is rewritten.
#[derive(Default)]
struct Shape {
    /// How many parameters each type of function has.
    params: Vec<u32>,
    /// How many functions are imported.
    imported: u32,
    /// The type of each function of the module's own.
    types: Vec<u32>,
    /// Where the instructions of each are.
    bodies: Vec<Range<usize>>,
}

impl Shape {
    fn of(module: &[u8]) -> Result<Self> {
        let mut shape = Self::default();
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::TypeSection(section) => {
                    for group in section {
                        shape.params.extend(group?.types().map(params));
                    }
                }
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        shape.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::FunctionSection(section) => {
                    for ty in section {
                        shape.types.push(ty?);
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    let start = body.get_operators_reader()?.original_position();
                    shape.bodies.push(start..body.range().end);
                }
                _ => {}
            }
        }
        Ok(shape)
    }
}

fn params(ty: &wasmparser::SubType) -> u32 {
    match &ty.composite_type.inner {
        CompositeInnerType::Func(ty) => ty.params().len() as u32,
        _ => 0,
    }
}

/// Numbers the locals of each function by how often they are used, most used first, all of one type
/// together: the same few numbers then stand in most instructions.
struct Locals {
    shape: Shape,
    /// The function whose turn it is.
    at: usize,
    /// The new number of each of its locals, parameters among them.
    numbers: Vec<u32>,
}

impl Locals {
    fn new(shape: Shape) -> Self {
        Self {
            shape,
            at: 0,
            numbers: Vec::new(),
        }
    }
}

impl Reencode for Locals {
    type Error = BinaryReaderError;

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: FunctionBody<'_>,
    ) -> Result<(), reencode::Error<Self::Error>> {
        let params = self.shape.params[self.shape.types[self.at] as usize];
        self.at += 1;
        let mut types: Vec<ValType> = Vec::new();
        for run in body.get_locals_reader()? {
            let (count, ty) = run?;
            types.extend(vec![self.val_type(ty)?; count as usize]);
        }
        let (mut uses, mut of_type) = (vec![0; types.len()], [0; 4]);
        for operator in body.get_operators_reader()? {
            let Some(local) = local_of(&operator?) else {
                continue;
            };
            if let Some(own) = local.checked_sub(params) {
                uses[own as usize] += 1;
                of_type[rank(types[own as usize])] += 1;
            }
        }
        let mut order: Vec<usize> = (0..types.len()).collect();
        order.sort_by_key(|&own| {
            let ty = rank(types[own]);
            (Reverse(of_type[ty]), ty, Reverse(uses[own]))
        });
        self.numbers = (0..params + types.len() as u32).collect();
        for (new, &own) in order.iter().enumerate() {
            self.numbers[params as usize + own] = params + new as u32;
        }
        let mut made = Function::new_with_locals_types(order.iter().map(|&own| types[own]));
        let mut reader = body.get_operators_reader()?;
        while !reader.eof() {
            made.instruction(&self.parse_instruction(&mut reader)?);
        }
        code.function(&made);
        Ok(())
    }

    fn instruction<'a>(
        &mut self,
        operator: Operator<'a>,
    ) -> Result<Instruction<'a>, reencode::Error<Self::Error>> {
        let new = |local: u32| self.numbers[local as usize];
        Ok(match operator {
            Operator::LocalGet { local_index } => Instruction::LocalGet(new(local_index)),
            Operator::LocalSet { local_index } => Instruction::LocalSet(new(local_index)),
            Operator::LocalTee { local_index } => Instruction::LocalTee(new(local_index)),
            operator => reencode::utils::instruction(self, operator)?,
        })
    }
}

fn local_of(operator: &Operator<'_>) -> Option<u32> {
    match *operator {
        Operator::LocalGet { local_index }
        | Operator::LocalSet { local_index }
        | Operator::LocalTee { local_index } => Some(local_index),
        _ => None,
    }
}

/// The types of WebAssembly 1.0 by number.
fn rank(ty: ValType) -> usize {
    match ty {
        ValType::I32 => 0,
        ValType::I64 => 1,
        ValType::F32 => 2,
        _ => 3,
    }
}

/// Puts each function behind the one it is most like, among those of its type.
struct Functions {
    imported: u32,
    /// The functions of the module's own, by their numbers among those, in their new order.
    order: Vec<usize>,
    /// The new number of each of them.
    numbers: Vec<u32>,
}

impl Functions {
    fn new(module: &[u8]) -> Result<Self> {
        let shape = Shape::of(module)?;
        let traits: Vec<Traits> = shape
            .bodies
            .iter()
            .map(|range| Traits::of(&module[range.clone()]))
            .collect();
        let mut left: Vec<usize> = (0..traits.len()).collect();
        left.sort_by_key(|&at| (shape.types[at], traits[at].bytes, at));
        let mut order: Vec<usize> = Vec::with_capacity(left.len());
        while !left.is_empty() {
            let next = order.last().map_or(0, |&last| {
                let same = left
                    .iter()
                    .take_while(|&&at| shape.types[at] == shape.types[last]);
                let likest = same.enumerate().max_by_key(|&(place, &at)| {
                    (traits[last].likeness(&traits[at]), Reverse(place))
                });
                likest.map_or(0, |(place, _)| place)
            });
            order.push(left.remove(next));
        }
        let mut numbers = vec![0; order.len()];
        for (new, &old) in order.iter().enumerate() {
            numbers[old] = shape.imported + new as u32;
        }
        Ok(Self {
            imported: shape.imported,
            order,
            numbers,
        })
    }
}

/// What of a function is compared: which runs of four bytes are in it, and how long it is.
struct Traits {
    runs: [u64; 128],
    bytes: usize,
}

impl Traits {
    fn of(body: &[u8]) -> Self {
        let mut runs = [0; 128];
        for run in body.windows(4) {
            let word = u32::from_le_bytes([run[0], run[1], run[2], run[3]]);
            let bit = word.wrapping_mul(0x9e37_79b1) >> 19;
            runs[bit as usize / 64] |= 1 << (bit % 64);
        }
        Self {
            runs,
            bytes: body.len(),
        }
    }

    /// How large a part of their runs two functions share, in thousandths, less 30 for each doubling
    /// of the length between them.
    fn likeness(&self, other: &Self) -> i64 {
        let (mut shared, mut all) = (0, 1);
        for (a, b) in self.runs.iter().zip(&other.runs) {
            shared += i64::from((a & b).count_ones());
            all += i64::from((a | b).count_ones());
        }
        let doublings = self.bytes.ilog2().abs_diff(other.bytes.ilog2());
        shared * 1000 / all - 30 * i64::from(doublings)
    }
}

impl Reencode for Functions {
    type Error = BinaryReaderError;

    fn function_index(&mut self, function: u32) -> Result<u32, reencode::Error<Self::Error>> {
        Ok(match function.checked_sub(self.imported) {
            Some(own) => self.numbers[own as usize],
            None => function,
        })
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), reencode::Error<Self::Error>> {
        let types = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for &own in &self.order {
            functions.function(types[own]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), reencode::Error<Self::Error>> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for own in self.order.clone() {
            self.parse_function_body(code, bodies[own].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        ConstExpr, ElementSection, Elements, ExportKind, ExportSection, RefType, TableSection,
        TableType, TypeSection,
    };
    use wasmparser::{Validator, WasmFeatures};

    use super::*;

    /// Three functions of one type: `a + b * 3`, one that only calls it through the table, and `a + b * 5`.
    fn module() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([ValType::I32; 2], [ValType::I32]);
        let mut functions = FunctionSection::new();
        functions.function(0).function(0).function(0);
        let mut tables = TableSection::new();
        tables.table(TableType {
            element_type: RefType::FUNCREF,
            table64: false,
            minimum: 3,
            maximum: Some(3),
            shared: false,
        });
        let mut exports = ExportSection::new();
        for (at, name) in ["three", "through", "five"].into_iter().enumerate() {
            exports.export(name, ExportKind::Func, at as u32);
        }
        let mut elements = ElementSection::new();
        let all = Elements::Functions([0, 1, 2][..].into());
        elements.active(None, &ConstExpr::i32_const(0), all);
        let mut code = CodeSection::new();
        code.function(&times(3));
        let mut through = Function::new([]);
        let mut body = through.instructions();
        body.local_get(0).local_get(1);
        body.i32_const(2).call_indirect(0, 0).end();
        code.function(&through).function(&times(5));
        let mut module = Module::new();
        module
            .section(&types)
            .section(&functions)
            .section(&tables)
            .section(&exports)
            .section(&elements)
            .section(&code);
        module.finish()
    }

    /// Uses the last of its locals most.
    fn times(factor: i32) -> Function {
        let mut function = Function::new([(1, ValType::I64), (2, ValType::I32)]);
        let mut code = function.instructions();
        code.local_get(1).i32_const(factor).i32_mul().local_set(4);
        code.local_get(4).local_set(3);
        code.local_get(3).local_tee(4).local_get(0).i32_add();
        code.local_set(4).local_get(4).end();
        function
    }

    #[test]
    fn functions_that_are_alike_stand_together_with_small_locals() {
        let arranged = arrange(&module()).unwrap();
        Validator::new_with_features(WasmFeatures::WASM1)
            .validate_all(&arranged)
            .unwrap();
        let mut told = Vec::new();
        for payload in Parser::new(0).parse_all(&arranged) {
            let Payload::CodeSectionEntry(body) = payload.unwrap() else {
                continue;
            };
            let operators = body.get_operators_reader().unwrap();
            told.push(
                operators
                    .into_iter()
                    .filter_map(|operator| local_of(&operator.unwrap()))
                    .collect::<Vec<_>>(),
            );
        }
        let times = vec![1, 2, 2, 3, 3, 2, 0, 2, 2];
        assert_eq!(told, [vec![0, 1], times.clone(), times]);
    }

    /// Node runs the module as it was and as it is.
    #[test]
    fn does_the_same() {
        let script = "
            for (const hex of process.argv.slice(1)) {
              const wasm = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(hex, 'hex'))).exports;
              console.log(['three', 'through', 'five'].map((name) => wasm[name](100, 7)).join());
            }
        ";
        let told = std::process::Command::new("node")
            .args(["-e", script])
            .arg(crate::inputs::hex(&module()))
            .arg(crate::inputs::hex(&arrange(&module()).unwrap()))
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&told.stdout);
        let error = String::from_utf8_lossy(&told.stderr);
        assert_eq!(text.trim(), "121,135,135\n121,135,135", "{error}");
    }
}
