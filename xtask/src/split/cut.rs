//! Divides a module's functions, slots and data among its parts.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};
use wasm_encoder::ConstExpr;
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasmparser::{Export, ExternalKind, Validator, WasmFeatures};

use super::Late;
use super::portion::{Part, Portion};
use super::whole::{Uses, Whole, constant};
use crate::rename::short;

/// The name of the module from which a part imports what those before it export.
const BEFORE: &str = "b";

/// Where the stack has to begin.
const STACK_ALIGNMENT: u32 = 16;

/// A piece of data costs its address and length in each part that it divides.
const WORTH_MOVING: u32 = 16;

/// Cuts a module; `exports` are the names by which it exports what is in each later part. The first
/// part runs by itself; a later one has to be given what those before it export, all together, and
/// what the whole imports.
///
/// Each part has its own stack pointer and the lower half of the stack of the part before it: Chromium
/// 67 does not know exports of globals that change. A function puts back the pointer that it moves, so
/// that no part need know of another's.
pub fn cut(module: &[u8], late: &[Late], exports: &[Vec<&str>]) -> Result<Vec<Vec<u8>>> {
    let whole = Whole::of(module)?;
    let uses = whole.uses()?;
    let cut = Cut::new(&whole, &uses, late, exports)?;
    let parts = cut.parts()?.into_iter().enumerate().map(|(at, part)| {
        let part = part.write(&whole, &uses)?;
        Validator::new_with_features(WasmFeatures::MVP)
            .validate_all(&part)
            .with_context(|| format!("part {at} is no valid module"))?;
        Ok(part)
    });
    parts.collect()
}

/// What belongs to one part.
#[derive(Default)]
struct Share<'a> {
    exports: Vec<Export<'a>>,
    /// Slots that it fills.
    slots: BTreeMap<u32, u32>,
    /// Its functions and those that it calls, of parts before it and of the page.
    reached: BTreeSet<u32>,
}

struct Cut<'a> {
    whole: &'a Whole<'a>,
    uses: &'a [Uses],
    late: &'a [Late],
    /// The part that each function with code is in.
    home: BTreeMap<u32, usize>,
    shares: Vec<Share<'a>>,
}

impl<'a> Cut<'a> {
    fn new(
        whole: &'a Whole<'a>,
        uses: &'a [Uses],
        late: &'a [Late],
        exports: &[Vec<&str>],
    ) -> Result<Self> {
        let mut cut = Self {
            whole,
            uses,
            late,
            home: BTreeMap::new(),
            shares: Vec::new(),
        };
        for at in 0..=late.len() {
            let share = cut.share(at, exports)?;
            for &function in &share.reached {
                if function >= whole.imported() {
                    cut.home.entry(function).or_insert(at);
                }
            }
            cut.shares.push(share);
        }
        Ok(cut)
    }

