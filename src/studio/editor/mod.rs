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

use check::{Found, Look};
use code::{Code, Hooks, Script};
pub use phone::feed;
use schema::Schema;
use versions::{Difference, Running, Verdict};
pub use view::{editor, foot};
use way::{Step, Way};

/// A text is looked at after the keys have rested this long, in milliseconds; a large one longer.
const REST_MS: u32 = 120;
/// The same for a text of more than [`LARGE`] bytes.
const LARGE_REST_MS: u32 = 500;
/// A text that takes a while to look at, in bytes.
const LARGE: usize = 300_000;
/// Rules are asked once the text has rested this long after it was read, in milliseconds.
const RULES_REST_MS: u32 = 150;

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

    /// Looks at the text once the keys have rested.
    fn look_soon(self, studio: Studio) {
        let large = self.text.with_untracked(|text| text.len() > LARGE);
        let rest = if large { LARGE_REST_MS } else { REST_MS };
        self.resting
            .set_value(Some(Timeout::new(rest, move || self.look(studio))));
    }

    fn changed(self, studio: Studio) {
        self.look_soon(studio);
        keep::save_soon(studio);
        if let Some(steps) = self.with_code(Code::depth) {
            self.steps.set((steps[0], steps[1]));
        }
    }

    /// Looks at the text as it is now: what is wrong, what differs, what the phone draws.
    fn look(self, studio: Studio) {
        self.resting.set_value(None);
        let Some(text) = self.with_code(Code::text) else {
            return;
        };
        let start = crate::runtime::ticker::mono_ms();
        let text: Arc<str> = text.into();
        let slot = self.slot.get_untracked();
        let served = studio.served(&slot.file);
        let schema = self.schema.get_untracked();
        let same = served.as_ref() == Some(&text) && !slot.fresh;
        let look = check::look(&text, schema.as_deref());
        self.text.set(text.clone());
        if let Some(steps) = self.with_code(Code::depth) {
            self.steps.set((steps[0], steps[1]));
        }
        let running = if slot.fresh {
            None
        } else {
            served.and_then(|served| self.running(&served))
        };
        let now = studio.at.get_untracked();
        let mut shown = Shown {
            parses: look.root.is_some(),
            ..Shown::default()
        };
        if let Some(root) = &look.root {
            let differences = match &running {
                Some(running) if !same => {
                    versions::differences(running, root, look.campaign.as_ref(), now)
                }
                _ => Vec::new(),
            };
            self.differences.set(Arc::new(differences));
            self.root.set(Arc::new(root.clone()));
        }
        if same {
            shown.live = true;
            self.draft.set(None);
        } else if let Some(drawn) = self.drawn(&look, &text, running.as_deref(), now) {
            shown.live = true;
            (shown.blocked, shown.wrong) = (drawn.blocked, drawn.wrong);
            let known = self.draft.with_untracked(|draft| {
                draft
                    .as_ref()
                    .is_some_and(|draft| draft.file == slot.file && *draft.text == drawn.text)
            });
            if !known {
                let root = if *drawn.text == *text {
                    self.root.get_untracked()
                } else {
                    Arc::new(json::parse(&drawn.text).unwrap_or(Value::Null))
                };
                let text: Arc<str> = drawn.text.into();
                self.draft.set(Some(Draft {
                    file: slot.file,
                    root,
                    loaded: Loaded::new(text.clone(), drawn.campaign),
                    text,
                }));
            }
        }
        self.shown.set(shown);
        self.took.set(crate::runtime::ticker::mono_ms() - start);
        let rules = look.campaign.clone();
        let old = self.found.get_untracked();
        let found = match &rules {
            // Rules come after a rest; what they said last stands until then.
            Some(_) => {
                let rules = old.iter().filter(|one| one.rule).cloned().collect();
                check::together(look.found, rules)
            }
            None => look.found,
        };
        self.found.set(Arc::new(found));
        self.mark(studio);
        self.resting_rules.set_value(rules.map(|campaign| {
            Timeout::new(RULES_REST_MS, move || {
                let rules = check::rules(&text, &campaign);
                let found = self.found.get_untracked();
                let own = found.iter().filter(|one| !one.rule).cloned().collect();
                self.found.set(Arc::new(check::together(own, rules)));
                self.mark(studio);
            })
        }));
    }

    /// The version in a text, which is read once.
    fn running(self, served: &Arc<str>) -> Option<Arc<Running>> {
        let known = self.running.get_value();
        if let Some((text, running)) = known
            && Arc::ptr_eq(&text, served)
        {
            return Some(running);
        }
        let running = Arc::new(Running::read(served)?);
        self.running
            .set_value(Some((served.clone(), running.clone())));
        Some(running)
    }

    fn drawn(
        self,
        look: &Look,
        text: &Arc<str>,
        running: Option<&Running>,
        now: pricing::Instant,
    ) -> Option<versions::Drawn> {
        let root = look.root.as_ref()?;
        let blocked = self.differences.with_untracked(|differences| {
            differences
                .iter()
                .any(|one| one.verdict == Verdict::Blocked && one.path != "version")
        });
        if let (Some(campaign), false) = (&look.campaign, blocked) {
            return Some(versions::Drawn {
                text: text.to_string(),
                campaign: campaign.clone(),
                blocked: 0,
                wrong: 0,
            });
        }
        let last = self.draft.get_untracked();
        let last = last.as_ref().map(|draft| &*draft.root);
        versions::draw(root, running, last, now)
    }

    /// Draws problems and differences beside the text.
    fn mark(self, studio: Studio) {
        let lang = studio.lang.get_untracked();
        let found = self.found.get_untracked();
        let problems = found.iter().enumerate().map(|(index, one)| {
            let mut entries = vec![
                ("index", Value::Int(int(index))),
                ("line", Value::Int(one.line.into())),
                ("column", Value::Int(one.column.into())),
                ("kind", Value::text(texts::mark(one.severity))),
                ("code", Value::text(if one.rule { one.code } else { "" })),
                ("text", Value::text(one.message.get(lang))),
            ];
            if let Some(fix) = &one.fix {
                let said = words::fill(fix.say.get(lang), &fix.detail);
                entries.push(("fix", Value::text(&said)));
            }
            map(entries)
        });
        let differences = self.differences.get_untracked();
        let lines = differences.iter().take(400).map(|one| {
            let kind = match (one.verdict, &one.old) {
                (Verdict::Blocked, _) => "blk",
                (_, None) => "add",
                _ => "chg",
            };
            map(vec![
                ("path", one.way.to_value()),
                ("kind", Value::text(kind)),
            ])
        });
        let marks = map(vec![
            ("problems", Value::List(problems.collect())),
            ("lines", Value::List(lines.collect())),
        ]);
        self.with_code(|code| code.mark(&json::write(&marks)));
    }

    /// Whether a dialog is open.
    #[must_use]
    pub fn is_asking(&self) -> bool {
        self.dialog.with_untracked(Option::is_some)
    }

    pub(super) fn next_problem(self, forward: bool) {
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
    fn choose(self, index: usize, focus: bool) {
        self.chosen.set(index);
        let found = self.found.get_untracked();
        if let Some(one) = found.get(index) {
            self.with_code(|code| code.go_to(one.line, one.column, focus));
            self.at.set((Way::parse(&one.path), one.line, one.column));
        }
    }

    /// Goes to a place of the document.
    fn go(self, way: &Way, focus: bool) {
        self.with_code(|code| code.go(&way.json(), focus));
        self.at.update(|at| at.0 = way.clone());
    }

    pub(super) fn fix_chosen(self) {
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
    fn fix(self, index: usize) {
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
    fn edit(self, studio: Studio, edits: &[versions::Edit]) {
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

    fn set(self, studio: Studio, way: Way, value: Option<Value>) {
        self.edit(
            studio,
            &[versions::Edit {
                way,
                value,
                insert: false,
            }],
        );
    }

    fn undo(self, studio: Studio, again: bool) {
        self.with_code(|code| if again { code.redo() } else { code.undo() });
        self.look(studio);
    }

    /// What stands in the way of publishing, if anything does.
    fn obstacle(self) -> Obstacle {
        let blocker = self.differences.with(|differences| {
            let mut blocked = differences.iter();
            blocked
                .find(|one| one.verdict == Verdict::Blocked)
                .map(|one| one.path.clone())
        });
        if let Some(path) = blocker {
            return Obstacle::Blocked(path);
        }
        let wrong = |one: &&Found| one.severity == campaign::Severity::Error;
        if self.found.with(|found| found.iter().any(|one| wrong(&one)))
            || !self.shown.with(|shown| shown.parses)
        {
            Obstacle::Errors
        } else {
            Obstacle::None
        }
    }
}

/// What keeps a draft from being published.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Obstacle {
    None,
    /// It has errors.
    Errors,
    /// A change that is forbidden, by its path.
    Blocked(String),
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
