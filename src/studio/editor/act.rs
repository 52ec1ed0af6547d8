//! What is done to the draft: going to a problem, mending it, edits by way, undo.

use campaign::json::{self, Value};
use leptos::prelude::*;

use super::check::Found;
use super::code::Code;
use super::way::Way;
use super::{Editor, Mode, fixes, int, map, versions};
use crate::studio::Studio;

impl Editor {
    /// Whether a dialog is open.
    #[must_use]
    pub fn is_asking(&self) -> bool {
        self.dialog.with_untracked(Option::is_some)
    }

    pub(in crate::studio) fn next_problem(self, forward: bool) {
        let found = self.found.get_untracked();
        let (_, line, column) = self.at.get_untracked();
        let at = (line, column);
        let place = |one: &Found| (one.line, one.column);
        let next = if forward {
            let next = found.iter().position(|one| place(one) > at);
            next.or((!found.is_empty()).then_some(0))
        } else {
            let before = found.iter().rposition(|one| place(one) < at);
            before.or(found.len().checked_sub(1))
        };
        if let Some(next) = next {
            self.choose(next, self.mode.get_untracked() == Mode::Code);
        }
    }

    /// Goes to a problem.
    pub(super) fn choose(self, index: usize, focus: bool) {
        self.chosen.set(index);
        let found = self.found.get_untracked();
        if let Some(one) = found.get(index) {
            self.with_code(|code| code.go_to(one.line, one.column, focus));
            self.at.set((Way::parse(&one.path), one.line, one.column));
        }
    }

    /// Goes to a place of the document.
    pub(super) fn go(self, way: &Way, focus: bool) {
        self.with_code(|code| code.go(&way.json(), focus));
        self.at.update(|at| at.0 = way.clone());
    }

    pub(in crate::studio) fn fix_chosen(self) {
        let (_, line, column) = self.at.get_untracked();
        let found = self.found.get_untracked();
        let chosen = self.chosen.get_untracked();
        let here = |one: &&Found| one.line == line && one.fix.is_some();
        let at = found
            .get(chosen)
            .filter(|one| one.fix.is_some())
            .map(|_| chosen)
            .or_else(|| {
                let near = found.iter().filter(here);
                let near = near.min_by_key(|one| one.column.abs_diff(column))?;
                found.iter().position(|one| one == near)
            });
        if let Some(at) = at {
            self.fix(at);
        }
    }

    /// Mends a problem by its own edit.
    pub(super) fn fix(self, index: usize) {
        let text = self.text.get_untracked();
        let found = self.found.get_untracked();
        let Some(fix) = found.get(index).and_then(|one| one.fix.as_ref()) else {
            return;
        };
        // The text may have gone on since it was looked at; then its places are no more.
        if self.with_code(Code::text).as_deref() != Some(&*text) {
            return;
        }
        let edits = fix.edits.iter().map(|(from, to, insert)| {
            let place = |at: usize| Value::Int(int(fixes::utf16(&text, at)));
            map(vec![
                ("from", place(*from)),
                ("to", place(*to)),
                ("insert", Value::text(insert)),
            ])
        });
        let edits = json::write(&Value::List(edits.collect()));
        self.with_code(|code| code.change(&edits));
    }

    /// Edits by way, as one step of the history; looked at at once.
    pub(super) fn edit(self, studio: Studio, edits: &[versions::Edit]) {
        let edits = edits.iter().map(|edit| {
            let mut entries = vec![("path", edit.way.to_value())];
            if let Some(value) = &edit.value {
                entries.push(("value", value.clone()));
            }
            if edit.insert {
                entries.push(("insert", Value::Bool(true)));
            }
            map(entries)
        });
        let edits = json::write(&Value::List(edits.collect()));
        // A text that is no JSON takes no edits by way; the form is not there then.
        let _ = self.with_code(|code| code.edit(&edits));
        self.look(studio);
    }

    pub(super) fn set(self, studio: Studio, way: Way, value: Option<Value>) {
        self.edit(
            studio,
            &[versions::Edit {
                way,
                value,
                insert: false,
            }],
        );
    }

    pub(super) fn undo(self, studio: Studio, again: bool) {
        self.with_code(|code| if again { code.redo() } else { code.undo() });
        self.look(studio);
    }
}
