//! The campaign editor: outline, code or form, what is wrong, what differs from the version that
//! runs, and the phone that follows every edit.
//!
//! The text in the code pane is the draft, and everything else follows from it: [`check`] says what
//! is wrong with it, [`versions`] what differs and what of it the phone may draw. The form writes
//! into the same text, so undo takes back either. Drafts are kept in the browser, one a tab
//! ([`keep`]).

use std::sync::Arc;

use campaign::json::{self, Value};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::{Loaded, Studio};
use crate::runtime::fetch;

mod act;
mod brought;
pub mod check;
mod code;
mod diff;
mod fields;
pub mod fixes;
mod form;
mod help;
mod import;
mod keep;
mod look;
mod outline;
pub mod paste;
mod phone;
mod problems;
pub mod schema;
pub mod templates;
mod texts;
pub mod versions;
mod view;
pub mod way;
pub mod words;

use check::Found;
use code::{Code, Hooks, Script};
use look::Obstacle;
pub use phone::feed;
use schema::Schema;
use versions::{Difference, Running};
pub use view::{editor, foot};
use way::{Step, Way};

/// Which text is edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slot {
    /// The campaign file.
    pub file: String,
    /// Whether it is a new campaign made from a template of that file.
    pub fresh: bool,
}

impl Slot {
    /// Its name in the browser's storage.
    #[must_use]
    pub fn key(&self) -> String {
        [self.file.as_str(), if self.fresh { "+new" } else { "" }].concat()
    }
}

/// How the phone stands to the draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Whether the text is JSON; while it is not, the phone stays as it was.
    pub parses: bool,
    /// Whether the phone shows this draft, as far as it may be drawn.
    pub live: bool,
    /// Changes that are left out because they may not be published.
    pub blocked: usize,
    /// Parts that are left out because they are wrong.
    pub wrong: usize,
}

/// What the phone reads instead of the campaign file.
#[derive(Clone)]
pub struct Draft {
    file: String,
    text: Arc<str>,
    root: Arc<Value>,
    loaded: Loaded,
}

/// What stands where the code stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// The text.
    #[default]
    Code,
    /// Fields made of the schema.
    Form,
}

/// What stands below the code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    /// What differs from the version that runs.
    #[default]
    Compare,
    /// What is wrong.
    Problems,
}

/// What is asked before anything else goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// Planning text to import.
    Import,
    /// Templates to start from.
    Templates,
}

/// Signals of the editor; cheap to copy.
#[derive(Clone, Copy)]
pub struct Editor {
    code: StoredValue<Option<Code>, LocalStorage>,
    script: StoredValue<Option<Script>, LocalStorage>,
    hooks: StoredValue<Option<Hooks>, LocalStorage>,
    /// Whether the script could not be loaded.
    failed: RwSignal<bool>,
    /// Which text is edited.
    slot: RwSignal<Slot>,
    /// The text as it was last looked at.
    text: RwSignal<Arc<str>>,
    /// The document as it last was one.
    root: RwSignal<Arc<Value>>,
    /// Everything that is wrong.
    found: RwSignal<Arc<Vec<Found>>>,
    /// Everything that differs.
    differences: RwSignal<Arc<Vec<Difference>>>,
    /// What the phone reads, if not the file.
    draft: RwSignal<Option<Draft>>,
    shown: RwSignal<Shown>,
    /// Where the cursor is.
    at: RwSignal<(Way, u32, u32)>,
    /// The problem that the next fix is for.
    chosen: RwSignal<usize>,
    mode: RwSignal<Mode>,
    panel: RwSignal<Panel>,
    pub(super) dialog: RwSignal<Option<Dialog>>,
    /// Steps that can be undone and redone.
    steps: RwSignal<(u32, u32)>,
    schema: RwSignal<Option<Arc<Schema>>>,
    kept: RwSignal<keep::Kept>,
    /// Milliseconds that the last look took.
    took: RwSignal<i64>,
    resting: StoredValue<Option<Timeout>, LocalStorage>,
    resting_rules: StoredValue<Option<Timeout>, LocalStorage>,
    resting_save: StoredValue<Option<Timeout>, LocalStorage>,
    tab: StoredValue<String>,
    /// A draft that a link brought and that is not in the pane yet.
    brought: StoredValue<Option<String>>,
    /// The file's text as the pane was given it.
    base: StoredValue<Arc<str>>,
    /// The version that runs, and the text it was read from.
    running: StoredValue<Option<(Arc<str>, Arc<Running>)>>,
}