    /// What belongs to a part, once those before it have theirs.
    fn share(&mut self, at: usize, later: &[Vec<&str>]) -> Result<Share<'a>> {
        let all = self.whole.exports.iter().copied();
        let mut exports: Vec<Export<'a>> = Vec::new();
        let mut slots: BTreeMap<u32, u32> = BTreeMap::new();
        let mut start = None;
        match at.checked_sub(1) {
            None => {
                exports.extend(all.filter(|export| !later.concat().contains(&export.name)));
                slots.clone_from(&self.whole.slots);
                slots.retain(|slot, _| !self.late.iter().any(|late| late.slots.contains(slot)));
                start = self.whole.start;
            }
            Some(at) => {
                for name in &later[at] {
                    let export = all.clone().find(|export| export.name == *name);
                    let export =
                        export.with_context(|| format!("the module does not export {name}"))?;
                    exports.push(export);
                }
                for slot in &self.late[at].slots {
                    let function = self.whole.slots.get(slot);
                    let &function = function
                        .context("the table has not the slots that it had when it was linked")?;
                    // A function that an earlier part has may as well be in the table from there on.
                    match self.home.get(&function) {
                        Some(&home) => self.shares[home].slots.insert(*slot, function),
                        None => slots.insert(*slot, function),
                    };
                }
            }
        }
        let roots = functions(&exports).chain(slots.values().copied());
        let reached = self.reach(roots.chain(start).collect());
        Ok(Share {
            exports,
            slots,
            reached,
        })
    }

    /// The functions that these call, directly or not, and themselves; what is in an earlier part is not
    /// followed.
    fn reach(&self, mut next: Vec<u32>) -> BTreeSet<u32> {
        let mut reached = BTreeSet::new();
        while let Some(function) = next.pop() {
            let own = function.checked_sub(self.whole.imported());
            if reached.insert(function)
                && !self.home.contains_key(&function)
                && let Some(own) = own
            {
                next.extend(&self.uses[own as usize].functions);
            }
        }
        reached
    }

    fn parts(&self) -> Result<Vec<Portion<'a>>> {
        let mut names = (0..).map(short).filter(|name| {
            let mut taken = self.whole.exports.iter();
            !taken.any(|export| export.name == name)
        });
        let mut parts: Vec<Portion<'a>> = Vec::new();
        for (at, share) in self.shares.iter().enumerate() {
            let mut part = Portion {
                owns_memory: at == 0,
                start: self.whole.start.filter(|_| at == 0),
                slots: share.slots.clone(),
                data: self.data(at),
                ..Portion::default()
            };
            let mut lent = Vec::new();
            for &function in &share.reached {
                match self.home.get(&function) {
                    None => {
                        let import = &self.whole.imports[function as usize];
                        let name = import.name.into();
                        part.imports
                            .push((import.module, name, Part::Function(function)));
                    }
                    Some(&home) if home == at => {
                        part.functions.insert(function);
                    }
                    Some(&home) => lent.push((home, Part::Function(function))),
                }
            }
            if at > 0 {
                lent.extend([(0, Part::Table), (0, Part::Memory)]);
            }
            for (home, what) in lent {
                let exports = &mut parts[home].exports;
                let known = exports.iter().find(|(_, known)| *known == what);
                let name = match known {
                    Some((name, _)) => name.clone(),
                    None => {
                        let name: Cow<str> = names.next().unwrap_or_default().into();
                        exports.push((name.clone(), what));
                        name
                    }
                };
                part.imports.push((BEFORE, name, what));
            }
            for export in &share.exports {
                part.exports.push((export.name.into(), exported(export)?));
            }
            for global in self.globals(&part.functions) {
                let value = self.global(global, at)?;
                part.globals.insert(global, value);
            }
            parts.push(part);
        }
        Ok(parts)
    }

    fn globals(&self, functions: &BTreeSet<u32>) -> BTreeSet<u32> {
        let own = functions
            .iter()
            .map(|function| function - self.whole.imported());
        own.flat_map(|own| &self.uses[own as usize].globals)
            .copied()
            .collect()
    }

    /// What a global begins with in a part: where its stack does.
    fn global(&self, global: u32, at: usize) -> Result<ConstExpr> {
        let globals = &self.whole.globals;
        let pointer = &globals[global as usize];
        if at == 0 {
            return Ok(RoundtripReencoder.const_expr(pointer.init_expr.clone())?);
        }
        let changing = globals.iter().filter(|global| global.ty.mutable).count();
        ensure!(
            pointer.ty.mutable && changing == 1,
            "a later part uses a global that may be another than the stack pointer"
        );
        let top = constant(&pointer.init_expr)? >> at;
        let top = top - top % STACK_ALIGNMENT;
        Ok(ConstExpr::i32_const(top.cast_signed()))
    }

    /// The data of one part.
    fn data(&self, part: usize) -> Vec<(u32, &'a [u8])> {
        let parts = (1..).zip(self.late);
        let ranges =
            parts.flat_map(|(part, late)| late.data.iter().map(move |range| (range, part)));
        let mut ranges: Vec<_> = ranges.collect();
        ranges.sort_unstable_by_key(|(range, _)| range.start);
        let mut pieces = Vec::new();
        for segment in &self.whole.data {
            let mut at = segment.address;
            let end = at + segment.bytes.len() as u32;
            let mut piece = |from: u32, to: u32| {
                let place = |address: u32| (address - segment.address) as usize;
                pieces.extend(trimmed(from, &segment.bytes[place(from)..place(to)]));
            };
            for &(range, home) in &ranges {
                let (from, to) = (range.start.max(at), range.end.min(end));
                if to.saturating_sub(from) < WORTH_MOVING {
                    continue;
                }
                if part == 0 {
                    piece(at, from);
                } else if part == home {
                    piece(from, to);
                }
                at = to;
            }
            if part == 0 {
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

fn exported(export: &Export<'_>) -> Result<Part> {
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
