//! Replaces `memory.copy` and `memory.fill`, which the oldest webviews do not know, by calls of two
//! small functions.
//!
//! wasm-opt has a pass for that as well, whose functions go byte by byte: a sixth of the
//! instructions of a quote were those of copying its vectors. These go by four times eight bytes, then
//! by eight, as far as that goes. As with that pass, a range past the end of the memory traps when it is reached and not
//! before anything is written, which no Rust program can tell apart.

use anyhow::{Context, Result};
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{
    BlockType, CodeSection, Function, FunctionSection, Instruction, InstructionSink, MemArg,
    Module, TypeSection, ValType,
};
use wasmparser::{
    BinaryReaderError, CodeSectionReader, CustomSectionReader, FunctionSectionReader, Operator,
    Parser, Payload, TypeRef, TypeSectionReader,
};

/// The module without those two instructions, and without the linker's notes, which speak of places in
/// code that has moved.
pub fn lower(module: &[u8]) -> Result<Vec<u8>> {
    let (mut types, mut functions) = (0, 0);
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::TypeSection(section) => {
                for group in section {
                    types += group?.types().len() as u32;
                }
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    functions += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::FunctionSection(section) => functions += section.count(),
            _ => {}
        }
    }
    let mut lowering = Lowering {
        ty: types,
        copy: functions,
    };
    let mut made = Module::new();
    lowering
        .parse_core_module(&mut made, Parser::new(0), module)
        .context("the module could not be rewritten")?;
    Ok(made.finish())
}

struct Lowering {
    /// The index of the type of both functions.
    ty: u32,
    /// The index of the function that copies; the one that fills comes next.
    copy: u32,
}

impl Reencode for Lowering {
    type Error = BinaryReaderError;

    fn parse_type_section(
        &mut self,
        types: &mut TypeSection,
        section: TypeSectionReader<'_>,
    ) -> Result<(), reencode::Error<Self::Error>> {
        reencode::utils::parse_type_section(self, types, section)?;
        types.ty().function([ValType::I32; 3], []);
        Ok(())
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), reencode::Error<Self::Error>> {
        reencode::utils::parse_function_section(self, functions, section)?;
        functions.function(self.ty).function(self.ty);
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), reencode::Error<Self::Error>> {
        reencode::utils::parse_code_section(self, code, section)?;
        code.function(&copy()).function(&fill());
        Ok(())
    }

    fn parse_custom_section(
        &mut self,
        made: &mut Module,
        section: CustomSectionReader<'_>,
    ) -> Result<(), reencode::Error<Self::Error>> {
        if section.name() == "linking" || section.name().starts_with("reloc.") {
            return Ok(());
        }
        reencode::utils::parse_custom_section(self, made, section)
    }

    fn instruction<'a>(
        &mut self,
        operator: Operator<'a>,
    ) -> Result<Instruction<'a>, reencode::Error<Self::Error>> {
        match operator {
            Operator::MemoryCopy { .. } => Ok(Instruction::Call(self.copy)),
            Operator::MemoryFill { .. } => Ok(Instruction::Call(self.copy + 1)),
            operator => reencode::utils::instruction(self, operator),
        }
    }
}

/// The parameters: where to, where from or which byte, how many bytes.
const TO: u32 = 0;
const FROM: u32 = 1;
const COUNT: u32 = 2;

/// So many bytes at a time, as long as there are as many.
const STEPS: [i32; 3] = [32, 8, 1];

/// Where the words of a step begin.
fn words(bytes: i32) -> impl Iterator<Item = u64> {
    (0..bytes as u64).step_by(8)
}

/// So many bytes behind a place in memory that need not be aligned.
fn behind(offset: u64) -> MemArg {
    MemArg {
        offset,
        align: 0,
        memory_index: 0,
    }
}

/// From the first byte on, or from the last one where the ranges overlap the other way.
fn copy() -> Function {
    let mut function = Function::new([]);
    let mut code = function.instructions();
    // Unsigned, so a target before the source counts as far away.
    code.local_get(TO).local_get(FROM).i32_sub();
    code.local_get(COUNT).i32_lt_u().if_(BlockType::Empty);
    for bytes in [8, 1] {
        while_left(&mut code, bytes, |code| {
            add(code, COUNT, -bytes);
            for place in [TO, FROM] {
                code.local_get(place).local_get(COUNT).i32_add();
            }
            move_bytes(code, bytes, 0);
        });
    }
    code.return_().end();
    for bytes in STEPS {
        while_left(&mut code, bytes, |code| {
            for offset in words(bytes) {
                code.local_get(TO).local_get(FROM);
                move_bytes(code, bytes, offset);
            }
            add(code, TO, bytes);
            add(code, FROM, bytes);
            add(code, COUNT, -bytes);
        });
    }
    code.end();
    function
}

