//! Divides a module's functions, slots and data between its halves.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};
use wasm_encoder::ConstExpr;
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasmparser::{Export, ExternalKind, Validator, WasmFeatures};

use super::half::{Half, Lent, Part};
use super::whole::{Uses, Whole, constant};
use super::{Halves, Late};
use crate::rename::short;

/// The name of the module from which the rest imports what the first half exports.
const FIRST: &str = "b";

/// Where the stack has to begin.
const STACK_ALIGNMENT: u32 = 16;

/// A piece of data costs its address and length in each half that it divides.
const WORTH_MOVING: u32 = 16;

/// Cuts a module; `exports` are the names by which it exports what is late. The first half runs by
/// itself, and its exports and what the whole imports are all that the rest has to be given.
///
/// Each half has its own stack pointer, and the rest the lower half of the stack: Chromium 67 does not
/// know exports of globals that change. A function puts back the pointer that it moves, so that neither
/// half need know of the other's.
pub fn cut(module: &[u8], late: &Late, exports: &[&str]) -> Result<Halves> {
    let whole = Whole::of(module)?;
    let uses = whole.uses()?;
    let cut = Cut::new(&whole, &uses, late, exports)?;
    let mut first = cut.first()?;
    let rest = cut.rest(&mut first.exports, exports)?;
    let halves = Halves {
        first: first.write(&whole, &uses)?,
        rest: rest.write(&whole, &uses)?,
    };
    for (half, what) in [(&halves.first, "first half"), (&halves.rest, "rest")] {
        Validator::new_with_features(WasmFeatures::MVP)
            .validate_all(half)
            .with_context(|| format!("the {what} is no valid module"))?;
    }
    Ok(halves)
}

struct Cut<'a> {
    whole: &'a Whole<'a>,
    uses: &'a [Uses],
    late: &'a Late,
    /// Functions of the first half, imports among them.
    in_first: BTreeSet<u32>,
    /// Slots that the rest fills.
    late_slots: BTreeMap<u32, u32>,
    /// Functions of the rest and those that it calls, of the first half and of the page.
    in_rest: BTreeSet<u32>,
    exports: Vec<Export<'a>>,
    late_exports: Vec<Export<'a>>,
}

impl<'a> Cut<'a> {
    fn new(
        whole: &'a Whole<'a>,
        uses: &'a [Uses],
        late: &'a Late,
        late_exports: &[&str],
    ) -> Result<Self> {
        let all = whole.exports.iter().copied();
        let (late_exports, exports): (Vec<_>, Vec<_>) =
            all.partition(|export| late_exports.contains(&export.name));
        let all = whole.slots.iter().map(|(&at, &what)| (at, what));
        let (mut late_slots, slots): (BTreeMap<_, _>, BTreeMap<_, _>) =
            all.partition(|(slot, _)| late.slots.contains(slot));
        ensure!(
            late_slots.len() == late.slots.len(),
            "the table has not the slots that it had when it was linked"
        );
        let mut cut = Self {
            whole,
            uses,
            late,
            in_first: BTreeSet::new(),
            late_slots: BTreeMap::new(),
            in_rest: BTreeSet::new(),
            exports,
            late_exports,
        };
        let roots = functions(&cut.exports).chain(slots.into_values());
        cut.in_first = cut.reach(roots.chain(whole.start).collect());
        // A function that both halves have in the table may as well be there from the beginning.
        late_slots.retain(|_, function| !cut.in_first.contains(function));
        let roots = functions(&cut.late_exports).chain(late_slots.values().copied());
        cut.in_rest = cut.reach(roots.collect());
        cut.late_slots = late_slots;
        Ok(cut)
    }

    /// The functions that these call, directly or not, and themselves; what is in the first half already is
    /// not followed.
    fn reach(&self, mut next: Vec<u32>) -> BTreeSet<u32> {
        let mut reached = BTreeSet::new();
        while let Some(function) = next.pop() {
            let own = function.checked_sub(self.whole.imported());
            if reached.insert(function)
                && !self.in_first.contains(&function)
                && let Some(own) = own
            {
                next.extend(&self.uses[own as usize].functions);
            }
        }
        reached
    }

