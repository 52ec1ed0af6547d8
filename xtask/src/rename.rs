//! Gives what module and glue call each other by short names.
//!
//! wasm-bindgen names a hundred imports `__wbg_createElement_74049073a11f9c31`. The digits do not
//! compress, and they stand in the module and in the glue.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{EntityType, ExportSection, ImportSection, Module};
use wasmparser::{BinaryReaderError, Export, ImportSectionReader, Parser, Payload};

/// The name of the module of imports; the one of wasm-bindgen stands once in the glue.
const MODULE: &str = "a";

/// What has short names.
pub struct Renamed {
    pub module: Vec<u8>,
    pub glue: String,
    /// The short names of exports by those that they had.
    pub exports: BTreeMap<String, String>,
}

/// Module and glue with short names; exports that the glue does not name are gone.
pub fn rename(module: &[u8], glue: &str) -> Result<Renamed> {
    let mut names = Names::default();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    names.module = import.module.to_owned();
                    add(&mut names.imports, import.name);
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let name = export?.name;
                    if called(glue).any(|(called, _)| called == name) {
                        add(&mut names.exports, name);
                    }
                }
            }
            _ => {}
        }
    }
    let glue = names.in_glue(glue)?;
    let mut made = Module::new();
    names
        .parse_core_module(&mut made, Parser::new(0), module)
        .context("the module could not be rewritten")?;
    Ok(Renamed {
        module: made.finish(),
        glue,
        exports: names.exports,
    })
}

fn add(names: &mut BTreeMap<String, String>, name: &str) {
    let next = short(names.len());
    names.entry(name.to_owned()).or_insert(next);
}

/// `a` to `z`, then `aa` and on.
pub fn short(at: usize) -> String {
    let mut name = match at / 26 {
        0 => String::new(),
        more => short(more - 1),
    };
    name.push(char::from(b'a' + (at % 26) as u8));
    name
}

/// What the glue takes from the module, each with the text up to the next.
fn called(glue: &str) -> impl Iterator<Item = (&str, &str)> {
    glue.split("wasm.").skip(1).map(|part| {
        let end = part.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        part.split_at(end.unwrap_or(part.len()))
    })
}

#[derive(Default)]
struct Names {
    module: String,
    imports: BTreeMap<String, String>,
    exports: BTreeMap<String, String>,
}

impl Names {
    fn in_glue(&self, glue: &str) -> Result<String> {
        let module = format!("{:?}: ", self.module);
        let mut left = self.imports.len();
        let mut made = String::new();
        for line in glue.lines() {
            let key = line.trim_start().split(':').next().unwrap_or_default();
            match self.imports.get(key) {
                Some(name) => {
                    left -= 1;
                    made += &line.replacen(key, name, 1);
                }
                None => made += &line.replace(&module, &format!("{MODULE}: ")),
            }
            made.push('\n');
        }
        ensure!(left == 0, "the glue lacks {left} of the imports");
        let start = made.split("wasm.").next().unwrap_or_default();
        let mut short = start.to_owned();
        for (name, rest) in called(&made) {
            let name = self.exports.get(name).map_or(name, String::as_str);
            short += &["wasm.", name, rest].concat();
        }
        Ok(short)
    }
}

impl Reencode for Names {
    type Error = BinaryReaderError;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), reencode::Error<Self::Error>> {
        for import in section.into_imports() {
            let import = import?;
            let ty: EntityType = self.entity_type(import.ty)?;
            imports.import(MODULE, &self.imports[import.name], ty);
        }
        Ok(())
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: Export<'_>,
    ) -> Result<(), reencode::Error<Self::Error>> {
        let kind = self.export_kind(export.kind)?;
        let index = self.external_index(export.kind, export.index)?;
        if let Some(name) = self.exports.get(export.name) {
            exports.export(name, kind, index);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, ExportKind, Function, FunctionSection, Instruction, TypeSection,
    };

    use super::*;

    #[test]
    fn names_go_on_after_z() {
        let names = [0, 25, 26, 51, 52, 701].map(short);
        assert_eq!(names, ["a", "z", "aa", "az", "ba", "zz"]);
    }

    /// Imports `__wbg_now_0123456789abcdef` and exports `run`, which calls it, and `runs`.
    fn module() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        let name = "__wbg_now_0123456789abcdef";
        imports.import("./dacu_bg.js", name, EntityType::Function(0));
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut exports = ExportSection::new();
        exports.export("runs", ExportKind::Func, 1);
        exports.export("run", ExportKind::Func, 1);
        let mut body = Function::new([]);
        body.instruction(&Instruction::Call(0));
        body.instruction(&Instruction::End);
        let mut code = CodeSection::new();
        code.function(&body);
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&functions)
            .section(&exports)
            .section(&code);
        module.finish()
    }

    const GLUE: &str = "const import0 = {
        __wbg_now_0123456789abcdef: function() { told.push('now'); },
    };
    const imports = { \"./dacu_bg.js\": import0 };
    function start(instance) { const wasm = instance.exports; wasm.run(); }
";

    /// Node loads the renamed module with the renamed glue.
    #[test]
    fn module_and_glue_still_know_each_other() {
        let renamed = rename(&module(), GLUE).unwrap();
        let glue = renamed.glue;
        let script = format!(
            "const told = []; {glue}
            const compiled = new WebAssembly.Module(Buffer.from(process.argv[1], 'hex'));
            const instance = new WebAssembly.Instance(compiled, imports);
            start(instance);
            console.log(told.join(), Object.keys(import0).join(), Object.keys(instance.exports).join());"
        );
        let told = std::process::Command::new("node")
            .args(["-e", &script])
            .arg(crate::inputs::hex(&renamed.module))
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&told.stdout);
        let error = String::from_utf8_lossy(&told.stderr);
        assert_eq!(text.trim(), "now a a", "{error}");
    }

    #[test]
    fn an_import_that_the_glue_lacks_is_an_error() {
        let error = rename(&module(), "wasm.run();\n").err().unwrap();
        assert_eq!(error.to_string(), "the glue lacks 1 of the imports");
    }
}
