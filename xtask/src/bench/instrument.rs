//! Rewrites a module so that it counts the instructions it executes.
//!
//! Every stretch of instructions that can only be run through as a whole begins by adding its
//! length to a counter, so the count is exact. There are two counters, exported as globals:
//!
//! - `instructions`: one for each instruction; `else` and `end` only mark a place and count nothing;
//! - `fuel`: the same less `block`, `loop`, `return`, `unreachable`, `drop` and `nop`, which is how
//!   the fuel of the engine behind Shopify's limit of 11 million is counted.
//!
//! With [`Detail::Functions`] each function also has a counter of its own, exported as `f` and its
//! index.

use anyhow::{Context, Result, ensure};
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, ExportKind, ExportSection, Function, GlobalSection, GlobalType,
    Instruction, Module, ValType,
};
use wasmparser::{
    BinaryReaderError, ExportSectionReader, FunctionBody, GlobalSectionReader, Operator, Parser,
    Payload,
};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// The whole run.
    Total,
    /// Each function too.
    Functions,
}

/// The module with its counters.
pub fn instrument(module: &[u8], detail: Detail) -> Result<Vec<u8>> {
    let shape = Shape::of(module)?;
    let mut counters = Counters {
        first: shape.globals,
        imported: shape.imported,
        defined: shape.defined,
        seen: 0,
        detail,
    };
    let mut made = Module::new();
    counters
        .parse_core_module(&mut made, Parser::new(0), module)
        .context("the module could not be rewritten")?;
    Ok(made.finish())
}

/// How many functions and globals a module has.
struct Shape {
    imported: u32,
    defined: u32,
    globals: u32,
}

impl Shape {
    fn of(module: &[u8]) -> Result<Shape> {
        let (mut imported, mut defined, mut globals) = (0, 0, None);
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        ensure!(
                            matches!(import?.ty, wasmparser::TypeRef::Func(_)),
                            "a module that imports more than functions is not supported"
                        );
                        imported += 1;
                    }
                }
                Payload::FunctionSection(functions) => defined = functions.count(),
                Payload::GlobalSection(section) => globals = Some(section.count()),
                _ => {}
            }
        }
        Ok(Shape {
            imported,
            defined,
            globals: globals.context("a module without globals is not supported")?,
        })
    }
}

struct Counters {
    /// The index of the first counter among the globals: instructions, fuel, then functions.
    first: u32,
    imported: u32,
    defined: u32,
    /// Function bodies seen so far.
    seen: u32,
    detail: Detail,
}

impl Counters {
    fn functions(&self) -> u32 {
        match self.detail {
            Detail::Total => 0,
            Detail::Functions => self.defined,
        }
    }

    fn add(&self, function: &mut Function, counter: u32, amount: i64) {
        if amount > 0 {
            let counter = self.first + counter;
            function
                .instruction(&Instruction::GlobalGet(counter))
                .instruction(&Instruction::I64Const(amount))
                .instruction(&Instruction::I64Add)
                .instruction(&Instruction::GlobalSet(counter));
        }
    }
}

impl Reencode for Counters {
    type Error = BinaryReaderError;

    fn parse_global_section(
        &mut self,
        globals: &mut GlobalSection,
        section: GlobalSectionReader<'_>,
    ) -> Result<(), reencode::Error<Self::Error>> {
        reencode::utils::parse_global_section(self, globals, section)?;
        let counter = GlobalType {
            val_type: ValType::I64,
            mutable: true,
            shared: false,
        };
        for _ in 0..2 + self.functions() {
            globals.global(counter, &ConstExpr::i64_const(0));
        }
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: ExportSectionReader<'_>,
    ) -> Result<(), reencode::Error<Self::Error>> {
        reencode::utils::parse_export_section(self, exports, section)?;
        exports.export("instructions", ExportKind::Global, self.first);
        exports.export("fuel", ExportKind::Global, self.first + 1);
        for function in 0..self.functions() {
            let name = format!("f{}", self.imported + function);
            exports.export(&name, ExportKind::Global, self.first + 2 + function);
        }
        Ok(())
    }

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: FunctionBody<'_>,
    ) -> Result<(), reencode::Error<Self::Error>> {
        let mut function = self.new_function_with_parsed_locals(&body)?;
        let mut stretch = Vec::new();
        let (mut instructions, mut fuel) = (0, 0);
        let mut reader = body.get_operators_reader()?;
        while !reader.eof() {
            let operator = reader.read()?;
            let ends = ends_stretch(&operator);
            instructions += i64::from(!matches!(operator, Operator::Else | Operator::End));
            fuel += i64::from(!is_free(&operator));
            stretch.push(self.instruction(operator)?);
            if ends {
                self.add(&mut function, 0, instructions);
                self.add(&mut function, 1, fuel);
                if self.detail == Detail::Functions {
                    self.add(&mut function, 2 + self.seen, instructions);
                }
                for instruction in stretch.drain(..) {
                    function.instruction(&instruction);
                }
                (instructions, fuel) = (0, 0);
            }
        }
        self.seen += 1;
        code.function(&function);
        Ok(())
    }
}

