//! A module made by hand, with what a linker would note of it.

use std::process::Command;

use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, DataSection, DataSymbolDefinition, ElementSection,
    Elements, Encode, EntityType, ExportKind, ExportSection, Function, FunctionSection,
    GlobalSection, GlobalType, ImportSection, InstructionSink, LinkingSection, MemArg,
    MemorySection, MemoryType, Module, RefType, SymbolTable, TableSection, TableType, TypeSection,
    ValType,
};
use wasmparser::RelocationType;

use super::graph::Graph;
use super::linked::Linked;
use super::whole::Whole;
use super::*;
use crate::arrange::arrange;

/// Functions of the test's module, all `() -> i32`.
const NOW: u32 = 0;
const WEATHER: u32 = 1;
const SHARED: u32 = 2;
const EARLY: u32 = 3;
const POINTED: u32 = 4;
const LATE_ONLY: u32 = 5;
const BEHIND: u32 = 6;
const ARRIVE: u32 = 7;

/// Symbols of its data, which come first.
const BOTH: u32 = 0;
const POINTER: u32 = 1;
const REST_ONLY: u32 = 2;
const FUNCTIONS: u32 = 5;

/// Where the stack begins and the data, which lies behind it.
const DATA: u32 = 1024;

/// Each of them with its place and its length.
const PIECES: [(&str, u32, u32); 5] = [
    ("both", DATA, 4),
    ("pointer", DATA + 4, 4),
    ("rest_only", DATA + 16, 32),
    ("its_tail", DATA + 44, 4),
    ("forgotten", DATA + 48, 4),
];