    fn first(&self) -> Result<Half<'a>> {
        let (imports, functions) = self.imported(&self.in_first);
        let slots = self.whole.slots.iter().map(|(&at, &what)| (at, what));
        let mut half = Half {
            imports,
            owns_memory: true,
            start: self.whole.start,
            slots: slots
                .filter(|(slot, _)| !self.late_slots.contains_key(slot))
                .collect(),
            data: self.data(false),
            ..Half::default()
        };
        for export in &self.exports {
            half.exports.push((export.name.into(), part(export)?));
        }
        for global in self.globals(&functions) {
            let value = self.whole.globals[global as usize].init_expr.clone();
            half.globals
                .insert(global, RoundtripReencoder.const_expr(value)?);
        }
        half.functions = functions;
        Ok(half)
    }

    /// The rest, for which the first half exports what is missing in `lent`.
    fn rest(&self, lent: &mut Vec<(Cow<'a, str>, Part)>, late: &[&str]) -> Result<Half<'a>> {
        let (mut imports, functions) = self.imported(&self.in_rest);
        let (shared, functions): (BTreeSet<u32>, BTreeSet<u32>) = functions
            .iter()
            .partition(|function| self.in_first.contains(function));
        let mut names = (0..).map(short).filter(|name| {
            let mut taken = self.whole.exports.iter();
            !taken.any(|export| export.name == name)
        });
        let shared = shared.into_iter().map(Part::Function);
        for part in shared.chain([Part::Table, Part::Memory]) {
            let known = lent.iter().find(|(_, known)| *known == part);
            let name = match known {
                Some((name, _)) => name.clone(),
                None => {
                    let name: Cow<str> = names.next().unwrap_or_default().into();
                    lent.push((name.clone(), part));
                    name
                }
            };
            imports.push((FIRST, name, part));
        }
        let mut half = Half {
            imports,
            slots: self.late_slots.clone(),
            data: self.data(true),
            ..Half::default()
        };
        for &name in late {
            let export = self.late_exports.iter().find(|export| export.name == name);
            let export = export.with_context(|| format!("the module does not export {name}"))?;
            half.exports.push((export.name.into(), part(export)?));
        }
        for global in self.globals(&functions) {
            half.globals.insert(global, self.own_stack(global)?);
        }
        half.functions = functions;
        Ok(half)
    }

    /// What the page gives to these functions, and which of them have code.
    fn imported(&self, all: &BTreeSet<u32>) -> (Vec<Lent<'a>>, BTreeSet<u32>) {
        let mut all = all.clone();
        let own = all.split_off(&self.whole.imported());
        let imports = all.into_iter().map(|function| {
            let import = &self.whole.imports[function as usize];
            (import.module, import.name.into(), Part::Function(function))
        });
        (imports.collect(), own)
    }

    fn globals(&self, functions: &BTreeSet<u32>) -> BTreeSet<u32> {
        let own = functions
            .iter()
            .map(|function| function - self.whole.imported());
        own.flat_map(|own| &self.uses[own as usize].globals)
            .copied()
            .collect()
    }

    /// Where the stack of the rest begins.
    fn own_stack(&self, global: u32) -> Result<ConstExpr> {
        let globals = &self.whole.globals;
        let changing = globals.iter().filter(|global| global.ty.mutable).count();
        let pointer = &globals[global as usize];
        ensure!(
            pointer.ty.mutable && changing == 1,
            "the rest uses a global that may be another than the stack pointer"
        );
        let top = constant(&pointer.init_expr)? / 2;
        let top = top - top % STACK_ALIGNMENT;
        Ok(ConstExpr::i32_const(top.cast_signed()))
    }

    /// The data of one half.
    fn data(&self, late: bool) -> Vec<(u32, &'a [u8])> {
        let mut pieces = Vec::new();
        for segment in &self.whole.data {
            let mut at = segment.address;
            let end = at + segment.bytes.len() as u32;
            let mut piece = |from: u32, to: u32| {
                let place = |address: u32| (address - segment.address) as usize;
                pieces.extend(trimmed(from, &segment.bytes[place(from)..place(to)]));
            };
            for range in &self.late.data {
                let (from, to) = (range.start.max(at), range.end.min(end));
                if to.saturating_sub(from) < WORTH_MOVING {
                    continue;
                }
                match late {
                    true => piece(from, to),
                    false => piece(at, from),
                }
                at = to;
            }
            if !late {
                piece(at, end);
            }
        }
        pieces
    }
}

fn functions(exports: &[Export<'_>]) -> impl Iterator<Item = u32> {
    let functions = exports.iter();
    let functions = functions.filter(|export| export.kind == ExternalKind::Func);
    functions.map(|export| export.index)
}

fn part(export: &Export<'_>) -> Result<Part> {
    Ok(match export.kind {
        ExternalKind::Func => Part::Function(export.index),
        ExternalKind::Table => Part::Table,
        ExternalKind::Memory => Part::Memory,
        other => bail!("the module exports {}, a {other:?}", export.name),
    })
}

/// The bytes without zeros at either end, which memory has anyway.
fn trimmed(address: u32, bytes: &[u8]) -> Option<(u32, &[u8])> {
    let start = bytes.iter().position(|byte| *byte != 0)?;
    let end = bytes.iter().rposition(|byte| *byte != 0)? + 1;
    Some((address + start as u32, &bytes[start..end]))
}