/// Whether a jump may leave after the instruction or land behind it. The last one of a body is
/// `end`, so no stretch stays open.
fn ends_stretch(operator: &Operator) -> bool {
    matches!(
        operator,
        Operator::Loop { .. }
            | Operator::If { .. }
            | Operator::Else
            | Operator::End
            | Operator::Br { .. }
            | Operator::BrIf { .. }
            | Operator::BrTable { .. }
            | Operator::Return
            | Operator::Unreachable
    )
}

fn is_free(operator: &Operator) -> bool {
    matches!(
        operator,
        Operator::Nop
            | Operator::Drop
            | Operator::Block { .. }
            | Operator::Loop { .. }
            | Operator::Unreachable
            | Operator::Return
            | Operator::Else
            | Operator::End
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module whose function loops three times: `local.get 0; loop; ...; br_if 0; end`.
    fn looping() -> Vec<u8> {
        let mut types = wasm_encoder::TypeSection::new();
        types.ty().function([ValType::I32], []);
        let mut functions = wasm_encoder::FunctionSection::new();
        functions.function(0);
        let mut globals = GlobalSection::new();
        let plain = GlobalType {
            val_type: ValType::I32,
            mutable: true,
            shared: false,
        };
        globals.global(plain, &ConstExpr::i32_const(0));
        let mut exports = ExportSection::new();
        exports.export("run", ExportKind::Func, 0);
        let mut function = Function::new([]);
        for instruction in [
            Instruction::Nop,
            Instruction::Loop(wasm_encoder::BlockType::Empty),
            Instruction::LocalGet(0),
            Instruction::I32Const(1),
            Instruction::I32Sub,
            Instruction::LocalTee(0),
            Instruction::BrIf(0),
            Instruction::End,
            Instruction::End,
        ] {
            function.instruction(&instruction);
        }
        let mut code = CodeSection::new();
        code.function(&function);
        let mut module = Module::new();
        module
            .section(&types)
            .section(&functions)
            .section(&globals)
            .section(&exports)
            .section(&code);
        module.finish()
    }

    /// The amounts added to each counter, in the order of the code.
    fn amounts(module: &[u8]) -> Vec<(u32, i64)> {
        let mut amounts = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            let Payload::CodeSectionEntry(body) = payload.unwrap() else {
                continue;
            };
            let operators: Vec<Operator> = body
                .get_operators_reader()
                .unwrap()
                .into_iter()
                .map(Result::unwrap)
                .collect();
            for pair in operators.windows(2) {
                if let [
                    Operator::GlobalGet { global_index },
                    Operator::I64Const { value },
                ] = pair
                {
                    amounts.push((*global_index, *value));
                }
            }
        }
        amounts
    }

    /// Before the loop `nop` and `loop`, of which fuel counts neither; in it five instructions a
    /// turn; behind it nothing but marks.
    #[test]
    fn counts_each_stretch_where_it_begins() {
        let made = instrument(&looping(), Detail::Functions).unwrap();
        wasmparser::validate(&made).unwrap();
        assert_eq!(amounts(&made), [(1, 2), (3, 2), (1, 5), (2, 5), (3, 5)]);
        let made = instrument(&looping(), Detail::Total).unwrap();
        assert_eq!(amounts(&made), [(1, 2), (1, 5), (2, 5)]);
    }
}