/// A function that keeps `kept` on the stack while `inner` puts a number on top, and returns the sum.
fn function(kept: i32, inner: impl FnOnce(&mut InstructionSink<'_>)) -> Function {
    let mut function = Function::new([(1, ValType::I32)]);
    let mut code = function.instructions();
    code.global_get(0)
        .i32_const(16)
        .i32_sub()
        .local_tee(0)
        .global_set(0);
    code.local_get(0).i32_const(kept).i32_store(place(0));
    inner(&mut code);
    code.local_get(0).i32_load(place(0)).i32_add();
    code.local_get(0)
        .i32_const(16)
        .i32_add()
        .global_set(0)
        .end();
    function
}

fn place(offset: u32) -> MemArg {
    MemArg {
        offset: offset.into(),
        align: 2,
        memory_index: 0,
    }
}

/// `early` is shown at once; all that is only behind `arrive` may come later.
fn module() -> Module {
    let mut types = TypeSection::new();
    types.ty().function([], [ValType::I32]);
    // Nothing has this type.
    types.ty().function([ValType::I64], []);
    let mut imports = ImportSection::new();
    imports.import("a", "now", EntityType::Function(0));
    imports.import("a", "weather", EntityType::Function(0));
    let mut functions = FunctionSection::new();
    (SHARED..=ARRIVE).for_each(|_| {
        functions.function(0);
    });
    let mut tables = TableSection::new();
    tables.table(TableType {
        element_type: RefType::FUNCREF,
        table64: false,
        minimum: 4,
        maximum: Some(4),
        shared: false,
    });
    let mut memories = MemorySection::new();
    memories.memory(MemoryType {
        minimum: 1,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut globals = GlobalSection::new();
    let pointer = GlobalType {
        val_type: ValType::I32,
        mutable: true,
        shared: false,
    };
    globals.global(pointer, &ConstExpr::i32_const(DATA.cast_signed()));
    let mut exports = ExportSection::new();
    exports.export("memory", ExportKind::Memory, 0);
    exports.export("early", ExportKind::Func, EARLY);
    exports.export("arrive", ExportKind::Func, ARRIVE);
    let mut elements = ElementSection::new();
    let all = Elements::Functions([POINTED, LATE_ONLY, SHARED][..].into());
    elements.active(None, &ConstExpr::i32_const(1), all);
    let mut code = CodeSection::new();
    code.function(&function(1, |code| {
        code.i32_const(0).i32_load(place(DATA));
    }));
    code.function(&function(10, |code| {
        code.i32_const(0)
            .i32_load(place(DATA + 4))
            .call_indirect(0, 0);
        code.call(SHARED).i32_add().call(NOW).i32_add();
    }));
    code.function(&function(100, |code| {
        code.call(SHARED);
    }));
    code.function(&function(1000, |code| {
        code.i32_const(0)
            .i32_load(place(DATA + 16))
            .call(WEATHER)
            .i32_add();
    }));
    code.function(&function(10_000, |code| {
        code.call(SHARED).i32_const(2).call_indirect(0, 0).i32_add();
    }));
    code.function(&function(100_000, |code| {
        code.call(BEHIND).call(NOW).i32_add();
    }));
    let mut bytes = vec![0; 52];
    for (at, number) in [(0, 2), (4, 1), (16, 30), (44, 31), (48, 9)] {
        bytes[at] = number;
    }
    let mut data = DataSection::new();
    data.active(0, &ConstExpr::i32_const(DATA.cast_signed()), bytes);
    let mut module = Module::new();
    module
        .section(&types)
        .section(&imports)
        .section(&functions)
        .section(&tables)
        .section(&memories)
        .section(&globals)
        .section(&exports)
        .section(&elements)
        .section(&code)
        .section(&data);
    module
}

/// What a linker would note of the module.
fn linked() -> Vec<u8> {
    let bytes = module().finish();
    let whole = Whole::of(&bytes).unwrap();
    let mut symbols = SymbolTable::new();
    for (name, start, size) in PIECES {
        let definition = DataSymbolDefinition {
            index: 0,
            offset: start - DATA,
            size,
        };
        symbols.data(0, name, Some(definition));
    }
    symbols.function(SymbolTable::WASM_SYM_UNDEFINED, NOW, None);
    symbols.function(SymbolTable::WASM_SYM_UNDEFINED, WEATHER, None);
    for (index, name) in (SHARED..).zip(["shared", "early", "pointed", "late", "behind", "arrive"])
    {
        symbols.function(0, index, Some(name));
    }
    let mut linking = LinkingSection::new();
    linking.symbol_table(&symbols);
    let mut starts = wasmparser::Parser::new(0)
        .parse_all(&bytes)
        .filter_map(|payload| {
            let (id, range) = payload.unwrap().as_section()?;
            [10, 11].contains(&id).then_some(range.start)
        });
    let code = starts.next().unwrap();
    let at = |function: u32| {
        let body = &whole.bodies[(function - SHARED) as usize];
        (body.range().start - code) as u32
    };
    let data = starts.last().unwrap();
    let pointer = whole.data[0].place.start + 4 - data;
    let mut module = module();
    module.section(&linking);
    let (address, slot) = (
        RelocationType::MemoryAddrLeb,
        RelocationType::TableIndexSleb,
    );
    let in_code = [
        (address, at(SHARED), BOTH),
        (address, at(EARLY), POINTER),
        (address, at(LATE_ONLY), REST_ONLY),
        (slot, at(BEHIND), FUNCTIONS + LATE_ONLY),
    ];
    let in_data = [(
        RelocationType::TableIndexI32,
        pointer as u32,
        FUNCTIONS + POINTED,
    )];
    module.section(&relocations("reloc.CODE", 8, &in_code));
    module.section(&relocations("reloc.DATA", 9, &in_data));
    module.finish()
}

fn relocations(
    name: &'static str,
    section: u32,
    entries: &[(RelocationType, u32, u32)],
) -> CustomSection<'static> {
    let mut data = Vec::new();
    section.encode(&mut data);
    (entries.len() as u32).encode(&mut data);
    for &(kind, offset, symbol) in entries {
        data.push(kind as u8);
        offset.encode(&mut data);
        symbol.encode(&mut data);
        if kind == RelocationType::MemoryAddrLeb {
            0_i32.encode(&mut data);
        }
    }
    CustomSection {
        name: name.into(),
        data: data.into(),
    }
}

#[test]
fn only_what_nothing_else_refers_to_is_late() {
    let expected = Late {
        slots: [2].into(),
        data: std::iter::once(DATA + 16..DATA + 44).collect(),
    };
    assert_eq!(late(&linked(), &[vec!["arrive"]]).unwrap(), [expected]);
    assert_eq!(late(&linked(), &[]).unwrap(), []);
}

#[test]
fn a_later_part_lacks_what_one_before_it_has() {
    let [arrive, early] = &late(&linked(), &[vec!["arrive"], vec!["early"]]).unwrap()[..] else {
        panic!("two later parts");
    };
    assert_eq!(arrive.slots, [2].into());
    let expected = Late {
        slots: [1].into(),
        data: std::iter::once(DATA + 4..DATA + 8).collect(),
    };
    assert_eq!(*early, expected);
}

#[test]
fn data_that_shares_bytes_with_others_stays() {
    let linked = linked();
    let graph = Graph::of(&linked).unwrap();
    let pieces = |wanted: &[u32]| -> Vec<(u32, u32)> {
        let found = graph.data_of(|node| wanted.iter().any(|&piece| node == Node::Data(piece)));
        let bounds = found
            .iter()
            .map(|range| (range.start - DATA, range.end - DATA));
        bounds.collect()
    };
    // Eight bytes of padding lie before the third, whose last four are another's as well.
    assert_eq!(pieces(&[POINTER, REST_ONLY]), [(4, 44)]);
    assert_eq!(pieces(&[BOTH, REST_ONLY]), [(0, 4), (16, 44)]);
}

#[test]
fn a_module_without_relocations_cannot_be_read() {
    let module = module().finish();
    let error = Linked::of(&module).err().unwrap();
    assert_eq!(
        error.to_string(),
        "the module does not tell its symbols: it must be linked with --emit-relocs"
    );
}

#[test]
fn says_why_a_function_is_there() {
    let told = |name| why(&linked(), &["arrive"], name);
    assert_eq!(
        told("pointed").unwrap(),
        "early  points to\npointer  points to\npointed\n\n"
    );
    let error = told("behind").unwrap_err();
    assert_eq!(
        error.to_string(),
        "nothing in the first part has a name with behind in it"
    );
}

#[test]
fn says_what_holds_most() {
    let told = holders(&linked(), &["arrive"]).unwrap();
    let mut held = told.lines().map(|line| {
        let (bytes, name) = line.trim_start().split_once(' ').unwrap();
        (name, bytes.parse::<usize>().unwrap())
    });
    let (_, all) = held.next().unwrap();
    let held: Vec<_> = held.collect();
    let names: Vec<_> = held.iter().map(|(name, _)| *name).collect();
    let expected = ["early", "shared", "pointer", "pointed", "both", "an import"];
    assert_eq!(names, expected);
    // The pointer holds what it points to and its own four bytes.
    assert_eq!([held[0].1, held[2].1 - held[3].1, held[4].1], [all, 4, 4]);
}

#[test]
fn an_export_that_is_not_there_cannot_be_late() {
    let error = late(&linked(), &[vec!["depart"]]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the linked module exports no function depart"
    );
    let error = cut(&module().finish(), &[Late::default()], &[vec!["depart"]])
        .err()
        .unwrap();
    assert_eq!(error.to_string(), "the module does not export depart");
}

/// Node runs the module as a whole and in halves, and says what the first part does alone.
#[test]
fn halves_do_together_what_the_whole_does() {
    let script = "
        const [whole, first, rest] = process.argv.slice(1).map((hex) => new WebAssembly.Module(Buffer.from(hex, 'hex')));
        const a = { now: () => 1e6, weather: () => 2e6 };
        const run = (module, imports) => new WebAssembly.Instance(module, imports).exports;
        const one = run(whole, { a });
        console.log(one.early(), one.arrive());
        const names = (module) => WebAssembly.Module.imports(module).map((from) => `${from.module}.${from.name}`);
        console.log(names(first).join());
        const b = run(first, { a: { now: a.now } });
        const memory = new Uint8Array(b.memory.buffer, 1024, 52);
        const table = Object.values(b).find((part) => part instanceof WebAssembly.Table);
        console.log(b.early(), b.arrive, table.length, table.get(2), memory.slice(16, 44).some(Boolean), memory[44], memory[48]);
        memory[0] += 1;
        const { arrive, ...more } = run(rest, { a, b });
        console.log(b.early(), arrive(), Object.keys(more).length, table.get(2)(), memory[16], memory[44], b.early());
    ";
    let exports = [vec!["arrive"]];
    let late = late(&linked(), &exports).unwrap();
    let module = module().finish();
    let halves = cut(&module, &late, &exports).unwrap();
    for half in &halves {
        let sections = wasmparser::Parser::new(0).parse_all(half);
        let counts = sections.filter_map(|payload| match payload.unwrap() {
            wasmparser::Payload::TypeSection(types) => Some(types.count()),
            wasmparser::Payload::CodeSectionStart { count, .. } => Some(count),
            _ => None,
        });
        assert_eq!(counts.collect::<Vec<_>>(), [1, 3]);
    }
    let modules = [&[module][..], &halves].concat();
    let expected = [
        "1000116 3111033",
        "a.now",
        "1000116 undefined 4 null false 31 9",
        "1000118 3111034 0 2001030 30 31 1000118",
    ];
    assert_eq!(run(script, &modules), expected);
}

/// The last of three parts calls what the second has, and what the page gives to it alone.
#[test]
fn a_third_part_uses_both_before_it() {
    let script = "
        const [whole, ...parts] = process.argv.slice(1).map((hex) => new WebAssembly.Module(Buffer.from(hex, 'hex')));
        const a = { now: () => 1e6, weather: () => 2e6 };
        const one = new WebAssembly.Instance(whole, { a }).exports;
        const b = {};
        const told = parts.map((part) => {
            Object.assign(b, new WebAssembly.Instance(part, { a, b }).exports);
            return [b.arrive ? b.arrive() : 'none', b.early ? b.early() : 'none'].join();
        });
        console.log(one.arrive(), one.early());
        told.forEach((each) => console.log(each));
        console.log(parts.map((part) => WebAssembly.Module.imports(part).filter((from) => from.module === 'b' && from.kind === 'function').length).join());
    ";
    let exports = [vec!["arrive"], vec!["early"]];
    let mut late = late(&linked(), &exports).unwrap();
    // Nothing asks for `shared` by its slot, so that the first part need not have it.
    late[0].slots.insert(3);
    let module = module().finish();
    let parts = cut(&module, &late, &exports).unwrap();
    let told = run(script, &[&[module][..], &parts].concat());
    let expected = [
        "3111033 1000116",
        "none,none",
        "3111033,none",
        "3111033,1000116",
        "0,0,1",
    ];
    assert_eq!(told, expected);
}

/// What a script prints that is given these modules, all but the first as they are shipped.
#[track_caller]
fn run(script: &str, modules: &[Vec<u8>]) -> Vec<String> {
    let mut node = Command::new("node");
    node.args(["-e", script]);
    for (at, module) in modules.iter().enumerate() {
        let module = match at {
            0 => module.clone(),
            _ => arrange(module).unwrap(),
        };
        node.arg(crate::inputs::hex(&module));
    }
    let told = node.output().unwrap();
    let error = String::from_utf8_lossy(&told.stderr);
    assert!(told.status.success(), "{error}");
    let text = String::from_utf8_lossy(&told.stdout);
    text.lines().map(str::to_owned).collect()
}
