//! The rules of judging, one a kind of field.

use pricing::{Instant, Window};

use super::{Change, Class};
use crate::model::Campaign;
use crate::plan::{Notice, NoticeLevel};

/// Collects changes and says what class each is of.
pub(super) struct Judge {
    changes: Vec<Change>,
    now: Instant,
    /// Whether shoppers have seen the campaign.
    started: bool,
    /// Whether what is looked at is over.
    over: bool,
    /// Why no deadline may move later, if none may.
    no_extension: Option<&'static str>,
}

/// What shoppers have been told of an extension.
pub(super) fn extension(campaign: &Campaign) -> Option<&Notice> {
    let mut notices = campaign.plan.notices.iter();
    notices.find(|notice| notice.level == NoticeLevel::Extension)
}

impl Judge {
    pub(super) fn new(running: &Campaign, proposed: &Campaign, now: Instant) -> Self {
        let no_extension = if extension(running).is_some() {
            Some("the campaign has been extended once")
        } else if extension(proposed).is_none() {
            Some("a deadline moves later only with a notice of the level `extension`")
        } else {
            None
        };
        Self {
            changes: Vec::new(),
            now,
            started: now >= running.window().from,
            over: false,
            no_extension,
        }
    }

    pub(super) fn now(&self) -> Instant {
        self.now
    }

    /// All changes; together they need a version of their own.
    pub(super) fn done(mut self, running: u32, proposed: u32) -> Vec<Change> {
        if !self.changes.is_empty() && proposed <= running {
            let message = "what changes is published as a new, higher version";
            self.note("version", Class::Forbidden, "changed", message);
        }
        self.changes
    }

    fn note(&mut self, path: &str, class: Class, code: &'static str, message: &str) {
        let class = if self.started && !self.over {
            class
        } else {
            Class::Open
        };
        self.changes.push(Change {
            path: path.to_owned(),
            class,
            code,
            message: message.to_owned(),
        });
    }

    /// Judges what ends at an instant: nobody is hurt by a change of what is over.
    pub(super) fn within(&mut self, until: Instant, judge: impl FnOnce(&mut Self)) {
        let before = self.over;
        self.over |= until <= self.now;
        judge(self);
        self.over = before;
    }

    pub(super) fn removed(&mut self, path: &str, until: Instant) {
        self.within(until, |judge| {
            let message = "what was promised stays until its end";
            judge.note(path, Class::Forbidden, "removed", message);
        });
    }

    pub(super) fn added(&mut self, path: &str) {
        self.note(path, Class::Favourable, "added", "it is new");
    }

    /// Something that may not change at all.
    pub(super) fn same(&mut self, path: &str, same: bool, why_not: &str) {
        if !same {
            self.note(path, Class::Forbidden, "changed", why_not);
        }
    }

    /// Something that is wider or narrower, or neither.
    pub(super) fn wider(&mut self, path: &str, same: bool, wider: bool, why_not: &str) {
        if same {
        } else if wider {
            self.note(path, Class::Favourable, "wider", "it holds for more");
        } else {
            self.note(path, Class::Forbidden, "narrower", why_not);
        }
    }

    pub(super) fn lower_is_better(&mut self, path: &str, old: i64, new: i64) {
        self.number(path, old, new, new < old);
    }

    pub(super) fn higher_is_better(&mut self, path: &str, old: i64, new: i64) {
        self.number(path, old, new, new > old);
    }

    /// A limit, where none is the best.
    pub(super) fn limit(&mut self, path: &str, old: Option<i64>, new: Option<i64>) {
        self.higher_is_better(path, old.unwrap_or(i64::MAX), new.unwrap_or(i64::MAX));
    }

    fn number(&mut self, path: &str, old: i64, new: i64, better: bool) {
        if old == new {
            return;
        }
        let code = if new < old { "lower" } else { "higher" };
        let shown = |number: i64| match number {
            i64::MAX => "no limit".to_owned(),
            number => number.to_string(),
        };
        let message = format!("from {} to {}", shown(old), shown(new));
        let class = if better {
            Class::Favourable
        } else {
            Class::Forbidden
        };
        self.note(path, class, code, &message);
    }

    /// A window that shoppers count on: it may begin earlier, and end later with a notice.
    pub(super) fn window(&mut self, path: &str, old: Window, new: Window) {
        let from = [path, ".from"].concat();
        if new.from < old.from {
            self.note(&from, Class::Favourable, "earlier", "it begins earlier");
        } else if new.from > old.from && new.from <= self.now {
            self.note(&from, Class::Open, "later", "it has begun either way");
        } else if new.from > old.from {
            let message = "shoppers have been told when it begins";
            self.note(&from, Class::Forbidden, "later", message);
        }
        let until = [path, ".until"].concat();
        if new.until < old.until {
            let message = "a deadline is not brought forward";
            self.note(&until, Class::Forbidden, "earlier", message);
        } else if new.until > old.until {
            self.later(&until);
        }
    }

    /// A time that shoppers have left: more of it needs no notice.
    pub(super) fn time_left(&mut self, path: &str, old: Instant, new: Instant) {
        if new < old {
            let message = "shoppers have been told that they have longer";
            self.note(path, Class::Forbidden, "earlier", message);
        } else if new > old {
            self.note(path, Class::Favourable, "later", "there is more time");
        }
    }

    /// A deadline that moves later.
    pub(super) fn later(&mut self, path: &str) {
        match self.no_extension {
            Some(message) => self.note(path, Class::Forbidden, "later", message),
            None => self.note(
                path,
                Class::Favourable,
                "later",
                "extended, with its notice",
            ),
        }
    }
}
