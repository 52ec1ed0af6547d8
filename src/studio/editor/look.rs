//! Looks at the draft once the keys rest: what is wrong, what differs, and what the phone draws of it.

use std::sync::Arc;

use campaign::Campaign;
use campaign::json::{self, Value};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::check::{self, Found, Look};
use super::code::Code;
use super::versions::{self, Running, Verdict};
use super::{Draft, Editor, Shown, Slot, int, keep, map, texts, words};
use crate::runtime::ticker::mono_ms;
use crate::studio::aside::{self, Asker};
use crate::studio::{Loaded, Studio};

/// A text is looked at after the keys have rested this long, in milliseconds; a large one longer.
const REST_MS: u32 = 120;
/// The same for a text of more than [`LARGE`] bytes.
const LARGE_REST_MS: u32 = 500;
/// A text that takes a while to look at, in bytes.
const LARGE: usize = 300_000;
/// Rules are asked once the text has rested this long after it was read, in milliseconds.
const RULES_REST_MS: u32 = 150;

/// What keeps a draft from being published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Obstacle {
    None,
    /// It has errors.
    Errors,
    /// A change that is forbidden, by its path.
    Blocked(String),
}

impl Editor {
    /// Looks at the text once the keys have rested.
    pub(super) fn look_soon(self, studio: Studio) {
        let large = self.text.with_untracked(|text| text.len() > LARGE);
        let rest = if large { LARGE_REST_MS } else { REST_MS };
        self.resting
            .set_value(Some(Timeout::new(rest, move || self.look(studio))));
    }

    pub(super) fn changed(self, studio: Studio) {
        self.look_soon(studio);
        keep::save_soon(studio);
        if let Some(steps) = self.with_code(Code::depth) {
            self.steps.set((steps[0], steps[1]));
        }
    }

    /// Looks at the text as it is now: what is wrong, what differs, what the phone draws.
    pub(super) fn look(self, studio: Studio) {
        self.resting.set_value(None);
        let Some(text) = self.with_code(Code::text) else {
            return;
        };
        let start = mono_ms();
        let text: Arc<str> = text.into();
        let text_len = text.len();
        let slot = self.slot.get_untracked();
        let served = studio.served(&slot.file);
        let schema = self.schema.get_untracked();
        let same = served.as_ref() == Some(&text) && !slot.fresh;
        let look = check::look(&text, schema.as_deref());
        self.text.set(text.clone());
        if let Some(steps) = self.with_code(Code::depth) {
            self.steps.set((steps[0], steps[1]));
        }
        let took = mono_ms() - start;
        let judge = move || {
            let start = mono_ms() - took;
            let rules = self.judge(studio, &text, slot, same, look);
            self.took.set(mono_ms() - start);
            self.ask_rules(studio, text, rules);
        };
        // A large text in two tasks, so that keys and frames come between; a look that is newer takes its place.
        if text_len > LARGE {
            self.resting.set_value(Some(Timeout::new(0, judge)));
        } else {
            judge();
        }
    }

    /// Says what differs and what the phone draws; what it means, for the rules.
    fn judge(
        self,
        studio: Studio,
        text: &Arc<str>,
        slot: Slot,
        same: bool,
        look: Look,
    ) -> Option<Arc<Campaign>> {
        let running = if slot.fresh || same {
            None
        } else {
            self.running(studio, &slot.file)
        };
        let now = studio.at.get_untracked();
        let mut shown = Shown {
            parses: look.root.is_some(),
            ..Shown::default()
        };
        if let Some(root) = &look.root {
            let differences = running.as_ref().map_or_else(Vec::new, |running| {
                versions::differences(running, root, look.campaign.as_deref(), now)
            });
            self.differences.set(Arc::new(differences));
            self.root.set(root.clone());
        }
        if same {
            shown.live = true;
            self.draft.set(None);
        } else if let Some(drawn) = self.drawn(&look, text, running.as_deref(), now) {
            shown.live = true;
            (shown.blocked, shown.wrong) = (drawn.blocked, drawn.wrong);
            let known = self.draft.with_untracked(|draft| {
                draft
                    .as_ref()
                    .is_some_and(|draft| draft.file == slot.file && *draft.text == drawn.text)
            });
            if !known {
                let (text, root) = if *drawn.text == **text {
                    (text.clone(), self.root.get_untracked())
                } else {
                    let root = json::parse(&drawn.text).unwrap_or(Value::Null);
                    (drawn.text.into(), Arc::new(root))
                };
                self.draft.set(Some(Draft {
                    file: slot.file,
                    root,
                    loaded: Loaded::new(text.clone(), drawn.campaign),
                    text,
                }));
            }
        }
        self.shown.set(shown);
        let rules = look.campaign;
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
        rules
    }

    /// Asks the rules once the text has rested.
    fn ask_rules(self, studio: Studio, text: Arc<str>, rules: Option<Arc<Campaign>>) {
        aside::forget(Asker::Editor);
        self.resting_rules.set_value(rules.map(|campaign| {
            Timeout::new(RULES_REST_MS, move || {
                let profiles = check::profiles(&campaign);
                aside::ask(Asker::Editor, &text, &campaign, profiles, move |findings| {
                    let rules = check::rules(findings);
                    let found = self.found.get_untracked();
                    let own = found.iter().filter(|one| !one.rule).cloned().collect();
                    self.found.set(Arc::new(check::together(own, rules)));
                    self.mark(studio);
                });
            })
        }));
    }

    /// The version in a text, which is read once.
    pub(super) fn running(self, studio: Studio, file: &str) -> Option<Arc<Running>> {
        let served = studio.served(file)?;
        let known = self.running.get_value();
        if let Some((text, running)) = known
            && Arc::ptr_eq(&text, &served)
        {
            return Some(running);
        }
        let running = Arc::new(Running::read(&served, studio.served_campaign(file)?)?);
        self.running.set_value(Some((served, running.clone())));
        Some(running)
    }

    pub(super) fn drawn(
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
    pub(super) fn mark(self, studio: Studio) {
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

    /// What stands in the way of publishing, if anything does.
    pub(super) fn obstacle(self) -> Obstacle {
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