fn fill() -> Function {
    // The byte eight times.
    const WORD: u32 = 3;
    let mut function = Function::new([(1, ValType::I64)]);
    let mut code = function.instructions();
    code.local_get(FROM).i32_const(255).i32_and();
    code.i64_extend_i32_u().i64_const(0x0101_0101_0101_0101);
    code.i64_mul().local_set(WORD);
    for bytes in STEPS {
        while_left(&mut code, bytes, |code| {
            for offset in words(bytes) {
                code.local_get(TO).local_get(WORD);
                store(code, bytes, offset);
            }
            add(code, TO, bytes);
            add(code, COUNT, -bytes);
        });
    }
    code.end();
    function
}

/// A loop that runs while so many bytes are left.
fn while_left(
    code: &mut InstructionSink<'_>,
    bytes: i32,
    body: impl FnOnce(&mut InstructionSink<'_>),
) {
    code.block(BlockType::Empty).loop_(BlockType::Empty);
    code.local_get(COUNT).i32_const(bytes).i32_lt_u().br_if(1);
    body(code);
    code.br(0).end().end();
}

/// Moves a word or a byte between the two places on the stack, or so far behind them.
fn move_bytes(code: &mut InstructionSink<'_>, bytes: i32, offset: u64) {
    if bytes >= 8 {
        code.i64_load(behind(offset));
    } else {
        code.i64_load8_u(behind(offset));
    }
    store(code, bytes, offset);
}

fn store(code: &mut InstructionSink<'_>, bytes: i32, offset: u64) {
    if bytes >= 8 {
        code.i64_store(behind(offset));
    } else {
        code.i64_store8(behind(offset));
    }
}

fn add(code: &mut InstructionSink<'_>, local: u32, amount: i32) {
    code.local_get(local).i32_const(amount).i32_add();
    code.local_set(local);
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CustomSection, ExportKind, ExportSection, MemorySection, MemoryType, TypeSection, ValType,
    };
    use wasmparser::{Validator, WasmFeatures};

    use super::*;

    /// A module that exports its memory, `copy` and `fill`.
    fn module() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([ValType::I32; 3], []);
        let mut functions = FunctionSection::new();
        functions.function(0).function(0);
        let mut memories = MemorySection::new();
        memories.memory(MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let mut exports = ExportSection::new();
        exports.export("memory", ExportKind::Memory, 0);
        exports.export("copy", ExportKind::Func, 0);
        exports.export("fill", ExportKind::Func, 1);
        let mut code = CodeSection::new();
        for instruction in [
            Instruction::MemoryCopy {
                src_mem: 0,
                dst_mem: 0,
            },
            Instruction::MemoryFill(0),
        ] {
            let mut function = Function::new([]);
            for parameter in [TO, FROM, COUNT] {
                function.instruction(&Instruction::LocalGet(parameter));
            }
            function.instruction(&instruction);
            function.instruction(&Instruction::End);
            code.function(&function);
        }
        let mut module = Module::new();
        module
            .section(&types)
            .section(&functions)
            .section(&memories)
            .section(&exports)
            .section(&code);
        for name in ["linking", "reloc.CODE", "target_features"] {
            let data = [0][..].into();
            let name = name.into();
            module.section(&CustomSection { name, data });
        }
        module.finish()
    }

    #[test]
    fn leaves_the_notes_of_the_linker_out() {
        let lowered = lower(&module()).unwrap();
        let sections = Parser::new(0).parse_all(&lowered);
        let names: Vec<_> = sections
            .filter_map(|payload| match payload.unwrap() {
                Payload::CustomSection(section) => Some(section.name()),
                _ => None,
            })
            .collect();
        assert_eq!(names, ["target_features"]);
    }

    #[test]
    fn is_webassembly_1() {
        let valid = |module: &[u8]| {
            Validator::new_with_features(WasmFeatures::WASM1)
                .validate_all(module)
                .is_ok()
        };
        assert!(!valid(&module()));
        assert!(valid(&lower(&module()).unwrap()));
    }

    /// Node runs the module as it was and as it is, on every overlap of short ranges.
    #[test]
    fn moves_the_same_bytes() {
        let script = "
            const instance = (hex) => new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(hex, 'hex'))).exports;
            const [before, after] = process.argv.slice(1).map(instance);
            const fresh = (wasm) => {
              const bytes = new Uint8Array(wasm.memory.buffer, 0, 96);
              bytes.forEach((_, at) => (bytes[at] = at * 37));
              return bytes;
            };
            let tried = 0;
            for (let to = 0; to < 40; to++) for (let from = 0; from < 40; from++) for (const count of [0, 1, 7, 8, 9, 15, 16, 31, 32, 40, 49]) {
              for (const name of ['copy', 'fill']) {
                const told = [before, after].map((wasm) => {
                  const bytes = fresh(wasm);
                  wasm[name](to, name === 'fill' ? from * 17 : from, count);
                  return bytes.join();
                });
                if (told[0] !== told[1]) throw new Error(`${name} ${to} ${from} ${count}`);
                tried++;
              }
            }
            console.log(tried);
        ";
        let told = std::process::Command::new("node")
            .args(["-e", script])
            .arg(crate::inputs::hex(&module()))
            .arg(crate::inputs::hex(&lower(&module()).unwrap()))
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&told.stdout);
        assert_eq!(
            text.trim(),
            "35200",
            "{}",
            String::from_utf8_lossy(&told.stderr)
        );
    }
}