impl Editor {
    pub(super) fn new() -> Self {
        Self {
            code: StoredValue::new_local(None),
            script: StoredValue::new_local(None),
            hooks: StoredValue::new_local(None),
            failed: RwSignal::new(false),
            slot: RwSignal::new(Slot::default()),
            text: RwSignal::new("".into()),
            root: RwSignal::new(Arc::new(Value::Null)),
            found: RwSignal::new(Arc::default()),
            differences: RwSignal::new(Arc::default()),
            draft: RwSignal::new(None),
            shown: RwSignal::new(Shown {
                parses: true,
                live: true,
                ..Shown::default()
            }),
            at: RwSignal::new((Way::default(), 1, 1)),
            chosen: RwSignal::new(usize::MAX),
            mode: RwSignal::new(Mode::Code),
            panel: RwSignal::new(Panel::Compare),
            dialog: RwSignal::new(None),
            steps: RwSignal::new((0, 0)),
            schema: RwSignal::new(None),
            kept: RwSignal::new(keep::Kept::default()),
            took: RwSignal::new(0),
            resting: StoredValue::new_local(None),
            resting_rules: StoredValue::new_local(None),
            resting_save: StoredValue::new_local(None),
            tab: StoredValue::new(String::new()),
            brought: StoredValue::new(None),
            base: StoredValue::new("".into()),
            running: StoredValue::new(None),
        }
    }

    /// The campaign that a draft makes of a file; follows it.
    #[must_use]
    pub fn loaded(&self, file: &str) -> Option<Loaded> {
        self.draft.with(|draft| {
            let draft = draft.as_ref().filter(|draft| draft.file == file)?;
            Some(draft.loaded.clone())
        })
    }

    /// Keeps phone and storage at the draft, for as long as the studio lives.
    pub(super) fn follow(self, studio: Studio) {
        phone::follow(studio);
        keep::listen(studio);
    }

    fn with_code<T>(&self, then: impl FnOnce(&Code) -> T) -> Option<T> {
        self.code.with_value(|code| code.as_ref().map(then))
    }

    /// Puts the pane on the page, and a text into it.
    fn open(self, studio: Studio, parent: web_sys::HtmlElement) {
        code::load(move |script| {
            let Some(script) = script else {
                self.failed.set(true);
                return;
            };
            if self.code.with_value(Option::is_none) {
                self.script.set_value(Some(script.clone()));
                let hooks = self.make_hooks(studio);
                self.code.set_value(Some(script.make(&hooks.table())));
                self.hooks.set_value(Some(hooks));
                keep::start(studio);
            }
            if let Some(code) = self.code.get_value()
                && parent.is_connected()
            {
                code.attach(&parent);
                self.turn_to(studio);
            }
        });
        if self.schema.with_untracked(Option::is_none) {
            let done = move |text: Option<String>| {
                self.schema
                    .set(text.as_deref().and_then(Schema::read).map(Arc::new));
                self.look(studio);
            };
            fetch::text("campaigns/schema.json", Box::new(done));
        }
    }

    fn close(&self) {
        self.with_code(Code::detach);
    }

    /// Shows the text of the open campaign file, if it has come.
    fn turn_to(self, studio: Studio) {
        let file = studio
            .state
            .with_untracked(|state| state.campaign.to_owned());
        let fresh = self
            .slot
            .with_untracked(|slot| slot.fresh && slot.file == file);
        self.turn_to_slot(studio, Slot { file, fresh });
    }

    fn turn_to_slot(self, studio: Studio, slot: Slot) {
        let Some(code) = self.code.get_value() else {
            return;
        };
        let Some(served) = studio.served(&slot.file) else {
            return;
        };
        let known = code.has(&slot.key());
        let other = self.slot.with_untracked(|now| *now != slot);
        if other || !known {
            keep::save_now(studio);
        }
        // A file that changes on disk is followed by whoever has not written into it.
        let base = self.base.get_value();
        if !other && known && !slot.fresh && base != served && *code.text() == *base {
            code.forget(&slot.key());
        }
        self.base.set_value(served.clone());
        code.show(&slot.key(), &served);
        if other {
            self.slot.set(slot);
            self.chosen.set(usize::MAX);
            self.found.set(Arc::default());
        }
        self.look(studio);
        if !known {
            keep::find(studio);
        }
    }

    fn make_hooks(self, studio: Studio) -> Hooks {
        let mut hooks = Hooks::default();
        hooks.on("changed", move || self.changed(studio));
        hooks.place("cursor", move |path, line, column| {
            let way = json::parse(&path).map(|path| Way::from_value(&path));
            self.at.set((way.unwrap_or_default(), line, column));
        });
        hooks.asked("complete", move |asked| help::complete(studio, &asked));
        hooks.asked("explain", move |asked| help::explain(studio, &asked));
        hooks.number("fix", move |index| self.fix(index as usize));
        hooks.told("key", move |key| match key.as_str() {
            "next" => self.next_problem(true),
            "previous" => self.next_problem(false),
            "fix" => self.fix_chosen(),
            "save" => keep::save_now(studio),
            "diff" => self.panel.set(Panel::Compare),
            // Escape leaves the text, so that Tab goes on to the next control.
            _ => view::focus("#edit-problems"),
        });
        hooks
    }
}

fn map(entries: Vec<(&str, Value)>) -> Value {
    let entries = entries.into_iter();
    Value::Map(
        entries
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

fn int(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The first two steps of a way: the entry that a place belongs to.
fn entry_of(way: &Way) -> Way {
    match way.0.get(1) {
        Some(Step::Index(_)) => way.first(2),
        _ => way.first(1),
    }
}
